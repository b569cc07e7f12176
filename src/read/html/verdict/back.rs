//! What the first opinion left out, and is the article's after all.

use super::super::beside::is_sentence;
use super::super::lines::{self, Place};
use super::super::region::is_leaf;
use super::super::{dom, names, sayings};
use super::{Judge, is_ended};
use dom_query::NodeRef;

impl<'a> Judge<'a, '_> {
    /// Whether something that the first opinion left out is the article's after all: it stands between what was
    /// taken, is written like the article, and nothing says otherwise.
    pub(super) fn comes_back(&self, node: &NodeRef<'a>, name: &str, place: Place) -> bool {
        let weight = self.region.weight(node);
        let between = weight.from > self.first && weight.from < self.last;
        let near = place.beside_taken || place.in_core;
        // Who said it stands below a quotation.
        let attribution = name == "footer" && node.parent().is_some_and(|around| around.has_name("blockquote"));
        // A box that its author set among the paragraphs: those of sites have classes.
        let plain = || !["class", "id", "role"].iter().any(|key| node.has_attr(key)) && weight.linked == 0;
        let boxed = name == "aside" && between && near && plain() && self.is_of_paragraphs(node);
        if boxed {
            return true;
        }
        if !near
            || !attribution && matches!(name, "aside" | "footer" | "form" | "nav" | "header" | "fieldset" | "address")
        {
            return false;
        }
        if place.cited {
            return true;
        }
        let text = dom::words(node);
        // Columns behind the last paragraph, in what calls itself the article's text.
        let last = !between && place.in_core && weight.all >= 80 && matches!(name, "div" | "section");
        if last && weight.linked * 10 < weight.all * 2 && self.is_of_paragraphs(node) {
            let of_author = self.known.meta.authors.iter().any(|author| text.starts_with(author.as_str()));
            return !of_author && !self.is_byline(&text);
        }
        let few_links = weight.linked * 10 < weight.all * 3;
        let posted = !few_links || name != "blockquote";
        if posted && weight.linked * 10 < weight.all * 7 && self.is_quoted(node, name) {
            return between || (place.in_core && weight.all >= 80);
        }
        let sentence = || between && self.is_linked_sentence(node, &text);
        // In a quotation it stands for what somebody posted there.
        let is_line = matches!(name, "p" | "div" | "li" | "dd");
        if self.opens(node, place) || is_line && (between || place.in_core) && is_written_out(&text) {
            return true;
        }
        if !(few_links || sentence()) || !(between || place.in_core) {
            return false;
        }
        if lines::is_furniture(&text) || sayings::section(&text).is_some() || self.is_title(&text) {
            return false;
        }
        match name {
            "h1" => false,
            "figure" => between,
            _ if dom::rank(node).is_some() => between,
            "footer" => true,
            "p" | "blockquote" | "pre" | "dl" | "table" | "figcaption" => {
                between || (place.in_core && weight.all >= 80)
            }
            "ul" | "ol" => between && weight.all >= 25,
            // What is in it is looked at one by one.
            "div" | "section" | "article" | "center" | "details" => {
                let is_whole = |heading: NodeRef| self.region.weight(&heading).all == weight.all;
                let long = weight.all >= 60 || self.heading(node).is_some_and(is_whole);
                between && (place.in_core && long || sentence()) && !self.is_byline(&text)
            }
            "li" | "tr" | "td" | "th" | "dd" | "dt" | "tbody" | "thead" | "tfoot" | "caption" | "summary" => true,
            _ => false,
        }
    }

    /// Whether a paragraph, or the heading above one, opens what the page calls an article: the words were too few to be
    /// looked at.
    fn opens(&self, node: &NodeRef<'a>, place: Place) -> bool {
        let weight = self.region.weight(node);
        if !place.beside_taken || weight.taken > 0 || weight.from > self.first || weight.linked * 10 > weight.all * 3 {
            return false;
        }
        let is_heading = dom::rank(node).is_some_and(|rank| rank > 1) && !self.is_title(&dom::words(node));
        if is_heading {
            return node.next_element_sibling().is_some_and(|next| next.has_name("p") && self.opens(&next, place));
        }
        node.has_name("p")
            && node.parent().is_some_and(|around| around.has_name("article"))
            && names::furniture(node).is_none()
            && !names::is_under_title(node)
            && !names::is_byline(node)
            && is_sentence(&dom::words(node))
    }

    /// Whether a block is a sentence which many of the words are links of: a definition, or what else to see.
    fn is_linked_sentence(&self, node: &NodeRef, text: &str) -> bool {
        const WORDS: usize = 6;
        let weight = self.region.weight(node);
        let own = std::iter::once(*node).chain(node.descendants_it());
        let blocks = own.filter(|inner| is_leaf(inner, &self.region.weights) && self.region.weight(inner).all > 0);
        blocks.take(2).count() == 1
            && is_ended(text)
            && weight.prose() * 5 >= weight.all
            && text.split(' ').count() >= WORDS
            && !sayings::leads_elsewhere(text)
    }

    /// Whether an element is a quotation, or nothing but what is around one. What somebody posted elsewhere has a link
    /// for each name and day in it.
    fn is_quoted(&self, node: &NodeRef<'a>, name: &str) -> bool {
        let all = self.region.weight(node).all;
        let quoted = || {
            let inner = dom::elements(node, &["blockquote"]).next();
            inner.is_some_and(|inner| self.region.weight(&inner).all == all)
        };
        let part = || name == "p" && node.parent().is_some_and(|around| around.has_name("blockquote"));
        name == "blockquote" || part() || (matches!(name, "div" | "figure") && quoted())
    }
}

/// Whether a line is an address and no more, as people write out what they refer to; a headline would have words.
fn is_written_out(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn words(body: &str) -> String {
        let page = format!("<title>A Dry Year</title><body>{body}</body>");
        dumped(page)
    }

    #[test]
    fn addresses_that_are_written_out_are_the_texts() {
        let some: String = (0..6).map(|n| format!("<div>{n} {TEXT}</div>")).collect();
        let link = |words: &str| format!("<div><a href=https://mills.example/a>{words}</a></div>");
        let story = |inner: &str| words(&format!("<div class='post-body entry-content'>{some}{inner}{some}</div>"));
        assert!(story(&link("https://mills.example/a")).contains("https://mills.example/a>"));
        assert!(
            !story(&format!("<blockquote>{}</blockquote>", link("https://mills.example/a"))).contains("example/a>")
        );
        assert!(!story(&link("The mill is sold, they say")).contains("is sold"));
    }
}
