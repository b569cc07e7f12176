//! The new file: sheets as pages, the old pages as forms on them, and what those need brought over.

use super::links::{self, array};
use super::sheets::{Cell, Plan};
use super::strip::strip;
use super::{Imposed, Options, Scheme};
use crate::error::{Error, Result};
use crate::pdf::objects::dict_of;
use crate::pdf::pages::rect;
use crate::pdf::{File, Look, Matrix, Page, Rect};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// Brings objects over from one file into another, each once, and only what is asked for and what that names.
pub(super) struct Importer<'a> {
    source: &'a Document,
    pub target: Document,
    ids: BTreeMap<ObjectId, ObjectId>,
    waiting: Vec<(ObjectId, ObjectId)>,
}

impl<'a> Importer<'a> {
    fn new(source: &'a Document, version: &str) -> Self {
        let mut target = Document::with_version(version);
        // The library's own choice is a stream, which PDF 1.4 does not know.
        target.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        Self { source, target, ids: BTreeMap::new(), waiting: Vec::new() }
    }

    /// The same object for the new file.
    fn bring(&mut self, object: &Object) -> Object {
        let brought = self.translate(object);
        while let Some((old, new)) = self.waiting.pop() {
            let source = self.source;
            let object = source.objects.get(&old).map_or(Object::Null, |object| self.translate(object));
            self.target.objects.insert(new, object);
        }
        brought
    }

