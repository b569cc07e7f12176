//! Ordinary input that other programs fail on: a dollar sign, a lost anchor, a long table. Each has a test here.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "cli", feature = "markdown", feature = "epub", feature = "bundled-fonts"))]

#[path = "pdf/file.rs"]
#[allow(dead_code)] // each test program uses its part
mod file;

use file::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

/// A folder with an article in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(article: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.md"), article).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Converts the article; its bytes, and what was told. It must go well.
    fn make(&self, format: &str) -> (Vec<u8>, String) {
        let run = self.run(self.path(), &["article.md", "-t", format, "-o", "-"]);
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(0), "{format}: {told}");
        (run.stdout, told)
    }

    fn run(&self, from: &Path, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_offprint")).args(arguments).current_dir(from).output().unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.make("text").0).unwrap()
    }

    fn pdf(&self) -> File {
        File::new(&self.make("pdf").0)
    }

    /// A file of the EPUB.
    fn in_epub(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(self.make("epub").0)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

/// What the glyphs of a page say, in the order of its content.
fn page_text(file: &File, page: usize) -> String {
    file.seen(page).into_iter().map(|seen| seen.text).collect()
}

fn whole_text(file: &File) -> String {
    (0..file.pages.len()).map(|page| page_text(file, page)).collect()
}

#[test]
fn amounts_in_dollars_stay_text() {
    let words = "From $6M it rose to $20M, and $HOME/.cargo/bin was in $PATH.";
    let folder = Folder::with(&format!("# Prices\n\n{words}\n"));
    assert!(folder.text().contains(words));
    assert!(folder.in_epub("OEBPS/article-1.xhtml").contains(words));
    let pdf = whole_text(&folder.pdf());
    for amount in ["$6M", "$20M", "$HOME/.cargo/bin", "$PATH"] {
        assert!(pdf.contains(amount), "{amount} in {pdf}");
    }
}

#[test]
fn keywords_may_be_a_list() {
    let folder = Folder::with("---\ntitle: T\nkeywords: [alpha, beta]\n---\n\nWords.\n");
    assert_eq!(folder.make("pdf").1, "");
    let file = folder.pdf();
    let info = file.document.trailer.get_deref(b"Info", &file.document).unwrap().as_dict().unwrap();
    assert_eq!(File::text(file.at(info, &["Keywords"])), "alpha, beta");
    let package = folder.in_epub("OEBPS/content.opf");
    assert!(package.contains(">alpha</dc:subject>") && package.contains(">beta</dc:subject>"), "{package}");
}

#[test]
fn a_link_to_a_missing_anchor_is_told_once_and_the_file_is_made() {
    let folder = Folder::with("# T\n\nSee [the end](#nowhere) of it.\n");
    for format in ["pdf", "epub", "text"] {
        let (bytes, told) = folder.make(format);
        assert!(!bytes.is_empty());
        assert_eq!(told.matches("link-unresolved").count(), 1, "{format}: {told}");
        assert!(told.contains("article.md:3:5"), "{told}");
    }
    assert!(whole_text(&folder.pdf()).contains("the end"));
}

#[test]
fn a_long_table_breaks_between_rows_and_repeats_its_header() {
    let rows: String = (0..90).map(|row| format!("| row{row}a | row{row}b |\n")).collect();
    let folder = Folder::with(&format!("# T\n\n| Left | Right |\n|---|---|\n{rows}"));
    let file = folder.pdf();
    let pages: Vec<_> = (0..file.pages.len()).map(|page| page_text(&file, page)).collect();
    assert!(pages.len() >= 2, "ninety rows on one page");
    for row in 0..90 {
        let on = |cell: char| {
            let cell = format!("row{row}{cell}");
            pages.iter().enumerate().filter(|(_, text)| text.contains(&cell)).map(|(page, _)| page).collect::<Vec<_>>()
        };
        assert_eq!(on('a').len(), 1, "row {row} is on pages {:?}", on('a'));
        assert_eq!(on('a'), on('b'), "row {row} is broken");
    }
    for text in pages.iter().filter(|text| text.contains("row")) {
        assert!(text.contains("Left") && text.contains("Right"), "no header on {text}");
    }
    // Rows that are printed over each other would share a height.
    for (page, text) in pages.iter().enumerate() {
        let mut heights: Vec<_> = file.seen(page).iter().map(|seen| (seen.y * 10.0).round() as i64).collect();
        heights.sort_unstable();
        heights.dedup();
        let rows = (0..90).filter(|row| text.contains(&format!("row{row}a"))).count();
        assert!(heights.len() >= rows, "{rows} rows on {} lines", heights.len());
    }
}

#[test]
fn an_ampersand_in_a_title() {
    let folder = Folder::with("# Mills & \\<Carters>\n\n## R & D\n\nWords.\n");
    assert!(folder.text().starts_with("Mills & <Carters>\n"));
    let file = folder.pdf();
    let info = file.document.trailer.get_deref(b"Info", &file.document).unwrap().as_dict().unwrap();
    assert_eq!(File::text(file.at(info, &["Title"])), "Mills & <Carters>");
    assert!(page_text(&file, 0).contains("Mills & <Carters>"));
    for name in ["content.opf", "nav.xhtml", "toc.ncx", "article-1.xhtml"] {
        let text = folder.in_epub(&format!("OEBPS/{name}"));
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let xml =
            roxmltree::Document::parse_with_options(&text, options).unwrap_or_else(|error| panic!("{name}: {error}"));
        let says = |words| xml.descendants().any(|node| node.text().is_some_and(|text| text.contains(words)));
        assert!(says("Mills & <Carters>"), "{name}: {text}");
    }
}

/// A PNG of eight by eight gray pixels.
const SQUARE: &[u8] = include_bytes!("pdf/square.png");

#[test]
fn local_pictures_are_shown() {
    let folder =
        Folder::with("# T\n\n![A square](pictures/square.png)\n\nAnd ![one](<pictures/square.png>) in a line.\n");
    std::fs::create_dir(folder.path().join("pictures")).unwrap();
    std::fs::write(folder.path().join("pictures/square.png"), SQUARE).unwrap();
    let (bytes, told) = folder.make("pdf");
    assert_eq!(told, "");
    let file = File::new(&bytes);
    let drawn = file.operations(0).iter().filter(|operation| operation.operator == "Do").count();
    assert_eq!(drawn, 2);
    assert!(folder.in_epub("OEBPS/article-1.xhtml").contains("<img"));
}

#[test]
fn paths_are_the_articles_wherever_the_command_runs() {
    let folder = Folder::with("# T\n\n![A square](square.png)\n");
    std::fs::write(folder.path().join("square.png"), SQUARE).unwrap();
    let far = folder.path().join("far/away");
    std::fs::create_dir_all(&far).unwrap();
    for format in ["pdf", "epub"] {
        let run = folder.run(&far, &["../../article.md", "-t", format, "-o", "-", "--deny", "warnings"]);
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(run.stdout, folder.make(format).0, "{format} is another one from afar");
    }
}

#[test]
fn a_character_without_a_face_is_a_box_and_told_and_found() {
    let folder = Folder::with("# T\n\nBefore \u{12000} behind.\n");
    let (bytes, told) = folder.make("pdf");
    assert!(told.contains("missing-glyph") && told.contains("U+12000"), "{told}");
    let seen = File::new(&bytes).seen(0);
    let at = seen.iter().position(|glyph| glyph.text.contains('\u{12000}')).expect("its text can be taken out");
    let next = seen[at + 1..].iter().find(|glyph| glyph.y == seen[at].y).unwrap();
    assert!(next.x - seen[at].x > 2.0, "nothing wide enough to be seen stands for it");
    assert!(folder.text().contains("Before \u{12000} behind."));
}

#[test]
fn long_lines_of_code_stay_whole_and_on_the_page() {
    let line: String = (0..60).map(|word| format!("w{word:02} ")).collect();
    let unbroken = "x".repeat(300);
    let folder = Folder::with(&format!("# T\n\n```\n{line}\n{unbroken}\n```\n"));
    let (bytes, _) = folder.make("pdf");
    let file = File::new(&bytes);
    let text: String = whole_text(&file);
    for word in 0..60 {
        assert_eq!(text.matches(&format!("w{word:02}")).count(), 1, "w{word:02} in {text}");
    }
    assert_eq!(text.matches('x').count(), 300);
    let width = offprint::Theme::default().page.trim.width.to_pt();
    for glyph in (0..file.pages.len()).flat_map(|page| file.seen(page)) {
        assert!((0.0..width - 5.0).contains(&glyph.x), "{glyph:?} is off the page");
    }
}
