//! What the columns of a table need, and how they share a room.

use super::extent::{Extent, Reading, aligned, longest_syllable, measurer};
use super::{Stands, pictures};
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::{Cell, CellKind, Row, Table};
use crate::style::TextStyle;
use std::slice;

/// Rows that are measured: the first ones stand for the others.
const MEASURED_ROWS: usize = 400;

/// What columns need, at the theme's size.
pub(super) struct Needs {
    /// The longest word of each column, if it is not so long that it may be cut.
    pub least: Vec<Abs>,
    /// The same, however long it is.
    pub whole: Vec<Abs>,
    /// The longest line of each column.
    natural: Vec<Abs>,
    /// The lengths of all cells, by column.
    cells: Vec<Vec<Abs>>,
    /// The longest number of each column, which is never divided; and once words are, the longest syllable.
    parts: Vec<Abs>,
}

impl Needs {
    /// What the columns of a table need whose gaps are so wide at least.
    pub fn of(table: &Table, stands: &[Stands], style: &TextStyle, gap: Abs, cx: &mut Setter) -> Self {
        let count = table.columns.len();
        let mut needs = Self {
            least: vec![style.size; count],
            whole: vec![Abs::ZERO; count],
            natural: vec![style.size; count],
            cells: vec![Vec::new(); count],
            parts: vec![Abs::ZERO; count],
        };
        let head = TextStyle { font: super::head_font(style, cx), ..style.clone() };
        let (heads, body) = ([&head, &head], [style, &head]);
        for row in &table.head {
            needs.row(row, heads, cx);
        }
        for row in table.rows.iter().take(MEASURED_ROWS) {
            needs.row(row, body, cx);
        }
        for row in &table.head {
            needs.joined(row, gap, heads, cx);
        }
        for row in table.rows.iter().take(MEASURED_ROWS) {
            needs.joined(row, gap, body, cx);
        }
        needs.align(table, stands, style, cx);
        needs
    }

    /// Measures the cells of a row that are in one column.
    fn row(&mut self, row: &Row, styles: [&TextStyle; 2], cx: &mut Setter) {
        let measures = styles.map(|style| measurer(style, slice::from_ref(row), cx));
        for (column, cell) in row.cells.iter().enumerate().take(self.least.len()) {
            if cell.spread.size().0 > 1 {
                self.cells[column].push(Abs::ZERO);
                continue;
            }
            let of = style_of(cell);
            let extent = Extent::of(cell, styles[of], Reading::of(cx), &measures[of]);
            self.natural[column] = self.natural[column].max(extent.natural);
            self.least[column] = self.least[column].max(extent.word);
            self.whole[column] = self.whole[column].max(extent.whole);
            self.parts[column] = self.parts[column].max(extent.number);
            self.cells[column].push(extent.total);
            let pictures = pictures::room(cell, [1, self.least.len()], styles[of], cx);
            self.natural[column] = self.natural[column].max(pictures.natural);
            self.least[column] = self.least[column].max(pictures.least);
        }
    }

    /// What columns need whose words are divided.
    pub fn syllables(&mut self, table: &Table, style: &TextStyle, cx: &mut Setter) {
        let head = TextStyle { font: super::head_font(style, cx), ..style.clone() };
        let rows = table.rows.iter().take(MEASURED_ROWS).map(|row| (row, [style, &head]));
        for (row, styles) in table.head.iter().map(|row| (row, [&head, &head])).chain(rows) {
            let measures = styles.map(|style| measurer(style, slice::from_ref(row), cx));
            for (part, cell) in self.parts.iter_mut().zip(&row.cells).filter(|(_, cell)| cell.spread.size().0 == 1) {
                let of = style_of(cell);
                *part = (*part).max(longest_syllable(cell, styles[of], Reading::of(cx), &measures[of]));
            }
        }
    }

    /// Widens columns whose figures stand with their decimal marks below one another.
    fn align(&mut self, table: &Table, stands: &[Stands], style: &TextStyle, cx: &mut Setter) {
        for (column, stands) in stands.iter().enumerate() {
            let Stands::Decimal(mark) = *stands else { continue };
            let cells = table.rows.iter().take(MEASURED_ROWS).filter_map(|row| row.cells.get(column));
            let measure = measurer(style, &table.rows, cx);
            let width = aligned(cells, mark, style, &cx.notes, &measure);
            self.natural[column] = self.natural[column].max(width);
            self.least[column] = self.least[column].max(width);
        }
    }

