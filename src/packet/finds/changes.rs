//! What changed between two editions of a packet.

use super::super::Hash;
use super::Text;
use super::duplicates::{ALIKE, similarity, sketch};
use super::fold::fold;
use crate::model::{Document, word_count};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// An article of an edition, as far as editions are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// A hash of everything that it says.
    pub hash: u128,
    /// How many words it has.
    pub words: usize,
    text: Text<'static>,
}

/// An edition: its articles, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edition {
    /// The articles, in order.
    pub articles: Vec<Article>,
}

impl Edition {
    /// The edition of some articles.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let article = |document: &Document| {
            let text = Text::of(document).into_owned();
            Article {
                title: document.meta.title_text().unwrap_or_default(),
                url: document.meta.url.clone(),
                hash: Hash::of(document.dump().as_bytes()),
                words: word_count(document),
                text,
            }
        };
        Self { articles: documents.into_iter().map(article).collect() }
    }

    /// A hash of the whole, for a colophon: other articles, another order or another word make another.
    pub fn hash(&self) -> u128 {
        let mut hash = Hash::new();
        self.articles.iter().for_each(|article| hash.add(&article.hash.to_le_bytes()));
        hash.get()
    }
}

/// What became of an article. Numbers of articles are from zero: `old` in the earlier edition, `new` in the later.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are what they are called
pub enum Change {
    /// It is new.
    Added { new: usize },
    /// It is gone.
    Removed { old: usize },
    /// It says something else.
    Changed { old: usize, new: usize, edits: Vec<Edit> },
}

/// Paragraphs that were replaced by others; either may be none. Ranges are of an article's units that have words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The paragraphs that are gone, as they were.
    pub old: Vec<String>,
    /// The paragraphs that have come, as they are.
    pub new: Vec<String>,
}

/// What changed from one edition to the next: what is new or changed in the order of the later edition, then what is
/// gone. Articles are the same if they say the same, have the same address or title, or share half of what they say.
pub fn compare(old: &Edition, new: &Edition) -> Vec<Change> {
    let partners = partners(old, new);
    let mut gone: Vec<bool> = vec![true; old.articles.len()];
    let mut changes = Vec::new();
    for (at, partner) in partners.into_iter().enumerate() {
        let Some(before) = partner else {
            changes.push(Change::Added { new: at });
            continue;
        };
        gone[before] = false;
        if old.articles[before].hash != new.articles[at].hash {
            let edits = edits(&old.articles[before].text, &new.articles[at].text);
            changes.push(Change::Changed { old: before, new: at, edits });
        }
    }
    changes.extend((0..gone.len()).filter(|&at| gone[at]).map(|old| Change::Removed { old }));
    changes
}

/// The earlier article that each later one was.
fn partners(old: &Edition, new: &Edition) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; new.articles.len()];
    let mut free: Vec<bool> = vec![true; old.articles.len()];
    let keys: [fn(&Article) -> Option<String>; 3] = [
        |article| Some(format!("{:032x}", article.hash)),
        |article| article.url.as_ref().map(|url| super::links::clean(url).into_owned()),
        |article| Some(fold(&article.title)).filter(|title| !title.is_empty()),
    ];
    for key in keys {
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, article) in old.articles.iter().enumerate().rev().filter(|(at, _)| free[*at]) {
            if let Some(key) = key(article) {
                by_key.entry(key).or_default().push(at);
            }
        }
        for (at, article) in new.articles.iter().enumerate() {
            if partners[at].is_none()
                && let Some(key) = key(article)
                && let Some(before) = by_key.get_mut(&key).and_then(Vec::pop)
            {
                partners[at] = Some(before);
                free[before] = false;
            }
        }
    }
    let left: Vec<(usize, Vec<u64>)> =
        (0..free.len()).filter(|&at| free[at]).map(|at| (at, sketch(&old.articles[at].text))).collect();
    for (at, article) in new.articles.iter().enumerate() {
        if partners[at].is_some() {
            continue;
        }
        let mine = sketch(&article.text);
        let alike =
            left.iter().filter(|(before, _)| free[*before]).map(|(before, other)| (similarity(other, &mine), *before));
        let best =
            alike.filter(|(similarity, _)| *similarity >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, before)) = best {
            partners[at] = Some(before);
            free[before] = false;
        }
    }
    partners
}

