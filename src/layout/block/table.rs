//! Tables: column widths from their content, rules above and below the heads and at the end, heads repeated overleaf.
//!
//! A row is cut into strips of one line each, so that a row taller than a page can break between its lines. A table
//! that is too wide is tightened, then set smaller, then goes over the note column; one with more columns than any page
//! could take is set as records, each row a short text with its columns' heads in it. What is set smaller or as records
//! is told. Figures stand with their decimal marks below one another. Cells may go over several columns and rows.

mod cells;
mod extent;
mod figures;
mod records;
mod widths;
mod words;

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::setter::Setter;
use super::{Place, display_space, figure};
use crate::breaking::FORBIDDEN;
use crate::diag::Code;
use crate::lang::Direction;
use crate::length::{Abs, Point, Size};
use crate::model::{Align, Inline, Row, Table};
use crate::source::Span;
use crate::style::{FontRequest, Hyphens, Ink, TextStyle};
use cells::{SetRow, set_row, strips};
use std::sync::Arc;
use widths::{Fitted, LongWords, Reach, Widths};
use words::Words;

/// Rules in the manner of booktabs: heavy above and below, light under the heads (its 0.08 and 0.05 em).
const HEAVY: Abs = Abs(Abs::PT.0 * 8 / 10);
const LIGHT: Abs = Abs(Abs::PT.0 / 2);
/// Below heads of several columns: booktabs has 0.03 em where light rules have 0.05.
const JOINED: Abs = Abs(Abs::PT.0 * 3 / 10);
/// White above and below the lines of a row: with the theme's 12 pt it makes a row one line of text high.
const ROW_PADDING: Abs = Abs(Abs::PT.0 * 5 / 4);
/// Rows of up to this many lines are kept whole.
const KEEP_LINES: usize = 8;
/// What a break costs that leaves the first or the last row alone on a page: as much as a page that lacks four lines.
const ALONE: i32 = 4_800;

/// A table.
pub(super) fn table<'a>(
    table: &'a Table,
    credit: Option<&'a [Inline]>,
    place: Place,
    span: Span,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let theme = cx.theme;
    let tag = cx.tags.add(Role::Table, place.tag);
    let (around, place) = (place, place.within(tag));
    galley.space(display_space(cx));
    if !table.caption.is_empty() {
        figure::caption(&table.caption, place, cx, galley);
        galley.penalty(FORBIDDEN);
        galley.space(Abs::pt(4.0));
        galley.penalty(FORBIDDEN);
    }
    let wide = wide(place, cx, galley);
    let stands: Vec<Stands> = (0..table.columns.len()).map(|column| Stands::of(table, column, cx)).collect();
    match widths::choose(table, &stands, &theme.table, (place.measure, wide), cx) {
        Widths::Fit(fitted) => {
            if fitted.scale < 1.0 {
                let (count, part) = (fitted.widths.len(), fitted.scale * 100.0);
                let message = format!("a table of {count} columns was set at {part:.0} % of its size");
                cx.tell(Code::TableTooWide, message, span);
            }
            columns(table, &stands, &fitted, place, cx, galley);
        }
        Widths::Hopeless => {
            let count = table.columns.len();
            let message = format!("a table of {count} columns does not fit a page; its rows were set as records");
            cx.tell(Code::TableTooWide, message, span);
            records::records(table, place, cx, galley);
        }
    }
    if let Some(credit) = credit {
        figure::credit(credit, around, cx, galley);
    }
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// The room for what may go over the note column: where there is one, and nothing stands in it at this height.
pub(super) fn wide(place: Place, cx: &Setter, galley: &Galley) -> Option<Abs> {
    let page = &cx.theme.page;
    let whole = place.left == Abs::ZERO && place.measure == page.measure && page.note_column > Abs::ZERO;
    (whole && galley.side_is_free()).then_some(page.measure + page.gap + page.note_column)
}

/// The type of column heads: semibold within the table's own face.
fn head_font(style: &TextStyle, cx: &Setter) -> FontRequest {
    FontRequest { weight: cx.theme.label_weight, ..style.font.clone() }
}

