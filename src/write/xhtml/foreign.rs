//! What language a block is in that is in another script than its article: a voice that reads it must be told.
//!
//! Only scripts that say it are asked. Arabic, Cyrillic and Latin letters are those of many languages: of a block in
//! them nothing is said, and a book that has one does not claim that all languages are marked.

use crate::lang::{Language, Script};
use crate::model::{Inline, InlineKind};

/// A block with fewer letters may be a name, which belongs to every language.
const NAME: usize = 12;

/// The attributes that say it, or nothing.
pub(super) fn attributes(words: &[Inline], around: &Language) -> String {
    let Some(code) = script(words, around).and_then(|(script, _)| script.language()) else { return String::new() };
    format!(" lang=\"{code}\" xml:lang=\"{code}\"")
}

/// Whether words are in a script of other languages and nothing can say of which one.
pub(in super::super) fn is_unsaid(words: &[Inline], around: &Language) -> bool {
    script(words, around).is_some_and(|(script, letters)| letters >= NAME && script.language().is_none())
}

/// The one script of all letters, and how many there are, if it is not the language's own.
fn script(words: &[Inline], around: &Language) -> Option<(Script, usize)> {
    let mut found = Found { script: None, letters: 0 };
    found.all_of(words, around)?;
    found.script.map(|script| (script, found.letters))
}

struct Found {
    script: Option<Script>,
    letters: usize,
}

impl Found {
    /// Adds words; nothing if they are not all in one script, and that a foreign one.
    fn all_of(&mut self, words: &[Inline], around: &Language) -> Option<()> {
        words.iter().try_for_each(|inline| match &inline.kind {
            InlineKind::Text(text) => text.chars().filter(|c| c.is_alphabetic()).try_for_each(|c| self.add(c, around)),
            kind => self.all_of(kind.inner().unwrap_or_default(), around),
        })
    }

    fn add(&mut self, c: char, around: &Language) -> Option<()> {
        let script = match Script::of(c) {
            Script::Common | Script::Symbols => return Some(()),
            script => script,
        };
        let all = match self.script {
            // Most letters are of the article's language: then nothing more is looked at.
            None if around.is_written_in(script) => return None,
            None => script,
            Some(before) if before == script => script,
            // Japanese is kana among ideographs.
            Some(Script::Han | Script::Kana) if matches!(script, Script::Han | Script::Kana) => Script::Kana,
            Some(_) => return None,
        };
        self.script = Some(all);
        self.letters += 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn words(text: &str) -> [Inline; 1] {
        [Inline { kind: InlineKind::Text(text.to_owned()), span: Span::NONE }]
    }

    #[test]
    fn a_script_says_the_language_only_if_it_is_that_of_one() {
        let said = |text: &str| attributes(&words(text), &Language::english());
        assert_eq!(said("これは日本語の段落です。"), " lang=\"ja\" xml:lang=\"ja\"");
        assert_eq!(said("נהר, 2026!"), " lang=\"he\" xml:lang=\"he\"");
        assert_eq!(said("இது ஒரு பத்தி."), " lang=\"ta\" xml:lang=\"ta\"");
        for other in ["Plain words.", "هذه فقرة كاملة", "Это целый абзац.", "我们的会谈", "נהר is a river", "1,2"]
        {
            assert_eq!(said(other), "", "{other}");
        }
        let hebrew = Language::parse("he").expect("a tag");
        assert_eq!(attributes(&words("הפסקה הזאת"), &hebrew), "");
    }

    #[test]
    fn what_no_script_can_say_is_known() {
        let unsaid = |text: &str, tag: &str| is_unsaid(&words(text), &Language::parse(tag).expect("a tag"));
        assert!(unsaid("هذه فقرة كاملة باللغة العربية", "en") && unsaid("An English paragraph.", "ar"));
        assert!(!unsaid("هذه فقرة كاملة باللغة العربية", "fa") && !unsaid("Un paragraphe entier.", "en"));
        assert!(!unsaid("Cairo", "ar") && !unsaid("これは日本語の段落です。漢字とかな", "en"));
    }
}
