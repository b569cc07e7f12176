//! The words of a long form, and what begins anew within them.

use super::super::fold;
use super::super::words::{is_capital, is_unparted, words};
use super::said::is_small;
use std::ops::Range;

/// A word, or what begins anew within one: behind a hyphen, at a capital.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Where the words joined to it begin.
    pub token: usize,
    /// Where it begins.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    /// Its letters, folded.
    pub letters: String,
    /// It does not have to be in the short form.
    pub small: bool,
    /// It goes on from the part before it.
    pub joined: bool,
    /// A hyphen or the like stands between it and the part before it.
    pub marked: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// It has no small letter.
    pub loud: bool,
}

impl Part {
    /// Whether it begins as a piece of a short form says: "x" is "ex" too, "2" is "to", "19" is "2019".
    pub fn begins(&self, piece: &str) -> bool {
        let word = self.letters.as_str();
        let any = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
        word.starts_with(piece)
            || match piece {
                "x" => any(&["ex", "cross"]),
                "α" => word == "alpha",
                "β" => word == "beta",
                "γ" => word == "gamma",
                "1" => any(&["one", "first", "single"]),
                "2" => any(&["two", "second", "double", "zwei"]) || matches!(word, "to" | "too"),
                "3" => any(&["three", "third", "triple", "drei"]),
                "4" => any(&["four"]) || word == "for",
                "5" => any(&["five", "fifth"]),
                "6" => any(&["six"]),
                "7" => any(&["seven"]),
                "8" => any(&["eight"]),
                "9" => any(&["nine"]),
                "10" => word == "ten",
                "20" => word == "twenty",
                _ => {
                    let figures = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
                    figures(piece, 2) && figures(word, 4) && word.ends_with(piece)
                }
            }
    }

    /// Whether it counts as a word of a long form.
    pub fn whole(&self) -> bool {
        !self.small && !self.joined
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
        // A long form may begin behind a stroke: "UNICEF/World Health Organization".
        if apart || gap.contains(['/', '+']) {
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
        let first = if apart { Joint::Apart } else { Joint::Marked };
        let joint = |from: usize| if from > 0 { Joint::Capital } else { first };
        let mut from = 0;
        let mut small_before = false;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && small_before {
                push(&mut parts, (token, range.start + from..range.start + at), &word[from..at], joint(from));
                from = at;
            }
            small_before = c.is_lowercase();
        }
        push(&mut parts, (token, range.start + from..range.end), &word[from..], joint(from));
    }
    parts
}

/// How a part goes on from that before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Apart,
    /// Behind a hyphen or the like.
    Marked,
    /// At a capital within a word.
    Capital,
}

fn push(parts: &mut Vec<Part>, (token, range): (usize, Range<usize>), word: &str, joint: Joint) {
    let letters = fold::fold(word);
    let small = is_small(&word.to_lowercase());
    let capital = word.starts_with(is_capital);
    if !letters.is_empty() {
        parts.push(Part {
            token,
            at: range.start,
            end: range.end,
            letters,
            small,
            joined: joint != Joint::Apart,
            marked: joint == Joint::Marked,
            capital,
            loud: !word.contains(char::is_lowercase),
        });
    }
}

/// Where a long form begins that has a letter for this part: with what is joined before it, unless that has a form of
/// its own: "post-Second Meeting", "EU-Major Accident".
pub(super) fn beginning(parts: &[Part], found: usize) -> usize {
    let part = &parts[found];
    let first = (0..=found).rev().find(|&at| parts[at].token == parts[at].at).unwrap_or(found);
    let own = |before: &Part| !before.capital || (before.loud && before.letters.len() > 1);
    let apart = part.marked && part.capital && first < found && parts[first..found].iter().all(own);
    if apart { part.at } else { part.token }
}
