//! An SVG that can go into a book: what draws, and nothing that runs, fetches, leads elsewhere or tells of its maker.

use super::guard::SVG;
use super::ids::Ids;
use super::labels;
use std::borrow::Cow;
use usvg::roxmltree::{Attribute, Document, Node, NodeType};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run or move.
const LEFT_OUT: [&str; 11] = [
    "script",
    "handler",
    "listener",
    "animate",
    "animateMotion",
    "animateTransform",
    "animateColor",
    "animation",
    "discard",
    "set",
    "metadata",
];

/// The file again.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    element(document.root_element(), &Ids::of(document), &mut out);
    out.push('\n');
    out
}

fn element(node: Node, ids: &Ids, out: &mut String) {
    let name = node.tag_name().name();
    if node.tag_name().namespace() != Some(SVG) || LEFT_OUT.contains(&name) {
        return;
    }
    if name == "a" {
        return children(node, ids, out);
    }
    if name == "foreignObject" {
        return labels::write(node, out);
    }
    // Without what they show they show nothing, and EPUB 2 wants that they say it.
    if matches!(name, "image" | "use") && !node.attributes().any(|attribute| is_kept_href(&attribute)) {
        return;
    }
    let is_style = name == "style";
    let style = if is_style { still(&words(node)).filter(|style| !fetches(style)) } else { None };
    if is_style && style.is_none() {
        return;
    }
    out.push('<');
    out.push_str(name);
    if node.parent_element().is_none() {
        out.push_str(&format!(" xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\""));
    }
    attributes(node, ids, out);
    if let Some(style) = style {
        out.push_str(&format!(">{}</style>", escaped(&ids.referred(&style))));
    } else if node.has_children() {
        out.push('>');
        children(node, ids, out);
        out.push_str(&format!("</{name}>"));
    } else {
        out.push_str("/>");
    }
}

fn attributes(node: Node, ids: &Ids, out: &mut String) {
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) if name != "id" => "xml:",
            Some(_) => continue,
        };
        let leads = if name == "href" { !is_kept_href(&attribute) } else { fetches(value) };
        if leads || runs(name) {
            continue;
        }
        let value = match (prefix, name) {
            ("", "id") => match ids.get(node.id()) {
                Some(id) => Cow::Borrowed(id),
                None => continue,
            },
            ("", "aria-labelledby" | "aria-describedby") => match ids.list(value) {
                list if list.is_empty() => continue,
                list => Cow::Owned(list),
            },
            ("", "style") => match still(value) {
                Some(style) if !style.trim().is_empty() && !fetches(&style) => {
                    Cow::Owned(ids.referred(&style).into_owned())
                }
                _ => continue,
            },
            _ => ids.referred(value),
        };
        out.push_str(&format!(" {prefix}{name}=\"{}\"", escaped(&value)));
    }
}

fn children(node: Node, ids: &Ids, out: &mut String) {
    for child in node.children() {
        let text = child.text().unwrap_or_default();
        match child.node_type() {
            NodeType::Element => element(child, ids, out),
            NodeType::Text => out.push_str(&escaped(text)),
            NodeType::Root | NodeType::Comment | NodeType::PI => {}
        }
    }
}

/// The text right within an element; a comment may part it.
fn words(node: Node) -> String {
    node.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect()
}

/// Whether an attribute is the name of what runs at an event: `onclick`.
fn runs(name: &str) -> bool {
    name.len() > 2 && name.get(..2).is_some_and(|begin| begin.eq_ignore_ascii_case("on"))
}

/// Whether an attribute refers to something, and that is within the file.
fn is_kept_href(attribute: &Attribute) -> bool {
    let value = attribute.value().trim();
    let named = attribute.name() == "href" && matches!(attribute.namespace(), None | Some(XLINK));
    named && (value.starts_with('#') || is_picture(value))
}

