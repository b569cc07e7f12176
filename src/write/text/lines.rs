//! Lines below one another, in one string: a book has more of them than it has words that need a string of their own.

use super::super::shared::is_shown;
use super::wrap::columns;

/// Lines, each with its end.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// None yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a line.
    pub fn push(&mut self, line: &str) {
        self.add(line);
        self.end();
    }

    /// Adds to the last line, which has not ended.
    pub fn add(&mut self, words: &str) {
        self.0.push_str(words);
    }

    /// Ends the line that was added to.
    pub fn end(&mut self) {
        self.0.push('\n');
    }

    /// Puts lines below these.
    pub fn append(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }

    /// Puts lines below these, an empty one between.
    pub fn join(&mut self, more: &Self) {
        if !self.is_empty() && !more.is_empty() {
            self.end();
        }
        self.append(more);
    }

    /// The lines, without their ends.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('\n')
    }

    /// How many columns the longest takes.
    pub fn widest(&self) -> usize {
        self.iter().map(columns).max().unwrap_or(0)
    }

    /// The same with a mark before the first line and as much space before the others.
    pub fn hung(&self, mark: &str) -> Self {
        let space = " ".repeat(columns(mark));
        let mut hung = Self::with_capacity(self.0.len() + self.0.len() / 8 + mark.len());
        for (index, line) in self.iter().enumerate() {
            match (index, line.is_empty()) {
                (0, _) => hung.add(mark),
                (_, true) => {}
                (_, false) => hung.add(&space),
            }
            hung.push(line);
        }
        hung
    }

    /// The same with the mark of a quotation before each line.
    pub fn quoted(&self) -> Self {
        let mut quoted = Self::with_capacity(self.0.len() + self.0.len() / 8 + 2);
        for line in self.iter() {
            quoted.add(if line.is_empty() { ">" } else { "> " });
            quoted.push(line);
        }
        quoted
    }

    /// Puts the lines below a text: no spaces at their ends, no control characters but the tabs of programs.
    pub fn finish(&self, text: &mut String) {
        if self.is_clean() {
            return text.push_str(&self.0);
        }
        for line in self.iter() {
            if !line.bytes().fold(false, |any, byte| any | may_hide(byte)) {
                text.push_str(line.trim_end_matches(' '));
            } else {
                let start = text.len();
                text.extend(line.chars().filter(|c| is_shown(*c) || *c == '\t'));
                text.truncate(start + text[start..].trim_end_matches(' ').len());
            }
            text.push('\n');
        }
    }
}

impl Lines {
    /// Whether all of it can be put below a text as it is: most can.
    fn is_clean(&self) -> bool {
        let bytes = self.0.as_bytes();
        let hides = bytes.iter().fold(false, |any, byte| any | (may_hide(*byte) & (*byte != b'\n')));
        !hides && !self.0.starts_with('\n') && memchr::memmem::find(bytes, b" \n").is_none()
    }
}

/// Whether a byte may be part of what no terminal shows: the control characters, those beyond ASCII, which begin with
/// 0xc2, and code points that are none, from 0xef on.
fn may_hide(byte: u8) -> bool {
    (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &[&str]) -> Lines {
        let mut lines = Lines::default();
        all.iter().for_each(|line| lines.push(line));
        lines
    }

    #[test]
    fn lines_are_hung_quoted_and_joined() {
        let mut all = lines(&["a", "", "b "]).hung("1. ");
        all.join(&lines(&["c", ""]).quoted());
        all.join(&Lines::default());
        let mut text = String::new();
        all.finish(&mut text);
        assert_eq!(text, "1. a\n\n   b\n\n> c\n>\n");
        assert_eq!((all.widest(), Lines::default().widest()), (5, 0));
    }

    #[test]
    fn what_no_terminal_shows_is_left_out() {
        let mut text = String::new();
        lines(&["é\u{1b}[1m \u{7}", "\u{85}"]).finish(&mut text);
        assert_eq!(text, "é[1m\n\n");
    }
}
