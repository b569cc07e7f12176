//! Inlines → lines: collect, shape, itemise, break, set.

mod bidi;
mod capitals;
mod collect;
mod cuts;
mod elastic;
mod faces;
mod facts;
mod ink;
mod items;
mod line;
mod look;
mod opportunities;
mod order;
mod parts;
mod piece;
mod protrusion;
mod shape;
mod shaper;
mod square;
mod widths;
mod wording;

pub(super) use capitals::Capitals;
pub(super) use collect::{Acronyms, Call, Collected, Opening, SCRIPT, Stands, wanted};
pub(super) use ink::Bench;
pub(super) use line::{Line, LineEnd, Quality};
pub(super) use look::{Ligatures, Look};
pub(super) use shaper::Shaper;

use super::frame::Graft;
use super::setter::Setter;
use crate::breaking::{self, Breaking, ChosenLine, FORCED, Growth, HItem, Shows};
use crate::length::Abs;
use crate::style::{Setting, TextStyle};
use std::borrow::Cow;

/// How a paragraph stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The width of the column.
    pub measure: Abs,
    /// White before the first line.
    pub indent: Abs,
    /// Whether lines that break are evened out: for headings and captions.
    pub balance: Balance,
}

/// Whether ragged lines are evened out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Balance {
    /// Lines take what fits.
    Fill,
    /// As narrow as the number of lines allows, and ending where the sense does: headings and captions.
    Even,
    /// As narrow as the number of lines allows: the few lines of a table's cell, where they are ragged.
    Narrow,
}

/// Sets collected text in lines: shape it, find where it may break, choose where it does, set the lines.
pub(super) fn set_lines(text: &Collected, style: &TextStyle, shape: Shape, cx: &mut Setter) -> Vec<Line> {
    set_lines_beside(text, style, shape, (0, Abs::ZERO), cx)
}

/// As [`set_lines`], the first so many lines beside something that takes some room.
pub(super) fn set_lines_beside(
    text: &Collected,
    style: &TextStyle,
    shape: Shape,
    beside: (usize, Abs),
    cx: &mut Setter,
) -> Vec<Line> {
    let levels = bidi::levels(text, cx.language.direction());
    let words = shape::shape(text, &levels, cx);
    let mut items = items::items(text, &words, style, shape, cx);
    items.base = levels.base;
    let rules = Breaking { beside, ..rules(style, shape.measure, cx) };
    let mut lines = breaking::break_lines(&items.list, shape.measure, &rules);
    // Evenness is seen in a few lines; a heading of thirty is a mistake, and would be broken nine times.
    let most = match shape.balance {
        Balance::Even => 8,
        Balance::Narrow if style.setting != Setting::Justified => 4,
        Balance::Narrow | Balance::Fill => 1,
    };
    if (2..=most).contains(&lines.len()) {
        lines = even_out(text, &words, &items, shape, lines, &rules);
    }
    line::report(text, &words, &items, &lines, shape.measure, cx);
    let mut lines = line::set(text, &words, &items, &lines, shape.measure, style, cx);
    for line in lines.iter_mut().take(beside.0) {
        line.items.iter_mut().for_each(|placed| placed.at.x += beside.1);
        line.width += beside.1;
    }
    lines
}

/// A paragraph set as it is best, and how else it could be set.
pub(super) struct VariousLines {
    pub lines: Vec<Line>,
    /// In other lengths: not yet set, for few of them will be.
    pub others: Vec<OtherLines>,
    /// What they are set from.
    pub kept: Kept,
}

/// A paragraph broken into a line more, or fewer, than is best.
pub(super) struct OtherLines {
    pub breaks: Vec<ChosenLine>,
    /// The line's ends, and the calls in each.
    pub ends: Vec<(LineEnd, Vec<usize>)>,
    /// What it costs a page: the badness of its worst line, its rivers, and a little for not being the best.
    pub cost: f64,
}

/// What a paragraph's lines are set from, kept until its page is known. Its shaped words are not: few paragraphs are
/// set in other lines, and of a long article they would be most of what is in memory.
pub(super) struct Kept {
    text: Collected<'static>,
    style: TextStyle,
    shape: Shape,
}

impl Kept {
    /// Sets the paragraph in other lines. What they are made of is found again, which is always the same.
    pub fn set(&self, breaks: &[ChosenLine], cx: &mut Setter) -> Vec<Line> {
        let levels = bidi::levels(&self.text, cx.language.direction());
        // What no face has was counted when the paragraph was set first.
        let missing = std::mem::take(&mut cx.shaper.missing);
        let words = shape::shape(&self.text, &levels, cx);
        cx.shaper.missing = missing;
        let mut items = items::items(&self.text, &words, &self.style, self.shape, cx);
        items.base = levels.base;
        line::set(&self.text, &words, &items, breaks, self.shape.measure, &self.style, cx)
    }

