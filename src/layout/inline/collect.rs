//! The tree of inlines → one string with styled spans. Readers think in trees, shapers in runs; this is the one
//! place that crosses over.

mod formula;
mod hand;
mod picture;
mod refer;

use super::super::frame::{LinkTarget, TagId};
use super::super::math::Formula;
use super::super::setter::Setter;
use super::capitals::acronyms;
use super::look::{Caps, Dots, Ligatures, Look, Script, Strike};
use super::wording::{fractions, opening_words};
use crate::font::FaceId;
use crate::length::Abs;
use crate::model::{Block, Inline, InlineKind};
use crate::source::Span;
use crate::style::{Figures, Slope, SmallCaps, TextStyle};
use hand::{all_slant, hands};
use std::ops::Range;
use std::sync::Arc;

pub(in crate::layout) use picture::wanted;

/// Text ready to be shaped.
pub(in crate::layout) struct Collected<'a> {
    /// The characters, in reading order.
    pub text: String,
    /// What each stretch looks like and belongs to; together they cover the text.
    pub spans: Vec<Styled>,
    /// The notes called, in order.
    pub calls: Vec<Call<'a>>,
    /// The links, by the index that spans carry.
    pub links: Vec<Link>,
    /// The anchors of places that pages are told of, by the index that spans carry.
    pub marks: Vec<String>,
    /// The formulas, by the index that spans carry.
    pub formulas: Vec<Arc<Formula>>,
}

/// A stretch of text of one look.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Styled {
    pub range: Range<usize>,
    pub look: Look,
    pub tag: TagId,
    pub span: Span,
    /// Index into the links.
    pub link: Option<usize>,
    /// Index into the calls.
    pub call: Option<usize>,
    /// The marks that stand at its head.
    pub marks: Marks,
    /// What the stretch is, if not words.
    pub kind: SpanKind,
}

/// Marks at the head of a stretch of text: these of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::layout) struct Marks {
    pub first: usize,
    pub count: usize,
}

/// What a stretch of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::layout) enum SpanKind {
    /// Words.
    Words,
    /// Words whose spaces are letters like any other: programs' lines.
    Preformatted,
    /// A line break that the author made.
    Break,
    /// A picture: its index among the layout's pictures and its size.
    Picture { index: usize, width: Abs, height: Abs },
    /// A formula: its index among the text's.
    Formula(usize),
}

/// A call to a note.
pub(in crate::layout) struct Call<'a> {
    /// The note's number.
    pub number: usize,
    /// Where it asks to stand.
    pub stands: Stands,
    /// What it says, at the first call.
    pub body: Option<&'a [Block]>,
    /// The call's element of the structure.
    pub tag: TagId,
}

/// Where a note asks to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Stands {
    /// Where the theme puts notes.
    AsOthers,
    /// In the note column: its label begins with `>`.
    Beside,
}

/// A link in the text.
pub(in crate::layout) struct Link {
    pub target: LinkTarget,
    pub text: String,
    pub tag: TagId,
}

/// Whether words in capitals are set in small ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Acronyms {
    Plain,
    Small,
}

/// Whether the text opens an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Opening {
    No,
    SmallCaps,
    /// With its first letter dropped; in small capitals where that cannot be.
    DropCap,
}

/// The first letter of a text, taken from it.
pub(in crate::layout) struct Initial {
    pub text: String,
    pub look: Look,
    tag: TagId,
    span: Span,
}

impl Initial {
    /// How wide the letter is, without a space behind it.
    pub fn width(&self, size: Abs, cx: &Setter) -> Abs {
        let face = cx.fonts.face(self.look.face);
        let glyph = self.text.chars().next().and_then(|letter| face.glyph(letter));
        glyph.map_or(size, |id| face.scale(i32::from(face.advance(id)), size))
    }
}

