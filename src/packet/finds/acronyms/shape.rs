//! What a short form looks like.

use super::super::words::{is_capital, words};
use crate::lang::{Kind, before_capital};
use std::ops::Range;

/// How many capitals a text has.
pub(super) fn capitals(text: &str) -> usize {
    let plain = text.bytes().filter(u8::is_ascii_uppercase).count();
    if text.is_ascii() {
        return plain;
    }
    plain + text.chars().filter(|c| !c.is_ascii() && Kind::of(*c).is_capital()).count()
}

/// The stretches without white space that have two capitals or more: no other can be a short form or hold one. There are
/// few of them, and most bytes are passed over eight at a time.
pub(super) fn loud(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let quiet = at;
            at = before_capital(bytes, at);
            let white = bytes[quiet..at].iter().rposition(|byte| BYTES[usize::from(*byte)] == Byte::White);
            let (start, mut capitals) = (white.map_or(quiet, |white| quiet + white + 1), 0);
            while let Some(byte) = bytes.get(at) {
                match BYTES[usize::from(*byte)] {
                    Byte::Other => {}
                    Byte::White => break,
                    Byte::Capital => capitals += 1,
                    Byte::Perhaps => capitals += usize::from(Kind::at(text, at).0.is_capital()),
                }
                at += 1;
            }
            if capitals > 1 {
                return Some(start..at);
            }
            if at == bytes.len() {
                return None;
            }
            at += 1;
        }
    })
}

/// Whether a text has such a stretch.
pub(super) fn is_loud(text: &str) -> bool {
    loud(text).next().is_some()
}

/// What a byte of a text tells of capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Other,
    White,
    Capital,
    /// A character begins of those among which there are capitals: of Latin, Greek, Cyrillic and Armenian, not of Hebrew,
    /// Arabic, India's scripts, ideographs.
    Perhaps,
}

const BYTES: [Byte; 256] = {
    let mut all = [Byte::Other; 256];
    let mut at = 0;
    while at < 256 {
        all[at] = match at as u8 {
            b' ' | b'\t' | b'\n' | b'\x0c' | b'\r' => Byte::White,
            b'A'..=b'Z' => Byte::Capital,
            0xc3..=0xd6 | 0xe1 | 0xe2 | 0xea | 0xef | 0xf0.. => Byte::Perhaps,
            _ => Byte::Other,
        };
        at += 1;
    }
    all
};

/// The short form that a text is, without what its sentence added: dots between letters, the `s` of several or of a
/// genitive, signs of trade. `None`: it does not look like one.
pub(super) fn short_of(text: &str) -> Option<String> {
    if text.len() > 32 {
        return None;
    }
    let text =
        text.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | '\'' | '«' | '»' | '„' | '’' | '®' | '™' | '*'));
    let text = text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")).unwrap_or(text).trim();
    let dotted = text.split('.').filter(|part| !part.is_empty()).all(|part| part.chars().count() == 1);
    let mut short: String = if dotted && text.contains('.') { text.replace('.', "") } else { text.to_owned() };
    if short.ends_with('s') && short.chars().rev().nth(1).is_some_and(is_capital) {
        short.pop();
    }
    let length = short.chars().count();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '&' | '/' | '+' | ' ');
    let parts: Vec<&str> = short.split_whitespace().collect();
    let first = *parts.first()?;
    let big = capitals(first);
    let small = first.chars().filter(|c| c.is_lowercase()).count();
    let good = (2..=10).contains(&length)
        && parts.len() <= 2
        && short.chars().all(fits)
        && first.starts_with(char::is_alphanumeric)
        && big >= 2
        && small <= big
        && parts.get(1).is_none_or(|second| second.starts_with(|c: char| is_capital(c) || c.is_ascii_digit()));
    good.then_some(short)
}

