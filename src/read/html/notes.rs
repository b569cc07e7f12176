//! Notes: a short link to a later block that leads back, or that says it is a note, is a call; the block is the note.

use super::dom::{self, is_block, name};
use dom_query::{NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest note, in bytes. What is longer is a chapter that a table of contents leads to.
const LONGEST: usize = 6000;

/// The notes of an article.
#[derive(Default)]
pub struct Notes<'a> {
    /// The label that a link calls, by link.
    calls: FxHashMap<NodeId, String>,
    bodies: FxHashMap<String, NodeRef<'a>>,
    /// The elements of the article that are notes.
    skipped: FxHashSet<NodeId>,
    /// The names of the places of all calls: a link to one of them leads back.
    places: FxHashSet<String>,
    taken: FxHashSet<String>,
    /// How many notes are being read: one within another is none.
    within: usize,
    /// Whether nothing but its mark was read of the note.
    at_start: bool,
    /// How many notes stood in their sentences.
    set_in: usize,
}

impl<'a> Notes<'a> {
    /// The notes that are called in `article`. They may stand elsewhere in `page`.
    pub fn of(article: &NodeRef<'a>, page: NodeRef<'a>) -> Self {
        let mut notes = Self::default();
        let links: Vec<_> = dom::elements(article, &["a"])
            .filter(|link| is_mark(&link.text()))
            .filter_map(|link| Some((link, fragment(&link)?)))
            .collect();
        if links.is_empty() {
            return notes;
        }
        let here = Places::of(article);
        let there = Places::of(&page);
        for (link, label) in links {
            if notes.bodies.contains_key(&label) {
                notes.add_call(link, &label);
                continue;
            }
            let within_note = link.ancestors_it(None).any(|around| notes.skipped.contains(&around.id));
            let later = here.order.get(&link.id);
            let local = here.by_name.get(&label).filter(|target| here.order.get(&target.id) > later);
            let Some(target) =
                local.or_else(|| there.by_name.get(&label).filter(|_| !here.by_name.contains_key(&label)))
            else {
                continue;
            };
            let body = block_around(*target);
            if !within_note && notes.is_note(&link, &label, &body) {
                if local.is_some() && !notes.skipped.insert(body.id) {
                    continue;
                }
                notes.bodies.insert(label.clone(), body);
                notes.add_call(link, &label);
            }
        }
        notes
    }

    fn add_call(&mut self, link: NodeRef<'a>, label: &str) {
        self.places.extend(names_at(&link));
        self.calls.insert(link.id, label.to_owned());
    }

    fn is_note(&self, link: &NodeRef, label: &str, body: &NodeRef) -> bool {
        let text = body.text();
        let around = link.ancestors_it(None).any(|around| around.id == body.id);
        if around || text.len() > LONGEST || text.trim().is_empty() || name(body).starts_with('h') {
            return false;
        }
        says_so(link, "noteref") || leads_back(body, link) || is_note_name(label) || body_says_so(body)
    }

    /// How many notes were taken.
    pub fn called(&self) -> usize {
        self.taken.len()
    }

    /// The note that a link calls. Within a note there are no calls.
    pub fn label(&self, link: &NodeRef) -> Option<String> {
        self.calls.get(&link.id).filter(|_| self.within == 0).cloned()
    }

    /// Whether the element is a note, and read where it is called.
    pub fn is_body(&self, node: &NodeRef) -> bool {
        self.skipped.contains(&node.id)
    }

