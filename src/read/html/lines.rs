//! The article's lines in order: what stands before its first words and behind its last ones, sections of links to
//! other articles, what is said twice.

use super::dom::{self, squeezed};
use super::left::Left;
use super::metadata::Known;
use super::region::{Region, Weight};
use super::sayings::{self, Section};
use super::{counters, elsewhere, names, opening};
use crate::lang::letters;
use crate::read::text::lexicon::{Certainty, lexicon};
use crate::read::text::{byline, dates};
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashSet;

/// With fewer paragraphs there is nothing that the rest could be compared with.
const LEAST_PROSE: usize = 3;

/// What a line is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Of the text itself.
    Text,
    /// Of a list.
    List(NodeId),
    /// Of a table.
    Table,
    /// Of what is said of a picture.
    Figure,
}

/// Where in the region an element is.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Within what calls itself the article's text.
    pub in_core: bool,
    /// Beside words that the first opinion took.
    pub beside_taken: bool,
    /// Below a heading that says what the article refers to.
    pub cited: bool,
    /// What it is a part of.
    pub part: Part,
}

/// A block with words alone in it.
pub struct Line<'a> {
    /// The block.
    pub node: NodeRef<'a>,
    /// Its words.
    pub text: String,
    /// Its letters, and how many of them are in links.
    pub letters: usize,
    pub linked: usize,
    /// Of a heading.
    pub rank: Option<usize>,
    pub place: Place,
    /// Of loose words between blocks, their nodes: they have no element that could be left out. Empty for a block.
    pub run: Vec<NodeRef<'a>>,
}

impl<'a> Line<'a> {
    /// The line that a block is.
    pub fn of(node: NodeRef<'a>, weight: Weight, place: Place) -> Self {
        let rank = dom::rank(&node);
        let text = if weight.blocks { dom::short_text(&node, usize::MAX - 1) } else { None };
        let text = text.unwrap_or_else(|| squeezed(&node.text()));
        Self { node, text, letters: weight.all, linked: weight.linked, rank, place, run: Vec::new() }
    }

    /// Words that stand loose between blocks, in a run of nodes.
    pub fn loose(node: NodeRef<'a>, run: Vec<NodeRef<'a>>, text: &str, place: Place, region: &Region) -> Self {
        let text = squeezed(text);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        let linked = run.iter().map(|node| region.weight(node).linked).sum();
        Self { node, text, letters, linked, rank: None, place: Place { part: Part::Text, ..place }, run }
    }

    pub fn is_loose(&self) -> bool {
        !self.run.is_empty()
    }

    pub fn leave(&self, what: &'static str, left: &mut Left) {
        if !self.is_loose() {
            left.out(&self.node, what);
        }
    }

    /// Leaves out loose words, too, which only those may that know what all of them are.
    pub fn leave_all(&self, what: &'static str, left: &mut Left) {
        // A cell stays where its table is; what is in it goes.
        if ["td", "th"].iter().any(|name| self.node.has_name(name)) {
            self.node.children_it(false).for_each(|child| left.out(&child, what));
            left.quietly(&self.node);
        } else {
            self.leave(what, left);
        }
        self.run.iter().for_each(|node| left.out(node, what));
    }

    /// Whether a label says that the rest, a link, leads to another article.
    fn is_labelled_link(&self) -> bool {
        if self.linked * 2 <= self.letters || self.linked == self.letters || self.rank.is_some() {
            return false;
        }
        let mut label = String::new();
        for node in self.node.descendants_it() {
            if node.has_name("a") {
                break;
            } else if node.is_text() {
                label.push_str(&node.text());
            }
        }
        sayings::is_label(squeezed(&label).as_str())
    }

    /// Whether it is a paragraph of text.
    pub fn is_prose(&self) -> bool {
        let few_links = self.linked * 2 < self.letters;
        self.rank.is_none() && few_links && (self.letters >= 80 || (self.is_ended() && self.letters >= 25))
    }

    /// The list it is an item of.
    pub fn list(&self) -> Option<NodeId> {
        match self.place.part {
            Part::List(id) if !self.place.cited => Some(id),
            _ => None,
        }
    }

