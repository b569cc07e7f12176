//! Chosen lines → placed glyphs: the glue is set, punctuation hung out, right-to-left words turned. Which glyphs a piece of
//! a line is, `piece` says.

mod formula;

use super::super::frame::{Glyph, Item, Placed, Reading, TagId};
use super::super::setter::Setter;
use super::collect::{Collected, SpanKind};
use super::ink::{Bench, Drawn, Header, Ink, Open, OpenLink, Part, Pen, Text};
use super::items::{Items, Piece};
use super::look::{Dots, Look, Strike};
use super::order::{visual_order, white_between};
use super::piece::{Gives, SOFT_HYPHEN};
use super::shape::{Word, WordKind};
use super::widths::space_width;
use crate::breaking::{ChosenLine, Fit, HItem, Shows};
use crate::diag::Code;
use crate::lang::Direction;
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::{Setting, TextStyle};

/// A line, set. Its items stand right of its column's edge and about its baseline.
pub(in crate::layout) struct Line {
    /// What is in it.
    pub items: Vec<Placed>,
    /// From the edge of the column where lines begin to where its text ends.
    pub width: Abs,
    /// The calls in it, by index.
    pub calls: Vec<usize>,
    /// How it was set.
    pub quality: Quality,
    /// What stands at its end.
    pub end: LineEnd,
    /// How tall its tallest picture is, or the line with a formula that needs more room.
    pub tallest: Abs,
    /// How far its formulas reach above the baseline, and below it.
    pub reach: [Abs; 2],
    /// The room that they need below the line.
    pub below: Abs,
}

/// How a line was set: for the dump and the layout report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout) struct Quality {
    /// How it fills its measure.
    pub fit: Fit,
    /// The width of a word space as its face draws it.
    pub space: Abs,
    /// The size of its type.
    pub size: Abs,
    /// Justified or ragged.
    pub setting: Setting,
}

/// What stands at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::layout) enum LineEnd {
    /// A word.
    #[default]
    Word,
    /// A hyphen.
    Hyphen,
    /// The paragraph ends.
    Last,
}

/// Sets the chosen lines.
pub(super) fn set(
    text: &Collected,
    words: &[Word],
    items: &Items,
    lines: &[ChosenLine],
    measure: Abs,
    style: &TextStyle,
    cx: &mut Setter,
) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    let look = cx.plain_look(style);
    let space = space_width(&look, cx);
    // Few words in another script than their article's stand where its own would; a paragraph begins at its own side.
    let article = u8::from(cx.language.direction() == Direction::Rtl);
    let programs = text.spans.first().is_some_and(|span| span.kind == SpanKind::Preformatted);
    let side = if lines.len() > 1 || programs { items.base } else { article };
    let column = Column { measure, base: items.base, side, article };
    let mut bench = std::mem::take(&mut cx.bench);
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let gives = Gives::of(line.fit, &cx.theme.breaking);
        let mut setting = LineSetter { text, words, items, line, gives, space, column, cx };
        setting.pieces(&mut bench);
        let mut set = setting.finish(style, &mut bench);
        if last {
            set.end = LineEnd::Last;
        }
        out.push(set);
    }
    cx.bench = bench;
    formula::part(&mut out, style);
    out
}

/// Tells of lines that are too wide, too loose or too short.
pub(super) fn report(
    text: &Collected,
    words: &[Word],
    items: &Items,
    lines: &[ChosenLine],
    measure: Abs,
    cx: &mut Setter,
) {
    let count = lines.len();
    for (index, line) in lines.iter().enumerate() {
        let fit = line.fit;
        let last = index + 1 == count;
        let span = || {
            let spans = items.pieces[line.start.min(line.end)..line.end].iter().filter_map(|piece| piece.word());
            spans.fold(Span::NONE, |span, word| span.to(text.spans[words[word].span].span))
        };
        // Less than a tenth of a point is rounding.
        if fit.over > Abs::PT / 10 {
            let message = format!("a line is {} pt wider than its measure of {} pt", fit.over, measure);
            cx.tell(Code::OverfullLine, message, span());
        } else if fit.short > Abs::PT && !last {
            let message = format!("a line ends {} pt short, for nothing in it may be broken", fit.short);
            cx.tell(Code::LooseLine, message, span());
        } else if fit.ratio > 1.5 && !last {
            let times = 1.0 + fit.ratio * cx.theme.breaking.stretch;
            cx.tell(Code::LooseLine, format!("a line's word spaces are {times:.1} times their natural width"), span());
        }
    }
}

