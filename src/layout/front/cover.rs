//! The cover: which packet, its title above the middle, for whom and by whom, the figures worth knowing, small print.

use super::super::block::{Place, baseline, whole};
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

/// Sets the cover. If it holds much the white between its parts shrinks, and its title begins higher; only what finds
/// no room even then goes to a second page.
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
    let mut stack = Stack::default();
    heading(document, place, &mut stack, cx);
    facts(&cover.facts, place, &mut stack, cx);
    distribution(&cover.distribution, place, &mut stack, cx);
    figures(&cover.figures, place, &mut stack, cx);
    let foot = foot(cover, place, cx);
    let below: Abs = foot.iter().map(|line| line.height).sum();
    let room = height - below - cx.theme.margin.leading;
    let first = height.times(TITLE, 1000).max(sheet.y + cx.theme.body.leading);
    let air = if first + stack.height(Air::Loose) <= room { Air::Loose } else { Air::Tight };
    let least = sheet.y + cx.theme.body.leading;
    sheet.y = (room - stack.height(air)).min(first).max(least);
    stack.onto(&mut sheet, air);
    small_print(foot, below, &mut sheet, cx);
    sheet.bodies
}

/// What stands on the cover between its head and its small print.
#[derive(Default)]
struct Stack(Vec<Piece>);

enum Piece {
    Box(VBox),
    White(Abs),
}

/// How much of the white there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Air {
    /// All of it.
    Loose,
    /// Half of it: the cover holds much.
    Tight,
}

impl Piece {
    fn height(&self, air: Air) -> Abs {
        match (self, air) {
            (Self::Box(vbox), _) => vbox.height,
            (Self::White(white), Air::Loose) => *white,
            (Self::White(white), Air::Tight) => *white / 2,
        }
    }
}

impl Stack {
    fn push(&mut self, vbox: VBox) {
        self.0.push(Piece::Box(vbox));
    }

    fn white(&mut self, height: Abs) {
        self.0.push(Piece::White(height));
    }

    fn height(&self, air: Air) -> Abs {
        self.0.iter().map(|piece| piece.height(air)).sum()
    }

    fn onto(self, sheet: &mut Sheet, air: Air) {
        for piece in self.0 {
            match piece {
                Piece::Box(vbox) => sheet.push(vbox),
                white @ Piece::White(_) => sheet.y += white.height(air),
            }
        }
    }
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
    let line = |said: &str, cx: &mut Setter| {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        run(said, &style, tag, cx)
    };
    let number = line(&cover.number, cx);
    let copy = copy.map(|copy| line(&copy, cx)).unwrap_or_default();
    // Below the number where there is no room beside it.
    let beside = number.1 == Abs::ZERO || number.1 + copy.1 + style.size * 2 <= sheet.width;
    let height = if beside { style.leading } else { style.leading * 2 };
    let mut vbox = VBox { height, outset, ..VBox::default() };
    let places = [
        (number.0, Abs::ZERO, Abs::ZERO),
        (copy.0, if beside { sheet.width - copy.1 } else { Abs::ZERO }, height - style.leading),
    ];
    for (mut items, x, y) in places {
        items.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(x, y + baseline(&style)));
        vbox.items.extend(items);
    }
    sheet.push(vbox);
    sheet.rule(sheet.y + Abs::pt(4.0), cx);
}

fn heading<'a>(document: &'a Document, place: Place, stack: &mut Stack, cx: &mut Setter<'a>) {
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
    let mut bottom = Abs::ZERO;
    for (y, vbox) in boxes {
        stack.white(y - bottom);
        bottom = y + vbox.height;
        stack.push(vbox);
    }
    stack.white(height - bottom + theme.body.leading * 2);
}

/// The type of labels and of what is said beside them: a little smaller than text, but never smaller than captions.
fn fact_style(cx: &Setter) -> TextStyle {
    let theme = cx.theme;
    TextStyle {
        size: theme.body.size.times(19, 21).max(theme.caption.size),
        leading: theme.body.leading,
        figures: Figures::Lining,
        ..theme.caption.clone()
    }
}

