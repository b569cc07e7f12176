//! What a finished container becomes in the one around it.

use super::container::{Container, Holds};
use super::figure;
use super::{Builder, Frame};
use crate::model::block::square;
use crate::model::inline::append;
use crate::model::squeeze::tidied;
use crate::model::{
    Align, Block, BlockKind, Cell, CellKind, Definition, Figure, Inline, InlineKind, Item, List, Meta, Note, Row,
    Spread, Table,
};
use crate::source::Span;

impl Builder {
    /// A finished container goes into the one around it.
    pub(super) fn attach(&mut self, mut frame: Frame) {
        let Some(container) = frame.container.take() else { return };
        if container.holds() == Holds::Blocks {
            frame.flush();
        }
        self.top().take(container, frame);
    }
}

impl Frame {
    fn take(&mut self, container: Container, frame: Frame) {
        match container {
            Container::Paragraph => self.put(paragraph(frame.inlines, &frame.caption, frame.span), frame.span),
            Container::Heading { level, anchor } => {
                let content = tidied(frame.inlines);
                let heading = (!content.is_empty()).then_some(BlockKind::Heading { level, anchor, content });
                self.put(heading, frame.span);
            }
            Container::List(kind) => {
                let list = List { kind, items: frame.items };
                self.put((!list.items.is_empty()).then_some(BlockKind::List(list)), frame.span);
            }
            Container::Definitions => {
                let all = frame.definitions;
                self.put((!all.is_empty()).then_some(BlockKind::Definitions(all)), frame.span);
            }
            Container::Quote => {
                let quoted = frame.blocks;
                self.put((!quoted.is_empty()).then_some(BlockKind::Quote(quoted)), frame.span);
            }
            Container::Alert(kind) => self.put(Some(BlockKind::Alert { kind, content: frame.blocks }), frame.span),
            Container::Table { columns } => self.put(table(columns, frame.table), frame.span),
            Container::Figure(image) => {
                let figure = Figure { image, caption: tidied(frame.inlines) };
                self.put(Some(BlockKind::Figure(Box::new(figure))), frame.span);
            }
            Container::Item { task } => self.items.push(Item { task, content: frame.blocks, span: frame.span }),
            Container::Term => self.term(tidied(frame.inlines), frame.span),
            Container::Meaning => self.meaning(frame.blocks, frame.span),
            Container::HeadRow => {
                let mut cells = frame.cells;
                cells.iter_mut().for_each(|cell| cell.kind = CellKind::Data);
                self.table.head.push(Row { cells, span: frame.span });
            }
            Container::Row => self.table.rows.push(Row { cells: frame.cells, span: frame.span }),
            Container::Caption => append(&mut self.table.caption, tidied(frame.inlines), frame.span),
            Container::Cell => self.cell(frame.blocks, Spread::One, CellKind::Data, frame.span),
            Container::CellOver(spread) => self.cell(frame.blocks, spread, CellKind::Data, frame.span),
            Container::RowHead(spread) => self.cell(frame.blocks, spread, CellKind::RowHead, frame.span),
            Container::Emph => self.inline(InlineKind::Emph(frame.inlines), frame.span),
            Container::Strong => self.inline(InlineKind::Strong(frame.inlines), frame.span),
            Container::Strike => self.inline(InlineKind::Strike(frame.inlines), frame.span),
            Container::SmallCaps => self.inline(InlineKind::SmallCaps(frame.inlines), frame.span),
            Container::Raised => self.inline(InlineKind::Raised(frame.inlines), frame.span),
            Container::Lowered => self.inline(InlineKind::Lowered(frame.inlines), frame.span),
            Container::Ruby => self.inline(InlineKind::Ruby(frame.inlines), frame.span),
            Container::Reading => self.inline(InlineKind::Reading(frame.inlines), frame.span),
            Container::Link(target) => {
                self.inline(InlineKind::Link { target: Box::new(target), content: frame.inlines }, frame.span);
            }
            Container::Note { label } => {
                self.inline(InlineKind::Note(Box::new(Note { label, body: frame.blocks })), frame.span);
            }
        }
    }

    /// A block that something is left of.
    pub(super) fn put(&mut self, kind: Option<BlockKind>, span: Span) {
        if let Some(kind) = kind {
            self.push(Block { kind, span });
        }
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        self.inlines.push(Inline { kind, span });
    }

    fn cell(&mut self, content: Vec<Block>, spread: Spread, kind: CellKind, span: Span) {
        // What says nothing names nothing.
        let kind = if content.is_empty() { CellKind::Data } else { kind };
        self.cells.push(Cell { content, spread, kind, span });
    }

    /// Terms that follow one another share what they mean.
    fn term(&mut self, term: Vec<Inline>, span: Span) {
        match self.definitions.last_mut() {
            Some(open) if open.meanings.is_empty() => open.terms.push(term),
            _ => self.definitions.push(Definition { terms: vec![term], meanings: Vec::new(), span }),
        }
    }

    fn meaning(&mut self, meaning: Vec<Block>, span: Span) {
        match self.definitions.last_mut() {
            Some(open) => open.meanings.push(meaning),
            None => self.definitions.push(Definition { terms: Vec::new(), meanings: vec![meaning], span }),
        }
    }
}

/// A table whose rows are all as wide; its caption alone if it has no cells.
fn table(mut columns: Vec<Align>, mut table: Table) -> Option<BlockKind> {
    let rows = table.head.iter().chain(&table.rows);
    let width = rows.map(|row| row.cells.len()).max().unwrap_or(0);
    if width == 0 {
        return (!table.caption.is_empty()).then_some(BlockKind::Paragraph(table.caption));
    }
    columns.resize(columns.len().max(width), Align::Auto);
    square(&mut table.head);
    square(&mut table.rows);
    Some(BlockKind::Table(Box::new(Table { columns, ..table })))
}

/// A paragraph, or the figure that it is if it holds a picture, perhaps with words below it, and nothing else. Nothing if
/// it is empty.
pub(super) fn paragraph(inlines: Vec<Inline>, caption: &str, span: Span) -> Option<BlockKind> {
    let inlines = tidied(inlines);
    if inlines.is_empty() {
        return None;
    }
    Some(match figure::of(inlines) {
        Ok(mut figure) => {
            if figure.caption.is_empty() {
                figure.caption = Meta::words(caption, span);
            }
            BlockKind::Figure(Box::new(figure))
        }
        Err(inlines) => BlockKind::Paragraph(inlines),
    })
}
