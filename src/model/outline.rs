//! The outline: headings as a tree, with anchors made unique here and nowhere else.

use super::{Block, BlockKind, plain, said};
use crate::lang::Kind;
use crate::percent::percent_decoded;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// A heading and the headings below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words.
    pub title: String,
    /// Its anchor, unique in the document.
    pub anchor: String,
    /// Which block of the document it is.
    pub block: usize,
    /// The sections within it.
    pub sections: Vec<Section>,
    /// Where the heading came from.
    pub span: Span,
}

/// The document's sections. Levels may jump: a heading belongs to the last one of a lower level.
///
/// Only headings of the top level of blocks count; one inside a quotation is part of the quotation.
pub fn outline(blocks: &[Block]) -> Vec<Section> {
    Anchors::of(blocks).outline(blocks)
}

fn tree(blocks: &[Block], anchors: &Anchors) -> Vec<Section> {
    let mut roots: Vec<Section> = Vec::new();
    let mut levels: Vec<u8> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, content, .. } = &block.kind else { continue };
        while levels.last().is_some_and(|&above| above >= level.get()) {
            levels.pop();
        }
        let siblings = levels.iter().fold(&mut roots, |sections, _| {
            &mut sections.last_mut().expect("a level was pushed with its section").sections
        });
        let anchor = anchors.get(index).unwrap_or_default().to_owned();
        siblings.push(Section { title: said(content), anchor, block: index, sections: Vec::new(), span: block.span });
        levels.push(level.get());
    }
    roots
}

/// The anchor of each heading, unique within the document.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    by_block: FxHashMap<usize, String>,
    names: FxHashMap<String, String>,
}

impl Anchors {
    /// Gives every heading an anchor: the author's own, else one made from its words (`high-stakes-at-the-osce`),
    /// with `-2`, `-3` … behind the later ones of the same name.
    pub fn of(blocks: &[Block]) -> Self {
        let mut anchors = Self::default();
        let mut used: FxHashMap<String, usize> = FxHashMap::default();
        let mut elsewhere = Elsewhere::default();
        for (index, block) in blocks.iter().enumerate() {
            let BlockKind::Heading { anchor, content, .. } = &block.kind else { continue };
            let wanted = anchor.as_deref().map_or_else(|| slug(&plain(content)), safe);
            let mut unique = wanted.clone();
            while used.contains_key(&unique) {
                let count = used.entry(wanted.clone()).or_insert(1);
                *count += 1;
                unique = format!("{wanted}-{count}");
            }
            used.insert(unique.clone(), 1);
            elsewhere.add(&plain(content), &unique);
            if let Some(anchor) = anchor {
                anchors.names.entry(anchor.clone()).or_insert_with(|| unique.clone());
            }
            anchors.by_block.insert(index, unique);
        }
        // What the author named goes first, then what links are written for; ours are known to nobody beforehand.
        for (name, unique) in elsewhere.names {
            anchors.names.entry(name).or_insert(unique);
        }
        for index in 0..blocks.len() {
            if let Some(unique) = anchors.by_block.get(&index) {
                anchors.names.entry(unique.clone()).or_insert_with(|| unique.clone());
            }
        }
        anchors
    }

    /// The [`outline()`] of the blocks that these are the anchors of.
    pub(crate) fn outline(&self, blocks: &[Block]) -> Vec<Section> {
        tree(blocks, self)
    }

    /// The anchor of the heading that is this block.
    pub fn get(&self, block: usize) -> Option<&str> {
        self.by_block.get(&block).map(String::as_str)
    }

    /// The anchor that a link to `name` means: as written, percent-decoded, or in another case.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        let found = self.names.get(name).or_else(|| {
            let decoded = percent_decoded(name);
            let names = [decoded.clone(), decoded.to_lowercase(), slug(&decoded)];
            names.iter().find_map(|name| self.names.get(name))
        });
        found.map(String::as_str)
    }
}

