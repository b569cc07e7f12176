//! How wide a table's columns are: as wide as their content where there is room; else so that the table is as short
//! as the room allows.

use super::super::is_large_print;
use super::Stands;
use super::needs::{Needs, sum};
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::model::Table;
use crate::style::TextStyle;

/// Whether, and how, columns fit.
pub(super) enum Widths {
    /// They do.
    Fit(Fitted),
    /// There are more columns, or longer numbers, than any page could take.
    Hopeless,
}

/// Columns that fit.
pub(super) struct Fitted {
    pub widths: Vec<Abs>,
    /// White between them.
    pub gap: Abs,
    /// What part of the theme's size they are set in.
    pub scale: f64,
    /// Whether they go over the note column too.
    pub reach: Reach,
    /// Whether words longer than a column are divided.
    pub words: LongWords,
}

/// What columns do with words that are longer than they are wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LongWords {
    /// There are none.
    None,
    /// They are divided, with hyphens.
    Divided,
}

/// How far a table goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Column,
    NoteColumn,
}

/// White between columns, in ems of the theme's size: as booktabs has it, and what a table may be tightened to.
const GAP: f64 = 1.3;
const TIGHT_GAP: f64 = 0.8;
/// What is left of it where nothing else keeps numbers whole: twice a word space of the smallest size.
const LEAST_GAP: f64 = 0.5;
/// Columns are spread to fill the measure as long as no gap becomes wider than this: the eye must cross it.
const WIDEST_GAP: f64 = 3.6;
/// The sizes that a table is tried at, but for large print. At 0.8 a theme of 8.75 pt prints 7 pt, which is small but can
/// be read.
const SMALLER: [f64; 2] = [0.9, 0.8];
/// If not all words fit, words longer than so many ems are cut, the first of these with which there is room.
const LONG_WORDS: [f64; 5] = [9.0, 7.5, 6.0, 5.0, 4.0];
/// A column whose words are cut has so many ems, some six letters: with fewer, rows are read more easily as records.
const LEAST_WORD: f64 = 3.0;
/// And its rows have up to so many lines, if their words filled them: texts a word wide are read more easily as records.
const MOST_LINES: f64 = 6.0;
/// A table that is so many lines shorter over the note column goes over it.
const WORTH_REACHING: f64 = 4.0;

/// Chooses the widths for a column of `measure`; `wide` is the room if the note column is free. How the columns stand
/// bears on them: figures below one another may take more than the longest of them.
pub(super) fn choose(
    table: &Table,
    stands: &[Stands],
    style: &TextStyle,
    (measure, wide): (Abs, Option<Abs>),
    cx: &mut Setter,
) -> Widths {
    let mut needs = Needs::of(table, stands, style, style.size.scale(TIGHT_GAP), cx);
    let (size, smaller) = (style.size, if is_large_print(cx) { [1.0; 2] } else { SMALLER });
    if let Some(found) = (Chooser { needs: &needs, size, smaller }).whole(measure, wide) {
        let room = if found.reach == Reach::NoteColumn { wide } else { Some(measure) };
        return Widths::Fit(spread(found, room));
    }
    // Words may be divided if there is nothing else, and numbers are not.
    needs.syllables(table, style, cx);
    let (measure, reach) = wide.map_or((measure, Reach::Column), |wide| (wide, Reach::NoteColumn));
    let found = (Chooser { needs: &needs, size, smaller }).divided(measure, reach);
    found.map_or(Widths::Hopeless, Widths::Fit)
}

/// What columns are tried in.
#[derive(Clone, Copy)]
struct Try {
    measure: Abs,
    gap: f64,
    scale: f64,
    reach: Reach,
}

/// Tries columns until they fit.
struct Chooser<'n> {
    needs: &'n Needs,
    /// The theme's size.
    size: Abs,
    /// What parts of it are tried.
    smaller: [f64; 2],
}

