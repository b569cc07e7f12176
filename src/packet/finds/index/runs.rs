//! Names: runs of words with capitals, where capitals say something.

use super::super::acronyms::{is_ordinary, shouts};
use super::super::fold::fold;
use super::super::sentences::STARTERS;
use super::super::words::{is_capitalised, words};
use super::super::{Place, Text, Unit, UnitKind};
use super::forenames::is_person;
use super::people::{in_one_spelling, is_placed, sounds, with_surnames};
use super::table::{JOINERS, OFFICES, PLAIN, is_institution, is_no_entry};
use super::{Candidate, german};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

/// What was found in articles.
pub(super) struct Runs {
    /// The names, with their places, in the order of the alphabet; none that is taken.
    pub names: Vec<Candidate>,
    /// Those of people who are taken, with the places of their surnames alone.
    pub taken: Vec<Candidate>,
}

/// The names in articles. `taken`: those that have an entry anyhow, folded.
pub(super) fn find(texts: &[Text], taken: &FxHashSet<String>) -> Runs {
    let small = small_words(texts);
    let mut all: FxHashMap<String, Found> = FxHashMap::default();
    for (article, text) in texts.iter().enumerate() {
        let code = text.code();
        if code == "de" {
            add_german(&mut all, article, text);
        }
        if !PLAIN.contains(&code.as_str()) {
            continue;
        }
        for (unit, content) in text.units.iter().enumerate() {
            if !says_names(content) || shouts(&content.text) {
                continue;
            }
            runs(&content.text, &small, |name, start, first| {
                // Several of a short form are filed under one.
                let one = name.strip_suffix('s').filter(|one| one.ends_with(char::is_uppercase));
                let found = all.entry(one.unwrap_or(name).to_owned()).or_default();
                found.places.push(Place { article, unit, offset: start });
                found.within |= !first;
                found.placed |=
                    !name.contains(' ') && is_placed(&content.text[..start], &content.text[start + name.len()..]);
            });
        }
    }
    let mut names: Vec<(String, Found)> = all.into_iter().collect();
    names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let names = with_surnames(without_forenames(one_spelling(names), &small));
    let names = in_one_spelling(names, |name| taken.contains(&fold(name)));
    let (known, names) = known(names, taken);
    let names = joined(names);
    let units = |places: &[Place]| {
        let mut units: Vec<_> = places.iter().map(|place| (place.article, place.unit)).collect();
        units.dedup();
        units.len()
    };
    let places: FxHashSet<String> =
        names.iter().map(|(name, _)| name.clone()).filter(|name| name.ends_with('a')).collect();
    // "Angolan", where there is "Angola".
    let is_of_place = |name: &str| {
        let base = name.strip_suffix('s').unwrap_or(name).strip_suffix('n');
        base.is_some_and(|base| base.len() > 3 && places.contains(base))
    };
    let keep = |(name, found): &(String, Found)| {
        found.within
            && units(&found.places) >= 2
            && !taken.contains(&fold(name))
            && (name.contains(' ') || !(is_no_entry(name) || is_of_place(name)))
    };
    let candidate = |(term, found): (String, Found)| Candidate { term, places: found.places };
    Runs { names: names.into_iter().filter(keep).map(candidate).collect(), taken: known }
}

/// The names of people who are taken, in whichever spelling, under that which is; and the other names.
fn known(names: Vec<(String, Found)>, taken: &FxHashSet<String>) -> (Vec<Candidate>, Vec<(String, Found)>) {
    let mut spellings: Vec<&String> = taken.iter().filter(|name| name.contains(' ')).collect();
    spellings.sort_unstable();
    let by_sound: FxHashMap<String, &String> =
        spellings.into_iter().rev().filter_map(|name| Some((sounds(name)?, name))).collect();
    let mut known = Vec::new();
    let mut others = Vec::new();
    for (name, found) in names {
        let folded = fold(&name);
        let other = || by_sound.get(&sounds(&name)?).filter(|_| is_person(&name)).map(|term| (*term).clone());
        let term = if taken.contains(&folded) { Some(name.clone()).filter(|name| name.contains(' ')) } else { other() };
        match term {
            Some(term) => known.push(Candidate { term, places: found.places }),
            None => others.push((name, found)),
        }
    }
    (known, others)
}

/// Where a name was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub places: Vec<Place>,
    /// It was met within a sentence, where a capital says something.
    pub within: bool,
    /// It was met where a place's or a thing's name stands.
    pub placed: bool,
}

/// Adds the people in a German article.
fn add_german(all: &mut FxHashMap<String, Found>, article: usize, text: &Text) {
    let units: Vec<(usize, &Unit)> = text.units.iter().enumerate().filter(|(_, unit)| says_names(unit)).collect();
    let texts: Vec<&str> = units.iter().map(|(_, unit)| &*unit.text).collect();
    for ((unit, _), people) in units.into_iter().zip(german::people(&texts)) {
        for named in people {
            let found = all.entry(named.name).or_default();
            found.places.push(Place { article, unit, offset: named.start });
            found.within = true;
            found.placed |= named.placed;
        }
    }
}

