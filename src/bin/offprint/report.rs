//! What is told on standard error: diagnostics with the line of the source under them, errors, mistakes of usage.

use crate::Exit;
use crate::args::{Convert, Denial};
use crate::excerpt::{Excerpt, Lines};
use crate::terminal::{Paint, clean, to_stderr};
use clap::builder::styling::AnsiColor;
use offprint::diag::{Code, Diagnostic, Severity};
use offprint::source::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// Tells what happened while one input was converted.
pub struct Reporter<'a> {
    source: &'a Source,
    options: &'a Convert,
    lines: Lines<'a>,
    paint: Paint,
}

/// How many diagnostics with one code are told before the rest are only counted. A text in a script that the faces
/// lack has one for each character.
const MOST_OF_A_CODE: usize = 20;

impl<'a> Reporter<'a> {
    /// A reporter for the diagnostics of one source.
    pub fn new(source: &'a Source, options: &'a Convert) -> Self {
        Self { source, options, lines: Lines::new(&source.text), paint: Paint::for_stderr() }
    }

    /// Tells them, and says whether a denied one was among them.
    pub fn tell(mut self, found: &[Diagnostic]) -> Exit {
        let (text, exit) = self.render(found);
        to_stderr(&text);
        exit
    }

    /// What would be told.
    pub fn text(mut self, found: &[Diagnostic]) -> String {
        self.render(found).0
    }

    fn render(&mut self, found: &[Diagnostic]) -> (String, Exit) {
        let mut exit = Exit::Done;
        let mut told: BTreeMap<Code, usize> = BTreeMap::new();
        let mut out = String::new();
        for diagnostic in found {
            let verdict = verdict(diagnostic.code, self.options);
            if verdict == Verdict::Denied {
                exit = Exit::Denied;
            }
            if !shows(verdict, self.options) {
                continue;
            }
            let count = told.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE || self.options.explain {
                self.one(&mut out, diagnostic, verdict);
            }
        }
        for (code, count) in told.into_iter().filter(|&(_, count)| count > MOST_OF_A_CODE && !self.options.explain) {
            let label = self.label(verdict(code, self.options), code);
            let _ = writeln!(out, "{label} {} more like this; --explain shows them", count - MOST_OF_A_CODE);
        }
        (out, exit)
    }

    fn one(&mut self, out: &mut String, diagnostic: &Diagnostic, verdict: Verdict) {
        let label = self.label(verdict, diagnostic.code);
        let _ = writeln!(out, "{label} {}", self.paint.bold(&clean(&diagnostic.message)));
        let gutter = match diagnostic.span.source() {
            Some(id) if id == self.source.id => self.excerpt(out, diagnostic),
            _ => {
                let _ = writeln!(out, " {} {}", self.paint.dim("-->"), clean(&self.source.name));
                1
            }
        };
        for hint in &diagnostic.hints {
            let labelled = ["because: ", "help: ", "note: "].iter().any(|label| hint.starts_with(label));
            let label = if labelled { "" } else { "help: " };
            let _ = writeln!(out, "{:gutter$} {} {label}{}", "", self.paint.dim("="), clean(hint));
        }
    }

    fn label(&self, verdict: Verdict, code: Code) -> String {
        let (word, color) = match verdict {
            Verdict::Denied => ("denied", AnsiColor::Red),
            Verdict::Warning => ("warning", AnsiColor::Yellow),
            Verdict::Note | Verdict::Allowed => ("note", AnsiColor::Cyan),
        };
        format!("{}:", self.paint.color(&format!("{word}[{code}]"), color))
    }

    fn excerpt(&mut self, out: &mut String, diagnostic: &Diagnostic) -> usize {
        let place = diagnostic.place(&self.source.text);
        excerpt(out, &self.source.name, &mut self.lines, place, self.paint)
    }
}

/// Whether there is one among them that is told.
pub fn is_told(found: &[Diagnostic], options: &Convert) -> bool {
    found.iter().any(|diagnostic| shows(verdict(diagnostic.code, options), options))
}

/// Whether anything depends on it: what is told, the count of warnings, or the exit code.
pub fn matters(diagnostic: &Diagnostic, options: &Convert) -> bool {
    match verdict(diagnostic.code, options) {
        Verdict::Allowed => false,
        Verdict::Note => options.explain,
        Verdict::Warning | Verdict::Denied => true,
    }
}

fn shows(verdict: Verdict, options: &Convert) -> bool {
    match verdict {
        Verdict::Allowed => false,
        Verdict::Note => options.explain,
        Verdict::Warning => !options.quiet,
        Verdict::Denied => true,
    }
}

/// The place, the line and the mark under it. Returns the width of the line number.
fn excerpt(out: &mut String, name: &str, lines: &mut Lines, range: Range<usize>, paint: Paint) -> usize {
    let place = lines.place(range.start);
    let number = place.number.to_string();
    let gutter = number.len();
    let _ = writeln!(out, "{:gutter$}{} {}:{number}:{}", "", paint.dim("-->"), clean(name), place.column);
    let excerpt = Excerpt::new(place.line, place.at, range.len());
    let bar = paint.dim("|");
    let _ = writeln!(out, "{:gutter$} {bar}", "");
    let _ = writeln!(out, "{} {bar} {}", paint.dim(&number), excerpt.text);
    let mark = "^".repeat(excerpt.mark);
    let _ = writeln!(out, "{:gutter$} {bar} {:indent$}{}", "", "", paint.bold(&mark), indent = excerpt.indent);
    gutter
}

