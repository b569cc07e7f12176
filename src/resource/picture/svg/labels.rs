//! HTML within an SVG → words of the SVG. Programs that draw charts write their labels as HTML, which neither this
//! crate nor many readers of books draw: a chart would lose its words.

use super::guard::SVG;
use std::fmt::Write;
use usvg::roxmltree::{Node, NodeType};

/// The type of labels that name no other size, in pixels.
const SIZE: f64 = 16.0;
/// The width of a letter and the height of a line, in sizes of the type.
const LETTER: f64 = 0.55;
const LINE: f64 = 1.2;

/// Writes the words of a `foreignObject` in the middle of its box.
pub(super) fn write(node: Node, out: &mut String) {
    // Some programs write the words again for those who do not draw HTML.
    let is_other = |other: Node| other != node && matches!(other.tag_name().name(), "text" | "g" | "image");
    let is_choice = node.parent_element().is_some_and(|parent| parent.has_tag_name((SVG, "switch")));
    if is_choice && node.parent_element().is_some_and(|parent| parent.children().any(is_other)) {
        return;
    }
    let mut label = Label { lines: vec![String::new()], size: None };
    label.add(node);
    let size = label.size.unwrap_or(SIZE).clamp(1.0, 400.0);
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| length(node.attribute(name)));
    let letters = width.map_or(usize::MAX, |width| (width / (size * LETTER)).max(1.0) as usize);
    let lines: Vec<String> = label.lines.iter().flat_map(|line| wrapped(line, letters)).collect();
    if lines.is_empty() {
        return;
    }
    let (x, y) = (x.unwrap_or(0.0), y.unwrap_or(0.0));
    let (anchor, x) = width.map_or(("start", x), |width| ("middle", x + width / 2.0));
    let first = y + height.unwrap_or(0.0) / 2.0 - (lines.len() - 1) as f64 * size * LINE / 2.0 + size * 0.35;
    let _ = write!(out, "<text text-anchor=\"{anchor}\"");
    if label.size.is_some() {
        let _ = write!(out, " font-size=\"{size}\"");
    }
    out.push('>');
    for (index, line) in lines.iter().enumerate() {
        let y = first + index as f64 * size * LINE;
        let space = if index > 0 { " " } else { "" };
        let _ = write!(out, "<tspan x=\"{x:.2}\" y=\"{y:.2}\">{space}{}</tspan>", super::clean::escaped(line));
    }
    out.push_str("</text>");
}

/// A length in pixels. Shares of the drawing are not known here.
fn length(value: Option<&str>) -> Option<f64> {
    let value = value?.trim();
    value
        .strip_suffix("px")
        .unwrap_or(value)
        .parse()
        .ok()
        .filter(|length: &f64| length.is_finite() && length.abs() < 1e6)
}

struct Label {
    lines: Vec<String>,
    /// The size that the HTML says, in pixels.
    size: Option<f64>,
}

impl Label {
    fn add(&mut self, node: Node) {
        for child in node.children() {
            match child.node_type() {
                NodeType::Text => self.words(child.text().unwrap_or_default()),
                NodeType::Element => self.element(child),
                NodeType::Root | NodeType::Comment | NodeType::PI => {}
            }
        }
    }

    fn element(&mut self, node: Node) {
        let is_block = matches!(node.tag_name().name(), "div" | "p" | "br" | "li" | "tr" | "h1" | "h2" | "h3" | "h4");
        if matches!(node.tag_name().name(), "script" | "style") {
            return;
        }
        let sized = node.attribute("style").and_then(|style| style.split("font-size:").nth(1));
        self.size = sized.and_then(|size| length(size.split(';').next())).filter(|size| *size > 0.0).or(self.size);
        if is_block {
            self.lines.push(String::new());
        }
        self.add(node);
        if is_block {
            self.lines.push(String::new());
        }
    }

    fn words(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }
}

/// A line as lines of no more than so many letters, if words allow; none if it is blank.
fn wrapped(line: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for word in line.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some((used, line)) if *used + 1 + length <= letters => {
                *used += 1 + length;
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push((length, word.to_owned())),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use usvg::roxmltree::Document;

    fn written(inner: &str) -> String {
        let svg = format!("<svg xmlns='{SVG}' xmlns:h='http://www.w3.org/1999/xhtml'>{inner}</svg>");
        let document = Document::parse(&svg).expect("XML");
        let mut out = String::new();
        let is_label = |node: &Node| node.has_tag_name((SVG, "foreignObject"));
        document.descendants().filter(is_label).for_each(|node| write(node, &mut out));
        out
    }

    #[test]
    fn html_becomes_words_in_the_middle_of_its_box() {
        let label =
            "<foreignObject x='5' y='15' width='90' height='30'><h:div>Start <h:b>here</h:b></h:div></foreignObject>";
        assert_eq!(
            written(label),
            "<text text-anchor=\"middle\"><tspan x=\"50.00\" y=\"35.60\">Start here</tspan></text>"
        );
        let two = "<foreignObject width='60'><h:p style='font-size: 10px'>one<h:br/>two &lt; three four</h:p></foreignObject>";
        let two = written(two);
        assert!(two.contains("font-size=\"10\"") && two.matches("<tspan").count() == 3, "{two}");
        assert!(two.contains(" two &lt;"), "{two}");
    }

    #[test]
    fn words_that_are_there_twice_are_written_once() {
        let label = "<switch><foreignObject><h:div>Start</h:div></foreignObject><text>Start</text></switch>";
        assert_eq!(written(label), "");
        assert_eq!(written("<foreignObject width='5'> </foreignObject>"), "");
    }
}