fn says_names(unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::Standfirst | UnitKind::Text | UnitKind::Item | UnitKind::Quote | UnitKind::Note => true,
        UnitKind::Title | UnitKind::Heading | UnitKind::Term | UnitKind::Cell | UnitKind::Caption => false,
    }
}

/// The words that the articles have in small letters.
fn small_words(texts: &[Text]) -> FxHashSet<u64> {
    let units = texts.iter().flat_map(|text| &text.units);
    let mut small = FxHashSet::default();
    for unit in units {
        for range in words(&unit.text) {
            let word = &unit.text[range];
            if word.starts_with(char::is_lowercase) {
                small.insert(hash(word));
            }
        }
    }
    small
}

/// The hash of a word in lower case.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

/// A word of a text, without the marks around it.
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    /// A sentence begins with it.
    first: bool,
    /// Something stands before it that no name goes over.
    pub apart: bool,
    /// Something stands behind it that no name goes over.
    pub closed: bool,
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut first = true;
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[from..];
            let start = from + (rest.len() - rest.trim_start().len());
            let raw = text[start..].split(char::is_whitespace).next().filter(|raw| !raw.is_empty())?;
            from = start + raw.len();
            let mut word = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let mut begin = start + raw.find(word).unwrap_or_default();
            let ahead = begin > start;
            let behind = &raw[begin - start + word.len()..];
            let ended = behind.contains(['.', '!', '?', ':', '…']);
            if word.is_empty() {
                first |= raw.contains(['.', '!', '?', ':', '—', '•', '“', '"']);
                continue;
            }
            // "l’Europe", "Russia’s".
            if let Some((article, name)) = word.split_once(['’', '\'']) {
                if article.chars().count() <= 2 && is_capitalised(name) {
                    begin += word.len() - name.len();
                    word = name;
                } else if name == "s" || name.is_empty() {
                    word = article;
                } else if matches!(name, "d" | "ll" | "m" | "re" | "t" | "ve") {
                    // "I’ve": no name, whatever its capital.
                    first = ended;
                    continue;
                }
            }
            let closed = start + raw.len() > begin + word.len();
            let apart = ahead || begin > start;
            let token = Word {
                text: word,
                start: begin,
                first: first || (ahead && raw.starts_with(['“', '"', '«', '„'])),
                apart,
                closed,
            };
            first = ended;
            return Some(token);
        }
    })
}

/// Shows every name in a text: the name, where it begins, and whether its capital may be the sentence's.
fn runs(text: &str, small: &FxHashSet<u64>, mut see: impl FnMut(&str, usize, bool)) {
    let mut run: Vec<Word> = Vec::new();
    let mut names = 0;
    let mut finish = |run: &mut Vec<Word>, names: &mut usize| {
        run.truncate(*names);
        *names = 0;
        show(text, run, small, &mut see);
        run.clear();
    };
    for word in tokens(text) {
        if word.apart {
            finish(&mut run, &mut names);
        }
        let odd = word.text.contains(['@', '/', ':', '_', '=', '\\', '(', '#', '\u{fffc}']);
        let closed = word.closed;
        if is_capitalised(word.text) && !odd {
            run.push(word);
            names = run.len();
        } else if !run.is_empty() && !closed && (JOINERS.contains(&word.text) || goes_on(&run, &word)) {
            run.push(word);
        } else {
            finish(&mut run, &mut names);
            continue;
        }
        if closed {
            finish(&mut run, &mut names);
        }
    }
    finish(&mut run, &mut names);
}

/// "Department of Health and Human Services": what "of" was in may go on with "and".
fn goes_on(run: &[Word], word: &Word) -> bool {
    matches!(word.text, "and" | "et" | "y" | "e")
        && run.iter().any(|word| matches!(word.text, "of" | "for" | "de" | "des"))
}

/// Whether a run begins with whose office somebody has: "Israeli Prime Minister Benjamin Netanyahu".
fn is_whose_office(text: &str, run: &[Word]) -> bool {
    let offices = run.iter().skip(1).take_while(|word| OFFICES.contains(&word.text)).count();
    match (offices, run.get(1 + offices), run.last()) {
        (1.., Some(first), Some(last)) => is_person(&text[first.start..last.start + last.text.len()]),
        _ => false,
    }
}

