//! Blocks → XHTML.

use super::escape::{Within, attribute, text};
use super::{Open, Xhtml, direction, foreign, is_blank};
use crate::lang::Direction;
use crate::model::{
    Alert, Block, BlockKind, Definition, Figure, Figures, Inline, Item, List, ListKind, Quotation, QuotationKind, Task,
    is_break, is_formula, is_stanza, is_strong_head, plain,
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
            // What follows a formula goes on, as after a list.
            BlockKind::Paragraph(content) if is_formula(content) => self.line("p class=\"displays\"", content),
            BlockKind::Paragraph(content) if is_stanza(content) => self.verse(content),
            BlockKind::Paragraph(content) if is_strong_head(content) => self.line("p class=\"heads\"", content),
            BlockKind::Paragraph(content) => self.line("p", content),
            BlockKind::List(list) => self.items(list, 0..list.items.len()),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Quote(content) => self.quote(content),
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
        // In front of the heading: a mark is no part of its name.
        self.before_block();
        // A heading that is a picture without a description has nothing to announce.
        if is_blank(&plain(content)) {
            self.line("p", content);
        } else {
            self.line(["h1", "h2", "h3", "h4", "h5", "h6"][rank - 1], content);
        }
    }

    /// An element that holds inlines, on a line of its own.
    pub(super) fn line(&mut self, tag: &str, content: &'a [Inline]) {
        self.line_behind(tag, "", content);
    }

    /// The same, with something before the words.
    pub(super) fn line_behind(&mut self, tag: &str, before: &str, content: &'a [Inline]) {
        let name = tag.split(' ').next().unwrap_or(tag);
        let direction = direction::of(content, self.direction);
        let spoken = foreign::attributes(content, self.around.language);
        self.open_tag(&format!("{tag}{spoken}"), direction);
        self.out.push_str(before);
        self.running(direction, |this| match name {
            "p" => this.paragraph(content),
            _ => this.inlines(content),
        });
        self.close_tag(name);
    }

    fn open_tag(&mut self, tag: &str, direction: Direction) {
        let turned = self.turned(direction);
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(turned);
        self.out.push('>');
    }

    fn close_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// A quotation: verse keeps its lines, and who said it stands at the right.
    fn quote(&mut self, content: &'a [Block]) {
        let parts = Quotation::of(content);
        let direction = direction::of_blocks(content, self.direction);
        self.open_tag("blockquote", direction);
        self.out.push('\n');
        self.running(direction, |this| {
            match parts.kind {
                QuotationKind::Verse => {
                    for block in parts.blocks {
                        match &block.kind {
                            BlockKind::Paragraph(stanza) => this.verse(stanza),
                            _ => this.block(block),
                        }
                    }
                    parts.last.into_iter().for_each(|stanza| this.verse(stanza));
                }
                QuotationKind::Prose => {
                    this.blocks(parts.blocks);
                    parts.last.into_iter().for_each(|words| this.line("p", words));
                }
            }
            parts.attribution.into_iter().for_each(|words| this.line("p class=\"attribution\"", words));
        });
        self.close_tag("blockquote");
    }

    /// A stanza. A line that does not fit goes on further in, so that it is not taken for two.
    fn verse(&mut self, stanza: &'a [Inline]) {
        let direction = direction::of(stanza, self.direction);
        let spoken = foreign::attributes(stanza, self.around.language);
        self.open_tag(&format!("p class=\"verse\"{spoken}"), direction);
        self.running(direction, |this| {
            let mut lines = stanza.split(is_break).peekable();
            while let Some(line) = lines.next() {
                this.out.push_str("<span>");
                this.inlines(line);
                // For readers without the style sheet.
                this.out.push_str(if lines.peek().is_some() { "<br/></span>\n" } else { "</span>" });
            }
        });
        self.close_tag("p");
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
        // The item itself never turns: its marker would stand on the other side of the list, off the page.
        self.out.push_str("<li>");
        match item.content.as_slice() {
            // The box stands before the words, and they may be in a paragraph.
            [Block { kind: BlockKind::Paragraph(words), .. }, rest @ ..] if !task.is_empty() && !are_lists(rest) => {
                self.line_behind("p", task, words);
                self.blocks(rest);
            }
            content => {
                self.out.push_str(task);
                self.loose_or_bare(content);
            }
        }
        self.out.push_str("</li>\n");
    }

    /// The blocks of a cell or an item: words alone, or words and inner lists, need no paragraph around them.
    pub(super) fn loose_or_bare(&mut self, content: &'a [Block]) {
        match content {
            [Block { kind: BlockKind::Paragraph(words), .. }, rest @ ..] if are_lists(rest) => {
                self.bare(words);
                if !rest.is_empty() {
                    self.out.push('\n');
                    self.blocks(rest);
                }
            }
            all => self.blocks(all),
        }
    }

    /// Words without an element of their own, unless they run the other way or are in another language.
    fn bare(&mut self, words: &'a [Inline]) {
        let direction = direction::of(words, self.direction);
        let (turned, spoken) = (self.turned(direction), foreign::attributes(words, self.around.language));
        if turned.is_empty() && spoken.is_empty() {
            return self.paragraph(words);
        }
        self.out.push_str(&format!("<span{spoken}{turned}>"));
        self.running(direction, |this| this.paragraph(words));
        self.out.push_str("</span>");
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

    pub(super) fn code(&mut self, language: Option<&str>, code: &str) {
        let class = language.map(name_of).filter(|name| !name.is_empty());
        let class = class.map(|name| format!(" class=\"language-{}\"", attribute(name))).unwrap_or_default();
        let _ = write!(self.out, "<pre{}><code{class}>", self.left_to_right());
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
            self.out.push_str("<p class=\"missing\">[");
            self.words(alt, Within::Text);
            self.out.push_str("]</p>\n");
        }
        if !figure.caption.is_empty() {
            self.line("figcaption", &figure.caption);
        }
        self.out.push_str("</figure>\n");
    }
}

fn are_lists(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(block.kind, BlockKind::List(_)))
}

/// The name of a language: the first word, without what some programs take behind it (`js{1,5}`, `rust,ignore`).
fn name_of(language: &str) -> &str {
    language.split([' ', ',', '{', '(', ':', ';']).next().unwrap_or_default()
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
    fn a_language_is_a_word() {
        let names = ["js{1,5}", "rust,ignore", "c++", "objective-c", "{.python}", "text title=\"x\""].map(name_of);
        assert_eq!(names, ["js", "rust", "c++", "objective-c", "", "text"]);
    }

    #[test]
    fn lists_count_as_their_author_did() {
        assert_eq!(type_of(Figures::Decimal).to_owned() + &start_of(1), "");
        assert_eq!(type_of(Figures::CapitalRoman).to_owned() + &start_of(3), " type=\"I\" start=\"3\"");
        assert_eq!(start_of(u64::MAX), " start=\"2147483647\"");
    }
}
