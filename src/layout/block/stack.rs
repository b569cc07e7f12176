//! Blocks one below the other: one match over their kinds.

use super::super::galley::{Float, Galley, Tied, VItem};
use super::super::inline::Opening;
use super::super::setter::Setter;
use super::figure::{self, Apart, Shown};
use super::keep::{self, Follows, Under, credit, ends_in_colon, follows, is_heading};
use super::{Place, code, display_space, formula, list, paragraph, parted, quote, table};
use crate::breaking::FORBIDDEN;
use crate::lang::Writing;
use crate::length::Abs;
use crate::model::{Block, BlockKind, Figure, Image, Inline, Level, Table, is_formula, is_stanza};
use crate::source::Span;
use crate::style::Parting;
use std::ops::Range;

/// Sets blocks one below the other.
pub(in crate::layout) fn stack<'a>(
    blocks: &'a [Block],
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    stack_range(blocks, 0..blocks.len(), place, opening, cx, galley);
}

/// Sets some of the blocks one below the other.
pub(super) fn stack_range<'a>(
    blocks: &'a [Block],
    range: Range<usize>,
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let mut stack = Stack { blocks, place, cx, galley, before: Before::Break, opening };
    let mut at = range.start;
    while at < range.end {
        at += stack.set(at);
    }
}

/// Blocks on their way into a galley.
struct Stack<'a, 's, 'p> {
    blocks: &'a [Block],
    place: Place<'p>,
    cx: &'s mut Setter<'a>,
    galley: &'s mut Galley,
    /// What stands before the next block.
    before: Before,
    /// How the next paragraph opens.
    opening: Opening,
}

/// What stands before a block, which decides how a paragraph begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or something that the eye begins anew after.
    Break,
    /// A paragraph.
    Paragraph,
}

