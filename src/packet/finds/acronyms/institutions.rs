//! Names of bodies: those whose short form is of another language, and those that a short form leaves a word out of.

use super::said::is_head;

/// What institutions are called, in lower case.
const INSTITUTIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "center",
    "centre",
    "chamber",
    "church",
    "coalition",
    "college",
    "command",
    "commission",
    "committee",
    "community",
    "company",
    "confederation",
    "conference",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "directorate",
    "federation",
    "forces",
    "foundation",
    "front",
    "fund",
    "guard",
    "institute",
    "institution",
    "league",
    "ministry",
    "mission",
    "movement",
    "office",
    "organisation",
    "organization",
    "party",
    "railway",
    "railways",
    "secretariat",
    "service",
    "services",
    "society",
    "tribunal",
    "union",
    "university",
];

/// Whether a word, in lower case, says what an institution is.
pub(in crate::packet::finds) fn is_institution_word(word: &str) -> bool {
    INSTITUTIONS.contains(&word)
}

/// What is no institution's name, though in brackets behind one.
const COUNTRIES: &[&str] = &["USA", "UAE", "DRC", "GDR", "FRG", "USSR", "NYSE", "PDF", "AFP", "BBC", "CNN"];

/// An institution whose short form is of its own language: `State Institute of Cinematography (VGIK)`. Its name is
/// what stands in capitals before the bracket, and says what it is.
pub(super) fn institution(window: &str, short: &str) -> Option<usize> {
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 3 || capitals != short.chars().count() || COUNTRIES.contains(&short) {
        return None;
    }
    let mut start = None;
    let mut names = 0;
    let mut says = false;
    let mut small_behind = 0;
    for (n, (at, word)) in backwards(window).enumerate() {
        // Whose it is: "Security’s Customs Agency". What it is part of then says more of it than its own name.
        if n > 0 && (word.ends_with("’s") || word.ends_with("'s")) {
            return None;
        }
        let behind = word.rfind('/').map_or(0, |at| at + 1);
        let bare = word[behind..].trim_matches(|c: char| !c.is_alphanumeric());
        // A body of another: "ECE Working Party", "UNCCD and World Agroforestry Centre".
        let loud = bare.chars().count() > 1 && bare.chars().all(char::is_uppercase);
        if bare.starts_with(char::is_uppercase) && !loud && !matches!(bare, "The" | "In" | "At" | "By" | "And") {
            names += 1;
            start = Some(at + behind);
            // The last word, or one that "of" stands behind.
            says |= is_institution_word(&bare.to_lowercase()) && (n == 0 || small_behind > 0);
            small_behind = 0;
        } else if matches!(word, "of" | "for" | "on" | "and" | "in" | "&") && n > 0 && small_behind < 2
            || word == "the" && n > 0 && small_behind == 0
        {
            small_behind += 1;
        } else {
            break;
        }
        if word.ends_with([',', '.']) && n > 0 {
            return None;
        }
        if behind > 0 {
            break;
        }
    }
    (names >= 2 && says).then_some(start).flatten()
}

/// Where a long form begins that a body's kind stands before, which the short form leaves out: "Department of Health
/// and Human Services (HHS)". `start`: where the words begin that the letters stand for.
pub(super) fn with_head(text: &str, start: usize) -> usize {
    if !text[start..].starts_with(char::is_uppercase) {
        return start;
    }
    let mut words = backwards(&text[..start]);
    let (Some((_, link)), Some((at, noun))) = (words.next(), words.next()) else { return start };
    let head = noun.starts_with(char::is_uppercase) && text[..start].ends_with(char::is_whitespace);
    if head && is_head(&format!("{} {}", noun.to_lowercase(), link.to_lowercase())) { at } else { start }
}

/// Words parted by white space, from the last, with where they begin.
fn backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let before = text[..end].trim_end();
        let word = before.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty())?;
        end = before.len() - word.len();
        Some((end, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_body_belongs_to_its_name() {
        for (text, name, long) in [
            ("the U.S. Department of Veterans Affairs", "Veterans", "Department of Veterans Affairs"),
            ("das Bundesministerium für Wirtschaft", "Wirtschaft", "Bundesministerium für Wirtschaft"),
            ("the department of World Peace", "World", "World Peace"),
            ("the Office of the United Nations", "United", "United Nations"),
            ("the State of World Peace", "World", "World Peace"),
        ] {
            let start = text.find(name).unwrap();
            assert_eq!(&text[with_head(text, start)..], long);
        }
    }
}
