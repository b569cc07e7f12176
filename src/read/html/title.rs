//! The site's name, which many pages put behind their article's title, or before it.

use super::dom::{self, squeezed};
use crate::lang::letters;
use dom_query::Document;

/// What parts a title from the name of its site.
const BETWEEN: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", "_", " @ ", " ~ ", "：", "｜", "|"];

/// What parts them without spaces, or a title from its second half as well: both are asked for then.
const CLOSE: &[&str] = &[": ", ":", "-", "—"];

/// What may part a title from its second half as well.
const WITHIN: &str = "：";

/// How many headings of a page are asked whether they are its title.
const MOST_HEADINGS: usize = 40;

/// What a page says of its site and of its title.
pub struct Site {
    /// Names of the site, letters alone.
    names: Vec<String>,
    /// The page's headings, letters alone.
    headings: Vec<String>,
    /// The only heading of the first rank.
    only: Option<String>,
}

impl Site {
    /// What the page tells.
    pub fn of(page: &Document, publication: Option<&str>, url: Option<&str>) -> Self {
        let mut names: Vec<String> = publication.map(letters).into_iter().collect();
        if let Some(host) = url.and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split(['/', ':']).next()) {
            names.push(letters(host));
            names.push(letters(host.trim_start_matches("www.")));
            // "times" of www.times.example
            let label = host.trim_start_matches("www.").split('.').next().unwrap_or_default();
            names.push(letters(label));
        }
        names.retain(|name| name.chars().count() >= 2);
        let root = page.root();
        let found: Vec<_> = dom::elements(&root, &["h1", "h2", "h3"]).take(MOST_HEADINGS).collect();
        let headings = found.iter().map(|heading| letters(&heading.text())).collect();
        let mut first = found.iter().filter(|heading| heading.has_name("h1"));
        let only = first.next().filter(|_| first.next().is_none()).map(|heading| letters(&heading.text()));
        Self { names, headings, only }
    }

    /// The title without the site's name; nothing if it has none. A title is cut only where the page names its site
    /// so, or where a heading of the page is what is left.
    pub fn without(&self, title: &str) -> Option<String> {
        let mut rest = title;
        // "Title | Section | Site"
        for _ in 0..3 {
            match self.cut(rest) {
                Some(shorter) => rest = shorter,
                None => break,
            }
        }
        (rest.len() < title.len()).then(|| squeezed(rest))
    }

    fn cut<'t>(&self, title: &'t str) -> Option<&'t str> {
        let is_heading = |text: &str| self.headings.contains(&letters(text));
        // A heading with the whole title is the author's word for it.
        if is_heading(title) {
            return None;
        }
        let splits = BETWEEN.iter().flat_map(|mark| title.rmatch_indices(mark));
        let mut splits: Vec<_> = splits.map(|(at, mark)| (&title[..at], &title[at + mark.len()..], mark)).collect();
        splits.sort_by_key(|(front, _, _)| std::cmp::Reverse(front.len()));
        let behind = splits
            .iter()
            .find(|(front, end, mark)| worth(front) && (self.is_name(end) || (*mark != WITHIN && is_heading(front))));
        // A book's name may stand as large above each of its pages: "FAQ - The Cargo Book".
        let is_only = |text: &str| self.only.as_deref() == Some(letters(text).as_str());
        let before = || {
            let mut splits = splits.iter().rev();
            splits.find(|(front, end, mark)| worth(end) && (self.is_name(front) || (*mark != WITHIN && is_only(end))))
        };
        let found = behind.map(|(front, ..)| *front).or_else(|| before().map(|(_, end, _)| *end));
        found.or_else(|| self.cut_close(title))
    }

    /// "The Brain Dump: A Dry Year", "A Dry Year:The Brain Dump": one is the site's name or a heading, and the other a
    /// heading. Of two headings, the one that is not the page's first is the article's.
    fn cut_close<'t>(&self, title: &'t str) -> Option<&'t str> {
        let is_heading = |text: &str| self.headings.contains(&letters(text));
        let is_first = |text: &str| self.headings.first().is_some_and(|first| *first == letters(text));
        let is_site = |text: &str| self.is_name(text) || is_first(text);
        let splits = CLOSE.iter().flat_map(|mark| title.match_indices(mark));
        let mut splits = splits.map(|(at, mark)| (title[..at].trim(), title[at + mark.len()..].trim()));
        splits.find_map(|(front, end)| {
            if letters(front) == letters(end) {
                None
            } else if worth(end) && is_site(front) && is_heading(end) {
                Some(end)
            } else {
                (worth(front) && is_site(end) && is_heading(front)).then_some(front)
            }
        })
    }

    /// Whether a text is the site's name.
    pub fn is_name(&self, text: &str) -> bool {
        let text = letters(text);
        !text.is_empty() && self.names.contains(&text)
    }
}

/// The longest part of a page's title, between signs that part it from the name of its site.
pub fn longest_part(title: &str) -> &str {
    let mut parts = vec![title];
    for mark in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter().rev().max_by_key(|part| part.len()).unwrap_or(title)
}

/// Whether there is anything left to call an article by.
fn worth(text: &str) -> bool {
    letters(text).chars().count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_cut_where_the_page_names_it() {
        let page = Document::from("<title>x</title><h1>The Harvest</h1>");
        let site = Site::of(&page, Some("The Harbour Times"), Some("https://www.times.example/a"));
        for (title, wanted) in [
            ("A Dry Year | The Harbour Times", Some("A Dry Year")),
            ("A Dry Year - Water | The Harbour Times", Some("A Dry Year - Water")),
            ("The Harbour Times: A Dry Year", None),
            ("The Harbour Times — A Dry Year", Some("A Dry Year")),
            ("The Harvest - Grain | Somewhere", Some("The Harvest")),
            ("Left - Right - A Dry Year", None),
            ("The Harvest", None),
            ("A Dry Year :: times.example", Some("A Dry Year")),
            ("Somewhere :: The Harvest", Some("The Harvest")),
            ("The Harvest：A Dry Year", None),
            ("A Dry Year：The Harbour Times", Some("A Dry Year")),
            ("The Harbour Times: The Harvest", Some("The Harvest")),
            ("The Harvest:The Harbour Times", Some("The Harvest")),
            ("The Harvest: A Dry Year", None),
        ] {
            assert_eq!(site.without(title).as_deref(), wanted, "{title}");
        }
    }
}
