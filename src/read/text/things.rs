//! Names of what is no person: a meeting, an institution, a journal. "European Central Bank" looks like "Anna Maria Lee".

use super::dates::{self, Found};
use super::facts::Terminal;
use super::{join, names, wording};
use crate::lang::{Kind, is_page_word, page_words, small};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// "Board Meeting".
    Occasion,
    /// "Ministry of Finance".
    Body,
    /// "Journal of Mills", "Working Paper Series".
    Periodical,
}

/// What a name names up to its first comma, if one of its words says that it is no person.
pub(super) fn named(text: &str) -> Option<Thing> {
    let name = text.split([',', '，', '、']).next().unwrap_or(text);
    let things = || name.split([' ', '\u{a0}', '/', '-']).filter_map(of_word);
    // A journal may be named after an institution, and a meeting as well.
    let any = |thing: Thing| things().any(|found| found == thing).then_some(thing);
    any(Thing::Periodical).or_else(|| any(Thing::Occasion)).or_else(|| any(Thing::Body))
}

/// The same, if the text is such a name and nothing else: "Ministère de la transition écologique", but not "University
/// opens a new wing".
pub(super) fn named_alone(text: &str) -> Option<Thing> {
    const WIDEST: usize = 80;
    const MOST_WORDS: usize = 9;
    const MOST_WITH_SMALL: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let one = text.chars().any(join::is_ideographic) || text.chars().any(|c| matches!(c, '가'..='힣'));
    let fits = super::lines::width(text) <= WIDEST
        && (words.len() > 1 || one)
        && words.len() <= MOST_WORDS
        && wording::terminal(text) == Terminal::Open
        && !text.contains([':', '：', '?', '!', '。', '"', '“'])
        && !words[0].starts_with(|c: char| Kind::of(c).is_small());
    if !fits {
        return None;
    }
    let joins = |word: &&&str| names::is_particle(word) || wording::is_function_word(word);
    let small = |word: &&&str| word.starts_with(|c: char| Kind::of(c).is_small());
    let smalls = words.iter().filter(small).filter(|word| !joins(word)).count();
    let of_one = || of_word(words[0]).is_some() && words.get(1).is_some_and(|word| joins(&word));
    (smalls < 2 || (words.len() <= MOST_WITH_SMALL && of_one())).then(|| named(text))?
}

/// "Board Meeting, 12 March 2019": a date, and before it what happened or who published; where the name stands.
pub(super) fn dated(text: &str) -> Option<(Thing, Range<usize>, Found)> {
    let found = dates::find(text)?;
    if text[found.range.end..].contains(|c: char| Kind::of(c).is_alphanumeric()) {
        return None;
    }
    let signs = |c: char| !Kind::of(c).is_alphanumeric();
    let before = &text[..found.range.start];
    let start = before.len() - before.trim_start_matches(signs).len();
    let mut name = before[start..].trim_end_matches(signs);
    // "Versammlung am 12. März", "Meeting on Tuesday, 12 March".
    while let Some((rest, last)) = name.rsplit_once(' ') {
        if !dates::leads_to_date(last)
            && !names::is_particle(last)
            && !wording::is_function_word(last)
            && !dates::is_weekday(last)
        {
            break;
        }
        name = rest.trim_end_matches(signs);
    }
    let one = || of_word(name).filter(|_| name.starts_with(|c: char| Kind::of(c).is_capital()));
    let given = || is_given(before.trim()).then_some(Thing::Occasion);
    let thing = named_alone(name).or_else(one).or_else(given)?;
    Some((thing, start..start + name.len(), found))
}

/// "Held in the Village Hall", "Rede im Rathaus": where something was said or held.
fn is_given(before: &str) -> bool {
    const WIDEST: usize = 90;
    let first = before.split([' ', ',', '\u{a0}']).next().unwrap_or(before);
    super::lines::width(before) <= WIDEST
        && first.len() < before.len()
        && !before.contains([':', '：', '.', '?', '!', '"', '“'])
        && is_page_word(|page| page.given, &small(first))
}

/// Whether a word says so.
fn of_word(word: &str) -> Option<Thing> {
    const LONGEST: usize = 40;
    static TABLE: LazyLock<Words> = LazyLock::new(Words::new);
    let word = word.trim_matches(|c: char| !Kind::of(c).is_alphanumeric());
    // No short form, and no word of a sentence.
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let word = small(word);
    let ends = || TABLE.ends.iter().find(|(end, _)| word.ends_with(end)).map(|(_, thing)| *thing);
    TABLE.whole.get(word.as_str()).copied().or_else(ends)
}

/// The words of all languages.
struct Words {
    whole: FxHashMap<&'static str, Thing>,
    /// What is the end of longer words.
    ends: Vec<(&'static str, Thing)>,
}

impl Words {
    fn new() -> Self {
        let bodies = page_words(|page| page.bodies).map(|word| (word, Thing::Body));
        let occasions = page_words(|page| page.occasions).map(|word| (word, Thing::Occasion));
        let periodicals = page_words(|page| page.periodicals).map(|word| (word, Thing::Periodical));
        let (mut whole, mut ends) = (FxHashMap::default(), Vec::new());
        for (word, thing) in bodies.chain(occasions).chain(periodicals) {
            match word.strip_prefix('*') {
                Some(end) => ends.push((end, thing)),
                None => {
                    whole.insert(word, thing);
                }
            }
        }
        Self { whole, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_things() {
        use Thing::{Body, Occasion, Periodical};
        for (text, thing) in [
            ("European Central Bank", Body),
            ("Ministry of Finance", Body),
            ("Bundesministerium der Finanzen", Body),
            ("Ministère de la transition écologique", Body),
            ("Министерство финансов", Body),
            ("Banco de España", Body),
            ("财政部", Body),
            ("한국은행", Body),
            ("SIP/SLIP Meeting", Occasion),
            ("Annual General Meeting of the Rowing Club", Occasion),
            ("Mitgliederversammlung Berlin", Occasion),
            ("Asamblea General", Occasion),
            ("Harvard Law Review", Periodical),
            ("Spring Lecture Series", Periodical),
        ] {
            assert_eq!(named_alone(text), Some(thing), "{text}");
        }
        for text in [
            "Anna Lee",
            "Anna Lee, University of Cambridge",
            "服部 太郎",
            "University opens a new wing",
            "The meeting was long",
            "Meeting",
            "What the Ministry says: nothing",
        ] {
            assert_eq!(named_alone(text), None, "{text}");
        }
    }

    #[test]
    fn what_has_a_date_behind_it() {
        let told = |text: &str| dated(text).map(|(_, range, found)| (text[range].to_owned(), found.date.iso));
        for (text, name) in [
            ("SIP/SLIP Meeting, Aug 12th 2015", "SIP/SLIP Meeting"),
            ("Board Meeting on Wednesday, 12 August 2015", "Board Meeting"),
            ("Mitgliederversammlung am 12. August 2015", "Mitgliederversammlung"),
            ("Deutsche Bundesbank, 12. August 2015", "Deutsche Bundesbank"),
            ("Junta Directiva, 12 de agosto de 2015", "Junta Directiva"),
        ] {
            assert_eq!(told(text), Some((name.to_owned(), "2015-08-12".to_owned())), "{text}");
        }
        let held = dated("Held in the Village Hall on Tuesday, 12 August 2015").map(|(thing, ..)| thing);
        assert_eq!(held, Some(Thing::Occasion));
        for text in ["Council meeting moved to 12 August 2015", "Anna Lee, 12 August 2015", "12 August 2015"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
