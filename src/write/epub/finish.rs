//! The finishing pass: what epub-builder 0.8.3 gets wrong or has no words for.
//!
//! Each replacement happens exactly once or the book is not made: a new version of epub-builder with another template
//! fails the first test instead of making subtly wrong books. All other files are copied as they are, compressed.

use super::book::{TITLE_PAGE, failed};
use super::metadata::{self, Metadata, file_as};
use super::{Chapter, language_attributes};
use crate::error::Error;
use crate::write::xhtml::{attribute, href, text};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Mends the package, the table of contents, and its copy for old readers.
pub(super) fn finish(bytes: Vec<u8>, metadata: &Metadata, chapters: &[Chapter]) -> Result<Vec<u8>, Error> {
    let zip = |error: zip::result::ZipError| failed(error.to_string());
    let io = |error: std::io::Error| failed(error.to_string());
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(zip)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    // 1980-01-01, the first moment a ZIP file can name.
    let when = DateTime::default();
    let deflated =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(when);
    for index in 0..from.len() {
        let mut file = from.by_index(index).map_err(zip)?;
        let mend: fn(Edit, &Metadata, &[Chapter]) -> Edit = match file.name() {
            "OEBPS/content.opf" => package,
            "OEBPS/nav.xhtml" => navigation,
            "OEBPS/toc.ncx" => ncx,
            _ => {
                drop(file);
                let file = from.by_index_raw(index).map_err(zip)?;
                to.raw_copy_file_touch(file, when, None).map_err(zip)?;
                continue;
            }
        };
        let name = file.name().to_owned();
        let mut content = String::new();
        file.read_to_string(&mut content).map_err(io)?;
        let content =
            mend(Edit::new(content), metadata, chapters).done().map_err(|why| failed(format!("{name}: {why}")))?;
        to.start_file(name, deflated).map_err(zip)?;
        to.write_all(content.as_bytes()).map_err(io)?;
    }
    Ok(to.finish().map_err(zip)?.into_inner())
}

/// A file being changed: each change once, or never again.
struct Edit {
    content: String,
    fault: Option<String>,
}

impl Edit {
    fn new(content: String) -> Self {
        Self { content, fault: None }
    }

    /// Replaces what must be there exactly once.
    fn once(mut self, from: &str, to: &str) -> Self {
        let count = self.content.matches(from).count();
        if count == 1 {
            self.content = self.content.replacen(from, to, 1);
        } else {
            self.fault.get_or_insert_with(|| format!("“{from}” is there {count} times, not once"));
        }
        self
    }

    fn done(self) -> Result<String, String> {
        self.fault.map_or(Ok(self.content), Err)
    }
}

fn package(edit: Edit, metadata: &Metadata, chapters: &[Chapter]) -> Edit {
    let tag = metadata::tag(&metadata.language);
    let direction = metadata.direction();
    let modified = "    <meta property=\"dcterms:modified\">";
    let first = chapters.first().map_or(TITLE_PAGE, |chapter| &chapter.href);
    let title = xml_title(metadata);
    let edit = edit
        .once(
            "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\"",
            &format!(
                "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\" xml:lang=\"{tag}\" dir=\"{direction}\""
            ),
        )
        // It gives the first language and the first author the same id.
        .once("<dc:language id=\"epub-creator-0\">", "<dc:language>")
        .once(modified, &format!("{}{modified}", facts(metadata)))
        .once(
            "  <guide>\n",
            &format!(
                "  <guide>\n    <reference type=\"title-page\" title=\"{title}\" href=\"{TITLE_PAGE}\"/>\n    \
                 <reference type=\"text\" title=\"{title}\" href=\"{first}\"/>\n"
            ),
        );
    let title_page = "<itemref idref=\"id_title-page.xhtml\"/>";
    let edit = match chapters.len() {
        0 | 1 => edit,
        _ => edit.once(title_page, &format!("{title_page}\n    <itemref idref=\"nav\"/>")),
    };
    metadata.authors.iter().enumerate().fold(edit, |edit, (index, name)| {
        let Some(filed) = file_as(name, &metadata.language) else { return edit };
        let role =
            format!("<meta refines=\"#epub-creator-{index}\" property=\"role\" scheme=\"marc:relators\">aut</meta>");
        let filed = format!("<meta refines=\"#epub-creator-{index}\" property=\"file-as\">{}</meta>", text(&filed));
        edit.once(&role, &format!("{role}\n    {filed}"))
    })
}

