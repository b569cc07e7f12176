//! What the package says of the book. Only what is known: nothing is invented, nothing claimed that is not so.

use super::chapter::Chapter;
use super::identity::{moment, start_of, uuid};
use super::parts::Planned;
use super::pictures::{Described, Gathered, Moving};
use super::{Options, chapter};
use crate::lang::{Direction, Language};
use crate::model::{Block, BlockKind, Date, Document, Meta, Visit};
use crate::packet::{Hash, Packet, Series};
use crate::parallel;
use crate::write::xhtml::{HasMath, is_blank, is_unsaid};

/// What is known of the book, as the package needs it.
pub(super) struct Metadata {
    pub title: String,
    pub authors: Vec<String>,
    /// The authors of a packet's articles, where the packet has its own.
    pub contributors: Vec<String>,
    /// Where the packet, or its articles, stood before.
    pub sources: Vec<String>,
    pub series: Option<Series>,
    /// Who may see it.
    pub marking: Option<String>,
    pub language: Language,
    /// The tags of the other languages that articles are in.
    pub languages: Vec<String>,
    pub about: Meta,
    pub identifier: String,
    pub modified: String,
    pub accessibility: Vec<(&'static str, &'static str)>,
    /// In English, whatever the book is in.
    pub accessibility_summary: String,
    pub conforms: Conforms,
}

/// Whether the book may say that it conforms to EPUB Accessibility 1.1 at WCAG 2.1's level AA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conforms {
    /// Everything that can be checked holds.
    Yes,
    /// Something does not, or cannot be known.
    NotSaid,
}

/// What is known of a book before it is written. Afterwards a packet's text may be gone.
pub(super) struct Known {
    pub title: String,
    pub language: Language,
    pub conforms: Conforms,
}

impl Metadata {
    pub(super) fn of(
        packet: &Packet,
        known: Known,
        hash: &Hash,
        options: &Options,
        chapters: &[Chapter],
        pictures: &Gathered,
    ) -> Self {
        let Known { title, language, conforms } = known;
        let about = packet.meta.clone();
        let authors = authors(packet);
        let contributors = contributors(packet, &authors);
        Self {
            title,
            authors,
            contributors,
            sources: sources(packet),
            series: options.series.as_ref().or(packet.series.as_ref()).cloned(),
            marking: packet.dress.marking.as_ref().map(|marking| marking.text.clone()),
            languages: other_languages(packet, &language),
            language,
            identifier: uuid(hash),
            modified: options.modified.map_or_else(|| last_change(packet), moment),
            accessibility: accessibility(chapters, pictures),
            accessibility_summary: summary(chapters, pictures),
            conforms,
            about,
        }
    }

    /// Whether the book's pages go from right to left.
    pub(super) fn direction(&self) -> &'static str {
        match self.language.direction() {
            Direction::Rtl => "rtl",
            Direction::Ltr => "ltr",
        }
    }
}

/// The book's title: the packet's, else what its first article is called.
pub(super) fn title(packet: &Packet, parts: &[Planned]) -> String {
    let own = packet.meta.title_text().filter(|title| !is_blank(title));
    own.or_else(|| chapter::first_article(parts)).unwrap_or_else(|| "Untitled".to_owned())
}

/// The packet's authors, else its articles', each once.
fn authors(packet: &Packet) -> Vec<String> {
    let of_articles = || packet.articles().flat_map(|article| article.meta.authors.iter());
    let all: Vec<_> = match packet.meta.authors.as_slice() {
        [] => of_articles().collect(),
        some => some.iter().collect(),
    };
    let mut authors: Vec<String> = Vec::new();
    for author in all.into_iter().filter(|author| !is_blank(author)) {
        if !authors.contains(author) {
            authors.push(author.clone());
        }
    }
    authors
}

/// The articles' authors who are not among the packet's own.
fn contributors(packet: &Packet, authors: &[String]) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for author in packet.articles().flat_map(|article| &article.meta.authors) {
        if !is_blank(author) && !authors.contains(author) && !others.contains(author) {
            others.push(author.clone());
        }
    }
    others
}

/// The languages of articles that are not the book's, each once.
fn other_languages(packet: &Packet, language: &Language) -> Vec<String> {
    let mut tags = vec![tag(language)];
    for tag in packet.articles().filter_map(|article| article.meta.language.as_ref()).map(tag) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.split_off(1)
}

