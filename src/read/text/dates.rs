//! Dates as people write them, in all languages whose months are known. Relative dates ("yesterday") are not dates.

use super::join::is_ideographic;
use super::lexicon::lexicon;
use super::things::{self, Thing};
use super::versions;
use crate::lang::dates::{days, months};
use crate::lang::{Kind, is_page_word, page_words};
use crate::model::Date;
use std::ops::Range;

/// A date within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says.
    pub date: Date,
    /// Its figures could be read as another day too: 04/05/2016.
    pub ambiguous: bool,
}

impl Found {
    /// The other day that its figures could mean: 04/05/2016 is in May.
    pub(super) fn day_first(&self) -> Date {
        let swapped = match self.date.iso.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => Date::from_iso(&format!("{year}-{day}-{month}")),
            _ => None,
        };
        swapped.map_or_else(|| self.date.clone(), |date| Date { written: self.date.written.clone(), ..date })
    }
}

/// The first date in a line.
pub(in crate::read) fn find(text: &str) -> Option<Found> {
    if text.len() > 400 {
        return None;
    }
    days(text).find_map(|day| {
        let date = Date::from_iso(&day.iso())?;
        let date = Date { written: text[day.range.clone()].to_owned(), ..date };
        Some(Found { range: day.range, date, ambiguous: day.ambiguous })
    })
}

/// A date that has the line for itself, but for the weekday, the time, a place, and words such as "Published". Two
/// such dates may share it: "Published … | Updated …"; the first counts.
pub(in crate::read) fn whole_line(text: &str) -> Option<Found> {
    const SIGNS: [char; 4] = ['|', '·', '•', '｜'];
    match text.split_once(SIGNS) {
        None => one_date(text),
        Some((first, others)) => {
            let time = |part: &str| part.trim().chars().all(|c| c.is_ascii_digit() || c == ':');
            let of_page = |part: &str| lexicon().furniture(part.trim()).is_some();
            let all = others.split(SIGNS).all(|part| time(part) || one_date(part).is_some() || of_page(part));
            one_date(first).filter(|_| all)
        }
    }
}

fn one_date(text: &str) -> Option<Found> {
    let found = find(text)?;
    let after = text[found.range.end..].trim();
    if versions::has_version(&text[..found.range.start]) || versions::has_version(after) {
        return None;
    }
    if !are_times(after) && !are_changes(after) && !is_clock_and_source(after) {
        return None;
    }
    let before = text[..found.range.start].trim_matches(|c: char| !Kind::of(c).is_letter());
    let is_clock =
        |word: &&str| word.bytes().any(|b| b.is_ascii_digit()) || matches!(*word, "AM" | "PM" | "GMT" | "UTC");
    let timed = before.bytes().any(|b| b.is_ascii_digit());
    let words = before.split_whitespace().filter(|word| !(timed && is_clock(word))).count();
    // "Updated: 6:14 PM EST, Thu".
    let widest = if timed { 36 } else { 24 };
    let introduces = words <= 4 && (words <= 1 || begins_dated(before)) && before.chars().count() <= widest;
    (introduces || is_place(before)).then_some(found)
}

/// "March 2022", "12.03.24": a date that is one below a title only, where it has the line for itself.
pub(super) fn below_title(text: &str) -> Option<Found> {
    const LONGEST: usize = 40;
    let text = text.trim();
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = |iso: &str, ambiguous| {
        let date = Date { written: text.to_owned(), ..Date::from_iso(iso)? };
        Some(Found { range: 0..text.len(), date, ambiguous })
    };
    if let [(range, year, month)] = &months(text)[..] {
        return (range.len() == text.len()).then(|| whole(&format!("{year:04}-{month:02}"), false))?;
    }
    let (first, rest) = text.split_once(['.', '/'])?;
    let sign = text[first.len()..].chars().next()?;
    let (second, year) = rest.split_once(sign)?;
    let figures = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !(figures(first) && figures(second) && figures(year) && year.len() == 2) {
        return None;
    }
    let (first, second, year): (u32, u32, u32) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    // With strokes the month comes first, as Americans write. What is not of this century is of the last.
    const OF_THIS_CENTURY: u32 = 50;
    let year = if year < OF_THIS_CENTURY { 2000 + year } else { 1900 + year };
    let month_first = if sign == '/' { first <= 12 } else { second > 12 };
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    let ambiguous = sign == '/' && first <= 12 && second <= 12 && first != second;
    whole(&format!("{year:04}-{month:02}-{day:02}"), ambiguous)
}

/// "09:12 来源：新华网": a time, and who published.
fn is_clock_and_source(after: &str) -> bool {
    let words = after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
    super::front::source(words).is_some()
}

