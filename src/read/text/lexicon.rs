//! The word lists of all languages, joined: a page's furniture need not be in the article's language.

use super::page;
use crate::lang::{LANGUAGES, OTHERS, byline_words, page_words, small};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The words of all languages.
pub(in crate::read) struct Lexicon {
    /// "note", "warning": what is set off from the text.
    pub alerts: FxHashSet<String>,
    /// "politics", "sport": what stands above a title.
    pub sections: FxHashSet<&'static str>,
    /// "views": what a page counts.
    pub counters: Vec<&'static str>,
    /// "by", "text by": what stands before names, by their first characters; longest first.
    pub byline: FxHashMap<char, Vec<&'static str>>,
    /// "and": what stands between names.
    pub and: FxHashSet<&'static str>,
    /// "source", "published in": what stands before the name of a publication, in lower case.
    pub sources: FxHashSet<String>,
    /// "figure", "tab", "图": what stands before the number below a picture or a table.
    pub numbered: FxHashSet<String>,
    /// "ingredients", "method": what heads the parts of a recipe.
    pub recipes: FxHashSet<&'static str>,
    /// "read more", "see also:": how a line begins that leads to another page, by the first character.
    elsewhere: FxHashMap<char, Vec<&'static str>>,
    /// "related topics": what heads the offers below an article.
    tails: FxHashSet<&'static str>,
    /// Whole lines of furniture.
    lines: FxHashMap<&'static str, Certainty>,
    /// The longest of them, in characters.
    longest: usize,
    /// Beginnings of lines of furniture, by their first character.
    beginnings: FxHashMap<char, Vec<(&'static str, Certainty)>>,
}

/// "author" in the languages of which little is known: enough that a colon follows. Made when a line has one.
pub(super) fn is_author(label: &str) -> bool {
    static LABELS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let labels = OTHERS.iter().flat_map(|data| [data.labels.author, data.labels.authors, data.labels.by]);
        labels.map(|label| label.to_lowercase().trim_end_matches(':').to_owned()).collect()
    });
    LABELS.contains(label)
}

/// How sure it is that a line is a page's furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Certainty {
    /// An article may say it as well: it takes others beside it.
    Likely,
    /// No article says it.
    Sure,
}

/// The lexicon, made once.
pub(in crate::read) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
    &LEXICON
}

impl Lexicon {
    fn new() -> Self {
        let mut byline = by_first(byline_words());
        byline.values_mut().for_each(|words| {
            words.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
            words.dedup();
        });
        let mut counters: Vec<_> = LANGUAGES.iter().flat_map(|data| data.counters).copied().collect();
        counters.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        let mut lines = FxHashMap::default();
        let mut beginnings: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for entry in LANGUAGES.iter().flat_map(|data| data.furniture).copied() {
            let (text, certainty) = match entry.strip_suffix('?') {
                Some(text) => (text, Certainty::Likely),
                None => (entry, Certainty::Sure),
            };
            match (text.strip_suffix('*'), text.chars().next()) {
                (Some(beginning), Some(first)) => {
                    beginnings.entry(first).or_default().push((beginning.trim_end(), certainty));
                }
                _ => {
                    lines.insert(text, certainty);
                }
            }
        }
        let offers = || page_words(|page| page.offers);
        Self {
            alerts: LANGUAGES.iter().flat_map(|data| data.labels.alerts).map(str::to_lowercase).collect(),
            sections: LANGUAGES.iter().flat_map(|data| data.sections).copied().collect(),
            and: LANGUAGES.iter().flat_map(|data| data.and).copied().collect(),
            sources: LANGUAGES
                .iter()
                .map(|data| data.labels.source.to_lowercase())
                .chain(page_words(|page| page.publications).map(str::to_owned))
                .collect(),
            numbered: LANGUAGES
                .iter()
                .flat_map(|data| [data.labels.figure, data.labels.table])
                // The standard library's way: the quick one would fill in a table for each script.
                .map(str::to_lowercase)
                .chain(page_words(|page| page.numbered).map(str::to_owned))
                .collect(),
            recipes: page_words(|page| page.recipes).collect(),
            elsewhere: by_first(page_words(|page| page.elsewhere)),
            tails: offers().collect(),
            counters,
            byline,
            longest: lines.keys().copied().chain(offers()).map(|line| line.chars().count()).max().unwrap_or(0),
            lines,
            beginnings,
        }
    }

    /// Whether a line is furniture of the page rather than the article's.
    pub fn furniture(&self, text: &str) -> Option<Certainty> {
        if text.len() > 160 {
            return None;
        }
        if text.starts_with('©') {
            return Some(Certainty::Sure);
        }
        // "[Read also: …]", "← Previous post".
        let text = text.trim_matches(['[', ']', '←', '→', '«', '»', '‹', '›', ' ']);
        let first = first_small(text)?;
        if let Some(certainty) = page::of_page(text) {
            return Some(certainty);
        }
        let beginnings = self.beginnings.get(if first.is_ascii_digit() { &'#' } else { &first });
        const ENDS: [char; 4] = [':', '…', '.', ' '];
        // Small letters are never fewer than others, and figures become one sign.
        let fewest = || text.trim_end_matches(ENDS).chars().filter(|c| !c.is_ascii_digit()).count();
        let mut beginnings =
            beginnings.into_iter().flatten().filter(|(beginning, _)| may_begin(text, beginning)).peekable();
        if beginnings.peek().is_none() && fewest() > self.longest {
            return None;
        }
        let line = numbers_as_hash(small(text));
        if let Some(certainty) = self.lines.get(line.trim_end_matches(ENDS)) {
            return Some(*certainty);
        }
        let tail = self.tails.contains(line.trim_end_matches(ENDS)).then_some(Certainty::Likely);
        let begins =
            |beginning: &str| line.starts_with(beginning) && !(beginning.ends_with('#') && goes_on_as_a_sentence(text));
        let sure = beginnings.filter(|(beginning, _)| begins(beginning));
        sure.map(|(_, certainty)| *certainty).chain(tail).max()
    }

