//! Who wrote an article, as its page shows it: a box that says it is the byline, and in it what says that it is a
//! name. A day, a role, a handle and a count of comments stand in many of these boxes too.

use super::dom;
use super::header::{Header, LONGEST_LINE, is_foot};
use super::lines::is_furniture;
use super::metadata::{is_person, names};
use super::names as classes;
use crate::lang::letters;
use crate::read::text::{byline, dates};
use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashSet;

/// A byline in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The names.
    pub names: Vec<String>,
    /// The words that they stand in.
    pub text: String,
}

impl Shown {
    /// Whether it names those who are known and others beside them: many pages tell machines of the first alone.
    pub fn adds_to(&self, known: &[String]) -> bool {
        const MOST: usize = 8;
        let is_whole = |name: &String| name.contains(' ') && name.split(' ').count() <= 5;
        let has = |known: &String| self.names.iter().any(|name| letters(name) == letters(known));
        (known.len() + 1..=MOST).contains(&self.names.len()) && self.names.iter().all(is_whole) && known.iter().all(has)
    }
}

/// Lists of names with commas between them, as their names: "Ann Lee,Bo Ray,Cy Poe".
pub fn parted(authors: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for author in authors.iter().map(|author| without_initials(author)).filter(|author| is_person(author)) {
        let mut pieces: Vec<&str> = author.split(',').map(str::trim).collect();
        pieces.iter_mut().skip(1).for_each(|piece| *piece = without_and(piece));
        if pieces.len() > 1 && pieces.last().is_some_and(|last| AGENCIES.contains(last)) {
            pieces.pop();
        }
        let several = (pieces.len() > 1 || author.contains(','))
            && pieces.iter().all(|piece| piece.split_whitespace().count() > 1);
        let names = if several { pieces.into_iter().map(str::to_owned).collect() } else { vec![author.to_owned()] };
        found.extend(names);
    }
    let mut seen = FxHashSet::default();
    found.retain(|name| seen.insert(name.clone()));
    found
}

/// For whom somebody wrote, as "Ann Lee, CNN" says behind the names.
const AGENCIES: &[&str] = &["CNN", "AP", "AFP", "BBC", "UPI", "NPR", "NBC", "CBS", "CNBC", "ESPN", "USA TODAY"];

/// "and Cy Poe", behind a comma.
fn without_and(name: &str) -> &str {
    ["and ", "und ", "et ", "e ", "y "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name)
}

/// "Ann Lee (al)", as agencies and newspapers sign: the name.
fn without_initials(name: &str) -> &str {
    const LONGEST: usize = 5;
    let initials = |inner: &str| inner.len() <= LONGEST && inner.chars().all(|c| c.is_lowercase() || c == '.');
    let parts = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    parts.filter(|(name, inner)| name.contains(' ') && initials(inner)).map_or(name, |(name, _)| name)
}

/// The byline that a page shows. `guess` is what the extraction took for it.
pub fn shown(page: &Document, header: &Header, guess: Option<&str>) -> Option<Shown> {
    let guessed = guess.and_then(|words| in_guess(page, words));
    guessed.or_else(|| by_mark(header)).or_else(|| by_name(header)).or_else(|| by_words(header))
}

/// What the guess says, if it stands where a byline may stand.
fn in_guess(page: &Document, guess: &str) -> Option<Shown> {
    let wanted = letters(guess);
    let named = |node: &NodeRef| ["class", "id", "rel", "itemprop"].iter().any(|key| node.has_attr(key));
    let words = |node: &NodeRef| dom::short_text(node, guess.len() * 2 + 40);
    let body = page.body()?;
    let bare = || {
        let names = of_text(guess);
        (!names.is_empty() && !says_picture(guess)).then(|| Shown { names, text: guess.to_owned() })
    };
    let says =
        |node: &NodeRef| node.is_element() && named(node) && words(node).is_some_and(|text| letters(&text) == wanted);
    let all: Vec<NodeRef> = body.descendants_it().filter(says).take(40).collect();
    let Some(found) = all.iter().find(|node| !is_elsewhere(node)).filter(|_| !all.iter().any(classes::is_like_byline))
    else {
        return if all.is_empty() { bare() } else { None };
    };
    within(&together(found)).or_else(|| within(found)).or_else(|| beside(found)).or_else(bare)
}

