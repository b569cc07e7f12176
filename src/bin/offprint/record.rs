//! Diagnostics as data: how `batch` and `stream` tell them to programs.

use crate::args::Convert;
use crate::excerpt::Lines;
use crate::report::{Verdict, verdict};
use offprint::diag::Diagnostic;
use offprint::source::Source;
use serde::Serialize;

/// A diagnostic.
#[derive(Debug, Serialize)]
pub struct Told {
    code: &'static str,
    severity: &'static str,
    message: String,
    /// From one; none if it is about no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
}

/// What there is to tell of an article: warnings, what is denied, and with `--explain` notes.
#[derive(Debug, Default)]
pub struct Findings {
    pub told: Vec<Told>,
    /// How many of them are warnings or denied.
    pub warnings: usize,
    /// How many are denied.
    pub denied: usize,
}

/// A report as it stands in JSON: as data if it is, else as text.
pub fn report(text: String) -> serde_json::Value {
    serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text))
}

impl Findings {
    /// The codes of the warnings and of what is denied, as often as they occur.
    pub fn warnings(&self) -> impl Iterator<Item = &'static str> {
        self.told.iter().filter(|told| told.severity != "note").map(|told| told.code)
    }

    /// Of one article.
    pub fn of(found: &[Diagnostic], source: &Source, options: &Convert) -> Self {
        let mut findings = Self::default();
        let mut lines = None;
        for diagnostic in found {
            let severity = match verdict(diagnostic.code, options) {
                Verdict::Allowed => continue,
                Verdict::Note if !options.explain => continue,
                Verdict::Note => "note",
                Verdict::Warning => "warning",
                Verdict::Denied => "denied",
            };
            findings.warnings += usize::from(severity != "note");
            findings.denied += usize::from(severity == "denied");
            let here = diagnostic.span.source() == Some(source.id);
            let place = here.then(|| {
                let lines = lines.get_or_insert_with(|| Lines::new(&source.text));
                let place = lines.place(diagnostic.place(&source.text).start);
                (place.number, place.column)
            });
            findings.told.push(Told {
                code: diagnostic.code.name(),
                severity,
                message: diagnostic.message.clone(),
                line: place.map(|(line, _)| line),
                column: place.map(|(_, column)| column),
                hints: diagnostic.hints.clone(),
            });
        }
        findings
    }
}
