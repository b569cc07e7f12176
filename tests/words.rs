//! Words in are words out, over all of the corpora: the structure of our files says each document sign for sign, and what
//! a stranger's program reads of them, in the order of their content, has every piece whole and in its place.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "markdown", feature = "bundled-fonts"))]

#[path = "pdf/file.rs"]
#[allow(dead_code)] // each test program uses its part
mod file;
#[path = "pdf/spoken.rs"]
mod spoken;

#[path = "common/corpora.rs"]
mod corpora;

use corpora::corpora;
use offprint::model::{Block, BlockKind, Document, Inline, InlineKind};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::style::{OpeningWords, Theme};
use offprint::write::{Writer, pdf::Pdf};
use offprint::{model, read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The letters and digits of a text, in lower case: what stands between them is set in other ways.
fn letters(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of each page, as Poppler reads them; none where it is missing.
fn pages_of(file: &Path) -> Option<Vec<Vec<char>>> {
    let output = Command::new("pdftotext").args(["-q", "-raw"]).arg(file).arg("-").output();
    match output {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Some(text.split('\u{c}').map(letters).collect())
        }
        missing => {
            assert!(std::env::var_os("OFFPRINT_CI").is_none(), "pdftotext is wanted here: {missing:?}");
            eprintln!("skipped: there is no pdftotext here");
            None
        }
    }
}

/// What stands apart on a page and is read in one go: a paragraph, a heading, a line of a program, a term.
struct Piece {
    text: String,
    kind: Kind,
}

/// How a piece is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In its place, whole; where it goes on overleaf, its rest comes first there.
    Flow,
    /// In the table or the figure of that number, which may have moved to the head of the next page while the text goes
    /// on before it. A table's row goes on overleaf cell by cell, below the heads.
    Apart(usize),
    /// Below the text or beside it.
    Note,
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe)
}

/// All that a document says, in reading order.
#[derive(Default)]
struct Pieces {
    found: Vec<Piece>,
    /// How many tables and figures there were.
    apart: usize,
}

impl Pieces {
    fn of(document: &Document) -> Vec<Piece> {
        let mut pieces = Self::default();
        pieces.inlines(&document.meta.title, Kind::Flow);
        pieces.inlines(&document.meta.standfirst, Kind::Flow);
        pieces.blocks(&document.blocks, Kind::Flow);
        pieces.found
    }

    fn push(&mut self, text: String, kind: Kind) {
        self.found.push(Piece { text, kind });
    }

    /// What a table or a figure is read as, in what is read so.
    fn apart(&mut self, kind: Kind) -> Kind {
        self.apart += 1;
        if kind == Kind::Flow { Kind::Apart(self.apart) } else { kind }
    }

    fn inlines(&mut self, content: &[Inline], kind: Kind) {
        self.push(model::plain(content), kind);
        // A note stands behind the paragraph that calls it.
        self.called(content);
    }

    /// The notes that are called.
    fn called(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Note(note) => self.blocks(&note.body, Kind::Note),
                kind => self.called(kind.inner().unwrap_or_default()),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], kind: Kind) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => self.inlines(content, kind),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.content, kind)),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        definition.terms.iter().for_each(|term| self.inlines(term, kind));
                        definition.meanings.iter().for_each(|meaning| self.blocks(meaning, kind));
                    }
                }
                BlockKind::Quote(content) | BlockKind::Alert { content, .. } => self.blocks(content, kind),
                BlockKind::Code { text, .. } => text.lines().for_each(|line| self.push(line.to_owned(), kind)),
                BlockKind::Table(table) => {
                    let kind = self.apart(kind);
                    self.inlines(&table.caption, kind);
                    let cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.content, kind));
                }
                BlockKind::Figure(figure) => {
                    let kind = self.apart(kind);
                    self.push(figure.image.alt.clone(), kind);
                    self.inlines(&figure.caption, kind);
                }
                BlockKind::Rule => {}
            }
        }
    }
}

/// A place in the file's text: a page and a letter on it.
type Spot = (usize, usize);