/// What has been opened around an inline.
#[derive(Clone, Copy)]
struct Mood {
    weight: u16,
    slope: Slope,
    mono: Mono,
    caps: Caps,
    strike: Strike,
    dots: Dots,
    place: Place,
    link: Option<usize>,
    tag: TagId,
    acronyms: Acronyms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mono {
    No,
    Yes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    OnLine,
    Raised,
    Lowered,
}

impl<'a> Collected<'a> {
    /// Nothing yet.
    pub fn new() -> Self {
        let (calls, links, marks, formulas) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text: String::new(), spans: Vec::new(), calls, links, marks, formulas }
    }

    /// Adds inlines in a style; what they say belongs to `tag`.
    pub fn add(&mut self, content: &'a [Inline], style: &TextStyle, acronyms: Acronyms, tag: TagId, cx: &mut Setter) {
        self.inlines(content, Mood::of(style, acronyms, tag), style, cx);
        // Marks behind the last word stand with it.
        if let Some(last) = self.spans.last_mut() {
            last.marks.count = self.marks.len() - last.marks.first;
        }
    }

    /// Adds words that Offprint makes itself.
    pub fn words(&mut self, text: &str, look: Look, tag: TagId) {
        self.push(text, look, tag, Span::NONE);
    }

    /// Ends a line where the layout wants it.
    pub fn end_line(&mut self, look: Look, tag: TagId) {
        self.push("\n", look, tag, Span::NONE);
        self.mark_last(SpanKind::Break);
    }

    /// Adds a line of a program: its spaces stay as they are.
    pub fn preformatted(&mut self, text: &str, look: Look, tag: TagId, span: Span) {
        self.push(text, look, tag, span);
        self.mark_last(SpanKind::Preformatted);
    }

    /// Takes the first letter, if it is a capital among others of its span; with the space behind it, if it is a word.
    pub fn take_initial(&mut self) -> Option<Initial> {
        let first = self.spans.first_mut()?;
        let mut chars = self.text.chars();
        let letter = chars.next().filter(|c| c.is_uppercase())?;
        let next = chars.next()?;
        let plain = first.kind == SpanKind::Words && first.call.is_none() && first.link.is_none();
        let end = letter.len_utf8() + if next == ' ' { 1 } else { 0 };
        if !plain || super::faces::is_mark(next) || first.range.end <= end + 1 {
            return None;
        }
        let text: String = self.text.drain(..end).collect();
        let (look, tag, span) = (first.look, first.tag, first.span);
        for span in &mut self.spans {
            span.range = span.range.start.saturating_sub(end)..span.range.end - end;
        }
        Some(Initial { text, look, tag, span })
    }

    /// Adds a first letter, in that size.
    pub fn initial(&mut self, initial: &Initial, size: Abs) {
        let look = Look { size, ..initial.look };
        self.push(&initial.text, look, initial.tag, initial.span);
    }

    /// The first words become small capitals, if the face has them, and if all of them are in the face of the text: what
    /// the author marked is marked enough.
    pub fn open_with_small_caps(&mut self, style: &TextStyle, cx: &mut Setter) {
        let end = opening_words(&self.text);
        let face = cx.plain_look(style).face;
        let opens = |span: &&Styled| span.range.start < end && span.kind == SpanKind::Words && span.call.is_none();
        if self.spans.iter().filter(opens).any(|span| span.look.face != face) {
            return;
        }
        let mut spans = Vec::with_capacity(self.spans.len() + 1);
        for span in self.spans.drain(..) {
            let fits = span.kind == SpanKind::Words && span.look.caps != Caps::Small && span.call.is_none();
            if span.range.start >= end || !fits || !has_small_caps(span.look.face, cx) {
                spans.push(span);
                continue;
            }
            // Capitals want air: 5 %, the least that Butterick gives.
            let look = Look { caps: Caps::AllSmall, tracking: 50, ..span.look };
            let cut = span.range.end.min(end);
            if cut < span.range.end {
                let behind = Marks { first: span.marks.first + span.marks.count, count: 0 };
                let rest = Styled { range: cut..span.range.end, marks: behind, ..span.clone() };
                spans.push(Styled { range: span.range.start..cut, look, ..span });
                spans.push(rest);
            } else {
                spans.push(Styled { look, ..span });
            }
        }
        self.spans = spans;
    }

