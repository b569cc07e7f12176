//! Articles → chapters: their files, what the table of contents says of them, and the print edition's pages in them.

use super::pictures::Gathered;
use super::{Options, align, page};
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Language;
use crate::model::{Document, Section, outline, words};
use crate::packet::Packet;
use crate::source::Span;
use crate::write::xhtml::{self, HasMath, Lane, Letters};
use std::collections::BTreeMap;

/// An article as files of the book.
pub(super) struct Chapter {
    /// What the table of contents calls it.
    pub name: String,
    /// Its files, in order.
    pub files: Vec<File>,
    /// What is in it.
    pub sections: Vec<Entry>,
    /// The pages that begin in it.
    pub pages: Vec<PageBreak>,
}

/// A file of a chapter.
pub(super) struct File {
    /// Its name.
    pub href: String,
    /// What is in it.
    pub xhtml: String,
    /// Whether there are formulas in it.
    pub math: HasMath,
}

/// A line of the table of contents.
pub(super) struct Entry {
    pub name: String,
    pub href: String,
    pub entries: Vec<Entry>,
}

/// Where a page of the print edition begins.
pub(super) struct PageBreak {
    pub label: String,
    pub href: String,
}

impl Chapter {
    /// The first of its files.
    pub fn href(&self) -> &str {
        self.files.first().map_or(super::book::TITLE_PAGE, |file| &file.href)
    }
}

/// Writes every article. If there is a print edition, twice: to know the letters, and to mark the pages.
pub(super) fn write(
    packet: &Packet,
    options: &Options,
    of_book: &Language,
    pictures: &Gathered,
    sink: &mut Sink,
) -> Vec<Chapter> {
    let writing = Writing { of_book, pictures };
    let breaks = options.print.as_ref().map(|print| {
        // What is told now will be told again.
        let mut unheard = Sink::new();
        let letters = (1..).zip(packet.articles()).map(|(number, article)| {
            writing.article(number, article, Letters::Collect(BTreeMap::new()), &mut unheard).letters
        });
        let aligned = align::align(print, &letters.collect::<Vec<_>>());
        if let [first, rest @ ..] = aligned.lost.as_slice() {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            let message = format!("page {first}{more} of {} was not found in the text", print.source);
            let hint = "is it a PDF of this very article?";
            sink.push(Diagnostic::new(Code::PageNotFound, message, Span::NONE).hint(hint));
        }
        aligned.breaks
    });
    let chapter = |(index, article): (usize, &Document)| {
        let marks = breaks.as_ref().and_then(|breaks: &Vec<BTreeMap<Lane, _>>| breaks.get(index));
        let letters = marks.map_or(Letters::Pass, Letters::Mark);
        let written = writing.article(index + 1, article, letters, sink);
        writing.chapter(article, written)
    };
    packet.articles().enumerate().map(chapter).collect()
}

struct Writing<'a> {
    of_book: &'a Language,
    pictures: &'a Gathered,
}

impl Writing<'_> {
    fn language<'l>(&'l self, article: &'l Document) -> &'l Language {
        article.meta.language.as_ref().unwrap_or(self.of_book)
    }

    fn article(&self, number: usize, article: &Document, letters: Letters, sink: &mut Sink) -> xhtml::Article {
        let (id, stem) = (format!("a{number}"), format!("article-{number}"));
        let around = xhtml::Surroundings {
            pictures: &self.pictures.shown,
            language: self.language(article),
            id: &id,
            stem: &stem,
        };
        xhtml::article(article, &around, letters, sink)
    }

    fn chapter(&self, article: &Document, written: xhtml::Article) -> Chapter {
        let name = name(article);
        let language = self.language(article);
        let file = |file: xhtml::File| File {
            xhtml: page(file.title.as_deref().unwrap_or(&name), language, &file.body),
            href: file.href,
            math: file.math,
        };
        let files = written.files.into_iter().map(file).collect();
        let headings = written.headings;
        let sections = entries(&outline(&article.blocks), &|block| headings.get(&block).cloned().unwrap_or_default());
        let mut pages = written.pages;
        pages.sort_by_key(|(page, ..)| *page);
        let pages = pages.into_iter().map(|(_, label, href)| PageBreak { label, href }).collect();
        Chapter { name, files, sections, pages }
    }
}

/// What to call a document where something must be said: its title, its first heading, or its first words.
fn name(document: &Document) -> String {
    let is_there = |title: &String| !xhtml::is_blank(title);
    let heading = || outline(&document.blocks).into_iter().map(|section| section.title).find(is_there);
    let title = document.meta.title_text().filter(is_there).or_else(heading);
    title.unwrap_or_else(|| match words(document).as_slice() {
        [] => "Untitled".to_owned(),
        few if few.len() <= OPENING => few.join(" "),
        many => format!("{} …", many[..OPENING].join(" ")),
    })
}

/// How many of its first words name a document that has no title.
const OPENING: usize = 8;

fn entries(sections: &[Section], href: &impl Fn(usize) -> String) -> Vec<Entry> {
    let entry = |section: &Section| Entry {
        // The table of contents cannot hold an empty line; a heading may be a picture without words.
        name: if xhtml::is_blank(&section.title) { "…".to_owned() } else { section.title.clone() },
        href: href(section.block),
        entries: entries(&section.sections, href),
    };
    sections.iter().map(entry).collect()
}
