//! Pictures as XObjects: a JPEG as it is, anything else deflated.

use super::drawings::{self, Colours};
use super::press::{Condition, Separation, is_embeddable};
use super::syntax::{Deflater, failure, name};
use crate::error::Result;
use crate::parallel;
use crate::resource::{Drawing, Picture, Raster, RasterColor};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The pictures of a layout, and which of them pages show.
pub(super) struct PictureBook<'a> {
    pictures: &'a [Arc<Picture>],
    making: Making<'a>,
    used: BTreeSet<usize>,
}

/// What becomes of the layout's pictures in a file. It becomes of each when it is written, and its pixels go again:
/// those of all together would take more memory than everything else.
pub(super) enum Making<'a> {
    Screen,
    Press(Separation<'a>),
}

impl<'a> Making<'a> {
    /// The printing condition, of files for a press.
    pub(super) fn condition(&self) -> Option<&'a Condition> {
        match self {
            Self::Screen => None,
            Self::Press(separation) => Some(separation.condition()),
        }
    }

    fn make(&self, index: usize, picture: &'a Picture) -> Result<Stored<'a>> {
        match self {
            Self::Screen => stored(picture),
            Self::Press(separation) => separation.separate(index, picture),
        }
    }
}

impl<'a> PictureBook<'a> {
    pub(super) fn new(pictures: &'a [Arc<Picture>], making: Making<'a>) -> Self {
        Self { pictures, making, used: BTreeSet::new() }
    }

    /// The name of a picture among a page's resources. It is shown from now on.
    pub(super) fn name(&mut self, index: usize) -> Option<String> {
        self.pictures.get(index)?;
        self.used.insert(index);
        Some(resource_name(index))
    }

    /// Writes the pictures; returns the resources.
    pub(super) fn write(&self, document: &mut Document, deflater: &mut Deflater) -> Result<Dictionary> {
        let mut resources = Dictionary::new();
        let mut file = File { document, deflater, profiles: BTreeMap::new() };
        let used: Vec<_> = self.used.iter().copied().enumerate().collect();
        let pack = |deflater: &mut Deflater, _, index: usize| {
            let stored = self.making.make(index, &self.pictures[index])?;
            Ok((index, Packed::of(stored, deflater)))
        };
        let mut outcome = Ok(());
        parallel::each_in_order(used, Deflater::new, pack, |packed: Result<(usize, Packed)>| {
            if outcome.is_ok() {
                outcome = packed.and_then(|(index, packed)| {
                    resources.set(resource_name(index), file.add(packed)?);
                    Ok(())
                });
            }
        });
        outcome.map(|()| resources)
    }
}

fn resource_name(index: usize) -> String {
    format!("I{index}")
}

/// A picture as it goes into a file. For screens, four-colour JPEGs come decoded: an archive file with an sRGB intent
/// must not hold device CMYK.
pub(super) enum Stored<'a> {
    Jpeg {
        width: u32,
        height: u32,
        colour: Colour,
        decode: Decode,
        data: Cow<'a, [u8]>,
        profile: Option<Vec<u8>>,
    },
    Raster {
        width: u32,
        height: u32,
        colour: Colour,
        data: Cow<'a, [u8]>,
        alpha: Option<Cow<'a, [u8]>>,
        profile: Option<Vec<u8>>,
    },
    Drawing(&'a Drawing, Colours),
}

/// How many parts a pixel has; each is one byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Gray,
    Rgb,
    Cmyk,
}

/// What a JPEG's numbers mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decode {
    AsIs,
    /// No ink is the largest number, as Adobe writes them.
    Inverted,
}

impl Colour {
    pub(super) fn parts(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    pub(super) fn space(self) -> &'static str {
        match self {
            Self::Gray => "DeviceGray",
            Self::Rgb => "DeviceRGB",
            Self::Cmyk => "DeviceCMYK",
        }
    }
}

/// How a picture goes into a file for screens: a JPEG's bytes as they are if they can be, else its pixels.
fn stored(picture: &Picture) -> Result<Stored<'_>> {
    if let Some(drawing) = picture.drawing() {
        return Ok(Stored::Drawing(drawing, Colours::Screen));
    }
    let colour = match picture.pass_through().map(|coding| coding.components) {
        Some(1) => Some(Colour::Gray),
        Some(3) => Some(Colour::Rgb),
        _ => None,
    };
    if let Some(colour) = colour {
        let (width, height) = (picture.width(), picture.height());
        let (data, profile) = (Cow::Owned(without_profile(picture.bytes())), profile(picture, colour));
        return Ok(Stored::Jpeg { width, height, colour, decode: Decode::AsIs, data, profile });
    }
    let raster = pixels(picture)?;
    let colour = match raster.color {
        RasterColor::Gray => Colour::Gray,
        RasterColor::Rgb => Colour::Rgb,
    };
    let profile = profile(picture, colour);
    let (data, alpha) = (Cow::Owned(raster.data), raster.alpha.map(Cow::Owned));
    Ok(Stored::Raster { width: raster.width, height: raster.height, colour, data, alpha, profile })
}

