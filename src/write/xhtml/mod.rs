//! Blocks → XHTML: one article as the content of a `body`, marked up for people and for screen readers.
//!
//! Comes from: the EPUB writer, which has looked at the pictures. Goes to: a chapter's file. Everything is escaped
//! here, ids are made here, and nothing leads to a place that is not there.

mod block;
mod escape;
mod inline;
mod link;

pub(super) use escape::{attribute, is_blank, text};
pub(super) use link::href;

use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Language;
use crate::model::{Anchors, Block, BlockKind, Document, Meta, Notes, Section, outline};
use crate::source::Span;
use std::collections::BTreeMap;

/// A picture that can be shown, by the reference the document has for it.
pub(super) type Pictures = BTreeMap<String, Shown>;

/// Where a picture lies, and how large it is.
pub(super) struct Shown {
    /// Relative to the chapter.
    pub href: String,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
}

/// What is outside of an article and needed to write it.
pub(super) struct Surroundings<'a> {
    /// The pictures it can show.
    pub pictures: &'a Pictures,
    /// The language its labels are in.
    pub language: &'a Language,
    /// What links to its title lead to; unique in the book.
    pub id: &'a str,
}

/// An article as the content of a `body`.
pub(super) fn article(document: &Document, around: &Surroundings, sink: &mut Sink) -> String {
    let mut writer = Xhtml::new(document, around, sink);
    let title = writer.inlines(&document.meta.title);
    let labelled = if is_blank(&title) { String::new() } else { format!(r#" aria-labelledby="{}-title""#, around.id) };
    writer.out = format!(r#"<section epub:type="chapter" role="doc-chapter" id="{}"{labelled}>"#, around.id);
    writer.out.push('\n');
    writer.opening(&document.meta, &title);
    writer.sections(&document.blocks);
    writer.endnotes();
    writer.out.push_str("</section>\n");
    writer.out
}

/// The id of each heading's section, by block. They are numbered, so that they are ASCII, unique and short.
pub(super) fn section_ids(article: &str, blocks: &[Block]) -> BTreeMap<usize, String> {
    let headings = blocks.iter().enumerate().filter(|(_, block)| matches!(block.kind, BlockKind::Heading { .. }));
    headings.zip(1..).map(|((index, _), number): (_, usize)| (index, format!("{article}-s{number}"))).collect()
}

/// Writes one article.
struct Xhtml<'a> {
    out: String,
    around: &'a Surroundings<'a>,
    ids: BTreeMap<usize, String>,
    /// The ids that links to anchors lead to.
    anchors: Anchors,
    by_anchor: BTreeMap<String, String>,
    /// How deep each heading stands in the outline, by block.
    depths: BTreeMap<usize, usize>,
    notes: Notes,
    /// The notes that were called: number, id and XHTML.
    called: Vec<(usize, String, String)>,
    /// How many bodies each number has.
    copies: BTreeMap<usize, usize>,
    tables: usize,
    link: InLink,
    sink: &'a mut Sink,
}

/// Whether a link is open: links and calls cannot stand in it.
enum InLink {
    No,
    /// What must follow the link.
    Yes {
        after: String,
    },
}

impl<'a> Xhtml<'a> {
    fn new(document: &'a Document, around: &'a Surroundings, sink: &'a mut Sink) -> Self {
        let ids = section_ids(around.id, &document.blocks);
        let anchors = Anchors::of(&document.blocks);
        let name = |(index, id): (&usize, &String)| Some((anchors.get(*index)?.to_owned(), id.clone()));
        let by_anchor = ids.iter().filter_map(name).collect();
        let mut depths = BTreeMap::new();
        depths_of(&outline(&document.blocks), 0, &mut depths);
        let notes = Notes::of(document);
        let (out, called, copies, link) = (String::new(), Vec::new(), BTreeMap::new(), InLink::No);
        Self { out, around, ids, anchors, by_anchor, depths, notes, called, copies, tables: 0, link, sink }
    }

    /// The title, the standfirst and who wrote it.
    fn opening(&mut self, meta: &Meta, title: &str) {
        let mut header = String::new();
        if !is_blank(title) {
            header.push_str(&format!("<h1 id=\"{}-title\">{title}</h1>\n", self.around.id));
        }
        let standfirst = self.inlines(&meta.standfirst);
        if !is_blank(&standfirst) {
            header.push_str(&format!("<p class=\"standfirst\" role=\"doc-subtitle\">{standfirst}</p>\n"));
        }
        if !meta.authors.is_empty() {
            let by = text(self.around.language.labels().by);
            header.push_str(&format!("<p class=\"byline\">{by} {}</p>\n", text(&meta.authors.join(", "))));
        }
        if !header.is_empty() {
            self.out.push_str(&format!("<header>\n{header}</header>\n"));
        }
    }

    /// The blocks, with a `section` around each heading and what belongs to it.
    fn sections(&mut self, blocks: &[Block]) {
        let mut open = 0;
        for (index, block) in blocks.iter().enumerate() {
            if let (BlockKind::Heading { content, .. }, Some(&depth)) = (&block.kind, self.depths.get(&index)) {
                while open > depth {
                    self.out.push_str("</section>\n");
                    open -= 1;
                }
                open += 1;
                self.heading(index, depth, content);
            } else {
                self.block(block);
            }
        }
        (0..open).for_each(|_| self.out.push_str("</section>\n"));
    }

    /// The notes, at the end of the article; readers show them where they are called. Some then show nothing here,
    /// so nothing that can be seen stands outside of the notes.
    fn endnotes(&mut self) {
        if self.called.is_empty() {
            return;
        }
        let label = attribute(self.around.language.labels().notes);
        self.out.push_str(&format!("<section epub:type=\"footnotes\" class=\"notes\" aria-label=\"{label}\">\n"));
        let mut called = std::mem::take(&mut self.called);
        called.sort_by_key(|(number, ..)| *number);
        for (_, id, note) in called {
            self.out.push_str(&format!(
                "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"{id}\">\n{note}</aside>\n"
            ));
        }
        self.out.push_str("</section>\n");
    }

    fn unresolved(&mut self, message: String, span: Span) {
        self.sink.push(Diagnostic::new(Code::LinkUnresolved, message, span));
    }
}

fn depths_of(sections: &[Section], depth: usize, depths: &mut BTreeMap<usize, usize>) {
    for section in sections {
        depths.insert(section.block, depth);
        depths_of(&section.sections, depth + 1, depths);
    }
}
