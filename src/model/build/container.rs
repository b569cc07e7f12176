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
    /// A cell that names its row, and how far it goes.
    RowHead(Spread),
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
    Ruby,
    Reading,
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
        self.nature().0
    }

    pub(super) fn stands(&self) -> Stands {
        self.nature().1
    }

    /// What it holds, and where it may stand.
    fn nature(&self) -> (Holds, Stands) {
        match self {
            Self::Paragraph | Self::Heading { .. } | Self::Figure(_) => (Holds::Inlines, Stands::AsBlock),
            Self::List(_) => (Holds::Items, Stands::AsBlock),
            Self::Definitions => (Holds::Definitions, Stands::AsBlock),
            Self::Table { .. } => (Holds::Rows, Stands::AsBlock),
            Self::Quote | Self::Alert(_) => (Holds::Blocks, Stands::AsBlock),
            Self::Item { .. } => (Holds::Blocks, Stands::InList),
            Self::Term => (Holds::Inlines, Stands::InDefinitions),
            Self::Meaning => (Holds::Blocks, Stands::InDefinitions),
            Self::HeadRow | Self::Row => (Holds::Cells, Stands::InTable),
            Self::Caption => (Holds::Inlines, Stands::InTable),
            Self::Cell | Self::CellOver(_) | Self::RowHead(_) => (Holds::Blocks, Stands::InRow),
            Self::Emph
            | Self::Strong
            | Self::Strike
            | Self::SmallCaps
            | Self::Raised
            | Self::Lowered
            | Self::Ruby
            | Self::Reading
            | Self::Link(_) => (Holds::Inlines, Stands::AsInline),
            Self::Note { .. } => (Holds::Blocks, Stands::AsInline),
        }
    }
}
