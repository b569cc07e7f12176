//! A word → glyphs with advances, and what is remembered of words, plans and faces. The only place that names the shaper.

use super::faces::{MISSING, Part, is_mark};
use super::facts::Facts;
use super::look::{Caps, Ligatures, Look, Script as Superiors};
use super::square::{self, Half};
use crate::font::{Bytes, Face, FaceId, Fonts};
use crate::lang::{Language, Script};
use crate::source::Span;
use crate::style::Figures;
use harfrust::{Buffer, ClusterLevel, Direction, Feature, Font, ShapeOptions, ShapePlan, ShaperFont, Tag};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Remembers fonts, plans and shaped words.
#[derive(Default)]
pub(in crate::layout) struct Shaper {
    styles: FxHashMap<StyleKey, usize>,
    shaped: Vec<Style>,
    fonts: FxHashMap<FaceId, Font>,
    fallbacks: FxHashMap<(String, FaceId, usize), Option<FaceId>>,
    /// Words of this document that one face does not do for, by what they were to be set in.
    parted: FxHashMap<(FaceId, usize), FxHashMap<Box<str>, Vec<Part>>>,
    /// The tags of languages that were met.
    languages: Vec<String>,
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
    /// Index into the shaper's languages.
    language: usize,
}

#[derive(PartialEq, Eq, Hash, Clone, Copy)]
pub(super) enum Rtl {
    No,
    Yes,
}

impl Rtl {
    pub fn of(level: u8) -> Self {
        if level % 2 == 1 { Self::Yes } else { Self::No }
    }
}

/// A way of shaping: its features, its plans by script, its words.
struct Style {
    key: StyleKey,
    features: Vec<Feature>,
    plans: Vec<(Option<harfrust::Script>, ShapePlan)>,
    words: FxHashMap<Box<str>, Arc<Shaped>>,
}

/// How many shaped words are kept between documents: what a thousand articles of one language have, some 15 MB.
const MOST_WORDS: usize = 60_000;
/// How many answers to "which face has this?".
const MOST_FALLBACKS: usize = 10_000;
/// How many languages, each with words and plans of its own.
const MOST_LANGUAGES: usize = 32;

impl Shaper {
    /// What the next document can use that is set in the same faces. What it holds depends on what was set before; what
    /// it answers does not.
    pub fn for_the_next(mut self) -> Self {
        self.missing.clear();
        self.parted.clear();
        if self.languages.len() > MOST_LANGUAGES {
            return Self { fonts: self.fonts, buffer: self.buffer, ..Self::default() };
        }
        if self.shaped.iter().map(|style| style.words.len()).sum::<usize>() > MOST_WORDS {
            self.shaped.iter_mut().for_each(|style| style.words = FxHashMap::default());
        }
        if self.fallbacks.len() > MOST_FALLBACKS {
            self.fallbacks = FxHashMap::default();
        }
        self
    }

    /// Gives what it learned to whoever sets next, but keeps what is missing.
    pub fn lend(&mut self, fonts: &Fonts) {
        let missing = std::mem::take(&mut self.missing);
        fonts.keep(std::mem::take(self).for_the_next());
        self.missing = missing;
    }

    /// Takes what another learned, if it knows nothing yet.
    pub fn borrow(&mut self, fonts: &Fonts) {
        let missing = std::mem::take(&mut self.missing);
        *self = Self { missing, ..fonts.kept().unwrap_or_default() };
    }

    /// Counts what another missed, further on in the text, as missed by this one.
    pub fn take_up(&mut self, other: &mut Self) {
        // In whatever order: each character is counted for itself.
        other.missing.drain().for_each(|(c, (count, span))| self.miss_often(c, count, span));
    }

    /// The way of shaping that a look asks for, by its number.
    pub(super) fn style(&mut self, look: &Look, rtl: Rtl, language: &Language) -> usize {
        let key = StyleKey {
            face: look.face,
            figures: look.figures,
            caps: look.caps,
            script: look.script,
            ligatures: look.ligatures,
            rtl,
            language: self.language(language),
        };
        *self.styles.entry(key).or_insert_with(|| {
            self.shaped.push(Style { key, features: features(&key), plans: Vec::new(), words: FxHashMap::default() });
            self.shaped.len() - 1
        })
    }

    /// A word that was shaped before, all in the style's face. None if it may join on to what stands beside it.
    pub(super) fn known(&self, style: usize, word: &str) -> Option<Arc<Shaped>> {
        let alone = |c: Option<char>| c.is_some_and(|c| c < FIRST_THAT_JOINS);
        let mut chars = word.chars();
        let apart = alone(chars.next()) && alone(chars.next_back().or(word.chars().next()));
        self.shaped[style].words.get(word).filter(|_| apart).map(Arc::clone)
    }

