//! The whole way, again and again: a [`Converter`] keeps between documents what does not belong to one of them.
//!
//! A program that makes many files makes one converter and shares it: faces are parsed once, themes are read once,
//! and words that were shaped for one article need not be shaped for the next. What is kept only saves time. The
//! bytes of a file do not depend on what was made before it, nor on what is made at the same time in other threads.
//!
//! ```
//! # #[cfg(all(feature = "bundled-fonts", feature = "markdown"))] {
//! use offprint::convert::{Converter, Options};
//! use offprint::{NoResources, Theme, write::text};
//! use std::thread;
//!
//! // One for the whole server; it is `Send + Sync`, and every request borrows it.
//! let converter = Converter::new();
//! let page = Options { theme: converter.theme("booklet", None)?, ..Options::default() };
//! let plain = Options { to: text::Options { width: None }.into(), ..Options::default() };
//!
//! let requests = ["# The Harvest\n\nThe mills ran only three days.", "# The Canal\n\nIt was dug by hand."];
//! let answers = thread::scope(|scope| {
//!     let answer = |body| scope.spawn({
//!         let (converter, page, plain) = (&converter, &page, &plain);
//!         move || -> offprint::Result<_> {
//!             // The name says what it is (`Options::from` would), and stands in diagnostics.
//!             let pdf = converter.convert("request.md", body, page, &NoResources)?;
//!             let text = converter.convert("request.md", body, plain, &NoResources)?;
//!             Ok((pdf, text))
//!         }
//!     });
//!     let threads = requests.map(answer);
//!     threads.map(|thread| thread.join().expect("conversions do not panic"))
//! });
//! for answer in answers {
//!     let (pdf, text) = answer?;
//!     assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.pages == Some(1));
//!     assert!(text.bytes.starts_with(b"The ") && text.words > 5, "{} {:?}", text.words, text.diagnostics);
//! }
//! # }
//! # Ok::<(), offprint::Error>(())
//! ```
//!
//! Memory: a converter holds the faces that were used and up to one set of shaped words for each thread that worked at
//! the same time, some megabytes each, however many documents it has made. Time: a document takes as long as it takes;
//! a server that must answer soon limits the size of what it accepts.

use crate::diag::{Diagnostic, Sink, Warned};
use crate::error::Result;
#[cfg(feature = "pdf")]
use crate::font::Fonts;
use crate::lang::Language;
use crate::model::{Meta, word_count};
use crate::packet::Packet;
use crate::read::{self, Tidy};
use crate::resource::Resources;
use crate::source::{Source, SourceId};
use crate::style::Theme;
use crate::write::{self, Writer};
use std::sync::{Arc, Mutex, PoisonError};

/// Converts documents, and keeps what they share.
pub struct Converter {
    #[cfg(feature = "pdf")]
    fonts: Fonts,
    themes: Mutex<Vec<Known>>,
}

/// A theme that was read.
struct Known {
    name: String,
    paper: Option<String>,
    theme: Arc<Theme>,
}

/// How many themes are kept: all that there are, each on its own paper and on a few more. Papers can be any size, so a
/// caller that passes on what strangers ask for must not be made to keep them all.
const MOST_THEMES: usize = 64;

/// What is made of a document, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the document is; `None`: what its name says ([`read::detect`]).
    pub from: Option<&'static read::Format>,
    /// The language it is written in; `None`: what it says, or is found to be.
    pub language: Option<Language>,
    /// What is mended in it.
    pub tidy: Tidy,
    /// What is known about it: this goes before what the document says of itself.
    pub about: Meta,
    /// How it looks. [`Converter::theme`] has those that come with Offprint.
    pub theme: Arc<Theme>,
    /// What is made.
    pub to: To,
}

/// What is made of a document.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum To {
    /// A PDF file.
    #[cfg(feature = "pdf")]
    Pdf(Box<write::pdf::Options>),
    /// An EPUB file.
    #[cfg(feature = "epub")]
    Epub(Box<write::epub::Options>),
    /// Plain text.
    Text(write::text::Options),
}

