//! MathML as the crate writes it → MathML that is well-formed and that the schema of EPUB allows.
//!
//! The crate writes for browsers, which take anything: entities of HTML, operators as they are, attributes without a
//! space between them, styles on elements that have none. So its text is read loosely, each element is looked at, and
//! all is written anew. What cannot be put right is an error: then the formula's source is shown.

mod marks;

use super::escape::{Within, push};
use std::borrow::Cow;

/// Deeper nesting is nothing that anybody reads, and all here recurses.
const DEEPEST: usize = 200;
/// What the crate writes.
const ELEMENTS: [&str; 25] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "menclose",
    "ms",
    "none",
];
const ATTRIBUTES: [&str; 19] = [
    "accent",
    "class",
    "depth",
    "display",
    "displaystyle",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "style",
    "symmetric",
    "width",
];

/// A formula as MathML.
#[derive(Debug)]
pub(super) struct Made {
    pub math: String,
    /// The number of the equation, which stands beside it.
    pub number: Option<String>,
}

/// Writes a formula anew, with its source for those who read it aloud or copy it.
pub(super) fn put_right(made: &str, tex: &str) -> Result<Made, String> {
    let mut math = parse(made)?;
    let number = marks::settle(&mut math);
    math.attributes.retain(|(name, _)| *name == "display");
    math.attributes.insert(0, ("alttext", tex.to_owned()));
    math.attributes.push(("xmlns", "http://www.w3.org/1998/Math/MathML".to_owned()));
    let math = element(math, None);
    let mut out = String::with_capacity(made.len() + tex.len());
    write(&math, &mut out);
    Ok(Made { math: out, number })
}

#[derive(Debug)]
struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    children: Vec<Node<'a>>,
}

#[derive(Debug)]
enum Node<'a> {
    Element(Element<'a>),
    Text(String),
}

/// The values of `displaystyle` and `scriptlevel`.
type Style = [String; 2];

impl<'a> Element<'a> {
    fn of(name: &'a str, children: Vec<Node<'a>>) -> Self {
        Self { name, attributes: Vec::new(), children }
    }

    fn is_token(&self) -> bool {
        matches!(self.name, "mi" | "mn" | "mo" | "mtext" | "ms")
    }

    /// Whether its children stand side by side, however many there are.
    fn is_row(&self) -> bool {
        matches!(self.name, "math" | "mrow" | "msqrt" | "mtd" | "mstyle" | "mpadded" | "mphantom" | "menclose")
    }

    /// How many children it must have.
    fn count(&self) -> Option<usize> {
        match self.name {
            "mfrac" | "mroot" | "msub" | "msup" | "munder" | "mover" => Some(2),
            "msubsup" | "munderover" => Some(3),
            _ => None,
        }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// Takes off what only `math` and `mstyle` may have.
    fn take_style(&mut self) -> Option<Style> {
        let mut style = ["displaystyle", "scriptlevel"].map(|name| self.attribute(name).to_owned());
        self.attributes.retain(|(name, _)| !matches!(*name, "displaystyle" | "scriptlevel"));
        style[1].truncate(4);
        (!style[0].is_empty()).then_some(style)
    }
}

/// Reads loosely: `<` begins a tag only before a letter or a slash, `&` a reference only if it is one.
fn parse(made: &str) -> Result<Element<'_>, String> {
    let mut open: Vec<Element> = vec![Element::of("", Vec::new())];
    let mut rest = made;
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &rest.as_bytes()[from..]).map(|at| from + at) {
        let behind = &rest[at + 1..];
        if !behind.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
            from = at + 1;
            continue;
        }
        let end = behind.find('>').ok_or("what it became is not well-formed")?;
        add_text(&mut open, &rest[..at]);
        tag(&behind[..end], &mut open)?;
        rest = &behind[end + 1..];
        from = 0;
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut root), true) if root.children.len() == 1 => match root.children.pop() {
            Some(Node::Element(math)) if math.name == "math" => Ok(math),
            _ => Err("what it became is no formula".to_owned()),
        },
        _ => Err("what it became is not well-formed".to_owned()),
    }
}

