//! Where pages end: chosen for the whole galley at once.
//!
//! A way through the galley is known by its last page alone: how high its text and its notes are, on which side of the
//! leaf it is, and how short the page facing it was left. Of ways that are alike in these the cheapest is kept, so there
//! are at most some ways for each line of a page, whatever the length of the galley. At a paragraph that can be set in a
//! line more or fewer, ways part and come together again. What a note leaves over for the next page is that of the best
//! way to the break: an approximation only where two ways to one break leave different remains.

mod cost;

use super::super::galley::{Float, Options, Tied, VBox, VItem};
use super::super::inline::LineEnd;
use super::Frame;
use super::sheet::{Filled, Heights, Notes, split};
use crate::breaking::FORBIDDEN;
use crate::diag::{Code, Diagnostic, Sink};
use crate::length::Abs;
use crate::source::Span;
use cost::{FACING, FORCED, LONGER, MOVED, SHRUNK, SPLIT, STRAYED};
use std::ops::Range;
use std::sync::Arc;

/// What a way decided.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// The page ends behind this place; these notes go on overleaf.
    Break { after: Spot, rest: Notes },
    /// The paragraph whose options stand at this item is set in this way.
    Way { item: usize, way: usize },
    /// The white at this item is a line lower.
    Shrink { item: usize },
    /// What this item says may move stands at the head of the next page.
    Move { item: usize },
}

/// A place in the galley: an item, or an item of one of the ways to set a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub item: usize,
    /// Which item of the way, from 1; 0 is the galley's own.
    pub inner: usize,
}

/// Ways whose pages are filled alike up to some item.
#[derive(Debug, Clone)]
struct Group {
    heights: Heights,
    /// No two that are [`Alike`].
    ways: Vec<Way>,
}

/// A way up to some item.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// The number of the page.
    page: usize,
    /// How many lines the left-hand page facing this one is short.
    facing: u8,
    /// White on its page that may grow by a line: between blocks, where the page may break.
    elastic: u16,
    cost: f64,
    /// The last thing it decided.
    trail: u32,
    /// The last of the notes on its page.
    notes: u32,
    /// The height of what moves to the head of the next page.
    moved: Abs,
    /// Whether all of that may stand under another heading.
    tied: Tied,
}

/// The end of a trail.
const NONE: u32 = u32::MAX;
/// How many ways are kept at most; some 46 lines times a few paragraphs' ways are met.
const MOST: usize = 400;

/// Chooses the breaks of a galley whose first page has that number.
pub(super) fn choose(items: &[VItem], frame: Frame, first: usize, sink: &mut Sink) -> Vec<Event> {
    let (chooser, groups) = ways(items, frame, first, sink);
    chooser.finish(&groups)
}

/// All ways through a galley that are worth going.
fn ways<'s>(items: &[VItem], frame: Frame, first: usize, sink: &'s mut Sink) -> (Chooser<'s>, Vec<Group>) {
    let mut chooser =
        Chooser { frame, first, events: Vec::new(), notes: Vec::new(), last_box: LineEnd::Word, before: None, sink };
    let start = Way {
        page: first,
        facing: 0,
        elastic: u16::from(below_title(items).is_some()),
        cost: 0.0,
        trail: NONE,
        notes: NONE,
        moved: Abs::ZERO,
        tied: Tied::No,
    };
    let mut groups = vec![Group { heights: Heights::begin(frame, &Vec::new(), Abs::ZERO, None), ways: vec![start] }];
    chooser.walk(&mut groups, items);
    (chooser, groups)
}

struct Chooser<'s> {
    frame: Frame,
    first: usize,
    /// What was decided, each with what was decided before it.
    events: Vec<(Event, u32)>,
    /// The notes on pages, each with the one before it on its page.
    notes: Vec<(Arc<super::super::galley::FootNote>, usize, u32)>,
    /// How the last line ends.
    last_box: LineEnd,
    /// The cost of the penalty before the next item and what it repeats, if one stands there.
    before: Option<(i32, Option<Arc<VBox>>)>,
    sink: &'s mut Sink,
}

/// A way that ends a page: what tells it from others, what it costs, and how full its page is.
type Ended = (Alike, f64, Way, Heights);

/// What ways have in common besides how full their pages are, when of two only the cheaper goes on. Which page it is does
/// not matter to what follows, only its side; told apart by it, more ways went on the longer a document was. White that
/// may still grow may differ: that is neglected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Alike {
    side: Side,
    /// How many lines the left-hand page facing this one is short.
    facing: u8,
    /// The height of what moves to the head of the next page.
    moved: Abs,
    tied: Tied,
}

