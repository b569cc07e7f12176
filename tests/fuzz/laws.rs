//! What must hold for any bytes that a reader is given. The fuzz targets try it on bytes that nobody thought of;
//! `tests/seeds.rs` on those that they found worth keeping.

use offprint::diag::Diagnostic;
use offprint::model::{Block, Document, Inline, InlineKind, Visit};
use offprint::read;
use offprint::source::{Source, Span};

/// Reads the bytes as a file of that name, and panics if a law is broken.
pub fn hold(name: &str, bytes: &[u8]) {
    // What is not text is refused: that is an answer too.
    let Ok(decoded) = read::decode(name, bytes) else { return };
    let source = decoded.value;
    let reader = read::detect(name).reader();
    let read = reader.read(&source);
    decoded.diagnostics.iter().chain(&read.diagnostics).for_each(|told| is_told_well(told, &source));
    Laws { source: &source }.document(&read.value);
    metadata_is_clean(&read.value);
    let again = reader.read(&source);
    assert_eq!(read.value.dump(), again.value.dump(), "the same source was read in two ways");
    assert_eq!(read.diagnostics, again.diagnostics, "the same source was told of in two ways");
}

/// A diagnostic is one line of words, and stands in the source.
fn is_told_well(told: &Diagnostic, source: &Source) {
    is_inside(told.span, source);
    assert!(!told.message.trim().is_empty(), "{:?} says nothing", told.code);
}

fn is_inside(span: Span, source: &Source) {
    if span.source().is_some() {
        let range = span.range();
        assert!(range.start <= range.end && source.text.get(range.clone()).is_some(), "{range:?} is outside");
    }
}

/// No metadata is empty or holds what a page cannot show.
fn metadata_is_clean(document: &Document) {
    let meta = &document.meta;
    for text in meta.authors.iter().chain(&meta.publication).chain(&meta.url).chain(&meta.keywords) {
        assert!(!text.trim().is_empty(), "an empty value in the metadata");
        assert!(!text.chars().any(char::is_control), "a control character in the metadata: {text:?}");
    }
    if let Some(date) = &meta.date {
        let (year, month, day) = date.parts();
        assert!(year > 0 && month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=31).contains(&d)));
    }
}

struct Laws<'a> {
    source: &'a Source,
}

impl Visit for Laws<'_> {
    fn block(&mut self, block: &Block) {
        is_inside(block.span, self.source);
    }

    fn inline(&mut self, inline: &Inline) {
        is_inside(inline.span, self.source);
        match &inline.kind {
            InlineKind::Text(words) => {
                assert!(!words.is_empty(), "empty words");
                assert!(!words.chars().any(char::is_control), "a control character: {words:?}");
            }
            InlineKind::Code(words) => assert!(!words.chars().any(char::is_control), "a control character: {words:?}"),
            _ => {}
        }
    }
}
