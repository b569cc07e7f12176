//! Numbers that count up: standing apart they number headings, touching they number a list.

use crate::lang::{Number, NumberKind};
use rustc_hash::FxHashMap;

/// Where a number stands in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Series {
    /// No number, or one that nothing goes on from.
    #[default]
    None,
    /// Its series mostly has other blocks between its members.
    Apart,
    /// Its series is mostly in one piece.
    Touching,
}

/// The series of each block, from the blocks' numbers.
pub(super) fn series(numbers: &[Option<Number>]) -> Vec<Series> {
    let mut of = vec![Series::None; numbers.len()];
    let mut runs: FxHashMap<NumberKind, Vec<(usize, u32)>> = FxHashMap::default();
    for (at, number) in numbers.iter().enumerate() {
        let Some(number) = number else { continue };
        let run = runs.entry(number.kind).or_default();
        if run.last().is_some_and(|(_, value)| value + 1 != number.value) {
            settle(run, &mut of);
            run.clear();
        }
        run.push((at, number.value));
    }
    // In any order: runs do not share blocks.
    #[allow(clippy::iter_over_hash_type)]
    for run in runs.values() {
        settle(run, &mut of);
    }
    of
}

/// Whether numbers go up by one.
pub(super) fn counts_up(mut numbers: impl Iterator<Item = u32>) -> bool {
    let mut last: Option<u32> = None;
    numbers.all(|number| last.replace(number).is_none_or(|last| last.checked_add(1) == Some(number)))
}

fn settle(run: &[(usize, u32)], of: &mut [Series]) {
    if run.len() < 2 {
        return;
    }
    let apart = run.windows(2).filter(|pair| pair[1].0 - pair[0].0 > 1).count();
    let series = if apart * 2 >= run.len() { Series::Apart } else { Series::Touching };
    for (at, _) in run {
        of[*at] = series;
    }
}
