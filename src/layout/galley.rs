//! The galley: set type that is not yet made into pages. Boxes, white and penalties, from top to bottom; the page
//! breaker knows nothing else, and every clever behaviour of a page is a number in here.

use super::frame::{Graft, Placed, TagId};
use super::inline::{Kept, LineEnd, Quality};
use super::setter::Setter;
use crate::breaking::{ChosenLine, FORBIDDEN};
use crate::length::{Abs, Point};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Set type, not yet paged.
#[derive(Debug, Default)]
pub(super) struct Galley {
    pub items: Vec<VItem>,
}

/// What stands in a galley. A long article's has a hundred thousand of them, which are moved a few times: what is large
/// is boxed.
#[derive(Debug)]
pub(super) enum VItem {
    /// A line, or something else that is never broken.
    Box(Box<VBox>),
    /// White. At the head of a page it vanishes.
    Glue(Abs),
    /// White of at least this height that ends on the baseline grid: what follows stands on it again.
    Snap(Abs),
    /// A place where the page may break; between two boxes without one it may too, at no cost.
    Penalty {
        /// What breaking here costs: [`crate::breaking::FORBIDDEN`] forbids it.
        cost: i32,
        /// What is repeated at the head of the next page: a table's column heads.
        carry: Option<Arc<VBox>>,
    },
    /// Something in the note column, level with what follows.
    Side(Box<VBox>),
    /// What the running head says from here on.
    Mark(Arc<str>),
    /// Other ways to set the paragraph that follows.
    Options(Box<Options>),
    /// What follows may stand at the head of the next page instead.
    Float(Box<Float>),
}

/// A figure or a table that may stand at the head of the next page, so that text fills the one it does not fit on.
#[derive(Debug)]
pub(super) struct Float {
    /// How many of the items that follow it is; none: what follows may not move, nor what moved before it pass it.
    pub covers: usize,
    /// How high it is at the head of a page, with the white below it: whole lines of the grid.
    pub height: Abs,
    /// The white that stands in its place if it moves.
    pub gap: Abs,
    /// How far it may move.
    pub tied: Tied,
    /// What it is, once it was decided that it moves.
    pub moved: Vec<VItem>,
}

/// How far a figure or a table may move from where it was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tied {
    /// It has a caption, which says what it is wherever it stands.
    No,
    /// Under another heading it would seem to belong to that.
    ToSection,
}

impl Float {
    /// What stands from `start` on in a galley, if it may move: it is kept together, calls no notes, and belongs to no
    /// heading or words above it.
    pub fn of(items: &[VItem], start: usize, gap: Abs, grid: Abs, tied: Tied) -> Option<Self> {
        let held = matches!(items[..start].last(), None | Some(VItem::Penalty { .. } | VItem::Side(_)));
        let mut height = Abs::ZERO;
        for item in &items[start..] {
            match item {
                VItem::Box(vbox) if vbox.notes.is_empty() && vbox.beside.is_empty() => height += vbox.height,
                VItem::Glue(white) if height > Abs::ZERO => height += *white,
                VItem::Snap(white) => height = (height + *white).ceil_to(grid),
                VItem::Penalty { cost, .. } if *cost >= FORBIDDEN => {}
                VItem::Glue(_) => {}
                VItem::Box(_)
                | VItem::Penalty { .. }
                | VItem::Side(_)
                | VItem::Mark(_)
                | VItem::Options(_)
                | VItem::Float(_) => return None,
            }
        }
        let moves = !held && height > Abs::ZERO;
        let height = height.ceil_to(grid);
        moves.then(|| Self { covers: items.len() - start, height, gap, tied, moved: Vec::new() })
    }

    /// What stands before a figure that may not move: what moved before it does not come behind it.
    pub fn barrier(tied: Tied) -> Self {
        Self { covers: 0, height: Abs::MAX, gap: Abs::ZERO, tied, moved: Vec::new() }
    }

    /// Its boxes, and where they stand below the head of a page.
    pub fn boxes(self) -> Vec<(Abs, VBox)> {
        Galley { items: self.moved }.flatten(Abs(1)).0
    }
}

/// Other ways to set a paragraph: in a line fewer, in a line more.
pub(super) struct Options {
    /// How many of the items that follow are the paragraph as it is set best.
    pub covers: usize,
    pub ways: Vec<OtherWay>,
    /// What it is set from.
    pub kept: Kept,
    /// From the column's left edge, and from the top of a line's box to its baseline.
    pub shift: Point,
}

/// Another way to set a paragraph.
pub(super) struct OtherWay {
    pub lines: Vec<Unset>,
    pub breaks: Vec<ChosenLine>,
    /// What it costs the page, for its lines are less even.
    pub cost: f64,
}

