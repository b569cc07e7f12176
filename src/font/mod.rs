//! Faces and fallback. Fonts are only what is given: the bundled ones, those a caller adds, and what is installed if a
//! caller asks for that.

#[cfg(feature = "bundled-fonts")]
mod bundled;
mod face;
mod prefer;
#[cfg(feature = "system-fonts")]
mod system;

pub(crate) use face::Bytes;
pub use face::math::{Bounds, Constant, Corner, Grows, Joint, MathFace};
pub use face::{Embedding, Face, Metrics, Outlines, Pitch, Segment};

use crate::error::{Error, Result};
use crate::lang::{Language, Script};
use crate::style::{FontRequest, Slope, Theme};
use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Names a face of a [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// The faces that a job may use, in the order of fallback.
pub struct Fonts {
    slots: Vec<Slot>,
    installed: Installed,
    kept: Kept,
}

/// What was learned of the faces while something was set, for the next that is set in them: shaped words, mostly. Each
/// thread takes one out and puts it back. This module does not know what it is; it only knows when it is out of date.
#[derive(Default)]
struct Kept(Mutex<Vec<Box<dyn Any + Send>>>);

/// Whether faces that are installed on the machine may be used.
enum Installed {
    No,
    /// They are listed when they are first needed.
    #[cfg(feature = "system-fonts")]
    Yes(Box<OnceLock<system::System>>),
}

/// A face that is read when it is first used: most jobs use four of twenty.
struct Slot {
    family: Cow<'static, str>,
    weight: u16,
    slope: Slope,
    index: u32,
    data: Bytes,
    face: OnceLock<Option<Face>>,
}

impl Slot {
    /// Whether it is the bundled face for formulas, which nothing else is set in.
    #[cfg(feature = "bundled-fonts")]
    fn is_for_formulas(&self) -> bool {
        matches!(self.data, Bytes::Static(_)) && self.family == bundled::MATH
    }

    #[cfg(not(feature = "bundled-fonts"))]
    fn is_for_formulas(&self) -> bool {
        false
    }

    /// Whether it has all these characters; it is not read whole for that.
    fn covers(&self, text: &str) -> bool {
        match self.face.get() {
            Some(Some(face)) => text.chars().all(|c| face.glyph(c).is_some()),
            _ => face::covers(self.data.get(), self.index, text),
        }
    }
}

/// The family that is asked last: it has much, and suits nothing.
const LAST_RESORT: &str = "DejaVu Sans";

impl Fonts {
    /// No faces yet.
    pub fn none() -> Self {
        Self { slots: Vec::new(), installed: Installed::No, kept: Kept::default() }
    }

    /// The bundled faces: Source Serif 4, Source Sans 3, Source Code Pro, Libertinus Serif, DejaVu Sans; and one for
    /// formulas.
    #[cfg(feature = "bundled-fonts")]
    pub fn bundled() -> Self {
        let slots = bundled::FACES.iter().map(|row| Slot {
            family: Cow::Borrowed(row.family),
            weight: row.weight,
            slope: row.slope,
            index: 0,
            data: Bytes::Static(row.data),
            face: OnceLock::new(),
        });
        Self { slots: slots.collect(), installed: Installed::No, kept: Kept::default() }
    }

    /// Adds the face, or the faces of a collection, from the bytes of a TrueType or OpenType file, under the family
    /// names that the file gives. Returns the first.
    ///
    /// # Errors
    /// [`Error::Font`] if the bytes are not a usable font.
    pub fn add(&mut self, name: &str, data: Vec<u8>) -> Result<FaceId> {
        let refused = |why: String| Error::Font { name: name.to_owned(), why };
        let id = FaceId(u16::try_from(self.slots.len()).map_err(|_| refused("too many faces".into()))?);
        self.kept = Kept::default(); // where there was no face for something, there may be one now
        let data = Bytes::Shared(Arc::new(data));
        for index in 0..face::count(data.get()).max(1) {
            let face = Face::parse(data.clone(), index).map_err(refused)?;
            self.slots.push(Slot {
                family: Cow::Owned(face.family.clone()),
                weight: face.weight,
                slope: face.slope,
                index,
                data: data.clone(),
                face: OnceLock::from(Some(face)),
            });
        }
        Ok(id)
    }

    /// Takes out what [`keep`](Self::keep) put in, if it is of that type and no other thread has it.
    pub(crate) fn kept<T: Any>(&self) -> Option<T> {
        let kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        kept.downcast().ok().map(|kept| *kept)
    }

    /// Keeps what was learned of these faces. It must be no more than a saving of time: who takes it out next may set
    /// anything, in any theme and language.
    pub(crate) fn keep<T: Any + Send>(&self, learned: T) {
        self.kept.0.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(learned));
    }

    /// Lets faces that are installed on the machine be used for what the others lack. Pages then depend on the machine.
    #[cfg(feature = "system-fonts")]
    pub fn use_installed(&mut self) {
        self.kept = Kept::default();
        self.installed = Installed::Yes(Box::default());
    }

    /// The face nearest to what is asked for: of the family if it is there, the right slope before the right weight.
    pub fn find(&self, request: &FontRequest) -> Option<FaceId> {
        let distance = |slot: &Slot| {
            (slot.family != request.family, slot.slope != request.slope, slot.weight.abs_diff(request.weight))
        };
        let nearest = (0..self.slots.len()).min_by_key(|&index| distance(&self.slots[index]))?;
        if self.slots[nearest].family != request.family
            && let Some(found) = self.find_installed(request)
        {
            return Some(found);
        }
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
        match &self.slots[usize::from(id.0)].data {
            #[cfg(feature = "bundled-fonts")]
            Bytes::Static(data) => Cow::Borrowed(data),
            other => Cow::Owned(other.get().to_vec()),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether a family is there.
    pub fn has_family(&self, family: &str) -> bool {
        self.slots.iter().any(|slot| slot.family == family)
    }

    /// The bytes of all font files that words are set in, in the order of fallback; of a collection once.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.slots.iter().filter(|slot| slot.index == 0 && !slot.is_for_formulas()).map(|slot| slot.data.get())
    }

    /// The face for formulas: the first that was given and knows of them, or else the bundled one.
    pub fn math(&self) -> Option<FaceId> {
        let given = |slot: &Slot| matches!(slot.data, Bytes::Shared(_));
        let knows = |slot: &Slot| slot.face.get().is_some_and(|face| face.as_ref().is_some_and(|f| f.math().is_some()));
        let found = self.slots.iter().position(|slot| given(slot) && knows(slot));
        found.or_else(|| self.slots.iter().position(Slot::is_for_formulas)).map(|index| FaceId(index as u16))
    }

    /// A face by its id. Every id that this collection gave is a face.
    pub fn face(&self, id: FaceId) -> &Face {
        self.try_face(id).expect("bundled faces are sound, and others were read before their ids were given")
    }

    fn try_face(&self, id: FaceId) -> Option<&Face> {
        let index = usize::from(id.0);
        match self.slots.get(index) {
            Some(slot) => slot.face.get_or_init(|| Face::parse(slot.data.clone(), slot.index).ok()).as_ref(),
            None => self.installed_face(index - self.slots.len()),
        }
    }

    /// Another face that has a character, where nothing is known of its language.
    pub fn fallback_for(&self, c: char, like: FaceId) -> Option<FaceId> {
        self.fallback(c.encode_utf8(&mut [0; 4]), like, &Language::english())
    }

    /// Another face that has all the characters of `text`, which is of one script: first one of the families that
    /// the script is best set in, then any that was given, then any that is installed, and last those that have a
    /// sign for everything. Among faces of one family the one nearest to `like` in slope and weight.
    pub fn fallback(&self, text: &str, like: FaceId, language: &Language) -> Option<FaceId> {
        let script = text.chars().map(Script::of).find(|script| *script != Script::Common).unwrap_or(Script::Common);
        let wanted = self.try_face(like)?;
        let families = prefer::families(script, language, &wanted.family);
        let rank = |slot: &Slot| {
            let preferred = families.iter().position(|family| *family == slot.family).unwrap_or(families.len());
            (preferred, slot.slope != wanted.slope, slot.weight.abs_diff(wanted.weight))
        };
        let mut given: Vec<usize> =
            (0..self.slots.len()).filter(|&index| !self.slots[index].is_for_formulas()).collect();
        given.sort_by_key(|&index| (self.slots[index].family == LAST_RESORT, rank(&self.slots[index]), index));
        let preferred = |index: &usize| families.contains(&self.slots[*index].family.as_ref());
        let (first, rest): (Vec<_>, Vec<_>) = given.into_iter().partition(preferred);
        let (rest, last): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|&index| self.slots[index].family != LAST_RESORT);
        let among = |indices: Vec<usize>| {
            let found = indices.into_iter().find(|&index| self.slots[index].covers(text))?;
            Some(FaceId(found as u16))
        };
        among(first)
            .or_else(|| among(rest))
            .or_else(|| self.installed_fallback(text, families, &rank))
            .or_else(|| self.installed_fallback(text, &[], &rank))
            .or_else(|| among(last))
    }
}

