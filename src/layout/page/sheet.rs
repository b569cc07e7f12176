//! A page while it is filled: what stands on it adds up to heights, of the text and of the notes below it.

use super::super::galley::{FootNote, VBox, VItem};
use super::Frame;
use crate::length::Abs;
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
    /// The notes, with the white above them.
    pub notes: Abs,
    /// The least that the notes take: the last of them may go on overleaf after its first line.
    pub least: Abs,
    /// Whether there is text on the page.
    pub filled: Filled,
    /// Whether those of more notes start here.
    pub queue: Queue,
}

/// Whether a note that is called on a page starts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Queue {
    /// It must: a reader looks for it there.
    Open,
    /// It may wait for the next page: a note before it takes most of this one.
    HeldUp,
}

impl Queue {
    /// Whether notes behind one of this height must start on its page: two of half a page each need not be on one.
    fn behind(height: Abs, frame: Frame) -> Self {
        if height * 2 > frame.height { Self::HeldUp } else { Self::Open }
    }
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
        let mut heights = Self { y: top, bottom: top, notes: Abs::ZERO, least: Abs::ZERO, filled, queue: Queue::Open };
        for (note, from) in rest {
            heights.note(note, *from, frame);
        }
        heights
    }

    fn note(&mut self, note: &FootNote, from: usize, frame: Frame) {
        if self.notes == Abs::ZERO {
            self.notes = frame.note_space;
        }
        let first = note.lines.get(from).map_or(Abs::ZERO, |line| line.height);
        let height = left_of(note, from);
        // What comes from the page before may go on again without a line here.
        let goes_on = from > 0 && self.least == Abs::ZERO;
        if self.queue == Queue::Open {
            self.least = if goes_on { Abs::ZERO } else { self.notes + first };
            self.queue = Queue::behind(height, frame);
        }
        self.notes += height;
    }

    /// Puts a box below what is there.
    pub fn set(&mut self, vbox: &VBox, frame: Frame) {
        self.y += vbox.height;
        self.bottom = self.y;
        self.filled = Filled::Some;
        for note in &vbox.notes {
            self.note(note, 0, frame);
        }
    }

    /// Adds white; at the head of a page it vanishes.
    pub fn white(&mut self, item: &VItem, frame: Frame) {
        if self.filled != Filled::Some {
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
}

/// The height of a note from one of its lines on.
fn left_of(note: &FootNote, from: usize) -> Abs {
    note.lines[from..].iter().map(|line| line.height).sum()
}

/// Cuts the last notes so that they fit below text that ends at `bottom`. What is left for overleaf, or none if not
/// even one line fits of a note that must start here.
pub(super) fn split(notes: &Notes, bottom: Abs, frame: Frame) -> Option<Notes> {
    cut(notes, bottom, Queue::Open, frame)
}

/// What is left of notes that have a page for themselves.
pub(super) fn split_alone(notes: &Notes, top: Abs, frame: Frame) -> Notes {
    cut(notes, top, Queue::HeldUp, frame).unwrap_or_default()
}

fn cut(notes: &Notes, bottom: Abs, mut queue: Queue, frame: Frame) -> Option<Notes> {
    let mut room = frame.height + HAIR - bottom - frame.note_space;
    let mut rest = Vec::new();
    for (note, from) in notes {
        let mut line = *from;
        while rest.is_empty() && line < note.lines.len() && note.lines[line].height <= room {
            room -= note.lines[line].height;
            line += 1;
        }
        if line < note.lines.len() {
            if line == *from && *from == 0 && queue == Queue::Open {
                return None;
            }
            rest.push((Arc::clone(note), line));
        }
        if queue == Queue::Open {
            queue = Queue::behind(left_of(note, *from), frame);
        }
    }
    Some(rest)
}
