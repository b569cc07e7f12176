//! Quotations and alerts: set off by white, and alerts by a rule at their side.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VItem};
use super::super::inline::{Acronyms, Balance, Collected, Opening, Shape, set_lines};
use super::super::setter::Setter;
use super::paragraph::keep_lines_into;
use super::{Place, display_space, stack, tag};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Alert, Block};
use crate::style::{Ink, TextStyle};

/// A quotation: smaller, indented on both sides, without marks of its own.
pub(super) fn quote<'a>(content: &'a [Block], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = tag(Role::BlockQuote, place, cx);
    // A quotation in a note stays in the note's type.
    let style = if theme.quote.size < place.style.size { &theme.quote } else { place.style };
    let inner = Place { style, ..place.inset(theme.indent, theme.indent).within(tag) };
    galley.space(display_space(cx));
    stack(content, inner, Opening::No, cx, galley);
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// An alert: its kind in semibold, a rule down its left side.
pub(super) fn alert<'a>(kind: Alert, content: &'a [Block], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = tag(Role::Aside, place, cx);
    let inner = place.inset(theme.indent, Abs::ZERO).within(tag);
    galley.space(display_space(cx));
    let mut inside = Galley::default();
    title(kind, inner, cx, &mut inside);
    stack(content, inner, Opening::No, cx, &mut inside);
    let rule = Size { width: Abs::pt(1.5), height: Abs::ZERO };
    beside(&mut inside, place.left, rule, theme.accent);
    galley.items.append(&mut inside.items);
    galley.items.push(VItem::Snap(display_space(cx)));
}

fn title<'a>(kind: Alert, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let index = match kind {
        Alert::Note => 0,
        Alert::Tip => 1,
        Alert::Important => 2,
        Alert::Warning => 3,
        Alert::Caution => 4,
    };
    let label = cx.language.data().labels.alerts[index];
    let mut style = TextStyle { leading: place.style.leading, ink: theme.accent, ..theme.caption.clone() };
    style.font.weight = theme.label_weight;
    style.size = place.style.size.scale(0.92);
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let mut text = Collected::new();
    let look = cx.plain_look(&style);
    text.words(label, look, tag);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &style, shape, cx);
    let plain = Place { acronyms: Acronyms::Plain, ..place };
    keep_lines_into(lines, &[], plain, &style, cx, galley);
    galley.penalty(FORBIDDEN);
}

/// A rule beside every box, and across the white between them.
pub(super) fn beside(galley: &mut Galley, x: Abs, rule: Size, ink: Ink) {
    let mut gap = Abs::ZERO;
    let mut first = true;
    for item in &mut galley.items {
        match item {
            VItem::Glue(height) => gap += *height,
            VItem::Box(vbox) => {
                // White above a box at the head of a page vanishes; the rule then begins a little high, in the margin
                // of nothing: it is drawn down from the box instead, and up only as far as the white.
                let up = if first { Abs::ZERO } else { gap };
                let size = Size { width: rule.width, height: vbox.height + up };
                let at = Point::new(x, -up);
                vbox.items.insert(0, Placed { at, item: Item::Rule { size, ink }, tag: TagId::ARTIFACT });
                gap = Abs::ZERO;
                first = false;
            }
            VItem::Snap(_) | VItem::Penalty { .. } | VItem::Side(_) | VItem::Mark(_) | VItem::Options(_) => {}
        }
    }
}
