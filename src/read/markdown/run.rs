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
        let run = std::mem::take(self);
        run.tell_undefined(source, sink);
        let found = if addresses == Addresses::Link { autolink::find(&run.text) } else { Vec::new() };
        let mut at = 0;
        for address in found {
            run.words(at..address.range.start, builder, smart, source);
            let text = &run.text[address.range.clone()];
            let span = source.span(run.place(&address.range));
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
        self.before = run.text.chars().next_back();
    }

    fn words(&self, part: Range<usize>, builder: &mut Builder, smart: &Smart, source: &Source) {
        if part.is_empty() {
            return;
        }
        let before = self.text[..part.start].chars().next_back().or(self.before).unwrap_or('\n');
        let escaped: Vec<_> = self.escaped.iter().filter(|at| part.contains(at)).map(|at| at - part.start).collect();
        let mut out = String::with_capacity(part.len());
        smart.push(&mut out, &self.text[part.clone()], before, &escaped);
        builder.text(&out, source.span(self.place(&part)));
    }

    /// Where a part of the run came from.
    fn place(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        start..self.offset(part.end - 1).saturating_add(1).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, place) = &self.pieces[piece.saturating_sub(1)];
        // A piece that the parser changed (`&amp;`) has another length than its source.
        (place.start + (at - start)).min(place.end.saturating_sub(1)).max(place.start)
    }

    /// A call to a note that nobody wrote reaches here as text.
    fn tell_undefined(&self, source: &Source, sink: &mut Sink) {
        let mut at = 0;
        while let Some(found) = self.text[at..].find("[^") {
            let start = at + found;
            at = start + 2;
            let length = self.text[at..].bytes().take(80).position(|b| b == b']');
            let Some(label) = length.map(|length| &self.text[at..at + length]) else { continue };
            if label.is_empty() || label.contains(['[', ' ', '\n']) || self.escaped.binary_search(&start).is_ok() {
                continue;
            }
            let span = source.span(self.place(&(start..at + label.len() + 1)));
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
