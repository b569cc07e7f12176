//! Words and opportunities → boxes, glue and penalties.

use super::super::setter::Setter;
use super::collect::{Collected, Ligatures, Look, SpanKind, Styled};
use super::elastic::Elastic;
use super::faces::is_mark;
use super::line::LineEnd;
use super::opportunities::opportunities;
use super::protrusion::protrusion;
use super::shape::{Word, WordKind};
use super::square::{Half, White, is_quarter, white};
use super::{Balance, Shape, shape::Shaped};
use crate::breaking::{FILL, FORBIDDEN, FORCED, HItem, Shows};
use crate::lang::{Mark, hyphenate};
use crate::length::Abs;
use crate::style::{Hyphens, Setting, TextStyle};

/// A paragraph's items, and beside each what it is made of.
pub(super) struct Items {
    pub list: Vec<HItem>,
    pub pieces: Vec<Piece>,
    /// The bidirectional level of the paragraph.
    pub base: u8,
}

impl Items {
    /// The natural width of a range of items.
    pub fn natural(&self, range: std::ops::Range<usize>) -> Abs {
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

    /// The calls in a range of items.
    pub fn calls(&self, range: std::ops::Range<usize>, words: &[Word], text: &Collected) -> Vec<usize> {
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
            | Self::Hyphen { word }
            | Self::Seam { word } => Some(word),
            Self::Nothing => None,
        }
    }
}

/// What a break behind this word costs in a heading or a caption, whose lines should end where the sense does: gladly
/// at the end of a clause, not behind a short word that belongs to the next.
pub(super) fn sense(word: &str) -> i32 {
    match word {
        word if word.ends_with([':', '—', '–', ';', '?', '!']) => -250,
        word if word.ends_with(',') => -100,
        word if word.chars().count() <= 3 && !word.ends_with('.') => 250,
        _ => 0,
    }
}

/// What a break after a hyphen that is there anyway costs: TeX's \exhyphenpenalty.
const EXPLICIT_HYPHEN: i32 = 50;
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
        breaks: opportunities(&text.text),
        next_break: 0,
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
        maker.word(index, word, cx);
    }
    maker.end();
    maker.out
}

