//! Step 4, front matter: which blocks are the title, its repetition, the byline, the date, the standfirst, and which
//! are furniture of the page that the text was copied from.

use super::blocks::{Block, Form};
use super::byline::{self, Byline};
use super::dates::{self, Found};
use super::letter::{self, Field};
use super::lexicon::{Certainty, lexicon};
use super::marks;
use super::wording;
use crate::lang::{Kind, Number, heading_number, letters};
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
}

impl Front {
    pub fn role(&self, block: usize) -> Option<&Role> {
        self.roles.get(&block)
    }
}

/// A title is no wider than this.
const WIDEST_TITLE: usize = 200;

/// How many blocks below the title its repetition may stand.
const REPEATED_WITHIN: usize = 7;

/// Finds the front matter, and furniture anywhere. The first blocks, as many as `header` says, are the header of a
/// message.
pub(super) fn front_matter(blocks: &[Block<'_>], header: usize) -> Front {
    let mut front = Front::default();
    let title = if message(&blocks[..header], &mut front) { None } else { title(blocks, header, &mut front) };
    if let Some(title) = title {
        front.roles.insert(title, Role::Title);
        below_title(title, blocks, &mut front);
    }
    furniture(blocks, title, &mut front);
    signature(blocks, &mut front);
    imprint(blocks, &mut front);
    front
}

/// Takes in the header of a message; whether it named its subject.
fn message(header: &[Block<'_>], front: &mut Front) -> bool {
    let mut named = false;
    for (at, block) in header.iter().enumerate() {
        let text = block.text();
        let role = match letter::field(text) {
            Some((Field::Subject, start)) if !named => {
                named = true;
                Role::Subject(start)
            }
            Some((Field::From, start)) => Role::Byline(Byline {
                names: vec![letter::sender(&text[start..]).to_owned()],
                date: None,
                rest: vec![text.to_owned()],
                introduced: true,
                counted: false,
            }),
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
    let below = &blocks[mark + 1..];
    let lines: usize = below.iter().map(|block| block.lines.len()).sum();
    let short = below.iter().all(|block| block.width <= 80 * block.lines.len());
    if mark > 0 && !below.is_empty() && below.len() <= MOST_BLOCKS && lines <= MOST_LINES && short {
        for at in mark..blocks.len() {
            front.roles.insert(at, Role::Furniture);
        }
    }
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
fn source(text: &str) -> Option<Role> {
    const LONGEST_NAME: usize = 80;
    let (label, rest) = text.split_once([':', '：'])?;
    let words = rest.trim();
    let range = text.len() - rest.trim_start().len()..text.trim_end().len();
    if words.is_empty() || !lexicon().sources.contains(label.trim().to_lowercase().as_str()) {
        return None;
    }
    if is_address(words) {
        return Some(Role::Address(range));
    }
    (super::lines::width(words) <= LONGEST_NAME && !words.ends_with(['.', '?', '!', ':']))
        .then_some(Role::Publication(range))
}

/// An address, and nothing else.
fn is_address(text: &str) -> bool {
    let begins = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    begins && text.len() > "http://a.b".len() && !text.contains(char::is_whitespace)
}

/// The first line that is no furniture, if it can be a title.
fn title(blocks: &[Block<'_>], from: usize, front: &mut Front) -> Option<usize> {
    let mut above = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(from).take(6) {
        let text = block.text();
        if is_address(text) && at + 1 < blocks.len() {
            front.roles.insert(at, Role::Address(0..text.len()));
            continue;
        }
        if block.form == Form::Rule {
            continue;
        }
        if block.form != Form::Words || block.quoted > 0 {
            return None;
        }
        let is_department = lexicon().sections.contains(text.to_lowercase().as_str()) && at + 1 < blocks.len();
        if lexicon().furniture(text).is_some() || is_department {
            above.push(at);
            continue;
        }
        if !can_be_title(block, blocks.get(at + 1)) || begins_series(at, blocks) {
            return None;
        }
        for at in above {
            front.roles.insert(at, Role::Furniture);
        }
        return Some(at);
    }
    None
}

fn can_be_title(block: &Block<'_>, next: Option<&Block<'_>>) -> bool {
    let text = block.text();
    let introduces = text.ends_with([':', '：', ',', '，']) && !text.ends_with("::");
    let speaks = text.starts_with(['—', '–']);
    if block.width > WIDEST_TITLE || introduces || speaks || !text.chars().any(|c| Kind::of(c).is_alphanumeric()) {
        return false;
    }
    if dates::whole_line(text).is_some() {
        return false;
    }
    if block.mark.is_some_and(|mark| matches!(mark.kind, marks::MarkKind::Bullet)) {
        return false;
    }
    let sentence = text.ends_with(['.', '。']) && block.width > 70;
    let wrapped = block.lines.len() > 3;
    let byline = byline::read(text).is_some_and(|byline| byline.introduced);
    // A short line may be followed by anything; a sentence is a title only above something longer.
    !byline && !wrapped && (!sentence || next.is_some_and(|next| next.width > 4 * block.width))
}

/// Whether a first line is number one of a series that goes on below: a section, and not a title.
fn begins_series(at: usize, blocks: &[Block<'_>]) -> bool {
    let number = |block: &Block<'_>| {
        let is_short = block.form == Form::Words && block.width <= WIDEST_TITLE;
        is_short.then(|| heading_number(block.text())).flatten().map(|(number, _)| number)
    };
    number(&blocks[at]).filter(|first| first.value == 1).is_some_and(|first| {
        let second = Number { value: 2, ..first };
        blocks[at + 1..].iter().any(|block| number(block) == Some(second))
    })
}

fn below_title(title: usize, blocks: &[Block<'_>], front: &mut Front) {
    let name = letters(blocks[title].text());
    let end = blocks.len().min(title + 1 + REPEATED_WITHIN);
    let repeated = (title + 1..end).find(|at| {
        blocks[*at].form == Form::Words && blocks[*at].width <= 2 * WIDEST_TITLE && letters(blocks[*at].text()) == name
    });
    let end = blocks.len().min(title + 9).max(repeated.map_or(0, |at| at + 1));
    let mut has_names = false;
    for at in title + 1..end {
        let block = &blocks[at];
        if repeated == Some(at) {
            front.roles.insert(at, Role::RepeatedTitle);
            continue;
        }
        let inside = repeated.is_some_and(|repeated| at < repeated);
        match role_below_title(at, title, blocks, has_names, inside || repeated == Some(at + 1)) {
            Some(role) => {
                has_names |= matches!(&role, Role::Byline(byline) if !byline.names.is_empty());
                front.roles.insert(at, role);
            }
            None if inside || block.form == Form::Rule => {}
            None => break,
        }
    }
}

fn role_below_title(at: usize, title: usize, blocks: &[Block<'_>], has_names: bool, inside: bool) -> Option<Role> {
    let block = &blocks[at];
    let text = block.text();
    if block.form != Form::Words || block.quoted > 0 {
        return None;
    }
    let next = blocks.get(at + 1).filter(|next| next.form == Form::Words);
    if block.width > 130 || block.lines.len() > 2 {
        // Words between the title and an introduced byline introduce the article.
        let byline = next.and_then(|next| byline::read(next.text())).filter(|byline| byline.introduced);
        let is_short = block.width <= 400;
        return (at == title + 1 && is_short && byline.is_some_and(|byline| !byline.names.is_empty()))
            .then_some(Role::Standfirst);
    }
    if is_address(text) {
        return Some(Role::Address(0..text.len()));
    }
    if let Some(role) = source(text) {
        return Some(role);
    }
    if lexicon().furniture(text).is_some() {
        return Some(Role::Furniture);
    }
    if let Some(found) = dates::whole_line(text) {
        return Some(Role::Date(found));
    }
    let byline = byline::read(text)?;
    if byline.names.is_empty() {
        return byline.counted.then_some(Role::Furniture);
    }
    if has_names {
        return None;
    }
    let dated = byline.date.is_some() || byline.counted;
    // Without a word such as "by", names are names only beside a date, a counter or the title again.
    let beside_date = next.is_some_and(|next| {
        dates::whole_line(next.text()).is_some() || letters(next.text()) == letters(blocks[title].text())
    });
    let alone = at == title + 1 && next.is_some() && !byline.names.is_empty() && are_only_names(text, title, blocks);
    let above_furniture = next.is_some_and(|next| lexicon().furniture(next.text()) == Some(Certainty::Sure));
    let bare = block.width < 60
        && !text.contains(['?', '!', ':'])
        && (dated || beside_date || above_furniture || inside || alone);
    (byline.introduced || (bare && at <= title + 3)).then_some(Role::Byline(byline))
}

/// Whether words under a title are names though nothing else says so: two to five of them, with capitals, which the
/// article never writes small and the title does not contain. "Getting Started" fails, as does "The Hard Part".
fn are_only_names(text: &str, title: usize, blocks: &[Block<'_>]) -> bool {
    const FEWEST_WORDS: usize = 120;
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && !wording::all_capitals(word);
    let all: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let names: Vec<&str> = all.iter().copied().filter(|word| is_name(word) && word.chars().count() > 2).collect();
    let initials = all.iter().filter(|word| word.ends_with('.') && word.chars().count() == 2).count();
    let joined = all.iter().filter(|word| lexicon().and.contains(**word)).count();
    let fits = (2..=6).contains(&names.len())
        && names.len() + initials + joined == all.len()
        && names.len() <= 3 * (1 + joined + text.matches(',').count());
    if !fits {
        return false;
    }
    let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let title = blocks[title].text().to_lowercase();
    if small.iter().any(|word| title.contains(word.as_str())) {
        return false;
    }
    let mut seen = 0;
    for word in blocks.iter().flat_map(|block| block.text().split_whitespace()).take(4000) {
        seen += 1;
        let word = word.trim_matches(|c: char| !Kind::of(c).is_alphanumeric());
        if small.iter().any(|name| name == word) {
            return false;
        }
    }
    seen >= FEWEST_WORDS
}

/// Furniture in the body: what no article says, and beside it what an article might say too.
fn furniture(blocks: &[Block<'_>], title: Option<usize>, front: &mut Front) {
    let mut likely: Vec<usize> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let plain = block.form == Form::Words && block.quoted == 0 && block.mark.is_none() && block.lines.len() <= 2;
        if !plain || front.roles.contains_key(&at) || Some(at) == title {
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
    for at in likely {
        if is_furniture(front, at.checked_sub(1)) || is_furniture(front, Some(at + 1)) {
            front.roles.insert(at, Role::Furniture);
        }
    }
}
