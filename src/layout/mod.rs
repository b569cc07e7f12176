//! [`Packet`] → pages. Only this folder knows type; what it gives to the PDF writer is [`Layout`], where everything
//! has its place.

mod addresses;
mod ahead;
mod block;
mod book;
mod dump;
mod frame;
mod front;
mod galley;
mod inline;
mod labels;
mod math;
mod page;
mod print;
mod report;
mod setter;

pub use frame::*;
pub use report::{Figures, Finding, FindingKind, Report};

use crate::diag::{Code, Diagnostic, Warned};
use crate::error::{Error, Result};
use crate::font::Fonts;
use crate::lang::{Direction, Language, Writing};
use crate::length::Abs;
use crate::model::{Document, Section, outline, said};
use crate::packet::{Article, NoteMargin, Packet, Part, PartKind};
use crate::resource::Resources;
use crate::source::Span;
use crate::style::{LineNumbers, Parting, Theme};
use page::Heads;
use setter::Setter;
use std::borrow::Cow;

/// Lays a packet out: every part becomes a galley, every galley pages.
///
/// # Errors
/// [`Error::Font`] if there is no face at all.
pub fn lay_out(packet: &Packet, theme: &Theme, fonts: &Fonts, resources: &dyn Resources) -> Result<Warned<Layout>> {
    if fonts.is_empty() {
        return Err(Error::Font {
            name: theme.body.font.family.clone(),
            why: "there are no faces to set anything in".to_owned(),
        });
    }
    let addressed = addressed(packet, theme);
    let documents =
        packet.documents().zip(&addressed).map(|(document, addressed)| addressed.as_ref().unwrap_or(document));
    let themes = themes(packet, theme);
    let book = book::Book { packet, documents: documents.collect(), themes: &themes };
    let mut cx = Setter::new(theme, fonts, resources);
    cx.binding = binding(packet);
    let mut layout = book.lay_out(&mut cx);
    if layout.pages.is_empty() {
        layout.pages = book.nothing(&mut cx);
    }
    cx.tell_missing();
    if let Some(most) = packet.dress.most_pages.filter(|most| layout.pages.len() > *most) {
        let message = format!("the packet has {} pages, and {most} are allowed", layout.pages.len());
        let hint = "leave articles out, or divide them into volumes, each with a manifest of its own";
        cx.sink.push(Diagnostic::new(Code::TooManyPages, message, Span::NONE).hint(hint));
    }
    layout.zoom = packet.dress.zoom;
    layout.pictures = cx.pictures;
    fonts.keep(cx.shaper.for_the_next());
    Ok(cx.sink.warn(layout))
}

/// The galley of each part as text, before it is paged: what `-t galley` prints.
///
/// # Errors
/// As [`lay_out`].
pub fn dump_galley(packet: &Packet, theme: &Theme, fonts: &Fonts, resources: &dyn Resources) -> Result<String> {
    if fonts.is_empty() {
        return lay_out(packet, theme, fonts, resources).map(|_| String::new());
    }
    let addressed = addressed(packet, theme);
    let themes = themes(packet, theme);
    let mut cx = Setter::new(theme, fonts, resources);
    let parts = packet.parts.iter().zip(&addressed).zip(&themes);
    let galleys = parts.map(|((part, addressed), theme)| {
        cx.theme = theme;
        let document = addressed.as_ref().unwrap_or(&part.document);
        dump::galley(&block::article(document, block::Opens::of(&part.kind), &mut cx))
    });
    Ok(galleys.collect())
}

/// Each article with the addresses of its links, where the theme prints them.
fn addressed(packet: &Packet, theme: &Theme) -> Vec<Option<Document>> {
    packet.documents().map(|document| addresses::printed(document, theme.links)).collect()
}

impl Layout {
    /// The pages as text, a line a line: what the golden tests compare and `-t pages` prints.
    pub fn dump(&self) -> String {
        dump::pages(self)
    }
}

impl Setter<'_> {
    /// What pages of the theme are filled by.
    fn frame(&self) -> page::Frame {
        let leading = self.theme.body.leading;
        // Where white parts paragraphs, half lines are on the grid too.
        let (grid, elastic) = match self.theme.parting {
            Parting::Indent => (leading, leading / 2),
            // That white is the same everywhere: only what is greater grows.
            Parting::Space(white) => (leading / 2, leading.max(white + Abs(1))),
        };
        let setup = &self.theme.page;
        page::Frame { height: leading * setup.lines as i64, grid, note_space: leading, elastic, sides: setup.sides }
    }

    /// Tells the characters that no face has: all of an article at once, at the place of the one that was met first.
    fn tell_missing(&mut self) {
        let mut missing: Vec<_> = self.shaper.missing.drain().collect();
        missing.sort_unstable_by_key(|&(c, (_, span))| (span, c));
        for article in missing.chunk_by(|(_, (_, one)), (_, (_, other))| one.source() == other.source()) {
            let (first, (_, span)) = article[0];
            let hint = "add a face that has it with --font-dir, or let installed ones be used: --system-fonts";
            let hint = if article.len() == 1 { hint.to_owned() } else { hint.replace("has it", "has them") };
            let found = Diagnostic::new(Code::MissingGlyph, missing_of(article), span).hint(hint).sign(first);
            self.sink.push(found);
        }
    }
}

