//! What places of a packet are called: by the print edition's pages, else by the parts they are in.

use super::align::Aligned;
use super::chapter::name;
use super::parts::Planned;
use crate::model::{Mark, PageRef};
use crate::pages::Print;
use crate::parallel;
use crate::write::xhtml::{self, Lane, MarksAt, Places, Spot};
use std::collections::BTreeMap;

/// Whether all places are known to the print edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    All,
    Some,
}

/// Every place that is referred to, called by its part: its number, else its title.
pub(super) fn of(parts: &[Planned]) -> Places {
    let wanted = wanted(parts);
    let known = parallel::each(parts, |_, part| {
        let of_part = within(&wanted, part.index);
        if of_part.is_empty() {
            return Vec::new();
        }
        let mut spots = BTreeMap::new();
        for (number, (mark, file)) in (1..).zip(xhtml::marks(&part.document)) {
            spots.entry(mark).or_insert(Spot::Mark { file, number });
        }
        // A place that is not there is as good as its part.
        let spot = |mark: Option<Mark>| mark.and_then(|mark| spots.get(&mark)).copied().unwrap_or(Spot::Start);
        of_part.iter().map(|at| (at.mark, spot(at.mark))).collect()
    });
    let mut places = Places::default();
    for (part, known) in parts.iter().zip(known).filter(|(_, known)| !known.is_empty()) {
        let label = part.number.map_or_else(|| name(&part.document), |number| format!("#{number}"));
        places.add_part(part.index, (&part.stem, &part.id), label, known.into_iter());
    }
    places
}

/// What is referred to, in order, each place once.
fn wanted(parts: &[Planned]) -> Vec<PageRef> {
    let referred = parallel::each(parts, |_, part| xhtml::referred(&part.document));
    let mut wanted: Vec<PageRef> = referred.into_iter().flatten().collect();
    wanted.extend(parts.iter().flat_map(|part| &part.contents).filter_map(|line| match line {
        xhtml::Line::Part { at, .. } => Some(**at),
        _ => None,
    }));
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Those of sorted places that are in that part.
fn within(places: &[PageRef], part: usize) -> &[PageRef] {
    let from = places.partition_point(|at| at.part < part);
    let length = places[from..].partition_point(|at| at.part == part);
    &places[from..from + length]
}

/// Calls places by the pages that the print edition tells of.
pub(super) fn printed(places: &mut Places, print: &Print) -> Known {
    let pages: BTreeMap<PageRef, usize> =
        print.places.iter().rev().map(|place| (PageRef { part: place.part, mark: place.mark }, place.page)).collect();
    places.call_others(|at| {
        let page = pages.get(at)?;
        Some((*page, print.pages.get(*page)?.label.as_str()))
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
        page.map(|found| (found.page, found.label.as_str()))
    };
    places.call_others(of);
}
