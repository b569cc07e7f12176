//! Elements → the model. Runs of words and inline elements are paragraphs wherever blocks may stand, whether or not
//! the page calls them so.

use super::admonitions;
use super::code;
use super::dom::{self, is_block, is_skipped, name};
use super::extract::Found;
use super::images;
use super::links::{self, Links};
use super::math;
use super::notes::{self, Notes};
use super::sayings;
use super::table;
use super::text::Text;
use super::unread::{self, Unread};
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{Language, Writing, letters};
use crate::model::{Block, Builder, Container, MAX_DEPTH, Meta};
use crate::read::tidy::Tidy;
use crate::source::Span;
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashSet;

/// Goes through an article and builds its blocks.
pub struct Converter<'a> {
    pub(super) builder: Builder,
    pub(super) told: Vec<Diagnostic>,
    pub(super) links: Links,
    pub(super) notes: Notes<'a>,
    pub(super) text: Text<'a>,
    pub(super) language: Language,
    root: NodeRef<'a>,
    /// What is not the article's.
    out: &'a FxHashSet<NodeId>,
    /// Inline elements that hold blocks: a link around a heading and a picture.
    mixed: FxHashSet<NodeId>,
    /// The title's letters, until its heading was seen.
    pub(super) title: Option<String>,
    /// Whether a paragraph was begun.
    pub(super) in_text: bool,
    /// What is added to the rank of a heading, so that the highest is that of a section.
    pub(super) shift: isize,
    /// How many containers are open.
    depth: usize,
    /// Who said what is quoted, which is set below it.
    pub(super) apart: Option<NodeId>,
    /// Whether pictures are read elsewhere.
    pub(super) images: images::Wanted,
    /// The pictures that nothing is said of.
    pub(super) undescribed: Vec<String>,
    furniture: Furniture,
    formulas: math::Holders,
    pub(super) unread: Unread,
    /// How many more cells of tables may be covered by others.
    pub(super) covered_left: usize,
}

/// What is done with menus, buttons and the like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    /// They are no part of an article.
    LeftOut,
    /// The page has nothing else.
    Kept,
}

impl<'a> Converter<'a> {
    /// A converter for what was found.
    pub fn new(found: &'a Found, meta: &Meta, tidy: &'a Tidy, furniture: Furniture) -> Self {
        let root = found.root();
        let language = meta.language.clone().unwrap_or_default();
        let title = meta.title_text().map(|title| letters(&title)).filter(|title| !title.is_empty());
        let of_a_section = |heading: &NodeRef| {
            let out = heading.ancestors_it(None).any(|around| found.out.contains(&around.id));
            !out && !found.out.contains(&heading.id) && Some(letters(&heading.text())) != title
        };
        let headings = root.descendants_it().filter_map(|node| Some((dom::rank(&node)?, node)));
        let ranks = headings.filter(|(_, heading)| of_a_section(heading)).map(|(rank, _)| rank);
        let shift = 2 - ranks.min().unwrap_or(2) as isize;
        Self {
            builder: Builder::new(),
            told: Vec::new(),
            links: Links::new(meta.url.as_deref(), links::base(&found.page).as_deref()),
            notes: Notes::of(&root, found.page.root()),
            text: Text::new(tidy, language.clone()),
            language,
            root,
            out: &found.out,
            mixed: mixed(&root),
            title,
            in_text: false,
            shift,
            depth: 0,
            apart: None,
            images: images::Wanted::Here,
            undescribed: Vec::new(),
            furniture,
            formulas: math::Holders::default(),
            unread: Unread::default(),
            covered_left: table::MOST_COVERED,
        }
    }

    /// The blocks, and how many notes are among them.
    pub fn convert(mut self, sink: &mut Sink) -> (Vec<Block>, usize) {
        let root = self.root;
        self.blocks(&root);
        sink.extend(self.told);
        sink.extend(self.unread.tell());
        images::tell_undescribed(&self.undescribed, sink);
        (self.builder.finish().tell(sink), self.notes.called())
    }

    pub(super) fn open(&mut self, container: Container) {
        self.depth += 1;
        self.in_text |= matches!(container, Container::Paragraph);
        self.builder.open(container, Span::NONE);
    }

