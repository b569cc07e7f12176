//! The forty-line alternative: each line takes what fits. For code, for plain text, and as the oracle of tests.

use super::fit::Sums;
use super::{ChosenLine, FORBIDDEN, FORCED, Growth, HItem};
use crate::length::Abs;

/// Fills line after line; never dearer than a look at each item, never looks back.
pub fn first_fit(items: &[HItem], measure: Abs) -> Vec<ChosenLine> {
    let mut lines = Vec::new();
    let mut start = skip(items, 0);
    while start < items.len() {
        let mut sums = Sums::default();
        let mut best: Option<(usize, Sums)> = None;
        let mut at = start;
        let end = loop {
            let Some(item) = items.get(at) else { break (items.len(), sums) };
            if let Some((cost, width)) = breakable(items, at) {
                let fits = sums.width + width - sums.shrink <= measure;
                match best {
                    Some(best) if !fits => break best,
                    _ if cost <= FORCED => break (at, sums),
                    _ => best = Some((at, sums)),
                }
                if !fits {
                    break (at, sums);
                }
            }
            sums.add(item);
            at += 1;
        };
        lines.push(ChosenLine { start, end: end.0, fit: end.1.fit(measure, Growth::FREE) });
        let after = if matches!(items.get(end.0), Some(HItem::Box { .. })) { end.0 } else { end.0 + 1 };
        start = skip(items, after);
    }
    lines
}

/// What a break before this item costs and adds, if it is one.
fn breakable(items: &[HItem], at: usize) -> Option<(i32, Abs)> {
    match items[at] {
        HItem::Glue { stretch, .. }
            if stretch < super::FILL && at > 0 && matches!(items[at - 1], HItem::Box { .. }) =>
        {
            Some((0, Abs::ZERO))
        }
        HItem::Penalty { width, cost, .. } if cost < FORBIDDEN => Some((cost, width)),
        _ => None,
    }
}

/// The first item at or after `from` that shows at the beginning of a line.
fn skip(items: &[HItem], from: usize) -> usize {
    (from..items.len()).find(|&i| matches!(items[i], HItem::Box { .. })).unwrap_or(items.len())
}
