//! Galley → page bodies: the breaks are chosen, then everything is put in its place.
//!
//! Two rules are kept. A note starts on the page of its call; where it cannot end there it goes on overleaf. And pages
//! are full to the line: paragraphs are set a line longer or shorter where that does not show, and what is still
//! missing or too much the white between blocks takes, a line each at most; white between paragraphs never changes.

use super::super::galley::{Float, VBox, VItem};
use super::super::inline::LineEnd;
use super::super::setter::Setter;
use super::choose::{Event, Spot, below_title, choose};
use super::sheet::{Filled, HAIR, Heights, Notes, end_of, split, split_alone};
use super::{Body, Frame, NotesBegin};
use crate::breaking::FORBIDDEN;
use crate::length::Abs;
use std::sync::Arc;

/// Chooses the breaks and puts everything in its place. `first` is the number of the first page.
pub(in crate::layout) fn paginate(items: Vec<VItem>, frame: Frame, first: usize, cx: &mut Setter) -> Vec<Body> {
    let events = choose(&items, frame, first, &mut cx.sink);
    let mut items = decided(items, &events, frame, cx).into_iter().peekable();
    let mut bodies = Vec::new();
    let mut carried = Notes::new();
    let mut carry: Option<Arc<VBox>> = None;
    let mut last_end = None;
    // What stands at the head of the page, and what will at that of the next.
    let (mut moved, mut moves) = (Moved::default(), Moved::default());
    let breaks = events.iter().filter_map(|event| match event {
        Event::Break { after, rest } => Some((*after, rest)),
        Event::Way { .. } | Event::Shrink { .. } | Event::Move { .. } => None,
    });
    for (after, rest) in breaks {
        let mut taken = Vec::new();
        let mut next = None;
        // A page may end where it began, if what moved there left no room.
        let mut open = last_end.replace(after) != Some(after);
        while open && let Some((spot, item)) = items.next() {
            open = spot != after;
            let item = match item {
                VItem::Float(float) => {
                    moves.add(*float);
                    continue;
                }
                item => item,
            };
            if let VItem::Penalty { carry, .. } = &item {
                next.clone_from(carry);
            } else if matches!(item, VItem::Box(_)) {
                next = None;
            }
            taken.push(item);
        }
        let ends = if items.peek().is_some() { Ends::Page } else { Ends::Article };
        let opens = if bodies.is_empty() { Opens::Article } else { Opens::Page };
        bodies.push(fill(
            taken,
            Head {
                moved: std::mem::replace(&mut moved, std::mem::take(&mut moves)),
                carry: std::mem::replace(&mut carry, next),
            },
            std::mem::take(&mut carried),
            rest,
            frame,
            (opens, ends),
        ));
        carried.clone_from(rest);
    }
    let mut last = Vec::new();
    for (_, item) in items {
        match item {
            VItem::Float(float) => moves.add(*float),
            item => last.push(item),
        }
    }
    let shows = last.iter().any(|item| !matches!(item, VItem::Glue(_) | VItem::Snap(_) | VItem::Penalty { .. }));
    if shows || bodies.is_empty() || !moved.boxes.is_empty() {
        let head = Head { moved, carry };
        let rest = rest_of(&last, &carried, &head, frame);
        bodies.push(fill(last, head, std::mem::take(&mut carried), &rest, frame, (Opens::Page, Ends::Article)));
        carried = rest;
    }
    if !moves.boxes.is_empty() {
        let head = Head { moved: moves, carry: None };
        let rest = split_alone(&carried, head.moved.height, frame);
        let carried = std::mem::replace(&mut carried, rest.clone());
        bodies.push(fill(Vec::new(), head, carried, &rest, frame, (Opens::Page, Ends::Article)));
    }
    // Notes may still be left over after the last text.
    while !carried.is_empty() {
        let mut rest = split_alone(&carried, Abs::ZERO, frame);
        if rest.len() == carried.len() && rest.iter().zip(&carried).all(|(a, b)| a.1 == b.1) {
            // A line is higher than a page; it shows as far as it does.
            let (note, from) = &mut rest[0];
            *from += 1;
            if *from == note.lines.len() {
                rest.remove(0);
            }
        }
        bodies.push(fill(Vec::new(), Head::default(), carried, &rest, frame, (Opens::Page, Ends::Article)));
        carried = rest;
    }
    bodies
}

/// What stands at the head of a page before its text.
#[derive(Default)]
struct Head {
    moved: Moved,
    /// The heads of a table that goes on.
    carry: Option<Arc<VBox>>,
}

impl Head {
    fn begin(&self, carried: &Notes, frame: Frame) -> Heights {
        Heights::begin(frame, carried, self.moved.height, self.carry.as_deref())
    }
}

