//! Everything that the articles can tell: found once, and marked in them, so that pages can be asked for.

use super::super::finds::acronyms::Acronyms;
use super::super::finds::changes::{self, Change, Edition};
use super::super::finds::chronology::{self, Dated, Veto};
use super::super::finds::links::Link;
use super::super::finds::seek::Case;
use super::super::finds::{self, Place, Text, duplicates, index, names, sparse};
use super::super::manifest::{Entry, Manifest, PartName};
use super::super::{Hash, Matter};
use super::{Named, Piece, across};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::plain;
use crate::parallel;
use crate::source::Span;
use std::collections::BTreeMap;

/// What was found, with places.
#[derive(Default)]
pub(super) struct Gathered {
    pub acronyms: Acronyms,
    /// The places of each of the manifest's people.
    pub people: Vec<Vec<Place>>,
    /// The places of each word of its glossary.
    pub glossary: Vec<Vec<Place>>,
    pub dates: Vec<Dated>,
    pub index: Vec<index::Entry>,
    pub links: Vec<Link>,
    /// What the articles' links to one another lead to.
    pub linked: Vec<Place>,
    pub twins: Vec<duplicates::Pair>,
    /// What became of the articles of an earlier edition.
    pub changes: Vec<Change>,
    /// Their titles, in its order.
    pub earlier: Vec<String>,
    /// How many words the articles have.
    pub words: usize,
    /// What tells what they say from what others say: as long as nobody changes a word it is the same.
    pub hash: String,
}

/// How much two articles share before they are taken for the same story.
const TWINS: f64 = 0.5;

impl Gathered {
    /// Finds what the packet's parts need, and marks the places in the articles.
    pub fn of(manifest: &Manifest, articles: &mut [Piece], earlier: Option<&Edition>) -> Self {
        let linked = across::find(articles);
        let mut texts = Text::all(articles.iter().map(|piece| &piece.document));
        let wants = |matter| manifest.parts.contains(&PartName::Matter(matter));
        let (words, hash) = measure(articles);
        let mut found = Self { words, hash, linked, twins: duplicates::find(&texts, TWINS), ..Self::default() };
        if wants(Matter::Acronyms) || wants(Matter::Index) {
            found.acronyms = finds::acronyms::find(&texts, &manifest.unlisted_acronyms);
        }
        if wants(Matter::People) || wants(Matter::Index) {
            found.people = names::find(&texts, &forms(&manifest.people), Case::Exact);
        }
        if wants(Matter::Glossary) {
            found.glossary = names::find(&texts, &forms(&manifest.glossary), Case::Any);
        }
        if wants(Matter::Chronology) {
            found.dates = chronology::find(&texts, &vetoes(&manifest.leave_out));
        }
        if wants(Matter::Index) {
            let known =
                index::Known { terms: &manifest.index_terms, people: &manifest.people, acronyms: &found.acronyms };
            found.index = index::build(&texts, &known);
        }
        if wants(Matter::Sources) {
            found.links = finds::links::find(&texts);
        }
        if let Some(earlier) = earlier {
            let edition = Edition::of(articles.iter().map(|piece| &piece.document));
            found.changes = changes::compare(earlier, &edition);
            found.earlier = earlier.articles.iter().map(|article| article.title.clone()).collect();
        }
        // A copy of much of what the articles say, which marking them does not need.
        parallel::each_mut(&mut texts, |_, text| drop(std::mem::take(text)));
        drop(texts);
        found.thin();
        found.mark(articles);
        found
    }

    /// Leaves as many places as page numbers need.
    fn thin(&mut self) {
        let acronyms = self.acronyms.expanded.iter_mut().map(|acronym| &mut acronym.places);
        let unexpanded = self.acronyms.unexpanded.iter_mut().map(|(_, places)| places);
        let named = self.people.iter_mut().chain(&mut self.glossary);
        let links = self.links.iter_mut().map(|link| &mut link.places);
        let index = self.index.iter_mut().map(|entry| &mut entry.places);
        let all = acronyms.chain(unexpanded).chain(named).chain(links).chain(index);
        all.for_each(|places| *places = sparse(places));
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        let acronyms = self.acronyms.expanded.iter().map(|acronym| &acronym.places);
        let unexpanded = self.acronyms.unexpanded.iter().map(|(_, places)| places);
        let named = self.people.iter().chain(&self.glossary);
        let links = self.links.iter().map(|link| &link.places);
        let index = self.index.iter().map(|term| &term.places);
        let dates = self.dates.iter().map(|dated| &dated.places);
        let listed = acronyms.chain(unexpanded).chain(named).chain(links).chain(index).chain(dates);
        listed.chain([&self.linked]).flatten().copied()
    }

    fn mark(&self, articles: &mut [Piece]) {
        let mut by_article: Vec<Vec<Place>> = vec![Vec::new(); articles.len()];
        for place in self.places() {
            by_article[place.article].push(place);
        }
        let mut marked: Vec<_> = articles.iter_mut().zip(by_article).collect();
        parallel::each_mut(&mut marked, |_, (piece, places)| finds::mark(&mut piece.document, places.drain(..)));
    }