/// Elements that are marked as the author's, beside one another: what is around them.
fn together<'a>(node: &NodeRef<'a>) -> NodeRef<'a> {
    let around = node.parent().filter(|around| {
        is_marked(node)
            && dom::short_text(around, LONGEST_LINE).is_some()
            && around.children_it(false).filter(is_marked).count() > 1
    });
    around.unwrap_or(*node)
}

/// A byline that says no more than "by" goes on beside it, or is a part of one.
fn beside(node: &NodeRef) -> Option<Shown> {
    let mut next = node.next_sibling();
    while let Some(behind) = next {
        if behind.is_element() && dom::short_text(&behind, LONGEST_LINE).is_none_or(|text| !text.is_empty()) {
            break;
        }
        next = behind.next_sibling();
    }
    next.and_then(|next| within(&next)).or_else(|| node.parent().and_then(|around| within(&around)))
}

/// What the page marks as the article's author.
fn by_mark(header: &Header) -> Option<Shown> {
    let own = header.behind().iter().chain(header.before()).chain(&header.elements);
    let mut boxes = own.filter(|node| is_marked(node) && !is_elsewhere(node)).take(20);
    boxes.find_map(|node| within(&together(node)))
}

/// An element of the head that is named after authors.
fn by_name(header: &Header) -> Option<Shown> {
    let own = header.behind().iter().chain(header.before());
    let holds_title = |node: &NodeRef| dom::elements(node, &["h1", "h2", "h3"]).next().is_some();
    let is_box = |node: &&NodeRef| classes::is_byline(node) && !is_elsewhere(node) && !holds_title(node);
    let mut boxes = own.filter(is_box).take(20);
    boxes.find_map(within)
}

/// A line of the head that says "by" itself, or a name beside one that says nothing else.
fn by_words(header: &Header) -> Option<Shown> {
    let mut own = header.behind().iter().chain(header.before()).filter(|node| !node.has_name("a"));
    let mut timed = None;
    let found = own.find_map(|node| {
        let text = dom::short_text(node, LONGEST_LINE).filter(|text| !text.is_empty())?;
        // Of a box around lines, the lines.
        let is_line = || !node.descendants_it().any(|inner| dom::is_block(&dom::name(&inner)));
        if let Some(names) = introduced(&text).filter(|_| is_line()) {
            let own = !is_elsewhere(node) || is_whole_item(node);
            return own.then_some(Shown { names, text });
        }
        if timed.is_none() && is_line() && !is_elsewhere(node) {
            timed = beside_time(&text).map(|names| Shown { names, text: text.clone() });
        }
        // As "by Ann": two words are a byline where one introduces the other.
        let alone = !text.contains(' ') && byline::read(&format!("{text} Ann Lee")).is_some_and(|read| read.introduced);
        let next = node.next_element_sibling().filter(|_| alone && !is_elsewhere(node))?;
        dom::short_text(&next, LONGEST_LINE / 2).and_then(|_| within(&next))
    });
    found.or(timed)
}

/// The name in a line that says when something was written, and how long it takes to read: "Ann Lee · 3 May · 4 min read".
fn beside_time(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text.split(['|', '·', '•', '｜']).map(str::trim).collect();
    let (name, others) = pieces.split_first()?;
    let day = others.iter().any(|piece| dates::whole_line(piece).is_some());
    let time = others.iter().any(|piece| piece.contains(|c: char| c.is_ascii_digit()) && is_furniture(piece));
    let names = byline::read(name).filter(|read| day && time && read.date.is_none())?.names;
    (!names.is_empty() && names.iter().all(|name| is_person(name) && may_be_name(name))).then_some(names)
}

/// The names in a line that introduces them: "By Ann Lee", "Submitted by Ann Lee on 3 May".
fn introduced(text: &str) -> Option<Vec<String>> {
    const DONE: &[&str] = &["submitted", "posted", "written", "published", "created", "reported", "compiled", "story"];
    let said = |text: &str| byline::read(text).filter(|read| read.introduced && !read.names.is_empty());
    let done = || {
        let (word, _) = text.split_once(" by ")?;
        DONE.contains(&word.to_lowercase().as_str()).then(|| said(&text[word.len() + 1..])).flatten()
    };
    let names = said(text).or_else(done)?.names;
    // "on Thu, 04/18/2019"
    let names: Vec<String> =
        names.into_iter().map(|name| name.strip_suffix(" on").map(str::to_owned).unwrap_or(name)).collect();
    let is_name = |name: &String| {
        is_person(name) && may_be_name(name) && name.split(' ').count() <= 5 && !name.contains(['"', '“', '”', ':'])
    };
    (!says_picture(text) && names.iter().all(is_name)).then_some(names)
}