/// The anchors that GitHub gives to headings, and what stands for them here: links within Markdown are written for those.
#[derive(Default)]
struct Elsewhere {
    names: Vec<(String, String)>,
    /// How often each was wanted.
    counts: FxHashMap<String, usize>,
}

impl Elsewhere {
    /// Lower case, a hyphen for each space, no punctuation; `-1`, `-2` … behind the later ones of the same name.
    fn add(&mut self, title: &str, unique: &str) {
        let kept = |c: &char| matches!(c, '-' | '_' | ' ') || c.is_alphanumeric() || Kind::of(*c).is_alphanumeric();
        let wanted: String = title.trim().to_lowercase().chars().filter(kept).collect();
        let wanted = wanted.replace(' ', "-");
        let count = self.counts.entry(wanted.clone()).or_insert(0);
        let name = if *count == 0 { wanted } else { format!("{wanted}-{count}") };
        *count += 1;
        self.names.push((name, unique.to_owned()));
    }
}

/// Letters and digits, in lower case; everything between them one hyphen. Never empty, never begins with a digit,
/// so that it is a valid XML name wherever it is used.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().take(80) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if Kind::of(c).is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    safe(slug.trim_end_matches('-'))
}

/// An anchor that any XML or PDF reader takes.
fn safe(name: &str) -> String {
    let fits = |c: char| matches!(c, '-' | '_' | '.') || Kind::of(c).is_alphanumeric();
    let name: String = name.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    match name.chars().next() {
        None => "section".to_owned(),
        Some(c) if c.is_alphabetic() => name,
        Some(_) => format!("s-{}", name.trim_start_matches('-')),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, Container, Level};
    use super::*;

    fn headings(levels: &[(usize, &str)]) -> Vec<Block> {
        let mut builder = Builder::new();
        for (level, words) in levels {
            builder.open(Container::Heading { level: Level::new(*level), anchor: None }, Span::NONE);
            builder.text(words, Span::NONE);
            builder.close();
        }
        builder.finish().blocks
    }

    #[test]
    fn levels_may_jump() {
        let sections = outline(&headings(&[(4, "A"), (2, "B"), (6, "C"), (3, "D")]));
        assert_eq!(sections.len(), 2);
        let inner: Vec<_> = sections[1].sections.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(inner, ["C", "D"]);
    }

    #[test]
    fn anchors_are_unique_and_resolve() {
        let blocks = headings(&[(2, "Über uns"), (2, "Über uns"), (2, "Über uns 2"), (2, "!!"), (2, "1. Start")]);
        let anchors = Anchors::of(&blocks);
        let all: Vec<_> = (0..5).map(|i| anchors.get(i).unwrap()).collect();
        assert_eq!(all, ["über-uns", "über-uns-2", "über-uns-2-2", "section", "s-1-start"]);
        assert_eq!(anchors.resolve("%C3%BCber-uns"), Some("über-uns"));
        assert_eq!(anchors.resolve("Über uns"), Some("über-uns"));
        assert_eq!(anchors.resolve("nowhere"), None);
    }

    #[test]
    fn links_may_be_written_for_github() {
        let titles =
            ["Conway's Law", "The Hype Cycle & Amara's Law", "開放/閉鎖原則（OCP）", "Same", "Same", "Same", "v1.2_b"];
        let blocks = headings(&titles.map(|title| (2, title)));
        let anchors = Anchors::of(&blocks);
        for (name, block) in [
            ("conways-law", 0),
            ("conway-s-law", 0),
            ("the-hype-cycle--amaras-law", 1),
            ("開放閉鎖原則ocp", 2),
            ("same", 3),
            ("same-1", 4),
            ("Same-1", 4),
            ("same-2", 5),
            ("same-3", 5),
            ("v12_b", 6),
        ] {
            assert_eq!(anchors.resolve(name), anchors.get(block), "{name}");
        }
    }
}