/// Where a piece ends that begins at or after a place. The earliest is taken, whole or broken off; but words of a table's
/// cell that stand whole on this page or the next are not looked for in parts.
fn find(pages: &[Vec<char>], (page, from): Spot, piece: &Piece) -> Option<Spot> {
    let wanted = letters(&piece.text);
    let from = |index: usize| if index == page { from } else { 0 };
    let starts = |index: usize| {
        let letters = &pages[index];
        (from(index)..letters.len()).filter(|&start| letters[start] == wanted[0])
    };
    let whole = |index: usize, start: usize| {
        let (read, end) = common(&pages[index][start..], &wanted);
        (read == wanted.len()).then_some((index, start + end))
    };
    if matches!(piece.kind, Kind::Apart(_)) {
        let near = page..pages.len().min(page + 2);
        if let Some(found) = near.into_iter().find_map(|index| starts(index).find_map(|start| whole(index, start))) {
            return Some(found);
        }
    }
    (page..pages.len()).find_map(|index| {
        starts(index).find_map(|start| {
            let (read, end) = common(&pages[index][start..], &wanted);
            if read == wanted.len() {
                return Some((index, start + end));
            }
            // A page ends behind two lines at least, which are short in a column of a table.
            let least = if matches!(piece.kind, Kind::Apart(_)) { 12 } else { 24 };
            // What stands below may go on like the text by chance for a few letters.
            let ends = (least.max(read.saturating_sub(9))..=read).rev();
            ends.into_iter().find_map(|read| overleaf(pages, index + 1, &wanted[read..], piece.kind))
        })
    })
}

/// Where the rest of a piece ends on the next page. Text goes on at its head, before the furniture.
fn overleaf(pages: &[Vec<char>], page: usize, rest: &[char], kind: Kind) -> Option<Spot> {
    let letters = pages.get(page)?;
    let starts = if kind == Kind::Flow { 0..1 } else { 0..letters.len() };
    starts.into_iter().filter(|&start| letters.get(start) == Some(&rest[0])).find_map(|start| {
        let (read, end) = common(&letters[start..], rest);
        if read == rest.len() {
            return Some((page, start + end));
        }
        let ends = (60.max(read.saturating_sub(9))..=read).rev();
        ends.into_iter().find_map(|read| overleaf(pages, page + 1, &rest[read..], kind))
    })
}

/// How many of the wanted letters stand here, and how many letters that takes: calls to notes may stand between, several
/// at once.
fn common(letters: &[char], wanted: &[char]) -> (usize, usize) {
    let (mut read, mut at, mut skipped) = (0, 0, 0);
    while read < wanted.len() && at < letters.len() {
        if letters[at] == wanted[read] {
            read += 1;
            skipped = 0;
        } else if letters[at].is_ascii_digit() && skipped < 12 {
            skipped += 1;
        } else {
            break;
        }
        at += 1;
    }
    (read, at)
}

/// Where what the structure says leaves the document, if it does: there everything is compared, in every script.
fn unsaid(pieces: &[Piece], file: &[u8]) -> Option<String> {
    let said: Vec<char> = spoken::spoken(&file::File::new(file)).chars().collect();
    let wanted: Vec<char> =
        pieces.iter().flat_map(|piece| spoken::letters(&piece.text).chars().collect::<Vec<_>>()).collect();
    if said == wanted {
        return None;
    }
    let at = said.iter().zip(&wanted).take_while(|(said, wanted)| said == wanted).count();
    let near = |text: &[char]| text.iter().skip(at.saturating_sub(12)).take(40).collect::<String>();
    Some(format!("structure says {:?} for {:?}", near(&said), near(&wanted)))
}

