//! Errors: "there is no output". Doubts about an output that exists are [`Diagnostic`](crate::diag::Diagnostic)s.

use crate::source::Span;

/// What went wrong, for a caller to match on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input is not text at all.
    #[error("{name} is {what}, not text")]
    NotText {
        /// The input's name.
        name: String,
        /// What it looks like: "a PDF file", "a ZIP archive", "binary data".
        what: &'static str,
    },
    /// The input is of a kind that no reader takes.
    #[error("{name}: {what}")]
    Unreadable {
        /// The input's name.
        name: String,
        /// What no reader takes, and what to do instead.
        what: String,
    },
    /// A typeface cannot be used.
    #[error("typeface {name} cannot be used: {why}")]
    Font {
        /// The face or file.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// An ICC profile cannot be used.
    #[error("the profile of {name} {why}")]
    Profile {
        /// The printing condition that it is to be of.
        name: String,
        /// What is wrong with it, in words that complete "the profile …".
        why: String,
    },
    /// A theme is not usable.
    #[error("theme {name}: {why}")]
    Theme {
        /// The theme's name or file.
        name: String,
        /// What is wrong with it.
        why: String,
        /// Where in the theme's text, if known: [`Source::position`](crate::Source::position) tells the line.
        span: Span,
    },
    /// A packet's manifest, or its table of recipients, is not usable.
    #[error("{name}: {why}")]
    Manifest {
        /// The file.
        name: String,
        /// What is wrong with it, and what to write instead.
        why: String,
        /// Where in its text, if known: [`Source::position`](crate::Source::position) tells the line.
        span: Span,
    },
    /// The page leaves no room for text.
    #[error("the page has no room for text: {0}")]
    Geometry(String),
    /// A writer could not make its file.
    #[error("cannot make the {format} file: {why}")]
    Write {
        /// The format's name.
        format: &'static str,
        /// What its library said.
        why: String,
    },
    /// Where a file was to go, it cannot be written.
    #[error("cannot be written: {0}")]
    Output(std::io::Error),
}

/// The library's result type.
pub type Result<T, E = Error> = std::result::Result<T, E>;
