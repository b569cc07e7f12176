//! Pictures: what their bytes are, told by the bytes and never by a name.
//!
//! A [`Picture`] is whole and safe: its container was walked, its size is within a limit that was checked before
//! anything was inflated, its pixels were decoded once, and whatever says where, when and by whom it was taken (Exif,
//! XMP, comments, thumbnails) is no longer in it. Nothing a writer can reach holds the original bytes.
//!
//! This folder is the only place that names the `image` crate and those for SVG; the containers are walked by hand,
//! since what must not reach the decoder (a text chunk that inflates to 100 MB) has to be found before it runs.

mod drawing;
mod gif;
mod jpeg;
mod png;
mod raster;
#[cfg(feature = "svg")]
mod svg;
mod webp;

pub use drawing::*;
pub use raster::{Raster, RasterColor, png};
#[cfg(feature = "svg")]
pub use svg::{Faces, drawing_words};

use super::Unusable;
use std::borrow::Cow;

/// The most pixels a picture may have. A full A3 page at 600 ppi has 70 million; 64 million decode to 192 MB.
const MOST_PIXELS: u64 = 64 << 20;

/// A picture that can be shown: whole, of a bearable size, and without metadata.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    format: PictureFormat,
    stored: [u32; 2],
    dpi: Option<f64>,
    orientation: Orientation,
    jpeg: Option<JpegCoding>,
    bytes: Vec<u8>,
    #[cfg(feature = "svg")]
    look: Option<svg::Look>,
}

/// How a picture is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// SVG, whose pixels are CSS's.
    Svg,
}

/// How the stored pixels must be turned to stand upright: Exif's 1 to 8. 1 means that they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orientation(u8);

/// How a JPEG codes its colours, for writers that take its bytes as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegCoding {
    /// 1 is gray, 3 is RGB or YCbCr, 4 is CMYK or YCCK.
    pub components: u8,
    /// Whether an Adobe segment is there; if so, the values of a CMYK picture are stored inverted.
    pub adobe: Adobe,
}

/// Whether a JPEG was written by Adobe's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adobe {
    /// No Adobe segment.
    Absent,
    /// One is there, with this colour transform: 0 none, 1 YCbCr, 2 YCCK.
    Transform(u8),
}

/// What walking a container finds out. `bytes` is the file without its metadata.
struct Walked {
    size: [u32; 2],
    dpi: Option<f64>,
    exif: Vec<u8>,
    jpeg: Option<JpegCoding>,
    bytes: Vec<u8>,
}

/// Says that a container broke off or contradicts itself.
struct Damaged;

impl Picture {
    /// Looks at bytes and takes them for a picture.
    ///
    /// # Errors
    /// If it is damaged, too large, or none of these kinds.
    pub fn open(bytes: &[u8]) -> Result<Self, Unusable> {
        let format = PictureFormat::of(bytes)?;
        #[cfg(feature = "svg")]
        if format == PictureFormat::Svg {
            return Self::drawn(bytes, &Faces::none());
        }
        let walked = match format {
            PictureFormat::Png => png::walk(bytes),
            PictureFormat::Jpeg => jpeg::walk(bytes),
            PictureFormat::Gif => gif::walk(bytes),
            PictureFormat::WebP => webp::walk(bytes),
            PictureFormat::Svg => return Err("is an SVG, which this build does not draw".into()),
        };
        let walked = walked.map_err(|Damaged| "is damaged")?;
        let pixels = u64::from(walked.size[0]) * u64::from(walked.size[1]);
        if pixels == 0 {
            return Err("is damaged: it has no size".into());
        }
        if pixels > MOST_PIXELS {
            let [width, height] = walked.size;
            return Err(format!(
                "is too large: {width} × {height} pixels, and {} million are the limit",
                MOST_PIXELS >> 20
            )
            .into());
        }
        let picture = Self {
            format,
            stored: walked.size,
            dpi: walked.dpi.filter(|dpi| (1.0..=20_000.0).contains(dpi)),
            orientation: raster::orientation(&walked.exif),
            jpeg: walked.jpeg,
            bytes: walked.bytes,
            #[cfg(feature = "svg")]
            look: None,
        };
        raster::decode(&picture)?;
        Ok(picture)
    }

