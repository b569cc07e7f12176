//! Tables → XHTML, and how they bear narrow screens.
//!
//! A box that scrolls sideways cannot be parted between pages: readers that page cut it off where their page ends. So
//! only a table that is wide and short is in one. One that is wide and long has columns of given widths instead, in
//! which long words are parted, but no numbers; all others need nothing.

use super::super::shared::aligns;
use super::escape::text;
use super::{Pictures, Xhtml, direction, is_blank};
use crate::lang::Makeup;
use crate::model::{
    Align, Block, BlockKind, Cell, CellKind, Image, Inline, InlineKind, Row, Spread, Table, Visit, plain,
};
use std::fmt::Write;
use std::ops::Range;

/// The letters that stand side by side on a telephone, 320 CSS pixels wide, at the size of tables.
const NARROW: usize = 38;
/// The most lines of a table that surely fits on the page of a telephone, with type of half as much again.
const SHORT: usize = 14;
/// The room between columns, in letters.
const GAP: usize = 2;

/// How a table bears a narrow screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// As it is: its longest words stand side by side.
    Flows,
    /// In a box that scrolls sideways.
    Scrolls,
    /// By columns of these widths, in hundredths.
    Shares(Vec<usize>),
    /// The same, but there are too many columns of figures to stand upright on a narrow screen.
    Turns(Vec<usize>),
}

impl<'a> Xhtml<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        self.part_of_table(table, 0..table.rows.len(), &Fit::of(table, self.around.pictures));
    }

    /// Rows of a table, as a table; a box that scrolls can be reached by keyboard. What names it stands above the first.
    pub(super) fn part_of_table(&mut self, table: &'a Table, rows: Range<usize>, fit: &Fit) {
        let is_first = rows.start == 0;
        self.tables += usize::from(is_first);
        match fit {
            Fit::Flows => self.out.push_str("<div class=\"table\">\n<table>\n"),
            Fit::Shares(_) => self.out.push_str("<div class=\"table\">\n<table class=\"shares\">\n"),
            Fit::Turns(_) => self.out.push_str("<div class=\"table\">\n<table class=\"turns\">\n"),
            Fit::Scrolls => {
                let (label, number) = (text(self.around.language.labels().table), self.tables);
                let _ = write!(
                    self.out,
                    "<div class=\"table scrolls\" role=\"region\" aria-label=\"{label} {number}\" tabindex=\"0\">\n<table>\n"
                );
            }
        }
        if is_first && !table.caption.is_empty() {
            self.line("caption", &table.caption);
        }
        if let Fit::Shares(shares) | Fit::Turns(shares) = fit {
            self.out.push_str("<colgroup>\n");
            for share in shares {
                let _ = writeln!(self.out, "<col style=\"width: {share}%\"/>");
            }
            self.out.push_str("</colgroup>\n");
        }
        let aligns = aligns(table, table.columns.len());
        if is_first {
            self.rows("thead", &table.head, &aligns, fit);
        }
        self.rows("tbody", &table.rows[rows], &aligns, fit);
        self.out.push_str("</table>\n</div>\n");
    }

    fn rows(&mut self, part: &str, rows: &'a [Row], aligns: &[Align], fit: &Fit) {
        if rows.is_empty() {
            return;
        }
        self.out.push_str(&format!("<{part}>\n"));
        for row in rows {
            self.out.push_str("<tr>\n");
            let shown = |(_, cell): &(usize, &Cell)| cell.spread != Spread::Covered;
            for (column, cell) in row.cells.iter().enumerate().filter(shown) {
                self.cell(part, cell, aligns.get(column).copied().unwrap_or_default(), fit);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str(&format!("</{part}>\n"));
    }

    fn cell(&mut self, part: &str, cell: &'a Cell, align: Align, fit: &Fit) {
        let class = match align {
            Align::Auto => "",
            Align::Left => "l",
            Align::Center => "c",
            Align::Right => "r",
        };
        // Elsewhere no word is parted.
        let is_whole = matches!(fit, Fit::Shares(_) | Fit::Turns(_)) && figure(cell).is_some();
        let class = match (class, is_whole) {
            ("", false) => String::new(),
            ("", true) => " class=\"n\"".to_owned(),
            (class, false) => format!(" class=\"{class}\""),
            (class, true) => format!(" class=\"{class} n\""),
        };
        // An empty header names nothing; as a cell it is only empty.
        let (columns, rows) = cell.spread.size();
        let (name, scope) = match (part, cell.kind) {
            ("thead", _) if names(cell) && columns > 1 => ("th", " scope=\"colgroup\""),
            ("thead", _) if names(cell) => ("th", " scope=\"col\""),
            // As a row's it is that of all the rows it goes over.
            ("tbody", CellKind::RowHead) => ("th", " scope=\"row\""),
            _ => ("td", ""),
        };
        let wide = if columns > 1 { format!(" colspan=\"{columns}\"") } else { String::new() };
        let high = if rows > 1 { format!(" rowspan=\"{rows}\"") } else { String::new() };
        let direction = direction::of_blocks(&cell.content, self.direction);
        let turned = self.turned(direction);
        self.out.push_str(&format!("<{name}{scope}{class}{wide}{high}{turned}>"));
        self.running(direction, |this| this.loose_or_bare(&cell.content));
        // Programs that want the words alone would run two heads into one if nothing stood between.
        self.out.push_str(&format!("</{name}>\n"));
    }
}

/// Whether a cell says anything: words, a formula, a picture with a description.
fn names(cell: &Cell) -> bool {
    struct Said(bool);
    impl Visit for Said {
        fn block(&mut self, block: &Block) {
            self.0 |= match &block.kind {
                BlockKind::Code { text, .. } => !is_blank(text),
                BlockKind::Figure(figure) => !is_blank(&figure.image.alt),
                _ => false,
            };
        }

        fn inline(&mut self, inline: &Inline) {
            self.0 |= match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => !is_blank(text),
                InlineKind::Image(image) => !is_blank(&image.alt),
                InlineKind::Math { .. } | InlineKind::Note(_) | InlineKind::NoteAgain(_) => true,
                _ => false,
            };
        }
    }
    let mut said = Said(false);
    said.blocks(&cell.content);
    said.0
}

