//! What is found in articles, on the development corpus and on random documents.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "markdown")]

#[path = "common/corpora.rs"]
mod corpora;

use corpora::corpora;
use offprint::model::{Builder, Container, Document, Image, Meta, Target, words};
use offprint::packet::Packet;
use offprint::packet::finds::redact::Redaction;
use offprint::packet::finds::{Place, Text, acronyms, chronology, duplicates, index, links, mark};
use offprint::read;
use offprint::resource::NoResources;
use offprint::source::{Source, Span};
use offprint::write::{self, Writer};
use proptest::prelude::*;
use std::path::PathBuf;

/// A call of the builder.
#[derive(Debug, Clone)]
enum Call {
    Open(Container),
    Close,
    Text(String),
    Code(String),
    Image(String),
    Break,
}

/// Letters, a secret in parts and in several spellings, spaces, other scripts.
fn scrap() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Ann"),
        Just("Lee"),
        Just("ann LEE"),
        Just("An"),
        Just("n"),
        Just(" "),
        Just(" "),
        Just("a\u{ad}nn"),
        Just("(OSCE)"),
        Just("Émile"),
        Just("中文"),
        Just("سلام"),
        Just("-"),
        Just(". "),
        Just("word"),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// Pieces of names, composed and decomposed, narrow and wide, and what stands between.
fn coded() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&[
        "Серге",
        "й",
        "и\u{306}",
        "김",
        "\u{1100}\u{1175}\u{11b7}",
        "\u{1100}",
        "Ḥasan",
        "hasan",
        "Ｈasan",
        "h\u{323}",
        "asan",
        "ガ",
        "カ\u{3099}",
        "ｶﾞ",
        "カ",
        "क़",
        "क\u{93c}",
        "ि",
        "2",
        "²",
        " ",
        "-\n",
        "\u{ad}",
        "\u{200b}",
        "’",
        "\u{2bc}",
        "・",
        "ﬁ",
        "f",
        "i",
        "北",
        "กำ",
        "\u{e48}",
        "ß",
        "SS",
        "ʿ",
        "\u{fe0f}",
        "☺",
    ])
}

fn call() -> impl Strategy<Value = Call> {
    let container = prop_oneof![
        6 => Just(Container::Paragraph),
        3 => Just(Container::Emph),
        2 => Just(Container::Strong),
        2 => scrap().prop_map(|words| Container::Link(Target::parse(&format!("https://e.org/{words}")).unwrap())),
        1 => Just(Container::Note { label: "n".to_owned() }),
        1 => Just(Container::Quote),
        1 => scrap().prop_map(|alt| Container::Figure(Image { reference: "a.png".to_owned(), alt, ..Image::default() })),
        1 => Just(Container::Caption),
        1 => Just(Container::Term),
    ];
    prop_oneof![
        6 => container.prop_map(Call::Open),
        4 => Just(Call::Close),
        9 => scrap().prop_map(Call::Text),
        1 => scrap().prop_map(Call::Code),
        1 => scrap().prop_map(Call::Image),
        1 => Just(Call::Break),
    ]
}

fn documents() -> impl Strategy<Value = Document> {
    (proptest::collection::vec(call(), 0..60), scrap()).prop_map(|(calls, title)| {
        let mut builder = Builder::new();
        for call in calls {
            match call {
                Call::Open(container) => builder.open(container, Span::NONE),
                Call::Close => builder.close(),
                Call::Text(words) => builder.text(&words, Span::NONE),
                Call::Code(words) => builder.code(&words, Span::NONE),
                Call::Image(alt) => {
                    builder.image(Image { reference: "b.png".to_owned(), alt, ..Image::default() }, "", Span::NONE)
                }
                Call::Break => builder.line_break(Span::NONE),
            }
        }
        let meta = Meta { title: Meta::words(&title, Span::NONE), ..Meta::default() };
        Document { meta, blocks: builder.finish().blocks }
    })
}

