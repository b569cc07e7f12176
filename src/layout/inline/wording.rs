//! What is seen in words: where an article's opening ends, fractions, acronyms.

use super::faces::is_mark;
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

/// Words of three or more capitals, which hyphens and strokes may join (CD-ROM, TCP/IP): NATO; G20 is too short, COVID-19
/// keeps its 19. Not two such words in a row: they are a line in capitals, or a name, of which some words are too short
/// to be found. Not numbers in Roman figures, for of these too some are short; not names in programs (MAX_SIZE), nor
/// addresses.
pub(super) fn acronyms(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !has_capitals_in_a_row(text) {
        return found;
    }
    // The word in capitals before the white that was last, if there was nothing else between.
    let mut before = Row::None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word = rest.find(|c: char| c.is_alphanumeric() || c == '_').map_or(text.len(), |skip| at + skip);
        if !text[at..word].trim_start_matches(['\'', '’']).chars().all(char::is_whitespace) {
            before = Row::None;
        }
        let end = text[word..].find(|c: char| !is_inside(c)).map_or(text.len(), |length| word + length);
        if is_address(&text[word..end], &text[end..]) {
            at = text[end..].find(char::is_whitespace).map_or(text.len(), |length| end + length);
            before = Row::None;
            continue;
        }
        before = match capitals(&text[word..end]) {
            None => {
                parts(word..end, text, &mut found);
                Row::None
            }
            // "A" and "I" are words of small letters too.
            Some(length) if text[word..word + length].chars().nth(1).is_none() => before,
            Some(length) => {
                if before == Row::Found {
                    found.pop();
                }
                if before == Row::None && is_acronym(&text[word..word + length]) {
                    found.push(word..word + length);
                    Row::Found
                } else {
                    Row::Left
                }
            }
        };
        at = end.max(word + 1);
    }
    found
}

/// What joins the parts of a word.
const JOINING: [char; 3] = ['-', '‐', '/'];

/// What the word before was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// Not in capitals.
    None,
    /// In capitals, and found.
    Found,
    /// In capitals that are left.
    Left,
}

/// Whether there may be a word in capitals: most stretches of text have none.
fn has_capitals_in_a_row(text: &str) -> bool {
    let capital = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    text.as_bytes().windows(3).any(|three| three.iter().all(|byte| capital(*byte) || matches!(byte, b'-' | b'/')))
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || JOINING.contains(&c) || is_mark(c)
}

/// Whether a word begins an address.
fn is_address(word: &str, behind: &str) -> bool {
    behind.starts_with("://") || word == "www" && behind.starts_with('.')
}

/// How much of a word is capitals: all but a figure behind a hyphen, and the "s" of many. `None` if there is more to it.
fn capitals(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(JOINING);
    let mut end = word.len();
    // "COVID-19" keeps its 19.
    let before = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if before.len() < end && before.ends_with(JOINING) {
        end = before.trim_end_matches(JOINING).len();
    }
    // "NGOs" and "MPs" end in one small letter that stays as it is.
    if let Some(one) = word[..end].strip_suffix('s')
        && one.ends_with(char::is_uppercase)
    {
        end = one.len();
    }
    let capital = |c: char| c.is_uppercase() || is_mark(c) || JOINING.contains(&c);
    (end > 0 && word[..end].chars().all(capital)).then_some(end)
}

/// The acronyms that a word is joined of with others: "NATO-led".
fn parts(word: Range<usize>, text: &str, found: &mut Vec<Range<usize>>) {
    let mut start = word.start;
    for part in text[word].split(JOINING) {
        if let Some(length) = capitals(part).filter(|length| is_acronym(&part[..*length])) {
            found.push(start..start + length);
        }
        // What joins, too.
        start += part.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 3 && !is_roman(word)
}

/// Whether all letters are Roman figures: XIV, but not DVD, which is no number.
fn is_roman(word: &str) -> bool {
    const FIGURES: [(&str, usize); 7] = [("M", 4), ("CM", 1), ("D", 1), ("CD", 1), ("C", 3), ("XC", 1), ("L", 1)];
    const UNITS: [(&str, usize); 6] = [("XL", 1), ("X", 3), ("IX", 1), ("V", 1), ("IV", 1), ("I", 3)];
    let mut rest = word;
    for (figure, most) in FIGURES.into_iter().chain(UNITS) {
        for _ in 0..most {
            rest = rest.strip_prefix(figure).unwrap_or(rest);
        }
    }
    rest.is_empty()
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
        assert_eq!(found("the CD-ROM, TCP/IP, COVID-19 and ÉNA; UTF-8"), ["CD-ROM", "TCP/IP", "COVID", "ÉNA", "UTF"]);
        assert_eq!(found("NATO, OSCE, ASEAN. UNESCO"), ["NATO", "OSCE", "ASEAN", "UNESCO"]);
        assert_eq!(found("NATO-led, die NATO-Staaten, SARS-CoV-2"), ["NATO", "NATO", "SARS"]);
        assert_eq!(found("A NATO plan that I know, BBC I think"), ["NATO", "BBC"]);
    }

    #[test]
    fn lines_in_capitals_names_in_programs_and_roman_figures_are_left() {
        for none in [
            "ALL RIGHTS RESERVED",
            "Jean DUPONT DE NEMOURS",
            "DO NOT enter",
            "BBC TV",
            "GOD IS A MYTH",
            "the PEOPLE'S REPUBLIC",
            "MAX_SIZE",
            "__INIT__",
            "COVID19",
            "ISO9001",
            "Louis XIV and Louis XV",
            "the MDCCLXXXIV",
            "XVIIIe",
            "U.S.A.",
        ] {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
        // Only what stands in a row.
        assert_eq!(found("UN SECURITY COUNCIL of NATO"), ["NATO"]);
        assert_eq!(found("the DVD"), ["DVD"]);
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
