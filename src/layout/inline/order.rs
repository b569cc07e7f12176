//! Which way the pieces of a line run, and where each stands: what the Unicode bidirectional algorithm (UAX #9) leaves to
//! whoever breaks lines.

use super::ink::Pen;
use super::items::Piece;

/// White between words of one run, as between squares, is of that run; between two runs it is of the lower (UAX #9, N1
/// and N2: what is neutral).
pub(super) fn white_between(pens: &mut [Pen], base: u8) {
    let mut behind = base;
    for at in (0..pens.len()).rev() {
        if pens[at].piece == Piece::Nothing {
            let before = at.checked_sub(1).map_or(base, |before| pens[before].level);
            pens[at].level = before.min(behind);
        }
        behind = pens[at].level;
    }
}

/// The order from left to right: UAX #9's rule L2. The levels of trailing white are the paragraph's (rule L1).
pub(super) fn visual_order(pens: &[Pen], base: u8) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pens.len()).collect();
    let mut levels: Vec<u8> = pens.iter().map(|pen| pen.level).collect();
    let is_white = |pen: &Pen| matches!(pen.piece, Piece::Space { .. } | Piece::Nothing);
    for (level, _) in levels.iter_mut().zip(pens).rev().take_while(|(_, pen)| is_white(pen)) {
        *level = base;
    }
    let Some(&highest) = levels.iter().max() else { return order };
    let lowest_odd = levels.iter().copied().filter(|level| level % 2 == 1).min();
    let Some(lowest_odd) = lowest_odd else { return order };
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            if levels[order[at]] < level {
                at += 1;
                continue;
            }
            let end = (at..order.len()).find(|&i| levels[order[i]] < level).unwrap_or(order.len());
            order[at..end].reverse();
            at = end;
        }
    }
    order
}
