//! Breaking lines at a width in columns: at spaces, and between ideographs.

use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Breaks text into lines. Line ends in it stay; without a width they are the only breaks.
pub(super) fn wrap(text: &str, width: Option<usize>) -> Vec<String> {
    wrapped(text, width, "")
}

/// The same with later lines indented by two, for lists of names.
pub(super) fn wrap_hanging(text: &str, width: Option<usize>) -> Vec<String> {
    wrapped(text, width, "  ")
}

fn wrapped(text: &str, width: Option<usize>, indent: &str) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for piece in text.split('\n') {
        let Some(width) = width else {
            lines.push(piece.trim_matches(' ').to_owned());
            continue;
        };
        let mut line = String::new();
        let mut used = 0;
        for chunk in chunks(piece) {
            let words = &piece[chunk.range];
            let wide = columns(words);
            let space = usize::from(chunk.spaced && !line.is_empty());
            if !line.is_empty() && used + space + wide > width {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
                used = indent.len();
            } else if space == 1 {
                line.push(' ');
                used += 1;
            }
            line.push_str(words);
            used += wide;
        }
        lines.push(line);
    }
    lines
}

/// A piece of text that stays on one line.
struct Chunk {
    range: Range<usize>,
    /// Whether a space stands before it, unless a line begins with it.
    spaced: bool,
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let range = at..at + word.len();
        at = range.end + 1;
        match chunks.last_mut() {
            _ if word.is_empty() => {}
            Some(before) if looks_like_a_mark(word) => before.range.end = range.end,
            _ => cut(text, range, &mut chunks),
        }
    }
    chunks
}

/// At the head of a line these would be read as the mark of a list item; a dash should not stand there anyway.
fn looks_like_a_mark(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    matches!(word, "-" | "–" | "—" | "*" | "+" | "•" | ">" | "#")
        || (digits.len() + 1 == word.len() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Cuts a word where a line may end within it: beside ideographs and kana.
fn cut(text: &str, word: Range<usize>, chunks: &mut Vec<Chunk>) {
    let mut spaced = true;
    let mut start = word.start;
    let mut before: Option<char> = None;
    for (at, c) in text[word.clone()].char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            chunks.push(Chunk { range: start..word.start + at, spaced });
            (start, spaced) = (word.start + at, false);
        }
        before = Some(c);
    }
    chunks.push(Chunk { range: start..word.end, spaced });
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
    use super::*;

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
    fn no_line_begins_like_a_list_item() {
        assert_eq!(wrap("aaa bbb – cc", Some(7)), ["aaa", "bbb –", "cc"]);
        assert_eq!(wrap("it was in 1999. Then", Some(10)), ["it was", "in 1999.", "Then"]);
    }
}
