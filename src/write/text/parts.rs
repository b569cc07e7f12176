//! The parts of a packet, one after the other.

use super::wrap::{columns, wrap_hanging};
use super::{RULE, Setter, join, underlined};
use crate::model::plain;
use crate::packet::{Entry, Packet, Part, PartKind};
use std::rc::Rc;

/// The lines of a packet.
pub(super) fn all(packet: &Packet, width: Option<usize>) -> Vec<String> {
    let names: Rc<[String]> = packet.parts.iter().map(name).collect();
    let mut lines = Vec::new();
    let first = packet.parts.first().map(|part| &part.document.meta.title);
    if first.is_some_and(|title| *title != packet.meta.title) {
        lines.extend(packet.meta.title_text().map(|title| underlined(&title, 1, width)).unwrap_or_default());
    }
    let mut any = false;
    for part in &packet.parts {
        let mut setter = Setter::new(&part.document, width, Rc::clone(&names));
        let part = match &part.kind {
            PartKind::Article(article) => setter.article(&part.document, article.number.as_deref()),
            PartKind::Contents(entries) => contents(&mut setter, part, entries),
            PartKind::Cover(_) | PartKind::Divider | PartKind::Matter(_) => setter.article(&part.document, None),
            // There is no paper to write on.
            PartKind::Notes { .. } => continue,
        };
        if any {
            lines.extend(["".to_owned(), RULE.to_owned()]);
        }
        any = true;
        join(&mut lines, part);
    }
    lines
}

/// What a part is called where it is named.
fn name(part: &Part) -> String {
    match &part.kind {
        PartKind::Article(article) => article.number.as_ref().map(|number| format!("#{number}")),
        PartKind::Cover(_)
        | PartKind::Contents(_)
        | PartKind::Divider
        | PartKind::Matter(_)
        | PartKind::Notes { .. } => None,
    }
    .or_else(|| part.document.meta.title_text())
    .unwrap_or_default()
}

/// The contents: numbers and titles, and below each what is known of it.
fn contents(setter: &mut Setter, part: &Part, entries: &[Entry]) -> Vec<String> {
    let number = |entry: &Entry| match entry {
        Entry::Part { number: Some(number), .. } => columns(number),
        Entry::Part { number: None, .. } | Entry::Section(_) => 0,
    };
    let indent = entries.iter().map(number).max().unwrap_or(0) + 2;
    let mut lines = underlined(&plain(&part.document.meta.title), 1, setter.width);
    let room = setter.width.map(|width| width.saturating_sub(indent).max(super::NARROWEST));
    for entry in entries {
        match entry {
            Entry::Section(title) => join(&mut lines, wrap_hanging(title, setter.width)),
            Entry::Part { number, title, facts, .. } => {
                let number = number.as_deref().unwrap_or_default();
                let mut said = wrap_hanging(&setter.inlines(title), room);
                said.extend(wrap_hanging(facts, room).into_iter().filter(|line| !line.is_empty()));
                let lead = format!("{number}{}", " ".repeat(indent - columns(number)));
                let set = said.iter().enumerate().map(|(index, line)| {
                    if index == 0 { format!("{lead}{line}") } else { format!("{}{line}", " ".repeat(indent)) }
                });
                join(&mut lines, set.collect());
            }
        }
    }
    lines
}