/// The pieces of an article that are not read where they should be.
fn lost(name: &str, text: &str, folder: &Path) -> Option<Vec<String>> {
    let document = read::detect(name).read(&Source::new(name, text)).value;
    let made = Pdf::default().write(&Packet::from(document.clone()), &NoResources).unwrap();
    let path = folder.join("article.pdf");
    std::fs::write(&path, &made.value).unwrap();
    let pages = pages_of(&path)?;
    let mut lost = Vec::new();
    let pieces = Pieces::of(&document);
    lost.extend(unsaid(&pieces, &made.value));
    let (mut place, mut apart) = ((0, 0), (0, (0, 0)));
    // Poppler turns about the lines of a page that runs from right to left, and what stands among them in Latin letters,
    // in its own way; for them the structure must do.
    let count =
        |wanted: fn(char) -> bool| pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| wanted(*c)).count();
    if count(is_right_to_left) * 2 > count(char::is_alphabetic) {
        return Some(lost);
    }
    for piece in pieces {
        if letters(&piece.text).is_empty() || piece.text.chars().any(is_right_to_left) {
            continue;
        }
        let from = match piece.kind {
            Kind::Flow => place,
            Kind::Apart(number) if number == apart.0 => apart.1,
            Kind::Apart(_) => place,
            Kind::Note => (0, 0),
        };
        match (find(&pages, from, &piece), piece.kind) {
            (Some(end), Kind::Flow) => place = end,
            (Some(end), Kind::Apart(number)) => apart = (number, end),
            (Some(_), Kind::Note) => {}
            (None, _) => lost.push(piece.text),
        }
    }
    Some(lost)
}

/// The articles of the corpora: those written for typesetting, real Markdown, and plain text.
fn articles() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for folder in ["dev/prose", "dev/markdown"].iter().filter_map(|below| corpora(below)) {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        paths.sort();
        let read = |path: PathBuf| (path.to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap());
        articles.extend(paths.into_iter().map(read));
    }
    if let Some(path) = corpora("dev/headings.jsonl.gz")
        && let Ok(output) = Command::new("gzip").arg("-dc").arg(path).output()
    {
        for (index, line) in String::from_utf8_lossy(&output.stdout).lines().enumerate() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            articles.push((format!("{index}.txt"), record["text"].as_str().unwrap().to_owned()));
        }
    }
    if let Some(path) = corpora("dev/html/mozilla-readability.tar.xz") {
        let folder = tempfile::tempdir().unwrap();
        let unpacked = Command::new("tar").arg("-xJf").arg(path).arg("-C").arg(folder.path()).status();
        if unpacked.is_ok_and(|status| status.success()) {
            let mut paths: Vec<_> =
                std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
            paths.sort();
            let read = |path: PathBuf| {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                (path.file_name().unwrap().to_string_lossy().into_owned(), text)
            };
            articles.extend(paths.into_iter().map(read));
        }
    }
    articles
}

#[test]
fn words_in_are_words_out_in_all_of_the_corpora() {
    let articles = articles();
    let folder = tempfile::tempdir().unwrap();
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in ["one", "two"] {
            let below = folder.path().join(thread);
            std::fs::create_dir(&below).unwrap();
            let (articles, next, faults) = (&articles, &next, &faults);
            scope.spawn(move || {
                while let Some((name, text)) = articles.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Some(lost) = lost(name, text, &below) else { return };
                    let short = |text: String| format!("{name}: {}", text.chars().take(90).collect::<String>());
                    faults.lock().unwrap().extend(lost.into_iter().map(short));
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    let count = articles.len();
    assert!(faults.is_empty(), "{} pieces of {count} articles lost:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn an_initial_is_read_with_its_word() {
    let text = "# The winter of the flour\n\nThe price of wheat had doubled by the spring, and the mills along the canal ran only \
        three days in the week. Nobody spoke of it at first, but the carters began to be paid in flour, and the keeper of \
        the lock at Brenn wrote down what he saw in a book that the town found much later in a wall of the house.\n";
    let document = read::detect("a.md").read(&Source::new("a.md", text)).value;
    let mut theme = Theme::default();
    theme.opener.words = OpeningWords::DropCap;
    let writer = Pdf { theme, ..Pdf::default() };
    let made = writer.write(&Packet::from(document.clone()), &NoResources).unwrap().value;
    assert_eq!(unsaid(&Pieces::of(&document), &made), None);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("initial.pdf");
    std::fs::write(&path, made).unwrap();
    for command in [["pdftotext", "-raw"].as_slice(), &["pdftotext"], &["mutool", "draw", "-q", "-F", "text"]] {
        let mut program = Command::new(command[0]);
        program.args(&command[1..]).arg(&path);
        if command[0] == "pdftotext" {
            program.arg("-");
        }
        let Ok(output) = program.output() else { continue };
        let read = String::from_utf8_lossy(&output.stdout).replace('\u{2060}', "");
        assert!(read.contains("The price of wheat"), "{command:?} reads {read}");
    }
}
