//! A theme file laid over the theme it is based on: table by table, and headings one by one.
//!
//! What comes from the base must not seem to stand in the file, so the base is read behind as much white as the file
//! is long: its places then lie past the file's end.

use super::{Fault, known, near};
use crate::style::THEMES;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How deep themes may build on one another: more than any bundled one does.
const DEEPEST: usize = 4;

/// The text of a file, that of its base, and of that one's base, each behind the places of the ones before it.
pub(super) fn chain(text: &str) -> Result<Vec<String>, Fault> {
    let mut chain = vec![text.to_owned()];
    while chain.len() <= DEEPEST {
        let last = chain.last().expect("the file itself is there");
        // The default theme has no base; it is in every chain, and need not be read to see that.
        if last.trim_start_matches(' ') == THEMES[0].1 {
            break;
        }
        let Some(base) = base(&DeTable::parse(last)?.into_inner(), chain.len())? else { break };
        let behind = last.len() + 1;
        chain.push(format!("{}{base}", " ".repeat(behind)));
    }
    Ok(chain)
}

/// The tables of a chain, each laid over the next.
pub(super) fn merged(chain: &[String]) -> Result<Spanned<DeTable<'_>>, Fault> {
    let mut layers = chain.iter().rev().map(|text| DeTable::parse(text));
    let mut merged = layers.next().expect("the file itself is there")?;
    for layer in layers {
        let layer = layer?.into_inner();
        give_way(merged.get_mut(), &layer);
        lay_over(merged.get_mut(), layer);
    }
    Ok(merged)
}

/// The text of the theme that a file names as its base. A file of a user's that names none is based on the default.
fn base(file: &DeTable, depth: usize) -> Result<Option<&'static str>, Fault> {
    let text = |name: &str| THEMES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    match file.get("base") {
        // The default theme itself is complete.
        None if depth == 1 && !is_complete(file) => Ok(text(THEMES[0].0)),
        None => Ok(None),
        Some(said) => {
            let found = said.get_ref().as_str().and_then(text);
            found.map(Some).ok_or_else(|| {
                let name = said.get_ref().as_str().unwrap_or_default();
                Fault::new(near::unknown("there is no theme", name, &known()), said.span())
            })
        }
    }
}

fn is_complete(file: &DeTable) -> bool {
    ["families", "page", "body", "numbers", "heading", "breaking"].iter().all(|table| file.contains_key(*table))
}

/// What the base says of single papers gives way to what the file says of all.
fn give_way(base: &mut DeTable, file: &DeTable) {
    let said = |table: &str, key: &str| {
        file.get(table).and_then(|value| value.get_ref().as_table()).is_some_and(|table| table.contains_key(key))
    };
    let Some(DeValue::Table(page)) = base.get_mut("page").map(Spanned::get_mut) else { return };
    let Some(DeValue::Table(papers)) = page.get_mut("papers").map(Spanned::get_mut) else { return };
    for (_, paper) in papers.iter_mut() {
        let DeValue::Table(paper) = paper.get_mut() else { continue };
        for key in ["inside", "measure", "gap", "note-column", "top", "bottom"] {
            if said("page", key) {
                paper.remove(key);
            }
        }
        if said("body", "size") || said("page", "top") || said("page", "bottom") {
            paper.remove("lines");
        }
    }
}

fn lay_over<'t>(base: &mut DeTable<'t>, over: DeTable<'t>) {
    for (key, value) in over {
        match base.get_mut(key.get_ref().as_ref()) {
            Some(below) => *below = laid(std::mem::replace(below, empty()), value),
            None => {
                base.insert(key, value);
            }
        }
    }
}

/// One value over another: tables are joined, tables in a row one by one, anything else is replaced.
fn laid<'t>(base: Spanned<DeValue<'t>>, over: Spanned<DeValue<'t>>) -> Spanned<DeValue<'t>> {
    let span = over.span();
    let value = match (base.into_inner(), over.into_inner()) {
        (DeValue::Table(mut base), DeValue::Table(over)) => {
            lay_over(&mut base, over);
            DeValue::Table(base)
        }
        (DeValue::Array(base), DeValue::Array(over)) if base.iter().chain(&over).all(|v| v.get_ref().is_table()) => {
            let last = base.last().cloned();
            let mut over = over.into_iter();
            let mut rows: Vec<_> =
                base.into_iter().map(|below| over.next().map_or(below.clone(), |above| laid(below, above))).collect();
            // Headings beyond the base's build on its last.
            rows.extend(over.map(|above| match &last {
                Some(below) => laid(below.clone(), above),
                None => above,
            }));
            DeValue::Array(rows.into_iter().collect())
        }
        (_, over) => over,
    };
    Spanned::new(span, value)
}

fn empty<'t>() -> Spanned<DeValue<'t>> {
    Spanned::new(0..0, DeValue::Boolean(false))
}