/// Whether an element is all that an item of a list says: some pages set the facts of an article as a list.
fn is_whole_item(node: &NodeRef) -> bool {
    let item = node.ancestors_it(Some(3)).find(|around| around.has_name("li")).unwrap_or(*node);
    let other =
        |around: &NodeRef| around.has_name("article") || ["nav", "aside", "footer"].iter().any(|n| around.has_name(n));
    item.has_name("li")
        && dom::short_text(&item, LONGEST_LINE) == dom::short_text(node, LONGEST_LINE)
        && item.ancestors_it(Some(12)).take_while(|around| !around.has_name("article")).all(|around| !other(&around))
}

fn is_marked(node: &NodeRef) -> bool {
    dom::attr(node, "rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"))
        || dom::attr(node, "itemprop").is_some_and(|prop| prop.to_lowercase().split(' ').any(|prop| prop == "author"))
}

/// Whether an element is in what is no part of the article's head: comments, lists of other articles, a teaser.
fn is_elsewhere(node: &NodeRef) -> bool {
    /// A teaser of another article has fewer bytes of words.
    const TEASER: usize = 500;
    let mut named = classes::is_byline(node);
    let marked = is_marked(node);
    for around in node.ancestors_it(Some(12)) {
        named |= classes::is_byline(&around);
        let listed = around.has_name("li") && !named;
        let teaser = around.has_name("article")
            && dom::short_text(&around, TEASER).is_some()
            && dom::elements(&around, &["h1"]).next().is_none();
        let captioned = around.has_name("figure") || around.has_name("figcaption");
        let other = matches!(classes::furniture(&around), Some("comments" | "links to other articles"));
        let is_comment = classes::is_comment(&around);
        let beside = !marked
            && (around.has_name("nav") || around.has_name("aside") || (around.has_name("footer") && is_foot(&around)));
        if beside || listed || teaser || captioned || other || is_comment {
            return true;
        }
    }
    false
}

/// The names in a box, the surest first: what is marked as one, what is called one, a link to somebody, a first run
/// of words of its own, and else the words up to a day or a sign that parts.
fn within(area: &NodeRef) -> Option<Shown> {
    let text = dom::short_text(area, LONGEST_LINE * 2).filter(|text| !text.is_empty())?;
    if says_picture(&text) {
        return None;
    }
    let inner: Vec<NodeRef> =
        area.descendants_it().filter(|node| node.is_element() && !within_other(node, area)).collect();
    let named = |keep: &dyn Fn(&NodeRef) -> bool| outermost(inner.iter().filter(|node| keep(node)));
    let called = |node: &NodeRef| {
        let mut around = node.ancestors_it(Some(8)).take_while(|around| around.id != area.id);
        classes::is_name(node) || classes::is_name(area) || around.any(|around| classes::is_name(&around))
    };
    let sure = [
        named(&is_marked),
        named(&|node| node.has_name("a") && called(node)),
        named(&classes::is_name),
        named(&|node| node.has_name("a") && leads_to_somebody(node)),
    ];
    // The first of what is only likely to be one, with those that its line names beside it.
    let first = |names: Vec<String>| -> Vec<String> {
        let Some(name) = names.into_iter().next().filter(|name| name.len() * 6 >= text.len()) else {
            return Vec::new();
        };
        // First and last names may stand in elements of their own.
        let whole =
            |all: &[String]| matches!(all, [one] if one.rsplit_once(' ').is_some_and(|(first, _)| first == name));
        let several = |all: &[String]| all.len() > 1 && all.contains(&name);
        Some(of_text(&text)).filter(|all| several(all) || whole(all)).unwrap_or_else(|| vec![name.clone()])
    };
    let likely = [
        first(named(&|node| node.has_name("a"))),
        if area.has_name("a") { Vec::new() } else { first(named(&is_plain_span)) },
    ];
    let found = sure.into_iter().chain(likely).find(|names: &Vec<String>| !names.is_empty());
    let found = found.unwrap_or_else(|| of_text(&text));
    (!found.is_empty()).then_some(Shown { names: found, text })
}

