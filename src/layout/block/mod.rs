//! Blocks → galley: one match over the kinds, a file for each that is more than a few lines.

mod code;
mod display;
mod figure;
mod formula;
mod initial;
mod list;
mod note;
mod numbers;
mod opener;
mod paragraph;
mod qr;
mod quote;
mod shares;
mod table;

pub(super) use opener::{Opens, TOP, article, whole};
pub(super) use paragraph::{anchor_at, baseline, boxes, keep_lines_into};
pub(super) use shares::Pictures;

use super::frame::{Role, TagId};
use super::galley::{Float, Galley, Tied, VItem};
use super::inline::{Acronyms, Balance, Opening};
use super::setter::Setter;
use crate::breaking::FORBIDDEN;
use crate::lang::Writing;
use crate::length::Abs;
use crate::model::{Block, BlockKind, Image, Inline, InlineKind, is_formula, is_stanza, plain};
use crate::source::Span;
use crate::style::{Parting, TextStyle};
use std::ops::Range;

/// Where and how blocks are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'t> {
    /// From the column's left edge.
    pub left: Abs,
    pub measure: Abs,
    /// The style of paragraphs.
    pub style: &'t TextStyle,
    /// The element of the structure that the blocks belong to.
    pub tag: TagId,
    /// Whether words in capitals are set small here.
    pub acronyms: Acronyms,
    /// How deep in lists this is.
    pub depth: usize,
    /// Whether the lines of paragraphs are evened out.
    pub balance: Balance,
}

impl Place<'_> {
    /// The same, narrower.
    pub fn inset(self, left: Abs, right: Abs) -> Self {
        // A column keeps some width however deep it nests; what stands in it may then stick out, and is told.
        let measure = (self.measure - left - right).max(self.style.size * 4);
        Self { left: self.left + left, measure, ..self }
    }

    /// The same within another element of the structure.
    pub fn within(self, tag: TagId) -> Self {
        Self { tag, ..self }
    }
}

/// What stands before a block, which decides how a paragraph begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or something that the eye begins anew after.
    Break,
    /// A paragraph.
    Paragraph,
}

/// Sets blocks one below the other.
pub(super) fn stack<'a>(blocks: &'a [Block], place: Place, opening: Opening, cx: &mut Setter<'a>, galley: &mut Galley) {
    stack_range(blocks, 0..blocks.len(), place, opening, cx, galley);
}

