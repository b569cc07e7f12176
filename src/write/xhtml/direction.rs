//! Which way words run that are of another script than what is around them.

use crate::lang::Direction;
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// The direction of words among others that run as `around` says: theirs, if they begin with a letter of the other one
/// and hardly have any of this. A sentence may well begin with a foreign name.
pub(super) fn of(words: &[Inline], around: Direction) -> Direction {
    match first(words, &mut 0) {
        Some(direction) if direction != around => {
            let mut counts = Counts { same: 0, other: 0, isolates: 0 };
            counts.add(words, around);
            if counts.other > 3 * counts.same { direction } else { around }
        }
        _ => around,
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

fn first(words: &[Inline], isolates: &mut usize) -> Option<Direction> {
    words.iter().find_map(|inline| match &inline.kind {
        InlineKind::Text(text) => outside(text, isolates).next(),
        kind => first(kind.inner().unwrap_or_default(), isolates),
    })
}

/// The directions of the letters outside of isolates, of which so many are open: what stands in one says nothing of the
/// words around it (UAX #9, P2).
fn outside<'a>(text: &'a str, isolates: &'a mut usize) -> impl Iterator<Item = Direction> + 'a {
    text.chars().filter_map(move |c| match c {
        '\u{2066}'..='\u{2068}' => {
            *isolates += 1;
            None
        }
        '\u{2069}' => {
            *isolates = isolates.saturating_sub(1);
            None
        }
        c if *isolates == 0 => strong(c),
        _ => None,
    })
}

struct Counts {
    same: usize,
    other: usize,
    /// How many are open.
    isolates: usize,
}

impl Counts {
    fn add(&mut self, words: &[Inline], around: Direction) {
        for inline in words {
            match &inline.kind {
                InlineKind::Text(text) => {
                    for direction in outside(text, &mut self.isolates) {
                        *(if direction == around { &mut self.same } else { &mut self.other }) += 1;
                    }
                }
                kind => self.add(kind.inner().unwrap_or_default(), around),
            }
        }
    }
}

/// The direction of a letter; the blocks of scripts that run from right to left are together.
fn strong(c: char) -> Option<Direction> {
    match c {
        _ if !c.is_alphabetic() => None,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Some(Direction::Rtl),
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
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

    #[test]
    fn what_is_isolated_says_nothing_of_the_words_around_it() {
        assert!(!turned("\u{2068}שלום עליכם\u{2069} 2.", Direction::Ltr));
        assert!(turned("\u{2068}English words\u{2069} שלום.", Direction::Ltr));
        assert!(!turned("\u{2067}שלום עליכם וברכה\u{2069} is it.", Direction::Ltr));
        // One that is never closed goes on to the end, and one too many closes nothing.
        assert!(!turned("\u{2066}שלום", Direction::Ltr));
        assert!(turned("\u{2069}שלום", Direction::Ltr));
    }
}
