//! A code for a telephone's camera, as black squares. What it says is printed beside it in words, so it is furniture.

use super::super::frame::{Item, Placed, TagId};
use super::super::galley::VBox;
use crate::length::{Abs, Point, Size};
use crate::style::Ink;
use qrcodegen::{QrCode, QrCodeEcc};

/// The side of a square: 0.42 mm, a little over 0.4, which telephones still read from paper in the hand.
const MODULE: f64 = 0.42 * 72.0 / 25.4;

/// The white that must be around a code, in squares (ISO/IEC 18004: four). Beside the text there is as much anyway.
const QUIET: i64 = 4;

/// Puts a code below what stands in a column of that width, if it finds room there.
pub(super) fn code(words: &str, width: Abs, column: &mut VBox) {
    // Level M is the standard's own middle: 15 % may be lost.
    let Ok(code) = QrCode::encode_text(words, QrCodeEcc::Medium) else { return };
    let module = Abs::pt(MODULE);
    let count = code.size();
    if module * (i64::from(count) + QUIET) > width {
        return;
    }
    let top = column.height;
    for y in 0..count {
        let mut x = 0;
        while x < count {
            // Neighbours in a row are one rectangle: no seams, and a smaller file.
            let run = (x..count).take_while(|&x| code.get_module(x, y)).count() as i32;
            if run > 0 {
                let at = Point::new(module * i64::from(x), top + module * i64::from(y));
                let size = Size { width: module * i64::from(run), height: module };
                let item = Item::Rule { size, ink: Ink::Black };
                column.items.push(Placed { at, item, tag: TagId::ARTIFACT });
            }
            x += run.max(1);
        }
    }
    column.height += module * (i64::from(count) + QUIET);
}
