//! The look of a piece of text.

use super::Ink;
use crate::length::Abs;

/// Typeface, size and setting of a piece of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// The face.
    pub font: FontRequest,
    /// The size of the type.
    pub size: Abs,
    /// From baseline to baseline.
    pub leading: Abs,
    /// Justified or ragged.
    pub setting: Setting,
    /// Which figures.
    pub figures: Figures,
    /// Whether small letters become small capitals.
    pub caps: Caps,
    /// Whether words may be hyphenated.
    pub hyphens: Hyphens,
    /// The colour.
    pub ink: Ink,
}

/// What a face is asked for by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FontRequest {
    /// The family's name.
    pub family: String,
    /// The weight, 100 to 900; 400 is regular, 600 semibold, 700 bold.
    pub weight: u16,
    /// Roman or italic.
    pub slope: Slope,
}

/// Roman or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Slope {
    /// Upright.
    #[default]
    Roman,
    /// Italic or oblique.
    Italic,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// All at the same place.
    Justified,
    /// Where their words end.
    Ragged,
    /// Both ends where the words end, about the middle.
    Centered,
}

/// Which figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figures {
    /// Proportional, with ascenders and descenders: for running text.
    OldStyle,
    /// Proportional, as tall as capitals: for headings.
    Lining,
    /// All equally wide, as tall as capitals: for columns.
    Tabular,
}

/// Whether small letters become small capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caps {
    /// They stay as they are written.
    AsWritten,
    /// They do, if the face has them.
    Small,
}

/// Whether words may be hyphenated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hyphens {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}
