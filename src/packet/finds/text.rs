//! A document as flat text, unit by unit, and marks put back where something was found.

use super::units;
use crate::lang::{Language, Script};
use crate::model::{Document, Inline, InlineKind, Mark, Target};
use crate::parallel;
use crate::source::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A place in the articles of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the article, from zero.
    pub article: usize,
    /// The number of the unit in its [`Text`], from zero.
    pub unit: usize,
    /// A byte of that unit's text, where a character begins.
    pub offset: usize,
}

impl Place {
    /// What [`mark`] calls the mark at this place: unique in its article.
    pub fn mark(&self) -> Mark {
        mark_at(self.unit, self.offset)
    }
}

/// A document of 4 GB is read by nobody: its numbers of units and bytes are below 2³².
fn mark_at(unit: usize, offset: usize) -> Mark {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Mark { unit: number(unit), offset: number(offset) }
}

/// What a unit is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is called what it is
pub enum UnitKind {
    Title,
    Standfirst,
    Heading,
    /// A paragraph of the article itself.
    Text,
    Item,
    Quote,
    Term,
    Cell,
    Caption,
    Note,
}

impl UnitKind {
    /// What a block of `inner` is in a block of this kind: a note's parts stay a note's.
    pub(super) fn within(self, inner: Self) -> Self {
        match self {
            Self::Note => self,
            _ => inner,
        }
    }

    /// Whether it is made of sentences.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Standfirst | Self::Text | Self::Item | Self::Quote)
    }
}

/// One inline list as flat text. A picture or a formula is U+FFFC, a line break a space; notes have units of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit<'a> {
    /// What it is.
    pub kind: UnitKind,
    /// Its words: the document's own where nothing is among them.
    pub text: Cow<'a, str>,
    /// What of them is more than words: of most units nothing, and a packet has tens of thousands.
    pub marked: Option<Box<Marked<'a>>>,
}

/// The words of a unit that are more than words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked<'a> {
    /// What is emphasised, strongly or not.
    pub emphasised: Vec<Range<usize>>,
    /// What is a program's text.
    pub code: Vec<Range<usize>>,
    /// What leads where.
    pub links: Vec<(Range<usize>, Cow<'a, str>)>,
}

/// A document as flat text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text<'a> {
    /// The units in reading order; a note's behind that which calls it.
    pub units: Vec<Unit<'a>>,
    /// The language it is written in.
    pub language: Option<Language>,
}

impl<'a> Text<'a> {
    /// The text of a document.
    pub fn of(document: &'a Document) -> Self {
        let mut units = Vec::new();
        units::each(document, &mut |kind, inlines| units.push(Unit::of(kind, inlines)));
        units.shrink_to_fit();
        Self { units, language: document.meta.language.clone() }
    }

    /// The texts of several documents.
    pub fn all(documents: impl IntoIterator<Item = &'a Document>) -> Vec<Self> {
        let documents: Vec<_> = documents.into_iter().collect();
        parallel::each(&documents, |_, document| Self::of(document))
    }

    /// The same, for when the document is gone.
    pub fn into_owned(self) -> Text<'static> {
        let owned = |unit: Unit<'_>| Unit {
            kind: unit.kind,
            text: unit.text.into_owned().into(),
            marked: unit.marked.map(|marked| {
                let links = marked.links.into_iter().map(|(range, url)| (range, url.into_owned().into()));
                Box::new(Marked { emphasised: marked.emphasised, code: marked.code, links: links.collect() })
            }),
        };
        Text { units: self.units.into_iter().map(owned).collect(), language: self.language }
    }

    /// The primary subtag of its language: "en" if it is not known.
    pub(super) fn code(&self) -> String {
        self.language.as_ref().map_or_else(|| "en".to_owned(), |language| language.code().to_owned())
    }
}

impl<'a> Unit<'a> {
    fn of(kind: UnitKind, inlines: &'a [Inline]) -> Self {
        let mut unit = Self { kind, text: Cow::Borrowed(""), marked: None };
        match inlines {
            [] => {}
            [Inline { kind: InlineKind::Text(words), .. }] => unit.text = Cow::Borrowed(words),
            _ => {
                // A packet has tens of thousands: each as large as what is in it.
                let mut text = String::with_capacity(inlines.iter().map(|inline| length(&inline.kind)).sum());
                unit.flatten(inlines, &mut text);
                unit.text = text.into();
            }
        }
        unit
    }

