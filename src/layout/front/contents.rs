//! The contents: title, who wrote it where and when, and the page. Numbers are filled in when pages are known; no
//! line depends on them but by the width of the widest.

use super::super::block::{Place, baseline};
use super::super::frame::{Item, LinkTarget, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::Balance;
use super::super::setter::Setter;
use super::{begin, column, inlines, labelled, run, title, words};
use crate::breaking::FORBIDDEN;
use crate::length::{Abs, Point, Size};
use crate::model::{Document, Inline, PageRef, said};
use crate::packet::Entry;
use crate::style::{Figures, TextStyle};

/// How much white there is in the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Air {
    /// Half a line between entries, a line more above sections.
    Loose,
    /// Three quarters of that.
    Close,
    /// Half of it, and the title at the head of the page.
    Tight,
}

impl Air {
    /// From what looks best to what saves a page.
    pub const ALL: [Self; 3] = [Self::Loose, Self::Close, Self::Tight];

    fn of(self, white: Abs) -> Abs {
        match self {
            Self::Loose => white,
            Self::Close => white.times(3, 4),
            Self::Tight => white / 2,
        }
    }
}

/// Sets the contents as a galley.
pub(in crate::layout) fn contents<'a>(
    document: &'a Document,
    entries: &'a [Entry],
    air: Air,
    cx: &mut Setter<'a>,
) -> Galley {
    let theme = cx.theme;
    begin(document, cx);
    let place = column(cx);
    let mut galley = Galley::default();
    let drop = if air == Air::Tight { 0 } else { theme.opener.drop as i64 };
    galley.push(VBox::strut(theme.body.leading * drop));
    galley.penalty(FORBIDDEN);
    title(&document.meta.title, &theme.title, place, cx, &mut galley);
    galley.items.push(VItem::Snap(theme.body.leading));
    galley.penalty(FORBIDDEN);
    let tag = cx.tags.add(Role::Contents, place.tag);
    let columns = Columns::of(entries, cx);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            galley.space(air.of(theme.body.leading / 2));
        }
        match entry {
            Entry::Section(name) => {
                let style = &theme.heading(2).text;
                galley.space(air.of(theme.body.leading));
                let tag = cx.tags.add(Role::ContentsItem, tag);
                let tag = cx.tags.add(Role::Paragraph, tag);
                words(name, style, place.within(tag), cx, &mut galley);
                galley.penalty(FORBIDDEN);
            }
            Entry::Part { number, title, facts, at } => {
                // What stands around the articles is none of them, nor of the last section.
                let behind = index.checked_sub(1).and_then(|before| entries.get(before));
                if matches!(behind, Some(Entry::Part { number: other, .. }) if other.is_some() != number.is_some()) {
                    galley.space(air.of(theme.body.leading));
                }
                let place = place.within(cx.tags.add(Role::ContentsItem, tag));
                part(&Line { number: number.as_deref(), title, facts, at }, &columns, place, cx, &mut galley);
            }
        }
    }
    galley
}

/// A line of the contents.
struct Line<'a> {
    number: Option<&'a str>,
    title: &'a [Inline],
    facts: &'a str,
    at: &'a PageRef,
}

/// How wide the columns beside the titles are.
struct Columns {
    numbers: Abs,
    pages: Abs,
}

impl Columns {
    fn of(entries: &[Entry], cx: &mut Setter) -> Self {
        let style = number_style(cx);
        let mut columns = Self { numbers: Abs::ZERO, pages: Abs::ZERO };
        for entry in entries {
            let Entry::Part { number, at, .. } = entry else { continue };
            let page = cx.labels.of(at).to_owned();
            columns.pages = columns.pages.max(run(&page, &style, TagId::ARTIFACT, cx).1);
            if let Some(number) = number {
                columns.numbers = columns.numbers.max(run(number, &style, TagId::ARTIFACT, cx).1);
            }
        }
        // An em and a half of white on either side.
        let white = cx.theme.body.size * 3 / 2;
        if columns.numbers > Abs::ZERO {
            columns.numbers += white;
        }
        columns.pages += white;
        columns
    }
}

fn number_style(cx: &Setter) -> TextStyle {
    let theme = cx.theme;
    let mut style = TextStyle { size: theme.body.size, leading: theme.body.leading, ..labelled(&theme.caption, cx) };
    style.font.weight = style.font.weight.min(theme.title.font.weight);
    TextStyle { figures: Figures::Tabular, ..style }
}

fn part<'a>(line: &Line<'a>, columns: &Columns, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let mut style = theme.body.clone();
    // As heavy as titles are, so that a book without bold has none here.
    style.font.weight = theme.title.font.weight.min(600);
    style.figures = Figures::Lining;
    let numbers = number_style(cx);
    let inner = place.inset(columns.numbers, columns.pages);
    let start = galley.items.len();
    let label = line.number.map(|number| {
        let tag = cx.tags.add(Role::Label, place.tag);
        let ink = TextStyle { ink: theme.accent, ..numbers.clone() };
        run(number, &ink, tag, cx).0
    });
    let link = cx.tags.add(Role::Link, place.tag);
    inlines(line.title, &style, Balance::Fill, inner.within(link), cx, galley);
    let height: Abs = galley.items[start..]
        .iter()
        .map(|item| if let VItem::Box(vbox) = item { vbox.height } else { Abs::ZERO })
        .sum();
    let folio = cx.labels.of(line.at).to_owned();
    let (mut page, width) = run(&folio, &numbers, link, cx);
    let right = place.left + place.measure - width;
    page.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(right, baseline(&style)));
    if let Some(vbox) = first(galley, start) {
        let behind = vbox.items.len();
        vbox.items.splice(behind..behind, page);
        if let Some(mut label) = label {
            label.iter_mut().for_each(|placed| placed.at = placed.at + Point::new(place.left, baseline(&style)));
            vbox.items.splice(0..0, label);
        }
        let target = LinkTarget::Anchor(super::super::labels::anchor(line.at));
        let text = format!("{}, {folio}", said(line.title));
        let item = Item::Link { size: Size { width: place.measure, height }, target, text };
        vbox.items.push(Placed { at: Point::new(place.left, Abs::ZERO), item, tag: link });
    }
    if !line.facts.is_empty() {
        galley.penalty(FORBIDDEN);
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        words(line.facts, &theme.caption, inner.within(tag), cx, galley);
    }
}

fn first(galley: &mut Galley, start: usize) -> Option<&mut VBox> {
    galley.items[start..].iter_mut().find_map(|item| match item {
        VItem::Box(vbox) => Some(&mut **vbox),
        _ => None,
    })
}
