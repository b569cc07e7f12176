//! Breaking lines at a width in columns: at spaces, and between ideographs.

use super::lines::Lines;
use crate::lang::{Language, is_tied};
use crate::model::printable;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Printable ASCII: a byte is a column.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// Breaks text into lines. Line ends in it stay; without a width they are the only breaks.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Lines {
    wrapped(text, width, "", None)
}

/// The same for words of a language: a number keeps its unit, an initial its name.
pub(super) fn wrap_words(text: &str, width: Option<usize>, language: &Language) -> Lines {
    wrapped(text, width, "", Some(language))
}

/// The same with later lines indented by two, for lists of names.
pub(super) fn wrap_hanging(text: &str, width: Option<usize>) -> Lines {
    wrapped(text, width, "  ", None)
}

fn wrapped(text: &str, width: Option<usize>, indent: &str, language: Option<&Language>) -> Lines {
    if text.trim().is_empty() {
        return Lines::default();
    }
    let mut lines = Lines::with_capacity(text.len() + 2);
    for piece in text.split('\n') {
        let Some(width) = width else {
            lines.push(piece.trim_matches(' '));
            continue;
        };
        if is_narrow(piece) {
            narrow(piece, width, indent, language, &mut lines);
            continue;
        }
        let mut used = 0;
        let mut begun = false;
        chunks(piece, language, &mut |words, spaced| {
            let wide = columns(words);
            let space = usize::from(spaced && begun);
            if begun && used + space + wide > width {
                lines.end();
                lines.add(indent);
                used = indent.len();
            } else if space == 1 {
                lines.add(" ");
                used += 1;
            }
            lines.add(words);
            used += wide;
            begun = true;
        });
        lines.end();
    }
    lines
}

/// Whether text is such as most is, with single spaces, and every character takes a column: ASCII, Latin letters with
/// marks, the quotation marks, dashes and dots of U+2010 to U+2027.
fn is_narrow(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        rest = &rest[printable(rest)..];
        rest = match rest {
            [] => rest,
            [0xc3, _, behind @ ..] | [0xe2, 0x80, 0x90..=0xa7, behind @ ..] => behind,
            _ => return false,
        };
    }
    !text.starts_with(' ') && !text.ends_with(' ') && memchr::memmem::find(text.as_bytes(), b"  ").is_none()
}

/// Breaks such text, as [`wrapped`] does any.
fn narrow(text: &str, width: usize, indent: &str, language: Option<&Language>, lines: &mut Lines) {
    let mut rest = text;
    let mut room = width;
    while let Some(end) = column(rest, room)
        && let Some(space) = last_space(rest, end, language)
    {
        lines.push(&rest[..space]);
        lines.add(indent);
        rest = &rest[space + 1..];
        room = width.saturating_sub(indent.len());
    }
    lines.push(rest);
}

/// Where in such text the character behind so many columns begins, if there is one.
fn column(text: &str, columns: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut counted) = (0, 0);
    // As many bytes as columns are missing are no more than enough: those that go on a character are none.
    while counted < columns {
        let step = bytes.get(at..at + (columns - counted))?;
        counted += step.iter().map(|byte| usize::from(byte & 0xc0 != 0x80)).sum::<usize>();
        at += step.len();
    }
    let goes_on = bytes[at..].iter().take_while(|byte| **byte & 0xc0 == 0x80).count();
    (at + goes_on < bytes.len()).then_some(at + goes_on)
}

/// The last space up to a place that a line may end at, if need be between words that belong together; else the first
/// behind it.
fn last_space(text: &str, end: usize, language: Option<&Language>) -> Option<usize> {
    let fits = |space: &usize| !begins_with_a_mark(&text[space + 1..]);
    let before = || memchr::memrchr_iter(b' ', &text.as_bytes()[..=end]).filter(fits);
    let apart = before().find(|space| !is_joined(text, space + 1, language));
    let behind = || memchr::memchr_iter(b' ', &text.as_bytes()[end..]).map(|space| end + space).find(fits);
    apart.or_else(|| before().next()).or_else(behind)
}

/// Whether the first word of a text looks like the mark of a list item.
fn begins_with_a_mark(text: &str) -> bool {
    let may_be = |byte: &u8| !byte.is_ascii_alphabetic() && !matches!(byte, b'(' | b'"' | b'\'');
    text.as_bytes().first().is_some_and(may_be) && looks_like_a_mark(text.split(' ').next().unwrap_or_default())
}

/// Whether the word at a place is not to be parted from the one before it: where the language is known.
fn is_joined(text: &str, at: usize, language: Option<&Language>) -> bool {
    /// A chain of such words is no longer, or no line would hold it: in bytes.
    const LONGEST: usize = 24;
    let Some(language) = language.filter(|language| is_tied(text, at, language)) else { return false };
    let mut before = text[..at - 1].rmatch_indices(' ').take_while(|(space, _)| at - space <= LONGEST);
    // The first of a chain is tied to nothing.
    at <= LONGEST || before.any(|(space, _)| !is_tied(text, space + 1, language))
}

