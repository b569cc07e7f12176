//! The parser's events on a tape, with their places in the whole source, and the notes found among them.

mod mark;

use super::math::{self, Formulas};
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Source;
use mark::Mark;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Events and the notes among them.
///
/// The parser's own events take a hundred bytes each, more than the text that they stand for. Here nearly all are what
/// is left of them when what the source says is left out; the few others are kept as they are.
pub struct Tape<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    kept: Vec<Event<'a>>,
    /// The notes' definitions, in the order of the source.
    pub notes: Vec<Definition>,
    by_label: FxHashMap<String, usize>,
    /// Whether dollars may hold formulas.
    pub formulas: Formulas,
    expanded: usize,
    length: usize,
}

/// The definition of a note: `[^label]: body`.
pub struct Definition {
    /// The label as written.
    pub label: String,
    /// The events of its body.
    pub body: Range<usize>,
    /// Where it stands.
    pub place: Range<usize>,
    /// How many calls it has, from anywhere.
    pub calls: usize,
    /// An earlier definition has the same label.
    pub again: bool,
}

/// The parser copies the address of a reference for every link, and stops when the copies exceed the text's own
/// length or this: fifty kilobytes called twenty thousand times would be a gigabyte.
const EXPANSION: usize = 100_000;

fn options(formulas: Formulas) -> Options {
    let math = match formulas {
        Formulas::Read => Options::ENABLE_MATH,
        Formulas::NotRead => Options::empty(),
    };
    math | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
}

impl<'a> Tape<'a> {
    /// Parses the text from `start` on.
    pub fn new(text: &'a str, start: usize) -> Self {
        Self::of(text, start..text.len(), math::formulas(&text[start..]))
    }

    /// Parses a part of the text.
    pub fn of(text: &'a str, part: Range<usize>, formulas: Formulas) -> Self {
        let body = &text[part.clone()];
        let parser = Parser::new_ext(body, options(formulas)).into_offset_iter();
        let mut tape = Self {
            text,
            marks: Vec::with_capacity(body.len() / 24),
            kept: Vec::new(),
            notes: Vec::new(),
            by_label: FxHashMap::default(),
            formulas,
            expanded: 0,
            length: body.len(),
        };
        // Definitions can stand in quotations and those in definitions, so what is open is a stack.
        let mut open = Vec::new();
        for (event, range) in parser {
            let place = range.start + part.start..range.end + part.start;
            match &event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(tape.notes.len());
                    tape.define(label, place.clone());
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(note) = open.pop() {
                        tape.notes[note].body.end = tape.marks.len();
                    }
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. })
                | Event::Start(Tag::Image { link_type, dest_url, title, .. })
                    if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
                {
                    tape.expanded += dest_url.len() + title.len();
                }
                _ => {}
            }
            tape.push(event, place);
        }
        tape.count_calls();
        tape
    }

    fn push(&mut self, event: Event<'a>, place: Range<usize>) {
        let mark = Mark::of(&event, &place, self.text).unwrap_or_else(|| {
            self.kept.push(event);
            Mark::kept(self.kept.len() - 1, &place)
        });
        self.marks.push(mark);
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// An event, with the bytes of the source it came from; none behind the last.
    pub fn get(&self, at: usize) -> Option<(Event<'_>, Range<usize>)> {
        self.marks.get(at).map(|mark| (mark.event(self.text, &self.kept), mark.place()))
    }

    /// Every event.
    pub fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    fn define(&mut self, label: &str, place: Range<usize>) {
        let index = self.notes.len();
        let first = *self.by_label.entry(key(label)).or_insert(index);
        let start = self.marks.len() + 1;
        let label = label.to_owned();
        self.notes.push(Definition { label, body: start..start, place, calls: 0, again: first != index });
    }

    fn count_calls(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        // The calls are among those that are kept: their labels are not what stands at their places.
        for event in &self.kept {
            if let Event::FootnoteReference(label) = event
                && let Some(&note) = self.by_label.get(&key(label))
            {
                self.notes[note].calls += 1;
            }
        }
    }

    /// The definition that a call means.
    pub fn note(&self, label: &str) -> Option<usize> {
        self.by_label.get(&key(label)).copied()
    }

    /// Tells whether the parser gave up expanding references.
    pub fn tell(&self, source: &Source, sink: &mut Sink) {
        let limit = self.length.max(EXPANSION);
        if self.expanded >= limit {
            let message = format!("the addresses of reference links are longer than {limit} bytes together");
            let hint = "the references behind that limit stay as text; write them as links";
            sink.push(Diagnostic::new(Code::LinkUnresolved, message, source.span(0..0)).hint(hint));
        }
    }
}

/// Labels are the same in any case, and with any white space.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
