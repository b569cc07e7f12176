//! An SVG that can go into a book: what draws, and nothing that runs, fetches, leads elsewhere or tells of its maker.

use super::guard::SVG;
use usvg::roxmltree::{Document, Node, NodeType};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run, embed another language, or move.
const LEFT_OUT: [&str; 10] = [
    "script",
    "foreignObject",
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
    element(document.root_element(), &mut out);
    out.push('\n');
    out
}

fn element(node: Node, out: &mut String) {
    let name = node.tag_name().name();
    if node.tag_name().namespace() != Some(SVG) || LEFT_OUT.contains(&name) {
        return;
    }
    if name == "a" {
        return children(node, out);
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
            Some(XML) => "xml:",
            Some(_) => continue,
        };
        let leads = name == "href" && !(value.trim().starts_with('#') || is_picture(value.trim()));
        if leads || name.len() > 2 && name[..2].eq_ignore_ascii_case("on") || fetches(value) && name != "href" {
            continue;
        }
        out.push_str(&format!(" {prefix}{name}=\"{}\"", escaped(value)));
    }
    if node.has_children() {
        out.push('>');
        children(node, out);
        out.push_str(&format!("</{name}>"));
    } else {
        out.push_str("/>");
    }
}

fn children(node: Node, out: &mut String) {
    for child in node.children() {
        match child.node_type() {
            NodeType::Element => element(child, out),
            NodeType::Text => out.push_str(&escaped(child.text().unwrap_or_default())),
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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