/// The pixels of a picture. They were there when it was opened.
pub(super) fn pixels(picture: &Picture) -> Result<Raster> {
    picture.pixels().map_err(|why| failure(format_args!("a picture {why}")))
}

/// A picture's own colour profile, unless it says what the file says of all colours: sRGB.
fn profile(picture: &Picture, colour: Colour) -> Option<Vec<u8>> {
    let is_srgb = |profile: &[u8]| profile.windows(4).any(|bytes| bytes == b"sRGB");
    let is_kept = |profile: &Vec<u8>| !is_srgb(profile) && is_embeddable(profile, colour.parts());
    picture.profile().filter(is_kept)
}

/// A JPEG without the segments of its profile, which stands beside it once for all pictures that share it.
fn without_profile(jpeg: &[u8]) -> Vec<u8> {
    const PROFILE: [u8; 2] = [0xff, 0xe2];
    const SCAN: [u8; 2] = [0xff, 0xda];
    let (mut out, mut rest) = (Vec::with_capacity(jpeg.len()), jpeg);
    let head = rest.len().min(2);
    out.extend_from_slice(&rest[..head]);
    rest = &rest[head..];
    while let Some(&[first, second, high, low]) = rest.first_chunk::<4>() {
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        let marker = [first, second];
        if first != 0xff || marker == SCAN || length > rest.len() {
            break;
        }
        if marker != PROFILE {
            out.extend_from_slice(&rest[..length]);
        }
        rest = &rest[length..];
    }
    out.extend_from_slice(rest);
    out
}

/// A file that pictures are written into.
pub(super) struct File<'d> {
    pub(super) document: &'d mut Document,
    pub(super) deflater: &'d mut Deflater,
    /// By their bytes: the profiles that are written.
    profiles: BTreeMap<Vec<u8>, ObjectId>,
}

/// A picture deflated: all that is done without the file.
enum Packed<'a> {
    Image { stream: Stream, mask: Option<Box<Stream>>, colour: Colour, profile: Option<Vec<u8>> },
    Drawing(&'a Drawing, Colours),
}

impl<'a> Packed<'a> {
    fn of(stored: Stored<'a>, deflater: &mut Deflater) -> Self {
        match stored {
            Stored::Jpeg { width, height, colour, decode, data, profile } => {
                let mut dictionary = image(width, height);
                dictionary.set("Filter", name("DCTDecode"));
                if decode == Decode::Inverted {
                    let inverted = (0..2 * colour.parts()).map(|place| Object::Integer(i64::from(place % 2 == 0)));
                    dictionary.set("Decode", inverted.collect::<Vec<_>>());
                }
                let stream = Stream::new(dictionary, data.into_owned()).with_compression(false);
                Self::Image { stream, mask: None, colour, profile }
            }
            Stored::Raster { width, height, colour, data, alpha, profile } => {
                let mut dictionary = image(width, height);
                let alpha = alpha.filter(|alpha| alpha.iter().any(|&part| part != 255));
                let mask = alpha.map(|alpha| {
                    dictionary.set("SMask", Object::Null);
                    let mut mask = image(width, height);
                    mask.set("ColorSpace", name(Colour::Gray.space()));
                    Box::new(deflater.picture(mask, &alpha))
                });
                let stream = predicted(dictionary, width, colour, &data, deflater);
                Self::Image { stream, mask, colour, profile }
            }
            Stored::Drawing(drawing, colours) => Self::Drawing(drawing, colours),
        }
    }
}

impl File<'_> {
    pub(super) fn write(&mut self, picture: Stored<'_>) -> Result<ObjectId> {
        let packed = Packed::of(picture, self.deflater);
        self.add(packed)
    }

    fn add(&mut self, packed: Packed<'_>) -> Result<ObjectId> {
        match packed {
            Packed::Image { mut stream, mask, colour, profile } => {
                stream.dict.set("ColorSpace", self.space(colour, profile.as_deref())?);
                if let Some(mask) = mask {
                    stream.dict.set("SMask", self.document.add_object(*mask));
                }
                Ok(self.document.add_object(stream))
            }
            Packed::Drawing(drawing, colours) => drawings::write(drawing, &colours, self),
        }
    }

    /// A device's colours, or those of a profile.
    fn space(&mut self, colour: Colour, profile: Option<&[u8]>) -> Result<Object> {
        let Some(profile) = profile else { return Ok(name(colour.space())) };
        let id = match self.profiles.get(profile) {
            Some(&id) => id,
            None => {
                let parts = dictionary! { "N" => colour.parts() as i64, "Alternate" => name(colour.space()) };
                let id = self.document.add_object(self.deflater.stream(parts, profile));
                self.profiles.insert(profile.to_vec(), id);
                id
            }
        };
        Ok(vec![name("ICCBased"), id.into()].into())
    }
}

