//! [`Packet`] → pages. Only this folder knows type; what it gives to the PDF writer is [`Layout`], where everything
//! has its place.

mod addresses;
mod block;
mod dump;
mod frame;
mod galley;
mod inline;
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
use crate::model::{Document, Section, outline, plain};
use crate::packet::{Packet, Part};
use crate::resource::Resources;
use crate::style::{Parting, Theme};
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
    let themes = themes(packet, theme);
    let mut cx = Setter::new(theme, fonts, resources);
    cx.binding = binding(packet);
    let mut layout = Layout { binding: cx.binding, ..Layout::default() };
    let mut reviser = report::Reviser::default();
    let several = packet.parts.len() > 1;
    for (index, part) in packet.parts.iter().enumerate() {
        let document = addressed[index].as_ref().unwrap_or(&part.document);
        cx.theme = &themes[index];
        cx.prefix = if several { format!("p{}-", index + 1) } else { String::new() };
        let galley = block::article(document, &mut cx);
        let first = layout.pages.len() + 1;
        let bodies = page::paginate(galley.items, cx.frame(), first, &mut cx);
        reviser.read(&bodies, first, cx.frame(), theme);
        layout.pages.extend(page::furnish(bodies, first, &heads(packet, document), &mut cx));
        layout.outline.push(bookmarks(document, &cx));
    }
    if layout.pages.is_empty() {
        let blank = vec![page::Body::default()];
        layout.pages = page::furnish(blank, 1, &Heads::default(), &mut cx);
    }
    cx.tell_missing();
    layout.outline.retain(|bookmark| !bookmark.title.is_empty());
    layout.report = reviser.finish();
    layout.tags = cx.tags;
    layout.pictures = cx.pictures;
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
        dump::galley(&block::article(addressed.as_ref().unwrap_or(&part.document), &mut cx))
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
            Parting::Space(_) => (leading / 2, leading),
        };
        let setup = &self.theme.page;
        page::Frame { height: leading * setup.lines as i64, grid, note_space: leading, elastic, sides: setup.sides }
    }

    /// Tells each character that no face has, once, with the place where it was met first.
    fn tell_missing(&mut self) {
        let mut missing: Vec<_> = self.shaper.missing.drain().collect();
        missing.sort_unstable();
        for (c, (count, span)) in missing {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            let message = format!("no face has U+{:04X}{times}; a box stands for it", u32::from(c));
            let hint = "add a face that has it with --font-dir, or let installed ones be used: --system-fonts";
            self.sink.push(Diagnostic::new(Code::MissingGlyph, message, span).hint(hint).sign(c));
        }
    }
}

/// The theme of each part: as its language is written.
fn themes<'t>(packet: &Packet, theme: &'t Theme) -> Vec<Cow<'t, Theme>> {
    let of = |part: &Part| {
        let language = part.document.meta.language.clone().unwrap_or_default();
        let writing = language.writing();
        if writing.air() == 1.0 {
            return Cow::Borrowed(theme);
        }
        let mut theme = theme.aired(writing.air());
        if writing == Writing::Square {
            // An indent is whole squares: two in Chinese, one in Japanese.
            theme.indent = theme.body.size * if language.code() == "ja" { 1 } else { 2 };
        }
        Cow::Owned(theme)
    };
    packet.parts.iter().map(of).collect()
}

/// A packet is bound for its own language, else for that of its first article.
fn binding(packet: &Packet) -> Binding {
    let languages = packet.documents().map(|document| document.meta.language.as_ref());
    let language = packet.meta.language.as_ref().or_else(|| languages.flatten().next());
    match language.map(Language::direction) {
        Some(Direction::Rtl) => Binding::Right,
        Some(Direction::Ltr) | None => Binding::Left,
    }
}

/// Running heads: who wrote it, or where it stood, on the left; the title on the right.
fn heads(packet: &Packet, document: &Document) -> Heads {
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
    Heads { verso, recto: title }
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
    let title = plain(&document.meta.title);
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