/// How many characters that no face has are told by name: the others of their script are known by them.
const MOST_NAMED: usize = 12;

/// What is told of the characters that no face has, each with how often it was met.
fn missing_of(missing: &[(char, (usize, Span))]) -> String {
    let count = missing.iter().map(|(_, (count, _))| count).sum::<usize>();
    let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    if let [(c, _)] = *missing {
        return format!("no face has {}{times}; a box stands for it", code(c));
    }
    let mut named: Vec<_> = missing.iter().map(|&(c, _)| c).collect();
    named.sort_unstable();
    let more = if named.len() > MOST_NAMED { " …" } else { "" };
    let named: Vec<_> = named.into_iter().take(MOST_NAMED).map(|c| format!("{} {c}", code(c))).collect();
    format!("no face has {} characters{times}; boxes stand for them: {}{more}", missing.len(), named.join(", "))
}

/// The theme of each part: as its language is written.
fn themes<'t>(packet: &Packet, theme: &'t Theme) -> Vec<Cow<'t, Theme>> {
    let of = |part: &Part| {
        let language = part.document.meta.language.clone().unwrap_or_default();
        let writing = language.writing();
        let numbered = packet.dress.line_numbers > 0 && theme.line_numbers.is_none();
        let noted = match packet.dress.note_margin {
            NoteMargin::AsTheme => false,
            NoteMargin::Ruled => theme.page.note_column == Abs::ZERO,
            NoteMargin::Wide => true,
        };
        if writing.air() == 1.0 && !numbered && !noted {
            return Cow::Borrowed(theme);
        }
        let mut theme = theme.aired(writing.air());
        if noted {
            theme.page.make_room_for_notes();
        }
        if numbered {
            // As small as the note column, and like it in the sans.
            theme.line_numbers = Some(LineNumbers { every: packet.dress.line_numbers, text: theme.margin.clone() });
        }
        if writing == Writing::Square {
            // An indent is whole squares: two in Chinese, one in Japanese.
            theme.indent = theme.body.size * if language.code() == "ja" { 1 } else { 2 };
        }
        Cow::Owned(theme)
    };
    packet.parts.iter().map(of).collect()
}

/// A packet's own language, else that of its first article.
fn language_of(packet: &Packet) -> Option<Language> {
    let mut languages = packet.documents().map(|document| document.meta.language.as_ref());
    packet.meta.language.as_ref().or_else(|| languages.find_map(|language| language)).cloned()
}

/// A packet is bound for its language.
fn binding(packet: &Packet) -> Binding {
    match language_of(packet).as_ref().map(Language::direction) {
        Some(Direction::Rtl) => Binding::Right,
        Some(Direction::Ltr) | None => Binding::Left,
    }
}

/// Running heads: who wrote it, or where it stood, on the left; the title on the right.
fn heads(packet: &Packet, index: usize, document: &Document) -> Heads {
    let title = document.meta.title_text().unwrap_or_default();
    let whole = packet.meta.title_text().unwrap_or_default();
    let meta = &document.meta;
    let verso = if packet.parts.len() > 1 {
        whole
    } else if !meta.authors.is_empty() {
        meta.authors.join(", ")
    } else {
        meta.publication.clone().unwrap_or_else(|| title.clone())
    };
    // "3 · The Corridor After the Corridor": as the contents have it.
    let number = match &packet.parts[index].kind {
        PartKind::Article(Article { number: Some(number), .. }) => format!("{number} · "),
        _ => String::new(),
    };
    Heads { verso, recto: format!("{number}{title}") }
}

/// A part's bookmarks: its title, and its sections below.
fn bookmarks(document: &Document, cx: &Setter) -> Bookmark {
    fn of(sections: &[Section], cx: &Setter) -> Vec<Bookmark> {
        let mark = |section: &Section| Bookmark {
            title: section.title.clone(),
            anchor: cx.anchor(&section.anchor),
            children: of(&section.sections, cx),
        };
        sections.iter().map(mark).collect()
    }
    let children = of(&outline(&document.blocks), cx);
    let title = said(&document.meta.title);
    let title = if title.trim().is_empty() {
        children.first().map(|first| first.title.clone()).unwrap_or_default()
    } else {
        title
    };
    let anchor = if document.meta.title.is_empty() {
        children.first().map(|first| first.anchor.clone()).unwrap_or_default()
    } else {
        cx.anchor(block::TOP)
    };
    Bookmark { title, anchor, children }
}
