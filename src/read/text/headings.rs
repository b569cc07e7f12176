//! Step 5, headings: scores every candidate by its cues, looks at what the lines like it do, and mends what no
//! article does.

use super::blocks::{Block, Form};
use super::company::{self, Company, Scored, Signature};
use super::cues::{self, COMPANY, CUES};
use super::facts::{self, Facts, Look, Profile};
use std::sync::LazyLock;

/// A block that was taken for a heading, and why.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// Which block.
    pub block: usize,
    /// The reasons, weightiest first.
    pub because: Vec<&'static str>,
}

/// What each cue adds to a score.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// What every line begins with, in the first pass and in the second.
    base: [f32; 2],
    /// In the order of [`CUES`]; those of the first pass, and of the second.
    own: [Vec<f32>; 2],
    /// In the order of [`COMPANY`].
    company: Vec<f32>,
}

impl Weights {
    /// Those in the table.
    pub fn table() -> &'static Self {
        static TABLE: LazyLock<Weights> = LazyLock::new(|| Weights {
            base: cues::BASE,
            own: [0, 1].map(|pass| CUES.iter().map(|cue| cue.weights[pass]).collect()),
            company: COMPANY.iter().map(|cue| cue.weight).collect(),
        });
        &TABLE
    }

    fn first(&self, facts: &Facts<'_>) -> f32 {
        self.base[0] + own(facts).map(|cue| self.own[0][cue]).sum::<f32>()
    }

    fn second(&self, facts: &Facts<'_>, company: &Company) -> f32 {
        let own: f32 = own(facts).map(|cue| self.own[1][cue]).sum();
        self.base[1] + own + shared(company).map(|cue| self.company[cue]).sum::<f32>()
    }
}

/// The headings among the blocks, in order.
pub(super) fn headings(blocks: &[Block<'_>], looks: &[Look], profile: &Profile, weights: &Weights) -> Vec<Verdict> {
    let candidates = Candidate::all(blocks, looks, profile, weights);
    let company = company::company(&Candidate::scored(&candidates), blocks, looks);
    let mut verdicts: Vec<Verdict> = Vec::new();
    for (candidate, company) in candidates.iter().zip(&company) {
        let facts = candidate.facts(blocks, looks, profile);
        if is_certain(&blocks[candidate.block]) || weights.second(&facts, company) > 0.0 {
            verdicts.push(Verdict { block: candidate.block, because: because(&facts, company, weights) });
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
    width: usize,
    signature: Signature,
}

impl Candidate {
    fn all(blocks: &[Block<'_>], looks: &[Look], profile: &Profile, weights: &Weights) -> Vec<Self> {
        let series = facts::series_of(blocks, looks);
        let may_be = |at: &usize| facts::candidate(&blocks[*at], &looks[*at]);
        (0..blocks.len())
            .filter(may_be)
            .map(|block| {
                let facts = Facts::of(block, blocks, looks, profile, series[block]);
                let score = weights.first(&facts);
                Self { block, series: series[block], score, width: facts.width, signature: Signature::of(&facts) }
            })
            .collect()
    }

    fn scored(candidates: &[Self]) -> Vec<Scored> {
        let one = |one: &Self| Scored {
            block: one.block,
            signature: one.signature,
            width: one.width,
            chance: probability(one.score),
        };
        candidates.iter().map(one).collect()
    }

    fn facts<'a>(&self, blocks: &'a [Block<'a>], looks: &'a [Look], profile: &'a Profile) -> Facts<'a> {
        Facts::of(self.block, blocks, looks, profile, self.series)
    }
}

/// The cues of a line that hold, by their place in the table.
fn own(facts: &Facts<'_>) -> impl Iterator<Item = usize> {
    (0..CUES.len()).filter(move |cue| (CUES[*cue].holds)(facts))
}

/// The cues of its company that hold, by their place in the table.
fn shared(company: &Company) -> impl Iterator<Item = usize> {
    (0..COMPANY.len()).filter(move |cue| (COMPANY[*cue].holds)(company))
}

/// The weightiest reasons for a heading, in words.
fn because(facts: &Facts<'_>, company: &Company, weights: &Weights) -> Vec<&'static str> {
    const MOST: usize = 4;
    const LEAST_WEIGHT: f32 = 0.2;
    let of_line = own(facts).map(|cue| (weights.own[1][cue], CUES[cue].name));
    let of_company = shared(company).map(|cue| (weights.company[cue], COMPANY[cue].name));
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

fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
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
