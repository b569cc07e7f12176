//! What Markdown and the HTML in it both write to: the builder, and a stack of what is open, so that a tag that
//! nobody closes ends with the Markdown around it.

use super::grid::{COVERED, Grid};
use super::picture;
use super::run::{Addresses, Run};
use super::smart::Smart;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Block, Builder, Container, Display, Image, MAX_DEPTH, Spread, Target};
use crate::source::{Source, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// The way into the document.
pub struct Out<'a> {
    /// What is read.
    pub source: &'a Source,
    /// What is noticed.
    pub sink: Sink,
    /// The punctuation of the article's language.
    pub smart: Smart,
    /// The HTML elements that were told of.
    pub told: BTreeSet<String>,
    /// The name of an `<a name="…">` that no words have followed yet: the heading behind it takes it for its anchor.
    pub anchor: Option<String>,
    builder: Builder,
    run: Run,
    open: Vec<Open>,
    capture: Option<(Capture, String, Span)>,
    links: usize,
    depth: usize,
    tags: usize,
    /// The tables in HTML that are open, and how many covered cells there may still be.
    grids: Vec<Grid>,
    covered: usize,
}

struct Open {
    by: By,
    end: End,
}

/// Who opened something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Markdown: it is closed in any case.
    Markdown,
    /// The start tag of this name: it may never be closed.
    Tag(&'static str),
}

/// What is to be done when it ends.
#[derive(Clone)]
pub enum End {
    /// Nothing.
    Nothing,
    /// So many containers close.
    Close(usize),
    /// A link ends.
    CloseLink,
    /// A row of a table in HTML ends.
    CloseRow(Range<usize>),
    /// A table in HTML ends.
    CloseTable,
    /// This is said.
    Say(&'static str, Range<usize>),
    /// A reading ends: its bracket is said, and it closes.
    CloseReading(&'static str, Range<usize>),
    /// What was collected is used.
    Capture,
    /// Words behind it stand apart from words in it.
    Apart(Range<usize>),
}

/// How something ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// An end tag said so, its own or that of an element around it.
    ByItsTag,
    /// Markdown went on.
    ByWhatIsAround,
}

/// What words are collected for, instead of going to the builder.
pub enum Capture {
    /// The description of a picture, which has this address and title.
    Alt(String, String),
    /// A program's text within a line.
    Code,
    /// Preformatted text, in a language.
    Pre(Option<String>),
    /// Nothing: a script.
    Nothing,
}

/// How many tags may be open within one another. More are text soup, and each end tag would search them all.
const OPEN_TAGS: usize = 200;

impl<'a> Out<'a> {
    /// A new document.
    pub fn new(source: &'a Source, smart: Smart, sink: Sink) -> Self {
        Self {
            source,
            sink,
            smart,
            told: BTreeSet::new(),
            anchor: None,
            builder: Builder::new(),
            run: Run::default(),
            open: Vec::new(),
            capture: None,
            links: 0,
            depth: 0,
            tags: 0,
            grids: Vec::new(),
            covered: COVERED,
        }
    }

    /// Closes everything.
    pub fn finish(mut self) -> (Vec<Block>, Sink) {
        while !self.open.is_empty() {
            self.pop(Ended::ByWhatIsAround);
        }
        self.flush();
        let blocks = self.builder.finish().tell(&mut self.sink);
        (blocks, self.sink)
    }

    /// The place as a span.
    pub fn span(&self, place: &Range<usize>) -> Span {
        self.source.span(place.clone())
    }

    /// Opens a container.
    pub fn start(&mut self, by: By, container: Container, place: &Range<usize>) {
        self.start_many(by, [container], place);
    }

