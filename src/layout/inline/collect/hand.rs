//! How words are stressed: by a slanted hand where their letters have one, else by weight or by dots.

use super::Mood;
use crate::lang::{self, Language, Writing};
use crate::layout::inline::square::dots;
use crate::layout::setter::Setter;
use crate::style::{Emphasis, Slope, TextStyle};
use std::ops::Range;

/// Whether the letters of a stretch of text have a slanted hand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    Slanted,
    Upright,
}

impl Hand {
    /// How words are stressed: by weight, if nothing slants; in text in squares by dots.
    pub(super) fn of(self, mood: Mood, language: &Language) -> Mood {
        match self {
            Self::Slanted => mood,
            Self::Upright if language.writing() == Writing::Square => {
                Mood { slope: Slope::Roman, dots: dots(language), ..mood }
            }
            Self::Upright => Mood { slope: Slope::Roman, weight: mood.weight.max(700), ..mood },
        }
    }
}

/// Whether text is of one hand: not stressed by italics, or surely in letters that have them. Where the language itself
/// has none, its look has seen to it, but for dots.
pub(super) fn all_slant(text: &str, mood: Mood, style: &TextStyle, cx: &Setter) -> bool {
    let stressed = mood.slope == Slope::Italic && style.font.slope == Slope::Roman;
    let writing = cx.language.writing();
    let sees_to_it = !writing.slants() && writing != Writing::Square;
    !stressed || cx.theme.emphasis != Emphasis::Italic || sees_to_it || text.is_ascii()
}

/// Parts text where letters without a slanted hand begin or end: Hebrew among English. What all scripts use goes with
/// the letters before it.
pub(super) fn hands(text: &str) -> Vec<(Range<usize>, Hand)> {
    let mut parts: Vec<(Range<usize>, Hand)> = Vec::new();
    for (at, c) in text.char_indices() {
        let hand = match lang::Script::of(c) {
            lang::Script::Common | lang::Script::Symbols | lang::Script::Other => {
                parts.last().map_or(Hand::Slanted, |(_, hand)| *hand)
            }
            lang::Script::Latin
            | lang::Script::Greek
            | lang::Script::Cyrillic
            | lang::Script::Armenian
            | lang::Script::Georgian => Hand::Slanted,
            _ => Hand::Upright,
        };
        let end = at + c.len_utf8();
        match parts.last_mut() {
            Some((range, last)) if *last == hand => range.end = end,
            _ => parts.push((at..end, hand)),
        }
    }
    parts
}
