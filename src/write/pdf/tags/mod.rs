//! The tag tree → the structure tree that screen readers follow, and the parent tree that leads back to it.
//!
//! Marks are given out page by page; what is consecutive on a page and belongs to one element shares one mark. The
//! elements themselves stand in the order of the document: a note stands behind the paragraph that calls it, wherever
//! on the page it is. Elements without content are not written, except where a child needs its parent and a table its
//! empty cells.

mod kind;
mod numbering;
mod plan;
mod tree;

pub(super) use tree::Targets;

use super::standard::{Standard, Tagging};
use super::syntax::Area;
use crate::layout::{READ_ELSEWHERE, Role, TagId, TagTree};
use kind::Kind;
use numbering::Numbering;
use plan::Plan;

/// The structure as it grows while pages are written.
pub(super) struct Structure<'a> {
    tree: &'a TagTree,
    standard: Standard,
    /// The document's: elements say theirs only where it is another.
    language: &'a str,
    plan: Plan,
    elements: Vec<Element>,
    /// By tag: its element.
    of_tag: Vec<Option<usize>>,
    /// By section: its element.
    of_section: Vec<Option<usize>>,
    /// By page and mark: the element.
    marks: Vec<Vec<usize>>,
    /// By annotation: the element.
    annotations: Vec<usize>,
}

/// An element that is written.
struct Element {
    tag: TagId,
    kind: Kind,
    parent: usize,
    children: Vec<Child>,
    area: Option<(usize, Area)>,
    /// Of lists: what their labels are.
    numbering: Option<Numbering>,
}

#[derive(Clone, Copy)]
enum Child {
    Element(usize),
    Mark { page: usize, id: usize },
    Annotation(usize),
}

/// What a stretch of content is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Furniture.
    Artifact,
    /// Content of an element of this type, under this number.
    Content(&'static str, usize),
    /// Nothing: the file has no structure.
    None,
}

impl<'a> Structure<'a> {
    pub(super) fn new(tree: &'a TagTree, pages: usize, language: &'a str, standard: Standard) -> Self {
        let plan = match standard.tagging() {
            Tagging::Tagged => Plan::of(tree),
            Tagging::Untagged => Plan::of(&TagTree::default()),
        };
        let of_section = vec![None; plan.opened.len()];
        let mut of_tag = vec![None; tree.len()];
        of_tag[0] = Some(0);
        let mut new = Self {
            tree,
            standard,
            language,
            plan,
            elements: Vec::new(),
            of_tag,
            of_section,
            marks: vec![Vec::new(); pages],
            annotations: Vec::new(),
        };
        new.elements.push(Element::new(TagId::ROOT, Kind::Of(Role::Document), 0));
        new
    }

    /// The tag of a picture's content: without words that stand for it, it is an ornament.
    pub(super) fn of_picture(&self, tag: TagId) -> TagId {
        let told = self.tree.get(tag).is_none_or(|tag| tag.role != Role::Figure || has_words(tag.alt.as_deref()));
        if told { tag } else { TagId::ARTIFACT }
    }

    /// The element that a piece of a line belongs to: the paragraph around a word with an emphasis.
    pub(super) fn block_of(&self, tag: TagId) -> TagId {
        let mut at = tag;
        while let Some(found) = self.tree.get(at)
            && matches!(found.role, Role::Span | Role::Emphasis | Role::Strong | Role::Link | Role::Reference)
            && found.parent.0 < at.0
        {
            at = found.parent;
        }
        at
    }

    /// Begins content on a page.
    pub(super) fn content(&mut self, tag: TagId, page: usize) -> Mark {
        if self.standard.tagging() == Tagging::Untagged {
            return Mark::None;
        }
        if tag == TagId::ARTIFACT {
            return Mark::Artifact;
        }
        let element = self.element(tag);
        let id = self.marks[page].len();
        self.marks[page].push(element);
        self.elements[element].children.push(Child::Mark { page, id });
        Mark::Content(self.elements[element].kind.name(self.standard), id)
    }

