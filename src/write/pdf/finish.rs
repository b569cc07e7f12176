//! The pass over the document that printpdf made: what it leaves out, and what it writes wrongly.

use super::about::About;
use super::content::Shared;
use super::fonts::resource_name;
use super::links;
use super::outline;
use super::syntax::{self, Deflater, Fingerprint, failure, name};
use super::tags::Targets;
use crate::error::Result;
use crate::layout::{Binding, Layout};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// The screen's colour space: what grays and colours mean. From the crate typst-assets, CC0.
const SRGB: &[u8] = include_bytes!("../../../fonts/icc/sRGB-v4.icc");

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    layout: &Layout,
    contents: Vec<Stream>,
    shared: &Shared<'_>,
    about: &About<'_>,
    deflater: &mut Deflater,
) -> Result<Vec<u8>> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    if pages.len() != layout.pages.len() {
        return Err(failure("the skeleton has another number of pages"));
    }
    let resources = resources(&mut document, &pages, shared, deflater)?;
    fonts(&mut document, resources, shared, deflater)?;
    let annotations: Vec<ObjectId> =
        shared.annotations.iter().map(|link| document.add_object(links::annotation(link, &pages))).collect();
    for (number, content) in contents.into_iter().enumerate() {
        finish_page(&mut document, &pages, number, content, resources, shared, &annotations)?;
    }
    let structure = shared.structure.write(&mut document, &Targets { pages: &pages, annotations: &annotations });
    let outline = outline::outline(&layout.outline, &mut document, &shared.destinations, &pages);
    catalog(&mut document, about, deflater, |catalog| {
        catalog.set("StructTreeRoot", structure);
        catalog.set("PageLabels", outline::labels(layout));
        if layout.binding == Binding::Right {
            // Spreads are shown with the first page of each at the right.
            let preferences = dictionary! { "DisplayDocTitle" => true, "Direction" => name("R2L") };
            catalog.set("ViewerPreferences", preferences);
        }
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", name("UseOutlines"));
        }
    })?;
    information(&mut document, about)?;
    deflate_rest(&mut document, deflater)?;
    save(document)
}

/// One dictionary of resources for all pages, instead of one for each.
fn resources(
    document: &mut Document,
    pages: &[ObjectId],
    shared: &Shared<'_>,
    deflater: &mut Deflater,
) -> Result<ObjectId> {
    let own = |document: &Document, page: ObjectId| -> Result<ObjectId> {
        let page = document.get_dictionary(page).map_err(failure)?;
        page.get(b"Resources").and_then(Object::as_reference).map_err(failure)
    };
    let first = own(document, pages[0])?;
    for &page in &pages[1..] {
        let other = own(document, page)?;
        document.objects.remove(&other);
    }
    let pictures = shared.pictures.write(document, deflater)?;
    let dictionary = document.get_dictionary_mut(first).map_err(failure)?;
    let empty: Vec<ObjectId> = ["XObject", "ExtGState", "Shading"]
        .iter()
        .filter_map(|key| dictionary.remove(key.as_bytes()))
        .filter_map(|object| object.as_reference().ok())
        .collect();
    if !pictures.is_empty() {
        dictionary.set("XObject", pictures);
    }
    for id in empty {
        document.objects.remove(&id);
    }
    Ok(first)
}

