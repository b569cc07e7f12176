//! What an editor says of a packet: its cover, its order, what is to be in it.
//!
//! Comes from: `briefing.toml`, or the command line. Goes to: `assemble`, with the articles' documents.

mod file;
mod marking;
mod order;
mod parts;
mod people;
mod recipients;
mod resolve;
mod schema;
mod sketch;

pub use file::PRESETS;
pub use people::{Candidate, candidates};
pub use sketch::{Found, Suggestions, sketch};

use super::Matter;
use super::dress::{Addendum, Copy, Dress};
use crate::error::Result;
use crate::lang::Language;
use crate::model::Date;
use crate::source::Span;
use std::path::PathBuf;

/// What an editor says of a packet. Absent things are empty or `None`.
///
/// ```
/// use offprint::packet::{Manifest, assemble};
/// use offprint::{Source, read};
///
/// let texts = [("mills.md", "# The Mills\n\nThey stood."), ("harvest.txt", "The Harvest\n\nIt failed.")];
/// let manifest = Manifest { title: "Two notes".to_owned(), ..Manifest::default() };
/// let manifest = manifest.with_articles(texts.map(|(name, _)| name));
/// let documents = texts.map(|(name, text)| read::detect(name).read(&Source::new(name, text)).value);
/// let packet = assemble(&manifest, documents.into()).value;
/// assert_eq!(packet.articles().count(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// What the packet is called.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// Which packet it is: "Briefing packet No. 14".
    pub number: String,
    /// The series that it is a part of.
    pub series: Option<super::Series>,
    /// For whom.
    pub prepared_for: String,
    /// By whom.
    pub prepared_by: String,
    /// Its date, as written.
    pub date: Option<Date>,
    /// The language of everything that is not an article.
    pub language: Option<Language>,
    /// Small print: how it may be used.
    pub handling: String,
    /// Who holds which rights in the whole.
    pub rights: Option<String>,
    /// Who gets a copy.
    pub distribution: Vec<String>,
    /// Figures for the cover, and what they count.
    pub key_figures: Vec<(String, String)>,
    /// Markings, numbering and the like.
    pub dress: Dress,
    /// The parts, in order; of every article's place [`PartName::Articles`] says.
    pub parts: Vec<PartName>,
    /// The sections, in order. One without a title is not divided off.
    pub sections: Vec<SectionPlan>,
    /// Points to make.
    pub key_points: Vec<String>,
    /// What is when.
    pub agenda: Vec<AgendaItem>,
    /// Who is who.
    pub people: Vec<Entry>,
    /// What words mean.
    pub glossary: Vec<Entry>,
    /// Dates that the articles do not have.
    pub events: Vec<Event>,
    /// Dates, or beginnings of sentences, that the chronology leaves out.
    pub leave_out: Vec<String>,
    /// Terms of the index besides those that are found.
    pub index_terms: Vec<Entry>,
    /// Acronyms that the list leaves out.
    pub unlisted_acronyms: Vec<String>,
    /// What must not be seen: replaced everywhere before anything is set.
    pub redact: Vec<String>,
    /// How many pages to write on there are at the end.
    pub notes_pages: usize,
    /// How fast its readers read, in words a minute.
    pub words_per_minute: usize,
    /// Whether articles have codes for a telephone's camera.
    pub codes: Codes,
    /// In which order articles come, within each section.
    pub order: Order,
    /// The table of those who get a copy of their own, as written.
    pub copies: Option<PathBuf>,
    /// Where a manifest's text names that table.
    pub copies_at: Option<Span>,
    /// What the pages look like, where the command line says nothing.
    pub look: Look,
}

/// In which order articles come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As they are named.
    #[default]
    Given,
    /// By date, the newest first; those without one last.
    Newest,
    /// By date, the oldest first; those without one last.
    Oldest,
    /// By where they were published.
    Source,
    /// By title.
    Title,
}

/// What the pages look like; `None`: whoever makes them decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// A theme, by its name or its file.
    pub theme: Option<String>,
    /// A paper, by its name or its size.
    pub paper: Option<String>,
    /// Where a manifest's text says the theme, and the paper.
    pub at: [Option<Span>; 2],
    /// What becomes of addresses that links lead to.
    pub links: Option<Links>,
}

