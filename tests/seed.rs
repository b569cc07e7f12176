//! The example article, from end to end: the words that go in come out, of each format, by whatever program reads it.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "epub", feature = "bundled-fonts"))]

use offprint::font::Fonts;
use offprint::layout::lay_out;
use offprint::model::{Document, words};
use offprint::style::Theme;
use offprint::write::{Writer, epub::Epub, pdf::Pdf, text::Text};
use offprint::{NoResources, Packet, Source, read};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

const ARTICLE: &str = include_str!("../examples/lavrov-blinken-osce.txt");

fn article() -> Document {
    let read = read::detect("article.txt").read(&Source::new("article.txt", ARTICLE));
    read.value
}

fn written(writer: &dyn Writer) -> Vec<u8> {
    let made = writer.write(&Packet::from(article()), &NoResources).unwrap();
    assert_eq!(made.diagnostics, [], "nothing is wrong with it");
    made.value
}

/// How often each word occurs: letters and digits, in lower case, for what stands between them is set in other ways
/// (curled quotes, real dashes), and the first words of an article in small capitals.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// The words of the article as it was read.
fn given() -> BTreeMap<String, usize> {
    counted(&words(&article()).join(" "))
}

/// Furniture (folios, the note column, running heads) comes on top of the article's words; none of those may lack.
fn assert_nothing_lost(text: &str, by: &str) {
    let found = counted(text);
    let count = |word: &String| found.get(word).copied().unwrap_or(0);
    let lost: Vec<_> = given().into_iter().filter(|(word, times)| count(word) < *times).collect();
    assert!(lost.is_empty(), "{} words lost by {by}: {:?} …", lost.len(), &lost[..lost.len().min(20)]);
}

/// Its last four lines would be a page: paragraphs that are a line shorter save it.
#[test]
fn no_page_is_turned_for_a_few_lines() {
    let laid = lay_out(&Packet::from(article()), &Theme::default(), &Fonts::bundled(), &NoResources).unwrap().value;
    let figures = laid.report.figures;
    assert_eq!((laid.pages.len(), figures.loose, figures.tight), (4, 0.0, 0.0));
}

#[test]
fn it_is_read_as_its_author_meant_it() {
    let document = article();
    let dump = document.dump();
    assert_eq!(document.meta.title_text().unwrap(), "Lavrov And Blinken To Meet At OSCE: A Diplomatic Showdown?");
    assert_eq!(document.meta.authors, ["SLV Team"]);
    assert_eq!(dump.matches("Diplomatic Showdown?").count(), 1, "the title is there twice");
    assert!(!dump.contains("59"), "the counter is there");
    let headings: Vec<_> = dump.lines().filter_map(|line| line.strip_prefix("heading 2: ")).collect();
    let meant = [
        "High Stakes at the OSCE Meeting",
        "Key Issues on the Agenda",
        "Potential Outcomes and Implications",
        "The Role of the OSCE in Crisis Diplomacy",
        "Geopolitical Context and the Ukraine War",
        "Anticipated Agendas and Diplomatic Maneuvering",
        "Conclusion: Hope for Dialogue Amidst Tensions",
    ];
    assert_eq!(headings, meant);
    // Every line of the file that is text is one whole paragraph.
    let lines = ARTICLE.lines().filter(|line| line.len() > 100).count();
    assert_eq!(dump.lines().filter(|line| line.starts_with("paragraph: ")).count(), lines);
}

#[test]
fn no_word_of_the_file_is_lost_by_reading() {
    let mut given = counted(ARTICLE);
    // Left out, and told of: the title's second time, "by", and the counter.
    for word in counted("Lavrov and Blinken to Meet at OSCE: A Diplomatic Showdown? by 59 views").into_keys() {
        let times = given.get_mut(&word).unwrap();
        *times -= 1;
    }
    given.retain(|_, times| *times > 0);
    let document = article();
    let kept = format!("{} {}", words(&document).join(" "), document.meta.authors.join(" "));
    assert_eq!(counted(&kept), given);
}

#[test]
fn words_in_are_words_out_in_text() {
    let text = String::from_utf8(written(&Text::default())).unwrap();
    let mut found = counted(&text);
    for word in ["slv", "team"] {
        found.remove(word); // the byline, which is metadata
    }
    found.remove("by");
    let mut given = given();
    given.remove("by");
    assert_eq!(found, given);
}

#[test]
fn words_in_are_words_out_in_epub() {
    let mut archive = zip::ZipArchive::new(Cursor::new(written(&Epub::default()))).unwrap();
    let mut chapter = String::new();
    archive.by_name("OEBPS/article-1.xhtml").unwrap().read_to_string(&mut chapter).unwrap();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let xml = roxmltree::Document::parse_with_options(&chapter, options).unwrap();
    let body = xml.descendants().find(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "body"))).unwrap();
    let texts: Vec<_> = body.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
    assert_nothing_lost(&texts.concat(), "EPUB");
}

#[test]
fn words_in_are_words_out_in_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.pdf");
    std::fs::write(&path, written(&Pdf::default())).unwrap();
    for (program, arguments) in [
        ("pdftotext", &["-q", "FILE", "-"][..]),
        ("mutool", &["draw", "-q", "-F", "text", "FILE"]),
        ("pdf2txt.py", &["FILE"]), // pdfminer.six
    ] {
        let Some(text) = extracted(program, arguments, &path) else { continue };
        // A hyphen that the line's end brought is U+00AD; a reader or a search joins what stands around it.
        let joined = join_hyphens(&text);
        assert_nothing_lost(&joined, program);
        // As whoever searches types them, not as ligatures.
        for word in ["difficult", "conflict", "significant"] {
            assert!(counted(&text).contains_key(word), "{word} is not found by {program}");
        }
        println!("{program}: {} distinct words, none lost", given().len());
    }
}

/// What a program takes out of the file. Where it is missing, the test says so; where everything is checked, it fails.
fn extracted(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let path = path.to_string_lossy();
    let arguments = arguments.iter().map(|argument| if *argument == "FILE" { &*path } else { argument });
    let run = Command::new(program).args(arguments).output();
    match run {
        Ok(output) if output.status.success() => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        missing => {
            assert!(std::env::var_os("OFFPRINT_CI").is_none(), "{program} is wanted here: {missing:?}");
            println!("skipped: there is no {program} here");
            None
        }
    }
}

/// Joins the parts of words at U+00AD and whatever white space follows it.
fn join_hyphens(text: &str) -> String {
    let mut parts = text.split('\u{AD}');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| joined.push_str(part.trim_start()));
    joined
}
