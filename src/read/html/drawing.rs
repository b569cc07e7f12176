//! The words of a drawing in the page. The drawing itself needs the page's styles, and is not shown; what it says is.

use super::convert::{Converter, is_blank};
use super::dom;
use crate::source::Span;
use dom_query::NodeRef;

/// Whether words stand in a drawing. An icon has none, or one letter.
pub fn has_words(node: &NodeRef) -> bool {
    const SHORTEST: usize = 3;
    node.has_name("svg")
        && texts(node).any(|text| text.text().chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST)
}

/// What a drawing shows: its texts that are no parts of signs defined for later.
fn texts<'a>(drawing: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    let id = drawing.id;
    let is_shown = move |text: &NodeRef| {
        let mut around = text.ancestors_it(None).take_while(|around| around.id != id);
        !dom::is_hidden(text) && !around.any(|around| ["defs", "symbol", "text"].contains(&dom::name(&around).as_str()))
    };
    dom::elements(drawing, &["text"]).filter(is_shown)
}

impl<'a> Converter<'a> {
    /// The words of a drawing, each text of it apart.
    pub(super) fn drawing(&mut self, node: &NodeRef<'a>) {
        let mut before = false;
        for text in texts(node) {
            let words = words(&text);
            if is_blank(&words) {
                continue;
            }
            if std::mem::replace(&mut before, true) {
                self.builder.text(" · ", Span::NONE);
            }
            self.builder.text(&words, Span::NONE);
        }
        self.text.after('x');
    }
}

/// The words of one text, with spaces between parts that have a place of their own.
fn words(text: &NodeRef) -> String {
    let mut said = String::new();
    for node in text.descendants_it() {
        if node.is_text() {
            said.push_str(&node.text());
        } else if ["x", "y", "dy"].iter().any(|place| node.has_attr(place)) {
            said.push(' ');
        }
    }
    dom::squeezed(&said)
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn a_drawing_says_its_words_where_it_stands() {
        let some =
            |n: usize| format!("<p>{n} The mills along the canal ran only three days in the week, they say.</p>");
        let chart = "<figure><svg><title>Chart</title><defs><text>Unused words</text></defs><text x=1>Flour, in \
                     <tspan>sacks</tspan></text><text><tspan x=1>North</tspan><tspan x=1 dy=9>lock</tspan></text></svg>\
                     <figcaption>Flour by lock.</figcaption></figure><svg><text>f</text></svg>";
        let page =
            format!("<body><h1>A Dry Year</h1><div>{}{}{chart}{}{}</div></body>", some(1), some(2), some(3), some(4));
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        let words = "paragraph: Flour, in sacks · North lock\nparagraph: Flour by lock.\nparagraph: 3 The";
        assert!(said.contains(words), "{said}");
    }
}
