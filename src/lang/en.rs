//! English.

use super::{Direction, Labels, LanguageData};

pub(super) const DATA: LanguageData = LanguageData {
    code: "en",
    name: "English",
    direction: Direction::Ltr,
    quotes: ["“", "”", "‘", "’"],
    dash: "—",
    // TeX's \lefthyphenmin and \righthyphenmin for English.
    hyphen_min: [2, 3],
    byline: &["by", "text by", "written by", "words by", "posted by", "published by", "reported by"],
    months: [
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ],
    labels: Labels {
        contents: "Contents",
        notes: "Notes",
        source: "Source",
        author: "Author",
        authors: "Authors",
        date: "Date",
        length: "Length",
        words: "words",
        minutes: "min",
        table: "Table",
        figure: "Figure",
        by: "By",
        continued: "continued",
        alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    },
};