    fn translate(&mut self, object: &Object) -> Object {
        match object {
            Object::Reference(old) => match self.source.objects.get(old) {
                // Pages come as forms only; what names one would bring the whole book in once more.
                None => Object::Null,
                Some(object) if is_page(object) => Object::Null,
                Some(_) => {
                    let known = self.ids.get(old).copied();
                    let new = known.unwrap_or_else(|| {
                        let new = self.target.new_object_id();
                        self.ids.insert(*old, new);
                        self.waiting.push((*old, new));
                        new
                    });
                    Object::Reference(new)
                }
            },
            Object::Array(items) => Object::Array(items.iter().map(|item| self.translate(item)).collect()),
            Object::Dictionary(dictionary) => Object::Dictionary(self.dictionary(dictionary)),
            Object::Stream(stream) => {
                let mut brought = Stream::new(self.dictionary(&stream.dict), stream.content.clone());
                brought.allows_compression = false;
                Object::Stream(brought)
            }
            other => other.clone(),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) -> Dictionary {
        // Ties to the tags, which do not come along.
        let kept = dictionary.iter().filter(|(key, _)| !matches!(key.as_slice(), b"StructParent" | b"StructParents"));
        kept.map(|(key, value)| (key.clone(), self.translate(value))).collect()
    }
}

fn is_page(object: &Object) -> bool {
    object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Page") || dictionary.has_type(b"Pages"))
}

/// Writes the sheets.
pub(super) fn write(file: &File, pages: &[Page<'_>], mut plan: Plan, options: &Options) -> Result<Imposed> {
    let document = &file.document;
    let version = file.version.max((1, 4));
    let mut importer = Importer::new(document, &format!("{}.{}", version.0, version.1));
    let mut damaged = 0;
    let forms: Vec<ObjectId> = pages
        .iter()
        .map(|page| {
            let (form, whole) = form(document, page, &mut importer)?;
            damaged += usize::from(!whole);
            Ok(form)
        })
        .collect::<Result<_>>()?;
    let tree = importer.target.new_object_id();
    let sides: Vec<ObjectId> = plan.sides.iter().map(|_| importer.target.new_object_id()).collect();
    let found = links::links(document, pages, &plan, &sides, &mut importer);
    let is_booklet = matches!(options.scheme, Scheme::Booklet { .. });
    let linked: usize = found.sides.iter().map(Vec::len).sum();
    for ((cells, &id), links) in plan.sides.iter().zip(&sides).zip(found.sides) {
        let mut side = side(document, pages, cells, &forms, &mut importer)?;
        side.set("Parent", tree);
        side.set("MediaBox", array(&Rect::new(0.0, 0.0, plan.sheet.0, plan.sheet.1)));
        side.set("TrimBox", array(&Rect::new(0.0, 0.0, plan.sheet.0, plan.sheet.1)));
        // A folded sheet of paper has no links; at a screen several pages on one have.
        if !is_booklet && !links.is_empty() {
            side.set("Annots", links);
        }
        importer.target.objects.insert(id, Object::Dictionary(side));
    }
    let kids: Vec<Object> = sides.iter().map(|&id| id.into()).collect();
    let count = kids.len() as i64;
    importer.target.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let links = if is_booklet && linked > 0 { Links::LeftOut } else { Links::Kept };
    notes(document, &mut plan, links, found.lost, damaged);
    finish(file, importer, tree, &plan, pages.len(), options)
}

/// What becomes of the pages' links.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Kept,
    LeftOut,
}

/// What is told of what did not come along.
fn notes(document: &Document, plan: &mut Plan, links: Links, lost: usize, damaged: usize) {
    let has = |key: &str| document.catalog().is_ok_and(|catalog| document.get(catalog, key).is_some());
    let left: Vec<_> = [
        ("StructTreeRoot", "tags"),
        ("Outlines", "bookmarks"),
        ("PageLabels", "page labels"),
        ("Metadata", "XMP metadata"),
        ("AcroForm", "form fields (their looks stay)"),
    ]
    .into_iter()
    .filter(|(key, _)| has(key))
    .map(|(_, what)| what.to_owned())
    .chain((links == Links::LeftOut).then(|| "links".to_owned()))
    .collect();
    if !left.is_empty() {
        plan.notes.push(format!("left out, as they are of single pages: {}", left.join(", ")));
    }
    if lost > 0 {
        plan.notes.push(format!("links that lead nowhere on the sheets were left out: {lost}"));
    }
    if damaged > 0 {
        plan.warnings.push(format!("pages whose content could not be read whole: {damaged}"));
    }
}

fn finish(
    file: &File,
    mut importer: Importer<'_>,
    tree: ObjectId,
    plan: &Plan,
    pages: usize,
    options: &Options,
) -> Result<Imposed> {
    let document = &file.document;
    let mut preferences = dictionary! { "PrintScaling" => "None" };
    if matches!(options.scheme, Scheme::Booklet { .. }) {
        preferences.set("Duplex", "DuplexFlipShortEdge");
    }
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => tree, "ViewerPreferences" => preferences };
    if let Ok(old) = document.catalog() {
        for key in ["OCProperties", "OutputIntents", "Lang"] {
            if let Ok(object) = old.get(key.as_bytes()) {
                catalog.set(key, importer.bring(object));
            }
        }
    }
    let catalog = importer.target.add_object(catalog);
    importer.target.trailer.set("Root", catalog);
    let mut info = Dictionary::new();
    if let Some(old) = document.dict(&document.trailer, "Info") {
        for key in ["Title", "Author", "Subject", "Keywords", "Creator", "CreationDate"] {
            if let Some(Object::String(words, format)) = document.get(old, key) {
                info.set(key, Object::String(words.clone(), *format));
            }
        }
    }
    info.set("Producer", Object::string_literal("Offprint"));
    let info = importer.target.add_object(info);
    importer.target.trailer.set("Info", info);
    let id = identifier(&importer.target, options);
    let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
    importer.target.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    importer.target.save_to(&mut bytes).map_err(failure)?;
    Ok(Imposed {
        bytes,
        pages,
        sides: plan.sides.len(),
        sheet: plan.sheet,
        notes: plan.notes.clone(),
        warnings: plan.warnings.clone(),
    })
}

/// An identifier that the content gives: FNV-1a over all streams, with two beginnings.
fn identifier(document: &Document, options: &Options) -> [u8; 16] {
    let mut sums = [0xcbf2_9ce4_8422_2325u64, 0x6c62_272e_07bb_0142];
    let mut add = |bytes: &[u8]| {
        for sum in &mut sums {
            for &byte in bytes {
                *sum = (*sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    };
    add(format!("{options:?}").as_bytes());
    document.objects.values().filter_map(|object| object.as_stream().ok()).for_each(|stream| add(&stream.content));
    let mut id = [0; 16];
    id[..8].copy_from_slice(&sums[0].to_be_bytes());
    id[8..].copy_from_slice(&sums[1].to_be_bytes());
    id
}

fn failure(error: impl std::fmt::Display) -> Error {
    Error::Write { format: "PDF", why: error.to_string() }
}

fn deflated(mut dictionary: Dictionary, bytes: &[u8]) -> Result<Stream> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).map_err(failure)?;
    dictionary.set("Filter", "FlateDecode");
    Ok(Stream::new(dictionary, encoder.finish().map_err(failure)?))
}

/// A page as a form, and whether all of its content could be read.
fn form(document: &Document, page: &Page<'_>, importer: &mut Importer<'_>) -> Result<(ObjectId, bool)> {
    let (content, whole) = page.content(document);
    let content = strip(document, page.resources, content);
    let resources =
        page.resources_object.map_or(Object::Dictionary(Dictionary::new()), |object| importer.bring(object));
    let mut form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => array(&page.finished()), "Resources" => resources,
    };
    if let Ok(group) = page.dictionary.get(b"Group") {
        form.set("Group", importer.bring(group));
    }
    Ok((importer.target.add_object(deflated(form, &content)?), whole))
}

