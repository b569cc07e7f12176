//! The languages that are guessed most, known by their commonest words.

use crate::lang::{Kind, Language, split_white};

/// A language that is known by its commonest words.
struct Common {
    tag: &'static str,
    /// The words that no other language has so often.
    own: &'static [&'static str],
    /// The words that are common besides.
    besides: &'static [&'static str],
    /// How many of a thousand words they are at least, in all of the text.
    whole: [usize; 2],
    /// And in each quarter of it, so that what begins in one language and goes on in another is neither.
    quarter: [usize; 2],
}

/// English prose has 50 to 70 `the` in a thousand words, and 100 to 130 of the others; manuals with much code in them
/// have half as many, and no other language has any. Of articles that the rules were tried on, two thirds (Russian) to
/// nine tenths (English) reach them, and none that is in another language. What has less, or is in two languages, is left
/// to the trigrams.
const COMMON: [Common; 5] = [
    Common {
        tag: "en",
        own: &["the"],
        besides: &["of", "and", "to", "that", "with", "for", "from"],
        whole: [20, 60],
        quarter: [8, 30],
    },
    Common {
        tag: "de",
        own: &["und"],
        besides: &["der", "die", "das", "den", "dem", "des", "ist", "nicht", "ein", "eine", "zu"],
        whole: [11, 75],
        quarter: [0, 55],
    },
    Common {
        tag: "fr",
        own: &["le", "du", "est", "dans", "pour"],
        besides: &["de", "la", "les", "des", "et", "en", "une", "que", "un", "par", "sur", "qui"],
        whole: [25, 90],
        quarter: [8, 60],
    },
    Common {
        tag: "es",
        own: &["y", "los", "las"],
        besides: &["de", "la", "el", "que", "en", "una", "por", "con", "un", "para", "se", "del"],
        whole: [25, 150],
        quarter: [8, 90],
    },
    Common {
        tag: "ru",
        own: &["что", "это"],
        besides: &["и", "в", "не", "на", "с", "как", "по", "у", "о", "из", "от", "за", "но", "то", "вы"],
        whole: [8, 60],
        quarter: [0, 40],
    },
];

/// How many words there must be.
const FEWEST_WORDS: usize = 80;

/// The language of a text whose commonest words leave no doubt. Most texts are such, and counting words takes a
/// twentieth of the time of comparing their trigrams with those of all languages, which was a third of what reading an
/// article took.
pub(super) fn beyond_doubt(text: &str) -> Option<Language> {
    // Words that no language has in its row are zero.
    let known = numbers(COMMON.iter().flat_map(|common| common.own.iter().chain(common.besides)));
    let mut may_be = [false; 256];
    known.iter().for_each(|word| may_be[mixed(*word)] = true);
    let mut words: Vec<u64> = Vec::with_capacity(text.len() / 6);
    each_number(text, |number| words.push(if may_be[mixed(number)] { number } else { 0 }));
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let found = COMMON.iter().find(|common| {
        let (own, besides) = (numbers(common.own), numbers(common.besides));
        let enough = |words: usize, [own, besides]: [usize; 2], least: [usize; 2]| {
            own * 1000 >= least[0] * words && besides * 1000 >= least[1] * words
        };
        let mut whole = [0; 2];
        let each = words.chunks(words.len().div_ceil(4)).all(|quarter| {
            let count = |known: &[u64]| quarter.iter().filter(|word| **word != 0 && known.contains(word)).count();
            let counts = [count(&own), count(&besides)];
            whole = [whole[0] + counts[0], whole[1] + counts[1]];
            enough(quarter.len(), counts, common.quarter)
        });
        each && enough(words.len(), whole, common.whole)
    });
    Language::parse(found?.tag)
}

/// Whether a guess from a handful of words agrees with the commonest of them, which are known for the languages that
/// are guessed most: trigrams alone take a list of English names for French.
pub(super) fn is_borne_out(sample: &str, tag: &str) -> bool {
    const HANDFUL: usize = 40;
    let written: Vec<&str> = split_white(sample).take(HANDFUL + 1).collect();
    if written.len() > HANDFUL {
        return true;
    }
    let words: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
    let count = |common: &Common| {
        let is_common = |word: &&String| {
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            common.own.contains(&word) || common.besides.contains(&word)
        };
        words.iter().filter(is_common).count()
    };
    let known = COMMON.iter().find(|common| common.tag == tag);
    let others = COMMON.iter().filter(|common| common.tag != tag).map(count).max().unwrap_or(0);
    match known {
        Some(known) => count(known) > 0 && count(known) >= others,
        // Two words in common may be chance: `de` is in half of the languages of Europe.
        None => others < 3 && !are_names(&written),
    }
}