/// Shows a run without what only begins its sentence, and without an office.
fn show(text: &str, run: &[Word], small: &FxHashSet<u64>, see: &mut impl FnMut(&str, usize, bool)) {
    let mut run = run;
    let is_acronym = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    while let Some(word) = run.first() {
        let opens =
            word.first && !is_acronym(word.text) && (STARTERS.contains(&word.text) || small.contains(&hash(word.text)));
        let office = run.len() > 1 && OFFICES.contains(&word.text) && !JOINERS.contains(&run[1].text);
        let whose = is_whose_office(text, run);
        if !opens
            && !office
            && !whose
            && !JOINERS.contains(&word.text)
            && !matches!(word.text, "The" | "A" | "An" | "I")
        {
            break;
        }
        run = &run[1..];
    }
    let (Some(start), Some(end)) = (run.first(), run.last()) else { return };
    let capitals = run.iter().filter(|word| is_capitalised(word.text)).count();
    // Who speaks: "Rob: And then?"
    let speaks = start.first && start.start == 0 && text[end.start + end.text.len()..].starts_with(':');
    if capitals > 6 || speaks {
        return;
    }
    let end = end.start + end.text.len();
    // "U.S.": the last full stop is its own.
    let dotted = run.len() == 1 && text[start.start..end].split('.').all(|part| part.chars().count() == 1);
    let stop = usize::from(dotted && end > start.start + 1 && text[end..].starts_with('.'));
    let name = &text[start.start..end + stop];
    let ordinary = run.len() == 1 && is_acronym(name) && is_ordinary(name, &text[..start.start], "");
    if !ordinary && !name.contains('\n') {
        see(name, start.start, start.first);
    }
}

/// Names that differ in capitals alone are one, as it is spelled most often.
fn one_spelling(mut names: Vec<(String, Found)>) -> Vec<(String, Found)> {
    names.sort_by_cached_key(|(name, found)| (fold(name), usize::MAX - found.places.len(), name.clone()));
    let mut kept: Vec<(String, Found)> = Vec::with_capacity(names.len());
    for (name, found) in names {
        match kept.last_mut() {
            Some((before, all)) if fold(before) == fold(&name) => {
                all.places.extend(found.places);
                all.places.sort_unstable();
                all.within |= found.within;
                all.placed |= found.placed;
            }
            _ => kept.push((name, found)),
        }
    }
    kept
}

/// The names without those that are the first of a person's two: "Leah", where there is a "Leah Bannon". A person is
/// told by a second name that is no word.
fn without_forenames(mut names: Vec<(String, Found)>, small: &FxHashSet<u64>) -> Vec<(String, Found)> {
    let first = |(name, _): &(String, Found)| {
        let (first, second) = name.split_once(' ')?;
        let person = !second.contains(' ') && second.chars().any(char::is_lowercase) && !small.contains(&hash(second));
        (person && !small.contains(&hash(first))).then(|| first.to_owned())
    };
    let forenames: FxHashSet<String> = names.iter().filter_map(first).collect();
    names.retain(|(name, _)| !forenames.contains(name));
    names
}

/// Gives the places of a single name to the person, or the institution, whose longer one it ends, if there is one: "Putin"
/// is "Vladimir Putin". Of other names the last word is none: not every "July" is the "Fourth of July".
fn joined(names: Vec<(String, Found)>) -> Vec<(String, Found)> {
    let mut by_last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, (name, found)) in names.iter().enumerate() {
        if found.places.len() > 1
            && let Some((_, last)) = name.rsplit_once(' ')
        {
            by_last.entry(last).or_default().push(at);
        }
    }
    let mut goes_to: Vec<Option<usize>> = vec![None; names.len()];
    for (at, (name, found)) in names.iter().enumerate() {
        let Some(longer) = by_last.get(name.as_str()) else { continue };
        let strong = |other: &&usize| names[**other].1.places.len() * 6 >= found.places.len();
        if let ([only], true) = (longer.as_slice(), longer.iter().all(|other| strong(&other)))
            && (is_person(&names[*only].0) || is_institution(name))
        {
            goes_to[at] = Some(*only);
        }
    }
    let mut names: Vec<Option<(String, Found)>> = names.into_iter().map(Some).collect();
    for (at, to) in goes_to.iter().enumerate() {
        if let Some(to) = to
            && let Some((_, found)) = names[at].take()
            && let Some((_, longer)) = &mut names[*to]
        {
            longer.places.extend(found.places);
            longer.places.sort_unstable();
            longer.within |= found.within;
        }
    }
    names.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_word_is_a_short_form_of_people_and_institutions_only() {
        let found = |units: std::ops::Range<usize>| Found {
            places: units.map(|unit| Place { article: 0, unit, offset: 0 }).collect(),
            within: true,
            placed: false,
        };
        let names = [
            ("Commission", 0..2),
            ("European Commission", 2..5),
            ("Fourth of July", 5..8),
            ("July", 8..12),
            ("Putin", 12..14),
            ("Vladimir Putin", 14..16),
        ];
        let names = names.map(|(name, units)| (name.to_owned(), found(units))).into();
        let shown: Vec<_> =
            joined(names).into_iter().map(|(name, found)| format!("{name} {}", found.places.len())).collect();
        assert_eq!(shown, ["European Commission 5", "Fourth of July 3", "July 4", "Vladimir Putin 4"]);
    }
}
