//! Faces and fallback. Fonts are only what is given: the bundled ones, and those a caller adds.

#[cfg(feature = "bundled-fonts")]
mod bundled;
mod face;

pub use face::{Embedding, Face, Metrics, Outlines, Pitch, Segment};

use crate::error::{Error, Result};
use crate::style::{FontRequest, Slope, Theme};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Names a face of a [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// The faces that a job may use, in the order of fallback.
pub struct Fonts {
    slots: Vec<Slot>,
}

/// A face that is read when it is first used: most jobs use four of nineteen.
struct Slot {
    family: Cow<'static, str>,
    weight: u16,
    slope: Slope,
    data: Cow<'static, [u8]>,
    face: OnceLock<Face>,
}

impl Fonts {
    /// No faces yet.
    pub fn none() -> Self {
        Self { slots: Vec::new() }
    }

    /// The bundled faces: Source Serif 4, Source Sans 3, Source Code Pro, Libertinus Serif, DejaVu Sans.
    #[cfg(feature = "bundled-fonts")]
    pub fn bundled() -> Self {
        let slots = bundled::FACES.iter().map(|row| Slot {
            family: Cow::Borrowed(row.family),
            weight: row.weight,
            slope: row.slope,
            data: Cow::Borrowed(row.data),
            face: OnceLock::new(),
        });
        Self { slots: slots.collect() }
    }

    /// Adds a face from the bytes of a TrueType or OpenType file, under the family name that the file gives.
    ///
    /// # Errors
    /// [`Error::Font`] if the bytes are not a usable font.
    pub fn add(&mut self, name: &str, data: Vec<u8>) -> Result<FaceId> {
        let face = Face::parse(Cow::Owned(data.clone())).map_err(|why| Error::Font { name: name.to_owned(), why })?;
        let id = FaceId(
            u16::try_from(self.slots.len())
                .map_err(|_| Error::Font { name: name.to_owned(), why: "too many faces".into() })?,
        );
        let (family, weight, slope) = (face.family.clone(), face.weight, face.slope);
        self.slots.push(Slot {
            family: Cow::Owned(family),
            weight,
            slope,
            data: Cow::Owned(data),
            face: OnceLock::from(face),
        });
        Ok(id)
    }

    /// The face nearest to what is asked for: of the family if it is there, the right slope before the right weight.
    pub fn find(&self, request: &FontRequest) -> Option<FaceId> {
        let distance = |slot: &Slot| {
            (slot.family != request.family, slot.slope != request.slope, slot.weight.abs_diff(request.weight))
        };
        let nearest = (0..self.slots.len()).min_by_key(|&index| distance(&self.slots[index]))?;
        Some(FaceId(nearest as u16))
    }

    /// The faces that a book in this theme is set in, as far as they may be embedded: the text in its four styles, the
    /// headings, and programs' text. Each once, in that order.
    pub fn of_book(&self, theme: &Theme) -> Vec<FaceId> {
        let body = &theme.body.font;
        let mut wanted = Vec::new();
        for weight in [400, 700] {
            for slope in [Slope::Roman, Slope::Italic] {
                wanted.push(FontRequest { family: body.family.clone(), weight, slope });
            }
        }
        wanted.push(theme.title.font.clone());
        wanted.extend(theme.headings.iter().map(|heading| heading.text.font.clone()));
        wanted.extend([&theme.table, &theme.code].map(|style| style.font.clone()));
        let mut faces: Vec<FaceId> = Vec::new();
        for request in wanted.iter().filter(|request| self.has_family(&request.family)) {
            let Some(id) = self.find(request) else { continue };
            let slot = &self.slots[usize::from(id.0)];
            // A style sheet knows regular and bold: of two bold faces of a family, the first serves.
            let same = |other: &FaceId| {
                let other = &self.slots[usize::from(other.0)];
                (&other.family, other.slope, other.weight >= 600) == (&slot.family, slot.slope, slot.weight >= 600)
            };
            if !faces.iter().any(same) && self.face(id).embedding() == Embedding::Allowed {
                faces.push(id);
            }
        }
        faces
    }

    /// The file of a face.
    pub fn file(&self, id: FaceId) -> Cow<'static, [u8]> {
        self.slots[usize::from(id.0)].data.clone()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether a family is there.
    pub fn has_family(&self, family: &str) -> bool {
        self.slots.iter().any(|slot| slot.family == family)
    }

    /// A face by its id. Every id that this collection gave is a face.
    pub fn face(&self, id: FaceId) -> &Face {
        let slot = &self.slots[usize::from(id.0)];
        slot.face.get_or_init(|| {
            Face::parse(slot.data.clone()).expect("bundled faces are sound, and added ones were checked")
        })
    }

    /// The first other face that has `c`: of the same slope and weight if there is one, else any, in order.
    pub fn fallback(&self, c: char, like: FaceId) -> Option<FaceId> {
        let wanted = &self.slots[usize::from(like.0)];
        let has = |index: &usize| self.face(FaceId(*index as u16)).glyph(c).is_some();
        let alike =
            |index: &usize| self.slots[*index].slope == wanted.slope && self.slots[*index].weight == wanted.weight;
        let all = 0..self.slots.len();
        all.clone().filter(alike).find(has).or_else(|| all.clone().find(has)).map(|index| FaceId(index as u16))
    }
}

#[cfg(feature = "bundled-fonts")]
impl Default for Fonts {
    fn default() -> Self {
        Self::bundled()
    }
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::*;

    #[test]
    fn requests_find_the_nearest_face() {
        let fonts = Fonts::bundled();
        let name = |family: &str, weight, slope| {
            let id = fonts.find(&FontRequest { family: family.into(), weight, slope }).unwrap();
            fonts.face(id).name.clone()
        };
        assert_eq!(name("Source Serif 4", 400, Slope::Italic), "SourceSerif4-It");
        assert_eq!(name("Source Serif 4", 650, Slope::Roman), "SourceSerif4-Semibold");
        assert_eq!(name("Source Code Pro", 400, Slope::Italic), "SourceCodePro-Regular");
    }

    #[test]
    fn every_bundled_face_is_sound() {
        let fonts = Fonts::bundled();
        for index in 0..fonts.slots.len() {
            let face = fonts.face(FaceId(index as u16));
            assert_eq!(face.weight, fonts.slots[index].weight, "{}", face.name);
            assert!(face.metrics.cap_height > 0 && face.metrics.x_height > 0, "{}", face.name);
        }
    }

    #[test]
    fn fallback_finds_hebrew_and_refuses_han() {
        let fonts = Fonts::bundled();
        let text =
            fonts.find(&FontRequest { family: "Source Serif 4".into(), weight: 400, slope: Slope::Roman }).unwrap();
        assert!(fonts.fallback('א', text).is_some());
        assert_eq!(fonts.fallback('中', text), None);
    }

    #[test]
    fn broken_fonts_are_refused() {
        let mut fonts = Fonts::none();
        for bytes in [&b"not a font"[..], &[], &bundled::FACES[0].data[..400]] {
            assert!(matches!(fonts.add("x", bytes.to_vec()), Err(Error::Font { .. })));
        }
    }
}
