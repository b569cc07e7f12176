//! What text and EPUB writers ask alike.

use crate::lang::Language;
use crate::model::{Align, Block, BlockKind, Spread, Table, plain};

/// Whether a character may be shown. Readers leave control characters and noncharacters out of the text, but a
/// caller may build metadata as it likes, and XML 1.0 forbids them.
pub(super) fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fdd0}'..='\u{fdef}') && u32::from(c) & 0xfffe != 0xfffe
}

/// Who wrote it, as a line of the article: "By Anna Weber, Jonas Reuter".
pub(super) fn byline(language: &Language, authors: &[String]) -> String {
    let labels = language.labels();
    let is_square = ["zh", "ja"].contains(&language.code());
    let names = authors.join(if is_square { "、" } else { ", " });
    match labels.by.strip_suffix([':', '：']) {
        // A label has a plural.
        Some(_) if authors.len() > 1 && labels.by.ends_with(':') => format!("{}: {names}", labels.authors),
        Some(_) if labels.by.ends_with('：') => format!("{}{names}", labels.by),
        Some(_) | None => format!("{} {names}", labels.by),
    }
}

/// The alignment of each of `count` columns: the author's, or right for a column of nothing but figures.
pub(super) fn aligns(table: &Table, count: usize) -> Vec<Align> {
    let figures = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let mut cells = cells.filter(|cell| cell.spread != Spread::Covered && cell.spread.size().0 == 1).peekable();
        cells.peek().is_some() && cells.all(|cell| is_figure(&cell.content))
    };
    let align = |column: usize| match table.columns.get(column).copied().unwrap_or_default() {
        Align::Auto if figures(column) => Align::Right,
        align => align,
    };
    (0..count).map(align).collect()
}

fn is_figure(content: &[Block]) -> bool {
    let [Block { kind: BlockKind::Paragraph(words), .. }] = content else { return false };
    let text = plain(words);
    text.bytes().any(|b| b.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
}
