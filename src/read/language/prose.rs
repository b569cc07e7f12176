//! What of a text is prose, and in which script: programs and addresses are Latin in whatever language they stand.

use super::common::is_no_word;
use crate::lang::split_white;

/// The words of a text, without programs, addresses, tags and numbers.
pub(super) fn of(text: &str) -> String {
    let mut sample = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let start = line.trim_start_matches([' ', '>']);
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, Some(_)) => fence = mark,
            (None, None) => add_line(line, &mut sample),
        }
    }
    // A fence that never ends was none.
    if fence.is_some() && sample.len() < text.len() / 8 {
        sample.clear();
        text.lines().for_each(|line| add_line(line, &mut sample));
    }
    sample
}

fn add_line(line: &str, sample: &mut String) {
    let mut rest = line;
    while let Some(at) = memchr::memchr3(b'`', b'<', b'(', rest.as_bytes()) {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        let end = match rest.as_bytes()[at] {
            b'`' => behind.find('`'),
            b'<' if behind.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => behind.find('>'),
            b'(' if before.ends_with(']') => behind.find(')'),
            _ => None,
        };
        match end {
            Some(end) => {
                add_words(before, sample);
                rest = &behind[end + 1..];
            }
            // Nothing of that kind: the mark is a part of the words.
            None => {
                add_words(&rest[..=at], sample);
                rest = behind;
            }
        }
    }
    add_words(rest, sample);
}

fn add_words(text: &str, sample: &mut String) {
    for word in split_white(text).filter(|word| !is_no_word(word)) {
        sample.push_str(word);
        sample.push(' ');
    }
}

/// How a sample is written.
pub(super) enum Written {
    /// Mostly in Latin letters.
    Latin,
    /// In others: the words that have them.
    Other(String),
    /// In squares, of which Japanese has its own.
    Squares(&'static str),
}

/// The script that decides. A text in another one is full of Latin names; one in Latin letters has few words in any
/// other, so that a third of the letters is enough.
pub(super) fn written(sample: &str) -> Written {
    // Letters beyond ASCII take two bytes and more, squares three: with fewer bytes of them neither can be enough.
    let ascii = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let beyond = sample.bytes().filter(|byte| !byte.is_ascii()).count();
    if 5 * beyond <= 3 * ascii {
        return Written::Latin;
    }
    let (mut latin, mut others, mut squares, mut kana) = (0, 0, 0, 0);
    for c in sample.chars() {
        match c {
            // The greater part of Greek, Cyrillic and Arabic, which need not be looked up.
            '\u{3b1}'..='\u{3ce}' | '\u{410}'..='\u{481}' | '\u{620}'..='\u{64a}' => others += 1,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => squares += 1,
            c if c.is_alphabetic() => others += 1,
            _ => {}
        }
    }
    // A character in squares says as much as two or three letters.
    let square = 5 * (squares + kana) / 2;
    let is_decided = |count: usize| 2 * count > latin;
    if square > others && is_decided(square) {
        // Japanese prose has more kana than other characters; what has hardly any is Chinese that quotes it.
        return Written::Squares(if 10 * kana > squares { "ja" } else { "zh" });
    }
    if others == 0 || !is_decided(others) {
        return Written::Latin;
    }
    let is_other = |c: char| c.is_alphabetic() && c > '\u{24f}';
    Written::Other(split_white(sample).filter(|word| word.chars().any(is_other)).flat_map(|word| [word, " "]).collect())
}