/// How many letters a cell has that holds a number and nothing else.
fn figure(cell: &Cell) -> Option<usize> {
    // Longer ones are rows of numbers, which may be parted.
    const LONGEST: usize = 16;
    let [Block { kind: BlockKind::Paragraph(words), .. }] = cell.content.as_slice() else { return None };
    let is_plain =
        |word: &Inline| matches!(word.kind, InlineKind::Text(_) | InlineKind::Strong(_) | InlineKind::Emph(_));
    if !words.iter().all(is_plain) {
        return None;
    }
    let text = plain(words);
    let (text, length) = (text.trim(), text.trim().chars().count());
    (Makeup::of(text).is_number() && length <= LONGEST).then_some(length)
}

impl Fit {
    pub(super) fn of(table: &Table, pictures: &Pictures) -> Self {
        // A cell over several columns has room enough.
        let mut words = vec![1; table.columns.len()];
        let mut texts = words.clone();
        let mut figures = vec![0; table.columns.len()];
        let rows = || table.head.iter().chain(&table.rows);
        let sizes: Vec<Vec<Size>> = rows().map(|row| Size::of_row(row, pictures)).collect();
        for (index, (row, sizes)) in rows().zip(&sizes).enumerate() {
            let columns = words.iter_mut().zip(&mut texts).zip(&mut figures);
            for ((cell, size), ((word, text), number)) in row.cells.iter().zip(sizes).zip(columns) {
                if cell.spread.size().0 == 1 {
                    // Heads are bold, which is wider by a sixth or so.
                    let is_bold = index < table.head.len() || cell.kind == CellKind::RowHead;
                    let bold = if is_bold { size.longest.div_ceil(6) } else { 0 };
                    *word = (size.longest + bold).max(*word);
                    *text = size.all.max(*text);
                    *number = figure(cell).unwrap_or_default().max(*number);
                }
            }
        }
        if words.iter().sum::<usize>() + GAP * words.len() <= NARROW {
            return Self::Flows;
        }
        let lines =
            |sizes: &Vec<Size>| sizes.iter().zip(&words).map(|(size, word)| size.lines(*word)).max().unwrap_or(1);
        if sizes.iter().map(lines).sum::<usize>() <= SHORT {
            return Self::Scrolls;
        }
        shares(&words, &texts, &figures)
    }
}

