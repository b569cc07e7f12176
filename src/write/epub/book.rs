//! The book's files, and the skeleton of it that epub-builder makes.

use super::super::shared::is_shown;
use super::archive::Failure;
use super::chapter::Chapter;
use super::metadata::Metadata;
use super::parts::{Kind, markings};
use super::pictures::Gathered;
use super::{Options, Version, css, downgrade, page};
use crate::error::Error;
use crate::packet::Packet;
use crate::style::Theme;
use crate::write::xhtml;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, MetadataOpf, MetadataOpfV3, ZipLibrary};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of the title page's file.
pub(super) const TITLE_PAGE: &str = "title-page.xhtml";
/// The name of the file that shows the cover.
pub(super) const COVER_PAGE: &str = "cover.xhtml";

/// What goes into the book, by name, and what kind of thing it is.
pub(super) struct Files<'a> {
    /// The pages that epub-builder is told of: those before the chapters, or the first of these if there are none. It
    /// sets up a compressor for each file that it is told of, and packets have thousands.
    pub listed: Vec<String>,
    /// What stands before the chapters: name and content.
    before: Vec<(&'static str, String)>,
    /// The rest: name, media type, content.
    pub resources: Vec<(String, &'static str, Cow<'a, [u8]>)>,
    /// The cover, which is none of the above: name, media type, content.
    pub cover: Option<(String, &'static str, Vec<u8>)>,
}

/// Everything but what epub-builder makes.
pub(super) fn files<'a>(
    packet: &Packet,
    metadata: &Metadata,
    chapters: &[Chapter],
    pictures: Gathered,
    theme: &Theme,
    options: &'a Options,
) -> Files<'a> {
    let style = css::stylesheet(theme, options, &metadata.language);
    let made = |page: String| {
        if options.version == Version::V2 { downgrade::page(&page) } else { page }
    };
    let mut before = Vec::new();
    let cover = pictures.cover.map(|cover| (cover.href, cover.media_type, cover.bytes));
    if let Some((href, ..)) = &cover {
        before.push((COVER_PAGE, made(cover_page(metadata, href))));
    }
    if chapters.iter().all(|chapter| chapter.kind != Kind::Title) {
        before.push((TITLE_PAGE, made(title_page(packet, metadata))));
    }
    let mut listed: Vec<String> = before.iter().map(|(name, _)| (*name).to_owned()).collect();
    if before.iter().all(|(name, _)| *name != TITLE_PAGE) {
        listed.extend(chapters.iter().flat_map(|chapter| &chapter.files).map(|file| file.href.clone()).next());
    }
    let mut resources = vec![("stylesheet.css".to_owned(), "text/css", Cow::Owned(style.into_bytes()))];
    let fonts = options.fonts.iter().zip(1..);
    resources.extend(fonts.map(|(font, number)| (font.href(number), font.media_type(), Cow::Borrowed(&*font.bytes))));
    let pictures = pictures.files.into_iter();
    resources.extend(pictures.map(|file| (file.href, file.media_type, Cow::Owned(file.bytes))));
    Files { listed, before, resources, cover }
}

impl<'a> Files<'a> {
    /// The contents by the names they have in the archive, without those of the chapters.
    pub fn contents(self) -> BTreeMap<String, Cow<'a, [u8]>> {
        let cover = self.cover.into_iter().map(|(name, _, content)| (name, Cow::Owned(content)));
        let resources = self.resources.into_iter().map(|(name, _, content)| (name, content));
        let before = self.before.into_iter();
        let before = before.map(|(name, content)| (name.to_owned(), Cow::Owned(content.into_bytes())));
        let all = before.chain(resources).chain(cover);
        all.map(|(name, content)| (format!("OEBPS/{name}"), content)).collect()
    }
}

/// The cover, alone on a page.
fn cover_page(metadata: &Metadata, href: &str) -> String {
    let about = if metadata.authors.is_empty() {
        metadata.title.clone()
    } else {
        format!("{}, {}", metadata.title, metadata.authors.join(", "))
    };
    let body = format!(
        "<section epub:type=\"cover\" class=\"cover\">\n<img role=\"doc-cover\" src=\"{href}\" alt=\"{}\"/>\n</section>\n",
        xhtml::attribute(&about)
    );
    page(&metadata.title, &metadata.language, body)
}