/// Which side of the leaf a page is on; the first of all faces nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Even,
    Odd,
}

impl Chooser<'_> {
    /// Takes all ways to the end of a galley.
    fn walk(&mut self, groups: &mut Vec<Group>, items: &[VItem]) {
        let mut at = 0;
        while at < items.len() {
            at = match &items[at] {
                VItem::Options(options) => self.options(groups, options, items, at),
                VItem::Float(float) => self.float(groups, float, items, at),
                _ => self.steps(groups, items, at..at + 1),
            };
        }
    }

    /// Takes all ways past some items; gives back where that ends.
    fn steps(&mut self, groups: &mut Vec<Group>, items: &[VItem], range: Range<usize>) -> usize {
        for at in range.clone() {
            self.step(groups, &items[at], items.get(at + 1), &items[at + 1..], Spot { item: at, inner: 0 });
        }
        range.end
    }

    /// Takes all ways past a paragraph, in each of the lengths that it can be set in.
    fn options(&mut self, groups: &mut Vec<Group>, options: &Options, items: &[VItem], at: usize) -> usize {
        let end = (at + 1 + options.covers).min(items.len());
        let follow = items.get(end);
        let before = self.before.clone();
        let mut others = Vec::with_capacity(options.ways.len());
        for (way, other) in options.ways.iter().enumerate() {
            let lines = options.items(way);
            let mut inner = groups.clone();
            inner.iter_mut().flat_map(|group| &mut group.ways).for_each(|way| way.cost += other.cost);
            self.before.clone_from(&before);
            for (step, item) in lines.iter().enumerate() {
                let next = lines.get(step + 1).or(follow);
                self.step(&mut inner, item, next, &items[end..], Spot { item: at, inner: step + 1 });
            }
            others.push(inner);
        }
        self.before = before;
        self.steps(groups, items, at + 1..end);
        for (way, inner) in others.into_iter().enumerate() {
            self.join(groups, inner, &Event::Way { item: at, way });
        }
        end
    }

    /// Takes all ways past a figure, which stands where it is or at the head of the next page.
    fn float(&mut self, groups: &mut Vec<Group>, float: &Float, items: &[VItem], at: usize) -> usize {
        let end = (at + 1 + float.covers).min(items.len());
        let moved = self.moved(groups, float);
        // What stands at the head of the next page already is not overtaken.
        if groups.iter().flat_map(|group| &group.ways).any(|way| way.moved == Abs::ZERO) {
            groups.iter_mut().for_each(|group| group.ways.retain(|way| way.moved == Abs::ZERO));
            groups.retain(|group| !group.ways.is_empty());
        }
        self.steps(groups, items, at + 1..end);
        self.join(groups, moved, &Event::Move { item: at });
        end
    }

    fn event(&mut self, event: Event, before: u32) -> u32 {
        self.events.push((event, before));
        self.events.len() as u32 - 1
    }

    fn alike(&self, way: &Way, facing: u8) -> Alike {
        let side = match way.page {
            page if page == self.first => Side::First,
            page if page.is_multiple_of(2) => Side::Even,
            _ => Side::Odd,
        };
        Alike { side, facing, moved: way.moved, tied: way.tied }
    }

    /// Brings ways together that others decided something for; of those that are alike the cheapest is kept.
    fn join(&mut self, groups: &mut Vec<Group>, others: Vec<Group>, decided: &Event) {
        for mut other in others {
            let Some(group) = groups.iter_mut().find(|group| group.heights == other.heights) else {
                for way in &mut other.ways {
                    way.trail = self.event(decided.clone(), way.trail);
                }
                groups.push(other);
                continue;
            };
            for mut way in other.ways {
                let key = self.alike(&way, way.facing);
                let alike = group.ways.iter_mut().find(|own| self.alike(own, own.facing) == key);
                if alike.as_ref().is_some_and(|own| own.cost <= way.cost) {
                    continue;
                }
                way.trail = self.event(decided.clone(), way.trail);
                match alike {
                    Some(own) => *own = way,
                    None => group.ways.push(way),
                }
            }
        }
    }

    fn note(&mut self, note: &Arc<super::super::galley::FootNote>, from: usize, before: u32) -> u32 {
        self.notes.push((Arc::clone(note), from, before));
        self.notes.len() as u32 - 1
    }

    fn notes_of(&self, mut index: u32) -> Notes {
        let mut notes = Vec::new();
        while let Some((note, from, before)) = self.notes.get(index as usize) {
            notes.push((Arc::clone(note), *from));
            index = *before;
        }
        notes.reverse();
        notes
    }

    /// Takes all ways past an item, and opens those on which a page ends behind it.
    fn step(&mut self, groups: &mut Vec<Group>, item: &VItem, next: Option<&VItem>, rest: &[VItem], spot: Spot) {
        match item {
            VItem::Box(vbox) => {
                self.set(groups, vbox, spot);
                self.last_box = vbox.ends;
                self.before = None;
            }
            VItem::Glue(height) => {
                let elastic = *height >= self.frame.elastic && self.before.is_none() && !forbidden(rest);
                let mut lower = Vec::new();
                for group in groups.iter_mut() {
                    if elastic && group.heights.filled == Filled::Some {
                        if *height >= self.frame.grid * 3 / 2 {
                            let mut group = group.clone();
                            group.heights.white(&VItem::Glue(*height - self.frame.grid), self.frame);
                            group.ways.iter_mut().for_each(|way| way.cost += SHRUNK);
                            lower.push(group);
                        }
                        group.ways.iter_mut().for_each(|way| way.elastic += 1);
                    }
                    group.heights.white(item, self.frame);
                }
                self.join(groups, lower, &Event::Shrink { item: spot.item });
                return;
            }
            VItem::Snap(_) => {
                groups.iter_mut().for_each(|group| group.heights.white(item, self.frame));
                return;
            }
            VItem::Penalty { cost, carry } => self.before = Some((*cost, carry.clone())),
            VItem::Mark(_) => {
                let strayed = groups.iter_mut().flat_map(|group| &mut group.ways);
                strayed.filter(|way| way.tied == Tied::ToSection).for_each(|way| way.cost += STRAYED);
                return;
            }
            VItem::Side(_) | VItem::Options(_) | VItem::Float(_) => return,
        }
        let cost = match (item, next) {
            (VItem::Penalty { cost, .. }, _) => (*cost < FORBIDDEN).then_some(*cost),
            (VItem::Box(_), Some(VItem::Penalty { .. })) => None,
            // White below a display belongs to it unless a penalty forbids; the page may end above the white.
            (VItem::Box(_), Some(VItem::Glue(_) | VItem::Snap(_))) => (!forbidden(rest)).then_some(0),
            _ => Some(0),
        };
        if let Some(cost) = cost
            && next.is_some()
        {
            self.open(groups, cost, spot);
        }
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
            if groups.iter().any(fits) {
                break;
            }
            let ways = groups.iter().flat_map(|group| group.ways.iter().map(move |way| (group.heights, *way)));
            let Some((heights, best)) = ways.min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)) else { return };
            let carry = self.before.as_ref().and_then(|(_, carry)| carry.clone());
            let before = Spot {
                inner: spot.inner.saturating_sub(1),
                item: if spot.inner == 0 { spot.item.saturating_sub(1) } else { spot.item },
            };
            groups.clear();
            let notes = self.notes_of(best.notes);
            let left = if heights.ends_notes(frame) {
                Vec::new()
            } else {
                split(&notes, heights.bottom, frame).unwrap_or(notes)
            };
            groups.push(self.turn(best, before, left, carry.as_deref(), FORCED, 0));
        }
        groups.retain(fits);
        if vbox.height > frame.height && groups.iter().any(|group| group.heights.filled == Filled::Empty) {
            let message = format!("something is {} pt high; the page has {} pt", vbox.height, frame.height);
            self.sink.push(Diagnostic::new(Code::BlockTooTall, message, Span::NONE));
        }
        for group in groups.iter_mut() {
            group.heights.set(vbox, frame);
            for note in &vbox.notes {
                for way in &mut group.ways {
                    way.notes = self.note(note, 0, way.notes);
                }
            }
        }
    }

    /// The way that ends its page here, by itself.
    fn turn(&mut self, way: Way, after: Spot, rest: Notes, carry: Option<&VBox>, cost: f64, facing: u8) -> Group {
        let heights = Heights::begin(self.frame, &rest, way.moved, carry);
        let mut notes = NONE;
        for (note, from) in &rest {
            notes = self.note(note, *from, notes);
        }
        let trail = self.event(Event::Break { after, rest }, way.trail);
        let cost = way.cost + cost;
        let way = Way { page: way.page + 1, facing, elastic: 0, cost, trail, notes, moved: Abs::ZERO, tied: Tied::No };
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
                // Ending here would cost it too much, however full its page is.
                if way.cost + allowed > least + FACING {
                    continue;
                }
                let (cost, short) = if fits { self.shortfall(way, lacks) } else { (SPLIT, 0) };
                let facing = if self.frame.is_verso(way.page) { short } else { 0 };
                let total = way.cost + cost + allowed + LONGER * longer * longer;
                least = least.min(total);
                let key = self.alike(way, facing);
                match best.iter_mut().find(|other| other.0 == key) {
                    Some(other) if other.1 <= total => {}
                    Some(other) => *other = (key, total, *way, *heights),
                    None => best.push((key, total, *way, *heights)),
                }
            }
        }
        best.retain(|other| other.1 <= least + FACING);
        let carry = self.before.as_ref().and_then(|(_, carry)| carry.clone());
        let opened = groups.len();
        for (Alike { facing, .. }, total, way, heights) in best {
            let rest = if heights.ends_notes(self.frame) {
                Vec::new()
            } else {
                let Some(rest) = split(&self.notes_of(way.notes), heights.bottom, self.frame) else { continue };
                rest
            };
            let left: usize = rest.iter().map(|(note, from)| note.lines.len() - from).sum();
            let turned = self.turn(way, spot, rest, carry.as_deref(), total - way.cost + left as f64, facing);
            match groups[opened..].iter_mut().find(|group| group.heights == turned.heights) {
                Some(group) => group.ways.extend(turned.ways),
                None => groups.push(turned),
            }
        }
        prune(groups);
    }

    /// The ways on which a figure, or what else may move, stands at the head of the next page.
    fn moved(&self, groups: &[Group], float: &Float) -> Vec<Group> {
        let most = self.frame.height.times(2, 3);
        let mut out: Vec<Group> = groups.iter().filter(|group| group.heights.filled == Filled::Some).cloned().collect();
        for group in &mut out {
            // One alone may be higher than several; what is too high to move was told apart before.
            let alone = |way: &Way| way.moved == Abs::ZERO && float.height < self.frame.height;
            group.ways.retain(|way| alone(way) || way.moved + float.height <= most);
            for way in &mut group.ways {
                way.moved += float.height;
                if float.tied == Tied::ToSection {
                    way.tied = Tied::ToSection;
                }
                way.cost += MOVED;
            }
            group.heights.white(&VItem::Glue(float.gap), self.frame);
        }
        out.retain(|group| !group.ways.is_empty());
        out
    }

    /// What the best way decided, first to last.
    fn finish(&self, groups: &[Group]) -> Vec<Event> {
        let ways = groups.iter().flat_map(|group| group.ways.iter().map(|way| (self.whole(&group.heights, way), way)));
        let best = ways.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, way)| way);
        let mut events = Vec::new();
        let mut trail = best.map_or(NONE, |best| best.trail);
        while let Some((event, before)) = self.events.get(trail as usize) {
            events.push(event.clone());
            trail = *before;
        }
        events.reverse();
        events
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

/// The white between an article's title and its text: it stands above the first place where a page may break.
pub(super) fn below_title(items: &[VItem]) -> Option<usize> {
    let mut snap = None;
    for (index, item) in items.iter().enumerate() {
        match item {
            VItem::Snap(_) => snap = Some(index),
            VItem::Box(_) if snap.is_some() => {
                return snap.filter(|_| matches!(items[index - 1], VItem::Penalty { cost, .. } if cost >= FORBIDDEN));
            }
            VItem::Options(_) if snap.is_some() => return snap,
            VItem::Penalty { cost, .. } if *cost < FORBIDDEN => return None,
            VItem::Box(_)
            | VItem::Glue(_)
            | VItem::Penalty { .. }
            | VItem::Side(_)
            | VItem::Mark(_)
            | VItem::Options(_)
            | VItem::Float(_) => {}
        }
    }
    None
}

/// Whether white is followed by a penalty that forbids a break: a heading's white belongs to the heading.
fn forbidden(rest: &[VItem]) -> bool {
    let next = rest.iter().find(|item| !matches!(item, VItem::Glue(_) | VItem::Snap(_)));
    matches!(next, Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN)
}

#[cfg(test)]
mod tests;
