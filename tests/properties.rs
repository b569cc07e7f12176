//! Laws that hold for every document, tried on random ones: the builder's calls in any order, well nested or not.

use offprint::model::{
    Alert, Align, Builder, Container, Document, Image, Level, ListKind, Meta, Spread, Target, Task, words,
};
use offprint::packet::Packet;
use offprint::resource::NoResources;
use offprint::source::Span;
use offprint::write::{self, Writer};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A call of the builder.
#[derive(Debug, Clone)]
enum Call {
    Open(Container),
    Close,
    Word,
    Code,
    CodeBlock,
    Image,
    Break,
    Rule,
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        6 => container().prop_map(Call::Open),
        5 => Just(Call::Close),
        8 => Just(Call::Word),
        1 => Just(Call::Code),
        1 => Just(Call::CodeBlock),
        1 => Just(Call::Image),
        1 => Just(Call::Break),
        1 => Just(Call::Rule),
    ]
}

fn container() -> impl Strategy<Value = Container> {
    let level = 0usize..9;
    let heading = level.prop_map(|level| Container::Heading { level: Level::new(level), anchor: None });
    // A label that begins with `>` asks for the note column.
    let number = (any::<u8>(), prop_oneof![Just("n"), Just(">n")]);
    prop_oneof![
        8 => Just(Container::Paragraph),
        3 => heading,
        3 => Just(Container::List(ListKind::Bulleted)),
        6 => Just(Container::Item { task: None }),
        1 => Just(Container::Item { task: Some(Task::Done) }),
        1 => Just(Container::Definitions),
        2 => Just(Container::Term),
        2 => Just(Container::Meaning),
        2 => Just(Container::Quote),
        1 => Just(Container::Alert(Alert::Note)),
        2 => Just(Container::Table { columns: vec![Align::Auto, Align::Right] }),
        1 => Just(Container::HeadRow),
        3 => Just(Container::Row),
        4 => Just(Container::Cell),
        1 => (1usize..4, 1usize..4).prop_map(|(columns, rows)| Container::CellOver(Spread::Over { columns, rows })),
        2 => Just(Container::CellOver(Spread::Covered)),
        1 => (1usize..4, 1usize..4).prop_map(|(columns, rows)| Container::RowHead(Spread::Over { columns, rows })),
        1 => Just(Container::Caption),
        1 => Just(Container::Figure(Image { reference: "a.png".to_owned(), alt: String::new(), ..Image::default() })),
        2 => Just(Container::Emph),
        2 => Just(Container::Strong),
        1 => Just(Container::Strike),
        1 => Just(Container::SmallCaps),
        1 => Just(Container::Link(Target::parse("https://example.org/").expect("an address"))),
        1 => number.prop_map(|(number, sign)| Container::Note { label: format!("{sign}{number}") }),
    ]
}

/// The document of some calls, and the words that went into it. No two words are alike.
fn build(calls: &[Call]) -> (Document, BTreeSet<String>) {
    let mut builder = Builder::new();
    let mut given = BTreeSet::new();
    for (index, call) in calls.iter().enumerate() {
        let word = format!("w{index}w");
        match call {
            Call::Open(container) => builder.open(container.clone(), Span::NONE),
            Call::Close => builder.close(),
            Call::Word => builder.text(&format!(" {word} "), Span::NONE),
            Call::Code => {
                // Apart from its neighbours, or two words would be one.
                builder.text(" ", Span::NONE);
                builder.code(&word, Span::NONE);
                builder.text(" ", Span::NONE);
            }
            Call::CodeBlock => builder.code_block(None, &word, Span::NONE),
            Call::Image => {
                builder.text(" ", Span::NONE);
                builder.image(
                    Image { reference: "b.png".to_owned(), alt: word.clone(), ..Image::default() },
                    "",
                    Span::NONE,
                );
                builder.text(" ", Span::NONE);
            }
            Call::Break => builder.line_break(Span::NONE),
            Call::Rule => builder.rule(Span::NONE),
        }
        if matches!(call, Call::Word | Call::Code | Call::CodeBlock | Call::Image) {
            given.insert(word);
        }
    }
    let meta = Meta { title: Meta::words("title", Span::NONE), ..Meta::default() };
    (Document { meta, blocks: builder.finish().blocks }, given)
}

fn documents() -> impl Strategy<Value = Vec<Call>> {
    proptest::collection::vec(call(), 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_builder_loses_no_word(calls in documents()) {
        let (document, given) = build(&calls);
        let kept: Vec<_> = words(&document).into_iter().filter(|word| word != "title").collect();
        prop_assert_eq!(kept.len(), given.len(), "a word was doubled or lost:\n{}", document.dump());
        prop_assert_eq!(kept.into_iter().collect::<BTreeSet<_>>(), given, "\n{}", document.dump());
    }

    #[test]
    fn a_writer_makes_the_same_bytes_again(calls in documents()) {
        let packet = Packet::from(build(&calls).0);
        for format in write::FORMATS {
            let once = || format.writer().write(&packet, &NoResources).map_err(|error| error.to_string());
            let (first, second) = (once(), once());
            prop_assert!(first.is_ok(), "{}: {:?}", format.name, first.err());
            prop_assert!(first == second, "{} differs", format.name);
        }
    }

    #[test]
    fn text_output_has_every_word_once(calls in documents()) {
        let (document, given) = build(&calls);
        let writer = write::text::Text { options: write::text::Options { width: None } };
        let bytes = writer.write(&Packet::from(document), &NoResources).expect("text can always be written").value;
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        for word in &given {
            prop_assert_eq!(text.matches(word.as_str()).count(), 1, "{} in\n{}", word, text);
        }
    }
}
