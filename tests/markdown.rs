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
