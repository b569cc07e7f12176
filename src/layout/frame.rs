//! The finished things: pages with everything placed. The PDF writer draws them and thinks no more.
//!
//! Coordinates run right and down from the top left corner of the *trimmed* page. A glyph run's place is its origin
//! on the baseline; every other item's place is its top left corner.

use super::report::Report;
use crate::font::FaceId;
use crate::length::{Abs, Point, Size};
use crate::model::Level;
use crate::packet::Zoom;
use crate::resource::Picture;
use crate::source::Span;
use crate::style::Ink;
use std::ops::Range;
use std::sync::Arc;

/// A packet, laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Bookmarks, nested.
    pub outline: Vec<Bookmark>,
    /// What each item is: the structure that screen readers read.
    pub tags: TagTree,
    /// The pictures that items refer to by index.
    pub pictures: Vec<Arc<Picture>>,
    /// What a reviser would mark, and how evenly the text is set.
    pub report: Report,
    /// Where the spine is when the book lies with its first page up.
    pub binding: Binding,
    /// How large a reader shows it at first.
    pub zoom: Zoom,
}

impl Layout {
    /// Puts another layout's pages behind its own. Anchors of the other are told apart by `prefix`.
    pub fn append(&mut self, other: Self, prefix: &str) {
        let tags = self.tags.append(other.tags);
        let pictures = self.pictures.len();
        self.pictures.extend(other.pictures);
        for mut page in other.pages {
            for placed in &mut page.items {
                placed.tag = placed.tag.moved(tags);
                match &mut placed.item {
                    Item::Picture { index, .. } => *index += pictures,
                    Item::Anchor(anchor) | Item::Link { target: LinkTarget::Anchor(anchor), .. } => {
                        anchor.insert_str(0, prefix);
                    }
                    Item::Glyphs(_)
                    | Item::Rule { .. }
                    | Item::Dot { .. }
                    | Item::Link { target: LinkTarget::Url(_), .. } => {}
                }
            }
            self.pages.push(page);
        }
        self.outline.extend(other.outline.into_iter().map(|bookmark| bookmark.within(prefix)));
    }
}

/// Where the spine is when the book lies with its first page up. A book in a right-to-left script opens from the
/// other side: its spine is at the right, and its odd pages are left-hand ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Binding {
    /// At the left.
    #[default]
    Left,
    /// At the right.
    Right,
}

/// A finished page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Which side of the sheet it is.
    pub side: Side,
    /// Its number as printed: "12", "iv", "B3".
    pub folio: String,
    /// The size of the trimmed page.
    pub size: Size,
    /// What is on it, in drawing order; within one tag, in reading order.
    pub items: Vec<Placed>,
}

/// Which side of the sheet a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The front: a right-hand page, or a left-hand one in a book bound at the right.
    Recto,
    /// The back.
    Verso,
}

/// An item in its place.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Where it is.
    pub at: Point,
    /// What it is.
    pub item: Item,
    /// Which element of the structure it belongs to.
    pub tag: TagId,
}

/// What can be on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Set type.
    Glyphs(GlyphRun),
    /// A filled rectangle: rules, boxes, tints.
    Rule {
        /// Its width and height.
        size: Size,
        /// Its colour.
        ink: Ink,
    },
    /// A filled circle: what stresses a letter in Chinese and Japanese.
    Dot {
        /// How wide it is.
        width: Abs,
        /// Its colour.
        ink: Ink,
    },
    /// A picture.
    Picture {
        /// Its width and height as placed.
        size: Size,
        /// Which of [`Layout::pictures`].
        index: usize,
    },
    /// A place that can be clicked; nothing is drawn.
    Link {
        /// Its width and height.
        size: Size,
        /// Where it leads.
        target: LinkTarget,
        /// What it says, for a screen reader.
        text: String,
    },
    /// A place that links and bookmarks lead to.
    Anchor(String),
}

impl Item {
    /// Its glyphs, if it is some.
    pub fn glyphs(&self) -> Option<&GlyphRun> {
        match self {
            Self::Glyphs(run) => Some(run),
            Self::Rule { .. } | Self::Dot { .. } | Self::Picture { .. } | Self::Link { .. } | Self::Anchor(_) => None,
        }
    }

