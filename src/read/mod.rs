//! Bytes → [`Document`]. Reading never fails: any text becomes a document, and doubts become diagnostics.

mod decode;
#[cfg(all(any(feature = "html", feature = "markdown"), any(feature = "epub", feature = "pdf")))]
mod formulas;
#[cfg(feature = "html")]
mod html;
mod language;
#[cfg(feature = "markdown")]
mod markdown;
mod mime;
mod mojibake;
mod primes;
mod text;
mod tidy;

pub use decode::{decode, decode_with, encoding};
#[cfg(feature = "html")]
pub use html::{Html, SiteName};
#[cfg(feature = "markdown")]
pub use markdown::{Markdown, Punctuation};
pub use text::PlainText;
pub use tidy::{Part as TidyPart, Tidy};

use crate::diag::Warned;
use crate::lang::Language;
use crate::model::Document;
use crate::source::Source;

/// Makes a document of a source.
pub trait Reader {
    /// Reads; every doubt is a diagnostic.
    fn read(&self, source: &Source) -> Warned<Document>;
}

/// A kind of input.
#[derive(Debug)]
pub struct Format {
    /// Its name, as `--from` takes it.
    pub name: &'static str,
    /// The ends of file names that mean it, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    make: fn(Option<Language>, Tidy) -> Box<dyn Reader>,
}

impl Format {
    /// Reads a source of this kind, with default options.
    pub fn read(&self, source: &Source) -> Warned<Document> {
        self.reader().read(source)
    }

    /// Its reader, with default options.
    pub fn reader(&self) -> Box<dyn Reader> {
        self.reader_for(None, Tidy::default())
    }

    /// Its reader, for articles of that language; on `None`, of the language that they say or show.
    pub fn reader_for(&self, language: Option<Language>, tidy: Tidy) -> Box<dyn Reader> {
        (self.make)(language, tidy)
    }
}

/// Markdown's marks are made the language's all together: who wants one kind of them as it is written gets all so.
#[cfg(feature = "markdown")]
fn punctuation(tidy: Tidy) -> markdown::Punctuation {
    let all = tidy.quotes && tidy.dashes && tidy.ellipses;
    if all { markdown::Punctuation::Smart } else { markdown::Punctuation::AsWritten }
}

/// Every kind of input, plain text first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        extensions: &["txt", "text"],
        make: |language, tidy| Box::new(PlainText { language, tidy }),
    },
    #[cfg(feature = "markdown")]
    Format {
        name: "markdown",
        extensions: &["md", "markdown", "mkd", "mdown"],
        make: |language, tidy| Box::new(Markdown { language, punctuation: punctuation(tidy) }),
    },
    #[cfg(feature = "html")]
    Format {
        name: "html",
        extensions: &["html", "htm", "xhtml", "mhtml", "mht"],
        make: |language, tidy| Box::new(Html { language, tidy, ..Default::default() }),
    },
];

/// The kind of input that a file name means; plain text if it means none.
pub fn detect(name: &str) -> &'static Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str())).unwrap_or(&FORMATS[0])
}
