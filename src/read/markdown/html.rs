//! Raw HTML in Markdown. A tokenizer reads it; common elements become what they mean, the others their text.
//!
//! There is no tree: tags open and close on the stack of [`Out`], which Markdown shares, and what a browser would
//! imply (an item ends where the next begins) is implied here.

use super::html_tags::{Kind, tag};
use super::out::{By, Capture, End, Out};
use crate::diag::{Code, Diagnostic};
use crate::model::{Container, Figures, Image, Level, ListKind, Numbering, SaidOfPicture, Shares, Spread};
use html5gum::{DefaultEmitter, StartTag, State, Token, Tokenizer};
use std::ops::Range;

/// A tag in a line.
pub fn inline(text: &str, place: &Range<usize>, out: &mut Out) {
    // Comments, processing instructions and declarations say nothing to a reader.
    if !text.starts_with("<!") && !text.starts_with("<?") {
        read(text, place, out);
    }
}

/// A block of HTML.
pub fn block(text: &str, place: &Range<usize>, out: &mut Out) {
    let begin = text.trim_start();
    // The tokenizer, which reads HTML and not XML, would end some of these at the first `>`.
    let skipped =
        [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")].into_iter().find(|(open, _)| begin.starts_with(open));
    let rest = match skipped.map(|(open, close)| (open, close, text.find(close))) {
        None => text,
        Some((_, close, Some(at))) => &text[at + close.len()..],
        Some((open, close, None)) => return unclosed(open, close, &begin[open.len()..], place, out),
    };
    let start = boundary(&out.source.text, place.start + (text.len() - rest.len()));
    if goes_on(rest) {
        out.end_while(|name| Kind::of(name).holds_words());
    } else {
        settle(out);
    }
    out.apart(place);
    read(rest, &(start.min(place.end)..place.end), out);
    out.end_while(|name| Kind::of(name).is_inline());
    if !rest.trim().is_empty() && out.innermost().is_none_or(|name| !Kind::of(name).holds_words()) {
        out.apart(place);
    }
}

/// Whether a block begins with what only stands in a list or a table: one that an empty line cut off from its frame.
fn goes_on(text: &str) -> bool {
    let name = text.trim_start().strip_prefix('<').map(|rest| rest.trim_start_matches('/')).unwrap_or_default();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    tag(&name).is_some_and(|(_, kind)| {
        kind.is_frame() || matches!(kind, Kind::Item | Kind::Cell | Kind::HeadCell | Kind::Term | Kind::Meaning)
    }) && (text.trim_start().starts_with("</") || !matches!(name.as_str(), "ul" | "ol" | "dl" | "table"))
}

/// A comment that nobody closes takes the rest of the document with it; that cannot be meant.
fn unclosed(open: &str, close: &str, text: &str, place: &Range<usize>, out: &mut Out) {
    let message = format!("`{open}` is never closed; what stands behind it was kept as text");
    let hint = format!("close it with `{close}`");
    let span = out.source.span(place.start..(place.start + open.len()).min(place.end));
    out.sink.push(Diagnostic::new(Code::RawHtml, message, span).hint(hint));
    for paragraph in text.split("\n\n") {
        out.apart(place);
        out.words(paragraph, place.clone());
    }
    out.apart(place);
}

/// Markdown begins a block: tags that hold only words, or only rows or items, end before it.
pub fn settle(out: &mut Out) {
    out.end_while(|name| Kind::of(name).holds_words() || Kind::of(name).is_frame());
}

fn read(text: &str, place: &Range<usize>, out: &mut Out) {
    let tokens = tokens(text);
    // In a quotation or a list the parser has cut marks off the lines: then the whole block is the place.
    let exact = out.source.text.get(place.clone()).is_some_and(|source| source.starts_with(text.trim_end()));
    let source = out.source;
    let at = |span: html5gum::Span| match exact {
        true => {
            let [start, end] = [span.start, span.end].map(|at| (place.start + at).min(place.end));
            boundary(&source.text, start)..boundary(&source.text, end)
        }
        false => place.clone(),
    };
    let mut html = Html { out, tokens: &tokens, skip: None };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::StartTag(start) => html.start(start, index, &at(start.span)),
            Token::EndTag(end) => html.end(&String::from_utf8_lossy(&end.name), &at(end.span)),
            Token::String(text) => html.words(&String::from_utf8_lossy(&text.value), at(text.span)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

/// The end of the character that a byte is in: the tokenizer's places may lie within one, behind what is no HTML.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn tokens(text: &str) -> Vec<Token<usize>> {
    let mut tokenizer = Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span());
    let mut tokens = Vec::new();
    while let Some(Ok(token)) = tokenizer.next() {
        if let Token::StartTag(start) = &token {
            match start.name.as_slice() {
                b"script" => tokenizer.set_state(State::ScriptData),
                b"style" => tokenizer.set_state(State::RawText),
                _ => {}
            }
        }
        tokens.push(token);
    }
    tokens
}

struct Html<'t, 'o, 'a> {
    out: &'o mut Out<'a>,
    tokens: &'t [Token<usize>],
    /// The picture that a figure took already.
    skip: Option<usize>,
}

