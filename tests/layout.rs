//! Laws of layout, over random documents: nothing is lost, every line fits or is told, pages keep their promises.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "pdf")]

use offprint::diag::Code;
use offprint::font::Fonts;
use offprint::lang::Language;
use offprint::layout::{FindingKind, GlyphRun, Item, Layout, LinkTarget, Placed, Role, TagId, lay_out};
use offprint::length::Abs;
use offprint::model::{
    Alert, Align, Builder, Container, Display, Document, Image, Level, ListKind, Meta, Numbering, PictureWidth, Target,
    Task,
};
use offprint::packet::Packet;
#[cfg(feature = "html")]
use offprint::read::Html;
#[cfg(feature = "markdown")]
use offprint::read::Markdown;
#[cfg(any(feature = "html", feature = "markdown"))]
use offprint::read::Reader;
use offprint::resource::{Folder, NoResources};
#[cfg(any(feature = "html", feature = "markdown"))]
use offprint::source::Source;
use offprint::source::{SourceId, Span};
use offprint::style::{OpeningWords, Parting, Sides, THEMES, Theme};
use proptest::prelude::*;
use std::collections::BTreeSet;

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

/// Whether a run's glyphs stand for all of its text, each for whole characters.
fn tells_all(run: &GlyphRun) -> bool {
    let mut texts: Vec<_> = run.texts().collect();
    texts.sort_by_key(|text| (text.start, text.end));
    let ends = texts.iter().try_fold(0, |at, text| (at == text.start).then_some(text.end));
    ends == Some(run.text.len()) && texts.iter().all(|text| run.text.get(text.clone()).is_some())
}

/// A letter with more marks than the text of a glyph can hold: they are all told.
#[test]
fn a_letter_with_very_many_marks_keeps_them() {
    let mut b = Builder::new();
    b.open(Container::Paragraph, Span::NONE);
    let marks = 50_000;
    b.text(&format!("An e{} with marks.", "\u{301}".repeat(marks)), Span::NONE);
    b.close();
    let document = Document { meta: Meta::default(), blocks: b.finish().blocks };
    let layout = lay_out(&Packet::from(document), &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().value;
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let runs: Vec<&GlyphRun> = items
        .filter_map(|placed| match &placed.item {
            Item::Glyphs(run) => Some(run),
            _ => None,
        })
        .collect();
    assert!(runs.iter().all(|run| tells_all(run)));
    assert_eq!(runs.iter().map(|run| run.text.matches('\u{301}').count()).sum::<usize>(), marks);
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
                    prop_assert!(tells_all(run), "the glyphs do not tell the text");
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

fn paragraph(b: &mut Builder, text: &str) {
    b.open(Container::Paragraph, Span::NONE);
    b.text(text, Span::NONE);
    b.close();
}

fn titled(b: Builder) -> Document {
    let meta = Meta { title: Meta::words("A Title", Span::NONE), ..Meta::default() };
    Document { meta, blocks: b.finish().blocks }
}

const SENTENCE: &str = "The harvest of the year was counted in the office of the harbour, as it was in every year, and the \
    figures were sent to the capital, where they were read by those who had asked for them and then put away. ";

/// Wherever a figure comes, its page is full and the figures keep their order.
#[test]
fn a_figure_that_does_not_fit_moves_and_text_fills_its_page() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let pictures = Folder::new(folder);
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    // One takes a quarter of a page; the other more than half, so that two of them near one another leave little choice.
    let kinds = [("plate.png", 1.0), ("lists.png", 6.0)];
    for (before, (picture, most)) in (6..16).flat_map(|before| kinds.map(|kind| (before, kind))) {
        let mut b = Builder::new();
        for index in 0..26 {
            paragraph(&mut b, &SENTENCE.repeat(2));
            if index == before || index == before + 2 {
                let image = Image { reference: picture.to_owned(), alt: format!("figure {index}"), ..Image::default() };
                b.open(Container::Figure(image), Span::NONE);
                b.text("What is shown.", Span::NONE);
                b.close();
            }
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let short: Vec<f64> = layout
            .report
            .findings
            .iter()
            .filter(|finding| finding.kind == FindingKind::ShortPage)
            .map(|finding| finding.amount)
            .collect();
        assert!(short.iter().all(|lines| *lines <= most), "{picture}, {before}: pages lack {short:?} lines");
        let alt = |placed: &Placed| {
            let tag = matches!(placed.item, Item::Picture { .. }).then(|| layout.tags.get(placed.tag)).flatten();
            tag.and_then(|tag| tag.alt.clone())
        };
        let shown: Vec<String> = layout.pages.iter().flat_map(|page| page.items.iter().filter_map(alt)).collect();
        assert_eq!(shown, [format!("figure {before}"), format!("figure {}", before + 2)]);
    }
}

/// A figure within a list stays where it is, and what moved before it does not come behind it.
#[test]
fn a_figure_in_a_list_is_not_overtaken_by_one_that_moves() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let figure = |b: &mut Builder, reference: &str, alt: &str, width: PictureWidth| {
        let image = Image { reference: reference.to_owned(), alt: alt.to_owned(), width, leads: None };
        b.open(Container::Figure(image), Span::NONE);
        b.text("What is shown.", Span::NONE);
        b.close();
    };
    for (before, inside) in (6..14).flat_map(|before| ["list", "quotation"].map(|inside| (before, inside))) {
        let mut b = Builder::new();
        for index in 0..20 {
            paragraph(&mut b, &SENTENCE.repeat(2));
            if index == before {
                figure(&mut b, "lists.png", "first", PictureWidth::Natural);
                match inside {
                    "list" => {
                        b.open(Container::List(ListKind::Bulleted), Span::NONE);
                        b.open(Container::Item { task: None }, Span::NONE);
                    }
                    _ => b.open(Container::Quote, Span::NONE),
                }
                paragraph(&mut b, "What is said of the second.");
                figure(&mut b, "plate.png", "second", PictureWidth::Points(400));
                b.close();
                if inside == "list" {
                    b.close();
                }
            }
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let alt = |placed: &Placed| {
            let tag = matches!(placed.item, Item::Picture { .. }).then(|| layout.tags.get(placed.tag)).flatten();
            tag.and_then(|tag| tag.alt.clone())
        };
        let shown: Vec<String> = layout.pages.iter().flat_map(|page| page.items.iter().filter_map(alt)).collect();
        assert_eq!(shown, ["first", "second"], "{inside} behind {before}");
    }
}

/// What a list ends in a colon for stands with its end, as it does with a paragraph.
#[test]
fn what_a_list_announces_stands_with_its_last_line() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    for (before, inside) in (6..18).flat_map(|before| ["list", "quotation"].map(|inside| (before, inside))) {
        let mut b = Builder::new();
        for index in 0..24 {
            paragraph(&mut b, &SENTENCE.repeat(1 + index % 2));
            if index == before {
                match inside {
                    "list" => {
                        b.open(Container::List(ListKind::Bulleted), Span::NONE);
                        b.open(Container::Item { task: None }, Span::NONE);
                    }
                    _ => b.open(Container::Quote, Span::NONE),
                }
                paragraph(&mut b, "The harbour is to be seen in this picture, as it was:");
                b.close();
                if inside == "list" {
                    b.close();
                }
                let image = Image { reference: "lists.png".to_owned(), alt: "shown".to_owned(), ..Image::default() };
                b.open(Container::Figure(image), Span::NONE);
                b.text("The harbour.", Span::NONE);
                b.close();
            }
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let shows =
            |page: &usize| layout.pages[*page].items.iter().any(|placed| matches!(placed.item, Item::Picture { .. }));
        let page = (0..layout.pages.len()).find(shows).unwrap();
        let lines = lines_of(&layout, page);
        assert!(lines.iter().any(|line| line.ends_with("as it was:")), "{inside} behind {before}: {lines:?}");
    }
}

/// Words that end in a colon are on the page of what they announce.
#[test]
fn what_announces_a_list_stands_with_it() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut turned = 0;
    for before in 30..46 {
        let mut b = Builder::new();
        (0..before).for_each(|_| paragraph(&mut b, "A line."));
        paragraph(&mut b, "Announced:");
        b.open(Container::List(ListKind::Bulleted), Span::NONE);
        for _ in 0..4 {
            b.open(Container::Item { task: None }, Span::NONE);
            paragraph(&mut b, "Itemised.");
            b.close();
        }
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let page_of = |words: &str| {
            let says = |placed: &Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains(words));
            layout.pages.iter().position(|page| page.items.iter().any(says))
        };
        assert_eq!(page_of("Announced"), page_of("Itemised"), "{before} lines before");
        turned += usize::from(page_of("Announced") == Some(1));
    }
    assert!((1..16).contains(&turned), "no page was turned about there");
}

