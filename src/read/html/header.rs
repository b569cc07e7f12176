//! The head of an article as the page shows it: the heading that is its title, and what stands round that heading.
//! Menus, boxes beside the text and footers are no part of it.

use super::dom::{self, name};
use super::metadata::day_of;
use super::{names, title};
use crate::lang::letters;
use crate::model::Date;
use crate::read::text::dates;
use dom_query::{Document, NodeRef};
use rustc_hash::FxHashSet;

/// How many elements before and behind the heading are its head: a kicker and a bar of buttons stand before it; a
/// standfirst, a picture, a byline and a date behind it.
const BEFORE: usize = 40;
const BEHIND: usize = 120;

/// How many paragraphs of text the head may reach over: a standfirst and one more, before which a date stands.
const MOST_PARAGRAPHS: usize = 2;

/// A paragraph of the text has so many bytes.
const PARAGRAPH: usize = 160;

/// Longer lines (in bytes) are no byline and no date.
pub const LONGEST_LINE: usize = 160;

/// The elements of a page that may stand at the head of its article.
pub struct Header<'a> {
    /// In order, without those that are beside the article.
    pub elements: Vec<NodeRef<'a>>,
    heading: Option<usize>,
}

impl<'a> Header<'a> {
    /// The header of a page whose article is called so.
    pub fn of(page: &'a Document, title: &str) -> Self {
        let mut elements = Vec::new();
        if let Some(body) = page.body() {
            shown_elements(&body, &mut elements);
        }
        let mut header = Self { elements, heading: None };
        header.look_for(title);
        header
    }

    /// Finds the heading that says the title, else the one that is most like it.
    pub fn look_for(&mut self, title: &str) {
        let wanted = letters(title);
        let is_heading = |node: &NodeRef| ["h1", "h2", "h3"].iter().any(|name| node.has_name(name));
        let headings = self.elements.iter().enumerate().filter(|(_, node)| is_heading(node));
        let says: Vec<(usize, String)> = headings.take(40).map(|(at, node)| (at, letters(&dom::words(node)))).collect();
        let same = says.iter().find(|(_, said)| !wanted.is_empty() && *said == wanted);
        let like =
            || says.iter().find(|(at, said)| self.elements[*at].has_name("h1") && likeness(said, &wanted) >= LIKE);
        self.heading = same.or_else(like).map(|(at, _)| *at);
    }

    /// The title as the page shows it, if that is another one than its head says: the heading of the first rank that
    /// says most of it, and is not the site's name.
    pub fn title(&self, said: &str, page_title: &str, is_site: impl Fn(&str) -> bool) -> Option<String> {
        /// A shorter one is a rubric.
        const SHORTEST: usize = 12;
        let wanted = letters(said);
        let own = wanted.chars().count();
        let longest = letters(title::longest_part(page_title));
        let known = format!("{wanted} {longest}");
        let headings = self.elements.iter().filter(|node| node.has_name("h1") || node.has_name("h2")).take(40);
        let headings: Vec<_> = headings.map(|node| (node, dom::words(node))).collect();
        if headings.iter().any(|(_, words)| letters(words) == wanted) {
            return None;
        }
        // What stands behind the title in an element of its own is a subtitle, or the site's name.
        let first = |node: &NodeRef| {
            let found = node.descendants_it().find(|inner| inner.is_text() && inner.is_nonempty_text());
            found.map(|text| letters(&text.text())).unwrap_or_default()
        };
        let mut shown = headings.into_iter().filter(|(node, words)| {
            let heading = letters(words);
            let length = heading.chars().count();
            // "FAQ - The Cargo Book": the book's name stands as large above each of its pages.
            let of_site =
                page_title.len() > words.len() && page_title.ends_with(words.as_str()) && !wanted.starts_with(&heading);
            let says_it =
                !of_site && length >= SHORTEST && length * 10 >= own * 6 && likeness(&heading, &known) >= LIKE;
            let first = first(node);
            let more = first != heading && (first == wanted || first == longest);
            says_it && !more && node.has_name("h1") && !is_site(words) && !leads_home(node)
        });
        shown.next().map(|(_, words)| words)
    }

    /// The elements behind the heading, up to the text.
    pub fn behind(&self) -> &[NodeRef<'a>] {
        let Some(at) = self.heading else { return &[] };
        let rest = &self.elements[at + 1..];
        let rest = &rest[..rest.len().min(BEHIND)];
        let is_text = |node: &NodeRef| node.has_name("p") && dom::short_text(node, PARAGRAPH).is_none();
        let end = rest.iter().enumerate().filter(|(_, node)| is_text(node)).nth(MOST_PARAGRAPHS);
        &rest[..end.map_or(rest.len(), |(at, _)| at)]
    }

    /// The elements before the heading.
    pub fn before(&self) -> &[NodeRef<'a>] {
        let Some(at) = self.heading else { return &[] };
        &self.elements[at.saturating_sub(BEFORE)..at]
    }

    /// The day that the head names: in an element that says it is a date, else in a line that is nothing but one.
    /// Before the heading may stand today's date.
    pub fn date(&self) -> Option<Date> {
        day_among(self.behind()).or_else(|| day_among(self.before()))
    }
}

fn day_among(elements: &[NodeRef]) -> Option<Date> {
    let own = elements.iter().filter(|node| !is_beside(node));
    let lines: Vec<_> = own.filter_map(|node| Some((node, dom::short_text(node, LONGEST_LINE)?))).collect();
    let mut named = lines.iter().filter(|(node, _)| names::is_date(node));
    named.find_map(|(node, _)| day_of(node).filter(is_likely)).or_else(|| {
        let whole = |text: &str| dates::whole_line(text).filter(|found| !found.ambiguous);
        let line = lines.iter().find_map(|(_, text)| whole(text).map(|found| found.date).filter(is_likely));
        // "Ann Lee · 3 May 2016 · 4 min read"
        let part = |text: &str| text.split(['|', '·', '•', '｜']).skip(1).find_map(whole);
        line.or_else(|| lines.iter().find_map(|(_, text)| part(text).map(|found| found.date).filter(is_likely)))
    })
}

