//! How long what cells say is: their lines, their words, and the numbers among these, which are never divided.

use super::figures;
use super::words::{Voice, Words, said};
use crate::font::FaceId;
use crate::lang::{Language, Makeup, Script, Writing, hyphenate, is_tied};
use crate::layout::inline::SCRIPT;
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::{Cell, Notes, Row};
use crate::style::TextStyle;

/// A word longer than so many ems may be cut.
const LONGEST_WORD: f64 = 11.0;
/// And text in squares may be cut anywhere: so many of them stay together.
const SQUARES: f64 = 4.0;
/// A syllable that is longer is none: data, which may be cut anywhere.
const LONGEST_SYLLABLE: f64 = 6.0;
/// A hair of room, in ems: kerning may widen too.
const HAIR: f64 = 0.08;
/// What stands, several times, for a word that was taken out. Bars of one word are never parted: they would be two.
const BAR: char = '█';
/// How much wider than words formulas are, with the white in them.
const FORMULA: f64 = 1.2;
/// Cells that are looked through for a letter that another face has to lend.
const ENOUGH: usize = 100;
/// Its width in ems, where another face has to lend it: 0.77 in DejaVu Sans.
const BAR_WIDTH: f64 = 0.78;

/// How long what a cell says is.
#[derive(Default)]
pub(super) struct Extent {
    /// Its longest line.
    pub natural: Abs,
    /// Its longest word, if that is not so long that it may be cut.
    pub word: Abs,
    /// Its longest word as it is.
    pub whole: Abs,
    /// Its longest number.
    pub number: Abs,
    /// All its lines together.
    pub total: Abs,
}

/// What tells how words are divided, and which marks notes have.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub language: &'a Language,
    pub notes: &'a Notes,
}

impl<'a> Reading<'a> {
    pub fn of(cx: &'a Setter) -> Self {
        Self { language: &cx.language, notes: &cx.notes }
    }
}

impl Extent {
    pub fn of(cell: &Cell, style: &TextStyle, reading: Reading, measure: &impl Fn(Voice, char) -> Abs) -> Self {
        let hair = style.size.scale(HAIR);
        let most = [style.size.scale(LONGEST_WORD), style.size.scale(SQUARES)];
        let mut extent = Self::default();
        for line in Words::of(&cell.content, reading.notes).lines {
            let mut width = Abs::ZERO;
            let mut word = Measured::default();
            let text = said(&line);
            let mut at = 0;
            for (voice, c) in line.iter().flat_map(|(voice, words)| words.chars().map(|c| (*voice, c))) {
                let advance = measure(voice, c);
                width += advance;
                if voice == Voice::Raised {
                    word.width += advance;
                    continue;
                }
                if c == ' ' && !is_one_number(&text, at, reading.language) {
                    extent.word(std::mem::take(&mut word), hair, most);
                } else {
                    word.add(c, advance);
                }
                at += c.len_utf8();
            }
            extent.word(word, hair, most);
            extent.natural = extent.natural.max(width + hair);
            extent.total += width + hair;
        }
        extent
    }

    fn word(&mut self, word: Measured, hair: Abs, [most, squares]: [Abs; 2]) {
        let width = word.width + hair;
        if word.makeup.squares == 0 {
            self.whole = self.whole.max(word.width);
        }
        if word.makeup.is_number() {
            self.number = self.number.max(width);
            self.word = self.word.max(width);
        } else {
            self.word = self.word.max(width.min(if word.makeup.squares > 0 { squares } else { most }));
        }
    }
}

/// The longest part of a cell's words that no hyphen divides, with the hyphen.
pub(super) fn longest_syllable(
    cell: &Cell,
    style: &TextStyle,
    reading: Reading,
    measure: &impl Fn(Voice, char) -> Abs,
) -> Abs {
    let most = style.size.scale(LONGEST_SYLLABLE);
    let mut longest = Abs::ZERO;
    // The syllable at which the mark of a note would stand.
    let mut last = Abs::ZERO;
    for (voice, words) in Words::of(&cell.content, reading.notes).lines.into_iter().flatten() {
        let width = |part: &str| part.chars().map(|c| measure(voice, c)).sum::<Abs>();
        if voice == Voice::Raised {
            last += width(&words);
            longest = longest.max(last);
            continue;
        }
        let hyphen = measure(voice, '-');
        for word in words.split(' ').filter(|word| !word.chars().any(|c| Script::of(c).is_square())) {
            last = width(word);
            if last <= longest {
                continue;
            }
            // Names in programs and addresses are divided at their marks.
            for letters in word.split_inclusive(|c: char| !c.is_alphanumeric() && c != BAR) {
                let capitals = letters.chars().skip(1).any(char::is_uppercase);
                let syllables = if capitals { Vec::new() } else { hyphenate(letters, reading.language).offsets };
                let mut from = 0;
                for at in syllables.into_iter().chain([letters.len()]) {
                    let hyphen = if at < letters.len() { hyphen } else { Abs::ZERO };
                    last = (width(&letters[from..at]) + hyphen).min(most);
                    longest = longest.max(last);
                    from = at;
                }
            }
        }
    }
    longest + style.size.scale(HAIR)
}

