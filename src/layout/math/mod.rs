//! Formulas → boxes. What comes in is a formula's source, what goes out are boxes that stand in a line or between lines;
//! what cannot be set is said, and its source is shown instead.
//!
//! The source is read into lists of atoms (`read`, `content`, `list`), which are set by the rules of Appendix G of
//! *The TeXbook* (`bench` and what stands beside it) with the measures of an OpenType face for formulas.

mod accent;
mod alphabet;
mod bench;
mod boxes;
mod content;
mod fraction;
mod grid;
mod grow;
mod list;
mod read;
mod scripts;
mod shown;
mod space;
#[cfg(all(test, feature = "bundled-fonts"))]
mod tests;
mod words;

pub(super) use boxes::MBox;

use super::setter::Setter;
use crate::font::FaceId;
use crate::length::{Abs, Point};
use crate::style::{Slope, TextStyle};
use bench::{Bench, Style};
use list::{Atom, Class, Core, GridKind, Item, Level, Voice};
use space::{Unit, join, whites};

/// A formula in a line of text.
#[derive(Debug, Clone)]
pub(super) struct Formula {
    /// The face that its signs are of.
    pub face: FaceId,
    pub pieces: Vec<Piece>,
}

/// A part of a formula that no line breaks in.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub set: MBox,
    /// What it costs to end a line behind it, and the white that then vanishes; none for the last.
    pub behind: Option<(i32, Abs)>,
}

/// What it costs to end a line behind a relation, and behind a sign for an operation: plain TeX's \relpenalty and
/// \binoppenalty.
const BEHIND_RELATION: i32 = 500;
const BEHIND_OPERATION: i32 = 700;

/// Sets a formula in a line.
pub(super) fn inline(source: &str, style: &TextStyle, cx: &mut Setter) -> Result<Formula, String> {
    let list = read::list(source)?;
    let mut bench = bench(style, cx)?;
    let units = bench.units_of(&list, Style::new(Level::Text))?;
    let (face, em) = (bench.id, bench.em);
    // A tail that hangs out to the left, as that of an f, would hang over the white between words.
    let white_before = units.first().map_or(Abs::ZERO, |unit| bench.hangs(&unit.set));
    let white = whites(&units, em);
    let classes: Vec<_> = units.iter().map(|unit| unit.class).collect();
    let mut pieces = Vec::new();
    let mut piece = MBox::white(white_before);
    let mut open: Option<i32> = None;
    for (index, (unit, white)) in units.into_iter().zip(white).enumerate() {
        if let (Some(cost), Some(class)) = (open, unit.class)
            && class != Class::Rel
        {
            open = None;
            pieces.push(Piece { set: std::mem::take(&mut piece), behind: Some((cost, white)) });
        } else {
            piece.width += white;
        }
        piece.push(unit.set);
        match classes[index] {
            Some(Class::Rel) => open = Some(BEHIND_RELATION),
            Some(Class::Bin) => open = Some(BEHIND_OPERATION),
            Some(_) => open = None,
            None => {}
        }
    }
    pieces.push(Piece { set: piece, behind: None });
    let most = cx.theme.page.measure.scale(1.0 / LEAST);
    if pieces.iter().any(|piece| piece.set.width > most) {
        return Err("a part of it is wider than the page".to_owned());
    }
    Ok(Formula { face, pieces })
}

/// The letters of a formula from left to right, to tell how wide it is; of what cannot be set, its source.
pub(super) fn shown(source: &str) -> String {
    let mut shown = String::new();
    match read::list(source) {
        Ok(list) => shown::letters(&list, &mut shown),
        Err(_) => shown.push_str(source),
    }
    shown
}

/// A formula that stands between lines.
#[derive(Debug)]
pub(super) struct Display {
    pub face: FaceId,
    pub lines: Vec<Row>,
}

/// A line of a formula that stands between lines.
#[derive(Debug)]
pub(super) struct Row {
    pub set: MBox,
    /// The number that stands at the edge of the column.
    pub number: Option<MBox>,
}

/// Sets a formula that stands alone, no wider than the measure.
pub(super) fn display(source: &str, style: &TextStyle, measure: Abs, cx: &mut Setter) -> Result<Display, String> {
    let mut list = read::list(source)?;
    let mut bench = bench(style, cx)?;
    let face = bench.id;
    let own = read::take_number(&mut list);
    let mut numbers: Vec<Option<String>> = Vec::new();
    let lines = match list.as_mut_slice() {
        [Item::Atom(Atom { core: Core::Grid(grid), .. })]
            if matches!(grid.kind, GridKind::Aligned | GridKind::Gathered | GridKind::Multline) =>
        {
            let number = |row: &mut list::Row| row.cells.iter_mut().find_map(read::take_number);
            numbers = grid.rows.iter_mut().map(number).collect();
            bench.lines(grid)?
        }
        list => {
            let units = bench.units_of(list, Style::new(Level::Display))?;
            let em = bench.em;
            let whole = join(units.clone(), em);
            if whole.width <= measure.scale(1.0 / SMALLER) { vec![whole] } else { broken(units, em, measure) }
        }
    };
    // What has one number has it at its last line.
    numbers.resize(lines.len(), None);
    if let Some(last) = numbers.last_mut()
        && own.is_some()
    {
        *last = own;
    }
    let mut number = |words: Option<String>| {
        words.map(|words| bench.words(&words, Voice::Plain, Style::new(Level::Text))).transpose()
    };
    let numbers = numbers.into_iter().map(&mut number).collect::<Result<Vec<_>, _>>()?;
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let ratio = measure.ratio(widest).min(1.0);
    if ratio < LEAST && widest > measure {
        return Err("it is wider than the column".to_owned());
    }
    let row = |(set, number): (MBox, _)| Row { set: if widest <= measure { set } else { set.scaled(ratio) }, number };
    Ok(Display { face, lines: lines.into_iter().zip(numbers).map(row).collect() })
}

