//! The structure → objects of the file.

use super::kind::{Kind, MAPPED, is_known_to_second};
use super::numbering::Numbering;
use super::{Child, Element, Structure, has_words};
use crate::layout::{Role, TagId};
use crate::write::pdf::save::{Raw, separate, write, write_name};
use crate::write::pdf::syntax::{self, name};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::{BTreeMap, BTreeSet};

/// The name space of PDF 2.0's structure types.
const SECOND: &str = "http://iso.org/pdf2/ssn";

/// The objects that an element can point to.
pub(in crate::write::pdf) struct Targets<'a> {
    pub(in crate::write::pdf) pages: &'a [ObjectId],
    pub(in crate::write::pdf) annotations: &'a [ObjectId],
}

/// What is known of the elements' objects.
struct Written<'a> {
    ids: Vec<ObjectId>,
    space: Option<ObjectId>,
    targets: &'a Targets<'a>,
    /// The elements that others name.
    named: BTreeSet<usize>,
    /// By note: its calls.
    calls: BTreeMap<usize, Vec<usize>>,
}

impl Structure<'_> {
    /// The objects of the elements; a reader is led to them from elsewhere, too.
    pub(in crate::write::pdf) fn reserve(&self, document: &mut Document) -> Vec<ObjectId> {
        self.elements.iter().map(|_| document.new_object_id()).collect()
    }

    /// The number of a tag's element, if it is written.
    pub(in crate::write::pdf) fn number(&self, tag: TagId) -> Option<usize> {
        self.of_tag.get(tag.0 as usize).copied().flatten()
    }

    /// Writes the structure tree; returns its root, and its elements as they stand in the file. Pages have their number
    /// as key in the parent tree.
    pub(in crate::write::pdf) fn write(
        &self,
        document: &mut Document,
        ids: Vec<ObjectId>,
        targets: &Targets<'_>,
    ) -> (ObjectId, Raw) {
        let root = document.new_object_id();
        let space = self
            .standard
            .is_second()
            .then(|| document.add_object(dictionary! { "Type" => name("Namespace"), "NS" => syntax::text(SECOND) }));
        let written = Written { ids, space, targets, named: self.named(), calls: self.calls() };
        let mut raw = Raw { first: written.ids[0].0, ..Raw::default() };
        for (number, element) in self.elements.iter().enumerate() {
            let parent = if number == 0 { root } else { written.ids[element.parent] };
            self.element_object(number, parent, &written, &mut raw.bytes);
            raw.ends.push(raw.bytes.len());
        }
        let mut tree = dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => written.ids[0],
            "ParentTree" => self.parent_tree(document, &written.ids),
            "ParentTreeNextKey" => (self.marks.len() + self.annotations.len()) as i64,
        };
        match space {
            Some(space) => tree.set("Namespaces", vec![space.into()]),
            None => tree.set("RoleMap", Dictionary::from_iter(MAPPED.map(|(ours, known)| (ours, name(known))))),
        }
        if !written.named.is_empty() {
            // As a name tree wants them: in order.
            let names = written.named.iter().flat_map(|&number| [element_name(number), written.ids[number].into()]);
            tree.set("IDTree", dictionary! { "Names" => names.collect::<Vec<Object>>() });
        }
        document.set_object(root, tree);
        (root, raw)
    }

    /// Notes are named because PDF/UA asks for it, and heads because their cells name them.
    fn named(&self) -> BTreeSet<usize> {
        let notes = (0..self.elements.len()).filter(|&number| self.elements[number].kind.is_note());
        let heads = self.elements.iter().flat_map(|element| self.heads(element));
        notes.chain(heads).collect()
    }

    /// Who calls which note: PDF/UA-2 wants to be led there and back.
    fn calls(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut calls: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, element) in self.elements.iter().enumerate().filter(|(_, element)| element.kind.is_call()) {
            if let Some(note) = self.note(element) {
                calls.entry(note).or_default().push(number);
            }
        }
        calls
    }

    /// The note that a call calls.
    fn note(&self, call: &Element) -> Option<usize> {
        let note = self.tree.get(call.tag)?.refers?;
        self.number(note)
    }

    /// The heads of a cell that are written.
    fn heads(&self, element: &Element) -> impl Iterator<Item = usize> {
        let is_cell = element.kind == Kind::Of(Role::TableCell);
        let heads = if is_cell { self.plan.heads(element.tag) } else { &[] };
        heads.iter().filter_map(|&head| self.number(head))
    }

    /// An element as it stands in the file.
    fn element_object(&self, number: usize, parent: ObjectId, written: &Written<'_>, out: &mut Vec<u8>) {
        let element = &self.elements[number];
        let kind = self.name(element);
        out.extend_from_slice(b"<</S");
        write_name(out, kind.as_bytes());
        entry(out, "P", &parent.into());
        if let Some(space) = written.space.filter(|_| is_known_to_second(kind)) {
            entry(out, "NS", &space.into());
        }
        let page = element.children.iter().find_map(|child| match child {
            Child::Mark { page, .. } => Some(*page),
            Child::Element(_) | Child::Annotation(_) => None,
        });
        let page = page.or(element.area.map(|(page, _)| page));
        if let Some(page) = page {
            entry(out, "Pg", &written.targets.pages[page].into());
        }
        match element.children.as_slice() {
            [] => {}
            [child] => entry(out, "K", &written.kid(*child, page)),
            children => {
                out.extend_from_slice(b"/K[");
                for (at, child) in children.iter().enumerate() {
                    let kid = written.kid(*child, page);
                    if at > 0 {
                        separate(out, &kid);
                    }
                    write(out, &kid);
                }
                out.push(b']');
            }
        }
        if written.named.contains(&number) {
            entry(out, "ID", &element_name(number));
        }
        if let Some(attributes) = self.attributes(element) {
            entry(out, "A", &attributes.into());
        }
        if let Some(tag) = self.tree.get(element.tag).filter(|_| element.kind != Kind::Section) {
            let called = if element.kind.is_call() { self.note(element) } else { None };
            let calls = written.calls.get(&number).map(Vec::as_slice).unwrap_or_default();
            let others: Vec<Object> = called.iter().chain(calls).map(|&other| written.ids[other].into()).collect();
            if !others.is_empty() {
                entry(out, "Ref", &others.into());
            }
            if let Some(alt) = tag.alt.as_deref().filter(|alt| has_words(Some(alt))) {
                entry(out, "Alt", &syntax::text(alt));
            }
            let is_other = |language: &&str| has_words(Some(language)) && *language != self.language;
            if let Some(language) = tag.language.as_deref().filter(is_other) {
                entry(out, "Lang", &syntax::text(language));
            }
        }
        out.extend_from_slice(b">>");
    }

    /// The type that is written: a link that leads nowhere is text, and a figure that nothing stands for holds only
    /// what else it holds.
    fn name(&self, element: &Element) -> &'static str {
        let is_link = |child: &Child| matches!(child, Child::Annotation(_));
        match element.kind {
            Kind::Of(Role::Link) if !element.children.iter().any(is_link) => "Span",
            Kind::Of(Role::Figure) if !has_words(self.tree.get(element.tag).and_then(|tag| tag.alt.as_deref())) => {
                "Div"
            }
            kind => kind.name(self.standard),
        }
    }

    fn attributes(&self, element: &Element) -> Option<Dictionary> {
        let Kind::Of(role) = element.kind else { return None };
        let block = || dictionary! { "O" => name("Layout"), "Placement" => name("Block") };
        if role == Role::TableHeader {
            let scope = if self.stands_in_head(element) { "Column" } else { "Row" };
            return Some(dictionary! { "O" => name("Table"), "Scope" => name(scope) });
        }
        if role == Role::TableCell {
            let heads: Vec<Object> = self.heads(element).map(element_name).collect();
            return (!heads.is_empty()).then(|| dictionary! { "O" => name("Table"), "Headers" => heads });
        }
        if role == Role::Figure {
            let (_, area) = element.area?;
            let mut block = block();
            block.set("BBox", area.object());
            return Some(block);
        }
        if role == Role::Code && !self.elements[element.parent].kind.holds_lines() {
            return Some(block());
        }
        let numbering = element.numbering.filter(|_| role == Role::List)?;
        // PDF 2.0 has a name for labels that count nothing.
        let unordered = self.standard.is_second() && numbering == Numbering::None;
        let numbering = if unordered { "Unordered" } else { numbering.name() };
        Some(dictionary! { "O" => name("List"), "ListNumbering" => name(numbering) })
    }

    /// Whether a head stands over a column, and not before a row.
    fn stands_in_head(&self, head: &Element) -> bool {
        let row = &self.elements[head.parent];
        self.elements[row.parent].kind != Kind::Of(Role::TableBody)
    }

    fn parent_tree(&self, document: &mut Document, ids: &[ObjectId]) -> ObjectId {
        let mut numbers = Vec::with_capacity(2 * (self.marks.len() + self.annotations.len()));
        for (page, marks) in self.marks.iter().enumerate().filter(|(_, marks)| !marks.is_empty()) {
            numbers.push((page as i64).into());
            numbers.push(Object::Array(marks.iter().map(|&element| ids[element].into()).collect()));
        }
        for (number, &element) in self.annotations.iter().enumerate() {
            numbers.push(((self.marks.len() + number) as i64).into());
            numbers.push(ids[element].into());
        }
        document.add_object(dictionary! { "Nums" => numbers })
    }
}

impl Written<'_> {
    fn kid(&self, child: Child, own_page: Option<usize>) -> Object {
        match child {
            Child::Element(element) => self.ids[element].into(),
            Child::Mark { page, id } if own_page == Some(page) => (id as i64).into(),
            Child::Mark { page, id } => {
                dictionary! { "Type" => name("MCR"), "Pg" => self.targets.pages[page], "MCID" => id as i64 }.into()
            }
            Child::Annotation(number) => {
                dictionary! { "Type" => name("OBJR"), "Obj" => self.targets.annotations[number] }.into()
            }
        }
    }
}

/// An entry of a dictionary that is being written.
fn entry(out: &mut Vec<u8>, key: &str, value: &Object) {
    write_name(out, key.as_bytes());
    separate(out, value);
    write(out, value);
}

/// Unique, and in order as bytes.
fn element_name(number: usize) -> Object {
    syntax::bytes(format!("{number:07}"))
}