/// Whether a text is a short form in small letters, as a command's name is.
pub(super) fn is_small_short(text: &str) -> bool {
    (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// A short form of one capital and a number: "G7", "G-20".
pub(super) fn numbered(text: &str) -> Option<String> {
    let figures = text.strip_prefix(is_capital)?;
    let figures = figures.strip_prefix('-').unwrap_or(figures);
    ((1..=2).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
}

/// How much of a text goes on with single letters and dots, behind a first letter: `.S.` of `U.S.`.
pub(super) fn dotted(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text.chars();
    while let (Some('.'), Some(letter)) = (rest.next(), rest.next())
        && is_capital(letter)
    {
        end += 1 + letter.len_utf8();
        if !rest.as_str().starts_with('.') {
            break;
        }
    }
    if end > 0 && text[end..].starts_with('.') { end + 1 } else { end }
}

/// Whether a text has a small letter.
pub(super) fn has_small(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase()) || text.chars().any(|c| Kind::of(c).is_small())
}

/// Whether a text is set in capitals throughout: then they say nothing.
pub(in crate::packet::finds) fn shouts(text: &str) -> bool {
    let big = capitals(text);
    if big < 6 {
        return false;
    }
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    big * 2 > small * 3 && words(text).filter(|range| range.len() > 1).nth(2).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_with_two_capitals_are_found_wherever_they_stand() {
        for (text, found) in [
            ("", vec![]),
            ("no capital in all of this long line, and none behind it", vec![]),
            ("One The Of And", vec![]),
            ("a long line before the OSCE and a long one behind, then UN", vec!["OSCE", "UN"]),
            (
                "the-long-word-before-EU, (the\tNATO-led)force MiG",
                vec!["the-long-word-before-EU,", "NATO-led)force", "MiG"],
            ),
            ("и ОБСЕ, «НАТО» и Нато", vec!["ОБСЕ,", "«НАТО»"]),
            ("naïve ÉÀ ünd ÖVP", vec!["ÉÀ", "ÖVP"]),
        ] {
            assert_eq!(loud(text).map(|range| &text[range]).collect::<Vec<_>>(), found, "{text}");
        }
    }

    #[test]
    fn every_capital_may_be_one() {
        let tells = |c: char| BYTES[usize::from(c.to_string().as_bytes()[0])];
        for c in ('\0'..=char::MAX).filter(|c| is_capital(*c)) {
            assert!(matches!(tells(c), Byte::Capital | Byte::Perhaps), "{c:?}");
        }
        let words: Vec<_> = loud("a Bc DE, ÄÖü İx МИД ΑΒγ").collect();
        assert_eq!(words.len(), 4);
    }

    #[test]
    fn short_forms_lose_what_their_sentence_added() {
        for (text, short) in [
            ("OSCE", "OSCE"),
            ("“EAR”", "EAR"),
            ("NGOs", "NGO"),
            ("W.I.C.", "WIC"),
            ("USGS’s", "USGS"),
            ("CVE®", "CVE"),
            ("IoT", "IoT"),
            ("DATA Act", "DATA Act"),
            ("3PAO", "3PAO"),
            ("МИД", "МИД"),
        ] {
            assert_eq!(short_of(text).as_deref(), Some(short), "{text}");
        }
        for text in ["Greece", "GitHub", "a", "see below", "v4", "LTS \"Boron\"", "https://E.ORG", "A"] {
            assert_eq!(short_of(text), None, "{text}");
        }
        assert_eq!(numbered("G-20").as_deref(), Some("G-20"));
        assert_eq!(numbered("GA7"), None);
        assert_eq!(dotted(".S. and"), 3);
        assert_eq!(dotted(". S"), 0);
    }

    #[test]
    fn stretches_with_two_capitals_are_loud() {
        let all = |text: &str| loud(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            all("The O&M of GitHub, (OSCE) МИДа  Été G7 à\u{a0}LA\nÉÀ"),
            ["O&M", "GitHub,", "(OSCE)", "МИДа", "à\u{a0}LA", "ÉÀ"]
        );
        assert_eq!(all("None here."), [""; 0]);
    }

    #[test]
    fn a_line_in_capitals_shouts() {
        assert!(shouts("WHAT THE DATA ACT SAYS"));
        assert!(!shouts("NATO and the EU met at the UN in New York"));
        assert!(!shouts("OSCE"));
    }
}
