//! What tells a number from a word.

use super::Script;

/// What a word, or a cell of a table, is made of, as far as it tells whether it is a number: an amount, a date, a range
/// of either. Numbers are never cut.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Makeup {
    pub characters: usize,
    pub letters: usize,
    pub figures: usize,
    pub squares: usize,
}

impl Makeup {
    /// What a text is made of.
    #[cfg(any(feature = "epub", test))]
    pub fn of(text: &str) -> Self {
        let mut makeup = Self::default();
        text.chars().for_each(|c| makeup.add(c));
        makeup
    }

    /// One more character.
    pub fn add(&mut self, c: char) {
        self.characters += 1;
        self.letters += usize::from(c.is_alphabetic());
        self.figures += usize::from(c.is_numeric());
        self.squares += usize::from(Script::of(c).is_square());
    }

    /// Whether it is a number: it has up to so many characters, figures among them, and up to so many letters.
    pub fn is_number(self) -> bool {
        const LONGEST: usize = 24;
        const LETTERS: usize = 4;
        self.figures > 0 && self.squares == 0 && self.letters <= LETTERS && self.characters <= LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_words_of_figures_with_few_letters() {
        for number in ["31,650", "US$12bn", "2024-01-12", "1867–1871", "(3.5)", "١٢٫٥٪", "−20,044.5 %"] {
            assert!(Makeup::of(number).is_number(), "{number}");
        }
        for word in ["", "–", "word", "20 towns", "COVID-19", "0123456789abcdef0123", "1111111111111111111111111"] {
            assert!(!Makeup::of(word).is_number(), "{word}");
        }
    }
}
