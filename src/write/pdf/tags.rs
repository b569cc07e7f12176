//! The tag tree → the structure tree that screen readers follow, and the parent tree that leads back to it.
//!
//! Elements stand in the order in which their content is met, page by page; what is consecutive on a page and belongs
//! to one element shares one mark. Elements without content are not written, except where a child needs its parent
//! and a table its empty cells.

use super::syntax::{self, Area, name};
use crate::layout::{Role, TagId, TagTree};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The structure as it grows while pages are written.
pub(super) struct Structure<'a> {
    tree: &'a TagTree,
    elements: Vec<Element>,
    /// By tag: its element.
    of_tag: Vec<Option<usize>>,
    /// By tag of a row: its cells.
    cells: Vec<Vec<TagId>>,
    /// By page and mark: the element.
    marks: Vec<Vec<usize>>,
    /// By annotation: the element.
    annotations: Vec<usize>,
    /// The ranks, as the document gives them, of the headings that the last one stands below, and its own.
    headings: Vec<u8>,
}

/// An element that is written.
struct Element {
    tag: TagId,
    kind: Kind,
    parent: usize,
    children: Vec<Child>,
    area: Option<(usize, Area)>,
}

/// What an element is in the file.
#[derive(Clone, Copy)]
enum Kind {
    Of(Role),
    /// A heading of that rank, counted so that no rank is left out.
    Heading(usize),
    /// A link around an annotation whose own tag is no link.
    Link,
}

#[derive(Clone, Copy)]
enum Child {
    Element(usize),
    Mark { page: usize, id: usize },
    Annotation(usize),
}

impl<'a> Structure<'a> {
    pub(super) fn new(tree: &'a TagTree, pages: usize) -> Self {
        let root =
            Element { tag: TagId::ROOT, kind: Kind::Of(Role::Document), parent: 0, children: Vec::new(), area: None };
        let mut of_tag = vec![None; tree.len()];
        of_tag[0] = Some(0);
        let mut cells = vec![Vec::new(); tree.len()];
        for id in (1..tree.len() as u32).map(TagId) {
            if let Some(tag) = tree.get(id).filter(|tag| matches!(tag.role, Role::TableHeader | Role::TableCell))
                && tree.get(tag.parent).is_some_and(|row| row.role == Role::TableRow)
            {
                cells[tag.parent.0 as usize].push(id);
            }
        }
        let (marks, annotations, headings) = (vec![Vec::new(); pages], Vec::new(), Vec::new());
        Self { tree, elements: vec![root], of_tag, cells, marks, annotations, headings }
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

    /// Begins content on a page: the mark's name and number; `None` for an artifact.
    pub(super) fn content(&mut self, tag: TagId, page: usize) -> Option<(&'static str, usize)> {
        if tag == TagId::ARTIFACT {
            return None;
        }
        let element = self.element(tag);
        let id = self.marks[page].len();
        self.marks[page].push(element);
        self.elements[element].children.push(Child::Mark { page, id });
        Some((self.elements[element].kind.name(), id))
    }

    /// Puts an annotation into an element, and returns its key in the parent tree.
    pub(super) fn annotation(&mut self, tag: TagId) -> usize {
        let around = self.element(if tag == TagId::ARTIFACT { TagId::ROOT } else { tag });
        let element = match self.elements[around].kind {
            Kind::Of(Role::Link) => around,
            Kind::Of(_) | Kind::Heading(_) | Kind::Link => self.add(TagId::ARTIFACT, Kind::Link, around),
        };
        let number = self.annotations.len();
        self.annotations.push(element);
        self.elements[element].children.push(Child::Annotation(number));
        self.marks.len() + number
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
            Role::Heading(level) => Kind::Heading(self.rank(level.get())),
            role => Kind::Of(role),
        };
        let element = self.add(tag, kind, parent);
        for cell in std::mem::take(&mut self.cells[tag.0 as usize]) {
            self.adopt(cell, element);
        }
        element
    }

    fn add(&mut self, tag: TagId, kind: Kind, parent: usize) -> usize {
        let element = self.elements.len();
        self.elements.push(Element { tag, kind, parent, children: Vec::new(), area: None });
        self.elements[parent].children.push(Child::Element(element));
        if let Some(of_tag) = self.of_tag.get_mut(tag.0 as usize) {
            *of_tag = Some(element);
        }
        element
    }

    /// PDF/UA forbids to skip a rank: an `###` right below a `#` is a heading of the second rank.
    fn rank(&mut self, level: u8) -> usize {
        while self.headings.last().is_some_and(|&last| last >= level) {
            self.headings.pop();
        }
        self.headings.push(level);
        self.headings.len().min(6)
    }
}

fn has_words(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

impl Kind {
    /// The structure type. Three are PDF 2.0's, and mapped to older ones by [`roles`].
    fn name(self) -> &'static str {
        match self {
            Self::Link => "Link",
            Self::Heading(rank) => ["H1", "H2", "H3", "H4", "H5", "H6"][rank.clamp(1, 6) - 1],
            Self::Of(role) => match role {
                Role::Document => "Document",
                Role::Article => "Art",
                Role::Heading(_) => "H1",
                Role::Paragraph => "P",
                Role::List => "L",
                Role::ListItem => "LI",
                Role::Label => "Lbl",
                Role::ListBody => "LBody",
                Role::BlockQuote => "BlockQuote",
                Role::Aside => "Aside",
                Role::Code => "Code",
                Role::Span => "Span",
                Role::Emphasis => "Em",
                Role::Strong => "Strong",
                Role::Figure => "Figure",
                Role::Caption => "Caption",
                Role::Table => "Table",
                Role::TableHead => "THead",
                Role::TableBody => "TBody",
                Role::TableRow => "TR",
                Role::TableHeader => "TH",
                Role::TableCell => "TD",
                Role::Note => "Note",
                Role::Reference => "Reference",
                Role::Link => "Link",
            },
        }
    }

    /// Whether it stands within a line or holds nothing but lines: code in it is a part of a line.
    fn holds_lines(self) -> bool {
        match self {
            Self::Heading(_) | Self::Link => true,
            Self::Of(role) => !matches!(
                role,
                Role::Document
                    | Role::Article
                    | Role::List
                    | Role::ListItem
                    | Role::ListBody
                    | Role::BlockQuote
                    | Role::Aside
                    | Role::Figure
                    | Role::Table
                    | Role::TableHead
                    | Role::TableBody
                    | Role::TableRow
            ),
        }
    }
}

