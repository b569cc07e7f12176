//! Rows and columns: matrices, cases, aligned equations. The gaps are those of LaTeX and of its package amsmath.

use super::bench::{Bench, Style};
use super::boxes::MBox;
use super::list::{Align, Column, Grid, GridKind, Level};
use super::space::join;
use crate::length::Abs;

/// A grid's measures, in ems.
struct Gaps {
    /// Between columns; between a pair of aligned columns and the next.
    columns: f64,
    /// What each row is at least, above and below its baseline.
    above: f64,
    below: f64,
    /// White between rows.
    rows: f64,
}

/// A strut is seven tenths and three tenths of the leading, which is 1.2 em.
pub(super) const STRUT: [f64; 2] = [0.84, 0.36];
/// The white between aligned equations: 3 points at ten.
pub(super) const JOT: f64 = 0.3;

/// What else parts equations that would come nearer to one another than their struts: a point at ten.
const LINE_SKIP: f64 = 0.1;

/// How thick the rules are: 0.4 points at ten.
const RULE: f64 = 0.04;

fn gaps(kind: GridKind) -> Gaps {
    let gaps = |columns, above, below, rows| Gaps { columns, above, below, rows };
    match kind {
        // \arraycolsep is 5 points on either side.
        GridKind::Matrix(_) | GridKind::Array => gaps(1.0, STRUT[0], STRUT[1], 0.0),
        // \arraystretch is 1.2 there.
        GridKind::Cases => gaps(1.0, STRUT[0] * 1.2, STRUT[1] * 1.2, 0.0),
        GridKind::Aligned | GridKind::Gathered | GridKind::Multline => gaps(2.0, STRUT[0], STRUT[1], JOT),
        GridKind::Small => gaps(0.3, 0.5, 0.2, 0.1),
        GridKind::Stack(_) => gaps(0.3, 0.5, 0.2, 0.05),
    }
}

/// A row whose cells are set.
struct Set {
    cells: Vec<MBox>,
    height: Abs,
    depth: Abs,
    /// White above it, and how many rules stand there.
    white: Abs,
    rules: usize,
}

