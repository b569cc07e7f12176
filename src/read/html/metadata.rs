//! What a page says of its article: in JSON-LD, in OpenGraph and other `<meta>` tags, and in its head.
//!
//! JSON-LD is believed before tags, and tags before what the extraction guessed from the words of the page.

use super::dom::{self, letters, squeezed};
use super::json_ld::{self, Described};
use crate::lang::Language;
use crate::model::{Date, Meta};
use crate::read::text::{byline, dates};
use dom_query::Document;
use dom_smoothie::Article;
use rustc_hash::FxHashMap;

/// What is known so far.
#[derive(Default)]
pub struct Known {
    /// All but the title.
    pub meta: Meta,
    /// The title's words.
    pub title: String,
    /// What was decided, and where from.
    pub because: Vec<(&'static str, String)>,
}

/// Names of `<meta>` tags that name the authors, the best first.
const AUTHORS: &[&str] = &[
    "article:author",
    "dc:creator",
    "dcterm:creator",
    "author",
    "parsely-author",
    "citation_author",
    "sailthru:author",
    "twitter:creator:name",
];
const DATES: &[&str] = &[
    "article:published_time",
    "dc:date:issued",
    "dc:date",
    "dcterms:date",
    "dc:created",
    "dcterm:created",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publish-date",
    "publication_date",
    "sailthru:date",
    "date",
    "og:published_time",
];
const DESCRIPTIONS: &[&str] =
    &["og:description", "dc:description", "dcterm:description", "description", "twitter:description"];
const PUBLICATIONS: &[&str] = &["og:site_name", "citation_journal_title", "dc:publisher", "application-name"];
const URLS: &[&str] = &["og:url", "twitter:url"];
const RIGHTS: &[&str] = &["dc:rights", "dcterms:rights", "copyright", "rights"];
const LANGUAGES: &[&str] = &["content-language", "og:locale", "dc:language", "language"];
const KEYWORDS: &[&str] = &["news_keywords", "keywords", "parsely-tags"];

/// What the page's head says. `text` is the page's source, whose first comment may tell where it was saved from.
pub fn of(page: &Document, text: &str) -> Known {
    let tags = Tags::of(page);
    let described = json_ld::read(page).unwrap_or_default();
    let title_tag = dom::elements(&page.root(), &["title"]).next().map(|title| dom::words(&title)).unwrap_or_default();
    let mut known = Known { title: described_title(&described, &title_tag), ..Known::default() };
    if !known.title.is_empty() {
        known.because.push(("the title is from the page's JSON-LD", known.title.clone()));
    }
    let meta = &mut known.meta;
    meta.authors = described.authors;
    if meta.authors.is_empty() {
        meta.authors = tags.authors();
    }
    let date =
        described.date.as_deref().and_then(date_of).or_else(|| tags.first(DATES).and_then(|text| date_of(&text)));
    meta.date = date.or_else(|| time_of(page));
    meta.publication = tags.first(PUBLICATIONS).or(described.publication);
    meta.description = described.description.or_else(|| tags.first(DESCRIPTIONS));
    meta.rights = tags.first(RIGHTS);
    meta.url = address(page, &tags, described.url, text);
    meta.language = language(page, &tags, described.language);
    meta.keywords = if described.keywords.is_empty() { tags.keywords() } else { described.keywords };
    known
}

impl Known {
    /// Takes what the extraction found where the head says nothing.
    pub fn fill(&mut self, article: Option<&Article>) {
        let Some(article) = article else { return };
        if self.title.is_empty() {
            self.title = squeezed(&article.title);
        }
        if self.meta.authors.is_empty()
            && let Some(text) = &article.byline
        {
            self.meta.authors = names(text);
            if let Some(found) = dates::find(text).filter(|found| !found.ambiguous && self.meta.date.is_none()) {
                self.meta.date = Some(found.date);
            }
            self.because.push(("took these words of the page for the byline", squeezed(text)));
        }
    }
}

/// Of a name and a headline, the one that the page's title has.
fn described_title(described: &Described, title_tag: &str) -> String {
    let page = letters(title_tag);
    let found = described.titles.iter().find(|title| page.contains(&letters(title)));
    found.or(described.titles.first()).cloned().unwrap_or_default()
}

/// The contents of `<meta>` tags by name, in lower case, with colons.
struct Tags {
    by_name: FxHashMap<String, Vec<String>>,
}

impl Tags {
    fn of(page: &Document) -> Self {
        let mut by_name: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for tag in dom::elements(&page.root(), &["meta"]) {
            let Some(content) = dom::attr(&tag, "content") else { continue };
            let names = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|kind| dom::attr(&tag, kind));
            for name in names.unwrap_or_default().split_whitespace() {
                by_name.entry(name.to_lowercase().replace('.', ":")).or_default().push(squeezed(&content));
            }
        }
        Self { by_name }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().filter_map(|name| self.by_name.get(*name)).flatten().find(|text| !text.is_empty()).cloned()
    }

