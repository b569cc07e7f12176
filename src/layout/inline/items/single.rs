//! What is no word: a picture is a box, a formula is several, with the places between them where a line may end.

use super::{Maker, Piece};
use crate::breaking::{HItem, Shows};
use crate::layout::inline::shape::Word;
use crate::layout::math::Formula;
use crate::length::Abs;
use crate::style::Setting;

impl Maker<'_> {
    pub(super) fn picture(&mut self, index: usize, word: &Word, width: Abs) {
        let item = HItem::Box { width, give: Abs::ZERO, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] };
        self.push(item, Piece::Picture { word: index });
        if self.may_break(word.range.end) {
            self.penalty(0, Shows::Nothing);
        }
    }

    /// The boxes of a formula. A part that is wider than a line is set smaller.
    pub(super) fn formula(&mut self, index: usize, word: &Word, formula: &Formula) {
        for (part, piece) in formula.pieces.iter().enumerate() {
            let width = piece.set.width.clamp(Abs::ZERO, self.measure.max(Abs::ZERO));
            let item = HItem::Box { width, give: Abs::ZERO, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] };
            self.push(item, Piece::Formula { word: index, part });
            let Some((cost, white)) = piece.behind else { continue };
            self.penalty(cost, Shows::Nothing);
            // TeX's thick space is 5mu plus 5mu; half of that is as much as this text's word spaces give.
            let (stretch, shrink) = match self.style.setting {
                Setting::Justified => (white / 2, white / 5),
                Setting::Ragged | Setting::Centered => (Abs::ZERO, Abs::ZERO),
            };
            self.push(HItem::Glue { width: white, stretch, shrink }, Piece::Nothing);
        }
        if self.may_break(word.range.end) {
            self.penalty(0, Shows::Nothing);
        }
    }
}
