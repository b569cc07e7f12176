//! How wide a table's columns are: as wide as their content where there is room; else so that the table is as short
//! as the room allows.

use super::Stands;
use super::extent::{Extent, Reading, aligned, longest_syllable, measurer};
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::{Cell, CellKind, Row, Table};
use crate::style::TextStyle;
use std::slice;

/// Whether, and how, columns fit.
pub(super) enum Widths {
    /// They do.
    Fit(Fitted),
    /// There are more columns, or longer numbers, than any page could take.
    Hopeless,
}

/// Columns that fit.
pub(super) struct Fitted {
    pub widths: Vec<Abs>,
    /// White between them.
    pub gap: Abs,
    /// What part of the theme's size they are set in.
    pub scale: f64,
    /// Whether they go over the note column too.
    pub reach: Reach,
    /// Whether words longer than a column are divided.
    pub words: LongWords,
}

/// What columns do with words that are longer than they are wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LongWords {
    /// There are none.
    None,
    /// They are divided, with hyphens.
    Divided,
}

/// How far a table goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Column,
    NoteColumn,
}

/// White between columns, in ems of the theme's size: as booktabs has it, and what a table may be tightened to.
const GAP: f64 = 1.3;
const TIGHT_GAP: f64 = 0.8;
/// What is left of it where nothing else keeps numbers whole: twice a word space of the smallest size.
const LEAST_GAP: f64 = 0.5;
/// Columns are spread to fill the measure as long as no gap becomes wider than this: the eye must cross it.
const WIDEST_GAP: f64 = 3.6;
/// The sizes that a table is tried at. At 0.8 a theme of 8.75 pt prints 7 pt, which is small but can be read.
const SMALLER: [f64; 2] = [0.9, 0.8];
/// If not all words fit, words longer than so many ems are cut, the first of these with which there is room.
const LONG_WORDS: [f64; 5] = [9.0, 7.5, 6.0, 5.0, 4.0];
/// A column whose words are cut has so many ems, some six letters: with fewer, rows are read more easily as records.
const LEAST_WORD: f64 = 3.0;
/// And its rows have up to so many lines, if their words filled them: texts a word wide are read more easily as records.
const MOST_LINES: f64 = 6.0;
/// A table that is so many lines shorter over the note column goes over it.
const WORTH_REACHING: f64 = 4.0;
/// Rows that are measured: the first ones stand for the others.
const MEASURED_ROWS: usize = 400;

/// What columns need, at the theme's size.
struct Needs {
    /// The longest word of each column, if it is not so long that it may be cut.
    least: Vec<Abs>,
    /// The same, however long it is.
    whole: Vec<Abs>,
    /// The longest line of each column.
    natural: Vec<Abs>,
    /// The lengths of all cells, by column.
    cells: Vec<Vec<Abs>>,
    /// The longest number of each column, which is never divided; and once words are, the longest syllable.
    parts: Vec<Abs>,
}

/// Chooses the widths for a column of `measure`; `wide` is the room if the note column is free. How the columns stand
/// bears on them: figures below one another may take more than the longest of them.
pub(super) fn choose(
    table: &Table,
    stands: &[Stands],
    style: &TextStyle,
    (measure, wide): (Abs, Option<Abs>),
    cx: &mut Setter,
) -> Widths {
    let mut needs = needs(table, style, cx);
    needs.align(table, stands, style, cx);
    let gaps = (needs.least.len() as i64 - 1).max(0);
    let room = |measure: Abs, gap: f64| measure - style.size.scale(gap) * gaps;
    let fitted = |measure: Abs, gap: f64, scale: f64, reach: Reach| {
        let room = room(measure, gap).scale(1.0 / scale);
        let widths = needs.within(room)?;
        let cut = needs.whole.iter().zip(&widths).any(|(whole, width)| whole > width);
        let words = if cut { LongWords::Divided } else { LongWords::None };
        let widths = widths.into_iter().map(|width| width.scale(scale)).collect();
        Some(Fitted { widths, gap: style.size.scale(gap), scale, reach, words })
    };
    let first = |tries: &[(Abs, f64, f64, Reach)]| {
        tries.iter().find_map(|&(measure, gap, scale, reach)| fitted(measure, gap, scale, reach))
    };
    let (column, beyond) = (Reach::Column, Reach::NoteColumn);
    let here = first(&[
        (measure, GAP, 1.0, column),
        (measure, TIGHT_GAP, 1.0, column),
        (measure, TIGHT_GAP, SMALLER[0], column),
    ]);
    let there = wide.and_then(|wide| {
        let smaller = SMALLER.map(|scale| (wide, TIGHT_GAP, scale, beyond));
        first(&[(wide, GAP, 1.0, beyond), (wide, TIGHT_GAP, 1.0, beyond), smaller[0], smaller[1]])
    });
    let found = match (here, there) {
        (Some(here), Some(there)) => {
            // Over the note column if it need not be set smaller there, or if that saves a quarter of the lines of a
            // table whose rows are several lines high, or of one with so many rows that it is some lines shorter.
            let (lines, fewer) = (needs.lines(&here.widths), needs.lines(&there.widths));
            let saved = (lines - fewer) * needs.rows() as f64;
            let saves = (lines > 2.4 || saved >= WORTH_REACHING) && fewer < lines * 0.75;
            let gains = there.scale > here.scale || (saves && there.scale >= here.scale);
            Some(if gains { there } else { here })
        }
        (here, there) => here.or(there),
    };
    if let Some(found) = found.or_else(|| first(&[(measure, TIGHT_GAP, SMALLER[1], column)])) {
        let room = if found.reach == Reach::NoteColumn { wide } else { Some(measure) };
        return Widths::Fit(spread(found, room));
    }
    // Words may be divided if there is nothing else, and numbers are not.
    let (measure, reach) = wide.map_or((measure, Reach::Column), |wide| (wide, Reach::NoteColumn));
    let scale = SMALLER[1];
    needs.syllables(table, style, cx);
    let scaled = needs.scaled(scale);
    let em = style.size.scale(scale);
    let cut = |gap: f64| {
        let room = room(measure, gap);
        // Long texts get some room before the last word is whole.
        let widths = LONG_WORDS.iter().find_map(|ems| scaled.divided(room, em.scale(*ems)));
        let widths = widths.or_else(|| {
            let widths = scaled.cut(room, em.scale(LEAST_WORD))?;
            (scaled.lines(&widths) <= MOST_LINES).then_some(widths)
        })?;
        Some(Fitted { widths, gap: style.size.scale(gap), scale, reach, words: LongWords::Divided })
    };
    cut(TIGHT_GAP).or_else(|| cut(LEAST_GAP)).map_or(Widths::Hopeless, Widths::Fit)
}