fn tag<'a>(tag: &'a str, open: &mut Vec<Element<'a>>) -> Result<(), String> {
    if let Some(name) = tag.strip_prefix('/') {
        let (Some(done), Some(parent)) = (open.pop(), open.last_mut()) else {
            return Err("what it became is not well-formed".to_owned());
        };
        if done.name != name {
            return Err(format!("what it became is not well-formed: {name} ends where {} is open", done.name));
        }
        parent.children.push(Node::Element(done));
        return Ok(());
    }
    let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    if !ELEMENTS.contains(&name) {
        return Err(format!("what it became holds {name}"));
    }
    let element = Element { name, attributes: pairs(attributes), children: Vec::new() };
    if open.len() > DEEPEST {
        return Err("it is too deep".to_owned());
    }
    match open.last_mut() {
        Some(parent) if is_empty => parent.children.push(Node::Element(element)),
        _ => open.push(element),
    }
    Ok(())
}

/// `key="value"` …, with or without a space between them. A key that comes again adds to its value.
fn pairs(attributes: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut parts = attributes.split('"');
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        let key = key.trim().trim_end_matches('=');
        if !ATTRIBUTES.contains(&key) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) if matches!(key, "class" | "style") => {
                known.push_str(if key == "style" { "; " } else { " " });
                known.push_str(value);
            }
            Some(_) => {}
            None => found.push((key, unescaped(value).into_owned())),
        }
    }
    found
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    if !text.is_empty() && (parent.is_token() || !text.trim().is_empty()) {
        parent.children.push(Node::Text(unescaped(text).into_owned()));
    }
}

/// The references that the crate writes.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    const KNOWN: [(&str, &str); 6] =
        [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    Cow::Owned(KNOWN.iter().fold(text.to_owned(), |text, (reference, is)| text.replace(reference, is)))
}

/// Puts an element right, and what is in it. `around` is the style that it is in.
fn element<'a>(mut element: Element<'a>, around: Option<&Style>) -> Element<'a> {
    let children = std::mem::take(&mut element.children);
    if element.is_token() {
        return token(element, children);
    }
    let (is_row, is_scripted) = (element.is_row(), element.count().is_some() && !matches!(element.name, "mfrac"));
    let mut styled: Vec<(Option<Style>, Node)> = Vec::with_capacity(children.len());
    for (index, child) in children.into_iter().enumerate() {
        let mut child = match child {
            Node::Element(child) => child,
            Node::Text(text) => Element::of("mtext", vec![Node::Text(text)]),
        };
        // What stands in a fraction or beside something has a style of its own.
        let around = around.filter(|_| is_row || is_scripted && index == 0);
        let style = child.take_style().filter(|style| Some(style) != around);
        let child = self::element(child, style.as_ref().or(around));
        styled.push((style, Node::Element(child)));
    }
    element.children = if is_row { in_runs(styled) } else { styled.into_iter().map(in_style).collect() };
    if let Some(count) = element.count() {
        fill(&mut element.children, count);
    }
    match element.name {
        "mtable" => columns(&mut element),
        "mtd" => {
            let side =
                ["left", "right"].into_iter().find(|side| element.attribute("class").contains(&format!("cell-{side}")));
            element.attributes.extend(side.map(|side| ("columnalign", side.to_owned())));
        }
        _ => {}
    }
    element
}

/// A token has nothing but text; one that holds elements is a row of them.
fn token<'a>(mut element: Element<'a>, children: Vec<Node<'a>>) -> Element<'a> {
    if children.iter().all(|child| matches!(child, Node::Text(_))) {
        element.children = children;
        // White in the name of a function, which the crate hands on as it is.
        for child in &mut element.children {
            if let Node::Text(text) = child
                && text.contains("\\,")
            {
                *text = text.replace("\\,", "\u{2009}");
            }
        }
        return element;
    }
    self::element(Element::of("mrow", children), None)
}

