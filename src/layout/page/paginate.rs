//! Galley → page bodies. Breaks are chosen for the whole galley at once, as lines are for a paragraph: legal breaks
//! are nodes, a page's unfilled height and its penalties are its cost, and the cheapest way through is taken.
//!
//! The rule that is kept: a note starts on the page of its call. Where it cannot end there it goes on overleaf.
//! (The state of a way is its last break alone; what a note leaves over is that of the best way to the break. It is
//! an approximation only where two ways to one break leave different remains.)

use super::super::galley::{FootNote, VBox, VItem};
use crate::breaking::FORBIDDEN;
use crate::diag::{Code, Diagnostic, Sink};
use crate::length::Abs;
use crate::source::Span;
use std::rc::Rc;

/// What pages are filled by.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Frame {
    /// The height of the text.
    pub height: Abs,
    /// The baseline grid.
    pub grid: Abs,
    /// White above notes, with the rule in it.
    pub note_space: Abs,
}

/// What stands on a page, at heights from the top of the text.
#[derive(Debug, Default)]
pub(in crate::layout) struct Body {
    pub boxes: Vec<(Abs, VBox)>,
    /// What stands in the note column.
    pub side: Vec<(Abs, VBox)>,
    /// Lines of notes, from the top of the text as well; the rule stands above the first.
    pub notes: Vec<(Abs, VBox)>,
    /// The marks on this page, in order.
    pub marks: Vec<Rc<str>>,
}

/// A break that may be part of the best way.
#[derive(Debug, Clone)]
struct Node {
    /// The item that the next page begins with.
    start: usize,
    cost: f64,
    previous: usize,
    /// Lines of notes that go on overleaf.
    rest: Vec<(Rc<FootNote>, usize)>,
}

/// What a note that goes on overleaf costs; more than any short page.
const SPLIT: f64 = 4_000.0;
/// What a break costs that had to be made where none is allowed.
const FORCED: f64 = 1.0e9;

/// Chooses the breaks and puts everything in its place.
pub(in crate::layout) fn paginate(mut items: Vec<VItem>, frame: Frame, sink: &mut Sink) -> Vec<Body> {
    let breaks = choose(&items, frame, sink);
    let mut bodies = Vec::with_capacity(breaks.len());
    let mut carried: Vec<(Rc<FootNote>, usize)> = Vec::new();
    let mut start = 0;
    let mut carry = None;
    for node in &breaks {
        // The penalty that ends this page holds what the next repeats: it is read before it is taken.
        let next = carry_at(&items, node.start);
        let taken: Vec<VItem> =
            items[start..node.start].iter_mut().map(|item| std::mem::replace(item, VItem::Glue(Abs::ZERO))).collect();
        bodies.push(fill(taken, std::mem::replace(&mut carry, next), std::mem::take(&mut carried), &node.rest, frame));
        carried = node.rest.clone();
        start = node.start;
    }
    // Notes may still be left over after the last text.
    while !carried.is_empty() {
        let mut page = Page::begin(frame, &carried, None);
        let rest = page.split_notes(Abs::ZERO).unwrap_or_default();
        let stuck = rest.len() == carried.len() && rest.iter().zip(&carried).all(|(a, b)| a.1 == b.1);
        bodies.push(fill(Vec::new(), None, carried, &rest, frame));
        if stuck {
            break;
        }
        carried = rest;
    }
    bodies
}

/// What is repeated at the head of a page that begins with this item.
fn carry_at(items: &[VItem], start: usize) -> Option<Rc<VBox>> {
    match start.checked_sub(1).and_then(|before| items.get(before)) {
        Some(VItem::Penalty { carry, .. }) => carry.clone(),
        _ => None,
    }
}

/// A page while its height is added up.
struct Page {
    frame: Frame,
    y: Abs,
    /// The bottom of the last box.
    bottom: Abs,
    notes: Vec<(Rc<FootNote>, usize)>,
    notes_height: Abs,
    empty: bool,
}

impl Page {
    fn begin(frame: Frame, rest: &[(Rc<FootNote>, usize)], carry: Option<&VBox>) -> Self {
        let mut page =
            Self { frame, y: Abs::ZERO, bottom: Abs::ZERO, notes: Vec::new(), notes_height: Abs::ZERO, empty: true };
        for (note, from) in rest {
            page.note(note, *from);
        }
        if let Some(carry) = carry {
            page.y += carry.height;
            page.bottom = page.y;
        }
        page
    }

