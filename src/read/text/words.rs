//! Words → inlines: tidied, with links where addresses stand and notes where they are called.

use super::blocks::{Block, Form};
use super::emphasis::emphasised;
use super::lines::Line;
use super::notes::{self, Notes};
use crate::lang::Language;
use crate::model::{Builder, Container, Target};
use crate::read::tidy::Tidy;
use crate::source::{Source, Span};
use std::ops::Range;

/// What words need to become inlines.
pub(super) struct Setter<'a> {
    pub source: &'a Source,
    pub lines: &'a [Line<'a>],
    pub blocks: &'a [Block<'a>],
    pub notes: &'a Notes,
    pub tidy: &'a Tidy,
    pub language: &'a Language,
    pub builder: Builder,
    /// Which notes were called.
    pub called: Vec<u32>,
}

impl Setter<'_> {
    /// The span of a whole block.
    pub fn span(&self, block: usize) -> Span {
        self.source.span(self.blocks[block].span.clone())
    }

    /// Puts a part of a block's words into the open container.
    pub fn words(&mut self, block: usize, range: Range<usize>) {
        if self.blocks[block].form == Form::Verse {
            let starts: Vec<usize> = self.blocks[block].words.line_starts().collect();
            let indents = self.indents(block);
            for (at, start) in starts.iter().enumerate() {
                let end = starts.get(at + 1).copied().unwrap_or(range.end);
                let span = self.source.span(self.blocks[block].words.source(*start..*start));
                if at > 0 {
                    self.builder.line_break(span);
                }
                self.builder.text(&"\u{a0}".repeat(indents.get(at).copied().unwrap_or(0)), span);
                self.run(block, (*start).max(range.start)..end, Calls::Notes);
            }
        } else {
            self.run(block, range, Calls::Notes);
        }
    }

    /// How many columns each line of verse stands further in than others: poets' indents rhyme as their lines do. Far
    /// in, lines are centred or stand at the right.
    fn indents(&self, block: usize) -> Vec<usize> {
        const MOST: usize = 16;
        const FAR: usize = 6;
        let block = &self.blocks[block];
        let lines = &self.lines[block.lines.clone()];
        let middle = |line: &Line<'_>| 2 * line.indent + line.width;
        let first = lines.first().map_or(0, middle);
        let centred = block.hang > FAR && lines.iter().all(|line| middle(line).abs_diff(first) <= FAR);
        let fits = !centred && lines.iter().all(|line| line.indent <= block.hang + MOST);
        lines.iter().map(|line| if fits { line.indent - block.hang } else { 0 }).collect()
    }

    /// Puts a part of a line into the open container, and a space behind it.
    pub fn piece(&mut self, line: &Line<'_>, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let span = self.source.span(line.start + range.start..line.start + range.end);
        let words = self.tidy.tidy(&line.text[range], self.language, None, None);
        self.builder.text(&format!("{words} "), span);
    }

    fn run(&mut self, block: usize, range: Range<usize>, calls: Calls) {
        let blocks = self.blocks;
        let text = blocks[block].text();
        let mut at = range.start;
        for mark in marks(&text[range.clone()]) {
            let place = range.start + mark.range.start..range.start + mark.range.end;
            let is_note = matches!(mark.kind, Kind::Call(_));
            if place.start < at || (is_note && calls == Calls::Text) {
                continue;
            }
            match mark.kind {
                Kind::Address => {
                    let Some(target) = target(&text[place.clone()]) else { continue };
                    self.text(block, at..place.start);
                    let span = self.source_span(block, place.clone());
                    self.builder.open(Container::Link(target), span);
                    self.builder.text(&text[place.clone()], span);
                    self.builder.close();
                }
                Kind::Emphasis { words, strong } => {
                    self.text(block, at..place.start);
                    let span = self.source_span(block, place.clone());
                    self.builder.open(if strong { Container::Strong } else { Container::Emph }, span);
                    self.run(block, range.start + words.start..range.start + words.end, calls);
                    self.builder.close();
                }
                Kind::Call(label) => {
                    let Some(body) = self.notes.body(label) else { continue };
                    self.text(block, at..place.start);
                    self.note(block, place.clone(), label, body);
                }
            }
            at = place.end;
        }
        self.text(block, at..range.end);
    }

    fn note(&mut self, block: usize, place: Range<usize>, label: u32, (body, words): (usize, usize)) {
        let span = self.source_span(block, place);
        let name = label.to_string();
        if self.called.contains(&label) {
            self.builder.note_again(&name, span);
            return;
        }
        self.called.push(label);
        let end = self.blocks[body].text().len();
        self.builder.open(Container::Note { label: name }, span);
        self.builder.open(Container::Paragraph, self.span(body));
        self.run(body, words..end, Calls::Text);
        self.builder.close();
        self.builder.close();
    }

    fn text(&mut self, block: usize, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let text = self.blocks[block].text();
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let words = self.tidy.tidy(&text[range.clone()], self.language, before, after);
        let span = self.source_span(block, range);
        self.builder.text(&words, span);
    }

    fn source_span(&self, block: usize, range: Range<usize>) -> Span {
        self.source.span(self.blocks[block].words.source(range))
    }
}

