//! Blocks → lines.

use super::inline::Decoration;
use super::wrap::{columns, wrap};
use super::{NARROWEST, RULE, Setter, join, underlined};
use crate::model::{Alert, Block, BlockKind, Definition, Figure, Item, List, ListKind, Task};

/// How far code and meanings are indented.
const INDENT: &str = "    ";

impl Setter {
    /// Blocks below one another, an empty line between. `depth` counts the lists around them.
    pub(super) fn blocks(&mut self, blocks: &[Block], width: Option<usize>, depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            let more = self.block(&block.kind, width, depth);
            join(&mut lines, more);
        }
        lines
    }

    fn block(&mut self, kind: &BlockKind, width: Option<usize>, depth: usize) -> Vec<String> {
        match kind {
            BlockKind::Heading { level, content, .. } => {
                let words = self.inlines(content);
                underlined(&words, level.get(), width)
            }
            BlockKind::Paragraph(content) => wrap(&self.inlines(content), width),
            BlockKind::List(list) => self.list(list, width, depth),
            BlockKind::Definitions(definitions) => self.definitions(definitions, width),
            BlockKind::Quote(content) => quoted(self.blocks(content, narrower(width, 2), 0)),
            BlockKind::Alert { kind, content } => {
                let mut lines = vec![format!("{}:", self.alert(*kind))];
                lines.extend(self.blocks(content, narrower(width, 2), 0));
                quoted(lines)
            }
            BlockKind::Code { text, .. } => text.split('\n').map(|line| format!("{INDENT}{line}")).collect(),
            BlockKind::Table(table) => self.table(table, width),
            BlockKind::Figure(figure) => self.figure(figure, width),
            BlockKind::Rule => vec![RULE.to_owned()],
        }
    }

    fn list(&mut self, list: &List, width: Option<usize>, depth: usize) -> Vec<String> {
        let labels: Vec<String> = match list.kind {
            ListKind::Numbered { start, style } => {
                (0..list.items.len()).map(|index| style.label(start.saturating_add(index as u64))).collect()
            }
            ListKind::Bulleted => Vec::new(),
        };
        let widest = labels.iter().map(String::len).max().unwrap_or(0);
        let gap = list.items.iter().any(|item| !is_tight(item));
        let mut lines = Vec::new();
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
            let content = self.item(item, narrower(width, columns(&mark)), depth);
            let content = if content.is_empty() { vec![String::new()] } else { content };
            if gap && index > 0 {
                lines.push(String::new());
            }
            lines.extend(hang(content, &mark));
        }
        lines
    }

    /// An item that is words and inner lists has no empty lines.
    fn item(&mut self, item: &Item, width: Option<usize>, depth: usize) -> Vec<String> {
        if !is_tight(item) {
            return self.blocks(&item.content, width, depth + 1);
        }
        item.content.iter().flat_map(|block| self.block(&block.kind, width, depth + 1)).collect()
    }

    fn definitions(&mut self, definitions: &[Definition], width: Option<usize>) -> Vec<String> {
        let mut lines = Vec::new();
        for definition in definitions {
            let mut entry = Vec::new();
            for term in &definition.terms {
                entry.extend(wrap(&self.inlines(term), width));
            }
            for (index, meaning) in definition.meanings.iter().enumerate() {
                let meaning = self.blocks(meaning, narrower(width, INDENT.len()), 0);
                if index > 0 && !meaning.is_empty() {
                    entry.push(String::new());
                }
                entry.extend(hang(meaning, INDENT));
            }
            join(&mut lines, entry);
        }
        lines
    }

    fn figure(&mut self, figure: &Figure, width: Option<usize>) -> Vec<String> {
        let mut lines = wrap(&self.picture(&figure.image.alt, Decoration::Marked), width);
        let caption = self.inlines(&figure.caption);
        lines.extend(wrap(&caption, width));
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

/// Puts a mark before the first line and as much space before the others.
pub(super) fn hang(lines: Vec<String>, mark: &str) -> Vec<String> {
    let space = " ".repeat(columns(mark));
    let prefixed = |(index, line): (usize, String)| match (index, line.is_empty()) {
        (0, _) => format!("{mark}{line}"),
        (_, true) => line,
        (_, false) => format!("{space}{line}"),
    };
    lines.into_iter().enumerate().map(prefixed).collect()
}

fn quoted(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect()
}
