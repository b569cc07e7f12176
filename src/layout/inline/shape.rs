//! Collected text → words, each shaped.
//!
//! Words are shaped one by one and remembered: running text has few distinct ones. What that gives up is kerning
//! across the word space, which no text face here has.

use super::super::math::Formula;
use super::super::setter::Setter;
use super::bidi::Levels;
use super::collect::{Collected, SpanKind, Styled};
use super::faces::{Drawn, by_face};
use super::facts::Facts;
use super::look::{Look, Script as Superiors};
use super::shaper::{Rtl, Shaped, ShapedGlyph, missing_box};
use super::square::Half;
use crate::font::FaceId;
use crate::lang::Script;
use crate::length::Abs;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of text that was shaped as one: a word or part of one, a run of white, a picture.
pub(super) struct Word {
    /// The bytes of the collected text.
    pub range: Range<usize>,
    /// The span it belongs to.
    pub span: usize,
    /// The look, with the face that was found for it.
    pub look: Look,
    /// The bidirectional level: odd is right to left.
    pub level: u8,
    pub kind: WordKind,
}

impl Word {
    /// Its glyphs, if it is made of any.
    pub fn glyphs(&self) -> Option<&Shaped> {
        match &self.kind {
            WordKind::Glyphs(shaped) => Some(shaped),
            WordKind::Space(_) | WordKind::Break | WordKind::Picture { .. } | WordKind::Formula(_) => None,
        }
    }

    /// Whether the full-width mark at a byte of the text was cut on that side.
    pub fn is_halved(&self, at: usize, side: Half) -> bool {
        match &self.kind {
            WordKind::Glyphs(shaped) => shaped.is_halved(at - self.range.start, side),
            WordKind::Space(_) | WordKind::Break | WordKind::Picture { .. } | WordKind::Formula(_) => false,
        }
    }
}

/// What a stretch is.
pub(super) enum WordKind {
    Glyphs(Arc<Shaped>),
    /// Word spaces that stretch: how many.
    Space(usize),
    /// A line break that the author made.
    Break,
    Picture {
        index: usize,
        width: Abs,
        height: Abs,
    },
    Formula(Arc<Formula>),
}

/// Shapes collected text, word by word, in reading order.
pub(super) fn shape(text: &Collected, levels: &Levels, cx: &mut Setter) -> Vec<Word> {
    // A word and a space for some six letters; what is longer is data, or without spaces.
    let mut words = Vec::with_capacity((text.text.len() / 3).min(1 << 12) + text.spans.len());
    for (index, span) in text.spans.iter().enumerate() {
        match &span.kind {
            SpanKind::Words | SpanKind::Preformatted => words_of(&text.text, index, span, levels, &mut words, cx),
            SpanKind::Break => words.push(special(index, span, levels, WordKind::Break)),
            SpanKind::Picture { index: picture, width, height } => {
                let kind = WordKind::Picture { index: *picture, width: *width, height: *height };
                words.push(special(index, span, levels, kind));
            }
            SpanKind::Formula(formula) => {
                let kind = WordKind::Formula(Arc::clone(&text.formulas[*formula]));
                words.push(special(index, span, levels, kind));
            }
        }
    }
    words
}

fn special(index: usize, span: &Styled, levels: &Levels, kind: WordKind) -> Word {
    let level = levels.at(span.range.start);
    Word { range: span.range.clone(), span: index, look: span.look, level, kind }
}

/// Longer words are shaped in parts. Even in a language that has no word spaces no sentence is as long as that, and no
/// face has letters so wide that as many of them are more than a width can be.
const LONGEST: usize = 64 << 10;