/// Whether calls become notes. In the body of a note they stay text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calls {
    Notes,
    Text,
}

enum Kind {
    Address,
    Call(u32),
    /// Where the words stand between their signs.
    Emphasis {
        words: Range<usize>,
        strong: bool,
    },
}

struct Mark {
    range: Range<usize>,
    kind: Kind,
}

/// The addresses, calls and emphasised words in a text, in order.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if text.contains('[') {
        marks.extend(notes::calls(text).map(|(range, label)| Mark { range, kind: Kind::Call(label) }));
    }
    if text.contains("://") || text.contains("www.") {
        marks.extend(addresses(text).map(|range| Mark { range, kind: Kind::Address }));
    }
    if memchr::memchr2(b'*', b'_', text.as_bytes()).is_some() {
        marks.extend(emphasised(text).into_iter().map(|one| {
            let strong = one.words.start - one.range.start > 1;
            Mark { range: one.range, kind: Kind::Emphasis { words: one.words, strong } }
        }));
    }
    marks.sort_by_key(|mark| mark.range.start);
    marks
}

fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
    let starts = ["http://", "https://", "www."].into_iter().flat_map(|start| text.match_indices(start));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).filter(|at| begins(*at)).collect();
    starts.sort_unstable();
    let mut from = 0;
    starts.into_iter().filter_map(move |at| {
        if at < from {
            return None;
        }
        let length = address_length(&text[at..]);
        from = at + length;
        (length > "http://a.b".len()).then_some(at..at + length)
    })
}

/// The length of an address, without the punctuation of the sentence around it.
fn address_length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`' | '’')
            || super::join::is_ideographic(c)
    };
    let mut end = text.find(ends).unwrap_or(text.len());
    // Brackets belong to an address in pairs: (see https://e.org/a_(b)).
    let count = |c: char| text[..end].matches(c).count();
    let (mut round, mut square) = (count(')').saturating_sub(count('(')), count(']').saturating_sub(count('[')));
    while let Some(last) = text[..end].chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

fn target(address: &str) -> Option<Target> {
    if address.starts_with("www.") { Target::parse(&format!("https://{address}")) } else { Target::parse(address) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let found = |text: &str| addresses(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("See https://e.org/a. Then"), ["https://e.org/a"]);
        assert_eq!(found("(see https://e.org/a_(b)), or www.example.org!"), ["https://e.org/a_(b)", "www.example.org"]);
        assert_eq!(found("请看https://e.org/a。然后"), ["https://e.org/a"]);
        assert_eq!(found("http:// nothing, xhttp://e.org"), [""; 0]);
    }
}
