//! [`Packet`] → EPUB 3.3, or EPUB 2: a title page, each article in one file or several, a nested table of contents,
//! the pages of a print edition, and pictures.
//!
//! The shape of it: `pictures` looks at what the documents refer to, `xhtml` writes the chapters, `packed` puts each into
//! the archive as soon as it is written, `align` finds where the print edition's pages begin, `metadata` says what is
//! known of the whole, `book` hands the skeleton to epub-builder, and `finish` mends what epub-builder cannot say and
//! puts the other files behind the chapters. The same packet gives the same
//! bytes: times are the article's, the identifier comes from the content.

mod align;
mod archive;
mod begins;
mod book;
mod chapter;
mod css;
mod downgrade;
mod finish;
mod fonts;
mod identity;
mod kindle;
mod landmarks;
mod metadata;
mod package;
mod packed;
mod parts;
mod pictures;
mod places;
mod toc;
mod vertical;

pub use fonts::FontFile;

use super::{Writer, xhtml};
use crate::diag::{Sink, Warned};
use crate::error::Error;
use crate::lang::{Direction, Language};
use crate::packet::{Packet, Series};
use crate::pages::Print;
use crate::resource::Resources;
use crate::style::Theme;
use archive::Out;
use chapter::Chapter;
use packed::Packed;
use parts::Kind;
use std::borrow::Cow;
use std::io::Write;

/// The EPUB writer.
#[derive(Debug, Clone, Default)]
pub struct Epub {
    /// How to make the book.
    pub options: Options,
    /// What the style sheet is made from: proportions, weights, alignment. The reader's own type and size stand.
    pub theme: Theme,
}

/// How a book is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// When the book was last changed, in seconds since 1970. `None`: the date of the packet, else the last of its
    /// articles, else 1970.
    pub modified: Option<u64>,
    /// Which EPUB.
    pub version: Version,
    /// The print edition whose pages the book is marked with. Of the same packet, or they will not be found.
    pub print: Option<Print>,
    /// The cover: the bytes of a PNG or JPEG, upright.
    pub cover: Option<Vec<u8>>,
    /// Typefaces that go into the book, whole. None: the reader's own serve.
    pub fonts: Vec<FontFile>,
    /// Which way lines run.
    pub lines: Lines,
    /// The series it is a part of, if the packet does not say or says another.
    pub series: Option<Series>,
    /// What will show the book.
    pub reader: ReadBy,
}

/// A version of EPUB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// EPUB 3.3, with what readers of EPUB 2 need besides.
    #[default]
    V33,
    /// EPUB 2.0.1: XHTML 1.1, no roles, no landmarks, notes as links.
    V2,
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// Across the page.
    #[default]
    Across,
    /// From top to bottom, the first at the right: Chinese and Japanese only.
    Down,
}

/// What will show the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadBy {
    /// Anything.
    #[default]
    Anything,
    /// Kindle too: what it does not show is told.
    Kindle,
}

impl Writer for Epub {
    fn write(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        write(&self.theme, &self.options, packet, resources)
    }

    fn write_last(
        &self,
        packet: Packet,
        resources: &dyn Resources,
        out: &mut (dyn Write + Send),
    ) -> Result<Warned<()>, Error> {
        let written = write_to(Out::Straight(out), &self.theme, &self.options, Cow::Owned(packet), resources)?;
        Ok(written.map(|_| ()))
    }
}

/// A book in a theme that is borrowed: other files are made with it too.
///
/// # Errors
/// As [`Writer::write`].
pub fn write(
    theme: &Theme,
    options: &Options,
    packet: &Packet,
    resources: &dyn Resources,
) -> Result<Warned<Vec<u8>>, Error> {
    write_to(Out::Held(Vec::new()), theme, options, Cow::Borrowed(packet), resources)
}

/// An article of a packet that is nobody else's is given back as soon as it is written.
fn write_to(
    out: Out<'_>,
    theme: &Theme,
    options: &Options,
    packet: Cow<'_, Packet>,
    resources: &dyn Resources,
) -> Result<Warned<Vec<u8>>, Error> {
    if packet.parts.is_empty() {
        return Err(book::failed("the packet has no parts".to_owned()));
    }
    let mut sink = Sink::new();
    let language = language(&packet);
    let pictures = pictures::gather(&packet, resources, options, &mut sink)?;
    let conforms = metadata::conforms(&packet, &language, &pictures);
    let tables = (options.reader == ReadBy::Kindle).then(|| kindle::tables(&packet));
    let length = length(&packet);
    let (packet, documents) = parts::documents(packet);
    let parts = parts::plan(&packet, documents, &language);
    let title = metadata::title(&packet, &parts);
    let mut packed = Packed::new(&title, &language, options.version, length, out)?;
    let chapters = chapter::write(&packet, parts, options, &language, &pictures, &mut packed, &mut sink)?;
    let (pages, hash) = packed.finish(&pictures);
    let known = metadata::Known { title, language, conforms };
    let metadata = metadata::Metadata::of(&packet, known, &hash, options, &chapters, &pictures);
    if let Some(tables) = tables {
        kindle::check(tables, options, &chapters, &pictures, &mut sink);
    }
    let files = book::files(&packet, &metadata, &chapters, pictures, theme, options);
    let skeleton = book::skeleton(&metadata, &files, options)?;
    let bytes = finish::finish(skeleton, &metadata, &chapters, files, pages, options)?;
    Ok(sink.warn(bytes))
}

/// The language of the whole: the packet's, else the first article's that has one, else English.
fn language(packet: &Packet) -> Language {
    let given = packet.meta.language.clone();
    given.or_else(|| packet.articles().find_map(|article| article.meta.language.clone())).unwrap_or_default()
}

/// About how long the text of a packet is, in bytes of what it was read from.
fn length(packet: &Packet) -> usize {
    let last = packet.documents().filter_map(|document| document.blocks.last());
    last.map(|block| block.span.range().end).sum()
}

/// The first file of the text.
fn first(chapters: &[Chapter]) -> &str {
    let mut text = chapters.iter().filter(|chapter| !matches!(chapter.kind, Kind::Title | Kind::Contents));
    text.next().map_or(book::TITLE_PAGE, Chapter::href)
}

/// A whole file. The list of a large packet's sources is one of megabytes, which are not copied.
fn page(title: &str, language: &Language, mut body: String) -> String {
    let (title, attributes) = (xhtml::text(title), language_attributes(language));
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops""#;
    let head = [
        head,
        &attributes,
        ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>",
        &title,
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>\n</head>\n<body>\n",
    ]
    .concat();
    const TAIL: &str = "</body>\n</html>\n";
    body.reserve_exact(head.len() + TAIL.len());
    body.insert_str(0, &head);
    body.push_str(TAIL);
    body
}

/// The language and the direction of words among others of another language; nothing if they are of the same.
fn language_among(language: &Language, others: &Language) -> String {
    if language.tag() == others.tag() {
        return String::new();
    }
    let tag = metadata::tag(language);
    let direction = if language.direction() == Direction::Rtl { "rtl" } else { "ltr" };
    format!(r#" lang="{tag}" xml:lang="{tag}" dir="{direction}""#)
}

/// The language and the direction of a file.
fn language_attributes(language: &Language) -> String {
    let tag = metadata::tag(language);
    let direction = if language.direction() == Direction::Rtl { r#" dir="rtl""# } else { "" };
    format!(r#" lang="{tag}" xml:lang="{tag}"{direction}"#)
}
