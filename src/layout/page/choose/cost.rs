//! What a way to end pages costs: the weights, and what they are laid on.

use super::super::super::inline::LineEnd;
use super::super::sheet::{Filled, Heights};
use super::{Chooser, Way};
use crate::length::Abs;

/// What a note that goes on overleaf costs; more than any short page.
pub(super) const SPLIT: f64 = 4_000.0;
/// What it costs that a note which goes on overleaf anyway takes a line more than its share; two cost four times as
/// much. So it gives room where a page would end a line too early, and takes none from the text.
pub(super) const LONGER: f64 = SHORT / 6.0;
/// What a break costs that had to be made where none is allowed.
pub(super) const FORCED: f64 = 1.0e9;
/// What a page that is one line short costs; two lines cost four times as much.
pub(super) const SHORT: f64 = 300.0;
/// What part of that is left where the facing page ends on the same line.
const ALIKE: f64 = 0.4;
/// How many lines a page lacks at most: an emptier one is no worse.
const MOST_SHORT: f64 = 60.0;
/// What it costs to make white a line higher, so that the page is full.
const STRETCHED: f64 = 120.0;
/// What it costs to make the white above a heading a line lower.
pub(super) const SHRUNK: f64 = 250.0;
/// What it costs that a figure stands at the head of the next page, not where the words about it are: more than to fill
/// the page by a paragraph that is a line longer, less than a page that lacks a line.
pub(super) const MOVED: f64 = 200.0;
/// What it costs that a figure without a caption stands under a later heading than its own: as much as a page that
/// lacks fifteen lines. A page emptier than that looks like the end of the article.
pub(super) const STRAYED: f64 = SHORT * 225.0;
/// What a hyphen at the foot of a page costs if the reader must turn the leaf to read on.
const TURN: f64 = 2_000.0;
/// What part of a page its last lines should fill: for fewer nobody likes to turn the leaf. Some paragraphs that are a
/// line shorter, here and there, save the page, or longer ones fill it.
pub(super) const WORTH_A_PAGE: f64 = 0.2;
/// What each line costs that it lacks of that: less than a line that another page is short of, whatever it faces.
pub(super) const HARDLY_WORTH: f64 = 30.0;
/// What each line costs besides that a last page lacks of five.
pub(super) const NEARLY_EMPTY: f64 = 400.0;
/// How the facing page ends is worth no more than this.
pub(super) const FACING: f64 = SHORT * 5.0;

impl Chooser<'_> {
    /// What a hyphen costs that ends this page: more where the leaf must be turned.
    pub(super) fn hyphen(&self, page: usize) -> f64 {
        let turns = !self.frame.is_verso(page);
        if self.last_box == LineEnd::Hyphen && turns { TURN } else { 0.0 }
    }

    /// What unfilled lines cost, and how many they are. White between blocks may grow by a line each and fill them;
    /// what then is missing shows less if the facing page ends where this one does. `lacks` counts lines.
    pub(super) fn shortfall(&self, way: &Way, lacks: f64) -> (f64, u8) {
        let taken = lacks.min(f64::from(way.elastic));
        let lines = (lacks - taken).min(MOST_SHORT);
        let mut cost = STRETCHED * taken * if taken > 0.6 { 1.0 } else { 0.2 } + SHORT * lines * lines;
        let short = (lines + 0.5) as u8;
        // The first page faces nothing; a right-hand page faces the one before.
        if way.page > self.first && self.frame.is_recto_of_spread(way.page) {
            let apart = f64::from(short.abs_diff(way.facing));
            cost = if short == way.facing { cost * ALIKE } else { cost + SHORT * apart };
        }
        (cost, short)
    }

    /// What [`shortfall`](Self::shortfall) does not undercut, whatever the facing page is: found in no time.
    pub(super) fn shortfall_at_least(way: &Way, lacks: f64) -> f64 {
        let lines = (lacks - f64::from(way.elastic)).clamp(0.0, MOST_SHORT);
        ALIKE * SHORT * lines * lines
    }

    /// What a way costs in all, at the end of the galley.
    pub(super) fn whole(&self, heights: &Heights, way: &Way) -> f64 {
        // White above notes is a line; the grid may be half of one.
        let lines = heights.bottom.ratio(self.frame.note_space);
        let lonely = way.page > self.first;
        let empty = if heights.filled == Filled::Empty && lonely { FORCED } else { 0.0 };
        let over = if heights.room(self.frame) < Abs::ZERO { SPLIT } else { 0.0 };
        let worth = (self.frame.height.ratio(self.frame.note_space) * WORTH_A_PAGE - lines).max(0.0) * HARDLY_WORTH;
        let few = if lonely { (5.0 - lines).max(0.0) * NEARLY_EMPTY + worth } else { 0.0 };
        let left = if way.moved > Abs::ZERO { FORCED } else { 0.0 };
        way.cost + few + over + empty + left
    }
}
