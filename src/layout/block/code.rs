//! Programs' text: line by line on a tint; lines longer than the measure go on below, behind a mark and as far in as
//! they begin. Keywords are bold and comments gray, where a grammar tells them.

#[cfg(feature = "highlight")]
mod highlight;

#[cfg(feature = "highlight")]
use highlight::{Highlighter, Kind};

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Balance, Collected, Ligatures, Look, Shape, set_lines};
use super::super::setter::Setter;
use super::paragraph::baseline;
use super::{Place, display_space, tag};
use crate::breaking::FORBIDDEN;
use crate::font::FaceId;
use crate::lang::Direction;
use crate::length::{Abs, Point, Size};
use crate::model::{Block, BlockKind, Document, Visit};
use crate::source::Span;
use crate::style::{Ink, Setting, TextStyle};
use std::borrow::Cow;
use std::ops::Range;
#[cfg(feature = "highlight")]
use std::sync::OnceLock;
use unicode_width::UnicodeWidthChar;

/// The mark before a line that goes on.
const GOES_ON: &str = "↪ ";
/// How many columns it takes.
const MARK: usize = 2;
/// Comments: gray enough to step back, dark enough for a copier.
#[cfg(feature = "highlight")]
const COMMENT: Ink = Ink::Gray(65);
/// How far the tint goes beyond the text, on all sides.
const PADDING: Abs = Abs(Abs::PT.0 * 4);

/// What a page's end within a line costs that goes on in the next: a line of a hundred pieces must end somewhere.
const WITHIN: i32 = 600;

/// A block of code.
pub(super) fn code(language: Option<&str>, text: &str, place: Place, span: Span, cx: &mut Setter, galley: &mut Galley) {
    let text = &*untabbed(text);
    let theme = cx.theme;
    let mut style = TextStyle { setting: Setting::Ragged, ..theme.code.clone() };
    if place.style.size < theme.body.size {
        style.size = style.size.scale(place.style.size.ratio(theme.body.size));
        style.leading = place.style.leading;
    }
    let tag = tag(Role::Code, place, cx);
    let room = columns(place.measure, cx.plain_look(&style), cx);
    let scale = cx.programs.scale_of(text, smaller(widest(text), room, cx), room);
    if scale < 1.0 {
        style.size = style.size.scale(scale);
        style.leading = style.leading.scale(scale);
    }
    let look = Look { ligatures: Ligatures::None, ..cx.plain_look(&style) };
    let columns = columns(place.measure, look, cx);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap(line, start, columns, &mut lines);
        start += line.len() + 1;
    }
    let stretches = stretches(language, text, cx);
    let looks = Looks { plain: look, stretches, bold: cx.face(&style.font.family, 700, style.font.slope) };
    galley.space(display_space(cx));
    galley.push(tinted(VBox::strut(PADDING), place));
    let count = lines.len();
    for (index, piece) in lines.into_iter().enumerate() {
        // Two lines at least on either side of a page's end, and the padding with the line beside it.
        let at_edge = index <= 1 || index + 1 == count;
        let cost = match piece.goes_on {
            _ if at_edge => FORBIDDEN,
            Some(_) => WITHIN,
            None => 0,
        };
        galley.penalty(cost);
        let vbox = set(text, piece, &looks, &style, (tag, span), place, cx);
        galley.push(tinted(vbox, place));
    }
    galley.penalty(FORBIDDEN);
    galley.push(tinted(VBox::strut(PADDING), place));
    galley.items.push(VItem::Snap(display_space(cx)));
}

/// The text with spaces for its tabs, which stand every four columns.
fn untabbed(text: &str) -> Cow<'_, str> {
    const TAB: usize = 4;
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut column = 0;
    for piece in text.split_inclusive(['\t', '\n']) {
        let words = piece.trim_end_matches(['\t', '\n']);
        out.push_str(words);
        column += width(words);
        if piece.ends_with('\t') {
            let spaces = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
        } else if piece.ends_with('\n') {
            out.push('\n');
            column = 0;
        }
    }
    Cow::Owned(out)
}

/// A piece of a line: its bytes in the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    bytes: Range<usize>,
    /// `None`: it begins its line. Else how many columns the line begins in from the left.
    goes_on: Option<usize>,
}

/// How the words of a block look.
struct Looks {
    plain: Look,
    bold: FaceId,
    /// What is not plain, in order.
    stretches: Vec<(Range<usize>, Kind)>,
}

/// What a stretch of a program is: nothing is known.
#[cfg(not(feature = "highlight"))]
#[derive(Debug, Clone, Copy)]
enum Kind {}

impl Looks {
    #[cfg(feature = "highlight")]
    fn of(&self, kind: Kind) -> Look {
        match kind {
            Kind::Plain => self.plain,
            Kind::Keyword => Look { face: self.bold, ..self.plain },
            Kind::Comment => Look { ink: COMMENT, ..self.plain },
        }
    }

