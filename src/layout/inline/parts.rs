//! A word's parts between the places where it may be divided, in the units of its face: what a line's boxes are made of
//! wherever the word stands, and in whatever size.

use super::cuts::{Cut, CutKind};
use super::look::Look;
use super::protrusion::protrusion;
use super::shaper::Shaped;
use super::widths::{Order, cluster_at};
use crate::font::Face;
use crate::length::Abs;

/// A part of a word.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Where it ends.
    pub cut: Cut,
    /// How wide it is, in units of the face.
    units: i32,
    /// How many of its glyphs take room.
    roomy: u32,
    /// The characters at its sides.
    hang: [Hang; 2],
}

/// How far a character may hang into the margin: how wide it is, in units of the face, and how many thousandths of that.
#[derive(Clone, Copy, Default)]
struct Hang {
    units: u16,
    per_mille: u16,
}

impl Part {
    /// The parts that cuts make of a word.
    pub fn all(cuts: &[Cut], text: &str, shaped: &Shaped, order: Order, face: &Face) -> Vec<Self> {
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0;
        for cut in cuts.iter().copied().chain([Cut { glyph: shaped.glyphs.len(), kind: CutKind::End }]) {
            parts.push(Self::of(from, cut, text, shaped, order, face));
            from = cut.glyph;
        }
        parts
    }

    fn of(from: usize, cut: Cut, text: &str, shaped: &Shaped, order: Order, face: &Face) -> Self {
        let count = shaped.glyphs.len();
        let advances = (from..cut.glyph).map(|glyph| shaped.glyphs[order.place(glyph, count)].advance);
        let roomy = advances.clone().filter(|advance| *advance != 0).count() as u32;
        let starts = cluster_at(shaped, order, from, text);
        let part = &text[starts..cluster_at(shaped, order, cut.glyph, text).max(starts)];
        let hang = [(part.chars().next(), 0), (part.chars().next_back(), 1)];
        let hang = hang.map(|(c, side)| match c.map(|c| (c, protrusion(c)[side])) {
            None | Some((_, 0)) => Hang::default(),
            Some((c, per_mille)) => Hang { units: face.glyph(c).map_or(0, |id| face.advance(id)), per_mille },
        });
        Self { cut, units: advances.sum(), roomy, hang }
    }

    /// How wide it is in a look, tracking included.
    pub fn width(&self, look: &Look, face: &Face) -> Abs {
        let width = face.scale(self.units, look.size);
        if look.tracking == 0 {
            return width;
        }
        // What takes no room, as a place to divide a word, takes no air either.
        width + look.size.times(i64::from(look.tracking) * i64::from(self.roomy), 1000)
    }

    /// How far it hangs into the margins.
    pub fn hang(&self, size: Abs, face: &Face) -> [Abs; 2] {
        self.hang.map(|Hang { units, per_mille }| match per_mille {
            0 => Abs::ZERO,
            _ => face.scale(i32::from(units), size).times(i64::from(per_mille), 1000),
        })
    }
}
