//! What stands at the ends of pages in a text that was taken from a PDF: numbers, and running heads beside them.

use super::layout::begins_within;
use super::lines::Line;
use super::running;
use crate::lang::letters;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The lines of the text itself, and those that belong to its pages. A sentence that a page broke off goes on.
pub(super) fn without_furniture<'a>(lines: Vec<Line<'a>>) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
    let ends = ends(&lines);
    if ends.is_empty() {
        return (lines, Vec::new());
    }
    let mut ends = ends.into_iter().peekable();
    let (mut kept, mut gone): (Vec<Line<'a>>, Vec<Line<'a>>) = (Vec::with_capacity(lines.len()), Vec::new());
    let mut at_top = false;
    for (at, mut line) in lines.into_iter().enumerate() {
        while ends.next_if(|end| end.end <= at).is_some() {
            at_top = true;
        }
        if ends.peek().is_some_and(|end| end.contains(&at)) {
            gone.push(line);
            continue;
        }
        if let Some(above) = kept.last().filter(|_| at_top) {
            line.blank_before = if goes_on(above, &line) { 0 } else { line.blank_before.max(1) };
        }
        at_top = false;
        kept.push(line);
    }
    (kept, gone)
}

/// The lines that end a page or begin the next: numbers that count up, if one of them stands within a sentence or
/// beside a running head. A story may number its chapters so, but their sentences end.
fn ends(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let numbers: Vec<(usize, u32)> = (1..lines.len().saturating_sub(1))
        .filter(|at| !lines[*at].of_diff)
        .filter_map(|at| Some((at, number(lines[at].text)?)))
        .filter(|(at, _)| number(lines[at - 1].text).is_none() && number(lines[at + 1].text).is_none())
        .collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let heads = heads(&numbers, lines);
    let first = letters(lines[0].text);
    let of_pages = |at: usize| {
        let words = letters(lines[at].text);
        let repeated = heads.get(&words).is_some_and(|count| *count > 1);
        words.chars().count() >= FEWEST_LETTERS && !lines[at].of_diff && (repeated || first.starts_with(&words))
    };
    let end = |at: usize| {
        let from = if at > 1 && of_pages(at - 1) { at - 1 } else { at };
        // Above the rest of the sentence that the page broke off stands its head, even if no other page has it.
        let breaks_in = |at: usize| {
            let (above, next) = (from.checked_sub(1).map(|above| &lines[above]), lines.get(at + 1));
            let joins = |line| above.is_some_and(|above| goes_on(above, line));
            lines[at].width <= WIDEST_HEAD
                && !joins(&lines[at])
                && next.is_some_and(|next| next.blank_before > 0 && joins(next))
        };
        from..if of_pages(at + 1) || breaks_in(at + 1) { at + 2 } else { at + 1 }
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < numbers.len() {
        let counts = |pair: &&[(usize, u32)]| pair[1].1 == pair[0].1 + 1;
        let run = start..start + 1 + numbers[start..].windows(2).take_while(counts).count();
        let ends: Vec<Range<usize>> = numbers[run.clone()].iter().map(|(at, _)| end(*at)).collect();
        let fed = |at: usize| lines[at].new_page || lines.get(at + 1).is_some_and(|line| line.new_page);
        let within = |end: &Range<usize>| {
            let goes_on = lines.get(end.end).is_some_and(|line| goes_on(&lines[end.start - 1], line));
            end.start > 0 && (end.len() > 1 || goes_on || fed(end.start))
        };
        if ends.iter().any(within) {
            found.extend(ends);
        }
        start = run.end;
    }
    found
}

/// A wider line is no running head.
const WIDEST_HEAD: usize = 60;

/// A shorter running head might be a word of the text.
const FEWEST_LETTERS: usize = 5;

/// How many numbers of pages have the same words beside them.
fn heads(numbers: &[(usize, u32)], lines: &[Line<'_>]) -> FxHashMap<String, usize> {
    let mut heads = FxHashMap::default();
    let mut beside: Vec<usize> = numbers.iter().flat_map(|(at, _)| [at - 1, at + 1]).collect();
    beside.dedup();
    for at in beside {
        *heads.entry(letters(lines[at].text)).or_default() += 1;
    }
    heads
}

/// "12", "- 12 -", "Page 3 of 12": the number of a page.
fn number(text: &str) -> Option<u32> {
    const LONGEST: usize = 24;
    const WORDS: &[&str] = &["page", "seite", "pagina", "página", "страница", "p", "s"];
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = text.trim_matches(['-', '–', '—', '[', ']', '|', ' ', '\u{a0}']);
    let begins = text.starts_with(|c: char| c.is_ascii_digit());
    let (word, rest) = text.split_once([' ', '\u{a0}']).filter(|_| !begins).unwrap_or(("", text));
    let named = word.is_empty() || WORDS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let (number, all) = rest.split_once(['/', ' ']).unwrap_or((rest, ""));
    let all = ["/ ", "of ", "von ", "de ", "sur ", "из "].iter().find_map(|word| all.strip_prefix(word)).unwrap_or(all);
    let figures = |text: &str| text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit());
    (named && figures(number) && figures(all)).then(|| number.parse().ok())?
}

/// Whether a sentence goes on over the end of a page.
fn goes_on(above: &Line<'_>, line: &Line<'_>) -> bool {
    const NARROWEST: usize = 40;
    let open = above.width >= NARROWEST && !running::is_closed(above.text) && !above.text.ends_with([':', '：']);
    open && above.quoted == line.quoted && line.text.starts_with(begins_within)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    const LONG: &str = "The council voted on Tuesday to close the old bridge for eighteen months, and";

    fn told(text: &str) -> (Vec<(usize, String)>, Vec<String>) {
        let (kept, gone) = without_furniture(lines(text));
        let kept = kept.iter().map(|line| (line.blank_before, line.text.to_owned())).collect();
        (kept, gone.iter().map(|line| line.text.to_owned()).collect())
    }

    #[test]
    fn pages_leave_no_trace() {
        let text = format!("The Old Bridge\n\n{LONG}\n\n1\nThe Old Bridge\n\nthe shops knew.\n\n- 2 -\n\nNobody came.");
        let (kept, gone) = told(&text);
        let words: Vec<_> = kept.iter().map(|(before, words)| (*before, words.as_str())).collect();
        assert_eq!(words, [(0, "The Old Bridge"), (1, LONG), (0, "the shops knew."), (1, "Nobody came.")]);
        assert_eq!(gone, ["1", "The Old Bridge", "- 2 -"]);
    }

    #[test]
    fn a_form_feed_or_a_sentence_broken_off_shows_a_page() {
        let (kept, gone) = told("The Old Bridge\n\nNobody came.\n\n1\n\x0cAnd then it fell.");
        assert_eq!((kept.len(), gone.len()), (3, 1));
        let (kept, gone) = told(&format!("The Old Bridge\n\n{LONG}\n\n1\n\x0cAnnual Report\n\nthe shops knew."));
        assert_eq!((kept[2].0, gone), (0, vec!["1".to_owned(), "Annual Report".to_owned()]));
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "Years\n\n1\n\nWords.\n\n2\n\nMore.".to_owned(),
            format!("{LONG}\n1\n2\n3\nthe shops knew."),
            format!("{LONG}:\n\n1\n\nthe shops knew."),
        ] {
            assert_eq!(told(&text).1, [""; 0], "{text}");
        }
        for text in ["12", "Page 3 of 12", "Seite 3", "3 / 12", "— 3 —"] {
            assert!(number(text).is_some(), "{text}");
        }
        for text in ["12 men", "In 1804", "2016-03-14", "Page", "--", "1.2"] {
            assert!(number(text).is_none(), "{text}");
        }
    }
}
