//! Bodies → pages: sides, folios, margins, running heads. Folios are filled in, never flowed: no line depends on them.

use super::super::frame::{Binding, Item, Page, Placed, Side, TagId};
use super::super::galley::VBox;
use super::super::inline::{Balance, Collected, Shape, set_lines};
use super::super::setter::Setter;
use super::Body;
use crate::lang::Direction;
use crate::length::{Abs, Point, Size};
use crate::style::{FolioPlace, Ink, Setting, Sides, TextStyle};

/// What running heads say.
#[derive(Debug, Clone, Default)]
pub(in crate::layout) struct Heads {
    /// On left-hand pages.
    pub verso: String,
    /// On right-hand pages.
    pub recto: String,
}

/// Makes the bodies of one part into pages, the first of which has the number `first` and no running head.
pub(in crate::layout) fn furnish(bodies: Vec<Body>, first: usize, heads: &Heads, cx: &mut Setter) -> Vec<Page> {
    let mut pages = Vec::with_capacity(bodies.len());
    let mut lines = 0;
    for (index, body) in bodies.into_iter().enumerate() {
        let number = first + index;
        let side = if number % 2 == 1 || cx.theme.page.sides == Sides::Single { Side::Recto } else { Side::Verso };
        let mut page = Page { side, folio: number.to_string(), size: cx.theme.page.trim, items: Vec::new() };
        line_numbers(&body, &mut lines, &mut page, cx);
        place(body, &mut page, cx);
        if index > 0 {
            let words = match side {
                Side::Recto => &heads.recto,
                Side::Verso => &heads.verso,
            };
            running_head(words, &mut page, cx);
        }
        folio(&mut page, cx);
        // All that has its place was counted from the left. An article that runs from right to left is its image in a
        // mirror: margins, columns, lists, tables and furniture change sides together.
        if cx.language.direction() == Direction::Rtl {
            page.items.iter_mut().for_each(|placed| placed.mirror(page.size.width));
        }
        pages.push(page);
    }
    pages
}

/// The side of the sheet as a left-to-right book has it: where an article runs against its book, the spine is on the
/// other side of its pages.
fn as_bound(side: Side, cx: &Setter) -> Side {
    let along = (cx.language.direction() == Direction::Rtl) == (cx.binding == Binding::Right);
    match side {
        _ if along || cx.theme.page.sides == Sides::Single => side,
        Side::Recto => Side::Verso,
        Side::Verso => Side::Recto,
    }
}

/// Where the text column and the note column begin on a side.
fn columns(side: Side, cx: &Setter) -> (Abs, Abs) {
    let setup = &cx.theme.page;
    match as_bound(side, cx) {
        Side::Recto => (setup.inside, setup.inside + setup.measure + setup.gap),
        Side::Verso => {
            let text = setup.trim.width - setup.inside - setup.measure;
            (text, text - setup.gap - setup.note_column)
        }
    }
}

fn place(body: Body, page: &mut Page, cx: &Setter) {
    let (text, side) = columns(page.side, cx);
    let top = cx.theme.page.top;
    let rule_above = body.notes.first().map(|(y, _)| *y);
    let bound = as_bound(page.side, cx);
    let mut put = |x: Abs, y: Abs, vbox: VBox| {
        let origin = Point::new(x, top + y);
        page.items.extend(vbox.items.into_iter().map(|placed| Placed { at: placed.at + origin, ..placed }));
    };
    // What stands in the note column is read after the line it stands beside.
    let mut beside = parted(body.side, cx).into_iter().peekable();
    for (y, vbox) in body.boxes {
        // What goes over the note column goes over it on either side.
        let x = if bound == Side::Verso { text - vbox.outset } else { text };
        put(x, y, vbox);
        while let Some((y, vbox)) = beside.next_if(|(side_y, _)| *side_y <= y) {
            put(side, y, vbox);
        }
    }
    beside.for_each(|(y, vbox)| put(side, y, vbox));
    body.notes.into_iter().for_each(|(y, vbox)| put(text, y, vbox));
    if let Some(y) = rule_above {
        // 50 points of hairline, half of the white above the notes over it (PACKETS-AND-PRINT §3.1, §3.3).
        let at = Point::new(text, top + y - cx.theme.body.leading / 4);
        let item = Item::Rule { size: Size { width: Abs::pt(50.0), height: Abs::pt(0.4) }, ink: Ink::Black };
        page.items.push(Placed { at, item, tag: TagId::ARTIFACT });
    }
}

