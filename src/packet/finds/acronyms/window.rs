//! Where a long form may stand before its short one, and how a list shows it.

use super::super::words::is_capital;
use std::ops::Range;

/// How far back a long form may begin, in bytes.
const FURTHEST: usize = 240;

/// Whether a character is a quotation mark.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '《' | '》')
}

/// Where a long form before a bracket may stand: some words of one sentence.
pub(super) fn window(text: &str, open: usize, most: usize) -> Option<Range<usize>> {
    let before = text[..open].trim_end();
    if open > before.len() + 2 || before.is_empty() {
        return None;
    }
    let end = before.trim_end_matches(|c: char| is_quote(c) || c == ',').len();
    let quoted = before[end..].contains(['”', '"', '»', '“']);
    let mut start = end;
    let mut count = 0;
    let floor = text.floor_char_boundary(end.saturating_sub(FURTHEST));
    let mut chars = text[floor..end].char_indices().rev().peekable();
    let mut next = ' ';
    while let Some((at, c)) = chars.next() {
        let at = floor + at;
        let ends = match c {
            '(' | ')' | '（' | '）' | '[' | ']' | '{' | '}' | ';' | ':' | '!' | '?' | '|' | '•' | '·' | '—' | '…'
            | '。' | '、' | '\u{fffc}' => true,
            '–' | '-' | '*' => next.is_whitespace() && chars.peek().is_none_or(|(_, before)| before.is_whitespace()),
            '.' => next.is_whitespace() && ends_sentence(&text[floor..at]),
            '“' | '„' | '«' | '"' => quoted,
            // In a list: "UNDP, UNICEF, the World Food Programme".
            ',' => next.is_whitespace() && is_short(&text[floor..at]),
            _ => false,
        };
        if ends {
            break;
        }
        if c.is_whitespace() && !next.is_whitespace() {
            count += 1;
            if count == most {
                break;
            }
        }
        start = at;
        next = c;
    }
    let skipped = text[start..end].find(|c: char| c.is_alphanumeric())?;
    Some(start + skipped..end)
}

/// Whether a text ends with a short form, of one or several.
fn is_short(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.strip_suffix('s').unwrap_or(word);
    word.chars().count() > 1 && word.chars().all(is_capital)
}

/// Whether a full stop behind a text ends its sentence: not behind a capital, or behind a few letters with one.
pub(super) fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    let length = word.chars().count();
    !(length <= 1 || (length <= 3 && word.starts_with(is_capital)))
}

/// How many words a long form may have: Schwartz and Hearst's measure.
pub(super) fn most_words(short: &str) -> usize {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    (letters + 5).min(letters * 2).max(4)
}

/// A long form as a list shows it: no article before it, no genitive behind it.
pub(super) fn tidy(long: &str) -> Option<String> {
    let long = long.trim_matches(|c: char| c.is_whitespace() || is_quote(c) || c == ',' || c == '_' || c == '*');
    let long = long.strip_suffix("’s").or_else(|| long.strip_suffix("'s")).unwrap_or(long);
    let first = long.split_whitespace().next()?;
    let rest = long[first.len()..].trim_start();
    let long = if matches!(first, "the" | "The" | "a" | "A" | "an" | "An") && !rest.is_empty() { rest } else { long };
    (!long.is_empty()).then(|| long.split_whitespace().collect::<Vec<_>>().join(" "))
}
