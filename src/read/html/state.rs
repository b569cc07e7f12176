//! Pages that a program in the browser makes from data: the data are in a script of the page, and the article in them.
//! `<script id=__NEXT_DATA__>` and `window.__STATE__ = {…}` are two of the ways.

use super::dom;
use super::told;
use crate::lang::letters;
use dom_query::{Document, NodeRef};
use rustc_hash::FxHashSet;
use serde_json::Value;

/// A page shows no article if it has fewer bytes of words, of its menu and its footer.
const SHOWN: usize = 400;

/// A shorter text (in bytes of letters) is a summary.
const SHORTEST: usize = 400;

/// A page shows next to nothing if it has fewer bytes of words: nobody loses them.
const NEXT_TO_NOTHING: usize = 80;

/// Longer scripts are data of many pages.
const LONGEST: usize = 4 << 20;

/// What the data have of the article.
pub struct State {
    /// A page of its text alone.
    pub page: Document,
    /// What it is called there, if the page calls it so too, or does not call it anything.
    pub title: Option<String>,
    /// The marks of places for advertisements that stood among its paragraphs.
    pub left: Vec<String>,
}

/// The article in the data of a page that shows none: a text that is called as the page is, or much as a page that shows
/// next to nothing. Any other may be of another page, and is taken for one that is called nothing. `site` is what the
/// page calls its site.
pub fn page(page: &Document, titles: &[String], site: Option<&str>) -> Option<State> {
    if page.body().is_some_and(|body| dom::short_text(&body, SHOWN).is_none()) {
        return None;
    }
    let is_bare = shows_next_to_nothing(page);
    let alike = if is_bare { titles } else { &[] };
    let titles: Vec<String> = titles.iter().map(|title| letters(title)).filter(|title| !title.is_empty()).collect();
    let site = site.map(long_words).unwrap_or_default();
    let alike = alike.iter().map(|title| &words_of_title(title) - &site).collect();
    let mut search = Search { titles: &titles, alike, best: None };
    let root = page.root();
    for data in dom::elements(&root, &["script"]).filter_map(|script| data(&script)) {
        search.look(&data, Called::default());
    }
    let Candidate { text, title, rank: (named, _) } = search.best?;
    if named == Named::Otherwise && !(titles.is_empty() && is_bare) {
        return None;
    }
    let page = told::document(&text);
    let left = without_marks(&page);
    Some(State { page, title, left })
}

/// Whether a page has a few words alone, and none of them in a heading or a paragraph.
fn shows_next_to_nothing(page: &Document) -> bool {
    let Some(body) = page.body() else { return true };
    let is_said = |node: NodeRef| {
        let without_scripts = node.ancestors_it(None).any(|around| around.has_name("noscript"));
        !without_scripts && !dom::words(&node).is_empty()
    };
    dom::short_text(&body, NEXT_TO_NOTHING).is_some() && !dom::elements(&body, &["h1", "p"]).any(is_said)
}

/// Takes the paragraphs that a program would replace by advertisements out of a text: `$$ARTICLEAD$$`.
fn without_marks(page: &Document) -> Vec<String> {
    let root = page.root();
    let texts = root.descendants_it().filter(|node| node.is_text() && is_mark(&node.text()));
    let marks: Vec<_> = texts.map(|text| alone_in_paragraph(&text).unwrap_or(text)).filter(is_between_blocks).collect();
    marks.iter().for_each(NodeRef::remove_from_parent);
    marks.iter().map(|mark| dom::squeezed(&mark.text())).collect()
}

/// Whether a text is `$$` and a name in capitals.
fn is_mark(text: &str) -> bool {
    /// A formula between such signs has shorter names.
    const SHORTEST_MARK: usize = 4;
    let inner = text.trim().strip_prefix("$$").and_then(|text| text.strip_suffix("$$"));
    inner.is_some_and(|name| {
        name.len() >= SHORTEST_MARK && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    })
}

/// The paragraph that a text is all of.
fn alone_in_paragraph<'a>(text: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let around = text.parent().filter(|around| around.has_name("p"))?;
    (around.text().trim() == text.text().trim()).then_some(around)
}

