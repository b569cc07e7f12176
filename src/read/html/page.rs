//! The page before anything is looked for in it: what browsers do with a page that a parser does not.

use super::{code, dom, names};
use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// The parsed page. Frames give way to what stands there for browsers without them, and the pictures of pages for
/// telephones (AMP) get the name that pictures have elsewhere.
pub fn of(html: &str) -> Document {
    let page = Document::from(html);
    let page = without_frames(&page).unwrap_or(page);
    if html.contains("<amp-") {
        let is_picture = |node: &NodeRef| node.has_name("amp-img") || node.has_name("amp-anim");
        // The tree is not changed while it is walked.
        let pictures: Vec<NodeRef> = page.root().descendants_it().filter(is_picture).collect();
        pictures.iter().for_each(|picture| picture.rename("img"));
    }
    if html.contains("<table") && html.contains("<pre") {
        take_from_frames(&page);
    }
    if html.contains("hidden") || html.contains("none") {
        put_streamed(&page);
        show_behind_walls(&page);
    }
    page
}

/// Listings that stand in a table beside the numbers of their lines: who looks for paragraphs would take the table for
/// what holds the article, or for nothing.
fn take_from_frames(page: &Document) {
    let tables: Vec<NodeRef> = page.root().descendants_it().filter(|node| node.has_name("table")).collect();
    for table in tables {
        if let Some(listing) = code::listing_in(&table).filter(|listing| listing.id != table.id) {
            table.insert_before(&listing);
            table.remove_from_parent();
        }
    }
}

/// Parts of a page that a server sent late (React): each stands hidden at the end, and goes to where its mark is.
fn put_streamed(page: &Document) {
    /// What is deeper already stays where it is: it must not become deeper still.
    const DEEPEST: usize = 60;
    const MOST: usize = 500;
    let number = |node: &NodeRef, mark: &str| {
        let id = node.attr("id")?;
        id.strip_prefix(mark).map(str::to_owned)
    };
    let root = page.root();
    let parts = root.descendants_it().filter(|node| node.has_name("div") && node.has_attr("hidden"));
    let parts: Vec<_> = parts.filter_map(|node| Some((number(&node, "S:")?, node))).take(MOST).collect();
    if parts.is_empty() {
        return;
    }
    let marks = root.descendants_it().filter(|node| node.has_name("template"));
    let marks: FxHashMap<String, NodeRef> = marks.filter_map(|node| Some((number(&node, "B:")?, node))).collect();
    for (number, part) in parts {
        part.remove_attr("hidden");
        let Some(mark) = marks.get(&number) else { continue };
        let around: Vec<NodeId> = mark.ancestors_it(Some(DEEPEST + 1)).map(|around| around.id).collect();
        if around.len() <= DEEPEST && !around.contains(&part.id) {
            mark.insert_before(&part);
        }
    }
}

/// Paragraphs that go on behind shown ones, and are hidden from those who do not pay: the page has them.
fn show_behind_walls(page: &Document) {
    let hidden = |node: &NodeRef| (node.has_name("div") || node.has_name("section")) && dom::is_hidden(node);
    let found: Vec<NodeRef> = page.root().descendants_it().filter(|node| hidden(node) && goes_on(node)).collect();
    found.iter().for_each(|node| node.remove_attrs(&["hidden", "style"]));
}

/// Whether a hidden element is paragraphs behind another paragraph.
fn goes_on(node: &NodeRef) -> bool {
    /// A paragraph of the text has so many bytes.
    const PARAGRAPH: usize = 80;
    /// How far before it the shown paragraph may stand.
    const NEAR: usize = 6;
    const LEAST: usize = 2;
    let is_paragraph = |node: &NodeRef| node.has_name("p") && node.text().trim().len() >= PARAGRAPH;
    let mut before = node.prev_element_sibling();
    let mut behind_shown = false;
    for _ in 0..NEAR {
        let Some(sibling) = before else { break };
        behind_shown |= is_paragraph(&sibling) && !dom::is_hidden(&sibling);
        before = sibling.prev_element_sibling();
    }
    let called = names::furniture(node);
    behind_shown
        && called.is_none_or(|what| what == names::NOTICE)
        && dom::elements(node, &["p"]).filter(is_paragraph).take(LEAST).count() == LEAST
        && dom::elements(node, &["form", "input", "nav"]).next().is_none()
}

