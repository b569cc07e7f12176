//! Pictures → pictures in inks: on paper's white, no finer than a press shows, and told where they are too coarse.

use super::separator::{Inks, Separator, Tones};
use super::{Condition, Press};
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::Result;
use crate::layout::{Item, Layout};
use crate::resource::{Adobe, Drawing, Paint, Picture, Raster, RasterColor, Shape};
use crate::source::Span;
use crate::write::pdf::drawings::Colours;
use crate::write::pdf::images::{Colour, Decode, Stored, pixels};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Pixels an inch that a press shows, as printers and preflight programs ask for them: what is wanted, where eyes begin to see them, where
/// everybody does, and beyond what a picture is made smaller.
const WANTED: f64 = 300.0;
const COARSE: f64 = 200.0;
const TOO_COARSE: f64 = 150.0;
const NEEDLESS: f64 = 450.0;

/// Parts of a pixel this much apart are one gray: JPEG rounds them.
const ALIKE: u8 = 4;

/// Whether a picture needs more than black ink.
pub(in crate::write::pdf) fn is_chromatic(picture: &Picture) -> bool {
    match picture.drawing() {
        Some(drawing) => !drawing.shapes.iter().all(is_gray_shape),
        None => picture.pixels().is_ok_and(|raster| !is_gray(&raster)),
    }
}

fn is_gray(raster: &Raster) -> bool {
    raster.color == RasterColor::Gray || raster.data.chunks_exact(3).all(alike)
}

fn alike(pixel: &[u8]) -> bool {
    let (least, most) = (pixel.iter().min(), pixel.iter().max());
    most.zip(least).is_none_or(|(most, least)| most - least <= ALIKE)
}

fn is_gray_shape(shape: &Shape) -> bool {
    let is_gray_paint = |paint: &Paint| match paint {
        Paint::Color(rgb) => alike(rgb),
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } => stops.iter().all(|(_, rgb)| alike(rgb)),
    };
    match shape {
        Shape::Path { fill, stroke, .. } => {
            let paints = fill.iter().map(|fill| &fill.paint).chain(stroke.iter().map(|stroke| &stroke.paint));
            paints.into_iter().all(is_gray_paint)
        }
        Shape::Picture { raster, .. } => is_gray(raster),
        Shape::Group { shapes, .. } => shapes.iter().all(is_gray_shape),
    }
}

/// The pictures of a layout, to be set in the inks of a condition.
pub(in crate::write::pdf) struct Separation<'a> {
    condition: &'a Condition,
    profile: Vec<u8>,
    limit: u16,
    mixing: Mixing,
    /// Pixels an inch, by the pictures that are shown.
    resolutions: BTreeMap<usize, f64>,
    /// By the pictures' own profile; an empty one is sRGB.
    separators: Mutex<BTreeMap<Vec<u8>, Arc<Separator>>>,
}

/// Where a picture is shown largest.
struct Shown {
    page: usize,
    /// In inches.
    size: [f64; 2],
}

impl Shown {
    /// Pixels an inch.
    fn resolution(&self, picture: &Picture) -> f64 {
        let along = |pixels: u32, inches: f64| f64::from(pixels) / inches.max(0.001);
        along(picture.width(), self.size[0]).min(along(picture.height(), self.size[1]))
    }
}

fn shown(layout: &Layout) -> BTreeMap<usize, Shown> {
    let mut shown: BTreeMap<usize, Shown> = BTreeMap::new();
    for (number, page) in layout.pages.iter().enumerate() {
        for placed in &page.items {
            let Item::Picture { size, index } = &placed.item else { continue };
            let size = [size.width, size.height].map(|side| side.to_pt() / 72.0);
            let larger = shown.get(index).is_none_or(|before| before.size[0] < size[0]);
            if larger {
                shown.insert(*index, Shown { page: number + 1, size });
            }
        }
    }
    shown
}

fn tell(picture: &Picture, shown: &Shown, ppi: f64, sink: &mut Sink) {
    // A drawing is as fine as the press.
    if ppi >= COARSE || picture.drawing().is_some() {
        return;
    }
    let what = if ppi < TOO_COARSE { "is too coarse for print" } else { "is coarse in print" };
    let [width, _] = shown.size;
    let message = format!(
        "the picture of {} × {} pixels on page {} {what}: {ppi:.0} pixels an inch at {:.0} mm",
        picture.width(),
        picture.height(),
        shown.page,
        width * 25.4
    );
    let hint = format!(
        "presses want {WANTED:.0}: {:.0} pixels at this width, or {:.0} mm for this picture",
        (width * WANTED).ceil(),
        f64::from(picture.width()) / WANTED * 25.4
    );
    sink.push(Diagnostic::new(Code::LowResolution, message, Span::NONE).hint(hint));
}

