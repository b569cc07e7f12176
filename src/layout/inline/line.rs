//! Chosen lines → placed glyphs: the glue is set, punctuation hung out, hyphens drawn, right-to-left words turned.

use super::super::frame::{Glyph, GlyphRun, Item, Placed, TagId};
use super::super::setter::Setter;
use super::collect::{Collected, Look, Strike};
use super::items::{Elastic, Items, Order, Piece, advance, cluster_at, space_width};
use super::shape::{Word, WordKind};
use crate::breaking::{ChosenLine, Fit, HItem, Shows};
use crate::diag::Code;
use crate::length::{Abs, Point, Size};
use crate::source::Span;
use crate::style::{Setting, TextStyle};

/// A line, set. Its items stand right of its column's edge and about its baseline.
pub(in crate::layout) struct Line {
    /// What is in it.
    pub items: Vec<Placed>,
    /// From the column's left edge to where its text ends.
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
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let mut setting = LineSetter { text, words, items, line, pens: Vec::new(), space, cx };
        setting.pieces();
        let mut set = setting.finish(measure, style);
        if last {
            set.end = LineEnd::Last;
        }
        out.push(set);
    }
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

/// A piece with its width, before pieces are put in visual order.
struct Pen {
    piece: Piece,
    level: u8,
    width: Abs,
}

/// How glyphs are drawn other than their face has them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Drawn {
    /// How much wider, per hundred thousand.
    expansion: i32,
    /// White behind each that another of its word follows.
    tracking: Abs,
}

struct LineSetter<'a, 'b, 'c> {
    text: &'a Collected<'b>,
    words: &'a [Word],
    items: &'a Items,
    line: &'a ChosenLine,
    pens: Vec<Pen>,
    /// The text's word space.
    space: Abs,
    cx: &'a mut Setter<'c>,
}

