//! Inlines → lines: collect, shape, itemise, break, set.

mod collect;
mod items;
mod line;
mod opportunities;
mod shape;

pub(super) use collect::{Acronyms, Call, Collected, Ligatures, Look, Opening};
pub(super) use line::{Line, LineEnd};
pub(super) use shape::Shaper;

use super::setter::Setter;
use crate::breaking::{self, Breaking};
use crate::length::Abs;
use crate::style::{Setting, TextStyle};

/// How a paragraph stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The width of the column.
    pub measure: Abs,
    /// White before the first line.
    pub indent: Abs,
    /// Whether lines that break are evened out: for headings and captions.
    pub balance: Balance,
}

/// Whether ragged lines are evened out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Balance {
    /// Lines take what fits.
    Fill,
    /// As narrow as the number of lines allows.
    Even,
}

/// Sets collected text in lines: shape it, find where it may break, choose where it does, set the lines.
pub(super) fn set_lines(text: &Collected, style: &TextStyle, shape: Shape, cx: &mut Setter) -> Vec<Line> {
    let words = shape::shape(text, cx);
    let items = items::items(text, &words, style, shape, cx);
    let rules = rules(style, shape.measure, cx);
    let mut lines = breaking::break_lines(&items.list, shape.measure, &rules);
    // Evenness is seen in a few lines; a heading of thirty is a mistake, and would be broken nine times.
    if shape.balance == Balance::Even && (2..=8).contains(&lines.len()) {
        lines = even_out(&items.list, shape.measure, lines, &rules);
    }
    line::set(text, &words, &items, &lines, shape.measure, style, cx)
}

/// The lines in the narrowest measure that needs no more of them.
fn even_out(
    items: &[breaking::HItem],
    full: Abs,
    lines: Vec<breaking::ChosenLine>,
    rules: &Breaking,
) -> Vec<breaking::ChosenLine> {
    let count = lines.len();
    let (mut narrow, mut wide, mut best) = (full / 3, full, lines);
    // Eight halvings come within a 384th of the measure, under a point.
    for _ in 0..8 {
        let middle = (narrow + wide) / 2;
        let tried = breaking::break_lines(items, middle, rules);
        if tried.len() <= count && tried.iter().all(|line| line.fit.over == Abs::ZERO) {
            wide = middle;
            best = tried;
        } else {
            narrow = middle;
        }
    }
    best
}

/// The theme's rules, for justified or ragged lines of this measure.
fn rules(style: &TextStyle, measure: Abs, cx: &Setter) -> Breaking {
    let theme = &cx.theme.breaking;
    let em = style.size;
    let common = Breaking {
        tolerance: theme.tolerance as f64,
        runt: cx.theme.indent * 2,
        runt_penalty: theme.runt_penalty as f64,
        // In narrow measures there are fewer places to break: three hyphens in a row (PACKETS-AND-PRINT §3.3).
        ladder: if measure < em * 30 { 3 } else { 2 },
        ..Breaking::default()
    };
    match style.setting {
        Setting::Justified => common,
        // TeX's \raggedright lets lines end 2 em early at ratio 1; narrow columns need no more than a fifth.
        Setting::Ragged | Setting::Centered => {
            Breaking { rag: (em * 2).max(measure / 5), adjacent_demerits: 0.0, pretolerance: 10_000.0, ..common }
        }
    }
}