/// What head rows belong to. A group of heads needs one of rows beside it; heads alone belong to the table.
fn head_tag(table: &Table, tag: TagId, cx: &mut Setter) -> TagId {
    if table.rows.is_empty() { tag } else { cx.tags.add(Role::TableHead, tag) }
}

/// Sets the table in columns.
fn columns<'a>(
    table: &'a Table,
    stands: &[Stands],
    fitted: &Fitted,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let theme = cx.theme;
    let style = TextStyle {
        size: theme.table.size.scale(fitted.scale),
        leading: theme.table.leading.scale(fitted.scale),
        hyphens: match fitted.words {
            LongWords::None => theme.table.hyphens,
            LongWords::Divided => Hyphens::Allowed,
        },
        ..theme.table.clone()
    };
    let head_style = TextStyle { font: head_font(&style, cx), ..style.clone() };
    let widths = &fitted.widths;
    let total = widths.iter().copied().sum::<Abs>() + fitted.gap * (widths.len() as i64 - 1).max(0);
    let outset = match fitted.reach {
        Reach::Column => Abs::ZERO,
        // On a left-hand page the table goes to the left.
        Reach::NoteColumn => (total - place.measure).max(Abs::ZERO),
    };
    let (gap, direction) = (fitted.gap, cx.language.direction());
    let (left, leading) = (place.left, style.leading);
    let grid = Grid { table: place.tag, widths, gap, total, left, outset, leading, direction };
    let head_tag = head_tag(table, place.tag, cx);
    let rows = |rows: &'a [Row], role: Role, styles: [&TextStyle; 2], tag: TagId, cx: &mut Setter<'a>| {
        rows.iter().map(|row| set_row(row, role, &grid, styles, tag, cx)).collect::<Vec<SetRow>>()
    };
    let set = rows(&table.head, Role::TableHeader, [&head_style; 2], head_tag, cx);
    let mut head: Vec<Vec<VBox>> = strips(set, &grid, stands, &[], Edge::Bottom);
    joined_heads(&table.head, &mut head, &grid);
    let mut head: Vec<VBox> = head.into_iter().flatten().collect();
    rule(&mut head, Edge::Top, HEAVY, &grid);
    // Where no rows follow, the table ends below its heads.
    rule(&mut head, Edge::Bottom, if table.rows.is_empty() { HEAVY } else { LIGHT }, &grid);
    let carry = carried(&head, cx);
    for vbox in head {
        galley.push(vbox);
        galley.penalty(FORBIDDEN);
    }
    let body_tag = cx.tags.add(Role::TableBody, place.tag);
    let rows = rows(&table.rows, Role::TableCell, [&style, &head_style], body_tag, cx);
    let decimals = decimals(&rows, stands);
    let count = rows.len();
    let mut strips: Vec<_> = strips(rows, &grid, stands, &decimals, Edge::Top);
    if let (Some(first), true) = (strips.first_mut(), table.head.is_empty()) {
        rule(first, Edge::Top, HEAVY, &grid);
    }
    if let Some(last) = strips.last_mut() {
        rule(last, Edge::Bottom, HEAVY, &grid);
    }
    let height: Abs = strips.iter().flatten().map(|strip| strip.height).sum();
    // What is no higher than a third of a page is not worth turning one for.
    let whole = height < theme.body.leading * theme.page.lines as i64 / 3;
    for (index, strips) in strips.into_iter().enumerate() {
        if index > 0 {
            // Neither the first nor the last row alone.
            let alone = (index == 1 || index + 1 == count) && count > 3;
            let cost = if whole || reaches(&table.rows, index) {
                FORBIDDEN
            } else if alone {
                ALONE
            } else {
                0
            };
            galley.items.push(VItem::Penalty { cost, carry: carry.clone() });
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

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Where lines begin.
    Start,
    Center,
    /// Where they end.
    End,
    /// With this mark, or where it would be, below one another.
    Decimal(char),
}

impl Stands {
    /// As the table says; figures by their decimal mark, unless it says left or centred.
    fn of(table: &Table, column: usize, cx: &Setter) -> Self {
        let said = table.columns.get(column).copied().unwrap_or_default();
        let (left, right) = match cx.language.direction() {
            Direction::Ltr => (Self::Start, Self::End),
            Direction::Rtl => (Self::End, Self::Start),
        };
        match said {
            Align::Left => return left,
            Align::Center => return Self::Center,
            Align::Auto | Align::Right => {}
        }
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let cells = cells.filter(|cell| cell.spread.size().0 == 1);
        let words: Vec<String> = cells.map(|cell| Words::of(&cell.content, &cx.notes).joined()).collect();
        let mut filled = words.iter().filter(|text| !text.trim().is_empty()).peekable();
        if filled.peek().is_some() && filled.all(|text| figures::is_number(text)) {
            return Self::Decimal(figures::decimal_mark(words.iter().map(String::as_str), &cx.language));
        }
        if said == Align::Right { right } else { Self::Start }
    }
}

/// What stands before the decimal marks of a column at most, and from them on.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    before: Abs,
    behind: Abs,
}

