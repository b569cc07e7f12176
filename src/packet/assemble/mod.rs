//! A manifest and its articles → a packet: what is said in the manifest goes before what the articles say of
//! themselves; what must not be seen is taken out; then everything the articles can tell is found in them, and every
//! part is written as a document of its own.
//!
//! Pure: whoever calls it has read the files.

mod across;
mod back;
mod front;
mod gather;
mod lists;
mod redact;
mod speaks;
mod words;

use super::finds::Place;
use super::finds::changes::Edition;
use super::finds::links::{clean, is_web, untrack};
use super::finds::plan::minutes;
use super::finds::redact::{BAR, Redaction};
use super::manifest::{ArticlePlan, Codes, Manifest, PartName, WORDS_PER_MINUTE};
use super::{Article, Hash, Matter, Packet, Part, PartKind, Section};
use crate::diag::{Sink, Warned};
use crate::lang::{Direction, Labels, Language, PacketLabels};
use crate::model::{Date, Document, Inline, Meta, PageRef, plain, said, text, word_count};
use crate::parallel;
use gather::Gathered;

/// Puts a packet together. There is a document for every article of the manifest, in its order; an article without one
/// is left out, and so is a document beyond the last article. What is told of it: two articles that tell the same story,
/// articles without a title, rights of which nothing is said.
pub fn assemble(manifest: &Manifest, documents: Vec<Document>) -> Warned<Packet> {
    assemble_since(manifest, documents, None)
}

/// As [`assemble`]; what has changed since an earlier edition is listed where the manifest has a part for it.
pub fn assemble_since(manifest: &Manifest, documents: Vec<Document>, earlier: Option<&Edition>) -> Warned<Packet> {
    let mut sink = Sink::new();
    let redaction = Redaction::new(&manifest.redact);
    let manifest = &redact::manifest(manifest, &redaction);
    let mut articles = pieces(manifest, documents, &redaction);
    let gathered = Gathered::of(manifest, &mut articles, earlier);
    gathered.tell(manifest, &articles, &mut sink);
    let language = manifest.language.clone().or_else(|| speaks::language(manifest, &articles));
    let (labels, general) = {
        let language = language.clone().unwrap_or_default();
        (language.packet_labels(), language.labels())
    };
    let around = language.as_ref().map_or(Direction::Ltr, Language::direction);
    articles.iter_mut().for_each(|piece| piece.around = around);
    let mut work = Work { manifest, articles, gathered, language, labels, general, places: Vec::new() };
    let slots = work.slots();
    work.places = (0..work.articles.len())
        .map(|article| slots.iter().position(|slot| *slot == Slot::Article(article)).unwrap_or_default())
        .collect();
    across::settle(&mut work.articles, &work.places);
    let (meta, sections) = (work.meta(), work.sections());
    let parts = slots.iter().map(|slot| work.part(slot, &slots)).collect();
    sink.warn(Packet { meta, parts, sections, dress: manifest.dress.clone(), series: manifest.series.clone() })
}

/// What a packet of that manifest and those documents would say, for a later one to be compared with.
pub fn edition(manifest: &Manifest, documents: Vec<Document>) -> Edition {
    let redaction = Redaction::new(&manifest.redact);
    let manifest = &redact::manifest(manifest, &redaction);
    let articles = pieces(manifest, documents, &redaction);
    Edition::of(articles.iter().map(|piece| &piece.document))
}

/// An article of the packet, before it is a part.
struct Piece<'m> {
    plan: &'m ArticlePlan,
    document: Document,
    /// What is known about it: other parts tell it when its document is a part already.
    meta: Meta,
    /// What it is called, if it has no title.
    name: String,
    named: Named,
    /// The index of its section among those that are divided off.
    section: Option<usize>,
    /// As printed above its title.
    number: String,
    words: usize,
    minutes: usize,
    /// What tells what it says from what others say.
    hash: u128,
    /// How the words run that its title stands among.
    around: Direction,
}

/// Where an article's title is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// The manifest, or the article itself.
    Said,
    /// It has none: its file's name stands for it, wherever a title does.
    AfterFile,
}

