//! Quotations, with who said it: a page has that in a `<cite>` or a `<footer>` at their end, or in the caption of the
//! figure that they stand in. The model knows it by its dash, which pages leave to their style sheets.

use super::convert::Converter;
use super::dom::{self, name};
use crate::model::Container;
use crate::source::Span;
use dom_query::NodeRef;

/// Longer words (in bytes) are more than a name and a work.
const LONGEST: usize = 160;

impl<'a> Converter<'a> {
    /// A quotation.
    pub(super) fn quotation(&mut self, node: &NodeRef<'a>) {
        let by = said_by(node).filter(|by| !self.skips(by));
        self.quoted_by(node, by);
    }

    /// A figure that is a quotation and its caption; whether it is one.
    pub(super) fn quoted_figure(&mut self, node: &NodeRef<'a>) -> bool {
        let mut inner = node.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text());
        let (Some(first), Some(caption), None) = (inner.next(), inner.next(), inner.next()) else { return false };
        let is_quoted = first.has_name("blockquote")
            && caption.has_name("figcaption")
            && is_name(&caption)
            && !self.skips(&first)
            && !self.skips(&caption);
        if is_quoted {
            self.quoted_by(&first, Some(caption));
        }
        is_quoted
    }

    fn quoted_by(&mut self, node: &NodeRef<'a>, by: Option<NodeRef<'a>>) {
        self.open(Container::Quote);
        let around = std::mem::replace(&mut self.apart, by.map(|by| by.id));
        self.blocks(node);
        self.apart = around;
        if let Some(by) = by {
            self.open(Container::Paragraph);
            self.text.begin();
            if !dom::words(&by).starts_with(['—', '–', '―', '-', '~']) {
                self.builder.text("— ", Span::NONE);
            }
            self.inlines(&by);
            self.close();
        }
        self.close();
    }
}

/// Who said it: the last element of a quotation, behind its words.
fn said_by<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let last = |node: &NodeRef<'a>| {
        let mut children = node.children_it(true).filter(|child| child.is_element() || child.is_nonempty_text());
        children.next().filter(NodeRef::is_element)
    };
    let mut by = last(node)?;
    let is_cite = |node: &NodeRef| matches!(&*name(node), "cite" | "footer");
    let whole = by;
    // `<p><cite>…</cite></p>`
    if by.has_name("p")
        && let Some(inner) = last(&by).filter(|inner| inner.text().trim() == by.text().trim())
    {
        by = inner;
    }
    let more = || node.children_it(false).any(|child| child.id != whole.id && !child.text().trim().is_empty());
    (is_cite(&by) && is_name(&by) && more() && ends_before(&whole)).then_some(by)
}

/// Whether what stands before an element is whole without it: "I read of it in <cite>The Lock</cite>" is not.
fn ends_before(node: &NodeRef) -> bool {
    let Some(before) = node.prev_sibling() else { return true };
    if before.is_element() {
        return true;
    }
    let words = before.text();
    let words = words.trim_end();
    words.is_empty() || words.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | ';' | '(' | '['))
}

/// Whether the words of an element may be a name, and the work that the quotation is from.
fn is_name(node: &NodeRef) -> bool {
    const MORE: &[&str] = &["p", "ul", "ol", "img", "blockquote", "table"];
    let words = dom::words(node);
    !words.is_empty() && words.len() <= LONGEST && dom::elements(node, MORE).next().is_none()
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn read(quote: &str) -> String {
        let page = format!("<p>Nobody spoke of the mills.</p>{quote}<p>So they stood.</p>");
        Html::default().read(&Source::new("a.html", page)).value.dump()
    }

    #[test]
    fn who_said_it_stands_behind_a_dash() {
        let wanted = "quote\n  paragraph: The canal is shut.\n  paragraph: — Ann Lee, {emph The Lock}\nparagraph: So";
        let by = "Ann Lee, <i>The Lock</i>";
        for quote in [
            format!("<blockquote><p>The canal is shut.</p><cite>{by}</cite></blockquote>"),
            format!("<blockquote><p>The canal is shut.</p><footer>— {by}</footer></blockquote>"),
            format!("<blockquote>The canal is shut. <cite>{by}</cite>\n</blockquote>"),
            format!("<blockquote><p>The canal is shut.</p><p><cite>{by}</cite></p></blockquote>"),
            format!("<figure><blockquote><p>The canal is shut.</p></blockquote><figcaption>{by}</figcaption></figure>"),
        ] {
            let said = read(&quote);
            assert!(said.contains(wanted), "{quote}: {said}");
        }
    }

    #[test]
    fn who_said_it_is_set_once_below_a_heading() {
        for heading in ["<h3>On mills</h3>", "<h3>On mills<div class=score>86</div></h3>"] {
            let said =
                read(&format!("<blockquote>{heading}<p>The canal is shut.</p><footer>Ann Lee</footer></blockquote>"));
            assert!(said.contains("shut.\n  paragraph: — Ann Lee\nparagraph: So"), "{said}");
            assert_eq!(said.matches("Ann Lee").count(), 1, "{said}");
        }
    }

    #[test]
    fn a_work_that_is_named_within_a_quotation_stays_there() {
        let said = read("<blockquote><p>I read <cite>The Lock</cite> twice.</p><p>It is long.</p></blockquote>");
        assert!(said.contains("paragraph: I read {emph The Lock} twice.\n  paragraph: It is long."), "{said}");
        assert!(read("<blockquote><cite>The Lock</cite></blockquote>").contains("quote\n  paragraph: {emph The Lock}"));
    }
}
