//! The layout report as text for a person, or as JSON for a program.

use crate::excerpt::Lines;
use crate::terminal::clean;
use offprint::layout::{FindingKind, Report};
use offprint::source::Source;
use std::fmt::Write;

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// For a person.
    Text,
    /// For a program.
    Json,
}

/// The report of one article.
pub fn render(report: &Report, source: &Source, form: Form) -> String {
    match form {
        Form::Text => text(report, source),
        Form::Json => json(report, source),
    }
}

/// The line of the source at which each finding begins, if it came from there.
fn lines(report: &Report, source: &Source) -> Vec<Option<usize>> {
    let mut lines = Lines::new(&source.text);
    let line = |span: offprint::source::Span| {
        (span.source() == Some(source.id)).then(|| lines.place(span.range().start).number)
    };
    report.findings.iter().map(|finding| finding.span).map(line).collect()
}

fn text(report: &Report, source: &Source) -> String {
    let mut out = format!("layout of {}\n", clean(&source.name));
    for (finding, line) in report.findings.iter().zip(lines(report, source)) {
        let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
        let _ = write!(out, "  page {}{line}: {}", finding.page, finding.message());
        if !finding.words.is_empty() {
            let _ = write!(out, "  “{}…”", clean(&finding.words));
        }
        out.push('\n');
    }
    let figures = &report.figures;
    for &kind in FindingKind::ALL {
        let count = report.findings.iter().filter(|finding| finding.kind == kind).count();
        if count > 0 {
            let _ = writeln!(out, "  {:<28}{count:>6}", kind.name());
        }
    }
    let mut row = |name: &str, value: String| {
        let _ = writeln!(out, "  {name:<28}{value:>6}");
    };
    row("pages", figures.pages.to_string());
    row("lines measured", figures.lines.to_string());
    row("variation of word spaces", format!("{:.3}", figures.variation));
    row("widest word space", format!("{:.2}", figures.worst));
    row("loose lines, %", format!("{:.1}", figures.loose));
    row("tight lines, %", format!("{:.1}", figures.tight));
    row("hyphenated lines, %", format!("{:.1}", figures.hyphens));
    row("widows and orphans", figures.widows_and_orphans.to_string());
    row("unevenness of feet, lines", format!("{:.2}", figures.foot));
    out
}

fn json(report: &Report, source: &Source) -> String {
    let mut out = format!("{{\"source\":{},\"findings\":[", string(&source.name));
    for (index, (finding, line)) in report.findings.iter().zip(lines(report, source)).enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let line = line.map_or("null".to_owned(), |line| line.to_string());
        let (kind, words) = (string(finding.kind.name()), string(&finding.words));
        let _ = write!(
            out,
            "{comma}{{\"kind\":{kind},\"page\":{},\"line\":{line},\"amount\":{:.3},\"words\":{words}}}",
            finding.page, finding.amount
        );
    }
    let figures = &report.figures;
    let _ = writeln!(
        out,
        "],\"figures\":{{\"pages\":{},\"lines\":{},\"variation\":{:.4},\"loose\":{:.2},\"tight\":{:.2},\"worst\":{:.3},\
         \"hyphens\":{:.2},\"ladders\":{},\"rivers\":{},\"runts\":{},\"widows_and_orphans\":{},\"foot\":{:.3}}}}}",
        figures.pages,
        figures.lines,
        figures.variation,
        figures.loose,
        figures.tight,
        figures.worst,
        figures.hyphens,
        figures.ladders,
        figures.rivers,
        figures.runts,
        figures.widows_and_orphans,
        figures.foot
    );
    out
}

/// A string of JSON (RFC 8259).
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