impl<'a> Stack<'a, '_, '_> {
    /// Sets the block at an index, and the paragraph behind it if the two are one. How many blocks these are.
    fn set(&mut self, at: usize) -> usize {
        let block = &self.blocks[at];
        let next = self.blocks.get(at + 1);
        let (place, span) = (self.place, block.span);
        let (cx, galley) = (&mut *self.cx, &mut *self.galley);
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.paragraph(content, at);
                return 1;
            }
            BlockKind::Heading { level, content, .. } => return self.heading(*level, content, at),
            BlockKind::Table(table) => return self.table(table, at),
            BlockKind::Figure(figure) => return self.figure(figure, at),
            BlockKind::List(list) => list::list(list, place, cx, galley),
            BlockKind::Definitions(definitions) => list::definitions(definitions, place, cx, galley),
            BlockKind::Quote(content) => quote::quote(content, place, cx, galley),
            BlockKind::Alert { kind, content } => quote::alert(*kind, content, place, cx, galley),
            BlockKind::Code { language, text } => code::code(language.as_deref(), text, place, span, cx, galley),
            // Several in a row are one break.
            BlockKind::Rule if matches!(next.map(|next| &next.kind), Some(BlockKind::Rule)) => return 1,
            BlockKind::Rule => paragraph::rule(place, cx, galley),
        }
        if keep::announces(block, next) {
            self.galley.hold();
        }
        self.leave(Before::Break);
        1
    }

    /// Something was set, which leaves this before the next block.
    fn leave(&mut self, before: Before) {
        self.before = before;
        self.opening = Opening::No;
    }

    /// Sets a paragraph, or what it is instead: a formula, a stanza, pictures.
    fn paragraph(&mut self, content: &'a [Inline], at: usize) {
        if is_formula(content) {
            formula::formula(content, self.place, self.cx, self.galley);
            return self.leave(Before::Break);
        }
        if formula::is_parted(content) {
            self.with_displays(content, at);
            return self.leave(Before::Paragraph);
        }
        if is_stanza(content) {
            quote::stanza(content, self.place, self.cx, self.galley);
            return self.leave(Before::Break);
        }
        let span = self.blocks[at].span;
        let pictures = figure::several(content, span, self.cx);
        if !pictures.is_empty() {
            self.pictures(&pictures, follows(self.blocks.get(at + 1)), span);
        } else if let Some(apart) = figure::at_ends(content, self.place, self.cx) {
            self.with_pictures(&apart, at);
        } else {
            self.text(content, at);
        }
    }

    /// Sets a paragraph of running text. Decoration that is not there leaves no gap.
    fn text(&mut self, content: &'a [Inline], at: usize) {
        let start = self.galley.items.len();
        let heads = self.stands_as_head(content, self.blocks.get(at + 1));
        let indent = if heads { Abs::ZERO } else { self.indent() };
        if heads && self.before == Before::Paragraph {
            // An empty line, which may grow as that above a heading does.
            self.galley.space(self.cx.theme.body.leading);
        }
        let begins = self.galley.items.len();
        paragraph::body(content, self.place, indent, self.opening, self.cx, self.galley);
        if self.galley.items.len() == begins {
            return self.galley.items.truncate(start);
        }
        let under = if at > 0 && is_heading(&self.blocks[at - 1]) { Under::Heading } else { Under::Other };
        keep::with_next(content, self.blocks.get(at + 1), begins, under, self.galley);
        self.leave(if heads { Before::Break } else { Before::Paragraph });
    }

    /// Whether a paragraph heads the next in a theme in which no white would tell it from those around it.
    fn stands_as_head(&self, content: &[Inline], next: Option<&Block>) -> bool {
        self.cx.theme.parting == Parting::Indent && self.place.depth == 0 && keep::heads(content, next)
    }

    /// The indent of a paragraph's first line, parted from what stands above it.
    fn indent(&mut self) -> Abs {
        let (theme, place) = (self.cx.theme, self.place);
        match self.before {
            Before::Paragraph => parted(place, self.cx, self.galley),
            Before::Break => {
                // Text in squares is indented at every beginning.
                let squares = self.cx.language.writing() == Writing::Square;
                let running = place.depth == 0 && place.style == &theme.body;
                if theme.parting == Parting::Indent && squares && running { theme.indent } else { Abs::ZERO }
            }
        }
    }

    /// Sets a paragraph that formulas stand in which stand alone: its text goes on below each.
    fn with_displays(&mut self, content: &'a [Inline], at: usize) {
        let mut rest = content;
        while !rest.is_empty() {
            let [words, display, behind] = formula::parted(rest);
            if !words.is_empty() {
                if rest.len() == content.len() {
                    self.text(words, at);
                } else {
                    paragraph::body(words, self.place, Abs::ZERO, Opening::No, self.cx, self.galley);
                }
            }
            if !display.is_empty() {
                // TeX's \predisplaypenalty: what leads to a formula stands above it.
                if !words.is_empty() {
                    while matches!(self.galley.items.last(), Some(VItem::Penalty { .. })) {
                        self.galley.items.pop();
                    }
                    self.galley.penalty(FORBIDDEN);
                }
                formula::formula(display, self.place, self.cx, self.galley);
            }
            rest = behind;
        }
    }

    /// Sets a paragraph between the pictures that it begins and ends with.
    fn with_pictures(&mut self, apart: &Apart<'a>, at: usize) {
        let span = self.blocks[at].span;
        let opening = self.opening;
        if !apart.above.is_empty() {
            self.pictures(&apart.above, Follows::Text, span);
        }
        self.opening = opening;
        self.text(apart.words, at);
        if !apart.below.is_empty() {
            if ends_in_colon(apart.words) {
                self.galley.penalty(FORBIDDEN);
            }
            self.pictures(&apart.below, follows(self.blocks.get(at + 1)), span);
        }
        self.opening = Opening::No;
    }

    /// Sets the pictures of a paragraph one below the other.
    fn pictures(&mut self, pictures: &[&'a Image], behind: Follows, span: Span) {
        for (index, image) in pictures.iter().enumerate() {
            let start = self.galley.items.len();
            figure::shown(Shown { image, caption: &[], credit: None, span }, self.place, self.cx, self.galley);
            let follows = if index + 1 < pictures.len() { Follows::Display } else { behind };
            self.may_move(start, Tied::ToSection, follows);
        }
    }

    /// Sets a heading, with the paragraph that it may run into. How many blocks these are.
    fn heading(&mut self, level: Level, content: &'a [Inline], at: usize) -> usize {
        let anchor = self.anchor(at);
        let Some(text) = paragraph::runs_into(self.blocks, at, self.cx) else {
            paragraph::heading(level, content, anchor, self.place, self.cx, self.galley);
            self.leave(Before::Break);
            return 1;
        };
        let begins = self.galley.items.len();
        paragraph::run_in(level, content, anchor, text, self.place, self.cx, self.galley);
        keep::with_next(text, self.blocks.get(at + 2), begins, Under::Heading, self.galley);
        self.leave(Before::Paragraph);
        2
    }

    /// The anchor of a heading: only those of the article's own blocks have one.
    fn anchor(&self, at: usize) -> Option<String> {
        let own = self.cx.article.is_some_and(|article| std::ptr::eq(article, self.blocks));
        own.then(|| self.cx.anchors.get(at).map(|name| self.cx.anchor(name))).flatten()
    }

    /// Sets a table, with the paragraph that says where it is from. How many blocks these are.
    fn table(&mut self, table: &'a Table, at: usize) -> usize {
        let start = self.galley.items.len();
        let credit = credit(self.blocks.get(at + 1), &self.cx.language);
        let taken = 1 + usize::from(credit.is_some());
        table::table(table, credit, self.place, self.blocks[at].span, self.cx, self.galley);
        self.may_move(start, tied(&table.caption), follows(self.blocks.get(at + taken)));
        taken
    }

    /// Sets a figure, with the paragraph that says where it is from. How many blocks these are.
    fn figure(&mut self, figure: &'a Figure, at: usize) -> usize {
        let start = self.galley.items.len();
        let credit = credit(self.blocks.get(at + 1), &self.cx.language);
        let taken = 1 + usize::from(credit.is_some());
        let Figure { image, caption } = figure;
        let shown = Shown { image, caption, credit, span: self.blocks[at].span };
        figure::shown(shown, self.place, self.cx, self.galley);
        self.may_move(start, tied(caption), follows(self.blocks.get(at + taken)));
        taken
    }

    /// Lets a figure or table that begins at `start` stand at the head of the next page if it does not fit where it is.
    /// Then the text goes on as if nothing had been between. What may not move is not overtaken either by what moved
    /// before it.
    fn may_move(&mut self, start: usize, tied: Tied, follows: Follows) {
        self.opening = Opening::No;
        // Nothing was there to be shown.
        if self.galley.items.len() == start {
            return;
        }
        let (place, theme) = (self.place, self.cx.theme);
        let whole = place.left == Abs::ZERO && place.measure == theme.page.measure && place.depth == 0;
        if !whole || self.cx.in_note {
            self.before = Before::Break;
            if !self.cx.in_note {
                self.galley.bar(start);
            }
            return;
        }
        let frame = self.cx.frame();
        let float = Float::of(&self.galley.items, start, self.gap(follows), frame.grid, tied);
        // Some lines of text stand below it.
        let float = float.filter(|float| float.height <= frame.height.times(5, 6));
        if float.is_none() {
            self.before = Before::Break;
        }
        let float = float.unwrap_or_else(|| Float::barrier(tied));
        self.galley.items.insert(start, VItem::Float(Box::new(float)));
    }

    /// The white where a figure was that moves: that between paragraphs, if it is held by the greater white around the
    /// figure; and that around what follows.
    fn gap(&self, follows: Follows) -> Abs {
        let around = display_space(self.cx);
        match (follows, self.cx.theme.parting) {
            (Follows::Display, _) => around,
            (Follows::Text, Parting::Space(space)) if space <= around => space,
            (Follows::Text, Parting::Space(_) | Parting::Indent) => Abs::ZERO,
        }
    }
}

/// What has a caption is referred to by it, and may stand in another section.
fn tied(caption: &[Inline]) -> Tied {
    if caption.is_empty() { Tied::ToSection } else { Tied::No }
}
