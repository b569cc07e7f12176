//! Tables that are drawn with bars, as in Markdown and as databases print them, and rows whose cells tabs part. Only
//! what is surely one: rows of as many cells each.

use super::code;
use super::lines::{self, Line};
use crate::model::Align;
use std::ops::Range;

/// A piece of a line: the line's number, and the bytes of its text.
type Piece = (usize, Range<usize>);

/// A table in some lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// One entry a column.
    pub columns: Vec<Align>,
    /// Whether the first row names the columns.
    pub head: Head,
    /// The cells of each row.
    pub rows: Vec<Vec<Vec<Piece>>>,
}

/// What the first row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// It names the columns.
    First,
    /// A row like the others.
    None,
}

/// What parts the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Bars,
    Tabs,
}

const BARS: [char; 3] = ['|', '│', '║'];

fn parted(line: &Line<'_>) -> Option<Parted> {
    if line.quoted > 0 {
        return None;
    }
    if is_ruling(line.text) || (line.text.starts_with(BARS) && line.text.ends_with(BARS) && line.text.len() > 2) {
        return Some(Parted::Bars);
    }
    line.text.contains('\t').then_some(Parted::Tabs)
}

/// The first table among lines without a blank line between them.
pub(super) fn first(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let mut start = 0;
    for run in lines.chunk_by(|line, next| parted(line) == parted(next)) {
        let range = start..start + run.len();
        if grid(run).is_some() {
            return Some(range);
        }
        start = range.end;
    }
    None
}

