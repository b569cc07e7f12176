//! Short and long forms side by side in a table, or as a term and its meaning.

use super::super::words::words;
use super::super::{Unit, UnitKind};
use super::define::Definition;
use super::window::tidy;
use super::{letters, shape};

/// The definitions among neighbouring units, with the number of the unit that holds the short form.
pub(super) fn paired(units: &[Unit], language: &str) -> Vec<(usize, Definition)> {
    let pairs = units.windows(2).enumerate();
    pairs
        .filter_map(|(at, pair)| match (pair[0].kind, pair[1].kind) {
            (UnitKind::Cell, UnitKind::Cell) => {
                let there = definition(&pair[0], &pair[1], language).map(|definition| (at, definition));
                there.or_else(|| definition(&pair[1], &pair[0], language).map(|definition| (at + 1, definition)))
            }
            (UnitKind::Term, _) => definition(&pair[0], &pair[1], language).map(|definition| (at, definition)),
            _ => None,
        })
        .collect()
}

/// A unit that is a short form, and one that begins with what the letters stand for.
fn definition(short: &Unit, long: &Unit, language: &str) -> Option<Definition> {
    let written = short.text.trim();
    if long.kind == UnitKind::Term || written.len() > 16 {
        return None;
    }
    let form = shape::short_of(written).filter(|form| form.chars().count() > 2)?;
    let from = short.text.len() - short.text.trim_start().len();
    let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | '—' | '–' | '。');
    let first = long.text.find(ends).unwrap_or(long.text.len());
    let long = [&*long.text, &long.text[..first]].into_iter().find(|text| {
        let text = text.trim();
        words(text).count() > 1
            && text.len() < 120
            && letters::start(text, &form, language).or_else(|| letters::start_turned(text, &form)) == Some(0)
    })?;
    Some(Definition { short: form, long: tidy(long)?, place: from, short_range: from..from + written.len() })
}

#[cfg(test)]
mod tests {
    use super::super::super::text::tests::text;
    use super::*;

    #[test]
    fn cells_explain_each_other() {
        let mut units = text(&["WTO", "World Trade Organization", "and", "Universal Postal Union", "UPU"]).units;
        units.iter_mut().for_each(|unit| unit.kind = UnitKind::Cell);
        let found: Vec<_> = paired(&units, "en").into_iter().map(|(_, found)| (found.short, found.long)).collect();
        let expected = [("WTO", "World Trade Organization"), ("UPU", "Universal Postal Union")];
        assert_eq!(found, expected.map(|(short, long)| (short.to_owned(), long.to_owned())));
        units.iter_mut().for_each(|unit| unit.kind = UnitKind::Text);
        assert_eq!(paired(&units, "en"), []);
    }
}