/// Figures and tables that moved to the head of a page.
#[derive(Default)]
struct Moved {
    boxes: Vec<(Abs, VBox)>,
    height: Abs,
}

impl Moved {
    fn add(&mut self, float: Float) {
        let (top, height) = (self.height, float.height);
        self.boxes.extend(float.boxes().into_iter().map(|(y, vbox)| (top + y, vbox)));
        self.height += height;
    }
}

/// What the notes of the last page leave over.
fn rest_of(items: &[VItem], carried: &Notes, head: &Head, frame: Frame) -> Notes {
    let mut heights = head.begin(carried, frame);
    let mut notes = carried.clone();
    for item in items {
        match item {
            VItem::Box(vbox) => {
                heights.set(vbox, frame);
                notes.extend(vbox.notes.iter().map(|note| (Arc::clone(note), 0)));
            }
            item => heights.white(item, frame),
        }
    }
    if heights.ends_notes(frame) { Notes::new() } else { split(&notes, heights.bottom, frame).unwrap_or(notes) }
}

/// The galley's items with paragraphs set in the ways that were decided, each with its place.
fn decided(items: Vec<VItem>, events: &[Event], frame: Frame, cx: &mut Setter) -> Vec<(Spot, VItem)> {
    let mut ways = events.iter().filter_map(|event| match event {
        Event::Way { item, way } => Some((*item, *way)),
        Event::Break { .. } | Event::Shrink { .. } | Event::Move { .. } => None,
    });
    let mut next = ways.next();
    let mut lower = events.iter().filter_map(|event| match event {
        Event::Shrink { item } => Some(*item),
        Event::Break { .. } | Event::Way { .. } | Event::Move { .. } => None,
    });
    let mut next_lower = lower.next();
    let mut moves = events.iter().filter_map(|event| match event {
        Event::Move { item } => Some(*item),
        Event::Break { .. } | Event::Way { .. } | Event::Shrink { .. } => None,
    });
    let mut next_move = moves.next();
    let mut out = Vec::with_capacity(items.len());
    let mut skip = 0;
    let mut taken: Option<Box<Float>> = None;
    for (index, item) in items.into_iter().enumerate() {
        let spot = Spot { item: index, inner: 0 };
        if skip > 0 {
            skip -= 1;
            if let Some(float) = &mut taken {
                float.moved.push(item);
            }
            if let (0, Some(float)) = (skip, taken.take_if(|_| skip == 0)) {
                let gap = float.gap;
                out.push((spot, VItem::Float(float)));
                out.push((spot, VItem::Glue(gap)));
            }
            continue;
        }
        match item {
            VItem::Float(float) => {
                if next_move == Some(index) {
                    next_move = moves.next();
                    skip = float.covers;
                    taken = Some(float);
                }
            }
            VItem::Options(options) => {
                if let Some((at, way)) = next
                    && at == index
                {
                    next = ways.next();
                    skip = options.covers;
                    let spots = options.set(way, cx).into_iter().enumerate();
                    out.extend(spots.map(|(step, item)| (Spot { item: index, inner: step + 1 }, item)));
                }
            }
            VItem::Glue(height) if next_lower == Some(index) => {
                next_lower = lower.next();
                out.push((spot, VItem::Glue(height - frame.grid)));
            }
            item => out.push((spot, item)),
        }
    }
    out
}

/// What a page begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// The article.
    Article,
    /// Text that goes on from the page before.
    Page,
}

/// What a page ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// The text goes on overleaf: the page should be full.
    Page,
    /// The article ends.
    Article,
}

