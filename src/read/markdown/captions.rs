//! Captions of tables and pictures. Markdown has no sign for them; pandoc's is a paragraph `Table: …`, or `: …`, at the
//! table, and people write `Table 3. …` above it, and a paragraph in italics below a picture.

use super::picture;
use crate::lang::Language;
use crate::model::{Block, BlockKind, Inline, InlineKind, Meta, plain};

/// Longer paragraphs that begin so are running text.
const LONGEST: usize = 240;

/// Paragraphs that are captions go into the tables that they stand at. Of pandoc's sign only the words behind it are
/// kept; a number is part of the caption.
pub fn take(blocks: &mut Vec<Block>, language: Option<&Language>) {
    let label = language.map_or("Table", |language| language.data().labels.table);
    let figure = language.map_or("Figure", |language| language.data().labels.figure);
    let mut at = 0;
    while at < blocks.len() {
        if let BlockKind::Quote(inner) | BlockKind::Alert { content: inner, .. } = &mut blocks[at].kind {
            take(inner, language);
        }
        let bare = matches!(&blocks[at].kind, BlockKind::Table(table) if table.caption.is_empty());
        if bare && at > 0 && is_caption(&blocks[at - 1], label, Sign::Any) {
            let caption = blocks.remove(at - 1);
            at -= 1;
            put(&mut blocks[at], caption, label);
        } else if bare && at + 1 < blocks.len() && is_caption(&blocks[at + 1], label, Sign::Pandoc) {
            let caption = blocks.remove(at + 1);
            put(&mut blocks[at], caption, label);
        } else if at > 0 {
            // Below what stands at the very head italics are as likely what stands above the text.
            put_below_picture(blocks, at);
        }
        take_description(&mut blocks[at], figure);
        at += 1;
    }
}

/// A paragraph in italics below a picture without words becomes its caption.
fn put_below_picture(blocks: &mut Vec<Block>, at: usize) {
    const LONGEST: usize = 160;
    let bare = matches!(&blocks[at].kind, BlockKind::Figure(figure) if figure.caption.is_empty());
    let Some(BlockKind::Paragraph(content)) = blocks.get(at + 1).map(|next| &next.kind).filter(|_| bare) else {
        return;
    };
    let [Inline { kind: InlineKind::Emph(words), .. }] = content.as_slice() else { return };
    if plain(words).chars().count() > LONGEST {
        return;
    }
    let words = words.clone();
    blocks.remove(at + 1);
    if let BlockKind::Figure(figure) = &mut blocks[at].kind {
        figure.caption = words;
    }
}

/// What a caption may begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `Table:`, or `:` alone.
    Pandoc,
    /// That, or a number behind the label.
    Any,
}

fn is_caption(block: &Block, label: &str, sign: Sign) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let words = plain(content);
    if words.chars().count() > LONGEST {
        return false;
    }
    let Some(rest) = behind_label(&words, label) else { return false };
    let numbered = || {
        let number = rest.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
        let end = end_of_number(number);
        end > 0 && end <= LONGEST_NUMBER && number[end..].starts_with(['.', ':', ' ', '–', '—'])
    };
    rest.starts_with(':') && rest.len() > 1 || sign == Sign::Any && numbered()
}

/// How long a number is at most, in bytes: "VIII-12".
const LONGEST_NUMBER: usize = 7;

/// Where a number ends: "3", "IV", "B-1", "2.11"; zero if there is none.
fn end_of_number(number: &str) -> usize {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let roman = number.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let letter = usize::from(number.starts_with(|c: char| c.is_ascii_uppercase()));
    let mut end = if roman > 1 { roman } else { letter + figures(&number[letter..]) };
    while let Some(rest) = number[end..].strip_prefix(['-', '.', '–']).filter(|rest| end > 0 && figures(rest) > 0) {
        end = number.len() - rest.len() + figures(rest);
    }
    // "Table Chairs and more", "Table A shows": a word.
    let goes_on = number[end..].starts_with(char::is_alphanumeric);
    let lone = end == 1 && letter == 1 && number[end..].starts_with(' ');
    if goes_on || lone { 0 } else { end }
}

/// What stands behind the label, which pandoc does not ask for where there is a colon.
fn behind_label<'w>(words: &'w str, label: &str) -> Option<&'w str> {
    let bare = || words.starts_with(": ").then_some(words);
    words.strip_prefix("Table").or_else(|| words.strip_prefix(label)).or_else(bare)
}

fn put(table: &mut Block, caption: Block, label: &str) {
    let (BlockKind::Table(table), BlockKind::Paragraph(mut content)) = (&mut table.kind, caption.kind) else { return };
    if let Some(Inline { kind: InlineKind::Text(first), .. }) = content.first_mut()
        && let Some(rest) = behind_label(first, label).and_then(|rest| rest.strip_prefix(':'))
    {
        *first = rest.trim_start().to_owned();
        if first.is_empty() {
            content.remove(0);
        }
    }
    cut_attributes(&mut content);
    table.caption = content;
}