    fn inlines(&mut self, content: &'a [Inline], mood: Mood, style: &TextStyle, cx: &mut Setter) {
        for inline in content {
            self.inline(inline, mood, style, cx);
        }
    }

    fn inline(&mut self, inline: &'a Inline, mood: Mood, style: &TextStyle, cx: &mut Setter) {
        let look = mood.look(style, cx);
        match &inline.kind {
            InlineKind::Text(text) if all_slant(text, mood, style, cx) => {
                let look = placed(look, mood.place, text, cx);
                self.words_of(text, look, mood, inline.span, cx);
            }
            InlineKind::Text(text) => {
                for (range, hand) in hands(text) {
                    let text = &text[range];
                    let mood = hand.of(mood, &cx.language);
                    let look = placed(mood.look(style, cx), mood.place, text, cx);
                    self.words_of(text, look, mood, inline.span, cx);
                }
            }
            InlineKind::Emph(inner) => {
                let slope = if mood.slope == Slope::Italic { Slope::Roman } else { Slope::Italic };
                self.inlines(inner, Mood { slope, ..mood }, style, cx);
            }
            InlineKind::Strong(inner) => self.inlines(inner, Mood { weight: 700, ..mood }, style, cx),
            InlineKind::Strike(inner) => self.inlines(inner, Mood { strike: Strike::Out, ..mood }, style, cx),
            InlineKind::SmallCaps(inner) => self.inlines(inner, Mood { caps: Caps::Small, ..mood }, style, cx),
            InlineKind::Raised(inner) => self.inlines(inner, Mood { place: Place::Raised, ..mood }, style, cx),
            InlineKind::Ruby(inner) | InlineKind::Reading(inner) => self.inlines(inner, mood, style, cx),
            InlineKind::Lowered(inner) => self.inlines(inner, Mood { place: Place::Lowered, ..mood }, style, cx),
            InlineKind::Code(text) => {
                let look = Mood { mono: Mono::Yes, ..mood }.look(style, cx);
                let look = placed(look, mood.place, text, cx);
                self.linked(text, look, mood, inline.span);
            }
            InlineKind::Math { tex, .. } => self.formula(tex, mood, style, inline.span, cx),
            InlineKind::Link { target, content } => self.link(target, content, mood, style, cx),
            InlineKind::Image(image) => self.image(image, look, mood, inline.span, cx),
            InlineKind::Note(note) => self.call(&note.label, Some(&note.body), mood, style, inline.span, cx),
            InlineKind::NoteAgain(label) => self.call(label, None, mood, style, inline.span, cx),
            InlineKind::Break => {
                self.linked("\n", look, mood, inline.span);
                self.mark_last(SpanKind::Break);
            }
            InlineKind::Mark(name) => self.marks.push(cx.mark(name)),
            InlineKind::Pages(places, called) => self.pages(places, *called, mood, style, cx),
        }
    }

    /// Words; those in capitals become small capitals where that is wanted and can be had.
    fn words_of(&mut self, text: &str, look: Look, mood: Mood, span: Span, cx: &Setter) {
        if mood.place == Place::OnLine
            && look.script == Script::Normal
            && cx.fonts.face(look.face).has_feature(*b"frac")
        {
            let mut done = 0;
            for range in fractions(text, &cx.language) {
                self.letters(&text[done..range.start], look, mood, span, cx);
                self.linked(&text[range.clone()], Look { script: Script::Fraction, ..look }, mood, span);
                done = range.end;
            }
            return self.letters(&text[done..], look, mood, span, cx);
        }
        self.letters(text, look, mood, span, cx);
    }

    fn letters(&mut self, text: &str, look: Look, mood: Mood, span: Span, cx: &Setter) {
        let small = mood.acronyms == Acronyms::Small && look.caps == Caps::AsWritten && has_small_caps(look.face, cx);
        if !small {
            return self.linked(text, look, mood, span);
        }
        let mut done = 0;
        for range in acronyms(text, &cx.capitals) {
            self.linked(&text[done..range.start], look, mood, span);
            let capitals = Look { caps: Caps::AllSmall, tracking: 40, ..look };
            self.linked(&text[range.clone()], capitals, mood, span);
            done = range.end;
        }
        self.linked(&text[done..], look, mood, span);
    }

