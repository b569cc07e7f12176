//! Columns of figures: which they are, and where their decimal marks stand.

use crate::lang::Language;

/// Whether a cell holds a number, with the marks that go with one: −1,234.5 %, $6M, (3), ≈ 12 km; or says that there
/// is none.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    if matches!(text, "–" | "—" | "-" | "−" | "…" | ".." | "n/a" | "N/A" | "n.a.") {
        return true;
    }
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else { return false };
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let inside = text[first..last].chars().all(|c| {
        is_digit(c)
            || c.is_whitespace()
            || matches!(c, '.' | ',' | '٫' | '٬' | '\'' | '’' | '-' | '–' | '−' | '/' | ':' | '%' | '±' | '×')
    });
    // US$ before, bn and km² behind; four letters and more are a word, and so are small ones before.
    let before = &text[..first];
    inside
        && letters(before) <= 3
        && !before.contains(char::is_lowercase)
        && letters(text[last..].trim_start_matches(is_digit)) <= 3
        && text.chars().count() <= 20
}

/// A figure: European, Arabic, Persian or Indian.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}')
}

/// The decimal mark of a column's numbers: what the language and its country use, unless the column speaks against it.
pub(super) fn decimal_mark<'t>(cells: impl Iterator<Item = &'t str>, language: &Language) -> char {
    let [usual, other] = if uses_point(language) { ['.', ','] } else { [',', '.'] };
    // How many cells say so: one mistake does not turn a column.
    let (mut says_usual, mut says_other) = (0, 0);
    for cell in cells {
        // Arabic's own can be nothing else.
        if cell.contains('٫') {
            return '٫';
        }
        says_usual += usize::from(is_decimal(cell, usual, other) || is_grouping(cell, other));
        says_other += usize::from(is_decimal(cell, other, usual) || is_grouping(cell, usual));
    }
    if says_other > says_usual { other } else { usual }
}

/// Whether a language, or its country, has a point before decimals.
fn uses_point(language: &Language) -> bool {
    let country = language.tag().rsplit('-').next().unwrap_or_default();
    match language.code() {
        "en" => country != "ZA",
        "zh" | "ja" | "ko" | "he" | "th" | "hi" | "bn" | "ta" | "ur" | "ms" | "tl" | "cy" | "ga" | "mt" => true,
        // Mexico and its neighbours, and the United States.
        "es" => matches!(country, "MX" | "GT" | "HN" | "NI" | "PA" | "SV" | "DO" | "PR" | "PE" | "US" | "419"),
        "de" | "it" => matches!(country, "CH" | "LI"),
        _ => false,
    }
}

/// Whether a mark can only be a decimal one here: it stands once, and not as between thousands, or behind the other one.
fn is_decimal(cell: &str, mark: char, other: char) -> bool {
    let mut parts = cell.split(mark);
    let (Some(before), Some(behind), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let figures = behind.chars().take_while(|c| is_digit(*c)).count();
    let whole = before.rsplit(|c| !is_digit(c)).next().unwrap_or_default();
    let thousands =
        figures == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && !before.contains(other);
    figures > 0 && !thousands
}

/// Whether a mark can only be one of thousands here: it stands more than once, always before three figures.
fn is_grouping(cell: &str, mark: char) -> bool {
    let behind = cell.split(mark).skip(1);
    let grouped = |part: &str| part.chars().take_while(|c| is_digit(*c)).count() == 3;
    behind.clone().count() > 1 && behind.into_iter().all(grouped)
}

/// The byte of a number at which its decimal mark stands, or would.
pub(super) fn split(text: &str, mark: char) -> usize {
    let before_digit = |at: &usize| text[*at..].chars().nth(1).is_some_and(is_digit);
    let marks: Vec<_> = text.match_indices(mark).map(|(at, _)| at).filter(before_digit).collect();
    match marks.as_slice() {
        // Several are marks of thousands.
        [at] => *at,
        _ => {
            let Some(first) = text.find(is_digit) else { return text.len() };
            // Only what belongs to the first number: 12 of "12 %", 3 of "3 (2)", 1 000 of "1 000 km".
            let grouped =
                |c: char| matches!(c, ',' | '.' | '٬' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
            let mut end = first;
            for (at, c) in text[first..].char_indices().map(|(at, c)| (at + first, c)) {
                if is_digit(c) {
                    end = at + c.len_utf8();
                } else if !(grouped(c)
                    && text[at + c.len_utf8()..].chars().take(3).filter(|c| is_digit(*c)).count() == 3)
                {
                    break;
                }
            }
            end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_only_holds_figures() {
        for number in ["3", "−1,234.5 %", "$6M", "(3)", "n/a", "1 000 km²", "US$ 12bn", "10–12", "1/2", "١٢٫٥٪", "۱۲"]
        {
            assert!(is_number(number), "{number}");
        }
        for words in ["", "G20 summit", "12 May 2024", "see 3", "A remark", "3 wagons"] {
            assert!(!is_number(words), "{words}");
        }
    }

    #[test]
    fn marks_by_language_and_by_content() {
        let (english, german) = (Language::english(), Language::parse("de").unwrap_or_default());
        let mark = |cells: &[&str], language: &Language| decimal_mark(cells.iter().copied(), language);
        assert_eq!(mark(&["1,234", "2.5"], &english), '.');
        assert_eq!(mark(&["1.234", "2,5"], &german), ',');
        assert_eq!(mark(&["3,25", "1,5"], &english), ',');
        assert_eq!(mark(&["1,234", "12"], &english), '.');
        assert_eq!(mark(&["1.234", "1.234.567"], &english), ',');
        assert_eq!(mark(&["1.234,567", "12.345"], &english), ',');
        assert_eq!(mark(&["0,125", "1,250"], &english), ',');
        assert_eq!(mark(&["1.5", "2.5", "3,5"], &english), '.');
        assert_eq!(mark(&["1.5", "2.5", "3,5"], &german), '.');
        assert_eq!(mark(&["١٬٢٣٤", "٢٫٥"], &english), '٫');
        let of = |tag: &str| mark(&["1,234", "56"], &Language::parse(tag).unwrap_or_default());
        assert_eq!([of("es"), of("es-MX"), of("de-CH"), of("fr"), of("en-ZA")], [',', '.', '.', ',', ',']);
    }

    #[test]
    fn splits_stand_at_the_mark() {
        let before = |text, mark| &text[..split(text, mark)];
        assert_eq!(before("−1,234.5 %", '.'), "−1,234");
        assert_eq!(before("12 %", '.'), "12");
        assert_eq!(before("1 000 km²", ','), "1 000");
        assert_eq!(before("1.000.000", ','), "1.000.000");
        assert_eq!(before("3 (2)", '.'), "3");
        assert_eq!(before("–", '.'), "–");
        assert_eq!(before("١٬٢٣٤٫٥", '٫'), "١٬٢٣٤");
        assert_eq!(before("١٬٢٣٤", '٫'), "١٬٢٣٤");
    }
}
