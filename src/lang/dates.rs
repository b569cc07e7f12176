//! Dates as people write them, in all languages whose months are known. Relative dates ("yesterday") are not dates.

use super::partly::PARTLY;
use super::{Kind, LANGUAGES};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// A day, or a stretch of days, as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Where it stands.
    pub range: Range<usize>,
    /// The year, 1000 to 2999.
    pub year: u32,
    /// The month, from 1.
    pub month: u32,
    /// The day, 1 to 31; whether the month has it is not checked.
    pub day: u32,
    /// The last day of a stretch.
    pub last: Option<u32>,
    /// Its figures could be read as another day too: 04/05/2016.
    pub ambiguous: bool,
}

impl Day {
    /// `YYYY-MM-DD`.
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The days in a text, from left to right.
pub fn days(text: &str) -> impl Iterator<Item = Day> {
    let tokens = if names_year(text) || names_era(text) { tokens(text) } else { Vec::new() };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let found = numeric(text, &tokens, at)
                .or_else(|| {
                    let day = with_month(text, &tokens, at)?;
                    Some(if tokens[at].digits { stretched(text, &tokens, at, day) } else { day })
                })
                .or_else(|| year_first(text, &tokens, at))
                .or_else(|| vietnamese(text, &tokens, at))
                .or_else(|| of_era(text, &tokens, at));
            at += 1;
            if let Some(day) = found {
                while tokens.get(at).is_some_and(|token| token.range.start < day.range.end) {
                    at += 1;
                }
                return Some(day);
            }
        }
        None
    })
}

/// The months with a year in a text that no day stands before: range, year, month.
pub fn months(text: &str) -> Vec<(Range<usize>, u32, u32)> {
    let tokens = if names_year(text) { tokens(text) } else { Vec::new() };
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((month, length)) = month_at(text, &tokens, at) else { continue };
        let next = skip(text, &tokens, at + length, &["de", "del", "of"]);
        let Some(year) = number(text, tokens.get(next), 4..5).filter(|year| (1000..=2999).contains(year)) else {
            continue;
        };
        let range = tokens[at].range.start..tokens[next].range.end;
        let apart = text[range.clone()].chars().filter(|c| !c.is_alphanumeric()).count();
        let day = at.checked_sub(1).is_some_and(|before| {
            tokens[before].digits && text[tokens[before].range.end..range.start].trim_matches(['.', ' ']).is_empty()
        });
        if apart <= 4 && !day {
            found.push((range, year, month));
        }
    }
    found
}

/// The month that a word names, from 1: in full or as it is shortened, with a full stop or without.
pub fn month(word: &str) -> Option<u32> {
    static MONTHS: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
        let known = LANGUAGES.iter().map(|data| &data.months);
        let known = known.chain(PARTLY.iter().filter_map(|data| data.months.as_ref()));
        let rows = known.flat_map(|months| (1..).zip(months));
        // The first language that has a form decides what it means.
        let mut all = FxHashMap::default();
        for (number, forms) in rows {
            for form in forms.split('|') {
                all.entry(form.to_owned()).or_insert(number);
            }
        }
        // Capitals of Greek and French have lost their accents.
        let mut bare: Vec<(String, u32)> = all.iter().map(|(form, number)| (super::fold(form), *number)).collect();
        bare.sort_unstable();
        for (form, number) in bare {
            all.entry(form).or_insert(number);
        }
        all
    });
    let word = word.trim_end_matches('.');
    if word.len() > 40 {
        return None;
    }
    MONTHS.get(word.to_lowercase().as_str()).copied()
}

