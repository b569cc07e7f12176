//! What a packet has besides texts: cover, contents, dividers, pages to write on.

mod contents;
mod cover;
mod index;

pub(super) use contents::{Air, contents};
pub(super) use cover::cover;
pub(super) use index::index;

use super::block::{Place, TOP, anchor_at, boxes, keep_lines_into, stack};
use super::frame::{Item, Placed, Role, TagId};
use super::galley::{Galley, VBox, VItem};
use super::inline::{Acronyms, Balance, Collected, Opening, Shape, set_lines};
use super::page::Body;
use super::setter::{Setter, Terms};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Anchors, Document, Inline, Level, Notes};
use crate::style::{Ink, Setting, TextStyle};

/// A page that opens a section: its letter, its title, and what it holds.
pub(super) fn divider<'a>(document: &'a Document, letter: Option<&str>, cx: &mut Setter<'a>) -> Galley {
    let theme = cx.theme;
    begin(document, cx);
    let place = column(cx);
    let mut galley = Galley::default();
    // The title stands where a cover's does: above the middle, where the eye looks first.
    galley.push(VBox::strut(theme.body.leading * (theme.page.lines as i64 / 4)));
    galley.penalty(FORBIDDEN);
    if let Some(letter) = letter {
        let size = theme.title.size * 2;
        let style = TextStyle { size, leading: size.times(6, 5), ink: theme.accent, ..theme.title.clone() };
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        words(letter, &style, place.within(tag), cx, &mut galley);
        galley.penalty(FORBIDDEN);
    }
    title(&document.meta.title, &theme.title, place, cx, &mut galley);
    galley.items.push(VItem::Snap(theme.body.leading));
    galley.penalty(FORBIDDEN);
    stack(&document.blocks, place, Opening::No, cx, &mut galley);
    galley
}

/// Pages with lines to write on.
pub(super) fn notes<'a>(document: &'a Document, pages: usize, cx: &mut Setter<'a>) -> Vec<Body> {
    let theme = cx.theme;
    begin(document, cx);
    let place = column(cx);
    let mut bodies = Vec::with_capacity(pages.max(1));
    for page in 0..pages.max(1) {
        let mut body = Body::default();
        let mut top = Abs::ZERO;
        if page == 0 {
            let mut galley = Galley::default();
            galley.push(VBox::strut(theme.body.leading * theme.opener.drop as i64));
            title(&document.meta.title, &theme.title, place, cx, &mut galley);
            let (boxes, height) = galley.flatten(theme.body.leading);
            body.boxes = boxes;
            top = height;
        }
        body.boxes.push((Abs::ZERO, ruled(top, cx)));
        bodies.push(body);
    }
    bodies
}

/// Lines to write on, from a height to the foot of the text. Two lines of text are room for one of handwriting.
fn ruled(top: Abs, cx: &Setter) -> VBox {
    let page = &cx.theme.page;
    let leading = cx.theme.body.leading;
    let mut vbox = VBox::default();
    let width = page.measure + if page.note_column > Abs::ZERO { page.gap + page.note_column } else { Abs::ZERO };
    let size = Size { width, height: Abs::pt(0.25) };
    for line in (2..=page.lines as i64).step_by(2) {
        if leading * line > top + leading {
            let item = Item::Rule { size, ink: Ink::Gray(45) };
            vbox.items.push(Placed { at: Point::new(Abs::ZERO, leading * line), item, tag: TagId::ARTIFACT });
        }
    }
    vbox.outset = width - page.measure;
    vbox
}

/// Makes the setter ready for a part's text.
fn begin<'a>(document: &'a Document, cx: &mut Setter<'a>) {
    cx.anchors = Anchors::of(&document.blocks).into();
    cx.notes = Notes::of(document).into();
    cx.article = Some(&document.blocks);
    cx.counters = None;
    cx.terms = Terms::Beside;
}

/// The text column, in a new element of the structure.
fn column<'t>(cx: &mut Setter<'t>) -> Place<'t> {
    let tag = cx.tags.add(Role::Article, TagId::ROOT);
    let language = cx.language.tag().to_owned();
    if let Some(tag) = cx.tags.get_mut(tag) {
        tag.language = Some(language);
    }
    let theme = cx.theme;
    Place {
        left: Abs::ZERO,
        measure: theme.page.measure,
        style: &theme.body,
        tag,
        acronyms: Acronyms::Plain,
        depth: 0,
        balance: Balance::Fill,
    }
}

/// The title of a part: an anchor, and the first heading.
fn title<'a>(content: &'a [Inline], style: &TextStyle, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let start = galley.items.len();
    let tag = cx.tags.add(Role::Heading(Level::TITLE), place.tag);
    inlines(content, style, Balance::Even, place.within(tag), cx, galley);
    anchor_at(start, Some(cx.anchor(TOP)), galley);
    galley.penalty(FORBIDDEN);
}

/// Inlines as ragged lines that stay together.
fn inlines<'a>(
    content: &'a [Inline],
    style: &TextStyle,
    balance: Balance,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let style = TextStyle { setting: Setting::Ragged, ..style.clone() };
    let mut text = Collected::new();
    text.add(content, &style, Acronyms::Plain, place.tag, cx);
    let lines = set_lines(&text, &style, Shape { measure: place.measure, indent: Abs::ZERO, balance }, cx);
    keep_lines_into(lines, &text.calls, place, &style, cx, galley);
}

/// Words that Offprint makes itself, as ragged lines that stay together.
fn words(said: &str, style: &TextStyle, place: Place, cx: &mut Setter, galley: &mut Galley) {
    for (index, vbox) in word_boxes(said, style, place, cx).into_iter().enumerate() {
        if index > 0 {
            galley.penalty(FORBIDDEN);
        }
        galley.push(vbox);
    }
}

fn word_boxes(said: &str, style: &TextStyle, place: Place, cx: &mut Setter) -> Vec<VBox> {
    let style = TextStyle { setting: Setting::Ragged, ..style.clone() };
    let look = cx.plain_look(&style);
    let mut text = Collected::new();
    text.words(said, look, place.tag);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &style, shape, cx);
    boxes(lines, &[], place, &style, cx)
}

/// One line of words set on a baseline of zero, and its width.
fn run(said: &str, style: &TextStyle, tag: TagId, cx: &mut Setter) -> (Vec<Placed>, Abs) {
    let style = TextStyle { setting: Setting::Ragged, ..style.clone() };
    let look = cx.plain_look(&style);
    let mut text = Collected::new();
    text.words(said, look, tag);
    let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
    let line = set_lines(&text, &style, shape, cx).into_iter().next();
    line.map_or((Vec::new(), Abs::ZERO), |line| (line.items, line.width))
}

/// The semibold of a sans style: labels.
fn labelled(style: &TextStyle, cx: &Setter) -> TextStyle {
    let mut style = style.clone();
    style.font.weight = cx.theme.label_weight;
    style
}
