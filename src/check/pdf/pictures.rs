//! Pictures: how fine they are where they stand, what they are made of, and how much ink they take.

use super::Code;
use super::marks::Inspector;
use crate::pdf::color::Space;
use crate::pdf::filters::{self, Decoded};
use crate::pdf::state::{Picture, State};
use crate::pdf::{LARGEST_STREAM, Look};

/// Pixels to the inch: the fewest for photographs and for line art, and the most that are of use.
const LOWEST: f64 = 200.0;
const LOWEST_LINES: f64 = 400.0;
const HIGHEST: f64 = 600.0;
const HIGHEST_LINES: f64 = 2500.0;
/// How many pixels of a picture are looked at for their ink.
const SAMPLES: usize = 100_000;

impl Inspector<'_, '_> {
    /// Judges a picture.
    pub fn picture(&mut self, state: &State, picture: &Picture<'_>) {
        let document = self.check.document;
        let dictionary = &picture.stream.dict;
        let bits = if picture.stencil { 1 } else { document.integer(dictionary, "BitsPerComponent").unwrap_or(8) };
        let (wide, high) = picture.pixels;
        let unit = self.check.pages.get(self.page).map_or(1.0, |page| page.unit);
        // A degenerate matrix shows nothing.
        let per_inch = |pixels: i64, extent: f64| pixels as f64 / (extent * unit / 72.0).max(0.001);
        let ppi = per_inch(wide, state.ctm.width()).min(per_inch(high, state.ctm.height()));
        let (lowest, highest) = if bits == 1 { (LOWEST_LINES, HIGHEST_LINES) } else { (LOWEST, HIGHEST) };
        // A single pixel that is drawn out is a rule or a tint, and has no detail to lose.
        let detailed = wide > 8 && high > 8 && self.is_inside(&picture.area);
        if detailed && ppi < lowest - 1.0 {
            self.add(
                Code::ImageResolution,
                &picture.area,
                format!("a picture of {wide} × {high} pixels is at {ppi:.0} ppi"),
            );
        } else if detailed && ppi > highest {
            self.add(
                Code::ImageResolutionHigh,
                &picture.area,
                format!("a picture of {wide} × {high} pixels is at {ppi:.0} ppi"),
            );
        }
        if bits == 16 {
            self.add(Code::ImageDepth, &picture.area, "a picture has 16 bits a colour");
        }
        if document.get(dictionary, "Alternates").is_some() {
            self.add(Code::Alternates, &picture.area, "a picture has alternate pictures");
        }
        if document.stream(dictionary, "SMask").is_some()
            || document.integer(dictionary, "SMaskInData").unwrap_or(0) > 0
        {
            self.add(Code::Transparency, &picture.area, "a picture has a soft mask");
        }
        match &picture.space {
            None if picture.stencil => self.ink(&state.fill, &picture.area),
            None => {}
            Some(space) => {
                self.space(space, &picture.area);
                if self.check.minds(Code::InkSum) && picture.id.is_none_or(|id| self.seen.pictures.insert(id)) {
                    self.sum(picture, space, bits);
                }
            }
        }
    }

    /// The greatest sum of inks among some of a picture's pixels.
    fn sum(&mut self, picture: &Picture<'_>, space: &Space, bits: i64) {
        let count = space.components();
        // Of gray there is at most 100 %; of RGB only a profile could tell.
        if count == 0
            || !matches!(space.ground(), Space::Cmyk | Space::DeviceN { .. } | Space::Icc { components: 4, .. })
        {
            return;
        }
        let document = self.check.document;
        let decoded = filters::decode(document, picture.stream, LARGEST_STREAM);
        let (Ok(Decoded { bytes, left: None }), 8) = (decoded, bits) else {
            self.add(
                Code::NotChecked,
                &picture.area,
                "the ink of a CMYK picture could not be summed: it is packed as JPEG or the like",
            );
            return;
        };
        let decode = document.numbers(&picture.stream.dict, "Decode").filter(|decode| decode.len() == 2 * count);
        let indexed = matches!(space, Space::Indexed { .. });
        let value = |at: usize, byte: u8| match &decode {
            _ if indexed => f64::from(byte),
            Some(decode) => decode[2 * at] + f64::from(byte) / 255.0 * (decode[2 * at + 1] - decode[2 * at]),
            None => f64::from(byte) / 255.0,
        };
        let pixels = bytes.len() / count;
        let step = (pixels / SAMPLES).max(1);
        let mut most = 0.0f64;
        for pixel in bytes.chunks_exact(count).step_by(step) {
            let values: Vec<_> = pixel.iter().enumerate().map(|(at, &byte)| value(at, byte)).collect();
            most = most.max(space.inks(&values).map_or(0.0, |inks| inks.sum()));
        }
        if most > self.check.ink_limit + 0.01 {
            self.too_much(most, &picture.area, "a place in a picture");
        }
    }
}
