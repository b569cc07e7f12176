//! Terms: what articles emphasise more than once, or in a heading.

use super::super::fold::fold;
use super::super::names::{self, Case};
use super::super::words::words;
use super::super::{Text, UnitKind};
use super::Candidate;
use super::table::is_no_entry;
use rustc_hash::{FxHashMap, FxHashSet};

/// A term that is emphasised so often is one; once in a heading is enough.
const LEAST: usize = 2;

/// The emphasised terms, with all their places. None that is `taken`, or `found` already.
pub(super) fn find(texts: &[Text], taken: &FxHashSet<String>, found: &[Candidate]) -> Vec<Candidate> {
    let mut count: FxHashMap<String, (usize, &str)> = FxHashMap::default();
    for unit in texts.iter().flat_map(|text| &text.units) {
        for range in unit.emphasised() {
            // What is emphasised as a whole is not told from the rest.
            if range.len() * 2 > unit.text.len() {
                continue;
            }
            let term = unit.text[range.clone()].trim();
            if is_term(term) {
                let weight = if unit.kind == UnitKind::Heading { LEAST } else { 1 };
                count.entry(fold(term)).or_insert((0, term)).0 += weight;
            }
        }
    }
    let found: FxHashSet<String> = found.iter().map(|found| fold(&found.term)).collect();
    let mut terms: Vec<(String, &str)> = count
        .into_iter()
        .filter(|(key, (count, _))| *count >= LEAST && !taken.contains(key) && !found.contains(key))
        .map(|(key, (_, term))| (key, term))
        .collect();
    terms.sort_unstable();
    let forms: Vec<[&str; 1]> = terms.iter().map(|(_, term)| [*term]).collect();
    let places = names::find(texts, &forms.iter().map(|form| form.to_vec()).collect::<Vec<_>>(), Case::Any);
    let candidate = |((_, term), places): ((String, &str), _)| Candidate { term: term.to_owned(), places };
    terms.into_iter().zip(places).map(candidate).collect()
}

/// What is counted: "Enthaltungen 0".
fn is_count(term: &str) -> bool {
    let mut words = term.split_whitespace();
    matches!((words.next(), words.next(), words.next()), (Some(_), Some(count), None) if count.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether emphasised words could be a term: two to four of them, without a sentence's marks; a single one is as often
/// spoken loudly.
fn is_term(term: &str) -> bool {
    let count = words(term).count();
    let marks =
        |c: char| matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '(' | ')' | '/' | '=' | '\u{fffc}' | '“' | '”' | '"');
    let letters = term.chars().filter(|c| c.is_alphabetic()).count();
    let first = term.split_whitespace().next().unwrap_or_default().to_lowercase();
    let small =
        ["the", "a", "an", "this", "that", "not", "is", "are", "all", "every", "in", "of", "to", "and", "do", "don’t"];
    (2..=4).contains(&count)
        && letters >= 6
        && !term.contains(marks)
        && !is_count(term)
        && !is_no_entry(term)
        && !small.contains(&first.as_str())
}