/// "at 10 am GMT", "à 18h32", or nothing: when on that day.
fn are_times(words: &str) -> bool {
    const LONGEST: usize = 24;
    words.chars().count() <= LONGEST && words.split_whitespace().all(is_time)
}

/// "à 18h32, mis à jour à 20h10", "at 8:00, updated 4 March 2020": the time, and when it was changed.
fn are_changes(after: &str) -> bool {
    let is_change = |part: &str| {
        let part = part.trim();
        let lower = part.to_lowercase();
        let introduction =
            page_words(|page| page.dated).filter(|word| lower.starts_with(word)).max_by_key(|word| word.len());
        introduction.is_some_and(|words| {
            let mut rest = part.split_whitespace().skip(words.split_whitespace().count()).peekable();
            let timed = rest.peek().is_some() && rest.all(is_time);
            timed || one_date(part).is_some()
        })
    };
    after.split_once([',', ';']).is_some_and(|(time, changed)| are_times(time) && is_change(changed))
}

/// Whether a word behind a date may tell the time or the day of the week: names of people do not.
fn is_time(word: &str) -> bool {
    const SHORT: usize = 4;
    const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Uhr"];
    let letters: String = word.chars().filter(|c| Kind::of(*c).is_letter()).collect();
    let length = letters.chars().count();
    if word.chars().any(|c| c.is_ascii_digit()) || DAYS.contains(&letters.as_str()) || is_weekday(&letters) {
        return true;
    }
    if letters.chars().any(|c| matches!(c, '가'..='힣')) {
        return letters.contains(['시', '분', '초'])
            || ["요일", "오전", "오후"].iter().any(|word| letters.contains(word));
    }
    // Days in Chinese and Japanese.
    if letters.chars().any(is_ideographic) {
        return length <= SHORT
            && letters.contains([
                '期', '周', '週', '曜', '日', '月', '火', '水', '木', '金', '土', '时', '時', '分', '发', '發',
            ]);
    }
    let is_name = letters.starts_with(|c: char| Kind::of(c).is_capital()) && letters.chars().any(char::is_lowercase);
    length <= SHORT && !is_name
}

/// Whether a word that is no weekday and introduces nothing stands before a date: "Newsletter, 3 September 2010".
pub(super) fn is_named(text: &str, found: &Found) -> bool {
    let before = text[..found.range.start].trim_matches(|c: char| !Kind::of(c).is_letter());
    !before.is_empty() && !introduces(before) && !before.split_whitespace().any(is_weekday)
}

/// Whether a line says more than when something was written: "Thursday, 12 March 2026, 10:00-12:00" is when one meets,
/// "25 декабря 2023 г. № 418" what an act is called by.
pub(super) fn says_more(text: &str, found: &Found) -> bool {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let after = &text[found.range.end..];
    let is_time = |part: Option<&str>| {
        let part = part.unwrap_or_default();
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        digits > 0 && part.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h'))
    };
    let spans_hours = |word: &str| {
        let mut parts = word.split(DASHES);
        word.contains(':') && is_time(parts.next()) && is_time(parts.next())
    };
    after.split([' ', ',']).any(spans_hours) || has_number(&text[..found.range.start]) || has_number(after)
}

