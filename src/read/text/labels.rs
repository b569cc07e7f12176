//! What the mark of an item says: which number, and how its author writes numbers. A mark counts only if the list's
//! own label would be that very mark, so that nothing an author wrote is changed.

use crate::model::{Closing, Figures, Numbering};

/// The numbers that a mark may stand for. "i)" is the first of the roman numbers or the ninth letter: what stands
/// around it decides.
pub(super) fn readings(mark: &str) -> impl Iterator<Item = (Numbering, u32)> {
    let closed = closing(mark);
    closed.into_iter().flat_map(move |(number, closing)| {
        values(number)
            .map(move |(figures, value)| (Numbering { figures, closing }, value))
            .filter(move |(style, value)| style.label(u64::from(*value)) == mark)
    })
}

fn closing(mark: &str) -> Option<(&str, Closing)> {
    if let Some(number) = mark.strip_prefix('(') {
        return Some((number.strip_suffix(')')?, Closing::Parentheses));
    }
    let period = mark.strip_suffix('.').map(|number| (number, Closing::Period));
    period.or_else(|| mark.strip_suffix(')').map(|number| (number, Closing::Parenthesis)))
}

fn values(number: &str) -> impl Iterator<Item = (Figures, u32)> {
    let small = number.starts_with(|c: char| c.is_ascii_lowercase());
    let [letters, roman] = if small {
        [Figures::SmallLetters, Figures::SmallRoman]
    } else {
        [Figures::CapitalLetters, Figures::CapitalRoman]
    };
    let decimal = number.parse().ok().map(|value| (Figures::Decimal, value));
    let as_letter = letter(number).map(|value| (letters, value));
    let as_roman = crate::lang::roman_value(&number.to_ascii_uppercase()).map(|value| (roman, value));
    [decimal, as_letter, as_roman].into_iter().flatten()
}

fn letter(number: &str) -> Option<u32> {
    match number.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_lists_can_show() {
        let read = |mark: &str| readings(mark).map(|(style, value)| (style.figures, value)).collect::<Vec<_>>();
        assert_eq!(read("12."), [(Figures::Decimal, 12)]);
        assert_eq!(read("(b)"), [(Figures::SmallLetters, 2)]);
        assert_eq!(read("iv)"), [(Figures::SmallRoman, 4)]);
        assert_eq!(read("i)"), [(Figures::SmallLetters, 9), (Figures::SmallRoman, 1)]);
        assert_eq!(read("C)"), [(Figures::CapitalLetters, 3), (Figures::CapitalRoman, 100)]);
        for mark in ["01.", "iiii.", "1", "1.)", "(1", "ab)", ""] {
            assert_eq!(read(mark), [], "{mark}");
        }
    }
}
