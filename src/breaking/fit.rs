//! How a line fills its measure: who takes up what is missing, and in which order.
//!
//! First the boxes, as far as nobody sees it; then the glue, up to a knee; then an eased part of the boxes' reserve; the
//! glue again, up to a limit; then the rest of the reserve; and what is left stays white. So most lines have word spaces
//! of exactly their natural width, and no line has holes.

use super::{FILL, Growth, HItem};
use crate::length::Abs;

/// How a line fills its measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fit {
    /// How much of its stretch (above zero) or shrink (below) the glue uses. Under −1: the line is overfull.
    pub ratio: f64,
    /// How much of their give the boxes use: −1 to 1.
    pub expansion: f64,
    /// How much of their reserve the boxes use: 0 to 1.
    pub reserve: f64,
    /// How much of it they use although it is not eased: for nothing else was left.
    pub strain: f64,
    /// What is left white at the line's end.
    pub short: Abs,
    /// How much wider than the measure the line stays when everything has shrunk.
    pub over: Abs,
}

/// The sums that a fit is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sums {
    pub width: Abs,
    pub stretch: Abs,
    pub shrink: Abs,
    pub give: Abs,
    pub reserve: Abs,
}

impl Sums {
    pub fn minus(self, other: Self) -> Self {
        Self {
            width: self.width - other.width,
            stretch: self.stretch - other.stretch,
            shrink: self.shrink - other.shrink,
            give: self.give - other.give,
            reserve: self.reserve - other.reserve,
        }
    }

    pub fn add(&mut self, item: &HItem) {
        match *item {
            HItem::Box { width, give, reserve, .. } => {
                self.width += width;
                self.give += give;
                self.reserve += reserve;
            }
            HItem::Glue { width, stretch, shrink } => {
                self.width += width;
                self.stretch += stretch;
                self.shrink += shrink;
            }
            HItem::Penalty { .. } => {}
        }
    }

    /// Whether the line stays wider than the measure when everything has shrunk.
    pub fn is_over(&self, measure: Abs) -> bool {
        self.width - self.give - self.shrink > measure
    }

    /// Whether the line stays further from the measure's end than one may that is no worse than the loosest. Errs by a
    /// unit on the side of no.
    pub fn is_under(&self, measure: Abs, loosest: &Loosest) -> bool {
        let rest = measure - self.width - self.give;
        let taken = loosest.ratio * self.stretch.0 as f64 + loosest.reserve * self.reserve.0 as f64;
        rest.0 > 0 && rest.0 as f64 > taken + loosest.white
    }

    /// Fits the sums to a measure, by the rules of what gives first. A line that fill glue ends stays as it is.
    pub fn fit(self, measure: Abs, growth: Growth) -> Fit {
        let missing = (measure - self.width).0;
        if missing >= 0 && self.stretch >= FILL {
            return Fit::default();
        }
        let taken = missing.clamp(-self.give.0, self.give.0);
        let expansion = if self.give.0 == 0 { 0.0 } else { taken as f64 / self.give.0 as f64 };
        let rest = (missing - taken) as f64;
        if rest < 0.0 {
            let ratio = if self.shrink.0 == 0 { -STIFF } else { rest / self.shrink.0 as f64 };
            let over = (self.width - self.shrink - self.give - measure).max(Abs::ZERO);
            return Fit { ratio, expansion, over, ..Fit::default() };
        }
        let stretch = self.stretch.0 as f64;
        if rest <= growth.knee * stretch {
            let ratio = if rest == 0.0 { 0.0 } else { rest / stretch };
            return Fit { ratio, expansion, ..Fit::default() };
        }
        if growth.limit == f64::INFINITY {
            return Fit { ratio: STIFF, expansion, ..Fit::default() };
        }
        let whole = self.reserve.0 as f64;
        let part = |drawn: f64| if whole == 0.0 { 0.0 } else { drawn / whole };
        // From the knee on the boxes' reserve gives first, as far as it is eased.
        let eased = whole * growth.ease;
        let rest = rest - growth.knee * stretch;
        let drawn = rest.min(eased);
        let rest = rest - drawn;
        if rest <= (growth.limit - growth.knee) * stretch {
            let ratio = if rest == 0.0 { growth.knee } else { growth.knee + rest / stretch };
            return Fit { ratio, expansion, reserve: part(drawn), ..Fit::default() };
        }
        let rest = rest - (growth.limit - growth.knee) * stretch;
        let drawn = rest.min(whole - eased);
        let short = Abs((rest - drawn) as i64);
        let strain = part(drawn) + f64::EPSILON;
        Fit { ratio: growth.limit, expansion, reserve: part(eased + drawn), strain, short, over: Abs::ZERO }
    }
}

/// What takes up what a line lacks, at the most, if it is to be no worse than some badness.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loosest {
    /// How much of its stretch the glue may use.
    ratio: f64,
    /// How much of their reserve the boxes may.
    reserve: f64,
    /// The units that may be left white.
    white: f64,
}

