//! What a reader sees of small manners: where lines end, what tells that a note goes on, how long words are shown.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "markdown", feature = "bundled-fonts"))]

use offprint::font::Fonts;
use offprint::layout::{Item, Layout, lay_out};
use offprint::length::Abs;
use offprint::packet::Packet;
use offprint::read::{Markdown, Reader};
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::Theme;

fn set(text: &str, theme: &str) -> (Layout, Theme) {
    let document = Markdown::default().read(&Source::new("a.md", text)).value;
    let theme = Theme::named(theme, None).unwrap();
    let layout = lay_out(&Packet::from(document), &theme, &Fonts::bundled(), &NoResources).unwrap().value;
    (layout, theme)
}

/// The lines of a page, as they follow one another.
fn lines(layout: &Layout, page: usize) -> Vec<String> {
    let mut lines: Vec<(Abs, String)> = Vec::new();
    for placed in &layout.pages[page].items {
        let Item::Glyphs(run) = &placed.item else { continue };
        match lines.last_mut() {
            Some((y, line)) if *y == placed.at.y => line.push_str(&run.text),
            _ => lines.push((placed.at.y, run.text.to_string())),
        }
    }
    lines.into_iter().map(|(_, line)| line.trim().to_owned()).collect()
}

const SENTENCE: &str = "Nobody spoke of it at first, but the carters began to be paid in flour and everyone knew it.";

/// A dash with white around it ends a line; only where lines would be far too loose does it begin one.
#[test]
fn dashes_end_lines() {
    let part = |n: usize| format!("{} – as they said – {SENTENCE} ", &SENTENCE[..10 + 7 * n % 60]);
    let paragraphs: Vec<String> = (0..30).map(|n| (n..n + 6).map(part).collect()).collect();
    let (layout, _) = set(&format!("---\nlang: en-GB\n---\n\n{}", paragraphs.join("\n\n")), "brief");
    let all: Vec<String> = (0..layout.pages.len()).flat_map(|page| lines(&layout, page)).collect();
    let begin = all.iter().filter(|line| line.starts_with('–')).count();
    let end = all.iter().filter(|line| line.ends_with('–')).count();
    assert!(end >= 10 && begin * 20 <= end, "{begin} begin a line, {end} end one");
}

/// What is known of an article stands in lines that end between two facts, without a point there.
#[test]
fn facts_are_not_parted() {
    let text = format!(
        "---\ntitle: Flour\nauthor: [Anna-Maria Weber-Schultheiss, Jonas Reuter, Bartholomew Featherstonehaugh III]\n\
         publication: The Provincial Agricultural Review and Gazette\ndate: 2024-05-04\nlang: en\n---\n\n{SENTENCE}\n"
    );
    let (layout, _) = set(&text, "booklet");
    let lines = lines(&layout, 0);
    let known = ["Weber-Schultheiss", "Jonas Reuter", "Bartholomew Featherstonehaugh III", "4 May 2024", "and Gazette"];
    for fact in known {
        let whole = |line: &String| line.replace('\u{a0}', " ").contains(fact);
        assert!(lines.iter().any(whole), "{fact}: {lines:?}");
    }
    assert!(lines.iter().any(|line| line.contains('·')), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with('·') || line.ends_with('·')), "{lines:?}");
}

/// The rule above notes is short; above one that goes on from the page before it is as long as the lines.
#[test]
fn a_note_that_goes_on_is_told_by_its_rule() {
    let text = format!(
        "{SENTENCE}[^1] {}\n\n[^1]: {}\n",
        format!("{SENTENCE} ").repeat(60),
        format!("{SENTENCE} ").repeat(60)
    );
    let (layout, theme) = set(&text, "booklet");
    let rule = |page: usize| {
        let items = &layout.pages[page].items;
        items.iter().find_map(|placed| match placed.item {
            Item::Rule { size, .. } => Some(size.width),
            _ => None,
        })
    };
    assert_eq!((rule(0), rule(1)), (Some(Abs::pt(50.0)), Some(theme.page.measure)));
}

/// A word that no hyphen divides and that is wider than its line is set smaller, not cut.
#[test]
fn a_long_word_in_a_heading_is_not_cut() {
    let word = "ZXQ_BaselineConfigurationLoaderServiceInstance".replace('_', "");
    for heading in [format!("# {word}\n\n{SENTENCE}"), format!("{SENTENCE}\n\n## {word}\n\n{SENTENCE}")] {
        let (layout, _) = set(&heading, "booklet");
        let lines = lines(&layout, 0);
        assert!(lines.contains(&word), "{lines:?}");
    }
}

/// What is known of an article without a title stands apart from its text.
#[test]
fn facts_stand_apart_from_the_text() {
    let (layout, theme) = set(SENTENCE, "booklet");
    let mut heights = layout.pages[0].items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(_) => Some(placed.at.y),
        _ => None,
    });
    let fact = heights.next().unwrap();
    let text = heights.find(|y| *y > fact).unwrap();
    assert!(text - fact >= theme.body.leading * 2, "{:?}", (text - fact).to_pt());
}