/// Sets some of the blocks one below the other.
fn stack_range<'a>(
    blocks: &'a [Block],
    range: Range<usize>,
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let mut before = Before::Break;
    let mut opening = opening;
    let mut index = range.start;
    while index < range.end {
        let block = &blocks[index];
        index += 1;
        let mut next = Before::Break;
        match &block.kind {
            BlockKind::Paragraph(content) if is_formula(content) => {
                formula::formula(content, place, cx, galley);
            }
            BlockKind::Paragraph(content) if formula::is_parted(content) => {
                with_displays(content, (blocks, index - 1), before, place, opening, cx, galley);
                next = Before::Paragraph;
            }
            BlockKind::Paragraph(content) if is_stanza(content) => quote::stanza(content, place, cx, galley),
            BlockKind::Paragraph(content) => {
                let pictures = figure::several(content, block.span, cx);
                if !pictures.is_empty() {
                    next = row(&pictures, (before, follows(blocks.get(index))), place, block.span, cx, galley);
                } else if let Some(parts) = figure::at_ends(content, place, cx) {
                    next = with_pictures(parts, (blocks, index - 1), before, place, opening, cx, galley);
                } else if text(content, (blocks, index - 1), before, place, opening, cx, galley) {
                    next = Before::Paragraph;
                } else {
                    continue;
                }
            }
            BlockKind::Heading { level, content, .. } => match blocks.get(index).map(|next| &next.kind) {
                Some(BlockKind::Paragraph(text)) if paragraph::runs_in(blocks, index - 1, cx) => {
                    index += 1;
                    let begins = galley.items.len();
                    paragraph::run_in(*level, content, anchor(blocks, index - 2, cx), text, place, cx, galley);
                    keep_with_next(text, blocks.get(index), begins, Under::Heading, galley);
                    next = Before::Paragraph;
                }
                _ => paragraph::heading(*level, content, anchor(blocks, index - 1, cx), place, cx, galley),
            },
            BlockKind::List(list) => list::list(list, place, cx, galley),
            BlockKind::Definitions(definitions) => list::definitions(definitions, place, cx, galley),
            BlockKind::Quote(content) => quote::quote(content, place, cx, galley),
            BlockKind::Alert { kind, content } => quote::alert(*kind, content, place, cx, galley),
            BlockKind::Code { language, text } => {
                code::code(language.as_deref(), text, place, block.span, cx, galley);
            }
            BlockKind::Table(table) => {
                let (start, credit) = (galley.items.len(), credit(blocks, &mut index, cx));
                table::table(table, credit, place, block.span, cx, galley);
                let follows = follows(blocks.get(index));
                next = may_move(start, before, (tied(&table.caption), follows), place, cx, galley);
            }
            BlockKind::Figure(figure) => {
                let (start, credit) = (galley.items.len(), credit(blocks, &mut index, cx));
                figure::figure(figure, credit, place, block.span, cx, galley);
                let follows = follows(blocks.get(index));
                next = may_move(start, before, (tied(&figure.caption), follows), place, cx, galley);
            }
            // Several in a row are one break.
            BlockKind::Rule if matches!(blocks.get(index).map(|next| &next.kind), Some(BlockKind::Rule)) => continue,
            BlockKind::Rule => paragraph::rule(place, cx, galley),
        }
        before = next;
        opening = Opening::No;
    }
}

/// Sets a paragraph, and says whether anything of it is there to be seen: decoration that is not there leaves no gap.
fn text<'a>(
    content: &'a [Inline],
    (blocks, index): (&'a [Block], usize),
    before: Before,
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) -> bool {
    let start = galley.items.len();
    let indent = match before {
        Before::Paragraph => parted(place, cx, galley),
        // Text in squares is indented at every beginning.
        Before::Break if cx.theme.parting == Parting::Indent && begins_indented(place, cx) => cx.theme.indent,
        Before::Break => Abs::ZERO,
    };
    let begins = galley.items.len();
    paragraph::body(content, place, indent, opening, cx, galley);
    if galley.items.len() == begins {
        galley.items.truncate(start);
        return false;
    }
    let under = if index > 0 && is_heading(&blocks[index - 1]) { Under::Heading } else { Under::Other };
    keep_with_next(content, blocks.get(index + 1), begins, under, galley);
    true
}

/// What a paragraph stands under, or behind if a heading runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    Heading,
    Other,
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// Says what it costs to end the page below a paragraph that begins at an item: it may announce what is next, or be all
/// that stands under its heading.
fn keep_with_next(content: &[Inline], next: Option<&Block>, begins: usize, under: Under, galley: &mut Galley) {
    if introduces(content, next) {
        galley.penalty(FORBIDDEN);
    } else if ends_in_colon(content) && matches!(next.map(|next| &next.kind), Some(BlockKind::Paragraph(_))) {
        galley.penalty(LONELY);
    } else {
        let most = |most: usize| lines(&galley.items[begins..]) <= most;
        let heads = is_bold(content) && most(3) && next.is_some_and(|next| !is_bold_block(next));
        if heads || (under == Under::Heading && most(1) && next.is_some_and(|next| !is_heading(next))) {
            galley.penalty(UNDER_HEADING);
        }
    }
}

/// Whether all words are strong: a short paragraph of such words heads the next, whatever it was called.
fn is_bold(content: &[Inline]) -> bool {
    let is_strong = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_));
    let is_white = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
    content.iter().any(is_strong) && content.iter().all(|inline| is_strong(inline) || is_white(inline))
}

