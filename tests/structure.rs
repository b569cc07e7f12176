//! What a screen reader is led through: the text taken from the structure is the document's, word for word, in order.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "markdown", feature = "bundled-fonts"))]

#[path = "pdf/file.rs"]
#[allow(dead_code)] // each test program uses its part
mod file;
#[path = "pdf/spoken.rs"]
mod spoken;

use file::{Child, File};
use offprint::model::{Document, words};
use offprint::packet::Packet;
use offprint::read::{Markdown, PlainText, Reader};
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::{THEMES, Theme};
use offprint::write::Writer;
use offprint::write::pdf::{Options, Pdf, STANDARDS, Standard};
use spoken::{letters, spoken};

fn pdf(document: &Document, theme: &str, standard: Standard) -> File {
    let writer = Pdf {
        theme: Theme::named(theme, None).unwrap(),
        options: Options { standard, ..Options::default() },
        ..Pdf::default()
    };
    File::new(&writer.write(&Packet::from(document.clone()), &NoResources).unwrap().value)
}

fn read_back(document: &Document, theme: &str) -> String {
    spoken(&pdf(document, theme, Standard::default()))
}

/// Without a heading's number and an alert's name, which are the layout's, a theme's structure says the same.
fn expected(document: &Document) -> String {
    letters(&words(document).join(" "))
}

const EVERYTHING: &str = include_str!("print/everything.md");

#[test]
fn every_kind_of_block_is_read_in_the_documents_order() {
    let document = Markdown::default().read(&Source::new("everything.md", EVERYTHING)).value;
    assert_eq!(read_back(&document, "brief"), expected(&document));
}

#[test]
fn the_example_is_read_in_its_order_in_every_theme() {
    let text = include_str!("../examples/lavrov-blinken-osce.txt");
    let document = PlainText::default().read(&Source::new("article.txt", text)).value;
    for (theme, _) in THEMES {
        let read = read_back(&document, theme);
        // Where there is no note column, the facts about the article stand below its title; headings may be numbered.
        let mut rest = read.as_str();
        for word in words(&document).iter().map(|word| letters(word)) {
            let at =
                rest.find(&word).unwrap_or_else(|| panic!("{theme}: no {word:?} in {:?}", &rest[..rest.len().min(80)]));
            assert!(at < 90, "{theme}: {word:?} comes late, behind {:?}", &rest[..at]);
            rest = &rest[at + word.len()..];
        }
        assert_eq!(rest, "", "{theme}");
    }
}

#[test]
fn every_standard_is_written() {
    let document = Markdown::default().read(&Source::new("everything.md", EVERYTHING)).value;
    for (name, standard) in STANDARDS {
        let file = pdf(&document, "brief", *standard);
        let tagged = !matches!(standard, Standard::X4 | Standard::X1a | Standard::Plain);
        assert_eq!(file.catalog().has(b"StructTreeRoot"), tagged, "{name}");
        let xmp = file.at(file.catalog(), &["Metadata"]).as_stream().unwrap();
        let xmp = String::from_utf8(xmp.content.clone()).unwrap();
        let archive = name.rsplit('+').next().unwrap().strip_prefix("a-");
        let part = archive.map(|level| format!("<pdfaid:part>{}</pdfaid:part>", &level[..1]));
        match part {
            Some(part) => assert!(xmp.contains(&part), "{name}: {xmp}"),
            None => assert!(!xmp.contains("pdfaid"), "{name}"),
        }
        roxmltree::Document::parse(&xmp).unwrap();
    }
}

#[test]
fn an_article_in_another_language_says_so() {
    use offprint::lang::Language;
    let document = |text: &str, language: &str| {
        let mut document = PlainText::default().read(&Source::new("a.txt", text)).value;
        document.meta.language = Language::parse(language);
        document
    };
    let mut packet = Packet::from(document("The mills ran on.\n", "en"));
    packet.parts.extend(Packet::from(document("Die Mühlen liefen weiter.\n", "de")).parts);
    let file = File::new(&Pdf::default().write(&packet, &NoResources).unwrap().value);
    let root = file.structure();
    let languages: Vec<Option<String>> = root
        .children
        .iter()
        .filter_map(|child| match child {
            Child::Element(article) => Some(file.dictionary(article.id).get(b"Lang").ok().map(File::text)),
            Child::Mark(..) | Child::Annotation(_) => None,
        })
        .collect();
    assert_eq!(languages, [None, Some("de".to_owned())]);
}

/// The head of a row is one, for voices that read a table cell by cell.
#[test]
fn heads_of_rows_say_so() {
    let text = "Words.\n\n<table><tr><th></th><th>1912</th></tr><tr><th>Oats</th><td>102</td></tr></table>\n";
    let document = Markdown::default().read(&Source::new("a.md", text)).value;
    let file = pdf(&document, "brief", Standard::default());
    let root = file.structure();
    let mut all = Vec::new();
    root.walk(&mut all);
    let scopes: Vec<String> = all
        .iter()
        .filter(|element| element.kind == "TH")
        .map(|head| {
            let scope = file.at(file.dictionary(head.id), &["A", "Scope"]);
            String::from_utf8(scope.as_name().unwrap().to_vec()).unwrap()
        })
        .collect();
    assert_eq!(scopes, ["Column", "Column", "Row"]);
    let cell = all.iter().find(|element| element.kind == "TD").unwrap();
    let heads = file.at(file.dictionary(cell.id), &["A", "Headers"]).as_array().unwrap();
    assert_eq!(heads.len(), 2);
}

/// A group of heads needs one of rows beside it: heads alone belong to the table, and stand over columns all the same.
#[test]
fn a_table_of_heads_alone_has_no_groups() {
    let document = Markdown::default().read(&Source::new("a.md", "Words.\n\n| Port | Ships |\n|---|---|\n")).value;
    let file = pdf(&document, "brief", Standard::default());
    let root = file.structure();
    let mut all = Vec::new();
    root.walk(&mut all);
    let kinds: Vec<&str> =
        all.iter().map(|element| element.kind.as_str()).filter(|kind| kind.starts_with('T')).collect();
    assert_eq!(kinds, ["Table", "TR", "TH", "TH"]);
    let head = all.iter().find(|element| element.kind == "TH").unwrap();
    assert_eq!(file.at(file.dictionary(head.id), &["A", "Scope"]).as_name().unwrap(), b"Column");
}

#[test]
fn a_formula_is_an_element_and_its_source_stands_for_it() {
    let text =
        "Let $a + \\frac{b}{c}$ be.\n\n$$x = \\sqrt{y} \\\\ z < 1$$\n\nA [link with $n^2$](https://example.org/).\n";
    let document = Markdown::default().read(&Source::new("formulas.md", text)).value;
    for (_, standard) in STANDARDS {
        let file = pdf(&document, "brief", *standard);
        if !file.catalog().has(b"StructTreeRoot") {
            continue;
        }
        assert_eq!(spoken(&file), expected(&document));
        let structure = file.structure();
        let mut elements = Vec::new();
        structure.walk(&mut elements);
        let formulas = elements.iter().filter(|element| element.kind == "Formula");
        let told: Vec<_> =
            formulas.map(|formula| File::text(file.dictionary(formula.id).get(b"Alt").unwrap())).collect();
        assert_eq!(told, ["a + \\frac{b}{c}", "x = \\sqrt{y} \\\\ z < 1", "n^2"]);
    }
}