    fn note(&mut self, note: &Rc<FootNote>, from: usize) {
        if self.notes.is_empty() {
            self.notes_height += self.frame.note_space;
        }
        self.notes_height += note.lines[from..].iter().map(|line| line.height).sum();
        self.notes.push((Rc::clone(note), from));
    }

    fn item(&mut self, item: &VItem) {
        match item {
            VItem::Box(vbox) => {
                self.y += vbox.height;
                self.bottom = self.y;
                self.empty = false;
                for note in &vbox.notes {
                    self.note(note, 0);
                }
            }
            VItem::Glue(height) if !self.empty => self.y += *height,
            VItem::Snap(least) if !self.empty => self.y = (self.y + *least).ceil_to(self.frame.grid),
            VItem::Glue(_) | VItem::Snap(_) | VItem::Penalty { .. } | VItem::Side(_) | VItem::Mark(_) => {}
        }
    }

    /// How much room is left below the text and above the notes.
    fn room(&self) -> Abs {
        // A hair's tolerance: heights are rounded from decimal points.
        self.frame.height + Abs(64) - self.bottom - self.notes_height
    }

    /// Cuts the last notes so that they fit below text that ends at `bottom`. What is left for overleaf, or none if
    /// not even one line of the last note fits.
    fn split_notes(&mut self, bottom: Abs) -> Option<Vec<(Rc<FootNote>, usize)>> {
        let mut room = self.frame.height + Abs(64) - bottom - self.frame.note_space;
        let mut rest = Vec::new();
        for (note, from) in &self.notes {
            let mut line = *from;
            while rest.is_empty() && line < note.lines.len() && note.lines[line].height <= room {
                room -= note.lines[line].height;
                line += 1;
            }
            if line < note.lines.len() {
                // A note must start on the page of its call: a new one that has no line here is no way.
                if line == *from && *from == 0 {
                    return None;
                }
                rest.push((Rc::clone(note), line));
            }
        }
        Some(rest)
    }
}

/// The cheapest way from the first item to the last, as the nodes where pages end.
fn choose(items: &[VItem], frame: Frame, sink: &mut Sink) -> Vec<Node> {
    let end = items.len();
    let mut nodes = vec![Node { start: 0, cost: 0.0, previous: usize::MAX, rest: Vec::new() }];
    // The best node for each start; nodes are opened in the order of their starts.
    let mut best: Vec<Option<usize>> = vec![None; end + 1];
    best[0] = Some(0);
    for start in 0..end {
        let Some(from) = best[start] else { continue };
        let found = ways(items, &nodes[from], frame, sink);
        for way in found {
            let cost = nodes[from].cost + way.cost;
            if best[way.start].is_none_or(|known| cost < nodes[known].cost) {
                let node = Node { start: way.start, cost, previous: from, rest: way.rest };
                best[way.start] = Some(nodes.len());
                nodes.push(node);
            }
        }
    }
    let mut way = Vec::new();
    let mut at = best[end].unwrap_or(0);
    while nodes[at].previous != usize::MAX {
        way.push(nodes[at].clone());
        at = nodes[at].previous;
    }
    way.reverse();
    way
}

/// A way to end a page.
struct Way {
    start: usize,
    cost: f64,
    rest: Vec<(Rc<FootNote>, usize)>,
}

/// Every way to end the page that begins at a node.
fn ways(items: &[VItem], node: &Node, frame: Frame, sink: &mut Sink) -> Vec<Way> {
    let carry = carry_at(items, node.start);
    let mut page = Page::begin(frame, &node.rest, carry.as_deref());
    let mut found: Vec<Way> = Vec::new();
    let mut last_box = None;
    for at in node.start..items.len() {
        page.item(&items[at]);
        let fits = page.room() >= Abs::ZERO;
        let over = page.bottom > frame.height + Abs(64);
        if let VItem::Box(vbox) = &items[at]
            && (fits || last_box.is_none())
        {
            if !fits && page.notes.is_empty() && vbox.height > frame.height {
                let message = format!("something is {} pt high; the page has {} pt", vbox.height, frame.height);
                sink.push(Diagnostic::new(Code::BlockTooTall, message, Span::NONE));
            }
            last_box = Some(at);
        }
        if over {
            break;
        }
        let Some(cost) = legal(items, at + 1) else { continue };
        if page.empty {
            continue;
        }
        let last = at + 1 == items.len() || nothing_follows(items, at + 1);
        let start = if last { items.len() } else { at + 1 };
        if fits {
            found.push(Way { start, cost: shortfall(&page, last) + price(cost), rest: Vec::new() });
        } else if let Some(rest) = page.split_notes(page.bottom) {
            let lines: usize = rest.iter().map(|(note, from)| note.lines.len() - from).sum();
            found.push(Way { start, cost: SPLIT + lines as f64 + price(cost), rest });
        }
        if last {
            break;
        }
    }
    if found.is_empty() {
        // Nothing is allowed: the page ends behind the last box that fits, or holds one box that does not.
        let at = last_box.unwrap_or(items.len() - 1);
        let mut page = Page::begin(frame, &node.rest, carry.as_deref());
        items[node.start..=at].iter().for_each(|item| page.item(item));
        let rest = if page.room() >= Abs::ZERO {
            Vec::new()
        } else {
            page.split_notes(page.bottom).unwrap_or_else(|| page.notes.clone())
        };
        found.push(Way { start: at + 1, cost: FORCED, rest });
    }
    found
}