/// The column that lines stand in, and which way they run.
#[derive(Clone, Copy)]
struct Column {
    measure: Abs,
    /// The level of the paragraph.
    base: u8,
    /// The level of the side that lines begin at: 1 is the right.
    side: u8,
    /// The level of the article, whose galley counts from its own side.
    article: u8,
}

pub(super) struct LineSetter<'a, 'b, 'c> {
    pub text: &'a Collected<'b>,
    pub words: &'a [Word],
    items: &'a Items,
    pub line: &'a ChosenLine,
    pub gives: Gives,
    /// The text's word space.
    space: Abs,
    column: Column,
    pub cx: &'a mut Setter<'c>,
}

impl LineSetter<'_, '_, '_> {
    /// The pieces of the line with their widths, in reading order.
    fn pieces(&mut self, bench: &mut Bench) {
        bench.pens.clear();
        for at in self.line.start..self.line.end {
            let width = match self.items.list[at] {
                HItem::Box { width, .. } => width,
                HItem::Glue { width, stretch, shrink } => self.glue(width, stretch, shrink),
                HItem::Penalty { .. } => continue,
            };
            let piece = self.items.pieces[at];
            // Where the line does not break a word is set in one piece.
            if let Some(last) = bench.pens.last_mut()
                && last.piece.take(piece)
            {
                last.width += width;
                continue;
            }
            bench.pens.push(Pen { piece, level: self.level(piece), width });
        }
        // What the break shows: a hyphen, or a word space without width, which keeps the words of two lines apart for
        // whoever reads the file's text.
        let piece = self.items.pieces.get(self.line.end).copied().unwrap_or(Piece::Nothing);
        let discretionary =
            matches!(self.items.list.get(self.line.end), Some(HItem::Penalty { shows: Shows::Discretionary, .. }));
        if discretionary || matches!(piece, Piece::Space { .. }) {
            bench.pens.push(Pen { piece, level: self.level(piece), width: Abs::ZERO });
        }
        white_between(&mut bench.pens, self.column.base);
    }

    fn glue(&self, width: Abs, stretch: Abs, shrink: Abs) -> Abs {
        let ratio = self.line.fit.ratio;
        if stretch >= crate::breaking::FILL {
            return Abs::ZERO;
        }
        // An overfull line shrinks as far as it may and then sticks out.
        if ratio >= 0.0 { width + stretch.scale(ratio) } else { width + shrink.scale(ratio.max(-1.0)) }
    }

    fn level(&self, piece: Piece) -> u8 {
        match piece {
            Piece::Glyphs { word, .. }
            | Piece::Space { word }
            | Piece::Picture { word }
            | Piece::Formula { word, .. }
            | Piece::Hyphen { word }
            | Piece::Seam { word } => self.words[word].level,
            Piece::Nothing => self.column.base,
        }
    }

    /// Puts the pieces in their places. They are counted from the side of the article, and stand in reading order,
    /// which for a screen reader is the order of the file.
    fn finish(mut self, style: &TextStyle, bench: &mut Bench) -> Line {
        let Bench { pens, glyphs, shifts, drawn, places, run } = bench;
        glyphs.clear();
        shifts.clear();
        drawn.clear();
        for pen in pens.iter() {
            drawn.push(self.drawn(pen, glyphs, shifts));
        }
        places.clear();
        let mut total = Abs::ZERO;
        let mut put = |place: &mut Abs, drawn: &Drawn| {
            *place = total;
            total += drawn.width;
        };
        places.resize(pens.len(), Abs::ZERO);
        if self.column.base == 0 && pens.iter().all(|pen| pen.level == 0) {
            places.iter_mut().zip(drawn.iter()).for_each(|(place, drawn)| put(place, drawn));
        } else {
            visual_order(pens, self.column.base).into_iter().for_each(|at| put(&mut places[at], &drawn[at]));
        }
        let start = self.start(total, style);
        let left = if self.column.article == 1 { self.column.measure - start - total } else { start };
        let mut ink = Ink::new(glyphs, shifts, run);
        for ((pen, drawn), place) in pens.iter().zip(drawn.iter()).zip(places.iter()) {
            self.draw(pen, drawn, left + *place, &mut ink);
        }
        ink.close();
        let Ink { mut items, mut calls, tallest, reach, rules, links, .. } = ink;
        items.extend(rules);
        items.extend(links.into_iter().map(|open| self.link_area(&open, style)));
        if self.column.article == 1 {
            items.iter_mut().for_each(|placed| placed.mirror(self.column.measure));
        }
        // There may be a hundred thousand lines before the first page is done.
        items.shrink_to_fit();
        calls.sort_unstable();
        calls.dedup();
        let end = self.items.line_end(self.line.end);
        let quality = Quality { fit: self.line.fit, space: self.space, size: style.size, setting: style.setting };
        Line { items, width: start + total, calls, quality, end, tallest, reach, below: Abs::ZERO }
    }

    /// Where the line begins, from the side of the article: the left edge, or for right-to-left articles the right.
    fn start(&self, total: Abs, style: &TextStyle) -> Abs {
        let Column { measure, base, side, article } = self.column;
        let hang = match self.items.list.get(self.line.start) {
            Some(HItem::Box { hang: [start, _], .. }) if base == side => *start,
            _ => Abs::ZERO,
        };
        match style.setting {
            Setting::Centered => (measure - total) / 2,
            Setting::Justified | Setting::Ragged if side == article => -hang,
            Setting::Justified | Setting::Ragged => measure + hang - total,
        }
    }

    fn draw(&mut self, pen: &Pen, drawn: &Drawn, x: Abs, ink: &mut Ink) {
        match &drawn.run {
            Some(part) => self.run(part, x, drawn.width, ink),
            None => match pen.piece {
                Piece::Picture { word } => self.picture(word, x, ink),
                Piece::Formula { word, part } => self.formula(word, part, x, pen.width, ink),
                _ => {}
            },
        }
        if let Piece::Glyphs { word, from: 0, .. } | Piece::Formula { word, part: 0 } = pen.piece {
            self.marks(word, x, ink);
        }
        if let Piece::Glyphs { word, .. } = pen.piece
            && let Some(call) = self.text.spans[self.words[word].span].call
        {
            ink.calls.push(call);
        }
    }

    /// The anchors at the head of a stretch of text, with its first word.
    fn marks(&self, index: usize, x: Abs, ink: &mut Ink) {
        let word = &self.words[index];
        let span = &self.text.spans[word.span];
        if span.marks.count == 0 || !self.text.text[span.range.start..word.range.start].trim().is_empty() {
            return;
        }
        let marks = &self.text.marks[span.marks.first..][..span.marks.count];
        let at = Point::new(x, -word.look.size);
        let anchor = |name: &String| Placed { at, item: Item::Anchor(name.clone()), tag: TagId::ARTIFACT };
        ink.rules.extend(marks.iter().map(anchor));
    }

    fn picture(&self, index: usize, x: Abs, ink: &mut Ink) {
        let word = &self.words[index];
        let WordKind::Picture { index: picture, width, height } = word.kind else { return };
        // It stands a little below the baseline, as letters with tails do.
        let below = height.scale(0.15).min(word.look.size.scale(0.18));
        let at = Point::new(x, below - height);
        let item = Item::Picture { size: Size { width, height }, index: picture };
        let span = &self.text.spans[word.span];
        if let Some(link) = span.link {
            ink.links_at(link, x, x + width);
        }
        ink.close();
        ink.items.push(Placed { at, item, tag: span.tag });
        // One that is higher than letters keeps its distance from the line above.
        let apart = if height > word.look.size.scale(1.2) { word.look.size.scale(0.3) } else { Abs::ZERO };
        ink.tallest = ink.tallest.max(height + apart);
    }

    /// Adds glyphs to the run that is open if they look and belong alike and follow it, else opens another.
    fn run(&self, part: &Part, x: Abs, width: Abs, ink: &mut Ink) {
        let word = &self.words[part.word];
        let text = match &part.text {
            Text::Of(range) => &self.text.text[range.clone()],
            Text::Soft => SOFT_HYPHEN,
        };
        let (look, manner) = (&word.look, part.manner);
        let span = &self.text.spans[word.span];
        if let Some(link) = span.link {
            ink.links_at(link, x, x + width);
        }
        if look.strike == Strike::Out {
            let face = self.cx.fonts.face(look.face);
            let height = face.scale(i32::from(face.metrics.x_height), look.size).scale(0.55);
            let size = Size { width, height: look.size.scale(0.055) };
            ink.rules.push(Placed {
                at: Point::new(x, -height),
                item: Item::Rule { size, ink: look.ink },
                tag: TagId::ARTIFACT,
            });
        }
        if look.dots != Dots::None {
            dots(look, &ink.glyphs[part.glyphs.clone()], text, x, &mut ink.rules);
        }
        let reading = if word.level % 2 == 1 { Reading::Backward } else { Reading::Forward };
        let white = x - ink.end;
        ink.end = x + width;
        let header =
            Header { face: look.face, size: look.size, ink: look.ink, manner, rise: look.rise, tag: span.tag, reading };
        if let Some(open) = &mut ink.open
            && open.header == header
            && reading == Reading::Forward
            && (Abs::ZERO..=look.size).contains(&white)
        {
            // White between ideographs belongs to the one before it.
            if !open.glyphs.is_empty() {
                ink.glyphs[open.glyphs.end - 1].advance += white.0 as i32;
            }
            open.glyphs.end = part.glyphs.end;
            open.span = open.span.to(span.span);
            ink.text.push_str(text);
            return;
        }
        ink.close();
        ink.text.push_str(text);
        ink.open = Some(Open { header, x, glyphs: part.glyphs.clone(), span: span.span });
    }

    fn link_area(&self, open: &OpenLink, style: &TextStyle) -> Placed {
        let link = &self.text.links[open.link];
        let above = style.size.scale(0.78);
        let size = Size { width: open.to - open.from, height: style.size.scale(1.02) };
        let item = Item::Link { size, target: link.target.clone(), text: link.text.clone() };
        Placed { at: Point::new(open.from, -above), item, tag: link.tag }
    }
}

/// Puts a dot over or under each letter of a run. They are drawn, and read by nobody.
fn dots(look: &Look, glyphs: &[Glyph], text: &str, x: Abs, rules: &mut Vec<Placed>) {
    let width = look.size.scale(0.15);
    // An ideograph reaches 0.88 of the size above the baseline, and 0.12 below it.
    let y = look.size.scale(if look.dots == Dots::Above { -1.1 } else { 0.2 }) - look.rise;
    let (mut x, mut at) = (x, 0);
    for glyph in glyphs {
        let said = text.get(at..at + usize::from(glyph.text)).unwrap_or_default();
        at += usize::from(glyph.text);
        let advance = Abs(i64::from(glyph.advance));
        if said.contains(char::is_alphanumeric) {
            let at = Point::new(x + (advance.min(look.size) - width) / 2, y);
            rules.push(Placed { at, item: Item::Dot { width, ink: look.ink }, tag: TagId::ARTIFACT });
        }
        x += advance;
    }
}
