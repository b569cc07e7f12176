//! Blocks: what stands below one another.

use super::inline::{Image, Inline};
use super::numbering::Numbering;
use crate::source::Span;

/// A block and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it came from.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of a section.
    Heading {
        /// Its rank: 2 for a section of the article, whose title is 1.
        level: Level,
        /// An anchor the author gave it.
        anchor: Option<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted or numbered list.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// Somebody else's words.
    Quote(Vec<Block>),
    /// A note, tip or warning set off from the text.
    Alert {
        /// Which of the five.
        kind: Alert,
        /// What it says.
        content: Vec<Block>,
    },
    /// Preformatted text.
    Code {
        /// The language an author named.
        language: Option<String>,
        /// The lines, without a final line end.
        text: String,
    },
    /// A table.
    Table(Box<Table>),
    /// A picture that stands by itself.
    Figure(Box<Figure>),
    /// A break between scenes or thoughts.
    Rule,
}

/// A heading's rank, 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The rank of an article's title.
    pub const TITLE: Self = Self(1);

    /// The rank nearest to `rank` within 1 to 6.
    pub fn new(rank: usize) -> Self {
        Self(rank.clamp(1, 6) as u8)
    }

    /// The rank as a number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Bulleted, or numbered from where.
    pub kind: ListKind,
    /// Its items in order.
    pub items: Vec<Item>,
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// A mark.
    Bulleted,
    /// A number, counted up.
    Numbered {
        /// The first item's number.
        start: u64,
        /// How the numbers are written.
        style: Numbering,
    },
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// For a task: whether it is done.
    pub task: Option<Task>,
    /// What the item says.
    pub content: Vec<Block>,
    /// Where it came from.
    pub span: Span,
}

/// The state of a task list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// An empty box.
    Open,
    /// A ticked box.
    Done,
}

/// Terms that share one or more meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// Their meanings, a block list each.
    pub meanings: Vec<Vec<Block>>,
    /// Where they came from.
    pub span: Span,
}

/// The kinds of alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing even when skimming.
    Note,
    /// Optional advice.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs attention because of a risk.
    Warning,
    /// What may go wrong.
    Caution,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// One entry a column.
    pub columns: Vec<Align>,
    /// The rows that name the columns; repeated where the table goes over a page.
    pub head: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// What the table shows.
    pub caption: Vec<Inline>,
}

/// A row: as many cells as the table has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Where it came from.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub content: Vec<Block>,
    /// How far it goes.
    pub spread: Spread,
    /// What it is for.
    pub kind: CellKind,
    /// Where it came from.
    pub span: Span,
}

/// What a cell is for. Those of a table's head rows need not say it: they name columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellKind {
    /// It holds what the table shows.
    #[default]
    Data,
    /// It names its row, or the rows it goes over; it is not empty.
    RowHead,
}

/// How far a cell goes. Every row has a cell for every column: those that another goes over are there, and empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spread {
    /// Over its own place.
    #[default]
    One,
    /// Over so many columns and rows, its own counted: the others' cells there are covered.
    Over {
        /// Columns, at least one.
        columns: usize,
        /// Rows, at least one.
        rows: usize,
    },
    /// Another cell goes over it.
    Covered,
}

impl Spread {
    /// How many columns and rows it takes; a covered cell takes its own, which nobody sees.
    pub fn size(self) -> (usize, usize) {
        match self {
            Self::Over { columns, rows } => (columns, rows),
            Self::One | Self::Covered => (1, 1),
        }
    }
}

/// Makes the cells of rows agree on what goes over what: a cell goes over others as far as they are empty and said to be
/// covered, and one that is covered by none is a cell like any other.
pub(super) fn square(rows: &mut [Row]) {
    let mut covered: Vec<Vec<bool>> = rows.iter().map(|row| vec![false; row.cells.len()]).collect();
    let free = |rows: &[Row], covered: &[Vec<bool>], row: usize, column: usize| {
        let cell = rows.get(row).and_then(|row| row.cells.get(column));
        cell.is_some_and(|cell| cell.spread == Spread::Covered && cell.content.is_empty()) && !covered[row][column]
    };
    for row in 0..rows.len() {
        for column in 0..rows[row].cells.len() {
            if let Spread::Over { columns, rows: down } = rows[row].cells[column].spread {
                let wide = 1 + (1..columns).take_while(|by| free(rows, &covered, row, column + by)).count();
                let all = |by: &usize| (column..column + wide).all(|column| free(rows, &covered, row + by, column));
                let high = 1 + (1..down).take_while(all).count();
                covered[row..row + high].iter_mut().for_each(|covered| covered[column..column + wide].fill(true));
                rows[row].cells[column].spread =
                    if (wide, high) == (1, 1) { Spread::One } else { Spread::Over { columns: wide, rows: high } };
            } else if rows[row].cells[column].spread == Spread::Covered && !covered[row][column] {
                rows[row].cells[column].spread = Spread::One;
            }
        }
    }
}

/// How a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// As the content suggests: text at the start, figures by their decimal point.
    #[default]
    Auto,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A picture that stands by itself, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// What is printed below it.
    pub caption: Vec<Inline>,
}
