//! What scripts languages are written in.

use super::script::{Script, Writing};
use super::{Language, modern};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a script tells the language of what is written in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// It is the first of its languages, or so likely that a voice does well to take it for that.
    First,
    /// It may be any of them.
    Nothing,
}

/// The scripts of languages that are not written in Latin letters, by the codes of [`modern`].
static WRITTEN: [(Script, Tells, &[&str]); 27] = [
    (Script::Hebrew, Tells::First, &["he", "yi"]),
    (Script::Thai, Tells::First, &["th"]),
    (Script::Lao, Tells::First, &["lo"]),
    (Script::Khmer, Tells::First, &["km"]),
    (Script::Myanmar, Tells::First, &["my"]),
    (Script::Hangul, Tells::First, &["ko"]),
    (Script::Kana, Tells::First, &["ja"]),
    (Script::Devanagari, Tells::First, &["hi", "mr", "ne", "sa", "mai", "bho", "kok"]),
    (Script::Gurmukhi, Tells::First, &["pa"]),
    (Script::Gujarati, Tells::First, &["gu"]),
    (Script::Oriya, Tells::First, &["or"]),
    (Script::Tamil, Tells::First, &["ta"]),
    (Script::Telugu, Tells::First, &["te"]),
    (Script::Kannada, Tells::First, &["kn"]),
    (Script::Malayalam, Tells::First, &["ml"]),
    (Script::Sinhala, Tells::First, &["si"]),
    (Script::Tibetan, Tells::First, &["bo", "dz"]),
    (Script::Armenian, Tells::First, &["hy"]),
    (Script::Georgian, Tells::First, &["ka"]),
    (Script::Greek, Tells::First, &["el", "grc"]),
    (Script::Thaana, Tells::First, &["dv"]),
    (Script::Bengali, Tells::Nothing, &["bn", "as"]),
    (Script::Ethiopic, Tells::Nothing, &["am", "ti"]),
    (Script::Syriac, Tells::Nothing, &["syr", "arc"]),
    (Script::Arabic, Tells::Nothing, &["ar", "fa", "ur", "ps", "ug", "sd", "ckb", "ks", "arz"]),
    (Script::Cyrillic, Tells::Nothing, &["ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "tg", "mn", "tt"]),
    (Script::Han, Tells::Nothing, &["zh", "ja", "ko"]),
];

/// The scripts of a language that is not written in Latin letters, the one that tells most first.
fn scripts(code: &str) -> impl Iterator<Item = Script> {
    WRITTEN.iter().filter(move |(_, _, codes)| codes.contains(&code)).map(|(script, ..)| *script)
}

impl Script {
    /// The language of what is written in it, if it tells that.
    pub fn language(self) -> Option<&'static str> {
        let (_, tells, codes) = WRITTEN.iter().find(|(script, ..)| *script == self)?;
        codes.first().copied().filter(|_| *tells == Tells::First)
    }

    /// How what is written in it looks.
    fn writing(self) -> Writing {
        match self {
            Self::Arabic | Self::Syriac | Self::Thaana => Writing::Arabic,
            Self::Hebrew => Writing::Hebrew,
            Self::Devanagari
            | Self::Bengali
            | Self::Gurmukhi
            | Self::Gujarati
            | Self::Oriya
            | Self::Tamil
            | Self::Telugu
            | Self::Kannada
            | Self::Malayalam
            | Self::Sinhala
            | Self::Tibetan => Writing::Indic,
            Self::Thai | Self::Lao | Self::Khmer | Self::Myanmar => Writing::SouthEast,
            Self::Han | Self::Kana | Self::Bopomofo => Writing::Square,
            Self::Hangul => Writing::Hangul,
            _ => Writing::Alphabet,
        }
    }
}

impl Language {
    /// Whether it is written in a script, as far as is known.
    pub fn is_written_in(&self, script: Script) -> bool {
        // Asked for every paragraph, most of which are in Latin letters.
        static OTHERS: LazyLock<FxHashSet<&str>> =
            LazyLock::new(|| WRITTEN.iter().flat_map(|(_, _, codes)| codes.iter().copied()).collect());
        let code = modern(self.code());
        match script {
            Script::Latin => !OTHERS.contains(code),
            script => WRITTEN.iter().any(|(of, _, codes)| *of == script && codes.contains(&code)),
        }
    }
}

/// How a language looks that no tag says the script of.
pub(super) fn writing(code: &str) -> Writing {
    scripts(code).next().map_or(Writing::Alphabet, Script::writing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_look_as_their_scripts_do() {
        let looks = |codes: &[&str], writing: Writing| codes.iter().all(|code| super::writing(code) == writing);
        assert!(looks(&["ar", "arc", "ckb", "dv", "fa", "ks", "ps", "sd", "syr", "ug", "ur"], Writing::Arabic));
        assert!(looks(&["as", "bn", "bo", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si"], Writing::Indic));
        assert!(looks(&["ta", "te", "kok"], Writing::Indic) && looks(&["he", "yi"], Writing::Hebrew));
        assert!(looks(&["km", "lo", "my", "th"], Writing::SouthEast) && looks(&["ja", "zh"], Writing::Square));
        assert!(looks(&["ko"], Writing::Hangul) && looks(&["en", "ru", "el", "hy", "ka", "am"], Writing::Alphabet));
    }

    #[test]
    fn a_language_is_written_in_its_own_scripts() {
        let is = |tag: &str, script| Language::parse(tag).expect("a tag").is_written_in(script);
        assert!(is("iw", Script::Hebrew) && is("yue", Script::Han) && is("ja-JP", Script::Kana));
        assert!(is("de", Script::Latin) && is("xx", Script::Latin) && !is("hy", Script::Latin));
        assert!(!is("en", Script::Greek) && !is("ar", Script::Hebrew));
    }
}