/// Labels at the left, what is said of them beside. What must not be overlooked, the embargo, is semibold.
fn facts(facts: &[(String, String)], place: Place, stack: &mut Stack, cx: &mut Setter) {
    let style = fact_style(cx);
    let strong = labelled(&style, cx);
    let embargo = cx.language.packet_labels().embargo;
    for (label, said) in facts {
        let style = if label == embargo { &strong } else { &style };
        fact(label, said, style, place, stack, cx);
    }
}

fn fact(label: &str, said: &str, strong: &TextStyle, place: Place, stack: &mut Stack, cx: &mut Setter) {
    let style = fact_style(cx);
    // 27 mm hold "Prepared for" in every language here.
    let hang = Abs::mm(27.0).max(style.size * 8);
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let (mut items, _) = run(&format!("{label} "), &style, tag, cx);
    items.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(Abs::ZERO, baseline(&style)));
    for (index, mut vbox) in
        word_boxes(said, strong, place.inset(hang, Abs::ZERO).within(tag), cx).into_iter().enumerate()
    {
        if index == 0 {
            vbox.items.splice(0..0, std::mem::take(&mut items));
        }
        stack.push(vbox);
    }
    stack.white(cx.theme.body.leading / 4);
}

/// Figures worth knowing, large, up to four in a row, with what they count below.
fn figures(figures: &[(String, String)], place: Place, stack: &mut Stack, cx: &mut Setter) {
    let theme = cx.theme;
    let large = TextStyle {
        size: theme.title.size,
        leading: theme.title.leading,
        ink: theme.accent,
        figures: Figures::Lining,
        ..theme.title.clone()
    };
    let gap = theme.body.size;
    // As many in a row as have room for their longest words.
    let longest = figures.iter().flat_map(|(figure, counts)| {
        let words = counts.split_whitespace().map(|word| (word, &theme.caption));
        words.chain([(figure.as_str(), &large)])
    });
    let longest: Vec<_> = longest.collect();
    let longest = longest.into_iter().map(|(words, style)| run(words, style, TagId::ARTIFACT, cx).1).max();
    let width_of = |count: i64| (place.measure + gap) / count - gap;
    let most = figures.len().clamp(3, 4) as i64;
    let count = (1..=most).rev().find(|count| longest.is_none_or(|longest| width_of(*count) >= longest)).unwrap_or(1);
    let width = width_of(count);
    for row in figures.chunks(count as usize) {
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
        stack.white(theme.body.leading);
        stack.push(out);
    }
}

/// Who gets a copy: one name after the other, beside their label.
fn distribution(names: &[String], place: Place, stack: &mut Stack, cx: &mut Setter) {
    if names.is_empty() {
        return;
    }
    let label = cx.language.packet_labels().distribution;
    let style = fact_style(cx);
    let names: Vec<String> = names.iter().map(|name| whole(name)).collect();
    fact(label, &names.join("\u{a0}· "), &style, place, stack, cx);
}

/// The lines of the small print at the foot.
fn foot(cover: &Cover, place: Place, cx: &mut Setter) -> Vec<VBox> {
    let style = cx.theme.margin.clone();
    let mut lines = Vec::new();
    for said in &cover.foot {
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        lines.extend(word_boxes(said, &style, place.within(tag), cx));
    }
    lines
}

/// Small print at the foot of the page, below a rule.
fn small_print(lines: Vec<VBox>, height: Abs, sheet: &mut Sheet, cx: &Setter) {
    if lines.is_empty() {
        return;
    }
    let top = sheet.limit - height;
    if top < sheet.y {
        sheet.bodies.push(Body::default());
    }
    sheet.y = top.max(Abs::ZERO);
    sheet.rule(sheet.y - Abs::pt(4.0), cx);
    lines.into_iter().for_each(|line| sheet.push(line));
}
