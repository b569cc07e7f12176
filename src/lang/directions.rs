//! Which way words run as a whole that stand among others: decided in one place, for pages, for XHTML and for what a
//! packet says itself.

use super::Direction;

/// So many times as many letters as the others have the letters that turn words among letters from left to right.
const MOST: usize = 3;
/// The other way round: names and terms in Latin letters begin many a sentence in Hebrew, and may be most of it.
const MOST_LATIN: usize = 8;

/// The letters of some words, counted by the way they run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Letters {
    first: Option<Direction>,
    left: usize,
    right: usize,
    /// How many isolates are open. What is in one does not bear on what is around it (UAX #9, P2).
    isolates: usize,
}

impl Letters {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        text.chars().for_each(|c| letters.add(c));
        letters
    }

    /// Counts a character, if it is a letter.
    pub fn add(&mut self, c: char) {
        match c {
            '\u{2066}'..='\u{2068}' => self.isolates += 1,
            '\u{2069}' => self.isolates = self.isolates.saturating_sub(1),
            _ if self.isolates > 0 => {}
            _ => match of_letter(c) {
                Some(Direction::Ltr) => {
                    self.first.get_or_insert(Direction::Ltr);
                    self.left += 1;
                }
                Some(Direction::Rtl) => {
                    self.first.get_or_insert(Direction::Rtl);
                    self.right += 1;
                }
                None => {}
            },
        }
    }

    /// Whether the first of them runs so: then the words do as well, whatever comes.
    #[cfg(feature = "epub")]
    pub fn begin(&self, around: Direction) -> bool {
        self.first == Some(around)
    }

    /// Whether there are any that run so.
    pub fn any(&self, direction: Direction) -> bool {
        match direction {
            Direction::Ltr => self.left > 0,
            Direction::Rtl => self.right > 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// The direction of the words among others that run as `around` says: their own, if they begin with a letter of the
    /// other one and hardly have any of this. A sentence may well begin with a foreign name.
    pub fn direction(&self, around: Direction) -> Direction {
        match (around, self.first) {
            (Direction::Ltr, Some(Direction::Rtl)) if self.right > MOST * self.left => Direction::Rtl,
            (Direction::Rtl, Some(Direction::Ltr)) if self.left > MOST_LATIN * self.right => Direction::Ltr,
            _ => around,
        }
    }
}

/// The direction of a letter; the blocks of scripts that run from right to left are together.
fn of_letter(c: char) -> Option<Direction> {
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

    #[test]
    fn words_run_as_those_around_them_unless_nearly_all_their_letters_run_otherwise() {
        use Direction::{Ltr, Rtl};
        for (words, around, runs) in [
            ("the word שלום", Ltr, Ltr),
            ("the word שלום", Rtl, Rtl),
            ("שלום 12", Ltr, Rtl),
            ("“שלום, זה ציטוט ארוך” 123.", Ltr, Rtl),
            ("זה משפט ארוך על word אחת.", Ltr, Rtl),
            // One word, and a gloss of it.
            ("שלום is the word for peace", Ltr, Ltr),
            ("العربية: Arabic", Ltr, Ltr),
            ("React של word", Rtl, Rtl),
            ("React هي مكتبة لبناء الواجهات", Rtl, Rtl),
            ("To be or not", Rtl, Ltr),
            ("In 1937 the government decided to cover the river (النهر), and the city slept.", Rtl, Ltr),
            ("12.", Rtl, Rtl),
            ("2 + 2", Rtl, Rtl),
            // What is isolated is not counted.
            ("\u{2067}شارع الملك فيصل\u{2069} street", Ltr, Ltr),
            ("\u{2067}شارع الملك فيصل\u{2069}: a street, \u{2068}مدينة\u{2069}", Ltr, Ltr),
            ("\u{2066}React Native Framework\u{2069} של", Rtl, Rtl),
            ("\u{2069}שלום", Ltr, Rtl),
        ] {
            assert_eq!(Letters::of(words).direction(around), runs, "{words}");
        }
    }
}