    /// Numbers the elements that its text belongs to as they are in the tree that they were grafted on.
    pub fn retag(&mut self, graft: Graft) {
        self.text.spans.iter_mut().for_each(|span| span.tag = graft.tag(span.tag));
        self.text.links.iter_mut().for_each(|link| link.tag = graft.tag(link.tag));
    }

    pub fn style(&self) -> &TextStyle {
        &self.style
    }

    /// What nothing is set from.
    #[cfg(test)]
    pub fn blank(leading: Abs) -> Self {
        let style = TextStyle { leading, ..crate::style::Theme::default().body };
        let shape = Shape { measure: Abs::PT, indent: Abs::ZERO, balance: Balance::Fill };
        Self { text: Collected::new(), style, shape }
    }
}

/// The badness up to which lines are taken that make a paragraph longer or shorter for the page's sake: word spaces
/// that are a fifth wider. And what such a paragraph costs the page at least.
const OTHER_BADNESS: f64 = 60.0;
const OTHER_COST: f64 = 20.0;
/// What it costs besides that it ends in a runt: half of what a page costs that lacks a line.
const RUNT: f64 = 150.0;

/// As [`set_lines`], and where its lines allow it in a line fewer and a line more.
pub(super) fn set_lines_variously(
    text: Collected<'static>,
    style: &TextStyle,
    shape: Shape,
    cx: &mut Setter,
) -> VariousLines {
    let levels = bidi::levels(&text, cx.language.direction());
    let words = shape::shape(&text, &levels, cx);
    let mut items = items::items(&text, &words, style, shape, cx);
    items.base = levels.base;
    let rules = rules(style, shape.measure, cx);
    let (best, found) = breaking::break_lines_variously(&items.list, shape.measure, &rules, 2, OTHER_BADNESS);
    line::report(&text, &words, &items, &best, shape.measure, cx);
    let other = |breaks: Vec<ChosenLine>| {
        let worst = breaks.iter().map(|line| line.fit.badness()).fold(0.0, f64::max);
        let count = breaks.len();
        let end = |(index, line): (usize, &ChosenLine)| {
            let end = if index + 1 == count { LineEnd::Last } else { items.line_end(line.end) };
            (end, items.calls(line.start..line.end, &words, &text))
        };
        let ends: Vec<_> = breaks.iter().enumerate().map(end).collect();
        let hyphens = ends.iter().filter(|(end, _)| *end == LineEnd::Hyphen).count() as f64;
        let rivers = breaking::rivers(&items.list, &breaks).len() as f64;
        let is_runt = |line: &ChosenLine| count > 1 && items.natural(line.start..line.end) < rules.runt;
        let runt = if breaks.last().is_some_and(is_runt) { RUNT } else { 0.0 };
        OtherLines { ends, cost: OTHER_COST + worst + runt + (hyphens + 2.0 * rivers) * OTHER_COST, breaks }
    };
    let others = found.into_iter().flatten().map(other).collect();
    let lines = line::set(&text, &words, &items, &best, shape.measure, style, cx);
    VariousLines { lines, others, kept: Kept { text, style: style.clone(), shape } }
}

/// Of the ways to break at narrower measures that need no more lines, the one that looks best: lines of like length
/// that end where the sense does.
fn even_out(
    text: &Collected,
    words: &[shape::Word],
    items: &items::Items,
    shape: Shape,
    lines: Vec<ChosenLine>,
    rules: &Breaking,
) -> Vec<ChosenLine> {
    /// Steps of a twenty-fourth of the measure, about a letter in a title.
    const STEPS: i64 = 24;
    let (count, full) = (lines.len(), shape.measure);
    let looks = |lines: &[ChosenLine]| looks(text, words, items, shape, lines);
    let mut best = (looks(&lines), lines);
    for list in std::iter::once(Cow::Borrowed(&items.list[..])).chain(parted(&items.list, shape)) {
        // As they are they have been broken at the full measure.
        let first = if matches!(list, Cow::Borrowed(_)) { 1 } else { 0 };
        for step in first..STEPS * 2 / 3 {
            let mut tried = breaking::break_lines(&list, full - full * step / STEPS, rules);
            for line in &mut tried {
                let vanishes = |item: &&HItem| !matches!(item, HItem::Box { .. });
                line.start += items.list[line.start..line.end].iter().take_while(vanishes).count();
            }
            if tried.len() > count || tried.iter().any(|line| line.fit.over > Abs::ZERO) {
                break;
            }
            let looks = looks(&tried);
            if looks < best.0 {
                best = (looks, tried);
            }
        }
    }
    best.1
}

