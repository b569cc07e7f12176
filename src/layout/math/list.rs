//! What a formula is made of, before anything has a place: atoms with their classes, as in chapter 17 of *The TeXbook*.

use crate::length::Abs;

/// What stands side by side.
pub(super) type List = Vec<Item>;

/// Something in a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Atom(Atom),
    /// White that the author put there.
    Space(Length),
    /// Nothing that is as high, and as deep, as that.
    Strut(Length, Length),
    /// From here on to the end of the list.
    Style(Level),
}

/// A part of a formula that has a class.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Atom {
    pub class: Class,
    pub core: Core,
}

/// What decides how much white stands between two atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Ord,
    Op,
    Bin,
    Rel,
    Open,
    Close,
    Punct,
    Inner,
}

/// What an atom is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Core {
    Symbol(Symbol),
    /// Signs that stand side by side: a number, a name.
    Word(Vec<Symbol>),
    Text(String, Voice),
    List(List),
    /// A large operator: a sum, an integral.
    Operator(Symbol),
    /// A bracket of a size that the author chose, in ems.
    Bracket(Symbol, f64),
    /// A bracket among others that grows with them.
    Middle(Symbol),
    Scripts(Box<Scripts>),
    Accent(Box<Accent>),
    Fraction(Box<Fraction>),
    Root(Box<Root>),
    Fence(Box<Fence>),
    Grid(Box<Grid>),
    /// Struck through.
    Negated(Box<Atom>),
    /// Drawn in part, or in a frame.
    Held(Hold, List),
}

/// What is done with a part of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It takes its room and is not drawn.
    Room,
    /// It takes its width alone, or its height.
    Width,
    Height,
    /// It is drawn and takes no height.
    Smashed,
    Framed,
}

/// A sign: what is drawn, and what it is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol {
    pub drawn: char,
    pub read: char,
}

impl Symbol {
    pub fn plain(c: char) -> Self {
        Self { drawn: c, read: c }
    }
}

/// How words in a formula look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Plain,
    Bold,
    Italic,
    Mono,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scripts {
    pub base: List,
    pub below: Option<List>,
    pub above: Option<List>,
    pub place: Stand,
}

/// Where scripts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Beside,
    Limits,
    /// Above and below in a formula that stands alone, beside in a line.
    Movable,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Accent {
    pub base: List,
    pub sign: char,
    pub side: Side,
    /// As wide as what it is over, or as it is drawn.
    pub wide: Width,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Over,
    Under,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Own,
    OfBase,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fraction {
    pub over: List,
    pub under: List,
    /// How thick the rule is, if not as the face has it.
    pub rule: Option<Length>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Root {
    pub inside: List,
    pub index: Option<List>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fence {
    pub left: Option<char>,
    pub right: Option<char>,
    pub inside: List,
}

/// Rows and columns: matrices, cases, aligned equations.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub rows: Vec<Row>,
    pub kind: GridKind,
    /// The columns' own alignments and the rules around them, where the author says them.
    pub columns: Vec<Column>,
    /// The style of its cells, if not the usual one.
    pub level: Option<Level>,
}

/// What decides a grid's gaps and its cells' style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GridKind {
    Matrix(Align),
    /// A matrix that fits a line of text.
    Small,
    Array,
    Cases,
    /// Pairs of columns, the first of each flush right.
    Aligned,
    Gathered,
    /// The first line at the left, the last at the right.
    Multline,
    /// Lines below a large operator.
    Stack(Align),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Cells(Align),
    Rule,
}

/// A row of a grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub cells: Vec<List>,
    /// How many rules stand above it.
    pub rules: usize,
    /// White that the author put above it.
    pub white: Length,
}

/// How large a part of a formula is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Display,
    Text,
    Script,
    ScriptScript,
}

/// A length that may depend on the type size.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Length {
    pub em: f64,
    pub own: Abs,
}

impl Length {
    pub fn em(em: f64) -> Self {
        Self { em, own: Abs::ZERO }
    }

    pub fn at(self, size: Abs) -> Abs {
        size.scale(self.em) + self.own
    }
}