impl Html<'_, '_, '_> {
    fn words(&mut self, text: &str, place: Range<usize>) {
        let framed = self.out.innermost().is_some_and(|name| Kind::of(name).is_frame());
        if !(framed && text.trim().is_empty()) {
            self.out.words(text, place);
        }
    }

    fn start(&mut self, start: &StartTag<usize>, index: usize, place: &Range<usize>) {
        let name = String::from_utf8_lossy(&start.name);
        let Some((name, kind)) = tag(&name) else { return self.unknown(&name, start, place) };
        if let Some((what, text)) = self.out.capture() {
            if let (Kind::Code, Capture::Pre(language @ None)) = (kind, what)
                && text.trim().is_empty()
            {
                *language = class_language(start);
            }
            return self.start_captured(name, kind, start, place);
        }
        match kind {
            Kind::Break => self.out.line_break(place.clone()),
            Kind::Picture if self.skip == Some(index) => {}
            Kind::Picture => self.picture(start, place),
            Kind::Empty => {}
            _ if !self.out.takes_tags() => {
                if !kind.is_inline() {
                    self.out.apart(place);
                }
            }
            kind if kind.is_inline() => self.start_inline(name, kind, start, place),
            kind => self.start_block(name, kind, start, index, place),
        }
    }

    /// Within what is collected, tags only keep the count.
    fn start_captured(&mut self, name: &'static str, kind: Kind, start: &StartTag<usize>, place: &Range<usize>) {
        match kind {
            Kind::Break => self.out.line_break(place.clone()),
            Kind::Picture => self.picture(start, place),
            Kind::Empty | Kind::Rule => {}
            _ if self.out.takes_tags() => self.out.mark(By::Tag(name), End::Nothing),
            _ => {}
        }
    }

    fn start_inline(&mut self, name: &'static str, kind: Kind, start: &StartTag<usize>, place: &Range<usize>) {
        let by = By::Tag(name);
        let container = match kind {
            Kind::Emph => Container::Emph,
            Kind::Strong => Container::Strong,
            Kind::Strike => Container::Strike,
            Kind::Raised => Container::Raised,
            Kind::Lowered => Container::Lowered,
            Kind::Plain if has_small_caps(start) => Container::SmallCaps,
            Kind::Code => return self.out.collect(by, Capture::Code, place),
            Kind::Link if !start.attributes.contains_key(&b"href"[..]) => {
                self.out.anchor = attribute(start, "name").or_else(|| attribute(start, "id"));
                return self.out.mark(by, End::Nothing);
            }
            Kind::Link => return self.out.link(by, &attribute(start, "href").unwrap_or_default(), place),
            Kind::Quotes => {
                let [open, close] = self.out.smart.q();
                self.out.words(open, place.clone());
                return self.out.mark(by, End::Say(close, place.clone()));
            }
            Kind::Ruby => Container::Ruby,
            Kind::Reading => return self.out.reading(by, place),
            Kind::Dropped => {
                if name == "script" {
                    self.out.tell_tag(name, "was left out", place);
                }
                return self.out.collect(by, Capture::Nothing, place);
            }
            _ => return self.out.mark(by, End::Nothing),
        };
        self.out.start(by, container, place);
    }

    fn start_block(
        &mut self,
        name: &'static str,
        kind: Kind,
        start: &StartTag<usize>,
        index: usize,
        place: &Range<usize>,
    ) {
        self.end_implied(kind);
        let by = By::Tag(name);
        let container = match kind {
            Kind::Paragraph => Container::Paragraph,
            Kind::Heading(rank) => Container::Heading { level: Level::new(rank), anchor: attribute(start, "id") },
            Kind::Bullets => Container::List(ListKind::Bulleted),
            Kind::Numbers => {
                let first = attribute(start, "start").and_then(|number| number.trim().parse().ok());
                let style = Numbering { figures: figures(start), ..Numbering::default() };
                Container::List(ListKind::Numbered { start: first.unwrap_or(1), style })
            }
            Kind::Item => Container::Item { task: None },
            Kind::Quote => Container::Quote,
            Kind::Table => Container::Table { columns: Vec::new() },
            Kind::Caption => Container::Caption,
            Kind::Row if self.is_head_row(index) => Container::HeadRow,
            Kind::Row => Container::Row,
            Kind::HeadCell | Kind::Cell => {
                let size = |name| attribute(start, name).and_then(|size| size.parse().ok()).unwrap_or(1);
                let spread = Spread::Over { columns: size("colspan"), rows: size("rowspan") };
                // In a row that names columns it is one of those.
                let names_row = match attribute(start, "scope").as_deref() {
                    Some("row" | "rowgroup") => true,
                    Some("col" | "colgroup") => false,
                    _ => kind == Kind::HeadCell && spread.size().0 == 1,
                };
                if names_row { Container::RowHead(spread) } else { Container::CellOver(spread) }
            }
            Kind::Definitions => Container::Definitions,
            Kind::Term => Container::Term,
            Kind::Meaning => Container::Meaning,
            Kind::Figure => match self.figure_picture(index) {
                Some(image) => Container::Figure(image),
                None => return self.section(by, place),
            },
            Kind::Pre => {
                return self.out.collect(by, Capture::Pre(class_language(start)), place);
            }
            Kind::Summary => {
                return self.out.start_many(by, [Container::Paragraph, Container::Strong], place);
            }
            Kind::Rule => return self.out.rule(place.clone()),
            Kind::Rows => return self.out.mark(by, End::Nothing),
            _ => return self.section(by, place),
        };
        match kind {
            Kind::Table | Kind::Row | Kind::HeadCell | Kind::Cell => self.out.start_grid(by, container, place),
            _ => self.out.start(by, container, place),
        }
    }

    fn section(&mut self, by: By, place: &Range<usize>) {
        self.out.apart(place);
        self.out.mark(by, End::Apart(place.clone()));
    }

    /// What a start tag ends: a paragraph ends where a block begins, an item where the next one does.
    fn end_implied(&mut self, kind: Kind) {
        let stop = |name: &str| Kind::of(name).stops(kind);
        match kind {
            Kind::Item => self.out.end_tag(|name| name == "li", stop),
            Kind::Term | Kind::Meaning => self.out.end_tag(|name| matches!(name, "dt" | "dd"), stop),
            Kind::Cell | Kind::HeadCell => {
                self.out.end_tag(|name| matches!(name, "td" | "th"), |name| stop(name) || name == "tr");
            }
            Kind::Row => self.out.end_tag(|name| name == "tr", stop),
            Kind::Rows => self.out.end_tag(|name| matches!(name, "thead" | "tbody" | "tfoot" | "colgroup"), stop),
            Kind::FigureCaption => {}
            _ => self.out.end_while(|name| Kind::of(name).holds_words()),
        }
    }

    fn end(&mut self, name: &str, place: &Range<usize>) {
        let Some((name, kind)) = tag(name) else { return };
        match kind {
            Kind::Break => self.out.line_break(place.clone()),
            _ => self.out.end_tag(|open| open == name, |open| Kind::of(open).stops(kind)),
        }
    }

    /// An element that nobody knows. Where it touches the word before it, it is a type's parameter, "Rc<T>", and no
    /// element, though a browser takes it for one.
    fn unknown(&mut self, name: &str, start: &StartTag<usize>, place: &Range<usize>) {
        let source = &self.out.source.text;
        let (before, typed) = (source.get(..place.start), source.get(place.clone()));
        let touches = before.is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == ':'));
        let typed = typed.filter(|typed| typed.starts_with('<') && typed.ends_with('>'));
        match typed {
            Some(typed) if touches && start.attributes.is_empty() && !start.self_closing => {
                self.words(typed, place.clone());
                self.out.tell_tag(name, "is no element, and stands as it was typed", place);
            }
            _ => self.out.tell_tag(name, "means nothing here and was reduced to its text", place),
        }
    }

    fn picture(&mut self, start: &StartTag<usize>, place: &Range<usize>) {
        let title = attribute(start, "title").unwrap_or_default();
        if let Some(image) = image(start) {
            if image.alt.is_empty() && title.is_empty() && !is_decoration(start) {
                let span = self.out.span(place);
                self.out.tell_undescribed(&image, span);
            }
            self.out.image(image, &title, place.clone());
        }
    }

    /// Whether the row names the columns: every cell of it is a heading's.
    fn is_head_row(&self, index: usize) -> bool {
        let mut cells = self.tokens[index + 1..]
            .iter()
            .filter_map(|token| match token {
                Token::StartTag(start) => Some((&start.name, false)),
                Token::EndTag(end) => Some((&end.name, true)),
                _ => None,
            })
            .take_while(|(name, ends)| !matches!((name.as_slice(), ends), (b"tr" | b"table", _)))
            .filter(|(name, ends)| !ends && matches!(name.as_slice(), b"th" | b"td"))
            .map(|(name, _)| name.as_slice() == b"th")
            .peekable();
        cells.peek().is_some() && cells.all(|is_head| is_head)
    }

    /// The picture in a figure; it comes before its caption, wherever it stands.
    fn figure_picture(&mut self, index: usize) -> Option<Image> {
        let inside = self.tokens.iter().enumerate().skip(index + 1);
        for (at, token) in inside {
            match token {
                Token::StartTag(start) if start.name.as_slice() == b"img" => {
                    self.skip = Some(at);
                    return image(start);
                }
                Token::EndTag(end) if end.name.as_slice() == b"figure" => return None,
                Token::StartTag(start) if start.name.as_slice() == b"figure" => return None,
                _ => {}
            }
        }
        None
    }
}

