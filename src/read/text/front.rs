//! Step 4, front matter: which blocks are the title, its repetition, the byline, the date, the standfirst, and which
//! are furniture of the page that the text was copied from.

use super::below;
use super::blocks::{Block, Form};
use super::byline::Byline;
use super::dates::{self, Found};
use super::facts::Terminal;
use super::head::{self, Head};
use super::layout::Layout;
use super::letter::{self, Field};
use super::letterhead;
use super::lexicon::{Certainty, lexicon};
use super::title_page;
use super::wording;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a block is, if it is not part of the body.
#[derive(Debug, Clone)]
pub(super) enum Role {
    Title,
    RepeatedTitle,
    Byline(Byline),
    Date(Found),
    Standfirst,
    /// The subject of a message: where its words begin.
    Subject(usize),
    /// "Source: The Times": where the name stands.
    Publication(Range<usize>),
    /// Where the article was published: where the address stands.
    Address(Range<usize>),
    /// "Share", "Politics", "59 views".
    Furniture,
}

/// The blocks that are not part of the body.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    roles: FxHashMap<usize, Role>,
    /// "LONDON, 4 March 2016 –": the date at the beginning of the first paragraph, which keeps it.
    pub dateline: Option<(usize, Found)>,
    /// What the title page of a book says below its author: the place, the publisher and the year.
    pub imprint: Range<usize>,
}

impl Front {
    pub fn set(&mut self, block: usize, role: Role) {
        self.roles.insert(block, role);
    }

    pub fn role(&self, block: usize) -> Option<&Role> {
        self.roles.get(&block)
    }

    /// Whether a block stands between the title and the byline or date below it, or on the title page: it heads nothing.
    pub fn is_in_head(&self, block: usize) -> bool {
        const WITHIN: usize = 4;
        if self.imprint.contains(&block) {
            return true;
        }
        let above = (block.saturating_sub(WITHIN)..block).any(|at| matches!(self.role(at), Some(Role::Title)));
        let below = |at| matches!(self.role(at), Some(Role::Byline(_) | Role::Date(_)));
        above && (block + 1..=block + WITHIN).any(below)
    }
}

/// A title is no wider than this.
pub(super) const WIDEST_TITLE: usize = 200;

