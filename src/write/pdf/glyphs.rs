//! A run's glyphs → one `TJ`, whose numbers make up the difference between the widths in the file and the advances
//! in the run. They are whole thousandths of the em, and what rounding leaves is carried to the next glyph, so that
//! nothing drifts. And what each glyph is read as: most by the font's map, hyphens at the ends of lines apart.

use super::fonts::{Font, Told};
use super::syntax::{decimal, integer, milli, utf16_hex};
use crate::layout::{Glyph, GlyphRun, READ_ELSEWHERE, Reading};
use crate::length::Abs;
use std::ops::Range;

/// What a run is written within.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Within {
    /// An element: each glyph is read as what it stands for.
    #[default]
    Element,
    /// A span that says what all of it is read as.
    Span,
}

/// How far off a space may begin, in thousandths of the em: less than a program takes for a space of its own.
const UNSEEN: f64 = 60.0;

/// How far off a letter may be drawn, in thousandths of the em: at 10 pt a twelfth of a dot of 600 to the inch. Widths in
/// a file are whole thousandths, and half of the numbers in a line would do no more than make up for that.
const OFF: f64 = 1.0;

/// Writes the glyphs of a run. The font is set, at `size` thousandths of a point and expanded as the run says, and
/// the run's place; `ending` is the glyph that is a hyphen at the end of a line.
pub(super) fn write(
    run: &GlyphRun,
    size: i64,
    ending: Option<(usize, Hyphen)>,
    within: Within,
    font: &mut Font<'_>,
    out: &mut Vec<u8>,
) {
    // Thousandths of the em, as it is written and expanded, in a unit of length.
    let expanded = 1.0 + f64::from(run.expansion) / 100_000.0;
    let per_unit = 1000.0 / (size as f64 * 65.536 * expanded.max(0.001));
    let mut origin = 0_i64;
    // What the viewer adds behind each glyph, before it expands: in thousandths of the em.
    let tracking = milli(run.tracking) as f64 * 1000.0 / size as f64;
    let mut array = Array { out, rise: 0, place: Place::Outside, written: 0.0 };
    let mut clusters = Clusters::new(run);
    let stacks = Stacks::of(run);
    // Nearly all runs: nothing is told but by the font's map.
    let by_map = ending.is_none() && within == Within::Element && stacks.is_none() && run.text != NOTHING;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let text = clusters.text(index);
        let (text, stands) = stacks.as_ref().map_or((text, Stands::Alone), |stacks| stacks.glyph(index, text));
        let shown = font.show(glyph.id, text);
        let shift = run.shift(index);
        array.raise(milli(Abs(i64::from(shift.1))));
        let place = (origin + i64::from(shift.0)) as f64 * per_unit;
        // A space draws nothing: where the pen is a little off there, it goes right before the next letter.
        if !(text == " " && (place - array.written).abs() < UNSEEN && stands == Stands::Alone) {
            array.step_to(place);
        }
        match (ending, shown.told) {
            (_, Told::ByMap) if by_map => array.glyph(shown.code),
            // One span around all says it already, and Poppler knows but one.
            _ if within == Within::Span => array.glyph(shown.code),
            _ if stands == Stands::OnAnother || run.text == NOTHING => array.spanned(shown.code, ""),
            (Some((last, hyphen)), _) if last == index => array.spanned(shown.code, hyphen.read_as()),
            (_, Told::ByMap) => array.glyph(shown.code),
            (_, Told::BySpan) => array.spanned(shown.code, text),
        }
        array.written += shown.width as f64 + tracking;
        origin += i64::from(glyph.advance);
    }
    array.leave();
    array.raise(0);
}

/// The letters of a run that marks stand on. Readers that look at where glyphs are take a mark that is drawn back over
/// its letter for a word of its own; so a letter is read with all its marks, and they for nothing.
struct Stacks<'a> {
    run: &'a GlyphRun,
    /// By glyph: the letter that it stands on.
    bases: Vec<Option<usize>>,
    /// By glyph: its text.
    texts: Vec<Range<usize>>,
}

/// Whether a glyph is a mark on another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Alone,
    OnAnother,
}

