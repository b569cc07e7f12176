//! Whether words are the names of people, and which: "A, B and C" are three, "Science Editor" is none.

use super::{join, things, wording};
use crate::lang::{Kind, LANGUAGES, is_page_word};

/// Small words that stand in names.
const PARTICLES: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "och", "og", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du",
    "la", "le", "van", "von", "vom", "zu", "bin", "ibn", "al", "el", "и", "та", "і", "και", "&",
];

/// Whether words that follow "by" or the like look like names: half of them have capitals, and they are no clause.
pub(super) fn are_names_introduced(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if ends_a_sentence(text, &words) || (words.len() > 14 && !are_many(text)) {
        return false;
    }
    let capitals = words.iter().filter(|word| !begins_small(word)).count();
    let fits =
        || (capitals + particles(&words) + between(&words)) * 2 >= words.len() && capitals > 0 && !is_clause(&words);
    words.len() == 1 || fits()
}

/// "Anna Lee, Ben Roe, Carla de la Cruz and Dan Fox": several names, each of a few words with capitals.
pub(super) fn are_many(text: &str) -> bool {
    const FEWEST: usize = 3;
    const MOST_WORDS: usize = 8;
    let parts = || text.split([',', ';', '，', '،']).map(str::trim);
    let is_name = |part: &str| {
        let mut words = part.split_whitespace();
        let capital = |word: &str| !begins_small(word) || PARTICLES.contains(&word);
        part.split_whitespace().count() <= MOST_WORDS
            && words.all(capital)
            && !part.contains(|c: char| c.is_ascii_digit())
    };
    parts().count() >= FEWEST && parts().all(is_name)
}

/// Whether words that nothing introduces look like names: they are few, and all have capitals.
pub(super) fn are_names_alone(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() == 1 && is_eastern_name(text) {
        return things::named(text).is_none();
    }
    if ends_a_sentence(text, &words) || words.len() < 2 || (words.len() > 8 && !are_many(text)) {
        return false;
    }
    let capitals = words.iter().filter(|word| !begins_small(word)).count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    !digits
        && !is_body(text, &words)
        && (things::named(text).is_none() || words.iter().any(|word| is_newsroom(word)))
        && capitals + particles(&words) + between(&words) == words.len()
        && !begins_small(words[0])
}

/// Two to six ideographs, or two to four syllables of Hangul, and no other sign: a name has no spaces there.
fn is_eastern_name(text: &str) -> bool {
    if text.chars().all(|c| matches!(c, '가'..='힣')) {
        return (2..=4).contains(&text.chars().count());
    }
    (2..=6).contains(&text.chars().count()) && text.chars().all(|c| join::is_ideographic(c) && Kind::of(c).is_letter())
}

/// Whether a text is none at all, or ends as sentences and labels do: "J. Smith Jr." does not.
fn ends_a_sentence(text: &str, words: &[&str]) -> bool {
    let Some(last) = words.last() else { return true };
    text.ends_with(['?', '!', ':', '？', '！', '：', '。', ';']) || (text.ends_with('.') && last.chars().count() > 4)
}

fn begins_small(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) && !is_site(word) && !is_newsroom(word)
}

/// "example.org": the name of a site, which has no capitals.
fn is_site(word: &str) -> bool {
    let parts = || word.trim_end_matches(',').split('.');
    let plain = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let country = parts().next_back().is_some_and(|last| (2..=6).contains(&last.len()));
    country && parts().count() > 1 && parts().all(plain)
}

/// "rédaction", "redacción": those who make a newspaper.
fn is_newsroom(word: &str) -> bool {
    is_page_word(|page| page.newsrooms, &word.to_lowercase())
}

/// "La rédaction du Monde": names that say by themselves whose they are.
pub(super) fn name_a_newsroom(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let words = || text.split_whitespace();
    (2..=MOST_WORDS).contains(&words().count()) && words().any(is_newsroom) && are_names_alone(text)
}

/// "van", "de": whether a small word may stand in a name.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn particles(words: &[&str]) -> usize {
    words.iter().filter(|word| PARTICLES.contains(&word.trim_end_matches(','))).count()
}

fn is_between(word: &str) -> bool {
    is_page_word(|page| page.between, word)
}