/// Whether a heading is a link to the site's first page: its name.
fn leads_home(heading: &NodeRef) -> bool {
    let around = heading.parent().filter(|around| around.has_name("a"));
    let link = dom::elements(heading, &["a"]).next().or(around);
    link.and_then(|link| dom::attr(&link, "href")).is_some_and(|href| {
        let path =
            href.split_once("://").map_or(href.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let path = path.trim_start_matches(['.', '/']);
        path.is_empty() || path.starts_with("index.") || path == "#"
    })
}

/// Whether articles were put on the web then.
fn is_likely(date: &Date) -> bool {
    matches!(date.parts(), (1980..=2100, Some(_), Some(_)))
}

/// Whether an element of the head speaks of another article: it is in a list or a link.
fn is_beside(node: &NodeRef) -> bool {
    node.ancestors_it(Some(6)).any(|around| around.has_name("a") || around.has_name("figure"))
}

/// How much of a heading another text has to say, of 1.
const LIKE: f32 = 0.4;

/// How many of a text's runs of three letters are in another one, of 1.
fn likeness(text: &str, other: &str) -> f32 {
    /// Titles are shorter.
    const LONGEST: usize = 400;
    let runs = |text: &str| -> FxHashSet<[char; 3]> {
        let chars: Vec<char> = text.chars().take(LONGEST * 2).collect();
        chars.windows(3).map(|run| [run[0], run[1], run[2]]).collect()
    };
    let own = runs(text);
    if own.is_empty() || text.len() > LONGEST * 4 {
        return 0.0;
    }
    let others = runs(other);
    own.iter().filter(|run| others.contains(*run)).count() as f32 / own.len() as f32
}

/// Whether a `<footer>` stands at the foot of something. Drupal puts the byline into one, under the title.
pub fn is_foot(footer: &NodeRef) -> bool {
    /// A head has no more elements and spaces before it.
    const MOST: usize = 16;
    let mut before = footer.prev_sibling();
    for _ in 0..MOST {
        let Some(node) = before else { return !footer.parent().is_some_and(|around| around.has_name("article")) };
        let of_the_head = ["h1", "h2", "h3", "header"].iter().any(|name| node.has_name(name));
        if node.is_nonempty_text() || (node.is_element() && !of_the_head && dom::short_text(&node, 0).is_none()) {
            return true;
        }
        before = node.prev_sibling();
    }
    true
}

/// All elements that a page shows and that may belong to an article.
fn shown_elements<'a>(parent: &NodeRef<'a>, found: &mut Vec<NodeRef<'a>>) {
    for child in parent.children_it(false).filter(NodeRef::is_element) {
        let name = name(&child);
        let foot = name.as_str() == "footer" && is_foot(&child);
        if dom::is_skipped(&name) || name.as_str() == "aside" || foot || dom::is_hidden(&child) {
            continue;
        }
        found.push(child);
        shown_elements(&child, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(said: &str, page_title: &str, headings: &str) -> Option<String> {
        let page = Document::from(format!("<body>{headings}</body>").as_str());
        Header::of(&page, said).title(said, page_title, |words| words == "The Harbour Times")
    }

    #[test]
    fn the_heading_that_a_reader_sees_is_the_title() {
        let said = "Mills stand still at the lock";
        for (page_title, headings, wanted) in [
            (
                said,
                "<h1>Why the mills stand still at the old lock</h1>",
                Some("Why the mills stand still at the old lock"),
            ),
            ("Notes on a Dry Year | Times", "<h1>Notes on a Dry Year</h1>", Some("Notes on a Dry Year")),
            ("", "<h1>The Harbour Times</h1><h2>Mills stand still at the lock</h2>", None),
            ("", "<h1>The Harbour Times</h1>", None),
            ("", "<h1><a href='/'>Mills stand still at the lock, a blog</a></h1>", None),
            ("", "<h1>Mills stand still at the lock<small>A letter</small></h1>", None),
            ("", "<h1>Something else that nobody said</h1>", None),
            ("", "<h1>The lock</h1>", None),
            ("Asked - stand still at the lock", "<h1>stand still at the lock</h1><h1>Asked often</h1>", None),
        ] {
            assert_eq!(title(said, page_title, headings).as_deref(), wanted, "{headings}");
        }
    }

    #[test]
    fn the_day_at_the_head_is_the_articles() {
        let date = |head: &str| {
            let page = format!(
                "<div class=date>1 May 2001</div><p>words</p><h1>A Dry Year</h1>{head}<p>{0}</p><p>{0}</p><p>{0}</p>\
                 <span class=date>3 May 2003</span>",
                "The mills ran. ".repeat(20)
            );
            Header::of(&Document::from(page.as_str()), "A Dry Year").date().map(|date| date.iso)
        };
        assert_eq!(date("<span class=article-pubDate>12 May 2014</span>").as_deref(), Some("2014-05-12"));
        assert_eq!(date("<div>Published: 2014年5月12日</div>").as_deref(), Some("2014-05-12"));
        assert_eq!(date("<time datetime=yesterday>May 12, 2014</time>").as_deref(), Some("2014-05-12"));
        assert_eq!(date("<p>Ann Lee · May 12, 2014 · 4 min read</p>").as_deref(), Some("2014-05-12"));
        assert_eq!(date("<p class=date>3 hours ago</p>").as_deref(), Some("2001-05-01"));
    }
}
