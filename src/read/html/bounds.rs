//! The limits of a page, held before it is parsed: a parser that keeps to the standard takes quadratic time over
//! elements nested without end, over endless attributes, and over bold tags that nobody closes.
//!
//! What is beyond a limit loses its tag; its words stay.

use std::borrow::Cow;
use std::ops::Range;

/// How deep elements may nest. Browsers stop at 512; no saved article was seen deeper than 80.
const DEEPEST: usize = 200;

/// How many formatting elements (`<b>`, `<font>` …) may be open at once: a parser opens all of them again in every
/// paragraph.
const MOST_FORMATTING: usize = 48;

/// How many attributes an element may have: each is compared with all before it.
const MOST_ATTRIBUTES: usize = 96;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame", "keygen", "basefont", "bgsound",
];

/// Elements that end where the next of their kind begins, so that they nest only within others that are counted.
const CLOSE_THEMSELVES: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "rt", "rp", "rb", "rtc",
    "colgroup", "caption", "html", "head", "body", "a",
];

/// Elements that a parser opens again in every block until they are closed.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements of HTML that an end tag does not reach beyond: the standard's "element in scope" (13.2.4.2). Those in
/// [`HTML_WITHIN`] are scopes too.
const SCOPES: &[&str] = &["applet", "caption", "table", "td", "th", "marquee", "object", "template"];

/// What holds HTML within a drawing or a formula: the standard's integration points.
const HTML_WITHIN: &[&str] = &["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"];

/// Elements that the end tag of another kind, such as `</span>`, does not reach beyond: the standard's "special" ones
/// (13.2.4.2), as far as they are counted here.
#[rustfmt::skip]
const SPECIAL: &[&str] = &[
    "address", "article", "aside", "blockquote", "button", "center", "details", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "listing", "main", "menu", "nav", "noscript", "ol", "plaintext", "pre", "search", "section", "select", "summary",
    "ul",
];

/// HTML elements that end a drawing or a formula which they stand in (13.2.6.5).
#[rustfmt::skip]
const LEAVE_DRAWINGS: &[&str] = &[
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s",
    "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A page within the limits.
pub struct Bounded<'a> {
    /// The page.
    pub html: Cow<'a, str>,
    /// How many tags and attributes lists were cut.
    pub cut: usize,
}

/// The page within the limits; most pages are as they were.
pub fn bounded(html: &str) -> Bounded<'_> {
    let mut scan = Scan::new(html);
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        at = scan.markup(at + found);
    }
    if scan.cuts.is_empty() {
        return Bounded { html: Cow::Borrowed(html), cut: 0 };
    }
    let mut out = String::with_capacity(html.len());
    let mut copied = 0;
    for (cut, instead) in &scan.cuts {
        out.push_str(&html[copied..cut.start]);
        out.push_str(instead);
        copied = cut.end;
    }
    out.push_str(&html[copied..]);
    let cut = scan.cuts.iter().filter(|(_, instead)| instead.is_empty()).count();
    Bounded { html: Cow::Owned(out), cut }
}

struct Scan<'a> {
    html: &'a str,
    open: Vec<Open<'a>>,
    /// Of each formatting element: how many are open, and how many were cut.
    formatting: [[usize; 2]; FORMATTING.len()],
    /// How many `<svg>` and `<math>` are open: their `<title>` and `<style>` hold markup.
    foreign: usize,
    /// What is cut, and what stands there instead.
    cuts: Vec<(Range<usize>, String)>,
    /// Whether the page says that it is XML, where `<title/>` is an element that ends.
    xml: bool,
}

struct Open<'a> {
    name: &'a str,
    cut: bool,
}

struct Tag<'a> {
    name: &'a str,
    end: usize,
    closed: bool,
    /// What the attributes beyond the limit take.
    surplus: Option<Range<usize>>,
}

impl<'a> Scan<'a> {
    fn new(html: &'a str) -> Self {
        let xml = is_xml(html);
        Self { html, open: Vec::new(), formatting: [[0; 2]; FORMATTING.len()], foreign: 0, cuts: Vec::new(), xml }
    }

