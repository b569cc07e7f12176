//! Where the title stands: mostly it is the first line that is no furniture; but pages have navigation above it,
//! press releases a label, and old files a notice.

use super::above::{is_chrome, is_home, is_press_label};
use super::blocks::{Block, Form};
use super::front::{Front, Role, WIDEST_TITLE};
use super::layout::Layout;
use super::letter::{self, Field};
use super::lexicon::{Certainty, lexicon};
use super::{byline, dates, join, letterhead, marks, wording};
use crate::lang::{Kind, Number, heading_number, letters};

/// What the title is looked for in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'b, 'a> {
    pub blocks: &'b [Block<'a>],
    pub layout: &'b Layout,
}

/// How many blocks a page's navigation and the title below it take at most.
const NAVIGATION: usize = 20;

/// A wider block is a paragraph, and the head is over.
const PARAGRAPH: usize = 130;

impl<'a> Head<'_, 'a> {
    /// The title, from a block on; what stands above it and is no part of the article is named.
    pub fn title(&self, from: usize, front: &mut Front) -> Option<usize> {
        if letterhead::is_first(self.blocks, from) {
            return None;
        }
        if let Some(title) = self.below_issue(from, front) {
            return Some(title);
        }
        let labelled = is_press_label(self.text(from));
        if let Some(title) = labelled.then(|| self.of_press_release(from, front)).flatten() {
            return Some(title);
        }
        if let Some(title) = self.below_navigation(from).or_else(|| self.said_twice(from)) {
            for at in (from..title).filter(|at| self.blocks[*at].form != Form::Rule) {
                front.set(at, Role::Furniture);
            }
            return Some(title);
        }
        if let Some(title) = self.of_press_release(from, front) {
            return Some(title);
        }
        let first = self.first_line(from, front);
        self.centred(from, first).or(first)
    }

    /// "Home", "Search", "Local", and then a longer line above a byline, a date or a paragraph.
    fn below_navigation(&self, from: usize) -> Option<usize> {
        const HOME_WITHIN: usize = 5;
        let mut zone = from..self.blocks.len().min(from + NAVIGATION);
        let home =
            zone.clone().take(HOME_WITHIN).take_while(|at| self.is_short(*at)).find(|at| self.is_of_page(*at))?;
        zone.start = home + 1;
        for at in zone {
            if !self.is_short(at) && self.blocks[at].width > PARAGRAPH {
                return None;
            }
            if self.is_cue(at) {
                // The title was as short as the words above it; a counter or the like may stand between.
                let is_words = |at: &usize| lexicon().furniture(self.text(*at)).is_none() && !self.is_of_page(*at);
                return (home + 1..at).rev().find(is_words).filter(|at| self.can_be_title(*at));
            }
            if self.is_navigation(at) {
                continue;
            }
            let is_title = self.can_be_title(at) && self.is_above_article(at);
            return is_title.then_some(at);
        }
        None
    }

    /// A line that comes twice in the head, below nothing but the words of navigation; or that the first line repeats
    /// with the page's name behind it.
    fn said_twice(&self, from: usize) -> Option<usize> {
        const REPEATED_WITHIN: usize = 8;
        const SIGNS: [&str; 5] = [" - ", " | ", " — ", " – ", " · "];
        let end = self.blocks.len().min(from + NAVIGATION);
        let first = self.text_of_head(from)?;
        let with_name = (from + 1..end).take(REPEATED_WITHIN).find(|at| {
            let Some(text) = self.text_of_head(*at).filter(|text| is_long_enough(text)) else { return false };
            let behind = first.strip_prefix(text).unwrap_or_default();
            let before = first.strip_suffix(text).unwrap_or_default();
            SIGNS.iter().any(|sign| behind.starts_with(sign) || before.ends_with(sign))
        });
        if with_name.is_some() {
            return with_name;
        }
        let run = (from..end).take_while(|at| self.is_navigation(*at)).count();
        let at = (from + run..end).find(|at| self.blocks[*at].form == Form::Words)?;
        if run == 0 || !self.can_be_title(at) || !is_long_enough(self.text(at)) {
            return None;
        }
        let says_again = |line: usize| {
            let name = letters(self.text(line));
            let mut below = (at + 1..end).take(REPEATED_WITHIN);
            !name.is_empty() && below.any(|at| self.text_of_head(at).is_some_and(|text| letters(text) == name))
        };
        // An agenda, or a list of contents: what it names heads what stands below.
        let is_list = self.blocks[at].mark.is_some() || (from..at).any(says_again);
        (!is_list && says_again(at)).then_some(at)
    }

    /// The first line that is no furniture, if it can be a title. "Search" alone above the text may be one all the same.
    fn first_line(&self, from: usize, front: &mut Front) -> Option<usize> {
        let likely = |at: &usize| {
            let above_prose = self.blocks.get(at + 1).is_some_and(|next| next.width > PARAGRAPH);
            let text = self.text(*at);
            let of_page = self.is_of_page(*at)
                || lexicon().furniture(text) == Some(Certainty::Likely)
                || lexicon().sections.contains(text.to_lowercase().as_str());
            above_prose && of_page && self.can_be_title(*at)
        };
        self.first_words(from, front).or_else(|| Some(from).filter(|at| *at < self.blocks.len()).filter(likely))
    }

    fn first_words(&self, from: usize, front: &mut Front) -> Option<usize> {
        const WITHIN: usize = 6;
        let mut above = Vec::new();
        for (at, block) in self.blocks.iter().enumerate().skip(from).take(NAVIGATION) {
            let text = block.text();
            let is_last = at + 1 == self.blocks.len();
            if at >= from + WITHIN + above.len() {
                break;
            }
            if is_address(text) && !is_last {
                front.set(at, Role::Address(0..text.len()));
                continue;
            }
            if block.form == Form::Rule {
                continue;
            }
            if block.form != Form::Words || block.quoted > 0 {
                return None;
            }
            let is_department = lexicon().sections.contains(text.to_lowercase().as_str()) && !is_last;
            // "Search" may be the title of an essay: that nothing else can be one shows it.
            let of_page = self.is_of_page(at) && (self.is_of_page(at + 1) || self.can_be_title(at + 1)) && !is_last;
            if lexicon().furniture(text).is_some() || is_department || of_page {
                above.push(at);
                continue;
            }
            let above_title = || self.can_be_title(at + 1) || letterhead::salutation(self.blocks, from).is_some();
            if let Some(found) = dates::of_place(text).filter(|_| at == from && above_title()) {
                front.set(at, Role::Date(found));
                continue;
            }
            // "Re:" alone may be the title's own.
            let is_subject = at == from && letter::subject(text, 0) == 0;
            if let Some((Field::Subject, start)) = letter::field(text).filter(|_| is_subject) {
                front.set(at, Role::Subject(letter::subject(text, start)));
                return Some(at);
            }
            if !self.can_be_title(at) || self.begins_series(at) || self.is_section(at) {
                return None;
            }
            for at in above {
                front.set(at, Role::Furniture);
            }
            return Some(at);
        }
        None
    }

    /// A centred line above a centred byline; or the first centred line, if the file begins with what is no title.
    fn centred(&self, from: usize, first: Option<usize>) -> Option<usize> {
        const LINES: usize = 15;
        if !self.layout.wrapped {
            return None;
        }
        let top = self.blocks.get(from)?.lines.start;
        let end = from + self.blocks[from..].iter().take_while(|block| block.lines.start < top + LINES).count();
        let is_title = |at: &usize| self.is_centred(*at) && is_worded(self.text(*at)) && self.can_be_title(*at);
        let byline = (from + 1..end).find(|at| self.blocks[*at].indent > 6 && byline::names_somebody(self.text(*at)));
        let above = byline.and_then(|byline| (from..byline).rfind(|at| self.blocks[*at].form != Form::Rule));
        match above.filter(is_title) {
            Some(title) => Some(title),
            None if first.is_none() => {
                (from..end).find(|at| is_title(at) || (self.is_set_apart(*at) && is_worded(self.text(*at))))
            }
            None => None,
        }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.blocks.get(at).map_or("", Block::text)
    }

    /// The words of a block that may stand in the head.
    fn text_of_head(&self, at: usize) -> Option<&str> {
        let block = self.blocks.get(at)?;
        (block.form == Form::Words && block.width <= WIDEST_TITLE).then(|| self.text(at))
    }

    fn is_short(&self, at: usize) -> bool {
        const SHORT: usize = 50;
        let block = &self.blocks[at];
        block.form == Form::Rule || (block.width <= SHORT && block.quoted == 0 && !self.is_cue(at))
    }

    /// A word or three, or what a page surely says: no title.
    fn is_navigation(&self, at: usize) -> bool {
        const MOST_WORDS: usize = 3;
        let text = self.text(at);
        let block = &self.blocks[at];
        let plain = block.form == Form::Words && block.quoted == 0 && !self.is_cue(at);
        let few = text.split_whitespace().count() <= MOST_WORDS && !is_long_enough(text);
        plain && (lexicon().furniture(text).is_some() || self.is_of_page(at) || (few && !wording::is_closed(text)))
    }

    /// The name of a page's first page, or a word of its menu.
    fn is_of_page(&self, at: usize) -> bool {
        is_home(self.text(at)) || is_chrome(self.text(at))
    }

    /// A byline or a date, or a line that ends with one.
    fn is_cue(&self, at: usize) -> bool {
        let text = self.text(at);
        let ends_with_date = || dates::find(text).is_some_and(|found| found.range.end == text.trim_end().len());
        byline::names_somebody(text) || dates::whole_line(text).is_some() || ends_with_date()
    }

    /// Whether a byline, a date, furniture or a paragraph follows within a few blocks.
    fn is_above_article(&self, title: usize) -> bool {
        const WITHIN: usize = 4;
        (title + 1..self.blocks.len()).take(WITHIN).any(|at| {
            let dated = |byline: byline::Byline| byline.date.is_some() || byline.counted;
            self.is_cue(at)
                || self.blocks[at].width > PARAGRAPH
                || lexicon().furniture(self.text(at)).is_some()
                || byline::read(self.text(at)).is_some_and(dated)
        })
    }

    fn is_centred(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        let margin = self.layout.measure.saturating_sub(block.width) / 2;
        let centred = block.lines.len() > 1 || margin.abs_diff(block.indent) < 5;
        block.form == Form::Words && block.hang > 6 && centred
    }

    /// One line far further in than the text, with room above and below.
    fn is_set_apart(&self, at: usize) -> bool {
        const FURTHER: usize = 8;
        let block = &self.blocks[at];
        let alone = block.lines.len() == 1 && block.before > 0 && block.after > 0 && block.quoted == 0;
        alone && block.indent >= self.layout.body_indent + FURTHER && self.can_be_title(at)
    }

    pub(super) fn can_be_title(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at).filter(|block| block.form == Form::Words) else { return false };
        can_be_title(block, &self.blocks[at + 1..])
    }

    /// Whether a first line in capitals is the first of several that stand to the left of what they head.
    fn is_section(&self, at: usize) -> bool {
        let heads = |at: &usize| {
            let (block, next) = (&self.blocks[*at], self.blocks.get(at + 1));
            let deeper = next.is_some_and(|next| next.before == 0 && next.indent > block.indent + 2);
            deeper && block.form == Form::Words && wording::all_capitals(block.text())
        };
        heads(&at) && (at + 1..self.blocks.len()).any(|at| heads(&at))
    }

    /// Whether a first line is number one of a series that goes on below: a section, and not a title.
    fn begins_series(&self, at: usize) -> bool {
        let number = |block: &Block<'a>| {
            let is_short = block.form == Form::Words && block.width <= WIDEST_TITLE;
            is_short.then(|| heading_number(block.text())).flatten().map(|(number, _)| number)
        };
        number(&self.blocks[at]).filter(|first| first.value == 1).is_some_and(|first| {
            let second = Number { value: 2, ..first };
            self.blocks[at + 1..].iter().any(|block| number(block) == Some(second))
        })
    }
}

