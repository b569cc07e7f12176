//! A formula as the letters that are seen of it, from left to right: how wide it is, more or less, and what heads a
//! column whose head it is.

use super::list::{Class, Core, Hold, Item, List, Symbol};

/// The letters of a list; of what stands above one another, the longer.
pub(super) fn letters(list: &List, out: &mut String) {
    for item in list {
        let Item::Atom(atom) = item else { continue };
        // White around signs, which are wider than a text's: four word spaces are what both come to.
        let white = if matches!(atom.class, Class::Rel | Class::Bin) { "\u{a0}\u{a0}" } else { "" };
        out.push_str(white);
        match &atom.core {
            Core::Symbol(symbol) | Core::Middle(symbol) | Core::Operator(symbol) | Core::Bracket(symbol, _) => {
                push(*symbol, out);
            }
            Core::Word(symbols) => symbols.iter().for_each(|symbol| push(*symbol, out)),
            Core::Text(words, _) => out.push_str(words),
            Core::Held(Hold::Height, _) => {}
            Core::List(list) | Core::Held(_, list) => letters(list, out),
            Core::Negated(atom) => letters(&vec![Item::Atom((**atom).clone())], out),
            Core::Accent(accent) => letters(&accent.base, out),
            Core::Root(root) => {
                out.push('√');
                letters(&root.inside, out);
            }
            Core::Fence(fence) => {
                out.extend(fence.left);
                letters(&fence.inside, out);
                out.extend(fence.right);
            }
            Core::Scripts(scripts) => {
                letters(&scripts.base, out);
                longer(scripts.below.as_ref(), scripts.above.as_ref(), out);
            }
            Core::Fraction(fraction) => longer(Some(&fraction.over), Some(&fraction.under), out),
            Core::Grid(grid) => {
                let mut rows = grid.rows.iter().map(|row| {
                    let mut text = String::new();
                    row.cells.iter().for_each(|cell| letters(cell, &mut text));
                    text
                });
                out.push_str(&rows.by_ref().max_by_key(String::len).unwrap_or_default());
            }
        }
        out.push_str(white);
    }
}

fn push(symbol: Symbol, out: &mut String) {
    out.push(symbol.read);
}

fn longer(a: Option<&List>, b: Option<&List>, out: &mut String) {
    let [a, b] = [a, b].map(|list| {
        let mut text = String::new();
        if let Some(list) = list {
            letters(list, &mut text);
        }
        text
    });
    out.push_str(if a.chars().count() >= b.chars().count() { &a } else { &b });
}
