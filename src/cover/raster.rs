//! Outlines → pixels. The one place that names the rasteriser.

use crate::font::{Fonts, Segment};
use crate::layout::GlyphRun;
use crate::length::{Abs, Point};
use crate::style::Ink;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

/// The ground: paper, not quite white, so that a cover has an edge on a white page.
const PAPER: [u8; 3] = [250, 248, 243];

/// A picture while it is drawn.
pub(super) struct Canvas {
    pixels: Option<Pixmap>,
    scale: f32,
}

impl Canvas {
    /// All paper; `scale` pixels are a point.
    pub fn new(width: u32, height: u32, scale: u32) -> Self {
        let mut pixels = Pixmap::new(width, height);
        if let Some(pixels) = &mut pixels {
            pixels.fill(color(PAPER));
        }
        Self { pixels, scale: scale as f32 }
    }

    fn pixels_of(&self, length: Abs) -> f32 {
        (length.0 as f64 / Abs::PT.0 as f64) as f32 * self.scale
    }

    /// A filled rectangle.
    pub fn band(&mut self, x: Abs, y: Abs, width: Abs, height: Abs, ink: Ink) {
        let rect = Rect::from_xywh(self.pixels_of(x), self.pixels_of(y), self.pixels_of(width), self.pixels_of(height));
        if let (Some(pixels), Some(rect)) = (&mut self.pixels, rect) {
            pixels.fill_rect(rect, &paint(ink), Transform::identity(), None);
        }
    }

    /// Glyphs on a baseline.
    pub fn run(&mut self, run: &GlyphRun, at: Point, fonts: &Fonts) {
        let face = fonts.face(run.face);
        let em = self.pixels_of(run.size) / f32::from(face.metrics.units_per_em);
        let wide = em * (1.0 + run.expansion as f32 / 100_000.0);
        let mut path = PathBuilder::new();
        let (mut pen, y) = (at.x, self.pixels_of(at.y));
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let shift = run.shift(index);
            let left = self.pixels_of(pen + Abs(i64::from(shift.0)));
            let base = y - self.pixels_of(Abs(i64::from(shift.1)));
            let x = |units: f32| left + units * wide;
            let y = |units: f32| base - units * em;
            for segment in face.outline(glyph.id) {
                match segment {
                    Segment::Move([a, b]) => path.move_to(x(a), y(b)),
                    Segment::Line([a, b]) => path.line_to(x(a), y(b)),
                    Segment::Quad([a, b], [c, d]) => path.quad_to(x(a), y(b), x(c), y(d)),
                    Segment::Cubic([a, b], [c, d], [e, f]) => path.cubic_to(x(a), y(b), x(c), y(d), x(e), y(f)),
                    Segment::Close => path.close(),
                }
            }
            pen += Abs(i64::from(glyph.advance));
        }
        if let (Some(pixels), Some(path)) = (&mut self.pixels, path.finish()) {
            pixels.fill_path(&path, &paint(run.ink), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// The pixels: red, green, blue.
    pub fn rgb(&self) -> Vec<u8> {
        let pixels = self.pixels.as_ref().map(|pixels| pixels.data()).unwrap_or_default();
        pixels.as_chunks::<4>().0.iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }
}

fn color([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(ink: Ink) -> Paint<'static> {
    let rgb = match ink {
        Ink::Black => [20, 20, 20],
        Ink::Gray(percent) => [255 - (u16::from(percent.min(100)) * 255 / 100) as u8; 3],
        Ink::White => [255; 3],
        Ink::Process { rgb, .. } => rgb,
    };
    let mut paint = Paint::default();
    paint.set_color(color(rgb));
    paint.anti_alias = true;
    paint
}
