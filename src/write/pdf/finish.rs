//! The pass over the document that printpdf made: what it leaves out, and what it writes wrongly.

use super::about::About;
use super::attach;
use super::content::Shared;
use super::links::{self, Places};
use super::outline;
use super::press::Condition;
use super::resources::resources;
use super::save::{self, Raw};
use super::standard::{Medium, Standard, Tagging};
use super::syntax::{self, Area, Deflater, Fingerprint, failure, milli, name};
use super::tags::Targets;
use super::xmp;
use super::{Attachment, Job};
use crate::error::Result;
use crate::layout::{Binding, Layout};
use crate::packet::Zoom;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// The screen's colour space: what grays and colours mean. From the crate typst-assets, CC0.
const SRGB: &[u8] = include_bytes!("../../../fonts/icc/sRGB-v4.icc");

/// What is known once the pages' content is written.
pub(super) struct Written<'a> {
    pub(super) contents: Vec<Stream>,
    pub(super) shared: Shared<'a>,
    pub(super) about: About<'a>,
    /// Of files for a press.
    pub(super) condition: Option<&'a Condition>,
}

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    job: &Job<'_>,
    written: Written<'_>,
    deflater: &mut Deflater,
) -> Result<Vec<u8>> {
    let Written { contents, mut shared, about, condition } = written;
    let standard = job.options.standard;
    let pages = pages(&mut document, job.layout)?;
    let mut print = Fingerprint::new();
    contents.iter().for_each(|content| print.add(&content.content));
    print.add(about.title.as_bytes());

    let resources = resources(&mut document, pages[0], &shared, deflater)?;
    shared.structure.order();
    let elements = match standard.tagging() {
        Tagging::Tagged => shared.structure.reserve(&mut document),
        Tagging::Untagged => Vec::new(),
    };
    let places = Places { pages: &pages, structure: &shared.structure, elements: &elements, standard };
    let annotations: Vec<ObjectId> =
        shared.annotations.iter().map(|link| document.add_object(links::annotation(link, &places))).collect();
    let finisher = Pages { job, pages: &pages, shared: &shared, resources, annotations: &annotations };
    for (number, content) in contents.into_iter().enumerate() {
        finisher.finish(number, content, &mut document)?;
    }
    let outline = match standard.medium() {
        Medium::Screen => outline::outline(&job.layout.outline, &mut document, &shared.destinations, &places),
        Medium::Press => None,
    };
    let targets = Targets { pages: &pages, annotations: &annotations };
    let (structure, raw) = match standard.tagging() {
        Tagging::Tagged => {
            let (root, raw) = shared.structure.write(&mut document, elements, &targets);
            (Some(root), raw)
        }
        Tagging::Untagged => (None, Raw::default()),
    };
    describe(&mut document, &about, standard, print.finish())?;
    let intent = intent(&mut document, condition, standard, deflater)?;
    let source: Option<&Attachment> = job.options.source.as_ref().filter(|_| standard == Standard::A3a);
    let attached = source.map(|source| attach::attach(source, &mut document, deflater)).transpose()?;
    let catalog = save::catalog(&mut document)?;
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Lang", syntax::text(&about.language));
    show(catalog, job, pages[0]);
    catalog.set("PageLabels", outline::labels(job.layout));
    Entries { intent, structure, outline, attached }.enter(catalog);
    save::deflate_rest(&mut document, deflater);
    standard.version().clone_into(&mut document.version);
    save::save(&document, &raw, standard.packing(), deflater)
}

/// What the catalog names, if it is there.
struct Entries {
    intent: Option<Dictionary>,
    structure: Option<ObjectId>,
    outline: Option<ObjectId>,
    attached: Option<Dictionary>,
}

impl Entries {
    fn enter(self, catalog: &mut Dictionary) {
        if let Some(intent) = self.intent {
            catalog.set("OutputIntents", vec![intent.into()]);
        }
        if let Some(structure) = self.structure {
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
            catalog.set("StructTreeRoot", structure);
        }
        if let Some(outline) = self.outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", name("UseOutlines"));
        }
        if let Some(attached) = self.attached {
            catalog.extend(&attached);
        }
    }
}

/// How a reader is asked to show the document when it opens it.
fn show(catalog: &mut Dictionary, job: &Job<'_>, first: ObjectId) {
    catalog.set("ViewerPreferences", preferences(job.layout.binding));
    if job.layout.zoom == Zoom::ActualSize && job.options.standard.medium() == Medium::Screen {
        // At a scale of one, wherever on the page the reader is.
        let place = vec![first.into(), name("XYZ"), Object::Null, Object::Null, 1.into()];
        catalog.set("OpenAction", place);
    }
}

