//! Every picture and every formula of a document, to be changed: several articles in one packet look for their pictures
//! in several places, and formulas use what others define.

use super::{Block, BlockKind, Document, Image, Inline, InlineKind};

/// What may be changed.
#[cfg_attr(
    not(all(any(feature = "html", feature = "markdown"), any(feature = "epub", feature = "pdf"))),
    allow(dead_code) // only readers of formulas change them, and only writers of formulas want it
)]
enum Part<'a> {
    Image(&'a mut Image),
    Formula(&'a mut Box<str>),
}

type Change<'a> = &'a mut dyn FnMut(Part);

impl Document {
    /// Gives every picture out to be changed, in reading order; that of a note once, where it is written.
    pub fn each_image(&mut self, change: &mut dyn FnMut(&mut Image)) {
        self.each_part(&mut |part| {
            if let Part::Image(image) = part {
                change(image);
            }
        });
    }

    /// Gives the source of every formula out to be changed, in reading order. One of which nothing is left goes, and so
    /// does a paragraph that held nothing else.
    #[cfg(all(any(feature = "html", feature = "markdown"), any(feature = "epub", feature = "pdf")))]
    pub(crate) fn each_formula(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        self.each_part(&mut |part| {
            if let Part::Formula(tex) = part {
                change(tex);
            }
        });
    }

    fn each_part(&mut self, change: Change) {
        inlines(&mut self.meta.title, change);
        inlines(&mut self.meta.standfirst, change);
        blocks(&mut self.blocks, change);
    }
}

fn blocks(list: &mut Vec<Block>, change: Change) {
    list.retain_mut(|block| {
        match &mut block.kind {
            BlockKind::Paragraph(content) => {
                let count = content.len();
                inlines(content, change);
                let is_white =
                    |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
                return content.len() == count || !content.iter().all(is_white);
            }
            BlockKind::Heading { content, .. } => inlines(content, change),
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
                change(Part::Image(&mut figure.image));
                inlines(&mut figure.caption, change);
            }
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
        true
    });
}

fn inlines(list: &mut Vec<Inline>, change: Change) {
    list.retain_mut(|inline| {
        match &mut inline.kind {
            InlineKind::Note(note) => blocks(&mut note.body, change),
            InlineKind::Image(image) => change(Part::Image(image)),
            InlineKind::Math { tex, .. } => {
                change(Part::Formula(tex));
                return !tex.is_empty();
            }
            kind => {
                if let Some(inner) = kind.inner_mut() {
                    inlines(inner, change);
                }
            }
        }
        true
    });
}
