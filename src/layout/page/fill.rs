//! One page: what stands on it is put in its place, and white grows until it is full.

use super::super::frame::Item;
use super::super::galley::{Float, FootNote, VBox, VItem};
use super::super::inline::LineEnd;
use super::choose::below_title;
use super::sheet::{Filled, HAIR, Heights, Notes, end_of, split};
use super::{Body, Frame, NotesBegin};
use crate::breaking::FORBIDDEN;
use crate::length::Abs;
use std::sync::Arc;

/// What is to stand on a page.
pub(super) struct Page<'r> {
    pub items: Vec<VItem>,
    pub head: Head,
    /// What the notes of the page before left over.
    pub carried: Notes,
    /// What the notes of this one leave over.
    pub rest: &'r Notes,
    pub frame: Frame,
}

/// What a page ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// The text goes on overleaf: the page, which opens so, should be full.
    Page(Opens),
    /// The article ends.
    Article,
}

/// What a page begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// The article.
    Article,
    /// Text that goes on from the page before.
    Page,
}

/// What stands at the head of a page before its text.
#[derive(Default)]
pub(super) struct Head {
    pub moved: Moved,
    /// The heads of a table that goes on.
    pub carry: Option<Arc<VBox>>,
}

impl Head {
    fn begin(&self, carried: &Notes, frame: Frame) -> Heights {
        Heights::begin(frame, carried, self.moved.height, self.carry.as_deref())
    }

    /// What the notes leave over of a page that ends with these items.
    pub fn rest(&self, items: &[VItem], carried: &Notes, frame: Frame) -> Notes {
        let (heights, notes) = self.filled(items, &[], carried, frame);
        if heights.ends_notes(frame) { Notes::new() } else { split(&notes, heights.bottom, frame).unwrap_or(notes) }
    }

    /// The heights and the notes of a page with these items on it, some of whose white has grown.
    fn filled(&self, items: &[VItem], grown: &[(usize, Abs)], carried: &Notes, frame: Frame) -> (Heights, Notes) {
        let mut heights = self.begin(carried, frame);
        let mut notes = carried.clone();
        for (index, item) in items.iter().enumerate() {
            heights.y += growth(grown, index);
            match item {
                VItem::Box(vbox) => {
                    heights.set(vbox, frame);
                    notes.extend(called(vbox));
                }
                item => heights.white(item, frame),
            }
        }
        (heights, notes)
    }
}

/// Figures and tables that moved to the head of a page.
#[derive(Default)]
pub(super) struct Moved {
    boxes: Vec<(Abs, VBox)>,
    pub height: Abs,
}

impl Moved {
    pub fn add(&mut self, float: Float) {
        let (top, height) = (self.height, float.height);
        self.boxes.extend(float.boxes().into_iter().map(|(y, vbox)| (top + y, vbox)));
        self.height += height;
    }

    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }
}

/// Behind how many of a page's boxes what moved to its head is read: behind the paragraph that goes on from the page
/// before, but before a figure of a list, which may be the first below it.
fn read_behind(boxes: &[(Abs, VBox)]) -> usize {
    let is_figure = |vbox: &VBox| {
        vbox.table.is_none() && vbox.items.iter().any(|placed| matches!(placed.item, Item::Picture { .. }))
    };
    let ends = |(_, vbox): &(Abs, VBox)| vbox.ends == LineEnd::Last || is_figure(vbox);
    let Some(end) = boxes.iter().position(ends) else { return 0 };
    if boxes[end].1.ends == LineEnd::Last { end + 1 } else { end }
}

/// By how much the white at an item has grown.
fn growth(grown: &[(usize, Abs)], index: usize) -> Abs {
    grown.iter().find(|(at, _)| *at == index).map_or(Abs::ZERO, |(_, by)| *by)
}

/// The notes that are called in a box, from their first lines on.
fn called(vbox: &VBox) -> impl Iterator<Item = (Arc<FootNote>, usize)> {
    vbox.notes.iter().map(|note| (Arc::clone(note), 0))
}