/// What a list says that it is numbered by.
fn figures(start: &StartTag<usize>) -> Figures {
    match attribute(start, "type").as_deref() {
        Some("a") => Figures::SmallLetters,
        Some("A") => Figures::CapitalLetters,
        Some("i") => Figures::SmallRoman,
        Some("I") => Figures::CapitalRoman,
        _ => Figures::Decimal,
    }
}

fn image(start: &StartTag<usize>) -> Option<Image> {
    let reference = attribute(start, "src").unwrap_or_default();
    let alt = attribute(start, "alt").unwrap_or_default();
    let [style, width, height] = ["style", "width", "height"].map(|name| attribute(start, name));
    let said = SaidOfPicture {
        style: style.as_deref().unwrap_or_default(),
        width: width.as_deref(),
        height: height.as_deref(),
        shares: Shares::OfText,
    };
    let width = said.size().unwrap_or_default();
    let is_there = !reference.trim().is_empty() || !alt.trim().is_empty();
    is_there.then_some(Image { reference, alt, width, leads: None })
}

/// Whether its author says that a picture says nothing.
fn is_decoration(start: &StartTag<usize>) -> bool {
    let is = |name: &str, values: &[&str]| attribute(start, name).is_some_and(|value| values.contains(&value.as_str()));
    start.attributes.contains_key(&b"alt"[..]) || is("role", &["presentation", "none"]) || is("aria-hidden", &["true"])
}

