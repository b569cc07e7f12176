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

/// Whether a file stays bearable.
pub(super) fn check(document: &Document) -> Result<(), String> {
    let too_large = || "is an SVG that grows too large".to_owned();
    let mut by_id: FxHashMap<&str, Node> = FxHashMap::default();
    for node in document.descendants() {
        if node.ancestors().take(DEEPEST + 1).count() > DEEPEST {
            return Err("is an SVG that nests too deep".to_owned());
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
