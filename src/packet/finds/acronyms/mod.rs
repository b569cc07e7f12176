//! Acronyms: which short forms stand for what, and where they are used; and those that nobody explains.
//!
//! Definitions are found as Schwartz and Hearst do ("A Simple Algorithm for Identifying Abbreviation Definitions in
//! Biomedical Text", 2003), with stricter letters, and in every script that has capitals.

mod apposed;
mod define;
mod inside;
mod institutions;
mod laid;
mod letters;
mod ordinary;
mod paired;
mod parts;
mod said;
mod shape;
mod window;

pub use define::{Definition, definitions};
pub(super) use institutions::is_institution_word;
pub(super) use ordinary::is_ordinary;
pub(super) use shape::shouts;

use super::fold::{filing, fold};
use super::stretch::Stretch;
use super::words::{is_border, is_capital, words};
use super::{Place, Text, Unit, UnitKind};
use crate::parallel;
use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A short form and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acronym {
    /// "OSCE".
    pub short: String,
    /// "Organization for Security and Co-operation in Europe".
    pub long: String,
    /// Where it is first explained.
    pub defined: Place,
    /// Where it is used, the explanations among them.
    pub places: Vec<Place>,
}

/// What was found in some articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acronyms {
    /// The explained ones, as they are filed.
    pub expanded: Vec<Acronym>,
    /// Those that are used and never explained, as they are filed, with their places.
    pub unexpanded: Vec<(String, Vec<Place>)>,
}

/// Finds the acronyms of a packet. What one article explains holds for all, if no two explain it differently.
/// `known`: short forms that need no explanation.
pub fn find(texts: &[Text], known: &[String]) -> Acronyms {
    let meanings = meanings(texts);
    let uses = uses(texts, &meanings);
    let mut expanded = Vec::new();
    let mut unexpanded = Vec::new();
    for (short, mut places) in uses {
        if known.contains(&short) {
            continue;
        }
        let Some(meanings) = meanings.get(&short) else {
            unexpanded.push((short, places));
            continue;
        };
        for meaning in meanings {
            // Where several meanings are about, a use is of that which its article gave.
            let own = |place: &Place| meanings.len() == 1 || meaning.articles.contains(&place.article);
            let mut mine: Vec<Place> = places.extract_if(.., |place| own(place)).collect();
            mine.extend(&meaning.defined);
            mine.sort_unstable();
            mine.dedup();
            let defined = meaning.defined.first().copied().unwrap_or(mine[0]);
            expanded.push(Acronym { short: short.clone(), long: meaning.long().to_owned(), defined, places: mine });
        }
    }
    expanded.sort_by_cached_key(|acronym: &Acronym| (filing(&acronym.short), filing(&acronym.long)));
    unexpanded.sort_by_cached_key(|(short, _)| filing(short));
    Acronyms { expanded, unexpanded }
}

/// One thing that a short form stands for.
struct Meaning {
    /// The long form as articles have it, and how often.
    longs: Vec<(String, usize)>,
    key: Vec<String>,
    articles: Vec<usize>,
    defined: Vec<Place>,
}

impl Meaning {
    /// The long form that is had most often; of several the first.
    fn long(&self) -> &str {
        let most = self.longs.iter().rev().max_by_key(|(_, count)| *count);
        most.map_or("", |(long, _)| long)
    }
}

fn meanings(texts: &[Text]) -> FxHashMap<String, Vec<Meaning>> {
    let stretches = Stretch::all(texts);
    let mut explained: Vec<Vec<(usize, Definition)>> =
        texts.iter().map(|text| paired::paired(&text.units, &text.code())).collect();
    let found = parallel::each(&stretches, |_, stretch| {
        let language = texts[stretch.article].code();
        let of_unit = |(number, unit): (usize, &Unit)| {
            definitions(&unit.text, &language)
                .into_iter()
                .map(move |definition| (number, definition))
                .collect::<Vec<_>>()
        };
        stretch.units(texts).flat_map(of_unit).collect::<Vec<_>>()
    });
    for (stretch, found) in stretches.iter().zip(found) {
        explained[stretch.article].extend(found);
    }
    let mut all: FxHashMap<String, Vec<Meaning>> = FxHashMap::default();
    for (article, mut explained) in explained.into_iter().enumerate() {
        explained.sort_by_key(|(unit, definition)| (*unit, definition.place));
        explained.retain(|(unit, definition)| !texts[article].units[*unit].is_code(&definition.short_range));
        for (unit, definition) in explained {
            add(&mut all, definition, Place { article, unit, offset: 0 });
        }
    }
    all
}

