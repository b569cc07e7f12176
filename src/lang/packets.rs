//! The words that Offprint prints in packets.

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
    /// "see", in an index.
    pub see: &'static str,
    /// "If you have # minutes".
    pub if_minutes: &'static str,
    /// "Rights", before who holds them.
    pub rights: &'static str,
    /// "essential reading".
    pub essential: &'static str,
}

impl PacketLabels {
    /// "page 12 of 64".
    pub fn page_of(&self, page: &str, of: usize) -> String {
        self.page_of.replacen('#', page, 1).replacen('#', &of.to_string(), 1)
    }
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
        see: "see",
        if_minutes: "If you have # minutes",
        rights: "Rights",
        essential: "essential reading",
    },
)];
