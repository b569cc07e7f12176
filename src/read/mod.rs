//! Bytes → [`Document`]. Reading never fails: any text becomes a document, and doubts become diagnostics.

mod decode;
#[cfg(feature = "html")]
mod html;
mod language;
#[cfg(feature = "markdown")]
mod markdown;
mod mojibake;
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
    /// Makes its reader, with default options.
    pub reader: fn() -> Box<dyn Reader>,
}

/// Every kind of input, plain text first.
pub const FORMATS: &[Format] = &[
    Format { name: "text", extensions: &["txt", "text"], reader: || Box::new(PlainText::default()) },
    #[cfg(feature = "markdown")]
    Format {
        name: "markdown",
        extensions: &["md", "markdown", "mkd", "mdown"],
        reader: || Box::new(Markdown::default()),
    },
    #[cfg(feature = "html")]
    Format {
        name: "html",
        extensions: &["html", "htm", "xhtml", "mhtml", "mht"],
        reader: || Box::new(Html::default()),
    },
];

/// The kind of input that a file name means; plain text if it means none.
pub fn detect(name: &str) -> &'static Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str())).unwrap_or(&FORMATS[0])
}
