//! The parts of a packet → what each becomes in the book: its files' names, what a reading system is told that it is,
//! and what stands above and below its title.

use super::book::TITLE_PAGE;
use super::language_among;
use crate::lang::Language;
use crate::model::Document;
use crate::packet::{Entry, Matter, Packet, Part, PartKind};
use crate::write::xhtml::{self, Line, attribute, text};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem::take;

/// A part that is in the book.
pub(super) struct Planned<'a> {
    /// Its index in the packet.
    pub index: usize,
    pub document: Cow<'a, Document>,
    pub kind: Kind,
    /// What its files are called.
    pub stem: String,
    /// What its ids begin with.
    pub id: String,
    /// Its number, as printed.
    pub number: Option<&'a str>,
    /// The index of the section it belongs to.
    pub section: Option<usize>,
    /// Above its title, as XHTML.
    pub above: String,
    /// Below the names of its authors, as XHTML.
    pub below: String,
    /// The lines of the list of contents.
    pub contents: Vec<Line<'a>>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The cover of the packet: the book's title page.
    Title,
    Contents,
    Divider,
    Article,
    Matter(Matter),
}

impl Kind {
    /// What its section says that it is. Terms of EPUB's vocabulary that have a role of the same name, so that a screen
    /// reader is told the same.
    pub fn section(self) -> &'static str {
        match self {
            Self::Title => "epub:type=\"titlepage\" class=\"title-page\"",
            Self::Contents => "epub:type=\"toc\" role=\"doc-toc\"",
            Self::Divider => "epub:type=\"part\" role=\"doc-part\" class=\"divider\"",
            Self::Article => "epub:type=\"chapter\" role=\"doc-chapter\"",
            Self::Matter(Matter::KeyPoints) => "epub:type=\"abstract\" role=\"doc-abstract\"",
            Self::Matter(Matter::Glossary) => "epub:type=\"glossary\" role=\"doc-glossary\"",
            Self::Matter(Matter::Index) => "epub:type=\"index\" role=\"doc-index\" class=\"index\"",
            Self::Matter(Matter::Sources) => "epub:type=\"bibliography\" role=\"doc-bibliography\"",
            Self::Matter(Matter::Colophon) => "epub:type=\"colophon\" role=\"doc-colophon\"",
            Self::Matter(Matter::Agenda | Matter::ReadingPlan) => {
                "epub:type=\"introduction\" role=\"doc-introduction\""
            }
            Self::Matter(Matter::Acronyms | Matter::People | Matter::Chronology | Matter::Changes) => {
                "epub:type=\"appendix\" role=\"doc-appendix\""
            }
        }
    }

    /// The landmark that leads to it, of those that readers look for.
    pub fn landmark(self) -> Option<&'static str> {
        match self {
            Self::Matter(Matter::Glossary) => Some("glossary"),
            Self::Matter(Matter::Index) => Some("index"),
            Self::Matter(Matter::Sources) => Some("bibliography"),
            Self::Matter(Matter::Colophon) => Some("colophon"),
            Self::Title | Self::Contents | Self::Divider | Self::Article | Self::Matter(_) => None,
        }
    }

    fn stem(self) -> &'static str {
        match self {
            Self::Title => TITLE_PAGE.trim_end_matches(".xhtml"),
            Self::Contents => "contents",
            Self::Divider => "section",
            Self::Article => "article",
            Self::Matter(matter) => match matter {
                Matter::KeyPoints => "key-points",
                Matter::Agenda => "agenda",
                Matter::ReadingPlan => "reading-plan",
                Matter::Acronyms => "acronyms",
                Matter::People => "people",
                Matter::Glossary => "glossary",
                Matter::Chronology => "chronology",
                Matter::Index => "index",
                Matter::Sources => "sources",
                Matter::Changes => "changes",
                Matter::Colophon => "colophon",
            },
        }
    }
}

/// The documents of a packet, part by part. Of a packet that nobody else has they are the packet's own, which keeps
/// what is said about them.
pub(super) fn documents(packet: Cow<'_, Packet>) -> (Cow<'_, Packet>, Vec<Cow<'_, Document>>) {
    match packet {
        Cow::Borrowed(packet) => (Cow::Borrowed(packet), packet.documents().map(Cow::Borrowed).collect()),
        Cow::Owned(mut packet) => {
            let parts = packet.parts.iter_mut().map(|part| &mut part.document);
            let own =
                parts.map(|document| Document { meta: document.meta.clone(), blocks: take(&mut document.blocks) });
            let documents = own.map(Cow::Owned).collect();
            (Cow::Owned(packet), documents)
        }
    }
}