    fn flatten(&mut self, inlines: &'a [Inline], text: &mut String) {
        for inline in inlines {
            let start = text.len();
            match &inline.kind {
                InlineKind::Text(words) => text.push_str(words),
                InlineKind::Code(words) => {
                    text.push_str(words);
                    put(&mut self.mark().code, start..text.len());
                }
                InlineKind::Emph(inner) | InlineKind::Strong(inner) => {
                    self.flatten(inner, text);
                    put(&mut self.mark().emphasised, start..text.len());
                }
                InlineKind::Strike(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Raised(inner)
                | InlineKind::Lowered(inner)
                | InlineKind::Ruby(inner)
                | InlineKind::Reading(inner) => self.flatten(inner, text),
                InlineKind::Link { target, content } => {
                    self.flatten(content, text);
                    if let Target::Url(url) = &**target {
                        put(&mut self.mark().links, (start..text.len(), Cow::Borrowed(url)));
                    }
                }
                InlineKind::Image(_) | InlineKind::Math { .. } => text.push(OBJECT),
                InlineKind::Break => text.push(' '),
                InlineKind::Note(_) | InlineKind::NoteAgain(_) | InlineKind::Mark(_) | InlineKind::Pages(..) => {}
            }
        }
    }

    fn mark(&mut self) -> &mut Marked<'a> {
        self.marked.get_or_insert_default()
    }

    /// What of its words is emphasised, strongly or not.
    pub fn emphasised(&self) -> &[Range<usize>] {
        self.marked.as_ref().map_or(&[], |marked| &marked.emphasised)
    }

    /// What of its words is a program's text.
    pub fn code(&self) -> &[Range<usize>] {
        self.marked.as_ref().map_or(&[], |marked| &marked.code)
    }

    /// What of its words leads where.
    pub fn links(&self) -> &[(Range<usize>, Cow<'a, str>)] {
        self.marked.as_ref().map_or(&[], |marked| &marked.links)
    }

    /// Whether a range touches a program's text.
    pub(super) fn is_code(&self, range: &Range<usize>) -> bool {
        self.code().iter().any(|code| code.start < range.end && range.start < code.end)
    }
}

/// Puts one more into a list that mostly has one or two.
fn put<T>(list: &mut Vec<T>, one: T) {
    const FEW: usize = 4;
    if list.len() == list.capacity() && list.len() < FEW {
        list.reserve_exact(1);
    }
    list.push(one);
}

/// What stands for a picture or a formula in flat text.
pub(super) const OBJECT: char = '\u{fffc}';

/// How long an inline is in a unit's text, in bytes.
fn length(kind: &InlineKind) -> usize {
    match kind {
        InlineKind::Text(words) | InlineKind::Code(words) => words.len(),
        InlineKind::Image(_) | InlineKind::Math { .. } => OBJECT.len_utf8(),
        InlineKind::Break => 1,
        kind => kind.inner().unwrap_or_default().iter().map(|inline| length(&inline.kind)).sum(),
    }
}

/// Puts marks into a document, called as [`Place::mark`] says, each where the word of its place begins. Which article
/// the places are in is not looked at. Words are never changed.
pub fn mark(document: &mut Document, places: impl IntoIterator<Item = Place>) {
    let mut places: Vec<_> = places.into_iter().map(|place| (place.unit, place.offset)).collect();
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        return;
    }
    let mut at = 0;
    let mut unit = 0;
    units::each_mut(document, &mut |inlines| {
        let start = at;
        while places.get(at).is_some_and(|place| place.0 == unit) {
            at += 1;
        }
        if start < at {
            let marks = named(&Unit::of(UnitKind::Text, inlines).text, &places[start..at]);
            let mut marks = Marks { marks: marks.into_iter().peekable(), flat: 0 };
            marks.insert(inlines);
            inlines.extend(marks.marks.map(|(_, mark)| mark_inline(mark)));
        }
        unit += 1;
    });
}

/// Offsets and marks, each offset brought back to where its word begins.
fn named(text: &str, places: &[(usize, usize)]) -> Vec<(usize, Mark)> {
    let mut before = (0, 0);
    let of = |&(unit, offset): &(usize, usize)| {
        let mark = mark_at(unit, offset);
        let offset = text.floor_char_boundary(offset);
        // No further back than the one before: it is in the same word, then.
        let (from, snapped) = before;
        let own = word_start(&text[from.min(offset)..offset]).map(|start| from.min(offset) + start);
        before = (offset, own.unwrap_or(snapped));
        (before.1, mark)
    };
    places.iter().map(of).collect()
}

/// Where the word begins that a text ends in; `None` if that is before the text.
fn word_start(text: &str) -> Option<usize> {
    let ends = |c: char| c.is_whitespace() || c == OBJECT || Script::of(c).is_square();
    text.char_indices().rev().find(|(_, c)| ends(*c)).map(|(at, c)| at + c.len_utf8())
}

fn mark_inline(mark: Mark) -> Inline {
    Inline { kind: InlineKind::Mark(mark), span: Span::NONE }
}

/// Marks on their way into inlines.
struct Marks<I: Iterator<Item = (usize, Mark)>> {
    marks: std::iter::Peekable<I>,
    /// How much of the unit's text is behind.
    flat: usize,
}

