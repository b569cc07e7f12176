//! One item further: every way takes it, and on some a page ends behind it.

use super::super::super::galley::{Tied, VBox, VItem};
use super::super::sheet::{Filled, Heights, Notes, split};
use super::cost::{FACING, FORCED, LONGER, SHRUNK, SPLIT, STRAYED};
use super::{Alike, Chooser, Event, Group, NONE, Spot, Way};
use crate::breaking::FORBIDDEN;
use crate::diag::{Code, Diagnostic};
use crate::length::Abs;
use crate::source::Span;

/// How many ways are kept at most; some 46 lines times a few paragraphs' ways are met.
const MOST: usize = 400;

/// An item, and what follows it.
#[derive(Clone, Copy)]
pub(super) struct Here<'i> {
    pub item: &'i VItem,
    pub next: Option<&'i VItem>,
    /// The galley's own items behind it.
    pub rest: &'i [VItem],
    pub spot: Spot,
}

/// A way that ends a page: what tells it from others, what it costs, and how full its page is.
type Ended = (Alike, f64, Way, Heights);

impl Chooser<'_> {
    /// Takes all ways past an item, and opens those on which a page ends behind it.
    pub(super) fn step(&mut self, groups: &mut Vec<Group>, here: Here) {
        match here.item {
            VItem::Box(vbox) => {
                self.set(groups, vbox, here.spot);
                self.last_box = vbox.ends;
                self.before = None;
            }
            VItem::Penalty { cost, carry } => self.before = Some((*cost, carry.clone())),
            VItem::Glue(height) => return self.white(groups, *height, here),
            VItem::Snap(_) => {
                return groups.iter_mut().for_each(|group| group.heights.white(here.item, self.frame));
            }
            VItem::Mark(_) => {
                let strayed = groups.iter_mut().flat_map(|group| &mut group.ways);
                return strayed.filter(|way| way.tied == Tied::ToSection).for_each(|way| way.cost += STRAYED);
            }
            VItem::Side(_) | VItem::Options(_) | VItem::Float(_) => return,
        }
        if let Some(cost) = here.penalty() {
            self.open(groups, cost, here.spot);
        }
    }

    /// Takes all ways past white, which may grow on them; that above a heading may be a line lower.
    fn white(&mut self, groups: &mut Vec<Group>, height: Abs, here: Here) {
        let frame = self.frame;
        let elastic = height >= frame.elastic && self.before.is_none() && !forbidden(here.rest);
        let mut lower = Vec::new();
        for group in groups.iter_mut() {
            if elastic && group.heights.filled == Filled::Some {
                if height >= frame.grid * 3 / 2 {
                    let mut group = group.clone();
                    group.heights.white(&VItem::Glue(height - frame.grid), frame);
                    group.ways.iter_mut().for_each(|way| way.cost += SHRUNK);
                    lower.push(group);
                }
                group.ways.iter_mut().for_each(|way| way.elastic += 1);
            }
            group.heights.white(here.item, frame);
        }
        self.join(groups, lower, &Event::Shrink { item: here.spot.item });
    }

    /// Sets a box on every way's page; where it fits on none, the page ends above it, allowed or not.
    fn set(&mut self, groups: &mut Vec<Group>, vbox: &VBox, spot: Spot) {
        let frame = self.frame;
        let after = |heights: &Heights| {
            let mut heights = *heights;
            heights.set(vbox, frame);
            heights
        };
        let fits = |group: &Group| group.heights.filled == Filled::Empty || after(&group.heights).holds(frame);
        // A page that begins with what moved there may be too full for it yet.
        for _ in 0..2 {
            // Those whose page began last have the most room, and stand last.
            if groups.iter().rev().any(fits) {
                break;
            }
            let ways = groups.iter().flat_map(|group| group.ways.iter().map(move |way| (group.heights, *way)));
            let Some((heights, best)) = ways.min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)) else { return };
            let before = Spot {
                inner: spot.inner.saturating_sub(1),
                item: if spot.inner == 0 { spot.item.saturating_sub(1) } else { spot.item },
            };
            groups.clear();
            let left = self.rest(&best, &heights).unwrap_or_else(|| self.notes_of(best.notes));
            groups.push(self.turn(Way { cost: best.cost + FORCED, facing: 0, ..best }, before, left));
        }
        if vbox.height > frame.height && groups.iter().any(|group| group.heights.filled == Filled::Empty) {
            let message = format!("something is {} pt high; the page has {} pt", vbox.height, frame.height);
            self.sink.push(Diagnostic::new(Code::BlockTooTall, message, Span::NONE));
        }
        groups.retain_mut(|group| {
            let empty = group.heights.filled == Filled::Empty;
            group.heights.set(vbox, frame);
            empty || group.heights.holds(frame)
        });
        for note in &vbox.notes {
            for way in groups.iter_mut().flat_map(|group| &mut group.ways) {
                way.notes = self.note(note, 0, way.notes);
            }
        }
    }

    /// What the notes of a way leave over if its page ends here, or none if it cannot.
    fn rest(&self, way: &Way, heights: &Heights) -> Option<Notes> {
        if heights.ends_notes(self.frame) {
            return Some(Notes::new());
        }
        split(&self.notes_of(way.notes), heights.bottom, self.frame)
    }

    /// The way on the next page, if its page ends here; it has paid for that already.
    fn turn(&mut self, way: Way, after: Spot, rest: Notes) -> Group {
        let carry = self.before.as_ref().and_then(|(_, carry)| carry.as_deref());
        let heights = Heights::begin(self.frame, &rest, way.moved, carry);
        let mut notes = NONE;
        for (note, from) in &rest {
            notes = self.note(note, *from, notes);
        }
        let trail = self.event(Event::Break { after, rest }, way.trail);
        let way = Way { page: way.page + 1, elastic: 0, trail, notes, moved: Abs::ZERO, tied: Tied::No, ..way };
        Group { heights, ways: vec![way] }
    }

    /// Opens the ways on which a page ends behind this place: of those that are alike the cheapest.
    fn open(&mut self, groups: &mut Vec<Group>, penalty: i32, spot: Spot) {
        let mut best: Vec<Ended> = Vec::new();
        let mut least = f64::INFINITY;
        for Group { heights, ways } in groups.iter() {
            if heights.filled != Filled::Some {
                continue;
            }
            let fits = heights.room(self.frame) >= Abs::ZERO;
            if !fits && !heights.holds(self.frame) && heights.notes == Abs::ZERO {
                // Higher than the page: whatever follows stands on the next.
                for way in ways {
                    best.push((self.alike(way, 0), way.cost, *way, *heights));
                    least = least.min(way.cost);
                }
                continue;
            }
            let longer = heights.longer(self.frame).ratio(self.frame.grid);
            let lacks = heights.lacks(self.frame).ratio(self.frame.grid) - longer;
            for way in ways {
                let allowed = f64::from(penalty) + self.hyphen(way.page);
                // Most ways are not near the end of their page.
                let at_least = if fits { Self::shortfall_at_least(way, lacks) } else { SPLIT };
                if way.cost + allowed + at_least > least + FACING {
                    continue;
                }
                let (cost, short) = if fits { self.shortfall(way, lacks) } else { (SPLIT, 0) };
                let facing = if self.frame.is_verso(way.page) { short } else { 0 };
                let total = way.cost + cost + allowed + LONGER * longer * longer;
                least = least.min(total);
                if total > least + FACING {
                    continue;
                }
                let key = self.alike(way, facing);
                match best.iter_mut().find(|other| other.0 == key) {
                    Some(other) if other.1 <= total => {}
                    Some(other) => *other = (key, total, *way, *heights),
                    None => best.push((key, total, *way, *heights)),
                }
            }
        }
        best.retain(|other| other.1 <= least + FACING);
        let opened = groups.len();
        for (Alike { facing, .. }, total, way, heights) in best {
            let Some(rest) = self.rest(&way, &heights) else { continue };
            let left: usize = rest.iter().map(|(note, from)| note.lines.len() - from).sum();
            let cost = way.cost + (total - way.cost + left as f64);
            let turned = self.turn(Way { cost, facing, ..way }, spot, rest);
            match groups[opened..].iter_mut().find(|group| group.heights == turned.heights) {
                Some(group) => group.ways.extend(turned.ways),
                None => groups.push(turned),
            }
        }
        prune(groups);
    }
}

