//! A page's items → the bytes of its content stream.
//!
//! Text is written one run at a time: face, size, width and colour where they change, a step from the last run's
//! place, and one `TJ` whose numbers make up the difference between the widths in the file and the advances in the
//! run. They are whole thousandths of the em, and what rounding leaves is carried to the next, so nothing drifts.

use super::fonts::{FontBook, Told, resource_name};
use super::images::PictureBook;
use super::links::{Annotation, Destinations};
use super::syntax::{Area, decimal, integer, milli, utf16_hex};
use super::tags::Structure;
use crate::layout::{GlyphRun, Item, Page, Placed, TagId};
use crate::length::{Abs, Point, Size};
use crate::style::Ink;

/// What the pages share while they are written.
pub(super) struct Shared<'a> {
    pub(super) fonts: FontBook<'a>,
    pub(super) pictures: PictureBook<'a>,
    pub(super) structure: Structure<'a>,
    pub(super) destinations: Destinations<'a>,
    pub(super) annotations: Vec<Annotation>,
}

/// Writes a page's content into `out`, which is emptied first.
pub(super) fn write(page: &Page, number: usize, shared: &mut Shared, out: &mut Vec<u8>) {
    out.clear();
    let mut pen = Pen { out, shared, page, number, open: None, text: None, state: State::default() };
    for (index, placed) in page.items.iter().enumerate() {
        pen.place(placed, &page.items[index + 1..]);
    }
    pen.close();
}

struct Pen<'a, 'b> {
    out: &'a mut Vec<u8>,
    shared: &'a mut Shared<'b>,
    page: &'a Page,
    number: usize,
    /// The element whose content is being written.
    open: Option<TagId>,
    /// Where the last run began, while a text object is open.
    text: Option<(i64, i64)>,
    state: State,
}

/// What the graphics state is: it outlives text objects, but not the page.
#[derive(Default)]
struct State {
    font: Option<(usize, i64)>,
    expansion: i32,
    rise: i64,
    ink: Ink,
}

impl Pen<'_, '_> {
    fn place(&mut self, placed: &Placed, following: &[Placed]) {
        match &placed.item {
            Item::Glyphs(run) if !run.glyphs.is_empty() => {
                self.enter(placed.tag);
                let hyphen =
                    if run.text.ends_with(['-', ' ']) { written_hyphen(placed.at, run, following) } else { None };
                self.run(placed.at, run, hyphen);
            }
            Item::Glyphs(_) | Item::Anchor(_) => {}
            Item::Rule { size, ink } => {
                self.enter(placed.tag);
                self.extend(placed, *size);
                self.rule(placed.at, *size, *ink);
            }
            Item::Picture { size, index } => {
                let tag = self.shared.structure.of_picture(placed.tag);
                self.enter(tag);
                self.extend(placed, *size);
                self.picture(placed.at, *size, *index);
            }
            Item::Link { size, target, text } => {
                let Some(action) = self.shared.destinations.action(target) else { return };
                let parent = self.shared.structure.annotation(placed.tag);
                let area = self.area(placed.at, *size);
                let page = self.number;
                self.shared.annotations.push(Annotation { page, area, action, text: text.clone(), parent });
            }
        }
    }

