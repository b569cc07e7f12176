//! A word → boxes between the places where it may break.

use super::super::cuts::{
    Breaks, Cut, CutKind, Opening, anywhere, by_glyph, divisions, hyphen_places, is_hyphen, whites,
};
use super::super::elastic::Elastic;
use super::super::facts::Facts;
use super::super::look::Ligatures;
use super::super::parts::Part;
use super::super::protrusion::protrusion;
use super::super::shape::Word;
use super::super::shaper::Shaped;
use super::super::square::{Half, has_white, white};
use super::super::widths::{Order, advance};
use super::{ANYWHERE, EXPLICIT_HYPHEN, IN_ADDRESS, Maker, Piece};
use crate::breaking::{FORBIDDEN, HItem, LAST_RESORT, Shows};
use crate::font::Face;
use crate::layout::inline::collect::SpanKind;
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::style::{Hyphens, Setting};

impl Maker<'_> {
    /// A word: boxes between the places where it may break.
    pub(super) fn glyphs(&mut self, index: usize, word: &Word, shaped: &Shaped, cx: &mut Setter) {
        let face = cx.fonts.face(word.look.face);
        let whole = advance(shaped, Order::of(word.level), 0..shaped.glyphs.len(), &word.look, face);
        let has_room = whole <= self.measure && !self.too_wide.contains(&index);
        if has_room && self.wants_hyphens(word) && self.is_plain(word, shaped) {
            // Most words: the same places wherever they stand.
            return self.parts(index, word, shaped, self.divided(word, shaped, face, cx), cx);
        }
        let cuts = self.cuts(index, word, shaped, whole, cx);
        let parts = Part::all(&cuts, &self.text[word.range.clone()], shaped, Order::of(word.level), face);
        self.parts(index, word, shaped, &parts, cx);
    }

    /// Whether nothing is asked of a word but where it is hyphenated.
    fn is_plain(&mut self, word: &Word, shaped: &Shaped) -> bool {
        while self.breaks.get(self.next_break).is_some_and(|&next| next <= word.range.start) {
            self.next_break += 1;
        }
        let inside = self.breaks.get(self.next_break).is_some_and(|&next| next < word.range.end);
        let Facts { address, marked, white, .. } = shaped.facts;
        !inside && !address && !marked && !white && !self.is_code(word)
    }

    /// Whether it is a name in a program, amid words.
    fn is_code(&self, word: &Word) -> bool {
        word.look.ligatures == Ligatures::None && self.spans[word.span].kind == SpanKind::Words
    }

    /// Whether a word is hyphenated if it need not be.
    fn wants_hyphens(&self, word: &Word) -> bool {
        let last = self.style.setting == Setting::Justified && word.range.start >= self.last_word && self.last_word > 0;
        self.style.hyphens == Hyphens::Allowed && !last
    }

    /// The parts of a plain word that may be hyphenated.
    fn divided<'s>(&self, word: &Word, shaped: &'s Shaped, face: &Face, cx: &Setter) -> &'s [Part] {
        let opening = match shaped.facts.capital {
            true => Opening::behind(&self.text[..word.range.start]),
            // Then it does not matter.
            false => Opening::Nothing,
        };
        shaped.facts.parts[opening as usize].get_or_init(|| {
            let (text, order) = (&self.text[word.range.clone()], Order::of(word.level));
            let mut places = Vec::new();
            hyphen_places(opening, text, &cx.language, &mut places);
            Part::all(&by_glyph(&places, shaped, order), text, shaped, order, face).into()
        })
    }

    /// The places inside a word where a line may break, by glyph in reading order. `whole` is its width.
    fn cuts(&self, index: usize, word: &Word, shaped: &Shaped, whole: Abs, cx: &Setter) -> Vec<Cut> {
        let (text, order) = (&self.text[word.range.clone()], Order::of(word.level));
        let Facts { address, marked, white, .. } = shaped.facts;
        let lacks_room = whole > self.measure || self.too_wide.contains(&index);
        let code = self.is_code(word);
        let mut places: Vec<(usize, CutKind)> = Vec::new();
        let inside = self.breaks[self.breaks.partition_point(|&at| at <= word.range.start)..].iter();
        for at in inside.take_while(|&&at| at < word.range.end).map(|at| at - word.range.start) {
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
        // A hyphen is better than a break anywhere, which no reader expects.
        if (lacks_room || self.wants_hyphens(word)) && !address && !code {
            let opening = Opening::behind(&self.text[..word.range.start]);
            hyphen_places(opening, text, &cx.language, &mut places);
        }
        // Of two reasons to divide at one place the first told is kept.
        places.sort_by_key(|(at, _)| *at);
        places.dedup_by_key(|(at, _)| *at);
        if !address && white {
            places = whites(word, text, &places);
        }
        let cuts = by_glyph(&places, shaped, order);
        if !lacks_room {
            return cuts;
        }
        // A part of what is too wide together may break wherever it is: no line is too narrow.
        let line = if whole > self.measure { self.measure } else { Abs::ZERO };
        let face = cx.fonts.face(word.look.face);
        anywhere(cuts, shaped, order, line, |range| advance(shaped, order, range, &word.look, face))
    }

    /// A box for each part, and behind it what stands where the part ends.
    fn parts(&mut self, index: usize, word: &Word, shaped: &Shaped, parts: &[Part], cx: &Setter) {
        let face = cx.fonts.face(word.look.face);
        let mut from = 0;
        for part in parts {
            let width = part.width(&word.look, face);
            let to = part.cut.glyph;
            let (give, reserve, hang) = match self.style.setting {
                Setting::Justified => {
                    // Letters are parted within words alone: the word space and the line's end keep their place.
                    let gaps = (to - from).saturating_sub(usize::from(part.cut.kind == CutKind::End));
                    let (give, reserve) = elasticity(shaped.facts.elastic, width, gaps, word.look.size, cx);
                    (give, reserve, part.hang(word.look.size, face))
                }
                Setting::Ragged | Setting::Centered => (Abs::ZERO, Abs::ZERO, [Abs::ZERO; 2]),
            };
            self.push(HItem::Box { width, give, reserve, hang }, Piece::Glyphs { word: index, from, to });
            self.cut(index, word, part.cut.kind, cx);
            from = to;
        }
    }

    fn cut(&mut self, index: usize, word: &Word, kind: CutKind, cx: &Setter) {
        match kind {
            CutKind::Hyphen | CutKind::InName => {
                let face = cx.fonts.face(word.look.face);
                let width = face.scale(face.glyph('-').map_or(0, |id| i32::from(face.advance(id))), word.look.size);
                let hang = if self.style.setting == Setting::Justified {
                    width.times(i64::from(protrusion('-')[1]), 1000)
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
}

/// How far a part of a word may be widened unseen, and how much further where nothing else helps.
fn elasticity(elastic: Elastic, width: Abs, gaps: usize, size: Abs, cx: &Setter) -> (Abs, Abs) {
    let breaking = &cx.theme.breaking;
    match elastic {
        Elastic::Rigid => (Abs::ZERO, Abs::ZERO),
        Elastic::Wide => (width.times(breaking.expansion, 1000), Abs::ZERO),
        Elastic::Letters => {
            let parted = |by: i64| size.times(by * gaps as i64, 10_000);
            (width.times(breaking.expansion, 1000) + parted(breaking.tracking), parted(breaking.reserve))
        }
    }
}