fn is_bold_block(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content) if is_bold(content))
}

/// Sets a paragraph that formulas stand in which stand alone: its text goes on below each.
fn with_displays<'a>(
    content: &'a [Inline],
    at: (&'a [Block], usize),
    before: Before,
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) {
    let mut rest = content;
    let mut first = true;
    while !rest.is_empty() {
        let [words, display, behind] = formula::parted(rest);
        if !words.is_empty() {
            if first {
                text(words, at, before, place, opening, cx, galley);
            } else {
                paragraph::body(words, place, Abs::ZERO, Opening::No, cx, galley);
            }
        }
        if !display.is_empty() {
            // TeX's \predisplaypenalty: what leads to a formula stands above it.
            if !words.is_empty() {
                while matches!(galley.items.last(), Some(VItem::Penalty { .. })) {
                    galley.items.pop();
                }
                galley.penalty(FORBIDDEN);
            }
            formula::formula(display, place, cx, galley);
        }
        first = false;
        rest = behind;
    }
}

/// Sets a paragraph between the pictures that it begins and ends with. What then stands before the next block.
fn with_pictures<'a>(
    (above, words, below): (Vec<&'a Image>, &'a [Inline], Vec<&'a Image>),
    (blocks, index): (&'a [Block], usize),
    mut before: Before,
    place: Place,
    opening: Opening,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) -> Before {
    let span = blocks[index].span;
    if !above.is_empty() {
        before = row(&above, (before, Follows::Text), place, span, cx, galley);
    }
    if text(words, (blocks, index), before, place, opening, cx, galley) {
        before = Before::Paragraph;
    }
    if below.is_empty() {
        return before;
    }
    if ends_in_colon(words) {
        galley.penalty(FORBIDDEN);
    }
    row(&below, (before, follows(blocks.get(index + 1))), place, span, cx, galley)
}

/// Sets the pictures of a paragraph one below the other. What then stands before the next block.
fn row<'a>(
    pictures: &[&'a Image],
    (mut before, behind): (Before, Follows),
    place: Place,
    span: Span,
    cx: &mut Setter<'a>,
    galley: &mut Galley,
) -> Before {
    for (at, image) in pictures.iter().enumerate() {
        let start = galley.items.len();
        figure::shown(image, &[], None, place, span, cx, galley);
        let follows = if at + 1 < pictures.len() { Follows::Display } else { behind };
        before = may_move(start, before, (Tied::ToSection, follows), place, cx, galley);
    }
    before
}

/// Lets a figure or table that begins at `start` stand at the head of the next page if it does not fit where it is.
/// What then stands before the next block: the text goes on as if nothing had been between.
/// What may not move is not overtaken either by what moved before it.
fn may_move(
    start: usize,
    before: Before,
    (tied, follows): (Tied, Follows),
    place: Place,
    cx: &Setter,
    galley: &mut Galley,
) -> Before {
    // Nothing was there to be shown.
    if galley.items.len() == start {
        return before;
    }
    let whole = place.left == Abs::ZERO && place.measure == cx.theme.page.measure && place.depth == 0 && !cx.in_note;
    if !whole {
        return Before::Break;
    }
    // White between paragraphs, if that is held by the greater white around the figure; and that around what follows.
    let gap = match cx.theme.parting {
        _ if follows == Follows::Display => display_space(cx),
        Parting::Indent => Abs::ZERO,
        Parting::Space(space) => {
            if space <= display_space(cx) {
                space
            } else {
                Abs::ZERO
            }
        }
    };
    let frame = cx.frame();
    let float = Float::of(&galley.items, start, gap, frame.grid, tied);
    // Some lines of text stand below it.
    let float = float.filter(|float| float.height <= frame.height.times(5, 6));
    let moves = float.is_some();
    let float = float.unwrap_or_else(|| Float::barrier(tied));
    galley.items.insert(start, VItem::Float(Box::new(float)));
    if moves { before } else { Before::Break }
}

/// What stands behind a figure or a table, and where it was if it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    Text,
    /// Something that wants white above it.
    Display,
}