impl<'a> Stacks<'a> {
    /// `None` for a run without marks, as nearly all are, and for one that is read backward: Poppler turns a letter and
    /// its marks round with all the rest if they are told together, and reads `صباًحا`.
    fn of(run: &'a GlyphRun) -> Option<Self> {
        if run.reading == Reading::Backward {
            return None;
        }
        let takes_no_room = |glyph: &Glyph| glyph.advance == 0 && glyph.text > 0;
        if !run.glyphs.iter().any(takes_no_room) {
            return None;
        }
        let texts: Vec<_> = run.texts().collect();
        // What ends a line, or parts words, is no mark although it may take no room.
        let is_mark = |(glyph, text): (&Glyph, &Range<usize>)| {
            let text = run.text.get(text.clone()).unwrap_or_default();
            takes_no_room(glyph) && !text.is_empty() && !text.contains(['\u{ad}', ' ', '-'])
        };
        if !run.glyphs.iter().zip(&texts).any(is_mark) {
            return None;
        }
        let mut bases = vec![None; run.glyphs.len()];
        let mut base = None;
        for (index, (glyph, own)) in run.glyphs.iter().zip(&mut bases).enumerate() {
            if is_mark((glyph, &texts[index])) {
                *own = base;
            } else {
                // Of a cluster of several glyphs each has its share of the text already.
                let told = |at: usize| run.glyphs.get(at).is_none_or(|glyph| glyph.text > 0);
                let whole = told(index) && told(index + 1) && index.checked_sub(1).is_none_or(told);
                base = whole.then_some(index);
            }
        }
        Some(Self { run, bases, texts })
    }

    /// What a glyph is read as; `text` is its own.
    fn glyph(&self, index: usize, text: &'a str) -> (&'a str, Stands) {
        if self.bases[index].is_some() {
            return (NOTHING, Stands::OnAnother);
        }
        let own = &self.texts[index];
        // They follow it at once.
        let after = self.texts.iter().zip(&self.bases).skip(index + 1);
        let marks = after.take_while(|(_, base)| **base == Some(index));
        let whole = marks.fold(own.clone(), |whole, (mark, _)| whole.start.min(mark.start)..whole.end.max(mark.end));
        if whole == *own {
            return (text, Stands::Alone);
        }
        (self.run.text.get(whole).unwrap_or(text), Stands::Alone)
    }
}

/// A hyphen with nothing but spaces behind it in its run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It was written: `well-` before `known`.
    Written,
    /// A line's end put it there. The font's map says so by U+00AD, and readers that heed it join the word.
    Soft,
}

impl Hyphen {
    /// What the span around a hyphen says where the word goes on in the next line. Poppler joins words at `-`, and at
    /// no other sign; of the readers that were tried it alone heeds the span. It would take a written hyphen for one
    /// to join at, too, and read `wellknown`: an invisible place to break behind it keeps it from that.
    pub(super) fn read_as(self) -> &'static str {
        match self {
            Self::Written => "-\u{200B}",
            Self::Soft => "-",
        }
    }

    /// The hyphen that a run ends with, and its glyph.
    pub(super) fn at_end(run: &GlyphRun) -> Option<(usize, Self)> {
        if !run.text.ends_with(['-', '\u{AD}', ' ']) {
            return None;
        }
        let of = |index: usize, text: &str| match text {
            "-" => Some((index, Self::Written)),
            "\u{AD}" => Some((index, Self::Soft)),
            _ => None,
        };
        if run.reading == Reading::Backward {
            let texts = run.texts().map(|range| run.text.get(range).unwrap_or_default());
            let (last, text) = texts.enumerate().filter(|(_, text)| !text.trim().is_empty()).last()?;
            return of(last, text);
        }
        let mut end = run.text.len();
        for (index, glyph) in run.glyphs.iter().enumerate().rev() {
            let start = end.checked_sub(usize::from(glyph.text))?;
            let text = run.text.get(start..end).unwrap_or_default();
            if !text.trim().is_empty() {
                return of(index, text);
            }
            end = start;
        }
        None
    }
}

/// Shares the text of each cluster among its glyphs: a letter and an accent that are drawn apart are read apart.
struct Clusters<'a> {
    run: &'a GlyphRun,
    /// Where the text of the glyph begins that is asked for next; where that is read backward, where it ends.
    at: usize,
    rest: &'a str,
    /// How many glyphs the rest is for.
    glyphs: usize,
}

/// What a glyph is read as if its cluster has fewer characters than glyphs. It is invisible and breaks no word;
/// MuPDF shows U+FFFD for a glyph that stands for nothing.
const NOTHING: &str = READ_ELSEWHERE;

