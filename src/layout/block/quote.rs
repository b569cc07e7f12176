//! Quotations, verse and alerts: set off by white, and alerts by a rule at their side.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Acronyms, Balance, Collected, Opening, Shape, set_lines};
use super::super::setter::Setter;
use super::paragraph::{self, boxes, keep_lines_into};
use super::{Place, display_space, stack, tag};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Alert, Block, BlockKind, Inline, Quotation, QuotationKind, is_break, plain};
use crate::style::{AlertLook, Hyphens, Ink, Setting, TextStyle};

/// A quotation: smaller, indented on both sides, without marks of its own; who said it, at the right below it.
pub(super) fn quote<'a>(content: &'a [Block], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = tag(Role::BlockQuote, place, cx);
    // A quotation in a note stays in the note's type.
    let style = if theme.quote.size < place.style.size { &theme.quote } else { place.style };
    let inner = Place { style, ..place.inset(theme.indent, theme.indent).within(tag) };
    galley.space(display_space(cx));
    let Quotation { blocks: content, last, attribution, kind } = Quotation::of(content);
    if kind == QuotationKind::Verse {
        for (index, block) in content.iter().enumerate() {
            if let BlockKind::Paragraph(stanza) = &block.kind {
                white_between(index, inner, galley);
                verse(stanza, inner, cx, galley);
            }
        }
        if let Some(stanza) = last {
            white_between(content.len(), inner, galley);
            verse(stanza, inner, cx, galley);
        }
    } else {
        stack(content, inner, Opening::No, cx, galley);
        if let Some(words) = last {
            // Behind a paragraph it is one more, and is told from it as the theme does.
            let indent = match content.last().map(|block| &block.kind) {
                Some(BlockKind::Paragraph(_)) => super::parted(inner, cx, galley),
                _ => Abs::ZERO,
            };
            paragraph::body(words, inner, indent, Opening::No, cx, galley);
        }
    }
    if let Some(words) = attribution {
        self::attribution(words, inner, cx, galley);
    }
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// A stanza among paragraphs: set off by white as a quotation is, and not set in.
pub(super) fn stanza<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    galley.space(display_space(cx));
    verse(content, place, cx, galley);
    galley.items.push(VItem::Snap(display_space(cx)));
}

fn white_between(index: usize, place: Place, galley: &mut Galley) {
    if index > 0 {
        galley.space(place.style.leading / 2);
    }
}

/// A stanza: each line on its own, and what does not fit on it two ems further in.
fn verse<'a>(stanza: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let tag = tag(Role::Paragraph, place, cx);
    let style = TextStyle { setting: Setting::Ragged, hyphens: Hyphens::Forbidden, ..place.style.clone() };
    let lines: Vec<&[Inline]> = stanza.split(is_break).collect();
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        let mut text = Collected::new();
        text.add(line, &style, place.acronyms, tag, cx);
        // Two lines of verse, like two of prose, stand together at a page's end.
        let alone = index == 1 || index + 1 == count;
        if index > 0 {
            galley.penalty(if alone || count <= 6 { FORBIDDEN } else { 0 });
        }
        let turn = style.size * 2 + leading(line, &style);
        let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
        let mut set = set_lines(&text, &style, shape, cx);
        if set.len() > 1 {
            set = set_lines(&text, &style, Shape { measure: place.measure - turn, ..shape }, cx);
        }
        for (index, mut vbox) in boxes(set, &text.calls, place, &style, cx).into_iter().enumerate() {
            if index > 0 {
                vbox.shift(turn, Abs::ZERO);
                galley.penalty(FORBIDDEN);
            }
            galley.push(vbox);
        }
    }
}

/// How far in a line of verse begins: by so many spaces that stay, a quarter of an em each, as most faces have them.
fn leading(line: &[Inline], style: &TextStyle) -> Abs {
    const MOST: usize = 40;
    let spaces = plain(line).chars().take_while(|c| *c == '\u{a0}').take(MOST).count();
    style.size * spaces as i64 / 4
}