    /// How the words before it are read, in brackets.
    pub fn reading(&mut self, by: By, place: &Range<usize>) {
        let ruby = self.open.iter().any(|open| matches!(open.by, By::Tag("ruby")));
        if self.capture.is_some() || !ruby {
            self.words("(", place.clone());
            return self.mark(by, End::Say(")", place.clone()));
        }
        let [open, close] = self.smart.brackets();
        self.start(by, Container::Reading, place);
        self.words(open, place.clone());
        if let Some(last) = self.open.last_mut() {
            last.end = End::CloseReading(close, place.clone());
        }
    }

    /// Opens containers within one another that end together.
    pub fn start_many<const N: usize>(&mut self, by: By, containers: [Container; N], place: &Range<usize>) {
        if self.capture.is_some() {
            return self.mark(by, End::Nothing);
        }
        self.flush();
        let span = self.span(place);
        for container in containers {
            if !is_inline(&container) {
                self.run.after('\n');
            }
            self.builder.open(container, span);
        }
        self.depth += N;
        self.mark(by, End::Close(N));
    }

    /// Opens a table in HTML, a row of one, or a cell that goes so far.
    pub fn start_grid(&mut self, by: By, container: Container, place: &Range<usize>) {
        let container = match container {
            Container::CellOver(spread) => Container::CellOver(self.spread(spread, place)),
            Container::RowHead(spread) => Container::RowHead(self.spread(spread, place)),
            other => other,
        };
        let end = match container {
            _ if self.capture.is_some() => End::Nothing,
            Container::Table { .. } => End::CloseTable,
            Container::Row | Container::HeadRow => End::CloseRow(place.clone()),
            _ => End::Close(1),
        };
        match end {
            End::CloseTable => self.grids.push(Grid::default()),
            End::CloseRow(_) => self.grids.iter_mut().next_back().into_iter().for_each(Grid::row),
            _ => {}
        }
        self.start(by, container, place);
        if let Some(open) = self.open.last_mut() {
            open.end = end;
        }
    }

    /// How far the next cell goes, behind those that others cover.
    fn spread(&mut self, wanted: Spread, place: &Range<usize>) -> Spread {
        self.cover(place);
        let (columns, rows) = wanted.size();
        self.grids.last_mut().map(|grid| grid.cell(columns, rows)).unwrap_or_default()
    }

    /// Sets the cells that others cover, where the next one would begin.
    fn cover(&mut self, place: &Range<usize>) {
        let Some(grid) = self.grids.last_mut().filter(|_| self.capture.is_none()) else { return };
        let count = grid.covered().min(self.covered);
        self.covered -= count;
        if count > 0 {
            self.flush();
        }
        let span = self.span(place);
        for _ in 0..count {
            self.builder.open(Container::CellOver(Spread::Covered), span);
            self.builder.close();
        }
    }

    /// Opens a link, if the address is one that may be followed and no link is open.
    pub fn link(&mut self, by: By, address: &str, place: &Range<usize>) {
        if self.links > 0 || self.capture.is_some() || address.trim().is_empty() {
            return self.mark(by, End::Nothing);
        }
        let Some(target) = Target::parse(address) else {
            let shown: String = address.chars().filter(|c| !c.is_control()).take(60).collect();
            let message = format!("the link to `{shown}` would run a program or open a local file; it was dropped");
            self.sink.push(Diagnostic::new(Code::LinkRefused, message, self.span(place)));
            return self.mark(by, End::Nothing);
        };
        self.flush();
        self.builder.open(Container::Link(target), self.span(place));
        self.depth += 1;
        self.links += 1;
        self.mark(by, End::CloseLink);
    }

    /// Collects the words that follow, until this ends.
    pub fn collect(&mut self, by: By, what: Capture, place: &Range<usize>) {
        if self.capture.is_some() {
            return self.mark(by, End::Nothing);
        }
        self.flush();
        self.capture = Some((what, String::new(), self.span(place)));
        self.mark(by, End::Capture);
    }

    /// Opens something that has no container.
    pub fn mark(&mut self, by: By, end: End) {
        self.tags += usize::from(by != By::Markdown);
        self.open.push(Open { by, end });
    }

