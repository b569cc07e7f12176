//! Links for paper: the addresses they lead to, behind their words or in notes, each once; of a place in the packet its
//! page.

use crate::model::{Block, BlockKind, CalledPages, Document, Inline, InlineKind, Note, Target, plain};
use crate::packet::finds::links::{clean, is_web};
use crate::source::Span;
use crate::style::Links;
use rustc_hash::FxHashSet;

/// The document with the addresses of its links; `None` if nothing is to be printed.
pub(super) fn printed(document: &Document, links: Links) -> Option<Document> {
    if links == Links::None {
        return None;
    }
    let mut document = document.clone();
    Addresses { links, noted: FxHashSet::default() }.blocks(&mut document.blocks);
    Some(document)
}

struct Addresses {
    links: Links,
    /// The addresses that have a note.
    noted: FxHashSet<String>,
}

impl Addresses {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::List(list) => list.items.iter_mut().for_each(|item| self.blocks(&mut item.content)),
                BlockKind::Definitions(definitions) => {
                    let meanings = definitions.iter_mut().flat_map(|definition| &mut definition.meanings);
                    meanings.for_each(|meaning| self.blocks(meaning));
                }
                BlockKind::Quote(content) | BlockKind::Alert { content, .. } => self.blocks(content),
                BlockKind::Table(table) => {
                    self.inlines(&mut table.caption);
                    let rows = table.head.iter_mut().chain(&mut table.rows);
                    rows.flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(&mut cell.content));
                }
                BlockKind::Figure(figure) => self.inlines(&mut figure.caption),
                // A heading is read in contents and running heads too, where a note has no place.
                BlockKind::Heading { .. } | BlockKind::Code { .. } | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let mut at = 0;
        while let Some(inline) = inlines.get_mut(at) {
            at += 1;
            match &mut inline.kind {
                InlineKind::Emph(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Raised(inner)
                | InlineKind::Lowered(inner)
                | InlineKind::Ruby(inner)
                | InlineKind::Reading(inner) => self.inlines(inner),
                InlineKind::Note(note) => self.blocks(&mut note.body),
                InlineKind::Link { target, content } => {
                    // A picture that leads somewhere says so by itself; without words a note has nothing to stand at.
                    let (words, span) = (plain(content), inline.span);
                    let more = match &**target {
                        _ if words.trim().is_empty() => continue,
                        Target::Url(url) => {
                            let url = clean(url).into_owned();
                            if !is_web(&url) || says(&clean(words.trim()), &url) {
                                continue;
                            }
                            self.address(url, span)
                        }
                        Target::Place(place) => {
                            in_brackets(InlineKind::Pages(Box::new([*place]), CalledPages::Named), span)
                        }
                        Target::Anchor(_) => continue,
                    };
                    let count = more.len();
                    inlines.splice(at..at, more);
                    at += count;
                }
                InlineKind::Text(_)
                | InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::Math { .. }
                | InlineKind::NoteAgain(_)
                | InlineKind::Mark(_)
                | InlineKind::Pages(..)
                | InlineKind::Break => {}
            }
        }
    }

    /// What stands behind a link.
    fn address(&mut self, url: String, span: Span) -> Vec<Inline> {
        let inline = |kind| Inline { kind, span };
        let label = format!("address {url}");
        let again = self.links == Links::Notes && !self.noted.insert(url.clone());
        if again {
            return vec![inline(InlineKind::NoteAgain(label))];
        }
        let shown = vec![inline(InlineKind::Text(url.clone()))];
        let link = inline(InlineKind::Link { target: Box::new(Target::Url(url)), content: shown });
        match self.links {
            Links::Notes => {
                let body = vec![Block { kind: BlockKind::Paragraph(vec![link]), span }];
                vec![inline(InlineKind::Note(Box::new(Note { label, body })))]
            }
            Links::Inline | Links::None => in_brackets(link.kind, span),
        }
    }
}

fn in_brackets(kind: InlineKind, span: Span) -> Vec<Inline> {
    let text = |text: &str| InlineKind::Text(text.to_owned());
    [text(" ("), kind, text(")")].map(|kind| Inline { kind, span }).into()
}

/// Whether words are an address already.
fn says(words: &str, url: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().to_lowercase();
        let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        text.trim_end_matches('/').to_owned()
    };
    bare(words) == bare(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_the_address_need_no_note() {
        assert!(says("www.e.org", "https://e.org/"));
        assert!(!says("e.org", "https://e.org/a"));
    }
}
