//! A table without columns, for it has more than any page could take: each row is a record. What stands in its first
//! cell heads it; the others follow one another, each behind the head of its column.

use super::super::super::frame::{Item, Placed, Role, TagId};
use super::super::super::galley::{Galley, VBox};
use super::super::super::inline::{Acronyms, Balance, Collected, Opening, Shape, set_lines};
use super::super::super::setter::Setter;
use super::super::paragraph::{keep_lines_into, lines_into};
use super::super::{Place, stack};
use super::words::Words;
use super::{LIGHT, ROW_PADDING, head_font, head_tag};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Block, BlockKind, Cell, CellKind, Inline, Notes, Row, Spread, Table};
use crate::style::{Ink, Setting, TextStyle};

/// Sets a table's rows as records.
pub(super) fn records<'a>(table: &'a Table, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let style = TextStyle { setting: Setting::Ragged, ..cx.theme.table.clone() };
    let bold = TextStyle { font: head_font(&style, cx), ..style.clone() };
    let place = Place { acronyms: Acronyms::Plain, depth: 1, ..place };
    let part = head_tag(table, place.tag, cx);
    for row in &table.head {
        let tag = cx.tags.add(Role::TableRow, part);
        rule(place, galley);
        galley.penalty(FORBIDDEN);
        heads(row, &bold, place.within(tag), cx, galley);
        galley.penalty(FORBIDDEN);
    }
    let heads: Vec<String> = (0..table.columns.len()).map(|column| head_of(table, column, &cx.notes)).collect();
    let part = cx.tags.add(Role::TableBody, place.tag);
    for row in &table.rows {
        let tag = cx.tags.add(Role::TableRow, part);
        rule(place, galley);
        galley.penalty(FORBIDDEN);
        record(row, &heads, (&style, &bold), place.within(tag), cx, galley);
    }
    // The last rule belongs to what stands above it.
    galley.penalty(FORBIDDEN);
    rule(place, galley);
}

/// A light rule over the measure, with white above and below.
fn rule(place: Place, galley: &mut Galley) {
    let item = Item::Rule { size: Size { width: place.measure, height: LIGHT }, ink: Ink::Black };
    let items = vec![Placed { at: Point::new(place.left, ROW_PADDING), item, tag: TagId::ARTIFACT }];
    galley.push(VBox { height: ROW_PADDING * 2, items, ..VBox::default() });
}

/// What heads a column: the words of the lowest of its head cells that says anything.
fn head_of(table: &Table, column: usize, notes: &Notes) -> String {
    let cells = table.head.iter().rev().filter_map(|row| row.cells.get(column));
    let words = cells.map(|cell| Words::of(&cell.content, notes).joined());
    words.map(|words| words.trim().to_owned()).find(|words| !words.is_empty()).unwrap_or_default()
}

/// The cells of a row that are there.
fn own(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().filter(|(_, cell)| cell.spread != Spread::Covered)
}

/// The words of a cell that is a single paragraph, or empty.
fn words(cell: &Cell) -> Option<&[Inline]> {
    match cell.content.as_slice() {
        [] => Some(&[]),
        [Block { kind: BlockKind::Paragraph(content), .. }] => Some(content),
        _ => None,
    }
}

/// The heads, one behind the other.
fn heads<'a>(row: &'a Row, bold: &TextStyle, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let look = cx.plain_look(bold);
    let mut text = Collected::new();
    for (_, cell) in own(row) {
        let tag = cx.tags.add(Role::TableHeader, place.tag);
        match words(cell) {
            Some(content) => {
                if !text.spans.is_empty() && !content.is_empty() {
                    text.words("\u{a0}· ", look, TagId::ARTIFACT);
                }
                text.add(content, bold, Acronyms::Plain, tag, cx);
            }
            None => stack(&cell.content, place.within(tag), Opening::No, cx, galley),
        }
    }
    lines(&text, bold, place, cx, galley);
}

/// A row: its first cell, then the others behind the heads of their columns.
fn record<'a>(
    row: &'a Row,
    heads: &[String],
    (style, bold): (&TextStyle, &TextStyle),
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let (look, strong) = (cx.plain_look(style), cx.plain_look(bold));
    let mut text = Collected::new();
    for (column, cell) in own(row) {
        let role = match cell.kind {
            CellKind::Data => Role::TableCell,
            CellKind::RowHead => Role::TableHeader,
        };
        let tag = cx.tags.add(role, place.tag);
        let head = heads.get(column).map_or("", String::as_str);
        match words(cell) {
            Some(content) if column == 0 && !content.is_empty() => {
                let mut name = Collected::new();
                name.add(content, bold, Acronyms::Plain, tag, cx);
                let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
                let set = set_lines(&name, bold, shape, cx);
                keep_lines_into(set, &name.calls, place, bold, cx, galley);
                galley.penalty(FORBIDDEN);
            }
            Some([]) => {}
            Some(content) => {
                if !text.spans.is_empty() {
                    text.words("\u{a0}· ", look, TagId::ARTIFACT);
                }
                if !head.is_empty() {
                    text.words(&format!("{head}\u{a0}"), strong, TagId::ARTIFACT);
                }
                text.add(content, style, Acronyms::Plain, tag, cx);
            }
            None => {
                lines(&std::mem::replace(&mut text, Collected::new()), style, place, cx, galley);
                let mut label = Collected::new();
                label.words(head, strong, TagId::ARTIFACT);
                lines(&label, bold, place, cx, galley);
                let inner = Place { style, ..place.within(tag) };
                stack(&cell.content, inner, Opening::No, cx, galley);
            }
        }
    }
    lines(&text, style, place, cx, galley);
}

fn lines<'a>(text: &Collected<'a>, style: &TextStyle, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    if text.spans.is_empty() {
        return;
    }
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let set = set_lines(text, style, shape, cx);
    lines_into(set, &text.calls, place, style, cx, galley);
}
