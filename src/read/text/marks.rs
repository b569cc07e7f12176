//! What may stand before an item: bullets, boxes and numbers.

use crate::lang::{Number, list_number};

/// What stands before a line's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub kind: MarkKind,
    /// The bytes up to the words.
    pub length: usize,
}

/// The kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A bullet of any shape.
    Bullet,
    /// An open or ticked box.
    Box { ticked: bool },
    /// A number or a letter.
    Number(Number),
}

const BULLETS: &[char] = &[
    '-', '*', '•', '‣', '▪', '◦', '–', '+', '·', '●', '○', '■', '□', '►', '▶', '▸', '➤', '❖', '∙', '⁃', '✓', '✔', '→',
    '\u{f0b7}', '※',
];

/// Bullets that no word begins with: they need no space behind them.
const CERTAIN_BULLETS: &[char] = &['•', '‣', '▪', '◦', '●', '■', '►', '▶', '▸', '➤', '❖', '\u{f0b7}'];

/// The mark of a list item at the beginning of a line.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    if let Some(mark) = tick_box(text) {
        return Some(mark);
    }
    if BULLETS.contains(&first) || (first == 'o' && is_round_bullet(text)) {
        let rest = &text[first.len_utf8()..];
        let words = rest.trim_start();
        let apart = words.len() < rest.len() || CERTAIN_BULLETS.contains(&first);
        if is_framed(text) {
            return None;
        }
        return (apart && !words.is_empty()).then(|| Mark { kind: MarkKind::Bullet, length: text.len() - words.len() });
    }
    if !(first.is_ascii_alphanumeric() || first == '(') {
        return None;
    }
    let (number, length) = list_number(text)?;
    let words = text[length..].trim_start();
    let apart = words.len() < text.len() - length && !words.is_empty();
    apart.then(|| Mark { kind: MarkKind::Number(number), length: text.len() - words.len() })
}

/// "- ENDS -", "– 12 –": a dash at both ends is no bullet. It marks the end, or numbers a page.
pub(super) fn is_framed(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST
        && ['-', '–', '·', '•'].iter().any(|sign| {
            let inner = text.strip_prefix(*sign).and_then(|rest| rest.strip_suffix(*sign));
            inner.is_some_and(|inner| inner.ends_with(' ') && !inner.trim().is_empty())
        })
}

/// A lone `o` is how a terminal wrote a round bullet. Before other letters it is one if several lines begin so.
fn is_round_bullet(text: &str) -> bool {
    text.strip_prefix("o ")
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// The `o` before an item's words.
pub(super) fn round_bullet(text: &str) -> Mark {
    Mark { kind: MarkKind::Bullet, length: text.len() - text[1..].trim_start().len() }
}

fn tick_box(text: &str) -> Option<Mark> {
    let inner = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).unwrap_or(text);
    let boxes = [("[ ] ", false), ("[x] ", true), ("[X] ", true), ("☐ ", false), ("☑ ", true), ("☒ ", true)];
    let (symbol, ticked) = boxes.into_iter().find(|(symbol, _)| inner.starts_with(symbol))?;
    let length = text.len() - inner.len() + symbol.len();
    (length < text.len()).then_some(Mark { kind: MarkKind::Box { ticked }, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_marks() {
        for (text, length) in [
            ("- a", Some(2)),
            ("•a", Some("•".len())),
            ("* a", Some(2)),
            ("o Where", Some(2)),
            ("o where", None),
            ("o 糯米粉", None),
            ("12. a", Some(4)),
            ("(3) a", Some(4)),
            ("b) a", Some(3)),
            ("1990. a", None),
            ("3.5 a", None),
            ("-5 degrees", None),
            ("- [x] done", Some(6)),
            ("- ENDS -", None),
            ("– 12 –", None),
            ("- from 3 to 4 -x", Some(2)),
            ("-", None),
            ("—", None),
        ] {
            assert_eq!(mark(text).map(|mark| mark.length), length, "{text}");
        }
    }
}
