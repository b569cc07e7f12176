//! Headings: the one that says the title is set once, and a score in a box beside the words stands below them.

use super::convert::{Converter, anchor_name, is_blank};
use super::dom::{self, name};
use crate::diag::Code;
use crate::lang::letters;
use crate::model::{Container, Level};
use dom_query::NodeRef;

impl<'a> Converter<'a> {
    /// A heading, but for the one that says the title.
    pub(super) fn heading(&mut self, node: &NodeRef<'a>) {
        // The article's own has a kicker above the text alone.
        let says = |title| letters(&node.text()) == title || !self.in_text && says_behind_kicker(node, title);
        if self.title.as_deref().is_some_and(says) {
            self.title = None;
            let message = format!("the heading that repeats the title was set once: {}", dom::words(node));
            return self.tell(Code::SkippedContent, message);
        }
        // A picture that nothing is said of heads nothing in a list of contents.
        let named = |picture: &NodeRef| picture.has_name("math") || !is_blank(&picture.attr("alt").unwrap_or_default());
        if is_blank(&node.text()) && !dom::elements(node, &["img", "image", "math"]).any(|picture| named(&picture)) {
            return self.blocks(node);
        }
        let rank = dom::rank(node).unwrap_or(2) as isize + self.shift;
        let inner = node.descendants_it().find_map(|inner| dom::attr(&inner, "id").or_else(|| anchor_name(&inner)));
        let anchor = dom::attr(node, "id").or(inner);
        self.open(Container::Heading { level: Level::new(rank.max(2) as usize), anchor });
        self.text.begin();
        let score = score(node).filter(|score| !self.skips(score));
        let around = std::mem::replace(&mut self.apart, score.map(|score| score.id));
        self.inlines(node);
        self.apart = around;
        self.close();
        if let Some(score) = score {
            self.open(Container::Paragraph);
            self.text.begin();
            self.inlines(&score);
            self.close();
        }
    }
}

/// The box of a score behind the words of a heading: `<h2>The mill <div class=score>86</div></h2>`.
fn score<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    const LONGEST: usize = 40;
    const CLASSES: &[&str] = &["score", "scorebox", "rating", "ratingbox", "reviewscore", "reviewrating", "grade"];
    let last = heading.children_it(true).find(|child| child.is_element() || child.is_nonempty_text())?;
    if !dom::is_block(&name(&last)) {
        return None;
    }
    let words = dom::short_text(&last, LONGEST)?;
    let called = || last.descendants_it().chain([last]).any(|part| dom::is_called(&part, CLASSES));
    let behind = || dom::words(heading).len() > dom::words(&last).len();
    ((is_of_scale(&words) || is_judgement(&words) && called()) && behind()).then_some(last)
}

/// "8.5/10", but no date and no days of a week: "12/2024", "24/7".
fn is_of_scale(words: &str) -> bool {
    const SCALES: &[&str] = &["5", "6", "10", "20", "100"];
    let Some((figure, scale)) = words.split_once('/') else { return false };
    let number = |figure: &str| figure.trim().replace(',', ".").parse::<f32>().ok();
    is_number(figure.trim()) && SCALES.contains(&scale.trim()) && number(figure) <= number(scale)
}

/// A figure, and up to two words that say how much that is: "86%", "8.5/10 Very good".
fn is_judgement(words: &str) -> bool {
    const MOST: usize = 2;
    let is_figure = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || ".,/%".contains(c));
    let figure: String = words.split_whitespace().take_while(is_figure).collect();
    let mut behind = words.split_whitespace().skip_while(is_figure);
    let counts = is_of_scale(&figure) || is_number(figure.strip_suffix('%').unwrap_or(&figure));
    counts && behind.clone().count() <= MOST && behind.all(|word| !word.contains(|c: char| c.is_ascii_digit()))
}

/// "8", "8.5" and "8,5".
fn is_number(figure: &str) -> bool {
    figure.starts_with(|c: char| c.is_ascii_digit()) && figure.replace(',', ".").parse::<f32>().is_ok()
}

/// Whether a heading says the title behind a kicker in an element of its own.
fn says_behind_kicker(heading: &NodeRef, title: &str) -> bool {
    let is_title = |part: &NodeRef| part.is_element() && letters(&part.text()) == title;
    // A kicker is shorter than what it stands above.
    let behind = letters(&heading.text()).strip_suffix(title).is_some_and(|kicker| kicker.len() < title.len());
    behind && heading.descendants_it().any(|part| is_title(&part) && stands_apart(heading, &part))
}

/// Whether nothing but elements stands before a part of an element.
fn stands_apart(whole: &NodeRef, part: &NodeRef) -> bool {
    let around = part.ancestors_it(None).take_while(|around| around.id != whole.id);
    let mut before = std::iter::once(*part)
        .chain(around)
        .flat_map(|at| std::iter::successors(at.prev_sibling(), NodeRef::prev_sibling));
    before.all(|before| !before.is_nonempty_text())
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    #[test]
    fn a_score_stands_below_the_heading_that_it_is_set_in() {
        let some = |from: usize| -> String { (from..from + 4).map(|n| format!("<p>{n} {TEXT}</p>")).collect() };
        for (inner, heading, below) in [
            (
                "<div>The lock</div><div class=score><b>86</b><i>Very good</i></div>",
                "The lock",
                "paragraph: {strong 86}",
            ),
            ("<span>The lock</span><div>8.5/10</div>", "The lock", "paragraph: 8.5/10"),
            ("<div>The lock</div><div class=rating>8,5 / 10</div>", "The lock", "paragraph: 8,5 / 10"),
            ("<div>The lock</div><div class=rating>86%</div>", "The lock", "paragraph: 86%"),
            ("Growth of <div>50%</div>", "Growth of 50%", ""),
            ("<div>The lock</div><div>1904</div>", "The lock 1904", ""),
            ("<div>The lock</div><div>12/2024</div>", "The lock 12/2024", ""),
            ("<div>The lock</div><div>24/7</div>", "The lock 24/7", ""),
            ("Teaching <div class=grade>4th grade reading</div>", "Teaching 4th grade reading", ""),
            ("Teaching <div class=grade>4th grade</div>", "Teaching 4th grade", ""),
            ("<div>The lock</div><div>10 mills to see</div>", "The lock 10 mills to see", ""),
        ] {
            let said =
                dumped(format!("<body><h1>A Dry Year</h1><div>{}<h2>{inner}</h2>{}</div></body>", some(0), some(4)));
            assert!(said.contains(&format!("heading 2: {heading}\n{below}")), "{inner}: {said}");
        }
    }

    #[test]
    fn a_heading_says_the_title_behind_a_kicker_alone() {
        let some = |from: usize| -> String { (from..from + 4).map(|n| format!("<p>{n} {TEXT}</p>")).collect() };
        let title = "<span>Mills</span><div>A Dry Year</div>";
        for (above, within, is_heading) in [
            (title, "", false),
            ("", title, true),
            ("", "Buy <a href=/a>A Dry Year</a>", true),
            ("", "After <em>A Dry Year</em>", true),
            ("After <em>A Dry Year</em>", "", true),
        ] {
            let page = format!(
                "<head><title>A Dry Year</title></head><body><article><h2>{above}</h2>{}<h2>{within}</h2>{}</article></body>",
                some(0),
                some(4)
            );
            let said = dumped(page);
            assert!(said.starts_with("title: A Dry Year"), "{said}");
            assert_eq!(said.contains("heading"), is_heading, "{above} {within}: {said}");
        }
    }
}
