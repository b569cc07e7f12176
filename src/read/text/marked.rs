//! What its author marked as a heading: underlines, the hashes of Markdown, the signs of wikis, bold type.

use super::blocks::Block;
use super::{facts, wording};
use crate::lang::Kind;

/// Which lines are headings beyond doubt: an underline, the hashes of Markdown, or bold type from end to end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Certain {
    /// Hashes may be part of an example: they count unless one heading in five has none.
    hashes: bool,
}

impl Certain {
    /// What is certain among lines that may be headings, and what the first pass said of them.
    pub fn of<'b, 'a: 'b>(lines: impl Iterator<Item = (&'b Block<'a>, f32)>) -> Self {
        let (mut hashed, mut bare) = (0, 0);
        for (block, score) in lines {
            let is_hashed = hashes(block.text()).is_some();
            hashed += usize::from(is_hashed);
            bare += usize::from(!is_hashed && score > 0.0 && block.underline.is_none());
        }
        Self { hashes: hashed > 4 * bare }
    }

    /// Whether a line is underlined or has hashes: authors who set them do so with all headings.
    pub fn has_mark(&self, block: &Block<'_>) -> bool {
        block.underline.is_some() || self.is_hashed(block)
    }

    /// Whether a line is a heading beyond doubt.
    pub fn contains(&self, block: &Block<'_>) -> bool {
        let underlined = block.underline.is_some_and(|c| matches!(c, '=' | '-' | '~' | '^'));
        underlined || self.is_hashed(block) || is_bold(block) || equals_signs(block.text()).is_some()
    }

    /// Whether it has hashes. One begins the comments of a program too; those do not stand alone.
    fn is_hashed(&self, block: &Block<'_>) -> bool {
        let alone = || block.before > 0 && block.after > 0 && block.width < 60;
        self.hashes && hashes(block.text()).is_some_and(|(count, _)| count > 1 || alone())
    }
}

/// `**Heading**`, and nothing else on the line.
fn is_bold(block: &Block<'_>) -> bool {
    let inner = |mark: &str| {
        let inner = block.text().strip_prefix(mark)?.strip_suffix(mark)?.trim_end();
        let open = !matches!(wording::terminal(inner), facts::Terminal::Stop | facts::Terminal::Comma);
        (!inner.is_empty() && !inner.contains(mark) && open && !inner.ends_with(['*', '_'])).then_some(())
    };
    block.lines.len() == 1 && block.width <= 100 && (inner("**").is_some() || inner("__").is_some())
}

/// The rank that the hashes of Markdown give a line, and their length.
pub(super) fn hashes(text: &str) -> Option<(usize, usize)> {
    let count = text.bytes().take_while(|b| *b == b'#').count();
    let words = text[count..].trim_start();
    let spaced = words.len() < text.len() - count;
    // "# apt install x" is a command, and "# Title" is a heading.
    let command = count == 1 && words.starts_with(|c: char| !c.is_alphabetic() || c.is_lowercase());
    ((1..=6).contains(&count) && spaced && !command && words.chars().any(|c| Kind::of(c).is_alphanumeric()))
        .then(|| (count, text.len() - words.len()))
}

/// `== Heading ==`, as wikis write it: how many signs, and where the words stand.
pub(super) fn equals_signs(text: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let count = text.bytes().take_while(|b| *b == b'=').count();
    let behind = text.bytes().rev().take_while(|b| *b == b'=').count();
    if !(2..=6).contains(&count) || behind != count || text.len() < 2 * count + 3 {
        return None;
    }
    let inner = &text[count..text.len() - count];
    let spaced = inner.starts_with(' ') && inner.ends_with(' ') && inner.chars().any(|c| Kind::of(c).is_alphanumeric());
    let start = text.len() - count - inner.trim_start().len();
    spaced.then(|| (count, start..start + inner.trim().len()))
}