/// Whether a space stands within a number, or between it and its unit.
fn is_one_number(text: &str, space: usize, language: &Language) -> bool {
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let around = figure(text[..space].chars().next_back()) || figure(text[space + 1..].chars().next());
    around && is_tied(text, space + 1, language)
}

/// A word that is being measured.
#[derive(Default)]
struct Measured {
    width: Abs,
    makeup: Makeup,
}

impl Measured {
    fn add(&mut self, c: char, advance: Abs) {
        self.width += advance;
        // A bar counts as a figure.
        self.makeup.add(if c == BAR { '0' } else { c });
    }
}

/// How wide cells are with their decimal marks, or where these would be, below one another.
pub(super) fn aligned<'c>(
    cells: impl Iterator<Item = &'c Cell>,
    mark: char,
    style: &TextStyle,
    notes: &Notes,
    measure: &impl Fn(Voice, char) -> Abs,
) -> Abs {
    let width = |words: &str| words.chars().map(|c| measure(Voice::Plain, c)).sum::<Abs>();
    let (mut before, mut behind) = (Abs::ZERO, Abs::ZERO);
    for cell in cells.filter(|cell| cell.spread.size().0 == 1) {
        let words = Words::of(&cell.content, notes);
        let marks = words.lines.iter().flatten().filter(|(voice, _)| *voice == Voice::Raised);
        let marks: Abs = marks.flat_map(|(voice, mark)| mark.chars().map(|c| measure(*voice, c))).sum();
        let words = words.joined();
        let at = figures::split(&words, mark);
        before = before.max(width(&words[..at]));
        behind = behind.max(width(&words[at..]) + marks);
    }
    before + behind + style.size.scale(HAIR)
}

/// A letter of some rows that the theme's face lacks, in a language that is not written in its letters.
fn foreign(rows: &[Row], face: FaceId, cx: &Setter) -> Option<char> {
    if cx.language.writing() == Writing::Alphabet {
        return None;
    }
    let lacks = |c: &char| {
        !matches!(Script::of(*c), Script::Common | Script::Symbols) && cx.fonts.face(face).glyph(*c).is_none()
    };
    let cells = rows.iter().flat_map(|row| &row.cells);
    cells.take(ENOUGH).find_map(|cell| Words::of(&cell.content, &cx.notes).joined().chars().find(lacks))
}

/// Measures words by the advances of their characters, in the face that lends them where the theme's lacks them.
pub(super) fn measurer<'a>(
    style: &TextStyle,
    rows: &[Row],
    cx: &mut Setter<'a>,
) -> impl Fn(Voice, char) -> Abs + use<'a> {
    let fonts = cx.fonts;
    let (code, code_size) = cx.code_face(style, style.font.weight);
    let strong = cx.face(&style.font.family, style.font.weight.max(700), style.font.slope);
    let plain = cx.plain_look(style).face;
    let letter = foreign(rows, plain, cx);
    let lends = |face| {
        let letter = letter?.to_string();
        cx.shaper.fallback(&letter, face, fonts, &cx.language)
    };
    let [lent, lent_strong] = [plain, strong].map(lends).map(|face| face.map(|face| fonts.face(face)));
    let [plain, strong, code] = [plain, strong, code].map(|face| fonts.face(face));
    let size = style.size;
    move |voice, c| {
        let (face, lent, size) = match voice {
            Voice::Plain => (plain, lent, size),
            Voice::Formula => (plain, lent, size.scale(FORMULA)),
            Voice::Strong => (strong, lent_strong, size),
            Voice::Code => (code, lent, code_size),
            Voice::Raised => (plain, lent, size.scale(SCRIPT)),
        };
        let lent = || lent.filter(|face| face.glyph(c).is_some());
        let face = if face.glyph(c).is_some() { face } else { lent().unwrap_or(face) };
        match face.glyph(c) {
            Some(glyph) => face.scale(i32::from(face.advance(glyph)), size),
            None if c == BAR => size.scale(BAR_WIDTH),
            None => size.scale(0.55 * unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_parted() {
        let mut measured = Measured::default();
        "███".chars().for_each(|c| measured.add(c, Abs(1)));
        assert!(measured.makeup.is_number());
    }
}
