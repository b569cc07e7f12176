//! Formulas that stand between lines of text: in the middle, with white around them.

use super::super::frame::Role;
use super::super::galley::{Galley, VItem};
use super::super::inline::{Balance, Collected, Shape, set_lines};
use super::super::setter::Setter;
use super::paragraph::lines_into;
use super::{Place, display_space, tag};
use crate::length::Abs;
use crate::model::{Display, Inline, InlineKind};
use crate::style::{Setting, TextStyle};

/// Whether a paragraph is nothing but a formula, perhaps with the point that ends its sentence.
pub(super) fn is_formula(content: &[Inline]) -> bool {
    let is_math = |inline: &Inline| matches!(inline.kind, InlineKind::Math { display: Display::Block, .. });
    let mut others = content.iter().filter(|inline| !is_math(inline));
    content.iter().any(is_math)
        && others.all(|inline| match &inline.kind {
            InlineKind::Text(words) => !words.contains(char::is_alphanumeric),
            InlineKind::Break => true,
            _ => false,
        })
}

/// Sets a formula. One of several lines begins each of them below the last, as a program does.
pub(super) fn formula<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let tag = tag(Role::Paragraph, place, cx);
    let mut text = Collected::new();
    text.marks = std::mem::take(&mut cx.waiting);
    text.add(content, place.style, place.acronyms, tag, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let style = TextStyle { setting: Setting::Centered, ..place.style.clone() };
    let mut lines = set_lines(&text, &style, shape, cx);
    let mut within = place;
    if lines.len() > 1 {
        let style = TextStyle { setting: Setting::Ragged, ..style.clone() };
        within = place.inset(cx.theme.indent, Abs::ZERO);
        lines = set_lines(&text, &style, Shape { measure: within.measure, ..shape }, cx);
    }
    galley.space(display_space(cx));
    lines_into(lines, &text.calls, within, &style, cx, galley);
    galley.items.push(VItem::Snap(display_space(cx)));
}
