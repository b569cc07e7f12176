//! The sheet that a page is printed on: the page, what bleeds over its edge, and room for marks.

use super::{Press, PrintMark};
use crate::length::Size;
use crate::write::pdf::standard::{Medium, Standard};
use crate::write::pdf::syntax::{Area, milli};
use lopdf::Dictionary;

/// A millimetre, in thousandths of a point.
pub(super) const MM: i64 = 2835;
/// How far marks stay from the page at least: a cut a little off must not leave them on it.
const LEAST_OFFSET: i64 = 3 * MM;
/// The length of a crop mark, and the height of the band that marks stand in.
pub(super) const BAND: i64 = 5 * MM;
/// White beyond the marks.
const RIM: i64 = 2 * MM;

/// Where a page lies on its sheet, in thousandths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::pdf) struct Sheet {
    /// From the sheet's edges to the page's.
    pub(in crate::write::pdf) margin: i64,
    /// How far things reach over the page's edge.
    pub(in crate::write::pdf) bleed: i64,
    medium: Medium,
}

impl Sheet {
    pub(in crate::write::pdf) fn of(press: &Press, standard: Standard) -> Self {
        let medium = standard.medium();
        if medium == Medium::Screen {
            return Self { margin: 0, bleed: 0, medium };
        }
        let bleed = milli(press.bleed).max(0);
        let drawn = press.marks.iter().any(|mark| *mark >= PrintMark::Crop);
        let margin = if drawn { bleed.max(LEAST_OFFSET) + BAND + RIM } else { bleed };
        Self { margin, bleed, medium }
    }

    /// From the page's edge to the marks.
    pub(super) fn offset(self) -> i64 {
        self.bleed.max(LEAST_OFFSET)
    }

    /// The page, from the sheet's bottom left corner.
    pub(super) fn trim(self, page: Size) -> Area {
        Area {
            left: self.margin,
            bottom: self.margin,
            right: self.margin + milli(page.width),
            top: self.margin + milli(page.height),
        }
    }

    /// The boxes of a page. Printing houses want no CropBox, or one that crops nothing.
    pub(in crate::write::pdf) fn boxes(self, page: Size, entries: &mut Dictionary) {
        if self.medium == Medium::Screen {
            return;
        }
        let trim = self.trim(page);
        entries.remove(b"CropBox");
        entries.set("MediaBox", trim.grown(self.margin).object());
        entries.set("BleedBox", trim.grown(self.bleed).object());
        entries.set("TrimBox", trim.object());
    }

    /// What touches the page's edge reaches over it.
    pub(in crate::write::pdf) fn bled(self, area: Area, page: Size) -> Area {
        // A twentieth of a point: lengths of two roundings are no further apart.
        const NEAR: i64 = 50;
        let trim = self.trim(page);
        Area {
            left: if area.left <= trim.left + NEAR { area.left - self.bleed } else { area.left },
            bottom: if area.bottom <= trim.bottom + NEAR { area.bottom - self.bleed } else { area.bottom },
            right: if area.right >= trim.right - NEAR { area.right + self.bleed } else { area.right },
            top: if area.top >= trim.top - NEAR { area.top + self.bleed } else { area.top },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::length::Abs;

    #[test]
    fn only_what_touches_the_edge_bleeds() {
        let press = Press { bleed: Abs::mm(3.0), ..Press::default() };
        let sheet = Sheet::of(&press, Standard::X4);
        let page = Size { width: Abs::pt(100.0), height: Abs::pt(200.0) };
        let bleed = 8_504;
        assert_eq!((sheet.margin, sheet.bleed), (bleed, bleed));
        let band = Area { left: bleed, bottom: 50_000, right: bleed + 100_000, top: 60_000 };
        assert_eq!(sheet.bled(band, page), Area { left: 0, right: 100_000 + 2 * bleed, ..band });
        let inside = Area { left: 20_000, bottom: 50_000, right: 40_000, top: 60_000 };
        assert_eq!(sheet.bled(inside, page), inside);
        assert_eq!(Sheet::of(&press, Standard::default()).bleed, 0);
    }
}
