//! The index: what the manifest names, the acronyms, and what articles name or emphasise again and again.

mod emphasis;
mod filed;
mod forenames;
mod german;
mod people;
mod runs;
mod table;

use super::acronyms::Acronyms;
use super::fold::{filing, fold, initial};
use super::names::{self, Case};
use super::words::words;
use super::{Place, Text};
use crate::packet::manifest;
use filed::filed;
use rustc_hash::FxHashSet;

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it is printed and filed.
    pub term: String,
    /// Where it is; none if it is looked up elsewhere.
    pub places: Vec<Place>,
    /// The entry under which it is looked up instead.
    pub see: Option<String>,
}

impl Entry {
    /// The letter under which it stands; `#` for figures.
    pub fn initial(&self) -> char {
        initial(sought(&self.term))
    }
}

/// What an entry is filed by: "al-Assad, Bashar" stands under A for Assad (Chicago Manual of Style, 16.75).
fn sought(term: &str) -> &str {
    ["al-", "Al-", "el-", "El-"].iter().find_map(|article| term.strip_prefix(article)).unwrap_or(term)
}

/// What is known before articles are read.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Terms of the manifest.
    pub terms: &'a [manifest::Entry],
    /// People of the manifest.
    pub people: &'a [manifest::Entry],
    /// The acronyms of the articles.
    pub acronyms: &'a Acronyms,
}

/// How many words of the articles there are to an entry that nobody asked for, at least. An index of a book has three
/// to five lines a page of 350 words (Chicago Manual of Style, 16.104); half of that is what can be vouched for.
pub const WORDS_AN_ENTRY: usize = 150;

/// How often a name must stand in the articles to be an entry.
const LEAST: usize = 3;

/// The index of some articles, as it is filed. Terms and people of the manifest are in it wherever they are found, and
/// acronyms that are used after they were explained; the rest is what stands out most, within [`WORDS_AN_ENTRY`].
pub fn build(texts: &[Text], known: &Known) -> Vec<Entry> {
    let mut entries = named(texts, known);
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for entry in known.terms.iter().chain(known.people) {
        taken.extend(forms(entry).iter().map(|form| fold(form)));
    }
    for acronym in &known.acronyms.expanded {
        taken.extend([fold(&acronym.short), fold(&acronym.long)]);
    }
    let count: usize = texts.iter().flat_map(|text| &text.units).map(|unit| words(&unit.text).count()).sum();
    let asked = entries.iter().filter(|entry| entry.see.is_none()).count();
    let room = (count / WORDS_AN_ENTRY).saturating_sub(asked);
    let runs::Runs { names: mut found, taken: people } = runs::find(texts, &taken);
    add_surnames(&mut entries, known.people, people);
    found.extend(emphasis::find(texts, &taken, &found));
    let longs: Vec<Vec<String>> = known.acronyms.expanded.iter().map(|acronym| stems(&acronym.long)).collect();
    found.retain(|candidate| candidate.places.len() >= LEAST && !is_part(&candidate.term, &longs));
    found.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.term.cmp(&b.term)));
    found.truncate(room);
    entries.extend(found.into_iter().map(|found| Entry {
        term: forenames::filed_if_person(&found.term),
        places: found.places,
        see: None,
    }));
    entries.sort_by_cached_key(|entry| filing(sought(&entry.term)));
    entries.dedup_by(|a, b| a.term == b.term);
    entries
}

/// Adds the places of surnames alone to the people of the manifest.
fn add_surnames(entries: &mut [Entry], people: &[manifest::Entry], found: Vec<Candidate>) {
    for found in found {
        let term = fold(&found.term);
        let Some(person) = people.iter().find(|person| forms(person).iter().any(|form| fold(form) == term)) else {
            continue;
        };
        let filed = filed(&person.name);
        if let Some(entry) = entries.iter_mut().find(|entry| entry.see.is_none() && entry.term == filed) {
            entry.places.extend(found.places);
            entry.places.sort_unstable();
            entry.places.dedup();
        }
    }
}

/// A name's words, folded, in the singular as far as an `s` tells.
fn stems(name: &str) -> Vec<String> {
    let folded = fold(name);
    words(&folded).map(|range| folded[range].trim_end_matches('s').to_owned()).collect()
}

/// Whether a name is all of a long form, or a part that does not begin it: "Human Services".
fn is_part(name: &str, longs: &[Vec<String>]) -> bool {
    let name = stems(name);
    if name.is_empty() {
        return false;
    }
    let within = |long: &Vec<String>| {
        let at = long.windows(name.len()).position(|part| part == name);
        at.is_some_and(|at| at > 0 || name.len() > 1)
    };
    longs.iter().filter(|long| long.len() >= name.len()).any(within)
}

