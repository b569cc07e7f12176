//! A manifest to begin with: what was found in articles, as a commented `briefing.toml`.

use super::people::Candidate;
use crate::model::{Document, word_count};
use std::collections::BTreeMap;
use std::fmt::Write;

/// An article that a manifest is to be written for.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Its file, as seen from the manifest.
    pub path: &'a str,
    /// What it says.
    pub document: &'a Document,
}

/// What might be of use beside the articles.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// Acronyms and what they stand for.
    pub acronyms: Vec<(String, String)>,
    /// People.
    pub people: Vec<Candidate>,
}

/// How many suggestions of a kind are written: an editor reads a screen of them, not ten.
const MOST: usize = 24;

/// The text of a manifest for those articles, in their order. It can be used as it is.
pub fn sketch(title: &str, articles: &[Found], suggestions: &Suggestions) -> String {
    let mut out = String::new();
    head(&mut out, title, articles);
    for article in articles {
        self::article(&mut out, article);
    }
    lists(&mut out, suggestions);
    out
}

fn head(out: &mut String, title: &str, articles: &[Found]) {
    let words: usize = articles.iter().map(|article| word_count(article.document)).sum();
    let count = articles.len();
    let _ = writeln!(out, "# {count} article{}, {words} words.", if count == 1 { "" } else { "s" });
    out.push_str(
        "# Lines that begin with # say nothing yet: take the sign away where you want what they say.\n\
         #   offprint packet THIS.toml -o packet.pdf -o packet.epub\n\n\
         # preset = \"board-pack\"              # or \"court-bundle\", \"press-digest\": other defaults\n\n",
    );
    let _ = writeln!(out, "title = {}", quoted(title));
    out.push_str(
        "# subtitle = \"\"\n\
         # number = \"Briefing packet No. 1\"\n\
         # prepared-for = \"\"\n\
         # prepared-by = \"\"\n",
    );
    match articles.iter().filter_map(|article| article.document.meta.date.as_ref()).map(|date| &date.iso).max() {
        Some(newest) => {
            let _ = writeln!(out, "# date = \"{newest}\"                  # the newest article's");
        }
        None => out.push_str("# date = 2026-11-24\n"),
    }
    if let Some(language) = language(articles) {
        let _ = writeln!(out, "language = {}                       # of all that is not an article", quoted(&language));
    }
    out.push_str(
        "# embargo = \"Not for publication before 09:00, 26 November\"\n\
         # marking = \"OFFICIAL-SENSITIVE\"     # or \"TLP:AMBER\", or { words = \"Confidential\" }\n\
         # handling = \"\"                      # small print on the cover\n\
         # distribution = [\"Head of delegation\", \"Registry\"]\n\
         # key-points = [\"\"]\n\
         # redact = [\"\"]                      # replaced everywhere, and looked for in what was made\n\
         # notes-pages = 2\n\
         # copies = \"recipients.csv\"          # number,name,watermark: a file for each\n\n\
         # parts = [\"cover\", \"contents\", \"key-points\", \"agenda\", \"reading-plan\", \"articles\", \"people\", \"glossary\",\n\
         #   \"acronyms\", \"chronology\", \"index\", \"sources\", \"notes\", \"colophon\"]\n\
         # order = \"given\"                    # or \"newest\", \"oldest\", \"source\", \"title\"\n\n\
         # [look]\n\
         # theme = \"brief\"                    # `offprint themes` lists them\n\
         # paper = \"A4\"\n\
         # starts = \"recto\"                   # each article on a right-hand page; or \"run-on\"\n\n\
         # [numbering]\n\
         # pages = \"of-total\"                 # or \"plain\", \"by-section\", \"bates\" with prefix = \"ABC\"\n\
         # bookmarks = \"with-pages\"\n\n\
         # A section takes the articles below it, written [[section.article]]:\n\
         # [[section]]\n\
         # title = \"\"\n\n",
    );
}

/// The language of most articles; of several, the first by name.
fn language(articles: &[Found]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for language in articles.iter().filter_map(|article| article.document.meta.language.as_ref()) {
        *counts.entry(language.tag().to_owned()).or_default() += 1;
    }
    counts.into_iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a))).map(|(tag, _)| tag)
}

fn article(out: &mut String, found: &Found) {
    let meta = &found.document.meta;
    out.push_str("[[article]]\n");
    let _ = writeln!(out, "file = {}", quoted(found.path));
    let mut said = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "# {key} = {value}");
        }
    };
    said("title", meta.title_text().map(|title| quoted(&title)));
    let authors: Vec<_> = meta.authors.iter().map(|name| quoted(name)).collect();
    said(
        "author",
        match authors.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("[{}]", several.join(", "))),
        },
    );
    said("source", meta.publication.as_deref().map(quoted));
    said("date", meta.date.as_ref().map(|date| quoted(&date.iso)));
    said("url", meta.url.as_deref().map(quoted));
    said("rights", meta.rights.as_deref().map(quoted));
    said("language", meta.language.as_ref().map(|language| quoted(language.tag())));
    let words = word_count(found.document);
    let _ = writeln!(out, "# essential = true                    # {words} words\n");
}

fn lists(out: &mut String, suggestions: &Suggestions) {
    if !suggestions.people.is_empty() {
        out.push_str("# People who are named with what they are; look whether it is true, and take the signs away.\n");
        for one in suggestions.people.iter().take(MOST) {
            let (name, role) = (quoted(&one.name), quoted(&one.role));
            let _ = writeln!(out, "# [[person]]\n# name = {name}\n# text = {role}");
        }
        out.push('\n');
    }
    if !suggestions.acronyms.is_empty() {
        out.push_str(
            "# Acronyms that the list will have; name here what it should not.\n# [acronyms]\n# leave-out = [\n",
        );
        for (short, long) in suggestions.acronyms.iter().take(MOST) {
            let _ = writeln!(out, "#   {},  # {}", quoted(short), plain(long));
        }
        out.push_str("# ]\n");
    }
}

/// Text on one line of a comment.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A string of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