    /// Takes the markup that begins at `<`; returns where it ends.
    fn markup(&mut self, start: usize) -> usize {
        let rest = &self.html[start..];
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') if rest.starts_with("<!--") => start + comment_end(rest),
            Some(b'!' | b'?') => start + rest.find('>').map_or(rest.len(), |at| at + 1),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let Some(tag) = self.tag(start + 2) else { return self.html.len() };
                if self.end_tag(tag.name) {
                    self.cuts.push((start..tag.end, String::new()));
                }
                tag.end
            }
            Some(b'/') => start + rest.find('>').map_or(rest.len(), |at| at + 1),
            Some(b) if b.is_ascii_alphabetic() => {
                let Some(tag) = self.tag(start + 1) else { return self.html.len() };
                if self.ends_itself(start, &tag) {
                    self.cuts.extend(tag.surplus.clone().map(|surplus| (surplus, String::new())));
                    self.cuts.push((tag.end..tag.end, format!("</{}>", tag.name)));
                    return tag.end;
                }
                if self.start_tag(&tag) {
                    self.cuts.push((start..tag.end, String::new()));
                } else {
                    self.cuts.extend(tag.surplus.clone().map(|surplus| (surplus, String::new())));
                }
                if self.foreign == 0 && is_one(RAW, tag.name) { self.raw_end(&tag) } else { tag.end }
            }
            _ => start + 1,
        }
    }

    /// Whether a tag is meant to end where it begins, though HTML leaves it open: `<a name="x"/>`, which is XHTML's
    /// wherever it is found; in a page of XML, any.
    fn ends_itself(&self, start: usize, tag: &Tag<'a>) -> bool {
        let anchor = || {
            let whole = self.html[start..tag.end].to_ascii_lowercase();
            tag.name.eq_ignore_ascii_case("a") && !whole.contains("href")
        };
        tag.closed && !is_one(VOID, tag.name) && self.foreign == 0 && (self.xml || anchor())
    }

    /// A tag's name, attributes and end; nothing if the page ends within it.
    fn tag(&self, name_at: usize) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        let is_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let mut at = name_at + bytes[name_at..].iter().position(is_end)?;
        let name = &self.html[name_at..at];
        let mut attributes = 0_usize;
        let mut surplus_from = None;
        loop {
            let from = at;
            at += bytes[at..].iter().position(|b| !b.is_ascii_whitespace() && *b != b'/')?;
            if bytes[at] == b'>' {
                // `<a href=x/>`: there the slash is the address's.
                let closed = at > from && bytes[at - 1] == b'/';
                return Some(Tag { name, end: at + 1, closed, surplus: surplus_from.map(|from| from..at) });
            }
            attributes += 1;
            if attributes > MOST_ATTRIBUTES {
                surplus_from.get_or_insert(at);
            }
            at = self.attribute_end(at)?;
        }
    }

    fn attribute_end(&self, start: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        // An attribute's name may begin with an equals sign.
        let mut at = start + 1;
        at += bytes[at..].iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='))?;
        let behind = at + bytes[at..].iter().position(|b| !b.is_ascii_whitespace())?;
        if bytes[behind] != b'=' {
            return Some(at);
        }
        at = behind + 1;
        at += bytes[at..].iter().position(|b| !b.is_ascii_whitespace())?;
        match bytes[at] {
            quote @ (b'"' | b'\'') => bytes[at + 1..].iter().position(|b| *b == quote).map(|end| at + end + 2),
            _ => bytes[at..].iter().position(|b| b.is_ascii_whitespace() || *b == b'>').map(|end| at + end),
        }
    }

    /// Whether the tag is to be cut.
    fn start_tag(&mut self, tag: &Tag<'a>) -> bool {
        if self.is_in_drawing() {
            if tag.closed {
                return false;
            }
            if is_one(LEAVE_DRAWINGS, tag.name) {
                self.leave_drawing();
            }
        }
        if is_one(VOID, tag.name) || is_one(CLOSE_THEMSELVES, tag.name) {
            return false;
        }
        if let Some(which) = index_of(FORMATTING, tag.name) {
            let many = self.formatting.iter().map(|[open, _]| open).sum::<usize>() >= MOST_FORMATTING;
            self.formatting[which][usize::from(many)] += 1;
            return many;
        }
        let cut = self.open.len() >= DEEPEST;
        self.foreign += usize::from(is_foreign(tag.name));
        self.open.push(Open { name: tag.name, cut });
        cut
    }

    /// Whether the tag is to be cut: its start tag was.
    fn end_tag(&mut self, name: &str) -> bool {
        if let Some(which) = index_of(FORMATTING, name) {
            let [open, cut] = &mut self.formatting[which];
            let is_cut = *cut > 0;
            let count = if is_cut { cut } else { open };
            *count = count.saturating_sub(1);
            return is_cut;
        }
        // A tag that nobody opened closes nothing, and neither does one beyond what stands in its way. Only so many are
        // looked at as a page may have open.
        for (above, open) in self.open.iter().rev().take(DEEPEST * 2).enumerate() {
            if same(open.name, name) {
                let cut = open.cut;
                self.close(self.open.len() - 1 - above);
                return cut;
            }
            if stands_in_the_way(open.name, name) {
                return false;
            }
        }
        false
    }

    /// Closes all but so many.
    fn close(&mut self, keep: usize) {
        for open in self.open.drain(keep..) {
            self.foreign -= usize::from(is_foreign(open.name));
        }
    }

    /// Whether the parser reads a drawing or a formula here, and not HTML within one.
    fn is_in_drawing(&self) -> bool {
        let inner = |open: &&Open| is_foreign(open.name) || is_one(HTML_WITHIN, open.name);
        self.foreign > 0 && self.open.iter().rev().find(inner).is_some_and(|open| is_foreign(open.name))
    }

    /// The drawing ends where an element stands that cannot be in one.
    fn leave_drawing(&mut self) {
        if let Some(at) = self.open.iter().rposition(|open| is_foreign(open.name)) {
            self.close(at);
        }
    }

    fn raw_end(&mut self, tag: &Tag<'a>) -> usize {
        let mut at = tag.end;
        while let Some(found) = self.html[at..].find("</") {
            at += found + 2;
            if self.html.as_bytes()[at..]
                .get(..tag.name.len())
                .is_some_and(|b| b.eq_ignore_ascii_case(tag.name.as_bytes()))
            {
                return at - 2;
            }
        }
        self.html.len()
    }
}

