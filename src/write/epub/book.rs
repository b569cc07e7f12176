//! The book as epub-builder makes it, and its title page.

use super::super::shared::is_shown;
use super::metadata::Metadata;
use super::pictures::Gathered;
use super::{Chapter, Entry, page};
use crate::error::Error;
use crate::write::xhtml;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, MetadataOpfV3, TocElement, ZipLibrary};

/// The name of the title page's file.
pub(super) const TITLE_PAGE: &str = "title-page.xhtml";

/// The title, the authors, and where and when it was published.
pub(super) fn title_page(metadata: &Metadata) -> String {
    let mut body =
        format!("<section epub:type=\"titlepage\" class=\"title-page\">\n<h1>{}</h1>\n", xhtml::text(&metadata.title));
    let mut line = |class: &str, words: String| {
        if !words.is_empty() {
            body.push_str(&format!("<p class=\"{class}\">{words}</p>\n"));
        }
    };
    line("authors", xhtml::text(&metadata.authors.join(", ")));
    let about = &metadata.about;
    line("publication", about.publication.as_deref().map(xhtml::text).unwrap_or_default());
    line("date", about.date.as_ref().map(|date| xhtml::text(&date.written)).unwrap_or_default());
    let address = about.url.as_deref().and_then(|url| Some((url, xhtml::href(url)?)));
    let link =
        |(url, href): (&str, String)| format!("<a href=\"{}\">{}</a>", xhtml::attribute(&href), xhtml::text(url));
    line("source", address.map(link).unwrap_or_default());
    line("rights", about.rights.as_deref().map(xhtml::text).unwrap_or_default());
    body.push_str("</section>\n");
    page(&metadata.title, &metadata.language, &body)
}

/// The book, with the faults that `finish` mends.
pub(super) fn build(
    metadata: &Metadata,
    title_page: &str,
    chapters: &[Chapter],
    pictures: &Gathered,
    css: &str,
) -> Result<Vec<u8>, Error> {
    let made = || -> epub_builder::Result<Vec<u8>> {
        let mut book = EpubBuilder::new(ZipLibrary::new()?)?;
        book.epub_version(EpubVersion::V33);
        describe(&mut book, metadata)?;
        book.stylesheet(css.as_bytes())?;
        book.add_content(EpubContent::new(TITLE_PAGE, title_page.as_bytes()))?;
        for chapter in chapters {
            let content = EpubContent::new(&chapter.href, chapter.xhtml.as_bytes()).title(shown(&chapter.name));
            let content = chapter.sections.iter().fold(content, |content, entry| content.child(toc(entry)));
            book.add_content(content)?;
        }
        for file in &pictures.files {
            book.add_resource(&file.href, file.bytes.as_slice(), file.media_type)?;
        }
        let mut bytes = Vec::new();
        book.generate(&mut bytes)?;
        Ok(bytes)
    };
    made().map_err(|error| failed(error.to_string()))
}

fn describe(book: &mut EpubBuilder<ZipLibrary>, metadata: &Metadata) -> epub_builder::Result<()> {
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
    for (property, content) in &metadata.accessibility {
        let meta = MetadataOpfV3::new((*property).to_owned(), xhtml::text(content));
        book.add_metadata_opf(Box::new(meta));
    }
    let summary = xhtml::text(&metadata.accessibility_summary);
    let summary = MetadataOpfV3::new("schema:accessibilitySummary".to_owned(), summary);
    book.add_metadata_opf(Box::new(MetadataOpfV3 { xml_lang: Some("en".to_owned()), ..summary }));
    // Both are of the form their parsers want: the identifier and the moment were made by us.
    if let Ok(uuid) = metadata.identifier.parse() {
        book.set_uuid(uuid);
    }
    if let Ok(moment) = metadata.modified.parse() {
        book.set_modified_date(moment);
    }
    Ok(())
}

fn toc(entry: &Entry) -> TocElement {
    let element = TocElement::new(&entry.href, shown(&entry.name));
    entry.entries.iter().fold(element, |element, entry| element.child(toc(entry)))
}

/// epub-builder escapes, but lets through what XML forbids.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| is_shown(*c)).collect()
}

/// The error that says why there is no book.
pub(super) fn failed(why: String) -> Error {
    Error::Write { format: "EPUB", why }
}