/// The packet's address, else its articles', each once.
fn sources(packet: &Packet) -> Vec<String> {
    let of_articles = packet.articles().filter_map(|article| article.meta.url.clone());
    let mut sources: Vec<String> = Vec::new();
    for url in packet.meta.url.clone().map_or_else(|| of_articles.collect::<Vec<_>>(), |url| vec![url]) {
        if !sources.contains(&url) {
            sources.push(url);
        }
    }
    sources
}

/// Only what was looked at may be claimed: every picture described and none that moves, no table without column heads,
/// a title, a language for each article, and no block in letters that do not say its language. The rest of WCAG's level
/// AA holds for every book by how it is made.
pub(super) fn conforms(packet: &Packet, language: &Language, pictures: &Gathered) -> Conforms {
    /// Counts tables without a head, and words of which nobody says in what language they are.
    struct Lacking<'a>(usize, &'a Language);
    impl Visit for Lacking<'_> {
        fn block(&mut self, block: &Block) {
            self.0 += usize::from(match &block.kind {
                BlockKind::Table(table) => table.head.is_empty(),
                BlockKind::Paragraph(words) | BlockKind::Heading { content: words, .. } => is_unsaid(words, self.1),
                _ => false,
            });
        }
    }
    let lacks_nothing = |document: &Document| {
        let mut lacking = Lacking(0, document.meta.language.as_ref().unwrap_or(language));
        lacking.document(document);
        lacking.0 == 0
    };
    let documents: Vec<_> = packet.documents().collect();
    let known = |meta: &Meta| meta.title_text().is_some();
    let holds = pictures.described == Described::All
        && pictures.moving == Moving::None
        && known(&packet.meta)
        && packet.articles().all(|article| article.meta.language.is_some() || packet.meta.language.is_some())
        && parallel::each(&documents, |_, document| lacks_nothing(document)).into_iter().all(|nothing| nothing);
    if holds { Conforms::Yes } else { Conforms::NotSaid }
}

/// The packet's date, else the last of its articles' dates.
fn last_change(packet: &Packet) -> String {
    let of_articles =
        || packet.articles().filter_map(|article| article.meta.date.as_ref()).max_by_key(|date| &date.iso);
    packet.meta.date.as_ref().or_else(of_articles).map_or_else(|| moment(0), start_of)
}

/// What EPUB Accessibility 1.1 asks a book to say, by property.
fn accessibility(chapters: &[Chapter], pictures: &Gathered) -> Vec<(&'static str, &'static str)> {
    const MODE: &str = "schema:accessMode";
    const SUFFICIENT: &str = "schema:accessModeSufficient";
    const FEATURE: &str = "schema:accessibilityFeature";
    let shows = !pictures.files.is_empty();
    let described = pictures.described == Described::All;
    let mut said = vec![(MODE, "textual")];
    if shows {
        said.push((MODE, "visual"));
    }
    if described {
        said.push((SUFFICIENT, "textual"));
    }
    if shows {
        said.push((SUFFICIENT, "textual,visual"));
    }
    said.extend([(FEATURE, "tableOfContents"), (FEATURE, "readingOrder"), (FEATURE, "displayTransformability")]);
    if has_headings(chapters) {
        said.push((FEATURE, "structuralNavigation"));
    }
    if chapters.iter().any(|chapter| !chapter.pages.is_empty()) {
        said.extend([(FEATURE, "pageBreakMarkers"), (FEATURE, "pageNavigation")]);
    }
    if chapters.iter().flat_map(|chapter| &chapter.files).any(|file| file.math == HasMath::Yes) {
        said.push((FEATURE, "MathML"));
    }
    if shows && described {
        said.push((FEATURE, "alternativeText"));
    }
    said.push(("schema:accessibilityHazard", if pictures.moving == Moving::None { "none" } else { "unknown" }));
    said
}

/// The same in a sentence or two, for people who choose a book.
fn summary(chapters: &[Chapter], pictures: &Gathered) -> String {
    let headings = if has_headings(chapters) { "headings, " } else { "" };
    let shown = match (pictures.files.is_empty(), pictures.described) {
        (true, _) => "It has no pictures.",
        (false, Described::All) => "Every picture has a description.",
        (false, Described::NotAll) => "Some pictures have no description.",
    };
    format!("Text with {headings}a table of contents and a logical reading order. {shown}")
}

fn has_headings(chapters: &[Chapter]) -> bool {
    chapters.iter().any(|chapter| !chapter.sections.is_empty())
}

