//! Tables: column widths from their content, rules above and below the heads and at the end, heads repeated overleaf.
//!
//! A row is cut into strips of one line each, so that a row taller than a page can break between its lines. A table
//! whose columns cannot be made narrow enough is set smaller, and one with more columns than any page could take is
//! set as records, a cell below the other; both are told. Cells do not span columns.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::Opening;
use super::super::setter::Setter;
use super::{Place, display_space, figure, stack};
use crate::breaking::FORBIDDEN;
use crate::diag::Code;
use crate::length::{Abs, Point, Size};
use crate::model::{Align, Block, BlockKind, Cell, Row, Table, plain};
use crate::source::Span;
use crate::style::{Ink, TextStyle};
use std::rc::Rc;

/// Rules in the manner of booktabs: heavy above and below, light under the heads (PACKETS-AND-PRINT §3.3).
const HEAVY: Abs = Abs(Abs::PT.0 * 8 / 10);
const LIGHT: Abs = Abs(Abs::PT.0 / 2);
/// White above and below the lines of a row: with the theme's 12 pt it makes a row one line of text high.
const ROW_PADDING: Abs = Abs(Abs::PT.0 * 5 / 4);
/// Rows of up to this many lines are kept whole.
const KEEP_LINES: usize = 8;
/// Nothing is set smaller than this part of the theme's size.
const SMALLEST: f64 = 0.75;

/// A table.
pub(super) fn table<'a>(table: &'a Table, place: Place, span: Span, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = cx.tags.add(Role::Table, place.tag);
    let place = place.within(tag);
    galley.space(display_space(cx));
    if !table.caption.is_empty() {
        figure::caption(&table.caption, place, cx, galley);
        galley.penalty(FORBIDDEN);
        galley.space(Abs::pt(4.0));
        galley.penalty(FORBIDDEN);
    }
    let widths = widths(table, &theme.table, place.measure);
    match widths {
        Widths::Fit(widths) => columns(table, &widths, 1.0, place, cx, galley),
        Widths::Tight(widths, scale) => {
            cx.tell(
                Code::TableTooWide,
                format!("a table of {} columns was set at {:.0} % of its size", widths.len(), scale * 100.0),
                span,
            );
            columns(table, &widths, scale, place, cx, galley);
        }
        Widths::Hopeless => {
            let message =
                format!("a table of {} columns does not fit a page; its rows were set as records", table.columns.len());
            cx.tell(Code::TableTooWide, message, span);
            records(table, place, cx, galley);
        }
    }
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// Whether, and how, columns fit the measure.
enum Widths {
    Fit(Vec<Abs>),
    /// At this part of the size.
    Tight(Vec<Abs>, f64),
    Hopeless,
}

/// White between columns: an em.
fn gap(style: &TextStyle) -> Abs {
    style.size.scale(1.15)
}

/// Column widths: natural ones if they fit; else each its longest word, and of the rest a share by what it lacks.
fn widths(table: &Table, style: &TextStyle, measure: Abs) -> Widths {
    let count = table.columns.len();
    let room = measure - gap(style) * (count as i64 - 1).max(0);
    let (least, natural) = needs(table, style);
    let sum = |widths: &[Abs]| widths.iter().copied().sum::<Abs>();
    let total = sum(&natural);
    if room > Abs::ZERO && total <= room {
        return Widths::Fit(spread(natural, room));
    }
    for scale in [1.0, 0.9, 0.82, SMALLEST] {
        let minimum = sum(&least).scale(scale);
        if room <= Abs::ZERO || minimum > room {
            continue;
        }
        let lack: Abs = natural.iter().zip(&least).map(|(n, l)| (*n - *l).scale(scale)).sum();
        let share = (room - minimum).ratio(lack).min(1.0);
        let widths = natural.iter().zip(&least).map(|(n, l)| l.scale(scale) + (*n - *l).scale(scale * share)).collect();
        return if scale == 1.0 { Widths::Fit(widths) } else { Widths::Tight(widths, scale) };
    }
    // Words may be cut if there is nothing else; four characters a column is the least that can be read.
    if room >= style.size * 2 * count as i64 {
        let share = room.ratio(sum(&least));
        return Widths::Tight(least.iter().map(|width| width.scale(share)).collect(), SMALLEST);
    }
    Widths::Hopeless
}

/// A table that nearly fills the measure fills it; a narrower one keeps its natural width, a little aired.
fn spread(natural: Vec<Abs>, room: Abs) -> Vec<Abs> {
    let total: Abs = natural.iter().copied().sum();
    let slack = room - total;
    if total.ratio(room) < 0.55 || natural.len() < 2 {
        return natural;
    }
    // The first column, which names the rows, takes most of the slack; figures stay together.
    let others = slack.scale(0.35) / (natural.len() as i64 - 1);
    let first = slack - others * (natural.len() as i64 - 1);
    natural.into_iter().enumerate().map(|(index, width)| width + if index == 0 { first } else { others }).collect()
}

