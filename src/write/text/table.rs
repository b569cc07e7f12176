//! Tables → lines: columns by display width; cells wrap if the table is too wide; if even their longest words do
//! not fit beside one another, a row is a line with bars between its cells.

use super::super::shared::aligns;
use super::Setter;
use super::lines::Lines;
use super::wrap::{columns, wrap};
use crate::model::{Align, Cell, Row, Table};

/// The space between columns.
const GAP: usize = 2;

/// The widest table when lines are not wrapped: beyond it, padding would cost more than it shows. It also bounds
/// what a hostile table (one huge cell, many rows) can grow to.
const WIDEST: usize = 200;

/// A cell's lines at its natural width, and the longest word in it.
struct SetCell {
    text: String,
    natural: usize,
    longest: usize,
    /// How many columns it takes.
    columns: usize,
}

impl Setter {
    pub(super) fn table(&mut self, table: &Table, width: Option<usize>) -> Lines {
        let caption = self.inlines(&table.caption);
        let mut lines = wrap(&caption, width);
        let head: Vec<_> = table.head.iter().map(|row| self.row(row)).collect();
        let rows: Vec<_> = table.rows.iter().map(|row| self.row(row)).collect();
        let room = width.unwrap_or(WIDEST);
        let grid = match widths(head.iter().chain(&rows), room) {
            Some(widths) => grid(table, &head, &rows, &widths),
            None => {
                let mut barred_rows = Lines::default();
                head.iter().chain(&rows).for_each(|row| barred_rows.append(&barred(row, width)));
                barred_rows
            }
        };
        lines.join(&grid);
        lines
    }

    fn row(&mut self, row: &Row) -> Vec<SetCell> {
        row.cells.iter().map(|cell| self.cell(cell)).collect()
    }

    fn cell(&mut self, cell: &Cell) -> SetCell {
        let lines = self.blocks(&cell.content, None, 0);
        let text = lines.iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let natural = text.split('\n').map(columns).max().unwrap_or(0);
        let longest = text.split(['\n', ' ']).map(columns).max().unwrap_or(0);
        let columns = cell.spread.size().0;
        SetCell { text, natural, longest, columns }
    }
}

/// A width for each column, in all at most `room`; none if that is less than the longest words need.
fn widths<'a>(rows: impl Iterator<Item = &'a Vec<SetCell>>, room: usize) -> Option<Vec<usize>> {
    let (mut natural, mut least) = (Vec::new(), Vec::new());
    let rows: Vec<_> = rows.collect();
    for row in &rows {
        natural.resize(natural.len().max(row.len()), 0);
        least.resize(natural.len(), 0);
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| cell.columns == 1) {
            natural[column] = cell.natural.max(natural[column]);
            least[column] = cell.longest.max(least[column]);
        }
    }
    // What goes over several columns and needs more than they do widens the last of them.
    for row in &rows {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| cell.columns > 1) {
            let last = column + cell.columns - 1;
            let widen = |widths: &mut [usize], wanted: usize| {
                let has = widths[column..=last].iter().sum::<usize>() + GAP * (cell.columns - 1);
                widths[last] += wanted.saturating_sub(has);
            };
            widen(&mut natural, cell.natural);
            widen(&mut least, cell.longest);
            natural[last] = natural[last].max(least[last]);
        }
    }
    let room = room.checked_sub(GAP * natural.len().saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let spare = room.checked_sub(least.iter().sum())?;
    // What is spare goes to the columns by what they lack.
    let lack: usize = natural.iter().zip(&least).map(|(natural, least)| natural - least).sum();
    let share = |(natural, least): (&usize, &usize)| least + (natural - least) * spare / lack.max(1);
    Some(natural.iter().zip(&least).map(share).collect())
}

fn grid(table: &Table, head: &[Vec<SetCell>], rows: &[Vec<SetCell>], widths: &[usize]) -> Lines {
    let aligns = aligns(table, widths.len());
    let mut lines = Lines::default();
    head.iter().flat_map(|row| set_row(row, widths, &aligns)).for_each(|line| lines.push(&line));
    if !head.is_empty() {
        let rule: Vec<_> = widths.iter().map(|&width| "-".repeat(width.max(1))).collect();
        lines.push(&rule.join(&" ".repeat(GAP)));
    }
    let rows: Vec<_> = rows.iter().map(|row| set_row(row, widths, &aligns)).collect();
    // Where a cell takes several lines, empty lines tell the rows apart.
    let gap = rows.iter().any(|row| row.len() > 1);
    for (index, row) in rows.into_iter().enumerate() {
        if gap && index > 0 {
            lines.end();
        }
        row.iter().for_each(|line| lines.push(line));
    }
    lines
}

fn set_row(row: &[SetCell], widths: &[usize], aligns: &[Align]) -> Vec<String> {
    // A cell that goes over columns has their room and the gaps between them.
    let mut shown: Vec<(usize, &SetCell, usize)> = Vec::new();
    let mut column = 0;
    while let Some(cell) = row.get(column).filter(|_| column < widths.len()) {
        let end = (column + cell.columns).min(widths.len());
        let width = widths[column..end].iter().sum::<usize>() + GAP * (end - column - 1);
        shown.push((column, cell, width));
        column = end;
    }
    let cells: Vec<_> = shown.iter().map(|(_, cell, width)| wrap(&cell.text, Some(*width))).collect();
    let cells: Vec<Vec<&str>> = cells.iter().map(|cell| cell.iter().collect()).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = String::new();
        for (&(column, of, width), cell) in shown.iter().zip(&cells) {
            let text = cell.get(at).copied().unwrap_or_default();
            let room = width.saturating_sub(columns(text));
            let before = match if of.columns > 1 { Align::Left } else { aligns[column] } {
                Align::Right => room,
                Align::Center => room / 2,
                Align::Left | Align::Auto => 0,
            };
            line.extend(std::iter::repeat_n(' ', before));
            line.push_str(text);
            line.extend(std::iter::repeat_n(' ', room - before + GAP));
        }
        line.truncate(line.trim_end_matches(' ').len());
        line
    };
    (0..height).map(line).collect()
}

/// A row as one paragraph.
fn barred(row: &[SetCell], width: Option<usize>) -> Lines {
    let cells: Vec<_> = row.iter().map(|cell| cell.text.replace('\n', " ")).collect();
    super::wrap_hanging(&cells.join(" | "), width)
}
