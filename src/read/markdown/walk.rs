//! The tape → the document.

use super::html;
use super::math;
use super::out::{By, Capture, End, Out};
use super::rows::{PADDING, Row, cells};
use super::tape::Tape;
use crate::diag::{Code, Diagnostic};
use crate::model::{Alert, Align, Container, Display, Level, ListKind, Numbering, Task};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// How deep notes may call one another: a note in a note is a note already rare in print.
const NOTES_WITHIN_NOTES: usize = 6;

/// Writes the whole tape.
pub fn document(tape: &Tape, out: &mut Out) {
    let mut walk = Walk { tape, out, states: vec![State::Waiting; tape.notes.len()], notes: 0, padding: PADDING };
    walk.range(0..tape.len());
    walk.unused_notes();
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not called yet.
    Waiting,
    /// Its body stands, or is being set, at its first call.
    Called,
    /// Its body stands at the end of the document.
    Appended,
}

/// Where in a line of a line block the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Before its bar.
    Bar,
    /// Before its bar, behind which there is nothing.
    Empty,
    /// Behind its bar.
    Space,
    /// In its words.
    Words,
}

struct Walk<'t, 'o, 'a> {
    tape: &'t Tape<'t>,
    out: &'o mut Out<'a>,
    states: Vec<State>,
    /// How many notes are open.
    notes: usize,
    padding: usize,
}