fn fonts(document: &mut Document, resources: ObjectId, shared: &Shared<'_>, deflater: &mut Deflater) -> Result<()> {
    let Ok(listed) = document.get_dictionary(resources).and_then(|dictionary| dictionary.get(b"Font")) else {
        return Ok(());
    };
    let listed = listed.as_reference().and_then(|id| document.get_dictionary(id)).map_err(failure)?.clone();
    for (number, font) in shared.fonts.fonts().iter().enumerate() {
        let key = resource_name(number);
        let id = listed.get(key.as_bytes()).and_then(Object::as_reference).map_err(failure)?;
        let entries = font.entries(document, deflater)?;
        let map = deflater.stream(Dictionary::new(), &font.to_unicode())?;
        let outer = document.get_dictionary_mut(id).map_err(failure)?;
        let to_unicode = outer.get(b"ToUnicode").and_then(Object::as_reference).map_err(failure)?;
        let inner = outer.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(failure)?;
        let inner = inner.first_mut().ok_or_else(|| failure("a font has no descendant"))?;
        let inner = inner.as_dict_mut().map_err(failure)?;
        for (key, value) in entries {
            inner.set(key, value);
        }
        let descriptor = inner.get(b"FontDescriptor").and_then(Object::as_reference).map_err(failure)?;
        let descriptor = document.get_dictionary_mut(descriptor).map_err(failure)?;
        for (key, value) in font.description() {
            descriptor.set(key, value);
        }
        document.set_object(to_unicode, map);
    }
    Ok(())
}

fn finish_page(
    document: &mut Document,
    pages: &[ObjectId],
    number: usize,
    content: Stream,
    resources: ObjectId,
    shared: &Shared<'_>,
    annotations: &[ObjectId],
) -> Result<()> {
    let page = document.get_dictionary_mut(pages[number]).map_err(failure)?;
    let stream = page.get(b"Contents").and_then(Object::as_reference).map_err(failure)?;
    page.set("Resources", resources);
    page.set("Tabs", name("S"));
    page.remove(b"Annots");
    if shared.structure.has_marks(number) {
        page.set("StructParents", number as i64);
    }
    let here = |(link, &id): (&links::Annotation, &ObjectId)| (link.page == number).then(|| id.into());
    let first = shared.annotations.partition_point(|link| link.page < number);
    let after = shared.annotations.partition_point(|link| link.page <= number);
    let links: Vec<Object> =
        shared.annotations[first..after].iter().zip(&annotations[first..after]).filter_map(here).collect();
    if !links.is_empty() {
        page.set("Annots", links);
    }
    document.set_object(stream, content);
    Ok(())
}

fn catalog(
    document: &mut Document,
    about: &About<'_>,
    deflater: &mut Deflater,
    add: impl FnOnce(&mut Dictionary),
) -> Result<()> {
    let profile = document.add_object(deflater.stream(dictionary! { "N" => 3 }, SRGB)?);
    let intent = dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => syntax::text("sRGB"),
        "Info" => syntax::text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    // Not deflated: programs that know no PDF find it in the file.
    let kind = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    let xmp = document.add_object(Stream::new(kind, about.xmp().into_bytes()).with_compression(false));
    let catalog = document.catalog_mut().map_err(failure)?;
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", syntax::text(&about.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    add(catalog);
    Ok(())
}

/// Replaces printpdf's Info, which always speaks of PDF/X and of 1970.
fn information(document: &mut Document, about: &About<'_>) -> Result<()> {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(failure)?;
    document.set_object(id, about.info());
    Ok(())
}

/// Deflates what printpdf left as it was: the font programs.
fn deflate_rest(document: &mut Document, deflater: &mut Deflater) -> Result<()> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            let mut dictionary = std::mem::take(&mut stream.dict);
            dictionary.remove(b"Length");
            *stream = deflater.stream(dictionary, &stream.content)?;
        }
    }
    Ok(())
}

/// Writes the file, with an identifier that its content gives: what printpdf put there counts calls.
fn save(mut document: Document) -> Result<Vec<u8>> {
    let mut print = Fingerprint::new();
    for (id, object) in &document.objects {
        print.add(&id.0.to_le_bytes());
        if let Object::Stream(stream) = object {
            print.add(&stream.content);
        }
    }
    let id = syntax::bytes(print.finish());
    document.trailer.set("ID", vec![id.clone(), id]);
    document.version = "1.7".to_owned();
    let mut out = Vec::new();
    document.save_modern(&mut out).map_err(failure)?;
    Ok(out)
}