    /// The same, with faces for the words in a drawing. They are asked for if it has words.
    ///
    /// # Errors
    /// As [`Picture::open`].
    #[cfg(feature = "svg")]
    pub fn open_with(bytes: &[u8], faces: impl FnOnce() -> Faces) -> Result<Self, Unusable> {
        if PictureFormat::of(bytes) == Ok(PictureFormat::Svg) {
            // No other elements show words.
            let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name));
            let words = has(b"text>") || has(b"foreignObject>");
            return Self::drawn(bytes, &if words { faces() } else { Faces::none() });
        }
        Self::open(bytes)
    }

    #[cfg(feature = "svg")]
    fn drawn(bytes: &[u8], faces: &Faces) -> Result<Self, Unusable> {
        let read = svg::read(bytes, faces)?;
        Ok(Self {
            format: PictureFormat::Svg,
            stored: read.size.map(|side| side.round().clamp(1.0, 1.0e6) as u32),
            dpi: None,
            orientation: Orientation::UPRIGHT,
            jpeg: None,
            bytes: read.bytes,
            look: Some(read.look),
        })
    }

    /// Its shapes, if it is a drawing that can be said in shapes.
    pub fn drawing(&self) -> Option<&Drawing> {
        #[cfg(feature = "svg")]
        if let Some(svg::Look::Shapes(drawing)) = &self.look {
            return Some(drawing);
        }
        None
    }

    /// What in a drawing could not be said in shapes, so that it is pixels: "a filter".
    pub fn flattened(&self) -> Option<&'static str> {
        #[cfg(feature = "svg")]
        if let Some(svg::Look::Pixels(_, why)) = &self.look {
            return Some(why);
        }
        None
    }

    /// How it is stored.
    pub fn format(&self) -> PictureFormat {
        self.format
    }

    /// Its media type: `image/png` and the like.
    pub fn media_type(&self) -> &'static str {
        self.format.media_type()
    }

    /// Its width in pixels, as shown: upright.
    pub fn width(&self) -> u32 {
        self.stored[usize::from(self.orientation.swaps_sides())]
    }

    /// Its height in pixels, as shown: upright.
    pub fn height(&self) -> u32 {
        self.stored[usize::from(!self.orientation.swaps_sides())]
    }

    /// Pixels an inch, if the file says.
    pub fn dpi(&self) -> Option<f64> {
        self.dpi
    }

    /// How its stored pixels must be turned.
    pub fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// The file, without metadata. Its pixels lie as they are stored: see [`Picture::upright`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How its colours are coded, if it is a JPEG whose [`bytes`](Picture::bytes) a PDF can carry as they are:
    /// upright, with 1, 3 or 4 components.
    pub fn pass_through(&self) -> Option<JpegCoding> {
        self.jpeg.filter(|coding| self.orientation.is_upright() && matches!(coding.components, 1 | 3 | 4))
    }

    /// The ICC profile that says what its [`pixels`](Picture::pixels) mean. Of a picture in four inks there is none:
    /// decoding makes red, green and blue of it.
    pub fn profile(&self) -> Option<Vec<u8>> {
        raster::profile(self)
    }

    /// A file of the same format whose pixels lie upright: the bytes as they are, or turned and stored again.
    ///
    /// # Errors
    /// If it cannot be decoded, or stored again.
    pub fn upright(&self) -> Result<Cow<'_, [u8]>, Unusable> {
        if self.orientation.is_upright() {
            return Ok(Cow::Borrowed(&self.bytes));
        }
        Ok(Cow::Owned(raster::store_upright(self)?))
    }

    /// A file that lies upright and that every reader shows: PNG, JPEG, GIF and SVG as they are, WebP as a JPEG or, where it
    /// is not opaque, a PNG.
    ///
    /// # Errors
    /// If it cannot be decoded, or stored again.
    pub fn plain(&self) -> Result<(PictureFormat, Cow<'_, [u8]>), Unusable> {
        match self.format {
            PictureFormat::Png | PictureFormat::Jpeg | PictureFormat::Gif | PictureFormat::Svg => {
                Ok((self.format, self.upright()?))
            }
            PictureFormat::WebP => {
                let (format, bytes) = raster::store_plainly(self)?;
                Ok((format, Cow::Owned(bytes)))
            }
        }
    }

    /// Its pixels, upright; of a moving picture, the first one.
    ///
    /// # Errors
    /// If it cannot be decoded, or stored again.
    pub fn pixels(&self) -> Result<Raster, Unusable> {
        #[cfg(feature = "svg")]
        if let Some(svg::Look::Pixels(raster, _)) = &self.look {
            return Ok(raster.clone());
        }
        Ok(Raster::of(raster::decode(self)?, self.orientation))
    }
}

impl PictureFormat {
    /// The format that bytes begin like.
    fn of(bytes: &[u8]) -> Result<Self, String> {
        match bytes {
            [] => Err("is empty".to_owned()),
            [0x89, b'P', b'N', b'G', ..] => Ok(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            [b'G', b'I', b'F', b'8', ..] => Ok(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            _ if is_svg(bytes) => Ok(Self::Svg),
            _ => Err("is not a PNG, JPEG, GIF, WebP or SVG file".to_owned()),
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// What the names of its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Svg => "svg",
        }
    }
}

/// An `<svg` among the first tags. A kilobyte leaves room for a licence comment above it.
fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<svg")
}

impl Orientation {
    /// The stored pixels stand upright.
    pub const UPRIGHT: Self = Self(1);

    /// Exif's number, 1 to 8.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Whether nothing needs to be turned.
    pub fn is_upright(self) -> bool {
        self == Self::UPRIGHT
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.0 >= 5
    }
}

/// Reads a container: bytes may end anywhere.
struct Bytes<'a> {
    left: &'a [u8],
}

impl<'a> Bytes<'a> {
    fn new(left: &'a [u8]) -> Self {
        Self { left }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (taken, left) = self.left.split_at_checked(count).ok_or(Damaged)?;
        self.left = left;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damaged> {
        let (taken, left) = self.left.split_first_chunk::<N>().ok_or(Damaged)?;
        self.left = left;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, Damaged> {
        self.array::<1>().map(|[byte]| byte)
    }
}

#[cfg(test)]
mod tests;
