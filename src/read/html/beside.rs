//! What the first opinion passed over beside the part of the article that it took: it looks for the place with the
//! most words, and an introduction, a short chapter or a list of references may have a box of its own.

use super::dom::{self, is_block, name};
use super::names;
use super::region::{Weight, is_leaf};
use super::sayings;
use super::standfirst::descriptions;
use crate::lang::letters;
use crate::read::text::lexicon::lexicon;
use crate::read::text::{byline, dates};
use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// With fewer letters a paragraph is a line of the page's own: some fifteen words.
const PARAGRAPH: usize = 80;

/// A sentence has so many letters: some four words.
const SENTENCE: usize = 15;

/// The nodes that are the article's too. `title` is what it is called.
pub fn more(page: &Document, weights: &FxHashMap<NodeId, Weight>, title: &str) -> Vec<NodeId> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut look = Look { weights, title_at: None, described: descriptions(page) };
    let wanted = letters(title);
    let headings = dom::elements(&body, &["h1", "h2"]).take(40);
    let says_it = |node: &NodeRef| !wanted.is_empty() && letters(&dom::words(node)) == wanted;
    look.title_at = headings.filter(says_it).filter_map(|node| weights.get(&node.id)).map(|weight| weight.from).next();
    let mut at = look.most(body);
    let mut found = Vec::new();
    while at.id != body.id
        && !is_whole(&at)
        && let Some(around) = at.parent()
    {
        let mut before = None;
        for child in around.children_it(false).filter(NodeRef::is_element) {
            if look.belongs(&child, &at) {
                // What it is headed by goes with it.
                for node in before.take().into_iter().chain([child]) {
                    found.push(node.id);
                    found.extend(node.descendants_it().map(|inner| inner.id));
                }
            }
            before = is_heading(&child).then_some(child);
        }
        at = around;
    }
    found
}

struct Look<'w> {
    weights: &'w FxHashMap<NodeId, Weight>,
    /// Where the heading stands that says the title.
    title_at: Option<usize>,
    /// What the page's head says that the article is about.
    described: FxHashSet<String>,
}

impl Look<'_> {
    fn weight(&self, node: &NodeRef) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }

    /// The innermost element with most of what was taken.
    fn most<'a>(&self, body: NodeRef<'a>) -> NodeRef<'a> {
        let total = self.weight(&body).taken;
        let mut at = body;
        let holds = |node: &NodeRef| self.weight(node).taken * 10 >= total * 7 && is_block(&name(node));
        while total > 0
            && let Some(child) = at.children_it(false).find(|child| holds(child) && self.weight(child).blocks)
        {
            at = child;
        }
        at
    }

    /// Whether an element is the article's that stands beside the one with most of it.
    fn belongs(&self, node: &NodeRef, main: &NodeRef) -> bool {
        let weight = self.weight(node);
        let name = name(node);
        let is_box = matches!(name.as_str(), "p" | "div" | "section" | "blockquote" | "table" | "dl" | "center");
        if node.id == main.id || !is_box || weight.all < SENTENCE || weight.taken * 4 > weight.all || is_called(node) {
            return false;
        }
        let first = self.first(node);
        let heading = first.filter(is_heading);
        if heading.is_some_and(|heading| sayings::is_references(&dom::words(&heading))) {
            return true;
        }
        let prose = self.prose(node);
        if prose * 10 < weight.all * 5 || weight.linked * 10 > weight.all * 3 {
            return false;
        }
        let long = prose >= PARAGRAPH || (heading.is_some() && prose >= SENTENCE);
        let from = weight.from;
        let opens = from < self.weight(main).from && self.title_at.is_some_and(|title| title < from);
        let own = heading.is_some_and(|heading| !self.leads_away(&heading));
        let chapter = || own && like(node, main) && self.first(main).is_some_and(|first| is_heading(&first));
        long && ((opens && (heading.is_some() || !self.is_under_title(node))) || chapter())
    }

    /// The first block of words in an element.
    fn first<'a>(&self, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        let shown = |inner: &NodeRef| is_leaf(inner, self.weights) && self.weight(inner).all > 0;
        node.descendants_it().find(shown)
    }

    /// The letters of an element's sentences.
    fn prose(&self, node: &NodeRef) -> usize {
        let own = std::iter::once(*node).chain(node.descendants_it());
        let blocks = own.filter(|inner| is_leaf(inner, self.weights) && !is_heading(inner));
        let sentences = blocks.filter(|block| {
            let weight = self.weight(block);
            weight.all >= SENTENCE && weight.linked * 2 < weight.all && is_sentence(&dom::words(block))
        });
        sentences.map(|block| self.weight(&block).all).sum()
    }

    /// Whether a heading is the link to an article of its own.
    fn leads_away(&self, heading: &NodeRef) -> bool {
        let link = dom::elements(heading, &["a"]).find_map(|link| dom::attr(&link, "href"));
        let weight = self.weight(heading);
        link.is_some_and(|href| !href.starts_with('#')) && weight.linked * 2 > weight.all
    }

    /// What is set under the title is looked for elsewhere.
    fn is_under_title(&self, node: &NodeRef) -> bool {
        names::is_under_title(node) || self.described.contains(&letters(&dom::words(node)))
    }
}

/// Whether what says that it holds an article ends here.
fn is_whole(node: &NodeRef) -> bool {
    node.has_name("article") || node.has_name("main") || names::is_body(node)
}

/// Whether an element says that it is something else.
fn is_called(node: &NodeRef) -> bool {
    names::furniture(node).is_some() || names::is_byline(node) || names::is_date(node) || names::is_comment(node)
}

/// Whether two boxes are of one kind.
fn like(node: &NodeRef, other: &NodeRef) -> bool {
    let class = |node: &NodeRef| node.attr("class").and_then(|class| class.split_whitespace().next().map(str::to_owned));
    let class = (class(node), class(other));
    *name(node) == *name(other) && class.0 == class.1 && (class.0.is_some() || node.has_name("section"))
}

fn is_heading(node: &NodeRef) -> bool {
    matches!(&*name(node), "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether words are a sentence of an article: no byline, no day, and nothing that pages say of themselves.
fn is_sentence(words: &str) -> bool {
    let ended = words.ends_with(['.', '!', '?', '…', '”', '"', '»', '。', '！', '？', '」', ':', ';', ')']);
    ended
        && lexicon().furniture(words).is_none()
        && dates::whole_line(words).is_none()
        && !byline::read(words).is_some_and(|byline| byline.introduced && words.len() < 140)
        && !sayings::leads_elsewhere(words)
}