    pub(super) fn close(&mut self) {
        self.depth -= 1;
        self.builder.close();
    }

    /// Whether anything was in what was opened last; it is dropped if not.
    pub(super) fn close_unless_empty(&mut self) -> bool {
        self.depth -= 1;
        self.builder.close_unless_empty()
    }

    pub(super) fn tell(&mut self, code: Code, message: String) {
        self.told.push(Diagnostic::new(code, message, Span::NONE));
    }

    /// The children of an element that holds blocks.
    pub(super) fn blocks(&mut self, parent: &NodeRef<'a>) {
        let mut open = false;
        for child in parent.children_it(false) {
            if child.is_text() {
                if (!open && is_blank(&child.text())) || self.is_out(&child) {
                    continue;
                }
            } else if child.has_name("br") && !open {
                continue;
            } else if open && ends_paragraph(&child) {
                open = false;
                self.close();
                continue;
            } else if !child.is_element() || self.skips(&child) {
                continue;
            } else if is_block(&name(&child)) || self.mixed.contains(&child.id) {
                if std::mem::take(&mut open) {
                    self.close();
                }
                self.block(&child);
                continue;
            }
            if !std::mem::replace(&mut open, true) {
                self.open(Container::Paragraph);
                self.text.begin();
            } else if images::is_value_of_label(&child) {
                self.space();
            }
            self.inline(&child);
        }
        if open {
            self.close();
        }
    }

    /// Whether the node is not the article's. A note that is called is, wherever it stands.
    fn is_out(&self, node: &NodeRef) -> bool {
        self.out.contains(&node.id) && !self.notes.is_within()
    }

    pub(super) fn block(&mut self, node: &NodeRef<'a>) {
        match name(node).as_str() {
            _ if dom::rank(node).is_some() => self.heading(node),
            "ul" | "menu" | "dir" => self.bulleted(node),
            "ol" => self.numbered(node),
            // Meanings of nothing are text that a page sets in.
            "dl" if !dom::elements(node, &["dt"]).any(|term| !is_blank(&term.text())) => self.blocks(node),
            "dl" => {
                self.open(Container::Definitions);
                self.definitions(node);
                self.close();
            }
            "blockquote" => self.quotation(node),
            "pre" | "listing" | "xmp" | "plaintext" => self.pre(node),
            "table" => match code::listing_in(node) {
                Some(listing) => self.pre(&listing),
                None => self.table(node),
            },
            "figure" => self.figure(node),
            _ if images::is_captioned(node) => self.figure(node),
            "hr" => self.builder.rule(Span::NONE),
            "summary" => {
                self.open(Container::Paragraph);
                self.text.begin();
                self.within(Container::Strong, node);
                self.close();
            }
            _ => match admonitions::kind(node) {
                Some(kind) => self.admonition(node, kind),
                None => self.blocks(node),
            },
        }
    }

    /// Elements that are not read, because of what they are or where they were already read.
    pub(super) fn skips(&mut self, node: &NodeRef<'a>) -> bool {
        /// Classes of the link beside a heading of MediaWiki, new and old.
        const EDIT: [&str; 2] = ["mw-editsection", "editsection"];
        if math::is_formula(node) {
            return self.is_out(node);
        }
        let name = name(node);
        let kept = self.furniture == Furniture::Kept && dom::is_furniture(&name);
        if is_skipped(&name) && !kept && !unread::is_of_the_text(node) {
            if let Some(address) = unread::embedded(&name, node) {
                self.tell(
                    Code::SkippedContent,
                    format!("left out what a page cannot show: <{}> {address}", name.as_str()),
                );
            }
            self.unread.note(node);
            return true;
        }
        if self.is_out(node) {
            return true;
        }
        let edit = dom::attr(node, "class").is_some_and(|class| class.split_whitespace().any(|c| EDIT.contains(&c)));
        let note = || !is_block(&name) && notes::set_in(node).is_some();
        let hidden = dom::is_hidden(node) && !kept && !math::hides_formula(node) && !note();
        if hidden && !edit {
            self.unread.note(node);
        }
        edit || hidden || self.apart == Some(node.id) || self.formulas.shows_formula(node) || self.notes.is_body(node)
    }