    /// Where something is on the page, from the bottom left corner.
    fn area(&self, at: Point, size: Size) -> Area {
        let bottom = self.page.size.height - at.y - size.height;
        Area {
            left: milli(at.x),
            bottom: milli(bottom),
            right: milli(at.x + size.width),
            top: milli(bottom + size.height),
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
        self.close();
        self.open = Some(tag);
        match self.shared.structure.content(tag, self.number) {
            None => self.out.extend_from_slice(b"/Artifact BMC\n"),
            Some((name, id)) => {
                self.out.push(b'/');
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(b"<</MCID ");
                integer(self.out, id as i64);
                self.out.extend_from_slice(b">>BDC\n");
            }
        }
    }

    fn close(&mut self) {
        self.end_text();
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
        if self.state.ink == ink {
            return;
        }
        self.state.ink = ink;
        match ink {
            Ink::Black => self.out.extend_from_slice(b"0 g\n"),
            Ink::White => self.out.extend_from_slice(b"1 g\n"),
            Ink::Gray(percent) => {
                decimal(self.out, i64::from(100 - percent.min(100)) * 10);
                self.out.extend_from_slice(b" g\n");
            }
            Ink::Process { rgb, .. } => {
                for part in rgb {
                    decimal(self.out, (i64::from(part) * 2000 + 255) / 510);
                    self.out.push(b' ');
                }
                self.out.extend_from_slice(b"rg\n");
            }
        }
    }

    fn rule(&mut self, at: Point, size: Size, ink: Ink) {
        self.end_text();
        self.colour(ink);
        let area = self.area(at, size);
        for value in [area.left, area.bottom, area.right - area.left, area.top - area.bottom] {
            decimal(self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"re f\n");
    }

    fn picture(&mut self, at: Point, size: Size, index: usize) {
        let Some(name) = self.shared.pictures.name(index) else { return };
        self.end_text();
        let area = self.area(at, size);
        self.out.extend_from_slice(b"q ");
        for value in [area.right - area.left, 0, 0, area.top - area.bottom, area.left, area.bottom] {
            decimal(self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"cm /");
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b" Do Q\n");
    }

    fn run(&mut self, at: Point, run: &GlyphRun, hyphen: Option<usize>) {
        let font = self.shared.fonts.index(run.face);
        let size = milli(run.size).max(1);
        self.begin_text(milli(at.x), milli(self.page.size.height - at.y));
        self.colour(run.ink);
        self.face(font, size);
        self.expand(run.expansion);
        self.show(run, font, size, hyphen);
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
        self.out.extend_from_slice(resource_name(font).as_bytes());
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

    /// Shifts what follows up, or back to the baseline.
    fn raise(&mut self, rise: i64) {
        if self.state.rise != rise {
            self.state.rise = rise;
            decimal(self.out, rise);
            self.out.extend_from_slice(b" Ts\n");
        }
    }

    fn show(&mut self, run: &GlyphRun, font: usize, size: i64, hyphen: Option<usize>) {
        // Thousandths of the em, as written and as expanded, to a unit of length.
        let expanded = 1.0 + f64::from(run.expansion) / 100_000.0;
        let per_unit = 1000.0 / (size as f64 * 65.536 * expanded.max(0.001));
        let font = self.shared.fonts.font(font);
        let mut origin = 0_i64;
        let mut array = Array { out: &mut *self.out, rise: self.state.rise, place: Place::Outside, written: 0 };
        let mut clusters = Clusters::new(run);
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let text = clusters.text(index);
            let shown = font.show(glyph.id, text);
            array.raise(milli(Abs(i64::from(glyph.offset.1))));
            let place = (origin + i64::from(glyph.offset.0)) as f64 * per_unit;
            array.step_to(place);
            match shown.told {
                _ if hyphen == Some(index) => array.spanned(shown.code, WRITTEN_HYPHEN),
                _ if text == SOFT_HYPHEN => array.spanned(shown.code, "-"),
                Told::ByMap => array.glyph(shown.code),
                Told::BySpan => array.spanned(shown.code, text),
            }
            array.written += shown.width;
            origin += i64::from(glyph.advance);
        }
        array.leave();
        self.state.rise = array.rise;
        self.raise(0);
    }
}

/// The hyphen that a line's end put there. The font's map says so, and readers that heed it join the word. Poppler
/// joins words at a `-` only, and it alone heeds `ActualText` of those that were tried; so the span around says `-`.
const SOFT_HYPHEN: &str = "\u{AD}";

/// A hyphen that was written, at the end of a line: `well-` before `known`. Poppler would take it for one that the
/// line's end put there and read `wellknown`; a place to break after it, which is invisible, keeps it from that.
const WRITTEN_HYPHEN: &str = "-\u{200B}";

/// Which glyph of a run is a written hyphen at the end of a line.
fn written_hyphen(at: Point, run: &GlyphRun, following: &[Placed]) -> Option<usize> {
    let text = |index: usize| {
        let (start, end) = run.glyphs[index].text;
        run.text.get(start as usize..end as usize).unwrap_or_default()
    };
    let last = (0..run.glyphs.len()).rev().find(|&index| !text(index).trim().is_empty())?;
    let next = following.iter().find(|placed| matches!(placed.item, Item::Glyphs(_)));
    let line_goes_on = next.is_some_and(|placed| placed.at.y == at.y && placed.at.x > at.x);
    (text(last) == "-" && !line_goes_on).then_some(last)
}

/// Shares the text of each cluster among its glyphs: a letter and an accent that are drawn apart are read apart.
struct Clusters<'a> {
    run: &'a GlyphRun,
    rest: &'a str,
    /// How many glyphs the rest is for.
    glyphs: usize,
}

/// What a glyph is read as if its cluster has fewer characters than glyphs. It is invisible and breaks no word;
/// MuPDF shows U+FFFD for a glyph that stands for nothing.
const NOTHING: &str = "\u{2060}";

impl<'a> Clusters<'a> {
    fn new(run: &'a GlyphRun) -> Self {
        Self { run, rest: "", glyphs: 0 }
    }