/// Who said it, at the right.
fn attribution<'a>(words: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let tag = tag(Role::Paragraph, place, cx);
    let style = TextStyle { setting: Setting::Ragged, hyphens: Hyphens::Forbidden, ..place.style.clone() };
    let mut text = Collected::new();
    text.add(words, &style, place.acronyms, tag, cx);
    let shape = Shape { measure: place.measure.times(4, 5), indent: Abs::ZERO, balance: Balance::Even };
    let lines = set_lines(&text, &style, shape, cx);
    let widths: Vec<Abs> = lines.iter().map(|line| line.width).collect();
    for (mut vbox, width) in boxes(lines, &text.calls, place, &style, cx).into_iter().zip(widths) {
        vbox.shift((place.measure - width).max(Abs::ZERO), Abs::ZERO);
        galley.penalty(FORBIDDEN);
        galley.push(vbox);
    }
}

/// An alert: its kind in semibold; a rule down its side, or a box of gray around it.
pub(super) fn alert<'a>(kind: Alert, content: &'a [Block], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = tag(Role::Aside, place, cx);
    // In a note or a table the type around it is smaller already.
    let style = if theme.alert.text.size < place.style.size { &theme.alert.text } else { place.style };
    let mut inside = Galley::default();
    let (rule, ink, edge) = match theme.alert.look {
        AlertLook::Rule => (Abs::pt(1.5), theme.accent, Abs::ZERO),
        AlertLook::Box { tint } => (place.measure, Ink::Gray(tint), BOX_EDGE),
    };
    let inner = match theme.alert.look {
        AlertLook::Rule => place.inset(theme.indent, Abs::ZERO),
        AlertLook::Box { .. } => place.inset(BOX_SIDE, BOX_SIDE),
    };
    let inner = Place { style, ..inner.within(tag) };
    galley.space(display_space(cx));
    if edge > Abs::ZERO {
        inside.push(VBox::strut(edge));
        inside.penalty(FORBIDDEN);
    }
    title(kind, inner, cx, &mut inside);
    stack(content, inner, Opening::No, cx, &mut inside);
    while matches!(inside.items.last(), Some(VItem::Snap(_) | VItem::Glue(_))) {
        inside.items.pop();
    }
    let mut inside = Galley { items: of_known_height(inside.items) };
    if edge > Abs::ZERO {
        inside.penalty(FORBIDDEN);
        inside.push(VBox::strut(edge));
    }
    beside(&mut inside, place.left, Size { width: rule, height: Abs::ZERO }, ink);
    galley.items.append(&mut inside.items);
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// What stands in an alert, on no grid, and with white that does not grow: only so is it known how far the rule or the
/// gray of it goes.
fn of_known_height(items: Vec<VItem>) -> Vec<VItem> {
    let mut out = Vec::with_capacity(items.len());
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let is_box = matches!(item, VItem::Box(_));
        out.push(match item {
            VItem::Snap(white) => VItem::Glue(white),
            item => item,
        });
        let mut white = Vec::new();
        while let Some(VItem::Snap(height) | VItem::Glue(height)) =
            items.next_if(|item| is_box && matches!(item, VItem::Snap(_) | VItem::Glue(_)))
        {
            white.push(VItem::Glue(height));
        }
        let held = matches!(items.peek(), Some(VItem::Penalty { cost, .. }) if *cost >= FORBIDDEN);
        if !white.is_empty() && !held {
            out.push(VItem::Penalty { cost: 0, carry: None });
        }
        out.append(&mut white);
    }
    out
}

/// White in a box of gray, above and below its lines and at their sides.
const BOX_EDGE: Abs = Abs(Abs::PT.0 * 8);
const BOX_SIDE: Abs = Abs(Abs::PT.0 * 12);

fn title<'a>(kind: Alert, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let index = match kind {
        Alert::Note => 0,
        Alert::Tip => 1,
        Alert::Important => 2,
        Alert::Warning => 3,
        Alert::Caution => 4,
    };
    let label = cx.language.labels().alerts[index];
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
            VItem::Snap(_)
            | VItem::Penalty { .. }
            | VItem::Side(_)
            | VItem::Mark(_)
            | VItem::Options(_)
            | VItem::Float(_) => {}
        }
    }
}
