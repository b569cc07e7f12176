//! Pictures as XObjects: a JPEG as it is, anything else deflated.

use super::drawings::{self, Colours};
use super::press::is_embeddable;
use super::syntax::{Deflater, name};
use crate::error::Result;
use crate::resource::{Drawing, Picture, RasterColor};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The pictures of a layout, and which of them pages show.
pub(super) struct PictureBook<'a> {
    pictures: Vec<Option<Stored<'a>>>,
    used: BTreeSet<usize>,
}

impl<'a> PictureBook<'a> {
    /// From pictures in the order of the layout; `None` stands for one that cannot be shown.
    pub(super) fn new(pictures: Vec<Option<Stored<'a>>>) -> Self {
        Self { pictures, used: BTreeSet::new() }
    }

    /// The name of a picture among a page's resources. It is shown from now on.
    pub(super) fn name(&mut self, index: usize) -> Option<String> {
        self.pictures.get(index)?.as_ref()?;
        self.used.insert(index);
        Some(resource_name(index))
    }

    /// Writes the pictures; returns the resources.
    pub(super) fn write(&self, document: &mut Document, deflater: &mut Deflater) -> Result<Dictionary> {
        let mut resources = Dictionary::new();
        let mut file = File { document, deflater, profiles: BTreeMap::new() };
        for &index in &self.used {
            if let Some(stored) = &self.pictures[index] {
                resources.set(resource_name(index), file.write(stored)?);
            }
        }
        Ok(resources)
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
pub(super) fn stored(picture: &Picture) -> Option<Stored<'_>> {
    if let Some(drawing) = picture.drawing() {
        return Some(Stored::Drawing(drawing, Colours::Screen));
    }
    let colour = match picture.pass_through().map(|coding| coding.components) {
        Some(1) => Some(Colour::Gray),
        Some(3) => Some(Colour::Rgb),
        _ => None,
    };
    if let Some(colour) = colour {
        let (width, height) = (picture.width(), picture.height());
        let (data, profile) = (Cow::Owned(without_profile(picture.bytes())), profile(picture, colour));
        return Some(Stored::Jpeg { width, height, colour, decode: Decode::AsIs, data, profile });
    }
    let raster = picture.pixels().ok()?;
    let colour = match raster.color {
        RasterColor::Gray => Colour::Gray,
        RasterColor::Rgb => Colour::Rgb,
    };
    let profile = profile(picture, colour);
    let (data, alpha) = (Cow::Owned(raster.data), raster.alpha.map(Cow::Owned));
    Some(Stored::Raster { width: raster.width, height: raster.height, colour, data, alpha, profile })
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

impl File<'_> {
    pub(super) fn write(&mut self, picture: &Stored<'_>) -> Result<ObjectId> {
        Ok(match picture {
            Stored::Jpeg { width, height, colour, decode, data, profile } => {
                let mut dictionary = image(*width, *height, self.space(*colour, profile.as_deref())?);
                dictionary.set("Filter", name("DCTDecode"));
                if *decode == Decode::Inverted {
                    let inverted = (0..2 * colour.parts()).map(|place| Object::Integer(i64::from(place % 2 == 0)));
                    dictionary.set("Decode", inverted.collect::<Vec<_>>());
                }
                self.document.add_object(Stream::new(dictionary, data.to_vec()).with_compression(false))
            }
            Stored::Raster { width, height, colour, data, alpha, profile } => {
                let mut dictionary = image(*width, *height, self.space(*colour, profile.as_deref())?);
                if let Some(alpha) = alpha.as_deref().filter(|alpha| alpha.iter().any(|&part| part != 255)) {
                    let mask = image(*width, *height, name(Colour::Gray.space()));
                    let mask = self.deflater.picture(mask, alpha);
                    dictionary.set("SMask", self.document.add_object(mask));
                }
                let stream = predicted(dictionary, *width, *colour, data, self.deflater);
                self.document.add_object(stream)
            }
            Stored::Drawing(drawing, colours) => drawings::write(drawing, colours, self)?,
        })
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

fn image(width: u32, height: u32, space: Object) -> Dictionary {
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => space,
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
    use crate::diag::Sink;
    use crate::font::Fonts;
    use crate::layout::{Item, Layout, Page, Placed, Role, Side, TagId};
    use crate::length::{Abs, Point, Size};
    use crate::model::Meta;
    use crate::write::pdf::{Job, Options, Seen};
    use std::borrow::Cow;

    fn layout(pictures: usize) -> Layout {
        let mut layout = Layout::default();
        let size = |width, height| Size { width: Abs::pt(width), height: Abs::pt(height) };
        let mut items = Vec::new();
        for index in 0..pictures {
            let tag = layout.tags.add(Role::Figure, TagId::ROOT);
            layout.tags.get_mut(tag).unwrap().alt = Some("A square".to_owned());
            let at = Point::new(Abs::pt(50.0), Abs::pt(50.0 + 60.0 * index as f64));
            items.push(Placed { at, item: Item::Picture { size: size(50.0, 50.0), index }, tag });
        }
        layout.pages.push(Page { side: Side::Recto, folio: "1".to_owned(), size: size(300.0, 300.0), items });
        layout
    }

    #[test]
    fn pictures_come_back_as_they_went_in() {
        let (gray, rgb): (Vec<u8>, Vec<u8>) = ((0..12).collect(), (100..136).collect());
        let alpha = Some([0, 128, 255].repeat(4).into());
        let data = b"\xFF\xD8".as_slice().into();
        let jpeg =
            Stored::Jpeg { width: 4, height: 3, colour: Colour::Gray, decode: Decode::AsIs, data, profile: None };
        let raster = |colour, data, alpha| Stored::Raster { width: 4, height: 3, colour, data, alpha, profile: None };
        let pictures = vec![
            Some(raster(Colour::Gray, gray.as_slice().into(), None)),
            Some(raster(Colour::Rgb, rgb.as_slice().into(), alpha)),
            Some(jpeg),
            None,
        ];
        let layout = layout(4);
        let job = Job { layout: &layout, fonts: &Fonts::none(), meta: &Meta::default(), options: &Options::default() };
        let seen = Seen::of(&layout, &mut Sink::new());
        let file = job.render(Cow::Borrowed(&layout.pages), seen, pictures, Sink::new()).unwrap().value;
        let file = Document::load_mem(&file).unwrap();
        let page = *file.get_pages().values().next().unwrap();
        let resources = file.get_dictionary(page).unwrap().get_deref(b"Resources", &file).unwrap().as_dict().unwrap();
        let named = resources.get_deref(b"XObject", &file).unwrap().as_dict().unwrap();
        let stream = |name: &[u8]| named.get_deref(name, &file).unwrap().as_stream().unwrap();
        assert_eq!(named.len(), 3);
        assert_eq!(stream(b"I0").decompressed_content().unwrap(), gray);
        assert_eq!(stream(b"I1").decompressed_content().unwrap(), rgb);
        let mask = stream(b"I1").dict.get_deref(b"SMask", &file).unwrap().as_stream().unwrap();
        assert_eq!(mask.decompressed_content().unwrap(), [0, 128, 255].repeat(4));
        assert_eq!(stream(b"I2").content, b"\xFF\xD8");
    }

    #[test]
    fn a_profile_is_taken_out_of_a_jpeg() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe2\x00\x03c\xff\xda\x00\x02\xff\xe2\x00\x03\xff\xd9";
        assert_eq!(without_profile(jpeg), b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02\xff\xe2\x00\x03\xff\xd9");
        assert_eq!(without_profile(b"\xff"), b"\xff");
    }
}
