//! Which language a text is written in: the one place that names `whatlang`.

use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Language;
use crate::source::{Source, Span};
use whatlang::Lang;

/// How much of a text is looked at. Trigram counts settle within a few hundred words.
const SAMPLE: usize = 12_000;

/// Below this many letters a guess is not better than none.
const FEWEST_LETTERS: usize = 24;

/// The language of a text, if it is clear; the guess is told.
pub fn detect(source: &Source, sink: &mut Sink) -> Option<Language> {
    let sample = sample(&source.text);
    if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    // whatlang calls a guess reliable when it is far ahead. Over a few sentences, being ahead at all is enough:
    // Russian is never far ahead of Bulgarian.
    if !info.is_reliable() && info.confidence() < 0.15 && sample.len() < 400 {
        return None;
    }
    let language = Language::parse(tag(info.lang())?)?;
    let name = if language.is_known() { language.data().name } else { info.lang().eng_name() };
    let message = format!("the language was taken to be {name}");
    let hint = "name it with --lang to be certain";
    sink.push(Diagnostic::new(Code::LanguageGuess, message, Span::NONE).hint(hint));
    Some(language)
}

/// The beginning of the text without what has no language: addresses and numbers.
fn sample(text: &str) -> String {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = text[..end].split_whitespace().filter(|word| !word.contains("://") && !word.contains('@'));
    let mut sample = String::with_capacity(end);
    for word in words {
        sample.push_str(word);
        sample.push(' ');
    }
    sample
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
    fn too_little_is_not_guessed() {
        assert_eq!(tag_of("Title\n\n12 34 56"), None);
        assert_eq!(tag_of(""), None);
    }
}
