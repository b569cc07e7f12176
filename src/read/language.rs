//! Which language a text is written in: the one place that names `whatlang`.

mod prose;

use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{Language, split_white};
use crate::source::{Source, Span};
use std::borrow::Cow;
use whatlang::Lang;

/// How much of a text is looked at. Trigram counts settle within a few hundred words.
const SAMPLE: usize = 12_000;

/// Below this many letters a guess is not better than none.
const FEWEST_LETTERS: usize = 24;

/// The language of a text, if it is clear; the guess is told.
pub fn detect(source: &Source, sink: &mut Sink) -> Option<Language> {
    let text = &source.text[..source.text.floor_char_boundary(SAMPLE)];
    if let Some(language) = beyond_doubt(text) {
        tell(language.data().name, sink);
        return Some(language);
    }
    let sample = prose::of(text);
    if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    let info = match prose::written(&sample) {
        prose::Written::Squares(tag) => {
            let language = Language::parse(tag)?;
            tell(language.data().name, sink);
            return Some(language);
        }
        prose::Written::Other(words) => whatlang::detect(&parts(&words))?,
        prose::Written::Latin => whatlang::detect(&parts(&sample))?,
    };
    // whatlang calls a guess reliable when it is far ahead. Over a few sentences, being ahead at all is enough:
    // Russian is never far ahead of Bulgarian.
    if !info.is_reliable() && info.confidence() < 0.15 && sample.len() < 400 {
        return None;
    }
    let tag = tag(info.lang())?;
    if info.script() == whatlang::Script::Latin && !is_borne_out(&sample, tag) {
        return None;
    }
    let language = Language::parse(tag)?;
    let name = if language.is_known() { language.data().name } else { info.lang().eng_name() };
    tell(name, sink);
    Some(language)
}

/// Whether a guess from a handful of words agrees with the commonest of them, which are known for the languages that
/// are guessed most: trigrams alone take a list of English names for French.
fn is_borne_out(sample: &str, tag: &str) -> bool {
    const HANDFUL: usize = 40;
    let words: Vec<String> = split_white(sample).take(HANDFUL + 1).map(str::to_lowercase).collect();
    if words.len() > HANDFUL {
        return true;
    }
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
        None => others < 3,
    }
}

fn tell(name: &str, sink: &mut Sink) {
    let message = format!("the language was taken to be {name}");
    let hint = "name it with --lang to be certain";
    sink.push(Diagnostic::new(Code::LanguageGuess, message, Span::NONE).hint(hint));
}

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
fn beyond_doubt(text: &str) -> Option<Language> {
    // A word of eight bytes or fewer as a number: 0 is a longer one, or one that no language has in its row.
    let known = numbers(COMMON.iter().flat_map(|common| common.own.iter().chain(common.besides)));
    let mut may_be = [false; 256];
    known.iter().for_each(|word| may_be[mixed(*word)] = true);
    let short = |word: &str| Some(number(word)).filter(|number| word.len() <= 8 && may_be[mixed(*number)]).unwrap_or(0);
    let words: Vec<u64> = split_white(text).filter(|word| !is_no_word(word)).map(short).collect();
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

fn numbers<'w>(words: impl IntoIterator<Item = &'w &'w str>) -> Vec<u64> {
    words.into_iter().map(|word| number(word)).collect()
}

