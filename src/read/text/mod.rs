//! Plain text, whose headings nobody marked: lines → layout → blocks → front matter → headings → levels → body.
//!
//! Every step is a function from one noun to the next, and every judgement that could be wrong is a diagnostic with
//! its reasons. No word is lost: what does not belong to the article is named when it is left out.

mod above;
mod authors;
mod below;
mod blocks;
mod body;
pub(in crate::read) mod byline;
mod closings;
mod code;
mod company;
mod cues;
pub(in crate::read) mod dates;
mod diffs;
mod emphasis;
mod entries;
mod facts;
mod front;
mod head;
mod headings;
mod issue;
mod join;
mod labels;
mod layout;
mod letter;
mod letterhead;
mod levels;
pub(in crate::read) mod lexicon;
mod lines;
mod marked;
mod marks;
mod names;
mod never;
mod notes;
mod page;
mod pages;
mod poem;
mod press;
mod rulings;
mod running;
mod seams;
mod series;
mod settings;
mod standfirst;
mod tables;
mod talk;
mod things;
mod ticker;
mod title_page;
mod together;
mod versions;
mod wording;
mod words;

use super::tidy::Tidy;
use super::{Reader, language};
use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::lang::{Kind, Language};
use crate::model::{Builder, Document, Inline, InlineKind, Level, Meta};
use crate::source::{Source, Span};
use blocks::Block;
use body::Body;
use facts::{Look, Profile};
use front::{Front, Role};
use headings::{Verdict, Weights};
use join::Undone;
use layout::Layout;
use lines::Line;
use notes::Notes;
use std::ops::Range;
use things::Thing;
use ticker::Ticker;
use words::Setter;

/// The plain-text reader.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// The language of the text; detected if it is not given.
    pub language: Option<Language>,
    /// Which repairs of typing are made.
    pub tidy: Tidy,
}

impl Reader for PlainText {
    fn read(&self, source: &Source) -> Warned<Document> {
        self.read_by(source, Weights::table())
    }
}

impl PlainText {
    /// Reads by these weights of the cues.
    fn read_by(&self, source: &Source, weights: &Weights) -> Warned<Document> {
        let mut sink = Sink::new();
        let language = self.language.clone().or_else(|| language::detect(source, &mut sink));
        let reading = Reading::of(&source.text, &self.tidy);
        let front = reading.front();
        let looks = reading.looks(&front);
        let profile = Profile::of(&reading.blocks, &looks, &reading.layout);
        let notes = Notes::of(&reading.blocks, |at| front.role(at).is_none());
        let mut verdicts = headings::headings(&reading.blocks, &looks, &profile, weights);
        verdicts.retain(|verdict| !front.is_in_head(verdict.block));
        talk::without_speakers(&mut verdicts, &reading.blocks);
        if talk::is_interview(&reading.blocks, &front) {
            talk::without_questions(&mut verdicts, &reading.blocks);
        }
        let ticker = Ticker::of(&reading.blocks, |at| front.role(at).is_none());
        ticker.mend(&mut verdicts, &reading.blocks);
        let levels = levels::levels(&verdicts, &reading.blocks, &reading.layout);
        let headings: Vec<(Verdict, Level)> = verdicts.into_iter().zip(levels).collect();
        let tongue = language.clone().unwrap_or_default();
        let mut setter = Setter {
            source,
            lines: &reading.lines,
            blocks: &reading.blocks,
            notes: &notes,
            tidy: &self.tidy,
            language: &tongue,
            builder: Builder::new(),
            called: Vec::new(),
        };
        let stays = |at: usize| match front.role(at) {
            Some(Role::Date(found)) => dates::says_more(reading.blocks[at].text(), found),
            role => role.is_none(),
        };
        let skip = |at: usize| !stays(at) || notes.is_body(at) || notes.heading == Some(at);
        Body::new(&mut setter, &reading.lines, &reading.layout, &ticker).set(&headings, skip);
        let blocks = setter.builder.finish().tell(&mut sink);
        let teller = Teller { source, reading: &reading, tidy: &self.tidy, language: &tongue };
        let meta = teller.meta(&front, language, &mut sink);
        teller.headings(&headings, &skip, &mut sink);
        for line in &reading.of_pages {
            sink.push(left_out(line.text, source.span(line.start..line.end())));
        }
        if let Some(at) = notes.heading {
            teller.left_out(at, reading.blocks[at].text(), &mut sink);
        }
        sink.warn(Document { meta: meta.printable(), blocks })
    }
}

