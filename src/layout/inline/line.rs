//! Chosen lines → placed glyphs: the glue is set, punctuation hung out, hyphens drawn, right-to-left words turned.

use super::super::frame::{Glyph, Item, Placed, Reading, Shift, TagId};
use super::super::setter::Setter;
use super::collect::{Collected, SpanKind};
use super::elastic::Elastic;
use super::ink::{Bench, Drawn, Header, Ink, Manner, Open, OpenLink, Part, Pen, Text};
use super::items::{Items, Order, Piece, cluster_at, space_width};
use super::look::Strike;
use super::order::{visual_order, white_between};
use super::shape::{Word, WordKind};
use crate::breaking::{ChosenLine, Fit, HItem, Shows};
use crate::diag::Code;
use crate::font::FaceId;
use crate::lang::Direction;
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::{Setting, TextStyle};
use std::ops::Range;

/// What a hyphen is read as that a line's end put there.
const SOFT_HYPHEN: &str = "\u{ad}";

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
    /// How tall its tallest picture is.
    pub tallest: Abs,
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
    let mut bench = Bench::default();
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let mut setting = LineSetter { text, words, items, line, space, column, cx };
        setting.pieces(&mut bench);
        let mut set = setting.finish(style, &mut bench);
        if last {
            set.end = LineEnd::Last;
        }
        out.push(set);
    }
    out
}

