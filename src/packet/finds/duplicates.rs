//! The same story twice: articles that share most of their runs of three words, told by MinHash.

use super::words::words;
use super::{Text, UnitKind};
use crate::lang::fold_into;
use crate::parallel;
use std::cmp::Ordering;

/// Two articles that say much the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The number of the earlier article.
    pub first: usize,
    /// The number of the later one.
    pub second: usize,
    /// How much they share, 0 to 1: runs of three words that both have, among those that either has. Exact for short
    /// articles, else estimated from [`SKETCH`] runs, with a standard error of 0.03.
    pub similarity: f64,
}

/// From where on two articles are one story: copies of one dispatch with an eighth of their words changed are at 0.5.
pub const ALIKE: f64 = 0.5;

/// How many runs of an article are compared.
pub const SKETCH: usize = 256;

/// The pairs of articles that share at least `least`, in order.
pub fn find(texts: &[Text], least: f64) -> Vec<Pair> {
    let sketches = parallel::each(texts, |_, text| sketch(text));
    let common = Common::of(&sketches);
    // How many of its runs an article shares with each earlier one, and which ones it shares any with.
    let tool = || (vec![0_u32; texts.len()], Vec::new());
    let pairs = parallel::each_with(&sketches, tool, |(shared, touched), second, sketch| {
        for first in common.earlier(second) {
            if shared[first] == 0 {
                touched.push(first);
            }
            shared[first] += 1;
        }
        let alike = |first: usize| {
            let count = std::mem::take(&mut shared[first]) as usize;
            let most = sketch.len().min(sketches[first].len());
            // Sketches of articles that are alike share about as much as the articles.
            let near = count as f64 >= least * 0.5 * most as f64;
            let similarity = if near { similarity(&sketches[first], sketch) } else { 0.0 };
            (near && similarity >= least).then_some(Pair { first, second, similarity })
        };
        touched.drain(..).filter_map(alike).collect::<Vec<_>>()
    });
    let mut pairs = pairs.concat();
    pairs.sort_by_key(|pair| (pair.first, pair.second));
    pairs
}

/// About how many runs are sorted at a time: a packet of a thousand articles has 256,000.
const PART: usize = 1 << 16;

/// How many bits tell a run's article; those above are left of its hash. Where two runs are taken for one, two articles
/// are compared in vain.
const ARTICLE: u32 = 24;

/// The runs that several articles have.
struct Common {
    /// Their articles, run by run, in order.
    articles: Vec<u32>,
    /// For each article, where the articles begin of each such run that it has.
    of: Vec<Vec<u32>>,
}

impl Common {
    fn of(sketches: &[Vec<u64>]) -> Self {
        let runs: usize = sketches.iter().map(Vec::len).sum();
        let count = runs.div_ceil(PART).next_power_of_two() as u64;
        let parts: Vec<u64> = (0..count).collect();
        let mut common = Self { articles: Vec::new(), of: vec![Vec::new(); sketches.len()] };
        for keys in parallel::each(&parts, |_, part| shared(sketches, |hash| hash & (count - 1) == *part)) {
            for run in keys.chunk_by(|one, other| one >> ARTICLE == other >> ARTICLE) {
                let start = common.articles.len() as u32;
                let articles = run.iter().map(|key| (key % (1 << ARTICLE)) as u32);
                articles.clone().for_each(|article| common.of[article as usize].push(start));
                common.articles.extend(articles);
            }
        }
        common
    }

    /// The earlier articles that share runs with this one, as often as they do.
    fn earlier(&self, article: usize) -> impl Iterator<Item = usize> {
        let run = move |start: &u32| self.articles[*start as usize..].iter().map(|other| *other as usize);
        self.of[article].iter().flat_map(move |start| run(start).take_while(move |other| *other < article))
    }
}

/// Of some runs those that several articles have: their hashes, each with its article below, in order.
fn shared(sketches: &[Vec<u64>], is_own: impl Fn(u64) -> bool) -> Vec<u64> {
    let mut keys = Vec::new();
    for (article, sketch) in (0..).zip(sketches) {
        let own = sketch.iter().filter(|hash| is_own(**hash));
        keys.extend(own.map(|hash| hash >> ARTICLE << ARTICLE | article));
    }
    keys.sort_unstable();
    let runs = keys.chunk_by(|one, other| one >> ARTICLE == other >> ARTICLE);
    runs.filter(|run| run.len() > 1).flatten().copied().collect()
}

