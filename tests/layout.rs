//! Laws of layout, over random documents: nothing is lost, every line fits or is told, pages keep their promises.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "pdf")]

use offprint::diag::Code;
use offprint::font::Fonts;
use offprint::layout::{Item, Layout, Placed, TagId, lay_out};
use offprint::length::Abs;
use offprint::model::{Alert, Align, Builder, Container, Document, Level, ListKind, Meta, Numbering, Task};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::source::Span;
use offprint::style::Theme;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "grain",
    "of",
    "the",
    "international",
    "harvest",
    "a",
    "well-known",
    "(and",
    "hyphenation)",
    "Danube",
    "NATO",
    "in",
    "difficult",
    "office,",
    "42",
    "https://example.org/a/long/path",
    "“quoted”",
    "counterproductive",
    "I",
    "is.",
];

/// A block of random words, as a list of indices: its kind, then its words.
fn block() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (0u8..12, prop::collection::vec(0..WORDS.len(), 1..90))
}

fn document(blocks: &[(u8, Vec<usize>)]) -> Document {
    let none = Span::NONE;
    let mut b = Builder::new();
    for (index, (kind, words)) in blocks.iter().enumerate() {
        let text = words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
        let paragraph = |b: &mut Builder, text: &str| {
            b.open(Container::Paragraph, none);
            b.text(text, none);
            b.close();
        };
        match kind {
            0 => {
                b.open(Container::Heading { level: Level::new(2 + index % 4), anchor: None }, none);
                b.text(&text.chars().take(60).collect::<String>(), none);
                b.close();
            }
            1 => {
                b.open(Container::List(ListKind::Numbered { start: 8, style: Numbering::default() }), none);
                for half in [&text, &text] {
                    b.open(Container::Item { task: None }, none);
                    paragraph(&mut b, half);
                    b.close();
                }
                b.close();
            }
            2 => {
                b.open(Container::Quote, none);
                paragraph(&mut b, &text);
                b.close();
            }
            3 => b.code_block(None, &text, none),
            4 => {
                b.open(Container::Table { columns: vec![Align::Auto; 3] }, none);
                for row in words.chunks(3) {
                    b.open(Container::Row, none);
                    for &cell in row {
                        b.open(Container::Cell, none);
                        b.text(WORDS[cell], none);
                        b.close();
                    }
                    b.close();
                }
                b.close();
            }
            5 => {
                b.open(Container::Paragraph, none);
                b.text(&text, none);
                // Every other note asks for the note column.
                let label = if index % 2 == 0 { format!(">n{index}") } else { format!("n{index}") };
                b.open(Container::Note { label }, none);
                b.text(&text, none);
                b.close();
                b.close();
            }
            9 => {
                // Verse, and who wrote it.
                b.open(Container::Quote, none);
                b.open(Container::Paragraph, none);
                for line in words.chunks(7) {
                    for &word in line {
                        b.text(&format!("{} ", WORDS[word]), none);
                    }
                    b.line_break(none);
                }
                b.text("— Somebody", none);
                b.close();
                b.close();
            }
            10 => {
                b.open(Container::Alert(Alert::Tip), none);
                paragraph(&mut b, &text);
                b.open(Container::List(ListKind::Bulleted), none);
                for task in [None, Some(Task::Done)] {
                    b.open(Container::Item { task }, none);
                    paragraph(&mut b, &text);
                    paragraph(&mut b, "and more");
                    b.close();
                }
                b.close();
                b.close();
            }
            11 => {
                b.open(Container::Definitions, none);
                for half in [&text, &text] {
                    b.open(Container::Term, none);
                    b.text(WORDS[words[0]], none);
                    b.close();
                    b.open(Container::Meaning, none);
                    paragraph(&mut b, half);
                    b.close();
                }
                b.close();
            }
            _ => paragraph(&mut b, &text),
        }
    }
    let blocks = b.finish().blocks;
    Document { meta: Meta { title: Meta::words("A Title", none), ..Meta::default() }, blocks }
}

