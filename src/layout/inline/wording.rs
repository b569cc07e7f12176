//! What is seen in words: where an article's opening ends, fractions.

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

/// Fractions of the kind that recipes and rulers have: 1/2, 3/4, 5/16. Not 24/7 or 9/11, and no part of a date.
pub(super) fn fractions(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('/') {
        let digit = |b: &u8| b.is_ascii_digit();
        let start = at - bytes[..at].iter().rev().take_while(|b| digit(b)).count();
        let end = at + 1 + bytes[at + 1..].iter().take_while(|b| digit(b)).count();
        let number = |range: Range<usize>| text[range].parse::<u16>().ok();
        let (Some(over), Some(under)) = (number(start..at), number(at + 1..end)) else { continue };
        // It stands behind a space or a bracket, or the whole part of its number; marks may follow.
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let apart = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '\u{2044}'))
            && after.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '/' | '.' | '-')) || c == '.')
            && !text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if apart && over > 0 && over < under && matches!(under, 2..=6 | 8 | 16 | 32 | 64) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_those_of_recipes_and_rulers() {
        let found = |text: &'static str| fractions(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("1/2 a cup, (3/4) and 2 5/16. Then 1/3."), ["1/2", "3/4", "5/16", "1/3"]);
        for none in
            ["24/7", "9/11", "1/2/2024", "5/4", "a1/2", "and/or", "0/5", "11/2", "1/2-inch", "1/2.5", "http://e/1/2"]
        {
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
