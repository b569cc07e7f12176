//! Cells of a table in HTML that go over several columns or rows: the cells that they cover are there, and empty.

use crate::model::Spread;

/// How many covered cells all tables of a document may have together: a number in a tag is quickly written.
pub const COVERED: usize = 20_000;
/// The most columns, or rows, of one cell; browsers stop at a thousand columns too.
const MOST: usize = 1000;

/// The row of a table that is being read.
#[derive(Default)]
pub struct Grid {
    column: usize,
    /// How many cells the last one covers beside it.
    owed: usize,
    /// How many rows below are covered in each column.
    down: Vec<usize>,
}

impl Grid {
    /// A row begins.
    pub fn row(&mut self) {
        (self.column, self.owed) = (0, 0);
    }

    /// How many covered cells stand before the next one.
    pub fn covered(&mut self) -> usize {
        let beside = std::mem::take(&mut self.owed);
        self.column += beside;
        let mut above = 0;
        while let Some(rows) = self.down.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
            above += 1;
        }
        beside + above
    }

    /// A cell begins that says how far it goes.
    pub fn cell(&mut self, columns: usize, rows: usize) -> Spread {
        let (columns, rows) = (columns.clamp(1, MOST), rows.clamp(1, MOST));
        if self.down.len() < self.column + columns {
            self.down.resize(self.column + columns, 0);
        }
        self.down[self.column..self.column + columns].fill(rows - 1);
        self.column += 1;
        self.owed = columns - 1;
        if (columns, rows) == (1, 1) { Spread::One } else { Spread::Over { columns, rows } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_cells_are_counted() {
        let mut grid = Grid::default();
        grid.row();
        assert_eq!((grid.covered(), grid.cell(1, 2)), (0, Spread::Over { columns: 1, rows: 2 }));
        assert_eq!((grid.covered(), grid.cell(2, 1)), (0, Spread::Over { columns: 2, rows: 1 }));
        assert_eq!(grid.covered(), 1);
        grid.row();
        assert_eq!((grid.covered(), grid.cell(1, 1)), (1, Spread::One));
        assert_eq!((grid.covered(), grid.cell(1, 1)), (0, Spread::One));
        grid.row();
        assert_eq!(grid.covered(), 0);
    }
}
