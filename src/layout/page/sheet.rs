//! A page while it is filled: what stands on it adds up to heights, of the text and of the notes below it.

use super::super::galley::{FootNote, VBox, VItem};
use super::Frame;
use crate::length::Abs;
use std::ops::Range;
use std::sync::Arc;

/// Heights are rounded from decimal points: a hair's tolerance.
pub(super) const HAIR: Abs = Abs(64);

/// Notes, or what is left of them: each from one of its lines on.
pub(super) type Notes = Vec<(Arc<FootNote>, usize)>;

/// The heights on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heights {
    /// Where the next thing would stand.
    pub y: Abs,
    /// The bottom of the last box.
    pub bottom: Abs,
    /// The notes, with the white above them; of those that go on from the page before, their shares.
    pub notes: Abs,
    /// The least that the notes take: the last of them may go on overleaf after its first line.
    pub least: Abs,
    /// What the notes take at least if one more is called.
    due: Abs,
    /// What goes on overleaf because it is more than its share; where there is room it fills the page.
    pub spare: Abs,
    /// Whether there is text on the page.
    pub filled: Filled,
}

/// Whether there is text on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filled {
    /// Nothing yet, but perhaps what is repeated from the page before.
    Empty,
    /// What moved here from the page before, and nothing else.
    Moved,
    /// Something.
    Some,
}

impl Heights {
    /// A page that begins with what goes on from the one before; figures of that height moved here.
    pub fn begin(frame: Frame, rest: &Notes, moved: Abs, carry: Option<&VBox>) -> Self {
        let top = moved + carry.map_or(Abs::ZERO, |carry| carry.height);
        let filled = if moved > Abs::ZERO { Filled::Moved } else { Filled::Empty };
        let zero = Abs::ZERO;
        let mut heights = Self { y: top, bottom: top, notes: zero, least: zero, due: zero, spare: zero, filled };
        for ((note, from), to) in rest.iter().zip(shares(rest, frame)) {
            if *from == 0 {
                heights.note(note, frame);
                continue;
            }
            let height = height_of(note, *from..to);
            if heights.notes == Abs::ZERO && height > Abs::ZERO {
                heights.notes = frame.note_space;
            }
            heights.notes += height;
            heights.spare += height_of(note, to..note.lines.len());
            // Without other notes it may go on again without a line here.
            heights.due = heights.notes;
        }
        heights
    }

    /// A note that is called here.
    fn note(&mut self, note: &FootNote, frame: Frame) {
        if self.notes == Abs::ZERO {
            self.notes = frame.note_space;
            self.due = frame.note_space;
        }
        let lines = note.lines.len();
        self.least = self.due + height_of(note, 0..lines.min(1));
        self.due += height_of(note, 0..share(note, 0, frame));
        self.notes += height_of(note, 0..lines);
    }

    /// Puts a box below what is there.
    #[inline]
    pub fn set(&mut self, vbox: &VBox, frame: Frame) {
        self.y += vbox.height;
        self.bottom = self.y;
        self.filled = Filled::Some;
        for note in &vbox.notes {
            self.note(note, frame);
        }
    }

    /// Adds white; at the head of a page it vanishes. Below what moved there, that of a heading stays: it is more than the
    /// white which belongs to a figure.
    pub fn white(&mut self, item: &VItem, frame: Frame) {
        let of_heading = |item: &VItem| matches!(item, VItem::Glue(white) if *white >= frame.grid.max(frame.elastic));
        let vanishes = match self.filled {
            Filled::Empty => true,
            Filled::Moved => !of_heading(item),
            Filled::Some => false,
        };
        if vanishes {
            return;
        }
        match item {
            VItem::Glue(height) => self.y += *height,
            VItem::Snap(least) => self.y = (self.y + *least).ceil_to(frame.grid),
            VItem::Box(_)
            | VItem::Penalty { .. }
            | VItem::Side(_)
            | VItem::Mark(_)
            | VItem::Options(_)
            | VItem::Float(_) => {}
        }
    }

    /// How much room is left below the text and above the notes.
    pub fn room(&self, frame: Frame) -> Abs {
        frame.height + HAIR - self.bottom - self.notes
    }

