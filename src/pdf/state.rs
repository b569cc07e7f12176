//! What a content stream is told from: the graphics state, and what is met on the way.

use super::color::Space;
use super::fonts::Font;
use super::geometry::{Matrix, Point, Rect};
use lopdf::{Dictionary, ObjectId, Stream};
use std::rc::Rc;

/// A colour to paint with.
#[derive(Debug, Clone)]
pub(crate) struct Ink {
    /// Its space.
    pub space: Rc<Space>,
    /// Its numbers.
    pub values: Vec<f64>,
    /// The pattern's name, if it is one.
    pub pattern: Option<Vec<u8>>,
}

impl Ink {
    /// Black, as a page begins with.
    pub fn black() -> Self {
        Self { space: Rc::new(Space::Gray), values: vec![0.0], pattern: None }
    }

    /// About how it looks; none for a pattern.
    pub fn rgb(&self) -> Option<[f64; 3]> {
        if self.pattern.is_some() { None } else { self.space.rgb(&self.values) }
    }
}

/// How transparent things are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Transparency {
    /// What fills, 1 for opaque.
    pub fill: f64,
    /// What strokes.
    pub stroke: f64,
    /// The blend mode.
    pub blend: Vec<u8>,
    /// A soft mask is set.
    pub mask: bool,
}

impl Transparency {
    /// Nothing shines through.
    pub fn is_opaque(&self) -> bool {
        self.fill >= 1.0
            && self.stroke >= 1.0
            && !self.mask
            && matches!(self.blend.as_slice(), b"Normal" | b"Compatible")
    }
}

/// What says how text is set.
#[derive(Debug, Clone)]
pub(crate) struct TextState {
    /// The font; none before one is chosen.
    pub font: Option<Rc<Font>>,
    /// Its size, before all matrices.
    pub size: f64,
    /// Between characters.
    pub character_space: f64,
    /// More of it at a space.
    pub word_space: f64,
    /// How wide, 1 for natural.
    pub stretch: f64,
    /// Between lines.
    pub leading: f64,
    /// Above the line.
    pub rise: f64,
    /// Filled, stroked, neither, clipped to.
    pub render: i64,
}

/// The graphics state.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// From here to the page's units.
    pub ctm: Matrix,
    /// What fills.
    pub fill: Ink,
    /// What strokes.
    pub stroke: Ink,
    /// How wide strokes are.
    pub line_width: f64,
    /// Fills overprint.
    pub fill_overprint: bool,
    /// Strokes overprint.
    pub stroke_overprint: bool,
    /// Whether an ink of none leaves what is below.
    pub overprint_mode: i64,
    /// What shines through.
    pub transparency: Transparency,
    /// How text is set.
    pub text: TextState,
    /// The box that nothing is painted outside of.
    pub clip: Rect,
}

/// What an operator does with a path or with glyphs, as far as its colour and its overprinting go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Painting {
    /// Fills it.
    Fill,
    /// Strokes it.
    Stroke,
}

impl State {
    /// Whether what is painted so leaves the inks below it that it does not use itself.
    pub fn overprints(&self, how: Painting) -> bool {
        match how {
            Painting::Fill => self.fill_overprint,
            Painting::Stroke => self.stroke_overprint,
        }
    }

    /// As a page begins.
    pub fn new(ctm: Matrix, clip: Rect) -> Self {
        Self {
            ctm,
            fill: Ink::black(),
            stroke: Ink::black(),
            line_width: 1.0,
            fill_overprint: false,
            stroke_overprint: false,
            overprint_mode: 0,
            transparency: Transparency { fill: 1.0, stroke: 1.0, blend: b"Normal".to_vec(), mask: false },
            text: TextState {
                font: None,
                size: 0.0,
                character_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                render: 0,
            },
            clip,
        }
    }
}

/// Where something is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Within marked content that has an identifier of the structure.
    pub tagged: Option<i64>,
    /// Within an artifact.
    pub artifact: bool,
    /// Within the glyph of a type 3 font, or the cell of a pattern: painted when that is, wherever that is.
    pub indirect: bool,
    /// Within a form or a glyph whose marks are its own.
    pub form: Option<ObjectId>,
    /// Within content that other words stand for when it is read out.
    pub replaced: bool,
}

/// A piece of text that was shown.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Where its baseline begins, in the page's units.
    pub origin: Point,
    /// The box around it, by its size and advance.
    pub area: Rect,
    /// The size of the type as it is seen, in the page's units.
    pub size: f64,
    /// Nothing but spaces.
    pub blank: bool,
    /// What it says, as far as its font tells.
    pub text: String,
}

/// A picture that was painted.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// Its object; none for an inline image.
    pub id: Option<ObjectId>,
    /// Its stream.
    pub stream: &'a Stream,
    /// Where, in the page's units.
    pub area: Rect,
    /// Pixels across and down.
    pub pixels: (i64, i64),
    /// It is a mask that colour is painted through.
    pub stencil: bool,
    /// Its colour space; none for a mask, and for JPEG 2000, which may hold its own.
    pub space: Option<Rc<Space>>,
}

/// How a path was painted.
#[derive(Debug)]
pub(crate) struct Painted {
    /// The box around the path, in the page's units.
    pub area: Rect,
    /// It was one upright rectangle.
    pub is_rectangle: bool,
    /// It was filled.
    pub filled: bool,
    /// It was stroked, with a line as wide as this in the page's units.
    pub stroked: Option<f64>,
}

/// What is met in a content stream.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// Text.
    Text(Shown),
    /// A path.
    Path(Painted),
    /// A picture.
    Picture(Picture<'a>),
    /// A shading over an area; its space, and its colours from one end to the other as far as they are known.
    Shading { area: Rect, space: Rc<Space>, colors: Vec<Vec<f64>> },
    /// A form begins, by its dictionary.
    Form(&'a Dictionary),
    /// The state was changed by a dictionary of parameters.
    Parameters(&'a Dictionary),
    /// Marked content with properties begins.
    Marked { tag: &'a [u8], properties: &'a Dictionary },
    /// Something is amiss.
    Trouble(Trouble),
}

/// What can be amiss in a content stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Words that are no PDF, or the wrong operands.
    Syntax(String),
    /// A resource that is named but not there.
    Missing(String),
    /// `q` without `Q`, or the other way round.
    Unbalanced,
    /// A stream that cannot be decoded.
    Undecodable,
    /// There is so much of it that the rest was not looked at.
    TooMuch,
    /// Embedded PostScript.
    PostScript,
}
