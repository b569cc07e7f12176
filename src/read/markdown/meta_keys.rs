//! What the keys of front matter mean.

use super::dates;
use super::front_matter::{Entry, Value};
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{LANGUAGES, Language, OTHERS};
use crate::model::Meta;
use crate::source::{Source, Span};

/// What a key tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Standfirst,
    /// The standfirst of an article that has no other.
    Abstract,
    Description,
    Authors,
    Publication,
    Date,
    Url,
    Language,
    Keywords,
    Rights,
    /// A group whose keys are looked at too.
    Group,
}

/// The keys, as the site generators and pandoc name them. Of several that mean the same, the earlier row wins.
const KEYS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("subtitle", Field::Standfirst),
    ("standfirst", Field::Standfirst),
    ("deck", Field::Standfirst),
    ("dek", Field::Standfirst),
    ("abstract", Field::Abstract),
    ("description", Field::Description),
    ("summary", Field::Description),
    ("excerpt", Field::Description),
    ("authors", Field::Authors),
    ("author", Field::Authors),
    ("byline", Field::Authors),
    ("by", Field::Authors),
    ("creator", Field::Authors),
    ("publication", Field::Publication),
    ("publisher", Field::Publication),
    ("source", Field::Publication),
    ("site", Field::Publication),
    ("site_name", Field::Publication),
    ("date", Field::Date),
    ("published", Field::Date),
    ("published_at", Field::Date),
    ("publish_date", Field::Date),
    ("pubdate", Field::Date),
    ("created", Field::Date),
    ("canonical_url", Field::Url),
    ("url", Field::Url),
    ("link", Field::Url),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("locale", Field::Language),
    ("keywords", Field::Keywords),
    ("tags", Field::Keywords),
    ("categories", Field::Keywords),
    ("category", Field::Keywords),
    ("rights", Field::Rights),
    ("copyright", Field::Rights),
    ("license", Field::Rights),
    ("licence", Field::Rights),
    ("taxonomies", Field::Group),
    ("extra", Field::Group),
    ("params", Field::Group),
];

/// Collects metadata from entries.
pub struct Found<'a> {
    source: &'a Source,
    start: usize,
    sink: &'a mut Sink,
    meta: Meta,
}

impl<'a> Found<'a> {
    /// Nothing yet, of front matter that begins at `start`.
    pub fn new(source: &'a Source, start: usize, sink: &'a mut Sink) -> Self {
        Self { source, start, sink, meta: Meta::default() }
    }

    /// What was found.
    pub fn finish(self) -> Meta {
        self.meta
    }

    /// Takes what the keys say. Keys that mean nothing here (`layout`, `slug`) are passed over, unless one looks
    /// like a mistyped one.
    pub fn entries(&mut self, entries: &[Entry]) {
        let keys: Vec<String> = entries.iter().map(|entry| plain(&entry.key)).collect();
        for (name, field) in KEYS {
            for (_, entry) in keys.iter().zip(entries).filter(|(key, _)| key == name) {
                match (&entry.value, field) {
                    (Value::Map(inner), Field::Group) => self.entries(inner),
                    (_, field) => self.field(*field, entry),
                }
            }
        }
        for (key, entry) in keys.iter().zip(entries) {
            if let Some(meant) = mistyped(key) {
                let hint = format!("write `{meant}` if that is what was meant");
                self.tell(entry, format!("the key `{}` means nothing here", entry.key), &hint);
            }
        }
    }

    fn field(&mut self, field: Field, entry: &Entry) {
        let span = self.span(entry);
        let text = entry.value.text();
        match field {
            Field::Title if self.meta.title.is_empty() => self.meta.title = words(text, span),
            Field::Standfirst if self.meta.standfirst.is_empty() => self.meta.standfirst = words(text, span),
            Field::Abstract if self.meta.standfirst.is_empty() => self.meta.standfirst = words(text, span),
            Field::Abstract | Field::Description => fill(&mut self.meta.description, text),
            Field::Publication => fill(&mut self.meta.publication, text),
            Field::Rights => fill(&mut self.meta.rights, text),
            Field::Url => self.url(text),
            Field::Authors => self.authors(entry),
            Field::Keywords => self.keywords(&entry.value),
            Field::Date if self.meta.date.is_none() => self.date(text, entry),
            Field::Language if self.meta.language.is_none() => self.language(text, entry),
            Field::Title | Field::Standfirst | Field::Date | Field::Language | Field::Group => {}
        }
    }

    fn authors(&mut self, entry: &Entry) {
        let mut names = Vec::new();
        entry.value.names(&mut names);
        if names.is_empty() && matches!(entry.value, Value::List(_) | Value::Map(_)) {
            self.tell(entry, format!("`{}` has no name", entry.key), "write `author: Jane Doe`, or a list of names");
        }
        for name in names {
            if !self.meta.authors.contains(&name) {
                self.meta.authors.push(name);
            }
        }
    }

    /// Addresses of the web only: `url: /2024/post` is a site's own path.
    fn url(&mut self, text: Option<String>) {
        let is_address = |text: &String| text.starts_with("https://") || text.starts_with("http://");
        fill(&mut self.meta.url, text.filter(is_address));
    }

    fn keywords(&mut self, value: &Value) {
        let words = match value {
            Value::Text(text) => text.split([',', ';']).map(tidied).collect(),
            Value::List(values) => values.iter().filter_map(Value::text).collect(),
            Value::Empty | Value::Map(_) => Vec::new(),
        };
        for word in words {
            if !word.is_empty() && !self.meta.keywords.contains(&word) {
                self.meta.keywords.push(word);
            }
        }
    }

