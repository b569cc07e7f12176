//! Words in, words out, in every script: in the order of the pages, and by a stranger's program that reads the file.
#![cfg(all(feature = "pdf", feature = "bundled-fonts", feature = "markdown"))]
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

mod common;

use offprint::font::Fonts;
use offprint::layout::{Binding, Item, Layout, Reading, TagId, lay_out};
use offprint::model::Document;
use offprint::packet::Packet;
use offprint::read;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::Theme;
use offprint::write::pdf;
use std::path::Path;
use std::process::Command;

/// The articles in scripts that the bundled faces have, and the others.
const OURS: &[&str] = &["layout/hebrew.md", "layout/arabic.md"];
const NOTOS: &[&str] = &["hindi.md", "thai.md", "chinese.md", "taiwan.md", "japanese.md", "korean.md", "emoji.md"];

fn article(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    read::detect(name).read(&Source::new(name, text)).value
}

fn set(document: &Document, fonts: &Fonts) -> Layout {
    lay_out(&Packet::from(document.clone()), &Theme::default(), fonts, &NoResources).unwrap().value
}

/// Bundled faces with Noto's, if those are there.
fn with_noto() -> Option<Fonts> {
    let mut fonts = Fonts::bundled();
    for (path, _) in common::NOTO {
        let Ok(data) = std::fs::read(Path::new("/usr/share/fonts").join(path)) else {
            println!("skipped: {path} is not there (fonts-noto-core, fonts-noto-cjk, fonts-symbola)");
            return None;
        };
        fonts.add(path, data).unwrap();
    }
    Some(fonts)
}

/// Every article with faces that have its script.
fn articles() -> Vec<(String, Document, Fonts)> {
    let ours = OURS.iter().map(|name| (String::from(*name), article(name), Fonts::bundled()));
    let others = NOTOS.iter().map_while(|name| {
        let name = format!("scripts/{name}");
        with_noto().map(|fonts| (name.clone(), article(&name), fonts))
    });
    ours.chain(others).collect()
}

/// The letters and figures of a text, without what marks stand between them and where its lines end.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the pages say without furniture, in their order.
fn said(layout: &Layout) -> String {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|placed| match &placed.item {
        Item::Glyphs(run) if placed.tag != TagId::ARTIFACT => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn pages_say_every_word_in_the_order_of_reading() {
    for (name, document, fonts) in articles() {
        let said = letters(&said(&set(&document, &fonts)));
        for word in offprint::model::words(&document) {
            // A call to a note stands among the words of the page: each stretch between marks is whole.
            for part in word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
                assert!(said.contains(&letters(part)), "{name}: {part} is not on the pages as it is read");
            }
        }
    }
}

#[test]
fn a_stranger_reads_the_same_letters() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("skipped: pdftotext is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, document, fonts) in articles() {
        let layout = set(&document, &fonts);
        let bytes = pdf::render(&layout, &fonts, &document.meta, &pdf::Options::default()).unwrap().value;
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, bytes).unwrap();
        let out = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
        let read = String::from_utf8(out.stdout).unwrap();
        let all: Vec<_> = layout.pages.iter().flat_map(|page| &page.items).collect();
        let wanted: String = all
            .iter()
            .filter_map(|placed| match &placed.item {
                Item::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        let sorted = |text: &str| {
            let mut signs: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            signs.sort_unstable();
            signs.into_iter().collect::<String>()
        };
        assert_eq!(sorted(&read), sorted(&wanted), "{name}");
    }
}

#[test]
fn a_right_to_left_article_is_bound_at_the_right_and_its_text_stands_where_a_mirror_has_it() {
    let fonts = Fonts::bundled();
    let layout = set(&article("layout/hebrew.md"), &fonts);
    assert_eq!(layout.binding, Binding::Right);
    let theme = Theme::default();
    let right = theme.page.trim.width - theme.page.inside;
    let page = &layout.pages[0];
    let runs: Vec<_> = page
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Glyphs(run) if placed.tag != TagId::ARTIFACT => Some((placed.at.x + run.width(), run)),
            _ => None,
        })
        .collect();
    let (edge, title) = runs[0];
    assert_eq!(title.reading, Reading::Backward);
    assert!((edge - right).abs().to_pt() < 2.0, "the title ends at {edge}, the margin is at {right}");
    assert!(runs.iter().all(|(edge, _)| edge.to_pt() < right.to_pt() + 6.0), "nothing stands in the inner margin");
}

/// In an Arabic article an English paragraph runs from left to right, though an Arabic word stands in it; and an English
/// one that an Arabic word begins does so too.
#[test]
fn a_paragraph_runs_as_nearly_all_its_letters_do() {
    let english = "The river was covered in 1937 (النهر), and the city has slept above it ever since, as is told.";
    let begun = "النهر is what the river was called before it was covered, and the city slept above it since.";
    for (tag, paragraph, [left, right]) in [("ar", english, ["The", "النهر"]), ("en", begun, ["النهر", "is"])]
    {
        let text = format!("---\nlang: {tag}\n---\n\n# A\n\nWords.\n\n{paragraph}\n");
        let document = read::detect("a.md").read(&Source::new("a.md", text)).value;
        let layout = set(&document, &Fonts::bundled());
        let at = |word: &str| {
            let mut runs = layout.pages[0].items.iter().filter_map(|placed| match &placed.item {
                Item::Glyphs(run) if run.text.split(|c: char| !c.is_alphabetic()).any(|own| own == word) => {
                    Some(placed.at)
                }
                _ => None,
            });
            runs.next().unwrap_or_else(|| panic!("no {word}"))
        };
        let (left, right) = (at(left), at(right));
        assert!(left.y == right.y && left.x < right.x, "{tag}: {left:?} and {right:?}");
    }
}
