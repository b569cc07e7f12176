//! What is seen in words: where an article's opening ends, fractions, acronyms.

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

/// Words of three or more capitals (a digit may stand among them): NATO, G20 is too short, COVID-19 keeps its 19.
pub(super) fn acronyms(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut capitals = 0;
    let mut previous = ' ';
    let mut word = 0;
    // In an address capitals are letters like any other.
    let mut in_address = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_uppercase() && (start.is_some() || !previous.is_alphanumeric()) {
            start.get_or_insert(at);
            capitals += 1;
        } else if let Some(from) = start.take() {
            // "NGOs" and "MPs" end in one small letter that stays as it is.
            let plural = c == 's' && !text[at + 1..].starts_with(char::is_alphanumeric);
            if capitals >= 3 && (!c.is_alphanumeric() || plural) && !in_address {
                found.push(from..at);
            }
            capitals = 0;
        }
        if c.is_whitespace() {
            word = at + c.len_utf8();
            in_address = false;
        } else if (c == '/' && text[word..at].ends_with(":/")) || (c == '.' && &text[word..at] == "www") {
            in_address = true;
        }
        previous = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        acronyms(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn acronyms_are_words_of_capitals() {
        assert_eq!(found("The OSCE and NATO's NGOs, the U.S. and EU"), ["OSCE", "NATO", "NGO"]);
        assert_eq!(found("iPhone XMLHttp ABCd СССР"), ["СССР"]);
        assert_eq!(found("NATO: https://example.org/OSCE/A-NGO, www.example.org/EFTA (OPEC)"), ["NATO", "OPEC"]);
    }

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
