//! A screen's colours → inks, through ICC profiles. The colour-management crate is asked for the corners of a grid
//! alone, in double precision; between them stand whole numbers, so that every machine makes the same bytes.

use crate::error::Result;
use crate::write::pdf::syntax::failure;
use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformOptions};

/// Which inks there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::pdf) enum Inks {
    /// Black alone.
    Black,
    /// Cyan, magenta, yellow and black.
    Process,
}

impl Inks {
    /// How many parts a colour has.
    fn parts(self) -> usize {
        match self {
            Self::Black => 1,
            Self::Process => 4,
        }
    }
}

/// The inks of an output profile.
///
/// # Errors
/// Words that complete "the profile …".
pub(super) fn inks(profile: &[u8]) -> Result<Inks, String> {
    let profile = ColorProfile::new_from_slice(profile).map_err(|_| "is not an ICC profile that can be read")?;
    if profile.profile_class != ProfileClass::OutputDevice {
        return Err("is one of a screen or a camera; a press needs an output profile (class prtr)".to_owned());
    }
    if profile.color_space == DataColorSpace::Gray {
        Ok(Inks::Black)
    } else if profile.color_space == DataColorSpace::Cmyk {
        Ok(Inks::Process)
    } else {
        Err("is neither for gray nor for CMYK".to_owned())
    }
}

/// Whether a picture's profile may stand in a file beside it: it can be read, and is for that many parts.
pub(in crate::write::pdf) fn is_embeddable(profile: &[u8], parts: usize) -> bool {
    let Ok(read) = ColorProfile::new_from_slice(profile) else { return false };
    let space = if parts == 1 { DataColorSpace::Gray } else { DataColorSpace::Rgb };
    let class = matches!(
        read.profile_class,
        ProfileClass::DisplayDevice | ProfileClass::InputDevice | ProfileClass::ColorSpace
    );
    // The major version is the ninth byte of the head; PDF knows 2 and 4 (ISO 32000-1 §8.6.5.5).
    class && read.color_space == space && profile.get(8).is_some_and(|version| matches!(version, 2 | 4))
}

/// Corners of the grid along each part: what converters of photographs use.
const CORNERS: usize = 33;
/// What a corner's number is at most.
const WHOLE: f64 = 65_535.0;

/// Makes inks of red, green and blue.
pub(super) struct Separator {
    parts: usize,
    /// By red, green and blue corner: the parts.
    grid: Vec<u16>,
}

impl Separator {
    /// From pictures of a profile (`None`: sRGB) to the inks of a condition. `limit` is in per cent.
    pub(super) fn new(source: Option<&[u8]>, inks: Inks, condition: &[u8], limit: u16) -> Result<Self> {
        let source = source.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
        let source = source.unwrap_or_else(ColorProfile::new_srgb);
        let corner = |at: usize| at as f64 / (CORNERS - 1) as f64;
        let all = || (0..CORNERS).flat_map(|r| (0..CORNERS).flat_map(move |g| (0..CORNERS).map(move |b| [r, g, b])));
        let colours: Vec<f64> = all().flat_map(|rgb| rgb.map(corner)).collect();
        let values = match inks {
            Inks::Process => {
                let condition = ColorProfile::new_from_slice(condition).map_err(failure)?;
                let mut values = convert(&source, Layout::Rgb, &condition, Layout::Rgba, &colours, 4)?;
                values.chunks_exact_mut(4).for_each(|cmyk| limited(cmyk, f64::from(limit) / 100.0));
                values
            }
            Inks::Black => {
                let tones = Tones::of(condition)?;
                let seen = convert(&source, Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb, &colours, 3)?;
                seen.chunks_exact(3).map(|rgb| tones.value(luminance(rgb))).collect()
            }
        };
        let grid = values.into_iter().map(|value| (value.clamp(0.0, 1.0) * WHOLE).round() as u16).collect();
        Ok(Self { parts: inks.parts(), grid })
    }

    /// The inks of pixels of three bytes.
    pub(super) fn separate(&self, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(pixels.len() / 3 * self.parts);
        let mut last: Option<[u8; 3]> = None;
        for pixel in pixels.chunks_exact(3) {
            let rgb = [pixel[0], pixel[1], pixel[2]];
            if last == Some(rgb) {
                out.extend_from_within(out.len() - self.parts..);
            } else {
                self.pixel(rgb, &mut out);
            }
            last = Some(rgb);
        }
        out
    }

    /// Between the corners of the tetrahedron that a colour lies in: from the darkest to the lightest, along the
    /// part that is furthest on first.
    fn pixel(&self, rgb: [u8; 3], out: &mut Vec<u8>) {
        // 255 steps between 32 cells: a place counts in 255ths of a cell.
        let place = rgb.map(|part| usize::from(part) * (CORNERS - 1));
        let mut cell = place.map(|part| (part / 255).min(CORNERS - 2));
        let mut rest = [0_i64; 3];
        for (rest, (place, cell)) in rest.iter_mut().zip(place.into_iter().zip(cell)) {
            *rest = (place - cell * 255) as i64;
        }
        let mut order = [0, 1, 2];
        order.sort_by_key(|&axis| std::cmp::Reverse(rest[axis]));
        let mut sums = [0_i64; 4];
        let mut from = 255;
        let mut add = |cell: [usize; 3], weight: i64| {
            let start = ((cell[0] * CORNERS + cell[1]) * CORNERS + cell[2]) * self.parts;
            for (sum, &value) in sums.iter_mut().zip(&self.grid[start..start + self.parts]) {
                *sum += weight * i64::from(value);
            }
        };
        for axis in order {
            add(cell, from - rest[axis]);
            from = rest[axis];
            cell[axis] += 1;
        }
        add(cell, from);
        out.extend(sums[..self.parts].iter().map(|&sum| ((sum + 255 * 257 / 2) / (255 * 257)) as u8));
    }
}

