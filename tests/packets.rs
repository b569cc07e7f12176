//! The examples of packets, one for each preset, made by the command and read again by other eyes: numbers, contents,
//! bookmarks, order, copies, what is redacted.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(unix, feature = "cli", feature = "pdf", feature = "epub", feature = "markdown", feature = "html"))]

use offprint::pages::Print;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// An example, copied to where files may be made beside it.
struct Example {
    folder: TempDir,
}

impl Example {
    fn of(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let command = &mut Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.arg("packet").args(arguments).current_dir(self.folder.path()).output().unwrap()
    }

    /// Runs it, and it must go well.
    fn make(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        told
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// All that stands on the pages of a PDF, heads and folios too.
    fn drawn(&self, name: &str) -> Vec<String> {
        let document = lopdf::Document::load_mem(&self.bytes(name)).unwrap();
        let words = |page: u32| document.extract_text_chunks(&[page]).into_iter().filter_map(Result::ok).collect();
        document.get_pages().into_keys().map(words).collect()
    }

    /// The pages of a PDF.
    fn pages(&self, name: &str) -> Print {
        offprint::write::pdf::print_edition(&self.bytes(name), name).unwrap()
    }
}

/// Words without what lies between them: lines are broken anywhere.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The page on which an article begins: the first that has its opening words.
fn page_of(print: &Print, words: &str) -> usize {
    let words = squeezed(words);
    let found = print.pages.iter().position(|page| squeezed(&page.text).contains(&words));
    found.unwrap_or_else(|| panic!("no page has {words}")) + 1
}

/// The titles of bookmarks, in order, with the pages they lead to.
fn bookmarks(bytes: &[u8]) -> Vec<(String, usize)> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let toc = document.get_toc().unwrap();
    toc.toc.into_iter().map(|entry| (entry.title, entry.page)).collect()
}

#[test]
fn every_example_becomes_pdf_epub_and_text_and_the_same_again() {
    for (folder, name) in [("court-bundle", "bundle"), ("board-pack", "pack"), ("press-digest", "digest")] {
        let example = Example::of(folder);
        let manifest = format!("{name}.toml");
        let made: Vec<_> = [1, 2]
            .map(|run| {
                let files = ["pdf", "epub", "txt"].map(|end| format!("out-{run}.{end}"));
                let told = example.make(&[&manifest, "-o", &files[0], "-o", &files[1], "-o", &files[2]]);
                assert!(told.lines().last().unwrap().contains(" articles, "), "{folder}: {told}");
                files.map(|file| example.bytes(&file))
            })
            .into();
        assert!(made[0][0].starts_with(b"%PDF-") && made[0][1].starts_with(b"PK"));
        assert!(made[0][2].len() > 1000, "{folder}");
        assert!(made[0][0] == made[1][0] && made[0][2] == made[1][2], "{folder}");
    }
}

#[test]
fn a_bundle_is_numbered_from_its_first_page_and_says_so_in_contents_and_bookmarks() {
    let example = Example::of("court-bundle");
    example.make(&["bundle.toml", "-o", "b.pdf"]);
    let print = example.pages("b.pdf");
    let labels: Vec<_> = print.pages.iter().map(|page| page.label.clone()).collect();
    let counted: Vec<_> = (1..=labels.len()).map(|number| number.to_string()).collect();
    assert_eq!(labels, counted, "the printed number is the page of the file");
    let openings = [
        ("Particulars of claim", "The claimant has milled flour"),
        ("Defence", "of the particulars of claim are admitted"),
        ("Witness statement of Anna Weber", "of the Mill, Upper Lock, will say"),
        ("Agreement on the use of the towpath", "The Company lets the Miller"),
        ("Letter from the Lower Canal Company", "The towpath at the weir is closed from today"),
    ];
    let contents = print.pages.iter().position(|page| squeezed(&page.text).contains("Contents")).unwrap();
    let contents = squeezed(&print.pages[contents].text);
    let marks = bookmarks(&example.bytes("b.pdf"));
    for (title, words) in openings {
        let page = page_of(&print, words);
        let (_, behind) = contents.split_once(&squeezed(title)).unwrap_or_else(|| panic!("{contents}: {title}"));
        let next: String = behind.chars().take(60).collect();
        assert!(next.contains(&page.to_string()), "{title} is on {page}, but the contents say {next}");
        let mark = marks.iter().find(|(mark, _)| mark.contains(title)).unwrap_or_else(|| panic!("{marks:?}: {title}"));
        assert!(mark.0.ends_with(&format!(" {page}")) && mark.1 == page, "{mark:?} is on {page}");
    }
}

