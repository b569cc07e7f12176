//! One face: its tables, read once. This is the only place that names the font-table crate, besides the shaper.

pub(super) mod math;

use crate::length::Abs;
use crate::style::Slope;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag, instance::LocationRef, instance::Size};
use std::sync::Arc;

/// The bytes of a font file. Whoever keeps them keeps no copy.
#[derive(Clone)]
pub(crate) enum Bytes {
    /// Carried inside the library.
    #[cfg(feature = "bundled-fonts")]
    Static(&'static [u8]),
    /// Read; the faces of a collection share them.
    Shared(Arc<Vec<u8>>),
    /// Not read yet.
    #[cfg(feature = "system-fonts")]
    None,
}

impl Bytes {
    pub fn get(&self) -> &[u8] {
        match self {
            #[cfg(feature = "bundled-fonts")]
            Self::Static(data) => data,
            Self::Shared(data) => data,
            #[cfg(feature = "system-fonts")]
            Self::None => &[],
        }
    }
}

/// How many faces there are in a file: more than one in a collection.
pub(super) fn count(data: &[u8]) -> u32 {
    FileRef::new(data).map_or(0, |file| file.fonts().count() as u32)
}

/// Whether a face that prints has all these characters.
pub(super) fn covers(data: &[u8], index: u32, text: &str) -> bool {
    let Ok(font) = FontRef::from_index(data, index) else { return false };
    // Faces that paint in colour have at best the shadows of their pictures as outlines.
    let paints = [b"COLR", b"CBDT", b"sbix", b"SVG "].into_iter().any(|tag| font.table_data(Tag::new(tag)).is_some());
    let charmap = font.charmap();
    !paints && outlines(&font).is_some() && text.chars().all(|c| charmap.map(c).is_some_and(|id| id.to_u32() != 0))
}

/// How a face's outlines are stored, if it has any that print.
fn outlines(font: &FontRef) -> Option<Outlines> {
    if font.glyf().is_ok() && font.loca(None).is_ok() {
        Some(Outlines::TrueType)
    } else if font.cff().is_ok() {
        Some(Outlines::Cff)
    } else {
        None
    }
}

/// A face that can be used.
pub struct Face {
    /// The PostScript name: `SourceSerif4-Regular`.
    pub name: String,
    /// The family's name.
    pub family: String,
    /// 400 is regular, 700 bold.
    pub weight: u16,
    /// Roman or italic.
    pub slope: Slope,
    /// What holds for all its glyphs.
    pub metrics: Metrics,
    data: Bytes,
    index: u32,
    advances: Vec<u16>,
    features: Vec<[u8; 4]>,
    /// The glyph of each character below U+0250 and of each mark from U+2000 on, where nearly all look-ups go; zero is
    /// none.
    near: Vec<u16>,
}

/// Measures of a face, in its design units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    /// Design units to the em.
    pub units_per_em: u16,
    /// From the baseline up, as the face asks for.
    pub ascent: i16,
    /// From the baseline down, negative.
    pub descent: i16,
    /// The height of a flat capital.
    pub cap_height: i16,
    /// The height of a flat small letter.
    pub x_height: i16,
    /// Degrees from upright, negative to the right, times 65,536.
    pub italic_angle: i32,
    /// The box around all glyphs: left, bottom, right, top.
    pub bounds: [i16; 4],
    /// Whether all glyphs are equally wide.
    pub pitch: Pitch,
    /// How outlines are stored.
    pub outlines: Outlines,
}

/// Whether all glyphs are equally wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pitch {
    /// They are.
    Fixed,
    /// They are not.
    Proportional,
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// The pen goes there.
    Move([f32; 2]),
    /// A line.
    Line([f32; 2]),
    /// A curve with one control point.
    Quad([f32; 2], [f32; 2]),
    /// A curve with two.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Back to where the pen came down.
    Close,
}

/// Whether a face may be carried in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding {
    /// It may.
    Allowed,
    /// Its maker forbids it.
    Refused,
}

struct Segments(Vec<Segment>);

impl OutlinePen for Segments {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Line([x, y]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Segment::Quad([cx, cy], [x, y]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(Segment::Cubic([ax, ay], [bx, by], [x, y]));
    }

    fn close(&mut self) {
        self.0.push(Segment::Close);
    }
}

/// Where the Latin letters end, and the marks of all scripts: dashes, quotation marks, spaces.
const LATIN_END: u32 = 0x250;
const MARKS: std::ops::Range<u32> = 0x2000..0x2070;

/// How outlines are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlines {
    /// Quadratic curves in `glyf`.
    TrueType,
    /// Cubic curves in `CFF `.
    Cff,
}

