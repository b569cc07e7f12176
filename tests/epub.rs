//! The EPUB writer, by structure: what a reading system relies on, looked at with an unzipper and an XML parser.
//!
//! With `OFFPRINT_BOOKS` set to a folder, the books are written there, for EPUBCheck and for looking at.
#![cfg(feature = "epub")]

mod common;

use common::{Make, image, kitchen_sink, meta, random};
use offprint::diag::{Code, Diagnostic};
use offprint::lang::Language;
use offprint::model::{
    Closing, Container, Document, Figures, Level, ListKind, Meta, Numbering, Section, outline, words,
};
use offprint::packet::{Packet, Part};
use offprint::pages::{Print, PrintPage};
use offprint::resource::{Memory, NoResources, Resources};
use offprint::source::Span;
use offprint::write::Writer;
use offprint::write::epub::{Epub, Options};
use roxmltree::{Document as Xml, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::LazyLock;

/// A book taken apart.
struct Book {
    bytes: Vec<u8>,
    /// Names and contents, in the order of the archive.
    files: Vec<(String, Vec<u8>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Book {
    fn of(packet: &Packet, resources: &dyn Resources) -> Self {
        Self::with(Options::default(), packet, resources)
    }

    fn with(options: Options, packet: &Packet, resources: &dyn Resources) -> Self {
        let written = Epub { options, ..Epub::default() }.write(packet, resources).expect("a book");
        let mut archive = zip::ZipArchive::new(Cursor::new(&written.value)).expect("an archive");
        let count = archive.len();
        let read = |index| {
            let mut file = archive.by_index(index).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            (file.name().to_owned(), content)
        };
        let files = (0..count).map(read).collect();
        let book = Self { files, diagnostics: written.diagnostics, bytes: written.value };
        // Every reader of books stops at the first mistake in a file.
        let is_markup = |name: &&String| {
            ["xhtml", "svg", "opf", "ncx", "xml"].iter().any(|kind| name.ends_with(&format!(".{kind}")))
        };
        book.files.iter().map(|(name, _)| name).filter(is_markup).for_each(|name| drop(book.xml(name)));
        book
    }

    /// A book made of Markdown.
    #[cfg(feature = "markdown")]
    fn of_markdown(options: Options, text: &str, resources: &dyn Resources) -> Self {
        use offprint::read::{Markdown, Reader};
        let source = offprint::source::Source::new("a.md", text);
        Self::with(options, &Packet::from(Markdown::default().read(&source).value), resources)
    }

    fn text(&self, name: &str) -> &str {
        let (_, content) = self.files.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("no {name}"));
        std::str::from_utf8(content).expect("UTF-8")
    }

    fn xml(&self, name: &str) -> Xml<'_> {
        let text = self.text(name);
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        Xml::parse_with_options(text, options).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
    }

    fn chapters(&self) -> Vec<&str> {
        let names = self.files.iter().map(|(name, _)| name.as_str());
        names.filter(|name| name.contains("/article-")).collect()
    }
}

fn all<'a>(xml: &'a Xml, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| node.tag_name().name() == name)
}

fn all_text(node: Node) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
}

/// A PNG of eight by eight gray pixels.
fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::GrayImage::from_pixel(8, 8, image::Luma([128]));
    image.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a picture");
    bytes
}

/// The same in another format, by its extension.
fn stored(extension: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_fn(120, 60, |x, y| image::Rgb([(x * 2) as u8, (y * 4) as u8, 90]));
    let format = image::ImageFormat::from_extension(extension).expect("a format");
    image.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture");
    bytes
}

fn pictures() -> Memory {
    let files = [
        ("ok.png", png()),
        ("broken.png", png()[..40].to_vec()),
        ("misnamed.png", stored("jpg")),
        ("again.jpg", stored("jpg")),
        ("a b/ä&<.gif", stored("gif")),
        ("photo.webp", stored("webp")),
    ];
    Memory(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

fn in_language(tag: &str, title: &str, paragraphs: &[&str]) -> Document {
    let mut make = Make::new();
    make.heading(2, paragraphs[0]);
    paragraphs.iter().for_each(|text| {
        make.paragraph(text);
    });
    make.document(Meta { language: Language::parse(tag), ..meta(title) })
}

/// The books that every law is checked on.
fn books() -> Vec<(String, Packet)> {
    let mut untitled = Make::new();
    untitled.paragraph("Nobody spoke of it at first, but the carters began to be paid in flour.");
    let mut odd_headings = Make::new();
    for (level, title) in [(6, "Deep first"), (1, "As high as the title"), (4, "Jump"), (2, ""), (3, "R&D <b>")] {
        odd_headings.heading(level, title);
        odd_headings.paragraph("Words.");
    }
    odd_headings.within(Container::Heading { level: Level::new(3), anchor: Some("1 & <odd>".into()) }, |m| {
        m.0.image(image("ok.png", ""), "", Span::NONE);
    });
    let mut shown = Make::new();
    for reference in ["ok.png", "misnamed.png", "again.jpg", "a b/ä&<.gif", "photo.webp", "broken.png", "../x.png"] {
        shown.within(Container::Figure(image(reference, "A \"picture\" & <more>")), |m| {
            m.text("Caption");
        });
    }
    let mut books: Vec<(String, Packet)> = [
        ("pictures", shown.document(meta("Pictures"))),
        ("kitchen", kitchen_sink()),
        ("untitled", untitled.document(Meta::default())),
        ("empty", Document::default()),
        ("ampersands", Make::new().document(meta("A & B <C> “D” ]]> &amp;"))),
        ("headings", odd_headings.document(meta("Headings"))),
        ("arabic", in_language("ar", "المؤتمر الصحفي", &["مقدمة", "قال الوزير إن المحادثات كانت صريحة (2025)."])),
        ("chinese", in_language("zh-Hans", "会谈纪要", &["导言", "部长说：“会谈是坦率的。”"])),
        ("german", in_language("de-1996-x", "Über uns", &["Einleitung", "Donaudampfschifffahrt."])),
    ]
    .into_iter()
    .map(|(name, document)| (name.to_owned(), Packet::from(document)))
    .collect();
    let parts = vec![Part::article(kitchen_sink()), Part::article(in_language("ar", "ثانيا", &["مقدمة"]))];
    books.push(("packet".to_owned(), Packet { meta: meta("Two & two"), parts, ..Packet::from(kitchen_sink()) }));
    books
}

/// Each made once, and some random ones.
static EVERY_BOOK: LazyLock<Vec<(String, Packet, Book)>> = LazyLock::new(|| {
    let made = |(name, packet)| {
        let book = Book::of(&packet, &pictures());
        (name, packet, book)
    };
    every_packet().map(made).collect()
});

fn every_packet() -> impl Iterator<Item = (String, Packet)> {
    books().into_iter().chain((0..40).map(|seed| (format!("random {seed}"), Packet::from(random(seed)))))
}

#[test]
fn books_for_validators() {
    let Some(folder) = std::env::var_os("OFFPRINT_BOOKS") else { return };
    for (name, packet) in
        books().into_iter().chain((0..30).map(|seed| (format!("random-{seed}"), Packet::from(random(seed)))))
    {
        let path = std::path::Path::new(&folder).join(format!("{name}.epub"));
        std::fs::write(path, Book::of(&packet, &pictures()).bytes).expect("written");
        let path = std::path::Path::new(&folder).join(format!("{name}-2.epub"));
        let options = Options { version: offprint::write::epub::Version::V2, ..Options::default() };
        std::fs::write(path, Book::with(options, &packet, &pictures()).bytes).expect("written");
    }
}

/// `tests/golden/write/kitchen.xhtml`, `.css` and `.opf`: what the structure tests cannot judge is looked at here.
#[test]
fn golden() {
    let book = Book::of(&Packet::from(kitchen_sink()), &pictures());
    for (golden, file) in [("xhtml", "article-1.xhtml"), ("css", "stylesheet.css"), ("opf", "content.opf")] {
        let text = book.text(&format!("OEBPS/{file}"));
        // The identifier comes from all of the content: it would hide what changed.
        let text = text.lines().filter(|line| !line.contains("urn:uuid:")).collect::<Vec<_>>().join("\n") + "\n";
        common::golden(&format!("kitchen.{golden}"), &text);
    }
}

#[test]
fn the_container_is_as_the_specification_wants_it() {
    for (name, _, book) in EVERY_BOOK.iter() {
        // Local file header, no extra field, stored.
        assert_eq!(&book.bytes[..4], b"PK\x03\x04");
        assert_eq!(&book.bytes[8..10], [0, 0], "mimetype is compressed");
        assert_eq!(&book.bytes[28..30], [0, 0], "mimetype has an extra field");
        assert_eq!(&book.bytes[30..58], b"mimetypeapplication/epub+zip", "{name}");
        let names: BTreeSet<_> = book.files.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), book.files.len());
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.-".contains(&b))
            || name.starts_with("META-INF")));
    }
}

