//! Saved web pages: the page → its limits (`bounds`) → its tree → metadata (`metadata`) → the article in it
//! (`extract`, `region`, `beside`, `verdict`, `lines`) → the model (`convert`, `unread`). Nothing is run or fetched.
//!
//! The parser does not say where in the source a node began; so only headings have a span, which `places` finds.

mod admonitions;
mod authors;
mod beside;
mod bold;
mod bounds;
mod code;
pub(super) mod container;
mod convert;
mod counters;
mod dom;
mod drawing;
mod elsewhere;
mod extract;
mod forms;
mod head;
mod header;
mod heading;
mod images;
mod json_ld;
mod left;
mod lines;
mod links;
mod lists;
mod math;
mod math_signs;
mod metadata;
mod names;
mod notes;
mod opening;
mod page;
mod parts;
mod places;
mod quotation;
mod region;
mod sayings;
mod standfirst;
mod state;
mod table;
mod text;
mod title;
mod told;
#[cfg(test)]
mod tried;
mod unread;
mod verdict;

use super::tidy::Tidy;
use super::{Reader, language};
use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::lang::Language;
use crate::model::{BlockKind, Document, Meta, plain};
use crate::source::{Source, Span};
use convert::{Converter, Furniture};
use extract::Found;

/// The reader of saved web pages.
#[derive(Debug, Clone, Default)]
pub struct Html {
    /// The language of pages that name none; detected if it is not given.
    pub language: Option<Language>,
    /// Which repairs of typing are made.
    pub tidy: Tidy,
    /// What is done with the name of a site behind the title.
    pub site_name: SiteName,
}

/// What is done with the name of a site that stands behind an article's title: "A Dry Year | The Harbour Times".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SiteName {
    /// It is cut, where the page itself says that it is the site's name or has a heading without it.
    #[default]
    Cut,
    /// The title stays as the page's head has it.
    Kept,
}

impl Reader for Html {
    fn read(&self, source: &Source) -> Warned<Document> {
        let mut sink = Sink::new();
        let bounded = bounds::bounded(&source.text);
        if bounded.cut > 0 {
            let message =
                format!("{} tags beyond the limits of a page were left out; their words are kept", bounded.cut);
            sink.push(Diagnostic::new(Code::NestingTooDeep, message, Span::NONE));
        }
        let page = page::of(&bounded.html);
        let mut known = metadata::of(&page, &source.text);
        known.site_name = self.site_name;
        let found = extract::article(page, &mut known, &mut sink);
        let mut meta = self.meta(known, &found, &mut sink);
        let (mut blocks, notes) = Converter::new(&found, &meta, &self.tidy, Furniture::LeftOut).convert(&mut sink);
        if blocks.is_empty() && found.root().is_element() {
            (blocks, _) = Converter::new(&found, &meta, &self.tidy, Furniture::Kept).convert(&mut sink);
            if !blocks.is_empty() {
                let message = "the page has no words outside of its menus and forms; these were taken";
                sink.push(Diagnostic::new(Code::NoArticle, message, Span::NONE));
            }
        }
        if notes > 0 {
            cut_empty_end(&mut blocks, &mut sink);
        }
        head::take(&mut blocks, &mut meta, &mut sink);
        bold::headings(&mut blocks, &mut sink);
        places::of_headings(source, &mut blocks);
        #[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(unused_mut))]
        let mut document = Document { meta: meta.printable(), blocks };
        #[cfg(any(feature = "epub", feature = "pdf"))]
        super::formulas::settle(&mut document, &source.text);
        links::check(&document, &mut sink);
        sink.warn(document)
    }
}

impl Html {
    fn meta(&self, known: metadata::Known, found: &Found, sink: &mut Sink) -> Meta {
        let mut meta = known.meta;
        if meta.language.is_none() {
            let text = Source::new("", found.root().text().to_string());
            meta.language = self.language.clone().or_else(|| language::detect(&text, sink));
        }
        let tongue = meta.language.clone().unwrap_or_default();
        let title = self.tidy.tidy(&known.title, &tongue, None, None);
        meta.title = Meta::words(&title, Span::NONE);
        let standfirst = self.tidy.tidy(&known.standfirst, &tongue, None, None);
        meta.standfirst = Meta::words(&standfirst, Span::NONE);
        for (what, told) in known.because {
            sink.push(Diagnostic::new(Code::MetadataGuess, format!("{what}: {told}"), Span::NONE));
        }
        meta
    }
}

/// The heading "Notes" and the rule above it, whose notes all went to where they are called.
fn cut_empty_end(blocks: &mut Vec<crate::model::Block>, sink: &mut Sink) {
    while let Some(last) = blocks.last() {
        match &last.kind {
            BlockKind::Heading { content, .. } => {
                let message =
                    format!("left out the heading of the notes, which stand where they are called: {}", plain(content));
                sink.push(Diagnostic::new(Code::SkippedContent, message, last.span));
            }
            BlockKind::Rule => {}
            _ => return,
        }
        blocks.pop();
    }
}
