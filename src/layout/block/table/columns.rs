//! A table in columns: its heads, then its rows, and where the page may end between them.

use super::cells::{SetRow, set_row, strips};
use super::widths::{Fitted, LongWords, Reach};
use super::{LIGHT, Parts, Stands, head_font, head_tag};
use crate::breaking::FORBIDDEN;
use crate::lang::Direction;
use crate::layout::block::Place;
use crate::layout::frame::{Item, Placed, Role, TagId};
use crate::layout::galley::{Galley, VBox, VItem};
use crate::layout::setter::Setter;
use crate::length::{Abs, Point, Size};
use crate::model::{Row, Table};
use crate::style::{Hyphens, Ink, TextStyle};
use std::sync::Arc;

/// Rules at the head and the end of a table are heavy, in the manner of booktabs: 0.08 em.
const HEAVY: Abs = Abs(Abs::PT.0 * 8 / 10);
/// Below heads of several columns: booktabs has 0.03 em where light rules have 0.05.
const JOINED: Abs = Abs(Abs::PT.0 * 3 / 10);
/// Rows of up to this many lines are kept whole.
const KEEP_LINES: usize = 8;
/// What a break costs that leaves the first or the last row alone on a page: as much as a page that lacks four lines.
const ALONE: i32 = 4_800;

/// Sets a table in columns that fit.
pub(super) fn columns<'a>(
    table: &'a Table,
    stands: &[Stands],
    fitted: &Fitted,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let style = style(&cx.theme.table, fitted);
    let strong = TextStyle { font: head_font(&style, cx), ..style.clone() };
    let grid = Grid::of(fitted, stands, place, style.leading, cx.language.direction());
    let head = heads(table, &grid, &strong, cx);
    let carry = carried(&head, cx);
    for vbox in head {
        galley.push(vbox);
        galley.penalty(FORBIDDEN);
    }
    let body = body(table, &grid, [&style, &strong], cx);
    rows_into(table, body, carry.as_ref(), cx, galley);
}

/// The type of cells in a table that may have to be small.
fn style(of_theme: &TextStyle, fitted: &Fitted) -> TextStyle {
    TextStyle {
        size: of_theme.size.scale(fitted.scale),
        leading: of_theme.leading.scale(fitted.scale),
        hyphens: match fitted.words {
            LongWords::None => of_theme.hyphens,
            LongWords::Divided => Hyphens::Allowed,
        },
        ..of_theme.clone()
    }
}

/// What the rows of a table share.
pub(super) struct Grid<'g> {
    pub table: TagId,
    pub widths: &'g [Abs],
    /// How the cells of each column stand.
    pub stands: &'g [Stands],
    gap: Abs,
    total: Abs,
    pub left: Abs,
    /// How far it goes beyond the text column.
    pub outset: Abs,
    pub leading: Abs,
    /// A table that runs from right to left is set in a mirror.
    pub direction: Direction,
}

impl<'g> Grid<'g> {
    fn of(fitted: &'g Fitted, stands: &'g [Stands], place: Place, leading: Abs, direction: Direction) -> Self {
        let (widths, gap) = (&fitted.widths, fitted.gap);
        let total = widths.iter().copied().sum::<Abs>() + gap * (widths.len() as i64 - 1).max(0);
        let outset = match fitted.reach {
            Reach::Column => Abs::ZERO,
            // On a left-hand page the table goes to the left.
            Reach::NoteColumn => (total - place.measure).max(Abs::ZERO),
        };
        Self { table: place.tag, widths, stands, gap, total, left: place.left, outset, leading, direction }
    }

    /// The left edge of a column.
    pub fn x(&self, column: usize) -> Abs {
        self.left + self.widths[..column].iter().copied().sum::<Abs>() + self.gap * column as i64
    }

    /// How wide so many columns are, with the gaps between them.
    pub fn width(&self, column: usize, columns: usize) -> Abs {
        let widths = self.widths.iter().skip(column).take(columns);
        let count = widths.clone().count() as i64;
        widths.copied().sum::<Abs>() + self.gap * (count - 1).max(0)
    }
}

/// The strips of a table's heads, between their rules.
fn heads<'a>(table: &'a Table, grid: &Grid, strong: &TextStyle, cx: &mut Setter<'a>) -> Vec<VBox> {
    let tag = head_tag(table, grid.table, cx);
    let rows = set_rows(&table.head, Role::TableHeader, grid, [strong; 2], tag, cx);
    let mut head: Vec<Vec<VBox>> = strips(rows, grid, &[], Edge::Bottom);
    joined_heads(&table.head, &mut head, grid);
    let mut head: Vec<VBox> = head.into_iter().flatten().collect();
    rule(&mut head, Edge::Top, HEAVY, grid);
    // Where no rows follow, the table ends below its heads.
    rule(&mut head, Edge::Bottom, if table.rows.is_empty() { HEAVY } else { LIGHT }, grid);
    head
}