impl Piece<'_> {
    /// Its title as it stands in lists: without notes and marks.
    fn title(&self) -> Vec<Inline> {
        words::text(&words::apart(&said(&self.meta.title), self.around))
    }
}

/// The articles with what the manifest says of them, and without what must not be seen.
fn pieces<'m>(manifest: &'m Manifest, documents: Vec<Document>, redaction: &Redaction) -> Vec<Piece<'m>> {
    let mut divided = 0;
    let mut plans = Vec::new();
    for section in &manifest.sections {
        let index = (!section.title.is_empty()).then_some(divided);
        divided += usize::from(index.is_some());
        plans.extend(section.articles.iter().map(|plan| (plan, index)));
    }
    let pace = if manifest.words_per_minute == 0 { WORDS_PER_MINUTE } else { manifest.words_per_minute };
    let piece = |(count, ((plan, section), mut document)): (usize, ((&'m ArticlePlan, Option<usize>), Document))| {
        describe(&mut document.meta, plan);
        let mut name = words::readable(&plan.path.file_stem().unwrap_or(plan.path.as_os_str()).to_string_lossy());
        if redaction.is_in_address(&name) {
            name = BAR.to_owned();
        }
        let number = plan.number.clone().unwrap_or_else(|| (count + 1).to_string());
        let meta = Meta::default();
        let (named, around) = (Named::Said, Direction::Ltr);
        Piece { plan, document, meta, name, named, section, number, words: 0, minutes: 0, hash: 0, around }
    };
    let mut pieces: Vec<_> = plans.into_iter().zip(documents).enumerate().map(piece).collect();
    parallel::each_mut(&mut pieces, |_, piece| {
        untrack(&mut piece.document);
        redaction.apply(&mut piece.document);
        if plain(&piece.document.meta.title).trim().is_empty() {
            piece.document.meta.title = words::text(&piece.name);
            piece.named = Named::AfterFile;
        }
        piece.meta.clone_from(&piece.document.meta);
        piece.words = word_count(&piece.document);
        piece.minutes = minutes(piece.words, pace);
        piece.hash = hash(&piece.document);
    });
    pieces
}

/// What tells what an article says from what others say.
fn hash(document: &Document) -> u128 {
    let mut hash = Hash::new();
    hash.add(plain(&document.meta.title).as_bytes());
    hash.add(text(document).as_bytes());
    hash.get()
}

/// What the manifest says of an article goes before what the article says of itself.
fn describe(meta: &mut Meta, plan: &ArticlePlan) {
    if let Some(title) = &plan.title {
        meta.title = words::text(title);
    }
    if !plan.authors.is_empty() {
        meta.authors.clone_from(&plan.authors);
    }
    if let Some(url) = plan.url.as_ref().or(meta.url.as_ref()) {
        meta.url = Some(clean(url).into_owned());
    }
    if plan.date.is_some() {
        meta.date.clone_from(&plan.date);
    }
    if plan.language.is_some() {
        meta.language.clone_from(&plan.language);
    }
    for (field, said) in [(&mut meta.publication, &plan.source), (&mut meta.rights, &plan.rights)] {
        if said.is_some() {
            field.clone_from(said);
        }
    }
}

/// A place in the order of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Cover,
    Contents,
    Divider(usize),
    Article(usize),
    Matter(Matter),
    Notes,
}

/// What parts are made of.
struct Work<'m> {
    manifest: &'m Manifest,
    articles: Vec<Piece<'m>>,
    gathered: Gathered,
    /// The language of all that is not an article.
    language: Option<Language>,
    labels: &'static PacketLabels,
    general: &'static Labels,
    /// The index of each article's part.
    places: Vec<usize>,
}