/// The least and the natural width of each column, estimated from characters: 0.53 em is a wide average for the sans,
/// so that an estimate errs on the side of room.
fn needs(table: &Table, style: &TextStyle) -> (Vec<Abs>, Vec<Abs>) {
    let count = table.columns.len();
    let mut least = vec![style.size; count];
    let mut natural = vec![style.size; count];
    for row in table.head.iter().chain(&table.rows) {
        for (column, cell) in row.cells.iter().enumerate().take(count) {
            for line in lines_of(&cell.content) {
                let width =
                    |text: &str| style.size.scale(0.53 * unicode_width::UnicodeWidthStr::width(text) as f64 + 0.1);
                natural[column] = natural[column].max(width(&line));
                let longest = line.split_whitespace().max_by_key(|word| word.len()).unwrap_or_default();
                // A word longer than 20 letters may be cut.
                least[column] = least[column].max(width(longest).min(style.size * 11));
            }
        }
    }
    (least, natural)
}

/// The words of a cell, block by block.
fn lines_of(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|block| match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => vec![plain(content)],
            BlockKind::Code { text, .. } => text.lines().map(str::to_owned).collect(),
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => lines_of(content),
            BlockKind::List(list) => {
                list.items.iter().flat_map(|item| lines_of(&item.content)).map(|line| format!("    {line}")).collect()
            }
            BlockKind::Definitions(_) | BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Rule => {
                vec!["        ".to_owned()]
            }
        })
        .collect()
}

/// Sets the table in columns.
fn columns<'a>(table: &'a Table, widths: &[Abs], scale: f64, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let gap = gap(&theme.table);
    let total = widths.iter().copied().sum::<Abs>() + gap * (widths.len() as i64 - 1).max(0);
    let style = TextStyle {
        size: theme.table.size.scale(scale),
        leading: theme.table.leading.scale(scale),
        ..theme.table.clone()
    };
    let grid = Grid { widths, gap, total, style: &style, left: place.left };
    let aligns: Vec<Align> = (0..widths.len()).map(|column| alignment(table, column)).collect();
    let head_tag = cx.tags.add(Role::TableHead, place.tag);
    let mut head: Vec<VBox> = Vec::new();
    for row in &table.head {
        head.extend(strips(row, Role::TableHeader, &grid, &aligns, head_tag, cx));
    }
    rule(&mut head, Edge::Top, HEAVY, &grid);
    rule(&mut head, Edge::Bottom, LIGHT, &grid);
    let carry = carried(&head, cx);
    for vbox in head {
        galley.push(vbox);
        galley.penalty(FORBIDDEN);
    }
    let body_tag = cx.tags.add(Role::TableBody, place.tag);
    let count = table.rows.len();
    for (index, row) in table.rows.iter().enumerate() {
        let mut strips = strips(row, Role::TableCell, &grid, &aligns, body_tag, cx);
        if index == 0 && table.head.is_empty() {
            rule(&mut strips, Edge::Top, HEAVY, &grid);
        }
        if index + 1 == count {
            rule(&mut strips, Edge::Bottom, HEAVY, &grid);
        }
        if index > 0 {
            // Neither the first nor the last row alone.
            let alone = (index == 1 || index + 1 == count) && count > 3;
            galley.items.push(VItem::Penalty { cost: if alone { 500 } else { 0 }, carry: carry.clone() });
        }
        let lines = strips.len();
        for (line, vbox) in strips.into_iter().enumerate() {
            if line > 0 {
                let cost = if lines <= KEEP_LINES || line == 1 || line + 1 == lines { FORBIDDEN } else { 0 };
                galley.items.push(VItem::Penalty { cost, carry: carry.clone() });
            }
            galley.push(vbox);
        }
    }
}

/// What the rows of a table share.
struct Grid<'g> {
    widths: &'g [Abs],
    gap: Abs,
    total: Abs,
    /// The type of cells.
    style: &'g TextStyle,
    left: Abs,
}

/// How a column's cells stand: as the table says; figures at the right if it says nothing.
fn alignment(table: &Table, column: usize) -> Align {
    let said = table.columns.get(column).copied().unwrap_or_default();
    if said != Align::Auto {
        return said;
    }
    let mut cells = table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .map(|cell| lines_of(&cell.content).join(" "))
        .filter(|text| !text.trim().is_empty())
        .peekable();
    let numeric = cells.peek().is_some() && cells.all(|text| is_number(text.trim()));
    if numeric { Align::Right } else { Align::Left }
}

/// Figures with the marks that go with them: −1,234.5 %, $6M, (3), n/a.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    matches!(text, "–" | "—" | "-" | "n/a") || (digits > 0 && letters <= 2 && text.chars().count() <= 16)
}

