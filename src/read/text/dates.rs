//! Dates as people write them, in all languages whose months are known. Relative dates ("yesterday") are not dates.

use crate::lang::LANGUAGES;
use crate::model::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

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

/// The first date in a line.
pub(in crate::read) fn find(text: &str) -> Option<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.len() > 400 {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| numeric(text, &tokens, at).or_else(|| with_month(text, &tokens, at)))
}

/// A date that has the line for itself, but for the weekday, the time and words such as "Published".
pub(super) fn whole_line(text: &str) -> Option<Found> {
    let found = find(text)?;
    let before = text[..found.range.start].trim_matches(|c: char| !c.is_alphabetic());
    let after = text[found.range.end..].trim();
    let words = before.split_whitespace().count();
    let introduces = words <= 3
        && (words <= 1 || INTRODUCTIONS.iter().any(|word| before.to_lowercase().starts_with(word)))
        && before.chars().count() <= 24;
    let is_time = after.split_whitespace().all(|word| {
        word.chars().any(|c| c.is_ascii_digit()) || word.chars().filter(|c| c.is_alphabetic()).count() <= 4
    });
    (introduces && is_time && after.chars().count() <= 24).then_some(found)
}

/// What stands before a date, in lower case.
const INTRODUCTIONS: &[&str] = &[
    "published",
    "updated",
    "last updated",
    "posted",
    "created",
    "first published",
    "veröffentlicht",
    "aktualisiert",
    "stand",
    "erstellt",
    "publié",
    "mis à jour",
    "publicado",
    "actualizado",
    "опубликовано",
    "обновлено",
    "дата",
    "δημοσιεύτηκε",
    "ενημερώθηκε",
    "نشر",
    "تاريخ",
    "发布",
    "发表",
    "更新",
    "公開",
    "pubblicato",
    "aggiornato",
];

/// A run of figures or of letters.
struct Token {
    range: Range<usize>,
    digits: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        let digits = c.is_ascii_digit();
        if !digits && !c.is_alphabetic() {
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.range.end == at && last.digits == digits => last.range.end = end,
            _ => tokens.push(Token { range: at..end, digits }),
        }
    }
    tokens
}

fn number(text: &str, token: Option<&Token>, lengths: Range<usize>) -> Option<u32> {
    let token = token.filter(|token| token.digits && lengths.contains(&token.range.len()))?;
    text[token.range.clone()].parse().ok()
}

/// "2016-02-29", "29.02.2016", "02/29/2016", "2016年2月29日".
fn numeric(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
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
    let gap = |a: usize| tokens[a + 1].range.start - tokens[a].range.end;
    if gap(at) != 1 || gap(at + 1) != 1 {
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
    Some(Found { ambiguous, ..found(text, range, (year, month, day))? })
}

/// "29 February 2016", "29. Februar 2016", "29 de febrero de 2016", "February 29th, 2016", "29-Feb-2016".
fn with_month(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let start = tokens.get(at)?.range.start;
    let mut next = at;
    let mut day = number(text, tokens.get(next), 1..3);
    if day.is_some() {
        next = skip(text, tokens, next + 1, &["st", "nd", "rd", "th", "er", "º", "of", "de", "di"]);
    }
    let (month, length) = month(text, tokens, next)?;
    next += length;
    if day.is_none() {
        day = Some(number(text, tokens.get(next), 1..3)?);
        next = skip(text, tokens, next + 1, &["st", "nd", "rd", "th"]);
    }
    next = skip(text, tokens, next, &["de", "del", "of"]);
    let year = number(text, tokens.get(next), 4..5)?;
    let mut end = tokens[next].range.end;
    if text[end..].starts_with(" г.") {
        end += " г.".len();
    }
    let range = start..end;
    // The parts of a date stand close together.
    let apart = text[range.clone()].chars().filter(|c| !c.is_alphanumeric() && *c != '.' && *c != ',').count();
    (apart <= 6).then(|| found(text, range, (year, month, day?)))?
}

fn skip(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> usize {
    let is_one = |at: usize| tokens.get(at).is_some_and(|token| words.contains(&&text[token.range.clone()]));
    if is_one(at) { if is_one(at + 1) { at + 2 } else { at + 1 } } else { at }
}

/// The month that begins at a token, and how many tokens name it.
fn month(text: &str, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    static MONTHS: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
        let rows = LANGUAGES.iter().flat_map(|data| (1..).zip(data.months));
        rows.flat_map(|(number, forms)| forms.split('|').map(move |form| (form, number))).collect()
    });
    let first = tokens.get(at).filter(|token| !token.digits)?;
    let lookup = |range: Range<usize>| MONTHS.get(text[range].to_lowercase().as_str()).copied();
    if let Some(second) =
        tokens.get(at + 1).filter(|second| !second.digits && second.range.end - first.range.start < 40)
        && let Some(month) = lookup(first.range.start..second.range.end)
    {
        return Some((month, 2));
    }
    lookup(first.range.clone()).map(|month| (month, 1))
}

fn found(text: &str, range: Range<usize>, (year, month, day): (u32, u32, u32)) -> Option<Found> {
    let goes_on = |c: char| c.is_ascii_alphanumeric() && c != 'T';
    let cut =
        text[range.end..].starts_with(goes_on) || text[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric());
    if !(1000..=2999).contains(&year) || cut {
        return None;
    }
    let date = Date::from_iso(&format!("{year:04}-{month:02}-{day:02}"))?;
    Some(Found { date: Date { written: text[range.clone()].to_owned(), ..date }, range, ambiguous: false })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(whole_line(text).map(|found| found.date.iso).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["yesterday", "3 hours ago", "May 2016 was warm", "31.02.2016", "version 1.2.2016a", "1.10.2"] {
            assert_eq!(whole_line(text), None, "{text}");
        }
        assert_eq!(whole_line("On 3 March 2015 the parliament of the country voted"), None);
        assert!(find("by Rod Vagg | 28 November 2018").is_some());
    }
}
