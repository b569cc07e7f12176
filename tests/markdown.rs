//! The Markdown reader on what others wrote: the specification's own examples, real files, hostile ones.
#![cfg(feature = "markdown")]

use offprint::diag::{Code, Warned};
use offprint::model::{Document, words};
use offprint::read::{Markdown, Punctuation, Reader, decode};
use offprint::source::{Source, SourceId};
use std::path::PathBuf;

fn read(text: &str) -> Warned<Document> {
    Markdown::default().read(&Source::new("a.md", text))
}

fn as_written(text: &str) -> Warned<Document> {
    Markdown { punctuation: Punctuation::AsWritten, language: None }.read(&Source::new("a.md", text))
}

fn dump(text: &str) -> String {
    read(text).value.dump()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

/// The corpora lie beside the project; tests that need them say so where they are missing.
fn corpora(below: &str) -> Option<PathBuf> {
    let root = std::env::var_os("OFFPRINT_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let folder = root.join(below);
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn show() {
    if let Some(path) = std::env::var_os("SHOW") {
        let source = decode(SourceId::default(), "a.md", &std::fs::read(path).unwrap()).unwrap().value;
        let t = std::time::Instant::now();
        let result = Markdown::default().read(&source);
        eprintln!("{:?}", t.elapsed());
        let dump = result.value.dump();
        let end = dump.char_indices().nth(6000).map_or(dump.len(), |x| x.0);
        println!("{}", &dump[..end]);
        for d in result.diagnostics.iter().take(20) {
            println!("{:?}", d);
        }
        let _ = (words(&result.value), codes(""), as_written(""), Code::RawHtml);
    }
}

#[test]
fn hostile_files_end_quickly() {
    let Some(folder) = corpora("dev/nasty") else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let source = decode(SourceId::default(), "a.md", &std::fs::read(path).unwrap()).unwrap().value;
        let start = std::time::Instant::now();
        let result = Markdown::default().read(&source);
        let took = start.elapsed();
        println!(
            "{:?} {} {} {}",
            took,
            path.file_name().unwrap().to_string_lossy(),
            words(&result.value).len(),
            result.diagnostics.len()
        );
    }
}

/// The words that HTML shows: tags off, entities decoded, white space out.
fn shown(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = |open: &str, close: &str| {
            rest.to_ascii_lowercase()
                .starts_with(open)
                .then(|| rest.to_ascii_lowercase().find(close).map_or(rest.len(), |end| end + close.len()))
        };
        let end =
            [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<script", "</script>"), ("<style", "</style>")]
                .into_iter()
                .find_map(|(open, close)| skip(open, close))
                .unwrap_or_else(|| tag_end(rest));
        let value = |name: &str| rest[..end].split_once(name).map_or("", |(_, value)| value.split('"').next().unwrap());
        if rest.starts_with("<img ") {
            out.push_str(value("alt=\""));
            // A picture that is a paragraph is a figure, whose caption is the title.
            if html[..html.len() - rest.len()].ends_with("<p>") && rest[end..].starts_with("</p>") {
                out.push_str(value("title=\""));
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    let out = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(out, |out, (entity, c)| out.replace(entity, c));
    out.split_whitespace().collect()
}

/// Behind the `>` of the tag that the text begins with.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn spec(name: &str) {
    let Some(path) = corpora(&format!("dev/markdown/{name}.json")) else { return };
    let examples: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut bad = 0;
    for example in examples.as_array().unwrap() {
        let markdown = example["markdown"].as_str().unwrap();
        let expected = shown(example["html"].as_str().unwrap());
        let found = words(&as_written(markdown).value).concat();
        if expected != found {
            bad += 1;
            println!(
                "{name} {} {}\n{markdown:?}\n{}\n  {expected:?}\n  {found:?}",
                example["example"], example["section"], example["html"]
            );
        }
    }
    println!("{name}: {bad} differ");
}

#[test]
fn specs() {
    spec("commonmark-spec-tests");
}
#[test]
fn specs_gfm() {
    spec("gfm-spec-tests");
    spec("gfm-extensions-tests");
    spec("gfm-regression-tests");
}
