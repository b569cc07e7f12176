//! Paragraphs, headings, and the break between scenes.

use super::super::frame::{Item, Placed, Role};
use super::super::galley::{Galley, LineFacts, Options, OtherWay, Unset, VBox, VItem, between};
use super::super::inline::{
    Acronyms, Balance, Call, Collected, Line, LineEnd, Opening, OtherLines, Shape, set_lines, set_lines_variously,
};
use super::super::setter::Setter;
use super::display::narrower;
use super::note::{self, Called};
use super::{Place, display_space, initial, tag};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point};
use crate::model::{Block, BlockKind, Inline, Level, plain, said};
use crate::style::{HeadingPlace, Numbering, SmallCaps, TextStyle};

/// What it costs if a break between scenes stands at the head or the foot of a page, where it is hardly seen.
const AT_EDGE: i32 = 400;

/// A paragraph of running text.
pub(super) fn body<'a>(
    content: &'a [Inline],
    place: Place,
    indent: Abs,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let tag = tag(Role::Paragraph, place, cx);
    let mut text = Collected::new();
    text.marks = std::mem::take(&mut cx.waiting);
    text.add(content, place.style, place.acronyms, tag, cx);
    // Nothing but decoration that is not there: what was found in it is found at the next words.
    if text.spans.is_empty() {
        cx.waiting = text.marks;
        return;
    }
    if opening == Opening::DropCap
        && let Some(letter) = initial::take(&mut text, place, cx)
    {
        return initial::beside(text, letter, place, cx, galley);
    }
    if opening != Opening::No && cx.theme.small_caps == SmallCaps::Allowed && is_long(&text.text, place) {
        text.open_with_small_caps(place.style, cx);
    }
    let shape = Shape { measure: place.measure, indent, balance: place.balance };
    // Only running text is offered in other lengths: what is put beside lines elsewhere (labels, rules) belongs to one.
    if place.depth > 0 || place.left > Abs::ZERO || place.measure < cx.theme.page.measure {
        let lines = set_lines(&text, place.style, shape, cx);
        return lines_into(lines, &text.calls, place, place.style, cx, galley);
    }
    let notes = notes_of(&text.calls, place, place.style, cx);
    let Collected { text, spans, links, marks, formulas, .. } = text;
    let text = Collected { text, spans, links, marks, formulas, calls: Vec::new() };
    let set = set_lines_variously(text, place.style, shape, cx);
    let tallest = set.lines.iter().map(|line| line.tallest + line.below).max().unwrap_or_default();
    let items = breakable(set.lines, &notes, place, place.style);
    let ways: Vec<_> = set.others.into_iter().map(|other| sketch(other, &notes)).collect();
    // A picture in a line makes it higher, as a tall formula does, in which way it is set; such paragraphs are rare and stay as they are.
    if !ways.is_empty() && tallest <= place.style.leading {
        let shift = Point::new(place.left, baseline(place.style));
        let options = Options { covers: items.len(), ways, kept: set.kept, shift };
        galley.items.push(VItem::Options(Box::new(options)));
    }
    galley.items.extend(items);
}

/// Whether a paragraph has three lines: below fewer the words that open it would be most of it. Letters are 0.46 em wide
/// at most on average, with their spaces.
fn is_long(text: &str, place: Place) -> bool {
    let two_lines = place.measure.ratio(place.style.size) * 2.0 / 0.46;
    text.chars().count() as f64 > two_lines
}

/// Lines that are not set yet.
fn sketch(other: OtherLines, notes: &[Called]) -> OtherWay {
    let unset = |(end, calls): (LineEnd, Vec<usize>)| {
        let called = (!calls.is_empty()).then(|| {
            let mut vbox = VBox::default();
            call_notes(&calls, notes, &mut vbox);
            Box::new(vbox)
        });
        Unset { end, called }
    };
    OtherWay { lines: other.ends.into_iter().map(unset).collect(), breaks: other.breaks, cost: other.cost }
}

