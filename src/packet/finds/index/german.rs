//! People in German texts. Every noun has a capital there, so that capitals say nothing; a forename that is hardly ever
//! anything else does. Names are not declined, but for the genitive's `s`.

use super::super::words::is_capitalised;
use super::forenames::is_german_forename;
use super::people::is_placed;
use super::runs::{Word, tokens};
use super::table::{OFFICES, is_no_entry};

/// What may stand between a forename and a surname.
const PARTICLES: &[&str] = &["von", "van", "zu", "zum", "zur", "der", "den", "de", "al"];

/// What stands before a noun and not before a name.
const DETERMINERS: &[&str] = &[
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
    "keinen", "keinem", "keiner", "dieser", "diese", "dieses", "diesem", "diesen", "jeder", "jede", "jedes", "jedem",
    "jeden", "mein", "meine", "meinem", "meinen", "sein", "seine", "seinem", "seinen", "seiner", "seines", "ihr",
    "ihre", "ihrem", "ihren", "ihrer", "ihres", "unser", "unsere", "zwei", "drei", "alle", "allen", "viele", "vielen",
    "im", "am", "zum", "zur", "vom", "beim", "ins",
];

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Without the genitive's `s`.
    pub name: String,
    pub start: usize,
    /// It may be a place's or a thing's too.
    pub placed: bool,
}

/// The people in an article's texts, each text's by itself: those in full, and their surnames alone.
pub(super) fn people(texts: &[&str]) -> Vec<Vec<Named>> {
    let mut all: Vec<Vec<Named>> = texts.iter().map(|text| full(text)).collect();
    let names: Vec<String> = all.iter().flatten().map(|named| named.name.clone()).collect();
    for named in all.iter_mut().flatten() {
        if let Some(name) = without_s(&named.name).filter(|name| names.iter().any(|other| other == name)) {
            named.name = name.to_owned();
        }
    }
    let names = all.iter().flatten();
    let mut surnames: Vec<String> = names.filter_map(|named| Some(named.name.rsplit_once(' ')?.1.to_owned())).collect();
    surnames.sort_unstable();
    surnames.dedup();
    if !surnames.is_empty() {
        for (text, found) in texts.iter().zip(&mut all) {
            let alone = alone(text, &surnames, found);
            found.extend(alone);
            found.sort_by_key(|named| named.start);
        }
    }
    all
}

/// A name that may have the genitive's `s`, without it.
fn without_s(name: &str) -> Option<&str> {
    name.strip_suffix('s').filter(|name| name.chars().count() > 2 && !name.ends_with(['s', 'x', 'z', 'ß']))
}

/// The names in full.
fn full(text: &str) -> Vec<Named> {
    let words: Vec<Word> = tokens(text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match length(&words[at..]).filter(|_| at == 0 || !is_determiner(words[at - 1].text)) {
            Some(length) => {
                let (first, last) = (&words[at], &words[at + length - 1]);
                let end = last.start + last.text.len();
                let name = text[first.start..end].split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Named { name, start: first.start, placed: false });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How many words the name has that some begin with: forenames, particles, one surname.
fn length(words: &[Word]) -> Option<usize> {
    let goes_on = |at: usize| !words[at].closed && words.get(at + 1).is_some_and(|next| !next.apart);
    if !is_german_forename(words.first()?.text) {
        return None;
    }
    let mut at = 0;
    while goes_on(at) && is_german_forename(words[at + 1].text) {
        at += 1;
    }
    while goes_on(at) && PARTICLES.contains(&words[at + 1].text) {
        at += 1;
    }
    let surname = words.get(at + 1).filter(|_| goes_on(at))?;
    let fits = is_capitalised(surname.text)
        && surname.text.chars().count() > 2
        && surname.text.chars().skip(1).any(char::is_lowercase)
        && surname.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’'))
        && !OFFICES.contains(&surname.text)
        && !is_no_entry(surname.text);
    // "Konrad Adenauer Stiftung": what follows at once makes a thing of it, unless it is in the genitive.
    let thing = goes_on(at + 1) && is_capitalised(words[at + 2].text) && !surname.text.ends_with('s');
    (fits && !thing).then_some(at + 2)
}

fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word.to_lowercase().as_str())
}

/// Surnames alone, outside of what was found.
fn alone(text: &str, surnames: &[String], full: &[Named]) -> Vec<Named> {
    let is = |name: &str| surnames.iter().any(|surname| surname == name);
    let mut before = "";
    let mut found = Vec::new();
    for word in tokens(text) {
        let bare = if is(word.text) { Some(word.text) } else { without_s(word.text).filter(|name| is(name)) };
        let within = |named: &Named| (named.start..named.start + named.name.len()).contains(&word.start);
        if let Some(name) = bare.filter(|_| !full.iter().any(within)) {
            let end = word.start + word.text.len();
            let placed = is_determiner(before) || is_placed(&text[..word.start], &text[end..]);
            found.push(Named { name: name.to_owned(), start: word.start, placed });
        }
        before = word.text;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> Vec<String> {
        let all = people(texts).into_iter().flatten();
        all.map(|named| format!("{}{}", named.name, if named.placed { "?" } else { "" })).collect()
    }

    #[test]
    fn people_are_found_in_full_and_by_their_surnames() {
        assert_eq!(
            shown(&[
                "Am Montag traf Angela Merkel den Präsidenten, sagte Frank-Walter Steinmeier.",
                "Angela Merkels Kabinett tagte. Merkel schwieg, Merkels Sprecher und Steinmeier nicht."
            ]),
            ["Angela Merkel", "Frank-Walter Steinmeier", "Angela Merkel", "Merkel", "Merkel", "Steinmeier"]
        );
        assert_eq!(
            shown(&["Hans Dietrich Genscher und Ursula von der Leyen; Leyen, Genscher"]),
            ["Hans Dietrich Genscher", "Ursula von der Leyen", "Leyen", "Genscher"]
        );
    }

    #[test]
    fn what_only_looks_like_a_person_is_none() {
        assert_eq!(shown(&["Die Konrad Adenauer Stiftung und der Robert Koch Preis, im Peter Verlag"]), [""; 0]);
        assert_eq!(shown(&["Joschka Fischer sprach. Die Fischer streikten."]), ["Joschka Fischer", "Fischer?"]);
        assert_eq!(shown(&["100 Mark Strafe, ein Roman Tolstois, Die Marine Frankreichs"]), [""; 0]);
    }
}
