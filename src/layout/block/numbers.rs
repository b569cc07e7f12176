//! Whether an author numbered the headings: then the theme does not.

use crate::lang::heading_number;
use crate::model::{Block, BlockKind, plain};

/// Whether the author numbered the headings: half of them at least, for one may begin with a number by chance.
pub(super) fn are_numbered(blocks: &[Block]) -> bool {
    let headings = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { content, .. } => Some(plain(content)),
        _ => None,
    });
    let (numbered, other): (Vec<_>, Vec<_>) = headings.partition(|heading| heading_number(heading).is_some());
    !numbered.is_empty() && numbered.len() >= other.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Container, Level};
    use crate::source::Span;

    fn headed(headings: &[&str]) -> Vec<Block> {
        let mut builder = Builder::new();
        for heading in headings {
            builder.open(Container::Heading { level: Level::new(2), anchor: None }, Span::NONE);
            builder.text(heading, Span::NONE);
            builder.close();
        }
        builder.finish().blocks
    }

    #[test]
    fn an_authors_numbers_are_known_from_words_that_begin_like_them() {
        for headings in [
            ["1. Accounts", "2. The towpath", "3. Any other business"],
            ["Chapter 1", "Chapter 2", "Afterword"],
            ["A. Claims", "B. Costs", "Signatures"],
            ["第一章 开始", "第二章 结束", "后记"],
            ["2.1 Tolls", "2.2 Rents", "Total"],
        ] {
            assert!(are_numbered(&headed(&headings)), "{headings:?}");
        }
        for headings in [
            ["2026 in figures", "A mill", "I was there"],
            ["12 mills", "1984. A year", "The end"],
            ["1. Accounts", "The towpath", "Any other business"],
        ] {
            assert!(!are_numbered(&headed(&headings)), "{headings:?}");
        }
        assert!(!are_numbered(&[]));
    }
}