/// The strips of each row below the heads, with the rule that ends the table.
fn body<'a>(table: &'a Table, grid: &Grid, styles: [&TextStyle; 2], cx: &mut Setter<'a>) -> Vec<Vec<VBox>> {
    let tag = cx.tags.add(Role::TableBody, grid.table);
    let rows = set_rows(&table.rows, Role::TableCell, grid, styles, tag, cx);
    let decimals = decimals(&rows, grid.stands);
    let mut strips = strips(rows, grid, &decimals, Edge::Top);
    if let (Some(first), true) = (strips.first_mut(), table.head.is_empty()) {
        rule(first, Edge::Top, HEAVY, grid);
    }
    if let Some(last) = strips.last_mut() {
        rule(last, Edge::Bottom, HEAVY, grid);
    }
    strips
}

fn set_rows<'a>(
    rows: &'a [Row],
    role: Role,
    grid: &Grid,
    styles: [&TextStyle; 2],
    tag: TagId,
    cx: &mut Setter<'a>,
) -> Vec<SetRow> {
    rows.iter().map(|row| set_row(row, role, grid, styles, tag, cx)).collect()
}

/// Puts the rows into the galley, with what it costs to end the page between and within them.
fn rows_into(table: &Table, rows: Vec<Vec<VBox>>, carry: Option<&Arc<VBox>>, cx: &Setter, galley: &mut Galley) {
    let penalty = |cost| VItem::Penalty { cost, carry: carry.cloned() };
    let count = rows.len();
    let height: Abs = rows.iter().flatten().map(|strip| strip.height).sum();
    // What is no higher than a third of a page is not worth turning one for.
    let whole = height < cx.theme.body.leading * cx.theme.page.lines as i64 / 3;
    // How far down pictures reach that began above: they hang from one line over those below it.
    let (mut y, mut reach) = (Abs::ZERO, Abs::ZERO);
    for (index, strips) in rows.into_iter().enumerate() {
        if index > 0 {
            let held = whole || reach > y || reaches(&table.rows, index);
            galley.items.push(penalty(if held { FORBIDDEN } else { between_rows(index, count) }));
        }
        let lines = strips.len();
        for (line, vbox) in strips.into_iter().enumerate() {
            if line > 0 {
                galley.items.push(penalty(if reach > y { FORBIDDEN } else { between_lines(line, lines) }));
            }
            reach = reach.max(y + pictures_end(&vbox));
            y += vbox.height;
            galley.push(vbox);
        }
    }
}

/// How far below the top of a line its pictures end.
fn pictures_end(vbox: &VBox) -> Abs {
    let end = |placed: &Placed| match placed.item {
        Item::Picture { size, .. } => Some(placed.at.y + size.height),
        _ => None,
    };
    vbox.items.iter().filter_map(end).max().unwrap_or(Abs::ZERO)
}

/// What it costs to end the page above one of so many rows: neither the first nor the last had better stand alone.
fn between_rows(index: usize, count: usize) -> i32 {
    if (index == 1 || index + 1 == count) && count > 3 { ALONE } else { 0 }
}

/// What it costs to end the page above one of so many lines of a row.
fn between_lines(line: usize, lines: usize) -> i32 {
    if lines <= KEEP_LINES || line == 1 || line + 1 == lines { FORBIDDEN } else { 0 }
}

/// What the figures of each column have before and behind their decimal marks, where they stand by them.
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
            let size = Size { width: grid.width(column, columns), height: JOINED };
            let at = Point::new(grid.x(column), strip.height - JOINED);
            strip.items.push(Placed { at, item: Item::Rule { size, ink: Ink::Black }, tag: TagId::ARTIFACT });
        }
    }
}

/// Which edge of a row a rule is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Top,
    Bottom,
}

/// Draws a rule along an edge of some strips.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_first_nor_the_last_row_stands_alone_in_a_table_of_four() {
        let costs = |count: usize| (1..count).map(|index| between_rows(index, count)).collect::<Vec<_>>();
        assert_eq!(costs(3), [0, 0]);
        assert_eq!(costs(4), [ALONE, 0, ALONE]);
        assert_eq!(costs(6), [ALONE, 0, 0, 0, ALONE]);
    }

    #[test]
    fn a_row_of_some_lines_is_whole_and_a_longer_one_breaks_within() {
        let costs = |lines: usize| (1..lines).map(|line| between_lines(line, lines)).collect::<Vec<_>>();
        assert_eq!(costs(KEEP_LINES), [FORBIDDEN; KEEP_LINES - 1]);
        assert_eq!(costs(9), [FORBIDDEN, 0, 0, 0, 0, 0, 0, FORBIDDEN]);
    }
}
