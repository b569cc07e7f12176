//! What can be opened, what it holds, and where it may stand.

use crate::model::{Alert, Align, Image, Level, ListKind, Spread, Target, Task};

/// What can be opened. Blocks stand in blocks, rows in tables, inlines in paragraphs; the builder mends the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each is the model's kind of the same name
pub enum Container {
    Paragraph,
    Heading {
        level: Level,
        anchor: Option<String>,
    },
    List(ListKind),
    Item {
        task: Option<Task>,
    },
    Definitions,
    Term,
    Meaning,
    Quote,
    Alert(Alert),
    Table {
        columns: Vec<Align>,
    },
    HeadRow,
    Row,
    Cell,
    /// A cell that goes over others, or that another goes over.
    CellOver(Spread),
    /// Of the table around it.
    Caption,
    /// Its content is the caption.
    Figure(Image),
    Emph,
    Strong,
    Strike,
    SmallCaps,
    Raised,
    Lowered,
    Link(Target),
    Note {
        label: String,
    },
}

/// What a container holds.
#[derive(PartialEq, Eq, Clone, Copy)]
pub(super) enum Holds {
    Blocks,
    Inlines,
    Items,
    Definitions,
    Rows,
    Cells,
}

/// Where a container may stand.
#[derive(PartialEq, Eq, Clone, Copy)]
pub(super) enum Stands {
    AsBlock,
    AsInline,
    InList,
    InDefinitions,
    InTable,
    InRow,
}

impl Container {
    pub(super) fn holds(&self) -> Holds {
        match self {
            Self::Item { .. }
            | Self::Meaning
            | Self::Quote
            | Self::Alert(_)
            | Self::Cell
            | Self::CellOver(_)
            | Self::Note { .. } => Holds::Blocks,
            Self::List(_) => Holds::Items,
            Self::Definitions => Holds::Definitions,
            Self::Table { .. } => Holds::Rows,
            Self::HeadRow | Self::Row => Holds::Cells,
            Self::Paragraph | Self::Heading { .. } | Self::Term | Self::Caption | Self::Figure(_) => Holds::Inlines,
            Self::Emph
            | Self::Strong
            | Self::Strike
            | Self::SmallCaps
            | Self::Raised
            | Self::Lowered
            | Self::Link(_) => Holds::Inlines,
        }
    }

    pub(super) fn stands(&self) -> Stands {
        match self {
            Self::Item { .. } => Stands::InList,
            Self::Term | Self::Meaning => Stands::InDefinitions,
            Self::HeadRow | Self::Row | Self::Caption => Stands::InTable,
            Self::Cell | Self::CellOver(_) => Stands::InRow,
            Self::Emph
            | Self::Strong
            | Self::Strike
            | Self::SmallCaps
            | Self::Raised
            | Self::Lowered
            | Self::Link(_)
            | Self::Note { .. } => Stands::AsInline,
            _ => Stands::AsBlock,
        }
    }
}
