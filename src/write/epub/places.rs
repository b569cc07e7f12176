//! What places of a packet are called: by the print edition's pages, else by the parts they are in.

use super::align::Aligned;
use super::chapter::name;
use super::parts::Planned;
use crate::model::PageRef;
use crate::pages::Print;
use crate::write::xhtml::{self, Called, Lane, MarksAt, Place, Places, Spot};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether all places are known to the print edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    All,
    Some,
}

/// Every place that is referred to, called by its part: its number, else its title.
pub(super) fn of(parts: &[Planned]) -> Places {
    let mut places = Places::default();
    let mut wanted: BTreeSet<PageRef> = parts.iter().flat_map(|part| xhtml::referred(&part.document)).collect();
    for line in parts.iter().flat_map(|part| &part.contents) {
        if let xhtml::Line::Part { at, .. } = line {
            wanted.insert(**at);
        }
    }
    let mut by_part: BTreeMap<usize, Vec<PageRef>> = BTreeMap::new();
    for at in wanted {
        by_part.entry(at.part).or_default().push(at);
    }
    for part in parts {
        let Some(of_part) = by_part.remove(&part.index) else { continue };
        places.add_part(part.index, &part.stem, &part.id);
        let label: Arc<str> = part.number.map_or_else(|| name(&part.document), |number| format!("#{number}")).into();
        let mut files = BTreeMap::new();
        for (number, (mark, file)) in (1..).zip(xhtml::marks(&part.document)) {
            files.entry(mark).or_insert(Spot::Mark { file, number });
        }
        for at in of_part {
            // A place that is not there is as good as its part.
            let spot = at.mark.and_then(|mark| files.get(&mark)).copied().unwrap_or(Spot::Start);
            places.add(at, Place { spot, called: Called::Part(part.index, label.clone()) });
        }
    }
    places
}

/// Calls places by the pages that the print edition tells of.
pub(super) fn printed(places: &mut Places, print: &Print) -> Known {
    let pages: BTreeMap<PageRef, usize> =
        print.places.iter().rev().map(|place| (PageRef { part: place.part, mark: place.mark }, place.page)).collect();
    places.call_others(|at| {
        let page = pages.get(at)?;
        Some(Called::Page(*page, print.pages.get(*page)?.label.as_str().into()))
    });
    if places.are_paged() { Known::All } else { Known::Some }
}

/// Calls the others by the pages that were found in the text.
pub(super) fn found(places: &mut Places, parts: &[Planned], aligned: &Aligned, marks: &[MarksAt]) {
    // The page that each part begins on, or in the midst of.
    let mut begun = BTreeMap::new();
    let mut last = None;
    for (part, breaks) in parts.iter().zip(&aligned.breaks) {
        let body = breaks.get(&Lane::Body).map(Vec::as_slice).unwrap_or_default();
        let first = body.iter().rfind(|found| found.at == 0).or(last);
        begun.insert(part.index, first);
        last = body.last().or(last);
    }
    let of = |at: &PageRef| {
        let place = parts.iter().position(|part| part.index == at.part)?;
        let begun = begun.get(&at.part).copied().flatten();
        let there = at.mark.as_ref().and_then(|mark| marks[place].get(mark));
        let body = aligned.breaks[place].get(&Lane::Body).map(Vec::as_slice).unwrap_or_default();
        let page = match there {
            Some(letters) => body.iter().rfind(|found| found.at <= *letters).or(begun),
            None => begun,
        };
        page.map(|found| Called::Page(found.page, found.label.as_str().into()))
    };
    places.call_others(of);
}
