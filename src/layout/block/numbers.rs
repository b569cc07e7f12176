//! Whether an author numbered the headings: then the theme does not.

use crate::model::{Block, BlockKind, plain};

/// Whether the author numbered the headings: half of them, so that the next one is not what it seems by chance.
pub(super) fn are_numbered(blocks: &[Block]) -> bool {
    let headings = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { content, .. } => Some(plain(content)),
        _ => None,
    });
    let (numbered, other): (Vec<_>, Vec<_>) = headings.partition(|heading| begins_with_number(heading));
    !numbered.is_empty() && numbered.len() >= other.len()
}

/// "1. Accounts", "2.1 Tolls", "A. Claims", "IV) Costs"; but not "2026 in figures" or "A mill".
fn begins_with_number(heading: &str) -> bool {
    let Some((first, _)) = heading.split_once(char::is_whitespace) else { return false };
    let bare = first.trim_end_matches(['.', ')']);
    let counts = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let letters = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let roman = (1..=5).contains(&bare.len()) && bare.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let decimal = bare.split('.').all(counts);
    (decimal && (first != bare || bare.contains('.'))) || ((letters || roman) && first != bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words_that_begin_like_them() {
        for heading in ["1. Accounts", "2.1 Tolls", "12) Costs", "A. Claims", "IV. Costs", "2.1. Tolls"] {
            assert!(begins_with_number(heading), "{heading}");
        }
        for heading in ["2026 in figures", "A mill", "I was there", "12 mills", "V", "3.5", "1984. A year", ""] {
            assert!(!begins_with_number(heading), "{heading}");
        }
    }
}