/// A year alone stands below a title, and is none.
fn is_worded(text: &str) -> bool {
    text.chars().any(|c| Kind::of(c).is_letter())
}

fn can_be_title(block: &Block<'_>, below: &[Block<'_>]) -> bool {
    const BYLINE_WITHIN: usize = 3;
    let text = block.text();
    let introduces = text.ends_with([':', '：', ',', '，']) && !text.ends_with("::");
    let speaks = text.starts_with(['—', '–']);
    if block.width > WIDEST_TITLE || introduces || speaks || !text.chars().any(|c| Kind::of(c).is_alphanumeric()) {
        return false;
    }
    // "Von Haskell nach Rust", "Newsletter, 3 September 2010": above a byline the one is none, the other is no date.
    let above_byline = || below.iter().take(BYLINE_WITHIN).any(|block| byline::names_somebody(block.text()));
    let is_date = dates::whole_line(text).is_some_and(|found| !dates::is_named(text, &found) || !above_byline());
    if is_date || letter::is_salutation(text) {
        return false;
    }
    if block.mark.is_some_and(|mark| matches!(mark.kind, marks::MarkKind::Bullet)) {
        return false;
    }
    let sentence = text.ends_with(['.', '。']) && block.width > 70;
    let wrapped = block.lines.len() > 3;
    let byline = byline::read(text).is_some_and(|byline| byline.introduced) && !above_byline();
    // A short line may be followed by anything; a sentence is a title only above something longer.
    !byline && !wrapped && (!sentence || below.first().is_some_and(|next| next.width > 4 * block.width))
}

