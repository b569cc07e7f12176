//! How much a line may ask of its words before it asks of its spaces.

use super::look::Ligatures;

/// So many characters tell the script of a word. What is longer is none, and is asked about at each of its places.
const ENOUGH: usize = 64;

/// In which ways a word gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Elastic {
    /// In none: programs' text keeps its pitch.
    Rigid,
    /// It may be widened, but its letters are joined.
    Wide,
    /// Its letters may be parted, too.
    Letters,
}

impl Elastic {
    /// How a word with such ligatures gives.
    pub fn of(ligatures: Ligatures, word: &str) -> Self {
        let word = word.char_indices().nth(ENOUGH).map_or(word, |(end, _)| &word[..end]);
        // Latin, Greek and Cyrillic letters stand apart, with their marks and the punctuation; in most other scripts
        // they are joined, or stacked, or fill squares.
        let apart = |c: char| matches!(u32::from(c), 0..=0x58f | 0x1e00..=0x2bff | 0xfb00..=0xfb06);
        match ligatures {
            Ligatures::None => Self::Rigid,
            Ligatures::Common if word.is_ascii() || word.chars().all(apart) => Self::Letters,
            Ligatures::Common => Self::Wide,
        }
    }
}
