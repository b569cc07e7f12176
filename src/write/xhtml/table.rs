//! Tables → XHTML, and how they bear narrow screens.
//!
//! A box that scrolls sideways cannot be parted between pages: readers that page cut it off where their page ends. So
//! only a table that is wide and short is in one. One that is wide and long has columns of given widths instead, in
//! which long words are parted; all others need nothing.

use super::super::shared::aligns;
use super::escape::text;
use super::{Xhtml, direction};
use crate::model::{Align, Block, BlockKind, Cell, Inline, InlineKind, Row, Spread, Table, Visit};
use std::fmt::Write;

/// The letters that stand side by side on a telephone, 320 CSS pixels wide, at the size of tables.
const NARROW: usize = 38;
/// The most lines of a table that surely fits on the page of a telephone, with type of half as much again.
const SHORT: usize = 14;
/// The room between columns, in letters.
const GAP: usize = 2;

/// How a table bears a narrow screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fit {
    /// As it is: its longest words stand side by side.
    Flows,
    /// In a box that scrolls sideways.
    Scrolls,
    /// By columns of these widths, in hundredths.
    Shares(Vec<usize>),
}

impl<'a> Xhtml<'a> {
    /// A table; a box that scrolls can be reached by keyboard.
    pub(super) fn table(&mut self, table: &'a Table) {
        self.tables += 1;
        let fit = fit(table);
        match &fit {
            Fit::Flows => self.out.push_str("<div class=\"table\">\n<table>\n"),
            Fit::Shares(_) => self.out.push_str("<div class=\"table\">\n<table class=\"shares\">\n"),
            Fit::Scrolls => {
                let (label, number) = (text(self.around.language.labels().table), self.tables);
                let _ = write!(
                    self.out,
                    "<div class=\"table scrolls\" role=\"region\" aria-label=\"{label} {number}\" tabindex=\"0\">\n<table>\n"
                );
            }
        }
        if !table.caption.is_empty() {
            self.line("caption", &table.caption);
        }
        if let Fit::Shares(shares) = &fit {
            self.out.push_str("<colgroup>\n");
            for share in shares {
                let _ = writeln!(self.out, "<col style=\"width: {share}%\"/>");
            }
            self.out.push_str("</colgroup>\n");
        }
        let aligns = aligns(table, table.columns.len());
        self.rows("thead", &table.head, &aligns);
        self.rows("tbody", &table.rows, &aligns);
        self.out.push_str("</table>\n</div>\n");
    }

