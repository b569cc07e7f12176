//! The bookmarks of a PDF that is there already: where an EPUB's chapters begin in it.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// The titles of all bookmarks that lead to a page, in reading order, with the index of that page. Damaged ones are left
/// out, and what is behind the first `most`.
pub(super) fn read(document: &Document, most: usize) -> Vec<(String, usize)> {
    let pages = document.get_pages().into_values().zip(0..).collect();
    let mut found = Reader { document, pages, seen: BTreeSet::new(), most, bookmarks: Vec::new() };
    let outlines = document.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", document));
    if let Ok(outlines) = outlines.and_then(Object::as_dict) {
        found.below(outlines);
    }
    found.bookmarks
}

struct Reader<'a> {
    document: &'a Document,
    pages: BTreeMap<ObjectId, usize>,
    /// Those that were read: a damaged file may lead in circles.
    seen: BTreeSet<ObjectId>,
    most: usize,
    bookmarks: Vec<(String, usize)>,
}

impl Reader<'_> {
    /// Reads what is below a bookmark. What is still to be read is kept here, so that depth costs no stack.
    fn below(&mut self, outlines: &Dictionary) {
        let mut next: Vec<ObjectId> = reference(outlines, b"First").into_iter().collect();
        while let Some(id) = next.pop() {
            if self.seen.len() >= self.most || !self.seen.insert(id) {
                continue;
            }
            let Ok(bookmark) = self.document.get_dictionary(id) else { continue };
            let title = bookmark.get_deref(b"Title", self.document).ok();
            let title = title.and_then(|title| lopdf::decode_text_string(title).ok());
            if let (Some(title), Some(page)) = (title, self.page(bookmark)) {
                self.bookmarks.push((title, page));
            }
            next.extend(reference(bookmark, b"Next"));
            next.extend(reference(bookmark, b"First"));
        }
    }

    /// The page that a bookmark leads to, by itself or by what it does. Names of places are not looked up.
    fn page(&self, bookmark: &Dictionary) -> Option<usize> {
        let own = bookmark.get_deref(b"Dest", self.document);
        let place = own.or_else(|_| {
            let action = bookmark.get_deref(b"A", self.document)?.as_dict()?;
            action.get_deref(b"D", self.document)
        });
        let place = place.ok()?.as_array().ok()?;
        self.pages.get(&place.first()?.as_reference().ok()?).copied()
    }
}

fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).and_then(Object::as_reference).ok()
}
