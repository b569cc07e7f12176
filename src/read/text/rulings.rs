//! Lines that consist of one sign: underlines, and rules between parts.

use super::lines::{self, Line};
use super::never::is_never_heading;
use super::wording::is_closed;
use crate::lang::Kind;

/// A line that consists of one sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruling {
    pub char: char,
    count: usize,
    width: usize,
    spaced: bool,
}

impl Ruling {
    pub fn of(text: &str) -> Option<Self> {
        let char = text.chars().next()?;
        if Kind::of(char).is_alphanumeric() || !"=-~^\"'`#*+_.:—–─━═•·⁂".contains(char) {
            return None;
        }
        let count = text.chars().filter(|c| *c == char).count();
        let others = text.chars().any(|c| c != char && c != ' ');
        let enough = count >= 3 || char == '⁂';
        (enough && !others).then(|| Self { char, count, width: lines::width(text), spaced: text.contains(' ') })
    }

    /// Whether this underlines what stands above it: one or two lines, and about as wide.
    pub fn fits_below(self, above: &[Line<'_>]) -> bool {
        let widest = above.iter().map(|line| line.width).max().unwrap_or(0);
        let slack = (self.width * 2 / 5).max(3);
        !self.spaced && (1..=2).contains(&above.len()) && widest.abs_diff(self.width) <= slack
    }

    pub fn is_rule(self) -> bool {
        !matches!(self.char, '.' | '"' | '\'' | '`' | ':' | '^') || (self.spaced && self.count <= 7)
    }
}

/// The lines of one sign, all as long, that an author draws below headings of any length: the sign, the width, and how
/// many stand directly below one line alone.
pub(super) struct Rulings(Vec<(char, usize, usize)>);

impl Rulings {
    const FEWEST: usize = 3;
    /// Nobody draws more kinds of lines.
    const MOST_KINDS: usize = 32;

    /// Those of a text.
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut all: Vec<(char, usize, usize)> = Vec::new();
        for at in 1..lines.len() {
            let alone = lines[at].blank_before == 0
                && (at == 1 || lines[at - 1].blank_before > 0)
                && lines.get(at + 1).is_none_or(|next| next.blank_before > 0);
            let Some(ruling) = alone.then(|| Ruling::of(lines[at].text)).flatten() else { continue };
            match all.iter().position(|(char, width, _)| (*char, *width) == (ruling.char, ruling.width)) {
                Some(known) => all[known].2 += 1,
                None if all.len() < Self::MOST_KINDS => all.push((ruling.char, ruling.width, 1)),
                None => {}
            }
        }
        all.retain(|(_, _, count)| *count >= Self::FEWEST);
        Self(all)
    }

    /// Whether a ruling is such an underline, below one line that is no longer than it.
    pub fn are_underlines(&self, ruling: Ruling, above: &[Line<'_>]) -> bool {
        let [title] = above else { return false };
        let known = |(char, width, _): &(char, usize, usize)| (*char, *width) == (ruling.char, ruling.width);
        // A sentence, an item or a sum above a rule is none.
        let heads = || title.mark().is_none() && !is_closed(title.text) && !is_never_heading(title.text);
        !ruling.spaced && title.width <= ruling.width && self.0.iter().any(known) && heads()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, Tidy};

    fn underlined(text: &str) -> Vec<String> {
        let reading = Reading::of(text, &Tidy::NONE);
        reading.blocks.iter().filter(|block| block.underline.is_some()).map(|block| block.text().to_owned()).collect()
    }

    #[test]
    fn underlines_may_all_be_as_long() {
        let line = "=".repeat(34);
        let part = |title: &str| format!("{title}\n{line}\n\nThe council voted on Tuesday to close the bridge.\n\n");
        let text = [part("Overview"), part("Rationale"), part("API")].concat();
        assert_eq!(underlined(&text), ["Overview", "Rationale", "API"]);
        for title in ["The stone is sound.", "- Alpha", "Total: 100 kg", "$ make all"] {
            assert!(underlined(&[part(title), part(title), part(title)].concat()).is_empty(), "{title}");
        }
        // A line that is drawn once may part what stands above and below it.
        assert!(underlined(&part("API")).is_empty());
    }
}
