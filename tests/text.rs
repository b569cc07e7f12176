//! The plain-text writer: golden files at three widths, and what holds for every document.

mod common;

use common::{Make, kitchen_sink, meta, random};
use offprint::model::{Closing, Container, Document, Figures, ListKind, Numbering, words};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::write::Writer;
use offprint::write::text::{Options, Text};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

fn text(document: &Document, width: Option<usize>) -> String {
    let packet = Packet::from(document.clone());
    let written = Text { options: Options { width } }.write(&packet, &NoResources).expect("a text");
    assert!(written.diagnostics.is_empty());
    String::from_utf8(written.value).expect("UTF-8")
}

/// `tests/golden/write/kitchen.WIDTH.txt`.
#[test]
fn golden() {
    for (name, width) in [("78", Some(78)), ("40", Some(40)), ("none", None)] {
        common::golden(&format!("kitchen.{name}.txt"), &text(&kitchen_sink(), width));
    }
}

/// How often each character that is no white space comes, calls and figures in their plain form.
fn characters(text: &str) -> BTreeMap<char, i64> {
    let plain = |c: char| match c {
        '⁰'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).expect("a digit"),
        '₀'..='₉' => char::from_digit(c as u32 - '₀' as u32, 10).expect("a digit"),
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        c => c,
    };
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{fffe}') {
        *counts.entry(plain(c)).or_insert(0) += 1;
    }
    counts
}

/// No letter of the document is missing, at any width. What may come on top are labels, marks and addresses.
#[test]
fn nothing_is_lost() {
    for document in (0..300).map(random).chain([kitchen_sink()]) {
        for width in [None, Some(20), Some(78)] {
            let out = text(&document, width);
            let have = characters(&out);
            for (c, count) in characters(&words(&document).concat()) {
                let c_out = have.get(&c).copied().unwrap_or(0);
                assert!(c_out >= count, "{c:?} comes {c_out} times, not {count}, in\n{}\n{out}", document.dump());
            }
        }
    }
}

/// The text is the document's characters and what the writer is known to add, and nothing comes twice.
#[test]
fn every_word_once() {
    let document = kitchen_sink();
    let added = "By Ada Lovelace, Jean & Paul <Sartre> The Daily & Sunday <Planet>, 7 March 2025 \
        <https://example.org/a?b=1&c=2> <https://example.org/über%20uns?q=ä&b=[1]> <mailto:ada@example.org> \
        ~~ ~~ [Figure:] [Figure:] [Figure:] [1][2][3][1] • • – 9. 10. [x] [ ] \
        > > > > Note: > > Tip: > > Important: > > Warning: > > Caution: > > * * * Notes [1][2][3]";
    let is_ornament = |line: &str| !line.is_empty() && line.chars().all(|c| "=-~^ ".contains(c));
    let out: String = text(&document, None).lines().filter(|line| !is_ornament(line)).collect();
    let mut surplus = characters(&out);
    for (c, count) in characters(&words(&document).concat()).into_iter().chain(characters(added)) {
        *surplus.entry(c).or_insert(0) -= count;
    }
    surplus.retain(|_, count| *count != 0);
    assert_eq!(surplus, BTreeMap::new());
}

#[test]
fn lines_are_clean_and_fit() {
    for document in (0..200).map(random).chain([kitchen_sink()]) {
        for width in [None, Some(40), Some(78)] {
            let out = text(&document, width);
            assert!(out.is_empty() || out.ends_with('\n') && !out.ends_with("\n\n"), "{out:?}");
            for line in out.lines() {
                assert!(!line.ends_with(' ') && !line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
    let out = text(&kitchen_sink(), Some(40));
    let code = |line: &str| line.starts_with("    ");
    let address = |line: &str| line.contains('<');
    for line in out.lines().filter(|line| !code(line) && !address(line)) {
        assert!(line.width() <= 40, "{line:?}");
    }
}

#[test]
fn an_empty_document_is_an_empty_file() {
    assert_eq!(text(&Document::default(), Some(78)), "");
    assert_eq!(text(&Document { meta: meta("Title"), blocks: Vec::new() }, Some(78)), "Title\n=====\n");
}

/// What was struck out is not said, and the tabs of programs mean something.
#[test]
fn what_was_struck_out_is_marked_and_tabs_stay() {
    use offprint::read::Reader;
    let source = offprint::source::Source::new("a.md", "It is ~~approved~~ refused.\n\n```make\nall:\n\tcc a.c\n```\n");
    let document = offprint::read::Markdown::default().read(&source).value;
    assert_eq!(text(&document, Some(78)), "It is ~~approved~~ refused.\n\n    all:\n    \tcc a.c\n");
}

#[test]
fn numbers_are_aligned() {
    let mut make = Make::new();
    make.within(Container::List(ListKind::Numbered { start: u64::MAX - 1, style: Numbering::default() }), |m| {
        for _ in 0..3 {
            m.item(None, |m| {
                m.paragraph("x");
            });
        }
    });
    let out = text(&make.document(meta("")), Some(78));
    assert_eq!(out.lines().count(), 3);
}

#[test]
fn numbers_stay_as_their_author_wrote_them() {
    let style = Numbering { figures: Figures::SmallRoman, closing: Closing::Parentheses };
    let mut make = Make::new();
    make.within(Container::List(ListKind::Numbered { start: 2, style }), |m| {
        for word in ["x", "y"] {
            m.item(None, |m| {
                m.paragraph(word);
            });
        }
    });
    assert_eq!(text(&make.document(meta("")), Some(78)), " (ii) x\n(iii) y\n");
}

/// Time grows in step with the size: a table of one huge cell and many rows, a list of many items, a long word.
#[test]
fn large_documents_stay_small() {
    let mut make = Make::new();
    make.within(Container::Table { columns: vec![] }, |m| {
        m.row(Container::Row, &["x".repeat(50_000).as_str(), "y"]);
        for _ in 0..5_000 {
            m.row(Container::Row, &["a", "b"]);
        }
    });
    make.paragraph(&"中".repeat(100_000));
    let document = make.document(meta(&"t".repeat(10_000)));
    for width in [None, Some(78)] {
        assert!(text(&document, width).len() < 1_000_000);
    }
}
