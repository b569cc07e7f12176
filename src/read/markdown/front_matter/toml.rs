//! TOML → values.

use super::{DEEPEST, Entry, Unreadable, Value};

/// The keys of the table that front matter is.
pub fn parse(text: &str) -> Result<Vec<Entry>, Unreadable> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| Unreadable {
        message: error.message().lines().next().unwrap_or_default().to_owned(),
        at: error.span().map_or(0, |span| span.start),
    })?;
    Ok(entries(table, text, DEEPEST))
}

fn entries(table: toml::Table, text: &str, depth: usize) -> Vec<Entry> {
    let entry = |(key, value): (String, toml::Value)| {
        let at = line_of(&key, text);
        Entry { value: self::value(value, text, depth), key, at }
    };
    table.into_iter().map(entry).collect()
}

fn value(value: toml::Value, text: &str, depth: usize) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(values) if depth > 0 => {
            Value::List(values.into_iter().map(|value| self::value(value, text, depth - 1)).collect())
        }
        toml::Value::Table(table) if depth > 0 => Value::Map(entries(table, text, depth - 1)),
        toml::Value::Array(_) | toml::Value::Table(_) => Value::Empty,
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Boolean(truth) => Value::Text(truth.to_string()),
        toml::Value::Datetime(date) => Value::Text(date.to_string()),
    }
}

/// The line that begins with the key; its values carry no places.
fn line_of(key: &str, text: &str) -> usize {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().trim_start_matches(['"', '[', '\'']).starts_with(key) {
            return start;
        }
        start += line.len();
    }
    0
}
