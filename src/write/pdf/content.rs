//! A page's items → the bytes of its content stream.
//!
//! Text is written one run at a time: face, size, width and colour where they change, a step from the last run's
//! place, and its [`glyphs`].

use super::fonts::{FontBook, write_name};
use super::glyphs::{self, Hyphen, Within};
use super::images::PictureBook;
use super::links::{Annotation, Destinations};
use super::press::{self, Overprint, Palette, Press, Sheet, Slug};
use super::standard::Medium;
use super::syntax::{Area, decimal, integer, milli, utf16_hex};
use super::tags::{Mark, Structure};
use crate::layout::{GlyphRun, Item, Page, Placed, Reading, TagId};
use crate::length::{Abs, Point, Size};
use crate::style::Ink;

/// What the pages share while they are written.
pub(super) struct Shared<'a> {
    pub(super) fonts: FontBook<'a>,
    pub(super) pictures: PictureBook<'a>,
    pub(super) structure: Structure<'a>,
    pub(super) destinations: Destinations,
    pub(super) annotations: Vec<Annotation>,
    pub(super) medium: Medium,
    pub(super) palette: Palette,
    pub(super) sheet: Sheet,
    pub(super) press: &'a Press,
    pub(super) slug: Option<Slug<'a>>,
}

/// Writes a page's content into `out`, which is emptied first.
pub(super) fn write(page: &Page, number: usize, shared: &mut Shared, out: &mut Vec<u8>) {
    out.clear();
    let ink = (shared.medium == Medium::Screen).then_some(Ink::Black);
    let state = State { ink, ..State::default() };
    let mut pen = Pen { out, shared, page, number, open: None, within: Within::Element, text: None, state };
    for (index, placed) in page.items.iter().enumerate() {
        pen.place(placed, &page.items[index + 1..]);
    }
    pen.close();
    if pen.shared.medium == Medium::Press {
        pen.marks();
    }
}

struct Pen<'a, 'b> {
    out: &'a mut Vec<u8>,
    shared: &'a mut Shared<'b>,
    page: &'a Page,
    number: usize,
    /// The element whose content is being written.
    open: Option<TagId>,
    within: Within,
    /// Where the last run began, while a text object is open.
    text: Option<(i64, i64)>,
    state: State,
}

/// What the graphics state is: it outlives text objects, but not the page.
#[derive(Default)]
struct State {
    font: Option<(usize, i64)>,
    expansion: i32,
    /// In thousandths of a point.
    tracking: i64,
    /// Black, printed as a page begins, stands here as none: a press wants to be told.
    ink: Option<Ink>,
    overprint: Overprint,
}

impl Pen<'_, '_> {
    fn place(&mut self, placed: &Placed, following: &[Placed]) {
        match &placed.item {
            Item::Glyphs(run) if !run.glyphs.is_empty() => {
                self.enter(placed.tag);
                self.shared.structure.label(placed.tag, &run.text);
                let ending = Hyphen::at_end(run).filter(|(_, hyphen)| self.is_ending(*hyphen, placed, following));
                self.run(placed.at, run, ending);
            }
            Item::Glyphs(_) | Item::Anchor(_) => {}
            Item::Rule { size, ink } => {
                self.enter(placed.tag);
                self.extend(placed, *size);
                self.rule(placed.at, *size, *ink);
            }
            Item::Dot { width, ink } => {
                self.enter(placed.tag);
                self.dot(placed.at, *width, *ink);
            }
            Item::Picture { size, index } => {
                let tag = self.shared.structure.of_picture(placed.tag);
                self.enter(tag);
                self.extend(placed, *size);
                self.picture(placed.at, *size, *index);
            }
            Item::Link { size, target, text } if self.shared.medium == Medium::Screen => {
                let Some(action) = self.shared.destinations.action(target) else { return };
                let parent = self.shared.structure.annotation(placed.tag);
                let area = self.area(placed.at, *size);
                let page = self.number;
                self.shared.annotations.push(Annotation { page, area, action, text: text.clone(), parent });
            }
            // PDF/X allows no annotation on the page.
            Item::Link { .. } => {}
        }
    }

