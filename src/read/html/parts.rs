//! An article in parts, as where adverts stand between them: boxes of one kind, each with some of its paragraphs.

use super::beside::{Look, PARAGRAPH, is_sentence};
use super::region::{Weight, is_leaf};
use super::{dom, names};
use dom_query::{NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// How far around the longest part the box may be that all parts have.
const HIGHEST: usize = 6;

/// A page of more boxes of one kind is a list of other things.
const MOST: usize = 60;

impl Look<'_> {
    /// The parts of the article beside the one that is known, `main`.
    pub(super) fn parts<'a>(&self, main: &NodeRef<'a>, body: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
        let kinds = kinds(main, body);
        let scope = scope(main, body);
        if scope.id == body.id && !kinds.iter().any(names::is_body) {
            return Vec::new();
        }
        let own = |node: &NodeRef| kinds.iter().any(|kind| kind.id == node.id);
        let classes: Vec<_> = kinds.iter().filter_map(|kind| kind.attr("class")).collect();
        // What calls itself the text may have one class more, for the space below it.
        let text = kinds.iter().any(names::is_body);
        let classed = |node: &NodeRef| {
            node.attr("class").is_some_and(|own| classes.contains(&own) || text && names::is_body(node))
        };
        let twin = |node: &NodeRef| classed(node) && kinds.iter().any(|kind| is_twin(kind, node)) && !own(node);
        let found: Vec<_> = scope.descendants_it().filter(twin).take(MOST + 1).collect();
        if found.len() > MOST {
            return Vec::new();
        }
        let within = |node: &NodeRef| {
            let article = node.ancestors_it(None).find(|around| around.has_name("article"));
            article.is_none_or(|article| article.id == scope.id)
        };
        let parts: Vec<_> = found.into_iter().filter(|node| within(node) && self.is_part(node)).collect();
        joined(main, parts, &scope, self.weights)
    }

    /// Whether a box that was passed over is paragraphs, for the most of it.
    fn is_part(&self, node: &NodeRef) -> bool {
        let weight = self.weight(node);
        let fewest = if names::is_body(node) { 1 } else { 2 };
        let long = |block: &NodeRef| {
            is_leaf(block, self.weights) && self.weight(block).all >= PARAGRAPH && is_sentence(&dom::words(block))
        };
        weight.taken * 4 <= weight.all
            && weight.all >= PARAGRAPH
            && self.prose(node) * 10 >= weight.all * 7
            && node.descendants_it().filter(long).take(fewest).count() == fewest
            && dom::elements(node, &["h1", "article"]).next().is_none()
    }
}

/// Those parts that are of one article with a known one: no other article begins between them.
pub fn joined<'a>(
    own: &NodeRef<'a>,
    parts: Vec<NodeRef<'a>>,
    scope: &NodeRef<'a>,
    weights: &FxHashMap<NodeId, Weight>,
) -> Vec<NodeRef<'a>> {
    if parts.is_empty() {
        return parts;
    }
    let inside: FxHashSet<NodeId> = parts.iter().chain([own]).map(|node| node.id).collect();
    let of_article = scope.has_name("article");
    let begins = |node: &NodeRef| {
        let begins = node.has_name("h1") || !of_article && begins_another(node);
        begins && !node.ancestors_it(None).any(|around| inside.contains(&around.id) || around.has_name("aside"))
    };
    let at = |node: &NodeRef| weights.get(&node.id).map_or(0, |weight| weight.from);
    let begun = scope.descendants_it().filter(|node| node.is_element() && begins(node));
    let begun: Vec<usize> = begun.map(|node| at(&node)).filter(|from| *from > 0).collect();
    let before = begun.iter().copied().filter(|begin| *begin < at(own)).max().unwrap_or_default();
    let behind = begun.iter().copied().filter(|begin| *begin > at(own)).min().unwrap_or(usize::MAX);
    parts.into_iter().filter(|node| (before..behind).contains(&at(node))).collect()
}