/// The paragraphs that differ. Those that both texts have once are held fast, in the longest order that both keep.
fn edits(old: &Text, new: &Text) -> Vec<Edit> {
    let paragraphs = |text: &Text| -> Vec<String> {
        text.units.iter().map(|unit| unit.text.to_string()).filter(|text| !text.trim().is_empty()).collect()
    };
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut edits = Vec::new();
    let mut from = (0, 0);
    for (a, b) in held(&old, &new).into_iter().chain([(old.len(), new.len())]) {
        push_edit(&old, from.0..a, &new, from.1..b, &mut edits);
        from = (a + 1, b + 1);
    }
    edits
}

fn push_edit(old: &[String], mut a: Range<usize>, new: &[String], mut b: Range<usize>, edits: &mut Vec<Edit>) {
    while !a.is_empty() && !b.is_empty() && old[a.start] == new[b.start] {
        a.start += 1;
        b.start += 1;
    }
    while !a.is_empty() && !b.is_empty() && old[a.end - 1] == new[b.end - 1] {
        a.end -= 1;
        b.end -= 1;
    }
    if !a.is_empty() || !b.is_empty() {
        edits.push(Edit { old: old[a].to_vec(), new: new[b].to_vec() });
    }
}

/// The places of paragraphs that both have once, in the longest order that both keep.
fn held(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&str, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (at, text) in old.iter().enumerate() {
        places.entry(text).or_default().0.push(at);
    }
    for (at, text) in new.iter().enumerate() {
        places.entry(text).or_default().1.push(at);
    }
    let unique = old.iter().enumerate().filter_map(|(at, text)| match places.get(text.as_str()) {
        Some((a, b)) if a.len() == 1 && b.len() == 1 => Some((at, b[0])),
        _ => None,
    });
    // The longest rising row, by patience.
    let pairs: Vec<(usize, usize)> = unique.collect();
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < pair.1);
        before[at] = pile.checked_sub(1).map(|left| piles[left]);
        if pile == piles.len() { piles.push(at) } else { piles[pile] = at }
    }
    let mut row = Vec::new();
    let mut next = piles.last().copied();
    while let Some(at) = next {
        row.push(pairs[at]);
        next = before[at];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::document;
    use super::*;
    use crate::model::Meta;
    use crate::source::Span;

    fn article(title: &str, paragraphs: &[&str]) -> Document {
        let mut article = document(paragraphs);
        article.meta.title = Meta::words(title, Span::NONE);
        article
    }

    #[test]
    fn articles_are_told_by_what_they_say_and_what_they_are_called() {
        let words = "one two three four five six seven eight nine ten eleven twelve";
        let old = [article("A", &["x", "y", "z"]), article("B", &["b"]), article("C", &["c"]), article("D", &[words])];
        let new = [
            article("E", &["new"]),
            article("A", &["x", "Y", "z", "and more"]),
            article("C", &["c"]),
            article("D renamed", &[words]),
        ];
        let changes = compare(&Edition::of(&old), &Edition::of(&new));
        let edit = |old: &[&str], new: &[&str]| {
            let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            Edit { old: own(old), new: own(new) }
        };
        assert_eq!(
            changes,
            [
                Change::Added { new: 0 },
                Change::Changed { old: 0, new: 1, edits: vec![edit(&["y"], &["Y"]), edit(&[], &["and more"])] },
                Change::Changed { old: 3, new: 3, edits: vec![edit(&["D"], &["D renamed"])] },
                Change::Removed { old: 1 },
            ]
        );
        assert_eq!(compare(&Edition::of(&old), &Edition::of(&old)), []);
        assert_ne!(Edition::of(&old).hash(), Edition::of(&new).hash());
    }
}
