//! Galley → page bodies: the breaks are chosen, then everything is put in its place.
//!
//! Two rules are kept. A note starts on the page of its call; where it cannot end there it goes on overleaf. And pages
//! are full to the line: paragraphs are set a line longer or shorter where that does not show, and what is still
//! missing or too much the white between blocks takes, a line each at most; white between paragraphs never changes.

use super::super::galley::{VBox, VItem};
use super::super::setter::Setter;
use super::choose::{Event, Spot, choose};
use super::fill::{Ends, Head, Moved, Opens, Page};
use super::sheet::{Notes, split_alone};
use super::{Body, Frame};
use crate::length::Abs;
use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;

/// Chooses the breaks and puts everything in its place. `first` is the number of the first page.
pub(in crate::layout) fn paginate(items: Vec<VItem>, frame: Frame, first: usize, cx: &mut Setter) -> Vec<Body> {
    let events = choose(&items, frame, first, &mut cx.sink);
    let items = decided(items, &events, frame, cx).into_iter().peekable();
    let (bodies, carried, head) = (Vec::new(), Notes::new(), Head::default());
    let mut pages = Pages { items, frame, bodies, carried, head, moves: Moved::default(), end: None };
    for event in &events {
        match event {
            Event::Break { after, rest } => pages.turn(*after, rest),
            Event::Way { .. } | Event::Shrink { .. } | Event::Move { .. } => {}
        }
    }
    pages.last();
    pages.figures();
    pages.notes();
    pages.bodies
}

/// The galley's items with paragraphs set in the ways that were decided, each with its place.
fn decided(items: Vec<VItem>, events: &[Event], frame: Frame, cx: &mut Setter) -> Vec<(Spot, VItem)> {
    // Of each kind the decisions are in the order of the items.
    let ways = |event: &Event| if let Event::Way { item, way } = event { Some((*item, *way)) } else { None };
    let mut ways = events.iter().filter_map(ways).peekable();
    let lower = |event: &Event| if let Event::Shrink { item } = event { Some(*item) } else { None };
    let mut lower = events.iter().filter_map(lower).peekable();
    let moves = |event: &Event| if let Event::Move { item } = event { Some(*item) } else { None };
    let mut moves = events.iter().filter_map(moves).peekable();
    let mut out = Vec::with_capacity(items.len());
    let mut items = items.into_iter().enumerate();
    while let Some((index, item)) = items.next() {
        let spot = |inner: usize| Spot { item: index, inner };
        match item {
            VItem::Float(mut float) => {
                if moves.next_if_eq(&index).is_some() {
                    float.moved.extend(items.by_ref().take(float.covers).map(|(_, item)| item));
                    let (behind, gap) = (Spot { item: index + float.covers, inner: 0 }, float.gap);
                    out.extend([(behind, VItem::Float(float)), (behind, VItem::Glue(gap))]);
                }
            }
            VItem::Options(options) => {
                if let Some((_, way)) = ways.next_if(|(item, _)| *item == index) {
                    items.by_ref().take(options.covers).for_each(drop);
                    let set = options.set(way, cx).into_iter().enumerate();
                    out.extend(set.map(|(step, item)| (spot(step + 1), item)));
                }
            }
            VItem::Glue(height) => {
                let less = lower.next_if_eq(&index).map_or(Abs::ZERO, |_| frame.grid);
                out.push((spot(0), VItem::Glue(height - less)));
            }
            item => out.push((spot(0), item)),
        }
    }
    out
}

/// Pages, as one after the other is filled.
struct Pages {
    /// What no page has taken yet.
    items: Peekable<IntoIter<(Spot, VItem)>>,
    frame: Frame,
    bodies: Vec<Body>,
    /// What the notes of the page before left over.
    carried: Notes,
    /// What stands at the head of the page being filled.
    head: Head,
    /// What moves to the head of the next.
    moves: Moved,
    /// Where the page before ended.
    end: Option<Spot>,
}

impl Pages {
    /// Fills a page that ends behind a place; these notes go on overleaf.
    fn turn(&mut self, after: Spot, rest: &Notes) {
        let (items, carry) = self.take(after);
        let head = Head { moved: std::mem::take(&mut self.moves), carry };
        let head = std::mem::replace(&mut self.head, head);
        let ends = match (self.items.peek().is_some(), self.bodies.is_empty()) {
            (false, _) => Ends::Article,
            (true, true) => Ends::Page(Opens::Article),
            (true, false) => Ends::Page(Opens::Page),
        };
        self.fill(items, head, rest.clone(), ends);
    }

    /// The items up to a place, and the heads of a table that goes on behind it. What moves waits for the next page.
    fn take(&mut self, after: Spot) -> (Vec<VItem>, Option<Arc<VBox>>) {
        let (mut taken, mut carry) = (Vec::new(), None);
        // A page may end where it began, if what moved there left no room.
        let mut open = self.end.replace(after) != Some(after);
        while open && let Some((spot, item)) = self.items.next() {
            open = spot != after;
            match item {
                VItem::Float(float) => {
                    self.moves.add(*float);
                    continue;
                }
                VItem::Penalty { carry: ref heads, .. } => carry.clone_from(heads),
                VItem::Box(_) => carry = None,
                VItem::Glue(_) | VItem::Snap(_) | VItem::Side(_) | VItem::Mark(_) | VItem::Options(_) => {}
            }
            taken.push(item);
        }
        (taken, carry)
    }

    /// Fills a page, below what the notes of the one before left over.
    fn fill(&mut self, items: Vec<VItem>, head: Head, rest: Notes, ends: Ends) {
        let carried = std::mem::replace(&mut self.carried, rest);
        let page = Page { items, head, carried, rest: &self.carried, frame: self.frame };
        self.bodies.push(page.fill(ends));
    }

    /// The page behind the last break.
    fn last(&mut self) {
        let mut items = Vec::new();
        for (_, item) in self.items.by_ref() {
            match item {
                VItem::Float(float) => self.moves.add(*float),
                item => items.push(item),
            }
        }
        let head = std::mem::take(&mut self.head);
        let shows = items.iter().any(|item| !matches!(item, VItem::Glue(_) | VItem::Snap(_) | VItem::Penalty { .. }));
        if shows || self.bodies.is_empty() || !head.moved.is_empty() {
            let rest = head.rest(&items, &self.carried, self.frame);
            self.fill(items, head, rest, Ends::Article);
        }
    }

    /// A page for figures that moved behind all text.
    fn figures(&mut self) {
        if !self.moves.is_empty() {
            let head = Head { moved: std::mem::take(&mut self.moves), carry: None };
            let rest = split_alone(&self.carried, head.moved.height, self.frame);
            self.fill(Vec::new(), head, rest, Ends::Article);
        }
    }

    /// Pages for notes that are left over behind all text.
    fn notes(&mut self) {
        while !self.carried.is_empty() {
            let mut rest = split_alone(&self.carried, Abs::ZERO, self.frame);
            if rest.len() == self.carried.len() && rest.iter().zip(&self.carried).all(|(a, b)| a.1 == b.1) {
                // A line is higher than a page; it shows as far as it does.
                let (note, from) = &mut rest[0];
                *from += 1;
                if *from == note.lines.len() {
                    rest.remove(0);
                }
            }
            self.fill(Vec::new(), Head::default(), rest, Ends::Article);
        }
    }
}
