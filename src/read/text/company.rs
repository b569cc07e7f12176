//! The company a line keeps: what the lines that look like it do in this document, and what stands around it. It
//! follows from the scores of the first pass.

use super::blocks::Block;
use super::facts::{Facts, Look, Opening, Terminal};
use super::marks::MarkKind;
use super::series::Series;
use crate::lang::NumberKind;
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// What makes two lines look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Signature {
    number: Option<std::mem::Discriminant<NumberKind>>,
    all_capitals: bool,
    title_case: bool,
    opening: Opening,
    terminal: Terminal,
    before: usize,
    underline: Option<char>,
    indent: usize,
    bulleted: bool,
    quoted: bool,
    pictograph: bool,
    /// Members of a series are alike by their numbers.
    serial: bool,
}

impl Signature {
    pub fn of(facts: &Facts<'_>) -> Self {
        Self {
            number: facts.number.map(|kind| std::mem::discriminant(&kind)),
            all_capitals: facts.all_capitals,
            title_case: facts.capitals > 0.7,
            opening: facts.opening,
            terminal: facts.terminal,
            before: facts.before.min(3),
            underline: facts.underline,
            indent: if facts.profile.layout.wrapped { facts.indent.min(12) / 3 } else { 0 },
            bulleted: matches!(facts.mark, Some(MarkKind::Bullet | MarkKind::Box { .. })),
            quoted: facts.text.starts_with(['"', '“', '«', '„', '[', '_']),
            pictograph: facts.pictograph,
            serial: facts.series == Series::Apart,
        }
    }

    /// Whether its number is one of a series that stands apart.
    pub fn is_serial(&self) -> bool {
        self.serial && self.number.is_some()
    }

    /// How lines with this look are judged as one. The numbers are those that cost nothing on the documents that the
    /// weights were fitted to.
    pub fn stands_with_others(&self) -> Option<AsOne> {
        let as_one = |fewest, missed_by| AsOne { fewest, missed_by, one_in: 2 };
        if self.is_serial() {
            return Some(as_one(2, 3.0));
        }
        if self.pictograph {
            return Some(AsOne { one_in: 4, ..as_one(2, 3.0) });
        }
        if self.terminal == Terminal::Question {
            return Some(as_one(3, 1.0));
        }
        self.all_capitals.then(|| as_one(3, 2.0))
    }

    /// Without what the members of a series may differ in, and lines with a pictograph each.
    pub fn closely(self) -> Self {
        if self.serial || self.pictograph {
            Self { title_case: false, terminal: Terminal::Open, serial: false, ..self }
        } else {
            self
        }
    }

    fn roughly(self) -> impl Hash + Eq + Copy {
        (self.number.is_some(), self.all_capitals, self.terminal, self.before, self.bulleted, self.pictograph)
    }
}

/// Lines that look alike are headings together.
#[derive(Debug, Clone, Copy)]
pub(super) struct AsOne {
    /// How many there must be.
    pub fewest: usize,
    /// By how much a line may have missed it.
    pub missed_by: f32,
    /// One in how many must be a heading by itself.
    pub one_in: usize,
}

/// What the first pass said of a line that may be a heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    /// Which block.
    pub block: usize,
    /// How it looks.
    pub signature: Signature,
    /// How wide it is.
    pub width: usize,
    /// How probably it is a heading.
    pub chance: f32,
}

/// What the first pass said about the rest of the document.
#[derive(Debug, Clone)]
pub(super) struct Company {
    /// How many other lines have the same look.
    pub alike: usize,
    /// How probable a heading they are in the mean, this line left out; none without such lines.
    pub alike_score: Option<f32>,
    /// The same of the lines that look roughly like it.
    pub roughly_score: Option<f32>,
    /// This is the look that most probable headings have.
    pub like_most_headings: bool,
    /// How many other headings there probably are.
    pub others: f32,
    /// What share of them has this line's ending, capitals and so on; none if there are hardly any.
    pub shares: Option<Shares>,
    /// How probable headings the neighbours are: two before, one before, one after, two after.
    pub neighbours: [f32; 4],
    /// How probable a heading it is itself.
    pub own: f32,
    /// The share of blocks that are probably headings.
    pub heading_rate: f32,
    /// How many blocks on the next probable heading stands, and how many back the last one; the document's ends
    /// count as one.
    pub until_next: usize,
    /// See `until_next`.
    pub since_last: usize,
    /// A probable heading came before.
    pub has_last: bool,
    /// A long paragraph stands within three blocks, before the next probable heading.
    pub paragraph_follows: bool,
    /// Something stands before the next probable heading, and it is all short, or all items.
    pub only_short_follow: bool,
    /// See `only_short_follow`.
    pub only_items_follow: bool,
    /// No long paragraph stands between the last probable heading and this line, but something does.
    pub no_paragraph_since: bool,
}

/// The shares of the other probable headings that are like a line in one thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    pub ending: f32,
    pub capitals: f32,
    pub title_case: f32,
    pub before: f32,
    pub indent: f32,
    pub bullet: f32,
    pub pictograph: f32,
    pub number: f32,
    /// Its width, against the mean of theirs.
    pub width: f32,
}

/// Sums of chances, by what lines have in common.
struct Tally<K>(FxHashMap<K, (f32, usize)>);

impl<K: Hash + Eq> Tally<K> {
    fn of(scored: &[Scored], key: impl Fn(&Scored) -> K) -> Self {
        let mut tally: FxHashMap<K, (f32, usize)> = FxHashMap::default();
        for one in scored {
            let (sum, count) = tally.entry(key(one)).or_default();
            *sum += one.chance;
            *count += 1;
        }
        Self(tally)
    }

