//! What is known about an article besides its text.

use super::build::is_noncharacter;
use super::inline::{Inline, InlineKind, said};
use crate::lang::Language;
use crate::lang::dates::{days, months};
use crate::source::Span;

/// What is known about an article. Absent things are empty or `None`; nothing is invented.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The title, with its emphasis. Empty if the article has none.
    pub title: Vec<Inline>,
    /// The standfirst, or subtitle: what stands between the title and the text.
    pub standfirst: Vec<Inline>,
    /// The authors' names, without "by".
    pub authors: Vec<String>,
    /// The byline as the article's source words it, with "by" and what else stands there; `None` if that is not known.
    pub byline: Option<String>,
    /// The title as the source words it, where that is more than the title: with the site's name behind it.
    pub long_title: Option<String>,
    /// The newspaper, journal or site that published it.
    pub publication: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// The language it is written in.
    pub language: Option<Language>,
    /// What it is about, in keywords.
    pub keywords: Vec<String>,
    /// What it is about, in a sentence that is not part of the text.
    pub description: Option<String>,
    /// Who holds which rights.
    pub rights: Option<String>,
}

impl Meta {
    /// The title's words; `None` if it has none.
    pub fn title_text(&self) -> Option<String> {
        let text = said(&self.title);
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    }

    /// Sets the title, or the standfirst, from bare words.
    pub fn words(text: &str, span: Span) -> Vec<Inline> {
        let text = shown(text);
        if text.is_empty() { Vec::new() } else { vec![Inline { kind: InlineKind::Text(text), span }] }
    }

    /// The same without what no page can show, control characters and the like; what is empty then is absent.
    #[must_use]
    pub fn printable(mut self) -> Self {
        for list in [&mut self.authors, &mut self.keywords] {
            list.iter_mut().for_each(|text| *text = shown(text));
            list.retain(|text| !text.is_empty());
        }
        for text in [
            &mut self.byline,
            &mut self.long_title,
            &mut self.publication,
            &mut self.url,
            &mut self.description,
            &mut self.rights,
        ] {
            *text = text.take().map(|text| shown(&text)).filter(|text| !text.is_empty());
        }
        if let Some(date) = &mut self.date {
            date.written = shown(&date.written);
        }
        self
    }
}

/// The text on one line, without the characters that no page can show.
fn shown(text: &str) -> String {
    let unseen = |c: char| c.is_control() || is_noncharacter(c) || c == '\u{feff}';
    if !text.contains(unseen) {
        return text.trim().to_owned();
    }
    let one_line = text.replace(['\n', '\t', '\u{b}', '\u{c}'], " ");
    one_line.replace(unseen, "").trim().to_owned()
}

/// A date: as much of it as is known, and as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub(crate) iso: String,
    /// As the article wrote it.
    pub written: String,
}

impl Date {
    /// A date from its ISO 8601 form: the calendar part of `2026-11-24T09:00:00Z`, `2026-11` or `2026`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let calendar = text.trim().split(['T', ' ']).next()?;
        let mut parts = calendar.split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2));
        let day = parts.next().map(|part| number(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let iso = match (month, day) {
            (None, None) => format!("{year:04}"),
            (Some(Some(m @ 1..=12)), None) => format!("{year:04}-{m:02}"),
            (Some(Some(m @ 1..=12)), Some(Some(d))) if (1..=days_in(year, m)).contains(&d) => {
                format!("{year:04}-{m:02}-{d:02}")
            }
            _ => return None,
        };
        Some(Self { iso, written: text.trim().to_owned() })
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn iso(&self) -> &str {
        &self.iso
    }

    /// The same day, as an article wrote it: "24 November 2026".
    #[must_use]
    pub fn as_written(self, written: impl Into<String>) -> Self {
        Self { written: written.into(), ..self }
    }

    /// As it is printed: as it was written by a person; what was written for machines as the language writes days.
    pub fn shown(&self, language: &Language) -> String {
        let machine = self.written.starts_with(&self.iso);
        if machine { self.spelled(language).unwrap_or_else(|| self.iso.clone()) } else { self.written.clone() }
    }

    /// As lists print it that have many dates, alike: as the language writes days. What says more than a day, such as a
    /// stretch of several, stays as it was written.
    pub fn alike(&self, language: &Language) -> String {
        let is_whole = match days(&self.written).collect::<Vec<_>>().as_slice() {
            [] => !self.written.contains(|c: char| c.is_ascii_digit()) || months(&self.written).len() == 1,
            [day] => day.last.is_none(),
            _ => false,
        };
        let spelled = self.spelled(language).filter(|_| is_whole);
        spelled.unwrap_or_else(|| self.shown(language))
    }

    /// The day, or the month, as the language writes it; `None` if that is not known, or neither is.
    pub fn spelled(&self, language: &Language) -> Option<String> {
        match self.parts() {
            (year, Some(month), Some(day)) => language.day(year, month, day),
            (year, Some(month), None) => language.month(year, month),
            (_, None, _) => None,
        }
    }

    /// Year, month and day, as far as they are known.
    pub fn parts(&self) -> (u32, Option<u32>, Option<u32>) {
        let mut parts = self.iso.split('-').map(|part| part.parse().unwrap_or(0));
        (parts.next().unwrap_or(0), parts.next(), parts.next())
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_checked() {
        let iso = |text| Date::from_iso(text).map(|date| date.iso);
        assert_eq!(iso("2026-11-24T09:00:00Z").as_deref(), Some("2026-11-24"));
        assert_eq!(iso("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(iso("2026").as_deref(), Some("2026"));
        for bad in ["2026-02-29", "2026-13", "24-11-2026", "2026-1-1", "yesterday", ""] {
            assert_eq!(iso(bad), None, "{bad}");
        }
    }
}