/// A line of strong words is a heading to the reader, and no page ends in it.
#[test]
fn strong_words_on_lines_of_their_own_stand_with_what_they_head() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut turned = 0;
    for before in 30..46 {
        let mut b = Builder::new();
        (0..before).for_each(|_| paragraph(&mut b, "A line."));
        b.open(Container::Paragraph, Span::NONE);
        b.open(Container::Strong, Span::NONE);
        b.text("Who heads it", Span::NONE);
        b.close();
        b.close();
        paragraph(&mut b, &format!("Headed. {SENTENCE}"));
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let page_of = |words: &str| {
            let says = |placed: &Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains(words));
            layout.pages.iter().position(|page| page.items.iter().any(says))
        };
        assert_eq!(page_of("heads"), page_of("Headed"), "{before} lines before");
        turned += usize::from(page_of("heads") == Some(1));
    }
    assert!((1..16).contains(&turned), "no page was turned about there");
}

/// The number of an equation stands at the right edge, and the formula where it would stand without.
#[test]
fn numbers_of_equations_stand_at_the_edge() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let set = |tex: &str| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        b.math(tex, Display::Block, Span::NONE);
        b.close();
        paragraph(&mut b, SENTENCE);
        lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value
    };
    let runs = |layout: &Layout, words: &str| -> Vec<(Abs, Abs, Abs)> {
        let run = |placed: &Placed| match &placed.item {
            Item::Glyphs(run) if run.text.contains(words) => Some((placed.at.x, placed.at.y, run.width())),
            _ => None,
        };
        layout.pages[0].items.iter().filter_map(run).collect()
    };
    let (plain, numbered) = (set("E = mc^2"), set("E = mc^2 \\tag{42}"));
    let (number, formula) = (runs(&numbered, "(42)")[0], runs(&numbered, "E")[0]);
    assert_eq!(formula, runs(&plain, "E")[0]);
    assert_eq!(number.1, formula.1, "they stand on one line");
    let edge = numbered.pages[0].items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(run) if run.text.contains("counted in") => Some(placed.at.x),
        _ => None,
    });
    let left = edge.min().unwrap();
    assert!((number.0 + number.2 - left - theme.page.measure).abs() < Abs::PT, "{number:?} of {left}");
}

/// A picture that its author made a link is one, by itself and in a line.
#[test]
fn pictures_lead_where_their_author_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let (fonts, theme, pictures) = (Fonts::bundled(), Theme::default(), Folder::new(folder));
    let linked = |b: &mut Builder, url: &str| {
        b.open(Container::Link(Target::parse(url).unwrap()), Span::NONE);
        let image = Image { reference: "plate.png".to_owned(), alt: "a plate".to_owned(), ..Image::default() };
        b.image(image, "", Span::NONE);
        b.close();
    };
    let mut b = Builder::new();
    b.open(Container::Paragraph, Span::NONE);
    linked(&mut b, "https://example.org/alone");
    b.close();
    b.open(Container::Paragraph, Span::NONE);
    b.text("It is small here: ", Span::NONE);
    linked(&mut b, "https://example.org/small");
    b.text(", as a sign.", Span::NONE);
    b.close();
    let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
    let leads = layout.pages[0].items.iter().filter_map(|placed| match &placed.item {
        Item::Link { target: LinkTarget::Url(url), size, .. } if size.width > Abs::PT => {
            assert_eq!(layout.tags.get(placed.tag).map(|tag| tag.role), Some(Role::Link));
            Some(url.clone())
        }
        _ => None,
    });
    assert_eq!(leads.collect::<Vec<_>>(), ["https://example.org/alone", "https://example.org/small"]);
}

/// A dropped letter is two lines high, and two lines stand beside it.
#[test]
fn a_first_letter_is_dropped_where_the_theme_wants_it() {
    let mut theme = Theme::default();
    theme.opener.words = OpeningWords::DropCap;
    let mut b = Builder::new();
    paragraph(&mut b, &SENTENCE.repeat(2));
    let document = titled(b);
    let layout = lay_out(&Packet::from(document), &theme, &Fonts::bundled(), &NoResources).unwrap().value;
    let role = |tag: TagId| layout.tags.get(tag).map(|tag| tag.role);
    let runs = layout.pages[0].items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(run) if role(placed.tag) == Some(Role::Paragraph) && placed.at.x < theme.page.measure => {
            Some((placed.at, run))
        }
        _ => None,
    });
    let runs: Vec<_> = runs.collect();
    let (letter, initial) = runs.iter().find(|(_, run)| run.size > theme.body.size * 2).expect("a large letter");
    // It is read with the rest of its word, where that stands.
    assert!(!initial.text.contains('T'), "{:?}", initial.text);
    let mut starts: Vec<(Abs, Abs)> = Vec::new();
    for (at, run) in runs.iter().filter(|(_, run)| run.size <= theme.body.size) {
        let _ = run;
        match starts.iter_mut().find(|(y, _)| *y == at.y) {
            Some((_, x)) => *x = (*x).min(at.x),
            None => starts.push((at.y, at.x)),
        }
    }
    starts.sort();
    assert_eq!(starts[1].0, letter.y, "it stands on the second line");
    let beside = letter.x + initial.width();
    assert!(starts[..2].iter().all(|(_, x)| *x > beside), "{starts:?} beside {beside}");
    assert!(starts[2..].iter().all(|(_, x)| *x < beside), "{starts:?} below it");
    let said: String = runs.iter().map(|(_, run)| run.text.replace(['\u{ad}', '\u{2060}'], "")).collect();
    assert!(said.to_lowercase().starts_with("the harvest of the year"), "{said}");
}