/// Neighbours of one style are in one element.
fn in_runs(styled: Vec<(Option<Style>, Node<'_>)>) -> Vec<Node<'_>> {
    let mut out = Vec::new();
    let mut run: (Option<Style>, Vec<Node>) = (None, Vec::new());
    for (style, node) in styled {
        if style != run.0 {
            let (style, nodes) = std::mem::replace(&mut run, (style, Vec::new()));
            end_run(style, nodes, &mut out);
        }
        run.1.push(node);
    }
    end_run(run.0, run.1, &mut out);
    out
}

fn end_run<'a>(style: Option<Style>, nodes: Vec<Node<'a>>, out: &mut Vec<Node<'a>>) {
    match style {
        None => out.extend(nodes),
        Some(style) => out.push(styled(style, nodes)),
    }
}

fn in_style<'a>((style, node): (Option<Style>, Node<'a>)) -> Node<'a> {
    match style {
        None => node,
        Some(style) => styled(style, vec![node]),
    }
}

fn styled<'a>([display, level]: Style, children: Vec<Node<'a>>) -> Node<'a> {
    let mut element = Element::of("mstyle", children);
    element.attributes = vec![("displaystyle", display), ("scriptlevel", level)];
    Node::Element(element)
}

/// Makes it so many children: those that are too many belong to what the scripts are on, and for one that is missing
/// there is an empty row.
fn fill(children: &mut Vec<Node>, count: usize) {
    if children.len() > count {
        let more = children.len() - count;
        let base: Vec<_> = children.drain(..=more).collect();
        children.insert(0, Node::Element(Element::of("mrow", base)));
    }
    while children.len() < count {
        children.push(Node::Element(Element::of("mrow", Vec::new())));
    }
}

/// On which side the columns of a table stand: by an attribute, for those that know no style sheet.
fn columns(table: &mut Element) {
    let is_blank = |node: &Node| match node {
        Node::Element(row) => {
            row.attributes.is_empty()
                && row.children.iter().all(|cell| matches!(cell, Node::Element(cell) if cell.children.is_empty()))
        }
        Node::Text(_) => true,
    };
    // LaTeX's last `\\` begins a row that nothing is in.
    if table.children.len() > 1 && table.children.last().is_some_and(is_blank) {
        table.children.pop();
    }
    let cells = |node: &Node| if let Node::Element(row) = node { row.children.len() } else { 0 };
    let widest = table.children.iter().map(cells).max().unwrap_or(0);
    let class = table.attribute("class");
    let aligned = if class.contains("menv-alignlike") {
        // The equations of a pair meet at their signs.
        let sides = ["right", "left"].into_iter().cycle().take(widest);
        sides.collect::<Vec<_>>().join(" ")
    } else {
        let side = ["left", "right"].into_iter().find(|side| class.contains(&format!("menv-cells-{side}")));
        side.unwrap_or_default().to_owned()
    };
    if class.contains("menv-alignlike") {
        table.attributes.push(("displaystyle", "true".to_owned()));
    }
    if !aligned.is_empty() {
        table.attributes.push(("columnalign", aligned));
    }
}

