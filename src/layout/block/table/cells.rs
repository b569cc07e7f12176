//! Rows and cells: set in their columns, and cut into strips of a line each.

use super::columns::{Edge, Grid};
use super::{Parts, ROW_PADDING, Stands, figures};
use crate::lang::Direction;
use crate::layout::block::{Place, stack};
use crate::layout::frame::{Role, TagId, Takes};
use crate::layout::galley::{Galley, VBox};
use crate::layout::inline::{Acronyms, Balance, Opening};
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::{Cell, CellKind, Row, Spread};
use crate::style::TextStyle;

/// A row, its cells set in their columns at the left.
pub(super) struct SetRow {
    pub cells: Vec<SetCell>,
}

/// A cell, set. Those that another goes over are empty.
pub(super) struct SetCell {
    /// The left edge of its column.
    x: Abs,
    width: Abs,
    spread: Spread,
    boxes: Vec<(Abs, VBox)>,
    /// The marks of notes in it, which are no part of a number: they hang behind it.
    marks: Vec<TagId>,
}

impl SetCell {
    /// How many lines of the table it takes.
    fn lines(&self, leading: Abs) -> usize {
        let count = |bottom: Abs| (bottom.ceil_to(leading).0 / leading.0.max(1)) as usize;
        self.boxes.iter().map(|(y, vbox)| count(*y + vbox.height)).max().unwrap_or(1)
    }

    /// What is before the decimal mark and from it on, if the cell is one line.
    pub fn parts(&self, mark: char) -> Option<Parts> {
        let [(_, only)] = self.boxes.as_slice() else { return None };
        if self.spread.size().0 > 1 {
            return None;
        }
        let mut text = String::new();
        let runs = || {
            let placed = only.items.iter();
            placed.filter_map(|placed| Some((placed.at.x, placed.item.glyphs()?, self.marks.contains(&placed.tag))))
        };
        runs().filter(|(.., is_mark)| !is_mark).for_each(|(_, run, _)| text.push_str(&run.text));
        let at = figures::split(&text, mark);
        let mut start = 0;
        let mut before = Abs::ZERO;
        let mut end = Abs::ZERO;
        for (x, run, is_mark) in runs() {
            end = x - self.x + run.width();
            if is_mark {
                continue;
            }
            if start < at {
                let glyphs = run.glyphs.iter().zip(run.texts()).filter(|(_, text)| start + text.start < at);
                before = x - self.x + Abs(glyphs.map(|(glyph, _)| i64::from(glyph.advance)).sum());
            }
            start += run.text.len();
        }
        Some(Parts { before, behind: end - before })
    }
}

/// Sets a row's cells; those that name the row have the second style.
pub(super) fn set_row<'a>(
    row: &'a Row,
    role: Role,
    grid: &Grid,
    styles: [&TextStyle; 2],
    parent: TagId,
    cx: &mut Setter<'a>,
) -> SetRow {
    let row_tag = cx.tags.add(Role::TableRow, parent);
    let mut cells = Vec::with_capacity(row.cells.len());
    for (column, (cell, own)) in row.cells.iter().zip(grid.widths).enumerate() {
        let (x, spread) = (grid.x(column), cell.spread);
        if spread == Spread::Covered {
            cells.push(SetCell { x, width: *own, spread, boxes: Vec::new(), marks: Vec::new() });
            continue;
        }
        let (role, style) = match cell.kind {
            CellKind::Data => (role, styles[0]),
            CellKind::RowHead => (Role::TableHeader, styles[1]),
        };
        let tag = cx.tags.add(role, row_tag);
        let (columns, rows) = spread.size();
        if let Some(tag) = cx.tags.get_mut(tag) {
            tag.takes = Some(Takes { column, columns, rows });
        }
        let width = grid.width(column, columns);
        let boxes = set_cell(cell, (x, width), style, tag, cx);
        let marks = marks_of(&boxes, cx);
        cells.push(SetCell { x, width, spread, boxes, marks });
    }
    SetRow { cells }
}

/// The elements that are marks of notes in a cell's first line, and the commas between them.
fn marks_of(boxes: &[(Abs, VBox)], cx: &Setter) -> Vec<TagId> {
    let Some((_, first)) = boxes.first() else { return Vec::new() };
    let is_mark = |tag: &TagId| cx.tags.get(*tag).is_some_and(|tag| tag.role == Role::Reference);
    let mut marks: Vec<TagId> = first.items.iter().map(|placed| placed.tag).filter(is_mark).collect();
    if !marks.is_empty() {
        marks.push(TagId::ARTIFACT);
    }
    marks
}

/// The boxes of a cell, each with the height that it stands at.
fn set_cell<'a>(
    cell: &'a Cell,
    (left, measure): (Abs, Abs),
    style: &TextStyle,
    tag: TagId,
    cx: &mut Setter<'a>,
) -> Vec<(Abs, VBox)> {
    let place = Place { left, measure, style, tag, acronyms: Acronyms::Plain, depth: 1, balance: Balance::Narrow };
    let mut inside = Galley::default();
    stack(&cell.content, place, Opening::No, cx, &mut inside);
    inside.flatten(Abs(1)).0
}

