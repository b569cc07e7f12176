//! How the text of a page is read: without what stands on every page, and from right to left where it was drawn from left
//! to right.

use crate::lang::Script;
use crate::pages::Print;
use std::collections::BTreeMap;

/// Lines that stand on many pages, as on all that are left: running heads, markings, folios.
pub(super) struct Furniture(Vec<String>);

impl Furniture {
    /// On so few pages nothing is taken for furniture.
    const FEWEST: usize = 5;
    /// A running head has no more letters.
    const LONGEST: usize = 160;

    /// What stands on a third of the pages, whatever figures are in it.
    pub fn of(print: &Print) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in &print.pages {
            let is_short = |line: &String| !line.is_empty() && line.chars().nth(Self::LONGEST).is_none();
            let mut lines: Vec<_> = page.text.lines().map(essence).filter(is_short).collect();
            lines.sort_unstable();
            lines.dedup();
            lines.into_iter().for_each(|line| *counts.entry(line).or_insert(0) += 1);
        }
        let often = (print.pages.len().div_ceil(3)).max(Self::FEWEST);
        Self(counts.into_iter().filter(|(_, count)| *count >= often).map(|(line, _)| line).collect())
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
    line.chars().filter(|c| c.is_alphabetic()).collect()
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

    #[test]
    fn lines_on_many_pages_are_furniture() {
        let page = |number: usize| PrintPage {
            text: format!("Grain and water\nWords {}\nPage {number} of 9\n", "x".repeat(number)),
            ..PrintPage::default()
        };
        let print = Print { pages: (1..=9).map(page).collect(), ..Print::default() };
        assert_eq!(Furniture::of(&print).without(&print.pages[2].text), "Words xxx\n");
        let few = Print { pages: print.pages[..4].to_vec(), ..Print::default() };
        assert_eq!(Furniture::of(&few).without("Grain and water\n"), "Grain and water\n");
    }
}
