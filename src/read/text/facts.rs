//! What can be said of a block before anything is decided: the facts that the cues in [`cues`](super::cues) ask for.

use super::blocks::{Block, Form};
use super::layout::Layout;
use super::lexicon::lexicon;
use super::marks::{self, MarkKind};
use super::series::{self, Series};
use super::wording::{self, Counts};
use super::{byline, dates, never};
use crate::lang::{Kind, Number, NumberKind, heading_number};
use rustc_hash::FxHashMap;

/// Wider than this nothing is a heading.
pub(super) const WIDEST: usize = 200;

/// A block wider than this is a paragraph to its neighbours.
const SHORT: usize = 110;

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Terminal {
    Open,
    Stop,
    Question,
    Exclamation,
    Colon,
    Comma,
}

/// Whether a text's first letter is a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Opening {
    Capital,
    Small,
    Caseless,
}

/// What the neighbours of a block need to know of it.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub width: usize,
    pub short: bool,
    pub long: bool,
    pub terminal: Terminal,
    pub opening: Opening,
    pub marked: bool,
    pub indent: usize,
    pub enclosed_number: bool,
    pub words: bool,
    pub dropped: bool,
    pub number: Option<Number>,
    /// How many other short blocks say the same.
    pub repetitions: usize,
}

impl Look {
    /// The looks of all blocks; `dropped` says which are no part of the body.
    pub fn all(blocks: &[Block<'_>], dropped: impl Fn(usize) -> bool) -> Vec<Self> {
        let mut looks: Vec<Self> = {
            let look = |(at, block)| Self { dropped: dropped(at), ..Self::of(block) };
            blocks.iter().enumerate().map(look).collect()
        };
        let mut said: FxHashMap<&str, usize> = FxHashMap::default();
        let in_body = |(_, look): &(&Block<'_>, &Self)| look.short && !look.dropped;
        for (block, _) in blocks.iter().zip(&looks).filter(in_body) {
            *said.entry(block.text()).or_default() += 1;
        }
        for (block, look) in blocks.iter().zip(&mut looks) {
            look.repetitions = said.get(block.text()).map_or(0, |count| count - 1);
        }
        looks
    }

    /// A block's look, taken for a part of the body.
    fn of(block: &Block<'_>) -> Self {
        let text = block.text();
        let lines = block.lines.len();
        let words = matches!(block.form, Form::Words | Form::Verse);
        let short = words && block.width <= SHORT && lines <= 2;
        Self {
            width: block.width,
            short,
            long: words && !short,
            terminal: wording::terminal(text),
            opening: wording::opening(text),
            marked: block.mark.is_some(),
            indent: block.indent,
            enclosed_number: text.starts_with("(1") || text.starts_with("(2"),
            words,
            dropped: false,
            number: if short { heading_number(text).map(|(number, _)| number) } else { None },
            repetitions: 0,
        }
    }

    fn closed(&self) -> bool {
        matches!(self.terminal, Terminal::Stop | Terminal::Question | Terminal::Exclamation)
    }
}

/// What is true of the whole document.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub layout: Layout,
    pub blocks: usize,
    /// The median width of the longer half of the blocks.
    pub typical: usize,
    /// The number of blank lines that most blocks have before them.
    pub usual_gap: usize,
    /// Most blocks have small letters: capitals mean something.
    pub cased: bool,
    pub short_share: f32,
    /// The share of short unmarked blocks that end like a sentence.
    pub closed_share: f32,
    pub capitals_share: f32,
    pub numbered_share: f32,
}

impl Profile {
    pub fn of(blocks: &[Block<'_>], looks: &[Look], layout: &Layout) -> Self {
        let count = blocks.len().max(1) as f32;
        let mut widths: Vec<usize> =
            looks.iter().filter(|look| !look.dropped && look.words).map(|look| look.width).collect();
        let typical = if widths.is_empty() {
            1
        } else {
            let at = widths.len() * 3 / 4;
            (*widths.select_nth_unstable(at).1).max(1)
        };
        let mut gaps = [0_usize; 5];
        for block in blocks.iter().skip(1) {
            gaps[block.before.min(4)] += 1;
        }
        let most = gaps.iter().max().copied().unwrap_or(0);
        let with_small =
            blocks.iter().filter(|block| block.text().chars().take(400).any(|c| Kind::of(c).is_small())).count();
        let cased = with_small * 2 > blocks.len();
        let capitals = blocks
            .iter()
            .zip(looks)
            .filter(|(block, look)| look.short && cased && wording::all_capitals(block.text()))
            .count();
        let lines = || looks.iter().filter(|look| look.short && !look.marked && !look.dropped);
        Self {
            closed_share: lines().filter(|look| look.closed()).count() as f32 / lines().count().max(1) as f32,
            layout: layout.clone(),
            blocks: blocks.len(),
            typical,
            usual_gap: gaps.iter().position(|gap| *gap == most).unwrap_or(0),
            cased,
            short_share: looks.iter().filter(|look| look.short).count() as f32 / count,
            capitals_share: capitals as f32 / count,
            numbered_share: looks.iter().filter(|look| look.number.is_some()).count() as f32 / count,
        }
    }
}

/// Everything that a cue may ask about a block that might be a heading.
#[derive(Debug, Clone)]
pub(super) struct Facts<'a> {
    pub text: &'a str,
    /// Its words without number and ornament.
    pub core: &'a str,
    pub width: usize,
    pub words: usize,
    pub lines: usize,
    pub terminal: Terminal,
    pub opening: Opening,
    /// Its width, as a share of a typical long block's.
    pub relative: f32,
    pub before: usize,
    pub after: usize,
    pub indent: usize,
    pub hang: usize,
    pub underline: Option<char>,
    pub mark: Option<MarkKind>,
    pub number: Option<NumberKind>,
    pub series: Series,
    pub all_capitals: bool,
    /// The share of longer words with a capital.
    pub capitals: f32,
    /// The share of words such as "the" and "of".
    pub function_words: f32,
    pub digits: f32,
    pub commas: usize,
    pub sentence_break: bool,
    pub address: bool,
    pub code: bool,
    pub inner_colon: bool,
    pub brackets: bool,
    /// It names who took a picture.
    pub credit: bool,
    /// It names a person and nothing else: "By Jane Doe".
    pub byline: bool,
    pub dated: bool,
    pub pictograph: bool,
    pub ends_with_name: bool,
    /// How many of its longer words come again in the next block, and how many there are.
    pub again: (usize, usize),
    pub second_next: Option<&'a Look>,
    pub second_previous: Option<&'a Look>,
    /// How many other short blocks say the same.
    pub repetitions: usize,
    pub letters: bool,
    pub ideographs: bool,
    pub centred: bool,
    pub previous: Option<&'a Look>,
    pub next: Option<&'a Look>,
    /// How many short blocks stand directly before and after, up to eight.
    pub run_before: usize,
    pub run_after: usize,
    /// Where in the document, from 0 to 1.
    pub position: f32,
    pub profile: &'a Profile,
}

impl<'a> Facts<'a> {
    pub fn of(at: usize, blocks: &'a [Block<'a>], looks: &'a [Look], profile: &'a Profile, series: Series) -> Self {
        let (block, look) = (&blocks[at], &looks[at]);
        let text = block.text();
        let counts = Counts::of(text);
        let layout = &profile.layout;
        let margin = layout.measure.saturating_sub(look.width) / 2;
        let run = |range: &mut dyn Iterator<Item = usize>| {
            range.take_while(|i| looks[*i].short && !looks[*i].dropped).take(8).count()
        };
        Self {
            text,
            core: wording::core(text),
            width: look.width,
            words: counts.words,
            lines: block.lines.len() - usize::from(block.underline.is_some()),
            terminal: look.terminal,
            opening: wording::opening(wording::core(text)),
            relative: look.width as f32 / profile.typical as f32,
            before: block.before,
            after: block.after,
            indent: block.indent,
            hang: block.hang,
            underline: block.underline,
            mark: block.mark.map(|mark| mark.kind),
            number: look.number.map(|number| number.kind),
            series,
            all_capitals: profile.cased && counts.all_capitals(),
            capitals: counts.share(counts.long_capitals, counts.long_words),
            function_words: counts.share(counts.function_words, counts.words),
            digits: counts.share(counts.digits, counts.characters),
            commas: counts.commas,
            sentence_break: counts.sentence_break,
            address: counts.at || text.contains("http") || text.contains("www."),
            code: counts.code || counts.brackets && text.contains("()") || counts.colon && text.contains("::"),
            inner_colon: (counts.colon && text[..text.len() - counts.last_length].contains(':'))
                || text[..text.len() - counts.last_length].contains('：'),
            brackets: counts.brackets,
            credit: wording::is_credit(text),
            byline: byline::names_somebody(text),
            dated: dates::find(text).is_some(),
            pictograph: wording::is_pictograph(text),
            ends_with_name: wording::ends_with_name(text),
            again: blocks.get(at + 1).map_or((0, 0), |next| wording::words_again(text, next.text())),
            second_next: looks.get(at + 2),
            second_previous: at.checked_sub(2).map(|at| &looks[at]),
            repetitions: look.repetitions,
            letters: counts.letters,
            ideographs: counts.ideographs,
            centred: layout.wrapped && block.indent > 6 && block.lines.len() <= 2 && margin.abs_diff(block.indent) < 5,
            previous: at.checked_sub(1).map(|at| &looks[at]),
            next: looks.get(at + 1),
            run_before: run(&mut (0..at).rev()),
            run_after: run(&mut (at + 1..looks.len())),
            position: at as f32 / profile.blocks as f32,
            profile,
        }
    }

