//! Laws of the plain-text reader: nothing panics, spans lie in the source, no word is lost, time grows with length.

#[path = "common/clock.rs"]
mod clock;
#[path = "common/corpora.rs"]
mod corpora;

use clock::taken;
use corpora::corpora;
use offprint::diag::{Code, Diagnostic, Warned};
use offprint::model::{Block, BlockKind, Document, Inline, InlineKind, ListKind};
use offprint::read::{PlainText, Reader, Tidy, decode};
use offprint::source::Source;
use proptest::prelude::*;
use std::time::Duration;

/// Reads with every repair but that of ligatures, which changes letters.
fn read(source: &Source) -> Warned<Document> {
    PlainText { tidy: Tidy { ligatures: false, ..Tidy::default() }, ..PlainText::default() }.read(source)
}

/// Letters and digits in reading order; numbers of lists and labels of notes included, since no text holds them.
#[derive(Default)]
struct Letters {
    text: String,
    notes: Vec<(u32, String)>,
}

impl Letters {
    fn of(document: &Document) -> String {
        let mut letters = Self::default();
        letters.blocks(&document.blocks);
        letters.notes.sort();
        letters.text + &letters.notes.into_iter().map(|(_, words)| words).collect::<String>()
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(&letters(text));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::Quote(content) => self.blocks(content),
                BlockKind::Code { text, .. } => self.push(text),
                BlockKind::List(list) => {
                    for (number, item) in (0..).zip(&list.items) {
                        if let ListKind::Numbered { start, style } = list.kind {
                            self.push(&style.label(start + number));
                        }
                        if item.task == Some(offprint::model::Task::Done) {
                            self.push("x");
                        }
                        self.blocks(&item.content);
                    }
                }
                BlockKind::Rule => {}
                other => panic!("plain text has no {other:?}"),
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.push(text),
                InlineKind::Link { content, .. } | InlineKind::Emph(content) | InlineKind::Strong(content) => {
                    self.inlines(content);
                }
                InlineKind::Note(note) => {
                    let (label, body) = (&note.label, &note.body);
                    self.push(label);
                    let mut note = Self::default();
                    note.push(label);
                    note.blocks(body);
                    self.notes.push((label.parse().expect("labels are numbers"), note.text));
                }
                InlineKind::NoteAgain(label) => self.push(label),
                InlineKind::Break => {}
                other => panic!("plain text has no {other:?}"),
            }
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The source's letters without those of the lines that diagnostics say are metadata or were left out.
fn expected(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let mut gone: Vec<_> = diagnostics
        .iter()
        .filter(|d| matches!(d.code, Code::MetadataGuess | Code::SkippedContent))
        .map(|d| d.span.range())
        .collect();
    gone.sort_by_key(|range| range.start);
    let mut out = String::new();
    let mut at = 0;
    for range in gone {
        out.push_str(&source.text[at..range.start.max(at)]);
        at = at.max(range.end);
    }
    out.push_str(&source.text[at..]);
    letters(&out)
}

fn check(source: &Source) {
    let Warned { value: document, diagnostics } = read(source);
    assert_eq!(Letters::of(&document), expected(source, &diagnostics), "{:?}\n{}", source.text, document.dump());
    for diagnostic in &diagnostics {
        let range = diagnostic.span.range();
        assert!(source.text.get(range.clone()).is_some(), "{range:?} cuts {:?}", source.text);
    }
    check_spans(&document.blocks, source);
}

fn check_spans(blocks: &[Block], source: &Source) {
    for block in blocks {
        assert!(source.text.get(block.span.range()).is_some());
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
                for inline in content {
                    assert!(source.text.get(inline.span.range()).is_some(), "{inline:?}");
                }
            }
            BlockKind::Quote(content) => check_spans(content, source),
            BlockKind::List(list) => list.items.iter().for_each(|item| check_spans(&item.content, source)),
            _ => {}
        }
    }
}