/// Rows as strips, a line each. Cells hang from the top of their rows, or, in heads, stand at the bottom.
pub(super) fn strips(rows: Vec<SetRow>, grid: &Grid, decimals: &[Option<Parts>], edge: Edge) -> Vec<Vec<VBox>> {
    let leading = grid.leading;
    let counts = lines(&rows, leading);
    let (tops, mut strips) = blank(&counts, grid);
    let mut first = 0;
    for (index, row) in rows.into_iter().enumerate() {
        for (column, cell) in row.cells.into_iter().enumerate() {
            let over = (index + cell.spread.size().1).min(counts.len());
            let count: usize = counts[index..over].iter().sum();
            let last = first + count - 1;
            let top = match edge {
                Edge::Top => tops[first] + ROW_PADDING,
                Edge::Bottom => {
                    let height = leading * cell.lines(leading).min(count) as i64;
                    tops[last] + strips[last].height - ROW_PADDING - height
                }
            };
            let moved = cell_moves(&cell, column, grid, decimals, edge);
            for ((y, mut vbox), x) in cell.boxes.into_iter().zip(moved) {
                let y = top + y;
                let at = tops[first..=last].partition_point(|&top| top <= y).max(1) - 1 + first;
                vbox.shift(x, y - tops[at]);
                let strip = &mut strips[at];
                strip.items.append(&mut vbox.items);
                strip.notes.append(&mut vbox.notes);
                strip.beside.append(&mut vbox.beside);
            }
        }
        first += counts[index];
    }
    let mut strips = strips.into_iter();
    counts.into_iter().map(|count| strips.by_ref().take(count).collect()).collect()
}

/// How many lines each row has.
fn lines(rows: &[SetRow], leading: Abs) -> Vec<usize> {
    let own = |row: &SetRow| {
        let cells = row.cells.iter().filter(|cell| cell.spread.size().1 == 1);
        cells.map(|cell| cell.lines(leading)).max().unwrap_or(1).max(1)
    };
    let mut counts: Vec<usize> = rows.iter().map(own).collect();
    // A cell that goes over rows and needs more lines than they have makes the last of them higher.
    for (index, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            let last = (index + cell.spread.size().1).min(counts.len());
            let has: usize = counts[index..last].iter().sum();
            counts[last - 1] += cell.lines(leading).saturating_sub(has);
        }
    }
    counts
}

/// Strips with nothing in them for rows of so many lines, and where the top of each is.
fn blank(counts: &[usize], grid: &Grid) -> (Vec<Abs>, Vec<VBox>) {
    let count = counts.iter().sum();
    let (mut tops, mut strips) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut y = Abs::ZERO;
    for &count in counts {
        for line in 0..count {
            let edges = usize::from(line == 0) + usize::from(line + 1 == count);
            let height = grid.leading + ROW_PADDING * edges as i64;
            tops.push(y);
            strips.push(VBox { outset: grid.outset, table: Some(grid.table), ..VBox::strut(height) });
            y += height;
        }
    }
    (tops, strips)
}

/// How far each box of a cell moves to the right to stand as its column does.
fn cell_moves(cell: &SetCell, column: usize, grid: &Grid, decimals: &[Option<Parts>], edge: Edge) -> Vec<Abs> {
    let width = cell.width;
    let slack = |vbox: &VBox| {
        let right = vbox.items.iter().map(|placed| placed.at.x + placed.item.width()).max().unwrap_or(cell.x);
        (cell.x + width - right).max(Abs::ZERO)
    };
    // What goes over several columns stands as none of them does: a head in the middle of what it is over.
    let stands = match (cell.spread.size().0, edge) {
        (1, _) => grid.stands.get(column).copied().unwrap_or(Stands::Start),
        (_, Edge::Bottom) => Stands::Center,
        (_, Edge::Top) => Stands::Start,
    };
    if let (Stands::Decimal(mark), Some(most)) = (stands, decimals.get(column).copied().flatten())
        && let Some(parts) = cell.parts(mark)
    {
        // The column's figures together stand at its right edge, which is on the left in a mirror.
        let moved = match grid.direction {
            Direction::Ltr => (width - most.before - most.behind).max(Abs::ZERO) + most.before - parts.before,
            Direction::Rtl => most.behind - parts.behind,
        };
        return vec![moved.min(width - parts.before - parts.behind).max(Abs::ZERO)];
    }
    let of = |vbox: &VBox| match stands {
        Stands::Decimal(_) if grid.direction == Direction::Rtl => Abs::ZERO,
        Stands::End | Stands::Decimal(_) => slack(vbox),
        Stands::Center => slack(vbox) / 2,
        Stands::Start => Abs::ZERO,
    };
    cell.boxes.iter().map(|(_, vbox)| of(vbox)).collect()
}
