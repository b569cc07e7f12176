//! Links on the sheets: where they stand and where they lead, moved with their pages.

use super::sheets::Plan;
use super::write::Importer;
use crate::pdf::objects::{dict_of, number};
use crate::pdf::pages::rect;
use crate::pdf::{Look, Matrix, Page, Rect, names};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// What became of the annotations.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Those of each side.
    pub sides: Vec<Vec<Object>>,
    /// How many links there were that lead nowhere now.
    pub lost: usize,
}

/// Moves the links of all pages to their sides.
pub(super) fn links(
    document: &Document,
    pages: &[Page<'_>],
    plan: &Plan,
    sides: &[ObjectId],
    importer: &mut Importer<'_>,
) -> Outcome {
    let names = names::destinations(document);
    let places: BTreeMap<ObjectId, (ObjectId, Matrix, Rect)> = plan
        .sides
        .iter()
        .zip(sides)
        .flat_map(|(cells, &side)| cells.iter().map(move |cell| (cell, side)))
        .map(|(cell, side)| (pages[cell.page].id, (side, cell.place, pages[cell.page].finished())))
        .collect();
    let mut outcome = Outcome::default();
    for cells in &plan.sides {
        let mut moved = Vec::new();
        for cell in cells {
            for object in document.array(pages[cell.page].dictionary, "Annots").unwrap_or_default() {
                let Some(annotation) = dict_of(document.follow(object)) else { continue };
                if document.name(annotation, "Subtype") != Some(b"Link") {
                    continue;
                }
                let area = annotation.get(b"Rect").ok().and_then(|object| rect(document, object));
                let target = target(document, pages, annotation, &names, &places, importer);
                match (area, target) {
                    (Some(area), Some((key, target))) => {
                        let area = array(&cell.place.apply_rect(&area));
                        let mut link = dictionary! {
                            "Type" => "Annot", "Subtype" => "Link", "Rect" => area, "F" => 4,
                            "Border" => vec![0.into(), 0.into(), 0.into()],
                        };
                        link.set(key, target);
                        if let Some(quads) = document.numbers(annotation, "QuadPoints") {
                            let points = quads.chunks_exact(2).map(|pair| cell.place.apply(pair[0], pair[1]));
                            let quads: Vec<Object> = points.flat_map(|point| [real(point.x), real(point.y)]).collect();
                            link.set("QuadPoints", quads);
                        }
                        if let Ok(words @ Object::String(..)) = annotation.get(b"Contents") {
                            link.set("Contents", words.clone());
                        }
                        moved.push(Object::Reference(importer.target.add_object(link)));
                    }
                    _ => outcome.lost += 1,
                }
            }
        }
        outcome.sides.push(moved);
    }
    outcome
}

fn target(
    document: &Document,
    pages: &[Page<'_>],
    annotation: &Dictionary,
    names: &BTreeMap<Vec<u8>, &Object>,
    places: &BTreeMap<ObjectId, (ObjectId, Matrix, Rect)>,
    importer: &mut Importer<'_>,
) -> Option<(&'static str, Object)> {
    let action = document.dict(annotation, "A");
    let destination = match action.and_then(|action| document.name(action, "S")) {
        Some(b"URI") => {
            let action = dictionary! { "S" => "URI", "URI" => document.get(action?, "URI")?.clone() };
            return Some(("A", Object::Dictionary(action)));
        }
        Some(b"GoTo") => document.get(action?, "D")?,
        Some(_) => return None,
        None => document.get(annotation, "Dest")?,
    };
    let place = names::place(document, names, destination).ok()??;
    let page = match place.first()? {
        Object::Reference(page) => *page,
        Object::Integer(number) => pages.get(usize::try_from(*number).ok()?)?.id,
        _ => return None,
    };
    let &(side, matrix, finished) = places.get(&page)?;
    let value = |at: usize| place.get(at).and_then(|object| number(document.follow(object)));
    let (x, y) = match place.get(1).map(|kind| document.follow(kind)) {
        Some(Object::Name(kind)) if kind == b"XYZ" => (value(2), value(3)),
        Some(Object::Name(kind)) if kind == b"FitH" || kind == b"FitBH" => (None, value(2)),
        _ => (None, None),
    };
    let point = matrix.apply(x.unwrap_or(finished.left), y.unwrap_or(finished.top));
    let _ = importer;
    let zoom = Object::Null;
    let place = vec![Object::Reference(side), "XYZ".into(), real(point.x), real(point.y), zoom];
    Some(("Dest", Object::Array(place)))
}

/// A rectangle as PDF writes it.
pub(super) fn array(rect: &Rect) -> Object {
    Object::Array([rect.left, rect.bottom, rect.right, rect.top].map(real).to_vec())
}

/// A number to a thousandth of a point.
pub(super) fn real(value: f64) -> Object {
    let value = (value * 1000.0).round() / 1000.0;
    if value.fract() == 0.0 && value.abs() < 1e9 { Object::Integer(value as i64) } else { Object::Real(value as f32) }
}
