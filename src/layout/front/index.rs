//! The index: two columns in small type, lines that go on hanging in, a letter with its first term.

use super::super::block::{Place, boxes};
use super::super::frame::Role;
use super::super::galley::{Galley, VBox};
use super::super::inline::{Acronyms, Balance, Collected, Shape, set_lines};
use super::super::page::Body;
use super::super::setter::Setter;
use super::{begin, column, title};
use crate::length::Abs;
use crate::model::{BlockKind, Document, Inline};
use crate::style::{Figures, Setting, TextStyle};

/// How many columns there are.
const COLUMNS: i64 = 2;

/// Sets the index as pages.
pub(in crate::layout) fn index<'a>(document: &'a Document, cx: &mut Setter<'a>) -> Vec<Body> {
    let theme = cx.theme;
    begin(document, cx);
    let place = column(cx);
    let mut head = Galley::default();
    head.push(VBox::strut(theme.body.leading * theme.opener.drop as i64));
    title(&document.meta.title, &theme.title, place, cx, &mut head);
    let (head, height) = head.flatten(theme.body.leading);
    let mut columns = Columns::new(height + theme.body.leading, cx);
    columns.body.boxes = head;
    let list = cx.tags.add(Role::List, place.tag);
    let width = columns.width;
    let mut heading: Vec<VBox> = Vec::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } => heading = letter(content, width, place, cx),
            BlockKind::Paragraph(content) => {
                let item = cx.tags.add(Role::ListItem, list);
                let tag = cx.tags.add(Role::ListBody, item);
                let mut lines = std::mem::take(&mut heading);
                lines.extend(term(content, width, place.within(tag), cx));
                columns.put(lines);
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
    columns.finish()
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

/// Columns while they are filled.
struct Columns {
    bodies: Vec<Body>,
    body: Body,
    /// Which column of the page is being filled.
    at: i64,
    y: Abs,
    /// Where the page's columns begin: below the title on the first.
    top: Abs,
    bottom: Abs,
    width: Abs,
    gap: Abs,
}

impl Columns {
    fn new(top: Abs, cx: &Setter) -> Self {
        let gap = cx.theme.body.leading;
        let width = (cx.theme.page.measure + gap) / COLUMNS - gap;
        let bottom = cx.theme.body.leading * cx.theme.page.lines as i64;
        Self { bodies: Vec::new(), body: Body::default(), at: 0, y: top, top, bottom, width, gap }
    }

    /// Puts lines that belong together below what is there, or at the head of the next column.
    fn put(&mut self, lines: Vec<VBox>) {
        let height: Abs = lines.iter().map(|line| line.height).sum();
        if self.y + height > self.bottom && self.y > self.top && height < self.bottom - self.top {
            self.next();
        }
        for mut line in lines {
            // White at the head of a column vanishes.
            if line.items.is_empty() && self.y == self.top {
                continue;
            }
            if self.y + line.height > self.bottom && self.y > self.top {
                self.next();
            }
            line.shift((self.width + self.gap) * self.at, Abs::ZERO);
            self.y += line.height;
            self.body.boxes.push((self.y - line.height, line));
        }
    }

    fn next(&mut self) {
        self.at += 1;
        if self.at == COLUMNS {
            self.at = 0;
            self.top = Abs::ZERO;
            self.bodies.push(std::mem::take(&mut self.body));
        }
        self.y = self.top;
    }

    fn finish(mut self) -> Vec<Body> {
        self.bodies.push(self.body);
        self.bodies
    }
}
