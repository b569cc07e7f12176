//! Display lines: titles, standfirsts and headings. They are evened out; what is too long for its size is set smaller.

use super::super::frame::TagId;
use super::super::galley::Galley;
use super::super::inline::{Acronyms, Balance, Collected, Shape, set_lines};
use super::super::setter::Setter;
use super::Place;
use super::paragraph::keep_lines_into;
use crate::lang::{Script, hyphenate};
use crate::length::Abs;
use crate::model::{Inline, plain};
use crate::style::{Caps, TextStyle};

/// In steps of a sixth, as those of type sizes are (18, 21, 24, 28), down to half.
const STEPS: [f64; 4] = [0.84, 0.7, 0.6, 0.5];

/// Display lines, evened out.
pub(super) fn display<'a>(
    content: &'a [Inline],
    style: &TextStyle,
    place: Place,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let style = smaller(content, style, place, cx);
    let style = narrower(content, &style, cx.theme.body.size, place.measure, cx);
    let mut text = Collected::new();
    text.add(content, &style, Acronyms::Plain, place.tag, cx);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Even };
    let lines = set_lines(&text, &style, shape, cx);
    keep_lines_into(lines, &text.calls, place, &style, cx, galley);
}

/// The style of a display, smaller if it is so long that it would take a page.
fn smaller(content: &[Inline], style: &TextStyle, place: Place, cx: &mut Setter) -> TextStyle {
    const MOST_LINES: usize = 5;
    /// No column is so narrow that as many letters make more lines; and what has more than so many is no title, whatever
    /// it was called.
    const LETTERS: std::ops::RangeInclusive<usize> = 60..=1_000;
    let words = plain(content);
    if !LETTERS.contains(&words.len()) {
        return style.clone();
    }
    // What is tried here is not what is printed: nothing is told of it.
    let (told, missing) = (std::mem::take(&mut cx.sink), std::mem::take(&mut cx.shaper.missing));
    let mut lines = |style: &TextStyle| {
        let mut text = Collected::new();
        text.words(&words, cx.plain_look(style), TagId::ARTIFACT);
        let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
        set_lines(&text, style, shape, cx).len()
    };
    let mut tried = style.clone();
    for step in STEPS {
        if lines(&tried) <= MOST_LINES {
            break;
        }
        tried = scaled(style, step);
    }
    (cx.sink, cx.shaper.missing) = (told, missing);
    tried
}

/// The style of a display, smaller if a part of a word that no hyphen divides is wider than the measure: cut between any
/// two letters, it could not be read. Not smaller than `least`; and what is too wide then is data, which may be cut.
pub(super) fn narrower(content: &[Inline], style: &TextStyle, least: Abs, measure: Abs, cx: &mut Setter) -> TextStyle {
    let words = plain(content);
    let width = longest_part(&words, style, measure, cx);
    if width <= measure {
        return style.clone();
    }
    let step = STEPS.into_iter().find(|step| width.scale(*step) <= measure);
    let fitting = step.map(|step| scaled(style, step)).filter(|tried| tried.size >= least);
    fitting.unwrap_or_else(|| style.clone())
}

fn scaled(style: &TextStyle, by: f64) -> TextStyle {
    TextStyle { size: style.size.scale(by), leading: style.leading.scale(by), ..style.clone() }
}

/// The longest part of words that no line may divide.
fn longest_part(words: &str, style: &TextStyle, measure: Abs, cx: &mut Setter) -> Abs {
    /// What has more letters is data.
    const DATA: usize = 200;
    // Few letters are wider than their size. Among squares lines break anywhere, and in scripts of South-East Asia where
    // dictionaries say so.
    let is_long = |word: &&str| {
        let count = word.chars().count();
        let may_fill = count <= DATA && style.size * count as i64 > measure;
        may_fill && !word.chars().any(|c| Script::of(c).is_unparted())
    };
    let mut long = words.split_whitespace().filter(is_long).peekable();
    if long.peek().is_none() {
        return Abs::ZERO;
    }
    let advance = advances(style, cx);
    let width = |part: &str| part.chars().map(&advance).sum::<Abs>();
    let mut longest = Abs::ZERO;
    for word in long {
        // As it is set, with small capitals and the white around them.
        let set = set_width(word, style, cx).ratio(width(word).max(Abs(1)));
        for letters in word.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let capitals = letters.chars().skip(1).any(char::is_uppercase);
            let places = if capitals { Vec::new() } else { hyphenate(letters, &cx.language).offsets };
            let mut from = 0;
            for at in places.into_iter().chain([letters.len()]) {
                let hyphen = if at < letters.len() { advance('-') } else { Abs::ZERO };
                longest = longest.max(width(&letters[from..at]).scale(set) + hyphen);
                from = at;
            }
        }
    }
    longest
}

/// How wide a word is that nothing divides.
fn set_width(word: &str, style: &TextStyle, cx: &mut Setter) -> Abs {
    let (told, missing) = (std::mem::take(&mut cx.sink), std::mem::take(&mut cx.shaper.missing));
    let mut text = Collected::new();
    let mut look = cx.plain_look(style);
    if style.caps == Caps::Small {
        // As much air as small capitals are given.
        look.tracking = 50;
    }
    text.words(word, look, TagId::ARTIFACT);
    let shape = Shape { measure: Abs::pt(100_000.0), indent: Abs::ZERO, balance: Balance::Fill };
    let width = set_lines(&text, style, shape, cx).iter().map(|line| line.width).sum();
    (cx.sink, cx.shaper.missing) = (told, missing);
    width
}

/// How wide characters are, apart from what kerning and small capitals do.
pub(super) fn advances<'a>(style: &TextStyle, cx: &mut Setter<'a>) -> impl Fn(char) -> Abs + use<'a> {
    let face = cx.plain_look(style).face;
    let (face, size) = (cx.fonts.face(face), style.size);
    move |c| match face.glyph(c) {
        Some(glyph) => face.scale(i32::from(face.advance(glyph)), size),
        None => size.scale(0.55 * unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) as f64),
    }
}
