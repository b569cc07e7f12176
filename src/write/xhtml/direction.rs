//! Which way words run that are of another script than what is around them.

use crate::lang::{Direction, Letters};
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// The direction of words among others that run as `around` says.
pub(super) fn of(words: &[Inline], around: Direction) -> Direction {
    let mut letters = Letters::default();
    count(words, around, &mut letters);
    letters.direction(around)
}

/// Counts letters until what comes makes no difference.
fn count(words: &[Inline], around: Direction, letters: &mut Letters) {
    for inline in words {
        match &inline.kind {
            InlineKind::Text(text) => {
                for c in text.chars() {
                    if letters.begin(around) {
                        return;
                    }
                    letters.add(c);
                }
            }
            kind => count(kind.inner().unwrap_or_default(), around, letters),
        }
    }
}

/// That of blocks: what their paragraphs agree on.
pub(super) fn of_blocks(blocks: &[Block], around: Direction) -> Direction {
    let mut paragraphs = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(words) => Some(of(words, around)),
        _ => None,
    });
    match paragraphs.next() {
        Some(direction) if direction != around && paragraphs.all(|next| next == direction) => direction,
        _ => around,
    }
}

/// What says it.
pub(super) fn attribute(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => " dir=\"ltr\"",
        Direction::Rtl => " dir=\"rtl\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn turned(text: &str, around: Direction) -> bool {
        of(&[Inline { kind: InlineKind::Text(text.to_owned()), span: Span::NONE }], around) != around
    }

    #[test]
    fn words_of_another_direction_are_told_from_a_foreign_name() {
        assert!(turned("“שלום, זה ציטוט ארוך” 123.", Direction::Ltr));
        assert!(turned("An English sentence.", Direction::Rtl));
        assert!(!turned("React هي مكتبة لبناء الواجهات", Direction::Rtl));
        assert!(!turned("שלום is a word of Hebrew.", Direction::Ltr));
        assert!(!turned("2 + 2", Direction::Rtl));
    }
}
