//! Where in the page the article is: the element that holds all that the first opinion took, corrected where the
//! page itself says which element its article's text is in, or what that text is (JSON-LD's `articleBody`).

use super::dom::{self, is_block, name};
use super::{beside, names, parts};
use crate::lang::letters;
use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// A shorter text (in bytes of letters) is a summary.
const LEAST_SAID: usize = 300;

/// How much of a page's own text (`articleBody`) is looked for, in bytes, and in how many blocks: enough for any
/// article, and a bound on hostile pages.
const MOST_SAID: usize = 60_000;
const MOST_BLOCKS: usize = 500;

/// What is in an element: its letters, white space not counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// All that are shown.
    pub all: usize,
    /// Those that were taken for the article's.
    pub taken: usize,
    /// Those in links.
    pub linked: usize,
    /// Where the element begins, counted in nodes.
    pub from: usize,
    /// Whether there are blocks in it.
    pub blocks: bool,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.taken += other.taken;
        self.linked += other.linked;
        self.blocks |= other.blocks;
    }

    /// Letters outside of links.
    pub fn prose(&self) -> usize {
        self.all - self.linked
    }
}

/// The part of a page that the article is in.
pub struct Region<'a> {
    /// The element that holds it.
    pub root: NodeRef<'a>,
    /// The element within it that calls itself the article's text.
    pub core: Option<NodeRef<'a>>,
    /// The nodes that are taken so far.
    pub taken: FxHashSet<NodeId>,
    /// What the elements of the page weigh.
    pub weights: FxHashMap<NodeId, Weight>,
    /// The letters of the article's text, as the page tells them elsewhere, if that is all of it.
    pub said: Option<String>,
}

impl Region<'_> {
    /// What an element weighs; nothing if it is not shown.
    pub fn weight(&self, node: &NodeRef) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }
}

/// Finds the region. Nothing if no words were taken.
pub fn find<'a>(page: &'a Document, taken: &FxHashSet<NodeId>, said: Option<&str>, title: &str) -> Option<Region<'a>> {
    let body = page.body()?;
    let mut weights = weigh(&body, taken);
    let mut taken = taken.clone();
    let more = beside::more(page, &weights, title);
    if !more.is_empty() {
        taken.extend(more);
        weights = weigh(&body, &taken);
    }
    let mut root = holder(body, &weights)?;
    let total = weights.get(&root.id)?.taken;
    let said = said.map(letters).filter(|said| (LEAST_SAID..MOST_SAID).contains(&said.len()));
    if let Some(said) = &said
        && let Some(better) = as_said(&body, said, &weights, &root)
    {
        taken = better;
        weights = weigh(&body, &taken);
        root = holder(body, &weights)?;
        let covered = weights.get(&root.id)?.taken;
        return Some(Region { root, core: None, taken, weights, said: (covered > 0).then(|| said.clone()) });
    }
    let core = core_of(&body, &root, &weights, total);
    match core {
        Core::Within(core) => Some(Region { root, core: Some(core), taken, weights, said }),
        Core::Around(core) => Some(Region { root: core, core: Some(core), taken, weights, said }),
        Core::Elsewhere(core) => {
            let taken = core.descendants_it().map(|node| node.id).collect();
            let weights = weigh(&body, &taken);
            Some(Region { root: core, core: Some(core), taken, weights, said })
        }
        Core::None => Some(Region { root, core: None, taken, weights, said }),
    }
}

/// The innermost element with all that was taken.
fn holder<'a>(body: NodeRef<'a>, weights: &FxHashMap<NodeId, Weight>) -> Option<NodeRef<'a>> {
    let total = weights.get(&body.id)?.taken;
    let mut at = body;
    while let Some(child) = at.children_it(false).find(|child| weights.get(&child.id).is_some_and(|w| w.taken == total))
    {
        if !is_block(&name(&child)) || is_part(&name(&child)) {
            break;
        }
        at = child;
    }
    (total > 0).then_some(at)
}

/// Whether an element is a piece of a text rather than what holds one: a list that were the whole would be no list.
fn is_part(name: &str) -> bool {
    matches!(name, "p" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "tr" | "td" | "tbody")
}