/// The first three steps: nothing in them is a guess about meaning.
struct Reading<'a> {
    lines: Vec<Line<'a>>,
    layout: Layout,
    blocks: Vec<Block<'a>>,
    /// Numbers of pages, and running heads.
    of_pages: Vec<Line<'a>>,
}

impl<'a> Reading<'a> {
    fn of(text: &'a str, tidy: &Tidy) -> Self {
        let undone = if tidy.hyphens { Undone::WhereSafe } else { Undone::Never };
        let (lines, of_pages) = pages::without_furniture(lines::lines(text));
        let layout = Layout::of(&lines);
        let blocks = blocks::blocks(&lines, &layout, undone);
        Self { lines, layout, blocks, of_pages }
    }

    fn front(&self) -> Front {
        let header = letter::header(&self.lines).end;
        let header = self.blocks.iter().take_while(|block| block.lines.end <= header).count();
        front::front_matter(&self.blocks, &self.layout, header)
    }

    fn looks(&self, front: &Front) -> Vec<Look> {
        Look::all(&self.blocks, |at| front.role(at).is_some())
    }
}

/// Makes the metadata, and tells what was decided.
struct Teller<'a> {
    source: &'a Source,
    reading: &'a Reading<'a>,
    tidy: &'a Tidy,
    language: &'a Language,
}

