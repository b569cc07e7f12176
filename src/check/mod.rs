//! Preflight: what a press, an archive, a screen reader or a reader at a screen would stumble over, in PDF and EPUB
//! files that anyone's program made.
//!
//! A file comes in; a [`Report`] of [`Finding`]s goes out, each with a code, a page, a place and a remedy. Which codes
//! matter, and how much, depends on the [`Purpose`]: the table is in [`Code`], and `README.md` beside this file shows
//! it. Nothing is mended here, nothing is printed, and a damaged file is a finding or an error, never a panic.
#![doc = include_str!("README.md")]

mod code;
#[cfg(feature = "epub")]
mod epub;
mod leaks;
#[cfg(feature = "pdf")]
mod pdf;
mod report;

pub use code::{Code, Purpose, Severity};
pub use leaks::{Leak, leaks};
pub use report::{Finding, Kind, Place, Report};

use crate::error::{Error, Result};

/// What a file is checked for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// What it is for; `None`: what it says of itself, else the screen.
    pub purpose: Option<Purpose>,
    /// The most ink that may lie on one place, in percent; `None`: 300, or what the named printing condition is known
    /// to take.
    pub ink_limit: Option<u16>,
}

/// Checks a PDF or an EPUB file; its first bytes say which it is.
///
/// # Errors
/// [`Error::Unreadable`] if it is neither, if it needs a password, or if nothing of it can be read.
pub fn check(name: &str, bytes: &[u8], options: &Options) -> Result<Report> {
    let unreadable = |what: String| Error::Unreadable { name: name.to_owned(), what };
    let head = &bytes[..bytes.len().min(1024)];
    if head.starts_with(b"PK\x03\x04") {
        #[cfg(feature = "epub")]
        return epub::check(bytes).map_err(unreadable);
        #[cfg(not(feature = "epub"))]
        return Err(unreadable("this offprint was built without EPUB".to_owned()));
    }
    if head.windows(5).any(|five| five == b"%PDF-") {
        #[cfg(feature = "pdf")]
        return pdf::check(bytes, options).map_err(unreadable);
        #[cfg(not(feature = "pdf"))]
        return Err(unreadable("this offprint was built without PDF".to_owned()));
    }
    let _ = options;
    Err(unreadable("is neither a PDF nor an EPUB file".to_owned()))
}