    /// A container of inlines with what is in the element.
    pub(super) fn within(&mut self, container: Container, node: &NodeRef<'a>) {
        self.open(container);
        self.inlines(node);
        self.close();
    }

    /// The children of an element where only words may stand. Blocks are set apart.
    pub(super) fn inlines(&mut self, parent: &NodeRef<'a>) {
        for child in parent.children_it(false) {
            if child.is_text() {
                if !self.is_out(&child) {
                    if self.images == images::Wanted::Elsewhere && images::is_behind_label(&child) {
                        self.space();
                    }
                    self.words(&child);
                }
            } else if child.is_element() && !self.skips(&child) {
                // A caption and its credit stand apart by their style alone.
                let apart = self.images == images::Wanted::Elsewhere
                    && child.has_name("span")
                    && child.prev_sibling().is_some_and(|before| before.has_name("span"));
                if apart {
                    self.space();
                }
                if is_block(&name(&child)) {
                    self.space();
                    self.inlines(&child);
                    self.space();
                } else {
                    self.inline(&child);
                }
            }
        }
    }

    fn space(&mut self) {
        self.builder.text(" ", Span::NONE);
        self.text.after(' ');
    }

    fn words(&mut self, node: &NodeRef<'a>) {
        let raw = node.text();
        let text = self.text.tidied(&raw, node);
        let text = self.notes.without_mark(&text);
        self.builder.text(text, Span::NONE);
    }

    /// Words or an inline element.
    pub(super) fn inline(&mut self, node: &NodeRef<'a>) {
        if node.is_text() {
            return self.words(node);
        }
        match name(node).as_str() {
            _ if notes::is_number_of_set_in(node) => {}
            "span" | "small" | "sup" if self.set_in(node) => {}
            "sup" if self.notes.is_own_mark(node) => {}
            "em" | "i" | "cite" | "var" | "dfn" => self.within(Container::Emph, node),
            "strong" | "b" => self.within(Container::Strong, node),
            "del" | "s" | "strike" => self.within(Container::Strike, node),
            "sup" if self.notes.is_calls_only(node) => self.calls(node),
            "sup" => self.within(Container::Raised, node),
            "sub" => self.within(Container::Lowered, node),
            "code" | "kbd" | "samp" | "tt" if !node.descendants_it().any(|inner| inner.has_name("img")) => {
                self.builder.code(&dom::words(node), Span::NONE);
                self.text.after('x');
            }
            "a" => self.link(node),
            "img" | "image" => self.image(node),
            // Of scripts, only these are not skipped.
            "math" | "script" => self.formula(node),
            "svg" => self.drawing(node),
            "br" => {
                self.builder.line_break(Span::NONE);
                self.text.after('\n');
            }
            "q" => self.quoted(node),
            "ruby" => self.within(Container::Ruby, node),
            "rt" if node.ancestors_it(Some(4)).any(|around| around.has_name("ruby")) => self.reading(node),
            // Brackets are set around each reading, whether the page has them or not.
            "rp" => {}
            _ => self.inlines(node),
        }
    }

    /// How the words before it are read, in the brackets of its language.
    fn reading(&mut self, node: &NodeRef<'a>) {
        if is_blank(&node.text()) {
            return;
        }
        let [open, close] = if self.language.writing() == Writing::Square { ["（", "）"] } else { ["(", ")"] };
        self.open(Container::Reading);
        self.builder.text(open, Span::NONE);
        self.inlines(node);
        self.builder.text(close, Span::NONE);
        self.close();
    }

    fn quoted(&mut self, node: &NodeRef<'a>) {
        let around = node.ancestors_it(Some(8)).take_while(|around| !is_block(&name(around)));
        let [outer_open, outer_close, inner_open, inner_close] = self.language.data().quotes;
        let (open, close) = match around.filter(|around| around.has_name("q")).count() % 2 {
            0 => (outer_open, outer_close),
            _ => (inner_open, inner_close),
        };
        self.builder.text(open, Span::NONE);
        self.text.after('“');
        self.inlines(node);
        self.builder.text(close, Span::NONE);
        self.text.after('”');
    }

