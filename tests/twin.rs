//! A packet of many parts as an EPUB and as text: each part in its place, and every reference to a page arrives, with the
//! number that the printed page has if the two are made together.
#![cfg(feature = "epub")]

mod common;

use common::{Make, meta};
use offprint::lang::Language;
use offprint::model::{Block, BlockKind, CalledPages, Date, Document, Inline, InlineKind, Mark, Meta, Note, PageRef};
use offprint::packet::{Article, Cover, Dress, Entry, Marking, Matter, Packet, Part, PartKind, Scheme, Section};
use offprint::resource::NoResources;
use offprint::source::Span;
use offprint::write::Writer;
use offprint::write::epub::{Epub, Options};
use roxmltree::{Document as Xml, Node};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of a book, by their names in its folder.
fn book(packet: &Packet, options: Options) -> BTreeMap<String, String> {
    let with_pages = options.print.is_some();
    let written = Epub { options, ..Epub::default() }.write(packet, &NoResources).expect("a book");
    assert_eq!(written.diagnostics, []);
    if let Some(folder) = std::env::var_os("OFFPRINT_BOOKS") {
        let name = if with_pages { "twin-pages.epub" } else { "twin.epub" };
        std::fs::write(std::path::Path::new(&folder).join(name), &written.value).expect("written");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(written.value)).expect("an archive");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let Some(name) = file.name().strip_prefix("OEBPS/").map(str::to_owned) else { continue };
        let mut content = String::new();
        if file.read_to_string(&mut content).is_ok() {
            files.insert(name, content);
        }
    }
    files
}

fn xml(text: &str) -> Xml<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    Xml::parse_with_options(text, options).expect("XML")
}

fn words(node: Node) -> String {
    let text: String = node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::NONE }
}

fn text(words: &str) -> Inline {
    inline(InlineKind::Text(words.to_owned()))
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block { kind: BlockKind::Paragraph(content), span: Span::NONE }
}

fn at(part: usize, mark: Option<Mark>) -> PageRef {
    PageRef { part, mark }
}

/// What the marks of an article are called.
const TERM: Mark = Mark { unit: 1, offset: 0 };
const IN_NOTE: Mark = Mark { unit: 2, offset: 7 };

/// An article with a mark in its `nth` paragraph and another in a note.
fn article(title: &str, language: &str, sentence: &str, nth: usize) -> Document {
    let mut make = Make::new();
    for number in 0..12 {
        make.paragraph(&format!("{sentence} {}", format!("{number}{number} {sentence} ").repeat(12)));
    }
    make.heading(2, sentence);
    let mut document = make.document(Meta {
        language: Language::parse(language),
        authors: vec!["Anna Weber".to_owned()],
        publication: Some("The Quarterly".to_owned()),
        date: Date::from_iso("2026-03-04"),
        url: Some("https://example.org/a?b=c".to_owned()),
        rights: Some("© The Quarterly".to_owned()),
        ..meta(title)
    });
    let BlockKind::Paragraph(content) = &mut document.blocks[nth].kind else { panic!("no paragraph") };
    content.insert(0, inline(InlineKind::Mark(TERM)));
    let note = vec![paragraph(vec![text("A note. "), inline(InlineKind::Mark(IN_NOTE))])];
    content.push(inline(InlineKind::Note(Box::new(Note { label: "1".to_owned(), body: note }))));
    document
}

fn titled(kind: PartKind, title: &str, blocks: Vec<Block>, section: Option<usize>) -> Part {
    let meta = Meta { language: Some(Language::english()), ..meta(title) };
    Part { kind, document: Document { meta, blocks }, section }
}

fn numbered(number: &str, document: Document, section: usize) -> Part {
    let about = Article { number: Some(number.to_owned()), ..Article::default() };
    Part { kind: PartKind::Article(about), document, section: Some(section) }
}