impl Here<'_> {
    /// What it costs to end the page behind the item, if it may end there and something follows.
    fn penalty(self) -> Option<i32> {
        match (self.item, self.next?) {
            (VItem::Penalty { cost, .. }, _) => (*cost < FORBIDDEN).then_some(*cost),
            (VItem::Box(_), VItem::Penalty { .. }) => None,
            // White below a display belongs to it unless a penalty forbids; the page may end above the white.
            (VItem::Box(_), VItem::Glue(_) | VItem::Snap(_)) => (!forbidden(self.rest)).then_some(0),
            _ => Some(0),
        }
    }
}

/// Gives up the dearest ways if there are too many.
fn prune(groups: &mut Vec<Group>) {
    let count: usize = groups.iter().map(|group| group.ways.len()).sum();
    if count <= MOST {
        return;
    }
    let mut costs: Vec<f64> = groups.iter().flat_map(|group| group.ways.iter().map(|way| way.cost)).collect();
    let (_, most, _) = costs.select_nth_unstable_by(MOST - 1, f64::total_cmp);
    groups.iter_mut().for_each(|group| group.ways.retain(|way| way.cost <= *most));
    groups.retain(|group| !group.ways.is_empty());
}

/// Whether white is followed by a penalty that forbids a break: a heading's white belongs to the heading.
fn forbidden(rest: &[VItem]) -> bool {
    let next = rest.iter().find(|item| !matches!(item, VItem::Glue(_) | VItem::Snap(_)));
    matches!(next, Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN)
}