    /// Ends what Markdown opened last, and the tags within it that nobody closed.
    pub fn end_markdown(&mut self) {
        while self.pop(Ended::ByWhatIsAround).is_some_and(|by| by != By::Markdown) {}
    }

    /// Ends the innermost element that Markdown around it allows to be ended and that `wanted` accepts, with
    /// everything in it. `stop` says which elements are not left for that.
    pub fn end_tag(&mut self, wanted: impl Fn(&str) -> bool, stop: impl Fn(&str) -> bool) {
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            match open.by {
                By::Tag(name) if wanted(name) => {
                    found = Some(at);
                    break;
                }
                By::Tag(name) if !stop(name) => {}
                By::Tag(_) | By::Markdown => break,
            }
        }
        while found.is_some_and(|at| self.open.len() > at) {
            self.pop(Ended::ByItsTag);
        }
    }

    /// Ends the innermost tags that are so.
    pub fn end_while(&mut self, so: impl Fn(&str) -> bool) {
        while matches!(self.open.last(), Some(Open { by: By::Tag(name), .. }) if so(name)) {
            self.pop(Ended::ByWhatIsAround);
        }
    }

    /// The name of the innermost open tag, if Markdown opened nothing since.
    pub fn innermost(&self) -> Option<&'static str> {
        match self.open.last()?.by {
            By::Tag(name) => Some(name),
            By::Markdown => None,
        }
    }

    /// Whether one more tag may be opened.
    pub fn takes_tags(&self) -> bool {
        self.tags < OPEN_TAGS
    }

    /// Whether one more note may be opened: at the builder's limit it would dissolve, and further calls to it dangle.
    pub fn takes_note(&self) -> bool {
        self.capture.is_none() && self.depth + 10 < MAX_DEPTH
    }

    /// What is being collected, with the words so far.
    pub fn capture(&mut self) -> Option<(&mut Capture, &str)> {
        self.capture.as_mut().map(|(what, text, _)| (what, text.as_str()))
    }

    fn pop(&mut self, ended: Ended) -> Option<By> {
        let Open { by, end } = self.open.pop()?;
        self.tags -= usize::from(by != By::Markdown);
        match end {
            End::Nothing => {}
            End::Close(count) => self.close(count),
            End::CloseLink => {
                self.close(1);
                self.links -= 1;
            }
            End::CloseRow(place) => {
                self.cover(&place);
                self.close(1);
            }
            End::CloseTable => {
                self.close(1);
                self.grids.pop();
            }
            End::Say(words, place) => self.words(words, place),
            End::CloseReading(bracket, place) => {
                self.words(bracket, place);
                self.close(1);
            }
            End::Apart(place) => self.apart(&place),
            End::Capture => self.use_capture(ended),
        }
        Some(by)
    }

    fn close(&mut self, count: usize) {
        self.flush();
        (0..count).for_each(|_| self.builder.close());
        self.depth -= count;
    }

    fn use_capture(&mut self, ended: Ended) {
        let Some((what, text, span)) = self.capture.take() else { return };
        match what {
            Capture::Alt(reference, title) => {
                let image = Image { reference, alt: text, ..Image::default() };
                if image.alt.trim().is_empty() && title.trim().is_empty() {
                    self.tell_undescribed(&image, span);
                }
                self.builder.image(image, &title, span);
                self.run.after('x');
            }
            Capture::Code => {
                self.builder.code(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), span);
                self.run.after('x');
            }
            Capture::Pre(language) => {
                let text = text.strip_prefix('\n').unwrap_or(&text);
                self.builder.code_block(language.as_deref(), text, span);
            }
            // `Put it into a <script> tag` is a sentence, and nothing of it is a script.
            Capture::Nothing if ended == Ended::ByWhatIsAround => self.words(&text, span.range()),
            Capture::Nothing => {}
        }
    }

    /// Words.
    pub fn words(&mut self, text: &str, place: Range<usize>) {
        if self.anchor.is_some() && !text.trim().is_empty() {
            self.anchor = None;
        }
        match &mut self.capture {
            Some((_, collected, _)) => collected.push_str(text),
            None => {
                let width = if self.run.is_empty() { picture::width(text) } else { None };
                let end = width.filter(|(width, _)| self.builder.picture_width(*width)).map_or(0, |(_, end)| end);
                if end < text.len() {
                    self.run.push(&text[end..], (place.start + end).min(place.end)..place.end, &self.source.text);
                }
            }
        }
    }

    /// A line end within a paragraph.
    pub fn line_end(&mut self, place: Range<usize>) {
        match &mut self.capture {
            Some((_, collected, _)) => collected.push('\n'),
            None => self.run.line_end(place, &self.source.text),
        }
    }

    /// A line break that the author made.
    pub fn line_break(&mut self, place: Range<usize>) {
        if let Some((_, collected, _)) = &mut self.capture {
            return collected.push('\n');
        }
        self.flush();
        self.builder.line_break(self.span(&place));
        self.run.after('\n');
    }

    /// A program's text within a line.
    pub fn code(&mut self, text: &str, place: Range<usize>) {
        if let Some((_, collected, _)) = &mut self.capture {
            return collected.push_str(text);
        }
        self.flush();
        self.builder.code(text, self.span(&place));
        self.run.after('x');
    }

    /// A formula.
    pub fn math(&mut self, tex: &str, display: Display, place: Range<usize>) {
        if let Some((_, collected, _)) = &mut self.capture {
            return collected.push_str(tex);
        }
        self.flush();
        self.builder.math(tex, display, self.span(&place));
        self.run.after('x');
    }

    /// Preformatted text.
    pub fn code_block(&mut self, language: &str, text: &str, place: Range<usize>) {
        self.flush();
        self.builder.code_block(Some(language), text, self.span(&place));
    }

    /// Tells of a picture that nothing is said of, in its description or below it.
    pub fn tell_undescribed(&mut self, image: &Image, span: Span) {
        if image.reference.trim().is_empty() {
            return;
        }
        let message =
            format!("the picture {} has no description: who cannot see it learns nothing of it", image.shown());
        let hint = "write what it shows between the brackets, or `<img alt=\"\">` if it is decoration";
        self.sink.push(Diagnostic::new(Code::ImageUndescribed, message, span).hint(hint));
    }

    /// A picture whose description is known.
    pub fn image(&mut self, image: Image, caption: &str, place: Range<usize>) {
        if let Some((_, collected, _)) = &mut self.capture {
            return collected.push_str(&image.alt);
        }
        self.flush();
        self.builder.image(image, caption, self.span(&place));
        self.run.after('x');
    }

    /// A break between scenes or thoughts.
    pub fn rule(&mut self, place: Range<usize>) {
        if self.capture.is_none() {
            self.flush();
            self.builder.rule(self.span(&place));
        }
    }

    /// A further call to a note.
    pub fn note_again(&mut self, label: &str, place: Range<usize>) {
        self.flush();
        self.builder.note_again(label, self.span(&place));
    }

    /// Words behind this do not join those before it.
    pub fn apart(&mut self, place: &Range<usize>) {
        if self.capture.is_none() {
            self.flush();
            self.builder.open(Container::Paragraph, self.span(place));
            self.builder.close();
            self.run.after('\n');
        }
    }

    fn flush(&mut self) {
        let addresses = if self.links > 0 { Addresses::Leave } else { Addresses::Link };
        self.run.flush(&mut self.builder, addresses, &self.smart, self.source, &mut self.sink);
    }
}

fn is_inline(container: &Container) -> bool {
    matches!(
        container,
        Container::Emph
            | Container::Strong
            | Container::Strike
            | Container::SmallCaps
            | Container::Raised
            | Container::Lowered
            | Container::Link(_)
    )
}
