//! Places of a packet: what marks become, and how text elsewhere refers to them.
//!
//! A print edition has numbers of pages; without one, the numbers of articles stand instead. Both are links.

use super::breaks::{Lane, Letters};
use super::escape::Within;
use super::plan::Plan;
use super::{InLink, Xhtml, attribute, href_of};
use crate::model::{CalledPages, Document, Inline, InlineKind, Mark, PageRef, Target, Visit};
use std::collections::BTreeMap;

/// The places that text of a packet refers to. A large packet has tens of thousands: a place holds what no other has.
#[derive(Default)]
pub(in super::super) struct Places {
    parts: BTreeMap<usize, InPart>,
    /// The labels of the pages that places are on, by their indices.
    pages: BTreeMap<u32, String>,
}

/// The places of a part.
struct InPart {
    /// What its files begin with.
    stem: String,
    /// What its ids begin with.
    id: String,
    /// What places in it are called whose pages nobody knows: its number, or its title.
    label: String,
    /// In the order of their marks.
    known: Vec<Known>,
}

/// A place in a part.
struct Known {
    mark: Option<Mark>,
    spot: Spot,
    /// The index of its page.
    page: Option<u32>,
}

/// Where in a part a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Spot {
    /// Where it begins.
    Start,
    /// At a mark in that file, which is this one of the part's.
    Mark { file: u32, number: u32 },
}

/// What a place is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Called<'a> {
    /// The page of that index and label: neighbours are drawn together.
    Page(usize, &'a str),
    /// The part of that index and number, or title.
    Part(usize, &'a str),
}

impl<'a> Called<'a> {
    fn index(self) -> usize {
        match self {
            Self::Page(index, _) | Self::Part(index, _) => index,
        }
    }

    fn label(self) -> &'a str {
        match self {
            Self::Page(_, label) | Self::Part(_, label) => label,
        }
    }

    fn is_next(self, next: Self) -> bool {
        matches!((self, next), (Self::Page(a, _), Self::Page(b, _)) if a + 1 == b)
    }
}

impl Places {
    /// Adds a part: what its files and its ids begin with, what its places are called as long as their pages are not
    /// known, and the places, in the order of their marks.
    pub fn add_part(
        &mut self,
        part: usize,
        names: (&str, &str),
        label: String,
        places: impl ExactSizeIterator<Item = (Option<Mark>, Spot)>,
    ) {
        let (stem, id) = (names.0.to_owned(), names.1.to_owned());
        let known = places.map(|(mark, spot)| Known { mark, spot, page: None }).collect();
        self.parts.insert(part, InPart { stem, id, label, known });
    }

    fn get(&self, at: &PageRef) -> Option<(&InPart, &Known)> {
        let part = self.parts.get(&at.part)?;
        let there = part.known.binary_search_by_key(&at.mark, |known| known.mark).ok()?;
        Some((part, &part.known[there]))
    }

    /// What leads to a place.
    pub fn href(&self, at: &PageRef) -> Option<String> {
        let (part, place) = self.get(at)?;
        Some(match place.spot {
            Spot::Start => href_of(&part.stem, 0),
            Spot::Mark { file, number } => format!("{}#{}-m{number}", href_of(&part.stem, file as usize), part.id),
        })
    }

    /// The id of the mark at a place.
    fn id(&self, at: &PageRef) -> Option<String> {
        let (part, place) = self.get(at)?;
        match place.spot {
            Spot::Start => None,
            Spot::Mark { number, .. } => Some(format!("{}-m{number}", part.id)),
        }
    }

    /// What a place is called.
    pub fn called(&self, at: &PageRef) -> Option<Called<'_>> {
        let (part, place) = self.get(at)?;
        Some(match place.page.and_then(|page| Some((page, self.pages.get(&page)?))) {
            Some((page, label)) => Called::Page(page as usize, label),
            None => Called::Part(at.part, &part.label),
        })
    }

    /// Whether every place is called by its page.
    pub fn are_paged(&self) -> bool {
        self.parts.values().flat_map(|part| &part.known).all(|known| known.page.is_some())
    }

    /// Calls those by the index and the label of their pages that are not called so yet.
    pub fn call_others<'l>(&mut self, page_of: impl Fn(&PageRef) -> Option<(usize, &'l str)>) {
        for (&part, InPart { known, .. }) in &mut self.parts {
            for known in known.iter_mut().filter(|known| known.page.is_none()) {
                let page = page_of(&PageRef { part, mark: known.mark });
                if let Some((Ok(page), label)) = page.map(|(page, label)| (u32::try_from(page), label)) {
                    known.page = Some(page);
                    self.pages.entry(page).or_insert_with(|| label.to_owned());
                }
            }
        }
    }

    /// Where places are, in order, each page once: "3, 7–9", and what each leads to.
    pub fn list(&self, places: &[PageRef]) -> Vec<(String, Option<String>)> {
        let called = |at| Some((self.called(at)?, at));
        let mut found: Vec<(Called<'_>, &PageRef)> = places.iter().filter_map(called).collect();
        found.sort_by_key(|(called, _)| called.index());
        found.dedup_by_key(|(called, _)| called.index());
        let mut list = Vec::new();
        for run in found.chunk_by(|(called, _), (next, _)| called.is_next(*next)) {
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

/// The places that a document refers to, as often as it does.
pub(in super::super) fn referred(document: &Document) -> Vec<PageRef> {
    struct Found(Vec<PageRef>);
    impl Visit for Found {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Pages(places, _) = &inline.kind {
                self.0.extend(places);
            }
            if let InlineKind::Link { target, .. } = &inline.kind
                && let Target::Place(place) = **target
            {
                self.0.push(place);
            }
        }
    }
    let mut found = Found(Vec::new());
    found.document(document);
    found.0
}

/// The marks of a document, in order, and the number of the article's file that each is in.
pub(in super::super) fn marks(document: &Document) -> Vec<(Mark, u32)> {
    struct Found(Vec<(Mark, u32)>, u32);
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
            found.1 = u32::try_from(file).unwrap_or(u32::MAX);
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
        let mut listed = around.places.list(places);
        // "p. 12" is a larger thing to touch than "12", and says what it is.
        let (before, behind) = match listed.as_mut_slice() {
            [(label, _)] => {
                *label = format!("{before}{label}{behind}");
                ("", "")
            }
            _ => (before, behind),
        };
        self.words(before, Within::Text);
        for (index, (label, href)) in listed.into_iter().enumerate() {
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
        let mark = |page: usize| Some(Mark { unit: 0, offset: page as u32 });
        let at = |page: usize| PageRef { part: 0, mark: mark(page) };
        let known: Vec<_> = (0..20).map(|page| (mark(page), Spot::Mark { file: 0, number: page as u32 })).collect();
        places.add_part(0, ("a", "a"), "#1".to_owned(), known.into_iter());
        let labels: Vec<_> = (1..21).map(|label| label.to_string()).collect();
        places.call_others(|at| at.mark.map(|mark| (mark.offset as usize, labels[mark.offset as usize].as_str())));
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
