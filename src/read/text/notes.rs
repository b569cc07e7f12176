//! Notes: `[1]` in the text and `[1] …` at its end belong together, if calls and bodies match one to one.

use super::blocks::{Block, Form};
use crate::lang::{Kind, LANGUAGES};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The notes of an article.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The block that each label's body is, and where in it the words begin.
    bodies: FxHashMap<u32, (usize, usize)>,
    /// The blocks that are bodies.
    blocks: FxHashSet<usize>,
    /// The heading over the bodies.
    pub heading: Option<usize>,
}

impl Notes {
    /// The notes of these blocks; none if calls and bodies do not match.
    pub fn of(blocks: &[Block<'_>], in_body: impl Fn(usize) -> bool) -> Self {
        // What is left out, in a message's signature for one, is no note's body: its words would be told as gone.
        let body = |at: usize| body(&blocks[at]).filter(|_| in_body(at));
        let Some(first) = (0..blocks.len()).find(|at| body(*at).is_some()) else { return Self::default() };
        let mut notes = Self::default();
        let (mut last, mut highest) = (first, 0);
        for at in first..blocks.len() {
            if let Some((label, words)) = body(at) {
                if at > last + 1 || label <= highest {
                    return Self::default();
                }
                notes.bodies.insert(label, (at, words));
                highest = label;
                notes.blocks.insert(at);
                last = at;
            }
        }
        // Bodies stand at the end; what follows them there is furniture.
        if blocks.iter().enumerate().skip(last + 1).any(|(at, block)| block.form != Form::Rule && in_body(at)) {
            return Self::default();
        }
        let mut called = FxHashSet::default();
        for (_, block) in blocks[..first].iter().enumerate().filter(|(at, _)| in_body(*at)) {
            called.extend(calls(block.text()).map(|(_, label)| label));
        }
        let matches = called.len() == notes.bodies.len() && called.iter().all(|label| notes.bodies.contains_key(label));
        if !matches {
            return Self::default();
        }
        notes.heading = first.checked_sub(1).filter(|at| heads_notes(blocks[*at].text()));
        notes
    }

    pub fn is_body(&self, block: usize) -> bool {
        self.blocks.contains(&block)
    }

    /// The block of a note's body, and where its words begin.
    pub fn body(&self, label: u32) -> Option<(usize, usize)> {
        self.bodies.get(&label).copied()
    }
}

/// The label of a note's body, and where its words begin: "[1] See …".
fn body(block: &Block<'_>) -> Option<(u32, usize)> {
    if block.form != Form::Words || block.quoted > 0 {
        return None;
    }
    let (range, label) = calls(block.text()).next().filter(|(range, _)| range.start == 0)?;
    let words = block.text()[range.end..].trim_start_matches([':', ' ', '\u{a0}']);
    (!words.is_empty()).then(|| (label, block.text().len() - words.len()))
}

/// The calls in a text: `[1]`, `[12]`.
pub(super) fn calls(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let label = text[at + 1..at + 1 + digits].parse().ok().filter(|_| digits <= 3)?;
        let end = at + 1 + digits;
        text[end..].starts_with(']').then_some((at..end + 1, label))
    })
}

/// Whether a heading stands over notes: the languages' own word, or one of the usual others.
fn heads_notes(text: &str) -> bool {
    const OTHERS: &[&str] =
        &["footnotes", "endnotes", "references", "fußnoten", "literatur", "сноски", "références", "referencias"];
    let text = text.trim_matches(|c: char| !Kind::of(c).is_letter()).to_lowercase();
    OTHERS.contains(&text.as_str()) || LANGUAGES.iter().any(|data| data.labels.notes.to_lowercase() == text)
}
