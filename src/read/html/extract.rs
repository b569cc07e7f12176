//! The article in a page: what is left when menus, adverts and other people's headlines are gone.
//!
//! Two opinions are heard. The first is `dom_smoothie`'s, which scores paragraphs and finds where most of them are.
//! The second (`verdict`) looks at what the first took and left, in the page as it came: by what elements call
//! themselves, by their links, and by what they say.

use super::dom;
use super::json_ld;
use super::metadata::Known;
use super::names;
use super::region::{self, Region};
use super::{SiteName, standfirst, state, told, verdict};
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{letters, web_words};
use crate::source::Span;
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability, ReadabilityError};
use rustc_hash::FxHashSet;

/// Pages with more elements are taken whole: a page of that size is a book, or hostile.
const MOST_ELEMENTS: usize = 100_000;

/// An article shorter than this is a caption or a teaser, and the page has none.
const SHORTEST: usize = 140;

/// A paragraph that is the title, as those of word processors are, is among the first.
const FIRST: usize = 4;

/// The article, within its page.
pub struct Found {
    /// The page as it came.
    pub page: Document,
    root: Option<NodeId>,
    /// What is in the article's element and not the article's.
    pub out: FxHashSet<NodeId>,
}

/// What the extraction calls the element that it puts an article into.
const ARTICLE: &str = "#readability-page-1";

impl Found {
    fn whole(page: Document) -> Self {
        Self { page, root: None, out: FxHashSet::default() }
    }

    /// The element that holds the article.
    pub fn root(&self) -> NodeRef<'_> {
        let article = self.root.as_ref().and_then(|id| self.page.tree.get(id));
        article.or_else(|| self.page.body()).unwrap_or_else(|| self.page.root())
    }
}

/// Finds the article. Without one the whole page is taken, and a diagnostic says so.
pub fn article(page: Document, known: &mut Known, sink: &mut Sink) -> Found {
    let mut found = found(page, known, sink);
    if super::metadata::title_tag(&found.page).is_empty()
        && let Some(title) = dom::elements(&found.page.root(), &["p"]).take(FIRST).find(names::is_title)
    {
        known.title = dom::words(&title);
        known.because.push(("the first paragraph says that it is the title", known.title.clone()));
        let id = title.id;
        found.out.insert(id);
    }
    let headings: Vec<_> = dom::elements(&found.page.root(), &["h1"]).take(2).collect();
    if let ([heading], true) = (headings.as_slice(), known.title.is_empty()) {
        known.title = dom::words(heading);
        known.because.push(("the only heading of level 1 was taken for the title", known.title.clone()));
    }
    found
}