/// Spreads of a book that is bound at the right are shown with the first page of each at the right.
fn preferences(binding: Binding) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if binding == Binding::Right {
        preferences.set("Direction", name("R2L"));
    }
    preferences
}

/// The objects of the pages: the one that printpdf made, and its like for the others. It would make those as well, but
/// looks at everything that pages may have for each.
fn pages(document: &mut Document, layout: &Layout) -> Result<Vec<ObjectId>> {
    let first = document.get_pages().into_values().next().ok_or_else(|| failure("the skeleton has no page"))?;
    let template = document.get_dictionary(first).map_err(failure)?.clone();
    let parent = template.get(b"Parent").and_then(Object::as_reference).map_err(failure)?;
    let mut pages = vec![first];
    for page in layout.pages.iter().skip(1) {
        let mut dictionary = template.clone();
        if page.size != layout.pages[0].size {
            let area = Area { left: 0, bottom: 0, right: milli(page.size.width), top: milli(page.size.height) };
            ["MediaBox", "TrimBox", "CropBox"].iter().for_each(|key| dictionary.set(*key, area.object()));
        }
        dictionary.set("Contents", document.new_object_id());
        pages.push(document.add_object(dictionary));
    }
    let parent = document.get_dictionary_mut(parent).map_err(failure)?;
    parent.set("Count", pages.len() as i64);
    parent.set("Kids", pages.iter().map(|&page| page.into()).collect::<Vec<Object>>());
    Ok(pages)
}

/// What the pages' objects are made of.
struct Pages<'a> {
    job: &'a Job<'a>,
    pages: &'a [ObjectId],
    shared: &'a Shared<'a>,
    resources: ObjectId,
    annotations: &'a [ObjectId],
}

impl Pages<'_> {
    fn finish(&self, number: usize, content: Stream, document: &mut Document) -> Result<()> {
        let page = document.get_dictionary_mut(self.pages[number]).map_err(failure)?;
        let stream = page.get(b"Contents").and_then(Object::as_reference).map_err(failure)?;
        page.set("Resources", self.resources);
        page.remove(b"Annots");
        if self.job.options.standard.tagging() == Tagging::Tagged {
            page.set("Tabs", name("S"));
        }
        if self.shared.structure.has_marks(number) {
            page.set("StructParents", number as i64);
        }
        self.shared.sheet.boxes(self.job.layout.pages[number].size, page);
        let links = &self.shared.annotations;
        let first = links.partition_point(|link| link.page < number);
        let after = links.partition_point(|link| link.page <= number);
        let here: Vec<Object> = self.annotations[first..after].iter().map(|&id| id.into()).collect();
        if !here.is_empty() {
            page.set("Annots", here);
        }
        document.set_object(stream, content);
        Ok(())
    }
}

/// Info and XMP. printpdf's Info always speaks of PDF/X and of 1970; PDF 2.0 has done away with it.
fn describe(document: &mut Document, about: &About<'_>, standard: Standard, identifier: [u8; 16]) -> Result<()> {
    // Not deflated: programs that know no PDF find it in the file.
    let kind = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    let packet = xmp::packet(about, standard, identifier).into_bytes();
    let xmp = document.add_object(Stream::new(kind, packet).with_compression(false));
    save::catalog(document)?.set("Metadata", xmp);
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(failure)?;
    if standard.is_second() {
        document.objects.remove(&info);
        document.trailer.remove(b"Info");
    } else {
        document.set_object(info, about.info(standard));
    }
    Ok(())
}

/// What the colours in the file mean.
fn intent(
    document: &mut Document,
    condition: Option<&Condition>,
    standard: Standard,
    deflater: &mut Deflater,
) -> Result<Option<Dictionary>> {
    if let Some(condition) = condition {
        return condition.intent(document, deflater).map(Some);
    }
    if standard.archive().is_none() {
        return Ok(None);
    }
    let profile = document.add_object(deflater.stream(dictionary! { "N" => 3 }, SRGB));
    Ok(Some(dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => syntax::text("sRGB"),
        "Info" => syntax::text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_book_that_is_bound_at_the_right_is_read_from_there() {
        assert_eq!(preferences(Binding::Left), dictionary! { "DisplayDocTitle" => true });
        assert_eq!(preferences(Binding::Right), dictionary! { "DisplayDocTitle" => true, "Direction" => name("R2L") });
    }
}
