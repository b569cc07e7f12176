//! Pictures that stand by themselves, and what is said below them.

use super::super::frame::{Item, LinkTarget, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Acronyms, Balance, Collected, Shape, set_lines, wanted};
use super::super::setter::Setter;
use super::paragraph::keep_lines_into;
use super::table::wide;
use super::{Place, display_space};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Image, Inline, InlineKind};
use crate::source::Span;
use crate::style::TextStyle;

/// What is no higher than so many lines stands in one, as badges do.
const SIGN: i64 = 3;

/// A paragraph whose pictures stand apart from its words.
pub(super) struct Apart<'a> {
    pub above: Vec<&'a Image>,
    pub words: &'a [Inline],
    pub below: Vec<&'a Image>,
}

/// The pictures that a paragraph begins and ends with, and its words between, if a picture is more than a sign in a line:
/// as in "What you then see: ![the window](window.png)".
pub(super) fn at_ends<'a>(content: &'a [Inline], place: Place, cx: &mut Setter) -> Option<Apart<'a>> {
    let is_white = |inline: &Inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Break => true,
        _ => false,
    };
    // In the cells of a table pictures are signs.
    if is_narrow(place, cx) {
        return None;
    }
    let sign = cx.theme.body.leading * SIGN;
    let mut is_large = |inline: &Inline| match &inline.kind {
        InlineKind::Image(image) => cx.picture(image, inline.span).is_some_and(|(_, natural)| {
            let width = wanted(image.width, natural, place.measure).unwrap_or(natural.width);
            natural.height.scale(width.ratio(natural.width)) > sign
        }),
        _ => false,
    };
    let mut stands_apart = |inline: &Inline| is_white(inline) || is_large(inline);
    let start = content.iter().take_while(|inline| stands_apart(inline)).count();
    let end = content.len() - content[start..].iter().rev().take_while(|inline| stands_apart(inline)).count();
    let image = |inline: &'a Inline| match &inline.kind {
        InlineKind::Image(image) => Some(&**image),
        _ => None,
    };
    let pictures = |content: &'a [Inline]| -> Vec<&'a Image> { content.iter().filter_map(image).collect() };
    let apart =
        Apart { above: pictures(&content[..start]), words: &content[start..end], below: pictures(&content[end..]) };
    let shown = !apart.above.is_empty() || !apart.below.is_empty();
    (shown && !apart.words.is_empty()).then_some(apart)
}

/// Whether so little room is only in the cells of a table.
fn is_narrow(place: Place, cx: &Setter) -> bool {
    place.measure * 2 < cx.theme.page.measure
}

/// The pictures of a paragraph that holds nothing else, if they are more than signs in a line.
pub(super) fn several<'a>(content: &'a [Inline], span: Span, cx: &mut Setter) -> Vec<&'a Image> {
    let mut pictures = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Image(image) => pictures.push(&**image),
            InlineKind::Break => {}
            InlineKind::Text(white) if white.trim().is_empty() => {}
            InlineKind::Link { content, .. } => match content.as_slice() {
                [Inline { kind: InlineKind::Image(image), .. }] => pictures.push(image),
                _ => return Vec::new(),
            },
            _ => return Vec::new(),
        }
    }
    let sign = cx.theme.body.leading * SIGN;
    let high = pictures.iter().any(|image| cx.picture(image, span).is_some_and(|(_, natural)| natural.height > sign));
    if high { pictures } else { Vec::new() }
}

/// A picture and what is said below it.
pub(super) struct Shown<'a> {
    pub image: &'a Image,
    pub caption: &'a [Inline],
    /// Where it is from.
    pub credit: Option<&'a [Inline]>,
    pub span: Span,
}

/// Sets a picture and what is said below it.
pub(super) fn shown<'a>(shown: Shown<'a>, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let Shown { image, caption: words, credit, span } = shown;
    let picture = cx.picture(image, span);
    // Decoration that is not there leaves no gap.
    if picture.is_none() && says_nothing(image) && words.is_empty() && credit.is_none() {
        return;
    }
    let leads = image.leads.as_deref().filter(|_| picture.is_some());
    let link = leads.map(|url| (url, cx.tags.add(Role::Link, place.tag)));
    let tag = cx.tags.add(Role::Figure, link.map_or(place.tag, |(_, tag)| tag));
    galley.space(display_space(cx));
    match picture {
        Some((index, natural)) => {
            if let Some(tag) = cx.tags.get_mut(tag) {
                tag.alt = Some(image.alt.clone());
            }
            let size = size(image, natural, place, cx, galley);
            galley.push(framed(image, (index, size), link, place.within(tag)));
        }
        None if says_nothing(image) => {}
        None => description(&image.alt, place.within(tag), cx, galley),
    }
    if !words.is_empty() {
        galley.penalty(FORBIDDEN);
        galley.space(Abs::pt(5.0));
        galley.penalty(FORBIDDEN);
        caption(words, place.within(tag), cx, galley);
    }
    if let Some(words) = credit {
        self::credit(words, place, cx, galley);
    }
    galley.items.push(VItem::Snap(display_space(cx)));
}