fn written(document: &Document) -> String {
    let writer = write::text::Text { options: write::text::Options { width: None } };
    let bytes = writer.write(&Packet::from(document.clone()), &NoResources).unwrap().value;
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_never_change_words(document in documents(), wanted in proptest::collection::vec((0usize..12, 0usize..40), 0..12)) {
        let places = wanted.into_iter().map(|(unit, offset)| Place { article: 0, unit, offset });
        let places: Vec<_> = places.collect();
        let mut marked = document.clone();
        mark(&mut marked, places.iter().copied());
        prop_assert_eq!(words(&marked), words(&document));
        prop_assert_eq!(Text::of(&marked), Text::of(&document));
        prop_assert_eq!(written(&marked), written(&document));
        // Every place of a unit that there is has its mark, once.
        let dump = marked.dump();
        let units = Text::of(&document).units.len();
        for place in places.iter().filter(|place| place.unit < units) {
            prop_assert_eq!(dump.matches(&format!("{{mark {}}}", place.mark())).count(), 1, "{}", dump);
        }
    }

    /// What goes out is looked through by another search than that which redacts: it must not see less.
    #[test]
    fn what_redaction_finds_the_last_look_finds(pieces in proptest::collection::vec(coded(), 1..12), sought in coded(), star in 0..3) {
        let word = match star {
            0 => sought.to_owned(),
            1 => format!("{sought}*"),
            _ => format!(" *{sought}"),
        };
        let text = pieces.concat();
        let words = [word];
        let found = Redaction::new(&words).remains(&text);
        let leaks = offprint::check::leaks("a.txt", text.as_bytes(), &words).unwrap();
        prop_assert!(found.is_empty() || !leaks.is_empty(), "{words:?} {text:?} {found:?}");
    }

    #[test]
    fn redaction_leaves_none_and_takes_nothing_else(document in documents()) {
        let secret = Redaction::new(&["Ann Lee".to_owned(), "Lee".to_owned()]);
        let mut clean = document.clone();
        let count = secret.apply(&mut clean);
        for unit in &Text::of(&clean).units {
            prop_assert_eq!(secret.remains(&unit.text), [], "{}", clean.dump());
        }
        prop_assert_eq!(secret.remains(&written(&clean)), [], "{}", written(&clean));
        if count == 0 {
            prop_assert_eq!(&clean, &document);
        }
        prop_assert_eq!(secret.apply(&mut clean), 0);
    }
}

/// Articles of the corpus; none if it is not there.
fn articles() -> Vec<Document> {
    let Some(folder) = corpora("dev/prose") else { return Vec::new() };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        read::detect(&name).read(&Source::new(&name, std::fs::read_to_string(path).unwrap())).value
    };
    paths.iter().map(read).collect()
}

/// What all searches find, for a look and for a watch.
#[test]
#[ignore = "prints a list for people"]
fn list_what_is_found_in_articles() {
    let articles = articles();
    let texts = Text::all(&articles);
    let times: usize = std::env::var("TIMES").map_or(1, |times| times.parse().unwrap());
    let texts: Vec<Text> = std::iter::repeat_n(texts, times).flatten().collect();
    let clock = std::time::Instant::now();
    let mut lap = clock.elapsed();
    let mut say = |what: &str| {
        let now = clock.elapsed();
        println!("{what}: {:?}", now - std::mem::replace(&mut lap, now));
    };
    let found = acronyms::find(&texts, &[]);
    say("acronyms");
    let dates = chronology::find(&texts, &[]);
    say("chronology");
    let entries = index::build(&texts, &index::Known { terms: &[], people: &[], acronyms: &found });
    say("index");
    let pairs = duplicates::find(&texts, duplicates::ALIKE);
    say("duplicates");
    let links = links::find(&texts);
    say("links");
    if times > 1 {
        println!("{} articles, {} pairs", texts.len(), pairs.len());
        return;
    }
    for acronym in &found.expanded {
        println!("acronym {}\t{} ×{}", acronym.short, acronym.long, acronym.places.len());
    }
    for (short, places) in &found.unexpanded {
        println!("unexplained {short} ×{}", places.len());
    }
    for dated in &dates {
        println!("date {}\t{}", dated.date.iso(), dated.sentence);
    }
    for entry in &entries {
        println!("index {}\t{} {:?}", entry.term, entry.places.len(), entry.see);
    }
    for pair in &pairs {
        println!("pair {pair:?}");
    }
    for link in links.iter().take(30) {
        println!("link {}", link.url);
    }
}
