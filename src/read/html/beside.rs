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
pub(super) const PARAGRAPH: usize = 80;

/// A sentence has so many letters: some four words.
const SENTENCE: usize = 15;

/// The nodes that are the article's too. `title` is what it is called.
pub fn more(page: &Document, weights: &FxHashMap<NodeId, Weight>, title: &str) -> Vec<NodeId> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut look = Look { weights, title_at: None, described: descriptions(page) };
    if look.is_bare(&body) {
        return body.descendants_it().map(|node| node.id).collect();
    }
    let wanted = letters(title);
    let headings = dom::elements(&body, &["h1", "h2"]).take(40);
    let says_it = |node: &NodeRef| !wanted.is_empty() && letters(&dom::words(node)) == wanted;
    look.title_at = headings.filter(says_it).filter_map(|node| weights.get(&node.id)).map(|weight| weight.from).next();
    let mut at = look.most(body);
    let mut found = Vec::new();
    for part in look.parts(&at, &body) {
        found.push(part.id);
        found.extend(part.descendants_it().map(|inner| inner.id));
    }
    if names::is_body(&at) {
        look.first_picture(&at, &mut found);
        look.points(&at, &mut found);
    }
    while at.id != body.id
        && !is_whole(&at)
        && let Some(around) = at.parent()
    {
        let mut before = None;
        // Below a heading that says what the article refers to.
        let mut cited = false;
        for child in around.children_it(false).filter(NodeRef::is_element) {
            if is_heading(&child) {
                cited = sayings::is_references(&dom::words(&child));
            }
            let refers = cited && is_listed(&name(&child)) && !is_called(&child);
            if child.id != at.id && (refers || look.belongs(&child, &at)) {
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

pub(super) struct Look<'w> {
    pub(super) weights: &'w FxHashMap<NodeId, Weight>,
    /// Where the heading stands that says the title.
    title_at: Option<usize>,
    /// What the page's head says that the article is about.
    described: FxHashSet<String>,
}

impl Look<'_> {
    pub(super) fn weight(&self, node: &NodeRef) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }

    /// The first picture may stand between the title and what calls itself the text.
    fn first_picture(&self, text: &NodeRef, found: &mut Vec<NodeId>) {
        /// A byline and a date stand there too.
        const MOST: usize = 6;
        let mut before = text.prev_element_sibling();
        for _ in 0..MOST {
            let Some(node) = before else { return };
            if node.has_name("figure") && self.belongs(&node, text) {
                found.push(node.id);
                found.extend(node.descendants_it().map(|inner| inner.id));
                return;
            }
            before = node.prev_element_sibling();
        }
    }

    /// What an article says in short may stand as a list between its heading and what calls itself the text.
    fn points(&self, text: &NodeRef, found: &mut Vec<NodeId>) {
        const FARTHEST: usize = 8;
        const FEWEST: usize = 2;
        /// Letters of a point: a shorter one is a link, or the name of a thing.
        const POINT: usize = 60;
        let mut before =
            std::iter::successors(text.prev_element_sibling(), NodeRef::prev_element_sibling).take(FARTHEST);
        let is_list = |node: &NodeRef| matches!(&*name(node), "ul" | "ol") && !is_called(node);
        let Some(list) = before.find(is_list).filter(|list| self.weight(list).taken == 0) else { return };
        let points: Vec<NodeRef> = list.children_it(false).filter(|node| node.has_name("li")).collect();
        let says = |point: &NodeRef| self.weight(point).all >= POINT && self.weight(point).linked == 0;
        let mut headed = || before.any(|node| node.has_name("h1") || node.has_name("h2"));
        if points.len() >= FEWEST && points.iter().all(says) && headed() {
            found.push(list.id);
            found.extend(list.descendants_it().map(|inner| inner.id));
        }
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

    /// Whether a page is nothing but its article, as those are that people wrote by hand: nothing in it says that it is
    /// something else, and few of its words are links.
    fn is_bare(&self, body: &NodeRef) -> bool {
        const ELSEWHERE: &[&str] = &["nav", "aside", "footer", "form", "article", "main", "button", "input"];
        let weight = self.weight(body);
        let few_links = weight.linked * 100 < weight.all * 15;
        let other = |node: &NodeRef| {
            node.is_element() && (ELSEWHERE.contains(&&*name(node)) || is_called(node) || names::is_body(node))
        };
        weight.taken * 10 < weight.all * 9 && few_links && !body.descendants_it().any(|node| other(&node))
    }

    /// Whether an element is the article's that stands beside the one with most of it.
    fn belongs(&self, node: &NodeRef, main: &NodeRef) -> bool {
        let weight = self.weight(node);
        let name = name(node);
        if is_item(&name) && is_item(&dom::name(main)) {
            // An article is no item of a list; a list of articles has their headings.
            let away = self.first(node).is_some_and(|first| is_heading(&first) && self.leads_away(&first));
            return weight.linked * 2 < weight.all && !away && !is_called(node);
        }
        let from = weight.from;
        let opens = from < self.weight(main).from && self.title_at.is_some_and(|title| title < from);
        if opens && name.as_str() == "figure" {
            // The first picture, with what is said of it.
            let few = weight.linked * 2 < weight.all && dom::elements(node, &["img"]).next().is_some();
            return few && weight.all >= SENTENCE && weight.taken == 0 && !is_called(node);
        }
        let is_box = matches!(name.as_str(), "p" | "div" | "section" | "blockquote" | "table" | "dl" | "center");
        if !is_box || weight.all < SENTENCE || weight.taken * 4 > weight.all || is_called(node) {
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
        let own = heading.is_some_and(|heading| !self.leads_away(&heading));
        // Terms and tables of a page without classes may stand in any number of lists.
        let listed = matches!(name.as_str(), "dl" | "table") && like_bare(node, main);
        let chapter = || own && like(node, main) && self.first(main).is_some_and(|first| is_heading(&first));
        let introduces = opens && (heading.is_some() || !self.is_under_title(node));
        listed || long && (introduces || chapter())
    }

    /// The first block of words in an element.
    fn first<'a>(&self, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        let shown = |inner: &NodeRef| is_leaf(inner, self.weights) && self.weight(inner).all > 0;
        node.descendants_it().find(shown)
    }

    /// The letters of an element's sentences.
    pub(super) fn prose(&self, node: &NodeRef) -> usize {
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
    let class =
        |node: &NodeRef| node.attr("class").and_then(|class| class.split_whitespace().next().map(str::to_owned));
    let class = (class(node), class(other));
    *name(node) == *name(other) && class.0 == class.1 && (class.0.is_some() || node.has_name("section"))
}

/// Whether two elements are of one kind, and say nothing of it.
fn like_bare(node: &NodeRef, other: &NodeRef) -> bool {
    *name(node) == *name(other) && !node.has_attr("class") && !other.has_attr("class")
}

/// Whether references stand in such an element.
fn is_listed(name: &str) -> bool {
    matches!(name, "ol" | "ul" | "dl" | "table")
}

fn is_item(name: &str) -> bool {
    matches!(name, "dt" | "dd" | "li")
}

fn is_heading(node: &NodeRef) -> bool {
    matches!(&*name(node), "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether words are a sentence of an article: no byline, no day, and nothing that pages say of themselves.
pub(super) fn is_sentence(words: &str) -> bool {
    let ended = words.ends_with(['.', '!', '?', '…', '”', '"', '»', '。', '！', '？', '」', ':', ';', ')']);
    ended
        && lexicon().furniture(words).is_none()
        && dates::whole_line(words).is_none()
        && !byline::read(words).is_some_and(|byline| byline.introduced && words.len() < 140)
        && !sayings::leads_elsewhere(words)
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn words(body: &str) -> String {
        let page = format!("<title>A Dry Year</title><body>{body}</body>");
        dumped(page)
    }

    fn some(name: &str, count: usize) -> String {
        (0..count).map(|n| format!("<p>{name} {n}: {TEXT}</p>")).collect()
    }

    /// A chapter whose paragraphs are in a box of their own.
    fn chapter(name: &str, count: usize) -> String {
        format!("<div class=part><h2>{name}</h2><div class=inner>{}</div></div>", some(name, count))
    }

    const MENU: &str = "<div class=menu><a href=/a>Here</a> <a href=/b>There</a></div>";

    #[test]
    fn short_chapters_stand_beside_a_long_one() {
        let [first, long, last] = [chapter("First", 2), chapter("Long", 40), chapter("Last", 2)];
        let out = words(&format!("{MENU}<h1>A Dry Year</h1>{first}{long}{last}"));
        assert!(out.contains("First 0:") && out.contains("Last 1:") && out.contains("heading 2: First"), "{out}");
    }

    #[test]
    fn an_introduction_stands_before_the_long_part() {
        for introduction in [
            format!("<div class=intro>{}<p>It was long ago.</p></div>", some("Intro", 1)),
            "<table><tr><td><h2>Intro</h2><p>We saw it, in the dry year. Intro 0: so it was.</p></table>".to_owned(),
        ] {
            let long = format!("<div class=x><div class=y>{}</div></div>", some("Long", 30));
            let out = words(&format!("{MENU}<h1>A Dry Year</h1>{introduction}{long}"));
            assert!(out.contains("Intro 0:") && out.contains("Long 29:"), "{out}");
        }
    }

    #[test]
    fn the_first_picture_stands_before_the_long_part() {
        let picture = |class: &str| {
            format!(
                "<figure class={class}><img src=lock.jpg><figcaption>The lock in the last week of May.</figcaption></figure>"
            )
        };
        let page = |picture: &str| {
            words(&format!(
                "{MENU}<div><h1>A Dry Year</h1>{picture}<div class=entry-content>{}</div></div>",
                some("Long", 9)
            ))
        };
        assert!(page(&picture("lead")).contains("lock.jpg []\n  caption: The lock in the last week"));
        assert!(!page(&picture("advert")).contains("lock.jpg"));
    }

    #[test]
    fn what_is_said_in_short_stands_before_the_text() {
        let page = |item: &str| {
            let list = format!("<ul>{}</ul>", format!("<li>{item}</li>").repeat(3));
            let text = format!("<div itemprop=articleBody>{}</div>", some("Long", 9));
            words(&format!("{MENU}<div><h1>A Dry Year</h1>{list}<p class=byline>By Ann Lee</p>{text}</div>"))
        };
        let point = "The mills ran three days of the week, since the canal had fallen dry in May, say the carters";
        let out = page(point);
        assert!(out.contains("paragraph: The mills ran three") && !out.contains(": By Ann"), "{out}");
        assert!(!page(&format!("<a href=/o>{point}</a>")).contains("mills ran three days of"));
        assert!(!page("Mills and canals").contains("Mills and canals"));
    }

    #[test]
    fn other_articles_of_a_list_are_no_chapters() {
        let post = |name: &str, count: usize| {
            format!("<div class=post><h2><a href=/{name}>{name}</a></h2><div>{}</div></div>", some(name, count))
        };
        let out = words(&format!("{MENU}{}{}", post("Other", 2), post("Long", 30)));
        assert!(!out.contains("Other 0:"), "{out}");
        let boxes = "<div class=newsletter><p>Sign up, and you will have our letter in your box each day.</p></div>\
                     <div class=byline><p>By Ann Lee, who has written for us since the year of the flood.</p></div>";
        let out = words(&format!("<h1>A Dry Year</h1>{boxes}<div><div>{}</div></div>", some("Long", 30)));
        assert!(!out.contains("Sign up") && !out.contains("paragraph: By Ann"), "{out}");
    }

    #[test]
    fn references_are_the_articles_though_they_are_links() {
        let list: String =
            (0..9).map(|n| format!("<li><a href=https://e.org/{n}>A. Lee, On Mills {n}, 1990</a></li>")).collect();
        for references in [
            format!("<h2>References</h2><ol>{list}</ol>"),
            format!("<div class=refs><h2>6. Further reading</h2><ul>{list}</ul></div>"),
        ] {
            for (open, close) in [("", "</div>"), ("</div>", "")] {
                let text = some("Text", 8);
                let out = words(&format!("{MENU}<div class=x><h1>A Dry Year</h1>{text}{open}{references}{close}"));
                assert!(out.contains("On Mills 0") && out.contains("On Mills 8"), "{out}");
            }
        }
        let related = format!("<h2>Related articles</h2><ul>{list}</ul>");
        let out = words(&format!("{MENU}<div class=x><h1>A Dry Year</h1>{}{related}</div>", some("Text", 8)));
        assert!(!out.contains("On Mills"), "{out}");
    }

    #[test]
    fn terms_and_meanings_are_no_articles_each() {
        let [one, two] =
            ["<dl><dt>Lock<dd><p>It lifts the boats.</dl>", "<dl><dt>Mill<dd><p>It grinds, as all know.</dl>"];
        let long = format!("<dl><dt>Canal<dd>{}</dl>", some("Canal", 12));
        let out = words(&format!("{one}<h2>More</h2>{long}<h2>Others</h2>{two}"));
        assert!(out.contains("It lifts") && out.contains("It grinds") && out.contains("Canal 11:"), "{out}");
    }
}
