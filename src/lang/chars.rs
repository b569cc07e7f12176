//! What kind of character: letters, figures, white, squares, looked up in one table.
//!
//! The tables of the standard library are made to be small: a letter beyond ASCII took some 500 instructions there, a
//! fifth of what a packet in many languages took. This one is made to be quick: two steps, and 256 characters are
//! filled in when the first of them is asked for.

use super::Script;
use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

/// What is known of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(u8);

/// 256 characters that stand together.
type Page = Box<[u8; 256]>;

/// The first 65,536 characters; what lies beyond is not filled in.
static PAGES: [OnceLock<Page>; 256] = [const { OnceLock::new() }; 256];

impl Kind {
    const ALPHABETIC: u8 = 1;
    const NUMERIC: u8 = 2;
    const WHITE: u8 = 4;
    const SQUARE: u8 = 8;
    const SMALL: u8 = 16;
    const CAPITAL: u8 = 32;
    const UNPARTED: u8 = 64;
    const OF_WORD: u8 = 128;

    /// The kind of a character.
    #[inline]
    pub fn of(c: char) -> Self {
        let at = c as usize;
        match PAGES.get(at >> 8) {
            Some(page) => Self(page.get_or_init(|| fill(at >> 8))[at & 0xff]),
            None => Self(ask(c)),
        }
    }

    /// The kind of the character that begins at a place within a text, and its length in bytes. It is put together by
    /// hand: this is asked at every letter beyond ASCII.
    #[inline]
    pub fn at(text: &str, at: usize) -> (Self, usize) {
        let bytes = text.as_bytes();
        let first = u32::from(bytes[at]);
        let next = |step: usize| bytes.get(at + step).map_or(0, |byte| u32::from(byte & 0x3f));
        let (code, length) = match first {
            0..0x80 => (first, 1),
            0x80..0xe0 => ((first & 0x1f) << 6 | next(1), 2),
            0xe0..0xf0 => ((first & 0xf) << 12 | next(1) << 6 | next(2), 3),
            _ => ((first & 0x7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4),
        };
        (char::from_u32(code).map_or(Self(0), Self::of), length)
    }

    /// Whether it is a letter, as [`char::is_alphabetic`] has it.
    #[inline]
    pub fn is_letter(self) -> bool {
        self.0 & Self::ALPHABETIC != 0
    }

    /// Whether it is a letter or a figure, as [`char::is_alphanumeric`] has it.
    #[inline]
    pub fn is_alphanumeric(self) -> bool {
        self.0 & (Self::ALPHABETIC | Self::NUMERIC) != 0
    }

    /// Whether it is white, as [`char::is_whitespace`] has it.
    #[inline]
    pub fn is_white(self) -> bool {
        self.0 & Self::WHITE != 0
    }

    /// Whether it is a small letter, as [`char::is_lowercase`] has it.
    #[inline]
    pub fn is_small(self) -> bool {
        self.0 & Self::SMALL != 0
    }

    /// Whether it is a capital, as [`char::is_uppercase`] has it.
    #[inline]
    pub fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Whether it belongs to a word: letters, figures, marks on letters, and what only guides breaking.
    #[inline]
    pub fn is_of_word(self) -> bool {
        self.0 & Self::OF_WORD != 0
    }

    /// Whether words of its script are not parted by spaces: see [`Script::is_unparted`]. Wide Latin letters and figures
    /// make words as narrow ones do.
    #[inline]
    pub fn is_unparted(self) -> bool {
        self.0 & Self::UNPARTED != 0
    }

    /// Whether it is written in squares: see [`Script::is_square`].
    #[inline]
    pub fn is_square(self) -> bool {
        self.0 & Self::SQUARE != 0
    }
}

/// Marks that stand on letters, and may be left out there: accents, points, half rings; no vowel signs.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x2b9..=0x2bb | 0x2bd..=0x2bf | 0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5c7
        | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x6e7 | 0x6e8
        | 0x6ea..=0x6ed | 0x730..=0x74a | 0x8d3..=0x8e1 | 0x8e3..=0x8ff | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0xfb1e | 0xfe20..=0xfe2f)
}

/// Characters within words that nobody sees: soft hyphens, joiners, marks of direction, selectors of a letter's form.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x34f | 0x61c | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x2064 | 0x2066..=0x2069 | 0xfe00..=0xfe0f | 0xfeff | 0xe0100..=0xe01ef)
}

/// Whether a character belongs to a word. An apostrophe does not, though Unicode has one that is a letter.
fn is_of_word(c: char) -> bool {
    let is_part = || c.is_alphanumeric() || is_combining_mark(c) || is_mark(c) || is_unseen(c);
    !matches!(c, '\u{2bc}' | '\u{20d0}'..='\u{20ff}') && is_part()
}

/// The words between white space, as [`str::split_whitespace`] has them; quick where most is ASCII.
pub(crate) fn split_white(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(length) = white_at(text, at) {
            at += length;
        }
        let start = at;
        while at < bytes.len() {
            match BYTES[usize::from(bytes[at])] {
                Byte::Other => at += 1,
                Byte::White => break,
                Byte::Perhaps => match white_at(text, at) {
                    Some(_) => break,
                    None => at += text[at..].chars().next().map_or(1, char::len_utf8),
                },
            }
        }
        (start < at).then(|| &text[start..at])
    })
}

/// The length of the white space that stands at a place; `None` if there is none.
#[inline]
fn white_at(text: &str, at: usize) -> Option<usize> {
    match BYTES[usize::from(*text.as_bytes().get(at)?)] {
        Byte::White => Some(1),
        Byte::Other => None,
        Byte::Perhaps => text[at..].chars().next().filter(|c| Kind::of(*c).is_white()).map(char::len_utf8),
    }
}