impl Walk<'_, '_, '_> {
    fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut row = Row::default();
        while at < range.end {
            let Some((event, place)) = self.tape.get(at) else { break };
            at = match event {
                Event::Start(Tag::FootnoteDefinition(_)) => self.behind_definition(at),
                Event::Start(Tag::HtmlBlock) => self.html_block(at, place),
                Event::Start(Tag::Item) => self.item(at, &place),
                Event::Start(Tag::Paragraph) if self.is_verse(&place) => self.verse(at, range.end),
                Event::Start(Tag::TableCell) if place.is_empty() && !row.takes_empty(&mut self.padding) => {
                    row.skips = true;
                    at + 2
                }
                Event::SoftBreak | Event::HardBreak if self.is_before_author(at) => {
                    self.out.end_markdown();
                    self.out.start(By::Markdown, Container::Paragraph, &place);
                    at + 1
                }
                Event::End(TagEnd::TableRow) => {
                    self.excess(row.end.max(place.start), &place);
                    self.out.end_markdown();
                    row = Row::default();
                    at + 1
                }
                Event::End(TagEnd::TableCell) => {
                    row.end = place.end;
                    self.out.end_markdown();
                    at + 1
                }
                event => {
                    self.event(&event, &place);
                    at + 1
                }
            };
        }
    }

    fn event(&mut self, event: &Event, place: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(_) => self.out.end_markdown(),
            Event::Text(text) => self.out.words(text, place.clone()),
            Event::Code(text) => self.out.code(text, place.clone()),
            Event::InlineHtml(tag) => html::inline(tag, place, self.out),
            Event::Html(text) => html::block(text, place, self.out),
            Event::FootnoteReference(label) => self.call(label, place),
            Event::SoftBreak => self.out.line_end(place.clone()),
            Event::HardBreak => self.out.line_break(place.clone()),
            Event::Rule => {
                html::settle(self.out);
                self.out.rule(place.clone());
            }
            // A task's box was seen with its item.
            Event::TaskListMarker(_) => {}
            Event::InlineMath(tex) => self.math(tex, Display::Inline, place),
            Event::DisplayMath(tex) => self.math(tex, Display::Block, place),
        }
    }

    fn start(&mut self, tag: &Tag, place: &Range<usize>) {
        if is_block(tag) {
            html::settle(self.out);
        }
        let container = match tag {
            Tag::Paragraph => Container::Paragraph,
            Tag::Heading { level, id, .. } => Container::Heading {
                level: Level::new(*level as usize),
                anchor: id
                    .as_ref()
                    .map(|id| id.trim().to_owned())
                    .filter(|id| !id.is_empty())
                    .or(self.out.anchor.take()),
            },
            Tag::BlockQuote(None) => Container::Quote,
            Tag::BlockQuote(Some(kind)) => Container::Alert(alert(*kind)),
            Tag::List(Some(start)) => {
                Container::List(ListKind::Numbered { start: *start, style: Numbering::default() })
            }
            Tag::List(None) => Container::List(ListKind::Bulleted),
            Tag::Item => Container::Item { task: None },
            Tag::DefinitionList => Container::Definitions,
            Tag::DefinitionListTitle => Container::Term,
            Tag::DefinitionListDefinition => Container::Meaning,
            Tag::Table(columns) => Container::Table { columns: columns.iter().copied().map(align).collect() },
            Tag::TableHead => Container::HeadRow,
            Tag::TableRow => Container::Row,
            Tag::TableCell => Container::Cell,
            Tag::Emphasis => Container::Emph,
            Tag::Strong => Container::Strong,
            Tag::Strikethrough => Container::Strike,
            Tag::Superscript if self.is_spaced(place) => return self.literal("^", place),
            // GitHub strikes `~two words~` out; nobody lowers two words.
            Tag::Subscript if self.is_spaced(place) => Container::Strike,
            Tag::Superscript => Container::Raised,
            Tag::Subscript => Container::Lowered,
            Tag::Link { link_type, dest_url, .. } => return self.link(*link_type, dest_url, place),
            Tag::Image { dest_url, title, .. } => {
                let what = Capture::Alt(dest_url.to_string(), title.to_string());
                return self.out.collect(By::Markdown, what, place);
            }
            Tag::CodeBlock(kind) => return self.out.collect(By::Markdown, Capture::Pre(language(kind)), place),
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::FootnoteDefinition(_) => {
                return self.out.mark(By::Markdown, End::Nothing);
            }
        };
        self.out.start(By::Markdown, container, place);
    }

    /// What stands between dollars: a formula, or words about money.
    fn math(&mut self, tex: &str, display: Display, place: &Range<usize>) {
        let text = &self.out.source.text;
        if math::is_formula(tex, display, &text[..place.start], &text[place.end..]) {
            self.out.math(tex, display, place.clone());
        } else {
            self.out.words(&text[place.clone()].replace('\n', " "), place.clone());
        }
    }

    /// Whether the last line of a quotation comes next, and begins with a dash: then it names the author.
    fn is_before_author(&self, at: usize) -> bool {
        let Some((Event::Text(text), _)) = self.tape.get(at + 1) else { return false };
        let begins = ["—", "―", "– ", "-- ", "--- "].iter().any(|dash| text.starts_with(dash));
        let mut depth = 0;
        let mut next = at + 2;
        while let Some((event, _)) = self.tape.get(next).filter(|_| begins) {
            next += 1;
            match event {
                Event::End(TagEnd::Paragraph) => {
                    return matches!(self.tape.get(next), Some((Event::End(TagEnd::BlockQuote(_)), _)));
                }
                Event::SoftBreak | Event::HardBreak => return false,
                Event::Start(_) => depth += 1,
                // What began before this line ends in it.
                Event::End(_) if depth == 0 => return false,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        false
    }

    fn link(&mut self, link_type: LinkType, address: &str, place: &Range<usize>) {
        match link_type {
            LinkType::Email if !address.starts_with("mailto:") => {
                self.out.link(By::Markdown, &format!("mailto:{address}"), place);
            }
            _ => self.out.link(By::Markdown, address, place),
        }
    }

    /// `2^10 and 2^20`: what holds a space is no superscript, as pandoc has it; the marks are words. Nor is what is
    /// longer than any exponent; then it is not searched, since such things can nest.
    fn is_spaced(&self, place: &Range<usize>) -> bool {
        place.len() > 100 || self.out.source.text[place.clone()].contains(char::is_whitespace)
    }

    fn literal(&mut self, mark: &'static str, place: &Range<usize>) {
        self.out.words(mark, place.start..place.start + mark.len());
        self.out.mark(By::Markdown, End::Say(mark, place.end - mark.len()..place.end));
    }

    /// An item, with the box of a task if it begins with one.
    fn item(&mut self, at: usize, place: &Range<usize>) -> usize {
        html::settle(self.out);
        let first = match self.tape.get(at + 1) {
            Some((Event::Start(Tag::Paragraph), _)) => at + 2,
            _ => at + 1,
        };
        let task = match self.tape.get(first) {
            Some((Event::TaskListMarker(true), _)) => Some(Task::Done),
            Some((Event::TaskListMarker(false), _)) => Some(Task::Open),
            _ => None,
        };
        self.out.start(By::Markdown, Container::Item { task }, place);
        at + 1
    }

    /// Whether every line of a paragraph begins with a bar: pandoc's line block.
    fn is_verse(&self, place: &Range<usize>) -> bool {
        let text = &self.out.source.text[place.clone()];
        // A line that ends with a bar as well is a row of something that became no table.
        let bar = |line: &str| match line.trim().strip_prefix('|') {
            Some(rest) => rest.is_empty() || rest.starts_with(' ') && !rest.ends_with('|'),
            None => false,
        };
        text.starts_with('|') && text.trim_end().contains('\n') && text.trim_end().lines().all(bar)
    }

    /// A line block: its bars go, its lines and what they are set in by stay. A bar alone parts stanzas.
    fn verse(&mut self, at: usize, end: usize) -> usize {
        let Some((_, place)) = self.tape.get(at) else { return end };
        html::settle(self.out);
        self.out.start(By::Markdown, Container::Quote, &place);
        self.out.start(By::Markdown, Container::Paragraph, &place);
        let mut line = Line::Bar;
        let mut at = at + 1;
        while let Some((event, place)) = self.tape.get(at).filter(|_| at < end) {
            at += 1;
            match event {
                Event::End(TagEnd::Paragraph) => break,
                Event::SoftBreak | Event::HardBreak => {
                    let next = self.tape.get(at).map(|(_, next)| next.start).unwrap_or(place.end);
                    let empty = self.is_bare_bar(next);
                    if line == Line::Bar || line == Line::Empty {
                        self.out.end_markdown();
                        self.out.start(By::Markdown, Container::Paragraph, &place);
                    } else if !empty {
                        self.out.line_break(place.clone());
                    }
                    line = if empty { Line::Empty } else { Line::Bar };
                }
                Event::Text(text) => line = self.verse_words(&text, &place, line),
                event => {
                    self.event(&event, &place);
                    line = Line::Words;
                }
            }
        }
        self.out.end_markdown();
        self.out.end_markdown();
        at
    }

    fn is_bare_bar(&self, at: usize) -> bool {
        self.out.source.text[at..].lines().next().is_some_and(|line| line.trim() == "|")
    }

    fn verse_words(&mut self, text: &str, place: &Range<usize>, mut line: Line) -> Line {
        let mut rest = text;
        if matches!(line, Line::Bar | Line::Empty) {
            rest = rest.strip_prefix('|').unwrap_or(rest);
            line = if line == Line::Empty { Line::Empty } else { Line::Space };
        }
        if line == Line::Space && !rest.is_empty() {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
            let words = rest.trim_start_matches(' ');
            let spaces = "\u{a0}".repeat(rest.len() - words.len());
            if !spaces.is_empty() {
                self.out.words(&spaces, place.clone());
            }
            rest = words;
            line = Line::Words;
        }
        let start = place.end.saturating_sub(rest.len()).max(place.start);
        if !rest.is_empty() && line == Line::Words {
            self.out.words(rest, start..place.end);
        }
        line
    }

    /// A block of HTML comes line by line; it is read as one.
    fn html_block(&mut self, at: usize, mut place: Range<usize>) -> usize {
        let mut text = String::new();
        let mut end = at + 1;
        while let Some((event, range)) = self.tape.get(end) {
            match event {
                Event::Html(line) | Event::Text(line) => text.push_str(&line),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
            place.end = place.end.max(range.end);
            end += 1;
        }
        html::block(&text, &place, self.out);
        end + 1
    }

    /// The parser drops the cells of a row that the table has no column for. Their words are kept, in a cell each.
    fn excess(&mut self, from: usize, row: &Range<usize>) {
        let source = self.out.source;
        let rest = source.text.get(from..row.end).unwrap_or_default();
        if rest.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty() {
            return;
        }
        for (start, cell) in cells(rest) {
            let place = from + start..from + start + cell.len();
            let tape = Tape::of(&source.text, place.clone(), self.tape.formulas);
            self.out.start(By::Markdown, Container::Cell, &place);
            for (event, place) in tape.events() {
                match event {
                    Event::FootnoteReference(label) => self.out.words(&format!("[^{label}]"), place),
                    Event::TaskListMarker(_) => {}
                    event => self.event(&event, &place),
                }
            }
            self.out.end_markdown();
        }
    }
}

/// Notes.
impl Walk<'_, '_, '_> {
    fn behind_definition(&self, at: usize) -> usize {
        let note = self.tape.notes.partition_point(|note| note.body.start <= at);
        self.tape.notes.get(note).map_or(at + 1, |note| note.body.end + 1)
    }

    /// The first call carries the body; a call in the body itself, or in a note that it calls, is a further one, so
    /// that circles end.
    fn call(&mut self, label: &str, place: &Range<usize>) {
        let Some(index) = self.tape.note(label) else {
            return self.out.words(&format!("[^{label}]"), place.clone());
        };
        let note = &self.tape.notes[index];
        let fits = self.notes < NOTES_WITHIN_NOTES && self.out.takes_note();
        match self.states[index] {
            State::Called if self.out.capture().is_none() => self.out.note_again(&note.label, place.clone()),
            State::Waiting if fits => {
                self.states[index] = State::Called;
                self.out.start(By::Markdown, Container::Note { label: note.label.clone() }, place);
                self.notes += 1;
                self.range(note.body.clone());
                self.notes -= 1;
                self.out.end_markdown();
            }
            _ => {
                let message = format!("the note [^{label}] cannot be set here; its call stays as text");
                self.out.sink.push(Diagnostic::new(Code::NoteUndefined, message, self.out.span(place)));
                self.out.words(&format!("\u{5b}^{label}]"), place.clone());
            }
        }
    }

    /// Notes that no call carries are put at the end as they are; those first that nobody calls at all, since they
    /// may call the others.
    fn unused_notes(&mut self) {
        let notes = &self.tape.notes;
        let (uncalled, rest): (Vec<_>, Vec<_>) =
            (0..notes.len()).partition(|&index| notes[index].calls == 0 || notes[index].again);
        for index in uncalled.into_iter().chain(rest) {
            let note = &notes[index];
            if self.states[index] == State::Called {
                continue;
            }
            self.states[index] = State::Appended;
            let (what, hint) = if note.again {
                ("is written twice; the second", "give one of them another name")
            } else {
                ("is never called; it", "call it, or delete it")
            };
            let message = format!("the note [^{}] {what} was put at the end", note.label);
            let span = self.out.span(&note.place);
            self.out.sink.push(Diagnostic::new(Code::NoteUnused, message, span).hint(hint));
            html::settle(self.out);
            self.range(note.body.clone());
        }
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Auto,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// The first word behind a fence: of `rust,ignore` and `{.rust .numbered}` too.
fn language(kind: &CodeBlockKind) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let info = info.trim().trim_start_matches(['{', '.']);
    let name = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '}')).next().unwrap_or_default();
    (!name.is_empty()).then(|| name.to_owned())
}
