//! The tags: whether there is a structure, whether it and the content name each other, and what it says.

use super::marks::Marks;
use super::{Check, Code, Purpose, some};
use crate::pdf::Look;
use crate::pdf::objects::{dict_of, name_of};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// How many nodes of a structure are looked at. A long book has some hundred thousand.
const MOST_NODES: usize = 5_000_000;
/// How deep it may be.
const DEEPEST_NODE: usize = 200;

/// The standard structure types of ISO 32000-1 and of PDF 2.0.
const STANDARD: &[&str] = &[
    "Document",
    "DocumentFragment",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "Title",
    "Sub",
    "Aside",
    "FENote",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "Em",
    "Strong",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
    "Artifact",
];

/// What the structure holds.
#[derive(Default)]
struct Found {
    nodes: usize,
    seen: BTreeSet<ObjectId>,
    identifiers: BTreeMap<ObjectId, BTreeSet<i64>>,
    annotations: BTreeSet<ObjectId>,
    unknown: BTreeSet<String>,
    headings: Vec<(u8, Option<ObjectId>)>,
    figures: Vec<Option<ObjectId>>,
    bare_tables: Vec<Option<ObjectId>>,
    lone_groups: Vec<Option<ObjectId>>,
    cut: bool,
}

/// What is asked of everything below a node.
#[derive(Clone, Copy, Default)]
struct Above {
    page: Option<ObjectId>,
    depth: usize,
}

