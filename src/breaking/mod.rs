//! Boxes, glue, penalties → breaks. Arithmetic and nothing else: the breaker knows neither text nor fonts, so it is
//! tested against brute force, and whoever has widths in any unit can use it.
//!
//! The model and the words are those of Donald E. Knuth and Michael F. Plass, "Breaking Paragraphs into Lines",
//! Software: Practice and Experience 11 (1981), and of TeX (*The TeXbook*, chapter 14). Two things are added: boxes
//! that can be widened or narrowed a little (font expansion) and that may hang into the margin (protrusion), after
//! Hàn Thế Thành, *Micro-typographic extensions to the TeX typesetting system* (2000). Both enter the optimisation.

mod first_fit;
mod fit;
mod knuth_plass;
mod river;

pub use first_fit::first_fit;
pub use fit::Fit;
pub use knuth_plass::{break_lines, break_lines_variously};
pub use river::{RIVER_LINES, Stream, rivers};

use crate::length::Abs;

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HItem {
    /// Something that is never broken: a word, a syllable.
    Box {
        /// Its natural width.
        width: Abs,
        /// How far it may be widened, or narrowed, unseen: by expansion, and by parting its letters a little.
        give: Abs,
        /// How much further it may be widened where nothing else helps.
        reserve: Abs,
        /// How far it may hang into the margin when it begins a line, and when it ends one.
        hang: [Abs; 2],
    },
    /// White that stretches and shrinks. A line may end before it if a box precedes; at a line's end it vanishes.
    Glue {
        /// Its natural width.
        width: Abs,
        /// How far it stretches at ratio 1. [`FILL`] takes up whatever is left.
        stretch: Abs,
        /// How far it shrinks at most.
        shrink: Abs,
    },
    /// A place where a line may end, at a cost.
    Penalty {
        /// What the line is longer by if it ends here: a hyphen, less what hangs of it.
        width: Abs,
        /// What ending here costs: [`FORBIDDEN`], [`FORCED`], or between.
        cost: i32,
        /// What a break here shows.
        shows: Shows,
    },
}

/// What a break shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// A hyphen that is there anyway. Two such lines in a row cost extra.
    Hyphen,
    /// A hyphen that appears only here (TeX's discretionary). The first pass does without.
    Discretionary,
}

/// The cost that forbids a break.
pub const FORBIDDEN: i32 = 10_000;
/// A discretionary hyphen of this cost or more is tried in the last pass alone, where a line is left short without it: it
/// is dearer than a line that strains its reserve to the full, and cheaper than one that is ten points short.
pub const LAST_RESORT: i32 = 1_250;
/// The cost that forces one.
pub const FORCED: i32 = -10_000;
/// The stretch of glue that takes up whatever is left: 2⁴⁰ units, some 230 times the width of a poster.
pub const FILL: Abs = Abs(1 << 40);

/// The rules of a paragraph. The names and most values are TeX's.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaking {
    /// The badness up to which a paragraph without discretionary hyphens is taken. TeX has 100, where word spaces are
    /// half as wide again; at 20 they are a seventh wider, which is where an eye begins to see it.
    pub pretolerance: f64,
    /// The badness up to which a line is taken in the second pass. plain TeX's value is 200.
    pub tolerance: f64,
    /// What each line costs: fewer lines are better. TeX's value is 10.
    pub line_penalty: f64,
    /// What it costs, in demerits, that a line uses the give of its boxes to the full; half of it costs a quarter.
    pub strain_demerits: f64,
    /// What two hyphenated lines in a row cost. TeX's value is 10,000.
    pub double_hyphen_demerits: f64,
    /// What a hyphen in the last line but one costs. TeX's value is 5,000.
    pub final_hyphen_demerits: f64,
    /// What a tight line beside a loose one costs, for each class of fitness they are further apart than neighbours.
    /// TeX's value is 10,000, for four classes.
    pub adjacent_demerits: f64,
    /// What each line costs that a river runs through.
    pub river_demerits: f64,
    /// The most hyphenated lines in a row: a hard bound, unless there is no other way.
    pub ladder: u8,
    /// A last line narrower than this is a runt.
    pub runt: Abs,
    /// What a runt costs, as a penalty. Typst has 100 for the same.
    pub runt_penalty: f64,
    /// So many lines at the beginning are shorter by so much: they stand beside something.
    pub beside: (usize, Abs),
    /// White that ragged lines may have at their end at ratio 1; zero for justified ones.
    pub rag: Abs,
    /// How far word spaces grow, and what gives in between.
    pub growth: Growth,
}

/// How far word spaces grow, and what gives in between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// The ratio from which on the boxes' reserve gives before the word spaces do, as far as it is eased.
    pub knee: f64,
    /// What part of the reserve is eased: 0 to 1.
    pub ease: f64,
    /// The ratio at which word spaces stop growing. What is still missing the rest of the reserve takes, and what that
    /// cannot take is left white at the line's end: a short line is a smaller fault than a hole in every space.
    pub limit: f64,
}

impl Growth {
    /// Word spaces take all.
    pub const FREE: Self = Self { knee: f64::INFINITY, ease: 0.0, limit: f64::INFINITY };
}

impl Default for Breaking {
    fn default() -> Self {
        Self {
            pretolerance: 20.0,
            tolerance: 200.0,
            line_penalty: 10.0,
            strain_demerits: 1_000.0,
            double_hyphen_demerits: 10_000.0,
            final_hyphen_demerits: 5_000.0,
            adjacent_demerits: 10_000.0,
            river_demerits: 10_000.0,
            ladder: 2,
            runt: Abs::ZERO,
            runt_penalty: 100.0,
            beside: (0, Abs::ZERO),
            rag: Abs::ZERO,
            growth: Growth::FREE,
        }
    }
}

/// A line that was chosen: the items from `start` up to `end`, where it breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChosenLine {
    /// The first item that shows; glue and penalties at the line's beginning vanished.
    pub start: usize,
    /// The item at which it breaks.
    pub end: usize,
    /// How it fills the measure.
    pub fit: Fit,
}
