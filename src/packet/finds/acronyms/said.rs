//! The words round short forms, of all languages together.

use super::super::seek::{Case, Seeker};
use crate::lang::{SHORT_FORMS, ShortForms, small};
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
static CALLED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(all(|row| row.called), |said| said.bytes().next_back()));
static TAILS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(all(|row| row.tails), |said| said.bytes().next_back()));
static TAIL_STARTS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(all(|row| row.tails), |said| said.bytes().next()));
static STANDS_FOR: LazyLock<Seeker> =
    LazyLock::new(|| Seeker::new(all(|row| row.stands_for).map(|said| (0, said)), Case::Any));

/// Words that a text may begin or end with, the longest first, by the byte that is looked at first: there are many of
/// them, and most places of a text have another letter.
struct Phrases {
    /// Those with each ASCII byte, in lower case.
    plain: [Vec<&'static str>; 128],
    /// All: for a text with another byte, which may be the capital of any.
    all: Vec<&'static str>,
}

impl Phrases {
    fn new(words: impl Iterator<Item = &'static str>, first: fn(&str) -> Option<u8>) -> Self {
        let mut all: Vec<_> = words.collect();
        all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        all.dedup();
        let with =
            |byte: usize| all.iter().copied().filter(|word| first(word).map(usize::from) == Some(byte)).collect();
        Self { plain: std::array::from_fn(with), all }
    }

    /// Those that may be meant where a text has this byte.
    fn at(&self, byte: Option<u8>) -> &[&'static str] {
        let Some(byte) = byte else { return &[] };
        self.plain.get(usize::from(byte.to_ascii_lowercase())).unwrap_or(&self.all)
    }
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
    CALLED.at(text.bytes().next_back()).iter().find_map(|said| without_end(text, said))
}

/// A text without what may stand behind a short form: "… por sus siglas en inglés".
pub(super) fn before_tail(text: &str) -> Option<&str> {
    TAILS.at(text.bytes().next_back()).iter().find_map(|said| without_end(text, said))
}

/// A text behind what may stand there behind a short form.
pub(super) fn behind_tail(text: &str) -> Option<&str> {
    let starts = |said: &&&str| {
        let piece = text.get(..said.len())?;
        let ends = !text[said.len()..].starts_with(char::is_alphanumeric);
        (ends && (piece == **said || piece.to_lowercase() == **said)).then_some(())
    };
    let tails = TAIL_STARTS.at(text.bytes().next());
    tails.iter().find(|said| starts(said).is_some()).map(|said| &text[said.len()..])
}

/// Where a text says that something stands for something.
pub(super) fn each_stands_for(text: &str, mut see: impl FnMut(std::ops::Range<usize>)) {
    STANDS_FOR.find(text, |range, _| see(range));
}

/// A text without these last words.
fn without_end<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(words.len())?;
    // Most texts end otherwise: a look at the last letter tells, if it is in ASCII.
    let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
    if words.is_ascii() && last(text) != last(words) {
        return None;
    }
    let piece = text.get(at..)?;
    let before = &text[..at];
    let parted = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()) || !words.is_ascii();
    (parted && (piece == words || small(piece) == words)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::fold;

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
    fn every_phrase_for_standing_for_something_is_found() {
        for phrase in all(|row| row.stands_for) {
            for said in [phrase.to_owned(), phrase.to_uppercase(), fold(phrase)] {
                let text = format!("The “{said}” of it");
                let mut found = 0;
                each_stands_for(&text, |_| found += 1);
                assert_eq!(found, 1, "{text}");
            }
        }
    }

    #[test]
    fn every_language_has_a_row() {
        let codes: Vec<_> = SHORT_FORMS.iter().map(|row| row.code).collect();
        assert!(crate::lang::LANGUAGES.iter().all(|data| codes.contains(&data.code)));
    }
}
