//! Bodies → pages: sides, folios, margins, running heads. Folios are filled in, never flowed: no line depends on them.

use super::super::frame::{Binding, Item, Page, Placed, Role, Side, TagId, TagTree};
use super::super::galley::VBox;
use super::super::inline::{Balance, Collected, LineEnd, Shape, set_lines};
use super::super::setter::Setter;
use super::{Body, NotesBegin, edges};
use crate::lang::{Direction, PacketLabels, fold};
use crate::length::{Abs, Point, Size};
use crate::packet::{Blanks, CoverFolio, Dress, Folios, PartKind};
use crate::style::{FolioPlace, Ink, Setting, Sides, Slope, TextStyle};

/// What running heads say.
#[derive(Debug, Clone, Default)]
pub(in crate::layout) struct Heads {
    /// On left-hand pages.
    pub verso: String,
    /// On right-hand pages.
    pub recto: String,
}

/// What is around the text of a part's pages.
#[derive(Clone, Copy)]
pub(in crate::layout) struct Furniture<'a> {
    pub heads: &'a Heads,
    /// What is the same on every page of the packet.
    pub dress: &'a Dress,
    /// How many pages the packet has: what a number is "of" where no page is counted apart.
    pub total: usize,
    /// The tab of the part's section.
    pub tab: Option<Tab<'a>>,
    /// The structure of the part.
    pub tags: &'a TagTree,
    /// What the part is.
    pub kind: &'a PartKind,
    /// The words of the packet's language.
    pub labels: &'static PacketLabels,
}

/// A tab at the outer edge, by which a section is found in the closed book.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Tab<'a> {
    pub letter: &'a str,
    /// Which of the sections it is, from 0.
    pub place: usize,
    /// How many sections there are.
    pub of: usize,
}

/// Makes the bodies of one part into pages, the first of which is the packet's page `first` and has no running head.
pub(in crate::layout) fn furnish(
    bodies: Vec<Body>,
    folios: Vec<String>,
    first: usize,
    furniture: &Furniture,
    cx: &mut Setter,
) -> Vec<Page> {
    let mut pages = Vec::with_capacity(bodies.len());
    let mut lines = 0;
    for (index, (body, folio)) in bodies.into_iter().zip(folios).enumerate() {
        let mut page = begin(first + index, folio, cx);
        edges::under(&mut page, furniture, cx);
        if matches!(furniture.kind, PartKind::Article(_)) {
            line_numbers(&body, &mut lines, &mut page, cx);
        }
        edges::ruled_margin(&body, &mut page, furniture, cx);
        place(body, &mut page, furniture.tags, cx);
        let head = match (furniture.kind, page.side) {
            (PartKind::Cover(_) | PartKind::Divider, _) => "",
            _ if index == 0 => "",
            (_, Side::Recto) => &furniture.heads.recto,
            (_, Side::Verso) => &furniture.heads.verso,
        };
        finish(&mut page, head, furniture, cx);
        pages.push(page);
    }
    pages
}

/// A page that is left empty so that the next part begins on its side.
pub(in crate::layout) fn blank(folio: String, number: usize, furniture: &Furniture, cx: &mut Setter) -> Page {
    let mut page = begin(number, folio, cx);
    if furniture.dress.blanks == Blanks::Said {
        let style = cx.theme.head.clone();
        let (items, width) = furniture_line(&[(furniture.labels.blank, &style)], cx.theme.page.measure, cx);
        let x = columns(page.side, cx).0 + (cx.theme.page.measure - width) / 2;
        put((items, width), x, page.size.height / 2, &mut page);
    }
    finish(&mut page, "", furniture, cx);
    page
}

/// Puts more on a page that is furnished.
pub(in crate::layout) fn add(body: Body, page: &mut Page, tags: &TagTree, cx: &Setter) {
    let from = page.items.len();
    place(body, page, tags, cx);
    turn_text(&mut page.items[from..], cx);
}

