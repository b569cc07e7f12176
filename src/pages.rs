//! The pages of a print edition as text: what an EPUB needs so that "page 12" is one place in both.
//!
//! Comes from: `layout`, which made the pages, or a PDF file that is there already. Goes to: the EPUB writer, which
//! finds where each page begins in its own text. Plain data, so that neither has to know the other.

use crate::model::Mark;

/// A print edition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Print {
    /// What it is called, for people: "the PDF edition, harvest.pdf".
    pub source: String,
    /// Its pages, in order.
    pub pages: Vec<PrintPage>,
    /// Which of the words on its pages it tells.
    pub words: Words,
    /// On which pages parts of a packet begin and marks in them stand, as far as that is known.
    pub places: Vec<PrintPlace>,
    /// What its bookmarks say, in reading order, and the index of the page that each leads to.
    pub bookmarks: Vec<(String, usize)>,
}

/// Which words a print edition tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Words {
    /// Those of the text: running heads, folios and the like are told apart from it.
    Text,
    /// All that stand on the pages.
    #[default]
    Page,
}

/// A place in a print edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PrintPlace {
    /// The index of the part it is in.
    pub part: usize,
    /// The mark there; none is where the part begins.
    pub mark: Option<Mark>,
    /// The index of its page.
    pub page: usize,
}

/// A page of a print edition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintPage {
    /// Its number as printed: "12", "iv", "B3".
    pub label: String,
    /// The words of its text in reading order, a [`PICTURE`] for each picture. Running heads and the like are among them
    /// if they cannot be told from the text: see [`Words`].
    pub text: String,
    /// The words of its notes, where they can be told from the text.
    pub notes: String,
}

/// Stands for a picture in the text of a page.
pub const PICTURE: char = '\u{fffc}';