/// However many columns of figures a table has, in every theme no figure is on two lines: words are divided first, then
/// gaps narrow, then rows become records.
#[test]
fn figures_in_tables_are_whole_in_every_theme() {
    const HEADS: [&str; 5] = ["Passengers", "Reconstruction", "Freight tonnage", "1998", "Administration"];
    let fonts = Fonts::bundled();
    let figure =
        |row: usize, column: usize| format!("{},{:03}", 31 + row * 20 + column, (row * 211 + column * 97) % 1000);
    for (name, _) in THEMES {
        let theme = Theme::named(name, None).unwrap();
        for columns in [4, 7, 10, 13, 16, 19] {
            let mut b = Builder::new();
            let table = [[Align::Auto].as_slice(), &vec![Align::Right; columns]].concat();
            b.open(Container::Table { columns: table }, Span::NONE);
            let row = |b: &mut Builder, kind: Container, cells: &mut dyn Iterator<Item = String>| {
                b.open(kind, Span::NONE);
                for cell in cells {
                    b.open(Container::Cell, Span::NONE);
                    b.text(&cell, Span::NONE);
                    b.close();
                }
                b.close();
            };
            let mut heads = (0..=columns).map(|at| HEADS[at % HEADS.len()].to_owned());
            row(&mut b, Container::HeadRow, &mut heads);
            for at in 0..3 {
                let station = ["Machynlleth junction", "Birmingham", "Aberystwyth"][at].to_owned();
                row(
                    &mut b,
                    Container::Row,
                    &mut [station].into_iter().chain((0..columns).map(|column| figure(at, column))),
                );
            }
            b.close();
            let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
            let items = layout.pages.iter().flat_map(|page| &page.items);
            let runs = items.filter_map(|placed| match &placed.item {
                Item::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            });
            let said: String = runs.collect::<Vec<_>>().join("\n");
            for (at, column) in (0..3).flat_map(|at| (0..columns).map(move |column| (at, column))) {
                let figure = figure(at, column);
                assert!(said.contains(&figure), "{name}, {columns} columns: {figure} is cut");
            }
        }
    }
}

/// A table that is wider than the text goes over the note column, which is on the outer side of a leaf.
#[test]
fn a_wide_table_keeps_to_the_inner_margin_on_either_side_of_the_leaf() {
    let (fonts, mut theme) = (Fonts::bundled(), Theme::default());
    theme.page.sides = Sides::Mirrored;
    for (before, page) in [(0, 0), (60, 1)] {
        let mut b = Builder::new();
        (0..before).for_each(|_| paragraph(&mut b, "A line."));
        b.open(Container::Table { columns: vec![Align::Auto; 7] }, Span::NONE);
        b.open(Container::Row, Span::NONE);
        for _ in 0..7 {
            b.open(Container::Cell, Span::NONE);
            b.text("Reconstruction", Span::NONE);
            b.close();
        }
        b.close();
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let rules = layout.pages[page].items.iter().filter_map(|placed| match &placed.item {
            Item::Rule { size, .. } if size.width > theme.page.measure => Some((placed.at.x, placed.at.x + size.width)),
            _ => None,
        });
        let edges: Vec<_> = rules.collect();
        assert!(!edges.is_empty(), "no wide table on page {}", page + 1);
        for (left, right) in edges {
            let margin = if page == 0 { left } else { theme.page.trim.width - right };
            assert!((margin - theme.page.inside).0.abs() < Abs::PT.0, "page {}: {margin} pt inside", page + 1);
        }
    }
}

/// As large as it is drawn, but within two thirds of a page; over the note column only if it is broad.
#[test]
fn a_large_picture_keeps_within_the_page_and_a_broad_one_takes_the_note_column() {
    let folder = tempfile::tempdir().unwrap();
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let size = |width: u32, height: u32| {
        image::GrayImage::new(width, height).save(folder.path().join("picture.png")).unwrap();
        let mut b = Builder::new();
        let image = Image { reference: "picture.png".to_owned(), alt: "gray".to_owned(), ..Image::default() };
        b.open(Container::Figure(image), Span::NONE);
        b.close();
        let pictures = Folder::new(folder.path());
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let mut sizes = layout.pages.iter().flat_map(|page| &page.items).filter_map(|placed| match &placed.item {
            Item::Picture { size, .. } => Some(*size),
            _ => None,
        });
        sizes.next().expect("a picture")
    };
    let near = |a: Abs, b: Abs| (a - b).0.abs() < Abs::PT.0;
    let (measure, highest) = (theme.page.measure, theme.body.leading * (theme.page.lines as i64 * 2 / 3));
    let (high, square, broad) = (size(400, 6000), size(3000, 3000), size(6000, 1000));
    assert!(near(high.height, highest), "{} pt high, not {highest}", high.height);
    assert!(near(square.width, measure), "{} pt wide, not {measure}", square.width);
    assert!(near(broad.width, measure + theme.page.gap + theme.page.note_column), "{} pt wide", broad.width);
    // Not one that is hardly broader than the text, nor one that would be higher than half its width.
    let pixels = |share: f64| (measure.to_pt() * share / 0.75) as u32;
    assert!(near(size(pixels(1.05), 100).width, measure));
    assert!(size(pixels(1.2), 100).width > measure);
    assert!(near(size(pixels(1.2), pixels(0.9)).width, measure));
}

/// A picture in a table has room although no word asks for it, and its row ends no page before it does.
#[test]
fn pictures_in_cells_have_room_and_stay_on_their_page() {
    let folder = tempfile::tempdir().unwrap();
    image::GrayImage::new(600, 900).save(folder.path().join("picture.png")).unwrap();
    let (fonts, theme, pictures) = (Fonts::bundled(), Theme::default(), Folder::new(folder.path()));
    let foot = theme.page.top + theme.body.leading * theme.page.lines as i64;
    for lines in 0..12 {
        let mut b = Builder::new();
        for _ in 0..12 + lines {
            b.open(Container::Paragraph, Span::NONE);
            b.text("A line.", Span::NONE);
            b.close();
        }
        b.open(Container::Table { columns: vec![Align::Auto; 2] }, Span::NONE);
        for words in [["A", "What it shows, and why"], ["", "The harbour, seen from the pier"], ["", "The pier"]] {
            b.open(Container::Row, Span::NONE);
            for words in words {
                b.open(Container::Cell, Span::NONE);
                b.open(Container::Paragraph, Span::NONE);
                match words {
                    "" => {
                        let (reference, alt) = ("picture.png".to_owned(), "gray".to_owned());
                        b.image(Image { reference, alt, ..Image::default() }, "", Span::NONE);
                    }
                    words => b.text(words, Span::NONE),
                }
                b.close();
                b.close();
            }
            b.close();
        }
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let shown = layout.pages.iter().flat_map(|page| &page.items).filter_map(|placed| match placed.item {
            Item::Picture { size, .. } => Some((size.width, placed.at.y + size.height)),
            _ => None,
        });
        let shown: Vec<_> = shown.collect();
        assert_eq!(shown.len(), 2);
        for (width, end) in shown {
            assert!(width > Abs::PT * 100, "{width} pt wide");
            assert!(end <= foot + Abs::PT, "{lines} lines more: it ends at {end}, the page's text at {foot}");
        }
    }
}

