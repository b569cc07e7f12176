//! What a line is drawn with: pieces with their glyphs, and the runs that they become.

use super::super::frame::{Glyph, GlyphRun, Item, Placed, Reading, Shift, TagId};
use super::items::Piece;
use crate::font::FaceId;
use crate::length::{Abs, Point};
use crate::source::Span;
use crate::style;
use std::ops::Range;

/// A piece with its width, before pieces are put in visual order.
pub(super) struct Pen {
    pub piece: Piece,
    pub level: u8,
    pub width: Abs,
}

/// How glyphs are drawn other than their face has them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// How much wider, per hundred thousand.
    pub expansion: i32,
    /// White behind each that another of its word follows.
    pub tracking: Abs,
}

/// What lines are set with, one after the other.
#[derive(Default)]
pub(in crate::layout) struct Bench {
    pub(super) pens: Vec<Pen>,
    pub(super) glyphs: Vec<Glyph>,
    /// Which of the glyphs are not drawn where they stand.
    pub(super) shifts: Vec<Shift>,
    pub(super) drawn: Vec<Drawn>,
    pub(super) places: Vec<Abs>,
    /// The text of the run that is open.
    pub(super) run: String,
}

/// What a piece comes to, before its place is known: glyphs, or white, or a picture's room.
pub(super) struct Drawn {
    pub width: Abs,
    pub run: Option<Part>,
}

impl Drawn {
    pub fn white(width: Abs) -> Self {
        Self { width, run: None }
    }
}

/// Glyphs in the look of a word.
pub(super) struct Part {
    pub word: usize,
    pub manner: Manner,
    /// Which of the line's glyphs.
    pub glyphs: Range<usize>,
    pub text: Text,
}

/// What glyphs stand for.
pub(super) enum Text {
    /// These bytes of the paragraph.
    Of(Range<usize>),
    /// A hyphen that the line's end put there.
    Soft,
}

/// What all glyphs of a run have in common.
#[derive(PartialEq, Eq)]
pub(super) struct Header {
    pub face: FaceId,
    pub size: Abs,
    pub ink: style::Ink,
    pub manner: Manner,
    pub rise: Abs,
    pub tag: TagId,
    pub reading: Reading,
}

/// A run that others may be added to. Its glyphs stand beside one another in the line's.
pub(super) struct Open {
    pub header: Header,
    pub x: Abs,
    pub glyphs: Range<usize>,
    pub span: Span,
}

/// What has been drawn of a line so far.
pub(super) struct Ink<'b> {
    /// The line's glyphs, piece by piece.
    pub glyphs: &'b mut [Glyph],
    /// Which of them are not drawn where they stand.
    shifts: &'b [Shift],
    /// The text of the open run.
    pub text: &'b mut String,
    pub open: Option<Open>,
    /// Where the last run ends.
    pub end: Abs,
    pub items: Vec<Placed>,
    pub rules: Vec<Placed>,
    pub links: Vec<OpenLink>,
    pub calls: Vec<usize>,
    pub tallest: Abs,
    /// How far its formulas reach above the baseline, and below it.
    pub reach: [Abs; 2],
}

/// A part of a line that is a link.
pub(super) struct OpenLink {
    pub link: usize,
    pub from: Abs,
    pub to: Abs,
}

impl<'b> Ink<'b> {
    pub fn new(glyphs: &'b mut [Glyph], shifts: &'b [Shift], text: &'b mut String) -> Self {
        text.clear();
        let (open, end, tallest) = (None, Abs::ZERO, Abs::ZERO);
        let (items, rules, links, calls) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { glyphs, shifts, text, open, end, items, rules, links, calls, tallest, reach: [Abs::ZERO; 2] }
    }

    /// Ends the run that is open.
    pub fn close(&mut self) {
        let Some(Open { header, x, glyphs, span }) = self.open.take() else { return };
        let Header { face, size, ink, manner, rise, tag, reading } = header;
        let (from, to) = (glyphs.start as u32, glyphs.end as u32);
        let shifts = self.shifts.iter().filter(|shift| (from..to).contains(&shift.glyph));
        let run = GlyphRun {
            face,
            size,
            ink,
            expansion: manner.expansion,
            tracking: manner.tracking,
            glyphs: self.glyphs[glyphs].to_vec(),
            shifts: shifts.map(|shift| Shift { glyph: shift.glyph - from, by: shift.by }).collect(),
            reading,
            text: self.text.as_str().to_owned(),
            span,
        };
        self.text.clear();
        self.items.push(Placed { at: Point::new(x, -rise), item: Item::Glyphs(run), tag });
    }

    pub fn links_at(&mut self, link: usize, from: Abs, to: Abs) {
        match self.links.last_mut() {
            Some(open) if open.link == link && open.to == from => open.to = to,
            Some(open) if open.link == link && open.from == to => open.from = from,
            _ => self.links.push(OpenLink { link, from, to }),
        }
    }
}
