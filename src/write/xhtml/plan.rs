//! Which blocks of an article go into which file.
//!
//! A short article is one file. A long one is parted at its top sections: reading systems open a file as a whole, and
//! old ones refuse more than 300 KB. What is still too long is parted at deeper headings, then between any blocks.

use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Section, Visit, outline};

/// An article with no more characters is one file: about forty printed pages.
const ONE_FILE: usize = 120_000;
/// A section with fewer goes on in the file of the one before it.
const WORTH_A_FILE: usize = 6_000;
/// How many characters a file may have before it ends at any block: with tags, below the 300 KB of old readers, which
/// count bytes, where a letter has one or two.
const FULL: usize = 150_000;

/// The first block of each file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    starts: Vec<usize>,
}

impl Plan {
    /// Looks at the sizes of the blocks and at the outline.
    pub fn of(document: &Document) -> Self {
        let sizes: Vec<usize> = document.blocks.iter().map(size).collect();
        let total: usize = sizes.iter().sum();
        let mut starts = vec![0];
        if total > ONE_FILE {
            let sections = outline(&document.blocks);
            let mut since = 0;
            let mut ends = Vec::new();
            part(&sections, document.blocks.len(), &sizes, &mut ends);
            ends.push(document.blocks.len());
            let mut at = 0;
            for end in ends {
                let section: usize = sizes[at..end].iter().sum();
                if at > 0 && since > 0 && (section >= WORTH_A_FILE || since + section > FULL) {
                    starts.push(at);
                    since = 0;
                }
                for (block, size) in (at..end).zip(&sizes[at..end]) {
                    if since > 0 && since + size > FULL {
                        starts.push(block);
                        since = 0;
                    }
                    since += size;
                }
                at = end;
            }
        }
        Self { starts }
    }

    /// The file that a block is in.
    pub fn file(&self, block: usize) -> usize {
        self.starts.partition_point(|&start| start <= block) - 1
    }

    /// Whether a block is the first of its file, and that not the first one.
    pub fn starts(&self, block: usize) -> bool {
        block > 0 && self.starts.binary_search(&block).is_ok()
    }

    /// Whether all is one file.
    pub fn is_single(&self) -> bool {
        self.starts.len() == 1
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

/// How many bytes of words a block has, and some for its tags.
fn size(block: &Block) -> usize {
    struct Size(usize);
    impl Visit for Size {
        fn block(&mut self, block: &Block) {
            self.0 += 10;
            if let BlockKind::Code { text, .. } = &block.kind {
                self.0 += text.len();
            }
        }
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math { tex: text, .. } = &inline.kind {
                self.0 += text.len();
            } else {
                self.0 += 10;
            }
        }
    }
    let mut size = Size(0);
    size.blocks(std::slice::from_ref(block));
    size.0
}