fn attribute(start: &StartTag<usize>, name: &str) -> Option<String> {
    let value = start.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).trim().to_owned()).filter(|value| !value.is_empty())
}

fn class_language(start: &StartTag<usize>) -> Option<String> {
    let class = attribute(start, "class")?;
    let names = class.split_whitespace();
    names.filter_map(|name| name.strip_prefix("language-").or(name.strip_prefix("lang-"))).next().map(str::to_owned)
}

fn has_small_caps(start: &StartTag<usize>) -> bool {
    let style = attribute(start, "style").unwrap_or_default();
    let class = attribute(start, "class").unwrap_or_default();
    style.contains("small-caps") || class.split_whitespace().any(|name| matches!(name, "smallcaps" | "small-caps"))
}

impl Out<'_> {
    /// Tells what became of an element; each name once.
    fn tell_tag(&mut self, name: &str, what: &str, place: &Range<usize>) {
        let shown: String = name.chars().take(40).collect();
        if self.told.len() < TOLD && self.told.insert(shown.clone()) {
            let diagnostic = Diagnostic::new(Code::RawHtml, format!("`<{shown}>` {what}"), self.span(place));
            self.sink.push(diagnostic);
        }
    }
}

/// So many names of elements are told of; a document with more has been told enough.
const TOLD: usize = 50;