    /// The body of a note at its first call.
    pub fn take(&mut self, label: &str) -> Option<NodeRef<'a>> {
        self.taken.insert(label.to_owned()).then(|| self.bodies.get(label).copied()).flatten()
    }

    /// Whether a note is being read.
    pub fn is_within(&self) -> bool {
        self.within > 0
    }

    /// A note begins.
    pub fn enter(&mut self, _label: &str) {
        self.within += 1;
        self.at_start = true;
    }

    /// A note begins that stands in its sentence: its label.
    pub fn enter_set_in(&mut self) -> String {
        self.set_in += 1;
        let label = format!("in-{}", self.set_in);
        self.enter(&label);
        label
    }

    /// Whether an element is the mark of the note that begins, as the note itself has it.
    pub fn is_own_mark(&self, node: &NodeRef) -> bool {
        self.within > 0 && self.at_start && is_mark(&node.text())
    }

    /// A note ends.
    pub fn leave(&mut self) {
        self.within -= 1;
        self.at_start = false;
    }

    /// Whether a link in a note leads back to a call.
    pub fn is_backlink(&self, link: &NodeRef) -> bool {
        self.within > 0 && fragment(link).is_some_and(|name| self.places.contains(&name))
    }

    /// The first words of a note without what remained of its mark: `^ `, `. `, `] `.
    pub fn without_mark<'t>(&mut self, text: &'t str) -> &'t str {
        if self.within == 0 || !self.at_start {
            return text;
        }
        let rest = text.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '^' | '↑' | ']' | ')' | '.' | ':' | '*' | '†' | '‡')
        });
        let rest = if rest.trim() == "[" || rest.trim() == "(" { "" } else { rest };
        self.at_start = rest.is_empty();
        rest
    }

    /// Whether a `<sup>` is calls and the brackets round them.
    pub fn is_calls_only(&self, sup: &NodeRef) -> bool {
        let links: Vec<_> = dom::elements(sup, &["a"]).collect();
        let words: usize = links.iter().map(|link| link.text().chars().filter(|c| c.is_alphanumeric()).count()).sum();
        let all = sup.text().chars().filter(|c| c.is_alphanumeric()).count();
        !links.is_empty() && words == all && links.iter().all(|link| self.label(link).is_some())
    }
}

/// What a note that stands in its sentence says, to be set beside it or shown at a touch: as Tufte's style, Org and some
/// plugins of WordPress write it.
pub fn set_in<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    if dom::is_called(node, &["sidenote", "marginnote", "sidenotecontent", "footnotecontent", "footnotetext"]) {
        return Some(*node);
    }
    // Its mark may be around it.
    let body = if dom::is_called(node, &["inlinefootnote", "footnote", "sidenotewrapper", "footnotewrapper"]) {
        node.children_it(false).find(|child| {
            dom::is_called(
                child,
                &["sidenote", "sidenotecontent", "footnotecontent", "footnotetext", "footnotetooltip"],
            )
        })?
    } else {
        return None;
    };
    let others = node.children_it(false).filter(|child| child.id != body.id);
    let mark: String = others.map(|child| child.text().to_string()).collect();
    (mark.trim().is_empty() || is_mark(&mark)).then_some(body)
}

/// Whether an element is the number of a note that stands in its sentence, or what opens it at a touch.
pub fn is_number_of_set_in(node: &NodeRef) -> bool {
    const NAMES: &[&str] = &["sidenotenumber", "margintoggle", "sidenoteref", "sidenotetoggle"];
    let text = node.text();
    let opens = || node.has_name("label") && node.has_attr("for") && stands_before_note(node);
    (text.trim().is_empty() || text.trim() == "⊕" || is_mark(&text)) && (dom::is_called(node, NAMES) || opens())
}

/// Whether a label stands before its note, be there the box between that it ticks.
fn stands_before_note(label: &NodeRef) -> bool {
    let mut next = label.next_sibling();
    while let Some(behind) = next {
        let is_between = behind.has_name("input") || (behind.is_text() && !behind.is_nonempty_text());
        if !is_between {
            return set_in(&behind).is_some();
        }
        next = behind.next_sibling();
    }
    false
}

/// Where names lead, and which element comes before which.
struct Places<'a> {
    by_name: FxHashMap<String, NodeRef<'a>>,
    order: FxHashMap<NodeId, usize>,
}

impl<'a> Places<'a> {
    fn of(root: &NodeRef<'a>) -> Self {
        let mut places = Self { by_name: FxHashMap::default(), order: FxHashMap::default() };
        for (at, node) in root.descendants_it().filter(NodeRef::is_element).enumerate() {
            places.order.insert(node.id, at);
            for name in own_names(&node) {
                places.by_name.entry(name).or_insert(node);
            }
        }
        places
    }
}

/// `1`, `[12]`, `*`, `†`, `a`, `note 3`.
fn is_mark(text: &str) -> bool {
    let text = text.trim().trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '^') || c.is_whitespace());
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let short = text.chars().count() <= 12 && last.chars().count() <= 4;
    let number = last.chars().all(|c| c.is_numeric());
    let sign = last.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#'));
    let letter = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    !last.is_empty() && short && (number || sign || letter)
}

