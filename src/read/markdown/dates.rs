//! Dates in front matter and bylines: ISO 8601, or with the month's name in a language that is known.

use crate::lang::dates::month as month_number;
use crate::model::Date;

/// The date that the text is, and nothing but.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::from_iso(text)
        .or_else(|| Date::from_iso(&text.replace('/', "-")))
        .or_else(|| named(text))
        .map(|date| Date { written: text.to_owned(), ..date })
}

/// `3 May 2024`, `May 3, 2024`, `3. Mai 2024`, `May 2024`, with or without the day of the week.
fn named(text: &str) -> Option<Date> {
    if text.len() > 60 {
        return None;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let mut weekday = false;
    for word in text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        let number = word.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r']);
        if let Ok(value) = number.parse::<u32>() {
            let slot = if number.len() == 4 { &mut year } else { &mut day };
            if slot.replace(value).is_some() {
                return None;
            }
        } else if let Some(value) = month_number(word) {
            if month.replace(value).is_some() {
                return None;
            }
        } else if !weekday && year.is_none() && month.is_none() && day.is_none() {
            weekday = word.chars().all(char::is_alphabetic);
            if !weekday {
                return None;
            }
        } else {
            return None;
        }
    }
    let (year, month) = (year?, month?);
    Date::from_iso(&match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let iso = |text| read(text).map(|date| date.iso);
        for text in ["2024-05-03", "2024/05/03", "3 May 2024", "May 3, 2024", "Friday, May 3rd, 2024", "3. Mai 2024"] {
            assert_eq!(iso(text).as_deref(), Some("2024-05-03"), "{text}");
        }
        assert_eq!(iso("May 2024").as_deref(), Some("2024-05"));
        for text in ["2024-13-45", "soon", "May", "3 May 2024 2025", "31 June 2024", "by May 3 2024 x"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