/// Adds what an article explains, `at` its unit.
fn add(all: &mut FxHashMap<String, Vec<Meaning>>, definition: Definition, at: Place) {
    let place = Place { offset: definition.place, ..at };
    let key = key(&definition.long);
    let meanings = all.entry(definition.short).or_default();
    match meanings.iter_mut().find(|meaning| alike(&meaning.key, &key)) {
        Some(meaning) => {
            match meaning.longs.iter_mut().find(|(long, _)| *long == definition.long) {
                Some((_, count)) => *count += 1,
                None => meaning.longs.push((definition.long, 1)),
            }
            meaning.articles.push(at.article);
            meaning.defined.push(place);
        }
        None => meanings.push(Meaning {
            longs: vec![(definition.long, 1)],
            key,
            articles: vec![at.article],
            defined: vec![place],
        }),
    }
}

/// The beginnings of a long form's words: "State" and "States" are alike.
fn key(long: &str) -> Vec<String> {
    let folded = fold(long);
    let all = words(&folded).map(|range| folded[range].chars().take(5).collect::<String>());
    all.filter(|word| !said::is_small(word)).collect()
}

/// Whether two long forms say the same: most words of the shorter are in the longer.
fn alike(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    shared * 3 >= short.len() * 2
}

/// Every use of a short form: those that are explained, and those that look like one.
fn uses(texts: &[Text], meanings: &FxHashMap<String, Vec<Meaning>>) -> Vec<(String, Vec<Place>)> {
    let stretches = Stretch::all(texts);
    let spelled = ordinary::Spelled::of(texts, &stretches);
    let known = Known::of(meanings);
    let mut found: FxHashMap<String, Vec<Place>> = FxHashMap::default();
    let used = parallel::each(&stretches, |_, stretch| used(stretch, texts, meanings, &known, &spelled));
    for (short, place) in used.into_iter().flatten() {
        found.entry(short).or_default().push(place);
    }
    // In no order, but what is found is sorted below.
    known.all.iter().for_each(|short| {
        found.entry((*short).to_owned()).or_default();
    });
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// The short forms that a stretch of an article uses.
fn used(
    stretch: &Stretch,
    texts: &[Text],
    meanings: &FxHashMap<String, Vec<Meaning>>,
    known: &Known,
    spelled: &ordinary::Spelled,
) -> Vec<(String, Place)> {
    let article = stretch.article;
    let own =
        |short: &str| meanings.get(short).is_some_and(|all| all.iter().any(|one| one.articles.contains(&article)));
    let mut found = Vec::new();
    for (unit, content) in stretch.units(texts).filter(|(_, unit)| known.may_be_in(&unit.text)) {
        // Of a heading or a line that is in capitals throughout they say nothing: "KEY FACTS", "ENDS".
        let loud = matches!(content.kind, UnitKind::Heading | UnitKind::Text) && !shape::has_small(&content.text);
        let shouts = loud || shape::shouts(&content.text);
        let mut from = 0;
        for token in words(&content.text) {
            if token.start < from {
                continue;
            }
            let place = Place { article, unit, offset: token.start };
            if let Some((short, end)) = known.at(&content.text, &token) {
                from = end;
                // "Washington, D.C.", where another article speaks of direct current (DC).
                if own(&short) || !ordinary::is_state(&short, &content.text[..token.start]) {
                    found.push((short, place));
                }
            } else if !shouts
                && content.kind != UnitKind::Title
                && let Some(short) = unexplained(&content.text, &token)
                && !spelled.is_word(&short)
                && !content.is_code(&token)
            {
                found.push((short, place));
            }
        }
    }
    found
}

/// The short forms that are explained somewhere.
struct Known<'a> {
    all: FxHashSet<&'a str>,
    /// Those of several words, by the first.
    longer: FxHashMap<&'a str, Vec<&'a str>>,
    /// The lengths of those and of the first words of these, a bit for each, by the byte that they begin with: most
    /// words have another.
    lengths: [u64; 256],
    /// Those without a stretch that [`shape::loud`] would see: "npm", "G7".
    quiet: Vec<Finder<'a>>,
}

