//! How wide the pictures in cells would be, where words leave them the choice.

use crate::layout::block::figure::{Space, highest, several};
use crate::layout::inline::wanted;
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::{BlockKind, Cell, Image};
use crate::source::Span;
use crate::style::TextStyle;

/// A picture in a table is no wider than so many ems, unless its column is wider for its words.
const WIDEST: f64 = 14.0;
/// It is not made smaller than that for words, if it is not so small itself.
const LEAST: f64 = 6.0;

/// The room that pictures need.
pub(super) struct Room {
    pub natural: Abs,
    pub least: Abs,
}

/// What the pictures of a cell need that stand apart from its words, over so many columns of how many the table has:
/// together the columns' pictures keep at least half of the measure for words.
pub(super) fn room(cell: &Cell, [over, columns]: [usize; 2], style: &TextStyle, cx: &mut Setter) -> Room {
    let most = style.size.scale(WIDEST);
    let mut natural = Abs::ZERO;
    for block in &cell.content {
        let pictures = match &block.kind {
            BlockKind::Figure(figure) => vec![&figure.image],
            BlockKind::Paragraph(content) => several(content, block.span, cx),
            _ => Vec::new(),
        };
        for image in pictures {
            natural = natural.max(width(image, block.span, most, cx));
        }
    }
    let share = cx.theme.page.measure * over as i64 / (2 * columns.max(1) as i64);
    Room { natural, least: natural.min(style.size.scale(LEAST)).min(share) }
}

fn width(image: &Image, span: Span, most: Abs, cx: &mut Setter) -> Abs {
    let Some((_, natural)) = cx.picture(image, span) else { return Abs::ZERO };
    let width = wanted(image.width, natural, most).unwrap_or(natural.width).min(most);
    // Set so wide it may be too high for a cell.
    width.min(natural.width.scale(highest(Space::Narrow, cx).ratio(natural.height)))
}
