//! Pages by hand, a line at a time: what the PDF writer is given, without the layout engine.

use offprint::font::Fonts;
use offprint::layout::{Glyph, GlyphRun, Item, Layout, Page, Placed, Role, Side, TagId};
use offprint::length::{Abs, Point, Size};
use offprint::source::Span;
use offprint::style::{FontRequest, Ink, Slope};

/// Sets pages by hand, a line at a time.
pub struct Setter<'a> {
    fonts: &'a Fonts,
    /// What was set.
    pub layout: Layout,
}

pub const A4: (f64, f64) = (595.276, 841.89);

impl<'a> Setter<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, layout: Layout::default() }
    }

    pub fn page(&mut self, folio: &str) {
        let size = Size { width: Abs::pt(A4.0), height: Abs::pt(A4.1) };
        let side = if self.layout.pages.len().is_multiple_of(2) { Side::Recto } else { Side::Verso };
        self.layout.pages.push(Page { side, folio: folio.to_owned(), size, items: Vec::new() });
    }

    pub fn place(&mut self, x: f64, y: f64, item: Item, tag: TagId) {
        let at = Point::new(Abs::pt(x), Abs::pt(y));
        self.layout.pages.last_mut().unwrap().items.push(Placed { at, item, tag });
    }

    pub fn tag(&mut self, role: Role, parent: TagId) -> TagId {
        self.layout.tags.add(role, parent)
    }

    pub fn line(&mut self, x: f64, y: f64, text: &str, style: Style, tag: TagId) {
        let run = self.run(text, style);
        self.place(x, y, Item::Glyphs(run), tag);
    }

    /// A glyph for each character, kerned by nothing. `\u{AD}` is drawn as a hyphen.
    pub fn run(&self, text: &str, style: Style) -> GlyphRun {
        let face_id = self.fonts.find(&style.0).unwrap();
        let face = self.fonts.face(face_id);
        let size = Abs::pt(style.1);
        let glyphs = text.chars().map(|c| {
            let id = face.glyph(if c == '\u{AD}' { '-' } else { c }).unwrap_or(0);
            let natural = size.times(i64::from(face.advance(id)), i64::from(face.metrics.units_per_em));
            let advance = natural.scale(1.0 + f64::from(style.2) / 100_000.0).0 as i32;
            Glyph { id, advance, text: c.len_utf8() as u16 }
        });
        GlyphRun {
            face: face_id,
            size,
            ink: style.3,
            expansion: style.2,
            tracking: Abs::ZERO,
            glyphs: glyphs.collect(),
            shifts: Vec::new(),
            reading: Default::default(),
            text: text.to_owned(),
            span: Span::NONE,
        }
    }
}

/// The face, the size, the expansion and the ink.
#[derive(Clone)]
pub struct Style(pub FontRequest, pub f64, pub i32, pub Ink);

pub fn style(family: &str, size: f64) -> Style {
    let request = FontRequest { family: family.to_owned(), weight: 400, slope: Slope::Roman };
    Style(request, size, 0, Ink::Black)
}
