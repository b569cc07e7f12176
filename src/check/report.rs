//! What was found, and how it is told: as data, and as JSON.

use super::code::{Code, Purpose, Severity};
use std::fmt::Write;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
}

/// A place on a page: millimetres from its upper left corner, as it is finished.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the left, in millimetres.
    pub x: f64,
    /// From the top, in millimetres.
    pub y: f64,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub code: Code,
    /// How much it matters for what the file is for.
    pub severity: Severity,
    /// The page, from 1; none for the whole file.
    pub page: Option<usize>,
    /// Where on the page.
    pub place: Option<Place>,
    /// The file within an EPUB file.
    pub file: Option<String>,
    /// What was found: lower case, no full stop.
    pub message: String,
    /// How many more like it there are on the same page.
    pub more: usize,
}

impl Finding {
    /// What helps.
    pub fn remedy(&self) -> &'static str {
        self.code.remedy()
    }
}

/// What is known of a file, and all that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What kind of file it is.
    pub kind: Kind,
    /// The version: `1.7`, `3.0`.
    pub version: String,
    /// What it was checked for; none for EPUB.
    pub purpose: Option<Purpose>,
    /// How many pages, or documents of the spine, it has.
    pub pages: usize,
    /// The findings: the graver first, then by code and page.
    pub findings: Vec<Finding>,
}

/// How many findings of one code on one page are kept; the rest are counted.
const MOST_ON_A_PAGE: usize = 3;

impl Report {
    /// A report without findings.
    pub(super) fn new(kind: Kind, version: String, purpose: Option<Purpose>) -> Self {
        Self { kind, version, purpose, pages: 0, findings: Vec::new() }
    }

    /// Adds a finding, if its code matters for the purpose.
    pub(super) fn add(
        &mut self,
        code: Code,
        page: Option<usize>,
        place: Option<Place>,
        file: Option<&str>,
        message: impl Into<String>,
    ) {
        let Some(severity) = code.severity(self.purpose.unwrap_or(Purpose::Screen)) else { return };
        let message = message.into();
        let file = file.map(str::to_owned);
        let alike = |finding: &&mut Finding| finding.code == code && finding.page == page && finding.file == file;
        let mut count = 0;
        // The last ones are the page's own: what was found on it stands together.
        for finding in self.findings.iter_mut().rev().take(200).filter(alike) {
            count += 1;
            if finding.message == message || count >= MOST_ON_A_PAGE {
                finding.more += 1;
                return;
            }
        }
        self.findings.push(Finding { code, severity, page, place, file, message, more: 0 });
    }

    /// Puts them in order.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            let key = |f: &Finding| (std::cmp::Reverse(f.severity), f.code, f.page, f.file.clone());
            key(a).cmp(&key(b))
        });
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).map(|finding| 1 + finding.more).sum()
    }

    /// The gravest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The report as JSON; `README.md` has the schema.
    pub fn to_json(&self, name: &str) -> String {
        let mut out = String::from("{\n");
        let kind = match self.kind {
            Kind::Pdf => "pdf",
            Kind::Epub => "epub",
        };
        let purpose = self.purpose.map_or("null".to_owned(), |purpose| quoted(purpose.name()));
        let _ = write!(
            out,
            "  \"schema\": 1,\n  \"file\": {},\n  \"kind\": \"{kind}\",\n  \"version\": {},\n  \"for\": {purpose},\n  \
             \"pages\": {},\n  \"errors\": {},\n  \"warnings\": {},\n  \"notes\": {},\n  \"findings\": [",
            quoted(name),
            quoted(&self.version),
            self.pages,
            self.count(Severity::Error),
            self.count(Severity::Warning),
            self.count(Severity::Note),
        );
        for (at, finding) in self.findings.iter().enumerate() {
            let page = finding.page.map_or("null".to_owned(), |page| page.to_string());
            let place = finding
                .place
                .map_or("null".to_owned(), |place| format!("{{\"x_mm\": {:.1}, \"y_mm\": {:.1}}}", place.x, place.y));
            let entry = finding.file.as_ref().map_or("null".to_owned(), |file| quoted(file));
            let _ = write!(
                out,
                "{}\n    {{\"code\": \"{}\", \"severity\": \"{}\", \"page\": {page}, \"place\": {place}, \"entry\": {entry}, \
                 \"message\": {}, \"remedy\": {}, \"more\": {}}}",
                if at == 0 { "" } else { "," },
                finding.code,
                finding.severity.name(),
                quoted(&finding.message),
                quoted(finding.remedy()),
                finding.more
            );
        }
        out.push_str(if self.findings.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        out
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