/// A side with its pages in their places.
fn side(
    document: &Document,
    pages: &[Page<'_>],
    cells: &[Cell],
    forms: &[ObjectId],
    importer: &mut Importer<'_>,
) -> Result<Dictionary> {
    let mut content = String::new();
    let mut named = Dictionary::new();
    for cell in cells {
        let Rect { left, bottom, .. } = cell.clip;
        let (width, height) = (cell.clip.width(), cell.clip.height());
        let _ = writeln!(content, "q {} {} {} {} re W n", f(left), f(bottom), f(width), f(height));
        let _ = writeln!(content, "{} cm /P{} Do", m(&cell.place), cell.page + 1);
        named.set(format!("P{}", cell.page + 1), forms[cell.page]);
        for (number, (look, place)) in looks(document, &pages[cell.page]).into_iter().enumerate() {
            let name = format!("P{}A{number}", cell.page + 1);
            let _ = writeln!(content, "q {} cm /{name} Do Q", m(&place));
            named.set(name, importer.bring(&look));
        }
        content.push_str("Q\n");
    }
    let content = importer.target.add_object(deflated(Dictionary::new(), content.as_bytes())?);
    let resources = dictionary! { "XObject" => named };
    Ok(dictionary! { "Type" => "Page", "Contents" => content, "Resources" => resources })
}

/// What annotations look like that are printed: fields that are filled in, stamps, notes in the margin. Each with the
/// matrix that puts it into its place (ISO 32000-1, 12.5.5).
fn looks(document: &Document, page: &Page<'_>) -> Vec<(Object, Matrix)> {
    let annotations = document.array(page.dictionary, "Annots").unwrap_or_default();
    annotations.iter().filter_map(|object| look(document, object)).collect()
}

fn look(document: &Document, object: &Object) -> Option<(Object, Matrix)> {
    let annotation = dict_of(document.follow(object))?;
    let flags = document.integer(annotation, "F").unwrap_or(0);
    let (hidden, printed) = (flags & 2 != 0, flags & 4 != 0);
    if hidden || !printed || document.name(annotation, "Subtype") == Some(b"Popup") {
        return None;
    }
    let appearance = document.dict(annotation, "AP")?;
    let mut found = appearance.get(b"N").ok()?;
    if let Object::Dictionary(states) = document.follow(found) {
        found = states.get(document.name(annotation, "AS")?).ok()?;
    }
    let stream = document.follow(found).as_stream().ok()?;
    let own = document.numbers(&stream.dict, "Matrix").and_then(|numbers| <[f64; 6]>::try_from(numbers).ok());
    let area = own.map_or(Matrix::IDENTITY, Matrix).apply_rect(&rect(document, stream.dict.get(b"BBox").ok()?)?);
    let wanted = rect(document, annotation.get(b"Rect").ok()?)?;
    if area.width() <= 0.0 || area.height() <= 0.0 {
        return None;
    }
    let (x, y) = (wanted.width() / area.width(), wanted.height() / area.height());
    let place = Matrix([x, 0.0, 0.0, y, wanted.left - area.left * x, wanted.bottom - area.bottom * y]);
    Some((found.clone(), place))
}

/// A number as content has it: to a thousandth of a point.
fn f(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

/// A matrix: its scale finer than its place.
fn m(matrix: &Matrix) -> String {
    let [a, b, c, d, e, g] = matrix.0;
    let fine = |value: f64| {
        let text = format!("{value:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        if text == "-0" { "0".to_owned() } else { text }
    };
    format!("{} {} {} {} {} {}", fine(a), fine(b), fine(c), fine(d), f(e), f(g))
}
