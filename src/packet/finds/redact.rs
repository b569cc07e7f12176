//! Words that must not be seen: replaced in the model before anything is set, and looked for in what was written.

use super::seek::{Case, Seeker};
use crate::lang::{Kind, fold};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Meta, Target};
use crate::percent::percent_decoded;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What stands in place of words: of one width, so that it does not say how long they were.
pub const BAR: &str = "███";

/// Words that must not be seen.
#[derive(Debug, Clone)]
pub struct Redaction {
    words: Vec<String>,
    seeker: Seeker,
    /// The same without spaces, for addresses and names of files.
    squeezed: Vec<String>,
}

/// Something that should not be there and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remains {
    /// Which of the words it is, from zero.
    pub word: usize,
    /// As it stands.
    pub found: String,
}

impl Redaction {
    /// A redaction of words: whole ones, in any case, with or without marks on letters. White space stands for any white
    /// space; a `*` at either end stands for the rest of the word there: `Ivanov*` is "Ivanova" too.
    pub fn new(words: &[String]) -> Self {
        let squeezed = words.iter().map(|word| squeezed(word)).filter(|word| word.chars().count() >= 5).collect();
        let seeker = Seeker::new(words.iter().map(String::as_str).enumerate(), Case::Loose);
        Self { words: words.to_vec(), seeker, squeezed }
    }

    /// Whether nothing is to be redacted.
    pub fn is_empty(&self) -> bool {
        self.seeker.is_empty()
    }

    /// The words, as they were given.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Replaces the words in a document by [`BAR`]: in its text, whatever is emphasised or linked of them; in formulas,
    /// programs, descriptions of pictures and what is known about the article. A link whose address has one is text; a
    /// picture whose name or address has one is a bar. How many places were changed.
    pub fn apply(&self, document: &mut Document) -> usize {
        if self.is_empty() {
            return 0;
        }
        let mut work = Work { redaction: self, count: 0, labels: FxHashMap::default(), calls: Calls::Nothing };
        work.meta(&mut document.meta);
        work.blocks(&mut document.blocks);
        work.count
    }

    /// Replaces the words in a text: a title of the packet, a file's name. How many.
    pub fn apply_to(&self, text: &mut String) -> usize {
        let ranges = self.ranges(text);
        for range in ranges.iter().rev() {
            text.replace_range(range.clone(), BAR);
        }
        ranges.len()
    }

    /// What is left of the words in a text that was taken out of a finished file. Words that a line's end hyphenates
    /// are looked for too.
    pub fn remains(&self, text: &str) -> Vec<Remains> {
        let mut remains = Vec::new();
        let mut look = |text: &str| {
            self.seeker.find(text, |range, word| {
                remains.push(Remains { word, found: text[range].to_owned() });
            });
        };
        look(text);
        let joined = joined(text);
        if joined != text {
            look(&joined);
        }
        remains.sort_by(|a, b| (a.word, &a.found).cmp(&(b.word, &b.found)));
        remains.dedup();
        remains
    }

    fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        self.seeker.find(text, |range, _| {
            if ranges.last() != Some(&range) {
                ranges.push(range);
            }
        });
        ranges
    }

    fn is_in(&self, text: &str) -> bool {
        !self.ranges(text).is_empty()
    }

    /// Whether an address or the name of a file has one of the words, however it parts them.
    pub fn is_in_address(&self, address: &str) -> bool {
        let address = percent_decoded(address);
        let spaced: String = address.chars().map(|c| if Kind::of(c).is_of_word() { c } else { ' ' }).collect();
        let close = squeezed(&address);
        self.is_in(&address) || self.is_in(&spaced) || self.squeezed.iter().any(|word| close.contains(word.as_str()))
    }
}

/// Letters and figures alone, folded.
fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A text whose hyphenated words are whole.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '‐', '\u{ad}']) {
        let after = rest[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let behind = rest[after..].trim_start_matches([' ', '\r', '\t']);
        if behind.starts_with(['\n', '\u{c}']) {
            out.push_str(&rest[..at]);
            rest = behind.trim_start();
        } else {
            out.push_str(&rest[..after]);
            rest = &rest[after..];
        }
    }
    out.push_str(rest);
    out
}

struct Work<'a> {
    redaction: &'a Redaction,
    count: usize,
    /// New names of notes whose own must not be seen.
    labels: FxHashMap<String, String>,
    calls: Calls,
}

/// What a call to a note is in flat text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calls {
    Nothing,
    /// One byte between words; so are the borders of links, of a program's text, of raised and lowered letters.
    Between,
}

impl Calls {
    fn width(self) -> usize {
        usize::from(self == Self::Between)
    }
}

