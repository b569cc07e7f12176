//! Blocks → XHTML: one article as the contents of `body` elements, marked up for people and for screen readers.
//!
//! Comes from: the EPUB writer, which has looked at the pictures. Goes to: a chapter's files. Everything is escaped
//! here, ids are made here, and nothing leads to a place that is not there.

mod block;
mod breaks;
mod contents;
mod direction;
mod escape;
mod foreign;
mod inline;
mod link;
mod math;
mod mathml;
mod note;
mod place;
mod plan;
mod table;

pub(super) use breaks::{Break, Lane, Letters, is_letter};
pub(super) use contents::Line;
pub(super) use escape::{attribute, is_blank, text};
pub(super) use foreign::is_unsaid;
pub(super) use link::href;
pub(super) use place::{Called, MarksAt, Places, Spot, marks, referred};

use super::shared::byline;
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{Direction, Language};
use crate::model::{Anchors, Block, BlockKind, Document, Mark, Meta, Notes, Section, said};
use crate::source::Span;
use breaks::Progress;
use math::Sourced;
use note::Called as CalledNotes;
use plan::{Piece, Plan};
use std::collections::{BTreeMap, BTreeSet};
use table::Fit;

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
    /// What its files are called: `article-1` for `article-1.xhtml`, `article-1-2.xhtml` …
    pub stem: &'a str,
    /// The index of the part of the packet that it is.
    pub part: usize,
    /// The places that text of the packet refers to.
    pub places: &'a Places,
    /// How it shows formulas.
    pub formulas: Formulas,
    /// What its outermost section is: attributes.
    pub section: &'a str,
    /// What stands above the title, as XHTML.
    pub above: &'a str,
    /// What stands below the names of the authors, as XHTML.
    pub below: &'a str,
    /// The lines of a list of contents, which stands in place of the blocks if there are any.
    pub contents: &'a [Line<'a>],
}

/// How formulas are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Formulas {
    /// As MathML.
    MathMl,
    /// As they were written.
    Source,
}

/// The name of a file of an article.
fn href_of(stem: &str, file: usize) -> String {
    if file == 0 { format!("{stem}.xhtml") } else { format!("{stem}-{}.xhtml", file + 1) }
}

/// An article, written: what is known when its files have been handed on.
pub(super) struct Article {
    /// Where its headings are, by block.
    pub headings: BTreeMap<usize, String>,
    /// The pages that were marked: number from zero, label, and where the mark is.
    pub pages: Vec<(usize, String, String)>,
    /// The letters, if they were to be collected.
    pub letters: BTreeMap<Lane, Vec<char>>,
    /// Where in them the marks are that the packet refers to.
    pub marks: MarksAt,
}

/// The content of a `body`.
pub(super) struct File {
    /// Its name.
    pub href: String,
    /// The heading it begins with, if that is not the article's title.
    pub title: Option<String>,
    /// What is in it.
    pub body: String,
    /// Whether there are formulas in it.
    pub math: HasMath,
}

/// Whether there are formulas in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HasMath {
    /// There are.
    Yes,
    /// There are none.
    No,
}

/// Writes an article. Its files are handed on as they are ready, in order; there is always one.
pub(super) fn article(
    document: &Document,
    around: &Surroundings,
    letters: Letters,
    to: &mut dyn FnMut(File),
    sink: &mut Sink,
) -> Article {
    let mut writer = Xhtml::new(document, around, letters, to, sink);
    writer.before_block();
    let start = writer.out.len();
    writer.opening(&document.meta);
    let labelled = match writer.out[start..].contains("<h1 id") {
        true => format!(r#" aria-labelledby="{}-title""#, around.id),
        false => String::new(),
    };
    let open = format!("<section {} id=\"{}\"{labelled}>\n", around.section, around.id);
    writer.out.insert_str(start, &open);
    writer.open.push(Open::Chapter);
    if around.contents.is_empty() {
        writer.sections(&document.blocks);
    } else {
        writer.contents(around.contents);
    }
    writer.rest_of_breaks();
    writer.end_file();
    let headings = writer.ids.iter().map(|(&block, id)| {
        let file = writer.href(writer.plan.file(block));
        (block, format!("{file}#{id}"))
    });
    let headings = headings.collect();
    let letters = match writer.letters {
        Letters::Collect(letters) => letters,
        Letters::Pass | Letters::Mark(_) => BTreeMap::new(),
    };
    Article { headings, pages: writer.marked, letters, marks: writer.at }
}

/// Writes one article.
struct Xhtml<'a> {
    out: String,
    around: &'a Surroundings<'a>,
    plan: Plan,
    /// Which file is being written, and what is done with those that are.
    file: usize,
    to: &'a mut dyn FnMut(File),
    title: Option<String>,
    math: HasMath,
    sourced: Sourced,
    /// The sections that are open.
    open: Vec<Open>,
    /// The id of each heading's section, by block. They are numbered, so that they are ASCII, unique and short.
    ids: BTreeMap<usize, String>,
    /// The headings that links to anchors lead to.
    anchors: Anchors,
    by_anchor: BTreeMap<String, usize>,
    /// How deep each heading stands in the outline, by block.
    depths: BTreeMap<usize, usize>,
    notes: Notes,
    called: CalledNotes,
    tables: usize,
    link: InLink,
    /// The direction of the block that is being written.
    direction: Direction,
    letters: Letters<'a>,
    progress: Progress<'a>,
    marked: Vec<(usize, String, String)>,
    /// The marks that have been written, and where in the letters they are.
    placed: BTreeSet<Mark>,
    at: MarksAt,
    sink: &'a mut Sink,
}