/// A number, rounded; as `round`, which is a call where the processor's own instruction is not counted on.
fn rounded(number: f64) -> i64 {
    (number + 0.5_f64.copysign(number)) as i64
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

struct LineSetter<'a, 'b, 'c> {
    text: &'a Collected<'b>,
    words: &'a [Word],
    items: &'a Items,
    line: &'a ChosenLine,
    /// The text's word space.
    space: Abs,
    column: Column,
    cx: &'a mut Setter<'c>,
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
        let Ink { mut items, mut calls, tallest, rules, links, .. } = ink;
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
        Line { items, width: start + total, calls, quality, end, tallest }
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

    /// How a word's glyphs are drawn in this line.
    fn manner(&self, index: usize) -> Manner {
        let word = &self.words[index];
        let fit = self.line.fit;
        if fit.expansion == 0.0 && fit.reserve == 0.0 {
            return Manner { expansion: 0, tracking: Abs::ZERO };
        }
        let elastic = match &word.kind {
            WordKind::Glyphs(shaped) => shaped.facts.elastic,
            WordKind::Space(_) | WordKind::Break | WordKind::Picture { .. } => {
                Elastic::of(word.look.ligatures, &self.text.text[word.range.clone()])
            }
        };
        let breaking = &self.cx.theme.breaking;
        let expansion = match elastic {
            Elastic::Rigid => 0,
            Elastic::Wide | Elastic::Letters => rounded(fit.expansion * breaking.expansion as f64 * 100.0) as i32,
        };
        let tracking = match elastic {
            Elastic::Rigid | Elastic::Wide => Abs::ZERO,
            Elastic::Letters => {
                let parted = fit.expansion * breaking.tracking as f64 + fit.reserve * breaking.reserve as f64;
                // Whole thousandths of a point, which is what a file can say.
                Abs::pt(rounded(word.look.size.to_pt() * parted / 10.0) as f64 / 1000.0)
            }
        };
        Manner { expansion, tracking }
    }

    fn hyphen(&self, word: usize) -> (u16, Abs) {
        let look = &self.words[word].look;
        let face = self.cx.fonts.face(look.face);
        let id = face.glyph('-').unwrap_or(0);
        (id, face.scale(i32::from(face.advance(id)), look.size))
    }

    /// What a piece comes to. Its glyphs go behind those of the pieces before it.
    fn drawn(&self, pen: &Pen, out: &mut Vec<Glyph>, shifts: &mut Vec<Shift>) -> Drawn {
        let from = out.len();
        let (word, manner, text) = match pen.piece {
            Piece::Glyphs { word, from, to } => {
                let manner = self.manner(word);
                let Some(text) = self.glyphs(word, from..to, manner, out, shifts) else {
                    return Drawn::white(Abs::ZERO);
                };
                (word, manner, text)
            }
            Piece::Space { word } => {
                let Some(text) = self.space(word, pen.width, out) else { return Drawn::white(pen.width) };
                (word, self.manner(word), text)
            }
            Piece::Hyphen { word } => {
                let (id, width) = self.hyphen(word);
                // The soft hyphen is what a reader of the file must take for "nothing stood here".
                out.push(Glyph { id, advance: width.0 as i32, text: SOFT_HYPHEN.len() as u16 });
                (word, self.manner(word), Text::Soft)
            }
            // A space without width, to be read as a hyphen that a line's end put there.
            Piece::Seam { word } => {
                let id = self.cx.fonts.face(self.words[word].look.face).glyph(' ').unwrap_or(0);
                out.push(Glyph { id, advance: 0, text: SOFT_HYPHEN.len() as u16 });
                (word, self.manner(word), Text::Soft)
            }
            Piece::Picture { .. } | Piece::Nothing => return Drawn::white(pen.width),
        };
        let width = Abs(out[from..].iter().map(|glyph| i64::from(glyph.advance)).sum());
        Drawn { width, run: Some(Part { word, manner, glyphs: from..out.len(), text }) }
    }

    fn draw(&mut self, pen: &Pen, drawn: &Drawn, x: Abs, ink: &mut Ink) {
        match &drawn.run {
            Some(part) => self.run(part, x, drawn.width, ink),
            None => {
                if let Piece::Picture { word } = pen.piece {
                    self.picture(word, x, ink);
                }
            }
        }
        if let Piece::Glyphs { word, from: 0, .. } = pen.piece {
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

    fn glyphs(
        &self,
        index: usize,
        Range { start: from, end: to }: Range<usize>,
        manner: Manner,
        out: &mut Vec<Glyph>,
        shifts: &mut Vec<Shift>,
    ) -> Option<Text> {
        let word = &self.words[index];
        let WordKind::Glyphs(shaped) = &word.kind else { return None };
        let text = &self.text.text[word.range.clone()];
        let order = Order::of(word.level);
        let count = shaped.glyphs.len();
        let face = self.cx.fonts.face(word.look.face);
        let starts = cluster_at(shaped, order, from, text);
        let (begun, unshifted) = (out.len(), shifts.len());
        for i in from..to {
            let glyph = &shaped.glyphs[order.place(i, count)];
            let first = i == from || shaped.glyphs[order.place(i - 1, count)].cluster != glyph.cluster;
            let begin = glyph.cluster as usize;
            let end = if first { next_cluster(shaped, order, i, text) } else { begin };
            let mut wide = face.scale(glyph.advance, word.look.size);
            if word.look.tracking != 0 {
                wide += word.look.size.times(i64::from(word.look.tracking), 1000);
            }
            if manner.expansion != 0 {
                wide += wide.times(i64::from(manner.expansion), 100_000);
            }
            if i + 1 < count {
                wide += manner.tracking;
            }
            if glyph.offset != (0, 0) {
                let scaled = |units: i32| face.scale(units, word.look.size).0 as i32;
                shifts.push(Shift { glyph: out.len() as u32, by: (scaled(glyph.offset.0), scaled(glyph.offset.1)) });
            }
            let told = &text[begin..end];
            let most = told.floor_char_boundary(usize::from(u16::MAX));
            out.push(Glyph { id: glyph.id, text: most as u16, advance: wide.0 as i32 });
            if most < told.len() {
                self.tell(&told[most..], word.look.face, out);
            }
        }
        if order == Order::Backward {
            out[begun..].reverse();
            let last = (begun + out.len() - 1) as u32;
            shifts[unshifted..].reverse();
            shifts[unshifted..].iter_mut().for_each(|shift| shift.glyph = last - shift.glyph);
        }
        let ends = cluster_at(shaped, order, to, text);
        Some(Text::Of(word.range.start + starts..word.range.start + ends))
    }

    /// What is more text than a glyph can stand for, as no word has it: spaces without width stand for the rest.
    fn tell(&self, mut text: &str, face: FaceId, out: &mut Vec<Glyph>) {
        let id = self.cx.fonts.face(face).glyph(' ').unwrap_or(0);
        while !text.is_empty() {
            let most = text.floor_char_boundary(usize::from(u16::MAX));
            out.push(Glyph { id, text: most as u16, advance: 0 });
            text = &text[most..];
        }
    }

    fn space(&self, index: usize, width: Abs, out: &mut Vec<Glyph>) -> Option<Text> {
        let word = &self.words[index];
        let face = self.cx.fonts.face(word.look.face);
        let id = face.glyph(' ')?;
        let count = word.range.len().max(1);
        // Several spaces (in programs' text) share the width evenly; the first takes what does not divide.
        let each = width / count as i64;
        out.extend((0..count).map(|i| Glyph {
            id,
            advance: if i == 0 { (width - each * (count as i64 - 1)).0 as i32 } else { each.0 as i32 },
            text: 1,
        }));
        Some(Text::Of(word.range.clone()))
    }

    fn picture(&self, index: usize, x: Abs, ink: &mut Ink) {
        let word = &self.words[index];
        let WordKind::Picture { index: picture, width, height } = word.kind else { return };
        // It stands a little below the baseline, as letters with tails do.
        let at = Point::new(x, -height.scale(0.85));
        let item = Item::Picture { size: Size { width, height }, index: picture };
        ink.close();
        ink.items.push(Placed { at, item, tag: self.text.spans[word.span].tag });
        ink.tallest = ink.tallest.max(height);
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

/// The byte at which the cluster after the one of the `i`th glyph begins.
fn next_cluster(shaped: &super::shaper::Shaped, order: Order, i: usize, text: &str) -> usize {
    let count = shaped.glyphs.len();
    let own = shaped.glyphs[order.place(i, count)].cluster;
    let next = (i + 1..count).map(|j| shaped.glyphs[order.place(j, count)].cluster).find(|&cluster| cluster != own);
    next.map_or(text.len(), |cluster| (cluster as usize).max(own as usize))
}
