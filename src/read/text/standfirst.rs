//! The standfirst: what introduces an article between its title and its first paragraph.

use super::below::{Below, Spot};
use super::blocks::{Block, Form};
use super::facts::Terminal;
use super::front::Role;
use super::lexicon::lexicon;
use super::{byline, dates, join, wording};
use crate::lang::Kind;

impl Below<'_, '_> {
    /// Words between the title and its byline or date, which introduce the article.
    pub fn is_standfirst(&self, at: usize) -> bool {
        const WIDEST: usize = 250;
        const WIDEST_ABOVE_BYLINE: usize = 600;
        let block = &self.blocks[at];
        let plain = block.form == Form::Words && block.quoted == 0 && block.mark.is_none();
        // What is in one piece with the title, though wrapped lines would have filled it.
        let title = &self.blocks[self.title];
        let touches = self.wrapped && at == self.title + 1 && block.before == 0 && block.after > 0;
        let below_one_line = title.lines.len() == 1 && title.indent == block.indent;
        if touches && below_one_line && plain && is_phrase(block) && block.lines.len() == 1 {
            return true;
        }
        if !plain || self.has_standfirst || self.has_names || at != self.anchor + 1 || !is_phrase(block) {
            return false;
        }
        let follows = (at + 1..self.blocks.len()).take(4).find(|at| {
            let block = &self.blocks[*at];
            block.form == Form::Words && lexicon().furniture(block.text()).is_none()
        });
        let Some(follows) = follows else { return false };
        let text = self.blocks[follows].text();
        let dated = |byline: byline::Byline| byline.introduced && byline.date.is_some();
        let surely =
            byline::names_somebody(text) || dates::whole_line(text).is_some() || byline::read(text).is_some_and(dated);
        // "DAYTON, Ohio, Sept. 5, 2023 — ", where a press release begins.
        let surely = surely || (follows == at + 1 && dates::before_words(text).is_some());
        if surely {
            return block.width <= WIDEST_ABOVE_BYLINE;
        }
        let below = Self { anchor: at, ..*self };
        block.width <= WIDEST && matches!(below.byline(follows, Spot::BelowTitle), Some(Role::Byline(_)))
    }

    /// One line without a full stop between the byline and the first long paragraph: longer than headings are.
    pub fn is_late_standfirst(&self, at: usize) -> bool {
        const FEWEST_WORDS: usize = 9;
        const LONG: usize = 160;
        let block = &self.blocks[at];
        let words = block.text().split_whitespace().count();
        let open = wording::terminal(block.text()) == Terminal::Open;
        let above_prose = self.blocks.get(at + 1).is_some_and(|next| next.form == Form::Words && next.width > LONG);
        let plain = block.form == Form::Words && block.mark.is_none() && block.lines.len() < 3 && block.width <= LONG;
        self.has_names
            && !self.has_standfirst
            && plain
            && open
            && words >= FEWEST_WORDS
            && above_prose
            && is_phrase(block)
    }
}

/// Several words, and not all of them with capitals as in names and labels.
fn is_phrase(block: &Block<'_>) -> bool {
    const FEWEST_WORDS: usize = 4;
    const FEWEST_COLUMNS: usize = 24;
    let text = block.text();
    let small = |word: &str| word.chars().count() > 2 && !word.starts_with(|c: char| Kind::of(c).is_capital());
    let ideographs = text.chars().any(join::is_ideographic) && block.width >= FEWEST_COLUMNS;
    let introduces = text.ends_with([':', '：', ',', ';']);
    !introduces
        && (ideographs
            || (text.split_whitespace().count() >= FEWEST_WORDS
                && text.split_whitespace().filter(|w| small(w)).count() > 1))
}

#[cfg(test)]
mod tests {
    use super::super::below::tests::{LONG, roles};
    use super::super::{Reading, Tidy};
    use super::*;

    #[test]
    fn what_stands_above_the_place_and_date_of_a_release_introduces_it() {
        let line = "New facility will produce meals for schools and hospitals";
        let text = |begins: &str| format!("Brightwell Opens Second Plant\n\n{line}\n\n{begins}{LONG}\n\n{LONG}\n");
        let is_standfirst = |begins: &str| {
            let text = text(begins);
            matches!(Reading::of(&text, &Tidy::NONE).front().role(1), Some(Role::Standfirst))
        };
        assert!(is_standfirst("DAYTON, Ohio, Sept. 5, 2023 — ") && !is_standfirst(""));
    }

    #[test]
    fn a_standfirst_hides_nothing_below_it() {
        let words = "The town has waited years for a decision that nobody wanted to make";
        assert_eq!(roles(&format!("{words}\nBy Hannah Whitlock\nJanuary 17, 2024")), "sbd");
        assert_eq!(roles(&format!("{words}\n\nBy Hannah Whitlock\n\n17 January 2024")), "sbd");
        assert_eq!(roles(&format!("By Hannah Whitlock\n17 January 2024\n{words}")), "bds");
        assert_eq!(roles(&format!("{words}\nShare on Facebook\nMARTA LASIERRA\nZaragoza - 21 AGO 2023")), "sfbd");
        assert_eq!(roles("By Hannah Whitlock\nWhat it costs"), "b-");
    }

    #[test]
    fn a_standfirst_may_be_long() {
        let long = "The town has waited years for a decision that nobody wanted to make, ".repeat(5);
        assert_eq!(roles(&format!("{}\n4 March 2016", long.trim_end_matches([',', ' ']))), "sd");
        assert_eq!(roles("Par Élise Noir, le 4 mars 2016 à 11h20"), "b");
    }
}
