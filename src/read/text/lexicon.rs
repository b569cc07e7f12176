//! The word lists of all languages, joined: a page's furniture need not be in the article's language.

use crate::lang::{LANGUAGES, small};
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

/// What stands before the name of a publication, besides the languages' own word for a source.
const SOURCES: &[&str] = &[
    "published in",
    "publication",
    "url",
    "link",
    "original",
    "originally published",
    "originally published at",
    "erschienen in",
    "paru dans",
    "publicado en",
    "опубликовано в",
    "ссылка",
    "оригинал",
    "原文",
    "原文链接",
    "出处",
];

/// A language has few of these, and they are asked for nowhere else.
const ELSEWHERE: &[&str] = &[
    "read more",
    "learn more",
    "more about",
    "more on",
    "more from",
    "read the full",
    "read also",
    "also read",
    "continue reading",
    "see also:",
    "related:",
    "watch:",
    "listen:",
    "click here",
    "mehr zum thema",
    "mehr dazu",
    "lesen sie auch",
    "lesen sie mehr",
    "weiterlesen",
    "siehe auch:",
    "lire aussi",
    "lire la suite",
    "à lire",
    "en savoir plus",
    "voir aussi :",
    "leer más",
    "lea también",
    "lea además",
    "ver más",
    "más información",
    "читайте также",
    "читать далее",
    "подробнее",
    "смотрите также",
    "διαβάστε επίσης",
    "διαβάστε περισσότερα",
    "δείτε επίσης",
    "اقرأ أيضا",
    "اقرأ المزيد",
    "المزيد عن",
    "阅读更多",
    "继续阅读",
    "相关阅读",
    "延伸阅读",
    "続きを読む",
    "関連記事",
    "leggi anche",
    "leggi di più",
    "leia mais",
    "leia também",
    "lees ook",
    "lees meer",
];

/// The labels of what a page offers below an article, in lower case; asked for nowhere else.
const TAILS: &[&str] = &[
    "related topics",
    "related articles",
    "related posts",
    "related stories",
    "more on this story",
    "more from",
    "read next",
    "most read",
    "most popular",
    "you may also like",
    "recommended for you",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "ähnliche artikel",
    "archivado en",
    "artículos relacionados",
    "noticias relacionadas",
    "te puede interesar",
    "sur le même sujet",
    "articles similaires",
    "leggi anche",
    "articoli correlati",
    "leia também",
    "artigos relacionados",
    "lees ook",
    "zobacz także",
    "czytaj także",
    "podobne artykuły",
    "читайте также",
    "похожие статьи",
    "читайте також",
    "схожі статті",
    "διαβάστε επίσης",
    "ilgili haberler",
    "اقرأ أيضا",
    "مقالات ذات صلة",
    "קראו גם",
    "相关阅读",
    "相关新闻",
    "関連記事",
    "관련기사",
];

impl Lexicon {
    fn new() -> Self {
        let mut byline = by_first(&LANGUAGES.iter().flat_map(|data| data.byline).copied().collect::<Vec<_>>());
        byline.values_mut().for_each(|words| words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word)));
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
        Self {
            alerts: LANGUAGES.iter().flat_map(|data| data.labels.alerts).map(str::to_lowercase).collect(),
            sections: LANGUAGES.iter().flat_map(|data| data.sections).copied().collect(),
            and: LANGUAGES.iter().flat_map(|data| data.and).copied().collect(),
            sources: LANGUAGES
                .iter()
                .map(|data| data.labels.source.to_lowercase())
                .chain(SOURCES.iter().map(|word| (*word).to_owned()))
                .collect(),
            elsewhere: by_first(ELSEWHERE),
            tails: TAILS.iter().copied().collect(),
            counters,
            byline,
            longest: lines.keys().map(|line| line.chars().count()).max().unwrap_or(0),
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
        let first = first_small(text)?;
        if is_share_row(text) {
            return Some(Certainty::Sure);
        }
        let beginnings = self.beginnings.get(if first.is_ascii_digit() { &'#' } else { &first });
        const ENDS: [char; 4] = [':', '…', '.', ' '];
        // Small letters are never fewer than others, and figures become one sign.
        let fewest = text.trim_end_matches(ENDS).chars().filter(|c| !c.is_ascii_digit()).count();
        if beginnings.is_none() && fewest > self.longest {
            return None;
        }
        let line = numbers_as_hash(&small(text));
        if let Some(certainty) = self.lines.get(line.trim_end_matches(ENDS)) {
            return Some(*certainty);
        }
        let sure = beginnings?.iter().filter(|(beginning, _)| line.starts_with(beginning));
        sure.map(|(_, certainty)| *certainty).max()
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

/// "Facebook Twitter WhatsApp Email": the places to share a page at, and nothing else.
fn is_share_row(text: &str) -> bool {
    const FEWEST: usize = 2;
    const PLACES: &[&str] = &[
        "facebook",
        "twitter",
        "whatsapp",
        "telegram",
        "linkedin",
        "pinterest",
        "reddit",
        "instagram",
        "threads",
        "bluesky",
        "mastodon",
        "tumblr",
        "flipboard",
        "vk",
        "viber",
        "weibo",
        "wechat",
        "微信",
        "微博",
        "line",
        "email",
        "e-mail",
        "mail",
        "x",
        "copy",
        "link",
        "print",
    ];
    let words = || text.split([' ', '|', '·', '•', ',', '/']).filter(|word| !word.is_empty());
    let is_place = |word: &str| PLACES.iter().any(|place| place.eq_ignore_ascii_case(word));
    let networks = |word: &&str| PLACES[..18].iter().any(|place| place.eq_ignore_ascii_case(word));
    words().next().is_some_and(is_place)
        && words().count() >= FEWEST
        && words().all(is_place)
        && words().any(|w| networks(&w))
}

/// The first character of a text in small letters.
fn first_small(text: &str) -> Option<char> {
    text.chars().next()?.to_lowercase().next()
}

/// Words by their first characters.
fn by_first(words: &[&'static str]) -> FxHashMap<char, Vec<&'static str>> {
    let mut all: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for word in words {
        all.entry(word.chars().next().unwrap_or_default()).or_default().push(*word);
    }
    all
}

/// "12 comments" → "# comments".
fn numbers_as_hash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for text in ["Shared values", "The advertisement said so", "Commentary"] {
            assert_eq!(lexicon().furniture(text), None, "{text}");
        }
    }
}