/// What stands behind the `#` of a link within the page.
fn fragment(link: &NodeRef) -> Option<String> {
    let href = dom::attr(link, "href")?;
    // Saved pages have their own address before it.
    let (page, name) = href.split_once('#')?;
    let own = page.is_empty() || !page.contains("://") || link.tree.base_uri().is_some() || page.starts_with("http");
    (own && !name.is_empty()).then(|| name.to_owned())
}

fn own_names(node: &NodeRef) -> Vec<String> {
    let name = if node.has_name("a") { dom::attr(node, "name") } else { None };
    [dom::attr(node, "id"), name].into_iter().flatten().collect()
}

/// The names of the place of a call: its own, those in it, and those of the `<sup>` round it.
fn names_at(link: &NodeRef) -> Vec<String> {
    let mut names = own_names(link);
    names.extend(link.descendants_it().filter(NodeRef::is_element).take(8).flat_map(|inner| own_names(&inner)));
    for around in link.ancestors_it(Some(3)).take_while(|around| !is_block(&super::dom::name(around))) {
        names.extend(own_names(&around));
    }
    if let Some(before) = link.prev_sibling().filter(|before| before.has_name("a")) {
        names.extend(own_names(&before));
    }
    names
}

fn block_around(node: NodeRef) -> NodeRef {
    let mut at = node;
    while !is_block(&name(&at)) {
        match at.parent() {
            Some(parent) => at = parent,
            None => break,
        }
    }
    if matches!(name(&at).as_str(), "td" | "th") { at.parent().unwrap_or(at) } else { at }
}

fn leads_back(body: &NodeRef, link: &NodeRef) -> bool {
    let names = names_at(link);
    dom::elements(body, &["a"]).filter_map(|back| fragment(&back)).any(|name| names.contains(&name))
}

fn says_so(node: &NodeRef, word: &str) -> bool {
    ["role", "epub:type", "class", "rel"].iter().any(|key| {
        dom::attr(node, key).is_some_and(|value| {
            let value = value.to_lowercase();
            value.contains(word) || value.contains("footnote")
        })
    })
}

/// `fn1`, `fn:1`, `footnote-3`, `_ftn2`, `cite_note-x`.
fn is_note_name(label: &str) -> bool {
    let label = label.trim_start_matches('_').to_lowercase();
    ["fn", "ftn", "footnote", "endnote", "note", "cite_note", "edn", "sdfootnote"].iter().any(|prefix| {
        label.strip_prefix(prefix).is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_alphabetic()))
    })
}

fn body_says_so(body: &NodeRef) -> bool {
    let noted = |node: &NodeRef| {
        ["class", "role", "id", "epub:type"].iter().any(|key| {
            dom::attr(node, key).is_some_and(|value| {
                let value = value.to_lowercase();
                value.contains("footnote") || value.contains("endnote")
            })
        })
    };
    noted(body) || body.ancestors_it(Some(3)).any(|around| noted(&around))
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn a_note_may_stand_in_its_sentence() {
        let text = "<p>The mills along the canal ran only three days in the week, and nobody spoke of it at first.</p>";
        let read = |inner: &str| {
            let page = format!(
                "<body><h1>A Dry Year</h1><div>{text}{text}<p>It ran dry{inner}, they say.</p>{text}</div></body>"
            );
            Html::default().read(&Source::new("a.html", page)).value.dump()
        };
        for inner in [
            "<label for=a class='margin-toggle sidenote-number'></label><input type=checkbox id=a class=margin-toggle>\
             <span class=sidenote>In <em>May</em>.</span>",
            "<label class='margin-toggle'>⊕</label><span class=marginnote>In <em>May</em>.</span>",
            "<label class=footref for=a>1</label><input id=a type=checkbox><span class=sidenote><sup>1</sup> In <em>May</em>.</span>",
            "<sup class=sidenote-number>1</sup><span class=sidenote><sup class=sidenote-number>1</sup> In <em>May</em>.</span>",
            "<span class=inline-footnote>1<span class=footnoteContent style='display:none'>In <em>May</em>.</span></span>",
        ] {
            let said = read(inner);
            assert!(said.contains("It ran dry{note in-1: In {emph May}.}, they say."), "{inner}: {said}");
        }
        assert!(read("<span class=footnote>In May</span>").contains("It ran dryIn May, they say."));
        let asked = read(": <label for=q>5</label> or <label for=r>*</label><input id=r>");
        assert!(asked.contains("It ran dry: 5 or *, they say."), "{asked}");
    }
}
