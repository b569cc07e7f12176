//! Small questions to the parsed page.

use dom_query::{LocalName, NodeRef};
use std::ops::Deref;

/// An element's name, in lower case in HTML.
pub struct Name(LocalName);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// An element's name; empty for what is no element.
pub fn name(node: &NodeRef) -> Name {
    Name(node.qual_name_ref().map_or_else(LocalName::default, |name| name.local.clone()))
}

/// An attribute's value without white space around it; nothing if it is empty.
pub fn attr(node: &NodeRef, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The words in a node, with single spaces.
pub fn words(node: &NodeRef) -> String {
    squeezed(&node.text())
}

/// The rank of a heading: of its name, or of a block that says it is one (ARIA) and has nothing but words in it.
pub fn rank(node: &NodeRef) -> Option<usize> {
    /// The rank of a heading by role that does not say its own.
    const UNSAID: usize = 2;
    let name = name(node);
    let level = |rank: &str| rank.parse().ok().filter(|rank| (1..=6).contains(rank));
    if let Some(rank) = name.strip_prefix('h').and_then(level) {
        return Some(rank);
    }
    let by_role = matches!(name.as_str(), "div" | "p" | "section") && attr(node, "role").as_deref() == Some("heading");
    let leaf = || !node.descendants_it().any(|inner| is_block(&self::name(&inner)));
    (by_role && leaf()).then(|| attr(node, "aria-level").as_deref().and_then(level).unwrap_or(UNSAID))
}

/// Single spaces, none at the ends.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements of that name, in order.
pub fn elements<'a>(root: &NodeRef<'a>, wanted: &'static [&'static str]) -> impl Iterator<Item = NodeRef<'a>> {
    root.descendants_it().filter(move |node| wanted.iter().any(|name| node.has_name(name)))
}

/// Whether a browser would not show the element.
pub fn is_hidden(node: &NodeRef) -> bool {
    /// Classes of words that are for screen readers alone: "Image", "opens in a new window".
    const SPOKEN: &[&str] = &[
        "visually-hidden",
        "visuallyhidden",
        "u-visually-hidden",
        "sr-only",
        "screen-reader-text",
        "screen-reader-only",
        "a11y-hidden",
        "accessibly-hidden",
        "show-for-sr",
        "element-invisible",
        "is-visually-hidden",
        "hidden-visually",
        "assistive-text",
        "offscreen",
        "off-screen",
        "h-offscreen",
        "hide-text",
        "screenreader-text",
        "screenreader-only",
        "screenreader",
        "screen-reader",
        "sr-text",
        "u-sr-only",
        "srOnly",
        "visuallyHidden",
        "VisuallyHidden",
    ];
    /// Those of them that some pages give to what is shown.
    const VAGUE: &[&str] =
        &["hide-text", "screen-reader", "screenreader", "assistive-text", "offscreen", "off-screen", "sr-text"];
    // "ssrcss-1f39n02-VisuallyHidden", as programs name them that make styles.
    let is_spoken = |class: &str| {
        (SPOKEN.contains(&class) && !(VAGUE.contains(&class) && holds_paragraph(node)))
            || class.ends_with("-VisuallyHidden")
    };
    if node.has_attr("hidden") {
        return true;
    }
    if node.attr("class").is_some_and(|class| class.split_ascii_whitespace().any(is_spoken)) {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).take(2000).collect::<String>().to_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Whether a block has as many words as a paragraph.
fn holds_paragraph(node: &NodeRef) -> bool {
    /// Letters of a sentence of twelve words or so.
    const PARAGRAPH: usize = 80;
    /// Who hides more elements than these hides no paragraph.
    const MOST: usize = 200;
    if !is_block(&name(node)) {
        return false;
    }
    let texts = node.descendants_it().take(MOST).filter(NodeRef::is_text);
    let mut lengths = texts.scan(0, |all, text| {
        *all += text.text().chars().filter(|c| c.is_alphanumeric()).count();
        Some(*all)
    });
    lengths.any(|length| length >= PARAGRAPH)
}

/// Elements that stand below one another.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "caption"
            | "ul"
            | "xmp"
    )
}

/// Elements that are no part of an article, though they hold words.
pub fn is_furniture(name: &str) -> bool {
    matches!(
        name,
        "nav" | "button" | "select" | "datalist" | "textarea" | "dialog" | "noscript" | "noframes" | "noembed"
    )
}

/// Elements whose content is not read.
pub fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "link"
            | "meta"
            | "nav"
            | "button"
            | "select"
            | "datalist"
            | "input"
            | "textarea"
            | "svg"
            | "canvas"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "map"
            | "frameset"
            | "frame"
            | "noframes"
            | "noembed"
            | "dialog"
            | "source"
            | "track"
            | "param"
            | "annotation"
            | "annotation-xml"
    )
}

/// Whether a picture is as large as those that belong to an article, as far as the page says.
pub fn is_large(node: &NodeRef) -> bool {
    const SMALLEST: f32 = 150.0;
    let image = if node.has_name("img") { Some(*node) } else { elements(node, &["img"]).next() };
    image.is_some_and(|image| {
        let width = attr(&image, "width").and_then(|width| width.trim_end_matches("px").parse::<f32>().ok());
        width.is_some_and(|width| width >= SMALLEST)
    })
}

/// The words that an element shows, with spaces between its elements; nothing if they take more bytes than that.
pub fn short_text(node: &NodeRef, most: usize) -> Option<String> {
    let mut text = String::new();
    gather(node, most, &mut text)?;
    text.truncate(text.trim_end().len());
    Some(text)
}

fn gather(node: &NodeRef, most: usize, text: &mut String) -> Option<()> {
    for child in node.children_it(false) {
        if child.is_text() {
            for word in child.text().split_whitespace() {
                text.push_str(word);
                text.push(' ');
            }
            if text.len() > most + 1 {
                return None;
            }
        } else if child.is_element() && !is_skipped(&name(&child)) && !is_hidden(&child) {
            gather(&child, most, text)?;
        }
    }
    Some(())
}

/// Whether an element calls itself a caption, in whatever words before that.
pub fn is_element_called_caption(node: &NodeRef) -> bool {
    let is_caption = |class: &str| {
        let class = class.to_ascii_lowercase().replace("__", "-");
        let class = class.trim_end_matches("-text");
        let before = class.strip_suffix("caption").map(|before| before.trim_end_matches(['-', '_']));
        before.is_some_and(|before| !["no", "has", "with", "without"].iter().any(|word| before.ends_with(word)))
    };
    node.attr("class").is_some_and(|classes| classes.split_ascii_whitespace().any(is_caption))
}

/// Whether one of the classes of an element is one of these, which are in small letters and without hyphens.
pub fn is_called(node: &NodeRef, names: &[&str]) -> bool {
    let joined = |class: &str| -> String {
        class.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
    };
    node.attr("class")
        .is_some_and(|classes| classes.split_ascii_whitespace().any(|class| names.contains(&&*joined(class))))
}
