//! What a gallery says of the picture that it shows: "1/5".

use super::dom;
use super::left::Left;
use super::lines::{Line, Part};
use dom_query::NodeRef;

/// Leaves out the counters of galleries. One alone shows the first picture, as nobody went on before the page was saved;
/// several count from it on. Marks out of five count nothing.
pub fn leave(lines: &[Line], left: &mut Left) {
    /// No gallery is larger; a page of lines that look like counters alone is none.
    const MOST: usize = 400;
    let is_apart = |line: &&Line| line.place.part != Part::Table && line.rank.is_none() && !left.has(&line.node);
    let counted = lines.iter().filter(is_apart).filter_map(|line| Some((line, counted(&line.text)?))).take(MOST);
    let counters: Vec<(&Line, [u16; 2])> = counted.filter(|(line, _)| is_of_gallery(line)).collect();
    let mut last = [0, 0];
    for (line, [number, of]) in counters {
        let goes_on = last[1] == of && last[0] + 1 == number;
        if number == 1 || goes_on {
            last = [number, of];
            line.leave_all("numbers of pictures in galleries", left);
        }
    }
}

/// Which of how many a line counts: "1/5", "(1 of 5)".
fn counted(text: &str) -> Option<[u16; 2]> {
    /// "of", "von", "sur".
    const LONGEST_WORD: usize = 3;
    const MOST_DIGITS: usize = 3;
    let inside = text.trim_matches(['(', ')', '[', ']', ' ']);
    let first = inside.find(|c: char| !c.is_ascii_digit())?;
    let last = inside.rfind(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = inside.split_at(first);
    let last = last.checked_sub(first)?;
    let between = rest.get(..last + rest[last..].chars().next()?.len_utf8())?;
    let of = rest.get(between.len()..)?;
    let word = between.trim();
    let is_word = word != between
        && !word.is_empty()
        && word.chars().count() <= LONGEST_WORD
        && word.chars().all(char::is_lowercase);
    let digits = |digits: &str| digits.parse::<u16>().ok().filter(|_| digits.len() <= MOST_DIGITS);
    let (number, of) = (digits(number)?, digits(of)?);
    (matches!(word, "/" | "／") || is_word).then_some([number, of]).filter(|_| (1..=of).contains(&number) && of > 1)
}

/// So many nodes in an element are asked for a picture.
const MOST_NODES: usize = 24;

/// Whether a counter stands beside a picture, or beside a heading in a box that is a gallery's.
fn is_of_gallery(line: &Line) -> bool {
    /// So many boxes around it, and so many elements beside it without words, are asked.
    const MOST: usize = 4;
    let first = line.run.first().copied().unwrap_or(line.node);
    let around = || first.ancestors_it(Some(MOST));
    if is_marking(&first) || around().any(|node| is_marking(&node)) {
        return false;
    }
    // The largest box with no other words.
    let says_more = |node: &NodeRef| match dom::short_text(node, 2 * line.text.len() + 8) {
        Some(words) => words != line.text,
        None => true,
    };
    let own = match around().take_while(|node| !says_more(node)).last() {
        Some(own) => own,
        None => first,
    };
    let holds = |node: &NodeRef| node.descendants_it().take(MOST_NODES).any(|inner| is_picture(&inner));
    if holds(&own) {
        return true;
    }
    let is_silent = |node: &NodeRef| dom::short_text(node, 0).is_some_and(|words| words.is_empty()) && !shows(node);
    let before = std::iter::successors(own.prev_element_sibling(), |node| node.prev_element_sibling());
    let behind = std::iter::successors(own.next_element_sibling(), |node| node.next_element_sibling());
    let before = before.take(MOST).find(|node| !is_silent(node));
    let behind = behind.take(MOST).find(|node| !is_silent(node));
    let headed = before.is_some_and(|before| dom::rank(&before).is_some());
    let in_gallery = || is_called_gallery(&first) || around().any(|node| is_called_gallery(&node));
    let below = || own.parent().and_then(|around| around.next_element_sibling()).is_some_and(|below| shows(&below));
    before.is_some_and(|before| shows(&before))
        || behind.is_some_and(|behind| shows(&behind))
        || headed && behind.is_none() && (in_gallery() || below())
}

/// Whether an element shows a picture first of all.
fn shows(node: &NodeRef) -> bool {
    let before_words = node.descendants_it().take(MOST_NODES).take_while(|inner| !inner.is_nonempty_text());
    is_picture(node) || before_words.into_iter().any(|inner| is_picture(&inner))
}

fn is_picture(node: &NodeRef) -> bool {
    /// Signs are narrower.
    const NARROWEST: f32 = 60.0;
    let width = |node: &NodeRef| dom::attr(node, "width")?.trim_end_matches("px").parse::<f32>().ok();
    let is_sign = |node: &NodeRef| width(node).is_some_and(|width| width < NARROWEST);
    node.has_name("picture") || node.has_name("img") && !is_sign(node)
}

fn names_hold(node: &NodeRef, wanted: &[&str]) -> bool {
    ["class", "id", "itemprop", "aria-label"].iter().filter_map(|key| dom::attr(node, key)).any(|names| {
        let names = names.to_ascii_lowercase();
        wanted.iter().any(|wanted| names.contains(wanted))
    })
}

/// Whether an element is called after marks that are given, not counted.
fn is_marking(node: &NodeRef) -> bool {
    names_hold(node, &["rating", "score", "star", "review", "verdict", "result"])
}

fn is_called_gallery(node: &NodeRef) -> bool {
    names_hold(node, &["gallery", "slide", "carousel", "swiper", "counter"])
}

#[cfg(test)]
mod tests {
    use super::counted;
    use crate::read::html::tried::{TEXT, dumped};

    #[test]
    fn what_counts() {
        for (text, wanted) in [
            ("1/5", Some([1, 5])),
            ("1 / 12", Some([1, 12])),
            ("(2 of 8)", Some([2, 8])),
            ("2 von 8", Some([2, 8])),
            ("6/5", None),
            ("0/5", None),
            ("1/1", None),
            ("1-5", None),
            ("1 5", None),
            ("1of5", None),
            ("1/2/2024", None),
            ("1/2024", None),
            ("1 with 5", None),
            ("1/5 off", None),
            ("15", None),
            ("", None),
            ("1é/é5", None),
        ] {
            assert_eq!(counted(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_numbers_of_a_gallery_are_no_text() {
        let some: String = (0..4).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let image = "<img src=a.jpg alt='The lock'>";
        let read = |head: &str, amid: &str| {
            dumped(format!(
                "<title>A Dry Year</title><article><header><h1>A Dry Year</h1>{head}</header>{some}{amid}{some}</article>"
            ))
        };
        let slide = |count: &str| format!("<div><div>{count}</div><div>{image}</div><p>The lock.</p></div>");
        for (head, amid, count, stays) in [
            ("<span class=gallery-count>1/5</span>", String::new(), "1/5", false),
            ("", format!("<div><h2>In pictures</h2><span>1 / 5</span></div><figure>{image}</figure>"), "1 / 5", false),
            ("", slide("1/5"), "1/5", false),
            ("", format!("<div><div>1/5</div>{image}</div>"), "1/5", false),
            ("", slide("1 of 5"), "1 of 5", false),
            ("", format!("<ul><li><span>1/2</span>{image}<p>The lock.</p></li></ul>"), "1/2", false),
            ("", slide("1/3") + &slide("2/3"), "2/3", false),
            // Marks, scores, shares.
            ("", slide("4/5"), "4/5", true),
            ("<span class=rating>1/5</span>", String::new(), "1/5", true),
            ("<span>1/5</span>", String::new(), "1/5", true),
            ("", format!("<p>1/5</p><p>{TEXT}</p>"), "1/5", true),
            ("", format!("<table><tr><td>1/5</td><td>{image}</td></tr></table>"), "1/5", true),
        ] {
            let said = read(head, &amid);
            assert_eq!(said.contains(count), stays, "{head} {amid}: {said}");
        }
    }
}