fn found(page: Document, known: &mut Known, sink: &mut Sink) -> Found {
    let said = json_ld::article_body(&page);
    if let Some(told) = said.as_deref().and_then(|said| told::page(&page, said)) {
        known.fill(None, &page);
        let message = "the page shows no article without its scripts; took the text that its JSON-LD has of it";
        sink.push(Diagnostic::new(Code::ArticleGuess, message, Span::NONE));
        return Found::whole(told);
    }
    if let Some(state) = state::page(&page, &known.titles, known.meta.publication.as_deref()) {
        if known.title.is_empty() && known.site_name == SiteName::Cut {
            known.title = state.title.unwrap_or_default();
        }
        known.fill(None, &page);
        let message = "the page shows no article without its scripts; took the text that its data have of it";
        sink.push(Diagnostic::new(Code::ArticleGuess, message, Span::NONE));
        for mark in &state.left {
            let message = format!("left out the mark of a place for advertisements: {mark}");
            sink.push(Diagnostic::new(Code::SkippedContent, message, Span::NONE));
        }
        return Found::whole(state.page);
    }
    let config =
        Config { keep_classes: true, disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let Ok(mut first) = Readability::with_document(without_ids_of_headings(&page), None, Some(config)) else {
        return taken_whole(page, "it has an address that cannot be read", sink);
    };
    let article = match first.parse() {
        Ok(article) => article,
        Err(ReadabilityError::TooManyElements(..)) => {
            known.fill(None, &page);
            return taken_whole(page, "it has too many elements", sink);
        }
        Err(_) => {
            known.fill(None, &page);
            return taken_whole(page, "no part of it looks like one", sink);
        }
    };
    known.fill(Some(&article), &page);
    let all = page.body().map_or(0, |body| body.normalized_char_count());
    if article.length < SHORTEST && article.length < all {
        return taken_whole(page, "no part of it is long enough", sink);
    }
    // A clone of a tree numbers its nodes as the tree does: what the first opinion took can be found in the page.
    let mut taken: FxHashSet<NodeId> = match first.doc.select_single(ARTICLE).nodes().first() {
        Some(root) => root.descendants_it().map(|node| node.id).filter(|id| page.tree.get(id).is_some()).collect(),
        None => return taken_whole(page, "no part of it looks like one", sink),
    };
    of_one(&page, &mut taken, &known.title);
    let Some(region) = region::find(&page, &taken, said.as_deref().and_then(json_ld::plain).as_deref(), &known.title)
    else {
        return taken_whole(page, "no part of it holds words", sink);
    };
    if is_imprint(&region) {
        drop(region);
        let why = "what looks most like one is the page's own small print";
        return match called_text(&page) {
            Some(root) => {
                let message = format!("took what the page calls its article's text, since {why}");
                sink.push(Diagnostic::new(Code::ArticleGuess, message, Span::NONE));
                Found { page, root: Some(root), out: FxHashSet::default() }
            }
            None => taken_whole(page, why, sink),
        };
    }
    let mut verdict = verdict::of(&region, known, sink);
    standfirst::take(&page, known, &mut verdict);
    let message = format!("took a part of the page for the article: {} of {all} characters", verdict.kept);
    tell_outside(&region, sink);
    let root = Some(region.root.id);
    sink.push(Diagnostic::new(Code::ArticleGuess, message, Span::NONE));
    drop(region);
    Found { page, root, out: verdict.out }
}

/// Tells of the page's words around the article's element.
fn tell_outside(region: &Region, sink: &mut Sink) {
    /// Of each part so many bytes are looked at: nobody reads a count of more.
    const MOST: usize = 1 << 16;
    let mut at = region.root;
    let mut parts = Vec::new();
    while let Some(around) = at.parent().filter(|around| !around.has_name("html") && around.is_element()) {
        let shown = |child: &NodeRef| child.id != at.id && region.weight(child).all > 0;
        parts.extend(around.children_it(false).filter(shown).map(|child| (region.weight(&child).from, child)));
        at = around;
    }
    parts.sort_by_key(|(from, _)| *from);
    let said = parts.iter().map(|(_, part)| dom::short_text(part, MOST).unwrap_or_else(|| dom::words(part)));
    let said: Vec<String> = said.filter(|words| !words.is_empty()).collect();
    let words: usize = said.iter().map(|words| words.split(' ').count()).sum();
    if let Some(first) = said.first() {
        let s = if words == 1 { "" } else { "s" };
        let first: String = first.chars().take(60).collect();
        let message = format!("left out what is around the article ({words} word{s}): {first}");
        sink.push(Diagnostic::new(Code::SkippedContent, message, Span::NONE));
    }
}

/// A copy of the page without sets of signs and dialogues, in which sections and headings are not called what they say: the first opinion would take a section
/// about comments for comments, and the heading "Author" of a manual for a byline.
fn without_ids_of_headings(page: &Document) -> Document {
    let copy = page.clone();
    let named = |node: &NodeRef| {
        const PARTS: &[&str] = &["section", "div", "h1", "h2", "h3", "h4", "h5", "h6"];
        PARTS.contains(&dom::name(node).as_str())
            && dom::attr(node, "id").is_some_and(|id| names::is_of_its_words(node, &id))
    };
    // The tree is not changed while it is walked.
    let found: Vec<NodeRef> = copy.root().descendants_it().filter(named).collect();
    found.iter().for_each(|node| node.remove_attr("id"));
    // What asks for consent may have more words than the article.
    let asks = |node: &NodeRef| names::asks_consent(node) && dom::elements(node, &["article", "main"]).next().is_none();
    // The titles of a page's signs are no words, and those of a whole set of them are many.
    let is_set = |node: &NodeRef| node.has_name("svg") && dom::elements(node, &["symbol"]).next().is_some();
    let found: Vec<NodeRef> = copy.root().descendants_it().filter(|node| is_set(node) || asks(node)).collect();
    found.iter().for_each(NodeRef::remove_from_parent);
    copy
}

/// Of a page that has other articles below its own, what was taken of its own: of those with a heading of the first rank
/// each, the one whose heading is the title.
fn of_one(page: &Document, taken: &mut FxHashSet<NodeId>, title: &str) {
    const MOST: usize = 20;
    let wanted = letters(title);
    let Some(body) = page.body().filter(|_| !wanted.is_empty()) else { return };
    let headed = |node: &NodeRef| dom::elements(node, &["h1"]).next().is_some();
    let articles: Vec<NodeRef> = dom::elements(&body, &["article"]).filter(headed).take(MOST).collect();
    let says = |node: &NodeRef| dom::elements(node, &["h1"]).any(|heading| letters(&heading.text()) == wanted);
    let Some(own) = articles.iter().find(|node| says(node)) else { return };
    let holds = |one: &NodeRef, other: &NodeRef| other.ancestors_it(None).any(|around| around.id == one.id);
    let mut others = 0;
    for other in articles.iter().filter(|other| other.id != own.id && !says(other)) {
        if !holds(other, own) && !holds(own, other) {
            others += 1;
            for node in other.descendants_it() {
                taken.remove(&node.id);
            }
        }
    }
    let left = || taken.iter().filter_map(|id| page.tree.get(id)).any(|node| node.is_nonempty_text());
    if others > 0 && !left() {
        taken.extend(own.descendants_it().map(|node| node.id));
    }
}

/// Whether what was found is what pages say of their rights at their foot.
fn is_imprint(region: &Region) -> bool {
    /// An article that mentions rights is longer, in letters.
    const LONGEST: usize = 1200;
    let root = &region.root;
    let at_foot = |node: &NodeRef| node.has_name("footer");
    let foot = at_foot(root) || root.ancestors_it(None).any(|around| at_foot(&around));
    let within_article = root.ancestors_it(None).any(|around| around.has_name("article") || around.has_name("main"));
    foot && !within_article && region.core.is_none() && region.weight(root).all < LONGEST && {
        let words = dom::words(root).to_lowercase();
        web_words(|words| words.rights).any(|right| words.contains(right))
    }
}

/// The first element that calls itself an article's text, be it ever so short.
fn called_text(page: &Document) -> Option<NodeId> {
    const SHORTEST: usize = 40;
    let body = page.body()?;
    let found = body.descendants_it().find(|node| {
        node.is_element() && names::is_body(node) && node.normalized_char_count() >= SHORTEST && !dom::is_hidden(node)
    });
    found.map(|node| node.id)
}

fn taken_whole(page: Document, why: &str, sink: &mut Sink) -> Found {
    let message = format!("no article was found in the page, since {why}; all of its text was taken");
    let hint = "copy the article alone into a Markdown or text file if too much was taken";
    sink.push(Diagnostic::new(Code::NoArticle, message, Span::NONE).hint(hint));
    Found::whole(page)
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn a_paragraph_may_say_that_it_is_the_title() {
        let text: String =
            (0..6).map(|n| format!("<p class=c1>{n} The mills ran three days, and nobody knew.</p>")).collect();
        let page = format!(
            "<body><div><p>Draft</p></div><p class='c3 title'>A Dry Year</p>{text}<h1>The lock</h1>{text}</body>"
        );
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        assert!(said.starts_with("title: A Dry Year\n") && said.contains("heading 2: The lock"), "{said}");
        assert_eq!(said.matches("A Dry Year").count(), 1, "{said}");
    }

    #[test]
    fn the_next_article_below_is_another_one() {
        let text = |name: &str, some: usize| -> String {
            (0..some)
                .map(|n| format!("<p>{name} {n}: the mills ran three days, and nobody, as they say, knew why.</p>"))
                .collect()
        };
        let article =
            |name: &str, some: usize| format!("<article><h1>{name}</h1><div>{}</div></article>", text(name, some));
        let page = |own: usize, other: usize| {
            let both = format!("{}<div>{}</div>", article("A Dry Year", own), article("The Lock", other));
            format!("<head><title>A Dry Year</title></head><body><main>{both}</main></body>")
        };
        for (own, other) in [(8, 8), (5, 20)] {
            let said = Html::default().read(&Source::new("a.html", page(own, other))).value.dump();
            assert!(said.contains("A Dry Year 4:") && !said.contains("The Lock"), "{said}");
        }
    }

    #[test]
    fn what_asks_for_consent_is_no_article() {
        let text = |name: &str, some: usize| -> String {
            (0..some)
                .map(|n| format!("<p>{name} {n}: the mills ran three days, and nobody, as they say, knew why.</p>"))
                .collect()
        };
        let page = format!(
            "<body><nav><a href=/a>News</a></nav><div><h1>A Dry Year</h1>{}</div><div id=onetrust-consent-sdk><div class=x>{}</div></div></body>",
            text("Text", 6),
            text("Cookies", 30)
        );
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        assert!(said.contains("Text 5:") && !said.contains("Cookies 9:"), "{said}");
    }

    #[test]
    fn the_titles_of_a_set_of_signs_are_no_article() {
        let sign = |n: usize| {
            format!(
                "<symbol id=s{n}><title>Sign {n}, of a lock in a canal, and of a mill, at the bank of it</title></symbol>"
            )
        };
        let signs: String = (0..40).map(sign).collect();
        let text: String =
            (0..4).map(|n| format!("<p>{n} The mills ran three days, and nobody knew why.</p>")).collect();
        let menu = "<ul><li><a href=/a>Here</a></li><li><a href=/b>There</a></li></ul>";
        let page = format!(
            "<body><div><span class=hidden><svg>{signs}</svg></span>{menu}<div><div>{text}</div></div></div></body>"
        );
        let read = Html::default().read(&Source::new("a.html", page));
        let said = read.value.dump();
        assert!(said.contains("3 The mills") && !said.contains("There") && !said.contains("Sign 7"), "{said}");
    }

    #[test]
    fn small_print_is_no_article() {
        let terms = "<p>© 2014 The Harbour Times, a company of Lock and Sons, London, England. All rights reserved.</p>\
                     <p>The material on this site may not be reproduced, distributed, transmitted, cached or otherwise \
                     used, except with the prior written permission of The Harbour Times, its owners and its heirs.</p>\
                     <p>Use of this site constitutes acceptance of our agreement, as it stands, and of our policy on \
                     what we know about you.</p>";
        let page = |class: &str| {
            format!(
                "<body><div class=top><div class=head><h1>A Dry Year</h1></div><div class={class}><video src=a.mp4>\
                 </video><div>The mills of this town, all of them, in pictures.</div></div></div><footer>\
                 <div class=terms>{terms}</div></footer></body>"
            )
        };
        let called = Html::default().read(&Source::new("a.html", page("article-body"))).value.dump();
        assert!(called.contains("in pictures.") && !called.contains("rights reserved"), "{called}");
        let page = page("player");
        let read = Html::default().read(&Source::new("a.html", page));
        assert!(read.diagnostics.iter().any(|told| told.code == Code::NoArticle), "{:?}", read.diagnostics);
        assert!(read.value.dump().contains("in pictures."));
    }
}