/// Cover, contents, key points, two sections of articles in four languages, an index, pages to write on.
fn packet() -> Packet {
    let entry = |number: Option<&str>, title: &str, part: usize| Entry::Part {
        number: number.map(str::to_owned),
        title: Meta::words(title, Span::NONE),
        facts: "The Quarterly, 4 March 2026".to_owned(),
        at: at(part, None),
    };
    let entries = vec![
        entry(None, "Key points", 2),
        Entry::Section("Background".to_owned()),
        entry(Some("1"), "The price of wheat along the canal", 4),
        entry(Some("2"), "Цена пшеницы на канале", 5),
        Entry::Section("Outlook".to_owned()),
        entry(Some("3"), "سعر القمح على القناة", 7),
        entry(Some("4"), "运河沿岸的小麦价格", 8),
        entry(None, "Index", 9),
        entry(None, "Notes", 10),
    ];
    let index = [
        ("flour", vec![at(4, Some(TERM)), at(4, Some(IN_NOTE)), at(5, Some(TERM))]),
        ("wheat", vec![at(8, Some(TERM)), at(7, None)]),
        ("notes", vec![at(10, None)]),
    ];
    let index = index.into_iter().map(|(term, places)| {
        paragraph(vec![text(term), text(" "), inline(InlineKind::Pages(places.into(), CalledPages::Bare))])
    });
    let points = vec![paragraph(vec![
        text("The mills stood still. See "),
        inline(InlineKind::Pages([at(4, None)].into(), CalledPages::Named)),
    ])];
    let parts = vec![
        titled(PartKind::Cover(Cover::default()), "Wheat", vec![paragraph(vec![text("Prepared for the board")])], None),
        titled(PartKind::Contents(entries), "Contents", Vec::new(), None),
        titled(PartKind::Matter(Matter::KeyPoints), "Key points", points, None),
        titled(PartKind::Divider, "Background", vec![paragraph(vec![text("What was.")])], Some(0)),
        numbered("1", article("The price of wheat along the canal", "en", "The carters were paid in flour.", 3), 0),
        numbered("2", article("Цена пшеницы на канале", "ru", "Возчикам платили мукой.", 11), 0),
        titled(PartKind::Divider, "Outlook", Vec::new(), Some(1)),
        numbered("3", article("سعر القمح على القناة", "ar", "كان سعر القمح قد تضاعف.", 2), 1),
        numbered("4", article("运河沿岸的小麦价格", "zh", "小麦的价格已经翻了一番。", 2), 1),
        titled(PartKind::Matter(Matter::Index), "Index", index.collect(), None),
        titled(PartKind::Notes { pages: 2 }, "Notes", Vec::new(), None),
    ];
    let section = |letter: &str, title: &str| Section { letter: letter.to_owned(), title: title.to_owned() };
    let marking = Marking { text: "TLP:AMBER+STRICT".to_owned(), scheme: Scheme::Tlp };
    Packet {
        meta: Meta { language: Some(Language::english()), ..meta("Wheat") },
        parts,
        sections: vec![section("A", "Background"), section("B", "Outlook")],
        dress: Dress { marking: Some(marking), embargo: Some("Not before noon".to_owned()), ..Dress::default() },
        series: None,
    }
}

