//! Which blocks of an article go into which file.
//!
//! A short article is one file. A long one is parted at its top sections: reading systems open a file as a whole, and
//! old ones refuse more than 300 KB. What is still too long is parted at deeper headings, then between any blocks, then
//! between the items of a list (the sources of a large packet are one of megabytes), the rows of a table and the lines of
//! a program.

use crate::model::{
    Block, BlockKind, Definition, Document, Inline, InlineKind, Item, List, Row, Section, Table, Target, Visit, outline,
};
use std::ops::Range;

/// An article with no more characters is one file: about forty printed pages.
const ONE_FILE: usize = 120_000;
/// A section with fewer goes on in the file of the one before it.
const WORTH_A_FILE: usize = 6_000;
/// How many characters a file may have before it ends at any block: with tags, below the 300 KB of old readers, which
/// count bytes, where a letter has one or two.
const FULL: usize = 150_000;

/// What each file begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    starts: Vec<Start>,
}

/// A block, or an item of one, as a row is: zero is the block itself. Of a program it is a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    block: usize,
    item: usize,
}

/// What of a block is in a file.
pub(super) enum Piece<'a> {
    /// All of it.
    Block(&'a Block),
    /// Items of a list that is too long for one.
    Items(&'a List, Range<usize>),
    /// Some of such definitions.
    Definitions(&'a [Definition]),
    /// Rows of such a table; its head is above the first.
    Rows(&'a Table, Range<usize>),
    /// Lines of such a program, in that language.
    Lines(Option<&'a str>, &'a str),
}

impl Plan {
    /// Looks at the sizes of the blocks and at the outline.
    pub fn of(document: &Document) -> Self {
        let blocks = &document.blocks;
        let sizes: Vec<usize> = blocks.iter().map(|block| size(std::slice::from_ref(block))).collect();
        let total: usize = sizes.iter().sum();
        let mut files = Files { starts: vec![Start { block: 0, item: 0 }], since: 0 };
        if total > ONE_FILE {
            let mut ends = Vec::new();
            part(&outline(blocks), blocks.len(), &sizes, &mut ends);
            ends.push(blocks.len());
            let mut at = 0;
            for end in ends {
                let section: usize = sizes[at..end].iter().sum();
                if at > 0 && files.since > 0 && (section >= WORTH_A_FILE || files.since + section > FULL) {
                    files.start(Start { block: at, item: 0 });
                }
                (at..end).for_each(|block| files.add(block, &blocks[block], sizes[block]));
                at = end;
            }
        }
        Self { starts: files.starts }
    }

    /// The file in which a block begins.
    pub fn file(&self, block: usize) -> usize {
        self.starts.partition_point(|start| *start <= Start { block, item: 0 }) - 1
    }

    /// Whether a block is the first of its file, and that not the first one.
    pub fn starts(&self, block: usize) -> bool {
        block > 0 && self.starts.binary_search(&Start { block, item: 0 }).is_ok()
    }

    /// What of a block is in which file, in order.
    pub fn pieces<'a>(&self, index: usize, block: &'a Block) -> Vec<(usize, Piece<'a>)> {
        let first = self.file(index);
        let cuts = self.starts[first + 1..].iter().take_while(|start| start.block == index).map(|start| start.item);
        let length = match &block.kind {
            BlockKind::List(list) => list.items.len(),
            BlockKind::Definitions(all) => all.len(),
            BlockKind::Table(table) => table.rows.len(),
            BlockKind::Code { text, .. } => text.len(),
            _ => return vec![(first, Piece::Block(block))],
        };
        let mut from = 0;
        let mut pieces = Vec::new();
        for (file, to) in (first..).zip(cuts.chain([length])) {
            pieces.push((file, Piece::of(block, std::mem::replace(&mut from, to)..to, length)));
        }
        pieces
    }

    /// Whether all is one file.
    pub fn is_single(&self) -> bool {
        self.starts.len() == 1
    }
}

impl<'a> Piece<'a> {
    fn of(block: &'a Block, items: Range<usize>, length: usize) -> Self {
        match &block.kind {
            BlockKind::List(list) if items.len() < length => Self::Items(list, items),
            BlockKind::Definitions(all) if items.len() < length => Self::Definitions(&all[items]),
            BlockKind::Table(table) if items.len() < length => Self::Rows(table, items),
            BlockKind::Code { language, text } if items.len() < length => {
                Self::Lines(language.as_deref(), &text[items])
            }
            _ => Self::Block(block),
        }
    }

    /// Visits the words of it.
    pub fn visit(&self, visit: &mut impl Visit) {
        match self {
            Self::Block(block) => visit.blocks(std::slice::from_ref(block)),
            Self::Items(list, items) => list.items[items.clone()].iter().for_each(|item| visit.blocks(&item.content)),
            Self::Definitions(definitions) => {
                for definition in *definitions {
                    definition.terms.iter().for_each(|term| visit.inlines(term));
                    definition.meanings.iter().for_each(|meaning| visit.blocks(meaning));
                }
            }
            Self::Rows(table, rows) => {
                if rows.start == 0 {
                    visit.inlines(&table.caption);
                }
                let head = if rows.start == 0 { table.head.as_slice() } else { &[] };
                let cells = head.iter().chain(&table.rows[rows.clone()]).flat_map(|row| &row.cells);
                cells.for_each(|cell| visit.blocks(&cell.content));
            }
            // A program has nothing but its text.
            Self::Lines(..) => {}
        }
    }
}

/// Files as they fill.
struct Files {
    starts: Vec<Start>,
    /// How much is in the last one.
    since: usize,
}

impl Files {
    fn start(&mut self, start: Start) {
        self.starts.push(start);
        self.since = 0;
    }

    fn add(&mut self, block: usize, content: &Block, size: usize) {
        match &content.kind {
            BlockKind::List(list) if size > FULL => self.items(block, list.items.iter().map(of_item)),
            BlockKind::Definitions(all) if size > FULL => self.items(block, all.iter().map(of_definition)),
            BlockKind::Table(table) if size > FULL => self.rows(block, table),
            BlockKind::Code { text, .. } if size > FULL => {
                let mut at = 0;
                for line in text.split_inclusive('\n') {
                    self.fill(Start { block, item: at }, line.len());
                    at += line.len();
                }
            }
            _ => self.fill(Start { block, item: 0 }, size),
        }
    }

    fn items(&mut self, block: usize, sizes: impl Iterator<Item = usize>) {
        sizes.enumerate().for_each(|(item, size)| self.fill(Start { block, item }, size));
    }

    /// A table is parted where no cell goes over the rows on both sides.
    fn rows(&mut self, block: usize, table: &Table) {
        let head: usize = table.head.iter().map(of_row).sum();
        // Where the row after the last one begins that a cell goes over, and how much is above it.
        let (mut reach, mut from, mut together) = (0, 0, head);
        for (index, row) in table.rows.iter().enumerate() {
            if index > 0 && index >= reach {
                self.fill(Start { block, item: std::mem::replace(&mut from, index) }, std::mem::take(&mut together));
            }
            together += of_row(row);
            let down = row.cells.iter().map(|cell| cell.spread.size().1).max().unwrap_or(1);
            reach = reach.max(index.saturating_add(down));
        }
        self.fill(Start { block, item: from }, together);
    }

    /// Puts so much into the last file, or into a new one.
    fn fill(&mut self, from: Start, size: usize) {
        if self.since > 0 && self.since + size > FULL {
            self.start(from);
        }
        self.since += size;
    }
}

/// Collects where sections begin, those within a section only if it does not fit into a file.
fn part(sections: &[Section], end: usize, sizes: &[usize], found: &mut Vec<usize>) {
    for (index, section) in sections.iter().enumerate() {
        let next = sections.get(index + 1).map_or(end, |next| next.block);
        if section.block > 0 {
            found.push(section.block);
        }
        if sizes[section.block..next].iter().sum::<usize>() > ONE_FILE {
            part(&section.sections, next, sizes, found);
        }
    }
}

fn of_item(item: &Item) -> usize {
    10 + size(&item.content)
}

/// A row, with the tags of its cells.
fn of_row(row: &Row) -> usize {
    20 + row.cells.iter().map(|cell| 20 + size(&cell.content)).sum::<usize>()
}

fn of_definition(definition: &Definition) -> usize {
    let mut size = Size(10);
    definition.terms.iter().for_each(|term| size.inlines(term));
    definition.meanings.iter().for_each(|meaning| size.blocks(meaning));
    size.0
}

/// How many bytes of words blocks have, and some for their tags.
fn size(blocks: &[Block]) -> usize {
    let mut size = Size(0);
    size.blocks(blocks);
    size.0
}

struct Size(usize);

impl Visit for Size {
    fn block(&mut self, block: &Block) {
        self.0 += 10;
        if let BlockKind::Code { text, .. } = &block.kind {
            self.0 += text.len();
        }
    }

    fn inline(&mut self, inline: &Inline) {
        self.0 += match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => text.len(),
            InlineKind::Math { tex, .. } => tex.len(),
            InlineKind::Link { target, .. } => {
                20 + match &**target {
                    Target::Url(address) | Target::Anchor(address) => address.len(),
                    Target::Place(_) => 20,
                }
            }
            // Each place is a link.
            InlineKind::Pages(places, _) => 40 * places.len(),
            _ => 10,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Align, Cell, CellKind, Spread};
    use crate::source::Span;

    fn document(kind: BlockKind) -> Document {
        Document { blocks: vec![Block { kind, span: Span::NONE }], ..Document::default() }
    }

    fn table(rows: usize, over: usize) -> BlockKind {
        let cell = |spread| {
            let words = Inline { kind: InlineKind::Text("w".repeat(480)), span: Span::NONE };
            let content = match spread {
                Spread::Covered => Vec::new(),
                _ => vec![Block { kind: BlockKind::Paragraph(vec![words]), span: Span::NONE }],
            };
            Cell { content, spread, kind: CellKind::Data, span: Span::NONE }
        };
        let row = |index: usize| {
            let first = match index % over {
                0 if over > 1 => Spread::Over { columns: 1, rows: over },
                0 => Spread::One,
                _ => Spread::Covered,
            };
            Row { cells: vec![cell(first), cell(Spread::One)], span: Span::NONE }
        };
        let rows = (0..rows).map(row).collect();
        BlockKind::Table(Box::new(Table { columns: vec![Align::Auto; 2], rows, ..Table::default() }))
    }

    #[test]
    fn a_long_table_is_parted_between_rows_that_no_cell_goes_over() {
        for over in [1, 4] {
            let document = document(table(1000, over));
            let plan = Plan::of(&document);
            let pieces = plan.pieces(0, &document.blocks[0]);
            let mut next = 0;
            for (file, (of, piece)) in pieces.iter().enumerate() {
                let Piece::Rows(_, rows) = piece else { panic!("not rows") };
                assert_eq!((*of, rows.start), (file, next));
                assert!(rows.start.is_multiple_of(over), "{rows:?} parts a cell");
                next = rows.end;
            }
            assert!(next == 1000 && pieces.len() > 3, "{} pieces", pieces.len());
        }
    }

    #[test]
    fn a_long_program_is_parted_between_lines() {
        let text: String = (0..20_000).map(|line| format!("let line = {line};\n")).collect();
        let document = document(BlockKind::Code { language: None, text: text.clone() });
        let plan = Plan::of(&document);
        let pieces = plan.pieces(0, &document.blocks[0]);
        let parts: Vec<&str> = pieces
            .iter()
            .map(|(_, piece)| match piece {
                Piece::Lines(_, text) => *text,
                _ => "",
            })
            .collect();
        assert!(parts.len() > 1 && parts.concat() == text);
        assert!(parts.iter().all(|part| part.len() <= FULL && part.ends_with('\n')));
    }
}