impl LineSetter<'_, '_, '_> {
    /// The pieces of the line with their widths, in reading order.
    fn pieces(&mut self) {
        for at in self.line.start..self.line.end {
            let width = match self.items.list[at] {
                HItem::Box { width, .. } => width,
                HItem::Glue { width, stretch, shrink } => self.glue(width, stretch, shrink),
                HItem::Penalty { .. } => continue,
            };
            let piece = self.items.pieces[at];
            self.pens.push(Pen { piece, level: self.level(piece), width });
        }
        // What the break shows: a hyphen, or a word space without width, which keeps the words of two lines apart for
        // whoever reads the file's text.
        let piece = self.items.pieces.get(self.line.end).copied().unwrap_or(Piece::Nothing);
        let discretionary =
            matches!(self.items.list.get(self.line.end), Some(HItem::Penalty { shows: Shows::Discretionary, .. }));
        if discretionary || matches!(piece, Piece::Space { .. }) {
            self.pens.push(Pen { piece, level: self.level(piece), width: Abs::ZERO });
        }
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
            Piece::Glyphs { word, .. } | Piece::Space { word } | Piece::Picture { word } | Piece::Hyphen { word } => {
                self.words[word].level
            }
            Piece::Nothing => self.base_level(),
        }
    }

    fn base_level(&self) -> u8 {
        u8::from(self.cx.language.direction() == crate::lang::Direction::Rtl)
    }

    fn finish(mut self, measure: Abs, style: &TextStyle) -> Line {
        let base = self.base_level();
        let order = visual_order(&self.pens, base);
        let start = self.left_edge(measure, style, base);
        let mut ink = Ink {
            x: start,
            items: Vec::new(),
            calls: Vec::new(),
            tallest: Abs::ZERO,
            rules: Vec::new(),
            links: Vec::new(),
        };
        let pens = std::mem::take(&mut self.pens);
        for index in order {
            self.draw(&pens[index], &mut ink);
        }
        let Ink { x, mut items, mut calls, tallest, rules, links } = ink;
        items.extend(rules);
        items.extend(links.into_iter().map(|open| self.link_area(&open, style)));
        calls.sort_unstable();
        calls.dedup();
        let end = self.items.line_end(self.line.end);
        let quality = Quality { fit: self.line.fit, space: self.space, size: style.size, setting: style.setting };
        Line { items, width: x, calls, quality, end, tallest }
    }

    /// Where the line's first glyph stands.
    fn left_edge(&self, measure: Abs, style: &TextStyle, base: u8) -> Abs {
        let hang = match self.items.list.get(self.line.start) {
            Some(HItem::Box { hang: [start, _], .. }) => *start,
            _ => Abs::ZERO,
        };
        let natural = || self.pens.iter().map(|pen| self.width_of(pen)).sum::<Abs>();
        match style.setting {
            Setting::Centered => (measure - natural()) / 2,
            // Right-to-left lines hang from the right edge; their protrusion is left to a later refinement.
            _ if base == 1 => measure - natural(),
            Setting::Justified | Setting::Ragged => -hang,
        }
    }

    /// The width of a piece as it will be drawn, expansion included.
    fn width_of(&self, pen: &Pen) -> Abs {
        match pen.piece {
            Piece::Glyphs { word, from, to } => {
                let drawn = self.drawn(word);
                let count = match &self.words[word].kind {
                    WordKind::Glyphs(shaped) => shaped.glyphs.len(),
                    WordKind::Space(_) | WordKind::Break | WordKind::Picture { .. } => to,
                };
                let gaps = (to - from).saturating_sub(usize::from(to == count)) as i64;
                pen.width + pen.width.times(i64::from(drawn.expansion), 100_000) + drawn.tracking * gaps
            }
            Piece::Hyphen { word } => self.hyphen(word).1,
            Piece::Space { .. } | Piece::Picture { .. } | Piece::Nothing => pen.width,
        }
    }

    /// How a word's glyphs are drawn in this line.
    fn drawn(&self, index: usize) -> Drawn {
        let word = &self.words[index];
        let breaking = &self.cx.theme.breaking;
        let fit = self.line.fit;
        let elastic = Elastic::of(&word.look, &self.text.text[word.range.clone()]);
        let expansion = match elastic {
            Elastic::Rigid => 0,
            Elastic::Wide | Elastic::Letters => (fit.expansion * breaking.expansion as f64 * 100.0).round() as i32,
        };
        let tracking = match elastic {
            Elastic::Rigid | Elastic::Wide => Abs::ZERO,
            Elastic::Letters => {
                let parted = fit.expansion * breaking.tracking as f64 + fit.reserve * breaking.reserve as f64;
                // Whole thousandths of a point, which is what a file can say.
                let thousandths = (word.look.size.to_pt() * parted / 10.0).round();
                Abs::pt(thousandths / 1000.0)
            }
        };
        Drawn { expansion, tracking }
    }

    fn hyphen(&self, word: usize) -> (u16, Abs) {
        let look = &self.words[word].look;
        let face = self.cx.fonts.face(look.face);
        let id = face.glyph('-').unwrap_or(0);
        (id, face.scale(i32::from(face.advance(id)), look.size))
    }

    fn draw(&mut self, pen: &Pen, ink: &mut Ink) {
        match pen.piece {
            Piece::Glyphs { word, from, to } => self.glyphs(word, from, to, ink),
            Piece::Space { word } => self.space(word, pen.width, ink),
            Piece::Hyphen { word } => {
                let (id, width) = self.hyphen(word);
                // The soft hyphen is what a reader of the file must take for "nothing stood here".
                let glyph = Glyph { id, advance: width.0 as i32, offset: (0, 0), text: (0, 2) };
                self.run(word, self.words[word].look, "\u{ad}", &[glyph], ink);
            }
            Piece::Picture { word } => self.picture(word, ink),
            Piece::Nothing => ink.x += pen.width,
        }
        if let Piece::Glyphs { word, .. } = pen.piece
            && let Some(call) = self.text.spans[self.words[word].span].call
        {
            ink.calls.push(call);
        }
    }

    fn glyphs(&mut self, index: usize, from: usize, to: usize, ink: &mut Ink) {
        let word = &self.words[index];
        let WordKind::Glyphs(shaped) = &word.kind else { return };
        let text = &self.text.text[word.range.clone()];
        let order = Order::of(word.level);
        let count = shaped.glyphs.len();
        let face = self.cx.fonts.face(word.look.face);
        let drawn = self.drawn(index);
        let starts = cluster_at(shaped, order, from, text);
        let mut glyphs = Vec::with_capacity(to - from);
        for i in from..to {
            let glyph = &shaped.glyphs[order.place(i, count)];
            let first = i == from || shaped.glyphs[order.place(i - 1, count)].cluster != glyph.cluster;
            let begin = glyph.cluster as usize;
            let end = if first { next_cluster(shaped, order, i, text) } else { begin };
            let natural = advance(shaped, order, i..i + 1, &word.look, face);
            let parted = if i + 1 < count { drawn.tracking } else { Abs::ZERO };
            let wide = natural + natural.times(i64::from(drawn.expansion), 100_000) + parted;
            let shift = |units: i32| face.scale(units, word.look.size).0 as i32;
            glyphs.push(Glyph {
                id: glyph.id,
                advance: wide.0 as i32,
                offset: (shift(glyph.offset.0), shift(glyph.offset.1)),
                text: ((begin - starts) as u32, (end - starts) as u32),
            });
        }
        if order == Order::Backward {
            glyphs.reverse();
        }
        let ends = cluster_at(shaped, order, to, text);
        let look = word.look;
        self.run(index, look, &self.text.text[word.range.start + starts..word.range.start + ends], &glyphs, ink);
    }

    fn space(&mut self, index: usize, width: Abs, ink: &mut Ink) {
        let word = &self.words[index];
        let face = self.cx.fonts.face(word.look.face);
        let Some(id) = face.glyph(' ') else {
            ink.x += width;
            return;
        };
        let count = word.range.len().max(1);
        // Several spaces (in programs' text) share the width evenly; the first takes what does not divide.
        let each = width / count as i64;
        let glyphs: Vec<_> = (0..count)
            .map(|i| Glyph {
                id,
                advance: if i == 0 { (width - each * (count as i64 - 1)).0 as i32 } else { each.0 as i32 },
                offset: (0, 0),
                text: (i as u32, i as u32 + 1),
            })
            .collect();
        self.run(index, word.look, &self.text.text[word.range.clone()], &glyphs, ink);
    }

    fn picture(&mut self, index: usize, ink: &mut Ink) {
        let word = &self.words[index];
        let WordKind::Picture { index: picture, width, height } = word.kind else { return };
        // It stands a little below the baseline, as letters with tails do.
        let at = Point::new(ink.x, -height.scale(0.85));
        let item = Item::Picture { size: Size { width, height }, index: picture };
        ink.items.push(Placed { at, item, tag: self.text.spans[word.span].tag });
        ink.tallest = ink.tallest.max(height);
        ink.x += width;
    }

    /// Adds glyphs to the run at the pen if they look and belong alike, else begins another.
    fn run(&self, index: usize, look: Look, text: &str, glyphs: &[Glyph], ink: &mut Ink) {
        let span = &self.text.spans[self.words[index].span];
        let drawn = self.drawn(index);
        let start = ink.x;
        let width: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        ink.x += Abs(width);
        if let Some(link) = span.link {
            ink.links_at(link, start, ink.x);
        }
        if look.strike == Strike::Out {
            let face = self.cx.fonts.face(look.face);
            let height = face.scale(i32::from(face.metrics.x_height), look.size).scale(0.55);
            let size = Size { width: Abs(width), height: look.size.scale(0.055) };
            ink.rules.push(Placed {
                at: Point::new(start, -height),
                item: Item::Rule { size, ink: look.ink },
                tag: TagId::ARTIFACT,
            });
        }
        if let Some(Placed { at, item: Item::Glyphs(run), tag }) = ink.items.last_mut()
            && *tag == span.tag
            && at.y == -look.rise
            && (run.face, run.size, run.ink) == (look.face, look.size, look.ink)
            && (run.expansion, run.tracking) == (drawn.expansion, drawn.tracking)
        {
            let base = run.text.len() as u32;
            run.text.push_str(text);
            run.glyphs.extend(
                glyphs.iter().map(|glyph| Glyph { text: (glyph.text.0 + base, glyph.text.1 + base), ..*glyph }),
            );
            run.span = run.span.to(span.span);
            return;
        }
        let run = GlyphRun {
            face: look.face,
            size: look.size,
            ink: look.ink,
            expansion: drawn.expansion,
            tracking: drawn.tracking,
            glyphs: glyphs.to_vec(),
            text: text.to_owned(),
            span: span.span,
        };
        ink.items.push(Placed { at: Point::new(start, -look.rise), item: Item::Glyphs(run), tag: span.tag });
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
fn next_cluster(shaped: &super::shape::Shaped, order: Order, i: usize, text: &str) -> usize {
    let count = shaped.glyphs.len();
    let own = shaped.glyphs[order.place(i, count)].cluster;
    let next = (i + 1..count).map(|j| shaped.glyphs[order.place(j, count)].cluster).find(|&cluster| cluster != own);
    next.map_or(text.len(), |cluster| (cluster as usize).max(own as usize))
}

/// What has been drawn of a line so far.
struct Ink {
    x: Abs,
    items: Vec<Placed>,
    rules: Vec<Placed>,
    links: Vec<OpenLink>,
    calls: Vec<usize>,
    tallest: Abs,
}

/// A part of a line that is a link.
struct OpenLink {
    link: usize,
    from: Abs,
    to: Abs,
}

impl Ink {
    fn links_at(&mut self, link: usize, from: Abs, to: Abs) {
        match self.links.last_mut() {
            Some(open) if open.link == link && open.to == from => open.to = to,
            _ => self.links.push(OpenLink { link, from, to }),
        }
    }
}

/// The order from left to right: UAX #9's rule L2. The levels of trailing white are the paragraph's (rule L1).
fn visual_order(pens: &[Pen], base: u8) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pens.len()).collect();
    let mut levels: Vec<u8> = pens.iter().map(|pen| pen.level).collect();
    for (level, pen) in levels
        .iter_mut()
        .zip(pens)
        .rev()
        .take_while(|(_, pen)| matches!(pen.piece, Piece::Space { .. } | Piece::Nothing))
    {
        let _ = pen;
        *level = base;
    }
    let Some(&highest) = levels.iter().max() else { return order };
    let lowest_odd = levels.iter().copied().filter(|level| level % 2 == 1).min();
    let Some(lowest_odd) = lowest_odd else { return order };
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            if levels[order[at]] < level {
                at += 1;
                continue;
            }
            let end = (at..order.len()).find(|&i| levels[order[i]] < level).unwrap_or(order.len());
            order[at..end].reverse();
            at = end;
        }
    }
    order
}
