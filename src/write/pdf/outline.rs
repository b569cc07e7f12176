//! Bookmarks and page labels.

use super::links::{Destinations, Places};
use super::syntax::{self, name};
use crate::layout::{Bookmark, Layout};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Longer outlines are shown with only their first level open: as many lines as a side bar has.
const SHOWN: usize = 40;

/// Writes the outline; `None` if there is none.
pub(super) fn outline(
    bookmarks: &[Bookmark],
    document: &mut Document,
    destinations: &Destinations,
    places: &Places<'_>,
) -> Option<ObjectId> {
    if bookmarks.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let open = count(bookmarks) <= SHOWN;
    let mut writer = Outline { document, destinations, places, open };
    let (first, last) = writer.level(bookmarks, root)?;
    let shown = if open { count(bookmarks) } else { bookmarks.len() };
    let dictionary =
        dictionary! { "Type" => name("Outlines"), "First" => first, "Last" => last, "Count" => shown as i64 };
    document.set_object(root, dictionary);
    Some(root)
}

fn count(bookmarks: &[Bookmark]) -> usize {
    bookmarks.iter().map(|bookmark| 1 + count(&bookmark.children)).sum()
}

struct Outline<'a> {
    document: &'a mut Document,
    destinations: &'a Destinations,
    places: &'a Places<'a>,
    open: bool,
}

impl Outline<'_> {
    /// Writes one level and what is below it; returns the first and the last.
    fn level(&mut self, bookmarks: &[Bookmark], parent: ObjectId) -> Option<(ObjectId, ObjectId)> {
        let ids: Vec<ObjectId> = bookmarks.iter().map(|_| self.document.new_object_id()).collect();
        for (number, bookmark) in bookmarks.iter().enumerate() {
            let mut dictionary = dictionary! { "Title" => syntax::text(&bookmark.title), "Parent" => parent };
            if let Some(before) = number.checked_sub(1) {
                dictionary.set("Prev", ids[before]);
            }
            if let Some(&after) = ids.get(number + 1) {
                dictionary.set("Next", after);
            }
            if let Some(destination) = self.destinations.get(&bookmark.anchor) {
                let (key, object) = self.places.go(destination);
                dictionary.set(key, object);
            }
            if let Some((first, last)) = self.level(&bookmark.children, ids[number]) {
                let below =
                    if self.open { count(&bookmark.children) as i64 } else { -(bookmark.children.len() as i64) };
                dictionary.set("First", first);
                dictionary.set("Last", last);
                dictionary.set("Count", below);
            }
            self.document.set_object(ids[number], dictionary);
        }
        Some((*ids.first()?, *ids.last()?))
    }
}

/// The page labels: a row for each page whose label does not follow from the last one's.
pub(super) fn labels(layout: &Layout) -> Dictionary {
    let mut rows = Vec::new();
    let mut expected: Option<Label> = None;
    for (number, page) in layout.pages.iter().enumerate() {
        let label = Label::of(&page.folio);
        if expected.as_ref() != Some(&label) {
            rows.push((number as i64).into());
            rows.push(label.object());
        }
        expected = Some(label.next());
    }
    dictionary! { "Nums" => rows }
}

/// A folio, taken apart: "B3" is "B" and the third of the decimal numbers.
#[derive(Clone, PartialEq, Eq)]
struct Label {
    prefix: String,
    number: Option<(Numerals, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numerals {
    Decimal,
    SmallRoman,
    LargeRoman,
}

impl Label {
    fn of(folio: &str) -> Self {
        let is_roman = folio.starts_with(|c: char| "clxvi".contains(c.to_ascii_lowercase()));
        for numerals in [Numerals::SmallRoman, Numerals::LargeRoman].into_iter().filter(|_| is_roman) {
            if let Some(number) = (1..=399).find(|&number| roman(number, numerals) == folio) {
                return Self { prefix: String::new(), number: Some((numerals, number)) };
            }
        }
        let prefix = folio.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = folio[prefix.len()..].trim_start_matches('0');
        match digits.parse::<u64>() {
            // A label's number is at most what a reader's 32 bits hold.
            Ok(number) if number <= i32::MAX as u64 => {
                let prefix = folio[..folio.len() - digits.len()].to_owned();
                Self { prefix, number: Some((Numerals::Decimal, number)) }
            }
            _ => Self { prefix: folio.to_owned(), number: None },
        }
    }

    fn next(mut self) -> Self {
        if let Some((_, number)) = &mut self.number {
            *number += 1;
        }
        self
    }

    fn object(&self) -> Object {
        let mut dictionary = Dictionary::new();
        if !self.prefix.is_empty() {
            dictionary.set("P", syntax::text(&self.prefix));
        }
        if let Some((numerals, number)) = self.number {
            let style = match numerals {
                Numerals::Decimal => "D",
                Numerals::SmallRoman => "r",
                Numerals::LargeRoman => "R",
            };
            dictionary.set("S", name(style));
            if number > 1 {
                dictionary.set("St", number as i64);
            }
        }
        dictionary.into()
    }
}

fn roman(mut number: u64, numerals: Numerals) -> String {
    const SIGNS: &[(u64, &str)] =
        &[(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for &(value, sign) in SIGNS {
        while number >= value {
            number -= value;
            out.push_str(sign);
        }
    }
    if numerals == Numerals::LargeRoman { out.to_uppercase() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folios_are_taken_apart() {
        let parts = |folio| {
            let label = Label::of(folio);
            (label.prefix, label.number.map(|(_, number)| number))
        };
        assert_eq!(parts("12"), (String::new(), Some(12)));
        assert_eq!(parts("xiv"), (String::new(), Some(14)));
        assert_eq!(parts("IV"), (String::new(), Some(4)));
        assert_eq!(parts("B3"), ("B".into(), Some(3)));
        assert_eq!(parts("007"), ("00".into(), Some(7)));
        assert_eq!(parts("0"), ("0".into(), None));
        assert_eq!(parts(""), (String::new(), None));
        assert_eq!(parts("iiv"), ("iiv".into(), None));
        assert_eq!(parts("99999999999999999999"), ("99999999999999999999".into(), None));
    }

    #[test]
    fn a_label_says_its_prefix_its_numerals_and_where_they_start() {
        let of = |folio: &str| Label::of(folio).object();
        assert_eq!(of("1"), dictionary! { "S" => name("D") }.into());
        assert_eq!(of("12"), dictionary! { "S" => name("D"), "St" => 12 }.into());
        assert_eq!(of("iv"), dictionary! { "S" => name("r"), "St" => 4 }.into());
        assert_eq!(of("B3"), dictionary! { "P" => syntax::text("B"), "S" => name("D"), "St" => 3 }.into());
        assert_eq!(of("Cover"), dictionary! { "P" => syntax::text("Cover") }.into());
    }
}
