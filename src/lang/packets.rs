//! The words that Offprint prints in packets.

use super::LanguageData;

/// The words that Offprint prints in packets.
#[derive(Debug)]
pub struct PacketLabels {
    /// "Key points".
    pub key_points: &'static str,
    /// "Agenda".
    pub agenda: &'static str,
    /// "Reading plan".
    pub reading_plan: &'static str,
    /// "Acronyms".
    pub acronyms: &'static str,
    /// Above acronyms that are used, but explained nowhere.
    pub unexplained: &'static str,
    /// "Who's who".
    pub people: &'static str,
    /// "Glossary".
    pub glossary: &'static str,
    /// "Chronology".
    pub chronology: &'static str,
    /// "Index".
    pub index: &'static str,
    /// "Sources and rights".
    pub sources: &'static str,
    /// "Links", among the sources.
    pub links: &'static str,
    /// "Changes".
    pub changes: &'static str,
    /// "About this packet".
    pub colophon: &'static str,
    /// Above pages to write on.
    pub notes: &'static str,
    /// "Prepared for".
    pub prepared_for: &'static str,
    /// "Prepared by".
    pub prepared_by: &'static str,
    /// "Embargo".
    pub embargo: &'static str,
    /// "Copy", before its number.
    pub copy: &'static str,
    /// "Distribution".
    pub distribution: &'static str,
    /// "Retrieved".
    pub retrieved: &'static str,
    /// "articles", behind a number.
    pub articles: &'static str,
    /// "pages", behind a number.
    pub pages: &'static str,
    /// On a page that is left empty.
    pub blank: &'static str,
    /// "page # of #".
    pub page_of: &'static str,
    /// "New", among the changes.
    pub added: &'static str,
    /// "Changed", among them.
    pub changed: &'static str,
    /// "No longer in it", among them.
    pub removed: &'static str,
    /// "p.", before a page's number.
    pub page: &'static str,
    /// "see", in an index.
    pub see: &'static str,
    /// "If you have # minutes".
    pub if_minutes: &'static str,
    /// "Rights", before who holds them.
    pub rights: &'static str,
    /// Behind an address that a service made short.
    pub shortened: &'static str,
    /// "essential reading".
    pub essential: &'static str,
}

impl PacketLabels {
    /// "page 12 of 64".
    pub fn page_of(&self, page: &str, of: usize) -> String {
        self.page_of.replacen('#', page, 1).replacen('#', &of.to_string(), 1)
    }
}

/// How a day is written: `#d` the day, `#m` the month's name, `#n` its number, `#y` the year. Only where the names of
/// months here stand as they do in a date.
const DAYS: &[(&str, &str)] = &[
    ("en", "#d #m #y"),
    ("de", "#d. #m #y"),
    ("fr", "#d #m #y"),
    ("es", "#d de #m de #y"),
    ("it", "#d #m #y"),
    ("pt", "#d de #m de #y"),
    ("nl", "#d #m #y"),
    ("sv", "#d #m #y"),
    ("da", "#d. #m #y"),
    ("nb", "#d. #m #y"),
    ("tr", "#d #m #y"),
    ("zh", "#y年#n月#d日"),
    ("ja", "#y年#n月#d日"),
    ("ko", "#y년 #n월 #d일"),
];

/// A day as a language writes it; `None` where that is not known here.
pub(super) fn day(data: &LanguageData, year: u32, month: u32, day: u32) -> Option<String> {
    let (_, form) = DAYS.iter().find(|(code, _)| *code == data.code)?;
    let name = data.months.get(month.checked_sub(1)? as usize)?.split('|').next()?;
    // English, German and Turkish write months with a capital.
    let name = match data.code {
        "en" | "de" | "tr" => name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect(),
        _ => name.to_owned(),
    };
    let with = form.replace("#d", &day.to_string()).replace("#n", &month.to_string()).replace("#y", &year.to_string());
    Some(with.replace("#m", &name))
}

/// The labels of a language, by its code; English ones for those that are not here.
pub(super) fn of(code: &str) -> &'static PacketLabels {
    PACKETS.iter().find(|(known, _)| *known == code).map_or(&PACKETS[0].1, |(_, labels)| labels)
}

const PACKETS: &[(&str, PacketLabels)] = &[(
    "en",
    PacketLabels {
        key_points: "Key points",
        agenda: "Agenda",
        reading_plan: "Reading plan",
        acronyms: "Acronyms",
        unexplained: "Used without explanation",
        people: "Who’s who",
        glossary: "Glossary",
        chronology: "Chronology",
        index: "Index",
        sources: "Sources and rights",
        links: "Links",
        changes: "Changes",
        colophon: "About this packet",
        notes: "Notes",
        prepared_for: "Prepared for",
        prepared_by: "Prepared by",
        embargo: "Embargo",
        copy: "Copy",
        distribution: "Distribution",
        retrieved: "Retrieved",
        articles: "articles",
        pages: "pages",
        blank: "This page is intentionally left blank.",
        page_of: "page # of #",
        added: "New",
        changed: "Changed",
        removed: "Left out",
        page: "p.",
        see: "see",
        if_minutes: "If you have # minutes",
        rights: "Rights",
        shortened: "(made short by a service)",
        essential: "essential reading",
    },
)];
