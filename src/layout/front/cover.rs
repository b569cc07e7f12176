//! The cover: which packet, its title above the middle, for whom and by whom, the figures worth knowing, small print.

use super::super::block::{Place, baseline};
use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox};
use super::super::inline::Balance;
use super::super::page::Body;
use super::super::setter::Setter;
use super::{begin, column, inlines, labelled, run, title, word_boxes};
use crate::length::{Abs, Point, Size};
use crate::model::Document;
use crate::packet::{Cover, Dress};
use crate::style::{Figures, Ink, TextStyle};

/// How far down the title begins, in thousandths of the text's height: above the middle, where the eye looks first.
const TITLE: i64 = 205;

/// Sets the cover; what finds no room on it goes to a second page.
pub(in crate::layout) fn cover<'a>(
    document: &'a Document,
    cover: &Cover,
    dress: &Dress,
    cx: &mut Setter<'a>,
) -> Vec<Body> {
    begin(document, cx);
    let place = column(cx);
    let page = &cx.theme.page;
    let height = cx.theme.body.leading * page.lines as i64;
    let width = page.measure + if page.note_column > Abs::ZERO { page.gap + page.note_column } else { Abs::ZERO };
    let mut sheet = Sheet { bodies: vec![Body::default()], y: Abs::ZERO, limit: height, width };
    head(cover, dress, place, &mut sheet, cx);
    sheet.y = height.times(TITLE, 1000);
    heading(document, place, &mut sheet, cx);
    facts(&cover.facts, place, &mut sheet, cx);
    figures(&cover.figures, place, &mut sheet, cx);
    distribution(cover, place, &mut sheet, cx);
    foot(cover, place, &mut sheet, cx);
    sheet.bodies
}

/// A page while it is filled from the top.
struct Sheet {
    bodies: Vec<Body>,
    y: Abs,
    limit: Abs,
    /// From the inner edge of the text to the outer edge of the note column.
    width: Abs,
}

impl Sheet {
    /// Puts a box below what is there, on a new page if there is no room.
    fn push(&mut self, vbox: VBox) {
        if self.y + vbox.height > self.limit && self.y > Abs::ZERO {
            self.bodies.push(Body::default());
            self.y = Abs::ZERO;
        }
        let y = self.y;
        self.y += vbox.height;
        self.at(y, vbox);
    }

    fn at(&mut self, y: Abs, vbox: VBox) {
        if let Some(body) = self.bodies.last_mut() {
            body.boxes.push((y, vbox));
        }
    }

    /// A hairline over the whole width.
    fn rule(&mut self, y: Abs, cx: &Setter) {
        let size = Size { width: self.width, height: Abs::pt(0.5) };
        let at = Point::new(Abs::ZERO, Abs::ZERO);
        let items = vec![Placed { at, item: Item::Rule { size, ink: Ink::Black }, tag: TagId::ARTIFACT }];
        self.at(y, VBox { items, outset: self.width - cx.theme.page.measure, ..VBox::default() });
    }
}

/// Which packet it is at the left, whose copy at the right, and a rule.
fn head(cover: &Cover, dress: &Dress, place: Place, sheet: &mut Sheet, cx: &mut Setter) {
    let style = labelled(&cx.theme.caption, cx);
    let copy = dress.copy.as_ref().map(|copy| copy.line(cx.language.packet_labels()));
    if cover.number.is_empty() && copy.is_none() {
        return;
    }
    let outset = sheet.width - cx.theme.page.measure;
    let mut vbox = VBox { height: style.leading, outset, ..VBox::default() };
    let mut add = |said: &str, right: bool, cx: &mut Setter| {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        let (mut items, width) = run(said, &style, tag, cx);
        let x = if right { sheet.width - width } else { Abs::ZERO };
        items.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(x, baseline(&style)));
        vbox.items.extend(items);
    };
    add(&cover.number, false, cx);
    if let Some(copy) = copy {
        add(&copy, true, cx);
    }
    sheet.push(vbox);
    sheet.rule(sheet.y + Abs::pt(4.0), cx);
}