/// Lines of the kinds that articles are made of. No `o` for a bullet: the letter would be missed.
fn line() -> impl Strategy<Value = String> {
    let words = "[A-ZÄa-zäж]{1,9}( [a-zäж'\"(),]{1,9}){0,14}[.:?!]?";
    prop_oneof![
        6 => words,
        2 => Just(String::new()),
        1 => "[ \t]{1,8}[A-Z][A-Za-z ]{0,60}",
        1 => "[-*•>#+–] {1,3}[B-Zb-np-z ]{0,30}",
        1 => "[0-9]{1,2}[.)] [A-Za-z]{1,10}",
        1 => "[(]?([a-c]|[A-C]|[ivx]{1,3}|[IVX]{1,3}|[0-9])[.)] [A-Za-z]{1,10}",
        1 => "(\\[[1-4]\\] ?[a-z ]{0,20}){1,2}",
        1 => "[=*~_ -]{0,20}",
        1 => "(by |Von )?[A-Z][a-z]{2,5} [A-Z][a-z]{2,5}( [0-9]{1,3} views)?( [|] 3 March 2015)?",
        1 => "[A-Z ]{3,30}",
        1 => "see https?://[a-z.]{3,12}/[a-z()]{0,8}[.,)]?",
        1 => "(From|Subject|Date|To|Von|Тема): [A-Za-z0-9 <>@.]{1,20}",
        1 => "(Source|Quelle|URL): ?(https://[a-z.]{5,9}|[A-Z][a-z ]{0,9})",
        1 => "https://[a-z.]{5,9}/[a-z]{0,9}",
        1 => Just("--".to_owned()),
        1 => "(\\*\\*|__)[A-Za-z ]{1,20}(\\*\\*|__)",
        1 => Just("Share".to_owned()),
        1 => Just("Advertisement".to_owned()),
        1 => "[一-十。，]{1,20}",
        1 => "\\PC{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(lines in prop::collection::vec(line(), 0..40)) {
        check(&Source::new("t", lines.join("\n")));
    }

    #[test]
    fn wrapped_text_keeps_its_words(words in prop::collection::vec("[a-z]{1,12}[-.,]?", 0..200), width in 20_usize..90) {
        let mut text = String::new();
        let mut column = 0;
        for word in words {
            column += word.len() + 1;
            text.push(if column > width { column = 0; '\n' } else { ' ' });
            text.push_str(&word);
        }
        check(&Source::new("t", text));
    }

    #[test]
    fn any_bytes_become_a_document(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = decode("t", &bytes) {
            read(&source.value);
        }
    }

    #[test]
    fn line_ends_do_not_matter(lines in prop::collection::vec(line(), 0..20), mac in any::<bool>()) {
        let text = lines.join("\n");
        let ends = text.replace('\n', if mac { "\r" } else { "\r\n" });
        let plain = decode("t", text.as_bytes()).unwrap().value;
        let other = decode("t", ends.as_bytes()).unwrap().value;
        prop_assert_eq!(read(&plain).value.dump(), read(&other).value.dump());
    }

    #[test]
    fn tidying_keeps_letters(text in "[a-zA-Z0-9 \"'.…–-]{0,60}") {
        let language = offprint::lang::Language::parse("de").unwrap();
        let tidied = Tidy::default().tidy(&text, &language, None, None).into_owned();
        prop_assert_eq!(letters(&tidied), letters(&text));
    }
}

#[test]
fn nasty_inputs_neither_hang_nor_lose_words() {
    let Some(folder) = corpora("dev/nasty") else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let decoded = decode(&name, &std::fs::read(path).unwrap());
        let refused = matches!(&*name, "elf-header.txt" | "pdf-as-text.txt" | "zip-as-text.txt" | "random-bytes.txt");
        assert_eq!(decoded.is_err(), refused, "{name}");
        let Ok(decoded) = decoded else { continue };
        let source = decoded.value;
        let mut done = None;
        let taken = taken(|| done = Some(read(&source)));
        assert!(taken < Duration::from_secs(5), "{name} took {taken:?}");
        let Warned { value: document, diagnostics } = done.unwrap();
        if !name.contains("control") {
            assert_eq!(Letters::of(&document), expected(&source, &diagnostics), "{name}");
        }
    }
}

/// Ten times the text takes about ten times as long, whatever it is made of.
#[test]
fn time_grows_with_length() {
    let kinds: &[(&str, &str)] = &[
        (
            "paragraphs",
            "A heading here\n\nThe price of wheat had doubled by the spring, and \"nobody\" spoke -- of it.\n\n",
        ),
        (
            "wrapped",
            "The price of wheat had doubled by the spring, and nobody spoke of it at first, but the diffi-\nculty was\n",
        ),
        ("one line", "word \"quoted\" it's -- so... https://e.org/a [1] "),
        ("items", "- one\n  - two\n1. three\n"),
        ("brackets", "[1] [2] ( ' \" "),
        ("hyphens", "a-\nb-\n"),
        ("rules", "Title\n=====\n"),
        ("quotes", "> > > a\n"),
        ("apostrophes", "'a 'b "),
        ("message headers", "From: Jane Doe\n"),
        ("signatures", "--\nJane\n"),
        ("lines alike", "A heading like all others\n\n"),
        ("addresses", "https://example.org/a\n\n"),
        ("part numbers", "Chapter 1\n\nText.\n\n"),
    ];
    for (name, unit) in kinds {
        let time = |count: usize| {
            let source = Source::new("t", unit.repeat(count));
            taken(|| drop(read(&source))).as_secs_f64()
        };
        let count = 10_000 / unit.len();
        let short = time(count).min(time(count)).max(0.002);
        // Of what takes too long the better of two counts: others share the processor's caches.
        let most = short * 16.0 * 5.0;
        let long = Some(time(count * 16)).filter(|long| *long < most).unwrap_or_else(|| time(count * 16));
        assert!(long < most, "{name}: {short} s, then {long} s");
    }
}

/// What looks like a note's body is none in a signature, which is left out.
#[test]
fn a_note_in_a_signature_loses_no_word() {
    check(&Source::new("t", " A\n[2]\n--\n Jane\n[2] her address [1] in town"));
}

/// Whatever mojibake there may be, mending it takes time that grows with the text.
#[test]
fn mending_grows_with_length() {
    for unit in ["Ã©", "Ã© Ã", "â€™\n", "РџСЂРёРІРµС‚ ", "é Ã©\n", "Р°РЎ"] {
        let time = |count: usize| {
            let bytes = unit.repeat(count).into_bytes();
            let once = || taken(|| drop(decode("t", &bytes).unwrap())).as_secs_f64();
            once().min(once())
        };
        let count = 100_000 / unit.len();
        let (short, long) = (time(count).max(0.002), time(count * 16));
        assert!(long < short * 16.0 * 5.0, "{unit}: {short} s, then {long} s");
    }
}