    fn authors(&self) -> Vec<String> {
        for name in AUTHORS {
            let Some(texts) = self.by_name.get(*name) else { continue };
            // Facebook wants the address of a profile here.
            let mut found: Vec<String> = Vec::new();
            for name in texts.iter().filter(|text| !text.contains("://")).flat_map(|text| names(text)) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn keywords(&self) -> Vec<String> {
        let mut found: Vec<String> = self.by_name.get("article:tag").cloned().unwrap_or_default();
        if found.is_empty() {
            let listed = self.first(KEYWORDS).unwrap_or_default();
            found = listed.split([',', ';', '，', '、']).map(squeezed).collect();
        }
        let mut seen = Vec::new();
        found.retain(|word| {
            !word.is_empty() && !seen.contains(word) && {
                seen.push(word.clone());
                true
            }
        });
        found
    }
}

/// The names in a byline; the byline itself if it does not look like names.
fn names(text: &str) -> Vec<String> {
    let text = squeezed(text);
    let found = byline::read(&text).map(|byline| byline.names).unwrap_or_default();
    if found.is_empty() && !text.is_empty() { vec![text] } else { found }
}

/// A date as ISO 8601, with or without a time behind it, or as people write it, if it is clear.
fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    let compact = (text.len() >= 8 && text.as_bytes()[..8].iter().all(u8::is_ascii_digit))
        .then(|| Date::from_iso(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8])))
        .flatten();
    Date::from_iso(text)
        .or_else(|| Date::from_iso(&text.replace('/', "-")))
        .or(compact)
        .or_else(|| dates::find(text).filter(|found| !found.ambiguous).map(|found| found.date))
        .filter(|date| date.parts().0 > 1000)
}

/// The first `<time>` that says it is the article's, else the only day that the page's times name.
fn time_of(page: &Document) -> Option<Date> {
    let times: Vec<_> = dom::elements(&page.root(), &["time"]).take(200).collect();
    let read = |time: &dom_query::NodeRef| dom::attr(time, "datetime").and_then(|text| date_of(&text));
    let own = times.iter().find(|time| {
        time.has_attr("pubdate")
            || ["itemprop", "class"].iter().any(|key| {
                dom::attr(time, key).is_some_and(|value| {
                    let value = value.to_lowercase();
                    value.contains("publish") || value.contains("entry-date") || value.contains("dt-published")
                })
            })
    });
    if let Some(date) = own.and_then(read) {
        return Some(date);
    }
    let mut days: Vec<_> = times.iter().filter_map(read).collect();
    days.dedup_by(|a, b| a.iso == b.iso);
    (days.len() == 1).then(|| days.remove(0))
}

/// Where the page is on the web: its own word for it, else what the browser noted that saved it.
fn address(page: &Document, tags: &Tags, described: Option<String>, text: &str) -> Option<String> {
    let canonical = dom::elements(&page.root(), &["link"])
        .find(|link| dom::attr(link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .and_then(|link| dom::attr(&link, "href"));
    let saved = || {
        let mut end = text.len().min(2048);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let behind = text[..end].split_once("saved from url=(")?.1;
        Some(behind.split_once(')')?.1.split(|c: char| c.is_whitespace()).next()?.to_owned())
    };
    let of_the_web = |url: &String| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.chars().any(|c| c.is_whitespace() || c.is_control())
    };
    [canonical, tags.first(URLS), described]
        .into_iter()
        .flatten()
        .find(of_the_web)
        .or_else(|| saved().filter(of_the_web))
}

fn language(page: &Document, tags: &Tags, described: Option<String>) -> Option<Language> {
    let html = page.html_root();
    [dom::attr(&html, "lang"), dom::attr(&html, "xml:lang"), described, tags.first(LANGUAGES)]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::parse(tag.split(',').next().unwrap_or_default()))
        .filter(|language| !matches!(language.code().as_str(), "und" | "mul" | "zxx"))
}
