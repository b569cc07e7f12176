//! Links, bookmarks and annotations: where they lead, and where they stand.

use super::{Check, Code};
use crate::pdf::objects::dict_of;
use crate::pdf::pages::rect;
use crate::pdf::{Look, Point, names};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// How many bookmarks and names are looked at.
const MOST: usize = 1_000_000;

impl Check<'_> {
    pub(super) fn links(&mut self) {
        let document = self.document;
        let pages: BTreeSet<ObjectId> = self.pages.iter().map(|page| page.id).collect();
        let names = names::destinations(document);
        for (index, page) in self.pages.iter().enumerate() {
            for object in document.array(page.dictionary, "Annots").unwrap_or_default() {
                let Some(annotation) = dict_of(document.follow(object)) else { continue };
                let area = annotation.get(b"Rect").ok().and_then(|object| rect(document, object));
                let at = area.map_or(Point { x: 0.0, y: 0.0 }, |area| Point { x: area.left, y: area.top });
                let kind = document.name(annotation, "Subtype").unwrap_or_default();
                let inside = area.is_some_and(|area| page.bleeding().grown(-0.01).meet(&area).is_some());
                // Marks and traps of the press are annotations that belong there.
                if inside && !matches!(kind, b"PrinterMark" | b"TrapNet" | b"Popup") {
                    let kind = String::from_utf8_lossy(kind).into_owned();
                    self.add_at(
                        Code::AnnotationInBleed,
                        index,
                        at,
                        format!("an annotation ({kind}) lies within the bleed"),
                    );
                }
                if matches!(kind, b"Movie" | b"Sound" | b"Screen" | b"3D" | b"RichMedia") {
                    let kind = String::from_utf8_lossy(kind).into_owned();
                    self.add_at(Code::Multimedia, index, at, format!("there is a {kind} annotation"));
                }
                if let Some((code, message)) = self.fault(annotation, &pages, &names) {
                    self.add_at(code, index, at, message);
                }
            }
        }
        self.bookmarks(&pages, &names);
    }

    fn bookmarks(&mut self, pages: &BTreeSet<ObjectId>, names: &BTreeMap<Vec<u8>, &Object>) {
        let document = self.document;
        let outline = document.catalog().ok().and_then(|catalog| document.dict(catalog, "Outlines"));
        let mut waiting: Vec<&Object> = outline.and_then(|outline| outline.get(b"First").ok()).into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(object) = waiting.pop() {
            let (Ok(id), Some(item)) = (object.as_reference(), dict_of(document.follow(object))) else { continue };
            if !seen.insert(id) || seen.len() > MOST {
                continue;
            }
            waiting.extend(item.get(b"Next").ok());
            waiting.extend(item.get(b"First").ok());
            if let Some((code, message)) = self.fault(item, pages, names) {
                let title = document.text(item, "Title").unwrap_or_default();
                self.add(code, format!("the bookmark \"{title}\": {message}"));
            }
        }
    }

    /// What is wrong with where a link or a bookmark leads.
    fn fault(
        &self,
        link: &Dictionary,
        pages: &BTreeSet<ObjectId>,
        names: &BTreeMap<Vec<u8>, &Object>,
    ) -> Option<(Code, String)> {
        let document = self.document;
        let nowhere = |what: String| Some((Code::LinkDead, what));
        let action = document.dict(link, "A");
        let kind = action.and_then(|action| document.name(action, "S"));
        if let (Some(action), Some(b"URI")) = (action, kind) {
            let address = document.get(action, "URI").and_then(|address| address.as_str().ok()).unwrap_or_default();
            let catalog = document.catalog().ok();
            let base = if catalog.and_then(|catalog| document.dict(catalog, "URI")).is_some() {
                Base::Given
            } else {
                Base::None
            };
            return address_fault(address, base).map(|why| (Code::LinkAddress, why));
        }
        let target = match kind {
            Some(b"GoTo") => document.get(action?, "D"),
            Some(_) => return None,
            None => document.get(link, "Dest"),
        };
        let target = match target {
            Some(target) => target,
            None if document.name(link, "Subtype") == Some(b"Link") => {
                return nowhere("the link has no target".to_owned());
            }
            // A bookmark without a target is a title for those below it.
            None => return None,
        };
        let place = match names::place(document, names, target) {
            Ok(place) => place,
            Err(name) => return nowhere(format!("there is no destination \"{name}\"")),
        };
        match place.and_then(|place| place.first()) {
            Some(Object::Reference(page)) if pages.contains(page) => None,
            Some(Object::Integer(number)) if usize::try_from(*number).is_ok_and(|number| number < self.pages.len()) => {
                None
            }
            _ => nowhere("it leads to a page that is not there".to_owned()),
        }
    }
}

/// Whether the file says where addresses that are not whole begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Given,
    None,
}

/// What is wrong with an address.
fn address_fault(address: &[u8], base: Base) -> Option<String> {
    let Ok(text) = std::str::from_utf8(address) else { return Some("the address is not ASCII".to_owned()) };
    let shown: String = text.chars().take(80).collect();
    let odd = |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
    if text.is_empty() {
        return Some("the address is empty".to_owned());
    }
    if text.chars().any(odd) {
        return Some(format!("the address \"{shown}\" has characters that must be percent-encoded"));
    }
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest))
            if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) && !scheme.is_empty() =>
        {
            (scheme, rest)
        }
        _ if base == Base::Given => return None,
        _ => return Some(format!("the address \"{shown}\" is not whole")),
    };
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (web && host.is_none_or(str::is_empty)).then(|| format!("the address \"{shown}\" names no host"))
}