/// A date that every reading system takes.
pub(super) fn date(date: &Date) -> &str {
    &date.iso
}

/// A language's tag as far as it is well-formed by BCP 47: language, script, region, variants.
pub(super) fn tag(language: &Language) -> String {
    let mut parts = language.tag().split('-');
    let mut tag = parts.next().unwrap_or("en").to_ascii_lowercase();
    let mut place = 0;
    for part in parts {
        let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
        let rank = match part.len() {
            4 if alphabetic => 1,
            2 if alphabetic => 2,
            3 if part.bytes().all(|b| b.is_ascii_digit()) => 2,
            5..=8 => 3,
            4 if part.as_bytes()[0].is_ascii_digit() => 3,
            _ => break,
        };
        // A variant may come only once, and Offprint knows no language that needs two.
        if rank <= place {
            break;
        }
        place = rank;
        tag.push('-');
        tag.push_str(part);
    }
    tag
}

/// How a name is filed: surname first. `None` where that cannot be told, which is better than a wrong guess: of more
/// names than a given one, initials and a surname (particles, double names), of a body, or where surnames come first.
pub(super) fn file_as(name: &str, language: &Language) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (&surname, given) = words.split_last()?;
    let (first, initials) = given.split_first()?;
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() && c < '\u{250}');
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c));
    let is_initial = |word: &str| word.ends_with('.') && word.trim_end_matches('.').chars().count() == 1;
    let has_small = |word: &str| word.chars().any(char::is_lowercase);
    let is_given = is_initial(first) || has_small(first) && !first.ends_with('.');
    let plausible = is_given
        && initials.iter().all(|word| is_initial(word))
        && words.iter().all(|word| capital(word) && letters(word))
        && has_small(surname)
        && !surname.ends_with('.')
        && words.iter().all(|word| !NOT_OF_PERSONS.contains(&word.to_lowercase().trim_end_matches('.')))
        && !["hu", "zh", "ja", "ko", "vi"].contains(&language.code());
    plausible.then(|| format!("{surname}, {}", given.join(" ")))
}

/// Words in the names of what are no persons, and titles before those of persons.
#[rustfmt::skip] // a line a kind
const NOT_OF_PERSONS: [&str; 97] = [
    "the", "der", "die", "das", "le", "la", "les", "el", "los", "il",
    "dr", "prof", "sir", "dame", "lord", "lady", "mr", "mrs", "ms", "herr", "frau", "king", "queen", "pope", "saint", "st",
    "agency", "army", "association", "authority", "bank", "board", "bureau", "business", "center", "centre", "college",
    "commission", "committee", "company", "council", "department", "desk", "directorate", "editor", "editorial",
    "editors", "federation", "foundation", "group", "house", "institute", "institut", "laboratory", "labs", "library",
    "ministry", "museum", "office", "organisation", "organization", "party", "redaktion", "research", "school",
    "service", "society", "staff", "stiftung", "team", "trust", "union", "university", "verein", "contributors",
    "agence", "broadcasting", "daily", "gazette", "guardian", "herald", "journal", "magazine", "media", "news", "post",
    "press", "presse", "radio", "review", "times", "tribune", "welle", "zeitung", "deutsche", "associated", "united",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_by_surname_where_there_is_one() {
        let filed = |name| file_as(name, &Language::english());
        assert_eq!(filed("Ada Lovelace").as_deref(), Some("Lovelace, Ada"));
        assert_eq!(filed("George R. R. Martin").as_deref(), Some("Martin, George R. R."));
        for other in [
            "SLV Team",
            "Plato",
            "Sammy Davis Jr.",
            "A & B Smith",
            "毛 泽东",
            "The Economist",
            "Henry VIII",
            "World Health Organization",
            "Deutsche Welle",
            "Ursula K. Le Guin",
            "Johann Wolfgang von Goethe",
            "Gabriel García Márquez",
            "Dr. Jekyll",
        ] {
            assert_eq!(filed(other), None, "{other}");
        }
    }

    #[test]
    fn tags_are_well_formed() {
        let made = |given| tag(&Language::parse(given).expect("a tag"));
        for (given, expected) in [
            ("zh-Hans-CN", "zh-Hans-CN"),
            ("de-1996", "de-1996"),
            ("en-x", "en"),
            ("en-GB-GB", "en-GB"),
            ("EN-1", "en"),
        ] {
            assert_eq!(made(given), expected);
        }
    }
}
