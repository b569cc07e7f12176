//! What a word's text tells, wherever the word stands: found once, when it is shaped, for running text says the same
//! words again and again.

use super::elastic::Elastic;
use super::look::Ligatures;
use super::parts::Part;
use super::square::has_white;
use std::sync::OnceLock;

/// What a word's text tells.
pub(super) struct Facts {
    /// How it gives.
    pub elastic: Elastic,
    /// Whether it is, or holds, a web address.
    pub address: bool,
    /// Whether it may be divided at its marks, as an address of mail or a program's name: `snake_case`.
    pub marked: bool,
    /// Whether it has characters of a script with white of its own.
    pub white: bool,
    /// Whether it has a capital, so that it matters what stands before it.
    pub capital: bool,
    /// Its parts between the places where it may be hyphenated, by whether it opens a sentence, once that was asked.
    pub parts: [OnceLock<Box<[Part]>>; 2],
}

impl Facts {
    pub fn of(text: &str, ligatures: Ligatures) -> Self {
        // A search for several letters is slow to begin, and most words have none of these.
        let has = |byte: u8| text.as_bytes().contains(&byte);
        Self {
            elastic: Elastic::of(ligatures, text),
            address: has(b':') && text.contains("://") || has(b'.') && text.contains("www."),
            marked: has(b'@') || has(b'_'),
            white: !text.is_ascii() && text.chars().any(has_white),
            capital: text.chars().any(char::is_uppercase),
            parts: Default::default(),
        }
    }
}
