//! What is too long, too wide or written the other way still comes out: every word once, on its page.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "pdf")]

#[path = "common/clock.rs"]
mod clock;

use offprint::diag::Code;
use offprint::font::Fonts;
use offprint::layout::{Item, Layout, Placed, TagId, lay_out};
use offprint::length::Abs;
use offprint::packet::Packet;
use offprint::read::{Markdown, Reader};
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::{NotePlace, Theme};
use std::collections::HashMap;
use std::time::Duration;

fn laid_out(markdown: &str, theme: &Theme) -> (Layout, Vec<Code>) {
    let document = Markdown::default().read(&Source::new("article.md", markdown)).value;
    let done = lay_out(&Packet::from(document), theme, &Fonts::bundled(), &NoResources).unwrap();
    (done.value, done.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// What is printed, furniture left out, page by page.
fn printed(layout: &Layout) -> Vec<String> {
    let words = |placed: &Placed| match &placed.item {
        Item::Glyphs(run) if placed.tag != TagId::ARTIFACT => Some(run.text.to_string()),
        _ => None,
    };
    layout.pages.iter().map(|page| page.items.iter().filter_map(words).collect()).collect()
}

/// Sentences whose words are told apart by numbers: "n7", "n8" …
fn numbered(words: std::ops::Range<usize>, letter: char) -> String {
    words.map(|n| format!("{letter}{n}x")).collect::<Vec<_>>().join(" ")
}

/// How often each numbered word of a letter is printed.
fn counted(layout: &Layout, letter: char) -> HashMap<usize, usize> {
    let mut all = HashMap::new();
    for text in printed(layout) {
        let text: String = text.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        for part in text.split(letter).skip(1) {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            if let Ok(number) = digits.parse() {
                *all.entry(number).or_default() += 1;
            }
        }
    }
    all
}

/// Everything stands on its page, and text never on other text: no two lines of one column share a place.
fn assert_clear(layout: &Layout, what: &str) {
    for page in &layout.pages {
        let mut lines: Vec<(Abs, Abs)> = Vec::new();
        for placed in &page.items {
            assert!(placed.at.y >= Abs::ZERO && placed.at.y <= page.size.height, "{what}: off page {}", page.folio);
            if let Item::Glyphs(run) = &placed.item {
                let right = placed.at.x + run.width();
                assert!(placed.at.x >= Abs::ZERO && right <= page.size.width, "{what}: beside page {}", page.folio);
                lines.push((placed.at.y, placed.at.x));
            }
        }
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), count, "{what}: text on text on page {}", page.folio);
    }
}

/// A note may be longer than its page while others are called beside and behind it.
#[test]
fn long_notes_go_on_overleaf_and_others_wait_behind_them() {
    for theme in ["brief", "booklet", "report"] {
        let theme = Theme::named(theme, None).unwrap();
        for (long, calls) in [(500, "[^a] and then [^b]"), (1500, "[^a][^b]"), (3000, "[^a] and [^b] and [^c]")] {
            let text = format!(
                "# A title\n\n{} {calls} {} [^d]\n\n{}\n\n[^a]: {}\n\n[^b]: {}\n\n[^c]: {}\n\n[^d]: {}\n",
                numbered(0..300, 'q'),
                numbered(300..500, 'q'),
                numbered(500..700, 'q'),
                numbered(0..long, 'w'),
                numbered(0..20, 'j'),
                numbered(20..long / 2, 'j'),
                numbered(long / 2..long, 'j'),
            );
            let (layout, _) = laid_out(&text, &theme);
            let what = format!("{} with a note of {long} words", theme.name);
            assert_clear(&layout, &what);
            for (letter, words) in [('q', 700), ('w', long)] {
                let counts = counted(&layout, letter);
                assert_eq!(counts.len(), words, "{what}: {letter}");
                assert!(counts.values().all(|count| *count == 1), "{what}: {letter} twice");
            }
            let pages = layout.pages.len();
            assert!(pages <= 6 + (700 + 2 * long) / 150, "{what}: {pages} pages");
        }
    }
}

/// A paragraph whose page wants it a line longer does not call its notes again.
#[test]
fn notes_behind_the_article_stand_there_alone() {
    let theme = Theme { notes: NotePlace::End, ..Theme::default() };
    const SENTENCE: &str = "The harvest of the year was counted in the office of the harbour, and the figures were sent to \
        the capital, where they were read by those who had asked for them and then put away.";
    const NOTES: usize = 160;
    let mut text = String::from("# A title\n\n");
    for n in 0..NOTES {
        let more = &SENTENCE[..n * 37 % SENTENCE.len()];
        text += &format!("{SENTENCE} {SENTENCE} In {n}[^n{n}] {SENTENCE} {more}\n\n");
    }
    for n in 0..NOTES {
        text += &format!("[^n{n}]: The note w{n}x says so.\n\n");
    }
    let (layout, _) = laid_out(&text, &theme);
    let counts = counted(&layout, 'w');
    assert_eq!(counts.len(), NOTES);
    let twice: Vec<_> = counts.iter().filter(|(_, count)| **count != 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn words_wider_than_a_line_break_somewhere() {
    let theme = Theme::default();
    for word in ["**ab**cd".repeat(60), "AAA.".repeat(80), "x`y`**z**".repeat(90), "W".repeat(4000), "W".repeat(70_000)]
    {
        let (layout, codes) = laid_out(&format!("# A title\n\nThe key is {word} and no other.\n"), &theme);
        assert!(!codes.contains(&Code::OverfullLine), "{} …", &word[..12]);
        assert_clear(&layout, &word[..12]);
        let set: String = printed(&layout).concat().chars().filter(|c| c.is_alphanumeric()).collect();
        let wanted: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let same = set.to_lowercase().contains(&format!("thekeyis{wanted}andnoother").to_lowercase());
        assert!(same, "{} … is not whole", &word[..12]);
    }
}

/// Programs run from left to right, in the column of their article.
#[test]
fn programs_show_in_articles_that_run_from_right_to_left() {
    let text =
        "# שלום עולם\n\nזה משפט בעברית ועוד כמה מילים כדי שתהיה שפה.\n\n```\nconst a = 1;\n    let b = [2];\n```\n";
    let (layout, _) = laid_out(text, &Theme::default());
    assert_clear(&layout, "a program");
    let page = &layout.pages[0];
    let at = |words: &str| {
        let found = page.items.iter().find(|placed| match &placed.item {
            Item::Glyphs(run) => run.text.contains(words),
            _ => false,
        });
        found.unwrap_or_else(|| panic!("{words} is missing")).at
    };
    assert!(at("const").x < page.size.width / 3, "a program begins at the left");
    assert!(at("const").y < at("let").y);
}

/// Long lines of what is looked at closely, addresses and capitals, take time in step with their length.
#[test]
fn time_grows_in_step_with_a_line() {
    let theme = Theme::default();
    for part in ["AAA.", "www.ab.c ", "$5 ", "x@y.z ", "**b**c"] {
        let time = |count: usize| {
            let text = format!("# A title\n\n{}\n", part.repeat(count));
            (0..2).map(|_| clock::taken(|| assert!(!laid_out(&text, &theme).0.pages.is_empty()))).min().unwrap()
        };
        let (short, long) = (time(2_000), time(16_000));
        // Eight times the length; sixty-four times the time would be quadratic.
        let most = short * 24 + Duration::from_millis(50);
        assert!(long < most, "{part}: {short:?} for one, {long:?} for eight");
    }
}