#[cfg(feature = "system-fonts")]
impl Fonts {
    fn system(&self) -> Option<&system::System> {
        match &self.installed {
            Installed::No => None,
            Installed::Yes(system) => Some(system.get_or_init(system::System::scan)),
        }
    }

    fn installed_face(&self, index: usize) -> Option<&Face> {
        let system = self.system()?;
        let slot = system.slots.get(index)?;
        slot.face.get_or_init(|| Face::parse(system.bytes(index)?, slot.index).ok()).as_ref()
    }

    /// Ids of installed faces follow those of the given ones.
    fn installed_id(&self, index: usize) -> Option<FaceId> {
        let id = FaceId(u16::try_from(self.slots.len() + index).ok()?);
        self.try_face(id).map(|_| id)
    }

    fn find_installed(&self, request: &FontRequest) -> Option<FaceId> {
        let system = self.system()?;
        let of_family = (0..system.slots.len()).filter(|&index| system.slots[index].family == request.family);
        let distance = |&index: &usize| {
            let slot = &system.slots[index];
            (slot.slope != request.slope, slot.weight.abs_diff(request.weight))
        };
        self.installed_id(of_family.min_by_key(distance)?)
    }

    /// An installed face that has all of `text`: of one of these families, or on none, of any.
    fn installed_fallback<R: Ord>(&self, text: &str, families: &[&str], rank: &dyn Fn(&Slot) -> R) -> Option<FaceId> {
        let system = self.system()?;
        let asked = |index: &usize| families.is_empty() || families.contains(&system.slots[*index].family.as_ref());
        let mut indices: Vec<usize> = (0..system.slots.len()).filter(asked).collect();
        indices.sort_by_key(|&index| (rank(&system.slots[index]), index));
        let found = indices.into_iter().find(|&index| system.covers(index, text))?;
        self.installed_id(found)
    }
}

