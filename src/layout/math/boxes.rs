//! Set parts of a formula: what they are made of, and where it stands.

use crate::font::FaceId;
use crate::layout::frame::{Glyph, GlyphRun, Item, Placed, Reading, TagId};
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::Ink;

/// A set part of a formula. Its origin is at the left, on the baseline.
#[derive(Debug, Clone, Default)]
pub(in crate::layout) struct MBox {
    pub width: Abs,
    /// From the baseline up, and down.
    pub height: Abs,
    pub depth: Abs,
    /// How much of the width is there because the last sign slants: a subscript stands so much further to the left.
    pub slant: Abs,
    pub parts: Vec<(Point, Part)>,
    /// The sign it is, if it is but one.
    pub sign: Option<Sign>,
}

/// A sign that is alone in its box.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Sign {
    pub glyph: u16,
    pub size: Abs,
}

/// Something that is drawn, from its place on.
#[derive(Debug, Clone)]
pub(in crate::layout) enum Part {
    /// A glyph of the face for formulas, and what it is read as.
    Glyph { glyph: u16, size: Abs, advance: Abs, read: char },
    /// Words.
    Run(Box<GlyphRun>),
    /// A rule, from its top left corner on.
    Rule(Size),
}

impl Part {
    pub fn width(&self) -> Abs {
        match self {
            Self::Glyph { advance, .. } => *advance,
            Self::Run(run) => run.width(),
            Self::Rule(size) => size.width,
        }
    }
}

impl MBox {
    /// White.
    pub fn white(width: Abs) -> Self {
        Self { width, ..Self::default() }
    }

    /// A rule that stands on the baseline.
    pub fn rule(width: Abs, height: Abs) -> Self {
        let rule = Part::Rule(Size { width, height });
        Self { width, height, parts: vec![(Point::new(Abs::ZERO, -height), rule)], ..Self::default() }
    }

    pub fn total(&self) -> Abs {
        self.height + self.depth
    }

    /// Puts another's parts into this one, its origin that far to the right and *up*. Its extent grows upward and
    /// downward, not to the right.
    pub fn put(&mut self, other: Self, x: Abs, up: Abs) {
        self.height = self.height.max(other.height + up);
        self.depth = self.depth.max(other.depth - up);
        let shift = Point::new(x, -up);
        self.parts.extend(other.parts.into_iter().map(|(at, part)| (at + shift, part)));
    }

    /// Puts another behind this one.
    pub fn push(&mut self, other: Self) {
        let (x, width) = (self.width, other.width);
        self.slant = other.slant;
        self.put(other, x, Abs::ZERO);
        self.width += width;
        self.sign = None;
    }

    /// The same, so far above where it stood.
    pub fn raised(mut self, up: Abs) -> Self {
        for (at, _) in &mut self.parts {
            at.y -= up;
        }
        self.height += up;
        self.depth -= up;
        self.sign = None;
        self
    }

    /// The same in another size.
    pub fn scaled(mut self, ratio: f64) -> Self {
        for length in [&mut self.width, &mut self.height, &mut self.depth, &mut self.slant] {
            *length = length.scale(ratio);
        }
        for (at, part) in &mut self.parts {
            *at = Point::new(at.x.scale(ratio), at.y.scale(ratio));
            match part {
                Part::Glyph { size, advance, .. } => (*size, *advance) = (size.scale(ratio), advance.scale(ratio)),
                Part::Rule(size) => {
                    *size = Size { width: size.width.scale(ratio), height: size.height.scale(ratio) };
                }
                Part::Run(run) => {
                    run.size = run.size.scale(ratio);
                    for glyph in &mut run.glyphs {
                        glyph.advance = (f64::from(glyph.advance) * ratio) as i32;
                    }
                    for shift in &mut run.shifts {
                        shift.by = ((f64::from(shift.by.0) * ratio) as i32, (f64::from(shift.by.1) * ratio) as i32);
                    }
                }
            }
        }
        self
    }

    /// What is drawn of it at a place, as content of an element. Glyphs that stand side by side are one run.
    pub fn placed(&self, at: Point, face: FaceId, ink: Ink, tag: TagId, span: Span) -> Vec<Placed> {
        let mut out: Vec<Placed> = Vec::new();
        // Where the open run is in `out`, and where the pen is behind its last glyph.
        let mut open: Option<(Point, Abs)> = None;
        for (place, part) in &self.parts {
            let at = at + *place;
            match part {
                Part::Glyph { glyph, size, advance, read } => {
                    let glyph = Glyph { id: *glyph, advance: advance.0 as i32, text: read.len_utf8() as u16 };
                    if let Some((pen, run_size)) = open
                        && run_size == *size
                        && pen.y == at.y
                        && (pen.x - at.x).abs() <= *size * 4
                        && let Some(Placed { item: Item::Glyphs(run), .. }) = out.last_mut()
                    {
                        if let Some(last) = run.glyphs.last_mut() {
                            last.advance += (at.x - pen.x).0 as i32;
                        }
                        run.glyphs.push(glyph);
                        run.text.push(*read);
                    } else {
                        let run =
                            GlyphRun { glyphs: vec![glyph], text: (*read).into(), ..blank(face, *size, ink, span) };
                        out.push(Placed { at, item: Item::Glyphs(run), tag });
                    }
                    open = Some((Point::new(at.x + *advance, at.y), *size));
                }
                Part::Run(run) => {
                    open = None;
                    let run = GlyphRun { ink, span, ..(**run).clone() };
                    out.push(Placed { at, item: Item::Glyphs(run), tag });
                }
                Part::Rule(size) => {
                    open = None;
                    out.push(Placed { at, item: Item::Rule { size: *size, ink }, tag });
                }
            }
        }
        out
    }
}

fn blank(face: FaceId, size: Abs, ink: Ink, span: Span) -> GlyphRun {
    GlyphRun {
        face,
        size,
        ink,
        expansion: 0,
        tracking: Abs::ZERO,
        glyphs: Vec::new(),
        shifts: Vec::new(),
        reading: Reading::Forward,
        text: String::new(),
        span,
    }
}
