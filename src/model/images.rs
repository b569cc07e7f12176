//! Every picture of a document, to be changed: several articles in one packet look for theirs in several places.

use super::{Block, BlockKind, Document, Image, Inline, InlineKind};

impl Document {
    /// Gives every picture out to be changed, in reading order; that of a note once, where it is written.
    pub fn each_image(&mut self, change: &mut dyn FnMut(&mut Image)) {
        inlines(&mut self.meta.title, change);
        inlines(&mut self.meta.standfirst, change);
        blocks(&mut self.blocks, change);
    }
}

fn blocks(list: &mut [Block], change: &mut dyn FnMut(&mut Image)) {
    for block in list {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => inlines(content, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| blocks(&mut item.content, change)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| inlines(term, change));
                    definition.meanings.iter_mut().for_each(|meaning| blocks(meaning, change));
                }
            }
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => blocks(content, change),
            BlockKind::Table(table) => {
                inlines(&mut table.caption, change);
                for cell in table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells) {
                    blocks(&mut cell.content, change);
                }
            }
            BlockKind::Figure(figure) => {
                change(&mut figure.image);
                inlines(&mut figure.caption, change);
            }
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

fn inlines(list: &mut [Inline], change: &mut dyn FnMut(&mut Image)) {
    for inline in list {
        match &mut inline.kind {
            InlineKind::Note(note) => blocks(&mut note.body, change),
            InlineKind::Image(image) => change(image),
            kind => inlines(kind.inner_mut().map_or(&mut [], Vec::as_mut_slice), change),
        }
    }
}