impl To {
    /// What a format's name says, with default options: `pdf`, `epub`, `text` ([`write::FORMATS`]).
    pub fn named(name: &str) -> Option<Self> {
        match name {
            #[cfg(feature = "pdf")]
            "pdf" => Some(Self::Pdf(Box::default())),
            #[cfg(feature = "epub")]
            "epub" => Some(Self::Epub(Box::default())),
            "text" => Some(Self::Text(write::text::Options::default())),
            _ => None,
        }
    }
}

#[cfg(feature = "pdf")]
impl From<write::pdf::Options> for To {
    fn from(options: write::pdf::Options) -> Self {
        Self::Pdf(Box::new(options))
    }
}

#[cfg(feature = "epub")]
impl From<write::epub::Options> for To {
    fn from(options: write::epub::Options) -> Self {
        Self::Epub(Box::new(options))
    }
}

impl From<write::text::Options> for To {
    fn from(options: write::text::Options) -> Self {
        Self::Text(options)
    }
}

impl Default for To {
    /// The first of [`write::FORMATS`].
    fn default() -> Self {
        Self::named(write::FORMATS[0].name).unwrap_or(Self::Text(write::text::Options::default()))
    }
}

impl Default for Options {
    /// The first of [`write::FORMATS`], in the default theme.
    fn default() -> Self {
        Self {
            from: None,
            language: None,
            tidy: Tidy::default(),
            about: Meta::default(),
            theme: Arc::new(Theme::default()),
            to: To::default(),
        }
    }
}

/// What was made of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has; `None` if it has none, as EPUB and text.
    pub pages: Option<usize>,
}

/// What was made of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has; `None` if it has none, as EPUB and text.
    pub pages: Option<usize>,
    /// How many words the document has.
    pub words: usize,
    /// What was noticed, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The decoded input, in which diagnostics have their places.
    pub source: Source,
}

impl Converter {
    /// A converter with the bundled faces; with none at all if the library was built without them.
    pub fn new() -> Self {
        #[cfg(all(feature = "pdf", not(feature = "bundled-fonts")))]
        return Self::with_fonts(Fonts::none());
        #[cfg(feature = "bundled-fonts")]
        return Self::with_fonts(Fonts::bundled());
        #[cfg(not(feature = "pdf"))]
        return Self { themes: Mutex::default() };
    }

    /// A converter with these faces and no others.
    #[cfg(feature = "pdf")]
    pub fn with_fonts(fonts: Fonts) -> Self {
        Self { fonts, themes: Mutex::default() }
    }

    /// The faces it sets in.
    #[cfg(feature = "pdf")]
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// A theme that comes with Offprint, as [`Theme::named`] has it. It is read once.
    ///
    /// # Errors
    /// As [`Theme::named`].
    pub fn theme<'p>(&self, name: &str, paper: impl Into<Option<&'p str>>) -> Result<Arc<Theme>> {
        let paper = paper.into();
        // A thread that panicked here left the list whole: it is pushed to, and nothing else.
        let mut themes = self.themes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = themes.iter().find(|known| known.name == name && known.paper.as_deref() == paper) {
            return Ok(Arc::clone(&known.theme));
        }
        let theme = Arc::new(Theme::named(name, paper)?);
        if themes.len() < MOST_THEMES {
            themes.push(Known { name: name.to_owned(), paper: paper.map(str::to_owned), theme: Arc::clone(&theme) });
        }
        Ok(theme)
    }

    /// Converts a document: text, or bytes in any encoding. `name` is what it is called, with or without a path; of
    /// the disk and of the network nothing is touched but what `resources` gives.
    ///
    /// # Errors
    /// [`Error::NotText`](crate::Error::NotText) if it is no text; else as the writer's.
    pub fn convert(
        &self,
        name: &str,
        input: impl AsRef<[u8]>,
        options: &Options,
        resources: &dyn Resources,
    ) -> Result<Converted> {
        let mut sink = Sink::new();
        let source = read::decode_with(SourceId::default(), name, input.as_ref(), &options.tidy)?.into(&mut sink);
        let format = options.from.unwrap_or_else(|| read::detect(name));
        let reader = format.reader_for(options.language.clone(), options.tidy.clone());
        let mut document = reader.read(&source).into(&mut sink);
        describe(&mut document.meta, &options.about);
        let words = word_count(&document);
        let packet = Packet::from(document);
        let Made { bytes, pages } = self.write(&packet, &options.theme, &options.to, resources)?.into(&mut sink);
        Ok(Converted { bytes, pages, words, diagnostics: sink.finish(), source })
    }

    /// Writes what was read elsewhere: a document in several formats, or a packet of many.
    ///
    /// # Errors
    /// As the writer's.
    #[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(unused_variables))] // plain text has no look
    pub fn write(&self, packet: &Packet, theme: &Theme, to: &To, resources: &dyn Resources) -> Result<Warned<Made>> {
        match to {
            #[cfg(feature = "pdf")]
            To::Pdf(options) => {
                let made = write::pdf::write_each(theme, &self.fonts, &[options], packet, resources)?;
                Ok(made.map(|write::pdf::Printed { files, report }| Made {
                    bytes: files.into_iter().next().unwrap_or_default(),
                    pages: Some(report.figures.pages),
                }))
            }
            #[cfg(feature = "epub")]
            To::Epub(options) => {
                let made = write::epub::write(theme, options, packet, resources)?;
                Ok(made.map(|bytes| Made { bytes, pages: None }))
            }
            To::Text(options) => {
                let writer = write::text::Text { options: options.clone() };
                Ok(writer.write(packet, resources)?.map(|bytes| Made { bytes, pages: None }))
            }
        }
    }
}