/// Grays → black ink.
pub(super) struct Tones {
    /// By value in the file: how light it prints, from black ink to paper.
    light: Vec<f64>,
}

impl Tones {
    /// Of a gray output profile.
    pub(super) fn of(condition: &[u8]) -> Result<Self> {
        let condition = ColorProfile::new_from_slice(condition).map_err(failure)?;
        let steps: Vec<f64> = (0..=255).map(|step| f64::from(step) / 255.0).collect();
        let seen = convert(&condition, Layout::Gray, &ColorProfile::new_srgb(), Layout::Rgb, &steps, 3)?;
        let light: Vec<f64> = seen.chunks_exact(3).map(luminance).collect();
        let (black, white) = (light[0], light[255]);
        // Black is the blackest there is, and white the paper: between them everything keeps its proportion.
        let scale = |value: f64| if white > black { (value - black) / (white - black) } else { 0.0 };
        Ok(Self { light: light.into_iter().map(scale).collect() })
    }

    /// The value that prints as light as that.
    fn value(&self, light: f64) -> f64 {
        let above = self.light.partition_point(|&printed| printed < light).clamp(1, 255);
        let (below, over) = (self.light[above - 1], self.light[above]);
        let part = if over > below { ((light - below) / (over - below)).clamp(0.0, 1.0) } else { 0.0 };
        ((above - 1) as f64 + part) / 255.0
    }

    /// The values of pixels of one byte.
    pub(super) fn separate(&self, pixels: &[u8]) -> Vec<u8> {
        let table: Vec<u8> =
            (0..=255).map(|gray| (self.value(linear(f64::from(gray) / 255.0)) * 255.0).round() as u8).collect();
        pixels.iter().map(|&gray| table[usize::from(gray)]).collect()
    }
}

fn convert(
    from: &ColorProfile,
    parts: Layout,
    to: &ColorProfile,
    into: Layout,
    colours: &[f64],
    count: usize,
) -> Result<Vec<f64>> {
    let options = TransformOptions {
        rendering_intent: RenderingIntent::Perceptual,
        prefer_fixed_point: false,
        allow_use_cicp_transfer: false,
        ..TransformOptions::default()
    };
    let transform = from.create_transform_f64(parts, to, into, options).map_err(failure)?;
    let mut out = vec![0.0; colours.len() / parts.channels() * count];
    transform.transform(colours, &mut out).map_err(failure)?;
    Ok(out)
}

/// Takes coloured ink away where there is more than the paper bears; black stays.
fn limited(cmyk: &mut [f64], limit: f64) {
    let coloured: f64 = cmyk[..3].iter().sum();
    let room = (limit - cmyk[3]).max(0.0);
    if coloured > room {
        cmyk[..3].iter_mut().for_each(|part| *part *= room / coloured);
    }
}

/// How much light an sRGB value stands for (IEC 61966-2-1).
fn linear(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn luminance(rgb: &[f64]) -> f64 {
    rgb.iter().zip([0.2126, 0.7152, 0.0722]).map(|(&part, weight)| weight * linear(part.clamp(0.0, 1.0))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::pdf::press::Condition;

    fn separator(condition: &Condition, limit: u16) -> Separator {
        Separator::new(None, condition.inks(), &condition.profile().unwrap(), limit).unwrap()
    }

    #[test]
    fn four_inks_stay_within_the_limit() {
        let made = separator(&Condition::FOGRA39, 280);
        let colours: Vec<u8> =
            (0..=255).step_by(17).flat_map(|r| (0..=255).step_by(17).flat_map(move |g| [r, g, 0])).collect();
        for cmyk in made.separate(&colours).chunks_exact(4) {
            let sum: u32 = cmyk.iter().map(|&part| u32::from(part)).sum();
            assert!(sum <= 280 * 255 / 100 + 4, "{cmyk:?}");
        }
    }

    #[test]
    fn white_is_paper_and_colours_are_their_inks() {
        let made = separator(&Condition::FOGRA39, 300);
        assert_eq!(made.separate(&[255; 3]), [0; 4]);
        let dark = made.separate(&[0; 3]);
        assert!(dark[3] > 220 && dark.iter().map(|&part| u32::from(part)).sum::<u32>() <= 766, "{dark:?}");
        let red = made.separate(&[220, 20, 30]);
        assert!(red[1] > 200 && red[2] > 180 && red[0] < 60, "{red:?}");
        let cyan = made.separate(&[0, 160, 220]);
        assert!(cyan[0] > 180 && cyan[2] < 60, "{cyan:?}");
    }

    #[test]
    fn black_ink_alone_is_lighter_than_it_swells() {
        let made = separator(&Condition::GRAY, 300);
        let grays: Vec<u8> = (0..=255).flat_map(|gray| [gray; 3]).collect();
        let values = made.separate(&grays);
        assert_eq!((values[0], values[255]), (0, 255));
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]), "{values:?}");
        let profile = Condition::GRAY.profile().unwrap();
        let alone = Tones::of(&profile).unwrap().separate(&(0..=255).collect::<Vec<u8>>());
        assert!(values.iter().zip(&alone).all(|(a, b)| a.abs_diff(*b) <= 3), "{values:?} {alone:?}");
    }

    #[test]
    fn embeddable_profiles() {
        let screen = include_bytes!("../../../../fonts/icc/sRGB-v4.icc");
        assert!(is_embeddable(screen, 3) && !is_embeddable(screen, 1) && !is_embeddable(b"x", 3));
    }
}
