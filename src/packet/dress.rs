//! What is the same on every page of a packet: markings, numbering, where parts begin.

use crate::lang::PacketLabels;

/// Markings, numbering and what else is the same on every page. The default is that of a single article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dress {
    /// Who may see it: at the head and the foot of every page.
    pub marking: Option<Marking>,
    /// Until when nothing may be published, in words: at the foot of every page.
    pub embargo: Option<String>,
    /// How pages are numbered.
    pub numbering: Pagination,
    /// On which side parts begin.
    pub starts: Starts,
    /// What stands on pages that are left empty so that a part may begin on its side.
    pub blanks: Blanks,
    /// Whose copy it is.
    pub copy: Option<Copy>,
    /// What bookmarks say.
    pub bookmarks: Bookmarks,
    /// The column beside the text.
    pub note_margin: NoteMargin,
    /// Numbers beside every so many lines; none at 0.
    pub line_numbers: usize,
    /// How large a reader shows it at first.
    pub zoom: Zoom,
    /// How many pages it may have; more are told of.
    pub most_pages: Option<usize>,
}

/// Who may see a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// As printed: `OFFICIAL-SENSITIVE`, `TLP:AMBER+STRICT`.
    pub text: String,
    /// Whose rules it follows.
    pub scheme: Scheme,
}

/// Whose rules a marking follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Nobody's: in the middle of head and foot.
    #[default]
    Own,
    /// The British government's: in capitals, in the middle of the head and the foot of each page.
    Uk,
    /// TLP 2.0 (FIRST): 12 points or more, at the right of head and foot, never translated.
    Tlp,
}

/// How pages are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pagination {
    /// What the numbers look like.
    pub folios: Folios,
    /// Whether what stands before the first article is counted apart.
    pub front: FrontMatter,
    /// Whether the cover shows its number.
    pub cover: CoverFolio,
}

/// Whether the cover, which is counted, shows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CoverFolio {
    /// It does not, as in books.
    #[default]
    Silent,
    /// It does, as on every page of a court's bundle.
    Printed,
}

/// What page numbers look like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Folios {
    /// "12".
    #[default]
    Plain,
    /// "page 12 of 64", in the packet's language.
    OfTotal,
    /// "B12": counted anew in each section.
    BySection,
    /// "ABC-000123" (Bates).
    Bates {
        /// What stands before the hyphen.
        prefix: String,
        /// The number of the first page.
        start: usize,
    },
}

/// How the pages before the first article are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FrontMatter {
    /// Like all others, from the first page on: the printed number is the page of the file.
    #[default]
    Counted,
    /// In small roman numbers; the first article begins at 1.
    Roman,
}

/// On which side parts begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Starts {
    /// On whichever comes next.
    #[default]
    Any,
    /// On a right-hand page, so that articles can be taken apart.
    Recto,
    /// On whichever comes next; an article that has room, whole, below the one before it begins there.
    RunOn,
}

/// What stands on a page that is left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blanks {
    /// Only its number and markings.
    #[default]
    Silent,
    /// That it is empty on purpose.
    Said,
}

/// Whose copy it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copy {
    /// "7".
    pub number: String,
    /// How many there are, if they are counted: "7 of 25".
    pub of: Option<usize>,
    /// Whose it is.
    pub name: String,
    /// What stands large and pale under the text.
    pub watermark: Option<String>,
}

/// What bookmarks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bookmarks {
    /// The title.
    #[default]
    Titles,
    /// The title and its page, as courts want it.
    WithPages,
}

/// The column beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoteMargin {
    /// As the theme has it.
    #[default]
    AsTheme,
    /// With lines to write on; a theme that has no such column is given one.
    Ruled,
    /// White, and wide enough for a hand.
    Wide,
}

/// How large a reader shows a PDF at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// As it shows every file.
    #[default]
    AsReader,
    /// As large as on paper, as courts want it.
    ActualSize,
}

/// How a part that came in late is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addendum {
    /// The printed number of the page that it follows: its pages are 12A, 12B.
    pub after: String,
}

impl Copy {
    /// "Copy 7 of 25, Ada Lovelace", in the language of the labels.
    pub fn line(&self, labels: &PacketLabels) -> String {
        let number = match self.of {
            Some(of) => labels.copy_of(&self.number, of),
            None => format!("{} {}", labels.copy, self.number),
        };
        let parts = [number, self.name.clone()];
        let known = parts.into_iter().zip([&self.number, &self.name]).filter(|(_, value)| !value.is_empty());
        known.map(|(part, _)| part).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    #[test]
    fn a_copy_says_what_is_known_of_it() {
        let line = |number: &str, of: Option<usize>, name: &str| {
            let copy = Copy { number: number.to_owned(), of, name: name.to_owned(), watermark: None };
            copy.line(Language::english().packet_labels())
        };
        assert_eq!(line("7", Some(25), "Ada Lovelace"), "Copy 7 of 25, Ada Lovelace");
        assert_eq!(line("7", None, ""), "Copy 7");
        assert_eq!(line("", None, "Ada Lovelace"), "Ada Lovelace");
        assert_eq!(line("", None, ""), "");
    }
}