#[cfg(not(feature = "system-fonts"))]
impl Fonts {
    fn installed_face(&self, _index: usize) -> Option<&Face> {
        match self.installed {
            Installed::No => None,
        }
    }

    fn find_installed(&self, _request: &FontRequest) -> Option<FaceId> {
        None
    }

    fn installed_fallback<R: Ord>(
        &self,
        _text: &str,
        _families: &[&str],
        _rank: &dyn Fn(&Slot) -> R,
    ) -> Option<FaceId> {
        None
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
        let english = Language::english();
        let hebrew = fonts.fallback("אב", text, &english).unwrap();
        assert_eq!(fonts.face(hebrew).family, "Libertinus Serif");
        let arabic = fonts.fallback("ب", text, &english).unwrap();
        assert_eq!(fonts.face(arabic).family, LAST_RESORT);
        assert_eq!(fonts.fallback("中", text, &english), None);
    }

    /// What a maker forbids is in the table OS/2: restricted, unless preview, print or editing is allowed; or bitmaps only.
    #[test]
    fn a_face_says_whether_a_book_may_carry_it() {
        let data = bundled::FACES[0].data;
        let table = data[12..].as_chunks::<16>().0.iter().find(|row| row.starts_with(b"OS/2")).expect("a table OS/2");
        let place = table[8..12].iter().fold(0, |place, &byte| place << 8 | usize::from(byte)) + 8;
        for (bits, embedding) in [
            (0x0000, Embedding::Allowed),
            (0x0002, Embedding::Refused),
            (0x0004, Embedding::Allowed),
            (0x0006, Embedding::Allowed),
            (0x000a, Embedding::Allowed),
            (0x0100, Embedding::Allowed),
            (0x0200, Embedding::Refused),
            (0x0204, Embedding::Refused),
        ] {
            let mut data = data.to_vec();
            data[place..place + 2].copy_from_slice(&u16::to_be_bytes(bits));
            let mut fonts = Fonts::none();
            let id = fonts.add("x", data).unwrap();
            assert_eq!(fonts.face(id).embedding(), embedding, "{bits:#06x}");
        }
    }

    /// A style sheet asks for bold, and semibold is as good; a face that is there serves for both.
    #[test]
    fn a_book_has_one_bold_face_of_a_family() {
        let fonts = Fonts::bundled();
        let mut theme = Theme::default();
        let sans = |weight| FontRequest { family: "Source Sans 3".into(), weight, slope: Slope::Roman };
        theme.title.font = sans(600);
        theme.headings.iter_mut().for_each(|heading| heading.text.font = sans(700));
        theme.table.font = sans(400);
        let faces = fonts.of_book(&theme).into_iter().map(|id| fonts.face(id));
        let weights: Vec<_> = faces.filter(|face| face.family == "Source Sans 3").map(|face| face.weight).collect();
        assert_eq!(weights, [600, 400]);
    }

    #[test]
    fn broken_fonts_are_refused() {
        let mut fonts = Fonts::none();
        for bytes in [&b"not a font"[..], &[], &bundled::FACES[0].data[..400]] {
            assert!(matches!(fonts.add("x", bytes.to_vec()), Err(Error::Font { .. })));
        }
    }
}