/// Whether nothing stands right beside a node but blocks and other marks: what stands in a line, or in a program, is of its words.
fn is_between_blocks(node: &NodeRef) -> bool {
    let is_said = |beside: &NodeRef| beside.is_element() || beside.is_nonempty_text() && !is_mark(&beside.text());
    let before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling).find(is_said);
    let behind = std::iter::successors(node.next_sibling(), NodeRef::next_sibling).find(is_said);
    let mut beside = before.into_iter().chain(behind).peekable();
    beside.peek().is_some()
        && beside.all(|beside| beside.is_element() && dom::is_block(&dom::name(&beside)))
        && !node.ancestors_it(None).any(|around| matches!(&*dom::name(&around), "pre" | "code"))
}

/// The data in a script, if it is nothing else, or what a script gives a name to.
fn data(script: &NodeRef) -> Option<Value> {
    let kind = dom::attr(script, "type").unwrap_or_default().to_lowercase();
    let text = script.text();
    let text = text.trim();
    if text.len() < SHORTEST || text.len() > LONGEST || kind.contains("ld+json") {
        return None;
    }
    if kind.contains("json") {
        return serde_json::from_str(text).ok();
    }
    assigned(text)
}

/// The first long value that a script gives a name to, or hands on: `a = {…}`, `a.push({…})`, `a = JSON.parse("…")`.
fn assigned(script: &str) -> Option<Value> {
    /// What is no data where it begins is a program.
    const MOST: usize = 24;
    let begins = memchr::memchr2_iter(b'=', b'(', script.as_bytes()).map(|at| script[at + 1..].trim_start());
    let begins = begins.filter(|rest| rest.starts_with(['{', '[', '"']) && rest.len() >= SHORTEST).take(MOST);
    begins.into_iter().find_map(|rest| {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let value = values.next()?.ok().filter(|_| values.byte_offset() >= SHORTEST)?;
        match value.as_str() {
            Some(quoted) => serde_json::from_str(quoted).ok(),
            None => Some(value),
        }
    })
}

/// A longer title (in bytes) is a text.
const LONGEST_TITLE: usize = 1000;

/// A text that may be the article's.
struct Candidate {
    text: String,
    title: Option<String>,
    /// How it is called, and how long it is.
    rank: (Named, usize),
}

/// Whether something is called as the page is.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    #[default]
    Otherwise,
    /// With so many of its words.
    Alike(usize),
    AsPage,
}

/// What something in the data is called.
#[derive(Clone, Copy, Default)]
struct Called<'v> {
    title: Option<&'v str>,
    named: Named,
}

struct Search<'t> {
    /// The page's titles, letters alone.
    titles: &'t [String],
    /// The words of those that the article's headline need not repeat, without those of the site's name.
    alike: Vec<FxHashSet<String>>,
    best: Option<Candidate>,
}

impl Search<'_> {
    fn look<'v>(&mut self, value: &'v Value, called: Called<'v>) {
        match value {
            Value::String(text) if is_marked_up(text) => self.offer(text, called),
            Value::Array(values) => {
                let mut text = String::new();
                values.iter().for_each(|value| write_rich(value, &mut text));
                if text.matches("<p>").take(2).count() == 2 {
                    self.offer(&text, called);
                } else {
                    values.iter().for_each(|value| self.look(value, called));
                }
            }
            Value::Object(fields) => {
                let title = ["title", "headline"].iter().find_map(|key| fields.get(*key)?.as_str());
                let title = title.filter(|title| title.len() <= LONGEST_TITLE);
                let called = title.map_or(called, |title| self.called(title));
                for (key, value) in fields {
                    match value {
                        Value::String(text) if is_body(key) && text.contains('\n') => self.offer(text, called),
                        value => self.look(value, called),
                    }
                }
            }
            _ => {}
        }
    }

    fn called<'v>(&self, title: &'v str) -> Called<'v> {
        /// A shorter title may be in another one by chance.
        const WHOLE: usize = 8;
        let own = letters(title);
        let as_page = self.titles.iter().any(|known| *known == own || (own.len() >= WHOLE && known.starts_with(&own)));
        let shared = || {
            let words = words_of_title(title);
            self.alike.iter().filter_map(|known| shared(known, &words)).max()
        };
        let named = match as_page {
            true => Named::AsPage,
            false if self.alike.is_empty() => Named::Otherwise,
            false => shared().map_or(Named::Otherwise, Named::Alike),
        };
        Called { title: Some(title), named }
    }

    fn offer(&mut self, text: &str, called: Called) {
        let length = letters(text).len();
        let rank = (called.named, length);
        if length >= SHORTEST && self.best.as_ref().is_none_or(|best| rank > best.rank) {
            self.best = Some(Candidate { text: text.to_owned(), title: called.title.map(str::to_owned), rank });
        }
    }
}