    /// Whether it ends as sentences do.
    pub fn is_ended(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '…', '”', '"', '»', '。', '！', '？', '」', ':', ';', ')'])
    }

    /// Nothing but links.
    pub fn is_link(&self) -> bool {
        self.linked * 20 >= self.letters * 19
    }
}

/// Looks at all lines, and leaves out what is not the article's.
pub fn judge(lines: &mut [Line], region: &Region, known: &mut Known, left: &mut Left) {
    furniture(lines, left);
    counters::leave(lines, left);
    if lines.iter().filter(|line| line.is_prose()).count() < LEAST_PROSE {
        return;
    }
    sections(lines, left);
    opening::standfirst(lines, known, left);
    outside(lines, region, left);
    said(lines, region, left);
    opening::before(lines, known, left);
    links_between(lines, left);
    elsewhere::lists(lines, known, left);
    behind(lines, known, left);
    repeated(lines, left);
}

/// Whether a line is surely no article's.
pub fn is_furniture(text: &str) -> bool {
    lexicon().furniture(text) == Some(Certainty::Sure)
}

/// Whether a line tells who wrote the article.
pub fn is_byline(text: &str, known: &Known) -> bool {
    if text.chars().count() > 140 {
        return false;
    }
    let own = letters(text);
    let rest = beside_names(&own, known);
    let named = rest < own.len();
    let ended = text.ends_with(['.', '!', '?', '。']) && text.split_whitespace().count() > 6;
    (named && rest < 60 && !ended)
        || byline::read(text).is_some_and(|byline| byline.introduced && !byline.names.is_empty() && !ended)
}

/// Whether a heading is a byline: of what it says, at least half is names. "The plan (Ann)" heads what Ann wrote.
pub fn is_byline_heading(text: &str, known: &Known) -> bool {
    let own = letters(text);
    is_byline(text, known)
        && (beside_names(&own, known) * 2 <= own.len() || byline::read(text).is_some_and(|byline| byline.introduced))
}

/// How many bytes of a line's letters are not of the authors' names.
fn beside_names(own: &str, known: &Known) -> usize {
    let mut rest = own.to_owned();
    for name in known.meta.authors.iter().map(|name| letters(name)).filter(|name| name.len() >= 5) {
        rest = rest.replacen(&name, "", 1);
    }
    rest.len()
}

fn furniture(lines: &[Line], left: &mut Left) {
    for (at, line) in lines.iter().enumerate() {
        let linked = line.linked * 2 > line.letters;
        if linked && sayings::is_way(&line.text) {
            line.leave_all("the way to other pages", left);
            continue;
        }
        if line.rank.is_none() && sayings::is_of_embedding(&line.text) {
            line.leave_all("what stands for things from elsewhere", left);
            continue;
        }
        if line.linked > 0 && line.rank.is_none() && sayings::is_of_a_letter(&line.text) {
            line.leave_all("what a letter says of itself", left);
            continue;
        }
        if matches!(line.place.part, Part::Table | Part::Figure) {
            continue;
        }
        match lexicon().furniture(&line.text) {
            Some(Certainty::Sure) if line.rank.is_none() => line.leave("lines that are no article's", left),
            // Beside another one, or a link or button.
            Some(Certainty::Likely) if line.letters <= 25 && line.rank.is_none() => {
                let neighbour = |at: Option<usize>| {
                    at.and_then(|at| lines.get(at)).is_some_and(|line| lexicon().furniture(&line.text).is_some())
                };
                if line.is_link() || neighbour(at.checked_sub(1)) || neighbour(Some(at + 1)) {
                    line.leave("lines that are no article's", left);
                }
            }
            _ if linked && (sayings::leads_elsewhere(&line.text) || line.is_labelled_link()) => {
                line.leave("links to other articles", left);
            }
            _ => {}
        }
    }
}

