//! Capitals that are no acronym to explain: numerals, units, money, eras, states, and words that shout.

use super::super::Text;
use super::super::stretch::Stretch;
use super::super::words::{is_capital, words};
use super::shape;
use crate::lang::Kind;
use crate::parallel;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

/// Units of measure, money (ISO 4217), eras, and what needs no explanation anywhere.
const ORDINARY: &[&str] = &[
    "kW", "kWh", "MW", "MWh", "GW", "GWh", "TWh", "KB", "MB", "GB", "TB", "PB", "Hz", "MHz", "GHz", "THz", "dB", "mAh",
    "MPa", "GPa", "AD", "BC", "BCE", "CE", "AM", "PM", "OK", "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "RUB", "UAH",
    "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "BRL", "ZAR", "MXN", "KRW", "KZT", "GEL",
    "AMD", "AZN", "AOA", "XAF", "XOF", "XDR", "JR", "SR", "NB", "PS", "TBC", "TBD", "AKA", "ID", "TV", "DVD", "CD",
    "ISBN", "ISSN", "DOI", "URL", "PDF", "ГГ", "ВВ", "AND", "OR", "NOT", "ALL", "THE", "GET", "PUT", "NO", "YES",
    "NEW", "END", "OFF", "ON",
];

/// The postal codes of American states, which stand behind a town and a comma.
const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI IA IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY DC";

/// Whether a short form needs no explanation where it stands.
pub(in crate::packet::finds) fn is_ordinary(short: &str, before: &str, after: &str) -> bool {
    let file = || after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_lowercase());
    // "JT: And what then?"
    let speaker = || before.trim().is_empty() && after.starts_with(':');
    ORDINARY.contains(&short)
        || speaker()
        || is_amount(short)
        || is_point(before, after)
        || is_numeral(short)
        || is_state(short, before)
        || file()
        || is_dateline(short, before, after)
        || in_capitals(before, after)
        || is_postcode(short, after)
}

/// The first half of a British postcode: "NP1 4AA".
fn is_postcode(short: &str, after: &str) -> bool {
    let behind = after.strip_prefix(' ').map(str::as_bytes).unwrap_or_default();
    let inward = matches!(behind, [b'0'..=b'9', b'A'..=b'Z', b'A'..=b'Z', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphanumeric));
    inward && short.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit())
}

/// Money or a measure with its figure in one: "USD250".
fn is_amount(short: &str) -> bool {
    let unit = short.trim_end_matches(|c: char| c.is_ascii_digit());
    unit.len() < short.len() && ORDINARY.contains(&unit)
}

/// What numbers points, before its figure: "TOP 1." on an agenda.
fn is_point(before: &str, after: &str) -> bool {
    before.trim().is_empty() && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// An American state behind a town: "Washington, DC".
pub(super) fn is_state(short: &str, before: &str) -> bool {
    short.len() == 2 && before.trim_end().ends_with(',') && STATES.split(' ').any(|state| state == short)
}

/// A numeral of the small kind that people write: those of `I`, `V` and `X`.
fn is_numeral(short: &str) -> bool {
    short.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "GENEVA (Reuters) —", "KYIV —" at a paragraph's beginning.
fn is_dateline(short: &str, before: &str, after: &str) -> bool {
    let after = after.trim_start();
    short.chars().count() >= 4 && before.trim().is_empty() && after.starts_with(['—', '–', '(', ','])
}

/// Among two other words in capitals.
fn in_capitals(before: &str, after: &str) -> bool {
    let loud = |word: Option<&str>| {
        word.is_some_and(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic());
            letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
        })
    };
    let behind = |skip: usize| loud(after.split_whitespace().nth(skip)) && !after.starts_with([',', ';', ')']);
    let ahead = |skip: usize| loud(before.split_whitespace().rev().nth(skip)) && !before.ends_with([',', '(', ';']);
    (behind(0) && behind(1)) || (ahead(0) && ahead(1)) || (behind(0) && ahead(0))
}

