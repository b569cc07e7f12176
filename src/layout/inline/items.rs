//! Words and opportunities → boxes, glue and penalties.

mod single;

use super::super::setter::Setter;
use super::collect::{Collected, SpanKind, Styled};
use super::cuts::{Breaks, Cut, CutKind, Opening, anywhere, by_glyph, divisions, hyphen_places, is_hyphen, whites};
use super::elastic::Elastic;
use super::facts::Facts;
use super::line::LineEnd;
use super::look::Ligatures;
use super::opportunities::opportunities;
use super::protrusion::protrusion;
use super::shape::{Word, WordKind};
use super::shaper::Shaped;
use super::square::{Half, White, has_white, is_quarter, white};
use super::widths::{Order, advance, cluster_at, fits, space_width};
use super::{Balance, Shape, sense};
use crate::breaking::{FILL, FORBIDDEN, FORCED, HItem, LAST_RESORT, Shows};
use crate::lang::is_tied;
use crate::length::Abs;
use crate::style::{Hyphens, Setting, TextStyle};
use std::ops::Range;

/// A paragraph's items, and beside each what it is made of.
pub(super) struct Items {
    pub list: Vec<HItem>,
    pub pieces: Vec<Piece>,
    /// The bidirectional level of the paragraph.
    pub base: u8,
}

impl Items {
    /// The natural width of a range of items.
    pub fn natural(&self, range: Range<usize>) -> Abs {
        let widths = self.list[range].iter().map(|item| match *item {
            HItem::Box { width, .. } => width,
            HItem::Glue { width, .. } => width,
            HItem::Penalty { .. } => Abs::ZERO,
        });
        widths.sum()
    }

    /// What a line that breaks at this item ends with.
    pub fn line_end(&self, end: usize) -> LineEnd {
        match self.list.get(end) {
            Some(HItem::Penalty { shows: Shows::Discretionary | Shows::Hyphen, .. }) => LineEnd::Hyphen,
            _ => LineEnd::Word,
        }
    }

    /// Whether a line that breaks at this item ends in a word that has no hyphen of its own.
    pub fn divides(&self, end: usize) -> bool {
        matches!(self.list.get(end), Some(HItem::Penalty { shows: Shows::Discretionary, .. }))
    }

    /// The calls in a range of items.
    pub fn calls(&self, range: Range<usize>, words: &[Word], text: &Collected) -> Vec<usize> {
        if text.spans.iter().all(|span| span.call.is_none()) {
            return Vec::new();
        }
        let spans = self.pieces[range].iter().filter_map(|piece| match piece {
            Piece::Glyphs { word, .. } => text.spans[words[*word].span].call,
            _ => None,
        });
        let mut calls: Vec<_> = spans.collect();
        calls.sort_unstable();
        calls.dedup();
        calls
    }

    /// The word, or part of one, that stands before an item.
    pub fn last_word<'t>(&self, end: usize, words: &[Word], text: &'t str) -> &'t str {
        let before = self.pieces[..end].iter().rev().find_map(|piece| match piece {
            Piece::Glyphs { word, .. } => Some(&words[*word]),
            _ => None,
        });
        before.map_or("", |word| &text[word.range.clone()])
    }
}

/// What an item is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Glyphs of a word, counted in reading order.
    Glyphs { word: usize, from: usize, to: usize },
    /// A word space.
    Space { word: usize },
    /// A picture.
    Picture { word: usize },
    /// A part of a formula, counted from its beginning.
    Formula { word: usize, part: usize },
    /// A hyphen that shows only if the line breaks here, in the look of that word.
    Hyphen { word: usize },
    /// The end of a part of a word that goes on in the next line, without a mark.
    Seam { word: usize },
    /// Nothing that shows.
    Nothing,
}

impl Piece {
    /// The word it is of.
    pub fn word(self) -> Option<usize> {
        match self {
            Self::Glyphs { word, .. }
            | Self::Space { word }
            | Self::Picture { word }
            | Self::Formula { word, .. }
            | Self::Hyphen { word }
            | Self::Seam { word } => Some(word),
            Self::Nothing => None,
        }
    }
}

