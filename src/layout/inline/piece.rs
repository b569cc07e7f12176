//! A piece of a chosen line → its glyphs: how wide they are drawn, and what text each stands for.

use super::super::frame::{Glyph, Shift};
use super::elastic::Elastic;
use super::ink::{Drawn, Manner, Part, Pen, Text};
use super::items::Piece;
use super::line::LineSetter;
use super::shape::WordKind;
use super::shaper::ShapedGlyph;
use super::widths::{Order, cluster_at};
use crate::breaking::Fit;
use crate::font::FaceId;
use crate::length::Abs;
use crate::style::BreakingStyle;
use std::cell::Cell;
use std::ops::Range;

/// What a hyphen is read as that a line's end put there.
pub(super) const SOFT_HYPHEN: &str = "\u{ad}";

impl LineSetter<'_, '_, '_> {
    /// What a piece comes to. Its glyphs go behind those of the pieces before it.
    pub fn drawn(&self, pen: &Pen, out: &mut Vec<Glyph>, shifts: &mut Vec<Shift>) -> Drawn {
        let from = out.len();
        let (word, manner, text) = match pen.piece {
            Piece::Glyphs { word, from, to } => {
                let manner = self.manner(word);
                let Some(text) = self.glyphs(word, from..to, manner, out, shifts) else {
                    return Drawn::white(Abs::ZERO);
                };
                (word, manner, text)
            }
            Piece::Space { word } => {
                let Some(text) = self.space(word, pen.width, out) else { return Drawn::white(pen.width) };
                (word, self.manner(word), text)
            }
            Piece::Hyphen { word } => {
                let (id, width) = self.hyphen(word);
                // The soft hyphen is what a reader of the file must take for "nothing stood here".
                out.push(Glyph { id, advance: width.0 as i32, text: SOFT_HYPHEN.len() as u16 });
                (word, self.manner(word), Text::Soft)
            }
            // A space without width, to be read as a hyphen that a line's end put there.
            Piece::Seam { word } => {
                let id = self.cx.fonts.face(self.words[word].look.face).glyph(' ').unwrap_or(0);
                out.push(Glyph { id, advance: 0, text: SOFT_HYPHEN.len() as u16 });
                (word, self.manner(word), Text::Soft)
            }
            Piece::Picture { .. } | Piece::Formula { .. } | Piece::Nothing => return Drawn::white(pen.width),
        };
        let width = Abs(out[from..].iter().map(|glyph| i64::from(glyph.advance)).sum());
        Drawn { width, run: Some(Part { word, manner, glyphs: from..out.len(), text }) }
    }

    /// How a word's glyphs are drawn in this line.
    fn manner(&self, index: usize) -> Manner {
        let word = &self.words[index];
        let fit = self.line.fit;
        if fit.expansion == 0.0 && fit.reserve == 0.0 {
            return Manner { expansion: 0, tracking: Abs::ZERO };
        }
        let elastic = match &word.kind {
            WordKind::Glyphs(shaped) => shaped.facts.elastic,
            WordKind::Space(_) | WordKind::Break | WordKind::Picture { .. } | WordKind::Formula(_) => {
                Elastic::of(word.look.ligatures, &self.text.text[word.range.clone()])
            }
        };
        let expansion = match elastic {
            Elastic::Rigid => 0,
            Elastic::Wide | Elastic::Letters => self.gives.expansion,
        };
        let tracking = match elastic {
            Elastic::Rigid | Elastic::Wide => Abs::ZERO,
            Elastic::Letters => self.gives.tracking(word.look.size),
        };
        Manner { expansion, tracking }
    }

    fn hyphen(&self, word: usize) -> (u16, Abs) {
        let look = &self.words[word].look;
        let face = self.cx.fonts.face(look.face);
        let id = face.glyph('-').unwrap_or(0);
        (id, face.scale(i32::from(face.advance(id)), look.size))
    }

    fn glyphs(
        &self,
        index: usize,
        Range { start: from, end: to }: Range<usize>,
        manner: Manner,
        out: &mut Vec<Glyph>,
        shifts: &mut Vec<Shift>,
    ) -> Option<Text> {
        let word = &self.words[index];
        let WordKind::Glyphs(shaped) = &word.kind else { return None };
        let text = &self.text.text[word.range.clone()];
        let order = Order::of(word.level);
        let count = shaped.glyphs.len();
        let face = self.cx.fonts.face(word.look.face);
        let starts = cluster_at(shaped, order, from, text);
        let (begun, unshifted) = (out.len(), shifts.len());
        let glyphs = order.reading(&shaped.glyphs);
        let mut told_by = None;
        for (i, glyph) in (from..to).zip(&glyphs[from..to]) {
            let begin = glyph.cluster as usize;
            let told = told_by.replace(begin) == Some(begin);
            let end = if told { begin } else { next_cluster(&glyphs[i..], text) };
            let mut wide = face.scale(glyph.advance, word.look.size);
            if word.look.tracking != 0 && glyph.advance != 0 {
                wide += word.look.size.times(i64::from(word.look.tracking), 1000);
            }
            if manner.expansion != 0 {
                wide += wide.times(i64::from(manner.expansion), 100_000);
            }
            if i + 1 < count {
                wide += manner.tracking;
            }
            if glyph.offset != (0, 0) {
                let scaled = |units: i32| face.scale(units, word.look.size).0 as i32;
                shifts.push(Shift { glyph: out.len() as u32, by: (scaled(glyph.offset.0), scaled(glyph.offset.1)) });
            }
            let (id, advance) = (glyph.id, wide.0 as i32);
            match u16::try_from(end - begin) {
                Ok(text) => out.push(Glyph { id, text, advance }),
                Err(_) => self.tell(&text[begin..end], Glyph { id, text: 0, advance }, word.look.face, out),
            }
        }
        if order == Order::Backward {
            out[begun..].reverse();
            let last = (begun + out.len() - 1) as u32;
            shifts[unshifted..].reverse();
            shifts[unshifted..].iter_mut().for_each(|shift| shift.glyph = last - shift.glyph);
        }
        let ends = cluster_at(shaped, order, to, text);
        Some(Text::Of(word.range.start + starts..word.range.start + ends))
    }

    /// What is more text than a glyph can stand for, as no word has it: spaces without width stand for the rest.
    fn tell(&self, mut text: &str, mut glyph: Glyph, face: FaceId, out: &mut Vec<Glyph>) {
        let id = self.cx.fonts.face(face).glyph(' ').unwrap_or(0);
        while !text.is_empty() {
            let most = text.floor_char_boundary(usize::from(u16::MAX));
            out.push(Glyph { text: most as u16, ..glyph });
            (text, glyph) = (&text[most..], Glyph { id, text: 0, advance: 0 });
        }
    }

    fn space(&self, index: usize, width: Abs, out: &mut Vec<Glyph>) -> Option<Text> {
        let word = &self.words[index];
        let face = self.cx.fonts.face(word.look.face);
        let id = face.glyph(' ')?;
        let count = word.range.len().max(1);
        // Several spaces (in programs' text) share the width evenly; the first takes what does not divide.
        let each = width / count as i64;
        out.extend((0..count).map(|i| Glyph {
            id,
            advance: if i == 0 { (width - each * (count as i64 - 1)).0 as i32 } else { each.0 as i32 },
            text: 1,
        }));
        Some(Text::Of(word.range.clone()))
    }
}

