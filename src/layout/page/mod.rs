//! Galley → pages: paginate (choose the breaks), then furnish (margins, heads, folios).

mod choose;
mod edges;
mod fill;
mod furnish;
mod paginate;
mod sheet;

pub(super) use furnish::{Furniture, Heads, Tab, add, blank, furnish};
pub(super) use paginate::paginate;

use super::galley::VBox;
use crate::length::Abs;
use crate::style::Sides;
use std::sync::Arc;

/// What pages are filled by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The height of the text.
    pub height: Abs,
    /// The baseline grid.
    pub grid: Abs,
    /// White above notes, with the rule in it.
    pub note_space: Abs,
    /// White of at least this height may grow by a line where the page may break.
    pub elastic: Abs,
    /// Whether pages face one another.
    pub sides: Sides,
}

impl Frame {
    /// Whether a page is read on beside it, without turning the leaf.
    fn is_verso(self, page: usize) -> bool {
        self.sides == Sides::Mirrored && page.is_multiple_of(2)
    }

    /// Whether a page faces the one before it.
    fn is_recto_of_spread(self, page: usize) -> bool {
        self.sides == Sides::Mirrored && !page.is_multiple_of(2)
    }
}

/// What stands on a page, at heights from the top of the text.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub boxes: Vec<(Abs, VBox)>,
    /// What stands in the note column.
    pub side: Vec<(Abs, VBox)>,
    /// How many of these are read before the text: what is known of an article that has no title.
    pub ahead: usize,
    /// Lines of notes, from the top of the text as well; the rule stands above the first.
    pub notes: Vec<(Abs, VBox)>,
    /// Where the first of them begins.
    pub notes_begin: NotesBegin,
    /// The marks on this page, in order.
    pub marks: Vec<Arc<str>>,
    /// What is left white at its foot, if the text goes on overleaf.
    pub short: Abs,
    /// The numbers of the notes that go on overleaf.
    pub splits: Vec<usize>,
}

/// Where the first note of a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NotesBegin {
    #[default]
    Here,
    /// On the page before: it goes on here.
    Before,
}

impl Body {
    /// Where its text ends.
    pub fn bottom(&self) -> Abs {
        self.boxes.iter().map(|(y, vbox)| *y + vbox.height).max().unwrap_or_default()
    }
}