impl Face {
    /// Reads a face. The error completes "the face …".
    pub(super) fn parse(data: Bytes, index: u32) -> Result<Self, String> {
        let font = FontRef::from_index(data.get(), index).map_err(|error| format!("cannot be read: {error}"))?;
        let head = font.head().map_err(|error| format!("has no usable head table: {error}"))?;
        let units_per_em = head.units_per_em();
        if !(16..=16_384).contains(&units_per_em) {
            return Err(format!("claims {units_per_em} units to the em"));
        }
        let Some(outlines) = outlines(&font) else { return Err("has no outlines that print".to_owned()) };
        let measures = font.metrics(Size::unscaled(), LocationRef::default());
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let charmap = font.charmap();
        if !charmap.has_map() {
            return Err("has no Unicode character map".to_owned());
        }
        let advances: Vec<u16> =
            (0..measures.glyph_count).map(|id| glyphs.advance_width(GlyphId::new(id)).unwrap_or(0.0) as u16).collect();
        let height = |c: char, given: Option<f32>, otherwise: f32| {
            let of_glyph = charmap.map(c).and_then(|id| glyphs.bounds(id)).map(|bounds| bounds.y_max);
            given.filter(|&height| height > 0.0).or(of_glyph).unwrap_or(otherwise) as i16
        };
        let em = f32::from(units_per_em);
        let metrics = Metrics {
            units_per_em,
            ascent: measures.ascent as i16,
            descent: measures.descent as i16,
            cap_height: height('H', measures.cap_height, em * 0.7),
            x_height: height('x', measures.x_height, em * 0.5),
            italic_angle: (measures.italic_angle * 65_536.0) as i32,
            bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
            pitch: if measures.is_monospace { Pitch::Fixed } else { Pitch::Proportional },
            outlines,
        };
        let text = |id| font.localized_strings(id).english_or_first().map(|text| text.to_string());
        let attributes = font.attributes();
        let family =
            text(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| text(StringId::FAMILY_NAME)).unwrap_or_default();
        let near = (0..LATIN_END).chain(MARKS).map(|c| charmap.map(c).map_or(0, |id| id.to_u32() as u16)).collect();
        let mut features: Vec<[u8; 4]> = font
            .gsub()
            .and_then(|gsub| gsub.feature_list())
            .map(|list| list.feature_records().iter().map(|record| record.feature_tag().to_be_bytes()).collect())
            .unwrap_or_default();
        features.sort_unstable();
        features.dedup();
        Ok(Self {
            name: text(StringId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', "")),
            family,
            weight: attributes.weight.value() as u16,
            slope: if attributes.style == skrifa::attribute::Style::Normal { Slope::Roman } else { Slope::Italic },
            metrics,
            advances,
            features,
            near,
            data: data.clone(),
            index,
        })
    }

    /// The bytes of the font file.
    pub fn data(&self) -> &[u8] {
        self.data.get()
    }

    /// The same, to be kept.
    pub(crate) fn bytes(&self) -> Bytes {
        self.data.clone()
    }

    /// Which of a collection's faces it is; zero in a file of one.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// How many glyphs it has.
    pub fn glyph_count(&self) -> u16 {
        self.advances.len() as u16
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, c: char) -> Option<u16> {
        let place = match u32::from(c) {
            c @ 0..LATIN_END => Some(c),
            c if MARKS.contains(&c) => Some(c - MARKS.start + LATIN_END),
            _ => None,
        };
        let id = match place {
            Some(place) => self.near[place as usize],
            None => {
                let font = FontRef::from_index(self.data.get(), self.index).ok()?;
                font.charmap().map(c)?.to_u32() as u16
            }
        };
        (id != 0).then_some(id)
    }

    /// Whether the face has an OpenType substitution of that name, for any script: `smcp`, `sups`.
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        self.features.binary_search(&tag).is_ok()
    }

    /// A length in design units at a type size.
    pub fn scale(&self, units: i32, size: Abs) -> Abs {
        size.times(i64::from(units), i64::from(self.metrics.units_per_em))
    }

    /// A glyph's outline, in design units, up from the baseline. Empty for a space.
    pub fn outline(&self, glyph: u16) -> Vec<Segment> {
        let mut pen = Segments(Vec::new());
        if let Ok(font) = FontRef::from_index(self.data.get(), self.index)
            && let Some(outline) = font.outline_glyphs().get(GlyphId::new(u32::from(glyph)))
        {
            // A glyph that cannot be drawn leaves its white.
            let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen);
        }
        pen.0
    }

    /// What its maker says of embedding, in the table OS/2: whether a book may carry it.
    pub fn embedding(&self) -> Embedding {
        let font = FontRef::from_index(self.data.get(), self.index);
        let bits = font.ok().and_then(|font| font.os2().ok().map(|os2| os2.fs_type())).unwrap_or(0);
        // Bit 1 is "restricted"; 2 and 3 allow preview, print and editing, and overrule it; 9 is "bitmaps only".
        let restricted = bits & 0x0002 != 0 && bits & 0x000c == 0;
        if restricted || bits & 0x0200 != 0 { Embedding::Refused } else { Embedding::Allowed }
    }

    /// How far apart a glyph and the next stand, in design units.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }
}
