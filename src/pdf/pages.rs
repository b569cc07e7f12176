//! The pages of a file, each with what it inherits.

use super::geometry::{Matrix, Rect};
use super::objects::{Look, dict_of, number};
use super::{DEEPEST, LARGEST_STREAM, filters};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// The most pages that are looked at: as many as a reader's shelf.
const MOST_PAGES: usize = 200_000;

/// A page.
#[derive(Debug, Clone)]
pub(crate) struct Page<'a> {
    /// Its object.
    pub id: ObjectId,
    /// Its dictionary.
    pub dictionary: &'a Dictionary,
    /// What its content may name.
    pub resources: Option<&'a Dictionary>,
    /// The resources as they are named in the file, to be named again.
    pub resources_object: Option<&'a Object>,
    /// The MediaBox; none if there is none, or it has no extent.
    pub media: Option<Rect>,
    /// The CropBox, where there is one.
    pub crop: Option<Rect>,
    /// The BleedBox, where there is one.
    pub bleed: Option<Rect>,
    /// The TrimBox, where there is one.
    pub trim: Option<Rect>,
    /// The ArtBox, where there is one.
    pub art: Option<Rect>,
    /// How far it is turned clockwise when shown: 0, 90, 180 or 270.
    pub turn: i64,
    /// How many points one unit is.
    pub unit: f64,
}

impl Page<'_> {
    /// The MediaBox; Letter, as viewers do, where there is none.
    pub fn sheet(&self) -> Rect {
        self.media.unwrap_or(Rect::new(0.0, 0.0, 612.0, 792.0))
    }

    /// What is shown: the CropBox within the MediaBox.
    pub fn shown(&self) -> Rect {
        let sheet = self.sheet();
        self.crop.and_then(|crop| crop.meet(&sheet)).filter(has_extent).unwrap_or(sheet)
    }

    /// The finished page: the TrimBox or ArtBox, or what is shown.
    pub fn finished(&self) -> Rect {
        let cut = self.trim.or(self.art).and_then(|cut| cut.meet(&self.sheet()));
        cut.filter(has_extent).unwrap_or_else(|| self.shown())
    }

    /// How far ink may go: the BleedBox, or the finished page.
    pub fn bleeding(&self) -> Rect {
        self.bleed.and_then(|bleed| bleed.meet(&self.sheet())).filter(has_extent).unwrap_or_else(|| self.finished())
    }

    /// From the page's own units to points, upright, with a box's lower left at the origin.
    pub fn upright(&self, rect: &Rect) -> Matrix {
        let (width, height) = (rect.width(), rect.height());
        let turned = match self.turn {
            90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            180 => Matrix([-1.0, 0.0, 0.0, -1.0, width, height]),
            270 => Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            _ => Matrix::IDENTITY,
        };
        Matrix::shift(-rect.left, -rect.bottom).then(&turned).then(&Matrix::scale(self.unit))
    }

    /// The size of a box as it is shown, in points.
    pub fn upright_size(&self, rect: &Rect) -> (f64, f64) {
        let (width, height) = (rect.width() * self.unit, rect.height() * self.unit);
        if matches!(self.turn, 90 | 270) { (height, width) } else { (width, height) }
    }

    /// Its content streams.
    pub fn streams<'a>(&'a self, document: &'a Document) -> Vec<&'a Stream> {
        match document.get(self.dictionary, "Contents") {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(parts)) => {
                parts.iter().filter_map(|part| document.follow(part).as_stream().ok()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Its content, as far as it can be decoded, and whether that is all of it.
    pub fn content(&self, document: &Document) -> (Vec<u8>, bool) {
        let mut whole = true;
        let mut content = Vec::new();
        for stream in self.streams(document) {
            let left = LARGEST_STREAM.saturating_sub(content.len());
            match filters::decode(document, stream, left) {
                Ok(decoded) if decoded.left.is_none() => {
                    content.extend_from_slice(&decoded.bytes);
                    content.push(b'\n');
                }
                Ok(_) | Err(_) => whole = false,
            }
        }
        (content, whole)
    }
}

fn has_extent(rect: &Rect) -> bool {
    rect.width() > 0.01 && rect.height() > 0.01
}

/// What a node of the page tree hands down.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<&'a Object>,
    media: Option<&'a Object>,
    crop: Option<&'a Object>,
    turn: Option<&'a Object>,
}

/// All pages in order. A tree that bites its tail is cut there.
pub(crate) fn pages(document: &Document) -> Vec<Page<'_>> {
    let mut found = Vec::new();
    let root = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
    if let Some(Object::Reference(id)) = root {
        gather(document, *id, Inherited::default(), &mut BTreeSet::new(), &mut found, 0);
    }
    found
}

fn gather<'a>(
    document: &'a Document,
    id: ObjectId,
    mut from: Inherited<'a>,
    seen: &mut BTreeSet<ObjectId>,
    found: &mut Vec<Page<'a>>,
    depth: usize,
) {
    if depth > 2 * DEEPEST || found.len() >= MOST_PAGES || !seen.insert(id) {
        return;
    }
    let Some(node) = document.objects.get(&id).and_then(|object| dict_of(document.follow(object))) else { return };
    let own = |key: &[u8], inherited| node.get(key).ok().or(inherited);
    from = Inherited {
        resources: own(b"Resources", from.resources),
        media: own(b"MediaBox", from.media),
        crop: own(b"CropBox", from.crop),
        turn: own(b"Rotate", from.turn),
    };
    let kids = document.array(node, "Kids").filter(|_| document.name(node, "Type") != Some(b"Page"));
    match kids {
        Some(kids) => {
            for kid in kids {
                if let Object::Reference(kid) = kid {
                    gather(document, *kid, from, seen, found, depth + 1);
                }
            }
        }
        None => found.push(page(document, id, node, from)),
    }
}

fn page<'a>(document: &'a Document, id: ObjectId, node: &'a Dictionary, from: Inherited<'a>) -> Page<'a> {
    let own = |key: &str| rect(document, node.get(key.as_bytes()).ok()?);
    let turn = from.turn.and_then(|turn| number(document.follow(turn))).unwrap_or(0.0);
    Page {
        id,
        dictionary: node,
        resources: from.resources.and_then(|object| dict_of(document.follow(object))),
        resources_object: from.resources,
        media: from.media.and_then(|object| rect(document, object)).filter(has_extent),
        crop: from.crop.and_then(|object| rect(document, object)),
        bleed: own("BleedBox"),
        trim: own("TrimBox"),
        art: own("ArtBox"),
        turn: ((turn / 90.0).round() as i64 * 90).rem_euclid(360),
        unit: document.number(node, "UserUnit").filter(|unit| *unit > 0.0).unwrap_or(1.0),
    }
}

/// A rectangle from an array of four numbers.
pub(crate) fn rect(document: &Document, object: &Object) -> Option<Rect> {
    let items = document.follow(object).as_array().ok()?;
    let value = |at: usize| number(document.follow(items.get(at)?));
    Some(Rect::new(value(0)?, value(1)?, value(2)?, value(3)?))
}
