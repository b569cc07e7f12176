//! Step 5, headings: scores every candidate by its cues, looks at what the lines like it do, and mends what no
//! article does.

use super::blocks::{Block, Form};
use super::cues::{self, COMPANY, CUES, Company, Cue, OfCompany, OfLine};
use super::facts::{self, Facts, Look, Opening, Profile, Terminal};
use super::marks::{MarkKind, NumberKind};
use rustc_hash::FxHashMap;

/// A block that was taken for a heading, and why.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// Which block.
    pub block: usize,
    /// The reasons, weightiest first.
    pub because: Vec<&'static str>,
}

/// The headings among the blocks, in order.
pub(super) fn headings(blocks: &[Block<'_>], looks: &[Look], profile: &Profile) -> Vec<Verdict> {
    let candidates = Candidate::all(blocks, looks, profile);
    let first: Vec<f32> = candidates.iter().map(|candidate| candidate.score).collect();
    let company = company(&candidates, &first, blocks, looks);
    let mut verdicts: Vec<Verdict> = Vec::new();
    for (candidate, company) in candidates.iter().zip(&company) {
        if is_certain(&blocks[candidate.block]) || second_score(candidate.score, company) > 0.0 {
            let facts = candidate.facts(blocks, looks, profile);
            verdicts.push(Verdict { block: candidate.block, because: because(&facts, company) });
        }
    }
    repair(&mut verdicts, blocks);
    verdicts
}

/// What its author marked as a heading: an underline, or the hashes of Markdown. One hash begins the comments of a
/// program too; those do not stand alone.
fn is_certain(block: &Block<'_>) -> bool {
    let underlined = block.underline.is_some_and(|c| matches!(c, '=' | '-' | '~' | '^'));
    let alone = block.before > 0 && block.after > 0 && block.width < 60;
    underlined || hashes(block.text()).is_some_and(|(count, _)| count > 1 || alone)
}

/// The rank that the hashes of Markdown give a line, and their length.
pub(super) fn hashes(text: &str) -> Option<(usize, usize)> {
    let count = text.bytes().take_while(|b| *b == b'#').count();
    let words = text[count..].trim_start();
    let spaced = words.len() < text.len() - count;
    // "# apt install x" is a command, and "# Title" is a heading.
    let command = count == 1 && words.starts_with(|c: char| !c.is_alphabetic() || c.is_lowercase());
    ((1..=6).contains(&count) && spaced && !command && words.chars().any(char::is_alphanumeric))
        .then(|| (count, text.len() - words.len()))
}

struct Candidate {
    block: usize,
    series: super::series::Series,
    score: f32,
    signature: Signature,
}

impl Candidate {
    fn all(blocks: &[Block<'_>], looks: &[Look], profile: &Profile) -> Vec<Self> {
        let series = facts::series_of(blocks, looks);
        let may_be = |at: &usize| facts::candidate(&blocks[*at], &looks[*at]);
        (0..blocks.len())
            .filter(may_be)
            .map(|block| {
                let facts = Facts::of(block, blocks, looks, profile, series[block]);
                let score = cues::BASE + own(&facts).map(|cue| cue.weight).sum::<f32>();
                Self { block, series: series[block], score, signature: Signature::of(&facts) }
            })
            .collect()
    }

    fn facts<'a>(&self, blocks: &'a [Block<'a>], looks: &'a [Look], profile: &'a Profile) -> Facts<'a> {
        Facts::of(self.block, blocks, looks, profile, self.series)
    }
}

/// The cues of a line that hold.
fn own(facts: &Facts<'_>) -> impl Iterator<Item = &'static Cue<OfLine>> {
    CUES.iter().filter(move |cue| (cue.holds)(facts))
}

/// The cues of its company that hold.
fn shared(company: &Company) -> impl Iterator<Item = &'static Cue<OfCompany>> {
    COMPANY.iter().filter(move |cue| (cue.holds)(company))
}

fn second_score(first: f32, company: &Company) -> f32 {
    first + shared(company).map(|cue| cue.weight).sum::<f32>()
}

/// The weightiest reasons for a heading, in words.
fn because(facts: &Facts<'_>, company: &Company) -> Vec<&'static str> {
    const MOST: usize = 4;
    const LEAST_WEIGHT: f32 = 0.2;
    let of_line = own(facts).map(|cue| (cue.weight, cue.name));
    let of_company = shared(company).map(|cue| (cue.weight, cue.name));
    let mut reasons: Vec<_> = of_line.chain(of_company).filter(|(weight, _)| *weight >= LEAST_WEIGHT).collect();
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    // A reason may be counted in both passes; it is told once.
    let mut names: Vec<&'static str> = Vec::with_capacity(MOST);
    for (_, name) in reasons {
        if names.len() < MOST && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What makes two lines look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Signature {
    number: Option<std::mem::Discriminant<NumberKind>>,
    all_capitals: bool,
    title_case: bool,
    capital: bool,
    terminal: Terminal,
    before: usize,
    underline: Option<char>,
    indent: usize,
    bulleted: bool,
    quoted: bool,
}

impl Signature {
    fn of(facts: &Facts<'_>) -> Self {
        // Members of a series are alike by their numbers.
        let serial = facts.series == super::series::Series::Apart;
        Self {
            number: facts.number.map(|kind| std::mem::discriminant(&kind)),
            all_capitals: facts.all_capitals,
            title_case: !serial && facts.capitals > 0.7,
            capital: facts.opening == Opening::Capital,
            terminal: if serial { Terminal::Open } else { facts.terminal },
            before: facts.before.min(3),
            underline: facts.underline,
            indent: if facts.profile.layout.wrapped { facts.indent.min(12) / 3 } else { 0 },
            bulleted: matches!(facts.mark, Some(MarkKind::Bullet | MarkKind::Box { .. })),
            quoted: facts.text.starts_with(['"', '“', '«', '„', '[', '_']),
        }
    }
}

fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The company of every candidate, from the first scores.
fn company(candidates: &[Candidate], first: &[f32], blocks: &[Block<'_>], looks: &[Look]) -> Vec<Company> {
    let chances: Vec<f32> = first.iter().map(|score| probability(*score)).collect();
    let mut alike: FxHashMap<Signature, (f32, usize)> = FxHashMap::default();
    let mut of_block = vec![0.0_f32; blocks.len()];
    for (candidate, chance) in candidates.iter().zip(&chances) {
        let (sum, count) = alike.entry(candidate.signature).or_default();
        *sum += chance;
        *count += 1;
        of_block[candidate.block] = *chance;
    }
    let best = candidates
        .iter()
        .map(|candidate| candidate.signature)
        .reduce(|best, other| if alike[&other].0 > alike[&best].0 { other } else { best });
    let headings = chances.iter().filter(|chance| **chance > 0.5).count();
    let until = until_next(&of_block);
    let near = |at: usize, offset: isize| {
        at.checked_add_signed(offset).and_then(|at| of_block.get(at)).copied().unwrap_or(0.0)
    };
    let one = |(candidate, chance): (&Candidate, &f32)| {
        let at = candidate.block;
        let (sum, count) = alike[&candidate.signature];
        let others = headings - usize::from(*chance > 0.5);
        Company {
            alike: count - 1,
            alike_score: (sum - chance) / (count - 1).max(1) as f32,
            like_most_headings: best == Some(candidate.signature),
            previous_score: near(at, -1),
            second_previous_score: near(at, -2),
            next_score: near(at, 1),
            heading_rate: others as f32 / blocks.len() as f32,
            paragraph_follows: (at + 1..(at + until[at]).min(at + 4).min(looks.len())).any(|at| looks[at].long),
        }
    };
    candidates.iter().zip(&chances).map(one).collect()
}

/// For each block, how many blocks further the next probable heading is.
fn until_next(chances: &[f32]) -> Vec<usize> {
    let mut until = vec![0; chances.len()];
    let mut distance = 1;
    for (at, chance) in chances.iter().enumerate().rev() {
        until[at] = distance;
        distance = if *chance > 0.5 { 1 } else { distance + 1 };
    }
    until
}

/// No heading ends an article, and no four stand in a row: such lines are a list or a table.
fn repair(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>]) {
    const LONGEST_RUN: usize = 4;
    let last_words = blocks.iter().rposition(|block| block.form != Form::Rule);
    verdicts.retain(|verdict| Some(verdict.block) != last_words || is_certain(&blocks[verdict.block]));
    let mut kept = vec![true; verdicts.len()];
    let mut start = 0;
    while start < verdicts.len() {
        let run = 1 + verdicts[start..].windows(2).take_while(|pair| pair[1].block == pair[0].block + 1).count();
        if run >= LONGEST_RUN {
            // The last of them may head what follows.
            for at in start..start + run - 1 {
                kept[at] = is_certain(&blocks[verdicts[at].block]);
            }
        }
        start += run;
    }
    let mut kept = kept.into_iter();
    verdicts.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
#[path = "fit.rs"]
mod fit;
