//! What is found in articles: acronyms, names, dates, terms, duplicates, links. Pure functions on documents.
//!
//! Comes from: [`Document`](crate::model::Document)s. Goes to: the packet's lists, whose page numbers are those of
//! [`Place`]s. [`Text`] is a document as flat text, unit by unit; every search works on it, and [`mark`] puts an
//! invisible mark where a place is, so that a page number can be asked for.
//!
//! Nothing here invents words: every list is the articles' own text, or the manifest's.

pub mod acronyms;
pub mod changes;
pub mod chronology;
pub mod duplicates;
pub mod fold;
pub mod index;
pub mod links;
pub mod names;
pub mod plan;
pub mod redact;
pub mod seek;
pub mod sentences;
mod stretch;
mod text;
pub(super) mod units;
mod words;

pub use text::{Marked, Place, Text, Unit, UnitKind, mark, sparse};