fn laid_out(document: &Document) -> (Layout, Vec<Code>) {
    let fonts = Fonts::bundled();
    let packet = Packet::from(document.clone());
    let done = lay_out(&packet, &Theme::default(), &fonts, &NoResources).unwrap();
    (done.value, done.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// The letters and digits on the pages, in order, furniture left out; hyphens that only a line's end shows are none.
fn letters(layout: &Layout) -> String {
    let mut out = String::new();
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        if let Placed { item: Item::Glyphs(run), tag, .. } = placed
            && *tag != TagId::ARTIFACT
            && !is_aside(layout, *tag)
        {
            out.extend(run.text.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    out
}

/// Whether something is a fact beside the title: the first aside there is. Alerts are asides too.
fn is_aside(layout: &Layout, tag: TagId) -> bool {
    let is = |tag: &TagId| layout.tags.get(*tag).is_some_and(|tag| tag.role == offprint::layout::Role::Aside);
    let first = (0..layout.tags.len() as u32).map(TagId).find(is);
    first.is_some() && layout.tags.get(tag).map(|tag| tag.parent) == first
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_everything_is_on_its_page(blocks in prop::collection::vec(block(), 1..14)) {
        let document = document(&blocks);
        let (layout, codes) = laid_out(&document);
        // Notes move to the foot, labels and the note column are added: count letters, and require the words' order
        // only of what stays in place (the next test).
        let source: String = offprint::model::words(&document).concat().chars().filter(|c| c.is_alphanumeric()).collect();
        let (set, wanted) = (sorted(&letters(&layout)), sorted(&source));
        let mut rest = set.iter();
        prop_assert!(wanted.iter().all(|c| rest.any(|d| d == c)), "letters are missing");
        for page in &layout.pages {
            for placed in &page.items {
                prop_assert!(placed.at.y >= Abs::ZERO && placed.at.y <= page.size.height, "off the page");
                if let Item::Glyphs(run) = &placed.item {
                    let right = placed.at.x + run.width();
                    let told = codes.contains(&Code::OverfullLine);
                    prop_assert!(told || (placed.at.x > Abs::ZERO && right < page.size.width), "out of the page: {}", run.text);
                    let advances_match = run.glyphs.iter().all(|glyph| glyph.text.1 as usize <= run.text.len());
                    prop_assert!(advances_match, "a glyph points outside its text");
                }
            }
        }
    }

    #[test]
    fn paragraphs_come_out_in_order(words in prop::collection::vec(0..WORDS.len(), 1..400)) {
        let document = document(&[(8, words)]);
        let (layout, _) = laid_out(&document);
        let source: String = offprint::model::words(&document).concat().chars().filter(|c| c.is_alphanumeric()).collect();
        // The title comes first, the note column's facts after it.
        let set = letters(&layout);
        let body = &source["ATitle".len()..];
        prop_assert!(set.contains(body), "{set}\n{body}");
    }

    #[test]
    fn no_page_ends_in_a_heading(blocks in prop::collection::vec(block(), 1..30)) {
        let mut document = document(&blocks);
        // A document's last block may be a heading; what is tested is the others.
        document.blocks.push(self::document(&[(8, vec![0; 60])]).blocks.remove(0));
        let (layout, _) = laid_out(&document);
        let is_heading = |tag: TagId| matches!(layout.tags.get(tag).map(|tag| tag.role), Some(offprint::layout::Role::Heading(_)));
        for page in &layout.pages {
            let text = page.items.iter().filter(|placed| placed.tag != TagId::ARTIFACT && matches!(placed.item, Item::Glyphs(_)));
            let in_notes = |tag: TagId| matches!(layout.tags.get(tag).map(|tag| tag.role), Some(offprint::layout::Role::Note));
            let lowest = text.filter(|placed| !in_notes(placed.tag)).max_by_key(|placed| placed.at.y);
            // A run-in heading stands in its paragraph's line.
            if let Some(lowest) = lowest.filter(|placed| is_heading(placed.tag)) {
                let beside = page.items.iter().any(|placed| placed.at.y == lowest.at.y && !is_heading(placed.tag) && placed.tag != TagId::ARTIFACT);
                prop_assert!(beside, "a heading at the foot of page {}", page.folio);
            }
        }
    }
}

/// The same bytes of text twice: no map's order reaches the pages.
#[test]
fn two_runs_give_the_same_pages() {
    let blocks: Vec<_> =
        (0u8..12).map(|kind| (kind, (0..60).map(|i| (i * 7 + usize::from(kind)) % WORDS.len()).collect())).collect();
    let document = document(&blocks);
    assert_eq!(laid_out(&document).0.dump(), laid_out(&document).0.dump());
}