/// Whether a page says that it is XML: by its declaration, its document type or the namespace of its first element.
/// The web's servers may have called it HTML, but who wrote `<div/>` in it meant no open one.
fn is_xml(html: &str) -> bool {
    /// These stand in a page's first bytes.
    const HEAD: usize = 1024;
    let html = html.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if html.starts_with("<?xml") {
        return true;
    }
    let head = String::from_utf8_lossy(&html.as_bytes()[..html.len().min(HEAD)]).to_ascii_lowercase();
    let within = |tag: &str, said: &[&str]| {
        let words = head.split_once(tag).map_or("", |(_, rest)| rest.split('>').next().unwrap_or_default());
        said.iter().any(|said| words.contains(said))
    };
    within("<!doctype", &["//dtd xhtml"]) || within("<html", &["http://www.w3.org/1999/xhtml"])
}

fn comment_end(rest: &str) -> usize {
    if rest.starts_with("<!-->") {
        return 5;
    }
    if rest.starts_with("<!--->") {
        return 6;
    }
    let ends = rest[4..].match_indices("--").find(|(at, _)| {
        let behind = &rest[4 + at + 2..];
        behind.starts_with('>') || behind.starts_with("!>") || behind.starts_with("->")
    });
    ends.map_or(rest.len(), |(at, _)| {
        let from = 4 + at + 2;
        from + rest[from..].find('>').map_or(0, |end| end + 1)
    })
}

/// Headings of all ranks end one another.
fn same(a: &str, b: &str) -> bool {
    let heading = |name: &str| matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
    a.eq_ignore_ascii_case(b) || (heading(a) && heading(b))
}