/// The title, the authors, and where and when it was published.
fn title_page(packet: &Packet, metadata: &Metadata) -> String {
    let mut body = format!(
        "<section epub:type=\"titlepage\" class=\"title-page\">\n{}<h1>{}</h1>\n",
        markings(packet),
        xhtml::text(&metadata.title)
    );
    let mut line = |class: &str, words: String| {
        if !words.is_empty() {
            body.push_str(&format!("<p class=\"{class}\">{words}</p>\n"));
        }
    };
    line("authors", xhtml::text(&metadata.authors.join(", ")));
    let about = &metadata.about;
    line("publication", about.publication.as_deref().map(xhtml::text).unwrap_or_default());
    line("date", about.date.as_ref().map(|date| xhtml::text(&date.shown(&metadata.language))).unwrap_or_default());
    let address = about.url.as_deref().and_then(|url| Some((url, xhtml::href(url)?)));
    let link =
        |(url, href): (&str, String)| format!("<a href=\"{}\">{}</a>", xhtml::attribute(&href), xhtml::text(url));
    line("source", address.map(link).unwrap_or_default());
    line("rights", about.rights.as_deref().map(xhtml::text).unwrap_or_default());
    body.push_str("</section>\n");
    page(&metadata.title, &metadata.language, body)
}

/// The book as epub-builder makes it: the package, empty tables of contents, and the other files by their names alone.
/// `finish` puts the chapters and the contents in, so that nothing is compressed twice or held in two archives at once.
pub(super) fn skeleton(metadata: &Metadata, files: &Files, options: &Options) -> Result<Vec<u8>, Error> {
    const NOTHING: &[u8] = b"";
    let made = || -> epub_builder::Result<Vec<u8>> {
        let mut book = EpubBuilder::new(ZipLibrary::new()?)?;
        book.epub_version(match options.version {
            Version::V33 => EpubVersion::V33,
            Version::V2 => EpubVersion::V20,
        });
        describe(&mut book, metadata, options.version)?;
        if let Some((href, media_type, _)) = &files.cover {
            book.add_cover_image(href, NOTHING, *media_type)?;
        }
        for href in &files.listed {
            book.add_content(EpubContent::new(href, NOTHING))?;
        }
        for (href, media_type, _) in &files.resources {
            match href.as_str() {
                "stylesheet.css" => book.stylesheet(NOTHING)?,
                _ => book.add_resource(href, NOTHING, *media_type)?,
            };
        }
        let mut bytes = Vec::new();
        book.generate(&mut bytes)?;
        Ok(bytes)
    };
    made().map_err(|error| failed(error.to_string()))
}

fn describe(book: &mut EpubBuilder<ZipLibrary>, metadata: &Metadata, version: Version) -> epub_builder::Result<()> {
    let about = &metadata.about;
    book.metadata("title", shown(&metadata.title))?;
    book.metadata("lang", super::metadata::tag(&metadata.language))?;
    book.metadata("direction", metadata.direction())?;
    book.metadata("generator", "Offprint")?;
    book.metadata("toc_name", metadata.language.labels().contents)?;
    metadata.authors.iter().for_each(|author| book.add_author(shown(author)));
    for (key, values) in [("subject", about.keywords.as_slice()), ("description", about.description.as_slice())] {
        for value in values.iter().filter(|value| !value.trim().is_empty()) {
            book.metadata(key, shown(value))?;
        }
    }
    if let Some(rights) = about.rights.as_deref().filter(|rights| !rights.trim().is_empty()) {
        book.metadata("license", shown(rights))?;
    }
    let summary = ("schema:accessibilitySummary".to_owned(), xhtml::text(&metadata.accessibility_summary));
    let said = metadata.accessibility.iter().map(|(property, content)| ((*property).to_owned(), xhtml::text(content)));
    match version {
        Version::V33 => {
            for (property, content) in said {
                book.add_metadata_opf(Box::new(MetadataOpfV3::new(property, content)));
            }
            let summary = MetadataOpfV3::new(summary.0, summary.1);
            book.add_metadata_opf(Box::new(MetadataOpfV3 { xml_lang: Some("en".to_owned()), ..summary }));
        }
        // The same words, as EPUB Accessibility 1.1 (§2) wants them there. Nothing marks a page in the text itself.
        Version::V2 => {
            for (name, content) in said.filter(|(_, content)| content != "pageBreakMarkers").chain([summary]) {
                book.add_metadata_opf(Box::new(MetadataOpf { name, content }));
            }
        }
    }
    // Both are of the form their parsers want: the identifier and the moment were made by us.
    if let Ok(uuid) = metadata.identifier.parse() {
        book.set_uuid(uuid);
    }
    if let Ok(moment) = metadata.modified.parse() {
        book.set_modified_date(moment);
    }
    Ok(())
}

/// epub-builder escapes, but lets through what XML forbids.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| is_shown(*c)).collect()
}

/// The error that says why there is no archive.
pub(super) fn unarchived(why: Failure) -> Error {
    match why {
        Failure::Format(why) => failed(why.to_owned()),
        Failure::Name(name) => failed(format!("the name {name} is too long")),
        Failure::Out(error) => Error::Output(error),
    }
}

/// The error that says why there is no book.
pub(super) fn failed(why: String) -> Error {
    Error::Write { format: "EPUB", why }
}