/// Columns share the width by their longest words, and those with much text have more: its root, since what is
/// twice as long may be higher too. But a column of figures has what its longest needs, since none is parted, and of
/// the rest only what its head lacks.
fn shares(words: &[usize], texts: &[usize], figures: &[usize]) -> Fit {
    // A word that is longer is parted rather than given the room of others.
    const LONGEST: usize = 16;
    // What words need at the least, in hundredths, when figures take the room: five letters and the gap. With fewer they
    // cannot be read, and figures that lie on their side can.
    const WORDS: usize = 18;
    let weights: Vec<usize> =
        words.iter().zip(texts).map(|(word, text)| GAP + 2 * (*word).min(LONGEST) + text.isqrt()).collect();
    let lacking = |((weight, word), figure): ((&usize, &usize), &usize)| {
        if *figure == 0 { *weight } else { (*word).min(LONGEST).saturating_sub(*figure) }
    };
    let shared = |least: &[usize]| -> Vec<usize> {
        let rest = 100_usize.saturating_sub(least.iter().sum());
        let weights: Vec<usize> = if least.contains(&0) && least.iter().any(|least| *least > 0) {
            weights.iter().zip(words).zip(figures).map(lacking).collect()
        } else {
            weights.clone()
        };
        let all: usize = weights.iter().sum();
        let share = |(weight, least): (&usize, &usize)| (least + weight * rest / all.max(1)).max(1);
        weights.iter().zip(least).map(share).collect()
    };
    let needed = |figure: &usize| if *figure == 0 { 0 } else { ((figure + GAP) * 100).div_ceil(NARROW) };
    let least: Vec<usize> = figures.iter().map(needed).collect();
    let numbers: usize = least.iter().sum();
    let others = WORDS * figures.iter().filter(|figure| **figure == 0).count();
    if numbers > 0 && numbers + others > 100 {
        return Fit::Turns(shared(&vec![0; figures.len()]));
    }
    Fit::Shares(shared(&least))
}

/// How much a cell holds, in letters.
struct Size<'a> {
    /// Those that can be shown.
    pictures: &'a Pictures,
    all: usize,
    longest: usize,
    /// Of the word that is being read.
    word: usize,
    /// Lines that begin for other reasons than that one is full.
    more: usize,
}

impl<'a> Size<'a> {
    fn of_row(row: &Row, pictures: &'a Pictures) -> Vec<Self> {
        row.cells.iter().map(|cell| Self::of(cell, pictures)).collect()
    }