#[test]
fn a_bundle_opens_at_its_size_and_says_when_it_is_too_long() {
    let example = Example::of("court-bundle");
    let manifest = std::fs::read_to_string(example.path("bundle.toml")).unwrap();
    let short = manifest.replacen("[numbering]", "[numbering]\nmost-pages = 5", 1);
    let short = format!("series = {{ name = \"Bundles\", position = 2 }}\n{short}");
    std::fs::write(example.path("short.toml"), short).unwrap();
    let told = example.make(&["short.toml", "-o", "b.pdf", "-o", "b.epub"]);
    assert!(told.contains("warning[too-many-pages]") && told.contains("and 5 are allowed"), "{told}");
    let document = lopdf::Document::load_mem(&example.bytes("b.pdf")).unwrap();
    let opens = document.catalog().unwrap().get(b"OpenAction").unwrap().as_array().unwrap();
    assert_eq!((opens[1].as_name().unwrap(), opens[4].as_i64().unwrap()), (&b"XYZ"[..], 1));
    let package = package(&example.bytes("b.epub"));
    assert!(package.contains("<meta property=\"belongs-to-collection\" id=\"series\">Bundles</meta>"), "{package}");
    assert!(package.contains("property=\"group-position\">2</meta>"));
    assert!(!example.make(&["bundle.toml", "-o", "b.pdf"]).contains("too-many-pages"));
}

#[test]
fn what_a_bundle_redacts_is_in_none_of_its_files() {
    let example = Example::of("court-bundle");
    example.make(&["bundle.toml", "-o", "b.pdf", "-o", "b.epub", "-o", "b.txt", "--print-to", "press.pdf"]);
    let words = ["Marta Olin".to_owned(), "Olin".to_owned()];
    for name in ["b.pdf", "b.epub", "b.txt", "press.pdf"] {
        let bytes = example.bytes(name);
        assert_eq!(offprint::check::leaks(name, &bytes, &words).unwrap(), [], "{name}");
        // What is left must be found, or finding nothing says nothing.
        let there = offprint::check::leaks(name, &bytes, &["niece".to_owned(), "Upper Lock".to_owned()]).unwrap();
        assert!(["niece", "Upper Lock"].iter().all(|word| there.iter().any(|leak| leak.word == *word)), "{name}");
    }
}

#[test]
fn a_series_is_redacted_like_all_else() {
    let example = Example::of("court-bundle");
    let manifest = std::fs::read_to_string(example.path("bundle.toml")).unwrap();
    std::fs::write(example.path("s.toml"), format!("series = \"In re Marta Olin\"\n{manifest}")).unwrap();
    example.make(&["s.toml", "-o", "s.epub"]);
    let package = package(&example.bytes("s.epub"));
    assert!(package.contains("belongs-to-collection") && !package.contains("Olin"), "{package}");
}