    fn date(&mut self, text: Option<String>, entry: &Entry) {
        let Some(text) = text else { return };
        self.meta.date = dates::read(&text);
        if self.meta.date.is_none() {
            let shown: String = text.chars().take(40).collect();
            self.tell(entry, format!("`{shown}` is not a date"), "write it as `2024-05-03`, `2024-05` or `2024`");
        }
    }

    fn language(&mut self, text: Option<String>, entry: &Entry) {
        let Some(text) = text else { return };
        // No language has a tag that begins with more letters; those are names, or nothing.
        self.meta.language = Language::parse(&text).filter(|language| language.code().len() <= 3);
        if self.meta.language.is_none() {
            self.meta.language = named(&text);
            let shown: String = text.chars().take(40).collect();
            let taken = self.meta.language.as_ref();
            let taken = taken.map_or(String::new(), |language| format!(" and was taken for `{}`", language.tag()));
            self.tell(entry, format!("`{shown}` is not a language tag{taken}"), "write it as `en` or `de-CH`");
        }
    }

    fn span(&self, entry: &Entry) -> Span {
        let start = self.source.text.floor_char_boundary(self.start + entry.at);
        let end = self.source.text[start..].find('\n').map_or(self.source.text.len(), |at| start + at);
        self.source.span(start..end)
    }

    fn tell(&mut self, entry: &Entry, message: String, hint: &str) {
        let span = self.span(entry);
        self.sink.push(Diagnostic::new(Code::FrontMatter, message, span).hint(hint));
    }
}

impl Value {
    /// The words of a value; of a list, those of its members with commas between.
    fn text(&self) -> Option<String> {
        let text = match self {
            Self::Text(text) => tidied(text),
            Self::List(values) => values
                .iter()
                .filter_map(|value| if let Self::Text(text) = value { Some(tidied(text)) } else { None })
                .collect::<Vec<_>>()
                .join(", "),
            Self::Empty | Self::Map(_) => String::new(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// The names in `Jane Doe`, `[Jane Doe, Max Muster]`, `{name: Jane Doe}`, `[{name: …}, …]`.
    fn names(&self, names: &mut Vec<String>) {
        match self {
            Self::Empty => {}
            Self::Text(text) => {
                names.extend(Some(without_by(&tidied(text)).to_owned()).filter(|name| !name.is_empty()))
            }
            Self::List(values) => values.iter().for_each(|value| value.names(names)),
            Self::Map(entries) => {
                let named = entries.iter().find(|entry| matches!(plain(&entry.key).as_str(), "name" | "display_name"));
                match named {
                    Some(entry) if matches!(entry.value, Self::Text(_)) => entry.value.names(names),
                    _ => names.extend(given_and_family(entries)),
                }
            }
        }
    }
}

fn given_and_family(entries: &[Entry]) -> Option<String> {
    let part = |wanted: &[&str]| {
        entries.iter().find(|entry| wanted.contains(&plain(&entry.key).as_str())).and_then(|entry| entry.value.text())
    };
    let name: Vec<_> = [part(&["given", "first_name", "given_names"]), part(&["family", "last_name", "surname"])]
        .into_iter()
        .flatten()
        .collect();
    (!name.is_empty()).then(|| name.join(" "))
}

fn without_by(text: &str) -> &str {
    text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(text)
}

fn fill(place: &mut Option<String>, text: Option<String>) {
    if place.is_none() {
        *place = text;
    }
}

fn words(text: Option<String>, span: Span) -> Vec<crate::model::Inline> {
    Meta::words(&text.unwrap_or_default(), span)
}

/// One line, single spaces, nothing that no page can show.
fn tidied(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keys are the same in any case and with hyphens.
fn plain(key: &str) -> String {
    key.trim().to_lowercase().replace(['-', ' '], "_")
}

/// Keys of other tools that lie one letter from one of ours.
const NOT_MISTYPED: &[&str] = &["data", "links", "dates", "page", "sites", "urls", "tag", "sources", "ate", "titles"];

/// The key that one slip of the finger made of it: a letter too many, too few, another, or two swapped.
fn mistyped(key: &str) -> Option<&'static str> {
    let length = key.chars().count();
    if !(4..=20).contains(&length) || KEYS.iter().any(|(known, _)| *known == key) || NOT_MISTYPED.contains(&key) {
        return None;
    }
    KEYS.iter().map(|(known, _)| *known).filter(|known| known.len() >= 4).find(|known| one_slip(key, known))
}

fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], [_]) | ([_], []) => true,
        ([x, rest_a @ ..], [y, rest_b @ ..]) => {
            rest_a == rest_b
                || rest_a == b
                || a == rest_b
                || (rest_a.first() == Some(y) && rest_b.first() == Some(x) && rest_a[1..] == rest_b[1..])
        }
        _ => false,
    }
}

/// The language of that name in English.
fn named(name: &str) -> Option<Language> {
    let known = LANGUAGES.iter().map(|data| (data.name, data.code));
    let mut all = known.chain(OTHERS.iter().map(|other| (other.name, other.code)));
    all.find(|(known, _)| known.eq_ignore_ascii_case(name.trim())).and_then(|(_, code)| Language::parse(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen() {
        for (key, meant) in [("tilte", "title"), ("titel", "title"), ("autor", "author"), ("langauge", "language")] {
            assert_eq!(mistyped(key), Some(meant), "{key}");
        }
        for key in ["layout", "slug", "title", "draft", "weight", "data", "image", "toc"] {
            assert_eq!(mistyped(key), None, "{key}");
        }
    }
}
