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
    // How many of its runs an article shares with each earlier one.
    let mut shared: Vec<u32> = vec![0; texts.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (second, sketch) in sketches.iter().enumerate() {
        for first in common.earlier(second) {
            if shared[first] == 0 {
                touched.push(first);
            }
            shared[first] += 1;
        }
        touched.sort_unstable();
        for first in touched.drain(..) {
            let count = std::mem::take(&mut shared[first]) as usize;
            let most = sketch.len().min(sketches[first].len());
            // Sketches of articles that are alike share about as much as the articles.
            if count as f64 >= least * 0.5 * most as f64 {
                let similarity = similarity(&sketches[first], sketch);
                if similarity >= least {
                    pairs.push(Pair { first, second, similarity });
                }
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.first, pair.second));
    pairs
}

/// How many bits tell which runs were met: a packet of a thousand articles has 256,000 runs.
const BITS: usize = 1 << 22;

/// About how many runs are sorted at a time.
const PART: usize = 1 << 16;

/// The runs that several articles have.
struct Common {
    /// Their articles, run by run, in order.
    articles: Vec<u32>,
    /// For each article, where the articles begin of each such run that it has.
    of: Vec<Vec<u32>>,
}

impl Common {
    fn of(sketches: &[Vec<u64>]) -> Self {
        // Nearly all runs are in one article alone. A bit for each of their hashes tells most of those.
        let mut met = [vec![0_u64; BITS / 64], vec![0_u64; BITS / 64]];
        let place = |hash: u64| (hash as usize % BITS / 64, 1_u64 << (hash % 64));
        for (at, bit) in sketches.iter().flatten().map(|hash| place(*hash)) {
            met[1][at] |= met[0][at] & bit;
            met[0][at] |= bit;
        }
        let mut common = Self { articles: Vec::new(), of: vec![Vec::new(); sketches.len()] };
        let again = |hash: &u64| {
            let (at, bit) = place(*hash);
            met[1][at] & bit != 0
        };
        // Of articles that are much alike nearly all are left: a part of them at a time.
        let left = sketches.iter().flatten().filter(|hash| again(hash)).count();
        let parts = left.div_ceil(PART) as u64;
        let mut some: Vec<(u64, u32)> = Vec::new();
        for part in 0..parts {
            some.clear();
            for (article, sketch) in (0..).zip(sketches) {
                let own = sketch.iter().filter(|hash| **hash % parts == part && again(hash));
                some.extend(own.map(|hash| (*hash, article)));
            }
            some.sort_unstable();
            for run in some.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
                let start = common.articles.len() as u32;
                run.iter().for_each(|(_, article)| common.of[*article as usize].push(start));
                common.articles.extend(run.iter().map(|(_, article)| article));
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
