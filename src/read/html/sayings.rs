//! What furniture says of itself, where no class tells: the headings of sections that are beside an article. The words
//! are the languages' own, as are lines such as "Advertisement" and "Share this", which the reader of plain text knows.

use super::dom::squeezed;
use crate::lang::web_words;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How far a heading's section reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Links to other articles: up to the next heading, as long as there are links.
    Links,
    /// Comments: all that follows.
    Rest,
}

/// Sayings of all languages. They are asked for every line of a page.
struct Sayings {
    whole: FxHashSet<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Sayings {
    fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let (beginnings, whole): (Vec<_>, Vec<_>) = words.partition(|words| words.ends_with('*'));
        let beginnings = beginnings.into_iter().map(|words| words.trim_end_matches('*')).collect();
        Self { whole: whole.into_iter().collect(), beginnings }
    }

    fn has(&self, line: &str) -> bool {
        self.whole.contains(line)
    }

    /// Whether a heading is one of them, or begins as one that may go on.
    fn heads(&self, line: &str) -> bool {
        const LONGEST: usize = 60;
        let begins = || self.beginnings.iter().any(|beginning| line.starts_with(beginning));
        self.has(line) || begins() && line.chars().count() < LONGEST
    }
}

/// Headings of links to other articles.
static LINKS: LazyLock<Sayings> = LazyLock::new(|| Sayings::new(web_words(|words| words.beside)));

/// Headings of comments.
static COMMENTS: LazyLock<Sayings> = LazyLock::new(|| Sayings::new(web_words(|words| words.comments)));

/// Headings of what an article names others for, at its end: its links are its own.
static REFERENCES: LazyLock<Sayings> = LazyLock::new(|| Sayings::new(web_words(|words| words.references)));

/// The way to the pages before and behind.
static WAYS: LazyLock<Sayings> = LazyLock::new(|| Sayings::new(web_words(|words| words.ways)));

/// Whether a heading says that what an article refers to is listed below it; a number may stand before it.
pub fn is_references(heading: &str) -> bool {
    const LONGEST: usize = 80;
    heading.len() <= LONGEST && {
        let line = plain(heading);
        // MediaWiki sets a link beside each heading, before it or behind it: "[edit] References".
        let words = line.split_once(']').filter(|_| line.starts_with('[')).map_or(line.as_str(), |(_, words)| words);
        let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = words.split_once('[').filter(|_| words.ends_with(']')).map_or(words, |(words, _)| words).trim_end();
        REFERENCES.has(words)
    }
}

/// What a heading says of the section under it.
pub fn section(heading: &str) -> Option<Section> {
    if heading.len() > 120 {
        return None;
    }
    let line = plain(heading);
    if COMMENTS.heads(&line) { Some(Section::Rest) } else { LINKS.heads(&line).then_some(Section::Links) }
}

/// Whether a line begins with such a heading and a colon: "Read more: The mills stand still".
pub fn leads_elsewhere(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(label, rest)| !rest.trim().is_empty() && LINKS.has(&plain(label)) && label.chars().count() >= 4)
}

/// Whether words before a link say that it leads to another article: "Lire aussi", "Read more".
pub fn is_label(words: &str) -> bool {
    (4..=60).contains(&words.len()) && LINKS.has(&plain(words))
}

/// Whether a line is the way to the pages before and behind: "Prev | Index | Next".
pub fn is_way(line: &str) -> bool {
    const LONGEST: usize = 80;
    let parts =
        |c: char| matches!(c, '|' | '·' | '•' | '/' | '[' | ']' | '«' | '»' | '<' | '>' | ',' | '←' | '→' | '↑');
    if line.len() > LONGEST {
        return false;
    }
    let whole = |part: &str| WAYS.has(&plain(part));
    let pieces: Vec<&str> = line.split(parts).map(str::trim).filter(|part| !part.is_empty()).collect();
    // Without signs between them each word is a link of its own.
    let words: Vec<&str> = line.split_whitespace().collect();
    (pieces.len() > 1 && pieces.iter().all(|piece| whole(piece)))
        || (words.len() > 1 && words.iter().all(|word| whole(word)))
}

/// Whether a line is what a letter to many says of itself, with links to leave the list or to see it in a browser.
pub fn is_of_a_letter(line: &str) -> bool {
    const LONGEST: usize = 400;
    line.len() <= LONGEST && {
        let line = plain(line);
        web_words(|words| words.letters).any(|words| line.contains(words))
    }
}

/// Whether a line stands for something from another site, which a page shows only to those who agree.
pub fn is_of_embedding(line: &str) -> bool {
    const LONGEST: usize = 700;
    line.len() <= LONGEST && {
        let line = plain(line);
        // What others of these begin with takes one of such words more.
        let agrees = || web_words(|words| words.agreeing).any(|word| line.contains(word));
        web_words(|words| words.embedded)
            .any(|words| line.strip_prefix(words).is_some_and(|more| more.is_empty() || agrees()))
    }
}

/// Whether a link is a tool of the page: over its menu to the text, or into a letter to nobody yet.
pub fn is_of_the_page(address: &str, text: &str) -> bool {
    // More is no label of a link, and is not made small to be looked at.
    let short = text.len() <= 120;
    address.starts_with("mailto:?") && short
        || address.starts_with('#') && short && {
            let label = plain(text);
            web_words(|words| words.over).any(|words| label.starts_with(words))
        }
}

/// In lower case, with single spaces, numbers as `#`, typewriter apostrophes.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in squeezed(text).trim_end_matches([':', '：', '.', '…', '»', '>', ' ']).to_lowercase().chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            '’' => out.push('\''),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_what_is_beside_an_article() {
        for (heading, wanted) in [
            ("Related Articles", Some(Section::Links)),
            ("More from The Harbour Times", Some(Section::Links)),
            ("12 Comments", Some(Section::Rest)),
            ("3 thoughts on “The Harvest”", Some(Section::Rest)),
            ("Читайте также:", Some(Section::Links)),
            ("Das könnte Sie auch interessieren", Some(Section::Links)),
            ("Comments on the treaty", None),
            ("Related work", None),
            ("Sharing the harvest", None),
        ] {
            assert_eq!(section(heading), wanted, "{heading}");
        }
        assert!(is_of_the_page("#main", "Skip to main content") && is_of_the_page("mailto:?subject=A", "Email"));
        assert!(!is_of_the_page("#s2", "The skipper") && !is_of_the_page("mailto:a@example.org", "Write"));
        assert!(leads_elsewhere("Read more: The mills stand still"));
        assert!(!leads_elsewhere("The answer: nobody knew"));
        assert!(is_label("Lire aussi") && is_label("Read more:") && !is_label("See"));
        assert!(is_way("Prev | Index | Next") && is_way("[Zurück] [Inhalt]") && is_way("Previous Up Next"));
        assert!(!is_way("Next") && !is_way("The next day") && !is_way("Home | Mills"));
        assert!(is_of_a_letter("Unsubscribe from this list") && !is_of_a_letter("Write us a letter"));
    }
}