/// What is said of every image. The space and the mask are the file's: their places are kept.
fn image(width: u32, height: u32) -> Dictionary {
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => Object::Null,
    }
}

/// Each row as its difference from the row above (PNG's filter 2): drawings and photographs both deflate better.
fn predicted(mut dictionary: Dictionary, width: u32, colour: Colour, data: &[u8], deflater: &mut Deflater) -> Stream {
    let parts = colour.parts();
    let stride = (width as usize * parts).max(1);
    let mut rows = Vec::with_capacity(data.len() + data.len() / stride + 1);
    let mut above = vec![0; stride];
    for row in data.chunks(stride) {
        rows.push(2);
        rows.extend(row.iter().zip(&above).map(|(here, above)| here.wrapping_sub(*above)));
        above[..row.len()].copy_from_slice(row);
    }
    dictionary
        .set("DecodeParms", dictionary! { "Predictor" => 15, "Colors" => parts as i64, "Columns" => i64::from(width) });
    deflater.picture(dictionary, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::png;

    #[test]
    fn pictures_come_back_as_they_went_in() {
        let (gray, rgb): (Vec<u8>, Vec<u8>) = ((0..12).collect(), (100..136).collect());
        let raster = |colour, data, alpha| Stored::Raster { width: 4, height: 3, colour, data, alpha, profile: None };
        let (mut document, mut deflater) = (Document::new(), Deflater::new());
        let mut file = File { document: &mut document, deflater: &mut deflater, profiles: BTreeMap::new() };
        let data = b"\xFF\xD8".as_slice().into();
        let jpeg =
            Stored::Jpeg { width: 4, height: 3, colour: Colour::Gray, decode: Decode::AsIs, data, profile: None };
        let pictures = [
            raster(Colour::Gray, gray.as_slice().into(), Some([255].repeat(12).into())),
            raster(Colour::Rgb, rgb.as_slice().into(), Some([0, 128, 255].repeat(4).into())),
            jpeg,
        ];
        let [gray_at, rgb_at, jpeg_at] = pictures.map(|picture| file.write(picture).unwrap());
        let stream = |id| document.get_object(id).unwrap().as_stream().unwrap();
        assert_eq!(stream(gray_at).decompressed_content().unwrap(), gray);
        assert!(!stream(gray_at).dict.has(b"SMask"), "what is opaque needs no mask");
        assert_eq!(stream(rgb_at).decompressed_content().unwrap(), rgb);
        let mask = stream(rgb_at).dict.get_deref(b"SMask", &document).unwrap().as_stream().unwrap();
        assert_eq!(mask.decompressed_content().unwrap(), [0, 128, 255].repeat(4));
        assert_eq!(stream(jpeg_at).content, b"\xFF\xD8");
    }

    #[test]
    fn pictures_that_are_shown_are_written_in_order() {
        let squares = [10, 200, 90, 40, 160].map(|gray| {
            let bytes = png(8, 8, RasterColor::Gray, &[gray; 64]);
            Arc::new(Picture::open(&bytes).unwrap())
        });
        let mut book = PictureBook::new(&squares, Making::Screen);
        assert_eq!(book.name(5), None);
        let named: Vec<String> = [3, 0, 4, 0].iter().filter_map(|&index| book.name(index)).collect();
        assert_eq!(named, ["I3", "I0", "I4", "I0"]);
        let mut document = Document::new();
        let resources = book.write(&mut document, &mut Deflater::new()).unwrap();
        let written: Vec<_> = resources.iter().map(|(name, id)| (name.clone(), id.as_reference().unwrap())).collect();
        let expected = [(b"I0".to_vec(), (1, 0)), (b"I3".to_vec(), (2, 0)), (b"I4".to_vec(), (3, 0))];
        assert_eq!(written, expected);
        let last = document.get_object((3, 0)).unwrap().as_stream().unwrap();
        assert_eq!(last.decompressed_content().unwrap(), [160; 64]);
    }

    #[test]
    fn a_profile_is_taken_out_of_a_jpeg() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe2\x00\x03c\xff\xda\x00\x02\xff\xe2\x00\x03\xff\xd9";
        assert_eq!(without_profile(jpeg), b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02\xff\xe2\x00\x03\xff\xd9");
        assert_eq!(without_profile(b"\xff"), b"\xff");
    }
}