impl Default for Converter {
    fn default() -> Self {
        Self::new()
    }
}

/// What a caller says about a document goes before what the document says.
fn describe(meta: &mut Meta, said: &Meta) {
    fn set<T: Clone>(field: &mut Option<T>, said: &Option<T>) {
        if said.is_some() {
            field.clone_from(said);
        }
    }
    let Meta { title, standfirst, authors, byline, long_title, .. } = said;
    let Meta { publication, date, url, language, keywords, description, rights, .. } = said;
    for (field, said) in [(&mut meta.title, title), (&mut meta.standfirst, standfirst)] {
        if !said.is_empty() {
            field.clone_from(said);
        }
    }
    for (field, said) in [(&mut meta.authors, authors), (&mut meta.keywords, keywords)] {
        if !said.is_empty() {
            field.clone_from(said);
        }
    }
    set(&mut meta.byline, byline);
    set(&mut meta.long_title, long_title);
    set(&mut meta.publication, publication);
    set(&mut meta.date, date);
    set(&mut meta.url, url);
    set(&mut meta.language, language);
    set(&mut meta.description, description);
    set(&mut meta.rights, rights);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_converter_can_be_shared() {
        fn shared<T: Send + Sync>() {}
        shared::<Converter>();
        shared::<Options>();
        shared::<Converted>();
    }

    #[test]
    fn themes_are_read_once_and_not_without_end() {
        let converter = Converter::new();
        let first = converter.theme("brief", None).unwrap();
        assert!(Arc::ptr_eq(&first, &converter.theme("brief", None).unwrap()));
        assert!(!Arc::ptr_eq(&first, &converter.theme("brief", "A4").unwrap()));
        for width in 0..200 {
            let paper = format!("{}x300mm", 210 + width);
            converter.theme("brief", paper.as_str()).unwrap();
        }
        assert_eq!(converter.themes.lock().unwrap().len(), MOST_THEMES);
        assert!(converter.theme("brie", None).is_err());
    }

    #[test]
    fn what_is_said_goes_before_what_is_written() {
        let about = Meta { authors: vec!["Anna Weber".to_owned()], ..Meta::default() };
        let options = Options { about, to: To::named("text").unwrap(), ..Options::default() };
        let text = "The Harvest\n\nby Jonas Roth\n\nThe mills ran only three days in the week.\n";
        let made = Converter::new().convert("harvest.txt", text, &options, &crate::NoResources).unwrap();
        let text = String::from_utf8(made.bytes).unwrap();
        assert!(text.contains("Anna Weber") && !text.contains("Roth"), "{text}");
        assert_eq!((made.pages, made.words), (None, 11));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = Converter::new().convert("a.txt", b"%PDF-1.7", &Options::default(), &crate::NoResources);
        assert!(matches!(refused, Err(crate::Error::NotText { .. })));
    }
}