    /// What a formula is read as, in what is marked last of it: its source, in the first of its parts.
    pub(super) fn read_as(&self, tag: TagId) -> Option<&'a str> {
        let source = self.tree.get(tag).filter(|tag| tag.role == Role::Formula)?.alt.as_deref()?;
        let element = self.of_tag.get(tag.0 as usize).copied().flatten()?;
        let marks = self.elements[element].children.iter().filter(|kid| matches!(kid, Child::Mark { .. }));
        Some(if marks.count() > 1 { READ_ELSEWHERE } else { source })
    }

    /// Puts an annotation into an element, and returns its key in the parent tree; none without structure.
    pub(super) fn annotation(&mut self, tag: TagId) -> Option<usize> {
        if self.standard.tagging() == Tagging::Untagged {
            return None;
        }
        let around = self.element(if tag == TagId::ARTIFACT { TagId::ROOT } else { tag });
        let element = match self.elements[around].kind {
            Kind::Of(Role::Link) => around,
            Kind::Of(_) | Kind::Section | Kind::Heading(_) | Kind::Link => self.around_content(around),
        };
        let number = self.annotations.len();
        self.annotations.push(element);
        self.elements[element].children.push(Child::Annotation(number));
        Some(self.marks.len() + number)
    }

    /// A link in an element whose own tag is none. It takes over the marks of a call's number, so that link and
    /// words are one.
    fn around_content(&mut self, around: usize) -> usize {
        let link = self.add(TagId::ARTIFACT, Kind::Link, around);
        if self.elements[around].kind.is_call() {
            let element = &mut self.elements[around];
            let (marks, others): (Vec<Child>, Vec<Child>) =
                std::mem::take(&mut element.children).into_iter().partition(|kid| matches!(kid, Child::Mark { .. }));
            element.children = others;
            for mark in &marks {
                if let Child::Mark { page, id } = *mark {
                    self.marks[page][id] = link;
                }
            }
            self.elements[link].children = marks;
        }
        link
    }

    /// Tells how much of a page a figure covers.
    pub(super) fn extend(&mut self, tag: TagId, page: usize, area: Area) {
        let Some(&Some(element)) = self.of_tag.get(tag.0 as usize) else { return };
        let element = &mut self.elements[element];
        match &mut element.area {
            Some((first, before)) if *first == page => *before = before.with(area),
            Some(_) => {}
            none @ None => *none = Some((page, area)),
        }
    }

    /// Tells the words of a label: what the first one of a list says, the others count on from.
    pub(super) fn label(&mut self, tag: TagId, words: &str) {
        if self.tree.get(tag).is_none_or(|tag| tag.role != Role::Label) {
            return;
        }
        let Some(&Some(label)) = self.of_tag.get(tag.0 as usize) else { return };
        let list = self.elements[self.elements[label].parent].parent;
        let list = &mut self.elements[list];
        if list.kind.is_list() && list.numbering.is_none() {
            list.numbering = Some(Numbering::of(words));
        }
    }

    /// The element of a tag; it and what it stands in are written from now on.
    fn element(&mut self, tag: TagId) -> usize {
        let mut missing = Vec::new();
        let mut at = tag;
        let found = loop {
            match self.of_tag.get(at.0 as usize) {
                Some(Some(element)) => break *element,
                Some(None) => missing.push(at),
                None => break 0,
            }
            // A parent is older than its child; anything else is no tree, and goes to the root.
            at = self.tree.get(at).map(|tag| tag.parent).filter(|parent| parent.0 < at.0).unwrap_or(TagId::ROOT);
        };
        missing.into_iter().rev().fold(found, |parent, tag| self.adopt(tag, parent))
    }

    fn adopt(&mut self, tag: TagId, parent: usize) -> usize {
        if let Some(Some(element)) = self.of_tag.get(tag.0 as usize) {
            return *element;
        }
        let role = self.tree.get(tag).map_or(Role::Span, |tag| tag.role);
        let kind = match role {
            Role::Heading(_) => Kind::Heading(self.plan.rank(tag)),
            role => Kind::Of(role),
        };
        let parent = match self.plan.section(tag) {
            Some(section) => self.section(section, parent),
            None => parent,
        };
        let element = self.add(tag, kind, parent);
        for cell in self.plan.cells(tag).to_vec() {
            self.adopt(cell, element);
        }
        element
    }

    /// The element of a section of an article.
    fn section(&mut self, section: usize, article: usize) -> usize {
        if let Some(element) = self.of_section[section] {
            return element;
        }
        // A section is opened after the one around it, so this ends.
        let parent = match self.plan.opened[section].within {
            Some(within) => self.section(within as usize, article),
            None => article,
        };
        let heading = self.plan.opened[section].heading;
        let element = self.elements.len();
        self.elements.push(Element::new(heading, Kind::Section, parent));
        self.elements[parent].children.push(Child::Element(element));
        self.of_section[section] = Some(element);
        element
    }

    fn add(&mut self, tag: TagId, kind: Kind, parent: usize) -> usize {
        let element = self.elements.len();
        self.elements.push(Element::new(tag, kind, parent));
        self.elements[parent].children.push(Child::Element(element));
        if let Some(of_tag) = self.of_tag.get_mut(tag.0 as usize) {
            *of_tag = Some(element);
        }
        element
    }

    /// Puts what holds blocks into the order of the document; what holds content is in order as it is.
    pub(super) fn order(&mut self) {
        let keys: Vec<(bool, u32)> = self
            .elements
            .iter()
            .map(|element| (!matches!(element.kind, Kind::Of(Role::Label)), element.tag.0))
            .collect();
        for element in &mut self.elements {
            let key = |child: &Child| match child {
                Child::Element(element) => Some(keys[*element]),
                Child::Mark { .. } | Child::Annotation(_) => None,
            };
            if element.children.iter().all(|child| key(child).is_some()) {
                element.children.sort_by_key(|child| key(child).unwrap_or_default());
            }
        }
    }

    /// Whether a page has content that the structure tells of, and so a place in the parent tree.
    pub(super) fn has_marks(&self, page: usize) -> bool {
        self.marks.get(page).is_some_and(|marks| !marks.is_empty())
    }
}

impl Element {
    fn new(tag: TagId, kind: Kind, parent: usize) -> Self {
        Self { tag, kind, parent, children: Vec::new(), area: None, numbering: None }
    }
}

fn has_words(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
