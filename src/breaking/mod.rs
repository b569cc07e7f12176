//! Boxes, glue, penalties → breaks. Arithmetic and nothing else: the breaker knows neither text nor fonts, so it is
//! tested against brute force, and whoever has widths in any unit can use it.
//!
//! The model and the words are those of Donald E. Knuth and Michael F. Plass, "Breaking Paragraphs into Lines",
//! Software: Practice and Experience 11 (1981), and of TeX (*The TeXbook*, chapter 14). Two things are added: boxes
//! that can be widened or narrowed a little (font expansion) and that may hang into the margin (protrusion), after
//! Hàn Thế Thành, *Micro-typographic extensions to the TeX typesetting system* (2000). Both enter the optimisation.

mod first_fit;
mod knuth_plass;

pub use first_fit::first_fit;
pub use knuth_plass::break_lines;

use crate::length::Abs;

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HItem {
    /// Something that is never broken: a word, a syllable.
    Box {
        /// Its natural width.
        width: Abs,
        /// How far it may be widened, or narrowed.
        give: Abs,
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
/// The cost that forces one.
pub const FORCED: i32 = -10_000;
/// The stretch of glue that takes up whatever is left: 2⁴⁰ units, some 230 times the width of a poster.
pub const FILL: Abs = Abs(1 << 40);

/// The rules of a paragraph. The names and most values are TeX's.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaking {
    /// The badness up to which a paragraph without discretionary hyphens is taken. TeX has 100, where word spaces are
    /// half as wide again; at 20 they are a quarter wider, which is where an eye begins to see it.
    pub pretolerance: f64,
    /// The badness up to which a line is taken in the second pass. plain TeX's value is 200.
    pub tolerance: f64,
    /// What each line costs: fewer lines are better. TeX's value is 10.
    pub line_penalty: f64,
    /// What two hyphenated lines in a row cost. TeX's value is 10,000.
    pub double_hyphen_demerits: f64,
    /// What a hyphen in the last line but one costs. TeX's value is 5,000.
    pub final_hyphen_demerits: f64,
    /// What a tight line beside a loose one costs. TeX's value is 10,000.
    pub adjacent_demerits: f64,
    /// The most hyphenated lines in a row: a hard bound, unless there is no other way.
    pub ladder: u8,
    /// A last line narrower than this is a runt.
    pub runt: Abs,
    /// What a runt costs, as a penalty. Typst has 100 for the same.
    pub runt_penalty: f64,
    /// White that ragged lines may have at their end at ratio 1; zero for justified ones.
    pub rag: Abs,
}

impl Default for Breaking {
    fn default() -> Self {
        Self {
            pretolerance: 20.0,
            tolerance: 200.0,
            line_penalty: 10.0,
            double_hyphen_demerits: 10_000.0,
            final_hyphen_demerits: 5_000.0,
            adjacent_demerits: 10_000.0,
            ladder: 2,
            runt: Abs::ZERO,
            runt_penalty: 100.0,
            rag: Abs::ZERO,
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

/// How a line fills its measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fit {
    /// How much of its stretch (above zero) or shrink (below) the glue uses. Under −1: the line is overfull.
    pub ratio: f64,
    /// How much of their give the boxes use: −1 to 1.
    pub expansion: f64,
    /// How much wider than the measure the line stays when everything has shrunk.
    pub over: Abs,
}

/// The sums that a fit is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sums {
    width: Abs,
    stretch: Abs,
    shrink: Abs,
    give: Abs,
}

impl Sums {
    fn minus(self, other: Self) -> Self {
        Self {
            width: self.width - other.width,
            stretch: self.stretch - other.stretch,
            shrink: self.shrink - other.shrink,
            give: self.give - other.give,
        }
    }

    fn add(&mut self, item: &HItem) {
        match *item {
            HItem::Box { width, give, .. } => {
                self.width += width;
                self.give += give;
            }
            HItem::Glue { width, stretch, shrink } => {
                self.width += width;
                self.stretch += stretch;
                self.shrink += shrink;
            }
            HItem::Penalty { .. } => {}
        }
    }

    /// Fits the sums to a measure. The boxes' give is used up first and the glue takes the rest: what the boxes take
    /// nobody sees, and the word spaces come out equal on most lines. A line that fill glue ends stays as it is.
    fn fit(self, measure: Abs) -> Fit {
        let missing = (measure - self.width).0;
        if missing >= 0 && self.stretch >= FILL {
            return Fit::default();
        }
        let taken = missing.clamp(-self.give.0, self.give.0);
        let rest = (missing - taken) as f64;
        let elastic = if rest >= 0.0 { self.stretch } else { self.shrink };
        let ratio = match (rest == 0.0, elastic.0) {
            (true, _) => 0.0,
            (false, 0) => rest.signum() * STIFF,
            (false, elastic) => rest / elastic as f64,
        };
        Fit {
            ratio,
            expansion: if self.give.0 == 0 { 0.0 } else { taken as f64 / self.give.0 as f64 },
            over: (self.width - self.shrink - self.give - measure).max(Abs::ZERO),
        }
    }
}

/// The ratio of a line that has nothing to stretch: worse than any that has, and its cube still a fair number.
const STIFF: f64 = 1.0e4;

impl Fit {
    /// TeX's badness, 100·|r|³, but not capped: of two bad lines the worse is worse. Expansion that is used to the
    /// full counts a little, so that of two lines alike the more natural one is taken.
    pub fn badness(self) -> f64 {
        let r = self.ratio.abs();
        100.0 * r * r * r + self.expansion * self.expansion
    }
}
