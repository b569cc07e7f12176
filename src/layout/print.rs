//! Pages → what the EPUB writer needs to mark them in its own text.

use super::block::TOP;
use super::frame::{Item, Layout, Page, Role, TagId, TagTree};
use crate::model::Mark;
use crate::pages::{PICTURE, Print, PrintPage, PrintPlace, Words};
use crate::source::Span;

impl Layout {
    /// The text of the pages: what stands in the columns, and the notes at their feet. Furniture, labels and calls are
    /// left out, as they are no part of the article's own words.
    pub fn print(&self, source: &str) -> Print {
        let kinds: Vec<Kind> = (0..self.tags.len()).map(|index| kind(TagId(index as u32), &self.tags)).collect();
        let pages = self.pages.iter().map(|page| print(page, &kinds)).collect();
        let (source, places, bookmarks) = (source.to_owned(), self.places(), Vec::new());
        Print { source, pages, words: Words::Text, places, bookmarks }
    }

    /// The places that anchors name.
    fn places(&self) -> Vec<PrintPlace> {
        let mut places = Vec::new();
        for (page, items) in (0..).zip(self.pages.iter().map(|page| &page.items)) {
            for placed in items {
                let Item::Anchor(anchor) = &placed.item else { continue };
                places.extend(place(anchor).map(|(part, mark)| PrintPlace { part, mark, page }));
            }
        }
        places
    }
}

/// The part and the mark that an anchor names: `p3-top`, `p3-~f12.340`, without `p3-` where there is one part only. The
/// anchors of headings name neither.
fn place(anchor: &str) -> Option<(usize, Option<Mark>)> {
    let numbered = anchor.strip_prefix('p').and_then(|rest| rest.split_once('-'));
    let (part, name) = match numbered.and_then(|(number, name)| Some((number.parse::<usize>().ok()?, name))) {
        Some((number, name)) => (number.checked_sub(1)?, name),
        None => (0, anchor),
    };
    match name.strip_prefix('~') {
        Some(mark) => Some((part, Some(mark.parse().ok()?))),
        None => (name == TOP).then_some((part, None)),
    }
}

/// What the words in an element are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Note,
    /// The number or the bullet of an item; or a term that is explained.
    Label,
    NoText,
}

fn kind(tag: TagId, tags: &TagTree) -> Kind {
    let mut at = tag;
    let mut kind = Kind::Text;
    while let Some(element) = tags.get(at) {
        match element.role {
            // A label within a note is no text either.
            Role::Label => return Kind::Label,
            Role::Reference => return Kind::NoText,
            Role::Note => kind = Kind::Note,
            _ => {}
        }
        if at == TagId::ROOT {
            break;
        }
        at = element.parent;
    }
    kind
}

fn print(page: &Page, kinds: &[Kind]) -> PrintPage {
    let mut print = PrintPage { label: page.folio.clone(), ..PrintPage::default() };
    for placed in &page.items {
        let kind = kinds.get(placed.tag.0 as usize).copied().unwrap_or(Kind::NoText);
        let to = match kind {
            Kind::Text => &mut print.text,
            // Terms are the author's, numbers and bullets are not.
            Kind::Label if matches!(&placed.item, Item::Glyphs(run) if run.span != Span::NONE) => &mut print.text,
            Kind::Note => &mut print.notes,
            Kind::Label | Kind::NoText => continue,
        };
        match &placed.item {
            Item::Glyphs(run) => to.push_str(&run.text),
            Item::Picture { .. } => to.push(PICTURE),
            Item::Rule { .. } | Item::Dot { .. } | Item::Link { .. } | Item::Anchor(_) => {}
        }
    }
    print
}