fn says_nothing(image: &Image) -> bool {
    image.alt.trim().is_empty()
}

/// How much of the page's width a picture has for itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Wide,
    /// It stands in a cell beside others, which are empty as far down as it goes.
    Narrow,
}

/// How high pictures are at most: two thirds of the page, or in narrow cells a third.
pub(super) fn highest(space: Space, cx: &Setter) -> Abs {
    let thirds = match space {
        Space::Wide => 2,
        Space::Narrow => 1,
    };
    cx.theme.body.leading * (cx.theme.page.lines as i64 * thirds / 3)
}

/// As large as its resolution makes a picture, but within the measure, and not too high for the page.
fn size(image: &Image, natural: Size, place: Place, cx: &Setter, galley: &Galley) -> Size {
    let highest = highest(if is_narrow(place, cx) { Space::Narrow } else { Space::Wide }, cx);
    // As wide as its author wants it, whatever its resolution is.
    if let Some(width) = wanted(image.width, natural, place.measure) {
        let wanted = Size { width, height: natural.height.scale(width.ratio(natural.width)) };
        return fit(wanted, place.measure, highest);
    }
    // Over the note column only what gains by it: a broad picture that is larger than the text is wide.
    let broad = natural.width > place.measure.scale(1.1) && natural.width > natural.height.scale(1.5);
    let wide = wide(place, cx, galley).filter(|_| broad);
    fit(natural, wide.unwrap_or(place.measure), highest)
}

/// The box of a picture, with the link that lies on it.
fn framed(image: &Image, (index, size): (usize, Size), link: Option<(&str, TagId)>, place: Place) -> VBox {
    let at = Point::new(place.left, Abs::ZERO);
    let mut items = vec![Placed { at, item: Item::Picture { size, index }, tag: place.tag }];
    if let Some((url, tag)) = link {
        let text = if says_nothing(image) { url.to_owned() } else { image.alt.clone() };
        items.push(Placed { at, item: Item::Link { size, target: LinkTarget::Url(url.to_owned()), text }, tag });
    }
    VBox { height: size.height, items, outset: (size.width - place.measure).max(Abs::ZERO), ..VBox::default() }
}

/// Where a figure or a table is from, small below it.
pub(super) fn credit<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let caption = &cx.theme.caption;
    // 7.5 pt where captions have 8.5: a step below them.
    let smaller = |length: Abs| length.times(15, 17);
    let style = TextStyle { size: smaller(caption.size), leading: smaller(caption.leading), ..caption.clone() };
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let mut text = Collected::new();
    text.add(content, &style, Acronyms::Plain, tag, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &style, shape, cx);
    galley.penalty(FORBIDDEN);
    galley.space(Abs::pt(3.0));
    galley.penalty(FORBIDDEN);
    keep_lines_into(lines, &text.calls, place, &style, cx, galley);
}

/// The largest size of the same shape within bounds, never larger than natural.
fn fit(natural: Size, widest: Abs, highest: Abs) -> Size {
    let scale = widest.ratio(natural.width).min(highest.ratio(natural.height)).min(1.0);
    // A hair, at least: a picture of one pixel still shows.
    Size { width: natural.width.scale(scale).max(Abs::PT / 2), height: natural.height.scale(scale).max(Abs::PT / 2) }
}

/// A caption, in the theme's type.
pub(super) fn caption<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let tag = cx.tags.add(Role::Caption, place.tag);
    let mut text = Collected::new();
    text.add(content, &theme.caption, Acronyms::Plain, tag, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Even };
    let lines = set_lines(&text, &theme.caption, shape, cx);
    keep_lines_into(lines, &text.calls, place, &theme.caption, cx, galley);
}

/// What a picture shows, in words, where it cannot be shown.
fn description<'a>(alt: &str, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let words = format!("[{alt}]");
    let look = cx.plain_look(&theme.caption);
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let mut text = Collected::new();
    text.words(&words, look, tag);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &theme.caption, shape, cx);
    keep_lines_into(lines, &[], place, &theme.caption, cx, galley);
}
