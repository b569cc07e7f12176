//! What a Kindle does not show as others do, by Amazon's publishing guidelines: told, not changed.

use super::chapter::Chapter;
use super::pictures::Gathered;
use super::{Lines, Options};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Block, BlockKind, Visit};
use crate::packet::Packet;
use crate::source::Span;
use crate::write::xhtml::HasMath;

/// Kindle's limits: a picture's bytes, and a table's columns and rows before it is cut or shrunk.
const PICTURE: usize = 5 << 20;
const COLUMNS: usize = 10;
const ROWS: usize = 100;

/// Tells everything that a Kindle will not show.
pub(super) fn check(tables: Tables, options: &Options, chapters: &[Chapter], pictures: &Gathered, sink: &mut Sink) {
    let mut tell = |message: String, hint: &str, span: Span| {
        sink.push(Diagnostic::new(Code::NotOnKindle, message, span).hint(hint));
    };
    let whole = Span::NONE;
    if pictures.cover.is_none() {
        tell("Kindle wants a cover, and there is none".to_owned(), "draw one with --cover draw", whole);
    }
    if options.lines == Lines::Down {
        tell("Kindle sets lines from top to bottom in Japanese only".to_owned(), "leave --vertical out", whole);
    }
    if chapters.iter().flat_map(|chapter| &chapter.files).any(|file| file.math == HasMath::Yes) {
        tell(
            "Kindle shows formulas only on newer readers and apps".to_owned(),
            "give a picture for what must be read everywhere",
            whole,
        );
    }
    for file in pictures.files.iter().chain(&pictures.cover) {
        if file.bytes.len() > PICTURE {
            let size = file.bytes.len().div_ceil(1 << 20);
            tell(format!("the picture {} has {size} MB, and Kindle takes 5", file.href), "store it smaller", whole);
        }
        if file.media_type == "image/gif" {
            tell(format!("the picture {} is a GIF, which does not move on Kindle", file.href), "use a PNG", whole);
        }
    }
    tables.0.into_iter().for_each(|(message, hint, span)| tell(message, hint, span));
}

/// What is to be told of a packet's tables.
pub(super) fn tables(packet: &Packet) -> Tables {
    let mut tables = Tables(Vec::new());
    packet.documents().for_each(|document| tables.document(document));
    tables
}

/// What is to be told of tables: words, a remedy, a place.
pub(super) struct Tables(Vec<(String, &'static str, Span)>);

impl Visit for Tables {
    fn block(&mut self, block: &Block) {
        let BlockKind::Table(table) = &block.kind else { return };
        if table.columns.len() > COLUMNS || table.rows.len() > ROWS {
            let (columns, rows) = (table.columns.len(), table.rows.len());
            let message = format!("a table of {columns} columns and {rows} rows is more than Kindle shows well");
            self.0.push((message, "part it: up to 10 columns and 100 rows", block.span));
        }
        let cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
        let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
        if cells.flat_map(|cell| &cell.content).any(is_table) {
            self.0.push(("a table stands within a table".to_owned(), "part them", block.span));
        }
    }
}