/// Sections whose heading says that they are beside the article.
fn sections(lines: &[Line], left: &mut Left) {
    let prose: usize = lines.iter().filter(|line| line.is_prose()).map(|line| line.letters).sum();
    let mut so_far = 0;
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        so_far += if line.is_prose() { line.letters } else { 0 };
        at += 1;
        if line.letters > 60 || line.place.part == Part::Table || line.is_prose() {
            continue;
        }
        let Some(section) = sayings::section(&line.text) else { continue };
        let rest = &lines[at..];
        if section == Section::Rest && is_chapter(line, rest) {
            continue;
        }
        // A heading may as well be a short paragraph; then a heading ends its section.
        let end = rest.iter().position(|next| next.rank.is_some_and(|rank| line.rank.is_none_or(|own| rank <= own)));
        let (mut length, what) = match section {
            Section::Rest if so_far * 3 >= prose => (rest.len(), "comments"),
            Section::Rest | Section::Links => (end.unwrap_or(rest.len()), "links to other articles"),
        };
        if section == Section::Links {
            // Prose ends it as well: a link to another article may stand in the middle of this one.
            let linked = |line: &Line| line.linked * 2 >= line.letters || (line.letters < 60 && !line.is_prose());
            length = rest[..length].iter().take_while(|line| linked(line)).count();
            let same_list = rest.first().is_some_and(|next| matches!(next.place.part, Part::List(_)));
            let heads_more = line.rank.is_some() && !rest.is_empty() && !left.follows(&line.node);
            if length == 0 && (heads_more || same_list) {
                continue;
            }
        }
        line.leave(what, left);
        for beside in &rest[..length] {
            beside.leave(what, left);
        }
        at += length;
    }
}

/// Whether a heading such as "Comments" or "Diskussion" is one of the article's chapters, or its term in a list: other
/// headings of its rank follow, with prose below them.
fn is_chapter(line: &Line, rest: &[Line]) -> bool {
    let Some(rank) = line.rank else { return matches!(line.place.part, Part::List(_)) };
    let next = rest.iter().position(|next| next.rank.is_some_and(|other| other <= rank));
    let below = next.map(|next| &rest[next..]).unwrap_or_default();
    below.first().is_some_and(|heading| sayings::section(&heading.text).is_none())
        && below[1..].iter().take_while(|line| line.rank.is_none()).any(Line::is_prose)
}

/// Lines beside what calls itself the article's text: those before it stay if they are headings or like the text;
/// those behind it go if they are short or full of links.
fn outside(lines: &[Line], region: &Region, left: &mut Left) {
    let Some(core) = region.core.filter(|core| core.id != region.root.id) else { return };
    let inside: usize =
        lines.iter().filter(|line| line.place.in_core && line.is_prose()).map(|line| line.letters).sum();
    let from = region.weight(&core).from;
    for line in lines.iter().filter(|line| !line.place.in_core && inside > 0) {
        let behind = region.weight(&line.node).from > from;
        let beside = line.linked * 3 > line.letters || line.letters < 60 || names::furniture(&line.node).is_some();
        if line.place.part != Part::Figure
            && !line.place.cited
            && (behind || (beside && line.rank.is_none()))
            && line.letters * 4 < inside
        {
            line.leave("what stands outside of the text", left);
        }
    }
}

/// Behind what the page says its text is may stand less prose than that, so many times: notes on the author, adverts.
const MOST_UNSAID: usize = 1;