    fn sum(&self, key: &K) -> (f32, usize) {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// The mean of the others that have this in common, and how many they are.
    fn others(&self, key: &K, own: f32) -> (Option<f32>, usize) {
        let (sum, count) = self.sum(key);
        (count.checked_sub(2).map(|_| (sum - own) / (count - 1) as f32), count.saturating_sub(1))
    }
}

/// The company of every line that was scored.
pub(super) fn company(scored: &[Scored], blocks: &[Block<'_>], looks: &[Look]) -> Vec<Company> {
    let closely = Tally::of(scored, |one| one.signature.closely());
    let roughly = Tally::of(scored, |one| one.signature.roughly());
    let ending = Tally::of(scored, |one| one.signature.terminal);
    let capitals = Tally::of(scored, |one| one.signature.all_capitals);
    let title_case = Tally::of(scored, |one| one.signature.title_case);
    let before = Tally::of(scored, |one| one.signature.before);
    let indent = Tally::of(scored, |one| one.signature.indent);
    let bullet = Tally::of(scored, |one| one.signature.bulleted);
    let pictograph = Tally::of(scored, |one| one.signature.pictograph);
    let number = Tally::of(scored, |one| one.signature.number.is_some());
    let total: f32 = scored.iter().map(|one| one.chance).sum();
    let width = scored.iter().map(|one| one.chance * one.width as f32).sum::<f32>() / total.max(f32::MIN_POSITIVE);
    let heads = scored.iter().filter(|one| one.chance > 0.5).count();
    let best = scored
        .iter()
        .map(|one| one.signature.closely())
        .reduce(|best, other| if closely.sum(&other).0 > closely.sum(&best).0 { other } else { best });
    let around = Around::of(scored, blocks.len(), looks);
    let one = |one: &Scored| {
        let (at, own, signature) = (one.block, one.chance, one.signature);
        let rest = total - own;
        let share = |(sum, _): (f32, usize)| (sum - own) / rest;
        let shares = (rest >= 1.0).then(|| Shares {
            ending: share(ending.sum(&signature.terminal)),
            capitals: share(capitals.sum(&signature.all_capitals)),
            title_case: share(title_case.sum(&signature.title_case)),
            before: share(before.sum(&signature.before)),
            indent: share(indent.sum(&signature.indent)),
            bullet: share(bullet.sum(&signature.bulleted)),
            pictograph: share(pictograph.sum(&signature.pictograph)),
            number: share(number.sum(&signature.number.is_some())),
            width: one.width as f32 / width.max(1.0),
        });
        let (alike_score, alike) = closely.others(&signature.closely(), own);
        let following = at + 1..around.next[at];
        let preceding = around.last[at].map_or(0, |last| last + 1)..at;
        Company {
            alike,
            alike_score,
            roughly_score: roughly.others(&signature.roughly(), own).0,
            like_most_headings: best == Some(signature.closely()),
            others: rest,
            shares,
            neighbours: [-2, -1, 1, 2].map(|offset| around.chance(at, offset)),
            own,
            heading_rate: (heads - usize::from(own > 0.5)) as f32 / blocks.len() as f32,
            until_next: around.next[at] - at,
            since_last: around.last[at].map_or(at + 1, |last| at - last),
            has_last: around.last[at].is_some(),
            paragraph_follows: around.longs(following.start..following.end.min(at + 4)) > 0,
            only_short_follow: !following.is_empty() && around.longs(following.clone()) == 0,
            only_items_follow: !following.is_empty() && around.items(following.clone()) == following.len(),
            no_paragraph_since: around.last[at].is_some() && !preceding.is_empty() && around.longs(preceding) == 0,
        }
    };
    scored.iter().map(one).collect()
}

/// What stands around each block; sums from the beginning, so that a stretch costs no more than its ends.
struct Around {
    chances: Vec<f32>,
    next: Vec<usize>,
    last: Vec<Option<usize>>,
    longs: Vec<usize>,
    items: Vec<usize>,
}

impl Around {
    fn of(scored: &[Scored], count: usize, looks: &[Look]) -> Self {
        let mut chances = vec![0.0; count];
        for one in scored {
            chances[one.block] = one.chance;
        }
        let (mut next, mut last) = (vec![count; count], vec![None; count]);
        for at in (1..count).rev() {
            next[at - 1] = if chances[at] > 0.5 { at } else { next[at] };
        }
        for at in 1..count {
            last[at] = if chances[at - 1] > 0.5 { Some(at - 1) } else { last[at - 1] };
        }
        let sums = |test: fn(&Look) -> bool| {
            let mut sum = 0;
            let one = |look| {
                sum += usize::from(test(look));
                sum
            };
            std::iter::once(0).chain(looks.iter().map(one)).collect()
        };
        let longs = sums(|look| look.long && !look.dropped);
        let items = sums(|look| look.short && look.marked && !look.dropped);
        Self { chances, next, last, longs, items }
    }

    fn chance(&self, at: usize, offset: isize) -> f32 {
        at.checked_add_signed(offset).and_then(|at| self.chances.get(at)).copied().unwrap_or(0.0)
    }

    fn longs(&self, range: std::ops::Range<usize>) -> usize {
        if range.is_empty() { 0 } else { self.longs[range.end] - self.longs[range.start] }
    }

    fn items(&self, range: std::ops::Range<usize>) -> usize {
        self.items[range.end] - self.items[range.start]
    }
}
