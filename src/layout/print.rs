//! Pages → what the EPUB writer needs to mark them in its own text.

use super::frame::{Item, Layout, Page, Role, TagId, TagTree};
use crate::pages::{PICTURE, Print, PrintPage};

impl Layout {
    /// The text of the pages: what stands in the columns, and the notes at their feet. Furniture, labels and calls are
    /// left out, as they are no part of the article's own words.
    pub fn print(&self, source: &str) -> Print {
        let kinds: Vec<Kind> = (0..self.tags.len()).map(|index| kind(TagId(index as u32), &self.tags)).collect();
        Print { source: source.to_owned(), pages: self.pages.iter().map(|page| print(page, &kinds)).collect() }
    }
}

/// What the words in an element are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Note,
    NoText,
}

fn kind(tag: TagId, tags: &TagTree) -> Kind {
    let mut at = tag;
    let mut kind = Kind::Text;
    while let Some(element) = tags.get(at) {
        match element.role {
            // A label within a note is no text either.
            Role::Label | Role::Reference => return Kind::NoText,
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
            Kind::Note => &mut print.notes,
            Kind::NoText => continue,
        };
        match &placed.item {
            Item::Glyphs(run) => to.push_str(&run.text),
            Item::Picture { .. } => to.push(PICTURE),
            Item::Rule { .. } | Item::Link { .. } | Item::Anchor(_) => {}
        }
    }
    print
}
