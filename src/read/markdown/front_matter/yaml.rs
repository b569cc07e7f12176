//! YAML → values, by its parser's events, so that nothing is expanded and nothing recurses.

use super::{DEEPEST, Entry, Unreadable, Value};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

/// The keys of the mapping that front matter is.
pub fn parse(text: &str) -> Result<Vec<Entry>, Unreadable> {
    // What is mended has the lines of the text, and its places are those of the text.
    let places = Places::new(text);
    let mend = |mend: fn(&str) -> Option<String>| mapping(&mend(text)?, &places).ok();
    mapping(text, &places).or_else(|error| mend(set_in).or_else(|| mend(quoted)).ok_or(error))
}

/// Values that have a sign of YAML's in them, as people write titles, in quotation marks: `title: Grain: a history`.
/// `None`: there are none.
fn quoted(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| next.starts_with([' ', '\t']));
        match line.split_once(": ").map(|(key, value)| (key, value.trim())) {
            Some((key, value)) if !goes_on && has_sign(value) => {
                let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
                out.push_str(&format!("{key}: \"{escaped}\"\n"));
            }
            _ => out.push_str(line),
        }
    }
    (out.len() > text.len()).then_some(out)
}

/// Whether a value cannot stand without quotation marks, and has none.
fn has_sign(value: &str) -> bool {
    let begun = value.starts_with(['"', '\'', '[', '{', '|', '>', '#']);
    // `*name` is an alias of YAML's, and `*words*` are Markdown's.
    let emphasis = value.strip_prefix('*').is_some_and(|behind| behind.contains('*'));
    !begun && (emphasis || value.contains(": ") || value.ends_with(':') || value.starts_with(['@', '`', '%']))
}

/// Quoted values that go on at the left margin, as other parsers take them: their further lines are set in. `None`:
/// there are none.
fn set_in(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut open = None;
    for line in text.split_inclusive('\n') {
        let mut scanned = line;
        if open.is_none() {
            scanned = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
            open = scanned.chars().next().filter(|c| matches!(c, '"' | '\''));
            scanned = scanned.get(1..).unwrap_or_default();
        } else if !line.starts_with(' ') {
            out.push(' ');
        }
        out.push_str(line);
        if let Some(quote) = open
            && closes(scanned, quote)
        {
            open = None;
        }
    }
    (out.len() > text.len()).then_some(out)
}

/// Whether the quotation mark ends in this line: a backslash or its double keeps it open.
fn closes(line: &str, quote: char) -> bool {
    let line = if quote == '"' { line.replace("\\\\", "").replace("\\\"", "") } else { line.replace("''", "") };
    line.contains(quote)
}

fn mapping(text: &str, places: &Places) -> Result<Vec<Entry>, Unreadable> {
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| unreadable(&error, places))?;
        let at = places.byte(&span);
        let refuse = |message: &str| Err(Unreadable { message: message.to_owned(), at });
        let value = match event {
            Event::Scalar(text, style, ..) => scalar(&text, style),
            Event::Alias(_) => return refuse("it uses an alias (`*name`), which is not expanded"),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return refuse("its values nest too deeply");
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(values)) => Value::List(values),
                Some(Open::Map(entries, _)) => Value::Map(entries),
                None => Value::Empty,
            },
            Event::DocumentEnd | Event::StreamEnd => return Ok(Vec::new()),
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
        };
        match (open.last_mut(), value) {
            (Some(Open::List(values)), value) => values.push(value),
            (Some(Open::Map(_, key @ None)), Value::Text(text)) => *key = Some((text, at)),
            (Some(Open::Map(_, key @ None)), _) => *key = Some((String::new(), at)),
            (Some(Open::Map(entries, key @ Some(_))), value) => {
                let (key, at) = key.take().unwrap_or_default();
                entries.push(Entry { key, value, at });
            }
            (None, Value::Map(entries)) => {
                rest_is_readable(parser, places)?;
                return Ok(entries);
            }
            (None, Value::Empty) => {}
            (None, _) => return refuse("it has no keys"),
        }
    }
    Ok(Vec::new())
}

/// Text behind the mapping would be lost.
fn rest_is_readable<'a>(mut parser: Parser<'a, impl saphyr_parser::Input>, places: &Places) -> Result<(), Unreadable> {
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| unreadable(&error, places))?;
        if !matches!(event, Event::DocumentEnd | Event::StreamEnd | Event::Nothing) {
            return Err(Unreadable { message: "it holds more than one document".to_owned(), at: places.byte(&span) });
        }
    }
    Ok(())
}

enum Open {
    List(Vec<Value>),
    /// Entries, and the key that waits for its value.
    Map(Vec<Entry>, Option<(String, usize)>),
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let plain = style == ScalarStyle::Plain;
    if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") { Value::Empty } else { Value::Text(text.into()) }
}

fn unreadable(error: &ScanError, places: &Places) -> Unreadable {
    Unreadable { message: error.info().to_owned(), at: places.line(error.marker().line()) }
}

/// Where lines begin: the parser counts characters, spans count bytes.
struct Places(Vec<usize>);

impl Places {
    fn new(text: &str) -> Self {
        Self([0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line(&self, number: usize) -> usize {
        self.0.get(number.saturating_sub(1)).or(self.0.last()).copied().unwrap_or(0)
    }

    fn byte(&self, span: &Span) -> usize {
        self.line(span.start.line())
    }
}
