//! The parts of a packet, one after the other.

use super::lines::Lines;
use super::wrap::{columns, wrap_hanging};
use super::{Below, RULE, Setter, underlined};
use crate::model::plain;
use crate::packet::{Entry, Packet, Part, PartKind};
use std::rc::Rc;

/// The text of a packet.
pub(super) fn all(packet: &Packet, width: Option<usize>) -> String {
    let names: Rc<[String]> = packet.parts.iter().map(name).collect();
    let mut to = Below::default();
    let first = packet.parts.first().map(|part| &part.document.meta.title);
    if first.is_some_and(|title| *title != packet.meta.title) {
        to.join(&packet.meta.title_text().map(|title| underlined(&title, 1, width)).unwrap_or_default());
    }
    let mut any = false;
    for part in &packet.parts {
        // There is no paper to write on.
        if matches!(part.kind, PartKind::Notes { .. }) {
            continue;
        }
        if any {
            to.text.push_str(&format!("\n{RULE}\n"));
        }
        any = true;
        let mut setter = Setter::new(&part.document, width, Rc::clone(&names));
        match &part.kind {
            PartKind::Article(article) => setter.article(&part.document, article.number.as_deref(), &mut to),
            PartKind::Contents(entries) => to.join(&contents(&mut setter, part, entries)),
            PartKind::Cover(_) | PartKind::Divider | PartKind::Matter(_) | PartKind::Notes { .. } => {
                setter.article(&part.document, None, &mut to);
            }
        }
    }
    to.text
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
fn contents(setter: &mut Setter, part: &Part, entries: &[Entry]) -> Lines {
    let number = |entry: &Entry| match entry {
        Entry::Part { number: Some(number), .. } => columns(number),
        Entry::Part { number: None, .. } | Entry::Section(_) => 0,
    };
    let indent = entries.iter().map(number).max().unwrap_or(0) + 2;
    let mut lines = underlined(&plain(&part.document.meta.title), 1, setter.width);
    let room = setter.width.map(|width| width.saturating_sub(indent).max(super::NARROWEST));
    for entry in entries {
        match entry {
            Entry::Section(title) => lines.join(&wrap_hanging(title, setter.width)),
            Entry::Part { number, title, facts, .. } => {
                let number = number.as_deref().unwrap_or_default();
                let mut said = wrap_hanging(&setter.inlines(title), room);
                wrap_hanging(facts, room).iter().filter(|line| !line.is_empty()).for_each(|line| said.push(line));
                let lead = format!("{number}{}", " ".repeat(indent - columns(number)));
                lines.join(&said.hung(&lead));
            }
        }
    }
    lines
}