impl Teller<'_> {
    fn meta(&self, front: &Front, language: Option<Language>, sink: &mut Sink) -> Meta {
        let mut meta = Meta { language, ..Meta::default() };
        for at in 0..self.reading.blocks.len() {
            let text = self.reading.blocks[at].text();
            match front.role(at) {
                None => {}
                Some(Role::Title) => {
                    // That of a title page may stand in several lines.
                    if !meta.title.is_empty() {
                        meta.title.push(Inline { kind: InlineKind::Text(" ".to_owned()), span: self.span(at) });
                    }
                    meta.title.extend(self.words(at, body::heading_words(text)));
                    self.told(at, "the title", text, sink);
                }
                Some(Role::Subject(start)) => {
                    meta.title = self.words(at, *start..text.len());
                    self.told(at, "the title", text, sink);
                }
                Some(Role::Publication(range)) => {
                    let name = self.tidy.tidy(&text[range.clone()], self.language, None, None);
                    // A series may stand below the institute whose it is, and its number below it.
                    let all = meta.publication.iter().map(String::as_str).chain([&*name]).collect::<Vec<_>>();
                    meta.publication = Some(all.join(self.language.comma()));
                    self.told(at, "the publication", text, sink);
                }
                Some(Role::Address(range)) => {
                    meta.url.get_or_insert_with(|| text[range.clone()].to_owned());
                    self.told(at, "the address", text, sink);
                }
                Some(Role::Standfirst) => {
                    meta.standfirst = self.words(at, body::heading_words(text));
                    self.told(at, "the standfirst", text, sink);
                }
                Some(Role::Byline(byline)) => {
                    self.told(at, "the byline", &byline.names.join("; "), sink);
                    meta.authors.clone_from(&byline.names);
                    if !byline.rest.is_empty() {
                        self.left_out(at, &byline.rest.join(" … "), sink);
                    }
                    if let Some(found) = &byline.date {
                        self.date(self.span(at), found, &mut meta, sink);
                    }
                }
                Some(Role::Date(found)) => {
                    let found = &dates::placed(text, found);
                    self.date(self.span(at), found, &mut meta, sink);
                    let [mut before, after] = [&text[..found.range.start], &text[found.range.end..]];
                    let published = things::dated(text).filter(|(thing, ..)| *thing != Thing::Occasion);
                    if let Some((_, name, _)) = published.filter(|_| meta.publication.is_none()) {
                        before = &before[..name.start];
                        meta.publication = Some(text[name].to_owned());
                        self.told(at, "the publication", text, sink);
                    }
                    let rest = format!("{} {}", before.trim(), after.trim());
                    let stays = dates::says_more(text, found);
                    if !stays && rest.chars().any(|c| Kind::of(c).is_alphanumeric()) {
                        self.left_out(at, rest.trim(), sink);
                    }
                }
                Some(Role::RepeatedTitle | Role::Furniture) => self.left_out(at, text, sink),
            }
        }
        if let Some((at, found)) = front.dateline.as_ref().filter(|_| meta.date.is_none()) {
            // The words stay where they are: the place of the message is before them.
            let span = self.span(*at);
            self.date(self.source.span(span.range().start..span.range().start), found, &mut meta, sink);
        }
        meta
    }

    /// The first date counts; a second one ("updated") is left out.
    fn date(&self, span: Span, found: &dates::Found, meta: &mut Meta, sink: &mut Sink) {
        if meta.date.is_some() {
            sink.push(left_out(&found.date.written, span));
            return;
        }
        // With strokes, only Americans put the month first.
        let swapped = found.ambiguous && self.language.code() != "en";
        let date = if swapped { found.day_first() } else { found.date.clone() };
        let message = format!("took this for the date: {}", date.iso);
        let mut diagnostic = Diagnostic::new(Code::MetadataGuess, message, span);
        if found.ambiguous {
            diagnostic = diagnostic.hint("day and month could be the other way round; write the month as a word");
        }
        sink.push(diagnostic);
        meta.date = Some(date.clone());
    }

    fn words(&self, at: usize, range: Range<usize>) -> Vec<Inline> {
        let words = &self.reading.blocks[at].text()[range];
        if words.contains("://") {
            return Meta::words(words, self.span(at));
        }
        Meta::words(&self.tidy.tidy(words, self.language, None, None), self.span(at))
    }

    fn told(&self, at: usize, what: &str, words: &str, sink: &mut Sink) {
        let message = format!("took this line for {what}: {}", shortened(words));
        sink.push(Diagnostic::new(Code::MetadataGuess, message, self.span(at)));
    }

    fn left_out(&self, at: usize, words: &str, sink: &mut Sink) {
        sink.push(left_out(words, self.span(at)));
    }

    fn headings(&self, headings: &[(Verdict, Level)], skip: &impl Fn(usize) -> bool, sink: &mut Sink) {
        for (verdict, level) in headings.iter().filter(|(verdict, _)| !skip(verdict.block)) {
            let text = self.reading.blocks[verdict.block].text();
            let words = &text[body::heading_words(text)];
            let message = format!("took this line for a heading, level {}", level.get());
            let mut diagnostic = Diagnostic::new(Code::HeadingGuess, message, self.span(verdict.block));
            if !verdict.because.is_empty() {
                diagnostic = diagnostic.hint(format!("because: {}", verdict.because.join(", ")));
            }
            let hashes = "#".repeat(usize::from(level.get()));
            sink.push(diagnostic.hint(format!("write \"{hashes} {}\" to be certain", shortened(words))));
        }
    }

    fn span(&self, at: usize) -> Span {
        self.source.span(self.reading.blocks[at].span.clone())
    }
}

/// That words are left out.
fn left_out(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::SkippedContent, format!("left out as no part of the article: {words}"), span)
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
