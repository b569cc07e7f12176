//! Pictures as XObjects: a JPEG as it is, anything else deflated.

use super::syntax::{Deflater, name};
use crate::error::Result;
use crate::resource::Picture;
use lopdf::{Dictionary, Document, ObjectId, Stream, dictionary};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The pictures that pages show, each once.
pub(super) struct PictureBook<'a> {
    pictures: &'a [Arc<Picture>],
    used: BTreeSet<usize>,
}

impl<'a> PictureBook<'a> {
    pub(super) fn new(pictures: &'a [Arc<Picture>]) -> Self {
        Self { pictures, used: BTreeSet::new() }
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
        for &index in &self.used {
            if let Some(stored) = stored(&self.pictures[index]) {
                resources.set(resource_name(index), write(&stored, document, deflater)?);
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
}

/// How many parts a pixel has; each is one byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Gray,
    Rgb,
}

fn stored(_picture: &Picture) -> Option<Stored<'_>> {
    None
}

fn write(picture: &Stored<'_>, document: &mut Document, deflater: &mut Deflater) -> Result<ObjectId> {
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
