//! A theme file laid over the theme it is based on: which that is, and what of it gives way.

use super::known;
use crate::style::THEMES;
use crate::written::{Fault, merge, near};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The table that a theme file comes to. `chain` holds its text and those of its bases.
pub(super) fn merged(chain: &[String]) -> Result<Spanned<DeTable<'_>>, Fault> {
    merge::merged(chain, give_way)
}

/// The text of a file, that of its base, and of that one's base.
pub(super) fn chain(text: &str) -> Result<Vec<String>, Fault> {
    merge::chain(text, THEMES[0].1, &base)
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
