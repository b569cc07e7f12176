//! How the text of a page is read: without what stands on every page, and from right to left where it was drawn from left
//! to right.

use crate::lang::Script;
use crate::pages::{Print, Words};
use std::collections::BTreeMap;

/// Lines that stand on many pages, as on all that are left: running heads, markings, folios.
pub(super) struct Furniture(Vec<String>);

impl Furniture {
    /// On so few pages nothing is taken for furniture.
    const FEWEST: usize = 5;
    /// A running head has no more letters.
    const LONGEST: usize = 160;
    /// Pages have a few lines of furniture: more are not asked whether the text has them as well.
    const MOST: usize = 64;

    /// What stands on a third of the pages, whatever figures are in it, and not as often in the text: "Section 12" is a
    /// heading there, the title on every page is not.
    pub fn of(print: &Print, text: &[char]) -> Self {
        if print.words == Words::Text {
            return Self(Vec::new());
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in &print.pages {
            let is_short = |line: &String| !line.is_empty() && line.chars().nth(Self::LONGEST).is_none();
            let mut lines: Vec<_> = page.text.lines().map(essence).filter(is_short).collect();
            lines.sort_unstable();
            lines.dedup();
            lines.into_iter().for_each(|line| *counts.entry(line).or_insert(0) += 1);
        }
        let often = (print.pages.len().div_ceil(3)).max(Self::FEWEST);
        counts.retain(|_, count| *count >= often);
        let letters: String = if counts.is_empty() { String::new() } else { essence_of(text.iter().copied()) };
        let in_text = |line: &str| letters.matches(&line.to_lowercase()).count();
        let lines = counts.into_iter().enumerate();
        let lines = lines.filter(|(at, (line, count))| *at >= Self::MOST || *count > in_text(line));
        Self(lines.map(|(_, (line, _))| line).collect())
    }

    /// The text without such lines.
    pub fn without(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let kept = text.split_inclusive('\n').filter(|line| self.0.binary_search(&essence(line)).is_err());
        kept.collect()
    }
}

/// The letters of a line: what the heads of pages have alike.
fn essence(line: &str) -> String {
    essence_of(line.chars())
}

fn essence_of(line: impl Iterator<Item = char>) -> String {
    line.filter(|c| c.is_alphabetic()).collect()
}

/// How else a page's text may be read if letters in it run from right to left. Many PDFs draw them from left to right:
/// each word, or each line. None if there are no such letters.
pub(super) fn turned(text: &str) -> Vec<String> {
    if !text.contains(runs_left) {
        return Vec::new();
    }
    vec![text.split_whitespace().map(turn).collect(), text.lines().map(turn).collect()]
}

fn runs_left(c: char) -> bool {
    matches!(Script::of(c), Script::Arabic | Script::Hebrew)
}

/// A piece of text the other way round. Words and figures that run from left to right keep their order.
fn turn(text: &str) -> String {
    if !text.contains(runs_left) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &[char] = &text.chars().rev().collect::<Vec<_>>();
    while let Some(&first) = rest.first() {
        let same = rest.iter().take_while(|c| runs_left(**c) == runs_left(first) && c.is_alphanumeric()).count();
        let (run, behind) = rest.split_at(same.max(1));
        if runs_left(first) {
            out.extend(run);
        } else {
            out.extend(run.iter().rev());
        }
        rest = behind;
    }
    out
}

/// Puts lam and alef in one order wherever they meet: they are one glyph, whose letters are told in either.
pub(super) fn settle(letters: &mut [char]) {
    let meets = |c: &char| matches!(c, 'ل' | 'ا' | 'أ' | 'إ' | 'آ');
    letters.chunk_by_mut(|a, b| meets(a) && meets(b)).filter(|run| run.len() > 1).for_each(<[char]>::sort_unstable);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::PrintPage;

    fn furniture(lines: &[String], text: &str) -> Furniture {
        let page = |line: &String| PrintPage { text: line.clone(), ..PrintPage::default() };
        let print = Print { pages: lines.iter().map(page).collect(), ..Print::default() };
        Furniture::of(&print, &text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>())
    }

    #[test]
    fn lines_on_many_pages_are_furniture() {
        let page = |number: usize| format!("Grain and water\nWords {}\nPage {number} of 9\n", "x".repeat(number));
        let pages: Vec<String> = (1..=9).map(page).collect();
        assert_eq!(furniture(&pages, "grain and water: words x, words xx").without(&pages[2]), "Words xxx\n");
        assert_eq!(furniture(&pages[..4], "").without("Grain and water\n"), "Grain and water\n");
    }

    #[test]
    fn headings_on_many_pages_are_text() {
        let pages: Vec<String> = (1..=9).map(|number| format!("The Water Act\nSection {number}\nwords\n")).collect();
        let text: String = (1..=9).map(|number| format!("section {number} words ")).collect();
        assert_eq!(furniture(&pages, &text).without(&pages[3]), "Section 4\nwords\n");
        // What is known to be told from the text is not looked for.
        let page = |text: &String| PrintPage { text: text.clone(), ..PrintPage::default() };
        let print = Print { pages: pages.iter().map(page).collect(), words: Words::Text, ..Print::default() };
        assert_eq!(Furniture::of(&print, &[]).without(&pages[3]), pages[3]);
    }
}
