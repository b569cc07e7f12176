//! What an article is: [`Document`], its metadata and a flat list of blocks in reading order.
//!
//! Comes from: a [`Reader`](crate::read::Reader), through [`Builder`] and nothing else. Goes to: packets and writers.
//!
//! What holds for every document that a [`Builder`] made:
//!
//! * Sections are not nested; headings carry a [`Level`], and [`outline()`] derives the tree.
//! * Inlines form a tree; text nodes are never empty and never stand next to each other.
//! * No text holds a control character, but for the line ends and tabs of programs, and nothing nests deeper than
//!   [`MAX_DEPTH`]: recursion is safe.
//! * A note carries its body, so it cannot dangle; a second call to it names it by its label.
//! * The title, the byline and the date live in [`Meta`] alone; `blocks` begins with what follows them.

mod block;
mod build;
mod dump;
mod images;
mod inline;
mod meta;
mod numbering;
mod outline;
mod quotation;
mod squeeze;
mod walk;
mod width;

pub use block::{
    Alert, Align, Block, BlockKind, Cell, CellKind, Definition, Figure, Item, Level, List, ListKind, Row, Spread,
    Table, Task,
};
pub(crate) use build::printable;
pub use build::{Builder, Built, Container, MAX_DEPTH};
#[cfg(any(feature = "epub", feature = "pdf"))]
pub(crate) use inline::is_formula;
pub use inline::{CalledPages, Display, Image, Inline, InlineKind, Mark, NoMark, Note, PageRef, Target, plain, said};
pub use meta::{Date, Meta};
pub use numbering::{Closing, Figures, Numbering};
pub use outline::{Anchors, Section, outline};
pub use quotation::{Quotation, QuotationKind, is_break, is_stanza, is_strong, is_strong_head};
pub(crate) use walk::text;
pub use walk::{Notes, Visit, word_count, words};
pub use width::{PictureWidth, SaidOfPicture, Shares};

/// An article: what is known about it, and its blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Title, byline, date and the like.
    pub meta: Meta,
    /// The text.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The document as stable text: what the golden tests compare and `-t doc` prints.
    pub fn dump(&self) -> String {
        dump::dump(self)
    }
}
