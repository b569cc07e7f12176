//! Which language a text is written in: the one place that names `whatlang`.

mod common;
mod prose;

use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Language;
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
    if let Some(language) = common::beyond_doubt(&parts(text, 512)) {
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
        prose::Written::Other(words) => whatlang::detect(&parts(&words, 230))?,
        prose::Written::Latin => whatlang::detect(&parts(&sample, 230))?,
    };
    // whatlang calls a guess reliable when it is far ahead. Over a few sentences, being ahead at all is enough:
    // Russian is never far ahead of Bulgarian.
    if !info.is_reliable() && info.confidence() < 0.15 && sample.len() < 400 {
        return None;
    }
    let tag = tag(info.lang())?;
    if info.script() == whatlang::Script::Latin && !common::is_borne_out(&sample, tag) {
        return None;
    }
    let language = Language::parse(tag)?;
    let name = if language.is_known() { language.data().name } else { info.lang().eng_name() };
    tell(name, sink);
    Some(language)
}

fn tell(name: &str, sink: &mut Sink) {
    let message = format!("the language was taken to be {name}");
    let hint = "name it with --lang to be certain";
    sink.push(Diagnostic::new(Code::LanguageGuess, message, Span::NONE).hint(hint));
}

/// Parts of a sample from its beginning to its end, each of about so many bytes: as many words, or trigrams, as settle the
/// matter. Comparing all of them was a fifth of what reading articles of many languages took.
fn parts(sample: &str, length: usize) -> Cow<'_, str> {
    const COUNT: usize = 8;
    if sample.len() <= COUNT * length {
        return sample.into();
    }
    let part = |at: usize| {
        let start = sample.floor_char_boundary(at * sample.len() / COUNT);
        &sample[start..sample.floor_char_boundary(start + length)]
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
        assert_eq!(tag_of("Port Kerlan\n\nJean Le Goff, Anna Kowalska, Pedro Alvarez"), None);
        assert_eq!(tag_of(""), None);
    }
}