/// How words are spelled that are also met in capitals.
pub(super) struct Spelled {
    /// Words that stand in small letters at least as often as in capitals.
    words: FxHashSet<u64>,
}

impl Spelled {
    pub(super) fn of(texts: &[Text], stretches: &[Stretch]) -> Self {
        let mut counts: FxHashMap<u64, [u32; 2]> = FxHashMap::default();
        let mut met = Met::default();
        for word in parallel::each(stretches, |_, stretch| loud_words(texts, stretch)).into_iter().flatten() {
            met.add(word);
            counts.entry(hash(word)).or_default()[0] += 1;
        }
        if counts.is_empty() {
            return Self { words: FxHashSet::default() };
        }
        let plain = |stretch: &Stretch| {
            let mut found = Vec::new();
            for (_, unit) in stretch.units(texts) {
                for range in words(&unit.text) {
                    let word = &unit.text[range];
                    if met.may_have(word) && !is_loud(word) {
                        found.extend(Some(hash(word)).filter(|hash| counts.contains_key(hash)));
                    }
                }
            }
            found
        };
        for plain in parallel::each(stretches, |_, stretch| plain(stretch)).into_iter().flatten() {
            counts.entry(plain).or_default()[1] += 1;
        }
        let mut kept: Vec<_> = counts.into_iter().filter(|(_, [loud, plain])| plain >= loud).collect();
        kept.sort_unstable();
        Self { words: kept.into_iter().map(|(hash, _)| hash).collect() }
    }

    /// Whether a short form of four letters or more is a word, set in capitals.
    pub(super) fn is_word(&self, short: &str) -> bool {
        is_loud(short) && self.words.contains(&hash(short))
    }
}

/// The words of a stretch that are set in capitals, in order.
fn loud_words<'t>(texts: &'t [Text], stretch: &Stretch) -> Vec<&'t str> {
    let mut found = Vec::new();
    for (_, unit) in stretch.units(texts) {
        for loud in shape::loud(&unit.text) {
            let loud = &unit.text[loud];
            found.extend(words(loud).map(|range| &loud[range]).filter(|word| is_loud(word)));
        }
    }
    found
}

/// With which letters words begin that were met in capitals, and how long they are: most words need no second look.
#[derive(Default)]
struct Met {
    /// Lengths in bytes, a bit for each, by the first byte in lower case.
    lengths: [u64; 32],
    /// Some begin beyond ASCII.
    beyond: bool,
}

impl Met {
    fn add(&mut self, word: &str) {
        match word.as_bytes() {
            [first, ..] if word.is_ascii() => self.lengths[usize::from(first & 31)] |= 1 << word.len().min(63),
            _ => self.beyond = true,
        }
    }

    /// Whether a word may be one of them.
    fn may_have(&self, word: &str) -> bool {
        let mine = word.as_bytes().first().map_or(0, |first| self.lengths[usize::from(first & 31)]);
        word.len() >= 4 && ((mine >> word.len().min(63)) & 1 == 1 || (self.beyond && !word.is_ascii()))
    }
}

fn is_loud(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(is_capital)
}

/// The hash of a word in lower case.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars() {
        if c.is_ascii() {
            hasher.write_u32(u32::from(c.to_ascii_lowercase()));
        } else if Kind::of(c).is_small() {
            hasher.write_u32(u32::from(c));
        } else {
            c.to_lowercase().for_each(|c| hasher.write_u32(u32::from(c)));
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_units_and_states_are_ordinary() {
        assert!(is_ordinary("XIV", "Louis ", " reigned"));
        assert!(is_ordinary("MW", "300 ", " of power"));
        assert!(is_ordinary("NJ", "Princeton, ", "."));
        assert!(is_ordinary("GENEVA", "", " (Reuters) — The"));
        assert!(is_ordinary("FORCE", "THE RAPID REACTION ", " met"));
        assert!(is_ordinary("USD250", "cost ", " million") && is_ordinary("TOP", "", " 1. Report"));
        assert!(!is_ordinary("OSCE", "the ", " met"));
        assert!(!is_ordinary("UN", "the EU, ", ", NATO"));
    }
}
