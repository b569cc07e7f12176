//! `offprint check`: what was found in finished files, as text or as JSON.

use crate::terminal::{Paint, clean};
use crate::{Exit, files, report};
use anyhow::anyhow;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use clap::builder::styling::AnsiColor;
use offprint::Error;
use offprint::check::{self, Code, Finding, Kind, Purpose, Report, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// What is checked, and for what.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Exit status: 0 nothing graver than notes; 1 a file cannot be read; 2 bad usage; 3 findings as\n\
grave as --fail-on says, or graver."
)]
pub struct Options {
    /// PDF and EPUB files; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "codes")]
    files: Vec<PathBuf>,

    /// What PDF files are for [default: what they say of themselves, else screen]
    #[arg(long = "for", value_name = "PURPOSE", value_parser = purposes())]
    purpose: Option<Purpose>,

    /// The most ink on one place, in percent [default: 300]
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u16).range(100..=400))]
    ink_limit: Option<u16>,

    /// What ends with status 3
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), default_value = "warning")]
    fail_on: FailOn,

    /// Writes the findings as JSON
    #[arg(long)]
    json: bool,

    /// Shows the notes too, and all pages
    #[arg(short, long)]
    explain: bool,

    /// Lists the codes
    #[arg(long)]
    codes: bool,
}

/// From which severity on a finding is a failure.
#[derive(Debug, Clone, Copy)]
enum FailOn {
    At(Severity),
    Never,
}

fn purposes() -> impl TypedValueParser<Value = Purpose> {
    let names = Purpose::ALL.iter().map(|(name, _)| *name);
    PossibleValuesParser::new(names).map(|given| {
        let found = Purpose::ALL.iter().find(|(name, _)| *name == given);
        found.expect("clap has checked it against the same names").1
    })
}

fn severities() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(["error", "warning", "note", "never"]).map(|given| match given.as_str() {
        "error" => FailOn::At(Severity::Error),
        "warning" => FailOn::At(Severity::Warning),
        "note" => FailOn::At(Severity::Note),
        _ => FailOn::Never,
    })
}

/// Checks every file; one that cannot be read does not keep the others from being checked.
pub fn run(options: &Options) -> Exit {
    let mut exit = Exit::Done;
    let mut out = String::new();
    if options.codes {
        out = codes();
    }
    for path in &options.files {
        let name = path.display().to_string();
        let outcome = match one(path, &name, options) {
            Ok(report) => {
                out += &if options.json { report.to_json(&name) } else { told(&name, &report, options) };
                let fails = match options.fail_on {
                    FailOn::At(severity) => report.worst().is_some_and(|worst| worst >= severity),
                    FailOn::Never => false,
                };
                if fails { Exit::Denied } else { Exit::Done }
            }
            Err(error) => report::failure(&error.context(name)),
        };
        exit = exit.and(outcome);
    }
    match files::to_stdout(out.as_bytes()) {
        Ok(()) => exit,
        Err(error) => report::failure(&error),
    }
}

fn one(path: &std::path::Path, name: &str, options: &Options) -> anyhow::Result<Report> {
    let bytes = if name == "-" { files::from_stdin()? } else { files::read(path)? };
    let wanted = check::Options { purpose: options.purpose, ink_limit: options.ink_limit };
    check::check(name, &bytes, &wanted).map_err(|error| match error {
        Error::Unreadable { what, .. } => anyhow!(what),
        error => error.into(),
    })
}

/// The report as text: what is alike on many pages stands together.
fn told(name: &str, report: &Report, options: &Options) -> String {
    let paint = Paint::for_stdout();
    let mut out = String::new();
    let (kind, unit) = match report.kind {
        Kind::Pdf => ("PDF", "page"),
        Kind::Epub => ("EPUB", "document"),
    };
    let purpose = report.purpose.map_or(String::new(), |purpose| format!(", checked for {}", purpose.name()));
    let plural = if report.pages == 1 { "" } else { "s" };
    let head = format!("{name}: {kind} {}, {} {unit}{plural}{purpose}", report.version, report.pages);
    let _ = writeln!(out, "{}", paint.bold(&clean(&head)));
    let mut groups: BTreeMap<(std::cmp::Reverse<Severity>, Code), Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        if finding.severity > Severity::Note || options.explain {
            groups.entry((std::cmp::Reverse(finding.severity), finding.code)).or_default().push(finding);
        }
    }
    for ((severity, code), findings) in groups {
        group(&mut out, severity.0, code, &findings, options, paint);
    }
    let _ = writeln!(out, "{}", totals(report, options));
    out
}

/// How many places are shown for one code without `--explain`.
const MOST_SHOWN: usize = 4;

fn group(out: &mut String, severity: Severity, code: Code, findings: &[&Finding], options: &Options, paint: Paint) {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    let label = paint.color(&format!("{}[{code}]", severity.name()), color);
    let _ = writeln!(out, "{label}: {}", paint.bold(code.meaning().trim_end_matches('.')));
    let shown = if options.explain { findings.len() } else { MOST_SHOWN.min(findings.len()) };
    for finding in &findings[..shown] {
        let mut place = finding.file.clone().unwrap_or_default();
        if let Some(page) = finding.page {
            let _ = write!(place, "page {page}");
        }
        if let Some(at) = finding.place {
            let _ = write!(place, ", {:.0} mm across, {:.0} mm down", at.x, at.y);
        }
        let more = if finding.more > 0 { format!(" (and {} more here)", finding.more) } else { String::new() };
        let place = if place.is_empty() { String::new() } else { format!("{}: ", clean(&place)) };
        let _ = writeln!(out, " {} {place}{}{more}", paint.dim("-->"), clean(&finding.message));
    }
    if findings.len() > shown {
        let _ = writeln!(out, " {} and {} more; --explain shows them", paint.dim("-->"), findings.len() - shown);
    }
    let _ = writeln!(out, "  {} help: {}", paint.dim("="), code.remedy());
}

fn totals(report: &Report, options: &Options) -> String {
    let count = |severity: Severity| {
        let count = report.count(severity);
        format!("{count} {}{}", severity.name(), if count == 1 { "" } else { "s" })
    };
    let hidden = report.count(Severity::Note) > 0 && !options.explain;
    let hint = if hidden { " (--explain shows notes)" } else { "" };
    format!("{}, {}, {}{hint}", count(Severity::Error), count(Severity::Warning), count(Severity::Note))
}

/// Every code with its meaning and its weight for each purpose.
fn codes() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in Code::ALL {
        let _ = writeln!(out, "{:width$}  {}", code.name(), code.meaning());
    }
    out
}