/// The table that some lines are, all of them.
pub(super) fn grid(lines: &[Line<'_>]) -> Option<Grid> {
    const FEWEST: usize = 2;
    if lines.len() < FEWEST {
        return None;
    }
    match parted(&lines[0])? {
        Parted::Bars => of_bars(lines),
        Parted::Tabs => of_tabs(lines),
    }
}

fn of_bars(lines: &[Line<'_>]) -> Option<Grid> {
    // Lines between two rulings, each with its number.
    let numbered: Vec<(usize, &Line<'_>)> = lines.iter().enumerate().collect();
    let groups: Vec<_> = numbered.split(|(_, line)| is_ruling(line.text)).filter(|group| !group.is_empty()).collect();
    // With a ruling below each row, a row may have several lines.
    let ruled_rows = groups.len() > 2;
    let mut rows: Vec<Vec<Vec<Piece>>> = Vec::new();
    for group in &groups {
        for (at, (number, line)) in group.iter().enumerate() {
            let pieces = between_bars(line.text).into_iter().map(|part| (*number, part));
            match rows.last_mut().filter(|_| ruled_rows && at > 0) {
                Some(row) => {
                    let pieces: Vec<_> = pieces.collect();
                    if pieces.len() != row.len() {
                        return None;
                    }
                    row.iter_mut().zip(pieces).for_each(|(cell, piece)| cell.push(piece));
                }
                None => rows.push(pieces.map(|piece| vec![piece]).collect()),
            }
        }
    }
    let count = rows.first()?.len();
    if rows.len() < 2 || count < 2 || rows.iter().any(|row| row.len() != count) {
        return None;
    }
    let ruled = groups.len() > 1 && groups[0].len() == 1;
    let head = if ruled || is_head(lines, &rows) { Head::First } else { Head::None };
    let columns = lines
        .iter()
        .find(|line| is_ruling(line.text) && line.text.contains(':'))
        .map(|line| between_bars(line.text).into_iter().map(|part| align(&line.text[part])).collect::<Vec<_>>());
    let columns = columns.filter(|columns| columns.len() == count).unwrap_or_else(|| vec![Align::Auto; count]);
    Some(Grid { columns, head, rows })
}

fn of_tabs(lines: &[Line<'_>]) -> Option<Grid> {
    /// Two columns may be anything: names and what they said.
    const WIDEST_OF_TWO: usize = 32;
    let marked = lines.iter().filter(|line| line.mark().is_some()).count();
    let programs = lines.iter().filter(|line| code::is_program(line.text)).count();
    if marked * 2 > lines.len()
        || programs * 3 >= lines.len()
        || lines.iter().any(|line| line.indent != lines[0].indent)
    {
        return None;
    }
    // Several tabs may only align what stands behind them.
    let rows = [between_tabs, between_runs_of_tabs].into_iter().find_map(|split| {
        let rows: Vec<_> = lines.iter().map(|line| split(line.text)).collect();
        rows.iter().all(|row| row.len() == rows[0].len()).then_some(rows)
    })?;
    let count = rows[0].len();
    let fits = |cell: &Range<usize>, line: &Line<'_>| lines::width(&line.text[cell.clone()]) <= WIDEST_OF_TWO;
    let narrow = || rows.iter().zip(lines).all(|(row, line)| row.iter().all(|cell| fits(cell, line)));
    if count < 2 || (count == 2 && (lines.len() < 3 || !narrow())) {
        return None;
    }
    let rows: Vec<Vec<_>> =
        rows.into_iter().enumerate().map(|(at, row)| row.into_iter().map(|cell| vec![(at, cell)]).collect()).collect();
    let head = if is_head(lines, &rows) { Head::First } else { Head::None };
    Some(Grid { columns: vec![Align::Auto; count], head, rows })
}

/// "+----+----+", "|----|---:|", "├────┼────┤".
fn is_ruling(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '+' | '-' | '=' | ':' | ' ' | '\u{2500}'..='\u{257f}') || BARS.contains(&c);
    let begins = text.starts_with(|c| c == '+' || BARS.contains(&c) || ('\u{2500}'..='\u{257f}').contains(&c));
    let drawn = text.chars().filter(|c| matches!(c, '-' | '=' | '─' | '═' | '━')).count();
    begins
        && drawn > 2
        && text.chars().all(is_sign)
        && text.chars().filter(|c| !matches!(c, '-' | '=' | ' ')).count() > 1
}

/// The bytes between the bars, without the space around them.
fn between_bars(text: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = None;
    for (at, bar) in text.match_indices(BARS).filter(|(at, _)| !text[..*at].ends_with('\\')) {
        if let Some(start) = start {
            cells.push(trimmed(text, start..at));
        }
        start = Some(at + bar.len());
    }
    cells
}

fn between_tabs(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\t')
        .map(|cell| {
            let range = start..start + cell.len();
            start = range.end + 1;
            trimmed(text, range)
        })
        .collect()
}

fn between_runs_of_tabs(text: &str) -> Vec<Range<usize>> {
    between_tabs(text).into_iter().filter(|cell| !cell.is_empty()).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let cell = &text[range.clone()];
    let start = range.start + cell.len() - cell.trim_start().len();
    start..start.max(range.start + cell.trim_end().len())
}

fn align(rule: &str) -> Align {
    match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Align::Center,
        (true, false) => Align::Left,
        (false, true) => Align::Right,
        (false, false) => Align::Auto,
    }
}

/// Whether the first row has words, or years, above figures.
fn is_head(lines: &[Line<'_>], rows: &[Vec<Vec<Piece>>]) -> bool {
    let text = |row: usize, column: usize| {
        rows[row][column].first().map_or("", |(line, range)| &lines[*line].text[range.clone()])
    };
    let is_year = |text: &str| text.len() == 4 && text.parse().is_ok_and(|year: u32| (1500..2200).contains(&year));
    let is_figure = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | '£' | '$' | '€'))
            && text.bytes().any(|b| b.is_ascii_digit())
    };
    (0..rows[0].len()).any(|column| {
        let below = || (1..rows.len()).map(|row| text(row, column));
        let first = text(0, column);
        let names = !first.is_empty() && (!is_figure(first) || (is_year(first) && !below().all(is_year)));
        names && below().all(is_figure)
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{PlainText, Reader};
    use crate::source::Source;

    fn dump(text: &str) -> String {
        let text = format!("Tonnage\n\nThe figures are given below, as the port has them.\n\n{text}\n\nThat is all.");
        PlainText::default().read(&Source::new("a.txt", text)).value.dump()
    }

    #[test]
    fn bars_and_tabs_make_tables() {
        for text in [
            "| Month | 2025 |\n|-------|-----:|\n| Jan   | 1204 |\n| Feb   | 1310 |",
            "+-------+------+\n| Month | 2025 |\n+-------+------+\n| Jan   | 1204 |\n| Feb   | 1310 |\n+-------+------+",
            "┌───────┬──────┐\n│ Month │ 2025 │\n├───────┼──────┤\n│ Jan   │ 1204 │\n│ Feb   │ 1310 │\n└───────┴──────┘",
            "Month\t2025\nJan\t1204\nFeb\t1310",
        ] {
            let dump = dump(text);
            assert!(dump.contains("table"), "{dump}");
            assert!(
                dump.contains("\n  head: Month | 2025\n  row: Jan | 1204\n  row: Feb | 1310\nparagraph: "),
                "{dump}"
            );
        }
    }

    #[test]
    fn rows_of_several_lines_between_rulings() {
        let dump = dump(
            "+----+------+\n| a  | one  |\n|    | more |\n+----+------+\n| b  | two  |\n+----+------+\n| c  | six  |\n+----+------+",
        );
        assert!(dump.contains("one more"), "{dump}");
    }

    #[test]
    fn other_bars_and_tabs_stay() {
        for text in [
            "| one alone",
            "| a | b |\n| c | d | e |",
            "Anna:\tI have said it often and I say it again today.\nBen:\tNo.\nAnna:\tYes.",
            "let a\t= 1;\nlet b\t= 2;\nlet c\t= 3;",
            "1.\tone\n2.\ttwo\n3.\tthree",
        ] {
            let dump = dump(text);
            assert!(!dump.contains("table"), "{dump}");
        }
    }
}
