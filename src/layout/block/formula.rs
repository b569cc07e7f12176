//! Formulas that stand between lines of text: in the middle, with white around them.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Balance, Collected, Shape, set_lines};
use super::super::math::{self, MBox};
use super::super::setter::Setter;
use super::paragraph::{baseline, lines_into};
use super::{Place, display_space, tag};
use crate::breaking::FORBIDDEN;
use crate::diag::Diagnostic;
use crate::lang::Direction;
use crate::length::{Abs, Point};
use crate::model::{Display, Inline, InlineKind};
use crate::source::Span;
use crate::style::{Setting, TextStyle};

/// Whether a formula that stands alone stands within a paragraph.
pub(super) fn is_parted(content: &[Inline]) -> bool {
    content.iter().any(is_display)
}

fn is_display(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Math { display: Display::Block, .. })
}

/// What stands before the first formula of a paragraph that stands alone, that formula with the point behind it, and
/// the rest.
pub(super) fn parted(content: &[Inline]) -> [&[Inline]; 3] {
    let begins = content.iter().position(is_display).unwrap_or(content.len());
    let is_white = |inline: &Inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Break => true,
        _ => false,
    };
    // Formulas that follow one another are one display.
    let belongs = |inline: &&Inline| is_display(inline) || is_white(inline) || is_point(inline);
    let ends = begins + content[begins..].iter().take_while(belongs).count();
    [&content[..begins], &content[begins..ends], &content[ends..]]
}

/// Marks that end a sentence or a clause, and nothing else.
fn is_point(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(words) if words.trim().chars().all(|c| matches!(c, '.' | ',' | ';' | ':')))
}

/// Sets the formulas of a paragraph, the point that ends their sentence behind the last.
pub(super) fn formula<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    match displays(content, place, cx) {
        Ok(displays) => {
            let lines = lines(content, displays, place, cx);
            stand(lines, place, cx, galley);
        }
        Err((why, span)) => {
            cx.sink.push(Diagnostic::formula_unread(&why, span));
            source(content, place, cx, galley);
        }
    }
}

/// The formulas, set; or why one cannot be, and where it is from.
fn displays(content: &[Inline], place: Place, cx: &mut Setter) -> Result<Vec<math::Display>, (String, Span)> {
    let most = cx.frame().height - place.style.leading;
    let mut displays = Vec::new();
    for inline in content {
        let InlineKind::Math { tex, .. } = &inline.kind else { continue };
        let display = math::display(tex, place.style, place.measure, cx).map_err(|why| (why, inline.span))?;
        if display.lines.iter().any(|line| line.set.height + line.set.depth > most) {
            return Err(("it is taller than the page".to_owned(), inline.span));
        }
        displays.push(display);
    }
    Ok(displays)
}

/// A line of a formula: what is in it stands about its baseline, and begins at the left.
struct Line {
    items: Vec<Placed>,
    width: Abs,
    height: Abs,
    depth: Abs,
    /// Its number, which stands at the column's edge, and how wide that is.
    number: Option<(Vec<Placed>, Abs)>,
}

impl Line {
    fn of(set: &MBox, placed: impl Fn(&MBox) -> Vec<Placed>) -> Self {
        let depth = set.depth.max(Abs::ZERO);
        Self { items: placed(set), width: set.width, height: set.height, depth, number: None }
    }

    /// Puts the number at the edge, and the formula in the middle of the column or, where it would come too near, of
    /// what the number leaves. A number that has no room is a line of its own.
    fn numbered(mut self, measure: Abs, size: Abs) -> (Self, Option<Self>) {
        let Some((mut number, width)) = self.number.take() else {
            self.shift(((measure - self.width) / 2).max(Abs::ZERO));
            return (self, None);
        };
        let room = measure - width - size * 2;
        number.iter_mut().for_each(|placed| placed.at.x += measure - width);
        if self.width > room {
            self.shift(((measure - self.width) / 2).max(Abs::ZERO));
            let number = Self { items: number, width, height: size, depth: Abs::ZERO, number: None };
            return (self, Some(number));
        }
        let middle = (measure - self.width) / 2;
        self.shift(if middle + self.width <= room + size { middle } else { (room - self.width) / 2 });
        self.items.append(&mut number);
        (self, None)
    }

