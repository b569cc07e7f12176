//! Documents → [`Packet`]: parts in order. A single document is a packet of one, so that a writer has one signature.
//!
//! Every part carries a [`Document`], so that a writer that knows nothing of covers or contents writes it all the same;
//! its [`PartKind`] says what more is known of it.

mod assemble;
mod dress;
pub mod finds;
mod hash;
pub mod manifest;

pub use assemble::{assemble, assemble_since, edition};
pub use dress::{
    Addendum, Blanks, Bookmarks, Copy, CoverFolio, Dress, Folios, FrontMatter, Marking, NoteMargin, Pagination, Scheme,
    Starts, Zoom,
};
pub(crate) use hash::Hash;
pub use manifest::Manifest;

use crate::model::{Block, BlockKind, Date, Document, Inline, Meta, PageRef};
use crate::source::Span;

/// What a writer writes: parts in order, and what is known about the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// About the whole; for a packet of one, the article's own.
    pub meta: Meta,
    /// The parts, in order. Never empty.
    pub parts: Vec<Part>,
    /// The sections that parts belong to, in order.
    pub sections: Vec<Section>,
    /// Markings, numbering and what else is the same on every page.
    pub dress: Dress,
    /// The series that it is a part of.
    pub series: Option<Series>,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// Which of its numbers this is: "14".
    pub position: Option<String>,
}

/// Parts that belong together, behind a divider of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// "A": stands before page numbers where they are counted by section.
    pub letter: String,
    /// What it is called.
    pub title: String,
}

/// One element of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What it says.
    pub document: Document,
    /// The index of the section that it belongs to.
    pub section: Option<usize>,
}

/// The kinds of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// The cover. Its document says the same in words.
    Cover(Cover),
    /// The list of parts with their pages. Its document says the same in words.
    Contents(Vec<Entry>),
    /// A page that opens a section: its title, and what it holds.
    Divider,
    /// An article.
    Article(Article),
    /// What the packet adds to its articles: key points, an agenda, acronyms, sources and the like.
    Matter(Matter),
    /// Pages to write on.
    Notes {
        /// How many.
        pages: usize,
    },
}

/// What is known of an article in a packet besides the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Its number, as printed above its title.
    pub number: Option<String>,
    /// When it was fetched.
    pub retrieved: Option<Date>,
    /// What a code beside its title says, for a telephone's camera: its address.
    pub code: Option<String>,
    /// How many words it has; `None`: nobody counted.
    pub words: Option<usize>,
    /// How long reading it takes, in minutes; `None`: 238 words a minute.
    pub minutes: Option<usize>,
    /// That it came in when pages had their numbers already.
    pub addendum: Option<Addendum>,
}

/// What the packet adds to its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // each is called what it is
pub enum Matter {
    KeyPoints,
    Agenda,
    ReadingPlan,
    Acronyms,
    People,
    Glossary,
    Chronology,
    Index,
    Sources,
    Changes,
    Colophon,
}

/// What stands on a cover.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// What packet it is, above the rule: "Briefing packet No. 14".
    pub number: String,
    /// Labels and what is said of them: prepared for, prepared by, date, embargo, copy.
    pub facts: Vec<(String, String)>,
    /// Figures worth knowing, and what they count.
    pub figures: Vec<(String, String)>,
    /// Who gets a copy.
    pub distribution: Vec<String>,
    /// Small print at the foot.
    pub foot: Vec<String>,
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A section begins.
    Section(String),
    /// A part.
    Part {
        /// Its number, if it has one.
        number: Option<String>,
        /// Its title.
        title: Vec<Inline>,
        /// Who wrote it where and when, and how long it takes.
        facts: String,
        /// Where it is.
        at: PageRef,
    },
}

impl Packet {
    /// The articles among the parts, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Document> {
        let article = |part: &&Part| matches!(part.kind, PartKind::Article(_));
        self.parts.iter().filter(article).map(|part| &part.document)
    }

    /// The same as somebody's own copy: it is theirs on every page, and their name stands in the words of the cover.
    #[must_use]
    pub fn for_copy(mut self, copy: Copy) -> Self {
        let labels = self.meta.language.clone().unwrap_or_default().packet_labels();
        let line = Meta::words(&copy.line(labels), Span::NONE);
        let cover = self.parts.iter_mut().find(|part| matches!(part.kind, PartKind::Cover(_)));
        if let Some(cover) = cover.filter(|_| !line.is_empty()) {
            cover.document.blocks.insert(0, Block { kind: BlockKind::Paragraph(line), span: Span::NONE });
        }
        self.dress.copy = Some(copy);
        self
    }

    /// What all parts say, in order.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.parts.iter().map(|part| &part.document)
    }
}

impl Part {
    /// An article of which nothing more is known.
    pub fn article(document: Document) -> Self {
        Self { kind: PartKind::Article(Article::default()), document, section: None }
    }
}

impl From<Document> for Packet {
    fn from(document: Document) -> Self {
        let meta = document.meta.clone();
        Self { meta, parts: vec![Part::article(document)], sections: Vec::new(), dress: Dress::default(), series: None }
    }
}