/// Turns what was placed from the left where the article runs from right to left: margins, columns, lists and tables
/// change sides together. On sheets with one side only the column stays where it is on all of them.
fn turn_text(items: &mut [Placed], cx: &Setter) {
    if cx.language.direction() == Direction::Ltr {
        return;
    }
    let setup = &cx.theme.page;
    let (left, right) = outer_edges(Side::Recto, cx);
    let shift = match setup.sides {
        Sides::Single if cx.binding == Binding::Left => left - (setup.trim.width - right),
        Sides::Single | Sides::Mirrored => Abs::ZERO,
    };
    for placed in items {
        placed.mirror(setup.trim.width);
        placed.at.x += shift;
    }
}

/// Whether what stands around the text is turned too: on facing pages with the text, else with the spine. Tabs and
/// folios of a bundle of sheets are at one edge, whichever way its articles run.
pub(super) fn turns_furniture(cx: &Setter) -> bool {
    match cx.theme.page.sides {
        Sides::Single => cx.binding == Binding::Right,
        Sides::Mirrored => cx.language.direction() == Direction::Rtl,
    }
}

fn begin(number: usize, folio: String, cx: &Setter) -> Page {
    let side = if number % 2 == 1 || cx.theme.page.sides == Sides::Single { Side::Recto } else { Side::Verso };
    Page { side, folio, size: cx.theme.page.trim, items: Vec::new() }
}

/// Head, foot and edges; then the page is turned if it is read from the right.
fn finish(page: &mut Page, head: &str, furniture: &Furniture, cx: &mut Setter) {
    turn_text(&mut page.items, cx);
    let from = page.items.len();
    if !head.is_empty() {
        running_head(head, page, cx);
    }
    edges::markings(page, furniture, cx);
    edges::tab(page, furniture, cx);
    let silent = furniture.dress.numbering.cover == CoverFolio::Silent;
    if !(silent && matches!(furniture.kind, PartKind::Cover(_))) {
        foot(page, furniture, cx);
    }
    if turns_furniture(cx) {
        page.items[from..].iter_mut().for_each(|placed| placed.mirror(page.size.width));
    }
}

/// The side of the sheet as a left-to-right book has it: where an article runs against its book, the spine is on the
/// other side of its pages.
pub(super) fn as_bound(side: Side, cx: &Setter) -> Side {
    let along = (cx.language.direction() == Direction::Rtl) == (cx.binding == Binding::Right);
    match side {
        _ if along || cx.theme.page.sides == Sides::Single => side,
        Side::Recto => Side::Verso,
        Side::Verso => Side::Recto,
    }
}

/// Where the text column and the note column begin on a side.
pub(super) fn columns(side: Side, cx: &Setter) -> (Abs, Abs) {
    let setup = &cx.theme.page;
    match as_bound(side, cx) {
        Side::Recto => (setup.inside, setup.inside + setup.measure + setup.gap),
        Side::Verso => {
            let text = setup.trim.width - setup.inside - setup.measure;
            (text, text - setup.gap - setup.note_column)
        }
    }
}

