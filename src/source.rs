//! Where text came from: a decoded input, and places in it.
//!
//! Every node of a [`Document`](crate::model::Document) carries a [`Span`], so that a missing glyph on page 9
//! can point at line 41 of the text file. Text that Offprint made itself (a contents page) has [`Span::NONE`].

use std::ops::Range;

/// Names one input of a job. The caller gives them out; zero, the default, is for jobs with one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(u16);

impl SourceId {
    /// How many inputs a job may have.
    pub const MOST: usize = NOWHERE as usize;

    /// The input of that number, from zero; `None` beyond [`SourceId::MOST`].
    pub fn new(number: usize) -> Option<Self> {
        u16::try_from(number).ok().filter(|&number| number != NOWHERE).map(Self)
    }
}

/// A decoded input: its name as the user wrote it, and its text with line ends unified to `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which input this is.
    pub id: SourceId,
    /// The name shown in diagnostics: a path, or `<stdin>`.
    pub name: String,
    /// The decoded text. Spans count bytes of it.
    pub text: String,
}

impl Source {
    /// A source from text that is already decoded. Line ends are left as they are.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: SourceId::default(), name: name.into(), text: text.into() }
    }

    /// A span of this source. Offsets past `u32::MAX` are clamped: decoding refuses inputs that large.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// The text a span covers, or `""` if it lies outside this source.
    pub fn slice(&self, span: Span) -> &str {
        match span.source() {
            Some(id) if id == self.id => self.text.get(span.range()).unwrap_or(""),
            _ => "",
        }
    }

    /// The line and column of a byte offset, both counted from one; the column counts characters.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[line_start..].find('\n').map_or(self.text.len(), |at| line_start + at);
        Position {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: self.text[line_start..offset].chars().count() + 1,
            line_range: line_start..line_end,
        }
    }
}

/// A place in a source, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The line, from one.
    pub line: usize,
    /// The column in characters, from one.
    pub column: usize,
    /// The bytes of that line, without its end.
    pub line_range: Range<usize>,
}

/// A range of bytes in a source, or [`Span::NONE`] for generated text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    source: u16,
    start: u32,
    end: u32,
}

/// The source number that means "no source".
const NOWHERE: u16 = u16::MAX;

impl Span {
    /// The span of generated text: it comes from no input.
    pub const NONE: Self = Self { source: NOWHERE, start: 0, end: 0 };

    /// A span of the given source.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = clamp(range.start);
        Self { source: source.0, start, end: clamp(range.end).max(start) }
    }

    /// The source this span lies in, if any.
    pub fn source(self) -> Option<SourceId> {
        (self.source != NOWHERE).then_some(SourceId(self.source))
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both. Generated text adds nothing; of two sources the first wins.
    pub fn to(self, other: Self) -> Self {
        match (self.source(), other.source()) {
            (None, _) => other,
            (Some(a), Some(b)) if a == b => {
                Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
            }
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let source = Source::new("a.txt", "one\nzwölf Mühlen\nthree");
        let at = source.text.find("Mühlen").unwrap();
        let position = source.position(at);
        assert_eq!((position.line, position.column), (2, 7));
        assert_eq!(&source.text[position.line_range], "zwölf Mühlen");
        assert_eq!(source.position(9_999).line, 3);
    }

    #[test]
    fn spans_join_within_a_source_only() {
        let a = Span::new(SourceId::default(), 2..4);
        let b = Span::new(SourceId::default(), 7..9);
        assert_eq!(a.to(b).range(), 2..9);
        assert_eq!(Span::NONE.to(b), b);
        assert_eq!(a.to(Span::new(SourceId(1), 0..1)), a);
    }
}