impl Chooser<'_> {
    /// Columns whose longest words have room: in the measure or over the note column, the better of the two.
    fn whole(&self, measure: Abs, wide: Option<Abs>) -> Option<Fitted> {
        let column = |gap, scale| Try { measure, gap, scale, reach: Reach::Column };
        let [small, smallest] = self.smaller;
        let here = self.first(&[column(GAP, 1.0), column(TIGHT_GAP, 1.0), column(TIGHT_GAP, small)]);
        let there = wide.and_then(|measure| {
            let beyond = |gap, scale| Try { measure, gap, scale, reach: Reach::NoteColumn };
            let tight = [1.0, small, smallest].map(|scale| beyond(TIGHT_GAP, scale));
            self.first(&[beyond(GAP, 1.0)]).or_else(|| self.first(&tight))
        });
        match (here, there) {
            (Some(here), Some(there)) => Some(if self.gains(&here, &there) { there } else { here }),
            (here, there) => here.or(there),
        }
        .or_else(|| self.first(&[column(TIGHT_GAP, smallest)]))
    }

    /// Whether a table goes over the note column: if it need not be set smaller there, or if that saves a quarter of the
    /// lines of a table whose rows are several lines high, or of one with so many rows that it is some lines shorter.
    fn gains(&self, here: &Fitted, there: &Fitted) -> bool {
        let (lines, fewer) = (self.needs.lines(&here.widths), self.needs.lines(&there.widths));
        let saved = (lines - fewer) * self.needs.rows() as f64;
        let saves = (lines > 2.4 || saved >= WORTH_REACHING) && fewer < lines * 0.75;
        there.scale > here.scale || (saves && there.scale >= here.scale)
    }

    fn first(&self, tries: &[Try]) -> Option<Fitted> {
        tries.iter().find_map(|&Try { measure, gap, scale, reach }| {
            let widths = self.needs.within(self.room(measure, gap).scale(1.0 / scale))?;
            let cut = self.needs.whole.iter().zip(&widths).any(|(whole, width)| whole > width);
            let words = if cut { LongWords::Divided } else { LongWords::None };
            let widths = widths.into_iter().map(|width| width.scale(scale)).collect();
            Some(Fitted { widths, gap: self.size.scale(gap), scale, reach, words })
        })
    }

    /// The smallest columns, in which words are divided.
    fn divided(&self, measure: Abs, reach: Reach) -> Option<Fitted> {
        let [_, scale] = self.smaller;
        let scaled = self.needs.scaled(scale);
        let em = self.size.scale(scale);
        let widths = |gap: f64| {
            let room = self.room(measure, gap);
            // Long texts get some room before the last word is whole.
            LONG_WORDS.iter().find_map(|ems| scaled.divided(room, em.scale(*ems))).or_else(|| {
                let widths = scaled.cut(room, em.scale(LEAST_WORD))?;
                (scaled.lines(&widths) <= MOST_LINES).then_some(widths)
            })
        };
        [TIGHT_GAP, LEAST_GAP].into_iter().find_map(|gap| {
            let widths = widths(gap)?;
            Some(Fitted { widths, gap: self.size.scale(gap), scale, reach, words: LongWords::Divided })
        })
    }

    /// What the gaps leave of a measure.
    fn room(&self, measure: Abs, gap: f64) -> Abs {
        let gaps = (self.needs.least.len() as i64 - 1).max(0);
        measure - self.size.scale(gap) * gaps
    }
}

/// A table that nearly fills its room fills it: the gaps grow, all alike. A narrower one is only aired.
fn spread(mut fitted: Fitted, room: Option<Abs>) -> Fitted {
    let gaps = fitted.widths.len() as i64 - 1;
    let Some(room) = room.filter(|_| gaps > 0) else { return fitted };
    let slack = room - sum(&fitted.widths) - fitted.gap * gaps;
    let most = fitted.gap.scale(WIDEST_GAP / GAP);
    if slack > Abs::ZERO {
        let wider = fitted.gap + slack / gaps;
        fitted.gap = if wider <= most { wider } else { fitted.gap.scale(1.25).min(wider) };
    }
    fitted
}
