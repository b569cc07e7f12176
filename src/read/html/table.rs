//! Tables: those that show data, and those that only place things on a page.

use super::convert::Converter;
use super::dom::{self, name};
use crate::model::{Align, Container, Spread};
use dom_query::NodeRef;

/// The widest table, in columns. A wider one is no table that a page can show.
const MOST_COLUMNS: usize = 200;

/// A row's cells; each with how many columns it takes.
type Row<'a> = Vec<(NodeRef<'a>, usize)>;

impl<'a> Converter<'a> {
    /// A table, or what is in it if it only places things.
    pub(super) fn table(&mut self, node: &NodeRef<'a>) {
        let rows = rows(node);
        if places_things(node, &rows) {
            return self.placed(node);
        }
        let heads = rows.iter().take_while(|(row, cells)| is_head(row, cells)).count();
        let heads = if heads == rows.len() { 0 } else { heads };
        let columns =
            rows.iter().map(|(_, cells)| columns(cells)).find(|columns| columns.iter().any(|c| *c != Align::Auto));
        self.open(Container::Table { columns: columns.unwrap_or_default() });
        for caption in node.children_it(false).filter(|child| child.has_name("caption")) {
            self.text.begin();
            self.within(Container::Caption, &caption);
        }
        // Cells that reach down from rows above: how many rows, by column.
        let mut reaching: Vec<usize> = Vec::new();
        for (at, (_, cells)) in rows.iter().enumerate() {
            self.open(if at < heads { Container::HeadRow } else { Container::Row });
            self.row(cells, &mut reaching);
            self.close();
        }
        self.close();
    }

    fn row(&mut self, cells: &Row<'a>, reaching: &mut Vec<usize>) {
        let mut column = 0;
        for (cell, span) in cells {
            while reaching.get(column).is_some_and(|rows| *rows > 0) {
                self.covered();
                reaching[column] -= 1;
                column += 1;
            }
            let down = dom::attr(cell, "rowspan").and_then(|rows| rows.parse::<usize>().ok()).unwrap_or(1);
            let down = down.clamp(1, 1000);
            let over = Spread::Over { columns: *span, rows: down };
            self.open(if (*span, down) == (1, 1) { Container::Cell } else { Container::CellOver(over) });
            self.blocks(cell);
            self.close();
            (1..*span).for_each(|_| self.covered());
            reaching.resize(reaching.len().max(column + span), 0);
            reaching[column..column + span].fill(down - 1);
            column += span;
        }
        while column < reaching.len() {
            if reaching[column] > 0 {
                self.covered();
                reaching[column] -= 1;
            }
            column += 1;
        }
    }

    fn covered(&mut self) {
        self.open(Container::CellOver(Spread::Covered));
        self.close();
    }

    fn placed(&mut self, node: &NodeRef<'a>) {
        for child in node.children_it(false) {
            match name(&child).as_str() {
                "thead" | "tbody" | "tfoot" | "tr" => self.placed(&child),
                "" | "colgroup" | "col" => {}
                _ => self.blocks(&child),
            }
        }
    }
}

/// The rows of a table, without those of tables in it.
fn rows<'a>(table: &NodeRef<'a>) -> Vec<(NodeRef<'a>, Row<'a>)> {
    let is_row = |node: &NodeRef| node.has_name("tr");
    let mut rows = Vec::new();
    for child in table.children_it(false) {
        if is_row(&child) {
            rows.push(child);
        } else if matches!(name(&child).as_str(), "thead" | "tbody" | "tfoot") {
            rows.extend(child.children_it(false).filter(is_row));
        }
    }
    rows.into_iter().filter(|row| !dom::is_hidden(row)).map(|row| (row, cells(&row))).collect()
}

fn cells<'a>(row: &NodeRef<'a>) -> Row<'a> {
    let mut width = 0;
    let mut cells = Vec::new();
    for cell in row.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")) {
        let span = dom::attr(&cell, "colspan").and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
        let span = span.clamp(1, MOST_COLUMNS.saturating_sub(width).max(1));
        width += span;
        cells.push((cell, span));
    }
    cells
}

/// Whether a table has no columns of data: it says so, is one column wide or far too wide, or holds what no table of
/// data holds.
fn places_things(table: &NodeRef, rows: &[(NodeRef, Row)]) -> bool {
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let says_so = dom::attr(table, "role").is_some_and(|role| matches!(role.as_str(), "presentation" | "none"));
    let foreign = ["table", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "blockquote"];
    says_so
        || !(2..=MOST_COLUMNS).contains(&widest)
        || (rows.len() < 2 && !rows.iter().any(|(row, cells)| is_head(row, cells)))
        || table.descendants_it().any(|inner| foreign.contains(&name(&inner).as_str()))
}

/// A row that names the columns.
fn is_head(row: &NodeRef, cells: &Row) -> bool {
    row.parent().is_some_and(|parent| parent.has_name("thead"))
        || (!cells.is_empty() && cells.iter().all(|(cell, _)| cell.has_name("th")))
}

fn columns(cells: &Row) -> Vec<Align> {
    let align = |cell: &NodeRef| {
        let style = dom::attr(cell, "style").unwrap_or_default().replace(' ', "").to_lowercase();
        let styled = style.split(';').find_map(|rule| rule.strip_prefix("text-align:")).map(str::to_owned);
        match styled.or_else(|| dom::attr(cell, "align")).as_deref() {
            Some("left" | "start") => Align::Left,
            Some("right" | "end") => Align::Right,
            Some("center") => Align::Center,
            _ => Align::Auto,
        }
    };
    cells.iter().flat_map(|(cell, span)| std::iter::repeat_n(align(cell), *span)).collect()
}
