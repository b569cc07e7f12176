//! The names of elements in an SVG: XML wants each once, and no other marks in them than it knows. Browsers take any, so
//! files have them.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use usvg::roxmltree::{Document, NodeId};

/// What the names become.
pub(super) struct Ids<'a> {
    /// The elements that are named, and how.
    kept: FxHashMap<NodeId, Cow<'a, str>>,
    /// What references lead to, by the names in the file.
    by_name: FxHashMap<&'a str, Cow<'a, str>>,
}

impl<'a> Ids<'a> {
    /// Looks at all names: of two that are alike, references mean the first.
    pub fn of(document: &'a Document) -> Self {
        let mut ids = Self { kept: FxHashMap::default(), by_name: FxHashMap::default() };
        let named = || document.descendants().filter_map(|node| Some((node, node.attribute("id")?)));
        let mut number = 0;
        let taken: rustc_hash::FxHashSet<&str> = named().map(|(_, name)| name).collect();
        for (node, name) in named() {
            if ids.by_name.contains_key(name) {
                continue;
            }
            let kept = if is_name(name) {
                Cow::Borrowed(name)
            } else {
                let mut numbered = || {
                    number += 1;
                    format!("id-{number}")
                };
                let mut new = numbered();
                while taken.contains(&*new) {
                    new = numbered();
                }
                Cow::Owned(new)
            };
            ids.kept.insert(node.id(), kept.clone());
            ids.by_name.insert(name, kept);
        }
        ids
    }

    /// The name of an element, if it keeps one.
    pub fn get(&self, node: NodeId) -> Option<&str> {
        self.kept.get(&node).map(|name| &**name)
    }

    /// A list of names, as they are now; those of nothing are left out.
    pub fn list(&self, names: &str) -> String {
        let known = names.split_whitespace().filter_map(|name| self.by_name.get(name));
        known.map(|name| &**name).collect::<Vec<_>>().join(" ")
    }

    /// A value, or a style, with its references (`#name`) as they are now.
    pub fn referred<'v>(&self, value: &'v str) -> Cow<'v, str> {
        if !value.contains('#') {
            return Cow::Borrowed(value);
        }
        let mut out = String::with_capacity(value.len());
        let mut rest = value;
        while let Some(at) = rest.find('#') {
            let (before, behind) = rest.split_at(at + 1);
            out.push_str(before);
            let end = behind.find([')', '"', '\'', ' ', ';', '{', '}', ',', '>', '#', '\n']).unwrap_or(behind.len());
            let name = &behind[..end];
            out.push_str(self.by_name.get(name).map_or(name, |new| new));
            rest = &behind[end..];
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// Whether a name is one of XML, without a colon, by every edition of it: they differ in the letters beyond ASCII.
fn is_name(name: &str) -> bool {
    let begins = |c: char| c == '_' || c.is_ascii_alphabetic();
    name.starts_with(begins) && name.chars().all(|c| begins(c) || matches!(c, '-' | '.') || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_xml_does_not_take_become_others_and_what_refers_to_them_follows() {
        let svg = "<svg><a id='1g'/><b id='x'/><c id='x'/><d id='a:b'/><e id='←'/><f id='id-1'/></svg>";
        let document = Document::parse(svg).expect("XML");
        let ids = Ids::of(&document);
        let names: Vec<_> = document.root_element().children().map(|node| ids.get(node.id())).collect();
        assert_eq!(names, [Some("id-2"), Some("x"), None, Some("id-3"), Some("id-4"), Some("id-1")]);
        assert_eq!(
            ids.referred("fill: url(#1g); stroke: url('#a:b') #fff"),
            "fill: url(#id-2); stroke: url('#id-3') #fff"
        );
        assert_eq!(ids.list("← x nothing"), "id-4 x");
    }
}