/// What a break after a hyphen that is there anyway costs: TeX's \exhyphenpenalty.
const EXPLICIT_HYPHEN: i32 = 50;
/// What a break before a dash with white around it costs: as much as eight after hyphens. To forbid it divides more words.
const BEFORE_DASH: i32 = 8 * EXPLICIT_HYPHEN;
/// What a break inside a web address costs: more than a hyphen, for it can be misread.
const IN_ADDRESS: i32 = 120;
/// What a break inside a word that has no place to break costs: all but forbidden, used when nothing else fits.
const ANYWHERE: i32 = FORBIDDEN - 1;

/// Turns shaped words into items.
pub(super) fn items(text: &Collected, words: &[Word], style: &TextStyle, shape: Shape, cx: &mut Setter) -> Items {
    let mut maker = Maker {
        text: &text.text,
        words,
        spans: &text.spans,
        last_word: text.text.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1),
        breaks: if fits(text, words, shape.measure - shape.indent, cx) {
            Vec::new()
        } else {
            opportunities(&text.text)
        },
        next_break: 0,
        stretch: 0,
        too_wide: 0..0,
        style,
        measure: shape.measure,
        balance: shape.balance,
        out: Items { list: Vec::with_capacity(words.len() * 3), pieces: Vec::with_capacity(words.len() * 3), base: 0 },
    };
    if shape.indent.0 > 0 {
        maker.push(
            HItem::Box { width: shape.indent, give: Abs::ZERO, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] },
            Piece::Nothing,
        );
    }
    for (index, word) in words.iter().enumerate() {
        maker.look_ahead(index, cx);
        maker.word(index, word, cx);
    }
    maker.end();
    maker.out
}

/// Whether a line has room for a word and for what it touches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Enough,
    Lacking,
}

struct Maker<'a> {
    text: &'a str,
    words: &'a [Word],
    spans: &'a [Styled],
    /// Where the last word begins: divided, it would leave a stub as the last line.
    last_word: usize,
    breaks: Vec<usize>,
    next_break: usize,
    /// The end of the words that were looked at together.
    stretch: usize,
    /// Words that touch one another, that no line can break between, and that are wider than one.
    too_wide: Range<usize>,
    style: &'a TextStyle,
    measure: Abs,
    balance: Balance,
    out: Items,
}