    /// How much of a line it takes.
    pub fn width(&self) -> Abs {
        match self {
            Self::Glyphs(run) => run.width(),
            Self::Rule { size, .. } | Self::Picture { size, .. } | Self::Link { size, .. } => size.width,
            Self::Dot { width, .. } => *width,
            Self::Anchor(_) => Abs::ZERO,
        }
    }
}

impl Placed {
    /// Turns what stands in a column of that width about its middle line.
    pub fn mirror(&mut self, width: Abs) {
        self.at.x = width - self.at.x - self.item.width();
    }
}

/// Where a link on a page leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// An [`Item::Anchor`] of this layout.
    Anchor(String),
}

/// Glyphs of one face and size on one baseline.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The type size.
    pub size: Abs,
    /// The colour.
    pub ink: Ink,
    /// How much wider than drawn the glyphs are, per hundred thousand: font expansion. Advances include it.
    pub expansion: i32,
    /// White added behind glyphs that another of their word follows. Advances include it.
    pub tracking: Abs,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Those of the glyphs that are not drawn where they stand, in order: marks, and what hangs on a letter.
    pub shifts: Vec<Shift>,
    /// Which way the glyphs are read.
    pub reading: Reading,
    /// The text they stand for, in reading order.
    pub text: String,
    /// Where the text came from.
    pub span: Span,
}

/// The text of a run that is read elsewhere: an initial is, with the rest of its word. U+2060 is invisible, and breaks no
/// word.
pub(crate) const READ_ELSEWHERE: &str = "\u{2060}";

/// Which way the glyphs of a run are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// From left to right.
    #[default]
    Forward,
    /// From right to left: the last glyph comes first.
    Backward,
}

/// A glyph in a run. A book has millions of them, a third of what its pages take: eight bytes each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How many bytes of the run's text it stands for, behind those of the glyphs that are read before it: see
    /// [`GlyphRun::texts`]. None for all but one glyph of a cluster.
    pub text: u16,
    /// How far the next one is, in 65,536ths of a point: kerning and justification included.
    pub advance: i32,
}

/// That a glyph is not drawn where it stands. A run has few of these, and a book millions of glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The glyph, by its place in the run.
    pub glyph: u32,
    /// How far it is drawn from where it stands: to the right and *up*, in 65,536ths of a point.
    pub by: (i32, i32),
}

impl GlyphRun {
    /// How far a glyph is drawn from where it stands: to the right and *up*, in 65,536ths of a point.
    pub fn shift(&self, glyph: usize) -> (i32, i32) {
        if self.shifts.is_empty() {
            return (0, 0);
        }
        let found = self.shifts.binary_search_by_key(&glyph, |shift| shift.glyph as usize);
        found.map_or((0, 0), |index| self.shifts[index].by)
    }

    /// The bytes of the text that each glyph stands for, from left to right.
    pub fn texts(&self) -> impl Iterator<Item = Range<usize>> {
        let length = |glyph: &Glyph| usize::from(glyph.text);
        let mut at = match self.reading {
            Reading::Forward => 0,
            Reading::Backward => self.glyphs.iter().map(length).sum(),
        };
        self.glyphs.iter().map(move |glyph| {
            let from = at;
            match self.reading {
                Reading::Forward => {
                    at += length(glyph);
                    from..at
                }
                Reading::Backward => {
                    at -= length(glyph);
                    at..from
                }
            }
        })
    }

    /// The width of the run.
    pub fn width(&self) -> Abs {
        Abs(self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum())
    }
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// The anchor it leads to.
    pub anchor: String,
    /// The bookmarks below it.
    pub children: Vec<Bookmark>,
}

impl Bookmark {
    fn within(self, prefix: &str) -> Self {
        let children = self.children.into_iter().map(|child| child.within(prefix)).collect();
        Self { title: self.title, anchor: format!("{prefix}{}", self.anchor), children }
    }
}

/// An element of the structure: an index into a [`TagTree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

impl TagId {
    /// Furniture: heads, folios, rules. Screen readers pass over it.
    pub const ARTIFACT: Self = Self(u32::MAX);
    /// The whole document.
    pub const ROOT: Self = Self(0);