    fn of(cell: &Cell, pictures: &'a Pictures) -> Self {
        let mut size = Self { pictures, all: 0, longest: 0, word: 0, more: 0 };
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

    /// A picture is as wide as a word of so many letters: only columns of given widths make it smaller, since in others
    /// it is the picture that says how wide they are. One that is not there is its description.
    fn picture(&mut self, image: &Image) {
        // As a telephone has it: 320 pixels for its letters.
        const LETTER: usize = 320 / NARROW;
        self.more += SHORT;
        match self.pictures.get(&image.reference) {
            Some(shown) => {
                self.end();
                self.word = (shown.width as usize).div_ceil(LETTER).min(NARROW);
                self.end();
            }
            None => self.add(&image.alt),
        }
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

impl Visit for Size<'_> {
    fn block(&mut self, block: &Block) {
        self.end();
        self.more += 1;
        match &block.kind {
            BlockKind::Code { text, .. } => {
                self.more += text.bytes().filter(|byte| *byte == b'\n').count();
                self.add(text);
            }
            // A picture may be as high as the page.
            BlockKind::Figure(figure) => self.picture(&figure.image),
            _ => {}
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => self.add(text),
            // Its source is longer than what it looks like.
            InlineKind::Math { tex, .. } => self.add(&tex[..tex.floor_char_boundary(tex.len() / 2)]),
            InlineKind::Image(image) => self.picture(image),
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
    use crate::write::xhtml::Shown;

    fn fit(table: &Table) -> Fit {
        Fit::of(table, &Pictures::new())
    }

    fn table(columns: usize, rows: usize, text: &str) -> Table {
        let words = Inline { kind: InlineKind::Text(text.to_owned()), span: Span::NONE };
        let content = vec![Block { kind: BlockKind::Paragraph(vec![words]), span: Span::NONE }];
        let cell = Cell { content, spread: Spread::One, kind: CellKind::Data, span: Span::NONE };
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
    fn figures_stay_whole() {
        let cell = |text: &str| figure(&table(1, 1, text).rows[0].cells[0]);
        assert_eq!(cell("−20,044.5 %"), Some(11));
        assert_eq!((cell("20 towns"), cell("–"), cell("")), (None, None, None));
        assert_eq!(fit(&table(6, 40, "2004")), Fit::Flows);
        assert_eq!(fit(&table(14, 40, "20044")), Fit::Turns(vec![7; 14]));
        let mut mixed = table(3, 40, "20044");
        let town = table(1, 1, "Bad Königshofen-Grabfeldzugehörigkeitsbescheinigung");
        mixed.rows.iter_mut().for_each(|row| row.cells[0] = town.rows[0].cells[0].clone());
        let Fit::Shares(shares) = fit(&mixed) else { panic!("they fit") };
        // 19 hundredths are what five figures and the gap need.
        assert!(shares[1] >= 19 && shares[2] >= 19 && shares.iter().sum::<usize>() <= 100, "{shares:?}");
        // And the rest is for the words.
        assert!(shares[0] >= 60, "{shares:?}");
        let mut full = table(6, 40, "2004.5");
        full.rows.iter_mut().for_each(|row| {
            row.cells[0] = town.rows[0].cells[0].clone();
            row.cells[5] = town.rows[0].cells[0].clone();
        });
        let Fit::Turns(shares) = fit(&full) else { panic!("figures leave too little") };
        assert!(shares[0] > shares[1] && shares[5] > shares[4], "{shares:?}");
    }

    #[test]
    fn a_picture_is_made_smaller_with_its_column() {
        let mut shown = table(2, 2, "Words");
        let image = Image { reference: "a.png".to_owned(), alt: "Words".to_owned(), ..Image::default() };
        let words = vec![Inline { kind: InlineKind::Image(Box::new(image)), span: Span::NONE }];
        shown.rows[0].cells[0].content = vec![Block { kind: BlockKind::Paragraph(words), span: Span::NONE }];
        let of_width = |width| Pictures::from([("a.png".to_owned(), Shown { href: String::new(), width, height: 9 })]);
        assert!(matches!(Fit::of(&shown, &of_width(1200)), Fit::Shares(_)));
        assert_eq!(Fit::of(&shown, &of_width(16)), Fit::Flows);
        assert_eq!(fit(&shown), Fit::Flows);
    }

    #[test]
    fn squares_part_anywhere() {
        assert_eq!(fit(&table(6, 40, "人口の統計的な調査について")), Fit::Flows);
    }
}
