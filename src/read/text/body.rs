//! Step 7, the body: blocks and verdicts become the builder's events. Items become lists, nested by their indent;
//! quotations are opened and closed.

use super::blocks::{Block, Form};
use super::headings::Verdict;
use super::labels;
use super::layout::Layout;
use super::letterhead;
use super::lines::Line;
use super::marked;
use super::marks::{self, Mark, MarkKind};
use super::tables::{self, Head};
use super::ticker::Ticker;
use super::words::Setter;
use crate::lang::{Number, NumberKind};
use crate::model::{Container, Figures, Level, ListKind, Numbering, Task};
use std::ops::Range;

/// What the body is made of.
pub(super) struct Body<'a, 's> {
    pub setter: &'s mut Setter<'a>,
    pub lines: &'a [Line<'a>],
    pub layout: &'a Layout,
    /// The times above entries.
    pub ticker: &'a Ticker,
    /// The lists that are open, outermost first.
    lists: Vec<Open>,
    /// How many quotations are open.
    quoted: u8,
}

/// A list that is open; its last item is open too.
struct Open {
    indent: usize,
    /// The columns where the last item's words begin.
    words: usize,
    kind: ItemKind,
    /// The last item's number.
    number: u32,
}

impl Open {
    /// Whether an item of this kind and number is the list's next.
    fn goes_on_with(&self, kind: ItemKind, number: u32) -> bool {
        self.kind == kind && (kind == ItemKind::Bullet || self.number + 1 == number)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    Bullet,
    Number(Numbering),
}

/// Wider than this, a numbered block may be a clause: a paragraph that has a number.
const CLAUSE: usize = 160;

impl<'a, 's> Body<'a, 's> {
    pub fn new(setter: &'s mut Setter<'a>, lines: &'a [Line<'a>], layout: &'a Layout, ticker: &'a Ticker) -> Self {
        Self { setter, lines, layout, ticker, lists: Vec::new(), quoted: 0 }
    }

    /// Everything but the blocks that `skip` names.
    pub fn set(mut self, headings: &[(Verdict, Level)], skip: impl Fn(usize) -> bool) {
        let blocks = self.setter.blocks;
        let mut further = letterhead::further_lines(blocks);
        further.extend(self.ticker.entries());
        let mut headings = headings.iter().peekable();
        let mut next = 0;
        for at in 0..blocks.len() {
            if skip(at) || at < next {
                continue;
            }
            while headings.next_if(|(verdict, _)| verdict.block < at).is_some() {}
            // It stands in the heading of its entry.
            let is_headed = headings.peek().is_some_and(|(verdict, _)| verdict.block == at + 1) && !skip(at + 1);
            if is_headed && self.ticker.contains(at) {
                continue;
            }
            if let Some((_, level)) = headings.next_if(|(verdict, _)| verdict.block == at) {
                self.close_lists(0);
                self.quote(at, 0);
                self.heading(at, *level);
            } else {
                let heading = headings.peek().map_or(blocks.len(), |(verdict, _)| verdict.block);
                let goes_on = |at: &usize| further.contains(at) && !skip(*at);
                next = at + 1 + (at + 1..heading).take_while(goes_on).count();
                self.block(at..next);
            }
        }
        self.close_lists(0);
        self.quote_depth(0, 0);
    }

    fn heading(&mut self, at: usize, level: Level) {
        let span = self.setter.span(at);
        let range = heading_words(self.setter.blocks[at].text());
        self.setter.builder.open(Container::Heading { level, anchor: None }, span);
        if let Some(time) = at.checked_sub(1).filter(|time| self.ticker.contains(*time)) {
            self.setter.words(time, 0..self.setter.blocks[time].text().len());
            self.setter.builder.text(" ", span);
        }
        self.setter.words(at, range);
        self.setter.builder.close();
    }

    /// A block, and those that are further lines of it.
    fn block(&mut self, lines: Range<usize>) {
        let at = lines.start;
        let block = &self.setter.blocks[at];
        let span = self.setter.span(at);
        match block.form {
            Form::Rule => {
                self.close_lists(0);
                self.quote(at, block.quoted);
                self.setter.builder.rule(span);
            }
            Form::Code => {
                self.leave_lists(at);
                self.quote(at, block.quoted);
                let text = self.code(at);
                let language = self.lines[block.lines.start].of_diff.then_some("diff");
                self.setter.builder.code_block(language, &text, span);
            }
            Form::Table => {
                self.leave_lists(at);
                self.quote(at, block.quoted);
                self.table(at);
            }
            Form::Words | Form::Verse => match self.item(at) {
                Some((mark, kind, number)) => {
                    if block.quoted != self.quoted {
                        self.close_lists(0);
                        self.quote(at, block.quoted);
                    }
                    self.list_item(at, mark, kind, number);
                }
                None => {
                    self.leave_lists(at);
                    let depth = if self.lists.is_empty() { self.depth_of_quote(at) } else { self.quoted };
                    self.quote(at, depth);
                    self.lines(lines);
                }
            },
        }
    }

