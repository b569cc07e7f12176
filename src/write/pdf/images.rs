//! Pictures as XObjects: a JPEG as it is, anything else deflated.

use super::drawings;
use super::syntax::{Deflater, name};
use crate::error::Result;
use crate::resource::{Drawing, Picture, RasterColor};
use lopdf::{Dictionary, Document, ObjectId, Stream, dictionary};
use std::borrow::Cow;
use std::collections::BTreeSet;

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
        for &index in &self.used {
            if let Some(stored) = &self.pictures[index] {
                resources.set(resource_name(index), write(stored, document, deflater)?);
            }
        }
        Ok(resources)
    }
}

fn resource_name(index: usize) -> String {
    format!("I{index}")
}

/// A picture as it goes into a file. Four-colour JPEGs are not among them: an archive file with an sRGB intent must
/// not hold device CMYK, so they come decoded.
pub(super) enum Stored<'a> {
    Jpeg { width: u32, height: u32, colour: Colour, data: Cow<'a, [u8]> },
    Raster { width: u32, height: u32, colour: Colour, data: Cow<'a, [u8]>, alpha: Option<Cow<'a, [u8]>> },
    Drawing(&'a Drawing),
}

/// How many parts a pixel has; each is one byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Gray,
    Rgb,
}

/// How a picture goes into the file: a JPEG's bytes as they are if they can be, else its pixels.
pub(super) fn stored(picture: &Picture) -> Option<Stored<'_>> {
    if let Some(drawing) = picture.drawing() {
        return Some(Stored::Drawing(drawing));
    }
    let colour = match picture.pass_through().map(|coding| coding.components) {
        Some(1) => Some(Colour::Gray),
        Some(3) => Some(Colour::Rgb),
        _ => None,
    };
    if let Some(colour) = colour {
        let (width, height) = (picture.width(), picture.height());
        return Some(Stored::Jpeg { width, height, colour, data: Cow::Borrowed(picture.bytes()) });
    }
    let raster = picture.pixels().ok()?;
    let colour = match raster.color {
        RasterColor::Gray => Colour::Gray,
        RasterColor::Rgb => Colour::Rgb,
    };
    let alpha = raster.alpha.map(Cow::Owned);
    Some(Stored::Raster { width: raster.width, height: raster.height, colour, data: Cow::Owned(raster.data), alpha })
}

pub(super) fn write(picture: &Stored<'_>, document: &mut Document, deflater: &mut Deflater) -> Result<ObjectId> {
    Ok(match picture {
        Stored::Jpeg { width, height, colour, data } => {
            let mut dictionary = image(*width, *height, *colour);
            dictionary.set("Filter", name("DCTDecode"));
            document.add_object(Stream::new(dictionary, data.to_vec()).with_compression(false))
        }
        Stored::Raster { width, height, colour, data, alpha } => {
            let mut dictionary = image(*width, *height, *colour);
            if let Some(alpha) = alpha.as_deref().filter(|alpha| alpha.iter().any(|&part| part != 255)) {
                let mask = deflater.stream(image(*width, *height, Colour::Gray), alpha)?;
                dictionary.set("SMask", document.add_object(mask));
            }
            document.add_object(predicted(dictionary, *width, *colour, data, deflater)?)
        }
        Stored::Drawing(drawing) => drawings::write(drawing, document, deflater)?,
    })
}

fn image(width: u32, height: u32, colour: Colour) -> Dictionary {
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => name(if colour == Colour::Gray { "DeviceGray" } else { "DeviceRGB" }),
    }
}

/// Each row as its difference from the row above (PNG's filter 2): drawings and photographs both deflate better.
fn predicted(
    mut dictionary: Dictionary,
    width: u32,
    colour: Colour,
    data: &[u8],
    deflater: &mut Deflater,
) -> Result<Stream> {
    let parts = if colour == Colour::Gray { 1 } else { 3 };
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
    deflater.stream(dictionary, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Fonts;
    use crate::layout::{Item, Layout, Page, Placed, Role, Side, TagId};
    use crate::length::{Abs, Point, Size};
    use crate::model::Meta;
    use crate::write::pdf::{Options, render_with};

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
        let jpeg = Stored::Jpeg { width: 4, height: 3, colour: Colour::Gray, data: b"\xFF\xD8".as_slice().into() };
        let raster = |colour, data, alpha| Stored::Raster { width: 4, height: 3, colour, data, alpha };
        let pictures = vec![
            Some(raster(Colour::Gray, gray.as_slice().into(), None)),
            Some(raster(Colour::Rgb, rgb.as_slice().into(), alpha)),
            Some(jpeg),
            None,
        ];
        let layout = layout(4);
        let file = render_with(&layout, pictures, &Fonts::none(), &Meta::default(), &Options::default()).unwrap().value;
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
}