    fn link(&mut self, node: &NodeRef<'a>) {
        if self.notes.is_backlink(node) || is_permalink(node) {
            return;
        }
        if let Some(label) = self.notes.label(node) {
            return self.call(node, &label);
        }
        let Some(address) = dom::attr(node, "href") else { return self.inlines(node) };
        if sayings::is_of_the_page(&address, &node.text()) && self.furniture == Furniture::LeftOut {
            let shown = dom::words(node);
            if !shown.is_empty() {
                self.tell(Code::SkippedContent, format!("left out a link of the page's own: {shown}"));
            }
            return;
        }
        match self.links.target(&address) {
            Some(target) => self.within(Container::Link(target), node),
            None => {
                let shown: String = address.chars().filter(|c| !c.is_control()).take(60).collect();
                let message = format!("the link to `{shown}` would run a program or open a local file; it was dropped");
                self.tell(Code::LinkRefused, message);
                self.inlines(node);
            }
        }
    }

    /// The calls in a `<sup>`, without the brackets and commas round them.
    fn calls(&mut self, node: &NodeRef<'a>) {
        for link in dom::elements(node, &["a"]).collect::<Vec<_>>() {
            self.link(&link);
        }
    }

    /// A note that stands in its sentence, if the element is one.
    fn set_in(&mut self, node: &NodeRef<'a>) -> bool {
        let may_be = !self.notes.is_within() && self.depth + 10 <= MAX_DEPTH;
        let Some(body) = Some(node).filter(|_| may_be).and_then(notes::set_in) else { return false };
        let around = self.text.clone();
        let label = self.notes.enter_set_in();
        self.open(Container::Note { label });
        self.text.begin();
        self.blocks(&body);
        self.close();
        self.notes.leave();
        self.text = around;
        true
    }

    /// The first call to a note takes the note with it.
    fn call(&mut self, node: &NodeRef<'a>, label: &str) {
        // At the builder's limit the note would dissolve, and further calls to it would lead nowhere.
        if self.depth + 10 > MAX_DEPTH {
            return self.inlines(node);
        }
        match self.notes.take(label) {
            Some(body) => {
                self.open(Container::Note { label: label.to_owned() });
                let around = self.text.clone();
                self.notes.enter(label);
                if is_block(&name(&body)) && !matches!(name(&body).as_str(), "table" | "ul" | "ol" | "dl" | "pre") {
                    self.blocks(&body);
                } else {
                    self.block(&body);
                }
                self.notes.leave();
                self.text = around;
                self.close();
            }
            None => self.builder.note_again(label, Span::NONE),
        }
    }
}

/// Whether a page shows nothing of a text: spaces, those that do not break, and those of no width.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'))
}

/// A line break before another one: between them there is no line, so that a paragraph ends.
fn ends_paragraph(node: &NodeRef) -> bool {
    let mut next = node.has_name("br").then(|| node.next_sibling()).flatten();
    while let Some(behind) = next {
        if behind.has_name("br") {
            return true;
        }
        if !behind.is_text() || behind.is_nonempty_text() {
            return false;
        }
        next = behind.next_sibling();
    }
    false
}

/// The inline elements that hold blocks.
fn mixed(root: &NodeRef) -> FxHashSet<NodeId> {
    let mut found = FxHashSet::default();
    let parts = |node: &NodeRef| node.is_element() && (is_block(&name(node)) || ends_paragraph(node));
    for block in root.descendants_it().filter(parts) {
        for around in block.ancestors_it(None) {
            // What is around a known one is known too.
            if around.id == root.id || is_block(&name(&around)) || !found.insert(around.id) {
                break;
            }
        }
    }
    found
}

pub fn anchor_name(node: &NodeRef) -> Option<String> {
    node.has_name("a").then(|| dom::attr(node, "name")).flatten()
}

/// `¶` and `#` behind a heading, which lead to it.
fn is_permalink(node: &NodeRef) -> bool {
    dom::attr(node, "href").is_some_and(|href| href.contains('#'))
        && matches!(node.text().trim(), "¶" | "#" | "§" | "🔗")
}
