//! What an SVG may grow to, checked before it does: references that double at each step, markers at each point.

use rustc_hash::FxHashMap;
use usvg::roxmltree::{Document, Node, NodeId};

/// The namespace of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The most elements and texts in a file.
pub(super) const NODES: u32 = 400_000;
/// The most elements when every reference is followed.
const EXPANDED: u64 = 1_000_000;
/// Deeper nesting overflows stacks.
const DEEPEST: usize = 200;
/// The farthest that a point may be. An arc becomes more curves the larger it is: 46 at this size, 100 000 at 1e30.
/// Maps have points at 1e7, and flags that are written next to a number seem to lengthen it by two digits.
const FARTHEST: f64 = 1e9;
/// Attributes that hold points and lengths.
const LENGTHS: &str = "d points x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy width height stroke-width stroke-dasharray";

/// Whether a file stays bearable.
pub(super) fn check(document: &Document) -> Result<(), String> {
    let too_large = || "is an SVG that grows too large".to_owned();
    let mut by_id: FxHashMap<&str, Node> = FxHashMap::default();
    for node in document.descendants() {
        if node.ancestors().take(DEEPEST + 1).count() > DEEPEST {
            return Err("is an SVG that nests too deep".to_owned());
        }
        let is_length = |name: &str| LENGTHS.split(' ').any(|length| length == name);
        if node.attributes().any(|attribute| is_length(attribute.name()) && is_far(attribute.value())) {
            return Err("is an SVG with points that lie too far away".to_owned());
        }
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    let mut counts = Counts { by_id, known: FxHashMap::default() };
    let whole = counts.of(document.root_element(), 0).ok_or_else(too_large)?;
    // A marker stands at each point of each path, and a point takes four bytes at least.
    let points = document.input_text().len() as u64 / 4;
    for marker in document.descendants().filter(|node| node.has_tag_name((SVG, "marker"))) {
        let inside = counts.of(marker, 0).ok_or_else(too_large)?;
        if inside.saturating_mul(points) > EXPANDED * 8 {
            return Err(too_large());
        }
    }
    if whole > EXPANDED { Err(too_large()) } else { Ok(()) }
}

struct Counts<'a, 'd> {
    by_id: FxHashMap<&'a str, Node<'a, 'd>>,
    known: FxHashMap<NodeId, u64>,
}

impl<'a, 'd: 'a> Counts<'a, 'd> {
    /// How many elements there are in a node with all references followed; `None` if they lead too deep.
    fn of(&mut self, node: Node<'a, 'd>, depth: usize) -> Option<u64> {
        if depth > DEEPEST * 2 {
            return None;
        }
        if let Some(&known) = self.known.get(&node.id()) {
            return Some(known);
        }
        // A circle counts once; the parser of SVG cuts it.
        self.known.insert(node.id(), 1);
        let mut count = 1u64;
        for child in node.children() {
            count = count.saturating_add(self.of(child, depth + 1)?);
        }
        for reference in references(node) {
            if let Some(&target) = self.by_id.get(reference) {
                count = count.saturating_add(self.of(target, depth + 1)?);
            }
        }
        self.known.insert(node.id(), count);
        Some(count)
    }
}

/// Whether there is a number beyond what is bearable among letters and other numbers.
fn is_far(value: &str) -> bool {
    let mut at = 0;
    while at < value.len() {
        let length = number(value.as_bytes().get(at..).unwrap_or_default());
        let number = value.get(at..at + length).and_then(|number| number.parse::<f64>().ok());
        if number.is_some_and(|number| number > FARTHEST) {
            return true;
        }
        at += length.max(1);
    }
    false
}

/// How long the number is that a text begins with, without its sign. Numbers may follow each other without a space:
/// `1.5.5` and `1e3.5` are two.
fn number(text: &[u8]) -> usize {
    let digits = |from: usize| text.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if text.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        // Else it is a unit: "em", "ex".
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

/// The names that an element's attributes refer to: `href="#a"`, `fill="url(#b)"`, and those in its style.
fn references<'a>(node: Node<'a, '_>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        if attribute.name() == "href" {
            found.extend(value.strip_prefix('#'));
        }
        for part in value.split("url(").skip(1) {
            let name = part.trim_start_matches([' ', '"', '\'']).strip_prefix('#');
            found.extend(name.and_then(|name| name.split([')', '"', '\'', ' ']).next()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_points_are_found_in_any_spelling() {
        for far in
            ["1e30", "M0 0A1e30 1 0 0 1 5 5", "-1e+10", "M.5.5e11", "5 99999999999mm", "1.5.5,2E22", "1e30.5", "1e30e1"]
        {
            assert!(is_far(far), "{far}");
        }
        for near in ["", "1e9", "1em", "5ex", "-3e-30", "a5 5 0 0112345.5", "M1.5.5.5-7", "100%", "\u{e9}9", "e", "e+"]
        {
            assert!(!is_far(near), "{near}");
        }
    }
}