impl<'a> Known<'a> {
    fn of(meanings: &'a FxHashMap<String, Vec<Meaning>>) -> Self {
        let mut all: Vec<&str> = meanings.keys().map(String::as_str).collect();
        all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let mut longer: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for short in &all {
            let first = words(short).next().map_or(*short, |range| &short[range]);
            if first.len() < short.len() {
                longer.entry(first).or_default().push(short);
            }
        }
        let mut lengths = [0; 256];
        for word in all.iter().chain(longer.keys()) {
            // Its first letter alone, too, as dots part it: "e.V."
            lengths[usize::from(word.as_bytes()[0])] |= length_bit(word) | 1 << 1;
        }
        let quiet = all.iter().copied().filter(|short| !shape::is_loud(short)).map(Finder::new).collect();
        Self { all: all.into_iter().collect(), longer, lengths, quiet }
    }

    /// Whether there may be a short form in a text, explained or not: in most there is none.
    fn may_be_in(&self, text: &str) -> bool {
        shape::is_loud(text) || self.quiet.iter().any(|short| short.find(text.as_bytes()).is_some())
    }

    /// The short form that begins with a word, and where it ends.
    fn at(&self, text: &str, token: &Range<usize>) -> Option<(String, usize)> {
        let word = &text[token.clone()];
        let first = word.bytes().next()?;
        let lengths = self.lengths[usize::from(first)];
        // What begins small is no other form of one.
        if lengths == 0 || (!first.is_ascii_uppercase() && first.is_ascii() && lengths & length_bit(word) == 0) {
            return None;
        }
        if let Some(longer) = self.longer.get(word) {
            let rest = &text[token.start..];
            let fits = |short: &&&str| {
                rest.starts_with(**short) && is_border(short.chars().next_back(), rest[short.len()..].chars().next())
            };
            if let Some(short) = longer.iter().find(fits) {
                return Some(((*short).to_owned(), token.start + short.len()));
            }
        }
        if !word.starts_with(|c: char| is_capital(c) || c.is_ascii_alphanumeric()) {
            return None;
        }
        if self.all.contains(word) {
            return Some((word.to_owned(), token.end));
        }
        let capitals: usize = word.chars().take_while(|c| is_capital(*c)).map(char::len_utf8).sum();
        if capitals < 2 {
            // "U.S.": as dots part it into words.
            let end = token.end + shape::dotted(&text[token.end..]);
            if end == token.end {
                return None;
            }
            let short = shape::short_of(&text[token.start..end])?;
            return self.all.contains(short.as_str()).then_some((short, end));
        }
        // Several of them, or a declined one: "NGOs", "МИДа".
        let (stem, ending) = word.split_at(capitals);
        let declined = ending == "s" || (!stem.is_ascii() && ending.chars().count() <= 3);
        (declined && ending.chars().all(char::is_lowercase) && self.all.contains(stem))
            .then(|| (stem.to_owned(), token.end))
    }
}

/// A word's length in bytes, as a bit.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// A word that looks like an acronym, though nothing explains it.
fn unexplained(text: &str, token: &Range<usize>) -> Option<String> {
    let word = &text[token.clone()];
    // Nearly all words end here: the rest asks more.
    if !word.starts_with(is_capital) || word.len() > 24 || shape::capitals(word) < 2 {
        return None;
    }
    let short = shape::short_of(word)?;
    let capitals = shape::capitals(&short);
    let small = short.chars().filter(|c| c.is_lowercase()).count();
    let fits = (2..=7).contains(&short.chars().count())
        && small * 2 <= capitals
        && (small == 0 || short.ends_with(is_capital));
    let joined = |c: char| matches!(c, '_' | '@' | '#' | '$' | '\\');
    let apart = !text[..token.start].ends_with(joined) && !text[token.end..].starts_with(joined);
    (fits && apart && !ordinary::is_ordinary(&short, &text[..token.start], &text[token.end..])).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    #[test]
    fn capitals_throughout_and_postcodes_are_no_acronyms() {
        let texts = [text(&["KEY FACTS", "- ENDS -", "Write to the WHO, 14 Quay Street, Northport NP1 4AA."])];
        assert_eq!(find(&texts, &[]).unexpanded.iter().map(|(short, _)| short.as_str()).collect::<Vec<_>>(), ["WHO"]);
    }

    #[test]
    fn a_state_is_no_use_of_what_another_article_explains() {
        let texts = [
            text(&["A direct current (DC) flows. DC is not AC."]),
            text(&["In Washington, DC, and in Washington, D.C., they spoke of DC."]),
        ];
        let found = find(&texts, &[]);
        let places: Vec<_> = found.expanded[0].places.iter().map(|place| (place.article, place.offset)).collect();
        assert_eq!(places, [(0, 2), (0, 18), (0, 29), (1, 58)]);
        assert_eq!(found.unexpanded.iter().map(|(short, _)| short.as_str()).collect::<Vec<_>>(), ["AC"]);
    }
}