#[test]
fn every_part_is_a_file_and_sections_hold_their_articles() {
    let files = book(&packet(), Options::default());
    let opf = xml(&files["content.opf"]);
    let hrefs: BTreeMap<_, _> =
        opf.descendants().filter_map(|n| Some((n.attribute("id")?, n.attribute("href")?))).collect();
    let spine = opf.descendants().filter(|node| node.has_tag_name(("http://www.idpf.org/2007/opf", "itemref")));
    let spine: Vec<_> = spine
        .filter(|node| node.attribute("linear") != Some("no"))
        .map(|node| hrefs[node.attribute("idref").unwrap()])
        .collect();
    assert_eq!(
        spine,
        [
            "title-page.xhtml",
            "contents.xhtml",
            "key-points.xhtml",
            "section-1.xhtml",
            "article-1.xhtml",
            "article-2.xhtml",
            "section-2.xhtml",
            "article-3.xhtml",
            "article-4.xhtml",
            "index.xhtml"
        ]
    );
    let nav = xml(&files["nav.xhtml"]);
    let toc = nav.descendants().find(|node| node.attribute("role") == Some("doc-toc")).expect("contents");
    let depth = |node: Node| node.ancestors().filter(|node| node.tag_name().name() == "ol").count();
    let lines: Vec<_> =
        toc.descendants().filter(|node| node.tag_name().name() == "a").map(|a| (depth(a), words(a))).collect();
    let expected = [
        (1, "Key points"),
        (1, "Background"),
        (2, "1. The price of wheat along the canal"),
        (3, "The carters were paid in flour."),
        (2, "2. Цена пшеницы на канале"),
        (3, "Возчикам платили мукой."),
        (1, "Outlook"),
        (2, "3. سعر القمح على القناة"),
        (3, "كان سعر القمح قد تضاعف."),
        (2, "4. 运河沿岸的小麦价格"),
        (3, "小麦的价格已经翻了一番。"),
        (1, "Index"),
    ];
    assert_eq!(lines, expected.map(|(depth, name)| (depth, name.to_owned())));
    let landmarks = nav.descendants().find(|node| node.attribute("id") == Some("landmarks")).expect("landmarks");
    let kinds: Vec<_> = landmarks
        .descendants()
        .filter_map(|a| Some((a.attribute(("http://www.idpf.org/2007/ops", "type"))?, a.attribute("href")?)))
        .collect();
    assert_eq!(
        kinds,
        [
            ("titlepage", "title-page.xhtml"),
            ("toc", "contents.xhtml"),
            ("bodymatter", "key-points.xhtml"),
            ("index", "index.xhtml")
        ]
    );
    for name in &spine {
        let page = xml(&files[*name]);
        let text = words(page.root_element());
        assert!(text.contains("TLP:AMBER+STRICT") && text.contains("Not before noon"), "{name}: {text}");
    }
    assert!(files["content.opf"].contains("<meta property=\"dcterms:accessRights\">TLP:AMBER+STRICT</meta>"));
    assert!(files["article-3.xhtml"].contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
    let article = words(xml(&files["article-2.xhtml"]).root_element());
    assert!(article.contains("The Quarterly, 4 марта 2026 года"), "{article}");
}

/// The text of each link of a file to another, and where it leads.
fn links(files: &BTreeMap<String, String>, file: &str) -> Vec<(String, String)> {
    let page = xml(&files[file]);
    let links = page.descendants().filter(|node| node.tag_name().name() == "a");
    let links = links.filter_map(|a| Some((words(a), a.attribute("href")?.to_owned())));
    let links: Vec<_> = links.filter(|(_, href)| href.contains(".xhtml")).collect();
    for (_, href) in &links {
        let (name, id) = href.split_once('#').map_or((href.as_str(), None), |(name, id)| (name, Some(id)));
        let there = xml(files.get(name).unwrap_or_else(|| panic!("no {name}")))
            .descendants()
            .any(|node| id.is_none() || node.attribute("id") == id);
        assert!(there, "{href} leads nowhere");
    }
    links
}

#[test]
fn without_pages_articles_are_named_by_their_numbers() {
    let files = book(&packet(), Options::default());
    let index: Vec<_> = links(&files, "index.xhtml");
    let labels: Vec<_> = index.iter().map(|(label, _)| label.as_str()).collect();
    // What is on paper only is not referred to.
    assert_eq!(labels, ["#1", "#2", "#3", "#4"]);
    assert!(index[0].1.starts_with("article-1.xhtml#a1-m") && index[2].1 == "article-3.xhtml");
    assert!(xml(&files["index.xhtml"]).descendants().any(|node| words(node) == "notes"));
    let contents = links(&files, "contents.xhtml");
    assert_eq!(contents[1], ("1 The price of wheat along the canal".to_owned(), "article-1.xhtml".to_owned()));
    assert!(!files["contents.xhtml"].contains("class=\"page\""));
    let page = xml(&files["contents.xhtml"]);
    assert!(!words(page.root_element()).contains("Notes"));
    // What is below the title of an article stands below its first letter.
    let articles = page.descendants().filter(|node| node.attribute("class") == Some("article"));
    assert_eq!(articles.count(), 4);
}

#[cfg(feature = "bundled-fonts")]
#[test]
fn with_its_print_edition_every_number_is_that_of_the_page() {
    let packet = packet();
    let theme = offprint::Theme::named("brief", "A5").expect("a theme");
    let layout = offprint::layout::lay_out(&packet, &theme, &offprint::font::Fonts::bundled(), &NoResources);
    let print = layout.expect("pages").value.print("wheat.pdf");
    let known: BTreeMap<_, _> =
        print.places.iter().map(|place| ((place.part, place.mark), print.pages[place.page].label.clone())).collect();
    let label = |part: usize, mark: Option<Mark>| known[&(part, mark)].clone();
    // Once with what the layout knows, and once as from a file of which nothing is known but the text of its pages.
    let blind = offprint::pages::Print { places: Vec::new(), ..print.clone() };
    for edition in [print.clone(), blind] {
        let knows = !edition.places.is_empty();
        let files = book(&packet, Options { print: Some(edition), ..Options::default() });
        let nav = xml(&files["nav.xhtml"]);
        let list = nav.descendants().find(|node| node.attribute("id") == Some("page-list")).expect("pages");
        let listed: Vec<_> = list.descendants().filter(|node| node.tag_name().name() == "a").map(words).collect();
        let labels: Vec<_> = print.pages.iter().map(|page| page.label.clone()).collect();
        assert_eq!(listed, labels, "{knows}");
        // Every part's first page begins with the part.
        for (part, file) in [(2, "key-points"), (4, "article-1"), (5, "article-2"), (7, "article-3"), (9, "index")] {
            let page = label(part, None);
            let href = list.descendants().find(|a| a.tag_name().name() == "a" && words(*a) == page);
            let href = href.and_then(|a| a.attribute("href")).expect("a place");
            assert!(href.starts_with(&format!("{file}.xhtml#")), "{knows}: page {page} is at {href}, not in {file}");
        }
        let contents = xml(&files["contents.xhtml"]);
        let numbers: Vec<_> =
            contents.descendants().filter(|node| node.attribute("class") == Some("page")).map(words).collect();
        // An index of a few short words cannot be found by them before its own numbers are known.
        let sure = if knows { 6 } else { 5 };
        assert_eq!(numbers[..sure], [2, 4, 5, 7, 8, 9].map(|part| label(part, None))[..sure], "{knows}");
        let index: Vec<_> = links(&files, "index.xhtml").into_iter().map(|(label, _)| label).collect();
        let places = [(4, Some(TERM)), (5, Some(TERM)), (7, None), (8, Some(TERM))];
        let expected = places.map(|(part, mark)| label(part, mark));
        assert_eq!(index, expected, "{knows}");
        // A page that is called one is touched as a whole.
        let points: Vec<_> = links(&files, "key-points.xhtml").into_iter().map(|(label, _)| label).collect();
        assert_eq!(points, [format!("p. {}", label(4, None))], "{knows}");
    }
}

#[test]
fn notes_are_numbered_anew_in_each_article() {
    let files = book(&packet(), Options::default());
    for (file, id) in [("article-1.xhtml", "a1-n1"), ("article-4.xhtml", "a4-n1")] {
        assert!(files[file].contains(&format!("epub:type=\"footnote\" role=\"doc-footnote\" id=\"{id}\"")), "{file}");
    }
}