/// What the page says its text is, against what is there.
fn said(lines: &[Line], region: &Region, left: &mut Left) {
    let Some(said) = &region.said else { return };
    let is_said: Vec<bool> = lines
        .iter()
        .map(|line| {
            let letters = letters(&line.text);
            letters.len() >= 12 && letters.len() <= said.len() && said.contains(&letters)
        })
        .collect();
    let covered: usize =
        lines.iter().zip(&is_said).filter(|(_, said)| **said).map(|(line, _)| letters(&line.text).len()).sum();
    if covered * 10 < said.len() * 9 {
        return;
    }
    let (Some(first), Some(last)) = (is_said.iter().position(|said| *said), is_said.iter().rposition(|said| *said))
    else {
        return;
    };
    // What the page tells may be no more than the beginning.
    let more: usize = lines[last + 1..].iter().filter(|line| line.is_prose()).map(|line| line.letters).sum();
    if more * MOST_UNSAID > covered {
        return;
    }
    // An item too short to be looked for is the text's where others of its list are.
    let said_lists: FxHashSet<NodeId> =
        lines.iter().zip(&is_said).filter(|(_, said)| **said).filter_map(|(line, _)| line.list()).collect();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| !is_said[*at]) {
        let amid_said = (first..last).contains(&at) && line.list().is_some_and(|list| said_lists.contains(&list));
        let linked = line.linked * 2 > line.letters && !amid_said;
        let apart = matches!(line.place.part, Part::Figure | Part::Table);
        let beside = if at > last {
            true
        } else if at < first {
            line.rank.is_none() && line.letters < 200
        } else {
            linked && line.rank.is_none()
        };
        if beside && !apart && !line.place.cited {
            line.leave("what the page does not count among the text", left);
        }
    }
}

/// A link that has a paragraph to itself, amid prose.
fn links_between(lines: &[Line], left: &mut Left) {
    let kept: Vec<&Line> = lines.iter().filter(|line| !left.has(&line.node)).collect();
    if kept.iter().filter(|line| line.is_prose()).count() < 5 {
        return;
    }
    let alone: Vec<bool> = kept
        .iter()
        .map(|line| {
            line.place.part == Part::Text && line.rank.is_none() && line.is_link() && (15..140).contains(&line.letters)
        })
        .collect();
    for (at, line) in kept.iter().enumerate().filter(|(at, _)| alone[*at]) {
        let prose_before = at
            .checked_sub(1)
            .map(|before| kept[before])
            .is_some_and(|before| before.is_prose() && !before.text.ends_with([':', '：']));
        let prose_behind = kept.get(at + 1).is_none_or(|next| next.is_prose());
        let headline = !line.text.contains("://") && line.text.split_whitespace().count() >= 4;
        if prose_before && prose_behind && headline {
            line.leave("links to other articles", left);
        }
    }
}

/// What stands behind the last words.
fn behind(lines: &[Line], known: &Known, left: &mut Left) {
    let mut day_below = false;
    for line in lines.iter().rev() {
        if left.has(&line.node) {
            continue;
        }
        let apart = matches!(line.place.part, Part::Figure | Part::Table);
        if line.is_loose() || line.place.cited || apart || line.is_prose() {
            break;
        }
        let tail = lexicon().furniture(&line.text).is_some()
            || (line.is_link() && !line.text.contains("://"))
            || (line.rank.is_some() && !is_said_heading(line, lines))
            || dates::whole_line(&line.text).is_some()
            || (is_byline(&line.text, known) && line.linked > 0)
            || (line.linked * 3 > line.letters * 2 && !line.text.contains("://"))
            // A teaser's headline, with who wrote it, and its day below.
            || (day_below && line.linked > 0);
        if !tail {
            break;
        }
        day_below = dates::whole_line(&line.text).is_some();
        line.leave("what stands behind the text", left);
    }
}

/// Whether a heading is a sentence, as others of its rank are: the text of an article in pictures or posts.
fn is_said_heading(line: &Line, lines: &[Line]) -> bool {
    const SENTENCE: usize = 40;
    const LEAST: usize = 4;
    let says = |line: &Line| line.is_ended() && line.letters >= SENTENCE;
    says(line) && lines.iter().filter(|other| other.rank == line.rank && says(other)).take(LEAST).count() == LEAST
}

