//! TOML → values.

use super::{DEEPEST, Entry, Unreadable, Value};

/// The keys of the table that front matter is.
pub fn parse(text: &str) -> Result<Vec<Entry>, Unreadable> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| Unreadable {
        message: error.message().lines().next().unwrap_or_default().to_owned(),
        at: error.span().map_or(0, |span| span.start),
    })?;
    Ok(entries(table, &lines(text), DEEPEST))
}

fn entries(table: toml::Table, lines: &Lines, depth: usize) -> Vec<Entry> {
    let entry = |(key, value): (String, toml::Value)| {
        let at = line_of(&key, lines);
        Entry { value: self::value(value, lines, depth), key, at }
    };
    table.into_iter().map(entry).collect()
}

fn value(value: toml::Value, lines: &Lines, depth: usize) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(values) if depth > 0 => {
            Value::List(values.into_iter().map(|value| self::value(value, lines, depth - 1)).collect())
        }
        toml::Value::Table(table) if depth > 0 => Value::Map(entries(table, lines, depth - 1)),
        toml::Value::Array(_) | toml::Value::Table(_) => Value::Empty,
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Boolean(truth) => Value::Text(truth.to_string()),
        toml::Value::Datetime(date) => Value::Text(date.to_string()),
    }
}

/// What lines begin with, sorted, and where each line is.
type Lines<'t> = Vec<(&'t str, usize)>;

fn lines(text: &str) -> Lines<'_> {
    let mut start = 0;
    let mut lines: Vec<_> = text
        .split_inclusive('\n')
        .map(|line| {
            start += line.len();
            (line.trim_start().trim_start_matches(['"', '[', '\'']), start - line.len())
        })
        .collect();
    lines.sort_unstable();
    lines
}

/// The line that begins with the key; its values carry no places. Of several the one whose key ends soonest.
fn line_of(key: &str, lines: &Lines) -> usize {
    let from = lines.partition_point(|(line, _)| *line < key);
    lines.get(from).filter(|(line, _)| line.starts_with(key)).map_or(0, |(_, at)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_their_lines() {
        let text = "title = 'T'\ndate-made = 2\n\"date\" = 1\n[extra]\nx = 3\n";
        let entries = parse(text).ok().unwrap();
        for entry in entries {
            let line = text[entry.at..].lines().next().unwrap();
            assert_eq!(line.trim_matches(['[', ']']).split(' ').next().unwrap().trim_matches('"'), entry.key);
        }
    }

    #[test]
    fn many_keys_are_found_quickly() {
        let text: String = (0..40_000).map(|n| format!("key{n} = {n}\n")).collect();
        let started = std::time::Instant::now();
        assert_eq!(parse(&text).ok().unwrap().len(), 40_000);
        assert!(started.elapsed().as_secs() < 20);
    }
}
