//! Where a word may be hyphenated: Liang's patterns, through `hypher`, the one crate that is named here.

use super::{Language, modern};

/// Where a word may be parted, and whether that shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Syllables {
    /// The byte offsets within the word where a part may end, first to last.
    pub offsets: Vec<usize>,
    /// Whether a hyphen stands there.
    pub mark: Mark,
}

/// What stands at the end of a line where a word is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// A hyphen.
    #[default]
    Hyphen,
    /// Nothing: the scripts of India part words without a mark.
    Nothing,
}

/// Where `word`, which is letters only, may be parted.
///
/// Nowhere in a language without patterns, and in words that a hyphen would make hard to read: shorter than six letters
/// (InDesign's and most typesetters' setting is five or six), or longer than any word is: of
/// "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung", a regulation's name, and half as long again.
pub fn hyphenate(word: &str, language: &Language) -> Syllables {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 100;
    let letters = word.chars().count();
    if !(SHORTEST..=LONGEST).contains(&letters) {
        return Syllables::default();
    }
    let Some(patterns) = patterns(language) else { return Syllables::default() };
    let mark = if patterns.hyphenation_character().is_some() { Mark::Hyphen } else { Mark::Nothing };
    let [left, right] = language.hyphen_min();
    let mut offsets = Vec::new();
    let mut at = 0;
    // Patterns are in lower case.
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return Syllables::default();
    }
    for syllable in hypher::hyphenate_bounded(&lower, patterns, left, right) {
        at += syllable.len();
        if at < word.len() && word.is_char_boundary(at) {
            offsets.push(at);
        }
    }
    Syllables { offsets, mark }
}

/// The patterns of a language. Kurmanji and Serbian have them for one of their scripts; words in another match none.
fn patterns(language: &Language) -> Option<hypher::Lang> {
    let code = language.code();
    let &[a, b] = modern(code).as_bytes() else { return None };
    hypher::Lang::from_iso([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{LANGUAGES, OTHERS};

    fn parts(word: &str, tag: &str) -> String {
        let mut out = word.to_owned();
        for at in hyphenate(word, &Language::parse(tag).unwrap()).offsets.into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn patterns_by_language() {
        assert_eq!(parts("hyphenation", "en"), "hy-phen-ation");
        assert_eq!(parts("Silbentrennung", "de"), "Sil-ben-tren-nung");
        assert_eq!(parts("table", "en"), "table");
        assert_eq!(parts("hyphenation", "xx"), "hyphenation");
        assert_eq!(parts("eksempelvis", "no"), parts("eksempelvis", "nb"));
    }

    /// A long word in each language that has patterns.
    const WORDS: &[(&str, &str)] = &[
        ("af", "onderwysinstelling"),
        ("as", "প্ৰতিযোগিতামূলক"),
        ("be", "незалежнасць"),
        ("bg", "правителството"),
        ("bn", "বিশ্ববিদ্যালয়ের"),
        ("ca", "independència"),
        ("cs", "nezávislosti"),
        ("da", "uafhængighed"),
        ("de", "Unabhängigkeit"),
        ("el", "ανεξαρτησίας"),
        ("en", "independence"),
        ("es", "independencia"),
        ("et", "iseseisvuspäev"),
        ("fi", "itsenäisyyspäivä"),
        ("fr", "indépendamment"),
        ("gl", "independencia"),
        ("gu", "વિશ્વવિદ્યાલયમાં"),
        ("hi", "विश्वविद्यालयों"),
        ("hr", "neovisnosti"),
        ("hu", "függetlenség"),
        ("is", "sjálfstæðisbarátta"),
        ("it", "indipendenza"),
        ("ka", "დამოუკიდებლობა"),
        ("kn", "ವಿಶ್ವವಿದ್ಯಾಲಯದಲ್ಲಿ"),
        ("ku", "serxwebûnparêz"),
        ("la", "necessitudinibus"),
        ("lt", "nepriklausomybė"),
        ("ml", "സർവകലാശാലയിൽ"),
        ("mn", "тусгаарлагдсан"),
        ("mr", "विद्यापीठांमध्ये"),
        ("nb", "selvstendighet"),
        ("nl", "onafhankelijkheid"),
        ("nn", "sjølvstende"),
        ("or", "ବିଶ୍ୱବିଦ୍ୟାଳୟରେ"),
        ("pa", "ਯੂਨੀਵਰਸਿਟੀਆਂ"),
        ("pl", "niepodległości"),
        ("pt", "independência"),
        ("ru", "независимости"),
        ("sa", "विश्वविद्यालयस्य"),
        ("sk", "nezávislosti"),
        ("sl", "neodvisnosti"),
        ("sq", "pavarësisë"),
        ("sr", "независности"),
        ("sv", "självständighet"),
        ("ta", "பல்கலைக்கழகத்தில்"),
        ("te", "విశ్వవిద్యాలయంలో"),
        ("tk", "garaşsyzlygynyň"),
        ("tr", "bağımsızlığın"),
        ("uk", "незалежності"),
    ];

    #[test]
    fn every_language_with_patterns_parts_its_words() {
        for a in b'a'..=b'z' {
            for b in b'a'..=b'z' {
                let Some(code) = hypher::Lang::from_iso([a, b]).map(|_| String::from_utf8(vec![a, b]).unwrap()) else {
                    continue;
                };
                let language = Language::parse(&code).unwrap();
                assert!(language.has_labels(), "{code} has no labels");
                assert!(code == "no" || WORDS.iter().any(|(known, _)| *known == code), "{code} has no word here");
            }
        }
        for (code, word) in WORDS {
            let language = Language::parse(code).unwrap();
            let [left, right] = language.hyphen_min();
            let found = hyphenate(word, &language).offsets;
            assert!(!found.is_empty(), "{code}: {word} stays whole");
            for at in found {
                let (before, after) = (word[..at].chars().count(), word[at..].chars().count());
                assert!(before >= left.max(2) && after >= right.max(2), "{code}: {}-{}", &word[..at], &word[at..]);
            }
        }
    }

    #[test]
    fn languages_are_known_once() {
        assert!(OTHERS.iter().all(|other| LANGUAGES.iter().all(|data| data.code != other.code)));
    }
}
