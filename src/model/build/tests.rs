use super::super::{Document, ListKind};
use super::*;

fn built(make: impl FnOnce(&mut Builder)) -> String {
    let mut builder = Builder::new();
    make(&mut builder);
    let document = Document { blocks: builder.finish().blocks, ..Document::default() };
    document.dump().split_once("---\n").unwrap().1.to_owned()
}

#[test]
fn text_is_merged_squeezed_and_trimmed() {
    let dump = built(|b| {
        b.open(Container::Paragraph, Span::NONE);
        b.text("  two\nlines, ", Span::NONE);
        b.open(Container::Emph, Span::NONE);
        b.text(" one \u{7}", Span::NONE);
        b.close();
        b.text(" paragraph ", Span::NONE);
        b.open(Container::Strong, Span::NONE);
        b.text("  ", Span::NONE);
        b.close();
        b.close();
    });
    assert_eq!(dump, "paragraph: two lines, {emph one }paragraph\n");
}

#[test]
fn loose_words_find_a_place() {
    let dump = built(|b| {
        b.open(Container::List(ListKind::Bulleted), Span::NONE);
        b.text("stray", Span::NONE);
        b.close();
        b.text("after", Span::NONE);
    });
    assert_eq!(dump, "list\n  item\n    paragraph: stray\nparagraph: after\n");
}

#[test]
fn a_block_inside_a_line_dissolves_but_keeps_its_words() {
    let dump = built(|b| {
        b.open(Container::Paragraph, Span::NONE);
        b.text("a", Span::NONE);
        b.open(Container::Quote, Span::NONE);
        b.text("b", Span::NONE);
        b.close();
        b.text("c", Span::NONE);
        b.close();
    });
    assert_eq!(dump, "paragraph: a b c\n");
}

#[test]
fn nesting_is_bounded_and_told() {
    let mut builder = Builder::new();
    for _ in 0..100_000 {
        builder.open(Container::Quote, Span::NONE);
    }
    builder.text("deep", Span::NONE);
    let mut sink = Sink::new();
    let blocks = builder.finish().tell(&mut sink);
    assert_eq!(super::super::words(&Document { blocks, ..Document::default() }), ["deep"]);
    assert_eq!(sink.finish()[0].code, Code::NestingTooDeep);
}

#[test]
fn a_lone_picture_is_a_figure() {
    let dump = built(|b| {
        b.open(Container::Paragraph, Span::NONE);
        b.image(
            Image { reference: "a.png".into(), alt: "A mill".into(), ..Image::default() },
            "The mill in May",
            Span::NONE,
        );
        b.close();
    });
    assert_eq!(dump, "figure a.png [A mill]\n  caption: The mill in May\n");
}
