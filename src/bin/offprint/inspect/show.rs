//! What was read, for people: as much as fits a terminal, the most important first.

use super::facts::{Decision, Facts, Heading};
use crate::terminal::clean;
use std::fmt::Write;

/// How many decisions with one code are shown before the rest are only counted.
const MOST_OF_A_CODE: usize = 20;

/// The facts as text.
pub fn text(facts: &Facts) -> String {
    let mut out = String::new();
    let language = match &facts.language {
        Some(language) if language.guessed => format!("{}, by the look of it", language.name),
        Some(language) => language.name.to_owned(),
        None => "language unknown".to_owned(),
    };
    let _ = writeln!(out, "{}: {}, {}, {language}", clean(&facts.file), facts.format, facts.encoding);
    about(&mut out, facts);
    let _ = writeln!(out, "\n  {}", counts(facts));
    if !facts.outline.is_empty() {
        out.push_str("\nOutline\n");
        outline(&mut out, &facts.outline, 1);
    }
    if !facts.decisions.is_empty() {
        out.push_str("\nDecisions\n");
        decisions(&mut out, &facts.decisions);
    }
    out
}

fn about(out: &mut String, facts: &Facts) {
    let meta = &facts.meta;
    let mut row = |label: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "  {label:<12} {}", clean(text));
        }
    };
    row("title", Some(meta.title.as_deref().unwrap_or("(none)")));
    row("standfirst", meta.standfirst.as_deref());
    row("authors", Some(&meta.authors.join("; ")));
    row("publication", meta.publication.as_deref());
    row("date", meta.date.as_ref().map(|date| date.iso.as_str()));
    row("url", meta.url.as_deref());
    row("keywords", Some(&meta.keywords.join(", ")));
    row("description", meta.description.as_deref());
    row("rights", meta.rights.as_deref());
}

fn counts(facts: &Facts) -> String {
    let counts = &facts.counts;
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    };
    let long = [count(counts.words, "word"), count(counts.minutes, "minute")];
    let parts = [
        count(counts.headings, "heading"),
        count(counts.paragraphs, "paragraph"),
        count(counts.lists, "list"),
        count(counts.quotes, "quotation"),
        count(counts.code_blocks, "code block"),
        count(counts.tables, "table"),
        count(counts.figures, "figure"),
        count(counts.notes, "note"),
        count(counts.links, "link"),
    ];
    let joined = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    match (joined(&long), joined(&parts)) {
        (long, _) if long.is_empty() => "no words".to_owned(),
        (long, parts) if parts.is_empty() => long,
        (long, parts) => format!("{long}: {parts}"),
    }
}

fn outline(out: &mut String, headings: &[Heading], depth: usize) {
    for heading in headings {
        let line = heading.line.map(|line| format!("  (line {line})")).unwrap_or_default();
        let _ = writeln!(out, "{:indent$}{}{line}", "", clean(&heading.title), indent = depth * 2);
        outline(out, &heading.sections, depth + 1);
    }
}

fn decisions(out: &mut String, decisions: &[Decision]) {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for decision in decisions {
        let at = told.iter().position(|(code, _)| *code == decision.code).unwrap_or_else(|| {
            told.push((decision.code, 0));
            told.len() - 1
        });
        told[at].1 += 1;
        if told[at].1 > MOST_OF_A_CODE {
            continue;
        }
        let place = match (decision.line, decision.column) {
            (Some(line), Some(column)) => format!("{line}:{column}"),
            _ => "-".to_owned(),
        };
        let warning = if decision.severity == "warning" { "warning: " } else { "" };
        let _ = writeln!(out, "  {place:<7} {:<15} {warning}{}", decision.code, clean(&decision.message));
        for because in &decision.because {
            let _ = writeln!(out, "{:26}because: {}", "", clean(because));
        }
        for help in &decision.help {
            let _ = writeln!(out, "{:26}help: {}", "", clean(help));
        }
    }
    for (code, count) in told.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
        let _ = writeln!(out, "  {:<7} {code:<15} {} more like this; --json has them", "", count - MOST_OF_A_CODE);
    }
}
