//! Pages that show their article by a script alone: without it they have none, and tell its text in JSON-LD.

use super::{bounds, dom};
use dom_query::Document;

/// A shorter text (in bytes) is a summary.
const SHORTEST: usize = 400;

/// The article as a page of its own, if the page does not show the text that it tells of itself.
pub fn page(page: &Document, said: &str) -> Option<Document> {
    if said.len() < SHORTEST {
        return None;
    }
    let shown = page.body().and_then(|body| dom::short_text(&body, said.len() / 2));
    (page.body().is_none() || shown.is_some()).then(|| document(said))
}

/// A page that has nothing but an article's text.
pub(super) fn document(said: &str) -> Document {
    let html = format!("<body><article>{}</article></body>", marked_up(said));
    Document::from(&*bounds::bounded(&html).html)
}

/// The text with paragraphs: some sites tell it with its markup, others with ends of lines alone.
fn marked_up(said: &str) -> String {
    let parts = ["</p>", "<br", "</div>"];
    if memchr::memchr_iter(b'<', said.as_bytes())
        .any(|at| parts.iter().any(|tag| said[at..].get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag))))
    {
        return said.to_owned();
    }
    let mut out = String::with_capacity(said.len() + said.len() / 8);
    for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str("<p>");
        for (at, part) in line.split('<').enumerate() {
            // "3 < 4" begins no tag, "<b>" and "</b>" do.
            let is_tag = part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && part.contains('>');
            out.push_str(if at == 0 {
                ""
            } else if is_tag {
                "<"
            } else {
                "&lt;"
            });
            out.push_str(part);
        }
        out.push_str("</p>");
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn read(said: &str, body: &str) -> String {
        let said = format!(r#"{{"@type": "NewsArticle", "headline": "A Dry Year", "articleBody": "{said}"}}"#);
        let page = format!(
            "<title>A Dry Year</title><script type='application/ld+json'>{said}</script><body>{body}\
             <script>var a = '{TEXT}{TEXT}{TEXT}{TEXT}';</script></body>"
        );
        dumped(page)
    }

    #[test]
    fn an_article_that_a_script_shows_is_taken_from_what_the_page_tells() {
        let empty = "<div id=app></div><noscript>You need to enable JavaScript.</noscript><footer>© The Times</footer>";
        let wanted = format!("---\nparagraph: 1 {TEXT}\nparagraph: 2 &c. < 3 {TEXT}\nparagraph: 3 {TEXT}\n");
        let plain = format!("1 {TEXT}\\n\\n2 &amp;c. < 3 {TEXT}\\n<b>3</b> {TEXT}");
        let wanted_bold = wanted.replace("paragraph: 3", "paragraph: {strong 3}");
        let said = read(&plain, empty);
        assert!(said.starts_with("title: A Dry Year\n") && said.ends_with(&wanted_bold), "{said}");
        let marked = format!("<P>1 {TEXT}</P><p>2 &amp;c. &lt; 3 {TEXT}</p><p>3 {TEXT}</p>");
        let said = read(&marked, empty);
        assert!(said.ends_with(&wanted), "{said}");
    }

    #[test]
    fn a_page_that_shows_its_article_is_read_itself() {
        let own: String = (0..6).map(|n| format!("<p>Shown {n} {TEXT}</p>")).collect();
        let said = read(&format!("1 {TEXT} {TEXT} {TEXT}"), &format!("<article>{own}</article>"));
        assert!(said.contains("paragraph: Shown 5") && !said.contains(": 1 The"), "{said}");
    }
}