/// Finds the front matter, and furniture anywhere. The first blocks, as many as `header` says, are the header of a
/// message.
pub(super) fn front_matter(blocks: &[Block<'_>], layout: &Layout, header: usize) -> Front {
    let mut front = Front::default();
    let named = message(&blocks[..header], &mut front);
    let title = if named { None } else { Head { blocks, layout }.title(header, &mut front) };
    if let Some(title) = title {
        front.roles.entry(title).or_insert(Role::Title);
        if !title_page::title_page(title, blocks, &mut front) {
            below::below_title(title, blocks, layout, &mut front);
        }
    } else if !named {
        below::without_title(header, blocks, &mut front);
    }
    front.dateline = dateline(blocks, &front);
    furniture(blocks, title, &mut front);
    tail(blocks, &mut front);
    signature(blocks, &mut front);
    imprint(blocks, &mut front);
    front
}

/// The date before the first words of the first paragraph, behind a place; a standfirst may stand above it.
fn dateline(blocks: &[Block<'_>], front: &Front) -> Option<(usize, Found)> {
    const WITHIN: usize = 12;
    const PARAGRAPH: usize = 110;
    let end = blocks.len().min(WITHIN);
    let first = (0..end).find(|at| blocks[*at].width > PARAGRAPH).map_or(end, |at| at + 1);
    let plain = |at: &usize| front.role(*at).is_none() && blocks[*at].form == Form::Words;
    (0..first)
        .filter(plain)
        .find_map(|at| Some((at, dates::before_words(blocks[at].text())?)))
        .or_else(|| dated_letter(blocks, front))
        .or_else(|| dated_below(blocks, front))
}

/// The date that is the last line of all, below who signed: so acts and notices are dated, above all in the East. It
/// stays where it is.
fn dated_below(blocks: &[Block<'_>], front: &Front) -> Option<(usize, Found)> {
    const WIDEST: usize = 40;
    let last = blocks.iter().rposition(|block| block.form != Form::Rule).filter(|at| front.role(*at).is_none())?;
    let signed = last.checked_sub(1).is_some_and(|at| {
        let above = &blocks[at];
        above.form == Form::Words && above.width <= WIDEST && wording::terminal(above.text()) == Terminal::Open
    });
    let plain = |text: &&str| blocks[last].form == Form::Words && text.chars().count() <= WIDEST;
    let text = Some(blocks[last].text()).filter(plain)?;
    dates::whole_line(text).filter(|_| signed).map(|found| (last, found))
}

/// The date among the lines above the salutation of a letter, which keeps them.
fn dated_letter(blocks: &[Block<'_>], front: &Front) -> Option<(usize, Found)> {
    let salutation = letterhead::salutation(blocks, 0)?;
    (0..salutation)
        .filter(|at| front.role(*at).is_none())
        .find_map(|at| Some((at, letterhead::date(blocks[at].text())?)))
}

/// Who sent a message: the words of the field, and all of its line.
pub(super) fn sender(words: &str, line: &str) -> Byline {
    Byline {
        names: vec![letter::sender(words).to_owned()],
        date: None,
        rest: vec![line.to_owned()],
        introduced: true,
        counted: false,
    }
}

/// Takes in the header of a message; whether it named its subject.
fn message(header: &[Block<'_>], front: &mut Front) -> bool {
    let mut named = false;
    for (at, block) in header.iter().enumerate() {
        let text = block.text();
        let role = match letter::field(text) {
            Some((Field::Subject, start)) if !named => {
                named = true;
                Role::Subject(letter::subject(text, start))
            }
            Some((Field::From, start)) => Role::Byline(sender(&text[start..], text)),
            Some((Field::Date, _)) => dates::find(text).map_or(Role::Furniture, Role::Date),
            Some((Field::Subject | Field::Other, _)) | None => Role::Furniture,
        };
        front.roles.insert(at, role);
    }
    named
}

/// The signature below a message: a few short lines below two hyphens.
fn signature(blocks: &[Block<'_>], front: &mut Front) {
    const MOST_BLOCKS: usize = 12;
    const MOST_LINES: usize = 12;
    let Some(mark) = blocks.iter().rposition(|block| block.text() == "--" && block.form == Form::Words) else { return };
    // What is answered below it is no part of it.
    let quoted = |at: &usize| blocks[*at].quoted > 0;
    let introduces = |at: usize| at > mark + 1 && blocks[at - 1].text().ends_with([':', '：']);
    let end = (mark + 1..blocks.len()).find(quoted).map_or(blocks.len(), |at| at - usize::from(introduces(at)));
    let below = &blocks[mark + 1..end];
    let lines: usize = below.iter().map(|block| block.lines.len()).sum();
    let short = below.iter().all(|block| block.width <= 80 * block.lines.len() && !is_about_the_author(block.text()));
    if mark > 0 && !below.is_empty() && below.len() <= MOST_BLOCKS && lines <= MOST_LINES && short {
        for at in mark..end {
            front.roles.insert(at, Role::Furniture);
        }
    }
}

/// "Ann Lee is the director of …, where she writes about …": below two hyphens this stands in an article, and is no
/// signature.
fn is_about_the_author(text: &str) -> bool {
    const FEWEST_WORDS: usize = 20;
    wording::terminal(text) == Terminal::Stop && text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// "Source: The Times" as the last line of the article.
fn imprint(blocks: &[Block<'_>], front: &mut Front) {
    let body = |at: &usize| blocks[*at].form != Form::Rule && !front.roles.contains_key(at);
    let Some(last) = (1..blocks.len()).rev().find(body) else { return };
    let known = front.roles.values().any(|role| matches!(role, Role::Publication(_) | Role::Address(_)));
    if !known && let Some(role) = source(blocks[last].text()).filter(|_| blocks[last].lines.len() == 1) {
        front.roles.insert(last, role);
    }
}

/// "Source: The Times", "Quelle: https://…".
pub(super) fn source(text: &str) -> Option<Role> {
    const LONGEST_NAME: usize = 80;
    let (label, rest) = text.split_once([':', '：'])?;
    let words = rest.trim();
    let range = text.len() - rest.trim_start().len()..text.trim_end().len();
    if words.is_empty() || !lexicon().sources.contains(label.trim().to_lowercase().as_str()) {
        return None;
    }
    if head::is_address(words) {
        return Some(Role::Address(range));
    }
    (super::lines::width(words) <= LONGEST_NAME && !words.ends_with(['.', '?', '!', ':']))
        .then_some(Role::Publication(range))
}

/// Furniture in the body: what no article says, and beside it what an article might say too.
fn furniture(blocks: &[Block<'_>], title: Option<usize>, front: &mut Front) {
    let mut likely: Vec<usize> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let plain = block.form == Form::Words && block.quoted == 0 && block.mark.is_none() && block.lines.len() <= 2;
        if !plain || front.roles.contains_key(&at) || Some(at) == title {
            continue;
        }
        if says_more(block.text()) {
            front.roles.insert(at, Role::Furniture);
            if blocks.get(at + 1).is_some_and(|next| next.form == Form::Words && is_slug(next.text())) {
                front.roles.insert(at + 1, Role::Furniture);
            }
            continue;
        }
        match lexicon().furniture(block.text()) {
            Some(Certainty::Sure) => {
                front.roles.insert(at, Role::Furniture);
            }
            Some(Certainty::Likely) => likely.push(at),
            None => {}
        }
    }
    let is_furniture = |front: &Front, at: Option<usize>| {
        at.is_some_and(|at| matches!(front.role(at), Some(Role::Furniture | Role::Byline(_) | Role::Date(_))))
    };
    // "Share" above "Read also": one shows the other in either direction.
    for at in likely.iter().chain(likely.iter().rev()).copied() {
        let is_last = at > 1 && at + 1 == blocks.len();
        if is_last || is_furniture(front, at.checked_sub(1)) || is_furniture(front, Some(at + 1)) {
            front.roles.insert(at, Role::Furniture);
        }
    }
}

/// "-more-": a press release goes on overleaf.
fn says_more(text: &str) -> bool {
    text.len() < 16 && text.starts_with('-') && text.trim_matches(['-', ' ']).eq_ignore_ascii_case("more")
}

/// "HARBOR LIGHT / Page 2": what stands at the head of such a page.
fn is_slug(text: &str) -> bool {
    const LONGEST: usize = 80;
    let words = || text.split([' ', '/', '-', ',']).filter(|word| !word.is_empty());
    let paged = words()
        .zip(words().skip(1))
        .any(|(word, number)| word.eq_ignore_ascii_case("page") && number.bytes().all(|b| b.is_ascii_digit()));
    text.len() <= LONGEST && paged
}

/// What a page says below the article: from the first of its labels on, if nothing but short lines follow.
fn tail(blocks: &[Block<'_>], front: &mut Front) {
    const SHORT: usize = 90;
    const MOST: usize = 40;
    let is_prose = |block: &Block<'_>| {
        let closed = wording::terminal(block.text()) != Terminal::Open;
        let fixed = matches!(block.form, Form::Code | Form::Table);
        fixed || block.quoted > 0 || block.width > SHORT || (closed && block.width > SHORT * 2 / 3)
    };
    let from = blocks.iter().rposition(is_prose).map_or(0, |at| at + 1);
    if from == 0 || blocks.len() - from > MOST {
        return;
    }
    let label = |at: &usize| blocks[*at].form == Form::Words && lexicon().heads_tail(blocks[*at].text());
    let Some(label) = (from..blocks.len()).find(label) else { return };
    for at in (label..blocks.len()).filter(|at| blocks[*at].form != Form::Rule) {
        let taken = matches!(front.role(at), Some(Role::Publication(_) | Role::Address(_)));
        if !taken {
            front.roles.insert(at, Role::Furniture);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, Tidy};
    use super::*;

    #[test]
    fn what_a_page_offers_shows_what_else_it_offers_above_and_below() {
        let prose = "The council voted on Tuesday to close the old bridge for eighteen months, and the shops along the river \
            have already begun to count what it will cost them in lost trade.";
        let text = format!("The bridge\n\n{prose}\n\n{prose}\n\nПоделиться\n\nЧитайте также\n\nКомментарии (8)\n");
        let reading = Reading::of(&text, &Tidy::NONE);
        let front = reading.front();
        assert!((3..6).all(|at| matches!(front.role(at), Some(Role::Furniture))));
    }

    #[test]
    fn a_notice_is_dated_below_who_signed_it() {
        let prose = "各区县要把供暖工作作为重要的民生工程，主要负责人要亲自过问，分管负责人要靠前指挥。";
        let iso = |below: &str| {
            let text = format!("关于做好冬季供暖工作的通知\n\n{prose}\n\n{prose}\n\n{below}\n");
            let reading = Reading::of(&text, &Tidy::NONE);
            reading.front().dateline.map(|(_, found)| found.date.iso)
        };
        assert_eq!(iso("市人民政府办公室\n2023年11月6日").as_deref(), Some("2023-11-06"));
        assert_eq!(iso("2023年11月6日"), None);
        assert_eq!(iso("市人民政府办公室\n\n2023年11月6日以前完成。"), None);
    }

    #[test]
    fn what_is_told_of_the_author_below_two_hyphens_is_no_signature() {
        let prose = "The council voted on Tuesday to close the old bridge for eighteen months, and the shops along the river \
            have already begun to count what it will cost them in lost trade.";
        let last = |below: &str| {
            let text = format!("The bridge\n\n{prose}\n\n{prose}\n\n--\n\n{below}\n");
            let reading = Reading::of(&text, &Tidy::NONE);
            let front = reading.front();
            matches!(front.role(reading.blocks.len() - 1), Some(Role::Furniture))
        };
        assert!(last("Ann Lee\nHarbour Lights Ltd."));
        assert!(!last(
            "Ann Lee is the director of Harbour Lights, an agency in the Chicago area. With twenty years at sea, she \
             writes frequently about bridges, boats and those who build them."
        ));
    }
}
