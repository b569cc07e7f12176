//! A PDF file checked: the file as a whole, its pages, what is painted on them, its structure and its links.

mod boxes;
mod document;
mod ink;
mod intent;
mod links;
mod marks;
mod metadata;
mod pictures;
mod structure;
#[cfg(test)]
mod tests;
mod texts;

use super::Options;
use super::code::{Code, Purpose};
use super::report::{Kind, Place, Report};
use crate::pdf::{self, File, Look, Page, Point, mm};
use intent::Intent;
use lopdf::Document;
use metadata::Metadata;
pub(super) use texts::texts;

/// What all checks share.
struct Check<'a> {
    file: &'a File,
    document: &'a Document,
    pages: &'a [Page<'a>],
    metadata: &'a Metadata,
    purpose: Purpose,
    /// What the colours are for.
    intent: Intent,
    /// There is a structure, so that content outside of it is worth telling.
    tagged: bool,
    /// The most ink, 1 for 100 %.
    ink_limit: f64,
    report: Report,
}

/// Checks the bytes of a PDF file; an error says why nothing can be said.
pub(super) fn check(bytes: &[u8], options: &Options) -> Result<Report, String> {
    let file = pdf::open(bytes).map_err(|unreadable| unreadable.to_string())?;
    let pages = pdf::pages(&file.document);
    let metadata = Metadata::read(&file.document);
    let purpose = options.purpose.unwrap_or_else(|| metadata.says());
    let version = version(&file);
    let mut check = Check {
        file: &file,
        document: &file.document,
        pages: &pages,
        metadata: &metadata,
        purpose,
        intent: Intent::None,
        tagged: file.document.catalog().is_ok_and(|catalog| file.document.dict(catalog, "StructTreeRoot").is_some()),
        ink_limit: f64::from(options.ink_limit.unwrap_or(300)) / 100.0,
        report: Report::new(Kind::Pdf, format!("{}.{}", version.0, version.1), Some(purpose)),
    };
    check.report.pages = pages.len();
    if pages.is_empty() {
        check.add(Code::Damaged, "the file has no page that can be found");
    }
    check.intent();
    check.document(version);
    check.metadata();
    check.boxes();
    let marks = check.marks();
    check.structure(&marks);
    check.links();
    let mut report = check.report;
    report.sort();
    Ok(report)
}

/// The version of the first line, or a later one of the catalog.
fn version(file: &File) -> (u8, u8) {
    let catalog = file.document.catalog().ok();
    let said = catalog.and_then(|catalog| file.document.name(catalog, "Version")).and_then(|name| match name {
        [major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => Some((major - b'0', minor - b'0')),
        _ => None,
    });
    said.map_or(file.version, |said| said.max(file.version))
}

impl Check<'_> {
    /// Something about the whole file.
    fn add(&mut self, code: Code, message: impl Into<String>) {
        self.report.add(code, None, None, None, message);
    }

    /// Something about a page, by its index.
    fn add_on(&mut self, code: Code, page: usize, message: impl Into<String>) {
        self.report.add(code, Some(page + 1), None, None, message);
    }

    /// Something at a place.
    fn add_at(&mut self, code: Code, page: usize, at: Point, message: impl Into<String>) {
        let place = self.pages.get(page).map(|page| place(page, at));
        self.report.add(code, Some(page + 1), place, None, message);
    }

    /// Whether a code matters at all here: what is dear to find is not looked for if nobody minds.
    fn minds(&self, code: Code) -> bool {
        code.severity(self.purpose).is_some()
    }
}

/// A point in a page's units → millimetres from the upper left of the finished page.
fn place(page: &Page<'_>, at: Point) -> Place {
    let finished = page.finished();
    let upright = page.upright(&finished).apply(at.x, at.y);
    let (_, height) = page.upright_size(&finished);
    Place { x: mm(upright.x), y: mm(height - upright.y) }
}

/// The first words of a list, for a message.
fn some(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<_> = items.into_iter().collect();
    let more = items.len().saturating_sub(5);
    let shown = items[..items.len() - more].join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}
