//! The words of a long form, and what begins anew within them.

use super::super::fold;
use super::super::words::{is_unparted, words};
use super::said::is_small;

/// A word, or what begins anew within one: behind a hyphen, at a capital.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Where the words joined to it begin.
    pub token: usize,
    /// Where it ends.
    pub end: usize,
    /// Its letters, folded.
    pub letters: String,
    /// It does not have to be in the short form.
    pub small: bool,
    /// It goes on from the part before it.
    pub joined: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// It has no small letter.
    pub loud: bool,
}

impl Part {
    /// Whether it begins as a letter of a short form says: "x" is "ex" too, "2" is "to".
    pub fn begins(&self, letter: char) -> bool {
        let word = self.letters.as_str();
        let any = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
        word.starts_with(letter)
            || match letter {
                'x' => any(&["ex", "cross"]),
                '1' => any(&["one", "first", "single"]),
                '2' => any(&["two", "second", "double", "zwei"]) || matches!(word, "to" | "too"),
                '3' => any(&["three", "third", "triple", "drei"]),
                '4' => any(&["four"]) || word == "for",
                '5' => any(&["five", "fifth"]),
                '6' => any(&["six"]),
                _ => false,
            }
    }
}

/// The parts of a text.
pub(super) fn parts(window: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut token = 0;
    let mut before = 0;
    let mut elided = false;
    for range in words(window) {
        let gap = &window[before..range.start];
        let unparted = window[range.clone()].starts_with(is_unparted) || window[..range.start].ends_with(is_unparted);
        let apart = parts.is_empty() || elided || unparted || gap.contains(char::is_whitespace);
        if apart {
            token = range.start;
        }
        let word = &window[range.clone()];
        before = range.end;
        // The genitive's s.
        if !apart && word == "s" && gap.ends_with(['’', '\'']) {
            continue;
        }
        // An elided article: "l’Organisation".
        if apart && word.chars().count() <= 2 && window[range.end..].starts_with(['’', '\'']) {
            elided = true;
            before = range.end;
            continue;
        }
        if std::mem::take(&mut elided) {
            token = range.start;
        }
        let mut from = 0;
        let mut small_before = false;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && small_before {
                push(&mut parts, token, range.start + at, &word[from..at], !apart || from > 0);
                from = at;
            }
            small_before = c.is_lowercase();
        }
        push(&mut parts, token, range.end, &word[from..], !apart || from > 0);
    }
    parts
}

fn push(parts: &mut Vec<Part>, token: usize, end: usize, word: &str, joined: bool) {
    let letters = fold::fold(word);
    let small = is_small(&word.to_lowercase());
    let capital = word.starts_with(char::is_uppercase);
    if !letters.is_empty() {
        let loud = !word.contains(char::is_lowercase);
        parts.push(Part { token, end, letters, small, joined, capital, loud });
    }
}