/// A line of which only what the page breaker asks for is known.
pub(super) struct Unset {
    pub end: LineEnd,
    /// What is called in it, if anything is.
    pub called: Option<Box<VBox>>,
}

impl Options {
    /// The items of a way: its lines as boxes without anything in them, and the penalties between them.
    pub fn items(&self, way: usize) -> Vec<VItem> {
        let lines = &self.ways[way].lines;
        let height = self.kept.style().leading;
        let mut items = Vec::with_capacity(lines.len() * 2);
        for (index, line) in lines.iter().enumerate() {
            items.extend(between(lines.len(), index, |above| lines[above].end));
            let called = line.called.as_deref().cloned().unwrap_or_default();
            items.push(VItem::Box(Box::new(VBox { height, ends: line.end, ..called })));
        }
        items
    }

    /// The items of a way, set.
    pub fn set(mut self, way: usize, cx: &mut Setter) -> Vec<VItem> {
        let mut items = self.items(way);
        let OtherWay { breaks, .. } = self.ways.swap_remove(way);
        let mut lines = self.kept.set(&breaks, cx).into_iter();
        for item in &mut items {
            if let VItem::Box(vbox) = item
                && let Some(line) = lines.next()
            {
                vbox.items = line.items;
                vbox.line = Some(LineFacts { quality: line.quality, end: line.end });
                let raised = vbox.height - self.kept.style().leading;
                vbox.shift(self.shift.x, self.shift.y + raised);
            }
        }
        items
    }
}

/// What it costs to end the page above a paragraph's line, one of so many, whose lines end as they do.
pub(super) fn between(count: usize, index: usize, end: impl Fn(usize) -> LineEnd) -> Option<VItem> {
    let above = end(index.checked_sub(1)?);
    let orphan_or_widow = index == 1 || index + 1 == count;
    let cost = match above {
        _ if orphan_or_widow => FORBIDDEN,
        LineEnd::Hyphen => BROKEN,
        LineEnd::Word | LineEnd::Last => 0,
    };
    Some(VItem::Penalty { cost, carry: None })
}

/// What a hyphen at the foot of a page costs: it must wait for the reader to turn over. TeX's \brokenpenalty is 100.
const BROKEN: i32 = 100;

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("covers", &self.covers).finish_non_exhaustive()
    }
}

/// A box: its items stand right and down from the top left corner of the text column.
#[derive(Debug, Clone, Default)]
pub(super) struct VBox {
    pub height: Abs,
    pub items: Vec<Placed>,
    /// The notes called in it.
    pub notes: Vec<Arc<FootNote>>,
    /// What stands in the note column beside it.
    pub beside: Vec<VBox>,
    /// How much lower the baseline of its line is than its style has it: what is tall, as a formula, pushes it down.
    pub sunk: Abs,
    /// How its line was set, if it is one.
    pub line: Option<LineFacts>,
    /// How far it goes over the note column: on a left-hand page it stands so much further to the left.
    pub outset: Abs,
    /// What it ends with, if it is a line: known before the line is set.
    pub ends: LineEnd,
    /// The table it is a strip of: a line of each of a row's cells.
    pub table: Option<TagId>,
}

/// What is known of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineFacts {
    pub quality: Quality,
    pub end: LineEnd,
}

/// A note, set for the foot of a page.
#[derive(Debug)]
pub(super) struct FootNote {
    pub number: usize,
    pub lines: Vec<VBox>,
}

impl Galley {
    /// Adds a box.
    pub fn push(&mut self, vbox: VBox) {
        self.items.push(VItem::Box(Box::new(vbox)));
    }

    /// Adds white. Greater white that stands there already, as behind a heading, holds it: the two do not add up.
    pub fn space(&mut self, height: Abs) {
        let white = self.items.iter().rev().find(|item| !matches!(item, VItem::Penalty { .. }));
        let held = matches!(white, Some(VItem::Snap(least)) if *least >= height);
        if height.0 > 0 && !held {
            self.items.push(VItem::Glue(height));
        }
    }

    /// Forbids, or prices, a break here.
    pub fn penalty(&mut self, cost: i32) {
        self.items.push(VItem::Penalty { cost, carry: None });
    }

    /// Keeps what comes next on the page of what stands here, whatever white is between.
    pub fn hold(&mut self) {
        let is_white = |item: &VItem| matches!(item, VItem::Glue(_) | VItem::Snap(_) | VItem::Penalty { .. });
        let white = self.items.iter().rposition(|item| !is_white(item)).map_or(0, |last| last + 1);
        self.items.insert(white, VItem::Penalty { cost: FORBIDDEN, carry: None });
        self.penalty(FORBIDDEN);
    }