enum Core<'a> {
    /// In what was taken: the rest of that is beside the text.
    Within(NodeRef<'a>),
    /// Around what was taken: something may have been missed.
    Around(NodeRef<'a>),
    /// Something else was taken.
    Elsewhere(NodeRef<'a>),
    None,
}

/// The element that calls itself the article's text.
fn core_of<'a>(body: &NodeRef<'a>, root: &NodeRef<'a>, weights: &FxHashMap<NodeId, Weight>, total: usize) -> Core<'a> {
    let own: FxHashSet<NodeId> = root.ancestors_it(None).map(|node| node.id).collect();
    let mut within = None;
    let mut around = None;
    let mut elsewhere: Vec<NodeRef<'a>> = Vec::new();
    let mut others: Vec<NodeRef<'a>> = Vec::new();
    for node in body.descendants_it().filter(|node| weights.contains_key(&node.id)) {
        let weight = weights[&node.id];
        if weight.all < 140 || !names::is_body(&node) {
            continue;
        }
        if own.contains(&node.id) || node.id == root.id {
            if weight.all <= total * 5 / 2 {
                around.get_or_insert(node);
            }
        } else if weight.taken * 10 >= total * 7 {
            // The innermost of them.
            within = Some(node);
        } else if weight.taken * 10 >= weight.all * 9 {
            others.push(node);
        } else if weight.taken == 0 && weight.prose() * 10 >= total * 8 {
            elsewhere.push(node);
        }
    }
    // A text in parts has no part that the others are beside.
    if let Some(core) = within {
        others.retain(|part| part.attr("class") == core.attr("class"));
        if !parts::joined(&core, others, &parts::scope(&core, body), weights).is_empty() {
            return around.map_or(Core::None, Core::Around);
        }
    }
    match (within, around, elsewhere.as_slice()) {
        (Some(core), _, _) => Core::Within(core),
        (None, Some(core), _) => Core::Around(core),
        (None, None, [core]) => Core::Elsewhere(*core),
        (None, None, _) => Core::None,
    }
}

/// The blocks whose words the page tells as its article's, if those that were taken are others.
fn as_said(
    body: &NodeRef,
    said: &str,
    weights: &FxHashMap<NodeId, Weight>,
    root: &NodeRef,
) -> Option<FxHashSet<NodeId>> {
    let mut inside = 0;
    let mut everywhere = 0;
    let mut found = FxHashSet::default();
    let within = |node: &NodeRef| node.id == root.id || node.ancestors_it(None).any(|around| around.id == root.id);
    let blocks = body.descendants_it().filter(|node| is_leaf(node, weights));
    for block in blocks.take(MOST_BLOCKS) {
        let words = letters(&block.text());
        if words.len() < 40 || !said.contains(&words) {
            continue;
        }
        everywhere += words.len();
        if within(&block) && weights[&block.id].taken > 0 {
            inside += words.len();
        }
        found.insert(block.id);
        found.extend(block.descendants_it().map(|node| node.id));
    }
    (everywhere * 10 >= said.len() * 8 && inside * 2 < everywhere).then_some(found)
}

/// Whether an element is a block with nothing but words in it.
pub fn is_leaf(node: &NodeRef, weights: &FxHashMap<NodeId, Weight>) -> bool {
    weights.get(&node.id).is_some_and(|weight| !weight.blocks) && is_block(&name(node))
}

/// Weighs all elements that are shown.
fn weigh(body: &NodeRef, taken: &FxHashSet<NodeId>) -> FxHashMap<NodeId, Weight> {
    let mut weights = FxHashMap::default();
    let mut at = 0;
    weigh_into(body, taken, Linked::No, &mut at, &mut weights);
    weights
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Linked {
    Yes,
    No,
}

fn weigh_into(
    node: &NodeRef,
    taken: &FxHashSet<NodeId>,
    linked: Linked,
    at: &mut usize,
    weights: &mut FxHashMap<NodeId, Weight>,
) -> Weight {
    let mut weight = Weight { from: *at, ..Weight::default() };
    *at += 1;
    for child in node.children_it(false) {
        if child.is_text() {
            let letters = child.text().chars().filter(|c| !c.is_whitespace()).count();
            weight.all += letters;
            weight.taken += if taken.contains(&child.id) { letters } else { 0 };
            weight.linked += if linked == Linked::Yes { letters } else { 0 };
        } else if child.is_element() {
            let child_name = name(&child);
            if dom::is_skipped(&child_name) || dom::is_hidden(&child) {
                continue;
            }
            // `<a name="x">` is a place, and often never ends.
            let is_link = child_name.as_str() == "a" && child.has_attr("href");
            let linked = if is_link { Linked::Yes } else { linked };
            weight.add(weigh_into(&child, taken, linked, at, weights));
            weight.blocks |= is_block(&child_name);
        }
    }
    weights.insert(node.id, weight);
    weight
}