    /// Whether a whole line, in lower case, is one of furniture.
    pub fn is_line(&self, text: &str) -> bool {
        self.lines.contains_key(text)
    }

    /// Whether a line is the label of what a page offers below an article.
    pub fn heads_tail(&self, text: &str) -> bool {
        const LONGEST: usize = 90;
        text.len() <= LONGEST && self.tails.contains(small(text).trim_end_matches([':', '：', '…', ' ']))
    }

    /// Whether a line begins as those that lead to another page.
    pub fn leads_elsewhere(&self, text: &str) -> bool {
        let beginnings = first_small(text).and_then(|first| self.elsewhere.get(&first));
        beginnings.is_some_and(|beginnings| {
            let text = small(text);
            beginnings.iter().any(|beginning| text.starts_with(beginning))
        })
    }
}

/// Whether a text may begin so, as far as its second character tells; the first does.
fn may_begin(text: &str, beginning: &str) -> bool {
    match (text.as_bytes(), beginning.as_bytes()) {
        ([first, second, ..], [_, wanted, ..]) if first.is_ascii_alphabetic() && second.is_ascii() => {
            let second = if second.is_ascii_digit() { b'#' } else { second.to_ascii_lowercase() };
            second == *wanted
        }
        _ => true,
    }
}

/// The first character of a text in small letters.
fn first_small(text: &str) -> Option<char> {
    text.chars().next()?.to_lowercase().next()
}

/// Words by their first characters.
fn by_first(words: impl Iterator<Item = &'static str>) -> FxHashMap<char, Vec<&'static str>> {
    let mut all: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for word in words {
        all.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    all
}

/// "12 comments" → "# comments", "1,204 views" → "# views"; but a chapter is "2.3 Comments".
fn numbers_as_hash(text: String) -> String {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else if !(out.ends_with('#') && matches!(c, ',' | '.') && is_of_thousands(&text[at + 1..])) {
            out.push(c);
        }
    }
    out
}

/// Whether a text begins with three figures.
fn is_of_thousands(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Whether a sentence goes on behind a line's first figure: "Embargoed until 2019, the papers show ...". The name of a
/// firm may end in a full stop as well: "Copyright 2021, 2023 Harbour Press, Inc.".
fn goes_on_as_a_sentence(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let behind = text.trim_start_matches(|c: char| !c.is_ascii_digit()).split_whitespace();
    let mut words = behind.filter(|word| word.contains(char::is_alphabetic));
    let last = words.clone().next_back().filter(|_| text.ends_with('.'));
    words.nth(MOST_WORDS).is_some() || last.is_some_and(|word| word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_chapters_count_nothing() {
        assert_eq!(lexicon().furniture("2.3 Comments"), None);
        assert!(lexicon().furniture("1,204 comments").is_some() && lexicon().furniture("12 Comments").is_some());
    }

    #[test]
    fn furniture_of_pages() {
        for text in
            ["12 Comments", "ADVERTISEMENT", "5 min read", "Share this:", "Теги: новости", "评论（3）", "© 2024 X"]
        {
            assert_eq!(lexicon().furniture(text), Some(Certainty::Sure), "{text}");
        }
        assert_eq!(lexicon().furniture("Facebook Twitter WhatsApp Email"), Some(Certainty::Sure));
        assert_eq!(lexicon().furniture("Print Email Copy"), None);
        assert_eq!(lexicon().furniture("Share"), Some(Certainty::Likely));
        for text in
            ["Check against delivery", "Es gilt das gesprochene Wort.", "Embargoed until 00:01, Tuesday 9 April 2024"]
        {
            assert_eq!(lexicon().furniture(text), Some(Certainty::Sure), "{text}");
        }
        for text in [
            "Copyright 2000-2023 Harbour Press, Inc.",
            "3.4K followers",
            "Lesen Sie auch",
            "Διαβάστε περισσότερα",
            "いいね！",
        ] {
            assert_eq!(lexicon().furniture(text), Some(Certainty::Likely), "{text}");
        }
        for text in [
            "Embargoed until this morning, the report says more",
            "Embargoed until 2019, the papers are open.",
            "Embargoed until 2019, the papers show 12 ways to flood a valley",
            "Embargoed until 2019, the papers show how the ministry planned to flood the valley and nine villages",
            "Shared values",
            "The advertisement said so",
            "Commentary",
        ] {
            assert_eq!(lexicon().furniture(text), None, "{text}");
        }
    }
}
