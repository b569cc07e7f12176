//! Files that a person writes in TOML, themes and manifests of packets: a file laid over the one it is based on
//! ([`merge`]), what is wrong with it and where ([`Fault`]), and what may have been meant ([`near`]).

pub(crate) mod merge;
pub(crate) mod near;
mod syntax;

use crate::source::{SourceId, Span};
use std::ops::Range;

/// What is wrong with a file, and where: in its text if before its end, else in what it is based on.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What is wrong, and what to write instead.
    pub why: String,
    /// Its place, in bytes; empty if it has none.
    pub place: Range<usize>,
}

impl Fault {
    /// A fault at a place.
    pub fn new(why: impl Into<String>, place: Range<usize>) -> Self {
        Self { why: why.into(), place }
    }

    /// The place, if it lies in the file's own text.
    pub fn span(&self, text: &str) -> Span {
        let inside = !self.place.is_empty() && self.place.end <= text.len();
        if inside { Span::new(SourceId::default(), self.place.clone()) } else { Span::NONE }
    }
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Self {
        // The parser's messages come in lines.
        let why = error.message().lines().collect::<Vec<_>>().join("; ");
        let syntax = || syntax::said(&why).map(str::to_owned);
        let why = meant(&why).or_else(|| plain(&why)).or_else(syntax).unwrap_or(why);
        // At the end of the file there is no character to point at; the last one serves.
        let place = error.span().unwrap_or_default();
        let place = if place.is_empty() { place.start.saturating_sub(1)..place.start } else { place };
        Self::new(why, place)
    }
}

/// A message about a key or a value that is not known, shorter, and with what may have been meant. The deserialiser
/// says: unknown field `sise`, expected one of `family`, `size`.
fn meant(message: &str) -> Option<String> {
    let kinds = [("unknown field `", "there is no key"), ("unknown variant `", "there is no")];
    let (what, rest) = kinds.iter().find_map(|(begins, what)| Some((*what, message.strip_prefix(begins)?)))?;
    let (said, expected) = rest.split_once('`')?;
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    (!names.is_empty()).then(|| near::unknown(what, said, &names))
}

/// A message of the deserialiser's in a person's words: it says "invalid value: integer `-5`, expected usize".
fn plain(message: &str) -> Option<String> {
    if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return Some(format!("`{key} = …` is missing here"));
    }
    let rest = ["invalid type: ", "invalid value: "].iter().find_map(|begins| message.strip_prefix(begins))?;
    let (said, expected) = rest.rsplit_once(", expected ")?;
    if (said, expected) == ("map", "a sequence") {
        return Some("there may be several of it; write its name in two brackets, [[ ]]".to_owned());
    }
    let said = match said {
        "sequence" => "a list",
        "map" => "a table",
        "unit value" => "nothing",
        said => {
            let kinds = ["integer ", "floating point ", "boolean ", "string "];
            kinds.iter().find_map(|kind| said.strip_prefix(kind)).unwrap_or(said).trim_matches('`')
        }
    };
    let expected = match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 up",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a string in quotes",
        "a sequence" => "a list in [ ]",
        "a map" => "a table",
        named if named.starts_with("struct ") => "a table",
        other => other,
    };
    Some(format!("{said} stands where {expected} is expected"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_in_a_persons_words() {
        for (message, said) in [
            ("invalid value: integer `-5`, expected usize", "-5 stands where a whole number from 0 up is expected"),
            ("invalid type: string \"yes\", expected a boolean", "\"yes\" stands where true or false is expected"),
            ("invalid type: string \"a.md\", expected a sequence", "\"a.md\" stands where a list in [ ] is expected"),
            (
                "invalid type: map, expected a sequence",
                "there may be several of it; write its name in two brackets, [[ ]]",
            ),
            ("missing field `file`", "`file = …` is missing here"),
        ] {
            assert_eq!(plain(message).as_deref(), Some(said));
        }
        assert_eq!(plain("write it in quotes"), None);
    }
}