fn decimals(rows: &[SetRow], stands: &[Stands]) -> Vec<Option<Parts>> {
    let of = |column: usize, mark: char| {
        let parts = rows.iter().filter_map(|row| row.cells.get(column)).filter_map(|cell| cell.parts(mark));
        parts.fold(Parts::default(), |most, parts| Parts {
            before: most.before.max(parts.before),
            behind: most.behind.max(parts.behind),
        })
    };
    let column = |(column, stands): (usize, &Stands)| match stands {
        Stands::Decimal(mark) => Some(of(column, *mark)),
        Stands::Start | Stands::Center | Stands::End => None,
    };
    stands.iter().enumerate().map(column).collect()
}

/// What the rows of a table share.
struct Grid<'g> {
    table: TagId,
    widths: &'g [Abs],
    gap: Abs,
    total: Abs,
    left: Abs,
    /// How far it goes beyond the text column.
    outset: Abs,
    leading: Abs,
    /// A table that runs from right to left is set in a mirror.
    direction: Direction,
}

impl Grid<'_> {
    /// How wide so many columns are, with the gaps between them.
    fn width(&self, column: usize, columns: usize) -> Abs {
        let widths = self.widths.iter().skip(column).take(columns);
        let count = widths.clone().count() as i64;
        widths.copied().sum::<Abs>() + self.gap * (count - 1).max(0)
    }
}

/// Whether a cell goes over the edge between a row and the one above it; one that goes over many is cut all the same.
fn reaches(rows: &[Row], row: usize) -> bool {
    let covers = |(above, other): (usize, &Row)| {
        other.cells.iter().any(|cell| {
            let high = cell.spread.size().1;
            (2..=KEEP_LINES).contains(&high) && above + high > row
        })
    };
    rows[..row].iter().enumerate().rev().take(KEEP_LINES).any(covers)
}

/// A light rule below each head that goes over several columns and has others below it: it says which.
fn joined_heads(rows: &[Row], strips: &mut [Vec<VBox>], grid: &Grid) {
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate().take(grid.widths.len()) {
            let (columns, high) = cell.spread.size();
            if columns < 2 || index + high >= rows.len() {
                continue;
            }
            let Some(strip) = strips.get_mut(index + high - 1).and_then(|row| row.last_mut()) else { continue };
            let before = grid.widths[..column].iter().copied().sum::<Abs>() + grid.gap * column as i64;
            let size = Size { width: grid.width(column, columns), height: JOINED };
            let at = Point::new(grid.left + before, strip.height - JOINED);
            strip.items.push(Placed { at, item: Item::Rule { size, ink: Ink::Black }, tag: TagId::ARTIFACT });
        }
    }
}

/// Which edge of a row a rule is on.
#[derive(Clone, Copy, PartialEq, Eq)]
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
fn carried(head: &[VBox], cx: &Setter) -> Option<Arc<VBox>> {
    let height: Abs = head.iter().map(|vbox| vbox.height).sum();
    let third = cx.theme.body.leading * (cx.theme.page.lines as i64 / 3);
    if head.is_empty() || height > third {
        return None;
    }
    let mut carry = VBox { outset: head[0].outset, ..VBox::default() };
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
    Some(Arc::new(carry))
}