/// Something that may become an entry.
#[derive(Debug)]
struct Candidate {
    term: String,
    places: Vec<Place>,
}

impl Candidate {
    /// How much it stands out: how often it is there, how many articles have it, and how much it says.
    fn weight(&self) -> usize {
        let mut articles: Vec<usize> = self.places.iter().map(|place| place.article).collect();
        articles.dedup();
        let says = if self.term.contains([' ', '-']) { 3 } else { 2 };
        self.places.len() * (articles.len() + 1) * says
    }
}

/// What the manifest names, and the acronyms.
fn named(texts: &[Text], known: &Known) -> Vec<Entry> {
    let mut entries = Vec::new();
    let all = |named: &[manifest::Entry]| named.iter().map(forms).collect::<Vec<_>>();
    let terms = names::find(texts, &all(known.terms), Case::Any);
    let people = names::find(texts, &all(known.people), Case::Exact);
    for (entry, places) in known.terms.iter().zip(terms) {
        entries.push(Entry { term: entry.name.clone(), places, see: None });
    }
    for (entry, places) in known.people.iter().zip(people) {
        entries.push(Entry { term: filed(&entry.name), places, see: None });
    }
    entries.retain(|entry| !entry.places.is_empty());
    entries.extend(elsewhere(texts, known.terms, Case::Any));
    entries.extend(elsewhere(texts, known.people, Case::Exact));
    let taken: FxHashSet<String> = known.terms.iter().flat_map(forms).map(|form| fold(&form)).collect();
    let acronyms = known.acronyms.expanded.iter().filter(|acronym| {
        acronym.places.len() > 1 && !taken.contains(&fold(&acronym.short)) && !taken.contains(&fold(&acronym.long))
    });
    let acronyms: Vec<_> = acronyms.collect();
    let longs: Vec<[&str; 1]> = acronyms.iter().map(|acronym| [acronym.long.as_str()]).collect();
    let longs = names::find(texts, &longs.iter().map(|long| long.to_vec()).collect::<Vec<_>>(), Case::Any);
    for (acronym, long) in acronyms.into_iter().zip(longs) {
        let mut places = acronym.places.clone();
        places.extend(long);
        places.sort_unstable();
        places.dedup();
        let term = format!("{} ({})", acronym.short, acronym.long);
        // Whoever looks for it finds it under the same letter anyhow.
        if initial(&acronym.long) != initial(&acronym.short) {
            entries.push(Entry { term: acronym.long.clone(), places: Vec::new(), see: Some(acronym.short.clone()) });
        }
        entries.push(Entry { term, places, see: None });
    }
    entries
}

/// What else articles call the entries of the manifest, where a reader would look under another letter: "global warming,
/// see climate change".
fn elsewhere(texts: &[Text], all: &[manifest::Entry], case: Case) -> Vec<Entry> {
    let begins =
        |form: &str| stems(form).into_iter().map(|word| word.chars().take(4).collect()).collect::<Vec<String>>();
    let other = |entry: &manifest::Entry, form: &str| {
        let own = begins(&entry.name);
        !form.contains('*')
            && initial(form) != initial(sought(&filed(&entry.name)))
            && !begins(form).iter().any(|word| own.contains(word))
    };
    let pairs: Vec<(&manifest::Entry, &String)> = all
        .iter()
        .flat_map(|entry| entry.also.iter().filter(|form| other(entry, form)).map(move |form| (entry, form)))
        .collect();
    let forms: Vec<[&str; 1]> = pairs.iter().map(|(_, form)| [form.as_str()]).collect();
    let places = names::find(texts, &forms.iter().map(|form| form.to_vec()).collect::<Vec<_>>(), case);
    let person = case == Case::Exact;
    let see = |entry: &manifest::Entry| if person { filed(&entry.name) } else { entry.name.clone() };
    pairs
        .into_iter()
        .zip(places)
        .filter(|(_, places)| !places.is_empty())
        .map(|((entry, form), _)| Entry { term: form.clone(), places: Vec::new(), see: Some(see(entry)) })
        .collect()
}

