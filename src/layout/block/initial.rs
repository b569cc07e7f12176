//! Drop caps: an article's first letter, two lines high, and its first two lines beside it.

use super::super::frame::Placed;
use super::super::galley::{Galley, VItem};
use super::super::inline::{Balance, Collected, Shape, set_lines, set_lines_beside};
use super::super::setter::Setter;
use super::Place;
use super::paragraph::{baseline, lines_into};
use crate::length::{Abs, Point};
use crate::style::{Setting, SmallCaps, TextStyle};

/// How many lines stand beside the letter.
const LINES: usize = 2;
/// White between the letter and them (PACKETS-AND-PRINT §3.3).
const GAP: Abs = Abs(Abs::PT.0 * 2);

/// Takes the first letter from a text that can have it dropped: a capital, and text enough to stand beside it and go on
/// below. The letter, set on a baseline of zero, and how much room it takes.
pub(super) fn take(text: &mut Collected, place: Place, cx: &mut Setter) -> Option<(Vec<Placed>, Abs)> {
    let style = place.style;
    // Half an em a letter is more than any text face has.
    let enough = place.measure.ratio(style.size) * 2.0 * (LINES + 1) as f64;
    if (text.text.chars().count() as f64) < enough || text.text.contains('\n') {
        return None;
    }
    let first = text.take_initial()?;
    let metrics = cx.fonts.face(first.look.face).metrics;
    let cap = style.size.times(i64::from(metrics.cap_height), i64::from(metrics.units_per_em));
    let mut letter = Collected::new();
    // As high as the lines beside it are, from the foot of the last to the head of the first capital.
    let rows = (LINES - 1) as i64;
    let size = style.size.scale((style.leading * rows + cap).ratio(cap));
    letter.initial(&first, size);
    let style = TextStyle { size, setting: Setting::Justified, ..style.clone() };
    let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
    let line = set_lines(&letter, &style, shape, cx).into_iter().next()?;
    // A word of one letter: its space is that of the text.
    let alone = if first.text.ends_with(' ') { place.style.size / 4 } else { Abs::ZERO };
    let room = first.width(size, cx) + alone + GAP;
    Some((line.items, room))
}

/// Sets a paragraph beside its first letter.
pub(super) fn beside<'a>(
    mut text: Collected<'a>,
    (mut letter, room): (Vec<Placed>, Abs),
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    if cx.theme.small_caps == SmallCaps::Allowed {
        text.open_with_small_caps(cx);
    }
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines_beside(&text, place.style, shape, (LINES, room), cx);
    let down = baseline(place.style) + place.style.leading * (LINES - 1) as i64;
    for placed in &mut letter {
        placed.at = placed.at + Point::new(place.left, down);
    }
    let start = galley.items.len();
    lines_into(lines, &text.calls, place, place.style, cx, galley);
    if let Some(VItem::Box(first)) = galley.items.get_mut(start) {
        first.items.splice(0..0, letter);
    }
}
