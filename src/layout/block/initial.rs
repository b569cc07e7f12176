//! Drop caps: an article's first letter, two lines high, and its first two lines beside it.

use super::super::frame::{GlyphRun, Item, Placed, READ_ELSEWHERE};
use super::super::galley::{Galley, VItem};
use super::super::inline::{Balance, Collected, Shape, set_lines, set_lines_beside};
use super::super::setter::Setter;
use super::Place;
use super::paragraph::{baseline, lines_into};
use crate::length::{Abs, Point};
use crate::style::{Setting, SmallCaps, TextStyle};

/// How many lines stand beside the letter.
const LINES: usize = 2;
/// White between the letter and them: a fifth of an em of text.
const GAP: Abs = Abs(Abs::PT.0 * 2);

/// A letter that was taken, set.
pub(super) struct Letter {
    items: Vec<Placed>,
    /// How much room it takes.
    room: Abs,
    /// What is read with the rest of its word, and not where it is drawn: readers of a file take what stands in another
    /// size on another line for a word of its own.
    text: String,
}

fn glyphs(placed: &mut Placed) -> Option<&mut GlyphRun> {
    match &mut placed.item {
        Item::Glyphs(run) if !run.glyphs.is_empty() => Some(run),
        Item::Glyphs(_)
        | Item::Rule { .. }
        | Item::Dot { .. }
        | Item::Picture { .. }
        | Item::Link { .. }
        | Item::Anchor(_) => None,
    }
}

/// Makes a run be read as nothing.
fn silence(run: &mut GlyphRun) {
    run.text = READ_ELSEWHERE.to_owned();
    let mut text = READ_ELSEWHERE.len() as u16;
    for glyph in &mut run.glyphs {
        glyph.text = std::mem::take(&mut text);
    }
}

/// Lets the first glyph of a run be read with what stands before it.
fn begin_with(said: &str, run: &mut GlyphRun) {
    run.text.insert_str(0, said);
    if let Some(first) = run.glyphs.first_mut() {
        first.text = first.text.saturating_add(said.len() as u16);
    }
}

/// Takes the first letter from a text that can have it dropped: a capital, and text enough to stand beside it and go on
/// below. The letter, set on a baseline of zero, and how much room it takes.
pub(super) fn take(text: &mut Collected, place: Place, cx: &mut Setter) -> Option<Letter> {
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
    let mut line = set_lines(&letter, &style, shape, cx).into_iter().next()?;
    line.items.iter_mut().filter_map(glyphs).for_each(silence);
    // A word of one letter: its space is that of the text.
    let alone = if first.text.ends_with(' ') { place.style.size / 4 } else { Abs::ZERO };
    let room = first.width(size, cx) + alone + GAP;
    Some(Letter { items: line.items, room, text: first.text })
}

/// Sets a paragraph beside its first letter.
pub(super) fn beside<'a>(
    mut text: Collected<'a>,
    letter: Letter,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    if cx.theme.small_caps == SmallCaps::Allowed {
        text.open_with_small_caps(place.style, cx);
    }
    let Letter { items: mut letter, room, text: said } = letter;
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let mut lines = set_lines_beside(&text, place.style, shape, (LINES, room), cx);
    if let Some(run) = lines.first_mut().and_then(|line| line.items.iter_mut().find_map(glyphs)) {
        begin_with(&said, run);
    }
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