    /// A paragraph of blocks that are a line each.
    fn lines(&mut self, lines: Range<usize>) {
        let blocks = self.setter.blocks;
        let span = blocks[lines.start].span.start..blocks[lines.end - 1].span.end;
        self.setter.builder.open(Container::Paragraph, self.setter.source.span(span));
        for at in lines.clone() {
            if at > lines.start {
                let span = self.setter.span(at);
                self.setter.builder.line_break(span);
            }
            self.setter.words(at, 0..blocks[at].text().len());
        }
        self.setter.builder.close();
    }

    fn paragraph(&mut self, at: usize, range: Range<usize>) {
        let span = self.setter.span(at);
        self.setter.builder.open(Container::Paragraph, span);
        self.setter.words(at, range);
        self.setter.builder.close();
    }

    /// The lines of preformatted text, with their indents beyond the common one. A difference has empty lines, too.
    fn code(&self, at: usize) -> String {
        let block = &self.setter.blocks[at];
        let mut text = String::new();
        for (at, line) in self.lines[block.lines.clone()].iter().enumerate() {
            text.extend(std::iter::repeat_n('\n', if at > 0 { line.blank_before } else { 0 }));
            text.push_str(&" ".repeat(line.indent - block.hang));
            text.push_str(line.text);
            text.push('\n');
        }
        text
    }

    fn table(&mut self, at: usize) {
        let block = &self.setter.blocks[at];
        let lines = &self.lines[block.lines.clone()];
        let Some(grid) = tables::grid(lines) else { return };
        self.setter.builder.open(Container::Table { columns: grid.columns }, self.setter.span(at));
        for (row, cells) in grid.rows.iter().enumerate() {
            let is_head = row == 0 && grid.head == Head::First;
            let ends = cells.first().and_then(|cell| cell.first()).map(|(line, _)| &lines[*line]);
            let span = self.setter.source.span(ends.map_or(0..0, |line| line.start..line.end()));
            self.setter.builder.open(if is_head { Container::HeadRow } else { Container::Row }, span);
            for pieces in cells {
                self.setter.builder.open(Container::Cell, span);
                for (line, range) in pieces {
                    self.setter.piece(&lines[*line], range.clone());
                }
                self.setter.builder.close();
            }
            self.setter.builder.close();
        }
        self.setter.builder.close();
    }

    /// How a block begins as an item.
    fn item(&self, at: usize) -> Option<(Mark, ItemKind, u32)> {
        let block = &self.setter.blocks[at];
        let mark = block.mark?;
        let MarkKind::Number(number) = mark.kind else { return Some((mark, ItemKind::Bullet, 0)) };
        if self.is_clause(at, number) {
            return None;
        }
        let readings = || labels::readings(label(block, mark)).map(|(style, number)| (ItemKind::Number(style), number));
        let goes_on = readings().find(|(kind, number)| self.lists.iter().any(|list| list.goes_on_with(*kind, *number)));
        // One letter alone may be anything.
        let begins = readings().find(|(kind, number)| match kind {
            ItemKind::Number(style) if style.figures == Figures::Decimal && *number == 1 => true,
            ItemKind::Number(style) => self.is_followed(at, *style, *number),
            ItemKind::Bullet => false,
        });
        goes_on.or(begins).map(|(kind, number)| (mark, kind, number))
    }

