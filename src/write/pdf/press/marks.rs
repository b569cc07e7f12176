//! Marks outside the page: for the cutter, the printer and whoever looks for a sheet in a pile.

use super::sheet::{BAND, MM, Sheet};
use super::{Palette, Press, PrintMark};
use crate::font::{FaceId, Fonts};
use crate::layout::{Glyph, GlyphRun, Reading};
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::{FontRequest, Ink, Slope};
use crate::write::pdf::syntax::{Area, decimal};

/// The weight of a mark's lines: a quarter of a point, the thinnest that printers take.
const HAIRLINE: i64 = 250;
/// The side of a patch.
const PATCH: i64 = 4 * MM;
/// From the page's corner to what stands in the band between the crop marks.
const INSET: i64 = 8 * MM;
/// The size of the slug's type.
const SLUG_SIZE: Abs = Abs(Abs::PT.0 * 13 / 2);

/// Draws the marks of a page, the slug apart.
pub(in crate::write::pdf) fn draw(press: &Press, sheet: Sheet, page: Size, palette: Palette, out: &mut Vec<u8>) {
    let trim = sheet.trim(page);
    if press.marks.contains(&PrintMark::ColorBar) {
        let bottom = trim.top + sheet.offset() + (BAND - PATCH) / 2;
        for (number, ink) in palette.patches().into_iter().enumerate() {
            palette.fill(ink, out);
            rectangle([trim.left + INSET + number as i64 * PATCH, bottom, PATCH, PATCH], out);
        }
    }
    palette.registration(out);
    decimal(out, HAIRLINE);
    out.extend_from_slice(b" w\n");
    if press.marks.contains(&PrintMark::Crop) {
        crop(trim, sheet.offset(), out);
    }
    if press.marks.contains(&PrintMark::Registration) {
        let middle = ((trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2);
        let away = sheet.offset() + BAND / 2;
        for centre in [
            (middle.0, trim.top + away),
            (middle.0, trim.bottom - away),
            (trim.left - away, middle.1),
            (trim.right + away, middle.1),
        ] {
            target(centre, out);
        }
    }
}

/// Two lines at each corner, in line with the page's edges.
fn crop(trim: Area, offset: i64, out: &mut Vec<u8>) {
    for (x, away) in [(trim.left, -1), (trim.right, 1)] {
        for (y, beyond) in [(trim.bottom, -1), (trim.top, 1)] {
            line((x + away * offset, y), (x + away * (offset + BAND), y), out);
            line((x, y + beyond * offset), (x, y + beyond * (offset + BAND)), out);
        }
    }
}

/// A cross in a circle.
fn target((x, y): (i64, i64), out: &mut Vec<u8>) {
    const ARM: i64 = 2 * MM;
    const RADIUS: i64 = 12 * MM / 10;
    // Four cubic curves make a circle if their handles are this part of the radius long.
    const HANDLE: i64 = RADIUS * 5523 / 10_000;
    line((x - ARM, y), (x + ARM, y), out);
    line((x, y - ARM), (x, y + ARM), out);
    let point = |dx: i64, dy: i64, out: &mut Vec<u8>| {
        decimal(out, x + dx);
        out.push(b' ');
        decimal(out, y + dy);
        out.push(b' ');
    };
    point(RADIUS, 0, out);
    out.extend_from_slice(b"m ");
    for (cos, sin) in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
        point(RADIUS * cos - HANDLE * sin, RADIUS * sin + HANDLE * cos, out);
        point(HANDLE * cos - RADIUS * sin, HANDLE * sin + RADIUS * cos, out);
        point(-RADIUS * sin, RADIUS * cos, out);
        out.extend_from_slice(b"c ");
    }
    out.extend_from_slice(b"s\n");
}

fn line(from: (i64, i64), to: (i64, i64), out: &mut Vec<u8>) {
    for (value, end) in [(from.0, " "), (from.1, " m "), (to.0, " "), (to.1, " l S\n")] {
        decimal(out, value);
        out.extend_from_slice(end.as_bytes());
    }
}

fn rectangle(sides: [i64; 4], out: &mut Vec<u8>) {
    for value in sides {
        decimal(out, value);
        out.push(b' ');
    }
    out.extend_from_slice(b"re f\n");
}

/// The line that says what a sheet is. It is set letter by letter: nothing in it is read for long.
pub(in crate::write::pdf) struct Slug<'a> {
    pub(in crate::write::pdf) fonts: &'a Fonts,
    pub(in crate::write::pdf) title: String,
    pub(in crate::write::pdf) date: Option<String>,
    pub(in crate::write::pdf) condition: String,
    pub(in crate::write::pdf) pages: usize,
}

impl Slug<'_> {
    /// Its runs of one face, and where they stand from the page's top left corner.
    pub(in crate::write::pdf) fn runs(&self, number: usize, sheet: Sheet, page: Size) -> Vec<(Point, GlyphRun)> {
        let sans = FontRequest { family: "Source Sans 3".to_owned(), weight: 400, slope: Slope::Roman };
        let Some(face) = self.fonts.find(&sans) else { return Vec::new() };
        let day = self.date.as_deref().map(|date| format!("  ·  {}", date.split('T').next().unwrap_or(date)));
        let facts =
            format!("  ·  page {} of {}  ·  {}{}", number + 1, self.pages, self.condition, day.unwrap_or_default());
        // A page's width holds some hundred and twenty letters; the cross in its middle wants to be free.
        let room = (page.width / 2 - Abs::mm(14.0)).max(Abs::ZERO);
        let mut title = self.title.clone();
        let mut runs = self.set(&format!("{title}{facts}"), face);
        while width(&runs) > room && title.pop().is_some() {
            runs = self.set(&format!("{}…{facts}", title.trim_end()), face);
        }
        let thousandth = |value: i64| Abs::PT.times(value, 1000);
        let mut at = Point::new(thousandth(INSET), page.height + thousandth(sheet.offset() + BAND / 2) + SLUG_SIZE / 3);
        let place = |run: GlyphRun| {
            let here = at;
            at.x += run.width();
            (here, run)
        };
        runs.into_iter().map(place).collect()
    }

    fn set(&self, text: &str, face: FaceId) -> Vec<GlyphRun> {
        let mut runs: Vec<GlyphRun> = Vec::new();
        for c in text.chars().filter(|c| !c.is_control()) {
            let has = |id: FaceId| self.fonts.face(id).glyph(c).is_some();
            let face = if has(face) { Some(face) } else { self.fonts.fallback_for(c, face) };
            let Some(face) = face else { continue };
            if runs.last().is_none_or(|run| run.face != face) {
                let (glyphs, text) = (Vec::new(), String::new());
                runs.push(GlyphRun {
                    face,
                    size: SLUG_SIZE,
                    ink: Ink::Black,
                    expansion: 0,
                    tracking: Abs::ZERO,
                    reading: Reading::Forward,
                    glyphs,
                    shifts: Vec::new(),
                    text,
                    span: Span::NONE,
                });
            }
            let font = self.fonts.face(face);
            if let (Some(run), Some(id)) = (runs.last_mut(), font.glyph(c)) {
                run.text.push(c);
                let advance = font.scale(i32::from(font.advance(id)), SLUG_SIZE).0 as i32;
                run.glyphs.push(Glyph { id, advance, text: c.len_utf8() as u16 });
            }
        }
        runs
    }
}

fn width(runs: &[GlyphRun]) -> Abs {
    runs.iter().map(GlyphRun::width).sum()
}