#[test]
fn the_manifest_is_the_archive() {
    for (name, _, book) in EVERY_BOOK.iter() {
        let opf = book.xml("OEBPS/content.opf");
        let hrefs: Vec<_> = all(&opf, "item").map(|item| item.attribute("href").unwrap_or_default()).collect();
        let listed: BTreeSet<_> = hrefs.iter().map(|href| format!("OEBPS/{href}")).collect();
        let there: BTreeSet<_> = book
            .files
            .iter()
            .map(|(name, _)| name.clone())
            .filter(|name| name.starts_with("OEBPS/") && name != "OEBPS/content.opf")
            .collect();
        assert_eq!(listed, there, "{name}");
        assert_eq!(hrefs.len(), listed.len());
        let ids: BTreeSet<_> = all(&opf, "item").filter_map(|item| item.attribute("id")).collect();
        assert_eq!(ids.len(), hrefs.len());
        for itemref in all(&opf, "itemref") {
            assert!(ids.contains(itemref.attribute("idref").unwrap_or_default()));
        }
        let refined = opf.descendants().filter_map(|node| node.attribute("refines"));
        let all_ids: Vec<_> = opf.descendants().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(all_ids.iter().collect::<BTreeSet<_>>().len(), all_ids.len(), "{name}: ids are not unique");
        refined.for_each(|target| assert!(all_ids.contains(&target.trim_start_matches('#')), "{target}"));
    }
}

#[test]
fn every_file_is_well_formed_and_every_link_arrives() {
    EVERY_BOOK.iter().for_each(|(name, _, book)| every_link_arrives(name, book));
}

fn every_link_arrives(name: &str, book: &Book) {
    let mut ids = BTreeMap::new();
    let names: Vec<_> = book.files.iter().map(|(name, _)| name.as_str()).collect();
    let markup: Vec<_> = names.iter().filter(|name| name.ends_with("html") || name.ends_with("ncx")).collect();
    for file in &markup {
        let xml = book.xml(file);
        let of_file: Vec<_> = xml.descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect();
        let unique: BTreeSet<_> = of_file.iter().cloned().collect();
        assert_eq!(unique.len(), of_file.len(), "{name}: {file} has an id twice");
        assert!(unique.iter().all(|id| id.is_ascii() && id.starts_with(|c: char| c.is_ascii_alphabetic())));
        ids.insert((*file).trim_start_matches("OEBPS/").to_owned(), unique);
    }
    for file in &markup {
        let xml = book.xml(file);
        let here = file.trim_start_matches("OEBPS/");
        for target in xml.descendants().flat_map(|node| [node.attribute("href"), node.attribute("src")]).flatten() {
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:") {
                assert!(target.is_ascii() && !target.contains(' '), "{target}");
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { here } else { path };
            assert!(names.contains(&format!("OEBPS/{path}").as_str()), "{name}: {target} leads nowhere");
            assert!(fragment.is_empty() || ids[path].contains(fragment), "{name}: {target} leads nowhere");
        }
        for reference in xml.descendants().filter_map(|node| node.attribute("aria-labelledby")) {
            assert!(ids[here].contains(reference), "{name}: {reference} labels nothing");
        }
    }
}

#[test]
fn what_xml_forbids_is_not_there() {
    for (name, _, book) in EVERY_BOOK.iter() {
        for (file, content) in book.files.iter().filter(|(file, _)| !file.contains("/picture-")) {
            let text = std::str::from_utf8(content).expect("UTF-8");
            let bad = |c: char| c.is_control() && c != '\n' || ('\u{fffe}'..='\u{ffff}').contains(&c);
            assert!(!text.contains(bad), "{name}: {file}");
        }
    }
}

/// The words of the chapters, without what the writer adds: notes stand at the end instead of at their calls.
#[test]
fn nothing_is_lost_and_nothing_comes_twice() {
    let count = |text: &str| {
        let mut counts = BTreeMap::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{fffe}') {
            *counts.entry(c).or_insert(0_i64) += 1;
        }
        counts
    };
    for (name, packet, book) in EVERY_BOOK.iter() {
        for (document, file) in packet.articles().zip(book.chapters()) {
            let xml = book.xml(file);
            let mut text = String::new();
            for node in xml.root_element().descendants().filter(|node| !is_added(*node)) {
                let within = node.ancestors().any(|node| is_added(node) || node.tag_name().name() == "head");
                if node.is_text() && !within {
                    text.push_str(node.text().unwrap_or_default());
                }
                text.push_str(node.attribute("alt").unwrap_or_default());
            }
            let mut expected = count(&words(document).concat());
            for (c, have) in count(&text.replace(['☐', '☑'], "")) {
                *expected.entry(c).or_insert(0) -= have;
            }
            // Brackets stand around the description of a lost picture, and "Figure" for one without any; a link
            // without text shows its address; a call to a note that is not there keeps its label.
            let may_be_more = |c: &char| name.starts_with("random") || "[]".contains(*c);
            expected.retain(|c, missing| *missing > 0 || (*missing < 0 && !may_be_more(c)));
            assert_eq!(expected, BTreeMap::new(), "{name}\n{}\n{}", document.dump(), book.text(file));
        }
    }
}

