//! How a day is written: "24 November 2026"; and a month, "November 2026".

use super::super::LanguageData;

/// How a language writes a day.
struct Day {
    code: &'static str,
    /// `#d` the day, `#m` the month's name, `#n` its number, `#y` the year.
    form: &'static str,
    /// Which form of the month's name stands with a day, from 0: the genitive or partitive is the second one.
    month: usize,
    letter: Letter,
    /// The first of a month, where it is an ordinal.
    first: &'static str,
}

/// How a month's name begins.
#[derive(Clone, Copy)]
enum Letter {
    Small,
    Capital,
}

const fn row(code: &'static str, form: &'static str) -> Day {
    Day { code, form, month: 0, letter: Letter::Small, first: "1" }
}

const DAYS: &[Day] = &[
    Day { letter: Letter::Capital, ..row("en", "#d #m #y") },
    Day { letter: Letter::Capital, ..row("de", "#d. #m #y") },
    Day { first: "1er", ..row("fr", "#d #m #y") },
    row("es", "#d de #m de #y"),
    Day { first: "1º", ..row("it", "#d #m #y") },
    row("pt", "#d de #m de #y"),
    row("nl", "#d #m #y"),
    // With the word for "year", as documents have it; its abbreviation would end a sentence.
    Day { month: 1, ..row("ru", "#d #m #y года") },
    Day { month: 1, ..row("uk", "#d #m #y року") },
    Day { month: 1, ..row("pl", "#d #m #y") },
    Day { month: 1, letter: Letter::Capital, first: "1η", ..row("el", "#d #m #y") },
    row("sv", "#d #m #y"),
    row("da", "#d. #m #y"),
    row("nb", "#d. #m #y"),
    Day { month: 1, ..row("fi", "#d. #m #y") },
    Day { month: 1, ..row("cs", "#d. #m #y") },
    Day { letter: Letter::Capital, ..row("tr", "#d #m #y") },
    row("ar", "#d #m #y"),
    row("he", "#d ב#m #y"),
    row("zh", "#y年#n月#d日"),
    row("ja", "#y年#n月#d日"),
    row("ko", "#y년 #n월 #d일"),
];

/// How Americans write a day; no other variety of English does.
const AMERICAN: &Day = &Day { letter: Letter::Capital, ..row("en", "#m #d, #y") };

/// A day as a language writes it; `None` where that is not known here.
pub(in super::super) fn day(data: &LanguageData, tag: &str, year: u32, month: u32, day: u32) -> Option<String> {
    let american = data.code == "en" && tag.split(['-', '_']).skip(1).any(|part| part.eq_ignore_ascii_case("us"));
    let style = if american { AMERICAN } else { DAYS.iter().find(|style| style.code == data.code)? };
    let name = style.name(data, month, style.month)?;
    let day = if day == 1 && !american { style.first.to_owned() } else { day.to_string() };
    let with = style.form.replace("#d", &day).replace("#n", &month.to_string()).replace("#y", &year.to_string());
    Some(with.replace("#m", &name))
}

/// A month as a language writes it: as a day is written, without the day, and in the nominative.
pub(in super::super) fn month(data: &LanguageData, year: u32, month: u32) -> Option<String> {
    let style = DAYS.iter().find(|style| style.code == data.code)?;
    let name = style.name(data, month, 0)?;
    let form = match (style.form.find("#m"), style.form.find("#d")) {
        (Some(name), _) => &style.form[name..],
        (None, day) => style.form[..day.unwrap_or(style.form.len())].trim_end(),
    };
    Some(form.replace("#n", &month.to_string()).replace("#y", &year.to_string()).replace("#m", &name))
}

