//! A run of words: text that stands together, pieced from the parser's small events, so that addresses and
//! quotation marks are seen whole.

use super::autolink;
use super::smart::Smart;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Builder, Container, Target};
use crate::source::Source;
use std::ops::Range;

/// Words waiting to go to the builder.
#[derive(Default)]
pub struct Run {
    text: String,
    /// For each piece: where it begins in `text`, and where it came from.
    pieces: Vec<(usize, Range<usize>)>,
    /// The offsets of characters that were written with a backslash.
    escaped: Vec<usize>,
    /// The character in front of the run.
    before: Option<char>,
    /// Where words are repaired; kept, as are the others, for the next run.
    buffer: String,
}

/// Whether bare addresses become links.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    /// They do.
    Link,
    /// They are in a link already.
    Leave,
}

impl Run {
    /// Adds words.
    pub fn push(&mut self, text: &str, place: Range<usize>, source: &str) {
        let after_backslash = place.start > 0 && source.as_bytes()[place.start - 1] == b'\\';
        let touching = self.pieces.last().is_some_and(|(_, last)| last.end == place.start);
        if after_backslash && !touching {
            self.escaped.push(self.text.len());
        }
        self.pieces.push((self.text.len(), place));
        self.text.push_str(text);
    }

    /// A line end within a paragraph: a space, but nothing between characters of scripts without spaces.
    pub fn line_end(&mut self, place: Range<usize>, source: &str) {
        let next = source[place.end..].trim_start().chars().next();
        let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
        let last = self.text.chars().next_back().or(self.before);
        if !(unspaced(last) && unspaced(next)) {
            self.push(" ", place, source);
        }
    }

    /// Whether no words wait in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the next words: the quotation marks of a block's first word open.
    pub fn after(&mut self, before: char) {
        self.before = Some(before);
    }

    /// The words go to the builder.
    pub fn flush(
        &mut self,
        builder: &mut Builder,
        addresses: Addresses,
        smart: &Smart,
        source: &Source,
        sink: &mut Sink,
    ) {
        if self.text.is_empty() {
            return;
        }
        let mut run = std::mem::take(self);
        run.tell_undefined(source, sink);
        let found = if addresses == Addresses::Link { autolink::find(&run.text) } else { Vec::new() };
        let mut at = 0;
        for address in found {
            run.words(at..address.range.start, builder, smart, source);
            let text = &run.text[address.range.clone()];
            let span = source.span(run.place(&address.range, &source.text));
            match Target::parse(&format!("{}{text}", address.prefix)) {
                Some(target) => {
                    builder.open(Container::Link(target), span);
                    builder.text(text, span);
                    builder.close();
                }
                None => builder.text(text, span),
            }
            at = address.range.end;
        }
        run.words(at..run.text.len(), builder, smart, source);
        run.before = run.text.chars().next_back();
        run.text.clear();
        run.pieces.clear();
        run.escaped.clear();
        *self = run;
    }

    /// Words without addresses; `H~2~O` and `mc^2^` are lowered and raised, which the parser does not do within words.
    fn words(&mut self, part: Range<usize>, builder: &mut Builder, smart: &Smart, source: &Source) {
        let mut at = part.start;
        let mut from = part.start;
        while let Some(found) = memchr::memchr2(b'^', b'~', &self.text.as_bytes()[from..part.end]) {
            let open = from + found;
            from = open + 1;
            let Some(close) = self.script_end(open, part.end) else { continue };
            self.plain(at..open, builder, smart, source);
            let container = if self.text.as_bytes()[open] == b'^' { Container::Raised } else { Container::Lowered };
            let span = source.span(self.place(&(open..close + 1), &source.text));
            builder.open(container, span);
            builder.text(&self.text[open + 1..close], span);
            builder.close();
            at = close + 1;
            from = at;
        }
        self.plain(at..part.end, builder, smart, source);
    }

    /// The mark that ends what the one at `open` begins: a few letters, figures or signs behind a letter or figure.
    fn script_end(&self, open: usize, end: usize) -> Option<usize> {
        let mark = self.text.as_bytes()[open];
        let before = self.text[..open].chars().next_back()?;
        if !(before.is_alphanumeric() || before == ')') {
            return None;
        }
        let fits =
            |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '(' | ')' | ',' | '.' | '=' | '\'' | '*');
        let inner = self.text[open + 1..end].char_indices().take(24).find(|&(_, c)| !fits(c));
        let close = open + 1 + inner.map(|(at, _)| at).filter(|at| *at > 0)?;
        let escaped = |at: &usize| self.escaped.binary_search(at).is_ok();
        (self.text.as_bytes()[close] == mark && !escaped(&open) && !escaped(&close)).then_some(close)
    }

    fn plain(&mut self, part: Range<usize>, builder: &mut Builder, smart: &Smart, source: &Source) {
        if part.is_empty() {
            return;
        }
        let before = self.text[..part.start].chars().next_back().or(self.before).unwrap_or('\n');
        let index = |at: usize| self.escaped.partition_point(|escaped| *escaped < at);
        let escaped = &self.escaped[index(part.start)..index(part.end)];
        let escaped: Vec<_> = escaped.iter().map(|at| at - part.start).collect();
        let mut buffer = std::mem::take(&mut self.buffer);
        smart.push(&mut buffer, &self.text[part.clone()], before, &escaped);
        builder.text(&buffer, source.span(self.place(&part, &source.text)));
        buffer.clear();
        self.buffer = buffer;
    }

    /// Where a part of the run came from. In a piece that the parser changed, bytes are counted as if it had not; so the
    /// place is widened to whole characters.
    fn place(&self, part: &Range<usize>, source: &str) -> Range<usize> {
        let mut start = self.offset(part.start).min(source.len());
        let mut end = self.offset(part.end - 1).saturating_add(1).clamp(start, source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        while !source.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, place) = &self.pieces[piece.saturating_sub(1)];
        // A piece that the parser changed (`&amp;`) has another length than its source.
        (place.start + (at - start)).min(place.end.saturating_sub(1)).max(place.start)
    }

    /// A call to a note that nobody wrote reaches here as text.
    fn tell_undefined(&self, source: &Source, sink: &mut Sink) {
        for start in memchr::memchr_iter(b'[', self.text.as_bytes()) {
            let at = start + 2;
            if !self.text[start + 1..].starts_with('^') {
                continue;
            }
            let length = self.text[at..].bytes().take(80).position(|b| b == b']');
            let Some(label) = length.map(|length| &self.text[at..at + length]) else { continue };
            if label.is_empty() || label.contains(['[', ' ', '\n']) || self.escaped.binary_search(&start).is_ok() {
                continue;
            }
            let span = source.span(self.place(&(start..at + label.len() + 1), &source.text));
            let message = format!("the note [^{label}] is not written anywhere");
            let hint = format!("add a line `[^{label}]: …`");
            sink.push(Diagnostic::new(Code::NoteUndefined, message, span).hint(hint));
        }
    }
}

/// Scripts that put no spaces between words: Chinese and Japanese characters and their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x30ff | 0x31c0..=0x9fff | 0xf900..=0xfaff | 0xff01..=0xff60 | 0x20000..=0x3ffff)
}
