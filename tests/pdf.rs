//! PDF files, by their structure and by what strangers make of them. The pages are built by hand.

use offprint::diag::Code;
use offprint::font::{FaceId, Fonts};
use offprint::layout::{Bookmark, Glyph, GlyphRun, Item, Layout, LinkTarget, Page, Placed, Role, Side, TagId, TagTree};
use offprint::length::{Abs, Point, Size};
use offprint::model::{Level, Meta};
use offprint::source::Span;
use offprint::style::{FontRequest, Ink, Slope};
use offprint::write::pdf::{Options, render};

/// Sets pages by hand, a line at a time.
struct Setter<'a> {
    fonts: &'a Fonts,
    layout: Layout,
}

const A4: (f64, f64) = (595.276, 841.89);

impl<'a> Setter<'a> {
    fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, layout: Layout::default() }
    }

    fn page(&mut self, folio: &str) {
        let size = Size { width: Abs::pt(A4.0), height: Abs::pt(A4.1) };
        let side = if self.layout.pages.len() % 2 == 0 { Side::Recto } else { Side::Verso };
        self.layout.pages.push(Page { side, folio: folio.to_owned(), size, items: Vec::new() });
    }

    fn place(&mut self, x: f64, y: f64, item: Item, tag: TagId) {
        let at = Point::new(Abs::pt(x), Abs::pt(y));
        self.layout.pages.last_mut().unwrap().items.push(Placed { at, item, tag });
    }

    fn tag(&mut self, role: Role, parent: TagId) -> TagId {
        self.layout.tags.add(role, parent)
    }

    fn line(&mut self, x: f64, y: f64, text: &str, style: Style, tag: TagId) {
        let run = self.run(text, style);
        self.place(x, y, Item::Glyphs(run), tag);
    }

    /// A glyph for each character, kerned by nothing. `\u{AD}` is drawn as a hyphen.
    fn run(&self, text: &str, style: Style) -> GlyphRun {
        let face_id = self.fonts.find(&style.0).unwrap();
        let face = self.fonts.face(face_id);
        let size = Abs::pt(style.1);
        let glyphs = text.char_indices().map(|(at, c)| {
            let id = face.glyph(if c == '\u{AD}' { '-' } else { c }).unwrap_or(0);
            let natural = size.times(i64::from(face.advance(id)), i64::from(face.metrics.units_per_em));
            let advance = natural.scale(1.0 + f64::from(style.2) / 100_000.0).0 as i32;
            Glyph { id, advance, offset: (0, 0), text: (at as u32, (at + c.len_utf8()) as u32) }
        });
        GlyphRun {
            face: face_id,
            size,
            ink: style.3,
            expansion: style.2,
            glyphs: glyphs.collect(),
            text: text.to_owned(),
            span: Span::NONE,
        }
    }
}

/// The face, the size, the expansion and the ink.
#[derive(Clone)]
struct Style(FontRequest, f64, i32, Ink);

fn style(family: &str, size: f64) -> Style {
    let request = FontRequest { family: family.to_owned(), weight: 400, slope: Slope::Roman };
    Style(request, size, 0, Ink::Black)
}

#[test]
fn first() {
    let fonts = Fonts::bundled();
    let mut setter = Setter::new(&fonts);
    setter.page("1");
    let article = setter.tag(Role::Article, TagId::ROOT);
    let heading = setter.tag(Role::Heading(Level::new(1)), article);
    let paragraph = setter.tag(Role::Paragraph, article);
    setter.line(85.0, 100.0, "A heading", style("Source Sans 3", 20.0), heading);
    setter.line(85.0, 130.0, "Some text, (charac\u{AD}", style("Source Serif 4", 10.5), paragraph);
    setter.line(85.0, 144.5, "teristically) well-", style("Libertinus Serif", 10.5), paragraph);
    setter.line(85.0, 159.0, "known \u{2212} DejaVu", style("DejaVu Sans", 10.5), paragraph);
    let bytes = render(&setter.layout, &fonts, &Meta::default(), &Options::default()).unwrap().value;
    std::fs::write(std::env::temp_dir().join("first.pdf"), bytes).unwrap();
}