/// The longer words of a title, without what stands behind its last mark: most often that is the site.
fn words_of_title(title: &str) -> FxHashSet<String> {
    const BETWEEN: &[&str] = &[" | ", " - ", " – ", " — ", " · "];
    let end = BETWEEN.iter().filter_map(|mark| title.rfind(mark)).max().unwrap_or(title.len());
    long_words(&title[..end])
}

/// The words of a title that are no small ones.
fn long_words(title: &str) -> FxHashSet<String> {
    const SHORTEST: usize = 4;
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST);
    words.map(str::to_lowercase).collect()
}

/// How many words two titles share that are of one article: the shorter one has most of its words from the other.
fn shared(one: &FxHashSet<String>, other: &FxHashSet<String>) -> Option<usize> {
    const FEWEST: usize = 3;
    let shared = one.intersection(other).count();
    (shared >= FEWEST && shared * 2 > one.len().min(other.len())).then_some(shared)
}

/// Whether a text has the markup of paragraphs.
fn is_marked_up(text: &str) -> bool {
    text.len() >= SHORTEST && text.contains("<p") && text.matches("</p>").take(2).count() == 2
}

/// Whether a field is called as the text of an article is.
fn is_body(key: &str) -> bool {
    const KEYS: &[&str] = &["body", "content", "articlebody", "bodytext", "fulltext", "text", "story"];
    KEYS.contains(&key.to_lowercase().replace(['_', '-'], "").as_str())
}

