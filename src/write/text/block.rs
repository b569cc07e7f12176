//! Blocks → lines.

use super::inline::Decoration;
use super::lines::Lines;
use super::wrap::{columns, wrap, wrap_words};
use super::{NARROWEST, RULE, Setter, underlined};
use crate::model::{Alert, Block, BlockKind, Definition, Figure, Item, List, ListKind, Task};

/// How far code and meanings are indented.
const INDENT: &str = "    ";

impl Setter {
    /// Blocks below one another, an empty line between. `depth` counts the lists around them.
    pub(super) fn blocks(&mut self, blocks: &[Block], width: Option<usize>, depth: usize) -> Lines {
        let mut lines = Lines::default();
        for block in blocks {
            lines.join(&self.block(&block.kind, width, depth));
        }
        lines
    }

    pub(super) fn block(&mut self, kind: &BlockKind, width: Option<usize>, depth: usize) -> Lines {
        match kind {
            BlockKind::Heading { level, content, .. } => {
                let words = self.inlines(content);
                underlined(&words, level.get(), width)
            }
            BlockKind::Paragraph(content) => wrap_words(&self.inlines(content), width, &self.language),
            BlockKind::List(list) => self.list(list, width, depth),
            BlockKind::Definitions(definitions) => self.definitions(definitions, width),
            BlockKind::Quote(content) => self.blocks(content, narrower(width, 2), 0).quoted(),
            BlockKind::Alert { kind, content } => {
                let mut lines = Lines::default();
                lines.push(&format!("{}:", self.alert(*kind)));
                lines.append(&self.blocks(content, narrower(width, 2), 0));
                lines.quoted()
            }
            BlockKind::Code { text, .. } => {
                let mut lines = Lines::with_capacity(text.len() + text.len() / 4 + INDENT.len());
                for line in text.split('\n') {
                    lines.add(INDENT);
                    lines.push(line);
                }
                lines
            }
            BlockKind::Table(table) => self.table(table, width),
            BlockKind::Figure(figure) => self.figure(figure, width),
            BlockKind::Rule => {
                let mut lines = Lines::default();
                lines.push(RULE);
                lines
            }
        }
    }

    fn list(&mut self, list: &List, width: Option<usize>, depth: usize) -> Lines {
        let labels: Vec<String> = match list.kind {
            ListKind::Numbered { start, style } => {
                (0..list.items.len()).map(|index| style.label(start.saturating_add(index as u64))).collect()
            }
            ListKind::Bulleted => Vec::new(),
        };
        let widest = labels.iter().map(String::len).max().unwrap_or(0);
        let gap = list.items.iter().any(|item| !is_tight(item));
        let mut lines = Lines::default();
        for (index, item) in list.items.iter().enumerate() {
            let mut mark = match list.kind {
                ListKind::Bulleted if item.task.is_some() => String::new(),
                ListKind::Bulleted if depth % 2 == 1 => "– ".to_owned(),
                ListKind::Bulleted => "• ".to_owned(),
                ListKind::Numbered { .. } => format!("{:>widest$} ", labels[index]),
            };
            mark.push_str(match item.task {
                Some(Task::Open) => "[ ] ",
                Some(Task::Done) => "[x] ",
                None => "",
            });
            let mut content = self.item(item, narrower(width, columns(&mark)), depth);
            if content.is_empty() {
                content.end();
            }
            if gap && index > 0 {
                lines.end();
            }
            lines.append(&content.hung(&mark));
        }
        lines
    }

    /// An item that is words and inner lists has no empty lines.
    fn item(&mut self, item: &Item, width: Option<usize>, depth: usize) -> Lines {
        if !is_tight(item) {
            return self.blocks(&item.content, width, depth + 1);
        }
        let mut lines = Lines::default();
        item.content.iter().for_each(|block| lines.append(&self.block(&block.kind, width, depth + 1)));
        lines
    }

    fn definitions(&mut self, definitions: &[Definition], width: Option<usize>) -> Lines {
        let mut lines = Lines::default();
        for definition in definitions {
            let mut entry = Lines::default();
            for term in &definition.terms {
                entry.append(&wrap_words(&self.inlines(term), width, &self.language));
            }
            for (index, meaning) in definition.meanings.iter().enumerate() {
                let meaning = self.blocks(meaning, narrower(width, INDENT.len()), 0);
                if index > 0 && !meaning.is_empty() {
                    entry.end();
                }
                entry.append(&meaning.hung(INDENT));
            }
            lines.join(&entry);
        }
        lines
    }

    fn figure(&mut self, figure: &Figure, width: Option<usize>) -> Lines {
        let mut lines = wrap(&self.picture(&figure.image.alt, Decoration::Marked), width);
        let caption = self.inlines(&figure.caption);
        lines.append(&wrap_words(&caption, width, &self.language));
        lines
    }

    fn alert(&self, kind: Alert) -> &'static str {
        let [note, tip, important, warning, caution] = self.language.labels().alerts;
        match kind {
            Alert::Note => note,
            Alert::Tip => tip,
            Alert::Important => important,
            Alert::Warning => warning,
            Alert::Caution => caution,
        }
    }
}

/// Whether an item needs no empty lines: at most one paragraph, then lists.
fn is_tight(item: &Item) -> bool {
    let mut blocks = item.content.iter();
    let first = blocks.next().is_none_or(|block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_)));
    first && blocks.all(|block| matches!(&block.kind, BlockKind::List(list) if list.items.iter().all(is_tight)))
}

/// What is left of a width beside a prefix.
pub(super) fn narrower(width: Option<usize>, prefix: usize) -> Option<usize> {
    width.map(|width| width.saturating_sub(prefix).max(NARROWEST))
}
