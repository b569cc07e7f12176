//! What comes before the articles: cover, contents, points, agenda, plan, dividers.

use super::super::manifest::Reading;
use super::super::{Cover, Entry, finds::plan};
use super::words::{
    apart, block, bullets, definitions, document, emph, heading, joined, named_pages, pages, paragraph, strong, text,
};
use super::{Piece, Slot, Work};
use crate::lang::{Direction, Language, fold};
use crate::model::{Block, BlockKind, Document, Level, Meta, PageRef};

/// The times for which a reading plan is made, in minutes.
const BUDGETS: [usize; 3] = [5, 20, 60];

impl Work<'_> {
    /// The cover, and what it says in words.
    pub(super) fn cover(&self) -> (Cover, Document) {
        let (manifest, labels) = (self.manifest, self.labels);
        let date = manifest.date.as_ref().map(|date| self.shown(date)).unwrap_or_default();
        let general = self.general;
        let known = [
            (labels.prepared_for, manifest.prepared_for.clone()),
            (labels.prepared_by, manifest.prepared_by.clone()),
            (general.date, date),
            (labels.embargo, manifest.dress.embargo.clone().unwrap_or_default()),
        ];
        let facts: Vec<_> = known.into_iter().filter(|(_, said)| !said.is_empty()).collect();
        let facts: Vec<(String, String)> = facts.into_iter().map(|(label, said)| (label.to_owned(), said)).collect();
        let mut foot = vec![self.extent()];
        foot.extend([manifest.handling.clone(), manifest.rights.clone().unwrap_or_default()]);
        foot.retain(|line| !line.is_empty());
        let mut said: Vec<Block> = paragraph(strong(&manifest.number)).into_iter().collect();
        said.extend(definitions(facts.iter().map(|(label, said)| (text(label), text(said)))));
        said.extend(definitions(manifest.key_figures.iter().map(|(figure, counts)| (text(figure), text(counts)))));
        if !manifest.distribution.is_empty() {
            said.extend(paragraph(strong(labels.distribution)));
            said.extend(bullets(manifest.distribution.iter().map(|name| text(name))));
        }
        said.extend(foot.iter().filter_map(|line| paragraph(text(line))));
        let cover = Cover {
            number: manifest.number.clone(),
            facts,
            figures: manifest.key_figures.clone(),
            distribution: manifest.distribution.clone(),
            foot,
        };
        let mut document = document("", self.language.as_ref(), said);
        let meta = self.meta();
        document.meta.title = meta.title;
        document.meta.standfirst = meta.standfirst;
        (cover, document)
    }

    /// How much there is to read, and what tells one edition from another: "12 articles · 21 400 words · 90 min ·
    /// edition 5f3a 91c2".
    pub(super) fn extent(&self) -> String {
        let language = self.spoken();
        let minutes: usize = self.articles.iter().map(|piece| piece.minutes).sum();
        let count = self.articles.len();
        format!(
            "{} · {} · {} · {} {}",
            self.labels.articles(count),
            language.words(self.gathered.words),
            language.minutes(minutes),
            self.labels.edition,
            apart(&self.gathered.hash, self.language.as_ref().map_or(Direction::Ltr, Language::direction)),
        )
    }

    /// The contents: every part but the cover and itself.
    pub(super) fn contents(&self, slots: &[Slot]) -> (Vec<Entry>, Document) {
        let title = self.general.contents;
        let mut entries = Vec::new();
        for (index, slot) in slots.iter().enumerate() {
            let at = PageRef { part: index, mark: None };
            match *slot {
                Slot::Cover | Slot::Contents => {}
                Slot::Divider(section) => entries.push(Entry::Section(self.section_title(section))),
                Slot::Article(article) => {
                    let piece = &self.articles[article];
                    entries.push(Entry::Part {
                        number: Some(piece.number.clone()),
                        title: piece.title(),
                        facts: self.facts(piece),
                        at,
                    });
                }
                Slot::Matter(matter) => {
                    let title = text(self.name(matter));
                    entries.push(Entry::Part { number: None, title, facts: String::new(), at });
                }
                Slot::Notes => {
                    let title = text(self.labels.notes);
                    entries.push(Entry::Part { number: None, title, facts: String::new(), at });
                }
            }
        }
        let line = |entry: &Entry| match entry {
            Entry::Section(name) => strong(name),
            Entry::Part { number, title, facts, at } => {
                let title = joined([text(number.as_deref().unwrap_or_default()), title.clone()], " ");
                joined([title, text(facts), pages(vec![*at])], self.comma())
            }
        };
        let said = bullets(entries.iter().map(line)).into_iter().collect();
        let document = document(title, self.language.as_ref(), said);
        (entries, document)
    }

    /// Who wrote an article where and when, and how long it takes.
    fn facts(&self, piece: &Piece) -> String {
        let meta = &piece.meta;
        let mut known = Vec::new();
        known.extend(self.authors(meta));
        known.extend(meta.publication.clone());
        known.extend(meta.date.as_ref().map(|date| self.shown(date).replace(' ', "\u{a0}")));
        let minutes = self.spoken().minutes(piece.minutes);
        // Those of one script stand together; minutes, and the rest, are in the packet's own.
        let known: Vec<_> = known.iter().map(|said| apart(said, piece.around)).collect();
        let from = known.join(self.comma());
        if from.is_empty() { minutes } else { format!("{from}\u{a0}· {minutes}") }
    }

    /// Who wrote an article; a publication that signs with its own name is named but once, as such.
    pub(super) fn authors(&self, meta: &Meta) -> Option<String> {
        let publication = fold(meta.publication.as_deref().unwrap_or_default());
        let others: Vec<_> = meta.authors.iter().filter(|name| fold(name) != publication).map(String::as_str).collect();
        (!others.is_empty()).then(|| others.join(self.comma()))
    }

    fn section_title(&self, section: usize) -> String {
        let section = self.manifest.sections.iter().filter(|section| !section.title.is_empty()).nth(section);
        section.map_or_else(String::new, |section| match section.letter.as_str() {
            "" => section.title.clone(),
            letter => format!("{letter} · {}", section.title),
        })
    }

    /// What opens a section: its title, what it is about, and its articles.
    pub(super) fn divider(&self, index: usize) -> Document {
        let section = self.manifest.sections.iter().filter(|section| !section.title.is_empty()).nth(index);
        let Some(section) = section else { return Document::default() };
        let articles = (0..self.articles.len()).filter(|&article| self.articles[article].section == Some(index));
        let lines = articles.map(|article| {
            let piece = &self.articles[article];
            (text(&piece.number), joined([piece.title(), named_pages(vec![self.start(article)])], self.comma()))
        });
        let mut said: Vec<Block> = paragraph(text(&section.summary)).into_iter().collect();
        said.extend(definitions(lines));
        document(&section.title, self.language.as_ref(), said)
    }

    /// Points to make: the packet's own, then those of each article.
    pub(super) fn key_points(&self) -> Vec<Block> {
        let mut said: Vec<Block> =
            bullets(self.manifest.key_points.iter().map(|point| text(point))).into_iter().collect();
        for (index, piece) in self.articles.iter().enumerate() {
            if piece.plan.key_points.is_empty() {
                continue;
            }
            // No comma: a bookmark has the title alone.
            let content = joined([piece.title(), named_pages(vec![self.start(index)])], " ");
            said.push(block(BlockKind::Heading { level: Level::new(3), anchor: None, content }));
            said.extend(bullets(piece.plan.key_points.iter().map(|point| text(point))));
        }
        said
    }

    pub(super) fn agenda(&self) -> Vec<Block> {
        let entry = |item: &super::super::manifest::AgendaItem| {
            let paper =
                item.article.as_ref().and_then(|path| self.articles.iter().position(|piece| piece.plan.path == *path));
            let paper = paper.map(|index| {
                let piece = &self.articles[index];
                joined([text(&piece.number), piece.title(), named_pages(vec![self.start(index)])], "\u{a0}· ")
            });
            let said = joined([strong(&item.title), emph(&item.ask), text(&item.text)], ". ");
            joined([said, paper.unwrap_or_default()], " →\u{a0}")
        };
        let agenda = &self.manifest.agenda;
        let timed = agenda.iter().any(|item| !item.time.is_empty());
        let items = agenda.iter().zip(1..).map(|(item, number)| {
            let term = match item.time.as_str() {
                "" if timed => text("—"),
                "" => text(&number.to_string()),
                time => text(time),
            };
            (term, entry(item))
        });
        definitions(items).into_iter().collect()
    }

    /// What to read in five minutes, in twenty, in an hour.
    pub(super) fn reading_plan(&self) -> Vec<Block> {
        let articles: Vec<_> = self
            .articles
            .iter()
            .map(|piece| plan::Article { minutes: piece.minutes, reading: piece.plan.reading })
            .collect();
        let language = self.spoken();
        let mut said = Vec::new();
        let mut before = Vec::new();
        for plan in plan::plans(&articles, &BUDGETS) {
            // More time for nothing more is no plan.
            if plan.articles == before {
                continue;
            }
            before.clone_from(&plan.articles);
            said.extend(heading(&self.labels.if_minutes(plan.budget)));
            said.extend(bullets(plan.articles.iter().map(|&article| {
                let piece = &self.articles[article];
                let essential = if piece.plan.reading == Reading::Essential { self.labels.essential } else { "" };
                let time = language.minutes(piece.minutes);
                joined(
                    [piece.title(), text(&time), emph(essential), named_pages(vec![self.start(article)])],
                    self.comma(),
                )
            })));
        }
        said
    }
}