    /// Lets nothing that moved before it come behind what begins at an item: below the white above that.
    pub fn bar(&mut self, start: usize) {
        let first = self.items[start..].iter().position(|item| matches!(item, VItem::Box(_)));
        let at = first.map_or(self.items.len(), |first| start + first);
        self.items.insert(at, VItem::Float(Box::new(Float::barrier(Tied::ToSection))));
    }

    /// Whether the note column is free beside what comes next, as far as this galley knows.
    pub fn side_is_free(&self) -> bool {
        /// Nothing in a note column is higher than the largest page.
        const FAR: Abs = Abs(Abs::PT.0 * 4_000);
        let mut below = Abs::ZERO;
        for item in self.items.iter().rev() {
            if below > FAR {
                break;
            }
            match item {
                VItem::Box(vbox) => {
                    below += vbox.height;
                    // Several notes of a line stand below one another.
                    let beside: Abs = vbox.beside.iter().map(|side| side.height).sum();
                    if beside > below {
                        return false;
                    }
                }
                VItem::Glue(height) | VItem::Snap(height) => below += *height,
                VItem::Side(side) => return side.height <= below,
                // A paragraph may yet be set a line shorter.
                VItem::Options(options) => below = (below - options.kept.style().leading).max(Abs::ZERO),
                // What moves leaves no room behind.
                VItem::Float(float) if float.covers > 0 => below = (below - float.height).max(Abs::ZERO),
                VItem::Float(_) | VItem::Penalty { .. } | VItem::Mark(_) => {}
            }
        }
        true
    }

    /// Takes the notes out of the lines of their calls, however their paragraphs are set.
    pub fn take_notes(&mut self) -> Vec<Arc<FootNote>> {
        let mut notes = Vec::new();
        for item in &mut self.items {
            match item {
                VItem::Box(vbox) => notes.append(&mut vbox.notes),
                // The lines that follow call the same.
                VItem::Options(options) => {
                    let lines = options.ways.iter_mut().flat_map(|way| &mut way.lines);
                    lines.filter_map(|line| line.called.as_deref_mut()).for_each(|called| called.notes.clear());
                }
                VItem::Glue(_)
                | VItem::Snap(_)
                | VItem::Penalty { .. }
                | VItem::Side(_)
                | VItem::Mark(_)
                | VItem::Float(_) => {}
            }
        }
        notes
    }

    /// Numbers the elements that everything belongs to as they are in the tree that they were grafted on.
    pub fn retag(&mut self, graft: Graft) {
        Retag { graft, notes: FxHashMap::default() }.items(&mut self.items);
    }

    /// The boxes, top to bottom.
    pub fn boxes_mut(&mut self) -> impl Iterator<Item = &mut VBox> {
        self.items.iter_mut().filter_map(|item| match item {
            VItem::Box(vbox) => Some(&mut **vbox),
            _ => None,
        })
    }

    /// All of it as boxes at their heights, if it were set on one endless page, and how high that is.
    pub fn flatten(self, grid: Abs) -> (Vec<(Abs, VBox)>, Abs) {
        let mut y = Abs::ZERO;
        let mut out = Vec::new();
        for item in self.items {
            match item {
                VItem::Box(vbox) => {
                    let height = vbox.height;
                    out.push((y, *vbox));
                    y += height;
                }
                VItem::Glue(height) => y += if out.is_empty() { Abs::ZERO } else { height },
                VItem::Snap(least) => y = (y + least).ceil_to(grid),
                VItem::Penalty { .. } | VItem::Side(_) | VItem::Mark(_) | VItem::Options(_) | VItem::Float(_) => {}
            }
        }
        (out, y)
    }
}

impl VBox {
    /// A box of nothing: white that does not vanish at the head of a page.
    pub fn strut(height: Abs) -> Self {
        Self { height, ..Self::default() }
    }

    /// Moves everything in it.
    pub fn shift(&mut self, x: Abs, y: Abs) {
        for placed in &mut self.items {
            placed.at.x += x;
            placed.at.y += y;
        }
    }
}

/// Numbers elements anew. A note that several ways to set a paragraph have in common stays one.
struct Retag {
    graft: Graft,
    /// By where it is, a note as it was, which is kept for that, and as it is.
    notes: FxHashMap<*const FootNote, (Arc<FootNote>, Arc<FootNote>)>,
}

impl Retag {
    fn items(&mut self, items: &mut [VItem]) {
        for item in items {
            match item {
                VItem::Box(vbox) | VItem::Side(vbox) => self.vbox(vbox),
                VItem::Options(options) => {
                    options.kept.retag(self.graft);
                    let lines = options.ways.iter_mut().flat_map(|way| &mut way.lines);
                    lines.filter_map(|line| line.called.as_mut()).for_each(|called| self.vbox(called));
                }
                VItem::Float(float) => self.items(&mut float.moved),
                // What is repeated overleaf is furniture.
                VItem::Penalty { .. } | VItem::Glue(_) | VItem::Snap(_) | VItem::Mark(_) => {}
            }
        }
    }

