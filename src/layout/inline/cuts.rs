//! Where a line may break inside a word, and what shows there.

use super::faces::is_mark;
use super::shape::Word;
use super::shaper::Shaped;
use super::square::{Half, White, white};
use super::widths::Order;
use crate::lang::{Language, Mark, hyphenate};
use crate::length::Abs;
use std::ops::Range;

/// Where names in programs and addresses of mail may be divided: behind the marks in them, as web addresses are.
pub(super) fn divisions(text: &str) -> impl Iterator<Item = usize> {
    let divides = |c: char| matches!(c, '/' | '.' | '_' | '-' | ':' | '@' | '=' | '&' | '?' | '#' | '(' | '[' | ',');
    let places = text.char_indices().filter(move |(_, c)| divides(*c)).map(|(at, c)| at + c.len_utf8());
    // Not between two marks, and not so that a lone character is left over.
    places.filter(|&after| after > 2 && after + 2 < text.len() && text[after..].starts_with(char::is_alphanumeric))
}

/// A place inside a word where a line may break.
#[derive(Clone, Copy)]
pub(super) struct Cut {
    /// The first glyph, in reading order, of what follows.
    pub glyph: usize,
    pub kind: CutKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CutKind {
    Hyphen,
    /// A hyphen in a name, which is divided where nothing else helps.
    InName,
    AfterHyphen,
    Address,
    /// A part of a word ends, and nothing shows it.
    Unmarked,
    /// White that is no word space.
    White(White, Breaks),
    Plain,
    Anywhere,
    End,
}

/// From bytes to glyphs, both in reading order. A place inside a ligature is none.
pub(super) fn by_glyph(places: &[(usize, CutKind)], shaped: &Shaped, order: Order) -> Vec<Cut> {
    let count = shaped.glyphs.len();
    let cluster = |index: usize| shaped.glyphs[order.place(index, count)].cluster as usize;
    let mut cuts = Vec::with_capacity(places.len());
    let mut glyph = 1;
    for &(at, kind) in places {
        while glyph < count && cluster(glyph) < at {
            glyph += 1;
        }
        if glyph < count && cluster(glyph) == at {
            cuts.push(Cut { glyph, kind });
        }
    }
    cuts
}

/// What is longer is data that nobody reads, like a picture as Base64: its lines are filled one after another, without
/// looking for the best of all ways to break it.
const LINES_OF_DATA: i64 = 40;

/// A part of a word that is too wide for a line may break before every cluster; the better places stay what they are.
pub(super) fn anywhere(
    cuts: Vec<Cut>,
    shaped: &Shaped,
    order: Order,
    line: Abs,
    width: impl Fn(Range<usize>) -> Abs,
) -> Vec<Cut> {
    let count = shaped.glyphs.len();
    let cluster = |glyph| shaped.glyphs[order.place(glyph, count)].cluster;
    let mut all = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts.into_iter().map(Some).chain([None]) {
        let to = cut.map_or(count, |cut| cut.glyph);
        let whole = width(from..to);
        if whole > line {
            let mut inside = (from + 1..to).filter(|&glyph| cluster(glyph) != cluster(glyph - 1));
            if whole > line * LINES_OF_DATA {
                filled(from, &mut inside, line, &width, &mut all);
            } else {
                all.extend(inside.map(|glyph| Cut { glyph, kind: CutKind::Anywhere }));
            }
        }
        all.extend(cut);
        from = to;
    }
    all
}

/// Cuts where lines are full. What fills the first of them may break before every cluster, as it may begin in a line.
fn filled(
    from: usize,
    places: &mut impl Iterator<Item = usize>,
    line: Abs,
    width: impl Fn(Range<usize>) -> Abs,
    cuts: &mut Vec<Cut>,
) {
    let mut start = from;
    let mut last = from;
    for glyph in places {
        if width(start..glyph) > line && last > start {
            if start > from {
                cuts.push(Cut { glyph: last, kind: CutKind::Anywhere });
            }
            start = last;
        }
        if start == from {
            cuts.push(Cut { glyph, kind: CutKind::Anywhere });
        }
        last = glyph;
    }
}

/// Hyphenation of the letters in a word, marks around them left alone.
///
/// Words with a capital inside are names or acronyms and stay whole. Capitalised words are names too, except in German,
/// where every noun is one, and at the beginning of a sentence: they are divided where nothing else helps.
pub(super) fn hyphen_places(opening: Opening, text: &str, language: &Language, places: &mut Vec<(usize, CutKind)>) {
    let mut opens = opening == Opening::Sentence;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() || start.is_some() && is_mark(c) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            // An apostrophe joins: "Organization's" is hyphenated like the word it is of.
            let letters = &text[from..at];
            let mut chars = letters.chars();
            let capital = chars.next().is_some_and(char::is_uppercase);
            let sentence = std::mem::replace(&mut opens, false);
            let name = capital && !sentence && language.data().code != "de";
            if !chars.any(char::is_uppercase) {
                let found = hyphenate(letters, language);
                let kind = match found.mark {
                    Mark::Hyphen if name => CutKind::InName,
                    Mark::Hyphen => CutKind::Hyphen,
                    Mark::Nothing => CutKind::Unmarked,
                };
                places.extend(found.offsets.into_iter().map(|offset| (from + offset, kind)));
            }
        }
    }
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Whether a line may break at white.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    Yes,
    No,
}

/// The places of a word, with the white of its script at and between them.
pub(super) fn whites(word: &Word, text: &str, places: &[(usize, CutKind)]) -> Vec<(usize, CutKind)> {
    let mut out = Vec::with_capacity(text.len() / 3);
    let mut known = places.iter().copied().peekable();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let place = known.next_if(|(known, _)| *known == at);
        let white = before.and_then(|(from, last)| {
            let start = word.range.start;
            let halves = [word.is_halved(start + from, Half::After), word.is_halved(start + at, Half::Before)];
            white(last, c, halves)
        });
        match (place, white) {
            (Some((_, CutKind::Plain)), Some(white)) => out.push((at, CutKind::White(white, Breaks::Yes))),
            // Stretch alone is for places where a line may break: elsewhere it would loosen what belongs together.
            (None, Some(white)) if white.width > 0 => out.push((at, CutKind::White(white, Breaks::No))),
            (Some(place), _) => out.push(place),
            (None, _) => {}
        }
        before = Some((at, c));
    }
    out
}

/// What a word opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Nothing,
    Sentence,
}

impl Opening {
    /// What is opened behind this text.
    pub fn behind(before: &str) -> Self {
        let ended = before.trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…'));
        if ended { Self::Sentence } else { Self::Nothing }
    }
}