impl Page<'_> {
    /// Puts everything in its place.
    pub fn fill(self, ends: Ends) -> Body {
        let mut body = Body::default();
        let grown = match ends {
            Ends::Page(opens) => self.grow(opens),
            Ends::Article => Vec::new(),
        };
        let Self { items, head, carried, rest, frame } = self;
        let mut heights = head.begin(&carried, frame);
        let mut notes = carried;
        let Head { moved, carry } = head;
        if let Some(carry) = carry {
            body.boxes.push((moved.height, VBox::clone(&carry)));
        }
        let mut sides = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            heights.y += growth(&grown, index);
            let y = heights.y;
            match item {
                VItem::Box(mut vbox) => {
                    heights.set(&vbox, frame);
                    notes.extend(called(&vbox));
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
        let read = read_behind(&body.boxes);
        body.boxes.splice(read..read, moved.boxes);
        body.side.extend(sides.drain(..).map(|side| (heights.y, side)));
        if ends != Ends::Article && rest.is_empty() {
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
    fn grow(&self, opens: Opens) -> Vec<(usize, Abs)> {
        let frame = self.frame;
        let mut grown: Vec<(usize, Abs)> = Vec::new();
        let natural = self.height(&grown);
        // Where a note goes on overleaf the notes fill the page.
        if !self.rest.is_empty() || natural.filled == Filled::Empty || natural.room(frame) <= HAIR {
            return grown;
        }
        for index in (1..self.items.len()).rev() {
            let Some(least) = self.elastic(index) else { continue };
            let room = self.height(&grown).lacks(frame);
            if room <= HAIR {
                break;
            }
            let whole = room.min(frame.grid);
            // Low white, as around lists, grows on both sides of them: by half a line, if what ends on the grid behind
            // them makes it a whole one.
            let half = Abs(whole.0 / 2);
            grown.push((index, if least < frame.grid { half } else { whole }));
            if self.height(&grown).lacks(frame) + whole > room + HAIR {
                grown.pop();
                grown.push((index, whole));
            }
            self.keep_if_held(&mut grown);
        }
        // An article's text may begin a line lower.
        let room = self.height(&grown).lacks(frame);
        if opens == Opens::Article
            && room > HAIR
            && let Some(snap) = below_title(&self.items)
        {
            grown.push((snap, room.min(frame.grid)));
            self.keep_if_held(&mut grown);
        }
        grown
    }

    /// The heights with white that has grown.
    fn height(&self, grown: &[(usize, Abs)]) -> Heights {
        let (heights, notes) = self.head.filled(&self.items, grown, &self.carried, self.frame);
        heights.with(&notes, self.rest, self.frame)
    }

    /// The white at an item, if it may grow: it is high enough, below a box, and the page might break in it.
    fn elastic(&self, index: usize) -> Option<Abs> {
        let VItem::Glue(least) = &self.items[index] else { return None };
        let above = self.items[..index].iter().rev().find(|item| !is_white(item));
        let below = self.items[index..].iter().find(|item| !is_white(item));
        let held = matches!(below, Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN);
        (*least >= self.frame.elastic && matches!(above, Some(VItem::Box(_))) && !held).then_some(*least)
    }

    /// Takes back what grew last if the page does not hold it.
    fn keep_if_held(&self, grown: &mut Vec<(usize, Abs)>) {
        if self.height(grown).room(self.frame) < Abs::ZERO {
            grown.pop();
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Sides;

    const LINE: Abs = Abs(Abs::PT.0 * 10);

    fn page(items: Vec<VItem>, ends: Ends) -> Vec<f64> {
        let frame = Frame { height: LINE * 6, grid: LINE, note_space: LINE, elastic: LINE / 2, sides: Sides::Single };
        let page = Page { items, head: Head::default(), carried: Notes::new(), rest: &Notes::new(), frame };
        page.fill(ends).boxes.iter().map(|(y, _)| y.ratio(LINE)).collect()
    }

    fn line() -> VItem {
        VItem::Box(Box::new(VBox { height: LINE, ..VBox::default() }))
    }

    #[test]
    fn white_grows_only_where_the_text_goes_on_overleaf() {
        let items = || vec![line(), line(), VItem::Glue(LINE), line(), line()];
        assert_eq!(page(items(), Ends::Page(Opens::Page)), [0.0, 1.0, 4.0, 5.0]);
        assert_eq!(page(items(), Ends::Article), [0.0, 1.0, 3.0, 4.0]);
    }

    #[test]
    fn white_grows_by_a_line_at_most_and_not_above_what_is_held() {
        let held = || VItem::Penalty { cost: FORBIDDEN, carry: None };
        let overleaf = Ends::Page(Opens::Page);
        assert_eq!(page(vec![line(), VItem::Glue(LINE), line()], overleaf), [0.0, 3.0]);
        assert_eq!(page(vec![line(), VItem::Glue(LINE), held(), line()], overleaf), [0.0, 2.0]);
        assert_eq!(page(vec![line(), VItem::Glue(LINE / 4), line()], overleaf), [0.0, 1.25]);
    }

    #[test]
    fn what_has_no_height_neither_holds_white_nor_frees_it() {
        let held = || VItem::Penalty { cost: FORBIDDEN, carry: None };
        let side = || VItem::Side(Box::default());
        let mark = || VItem::Mark("A section".into());
        let (glue, overleaf) = (|| VItem::Glue(LINE), Ends::Page(Opens::Page));
        for between in [mark, side] {
            // Below a box there is more than itself, above what is held too.
            assert_eq!(page(vec![line(), between(), glue(), line()], overleaf), [0.0, 3.0]);
            assert_eq!(page(vec![line(), glue(), between(), line()], overleaf), [0.0, 3.0]);
            assert_eq!(page(vec![line(), glue(), between(), held(), line()], overleaf), [0.0, 2.0]);
            // At the head of a page there is no white.
            assert_eq!(page(vec![between(), glue(), line()], overleaf), [0.0]);
        }
        // White below a break that costs something grows, and so does not what stands at the head.
        let dear = || VItem::Penalty { cost: 100, carry: None };
        assert_eq!(page(vec![line(), glue(), dear(), line()], overleaf), [0.0, 3.0]);
        assert_eq!(page(vec![line(), held(), glue(), line()], overleaf), [0.0, 2.0]);
    }

    #[test]
    fn low_white_grows_by_half_a_line_on_both_sides_of_what_is_on_no_grid() {
        let items = vec![line(), VItem::Glue(LINE / 2), line(), line(), VItem::Snap(LINE / 2), line()];
        assert_eq!(page(items, Ends::Page(Opens::Page)), [0.0, 2.0, 3.0, 5.0]);
    }
}