/// Puts what stands on a page in its place.
fn fill(
    items: Vec<VItem>,
    head: Head,
    carried: Notes,
    rest: &Notes,
    frame: Frame,
    (opens, ends): (Opens, Ends),
) -> Body {
    let mut body = Body::default();
    let grown = if ends == Ends::Page { grow(&items, &head, &carried, rest, frame, opens) } else { Vec::new() };
    let mut heights = head.begin(&carried, frame);
    let mut notes = carried;
    let Head { moved, carry } = head;
    if let Some(carry) = carry {
        body.boxes.push((moved.height, VBox::clone(&carry)));
    }
    let mut sides = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        if let Some((_, by)) = grown.iter().find(|(at, _)| *at == index) {
            heights.y += *by;
        }
        let y = heights.y;
        match item {
            VItem::Box(mut vbox) => {
                heights.set(&vbox, frame);
                notes.extend(vbox.notes.iter().map(|note| (Arc::clone(note), 0)));
                body.side.extend(sides.drain(..).map(|side| (y, side)));
                if body.boxes.is_empty() {
                    body.ahead = body.side.len();
                }
                body.side.extend(std::mem::take(&mut vbox.beside).into_iter().map(|side| (y, side)));
                body.boxes.push((y, *vbox));
            }
            VItem::Side(vbox) => sides.push(*vbox),
            VItem::Mark(mark) => body.marks.push(mark),
            VItem::Glue(_) | VItem::Snap(_) => heights.white(&item, frame),
            VItem::Penalty { .. } | VItem::Options(_) | VItem::Float(_) => {}
        }
    }
    // What moved here is read behind the paragraph that goes on from the page before.
    let read = body.boxes.iter().position(|(_, vbox)| vbox.ends == LineEnd::Last).map_or(0, |last| last + 1);
    body.boxes.splice(read..read, moved.boxes);
    body.side.extend(sides.drain(..).map(|side| (heights.y, side)));
    if ends == Ends::Page && rest.is_empty() {
        body.short = heights.with(&notes, rest, frame).lacks(frame);
    }
    body.splits = rest.iter().map(|(note, _)| note.number).collect();
    let first = notes.iter().find(|(note, from)| end_of(note, *from, rest) > *from);
    if first.is_some_and(|(_, from)| *from > 0) {
        body.notes_begin = NotesBegin::Before;
    }
    body.notes = set_notes(&notes, rest, frame);
    body
}

/// Which white grows, and by how much, so that the page is full: by a line each at most, the lowest first.
fn grow(items: &[VItem], head: &Head, carried: &Notes, rest: &Notes, frame: Frame, opens: Opens) -> Vec<(usize, Abs)> {
    let height = |grown: &[(usize, Abs)]| {
        let mut heights = head.begin(carried, frame);
        let mut notes = carried.clone();
        for (index, item) in items.iter().enumerate() {
            if let Some((_, by)) = grown.iter().find(|(at, _)| *at == index) {
                heights.y += *by;
            }
            match item {
                VItem::Box(vbox) => {
                    heights.set(vbox, frame);
                    notes.extend(vbox.notes.iter().map(|note| (Arc::clone(note), 0)));
                }
                item => heights.white(item, frame),
            }
        }
        heights.with(&notes, rest, frame)
    };
    let mut grown: Vec<(usize, Abs)> = Vec::new();
    let natural = height(&grown);
    // Where a note goes on overleaf the notes fill the page.
    if !rest.is_empty() || natural.filled == Filled::Empty || natural.room(frame) <= HAIR {
        return grown;
    }
    for index in (1..items.len()).rev() {
        let VItem::Glue(least) = &items[index] else { continue };
        let above = items[..index].iter().rev().find(|item| !is_white(item));
        let behind_box = matches!(above, Some(VItem::Box(_)));
        let held = items[index..].iter().find(|item| !is_white(item));
        let held = matches!(held, Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN);
        if *least < frame.elastic || !behind_box || held {
            continue;
        }
        let room = height(&grown).lacks(frame);
        if room <= HAIR {
            break;
        }
        let whole = room.min(frame.grid);
        // Low white, as around lists, grows on both sides of them: by half a line, if what ends on the grid behind them
        // makes it a whole one.
        let half = Abs(whole.0 / 2);
        grown.push((index, if *least < frame.grid { half } else { whole }));
        if height(&grown).lacks(frame) + whole > room + HAIR {
            grown.pop();
            grown.push((index, whole));
        }
        if height(&grown).room(frame) < Abs::ZERO {
            grown.pop();
        }
    }
    // An article's text may begin a line lower.
    let room = height(&grown).lacks(frame);
    if opens == Opens::Article
        && room > HAIR
        && let Some(snap) = below_title(items)
    {
        grown.push((snap, room.min(frame.grid)));
        if height(&grown).room(frame) < Abs::ZERO {
            grown.pop();
        }
    }
    grown
}

/// White, and what has no height.
fn is_white(item: &VItem) -> bool {
    matches!(item, VItem::Glue(_) | VItem::Snap(_) | VItem::Mark(_) | VItem::Side(_))
}

/// The lines of a page's notes, the last at the foot of the text.
fn set_notes(notes: &Notes, rest: &Notes, frame: Frame) -> Vec<(Abs, VBox)> {
    let mut lines: Vec<VBox> = Vec::new();
    for (note, from) in notes {
        lines.extend(note.lines[*from..end_of(note, *from, rest)].iter().cloned());
    }
    let height: Abs = lines.iter().map(|line| line.height).sum();
    let mut y = frame.height - height;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let height = line.height;
        out.push((y, line));
        y += height;
    }
    out
}