    fn linked(&mut self, text: &str, look: Look, mood: Mood, span: Span) {
        let before = self.spans.len();
        self.push(text, look, mood.tag, span);
        if self.spans.len() > before
            && let Some(last) = self.spans.last_mut()
        {
            last.link = mood.link;
        }
    }

    fn push(&mut self, text: &str, look: Look, tag: TagId, span: Span) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        // Marks stand before what comes next.
        let first = self.spans.last().map_or(0, |last| last.marks.first + last.marks.count);
        let marks = Marks { first, count: self.marks.len() - first };
        self.spans.push(Styled { range, look, tag, span, link: None, call: None, marks, kind: SpanKind::Words });
    }

    fn mark_last(&mut self, kind: SpanKind) {
        if let Some(last) = self.spans.last_mut() {
            last.kind = kind;
        }
    }
}

impl Mood {
    /// Nothing is open.
    fn of(style: &TextStyle, acronyms: Acronyms, tag: TagId) -> Self {
        let (weight, slope) = (style.font.weight, style.font.slope);
        let (mono, caps, strike, place) = (Mono::No, Caps::of(style), Strike::None, Place::OnLine);
        Self { weight, slope, mono, caps, strike, dots: Dots::None, place, link: None, tag, acronyms }
    }

    fn look(&self, style: &TextStyle, cx: &mut Setter) -> Look {
        let mut look = cx.look(style, self.weight, self.slope);
        if self.mono == Mono::Yes {
            let (face, size) = cx.code_face(style, self.weight);
            look = Look { face, size, figures: Figures::Lining, ligatures: Ligatures::None, ..look };
        }
        // Tinted type below 8 points prints badly, for its edges are screened: addresses in notes, and what is raised, are
        // black.
        let size = if self.place == Place::OnLine { style.size } else { style.size.scale(SCRIPT) };
        if self.link.is_some() && size >= Abs::pt(8.0) {
            look.ink = cx.theme.accent;
        }
        look.strike = self.strike;
        look.dots = self.dots;
        look.caps = Caps::AsWritten;
        if self.caps != Caps::AsWritten
            && cx.theme.small_caps == SmallCaps::Allowed
            && cx.fonts.face(look.face).has_feature(*b"smcp")
        {
            // Capitals want air: 5 %, the least that Butterick gives.
            look = Look { caps: self.caps, tracking: 50, ..look };
        }
        look
    }
}

/// How large raised and lowered words are beside the others.
pub(in crate::layout) const SCRIPT: f64 = 0.68;

/// The look of raised or lowered words: figures with the face's own superiors, which are drawn at the right weight;
/// the rest smaller and shifted, by the proportions of TeX's text-style scripts.
fn placed(look: Look, place: Place, text: &str, cx: &mut Setter) -> Look {
    match place {
        Place::OnLine => look,
        Place::Raised if has_superiors(text, &look, cx) => Look { script: Script::Superior, ..look },
        Place::Raised => Look { size: look.size.scale(SCRIPT), rise: look.size.scale(0.34), ..look },
        Place::Lowered => Look { size: look.size.scale(SCRIPT), rise: look.size.scale(-0.14), ..look },
    }
}

/// Whether the face has superiors for all of a text: most have figures, some the letters of ordinals.
fn has_superiors(text: &str, look: &Look, cx: &mut Setter) -> bool {
    let short = text.len() <= 8 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    short && cx.fonts.face(look.face).has_feature(*b"sups") && super::shape::has_superiors(text, look, cx)
}

fn has_small_caps(face: FaceId, cx: &Setter) -> bool {
    let face = cx.fonts.face(face);
    face.has_feature(*b"smcp") && face.has_feature(*b"c2sc")
}