fn between(words: &[&str]) -> usize {
    words.iter().filter(|word| is_between(word)).count()
}

/// "Minutes of Committee Meeting", "COMMITTEE ON FISHERIES": a body or a thing, which is named with words that no name
/// of a person has.
fn is_body(text: &str, words: &[&str]) -> bool {
    let is_of_name = |word: &str| PARTICLES.contains(&word) || (is_between(word) && word != "of");
    let is_joint = |word: &str| wording::is_function_word(word) && !is_of_name(&word.to_lowercase());
    let small = |word: &&&str| begins_small(word) || wording::all_capitals(text);
    words.iter().skip(1).filter(small).any(|word| is_joint(word))
}

/// "By the time the war ended": an article and a small word are no name.
fn is_clause(words: &[&str]) -> bool {
    let small = |word: Option<&&str>| word.is_some_and(|word| word.chars().next().is_some_and(char::is_lowercase));
    matches!(words[0], "the" | "a" | "an" | "this" | "that" | "der" | "die" | "das" | "le" | "la" | "el")
        && small(words.get(1))
}

/// "Science Correspondent": what somebody is, and not who.
pub(super) fn is_office(text: &str) -> bool {
    text.split_whitespace().any(|word| is_page_word(|page| page.offices, &word.to_lowercase()))
}

/// Splits "A, B and C" into its names.
pub(super) fn split_names(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<&str> = vec![text];
    let words = LANGUAGES
        .iter()
        .flat_map(|data| data.and)
        .filter(|word| word.chars().count() > 1 || word.is_ascii() || "иійиوו".contains(**word));
    let words: Vec<String> =
        words.filter(|word| **word != "و" && **word != "ו").map(|word| format!(" {word} ")).collect();
    // "Maggie Lee And Paul Roe"; a short word may be a part of a name: "Ortega Y Gasset".
    let large = words.iter().filter(|word| word.trim().len() > 2).flat_map(|word| {
        let first = word.trim().chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let rest: String = word.trim().chars().skip(1).collect();
        [word.to_uppercase(), format!(" {first}{rest} ")]
    });
    let words: Vec<String> = words.iter().cloned().chain(large).collect();
    for word in &words {
        names = names.into_iter().flat_map(|name| name.split(word.as_str())).collect();
    }
    let split = |c: char| matches!(c, '&' | ';' | '、' | '；');
    names = names.into_iter().flat_map(|name| name.split(split)).collect();
    let by_commas: Vec<&str> = names.iter().flat_map(|name| name.split([',', '，', '،'])).map(str::trim).collect();
    // "Jane Doe, Reuters" is two; "Doe, Jane" is one, and "Jane Doe, PhD" too, and "Jane Doe, Science Editor", and "Jane Doe,
    // Oslo University".
    let is_name = |name: &str| name.split_whitespace().count() > 1 && !is_office(name) && things::named(name).is_none();
    let each_a_name = by_commas.iter().all(|name| is_name(name));
    let names = if each_a_name || by_commas.len() > names.len() + 1 { by_commas } else { names };
    names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_no_people() {
        for text in
            ["Anna Lee", "Ludwig van Beethoven", "ANNA LEE AND BEN ROE", "Müller, Anna", "José de la Cruz y Paz"]
        {
            assert!(are_names_alone(text), "{text}");
        }
        for text in ["Anna Lee with Ben Roe", "Philip the Bold"] {
            assert!(are_names_alone(text), "{text}");
        }
        for text in [
            "Board of Trustees",
            "Minutes of Committee Meeting",
            "COMMITTEE ON FISHERIES",
            "European Central Bank",
            "SIP/SLIP Meeting",
            "Bundesministerium der Finanzen",
            "财政部",
        ] {
            assert!(!are_names_alone(text), "{text}");
        }
        assert!(are_names_introduced("Anna Lee for the Times"));
    }

    #[test]
    fn newsrooms_and_sites_are_named_without_capitals() {
        for text in ["La rédaction", "La rédaction du Monde", "La rédaction beta.gouv.fr", "Редакция Новостей"]
        {
            assert!(name_a_newsroom(text) && are_names_introduced(text), "{text}");
        }
        for text in ["Anna Lee", "La rédaction du texte est finie"] {
            assert!(!name_a_newsroom(text), "{text}");
        }
    }
}
