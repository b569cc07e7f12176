//! What a book designer looks for on the pages of a packet, in every theme: nothing lies on something else, the cover is
//! one page, short lists share a page, and white between paragraphs is the same everywhere.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "bundled-fonts", feature = "markdown"))]

use offprint::font::Fonts;
use offprint::layout::{Item, Layout, Page, Side, lay_out};
use offprint::length::Abs;
use offprint::packet::{Copy, Dress, Manifest, Marking, NoteMargin, Scheme, assemble};
use offprint::read;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::{THEMES, Theme};
use std::collections::BTreeSet;

const MANIFEST: &str = r#"
title = "Black Sea Grain: Where the Talks Stand"
subtitle = "Two articles for the delegation to the Istanbul round"
number = "Briefing packet No. 14"
prepared-for = "Delegation to the Joint Coordination Centre"
prepared-by = "Policy Unit, Economic Department"
date = 2026-11-24
language = "en-GB"
marking = "OFFICIAL-SENSITIVE"
embargo = "Not for publication before 09:00, 26 November"
handling = "Return to the Policy Unit after the round."
rights = "For the named recipients only."
distribution = ["Head of delegation", "Economic Department", "Embassy, Ankara", "File"]
key-figures = [
  { figure = "54 Mt", what = "shipped in twelve months" },
  { figure = "29", what = "of 47 recommendations adopted" },
  { figure = "3.0%", what = "war-risk premium, July 2023" },
]
parts = ["cover", "contents", "articles", "people", "glossary"]

[[article]]
file = "one.md"
[[article]]
file = "two.md"

[[person]]
name = "Anna Weber"
text = "miller"
[[term]]
name = "weir"
text = "what holds the water back"
"#;

const ONE: &str = "# One\n\nAnna Weber keeps the weir.\n\nThe weir holds.\n\nThe mill stands.\n\n";

/// A table of more columns than a small page could take.
fn two() -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let row = |first: &str, cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..36).map(cell).collect();
        format!("| {first} | {} |\n", cells.join(" | "))
    };
    let head = row("Year", &|at| format!("{} {}", months[at % 12], at / 12));
    let rule = row("---", &|_| "--:".to_owned());
    let body = row("1816", &|at| (100 + at).to_string());
    format!("# Two\n\nText before it.\n\n{head}{rule}{body}")
}

fn layout(theme: &str) -> Layout {
    dressed(theme, |_| {})
}

/// The same with what is on every page changed.
fn dressed(theme: &str, change: impl FnOnce(&mut Dress)) -> Layout {
    let texts = [("one.md", ONE.to_owned()), ("two.md", two())];
    let documents = texts.map(|(name, text)| read::detect(name).read(&Source::new(name, text)).value);
    let manifest = Manifest::from_toml("briefing.toml", MANIFEST).unwrap();
    let mut packet = assemble(&manifest, documents.to_vec()).value;
    packet.dress.copy = Some(Copy {
        number: "7".to_owned(),
        of: Some(25),
        name: "Ada Lovelace of the Ministry of Foreign Affairs".to_owned(),
        watermark: None,
    });
    change(&mut packet.dress);
    lay_out(&packet, &Theme::named(theme, None).unwrap(), &Fonts::bundled(), &NoResources).unwrap().value
}

/// Words on a page: what they are, and the rectangle of their small letters, in points.
fn words(page: &Page) -> Vec<(String, [f64; 4])> {
    let words = page.items.iter().filter_map(|placed| match &placed.item {
        Item::Glyphs(run) if !run.text.trim().is_empty() => {
            let (x, y, size) = (placed.at.x.to_pt(), placed.at.y.to_pt(), run.size.to_pt());
            Some((run.text.clone(), [x, y - size * 0.45, x + run.width().to_pt(), y]))
        }
        _ => None,
    });
    words.collect()
}

fn text(page: &Page) -> String {
    words(page).into_iter().map(|(words, _)| words).collect()
}