impl Work<'_> {
    fn meta(&mut self, meta: &mut Meta) {
        self.inlines(&mut meta.title);
        self.inlines(&mut meta.standfirst);
        for list in [&mut meta.authors, &mut meta.keywords] {
            list.iter_mut().for_each(|text| self.text(text));
        }
        for text in [&mut meta.publication, &mut meta.description, &mut meta.rights].into_iter().flatten() {
            self.text(text);
        }
        if let Some(date) = &mut meta.date {
            self.text(&mut date.written);
        }
        if meta.url.as_ref().is_some_and(|url| self.redaction.is_in_address(url)) {
            meta.url = None;
            self.count += 1;
        }
    }

    fn text(&mut self, text: &mut String) {
        self.count += self.redaction.apply_to(text);
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { anchor, content, .. } => {
                    self.inlines(content);
                    if anchor.as_ref().is_some_and(|name| self.redaction.is_in_address(name)) {
                        *anchor = None;
                        self.count += 1;
                    }
                }
                BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::List(list) => list.items.iter_mut().for_each(|item| self.blocks(&mut item.content)),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        definition.terms.iter_mut().for_each(|term| self.inlines(term));
                        definition.meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Quote(content) | BlockKind::Alert { content, .. } => self.blocks(content),
                BlockKind::Code { language, text } => {
                    self.text(text);
                    language.iter_mut().for_each(|language| self.text(language));
                }
                BlockKind::Table(table) => {
                    self.inlines(&mut table.caption);
                    let rows = table.head.iter_mut().chain(&mut table.rows);
                    rows.flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(&mut cell.content));
                }
                BlockKind::Figure(figure) => {
                    self.inlines(&mut figure.caption);
                    self.text(&mut figure.image.alt);
                    if figure.image.leads.as_ref().is_some_and(|leads| self.redaction.is_in_address(leads)) {
                        figure.image.leads = None;
                        self.count += 1;
                    }
                    if self.redaction.is_in_address(&figure.image.reference) {
                        self.count += 1;
                        let mut content = vec![Inline { kind: InlineKind::Text(BAR.to_owned()), span: block.span }];
                        if !figure.caption.is_empty() {
                            content.push(Inline { kind: InlineKind::Break, span: block.span });
                            content.append(&mut figure.caption);
                        }
                        block.kind = BlockKind::Paragraph(content);
                    }
                }
                BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        // Calls to notes, addresses and the like may be shown between letters, or not: words end there, and go on.
        for calls in [Calls::Nothing, Calls::Between] {
            let mut flat = String::new();
            flatten(inlines, calls, &mut flat);
            let ranges = self.redaction.ranges(&flat);
            if calls == Calls::Nothing || !ranges.is_empty() {
                self.count += ranges.len();
                self.calls = calls;
                self.rewrite(inlines, &ranges, &mut 0);
            }
        }
    }

    /// Puts bars where ranges of the flat text begin and takes out the rest of them; then looks at everything that the
    /// flat text does not show.
    fn rewrite(&mut self, inlines: &mut Vec<Inline>, ranges: &[Range<usize>], at: &mut usize) {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
        for Inline { kind, span } in std::mem::take(inlines) {
            match self.rewritten(kind, ranges, at) {
                Rewritten::Kept(kind) => push(&mut out, Inline { kind, span }),
                Rewritten::Gone => {}
                Rewritten::Opened(content) => content.into_iter().for_each(|inline| push(&mut out, inline)),
            }
        }
        *inlines = out;
    }

    /// What becomes of an inline that begins at a place of the flat text; the place goes on behind it.
    fn rewritten(&mut self, kind: InlineKind, ranges: &[Range<usize>], at: &mut usize) -> Rewritten {
        let start = *at;
        match kind {
            InlineKind::Text(text) => {
                *at += text.len();
                keep(InlineKind::Text, barred(text, start, ranges))
            }
            InlineKind::Code(text) => {
                let start = start + self.calls.width();
                *at = start + text.len() + self.calls.width();
                keep(InlineKind::Code, barred(text, start, ranges))
            }
            InlineKind::Break => {
                *at += 1;
                if is_within(start, ranges) { Rewritten::Gone } else { Rewritten::Kept(InlineKind::Break) }
            }
            InlineKind::Math { tex, display } => {
                *at += 1;
                let has = self.redaction.apply_to(&mut tex.to_string()) > 0;
                if has { self.bar() } else { Rewritten::Kept(InlineKind::Math { tex, display }) }
            }
            InlineKind::Image(mut image) => {
                *at += 1;
                self.text(&mut image.alt);
                let has = self.redaction.is_in_address(&image.reference);
                if has { self.bar() } else { Rewritten::Kept(InlineKind::Image(image)) }
            }
            InlineKind::Note(mut note) => {
                *at += self.calls.width();
                let calls = self.calls;
                self.label(&mut note.label);
                self.blocks(&mut note.body);
                self.calls = calls;
                Rewritten::Kept(InlineKind::Note(note))
            }
            InlineKind::NoteAgain(mut label) => {
                *at += self.calls.width();
                self.label(&mut label);
                Rewritten::Kept(InlineKind::NoteAgain(label))
            }
            InlineKind::Link { target, content } => {
                let content = self.held(content, self.calls.width(), ranges, at);
                let is_seen = match &*target {
                    Target::Url(address) | Target::Anchor(address) => self.redaction.is_in_address(address),
                    Target::Place(_) => false,
                };
                if is_seen {
                    self.count += 1;
                    return Rewritten::Opened(content);
                }
                if content.is_empty() { Rewritten::Gone } else { Rewritten::Kept(InlineKind::Link { target, content }) }
            }
            InlineKind::Emph(inner) => holding(InlineKind::Emph, self.held(inner, 0, ranges, at)),
            InlineKind::Strong(inner) => holding(InlineKind::Strong, self.held(inner, 0, ranges, at)),
            InlineKind::Strike(inner) => holding(InlineKind::Strike, self.held(inner, 0, ranges, at)),
            InlineKind::SmallCaps(inner) => holding(InlineKind::SmallCaps, self.held(inner, 0, ranges, at)),
            InlineKind::Ruby(inner) => holding(InlineKind::Ruby, self.held(inner, 0, ranges, at)),
            InlineKind::Reading(inner) => holding(InlineKind::Reading, self.held(inner, 0, ranges, at)),
            InlineKind::Raised(inner) => holding(InlineKind::Raised, self.held(inner, self.calls.width(), ranges, at)),
            InlineKind::Lowered(inner) => {
                holding(InlineKind::Lowered, self.held(inner, self.calls.width(), ranges, at))
            }
            kind @ (InlineKind::Mark(_) | InlineKind::Pages(..)) => Rewritten::Kept(kind),
        }
    }

    /// Rewrites what an inline holds; as much of the flat text stands before and behind it.
    fn held(
        &mut self,
        mut content: Vec<Inline>,
        beside: usize,
        ranges: &[Range<usize>],
        at: &mut usize,
    ) -> Vec<Inline> {
        *at += beside;
        self.rewrite(&mut content, ranges, at);
        *at += beside;
        content
    }

    /// A bar in place of something that is shown whole or not at all.
    fn bar(&mut self) -> Rewritten {
        self.count += 1;
        Rewritten::Kept(InlineKind::Text(BAR.to_owned()))
    }

    /// Gives a note another name, the same wherever it is called.
    fn label(&mut self, label: &mut String) {
        if self.redaction.is_in_address(label) {
            let next = self.labels.len() + 1;
            *label = self.labels.entry(std::mem::take(label)).or_insert_with(|| format!("{BAR}{next}")).clone();
        }
    }
}