/// Whether hardly any word is written small: names and titles are, and what they say of a language is chance.
fn are_names(words: &[&str]) -> bool {
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    3 * small < words.len()
}

/// Sees the words of a text as numbers, without those that are no words. Of a word of more than eight bytes the number
/// says nothing: it is zero.
fn each_number(text: &str, mut see: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (start, mut number, mut has) = (at, 0, 0);
        while let Some(byte) = bytes.get(at) {
            let sign = SIGNS[usize::from(*byte)];
            if sign & (WHITE | PERHAPS) != 0 && (sign & WHITE != 0 || Kind::at(text, at).0.is_white()) {
                break;
            }
            number = number << 8 | u64::from(*byte);
            has |= sign;
            at += 1;
        }
        if start < at && !is_none(has, &text[start..at]) {
            see(if at - start <= 8 { number } else { 0 });
        }
        // What ended the word, if the text did not.
        at += if at < bytes.len() { Kind::at(text, at).1 } else { 0 };
    }
}

fn numbers<'w>(words: impl IntoIterator<Item = &'w &'w str>) -> Vec<u64> {
    words.into_iter().map(|word| word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte))).collect()
}

/// A number's place among 256, by Fibonacci hashing.
fn mixed(number: u64) -> usize {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

/// Whether a word is an address, a number, a version or a checksum. What has other letters than ASCII may be a sentence.
pub(super) fn is_no_word(word: &str) -> bool {
    is_none(word.bytes().fold(0, |has, byte| has | SIGNS[usize::from(byte)]), word)
}

/// The same, where it is known what bytes a word has.
fn is_none(has: u8, word: &str) -> bool {
    let is_number = has & (FIGURE | BEYOND) == FIGURE;
    is_number || has & AT != 0 || (has & COLON != 0 && word.trim_end_matches(':').contains(':') && word.contains("://"))
}

const FIGURE: u8 = 1;
const BEYOND: u8 = 2;
const AT: u8 = 4;
const COLON: u8 = 8;
const WHITE: u8 = 16;
/// White space beyond ASCII may begin so.
const PERHAPS: u8 = 32;

/// What a byte says of the word that it is in.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut at = 0;
    while at < 256 {
        signs[at] = match at as u8 {
            b'0'..=b'9' => FIGURE,
            b'@' => AT,
            b':' => COLON,
            b' ' | b'\t'..=b'\r' => WHITE,
            0xc2 | 0xe1..=0xe3 => BEYOND | PERHAPS,
            0x80.. => BEYOND,
            _ => 0,
        };
        at += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::super::tag;
    use super::*;

    #[test]
    fn common_words_say_what_trigrams_say() {
        let english =
            "The price of wheat had doubled by the spring, and nobody spoke of it. To the carters it was one \
            with the price of flour, for they were paid in that from the autumn on. "
                .repeat(4);
        let german = "Der Preis des Weizens hatte sich verdoppelt, und niemand sprach davon. Die Fuhrleute und die \
            Bauern wussten, dass das nicht ein Zufall ist, und zu Hause war der Hunger. "
            .repeat(4);
        for (text, language) in [(&english, Some("en")), (&german, Some("de"))] {
            let quick = beyond_doubt(text);
            assert_eq!(quick.as_ref().map(Language::tag), language);
            assert_eq!(whatlang::detect(text).map(|info| tag(info.lang())), Some(language));
        }
        let mixed =
            format!("{english}{}", "Le prix du blé avait doublé au printemps et personne ne parlait. ".repeat(20));
        assert!(beyond_doubt(&mixed).is_none());
        assert!(beyond_doubt(&english[..200]).is_none());
    }

    #[test]
    fn words_are_seen_as_white_space_parts_them() {
        let text =
            "the\u{a0}of und\u{2003}longer-than-eight 12 v1.2 a@b.example\u{3000}это http://x.example §\u{85}§ \t";
        let mut seen = Vec::new();
        each_number(text, |number| seen.push(number));
        let words: Vec<&str> = split_white(text).filter(|word| !is_no_word(word)).collect();
        assert_eq!(words, ["the", "of", "und", "longer-than-eight", "это", "§", "§"]);
        let expected = words.iter().map(|word| if word.len() <= 8 { numbers([word])[0] } else { 0 });
        assert_eq!(seen, expected.collect::<Vec<_>>());
    }
}