/// The page that a set of frames has for browsers which show none: the parser leaves its markup unread.
fn without_frames(page: &Document) -> Option<Document> {
    let root = page.html_root();
    root.children_it(false).find(|child| child.has_name("frameset"))?;
    let inner = dom::elements(&root, &["noframes"]).map(|node| node.text()).find(|text| !text.trim().is_empty())?;
    let head = page.head().map(|head| head.html()).unwrap_or_default();
    Some(Document::from(format!("<html>{head}<body>{inner}</body></html>").as_str()))
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn read(page: &str) -> String {
        dumped(page)
    }

    #[test]
    fn what_frames_have_for_browsers_without_them_is_the_page() {
        let set = "<frameset cols=20%,80%><frame src=menu.html><frame src=text.html>";
        let page = |inner: &str| format!("<html><head><title>A Dry Year</title></head>{set}{inner}</frameset></html>");
        let said = read(&page("<noframes><body><h1>A Dry Year</h1><p>The mills stood.<p>Nobody spoke.</noframes>"));
        assert!(said.starts_with("title: A Dry Year") && said.contains("paragraph: The mills stood."), "{said}");
        assert!(!said.contains('<') && said.contains("Nobody spoke."), "{said}");
        assert!(read(&page("")).starts_with("title: A Dry Year"));
    }

    #[test]
    fn parts_that_were_sent_late_stand_where_they_belong() {
        let text = |name: &str| (0..6).map(|n| format!("<p>{name} {n}: {TEXT}</p>")).collect::<String>();
        let late = format!("<div hidden id=\"S:1\">{}</div>", text("Late"));
        let page = format!(
            "<body><main><article><h1>A Dry Year</h1>{}<template id=\"B:1\"></template>{}</article></main>{late}</body>",
            text("First"),
            text("Last")
        );
        let said = read(&page);
        let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
        assert!(at("First 5:") < at("Late 0:") && at("Late 5:") < at("Last 0:"), "{said}");
        // Each in the other: nothing turns in a circle.
        let odd = "<div hidden id=\"S:1\"><template id=\"B:2\"></template><p>One.</p></div>\
                   <div hidden id=\"S:2\"><template id=\"B:1\"></template><p>Two.</p></div>";
        let said = read(odd);
        assert!(said.contains("One.") && said.contains("Two."), "{said}");
    }

    #[test]
    fn paragraphs_that_go_on_behind_a_wall_are_shown() {
        let text = |name: &str| (0..4).map(|n| format!("<p>{name} {n}: {TEXT}</p>")).collect::<String>();
        let page = |hidden: &str| format!("<article><h1>A Dry Year</h1>{}{hidden}</article>", text("First"));
        let said = read(&page(&format!("<div class=paywall hidden>{}</div>", text("Paid"))));
        assert!(said.contains("Paid 3:"), "{said}");
        let said = read(&page(&format!("<div style='display: none'><form>{}</form></div>", text("Terms"))));
        assert!(!said.contains("Terms 3:"), "{said}");
        let said = read(&format!("<div hidden>{}</div>{}", text("Menu"), page("")));
        assert!(!said.contains("Menu 3:"), "{said}");
    }

    #[test]
    fn pictures_of_pages_for_telephones_are_pictures() {
        let text: String =
            (0..6).map(|n| format!("<p>{n} The mills ran three days, and nobody knew why.</p>")).collect();
        let picture = "<amp-img src=lock.jpg width=600 height=400 alt='The lock'><noscript><img src=lock.jpg></noscript>\
                       </amp-img>";
        let said = read(&format!(
            "<article><h1>A Dry Year</h1>{text}<figure>{picture}<figcaption>The lock in May.</figcaption></figure>{text}"
        ));
        assert_eq!(said.matches("lock.jpg").count(), 1, "{said}");
        assert!(said.contains("caption: The lock in May."), "{said}");
    }
}