    /// Whether a hyphen ends its line, and the word goes on in the next. A soft one whose word goes on overleaf is
    /// left to the font's map: Poppler would join what stands before it with the notes below.
    fn is_ending(&self, hyphen: Hyphen, placed: &Placed, following: &[Placed]) -> bool {
        let next = following.iter().find(|placed| matches!(placed.item, Item::Glyphs(_)));
        let structure = &self.shared.structure;
        match (hyphen, next) {
            (Hyphen::Written, None) => true,
            (Hyphen::Written, Some(next)) => next.at.y != placed.at.y || next.at.x <= placed.at.x,
            (Hyphen::Soft, None) => false,
            (Hyphen::Soft, Some(next)) => structure.block_of(next.tag) == structure.block_of(placed.tag),
        }
    }

    /// Where something is on the sheet, from the bottom left corner.
    fn area(&self, at: Point, size: Size) -> Area {
        let bottom = self.page.size.height - at.y - size.height;
        let margin = self.shared.sheet.margin;
        Area {
            left: milli(at.x) + margin,
            bottom: milli(bottom) + margin,
            right: milli(at.x + size.width) + margin,
            top: milli(bottom + size.height) + margin,
        }
    }

    fn extend(&mut self, placed: &Placed, size: Size) {
        let area = self.area(placed.at, size);
        self.shared.structure.extend(placed.tag, self.number, area);
    }

    /// Content of `tag` follows. What is consecutive shares one mark.
    fn enter(&mut self, tag: TagId) {
        if self.open == Some(tag) {
            return;
        }
        let mark = self.shared.structure.content(tag, self.number);
        if mark == Mark::None {
            return;
        }
        self.close();
        self.open = Some(tag);
        match mark {
            Mark::None => {}
            Mark::Artifact => self.out.extend_from_slice(b"/Artifact BMC\n"),
            Mark::Content(name, id) => {
                self.out.push(b'/');
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(b"<</MCID ");
                integer(self.out, id as i64);
                self.out.extend_from_slice(b">>BDC\n");
                // Poppler heeds it of spans alone.
                if let Some(text) = self.shared.structure.read_as(tag) {
                    self.out.extend_from_slice(b"/Span<</ActualText<FEFF");
                    utf16_hex(self.out, text);
                    self.out.extend_from_slice(b">>>BDC\n");
                    self.within = Within::Span;
                }
            }
        }
    }

