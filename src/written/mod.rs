//! Files that a person writes in TOML, themes and manifests of packets: a file laid over the one it is based on
//! ([`merge`]), what is wrong with it and where ([`Fault`]), and what may have been meant ([`near`]).

pub(crate) mod merge;
pub(crate) mod near;

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
        let why = meant(&why).unwrap_or(why);
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