impl Bench<'_, '_, '_> {
    pub fn grid(&mut self, grid: &Grid, style: Style) -> Result<MBox, String> {
        let (rows, widths) = self.rows(grid, style)?;
        let rule = self.em.scale(RULE);
        let (edges, total) = self.edges(grid, &widths);
        let mut set = MBox { width: total, ..MBox::default() };
        let mut y = Abs::ZERO;
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            if index > 0 {
                y += row.white;
            }
            for at in 0..row.rules {
                y += if at > 0 { rule * 4 } else { Abs::ZERO };
                set.put(MBox::rule(total, rule), Abs::ZERO, -(y + rule));
                y += rule;
            }
            if row.cells.iter().all(|cell| cell.parts.is_empty()) && row.rules > 0 && index + 1 == count {
                continue;
            }
            y += row.height;
            for (column, cell) in row.cells.into_iter().enumerate() {
                let (Some(edge), Some(width)) = (edges.get(column), widths.get(column)) else { continue };
                let slack = *width - cell.width;
                let x = *edge
                    + match align(grid, column, index, count) {
                        Align::Left => Abs::ZERO,
                        Align::Center => slack / 2,
                        Align::Right => slack,
                    };
                set.put(cell, x, -y);
            }
            y += row.depth;
        }
        for x in self.rules_between(grid, &edges, &widths) {
            set.put(MBox::rule(rule, y), x, -y);
        }
        set.height = Abs::ZERO;
        set.depth = y;
        Ok(self.on_axis(set, style))
    }

    /// The rows of a grid that stands alone, each a box as wide as all: a page may end between them.
    pub fn lines(&mut self, grid: &Grid) -> Result<Vec<MBox>, String> {
        let style = Style::new(Level::Display);
        let (rows, widths) = self.rows(grid, style)?;
        let (edges, total) = self.edges(grid, &widths);
        let count = rows.len();
        let line = |(index, row): (usize, Set)| {
            let mut set = MBox { width: total, height: row.height + row.white, depth: row.depth, ..MBox::default() };
            for (column, cell) in row.cells.into_iter().enumerate() {
                let (Some(edge), Some(width)) = (edges.get(column), widths.get(column)) else { continue };
                let slack = *width - cell.width;
                let x = match align(grid, column, index, count) {
                    Align::Left => Abs::ZERO,
                    Align::Center => slack / 2,
                    Align::Right => slack,
                };
                set.put(cell, *edge + x, Abs::ZERO);
            }
            set
        };
        Ok(rows.into_iter().enumerate().map(line).collect())
    }

    /// The cells, and how wide the columns are.
    fn rows(&mut self, grid: &Grid, style: Style) -> Result<(Vec<Set>, Vec<Abs>), String> {
        let gaps = gaps(grid.kind);
        let level = grid.level.unwrap_or(match grid.kind {
            GridKind::Small | GridKind::Stack(_) => Level::Script.max(style.level),
            GridKind::Aligned | GridKind::Gathered | GridKind::Multline => Level::Display,
            GridKind::Matrix(_) | GridKind::Array | GridKind::Cases => Level::Text.max(style.level),
        });
        let inner = Style { level, ..style };
        let mut widths: Vec<Abs> = Vec::new();
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (index, row) in grid.rows.iter().enumerate() {
            let mut set = Set {
                cells: Vec::with_capacity(row.cells.len()),
                height: self.em.scale(gaps.above),
                depth: self.em.scale(gaps.below),
                white: row.white.at(self.em) + if index > 0 { self.em.scale(gaps.rows) } else { Abs::ZERO },
                rules: row.rules,
            };
            for (column, cell) in row.cells.iter().enumerate() {
                let mut units = self.units_of(cell, inner)?;
                // What is aligned stands behind an empty atom, which keeps its distance from a relation.
                if grid.kind == GridKind::Aligned && column % 2 == 1 {
                    units.insert(0, super::space::Unit::nothing(level, self.size(inner)));
                    super::space::classes(&mut units);
                }
                let cell = join(units, self.em);
                set.height = set.height.max(cell.height);
                set.depth = set.depth.max(cell.depth);
                if widths.len() <= column {
                    widths.push(Abs::ZERO);
                }
                widths[column] = widths[column].max(cell.width);
                set.cells.push(cell);
            }
            let is_deep = rows.last().is_some_and(|above: &Set| above.depth > self.em.scale(gaps.below));
            if gaps.rows >= JOT && index > 0 && (is_deep || set.height > self.em.scale(gaps.above)) {
                set.white += self.em.scale(LINE_SKIP);
            }
            rows.push(set);
        }
        if grid.kind == GridKind::Multline
            && let Some(width) = widths.first_mut()
        {
            *width += self.em * 2;
        }
        Ok((rows, widths))
    }

    /// Where the columns begin, and how wide all are.
    fn edges(&self, grid: &Grid, widths: &[Abs]) -> (Vec<Abs>, Abs) {
        let gap = self.em.scale(gaps(grid.kind).columns);
        let mut x = if matches!(grid.columns.first(), Some(Column::Rule)) { gap / 2 } else { Abs::ZERO };
        let mut edges = Vec::with_capacity(widths.len());
        for (column, width) in widths.iter().enumerate() {
            let apart = column > 0 && (grid.kind != GridKind::Aligned || column.is_multiple_of(2));
            x += if apart { gap } else { Abs::ZERO };
            edges.push(x);
            x += *width;
        }
        if matches!(grid.columns.last(), Some(Column::Rule)) {
            x += gap / 2;
        }
        (edges, x)
    }

    /// Where rules stand between columns.
    fn rules_between(&self, grid: &Grid, edges: &[Abs], widths: &[Abs]) -> Vec<Abs> {
        let half = self.em.scale(gaps(grid.kind).columns) / 2;
        let rule = self.em.scale(RULE);
        let mut found = Vec::new();
        let mut column = 0_usize;
        for part in &grid.columns {
            match part {
                Column::Cells(_) => column += 1,
                Column::Rule => {
                    let before = column.checked_sub(1).and_then(|at| Some(*edges.get(at)? + *widths.get(at)? + half));
                    let x = before.unwrap_or(Abs::ZERO) - if column == 0 { Abs::ZERO } else { rule };
                    let beside = found.iter().filter(|other| **other == x).count() as i64;
                    found.push(x + rule * 4 * beside);
                }
            }
        }
        found
    }
}

fn align(grid: &Grid, column: usize, row: usize, rows: usize) -> Align {
    match grid.kind {
        GridKind::Matrix(align) | GridKind::Stack(align) => align,
        GridKind::Small | GridKind::Gathered => Align::Center,
        GridKind::Cases => Align::Left,
        GridKind::Aligned if column.is_multiple_of(2) => Align::Right,
        GridKind::Aligned => Align::Left,
        GridKind::Multline if rows > 1 && row == 0 => Align::Left,
        GridKind::Multline if rows > 1 && row + 1 == rows => Align::Right,
        GridKind::Multline => Align::Center,
        GridKind::Array => {
            let own = grid.columns.iter().filter_map(|column| match column {
                Column::Cells(align) => Some(*align),
                Column::Rule => None,
            });
            own.into_iter().nth(column).unwrap_or(Align::Center)
        }
    }
}