    /// A bullet, or a box, but no number.
    pub fn bulleted(&self) -> bool {
        matches!(self.mark, Some(MarkKind::Bullet | MarkKind::Box { .. }))
    }

    pub fn next_is(&self, test: impl Fn(&Look) -> bool) -> bool {
        self.next.is_some_and(test)
    }

    pub fn previous_is(&self, test: impl Fn(&Look) -> bool) -> bool {
        self.previous.is_some_and(test)
    }

    pub fn previous_closed(&self) -> bool {
        self.previous_is(Look::closed)
    }

    pub fn next_closed(&self) -> bool {
        self.next_is(|next| next.terminal == Terminal::Stop)
    }

    /// How much wider the next block is.
    pub fn next_ratio(&self) -> f32 {
        self.next.map_or(0.0, |next| next.width as f32 / self.width.max(1) as f32)
    }

    pub fn indented(&self) -> bool {
        self.indent > self.profile.layout.body_indent
    }

    /// "Note", "Hinweis", "Примечание": the words that stand over what is set off from the text.
    pub fn begins_like_an_alert(&self) -> bool {
        let end = self.core.find(|c: char| !Kind::of(c).is_letter()).unwrap_or(self.core.len());
        let rest = self.core[end..].trim_start();
        let alone = rest.is_empty() || rest.starts_with([':', '：', '(', '.', '!', '—', '–', '-']);
        alone && lexicon().alerts.contains(self.core[..end].to_lowercase().as_str())
    }

