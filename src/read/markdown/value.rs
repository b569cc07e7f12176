//! Words of front matter that are Markdown: `title: "The *Harvest*"`.

use super::out::Out;
use super::smart::Smart;
use super::tape::Tape;
use super::walk;
use crate::diag::Sink;
use crate::model::{BlockKind, Inline, InlineKind};
use crate::source::{Source, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// What stress, programs' text, formulas, raised and lowered words begin with, escapes and references too.
const MARKS: [char; 8] = ['*', '_', '`', '~', '^', '$', '\\', '&'];

/// Reads the words of a title or a standfirst, and repairs their punctuation.
pub fn settle(words: &mut Vec<Inline>, smart: &Smart) {
    let read = match words.as_slice() {
        [Inline { kind: InlineKind::Text(text), span }] => read(text, *span, smart),
        _ => None,
    };
    match read {
        Some(read) => *words = read,
        None => smart.inlines(words),
    }
}

/// Words with their marks read. `None` if they have none, or mean more than words in a line: then they stand as written.
pub fn read(text: &str, span: Span, smart: &Smart) -> Option<Vec<Inline>> {
    if !text.contains(MARKS) {
        return None;
    }
    let source = Source::new("", text);
    let tape = Tape::new(&source.text, 0);
    let means_it = |(event, range): (Event, Range<usize>)| is_plain(&event) && !is_chance(&event, text, range);
    if !tape.notes.is_empty() || is_path(text) || !tape.events().all(means_it) {
        return None;
    }
    let mut out = Out::new(&source, smart.clone(), Sink::new());
    walk::document(&tape, &mut out);
    let (mut blocks, _) = out.finish();
    match (blocks.pop().map(|block| block.kind), blocks.is_empty()) {
        (Some(BlockKind::Paragraph(mut words)), true) => {
            at(span, &mut words);
            Some(words)
        }
        _ => None,
    }
}

/// Whether nothing is lost by reading it: tags and addresses stay as they were written.
fn is_plain(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::SoftBreak => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
        ),
        _ => false,
    }
}

/// Whether marks of stress touch other words: in "What __init__.py does" and "5*3*2" they are none. Many programs take
/// what stands there for plain words.
fn is_chance(event: &Event, text: &str, range: Range<usize>) -> bool {
    if !matches!(event, Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) {
        return false;
    }
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let opens = |c: char| matches!(c, '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '„' | '¿' | '¡' | '—' | '–');
    let behind = behind.strip_prefix("'s").or_else(|| behind.strip_prefix("’s")).unwrap_or(behind);
    let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && !MARKS.contains(&c));
    let before = before.trim_end_matches(opens);
    !(before.is_empty() || before.ends_with(char::is_whitespace))
        || !(behind.is_empty() || behind.starts_with(char::is_whitespace))
}

/// Whether a backslash stands behind a letter or a drive: "C:\_new".
fn is_path(text: &str) -> bool {
    let mut before = None;
    text.chars().any(|c| {
        let last = before.replace(c);
        c == '\\' && last.is_some_and(|last: char| last.is_alphanumeric() || last == ':')
    })
}

/// They are from where the front matter has them.
fn at(span: Span, words: &mut [Inline]) {
    for inline in words {
        inline.span = span;
        if let Some(inner) = inline.kind.inner_mut() {
            at(span, inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Document;
    use crate::read::{Markdown, Reader};
    use crate::source::Source;

    fn read(front: &str) -> Document {
        Markdown::default().read(&Source::new("a.md", format!("---\n{front}\n---\n\nWords.\n"))).value
    }

    #[test]
    fn titles_are_markdown() {
        for (title, dumped) in [
            ("The *Harvest*", "title: The {emph Harvest}"),
            ("Of `git` and \"H~2~O\"", "title: Of {code git} and “H{lowered 2}O”"),
            ("Tips &amp; Tricks", "title: Tips & Tricks"),
            // Nothing is lost: what is more than words stays.
            ("* one of a list", "title: * one of a list"),
            ("Vec<T> and *more*", "title: Vec<T> and *more*"),
            ("5 * 3 * 2 of snake_case_names", "title: 5 * 3 * 2 of snake_case_names"),
            ("see [*this*](https://a.org/)", "title: see [*this*](https://a.org/)"),
            // Nor are signs of other things marks.
            ("What __init__.py does", "title: What __init__.py does"),
            ("5*3*2=30", "title: 5*3*2=30"),
            ("Q*bert and M*A*S*H", "title: Q*bert and M*A*S*H"),
            ("file_*_name_*.txt", "title: file_*_name_*.txt"),
            ("In C:\\_new", "title: In C:\\_new"),
            ("(*Harvest*), and *Wheat*: *Rye*", "title: ({emph Harvest}), and {emph Wheat}: {emph Rye}"),
        ] {
            let dump = read(&format!("title: '{title}'\nlang: en")).dump();
            assert_eq!(dump.lines().next(), Some(dumped), "{title}");
        }
    }

    #[test]
    fn standfirsts_are_markdown_and_descriptions_are_words() {
        let dump = read("title: T\nsubtitle: On *wheat*\nabstract: Of *rye* and `oats`.\nlang: en").dump();
        assert!(dump.contains("standfirst: On {emph wheat}\n"), "{dump}");
        assert!(dump.contains("description: Of rye and oats.\n"), "{dump}");
    }
}
