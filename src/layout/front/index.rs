//! The index: two columns in small type, lines that go on hanging in, a letter with its first term.

use super::super::block::{Place, boxes};
use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox};
use super::super::inline::{Acronyms, Balance, Collected, Shape, set_lines};
use super::super::page::Body;
use super::super::setter::Setter;
use super::{begin, column, title};
use crate::length::{Abs, Point};
use crate::model::{BlockKind, Document, Inline};
use crate::style::{Figures, Setting, TextStyle};

/// Sets the index as pages.
pub(in crate::layout) fn index<'a>(document: &'a Document, cx: &mut Setter<'a>) -> Vec<Body> {
    let theme = cx.theme;
    begin(document, cx);
    let place = column(cx);
    let mut head = Galley::default();
    head.push(VBox::strut(theme.body.leading * theme.opener.drop as i64));
    title(&document.meta.title, &theme.title, place, cx, &mut head);
    let (head, height) = head.flatten(theme.body.leading);
    let columns = Columns::of(cx);
    let list = cx.tags.add(Role::List, place.tag);
    let width = columns.width;
    let mut heading: Vec<VBox> = Vec::new();
    let mut groups = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                heading = letter(content, width, place, cx);
                let anchor = cx.anchors.get(number).map(|anchor| cx.anchor(anchor));
                if let (Some(anchor), Some(line)) = (anchor, heading.last_mut()) {
                    let item = Item::Anchor(anchor);
                    line.items.insert(0, Placed { at: Point::default(), item, tag: TagId::ARTIFACT });
                }
            }
            BlockKind::Paragraph(content) => {
                let item = cx.tags.add(Role::ListItem, list);
                let tag = cx.tags.add(Role::ListBody, item);
                let mut lines = std::mem::take(&mut heading);
                lines.extend(term(content, width, place.within(tag), cx));
                groups.push(lines);
            }
            BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Rule => {}
        }
    }
    columns.pages(groups, head, height + theme.body.leading)
}

/// The letter above its terms, with white above it.
fn letter<'a>(content: &'a [Inline], width: Abs, place: Place, cx: &mut Setter<'a>) -> Vec<VBox> {
    let style = small(cx);
    let mut bold = TextStyle { ink: cx.theme.accent, ..style.clone() };
    bold.font.weight = cx.theme.label_weight;
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let mut out = vec![VBox::strut(style.leading / 2)];
    out.extend(lines(content, &bold, width, Abs::ZERO, place.within(tag), cx));
    out
}

fn term<'a>(content: &'a [Inline], width: Abs, place: Place, cx: &mut Setter<'a>) -> Vec<VBox> {
    let style = small(cx);
    lines(content, &style, width, style.size * 3 / 2, place, cx)
}

/// The type of lists that are looked up.
fn small(cx: &Setter) -> TextStyle {
    TextStyle { setting: Setting::Ragged, figures: Figures::Lining, ..cx.theme.table.clone() }
}

/// Lines of which all but the first stand in by `hang`.
fn lines<'a>(
    content: &'a [Inline],
    style: &TextStyle,
    width: Abs,
    hang: Abs,
    place: Place,
    cx: &mut Setter<'a>,
) -> Vec<VBox> {
    let mut text = Collected::new();
    text.add(content, style, Acronyms::Plain, place.tag, cx);
    let shape = Shape { measure: width - hang, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, style, shape, cx);
    let place = Place { left: place.left + hang, measure: width - hang, ..place };
    let mut out = boxes(lines, &text.calls, place, style, cx);
    if let Some(first) = out.first_mut() {
        first.shift(-hang, Abs::ZERO);
    }
    out
}

/// How the columns of a page stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    count: i64,
    width: Abs,
    gap: Abs,
    /// How far they go beyond the text column.
    outset: Abs,
    /// Where they end at most.
    bottom: Abs,
    /// The height of a line.
    line: Abs,
}

/// Where a group of lines stands: in which column, and how far down its first line.
type Spot = (i64, Abs);

impl Columns {
    /// Two columns in the text's; three where there is a note column to go over.
    fn of(cx: &Setter) -> Self {
        let page = &cx.theme.page;
        let outset = if page.note_column > Abs::ZERO { page.gap + page.note_column } else { Abs::ZERO };
        let count = if outset > Abs::ZERO { 3 } else { 2 };
        let gap = cx.theme.body.leading;
        let width = (page.measure + outset + gap) / count - gap;
        let bottom = cx.theme.body.leading * page.lines as i64;
        Self { count, width, gap, outset, bottom, line: small(cx).leading }
    }

