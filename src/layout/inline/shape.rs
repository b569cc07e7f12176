//! Text → glyphs with advances. The only place that names the shaper.
//!
//! Words are shaped one by one and remembered: running text has few distinct ones. What that gives up is kerning
//! across the word space, which no text face here has.

use super::super::setter::Setter;
use super::bidi::Levels;
use super::collect::{Caps, Collected, Ligatures, Look, Script as Superiors, SpanKind, Styled};
use crate::diag::Code;
use crate::font::{Face, FaceId};
use crate::length::Abs;
use crate::source::Span;
use crate::style::Figures;
use harfrust::{Buffer, ClusterLevel, Direction, Feature, Font, ShapeOptions, ShapePlan, ShaperFont, Tag};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;

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

/// What a stretch is.
pub(super) enum WordKind {
    Glyphs(Rc<Shaped>),
    /// Word spaces that stretch: how many.
    Space(usize),
    /// A line break that the author made.
    Break,
    Picture {
        index: usize,
        width: Abs,
        height: Abs,
    },
}

/// Shaped text, in design units of its face, glyphs from left to right.
pub(super) struct Shaped {
    pub glyphs: Vec<ShapedGlyph>,
    pub width: i32,
}

/// A glyph in a shaped word.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub id: u16,
    pub advance: i32,
    pub offset: (i32, i32),
    /// The byte of the word at which its cluster begins.
    pub cluster: u32,
}