/// The share of the hashes of either that both have, as far as both sketches reach.
pub(super) fn similarity(one: &[u64], other: &[u64]) -> f64 {
    let reach = |sketch: &[u64]| if sketch.len() < SKETCH { u64::MAX } else { sketch[sketch.len() - 1] };
    let reach = reach(one).min(reach(other));
    let within = |sketch: &[u64]| sketch.partition_point(|hash| *hash <= reach);
    let (one, other) = (&one[..within(one)], &other[..within(other)]);
    let (mut at, mut by, mut both) = (0, 0, 0);
    while at < one.len() && by < other.len() {
        match one[at].cmp(&other[by]) {
            Ordering::Less => at += 1,
            Ordering::Greater => by += 1,
            Ordering::Equal => {
                both += 1;
                at += 1;
                by += 1;
            }
        }
    }
    let all = one.len() + other.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

/// The smallest hashes of an article's runs of three words, in order. Of a short article they are all.
pub(super) fn sketch(text: &Text) -> Vec<u64> {
    let mut smallest = Smallest::new();
    let mut before = [0u64; 2];
    let mut count = 0;
    let mut folded = String::new();
    // Titles differ where stories do not.
    for unit in text.units.iter().filter(|unit| unit.kind != UnitKind::Title) {
        for range in words(&unit.text) {
            let word = &unit.text[range];
            let word = if word.is_ascii() {
                // Of letters and figures, letters alone have the bit 0x40, and half of it makes a capital small.
                letters(word.as_bytes(), |eight| eight | (eight & 0x4040_4040_4040_4040) >> 1)
            } else {
                folded.clear();
                fold_into(word, &mut folded);
                letters(folded.as_bytes(), |eight| eight)
            };
            count += 1;
            if count > 2 {
                smallest.add(mix(before[0].rotate_left(21) ^ before[1].rotate_left(42) ^ word));
            }
            before = [before[1], word];
        }
    }
    smallest.finish()
}

/// The smallest of many numbers, each once.
struct Smallest {
    /// All that may be among them.
    kept: Vec<u64>,
    /// Larger ones are not.
    most: u64,
}

impl Smallest {
    fn new() -> Self {
        Self { kept: Vec::new(), most: u64::MAX }
    }

    fn add(&mut self, number: u64) {
        if number <= self.most {
            self.kept.push(number);
            if self.kept.len() == SKETCH * 4 {
                self.thin();
            }
        }
    }

    fn thin(&mut self) {
        self.kept.sort_unstable();
        self.kept.dedup();
        self.kept.truncate(SKETCH);
        if self.kept.len() == SKETCH {
            self.most = self.kept[SKETCH - 1];
        }
    }

    fn finish(mut self) -> Vec<u64> {
        self.thin();
        self.kept.shrink_to_fit();
        self.kept
    }
}

/// A word as a number: FNV-1a's steps, each over eight letters.
fn letters(bytes: &[u8], lower: impl Fn(u64) -> u64) -> u64 {
    let step = |hash: u64, eight: u64| (hash ^ lower(eight)).wrapping_mul(0x0100_0000_01b3);
    let (eights, rest) = bytes.as_chunks::<8>();
    let hash = eights.iter().fold(0xcbf2_9ce4_8422_2325, |hash, eight| step(hash, u64::from_be_bytes(*eight)));
    // No letter is zero, so that what is left tells how many there are.
    mix(step(hash, rest.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte))))
}

/// The finisher of SplitMix64: every bit of the input moves every bit of the output.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    fn story(seed: u64, words: usize, changed: usize) -> String {
        let word = |n: usize| {
            let own = changed > 0 && n.is_multiple_of(changed);
            format!("w{}", mix(n as u64 ^ (seed << 32) ^ if own { 1 << 60 } else { 0 }) % 100_000)
        };
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_story_that_came_twice_is_told_by_its_words() {
        let texts = [
            text(&[&story(1, 900, 0)]),
            text(&[&story(2, 900, 0)]),
            text(&[&story(1, 900, 30)]),
            text(&["One two three four."]),
            text(&["ONE two three, four"]),
            text(&[]),
        ];
        let pairs = find(&texts, ALIKE);
        let all: Vec<_> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        assert_eq!(all, [(0, 2), (3, 4)]);
        // Of 30 runs, 27 are untouched on either side: 27 / 33.
        assert!((pairs[0].similarity - 27.0 / 33.0).abs() < 0.09, "{}", pairs[0].similarity);
        assert!((pairs[1].similarity - 1.0).abs() < 1e-9);
    }
}