impl Loosest {
    pub fn of(badness: f64, growth: Growth) -> Self {
        // A little more than that, for sums of whole units.
        const SLACK: f64 = 1.0 + 1e-9;
        let ratio = (badness / 100.0).cbrt().min(growth.limit) * SLACK;
        if ratio < growth.knee {
            return Self { ratio, reserve: 0.0, white: 1.0 };
        }
        // What is left for strain and for white when the glue has stretched to its limit.
        let rest = (badness - 100.0 * growth.limit.powi(3)) * SLACK;
        let reserve = if rest < STRAINED { growth.ease } else { 1.0 };
        let white = (rest - STRAINED - SHORT).max(0.0) / SHORT_BY_POINT * Abs::PT.0 as f64;
        Self { ratio, reserve, white: white + 1.0 }
    }
}

/// What a line is worse by, at least, that strains its boxes' reserve, and how much more if it takes all of it.
const STRAINED: f64 = 250.0;
const STRAINED_TO_THE_FULL: f64 = 300.0;

/// What a line is worse by, at least, that stays short, and how much more for each point.
const SHORT: f64 = 500.0;
const SHORT_BY_POINT: f64 = 20.0;

/// The ratio of a line that has nothing to stretch: worse than any that has, and its cube still a fair number.
const STIFF: f64 = 1.0e4;

impl Fit {
    /// TeX's badness, 100·|r|³, but not capped: of two bad lines the worse is worse. A line that strains its reserve
    /// is worse than any that does not, and one that stays short worse than any of those.
    pub fn badness(self) -> f64 {
        let r = self.ratio.abs();
        let mut badness = 100.0 * r * r * r;
        if self.strain > 0.0 {
            badness += STRAINED + STRAINED_TO_THE_FULL * self.strain;
        }
        if self.short.0 > 0 {
            badness += SHORT + SHORT_BY_POINT * self.short.to_pt();
        }
        badness
    }

    /// How dense the line is: 0 as it is drawn, 1 where the boxes' give is used up, 2 where the glue has ratio 1 as
    /// well; below zero where it is set tighter.
    pub fn density(self) -> f64 {
        self.expansion + self.ratio + self.reserve
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROWTH: Growth = Growth { knee: 1.0, ease: 0.5, limit: 2.0 };

    fn sums() -> Sums {
        let pt = |points: i64| Abs::PT * points;
        Sums { width: pt(100), stretch: pt(10), shrink: pt(5), give: pt(2), reserve: pt(8) }
    }

    /// By how much the line falls short, and who takes it up.
    #[test]
    fn boxes_give_first_then_glue_then_what_is_eased_then_glue_then_the_reserve() {
        // (missing, ratio, expansion, reserve, what is left white)
        for (missing, ratio, expansion, reserve, short) in [
            (0.0, 0.0, 0.0, 0.0, 0.0),
            (1.0, 0.0, 0.5, 0.0, 0.0),
            (7.0, 0.5, 1.0, 0.0, 0.0),
            (12.0, 1.0, 1.0, 0.0, 0.0),
            (14.0, 1.0, 1.0, 0.25, 0.0),
            (16.0, 1.0, 1.0, 0.5, 0.0),
            (21.0, 1.5, 1.0, 0.5, 0.0),
            (26.0, 2.0, 1.0, 0.5, 0.0),
            (28.0, 2.0, 1.0, 0.75, 0.0),
            (33.0, 2.0, 1.0, 1.0, 3.0),
            (-1.0, 0.0, -0.5, 0.0, 0.0),
            (-4.5, -0.5, -1.0, 0.0, 0.0),
        ] {
            let fit = sums().fit(Abs::pt(100.0 + missing), GROWTH);
            let found = [fit.ratio, fit.expansion, fit.reserve, fit.short.to_pt()];
            let near = found.iter().zip([ratio, expansion, reserve, short]).all(|(a, b)| (a - b).abs() < 1e-4);
            assert!(near, "{missing}: {fit:?}");
        }
        assert_eq!(sums().fit(Abs::PT * 90, GROWTH).over, Abs::PT * 3);
    }

    #[test]
    fn a_line_is_under_if_neither_glue_nor_what_is_eased_fills_it() {
        for (missing, ratio, under) in
            [(7.0, 0.5, false), (7.1, 0.5, true), (16.0, 1.0, false), (16.1, 1.0, true), (21.0, 1.5, false)]
        {
            let loosest = Loosest::of(100.0 * ratio * ratio * ratio, GROWTH);
            assert_eq!(sums().is_under(Abs::pt(100.0 + missing), &loosest), under, "{missing} at {ratio}");
        }
    }

    #[test]
    fn straining_is_worse_than_stretching_and_white_is_worse_than_both() {
        let stretched = Fit { ratio: GROWTH.limit, ..Fit::default() };
        let strained = Fit { strain: f64::EPSILON, ..stretched };
        let short = Fit { short: Abs(1), ..stretched };
        assert!(strained.badness() >= stretched.badness() + STRAINED);
        assert!(short.badness() >= stretched.badness() + 500.0);
        let worst = Fit { strain: 1.0, ..stretched };
        assert!(Fit { short: Abs::PT * 10, ..stretched }.badness() > worst.badness());
    }
}