/// A formula that is a little too wide is set smaller: nine tenths are hardly seen, where a break is.
const SMALLER: f64 = 0.9;
/// Smaller than that nothing is set.
const LEAST: f64 = 0.6;

/// Parts of a formula, with the white before each.
type Parts = Vec<(Abs, Unit)>;

/// A formula in several lines. They break where the author put wide white, and if that is not enough, before relations
/// and signs for operations; what follows then stands further to the right.
fn broken(units: Vec<Unit>, em: Abs, measure: Abs) -> Vec<MBox> {
    let white = whites(&units, em);
    let mut groups: Vec<Parts> = vec![Parts::new()];
    for part in white.into_iter().zip(units) {
        let parts = part.1.class.is_none() && part.1.set.width >= em;
        if let Some(group) = groups.last_mut() {
            group.push(part);
        }
        if parts {
            groups.push(Parts::new());
        }
    }
    let mut lines = Vec::new();
    let mut line = MBox::default();
    for group in groups {
        let words = group.iter().rposition(|(_, unit)| unit.class.is_some()).map_or(0, |last| last + 1);
        let width: Abs = group[..words].iter().map(|(white, unit)| *white + unit.set.width).sum();
        if line.width + width > measure && !line.parts.is_empty() {
            lines.push(trimmed(std::mem::take(&mut line)));
        }
        if width > measure {
            within(group, em, measure, &mut lines);
            continue;
        }
        for (white, unit) in group {
            line.width += white;
            line.push(unit.set);
        }
    }
    if !line.parts.is_empty() {
        lines.push(line);
    }
    // As far apart as aligned equations.
    let count = lines.len();
    for (index, line) in lines.iter_mut().enumerate() {
        if index > 0 {
            line.height = line.height.max(em.scale(grid::STRUT[0])) + em.scale(grid::JOT);
        }
        if index + 1 < count {
            line.depth = line.depth.max(em.scale(grid::STRUT[1]));
        }
    }
    lines
}

/// A line without the white at its end, so that it stands in the middle.
fn trimmed(mut line: MBox) -> MBox {
    let end = |(at, part): &(Point, boxes::Part)| at.x + part.width();
    line.width = line.parts.iter().map(end).max().unwrap_or_default();
    line
}

/// A formula in lines that break before relations and signs for operations. All are as wide as the widest, so that they
/// begin where they should.
fn within(group: Parts, em: Abs, measure: Abs, lines: &mut Vec<MBox>) {
    let first = lines.len();
    let mut line = MBox::default();
    let mut part = Parts::new();
    let mut flush = |part: &mut Parts, line: &mut MBox| {
        let width: Abs = part.iter().map(|(white, unit)| *white + unit.set.width).sum();
        if line.width + width > measure && !line.parts.is_empty() {
            lines.push(std::mem::replace(line, MBox::white(em * 2)));
            if let Some((white, _)) = part.first_mut() {
                *white = Abs::ZERO;
            }
        }
        for (white, unit) in part.drain(..) {
            line.width += white;
            line.push(unit.set);
        }
    };
    for (white, unit) in group {
        if matches!(unit.class, Some(Class::Rel | Class::Bin)) {
            flush(&mut part, &mut line);
        }
        part.push((white, unit));
    }
    flush(&mut part, &mut line);
    lines.push(line);
    let lines = &mut lines[first..];
    let width = lines.iter().map(|line| line.width).max().unwrap_or_default();
    lines.iter_mut().for_each(|line| line.width = width);
}

fn bench<'a, 'b, 'c: 'a>(style: &'b TextStyle, cx: &'b mut Setter<'c>) -> Result<Bench<'a, 'b, 'c>, String> {
    let fonts = cx.fonts;
    let id = fonts.math().ok_or("there is no face for formulas")?;
    let known = fonts.face(id);
    let face = known.math().ok_or("there is no face for formulas")?;
    let text = cx.face(&style.font.family, style.font.weight, Slope::Roman);
    let height = |face: &crate::font::Face| f64::from(face.metrics.x_height) / f64::from(face.metrics.units_per_em);
    // Small letters are as tall as the text's. A face with odd measures must not spoil the line.
    let ratio = (height(fonts.face(text)) / height(known)).clamp(0.8, 1.25);
    let units = i64::from(known.metrics.units_per_em);
    Ok(Bench { face, id, units, em: style.size.scale(ratio), text: style, cx })
}
