//! The words of a cell: what is measured, and what tells whether it holds a number.

use crate::layout::math;
use crate::model::{Block, BlockKind, Inline, InlineKind, Notes};

/// The words of a cell, block by block and line by line.
pub(super) struct Words {
    pub lines: Vec<Line>,
}

/// A line, in stretches that look alike.
pub(super) type Line = Vec<(Voice, String)>;

/// How words look, as far as it makes them wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Plain,
    Strong,
    Code,
    /// In letters of formulas, which are wider.
    Formula,
    /// The mark of a note: it stands with the word before it, and is no part of what the cell says.
    Raised,
}

impl Words {
    pub fn of(blocks: &[Block], notes: &Notes) -> Self {
        Self { lines: lines_of(blocks, notes) }
    }

    /// What the cell says, without the marks of notes.
    pub fn joined(&self) -> String {
        self.lines.iter().map(|line| said(line).trim().to_owned()).collect::<Vec<_>>().join(" ")
    }
}

/// What a line says, without the marks of notes.
pub(super) fn said(line: &Line) -> String {
    line.iter().filter(|(voice, _)| *voice != Voice::Raised).map(|(_, words)| words.as_str()).collect()
}

fn lines_of(blocks: &[Block], notes: &Notes) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                for part in content.split(|inline| matches!(inline.kind, InlineKind::Break)) {
                    let mut line = Line::new();
                    voices(part, Voice::Plain, notes, &mut line);
                    lines.push(line);
                }
            }
            BlockKind::Code { text, .. } => {
                lines.extend(text.lines().map(|line| vec![(Voice::Code, line.replace('\t', "    "))]))
            }
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => lines.extend(lines_of(content, notes)),
            BlockKind::List(list) => {
                for mut line in list.items.iter().flat_map(|item| lines_of(&item.content, notes)) {
                    // As wide as a bullet.
                    line.insert(0, (Voice::Plain, "\u{a0}".repeat(4)));
                    lines.push(line);
                }
            }
            BlockKind::Definitions(_) | BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Rule => {
                lines.push(vec![(Voice::Plain, "\u{a0}".repeat(8))]);
            }
        }
    }
    lines
}

fn voices(content: &[Inline], voice: Voice, notes: &Notes, line: &mut Line) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) => line.push((voice, words.clone())),
            InlineKind::Code(words) => line.push((Voice::Code, words.clone())),
            InlineKind::Math { tex, .. } => line.push((Voice::Formula, math::shown(tex))),
            InlineKind::Image(image) => line.push((voice, image.alt.clone())),
            InlineKind::Break => line.push((voice, " ".to_owned())),
            InlineKind::Strong(inner) => voices(inner, Voice::Strong, notes, line),
            InlineKind::Note(note) => mark(&note.label, notes, line),
            InlineKind::NoteAgain(label) => mark(label, notes, line),
            kind => voices(kind.inner().unwrap_or_default(), voice, notes, line),
        }
    }
}

/// The mark of a note; a comma parts it from one before it.
fn mark(label: &str, notes: &Notes, line: &mut Line) {
    let Some(number) = notes.number(label) else { return };
    let comma = if line.last().is_some_and(|(voice, _)| *voice == Voice::Raised) { "," } else { "" };
    line.push((Voice::Raised, format!("{comma}{number}")));
}