    #[cfg(not(feature = "highlight"))]
    fn of(&self, _kind: Kind) -> Look {
        Look { face: self.bold, ..self.plain }
    }
}

/// How many bytes of programs an article may have if their keywords are to be told: grammars take 6 µs a byte, so this
/// is a third of a second. In a book of programs all are set alike, and plain.
#[cfg(feature = "highlight")]
const MOST: usize = 64 << 10;

/// What the programs of an article have in common.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Programs {
    /// How many bytes they have whose language is named.
    #[cfg_attr(not(feature = "highlight"), allow(dead_code))]
    bytes: usize,
    /// What part of its size each is set in: two sizes, one a little smaller than the other, look like a mistake.
    scale: f64,
}

/// In less of its size no program is set only because another needs it.
const LEAST_IN_COMMON: f64 = 0.9;

impl Default for Programs {
    fn default() -> Self {
        Self { bytes: 0, scale: 1.0 }
    }
}

impl Programs {
    /// The programs of an article, as wide as the page's measure lets them be.
    pub fn of(document: &Document, cx: &mut Setter) -> Self {
        struct Blocks<'a, 's> {
            found: Programs,
            scales: Vec<f64>,
            room: usize,
            cx: &'s Setter<'a>,
        }
        impl Visit for Blocks<'_, '_> {
            fn block(&mut self, block: &Block) {
                let BlockKind::Code { language, text } = &block.kind else { return };
                if language.is_some() {
                    self.found.bytes += text.len();
                }
                self.scales.push(smaller(widest(&untabbed(text)), self.room, self.cx).unwrap_or(1.0));
            }
        }
        let look = cx.plain_look(&cx.theme.code);
        let room = columns(cx.theme.page.measure, look, cx);
        let mut blocks = Blocks { found: Self::default(), scales: Vec::new(), room, cx };
        blocks.document(document);
        let Blocks { found, scales, .. } = blocks;
        let alone = scales.len() == 1;
        let borne = scales.into_iter().filter(|scale| alone || *scale >= LEAST_IN_COMMON);
        Self { scale: borne.fold(1.0, f64::min), ..found }
    }

    /// What part of its size a program is set in of which no line is divided at `own`. A few long lines go on below; a
    /// drawing made of letters would be none any more.
    fn scale_of(self, text: &str, own: Option<f64>, room: usize) -> f64 {
        /// What has fewer lines is no drawing.
        const FEWEST: usize = 3;
        let Some(own) = own.filter(|own| *own < self.scale) else { return self.scale };
        let lines = text.split('\n').count();
        let long = text.split('\n').filter(|line| width(line) as f64 * self.scale > room as f64).count();
        if lines >= FEWEST && long * 4 > lines { own } else { self.scale }
    }
}

/// How many columns the widest line of a text takes.
fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or(0)
}

#[cfg(feature = "highlight")]
fn stretches(language: Option<&str>, text: &str, cx: &mut Setter) -> Vec<(Range<usize>, Kind)> {
    let Some(language) = language.filter(|_| cx.programs.bytes <= MOST) else { return Vec::new() };
    // Grammars are the same for every document, and reading them takes longer than setting a short one.
    static HIGHLIGHTER: OnceLock<Highlighter> = OnceLock::new();
    HIGHLIGHTER.get_or_init(Highlighter::new).stretches(language, text)
}

#[cfg(not(feature = "highlight"))]
fn stretches(_language: Option<&str>, _text: &str, _cx: &mut Setter) -> Vec<(Range<usize>, Kind)> {
    Vec::new()
}

/// How many columns a line takes.
fn width(line: &str) -> usize {
    line.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// What part of its size a block is set in so that no line of it need go on below, if that is enough: a drawing made of
/// letters is none any more when its lines are divided. Large print stays large.
fn smaller(widest: usize, room: usize, cx: &Setter) -> Option<f64> {
    /// At three quarters a theme of 9 pt prints 6.8 pt: small, but still read line by line.
    const LEAST: f64 = 0.75;
    if widest <= room || super::is_large_print(cx) {
        return None;
    }
    let scale = room as f64 / widest as f64;
    (scale >= LEAST).then_some(scale)
}

/// How many characters fit in a line.
fn columns(measure: Abs, look: Look, cx: &Setter) -> usize {
    let face = cx.fonts.face(look.face);
    let advance = face.scale(face.glyph('0').map_or(600, |id| i32::from(face.advance(id))), look.size);
    ((measure.0 + advance.0 / 8) / advance.0.max(1)).max(8) as usize
}

/// How well a line goes on below behind a character, if its piece is filled so far; nothing: it does not.
fn goes_on_behind(c: char, used: usize, room: usize) -> u8 {
    let (late, half) = (used * 3 > room * 2, used * 2 > room);
    match c {
        ' ' if late => 4,
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '=' | '+' | '*' | '/' | '|' | '&' | '<' | '>' if late => {
            3
        }
        ' ' if half => 2,
        // Within a name.
        c if late && !c.is_alphanumeric() => 1,
        _ => 0,
    }
}

/// Cuts a line, which begins at a byte of the whole text, into pieces of so many columns. A space at which it is cut
/// stands at the end of the piece, where it does not show.
fn wrap(line: &str, start: usize, columns: usize, pieces: &mut Vec<Piece>) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    // A line that begins far in leaves no room below it.
    let indent = if indent > columns / 2 { 0 } else { indent };
    let mut at = 0;
    let mut goes_on = None;
    loop {
        let rest = &line[at..];
        let room = if goes_on.is_none() { columns } else { columns.saturating_sub(MARK + indent).max(4) };
        let (mut used, mut end, mut good) = (0, rest.len(), (0, None));
        for (place, c) in rest.char_indices() {
            used += c.width().unwrap_or(0);
            let well = goes_on_behind(c, used, room);
            if well > 0 && well >= good.0 && (used <= room || c == ' ' && used == room + 1) {
                good = (well, Some(place + c.len_utf8()));
            }
            if used > room {
                end = place;
                break;
            }
        }
        if end < rest.len() {
            end = good.1.unwrap_or(end).max(rest.chars().next().map_or(1, char::len_utf8));
        }
        pieces.push(Piece { bytes: start + at..start + at + end, goes_on });
        at += end;
        goes_on = Some(indent);
        if at == line.len() {
            return;
        }
    }
}