/// A caption that was there before: a page carries some twice, for wide and for narrow screens. And a line that says the
/// same again and again, as a gallery's titles do.
fn repeated(lines: &[Line], left: &mut Left) {
    const SHORTEST: usize = 12;
    for run in lines.chunk_by(|one, other| one.text == other.text && one.place.part == other.place.part) {
        let title = run[0].letters >= SHORTEST && !run[0].is_prose();
        let same = run.len() > 2 && title && matches!(run[0].place.part, Part::Text | Part::Figure);
        for line in run.iter().skip(1).filter(|_| same) {
            line.leave("lines that stand there again and again", left);
        }
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for line in lines.iter().filter(|line| line.letters >= 60 && line.place.part == Part::Figure) {
        if !left.has(&line.node) && !seen.insert(&line.text) {
            line.leave("captions that stand there twice", left);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn page(head: &str, story: &str) -> String {
        let page = format!("<head>{head}</head><body><h1>A Dry Year</h1><div class=story>{story}</div></body>");
        dumped(page)
    }

    fn some(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("<p>{n} {TEXT}</p>")).collect()
    }

    #[test]
    fn what_a_page_tells_of_its_text_may_be_the_beginning_alone() {
        let told = format!("0 {TEXT} 1 {TEXT}");
        let head = format!(
            "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{told}\"}}</script>"
        );
        let said = page(&head, &some(0, 8));
        assert!(said.contains("paragraph: 7 The mills"), "{said}");
        let items = ["Which mill to look at first", "Tested", "All of the words that we use"];
        let list = items.map(|item| format!("<li><a href=/a>{item}</a></li>")).concat();
        let told_items = format!("{told} {}", items.join(" "));
        let said = page(&head.replace(&told, &told_items), &format!("{}<ul>{list}</ul>{}", some(0, 1), some(1, 2)));
        assert!(said.contains("Tested"), "{said}");
        let promoted = "<p>Write to us, and win a week at the lock with all that you can eat on board.</p>";
        let whole = head.replace(&told, &(0..8).map(|n| format!("{n} {TEXT} ")).collect::<String>());
        let said = page(&whole, &format!("{}{promoted}", some(0, 8)));
        assert!(!said.contains("Write to us"), "{said}");
    }

    #[test]
    fn titles_of_a_gallery_stand_there_once() {
        let titles = "<div>The frozen canal</div>".repeat(5);
        let said = page("", &format!("{}{titles}{}", some(0, 4), some(4, 8)));
        assert_eq!(said.matches("The frozen canal").count(), 1, "{said}");
        let refrain = "<p>Row on, row on.</p>".repeat(2);
        let said = page("", &format!("{}{refrain}{}", some(0, 4), some(4, 8)));
        assert_eq!(said.matches("Row on, row on.").count(), 2, "{said}");
    }

    #[test]
    fn what_stands_for_things_from_elsewhere_is_no_text() {
        let box_ = "<div class=x><p>Empfohlener redaktioneller Inhalt</p><p>Ich bin damit einverstanden, dass mir \
                    externe Inhalte angezeigt werden.</p></div>";
        let said = page("", &format!("{}{box_}{}", some(0, 4), some(4, 8)));
        assert!(!said.contains("Empfohlener") && !said.contains("einverstanden"), "{said}");
        let said = page("", &format!("{}<p>An dieser Stelle finden Sie einen Steg.</p>{}", some(0, 4), some(4, 8)));
        assert!(said.contains("finden Sie einen Steg"), "{said}");
    }

    #[test]
    fn sentences_that_are_headings_end_an_article_too() {
        let post =
            |n: usize| format!("<h2>{n} The mills along the canal ran only three days in the week.</h2><p>{TEXT}</p>");
        let posts: String = (0..5).map(post).collect();
        let last = "<h2>Then it rained, and nobody spoke of the drought any more.</h2>";
        assert!(page("", &format!("{posts}{last}")).contains("Then it rained"));
        assert!(!page("", &format!("{}{last}", some(0, 6))).contains("Then it rained"));
    }

    #[test]
    fn teasers_with_their_days_are_behind_the_text() {
        let teaser =
            |n: usize| format!("<div><span>{n} The lock is shut</span> <a href=/a>Bo</a></div><div>2019-05-0{n}</div>");
        let said = page("", &format!("{}<div class=x>{}{}</div>", some(0, 8), teaser(1), teaser(2)));
        assert!(!said.contains("The lock is shut") && said.contains("7 The mills"), "{said}");
    }
}
