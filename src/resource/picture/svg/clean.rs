//! An SVG that can go into a book: what draws, and nothing that runs, fetches, leads elsewhere or tells of its maker.

use super::guard::SVG;
use super::ids::Ids;
use super::labels;
use std::borrow::Cow;
use usvg::roxmltree::{Document, Node, NodeType};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run or move.
const LEFT_OUT: [&str; 9] = [
    "script",
    "handler",
    "listener",
    "animate",
    "animateMotion",
    "animateTransform",
    "animateColor",
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
    if name == "style" && fetches(node.text().unwrap_or_default()) {
        return;
    }
    out.push('<');
    out.push_str(name);
    if node.parent_element().is_none() {
        out.push_str(&format!(" xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\""));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) if name != "id" => "xml:",
            Some(_) => continue,
        };
        let leads = name == "href" && !(value.trim().starts_with('#') || is_picture(value.trim()));
        if leads || name.len() > 2 && name[..2].eq_ignore_ascii_case("on") || fetches(value) && name != "href" {
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
            _ => ids.referred(value),
        };
        out.push_str(&format!(" {prefix}{name}=\"{}\"", escaped(&value)));
    }
    if node.has_children() {
        out.push('>');
        children(node, ids, out);
        out.push_str(&format!("</{name}>"));
    } else {
        out.push_str("/>");
    }
}

fn children(node: Node, ids: &Ids, out: &mut String) {
    let is_style = node.tag_name().name() == "style";
    for child in node.children() {
        let text = child.text().unwrap_or_default();
        match child.node_type() {
            NodeType::Element => element(child, ids, out),
            NodeType::Text if is_style => out.push_str(&escaped(&ids.referred(text))),
            NodeType::Text => out.push_str(&escaped(text)),
            NodeType::Root | NodeType::Comment | NodeType::PI => {}
        }
    }
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
