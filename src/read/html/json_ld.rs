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
    let scripts: Vec<Value> = scripts(page).collect();
    let article = scripts.iter().find_map(|script| article(script, DEEPEST))?;
    Some(describe(article, &scripts))
}

/// What the page's scripts of that kind say.
fn scripts(page: &Document) -> impl Iterator<Item = Value> {
    let root = page.root();
    let scripts: Vec<_> = dom::elements(&root, &["script"])
        .filter(|script| dom::attr(script, "type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")))
        .collect();
    scripts.into_iter().filter_map(|script| {
        let text = script.text();
        let json = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        (json.len() <= LONGEST).then(|| parsed(json))?
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
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind, "Report" | "Review" | "BlogPost" | "Recipe" | "HowTo")
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => false,
    }
}

/// `scripts` are all that the page has: a part of the description may stand elsewhere in them.
fn describe(article: &Value, scripts: &[Value]) -> Described {
    let text = |key: &str| article.get(key).and_then(words);
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            article.get(key).into_iter().for_each(|value| names(value, scripts, &mut authors));
        }
    }
    let mut titles: Vec<String> = ["name", "headline"].iter().filter_map(|key| text(key)).collect();
    titles.dedup();
    Described {
        titles,
        authors,
        date: text("datePublished").or_else(|| text("dateCreated")),
        publication: article.get("publisher").and_then(|value| name(meant(value, scripts))),
        description: text("description"),
        url: text("url").or_else(|| {
            article.get("mainEntityOfPage").and_then(|page| words(page).or_else(|| words(page.get("@id")?)))
        }),
        language: text("inLanguage"),
        keywords: keywords(article.get("keywords")),
    }
}

/// A text, as words.
fn words(value: &Value) -> Option<String> {
    plain(value.as_str()?)
}

/// The words of a text: some sites put entities and markup into it.
pub fn plain(text: &str) -> Option<String> {
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

/// What a value stands for that is nothing but the name of another one: `{"@id": "#jane"}`.
fn meant<'v>(value: &'v Value, scripts: &'v [Value]) -> &'v Value {
    let named = value.get("@id").and_then(Value::as_str).filter(|_| value.get("name").is_none());
    named.and_then(|id| scripts.iter().find_map(|script| with_id(script, id, DEEPEST))).unwrap_or(value)
}

/// The value of that name which says what it is called.
fn with_id<'v>(value: &'v Value, id: &str, deepest: usize) -> Option<&'v Value> {
    match value {
        Value::Array(values) if deepest > 0 => values.iter().find_map(|value| with_id(value, id, deepest - 1)),
        Value::Object(fields) => {
            let own = fields.get("@id").and_then(Value::as_str) == Some(id) && fields.contains_key("name");
            own.then_some(value).or_else(|| with_id(fields.get("@graph").filter(|_| deepest > 0)?, id, deepest - 1))
        }
        _ => None,
    }
}

fn names(value: &Value, scripts: &[Value], found: &mut Vec<String>) {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    // A page may name as many authors as it likes, and each is looked for.
    const MOST: usize = 200;
    for value in values.iter().take(MOST).map(|value| meant(value, scripts)) {
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
    scripts(page).find_map(|script| article(&script, DEEPEST)?.get("articleBody")?.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(json: &str) -> Vec<String> {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        read(&Document::from(page.as_str())).unwrap_or_default().authors
    }

    #[test]
    fn authors_may_be_told_elsewhere_in_the_graph() {
        let person = |id: &str, name: &str| format!(r#"{{"@type": ["Person"], "@id": "{id}", "name": "{name}"}}"#);
        let article = |author: &str| format!(r#"{{"@type": "Article", "headline": "A", "author": {author}}}"#);
        let [ann, bo] = [person("#ann", "Ann Lee"), person("#bo", "Bo Ray")];
        for (author, wanted) in [
            (r##"{"@id": "#ann"}"##, vec!["Ann Lee"]),
            (r##"[{"@id": "#bo"}, {"@id": "#ann"}]"##, vec!["Bo Ray", "Ann Lee"]),
            (r##"{"@id": "#bo", "name": "Bo"}"##, vec!["Bo"]),
            (r##"{"@id": "#cy"}"##, vec![]),
        ] {
            let graph = format!(r#"{{"@graph": [{}, {ann}, {bo}]}}"#, article(author));
            assert_eq!(authors(&graph), wanted, "{graph}");
        }
        let apart = format!("{}</script><script type='application/ld+json'>{ann}", article(r##"{"@id": "#ann"}"##));
        assert_eq!(authors(&apart), ["Ann Lee"]);
    }

    #[test]
    fn a_recipe_is_an_article() {
        let json =
            r#"{"@type": "Recipe", "name": "Bread", "author": {"name": "Ann Lee"}, "datePublished": "2021-04-10"}"#;
        assert_eq!(authors(json), ["Ann Lee"]);
    }
}