fn write(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push(out, value, Within::Attribute);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(child) => write(child, out),
            Node::Text(text) => push(out, text, Within::Text),
        }
    }
    out.push_str("</");
    out.push_str(element.name);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tex::mark;

    fn right(inner: &str) -> String {
        let made = put_right(&format!("<math display=\"block\">{inner}</math>"), "x").expect("a formula").math;
        let inner =
            made.strip_prefix("<math alttext=\"x\" display=\"block\" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        inner.expect("its element").trim_start_matches('>').trim_end_matches("</math>").to_owned()
    }

    #[test]
    fn what_browsers_bear_becomes_xml() {
        assert_eq!(right("<mtext>&nbsp;and</mtext>"), "<mtext>\u{a0}and</mtext>");
        assert_eq!(right("<mo><</mo><mo>&</mo><mo>&lt;</mo>"), "<mo>&lt;</mo><mo>&amp;</mo><mo>&lt;</mo>");
        let sized = right("<mo stretchy=\"true\"minsize=\"1.2em\" maxsize=\"1.2em\">(</mo>");
        assert_eq!(sized, "<mo stretchy=\"true\" minsize=\"1.2em\" maxsize=\"1.2em\">(</mo>");
        assert_eq!(right(" height=\"1em\" />"), "<mtext> height=\"1em\" /&gt;</mtext>");
        assert_eq!(right("<mi><mi>x</mi></mi>"), "<mrow><mi>x</mi></mrow>");
        assert_eq!(right("<mtr class=\"a\" class=\"b\"></mtr>"), "<mtr class=\"a b\"/>");
    }

    #[test]
    fn styles_are_where_they_may_be() {
        let style = "displaystyle=\"true\" scriptlevel=\"0\"";
        assert_eq!(
            right(&format!("<mi {style}>x</mi><mfrac {style}><mi {style}>y</mi><mn>2</mn></mfrac>")),
            format!("<mstyle {style}><mi>x</mi><mfrac><mstyle {style}><mi>y</mi></mstyle><mn>2</mn></mfrac></mstyle>")
        );
        assert_eq!(
            right(&format!("<mrow {style}><mi {style}>x</mi></mrow>")),
            format!("<mstyle {style}><mrow><mi>x</mi></mrow></mstyle>")
        );
    }

    #[test]
    fn scripts_have_one_base() {
        assert_eq!(
            right("<munder><mspace width=\"1em\" /><mi>max</mi><mi>x</mi></munder>"),
            "<munder><mrow><mspace width=\"1em\"/><mi>max</mi></mrow><mi>x</mi></munder>"
        );
        assert_eq!(right("<msup><mi>x</mi></msup>"), "<msup><mi>x</mi><mrow/></msup>");
    }

    #[test]
    fn equations_meet_at_their_signs() {
        let made = right("<mtable class=\"menv-alignlike\"><mtr><mtd></mtd><mtd></mtd><mtd></mtd></mtr></mtable>");
        assert!(made.contains("columnalign=\"right left right\""), "{made}");
    }

    #[test]
    fn marks_say_what_is_shown_and_where() {
        let [number, phantom, wide, framed] = [mark::NUMBER, mark::PHANTOM, mark::WIDE, mark::FRAMED];
        let made = put_right(
            &format!("<math display=\"block\"><mi>x</mi><mspace width=\"2em\" /><mtext>{number}(1)</mtext></math>"),
            "x",
        );
        let made = made.expect("a formula");
        assert_eq!(made.number.as_deref(), Some("(1)"));
        assert!(made.math.ends_with("><mi>x</mi></math>"), "{}", made.math);
        let row = |cell: &str| format!("<mtr><mtd><mi>a</mi></mtd><mtd>{cell}</mtd></mtr>");
        let numbered = format!("<mi>b</mi><mspace width=\"2em\" /><mtext>{number}(2)</mtext>");
        let margin = "<mtr><mtd class=\"margin\"/><mtd class=\"margin\"/>";
        let lines = format!("<mtable class=\"menv-alignlike\">{}{}</mtable>", row(&numbered), row("<mi>c</mi>"));
        assert_eq!(
            right(&lines),
            format!(
                "<mtable class=\"menv-alignlike numbered-lines\" displaystyle=\"true\" columnalign=\"right left right left right\">\
                 {margin}<mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd>\
                 <mtd class=\"number\"><mspace width=\"2em\"/><mtext>(2)</mtext></mtd></mtr>\
                 {margin}<mtd><mi>a</mi></mtd><mtd><mi>c</mi></mtd><mtd class=\"number\"/></mtr></mtable>"
            )
        );
        // Within a line they stand where they are.
        let inner = right(&format!("<mi>x</mi><mtable>{}</mtable>", row(&numbered)));
        assert!(inner.contains("(2)") && !inner.contains("margin"), "{inner}");
        let held = |mark: char| right(&format!("<mrow><mtext>{mark}</mtext><mi>x</mi></mrow>"));
        assert_eq!(held(phantom), "<mphantom><mi>x</mi></mphantom>");
        assert_eq!(held(wide), "<mpadded height=\"0\" depth=\"0\"><mphantom><mi>x</mi></mphantom></mpadded>");
        assert!(held(framed).starts_with("<mtable style=\"border"), "{}", held(framed));
    }

    #[test]
    fn what_cannot_be_put_right_is_refused() {
        let deep = "<mrow>".repeat(5000);
        for bad in ["<mrow>", "</mrow>", "<script>x</script>", "<mi>x</mn>", "<mi", &deep] {
            assert!(put_right(&format!("<math>{bad}</math>"), "x").is_err(), "{bad}");
        }
    }
}