/// Whether an element of a box is in one that says it is no name.
fn within_other(node: &NodeRef, area: &NodeRef) -> bool {
    let is_other = |node: &NodeRef| {
        node.has_name("time")
            || (classes::is_beside_name(node)
                && !classes::is_name(node)
                && !classes::is_byline(node)
                && !is_marked(node))
    };
    is_other(node)
        || node.ancestors_it(Some(8)).take_while(|around| around.id != area.id).any(|around| is_other(&around))
}

/// The names of elements, none within another one and each once.
fn outermost<'a: 'b, 'b>(nodes: impl Iterator<Item = &'b NodeRef<'a>>) -> Vec<String> {
    let mut taken: FxHashSet<NodeId> = FxHashSet::default();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut found: Vec<String> = Vec::new();
    for node in nodes {
        if node.ancestors_it(Some(8)).any(|around| taken.contains(&around.id)) {
            continue;
        }
        let Some(text) = dom::short_text(node, LONGEST_LINE).filter(|text| may_be_name(text)) else { continue };
        taken.insert(node.id);
        found.extend(names(&text).into_iter().filter(|name| is_person(name) && seen.insert(name.clone())));
    }
    found
}

fn is_plain_span(node: &NodeRef) -> bool {
    node.has_name("span") && !node.children_it(false).any(|child| child.is_element())
}

fn leads_to_somebody(link: &NodeRef) -> bool {
    const PATHS: &[&str] =
        &["author", "autor", "auteur", "staff", "people", "person", "profile", "contributor", "writer", "/by/"];
    dom::attr(link, "href").is_some_and(|href| {
        let href = href.to_lowercase();
        PATHS.iter().any(|path| href.contains(path))
    })
}

/// Whether words may be a name, as far as their signs tell.
fn may_be_name(text: &str) -> bool {
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "more stories", "comment", "comments", "follow", "share", "twitter", "facebook", "read", "watch live", "email",
        "by", "subscribe", "updated", "last updated", "published", "link copied", "view profile", "bio", "about",
        "contact", "posts", "home", "rss",
    ];
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let other = OTHERS.iter().any(|words| {
        lower.strip_prefix(words).is_some_and(|rest| {
            !rest.contains(char::is_alphabetic) || (*words != "by" && !rest.starts_with(char::is_alphabetic))
        })
    });
    (2..=LONGEST_LINE).contains(&text.len()) && !other && !text.contains(|c: char| c.is_ascii_digit() || c == '@')
}

/// "Photo by Ann Lee" names nobody who wrote.
pub fn says_picture(text: &str) -> bool {
    const PICTURES: &[&str] = &["photo", "picture", "image", "illustration", "foto", "bild:", "credit", "crédit"];
    let lower = text.to_lowercase();
    PICTURES.iter().any(|word| lower.starts_with(word))
}

