//! Whether an author numbered the headings: then the theme does not.

use crate::lang::heading_number;
use crate::model::{Block, BlockKind, Level, plain};

/// Whether the author numbered the headings: half of them at least, for one may begin with a number by chance.
pub(super) fn are_numbered(blocks: &[Block]) -> bool {
    let mut counted = Series::default();
    let (mut numbered, mut all) = (0, 0);
    for block in blocks {
        let BlockKind::Heading { level, content, .. } = &block.kind else { continue };
        let heading = plain(content);
        let counts = counted.goes_on(*level, &heading);
        numbered += if heading_number(&heading).is_some() { 1 } else { counts };
        all += 1;
    }
    numbered > 0 && numbered * 2 >= all
}

/// Headings beside one another that are counted from one, in words that no heading is known to be numbered by: "1 Scope",
/// "TOP 1". One alone may begin like that by chance, and so may several in another order.
#[derive(Default)]
struct Series {
    /// The last that is counted at each level that is open: what stands before its number, and that.
    open: Vec<(Level, String, u32)>,
}

impl Series {
    /// How many headings are known to be counted by this one: with the second the first as well.
    fn goes_on(&mut self, level: Level, heading: &str) -> usize {
        self.open.retain(|(open, ..)| *open <= level);
        let Some((word, number)) = counted(heading) else { return 0 };
        let last = self.open.iter_mut().find(|(open, before, _)| *open == level && *before == word);
        match last {
            Some((_, _, last)) if *last + 1 == number => {
                *last = number;
                if number == 2 { 2 } else { 1 }
            }
            _ => {
                self.open.retain(|(open, ..)| *open != level);
                if number == 1 {
                    self.open.push((level, word.to_owned(), number));
                }
                0
            }
        }
    }
}

/// The whole number that a heading begins with, and the word before it, if one stands there.
fn counted(heading: &str) -> Option<(&str, u32)> {
    let mut words = heading.split_whitespace();
    let number = |word: &str| word.trim_end_matches(['.', ':', ')']).parse::<u32>().ok();
    let first = words.next()?;
    number(first).map(|number| ("", number)).or_else(|| Some((first, number(words.next()?)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Container};
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
            ["1 Scope", "2 Terms", "Annex"],
            ["TOP 1: Reports", "TOP 2: Elections", "TOP 3: Other"],
        ] {
            assert!(are_numbered(&headed(&headings)), "{headings:?}");
        }
        for headings in [
            ["2026 in figures", "A mill", "I was there"],
            ["12 mills", "1984. A year", "The end"],
            ["1 mill", "3 mills", "2 mills"],
            ["1 mill is left", "Of 2 mills", "The end"],
            ["Room 1", "House 2", "Yard 3"],
            ["1. Accounts", "The towpath", "Any other business"],
        ] {
            assert!(!are_numbered(&headed(&headings)), "{headings:?}");
        }
        assert!(!are_numbered(&[]));
    }

    #[test]
    fn each_section_may_count_anew() {
        let blocks = |headings: &[(usize, &str)]| {
            let mut builder = Builder::new();
            for (level, heading) in headings {
                builder.open(Container::Heading { level: Level::new(*level), anchor: None }, Span::NONE);
                builder.text(heading, Span::NONE);
                builder.close();
            }
            builder.finish().blocks
        };
        let anew = [(2, "1 Law"), (3, "1 Old"), (3, "2 New"), (2, "2 Fact"), (3, "1 Here"), (3, "2 There")];
        assert!(are_numbered(&blocks(&anew)));
        let apart = [(2, "Law"), (3, "1 Old"), (2, "Fact"), (3, "2 mills"), (2, "Both"), (3, "3 mills")];
        assert!(!are_numbered(&blocks(&apart)));
    }
}