fn place(body: Body, page: &mut Page, tags: &TagTree, cx: &Setter) {
    let (text, side) = columns(page.side, cx);
    let top = cx.theme.page.top;
    let rule_above = body.notes.first().map(|(y, _)| (*y, body.notes_begin));
    let bound = as_bound(page.side, cx);
    let boxes = body.boxes.iter().chain(&body.side).chain(&body.notes);
    /// What stands around the text: a head, a folio, a rule, and a few more.
    const AROUND: usize = 8;
    page.items.reserve_exact(boxes.map(|(_, vbox)| vbox.items.len()).sum::<usize>() + AROUND);
    let put = |x: Abs, y: Abs, vbox: VBox, page: &mut Page| {
        let origin = Point::new(x, top + y);
        page.items.extend(vbox.items.into_iter().map(|placed| Placed { at: placed.at + origin, ..placed }));
    };
    let lines: Vec<Abs> = body.side.iter().map(|(line, _)| *line).collect();
    let mut beside = lines.into_iter().zip(parted(body.side, cx)).peekable();
    for (_, (y, vbox)) in beside.by_ref().take(body.ahead) {
        put(side, y, vbox, page);
    }
    let mut boxes = body.boxes.into_iter().peekable();
    let mut table_from = None;
    while let Some((height, vbox)) = boxes.next() {
        // What goes over the note column goes over it on either side.
        let x = if bound == Side::Verso { text - vbox.outset } else { text };
        let table = vbox.table;
        let goes_on = table.is_some() && boxes.peek().is_some_and(|(_, next)| next.table == table);
        // What stands beside a line is read after the paragraph: it must not come between two of its lines.
        let open = goes_on || (vbox.line.is_some() && vbox.ends != LineEnd::Last);
        let from = page.items.len();
        put(x, height, vbox, page);
        if table.is_some() {
            let from = *table_from.get_or_insert(from);
            if !goes_on {
                cell_by_cell(&mut page.items, from, tags);
                table_from = None;
            }
        }
        while let Some((_, (y, vbox))) = beside.next_if(|(line, _)| !open && *line <= height) {
            put(side, y, vbox, page);
        }
    }
    beside.for_each(|(_, (y, vbox))| put(side, y, vbox, page));
    body.notes.into_iter().for_each(|(y, vbox)| put(text, y, vbox, page));
    if let Some((y, begin)) = rule_above {
        // 50 points of hairline, half of the white above the notes over it (the GPO Style Manual's rule); where a note goes
        // on from the page before, as long as the lines (Chicago's): it says that what is below begins elsewhere.
        let width = match begin {
            NotesBegin::Here => Abs::pt(50.0),
            NotesBegin::Before => cx.theme.page.measure,
        };
        let at = Point::new(text, top + y - cx.theme.body.leading / 4);
        let item = Item::Rule { size: Size { width, height: Abs::pt(0.4) }, ink: Ink::Black };
        page.items.push(Placed { at, item, tag: TagId::ARTIFACT });
    }
}

/// Puts a table's strips, which hold a line of each cell, in the order in which cells are read.
fn cell_by_cell(items: &mut Vec<Placed>, from: usize, tags: &TagTree) {
    let cell_of = |tag: TagId| {
        let mut at = tag;
        while let Some(tag) = tags.get(at).filter(|_| at != TagId::ROOT) {
            if matches!(tag.role, Role::TableCell | Role::TableHeader) {
                return Some(at);
            }
            at = tag.parent;
        }
        None
    };
    let mut last = TagId::ROOT;
    let mut by_cell: Vec<(TagId, Placed)> = Vec::with_capacity(items.len() - from);
    for placed in items.drain(from..) {
        // What belongs to no cell, a rule, stays with what it was drawn after.
        last = cell_of(placed.tag).unwrap_or(last);
        by_cell.push((last, placed));
    }
    // Elements are numbered in the order of the document.
    by_cell.sort_by_key(|(cell, _)| *cell);
    items.extend(by_cell.into_iter().map(|(_, placed)| placed));
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
            let (items, width) = furniture_line(&[(&count.to_string(), &numbers.text)], right, cx);
            let at = Point::new(right - width, theme.page.top + *y + theme.body.leading.times(703, 1000));
            page.items.extend(items.into_iter().map(|placed| Placed { at: placed.at + at, ..placed }));
        }
    }
}

/// Where furniture ends on the outside: the edge of the note column.
pub(super) fn outer_edges(side: Side, cx: &Setter) -> (Abs, Abs) {
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
    let line = furniture_line(&[(words, &theme.head)], right - left, cx);
    let x = outer(as_bound(page.side, cx), line.1, (left, right));
    put(line, x, theme.page.head, page);
}