/// Hands on the pieces that stay on one line each, and whether a space stands before them, unless a line begins there.
fn chunks(text: &str, language: Option<&Language>, to: &mut impl FnMut(&str, bool)) {
    let mut last: Option<(Range<usize>, bool)> = None;
    let mut at = 0;
    while at < text.len() {
        let end = text.as_bytes()[at..].iter().position(|b| *b == b' ').map_or(text.len(), |length| at + length);
        let word = at..end;
        at = end + 1;
        match &mut last {
            _ if word.is_empty() => {}
            Some((before, _)) if looks_like_a_mark(&text[word.clone()]) || is_joined(text, word.start, language) => {
                before.end = word.end;
            }
            _ => {
                if let Some((chunk, spaced)) = last.take() {
                    to(&text[chunk], spaced);
                }
                last = Some(cut(text, word, to));
            }
        }
    }
    if let Some((chunk, spaced)) = last {
        to(&text[chunk], spaced);
    }
}

/// At the head of a line these would be read as the mark of a list item; a dash should not stand there anyway.
fn looks_like_a_mark(word: &str) -> bool {
    // Four figures and a full stop.
    const LONGEST: usize = 5;
    let digits = || word.trim_end_matches(['.', ')']);
    word.len() <= LONGEST
        && (matches!(word, "-" | "–" | "—" | "*" | "+" | "•" | ">" | "#")
            || (digits().len() + 1 == word.len() && digits().bytes().all(|b| b.is_ascii_digit())))
}

/// Cuts a word where a line may end within it, beside ideographs and kana; all but its last piece is handed on.
fn cut(text: &str, word: Range<usize>, to: &mut impl FnMut(&str, bool)) -> (Range<usize>, bool) {
    let mut spaced = true;
    let mut start = word.start;
    if text[word.clone()].is_ascii() {
        return (word, spaced);
    }
    let mut before: Option<char> = None;
    for (at, c) in text[word.clone()].char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            to(&text[start..word.start + at], spaced);
            (start, spaced) = (word.start + at, false);
        }
        before = Some(c);
    }
    (start..word.end, spaced)
}

/// Whether a line may end between two characters that no space parts.
fn may_break(before: char, after: char) -> bool {
    (is_ideographic(before) || is_ideographic(after))
        && after.width() != Some(0)
        && !before.is_ascii_punctuation()
        && !NOT_AT_END.contains(before)
        && !after.is_ascii_punctuation()
        && !NOT_AT_START.contains(after)
}

/// Han and kana, and the punctuation that goes with them. Korean is written with spaces and keeps its words whole.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// What no line begins with: closing marks, small kana, marks of repetition and length.
const NOT_AT_START: &str = "、。，．・：；？！ー々〻ヽヾゝゞ〟’”）〕］｝〉》」』】〙〗…‥—–％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\u{a0}\u{2060}\u{feff}";
/// What no line ends with: opening marks.
const NOT_AT_END: &str = "‘“（〔［｛〈《「『【〘〖￥＄\u{a0}\u{2060}\u{feff}";

#[cfg(test)]
mod tests {
    fn wrap(text: &str, width: Option<usize>) -> Vec<String> {
        super::wrap(text, width).iter().map(str::to_owned).collect()
    }

    #[test]
    fn lines_fill_the_width() {
        assert_eq!(wrap("aa bb cc dd", Some(5)), ["aa bb", "cc dd"]);
        assert_eq!(wrap("a unbreakable b", Some(5)), ["a", "unbreakable", "b"]);
        assert_eq!(wrap("one\ntwo three", None), ["one", "two three"]);
        assert_eq!(wrap("  ", Some(5)), [""; 0]);
    }

    #[test]
    fn ideographs_break_between_them_but_not_before_a_stop() {
        assert_eq!(wrap("中文排版，很好。", Some(8)), ["中文排", "版，很", "好。"]);
        assert_eq!(wrap("「中文」", Some(4)), ["「中", "文」"]);
        assert_eq!(wrap("e\u{301}e\u{301} e\u{301}", Some(2)), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn narrow_text_breaks_as_any_does() {
        let text = "It’s “said” – 5. of them – that – café à la carte, 1999. in (a) unbreakableword é 12345 – –";
        for width in (1..60).chain([text.chars().count() - 1, text.chars().count(), 500]) {
            for indent in ["", "  "] {
                let mut lines = super::Lines::default();
                assert!(super::is_narrow(text));
                super::narrow(text, width, indent, None, &mut lines);
                // A character that takes no column sends it the other way.
                let other = super::wrapped(&text.replace("un", "un\u{2060}"), Some(width), indent, None);
                let other: Vec<_> = other.iter().map(|line| line.replace('\u{2060}', "")).collect();
                assert!(lines.iter().eq(other.iter().map(String::as_str)), "{width}: {other:?}");
            }
        }
    }

    #[test]
    fn a_number_keeps_its_unit() {
        let english = crate::lang::Language::english();
        let wrap = |text: &str, width: usize| {
            super::wrap_words(text, Some(width), &english).iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(wrap("it fell by some 38 % in all", 18), ["it fell by some", "38 % in all"]);
        // A character of two columns sends it the other way.
        assert_eq!(wrap("it fell 中 some 38 % in all", 18), ["it fell 中 some", "38 % in all"]);
        // Where all of a line belongs together it is parted all the same.
        assert_eq!(wrap("page 1 000 000 000 000 000", 20), ["page 1 000 000 000", "000 000"]);
    }

    #[test]
    fn no_line_begins_like_a_list_item() {
        assert_eq!(wrap("aaa bbb – cc", Some(7)), ["aaa", "bbb –", "cc"]);
        assert_eq!(wrap("it was in 1999. Then", Some(10)), ["it was", "in 1999.", "Then"]);
    }
}
