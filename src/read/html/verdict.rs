//! The second opinion: what of the region is the article's. First element by element (what the first opinion left
//! out between what it took comes back; what calls itself furniture goes), then line by line (`lines`).

mod back;

use super::dom::{self, is_block, name};
use super::left::Left;
use super::lines::{self, Line, Part, Place};
use super::metadata::Known;
use super::region::{Region, is_leaf};
use super::sayings;
use super::{forms, names};
use crate::diag::Sink;
use crate::lang::letters;
use dom_query::{NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// A longer one (in letters; some eighty words) is no notice: pages call the article's own paragraphs after the wall
/// that stands before them.
const LONGEST_NOTICE: usize = 400;

/// A longer one, in letters, is a text that a page sets large.
const LONGEST_HEADING: usize = 300;

/// What was decided.
pub struct Verdict {
    /// The nodes of the region that are not the article's.
    pub out: FxHashSet<NodeId>,
    /// How many letters are.
    pub kept: usize,
    /// The first paragraphs of the text, and their words.
    pub first: Vec<(NodeId, String)>,
}

/// What the first opinion left out, and the second one too.
const BESIDE: &str = "what is beside the text";

/// How many paragraphs are kept as the first ones.
const FIRST: usize = 4;

/// Goes through a region.
pub fn of(region: &Region, known: &mut Known, sink: &mut Sink) -> Verdict {
    let total = region.weight(&region.root).taken;
    let mut judge = Judge {
        region,
        known,
        total,
        last: 0,
        first: usize::MAX,
        lines: Vec::new(),
        left: Left::default(),
        letters: forms::of_letters(region),
        prose_in: FxHashMap::default(),
        walled: None,
    };
    judge.bounds();
    judge.page_numbers();
    let in_core = region.core.is_some_and(|core| core.id == region.root.id);
    let place = Place { in_core, beside_taken: false, cited: false, part: Part::Text };
    judge.children(&region.root, place);
    let Judge { mut lines, mut left, .. } = judge;
    lines::judge(&mut lines, region, known, &mut left);
    let kept =
        lines.iter().filter(|line| !left.out.contains(&line.node.id)).map(|line| line.text.chars().count()).sum();
    let prose = lines.iter().filter(|line| line.is_prose() && !left.has(&line.node));
    let first = prose.take(FIRST).map(|line| (line.node.id, line.text.clone())).collect();
    left.tell(sink);
    Verdict { out: left.out, kept, first }
}

struct Judge<'a, 'r> {
    region: &'r Region<'a>,
    known: &'r Known,
    /// How many letters the first opinion took.
    total: usize,
    /// Where the first and the last element begin that hold words that were taken.
    first: usize,
    last: usize,
    lines: Vec<Line<'a>>,
    left: Left,
    /// The boxes that ask for an address.
    letters: FxHashSet<NodeId>,
    /// Letters of the paragraphs in an element, once they were counted.
    prose_in: FxHashMap<NodeId, usize>,
    /// Whether all paragraphs are called after the wall before them, once it was asked.
    walled: Option<bool>,
}

impl<'a> Judge<'a, '_> {
    fn bounds(&mut self) {
        let leaves = self.region.root.descendants_it().filter(|node| is_leaf(node, &self.region.weights));
        for weight in leaves.map(|node| self.region.weight(&node)).filter(|weight| weight.taken > 0) {
            self.first = self.first.min(weight.from);
            self.last = self.last.max(weight.from);
        }
    }

    fn page_numbers(&mut self) {
        for node in self.region.root.descendants_it().filter(|node| node.is_element() && names::is_page_number(node)) {
            self.left.out(&node, "the numbers of a printed book's pages");
        }
    }

    fn children(&mut self, parent: &NodeRef<'a>, place: Place) {
        let mut place = Place { beside_taken: self.region.weight(parent).taken > 0, ..place };
        let mut loose: Option<(Vec<NodeRef<'a>>, String)> = None;
        for child in parent.children_it(false) {
            let inline = child.is_text() || (child.is_element() && !self.is_block(&child));
            if !inline && let Some((run, text)) = loose.take() {
                self.lines.push(Line::loose(run[0], run, &text, place, self.region));
            }
            if child.is_text() {
                // Loose words that the first opinion left out beside words that it took are a part of them.
                if child.is_nonempty_text() && !place.beside_taken {
                    self.left.out(&child, BESIDE);
                }
            } else if child.is_element() {
                if let Some(heading) = self.heading(&child) {
                    place.cited = sayings::is_references(&dom::words(&heading));
                }
                self.element(&child, place);
            }
            let shown = child.is_nonempty_text() || self.region.weight(&child).all > 0;
            if inline && shown && !self.left.has(&child) {
                let (run, text) = loose.get_or_insert_with(|| (Vec::new(), String::new()));
                run.push(child);
                text.push_str(&child.text());
            }
        }
        if let Some((run, text)) = loose {
            self.lines.push(Line::loose(run[0], run, &text, place, self.region));
        }
    }

    /// The heading that an element is, or nothing but a wrapper of.
    fn heading(&self, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        const LONGEST: usize = 60;
        if dom::rank(node).is_some() {
            return Some(*node);
        }
        let weight = self.region.weight(node);
        let short = weight.blocks && weight.all <= LONGEST;
        short.then(|| dom::elements(node, &["h1", "h2", "h3", "h4", "h5", "h6"]).next()).flatten()
    }

    /// Whether an element stands apart: it is a block, or there are blocks in it.
    fn is_block(&self, node: &NodeRef) -> bool {
        is_block(&name(node)) || self.region.weight(node).blocks
    }

    fn element(&mut self, node: &NodeRef<'a>, place: Place) {
        let name = name(node);
        let Some(weight) = self.region.weights.get(&node.id).copied() else { return };
        if weight.all == 0 {
            return self.picture(node, &name, place);
        }
        if self.letters.contains(&node.id) {
            return self.left.out(node, "a newsletter's form");
        }
        let is_core = self.region.core.is_some_and(|core| core.id == node.id);
        // A heading is judged by what it says.
        let is_heading = dom::rank(node).is_some();
        if !self.is_block(node) {
            if weight.taken == 0 && !place.beside_taken {
                self.left.out(node, BESIDE);
            } else if weight.all > 25 && weight.taken == 0 && names::furniture(node).is_some() {
                self.left.out(node, "links and buttons");
            }
            return;
        }
        let called = names::furniture(node);
        let is_prose = called.is_some_and(|what| self.is_prose_between(node, what, place));
        // A wrapper of most of the article may call itself anything.
        let small =
            weight.taken * 2 < self.total || (weight.taken * 10 < self.total * 9 && weight.prose() * 2 < weight.all);
        if !is_core
            && small
            && !is_container(&name)
            && !is_heading
            && !is_prose
            && let Some(what) = called
            && !self.is_needed(node, what, weight.taken, place)
            && !(what == names::NOTICE && self.is_among_prose(node, &name))
        {
            return self.left.out(node, what);
        }
        if weight.taken == 0 && !is_prose && !self.comes_back(node, &name, place) {
            return if self.says_title(node) { self.left.quietly(node) } else { self.left.out(node, BESIDE) };
        }
        let place = Place {
            // What came back is the text's, and so is what is in it.
            in_core: place.in_core || is_core || weight.taken == 0,
            part: match name.as_str() {
                "ul" | "ol" | "menu" => Part::List(node.id),
                "table" => Part::Table,
                "figure" | "figcaption" => Part::Figure,
                "dl" => Part::List(node.id),
                _ => place.part,
            },
            ..place
        };
        // A heading is one line, unless a page has a figure, a list or a table in it.
        let is_line = || dom::elements(node, &["figure", "ul", "ol", "dl", "table"]).next().is_none();
        if is_leaf(node, &self.region.weights) || (is_heading && weight.all <= LONGEST_HEADING && is_line()) {
            return self.lines.push(Line::of(*node, weight, place));
        }
        self.children(node, place);
    }

    /// Whether an element that calls itself furniture is more than that: long prose which the first opinion took.
    fn is_needed(&self, node: &NodeRef, what: &str, taken: usize, place: Place) -> bool {
        let weight = self.region.weight(node);
        let prose = weight.prose() * 10 >= weight.all * 8;
        let holds_core =
            self.region.core.is_some_and(|core| core.ancestors_it(None).any(|around| around.id == node.id));
        let lasting = prose && taken > 0 && taken * 10 >= weight.all * 9;
        let long = match what {
            names::NOTICE => taken * 4 > self.total || taken > LONGEST_NOTICE,
            "buttons to share" | "advertising" | "a newsletter's form" => taken * 4 > self.total,
            names::ACCOUNT => taken * 2 > self.total,
            "comments" | "links to other articles" => taken * 3 > self.total,
            _ => taken > 400 || (place.in_core && taken > 200),
        };
        holds_core || (lasting && long)
    }

    /// Whether an element that calls itself furniture is paragraphs of the article: between those that the first
    /// opinion took, and long for what it says that it is. A class may be of what the paragraphs are about.
    fn is_prose_between(&self, node: &NodeRef<'a>, what: &str, place: Place) -> bool {
        let shortest = match what {
            "comments" | "advertising" | "what the page says is no part of it" => return false,
            "a list of tags" | "a vote or a count" | "navigation" | "links to other articles" => 100,
            _ => LONGEST_NOTICE,
        };
        let weight = self.region.weight(node);
        let between = weight.from > self.first && weight.from < self.last;
        if !between || !(place.beside_taken || place.in_core) || weight.linked * 5 > weight.all || weight.all < shortest
        {
            return false;
        }
        matches!(name(node).as_str(), "p" | "div" | "section" | "blockquote") && self.is_of_paragraphs(node)
    }

    /// Whether most of the words in an element are paragraphs.
    fn is_of_paragraphs(&self, node: &NodeRef<'a>) -> bool {
        /// Letters of a paragraph: a sentence of twelve words.
        const PARAGRAPH: usize = 60;
        let own = std::iter::once(*node).chain(node.descendants_it());
        let blocks = own.filter(|inner| is_leaf(inner, &self.region.weights));
        let is_paragraph = |block: &NodeRef| {
            self.region.weight(block).all >= PARAGRAPH
                && is_ended(&dom::words(block))
                && !lines::is_furniture(&dom::words(block))
        };
        let prose: usize = blocks.filter(is_paragraph).map(|block| self.region.weight(&block).all).sum();
        prose * 10 >= self.region.weight(node).all * 8
    }

    /// Whether an element that calls itself a notice is a paragraph of those that the first opinion took.
    fn is_among_prose(&mut self, node: &NodeRef<'a>, name: &str) -> bool {
        let is_paragraph = |name: &str| matches!(name, "p" | "blockquote" | "ul" | "ol" | "pre" | "figure");
        let region = self.region;
        if is_paragraph(name) && *self.walled.get_or_insert_with(|| is_walled(region)) {
            return true;
        }
        let Some(parent) = node.parent().filter(|_| is_paragraph(name) && self.region.weight(node).taken > 0) else {
            return false;
        };
        let prose = self.prose_in.entry(parent.id).or_insert_with(|| {
            let paragraphs = parent.children_it(false).filter(|child| child.has_name("p"));
            paragraphs.map(|child| region.weight(&child)).filter(|w| w.taken > 0).map(|w| w.prose()).sum()
        });
        *prose > LONGEST_NOTICE
    }

    fn says_title(&self, node: &NodeRef) -> bool {
        self.region.weight(node).all < 400 && letters(&node.text()) == letters(&self.known.title)
    }

    fn is_title(&self, text: &str) -> bool {
        let text = letters(text);
        !text.is_empty() && text.len() < 400 && letters(&self.known.title).contains(&text)
    }

    fn is_byline(&self, text: &str) -> bool {
        lines::is_byline(text, self.known)
    }

    /// Pictures, rules and other things without words.
    fn picture(&mut self, node: &NodeRef<'a>, name: &str, place: Place) {
        let shows = |node: &NodeRef| {
            ["img", "image", "picture", "table", "iframe", "video", "audio", "object", "embed"]
                .contains(&dom::name(node).as_str())
        };
        if matches!(name, "br" | "hr" | "wbr" | "a") && !node.descendants_it().any(|inner| shows(&inner)) {
            return;
        }
        let taken = |node: &NodeRef| self.region.taken.contains(&node.id);
        let kept = (shows(node) && taken(node)) || node.descendants_it().any(|inner| shows(&inner) && taken(&inner));
        let inside = place.in_core || place.beside_taken;
        let furniture = names::furniture(node).is_some();
        let is_authors = !place.in_core && names::is_byline(node);
        let inner = |node: &NodeRef| node.descendants_it().any(|inner| shows(&inner));
        let beside = !kept && (furniture || !inside || !dom::is_large(node));
        if (beside || is_authors) && (shows(node) || inner(node)) {
            self.left.out(node, BESIDE);
        }
    }
}

/// Whether a page calls many of its paragraphs notices: that is how it calls what only those see who pay.
fn is_walled(region: &Region) -> bool {
    const PARAGRAPH: usize = 80;
    const FEWEST: usize = 4;
    let paragraphs = dom::elements(&region.root, &["p"]).filter(|node| region.weight(node).prose() >= PARAGRAPH);
    paragraphs.filter(|node| names::furniture(node) == Some(names::NOTICE)).take(FEWEST).count() == FEWEST
}

/// Whether words end as sentences do.
fn is_ended(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"', '»', '。', '！', '？', '」', ':', ')'])
}

fn is_container(name: &str) -> bool {
    matches!(name, "body" | "html" | "main" | "tbody" | "tr" | "td" | "th" | "thead" | "li")
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn words(story: &str) -> String {
        let page = format!("<body><h1>A Dry Year</h1><div class=story>{story}</div></body>");
        dumped(page)
    }

    #[test]
    fn a_quotation_keeps_its_author() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let said =
            "<blockquote><p>The canal was shut by the frost that winter.</p><footer>— Ann Lee</footer></blockquote>";
        assert!(words(&format!("{some}{said}{some}")).contains("— Ann Lee"));
    }

    #[test]
    fn a_heading_may_be_one_by_its_role() {
        let some = |from: usize| -> String { (from..from + 4).map(|n| format!("<p>{n} {TEXT}</p>")).collect() };
        let heading = "<div role=heading aria-level=3 class='paywall heading-h3'>The first frost</div>";
        let said = words(&format!("{}{heading}{}", some(0), some(4)));
        assert!(said.contains("heading 2: The first frost"), "{said}");
    }

    #[test]
    fn a_heading_is_one_line_whatever_is_in_it() {
        let some = |from: usize| -> String { (from..from + 4).map(|n| format!("<p>{n} {TEXT}</p>")).collect() };
        let story = |heading: &str| words(&format!("{}{heading}{}", some(0), some(4)));
        let said = story("<h2><div class=kicker>May</div><div>The first frost</div></h2>");
        assert!(said.contains("heading 2: May The first frost"), "{said}");
        let said = story("<h2><div>Related articles</div></h2><ul><li><a href=/a>The lock is shut</a></li></ul>");
        assert!(!said.contains("Related") && !said.contains("is shut"), "{said}");
        let said = story("<h2><div>The first frost</div><ul class=share><li><a href=/a>Pass it on</a></li></ul></h2>");
        assert!(said.contains("heading 2: The first frost\n"), "{said}");
    }

    #[test]
    fn the_authors_life_and_the_names_of_films_are_no_text() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let film = "<div class=c-video><img src=a.jpg alt='The lock'><span class=c-video__overlay><div>2:34</div>\
                    <div>The lock is shut</div></span></div>";
        let said = words(&format!("{some}{film}{some}"));
        assert!(!said.contains("2:34") && !said.contains("is shut"), "{said}");
        for class in ["video-placeholder", "hide-text", "screen-reader"] {
            let said = words(&format!("{some}<div class={class}><p>Shown: {TEXT}</p></div>{some}"));
            assert!(said.contains("Shown: The mills"), "{class}: {said}");
            let said = words(&format!("{some}<div class={class}>The lock is shut</div>{some}"));
            assert!(!said.contains("is shut"), "{class}: {said}");
        }
        let life = format!("<div class=post__author-bio><p>Ann Lee wrote of mills: {TEXT}</p></div>");
        assert!(!words(&format!("{some}{life}")).contains("Ann Lee wrote"));
    }

    #[test]
    fn what_somebody_posted_is_a_quotation() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let post = "<div class=embed><blockquote class=twitter-tweet><p>Nobody spoke of the mills, <a href=/t>@lock</a> and \
                    <a href=/u>t.co/xdcgcjohW4</a></p>— Ann Lee (@ann) <a href=/d>April 15, 2019</a></blockquote></div>";
        assert!(words(&format!("{some}{post}{some}")).contains("Nobody spoke of the mills,"));
    }

    #[test]
    fn a_box_that_says_nothing_of_itself_is_the_texts() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let story = |aside: &str| words(&format!("<article class=entry-content>{some}{aside}{some}</article>"));
        assert!(story(&format!("<aside>Boxed: {TEXT}</aside>")).contains("paragraph: Boxed: The mills"));
        assert!(!story(&format!("<aside class=more>Boxed: {TEXT}</aside>")).contains("Boxed"));
        assert!(
            !story("<aside><a href=/o>Boxed: the lock is shut for the winter, they say.</a></aside>").contains("Boxed")
        );
    }

    #[test]
    fn numbers_of_a_printed_books_pages_are_no_words() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let within = "<p>They could not work me <span class=\"pagenum\">[19]</span> like dough, whatever they did.</p>";
        let numbered = "<p class=pagenum>Chapter 19 is what he calls the page that he wrote in the winter.</p>";
        let said = words(&format!("{some}{within}{numbered}{some}"));
        assert!(said.contains("work me like dough") && said.contains("Chapter 19 is what"), "{said}");
    }

    #[test]
    fn paragraphs_behind_a_wall_are_the_articles() {
        let some = |class: &str, from: usize| -> String {
            (from..from + 6).map(|n| format!("<p class=\"{class}\">{n} {TEXT}</p>")).collect()
        };
        let whole = words(&format!("{}{}", some("x", 0), some("paywall", 6)));
        assert_eq!(whole.matches("three days").count(), 12, "{whole}");
        let around = words(&format!("{}<div class=paywall>{}</div>", some("x", 0), some("x", 6)));
        assert_eq!(around.matches("three days").count(), 12, "{around}");
        // Adverts may part them.
        let row = |n: usize| format!("<div class=row><div><p class=paywall>{n} Alone: {TEXT}</p></div></div>");
        let rows = words(&format!("{}{}", some("x", 0), (0..6).map(row).collect::<String>()));
        assert_eq!(rows.matches("Alone:").count(), 6, "{rows}");
        let notice = words(&format!("{}<div class=paywall><p>Subscribe to read more of this.</p></div>", some("x", 0)));
        assert!(!notice.contains("Subscribe"), "{notice}");
    }

    #[test]
    fn sentences_of_many_links_are_the_articles() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let link = |words: &str| format!("<a href=/w>{words}</a>");
        let definition =
            format!("A {} is a {} for {}.", link("mill"), link("building"), link("grinding grain to flour"));
        let said = words(&format!("{some}<div class=def><p>{definition}</p></div>{some}"));
        assert!(said.contains("grinding grain"), "{said}");
        let other = format!("<div class=x><p>{}</p></div>", link("The lock is shut for all of the winter, they say."));
        assert!(!words(&format!("{some}{other}{some}")).contains("is shut"));
    }

    #[test]
    fn a_class_may_be_what_paragraphs_are_about() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        for class in ["tags", "metadata", "related", "topics", "views", "sidebar"] {
            let about = format!("<div class={class}><h2>On it</h2><p>First {TEXT}</p><p>Then {TEXT}</p></div>");
            let said = words(&format!("{some}{about}{some}"));
            assert!(said.contains("On it") && said.contains("Then The mills"), "{class}: {said}");
        }
        let tags = "<div class=tags><p>Filed under: <a href=/a>Mills</a>, <a href=/b>Canals</a></p></div>";
        let letter = format!("<div class=newsletter><p>Write to us: {TEXT}</p></div>");
        let said = words(&format!("{some}{tags}{letter}{some}"));
        assert!(!said.contains("Canals") && !said.contains("Write to us"), "{said}");
    }

    #[test]
    fn what_is_left_out_is_told() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let links = "<div><a href=/a>The lock is shut</a> <a href=/b>The mill is sold</a></div>";
        let page =
            format!("<body><p>Top line.</p><div><h1>A Dry Year</h1><div class=s>{some}{links}{some}</div></div>");
        let read = Html::default().read(&Source::new("a.html", page));
        let told: Vec<_> = read.diagnostics.iter().map(|told| told.message.to_string()).collect();
        let told = told.join("\n");
        assert!(told.contains("beside the text (8 words): The lock is shut The mill"), "{told}");
        assert!(told.contains("around the article") && told.contains("Top line."), "{told}");
    }

    #[test]
    fn days_that_head_the_entries_of_a_diary_stay() {
        let day = |n: usize, year: usize| format!("<h2>{n} May {year}</h2><p>{n} {TEXT}</p><p>{n}a {TEXT}</p>");
        let diary: String = (12..15).map(|n| day(n, 2004)).collect();
        assert!(words(&diary).contains("heading 2: 12 May 2004"));
        assert!(words(&format!("{}<h2>Later</h2><p>b {TEXT}</p>", day(12, 1876))).contains("heading 2: 12 May 1876"));
        let published = words(&format!("{}<h2>Later</h2><p>b {TEXT}</p>", day(12, 2004)));
        assert!(!published.contains("heading 2: 12 May"), "{published}");
    }

    #[test]
    fn a_heading_that_is_called_after_its_words_is_no_byline() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let said = words(&format!("{some}<h2 id=AUTHOR>AUTHOR</h2><p>Ann Lee wrote it.</p>"));
        assert!(said.contains("AUTHOR") && !said.contains("byline"), "{said}");
    }
}