/// The names in bare words: "Ann Lee · 22 May", "22 May by Ann Lee".
fn of_text(text: &str) -> Vec<String> {
    let day = dates::find(text).map_or(text.len()..text.len(), |found| found.range);
    let pieces = [&text[..day.start], &text[day.end..]];
    let pieces: Vec<&str> = pieces
        .iter()
        .flat_map(|piece| piece.split(['|', '·', '•', '｜']))
        .flat_map(|piece| piece.split(" / "))
        .collect();
    let introduced = pieces.iter().find_map(|piece| {
        let (_, names) = piece.split_once("by ").filter(|(before, _)| before.is_empty() || before.ends_with(' '))?;
        may_be_name(names.trim()).then_some(names)
    });
    let first = pieces.iter().map(|piece| piece.trim()).find(|piece| may_be_name(piece));
    let Some(found) = introduced.or(first) else { return Vec::new() };
    let read = byline::read(found.trim()).map(|read| read.names).unwrap_or_default();
    let read = if read.is_empty() { names(found) } else { read };
    read.into_iter().filter(|name| is_person(name) && may_be_name(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_houses_and_initials() {
        for (said, wanted) in [
            ("Ann Lee, Bo Ray, and Cy Poe, CNN", &["Ann Lee", "Bo Ray", "Cy Poe"][..]),
            ("Ann Lee, CNN", &["Ann Lee"]),
            ("Ann Lee (al)", &["Ann Lee"]),
            ("Ann Lee (Reuters)", &["Ann Lee (Reuters)"]),
            ("Lee, Ann", &["Lee, Ann"]),
            ("name", &[]),
        ] {
            assert_eq!(parted(vec![said.to_owned()]), wanted, "{said}");
        }
    }

    fn read(head: &str, guess: Option<&str>) -> Vec<String> {
        let page = Document::from(format!("<h1>A Dry Year at the Mills</h1>{head}<p>Words.</p>").as_str());
        shown(&page, &Header::of(&page, "A Dry Year at the Mills"), guess).unwrap_or_default().names
    }

    #[test]
    fn what_is_beside_a_name_is_left_in_its_box() {
        for (head, guess) in [
            (
                "<p class=byline>By <a href=/staff/ann>Ann Lee</a> <a href=//t.example>@annlee</a> <time>May 3</time></p>",
                Some("By Ann Lee @annlee May 3"),
            ),
            ("<div class=author>by <b>Ann Lee</b> <a rel=author href=/a>Ann Lee</a></div>", Some("by Ann Lee Ann Lee")),
            (
                "<div class=byline><span class=byline__name>Ann Lee</span><span class=byline__title>Editor</span></div>",
                Some("Ann Lee Editor"),
            ),
            ("<div class=byline><time>3 May 2016</time> by <a rel=author>Ann Lee</a></div>", None),
            ("<div class=byline>3 May 2016 by Ann Lee</div>", Some("3 May 2016 by Ann Lee")),
            ("<div class=byline>Ann Lee / The Mill / Share</div>", Some("Ann Lee / The Mill / Share")),
            ("<div><span class=byline>By</span> <a class=x href=/a>Ann Lee</a></div>", Some("By")),
            ("<cite class=article-meta-writer-name><a href=/x>Ann Lee</a></cite>", None),
            ("<span class=writer>Ann Lee</span>", None),
            ("<div><span>By <a href=/x>Ann Lee</a>, Chief Reporter</span><span>3 May 2016</span></div>", None),
            ("<p>by</p><h3><a href=/u/7>Ann Lee</a></h3>", None),
            ("<p>Ann Lee · July 9, 2023 · 4 min read</p>", None),
            ("<ul><li>By Ann Lee</li><li>3 May 2016</li></ul>", None),
            ("<div><p>By Ann Lee</p><p>Norton, 3 May 2016</p></div>", None),
            ("<h3 class=author><span class=firstname>Ann</span> <span class=surname>Lee</span></h3>", None),
        ] {
            assert_eq!(read(head, guess), ["Ann Lee"], "{head}");
        }
        let foot = "<footer>Submitted by <span>Ann Lee</span> on 3 May 2016</footer>";
        let text = "<p>The mills stood.</p>".repeat(40);
        assert_eq!(read(&format!("<article>{foot}{text}</article>"), None), ["Ann Lee"]);
        assert!(read(&format!("<article>{text}{foot}</article>"), None).is_empty());
        assert_eq!(
            read("<p class=byline><a rel=author>Ann Lee</a>, <a rel=author>Bo Ray</a></p>", Some("Ann Lee")),
            ["Ann Lee", "Bo Ray"]
        );
    }

    #[test]
    fn who_wrote_beside_the_first() {
        let known = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let shown = Shown { names: known(&["Ann Lee", "Bo Ray"]), text: String::new() };
        assert!(shown.adds_to(&known(&["ANN LEE"])));
        assert!(!shown.adds_to(&known(&["Cy Poe"])) && !shown.adds_to(&known(&["Bo Ray", "Ann Lee"])));
    }

    #[test]
    fn who_wrote_something_else() {
        for head in [
            "<ul><li><a rel=author>Ann Lee</a></li></ul>",
            "<nav><a rel=author>Ann Lee</a></nav>",
            "<article><h3><a>Other</a></h3><span class=author>Ann Lee</span></article>",
            "<figure><span class=author>Ann Lee</span></figure>",
            "<div class=author>Photo by Ann Lee</div>",
            "<ul><li><h3><a href=/o>Other</a></h3> <span>By Ann Lee</span></li></ul>",
            "<article><p>Words.</p><footer>Posted by Ann Lee</footer></article>",
            "<p>By the time Ann Lee came, the mills stood.</p>",
            "<p>New York · July 9, 2023</p>",
            "<div class=comment-list><div class=comment><span class=author>Ann Lee</span></div></div>",
            "<div itemprop=comment><span itemprop=author class=author>Ann Lee</span></div>",
        ] {
            assert!(read(head, None).is_empty(), "{head}");
        }
    }
}