struct Maker<'a> {
    text: &'a str,
    words: &'a [Word],
    spans: &'a [Styled],
    /// Where the last word begins: divided, it would leave a stub as the last line.
    last_word: usize,
    breaks: Vec<usize>,
    next_break: usize,
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

    fn word(&mut self, index: usize, word: &Word, cx: &mut Setter) {
        match &word.kind {
            WordKind::Space(count) => self.space(index, word, *count, cx),
            WordKind::Break => self.end(),
            WordKind::Picture { width, .. } => {
                let item = HItem::Box { width: *width, give: Abs::ZERO, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] };
                self.push(item, Piece::Picture { word: index });
                if self.may_break(word.range.end) {
                    self.penalty(0, Shows::Nothing);
                }
            }
            WordKind::Glyphs(shaped) => self.glyphs(index, word, shaped, cx),
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
        } else if self.balance == Balance::Even {
            let cost = sense(self.text[..word.range.start].rsplit(' ').next().unwrap_or_default());
            self.push(HItem::Penalty { width: Abs::ZERO, cost, shows: Shows::Nothing }, Piece::Space { word: index });
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

    /// Whether this white belongs to a high mark, as the French set it: before ; : ! ? » and behind «.
    fn is_french(&self, white: &std::ops::Range<usize>) -> bool {
        let next = self.text[white.end..].chars().next();
        let last = self.text[..white.start].chars().next_back();
        last == Some('«')
            || (matches!(next, Some(';' | ':' | '!' | '?' | '»')) && last.is_some_and(|c| !c.is_whitespace()))
    }

    /// A word: boxes between the places where it may break.
    fn glyphs(&mut self, index: usize, word: &Word, shaped: &Shaped, cx: &mut Setter) {
        let text = &self.text[word.range.clone()];
        let order = Order::of(word.level);
        let mut cuts = self.cuts(word, text, shaped, order, cx);
        let face = cx.fonts.face(word.look.face);
        if advance(shaped, order, 0..shaped.glyphs.len(), &word.look, face) > self.measure {
            let fits = |range| advance(shaped, order, range, &word.look, face) <= self.measure;
            cuts = anywhere(cuts, shaped, order, fits);
        }
        let mut from = 0;
        for cut in cuts.iter().copied().chain([Cut { glyph: shaped.glyphs.len(), kind: CutKind::End }]) {
            let width = advance(shaped, order, from..cut.glyph, &word.look, face);
            let starts = cluster_at(shaped, order, from, text);
            let ends = cluster_at(shaped, order, cut.glyph, text);
            let part = &text[starts..ends.max(starts)];
            // Letters are parted within words alone: the word space and the line's end keep their place.
            let gaps = (cut.glyph - from).saturating_sub(usize::from(cut.kind == CutKind::End));
            let (give, reserve, hang) = self.elasticity(part, width, gaps, word, cx);
            self.push(HItem::Box { width, give, reserve, hang }, Piece::Glyphs { word: index, from, to: cut.glyph });
            self.cut(index, word, cut.kind, cx);
            from = cut.glyph;
        }
    }

    fn cut(&mut self, index: usize, word: &Word, kind: CutKind, cx: &Setter) {
        match kind {
            CutKind::Hyphen => {
                let face = cx.fonts.face(word.look.face);
                let width = face.scale(face.glyph('-').map_or(0, |id| i32::from(face.advance(id))), word.look.size);
                let hang = if self.style.setting == Setting::Justified {
                    width.times(protrusion('-')[1], 1000)
                } else {
                    Abs::ZERO
                };
                let cost = cx.theme.breaking.hyphen_penalty as i32;
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
    fn cuts(&mut self, word: &Word, text: &str, shaped: &Shaped, order: Order, cx: &mut Setter) -> Vec<Cut> {
        let mut places: Vec<(usize, CutKind)> = Vec::new();
        let address = text.contains("://") || text.contains("www.");
        let inside: Vec<usize> = {
            while self.breaks.get(self.next_break).is_some_and(|&next| next <= word.range.start) {
                self.next_break += 1;
            }
            self.breaks[self.next_break..]
                .iter()
                .take_while(|&&at| at < word.range.end)
                .map(|at| at - word.range.start)
                .collect()
        };
        for at in inside {
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
        let code = word.look.ligatures == Ligatures::None && self.spans[word.span].kind == SpanKind::Words;
        if code || (!address && text.contains('@')) {
            places.extend(divisions(text).map(|at| (at, CutKind::Address)));
        }
        let last = self.style.setting == Setting::Justified && word.range.start >= self.last_word && self.last_word > 0;
        if self.style.hyphens == Hyphens::Allowed && !address && !code && !last {
            hyphen_places(&self.text[..word.range.start], text, cx, &mut places);
        }
        places.sort_unstable_by_key(|(at, _)| *at);
        places.dedup_by_key(|(at, _)| *at);
        if !address && text.chars().any(has_white) {
            places = whites(word, text, &places);
        }
        by_glyph(&places, shaped, order)
    }

    /// How far a part of a word may be widened unseen, how much further where nothing else helps, and how far it hangs
    /// into the margins.
    fn elasticity(&self, part: &str, width: Abs, gaps: usize, word: &Word, cx: &Setter) -> (Abs, Abs, [Abs; 2]) {
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
        let (give, reserve) = match Elastic::of(&word.look, &self.text[word.range.clone()]) {
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

/// Where names in programs and addresses of mail may be divided: behind the marks in them, as web addresses are.
fn divisions(text: &str) -> impl Iterator<Item = usize> {
    let divides = |c: char| matches!(c, '/' | '.' | '_' | '-' | ':' | '@' | '=' | '&' | '?' | '#' | '(' | '[' | ',');
    let places = text.char_indices().filter(move |(_, c)| divides(*c)).map(|(at, c)| at + c.len_utf8());
    // Not between two marks, and not so that a lone character is left over.
    places.filter(|&after| after > 2 && after + 2 < text.len() && text[after..].starts_with(char::is_alphanumeric))
}

/// A place inside a word where a line may break.
#[derive(Clone, Copy)]
struct Cut {
    /// The first glyph, in reading order, of what follows.
    glyph: usize,
    kind: CutKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CutKind {
    Hyphen,
    AfterHyphen,
    Address,
    /// A part of a word ends, and nothing shows it.
    Unmarked,
    /// White that is no word space.
    White(White, Breaks),
    Plain,
    Anywhere,
    End,
}

/// Which way a word's glyphs lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Reading order is from left to right.
    Forward,
    /// Reading order is from right to left.
    Backward,
}

impl Order {
    pub fn of(level: u8) -> Self {
        if level % 2 == 1 { Self::Backward } else { Self::Forward }
    }

    /// The place, from the left, of the glyph that is `index`th in reading order.
    pub fn place(self, index: usize, count: usize) -> usize {
        match self {
            Self::Forward => index,
            Self::Backward => count - 1 - index,
        }
    }
}

/// The width of glyphs, counted in reading order, tracking included.
pub(super) fn advance(
    shaped: &Shaped,
    order: Order,
    range: std::ops::Range<usize>,
    look: &Look,
    face: &crate::font::Face,
) -> Abs {
    let count = shaped.glyphs.len();
    let units: i32 = if range.len() == count {
        shaped.width
    } else {
        range.clone().map(|i| shaped.glyphs[order.place(i, count)].advance).sum()
    };
    face.scale(units, look.size) + look.size.times(i64::from(look.tracking) * range.len() as i64, 1000)
}

/// The byte of the word at which the cluster of a glyph begins; the word's end past the last glyph.
pub(super) fn cluster_at(shaped: &Shaped, order: Order, index: usize, text: &str) -> usize {
    let count = shaped.glyphs.len();
    if index >= count { text.len() } else { shaped.glyphs[order.place(index, count)].cluster as usize }
}

/// From bytes to glyphs, both in reading order. A place inside a ligature is none.
fn by_glyph(places: &[(usize, CutKind)], shaped: &Shaped, order: Order) -> Vec<Cut> {
    let count = shaped.glyphs.len();
    let cluster = |index: usize| shaped.glyphs[order.place(index, count)].cluster as usize;
    let mut cuts = Vec::with_capacity(places.len());
    let mut glyph = 1;
    for &(at, kind) in places {
        while glyph < count && cluster(glyph) < at {
            glyph += 1;
        }
        if glyph < count && cluster(glyph) == at {
            cuts.push(Cut { glyph, kind });
        }
    }
    cuts
}

/// A part of a word that is too wide for any line may break before every cluster; the better places stay what they are.
fn anywhere(cuts: Vec<Cut>, shaped: &Shaped, order: Order, fits: impl Fn(std::ops::Range<usize>) -> bool) -> Vec<Cut> {
    let count = shaped.glyphs.len();
    let cluster = |glyph| shaped.glyphs[order.place(glyph, count)].cluster;
    let mut all = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts.into_iter().map(Some).chain([None]) {
        let to = cut.map_or(count, |cut| cut.glyph);
        if !fits(from..to) {
            let inside = (from + 1..to).filter(|&glyph| cluster(glyph) != cluster(glyph - 1));
            all.extend(inside.map(|glyph| Cut { glyph, kind: CutKind::Anywhere }));
        }
        all.extend(cut);
        from = to;
    }
    all
}

/// Hyphenation of the letters in a word, marks around them left alone.
///
/// Words with a capital inside are names or acronyms and stay whole; so do capitalised words, except in German, where
/// every noun is one, and at the beginning of a sentence. `before` is the text that precedes.
fn hyphen_places(before: &str, text: &str, cx: &Setter, places: &mut Vec<(usize, CutKind)>) {
    let mut opens = before.trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…'));
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() || start.is_some() && is_mark(c) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            // An apostrophe joins: "Organization's" is hyphenated like the word it is of.
            let letters = &text[from..at];
            let mut chars = letters.chars();
            let capital = chars.next().is_some_and(char::is_uppercase);
            let sentence = std::mem::replace(&mut opens, false);
            let name = (capital && !sentence && cx.language.data().code != "de") || chars.any(char::is_uppercase);
            if !name {
                let found = hyphenate(letters, &cx.language);
                let kind = match found.mark {
                    Mark::Hyphen => CutKind::Hyphen,
                    Mark::Nothing => CutKind::Unmarked,
                };
                places.extend(found.offsets.into_iter().map(|offset| (from + offset, kind)));
            }
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Whether a character is of a script that has white of its own within words.
fn has_white(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..)
}

/// Whether a line may break at white.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Yes,
    No,
}

/// The places of a word, with the white of its script at and between them.
fn whites(word: &Word, text: &str, places: &[(usize, CutKind)]) -> Vec<(usize, CutKind)> {
    let mut out = Vec::with_capacity(text.len() / 3);
    let mut known = places.iter().copied().peekable();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let place = known.next_if(|(known, _)| *known == at);
        let white = before.and_then(|(from, last)| {
            let start = word.range.start;
            let halves = [word.is_halved(start + from, Half::After), word.is_halved(start + at, Half::Before)];
            white(last, c, halves)
        });
        match (place, white) {
            (Some((_, CutKind::Plain)), Some(white)) => out.push((at, CutKind::White(white, Breaks::Yes))),
            // Stretch alone is for places where a line may break: elsewhere it would loosen what belongs together.
            (None, Some(white)) if white.width > 0 => out.push((at, CutKind::White(white, Breaks::No))),
            (Some(place), _) => out.push(place),
            (None, _) => {}
        }
        before = Some((at, c));
    }
    out
}

/// The width of a word space in a look.
pub(super) fn space_width(look: &Look, cx: &Setter) -> Abs {
    let face = cx.fonts.face(look.face);
    let units = face.glyph(' ').map_or(i32::from(face.metrics.units_per_em) / 4, |id| i32::from(face.advance(id)));
    face.scale(units, look.size)
}
