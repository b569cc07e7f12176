//! How wide glyphs and spaces are, and which glyph is which in reading order.

use super::super::setter::Setter;
use super::collect::{Collected, SpanKind};
use super::look::Look;
use super::shape::{Word, WordKind};
use super::shaper::{Shaped, ShapedGlyph};
use crate::font::Face;
use crate::length::Abs;
use std::borrow::Cow;
use std::ops::Range;

/// Which way a word's glyphs lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Reading order is from left to right.
    Forward,
    /// Reading order is from right to left.
    Backward,
}

impl Order {
    pub fn of(level: u8) -> Self {
        if level % 2 == 1 { Self::Backward } else { Self::Forward }
    }

    /// Glyphs that stand from left to right, in reading order.
    pub fn reading(self, glyphs: &[ShapedGlyph]) -> Cow<'_, [ShapedGlyph]> {
        match self {
            Self::Forward => Cow::Borrowed(glyphs),
            Self::Backward => Cow::Owned(glyphs.iter().rev().copied().collect()),
        }
    }

    /// The place, from the left, of the glyph that is `index`th in reading order.
    pub fn place(self, index: usize, count: usize) -> usize {
        match self {
            Self::Forward => index,
            Self::Backward => count - 1 - index,
        }
    }
}

/// The width of glyphs, counted in reading order, tracking included.
pub(super) fn advance(shaped: &Shaped, order: Order, range: Range<usize>, look: &Look, face: &Face) -> Abs {
    let count = shaped.glyphs.len();
    let units: i32 = if range.len() == count {
        shaped.width
    } else {
        range.clone().map(|i| shaped.glyphs[order.place(i, count)].advance).sum()
    };
    if look.tracking == 0 {
        return face.scale(units, look.size);
    }
    // What takes no room, as a place to divide a word, takes no air either.
    let takes_room = |i: &usize| shaped.glyphs[order.place(*i, count)].advance != 0;
    let tracked = range.filter(takes_room).count() as i64;
    face.scale(units, look.size) + look.size.times(i64::from(look.tracking) * tracked, 1000)
}

/// The byte of the word at which the cluster of a glyph begins; the word's end past the last glyph.
pub(super) fn cluster_at(shaped: &Shaped, order: Order, index: usize, text: &str) -> usize {
    let count = shaped.glyphs.len();
    if index >= count { text.len() } else { shaped.glyphs[order.place(index, count)].cluster as usize }
}

/// The width of a word space in a look.
pub(super) fn space_width(look: &Look, cx: &Setter) -> Abs {
    let face = cx.fonts.face(look.face);
    let units = face.glyph(' ').map_or(i32::from(face.metrics.units_per_em) / 4, |id| i32::from(face.advance(id)));
    face.scale(units, look.size)
}

/// Whether a program's line is no wider than its measure: then nobody asks where it may break.
pub(super) fn fits(text: &Collected, words: &[Word], measure: Abs, cx: &Setter) -> bool {
    let mut width = Abs::ZERO;
    for word in words {
        let WordKind::Glyphs(shaped) = &word.kind else { return false };
        if text.spans[word.span].kind != SpanKind::Preformatted {
            return false;
        }
        let face = cx.fonts.face(word.look.face);
        width += advance(shaped, Order::of(word.level), 0..shaped.glyphs.len(), &word.look, face);
    }
    width <= measure
}
