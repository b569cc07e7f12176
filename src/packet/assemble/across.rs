//! Links from one article of a packet to another, by its file: they lead to where it is in the packet.

use super::super::finds::{Place, units};
use super::Piece;
use crate::model::{Anchors, Document, Inline, InlineKind, PageRef, Target};
use crate::parallel;
use crate::percent::percent_decoded;
use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};

/// Turns links to files of the packet into places, whose part is for now the article's index; returns the places in
/// articles that have to be marked for that.
pub(super) fn find(articles: &mut [Piece]) -> Vec<Place> {
    let files: HashMap<PathBuf, usize> =
        articles.iter().enumerate().rev().map(|(index, piece)| (plain(&piece.plan.path), index)).collect();
    let wanted = parallel::each_mut(articles, |_, piece| wanted(piece, &files));
    let mut headings = Headings::default();
    let mut found = Vec::new();
    for (index, wanted) in wanted.into_iter().enumerate().filter(|(_, wanted)| !wanted.is_empty()) {
        let places: Vec<Option<Place>> =
            wanted.iter().map(|(article, name)| headings.place(*article, name, articles)).collect();
        found.extend(places.iter().flatten());
        let mut places = places.into_iter();
        each_link(&mut articles[index].document, &mut |target| {
            if let Target::Place(at) = target {
                at.mark = places.next().flatten().map(|place| place.mark());
            }
        });
    }
    found
}

/// Turns an article's links to files of the packet into places; returns which articles they lead to, and what in them.
fn wanted(piece: &mut Piece, files: &HashMap<PathBuf, usize>) -> Vec<(usize, String)> {
    let folder = piece.plan.path.parent().unwrap_or(Path::new(""));
    let mut wanted = Vec::new();
    each_link(&mut piece.document, &mut |target| {
        let Target::Url(url) = target else { return };
        let Some((path, fragment)) = file(url) else { return };
        let Some(&article) = files.get(&plain(&folder.join(path))) else { return };
        wanted.push((article, fragment.to_owned()));
        *target = Target::Place(PageRef { part: article, mark: None });
    });
    wanted
}

/// Lets the places of links be those of parts. `parts`: the part of each article.
pub(super) fn settle(articles: &mut [Piece], parts: &[usize]) {
    parallel::each_mut(articles, |_, piece| {
        each_link(&mut piece.document, &mut |target| {
            if let Target::Place(at) = target {
                at.part = parts.get(at.part).copied().unwrap_or_default();
            }
        });
    });
}

/// The headings of the articles that are linked to.
#[derive(Default)]
struct Headings(BTreeMap<usize, (Anchors, HashMap<String, usize>)>);

impl Headings {
    /// Where a heading of an article is. `None`: it has none of that name, and the link leads to where it begins.
    fn place(&mut self, article: usize, name: &str, articles: &[Piece]) -> Option<Place> {
        let (anchors, units) = self.0.entry(article).or_insert_with(|| {
            let document = &articles[article].document;
            let anchors = Anchors::of(&document.blocks);
            let units = units::of_headings(document);
            let units = units.into_iter().filter_map(|(block, unit)| Some((anchors.get(block)?.to_owned(), unit)));
            let units = units.collect();
            (anchors, units)
        });
        let unit = *units.get(anchors.resolve(name)?)?;
        Some(Place { article, unit, offset: 0 })
    }
}

/// The file that an address names, and the place in it; none of an address elsewhere.
fn file(url: &str) -> Option<(PathBuf, &str)> {
    let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
    let path = path.split('?').next().unwrap_or_default();
    // A drive or a scheme, or a host without one.
    if path.is_empty() || path.contains(':') || path.starts_with("//") {
        return None;
    }
    Some((PathBuf::from(percent_decoded(path)), fragment))
}

/// A path without detours.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn each_link(document: &mut Document, change: &mut dyn FnMut(&mut Target)) {
    units::each_mut(document, &mut |inlines| links(inlines, change));
}

fn links(inlines: &mut [Inline], change: &mut dyn FnMut(&mut Target)) {
    for inline in inlines {
        if let InlineKind::Link { target, .. } = &mut inline.kind {
            change(target);
        }
        // A note's text is a list of its own.
        links(inline.kind.inner_mut().map_or(&mut [], Vec::as_mut_slice), change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_addresses() {
        assert_eq!(file("b%20c.md?x#The-End"), Some((PathBuf::from("b c.md"), "The-End")));
        for url in ["https://e.org/b.md", "//e.org/b.md", "mailto:b.md", "#b", "C:/b.md"] {
            assert_eq!(file(url), None, "{url}");
        }
        assert_eq!(plain(Path::new("./a/../b/./c.md")), PathBuf::from("b/c.md"));
        assert_eq!(plain(Path::new("../../b.md")), PathBuf::from("../../b.md"));
    }
}