/// A table with a picture in its last row, which goes over so many of its three columns; how large it comes out.
#[cfg(feature = "html")]
fn picture_in_cell([width, height]: [u32; 2], over: usize) -> [f64; 2] {
    let folder = tempfile::tempdir().unwrap();
    image::GrayImage::new(width, height).save(folder.path().join("picture.png")).unwrap();
    let rest = "<td>3</td>".repeat(3 - over);
    let page = format!(
        "<p>Words of it.</p><table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td><td>2</td><td>3</td></tr>\
         <tr><td colspan={over}><img src=picture.png alt='The lock'></td>{rest}</tr></table>"
    );
    let document = Html::default().read(&Source::new("a.html", page)).value;
    let (fonts, theme, pictures) = (Fonts::bundled(), Theme::default(), Folder::new(folder.path()));
    let layout = lay_out(&Packet::from(document), &theme, &fonts, &pictures).unwrap().value;
    let size = |placed: &Placed| match placed.item {
        Item::Picture { size, .. } => Some([size.width.to_pt(), size.height.to_pt()]),
        _ => None,
    };
    layout.pages.iter().flat_map(|page| &page.items).find_map(size).unwrap()
}

/// What an interviewer asks stands apart from the answer before it, and as headings do.
#[test]
#[cfg(feature = "markdown")]
fn strong_paragraphs_that_head_others_are_not_indented() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let text =
        format!("# A Title\n\n{SENTENCE}\n\n**Who asked?**\n\nNobody asked.\n\nNobody told.\n\n**All is well.**\n");
    let document = Markdown::default().read(&Source::new("a.md", text)).value;
    let layout = lay_out(&Packet::from(document), &theme, &fonts, &NoResources).unwrap().value;
    let place = |words: &str| {
        let is = |placed: &&Placed| placed.item.glyphs().is_some_and(|run| run.text.starts_with(words));
        layout.pages[0].items.iter().find(is).map(|placed| placed.at).unwrap()
    };
    let [asked, answer, more, last] = ["Who", "Nobody asked", "Nobody told", "All"].map(place);
    assert!((asked.x - answer.x).to_pt().abs() < 1.0, "{} and {}", asked.x, answer.x);
    // Others are, and what heads nothing.
    assert!(more.x > answer.x + Abs::PT * 5 && last.x > answer.x + Abs::PT * 5);
    assert!(asked.y > place("The harvest").y + theme.body.leading * 2);
    assert!((answer.y - asked.y - theme.body.leading).to_pt().abs() < 1.0);
}

/// The rule of an alert goes across all white in it, wherever the page ends.
#[test]
#[cfg(feature = "markdown")]
fn the_rule_beside_an_alert_has_no_gaps() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    for before in 4..16 {
        let words = format!("{SENTENCE}\n\n").repeat(before);
        let alert = "> [!NOTE]\n> Words.\n>\n> - one\n> - two\n>\n> Words.\n>\n> - three\n> - four\n>\n> Words.\n";
        let text = format!("# A Title\n\n{words}{alert}\n## A heading\n\n{}", SENTENCE.repeat(30));
        let document = Markdown::default().read(&Source::new("a.md", text)).value;
        let layout = lay_out(&Packet::from(document), &theme, &fonts, &NoResources).unwrap().value;
        for page in &layout.pages {
            let rule = |placed: &Placed| match placed.item {
                Item::Rule { size, .. } if size.width < Abs::PT * 2 => Some((placed.at.y, placed.at.y + size.height)),
                _ => None,
            };
            let mut rules: Vec<(Abs, Abs)> = page.items.iter().filter_map(rule).collect();
            rules.sort();
            for pair in rules.windows(2) {
                assert!(pair[1].0 <= pair[0].1 + Abs::PT / 2, "{before}: {pair:?}");
            }
        }
    }
}

/// A formula in a head takes no more lines than the same words.
#[test]
#[cfg(feature = "markdown")]
fn formulas_in_heads_have_room() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let lines = |head: &str| {
        let text = format!("Words of it.\n\n| Lock | $h$ (m) | {head} (m³/s) |\n|---|--:|--:|\n| One | 2.1 | 1.2 |\n");
        let document = Markdown::default().read(&Source::new("a.md", text)).value;
        let layout = lay_out(&Packet::from(document), &theme, &fonts, &NoResources).unwrap().value;
        let heights = layout.pages[0].items.iter().filter(|placed| matches!(placed.item, Item::Rule { .. }));
        let heights: Vec<Abs> = heights.map(|placed| placed.at.y).collect();
        *heights.iter().max().unwrap() - *heights.iter().min().unwrap()
    };
    assert_eq!(lines("$Q$"), lines("Q"));
}

/// Columns of single figures are as wide together as a picture that goes over them wants.
#[test]
#[cfg(feature = "html")]
fn a_picture_over_several_columns_has_room() {
    let [alone, two, three] = [1, 2, 3].map(|over| picture_in_cell([600, 400], over)[0]);
    assert!(alone > 100.0, "{alone} pt wide");
    assert!(two >= alone && three >= alone, "{two} and {three} pt wide, not {alone}");
}

/// What is high leaves the cells beside it empty.
#[test]
#[cfg(feature = "html")]
fn a_high_picture_in_a_narrow_cell_takes_a_third_of_a_page() {
    let theme = Theme::default();
    let third = (theme.body.leading * (theme.page.lines as i64 / 3)).to_pt();
    for over in [1, 2] {
        let [width, height] = picture_in_cell([400, 2000], over);
        assert!((height - third).abs() < 1.0, "{height} pt high, not {third}");
        assert!((height / width - 5.0).abs() < 0.1, "{width} by {height}");
    }
}