/// A style without what makes things move, so that a book can say that nothing in it flashes. `None` if that cannot be
/// told: an escape can write any word.
fn still(style: &str) -> Option<String> {
    let style = without_comments(style);
    if style.split('\\').skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return None;
    }
    let mut out = String::with_capacity(style.len());
    // How many braces are open within key frames.
    let mut open = 0usize;
    for piece in style.split_inclusive(['{', '}', ';']) {
        let end = piece.chars().next_back().filter(|c| matches!(c, '{' | '}' | ';'));
        let body = piece.trim_end_matches(['{', '}', ';']).trim_start().to_ascii_lowercase();
        let framed = open > 0 || end == Some('{') && body.starts_with('@') && body.contains("keyframes");
        match end {
            Some('{') if framed => open += 1,
            Some('}') if framed => open -= 1,
            _ if framed => {}
            // The brace ends the rule, not only the declaration.
            Some('}') if moves(&body) => out.push('}'),
            Some('{') => out.push_str(piece),
            _ if moves(&body) => {}
            _ => out.push_str(piece),
        }
    }
    Some(out)
}

/// Whether a declaration, in small letters, makes things move, by its own name or one that a browser gave it.
fn moves(declaration: &str) -> bool {
    let prefixes = ["-webkit-", "-moz-", "-ms-", "-o-"];
    let name = prefixes.iter().find_map(|prefix| declaration.strip_prefix(prefix)).unwrap_or(declaration);
    name.starts_with("animation") || name.starts_with("transition")
}

fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // Something must part the words around it; a comment that does not end takes the rest.
        if let Some((_, behind)) = part.split_once("*/") {
            out.push(' ');
            out.push_str(behind);
        }
    }
    out
}

/// Pixels within the file.
fn is_picture(address: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| address.starts_with(&format!("data:image/{kind};")))
}

/// Whether a style or a value leads out of the file.
fn fetches(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let out = |part: &str| !part.trim_start_matches([' ', '"', '\'']).starts_with('#');
    style.contains("@import") || style.contains("javascript:") || style.split("url(").skip(1).any(out)
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inner: &str) -> String {
        let svg = format!("<svg xmlns='{SVG}' xmlns:xlink='{XLINK}'>{inner}</svg>");
        write(&Document::parse(&svg).expect("XML"))
    }

    #[test]
    fn names_of_any_letters_are_read() {
        let kept = cleaned("<rect a\u{e9}='1' \u{e9}='2' ONload='x'/>");
        assert!(kept.contains("a\u{e9}=\"1\" \u{e9}=\"2\"/>"), "{kept}");
    }

    #[test]
    fn styles_stand_still() {
        let style = "@-webkit-keyframes a{0%{opacity:0}100%{opacity:1}} g{fill:red;-moz-animation:a 1s;transition:all 1s}\
                     /* b */rect{animation:a 1s infinite}p{stroke:#000}";
        let kept = cleaned(&format!("<style>{style}</style>"));
        assert!(kept.contains("<style> g{fill:red;} rect{}p{stroke:#000}</style>"), "{kept}");
        let kept = cleaned("<rect style='fill:red; ANIMATION : a 1s'/><path style='transition:all 1s'/>");
        assert!(kept.contains("<rect style=\"fill:red;\"/><path/>"), "{kept}");
        let kept = cleaned(r"<style>g{\61nimation:a 1s}</style><rect style='a\nimation:a 1s'/>");
        assert!(kept.contains("><rect/><"), "{kept}");
        let kept = cleaned("<style>g{}<!-- c -->@import 'a.css';</style>");
        assert!(!kept.contains("style"), "{kept}");
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        let kept = cleaned(
            "<image href='a.png'/><use xlink:href='https://e.org/a.svg#b'><title>t</title></use><image/>\
             <use xlink:href='#c'/><image xlink:href='data:image/png;base64,AAAA'/>",
        );
        assert_eq!((kept.matches("<image").count(), kept.matches("<use").count()), (1, 1), "{kept}");
        assert!(!kept.contains("e.org") && !kept.contains("<title"), "{kept}");
    }
}