    /// How much white a page that ends here has at its foot: from the text down to the last line of the grid that the
    /// notes leave free.
    pub fn lacks(&self, frame: Frame) -> Abs {
        let free = frame.height + HAIR - self.notes;
        let lines = free.0.div_euclid(frame.grid.0.max(1));
        (frame.grid * lines - self.bottom).max(Abs::ZERO)
    }

    /// Whether the page can end here at all, if need be with the last note cut.
    pub fn holds(&self, frame: Frame) -> bool {
        self.bottom + self.least <= frame.height + HAIR
    }

    /// How much more than their shares the notes would take if the page ended here.
    pub fn longer(&self, frame: Frame) -> Abs {
        if self.room(frame) >= Abs::ZERO {
            return self.lacks(frame).min(self.spare);
        }
        (frame.height - self.bottom - self.due).max(Abs::ZERO)
    }

    /// Whether its notes end on the page.
    pub fn ends_notes(&self, frame: Frame) -> bool {
        self.spare == Abs::ZERO && self.room(frame) >= Abs::ZERO
    }

    /// The heights with notes as they were cut.
    pub fn with(self, notes: &Notes, rest: &Notes, frame: Frame) -> Self {
        let height: Abs = notes.iter().map(|(note, from)| height_of(note, *from..end_of(note, *from, rest))).sum();
        Self { notes: if height > Abs::ZERO { height + frame.note_space } else { height }, ..self }
    }
}

/// The height of some of a note's lines.
fn height_of(note: &FootNote, lines: Range<usize>) -> Abs {
    note.lines[lines].iter().map(|line| line.height).sum()
}

/// Behind which of its lines a note ends on a page, if these go on overleaf.
pub(super) fn end_of(note: &Arc<FootNote>, from: usize, rest: &Notes) -> usize {
    let goes_on = rest.iter().find(|(other, _)| Arc::ptr_eq(other, note));
    goes_on.map_or(note.lines.len(), |(_, to)| (*to).max(from))
}

/// Behind which line a note ends that has so much room.
fn reach(note: &FootNote, from: usize, mut room: Abs) -> usize {
    let lines = note.lines[from..].iter().take_while(|line| {
        room -= line.height;
        room >= Abs::ZERO
    });
    from + lines.count()
}

/// Behind which line a note that others follow may end on a page: all of it if that is not more than half of the page, a
/// third of the page otherwise. A note of many pages neither keeps those behind it from where they are called nor takes
/// the pages from the text.
fn share(note: &FootNote, from: usize, frame: Frame) -> usize {
    let whole = reach(note, from, frame.height / 2);
    if whole == note.lines.len() { whole } else { reach(note, from, frame.height / 3).max(from + 1) }
}

/// Behind which line each of the notes on a page ends at least. Those that go on from the page before have their share
/// together, half of the page if there are some: what is left of short ones first, then as they come; where one goes on
/// overleaf again those behind it wait.
fn shares(notes: &Notes, frame: Frame) -> Vec<usize> {
    let share_of = |(note, from): &(Arc<FootNote>, usize)| if *from == 0 { share(note, 0, frame) } else { *from };
    let mut ends: Vec<usize> = notes.iter().map(share_of).collect();
    let carried = || notes.iter().enumerate().filter(|(_, (_, from))| *from > 0);
    let mut room = if carried().nth(1).is_some() { frame.height / 2 } else { frame.height };
    for (at, (note, from)) in carried().skip(1) {
        let left = height_of(note, *from..note.lines.len());
        if left <= room / 2 {
            room -= left;
            ends[at] = note.lines.len();
        }
    }
    for (at, (note, from)) in carried() {
        if ends[at] < note.lines.len() {
            ends[at] = share(note, *from, frame).min(reach(note, *from, room));
            room -= height_of(note, *from..ends[at]);
        }
        if ends[at] < note.lines.len() {
            break;
        }
    }
    ends
}

