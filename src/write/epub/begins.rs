//! The pages of a print edition on which parts begin: as it tells, else as its bookmarks say.

use super::chapter::name;
use super::parts::Planned;
use crate::lang::letters;
use crate::packet::Packet;
use crate::pages::Print;
use std::collections::BTreeMap;

/// The parts that begin on pages, by the index of the page: their places among those that are in the book; `None` for
/// one that is on paper only. Parts that are not known to begin anywhere are left out.
pub(super) fn of(print: &Print, packet: &Packet, parts: &[Planned]) -> BTreeMap<usize, Option<usize>> {
    let place = |part: usize| parts.iter().position(|planned| planned.index == part);
    let told = print.places.iter().filter(|told| told.mark.is_none() && told.part < packet.parts.len());
    let mut begun = BTreeMap::new();
    for told in told {
        // Of two parts on one page the first begins it.
        begun.entry(told.page).or_insert(place(told.part));
    }
    if !begun.is_empty() {
        return begun;
    }
    // Bookmarks come in the order of the parts; others, of headings, are between them.
    let mut rest = print.bookmarks.as_slice();
    let label = |page: usize| print.pages.get(page).map(|page| letters(&page.label)).unwrap_or_default();
    for (index, part) in packet.parts.iter().enumerate() {
        let place = place(index);
        let name = letters(&name(&part.document));
        let number = letters(place.and_then(|place| parts[place].number).unwrap_or_default());
        let called = |(title, page): &(String, usize)| is_called(&letters(title), &name, &number, &label(*page));
        let Some(at) = rest.iter().position(called) else { continue };
        begun.entry(rest[at].1).or_insert(place);
        rest = &rest[at + 1..];
    }
    begun
}

/// Whether a bookmark says a name; a number may stand before it, and the page behind.
fn is_called(title: &str, name: &str, number: &str, page: &str) -> bool {
    let own = title.strip_prefix(number).filter(|own| own.starts_with(name)).unwrap_or(title);
    let behind = own.strip_prefix(name);
    !name.is_empty() && behind.is_some_and(|behind| behind.is_empty() || behind == page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_may_say_a_number_and_a_page_besides() {
        for (title, called) in [("The Mill", true), ("3 The Mill", true), ("The Mill B-12", true), ("The Mills", false)]
        {
            assert_eq!(is_called(&letters(title), "themill", "3", "b12"), called, "{title}");
        }
        assert!(!is_called("3", "", "3", ""));
    }
}