/// What becomes of addresses that links lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// They can be followed on a screen, and that is all.
    None,
    /// They stand behind the words, in brackets.
    Inline,
    /// They stand in notes, each address once.
    Notes,
}

impl Manifest {
    /// A manifest from the text of its file; `name` is what the file is called.
    ///
    /// # Errors
    /// [`Error::Manifest`](crate::Error::Manifest), with the place of the mistake and what to write instead.
    pub fn from_toml(name: &str, text: &str) -> Result<Self> {
        file::read(name, text)
    }

    /// A manifest of which nothing is said but its preset ([`PRESETS`]).
    ///
    /// # Errors
    /// [`Error::Manifest`](crate::Error::Manifest) if there is no such preset.
    pub fn preset(name: &str) -> Result<Self> {
        file::read("preset", &format!("preset = {}", sketch::quoted(name)))
    }

    /// The same with these articles and no others, in this order and in one section. An article whose document has no
    /// title is called after its name here.
    #[must_use]
    pub fn with_articles(mut self, names: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
        let plan = |path: PathBuf| ArticlePlan { path, ..ArticlePlan::default() };
        let articles = names.into_iter().map(Into::into).map(plan).collect();
        self.sections = vec![SectionPlan { articles, ..SectionPlan::default() }];
        self
    }

    /// The articles, in the order of the file.
    pub fn articles(&self) -> impl Iterator<Item = &ArticlePlan> {
        self.sections.iter().flat_map(|section| &section.articles)
    }
}

impl Default for Manifest {
    /// What a file without a word in it says: all parts in the usual order, and no articles.
    fn default() -> Self {
        file::read("default", "").expect("an empty manifest is sound: a test reads it")
    }
}

/// Who gets a copy of their own, from a table with the columns `number`, `name` and `watermark`, of which `name` must be
/// there.
///
/// # Errors
/// [`Error::Manifest`](crate::Error::Manifest), with the place of the mistake.
pub fn recipients(name: &str, text: &str) -> Result<Vec<Copy>> {
    recipients::read(name, text)
}

/// The silent reading speed of adults in English non-fiction, in words a minute: the mean of 190 studies (Brysbaert
/// 2019).
pub const WORDS_PER_MINUTE: usize = 238;

/// Whether articles have codes for a telephone's camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Codes {
    /// Where the address is known.
    #[default]
    Shown,
    /// None.
    Hidden,
}

/// A name in the list of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartName {
    /// The cover.
    Cover,
    /// The contents.
    Contents,
    /// All sections with their articles.
    Articles,
    /// Something made for the packet.
    Matter(Matter),
    /// Pages to write on.
    Notes,
}

/// A section of the packet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionPlan {
    /// What it is called; empty if it is not divided off.
    pub title: String,
    /// "A": before page numbers where they are counted by section.
    pub letter: String,
    /// What its divider says.
    pub summary: String,
    /// Its articles, in order.
    pub articles: Vec<ArticlePlan>,
}

/// What is said of an article. What is said here goes before what the article says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticlePlan {
    /// Where it is, as written.
    pub path: PathBuf,
    /// Where that is written.
    pub span: Option<Span>,
    /// Its number, if not counted.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Where it was published.
    pub source: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// Who holds which rights.
    pub rights: Option<String>,
    /// When it was fetched.
    pub retrieved: Option<Date>,
    /// Whether it is for those who have little time.
    pub reading: Reading,
    /// What it says in a few sentences.
    pub key_points: Vec<String>,
    /// That it came in late.
    pub addendum: Option<Addendum>,
}

/// For whom an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// Whoever has the time.
    #[default]
    Further,
    /// Everybody.
    Essential,
}

/// A point of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgendaItem {
    /// When, as written.
    pub time: String,
    /// What.
    pub title: String,
    /// What is asked of those present: approve, endorse, note, discuss.
    pub ask: String,
    /// A few lines on it.
    pub text: String,
    /// The article it is about, as its path is written.
    pub article: Option<PathBuf>,
}

/// A person, a term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// As it is filed and printed.
    pub name: String,
    /// As it also stands in articles.
    pub also: Vec<String>,
    /// What is said of it.
    pub text: String,
}

/// A date that no article has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What was.
    pub text: String,
}