    /// Its number when that many elements were put before it. Root and furniture are the same in every layout.
    pub(super) fn moved(self, by: u32) -> Self {
        if self == Self::ROOT || self == Self::ARTIFACT { self } else { Self(self.0 + by) }
    }
}

/// The structure of a layout, filled in document order.
#[derive(Debug, Clone)]
pub struct TagTree {
    nodes: Vec<Tag>,
}

/// An element of the structure.
#[derive(Debug, Clone)]
pub struct Tag {
    /// What it is.
    pub role: Role,
    /// The element around it; the root is its own parent.
    pub parent: TagId,
    /// What stands for it in words, for a picture or a formula.
    pub alt: Option<String>,
    /// Its language, where that may be another than what it stands in has.
    pub language: Option<String>,
    /// The note that a call calls.
    pub refers: Option<TagId>,
    /// For a cell of a table: the columns and rows it takes, and the column it begins in, from 0.
    pub takes: Option<Takes>,
}

/// What a cell of a table takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Takes {
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many columns.
    pub columns: usize,
    /// How many rows.
    pub rows: usize,
}

/// What an element of the structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the structure type of the same name in ISO 32000, or said beside it
pub enum Role {
    Document,
    /// A list of contents; what it lists are [`Role::ContentsItem`]s.
    Contents,
    /// A line of contents.
    ContentsItem,
    /// One article of the packet.
    Article,
    /// A heading of that level.
    Heading(Level),
    Paragraph,
    List,
    ListItem,
    /// The bullet, number or box of an item.
    Label,
    ListBody,
    BlockQuote,
    /// Something set off from the text: an alert, the note column.
    Aside,
    Code,
    /// A line of code, or other words in a line with a role of their own.
    Span,
    Emphasis,
    Strong,
    Figure,
    /// A formula; its source stands for it in words.
    Formula,
    Caption,
    Table,
    TableHead,
    TableBody,
    TableRow,
    /// A cell that names a column, or in a body its row.
    TableHeader,
    TableCell,
    /// A note at the foot.
    Note,
    /// A call to a note.
    Reference,
    Link,
}

/// Where a tree was put below another's element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graft {
    at: TagId,
    by: u32,
}

impl Graft {
    /// What an element of the grafted tree is in the other.
    pub(super) fn tag(self, id: TagId) -> TagId {
        if id == TagId::ROOT { self.at } else { id.moved(self.by) }
    }
}

impl Default for TagTree {
    fn default() -> Self {
        Self {
            nodes: vec![Tag {
                role: Role::Document,
                parent: TagId::ROOT,
                alt: None,
                language: None,
                refers: None,
                takes: None,
            }],
        }
    }
}

impl TagTree {
    /// A new element within `parent`.
    pub fn add(&mut self, role: Role, parent: TagId) -> TagId {
        let id = TagId(u32::try_from(self.nodes.len()).expect("fewer than 2³² elements fit in memory"));
        self.nodes.push(Tag { role, parent, alt: None, language: None, refers: None, takes: None });
        id
    }

    /// An element. [`TagId::ARTIFACT`] is none.
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        self.nodes.get(id.0 as usize)
    }

    /// An element, to be changed.
    pub fn get_mut(&mut self, id: TagId) -> Option<&mut Tag> {
        self.nodes.get_mut(id.0 as usize)
    }

    /// Puts another tree's elements below the same root, and returns how much their numbers grew.
    pub(super) fn append(&mut self, other: Self) -> u32 {
        self.graft(other, TagId::ROOT).by
    }

    /// Puts another tree's elements below one of this tree's.
    pub(super) fn graft(&mut self, other: Self, at: TagId) -> Graft {
        let graft = Graft { at, by: self.nodes.len() as u32 - 1 };
        let below = other.nodes.into_iter().skip(1);
        self.nodes.extend(below.map(|tag| Tag {
            parent: graft.tag(tag.parent),
            refers: tag.refers.map(|note| graft.tag(note)),
            ..tag
        }));
        graft
    }

    /// How many elements there are, the root included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: the root is always there.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
