//! `_words_`, `*words*`, `**words**`: emphasis as people type it where they have no italics.

use crate::lang::Kind;
use std::ops::Range;

/// Words between such signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Emphasis {
    /// With their signs.
    pub range: Range<usize>,
    /// Without them.
    pub words: Range<usize>,
}

/// What is longer was hardly meant so: the signs stand for something else.
const LONGEST: usize = 240;

/// The emphasis in a text, in order. Signs count where a word begins and where one ends, so that `snake_case`, `2*3*4`,
/// `__init__` and the star of a note stay what they are.
pub(super) fn emphasised(text: &str) -> Vec<Emphasis> {
    let mut found: Vec<Emphasis> = Vec::new();
    for (at, sign) in text.match_indices(['*', '_']) {
        if found.last().is_some_and(|last| at < last.range.end) {
            continue;
        }
        found.extend(begins(text, at, sign));
    }
    found
}

fn begins(text: &str, at: usize, sign: &str) -> Option<Emphasis> {
    const BEFORE: &[char] = &['(', '[', '"', '“', '„', '«', '‘', '\'', '—', '–', '…'];
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| !c.is_whitespace() && !BEFORE.contains(&c)) {
        return None;
    }
    let count = text[at..].chars().take_while(|c| sign.starts_with(*c)).count();
    let most = if sign == "*" { 2 } else { 1 };
    let start = at + count;
    let first = text[start..].chars().next()?;
    // In quotation marks a sign stands for itself: `"*", "+": "*"`.
    let quoted = first == '"' && before == Some('"');
    if quoted
        || count > most
        || !(Kind::of(first).is_alphanumeric() || matches!(first, '"' | '“' | '„' | '«' | '‘' | '¿' | '¡'))
    {
        return None;
    }
    let near = &text[start..text.floor_char_boundary((start + LONGEST).min(text.len()))];
    let end = start + near.find(sign)?;
    let words = &text[start..end];
    if text[end..].chars().take_while(|c| sign.starts_with(*c)).count() != count {
        return None;
    }
    let after = text[end + count..].chars().next();
    let last = words.chars().next_back()?;
    let fits = (Kind::of(last).is_alphanumeric() || ".,;:!?…)\"”»’'".contains(last))
        && after.is_none_or(|c| !Kind::of(c).is_alphanumeric() && c != '/')
        && !is_constant(words)
        && words.chars().any(|c| Kind::of(c).is_letter())
        && !words.contains(['{', '}', '$', '<', '>', '=', '\\', '|', '`']);
    fits.then(|| Emphasis { range: at..end + count, words: start..end })
}

/// `_END_`: a name of a program's.
fn is_constant(words: &str) -> bool {
    !words.contains(' ') && words.chars().any(|c| c == '_')
        || words.len() > 1 && words.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        emphasised(text).into_iter().map(|one| &text[one.words]).collect()
    }

    #[test]
    fn words_between_signs() {
        assert_eq!(told("He read _The Times_ and *nothing* else."), ["The Times", "nothing"]);
        assert_eq!(told("**Note.** It is (_so_)."), ["Note.", "so"]);
        assert_eq!(told("“_Why?_” she said"), ["Why?"]);
    }

    #[test]
    fn signs_that_mean_something_else() {
        for text in [
            "snake_case_name and _private",
            "2*3*4 and a * b * c",
            "__init__ and __main__",
            "*See the note.",
            "*.txt and *.md",
            "$_.FirstName -LastName $_.x",
            "_{MINOR}_",
            "***",
            "f(0/*row*/, 1/*map*/)",
            "\"refs/heads/*:refs/remotes/*\", or remote.*.fetch",
            "# _END_",
            "{ \"express\": \"*\", \"coffee-script\": \"*\" }",
            "**one sign*\u{3000}is not two",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