    /// A number, and further in below it a list.
    pub fn heads_inner_list(&self) -> bool {
        self.next_is(|next| next.marked && next.indent > self.indent + 1)
    }

    /// "Read more", "Читайте также": the line leads to another page.
    pub fn leads_elsewhere(&self) -> bool {
        lexicon().leads_elsewhere(self.core)
    }

    pub fn starts_with_any(&self, beginnings: &[&str]) -> bool {
        beginnings.iter().any(|beginning| {
            self.core.strip_prefix(beginning).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// Which blocks might be headings at all.
pub(super) fn candidate(block: &Block<'_>, look: &Look) -> bool {
    block.form == Form::Words
        && !look.dropped
        && block.quoted == 0
        && look.width <= WIDEST
        && block.lines.len() <= 4
        && block.text().chars().any(|c| Kind::of(c).is_alphanumeric())
        && !marks::is_framed(block.text())
        && lexicon().furniture(block.text()).is_none()
        && !never::is_never_heading(block.text())
}

/// The series of every block, by its number.
pub(super) fn series_of(blocks: &[Block<'_>], looks: &[Look]) -> Vec<Series> {
    let numbers: Vec<_> = looks.iter().zip(blocks).map(|(look, _)| look.number.filter(|_| !look.dropped)).collect();
    series::series(&numbers)
}