/// A section that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// The article's own.
    Chapter,
    /// Of a heading at that depth.
    Section(usize),
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
    fn new(
        document: &'a Document,
        around: &'a Surroundings,
        letters: Letters<'a>,
        to: &'a mut dyn FnMut(File),
        sink: &'a mut Sink,
    ) -> Self {
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
        let headings = document.blocks.iter().enumerate().filter(|(_, block)| is_heading(block));
        let numbered = |((block, _), number): ((usize, &Block), usize)| (block, format!("{}-s{number}", around.id));
        let ids: BTreeMap<_, _> = headings.zip(1..).map(numbered).collect();
        let anchors = Anchors::of(&document.blocks);
        let by_anchor = ids.keys().filter_map(|&block| Some((anchors.get(block)?.to_owned(), block))).collect();
        let mut depths = BTreeMap::new();
        depths_of(&anchors.outline(&document.blocks), 0, &mut depths);
        let plan = Plan::of(document);
        Self {
            out: String::new(),
            called: CalledNotes::of(document, &plan),
            progress: letters.enter(Lane::Body),
            notes: Notes::of(document),
            file: 0,
            to,
            title: None,
            math: HasMath::No,
            sourced: Sourced::None,
            open: Vec::new(),
            tables: 0,
            link: InLink::No,
            direction: around.language.direction(),
            marked: Vec::new(),
            placed: BTreeSet::new(),
            at: MarksAt::new(),
            around,
            plan,
            ids,
            anchors,
            by_anchor,
            depths,
            letters,
            sink,
        }
    }

    /// The name of a file of this article.
    fn href(&self, file: usize) -> String {
        href_of(self.around.stem, file)
    }

    /// What leads to an id in a file of this article from the one that is being written.
    fn link_to(&self, file: usize, id: &str) -> String {
        if file == self.file { format!("#{id}") } else { format!("{}#{id}", self.href(file)) }
    }

    /// The title, the standfirst and who wrote it.
    fn opening(&mut self, meta: &'a Meta) {
        let start = self.out.len();
        self.out.push_str("<header>\n");
        let empty = self.out.len();
        self.out.push_str(self.around.above);
        self.unless_blank(&format!("<h1 id=\"{}-title\">", self.around.id), &meta.title, "</h1>\n");
        self.unless_blank("<p class=\"standfirst\" role=\"doc-subtitle\">", &meta.standfirst, "</p>\n");
        if !meta.authors.is_empty() {
            let by = text(&byline(self.around.language, &meta.authors));
            self.out.push_str(&format!("<p class=\"byline\">{by}</p>\n"));
        }
        self.out.push_str(self.around.below);
        if self.out.len() == empty {
            self.out.truncate(start);
        } else {
            self.out.push_str("</header>\n");
        }
    }

    /// Inlines between tags, if anything of them can be seen.
    fn unless_blank(&mut self, open: &str, content: &'a [crate::model::Inline], close: &str) {
        let start = self.out.len();
        self.out.push_str(open);
        let inner = self.out.len();
        self.inlines(content);
        if is_blank(&self.out[inner..]) {
            self.out.truncate(start);
        } else {
            self.out.push_str(close);
        }
    }

    /// The blocks, with a `section` around each heading and what belongs to it.
    fn sections(&mut self, blocks: &'a [Block]) {
        for (index, block) in blocks.iter().enumerate() {
            if self.plan.starts(index) {
                self.end_file();
                if let BlockKind::Heading { content, .. } = &block.kind {
                    self.title = Some(said(content)).filter(|title| !is_blank(title));
                }
            }
            match (&block.kind, self.depths.get(&index)) {
                (BlockKind::Heading { content, .. }, Some(&depth)) => {
                    while matches!(self.open.last(), Some(Open::Section(above)) if *above >= depth) {
                        self.open.pop();
                        self.out.push_str("</section>\n");
                    }
                    self.heading(index, depth, content);
                }
                _ => self.pieces(index, block),
            }
        }
    }

    /// A block, in as many files as it is too long for.
    fn pieces(&mut self, index: usize, block: &'a Block) {
        let mut fit = None;
        for (number, (_, piece)) in self.plan.pieces(index, block).into_iter().enumerate() {
            if number > 0 {
                self.end_file();
            }
            match piece {
                Piece::Block(block) => self.block(block),
                Piece::Items(list, items) => self.items(list, items),
                Piece::Definitions(definitions) => self.definitions(definitions),
                Piece::Rows(table, rows) => {
                    self.before_block();
                    let fit = fit.get_or_insert_with(|| Fit::of(table, self.around.pictures));
                    self.part_of_table(table, rows, fit);
                }
                Piece::Lines(language, lines) => {
                    self.before_block();
                    self.code(language, lines);
                }
            }
        }
    }

    /// Ends the file: the sections that are open, the notes called in it.
    fn end_file(&mut self) {
        while let Some(open) = self.open.pop() {
            if open == Open::Chapter {
                self.endnotes();
            }
            self.out.push_str("</section>\n");
        }
        self.endnotes();
        let body = std::mem::take(&mut self.out);
        let math = std::mem::replace(&mut self.math, HasMath::No);
        let file = File { href: self.href(self.file), title: self.title.take(), body, math };
        (self.to)(file);
        self.file += 1;
    }

    /// Writes what runs in a direction, and goes on as before.
    fn running(&mut self, direction: Direction, write: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.direction, direction);
        write(self);
        self.direction = around;
    }

    /// The attribute for a direction that is not the one around.
    fn turned(&self, direction: Direction) -> &'static str {
        if direction == self.direction { "" } else { direction::attribute(direction) }
    }

    /// What programs and formulas are marked with among words that run the other way; it isolates them too.
    fn left_to_right(&self) -> &'static str {
        match self.direction {
            Direction::Ltr => "",
            Direction::Rtl => " dir=\"ltr\"",
        }
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
