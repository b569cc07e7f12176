//! Places of a packet: what marks become, and how text elsewhere refers to them.
//!
//! A print edition has numbers of pages; without one, the numbers of articles stand instead. Both are links.

use super::breaks::{Lane, Letters};
use super::escape::Within;
use super::plan::Plan;
use super::{InLink, Xhtml, attribute, href_of};
use crate::model::{CalledPages, Document, Inline, InlineKind, Mark, PageRef, Target, Visit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The places that text of a packet refers to.
#[derive(Default)]
pub(in super::super) struct Places {
    /// In order: a large packet has tens of thousands.
    known: Vec<(PageRef, Place)>,
    parts: BTreeMap<usize, Names>,
}

/// What a part's files and ids begin with.
struct Names {
    stem: String,
    id: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Place {
    /// Where in its part.
    pub spot: Spot,
    /// What it is called.
    pub called: Called,
}

/// Where in a part a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Spot {
    /// Where it begins.
    Start,
    /// At a mark in that file, which is this one of the part's.
    Mark { file: usize, number: usize },
}

/// What a place is called. Many are called alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Called {
    /// The page of that index and number: neighbours are drawn together.
    Page(usize, Arc<str>),
    /// The part of that index and number, or title.
    Part(usize, Arc<str>),
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
    /// Adds a part: what its files and its ids begin with.
    pub fn add_part(&mut self, part: usize, stem: &str, id: &str) {
        self.parts.insert(part, Names { stem: stem.to_owned(), id: id.to_owned() });
    }

    /// Adds a place in a part that was added; at once if they come in order.
    pub fn add(&mut self, at: PageRef, place: Place) {
        match self.known.last() {
            Some((last, _)) if *last >= at => match self.known.binary_search_by_key(&at, |known| known.0) {
                Ok(there) => self.known[there].1 = place,
                Err(there) => self.known.insert(there, (at, place)),
            },
            _ => self.known.push((at, place)),
        }
    }

    fn get(&self, at: &PageRef) -> Option<&Place> {
        self.known.binary_search_by_key(at, |known| known.0).ok().map(|there| &self.known[there].1)
    }

    /// What leads to a place.
    pub fn href(&self, at: &PageRef) -> Option<String> {
        let names = self.parts.get(&at.part)?;
        Some(match self.get(at)?.spot {
            Spot::Start => href_of(&names.stem, 0),
            Spot::Mark { file, number } => format!("{}#{}-m{number}", href_of(&names.stem, file), names.id),
        })
    }

    /// The id of the mark at a place.
    fn id(&self, at: &PageRef) -> Option<String> {
        match self.get(at)?.spot {
            Spot::Start => None,
            Spot::Mark { number, .. } => Some(format!("{}-m{number}", self.parts.get(&at.part)?.id)),
        }
    }

    /// What a place is called.
    pub fn called(&self, at: &PageRef) -> Option<&Called> {
        self.get(at).map(|place| &place.called)
    }

    /// Whether every place is called by its page.
    pub fn are_paged(&self) -> bool {
        self.known.iter().all(|(_, place)| matches!(place.called, Called::Page(..)))
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
    pub fn list(&self, places: &[PageRef]) -> Vec<(String, Option<String>)> {
        let mut found: Vec<(&Called, &PageRef)> = places.iter().filter_map(|at| Some((self.called(at)?, at))).collect();
        found.sort_by_key(|(called, _)| called.index());
        found.dedup_by_key(|(called, _)| called.index());
        let mut list = Vec::new();
        for run in found.chunk_by(|(called, _), (next, _)| called.is_next(next)) {
            match run {
                [(first, at), _, .., (last, _)] => {
                    list.push((format!("{}–{}", first.label(), last.label()), self.href(at)));
                }
                // Two neighbours are two numbers.
                few => list.extend(few.iter().map(|(called, at)| (called.label().to_owned(), self.href(at)))),
            }
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
                self.0.extend(places);
            }
            if let InlineKind::Link { target, .. } = &inline.kind
                && let Target::Place(place) = **target
            {
                self.0.insert(place);
            }
        }
    }
    let mut found = Found(BTreeSet::new());
    found.document(document);
    found.0
}

/// The marks of a document, in order, and the number of the article's file that each is in.
pub(in super::super) fn marks(document: &Document) -> Vec<(Mark, usize)> {
    struct Found(Vec<(Mark, usize)>, usize);
    impl Visit for Found {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Mark(mark) = inline.kind {
                self.0.push((mark, self.1));
            }
        }
    }
    let plan = Plan::of(document);
    let mut found = Found(Vec::new(), 0);
    found.inlines(&document.meta.title);
    found.inlines(&document.meta.standfirst);
    for (index, block) in document.blocks.iter().enumerate() {
        for (file, piece) in plan.pieces(index, block) {
            found.1 = file;
            piece.visit(&mut found);
        }
    }
    found.0
}

impl Xhtml<'_> {
    /// A mark becomes an id, if anything refers to it.
    pub(super) fn mark_place(&mut self, mark: Mark) {
        let at = PageRef { part: self.around.part, mark: Some(mark) };
        let Some(id) = self.around.places.id(&at) else { return };
        // A note that is written twice has its marks in the first copy.
        if !self.placed.insert(mark) {
            return;
        }
        // A note is on the page of its call.
        if let Letters::Collect(lanes) = &self.letters {
            self.at.insert(mark, lanes.get(&Lane::Body).map_or(0, Vec::len));
        }
        self.out.push_str(&format!("<span id=\"{id}\"></span>"));
    }

    /// The pages, or the articles, in which places are.
    pub(super) fn pages(&mut self, places: &[PageRef], called: CalledPages) {
        let around = self.around;
        let known = places.iter().filter_map(|at| around.places.called(at));
        let paged = known.clone().count() > 0 && known.clone().all(|called| matches!(called, Called::Page(..)));
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
                    self.out.push_str(&format!("<a href=\"{}\">", attribute(&href)));
                    self.words(&label, Within::Text);
                    self.out.push_str("</a>");
                }
                None => self.words(&label, Within::Text),
            }
        }
        self.words(behind, Within::Text);
    }
}

/// How many letters of an article's text stand before each mark.
pub(in super::super) type MarksAt = BTreeMap<Mark, usize>;

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pages: &[usize]) -> Vec<String> {
        let mut places = Places::default();
        places.add_part(0, "a", "a");
        let at = |page: usize| PageRef { part: 0, mark: Some(Mark { unit: 0, offset: page as u32 }) };
        for &page in pages {
            let called = Called::Page(page, (page + 1).to_string().into());
            places.add(at(page), Place { spot: Spot::Mark { file: 0, number: page }, called });
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
