//! What the second opinion leaves out of a page, by element and by line, and what is told of it.

use super::dom;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What is left out, and why.
#[derive(Default)]
pub struct Left {
    /// The elements.
    pub out: FxHashSet<NodeId>,
    /// How many words each reason took, and the first of them.
    told: BTreeMap<&'static str, (usize, String)>,
}

impl Left {
    /// Leaves an element out, and says what it is.
    pub fn out(&mut self, node: &NodeRef, what: &'static str) {
        if !self.out.insert(node.id) {
            return;
        }
        let told = self.told.entry(what).or_default();
        let words = dom::words(node);
        if !words.is_empty() {
            told.0 += words.split(' ').count();
            if told.1.is_empty() {
                told.1 = words.chars().take(60).collect();
            }
        }
    }

    /// Leaves out what is told of elsewhere: a heading whose words are set as the title, a cell without its words.
    pub fn quietly(&mut self, node: &NodeRef) {
        self.out.insert(node.id);
    }

    /// Whether the element was left out.
    pub fn has(&self, node: &NodeRef) -> bool {
        self.out.contains(&node.id)
    }

    /// Whether what stands next behind an element was left out: a heading has nothing below it then.
    pub fn follows(&self, node: &NodeRef) -> bool {
        const HIGHEST: usize = 3;
        let mut at = *node;
        for _ in 0..HIGHEST {
            let mut next = at.next_element_sibling();
            while let Some(behind) = next.filter(|behind| !self.has(behind) && dom::words(behind).is_empty()) {
                next = behind.next_element_sibling();
            }
            match (next, at.parent()) {
                (Some(behind), _) => return self.has(&behind),
                (None, Some(around)) => at = around,
                (None, None) => break,
            }
        }
        false
    }

    /// Tells of all words that were left out, by reason.
    pub fn tell(&self, sink: &mut Sink) {
        for (what, (words, first)) in self.told.iter().filter(|(_, (words, _))| *words > 0) {
            let s = if *words == 1 { "" } else { "s" };
            let message = format!("left out {what} ({words} word{s}): {first}");
            sink.push(Diagnostic::new(Code::SkippedContent, message, Span::NONE));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::TEXT;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn some() -> String {
        (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect()
    }

    /// The words that come out, and what is told.
    fn read(body: &str) -> (String, String) {
        let page = format!("<title>A Dry Year</title><meta name=author content='Ann Lee'><body>{body}</body>");
        let read = Html::default().read(&Source::new("a.html", page));
        let told: Vec<_> = read.diagnostics.iter().map(|told| told.message.to_string()).collect();
        (read.value.dump(), told.join("\n"))
    }

    #[test]
    fn the_way_to_other_pages_is_no_text() {
        let way = "<a href=a>Prev</a> | <a href=.>Index</a> | <a href=b>Next</a>";
        for way in [format!("{way}<hr>"), format!("<center>{way}</center>"), format!("<p>[{way}]</p>")] {
            let (said, told) = read(&format!("{way}<h1>A Dry Year</h1>{}{way}", some()));
            assert!(!said.contains("Index") && told.contains("the way to other pages"), "{way}: {said}");
        }
        let (said, _) = read(&format!("<h1>A Dry Year</h1>{}<p>First the Index, then the next.</p>", some()));
        assert!(said.contains("First the Index"), "{said}");
    }

    #[test]
    fn a_labelled_link_amid_the_text_leads_elsewhere() {
        let story = |inner: &str| read(&format!("<article><h1>A Dry Year</h1>{0}{inner}{0}</article>", some())).0;
        let link = "<a href=/o>The lock is shut for the winter</a>";
        assert!(!story(&format!("<section><p><span>Lire aussi</span> {link}</p></section>")).contains("is shut"));
        assert!(story(&format!("<p>See also how they say: {link}</p>")).contains("is shut"));
    }

    #[test]
    fn the_heading_of_links_that_were_left_out_goes_with_them() {
        let story = |behind: &str| {
            read(&format!("<article><h1>A Dry Year</h1>{0}<h4>Related</h4>{behind}{0}</article>", some())).0
        };
        let links = "<div class=related-posts><a href=/a>The lock is shut</a> <a href=/b>The mill is sold</a></div>";
        assert!(!story(links).contains("Related"));
        assert!(story("").contains("heading 2: Related"));
    }

    #[test]
    fn what_a_letter_says_of_itself_is_no_text() {
        let row = |inner: &str| format!("<tr><td>{inner}</td></tr>");
        let body = format!(
            "<table>{}{}{}{}</table>",
            row("<a href=/v>View this email in your browser</a>"),
            row(&format!("<h1>A Dry Year</h1>{}", some())),
            row(&some()),
            row("You get this as you asked for it. <a href=/u>Unsubscribe</a>"),
        );
        let (said, told) = read(&body);
        assert!(!said.contains("browser") && !said.contains("Unsubscribe"), "{said}");
        assert!(said.contains("5 The mills") && told.contains("a letter says of itself"), "{told}");
    }

    #[test]
    fn columns_behind_the_last_paragraph_are_the_texts() {
        let row = |inner: &str| format!("<div class=row><div class=col><div class=b>{inner}</div></div></div>");
        let last =
            "Left alone they stood. So it was in those days and nobody knew why they did so for a whole long summer.";
        let story = |last: &str| {
            read(&format!("<h1>A Dry Year</h1><div class=entry-content><div>{}{}</div></div>", row(&some()), row(last)))
                .0
        };
        assert!(story(last).contains("paragraph: Left alone"));
        // What is said of the author stands there too.
        assert!(!story(&format!("Ann Lee. {last}")).contains("Left alone"));
    }

    #[test]
    fn the_heading_of_what_folds_stays_with_it() {
        let fold = format!(
            "<div class=fold><div class=x><h4>Which locks?</h4><button>+</button></div><p>None. {TEXT}</p></div>"
        );
        let (said, _) = read(&format!("<h1>A Dry Year</h1><section class=post-content>{0}{fold}{0}</section>", some()));
        assert!(said.contains("Which locks?\nparagraph: None."), "{said}");
    }

    #[test]
    fn the_authors_picture_is_no_picture_of_the_text() {
        let face = "<div class=author-image><img src=ann.jpg width=400 alt='Ann Lee'></div>";
        let body = format!(
            "<article><header><h1>A Dry Year</h1>{face}</header><div class=post-content>{}</div></article>",
            some()
        );
        assert!(!read(&body).0.contains("ann.jpg"));
    }
}