    /// A word, or a part of one, of `text`, shaped in a style. `face` is the style's.
    pub(super) fn word(
        &mut self,
        text: &str,
        range: Range<usize>,
        style: usize,
        face: &Face,
        language: &Language,
    ) -> Arc<Shaped> {
        let index = style;
        let word = &text[range.clone()];
        let context = Context::of(text, range);
        if let Some(known) = self.shaped[index].words.get(word).filter(|_| context.is_empty()) {
            return Arc::clone(known);
        }
        let font = self.fonts.entry(self.shaped[index].key.face).or_insert_with(|| {
            opened(face.bytes(), face.index()).expect("a face was read as a font before it was added")
        });
        let buffer = self.buffer.take().unwrap_or_default();
        let (mut shaped, buffer) = self.shaped[index].shape(word, &context, font, face, language, buffer);
        shaped.halve(word, face, language);
        self.buffer = Some(buffer);
        let shaped = Arc::new(shaped);
        if context.is_empty() {
            self.shaped[index].words.insert(word.into(), Arc::clone(&shaped));
        }
        shaped
    }

    fn language(&mut self, language: &Language) -> usize {
        self.languages.iter().position(|known| known == language.tag()).unwrap_or_else(|| {
            self.languages.push(language.tag().to_owned());
            self.languages.len() - 1
        })
    }

    /// The parts of a word that was parted before.
    pub(super) fn parted(&mut self, word: &str, face: FaceId, language: &Language) -> Option<Vec<Part>> {
        let key = (face, self.language(language));
        self.parted.get(&key)?.get(word).cloned()
    }

    pub(super) fn remember(&mut self, word: &str, face: FaceId, language: &Language, parts: &[Part]) {
        let key = (face, self.language(language));
        self.parted.entry(key).or_default().insert(word.into(), parts.to_vec());
    }

    /// Counts a character that no face has.
    pub fn miss(&mut self, c: char, span: Span) {
        self.miss_often(c, 1, span);
    }

    fn miss_often(&mut self, c: char, count: usize, span: Span) {
        let (all, first) = self.missing.entry(c).or_insert((0, span));
        *all += count;
        // Contents name what an article says before it does, and have no place in any file.
        if first.source().is_none() {
            *first = span;
        }
    }

    /// A face that has all of a text which the wanted one lacks.
    pub fn fallback(&mut self, text: &str, face: FaceId, fonts: &Fonts, language: &Language) -> Option<FaceId> {
        let key = (text.to_owned(), face, self.language(language));
        *self.fallbacks.entry(key).or_insert_with(|| fonts.fallback(text, face, language))
    }
}

/// A face as the shaper wants it, over the same bytes: a copy of four faces took a twentieth of a short article's time.
fn opened(bytes: Bytes, index: u32) -> Option<Font> {
    match bytes {
        #[cfg(feature = "bundled-fonts")]
        Bytes::Static(bytes) => Font::new(bytes, index),
        Bytes::Shared(bytes) => Font::new(bytes as Arc<dyn AsRef<[u8]> + Send + Sync>, index),
        #[cfg(feature = "system-fonts")]
        Bytes::None => None,
    }
}

/// The letters that a part of a word joins on to: a word of which one letter is stressed is still one word.
struct Context<'t> {
    before: &'t str,
    after: &'t str,
}

/// Below it stand no letters that join, and no marks.
const FIRST_THAT_JOINS: char = '\u{300}';

impl<'t> Context<'t> {
    fn of(text: &'t str, range: Range<usize>) -> Self {
        let joins = |c: Option<char>| c.is_some_and(|c| Script::of(c).joins() || is_mark(c) || c == '\u{200d}');
        let word = &text[range.clone()];
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let first = joins(word.chars().next()) && joins(before.chars().next_back());
        let last = joins(word.chars().next_back()) && joins(after.chars().next());
        if !first && !last {
            return Self { before: "", after: "" };
        }
        let from = before.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(5).map_or(after.len(), |(at, _)| at);
        Self { before: if first { &before[from..] } else { "" }, after: if last { &after[..to] } else { "" } }
    }

    fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

impl Style {
    fn shape(
        &mut self,
        word: &str,
        context: &Context,
        font: &Font,
        face: &Face,
        language: &Language,
        mut buffer: Buffer,
    ) -> (Shaped, Buffer) {
        buffer.reset();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        buffer.set_pre_context(context.before);
        buffer.push_str(word);
        buffer.set_post_context(context.after);
        let language = harfrust::Language::new(language.tag());
        buffer.set_language(language.clone());
        let direction = if self.key.rtl == Rtl::Yes { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = match self.plans.iter().position(|(known, _)| *known == script) {
            Some(index) => index,
            None => {
                self.plans.push((script, ShapePlan::new(font, direction, script, language.as_ref(), &self.features)));
                self.plans.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].1)).features(&self.features);
        let facts = Facts::of(word, self.key.ligatures);
        let done = harfrust::shape(&ShaperFont::new(font), &mut buffer, options);
        if done.is_err() {
            return (nominal(word, face, facts), buffer);
        }
        let mut glyphs: Vec<_> = buffer
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
        hide_unseen(&mut glyphs, word, face);
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        (Shaped { glyphs, width, halves: Vec::new(), facts }, buffer)
    }
}

/// Tones of skin do not show in one colour: behind the sign that they colour they take no room. Nor does a place to
/// divide a word, of which faces with small capitals make a hyphen among these.
fn hide_unseen(glyphs: &mut [ShapedGlyph], word: &str, face: &Face) {
    let is_tone = |c: char| matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    let is_unseen = |(at, c): (usize, char)| c == '\u{ad}' || at > 0 && is_tone(c);
    if word.is_ascii() || !word.char_indices().any(is_unseen) {
        return;
    }
    let Some(space) = face.glyph(' ') else { return };
    for glyph in glyphs {
        let at = glyph.cluster as usize;
        if word[at..].chars().next().is_some_and(|c| is_unseen((at, c))) {
            (glyph.id, glyph.advance) = (space, 0);
        }
    }
}

/// Shaped text, in design units of its face, glyphs from left to right.
pub(super) struct Shaped {
    pub glyphs: Vec<ShapedGlyph>,
    pub width: i32,
    /// Full-width marks that were cut to half a square, by their clusters.
    pub halves: Vec<(u32, Half)>,
    /// What its text tells, wherever it stands.
    pub facts: Facts,
}

impl Shaped {
    /// Whether the cluster at a byte was cut on that side.
    pub fn is_halved(&self, at: usize, side: Half) -> bool {
        let found = self.halves.binary_search_by_key(&at, |&(cluster, _)| cluster as usize);
        found.is_ok_and(|index| self.halves[index].1 == side)
    }

    /// Cuts full-width marks to the half of their square that is not white: what is cut off is white that a line can
    /// do without.
    fn halve(&mut self, word: &str, face: &Face, language: &Language) {
        if word.is_ascii() {
            return;
        }
        let em = i32::from(face.metrics.units_per_em);
        for glyph in &mut self.glyphs {
            let Some(c) = word[glyph.cluster as usize..].chars().next() else { continue };
            // Quotation marks of Latin faces are narrow already.
            let Some(half) = square::half(c, language).filter(|_| glyph.advance == em) else { continue };
            glyph.advance -= em / 2;
            self.width -= em / 2;
            if half == Half::Before {
                glyph.offset.0 -= em / 2;
            }
            self.halves.push((glyph.cluster, half));
        }
    }
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

/// The box that stands for a character that no face has.
pub(super) fn missing_box(face: &Face, facts: Facts) -> Shaped {
    let id = face.glyph(MISSING).unwrap_or(0);
    let advance = i32::from(face.advance(id));
    let glyphs = vec![ShapedGlyph { id, advance, offset: (0, 0), cluster: 0 }];
    Shaped { glyphs, width: advance, halves: Vec::new(), facts }
}

/// A glyph a character: what remains if shaping fails.
fn nominal(word: &str, face: &Face, facts: Facts) -> Shaped {
    let glyphs: Vec<_> = word
        .char_indices()
        .map(|(at, c)| {
            let id = face.glyph(c).unwrap_or(0);
            ShapedGlyph { id, advance: i32::from(face.advance(id)), offset: (0, 0), cluster: at as u32 }
        })
        .collect();
    Shaped { width: glyphs.iter().map(|glyph| glyph.advance).sum(), glyphs, halves: Vec::new(), facts }
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
    match key.script {
        Superiors::Normal => {}
        Superiors::Superior => tags = vec![b"sups"],
        Superiors::Fraction => tags = vec![b"frac"],
    }
    let mut features: Vec<_> = tags.into_iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    if key.ligatures == Ligatures::None {
        features.extend([b"liga", b"clig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..)));
    }
    features
}