/// The page's number at its place, and at the other side of the foot until when nothing may be published and whose
/// copy it is.
fn foot(page: &mut Page, furniture: &Furniture, cx: &mut Setter) {
    let theme = cx.theme;
    let edges = outer_edges(page.side, cx);
    let side = as_bound(page.side, cx);
    let folio = match furniture.dress.numbering.folios {
        // Of those that are counted with it: the last page of a book with roman front matter is "27 of 27".
        Folios::OfTotal => {
            let of = cx.labels.counted_with(&page.folio).unwrap_or_else(|| furniture.total.to_string());
            furniture.labels.page_of(&page.folio, &of)
        }
        Folios::Plain | Folios::BySection | Folios::Bates { .. } => page.folio.clone(),
    };
    let line = furniture_line(&[(&folio, &theme.folio)], edges.1 - edges.0, cx);
    let width = line.1;
    let white = theme.head.size * 2;
    let center = columns(page.side, cx).0 + (theme.page.measure - width) / 2;
    let said = foot_lines(edges.1 - edges.0 - width - white, furniture, cx);
    let widest = said.iter().map(|(_, width)| *width).max().unwrap_or_default();
    let x = match theme.page.folio {
        // In the middle it would stand in the words beside it.
        FolioPlace::Center if widest > center - edges.0 - white => outer(side, width, edges),
        FolioPlace::Center => center,
        FolioPlace::Outer => outer(side, width, edges),
        FolioPlace::Right => edges.1 - width,
    };
    let y = theme.page.trim.height - theme.page.foot;
    put(line, x, y, page);
    let count = said.len() as i64;
    for (line, index) in said.into_iter().zip(1..) {
        // On the side where the number is not; the last line level with it.
        let x = if x - edges.0 > edges.1 - x - width { edges.0 } else { edges.1 - line.1 };
        put(line, x, y - theme.head.leading * (count - index), page);
    }
}

/// The embargo and the owner of the copy: on one line if there is room, else on two.
fn foot_lines(room: Abs, furniture: &Furniture, cx: &mut Setter) -> Vec<(Vec<Placed>, Abs)> {
    let Dress { embargo, copy, .. } = furniture.dress;
    let copy = copy.as_ref().map(|copy| copy.line(furniture.labels));
    let mut style = cx.theme.head.clone();
    style.font.weight = cx.theme.label_weight;
    style.font.slope = Slope::Roman;
    let embargo = embargo.as_ref().map(|embargo| {
        // A bare date does not say what it is. Words that say so themselves are not cut for the label.
        let labelled = labelled(furniture.labels.embargo, embargo);
        let fits = furniture_line(&[(&labelled, &style)], Abs::MAX, cx).1 <= room;
        if fits { labelled } else { embargo.clone() }
    });
    let said: Vec<String> = embargo.into_iter().chain(copy).collect();
    let joined = furniture_line(&[(&said.join("  ·  "), &style)], Abs::MAX, cx);
    match said.len() {
        0 => Vec::new(),
        _ if joined.1 <= room => vec![joined],
        _ => said.iter().map(|said| furniture_line(&[(said, &style)], room, cx)).collect(),
    }
}

/// Words behind their label, unless they begin with it: "Embargo: 26 November", "Embargoed until noon".
fn labelled(label: &str, words: &str) -> String {
    if fold(words).starts_with(fold(label).as_str()) { words.to_owned() } else { format!("{label}: {words}") }
}

/// Where a line of that width begins if it ends at the outer edge.
fn outer(side: Side, width: Abs, (left, right): (Abs, Abs)) -> Abs {
    match side {
        Side::Recto => right - width,
        Side::Verso => left,
    }
}

pub(super) fn put((items, _): (Vec<Placed>, Abs), x: Abs, y: Abs, page: &mut Page) {
    page.items.extend(items.into_iter().map(|placed| Placed { at: placed.at + Point::new(x, y), ..placed }));
}

/// One line of furniture, cut to what fits with an ellipsis: words in their styles.
pub(super) fn furniture_line(words: &[(&str, &TextStyle)], room: Abs, cx: &mut Setter) -> (Vec<Placed>, Abs) {
    let mut items = Vec::new();
    let mut width = Abs::ZERO;
    for (words, style) in words {
        let (mut more, wide) = cut(words, style, room - width, cx);
        more.iter_mut().for_each(|placed| placed.at.x += width);
        items.append(&mut more);
        width += wide;
    }
    (items, width)
}

/// Words in one style, cut to what fits.
fn cut(words: &str, style: &TextStyle, room: Abs, cx: &mut Setter) -> (Vec<Placed>, Abs) {
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
