//! Where pages end: chosen for the whole galley at once.
//!
//! A way through the galley is known by its last page alone: how high its text and its notes are, on which side of the
//! leaf it is, and how short the page facing it was left. Of ways that are alike in these the cheapest is kept, so there
//! are at most some ways for each line of a page, whatever the length of the galley. At a paragraph that can be set in a
//! line more or fewer, ways part and come together again. What a note leaves over for the next page is that of the best
//! way to the break: an approximation only where two ways to one break leave different remains.

mod cost;
mod step;

use super::super::galley::{Float, FootNote, Options, Tied, VBox, VItem};
use super::super::inline::LineEnd;
use super::Frame;
use super::sheet::{Filled, Heights, Notes};
use crate::breaking::FORBIDDEN;
use crate::diag::Sink;
use crate::length::Abs;
use cost::MOVED;
use std::ops::Range;
use std::sync::Arc;
use step::Here;

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
    notes: Vec<(Arc<FootNote>, usize, u32)>,
    /// How the last line ends.
    last_box: LineEnd,
    /// The cost of the penalty before the next item and what it repeats, if one stands there.
    before: Option<(i32, Option<Arc<VBox>>)>,
    sink: &'s mut Sink,
}

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
            let (item, rest) = (&items[at], &items[at + 1..]);
            self.step(groups, Here { item, next: rest.first(), rest, spot: Spot { item: at, inner: 0 } });
        }
        range.end
    }

    /// Takes all ways past a paragraph, in each of the lengths that it can be set in.
    fn options(&mut self, groups: &mut Vec<Group>, options: &Options, items: &[VItem], at: usize) -> usize {
        let end = (at + 1 + options.covers).min(items.len());
        let rest = &items[end..];
        let before = self.before.clone();
        let mut others = Vec::with_capacity(options.ways.len());
        for (way, other) in options.ways.iter().enumerate() {
            let lines = options.items(way);
            let mut inner = groups.clone();
            inner.iter_mut().flat_map(|group| &mut group.ways).for_each(|way| way.cost += other.cost);
            self.before.clone_from(&before);
            for (step, item) in lines.iter().enumerate() {
                let next = lines.get(step + 1).or(rest.first());
                self.step(&mut inner, Here { item, next, rest, spot: Spot { item: at, inner: step + 1 } });
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

    fn note(&mut self, note: &Arc<FootNote>, from: usize, before: u32) -> u32 {
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

#[cfg(test)]
mod tests;