/// What a byte of a text tells of white space.
#[derive(Clone, Copy)]
enum Byte {
    White,
    Other,
    /// A character of several bytes begins, of those that white space is among: U+0085, U+00A0, U+1680, U+2000 to
    /// U+205F, U+3000.
    Perhaps,
}

const BYTES: [Byte; 256] = {
    let mut all = [Byte::Other; 256];
    let mut at = 0;
    while at < 256 {
        all[at] = match at as u8 {
            b' ' | b'\t'..=b'\r' => Byte::White,
            0xc2 | 0xe1..=0xe3 => Byte::Perhaps,
            _ => Byte::Other,
        };
        at += 1;
    }
    all
};

/// How many bytes of ASCII a text begins with, if there are others behind them. Eight are looked at together.
fn beyond_ascii(bytes: &[u8]) -> Option<usize> {
    const BEYOND: u64 = 0x8080_8080_8080_8080;
    let (eights, rest) = bytes.as_chunks::<8>();
    let of = |eight: &[u8; 8]| u64::from_le_bytes(*eight) & BEYOND;
    match eights.iter().position(|eight| of(eight) != 0) {
        Some(at) => Some(8 * at + of(&eights[at]).trailing_zeros() as usize / 8),
        None => rest.iter().position(|byte| !byte.is_ascii()).map(|at| 8 * eights.len() + at),
    }
}

/// A text in small letters, as [`str::to_lowercase`] has it; quick where there are few capitals beyond ASCII.
pub(crate) fn small(text: &str) -> String {
    let ascii = text.to_ascii_lowercase();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(beyond) = beyond_ascii(&text.as_bytes()[at..]) {
        at += beyond;
        let Some(c) = text[at..].chars().next() else { break };
        match c {
            // Which of its two small forms stands for it depends on what is around it.
            'Σ' => return text.to_lowercase(),
            c if is_changed(c) => {
                out.push_str(&ascii[from..at]);
                out.extend(c.to_lowercase());
                from = at + c.len_utf8();
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    if from == 0 {
        return ascii;
    }
    out.push_str(&ascii[from..]);
    out
}

/// The letters and figures of a text alone, in small letters: what two wordings have in common.
pub(crate) fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| Kind::of(*c).is_alphanumeric()) {
        match c {
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c if is_changed(c) => out.extend(c.to_lowercase()),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character beyond ASCII has another small form: a capital, or one of the letters that are a capital and a
/// small one in one.
fn is_changed(c: char) -> bool {
    let is_both = || {
        matches!(u32::from(c), 0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf
            | 0x1fbc | 0x1fcc | 0x1ffc)
    };
    Kind::of(c).is_capital() || is_both()
}

fn is_unparted(c: char) -> bool {
    Script::of(c).is_unparted() && !matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

#[cold]
fn fill(page: usize) -> Page {
    let mut kinds = Box::new([0; 256]);
    for (at, kind) in kinds.iter_mut().enumerate() {
        // What is half of a pair is no character.
        *kind = u32::try_from(page << 8 | at).ok().and_then(char::from_u32).map_or(0, ask);
    }
    kinds
}

fn ask(c: char) -> u8 {
    let script = Script::of(c);
    [
        (Kind::ALPHABETIC, c.is_alphabetic()),
        (Kind::NUMERIC, c.is_numeric()),
        (Kind::WHITE, c.is_whitespace()),
        (Kind::SQUARE, script.is_square()),
        (Kind::SMALL, c.is_lowercase()),
        (Kind::CAPITAL, c.is_uppercase()),
        (Kind::UNPARTED, is_unparted(c)),
        (Kind::OF_WORD, is_of_word(c)),
    ]
    .iter()
    .map(|(bit, holds)| if *holds { *bit } else { 0 })
    .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_white_space() {
        for text in ["", " ", "a", " one  two\u{a0}three\u{3000}\n四 ", "\u{b}x\u{1c}y\u{85}z", "é ß\u{2028}“a” "]
        {
            assert!(split_white(text).eq(text.split_whitespace()), "{text:?}");
        }
        let every: String = ('\0'..=char::MAX).flat_map(|c| [c, 'a']).collect();
        assert!(split_white(&every).eq(every.split_whitespace()));
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let every: String = ('\0'..=char::MAX).filter(|c| *c != 'Σ').collect();
        assert!(small(&every) == every.to_lowercase());
        for text in ["", "Plain ASCII, 12", "Über “Ångström”", "ΟΔΥΣΣΕΥΣ ΤΑ Σ", "İstanbul ẞ Ǆ ǅ"]
        {
            assert_eq!(small(text), text.to_lowercase());
            let alone: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            assert_eq!(letters(text), alone);
        }
    }

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in '\0'..=char::MAX {
            let kind = Kind::of(c);
            assert_eq!(Kind::at(c.encode_utf8(&mut [0; 4]), 0), (kind, c.len_utf8()), "{c:?}");
            assert_eq!(kind.is_letter(), c.is_alphabetic(), "{c:?}");
            assert_eq!(kind.is_alphanumeric(), c.is_alphanumeric(), "{c:?}");
            assert_eq!(kind.is_white(), c.is_whitespace(), "{c:?}");
            assert_eq!(kind.is_small(), c.is_lowercase(), "{c:?}");
            assert_eq!(kind.is_capital(), c.is_uppercase(), "{c:?}");
            assert_eq!(kind.is_square(), Script::of(c).is_square(), "{c:?}");
            assert_eq!(kind.is_unparted(), is_unparted(c), "{c:?}");
            assert_eq!(kind.is_of_word(), is_of_word(c), "{c:?}");
        }
    }
}