/// Whether the parser stops at an open element while it looks for what an end tag closes.
fn stands_in_the_way(open: &str, closing: &str) -> bool {
    let is_scope = |name: &str| is_one(SCOPES, name) || is_one(HTML_WITHIN, name);
    if closing.eq_ignore_ascii_case("table") {
        open.eq_ignore_ascii_case("template")
    } else if is_one(SPECIAL, closing) || is_scope(closing) {
        is_scope(open)
    } else {
        is_scope(open) || is_one(SPECIAL, open)
    }
}

fn is_foreign(name: &str) -> bool {
    is_one(&["svg", "math"], name)
}

fn is_one(names: &[&str], name: &str) -> bool {
    index_of(names, name).is_some()
}

fn index_of(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|one| one.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_page_is_as_it_was() {
        let page = "<!doctype html><title>a<b</title><!-- <div> --><div class=\"x > y\" data-a='<'>A <b>b</b><br/>\
                    <script>if (a<b) document.write('<div>')</script><p>one<p>two</div>";
        assert!(matches!(bounded(page).html, Cow::Borrowed(_)));
    }

    #[test]
    fn what_nests_too_deep_loses_its_tags_and_keeps_its_words() {
        let page = format!("{}deep{}after", "<div>".repeat(1000), "</div>".repeat(1000));
        let out = bounded(&page);
        assert_eq!(out.html.matches("<div>").count(), DEEPEST);
        assert_eq!(out.html.matches("</div>").count(), DEEPEST);
        assert!(out.html.contains("deep</div>") && out.html.ends_with("after"));
        let bold = format!("{}<p>x", (0..500).map(|n| format!("<b a={n}>")).collect::<String>());
        assert_eq!(bounded(&bold).html.matches("<b ").count(), MOST_FORMATTING);
    }

    /// As a parser reads them, none of these end tags closes anything, and each element is within the one before.
    #[test]
    fn end_tags_reach_no_further_than_in_a_parser() {
        for once in ["<div><table><tr><td></div>", "<section><table><td></section>", "<span><div></span>"] {
            let page = once.repeat(2000);
            let deep = bounded(&page).html.matches("<div>").count() + bounded(&page).html.matches("<table>").count();
            assert!(deep <= DEEPEST * 2, "{once}: {deep}");
        }
        let page = format!("<svg><p>{}", "<div/>".repeat(2000));
        assert_eq!(bounded(&page).html.matches("<div/>").count(), DEEPEST);
        let drawing = format!("<svg>{}</svg><p>words", "<path/>".repeat(2000));
        assert!(matches!(bounded(&drawing).html, Cow::Borrowed(_)));
    }

    #[test]
    fn what_ends_itself_in_xhtml_ends() {
        let page = "<h2><a name=\"x\" id=\"x\"/>Heading</h2><p><a href=\"/y\"/>words</p><div/>more";
        let out = bounded(page);
        assert!(out.html.contains("<a name=\"x\" id=\"x\"/></a>Heading") && out.html.contains("<div/>more"));
        assert_eq!(out.cut, 0);
        let out =
            bounded("<?xml version=\"1.0\"?><html><head><title/><script src=\"a\"/></head><p>words<br/></p></html>");
        assert!(
            out.html.contains("<title/></title><script src=\"a\"/></script></head><p>words<br/></p>"),
            "{}",
            out.html
        );
    }

    #[test]
    fn xhtml_need_not_declare_that_it_is_xml() {
        let body = "<body><script src=\"a\"/><div id=\"nav\"/><a href=x/>words</a></body></html>";
        for head in [
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"xhtml1-strict.dtd\">\n<html>",
            "<!doctype html><html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">",
        ] {
            let out = bounded(&format!("{head}{body}")).html.into_owned();
            let closed = "<script src=\"a\"/></script><div id=\"nav\"/></div><a href=x/>words</a>";
            assert!(out.contains(closed), "{out}");
        }
        assert!(!bounded(&format!("<html>{body}")).html.contains("</div>"));
    }

    #[test]
    fn attributes_without_end_are_cut() {
        let page = format!("<p {}>words</p>", (0..5000).map(|n| format!("a{n}=\"{n}\" ")).collect::<String>());
        let out = bounded(&page).html.into_owned();
        assert!(out.len() < 2000 && out.ends_with(">words</p>"), "{out}");
    }
}