impl Day {
    /// A month's name, in one of its forms.
    fn name(&self, data: &LanguageData, month: u32, form: usize) -> Option<String> {
        let name = data.months.get(month.checked_sub(1)? as usize)?.split('|').nth(form)?;
        let mut letters = name.chars();
        Some(match self.letter {
            Letter::Small => name.to_owned(),
            Letter::Capital => letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::LANGUAGES;
    use super::*;

    #[test]
    fn one_day_in_every_language() {
        let said =
            LANGUAGES.iter().map(|data| format!("{} {}", data.code, day(data, data.code, 2026, 11, 24).unwrap()));
        let expected = [
            "en 24 November 2026",
            "de 24. November 2026",
            "fr 24 novembre 2026",
            "es 24 de noviembre de 2026",
            "it 24 novembre 2026",
            "pt 24 de novembro de 2026",
            "nl 24 november 2026",
            "ru 24 ноября 2026 года",
            "uk 24 листопада 2026 року",
            "pl 24 listopada 2026",
            "el 24 Νοεμβρίου 2026",
            "sv 24 november 2026",
            "da 24. november 2026",
            "nb 24. november 2026",
            "fi 24. marraskuuta 2026",
            "cs 24. listopadu 2026",
            "tr 24 Kasım 2026",
            "ar 24 نوفمبر 2026",
            "he 24 בנובמבר 2026",
            "zh 2026年11月24日",
            "ja 2026年11月24日",
            "ko 2026년 11월 24일",
        ];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_month_in_every_language() {
        let said = LANGUAGES.iter().map(|data| month(data, 2026, 11).unwrap());
        let expected = [
            "November 2026",
            "November 2026",
            "novembre 2026",
            "noviembre de 2026",
            "novembre 2026",
            "novembro de 2026",
            "november 2026",
            "ноябрь 2026 года",
            "листопад 2026 року",
            "listopad 2026",
            "Νοέμβριος 2026",
            "november 2026",
            "november 2026",
            "november 2026",
            "marraskuu 2026",
            "listopad 2026",
            "Kasım 2026",
            "نوفمبر 2026",
            "נובמבר 2026",
            "2026年11月",
            "2026年11月",
            "2026년 11월",
        ];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn americans_put_the_month_first() {
        let said = |tag: &str| day(LANGUAGES[0], tag, 2022, 2, 16).unwrap();
        assert_eq!(
            (said("en-US"), said("en-Latn-us")),
            ("February 16, 2022".to_owned(), "February 16, 2022".to_owned())
        );
        assert_eq!((said("en"), said("en-GB")), ("16 February 2022".to_owned(), "16 February 2022".to_owned()));
    }

    #[test]
    fn months_stand_in_the_case_that_a_day_asks_for() {
        let months = |code: &str| {
            let data = LANGUAGES.iter().find(|data| data.code == code).unwrap();
            (1..=12).map(|month| day(data, code, 2026, month, 2).unwrap()).collect::<Vec<_>>()
        };
        // Each genitive has its language's endings: no nominative and no short form is among them.
        let all_end = |code: &str, endings: &[&str], behind: &str| {
            for said in months(code) {
                let name = said.strip_suffix(behind).unwrap();
                assert!(endings.iter().any(|ending| name.ends_with(ending)), "{said}");
            }
        };
        all_end("ru", &["я", "а"], " 2026 года");
        all_end("uk", &["я", "ого", "ада"], " 2026 року");
        all_end("pl", &["a", "ego"], " 2026");
        all_end("el", &["ου"], " 2026");
        all_end("fi", &["kuuta"], " 2026");
        all_end("cs", &["a", "u", "ce", "září"], " 2026");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_where_it_is_so_said() {
        let first =
            |code: &str| day(LANGUAGES.iter().find(|data| data.code == code).unwrap(), code, 2026, 5, 1).unwrap();
        assert_eq!(first("fr"), "1er mai 2026");
        assert_eq!(first("it"), "1º maggio 2026");
        assert_eq!(first("el"), "1η Μαΐου 2026");
        assert_eq!(first("es"), "1 de mayo de 2026");
    }

    #[test]
    fn a_month_that_is_none_is_not_written() {
        assert_eq!(day(LANGUAGES[0], "en", 2026, 0, 1), None);
        assert_eq!(day(LANGUAGES[0], "en", 2026, 13, 1), None);
    }
}
