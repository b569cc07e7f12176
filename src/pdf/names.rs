//! The named destinations of a file, old and new.

use super::objects::{Look, dict_of};
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// How many nodes are looked at.
const MOST: usize = 1_000_000;

/// Every name, and what it leads to.
pub(crate) fn destinations(document: &Document) -> BTreeMap<Vec<u8>, &Object> {
    let mut found = BTreeMap::new();
    let Ok(catalog) = document.catalog() else { return found };
    if let Some(old) = document.dict(catalog, "Dests") {
        found.extend(old.iter().map(|(name, place)| (name.clone(), place)));
    }
    let mut waiting: Vec<&Dictionary> =
        document.dict(catalog, "Names").and_then(|names| document.dict(names, "Dests")).into_iter().collect();
    let mut count = 0;
    while let Some(node) = waiting.pop() {
        count += 1;
        if count > MOST {
            break;
        }
        for pair in document.array(node, "Names").unwrap_or_default().chunks_exact(2) {
            if let Object::String(name, _) = document.follow(&pair[0]) {
                found.insert(name.clone(), &pair[1]);
            }
        }
        let kids = document.array(node, "Kids").unwrap_or_default();
        waiting.extend(kids.iter().filter_map(|kid| dict_of(document.follow(kid))));
        // A tree whose nodes name one another would grow without end.
        if waiting.len() > MOST {
            break;
        }
    }
    found
}

/// The array of a destination, through names and dictionaries; an error names the name that is not there.
pub(crate) fn place<'a>(
    document: &'a Document,
    names: &BTreeMap<Vec<u8>, &'a Object>,
    target: &'a Object,
) -> Result<Option<&'a [Object]>, String> {
    let target = match document.follow(target) {
        Object::Name(name) | Object::String(name, _) => match names.get(name) {
            Some(found) => document.follow(found),
            None => return Err(super::text::decode(name)),
        },
        other => other,
    };
    Ok(match target {
        Object::Dictionary(dictionary) => document.array(dictionary, "D"),
        Object::Array(place) => Some(place.as_slice()),
        _ => None,
    })
}
