//! Texts in stretches: what cores share, so that one long article takes no longer than many short ones.

use super::{Text, Unit};
use std::ops::Range;

/// Some units of one of several texts: work that one core can do while another does others.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Which text.
    pub article: usize,
    /// Which of its units.
    pub units: Range<usize>,
}

impl Stretch {
    /// All texts, stretch by stretch, in order: short ones whole, long ones in several.
    pub fn all(texts: &[Text]) -> Vec<Self> {
        const ENOUGH: usize = 1 << 17;
        let mut all = Vec::with_capacity(texts.len());
        for (article, text) in texts.iter().enumerate() {
            let (mut start, mut length) = (0, 0);
            for (at, unit) in text.units.iter().enumerate() {
                length += unit.text.len();
                if length >= ENOUGH {
                    all.push(Self { article, units: start..at + 1 });
                    (start, length) = (at + 1, 0);
                }
            }
            if start < text.units.len() {
                all.push(Self { article, units: start..text.units.len() });
            }
        }
        all
    }

    /// Its units, with their numbers in their text.
    pub fn units<'t, 'a>(&self, texts: &'t [Text<'a>]) -> impl Iterator<Item = (usize, &'t Unit<'a>)> {
        self.units.clone().zip(&texts[self.article].units[self.units.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    #[test]
    fn stretches_are_all_units_in_order() {
        let long = "word ".repeat(9000);
        let texts = [text(&["One.", "Two."]), text(&[]), text(&[&long, "a", &long, &long, &long, "b"])];
        let all = Stretch::all(&texts);
        assert_eq!(all.iter().filter(|stretch| stretch.article == 2).count(), 2);
        for (article, text) in texts.iter().enumerate() {
            let own = all.iter().filter(|stretch| stretch.article == article);
            let units = own.flat_map(|stretch| stretch.units(&texts));
            assert!(
                units.map(|(number, unit)| (number, &unit.text)).eq(text
                    .units
                    .iter()
                    .map(|unit| &unit.text)
                    .enumerate())
            );
        }
    }
}
