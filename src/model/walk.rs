//! Going through a document: one visitor that knows every kind, and what is built on it.

use super::{Block, BlockKind, Document, Inline, InlineKind};
use crate::lang::Script;
use rustc_hash::FxHashMap;

/// Sees every node in reading order; what it does not care about, it leaves at the default.
pub trait Visit {
    /// Before a block's content.
    fn block(&mut self, _block: &Block) {}
    /// Before inlines that stand apart, but are not a block: a title, a term, a caption.
    fn apart(&mut self) {}
    /// Before an inline's content.
    fn inline(&mut self, _inline: &Inline) {}

    /// The title, the standfirst, then the blocks.
    fn document(&mut self, document: &Document)
    where
        Self: Sized,
    {
        walk_apart(self, &document.meta.title);
        walk_apart(self, &document.meta.standfirst);
        walk_blocks(self, &document.blocks);
    }

    /// Blocks and what is in them.
    fn blocks(&mut self, blocks: &[Block])
    where
        Self: Sized,
    {
        walk_blocks(self, blocks);
    }
}

/// Visits blocks and what is in them.
fn walk_blocks(visit: &mut impl Visit, blocks: &[Block]) {
    for block in blocks {
        visit.block(block);
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => walk_inlines(visit, content),
            BlockKind::List(list) => list.items.iter().for_each(|item| walk_blocks(visit, &item.content)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| walk_apart(visit, term));
                    definition.meanings.iter().for_each(|meaning| walk_blocks(visit, meaning));
                }
            }
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => walk_blocks(visit, content),
            BlockKind::Table(table) => {
                walk_apart(visit, &table.caption);
                for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    walk_blocks(visit, &cell.content);
                }
            }
            BlockKind::Figure(figure) => walk_apart(visit, &figure.caption),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

fn walk_apart(visit: &mut impl Visit, inlines: &[Inline]) {
    visit.apart();
    walk_inlines(visit, inlines);
}

fn walk_inlines(visit: &mut impl Visit, inlines: &[Inline]) {
    for inline in inlines {
        visit.inline(inline);
        match &inline.kind {
            InlineKind::Note { body, .. } => walk_blocks(visit, body),
            kind => walk_inlines(visit, kind.inner().unwrap_or_default()),
        }
    }
}

/// The words of a document in reading order, a note's where it is called: what "nothing lost" counts.
pub fn words(document: &Document) -> Vec<String> {
    text(document).split_whitespace().map(str::to_owned).collect()
}

/// All that a document says, with white between what stands apart.
fn text(document: &Document) -> String {
    #[derive(Default)]
    struct Words(String);
    impl Visit for Words {
        fn block(&mut self, block: &Block) {
            self.0.push('\n');
            match &block.kind {
                BlockKind::Code { text, .. } => self.0.push_str(text),
                BlockKind::Figure(figure) => self.0.push_str(&figure.image.alt),
                _ => {}
            }
        }
        fn apart(&mut self) {
            self.0.push('\n');
        }
        fn inline(&mut self, inline: &Inline) {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math { tex: text, .. } => {
                    self.0.push_str(text);
                }
                InlineKind::Image(image) => self.0.push_str(&image.alt),
                InlineKind::Break | InlineKind::Note { .. } => self.0.push('\n'),
                _ => {}
            }
        }
    }
    let mut words = Words::default();
    words.document(document);
    words.0
}

/// How many words the document has. In scripts without spaces a word is what stands between spaces and marks.
pub fn word_count(document: &Document) -> usize {
    text(document).split_whitespace().map(counted).sum()
}

/// What a word counts for: one, and where words are not parted by spaces each ideograph or kana, and each word of
/// another script among them.
fn counted(word: &str) -> usize {
    if word.is_ascii() {
        return usize::from(word.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
    let mut count = 0;
    let mut inside = false;
    for c in word.chars() {
        let square = Script::of(c).is_square();
        if c.is_alphanumeric() && (square || !inside) {
            count += 1;
        }
        // Marks do not part a word: it's is one.
        inside = !square && (inside || c.is_alphanumeric());
    }
    count
}

/// The numbers of a document's notes, given by first call, from one.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    numbers: FxHashMap<String, usize>,
}

impl Notes {
    /// Numbers the notes of a document in the order of their first calls.
    pub fn of(document: &Document) -> Self {
        let mut notes = Self::default();
        notes.document(document);
        notes
    }

    /// The number of the note with that label. A label that no note has gets none.
    pub fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(label).copied()
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

impl Visit for Notes {
    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Note { label, .. } = &inline.kind {
            let next = self.numbers.len() + 1;
            self.numbers.entry(label.clone()).or_insert(next);
        }
    }
}
