//! Words in are words out: what a stranger's program reads of our files, page by page in the order of their content,
//! has every paragraph whole and in its place. A sample of the corpora in every run; all of them with
//! `cargo test --test words -- --ignored`.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "markdown", feature = "bundled-fonts"))]

use offprint::model::{Block, BlockKind, Inline, InlineKind};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::write::{Writer, pdf::Pdf};
use offprint::{model, read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The corpora lie beside the project; tests that need them say so where they are missing.
fn corpora(below: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("OFFPRINT_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let path = folder.join(below);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: no corpora at {}", path.display());
    None
}

/// The letters and digits of a text, in lower case: what stands between them is set in other ways.
fn letters(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of each page, as Poppler reads them; none where it is missing.
fn pages_of(file: &Path) -> Option<Vec<Vec<char>>> {
    let output = Command::new("pdftotext").args(["-q", "-raw"]).arg(file).arg("-").output();
    match output {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Some(text.split('\u{c}').map(letters).collect())
        }
        missing => {
            assert!(std::env::var_os("OFFPRINT_CI").is_none(), "pdftotext is wanted here: {missing:?}");
            eprintln!("skipped: there is no pdftotext here");
            None
        }
    }
}

/// The text of a paragraph, if it is words alone: no pictures, no breaks.
fn words_alone(content: &[Inline]) -> Option<String> {
    let plain = model::plain(content);
    let odd = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_) | InlineKind::Break);
    let right_to_left = plain.chars().any(|c| matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfeff));
    (!content.iter().any(odd) && !right_to_left).then_some(plain)
}

/// Where a paragraph ends that begins at or after a place: page and letter. It may go on overleaf, behind notes, the
/// folio and the head; numbers of notes may stand in it.
fn find(pages: &[Vec<char>], (page, from): (usize, usize), wanted: &[char]) -> Option<(usize, usize)> {
    for (index, letters) in pages.iter().enumerate().skip(page) {
        let from = if index == page { from } else { 0 };
        for start in from..letters.len() {
            if letters[start] != wanted[0] {
                continue;
            }
            let (read, end) = common(&letters[start..], wanted);
            if read == wanted.len() {
                return Some((index, start + end));
            }
            // Overleaf if it is broken off by furniture: at least some words of it stand here.
            if read >= 20.min(wanted.len() / 3).max(1)
                && index + 1 < pages.len()
                && let Some(found) = overleaf(&pages[index + 1..], &wanted[read..])
            {
                return Some((index + 1 + found.0, found.1));
            }
        }
    }
    None
}

/// The rest of a paragraph on the next page.
fn overleaf(pages: &[Vec<char>], rest: &[char]) -> Option<(usize, usize)> {
    let letters = pages.first()?;
    (0..letters.len()).filter(|&start| letters[start] == rest[0]).find_map(|start| {
        let (read, end) = common(&letters[start..], rest);
        if read == rest.len() {
            return Some((0, start + end));
        }
        let on = (read >= 60).then(|| overleaf(&pages[1..], &rest[read..])).flatten();
        on.map(|(page, end)| (page + 1, end))
    })
}

/// How many of the wanted letters stand here, and how many letters that takes.
fn common(letters: &[char], wanted: &[char]) -> (usize, usize) {
    let (mut read, mut at, mut skipped) = (0, 0, 0);
    while read < wanted.len() && at < letters.len() {
        if letters[at] == wanted[read] {
            read += 1;
            skipped = 0;
        } else if letters[at].is_ascii_digit() && skipped < 3 {
            skipped += 1;
        } else {
            break;
        }
        at += 1;
    }
    (read, at)
}

/// The paragraphs of an article that are not read where they should be.
fn lost(name: &str, text: &str, folder: &Path) -> Option<Vec<String>> {
    let document = (read::detect(name).reader)().read(&Source::new(name, text)).value;
    let made = Pdf::default().write(&Packet::from(document.clone()), &NoResources).unwrap();
    let path = folder.join("article.pdf");
    std::fs::write(&path, made.value).unwrap();
    let pages = pages_of(&path)?;
    let mut lost = Vec::new();
    let mut place = (0, 0);
    for Block { kind, .. } in &document.blocks {
        let BlockKind::Paragraph(content) = kind else { continue };
        let Some(text) = words_alone(content) else { continue };
        let wanted = letters(&text);
        if wanted.is_empty() {
            continue;
        }
        match find(&pages, place, &wanted) {
            Some(end) => place = end,
            None => lost.push(text),
        }
    }
    Some(lost)
}

/// The articles of the corpora: those written for typesetting, real Markdown, and plain text.
fn articles() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for folder in ["dev/prose", "dev/markdown"].iter().filter_map(|below| corpora(below)) {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        paths.sort();
        let read = |path: PathBuf| (path.to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap());
        articles.extend(paths.into_iter().map(read));
    }
    if let Some(path) = corpora("dev/headings.jsonl.gz")
        && let Ok(output) = Command::new("gzip").arg("-dc").arg(path).output()
    {
        for (index, line) in String::from_utf8_lossy(&output.stdout).lines().enumerate() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            articles.push((format!("{index}.txt"), record["text"].as_str().unwrap().to_owned()));
        }
    }
    articles
}

fn check(articles: &[(String, String)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for (name, text) in articles {
        let Some(lost) = lost(name, text, folder.path()) else { return };
        faults.extend(lost.into_iter().map(|text| format!("{name}: {}", text.chars().take(90).collect::<String>())));
    }
    let count = articles.len();
    assert!(faults.is_empty(), "{} paragraphs of {count} articles lost:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn words_in_are_words_out_in_a_sample() {
    let articles = articles();
    let step = articles.len().div_ceil(12).max(1);
    check(&articles.into_iter().step_by(step).collect::<Vec<_>>());
}

#[test]
#[ignore = "all of the corpora: a minute or more"]
fn words_in_are_words_out_in_all() {
    check(&articles());
}