/// Whether figures stand behind a sign for a number.
fn has_number(words: &str) -> bool {
    const SIGNS: &[&str] = &["№", "Nº", "nº", "N°", "n°", "Nr.", "No."];
    SIGNS.iter().any(|sign| {
        let behind = words.find(sign).map(|at| words[at + sign.len()..].trim_start());
        behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// "15:40", "9.12 GMT": the time of a day, and nothing else.
pub(super) fn is_clock(text: &str) -> bool {
    const LONGEST: usize = 14;
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    let words = || text.split_whitespace();
    text.len() <= LONGEST
        && (2..=6).contains(&figures)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains([':', '.'])
        && words().all(|word| word.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.') || is_time(word))
}

/// Whether a word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    is_page_word(|page| page.weekdays, &word.trim_matches([',', '.']).to_lowercase())
}

/// Whether words are what stands before a date, and nothing else: "Published on".
pub(super) fn introduces(words: &str) -> bool {
    words.split_whitespace().count() <= 3 && begins_dated(words.trim())
}

fn begins_dated(words: &str) -> bool {
    let lower = words.to_lowercase();
    page_words(|page| page.dated).any(|word| lower.starts_with(word))
}

/// "Nantes, le 14 février 2024": a place and a date, and nothing else.
pub(in crate::read) fn of_place(text: &str) -> Option<Found> {
    // A comma stands behind the place: most lines have none, and are not searched for a date.
    let text = Some(text).filter(|text| text.contains(','))?;
    one_date(text).filter(|found| {
        let before = text[..found.range.start].trim_matches(|c: char| !Kind::of(c).is_letter());
        let place = before.split(',').next().unwrap_or(before);
        let listed = begins_dated(before);
        let behind = text[..found.range.start].find(place).map(|at| &text[at + place.len()..]);
        let parted = behind.is_some_and(|behind| behind.starts_with(','));
        place.starts_with(|c: char| Kind::of(c).is_capital()) && !listed && parted
    })
}

/// A date with the place, the occasion or the day of the week before it: "Nantes, le 14 février 2024" is printed as it
/// stands.
pub(super) fn placed(text: &str, found: &Found) -> Found {
    let first = || text.find(|c: char| Kind::of(c).is_letter()).unwrap_or_default().min(found.range.start);
    let place = match things::dated(text) {
        Some((Thing::Occasion, name, date)) if date.range == found.range => name.start,
        _ if of_place(text).is_some_and(|whole| whole.range == found.range) => first(),
        _ => found.range.start,
    };
    let range = place..found.range.end;
    let date = Date { written: text[range.clone()].to_owned(), ..found.date.clone() };
    Found { range, date, ambiguous: found.ambiguous }
}

/// "LONDON, March 4, 2016 (Reuters) – It has come": a place and a date before the first words of a paragraph.
pub(super) fn before_words(text: &str) -> Option<Found> {
    const WITHIN: usize = 90;
    const MOST_WORDS: usize = 5;
    let head = &text[..text.floor_char_boundary(WITHIN)];
    let found = find(head)?;
    let place = head[..found.range.start].trim_end_matches(|c: char| !Kind::of(c).is_letter());
    let after = behind_time(head[found.range.end..].trim_start_matches([' ', '.', ',']));
    let capital = place.starts_with(|c: char| Kind::of(c).is_capital());
    let few = (1..=MOST_WORDS).contains(&place.split_whitespace().count());
    let parted = head[..found.range.start].contains(',') && head.len() < text.len();
    (capital && few && parted && after.starts_with(['–', '—', '-', '(', '/', '―'])).then_some(found)
}

/// What stands behind the time of a day, if words begin with one: "à 8h00 – Il", "08:00 (Reuters)".
fn behind_time(words: &str) -> &str {
    const SIGNS: [char; 6] = ['–', '—', '-', '(', '/', '―'];
    let Some(sign) = words.find(SIGNS) else { return words };
    let time = &words[..sign];
    let is_timed = time.bytes().any(|b| b.is_ascii_digit()) && are_times(time.trim_end());
    if is_timed { &words[sign..] } else { words }
}

/// "le", "am": whether a word leads from a place to a date.
pub(super) fn leads_to_date(word: &str) -> bool {
    const ARTICLES: &[&str] = &["le", "den", "il", "el", "am", "em", "a", "lì", "li", "dnia"];
    ARTICLES.contains(&word)
}

/// "Nantes, le": a place and the article before a date.
fn is_place(before: &str) -> bool {
    const MOST_WORDS: usize = 4;
    before.rsplit_once(", ").is_some_and(|(place, article)| {
        let words = place.split_whitespace().count();
        leads_to_date(article) && words <= MOST_WORDS && place.starts_with(|c: char| Kind::of(c).is_capital())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_stand_behind_a_sign() {
        for text in ["A, 14 février 2024", "‹A, 14 février 2024", "(Nantes, le 14 février 2024)"] {
            assert!(of_place(text).is_some(), "{text}");
        }
        assert!(of_place("‹A 14 février 2024").is_none());
    }

    #[test]
    fn a_paragraph_may_begin_with_its_date() {
        let words = "The council voted on Tuesday to close the old bridge, and nobody in the room was surprised by it.";
        for head in [
            "LONDON, March 4, 2016 (Reuters) - ",
            "Nantes, le 4 mars 2016 – ",
            "Berlin, 4. März 2016 – ",
            "Nantes, le 4 mars 2016 à 08h00 – ",
            "LONDON, March 4, 2016, 10:30 GMT (Reuters) – ",
        ] {
            assert!(before_words(&format!("{head}{words}")).is_some(), "{head}");
        }
        for head in ["On 4 March 2016 – a Friday – ", "In London, on 4 March 2016, ", "March 4, 2016 – "] {
            assert!(before_words(&format!("{head}{words}")).is_none(), "{head}");
        }
    }

    #[test]
    fn months_and_short_years_are_dates_below_a_title() {
        let iso = |text| below_title(text).map(|found| found.date.iso);
        for (text, date) in
            [("March 2022", "2022-03"), ("im März 2022", ""), ("12.03.24", "2024-03-12"), ("3/14/99", "1999-03-14")]
        {
            assert_eq!(iso(text).unwrap_or_default(), date, "{text}");
        }
        for text in ["1.10.2", "31.02.24", "March 2022 was warm", "10.0.0.1", "24"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn when_one_meets_is_more_than_a_date() {
        let more = |text| says_more(text, &find(text).unwrap());
        assert!(more("Thursday, 12 March 2026, 10:00-12:00") && more("12 March 2026, 9:30–11"));
        assert!(more("от 25 декабря 2023 г. № 418") && more("№ 418 от 25 декабря 2023 г."));
        assert!(!more("Published on 12 March 2026 at 10:00") && !more("12 March 2026 - 10:00"));
    }

    #[test]
    fn names_behind_a_date_are_no_time() {
        for line in ["4 March 2016, 10 am GMT", "4 March 2016 Fri", "2016年3月14日 星期一", "8. März 2015, 14 Uhr"]
        {
            assert!(whole_line(line).is_some(), "{line}");
        }
        for line in ["4 March 2016, Jon Peck", "2016年3月14日 佐藤健一", "4 March 2016 by Anna Lee"] {
            assert!(whole_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn dates_of_many_languages() {
        for (text, iso) in [
            ("2016-02-29", "2016-02-29"),
            ("2016-02-29T10:00Z", "2016-02-29"),
            ("29.02.2016", "2016-02-29"),
            ("02/29/2016", "2016-02-29"),
            ("13/09/2020", "2020-09-13"),
            ("2017年6月10日", "2017-06-10"),
            ("2024년 5월 3일", "2024-05-03"),
            ("7. November 2023", "2023-11-07"),
            ("Monday, 12 May 2018", "2018-05-12"),
            ("Published on Sep 13, 2013 at 10:30 am", "2013-09-13"),
            ("November 13th, 2018", "2018-11-13"),
            ("19 сентября 2021 г.", "2021-09-19"),
            ("14 janvier 2012", "2012-01-14"),
            ("1er mai 2012", "2012-05-01"),
            ("3 de marzo de 2015", "2015-03-03"),
            ("18 مايو 2020", "2020-05-18"),
            ("5 كانون الثاني 2020", "2020-01-05"),
            ("14 Φεβρουαρίου 2019", "2019-02-14"),
            ("24-Dec-2014", "2014-12-24"),
            ("Nantes, le 14 février 2024", "2024-02-14"),
            ("Published 9:14 AM GMT, January 17, 2024 | Updated January 18, 2024", "2024-01-17"),
            ("12.3.2024 | 10:30", "2024-03-12"),
            ("Updated: 6:14 PM EST, Thu November 12, 2015", "2015-11-12"),
            ("March 14, 2016 · 5 min read", "2016-03-14"),
            ("2016-03-14 09:12 来源：新华网", "2016-03-14"),
            ("2016年3月14日（月）", "2016-03-14"),
            ("14 Mart 2016 Pazartesi", "2016-03-14"),
            ("Mis à jour le 14 mars 2016", "2016-03-14"),
        ] {
            assert_eq!(whole_line(text).map(|found| found.date.iso).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_changed_later_takes_no_date_away() {
        for line in [
            "Publié le 9 janvier 2020 à 18h32, mis à jour à 20h10",
            "Publié le 9 janvier 2020 à 18h32, mis à jour le 10 janvier 2020 à 7h05",
            "Published 9 January 2020 at 8:00, updated 10 January 2020",
        ] {
            assert_eq!(whole_line(line).map(|found| found.date.iso).as_deref(), Some("2020-01-09"), "{line}");
        }
        assert_eq!(whole_line("9 January 2020, updated by Anna Lee"), None);
    }

    #[test]
    fn a_place_stays_with_its_date() {
        for (text, written) in [
            ("(Nantes, le 14 février 2024)", "Nantes, le 14 février 2024"),
            ("Nantes, le 14 février 2024 à 8h00", "Nantes, le 14 février 2024"),
            ("Tuesday, 3 March 2020", "Tuesday, 3 March 2020"),
            ("Published: 3 March 2020", "3 March 2020"),
            ("Board Meeting, 3 March 2020", "Board Meeting, 3 March 2020"),
            ("European Central Bank, 3 March 2020", "3 March 2020"),
            ("3 March 2020", "3 March 2020"),
        ] {
            assert_eq!(placed(text, &find(text).unwrap()).date.written, written, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["2.1.0 (2020-03-02)", "[2.1.0] - 2020-03-02"] {
            assert_eq!(whole_line(text), None, "{text}");
        }
        for text in ["yesterday", "3 hours ago", "May 2016 was warm", "31.02.2016", "version 1.2.2016a", "1.10.2"] {
            assert_eq!(whole_line(text), None, "{text}");
        }
        assert_eq!(whole_line("On 3 March 2015 the parliament of the country voted"), None);
        assert!(find("by Rod Vagg | 28 November 2018").is_some());
    }
}