/// What a break before this item costs, if there may be one: at a penalty's end, or between a box and white or a box.
fn legal(items: &[VItem], at: usize) -> Option<i32> {
    let before = items.get(at.checked_sub(1)?)?;
    match before {
        VItem::Penalty { cost, .. } => (*cost < FORBIDDEN).then_some(*cost),
        VItem::Box(_) => match items.get(at) {
            Some(VItem::Penalty { .. }) => None,
            // White below a display belongs to it unless a penalty forbids; the page may end above the white.
            Some(VItem::Glue(_) | VItem::Snap(_)) => {
                forbidden_after(items, at).then_some(()).map_or(Some(0), |()| None)
            }
            _ => Some(0),
        },
        VItem::Glue(_) | VItem::Snap(_) | VItem::Side(_) | VItem::Mark(_) => None,
    }
}

/// Whether white is followed by a penalty that forbids a break: a heading's white belongs to the heading.
fn forbidden_after(items: &[VItem], at: usize) -> bool {
    let next = items[at..].iter().find(|item| !matches!(item, VItem::Glue(_) | VItem::Snap(_)));
    matches!(next, Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN)
}

fn nothing_follows(items: &[VItem], at: usize) -> bool {
    items[at..].iter().all(|item| !matches!(item, VItem::Box(_)))
}

fn price(cost: i32) -> f64 {
    f64::from(cost)
}

/// What unfilled lines cost: one is seen by nobody, two by the maker, more by the reader. A last page should not be
/// nearly empty.
fn shortfall(page: &Page, last: bool) -> f64 {
    let lines = (page.room().to_pt() / page.frame.grid.to_pt()).floor().max(0.0);
    if last {
        let used = page.frame.height.to_pt() / page.frame.grid.to_pt() - lines;
        return if used < 5.0 { (6.0 - used) * 60.0 } else { 0.0 };
    }
    let short = lines.min(60.0);
    12.0 * short * short
}

/// Puts what stands on a page in its place.
fn fill(
    items: Vec<VItem>,
    carry: Option<Rc<VBox>>,
    carried: Vec<(Rc<FootNote>, usize)>,
    rest: &[(Rc<FootNote>, usize)],
    frame: Frame,
) -> Body {
    let mut body = Body::default();
    let mut page = Page::begin(frame, &carried, carry.as_deref());
    if let Some(carry) = carry {
        body.boxes.push((Abs::ZERO, VBox::clone(&carry)));
    }
    let mut sides = Vec::new();
    for item in items {
        let y = page.y;
        page.item(&item);
        match item {
            VItem::Box(mut vbox) => {
                body.side.extend(sides.drain(..).map(|side| (y, side)));
                body.side.extend(std::mem::take(&mut vbox.beside).into_iter().map(|side| (y, side)));
                body.boxes.push((y, vbox));
            }
            VItem::Side(vbox) => sides.push(vbox),
            VItem::Mark(mark) => body.marks.push(mark),
            VItem::Glue(_) | VItem::Snap(_) | VItem::Penalty { .. } => {}
        }
    }
    body.side.extend(sides.drain(..).map(|side| (page.y, side)));
    body.notes = notes(&page, rest);
    body
}

/// The lines of a page's notes, the last at the foot of the text.
fn notes(page: &Page, rest: &[(Rc<FootNote>, usize)]) -> Vec<(Abs, VBox)> {
    let mut lines: Vec<VBox> = Vec::new();
    for (note, from) in &page.notes {
        let to = rest.iter().find(|(other, _)| Rc::ptr_eq(other, note)).map_or(note.lines.len(), |(_, to)| *to);
        lines.extend(note.lines[*from..to.max(*from)].iter().cloned());
    }
    let height: Abs = lines.iter().map(|line| line.height).sum();
    let mut y = page.frame.height - height;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let height = line.height;
        out.push((y, line));
        y += height;
    }
    out
}