impl<'a> Separation<'a> {
    /// Of the pictures that pages show; it is told which of them are too coarse.
    pub(in crate::write::pdf) fn new(
        layout: &Layout,
        condition: &'a Condition,
        press: &Press,
        mixing: Mixing,
        sink: &mut Sink,
    ) -> Result<Self> {
        let mut resolutions = BTreeMap::new();
        for (index, shown) in shown(layout) {
            let Some(picture) = layout.pictures.get(index) else { continue };
            let ppi = shown.resolution(picture);
            tell(picture, &shown, ppi, sink);
            resolutions.insert(index, ppi);
        }
        let profile = if resolutions.is_empty() { Vec::new() } else { condition.profile()?.into_owned() };
        let separators = Mutex::default();
        Ok(Self { condition, profile, limit: press.ink_limit, mixing, resolutions, separators })
    }

    pub(in crate::write::pdf) fn condition(&self) -> &'a Condition {
        self.condition
    }

    /// A picture in inks.
    pub(in crate::write::pdf) fn separate<'p>(&self, index: usize, picture: &'p Picture) -> Result<Stored<'p>> {
        if let Some(stored) = self.as_it_is(picture) {
            return Ok(stored);
        }
        if let Some(drawing) = picture.drawing() {
            return Ok(Stored::Drawing(drawing, Colours::Press(self.plates(drawing)?)));
        }
        let raster = no_finer(flat(pixels(picture)?), self.resolutions.get(&index).copied().unwrap_or_default());
        let (width, height) = (raster.width, raster.height);
        let (colour, data) = if is_gray(&raster) {
            let gray = match raster.color {
                RasterColor::Gray => raster.data,
                RasterColor::Rgb => raster.data.chunks_exact(3).map(|pixel| pixel[1]).collect(),
            };
            (Colour::Gray, self.tones()?.separate(&gray))
        } else {
            let colour = if self.condition.inks() == Inks::Black { Colour::Gray } else { Colour::Cmyk };
            (colour, self.separator(profile_of(picture))?.separate(&raster.data))
        };
        Ok(Stored::Raster { width, height, colour, data: Cow::Owned(data), alpha: None, profile: None })
    }

    /// A JPEG in four inks was separated by whoever made it.
    fn as_it_is<'p>(&self, picture: &'p Picture) -> Option<Stored<'p>> {
        let coding = picture.pass_through().filter(|coding| coding.components == 4)?;
        (self.condition.inks() == Inks::Process).then(|| Stored::Jpeg {
            width: picture.width(),
            height: picture.height(),
            colour: Colour::Cmyk,
            decode: if coding.adobe == Adobe::Absent { Decode::AsIs } else { Decode::Inverted },
            data: Cow::Borrowed(picture.bytes()),
            profile: None,
        })
    }

    /// The black plate of four swells as black ink alone does.
    fn tones(&self) -> Result<Tones> {
        let black = Condition::GRAY.profile()?;
        Tones::of(if self.condition.inks() == Inks::Black { &self.profile } else { &black })
    }

    /// The colours of a drawing are sRGB.
    fn plates(&self, drawing: &Drawing) -> Result<Plates> {
        let gray = drawing.shapes.iter().all(is_gray_shape);
        let separator = if gray { None } else { Some(self.separator(Vec::new())?) };
        Ok(Plates { separator, tones: self.tones()?, inks: self.condition.inks(), mixing: self.mixing })
    }

    /// Made once, whichever thread wants it first.
    fn separator(&self, source: Vec<u8>) -> Result<Arc<Separator>> {
        let mut made = self.separators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.get(&source) {
            return Ok(Arc::clone(known));
        }
        let given = (!source.is_empty()).then_some(source.as_slice());
        let separator = Arc::new(Separator::new(given, self.condition.inks(), &self.profile, self.limit)?);
        made.insert(source, Arc::clone(&separator));
        Ok(separator)
    }
}

/// A picture's own colour profile; nothing is sRGB.
fn profile_of(picture: &Picture) -> Vec<u8> {
    picture.profile().filter(|profile| super::is_embeddable(profile, 3)).unwrap_or_default()
}

/// Whether what is drawn may be mixed with what is below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::pdf) enum Mixing {
    Allowed,
    /// With paper alone: PDF/X-1a knows no transparency.
    WithPaper,
}

/// What makes inks of a drawing's colours.
pub(in crate::write::pdf) struct Plates {
    /// None if the drawing has grays alone.
    separator: Option<Arc<Separator>>,
    tones: Tones,
    inks: Inks,
    pub(in crate::write::pdf) mixing: Mixing,
}

impl Plates {
    /// The space of coloured inks.
    pub(in crate::write::pdf) fn space(&self) -> Colour {
        if self.inks == Inks::Black { Colour::Gray } else { Colour::Cmyk }
    }

