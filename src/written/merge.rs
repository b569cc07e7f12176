//! A file laid over the one it is based on: table by table, and tables in a row one by one.
//!
//! What comes from a base must not seem to stand in the file, so a base is read behind as much white as the file is
//! long: its places then lie past the file's end.

use super::Fault;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How deep files may build on one another: more than any bundled one does.
const DEEPEST: usize = 4;

/// Finds the text of a file's base, if it has one; told which file of the chain it is, from one.
pub(crate) type Base<'b> = &'b dyn Fn(&DeTable, usize) -> Result<Option<&'static str>, Fault>;

/// The text of a file, that of its base, and of that one's base, each behind the places of the ones before it.
pub(crate) fn chain(text: &str, last: &str, base: Base) -> Result<Vec<String>, Fault> {
    let mut chain = vec![text.to_owned()];
    while chain.len() <= DEEPEST {
        let above = chain.last().expect("the file itself is there");
        // The last has no base; it is in every chain, and need not be read to see that.
        if above.trim_start_matches(' ') == last {
            break;
        }
        let Some(base) = base(&parse(above)?.into_inner(), chain.len())? else { break };
        let behind = above.len() + 1;
        chain.push(format!("{}{base}", " ".repeat(behind)));
    }
    Ok(chain)
}

/// The table of a text; else what is wrong with it first: what comes behind follows from that.
fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Fault> {
    let (table, mistakes) = DeTable::parse_recoverable(text);
    let first = mistakes.into_iter().min_by_key(|mistake| mistake.span().map_or(usize::MAX, |place| place.start));
    first.map_or(Ok(table), |first| Err(first.into()))
}

/// The tables of a chain, each laid over the next. `give_way` first takes out of what lies below what must not stand
/// beside what is laid on it.
pub(crate) fn merged(chain: &[String], give_way: fn(&mut DeTable, &DeTable)) -> Result<Spanned<DeTable<'_>>, Fault> {
    let mut layers = chain.iter().rev().map(|text| parse(text));
    let mut merged = layers.next().expect("the file itself is there")?;
    for layer in layers {
        let layer = layer?.into_inner();
        give_way(merged.get_mut(), &layer);
        lay_over(merged.get_mut(), layer);
    }
    Ok(merged)
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
            // Rows beyond the base's build on its last.
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
