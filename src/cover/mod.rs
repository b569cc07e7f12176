//! [`Packet`] → the picture of a cover: set by our own layout, in the theme's faces, and drawn from their outlines.
//!
//! Title, authors, publication and date, and a band in the theme's accent. Nothing is drawn if a face lacks a letter of
//! the title: a cover of boxes is worse than none, and reading systems make their own.

mod raster;
mod set;

use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::error::Result;
use crate::font::Fonts;
use crate::layout::{Item, Layout, Placed, TagId};
use crate::length::{Abs, Point};
use crate::packet::Packet;
use crate::resource::{RasterColor, png};
use crate::source::Span;
use crate::style::{Ink, Theme};
use raster::Canvas;
use set::Wanted;

/// Pixels: what shops ask for, 1 : 1.6.
const WIDTH: u32 = 1600;
const HEIGHT: u32 = 2560;
/// Pixels to the point, so that type can be thought of as on a page of 400 by 640 points.
const SCALE: u32 = 4;

/// The white at the sides.
const MARGIN: Abs = Abs(44 * Abs::PT.0);
/// The measure between.
const MEASURE: Abs = Abs(312 * Abs::PT.0);

/// Draws a cover as a PNG of 1600 × 2560 pixels. `None`: it has no title, or the faces cannot show it.
///
/// # Errors
/// As [`layout::lay_out`](crate::layout::lay_out).
pub fn draw(packet: &Packet, theme: &Theme, fonts: &Fonts) -> Result<Warned<Option<Vec<u8>>>> {
    let mut sink = Sink::new();
    let language = packet.meta.language.clone();
    let language = language.or_else(|| packet.articles().find_map(|article| article.meta.language.clone()));
    let setting = set::Setting { theme, fonts, language };
    let Some(title) = packet.meta.title_text() else { return Ok(sink.warn(None)) };
    let Some(title) = setting.title(&title)? else {
        let message = "no cover is drawn: the faces lack letters of the title";
        let hint = "add a face that has them with --font-dir";
        sink.push(Diagnostic::new(Code::MissingGlyph, message, Span::NONE).hint(hint));
        return Ok(sink.warn(None));
    };
    let mut names = packet.meta.authors.clone();
    if names.is_empty() {
        for name in packet.articles().flat_map(|article| &article.meta.authors) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    let authors = setting.line(&names.join(", "), Wanted::Authors)?;
    let spelled = setting.language.clone().unwrap_or_default();
    let date = packet.meta.date.as_ref().map(|date| date.shown(&spelled));
    let about = [packet.meta.publication.clone(), date];
    let about: Vec<_> = about.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let foot = setting.line(&about.join(" · "), Wanted::Foot)?;

    let mut canvas = Canvas::new(WIDTH, HEIGHT, SCALE);
    let accent = match theme.accent {
        Ink::Black | Ink::White => Ink::Gray(85),
        accent => accent,
    };
    let points = |points: f64| Abs::pt(points);
    canvas.band(points(0.0), points(0.0), points(400.0), points(26.0), accent);
    // The title begins a fifth from the top; a long one reaches far down, and the rest gives way.
    let top = points(120.0);
    let below = top + title.height + points(22.0);
    place(&title.items, top, fonts, &mut canvas);
    let rule_left = if setting.is_rtl() { MARGIN + MEASURE - points(56.0) } else { MARGIN };
    canvas.band(rule_left, below, points(56.0), points(2.5), accent);
    let under = below + points(24.0);
    if let Some(authors) = authors.filter(|authors| under + authors.height < points(560.0)) {
        place(&authors.items, under, fonts, &mut canvas);
    }
    if let Some(foot) = foot {
        place(&foot.items, points(596.0) - foot.height, fonts, &mut canvas);
    }
    Ok(sink.warn(Some(png(WIDTH, HEIGHT, RasterColor::Rgb, &canvas.rgb()))))
}

/// Draws what was set, `top` points down.
fn place(items: &[Placed], top: Abs, fonts: &Fonts, canvas: &mut Canvas) {
    for placed in items {
        let at = placed.at + Point::new(Abs::ZERO, top);
        match &placed.item {
            Item::Glyphs(run) => canvas.run(run, at, fonts),
            Item::Rule { size, ink } => canvas.band(at.x, at.y, size.width, size.height, *ink),
            Item::Dot { width, ink } => canvas.band(at.x, at.y, *width, *width, *ink),
            Item::Picture { .. } | Item::Link { .. } | Item::Anchor(_) => {}
        }
    }
}

/// What a page holds besides its furniture.
fn content(layout: Layout) -> Vec<Placed> {
    let items = layout.pages.into_iter().next().map(|page| page.items).unwrap_or_default();
    items.into_iter().filter(|placed| placed.tag != TagId::ARTIFACT).collect()
}