    fn shift(&mut self, x: Abs) {
        self.items.iter_mut().for_each(|placed| placed.at.x += x);
    }
}

/// The lines of the formulas, as content of their elements.
fn lines(content: &[Inline], displays: Vec<math::Display>, place: Place, cx: &mut Setter) -> Vec<Line> {
    let paragraph = tag(Role::Paragraph, place, cx);
    let look = cx.plain_look(place.style);
    let mut displays = displays.into_iter();
    let mut lines: Vec<Line> = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Math { tex, .. } => {
                let Some(display) = displays.next() else { continue };
                let tag = cx.tags.add(Role::Formula, paragraph);
                if let Some(tag) = cx.tags.get_mut(tag) {
                    tag.alt = Some(tex.to_string());
                }
                let placed = |set: &MBox| set.placed(Point::default(), display.face, look.ink, tag, inline.span);
                lines.extend(display.lines.iter().map(|row| Line {
                    number: row.number.as_ref().map(|number| (placed(number), number.width)),
                    ..Line::of(&row.set, placed)
                }));
            }
            InlineKind::Text(words) if !words.trim().is_empty() => {
                let mut text = Collected::new();
                text.words(words.trim(), look, paragraph);
                let style = TextStyle { setting: Setting::Ragged, ..place.style.clone() };
                let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
                let Some(last) = lines.last_mut() else { continue };
                for mut placed in set_lines(&text, &style, shape, cx).into_iter().flat_map(|line| line.items) {
                    placed.at.x += last.width;
                    last.items.push(placed);
                }
            }
            _ => {}
        }
    }
    lines
}

/// What it costs to end a page within a formula of several lines: more than to leave it a few lines short.
const WITHIN: i32 = 2000;

/// The lines as boxes, one below the other, in the middle of the column.
fn stand(lines: Vec<Line>, place: Place, cx: &mut Setter, galley: &mut Galley) {
    let style = place.style;
    let numbered = lines.into_iter().flat_map(|line| {
        let (line, number) = line.numbered(place.measure, style.size);
        [Some(line), number].into_iter().flatten()
    });
    let lines: Vec<Line> = numbered.collect();
    let (above, below) = (baseline(style), style.leading - baseline(style));
    let count = lines.len();
    let extent = |(index, line): (usize, &Line)| {
        let height = if index == 0 { line.height.max(above) } else { line.height };
        (height, if index + 1 == count { line.depth.max(below) } else { line.depth })
    };
    let extents: Vec<(Abs, Abs)> = lines.iter().enumerate().map(extent).collect();
    // What is left of the last line of the grid stands above and below alike.
    let white = display_space(cx);
    let before = galley.items.len();
    galley.space(white);
    let above = if galley.items.len() > before { white } else { Abs::ZERO };
    let whole: Abs = extents.iter().map(|(height, depth)| *height + *depth).sum::<Abs>() + above + white;
    galley.items.push(VItem::Glue((whole.ceil_to(cx.frame().grid) - whole) / 2));
    let mut anchors = std::mem::take(&mut cx.waiting);
    for (index, (line, (height, depth))) in lines.into_iter().zip(extents).enumerate() {
        if index > 0 {
            // Two lines are not parted; of many the first and the last are not left alone.
            let edge = index == 1 || index + 1 == count;
            galley.penalty(if edge { FORBIDDEN } else { WITHIN });
        }
        let mut vbox = VBox { height: height + depth, items: line.items, ..VBox::default() };
        vbox.shift(Abs::ZERO, height);
        if cx.language.direction() == Direction::Rtl {
            vbox.items.iter_mut().for_each(|placed| placed.mirror(place.measure));
        }
        vbox.shift(place.left, Abs::ZERO);
        let anchor = |name| Placed { at: Point::default(), item: Item::Anchor(name), tag: TagId::ARTIFACT };
        vbox.items.extend(anchors.drain(..).map(anchor));
        galley.push(vbox);
    }
    galley.items.push(VItem::Snap(white));
}

/// The source. One of several lines begins each of them below the last, as a program does.
fn source<'a>(content: &'a [Inline], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let tag = tag(Role::Paragraph, place, cx);
    let mut text = Collected::new();
    text.marks = std::mem::take(&mut cx.waiting);
    text.sources(content, place.style, tag, cx);
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