/// An article that has no title is called after its file: in its opener, its bookmark, the contents and their numbers.
#[test]
fn an_article_without_a_title_is_called_after_its_file() {
    let manifest = "title = 'P'\nparts = ['contents', 'articles']\narticles = ['one.md', 'the_second-part.md']";
    let manifest = Manifest::from_toml("briefing.toml", manifest).unwrap();
    let read = |text: &str| read::detect("a.md").read(&Source::new("a.md", text)).value;
    let packet = assemble(&manifest, vec![read(ONE), read("Words without a heading.\n")]);
    let told: Vec<_> = packet.diagnostics.iter().map(|told| (told.code.name(), &*told.message)).collect();
    assert_eq!(told, [("no-title", "article 2 has no title: it is called \"The second part\"")]);
    let layout = lay_out(&packet.value, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().value;
    let bookmarks: Vec<_> = layout.outline.iter().map(|bookmark| &*bookmark.title).collect();
    assert_eq!(bookmarks, ["Contents", "One", "The second part"]);
    let pages: Vec<_> = layout.pages.iter().map(text).collect();
    assert!(pages[2].contains("The second part") && pages[2].contains("Words without"), "{pages:?}");
    assert!(!pages.concat().contains("00"), "{pages:?}");
}

/// The pages of a packet of one article.
fn pages_of(manifest: &str) -> Vec<Page> {
    layout_of(manifest).pages
}

fn layout_of(manifest: &str) -> Layout {
    let manifest = Manifest::from_toml("briefing.toml", manifest).unwrap();
    let document = read::detect("one.md").read(&Source::new("one.md", ONE)).value;
    let packet = assemble(&manifest, vec![document]).value;
    lay_out(&packet, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().value
}

#[test]
fn every_bookmark_leads_somewhere() {
    let manifest = "title = 'P'\nparts = ['cover', 'contents', 'articles', 'index', 'sources']\narticles = ['one.md']\n\
                    [index]\nterms = ['weir', 'mill']\n";
    let layout = layout_of(manifest);
    let mut anchors = BTreeSet::new();
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        if let Item::Anchor(anchor) = &placed.item {
            anchors.insert(anchor.as_str());
        }
    }
    let mut bookmarks: Vec<_> = layout.outline.iter().collect();
    let mut count = 0;
    while let Some(bookmark) = bookmarks.pop() {
        assert!(anchors.contains(bookmark.anchor.as_str()), "{}: {}", bookmark.title, bookmark.anchor);
        bookmarks.extend(&bookmark.children);
        count += 1;
    }
    assert_eq!(count, 7, "cover, contents, article, index with M and W, sources");
}

#[test]
fn a_sign_that_no_face_has_is_told_of_where_an_article_has_it() {
    let manifest = Manifest::from_toml("briefing.toml", "articles = ['one.md']\n").unwrap();
    let source = Source::new("one.md", "# 中 here\n\nWords.\n");
    let packet = assemble(&manifest, vec![read::detect("one.md").read(&source).value]).value;
    let found = lay_out(&packet, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().diagnostics;
    let missing: Vec<_> = found.iter().filter(|told| told.code.name() == "missing-glyph").collect();
    assert!(matches!(missing[..], [told] if told.span.source().is_some()), "{missing:?}");
}

#[test]
fn what_stands_behind_a_bar_is_set_in_the_type_of_the_text() {
    let layout = layout_of("parts = ['articles']\nredact = ['Weber']\narticles = ['one.md']\n");
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let runs: Vec<_> = items
        .filter_map(|placed| match &placed.item {
            Item::Glyphs(run) => Some(run),
            _ => None,
        })
        .collect();
    let bars: Vec<_> = runs.iter().filter(|run| run.text.contains('█')).collect();
    assert!(!bars.is_empty());
    for bar in bars {
        assert!(bar.text.chars().all(|c| c == '█'), "{}", bar.text);
    }
}

/// Small letters and figures alone.
fn letters(page: &Page) -> String {
    text(page).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_page_is_one_of_those_that_are_counted_with_it() {
    let parts = "title = 'P'\nparts = ['cover', 'contents', 'articles']\narticles = ['one.md']\n";
    let said = |numbering: &str| pages_of(&format!("{parts}[numbering]\n{numbering}")).iter().map(letters).collect();
    let pages: Vec<String> = said("pages = 'of-total'\nfront = 'roman'\n");
    assert!(pages.len() == 3 && pages[1].contains("pageiiofii") && pages[2].contains("page1of1"), "{pages:?}");
    let pages: Vec<String> = said("pages = 'of-total'\n");
    assert!(pages[1].contains("page2of3") && pages[2].contains("page3of3"), "{pages:?}");
}

#[test]
fn pages_numbered_by_section_have_each_number_once() {
    let text = "title = 'P'\nparts = ['cover', 'contents', 'articles', 'notes']\nnotes-pages = 2\n[numbering]\n\
                pages = 'by-section'\n[[section]]\ntitle = 'S'\narticles = ['one.md']\n";
    let folios: Vec<String> = pages_of(text).into_iter().map(|page| page.folio).collect();
    assert_eq!(folios, ["1", "2", "A1", "A2", "3", "4"]);
}

#[test]
fn an_embargo_at_the_foot_says_what_it_is() {
    for (said, shown) in [("26 November", "embargo26november"), ("Embargoed until noon", "embargoeduntilnoon")] {
        let pages = pages_of(&format!("embargo = '{said}'\nparts = ['articles']\narticles = ['one.md']\n"));
        let last = letters(pages.last().unwrap());
        assert!(last.contains(shown) && last.matches("embargo").count() == 1, "{last}");
    }
}

/// The pages of three notices, by the words on them.
fn notices(look: &str) -> Vec<String> {
    let notice = |title: &str| format!("# {title}\n\n{}", "It was closed, and nobody minded. ".repeat(20));
    let texts = [("one.md", notice("Lock")), ("two.md", notice("Mill")), ("three.md", notice("Weir").repeat(9))];
    let documents = texts.map(|(name, text)| read::detect(name).read(&Source::new(name, text)).value);
    let articles = "['one.md', 'two.md', 'three.md']";
    let manifest = format!("title = 'P'\nparts = ['contents', 'articles']\narticles = {articles}\n{look}");
    let packet = assemble(&Manifest::from_toml("briefing.toml", &manifest).unwrap(), documents.into()).value;
    let layout = lay_out(&packet, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().value;
    layout.pages.iter().map(text).collect()
}

#[test]
fn articles_run_on_where_the_packet_says_so_and_they_have_room() {
    let has = |page: &String, titles: &[&str]| titles.iter().all(|title| page.contains(title));
    let pages = notices("");
    assert!(has(&pages[1], &["Lock"]) && has(&pages[2], &["Mill"]) && has(&pages[3], &["Weir"]), "{pages:?}");
    let pages = notices("[look]\nstarts = 'run-on'\n");
    // The third is too long for what is left of the page.
    assert!(has(&pages[1], &["Lock", "Mill"]) && !has(&pages[1], &["Weir"]) && has(&pages[2], &["Weir"]), "{pages:?}");
    let contents = |pages: &[String]| pages[0].replace(|c: char| !c.is_ascii_digit(), "");
    assert_ne!(contents(&pages), contents(&notices("")), "both are on page 2");
}

/// Odd numbers are on right-hand pages, whatever stands before the text.
#[test]
fn the_text_begins_on_the_right_behind_roman_front_matter() {
    let front = |parts: &str| {
        let manifest = format!("title = 'P'\nparts = {parts}\narticles = ['one.md']\n[numbering]\nfront = 'roman'\n");
        pages_of(&manifest).iter().map(|page| (page.folio.clone(), page.side)).collect::<Vec<_>>()
    };
    let (one, two, three) =
        (front("['articles']"), front("['cover', 'articles']"), front("['cover', 'contents', 'articles']"));
    assert_eq!(one.len(), 1);
    for pages in [two, three] {
        let folios: Vec<_> = pages.iter().map(|(folio, _)| folio.as_str()).collect();
        assert_eq!((folios.as_slice(), pages[2].1), (["i", "ii", "1"].as_slice(), Side::Recto));
    }
}

/// What an editor says of a person may be a sentence: no comma stands behind its full stop.
#[test]
fn pages_stand_behind_a_sentence_without_a_comma() {
    for (said, shown) in [("miller", "miller, 1"), ("She keeps it.", "She keeps it. p. 1")] {
        let manifest = format!(
            "title = 'P'\nparts = ['articles', 'people']\narticles = ['one.md']\n[[person]]\nname = 'Anna Weber'\ntext = '{said}'\n"
        );
        let pages = pages_of(&manifest);
        let last = text(pages.last().unwrap()).replace('\u{a0}', " ");
        assert!(last.replace(' ', "").contains(&shown.replace(' ', "")), "{last}");
    }
}

/// Bars stand for one word, in a column as narrow as a table of many has.
#[test]
fn a_bar_is_not_parted_in_a_narrow_column() {
    let head = "| Zorbald | a | b | c | d | e | f | Zorbald Zorbald |\n|--|--|--|--|--|--|--|--|\n";
    let row = "| Zorbald Zorbald | long words in here | other words | again words | and words | words | more words to fill | \
               Zorbald, Zorbald and Zorbald |\n| x | Zorbald and others in this cell who speak | Zorbald-Zorbald \
               Zorbald's | q | q | q | q | said Zorbald to Zorbald |\n";
    let document = read::detect("a.md").read(&Source::new("a.md", format!("# Names\n\n{head}{row}"))).value;
    let manifest = "title = 'P'\nparts = ['articles']\narticles = ['a.md']\nredact = ['Zorbald']";
    let packet = assemble(&Manifest::from_toml("briefing.toml", manifest).unwrap(), vec![document]).value;
    let theme = Theme::named("largeprint", None).unwrap();
    let layout = lay_out(&packet, &theme, &Fonts::bundled(), &NoResources).unwrap().value;
    let words: Vec<_> = layout.pages.iter().flat_map(words).map(|(words, _)| words).collect();
    let bars: Vec<_> =
        words.iter().filter(|words| words.contains('█')).map(|words| words.matches('█').count()).collect();
    assert!(!bars.is_empty() && bars.iter().all(|count| count % 3 == 0), "{words:?}");
}

/// Late pages follow one that is there.
#[test]
fn late_pages_follow_a_page_that_is_there() {
    for (after, told) in [("2", 0), ("999", 1)] {
        let late = format!("{{ file = 'late.md', after-page = '{after}' }}");
        let manifest = format!("title = 'P'\nparts = ['contents', 'articles']\narticles = ['one.md', {late}]");
        let manifest = Manifest::from_toml("briefing.toml", &manifest).unwrap();
        let read = |text: &str| read::detect("a.md").read(&Source::new("a.md", text)).value;
        let packet = assemble(&manifest, vec![read(ONE), read("# Late\n\nIt came late.\n")]).value;
        let done = lay_out(&packet, &Theme::default(), &Fonts::bundled(), &NoResources).unwrap();
        let lost = done.diagnostics.iter().filter(|told| told.code.name() == "page-not-found").count();
        assert_eq!(lost, told, "after {after}");
    }
}

#[test]
fn no_words_lie_on_others_in_any_theme() {
    for (theme, _) in THEMES {
        for (number, page) in (1..).zip(&layout(theme).pages) {
            let words = words(page);
            for (index, (one, a)) in words.iter().enumerate() {
                let on = words[index + 1..].iter().find(|(_, b)| {
                    let (left, right) = (a[0].max(b[0]), a[2].min(b[2]));
                    let (top, bottom) = (a[1].max(b[1]), a[3].min(b[3]));
                    right - left > 1.0 && bottom - top > 0.5
                });
                assert!(on.is_none(), "{theme}, page {number}: {one:?} lies on {on:?}");
            }
        }
    }
}

#[test]
fn markings_stand_apart_from_heads_and_feet() {
    for (theme, _) in THEMES {
        for page in &layout(theme).pages {
            let words = words(page);
            let marks: Vec<_> = words.iter().filter(|(words, _)| words.starts_with("OFFICIAL")).collect();
            assert_eq!(marks.len(), 2, "{theme}");
            for (mark, [_, top, _, bottom]) in marks {
                let near = words.iter().find(|(other, at)| {
                    other != mark && at[1] < bottom + (bottom - top) / 2.0 && at[3] > top - (bottom - top) / 2.0
                });
                assert!(near.is_none(), "{theme}: {near:?} is too near to the marking");
            }
        }
    }
}

/// TLP 2.0 wants 12 points, at the right.
#[test]
fn a_traffic_light_is_large_and_at_the_right() {
    for (theme, _) in THEMES {
        let marking = Marking { text: "TLP:RED".to_owned(), scheme: Scheme::Tlp };
        for page in &dressed(theme, |dress| dress.marking = Some(marking)).pages {
            let marks = page.items.iter().filter_map(|placed| match &placed.item {
                Item::Glyphs(run) if run.text == "TLP:RED" => Some((run.size, placed.at.x)),
                _ => None,
            });
            let marks: Vec<_> = marks.collect();
            assert_eq!(marks.len(), 2, "{theme}");
            for (size, left) in marks {
                assert!(
                    size >= Abs::PT * 12 && left > page.size.width / 2,
                    "{theme}: {size} pt, {left} pt from the left"
                );
            }
        }
    }
}

/// Lines to write on are where nothing stands: neither what is told of an article nor a table that goes over the column.
#[test]
fn lines_for_a_hand_run_through_nothing() {
    let mut met = 0;
    for theme in ["brief", "report", "booklet"] {
        for page in &dressed(theme, |dress| dress.note_margin = NoteMargin::Ruled).pages {
            let words = words(page);
            for placed in &page.items {
                let Item::Rule { size, .. } = &placed.item else { continue };
                if size.height != Abs::pt(0.25) {
                    continue;
                }
                met += 1;
                let (left, y) = (placed.at.x.to_pt(), placed.at.y.to_pt());
                let right = left + size.width.to_pt();
                // The foot is no text.
                let text = words.iter().filter(|(_, at)| at[1] < page.size.height.to_pt() - 80.0);
                let near = |(_, at): &&(String, [f64; 4])| {
                    at[0] < right && at[2] > left && at[1] - 8.0 < y && y < at[3] + 12.0
                };
                assert!(text.clone().find(near).is_none(), "{theme}: {:?} at {y}", text.clone().find(near));
            }
        }
    }
    assert!(met > 20, "{met} lines");
}

/// A name under the text is as wide as the page lets it be, and no short one hides the lines.
#[test]
fn a_watermark_is_wide_but_not_high() {
    for (theme, _) in THEMES {
        let folio = Theme::named(theme, None).unwrap().folio.size;
        for (words, highest) in [("AB", true), ("Ada Lovelace of the Ministry of Foreign Affairs", false)] {
            let layout = dressed(theme, |dress| {
                dress.copy = dress.copy.take().map(|copy| Copy { watermark: Some(words.to_owned()), ..copy });
            });
            let page = layout.pages.last().unwrap();
            let begins = words.split(' ').next().unwrap();
            let runs = page.items.iter().filter_map(|placed| match &placed.item {
                Item::Glyphs(run) if run.text.starts_with(begins) => Some(run.size),
                _ => None,
            });
            let size = runs.max().unwrap();
            assert!(size <= folio.scale(7.001) && size > folio, "{theme}: {size} pt");
            assert_eq!(size >= folio.scale(6.999), highest, "{theme}: {size} pt");
        }
    }
}

#[test]
fn a_cover_is_one_page_in_any_theme() {
    for (theme, _) in THEMES {
        let layout = layout(theme);
        let cover = text(&layout.pages[0]);
        for said in ["Stand", "Embassy", "recommendations", "recipients"] {
            assert!(cover.contains(said), "{theme}: no {said} on the cover: {cover}");
        }
        assert!(text(&layout.pages[1]).contains("Contents"), "{theme}");
    }
}

#[test]
fn short_lists_share_a_page() {
    for (theme, _) in THEMES {
        let layout = layout(theme);
        let page = layout.pages.last().unwrap();
        let words = text(page);
        assert!(words.contains("who") && words.contains("Glossary") && words.contains("miller"), "{theme}: {words}");
        // Each has its bookmark, and the contents give both the same page.
        let titles: Vec<&str> = layout.outline.iter().map(|mark| mark.title.as_str()).collect();
        assert!(titles.ends_with(&["Who’s who", "Glossary"]), "{theme}: {titles:?}");
        let contents = text(&layout.pages[1]);
        let both = format!("who{0}Glossary{0}", page.folio);
        assert!(contents.contains(&both), "{theme}: {contents}");
    }
}

#[test]
fn white_between_paragraphs_is_the_same_everywhere() {
    // Themes that part paragraphs by white: all lines of a page stand on one grid of half lines, and paragraphs of the
    // same text are equally far apart whatever room there is on the page.
    let long: String = (0..40).map(|at| format!("Paragraph {at} is short.\n\n")).collect();
    for theme in ["largeprint", "clearprint", "report", "bundle"] {
        let source = Source::new("a.md", format!("# Long\n\n{long}"));
        let document = read::detect("a.md").read(&source).value;
        let theme = Theme::named(theme, None).unwrap();
        let packet = offprint::packet::Packet::from(document);
        let layout = lay_out(&packet, &theme, &Fonts::bundled(), &NoResources).unwrap().value;
        for page in &layout.pages {
            let tops = words(page).into_iter().filter(|(words, _)| words.starts_with("Paragraph")).map(|(_, at)| at[3]);
            let tops: Vec<f64> = tops.collect();
            let steps: Vec<f64> = tops.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(steps.len() > 3 && steps.iter().all(|step| (step - steps[0]).abs() < 0.1), "{steps:?}");
        }
    }
}

#[test]
fn a_table_with_too_many_columns_says_in_each_row_what_its_cells_are() {
    let layout = layout("booklet");
    let all: String = layout.pages.iter().map(text).collect();
    let all: String = all.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    for (head, cell) in [("Jan0", "100"), ("Jun1", "117"), ("Dec2", "135")] {
        assert!(all.contains(&format!("{head}{cell}")), "no {head} before {cell}: {all}");
    }
}

#[test]
fn folios_of_a_bundle_of_sheets_stay_at_the_right_whichever_way_its_articles_run() {
    let hebrew = "# שלום לכולם\n\nהשעון שעל הכיכר עמד מלכת ביום שני בבוקר. איש לא שם לב עד שהרכבת מתל אביב איחרה.\n";
    let texts = [("one.md", ONE), ("two.md", hebrew)];
    let documents = texts.map(|(name, text)| read::detect(name).read(&Source::new(name, text)).value);
    let manifest = "title = \"Two\"\nlanguage = \"en\"\nparts = [\"articles\"]\narticles = [\"one.md\", \"two.md\"]\n";
    let manifest = Manifest::from_toml("two.toml", manifest).unwrap();
    let packet = assemble(&manifest, documents.to_vec()).value;
    let theme = Theme::named("bundle", None).unwrap();
    let layout = lay_out(&packet, &theme, &Fonts::bundled(), &NoResources).unwrap().value;
    assert_eq!(layout.pages.len(), 2);
    let folio = |page: &Page| words(page).into_iter().rfind(|(words, _)| *words == page.folio).unwrap().1[2];
    let right: Vec<f64> = layout.pages.iter().map(folio).collect();
    assert!((right[0] - right[1]).abs() < 0.1 && right[0] > 400.0, "{right:?}");
    // The text of the second begins at the right end of the same column.
    let ends = words(&layout.pages[1]).into_iter().map(|(_, at)| at[2]).fold(0.0, f64::max);
    assert!((ends - right[1]).abs() < 1.0, "{ends} {right:?}");
}
