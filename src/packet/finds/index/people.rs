//! Surnames alone: whoever an article introduces in full, it goes on to name by the surname.

use super::super::Place;
use super::super::fold::fold;
use super::forenames::is_person;
use super::runs::Found;
use rustc_hash::FxHashMap;

/// Gives the places of surnames alone to those who bear them, article by article: behind where the full name is first,
/// where nobody and nothing else in that article has a name that ends so. A surname that is a place's name too, or a
/// thing's, is left alone.
pub(super) fn with_surnames(mut names: Vec<(String, Found)>) -> Vec<(String, Found)> {
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, (name, _)) in names.iter().enumerate() {
        if let Some((_, last)) = name.rsplit_once(' ') {
            bearers.entry(last.to_owned()).or_default().push(at);
        }
    }
    let mut moves: Vec<(usize, usize, Place)> = Vec::new();
    for (at, (name, found)) in names.iter().enumerate() {
        let Some(bearers) = bearers.get(name).filter(|_| !found.placed) else { continue };
        for place in &found.places {
            let mut here =
                bearers.iter().filter_map(|&bearer| Some((bearer, first_in(&names[bearer].1, place.article)?)));
            if let (Some((bearer, first)), None) = (here.next(), here.next())
                && first < *place
                && is_person(&names[bearer].0)
            {
                moves.push((at, bearer, *place));
            }
        }
    }
    for (from, to, place) in moves {
        names[from].1.places.retain(|other| *other != place);
        names[to].1.places.push(place);
    }
    for (_, found) in &mut names {
        found.places.sort_unstable();
    }
    names.retain(|(_, found)| !found.places.is_empty());
    names
}

/// Brings the spellings of a person's name together, under the one that is taken, else the most common: "Sergei Lavrov" in
/// one article, "Sergey Lavrov" in another.
pub(super) fn in_one_spelling(names: Vec<(String, Found)>, is_taken: impl Fn(&str) -> bool) -> Vec<(String, Found)> {
    let mut kept: Vec<(String, Found)> = Vec::with_capacity(names.len());
    let mut by_sound: FxHashMap<String, usize> = FxHashMap::default();
    for (name, found) in names {
        let sounds = sounds(&name).filter(|_| is_person(&name));
        let Some(at) = sounds.as_ref().and_then(|sounds| by_sound.get(sounds).copied()) else {
            by_sound.extend(sounds.map(|sounds| (sounds, kept.len())));
            kept.push((name, found));
            continue;
        };
        let (spelling, all) = &mut kept[at];
        let rank = |name: &str, found: &Found| (is_taken(name), found.places.len());
        if rank(&name, &found) > rank(spelling, all) {
            *spelling = name;
        }
        all.places.extend(found.places);
        all.places.sort_unstable();
        all.within |= found.within;
        all.placed |= found.placed;
    }
    kept.sort_by(|one, other| one.0.cmp(&other.0));
    kept
}

/// What is alike in the ways that a name is written which comes from another script: "Sergei Lavrov" and "Sergey Lavrov",
/// "Zelensky", "Zelenskiy" and "Zelenskyy". Nothing if it is one word: too many of those are alike.
pub(super) fn sounds(name: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 5] = [("ks", "x"), ("ph", "f"), ("kh", "h"), ("ou", "u"), ("oo", "u")];
    name.split_whitespace().nth(1)?;
    let folded = PAIRS.iter().fold(fold(name), |name, (pair, one)| name.replace(pair, one));
    let mut out = String::new();
    for c in folded.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    Some(out)
}

/// The first place of a name in an article.
fn first_in(found: &Found, article: usize) -> Option<Place> {
    let at = found.places.partition_point(|place| place.article < article);
    found.places.get(at).copied().filter(|place| place.article == article)
}

/// Whether what stands round a name alone says that it may be a place's or a firm's: "in Washington", "Johnson &
/// Johnson". "In Washington’s view" it is somebody's.
pub(super) fn is_placed(before: &str, after: &str) -> bool {
    let within = || {
        let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        matches!(word.to_lowercase().as_str(), "in" | "en" | "à" | "em" | "i" | "im") && !after.starts_with(['’', '\''])
    };
    let firm = before.trim_end().ends_with('&') || after.trim_start().starts_with('&');
    firm || within()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(places: &[(usize, usize)]) -> Found {
        let places = places.iter().map(|&(article, offset)| Place { article, unit: 0, offset }).collect();
        Found { places, within: true, placed: false }
    }

    fn shown(names: Vec<(String, Found)>) -> Vec<String> {
        with_surnames(names).into_iter().map(|(name, found)| format!("{name} {}", found.places.len())).collect()
    }

    #[test]
    fn a_surname_goes_to_the_only_one_who_bears_it_in_its_article() {
        let names = vec![
            ("Bush".to_owned(), found(&[(0, 50), (1, 50), (2, 10), (2, 90)])),
            ("George Bush".to_owned(), found(&[(0, 5), (1, 5)])),
            ("Laura Bush".to_owned(), found(&[(1, 20), (2, 40)])),
        ];
        // In the second article there are two of them, in the third one stands before she is introduced.
        assert_eq!(shown(names), ["Bush 2", "George Bush 3", "Laura Bush 3"]);
    }

    #[test]
    fn names_from_other_scripts_are_written_in_several_ways() {
        let alike = |one, other| sounds(one) == sounds(other) && sounds(one).is_some();
        for (one, other) in [
            ("Sergei Lavrov", "Sergey Lavrov"),
            ("Yuri Ushakov", "Iouri Oushakov"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Dmitry Medvedev", "Dmitri Medwedew"),
            ("Mohammed Khatami", "Mohamed Hatami"),
        ] {
            assert!(alike(one, other), "{one}, {other}");
        }
        assert!(!alike("Sergei Lavrov", "Sergei Lavrin") && !alike("Lavrov", "Lavrov"));
    }

    #[test]
    fn what_is_a_place_or_a_thing_is_nobody_s_surname() {
        let washington = Found { placed: true, ..found(&[(0, 50)]) };
        let names = vec![
            ("George Washington".to_owned(), found(&[(0, 5)])),
            ("Gulf Stream".to_owned(), found(&[(0, 7)])),
            ("Stream".to_owned(), found(&[(0, 60)])),
            ("Washington".to_owned(), washington),
        ];
        assert_eq!(shown(names), ["George Washington 1", "Gulf Stream 1", "Stream 1", "Washington 1"]);
        assert!(is_placed("he was in ", " then") && is_placed("Johnson & ", "") && is_placed("", " & Sons"));
        assert!(!is_placed("in ", "’s view") && !is_placed("with ", ", who"));
    }
}
