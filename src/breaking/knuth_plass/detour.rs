//! Ways round rivers.

use super::{Paragraph, Pass};
use crate::breaking::ChosenLine;
use crate::breaking::river;
use rustc_hash::FxHashSet;
use std::ops::Range;

impl Paragraph<'_> {
    /// The cheapest of the ways that are found when lines with rivers through them cost more: what the river costs
    /// counted, and not what kept off from it.
    pub(super) fn without_rivers(
        &self,
        pass: &Pass,
        lines: Vec<ChosenLine>,
        demerits: f64,
        mut rivers: Vec<Range<usize>>,
    ) -> Vec<ChosenLine> {
        /// Each try finds another way, or none that is better.
        const TRIES: usize = 3;
        let price = self.rules.river_demerits;
        let through = |rivers: &[Range<usize>]| rivers.iter().map(ExactSizeIterator::len).sum::<usize>() as f64;
        let mut best = (demerits + price * through(&rivers), lines.clone());
        let mut lines = lines;
        let mut avoid: FxHashSet<(usize, usize)> = FxHashSet::default();
        for _ in 0..TRIES {
            avoid.extend(rivers.iter().flat_map(|river| &lines[river.clone()]).map(|line| (line.start, line.end)));
            let tried = self.cheapest(&Pass { avoid: avoid.clone(), ..pass.clone() });
            let Some((way, demerits)) = tried else { break };
            let avoided = way.iter().filter(|line| avoid.contains(&(line.start, line.end))).count() as f64;
            rivers = river::rivers(self.items, &way);
            let cost = demerits - price * avoided + price * through(&rivers);
            let same = way == lines;
            if cost < best.0 {
                best = (cost, way.clone());
            }
            if rivers.is_empty() || same {
                break;
            }
            lines = way;
        }
        best.1
    }
}