    /// Colours in one space, their parts from 0 to 255: black ink alone if they are grays.
    pub(in crate::write::pdf) fn separate(&self, colours: &[[u8; 3]]) -> Vec<(Colour, Vec<u8>)> {
        match &self.separator {
            Some(separator) if !colours.iter().all(|rgb| alike(rgb)) => {
                let (space, pixels) = (self.space(), colours.as_flattened());
                separator.separate(pixels).chunks(space.parts()).map(|parts| (space, parts.to_vec())).collect()
            }
            _ => {
                let gray: Vec<u8> = colours.iter().map(|rgb| rgb[1]).collect();
                self.tones.separate(&gray).into_iter().map(|part| (Colour::Gray, vec![part])).collect()
            }
        }
    }

    /// Pixels of which so much is left.
    pub(in crate::write::pdf) fn raster(&self, mut raster: Raster, left: f64) -> Stored<'static> {
        let alpha = match self.mixing {
            Mixing::Allowed => raster.alpha.take(),
            Mixing::WithPaper => {
                let count = raster.width as usize * raster.height as usize;
                let alpha = raster.alpha.take().unwrap_or_else(|| vec![255; count]);
                let alpha = alpha.into_iter().map(|part| (f64::from(part) * left.clamp(0.0, 1.0)).round() as u8);
                raster = flat(Raster { alpha: Some(alpha.collect()), ..raster });
                None
            }
        };
        let gray = raster.color == RasterColor::Gray;
        let (colour, data) = match &self.separator {
            Some(separator) if !gray && !is_gray(&raster) => (self.space(), separator.separate(&raster.data)),
            _ if gray => (Colour::Gray, self.tones.separate(&raster.data)),
            _ => {
                let green: Vec<u8> = raster.data.chunks_exact(3).map(|pixel| pixel[1]).collect();
                (Colour::Gray, self.tones.separate(&green))
            }
        };
        let (width, height, alpha) = (raster.width, raster.height, alpha.map(Cow::Owned));
        Stored::Raster { width, height, colour, data: Cow::Owned(data), alpha, profile: None }
    }
}

/// Without transparency: on the paper's white.
fn flat(mut raster: Raster) -> Raster {
    let Some(alpha) = raster.alpha.take() else { return raster };
    let parts = if raster.color == RasterColor::Gray { 1 } else { 3 };
    for (pixel, &alpha) in raster.data.chunks_exact_mut(parts).zip(&alpha) {
        for part in pixel {
            let (ink, alpha) = (255 - u32::from(*part), u32::from(alpha));
            *part = 255 - ((ink * alpha + 127) / 255) as u8;
        }
    }
    raster
}

/// A picture of more pixels than a press can show, with as many as it wants: each the mean of those it stands for.
fn no_finer(raster: Raster, ppi: f64) -> Raster {
    if ppi <= NEEDLESS {
        return raster;
    }
    let parts = if raster.color == RasterColor::Gray { 1 } else { 3 };
    let fewer = |pixels: u32| ((f64::from(pixels) * WANTED / ppi).ceil() as u32).clamp(1, pixels);
    let (width, height) = (fewer(raster.width), fewer(raster.height));
    let span = |at: u32, of: u32, from: u32| {
        let edge = |at: u32| (u64::from(at) * u64::from(from) / u64::from(of)) as usize;
        edge(at)..edge(at + 1).max(edge(at) + 1)
    };
    let mut data = Vec::with_capacity(width as usize * height as usize * parts);
    for y in 0..height {
        let rows = span(y, height, raster.height);
        for x in 0..width {
            let columns = span(x, width, raster.width);
            let count = (rows.len() * columns.len()) as u64;
            for part in 0..parts {
                let pixel = |row: usize, column: usize| {
                    u64::from(raster.data[(row * raster.width as usize + column) * parts + part])
                };
                let sum: u64 =
                    rows.clone().map(|row| columns.clone().map(|column| pixel(row, column)).sum::<u64>()).sum();
                data.push(((sum + count / 2) / count) as u8);
            }
        }
    }
    Raster { width, height, data, color: raster.color, alpha: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(width: u32, height: u32, data: Vec<u8>, alpha: Option<Vec<u8>>) -> Raster {
        Raster { width, height, color: RasterColor::Gray, data, alpha }
    }

    #[test]
    fn what_is_transparent_is_paper() {
        let raster = flat(gray(3, 1, vec![0, 0, 0], Some(vec![0, 128, 255])));
        assert_eq!((raster.data, raster.alpha), (vec![255, 127, 0], None));
    }

    #[test]
    fn needless_pixels_become_their_means() {
        let raster = no_finer(gray(4, 2, vec![0, 100, 10, 20, 100, 200, 30, 40], None), 600.0);
        assert_eq!((raster.width, raster.height, raster.data), (2, 1, vec![100, 25]));
        let fine = gray(2, 1, vec![1, 2], None);
        assert_eq!(no_finer(fine.clone(), 449.0), fine);
    }
}