impl Work<'_> {
    /// The parts in the order of the manifest, without those that would be empty.
    fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for name in &self.manifest.parts {
            match name {
                PartName::Cover => slots.push(Slot::Cover),
                PartName::Contents => slots.push(Slot::Contents),
                PartName::Articles => self.article_slots(&mut slots),
                PartName::Matter(matter) if self.has(*matter) && !slots.contains(&Slot::Matter(*matter)) => {
                    slots.push(Slot::Matter(*matter));
                }
                PartName::Notes if self.manifest.notes_pages > 0 => slots.push(Slot::Notes),
                PartName::Matter(_) | PartName::Notes => {}
            }
        }
        // A manifest that forgets its articles has them all the same: nothing is lost.
        if !slots.iter().any(|slot| matches!(slot, Slot::Article(_))) {
            self.article_slots(&mut slots);
        }
        slots
    }

    fn article_slots(&self, slots: &mut Vec<Slot>) {
        let mut open = None;
        for (index, piece) in self.articles.iter().enumerate() {
            if piece.section != open {
                open = piece.section;
                slots.extend(open.map(Slot::Divider));
            }
            slots.push(Slot::Article(index));
        }
    }

    fn sections(&self) -> Vec<Section> {
        let divided = self.manifest.sections.iter().filter(|section| !section.title.is_empty());
        divided.map(|section| Section { letter: section.letter.clone(), title: section.title.clone() }).collect()
    }

    fn part(&mut self, slot: &Slot, slots: &[Slot]) -> Part {
        let (kind, document, section) = match *slot {
            Slot::Cover => {
                let (cover, document) = self.cover();
                (PartKind::Cover(cover), document, None)
            }
            Slot::Contents => {
                let (entries, document) = self.contents(slots);
                (PartKind::Contents(entries), document, None)
            }
            Slot::Divider(section) => (PartKind::Divider, self.divider(section), Some(section)),
            Slot::Article(index) => {
                let document = std::mem::take(&mut self.articles[index].document);
                let piece = &self.articles[index];
                (PartKind::Article(self.article(piece, &document)), document, piece.section)
            }
            Slot::Matter(matter) => (PartKind::Matter(matter), self.matter(matter), None),
            Slot::Notes => {
                let pages = self.manifest.notes_pages;
                (
                    PartKind::Notes { pages },
                    words::document(self.labels.notes, self.language.as_ref(), Vec::new()),
                    None,
                )
            }
        };
        Part { kind, document, section }
    }

    fn article(&self, piece: &Piece, document: &Document) -> Article {
        let code = document.meta.url.clone().filter(|url| self.manifest.codes == Codes::Shown && is_web(url));
        Article {
            number: Some(piece.number.clone()),
            retrieved: piece.plan.retrieved.clone(),
            code,
            words: Some(piece.words),
            minutes: Some(piece.minutes),
            addendum: piece.plan.addendum.clone(),
        }
    }

    /// The language of all that is not an article; English if nobody says.
    fn spoken(&self) -> Language {
        self.language.clone().unwrap_or_default()
    }

    /// What stands between the members of a list.
    fn comma(&self) -> &'static str {
        self.spoken().comma()
    }

    /// A date as the packet's language writes it.
    fn shown(&self, date: &Date) -> String {
        date.alike(&self.spoken())
    }

    /// Where an article begins.
    fn start(&self, article: usize) -> PageRef {
        PageRef { part: self.places[article], mark: None }
    }

    /// Where a place in an article is.
    fn at(&self, place: &Place) -> PageRef {
        PageRef { part: self.places[place.article], mark: Some(place.mark()) }
    }

    fn all_at(&self, places: &[Place]) -> Vec<PageRef> {
        places.iter().map(|place| self.at(place)).collect()
    }

    /// What is known about the whole.
    fn meta(&self) -> Meta {
        let manifest = self.manifest;
        let title = if manifest.title.is_empty() {
            self.articles.first().map(Piece::title).unwrap_or_default()
        } else {
            words::text(&manifest.title)
        };
        Meta {
            title,
            standfirst: words::text(&manifest.subtitle),
            authors: Some(manifest.prepared_by.clone()).filter(|by| !by.is_empty()).into_iter().collect(),
            date: manifest.date.clone(),
            language: self.language.clone(),
            rights: manifest.rights.clone(),
            ..Meta::default()
        }
    }
}
