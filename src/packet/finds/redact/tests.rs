use super::*;
use crate::model::{Builder, Container, Image};
use crate::source::Span;

fn redaction(words: &[&str]) -> Redaction {
    Redaction::new(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
}

#[test]
fn words_are_replaced_across_emphasis_links_and_lines() {
    let mut builder = Builder::new();
    let say = |builder: &mut Builder, words: &str| builder.text(words, Span::NONE);
    builder.open(Container::Paragraph, Span::NONE);
    say(&mut builder, "For Jo");
    builder.open(Container::Strong, Span::NONE);
    say(&mut builder, "hn ");
    builder.close();
    builder.open(Container::Link(Target::parse("https://e.org/people/john-smith").unwrap()), Span::NONE);
    say(&mut builder, "Smith’s");
    builder.close();
    say(&mut builder, " JOHN");
    builder.line_break(Span::NONE);
    say(&mut builder, "SMITH and Johnsmithers; ");
    builder.image(
        Image { reference: "JohnSmith.jpg".to_owned(), alt: "John Smith waves".to_owned(), ..Image::default() },
        "",
        Span::NONE,
    );
    builder.close();
    let mut document = Document { meta: Meta::default(), blocks: builder.finish().blocks };
    document.meta.authors = vec!["John Smith".to_owned(), "Ann Lee".to_owned()];
    document.meta.url = Some("https://e.org/john%20smith".to_owned());
    let list = redaction(&["John Smith"]);
    assert!(list.apply(&mut document) >= 6);
    let dump = document.dump();
    assert!(dump.contains("paragraph: For ███’s ███ and Johnsmithers; ███"), "{dump}");
    assert!(dump.contains("byline: ███; Ann Lee"), "{dump}");
    assert!(!dump.contains("url:"), "{dump}");
    assert_eq!(list.remains(&dump), []);
}

#[test]
fn what_is_left_in_a_file_is_told() {
    let list = redaction(&["Smith", "Иванов*"]);
    let found = |text: &str| list.remains(text).into_iter().map(|remains| remains.found).collect::<Vec<_>>();
    assert_eq!(found("a Smi-\nth and SMITH"), ["SMITH", "Smith"]);
    assert_eq!(found("Ива\u{ad}\nновым"), ["Ивановым"]);
    assert_eq!(found("Smithers, blacksmith"), [""; 0]);
}

#[test]
fn a_bar_does_not_say_how_long_a_word_was() {
    let mut text = "Al met Bartholomew.".to_owned();
    assert_eq!(redaction(&["al", "bartholomew"]).apply_to(&mut text), 2);
    assert_eq!(text, "███ met ███.");
}
