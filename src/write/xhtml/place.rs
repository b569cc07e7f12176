//! Places of a packet: what marks become, and how text elsewhere refers to them.
//!
//! A print edition has numbers of pages; without one, the numbers of articles stand instead. Both are links.

use super::breaks::{Lane, Letters};
use super::escape::Within;
use super::plan::Plan;
use super::{InLink, Xhtml, attribute, href_of};
use crate::model::{CalledPages, Document, Inline, InlineKind, PageRef, Visit};
use std::collections::{BTreeMap, BTreeSet};

/// The places that text of a packet refers to.
#[derive(Default)]
pub(in super::super) struct Places {
    known: BTreeMap<PageRef, Place>,
    /// The names of the marks of each part that are referred to, and their ids.
    ids: BTreeMap<(usize, String), String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Place {
    /// What leads there; none if it is on paper only.
    pub href: Option<String>,
    /// What it is called.
    pub called: Called,
}

/// What a place is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Called {
    /// The page of that index and number: neighbours are drawn together.
    Page(usize, String),
    /// The part of that index and number, or title.
    Part(usize, String),
}

impl Called {
    fn index(&self) -> usize {
        match self {
            Self::Page(index, _) | Self::Part(index, _) => *index,
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::Page(_, label) | Self::Part(_, label) => label,
        }
    }

    fn is_next(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Page(a, _), Self::Page(b, _)) if a + 1 == *b)
    }
}

impl Places {
    /// Adds a place, and the id of its mark, if it has one.
    pub fn add(&mut self, at: PageRef, id: Option<String>, place: Place) {
        if let (Some(mark), Some(id)) = (&at.mark, id) {
            self.ids.insert((at.part, mark.clone()), id);
        }
        self.known.insert(at, place);
    }

    /// A place.
    pub fn get(&self, at: &PageRef) -> Option<&Place> {
        self.known.get(at)
    }

    /// Whether every place is called by its page.
    pub fn are_paged(&self) -> bool {
        self.known.values().all(|place| matches!(place.called, Called::Page(..)))
    }

    /// Calls those anew that are not called by their pages.
    pub fn call_others(&mut self, called: impl Fn(&PageRef) -> Option<Called>) {
        let others = self.known.iter_mut().filter(|(_, place)| !matches!(place.called, Called::Page(..)));
        for (at, place) in others {
            if let Some(called) = called(at) {
                place.called = called;
            }
        }
    }

    /// Where places are, in order, each page once: "3, 7–9", and what each leads to.
    pub fn list(&self, places: &[PageRef]) -> Vec<(String, Option<&str>)> {
        let mut found: Vec<&Place> = places.iter().filter_map(|at| self.known.get(at)).collect();
        found.sort_by_key(|place| place.called.index());
        found.dedup_by_key(|place| place.called.index());
        let mut list = Vec::new();
        let mut from = 0;
        while from < found.len() {
            let runs = found[from..].windows(2).take_while(|pair| pair[0].called.is_next(&pair[1].called)).count();
            let (first, last) = (found[from], found[from + runs]);
            if runs >= 2 {
                list.push((format!("{}–{}", first.called.label(), last.called.label()), first.href.as_deref()));
            } else {
                // Two neighbours are two numbers.
                let each = found[from..=from + runs].iter();
                list.extend(each.map(|place| (place.called.label().to_owned(), place.href.as_deref())));
            }
            from += runs + 1;
        }
        list
    }
}

/// Every place that a document refers to.
pub(in super::super) fn referred(document: &Document) -> BTreeSet<PageRef> {
    struct Found(BTreeSet<PageRef>);
    impl Visit for Found {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Pages(places, _) = &inline.kind {
                self.0.extend(places.iter().cloned());
            }
        }
    }
    let mut found = Found(BTreeSet::new());
    found.document(document);
    found.0
}

/// The marks of a document, in order, and the file of the article that each is in.
pub(in super::super) fn marks(document: &Document, stem: &str) -> Vec<(String, String)> {
    struct Found(Vec<(String, usize)>, usize);
    impl Visit for Found {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Mark(name) = &inline.kind {
                self.0.push((name.clone(), self.1));
            }
        }
    }
    let plan = Plan::of(document);
    let mut found = Found(Vec::new(), 0);
    found.document(&Document { meta: document.meta.clone(), blocks: Vec::new() });
    for (index, block) in document.blocks.iter().enumerate() {
        found.1 = plan.file(index);
        found.blocks(std::slice::from_ref(block));
    }
    found.0.into_iter().map(|(name, file)| (name, href_of(stem, file))).collect()
}

impl Xhtml<'_> {
    /// A mark becomes an id, if anything refers to it.
    pub(super) fn mark_place(&mut self, name: &str) {
        let key = (self.around.part, name.to_owned());
        let Some(id) = self.around.places.ids.get(&key) else { return };
        // A note that is written twice has its marks in the first copy.
        if !self.placed.insert(key.1) {
            return;
        }
        // A note is on the page of its call.
        if let Letters::Collect(lanes) = &self.letters {
            self.at.insert(name.to_owned(), lanes.get(&Lane::Body).map_or(0, Vec::len));
        }
        self.out.push_str(&format!("<span id=\"{id}\"></span>"));
    }

    /// The pages, or the articles, in which places are.
    pub(super) fn pages(&mut self, places: &[PageRef], called: CalledPages) {
        let around = self.around;
        let paged = places.iter().filter_map(|at| around.places.get(at));
        let paged = paged.clone().count() > 0 && paged.clone().all(|place| matches!(place.called, Called::Page(..)));
        let (before, behind) = match called {
            CalledPages::Named if paged => around.language.packet_labels().around_page(),
            CalledPages::Named | CalledPages::Bare => ("", ""),
        };
        self.words(before, Within::Text);
        for (index, (label, href)) in around.places.list(places).into_iter().enumerate() {
            if index > 0 {
                self.words(", ", Within::Text);
            }
            match href.filter(|_| matches!(self.link, InLink::No)) {
                Some(href) => {
                    self.out.push_str(&format!("<a href=\"{}\">", attribute(href)));
                    self.words(&label, Within::Text);
                    self.out.push_str("</a>");
                }
                None => self.words(&label, Within::Text),
            }
        }
        self.words(behind, Within::Text);
    }
}

/// How many letters of an article's text stand before each mark, by name.
pub(in super::super) type MarksAt = BTreeMap<String, usize>;

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pages: &[usize]) -> Vec<String> {
        let mut places = Places::default();
        let at = |page: usize| PageRef { part: 0, mark: Some(page.to_string()) };
        for &page in pages {
            let called = Called::Page(page, (page + 1).to_string());
            places.add(at(page), None, Place { href: Some(format!("a.xhtml#{page}")), called });
        }
        let refs: Vec<_> = pages.iter().map(|page| at(*page)).collect();
        places.list(&refs).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn neighbours_are_drawn_together_from_three_on() {
        assert_eq!(list(&[6, 2, 7, 8, 12]), ["3", "7–9", "13"]);
        assert_eq!(list(&[1, 2, 2]), ["2", "3"]);
        assert!(list(&[]).is_empty());
    }
}
