//! Sentences of flat text.

use crate::lang::dates::month;
use std::ops::Range;

/// The sentences of a text, in order, without the white space between them. Careful rather than keen: two sentences
/// may stay one where an abbreviation, an initial or an ordinal could be meant.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_end(*c) || is_closer(*c)) {
            end = at + c.len_utf8();
        }
        if ends(text, start, at, end) {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = range.start + piece.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '”' | '’' | '"' | '\'' | '»' | '“' | '」' | '』' | '）' | '›')
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '„' | '‘' | '"' | '\'' | '«' | '—' | '–' | '¿' | '¡' | '‹')
}

/// Whether a sentence that began at `start` ends with the marks from `at` to `end`.
fn ends(text: &str, start: usize, at: usize, end: usize) -> bool {
    let mark = text[at..].chars().next().unwrap_or(' ');
    if matches!(mark, '。' | '！' | '？') {
        return true;
    }
    let rest = &text[end..];
    let behind = rest.trim_start();
    if behind.is_empty() {
        return true;
    }
    if behind.len() == rest.len() {
        return false;
    }
    let next = behind.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    // A mark that closes something behind the full stop ends the sentence with it.
    mark != '.' || end > at + 1 || !goes_on(&text[start..at], next)
}

/// Whether a full stop behind a text does not end its sentence.
fn goes_on(before: &str, next: &str) -> bool {
    let from = before.rfind(|c: char| c.is_whitespace() || is_opener(c) || c == '/' || c == '-');
    let word = from.map_or(before, |at| &before[at..]).trim_start_matches(|c: char| !c.is_alphanumeric());
    let following = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if word.is_empty() {
        return false;
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        // "18. November": an ordinal.
        return word.len() <= 2 && (month(following).is_some() || following.starts_with(|c: char| c.is_ascii_digit()));
    }
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    if (dotted && word.starts_with(char::is_uppercase)) || initial {
        return !STARTERS.contains(&following);
    }
    let lower = word.to_lowercase();
    if dotted && !BOTH.contains(&lower.as_str()) {
        return true;
    }
    // "г." stands at a sentence's end as often; not behind its first words.
    if matches!(lower.as_str(), "г" | "гг" | "в" | "вв") {
        return before.split_whitespace().take(6).count() < 6;
    }
    ABBREVIATIONS.contains(&lower.as_str())
}

/// What begins a sentence rather than goes on with a name, behind "U.S." and "J.".
pub(super) const STARTERS: &[&str] = &[
    "Then",
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "It",
    "He",
    "She",
    "They",
    "We",
    "This",
    "That",
    "These",
    "Those",
    "But",
    "And",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "As",
    "For",
    "From",
    "Its",
    "His",
    "Her",
    "Their",
    "There",
    "However",
    "I",
    "You",
    "With",
    "Since",
    "Although",
    "Many",
    "Some",
    "Most",
    "One",
    "Now",
    "So",
    "Yet",
    "Meanwhile",
];

/// What is shortened, but ends sentences too, without its last full stop.
const BOTH: &[&str] = &["т.д", "т.п", "u.s.w", "a.m", "p.m"];

/// What is shortened with a full stop and stands before what belongs to it, in lower case, without the full stop.
const ABBREVIATIONS: &[&str] = &[
    // English
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm", "maj", "rep", "reps",
    "sen", "sens", "gov", "rev", "hon", "pres", "amb", "no", "nos", "vol", "pp", "fig", "figs", "ed", "eds", "ch",
    "sec", "art", "para", "dept", "est", "approx", "ca", "cf", "e.g", "i.e", "viz", "al", "mt", "ft", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", // German
    "z.b", "bzw", "nr", "abs", "bd", "hr", "fr", "str", "vgl", "evtl", "ggf", "inkl", "mio", "mrd", "d.h", "u.a",
    "hrsg", "geb", "gest", "jh", "sog", // French, Spanish, Italian, Portuguese
    "m", "mm", "av", "env", "p", "ex", "apr", "sr", "sra", "srta", "dra", "ud", "uds", "pág", "págs", "núm", "art",
    "sig", "sigg", "dott", "ing", "avv", "on", "exmo", "tel", // Russian, Ukrainian
    "ст", "им", "ул", "пр", "пл", "тыс", "напр", "см", "ср", "стр", "т.е", "т.н", "т.к", "акад", "проф", "рис", "гл",
    "п", "пп", "н.э", "св", "о",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            split("It met on 18 Nov. 2026. “Why?” asked Mr. Smith. He left! The U.S. Congress (in D.C.) stayed. OK?"),
            [
                "It met on 18 Nov. 2026.",
                "“Why?” asked Mr. Smith.",
                "He left!",
                "The U.S. Congress (in D.C.) stayed.",
                "OK?"
            ]
        );
        assert_eq!(
            split("They came from the U.S. The rest did not."),
            ["They came from the U.S.", "The rest did not."]
        );
        assert_eq!(
            split("Am 18. November 2026 trat er zurück. Dann ging er."),
            ["Am 18. November 2026 trat er zurück.", "Dann ging er."]
        );
        assert_eq!(
            split("В 2026 г. Россия вышла. Потом, т. е. позже, вернулась."),
            ["В 2026 г. Россия вышла.", "Потом, т. е. позже, вернулась."].as_slice().to_vec()
        );
        assert_eq!(split("会议开始了。他走了！"), ["会议开始了。", "他走了！"]);
        assert_eq!(
            split("J. K. Rowling wrote version 1.2.3 of it… and so on"),
            ["J. K. Rowling wrote version 1.2.3 of it… and so on"]
        );
        assert_eq!(split("“It ended.” Then (at last.) it began"), ["“It ended.”", "Then (at last.) it began"]);
        assert_eq!(split("  "), [""; 0]);
    }
}