    fn rows(&mut self, part: &str, rows: &'a [Row], aligns: &[Align]) {
        if rows.is_empty() {
            return;
        }
        self.out.push_str(&format!("<{part}>\n"));
        for row in rows {
            self.out.push_str("<tr>\n");
            let shown = |(_, cell): &(usize, &Cell)| cell.spread != Spread::Covered;
            for (column, cell) in row.cells.iter().enumerate().filter(shown) {
                self.cell(part, cell, aligns.get(column).copied().unwrap_or_default());
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str(&format!("</{part}>\n"));
    }

    fn cell(&mut self, part: &str, cell: &'a Cell, align: Align) {
        let class = match align {
            Align::Auto => "",
            Align::Left => " class=\"l\"",
            Align::Center => " class=\"c\"",
            Align::Right => " class=\"r\"",
        };
        // An empty header names nothing; as a cell it is only empty.
        let (name, scope) =
            if part == "thead" && !cell.content.is_empty() { ("th", " scope=\"col\"") } else { ("td", "") };
        let (columns, rows) = cell.spread.size();
        let wide = if columns > 1 { format!(" colspan=\"{columns}\"") } else { String::new() };
        let high = if rows > 1 { format!(" rowspan=\"{rows}\"") } else { String::new() };
        let scope = if columns > 1 && name == "th" { " scope=\"colgroup\"" } else { scope };
        let direction = direction::of_blocks(&cell.content, self.direction);
        let turned = self.turned(direction);
        self.out.push_str(&format!("<{name}{scope}{class}{wide}{high}{turned}>"));
        self.running(direction, |this| this.loose_or_bare(&cell.content));
        // Programs that want the words alone would run two heads into one if nothing stood between.
        self.out.push_str(&format!("</{name}>\n"));
    }
}

fn fit(table: &Table) -> Fit {
    // A cell over several columns has room enough.
    let mut words = vec![1; table.columns.len()];
    let mut texts = words.clone();
    let rows = || table.head.iter().chain(&table.rows);
    let sizes: Vec<Vec<Size>> = rows().map(|row| row.cells.iter().map(Size::of).collect()).collect();
    for (index, (row, sizes)) in rows().zip(&sizes).enumerate() {
        let columns = words.iter_mut().zip(&mut texts);
        for ((cell, size), (word, text)) in row.cells.iter().zip(sizes).zip(columns) {
            if cell.spread.size().0 == 1 {
                // Heads are bold, which is wider by a sixth or so.
                let bold = if index < table.head.len() { size.longest.div_ceil(6) } else { 0 };
                *word = (size.longest + bold).max(*word);
                *text = size.all.max(*text);
            }
        }
    }
    if words.iter().sum::<usize>() + GAP * words.len() <= NARROW {
        return Fit::Flows;
    }
    let lines = |sizes: &Vec<Size>| sizes.iter().zip(&words).map(|(size, word)| size.lines(*word)).max().unwrap_or(1);
    if sizes.iter().map(lines).sum::<usize>() <= SHORT {
        return Fit::Scrolls;
    }
    shares(&words, &texts)
}

/// Columns share the width by their longest words, and those with much text have more: its root, since what is
/// twice as long may be higher too.
fn shares(words: &[usize], texts: &[usize]) -> Fit {
    // A word that is longer is parted rather than given the room of others.
    const LONGEST: usize = 16;
    let weights: Vec<usize> =
        words.iter().zip(texts).map(|(word, text)| GAP + 2 * (*word).min(LONGEST) + text.isqrt()).collect();
    let all: usize = weights.iter().sum();
    Fit::Shares(weights.iter().map(|weight| weight * 100 / all.max(1)).map(|share| share.max(1)).collect())
}

/// How much a cell holds, in letters.
#[derive(Default)]
struct Size {
    all: usize,
    longest: usize,
    /// Of the word that is being read.
    word: usize,
    /// Lines that begin for other reasons than that one is full.
    more: usize,
}

impl Size {
    fn of(cell: &Cell) -> Self {
        let mut size = Self::default();
        size.blocks(&cell.content);
        size.end();
        size
    }

    fn lines(&self, width: usize) -> usize {
        1 + self.all / width.max(1) + self.more
    }

    fn end(&mut self) {
        self.longest = self.longest.max(std::mem::take(&mut self.word));
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                c if c.is_whitespace() => self.end(),
                '-' | '–' | '—' | '/' | '\u{ad}' => {
                    self.word += 1;
                    self.end();
                }
                // Characters in squares are as wide as two letters, and lines break between them; but Hangul's are words.
                '\u{2e80}'..='\u{abff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'.. => {
                    self.all += 1;
                    self.word += 2;
                    self.end();
                }
                _ => self.word += 1,
            }
            self.all += 1;
        }
    }
}

impl Visit for Size {
    fn block(&mut self, block: &Block) {
        self.end();
        self.more += 1;
        match &block.kind {
            BlockKind::Code { text, .. } => {
                self.more += text.bytes().filter(|byte| *byte == b'\n').count();
                self.add(text);
            }
            // A picture may be as high as the page.
            BlockKind::Figure(_) => self.more += SHORT,
            _ => {}
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => self.add(text),
            // Its source is longer than what it looks like.
            InlineKind::Math { tex, .. } => self.add(&tex[..tex.floor_char_boundary(tex.len() / 2)]),
            InlineKind::Image(_) => self.more += SHORT,
            InlineKind::Break => {
                self.end();
                self.more += 1;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn table(columns: usize, rows: usize, text: &str) -> Table {
        let words = Inline { kind: InlineKind::Text(text.to_owned()), span: Span::NONE };
        let content = vec![Block { kind: BlockKind::Paragraph(vec![words]), span: Span::NONE }];
        let cell = Cell { content, spread: Spread::One, span: Span::NONE };
        let row = Row { cells: vec![cell; columns], span: Span::NONE };
        Table { columns: vec![Align::Auto; columns], head: Vec::new(), rows: vec![row; rows], caption: Vec::new() }
    }

    #[test]
    fn only_a_table_that_is_wide_and_short_scrolls() {
        assert_eq!(fit(&table(3, 400, "a few words")), Fit::Flows);
        assert_eq!(fit(&table(8, 3, "Population")), Fit::Scrolls);
        assert_eq!(fit(&table(8, 40, "Population")), Fit::Shares(vec![12; 8]));
        // Few rows, but of so many words that they are higher than a page.
        assert!(matches!(fit(&table(8, 2, &"Population of towns ".repeat(40))), Fit::Shares(_)));
        assert_eq!(fit(&Table::default()), Fit::Flows);
    }

    #[test]
    fn squares_part_anywhere() {
        assert_eq!(fit(&table(6, 40, "人口の統計的な調査について")), Fit::Flows);
    }
}