/// Publisher, date and source, which epub-builder has no words for.
fn facts(metadata: &Metadata) -> String {
    let about = &metadata.about;
    let mut facts = String::new();
    let mut fact = |element: &str, value: &str| {
        let value = text(value.trim());
        if !value.is_empty() {
            facts.push_str(&format!("    <dc:{element}>{value}</dc:{element}>\n"));
        }
    };
    fact("publisher", about.publication.as_deref().unwrap_or_default());
    fact("date", about.date.as_ref().map(metadata::date).unwrap_or_default());
    fact("source", &about.url.as_deref().and_then(href).unwrap_or_default());
    facts
}

fn navigation(edit: Edit, metadata: &Metadata, chapters: &[Chapter]) -> Edit {
    let attributes = language_attributes(&metadata.language);
    let contents = attribute(metadata.language.labels().contents);
    let title = xml_title(metadata);
    let first = chapters.first().map_or(TITLE_PAGE, |chapter| &chapter.href);
    // Only a book of several articles has its contents among its pages, where a landmark can lead.
    let toc = match chapters.len() {
        0 | 1 => String::new(),
        _ => format!("<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">{contents}</a></li>\n      "),
    };
    let landmarks = format!(
        "<nav epub:type=\"landmarks\" id=\"landmarks\" aria-label=\"Landmarks\" hidden=\"hidden\">\n    <ol>\n      \
         <li><a epub:type=\"titlepage\" href=\"{TITLE_PAGE}\">{title}</a></li>\n      {toc}\
         <li><a epub:type=\"bodymatter\" href=\"{first}\">{title}</a></li>\n    </ol>\n  </nav>"
    );
    edit.once(
        "xmlns:epub=\"http://www.idpf.org/2007/ops\">",
        &format!("xmlns:epub=\"http://www.idpf.org/2007/ops\"{attributes}>"),
    )
    .once("<meta charset = \"utf-8\" />", "<meta charset=\"utf-8\"/>")
    .once(
        "<nav epub:type = \"toc\" id=\"toc\">",
        "<nav epub:type=\"toc\" id=\"toc\" role=\"doc-toc\" aria-labelledby=\"toc-title\">",
    )
    .once("<nav epub:type = \"landmarks\">\n\n  </nav>", &landmarks)
}

/// The table of contents of EPUB 2: its own title, its depth, and the book's identifier.
fn ncx(edit: Edit, metadata: &Metadata, chapters: &[Chapter]) -> Edit {
    let depth = chapters.iter().map(|chapter| 1 + depth(&chapter.sections)).max().unwrap_or(1);
    let (tag, contents) = (metadata::tag(&metadata.language), text(metadata.language.labels().contents));
    let identifier = &metadata.identifier;
    edit.once("<ncx version=\"2005-1\"", &format!("<ncx version=\"2005-1\" xml:lang=\"{tag}\""))
        .once(
            "<meta name=\"dtb:depth\" content=\"1\" />",
            &format!("<meta name=\"dtb:uid\" content=\"urn:uuid:{identifier}\"/>\n    <meta name=\"dtb:depth\" content=\"{depth}\"/>"),
        )
        .once(
            &format!("<docTitle>\n    <text>{contents}</text>"),
            &format!("<docTitle>\n    <text>{}</text>", xml_title(metadata)),
        )
}

fn depth(entries: &[super::Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}

fn xml_title(metadata: &Metadata) -> String {
    attribute(&metadata.title)
}