/// The byte at which the cluster after that of the first of these glyphs begins, which are in reading order.
fn next_cluster(glyphs: &[ShapedGlyph], text: &str) -> usize {
    let own = glyphs[0].cluster;
    let next = glyphs[1..].iter().map(|glyph| glyph.cluster).find(|&cluster| cluster != own);
    next.map_or(text.len(), |cluster| cluster.max(own) as usize)
}

/// How what gives is drawn in a line.
pub(super) struct Gives {
    /// How much wider, per hundred thousand.
    expansion: i32,
    /// By how much letters are parted, in hundredths of a per cent of the em.
    parted: f64,
    /// What that comes to at the size that was asked for last.
    tracking: Cell<(Abs, Abs)>,
}

impl Gives {
    pub fn of(fit: Fit, breaking: &BreakingStyle) -> Self {
        let expansion = rounded(fit.expansion * breaking.expansion as f64 * 100.0) as i32;
        let parted = fit.expansion * breaking.tracking as f64 + fit.reserve * breaking.reserve as f64;
        Self { expansion, parted, tracking: Cell::default() }
    }

    /// The white behind letters of a size: whole thousandths of a point, which is what a file can say.
    fn tracking(&self, size: Abs) -> Abs {
        let (known, tracking) = self.tracking.get();
        if known == size {
            return tracking;
        }
        let tracking = Abs::pt(rounded(size.to_pt() * self.parted / 10.0) as f64 / 1000.0);
        self.tracking.set((size, tracking));
        tracking
    }
}

/// A number, rounded; as `round`, which is a call where the processor's own instruction is not counted on.
fn rounded(number: f64) -> i64 {
    (number + 0.5_f64.copysign(number)) as i64
}
