//! "2.1.0 (2020-03-02)", "[2.1.0] - 2020-03-02": versions of a program. Each heads what was changed in it, and its date is
//! not the article's.

use super::blocks::Block;
use super::dates;
use super::facts::Look;
use crate::lang::Kind;

/// The lines that name a version and no more than its day, if there are several and something stands below each.
pub(super) fn headings(blocks: &[Block<'_>], looks: &[Look]) -> Vec<usize> {
    const WIDEST: usize = 40;
    let names = |at: &usize| {
        let look = &looks[*at];
        look.words && !look.dropped && !look.marked && look.width <= WIDEST && names_version(blocks[*at].text())
    };
    let found: Vec<usize> = (0..blocks.len()).filter(names).collect();
    let heads = |at: &usize| blocks.get(at + 1).is_some() && found.binary_search(&(at + 1)).is_err();
    if found.len() > 1 && found.iter().all(heads) { found } else { Vec::new() }
}

/// Whether a line is a version, and at most its day beside it.
fn names_version(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '(' | 'v' | 'V')) || !has_version(text) {
        return false;
    }
    let range = dates::find(text).map_or(text.len()..text.len(), |day| day.range);
    let mut words = text[..range.start].split_whitespace().chain(text[range.end..].split_whitespace());
    let plain = |word: &str| word.chars().all(|c| !Kind::of(c).is_alphanumeric());
    words.next().is_some_and(is_version) && words.all(plain)
}

/// Whether a version stands among some words.
pub(super) fn has_version(words: &str) -> bool {
    words.bytes().any(|b| b.is_ascii_digit()) && words.split_whitespace().any(is_version)
}

/// "2.1.0", "[v2.1]", "1.0.0-rc1": three numbers, or a `v` before them.
fn is_version(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | ':' | ','));
    let (word, mark) = word.strip_prefix(['v', 'V']).map_or((word, false), |rest| (rest, true));
    let numbers = word.split_once(['-', '+']).map_or(word, |(numbers, _)| numbers);
    let parts = || numbers.split('.');
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let count = parts().count();
    // "12.03.2024" has a year.
    parts().all(is_number) && (count == 3 || count == 4 || (mark && count < 3))
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use super::*;
    use crate::source::Source;

    #[test]
    fn versions() {
        for text in
            ["2.1.0 (2020-03-02)", "[2.1.0] - 2020-03-02", "v2.1 2 March 2020", "2.1.0", "v3", "1.0.0-rc1 (2020-03-02)"]
        {
            assert!(names_version(text), "{text}");
        }
        for text in ["2020-03-02", "2.1", "2.1.0 is out", "What is new in 2.1.0", "10.45, 2 March 2020", "12.03.2024"] {
            assert!(!names_version(text), "{text}");
        }
    }

    #[test]
    fn each_version_heads_what_was_changed() {
        for [first, second] in [
            ["2.1.0 (2020-03-02)", "2.0.1 (2019-11-20)"],
            ["[2.1.0] - 2020-03-02", "[2.0.1] - 2019-11-20"],
            ["v2.1", "v2.0"],
        ] {
            let text = format!(
                "Changelog\n\n{first}\n\n- Added: output as CSV\n- Fixed: a crash\n\n{second}\n\n- Fixed: the man page\n"
            );
            let said = PlainText::default().read(&Source::new("t", text)).value.dump();
            assert_eq!(said.matches("\nheading 2: ").count(), 2, "{said}");
            assert!(!said.contains("date: "), "{said}");
        }
    }
}
