//! Page breaks of a print edition: counting letters, and putting a mark before the letter that a page begins with.
//!
//! Spaces, hyphens and marks differ between a page and its text; letters and digits do not. So a place is told by how
//! many letters stand before it: in the article's text, or in one of its notes.

use super::Xhtml;
use super::escape::{Within, attribute, push};
use crate::pages::PICTURE;
use std::collections::BTreeMap;

/// Which text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Lane {
    /// Its title and its blocks, without notes.
    Body,
    /// The note of that number.
    Note(usize),
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Break {
    /// The page, counted from zero.
    pub page: usize,
    /// Its number as printed.
    pub label: String,
    /// How many letters of the lane stand before it.
    pub at: usize,
}

/// What is done about the letters of an article.
pub(in super::super) enum Letters<'a> {
    /// Nothing.
    Pass,
    /// They are collected, to be compared with a print edition.
    Collect(BTreeMap<Lane, Vec<char>>),
    /// They are counted, and marks are put before some. The breaks of a lane are in order.
    Mark(&'a BTreeMap<Lane, Vec<Break>>),
}

/// How far a lane has come.
pub(super) struct Progress<'a> {
    lane: Lane,
    at: usize,
    breaks: &'a [Break],
}

impl<'a> Letters<'a> {
    /// The start of a lane.
    pub(super) fn enter(&self, lane: Lane) -> Progress<'a> {
        let breaks = match self {
            Self::Pass | Self::Collect(_) => &[][..],
            Self::Mark(breaks) => breaks.get(&lane).map_or(&[][..], Vec::as_slice),
        };
        Progress { lane, at: 0, breaks }
    }
}

/// Whether a character counts.
pub(in super::super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == PICTURE
}

impl Xhtml<'_> {
    /// Adds text, with the marks that fall into it.
    pub(super) fn words(&mut self, mut text: &str, within: Within) {
        if let Letters::Collect(lanes) = &mut self.letters {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            lanes.entry(self.progress.lane).or_default().extend(letters);
        }
        while let Some(next) = self.progress.breaks.first() {
            let before = next.at.saturating_sub(self.progress.at);
            let Some(cut) = cut(text, before) else { break };
            push(&mut self.out, &text[..cut], within);
            self.progress.at += before;
            self.mark("span");
            text = &text[cut..];
        }
        if !self.progress.breaks.is_empty() {
            self.progress.at += text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        push(&mut self.out, text, within);
    }

    /// Counts what stands as one letter, a picture or a formula's `count`, and marks a page that begins with it.
    pub(super) fn whole(&mut self, letters: &str, element: &str) {
        if let Letters::Collect(lanes) = &mut self.letters {
            lanes.entry(self.progress.lane).or_default().extend(letters.chars().filter(|c| is_letter(*c)));
        }
        let count = letters.chars().filter(|c| is_letter(*c)).count();
        while self.progress.breaks.first().is_some_and(|next| next.at < self.progress.at + count.max(1)) {
            self.mark(element);
        }
        self.progress.at += count;
    }

    /// Marks the pages that begin with the block that follows.
    pub(super) fn before_block(&mut self) {
        while self.progress.breaks.first().is_some_and(|next| next.at <= self.progress.at) {
            self.mark("div");
            self.out.push('\n');
        }
    }

    /// Marks every page that is left over: those behind the last letter.
    pub(super) fn rest_of_breaks(&mut self) {
        while !self.progress.breaks.is_empty() {
            self.mark("div");
            self.out.push('\n');
        }
    }

    fn mark(&mut self, element: &str) {
        let Some((next, rest)) = self.progress.breaks.split_first() else { return };
        self.progress.breaks = rest;
        let label = attribute(&next.label);
        let id = format!("page-{}", next.page + 1);
        self.out.push_str(&format!(
            "<{element} epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"{id}\" aria-label=\"{label}\"></{element}>"
        ));
        let href = format!("{}#{id}", self.href(self.file));
        self.marked.push((next.page, next.label.clone(), href));
    }
}

/// Where to part a text so that `before` letters stand before the parting: at the start of the word, as far as marks
/// and spaces allow it. `None` if it has not more letters than that.
fn cut(text: &str, before: usize) -> Option<usize> {
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let last = if before == 0 { None } else { Some(letters.nth(before - 1)?) };
    let (next, _) = letters.next()?;
    let from = last.map_or(0, |(at, c)| at + c.len_utf8());
    let white = text[from..next].char_indices().rfind(|(_, c)| c.is_whitespace());
    Some(match (white, last) {
        (Some((at, c)), _) => from + at + c.len_utf8(),
        (None, None) => 0,
        (None, Some(_)) => next,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_parted_before_the_word_and_its_opening_marks() {
        for (text, before, expected) in [
            ("one “two”", 3, Some(4)),
            ("one “two”", 0, Some(0)),
            ("“one", 0, Some(0)),
            ("carters", 3, Some(3)),
            ("one—two", 3, Some(6)),
            ("one ", 3, None),
            ("小麦", 1, Some(3)),
        ] {
            assert_eq!(cut(text, before), expected, "{text}");
        }
    }
}