    /// Fills pages, the first below its title. If the last would hold next to nothing, the white above letters shrinks,
    /// and if that saves the page it stays so. The columns of the last page end alike.
    fn pages(self, groups: Vec<Vec<VBox>>, head: Vec<(Abs, VBox)>, top: Abs) -> Vec<Body> {
        // What is too high for a column is parted between its lines.
        let part = |group: Vec<VBox>| {
            if height(&group, Abs::MAX) * 2 < self.bottom {
                vec![group]
            } else {
                group.into_iter().map(|line| vec![line]).collect()
            }
        };
        let mut groups: Vec<Vec<VBox>> = groups.into_iter().flat_map(part).collect();
        let mut pages = self.parted(&groups, top);
        let spills = pages.len() > 1 && pages.last().is_some_and(|last| last.iter().all(|(_, y)| *y < self.bottom / 5));
        if spills {
            // With half the white, then with a quarter of it and a line more on a page.
            let longer = Self { bottom: self.bottom + self.line, ..self };
            for (columns, share) in [(self, 2), (longer, 4)] {
                let tight: Vec<Vec<VBox>> = groups.iter().map(|group| tightened(group, share)).collect();
                let tried = columns.parted(&tight, top);
                if tried.len() < pages.len() {
                    (groups, pages) = (tight, tried);
                    break;
                }
            }
        }
        let mut bodies: Vec<Body> = pages.iter().map(|_| Body::default()).collect();
        if let Some(first) = bodies.first_mut() {
            let outset = |(y, vbox): (Abs, VBox)| (y, VBox { outset: self.outset, ..vbox });
            first.boxes = head.into_iter().map(outset).collect();
        }
        let mut groups = groups.into_iter();
        for (index, spots) in pages.into_iter().enumerate() {
            let top = if index == 0 { top } else { Abs::ZERO };
            for spot in spots {
                if let Some(group) = groups.next() {
                    self.put(group, spot, top, &mut bodies[index]);
                }
            }
        }
        bodies
    }

    /// The places of all groups, page by page; one page at least.
    fn parted(self, groups: &[Vec<VBox>], top: Abs) -> Vec<Vec<Spot>> {
        let mut pages = Vec::new();
        let (mut rest, mut top) = (groups, top);
        loop {
            let mut here = self.fill(rest, top, self.bottom);
            if here.len() == rest.len() {
                // As low as they must be, line by line.
                let lower = (1..).map(|count| self.bottom - self.line * count).take_while(|bottom| *bottom > top);
                let tried = lower.map(|bottom| self.fill(rest, top, bottom));
                here = tried.take_while(|tried| tried.len() == rest.len()).last().unwrap_or(here);
            }
            if here.is_empty() && top == Abs::ZERO && !rest.is_empty() {
                here.push((0, top));
            }
            rest = &rest[here.len()..];
            pages.push(here);
            if rest.is_empty() {
                return pages;
            }
            top = Abs::ZERO;
        }
    }

    /// The places of as many groups as a page holds whose columns go from `top` to `bottom`.
    fn fill(self, groups: &[Vec<VBox>], top: Abs, bottom: Abs) -> Vec<Spot> {
        let mut spots = Vec::new();
        let (mut column, mut y) = (0, top);
        for group in groups {
            if y > top && y + height(group, Abs::MAX) > bottom {
                (column, y) = (column + 1, top);
            }
            let height = height(group, if y == top { Abs::ZERO } else { Abs::MAX });
            if column == self.count || y + height > bottom {
                break;
            }
            spots.push((column, y));
            y += height;
        }
        spots
    }

    fn put(self, group: Vec<VBox>, (column, y): Spot, top: Abs, body: &mut Body) {
        let mut y = y;
        let begins = y == top;
        for mut line in group.into_iter().skip_while(|line| begins && line.items.is_empty()) {
            line.shift((self.width + self.gap) * column, Abs::ZERO);
            line.outset = self.outset;
            y += line.height;
            body.boxes.push((y - line.height, line));
        }
    }
}

/// A group with that share of the white above it.
fn tightened(group: &[VBox], share: i64) -> Vec<VBox> {
    let line = |line: &VBox| match line {
        white if white.items.is_empty() => VBox { height: white.height / share, ..white.clone() },
        line => line.clone(),
    };
    group.iter().map(line).collect()
}

/// How high a group is; the white that it begins with at most so high, for at the head of a column it vanishes.
fn height(group: &[VBox], white: Abs) -> Abs {
    let begins = group.iter().take_while(|line| line.items.is_empty()).count();
    let lines = group[begins..].iter().map(|line| line.height).sum::<Abs>();
    lines + group[..begins].iter().map(|line| line.height.min(white)).sum::<Abs>()
}