/// The forms of a name in articles: as it is printed, the other way round if it is filed by its surname, and the
/// others.
pub fn forms(entry: &manifest::Entry) -> Vec<String> {
    let mut forms = vec![entry.name.clone()];
    if let Some((surname, forename)) = entry.name.split_once(", ") {
        forms.push(format!("{forename} {surname}"));
    }
    forms.extend(entry.also.iter().cloned());
    forms
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    fn entry(name: &str, also: &[&str]) -> manifest::Entry {
        let also = also.iter().map(|form| (*form).to_owned()).collect();
        manifest::Entry { name: name.to_owned(), also, text: String::new() }
    }

    fn shown(texts: &[Text], terms: &[manifest::Entry], people: &[manifest::Entry]) -> Vec<String> {
        let index = build(texts, &Known { terms, people, acronyms: &Acronyms::default() });
        let show = |entry: &Entry| match &entry.see {
            Some(see) => format!("{} see {see}", entry.term),
            None => format!("{} {}", entry.term, entry.places.len()),
        };
        index.iter().map(show).collect()
    }

    #[test]
    fn people_of_the_manifest_are_found_by_their_surnames_where_articles_introduce_them() {
        let texts = [
            text(&["Then Sergey Lavrov left.", "Lavrov was, said Lavrov’s aide, with Yuri Lavrov’s friend Blinken."]),
            text(&["A treaty was signed, and Sergey Lavrov was there.", "So Lavrov spoke of global warming."]),
            text(&["Lavrov is not introduced here."]),
        ];
        let terms = [entry("climate change", &["global warming"])];
        assert_eq!(
            shown(&texts, &terms, &[entry("Sergey Lavrov", &[])]),
            ["climate change 1", "global warming see climate change", "Lavrov, Sergey 3"]
        );
    }

    #[test]
    fn a_person_whom_articles_write_otherwise_has_one_entry() {
        let filler = "and so it went on for a long while with no name in it ".repeat(80);
        let texts = [
            text(&["So Sergey Lavrov met Sergei Ryabkov.", "With Sergei Ryabkov he left.", &filler]),
            text(&["There was Sergei Lavrov with Sergey Ryabkov.", "Then Ryabkov and Sergei Lavrov left."]),
        ];
        assert_eq!(shown(&texts, &[], &[entry("Sergey Lavrov", &[])]), ["Lavrov, Sergey 3", "Ryabkov, Sergei 4"]);
    }

    #[test]
    fn people_of_german_articles_are_found() {
        let filler = "und so ging es noch lange weiter ohne dass ein name fiel in diesem text ".repeat(50);
        let mut german = text(&[
            "Am Montag sprach Angela Merkel in Berlin mit der Presse.",
            "Später reiste Merkel nach Paris. Merkels Sprecher schwieg.",
            "Angela Merkels Reise endet heute.",
            &filler,
        ]);
        german.language = crate::lang::Language::parse("de");
        assert_eq!(shown(&[german], &[], &[]), ["Merkel, Angela 4"]);
    }

    #[test]
    fn a_person_of_the_manifest_is_one_however_an_article_spells_the_name() {
        let paragraphs = [
            "Soon they met Sergei Lavrov on a day in May.",
            "And they, with Sergei Lavrov, said that Sergei Lavrov had left.",
            "But they stayed with Sergei Lavrov.",
        ];
        let filler = "the cat sat on a mat and so on and on it went for a while without any name ".repeat(50);
        let paragraphs: Vec<&str> = paragraphs.into_iter().chain([&*filler]).collect();
        let people = [entry("Sergey Lavrov", &["Lavrov"])];
        let known = Known { terms: &[], people: &people, acronyms: &Acronyms::default() };
        let index = build(&[text(&paragraphs)], &known);
        let shown: Vec<_> = index.iter().map(|entry| &*entry.term).collect();
        assert_eq!(shown, ["Lavrov, Sergey"]);
    }

    #[test]
    fn an_index_has_what_is_named_again_and_again() {
        let paragraphs = [
            "Then the European Commission met in Geneva with Sergey Lavrov and the World Bank (WB), said Vladimir Putin.",
            "In Geneva, the European Commission spoke. Then Putin left Geneva. The treaty held. However, it rained.",
            "However the Commission was in Geneva. However, Vladimir Putin and the European Commission were not; a treaty is.",
            "The WB stayed, and Lavrov went with Vladimir Putin. However, the treaty stayed, as the WB had said on Monday.",
        ];
        let filler = "the cat sat on a mat and so on and on it went for a while without any name ".repeat(50);
        let texts = [text(&[paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3], &filler])];
        let acronyms = super::super::acronyms::find(&texts, &[]);
        let (terms, people) = ([entry("treaty", &["treaties"])], [entry("Sergey Lavrov", &["Lavrov"])]);
        let index = build(&texts, &Known { terms: &terms, people: &people, acronyms: &acronyms });
        let shown: Vec<_> = index
            .iter()
            .map(|entry| match &entry.see {
                Some(see) => format!("{} see {see}", entry.term),
                None => format!("{} {}", entry.term, entry.places.len()),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "European Commission 4",
                "Geneva 4",
                "Lavrov, Sergey 2",
                "Putin, Vladimir 4",
                "treaty 3",
                "WB (World Bank) 4"
            ]
        );
    }
}
