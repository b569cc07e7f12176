//! Which blocks of an article go into which file.
//!
//! A short article is one file. A long one is parted at its top sections: reading systems open a file as a whole, and
//! old ones refuse more than 300 KB. What is still too long is parted at deeper headings, then between any blocks, then
//! between the items of a list: the sources of a large packet are one of megabytes.

use crate::model::{
    Block, BlockKind, Definition, Document, Inline, InlineKind, Item, List, Section, Target, Visit, outline,
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

/// A block, or an item of one: zero is the block itself.
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
            _ => self.fill(Start { block, item: 0 }, size),
        }
    }

    fn items(&mut self, block: usize, sizes: impl Iterator<Item = usize>) {
        sizes.enumerate().for_each(|(item, size)| self.fill(Start { block, item }, size));
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
                let (Target::Url(address) | Target::Anchor(address)) = &**target;
                20 + address.len()
            }
            // Each place is a link.
            InlineKind::Pages(places, _) => 40 * places.len(),
            _ => 10,
        };
    }
}