#[test]
fn a_file_that_still_says_what_is_redacted_is_not_written() {
    let example = Example::of("court-bundle");
    // PDF/A-3 takes the manifest along, which names what it hides.
    let output = example.run(&["bundle.toml", "-o", "b.pdf", "--pdf-standard", "a-3a"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("entry 1 of the list `redact`") && !told.contains("Olin"), "{told}");
    assert!(!example.path("b.pdf").exists());
}

#[test]
fn a_drawing_that_shows_what_is_redacted_is_refused() {
    let example = Example::of("court-bundle");
    let write = |name: &str, text: &str| std::fs::write(example.path(name), text).unwrap();
    write("d.toml", "title = 'Plans'\nredact = ['Falcon']\narticles = ['d.md']\n");
    let drawing = |words: &str| {
        let text = format!("<text x='20' y='50' font-size='20'>{words}</text>");
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 100'>{text}</svg>")
    };
    let made = |reference: &str| {
        write("d.md", &format!("# Plans\n\n![A plan](<{reference}>)\n\nThere is a plan.\n"));
        let output = example.run(&["d.toml", "-o", "d.pdf"]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    write("d.svg", &drawing("Project <tspan font-weight='bold'>Fal</tspan>con"));
    write("falcon.svg", &drawing("Project Falcon"));
    let within = format!("data:image/svg+xml,{}", drawing("Falcon").replace('<', "%3C").replace('>', "%3E"));
    for (reference, which) in [
        ("d.svg", "d.md:3: a word of the list `redact` is in the drawing d.svg"),
        (within.as_str(), "written out here"),
    ] {
        let (status, told) = made(reference);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains(which) && !told.contains("Falcon") && !example.path("d.pdf").exists(), "{told}");
    }
    write("d.md", "# Plans\n\nThere is a plan.\n");
    let output = example.run(&["d.toml", "-o", "d.epub", "--cover", "d.svg"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("d.svg: a word of the list `redact` is in this cover") && !example.path("d.epub").exists());
    // What is called so is a bar in any case, and other words are none of the list's.
    assert_eq!(made("falcon.svg").0, Some(0));
    write("d.svg", &drawing("Falconry &amp; mills"));
    assert_eq!(made("d.svg").0, Some(0));
}

#[test]
fn a_pack_has_a_copy_for_each_recipient_and_says_how_many_pages_there_are() {
    let example = Example::of("board-pack");
    example.make(&["pack.toml", "-o", "p.pdf", "--copies", "directors.csv"]);
    assert!(!example.path("p.pdf").exists(), "nobody's copy is made");
    for (name, line) in [
        ("p-1-Elif-Aydın.pdf", "Copy 1 of 3, Elif Aydın"),
        ("p-2-Reuter-Jonas.pdf", "Copy 2 of 3, Reuter, Jonas"),
        ("p-3-Auditor.pdf", "Copy 3 of 3, Auditor"),
    ] {
        let pages = example.drawn(name);
        assert!(squeezed(&pages.concat()).contains(&squeezed(line)), "{name}");
        let last = pages.len();
        assert!(squeezed(&pages[1]).contains(&format!("page2of{last}")), "{name}: {}", pages[1]);
    }
}

#[test]
fn if_one_copy_may_not_go_out_none_is_written() {
    let example = Example::of("board-pack");
    let pack = std::fs::read_to_string(example.path("pack.toml")).unwrap();
    std::fs::write(example.path("secret.toml"), format!("redact = [\"Auditor\"]\n{pack}")).unwrap();
    // The last of three copies bears the name that nobody may read.
    let output = example.run(&["secret.toml", "-o", "p.pdf", "-o", "p.txt", "--copies", "directors.csv"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("nothing was written"), "{told}");
    let left = std::fs::read_dir(example.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let is_made = |name: &str| name.starts_with("p-") || name.ends_with(".pdf") || name.ends_with(".tmp");
    let made: Vec<_> = left.filter(|name| is_made(&name.to_string_lossy())).collect();
    assert!(made.is_empty(), "{made:?}");
}

#[test]
fn a_digest_has_the_newest_first_and_no_tracking_in_its_addresses() {
    let example = Example::of("press-digest");
    example.make(&["digest.toml", "-o", "d.txt", "-o", "d.pdf"]);
    let text = String::from_utf8(example.bytes("d.txt")).unwrap();
    let (_, articles) = text.split_once("* * *").unwrap();
    let titles = ["Insurers Look at", "New Bridge Opens", "The Winter Without", "Баржи ждут воды"];
    let places: Vec<_> = titles.map(|title| articles.rfind(title)).into_iter().collect();
    let first: Vec<_> = titles.map(|title| articles.find(title).unwrap()).into();
    assert!(first.is_sorted() && places.iter().all(Option::is_some), "{first:?}");
    for name in ["d.txt", "d.pdf"] {
        let words = ["utm_source".to_owned(), "fbclid".to_owned()];
        assert_eq!(offprint::check::leaks(name, &example.bytes(name), &words).unwrap(), [], "{name}");
    }
}

#[test]
fn articles_lead_to_one_another() {
    let example = Example::of("press-digest");
    let write = |name: &str, text: &str| std::fs::write(example.path(name), text).unwrap();
    std::fs::create_dir(example.path("sub")).unwrap();
    write("x.toml", "title = 'Two'\narticles = ['a.md', { file = 'sub/b.md', language = 'de' }, 'c.md']\n");
    let words = "The mill stands at the weir, and the miller keeps it. ".repeat(20);
    write(
        "a.md",
        &format!(
            "# A\n\nSee [the end](sub/b.md#das-ende), [B](sub/./b.md) and <https://e.org/x?utm_source=y>.\n\n{words}\n"
        ),
    );
    write("sub/b.md", "# B\n\nVon [A](../a.md), nicht von [nichts](../d.md).\n\n## Das Ende\n\nEs ist aus.\n");
    write("c.md", &format!("# C\n\n{words}\n"));
    example.make(&["x.toml", "-o", "x.epub", "-o", "x.pdf", "--links", "notes", "--allow", "duplicate-article"]);
    let epub = example.bytes("x.epub");
    // Most words are English, though not those of all articles.
    assert!(package(&epub).contains("<dc:language>en"), "{}", package(&epub));
    let (a, b) = (within(&epub, "OEBPS/article-1.xhtml"), within(&epub, "OEBPS/article-2.xhtml"));
    let (_, link) = a.split_once("<a href=\"article-2.xhtml#").unwrap();
    let (id, rest) = link.split_once('"').unwrap();
    assert!(rest.starts_with(">the end</a>") && rest.contains("<a href=\"article-2.xhtml\">B</a>"), "{rest}");
    let (_, heading) = b.split_once(&format!("id=\"{id}\"")).unwrap();
    assert!(heading.split_once("Das Ende").unwrap().0.len() < 80 && b.contains("<a href=\"article-1.xhtml\">A</a>"));
    let print = example.pages("x.pdf");
    let page = page_of(&print, "Es ist aus");
    let all: String = print.pages.iter().map(|page| squeezed(&page.text)).collect();
    let folio = &print.pages[page - 1].label;
    assert!(all.contains(&format!("Seetheendp{folio}Bp{folio}andhttpseorgx")), "{all}");
    assert!(!all.contains("utmsource"), "{all}");
}

/// A file of an EPUB.
fn within(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut file = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut file).unwrap();
    file
}

fn package(bytes: &[u8]) -> String {
    within(bytes, "OEBPS/content.opf")
}

/// The list of pages of an EPUB, as its navigation has it.
fn page_list(bytes: &[u8]) -> String {
    let nav = within(bytes, "OEBPS/nav.xhtml");
    nav.split_once("page-list").unwrap().1.split_once("</nav>").unwrap().0.to_owned()
}

#[test]
fn the_pages_of_a_packet_are_found_in_its_pdf_as_they_are_when_both_are_made_together() {
    for (folder, name) in [("court-bundle", "bundle"), ("board-pack", "pack"), ("press-digest", "digest")] {
        let example = Example::of(folder);
        let manifest = format!("{name}.toml");
        example.make(&[&manifest, "-o", "b.pdf", "-o", "b.epub"]);
        let told = example.make(&[&manifest, "-o", "later.epub", "--pages-from-pdf", "b.pdf"]);
        assert!(told.ends_with("no warnings\n"), "{folder}: {told}");
        let [together, later] = ["b.epub", "later.epub"].map(|file| page_list(&example.bytes(file)));
        assert_eq!(together.matches("<li>").count(), example.pages("b.pdf").pages.len(), "{folder}");
        assert_eq!(together, later, "{folder}");
    }
}