/// What stands in the note column, so that nothing there lies on another: what comes too early waits, and what would
/// end below the text stands higher, if there is room.
fn parted(mut side: Vec<(Abs, VBox)>, cx: &Setter) -> Vec<(Abs, VBox)> {
    let white = cx.theme.margin.leading / 2;
    let mut bottom = -white;
    for (y, vbox) in &mut side {
        *y = (*y).max(bottom + white);
        bottom = *y + vbox.height;
    }
    let mut limit = cx.theme.body.leading * cx.theme.page.lines as i64;
    for (y, vbox) in side.iter_mut().rev() {
        *y = (*y).min(limit - vbox.height).max(Abs::ZERO);
        limit = *y - white;
    }
    side
}

/// Numbers beside the lines, counted through the article. Furniture: they are found by eye.
fn line_numbers(body: &Body, count: &mut usize, page: &mut Page, cx: &mut Setter) {
    let theme = cx.theme;
    let Some(numbers) = &theme.line_numbers else { return };
    // As far from the text as the lines are from one another.
    let right = columns(page.side, cx).0 - theme.body.leading;
    for (y, _) in body.boxes.iter().filter(|(_, vbox)| vbox.line.is_some() && vbox.height >= theme.body.leading) {
        *count += 1;
        if count.is_multiple_of(numbers.every) {
            let (items, width) = furniture(&count.to_string(), &numbers.text, right, cx);
            let at = Point::new(right - width, theme.page.top + *y + theme.body.leading.times(703, 1000));
            page.items.extend(items.into_iter().map(|placed| Placed { at: placed.at + at, ..placed }));
        }
    }
}

/// Where furniture ends on the outside: the edge of the note column.
fn outer_edges(side: Side, cx: &Setter) -> (Abs, Abs) {
    let setup = &cx.theme.page;
    let width = setup.measure + if setup.note_column > Abs::ZERO { setup.gap + setup.note_column } else { Abs::ZERO };
    match as_bound(side, cx) {
        Side::Recto => (setup.inside, setup.inside + width),
        Side::Verso => (setup.trim.width - setup.inside - width, setup.trim.width - setup.inside),
    }
}

fn running_head(words: &str, page: &mut Page, cx: &mut Setter) {
    let theme = cx.theme;
    let (left, right) = outer_edges(page.side, cx);
    let line = furniture(words, &theme.head, right - left, cx);
    let x = outer(as_bound(page.side, cx), line.1, (left, right));
    put(line, x, theme.page.head, page);
}

fn folio(page: &mut Page, cx: &mut Setter) {
    let theme = cx.theme;
    let edges = outer_edges(page.side, cx);
    let line = furniture(&page.folio.clone(), &theme.folio, edges.1 - edges.0, cx);
    let x = match theme.page.folio {
        FolioPlace::Outer => outer(as_bound(page.side, cx), line.1, edges),
        FolioPlace::Center => columns(page.side, cx).0 + (theme.page.measure - line.1) / 2,
        FolioPlace::Right => edges.1 - line.1,
    };
    put(line, x, theme.page.trim.height - theme.page.foot, page);
}

/// Where a line of that width begins if it ends at the outer edge.
fn outer(side: Side, width: Abs, (left, right): (Abs, Abs)) -> Abs {
    match side {
        Side::Recto => right - width,
        Side::Verso => left,
    }
}

fn put((items, _): (Vec<Placed>, Abs), x: Abs, y: Abs, page: &mut Page) {
    page.items.extend(items.into_iter().map(|placed| Placed { at: placed.at + Point::new(x, y), ..placed }));
}

/// One line of furniture, cut to what fits with an ellipsis.
fn furniture(words: &str, style: &TextStyle, room: Abs, cx: &mut Setter) -> (Vec<Placed>, Abs) {
    let style = TextStyle { setting: Setting::Ragged, ..style.clone() };
    let look = cx.plain_look(&style);
    // No line of furniture holds more than a few hundred characters; a title of a whole book need not be set to see it.
    let mut words: String = words.chars().take(400).collect();
    loop {
        let mut text = Collected::new();
        text.words(&words, look, TagId::ARTIFACT);
        let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
        let Some(line) = set_lines(&text, &style, shape, cx).into_iter().next() else { return (Vec::new(), Abs::ZERO) };
        let kept = words.trim_end_matches('…').chars().count();
        if line.width <= room || kept < 8 {
            return (line.items, line.width);
        }
        // By as much as it is too wide, so that a title of a thousand words takes two tries.
        let keep = (kept as f64 * room.ratio(line.width)) as usize;
        let shorter: String = words.chars().take(keep.min(kept - 1)).collect();
        let whole = shorter.rsplit_once(' ').map_or(shorter.as_str(), |(whole, _)| whole);
        words = format!("{}…", whole.trim_end_matches([' ', ',', ':', ';', '.', '–', '—']));
    }
}
