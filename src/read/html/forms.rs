//! Boxes that ask for an address to send letters to: no class may say so, but a field does.

use super::dom;
use super::region::Region;
use dom_query::NodeId;
use rustc_hash::FxHashSet;

/// A longer box (in letters; some eighty words) has more in it than what is said of the letter.
const LONGEST: usize = 400;

/// Such a box is one part of so many of the article, or less.
const MOST_OF_ALL: usize = 4;

/// The boxes of a region around fields for an address.
pub fn of_letters(region: &Region) -> FxHashSet<NodeId> {
    let total = region.weight(&region.root).taken;
    let is_field = |node: &dom_query::NodeRef| dom::attr(node, "type").is_some_and(|kind| kind == "email");
    let mut boxes = FxHashSet::default();
    for field in dom::elements(&region.root, &["input"]).filter(is_field) {
        let around = field.ancestors_it(None).take_while(|around| around.id != region.root.id);
        for around in around.filter(|around| region.weight(around).all > 0) {
            let weight = region.weight(&around);
            let is_core = region.core.is_some_and(|core| core.id == around.id);
            if is_core || weight.all > LONGEST || weight.taken * MOST_OF_ALL > total || !boxes.insert(around.id) {
                break;
            }
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    #[test]
    fn a_box_with_a_field_for_an_address_is_no_text() {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let field = "<form><label>Your address</label><input type=email><button>Send</button></form>";
        let words = |inner: &str| {
            let page = format!("<article><h1>A Dry Year</h1>{some}<div class=x1>{inner}</div>{some}</article>");
            dumped(page)
        };
        let box_ = format!(
            "<section><p>Letters from the lock</p><p>Each week, for those who live there.</p>{field}</section>"
        );
        assert!(!words(&box_).contains("Each week"));
        // In a box of the text it is the form alone that goes.
        let said = words(&format!("{some}{field}{some}"));
        assert!(said.matches("three days").count() == 24 && !said.contains("Your address"), "{said}");
    }
}
