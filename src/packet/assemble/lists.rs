//! Lists made of what was found in the articles: acronyms, people, glossary, chronology, index.

use super::super::Matter;
use super::super::finds::Place;
use super::super::finds::changes::Change;
use super::super::manifest::Entry;
use super::Work;
use super::words::{
    block, bullets, definitions, document, emph, heading, is_ended, joined, named_pages, pages, paragraph, text,
};
use crate::lang::Script;
use crate::model::{Block, BlockKind, Document, Inline, Level};

impl Work<'_> {
    /// Whether a part has anything to say.
    pub(super) fn has(&self, matter: Matter) -> bool {
        let (manifest, found) = (self.manifest, &self.gathered);
        match matter {
            Matter::KeyPoints => {
                !manifest.key_points.is_empty() || self.articles.iter().any(|piece| !piece.plan.key_points.is_empty())
            }
            Matter::Agenda => !manifest.agenda.is_empty(),
            Matter::ReadingPlan => self.articles.len() > 1,
            Matter::Acronyms => !found.acronyms.expanded.is_empty() || !found.acronyms.unexpanded.is_empty(),
            Matter::People => !manifest.people.is_empty(),
            Matter::Glossary => !manifest.glossary.is_empty(),
            Matter::Chronology => !manifest.events.is_empty() || !found.dates.is_empty(),
            Matter::Index => !found.index.is_empty(),
            Matter::Sources | Matter::Colophon => true,
            Matter::Changes => !found.changes.is_empty(),
        }
    }

    /// What a part is called.
    pub(super) fn name(&self, matter: Matter) -> &'static str {
        let labels = self.labels;
        match matter {
            Matter::KeyPoints => labels.key_points,
            Matter::Agenda => labels.agenda,
            Matter::ReadingPlan => labels.reading_plan,
            Matter::Acronyms => labels.acronyms,
            Matter::People => labels.people,
            Matter::Glossary => labels.glossary,
            Matter::Chronology => labels.chronology,
            Matter::Index => labels.index,
            Matter::Sources => labels.sources,
            Matter::Changes => labels.changes,
            Matter::Colophon => labels.colophon,
        }
    }

    /// A part as a document.
    pub(super) fn matter(&mut self, matter: Matter) -> Document {
        let blocks = match matter {
            Matter::KeyPoints => self.key_points(),
            Matter::Agenda => self.agenda(),
            Matter::ReadingPlan => self.reading_plan(),
            Matter::Acronyms => self.acronyms(),
            Matter::People => self.entries(&self.manifest.people, &self.gathered.people),
            Matter::Glossary => self.entries(&self.manifest.glossary, &self.gathered.glossary),
            Matter::Chronology => self.chronology(),
            Matter::Index => self.index(),
            Matter::Sources => self.sources(),
            Matter::Changes => self.changes(),
            Matter::Colophon => self.colophon(),
        };
        document(self.name(matter), self.language.as_ref(), blocks)
    }

    /// Short forms with what they stand for; below, those that nobody explains.
    fn acronyms(&self) -> Vec<Block> {
        let found = &self.gathered.acronyms;
        let expanded = found.expanded.iter().map(|acronym| {
            (text(&acronym.short), joined([text(&acronym.long), pages(self.all_at(&acronym.places))], self.comma()))
        });
        let mut said: Vec<Block> = definitions(expanded).into_iter().collect();
        let unexpanded = found.unexpanded.iter();
        let unexpanded = unexpanded.map(|(short, places)| joined([text(short), pages(self.all_at(places))], "\u{a0}"));
        if let Some(list) = paragraph(joined(unexpanded, "\u{a0}· ")) {
            said.extend(heading(self.labels.unexplained));
            said.push(list);
        }
        said
    }

    /// Names with what is said of them and where they stand.
    fn entries(&self, entries: &[Entry], places: &[Vec<Place>]) -> Vec<Block> {
        let entry = |(index, entry): (usize, &Entry)| {
            let at = places.get(index).map(|places| self.all_at(places)).unwrap_or_default();
            // Behind a sentence pages are called so: a comma would stand behind its full stop.
            let said = match is_ended(&entry.text) {
                true => joined([text(&entry.text), named_pages(at)], " "),
                false => joined([text(&entry.text), pages(at)], self.comma()),
            };
            (text(&entry.name), said)
        };
        definitions(entries.iter().enumerate().map(entry)).into_iter().collect()
    }

    /// Dates in order: the articles' sentences with their pages, and what the manifest adds.
    fn chronology(&self) -> Vec<Block> {
        let found = self.gathered.dates.iter().map(|dated| {
            let at = named_pages(self.all_at(&dated.places));
            let said = joined([text(&dated.sentence), at], " ");
            (dated.date.iso.clone(), self.shown(&dated.date), said)
        });
        let added = self.manifest.events.iter();
        let added = added.map(|event| (event.date.iso.clone(), self.shown(&event.date), text(&event.text)));
        let mut all: Vec<(String, String, Vec<Inline>)> = found.chain(added).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        definitions(all.into_iter().map(|(_, written, said)| (text(&written), said))).into_iter().collect()
    }

    /// Terms with their pages, in groups by first letter.
    fn index(&self) -> Vec<Block> {
        let mut said = Vec::new();
        let mut open = None;
        // Letters of the reader's own script go before others.
        let home = self.labels.index.chars().next().map_or(Script::Latin, Script::of);
        let is_home = |initial: char| match Script::of(initial) {
            Script::Common | Script::Symbols => true,
            script => script == home || (script.is_square() && home.is_square()),
        };
        let mut terms: Vec<_> = self.gathered.index.iter().collect();
        terms.sort_by_key(|term| !is_home(term.initial()));
        for term in terms {
            let initial = term.initial();
            if open.replace(initial) != Some(initial) {
                let content = text(&initial.to_string());
                said.push(block(BlockKind::Heading { level: Level::new(3), anchor: None, content }));
            }
            let at = match &term.see {
                Some(see) => joined([text(self.labels.see), text(see)], " "),
                None => pages(self.all_at(&term.places)),
            };
            said.extend(paragraph(joined([text(&term.term), at], self.comma())));
        }
        said
    }

    /// What is new, changed and gone since an earlier edition.
    fn changes(&self) -> Vec<Block> {
        let labels = self.labels;
        let article =
            |new: usize| joined([self.articles[new].title(), named_pages(vec![self.start(new)])], self.comma());
        let [mut added, mut changed, mut removed] = [const { Vec::new() }; 3];
        for change in &self.gathered.changes {
            match change {
                Change::Added { new } => added.push(article(*new)),
                Change::Removed { old } => {
                    removed.extend(self.gathered.earlier.get(*old).map(|title| text(title)));
                }
                Change::Changed { new, edits, .. } => {
                    changed.push(article(*new));
                    changed
                        .extend(edits.iter().flat_map(|edit| &edit.new).map(|paragraph| emph(&beginning(paragraph))));
                }
            }
        }
        let groups = [(labels.added, added), (labels.changed, changed), (labels.removed, removed)];
        let group = |(label, lines): (&str, Vec<Vec<Inline>>)| bullets(lines).map(|list| (heading(label), list));
        groups.into_iter().filter_map(group).flat_map(|(label, list)| label.into_iter().chain([list])).collect()
    }
}

/// The first words of a paragraph: enough to find it.
fn beginning(paragraph: &str) -> String {
    const WORDS: usize = 12;
    let mut words = paragraph.split_whitespace();
    let first: Vec<_> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", first.join(" "))
}
