//! Tables: those that show data, and those that only place things on a page.

use super::convert::Converter;
use super::dom::{self, is_block, name};
use crate::model::{Align, Container, Spread};
use dom_query::NodeRef;

/// The widest table, in columns. A wider one is no table that a page can show.
const MOST_COLUMNS: usize = 200;

/// How many cells of a page's tables may be covered by others: `rowspan` makes a few letters into thousands of them.
/// The largest tables of saved articles have some hundreds.
pub(super) const MOST_COVERED: usize = 100_000;

/// What a row is in its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Head,
    Body,
}

/// What a cell names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Nothing,
    /// Its row, or the rows it goes over.
    Row,
    /// What stands below it, or whatever the page means.
    Others,
}

impl Names {
    /// A `<th>` says of what it is the head, or stands in a row of data before what it names.
    fn of(cell: &NodeRef, span: usize, cells: &Row) -> Self {
        let scope = dom::attr(cell, "scope").unwrap_or_default().to_ascii_lowercase();
        match (cell.has_name("th"), scope.trim()) {
            (_, "row" | "rowgroup") => Self::Row,
            (false, _) => Self::Nothing,
            (true, "col" | "colgroup") => Self::Others,
            (true, _) if span == 1 && cells.iter().any(|(cell, _)| cell.has_name("td")) => Self::Row,
            (true, _) => Self::Others,
        }
    }
}

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
            let kind = if at < heads { RowKind::Head } else { RowKind::Body };
            self.open(if kind == RowKind::Head { Container::HeadRow } else { Container::Row });
            self.row(cells, kind, &mut reaching);
            self.close_unless_empty();
        }
        self.close();
    }

    fn row(&mut self, cells: &Row<'a>, kind: RowKind, reaching: &mut Vec<usize>) {
        let mut column = 0;
        let mut rest = cells.iter();
        while let Some((cell, span)) = rest.next() {
            column = self.free(column, reaching);
            if column >= MOST_COLUMNS {
                // What the cells above push out of the table stands in one cell at its edge.
                self.open(Container::Cell);
                self.blocks(cell);
                rest.for_each(|(cell, _)| self.blocks(cell));
                self.close();
                break;
            }
            let span = *span.min(&(MOST_COLUMNS - column));
            let down = dom::attr(cell, "rowspan").and_then(|rows| rows.parse::<usize>().ok()).unwrap_or(1);
            let down = down.clamp(1, 1000);
            let over = Spread::Over { columns: span, rows: down };
            let over = if (span, down) == (1, 1) { Spread::One } else { over };
            let names = match kind {
                RowKind::Head => Names::Nothing,
                RowKind::Body => Names::of(cell, span, cells),
            };
            self.open(if names == Names::Row { Container::RowHead(over) } else { Container::CellOver(over) });
            self.cell(cell, names);
            self.close();
            (1..span).for_each(|_| self.covered());
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

    /// What is in a cell. The model knows heads of columns above a table's rows, and those of rows: others are told apart
    /// by their weight.
    fn cell(&mut self, cell: &NodeRef<'a>, names: Names) {
        if names == Names::Others && !cell.descendants_it().any(|inner| inner.is_element() && is_block(&name(&inner))) {
            self.text.begin();
            self.within(Container::Strong, cell);
        } else {
            self.blocks(cell);
        }
    }

    /// The first column from one on that no cell above reaches into.
    fn free(&mut self, mut column: usize, reaching: &mut [usize]) -> usize {
        while let Some(rows) = reaching.get_mut(column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.covered();
            column += 1;
        }
        column
    }

    /// A cell that another one covers. The model's tables do without those that are too many: what goes over them
    /// ends before.
    fn covered(&mut self) {
        if self.covered_left == 0 {
            return;
        }
        self.covered_left -= 1;
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
    // Old pages have the foot of a table before its body; browsers show it below.
    let mut foot = Vec::new();
    for child in table.children_it(false) {
        match name(&child).as_str() {
            "tr" => rows.push(child),
            "thead" | "tbody" => rows.extend(child.children_it(false).filter(is_row)),
            "tfoot" => foot.extend(child.children_it(false).filter(is_row)),
            _ => {}
        }
    }
    rows.into_iter().chain(foot).filter(|row| !dom::is_hidden(row)).map(|row| (row, cells(&row))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn heads_of_rows_are_told_apart() {
        let rows = [
            ("<th scope=row>c</th><td>2</td>", "(head) c | 2"),
            ("<th>c</th><td>2</td>", "(head) c | 2"),
            ("<td scope=row>c</td><td>2</td>", "(head) c | 2"),
            ("<th scope=rowgroup rowspan=2>c</th><td>2</td></tr><tr><td>3</td>", "(head) (1×2) c | 2\n  row: < | 3"),
            // It names what stands below it.
            ("<th scope=col>c</th><td>2</td>", "{strong c} | 2"),
            ("<th colspan=2>c</th>", "(2×1) {strong c} | <"),
            ("<th></th><td>2</td>", " | 2"),
        ];
        for (row, told) in rows {
            let page =
                format!("<p>Words of it.</p><table><tr><th>a<th>b</tr><tr><td>1<td>0</tr><tr>{row}</tr></table>");
            let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(dump.contains(&format!("head: a | b\n  row: 1 | 0\n  row: {told}")), "{row}: {dump}");
        }
    }

    #[test]
    fn the_foot_of_a_table_stands_below_its_body() {
        let foot = "<tfoot><tr><td>All<td>12</tr></tfoot>";
        for page in [
            format!("<table><thead><tr><th>a<th>b</tr></thead>{foot}<tbody><tr><td>1<td>5</tr></tbody></table>"),
            format!("<table><thead><tr><th>a<th>b</tr></thead><tbody><tr><td>1<td>5</tr></tbody>{foot}</table>"),
        ] {
            let dump = Html::default().read(&Source::new("a.html", format!("<p>Words of it.</p>{page}"))).value.dump();
            assert!(dump.contains("head: a | b\n  row: 1 | 5\n  row: All | 12\n"), "{dump}");
        }
    }

    #[test]
    fn cells_that_are_pushed_right_stay_within_the_table() {
        let row = |n: usize| format!("<tr>{}</tr>", format!("<td rowspan=65534>q{n}</td>").repeat(100));
        let page = format!("<body><p>Words.</p><table>{}</table></body>", (0..20).map(row).collect::<String>());
        let document = Html::default().read(&Source::new("a.html", page)).value;
        let Some(BlockKind::Table(table)) = document.blocks.iter().map(|block| &block.kind).next_back() else {
            panic!("{}", document.dump());
        };
        assert!(table.rows.iter().all(|row| row.cells.len() <= MOST_COLUMNS + 1));
        assert_eq!(document.dump().matches("q").count(), 2000, "no word is lost");
    }
}