/// Shapes collected text, word by word, in reading order.
pub(super) fn shape(text: &Collected, levels: &Levels, cx: &mut Setter) -> Vec<Word> {
    let mut words = Vec::new();
    for (index, span) in text.spans.iter().enumerate() {
        match &span.kind {
            SpanKind::Words | SpanKind::Preformatted => words_of(&text.text, index, span, levels, &mut words, cx),
            SpanKind::Break => words.push(special(index, span, levels, WordKind::Break)),
            SpanKind::Picture { index: picture, width, height } => {
                let kind = WordKind::Picture { index: *picture, width: *width, height: *height };
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

/// Splits a span's text at white space, level changes and face changes, and shapes the parts.
fn words_of(text: &str, index: usize, span: &Styled, levels: &Levels, words: &mut Vec<Word>, cx: &mut Setter) {
    let first = levels.runs.partition_point(|run| run.range.end <= span.range.start);
    for run in levels.runs[first..].iter().take_while(|run| run.range.start < span.range.end) {
        let range = run.range.start.max(span.range.start)..run.range.end.min(span.range.end);
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let stretches = span.kind == SpanKind::Words;
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            if spaces > 0 && stretches {
                let kind = WordKind::Space(spaces);
                words.push(Word { range: at..at + spaces, span: index, look: span.look, level: run.level, kind });
                at += spaces;
                continue;
            }
            let end = rest.find(' ').filter(|_| stretches).map_or(range.end, |length| at + length);
            for part in by_face(&text[at..end], span.look.face, span.span, cx) {
                let range = at + part.range.start..at + part.range.end;
                let look = Look { face: part.face, ..span.look };
                let face = cx.fonts.face(part.face);
                let shaped = match part.drawn {
                    Drawn::Itself => cx.shaper.word(&text[range.clone()], &look, Rtl::of(run.level), face),
                    Drawn::AsBox => Rc::new(missing_box(face)),
                };
                words.push(Word { range, span: index, look, level: run.level, kind: WordKind::Glyphs(shaped) });
            }
            at = end;
        }
    }
}

/// Characters that show nothing by themselves: whatever face is in use takes them.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The character drawn for one that no face has.
const MISSING: char = '\u{25a1}';

/// A part of a word that one face draws.
struct Part {
    range: Range<usize>,
    face: FaceId,
    drawn: Drawn,
}

/// Whether a face draws a part's own characters, or a box for one that no face has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Itself,
    AsBox,
}

/// Splits a word by the faces that have its characters.
fn by_face(word: &str, face: FaceId, span: Span, cx: &mut Setter) -> Vec<Part> {
    let wanted = cx.fonts.face(face);
    if word.chars().all(|c| wanted.glyph(c).is_some() || is_ignorable(c)) {
        return vec![Part { range: 0..word.len(), face, drawn: Drawn::Itself }];
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut current = face;
    for (at, c) in word.char_indices() {
        let range = at..at + c.len_utf8();
        let has = |id: &FaceId| is_ignorable(c) || cx.fonts.face(*id).glyph(c).is_some();
        let found = [current, face].into_iter().find(has).or_else(|| cx.shaper.fallback(c, face, cx.fonts));
        let Some(found) = found else {
            cx.shaper.missing.entry(c).or_insert((0, span)).0 += 1;
            let boxes = cx.shaper.fallback(MISSING, face, cx.fonts).unwrap_or(face);
            parts.push(Part { range, face: boxes, drawn: Drawn::AsBox });
            continue;
        };
        if found != face && found != current {
            let name = &cx.fonts.face(found).name;
            cx.tell(Code::FontFallback, format!("{name} is used where the theme's face lacks characters"), Span::NONE);
        }
        current = found;
        match parts.last_mut() {
            Some(part) if part.face == found && part.drawn == Drawn::Itself => part.range.end = range.end,
            _ => parts.push(Part { range, face: found, drawn: Drawn::Itself }),
        }
    }
    parts
}

/// Remembers fonts, plans and shaped words.
#[derive(Default)]
pub(in crate::layout) struct Shaper {
    styles: FxHashMap<StyleKey, usize>,
    shaped: Vec<Style>,
    fonts: FxHashMap<FaceId, Font>,
    fallbacks: FxHashMap<(char, FaceId), Option<FaceId>>,
    buffer: Option<Buffer>,
    /// Characters that no face has: how often, and where first.
    pub missing: FxHashMap<char, (usize, Span)>,
}

/// What shaping depends on besides the word.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
struct StyleKey {
    face: FaceId,
    figures: Figures,
    caps: Caps,
    script: Superiors,
    ligatures: Ligatures,
    rtl: Rtl,
}

#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Rtl {
    No,
    Yes,
}

impl Rtl {
    fn of(level: u8) -> Self {
        if level % 2 == 1 { Self::Yes } else { Self::No }
    }
}

/// A way of shaping: its features, its plans by script, its words.
struct Style {
    key: StyleKey,
    features: Vec<Feature>,
    plans: Vec<(Option<harfrust::Script>, ShapePlan)>,
    words: FxHashMap<Box<str>, Rc<Shaped>>,
}

impl Shaper {
    /// A word, shaped. `face` is the look's.
    fn word(&mut self, word: &str, look: &Look, rtl: Rtl, face: &Face) -> Rc<Shaped> {
        let key = StyleKey {
            face: look.face,
            figures: look.figures,
            caps: look.caps,
            script: look.script,
            ligatures: look.ligatures,
            rtl,
        };
        let index = *self.styles.entry(key).or_insert_with(|| {
            self.shaped.push(Style { key, features: features(&key), plans: Vec::new(), words: FxHashMap::default() });
            self.shaped.len() - 1
        });
        if let Some(known) = self.shaped[index].words.get(word) {
            return Rc::clone(known);
        }
        let font = self.fonts.entry(look.face).or_insert_with(|| {
            Font::new(face.data().to_vec(), 0).expect("a face was read as a font before it was added")
        });
        let buffer = self.buffer.take().unwrap_or_default();
        let (shaped, buffer) = self.shaped[index].shape(word, font, face, buffer);
        self.buffer = Some(buffer);
        let shaped = Rc::new(shaped);
        self.shaped[index].words.insert(word.into(), Rc::clone(&shaped));
        shaped
    }

    fn fallback(&mut self, c: char, face: FaceId, fonts: &crate::font::Fonts) -> Option<FaceId> {
        *self.fallbacks.entry((c, face)).or_insert_with(|| fonts.fallback(c, face))
    }
}

impl Style {
    fn shape(&mut self, word: &str, font: &Font, face: &Face, mut buffer: Buffer) -> (Shaped, Buffer) {
        buffer.reset();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        buffer.push_str(word);
        let direction = if self.key.rtl == Rtl::Yes { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = match self.plans.iter().position(|(known, _)| *known == script) {
            Some(index) => index,
            None => {
                self.plans.push((script, ShapePlan::new(font, direction, script, None, &self.features)));
                self.plans.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].1)).features(&self.features);
        let done = harfrust::shape(&ShaperFont::new(font), &mut buffer, options);
        if done.is_err() {
            return (nominal(word, face), buffer);
        }
        let glyphs: Vec<_> = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| ShapedGlyph {
                id: info.glyph_id as u16,
                advance: position.x_advance,
                offset: (position.x_offset, position.y_offset),
                cluster: info.cluster,
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        (Shaped { glyphs, width }, buffer)
    }
}

/// The box that stands for a character that no face has.
fn missing_box(face: &Face) -> Shaped {
    let id = face.glyph(MISSING).unwrap_or(0);
    let advance = i32::from(face.advance(id));
    Shaped { glyphs: vec![ShapedGlyph { id, advance, offset: (0, 0), cluster: 0 }], width: advance }
}

/// A glyph a character: what remains if shaping fails.
fn nominal(word: &str, face: &Face) -> Shaped {
    let glyphs: Vec<_> = word
        .char_indices()
        .map(|(at, c)| {
            let id = face.glyph(c).unwrap_or(0);
            ShapedGlyph { id, advance: i32::from(face.advance(id)), offset: (0, 0), cluster: at as u32 }
        })
        .collect();
    Shaped { width: glyphs.iter().map(|glyph| glyph.advance).sum(), glyphs }
}

/// The OpenType features of a look. Figures are always asked for: faces differ in what they have by default.
fn features(key: &StyleKey) -> Vec<Feature> {
    let mut tags: Vec<&[u8; 4]> = match key.figures {
        Figures::OldStyle => vec![b"onum", b"pnum"],
        Figures::Lining => vec![b"lnum", b"pnum"],
        Figures::Tabular => vec![b"lnum", b"tnum"],
    };
    match key.caps {
        Caps::AsWritten => {}
        Caps::Small => tags.push(b"smcp"),
        Caps::AllSmall => tags.extend([b"smcp", b"c2sc"]),
    }
    if key.script == Superiors::Superior {
        tags = vec![b"sups"];
    }
    let mut features: Vec<_> = tags.into_iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    if key.ligatures == Ligatures::None {
        features.extend([b"liga", b"clig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..)));
    }
    features
}
