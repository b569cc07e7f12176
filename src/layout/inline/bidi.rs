//! Which way text runs: UAX #9 over a paragraph as a whole, whatever styles its words have.
//!
//! Two things are added to the algorithm. A paragraph that has hardly a letter of its article's direction, a quotation
//! in another script, runs its own way. And what is read by itself is isolated, as by U+2066 and U+2069: programs'
//! text, web addresses and calls to notes, whose marks and figures would else be torn from them by the letters around.

use super::collect::{Collected, SpanKind};
use super::look::Ligatures;
use crate::lang::{Direction, Letters};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

/// The levels of a paragraph's text.
pub(super) struct Levels {
    /// The level of the paragraph: 1 if it runs from right to left.
    pub base: u8,
    /// Stretches of one level; together they cover the text.
    pub runs: Vec<Run>,
}

/// A stretch of one level.
pub(super) struct Run {
    pub range: Range<usize>,
    pub level: u8,
}

impl Levels {
    /// The level at a byte.
    pub fn at(&self, at: usize) -> u8 {
        let index = self.runs.partition_point(|run| run.range.end <= at);
        self.runs.get(index).map_or(self.base, |run| run.level)
    }

    fn even(text: &str) -> Self {
        Self { base: 0, runs: vec![Run { range: 0..text.len(), level: 0 }] }
    }
}

/// The levels of a paragraph in an article of that direction. Most paragraphs have no right-to-left character and
/// need no algorithm.
pub(super) fn levels(text: &Collected, article: Direction) -> Levels {
    let programs = !text.spans.is_empty() && text.spans.iter().all(|span| span.kind == SpanKind::Preformatted);
    let quick = article == Direction::Ltr && !text.text.chars().any(may_turn);
    if quick || programs && !text.text.chars().any(may_turn) {
        return Levels::even(&text.text);
    }
    let isolates = isolates(text);
    let rtl = if programs { false } else { base(&text.text, &isolates, article) == Direction::Rtl };
    let level = if rtl { Level::rtl() } else { Level::ltr() };
    let marked = Marked::new(&text.text, &isolates);
    let info = BidiInfo::new(&marked.text, Some(level));
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in text.text.char_indices() {
        let level = info.levels[marked.place(at)].number();
        match runs.last_mut() {
            Some(run) if run.level == level => run.range.end = at + c.len_utf8(),
            _ => runs.push(Run { range: at..at + c.len_utf8(), level }),
        }
    }
    Levels { base: level.number(), runs }
}

/// Whether a character may belong to a right-to-left script, or turn text around. Errs on the side of yes.
fn may_turn(c: char) -> bool {
    c >= '\u{590}'
        && !matches!(c, '\u{900}'..='\u{200d}' | '\u{2010}'..='\u{2029}' | '\u{202f}'..='\u{2065}'
            | '\u{206a}'..='\u{fb1c}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffff}' | '\u{1f000}'..='\u{3ffff}')
}

/// The direction of a paragraph in an article of that direction; what is read by itself does not bear on it.
fn base(text: &str, isolates: &[Range<usize>], article: Direction) -> Direction {
    let mut letters = Letters::default();
    let mut from = 0;
    for isolate in isolates {
        text[from..isolate.start.max(from)].chars().for_each(|c| letters.add(c));
        from = isolate.end.max(from);
    }
    text[from..].chars().for_each(|c| letters.add(c));
    letters.direction(article)
}

/// What is read by itself, from left to right.
fn isolates(text: &Collected) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for span in &text.spans {
        let words = &text.text[span.range.clone()];
        if span.call.is_some() || span.look.ligatures == Ligatures::None {
            found.push(span.range.clone());
        } else {
            found.extend(addresses(words).map(|range| span.range.start + range.start..span.range.start + range.end));
        }
    }
    found
}

/// The web addresses among words, without the marks of the sentence around them.
fn addresses(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    let parts = words.split(' ').map(move |word| {
        let at = next;
        next += word.len() + 1;
        (at, word)
    });
    parts.filter(|(_, word)| word.is_ascii() && (word.contains("://") || word.contains("www."))).map(|(at, word)| {
        let begins = word.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
        let ends = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']).len();
        at + begins..at + ends.max(begins)
    })
}

/// Text with isolates marked in it.
struct Marked {
    text: String,
    /// Where marks were put in, in bytes of the text as it was, and how many bytes are in by then.
    shifts: Vec<(usize, usize)>,
}

impl Marked {
    fn new(text: &str, isolates: &[Range<usize>]) -> Self {
        const OPEN: char = '\u{2066}';
        const CLOSE: char = '\u{2069}';
        let mut marked = Self { text: String::with_capacity(text.len() + isolates.len() * 6), shifts: Vec::new() };
        let mut done = 0;
        for isolate in isolates {
            for (at, mark) in [(isolate.start, OPEN), (isolate.end, CLOSE)] {
                marked.text.push_str(&text[done..at]);
                marked.text.push(mark);
                marked.shifts.push((at, marked.text.len() - at));
                done = at;
            }
        }
        marked.text.push_str(&text[done..]);
        marked
    }

    /// Where a byte of the text has come to stand.
    fn place(&self, at: usize) -> usize {
        let index = self.shifts.partition_point(|(from, _)| *from <= at);
        at + index.checked_sub(1).map_or(0, |last| self.shifts[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_by_itself_does_not_turn_a_paragraph() {
        let whole = |at: usize| at..at + "`code`".len();
        assert_eq!(base("`code` 12", &[whole(0)], Direction::Rtl), Direction::Rtl);
        assert_eq!(base("`code` של", &[whole(0)], Direction::Rtl), Direction::Rtl);
        assert_eq!(base("To be `code`", &[whole(6)], Direction::Rtl), Direction::Ltr);
        assert_eq!(base("שלום `code` `code`", &[whole(9), whole(16)], Direction::Ltr), Direction::Rtl);
    }

    #[test]
    fn addresses_lose_the_marks_around_them() {
        let words = "siehe (https://e.org/a/). Und www.e.org!";
        let found: Vec<_> = addresses(words).map(|range| &words[range]).collect();
        assert_eq!(found, ["https://e.org/a/", "www.e.org"]);
    }

    #[test]
    fn marks_shift_what_follows() {
        let marked = Marked::new("abcd", &[1..2, 2..3]);
        assert_eq!(marked.text, "a\u{2066}b\u{2069}\u{2066}c\u{2069}d");
        let at: Vec<_> = (0..4).map(|at| marked.text[marked.place(at)..].chars().next().unwrap()).collect();
        assert_eq!(at, ['a', 'b', 'c', 'd']);
    }
}
