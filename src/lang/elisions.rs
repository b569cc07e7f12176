//! Words that begin with an apostrophe: it stands for letters left out, and opens nothing.

use super::Language;

/// Contractions that Merriam-Webster and the Oxford English Dictionary have as headwords, and that nobody would begin a
/// quotation with.
const ENGLISH: &[&str] =
    &["tis", "tisn", "twas", "twasn", "twere", "twill", "twould", "twixt", "em", "til", "n", "neath", "gainst", "cuz"];
/// The articles and pronouns of Dutch that have lost a vowel: 's morgens, 't, 'n, 'k.
const DUTCH: &[&str] = &["s", "t", "n", "k", "m", "r", "ns"];

/// Whether a text that follows an apostrophe begins with what is left of a word.
pub(crate) fn is_elided(rest: &str, language: &Language) -> bool {
    const LONGEST: usize = 6;
    let words = match language.data().code {
        "en" => ENGLISH,
        "nl" => DUTCH,
        _ => return false,
    };
    let end = rest.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    let goes_on = rest[end..].chars().next().is_some_and(char::is_alphanumeric);
    !goes_on && words.iter().any(|word| word.eq_ignore_ascii_case(&rest[..end]))
}