/// Writes what a block of a text says that is kept in parts, each with its kind: a paragraph, a heading, words.
fn write_rich(value: &Value, out: &mut String) {
    let Value::Object(fields) = value else { return };
    let field = |keys: &[&str]| keys.iter().find_map(|key| fields.get(*key));
    let Some(kind) = field(&["nodeType", "type", "_type", "kind", "__typename", "tag"]).and_then(Value::as_str) else {
        return;
    };
    let parts = field(&["content", "children", "nodes", "items"]).and_then(Value::as_array);
    let words = field(&["html", "text", "value", "content"]).and_then(Value::as_str);
    if parts.is_none() && words.is_none() {
        return;
    }
    let tag = tag_of(&kind.to_lowercase(), fields);
    if let Some(tag) = tag {
        out.push('<');
        out.push_str(tag);
        out.push('>');
    }
    match (parts, words) {
        (Some(parts), _) => parts.iter().for_each(|part| write_rich(part, out)),
        (None, Some(words)) => out.push_str(words),
        _ => {}
    }
    if let Some(tag) = tag {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// The element that a kind of block is; nothing for words.
fn tag_of(kind: &str, fields: &serde_json::Map<String, Value>) -> Option<&'static str> {
    let level = ["level", "rank"].iter().find_map(|key| fields.get(*key)?.as_u64());
    if kind.contains("head") || matches!(kind, "h2" | "h3" | "h4") {
        return Some(if level.is_some_and(|level| level > 2) || kind.ends_with(['3', '4']) { "h3" } else { "h2" });
    }
    match kind {
        "p" | "block" => Some("p"),
        "li" => Some("li"),
        _ if kind.contains("paragraph") => Some("p"),
        _ if kind.contains("item") => Some("li"),
        _ if kind.contains("list") => Some("ul"),
        _ if kind.contains("quote") => Some("blockquote"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TITLE, Search};
    use crate::read::html::tried::{TEXT, dumped};

    fn read(script: &str, body: &str) -> String {
        let page = format!("<title>A Dry Year | The Times</title><body>{body}<script {script}</script></body>");
        dumped(page)
    }

    /// An article and a longer one, in the data of a page.
    fn data(own: &str) -> String {
        let other: String = (0..9).map(|n| format!("<p>Other {n} {TEXT}</p>")).collect();
        format!(
            r#"{{"props": {{"next": {{"headline": "The Lock", "html": "{other}"}},
                 "post": {{"title": "A Dry Year", "id": 7, "some": {own}}}}}}}"#
        )
    }

    #[test]
    fn an_article_may_be_in_the_data_of_a_page() {
        let marked: String = (0..4).map(|n| format!("<p>Own {n} {TEXT}</p>")).collect();
        let rich = |n: usize| {
            format!(r#"{{"type": "paragraph", "children": [{{"type": "text", "text": "Own {n} {TEXT}"}}]}}"#)
        };
        let heading = r#"{"type": "heading", "level": 2, "text": "The lock"}"#;
        for own in [
            format!("{{\"anything\": \"{marked}\"}}"),
            format!("[{}, {heading}, {}, {}]", rich(0), rich(1), rich(3)),
            format!(r#"{{"body": "Own 0 {TEXT}\nOwn 1 {TEXT}\nOwn 3 {TEXT}"}}"#),
        ] {
            let data = data(&own);
            for script in [
                format!("id=__NEXT_DATA__ type=application/json>{data}"),
                format!(">window.__STATE__ = {data}; start();"),
                format!(">window.__STATE__ = JSON.parse({});", serde_json::to_string(&data).unwrap()),
                format!(">window['some'] = window['some'] || []; window['some'].push({data}); start();"),
            ] {
                let said = read(&script, "<div id=app>Loading</div>");
                assert!(said.contains("paragraph: Own 0 The") && said.contains("Own 3"), "{script}: {said}");
                assert!(!said.contains("Other") && said.starts_with("title: A Dry Year\n"), "{said}");
                assert_eq!(said.contains("heading 2: The lock"), own.contains("heading"), "{said}");
            }
        }
    }

    #[test]
    fn what_a_page_shows_goes_before_its_data() {
        let marked: String = (0..4).map(|n| format!("<p>Own {n} {TEXT}</p>")).collect();
        let script = format!(">var a = {}", data(&format!("{{\"html\": \"{marked}\"}}")));
        let shown: String = (0..4).map(|n| format!("<p>Shown {n} {TEXT}</p>")).collect();
        let said = read(&script, &shown);
        assert!(said.contains("Shown 3") && !said.contains("Own"), "{said}");
        assert!(read(">var a = 1;", "<p>Short.</p>").contains("Short."));
    }

    #[test]
    fn only_a_text_that_is_called_as_the_page_replaces_a_short_one() {
        let read = |title: &str, body: &str, script: &str| {
            dumped(format!("{title}<body>{body}<script>window.__S__ = {script}</script></body>"))
        };
        let text: String = (0..4).map(|n| format!("<p>Own {n} {TEXT}</p>")).collect();
        let data = |title: &str| {
            format!(r#"{{"a": {{"title": "{title}", "html": "{text}<p>$$ARTICLEAD$$</p>$$ARTICLEAD$$"}}}}"#)
        };
        let short = "<h1>Bridge closed</h1><p>The bridge is closed today. We open tomorrow at nine.</p>";
        let titled = "<title>Bridge closed</title>";
        for (title, body, called, taken) in [
            (titled, short, "The Lock", false),
            ("", short, "The Lock", false),
            ("<title>Log in</title>", "<form>Log in</form>", "Terms of use", false),
            (titled, short, "Bridge closed", true),
            ("", "<div>Loading</div>", "The Lock", true),
            (
                "<title>Why the old stone bridge is closed | The Times</title>",
                "<div>Loading</div>",
                "Old stone bridge closed",
                true,
            ),
            ("<title>Why the old bridge is closed | The Times</title>", "<div>Loading</div>", "The bridge", false),
            (
                "<title>Why the old bridge is closed | The Times</title>",
                "<div>Loading</div>",
                "A bridge is closed",
                false,
            ),
            (
                "<title>Log in | The Great Northern Times</title>",
                "<div>Loading</div>",
                "Terms of Sale | The Great Northern Times",
                false,
            ),
            (
                "<meta property=og:site_name content='The Great Northern Times'><title>The Great Northern Times: log in</title>",
                "<div>Loading</div>",
                "Terms of the Great Northern Times",
                false,
            ),
        ] {
            let said = read(title, body, &data(called));
            assert_eq!(said.contains("Own 3"), taken, "{title} {called}: {said}");
            assert_eq!(said.contains("tomorrow at nine"), body == short && !taken, "{title} {called}: {said}");
            assert!(!said.contains("ARTICLEAD"), "{said}");
        }
    }

    #[test]
    fn only_what_stands_between_blocks_is_the_mark_of_a_place() {
        let text: String = (0..4).map(|n| format!("<p>Own {n} {TEXT}</p>")).collect();
        for (said, stays) in [
            ("$$HOME_DIR$$", false),
            ("<p>$$HOME_DIR$$</p>", false),
            ("<div>$$HOME_DIR$$<p>Go on.</p></div>", false),
            ("<p>Set <code>$$HOME_DIR$$</code> first.</p>", true),
            ("<p>Set it to <b>$$HOME_DIR$$</b> first.</p>", true),
            ("<p><code>$$HOME_DIR$$</code></p>", true),
            ("<pre>$$HOME_DIR$$</pre>", true),
            ("<ul><li>$$HOME_DIR$$</li></ul>", true),
            ("<div>Set <i>it</i> $$HOME_DIR$$ <i>first</i><p>Go on.</p></div>", true),
        ] {
            let data = format!(r#"{{"title": "A Dry Year", "html": "{text}{said}<p>And so on.</p>"}}"#);
            let read = read(&format!(">window.__S__ = {data}"), "<div>Loading</div>");
            assert!(read.contains("Own 3") && read.contains("And so on."), "{read}");
            assert_eq!(read.contains("HOME") && read.contains("DIR"), stays, "{said}: {read}");
        }
    }

    #[test]
    fn of_texts_called_much_as_the_page_the_one_that_shares_most_is_taken() {
        let text = |said: &str, of: usize| -> String { (0..of).map(|n| format!("<p>{said} {n} {TEXT}</p>")).collect() };
        let longer = format!(r#"{{"title": "Mills and the stone bridge closed", "html": "{}"}}"#, text("Other", 9));
        let own = format!(r#"{{"title": "Old stone bridge closed today", "html": "{}"}}"#, text("Own", 4));
        for data in [format!("[{longer}, {own}]"), format!("[{own}, {longer}]")] {
            let page = "<title>Why the stone bridge is closed today | The Times</title><body><div>Loading</div>";
            let said = dumped(format!("{page}<script>window.__S__ = {data}</script></body>"));
            assert!(said.contains("Own 3") && !said.contains("Other"), "{said}");
        }
    }

    #[test]
    fn a_title_is_handed_on_as_it_stands() {
        /// What is copied by its place alone: it takes as long for a number as its title is long otherwise.
        fn is_handed_on<T: Copy>(_: &T) {}
        let title = "x".repeat(LONGEST_TITLE);
        let called = Search { titles: &[], alike: Vec::new(), best: None }.called(&title);
        is_handed_on(&called);
        assert!(called.title.is_some_and(|said| std::ptr::eq(said, title.as_str())));
    }

    #[test]
    fn what_is_longer_than_any_title_is_none() {
        let text: String = (0..4).map(|n| format!("<p>Own {n} {TEXT}</p>")).collect();
        for (length, is_title) in [(LONGEST_TITLE, true), (LONGEST_TITLE + 1, false)] {
            let title = "x".repeat(length);
            let data = format!(r#"{{"title": "{title}", "html": "{text}"}}"#);
            let said = dumped(format!("<body><div>Loading</div><script>window.__S__ = {data}</script></body>"));
            assert!(said.contains("Own 3"), "{said}");
            assert_eq!(said.contains(&title), is_title, "{said}");
        }
    }
}
