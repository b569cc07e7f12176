//! The inline lists of a document in one fixed order: title, standfirst, then blocks; a note's body behind the list
//! that calls it, a table's caption before its cells.

use super::UnitKind;
use crate::model::{Block, BlockKind, Document, Inline, InlineKind};
use std::collections::BTreeMap;

/// What is shown the inline lists.
pub(super) type See<'a, 'f> = dyn FnMut(UnitKind, &'a [Inline]) + 'f;

/// Shows every inline list of a document, in order.
pub(super) fn each<'a>(document: &'a Document, see: &mut See<'a, '_>) {
    list(&document.meta.title, UnitKind::Title, see);
    list(&document.meta.standfirst, UnitKind::Standfirst, see);
    blocks(&document.blocks, UnitKind::Text, see);
}

/// The unit of each block of a document that is a heading, by the block's index.
pub(in super::super) fn of_headings(document: &Document) -> BTreeMap<usize, usize> {
    let mut units = 0;
    let mut found = BTreeMap::new();
    list(&document.meta.title, UnitKind::Title, &mut |_, _| units += 1);
    list(&document.meta.standfirst, UnitKind::Standfirst, &mut |_, _| units += 1);
    for (index, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading { .. }) {
            found.insert(index, units);
        }
        blocks(std::slice::from_ref(block), UnitKind::Text, &mut |_, _| units += 1);
    }
    found
}

fn list<'a>(inlines: &'a [Inline], kind: UnitKind, see: &mut See<'a, '_>) {
    see(kind, inlines);
    notes(inlines, see);
}

fn notes<'a>(inlines: &'a [Inline], see: &mut See<'a, '_>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Note(note) => blocks(&note.body, UnitKind::Note, see),
            kind => notes(kind.inner().unwrap_or_default(), see),
        }
    }
}

fn blocks<'a>(content: &'a [Block], kind: UnitKind, see: &mut See<'a, '_>) {
    for block in content {
        match &block.kind {
            BlockKind::Heading { content, .. } => list(content, UnitKind::Heading, see),
            BlockKind::Paragraph(content) => list(content, kind, see),
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| blocks(&item.content, kind.within(UnitKind::Item), see));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| list(term, UnitKind::Term, see));
                    definition.meanings.iter().for_each(|meaning| blocks(meaning, kind, see));
                }
            }
            BlockKind::Quote(content) => blocks(content, kind.within(UnitKind::Quote), see),
            BlockKind::Alert { content, .. } => blocks(content, kind, see),
            BlockKind::Table(table) => {
                list(&table.caption, UnitKind::Caption, see);
                for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    blocks(&cell.content, kind.within(UnitKind::Cell), see);
                }
            }
            BlockKind::Figure(figure) => list(&figure.caption, UnitKind::Caption, see),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

/// Gives every inline list of a document out to be changed, in the order of [`each`].
pub(in super::super) fn each_mut(document: &mut Document, change: &mut dyn FnMut(&mut Vec<Inline>)) {
    list_mut(&mut document.meta.title, change);
    list_mut(&mut document.meta.standfirst, change);
    blocks_mut(&mut document.blocks, change);
}

fn list_mut(inlines: &mut Vec<Inline>, change: &mut dyn FnMut(&mut Vec<Inline>)) {
    change(inlines);
    notes_mut(inlines, change);
}

fn notes_mut(inlines: &mut [Inline], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Note(note) => blocks_mut(&mut note.body, change),
            kind => notes_mut(kind.inner_mut().map_or(&mut [], Vec::as_mut_slice), change),
        }
    }
}

fn blocks_mut(content: &mut [Block], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in content {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => list_mut(content, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| blocks_mut(&mut item.content, change)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| list_mut(term, change));
                    definition.meanings.iter_mut().for_each(|meaning| blocks_mut(meaning, change));
                }
            }
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => blocks_mut(content, change),
            BlockKind::Table(table) => {
                list_mut(&mut table.caption, change);
                for cell in table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells) {
                    blocks_mut(&mut cell.content, change);
                }
            }
            BlockKind::Figure(figure) => list_mut(&mut figure.caption, change),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}
