//! Going through a document: one visitor that knows every kind, and what is built on it.

use super::{Block, BlockKind, Document, Inline, InlineKind};
use crate::lang::Kind;
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

    /// Inlines that stand apart, and what is in them.
    fn inlines(&mut self, inlines: &[Inline])
    where
        Self: Sized,
    {
        walk_apart(self, inlines);
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
            InlineKind::Note(note) => walk_blocks(visit, &note.body),
            kind => walk_inlines(visit, kind.inner().unwrap_or_default()),
        }
    }
}

/// The words of a document in reading order, a note's where it is called: what "nothing lost" counts.
pub fn words(document: &Document) -> Vec<String> {
    text(document).split_whitespace().map(str::to_owned).collect()
}

/// All that a document says, with one space between what stands apart.
pub(crate) fn text(document: &Document) -> String {
    let mut all = String::new();
    each_text(document, &mut |text| match text {
        "\n" if all.is_empty() || all.ends_with(' ') => {}
        "\n" => all.push(' '),
        text => all.push_str(text),
    });
    all
}

/// Hands on all that a document says, piece by piece, with white between what stands apart.
fn each_text(document: &Document, to: &mut dyn FnMut(&str)) {
    struct Pieces<'f>(&'f mut dyn FnMut(&str));
    impl Visit for Pieces<'_> {
        fn block(&mut self, block: &Block) {
            (self.0)("\n");
            match &block.kind {
                BlockKind::Code { text, .. } => (self.0)(text),
                BlockKind::Figure(figure) => (self.0)(&figure.image.alt),
                _ => {}
            }
        }
        fn apart(&mut self) {
            (self.0)("\n");
        }
        fn inline(&mut self, inline: &Inline) {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => (self.0)(text),
                InlineKind::Math { tex, .. } => (self.0)(tex),
                InlineKind::Image(image) => (self.0)(&image.alt),
                InlineKind::Break | InlineKind::Note(_) => (self.0)("\n"),
                _ => {}
            }
        }
    }
    Pieces(to).document(document);
}

/// How many words the document has. In scripts without spaces a word is what stands between spaces and marks.
pub fn word_count(document: &Document) -> usize {
    let mut counter = Counter::default();
    each_text(document, &mut |text| counter.add(text));
    counter.count
}

/// Counts words: one for what stands between white if there is a letter or figure in it; where words are not parted by
/// spaces one for each ideograph or kana, and for each word of another script among them.
#[derive(Default)]
struct Counter {
    count: usize,
    /// Whether a word is being read that was counted.
    inside: bool,
}

impl Counter {
    fn add(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (mut count, mut inside) = (self.count, u8::from(self.inside));
            let mut length = 0;
            for byte in rest.bytes() {
                let kind = ASCII[usize::from(byte)];
                if kind == BEYOND {
                    break;
                }
                count += usize::from(kind & !inside & LETTER);
                // Marks do not part a word: it's is one.
                inside = (inside | kind & LETTER) & !(kind >> 1);
                length += 1;
            }
            (self.count, self.inside) = (count, inside & LETTER != 0);
            let behind = &rest[length..];
            let beyond = behind.find(|c: char| c.is_ascii()).unwrap_or(behind.len());
            for kind in behind[..beyond].chars().map(Kind::of) {
                let (letter, square) = (kind.is_alphanumeric(), kind.is_square());
                self.count += usize::from(letter && (square || !self.inside));
                self.inside = !kind.is_white() && !square && (self.inside || letter);
            }
            rest = &behind[beyond..];
        }
    }
}

const LETTER: u8 = 1;
const WHITE: u8 = 2;
const BEYOND: u8 = 4;

/// What a byte is: most texts are ASCII for the most part.
const ASCII: [u8; 256] = {
    let mut all = [BEYOND; 256];
    let mut at = 0;
    while at < 128 {
        all[at] = match at as u8 {
            b' ' | b'\t'..=b'\r' => WHITE,
            byte if byte.is_ascii_alphanumeric() => LETTER,
            _ => 0,
        };
        at += 1;
    }
    all
};

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

    /// Whether any asks to stand beside the text: its label begins with `>`.
    pub fn any_beside(&self) -> bool {
        self.numbers.keys().any(|label| label.starts_with('>'))
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
        if let InlineKind::Note(note) = &inline.kind {
            let next = self.numbers.len() + 1;
            self.numbers.entry(note.label.clone()).or_insert(next);
        }
    }
}
