//! Saved web pages: the page → its limits (`bounds`) → its tree → metadata (`metadata`) → the article in it
//! (`extract`) → the model (`convert`). Nothing is run, and nothing is fetched.
//!
//! The parser does not say where in the source a node began; so nothing here has a span.

mod bounds;
pub(super) mod container;
mod convert;
mod dom;
mod extract;
mod images;
mod json_ld;
mod links;
mod metadata;
mod notes;
mod table;
mod text;

use super::tidy::Tidy;
use super::{Reader, language};
use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::lang::Language;
use crate::model::{BlockKind, Document, Meta, plain};
use crate::source::{Source, Span};
use convert::Converter;
use extract::Found;

/// The reader of saved web pages.
#[derive(Debug, Clone, Default)]
pub struct Html {
    /// The language of pages that name none; detected if it is not given.
    pub language: Option<Language>,
    /// Which repairs of typing are made.
    pub tidy: Tidy,
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
        let page = dom_query::Document::from(bounded.html.as_ref());
        let mut known = metadata::of(&page, &source.text);
        let found = extract::article(page, &mut known, &mut sink);
        let meta = self.meta(known, &found, &mut sink);
        let converter = Converter::new(&found, &meta, &self.tidy);
        let (mut blocks, notes) = converter.convert(&mut sink);
        if notes > 0 {
            cut_empty_end(&mut blocks, &mut sink);
        }
        sink.warn(Document { meta, blocks })
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
