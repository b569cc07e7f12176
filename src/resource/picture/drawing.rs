//! A drawing: shapes that stay sharp at any size, in plain terms, so that a writer needs no SVG.

use super::Raster;

/// Shapes in drawing order, in units that run right and down from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its width in its own units.
    pub width: f64,
    /// Its height in its own units.
    pub height: f64,
    /// What is on it, the lowest first.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant)] // nearly all shapes are paths
pub enum Shape {
    /// An outline, filled, drawn along, or both.
    Path {
        /// The outline, in the drawing's units.
        outline: Vec<Segment>,
        /// What fills it.
        fill: Option<Fill>,
        /// What is drawn along it.
        stroke: Option<Stroke>,
        /// Which is above.
        order: Order,
    },
    /// Pixels.
    Picture {
        /// Where the unit square with the pixels goes; its y runs down.
        place: Matrix,
        /// The pixels.
        raster: Raster,
    },
    /// Shapes that are cut, or faded, together.
    Group {
        /// What is kept of them.
        clip: Option<(Vec<Segment>, Rule)>,
        /// From 0, nothing, to 1.
        opacity: f64,
        /// The shapes.
        shapes: Vec<Shape>,
    },
}

/// A step of an outline: where it leads, behind the points that bend it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)] // the words say it
pub enum Segment {
    Move([f64; 2]),
    Line([f64; 2]),
    Curve([f64; 2], [f64; 2], [f64; 2]),
    Close,
}

/// What is inside an outline that crosses itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// What the outline goes around.
    NonZero,
    /// What it goes around an odd number of times.
    EvenOdd,
}

/// Which is above: fill or stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The stroke.
    StrokeAbove,
    /// The fill.
    FillAbove,
}

/// What fills an outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Fill {
    /// Its colours.
    pub paint: Paint,
    /// From 0, nothing, to 1.
    pub opacity: f64,
    /// What is inside.
    pub rule: Rule,
}

/// What is drawn along an outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Its colours.
    pub paint: Paint,
    /// From 0, nothing, to 1.
    pub opacity: f64,
    /// In the units before `shape`.
    pub width: f64,
    /// How the pen is bent: the outline is in units behind it.
    pub shape: Matrix,
    /// Lengths of dashes and gaps, in turns, and where the first begins; in the units before `shape`.
    pub dashes: (Vec<f64>, f64),
    /// PDF's numbers: 0 butt, 1 round, 2 square.
    pub cap: u8,
    /// PDF's numbers: 0 miter, 1 round, 2 bevel.
    pub join: u8,
    /// How sharp a corner may be.
    pub miter: f64,
}

/// Colours.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One.
    Color([u8; 3]),
    /// From one point to another.
    Linear {
        /// From where to where, in units before `place`.
        ends: [[f64; 2]; 2],
        /// The colours on the way, from 0 to 1.
        stops: Vec<(f64, [u8; 3])>,
        /// Into the drawing's units.
        place: Matrix,
    },
    /// From one circle to another.
    Radial {
        /// Centre and radius of both, in units before `place`.
        circles: [([f64; 2], f64); 2],
        /// The colours on the way, from 0 to 1.
        stops: Vec<(f64, [u8; 3])>,
        /// Into the drawing's units.
        place: Matrix,
    },
}

/// x′ = ax + cy + e, y′ = bx + dy + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// Leaves all as it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Where a point goes.
    pub fn apply(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }
}
