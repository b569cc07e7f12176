//! Imposition: the pages of a finished PDF file put on sheets, as a booklet to fold or several on one.
//!
//! A file comes in, another comes out. Every page becomes a form, its text and lines kept as they are; fonts and
//! pictures are shared as they were. What only single pages can have (tags, bookmarks, labels) is left out and told of.

mod links;
mod paper;
mod sheets;
mod strip;
mod write;

pub use paper::SHEETS;

use crate::error::{Error, Result};
use crate::pdf;

/// How pages are put on sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// A booklet, or several on one side.
    pub scheme: Scheme,
    /// The sheet's width and height in points, as it lies; `None`: chosen by the pages' size.
    pub sheet: Option<(f64, f64)>,
}

/// What is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Scheme {
    /// Sheets to be folded once and stitched in the fold, two pages on a side.
    Booklet {
        /// How thick one sheet is, in points, for the creep; `None`: 0.10 mm from 33 pages on.
        caliper: Option<f64>,
    },
    /// So many pages on a side.
    NUp {
        /// How many.
        count: usize,
        /// Down first, and then across.
        order: Order,
        /// Between pages, in points.
        gutter: f64,
        /// Round them, in points.
        margin: f64,
    },
}

/// In what order pages fill a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Rows, from the top.
    Across,
    /// Columns, from the side where reading begins.
    Down,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imposed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages came in.
    pub pages: usize,
    /// How many sides went out.
    pub sides: usize,
    /// The sheet, in points.
    pub sheet: (f64, f64),
    /// What was left out or changed: lower case, no full stop.
    pub notes: Vec<String>,
    /// What may not come out as wished.
    pub warnings: Vec<String>,
}

/// The sheets from which on creep is taken into account if nothing is said: 32 pages (80 g/m² paper shows it then).
const CREEP_FROM: usize = 32;
/// The pages from which on a saddle stitch grows too thick.
const THICK_FROM: usize = 64;
/// The caliper of a leaf of 80 g/m² paper: 0.10 mm.
const CALIPER: f64 = 0.10 * 72.0 / 25.4;

/// Puts the pages of a PDF file on sheets.
///
/// # Errors
/// [`Error::Unreadable`] if the file cannot be read, is encrypted or has no pages; [`Error::Geometry`] if they do not
/// fit at all; [`Error::Write`] if the new file cannot be written.
pub fn impose(name: &str, bytes: &[u8], options: &Options) -> Result<Imposed> {
    let unreadable = |what: String| Error::Unreadable { name: name.to_owned(), what };
    let file = pdf::open(bytes).map_err(|why| unreadable(why.to_string()))?;
    if file.encrypted {
        return Err(unreadable("is encrypted; take that off first, as with `qpdf --decrypt`".to_owned()));
    }
    let pages = pdf::pages(&file.document);
    if pages.is_empty() {
        return Err(unreadable("has no page that can be found".to_owned()));
    }
    let plan = sheets::plan(&file.document, &pages, options)?;
    write::write(&file, &pages, plan, options)
}