/// The text that a list of inlines shows, with one byte for a picture or a formula, a space for a line break.
fn flatten(inlines: &[Inline], calls: Calls, flat: &mut String) {
    let between = |flat: &mut String| {
        if calls == Calls::Between {
            flat.push('\u{1}');
        }
    };
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => flat.push_str(text),
            InlineKind::Code(text) => {
                between(flat);
                flat.push_str(text);
                between(flat);
            }
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Ruby(inner)
            | InlineKind::Reading(inner) => flatten(inner, calls, flat),
            InlineKind::Raised(inner) | InlineKind::Lowered(inner) | InlineKind::Link { content: inner, .. } => {
                between(flat);
                flatten(inner, calls, flat);
                between(flat);
            }
            InlineKind::Image(_) | InlineKind::Math { .. } => flat.push('\u{1}'),
            InlineKind::Break => flat.push(' '),
            InlineKind::Note(_) | InlineKind::NoteAgain(_) => between(flat),
            InlineKind::Mark(_) | InlineKind::Pages(..) => {}
        }
    }
}

/// A text that begins at a place of the flat text, with bars.
fn barred(text: String, start: usize, ranges: &[Range<usize>]) -> String {
    let end = start + text.len();
    let first = ranges.partition_point(|range| range.end <= start);
    let mut touching = ranges[first..].iter().take_while(|range| range.start < end).peekable();
    if touching.peek().is_none() {
        return text;
    }
    let mut out = String::new();
    let mut from = 0;
    for range in touching {
        let begin = range.start.max(start) - start;
        out.push_str(&text[from..begin]);
        if range.start >= start {
            out.push_str(BAR);
        }
        from = range.end.min(end) - start;
    }
    out.push_str(&text[from..]);
    out
}

fn is_within(at: usize, ranges: &[Range<usize>]) -> bool {
    let first = ranges.partition_point(|range| range.end <= at);
    ranges.get(first).is_some_and(|range| range.start <= at)
}

/// What becomes of an inline.
enum Rewritten {
    Kept(InlineKind),
    /// Nothing is left of it.
    Gone,
    /// Only what it held.
    Opened(Vec<Inline>),
}

fn keep(kind: fn(String) -> InlineKind, text: String) -> Rewritten {
    if text.is_empty() { Rewritten::Gone } else { Rewritten::Kept(kind(text)) }
}

fn holding(kind: fn(Vec<Inline>) -> InlineKind, content: Vec<Inline>) -> Rewritten {
    if content.is_empty() { Rewritten::Gone } else { Rewritten::Kept(kind(content)) }
}

/// Puts an inline behind others: two texts are one.
fn push(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline.kind) {
        (Some(Inline { kind: InlineKind::Text(before), span }), InlineKind::Text(text)) => {
            before.push_str(&text);
            *span = span.to(inline.span);
        }
        (_, kind) => out.push(Inline { kind, span: inline.span }),
    }
}

#[cfg(test)]
mod tests;
