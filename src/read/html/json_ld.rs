//! What a page says of itself in JSON-LD, in the vocabulary of schema.org.

use super::dom::{self, squeezed};
use dom_query::Document;
use rustc_hash::FxHashSet;
use serde_json::Value;

/// What an article's description says.
#[derive(Debug, Default)]
pub struct Described {
    /// Its name, and its headline.
    pub titles: Vec<String>,
    /// Its authors, one name each.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Who published it.
    pub publication: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What it is about, in keywords.
    pub keywords: Vec<String>,
}

/// A longer script is no description of one article.
const LONGEST: usize = 1 << 20;

/// How deep the description may lie in others: `@graph` in a list is two.
const DEEPEST: usize = 4;

/// The description of the page's article, if it has one.
pub fn read(page: &Document) -> Option<Described> {
    articles(page).next().as_ref().map(describe)
}

/// The article of each script that describes one.
fn articles(page: &Document) -> impl Iterator<Item = Value> {
    let root = page.root();
    let scripts: Vec<_> = dom::elements(&root, &["script"])
        .filter(|script| dom::attr(script, "type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")))
        .collect();
    scripts.into_iter().filter_map(|script| {
        let text = script.text();
        let json = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let value = (json.len() <= LONGEST).then(|| parsed(json))??;
        article(&value, DEEPEST).cloned()
    })
}

/// JSON; that of pages which put line ends into strings is read too.
fn parsed(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&json.replace(['\n', '\r', '\t'], " ")).ok())
}

/// The first article in it.
fn article(value: &Value, deepest: usize) -> Option<&Value> {
    match value {
        Value::Array(values) if deepest > 0 => values.iter().find_map(|value| article(value, deepest - 1)),
        Value::Object(_) if is_article(value) => Some(value),
        Value::Object(fields) if deepest > 0 => ["@graph", "mainEntity"]
            .iter()
            .filter_map(|key| fields.get(*key))
            .find_map(|value| article(value, deepest - 1)),
        _ => None,
    }
}

/// `NewsArticle`, `BlogPosting`, `Report` and their kin.
fn is_article(value: &Value) -> bool {
    let fits = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit('/').next().unwrap_or_default();
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review" | "BlogPost")
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => false,
    }
}

fn describe(article: &Value) -> Described {
    let text = |key: &str| article.get(key).and_then(words);
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            article.get(key).into_iter().for_each(|value| names(value, &mut authors));
        }
    }
    let mut titles: Vec<String> = ["name", "headline"].iter().filter_map(|key| text(key)).collect();
    titles.dedup();
    Described {
        titles,
        authors,
        date: text("datePublished").or_else(|| text("dateCreated")),
        publication: article.get("publisher").and_then(name),
        description: text("description"),
        url: text("url").or_else(|| {
            article.get("mainEntityOfPage").and_then(|page| words(page).or_else(|| words(page.get("@id")?)))
        }),
        language: text("inLanguage"),
        keywords: keywords(article.get("keywords")),
    }
}

/// A text, as words: some sites put entities into it.
fn words(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let text = if text.contains('&') || text.contains('<') {
        dom_query::Document::fragment(text).text().to_string()
    } else {
        text.to_owned()
    };
    let text = squeezed(&text);
    (!text.is_empty()).then_some(text)
}

/// The name in `"Jane Doe"`, `{"name": "Jane Doe"}`, or of the first of several.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => values.iter().find_map(|value| value.get("name").and_then(words)),
        Value::Object(_) => value.get("name").and_then(words),
        _ => words(value),
    }
}

fn names(value: &Value, found: &mut Vec<String>) {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    for value in values {
        let listed = match value.get("name") {
            Some(Value::Array(listed)) => listed.iter().filter_map(words).collect(),
            _ => name(value).into_iter().collect::<Vec<_>>(),
        };
        for name in listed {
            if !name.contains("://") {
                found.push(name);
            }
        }
    }
    let mut seen = FxHashSet::default();
    found.retain(|name| seen.insert(name.clone()));
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(words).collect(),
        Some(value) => words(value).map(|text| text.split(',').map(squeezed).collect()).unwrap_or_default(),
        None => Vec::new(),
    }
}

/// The article's text, where a page tells it whole.
pub fn article_body(page: &Document) -> Option<String> {
    articles(page).find_map(|article| article.get("articleBody").and_then(words))
}