impl Check<'_> {
    pub(super) fn structure(&mut self, marks: &Marks) {
        if !matches!(self.purpose, Purpose::Screen | Purpose::Ua) {
            return;
        }
        let document = self.document;
        let Ok(catalog) = document.catalog() else { return };
        let info = document.dict(catalog, "MarkInfo");
        let marked = info.and_then(|info| document.flag(info, "Marked")).unwrap_or(false);
        if info.and_then(|info| document.flag(info, "Suspects")).unwrap_or(false) {
            self.add(Code::Suspects, "MarkInfo has Suspects");
        }
        let root = document.dict(catalog, "StructTreeRoot");
        let Some(root) = root.filter(|_| marked) else {
            let what = if root.is_none() { "there is no StructTreeRoot" } else { "MarkInfo does not say Marked" };
            self.add(Code::Untagged, what);
            return;
        };
        let roles = document.dict(root, "RoleMap");
        let mut found = Found::default();
        if let Some(kids) = document.get(root, "K") {
            self.descend(kids, roles, Above::default(), &mut found);
        }
        if found.cut {
            self.add(Code::NotChecked, "the structure is so large, or so deep, that a part was not looked at");
        }
        self.tell(&found);
        self.compare(marks, &found);
        self.annotations(&found);
    }

    /// Looks at a node, or at an array of them. Returns whether a header cell is among them.
    fn descend(&self, node: &Object, roles: Option<&Dictionary>, above: Above, found: &mut Found) -> bool {
        let document = self.document;
        found.nodes += 1;
        if found.nodes > MOST_NODES || above.depth > DEEPEST_NODE {
            found.cut = true;
            return false;
        }
        // A node has one parent; one that is met again bites its tail.
        if node.as_reference().is_ok_and(|id| !found.seen.insert(id)) {
            return false;
        }
        let below = Above { depth: above.depth + 1, ..above };
        match document.follow(node) {
            Object::Array(kids) => kids.iter().fold(false, |has, kid| self.descend(kid, roles, below, found) | has),
            Object::Integer(number) => {
                if let Some(page) = above.page {
                    found.identifiers.entry(page).or_default().insert(*number);
                }
                false
            }
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(above.page);
                match document.name(dictionary, "Type") {
                    Some(b"MCR") => {
                        // Content within a form has numbers of the form's own.
                        if let (Some(page), Some(number), false) =
                            (page, document.integer(dictionary, "MCID"), dictionary.has(b"Stm"))
                        {
                            found.identifiers.entry(page).or_default().insert(number);
                        }
                        false
                    }
                    Some(b"OBJR") => {
                        found
                            .annotations
                            .extend(dictionary.get(b"Obj").ok().and_then(|object| object.as_reference().ok()));
                        false
                    }
                    _ => self.element(dictionary, roles, Above { page, ..below }, found),
                }
            }
            _ => false,
        }
    }

    fn element(&self, dictionary: &Dictionary, roles: Option<&Dictionary>, above: Above, found: &mut Found) -> bool {
        let document = self.document;
        let role = self.role(document.name(dictionary, "S").unwrap_or_default(), roles);
        let page = above.page;
        let described = ["Alt", "ActualText"]
            .iter()
            .any(|key| document.text(dictionary, key).is_some_and(|text| !text.trim().is_empty()));
        match role.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => found.headings.push((role.as_bytes()[1] - b'0', page)),
            "Figure" | "Formula" if !described => found.figures.push(page),
            other if !STANDARD.contains(&other) && document.get(dictionary, "NS").is_none() => {
                found.unknown.insert(other.to_owned());
            }
            _ => {}
        }
        let kids = document.get(dictionary, "K");
        if role == "Table" && self.has_lone_group(kids, roles) {
            found.lone_groups.push(page);
        }
        let headers = kids.is_some_and(|kids| self.descend(kids, roles, above, found));
        if role == "Table" {
            if !headers {
                found.bare_tables.push(page);
            }
            return false;
        }
        headers || role == "TH"
    }

    /// Whether a table has a group of heads, or one at its foot, and none of rows (ISO 14289-1, by ISO 32000-1, table 337).
    fn has_lone_group(&self, kids: Option<&Object>, roles: Option<&Dictionary>) -> bool {
        let document = self.document;
        let kids = match kids.map(|kids| document.follow(kids)) {
            Some(Object::Array(kids)) => kids.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return false,
        };
        let role = |kid| Some(self.role(document.name(dict_of(document.follow(kid))?, "S")?, roles));
        let roles: BTreeSet<String> = kids.iter().filter_map(role).collect();
        !roles.contains("TBody") && (roles.contains("THead") || roles.contains("TFoot"))
    }

    /// The standard type that a type stands for.
    fn role(&self, name: &[u8], roles: Option<&Dictionary>) -> String {
        let mut name = name;
        for _ in 0..16 {
            if STANDARD.iter().any(|standard| standard.as_bytes() == name) {
                break;
            }
            match roles.and_then(|roles| roles.get(name).ok()).and_then(|role| name_of(self.document.follow(role))) {
                Some(next) => name = next,
                None => break,
            }
        }
        String::from_utf8_lossy(name).into_owned()
    }

    fn index(&self, page: Option<ObjectId>) -> Option<usize> {
        self.pages.iter().position(|other| Some(other.id) == page)
    }

    /// Something about an element, on its page if that is known.
    fn add_element(&mut self, code: Code, page: Option<ObjectId>, message: &str) {
        match self.index(page) {
            Some(index) => self.add_on(code, index, message),
            None => self.add(code, message),
        }
    }

    fn tell(&mut self, found: &Found) {
        if !found.unknown.is_empty() {
            self.add(
                Code::TagUnknown,
                format!("structure types without a meaning: {}", some(found.unknown.iter().cloned())),
            );
        }
        let mut last = 0;
        for &(level, page) in &found.headings {
            if level > last + 1 {
                let before =
                    if last == 0 { "the first heading is".to_owned() } else { format!("after level {last} comes") };
                self.add_element(Code::HeadingOrder, page, &format!("{before} level {level}"));
            }
            last = level;
        }
        for &page in &found.figures {
            self.add_element(Code::AltMissing, page, "a figure has no alternative text");
        }
        for &page in &found.lone_groups {
            self.add_element(Code::TableGroups, page, "a table has a THead or a TFoot, and no TBody");
        }
        for &page in &found.bare_tables {
            self.add_element(Code::TableHeaders, page, "a table has no header cells");
        }
    }

    /// Content that the structure does not name, and the other way round.
    fn compare(&mut self, marks: &Marks, found: &Found) {
        let none = BTreeSet::new();
        for (index, used) in marks.identifiers.iter().enumerate() {
            let Some(page) = self.pages.get(index) else { continue };
            let named = found.identifiers.get(&page.id).unwrap_or(&none);
            let lost = used.difference(named).count();
            let dangling = named.difference(used).count();
            if lost > 0 {
                self.add_on(
                    Code::TagBroken,
                    index,
                    format!("{lost} pieces of marked content are not in the structure"),
                );
            }
            if dangling > 0 {
                self.add_on(
                    Code::TagBroken,
                    index,
                    format!("the structure names {dangling} pieces of content that are not there"),
                );
            }
            if !used.is_empty() && !page.dictionary.has(b"StructParents") {
                self.add_on(Code::TagBroken, index, "the page has marked content but no StructParents");
            }
        }
    }

    fn annotations(&mut self, found: &Found) {
        let document = self.document;
        for (index, page) in self.pages.iter().enumerate() {
            let annotations = document.array(page.dictionary, "Annots").unwrap_or_default();
            let mut any = false;
            for object in annotations {
                let Some(annotation) = dict_of(document.follow(object)) else { continue };
                // Pop-ups belong to others, widgets to forms; what is hidden nobody meets.
                if document.name(annotation, "Subtype") == Some(b"Popup")
                    || document.integer(annotation, "F").unwrap_or(0) & 2 != 0
                {
                    continue;
                }
                any = true;
                let tagged = object.as_reference().is_ok_and(|id| found.annotations.contains(&id));
                let is_link = document.name(annotation, "Subtype") == Some(b"Link");
                let described = ["Contents", "TU"]
                    .iter()
                    .any(|key| document.text(annotation, key).is_some_and(|text| !text.trim().is_empty()));
                if !tagged {
                    self.add_on(Code::AnnotationUntagged, index, "an annotation is not in the structure");
                } else if is_link && !described {
                    self.add_on(Code::AnnotationUntagged, index, "a link has no description (Contents)");
                }
            }
            if any && document.name(page.dictionary, "Tabs") != Some(b"S") {
                self.add_on(Code::TabOrder, index, "Tabs is not S");
            }
        }
    }
}
