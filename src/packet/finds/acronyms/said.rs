//! The words round short forms, of all languages together.

use super::super::seek::{Case, Seeker};
use crate::lang::{SHORT_FORMS, ShortForms};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

fn all(column: fn(&ShortForms) -> &'static str) -> impl Iterator<Item = &'static str> {
    SHORT_FORMS.iter().flat_map(move |row| column(row).split('|')).filter(|words| !words.is_empty())
}

static SMALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| all(|row| row.small).collect());
static LEADS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| all(|row| row.leads).chain(["—", "–", "-", "=", ":", "："]).collect());
static FILLERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| all(|row| row.fillers).collect());
static HEADS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| all(|row| row.heads).collect());
static KINDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| all(|row| row.kinds).collect());
static CALLED: LazyLock<Vec<&str>> = LazyLock::new(|| longest_first(all(|row| row.called)));
static TAILS: LazyLock<Vec<&str>> = LazyLock::new(|| longest_first(all(|row| row.tails)));
static STANDS_FOR: LazyLock<Seeker> =
    LazyLock::new(|| Seeker::new(all(|row| row.stands_for).map(|said| (0, said)), Case::Any));

fn longest_first(words: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut words: Vec<_> = words.collect();
    words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.dedup();
    words
}

/// Whether a word, in lower case, does not count in a long form.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// Whether a word, in lower case, may stand in brackets before either form.
pub(super) fn is_lead(word: &str) -> bool {
    LEADS.contains(word)
}

/// Whether a word, in lower case, may stand between a short form and what says that it stands for something.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// Whether two words, in lower case, are what a body is and what joins its name: "department of".
pub(super) fn is_head(words: &str) -> bool {
    HEADS.contains(words)
}

/// Whether a word, in lower case, says what the name before it names: "agency".
pub(super) fn is_kind(word: &str) -> bool {
    KINDS.contains(word)
}

/// A text without the words at its end that say that a short form follows: "…, also known as".
pub(super) fn before_called(text: &str) -> Option<&str> {
    CALLED.iter().find_map(|said| without_end(text, said))
}

/// A text without what may stand behind a short form: "… por sus siglas en inglés".
pub(super) fn before_tail(text: &str) -> Option<&str> {
    TAILS.iter().find_map(|said| without_end(text, said))
}

/// A text behind what may stand there behind a short form.
pub(super) fn behind_tail(text: &str) -> Option<&str> {
    let starts = |said: &&&str| {
        let piece = text.get(..said.len()).filter(|piece| may_be(piece.bytes().next(), said.bytes().next()))?;
        let ends = !text[said.len()..].starts_with(char::is_alphanumeric);
        (ends && (piece == **said || piece.to_lowercase() == **said)).then_some(())
    };
    TAILS.iter().find(|said| starts(said).is_some()).map(|said| &text[said.len()..])
}

/// Where a text says that something stands for something.
pub(super) fn each_stands_for(text: &str, mut see: impl FnMut(std::ops::Range<usize>)) {
    STANDS_FOR.find(text, |range, _| see(range));
}

/// A text without these last words.
fn without_end<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(words.len())?;
    let piece = text.get(at..).filter(|piece| may_be(piece.bytes().next_back(), words.bytes().next_back()))?;
    let before = &text[..at];
    let parted = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()) || !words.is_ascii();
    (parted && (piece == words || piece.to_lowercase() == words)).then_some(before)
}

/// Whether two bytes, the last of words that are compared, or the first, may be of the same letter: most are not.
fn may_be(one: Option<u8>, other: Option<u8>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) if one.is_ascii() && other.is_ascii() => one.eq_ignore_ascii_case(&other),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_short_forms_are_known() {
        assert_eq!(before_called("Boot to Gecko, also known as"), Some("Boot to Gecko, also "));
        assert_eq!(before_called("the Fedor"), None);
        assert_eq!(before_tail("WIP por sus siglas en inglés"), Some("WIP "));
        assert_eq!(behind_tail("por sus siglas en inglés, work"), Some(", work"));
        assert!(is_head("department of") && is_small("и") && is_lead("англ."));
        let mut found = Vec::new();
        each_stands_for("BDFL steht für X; it stands for Y; 世卫组织代表Z", |range| found.push(range));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn every_language_has_a_row() {
        let codes: Vec<_> = SHORT_FORMS.iter().map(|row| row.code).collect();
        assert!(crate::lang::LANGUAGES.iter().all(|data| codes.contains(&data.code)));
    }
}