/// The article that an element stands in, or what the page has of one; if it has none, its body.
pub fn scope<'a>(node: &NodeRef<'a>, body: &NodeRef<'a>) -> NodeRef<'a> {
    let around = |name: &str| node.ancestors_it(None).find(|around| around.has_name(name));
    around("article").or_else(|| around("main")).unwrap_or(*body)
}

/// The boxes around the longest part that others may be like, the smallest first.
fn kinds<'a>(main: &NodeRef<'a>, body: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut kinds = Vec::new();
    let mut at = Some(*main);
    for _ in 0..HIGHEST {
        let Some(node) = at.filter(|node| node.id != body.id && !node.has_name("article") && !node.has_name("main"))
        else {
            break;
        };
        if node.attr("class").is_some_and(|classes| !classes.trim().is_empty()) {
            kinds.push(node);
        }
        if names::is_body(&node) {
            break;
        }
        at = node.parent();
    }
    kinds
}

/// Whether two boxes have all of their classes in common.
fn is_twin(node: &NodeRef, other: &NodeRef) -> bool {
    matches!(&*dom::name(other), "div" | "section")
        && *dom::name(node) == *dom::name(other)
        && (node.attr("class") == other.attr("class") || names::is_body(node) && names::is_body(other))
}

/// Whether an element is of the head of an article.
fn begins_another(node: &NodeRef) -> bool {
    node.has_name("article") || node.has_name("h2") || names::is_date(node) || names::is_byline(node)
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn words(body: &str) -> String {
        let menu = "<div class=menu><a href=/a>Here</a> <a href=/b>There</a></div>";
        let page = format!("<title>A Dry Year</title><body>{menu}<div><h1>A Dry Year</h1>{body}</div></body>");
        dumped(page)
    }

    fn some(name: &str, count: usize) -> String {
        (0..count).map(|n| format!("<p>{name} {n}: {TEXT}</p>")).collect()
    }

    #[test]
    fn a_text_that_adverts_part_goes_on() {
        let first = format!(
            "<div class='block text'><div class=in>{}</div><div class=spot>Buy it.</div></div>",
            some("First", 12)
        );
        let page = |then: &str| words(&format!("<article>{first}{then}</article>"));
        let part = |class: &str| format!("<div class='{class}'><div class=in>{}</div></div>", some("Then", 6));
        assert!(page(&part("block text")).contains("Then 5:"));
        assert!(!page(&part("other text").replace("class=in", "")).contains("Then 5:"));
        // Each part may have a column of other things beside it.
        let aside = "<aside><a href=/o>The lock is shut for the winter, they say.</a></aside>";
        let row = |text: &str| format!("<div><div class=row>{aside}<div class='w-full text'>{text}</div></div></div>");
        let rows = words(&format!("<article>{}{}</article>", row(&some("First", 12)), row(&some("Then", 6))));
        assert!(rows.contains("Then 5:") && !rows.contains("is shut"), "{rows}");
    }

    #[test]
    fn what_calls_itself_the_text_may_stand_more_than_once() {
        let part = |text: &str| format!("<div class=row><div class='body articleBody'>{text}</div></div>");
        let [first, long, last] = [some("First", 1), some("Long", 12), some("Last", 2)].map(|text| part(&text));
        let page = |between: &str| words(&format!("{first}<div>Buy it.</div>{long}{between}{last}"));
        let said = page("<aside><h2>Others</h2></aside>");
        assert!(said.contains("First 0:") && said.contains("Last 1:"), "{said}");
        let other = last.replace("'body articleBody'", "'body articleBody space'");
        let said = words(&format!(
            "{first}{}<div>Buy it.</div><div class=y>{other}</div>",
            long.replace("class=row", "class=x")
        ));
        assert!(said.contains("Last 1:"), "{said}");
        // Those of a list of articles have a head each.
        let said = words(&format!("{long}<span class=post-date>3 May 1998</span>{last}"));
        assert!(said.contains("Long 11:") && !said.contains("Last 1:"), "{said}");
    }
}
