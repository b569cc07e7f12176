//! [`Packet`] → EPUB 3.3: a title page, a file for each article, a nested table of contents, and pictures.
//!
//! The shape of it: `pictures` looks at what the documents refer to, `xhtml` writes the chapters, `metadata` says
//! what is known of the whole, `book` hands all that to epub-builder, and `finish` mends what epub-builder cannot
//! say. The same packet gives the same bytes: times are the article's, the identifier comes from the content.

mod book;
mod css;
mod finish;
mod identity;
mod metadata;
mod pictures;

use super::{Writer, xhtml};
use crate::diag::{Sink, Warned};
use crate::error::Error;
use crate::lang::{Direction, Language};
use crate::model::{Document, Section, outline, words};
use crate::packet::Packet;
use crate::resource::Resources;
use crate::style::Theme;

/// The EPUB writer.
#[derive(Debug, Clone, Default)]
pub struct Epub {
    /// How to make the book.
    pub options: Options,
}

/// How a book is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the style sheet is made from: proportions, weights, alignment. The reader's own type and size stand.
    pub theme: Theme,
    /// When the book was last changed, in seconds since 1970. `None`: the date of the packet, else the last of its
    /// articles, else 1970.
    pub modified: Option<u64>,
}

impl Writer for Epub {
    fn write(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        if packet.parts.is_empty() {
            return Err(book::failed("the packet has no parts".to_owned()));
        }
        let mut sink = Sink::new();
        let pictures = pictures::gather(packet, resources, &mut sink);
        let language = language(packet);
        let chapters: Vec<_> = (1..)
            .zip(packet.articles())
            .map(|(number, article)| Chapter::of(number, article, &language, &pictures, &mut sink))
            .collect();
        let css = css::stylesheet(&self.options.theme);
        let metadata = metadata::Metadata::of(packet, &self.options, &language, &chapters, &pictures);
        let title_page = book::title_page(&metadata);
        let bytes = book::build(&metadata, &title_page, &chapters, &pictures, &css)?;
        let bytes = finish::finish(bytes, &metadata, &chapters)?;
        Ok(sink.warn(bytes))
    }
}

/// The language of the whole: the packet's, else the first article's that has one, else English.
fn language(packet: &Packet) -> Language {
    let given = packet.meta.language.clone();
    given.or_else(|| packet.articles().find_map(|article| article.meta.language.clone())).unwrap_or_default()
}

/// An article as a file of the book.
struct Chapter {
    /// Its file's name.
    href: String,
    /// What the table of contents calls it.
    name: String,
    /// The file.
    xhtml: String,
    /// What is in it.
    sections: Vec<Entry>,
}

/// A line of the table of contents.
struct Entry {
    name: String,
    href: String,
    entries: Vec<Entry>,
}

impl Chapter {
    fn of(
        number: usize,
        article: &Document,
        of_book: &Language,
        pictures: &pictures::Gathered,
        sink: &mut Sink,
    ) -> Self {
        let (id, href) = (format!("a{number}"), format!("article-{number}.xhtml"));
        let language = article.meta.language.as_ref().unwrap_or(of_book);
        let around = xhtml::Surroundings { pictures: &pictures.shown, language, id: &id };
        let body = xhtml::article(article, &around, sink);
        let name = name(article);
        let ids = xhtml::section_ids(&id, &article.blocks);
        let sections = entries(&outline(&article.blocks), &|block| format!("{href}#{}", ids[&block]));
        Self { xhtml: page(&name, language, &body), href, name, sections }
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

/// A whole file.
fn page(title: &str, language: &Language, body: &str) -> String {
    let (title, attributes) = (xhtml::text(title), language_attributes(language));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{attributes}>
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="stylesheet.css"/>
</head>
<body>
{body}</body>
</html>
"#
    )
}

/// The language and the direction of a file.
fn language_attributes(language: &Language) -> String {
    let tag = metadata::tag(language);
    let direction = if language.direction() == Direction::Rtl { r#" dir="rtl""# } else { "" };
    format!(r#" lang="{tag}" xml:lang="{tag}"{direction}"#)
}