/// A number's place among 256, by Fibonacci hashing.
fn mixed(number: u64) -> usize {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

/// The bytes of a short word as a number.
fn number(word: &str) -> u64 {
    word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// Whether a word is an address, a number, a version or a checksum. What has other letters than ASCII may be a sentence.
fn is_no_word(word: &str) -> bool {
    const FIGURE: u8 = 1;
    const BEYOND: u8 = 2;
    const AT: u8 = 4;
    const COLON: u8 = 8;
    const SIGNS: [u8; 256] = {
        let mut signs = [0; 256];
        let mut at = 0;
        while at < 256 {
            signs[at] = match at as u8 {
                b'0'..=b'9' => FIGURE,
                b'@' => AT,
                b':' => COLON,
                0x80.. => BEYOND,
                _ => 0,
            };
            at += 1;
        }
        signs
    };
    let has = word.bytes().fold(0, |has, byte| has | SIGNS[usize::from(byte)]);
    let is_number = has & (FIGURE | BEYOND) == FIGURE;
    is_number || has & AT != 0 || (has & COLON != 0 && word.trim_end_matches(':').contains(':') && word.contains("://"))
}

/// Parts of a sample from its beginning to its end: as many trigrams as settle the matter. Comparing all of them was a
/// fifth of what reading articles of many languages took.
fn parts(sample: &str) -> Cow<'_, str> {
    const COUNT: usize = 8;
    const LENGTH: usize = 300;
    if sample.len() <= COUNT * LENGTH {
        return sample.into();
    }
    let part = |at: usize| {
        let start = sample.floor_char_boundary(at * sample.len() / COUNT);
        &sample[start..sample.floor_char_boundary(start + LENGTH)]
    };
    (0..COUNT).flat_map(|at| [part(at), " "]).collect::<String>().into()
}

/// The BCP 47 tag of a language.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ell => "el",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Est => "et",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mkd => "mk",
        Lang::Ron => "ro",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Srp => "sr",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Yid => "yi",
        Lang::Epo => "eo",
        Lang::Afr => "af",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag_of(text: &str) -> Option<String> {
        detect(&Source::new("t", text), &mut Sink::new()).map(|language| language.tag().to_owned())
    }

    #[test]
    fn common_languages() {
        for (tag, text) in [
            ("en", "The price of wheat had doubled by the spring, and the carters began to be paid in flour."),
            ("de", "Der Preis des Weizens hatte sich bis zum Frühjahr verdoppelt, und niemand sprach darüber."),
            ("ru", "К весне цена на пшеницу удвоилась, и об этом поначалу никто не говорил вслух."),
            ("fr", "Le prix du blé avait doublé au printemps, et personne n'en parlait d'abord dans la ville."),
            ("zh", "到了春天，小麦的价格已经翻了一番，起初没有人谈论这件事，但车夫们开始领到面粉作为工钱。"),
            ("ja", "春までに小麦の値段は二倍になった。はじめは誰もそのことを話さなかったが、やがて皆が知った。"),
            ("ar", "بحلول الربيع كان سعر القمح قد تضاعف، ولم يتحدث أحد عن ذلك في البداية."),
            ("el", "Μέχρι την άνοιξη η τιμή του σιταριού είχε διπλασιαστεί και κανείς δεν μιλούσε γι' αυτό."),
        ] {
            assert_eq!(tag_of(text).as_deref(), Some(tag), "{text}");
        }
    }

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
    fn programs_and_addresses_have_no_language() {
        let program = "```js\nfunction Example() { const [count, setCount] = useState(0); return count + 1; }\n```\n";
        let link = "[`React.Component`](https://example.org/docs/react-component-reference-and-more.html)";
        for (tag, words) in [
            ("ar", "هذا نص عربي كامل يشرح كيف تعمل الأشياء في هذا العالم، وفيه جمل كثيرة وكلمات متنوعة."),
            ("ja", "春までに小麦の値段は二倍になった。はじめは誰もそのことを話さなかった。"),
            ("zh", "到了春天，小麦的价格已经翻了一番，起初没有人谈论这件事。"),
            ("el", "Μέχρι την άνοιξη η τιμή του σιταριού είχε διπλασιαστεί και κανείς δεν μιλούσε."),
        ] {
            let text = format!("# React\n\n{words} {link}\n\n{}{words}\n", program.repeat(8));
            assert_eq!(tag_of(&text).as_deref(), Some(tag), "{text}");
        }
    }

    #[test]
    fn a_handful_of_words_is_guessed_only_if_its_common_words_agree() {
        for text in [
            "Sailor-mouthed Antoine Dupont, Louis Renault, Marie Laurent, Pierre Cardin, Jean Marchand, Lucien Carnot",
            "Harvest prices soar. Carters' wages paid in flour. Mills run on three days only.",
        ] {
            let guess = tag_of(text);
            assert!(guess.is_none() || guess.as_deref() == Some("en"), "{guess:?}: {text}");
        }
    }

    #[test]
    fn too_little_is_not_guessed() {
        assert_eq!(tag_of("Title\n\n12 34 56"), None);
        assert_eq!(tag_of(""), None);
    }
}