fn set(
    text: &str,
    piece: Piece,
    looks: &Looks,
    style: &TextStyle,
    (tag, span): (TagId, Span),
    place: Place,
    cx: &mut Setter,
) -> VBox {
    let mut line = Collected::new();
    if let Some(indent) = piece.goes_on {
        let mark = Look { ink: Ink::Gray(60), ..looks.plain };
        line.preformatted(&format!("{GOES_ON}{:indent$}", ""), mark, TagId::ARTIFACT, Span::NONE);
    }
    let mut at = piece.bytes.start;
    let first = looks.stretches.partition_point(|(stretch, _)| stretch.end <= at);
    for (stretch, kind) in looks.stretches[first..].iter().take_while(|(stretch, _)| stretch.start < piece.bytes.end) {
        let (from, to) = (stretch.start.max(at), stretch.end.min(piece.bytes.end));
        line.preformatted(&text[at..from], looks.plain, tag, span);
        line.preformatted(&text[from..to], looks.of(*kind), tag, span);
        at = to;
    }
    line.preformatted(&text[at..piece.bytes.end], looks.plain, tag, span);
    let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&line, style, shape, cx);
    // One more may stand behind them: a tint.
    let mut items = Vec::with_capacity(1 + lines.iter().map(|line| line.items.len()).sum::<usize>());
    items.extend(lines.into_iter().flat_map(|line| line.items));
    let mut vbox = VBox { height: style.leading, items, ..VBox::default() };
    // In an article that runs from right to left lines stand as far from the right as their column is wide, and these
    // have none.
    let left = match cx.language.direction() {
        Direction::Ltr => place.left,
        Direction::Rtl => place.left + place.measure - shape.measure,
    };
    vbox.shift(left, baseline(style));
    vbox
}

/// Puts a tint behind a box, a little taller so that neighbours join without a seam.
fn tinted(mut vbox: VBox, place: Place) -> VBox {
    let size = Size { width: place.measure + PADDING * 2, height: vbox.height + Abs::PT / 4 };
    let item = Item::Rule { size, ink: Ink::Gray(5) };
    vbox.items.insert(0, Placed { at: Point::new(place.left - PADDING, Abs::ZERO), item, tag: TagId::ARTIFACT });
    vbox
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_stand_every_four_columns() {
        assert_eq!(untabbed("a\tb\n\tcc\t\td"), "a   b\n    cc      d");
        assert_eq!(untabbed("no tab"), "no tab");
    }

    #[test]
    fn long_lines_lose_nothing() {
        let line = "    let total = first_operand.checked_add(second_operand).expect(\"no overflow\");";
        for columns in 8..90 {
            let mut pieces = Vec::new();
            wrap(line, 0, columns, &mut pieces);
            assert_eq!(pieces.iter().map(|piece| &line[piece.bytes.clone()]).collect::<String>(), line);
            assert!(pieces.iter().all(|piece| line[piece.bytes.clone()].trim_end().len() <= columns));
        }
        let pieces = |columns| {
            let mut pieces = Vec::new();
            wrap(line, 0, columns, &mut pieces);
            pieces.into_iter().map(|piece| &line[piece.bytes]).collect::<Vec<_>>()
        };
        assert_eq!(pieces(59)[0], "    let total = first_operand.checked_add(second_operand)");
        assert_eq!(pieces(15)[0], "    let total = ");
        let mut pieces = Vec::new();
        wrap("", 7, 10, &mut pieces);
        assert_eq!(pieces, [Piece { bytes: 7..7, goes_on: None }]);
    }
}
