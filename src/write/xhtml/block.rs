//! Blocks → XHTML.

use super::super::shared::aligns;
use super::escape::{Within, attribute, text};
use super::{Open, Xhtml, is_blank};
use crate::model::{
    Alert, Align, Block, BlockKind, Cell, Definition, Figure, Figures, Inline, Item, List, ListKind, Row, Spread,
    Table, Task, plain,
};
use std::fmt::Write;
use std::ops::Range;

impl<'a> Xhtml<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        // Elsewhere a page's mark goes in front of its first word: between paragraphs it would part them.
        if matches!(block.kind, BlockKind::Code { .. } | BlockKind::Table(_) | BlockKind::Figure(_)) {
            self.before_block();
        }
        match &block.kind {
            // Headings of the article itself open sections; one in a quotation or a list is part of that.
            BlockKind::Heading { content, .. } => self.line("p class=\"heading\"", content),
            BlockKind::Paragraph(content) => self.line("p", content),
            BlockKind::List(list) => self.items(list, 0..list.items.len()),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Quote(content) => self.around("blockquote", content),
            BlockKind::Alert { kind, content } => self.alert(*kind, content),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Rule => self.out.push_str("<hr/>\n"),
        }
    }

    /// Opens the section of a heading. Its rank is its place in the outline, not the level it was given: screen
    /// readers announce ranks, and one that is left out sounds like a chapter that is missing.
    pub(super) fn heading(&mut self, block: usize, depth: usize, content: &'a [Inline]) {
        let rank = (depth + 2).min(6);
        // A top section that has a file of its own is what a reader calls a chapter.
        let chapter =
            if self.open.is_empty() && depth == 0 { " epub:type=\"chapter\" role=\"doc-chapter\"" } else { "" };
        let _ = writeln!(self.out, "<section{chapter} id=\"{}\">", self.ids[&block]);
        self.open.push(Open::Section(depth));
        // A heading that is a picture without a description has nothing to announce.
        if is_blank(&plain(content)) {
            self.line("p", content);
        } else {
            self.line(["h1", "h2", "h3", "h4", "h5", "h6"][rank - 1], content);
        }
    }

    /// An element that holds inlines, on a line of its own.
    fn line(&mut self, tag: &str, content: &'a [Inline]) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.open_tag(tag);
        self.inlines(content);
        self.close_tag(name);
    }

    fn open_tag(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn close_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element that holds blocks.
    fn around(&mut self, tag: &str, content: &'a [Block]) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.open_tag(tag);
        self.out.push('\n');
        self.blocks(content);
        self.close_tag(name);
    }

    /// Items of a list, as a list.
    pub(super) fn items(&mut self, list: &'a List, items: Range<usize>) {
        let is_tasks = !list.items.is_empty() && list.items.iter().all(|item| item.task.is_some());
        let class = if is_tasks { " class=\"tasks\"" } else { "" };
        let (name, start) = match list.kind {
            ListKind::Bulleted => ("ul", String::new()),
            ListKind::Numbered { start, style } => {
                let start = start.saturating_add(items.start as u64);
                ("ol", format!("{}{}", type_of(style.figures), start_of(start)))
            }
        };
        self.out.push_str(&format!("<{name}{class}{start}>\n"));
        list.items[items].iter().for_each(|item| self.item(item));
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn item(&mut self, item: &'a Item) {
        let task = match item.task {
            Some(Task::Open) => "☐ ",
            Some(Task::Done) => "☑ ",
            None => "",
        };
        self.out.push_str("<li>");
        self.out.push_str(task);
        self.loose_or_bare(&item.content);
        self.out.push_str("</li>\n");
    }

    /// The blocks of a cell or an item: words alone, or words and inner lists, need no paragraph around them.
    fn loose_or_bare(&mut self, content: &'a [Block]) {
        match content {
            [Block { kind: BlockKind::Paragraph(words), .. }, rest @ ..]
                if rest.iter().all(|block| matches!(block.kind, BlockKind::List(_))) =>
            {
                self.inlines(words);
                if !rest.is_empty() {
                    self.out.push('\n');
                    self.blocks(rest);
                }
            }
            all => self.blocks(all),
        }
    }

    /// Readers made a term without meaning, or the reverse, of what they found; XHTML wants both.
    pub(super) fn definitions(&mut self, definitions: &'a [Definition]) {
        self.out.push_str("<dl>\n");
        for definition in definitions {
            for term in &definition.terms {
                self.line("dt", term);
            }
            if definition.terms.is_empty() {
                self.out.push_str("<dt></dt>\n");
            }
            for meaning in &definition.meanings {
                self.out.push_str("<dd>");
                self.loose_or_bare(meaning);
                self.out.push_str("</dd>\n");
            }
            if definition.meanings.is_empty() {
                self.out.push_str("<dd></dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn alert(&mut self, kind: Alert, content: &'a [Block]) {
        let [note, tip, important, warning, caution] = self.around.language.labels().alerts;
        const NOTICE: &str = "section epub:type=\"notice\" role=\"doc-notice\"";
        let (label, class, tag) = match kind {
            Alert::Note => (note, "note", NOTICE),
            Alert::Tip => (tip, "tip", "aside epub:type=\"tip\" role=\"doc-tip\""),
            Alert::Important => (important, "important", NOTICE),
            Alert::Warning => (warning, "warning", NOTICE),
            Alert::Caution => (caution, "caution", NOTICE),
        };
        let name = tag.split(' ').next().unwrap_or(tag);
        self.out.push_str(&format!("<{tag} class=\"alert {class}\">\n<p class=\"label\">{}</p>\n", text(label)));
        self.blocks(content);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn code(&mut self, language: Option<&str>, code: &str) {
        let class = language.map(|name| format!(" class=\"language-{}\"", attribute(&name.replace(' ', "-"))));
        let class = class.unwrap_or_default();
        let _ = write!(self.out, "<pre><code{class}>");
        self.words(code, Within::Preformatted);
        self.out.push_str("</code></pre>\n");
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.out.push_str("<figure>\n");
        if self.image(&figure.image, "plate") {
            self.out.push('\n');
        } else {
            let label = self.around.language.labels().figure;
            let alt = if is_blank(&figure.image.alt) { label } else { &figure.image.alt };
            self.out.push_str(&format!("<p class=\"missing\">[{}]</p>\n", text(alt)));
        }
        if !figure.caption.is_empty() {
            self.line("figcaption", &figure.caption);
        }
        self.out.push_str("</figure>\n");
    }

    /// A table in a box that scrolls where the table is wider than the screen; the box can be reached by keyboard.
    fn table(&mut self, table: &'a Table) {
        self.tables += 1;
        let label = text(self.around.language.labels().table);
        let number = self.tables;
        let _ = write!(
            self.out,
            "<div class=\"table\" role=\"region\" aria-label=\"{label} {number}\" tabindex=\"0\">\n<table>\n"
        );
        if !table.caption.is_empty() {
            self.line("caption", &table.caption);
        }
        let aligns = aligns(table, table.columns.len());
        self.rows("thead", &table.head, &aligns);
        self.rows("tbody", &table.rows, &aligns);
        self.out.push_str("</table>\n</div>\n");
    }

    fn rows(&mut self, part: &str, rows: &'a [Row], aligns: &[Align]) {
        if rows.is_empty() {
            return;
        }
        self.out.push_str(&format!("<{part}>\n"));
        for row in rows {
            self.out.push_str("<tr>\n");
            let shown = |(_, cell): &(usize, &Cell)| cell.spread != Spread::Covered;
            for (column, cell) in row.cells.iter().enumerate().filter(shown) {
                self.cell(part, cell, aligns.get(column).copied().unwrap_or_default());
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str(&format!("</{part}>\n"));
    }

    fn cell(&mut self, part: &str, cell: &'a Cell, align: Align) {
        let class = match align {
            Align::Auto => "",
            Align::Left => " class=\"l\"",
            Align::Center => " class=\"c\"",
            Align::Right => " class=\"r\"",
        };
        // An empty header names nothing; as a cell it is only empty.
        let (name, scope) =
            if part == "thead" && !cell.content.is_empty() { ("th", " scope=\"col\"") } else { ("td", "") };
        let (columns, rows) = cell.spread.size();
        let wide = if columns > 1 { format!(" colspan=\"{columns}\"") } else { String::new() };
        let high = if rows > 1 { format!(" rowspan=\"{rows}\"") } else { String::new() };
        let scope = if columns > 1 && name == "th" { " scope=\"colgroup\"" } else { scope };
        self.out.push_str(&format!("<{name}{scope}{class}{wide}{high}>"));
        self.loose_or_bare(&cell.content);
        // Programs that want the words alone would run two heads into one if nothing stood between.
        self.out.push_str(&format!("</{name}>\n"));
    }
}

/// What the list counts with; the browser's own is decimal.
fn type_of(figures: Figures) -> &'static str {
    match figures {
        Figures::Decimal => "",
        Figures::SmallLetters => " type=\"a\"",
        Figures::CapitalLetters => " type=\"A\"",
        Figures::SmallRoman => " type=\"i\"",
        Figures::CapitalRoman => " type=\"I\"",
    }
}

/// Where the list begins, if not at one. Beyond 32 bits, readers would show something else.
fn start_of(start: u64) -> String {
    if start == 1 { String::new() } else { format!(" start=\"{}\"", start.min(i32::MAX as u64)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_their_author_did() {
        assert_eq!(type_of(Figures::Decimal).to_owned() + &start_of(1), "");
        assert_eq!(type_of(Figures::CapitalRoman).to_owned() + &start_of(3), " type=\"I\" start=\"3\"");
        assert_eq!(start_of(u64::MAX), " start=\"2147483647\"");
    }
}