/// Cuts notes so that they fit below text that ends at `bottom`. What is left for overleaf, or none if one that is called
/// here has no room for a line.
pub(super) fn split(notes: &Notes, bottom: Abs, frame: Frame) -> Option<Notes> {
    let mut ends = shares(notes, frame);
    if let (Some(end), Some((note, 0))) = (ends.last_mut(), notes.last()) {
        *end = note.lines.len().min(1);
    }
    let mut room = frame.height + HAIR - bottom - frame.note_space;
    for ((note, from), end) in notes.iter().zip(&mut ends) {
        if height_of(note, *from..*end) > room {
            // What goes on from the page before may do with less.
            if notes.iter().any(|(_, from)| *from == 0) {
                return None;
            }
            *end = reach(note, *from, room);
        }
        room -= height_of(note, *from..*end);
    }
    // Of what room is left the last note takes what it needs, so that it may end here; then the first.
    let last = notes.len().saturating_sub(1);
    let called = notes.last().is_some_and(|(_, from)| *from == 0);
    for at in called.then_some(last).into_iter().chain(0..notes.len()) {
        let note = &notes[at].0;
        let end = reach(note, ends[at], room);
        room -= height_of(note, ends[at]..end);
        ends[at] = end;
        if end < note.lines.len() && !(called && at == last) {
            break;
        }
    }
    let rest = notes.iter().zip(ends).filter(|((note, _), end)| *end < note.lines.len());
    Some(rest.map(|((note, _), end)| (Arc::clone(note), end)).collect())
}

/// What is left of notes that have a page for themselves.
pub(super) fn split_alone(notes: &Notes, top: Abs, frame: Frame) -> Notes {
    let mut room = frame.height + HAIR - top - frame.note_space;
    let mut rest = Notes::new();
    for (note, from) in notes {
        let end = if rest.is_empty() { reach(note, *from, room) } else { *from };
        room -= height_of(note, *from..end);
        if end < note.lines.len() {
            rest.push((Arc::clone(note), end));
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Sides;

    /// Of what goes on from the page before short remains end, if they leave half of the room to the rest.
    #[test]
    fn short_remains_of_notes_end_first() {
        let line = Abs::PT * 10;
        let frame = Frame { height: line * 8, grid: line, note_space: line, elastic: line, sides: Sides::Single };
        let left = |lines: usize, from: usize| {
            (Arc::new(FootNote { number: 1, lines: vec![VBox { height: line, ..VBox::default() }; lines] }), from)
        };
        // Half of the page is for both of them, four lines.
        for (notes, ends) in [
            (vec![left(30, 10), left(6, 4)], [12, 6]),
            (vec![left(30, 10), left(6, 3)], [12, 3]),
            (vec![left(30, 10), left(6, 2)], [12, 2]),
            (vec![left(12, 10), left(30, 4)], [12, 6]),
        ] {
            assert_eq!(shares(&notes, frame), ends);
        }
    }

    #[test]
    fn below_what_moved_to_the_head_of_a_page_the_white_of_a_heading_stays() {
        let line = Abs::PT * 10;
        for (elastic, white, stays) in [
            (line / 2, line, true),
            (line / 2, line - HAIR, false),
            (line * 2, line, false),
            (line * 2, line * 2, true),
        ] {
            let frame = Frame { height: line * 6, grid: line, note_space: line, elastic, sides: Sides::Single };
            let mut heights = Heights::begin(frame, &Notes::new(), line * 2, None);
            heights.white(&VItem::Glue(white), frame);
            assert_eq!(heights.y > line * 2, stays, "{white:?} where {elastic:?} may grow");
        }
    }

    #[test]
    fn a_note_that_others_follow_ends_on_its_page_if_it_takes_no_more_than_half_of_it() {
        let line = Abs::PT * 10;
        let frame = Frame { height: line * 6, grid: line, note_space: line, elastic: line, sides: Sides::Single };
        let of = |lines: usize| FootNote { number: 1, lines: vec![VBox { height: line, ..VBox::default() }; lines] };
        // (lines, the first that is left, where it ends on the page)
        for (lines, from, end) in [(1, 0, 1), (3, 0, 3), (4, 0, 2), (20, 0, 2), (20, 5, 7), (20, 17, 20)] {
            assert_eq!(share(&of(lines), from, frame), end, "{lines} lines, from {from}");
        }
    }
}
