//! What is seen in words: where an article's opening ends, fractions.

use crate::lang::{Language, is_tied};
use std::ops::Range;

/// Where the opening words end: after the first few, at a space, some fifteen to thirty characters in.
pub(super) fn opening_words(text: &str) -> usize {
    let mut end = 0;
    for (count, (at, _)) in text.match_indices(' ').enumerate() {
        if at > 34 || text[..at].ends_with(['.', '!', '?', ':', ';']) {
            break;
        }
        end = at;
        if count >= 3 || at >= 16 {
            break;
        }
    }
    end
}

/// Fractions of the kind that recipes and rulers have: 1/2, 3/4, 5/16. Not 24/7 or 9/11, and no part of a date. They are
/// reduced, as 26/32 and the time of 6/8 are not; without the noughts that references have, 26/032; and no word before
/// them counts by them, as in "page 3/64" and "No. 1/2".
pub(super) fn fractions(text: &str, language: &Language) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('/') {
        let digit = |b: &u8| b.is_ascii_digit();
        let start = at - bytes[..at].iter().rev().take_while(|b| digit(b)).count();
        let end = at + 1 + bytes[at + 1..].iter().take_while(|b| digit(b)).count();
        let number = |range| text.get(range).filter(|digits: &&str| !digits.starts_with('0'))?.parse::<u16>().ok();
        let (Some(over), Some(under)) = (number(start..at), number(at + 1..end)) else { continue };
        // It stands behind a space or a bracket, or the whole part of its number; marks may follow.
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let apart = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '\u{2044}'))
            && after.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '/' | '.' | '-')) || c == '.')
            && !text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let measures = over < under && matches!(under, 2..=6 | 8 | 16 | 32 | 64) && is_reduced(over, under);
        if apart && measures && !is_tied(text, start, language) {
            found.push(start..end);
        }
    }
    found
}

/// Whether nothing but 1 divides both.
fn is_reduced(over: u16, under: u16) -> bool {
    let (mut a, mut b) = (under, over);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_those_of_recipes_and_rulers() {
        let english = Language::english();
        let found =
            |text: &'static str| fractions(text, &english).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("1/2 a cup, (3/4) and 2 5/16. Then 1/3."), ["1/2", "3/4", "5/16", "1/3"]);
        for none in
            ["24/7", "9/11", "1/2/2024", "5/4", "a1/2", "and/or", "0/5", "11/2", "1/2-inch", "1/2.5", "http://e/1/2"]
        {
            assert!(found(none).is_empty(), "{none}");
        }
        for none in ["minute 26/032", "26/32", "03/4", "in 6/8 time", "page 3/64", "No. 1/2", "§ 1/2"] {
            assert!(found(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn opening_words_end_at_a_space() {
        let text = "The Organization for Security and Co-operation";
        assert_eq!(&text[..opening_words(text)], "The Organization");
        assert_eq!(opening_words("Supercalifragilisticexpialidociousness is long"), 0);
        assert_eq!(opening_words(""), 0);
    }
}
