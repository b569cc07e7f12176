//! What a PDF file holds, whoever made it: the file opened, its objects looked up, its pages with what they inherit,
//! and its content walked. Both `check` and `impose` read through here.
//!
//! Nothing is trusted: every look-up may fail, every recursion and every stream has a limit, and what is damaged is
//! told of and passed over.

pub(crate) mod color;
pub(crate) mod filters;
pub(crate) mod fonts;
pub(crate) mod function;
pub(crate) mod geometry;
mod guard;
pub(crate) mod lex;
pub(crate) mod names;
pub(crate) mod objects;
pub(crate) mod open;
pub(crate) mod pages;
pub(crate) mod state;
pub(crate) mod text;
pub(crate) mod unicode;
pub(crate) mod walk;

pub(crate) use geometry::{Matrix, Point, Rect};
pub(crate) use objects::Look;
pub(crate) use open::{File, Unreadable, load, open};
pub(crate) use pages::{Page, pages};

/// The most that one stream may decode to, in bytes: a page of an atlas has some ten million.
pub(crate) const LARGEST_STREAM: usize = 256 << 20;

/// How deep one thing may lie within another: forms in forms, spaces in spaces, nodes of trees.
pub(crate) const DEEPEST: usize = 24;

/// A length in points, as millimetres.
pub(crate) fn mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}
