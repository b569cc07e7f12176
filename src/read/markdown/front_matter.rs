//! Front matter: YAML between lines of `---`, or TOML between lines of `+++`, at the very top. What it says goes
//! into [`Meta`]; what cannot be read stays in the document.

mod toml;
mod yaml;

use super::meta_keys;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Meta;
use crate::source::Source;
use std::ops::Range;

/// What the top of a source says.
pub struct FrontMatter {
    /// What is known about the article.
    pub meta: Meta,
    /// Where the text begins.
    pub body: usize,
    /// Front matter that could not be read: its language, and its place. It is set as it stands.
    pub unread: Option<(&'static str, Range<usize>)>,
}

/// A value in front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `null`, `~` or no value at all.
    Empty,
    /// Words, numbers, dates: as written.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Keys and values, in order.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// What stands behind it.
    pub value: Value,
    /// Where the key stands in the front matter.
    pub at: usize,
}

/// Why front matter could not be read, and where in it.
struct Unreadable {
    message: String,
    at: usize,
}

/// How deep values may nest: front matter has lists of authors with names, three levels.
const DEEPEST: usize = 16;

/// The largest front matter that is read. Sites keep a few kilobytes there; a hundred times that is not metadata.
const LONGEST: usize = 512 << 10;

/// Reads the front matter, if there is any.
pub fn read(source: &Source, sink: &mut Sink) -> FrontMatter {
    // Editors leave blank lines above it, and decoding may have left a byte order mark to others.
    let text = source.text.trim_start_matches(['\u{feff}', '\n']);
    let top = source.text.len() - text.len();
    let none = FrontMatter { meta: Meta::default(), body: top, unread: None };
    let Some((fence, inner_start)) = Fence::opening(text) else { return none };
    let Some((inner_end, body)) = fence.closing(text, inner_start) else {
        if fence.is_meant(&text[inner_start..]) {
            let message = format!("the front matter is not closed: no line `{}` ends it", fence.mark());
            let hint = format!("add a line `{}` below its last key", fence.mark());
            let span = source.span(top..top + fence.mark().len());
            sink.push(Diagnostic::new(Code::FrontMatter, message, span).hint(hint));
        }
        return none;
    };
    let inner = &text[inner_start..inner_end];
    if !fence.is_meant(inner) {
        return none;
    }
    let place = |at: usize| top + inner_start + at;
    match fence.parse(inner) {
        Ok(entries) => {
            let mut found = meta_keys::Found::new(source, top + inner_start, sink);
            found.entries(&entries);
            FrontMatter { meta: found.finish(), body: top + body, unread: None }
        }
        Err(Unreadable { message, at }) => {
            let at = place(at.min(inner.len()));
            let message = format!("the front matter could not be read: {message}");
            let hint = format!("mend the line; its text was set as it stands ({})", fence.language());
            sink.push(Diagnostic::new(Code::FrontMatter, message, source.span(at..at)).hint(hint));
            FrontMatter {
                meta: Meta::default(),
                body: top + body,
                unread: Some((fence.language(), place(0)..place(inner.len()))),
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Fence {
    Yaml,
    Toml,
}

impl Fence {
    /// The fence that the first line is, and where the second line begins.
    fn opening(text: &str) -> Option<(Self, usize)> {
        let end = text.find('\n')?;
        match text[..end].trim_end() {
            "---" => Some((Self::Yaml, end + 1)),
            "+++" => Some((Self::Toml, end + 1)),
            _ => None,
        }
    }

    /// Where what is fenced ends, and where the line behind the closing fence begins.
    fn closing(self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut start = from;
        while start < text.len() {
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            let line = text[start..end].trim_end();
            if line == self.mark() || (matches!(self, Self::Yaml) && line == "...") {
                return Some((start, (end + 1).min(text.len())));
            }
            start = end + 1;
        }
        None
    }

    /// Whether this looks like front matter, and not like text below a rule: it begins with a key, or is empty.
    fn is_meant(self, inner: &str) -> bool {
        let mut lines = inner.lines();
        if lines.next().is_some_and(|line| line.trim().is_empty()) && matches!(self, Self::Yaml) {
            return false;
        }
        let Some(first) = inner.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')) else {
            return true;
        };
        match self {
            Self::Yaml => begins_with_key(first, ':'),
            Self::Toml => first.starts_with('[') || begins_with_key(first, '='),
        }
    }

    fn parse(self, inner: &str) -> Result<Vec<Entry>, Unreadable> {
        if inner.len() > LONGEST {
            return Err(Unreadable { message: format!("it is longer than {} kB", LONGEST >> 10), at: 0 });
        }
        match self {
            Self::Yaml => yaml::parse(inner),
            Self::Toml => toml::parse(inner),
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    fn language(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
        }
    }
}

/// `title: x`, `"title": x`, `og:title: x`; a sentence with a colon in it has more than three words before it.
fn begins_with_key(line: &str, behind: char) -> bool {
    let Some((key, value)) = line.split_once(behind) else { return false };
    let key = key.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let separate = behind != ':' || value.is_empty() || value.starts_with([' ', '\t']);
    separate && !key.is_empty() && key.chars().all(fits) && key.split(' ').count() <= 3
}