/// Cuts pandoc's name of a table behind its caption: `{#tbl:grain}`.
fn cut_attributes(caption: &mut Vec<Inline>) {
    let Some(Inline { kind: InlineKind::Text(last), .. }) = caption.last_mut() else { return };
    let Some(at) =
        last.rfind('{').filter(|at| picture::width(&last[*at..]).is_some_and(|(_, end)| at + end == last.len()))
    else {
        return;
    };
    last.truncate(last[..at].trim_end().len());
    if last.is_empty() {
        caption.pop();
    }
}

/// What an author calls a figure in the words that describe it ("Figure 3: The lock") is its caption, as pandoc has it.
fn take_description(block: &mut Block, label: &str) {
    let BlockKind::Figure(figure) = &mut block.kind else { return };
    let alt = &figure.image.alt;
    let rest =
        ["Figure", "Fig.", label].iter().find_map(|label| alt.strip_prefix(label)?.strip_prefix([' ', '\u{a0}']));
    let is_numbered = rest.is_some_and(|rest| {
        let end = end_of_number(rest);
        end > 0 && end <= LONGEST_NUMBER && rest[end..].starts_with([':', '.', ' ']) && rest.len() > end + 1
    });
    if figure.caption.is_empty() && is_numbered {
        figure.caption = Meta::words(alt, block.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Markdown, Reader};
    use crate::source::Source;

    #[test]
    fn numbered_captions_are_taken() {
        let dump = |text: &str| Markdown::default().read(&Source::new("a.md", text)).value.dump();
        for caption in ["Table 3. Grain", "Table B-1: Operators", "Table 2.11 – Wheat", "Table IV: Rye"] {
            let dump = dump(&format!("Words.\n\n{caption}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"));
            assert!(dump.contains(&format!("caption: {caption}")), "{dump}");
        }
        let other = dump("Words.\n\nTables B-1 and 2 are below.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n");
        assert!(!other.contains("caption:"), "{other}");
        for words in ["Table Access Method", "Table Chairs and more", "Table Border – a study", "Table A shows it"] {
            let dump = dump(&format!("Words.\n\n{words}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"));
            assert!(!dump.contains("caption:"), "{dump}");
        }
    }

    #[test]
    fn a_colon_alone_is_a_sign_at_a_table() {
        let dump = |text: &str| Markdown::default().read(&Source::new("a.md", text)).value.dump();
        let table = "| A | B |\n|---|---|\n| 1 | 2 |\n";
        let said = dump(&format!("Words.\n\n{table}\n: Grain\n\nWords.\n"));
        assert!(said.contains("  caption: Grain\n") && !said.contains(": :"), "{said}");
        // Below a paragraph it is what a term means.
        assert!(!dump(&format!("Words.\n\n{table}\nWords.\n\n: Grain\n")).contains("caption"));
    }

    #[test]
    fn names_behind_captions_are_cut() {
        let dump = |text: &str| Markdown::default().read(&Source::new("a.md", text)).value.dump();
        let said = dump("Words.\n\nTable: Grain {#tbl:grain}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n");
        assert!(said.contains("  caption: Grain\n"), "{said}");
        let said = dump("Words.\n\nTable: Grain {and rye}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n");
        assert!(said.contains("  caption: Grain {and rye}\n"), "{said}");
    }

    #[test]
    fn a_description_with_a_number_is_a_caption() {
        let dump = |text: &str| Markdown::default().read(&Source::new("a.md", text)).value.dump();
        for alt in ["Figure 3: The lock", "Fig. 2. The lock", "Figure 2.1 The lock"] {
            let said = dump(&format!("Words.\n\n![{alt}](a.png)\n"));
            assert!(said.contains(&format!("  caption: {alt}")), "{said}");
        }
        for alt in ["The lock", "Figure skating", "Figure 3"] {
            assert!(!dump(&format!("Words.\n\n![{alt}](a.png)\n")).contains("caption:"), "{alt}");
        }
    }

    #[test]
    fn italics_below_a_picture_are_its_caption() {
        let dump = |text: &str| Markdown::default().read(&Source::new("a.md", text)).value.dump();
        let caption = "figure a.png [A mill]\n  caption: The mill in 1911";
        assert!(dump("Words.\n\n![A mill](a.png)\n\n*The mill in 1911*\n").contains(caption));
        for other in [
            // It may be what stands above a text, or is a remark of its own.
            "![A mill](a.png)\n\n*The mill in 1911*\n\nWords.\n".to_owned(),
            "Words.\n\n![A mill](a.png)\n\n*The mill in 1911* and more.\n".to_owned(),
            format!("Words.\n\n![A mill](a.png)\n\n*{}*\n", "The mill in 1911. ".repeat(20).trim()),
        ] {
            assert!(!dump(&other).contains("caption:"), "{other}");
        }
    }
}