/// Too long for a word of navigation.
fn is_long_enough(text: &str) -> bool {
    const FEWEST_COLUMNS: usize = 26;
    const FEWEST_OF_IDEOGRAPHS: usize = 12;
    let width = super::lines::width(text);
    text.split_whitespace().count() > 3
        || width >= FEWEST_COLUMNS
        || (width >= FEWEST_OF_IDEOGRAPHS && text.chars().next().is_some_and(join::is_ideographic))
}

/// An address, and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let begins = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    begins && text.len() > "http://a.b".len() && !text.contains(char::is_whitespace)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Reading, Tidy};
    use super::*;

    const ARTICLE: &str = "The council voted on Tuesday to close the old bridge for eighteen months, and the shops along \
        the river have already begun to count what it will cost them in lost trade.\nNobody in the room was surprised.";

    pub(in super::super) fn title(head: &str) -> Option<String> {
        let text = format!("{head}\n{ARTICLE}");
        let reading = Reading::of(&text, &Tidy::NONE);
        let front = reading.front();
        let title = (0..reading.blocks.len()).find(|at| matches!(front.role(*at), Some(Role::Title)))?;
        Some(reading.blocks[title].text().to_owned())
    }

    #[test]
    fn titles_stand_below_navigation() {
        let titled = Some("Bridge to close for eighteen months".to_owned());
        for head in [
            "Home\nNews\nLocal\nBridge to close for eighteen months\nBy Anna Lee",
            "Follow us on our channel\nHome / News\nBridge to close for eighteen months\n3 March 2024",
            "Startseite > Wissen > Natur\nBridge to close for eighteen months\nBy Anna Lee",
            "Sign in\nMenu\nBridge to close for eighteen months\nLifestyle\nBridge to close for eighteen months",
            "5 min read\nBridge to close for eighteen months\nby the staff of example.org, 24 July 2022\nPrint\nWhy it matters",
            "Bridge to close for eighteen months - The Courier\nBridge to close for eighteen months\nBy Anna Lee",
        ] {
            assert_eq!(title(head), titled, "{head}");
        }
        assert_eq!(title("Home thoughts from abroad\nBy Anna Lee").as_deref(), Some("Home thoughts from abroad"));
    }

    #[test]
    fn an_agenda_is_no_navigation() {
        for [one, two, three] in [
            ["1. The roof", "2. The garden", "3. The old swings and the sand"],
            ["The roof", "The garden", "The old swings and the sand"],
        ] {
            let head = format!(
                "Minutes\n\n{one}\n\n{two}\n\n{three}\n\n{one}\n\nIt leaks.\n\n{two}\n\nIt grows.\n\n{three}\n\nBoth.\n"
            );
            assert_eq!(title(&head).as_deref(), Some("Minutes"), "{head}");
        }
    }

    #[test]
    fn words_of_the_page_are_no_title() {
        for head in [
            "Menu\nSearch\nAbout us\nThe old bridge\nBy Anna Lee",
            "Zum Inhalt springen\nAbo\nThe old bridge\nVon Anna Weiß",
            "Search\nThe old bridge\n12 comments\n3 March 2024",
        ] {
            assert_eq!(title(head).as_deref(), Some("The old bridge"), "{head}");
        }
        assert_eq!(title("Search\n").as_deref(), Some("Search"));
    }

    #[test]
    fn titles_may_begin_like_bylines_or_end_in_dates() {
        for words in ["Por Qué Importa la Privacidad", "Von Haskell nach Rust", "Newsletter, 3 September 2010"] {
            assert_eq!(title(&format!("{words}\n\n4 March 2016\n\nBy Anna Lee\n")).as_deref(), Some(words));
        }
    }

    #[test]
    fn salutations_and_speakers_are_no_titles() {
        for head in ["Dear Sir,\n", "Уважаемый Иван Петрович!\n", "— Who is there?\n"] {
            assert_eq!(title(head), None, "{head}");
        }
    }

    #[test]
    fn a_title_is_centred_above_its_byline() {
        let lines = "     You would think that big business supports free enterprise, but\n     the bulk of \
            its giving goes to groups that promote the increased\n     regulation of everything that there is.\n";
        let text = format!(
            "A notice of the board, May 1996\n\n                 Big Business Is Promoting Things\n{:26}by F. R. \
             Duplantier\n\n{lines}\n{lines}",
            ""
        );
        let reading = Reading::of(&text, &Tidy::NONE);
        let front = reading.front();
        assert!(matches!(front.role(1), Some(Role::Title)) && front.role(0).is_none());
    }
}
