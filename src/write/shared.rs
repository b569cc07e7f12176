//! What text and EPUB writers ask alike.

use crate::model::{Align, Block, BlockKind, Document, Table, outline, plain, words};

/// Whether a character may be shown. Readers leave control characters and noncharacters out of the text, but a
/// caller may build metadata as it likes, and XML 1.0 forbids them.
pub(super) fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fdd0}'..='\u{fdef}') && u32::from(c) & 0xfffe != 0xfffe
}

/// The alignment of each of `count` columns: the author's, or right for a column of nothing but figures.
pub(super) fn aligns(table: &Table, count: usize) -> Vec<Align> {
    let figures = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column)).peekable();
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

/// What to call a document where something must be said: its title, its first heading, or its first words.
#[cfg(feature = "epub")]
pub(super) fn name(document: &Document) -> String {
    let heading = || outline(&document.blocks).into_iter().map(|section| section.title).find(|title| !is_blank(title));
    let title = document.meta.title_text().filter(|title| !is_blank(title)).or_else(heading);
    title.unwrap_or_else(|| match words(document).as_slice() {
        [] => "Untitled".to_owned(),
        few if few.len() <= OPENING => few.join(" "),
        many => format!("{} …", many[..OPENING].join(" ")),
    })
}

/// How many of its first words name a document that has no title.
#[cfg(feature = "epub")]
const OPENING: usize = 8;

#[cfg(feature = "epub")]
pub(super) fn is_blank(text: &str) -> bool {
    !text.chars().any(|c| is_shown(c) && !c.is_whitespace())
}
