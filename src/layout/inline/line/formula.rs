//! Formulas in a line, and the room that tall ones take from the lines above and below.

use super::{Line, LineSetter};
use crate::layout::inline::ink::Ink;
use crate::layout::inline::shape::WordKind;
use crate::length::{Abs, Point};
use crate::style::TextStyle;

/// How far letters reach above the baseline, and below it, in hundredths of the type size.
const ABOVE: i64 = 74;
const BELOW: i64 = 24;
/// How near the signs of two lines may come, likewise: TeX's \lineskip is a point at ten.
const APART: i64 = 10;

impl LineSetter<'_, '_, '_> {
    /// Draws a part of a formula, in the width that it has in this line.
    pub(super) fn formula(&self, index: usize, part: usize, x: Abs, width: Abs, ink: &mut Ink) {
        let word = &self.words[index];
        let WordKind::Formula(formula) = &word.kind else { return };
        let Some(piece) = formula.pieces.get(part) else { return };
        let span = &self.text.spans[word.span];
        let smaller = (width < piece.set.width).then(|| piece.set.clone().scaled(width.ratio(piece.set.width)));
        let set = smaller.as_ref().unwrap_or(&piece.set);
        if let Some(link) = span.link {
            ink.links_at(link, x, x + width);
        }
        ink.close();
        let at = Point::new(x, -word.look.rise);
        ink.items.extend(set.placed(at, formula.face, word.look.ink, span.tag, span.span));
        ink.reach = [ink.reach[0].max(set.height), ink.reach[1].max(set.depth)];
        ink.end = x + width;
    }
}

/// Puts lines further apart whose formulas would meet, as TeX does.
pub(super) fn part(lines: &mut [Line], style: &TextStyle) {
    if lines.iter().all(|line| line.reach == [Abs::ZERO; 2]) {
        return;
    }
    let share = |hundredths: i64| style.size.times(hundredths, 100);
    let mut deep = share(BELOW);
    for line in lines.iter_mut() {
        let missing = deep + line.reach[0].max(share(ABOVE)) + share(APART) - style.leading;
        if missing > Abs::ZERO {
            line.tallest = line.tallest.max(style.leading + missing);
        }
        deep = line.reach[1].max(share(BELOW));
    }
    // What follows is a line of letters, or white.
    if let Some(last) = lines.last_mut() {
        last.below = (deep + share(ABOVE) + share(APART) - style.leading).max(Abs::ZERO);
    }
}
