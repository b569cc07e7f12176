//! What a face knows of setting formulas: its table `MATH`, read where it is asked, in design units.

use super::Face;
use skrifa::charmap::Charmap;
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gsub::{AlternateSubst, SubstitutionSubtables};
use skrifa::raw::tables::math::{GlyphPartRecord, Math, MathKernCorner, PartFlags, StretchAxis};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag, instance::LocationRef, instance::Size};

pub use skrifa::raw::tables::math::MathConstant as Constant;

/// The parts of a face that formulas are set from.
pub struct MathFace<'a> {
    font: FontRef<'a>,
    table: Math<'a>,
    charmap: Charmap<'a>,
    glyphs: GlyphMetrics<'a>,
}

/// Which way a glyph grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grows {
    /// Like a bracket.
    Up,
    /// Like a brace above a sum.
    Wide,
}

/// A part of a glyph that is put together of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joint {
    /// The glyph.
    pub glyph: u16,
    /// How far it may lie over the part before it, and over the one behind it.
    pub overlap: [i32; 2],
    /// How long it is.
    pub length: i32,
    /// Whether it may come several times, or not at all.
    pub repeats: bool,
}

/// A corner of a glyph that a script stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// Where a superscript stands.
    Top,
    /// Where a subscript stands.
    Bottom,
}

/// The box around a glyph: left, bottom, right, top.
pub type Bounds = [i32; 4];

impl Face {
    /// What the face knows of setting formulas; most know nothing.
    pub fn math(&self) -> Option<MathFace<'_>> {
        let font = FontRef::from_index(self.data.get(), self.index).ok()?;
        let table = font.math().ok()?;
        table.math_constants().ok()?;
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(MathFace { table, charmap: font.charmap(), glyphs, font })
    }
}

impl MathFace<'_> {
    /// A measure of the face.
    pub fn constant(&self, constant: Constant) -> i32 {
        self.table.math_constants().map_or(0, |constants| constants.constant(constant))
    }

    /// The glyph of a character.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.charmap.map(c).map(|id| id.to_u32() as u16).filter(|id| *id != 0)
    }

    /// How far a glyph and the next stand.
    pub fn advance(&self, glyph: u16) -> i32 {
        self.glyphs.advance_width(id(glyph)).unwrap_or(0.0) as i32
    }

    /// The box around a glyph.
    pub fn bounds(&self, glyph: u16) -> Bounds {
        let bounds = self.glyphs.bounds(id(glyph)).unwrap_or_default();
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|side| side.round() as i32)
    }

    /// How much further to the right than a subscript a superscript stands at a slanted glyph.
    pub fn italic(&self, glyph: u16) -> i32 {
        let info = self.table.math_glyph_info().ok().and_then(|info| info.math_italics_correction_info()?.ok());
        info.and_then(|info| info.correction(id(glyph))).unwrap_or(0)
    }

    /// Where an accent stands over a glyph.
    pub fn accent(&self, glyph: u16) -> Option<i32> {
        let info = self.table.math_glyph_info().ok()?.math_top_accent_attachment()?.ok()?;
        info.attachment(id(glyph))
    }

    /// How much nearer a script may stand at a height.
    pub fn kern(&self, glyph: u16, corner: Corner, height: i32) -> i32 {
        let corner = match corner {
            Corner::Top => MathKernCorner::TopRight,
            Corner::Bottom => MathKernCorner::BottomRight,
        };
        let info = self.table.math_glyph_info().ok().and_then(|info| info.math_kern_info()?.ok());
        info.and_then(|info| info.kern(id(glyph), corner)?.kerning(height)).unwrap_or(0)
    }

    /// The larger drawings of a glyph, with their sizes.
    pub fn variants(&self, glyph: u16, grows: Grows) -> Vec<(u16, i32)> {
        let variants = self.table.math_variants().ok();
        let construction = variants.and_then(|variants| variants.glyph_construction(id(glyph), axis(grows)));
        let records = construction.iter().flat_map(|construction| construction.math_glyph_variant_records());
        records
            .map(|record| (record.variant_glyph().to_u16(), i32::from(record.advance_measurement().to_u16())))
            .collect()
    }

    /// The parts that a glyph of any size is put together of.
    pub fn assembly(&self, glyph: u16, grows: Grows) -> Vec<Joint> {
        let variants = self.table.math_variants().ok();
        let construction = variants.and_then(|variants| variants.glyph_construction(id(glyph), axis(grows)));
        let Some(Ok(assembly)) = construction.and_then(|construction| construction.glyph_assembly()) else {
            return Vec::new();
        };
        let joint = |part: &GlyphPartRecord| Joint {
            glyph: part.glyph_id().to_u16(),
            overlap: [part.start_connector_length().to_u16(), part.end_connector_length().to_u16()].map(i32::from),
            length: i32::from(part.full_advance().to_u16()),
            repeats: part.part_flags().contains(PartFlags::EXTENDER_FLAG),
        };
        assembly.part_records().iter().map(joint).collect()
    }

    /// How far parts lie over one another at least.
    pub fn least_overlap(&self) -> i32 {
        self.table.math_variants().map_or(0, |variants| i32::from(variants.min_connector_overlap().to_u16()))
    }

    /// The drawing of a glyph for scripts, or for scripts of scripts: the feature `ssty`. Primes have one.
    pub fn script(&self, glyph: u16, depth: usize) -> u16 {
        self.alternate(glyph, depth).unwrap_or(glyph)
    }

    fn alternate(&self, glyph: u16, depth: usize) -> Option<u16> {
        let gsub = self.font.gsub().ok()?;
        let (features, lookups) = (gsub.feature_list().ok()?, gsub.lookup_list().ok()?);
        let record = features.feature_records().iter().find(|record| record.feature_tag() == Tag::new(b"ssty"))?;
        let feature = record.feature(features.offset_data()).ok()?;
        for lookup in feature.lookup_list_indices() {
            match lookups.lookups().get(usize::from(lookup.get())).ok()?.subtables().ok()? {
                SubstitutionSubtables::Alternate(tables) => {
                    for table in tables.iter().filter_map(Result::ok) {
                        let AlternateSubst::Format1(table) = table else { continue };
                        let Some(index) = table.coverage().ok()?.get(id(glyph)) else { continue };
                        let set = table.alternate_sets().get(index as usize).ok()?;
                        let ids = set.alternate_glyph_ids();
                        let place = depth.saturating_sub(1).min(ids.len().saturating_sub(1));
                        return ids.get(place).map(|id| id.get().to_u16());
                    }
                }
                SubstitutionSubtables::Single(_) => {}
                _ => return None,
            }
        }
        None
    }
}

fn id(glyph: u16) -> GlyphId {
    GlyphId::new(u32::from(glyph))
}

fn axis(grows: Grows) -> StretchAxis {
    match grows {
        Grows::Up => StretchAxis::Vertical,
        Grows::Wide => StretchAxis::Horizontal,
    }
}