impl Maker<'_> {
    fn push(&mut self, item: HItem, piece: Piece) {
        self.out.list.push(item);
        self.out.pieces.push(piece);
    }

    fn penalty(&mut self, cost: i32, shows: Shows) {
        self.push(HItem::Penalty { width: Abs::ZERO, cost, shows }, Piece::Nothing);
    }

    fn end(&mut self) {
        self.penalty(FORBIDDEN, Shows::Nothing);
        self.push(HItem::Glue { width: Abs::ZERO, stretch: FILL, shrink: Abs::ZERO }, Piece::Nothing);
        self.penalty(FORCED, Shows::Nothing);
    }

    /// Whether UAX #14 allows a break at this byte. Asked in rising order.
    fn may_break(&mut self, at: usize) -> bool {
        while self.breaks.get(self.next_break).is_some_and(|&next| next < at) {
            self.next_break += 1;
        }
        self.breaks.get(self.next_break) == Some(&at)
    }

    /// Finds out whether the words from this one to the next break are too wide for a line, if it has no neighbour that
    /// told it already. A word alone tells it itself.
    fn look_ahead(&mut self, index: usize, cx: &Setter) {
        let touching = |at: usize| self.words.get(at).and_then(Word::glyphs).is_some();
        if index < self.stretch || !touching(index + 1) {
            return;
        }
        let ahead = &self.breaks[self.breaks.partition_point(|&at| at <= self.words[index].range.start)..];
        let breaks_before = |end: usize| ahead.partition_point(|&at| at < end);
        let mut from = index;
        let mut width = Abs::ZERO;
        let mut end = index;
        self.too_wide = 0..0;
        while let Some((word, shaped)) = self.words.get(end).and_then(|word| Some((word, word.glyphs()?))) {
            let face = cx.fonts.face(word.look.face);
            let own = advance(shaped, Order::of(word.level), 0..shaped.glyphs.len(), &word.look, face);
            if breaks_before(word.range.end) > breaks_before(word.range.start + 1) {
                (from, width) = (end, Abs::ZERO);
            }
            width += own;
            end += 1;
            if width > self.measure && end - from > 1 {
                self.too_wide = from..end;
            }
            if ahead.get(breaks_before(word.range.end)) == Some(&word.range.end) {
                break;
            }
        }
        self.stretch = end;
    }

    fn word(&mut self, index: usize, word: &Word, cx: &mut Setter) {
        match &word.kind {
            WordKind::Space(count) => self.space(index, word, *count, cx),
            WordKind::Break => self.end(),
            WordKind::Picture { width, .. } => self.picture(index, word, *width),
            WordKind::Glyphs(shaped) => self.glyphs(index, word, shaped, cx),
            WordKind::Formula(formula) => self.formula(index, word, formula),
        }
    }

    fn space(&mut self, index: usize, word: &Word, count: usize, cx: &Setter) {
        if cx.language.data().code == "fr" && self.is_french(&word.range) {
            // It neither breaks nor stretches: a thin space, a sixth of an em.
            self.penalty(FORBIDDEN, Shows::Nothing);
            let width = (word.look.size / 6).min(space_width(&word.look, cx));
            return self
                .push(HItem::Glue { width, stretch: Abs::ZERO, shrink: Abs::ZERO }, Piece::Space { word: index });
        }
        if !self.may_break(word.range.end) {
            self.penalty(FORBIDDEN, Shows::Nothing);
        } else if is_tied(self.text, word.range.end, &cx.language) {
            // Not forbidden: a column of a table may have no room for both.
            self.penalty(LAST_RESORT, Shows::Nothing);
        } else if self.balance == Balance::Even {
            let cost = sense(self.text[..word.range.start].rsplit(' ').next().unwrap_or_default());
            self.push(HItem::Penalty { width: Abs::ZERO, cost, shows: Shows::Nothing }, Piece::Space { word: index });
        } else if self.before_dash(word.range.end, cx) {
            let item = HItem::Penalty { width: Abs::ZERO, cost: BEFORE_DASH, shows: Shows::Nothing };
            self.push(item, Piece::Space { word: index });
        }
        let around = (self.text[..word.range.start].chars().next_back(), self.text[word.range.end..].chars().next());
        let width = if is_quarter(around.0, around.1) {
            word.look.size / 4
        } else {
            space_width(&word.look, cx) * count as i64
        };
        let breaking = &cx.theme.breaking;
        let (stretch, shrink) = match self.style.setting {
            Setting::Justified => (width.scale(breaking.stretch), width.scale(breaking.shrink)),
            Setting::Ragged | Setting::Centered => (Abs::ZERO, Abs::ZERO),
        };
        self.push(HItem::Glue { width, stretch, shrink }, Piece::Space { word: index });
    }

    /// Whether a dash with white around it stands at `at`: it ends a line rather than it begins one. In French, where it
    /// opens what is put in, it may do either.
    fn before_dash(&self, at: usize, cx: &Setter) -> bool {
        let bytes = &self.text.as_bytes()[at..];
        let spaced =
            (bytes.starts_with("–".as_bytes()) || bytes.starts_with("—".as_bytes())) && bytes.get(3) == Some(&b' ');
        spaced && cx.language.data().code != "fr"
    }

    /// Whether this white belongs to a high mark, as the French set it: before ; : ! ? » and behind «.
    fn is_french(&self, white: &Range<usize>) -> bool {
        let next = self.text[white.end..].chars().next();
        let last = self.text[..white.start].chars().next_back();
        last == Some('«')
            || (matches!(next, Some(';' | ':' | '!' | '?' | '»')) && last.is_some_and(|c| !c.is_whitespace()))
    }

    /// A word: boxes between the places where it may break.
    fn glyphs(&mut self, index: usize, word: &Word, shaped: &Shaped, cx: &mut Setter) {
        let text = &self.text[word.range.clone()];
        let order = Order::of(word.level);
        let face = cx.fonts.face(word.look.face);
        let width = |range| advance(shaped, order, range, &word.look, face);
        let wide = width(0..shaped.glyphs.len()) > self.measure;
        let room = if wide || self.too_wide.contains(&index) { Room::Lacking } else { Room::Enough };
        let mut cuts = self.cuts(word, text, shaped, order, room, cx);
        if wide {
            cuts = anywhere(cuts, shaped, order, self.measure, width);
        } else if room == Room::Lacking {
            // A part of what is too wide together may break wherever it is: no line is too narrow.
            cuts = anywhere(cuts, shaped, order, Abs::ZERO, width);
        }
        let mut from = 0;
        for cut in cuts.iter().copied().chain([Cut { glyph: shaped.glyphs.len(), kind: CutKind::End }]) {
            let width = advance(shaped, order, from..cut.glyph, &word.look, face);
            let starts = cluster_at(shaped, order, from, text);
            let ends = cluster_at(shaped, order, cut.glyph, text);
            let part = &text[starts..ends.max(starts)];
            // Letters are parted within words alone: the word space and the line's end keep their place.
            let gaps = (cut.glyph - from).saturating_sub(usize::from(cut.kind == CutKind::End));
            let (give, reserve, hang) = self.elasticity(part, width, gaps, (word, shaped.facts.elastic), cx);
            self.push(HItem::Box { width, give, reserve, hang }, Piece::Glyphs { word: index, from, to: cut.glyph });
            self.cut(index, word, cut.kind, cx);
            from = cut.glyph;
        }
    }

    fn cut(&mut self, index: usize, word: &Word, kind: CutKind, cx: &Setter) {
        match kind {
            CutKind::Hyphen | CutKind::InName => {
                let face = cx.fonts.face(word.look.face);
                let width = face.scale(face.glyph('-').map_or(0, |id| i32::from(face.advance(id))), word.look.size);
                let hang = if self.style.setting == Setting::Justified {
                    width.times(protrusion('-')[1], 1000)
                } else {
                    Abs::ZERO
                };
                let cost = match kind {
                    CutKind::InName => LAST_RESORT,
                    _ => cx.theme.breaking.hyphen_penalty as i32,
                };
                self.push(
                    HItem::Penalty { width: width - hang, cost, shows: Shows::Discretionary },
                    Piece::Hyphen { word: index },
                );
            }
            CutKind::AfterHyphen => self.penalty(EXPLICIT_HYPHEN, Shows::Hyphen),
            CutKind::Address => self.penalty(IN_ADDRESS, Shows::Nothing),
            CutKind::Anywhere => self.penalty(ANYWHERE, Shows::Nothing),
            CutKind::Unmarked => {
                let cost = cx.theme.breaking.hyphen_penalty as i32;
                let item = HItem::Penalty { width: Abs::ZERO, cost, shows: Shows::Discretionary };
                self.push(item, Piece::Seam { word: index });
            }
            CutKind::White(white, breaks) => {
                if breaks == Breaks::No {
                    self.penalty(FORBIDDEN, Shows::Nothing);
                }
                self.white(white, word.look.size);
            }
            CutKind::Plain => self.penalty(0, Shows::Nothing),
            CutKind::End => self.between(index, word),
        }
    }

    /// What stands between a word and another that touches it.
    fn between(&mut self, index: usize, word: &Word) {
        let Some(next) = self.text[word.range.end..].chars().next().filter(|c| *c != ' ') else { return };
        let breaks = self.may_break(word.range.end);
        let last = self.text[word.range.clone()].chars().next_back().unwrap_or(' ');
        let white = if has_white(next) || has_white(last) {
            let behind = word.is_halved(word.range.end - last.len_utf8(), Half::After);
            let before = self.words.get(index + 1).is_some_and(|next| next.is_halved(next.range.start, Half::Before));
            white(last, next, [behind, before])
        } else {
            None
        };
        match white {
            Some(white) => {
                if !breaks {
                    self.penalty(FORBIDDEN, Shows::Nothing);
                }
                self.white(white, word.look.size);
            }
            None if breaks && is_hyphen(last) => self.penalty(EXPLICIT_HYPHEN, Shows::Hyphen),
            None if breaks => self.penalty(0, Shows::Nothing),
            None if self.too_wide.contains(&index) && self.too_wide.contains(&(index + 1)) => {
                self.penalty(ANYWHERE, Shows::Nothing);
            }
            None => {}
        }
    }

    fn white(&mut self, white: White, size: Abs) {
        let (stretch, shrink) = match self.style.setting {
            Setting::Justified => (size.times(white.stretch, 1000), size.times(white.shrink, 1000)),
            Setting::Ragged | Setting::Centered => (Abs::ZERO, Abs::ZERO),
        };
        self.push(HItem::Glue { width: size.times(white.width, 1000), stretch, shrink }, Piece::Nothing);
    }

    /// The places inside a word where a line may break, by glyph in reading order.
    fn cuts(&mut self, word: &Word, text: &str, shaped: &Shaped, order: Order, room: Room, cx: &Setter) -> Vec<Cut> {
        while self.breaks.get(self.next_break).is_some_and(|&next| next <= word.range.start) {
            self.next_break += 1;
        }
        let inside = self.breaks[self.next_break..].iter().take_while(|&&at| at < word.range.end);
        let Facts { address, marked, white, .. } = shaped.facts;
        let code = word.look.ligatures == Ligatures::None && self.spans[word.span].kind == SpanKind::Words;
        let last = self.style.setting == Setting::Justified && word.range.start >= self.last_word && self.last_word > 0;
        // A hyphen is better than a break anywhere, which no reader expects.
        let wanted = room == Room::Lacking || self.style.hyphens == Hyphens::Allowed && !last;
        let hyphenated = wanted && !address && !code;
        if inside.clone().next().is_none() && !address && !marked && !white && !code {
            // Most words: the same places wherever they stand.
            return if hyphenated { self.hyphens(word, text, shaped, order, cx) } else { Vec::new() };
        }
        let mut places: Vec<(usize, CutKind)> = Vec::new();
        for at in inside.map(|at| at - word.range.start) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            places.push((
                at,
                match before {
                    '\u{ad}' => CutKind::Hyphen,
                    _ if address => CutKind::Address,
                    c if is_hyphen(c) => CutKind::AfterHyphen,
                    _ => CutKind::Plain,
                },
            ));
        }
        if code || (!address && marked) {
            places.extend(divisions(text).map(|at| (at, CutKind::Address)));
        }
        if hyphenated {
            let opening = Opening::behind(&self.text[..word.range.start]);
            hyphen_places(opening, text, &cx.language, &mut places);
        }
        // Of two reasons to divide at one place the first told is kept.
        places.sort_by_key(|(at, _)| *at);
        places.dedup_by_key(|(at, _)| *at);
        if !address && white {
            places = whites(word, text, &places);
        }
        by_glyph(&places, shaped, order)
    }

    /// Where a word may be hyphenated.
    fn hyphens(&self, word: &Word, text: &str, shaped: &Shaped, order: Order, cx: &Setter) -> Vec<Cut> {
        let opening = match shaped.facts.capital {
            true => Opening::behind(&self.text[..word.range.start]),
            // Then it does not matter.
            false => Opening::Nothing,
        };
        let found = shaped.facts.hyphens[opening as usize].get_or_init(|| {
            let mut places = Vec::new();
            hyphen_places(opening, text, &cx.language, &mut places);
            by_glyph(&places, shaped, order).into()
        });
        found.to_vec()
    }

    /// How far a part of a word may be widened unseen, how much further where nothing else helps, and how far it hangs
    /// into the margins.
    fn elasticity(
        &self,
        part: &str,
        width: Abs,
        gaps: usize,
        (word, elastic): (&Word, Elastic),
        cx: &Setter,
    ) -> (Abs, Abs, [Abs; 2]) {
        if self.style.setting != Setting::Justified {
            return (Abs::ZERO, Abs::ZERO, [Abs::ZERO; 2]);
        }
        let face = cx.fonts.face(word.look.face);
        let hang = |c: Option<char>, side: usize| {
            let Some(c) = c else { return Abs::ZERO };
            let per_mille = protrusion(c)[side];
            if per_mille == 0 {
                return Abs::ZERO;
            }
            let advance = face.glyph(c).map_or(0, |id| i32::from(face.advance(id)));
            face.scale(advance, word.look.size).times(per_mille, 1000)
        };
        let hang = [hang(part.chars().next(), 0), hang(part.chars().next_back(), 1)];
        let breaking = &cx.theme.breaking;
        let (give, reserve) = match elastic {
            Elastic::Rigid => (Abs::ZERO, Abs::ZERO),
            Elastic::Wide => (width.times(breaking.expansion, 1000), Abs::ZERO),
            Elastic::Letters => {
                let parted = |by: i64| word.look.size.times(by * gaps as i64, 10_000);
                (width.times(breaking.expansion, 1000) + parted(breaking.tracking), parted(breaking.reserve))
            }
        };
        (give, reserve, hang)
    }
}
