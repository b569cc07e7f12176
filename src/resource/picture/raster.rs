//! Pixels: decoding through the `image` crate, turning upright, and storing again.

use super::{Orientation, Picture, PictureFormat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation as Turn;
use image::{ColorType, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The quality of a JPEG that is stored again: beyond it files grow much and no eye sees why.
const JPEG_QUALITY: u8 = 92;

/// The most memory that decoding may take: the pixel limit at eight bytes a pixel, and a little to work in.
const MOST_MEMORY: u64 = 640 << 20;

/// Pixels as a PNG, quickly: drawn pages are mostly rows that equal the row above.
pub fn png(width: u32, height: u32, color: RasterColor, data: &[u8]) -> Vec<u8> {
    let color = match color {
        RasterColor::Gray => ExtendedColorType::L8,
        RasterColor::Rgb => ExtendedColorType::Rgb8,
    };
    let mut out = Vec::new();
    // It fails only if `data` is not as long as the size says.
    let _ = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Up)
        .write_image(data, width, height, color);
    out
}

/// The pixels of a picture, upright, row by row from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What `data` holds.
    pub color: RasterColor,
    /// One byte a component.
    pub data: Vec<u8>,
    /// One byte a pixel, 255 for opaque; `None` if every pixel is.
    pub alpha: Option<Vec<u8>>,
}

/// The colours of a raster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RasterColor {
    /// One component, 0 for black.
    Gray,
    /// Red, green, blue.
    Rgb,
}

impl Raster {
    pub(super) fn of(mut image: DynamicImage, orientation: Orientation) -> Self {
        image.apply_orientation(turn(orientation));
        let (width, height) = (image.width(), image.height());
        let gray = matches!(image.color(), ColorType::L8 | ColorType::L16 | ColorType::La8 | ColorType::La16);
        let color = if gray { RasterColor::Gray } else { RasterColor::Rgb };
        let (data, alpha) = match (gray, image.color().has_alpha()) {
            (true, false) => (image.into_luma8().into_raw(), None),
            (false, false) => (image.into_rgb8().into_raw(), None),
            (true, true) => {
                let pixels = image.into_luma_alpha8();
                (pixels.pixels().map(|p| p.0[0]).collect(), Some(pixels.pixels().map(|p| p.0[1]).collect()))
            }
            (false, true) => {
                let pixels = image.into_rgba8();
                let colors = pixels.pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2]]).collect();
                (colors, Some(pixels.pixels().map(|p| p.0[3]).collect::<Vec<u8>>()))
            }
        };
        let alpha = alpha.filter(|alpha| alpha.iter().any(|&a| a != 255));
        Self { width, height, color, data, alpha }
    }
}

/// The stored pixels.
pub(super) fn decode(picture: &Picture) -> Result<DynamicImage, String> {
    let decoder = decoder(picture)?;
    DynamicImage::from_decoder(decoder).map_err(|_| "is damaged".to_owned())
}

fn decoder(picture: &Picture) -> Result<impl ImageDecoder, String> {
    let format = match picture.format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Gif => ImageFormat::Gif,
        PictureFormat::WebP => ImageFormat::WebP,
        PictureFormat::Svg => return Err("is a drawing without pixels".to_owned()),
    };
    let mut reader = ImageReader::with_format(Cursor::new(picture.bytes()), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.into_decoder().map_err(|_| "is damaged".to_owned())
}

/// What its pixels mean. Decoding turns CMYK into RGB, which a profile for CMYK would spoil.
pub(super) fn profile(picture: &Picture) -> Option<Vec<u8>> {
    let cmyk = picture.jpeg.is_some_and(|coding| coding.components == 4);
    if cmyk { None } else { decoder(picture).ok()?.icc_profile().ok().flatten() }
}

/// The same picture in the same format, turned; its colour profile goes along.
pub(super) fn store_upright(picture: &Picture) -> Result<Vec<u8>, String> {
    let (decoder, profile) = (decoder(picture)?, profile(picture));
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| "is damaged".to_owned())?;
    image.apply_orientation(turn(picture.orientation));
    let mut out = Vec::new();
    let stored = match picture.format {
        PictureFormat::Jpeg => store(&image, JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY), profile),
        PictureFormat::WebP => store(&image, WebPEncoder::new_lossless(&mut out), profile),
        // Drawings are upright.
        PictureFormat::Png | PictureFormat::Gif | PictureFormat::Svg => {
            store(&image, PngEncoder::new(&mut out), profile)
        }
    };
    stored.map_err(|error| format!("cannot be turned upright: {error}"))?;
    Ok(out)
}

/// The same picture, upright, as every reader has shown it for twenty years: JPEG if it is opaque, else PNG.
pub(super) fn store_plainly(picture: &Picture) -> Result<(PictureFormat, Vec<u8>), String> {
    let mut decoder = decoder(picture)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| "is damaged".to_owned())?;
    image.apply_orientation(turn(picture.orientation));
    let opaque = !image.color().has_alpha() || image.to_rgba8().pixels().all(|pixel| pixel.0[3] == 255);
    let mut out = Vec::new();
    let (format, stored) = if opaque {
        let image = DynamicImage::from(image.into_rgb8());
        (PictureFormat::Jpeg, store(&image, JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY), profile))
    } else {
        (PictureFormat::Png, store(&image, PngEncoder::new(&mut out), profile))
    };
    stored.map_err(|error| format!("cannot be stored as a PNG or JPEG: {error}"))?;
    Ok((format, out))
}

fn store(image: &DynamicImage, mut to: impl ImageEncoder, profile: Option<Vec<u8>>) -> image::ImageResult<()> {
    // A profile that the encoder cannot carry is left out: the picture matters more.
    let _ = profile.map(|profile| to.set_icc_profile(profile));
    image.write_with_encoder(to)
}

/// What the Exif data says of the picture's orientation; upright if it says nothing that can be read.
pub(super) fn orientation(exif: &[u8]) -> Orientation {
    Turn::from_exif_chunk(exif).map_or(Orientation::UPRIGHT, |turn| Orientation(turn.to_exif()))
}

fn turn(orientation: Orientation) -> Turn {
    Turn::from_exif(orientation.get()).unwrap_or(Turn::NoTransforms)
}
