//! Blocks → galley: one match over the kinds, in `stack`, and a file for each that is more than a few lines.

mod code;
mod display;
mod figure;
mod formula;
mod initial;
mod keep;
mod list;
mod note;
mod numbers;
mod opener;
mod paragraph;
mod qr;
mod quote;
mod shares;
mod stack;
mod table;

pub(super) use code::Programs;
pub(super) use opener::{Opens, TOP, article, whole};
pub(super) use paragraph::{anchor_at, baseline, boxes, keep_lines_into};
pub(super) use shares::Pictures;
pub(super) use stack::stack;

use super::frame::{Role, TagId};
use super::galley::{Galley, VItem};
use super::inline::{Acronyms, Balance};
use super::setter::Setter;
use crate::length::Abs;
use crate::style::{Parting, TextStyle};

/// Where and how blocks are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'t> {
    /// From the column's left edge.
    pub left: Abs,
    pub measure: Abs,
    /// The style of paragraphs.
    pub style: &'t TextStyle,
    /// The element of the structure that the blocks belong to.
    pub tag: TagId,
    /// Whether words in capitals are set small here.
    pub acronyms: Acronyms,
    /// How deep in lists this is.
    pub depth: usize,
    /// Whether the lines of paragraphs are evened out.
    pub balance: Balance,
}

impl Place<'_> {
    /// The same, narrower.
    pub fn inset(self, left: Abs, right: Abs) -> Self {
        // A column keeps some width however deep it nests; what stands in it may then stick out, and is told.
        let measure = (self.measure - left - right).max(self.style.size * 4);
        Self { left: self.left + left, measure, ..self }
    }

    /// The same within another element of the structure.
    pub fn within(self, tag: TagId) -> Self {
        Self { tag, ..self }
    }
}

/// What it costs to end a page behind the first or above the last line of a list, if no other of its item is beside it:
/// hardly less than to leave a page three lines short. In a paragraph it is forbidden.
const ALONE: i32 = 2500;

/// How many lines there are.
fn lines(items: &[VItem]) -> usize {
    items.iter().filter(|item| matches!(item, VItem::Box(_))).count()
}

/// Parts a paragraph from the one above it: the indent of its first line, or white put before it.
fn parted(place: Place, cx: &Setter, galley: &mut Galley) -> Abs {
    match cx.theme.parting {
        Parting::Indent => cx.theme.indent.min(place.measure / 6),
        Parting::Space(space) => {
            galley.space(space.scale(place.style.leading.ratio(cx.theme.body.leading)));
            Abs::ZERO
        }
    }
}

/// White set off above a display: half a line.
fn display_space(cx: &Setter) -> Abs {
    cx.theme.body.leading / 2
}

/// A new element of the structure.
fn tag(role: Role, place: Place, cx: &mut Setter) -> TagId {
    cx.tags.add(role, place.tag)
}

/// Whether a theme's readers need its size, so that nothing is set smaller to save room.
fn is_large_print(cx: &Setter) -> bool {
    /// The UK Association for Accessible Formats' clear print.
    const LARGE: Abs = Abs(Abs::PT.0 * 14);
    cx.theme.body.size >= LARGE
}
