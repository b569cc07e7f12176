//! Tables: column widths from their content, rules above and below the heads and at the end, heads repeated overleaf.
//!
//! A row is cut into strips of one line each, so that a row taller than a page can break between its lines. A table
//! that is too wide is tightened, then set smaller, then goes over the note column; one with more columns than any page
//! could take is set as records, each row a short text with its columns' heads in it. What is set smaller or as records
//! is told. Figures stand with their decimal marks below one another. Cells may go over several columns and rows.

mod cells;
mod columns;
mod extent;
mod figures;
mod needs;
mod pictures;
mod records;
mod widths;
mod words;

use super::super::frame::{Role, TagId};
use super::super::galley::{Galley, VItem};
use super::super::setter::Setter;
use super::{Place, display_space, figure};
use crate::breaking::FORBIDDEN;
use crate::diag::Code;
use crate::lang::Direction;
use crate::length::Abs;
use crate::model::{Align, Inline, Table};
use crate::source::Span;
use crate::style::{FontRequest, TextStyle};
use columns::columns;
use widths::Widths;
use words::Words;

/// Light rules, under heads and between records: booktabs' 0.05 em.
const LIGHT: Abs = Abs(Abs::PT.0 / 2);
/// White above and below the lines of a row: with the theme's 12 pt it makes a row one line of text high.
const ROW_PADDING: Abs = Abs(Abs::PT.0 * 5 / 4);

/// A table.
pub(super) fn table<'a>(
    table: &'a Table,
    credit: Option<&'a [Inline]>,
    place: Place,
    span: Span,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let theme = cx.theme;
    let tag = cx.tags.add(Role::Table, place.tag);
    let (around, place) = (place, place.within(tag));
    galley.space(display_space(cx));
    if !table.caption.is_empty() {
        figure::caption(&table.caption, place, cx, galley);
        galley.penalty(FORBIDDEN);
        galley.space(Abs::pt(4.0));
        galley.penalty(FORBIDDEN);
    }
    let wide = wide(place, cx, galley);
    let stands: Vec<Stands> = (0..table.columns.len()).map(|column| Stands::of(table, column, cx)).collect();
    match widths::choose(table, &stands, &theme.table, (place.measure, wide), cx) {
        Widths::Fit(fitted) => {
            if fitted.scale < 1.0 {
                let (count, part) = (fitted.widths.len(), fitted.scale * 100.0);
                let message = format!("a table of {count} columns was set at {part:.0} % of its size");
                cx.tell(Code::TableTooWide, message, span);
            }
            columns(table, &stands, &fitted, place, cx, galley);
        }
        Widths::Hopeless => {
            let count = table.columns.len();
            let message = format!("a table of {count} columns does not fit a page; its rows were set as records");
            cx.tell(Code::TableTooWide, message, span);
            records::records(table, place, cx, galley);
        }
    }
    if let Some(credit) = credit {
        figure::credit(credit, around, cx, galley);
    }
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// The room for what may go over the note column: where there is one, and nothing stands in it at this height.
pub(super) fn wide(place: Place, cx: &Setter, galley: &Galley) -> Option<Abs> {
    let page = &cx.theme.page;
    let whole = place.left == Abs::ZERO && place.measure == page.measure && page.note_column > Abs::ZERO;
    (whole && galley.side_is_free()).then_some(page.measure + page.gap + page.note_column)
}

/// The type of column heads: semibold within the table's own face.
fn head_font(style: &TextStyle, cx: &Setter) -> FontRequest {
    FontRequest { weight: cx.theme.label_weight, ..style.font.clone() }
}

/// What head rows belong to. A group of heads needs one of rows beside it; heads alone belong to the table.
fn head_tag(table: &Table, tag: TagId, cx: &mut Setter) -> TagId {
    if table.rows.is_empty() { tag } else { cx.tags.add(Role::TableHead, tag) }
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Where lines begin.
    Start,
    Center,
    /// Where they end.
    End,
    /// With this mark, or where it would be, below one another.
    Decimal(char),
}

impl Stands {
    /// As the table says; figures by their decimal mark, unless it says left or centred.
    fn of(table: &Table, column: usize, cx: &Setter) -> Self {
        let said = table.columns.get(column).copied().unwrap_or_default();
        let (left, right) = match cx.language.direction() {
            Direction::Ltr => (Self::Start, Self::End),
            Direction::Rtl => (Self::End, Self::Start),
        };
        match said {
            Align::Left => return left,
            Align::Center => return Self::Center,
            Align::Auto | Align::Right => {}
        }
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let cells = cells.filter(|cell| cell.spread.size().0 == 1);
        let words: Vec<String> = cells.map(|cell| Words::of(&cell.content, &cx.notes).joined()).collect();
        let mut filled = words.iter().filter(|text| !text.trim().is_empty()).peekable();
        if filled.peek().is_some() && filled.all(|text| figures::is_number(text)) {
            return Self::Decimal(figures::decimal_mark(words.iter().map(String::as_str), &cx.language));
        }
        if said == Align::Right { right } else { Self::Start }
    }
}

/// What stands before the decimal marks of a column at most, and from them on.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    before: Abs,
    behind: Abs,
}
