//! Words in flat text.

use crate::lang::{Kind, behind_letters, is_voicing};
pub(super) use crate::lang::{is_mark, is_unseen};
use std::ops::Range;

/// The words of a text: runs of letters, figures and the marks on them; in scripts that part no words,
/// a character is a word of its own.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let (start, mut end) = self.begin()?;
        let bytes = self.text.as_bytes();
        while end > start {
            end = behind_letters(bytes, end);
            if bytes.get(end).is_none_or(u8::is_ascii) {
                break;
            }
            let (kind, length) = Kind::at(self.text, end);
            if !kind.is_of_word() || kind.is_unparted() {
                break;
            }
            end += length;
        }
        if end == start {
            end += Kind::at(self.text, start).1;
            // The mark on a kana is its own.
            end += self.text[end..].chars().take_while(|c| is_voicing(*c)).map(char::len_utf8).sum::<usize>();
        }
        self.at = end;
        Some(start..end)
    }
}

impl Words<'_> {
    /// Where the next word begins, and the end of its first letter; twice the same place for a character that is a word
    /// of its own.
    fn begin(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() {
            match ASCII[usize::from(bytes[at])] {
                Byte::Letter => return Some((at, at + 1)),
                Byte::Border => at += 1,
                Byte::Longer => {
                    let (kind, length) = Kind::at(self.text, at);
                    match (kind.is_of_word(), kind.is_unparted()) {
                        (true, true) => return Some((at, at)),
                        (true, false) => return Some((at, at + length)),
                        (false, _) => at += length,
                    }
                }
            }
        }
        self.at = at;
        None
    }
}

/// What a byte of a text is, as far as a byte tells.
#[derive(Clone, Copy)]
enum Byte {
    Letter,
    Border,
    /// Part of a character beyond ASCII.
    Longer,
}

/// Most texts are ASCII for the most part: there a look at a table is enough.
const ASCII: [Byte; 256] = {
    let mut all = [Byte::Longer; 256];
    let mut at = 0;
    while at < 128 {
        all[at] = if (at as u8).is_ascii_alphanumeric() { Byte::Letter } else { Byte::Border };
        at += 1;
    }
    all
};

/// Whether a character belongs to a word: letters, figures, marks on letters, and what only guides breaking.
pub(super) fn is_letter(c: char) -> bool {
    Kind::of(c).is_of_word()
}

/// Whether words of this character's script are not parted by spaces.
pub(super) fn is_unparted(c: char) -> bool {
    Kind::of(c).is_unparted()
}

/// Whether a word could begin or end between two characters.
pub(super) fn is_border(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            !is_letter(before)
                || !is_letter(after)
                || ((is_unparted(before) || is_unparted(after)) && !is_voicing(after))
        }
        _ => true,
    }
}

/// Whether it is a capital, as [`char::is_uppercase`] has it.
pub(super) fn is_capital(c: char) -> bool {
    Kind::of(c).is_capital()
}

/// Whether a word has a capital first letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(|c| Kind::of(c).is_capital())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_single_ideographs() {
        let all = |text: &str| words(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(all("It's 24 co-op, über."), ["It", "s", "24", "co", "op", "über"]);
        assert_eq!(all("中文abc字"), ["中", "文", "abc", "字"]);
        assert_eq!(all("か\u{3099}き हिन्दी O\u{2bc}Neil"), ["か\u{3099}", "き", "हिन्दी", "O", "Neil"]);
        assert_eq!(all("  "), [""; 0]);
    }
}