    /// Widens columns, all alike, that a cell goes over which needs more than they do.
    fn joined(&mut self, row: &Row, gap: Abs, styles: [&TextStyle; 2], cx: &mut Setter) {
        if row.cells.iter().all(|cell| cell.spread.size().0 == 1) {
            return;
        }
        let measures = styles.map(|style| measurer(style, slice::from_ref(row), cx));
        for (column, cell) in row.cells.iter().enumerate() {
            let end = (column + cell.spread.size().0).min(self.least.len());
            if end < column + 2 {
                continue;
            }
            let of = style_of(cell);
            let (count, extent) = ((end - column) as i64, Extent::of(cell, styles[of], Reading::of(cx), &measures[of]));
            let widen = |widths: &mut [Abs], wanted: Abs| {
                let lack = wanted - gap * (count - 1) - sum(widths);
                if lack > Abs::ZERO {
                    widths.iter_mut().for_each(|width| *width += lack / count);
                }
            };
            let pictures = pictures::room(cell, [end - column, self.least.len()], styles[of], cx);
            widen(&mut self.least[column..end], extent.word.max(pictures.least));
            widen(&mut self.parts[column..end], extent.number);
            widen(&mut self.natural[column..end], extent.natural.max(pictures.natural));
        }
    }

    /// Widths for so much room: what each needs, if there is room for that; else each its longest word, and the rest
    /// where it shortens the table most. `None` if not even the longest words fit.
    pub fn within(&self, room: Abs) -> Option<Vec<Abs>> {
        if room <= Abs::ZERO {
            return None;
        }
        if sum(&self.natural) <= room {
            return Some(self.natural.clone());
        }
        self.shared(room, self.least.clone())
    }

    /// Shares out what is left of a room when each column has its least width, where it shortens the table most.
    fn shared(&self, room: Abs, least: Vec<Abs>) -> Option<Vec<Abs>> {
        /// The rest is given out in so many parts.
        const PARTS: i64 = 64;
        let spare = room - sum(&least);
        if spare < Abs::ZERO {
            return None;
        }
        let mut widths = least;
        let part = spare / PARTS;
        let gain = |column: usize, widths: &[Abs]| {
            self.height(column, widths[column]) - self.height(column, widths[column] + part)
        };
        let mut gains: Vec<f64> = (0..widths.len()).map(|column| gain(column, &widths)).collect();
        for _ in 0..PARTS {
            let best = (0..widths.len()).max_by(|a, b| gains[*a].total_cmp(&gains[*b]))?;
            widths[best] += part;
            gains[best] = gain(best, &widths);
        }
        self.complete(&mut widths);
        Some(widths)
    }

    pub fn scaled(&self, scale: f64) -> Self {
        let all = |widths: &[Abs]| widths.iter().map(|width| width.scale(scale)).collect::<Vec<_>>();
        Self {
            least: all(&self.least),
            whole: all(&self.whole),
            natural: all(&self.natural),
            parts: all(&self.parts),
            cells: self.cells.iter().map(|cells| all(cells)).collect(),
        }
    }

    /// Each column's longest word, or as much of it as this, but never less than its parts.
    fn least(&self, longest: Abs) -> Vec<Abs> {
        let least = |(width, part): (&Abs, &Abs)| (*width).min(longest).max(*part);
        self.least.iter().zip(&self.parts).map(least).collect()
    }

    /// Widths for a room in which words longer than some length are divided, and numbers are not. `None` if no fifth of
    /// it is left for texts.
    pub fn divided(&self, room: Abs, longest: Abs) -> Option<Vec<Abs>> {
        let least = self.least(longest);
        let texts = sum(&self.natural) > room.scale(1.5);
        if texts && sum(&least) > room.scale(0.8) {
            return None;
        }
        self.shared(room, least)
    }

    /// Widths cut down to a room, the widest words alone: the short ones and the numbers stay whole. `None` if that
    /// leaves words less than `shortest`.
    pub fn cut(&self, room: Abs, shortest: Abs) -> Option<Vec<Abs>> {
        let (mut least, mut most) = (shortest, room);
        if sum(&self.least(least)) > room {
            return None;
        }
        while most - least > Abs(1) {
            let middle = (least + most) / 2;
            if sum(&self.least(middle)) <= room {
                least = middle;
            } else {
                most = middle;
            }
        }
        Some(self.least(least))
    }

    /// Gives columns that nearly fit, such as those of two-word heads, what they lack, if the others can spare it.
    fn complete(&self, widths: &mut [Abs]) {
        /// Each column is tried against the whole table; no page has more.
        const MOST: usize = 24;
        if widths.len() > MOST {
            return;
        }
        for column in 0..widths.len() {
            let lack = self.natural[column] - widths[column];
            if lack <= Abs::ZERO || lack > widths[column].scale(0.8) {
                continue;
            }
            let donor = (0..widths.len())
                .filter(|other| *other != column && widths[*other] - lack >= self.least[*other])
                .max_by_key(|other| widths[*other]);
            let Some(donor) = donor else { continue };
            let before = self.lines(widths);
            widths[column] += lack;
            widths[donor] -= lack;
            if self.lines(widths) > before {
                widths[column] -= lack;
                widths[donor] += lack;
            }
        }
    }