/// A heading on lines of its own: white above, never at the foot of a page.
pub(super) fn heading<'a>(
    level: Level,
    content: &'a [Inline],
    anchor: Option<String>,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let theme = cx.theme;
    let style = theme.heading(level.get());
    let tag = tag(Role::Heading(level), place, cx);
    let mut text = Collected::new();
    let shown = narrower(content, &style.text, theme.caption.size, place.measure, cx);
    text.add(content, &shown, Acronyms::Plain, tag, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Even };
    let lines = set_lines(&text, &shown, shape, cx);
    let number = anchor.as_ref().and_then(|_| heading_number(level, tag, place, cx));
    galley.space(style.before);
    if anchor.is_some() {
        galley.items.push(VItem::Mark(said(content).into()));
    }
    let start = galley.items.len();
    keep_lines_into(lines, &text.calls, place, &shown, cx, galley);
    if let (Some(number), Some(VItem::Box(first))) = (number, galley.items.get_mut(start)) {
        first.items.splice(0..0, number);
    }
    anchor_at(start, anchor, galley);
    galley.penalty(FORBIDDEN);
    galley.items.push(VItem::Snap(style.after));
    galley.penalty(FORBIDDEN);
}

/// The number of a heading, hanging in the margin, if the theme numbers headings.
fn heading_number(level: Level, tag: super::TagId, place: Place, cx: &mut Setter) -> Option<Vec<Placed>> {
    let theme = cx.theme;
    let Numbering::Hanging(hang) = theme.numbering else { return None };
    let number = count(level, cx)?;
    let style = &theme.heading(level.get()).text;
    let mut items = label(&number, style, tag, cx);
    for placed in &mut items {
        placed.at = placed.at + Point::new(place.left - hang, baseline(style));
    }
    Some(items)
}

/// The number of the next heading, if headings are numbered: "2.1".
pub(super) fn count(level: Level, cx: &mut Setter) -> Option<String> {
    let counters = cx.counters.as_mut()?;
    let level = level.get();
    while counters.last().is_some_and(|(open, _)| *open > level) {
        counters.pop();
    }
    match counters.last_mut() {
        Some((open, count)) if *open == level => *count += 1,
        _ => counters.push((level, 1)),
    }
    let number: Vec<_> = counters.iter().map(|(_, count)| count.to_string()).collect();
    Some(number.join("."))
}

/// The paragraph below a heading, if the heading stands at its head.
pub(super) fn runs_into<'a>(blocks: &'a [Block], heading: usize, cx: &Setter) -> Option<&'a [Inline]> {
    let [heading, paragraph, ..] = &blocks[heading..] else { return None };
    let (BlockKind::Heading { level, .. }, BlockKind::Paragraph(content)) = (&heading.kind, &paragraph.kind) else {
        return None;
    };
    (cx.theme.heading(level.get()).place == HeadingPlace::RunIn).then_some(content)
}

/// A heading at the head of the paragraph that follows it.
pub(super) fn run_in<'a>(
    level: Level,
    content: &'a [Inline],
    anchor: Option<String>,
    paragraph: &'a [Inline],
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let theme = cx.theme;
    let style = theme.heading(level.get());
    let heading = tag(Role::Heading(level), place, cx);
    let body = tag(Role::Paragraph, place, cx);
    let mut text = Collected::new();
    text.add(content, &style.text, Acronyms::Plain, heading, cx);
    let look = cx.plain_look(place.style);
    text.words(
        if plain(content).ends_with(['.', '?', '!', ':', '…']) { "  " } else { ".  " },
        look,
        super::super::frame::TagId::ARTIFACT,
    );
    text.add(paragraph, place.style, place.acronyms, body, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, place.style, shape, cx);
    galley.space(style.before);
    let start = galley.items.len();
    lines_into(lines, &text.calls, place, place.style, cx, galley);
    anchor_at(start, anchor, galley);
}

/// A break between scenes: three asterisks in the middle, which are furniture.
pub(super) fn rule<'a>(place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let style = TextStyle { setting: crate::style::Setting::Centered, ..theme.body.clone() };
    let mut text = Collected::new();
    let look = cx.plain_look(&style);
    text.words("* * *", look, super::super::frame::TagId::ARTIFACT);
    let lines =
        set_lines(&text, &style, Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill }, cx);
    galley.space(display_space(cx));
    galley.penalty(AT_EDGE);
    lines_into(lines, &[], place, &style, cx, galley);
    galley.items.push(VItem::Snap(display_space(cx)));
    galley.penalty(AT_EDGE);
}

/// Lines that belong together on one page, as far as they fit: headings and captions.
pub(in crate::layout) fn keep_lines_into<'a>(
    lines: Vec<Line>,
    calls: &[Call<'a>],
    place: Place,
    style: &TextStyle,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    // A heading taller than a page is somebody's mistake; it must break all the same.
    let keep = lines.len() <= cx.theme.page.lines / 3;
    for (index, vbox) in boxes(lines, calls, place, style, cx).into_iter().enumerate() {
        if index > 0 && keep {
            galley.penalty(FORBIDDEN);
        }
        galley.push(vbox);
    }
}

