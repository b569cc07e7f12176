//! What an element is in the file: its structure type, by the standard that the file follows.

use crate::layout::Role;
use crate::write::pdf::standard::Standard;

/// What an element is in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Of(Role),
    /// A heading and what stands below it.
    Section,
    /// A heading of that rank.
    Heading(usize),
    /// A link around an annotation whose own tag is no link.
    Link,
}

/// What PDF 1.7 is told about the types that only PDF 2.0 knows.
pub(super) const MAPPED: [(&str, &str); 3] = [("Aside", "Div"), ("Em", "Span"), ("Strong", "Span")];

/// The types that PDF 2.0 has no longer; there they stay in the name space of 1.7, as ISO 32000-2 §14.8.6 allows.
const OLD: [&str; 5] = ["BlockQuote", "Code", "Reference", "TOC", "TOCI"];

impl Kind {
    /// The structure type.
    pub(super) fn name(self, standard: Standard) -> &'static str {
        match self {
            Self::Link => "Link",
            Self::Section => "Sect",
            Self::Heading(rank) => ["H1", "H2", "H3", "H4", "H5", "H6"][rank.clamp(1, 6) - 1],
            Self::Of(role) => match role {
                Role::Document => "Document",
                Role::Contents => "TOC",
                Role::ContentsItem => "TOCI",
                Role::Article if standard.is_second() => "Part",
                Role::Article => "Art",
                Role::Heading(_) => "H1",
                Role::Paragraph => "P",
                Role::List => "L",
                Role::ListItem => "LI",
                Role::Label => "Lbl",
                Role::ListBody => "LBody",
                Role::BlockQuote => "BlockQuote",
                Role::Aside => "Aside",
                Role::Code => "Code",
                Role::Span => "Span",
                Role::Emphasis => "Em",
                Role::Strong => "Strong",
                Role::Figure => "Figure",
                Role::Formula => "Formula",
                Role::Caption => "Caption",
                Role::Table => "Table",
                Role::TableHead => "THead",
                Role::TableBody => "TBody",
                Role::TableRow => "TR",
                Role::TableHeader => "TH",
                Role::TableCell => "TD",
                Role::Note if standard.is_second() => "FENote",
                Role::Note => "Note",
                Role::Reference => "Reference",
                Role::Link => "Link",
            },
        }
    }

    pub(super) fn is_list(self) -> bool {
        self == Self::Of(Role::List)
    }

    pub(super) fn is_note(self) -> bool {
        self == Self::Of(Role::Note)
    }

    pub(super) fn is_call(self) -> bool {
        self == Self::Of(Role::Reference)
    }

    /// Whether it stands within a line or holds nothing but lines: code in it is a part of a line.
    pub(super) fn holds_lines(self) -> bool {
        match self {
            Self::Heading(_) | Self::Link => true,
            Self::Section => false,
            Self::Of(role) => !matches!(
                role,
                Role::Document
                    | Role::Contents
                    | Role::Article
                    | Role::List
                    | Role::ListItem
                    | Role::ListBody
                    | Role::BlockQuote
                    | Role::Aside
                    | Role::Figure
                    | Role::Table
                    | Role::TableHead
                    | Role::TableBody
                    | Role::TableRow
            ),
        }
    }
}

/// Whether PDF 2.0 knows the type.
pub(super) fn is_known_to_second(name: &str) -> bool {
    !OLD.contains(&name)
}