/// Tells what is wrong with a file that the command line names, at its place.
pub fn misprint(name: &str, text: &str, why: &str, range: Range<usize>) {
    let paint = Paint::for_stderr();
    let mut out = format!("{}: {}\n", paint.color("error", AnsiColor::Red), clean(why));
    excerpt(&mut out, name, &mut Lines::new(text), range, paint);
    to_stderr(&out);
}

/// What the command line thinks of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    Note,
    Warning,
    Denied,
}

pub fn verdict(code: Code, options: &Convert) -> Verdict {
    let warning = code.severity() == Severity::Warning;
    let denied = options.deny.iter().any(|denial| match denial {
        Denial::Warnings => warning,
        Denial::Code(denied) => *denied == code,
    });
    match (options.allow.contains(&code), denied, warning) {
        (true, _, _) => Verdict::Allowed,
        (false, true, _) => Verdict::Denied,
        (false, false, true) => Verdict::Warning,
        (false, false, false) => Verdict::Note,
    }
}

/// Tells an error with all its causes.
pub fn failure(error: &anyhow::Error) -> Exit {
    let paint = Paint::for_stderr();
    to_stderr(&format!("{}: {}\n", paint.color("error", AnsiColor::Red), clean(&format!("{error:#}"))));
    Exit::Failed
}

/// Tells a mistake in the command line, or prints the help that was asked for.
pub fn usage(mistake: &clap::Error) -> Exit {
    if !mistake.use_stderr() {
        let _ = mistake.print();
        return Exit::Done;
    }
    // clap colours its messages, and quotes arguments as they are: what could do harm is told without colours.
    let harmless = std::env::args_os().all(|argument| matches!(clean(&argument.to_string_lossy()), Cow::Borrowed(_)));
    if harmless {
        let _ = mistake.print();
    } else {
        let text = mistake.render().to_string();
        to_stderr(&text.lines().map(|line| format!("{}\n", clean(line))).collect::<String>());
    }
    Exit::Usage
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Cli;
    use clap::Parser;

    fn told(source: &Source, found: &[Diagnostic], flags: &[&str]) -> (String, Exit) {
        let arguments = ["offprint", "a.txt"].iter().chain(flags);
        let options = Cli::try_parse_from(arguments).unwrap().convert;
        let mut reporter = Reporter::new(source, &options);
        reporter.paint = Paint::Plain;
        reporter.render(found)
    }

    #[test]
    fn a_diagnostic_shows_its_line() {
        let source = Source::new("a\u{1b}.txt", "one\nthe mill, 中\n");
        let at = source.text.find('中').unwrap();
        let found = Diagnostic::new(Code::MissingGlyph, "no face has U+4E2D; set a box", source.span(at..at + 3))
            .hint("add a face with Han coverage")
            .hint("because: it is not there");
        let text = "\
warning[missing-glyph]: no face has U+4E2D; set a box
 --> a␛.txt:2:11
  |
2 | the mill, 中
  |           ^^
  = help: add a face with Han coverage
  = because: it is not there
";
        assert_eq!(told(&source, &[found], &[]), (text.to_owned(), Exit::Done));
    }

    #[test]
    fn many_of_one_code_are_counted() {
        let source = Source::new("a.txt", "x".repeat(500));
        let found: Vec<_> = (0..50)
            .map(|n| Diagnostic::new(Code::MissingGlyph, format!("no face has {n}"), source.span(n..n + 1)))
            .collect();
        let (text, _) = told(&source, &found, &[]);
        assert_eq!(text.matches("--> a.txt:1:").count(), MOST_OF_A_CODE);
        assert!(text.ends_with("warning[missing-glyph]: 30 more like this; --explain shows them\n"), "{text}");
        let (text, _) = told(&source, &found, &["--explain"]);
        assert_eq!(text.matches("--> a.txt:1:").count(), 50);
    }

    #[test]
    fn what_is_shown_and_what_it_does_to_the_status() {
        let source = Source::new("a.txt", "");
        let found = [Code::HeadingGuess, Code::RawHtml].map(|code| Diagnostic::new(code, "m", source.span(0..0)));
        let lines = |flags: &[&str]| {
            let (text, exit) = told(&source, &found, flags);
            let heads = text.lines().filter_map(|line| line.strip_suffix(": m"));
            (heads.map(str::to_owned).collect::<Vec<_>>().join(" "), exit)
        };
        let is = |text: &str, exit| (text.to_owned(), exit);
        assert_eq!(lines(&[]), is("warning[raw-html]", Exit::Done));
        assert_eq!(lines(&["-q"]), is("", Exit::Done));
        assert_eq!(lines(&["--explain"]), is("note[heading-guess] warning[raw-html]", Exit::Done));
        assert_eq!(lines(&["-q", "--deny", "raw-html"]), is("denied[raw-html]", Exit::Denied));
        assert_eq!(lines(&["--deny", "warnings"]), is("denied[raw-html]", Exit::Denied));
        assert_eq!(lines(&["--deny", "warnings", "--allow", "raw-html"]), is("", Exit::Done));
        let both = is("denied[heading-guess] warning[raw-html]", Exit::Denied);
        assert_eq!(lines(&["--deny", "heading-guess"]), both);
    }
}