/// The same items, each time with another of the first clauses at the end of its line: a line that is short because its
/// clause is, is not found by making all of them narrower.
fn parted(list: &[HItem], shape: Shape) -> impl Iterator<Item = Cow<'_, [HItem]>> {
    const MOST: usize = 3;
    let ends = |item: &HItem| matches!(item, HItem::Penalty { cost, .. } if *cost == CLAUSE);
    let clauses = list.iter().enumerate().filter(move |(_, item)| shape.balance == Balance::Even && ends(item));
    clauses.take(MOST).map(|(at, _)| {
        let mut list = list.to_vec();
        list[at] = HItem::Penalty { width: Abs::ZERO, cost: FORCED, shows: Shows::Nothing };
        // White behind a break that is forced is kept otherwise.
        if let Some(white @ HItem::Glue { .. }) = list.get_mut(at + 1) {
            *white = HItem::Glue { width: Abs::ZERO, stretch: Abs::ZERO, shrink: Abs::ZERO };
        }
        Cow::Owned(list)
    })
}

/// What it costs to end a line with a clause: nothing could be better.
const CLAUSE: i32 = -250;

/// What a break behind this word costs in a heading or a caption, whose lines should end where the sense does: gladly
/// at the end of a clause, not behind a short word that belongs to the next.
fn sense(word: &str) -> i32 {
    match word {
        word if word.ends_with([':', '—', '–', ';', '?', '!']) => CLAUSE,
        word if word.ends_with(',') => -100,
        word if word.chars().count() <= 3 && !word.ends_with('.') => 250,
        _ => 0,
    }
}

/// What it costs there to divide a word: as much as to end with a short one.
const DIVIDED: i32 = 250;

/// How bad display lines look, in per cent of the measure: what the longest is longer by than the shortest, and up to
/// a fifth for each line that ends, or does not end, where the sense does, or in a divided word.
fn looks(text: &Collected, words: &[shape::Word], items: &items::Items, shape: Shape, lines: &[ChosenLine]) -> i64 {
    let widths = lines.iter().map(|line| items.natural(line.start..line.end));
    let (least, most) = widths.fold((Abs::MAX, Abs::ZERO), |(least, most), width| (least.min(width), most.max(width)));
    let spread = (most - least).ratio(shape.measure) * 100.0;
    if shape.balance == Balance::Narrow {
        return spread as i64;
    }
    let ends = lines[..lines.len() - 1].iter().map(|line| match items.divides(line.end) {
        true => DIVIDED,
        false => sense(items.last_word(line.end, words, &text.text)),
    });
    spread as i64 + i64::from(ends.sum::<i32>()) * 8 / 100
}

/// How much wider than natural a word space grows before letters are parted further: a little over a fifth. With spaces
/// that grow by a third the widest line of forty articles is 1.46 times natural as a stranger's program measures it
/// (which counts the white beside note calls and run-in headings), with these 1.33.
const WIDEST: f64 = 0.21;

/// From where on letters are parted further before the spaces between words grow on: an eighth wider is not seen yet. The
/// eased part of the reserve, in ten-thousandths of an em, is not seen either if it is in a line here and there; taken
/// from every line that is not full, it is.
const KNEE: f64 = 0.12;
const EASED: f64 = 50.0;

/// The theme's rules, for justified or ragged lines of this measure.
fn rules(style: &TextStyle, measure: Abs, cx: &Setter) -> Breaking {
    let theme = &cx.theme.breaking;
    let em = style.size;
    let common = Breaking {
        tolerance: theme.tolerance as f64,
        runt: cx.theme.indent * 2,
        runt_penalty: theme.runt_penalty as f64,
        // In narrow measures there are fewer places to break: three hyphens in a row, as Bringhurst
        // allows everywhere.
        ladder: if measure < em * 30 { 3 } else { 2 },
        ..Breaking::default()
    };
    match style.setting {
        Setting::Justified => {
            let stretch = theme.stretch.max(0.01);
            let ease = (EASED / theme.reserve.max(1) as f64).min(1.0);
            Breaking { growth: Growth { knee: KNEE / stretch, ease, limit: WIDEST / stretch }, ..common }
        }
        // TeX's \raggedright lets lines end 2 em early at ratio 1; narrow columns need no more than a fifth. A last line
        // of one word shows more where lines are uneven anyway and paragraphs have white between them.
        Setting::Ragged | Setting::Centered => {
            let runt = (cx.theme.indent * 2).max(em * 4);
            Breaking { rag: (em * 2).max(measure / 5), adjacent_demerits: 0.0, pretolerance: 10_000.0, runt, ..common }
        }
    }
}