fn heading<'a>(document: &'a Document, place: Place, sheet: &mut Sheet, cx: &mut Setter<'a>) {
    let theme = cx.theme;
    // A quarter larger than over an article.
    let style = TextStyle {
        size: theme.title.size.times(5, 4),
        leading: theme.title.leading.times(5, 4),
        ..theme.title.clone()
    };
    let mut galley = Galley::default();
    title(&document.meta.title, &style, place, cx, &mut galley);
    if !document.meta.standfirst.is_empty() {
        galley.space(theme.body.leading / 2);
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        inlines(&document.meta.standfirst, &theme.standfirst, Balance::Even, place.within(tag), cx, &mut galley);
    }
    let (boxes, height) = galley.flatten(theme.body.leading);
    let top = sheet.y;
    boxes.into_iter().for_each(|(y, vbox)| sheet.at(top + y, vbox));
    sheet.y = top + height + theme.body.leading * 2;
}

/// Labels at the left, what is said of them beside.
fn facts(facts: &[(String, String)], place: Place, sheet: &mut Sheet, cx: &mut Setter) {
    let theme = cx.theme;
    let style = TextStyle {
        size: theme.body.size.times(19, 21),
        leading: theme.body.leading,
        figures: Figures::Lining,
        ..theme.caption.clone()
    };
    // 27 mm hold "Prepared for" in every language here.
    let hang = Abs::mm(27.0).max(style.size * 8);
    for (label, said) in facts {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        let (mut items, _) = run(&format!("{label} "), &style, tag, cx);
        items.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(Abs::ZERO, baseline(&style)));
        let strong = labelled(&style, cx);
        for (index, mut vbox) in
            word_boxes(said, &strong, place.inset(hang, Abs::ZERO).within(tag), cx).into_iter().enumerate()
        {
            if index == 0 {
                vbox.items.splice(0..0, std::mem::take(&mut items));
            }
            sheet.push(vbox);
        }
        sheet.y += theme.body.leading / 4;
    }
    sheet.y += theme.body.leading;
}

/// Figures worth knowing, large, up to four in a row, with what they count below.
fn figures(figures: &[(String, String)], place: Place, sheet: &mut Sheet, cx: &mut Setter) {
    let theme = cx.theme;
    let large = TextStyle {
        size: theme.title.size,
        leading: theme.title.leading,
        ink: theme.accent,
        figures: Figures::Lining,
        ..theme.title.clone()
    };
    for row in figures.chunks(4) {
        let gap = theme.body.size;
        let width = (place.measure + gap) / 4 - gap;
        let mut out = VBox::default();
        for (index, (figure, counts)) in row.iter().enumerate() {
            let tag = cx.tags.add(Role::Paragraph, place.tag);
            let left = place.left + (width + gap) * index as i64;
            let place = Place { left, measure: width, ..place }.within(tag);
            let mut height = Abs::ZERO;
            let lines = word_boxes(&format!("{figure} "), &large, place, cx);
            for mut vbox in lines.into_iter().chain(word_boxes(counts, &theme.caption, place, cx)) {
                vbox.shift(Abs::ZERO, height);
                height += vbox.height;
                out.items.append(&mut vbox.items);
            }
            out.height = out.height.max(height);
        }
        sheet.push(out);
        sheet.y += theme.body.leading;
    }
}

fn distribution(cover: &Cover, place: Place, sheet: &mut Sheet, cx: &mut Setter) {
    if cover.distribution.is_empty() {
        return;
    }
    let theme = cx.theme;
    let bold = labelled(&theme.caption, cx);
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let label = cx.language.packet_labels().distribution;
    let mut said = word_boxes(label, &bold, place.within(tag), cx);
    for name in &cover.distribution {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        said.extend(word_boxes(name, &theme.caption, place.within(tag), cx));
    }
    said.into_iter().for_each(|vbox| sheet.push(vbox));
}

/// Small print at the foot, below a rule.
fn foot(cover: &Cover, place: Place, sheet: &mut Sheet, cx: &mut Setter) {
    let style = cx.theme.margin.clone();
    let mut lines = Vec::new();
    for said in &cover.foot {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        lines.extend(word_boxes(said, &style, place.within(tag), cx));
    }
    let height: Abs = lines.iter().map(|line| line.height).sum();
    if lines.is_empty() {
        return;
    }
    let top = sheet.limit - height;
    if top > sheet.y + style.leading {
        sheet.y = top;
    }
    sheet.rule(sheet.y - Abs::pt(4.0), cx);
    lines.into_iter().for_each(|line| sheet.push(line));
}