    /// Whether a block is long, and no item stands beside it. Letters and figures in brackets number clauses more often
    /// than figures with a full stop do: for them it takes a short item of the same series.
    fn is_clause(&self, at: usize, number: Number) -> bool {
        let blocks = self.setter.blocks;
        let is_item = |block: &Block<'_>| match block.mark.map(|mark| mark.kind) {
            Some(MarkKind::Number(other)) if number.kind != NumberKind::Decimal => {
                other.kind == number.kind && block.width <= CLAUSE
            }
            mark => mark.is_some() && number.kind == NumberKind::Decimal,
        };
        let before = at.checked_sub(1).is_some_and(|at| is_item(&blocks[at]));
        blocks[at].width > CLAUSE && !before && !blocks.get(at + 1).is_some_and(is_item)
    }

    /// Whether one of the next blocks has the next number.
    fn is_followed(&self, at: usize, style: Numbering, number: u32) -> bool {
        const WITHIN: usize = 4;
        let is_next = |block: &Block<'_>| {
            block.mark.is_some_and(|mark| labels::readings(label(block, mark)).any(|next| next == (style, number + 1)))
        };
        self.setter.blocks.iter().skip(at + 1).take(WITHIN).any(is_next)
    }

    fn list_item(&mut self, at: usize, mark: Mark, kind: ItemKind, number: u32) {
        let block = &self.setter.blocks[at];
        let span = self.setter.span(at);
        let indent = block.indent;
        let words = indent + super::lines::width(&block.text()[..mark.length]);
        match self.list_for(indent, kind, number) {
            Some(list) => {
                list.number = number;
                list.words = words;
                self.setter.builder.close();
            }
            None => {
                let list = match kind {
                    ItemKind::Bullet => ListKind::Bulleted,
                    ItemKind::Number(style) => ListKind::Numbered { start: u64::from(number), style },
                };
                self.setter.builder.open(Container::List(list), span);
                self.lists.push(Open { indent, words, kind, number });
            }
        }
        let task = match mark.kind {
            MarkKind::Box { ticked } => Some(if ticked { Task::Done } else { Task::Open }),
            MarkKind::Bullet | MarkKind::Number(_) => None,
        };
        self.setter.builder.open(Container::Item { task }, span);
        self.paragraph(at, mark.length..block.text().len());
    }

    /// The open list that an item goes on, after closing those that it ends. None: it begins a list of its own, within
    /// the last item if it stands clearly right of it.
    fn list_for(&mut self, indent: usize, kind: ItemKind, number: u32) -> Option<&mut Open> {
        while self.lists.len() > 1 && self.lists.last().is_some_and(|list| indent + 1 < list.indent) {
            self.close_list();
        }
        let last = self.lists.last()?;
        if indent > last.indent + 1 {
            return None;
        }
        if !last.goes_on_with(kind, number) {
            // 2. after the bullets below 1.: the list of numbers further out goes on.
            let outer = self.lists.iter().rposition(|list| {
                kind != ItemKind::Bullet && list.goes_on_with(kind, number) && list.indent.abs_diff(indent) < 2
            });
            self.close_lists(outer.map_or(self.lists.len() - 1, |at| at + 1));
        }
        self.lists.last_mut().filter(|list| list.goes_on_with(kind, number) && indent <= list.indent + 1)
    }

    /// Closes the lists that a block without a mark does not belong to: it goes on an item if it stands where the
    /// item's words do.
    fn leave_lists(&mut self, at: usize) {
        let block = &self.setter.blocks[at];
        let belongs = |list: &Open| {
            block.quoted == 0
                && block.indent + 1 >= list.words
                && block.indent > self.layout.body_indent
                && list.words > 0
        };
        let keep = self.lists.iter().rposition(belongs).map_or(0, |at| at + 1);
        self.close_lists(keep);
    }

    fn close_lists(&mut self, keep: usize) {
        while self.lists.len() > keep {
            self.close_list();
        }
    }

    /// Closes the innermost list and its item.
    fn close_list(&mut self) {
        self.lists.pop();
        self.setter.builder.close();
        self.setter.builder.close();
    }

    /// How deep a block stands in quotations: by its `>`, or because all of it is indented.
    fn depth_of_quote(&self, at: usize) -> u8 {
        let block = &self.setter.blocks[at];
        // Where lines are not wrapped, only a block with a measure of its own can be told from the rest.
        let wrapped = self.layout.wrapped || (block.form == Form::Words && block.underline.is_none() && block.hang > 3);
        if block.quoted > 0 || !wrapped {
            return block.quoted;
        }
        let long = block.lines.len() > 1;
        u8::from(long && block.hang >= self.layout.body_indent + 3 && !self.is_centred(block))
    }

    /// Whether both margins of every line are about as wide.
    fn is_centred(&self, block: &Block<'_>) -> bool {
        let margin = |width: usize| self.layout.measure.saturating_sub(width) / 2;
        let lines = &self.lines[block.lines.clone()];
        let moves = lines.iter().any(|line| line.indent != block.indent);
        (lines.len() < 3 && margin(block.width).abs_diff(block.indent) < 5)
            || (moves && lines.iter().all(|line| margin(line.width).abs_diff(line.indent) < 4))
    }

    fn quote(&mut self, at: usize, depth: u8) {
        self.quote_depth(at, depth);
    }

    fn quote_depth(&mut self, at: usize, depth: u8) {
        while self.quoted > depth {
            self.setter.builder.close();
            self.quoted -= 1;
        }
        while self.quoted < depth {
            let span = self.setter.span(at);
            self.setter.builder.open(Container::Quote, span);
            self.quoted += 1;
        }
    }
}

/// The mark of an item, without the space behind it.
fn label<'b>(block: &'b Block<'_>, mark: Mark) -> &'b str {
    block.text()[..mark.length].trim_end()
}

/// The words of a heading without the marks of Markdown.
pub(super) fn heading_words(text: &str) -> Range<usize> {
    let mut range = 0..text.len();
    if let Some((_, length)) = marked::hashes(text) {
        range.start = length;
        range.end = text[..range.end].trim_end_matches(['#', ' ']).len().max(range.start);
    }
    if let Some((_, words)) = marked::equals_signs(text) {
        return words;
    }
    for mark in ["**", "__", "*", "_"] {
        let inner = &text[range.clone()];
        if inner.len() > 2 * mark.len() && inner.starts_with(mark) && inner.ends_with(mark) {
            range = range.start + mark.len()..range.end - mark.len();
        }
    }
    // Within marks of Markdown an `o` is a word: no terminal wrote it for a bullet there.
    let letter = range.start > 0 && text[range.clone()].starts_with('o');
    let bullet = |mark: &marks::Mark| mark.kind == MarkKind::Bullet && !letter;
    if let Some(mark) = marks::mark(&text[range.clone()]).filter(bullet) {
        range.start += mark.length;
    }
    range
}