/// Every part but pages to write on, which a screen has not.
pub(super) fn plan<'a>(packet: &'a Packet, documents: Vec<Cow<'a, Document>>, of_book: &Language) -> Vec<Planned<'a>> {
    let several = packet.parts.len() > 1;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut planned = Vec::new();
    for ((index, part), document) in packet.parts.iter().enumerate().zip(documents) {
        let Some(kind) = kind(part) else { continue };
        let stem = kind.stem();
        let count = counts.entry(stem).or_insert(0);
        *count += 1;
        let counted = matches!(kind, Kind::Article | Kind::Divider) || *count > 1;
        let (number, below) = match &part.kind {
            PartKind::Article(article) if several => (article.number.as_deref(), below(&document, of_book)),
            PartKind::Article(_)
            | PartKind::Cover(_)
            | PartKind::Contents(_)
            | PartKind::Divider
            | PartKind::Matter(_)
            | PartKind::Notes { .. } => (None, String::new()),
        };
        planned.push(Planned {
            index,
            document,
            kind,
            stem: if counted { format!("{stem}-{count}") } else { stem.to_owned() },
            id: if kind == Kind::Article { format!("a{count}") } else { format!("p{}", index + 1) },
            number,
            section: part.section,
            above: above(packet, number),
            below,
            contents: contents(packet, part, of_book),
        });
    }
    planned
}

fn kind(part: &Part) -> Option<Kind> {
    Some(match &part.kind {
        PartKind::Cover(_) => Kind::Title,
        PartKind::Contents(_) => Kind::Contents,
        PartKind::Divider => Kind::Divider,
        PartKind::Article(_) => Kind::Article,
        PartKind::Matter(matter) => Kind::Matter(*matter),
        PartKind::Notes { .. } => return None,
    })
}

fn contents<'a>(packet: &'a Packet, part: &'a Part, of_book: &Language) -> Vec<Line<'a>> {
    let PartKind::Contents(entries) = &part.kind else { return Vec::new() };
    let mut lines = Vec::new();
    let mut divided = false;
    for entry in entries {
        match entry {
            Entry::Section(title) => {
                lines.push(Line::Section(title));
                divided = true;
            }
            Entry::Part { number, title, facts, at } => {
                let of = packet.parts.get(at.part);
                // Pages to write on are on paper alone.
                if of.is_some_and(|part| matches!(part.kind, PartKind::Notes { .. })) {
                    continue;
                }
                if divided && of.is_some_and(|part| part.section.is_none()) {
                    lines.push(Line::SectionEnds);
                    divided = false;
                }
                let language = of.and_then(|part| part.document.meta.language.as_ref());
                let language = language.map(|language| language_among(language, of_book)).unwrap_or_default();
                lines.push(Line::Part { number: number.as_deref(), title, language, facts, at });
            }
        }
    }
    lines
}

/// Who may see it, until when it must be kept, and its number. A reader comes to an article by a link as often as by
/// leafing, so each says it.
fn above(packet: &Packet, number: Option<&str>) -> String {
    let mut above = markings(packet);
    if let Some(number) = number {
        above.push_str(&format!("<p class=\"number\">{}</p>\n", text(number)));
    }
    above
}

/// The markings of a packet.
pub(super) fn markings(packet: &Packet) -> String {
    let mut lines = String::new();
    if let Some(marking) = &packet.dress.marking {
        // Markings are never translated, so they are in no language.
        lines.push_str(&format!("<p class=\"marking\" translate=\"no\">{}</p>\n", text(&marking.text)));
    }
    if let Some(embargo) = packet.dress.embargo.as_deref().filter(|embargo| !xhtml::is_blank(embargo)) {
        lines.push_str(&format!("<p class=\"embargo\">{}</p>\n", text(embargo)));
    }
    lines
}

/// Where and when an article of a packet was published, and who holds which rights. A single article has it on the
/// title page.
fn below(article: &Document, of_book: &Language) -> String {
    let meta = &article.meta;
    let mut below = String::new();
    let language = meta.language.as_ref().unwrap_or(of_book);
    let date = meta.date.iter().map(|date| date.shown(language));
    let published: Vec<_> = meta.publication.iter().cloned().chain(date).collect();
    if !published.is_empty() {
        below.push_str(&format!("<p class=\"facts\">{}</p>\n", text(&published.join(", "))));
    }
    if let Some((url, href)) = meta.url.as_deref().and_then(|url| Some((url, xhtml::href(url)?))) {
        below.push_str(&format!("<p class=\"facts source\"><a href=\"{}\">{}</a></p>\n", attribute(&href), text(url)));
    }
    if let Some(rights) = meta.rights.as_deref().filter(|rights| !xhtml::is_blank(rights)) {
        below.push_str(&format!("<p class=\"facts rights\">{}</p>\n", text(rights)));
    }
    below
}