/// Splits a span's text at white space, level changes and face changes, and shapes the parts.
fn words_of(text: &str, index: usize, span: &Styled, levels: &Levels, words: &mut Vec<Word>, cx: &mut Setter) {
    let first = levels.runs.partition_point(|run| run.range.end <= span.range.start);
    for run in levels.runs[first..].iter().take_while(|run| run.range.start < span.range.end) {
        let range = run.range.start.max(span.range.start)..run.range.end.min(span.range.end);
        let rtl = Rtl::of(run.level);
        let style = cx.shaper.style(&span.look, rtl, &cx.language);
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let stretches = span.kind == SpanKind::Words;
            let spaces = rest.bytes().take_while(|byte| *byte == b' ').count();
            if spaces > 0 && stretches {
                let kind = WordKind::Space(spaces);
                let look = space_look(&span.look, words.last(), text, cx);
                words.push(Word { range: at..at + spaces, span: index, look, level: run.level, kind });
                at += spaces;
                continue;
            }
            let rest = &rest[..rest.floor_char_boundary(LONGEST)];
            let space = if stretches { memchr::memchr(b' ', rest.as_bytes()) } else { None };
            let end = at + space.unwrap_or(rest.len());
            if let Some(shaped) = cx.shaper.known(style, &text[at..end]) {
                let look = part_look(&span.look, span.look.face, &text[at..end]);
                words.push(Word {
                    range: at..end,
                    span: index,
                    look,
                    level: run.level,
                    kind: WordKind::Glyphs(shaped),
                });
                at = end;
                continue;
            }
            for part in by_face(&text[at..end], span.look.face, span.span, cx) {
                let range = at + part.range.start..at + part.range.end;
                let look = part_look(&span.look, part.face, &text[range.clone()]);
                let face = cx.fonts.face(part.face);
                let shaped = match part.drawn {
                    Drawn::Itself => {
                        let style = cx.shaper.style(&look, rtl, &cx.language);
                        cx.shaper.word(text, range.clone(), style, face, &cx.language)
                    }
                    Drawn::AsBox => Arc::new(missing_box(face, Facts::of(&text[range.clone()], look.ligatures))),
                };
                words.push(Word { range, span: index, look, level: run.level, kind: WordKind::Glyphs(shaped) });
            }
            at = end;
        }
    }
}

/// The look of a part of a word in the face that was found for it. Letters that join are not tracked, and a face that
/// stands in has no small capitals, which alone are.
fn part_look(look: &Look, face: FaceId, text: &str) -> Look {
    if face == look.face && look.tracking == 0 {
        return *look;
    }
    let joins = text.chars().any(|c| Script::of(c).joins());
    let tracking = if joins || face != look.face { 0 } else { look.tracking };
    Look { face, tracking, ..*look }
}

/// A space between words of a script that the theme's face lacks is as wide as that script's face has it.
fn space_look(look: &Look, before: Option<&Word>, text: &str, cx: &Setter) -> Look {
    let Some(word) = before.filter(|word| matches!(word.kind, WordKind::Glyphs(_)) && word.look.size == look.size)
    else {
        return *look;
    };
    if word.look.face == look.face && look.tracking == 0 {
        return *look;
    }
    let script = text[word.range.clone()].chars().next_back().map_or(Script::Common, Script::of);
    let own = matches!(script, Script::Common | Script::Latin | Script::Symbols) || script.is_square();
    if own || cx.fonts.face(word.look.face).glyph(' ').is_none() {
        return *look;
    }
    Look { face: word.look.face, tracking: 0, ..*look }
}

/// Whether the face of a look has a superior for every character of a text: whether each becomes another glyph.
pub(super) fn has_superiors(text: &str, look: &Look, cx: &mut Setter) -> bool {
    let face = cx.fonts.face(look.face);
    let superior = Look { script: Superiors::Superior, ..*look };
    let style = cx.shaper.style(&superior, Rtl::No, &cx.language);
    let shaped = cx.shaper.word(text, 0..text.len(), style, face, &cx.language);
    let plain = |glyph: &ShapedGlyph| text[glyph.cluster as usize..].chars().next().and_then(|c| face.glyph(c));
    shaped.glyphs.iter().all(|glyph| plain(glyph).is_some_and(|plain| plain != glyph.id))
}
