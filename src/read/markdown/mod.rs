//! Markdown: CommonMark with the extensions that articles use.
//!
//! Comes in: a [`Source`]. Goes out: a [`Document`]. The steps: front matter off the top (`front_matter`), the
//! parser's events on a tape (`tape`), the tape into the model (`walk`, with raw HTML in `html` and words in `run`),
//! then the captions of tables, the title, the levels of the headings and the links (`captions`, `title`, here).
//!
//! Dollars are dollars (`$6M … $20M` is money) unless the text is one with formulas in LaTeX: `math` tells how.
//!
//! Refused: wiki links, scripts, and links that would run a program.

mod autolink;
mod captions;
mod dates;
mod front_matter;
mod grid;
mod html;
mod html_tags;
mod math;
mod meta_keys;
mod out;
mod picture;
mod residue;
mod rows;
mod run;
mod smart;
mod tape;
mod title;
mod value;
mod walk;

use super::Reader;
use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::lang::Language;
use crate::model::{Anchors, Block, Document, Inline, InlineKind, Target, Visit, plain};
use crate::source::{Source, Span};
use out::Out;
use rustc_hash::FxHashSet;
use smart::Smart;
use std::cell::OnceCell;
use tape::Tape;

/// The Markdown reader.
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    /// What is done about quotation marks, dashes and dots typed with the keys at hand.
    pub punctuation: Punctuation,
    /// The language of articles whose front matter names none; detected if it is not given. It decides the quotation
    /// marks.
    pub language: Option<Language>,
}

/// What is done about `"`, `'`, `--`, `---`, a hyphen between spaces and `...`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Punctuation {
    /// They become the marks that the article's language uses.
    #[default]
    Smart,
    /// They stay.
    AsWritten,
}

impl Reader for Markdown {
    fn read(&self, source: &Source) -> Warned<Document> {
        let mut sink = Sink::new();
        let front = front_matter::read(source, &mut sink);
        let mut meta = front.meta;
        let given = meta.language.take().or_else(|| self.language.clone());
        meta.language = given.or_else(|| super::language::detect(source, &mut sink));
        let smart = Smart::new(self.punctuation, meta.language.as_ref());
        let tape = Tape::new(&source.text, front.body);
        tape.tell(source, &mut sink);
        let mut out = Out::new(source, smart.clone(), sink);
        if let Some((language, text)) = front.unread {
            out.code_block(language, &source.text[text.clone()], text);
        }
        walk::document(&tape, &mut out);
        let (mut blocks, mut sink) = out.finish();
        for inlines in [&mut meta.title, &mut meta.standfirst] {
            value::settle(inlines, &smart);
        }
        // A description is for programs, which show it as it is.
        let as_written = Smart::new(Punctuation::AsWritten, None);
        let described = meta.description.as_deref().and_then(|text| value::read(text, Span::NONE, &as_written));
        if let Some(words) = described {
            meta.description = Some(plain(&words));
        }
        if memchr::memmem::find(source.text.as_bytes(), b"{:").is_some()
            || memchr::memmem::find(source.text.as_bytes(), b"{%").is_some()
            || memchr::memmem::find(source.text.as_bytes(), b"{{").is_some()
        {
            residue::take(&mut blocks, &mut sink);
        }
        captions::take(&mut blocks, meta.language.as_ref());
        title::settle(&mut meta, &mut blocks, &mut sink);
        #[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(unused_mut))]
        let mut document = Document { meta: meta.printable(), blocks };
        #[cfg(any(feature = "epub", feature = "pdf"))]
        super::formulas::settle(&mut document, &source.text);
        check_links(&document, &mut sink);
        sink.warn(document)
    }
}

/// Tells of links to anchors that no heading has. They stay in the model; a writer keeps their words.
fn check_links(document: &Document, sink: &mut Sink) {
    struct Links<'a> {
        blocks: &'a [Block],
        /// Most articles have no link that leads to a place in them.
        anchors: OnceCell<Anchors>,
        told: FxHashSet<String>,
        sink: &'a mut Sink,
    }
    impl Visit for Links<'_> {
        fn inline(&mut self, inline: &Inline) {
            let InlineKind::Link { target, .. } = &inline.kind else { return };
            let Target::Anchor(name) = &**target else { return };
            let anchors = self.anchors.get_or_init(|| Anchors::of(self.blocks));
            if anchors.resolve(name).is_none() && self.told.insert(name.clone()) {
                let message = format!("no heading has the anchor `#{name}`");
                let hint = format!("write `{{#{name}}}` behind the heading it should lead to");
                self.sink.push(Diagnostic::new(Code::LinkUnresolved, message, inline.span).hint(hint));
            }
        }
    }
    let told = FxHashSet::default();
    Links { blocks: &document.blocks, anchors: OnceCell::new(), told, sink }.document(document);
}