/// A figure as Latin, Arabic or Persian writes it, or as wide as an ideograph.
fn figure(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// The eras of Japan, and the year before each.
const ERAS: &[(&str, u32)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// Whether a text may have a year of an era.
fn names_era(text: &str) -> bool {
    text.contains('年') && ERAS.iter().any(|(era, _)| text.contains(era))
}

/// "令和3年6月20日", "平成元年1月8日".
fn of_era(text: &str, tokens: &[Token], at: usize) -> Option<Day> {
    let word = |at: usize| tokens.get(at).map(|token| &text[token.range.clone()]);
    let first = word(at).filter(|word| !word.is_ascii())?;
    // Words may stand before an era without a space.
    let (era, before) = ERAS.iter().find_map(|(era, before)| Some((first.rfind(era)?, *before)))?;
    let is_first_year = first.ends_with("元年");
    let start = tokens[at].range.start + era;
    let (year, month_at) = if is_first_year {
        (1, at + 1)
    } else {
        (number(text, tokens.get(at + 1), 1..3).filter(|_| word(at + 2) == Some("年"))?, at + 3)
    };
    let month = number(text, tokens.get(month_at), 1..3).filter(|_| word(month_at + 1) == Some("月"))?;
    let day = number(text, tokens.get(month_at + 2), 1..3)?;
    let end = tokens.get(month_at + 3)?.range.clone();
    let end = end.start + text[end].chars().next().filter(|c| *c == '日')?.len_utf8();
    found(text, start..end, (before + year, month, day))
}

/// Whether four figures stand together: no day is without a year.
fn names_year(text: &str) -> bool {
    // The figures of Arabic and Persian begin with one of two bytes.
    if memchr::memchr2(0xd9, 0xdb, text.as_bytes()).is_some() {
        let mut figures = 0;
        text.chars().any(|c| {
            figures = if figure(c).is_some() { figures + 1 } else { 0 };
            figures == 4
        })
    } else {
        // Four bytes in a row go over one of every fourth.
        let bytes = text.as_bytes();
        let mut fourth = (3..bytes.len()).step_by(4).filter(|at| bytes[*at].is_ascii_digit());
        fourth.any(|at| {
            let near = &bytes[at - 3..bytes.len().min(at + 4)];
            near.windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
        })
    }
}

/// A run of figures or of letters.
struct Token {
    range: Range<usize>,
    digits: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        let digits = figure(c).is_some();
        let end = at + c.len_utf8();
        if !digits && !Kind::of(c).is_letter() {
            // Signs that stand on a letter belong to it: "मार्च".
            if let Some(last) = tokens.last_mut().filter(|last| last.range.end == at && !last.digits)
                && !c.is_ascii()
                && is_combining_mark(c)
            {
                last.range.end = end;
            }
            continue;
        }
        match tokens.last_mut() {
            Some(last) if last.range.end == at && last.digits == digits => last.range.end = end,
            _ => tokens.push(Token { range: at..end, digits }),
        }
    }
    tokens
}

fn number(text: &str, token: Option<&Token>, lengths: Range<usize>) -> Option<u32> {
    let figures = &text[token.filter(|token| token.digits)?.range.clone()];
    if !lengths.contains(&figures.chars().count()) {
        return None;
    }
    figures.chars().try_fold(0, |number, c| Some(10 * number + figure(c)?))
}

/// "2016-02-29", "29.02.2016", "02/29/2016", "2016年2月29日".
fn numeric(text: &str, tokens: &[Token], at: usize) -> Option<Day> {
    let between = |a: usize, b: usize| text[tokens.get(a)?.range.end..tokens.get(b)?.range.start].chars().next();
    if let Some(year) = number(text, tokens.get(at), 4..5)
        && let Some("年" | "년") = tokens.get(at + 1).map(|token| &text[token.range.clone()])
    {
        let month = number(text, tokens.get(at + 2), 1..3)?;
        let day = number(text, tokens.get(at + 4), 1..3)?;
        let end = tokens.get(at + 5)?.range.clone();
        return found(
            text,
            tokens[at].range.start..end.start + text[end].chars().next()?.len_utf8(),
            (year, month, day),
        );
    }
    let separator = between(at, at + 1).filter(|c| matches!(c, '-' | '/' | '.'))?;
    if between(at + 1, at + 2) != Some(separator) {
        return None;
    }
    let gap = |a: usize| &text[tokens[a].range.end..tokens[a + 1].range.start];
    // A space may follow the full stop.
    let close = |gap: &str| gap.len() == 1 || gap == ". ";
    if !close(gap(at)) || gap(at) != gap(at + 1) {
        return None;
    }
    let range = tokens[at].range.start..tokens[at + 2].range.end;
    let middle = number(text, tokens.get(at + 1), 1..3)?;
    if let Some(year) = number(text, tokens.get(at), 4..5) {
        let day = number(text, tokens.get(at + 2), 1..3)?;
        return found(text, range, (year, middle, day));
    }
    let first = number(text, tokens.get(at), 1..3)?;
    let year = number(text, tokens.get(at + 2), 4..5)?;
    // With strokes the month comes first, as Americans write; with full stops and hyphens it never does.
    let month_first = if separator == '/' { first <= 12 } else { middle > 12 };
    let (month, day) = if month_first { (first, middle) } else { (middle, first) };
    let ambiguous = separator == '/' && first <= 12 && middle <= 12 && first != middle;
    Some(Day { ambiguous, ..found(text, range, (year, month, day))? })
}

/// "2016. február 29.", "2016 m. vasario 29 d.": the year, the month by its name, the day.
fn year_first(text: &str, tokens: &[Token], at: usize) -> Option<Day> {
    let year = number(text, tokens.get(at), 4..5)?;
    let (month, length) = month_at(text, tokens, at + 1)?;
    let day = tokens.get(at + 1 + length)?;
    let range = tokens[at].range.start..day.range.end;
    let between = text[range.clone()].chars().filter(|c| !c.is_alphanumeric()).count();
    let day = number(text, Some(day), 1..3)?;
    (between <= 4).then(|| found(text, range, (year, month, day)))?
}

/// "29 tháng 2, 2016", "29 tháng 2 năm 2016": Vietnamese numbers its months.
fn vietnamese(text: &str, tokens: &[Token], at: usize) -> Option<Day> {
    let word = |at: usize| tokens.get(at).map(|token| &text[token.range.clone()]);
    let day = number(text, tokens.get(at), 1..3).filter(|_| word(at + 1).is_some_and(|word| word == "tháng"))?;
    let month = number(text, tokens.get(at + 2), 1..3)?;
    let year_at = skip(text, tokens, at + 3, &["năm"]);
    let year = number(text, tokens.get(year_at), 4..5)?;
    found(text, tokens[at].range.start..tokens[year_at].range.end, (year, month, day))
}

/// "29 February 2016", "29. Februar 2016", "29 de febrero de 2016", "February 29th, 2016", "29-Feb-2016".
fn with_month(text: &str, tokens: &[Token], at: usize) -> Option<Day> {
    let start = tokens.get(at)?.range.start;
    // Figures are near: behind a month its day, two tokens on at most; behind a day its year, seven on.
    let near = if tokens[at].digits { 7 } else { 2 };
    if !tokens[at + 1..].iter().take(near).any(|token| token.digits) {
        return None;
    }
    let mut next = at;
    let mut day = number(text, tokens.get(next), 1..3);
    if day.is_some() {
        next = skip(text, tokens, next + 1, &["st", "nd", "rd", "th", "er", "º", "of", "de", "di"]);
    }
    let (month, length) = month_at(text, tokens, next)?;
    next += length;
    let mut last = None;
    if day.is_none() {
        day = Some(number(text, tokens.get(next), 1..3)?);
        next = skip(text, tokens, next + 1, &["st", "nd", "rd", "th"]);
        // "November 18–20, 2026".
        last = number(text, tokens.get(next), 1..3).filter(|_| joined(text, tokens, next));
        next += usize::from(last.is_some());
    }
    next = skip(text, tokens, next, &["de", "del", "of"]);
    let year = number(text, tokens.get(next), 4..5)?;
    let mut end = tokens[next].range.end;
    let behind = [" года", " г.", " року", " р.", " r."];
    end += behind.iter().find(|word| text[end..].starts_with(**word)).map_or(0, |word| word.len());
    let range = start..end;
    // The parts of a date stand close together.
    let apart = text[range.clone()].chars().filter(|c| !c.is_alphanumeric() && *c != '.' && *c != ',').count();
    (apart <= 6).then(|| Some(Day { last, ..found(text, range, (year, month, day?))? }))?
}

/// "18–20 November 2026": the day that begins a stretch whose last day was found.
fn stretched(text: &str, tokens: &[Token], at: usize, day: Day) -> Day {
    let first = at.checked_sub(1).and_then(|before| number(text, tokens.get(before), 1..3));
    match first.filter(|first| *first < day.day && day.last.is_none() && joined(text, tokens, at)) {
        Some(first) => Day { range: tokens[at - 1].range.start..day.range.end, day: first, last: Some(day.day), ..day },
        None => day,
    }
}

/// Whether a hyphen or a dash joins a token to the one before it.
fn joined(text: &str, tokens: &[Token], at: usize) -> bool {
    let gap = at.checked_sub(1).and_then(|before| text.get(tokens[before].range.end..tokens.get(at)?.range.start));
    gap.is_some_and(|gap| matches!(gap.trim(), "-" | "–" | "‑"))
}

fn skip(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> usize {
    let is_one = |at: usize| tokens.get(at).is_some_and(|token| words.contains(&&text[token.range.clone()]));
    if is_one(at) { if is_one(at + 1) { at + 2 } else { at + 1 } } else { at }
}

/// The month that begins at a token, and how many tokens name it.
fn month_at(text: &str, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let first = tokens.get(at).filter(|token| !token.digits)?;
    if let Some(second) =
        tokens.get(at + 1).filter(|second| !second.digits && second.range.end - first.range.start < 40)
        && let Some(month) = month(&text[first.range.start..second.range.end])
    {
        return Some((month, 2));
    }
    let word = &text[first.range.clone()];
    // Hebrew writes "in" and the month in one word, and Arabic writes two names of a month with a stroke between.
    let name = month(word).or_else(|| month(word.strip_prefix('ב')?))?;
    let again = tokens.get(at + 1).filter(|next| {
        let stroke = &text[first.range.end..next.range.start] == "/";
        stroke && !next.digits && month(&text[next.range.clone()]) == Some(name)
    });
    Some((name, if again.is_some() { 2 } else { 1 }))
}

fn found(text: &str, range: Range<usize>, (year, month, day): (u32, u32, u32)) -> Option<Day> {
    let goes_on = |c: char| c.is_ascii_alphanumeric() && c != 'T';
    let cut =
        text[range.end..].starts_with(goes_on) || text[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric());
    let fits = (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day) && !cut;
    fits.then_some(Day { range, year, month, day, last: None, ambiguous: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_days_of_a_text_are_found() {
        let text = "From 18 November 2026 to November 20, 2026, and 2026-11-22; 3–5 May 2027 or May 7-9, 2027.";
        let all: Vec<_> = days(text).map(|day| (day.iso(), day.last)).collect();
        let of = |iso: &str, last| (iso.to_owned(), last);
        assert_eq!(
            all,
            [
                of("2026-11-18", None),
                of("2026-11-20", None),
                of("2026-11-22", None),
                of("2027-05-03", Some(5)),
                of("2027-05-07", Some(9))
            ]
        );
    }

    #[test]
    fn days_of_languages_without_a_file() {
        for text in [
            "14 март 2016 г.",
            "2016. március 14.",
            "14 martie 2016",
            "14. marca 2016",
            "14 tháng 3, 2016",
            "ngày 14 tháng 3 năm 2016",
            "14 במרץ 2016",
            "١٤ مارس ٢٠١٦",
            "۱۴ مارس ۲۰۱۶",
            "14 مارس/آذار 2016",
            "14. 3. 2016",
            "2016. 3. 14.",
            "14 ΜΑΡΤΙΟΥ 2016",
            "14 मार्च 2016",
            "平成28年3月14日",
            "発行日平成28年3月14日（月）",
        ] {
            assert_eq!(days(text).map(|day| day.iso()).collect::<Vec<_>>(), ["2016-03-14"], "{text}");
        }
    }

    #[test]
    fn eras_begin_with_their_first_year() {
        let iso = |text| days(text).map(|day| day.iso()).next();
        assert_eq!(iso("平成元年1月8日").as_deref(), Some("1989-01-08"));
        assert_eq!(iso("令和3年6月20日").as_deref(), Some("2021-06-20"));
        assert_eq!((iso("令和3年の夏"), iso("令和の6月20日")), (None, None));
    }

    #[test]
    fn months_have_a_year_and_no_day() {
        let all = |text: &str| months(text).into_iter().map(|(_, year, month)| (year, month)).collect::<Vec<_>>();
        assert_eq!(all("in November 2026, en abril de 2025, в мае 2024 года"), [(2026, 11), (2025, 4), (2024, 5)]);
        assert_eq!(all("on 18 November 2026, 18. November 2026, May I"), []);
    }
}