    /// The text of a glyph; they are asked for in order.
    fn text(&mut self, index: usize) -> &'a str {
        let (start, end) = self.run.glyphs[index].text;
        if start < end {
            let followers = self.run.glyphs[index + 1..].iter();
            self.glyphs = 1 + followers.take_while(|glyph| glyph.text.0 >= glyph.text.1).count();
            self.rest = self.run.text.get(start as usize..end as usize).unwrap_or_default();
        }
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let (text, rest) = self.rest.split_at(if self.glyphs == 1 { self.rest.len() } else { first });
        self.rest = rest;
        self.glyphs = self.glyphs.saturating_sub(1);
        if text.is_empty() { NOTHING } else { text }
    }
}

/// A `TJ` being written.
struct Array<'a> {
    out: &'a mut Vec<u8>,
    rise: i64,
    place: Place,
    /// Where the viewer's pen is, in thousandths of the em.
    written: i64,
}

/// Where in a `TJ` the next byte goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Between,
    InString,
}

impl Array<'_> {
    /// Moves the pen if it is half a thousandth off or more.
    fn step_to(&mut self, place: f64) {
        let off = place - self.written as f64;
        if (-0.5..0.5).contains(&off) {
            return;
        }
        let step = (off + 0.5).floor() as i64;
        self.between();
        integer(self.out, -step);
        self.written += step;
    }

    fn glyph(&mut self, code: u16) {
        if self.place != Place::InString {
            self.between();
            self.out.push(b'(');
            self.place = Place::InString;
        }
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.out.extend_from_slice(&[b'\\', byte]),
                // A bare carriage return in a string reads as a line feed.
                b'\r' => self.out.extend_from_slice(b"\\r"),
                _ => self.out.push(byte),
            }
        }
    }

    /// A glyph whose text the font's map does not tell.
    fn spanned(&mut self, code: u16, text: &str) {
        self.leave();
        if text == "-" {
            self.out.extend_from_slice(b"/Span<</ActualText(-)>>BDC\n");
        } else {
            self.out.extend_from_slice(b"/Span<</ActualText<FEFF");
            utf16_hex(self.out, text);
            self.out.extend_from_slice(b">>>BDC\n");
        }
        self.glyph(code);
        self.leave();
        self.out.extend_from_slice(b"EMC\n");
    }

    fn raise(&mut self, rise: i64) {
        if self.rise != rise {
            self.leave();
            self.rise = rise;
            decimal(self.out, rise);
            self.out.extend_from_slice(b" Ts\n");
        }
    }

    fn between(&mut self) {
        match self.place {
            Place::Outside => self.out.push(b'['),
            Place::Between => {}
            Place::InString => self.out.push(b')'),
        }
        self.place = Place::Between;
    }

    fn leave(&mut self) {
        if self.place != Place::Outside {
            self.between();
            self.out.extend_from_slice(b"]TJ\n");
            self.place = Place::Outside;
        }
    }
}