/// Lines of running text, with neither the first nor the last alone on a page.
pub(super) fn lines_into<'a>(
    lines: Vec<Line>,
    calls: &[Call<'a>],
    place: Place,
    style: &TextStyle,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let notes = notes_of(calls, place, style, cx);
    galley.items.extend(breakable(lines, &notes, place, style));
}

/// Lines of running text with the costs of breaking the page between them.
fn breakable(lines: Vec<Line>, notes: &[Called], place: Place, style: &TextStyle) -> Vec<VItem> {
    let ends: Vec<LineEnd> = lines.iter().map(|line| line.end).collect();
    let mut items = Vec::with_capacity(lines.len() * 2);
    for (index, line) in lines.into_iter().enumerate() {
        items.extend(between(ends.len(), index, |above| ends[above]));
        items.push(VItem::Box(Box::new(line_box(line, notes, place, style))));
    }
    items
}

/// Sets the notes that are called in a text, one after the other.
fn notes_of<'a>(calls: &[Call<'a>], place: Place, style: &TextStyle, cx: &mut Setter<'a>) -> Vec<Called> {
    calls.iter().map(|call| note::called(call, place, style, cx)).collect()
}

/// Lines as boxes, each with the notes that are called in it.
pub(in crate::layout) fn boxes<'a>(
    lines: Vec<Line>,
    calls: &[Call<'a>],
    place: Place,
    style: &TextStyle,
    cx: &mut Setter<'a>,
) -> Vec<VBox> {
    let notes = notes_of(calls, place, style, cx);
    lines.into_iter().map(|line| line_box(line, &notes, place, style)).collect()
}

fn line_box(line: Line, notes: &[Called], place: Place, style: &TextStyle) -> VBox {
    // A picture in the line may be taller than the line is.
    let height = style.leading.max(line.tallest);
    let facts = LineFacts { quality: line.quality, end: line.end };
    let (line_height, sunk) = (height + line.below, height - style.leading);
    let mut vbox =
        VBox { height: line_height, items: line.items, sunk, line: Some(facts), ends: line.end, ..VBox::default() };
    call_notes(&line.calls, notes, &mut vbox);
    vbox.shift(place.left, baseline(style) + sunk);
    vbox
}

/// Gives a line the notes that are called in it.
fn call_notes(calls: &[usize], notes: &[Called], vbox: &mut VBox) {
    for called in calls.iter().filter_map(|&call| notes.get(call)) {
        vbox.notes.extend(called.at_foot.iter().cloned());
        vbox.beside.extend(called.beside.iter().cloned());
    }
}

/// From the top of a line's box to its baseline. The same part of the leading in every style, so that lines of equal
/// leading stand on one grid; at 0.703 the white above capitals equals that below the baseline in the text face.
pub(in crate::layout) fn baseline(style: &TextStyle) -> Abs {
    style.leading.times(703, 1000)
}

/// A short label, set on a baseline of zero at the left edge.
pub(super) fn label(words: &str, style: &TextStyle, parent: super::TagId, cx: &mut Setter) -> Vec<Placed> {
    let tag = cx.tags.add(Role::Label, parent);
    let look = cx.plain_look(style);
    let mut text = Collected::new();
    text.words(words, look, tag);
    let ragged = TextStyle { setting: crate::style::Setting::Ragged, ..style.clone() };
    let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
    set_lines(&text, &ragged, shape, cx).into_iter().flat_map(|line| line.items).collect()
}

/// Puts an anchor at the head of the first box from `start` on.
pub(in crate::layout) fn anchor_at(start: usize, anchor: Option<String>, galley: &mut Galley) {
    let Some(anchor) = anchor else { return };
    let first = galley.items[start..].iter_mut().find_map(|item| match item {
        VItem::Box(vbox) => Some(&mut **vbox),
        _ => None,
    });
    if let Some(vbox) = first {
        let at = Point::new(vbox.items.first().map_or(Abs::ZERO, |placed| placed.at.x), Abs::ZERO);
        vbox.items.insert(0, Placed { at, item: Item::Anchor(anchor), tag: super::TagId::ARTIFACT });
    }
}