/// A page's lines of text.
fn lines_of(layout: &Layout, page: usize) -> Vec<String> {
    let mut lines: Vec<(Abs, String)> = Vec::new();
    for placed in &layout.pages[page].items {
        let Item::Glyphs(run) = &placed.item else { continue };
        match lines.iter_mut().find(|(y, _)| *y == placed.at.y) {
            Some((_, line)) => line.push_str(&run.text),
            None => lines.push((placed.at.y, run.text.clone())),
        }
    }
    lines.sort_by_key(|(y, _)| *y);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Notes of pages neither keep those behind them from the pages of their calls nor take all of these from the text.
#[test]
fn notes_begin_where_they_are_called_whatever_stands_before_them() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    for long in [&[2][..], &[2, 3], &[3, 4, 5], &[1, 6, 11]] {
        let mut b = Builder::new();
        for number in 1..=24 {
            b.open(Container::Paragraph, Span::NONE);
            b.text(&format!("{}Called{number}z.", SENTENCE.repeat(2)), Span::NONE);
            b.open(Container::Note { label: format!("n{number}") }, Span::NONE);
            let words = SENTENCE.repeat(if long.contains(&number) { 50 } else { 1 });
            paragraph(&mut b, &format!("Begun{number}z. {words}Done{number}z."));
            b.close();
            b.close();
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let pages: Vec<String> = (0..layout.pages.len()).map(|page| lines_of(&layout, page).concat()).collect();
        let page_of = |words: String| {
            let found: Vec<usize> = (0..pages.len()).filter(|&page| pages[page].contains(&words)).collect();
            assert_eq!(found.len(), 1, "{long:?}: {words} on pages {found:?}");
            found[0]
        };
        for number in 1..=24 {
            let called = page_of(format!("Called{number}z"));
            assert_eq!(page_of(format!("Begun{number}z")), called, "{long:?}: note {number}");
            let done = page_of(format!("Done{number}z"));
            assert!(
                done >= called && (long.contains(&number) || done <= called + 1),
                "{long:?}: note {number} ends late"
            );
        }
        // No word of them is lost, and none comes twice.
        let harvests = pages.concat().matches("put away").count();
        assert_eq!(harvests, 48 + 24 - long.len() + 50 * long.len(), "{long:?}");
        // The text has a quarter of every page that it is on, but of the last.
        let last = page_of("Called24z".to_owned());
        for (index, page) in layout.pages[..last].iter().enumerate() {
            let text = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.size == theme.body.size);
            let heights: BTreeSet<Abs> = page.items.iter().filter(text).map(|placed| placed.at.y).collect();
            assert!(
                heights.len() >= theme.page.lines / 4,
                "{long:?}: page {index} has {} lines of text",
                heights.len()
            );
        }
    }
}

/// A word that is wider than the measure has a hyphen where it is divided, in headings too, which have none otherwise.
#[test]
fn a_heading_is_divided_as_words_are_if_it_must_be() {
    let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsverordnungsänderungsvorschriften";
    let mut b = Builder::new();
    b.open(Container::Heading { level: Level::new(2), anchor: None }, Span::NONE);
    b.text(word, Span::NONE);
    b.close();
    paragraph(&mut b, SENTENCE);
    let mut document = titled(b);
    document.meta.language = Language::parse("de");
    let layout = laid_out(&document).0;
    let lines = lines_of(&layout, 0);
    let first = lines.iter().position(|line| line.starts_with("Rind")).unwrap();
    let parts: Vec<&String> = lines[first..].iter().take_while(|line| !line.contains("harvest")).collect();
    assert!(parts.len() > 1, "{lines:?}");
    assert_eq!(parts.iter().map(|line| line.trim_end_matches('\u{ad}')).collect::<String>(), word);
    let (last, divided) = parts.split_last().unwrap();
    assert!(divided.iter().all(|line| line.ends_with('\u{ad}')) && !last.ends_with('\u{ad}'), "{parts:?}");
}

/// Breaks between scenes that touch are one.
#[test]
fn several_rules_in_a_row_are_one() {
    let mut b = Builder::new();
    paragraph(&mut b, SENTENCE);
    for _ in 0..3 {
        b.rule(Span::NONE);
    }
    paragraph(&mut b, SENTENCE);
    b.rule(Span::NONE);
    paragraph(&mut b, SENTENCE);
    let layout = laid_out(&titled(b)).0;
    assert_eq!(lines_of(&layout, 0).iter().filter(|line| line.contains('*')).count(), 2);
}

/// The first words are small capitals where there are three lines to open, and nothing in them is marked otherwise.
#[test]
fn the_opening_words_are_small_capitals_above_some_lines_of_plain_text() {
    let opened = |first: &str, marked: Container| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        b.open(marked, Span::NONE);
        b.text(first, Span::NONE);
        b.close();
        b.text(" And more.", Span::NONE);
        b.close();
        let packet = Packet::from(titled(b));
        let [plain, small] = [OpeningWords::Plain, OpeningWords::SmallCaps].map(|words| {
            let mut theme = Theme::default();
            theme.opener.words = words;
            lay_out(&packet, &theme, &Fonts::bundled(), &NoResources).unwrap().value.dump()
        });
        plain != small
    };
    assert!(opened(&SENTENCE.repeat(2), Container::Strike));
    assert!(!opened("The harvest of the year was counted.", Container::Strike));
    assert!(!opened(&SENTENCE.repeat(2), Container::Emph));
}

/// A place to divide a word shows nothing among small capitals either.
#[test]
fn opening_words_show_no_soft_hyphens() {
    let mut b = Builder::new();
    paragraph(&mut b, &format!("Har\u{ad}bour masters wrote. {}", SENTENCE.repeat(2)));
    let layout = laid_out(&titled(b)).0;
    let mut hidden = 0;
    for placed in &layout.pages[0].items {
        let Item::Glyphs(run) = &placed.item else { continue };
        let soft = run.glyphs.iter().zip(run.texts()).filter(|(_, text)| &run.text[text.clone()] == "\u{ad}");
        for (glyph, text) in soft.filter(|(_, text)| text.end < run.text.len()) {
            // No more than what evens out the line adds behind every glyph.
            assert!(Abs(i64::from(glyph.advance)) < Abs::pt(0.2), "{} at {text:?}", run.text);
            hidden += 1;
        }
    }
    assert_eq!(hidden, 1);
}

/// A figure that leaves less than a sixth of a page to the text does not move: the page would look like a plate.
#[test]
fn a_figure_moves_only_if_it_leaves_a_sixth_of_a_page_to_the_text() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut met = [0; 2];
    // The picture takes two thirds of a page, and so much more the caption.
    for repeated in 0..10 {
        let mut b = Builder::new();
        (0..11).for_each(|_| paragraph(&mut b, SENTENCE));
        let width = PictureWidth::Share(100);
        let image = Image { reference: "lists.png".into(), alt: "lists".into(), width, ..Image::default() };
        b.open(Container::Figure(image), Span::NONE);
        b.text(&format!("{}What is below.", SENTENCE.repeat(repeated)), Span::NONE);
        b.close();
        (0..20).for_each(|_| paragraph(&mut b, &format!("Behind it. {SENTENCE}")));
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let on = |says: &dyn Fn(&Item) -> bool| {
            let page = layout.pages.iter().position(|page| page.items.iter().any(|placed| says(&placed.item))).unwrap();
            let at = layout.pages[page].items.iter().find(|placed| says(&placed.item)).unwrap().at.y;
            (page, at)
        };
        let words =
            |words: &'static str| move |item: &Item| matches!(item, Item::Glyphs(run) if run.text.contains(words));
        let (page, top) = on(&|item| matches!(item, Item::Picture { .. }));
        let (other, below) = on(&words("below."));
        let height = (below - top).ratio(theme.body.leading * theme.page.lines as i64);
        let moved = on(&words("Behind")).0 < page;
        // Near the bound it depends on the white below.
        if page == other && (height - 5.0 / 6.0).abs() > 0.04 {
            met[usize::from(moved)] += 1;
            assert_eq!(moved, height < 5.0 / 6.0, "{repeated}: {height}");
        }
    }
    assert!(met.iter().all(|&count| count > 0), "{met:?}");
}

