//! What a quotation is made of: prose or verse, and who said it.

use super::{Block, BlockKind, Inline, InlineKind, plain};

/// A quotation, parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// Its blocks, without the last paragraph if that names the author.
    pub blocks: &'a [Block],
    /// The words of the last paragraph that stand above the line that names the author.
    pub last: Option<&'a [Inline]>,
    /// The words that name the author.
    pub attribution: Option<&'a [Inline]>,
    /// Prose or verse.
    pub kind: QuotationKind,
}

/// What is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationKind {
    /// Text whose lines end where the page has them end.
    Prose,
    /// Text whose lines end where its author ended them.
    Verse,
}

impl<'a> Quotation<'a> {
    /// The parts of a quotation.
    pub fn of(content: &'a [Block]) -> Self {
        let (blocks, last, attribution) = attributed(content);
        let broken = blocks.iter().any(has_lines) || last.is_some_and(|words| words.iter().any(is_break));
        let is_verse = broken && blocks.iter().all(is_verse) && last.is_none_or(is_lines);
        let kind = if is_verse { QuotationKind::Verse } else { QuotationKind::Prose };
        Self { blocks, last, attribution, kind }
    }
}

/// A quotation's blocks, the words of a last paragraph that are not its author's name, and that name.
type Parts<'a> = (&'a [Block], Option<&'a [Inline]>, Option<&'a [Inline]>);

fn attributed(content: &[Block]) -> Parts<'_> {
    let Some((Block { kind: BlockKind::Paragraph(words), .. }, before)) = content.split_last() else {
        return (content, None, None);
    };
    if !before.is_empty() && is_attribution(words) {
        return (before, None, Some(words));
    }
    let last_line = words.iter().rposition(is_break);
    match last_line {
        Some(at) if at > 0 && is_attribution(&words[at + 1..]) => (before, Some(&words[..at]), Some(&words[at + 1..])),
        _ => (content, None, None),
    }
}

/// A name behind a dash. Longer than a line it is somebody's speech.
fn is_attribution(words: &[Inline]) -> bool {
    let text = plain(words);
    let text = text.trim();
    text.starts_with(['—', '–', '―']) && text.chars().count() <= 90 && !words.iter().any(is_break)
}

/// Whether an inline is a line break that the author made.
pub fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Break)
}

/// Whether a paragraph is a stanza, an address or a signature that stands by itself: three lines or more that end where
/// their author ended them, or two short ones ("Yours faithfully", "Jane Doe").
pub fn is_stanza(words: &[Inline]) -> bool {
    const SHORT: usize = 48;
    let is_picture = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_));
    let is_short = |line: &[Inline]| plain(line).chars().count() <= SHORT;
    let stands = match words.iter().filter(|inline| is_break(inline)).count() {
        0 => false,
        1 => words.split(is_break).all(is_short) && !words.iter().any(holds_break),
        _ => is_lines(words),
    };
    stands && !words.iter().any(is_picture)
}

/// Whether a line ends within an inline, in strong words for instance.
fn holds_break(inline: &Inline) -> bool {
    let inner = inline.kind.inner().unwrap_or_default();
    inner.iter().any(|inline| is_break(inline) || holds_break(inline))
}

/// Whether a block is a paragraph that its author broke into lines.
fn has_lines(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(words) if words.iter().any(is_break))
}

/// Whether a block can be a stanza.
fn is_verse(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(words) if is_lines(words))
}

/// Lines as long as verse has them: most fit on a line of print, and none needs three.
fn is_lines(words: &[Inline]) -> bool {
    let lengths: Vec<usize> = words.split(is_break).map(|line| plain(line).chars().count()).collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    mean <= 72 && lengths.iter().all(|length| *length <= 140)
}

/// Whether all words of a paragraph are strong: a short one heads the next, whatever it was called.
pub fn is_strong(content: &[Inline]) -> bool {
    let is_strong = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_));
    let is_white = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
    content.iter().any(is_strong) && content.iter().all(|inline| is_strong(inline) || is_white(inline))
}

/// Whether a paragraph of strong words is short enough to head what is next, as the questions of an interview do.
pub fn is_strong_head(content: &[Inline]) -> bool {
    /// Longer ones are text that matters.
    const LONGEST: usize = 160;
    is_strong(content) && plain(content).chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn inlines(lines: &[&str]) -> Vec<Inline> {
        let inline = |kind| Inline { kind, span: Span::NONE };
        let lines = lines.iter().map(|line| inline(InlineKind::Text((*line).to_owned())));
        let broken = lines.flat_map(|line| [inline(InlineKind::Break), line]);
        broken.skip(1).collect()
    }

    #[test]
    fn short_lines_stand_by_themselves() {
        let long = "a line of a letter that is as long as the measure of a page lets it be";
        for (lines, stands) in [
            (["Yours faithfully", "Jane Doe"].as_slice(), true),
            (&["Yours faithfully", "Jane Doe", "Chairwoman"], true),
            (&[long, "Jane Doe"], false),
            (&[long, long, "Jane Doe"], true),
            (&["Jane Doe"], false),
        ] {
            let words = inlines(lines);
            assert_eq!(is_stanza(&words), stands, "{lines:?}");
        }

        // "linux usability" and the line below it are one title.
        let strong = |lines: &[&str]| Inline { kind: InlineKind::Strong(inlines(lines)), span: Span::NONE };
        for (title, stands) in [(strong(&["The mill", "and why"]), false), (strong(&["The mill"]), true)] {
            let mut words = inlines(&["", "Jane Doe"]);
            words[0] = title;
            assert_eq!(is_stanza(&words), stands, "{words:?}");
        }
    }
}