impl<'a> Clusters<'a> {
    fn new(run: &'a GlyphRun) -> Self {
        let at = match run.reading {
            Reading::Forward => 0,
            Reading::Backward => run.glyphs.iter().map(|glyph| usize::from(glyph.text)).sum(),
        };
        Self { run, at, rest: "", glyphs: 0 }
    }

    /// The text of a glyph; they are asked for in order.
    fn text(&mut self, index: usize) -> &'a str {
        let length = usize::from(self.run.glyphs[index].text);
        let own = match self.run.reading {
            Reading::Forward => self.at..self.at + length,
            Reading::Backward => self.at - length..self.at,
        };
        self.at = if self.run.reading == Reading::Forward { own.end } else { own.start };
        let is_next = self.run.glyphs.get(index + 1).is_none_or(|next| next.text > 0);
        if length > 0 && is_next {
            // Nearly always: a cluster of one glyph.
            self.rest = "";
            let text = self.run.text.get(own).unwrap_or_default();
            return if text.is_empty() { NOTHING } else { text };
        }
        if length > 0 {
            let followers = self.run.glyphs[index + 1..].iter();
            self.glyphs = 1 + followers.take_while(|glyph| glyph.text == 0).count();
            self.rest = self.run.text.get(own).unwrap_or_default();
        }
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let (text, rest) = self.rest.split_at(if self.glyphs == 1 { self.rest.len() } else { first });
        self.rest = rest;
        self.glyphs = self.glyphs.saturating_sub(1);
        if text.is_empty() { NOTHING } else { text }
    }
}

/// The whole number below: `floor` is a call on processors without an instruction for it.
fn floor(value: f64) -> i64 {
    let whole = value as i64;
    if whole as f64 > value { whole - 1 } else { whole }
}

/// Whether a byte stands for itself in a string.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'(' | b')' | b'\\' | b'\r')
}

/// A `TJ` being written.
struct Array<'a> {
    out: &'a mut Vec<u8>,
    rise: i64,
    place: Place,
    /// Where the viewer's pen is, in thousandths of the em.
    written: f64,
}

/// Where in a `TJ` the next byte goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Between,
    InString,
}

impl Array<'_> {
    /// Moves the pen if it is too far off.
    fn step_to(&mut self, place: f64) {
        let off = place - self.written;
        if off > -OFF && off < OFF {
            return;
        }
        let step = floor(off + 0.5);
        self.between();
        integer(self.out, -step);
        self.written += step as f64;
    }

    #[inline]
    fn glyph(&mut self, code: u16) {
        if self.place != Place::InString {
            self.between();
            self.out.push(b'(');
            self.place = Place::InString;
        }
        let [high, low] = code.to_be_bytes();
        if is_plain(high) && is_plain(low) {
            self.out.extend_from_slice(&[high, low]);
        } else {
            self.escaped([high, low]);
        }
    }

    #[cold]
    fn escaped(&mut self, code: [u8; 2]) {
        for byte in code {
            match byte {
                // A bare carriage return in a string reads as a line feed.
                b'\r' => self.out.extend_from_slice(b"\\r"),
                _ if is_plain(byte) => self.out.push(byte),
                _ => self.out.extend_from_slice(&[b'\\', byte]),
            }
        }
    }

    /// A glyph whose text the font's map does not tell.
    fn spanned(&mut self, code: u16, text: &str) {
        self.open(text);
        self.glyph(code);
        self.close();
    }

    /// What follows is read as `text`.
    fn open(&mut self, text: &str) {
        self.leave();
        if text == "-" {
            self.out.extend_from_slice(b"/Span<</ActualText(-)>>BDC\n");
        } else {
            self.out.extend_from_slice(b"/Span<</ActualText<FEFF");
            utf16_hex(self.out, text);
            self.out.extend_from_slice(b">>>BDC\n");
        }
    }

    fn close(&mut self) {
        self.leave();
        self.out.extend_from_slice(b"EMC\n");
    }

    /// Shifts what follows up, or back to the baseline.
    fn raise(&mut self, rise: i64) {
        if self.rise != rise {
            self.leave();
            self.rise = rise;
            decimal(self.out, rise);
            self.out.extend_from_slice(b" Ts\n");
        }
    }

    fn between(&mut self) {
        match self.place {
            Place::Outside => self.out.push(b'['),
            Place::Between => {}
            Place::InString => self.out.push(b')'),
        }
        self.place = Place::Between;
    }

    fn leave(&mut self) {
        if self.place != Place::Outside {
            self.between();
            self.out.extend_from_slice(b"]TJ\n");
            self.place = Place::Outside;
        }
    }
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests;