impl Needs {
    /// Widths for so much room: what each needs, if there is room for that; else each its longest word, and the rest
    /// where it shortens the table most. `None` if not even the longest words fit.
    fn within(&self, room: Abs) -> Option<Vec<Abs>> {
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

    fn scaled(&self, scale: f64) -> Self {
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
    fn divided(&self, room: Abs, longest: Abs) -> Option<Vec<Abs>> {
        let least = self.least(longest);
        let texts = sum(&self.natural) > room.scale(1.5);
        if texts && sum(&least) > room.scale(0.8) {
            return None;
        }
        self.shared(room, least)
    }

    /// Widths cut down to a room, the widest words alone: the short ones and the numbers stay whole. `None` if that
    /// leaves words less than `shortest`.
    fn cut(&self, room: Abs, shortest: Abs) -> Option<Vec<Abs>> {
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
    fn rows(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How many lines the highest cell of a row has, in the mean.
    fn lines(&self, widths: &[Abs]) -> f64 {
        let rows = self.rows();
        let of = |row: usize| {
            let lines =
                self.cells.iter().zip(widths).filter_map(|(column, width)| Some(column.get(row)?.ratio(*width)));
            lines.fold(1.0, |most: f64, lines| most.max(lines.ceil()))
        };
        (0..rows).map(of).sum::<f64>() / rows.max(1) as f64
    }
}

/// A table that nearly fills its room fills it: the gaps grow, all alike. A narrower one is only aired.
fn spread(mut fitted: Fitted, room: Option<Abs>) -> Fitted {
    let gaps = fitted.widths.len() as i64 - 1;
    let Some(room) = room.filter(|_| gaps > 0) else { return fitted };
    let slack = room - sum(&fitted.widths) - fitted.gap * gaps;
    let most = fitted.gap.scale(WIDEST_GAP / GAP);
    if slack > Abs::ZERO {
        let wider = fitted.gap + slack / gaps;
        fitted.gap = if wider <= most { wider } else { fitted.gap.scale(1.25).min(wider) };
    }
    fitted
}

fn needs(table: &Table, style: &TextStyle, cx: &mut Setter) -> Needs {
    let count = table.columns.len();
    let mut needs = Needs {
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
    let gap = style.size.scale(TIGHT_GAP);
    for row in &table.head {
        needs.joined(row, gap, heads, cx);
    }
    for row in table.rows.iter().take(MEASURED_ROWS) {
        needs.joined(row, gap, body, cx);
    }
    needs
}

/// Which of a row's two styles a cell has: heads of rows have the second.
fn style_of(cell: &Cell) -> usize {
    match cell.kind {
        CellKind::Data => 0,
        CellKind::RowHead => 1,
    }
}

impl Needs {
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
        }
    }

    /// What columns need whose words are divided.
    fn syllables(&mut self, table: &Table, style: &TextStyle, cx: &mut Setter) {
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
            widen(&mut self.least[column..end], extent.word);
            widen(&mut self.parts[column..end], extent.number);
            widen(&mut self.natural[column..end], extent.natural);
        }
    }
}

fn sum(widths: &[Abs]) -> Abs {
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