/// A row as strips, a line each.
fn strips<'a>(
    row: &'a Row,
    role: Role,
    grid: &Grid,
    aligns: &[Align],
    parent: TagId,
    cx: &mut Setter<'a>,
) -> Vec<VBox> {
    let leading = grid.style.leading;
    let tag = cx.tags.add(Role::TableRow, parent);
    let mut strips: Vec<VBox> = vec![VBox::strut(leading)];
    let mut x = grid.left;
    for (column, width) in grid.widths.iter().enumerate() {
        if let Some(cell) = row.cells.get(column) {
            let tag = cx.tags.add(role, tag);
            for (y, vbox) in self::cell(cell, x, *width, aligns[column], grid, tag, cx) {
                let first = (y.0.max(0) / leading.0.max(1)) as usize;
                let needed = (y + vbox.height).ceil_to(leading).0 / leading.0.max(1);
                while strips.len() < (needed as usize).max(first + 1) {
                    strips.push(VBox::strut(leading));
                }
                let mut vbox = vbox;
                vbox.shift(Abs::ZERO, y - leading * first as i64);
                strips[first].items.append(&mut vbox.items);
                strips[first].notes.append(&mut vbox.notes);
            }
        }
        x += *width + grid.gap;
    }
    let padding = ROW_PADDING;
    strips[0].shift(Abs::ZERO, padding);
    strips[0].height += padding;
    if let Some(last) = strips.last_mut() {
        last.height += padding;
    }
    strips
}

/// A cell, set in its column and moved to its side.
fn cell<'a>(
    cell: &'a Cell,
    x: Abs,
    width: Abs,
    align: Align,
    grid: &Grid,
    tag: TagId,
    cx: &mut Setter<'a>,
) -> Vec<(Abs, VBox)> {
    let place = Place { left: x, measure: width, style: grid.style, tag, acronyms: super::Acronyms::Plain, depth: 1 };
    let mut inside = Galley::default();
    stack(&cell.content, place, Opening::No, cx, &mut inside);
    let (mut boxes, _) = inside.flatten(Abs(1));
    for (_, vbox) in &mut boxes {
        let right = vbox.items.iter().map(|placed| placed.at.x + placed.item.width()).max().unwrap_or(x);
        let slack = (x + width - right).max(Abs::ZERO);
        match align {
            Align::Right => vbox.shift(slack, Abs::ZERO),
            Align::Center => vbox.shift(slack / 2, Abs::ZERO),
            Align::Left | Align::Auto => {}
        }
    }
    boxes
}

/// Which edge of a row a rule is on.
#[derive(Clone, Copy)]
enum Edge {
    Top,
    Bottom,
}

fn rule(strips: &mut [VBox], edge: Edge, weight: Abs, grid: &Grid) {
    let strip = match edge {
        Edge::Top => strips.first_mut(),
        Edge::Bottom => strips.last_mut(),
    };
    let Some(strip) = strip else { return };
    let y = match edge {
        Edge::Top => Abs::ZERO,
        Edge::Bottom => strip.height - weight,
    };
    let item = Item::Rule { size: Size { width: grid.total, height: weight }, ink: Ink::Black };
    strip.items.push(Placed { at: Point::new(grid.left, y), item, tag: TagId::ARTIFACT });
}

/// The heads as one box to be repeated overleaf: furniture, for they were read once. Heads that take a third of a page
/// are not repeated.
fn carried(head: &[VBox], cx: &Setter) -> Option<Rc<VBox>> {
    let height: Abs = head.iter().map(|vbox| vbox.height).sum();
    let third = cx.theme.body.leading * (cx.theme.page.lines as i64 / 3);
    if head.is_empty() || height > third {
        return None;
    }
    let mut carry = VBox::default();
    for strip in head {
        let mut strip = VBox { items: strip.items.clone(), height: strip.height, ..VBox::default() };
        strip.shift(Abs::ZERO, carry.height);
        carry.height += strip.height;
        carry.items.append(&mut strip.items);
    }
    carry.items.retain(|placed| !matches!(placed.item, Item::Link { .. } | Item::Anchor(_)));
    for placed in &mut carry.items {
        placed.tag = TagId::ARTIFACT;
    }
    Some(Rc::new(carry))
}

/// A table without columns: every cell below the other, a rule between rows.
fn records<'a>(table: &'a Table, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let inner = Place { style: &theme.table, acronyms: super::Acronyms::Plain, depth: 1, ..place };
    for (role, rows) in [(Role::TableHeader, &table.head), (Role::TableCell, &table.rows)] {
        let part = cx.tags.add(if role == Role::TableHeader { Role::TableHead } else { Role::TableBody }, place.tag);
        for row in rows {
            let tag = cx.tags.add(Role::TableRow, part);
            let item = Item::Rule { size: Size { width: place.measure, height: LIGHT }, ink: Ink::Black };
            let items = vec![Placed { at: Point::new(place.left, Abs::ZERO), item, tag: TagId::ARTIFACT }];
            galley.push(VBox { height: ROW_PADDING, items, ..VBox::default() });
            galley.penalty(FORBIDDEN);
            for cell in &row.cells {
                let tag = cx.tags.add(role, tag);
                stack(&cell.content, inner.within(tag), Opening::No, cx, galley);
            }
        }
    }
}
