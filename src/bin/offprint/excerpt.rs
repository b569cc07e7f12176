//! A place in a source as it is shown: the line, cut to what a terminal shows, and where the mark goes under it.

use crate::terminal::harmless;
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// Where the lines of a text begin. Diagnostics come in the order of the text, so the column is counted on from the
/// last one: a hundred thousand of them in one long line take one walk, not a hundred thousand.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    last: (usize, usize),
}

/// A place in a line.
pub struct Place<'a> {
    pub number: usize,
    pub column: usize,
    pub line: &'a str,
    /// In bytes of the line.
    pub at: usize,
}

impl<'a> Lines<'a> {
    /// The lines of a text. They are looked for when the first place is asked for: mostly none is.
    pub fn new(text: &'a str) -> Self {
        Self { text, starts: Vec::new(), last: (0, 1) }
    }

    /// The line and column of a byte offset; past the end, of the end.
    pub fn place(&mut self, offset: usize) -> Place<'a> {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        if self.starts.is_empty() {
            let ends = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
            self.starts.extend(std::iter::once(0).chain(ends));
        }
        let index = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[index];
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let (from, columns) = match self.last {
            (at, column) if (start..=offset).contains(&at) => (at, column),
            _ => (start, 1),
        };
        let column = columns + self.text[from..offset].chars().count();
        self.last = (offset, column);
        // Of a line that ends as on Windows, the sign of it is no part.
        let line = &self.text[start..end];
        Place { number: index + 1, column, line: line.strip_suffix('\r').unwrap_or(line), at: offset - start }
    }
}

/// As much of a line as a terminal shows, and where the mark goes.
pub struct Excerpt {
    pub text: String,
    pub indent: usize,
    pub mark: usize,
}

/// How wide an excerpt may be, and how much of it may stand before the place.
const WIDEST: usize = 100;
const BEFORE: usize = 40;

impl Excerpt {
    /// `at` and `length` are bytes: of the line, and of what is marked, which may go on after the line.
    pub fn new(line: &str, at: usize, length: usize) -> Self {
        let (before, after) = line.split_at(at.min(line.len()));
        let mut head = Vec::new();
        let mut indent = 0;
        for c in before.chars().rev() {
            let (shown, width) = shown(c);
            if indent + width > BEFORE {
                break;
            }
            indent += width;
            head.push(shown);
        }
        let mut text = String::new();
        if head.len() < before.chars().take(head.len() + 1).count() {
            text.push('…');
            indent += 1;
        }
        text.extend(head.into_iter().rev());
        let mut total = indent;
        let mut mark = 0;
        for (offset, c) in after.char_indices() {
            let (shown, width) = shown(c);
            if total + width > WIDEST {
                text.push('…');
                break;
            }
            total += width;
            text.push_str(&shown);
            if offset < length {
                mark += width;
            }
        }
        Self { text: text.trim_end().to_owned(), indent, mark: mark.max(1) }
    }
}

/// A character as a terminal may show it, and its width there.
fn shown(c: char) -> (Cow<'static, str>, usize) {
    if c == '\t' {
        return (Cow::Borrowed("    "), 4);
    }
    let c = harmless(c);
    (Cow::Owned(c.to_string()), c.width().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(line: &str, place: &str) -> String {
        let at = line.find(place).unwrap();
        let excerpt = Excerpt::new(line, at, place.len());
        format!("{}\n{}{}", excerpt.text, " ".repeat(excerpt.indent), "^".repeat(excerpt.mark))
    }

    #[test]
    fn the_mark_stands_under_the_place() {
        assert_eq!(drawn("a short line", "short"), "a short line\n  ^^^^^");
        assert_eq!(drawn("\tafter a tab", "after"), "    after a tab\n    ^^^^^");
        assert_eq!(drawn("中文 wide", "wide"), "中文 wide\n     ^^^^");
        assert_eq!(drawn("e\u{301}t\u{e9} x", "x"), "e\u{301}t\u{e9} x\n    ^");
        assert_eq!(drawn("an \u{1b}[31m escape", "escape"), "an ␛[31m escape\n         ^^^^^^");
    }

    #[test]
    fn a_place_without_width_still_has_a_mark() {
        let excerpt = Excerpt::new("ends here", 9, 0);
        assert_eq!((excerpt.indent, excerpt.mark), (9, 1));
        let excerpt = Excerpt::new("", 0, 400);
        assert_eq!((excerpt.text.as_str(), excerpt.indent, excerpt.mark), ("", 0, 1));
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let line = format!("{}HERE{}", "before ".repeat(1000), " after".repeat(1000));
        let excerpt = Excerpt::new(&line, 7000, 4);
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'), "{}", excerpt.text);
        assert!((80..=WIDEST + 1).contains(&excerpt.text.chars().count()), "{}", excerpt.text);
        let marked: String = excerpt.text.chars().skip(excerpt.indent).take(excerpt.mark).collect();
        assert_eq!(marked, "HERE");
        assert_eq!(Excerpt::new(&line, 7000, 9000).mark, WIDEST - excerpt.indent);
    }

    #[test]
    fn places_are_found_in_any_order() {
        let text = "one\nzwölf Mühlen\n\nthree";
        let mut lines = Lines::new(text);
        let mut at = |offset| {
            let place = lines.place(offset);
            (place.number, place.column, place.line, place.at)
        };
        let mills = text.find("Mühlen").unwrap();
        assert_eq!(at(mills + 1), (2, 8, "zwölf Mühlen", 8));
        assert_eq!(at(mills), (2, 7, "zwölf Mühlen", 7));
        assert_eq!(at(0), (1, 1, "one", 0));
        assert_eq!(at(3), (1, 4, "one", 3));
        assert_eq!(at(mills + 8), (3, 1, "", 0));
        assert_eq!(at(9_999), (4, 6, "three", 5));
        // In the middle of a character: at its beginning.
        assert_eq!(at(mills + 2), (2, 8, "zwölf Mühlen", 8));
    }
}