    /// How much a column makes its rows higher at a width: the third powers of its cells' lines, since the highest
    /// cell of a row decides, and powers, unlike the highest alone, tell when two are alike.
    fn height(&self, column: usize, width: Abs) -> f64 {
        let lines = |length: &Abs| length.ratio(width.max(Abs(1))).max(1.0);
        self.cells[column].iter().map(|length| lines(length).powi(3)).sum()
    }

    /// How many rows were measured.
    pub fn rows(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How many lines the highest cell of a row has, in the mean.
    pub fn lines(&self, widths: &[Abs]) -> f64 {
        let rows = self.rows();
        let of = |row: usize| {
            let lines =
                self.cells.iter().zip(widths).filter_map(|(column, width)| Some(column.get(row)?.ratio(*width)));
            lines.fold(1.0, |most: f64, lines| most.max(lines.ceil()))
        };
        (0..rows).map(of).sum::<f64>() / rows.max(1) as f64
    }
}

/// Which of a row's two styles a cell has: heads of rows have the second.
fn style_of(cell: &Cell) -> usize {
    match cell.kind {
        CellKind::Data => 0,
        CellKind::RowHead => 1,
    }
}

pub(super) fn sum(widths: &[Abs]) -> Abs {
    widths.iter().copied().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(cells: &[&[f64]]) -> Needs {
        let cells: Vec<Vec<Abs>> = cells.iter().map(|column| column.iter().copied().map(Abs::pt).collect()).collect();
        let natural = cells.iter().map(|column| column.iter().copied().max().unwrap_or_default()).collect();
        Needs {
            least: vec![Abs::pt(30.0); cells.len()],
            natural,
            whole: vec![Abs::ZERO; cells.len()],
            parts: vec![Abs::ZERO; cells.len()],
            cells,
        }
    }

    #[test]
    fn columns_take_what_they_need_if_there_is_room() {
        let needs = needs(&[&[50.0, 60.0], &[100.0, 20.0]]);
        assert_eq!(needs.within(Abs::pt(200.0)), Some(needs.natural.clone()));
        assert_eq!(needs.within(Abs::pt(50.0)), None);
    }

    #[test]
    fn what_is_too_wide_is_cut_from_the_widest() {
        let pt = |widths: &[f64]| widths.iter().copied().map(Abs::pt).collect::<Vec<_>>();
        let cut = |least: &[f64], room: f64| {
            let needs = Needs { least: pt(least), ..needs(&vec![&[90.0][..]; least.len()]) };
            needs.cut(Abs::pt(room), Abs::pt(20.0))
        };
        assert_eq!(cut(&[20.0, 90.0, 30.0, 80.0], 150.0), Some(pt(&[20.0, 50.0, 30.0, 50.0])));
        assert_eq!(cut(&[40.0, 40.0], 60.0), Some(pt(&[30.0, 30.0])));
        assert_eq!(cut(&[40.0, 40.0], 39.0), None);
    }

    #[test]
    fn numbers_stay_whole_where_words_are_divided() {
        let mut needs = needs(&[&[60.0], &[90.0], &[90.0]]);
        needs.least = [60.0, 90.0, 90.0].map(Abs::pt).to_vec();
        // The second column's number is narrower than its head.
        needs.parts = [60.0, 30.0, 0.0].map(Abs::pt).to_vec();
        let cut = |room: f64| needs.cut(Abs::pt(room), Abs::pt(20.0)).unwrap_or_default();
        assert_eq!(cut(160.0), [60.0, 50.0, 50.0].map(Abs::pt));
        assert_eq!(cut(112.0), [60.0, 30.0, 22.0].map(Abs::pt));
        assert_eq!(cut(109.0), []);
        let divided = needs.divided(Abs::pt(160.0), Abs::pt(45.0)).unwrap_or_default();
        assert!(divided[0] >= Abs::pt(60.0) && sum(&divided) <= Abs::pt(160.0), "{divided:?}");
    }

    #[test]
    fn the_longer_texts_get_the_room() {
        let needs = needs(&[&[60.0, 60.0], &[900.0, 500.0], &[40.0, 300.0]]);
        let widths = needs.within(Abs::pt(300.0)).unwrap_or_default();
        assert!(sum(&widths) <= Abs::pt(300.0));
        assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
        assert!(needs.lines(&widths) < needs.lines(&[Abs::pt(100.0); 3]), "no better than equal shares");
    }
}
