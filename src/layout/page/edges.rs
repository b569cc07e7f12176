//! What stands at the edges of a packet's pages: markings, tabs, rules to write on, and what shines through the text.

use super::super::frame::{Item, Page, Placed, Side, TagId};
use super::super::galley::VBox;
use super::super::setter::Setter;
use super::furnish::{Furniture, as_bound, columns, furniture_line, outer_edges, put, turns_furniture};
use super::{Body, Tab};
use crate::length::{Abs, Point, Size};
use crate::packet::{NoteMargin, PartKind, Scheme};
use crate::style::{Ink, Sides, Slope, TextStyle};

/// The marking, on lines of its own above the head and below the foot.
pub(super) fn markings(page: &mut Page, furniture: &Furniture, cx: &mut Setter) {
    let Some(marking) = &furniture.dress.marking else { return };
    let theme = cx.theme;
    // TLP 2.0 asks for 12 points or more; the others are as large as they may be without shouting.
    let size = if marking.scheme == Scheme::Tlp { Abs::pt(12.0) } else { Abs::pt(9.5).max(theme.head.size) };
    let mut style = TextStyle { size, leading: size.times(6, 5), ..theme.head.clone() };
    style.font.weight = 700;
    style.font.slope = Slope::Roman;
    let edges = outer_edges(page.side, cx);
    // A line of its own is a line away, however large its type.
    let line = size.times(5, 4);
    let heights =
        [theme.page.head - line.max(Abs::pt(14.0)), theme.page.trim.height - theme.page.foot + line.max(Abs::pt(16.0))];
    for y in heights {
        let line = furniture_line(&[(&marking.text, &style)], edges.1 - edges.0, cx);
        let x = match marking.scheme {
            // At the right as it is seen, also where the page will be turned.
            Scheme::Tlp if turns_furniture(cx) => edges.0,
            Scheme::Tlp => edges.1 - line.1,
            Scheme::Uk | Scheme::Own => (theme.page.trim.width - line.1) / 2,
        };
        put(line, x, y, page);
    }
}

/// How wide a tab is on the page, and how far it bleeds off it: 3 mm, the usual bleed in Europe.
const TAB: f64 = 17.0;
const BLEED: f64 = 8.504;

/// The section's letter in a tint at the outer edge, each section's below the one before.
pub(super) fn tab(page: &mut Page, furniture: &Furniture, cx: &mut Setter) {
    let Some(Tab { letter, place, of }) = furniture.tab else { return };
    let theme = cx.theme;
    let trim = theme.page.trim;
    // As long as they all fit, but no longer than a thumb is broad.
    let (top, bottom) = (theme.page.top, trim.height - theme.page.top);
    let height = ((bottom - top) / of.max(1) as i64).min(Abs::pt(62.0));
    let y = top + height * place as i64;
    let right = as_bound(page.side, cx) == Side::Recto || theme.page.sides == Sides::Single;
    let width = Abs::pt(TAB);
    let x = if right { trim.width - width } else { -Abs::pt(BLEED) };
    let size = Size { width: width + Abs::pt(BLEED), height: height - Abs::pt(3.0) };
    let dark = matches!(furniture.kind, PartKind::Divider);
    let ink = if dark { theme.accent } else { Ink::Gray(14) };
    page.items.push(Placed { at: Point::new(x, y), item: Item::Rule { size, ink }, tag: TagId::ARTIFACT });
    let mut style = TextStyle { size: theme.folio.size.max(Abs::pt(11.0)), ..theme.folio.clone() };
    style.ink = if dark { Ink::White } else { Ink::Black };
    let (items, wide) = furniture_line(&[(letter, &style)], width, cx);
    let middle = if right { trim.width - width / 2 } else { width / 2 };
    put((items, wide), middle - wide / 2, y + size.height / 2 + style.size.times(4, 11), page);
}

/// Lines to write on in the note column, below what stands there.
pub(super) fn ruled_margin(body: &Body, page: &mut Page, furniture: &Furniture, cx: &Setter) {
    let setup = &cx.theme.page;
    let article = matches!(furniture.kind, PartKind::Article(_));
    if furniture.dress.note_margin != NoteMargin::Ruled || !article || setup.note_column == Abs::ZERO {
        return;
    }
    let x = columns(page.side, cx).1;
    let leading = cx.theme.body.leading;
    let used = body.side.iter().map(|(y, side)| *y + side.height).max().unwrap_or_default();
    let size = Size { width: setup.note_column, height: Abs::pt(0.25) };
    // Every second line: room for a hand.
    for line in (2..=setup.lines as i64).step_by(2) {
        let y = leading * line;
        // Not through what goes over the column.
        let over = |(top, vbox): &(Abs, VBox)| {
            vbox.outset > Abs::ZERO && *top < y + leading && y - leading < *top + vbox.height
        };
        if y > used + leading * 2 && !body.boxes.iter().any(over) {
            let at = Point::new(x, setup.top + y);
            let item = Item::Rule { size, ink: Ink::Gray(35) };
            page.items.push(Placed { at, item, tag: TagId::ARTIFACT });
        }
    }
}

/// The name of the copy's owner, large and pale, under the text.
pub(super) fn under(page: &mut Page, furniture: &Furniture, cx: &mut Setter) {
    let Some(words) = furniture.dress.copy.as_ref().and_then(|copy| copy.watermark.as_deref()) else { return };
    let trim = cx.theme.page.trim;
    let mut style = TextStyle { ink: Ink::Gray(8), ..cx.theme.folio.clone() };
    let room = trim.width.times(4, 5);
    let (_, natural) = furniture_line(&[(words, &style)], Abs::MAX, cx);
    // As wide as the page lets it be, but not so high that it hides lines.
    let grown = style.size.scale(room.ratio(natural.max(Abs::PT)).min(7.0));
    style.size = grown;
    style.leading = grown.times(6, 5);
    for third in [1, 2] {
        let line = furniture_line(&[(words, &style)], trim.width, cx);
        let x = (trim.width - line.1) / 2;
        put(line, x, trim.height.times(third, 3), page);
    }
}