/// Labels, calls and what leads back.
fn is_added(node: Node) -> bool {
    let class = node.attribute("class").unwrap_or_default();
    let role = node.attribute("role").unwrap_or_default();
    let added = ["byline", "label", "back", "facts", "number", "marking", "embargo", "comma"];
    class.split(' ').any(|class| added.contains(&class)) || role == "doc-noteref"
}

/// Names and targets of a list of the table of contents, nested.
fn read_toc(list: Node) -> Vec<(String, usize)> {
    fn walk(list: Node, depth: usize, found: &mut Vec<(String, usize)>) {
        for item in
            list.children().filter(|node| node.has_tag_name((list.tag_name().namespace().unwrap_or_default(), "li")))
        {
            for child in item.children() {
                match child.tag_name().name() {
                    "a" => found.push((all_text(child), depth)),
                    "ol" => walk(child, depth + 1, found),
                    _ => {}
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(list, 0, &mut found);
    found
}

#[test]
fn the_table_of_contents_is_the_outline() {
    fn flat(sections: &[Section], depth: usize, found: &mut Vec<(String, usize)>) {
        for section in sections {
            found.push((section.title.split_whitespace().collect::<Vec<_>>().join(" "), depth));
            flat(&section.sections, depth + 1, found);
        }
    }
    for (name, packet) in books() {
        let book = Book::of(&packet, &pictures());
        let nav = book.xml("OEBPS/nav.xhtml");
        let toc = all(&nav, "nav").next().expect("a table of contents");
        let list = toc.children().find(|node| node.tag_name().name() == "ol").expect("a list");
        let found = read_toc(list);
        let mut expected = Vec::new();
        for document in packet.articles() {
            let title = document.meta.title_text();
            expected.push((title.unwrap_or_else(|| found[expected.len()].0.clone()), 0));
            flat(&outline(&document.blocks), 1, &mut expected);
        }
        expected.iter_mut().filter(|(name, _)| name.is_empty()).for_each(|(name, _)| "…".clone_into(name));
        assert_eq!(found, expected, "{name}");
        let ncx = book.xml("OEBPS/toc.ncx");
        let labels: Vec<_> = all(&ncx, "navLabel").map(|label| all_text(label).trim().to_owned()).collect();
        assert_eq!(labels, found.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    }
}

#[test]
fn headings_leave_no_rank_out() {
    for (name, _, book) in EVERY_BOOK.iter() {
        for file in book.chapters() {
            let mut last = 1;
            for node in book.xml(file).descendants() {
                let Some(rank) = node.tag_name().name().strip_prefix('h').and_then(|rank| rank.parse::<u8>().ok())
                else {
                    continue;
                };
                assert!(rank <= last + 1, "{name}: h{last} is followed by h{rank}");
                last = rank;
            }
        }
    }
}

#[test]
fn titles_and_metadata_arrive_unharmed() {
    let book = Book::of(&Packet::from(kitchen_sink()), &pictures());
    let opf = book.xml("OEBPS/content.opf");
    let one = |name| all(&opf, name).map(all_text).collect::<Vec<_>>();
    assert_eq!(one("title"), ["Every kind of “thing” & <more>"]);
    assert_eq!(one("creator"), ["Ada Lovelace", "Jean & Paul <Sartre>"]);
    assert_eq!(one("language"), ["en-GB"]);
    assert_eq!(one("publisher"), ["The Daily & Sunday <Planet>"]);
    assert_eq!(one("date"), ["2025-03-07"]);
    assert_eq!(one("source"), ["https://example.org/a?b=1&c=2"]);
    assert_eq!(one("rights"), ["© 2025 A & B"]);
    assert_eq!(one("subject"), ["steps", "R&D"]);
    assert_eq!(one("description"), ["All kinds, < & >."]);
    let metas = |property: &str| {
        let found = all(&opf, "meta").filter(|meta| meta.attribute("property") == Some(property));
        found.map(all_text).collect::<Vec<_>>()
    };
    assert_eq!(metas("dcterms:modified"), ["2025-03-07T00:00:00Z"]);
    assert_eq!(metas("file-as"), ["Lovelace, Ada"]);
    assert_eq!(metas("role"), ["aut", "aut"]);
    assert_eq!(metas("schema:accessMode"), ["textual", "visual"]);
    assert_eq!(metas("schema:accessibilityHazard"), ["none"]);
    let ncx = book.xml("OEBPS/toc.ncx");
    let uid = all(&ncx, "meta").find(|meta| meta.attribute("name") == Some("dtb:uid")).expect("a uid");
    assert_eq!(uid.attribute("content").map(str::to_owned), one("identifier").pop());
    let options = Options { modified: Some(951_827_696), ..Options::default() };
    let book = Book::with(options, &Packet::from(kitchen_sink()), &pictures());
    assert!(book.text("OEBPS/content.opf").contains(">2000-02-29T12:34:56Z<"));
}

#[test]
fn every_file_says_its_language_and_direction() {
    for (name, packet) in books() {
        let book = Book::of(&packet, &pictures());
        for (file, _) in book.files.iter().filter(|(file, _)| file.ends_with("html")) {
            let xml = book.xml(file);
            let html = xml.root_element();
            let lang = html.attribute("lang").expect("a language");
            assert_eq!(html.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some(lang));
            assert_eq!(html.attribute("dir"), (lang == "ar").then_some("rtl"), "{name}: {file}");
        }
        let rtl = book.text("OEBPS/content.opf").contains("page-progression-direction=\"rtl\"");
        assert_eq!(rtl, name == "arabic", "{name}");
    }
}

#[test]
fn lost_pictures_and_links_are_told() {
    let codes = |book: &Book| {
        let mut counts = BTreeMap::new();
        book.diagnostics.iter().for_each(|found| *counts.entry(found.code).or_insert(0) += 1);
        counts
    };
    let packet = Packet::from(kitchen_sink());
    let book = Book::of(&packet, &pictures());
    assert_eq!(codes(&book), BTreeMap::from([(Code::LinkUnresolved, 1), (Code::ImageMissing, 1)]));
    let without = Book::of(&packet, &NoResources);
    assert_eq!(codes(&without), BTreeMap::from([(Code::LinkUnresolved, 1), (Code::ImageMissing, 2)]));
    assert!(!without.text("OEBPS/article-1.xhtml").contains("<img"));
    assert!(without.text("OEBPS/article-1.xhtml").contains("<p class=\"missing\">[A grey square]</p>"));
}

/// A large picture that a paragraph begins or ends with stands apart, as it does on pages; signs stay in their lines, and
/// so does what has words on both sides.
#[cfg(feature = "markdown")]
#[test]
fn a_large_picture_at_a_paragraph_s_end_stands_apart() {
    let mut large = Vec::new();
    let image = image::GrayImage::from_pixel(300, 200, image::Luma([128]));
    image.write_to(&mut Cursor::new(&mut large), image::ImageFormat::Png).expect("a picture");
    let resources = Memory([("large.png".to_owned(), large), ("sign.png".to_owned(), png())].into());
    for (text, classes) in [
        ("You then see ![the window](large.png)", ["apart"].as_slice()),
        ("You then see\\\n![the window](large.png)\n", &["apart"]),
        ("![the window](large.png) is what you see", &["apart"]),
        ("![one](large.png) and ![two](large.png)", &["apart", "apart"]),
        ("- You then see ![the window](large.png)\n- and more", &["apart"]),
        ("You see ![the window](large.png) then", &["inline"]),
        ("You see ![a sign](sign.png)", &["inline"]),
        ("You see ![the window](large.png){width=40px}", &["inline"]),
        ("You see ![a sign](sign.png) ![the window](large.png)", &["inline", "apart"]),
        ("![the window](large.png) ![the window](large.png)", &["inline", "inline"]),
        ("![the window](large.png)", &["plate"]),
    ] {
        let book = Book::of_markdown(Options::default(), &format!("# A title\n\n{text}\n"), &resources);
        let xml = book.xml("OEBPS/article-1.xhtml");
        let found: Vec<_> = all(&xml, "img").filter_map(|img| img.attribute("class")).collect();
        assert_eq!(found, classes, "{text}");
        assert_eq!(all(&xml, "br").count(), 0, "{text}");
    }
}

/// What a page on a screen says of a picture's width holds in a book, and makes no picture larger.
#[cfg(feature = "markdown")]
#[test]
fn a_picture_has_the_width_that_a_screen_would_show() {
    for (said, style) in [
        ("width=\"4\"", Some("width: 4px")),
        ("width=\"800\"", None),
        ("height=\"4\"", Some("width: 4px")),
        ("height=\"800\"", None),
        ("width=\"4\" height=\"6\"", Some("width: 4px")),
        ("width=\"50%\"", Some("width: 50%")),
        ("width=\"1cm\"", Some("width: 28.3pt")),
        ("", None),
    ] {
        let text = format!("# A title\n\n<img src=\"ok.png\" alt=\"a sign\" {said}>\n");
        let book = Book::of_markdown(Options::default(), &text, &pictures());
        let xml = book.xml("OEBPS/article-1.xhtml");
        assert_eq!(all(&xml, "img").find_map(|img| img.attribute("style")), style, "{said}");
    }
}

#[test]
fn pictures_are_told_by_their_content_and_stored_once() {
    let (_, packet) = books().swap_remove(0);
    let book = Book::of(&packet, &pictures());
    let opf = book.xml("OEBPS/content.opf");
    let stored: Vec<_> = all(&opf, "item")
        .filter_map(|item| Some((item.attribute("href")?, item.attribute("media-type")?)))
        .filter(|(_, media_type)| media_type.starts_with("image/"))
        .collect();
    let expected = [
        ("picture-1.png", "image/png"),
        ("picture-2.jpg", "image/jpeg"),
        ("picture-3.gif", "image/gif"),
        ("picture-4.jpg", "image/jpeg"),
    ];
    assert_eq!(stored, expected);
    let xml = book.xml("OEBPS/article-1.xhtml");
    let sources: Vec<_> = all(&xml, "img").filter_map(|img| img.attribute("src")).collect();
    assert_eq!(sources, ["picture-1.png", "picture-2.jpg", "picture-2.jpg", "picture-3.gif", "picture-4.jpg"]);
    assert!(all(&xml, "img").all(|img| img.attribute("alt") == Some("A \"picture\" & <more>")));
    let messages: Vec<_> = book.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the picture ../x.png is not there; its description stands in its place",
            "the picture broken.png is damaged; its description stands in its place",
        ]
    );
}

#[test]
fn the_same_packet_gives_the_same_bytes() {
    for (name, packet) in every_packet() {
        let (one, two) = (Book::of(&packet, &pictures()), Book::of(&packet, &pictures()));
        assert!(one.bytes == two.bytes, "{name}");
        let mut straight = Vec::new();
        Epub::default().write_last(packet, &pictures(), &mut straight).expect("a book");
        assert!(one.bytes == straight, "{name}, written as it is made");
    }
    let identifier = |document: Document| {
        let book = Book::of(&Packet::from(document), &NoResources);
        all(&book.xml("OEBPS/content.opf"), "identifier").map(all_text).collect::<String>()
    };
    let (one, two) = (identifier(random(1)), identifier(random(2)));
    assert!(one != two && one.starts_with("urn:uuid:"));
}

#[test]
fn a_file_that_takes_no_more_is_told() {
    let mut room = [0; 1000];
    let error = Epub::default().write_last(random(1).into(), &NoResources, &mut room.as_mut_slice());
    assert!(matches!(error, Err(offprint::Error::Output(_))), "{error:?}");
}

/// Strong words in a paragraph of their own, which head the next, are not indented.
#[test]
#[cfg(feature = "markdown")]
fn strong_paragraphs_are_heads() {
    let long = "Nobody asked for more. ".repeat(9);
    let text = format!("# A\n\nWords.\n\n**Who asked?**\n\nNobody.\n\n**{long}**\n");
    let book = Book::of_markdown(Options::default(), &text, &NoResources);
    let chapters = book.text("OEBPS/article-1.xhtml");
    assert!(chapters.contains("<p class=\"heads\"><strong>Who asked?</strong></p>"), "{chapters}");
    assert_eq!(chapters.matches("class=\"heads\"").count(), 1, "{chapters}");
}

/// The letters behind a page's mark, up to `count`, without notes, labels and calls.
#[cfg(feature = "bundled-fonts")]
fn letters_behind(xml: &Xml, id: &str, count: usize) -> String {
    let mut nodes = xml.descendants().skip_while(|node| node.attribute("id") != Some(id));
    nodes.next().unwrap_or_else(|| panic!("no mark {id}"));
    let left_out = |node: Node| is_added(node) || node.attribute("role") == Some("doc-footnote");
    let texts = nodes.filter(|node| node.is_text() && !node.ancestors().any(left_out));
    let letters = texts.flat_map(|node| node.text().unwrap_or_default().chars());
    letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(count).collect()
}

#[cfg(feature = "bundled-fonts")]
#[test]
fn pages_begin_where_the_pdf_has_them() {
    use offprint::font::Fonts;
    use offprint::layout::lay_out;
    let fonts = Fonts::bundled();
    let theme = offprint::Theme::named("brief", "A5").expect("a theme");
    let mut long = Make::new();
    for section in 0..40 {
        long.heading(2, &format!("Section {section} of many"));
        for paragraph in 0..4 {
            let words = (0..60).map(|word| format!("incomprehensibilities{section}x{paragraph}x{word}"));
            long.paragraph(&words.collect::<Vec<_>>().join(" "));
        }
        long.0.code_block(None, &format!("let section = {section};\nlet more = {section} + 1;"), Span::NONE);
    }
    let long = Packet::from(long.document(meta("A long article")));
    let sink = Packet::from(kitchen_sink());
    for (name, packet) in [("long", long), ("kitchen", sink)] {
        let layout = lay_out(&packet, &theme, &fonts, &pictures()).expect("pages").value;
        let print = layout.print("a.pdf");
        let options = Options { print: Some(print.clone()), ..Options::default() };
        let book = Book::with(options, &packet, &pictures());
        assert!(book.diagnostics.iter().all(|found| found.code != Code::PageNotFound), "{name}");
        let nav = book.xml("OEBPS/nav.xhtml");
        let list = all(&nav, "nav").find(|nav| nav.attribute("id") == Some("page-list")).expect("a list of pages");
        let listed: Vec<_> = list.descendants().filter(|node| node.tag_name().name() == "a").collect();
        let labels: Vec<_> = listed.iter().map(|link| all_text(*link)).collect();
        assert_eq!(labels, print.pages.iter().map(|page| page.label.clone()).collect::<Vec<_>>(), "{name}");
        assert!(name != "long" || labels.len() > 20);
        for (link, page) in listed.iter().zip(&print.pages) {
            let (file, id) = link.attribute("href").and_then(|href| href.split_once('#')).expect("a place");
            let printed: String =
                page.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            // What a page has besides the text (the note column, repeated heads) may stand in front of it.
            let behind = letters_behind(&book.xml(&format!("OEBPS/{file}")), id, 12);
            assert!(printed.contains(&behind) || page.label == "1", "{name} {}: {behind}\n{printed}", page.label);
            if name == "long" && page.label != "1" {
                assert!(printed.starts_with(&behind), "{name} {}: {behind}\n{printed}", page.label);
            }
        }
        let ncx = book.xml("OEBPS/toc.ncx");
        assert_eq!(all(&ncx, "pageTarget").count(), labels.len());
        assert!(book.text("OEBPS/content.opf").contains("<meta property=\"pageBreakSource\">a.pdf</meta>"));
    }
}

/// The label of each page in the list, the letters behind its mark, and the next picture.
#[cfg(feature = "bundled-fonts")]
fn page_list(book: &Book) -> Vec<(String, String, Option<String>)> {
    let nav = book.xml("OEBPS/nav.xhtml");
    let list = all(&nav, "nav").find(|nav| nav.attribute("id") == Some("page-list")).expect("a list of pages");
    let links = list.descendants().filter(|node| node.tag_name().name() == "a");
    let page = |link: Node| {
        let (file, id) = link.attribute("href").and_then(|href| href.split_once('#')).expect("a place");
        let xml = book.xml(&format!("OEBPS/{file}"));
        let mut behind = xml.descendants().skip_while(|node| node.attribute("id") != Some(id));
        let picture = behind.find_map(|node| node.attribute("src").map(str::to_owned));
        (all_text(link), letters_behind(&xml, id, 40), picture)
    };
    links.map(page).collect()
}

/// A list of pages says what they are the pages of, be it only that nobody knows.
#[test]
fn a_list_of_pages_has_a_source() {
    let packet = Packet::from(kitchen_sink());
    let pages = |count: usize| {
        let page = |number: usize| PrintPage { label: (number + 1).to_string(), ..PrintPage::default() };
        (0..count).map(page).collect::<Vec<_>>()
    };
    for (source, count, told) in
        [("a.pdf", 1, Some("a.pdf")), ("", 1, Some("none")), ("  ", 2, Some("none")), ("a.pdf", 0, None)]
    {
        let print = Print { source: source.to_owned(), pages: pages(count), ..Print::default() };
        let book = Book::with(Options { print: Some(print), ..Options::default() }, &packet, &NoResources);
        let package = book.xml("OEBPS/content.opf");
        let meta = all(&package, "meta").find(|meta| meta.attribute("property") == Some("pageBreakSource"));
        assert_eq!(meta.and_then(|meta| meta.text()), told, "{source:?}, {count} pages");
        let nav = book.xml("OEBPS/nav.xhtml");
        let listed = all(&nav, "nav").any(|nav| nav.attribute("id") == Some("page-list"));
        assert_eq!(listed, told.is_some(), "{source:?}, {count} pages");
    }
}

/// The words that a page begins with are often a heading, and the same one on many pages: "Section 12", a speaker's name,
/// a term. None of them is a running head. A picture that is not there is its description.
#[cfg(all(feature = "bundled-fonts", feature = "markdown"))]
#[test]
fn a_pdf_says_where_its_pages_begin() {
    use offprint::write::pdf::{Pdf, print_edition};
    let words =
        |seed: usize| (0..30).map(|word| format!("word{}", (seed * 31 + word * 7) % 89)).collect::<Vec<_>>().join(" ");
    let each =
        |of: &dyn Fn(usize) -> String| format!("---\ntitle: The Act\n---\n\n{}", (0..90).map(of).collect::<String>());
    let markdown = [
        each(&|n| format!("### Section {n}\n\n{}\n\n", words(n))),
        each(&|n| format!("{}:\n\n{}\n\n", ["THE CHAIRMAN", "MR. KLEIN"][n % 2], words(n))),
        each(&|n| format!("Term {n}\n: {}\n\n", words(n))),
        each(&|n| format!("![Missing {n}](none{n}.png)\n\n{}\n\n", words(n))),
        // Pages of nothing but a picture; one that only adorns has no description.
        each(&|n| format!("![{}]({n}.png)\n\n", if n % 3 == 0 { "" } else { "A tower" })),
    ];
    let tower = |n: u8| offprint::resource::png(300, 500, offprint::resource::RasterColor::Gray, &[n; 300 * 500]);
    let pictures = Memory((0..90).map(|n| (format!("{n}.png"), tower(n))).collect());
    for text in &markdown {
        let read = offprint::read::Reader::read(
            &offprint::read::Markdown::default(),
            &offprint::source::Source::new("act.md", text.as_str()),
        );
        let packet = Packet::from(read.value);
        let theme = offprint::Theme::named("brief", "A5").expect("a theme");
        let fonts = offprint::font::Fonts::bundled();
        let layout = offprint::layout::lay_out(&packet, &theme, &fonts, &pictures).expect("pages").value;
        let pdf = Pdf { theme, ..Pdf::default() }.write(&packet, &pictures).expect("a file").value;
        let of = |print| Book::with(Options { print: Some(print), ..Options::default() }, &packet, &pictures);
        let told = page_list(&of(layout.print("act.pdf")));
        let read = page_list(&of(print_edition(&pdf, "act.pdf").expect("its pages")));
        assert!(told.len() > 10, "{}", told.len());
        assert_eq!(read, told, "{}", &text[..60]);
        for ((label, behind, _), page) in told.iter().zip(&layout.print("").pages).skip(1) {
            let letters: String = page.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
            let begin: String = behind.chars().take(12).collect();
            assert!(letters.starts_with(&begin), "page {label} begins {letters:.40}, its mark {behind}");
        }
    }
}

#[test]
fn a_long_article_becomes_several_files() {
    let mut make = Make::new();
    make.paragraph("Before.");
    for section in 0..12 {
        make.heading(2, &format!("Section {section}"));
        for _ in 0..30 {
            make.paragraph(&"many words that fill a file ".repeat(20));
        }
        make.within(Container::Paragraph, |m| {
            m.link("#section-0", "back to the first").text(", a note").note(&format!("n{section}"), "It says this.");
            m.0.note_again("n0", Span::NONE);
        });
    }
    let packet = Packet::from(make.document(meta("Long")));
    let book = Book::of(&packet, &NoResources);
    let chapters = book.chapters();
    assert!((10..=14).contains(&chapters.len()), "{chapters:?}");
    assert!(chapters.iter().all(|file| book.text(file).len() < 300_000));
    // Notes stand in the file of their call; a further call leads to it from elsewhere.
    let last = book.text(chapters[chapters.len() - 1]);
    assert!(last.contains("id=\"a1-n12\"") && !last.contains("id=\"a1-n1\"") && last.contains(".xhtml#a1-n1\""));
    assert!(last.contains("epub:type=\"chapter\" role=\"doc-chapter\""));
}

/// The sources of a packet are a list that no old reader would open as one file.
#[test]
fn a_long_list_becomes_several_files() {
    const ITEMS: usize = 9_000;
    let style = Numbering { figures: Figures::Decimal, closing: Closing::Period };
    let kind = ListKind::Numbered { start: 7, style };
    let mut make = Make::new();
    make.heading(2, "A list");
    make.within(Container::List(kind), |m| {
        for item in 0..ITEMS {
            m.within(Container::Item { task: None }, |m| {
                m.text(&format!("item {item} of a long list, which says where it is from"));
                if item % 1_000 == 500 {
                    m.note(&item.to_string(), "It says this.");
                    m.0.note_again("500", Span::NONE);
                }
            });
        }
    });
    make.heading(2, "Definitions");
    make.within(Container::Definitions, |m| {
        for item in 0..ITEMS {
            m.within(Container::Term, |m| {
                m.text(&format!("term {item}"));
            });
            m.within(Container::Meaning, |m| {
                m.text("It means what those who use it think it means.");
            });
        }
    });
    make.heading(2, "Behind");
    let book = Book::of(&Packet::from(make.document(meta("Long lists"))), &NoResources);
    every_link_arrives("long lists", &book);
    let (mut items, mut terms) = (0, 0);
    for file in book.chapters() {
        assert!(book.text(file).len() < 300_000, "{file}");
        let xml = book.xml(file);
        for list in all(&xml, "ol") {
            assert_eq!(list.attribute("start"), Some((7 + items).to_string().as_str()), "{file}");
            for item in list.children().filter(Node::is_element) {
                assert!(all_text(item).starts_with(&format!("item {items} ")), "{file}: {items}");
                items += 1;
            }
        }
        for term in all(&xml, "dt") {
            assert_eq!(all_text(term), format!("term {terms}"));
            terms += 1;
        }
    }
    assert_eq!((items, terms), (ITEMS, ITEMS));
    let chapters = book.chapters();
    let called = |file: &&&str| book.text(file).contains("epub:type=\"footnote\"");
    assert!(chapters.len() > 6 && chapters.iter().filter(called).count() > 3, "{chapters:?}");
}

/// A table is parted between rows, a program between lines: no word is said twice, and the head is above the first row.
#[cfg(feature = "markdown")]
#[test]
fn a_long_table_and_a_long_program_become_several_files() {
    const ROWS: usize = 6_000;
    let rows: String =
        (0..ROWS).map(|row| format!("| row{row} | {row} and what is to be said of it | 12 |\n")).collect();
    let lines: String = (0..ROWS).map(|line| format!("let line{line} = {line}; // a <comment>\n")).collect();
    let text = format!("# Long\n\n| Town | Words | Count |\n|---|---|--:|\n{rows}\n```rust\n{lines}```\n\nThe end.\n");
    let book = Book::of_markdown(Options::default(), &text, &NoResources);
    let (mut told, mut heads) = (String::new(), 0);
    for file in book.chapters() {
        assert!(book.text(file).len() < 300_000, "{file}: {}", book.text(file).len());
        let xml = book.xml(file);
        heads += all(&xml, "th").count();
        for node in xml.descendants().filter(|node| ["td", "code"].contains(&node.tag_name().name())) {
            told.push_str(&all_text(node));
            told.push('\n');
        }
    }
    assert_eq!(heads, 3);
    let words = told.split_whitespace();
    let numbered = |word: &str, name: &str| word.strip_prefix(name).and_then(|rest| rest.parse::<usize>().ok());
    assert!(words.clone().filter_map(|word| numbered(word, "row")).eq(0..ROWS));
    assert!(words.filter_map(|word| numbered(word, "line")).eq(0..ROWS));
    assert!(book.chapters().len() > 4);
}

#[test]
fn epub_2_knows_only_the_elements_of_xhtml_1_1() {
    for (name, packet) in books() {
        let options = Options { version: offprint::write::epub::Version::V2, ..Options::default() };
        let book = Book::with(options, &packet, &pictures());
        for (file, _) in book.files.iter().filter(|(file, _)| file.ends_with("xhtml")) {
            let xml = book.xml(file);
            for node in xml.descendants().filter(Node::is_element) {
                let element = node.tag_name().name();
                assert!(!["section", "aside", "figure", "nav", "s", "math"].contains(&element), "{name}: {element}");
                assert!(node.attribute("role").is_none() && node.attribute("aria-label").is_none());
            }
        }
        let package = book.xml("OEBPS/content.opf");
        assert_eq!(package.root_element().attribute("version"), Some("2.0"));
        let said = |name: &str| all(&package, "meta").any(|meta| meta.attribute("name") == Some(name));
        let properties = ["accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"];
        assert!(properties.iter().all(|property| said(&format!("schema:{property}"))), "{name}");
    }
}

/// What formulas are made of, one by one: each becomes MathML with nothing in it that the schema does not know.
#[cfg(feature = "markdown")]
#[test]
fn formulas_are_mathml_or_their_source() {
    const FORMULAS: [&str; 24] = [
        "a = 1 \\text{ and } b",
        "\\begin{cases} x & y > 0 \\\\ -x & \\text{else} \\end{cases}",
        "\\big( x^2 \\Bigr)",
        "\\Bigg[ \\frac{a}{b} \\Bigg]",
        "\\left\\{ x \\middle| y \\right\\}",
        "\\dfrac{1}{2} + \\tfrac12",
        "\\cfrac{1}{1+\\cfrac{1}{x}}",
        "\\displaystyle \\sum_i x_i",
        "\\textstyle \\sum_i x_i",
        "\\scriptstyle x",
        "\\begin{smallmatrix} a & b \\end{smallmatrix}",
        "\\sin\\theta \\max_x \\arg\\max",
        "\\mathstrut x",
        "\\begin{align} a &= b < c \\\\ d &= e \\end{align}",
        "\\begin{array}{l|c|r} a & b & c \\\\ \\hline d & e & f \\end{array}",
        "x_1^2 \\overset{a}{b} \\underbrace{abc}_{n}",
        "\\textcolor{red}{x} \\quad y",
        "\\sqrt[3]{x} \\binom{n}{k}",
        "\\mathbf{x}\\mathfrak{z} \\operatorname{foo} x",
        "\\xrightarrow{f} \\vec{x} \\hat{y} \\overline{abc}",
        "\\not= \\not\\in",
        "a < b & c > d",
        "\\nosuchcommand{x}",
        "x \\hspace{-1em} y \\! z",
    ];
    const ELEMENTS: [&str; 22] = [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mstyle",
        "mphantom",
        "mpadded",
    ];
    for formula in FORMULAS {
        let text = format!("# T\n\nLet $x^2$ be.\n\n$$\n{formula}\n$$\n\nWords after it.\n");
        let book = Book::of_markdown(Options::default(), &text, &NoResources);
        let xml = book.xml("OEBPS/article-1.xhtml");
        assert!(all_text(xml.root_element()).contains("Words after it."), "{formula}");
        for math in all(&xml, "math") {
            for node in math.descendants().filter(Node::is_element) {
                let name = node.tag_name().name();
                assert!(ELEMENTS.contains(&name), "{formula}: {name}");
                let children = node.children().filter(Node::is_element).count();
                match name {
                    "mi" | "mn" | "mo" | "mtext" | "mspace" => assert_eq!(children, 0, "{formula}: {name}"),
                    "mfrac" | "mroot" | "msub" | "msup" | "munder" | "mover" => {
                        assert_eq!(children, 2, "{formula}: {name}")
                    }
                    "msubsup" | "munderover" => assert_eq!(children, 3, "{formula}: {name}"),
                    _ => {}
                }
                let styled = node.has_attribute("displaystyle") || node.has_attribute("scriptlevel");
                assert!(!styled || ["math", "mstyle", "mtable"].contains(&name), "{formula}: {name}");
                let is_token = matches!(name, "mi" | "mn" | "mo" | "mtext");
                assert!(is_token || node.children().all(|child| !child.is_text()), "{formula}: words in {name}");
            }
        }
        let version = offprint::write::epub::Version::V2;
        let old = Book::of_markdown(Options { version, ..Options::default() }, &text, &NoResources);
        assert!(old.diagnostics.iter().filter(|told| told.code == Code::MathUnread).count() == 1);
        assert_eq!(all(&old.xml("OEBPS/article-1.xhtml"), "math").count(), 0);
        assert!(all_text(old.xml("OEBPS/article-1.xhtml").root_element()).contains("x^2"));
    }
}

/// What was met in the articles of others, as one.
#[cfg(all(feature = "markdown", feature = "svg"))]
#[test]
fn odd_articles_are_well_formed_and_keep_their_words() {
    let svgs = [
        ("bare.svg", "<svg width='100' height='50'><rect width='100' height='50'/></svg>"),
        (
            "label.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 220 60'><foreignObject x='5' y='15' width='90' \
             height='30'><div xmlns='http://www.w3.org/1999/xhtml'>Start here</div></foreignObject></svg>",
        ),
        (
            "ids.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><linearGradient id='1g'/><rect id='L' \
             width='9' height='9' fill='url(#1g)'/><rect id='L' width='1' height='1'/></svg>",
        ),
        ("none.svg", "<html><svg></svg></html>"),
    ];
    let memory = Memory(svgs.into_iter().map(|(name, svg)| (name.to_owned(), svg.as_bytes().to_vec())).collect());
    let text = "---\ntitle: مقال\nlang: ar\n---\n\n![a](bare.svg)\n\n![b](label.svg)\n\n![c](ids.svg)\n\n![d](none.svg)\n\n\
                هذا نص `code` عربي.[^a][^b] ثم[^a]\n\n```js{1,5}\nlet x = 1;\n```\n\n> An English quotation, word for word.\n\n\
                - [x] done\n\n  More.\n\n[^a]: A.\n[^b]: B.\n";
    let book = Book::of_markdown(Options::default(), text, &memory);
    every_link_arrives("odd", &book);
    assert_eq!(book.diagnostics.iter().filter(|told| told.code == Code::ImageMissing).count(), 1);
    let svg = |number| book.xml(["OEBPS/picture-1.svg", "OEBPS/picture-2.svg", "OEBPS/picture-3.svg"][number]);
    assert_eq!(svg(0).root_element().tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    assert_eq!(all_text(svg(1).root_element()).trim(), "Start here");
    let ids = svg(2);
    let ids: Vec<_> = ids.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids, ["id-1", "L"]);
    let page = book.text("OEBPS/article-1.xhtml");
    for piece in [
        "<code dir=\"ltr\">code</code>",
        "<pre dir=\"ltr\"><code class=\"language-js\">",
        "<blockquote dir=\"ltr\">",
        "<span class=\"comma\">,</span>",
        "<li><p dir=\"ltr\">☑ done</p>",
        "href=\"#a1-n1-call-2\"",
    ] {
        assert!(page.contains(piece), "{piece}\n{page}");
    }
}

#[cfg(feature = "markdown")]
#[test]
fn a_table_is_in_a_box_that_scrolls_only_if_it_fits_on_a_page() {
    let table = |rows: usize| {
        let row = "| Population of the district | Administrative centre | Calling code | Currency unit |\n";
        format!("# T\n\n{row}|---|---|---|---|\n{}", row.repeat(rows))
    };
    let scrolls = |rows: usize| {
        let book = Book::of_markdown(Options::default(), &table(rows), &NoResources);
        book.text("OEBPS/article-1.xhtml").contains("class=\"table scrolls\"")
    };
    assert!(scrolls(2) && !scrolls(60));
    let book = Book::of_markdown(Options::default(), &table(60), &NoResources);
    assert!(!book.text("OEBPS/stylesheet.css").contains(".table { overflow"));
}

/// Items keep their markers where the list has them, and notes run as their own words do.
#[cfg(feature = "markdown")]
#[test]
fn what_runs_the_other_way_says_so_around_its_own_words() {
    let text = "---\ntitle: مقال\nlang: ar\n---\n\nAn English paragraph, with a note.[^a] And[^b] more.\n\n- أول\n\
                - English item\n\n[^a]: English note, word for word.\n[^b]: نص الحاشية.\n";
    let book = Book::of_markdown(Options::default(), text, &NoResources);
    let page = book.text("OEBPS/article-1.xhtml");
    for piece in ["<li>أول</li>", "<li><span dir=\"ltr\">English item</span></li>"] {
        assert!(page.contains(piece), "{piece}\n{page}");
    }
    let xml = book.xml("OEBPS/article-1.xhtml");
    let notes = all(&xml, "aside").filter_map(|note| note.first_element_child());
    let directions: Vec<_> = notes.map(|words| words.attribute("dir")).collect();
    assert_eq!(directions, [Some("ltr"), None]);
}

/// A block in letters of one language names it; where letters are those of many, the book claims less.
#[cfg(feature = "markdown")]
#[test]
fn a_block_in_other_letters_names_its_language_if_they_tell() {
    let book = |words: &str| {
        let text = format!("---\ntitle: T\nlang: en\n---\n\nPlain words.\n\n{words}\n");
        Book::of_markdown(Options::default(), &text, &NoResources)
    };
    let claims = |book: &Book| book.text("OEBPS/content.opf").contains("dcterms:conformsTo");
    let hebrew = book("הפסקה הזאת כתובה בעברית.");
    let paragraph = "<p lang=\"he\" xml:lang=\"he\" dir=\"rtl\">";
    assert!(hebrew.text("OEBPS/article-1.xhtml").contains(paragraph) && claims(&hebrew));
    let arabic = book("هذه فقرة كاملة باللغة العربية.");
    assert!(arabic.text("OEBPS/article-1.xhtml").contains("<p dir=\"rtl\">") && !claims(&arabic));
}

/// What is wider than a telephone: a formula scrolls, a picture shrinks with its column, a number is not parted.
#[cfg(feature = "markdown")]
#[test]
fn what_is_wide_stays_on_the_page() {
    let row = "| Population of the district | 20044 | 31,650 |\n";
    let long = "x = a + b + c + d + e + f + g + h + i + j + k";
    let table = format!("| Administrative centre of it | Number | Percentage |\n|---|---|--:|\n{}", row.repeat(40));
    let shown = "| a | b |\n|---|---|\n| ![p](wide.png) | c |";
    let text = format!("# T\n\n$$\n{long}\n$$\n\n$$\ny\n$$\n\n{table}\n\n{shown}\n");
    let mut wide = Vec::new();
    let image = image::GrayImage::from_pixel(1200, 8, image::Luma([128]));
    image.write_to(&mut Cursor::new(&mut wide), image::ImageFormat::Png).expect("a picture");
    let book = Book::of_markdown(Options::default(), &text, &Memory([("wide.png".to_owned(), wide)].into()));
    let page = book.text("OEBPS/article-1.xhtml");
    for piece in [
        "<span class=\"display\" tabindex=\"0\"><math",
        "<span class=\"display\"><math",
        "<td class=\"r n\">20044</td>",
        "<td class=\"r n\">31,650</td>",
    ] {
        assert!(page.contains(piece), "{piece}\n{page}");
    }
    assert_eq!(page.matches("<table class=\"shares\">").count(), 2);
}

#[test]
fn a_book_names_all_of_its_languages_and_its_landmarks() {
    let all_books = books();
    let (_, packet) = all_books.last().expect("the packet");
    let book = Book::of(packet, &pictures());
    let opf = book.xml("OEBPS/content.opf");
    let languages: Vec<_> = all(&opf, "language").map(all_text).collect();
    assert_eq!(languages, ["en-GB", "ar"]);
    let nav = book.text("OEBPS/nav.xhtml");
    assert!(nav.contains(">Title page</a>") && nav.contains(">Start of text</a>"), "{nav}");
}

/// The head of a row is one, for voices that read a table cell by cell.
#[cfg(feature = "markdown")]
#[test]
fn heads_of_rows_say_so() {
    let text = "# T\n\n<table><tr><th></th><th>1912</th></tr><tr><th>Oats</th><td>102</td></tr></table>\n";
    let book = Book::of_markdown(Options::default(), text, &NoResources);
    let page = book.text("OEBPS/article-1.xhtml");
    assert!(
        page.contains("<th scope=\"col\" class=\"r\">1912</th>") && page.contains("<th scope=\"row\">Oats</th>"),
        "{page}"
    );
}

/// A picture is as wide as its author wants it, and leads where its author made it lead.
#[cfg(feature = "markdown")]
#[test]
fn a_picture_has_its_width_and_its_link() {
    let text = "# T\n\n[![A mill](a.png){width=50%}](https://example.org/mill)\n\n![Another](a.png)\n";
    let book = Book::of_markdown(Options::default(), text, &Memory([("a.png".to_owned(), png())].into()));
    let page = book.text("OEBPS/article-1.xhtml");
    let linked = "<a href=\"https://example.org/mill\"><img class=\"plate\" style=\"width: 50%\" src=";
    assert!(page.contains(linked) && page.contains("<figure>\n<img class=\"plate\" src="), "{page}");
    for (written, style) in [("2cm", " style=\"width: 56.7pt\""), ("0.5in", " style=\"width: 36.0pt\""), ("0.3pt", "")]
    {
        let text = format!("# T\n\n![A mill](a.png){{width={written}}}\n");
        let book = Book::of_markdown(Options::default(), &text, &Memory([("a.png".to_owned(), png())].into()));
        let page = book.text("OEBPS/article-1.xhtml");
        assert!(page.contains(&format!("<img class=\"plate\"{style} src=")), "{written}: {page}");
    }
}

/// Each line of verse is one, also where it does not fit, and who wrote it stands apart.
#[cfg(feature = "markdown")]
#[test]
fn verse_keeps_its_lines() {
    let text = "# T\n\n> Es klappert die Mühle  \n> am rauschenden Bach,\n>\n> klipp klapp!\n>\n> — Ernst Anschütz\n";
    let book = Book::of_markdown(Options::default(), text, &NoResources);
    let page = book.text("OEBPS/article-1.xhtml");
    let verse = "<p class=\"verse\"><span>Es klappert die Mühle<br/></span>\n<span>am rauschenden Bach,</span></p>\n\
                 <p class=\"verse\"><span>klipp klapp!</span></p>\n<p class=\"attribution\">— Ernst Anschütz</p>";
    assert!(page.contains(verse), "{page}");
}

/// What is read aloud of a book's contents is in its language.
#[cfg(feature = "markdown")]
#[test]
fn lists_of_places_are_named_in_the_books_language() {
    let book = Book::of_markdown(Options::default(), "---\ntitle: T\nlang: de\n---\n\nWorte.\n", &NoResources);
    assert!(book.text("OEBPS/nav.xhtml").contains("aria-label=\"Orientierungspunkte\""));
}

/// Ruby stays ruby; a reader that does not know it has the reading in brackets.
#[cfg(feature = "html")]
#[test]
fn readings_are_ruby() {
    use offprint::read::{Html, Reader};
    let words =
        "むかし、谷の<ruby>水車<rt>すいしゃ</rt></ruby>と<ruby>粉<rp>(</rp><rt>こな</rt><rp>)</rp></ruby>があった。";
    let text = format!("<html lang=\"ja\"><title>粉の話</title><body><article><p>{words}</p></article></body></html>");
    let document = Html::default().read(&offprint::source::Source::new("a.html", text.as_str())).value;
    let packet = Packet::from(document);
    let page = |version| {
        let book = Book::with(Options { version, ..Options::default() }, &packet, &NoResources);
        book.text("OEBPS/article-1.xhtml").to_owned()
    };
    let ruby = "<ruby>水車<rp>（</rp><rt>すいしゃ</rt><rp>）</rp></ruby>と<ruby>粉<rp>（</rp><rt>こな</rt>";
    let new = page(offprint::write::epub::Version::V33);
    assert!(new.contains(ruby), "{new}");
    assert!(!page(offprint::write::epub::Version::V2).contains("<ruby"));
}

/// What follows a formula that stands alone goes on with its sentence: it is not indented, as it is not on a page.
#[test]
fn what_follows_a_formula_is_not_indented() {
    let text =
        "---\ntitle: T\n---\n\nSo we have\n\n$$E = mc^2 \\tag{1}$$\n\nwhere *c* is <ruby>光<rt>ひかり</rt></ruby>.\n";
    let book = Book::of_markdown(Options::default(), text, &NoResources);
    let page = book.text("OEBPS/article-1.xhtml");
    assert!(page.contains("<p class=\"displays\"><span class=\"display numbered\"><math"), "{page}");
    assert!(page.contains("</math><span>(1)</span></span></p>\n<p>where"), "{page}");
    assert!(page.contains("<ruby>光<rp>(</rp><rt>ひかり</rt><rp>)</rp></ruby>"), "{page}");
    assert!(book.text("OEBPS/stylesheet.css").contains("p.displays + p,"));
}