    /// Tells what an editor should know: the same story twice, articles without a title or without rights.
    pub fn tell(&self, manifest: &Manifest, articles: &[Piece], sink: &mut Sink) {
        for (alike, least) in stories(&self.twins) {
            let numbers = alike.iter().map(|index| articles[*index].number.clone());
            let titles = alike.iter().map(|index| format!("\"{}\"", plain(&articles[*index].title())));
            let more = if alike.len() > 2 { " or more" } else { "" };
            let message = format!(
                "articles {} share {:.0} % of their text{more}: {}",
                enumerated(numbers, 12),
                least * 100.0,
                enumerated(titles, 4),
            );
            let span = alike.last().and_then(|last| articles[*last].plan.span).unwrap_or(Span::NONE);
            let hint = if alike.len() > 2 { "leave all but one of them out" } else { "leave one of them out" };
            sink.push(Diagnostic::new(Code::DuplicateArticle, message, span).hint(hint));
        }
        for piece in articles {
            let number = &piece.number;
            let span = piece.plan.span.unwrap_or(Span::NONE);
            if piece.named == Named::AfterFile {
                let message = format!("article {number} has no title: it is called \"{}\"", piece.name);
                let hint = "that is its file's name; say another in the manifest: title = …";
                sink.push(Diagnostic::new(Code::NoTitle, message, span).hint(hint));
            }
            if wants_rights(manifest) && piece.meta.rights.is_none() {
                let message = format!("nothing is said of the rights in article {number}");
                let hint = "copies of press articles are licensed; say it in the manifest: rights = …";
                sink.push(Diagnostic::new(Code::RightsUnknown, message, span).hint(hint));
            }
        }
    }
}

/// The articles that tell one story, in order, and how much two of them share at least; those that a third is like are
/// together, or a story that came in ten times would be told of in 45 lines.
fn stories(twins: &[duplicates::Pair]) -> Vec<(Vec<usize>, f64)> {
    let mut stories: Vec<(Vec<usize>, f64)> = Vec::new();
    let mut story_of: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in twins {
        let story = match story_of.get(&pair.first) {
            Some(story) => *story,
            None => {
                stories.push((vec![pair.first], 1.0));
                story_of.insert(pair.first, stories.len() - 1);
                stories.len() - 1
            }
        };
        // One that is like two stories is told of with both.
        let (alike, least) = &mut stories[story];
        if !alike.contains(&pair.second) {
            alike.push(pair.second);
        }
        *least = least.min(pair.similarity);
        story_of.entry(pair.second).or_insert(story);
    }
    stories.iter_mut().for_each(|(alike, _)| alike.sort_unstable());
    stories
}

/// "1, 2 and 7", "1, 2, 3 and 40 more".
fn enumerated(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let count = names.len();
    let mut said: Vec<String> = names.take(if count > most { most - 1 } else { most }).collect();
    let last = if count > said.len() { Some(format!("{} more", count - said.len())) } else { said.pop() };
    match (said.join(", "), last) {
        (first, Some(last)) if !first.is_empty() => format!("{first} and {last}"),
        (first, last) => last.unwrap_or(first),
    }
}

/// Whoever says the rights of one article means to say those of all.
fn wants_rights(manifest: &Manifest) -> bool {
    manifest.articles().any(|plan| plan.rights.is_some())
}

/// What an entry is called in articles.
fn forms(entries: &[Entry]) -> Vec<Vec<String>> {
    entries.iter().map(index::forms).collect()
}

/// The words of all articles, and the hash of what they say.
fn measure(articles: &[Piece]) -> (usize, String) {
    let mut hash = Hash::new();
    articles.iter().for_each(|piece| hash.add(&piece.hash.to_le_bytes()));
    let hex = hash.hex();
    (articles.iter().map(|piece| piece.words).sum(), format!("{} {}", &hex[..4], &hex[4..8]))
}

/// What the chronology leaves out: dates, and what sentences begin with.
fn vetoes(said: &[String]) -> Vec<Veto> {
    said.iter().cloned().map(Veto::Begins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_that_came_in_often_is_told_of_once() {
        let pair = |first, second, similarity| duplicates::Pair { first, second, similarity };
        let twins = [pair(0, 2, 0.9), pair(0, 4, 0.8), pair(2, 4, 0.7), pair(1, 5, 1.0)];
        assert_eq!(stories(&twins), [(vec![0, 2, 4], 0.7), (vec![1, 5], 1.0)]);
        let said = |count: usize| enumerated((1..=count).map(|n| n.to_string()).collect::<Vec<_>>().into_iter(), 3);
        assert_eq!([1, 2, 3, 5].map(said), ["1", "1 and 2", "1, 2 and 3", "1, 2 and 3 more"]);
    }
}