    fn vbox(&mut self, vbox: &mut VBox) {
        for placed in &mut vbox.items {
            placed.tag = self.graft.tag(placed.tag);
        }
        vbox.table = vbox.table.map(|table| self.graft.tag(table));
        vbox.beside.iter_mut().for_each(|side| self.vbox(side));
        for note in &mut vbox.notes {
            *note = self.note(note);
        }
    }

    fn note(&mut self, note: &Arc<FootNote>) -> Arc<FootNote> {
        if let Some((_, known)) = self.notes.get(&Arc::as_ptr(note)) {
            return Arc::clone(known);
        }
        let mut lines = note.lines.clone();
        lines.iter_mut().for_each(|line| self.vbox(line));
        let made = Arc::new(FootNote { number: note.number, lines });
        self.notes.insert(Arc::as_ptr(note), (Arc::clone(note), Arc::clone(&made)));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Abs = Abs(Abs::PT.0 * 10);

    fn line() -> VItem {
        VItem::Box(Box::new(VBox { height: LINE, ..VBox::default() }))
    }

    #[test]
    fn what_calls_notes_or_is_held_does_not_move() {
        let note = || Arc::new(FootNote { number: 1, lines: Vec::new() });
        let calls = || VItem::Box(Box::new(VBox { height: LINE, notes: vec![note()], ..VBox::default() }));
        let beside = || VItem::Box(Box::new(VBox { height: LINE, beside: vec![VBox::default()], ..VBox::default() }));
        let cost = |cost: i32| VItem::Penalty { cost, carry: None };
        let height = |above: VItem, figure: Vec<VItem>| {
            let items: Vec<VItem> = [above].into_iter().chain(figure).collect();
            Float::of(&items, 1, Abs::ZERO, LINE, Tied::No).map(|float| (float.covers, float.height.ratio(LINE)))
        };
        assert_eq!(height(line(), vec![line(), cost(FORBIDDEN), line()]), Some((3, 2.0)));
        // White above it vanishes at the head of a page, that below it ends on the grid.
        let white = || VItem::Glue(LINE / 2);
        assert_eq!(height(line(), vec![white(), line(), white(), VItem::Snap(LINE / 4)]), Some((4, 2.0)));
        assert_eq!(height(line(), vec![calls()]), None);
        assert_eq!(height(line(), vec![beside()]), None);
        assert_eq!(height(line(), vec![line(), cost(0), line()]), None);
        assert_eq!(height(cost(FORBIDDEN), vec![line()]), None);
        assert_eq!(height(VItem::Side(Box::default()), vec![line()]), None);
        assert_eq!(height(line(), vec![white()]), None);
    }

    #[test]
    fn the_note_column_is_free_below_what_stands_in_it() {
        let side = |lines: i64| VBox { height: LINE * lines, ..VBox::default() };
        let with = |above: VItem, lines: usize| {
            let mut galley = Galley::default();
            galley.items.push(above);
            galley.items.extend((0..lines).map(|_| line()));
            galley.side_is_free()
        };
        let calls = || VItem::Box(Box::new(VBox { height: LINE, beside: vec![side(2), side(1)], ..VBox::default() }));
        assert!([1, 2, 3].map(|lines| with(calls(), lines)) == [false, true, true]);
        let beside = || VItem::Side(Box::new(side(3)));
        assert!([2, 3, 4].map(|lines| with(beside(), lines)) == [false, true, true]);
        assert!(with(line(), 0));
    }

    #[test]
    fn greater_white_holds_what_comes_behind_it() {
        for (least, white, items) in [(2, 1, 1), (2, 2, 1), (1, 2, 2)] {
            let mut galley = Galley::default();
            galley.items.push(VItem::Snap(LINE * least));
            galley.space(LINE * white);
            assert_eq!(galley.items.len(), items, "{white} behind {least}");
        }
    }

    #[test]
    fn pages_end_neither_behind_the_first_nor_before_the_last_line_and_unwillingly_in_a_hyphen() {
        let ends = [LineEnd::Word, LineEnd::Word, LineEnd::Hyphen, LineEnd::Word, LineEnd::Last];
        let costs = (0..5).map(|index| match between(5, index, |above| ends[above]) {
            Some(VItem::Penalty { cost, .. }) => cost,
            _ => -1,
        });
        assert_eq!(costs.collect::<Vec<_>>(), [-1, FORBIDDEN, 0, BROKEN, FORBIDDEN]);
    }
}