/// A list below a figure that moved keeps its white: it stands below the words that the figure stood below.
#[test]
fn what_followed_a_figure_that_moved_keeps_its_white() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let fonts = Fonts::bundled();
    for (name, list) in [("brief", true), ("brief", false), ("report", true), ("report", false)] {
        let theme = Theme::named(name, None).unwrap();
        let mut met = 0;
        for before in 8..40 {
            let mut b = Builder::new();
            (0..before).for_each(|_| paragraph(&mut b, "It was a dry year."));
            paragraph(&mut b, "What stood above.");
            let width = PictureWidth::Share(60);
            let image = Image { reference: "lists.png".into(), alt: "lists".into(), width, ..Image::default() };
            b.open(Container::Figure(image), Span::NONE);
            b.close();
            if list {
                b.open(Container::List(ListKind::Bulleted), Span::NONE);
                for _ in 0..3 {
                    b.open(Container::Item { task: None }, Span::NONE);
                    paragraph(&mut b, "What stood below.");
                    b.close();
                }
                b.close();
            } else {
                paragraph(&mut b, "What stood below.");
            }
            (0..40).for_each(|_| paragraph(&mut b, "It was a dry year."));
            let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
            let at = |words: &str| {
                let says = |placed: &Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains(words));
                let page = layout.pages.iter().position(|page| page.items.iter().any(says)).unwrap();
                (page, layout.pages[page].items.iter().find(|placed| says(placed)).unwrap().at.y)
            };
            let ((page, above), (other, below)) = (at("above."), at("below."));
            let picture = layout
                .pages
                .iter()
                .position(|page| page.items.iter().any(|placed| matches!(placed.item, Item::Picture { .. })));
            if page == other && picture > Some(page) {
                met += 1;
                let white = (below - above - theme.body.leading).ratio(theme.body.leading);
                let least = match theme.parting {
                    _ if list => 0.4,
                    Parting::Space(space) => space.ratio(theme.body.leading) - 0.01,
                    Parting::Indent => -0.01,
                };
                assert!((least..least + 1.2).contains(&white), "{name}, {list}, {before}: {white}");
                assert!(list || white < least + 0.1, "{name}, {before}: {white}");
            }
        }
        assert!(met > 0, "{name}, {list}: no figure moved");
    }
}

/// The white above a heading is there too where a figure moved to the head of its page.
#[test]
fn a_heading_below_a_figure_that_moved_stands_apart_from_it() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut met = 0;
    for (before, after) in (6..14).flat_map(|before| (0..6).map(move |after| (before, after))) {
        let mut b = Builder::new();
        (0..before).for_each(|_| paragraph(&mut b, SENTENCE));
        b.open(
            Container::Figure(Image { reference: "plate.png".into(), alt: "a plate".into(), ..Image::default() }),
            Span::NONE,
        );
        b.text("What is shown.", Span::NONE);
        b.close();
        (0..after).for_each(|_| paragraph(&mut b, SENTENCE));
        for _ in 0..3 {
            b.open(Container::Heading { level: Level::new(2), anchor: None }, Span::NONE);
            b.text("Heads", Span::NONE);
            b.close();
            paragraph(&mut b, SENTENCE);
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        for page in 0..layout.pages.len() {
            let items = &layout.pages[page].items;
            let at = |words: &str| {
                let says = |placed: &Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.starts_with(words));
                items.iter().position(says).map(|index| (index, items[index].at.y))
            };
            let (Some((read, caption)), Some((first, heading))) = (at("What"), at("Heads")) else { continue };
            let is_between = |placed: &Placed| {
                matches!(placed.item, Item::Glyphs(_)) && placed.at.y > caption && placed.at.y < heading
            };
            // What moved is read behind what it moved before.
            if first < read && heading > caption && !items.iter().any(is_between) {
                met += 1;
                assert!(heading - caption > theme.body.leading * 3, "{before}, {after}: {:?}", heading - caption);
            }
        }
    }
    assert!(met > 0, "no heading stood below a figure");
}

/// A formula in a paragraph of its own stands in the middle, and the text behind it goes on without an indent.
#[test]
fn a_formula_between_lines_stands_in_the_middle() {
    let mut b = Builder::new();
    paragraph(&mut b, SENTENCE);
    b.open(Container::Paragraph, Span::NONE);
    b.math("x = y", Display::Block, Span::NONE);
    b.close();
    paragraph(&mut b, SENTENCE);
    let layout = laid_out(&titled(b)).0;
    let at = |words: &str, nth: usize| {
        let says = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.starts_with(words));
        layout.pages[0].items.iter().filter(says).nth(nth).unwrap().at
    };
    let [above, formula, below] = [at("The", 0), at("x", 0), at("The", 1)];
    let style = Theme::default().body;
    assert!(formula.x > above.x + Theme::default().page.measure / 3, "{formula:?}");
    assert!(below.y - formula.y > style.leading + style.leading / 4, "{formula:?} above {below:?}");
    assert_eq!(below.x, above.x);
}

/// Letters that have no italics are stressed by weight, whatever the language around them.
#[test]
fn hebrew_among_english_is_stressed_by_weight() {
    let face = |container: Container, said: &str| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        b.text("Said: ", Span::NONE);
        b.open(container, Span::NONE);
        b.text("peace, שלום", Span::NONE);
        b.close();
        b.close();
        let layout = laid_out(&titled(b)).0;
        let says = |placed: &Placed| match &placed.item {
            Item::Glyphs(run) if run.text.contains(said) => Some(run.face),
            _ => None,
        };
        layout.pages[0].items.iter().find_map(says).unwrap()
    };
    let [plain, stressed, strong] = [Container::Strike, Container::Emph, Container::Strong].map(|c| face(c, "שלום"));
    assert_ne!(stressed, plain);
    assert_eq!(stressed, strong);
    assert_ne!(face(Container::Emph, "peace"), face(Container::Strong, "peace"));
}

