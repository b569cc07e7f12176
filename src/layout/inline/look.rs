//! How a stretch of text looks, down to what its face is asked for.

use crate::font::FaceId;
use crate::length::Abs;
use crate::style::{self, Figures, Ink, TextStyle};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) struct Look {
    pub face: FaceId,
    pub size: Abs,
    pub ink: Ink,
    /// How far its baseline is above the line's.
    pub rise: Abs,
    /// White added behind each glyph, in thousandths of an em.
    pub tracking: i32,
    pub figures: Figures,
    pub caps: Caps,
    pub script: Script,
    pub strike: Strike,
    pub dots: Dots,
    pub ligatures: Ligatures,
}

impl Look {
    /// A face in a style, with nothing special about it.
    pub fn plain(face: FaceId, style: &TextStyle) -> Self {
        Self {
            face,
            size: style.size,
            ink: style.ink,
            rise: Abs::ZERO,
            tracking: 0,
            figures: style.figures,
            caps: Caps::of(style),
            script: Script::Normal,
            strike: Strike::None,
            dots: Dots::None,
            ligatures: Ligatures::Common,
        }
    }
}

/// Which capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) enum Caps {
    AsWritten,
    /// Small letters become small capitals.
    Small,
    /// Capitals too.
    AllSmall,
}

impl Caps {
    pub fn of(style: &TextStyle) -> Self {
        match style.caps {
            style::Caps::AsWritten => Self::AsWritten,
            style::Caps::Small => Self::Small,
        }
    }
}

/// Superscript figures and fractions that the face itself has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) enum Script {
    Normal,
    Superior,
    Fraction,
}

/// Struck out or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) enum Strike {
    None,
    Out,
}

/// Where dots stand that stress letters, one to each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) enum Dots {
    None,
    Above,
    Below,
}

/// Joined letters or not: programs are read letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::layout) enum Ligatures {
    Common,
    None,
}
