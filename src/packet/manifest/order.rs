//! Articles in the order that a manifest asks for.

use super::super::finds::fold::filing;
use super::{ArticlePlan, Manifest, Order};
use crate::model::Document;
use std::cmp::Ordering;

impl Manifest {
    /// Brings the articles of each section into the order that [`Manifest::order`] says, and their documents with them;
    /// there is one for each, in the order of [`Manifest::articles`]. Those that are alike stay as they were.
    pub fn sort<T: AsRef<Document>>(&mut self, documents: &mut Vec<T>) {
        if self.order == Order::Given || documents.len() != self.articles().count() {
            return;
        }
        let mut left = std::mem::take(documents).into_iter();
        for section in &mut self.sections {
            let plans = std::mem::take(&mut section.articles);
            let count = plans.len();
            let mut pairs: Vec<_> = plans.into_iter().zip(left.by_ref().take(count)).collect();
            pairs.sort_by(|(a, one), (b, other)| compare(self.order, (a, one.as_ref()), (b, other.as_ref())));
            for (plan, document) in pairs {
                section.articles.push(plan);
                documents.push(document);
            }
        }
    }
}

type Pair<'a> = (&'a ArticlePlan, &'a Document);

fn compare(order: Order, a: Pair, b: Pair) -> Ordering {
    match order {
        Order::Given => Ordering::Equal,
        Order::Newest => last_if_none(date(a), date(b), |a, b| b.cmp(a)),
        Order::Oldest => last_if_none(date(a), date(b), Ord::cmp),
        Order::Source => last_if_none(source(a), source(b), |a, b| filing(a).cmp(&filing(b))),
        Order::Title => last_if_none(title(a), title(b), |a, b| filing(a).cmp(&filing(b))),
    }
}

fn last_if_none<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn date<'a>((plan, document): Pair<'a>) -> Option<&'a str> {
    plan.date.as_ref().or(document.meta.date.as_ref()).map(|date| date.iso.as_str())
}

fn source<'a>((plan, document): Pair<'a>) -> Option<&'a str> {
    plan.source.as_deref().or(document.meta.publication.as_deref())
}

fn title((plan, document): Pair) -> Option<String> {
    plan.title.clone().or_else(|| document.meta.title_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Meta};

    #[test]
    fn the_newest_first_within_each_section() {
        let text = "order = \"newest\"\narticle = [\"a\", \"b\", { file = \"c\", date = 2026-03-01 }]\n\
                    [[section]]\narticle = [\"d\", \"e\"]\n";
        let mut manifest = Manifest::from_toml("x", text).unwrap();
        let of =
            |iso: &str| Document { meta: Meta { date: Date::from_iso(iso), ..Meta::default() }, blocks: Vec::new() };
        let mut documents: Vec<_> = ["", "2026-02", "2025-01-01", "2020", "2021"].map(of).map(Box::new).into();
        manifest.sort(&mut documents);
        let paths: Vec<_> = manifest.articles().map(|plan| plan.path.display().to_string()).collect();
        assert_eq!(paths.join(" "), "c b a e d");
        let dates: Vec<_> = documents.iter().filter_map(|one| one.meta.date.as_ref()).map(|date| &date.iso).collect();
        assert_eq!(dates, ["2025-01-01", "2026-02", "2021", "2020"]);
    }

    #[test]
    fn the_oldest_first_or_by_where_they_were_published() {
        let of = |iso: &str, source: &str| {
            let publication = Some(source.to_owned()).filter(|source| !source.is_empty());
            let meta = Meta { date: Date::from_iso(iso), publication, ..Meta::default() };
            Document { meta, blocks: Vec::new() }
        };
        for (order, expected) in [("oldest", "c a d b"), ("source", "c d a b"), ("given", "a b c d")] {
            let text = format!("order = \"{order}\"\narticle = [\"a\", \"b\", \"c\", \"d\"]\n");
            let mut manifest = Manifest::from_toml("x", &text).unwrap();
            let documents =
                [of("2024", "The Times"), of("", ""), of("2019-03-01", "Der Spiegel"), of("2024-02", "Le Monde")];
            manifest.sort(&mut documents.map(Box::new).into());
            let paths: Vec<_> = manifest.articles().map(|plan| plan.path.display().to_string()).collect();
            assert_eq!(paths.join(" "), expected, "{order}");
        }
    }

    #[test]
    fn titles_are_filed_as_in_an_index() {
        let mut manifest = Manifest::from_toml("x", "order = \"title\"\narticle = [\"a\", \"b\", \"c\"]\n").unwrap();
        let of = |title: &str| Document {
            meta: Meta { title: Meta::words(title, crate::source::Span::NONE), ..Meta::default() },
            blocks: Vec::new(),
        };
        let mut documents: Vec<_> = ["Zug", "Äpfel", "“Birnen”"].map(of).map(Box::new).into();
        manifest.sort(&mut documents);
        let paths: Vec<_> = manifest.articles().map(|plan| plan.path.display().to_string()).collect();
        assert_eq!(paths.join(" "), "b c a");
    }
}