/// What PDF 1.7 is told about the types that only PDF 2.0 knows.
fn roles() -> Dictionary {
    dictionary! { "Aside" => name("Div"), "Em" => name("Span"), "Strong" => name("Span") }
}

/// The objects that an element can point to.
pub(super) struct Targets<'a> {
    pub(super) pages: &'a [ObjectId],
    pub(super) annotations: &'a [ObjectId],
}

impl Structure<'_> {
    /// Writes the structure tree; returns its root. Pages have their number as key in the parent tree.
    pub(super) fn write(&self, document: &mut Document, targets: &Targets<'_>) -> ObjectId {
        let root = document.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| document.new_object_id()).collect();
        for (number, element) in self.elements.iter().enumerate() {
            let parent = if number == 0 { root } else { ids[element.parent] };
            let dictionary = self.dictionary(number, parent, &ids, targets);
            document.set_object(ids[number], dictionary);
        }
        let mut tree = dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => ids[0],
            "RoleMap" => roles(),
            "ParentTree" => self.parent_tree(document, &ids),
            "ParentTreeNextKey" => (self.marks.len() + self.annotations.len()) as i64,
        };
        let notes: Vec<usize> = (0..self.elements.len()).filter(|&number| self.is_note(number)).collect();
        if !notes.is_empty() {
            let names = notes.iter().flat_map(|&number| [note_id(number), ids[number].into()]).collect::<Vec<_>>();
            tree.set("IDTree", dictionary! { "Names" => names });
        }
        document.set_object(root, tree);
        root
    }

    fn is_note(&self, number: usize) -> bool {
        matches!(self.elements[number].kind, Kind::Of(Role::Note))
    }

    fn dictionary(&self, number: usize, parent: ObjectId, ids: &[ObjectId], targets: &Targets<'_>) -> Dictionary {
        let element = &self.elements[number];
        let mut dictionary = dictionary! { "S" => name(self.name(element)), "P" => parent };
        let page = element.children.iter().find_map(|child| match child {
            Child::Mark { page, .. } => Some(*page),
            Child::Element(_) | Child::Annotation(_) => None,
        });
        let page = page.or(element.area.map(|(page, _)| page));
        if let Some(page) = page {
            dictionary.set("Pg", targets.pages[page]);
        }
        let mut kids: Vec<Object> = element.children.iter().map(|child| kid(*child, page, ids, targets)).collect();
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.remove(0)),
            _ => dictionary.set("K", kids),
        }
        if self.is_note(number) {
            dictionary.set("ID", note_id(number));
        }
        if let Some(attributes) = self.attributes(element) {
            dictionary.set("A", attributes);
        }
        if let Some(tag) = self.tree.get(element.tag) {
            if let Some(alt) = tag.alt.as_deref().filter(|alt| has_words(Some(alt))) {
                dictionary.set("Alt", syntax::text(alt));
            }
            if let Some(language) = tag.language.as_deref().filter(|language| has_words(Some(language))) {
                dictionary.set("Lang", syntax::text(language));
            }
        }
        dictionary
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
            kind => kind.name(),
        }
    }

    fn attributes(&self, element: &Element) -> Option<Dictionary> {
        match (element.kind, element.area) {
            (Kind::Of(Role::TableHeader), _) => Some(dictionary! { "O" => name("Table"), "Scope" => name("Column") }),
            (Kind::Of(Role::Figure), Some((_, area))) => Some(dictionary! {
                "O" => name("Layout"), "Placement" => name("Block"), "BBox" => area.object(),
            }),
            (Kind::Of(Role::Code), _) if !self.elements[element.parent].kind.holds_lines() => {
                Some(dictionary! { "O" => name("Layout"), "Placement" => name("Block") })
            }
            _ => None,
        }
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

    /// Whether a page has content that the structure tells of, and so a place in the parent tree.
    pub(super) fn has_marks(&self, page: usize) -> bool {
        self.marks.get(page).is_some_and(|marks| !marks.is_empty())
    }
}

fn kid(child: Child, own_page: Option<usize>, ids: &[ObjectId], targets: &Targets<'_>) -> Object {
    match child {
        Child::Element(element) => ids[element].into(),
        Child::Mark { page, id } if own_page == Some(page) => (id as i64).into(),
        Child::Mark { page, id } => {
            dictionary! { "Type" => name("MCR"), "Pg" => targets.pages[page], "MCID" => id as i64 }.into()
        }
        Child::Annotation(number) => {
            dictionary! { "Type" => name("OBJR"), "Obj" => targets.annotations[number] }.into()
        }
    }
}

/// Unique, and in order as bytes, as a name tree wants them.
fn note_id(number: usize) -> Object {
    syntax::bytes(format!("note{number:08}"))
}