impl<I: Iterator<Item = (usize, Mark)>> Marks<I> {
    fn insert(&mut self, inlines: &mut Vec<Inline>) {
        let mut out = Vec::with_capacity(inlines.len() + 2);
        for mut inline in inlines.drain(..) {
            while let Some((_, mark)) = self.marks.next_if(|(at, _)| *at <= self.flat) {
                out.push(mark_inline(mark));
            }
            let end = self.flat + length(&inline.kind);
            if self.marks.peek().is_some_and(|(at, _)| *at < end) {
                match &mut inline.kind {
                    InlineKind::Text(words) => {
                        let rest = self.part(std::mem::take(words), inline.span, &mut out);
                        inline.kind = InlineKind::Text(rest);
                    }
                    kind => kind.inner_mut().into_iter().for_each(|inner| self.insert(inner)),
                }
            }
            self.flat = end;
            out.push(inline);
        }
        // A packet holds many of them: each as large as what is in it.
        inlines.reserve_exact(out.len());
        inlines.append(&mut out);
    }

    /// Puts words and the marks that stand within them behind what is there, but for the words behind the last mark.
    fn part(&mut self, words: String, span: Span, out: &mut Vec<Inline>) -> String {
        let mut from = 0;
        while let Some((at, mark)) = self.marks.next_if(|(at, _)| *at < self.flat + words.len()) {
            let at = at.saturating_sub(self.flat).max(from);
            if from < at {
                out.push(Inline { kind: InlineKind::Text(words[from..at].to_owned()), span });
            }
            out.push(mark_inline(mark));
            from = at;
        }
        words[from..].to_owned()
    }
}

/// How much of a unit is surely on two pages or fewer, in bytes.
const NEAR: usize = 1200;

/// Of many places, as few as page numbers need: in each unit the first, and those far behind the last one taken.
pub fn sparse(places: &[Place]) -> Vec<Place> {
    let mut kept: Vec<Place> = Vec::new();
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    for place in sorted {
        let near = |last: &Place| {
            (last.article, last.unit) == (place.article, place.unit) && place.offset < last.offset + NEAR
        };
        if !kept.last().is_some_and(near) {
            kept.push(place);
        }
    }
    kept
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Builder, Container, Meta};

    /// A document of bare paragraphs; its first units, title and standfirst, are empty.
    pub fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::new();
        for words in paragraphs {
            builder.open(Container::Paragraph, Span::NONE);
            builder.text(words, Span::NONE);
            builder.close();
        }
        Document { meta: Meta::default(), blocks: builder.finish().blocks }
    }

    /// The text of a document of bare paragraphs.
    pub fn text(paragraphs: &[&str]) -> Text<'static> {
        Text::of(&document(paragraphs)).into_owned()
    }

    #[test]
    fn a_note_is_a_unit_behind_that_which_calls_it() {
        let mut builder = Builder::new();
        builder.open(Container::Paragraph, Span::NONE);
        builder.text("One ", Span::NONE);
        builder.open(Container::Emph, Span::NONE);
        builder.text("two", Span::NONE);
        builder.close();
        builder.open(Container::Note { label: "1".to_owned() }, Span::NONE);
        builder.open(Container::Paragraph, Span::NONE);
        builder.text("aside", Span::NONE);
        builder.close();
        builder.close();
        builder.text(" three", Span::NONE);
        builder.close();
        let document = Document { meta: Meta::default(), blocks: builder.finish().blocks };
        let text = Text::of(&document);
        let all: Vec<_> = text.units.iter().map(|unit| (unit.kind, &*unit.text)).collect();
        assert_eq!(all[2..], [(UnitKind::Text, "One two three"), (UnitKind::Note, "aside")]);
        assert_eq!(text.units[2].emphasised(), std::slice::from_ref(&(4..7)));
    }

    #[test]
    fn marks_stand_where_words_begin() {
        let mut marked = document(&["The (OSCE) met. It met again."]);
        let place = |offset| Place { article: 0, unit: 2, offset };
        mark(&mut marked, [place(5), place(21), place(5), place(11)]);
        let shown = marked.dump();
        assert!(shown.contains("The {mark f2.5}(OSCE) {mark f2.11}met. It {mark f2.21}met again."), "{shown}");
        assert_eq!(Text::of(&marked), Text::of(&document(&["The (OSCE) met. It met again."])));
    }

    #[test]
    fn several_places_of_one_word_are_marked_before_it() {
        let mut marked = document(&["a bcdefg"]);
        let place = |offset| Place { article: 0, unit: 2, offset };
        mark(&mut marked, [place(3), place(5), place(8), place(99)]);
        assert!(marked.dump().contains("a {mark f2.3}{mark f2.5}{mark f2.8}{mark f2.99}bcdefg"), "{}", marked.dump());
    }

    #[test]
    fn few_places_of_a_unit_are_enough() {
        let place = |unit, offset| Place { article: 0, unit, offset };
        let all = [place(3, 0), place(2, 5), place(2, 900), place(2, 1300), place(3, 10)];
        assert_eq!(sparse(&all), [place(2, 5), place(2, 1300), place(3, 0)]);
    }
}