    fn close(&mut self) {
        self.end_text();
        if std::mem::take(&mut self.within) == Within::Span {
            self.out.extend_from_slice(b"EMC\n");
        }
        if self.open.take().is_some() {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    fn colour(&mut self, ink: Ink) {
        if self.state.ink == Some(ink) {
            return;
        }
        self.state.ink = Some(ink);
        let overprint = self.shared.palette.fill(ink, self.out);
        if self.state.overprint != overprint {
            self.state.overprint = overprint;
            self.shared.palette.overprint(overprint, self.out);
        }
    }

    /// What stands outside the page.
    fn marks(&mut self) {
        self.end_text();
        let size = self.page.size;
        if self.state.overprint == Overprint::On {
            self.shared.palette.overprint(Overprint::Off, self.out);
        }
        press::draw_marks(self.shared.press, self.shared.sheet, size, self.shared.palette, self.out);
        self.state.ink = None;
        self.state.overprint = Overprint::Off;
        let slug = self.shared.slug.as_ref();
        for (at, run) in slug.map(|slug| slug.runs(self.number, self.shared.sheet, size)).unwrap_or_default() {
            self.run(at, &run, None);
        }
        self.end_text();
    }

    fn rule(&mut self, at: Point, size: Size, ink: Ink) {
        self.end_text();
        self.colour(ink);
        let area = self.shared.sheet.bled(self.area(at, size), self.page.size);
        for value in [area.left, area.bottom, area.right - area.left, area.top - area.bottom] {
            decimal(self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"re f\n");
    }

    /// A circle of four curves: their inner points are 0.5523 of its half width from where they meet.
    fn dot(&mut self, at: Point, width: Abs, ink: Ink) {
        self.end_text();
        self.colour(ink);
        let area = self.area(at, Size { width, height: width });
        let half = (area.right - area.left) / 2;
        let (x, y, bow) = (area.left + half, area.bottom + half, half * 5523 / 10_000);
        let curves = [
            [half, bow, bow, half, 0, half],
            [-bow, half, -half, bow, -half, 0],
            [-half, -bow, -bow, -half, 0, -half],
            [bow, -half, half, -bow, half, 0],
        ];
        for value in [x + half, y] {
            decimal(self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"m ");
        for curve in curves {
            for (index, value) in curve.into_iter().enumerate() {
                decimal(self.out, value + if index % 2 == 0 { x } else { y });
                self.out.push(b' ');
            }
            self.out.extend_from_slice(b"c ");
        }
        self.out.extend_from_slice(b"f\n");
    }

    fn picture(&mut self, at: Point, size: Size, index: usize) {
        let Some(name) = self.shared.pictures.name(index) else { return };
        self.end_text();
        let area = self.area(at, size);
        self.out.extend_from_slice(b"q ");
        // What is white in a drawing is paper.
        if self.state.overprint == Overprint::On {
            self.shared.palette.overprint(Overprint::Off, self.out);
        }
        for value in [area.right - area.left, 0, 0, area.top - area.bottom, area.left, area.bottom] {
            decimal(self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"cm /");
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b" Do Q\n");
    }

    fn run(&mut self, at: Point, run: &GlyphRun, ending: Option<(usize, Hyphen)>) {
        let font = self.shared.fonts.index(run.face);
        let size = milli(run.size).max(1);
        let margin = self.shared.sheet.margin;
        self.begin_text(milli(at.x) + margin, milli(self.page.size.height - at.y) + margin);
        self.colour(run.ink);
        self.face(font, size);
        self.expand(run.expansion);
        self.track(milli(run.tracking));
        // Glyphs stand from left to right in the file; that they are read the other way is said around them
        // (ISO 32000-1, 14.8.2.3.3).
        let reversed = run.reading == Reading::Backward && run.glyphs.len() > 1;
        if reversed {
            self.out.extend_from_slice(b"/ReversedChars BMC\n");
        }
        glyphs::write(run, size, ending, self.within, self.shared.fonts.font(font), self.out);
        if reversed {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    fn begin_text(&mut self, x: i64, y: i64) {
        if self.text.is_none() {
            self.out.extend_from_slice(b"BT\n");
        }
        let (from_x, from_y) = self.text.replace((x, y)).unwrap_or_default();
        decimal(self.out, x - from_x);
        self.out.push(b' ');
        decimal(self.out, y - from_y);
        self.out.extend_from_slice(b" Td\n");
    }

    fn face(&mut self, font: usize, size: i64) {
        if self.state.font == Some((font, size)) {
            return;
        }
        self.state.font = Some((font, size));
        self.out.push(b'/');
        write_name(font, self.out);
        self.out.push(b' ');
        decimal(self.out, size);
        self.out.extend_from_slice(b" Tf\n");
    }

    /// Expansion counts hundred thousandths, so in per cent it has three decimals: nothing is rounded.
    fn expand(&mut self, expansion: i32) {
        if self.state.expansion != expansion {
            self.state.expansion = expansion;
            decimal(self.out, 100_000 + i64::from(expansion));
            self.out.extend_from_slice(b" Tz\n");
        }
    }

    /// White behind every glyph; where there is none, as behind a word, the array's numbers take it back.
    fn track(&mut self, tracking: i64) {
        if self.state.tracking != tracking {
            self.state.tracking = tracking;
            decimal(self.out, tracking);
            self.out.extend_from_slice(b" Tc\n");
        }
    }
}
