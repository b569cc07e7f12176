//! Programs' text: line by line on a tint; lines longer than the measure go on below, behind a mark.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Balance, Collected, Ligatures, Look, Shape, set_lines};
use super::super::setter::Setter;
use super::paragraph::baseline;
use super::{Place, display_space, tag};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::{Ink, Setting, TextStyle};
use unicode_width::UnicodeWidthChar;

/// The mark before a line that goes on.
const GOES_ON: &str = "↪ ";
/// How far the tint goes beyond the text, on all sides.
const PADDING: Abs = Abs(Abs::PT.0 * 4);

/// A block of code.
pub(super) fn code(text: &str, place: Place, span: Span, cx: &mut Setter, galley: &mut Galley) {
    let theme = cx.theme;
    let mut style = TextStyle { setting: Setting::Ragged, ..theme.code.clone() };
    if place.style.size < theme.body.size {
        style.size = style.size.scale(place.style.size.ratio(theme.body.size));
        style.leading = place.style.leading;
    }
    let tag = tag(Role::Code, place, cx);
    let look = Look { ligatures: Ligatures::None, ..cx.plain_look(&style) };
    let columns = columns(place.measure, look, cx);
    let lines: Vec<(&str, Begins)> = text.split('\n').flat_map(|line| wrap(line, columns)).collect();
    galley.space(display_space(cx));
    galley.push(tinted(VBox::strut(PADDING), place));
    let count = lines.len();
    for (index, (line, begins)) in lines.into_iter().enumerate() {
        // Two lines at least on either side of a page's end, and the padding with the line beside it.
        let cost = if index <= 1 || index + 1 == count { FORBIDDEN } else { 0 };
        galley.penalty(cost);
        let vbox = set(line, begins, look, &style, tag, place, span, cx);
        galley.push(tinted(vbox, place));
    }
    galley.penalty(FORBIDDEN);
    galley.push(tinted(VBox::strut(PADDING), place));
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// Whether a piece of a line begins it or goes on with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    Line,
    Rest,
}

/// How many characters fit in a line.
fn columns(measure: Abs, look: Look, cx: &Setter) -> usize {
    let face = cx.fonts.face(look.face);
    let advance = face.scale(face.glyph('0').map_or(600, |id| i32::from(face.advance(id))), look.size);
    ((measure.0 + advance.0 / 8) / advance.0.max(1)).max(8) as usize
}

/// Cuts a line into pieces of so many columns; after a space or a mark if there is one in the last third.
fn wrap(line: &str, columns: usize) -> Vec<(&str, Begins)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut begins = Begins::Line;
    loop {
        let room = if begins == Begins::Line { columns } else { columns.saturating_sub(2).max(4) };
        let (mut used, mut end, mut good) = (0, rest.len(), None);
        for (at, c) in rest.char_indices() {
            used += c.width().unwrap_or(0);
            if used > room {
                end = at;
                break;
            }
            if used * 3 > room * 2 && !c.is_alphanumeric() {
                good = Some(at + c.len_utf8());
            }
        }
        if end < rest.len() {
            end = good.unwrap_or(end).max(rest.chars().next().map_or(1, char::len_utf8));
        }
        pieces.push((&rest[..end], begins));
        rest = &rest[end..];
        begins = Begins::Rest;
        if rest.is_empty() {
            return pieces;
        }
    }
}

#[allow(clippy::too_many_arguments)] // a line, its look, and where it goes
fn set(
    line: &str,
    begins: Begins,
    look: Look,
    style: &TextStyle,
    tag: TagId,
    place: Place,
    span: Span,
    cx: &mut Setter,
) -> VBox {
    let mut text = Collected::new();
    if begins == Begins::Rest {
        text.preformatted(GOES_ON, Look { ink: Ink::Gray(60), ..look }, TagId::ARTIFACT, Span::NONE);
    }
    text.preformatted(line, look, tag, span);
    let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
    let items = set_lines(&text, style, shape, cx).into_iter().flat_map(|line| line.items).collect();
    let mut vbox = VBox { height: style.leading, items, ..VBox::default() };
    vbox.shift(place.left, baseline(style));
    vbox
}

/// Puts a tint behind a box, a little taller so that neighbours join without a seam.
fn tinted(mut vbox: VBox, place: Place) -> VBox {
    let size = Size { width: place.measure + PADDING * 2, height: vbox.height + Abs::PT / 4 };
    let item = Item::Rule { size, ink: Ink::Gray(5) };
    vbox.items.insert(0, Placed { at: Point::new(place.left - PADDING, Abs::ZERO), item, tag: TagId::ARTIFACT });
    vbox
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_lose_nothing() {
        let line = "    let total = first_operand.checked_add(second_operand).expect(\"no overflow\");";
        for columns in 8..90 {
            let pieces = wrap(line, columns);
            assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), line);
            assert!(pieces.iter().all(|(piece, _)| piece.len() <= columns));
        }
        assert_eq!(wrap("", 10), [("", Begins::Line)].to_vec());
    }
}
