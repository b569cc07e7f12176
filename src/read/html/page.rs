//! The page before anything is looked for in it: what browsers do with a page that a parser does not.

use super::dom;
use dom_query::{Document, NodeRef};

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
    page
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
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn read(page: &str) -> String {
        Html::default().read(&Source::new("a.html", page)).value.dump()
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
