//! German.

use super::{Direction, Labels, LanguageData};

pub(super) const DATA: LanguageData = LanguageData {
    code: "de",
    name: "German",
    direction: Direction::Ltr,
    quotes: ["„", "“", "‚", "‘"],
    dash: " – ",
    hyphen_min: [2, 2],
    byline: &["von", "ein beitrag von", "text von", "autor:", "autorin:", "autoren:"],
    months: [
        "januar|jänner|jan",
        "februar|feber|feb",
        "märz|mär",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ],
    labels: Labels {
        contents: "Inhalt",
        notes: "Anmerkungen",
        source: "Quelle",
        author: "Autor",
        authors: "Autoren",
        date: "Datum",
        length: "Umfang",
        words: "Wörter",
        minutes: "Min.",
        table: "Tabelle",
        figure: "Abbildung",
        by: "Von",
        continued: "Fortsetzung",
        alerts: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
    },
};
