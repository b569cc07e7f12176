//! Where anchors are, where links lead, and the places on a page that can be clicked.

use super::standard::Standard;
use super::syntax::{self, Area, milli, name, real};
use super::tags::Structure;
use crate::diag::{Code, Diagnostic, Sink};
use crate::layout::{Item, Layout, LinkTarget, Placed, TagId};
use crate::source::Span;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// The anchors of a layout.
pub(super) struct Destinations {
    places: BTreeMap<String, Destination>,
}

/// A page, a height on it in thousandths of a point, and what stands there.
#[derive(Clone, Copy)]
pub(super) struct Destination {
    page: usize,
    top: i64,
    tag: TagId,
}

/// What a click does.
#[derive(Clone)]
pub(super) enum Action {
    Open(String),
    Go(Destination),
}

/// A place that can be clicked.
pub(super) struct Annotation {
    /// The number of its page, from zero.
    pub(super) page: usize,
    pub(super) area: Area,
    pub(super) action: Action,
    pub(super) text: String,
    /// Its place in the parent tree, if there is a structure.
    pub(super) parent: Option<usize>,
}

impl Destinations {
    /// Finds every anchor; of two with one name the first counts. Tells of each link that leads to none.
    pub(super) fn of(layout: &Layout, sink: &mut Sink) -> Self {
        let mut places = BTreeMap::new();
        for (page, on_page) in layout.pages.iter().enumerate() {
            for (index, placed) in on_page.items.iter().enumerate() {
                if let Item::Anchor(anchor) = &placed.item {
                    let top = milli(on_page.size.height - placed.at.y);
                    let tag = tag_behind(&on_page.items[index..]);
                    places.entry(anchor.clone()).or_insert(Destination { page, top, tag });
                }
            }
        }
        let found = Self { places };
        for placed in layout.pages.iter().flat_map(|page| &page.items) {
            if let Item::Link { target: LinkTarget::Anchor(anchor), .. } = &placed.item
                && found.get(anchor).is_none()
            {
                sink.push(unresolved(anchor));
            }
        }
        found
    }

    pub(super) fn get(&self, anchor: &str) -> Option<Destination> {
        self.places.get(anchor).copied()
    }

    /// What a click on a link to `target` does; nothing if it leads nowhere.
    pub(super) fn action(&self, target: &LinkTarget) -> Option<Action> {
        match target {
            LinkTarget::Url(url) => Some(Action::Open(escaped(url))),
            LinkTarget::Anchor(anchor) => self.get(anchor).map(Action::Go),
        }
    }
}

fn unresolved(anchor: &str) -> Diagnostic {
    Diagnostic::new(Code::LinkUnresolved, format!("a link leads to #{anchor}, which is not in the output"), Span::NONE)
        .hint("the link's text is kept; give the heading that is meant this anchor")
}

/// What an anchor stands before.
fn tag_behind(items: &[Placed]) -> TagId {
    let mut tags = items.iter().filter(|placed| placed.item.glyphs().is_some()).map(|placed| placed.tag);
    tags.find(|&tag| tag != TagId::ARTIFACT).unwrap_or(TagId::ROOT)
}

/// The objects that links and bookmarks lead to.
pub(super) struct Places<'a> {
    pub(super) pages: &'a [ObjectId],
    pub(super) structure: &'a Structure<'a>,
    /// By number: the elements of the structure.
    pub(super) elements: &'a [ObjectId],
    pub(super) standard: Standard,
}

impl Places<'_> {
    /// The entry that leads to a destination. PDF/UA-2 wants the element named besides the page (ISO 14289-2 §8.8).
    pub(super) fn go(&self, to: Destination) -> (&'static str, Object) {
        let at = |object: ObjectId| Object::Array(vec![object.into(), name("XYZ"), 0.into(), real(to.top), 0.into()]);
        let page = at(self.pages[to.page]);
        if !self.standard.is_second() {
            return ("Dest", page);
        }
        let element = self.structure.number(to.tag).and_then(|number| self.elements.get(number));
        let mut action = dictionary! { "S" => name("GoTo"), "D" => page };
        if let Some(&element) = element {
            action.set("SD", at(element));
        }
        ("A", action.into())
    }
}

/// The annotation of a link.
pub(super) fn annotation(link: &Annotation, places: &Places<'_>) -> Dictionary {
    // Bit 3: it is printed, as archives ask of every annotation. A link's border is nothing.
    const PRINT: i64 = 1 << 2;
    let mut dictionary = dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => link.area.object(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
    };
    if let Some(parent) = link.parent {
        dictionary.set("StructParent", parent as i64);
    }
    let text = if link.text.trim().is_empty() { "Link" } else { &link.text };
    match &link.action {
        Action::Open(url) => {
            let text = if link.text.trim().is_empty() { url } else { &link.text };
            dictionary.set("Contents", syntax::text(text));
            dictionary.set("A", dictionary! { "S" => name("URI"), "URI" => syntax::bytes(url.as_bytes()) });
        }
        Action::Go(destination) => {
            dictionary.set("Contents", syntax::text(text));
            let (key, object) = places.go(*destination);
            dictionary.set(key, object);
        }
    }
    dictionary
}

/// An address in plain ASCII: what RFC 3986 does not allow is percent-encoded, and what already is stays.
fn escaped(url: &str) -> String {
    let url = url.trim().as_bytes();
    let mut out = String::with_capacity(url.len());
    for (at, &byte) in url.iter().enumerate() {
        let encoded = || url.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let kept = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
        if kept || (byte == b'%' && encoded()) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Page, Side};
    use crate::length::{Abs, Point, Size};

    #[test]
    fn of_two_anchors_with_one_name_the_first_counts() {
        let anchor = |name: &str, y: i64| {
            let (at, item) = (Point::new(Abs::ZERO, Abs::PT * y), Item::Anchor(name.to_owned()));
            Placed { at, item, tag: TagId::ARTIFACT }
        };
        let size = Size { width: Abs::PT * 400, height: Abs::PT * 600 };
        let page = |items| Page { side: Side::Recto, folio: String::new(), size, items };
        let pages = vec![page(vec![anchor("a", 100), anchor("a", 200)]), page(vec![anchor("a", 50), anchor("b", 60)])];
        let mut sink = Sink::new();
        let found = Destinations::of(&Layout { pages, ..Layout::default() }, &mut sink);
        let place = |name: &str| found.get(name).map(|place| (place.page, place.top));
        assert_eq!((place("a"), place("b"), place("c")), (Some((0, 500_000)), Some((1, 540_000)), None));
    }

    #[test]
    fn addresses_become_ascii_once() {
        assert_eq!(escaped("https://e.org/ä b?q=%20#x"), "https://e.org/%C3%A4%20b?q=%20#x");
        assert_eq!(escaped("https://e.org/100%"), "https://e.org/100%25");
        assert_eq!(escaped("mailto:a@b.org"), "mailto:a@b.org");
    }
}
