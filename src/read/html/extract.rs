//! The article in a page: what is left when menus, adverts and other people's headlines are gone.

use super::dom;
use super::metadata::Known;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// Pages with more elements are taken whole: a page of that size is a book, or hostile.
const MOST_ELEMENTS: usize = 100_000;

/// An article shorter than this is a caption or a teaser, and the page has none.
const SHORTEST: usize = 140;

/// Where the rank of an `<h1>` is kept while the extraction makes an `<h2>` of it.
pub const RANK: &str = "data-offprint-rank";

/// The article, within its page.
pub struct Found {
    /// The page, with the article in it.
    doc: Document,
    /// The page as it came: a note of the article may stand outside of it.
    pub page: Document,
    article: bool,
}

/// What the extraction calls the element that it puts an article into.
const ARTICLE: &str = "#readability-page-1";

impl Found {
    /// The element that holds the article.
    pub fn root(&self) -> NodeRef<'_> {
        let article = self.article.then(|| self.doc.select_single(ARTICLE).nodes().first().copied()).flatten();
        article.or_else(|| self.doc.body()).unwrap_or_else(|| self.doc.root())
    }
}

/// Finds the article. Without one the whole page is taken, and a diagnostic says so.
pub fn article(page: Document, known: &mut Known, sink: &mut Sink) -> Found {
    for heading in dom::elements(&page.root(), &["h1"]).collect::<Vec<_>>() {
        heading.set_attr(RANK, "1");
    }
    let whole = |page: &Document| page.body().map_or(0, |body| body.normalized_char_count());
    let config =
        Config { keep_classes: true, disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(page.clone(), None, Some(config)) else {
        return taken_whole(page, "it has an address that cannot be read", sink);
    };
    let article = match readability.parse() {
        Ok(article) => article,
        Err(dom_smoothie::ReadabilityError::TooManyElements(..)) => {
            known.fill(None);
            return taken_whole(page, "it has too many elements", sink);
        }
        Err(_) => {
            known.fill(None);
            return taken_whole(page, "no part of it looks like one", sink);
        }
    };
    known.fill(Some(&article));
    let (length, all) = (article.length, whole(&page));
    if length < SHORTEST && length < all {
        return taken_whole(page, "no part of it is long enough", sink);
    }
    let message = format!("took a part of the page for the article: {length} of {all} characters");
    sink.push(Diagnostic::new(Code::ArticleGuess, message, Span::NONE));
    Found { doc: readability.doc, page, article: true }
}

fn taken_whole(page: Document, why: &str, sink: &mut Sink) -> Found {
    let message = format!("no article was found in the page, since {why}; all of its text was taken");
    let hint = "copy the article alone into a Markdown or text file if too much was taken";
    sink.push(Diagnostic::new(Code::NoArticle, message, Span::NONE).hint(hint));
    Found { doc: page.clone(), page, article: false }
}