fn follows(next: Option<&Block>) -> Follows {
    match next.map(|next| &next.kind) {
        // Headings bring their own.
        Some(BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Rule) | None => Follows::Text,
        Some(
            BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_),
        ) => Follows::Display,
    }
}

fn tied(caption: &[Inline]) -> Tied {
    if caption.is_empty() { Tied::ToSection } else { Tied::No }
}

/// Whether a paragraph ends in a colon and what it announces is next: the two stand on one page.
fn introduces(content: &[Inline], next: Option<&Block>) -> bool {
    let announced = match next.map(|next| &next.kind) {
        Some(
            BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_),
        ) => true,
        Some(BlockKind::Paragraph(content)) => is_formula(content),
        Some(BlockKind::Heading { .. } | BlockKind::Rule) | None => false,
    };
    announced && ends_in_colon(content)
}

fn ends_in_colon(content: &[Inline]) -> bool {
    plain(content).trim_end().trim_end_matches(['*', '_']).ends_with([':', '：'])
}

/// The paragraph that says where a table or a figure is from, if one stands at `index`: "Source: …". It is taken.
fn credit<'a>(blocks: &'a [Block], index: &mut usize, cx: &Setter) -> Option<&'a [Inline]> {
    let Some(BlockKind::Paragraph(content)) = blocks.get(*index).map(|block| &block.kind) else { return None };
    let labels = cx.language.labels();
    let words = plain(content).to_lowercase();
    let (label, rest) = words.split_once([':', '：'])?;
    // "Sources", "Quellen": the label and at most two letters more.
    let is = |known: &str| {
        let more = label.trim_end().strip_prefix(&known.to_lowercase()).map(str::len);
        more.is_some_and(|more| more <= 2)
    };
    let found =
        !rest.trim().is_empty() && (is(labels.source) || is(labels.notes) || is(labels.notes.trim_end_matches('s')));
    found.then(|| {
        *index += 1;
        content.as_slice()
    })
}

fn begins_indented(place: Place, cx: &Setter) -> bool {
    cx.language.writing() == Writing::Square && place.depth == 0 && place.style == &cx.theme.body
}

/// Parts a paragraph from the one above it: the indent of its first line, or white put before it.
fn parted(place: Place, cx: &Setter, galley: &mut Galley) -> Abs {
    match cx.theme.parting {
        Parting::Indent => cx.theme.indent.min(place.measure / 6),
        Parting::Space(space) => {
            galley.space(space.scale(place.style.leading.ratio(cx.theme.body.leading)));
            Abs::ZERO
        }
    }
}

/// What it costs to end a page below a heading with one line under it, or below strong words that head a paragraph: more
/// than to leave a page four lines short.
const UNDER_HEADING: i32 = 6000;
/// What it costs to end a page behind the first or above the last line of a list, if no other of its item is beside it:
/// hardly less than to leave a page three lines short. In a paragraph it is forbidden.
const ALONE: i32 = 2500;
/// What it costs to end a page behind a paragraph whose colon announces another: more than to leave a page a line short.
const LONELY: i32 = 500;

/// How many lines there are.
fn lines(items: &[VItem]) -> usize {
    items.iter().filter(|item| matches!(item, VItem::Box(_))).count()
}

/// The anchor of a heading: only those of the article's own blocks have one.
fn anchor(blocks: &[Block], index: usize, cx: &Setter) -> Option<String> {
    let own = cx.article.is_some_and(|article| std::ptr::eq(article, blocks));
    own.then(|| cx.anchors.get(index).map(|name| cx.anchor(name))).flatten()
}

/// White set off above a display: half a line.
fn display_space(cx: &Setter) -> Abs {
    cx.theme.body.leading / 2
}

/// A new element of the structure.
fn tag(role: Role, place: Place, cx: &mut Setter) -> TagId {
    cx.tags.add(role, place.tag)
}