/// Chinese and Japanese words are stressed by dots, one to each letter and none to a mark, and their weight stays.
#[test]
fn ideographs_are_stressed_by_dots() {
    let set = |tag: &str| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        b.text("河水", Span::NONE);
        b.open(Container::Emph, Span::NONE);
        b.text("一如，既往", Span::NONE);
        b.close();
        b.text("地流淌。", Span::NONE);
        b.close();
        let mut document = titled(b);
        document.meta.language = Language::parse(tag);
        laid_out(&document).0
    };
    for (tag, below) in [("zh", true), ("ja", false)] {
        let layout = set(tag);
        let items = &layout.pages[0].items;
        let dots: Vec<&Placed> = items.iter().filter(|placed| matches!(placed.item, Item::Dot { .. })).collect();
        assert_eq!(dots.len(), 4, "{tag}");
        assert!(dots.iter().all(|dot| dot.tag == TagId::ARTIFACT));
        let says = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains('河'));
        let line = items.iter().find(says).unwrap().at.y;
        assert!(dots.iter().all(|dot| (dot.at.y > line) == below), "{tag}");
    }
    assert!(!set("en").pages[0].items.iter().any(|placed| matches!(placed.item, Item::Dot { .. })));
}

/// A picture in a line is no taller than letters, unless its author says how wide it is.
#[test]
fn a_picture_in_a_line_has_the_width_that_its_author_gave_it() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let width = |written: &str| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        b.text("Before it ", Span::NONE);
        let width = PictureWidth::parse(written).unwrap_or_default();
        let image = Image { reference: "plate.png".into(), alt: "a plate".into(), width, ..Image::default() };
        b.image(image, "", Span::NONE);
        b.text(" and behind it.", Span::NONE);
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let size = |placed: &Placed| match placed.item {
            Item::Picture { size, .. } => Some(size),
            _ => None,
        };
        layout.pages[0].items.iter().find_map(size).unwrap()
    };
    assert!(width("").height <= theme.body.leading);
    assert_eq!(width("2cm").width, Abs::pt(56.7));
    assert_eq!(width("10%").width, theme.page.measure / 10);
    // What a page on a screen says keeps a picture small and makes none large.
    assert_eq!(width("8px").width, Abs::pt(6.0));
    assert_eq!(width("8").width, Abs::pt(6.0));
    assert_eq!(width("200px"), width(""));
    // A third of the page is enough.
    let large = width("100%");
    assert!(large.height <= theme.body.leading * (theme.page.lines as i64 / 3) && large.width <= theme.page.measure);
}

/// A screen's lengths make a picture that stands by itself smaller than its resolution would, and never larger.
#[test]
fn a_figure_is_no_larger_than_on_a_screen() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let width = |written: &str| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        let width = match written.strip_suffix(" high") {
            Some(height) => PictureWidth::of_height(height),
            None => PictureWidth::parse(written),
        };
        let width = width.unwrap_or_default();
        b.image(
            Image { reference: "plate.png".into(), alt: "a plate".into(), width, ..Image::default() },
            "",
            Span::NONE,
        );
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let size = |placed: &Placed| match placed.item {
            Item::Picture { size, .. } => Some(size.width),
            _ => None,
        };
        layout.pages[0].items.iter().find_map(size).unwrap()
    };
    let natural = width("");
    assert_eq!(width("60px"), Abs::pt(45.0));
    assert_eq!(width("60"), Abs::pt(45.0));
    assert_eq!(width("2em"), Abs::pt(24.0));
    // The picture is eight fifths as wide as high.
    assert!((width("60px high") - Abs::pt(72.0)).to_pt().abs() < 0.01);
    assert_eq!(width("1000 high"), natural);
    assert_eq!(width("50% high"), natural);
    assert_eq!(width("1000px"), natural);
    assert!(width("100%") > natural);
}

/// A title's lines end where its clauses do, if it has room for that, and begin at the margin.
#[test]
fn a_title_is_parted_at_its_colon_where_that_takes_no_more_lines() {
    let title = |words: &str| {
        let mut b = Builder::new();
        paragraph(&mut b, SENTENCE);
        let mut document = titled(b);
        document.meta.title = Meta::words(words, Span::NONE);
        let layout = laid_out(&document).0;
        let title = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.size > Abs::pt(20.0));
        let items: Vec<_> = layout.pages[0].items.iter().filter(title).collect();
        let mut lines: Vec<String> = Vec::new();
        let mut last = None;
        for placed in items {
            let Item::Glyphs(run) = &placed.item else { continue };
            if last.replace(placed.at.y) != Some(placed.at.y) {
                lines.push(String::new());
            }
            lines.last_mut().unwrap().push_str(&run.text);
        }
        lines
    };
    for (words, lines) in [
        (
            "The Great Ledger: A Designer’s Torture Article with a Rather Long Title",
            ["The Great Ledger:", "A Designer’s Torture Article", "with a Rather Long Title"].as_slice(),
        ),
        // A line of a word above a full one is no gain, nor is a line more.
        ("Mills: The Rise and Fall of All the Carters", &["Mills: The Rise and Fall", "of All the Carters"]),
    ] {
        let set: Vec<_> = title(words).iter().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(set, lines);
    }
}

/// The last line of a list does not stand alone at the head of a page, however deep in it it is.
#[test]
fn a_page_does_not_begin_with_the_last_line_of_a_list() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut parted = 0;
    for before in 28..46 {
        let mut b = Builder::new();
        (0..before).for_each(|_| paragraph(&mut b, "A line."));
        b.open(Container::List(ListKind::Bulleted), Span::NONE);
        for words in ["First.", "Second."] {
            b.open(Container::Item { task: None }, Span::NONE);
            paragraph(&mut b, words);
            b.open(Container::List(ListKind::Bulleted), Span::NONE);
            for words in ["Inner.", "Innermost.", if words == "Second." { "Last of all." } else { "Not yet." }] {
                b.open(Container::Item { task: None }, Span::NONE);
                paragraph(&mut b, words);
                b.close();
            }
            b.close();
            b.close();
        }
        b.close();
        (0..60).for_each(|_| paragraph(&mut b, "A line."));
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let page_of = |words: &str| {
            let says = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains(words));
            layout.pages.iter().rposition(|page| page.items.iter().any(|placed| says(&placed)))
        };
        assert_eq!(page_of("Innermost."), page_of("Last of all."), "{before} lines before");
        parted += usize::from(page_of("First.") != page_of("Last of all."));
    }
    assert!(parted > 0, "no list was parted");
}

/// Names of programs are divided behind the marks in them, in running text too.
#[test]
fn names_with_underscores_are_divided_at_them() {
    let mut b = Builder::new();
    paragraph(&mut b, &["stuck_out_tongue"; 12].join("_"));
    let layout = laid_out(&titled(b)).0;
    let says = |placed: &Placed| match &placed.item {
        Item::Glyphs(run) if run.text.contains('_') => Some(run.text.clone()),
        _ => None,
    };
    let lines: Vec<String> = layout.pages[0].items.iter().filter_map(says).collect();
    assert!(lines.len() > 1, "{lines:?}");
    let (last, others) = lines.split_last().unwrap();
    assert!(others.iter().all(|line| line.ends_with(['_', '-', '\u{ad}'])) && last.ends_with("tongue"), "{lines:?}");
}

