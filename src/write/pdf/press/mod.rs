//! What a printing house is told: where the page is cut, which inks there are, and what the paper does to them.

mod condition;
mod marks;
mod palette;
mod separate;
mod separator;
mod sheet;

pub use condition::Condition;

pub(super) use marks::{Slug, draw as draw_marks};
pub(super) use palette::{Overprint, Palette};
pub(super) use separate::{Mixing, Plates, Separation, is_chromatic};
pub(super) use separator::{Inks, is_embeddable};
pub(super) use sheet::Sheet;

use crate::length::Abs;
use std::collections::BTreeSet;

/// What the printing house asked for. It is heeded for PDF/X only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// How far what touches the edge is drawn beyond it, so that no white shows where the cut is a hair off.
    pub bleed: Abs,
    /// What is drawn outside the page.
    pub marks: BTreeSet<PrintMark>,
    /// The inks, the press and the paper. `None`: black alone if the pages need no more, else FOGRA39.
    pub condition: Option<Condition>,
    /// The name of the ink that the accent colour is printed with, if not with process inks.
    pub spot: Option<String>,
    /// The most ink that pictures may put in one place, in per cent: 400 is all four inks whole.
    pub ink_limit: u16,
}

/// What coated paper bears on a sheet-fed press, and the limit that the bundled profile (FOGRA39) was made for.
const INK_LIMIT: u16 = 300;

impl Default for Press {
    fn default() -> Self {
        Self { bleed: Abs::ZERO, marks: BTreeSet::new(), condition: None, spot: None, ink_limit: INK_LIMIT }
    }
}

/// A mark outside the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrintMark {
    /// Where to cut.
    Crop,
    /// Crosses on all plates, to lay them over one another.
    Registration,
    /// Patches of each ink, to be measured.
    ColorBar,
    /// A line that says what the sheet is.
    Slug,
}

/// The marks by name.
pub const MARKS: &[(&str, PrintMark)] = &[
    ("crop", PrintMark::Crop),
    ("registration", PrintMark::Registration),
    ("color-bar", PrintMark::ColorBar),
    ("slug", PrintMark::Slug),
];
