//! Forty articles are set in the default theme, and the layout's own report says how evenly.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "markdown", feature = "bundled-fonts"))]

#[path = "common/corpora.rs"]
mod corpora;

use corpora::corpora;
use offprint::font::Fonts;
use offprint::layout::{Finding, FindingKind, Item, Layout, Placed, Role, TagId, lay_out};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::Theme;
use offprint::{model, read};
use std::path::PathBuf;

fn articles() -> Vec<(String, String)> {
    let Some(folder) = corpora("dev/prose") else { return Vec::new() };
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn set(name: &str, text: &str, fonts: &Fonts, theme: &Theme) -> (model::Document, Layout) {
    let document = read::detect(name).read(&Source::new(name, text)).value;
    let packet = Packet::from(document.clone());
    let layout = lay_out(&packet, theme, fonts, &NoResources).unwrap().value;
    (document, layout)
}

/// Over all forty at once.
#[test]
fn forty_articles_are_set_evenly() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let (mut lines, mut variation, mut hyphens, mut loose, mut tight) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let mut feet = Vec::new();
    let articles = articles();
    for (name, text) in &articles {
        let (_, layout) = set(name, text, &fonts, &theme);
        let figures = layout.report.figures;
        let count = figures.lines as f64;
        lines += count;
        variation += figures.variation * count;
        hyphens += figures.hyphens * count;
        loose += figures.loose * count;
        tight += figures.tight * count;
        assert!(figures.worst <= 1.35, "{name}: a word space of {:.2} natural ones", figures.worst);
        assert_eq!(figures.ladders, 0, "{name}: ladders");
        assert_eq!(figures.widows_and_orphans, 0, "{name}: widows, orphans");
        let short = layout.report.findings.iter().filter(|finding| finding.kind == FindingKind::ShortPage);
        let short: Vec<f64> = short.map(|finding| finding.amount).collect();
        if !short.is_empty() {
            println!("{name}: short by {short:?} lines");
        }
        let full = layout.pages.len() - 1 - short.len();
        feet.extend(short.into_iter().chain(std::iter::repeat_n(0.0, full)));
    }
    if articles.is_empty() {
        return;
    }
    // Without the quarter of the pages that are shortest, for those end where their text does.
    feet.sort_by(f64::total_cmp);
    let full = &feet[..feet.len() - feet.len() / 4];
    let mean = full.iter().sum::<f64>() / full.len() as f64;
    let foot = (full.iter().map(|lines| (lines - mean).powi(2)).sum::<f64>() / full.len() as f64).sqrt();
    // And by every page that should be full: one in forty may lack a line.
    let short = feet.iter().filter(|lines| **lines >= 0.9).count();
    assert!(short * 40 <= feet.len(), "{short} of {} pages lack a line or more", feet.len());
    let (variation, hyphens) = (variation / lines, hyphens / lines);
    println!("{lines} lines: cv {variation:.3}, hyphens {hyphens:.1} %, foot {foot:.3}");
    assert!(variation <= 0.10, "word spaces vary by {variation:.3}");
    assert!(hyphens <= 8.0, "{hyphens:.1} % of the lines are hyphenated");
    assert!(loose / lines <= 0.0, "loose lines");
    assert!(tight / lines <= 1.0, "tight lines");
    assert!(foot <= 0.05, "feet differ by {foot:.2} lines");
}

/// Ragged paragraphs, too, are set in a line more or fewer where that fills a page.
#[test]
fn pages_of_ragged_text_are_full() {
    let (fonts, articles) = (Fonts::bundled(), articles());
    // Paragraphs that stand a line apart leave little choice, and pages of large type have few lines.
    for (name, most) in [("largeprint", 4), ("clearprint", 6), ("report", 12), ("bundle", 6)] {
        let theme = Theme::named(name, None).unwrap();
        let (mut pages, mut short) = (0, 0);
        for (name, text) in &articles {
            let (_, layout) = set(name, text, &fonts, &theme);
            let lacks = |finding: &&Finding| finding.kind == FindingKind::ShortPage && finding.amount >= 0.9;
            short += layout.report.findings.iter().filter(lacks).count();
            pages += layout.pages.len() - 1;
        }
        println!("{name}: {short} of {pages} pages lack a line or more");
        assert!(short * most <= pages, "{name}: {short} of {pages} pages lack a line or more");
    }
}

/// No page ends in a heading or in a hyphen that must be carried over the leaf, and no line of an article is on two.
#[test]
fn pages_end_where_a_reader_may_turn() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    for (name, text) in &articles() {
        let (_, layout) = set(name, text, &fonts, &theme);
        for (index, page) in layout.pages.iter().enumerate().take(layout.pages.len() - 1) {
            let last = page.items.iter().filter(|placed| is_text(&layout, placed)).max_by_key(|placed| placed.at.y);
            let Some(last) = last else { continue };
            let role = layout.tags.get(last.tag).map(|tag| tag.role);
            assert!(!matches!(role, Some(Role::Heading(_))), "{name}: page {} ends in a heading", index + 1);
            let Item::Glyphs(run) = &last.item else { continue };
            let hyphen = run.text.trim_end().ends_with('\u{ad}');
            assert!(!hyphen || index % 2 == 1, "{name}: page {} ends in a hyphen", index + 1);
        }
    }
}

fn is_text(layout: &Layout, placed: &Placed) -> bool {
    let role = layout.tags.get(placed.tag).map(|tag| tag.role);
    matches!(placed.item, Item::Glyphs(_)) && placed.tag != TagId::ARTIFACT && role != Some(Role::Note)
}
