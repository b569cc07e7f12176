//! What is told on standard error: diagnostics with the line of the source under them, errors, mistakes of usage.
//! Nothing from an input or a name reaches the terminal as a control character.

use crate::Exit;
use crate::args::{Convert, Denial};
use clap::builder::styling::{AnsiColor, Style};
use offprint::diag::{Code, Diagnostic, Severity};
use offprint::source::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use unicode_width::UnicodeWidthChar;

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
        let mut exit = Exit::Done;
        let mut told: BTreeMap<Code, usize> = BTreeMap::new();
        let mut out = String::new();
        for diagnostic in found {
            let verdict = verdict(diagnostic.code, self.options);
            if verdict == Verdict::Denied {
                exit = Exit::Denied;
            }
            if !self.shows(verdict) {
                continue;
            }
            let count = told.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE || self.options.explain {
                self.one(&mut out, diagnostic, verdict);
            }
        }
        for (code, count) in told.into_iter().filter(|&(_, count)| count > MOST_OF_A_CODE && !self.options.explain) {
            let more = count - MOST_OF_A_CODE;
            let _ = writeln!(
                out,
                "{} {more} more of {code}; --explain shows all",
                self.label(verdict(code, self.options), code)
            );
        }
        to_stderr(&out);
        exit
    }

    fn shows(&self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Allowed => false,
            Verdict::Note => self.options.explain,
            Verdict::Warning => !self.options.quiet,
            Verdict::Denied => true,
        }
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

    /// The place, the line and the mark under it. Returns the width of the line number.
    fn excerpt(&mut self, out: &mut String, diagnostic: &Diagnostic) -> usize {
        let range = diagnostic.span.range();
        let place = self.lines.place(range.start);
        let number = place.number.to_string();
        let gutter = number.len();
        let name = clean(&self.source.name);
        let _ = writeln!(out, "{:gutter$}{} {name}:{number}:{}", "", self.paint.dim("-->"), place.column);
        let excerpt = Excerpt::new(place.line, place.at, range.len());
        let bar = self.paint.dim("|");
        let _ = writeln!(out, "{:gutter$} {bar}", "");
        let _ = writeln!(out, "{} {bar} {}", self.paint.dim(&number), excerpt.text);
        let mark = "^".repeat(excerpt.mark);
        let _ = writeln!(out, "{:gutter$} {bar} {:indent$}{}", "", "", self.paint.bold(&mark), indent = excerpt.indent);
        gutter
    }
}

/// What the command line thinks of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Allowed,
    Note,
    Warning,
    Denied,
}

fn verdict(code: Code, options: &Convert) -> Verdict {
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

/// Where the lines of a text begin. Diagnostics come in the order of the text, so the column is counted on from the
/// last one: a hundred thousand of them in one long line take one walk, not a hundred thousand.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    last: (usize, usize),
}

/// A place in a line.
struct Place<'a> {
    number: usize,
    column: usize,
    line: &'a str,
    /// In bytes of the line.
    at: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect(), last: (0, 1) }
    }

    fn place(&mut self, offset: usize) -> Place<'a> {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let index = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[index];
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let (from, columns) = match self.last {
            (at, column) if (start..=offset).contains(&at) => (at, column),
            _ => (start, 1),
        };
        let column = columns + self.text[from..offset].chars().count();
        self.last = (offset, column);
        Place { number: index + 1, column, line: &self.text[start..end], at: offset - start }
    }
}

/// As much of a line as a terminal shows, and where the mark goes.
struct Excerpt {
    text: String,
    indent: usize,
    mark: usize,
}

/// How wide an excerpt may be, and how much of it may stand before the place.
const WIDEST: usize = 100;
const BEFORE: usize = 40;

impl Excerpt {
    /// `at` and `length` are bytes: of the line, and of what is marked, which may go on after the line.
    fn new(line: &str, at: usize, length: usize) -> Self {
        let (before, after) = line.split_at(at.min(line.len()));
        let mut head = Vec::new();
        let mut indent = 0;
        for c in before.chars().rev() {
            let (shown, width) = shown(c);
            if indent + width > BEFORE {
                break;
            }
            indent += width;
            head.push(shown);
        }
        let mut text = String::new();
        if head.len() < before.chars().take(head.len() + 1).count() {
            text.push('…');
            indent += 1;
        }
        text.extend(head.into_iter().rev());
        let mut total = indent;
        let mut mark = 0;
        for (offset, c) in after.char_indices() {
            let (shown, width) = shown(c);
            if total + width > WIDEST {
                text.push('…');
                break;
            }
            total += width;
            text.push_str(&shown);
            if offset < length {
                mark += width;
            }
        }
        Self { text: text.trim_end().to_owned(), indent, mark: mark.max(1) }
    }
}

/// A character as a terminal may show it, and its width there.
fn shown(c: char) -> (Cow<'static, str>, usize) {
    if c == '\t' {
        return (Cow::Borrowed("    "), 4);
    }
    let c = harmless(c);
    (Cow::Owned(c.to_string()), c.width().unwrap_or(1))
}

/// The picture of a control character; itself for all others. Characters that turn the direction of text round, or
/// end a line, would let an input write over what is told about it.
fn harmless(c: char) -> char {
    match u32::from(c) {
        control @ 0..=0x1f => char::from_u32(0x2400 + control).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        0x80..=0x9f | 0x61c | 0x200e | 0x200f | 0x2028..=0x202e | 0x2066..=0x2069 | 0xfff9..=0xfffb => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| harmless(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(harmless).collect())
    }
}

/// Colours, on a terminal whose owner wants them.
#[derive(Clone, Copy)]
enum Paint {
    Colors,
    Plain,
}

impl Paint {
    fn for_stderr() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if std::io::stderr().is_terminal() && !set("NO_COLOR") && !dumb { Self::Colors } else { Self::Plain }
    }

    fn bold(self, text: &str) -> String {
        self.with(text, Style::new().bold())
    }

    fn dim(self, text: &str) -> String {
        self.with(text, AnsiColor::Blue.on_default().bold())
    }

    fn color(self, text: &str, color: AnsiColor) -> String {
        self.with(text, color.on_default().bold())
    }

    fn with(self, text: &str, style: Style) -> String {
        match self {
            Self::Colors => format!("{style}{text}{style:#}"),
            Self::Plain => text.to_owned(),
        }
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
    let text = mistake.render().to_string();
    if text.lines().all(|line| matches!(clean(line), Cow::Borrowed(_))) {
        let _ = mistake.print();
    } else {
        to_stderr(&text.lines().map(|line| format!("{}\n", clean(line))).collect::<String>());
    }
    Exit::Usage
}

/// Nobody may be listening; then there is nobody to tell.
fn to_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
