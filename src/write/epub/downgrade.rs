//! XHTML 5 → XHTML 1.1, for EPUB 2: elements that it does not know become those that they are made of, attributes that
//! it does not know are dropped. The input is our own and well-formed.

use crate::lang::Direction;

/// A whole file.
pub(super) fn page(xhtml: &str) -> String {
    let mut out = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    let mut open: Vec<Open> = Vec::new();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        match tag.as_bytes().first() {
            Some(b'?') => out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            Some(b'!') => out.push_str(
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">",
            ),
            Some(b'/') => out.push_str(&format!("</{}>", open.pop().map_or("div", |open| open.name))),
            _ => start(tag, &mut out, &mut open),
        }
    }
    out.push_str(rest);
    out
}

/// An SVG without what came behind SVG 1.1: attributes for other programs, and values of newer kinds.
pub(super) fn svg(svg: &str) -> String {
    const NEW: [&str; 12] = [
        "crossorigin",
        "decoding",
        "focusable",
        "isolation",
        "lang",
        "mix-blend-mode",
        "paint-order",
        "role",
        "tabindex",
        "transform-box",
        "transform-origin",
        "vector-effect",
    ];
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { break };
        let tag = rest[at..at + end].trim_end_matches('/');
        let close = &rest[at + tag.len()..=at + end];
        out.push_str(&rest[..at]);
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        out.push_str(name);
        for (key, value) in pairs(attributes) {
            let (key, value) = match (key, value) {
                ("href", _) if attributes.contains("xlink:href=") => continue,
                ("href", value) => ("xlink:href", value),
                ("stroke-linejoin", value) if !["miter", "round", "bevel", "inherit"].contains(&value) => continue,
                other => other,
            };
            if !(NEW.contains(&key) || key.starts_with("aria-") || key.starts_with("data-")) {
                out.push_str(&format!(" {key}=\"{value}\""));
            }
        }
        out.push_str(close);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// A style sheet for what [`page`] makes: classes for elements, sides by their names, no queries.
pub(super) fn css(css: &str, direction: Direction) -> String {
    let (start, end) = match direction {
        Direction::Rtl => ("right", "left"),
        Direction::Ltr => ("left", "right"),
    };
    let mut out = String::with_capacity(css.len());
    let mut selector = String::new();
    let mut in_query = false;
    for line in css.lines() {
        // Queries are written over several lines, and end with a brace in the first column.
        if line.starts_with("@media") {
            in_query = true;
        }
        if !in_query {
            let (selectors, rest) = match line.find('{') {
                Some(at) => line.split_at(at),
                None if line.ends_with(',') => (line, ""),
                None => ("", line),
            };
            let is_face = selectors.starts_with('@');
            for part in selectors.split_inclusive([' ', ',', '+', '>', '.', ':']) {
                let name = part.trim_end_matches([' ', ',', '+', '>', '.', ':']);
                let is_class = selector.ends_with('.') || is_face;
                if !is_class && matches!(name, "section" | "aside" | "figure" | "figcaption" | "header") {
                    out.push('.');
                }
                out.push_str(part);
                selector.push_str(part);
            }
            let rest = rest.replace("-inline-start", &format!("-{start}")).replace("-inline-end", &format!("-{end}"));
            let rest = rest.replace("text-align: start", &format!("text-align: {start}"));
            out.push_str(&rest.replace("text-align: end", &format!("text-align: {end}")));
            out.push('\n');
            selector.clear();
        }
        if line == "}" {
            in_query = false;
        }
    }
    out.push_str(LISTS);
    out
}

/// What `ol` said by attributes.
const LISTS: &str = "ol.alpha { list-style-type: lower-alpha; } ol.upper-alpha { list-style-type: upper-alpha; }
ol.roman { list-style-type: lower-roman; } ol.upper-roman { list-style-type: upper-roman; }
ul.from { list-style-type: none; }
.strike { text-decoration: line-through; }
";

/// An element that is open.
struct Open {
    /// What closes it.
    name: &'static str,
    /// The number of the next item, in a list that does not begin with one: XHTML 1.1 cannot say that.
    item: Option<i64>,
}

fn start(tag: &str, out: &mut String, open: &mut Vec<Open>) {
    let is_empty = tag.ends_with('/');
    let tag = tag.trim_end_matches('/');
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    if name == "meta" {
        out.push_str("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>");
        return;
    }
    let (name, class) = match element(name) {
        ("ol", _) if pairs(attributes).any(|(key, _)| key == "start") => ("ul", Some("from")),
        other => other,
    };
    out.push('<');
    out.push_str(name);
    let mut classes: Vec<&str> = class.into_iter().collect();
    for (key, value) in pairs(attributes) {
        match (name, key) {
            (_, "class") => classes.push(value),
            (_, "xml:lang" | "xmlns" | "dir" | "id" | "href" | "src" | "alt" | "rel" | "type" | "scope")
                if !matches!((name, key), ("ol" | "ul", "type")) =>
            {
                out.push_str(&format!(" {key}=\"{value}\""));
            }
            ("img", "width" | "height" | "style") | ("col", "style") | ("td" | "th", "colspan" | "rowspan") => {
                out.push_str(&format!(" {key}=\"{value}\""))
            }
            // XHTML 1.1 left lists' numbers to the style sheet.
            ("ol", "type") => classes.push(match value {
                "a" => "alpha",
                "A" => "upper-alpha",
                "i" => "roman",
                _ => "upper-roman",
            }),
            _ => {}
        }
    }
    if !classes.is_empty() {
        out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    out.push_str(if is_empty { "/>" } else { ">" });
    if is_empty {
        return;
    }
    if let ("li", Some(Open { item: Some(number), .. })) = (name, open.last_mut()) {
        out.push_str(&format!("{number}. "));
        *number += 1;
    }
    let from = pairs(attributes).find(|(key, _)| (name, *key) == ("ul", "start"));
    open.push(Open { name, item: from.and_then(|(_, start)| start.parse().ok()) });
}

/// `key="value"` …; values hold no quotes.
fn pairs(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = attributes.split('"');
    std::iter::from_fn(move || {
        let key = parts.next()?.trim().trim_end_matches('=');
        let value = parts.next()?;
        Some((key, value))
    })
}

/// What stands for an element, and the class that says what it was.
fn element(name: &str) -> (&'static str, Option<&'static str>) {
    const SAME: [&str; 42] = [
        "html",
        "head",
        "title",
        "link",
        "body",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "span",
        "a",
        "em",
        "strong",
        "sup",
        "sub",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "img",
        "br",
        "hr",
        "b",
        "i",
    ];
    match name {
        "section" => ("div", Some("section")),
        "aside" => ("div", Some("aside")),
        "figure" => ("div", Some("figure")),
        "figcaption" => ("div", Some("figcaption")),
        "header" => ("div", Some("header")),
        "s" => ("span", Some("strike")),
        name => match SAME.iter().find(|same| **same == name) {
            Some(same) => (same, None),
            None => ("span", None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_over_several_stay_so() {
        let made = page("<tr><th scope=\"colgroup\" colspan=\"2\">x</th><td rowspan=\"3\">y</td></tr>");
        assert_eq!(made, "<tr><th scope=\"colgroup\" colspan=\"2\">x</th><td rowspan=\"3\">y</td></tr>");
    }

    #[test]
    fn an_svg_is_one_of_1_1() {
        assert_eq!(
            svg(
                "<svg xmlns=\"a\" role=\"img\" data-x=\"1\"><use href=\"#p\" stroke-linejoin=\"arcs\"/><text>a &lt; b</text></svg>\n"
            ),
            "<svg xmlns=\"a\"><use xlink:href=\"#p\"/><text>a &lt; b</text></svg>\n"
        );
    }

    #[test]
    fn what_xhtml_1_1_does_not_know_becomes_what_it_is_made_of() {
        let made = page(
            "<section epub:type=\"chapter\" role=\"doc-chapter\" id=\"a1\"><s>x</s><br/>\n<ol start=\"3\" \
             type=\"A\"><li>y</li></ol><img class=\"plate\" src=\"p.png\" alt=\"&quot;a&quot;\" width=\"8\"/></section>",
        );
        assert_eq!(
            made,
            "<div id=\"a1\" class=\"section\"><span class=\"strike\">x</span><br/>\n<ul class=\"from\">\
             <li>3. y</li></ul><img src=\"p.png\" alt=\"&quot;a&quot;\" width=\"8\" \
             class=\"plate\"/></div>"
        );
    }
}