/// Of a formula that stands as its source PDF and EPUB tell the same, so that it is told once.
#[cfg(feature = "epub")]
#[test]
fn a_formula_that_cannot_be_read_is_told_once() {
    use offprint::write::{Writer, epub::Epub};
    let mut b = Builder::new();
    for (at, display) in [Display::Inline, Display::Block].into_iter().enumerate() {
        b.open(Container::Paragraph, Span::NONE);
        b.math("\\nosuch{x}", display, Span::new(SourceId::default(), at * 10..at * 10 + 9));
        b.close();
    }
    let packet = Packet::from(titled(b));
    let mut told = lay_out(&packet, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().diagnostics;
    told.extend(Epub::default().write(&packet, &NoResources).unwrap().diagnostics);
    offprint::diag::sort(&mut told);
    assert_eq!(told.iter().filter(|told| told.code == Code::MathUnread).count(), 2, "{told:?}");
}

/// A large picture at the end of a paragraph stands below its words, and a small one in their line.
#[test]
fn a_large_picture_behind_words_stands_below_them() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let set = |parts: &[&str]| {
        let mut b = Builder::new();
        b.open(Container::Paragraph, Span::NONE);
        for part in parts {
            match *part {
                "picture" | "wide" | "narrow" => {
                    let width = match *part {
                        "wide" => PictureWidth::Share(50),
                        "narrow" => PictureWidth::Points(100),
                        _ => PictureWidth::Natural,
                    };
                    let image =
                        Image { reference: "plate.png".into(), alt: "a plate".into(), width, ..Image::default() };
                    b.image(image, "", Span::NONE);
                }
                words => b.text(words, Span::NONE),
            }
        }
        b.close();
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
        let size = |placed: &Placed| match placed.item {
            Item::Picture { size, .. } => Some((size.height > theme.body.leading * 3, placed.at.y)),
            _ => None,
        };
        let says = |placed: &&Placed| matches!(&placed.item, Item::Glyphs(run) if run.text.contains("see"));
        let line = layout.pages[0].items.iter().find(says).unwrap().at.y;
        layout.pages[0].items.iter().find_map(size).map(|(large, y)| (large, y > line)).unwrap()
    };
    assert_eq!(set(&["What you see: ", "picture"]), (true, true));
    assert_eq!(set(&["picture", " is what you see."]), (true, false));
    assert!(!set(&["What you see ", "picture", " is small."]).0);
    assert_eq!(set(&["What you see: ", "wide"]), (true, true));
    assert!(!set(&["What you see: ", "narrow"]).0);
}

/// Listings of one article are set alike: if one of them must be smaller so that its lines are not divided, so are all.
#[test]
fn programs_of_an_article_have_one_size() {
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let of_lines = |programs: &[(usize, usize)]| {
        let mut b = Builder::new();
        for &(columns, lines) in programs {
            b.code_block(None, &vec!["x".repeat(columns); lines].join("\n"), Span::NONE);
        }
        let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let size = |placed: &Placed| match &placed.item {
            Item::Glyphs(run) if run.text.contains("xx") => Some(run.size),
            _ => None,
        };
        items.filter_map(size).collect::<BTreeSet<_>>()
    };
    let sizes = |columns: &[usize]| of_lines(&columns.iter().map(|&columns| (columns, 1)).collect::<Vec<_>>());
    let (plain, smaller) = (sizes(&[20]), sizes(&[70]));
    assert!(smaller.len() == 1 && smaller.first() < plain.first(), "{smaller:?} {plain:?}");
    assert_eq!(sizes(&[20, 70, 30]), smaller);
    assert_eq!(sizes(&[20, 70, 66]), smaller);
    // What is divided anyway makes nothing smaller.
    assert_eq!(sizes(&[20, 300]), plain);
    // Alone one may be much smaller, but makes no other so: its lines go on below.
    assert!(sizes(&[80]) < smaller);
    assert_eq!(sizes(&[20, 80]), plain);
    assert_eq!(sizes(&[20, 70, 80]), smaller);
    // A drawing would be none any more.
    assert_eq!(of_lines(&[(20, 1), (80, 4)]), plain.union(&sizes(&[80])).copied().collect());
}

/// In a theme for those who need large print a table is no smaller than its theme has it, however many columns it has.
#[test]
fn tables_in_large_print_stay_large() {
    let fonts = Fonts::bundled();
    for (name, large) in [("largeprint", true), ("clearprint", true), ("brief", false)] {
        let theme = Theme::named(name, None).unwrap();
        let mut smaller = 0;
        for columns in 2..12 {
            let mut b = Builder::new();
            b.open(Container::Table { columns: vec![Align::Auto; columns] }, Span::NONE);
            for row in 0..4 {
                b.open(if row == 0 { Container::HeadRow } else { Container::Row }, Span::NONE);
                for cell in 0..columns {
                    b.open(Container::Cell, Span::NONE);
                    b.text(if (row + cell) % 3 == 0 { "Intergovernmental" } else { "grain" }, Span::NONE);
                    b.close();
                }
                b.close();
            }
            b.close();
            let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &NoResources).unwrap().value;
            let items = layout.pages.iter().flat_map(|page| &page.items);
            let runs = items.filter_map(|placed| match &placed.item {
                Item::Glyphs(run) if run.text.contains("grain") => Some(run.size),
                _ => None,
            });
            smaller += usize::from(runs.min().unwrap() < theme.table.size);
        }
        assert_eq!(smaller > 0, !large, "{name}: {smaller} tables");
    }
}

/// A picture in a cell of a table is a sign in a line, however large it is.
#[test]
fn pictures_in_cells_are_signs() {
    let pictures = Folder::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"));
    let (fonts, theme) = (Fonts::bundled(), Theme::default());
    let mut b = Builder::new();
    b.open(Container::Table { columns: vec![Align::Auto; 3] }, Span::NONE);
    for row in 0..3 {
        b.open(if row == 0 { Container::HeadRow } else { Container::Row }, Span::NONE);
        for _ in 0..3 {
            b.open(Container::Cell, Span::NONE);
            b.text("What is seen ", Span::NONE);
            let image = Image { reference: "plate.png".into(), alt: "a plate".into(), ..Image::default() };
            b.image(image, "", Span::NONE);
            b.text(" and what is not", Span::NONE);
            b.close();
        }
        b.close();
    }
    b.close();
    let layout = lay_out(&Packet::from(titled(b)), &theme, &fonts, &pictures).unwrap().value;
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let heights = items.filter_map(|placed| match &placed.item {
        Item::Picture { size, .. } => Some(size.height),
        _ => None,
    });
    let heights: Vec<Abs> = heights.collect();
    assert_eq!(heights.len(), 9);
    assert!(heights.iter().all(|height| *height <= theme.body.leading * 3), "{heights:?}");
}
