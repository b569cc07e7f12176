//! Words and opportunities → boxes, glue and penalties.

mod single;
mod word;

use super::super::setter::Setter;
use super::collect::{Collected, Styled};
use super::line::LineEnd;
use super::opportunities::opportunities;
use super::shape::{Word, WordKind};
use super::square::{White, is_quarter};
use super::widths::{Order, advance, fits, space_width};
use super::{Balance, Shape, sense};
use crate::breaking::{FILL, FORBIDDEN, FORCED, HItem, LAST_RESORT, Shows};
use crate::lang::is_tied;
use crate::length::Abs;
use crate::style::{Setting, TextStyle};
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
    /// Takes what follows it of its word, if that is what this is.
    pub fn take(&mut self, next: Self) -> bool {
        match (self, next) {
            (Self::Glyphs { word, to, .. }, Self::Glyphs { word: same, from, to: end })
                if *word == same && *to == from =>
            {
                *to = end;
                true
            }
            _ => false,
        }
    }

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

    /// White that is no word space.
    fn white(&mut self, white: White, size: Abs) {
        let of_size = |per_mille: i16| size.times(i64::from(per_mille), 1000);
        let (stretch, shrink) = match self.style.setting {
            Setting::Justified => (of_size(white.stretch), of_size(white.shrink)),
            Setting::Ragged | Setting::Centered => (Abs::ZERO, Abs::ZERO),
        };
        self.push(HItem::Glue { width: of_size(white.width), stretch, shrink }, Piece::Nothing);
    }
}
