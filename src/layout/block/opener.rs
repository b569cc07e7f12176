//! An article: its opener with title, standfirst and note column, then its blocks.

use super::super::frame::{Item, Placed, Role, TagId};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Acronyms, Balance, Capitals, Collected, Opening, Shape, set_lines};
use super::super::setter::{Setter, Terms};
use super::display::{advances, display};
use super::numbers::are_numbered;
use super::paragraph::{anchor_at, boxes, keep_lines_into};
use super::{Place, Programs, qr, shares};
use crate::breaking::FORBIDDEN;
use crate::diag::Code;
use crate::length::{Abs, Point, Size};
use crate::model::{Anchors, BlockKind, Document, Level, Meta, Notes, word_count};
use crate::packet::{self, PartKind};
use crate::source::Span;
use crate::style::{Ink, NotePlace, Numbering, OpeningWords, Setting, SmallCaps, TextStyle};
use std::sync::Arc;

/// The anchor of an article's title.
pub(in crate::layout) const TOP: &str = "top";

/// What opens.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) enum Opens<'a> {
    /// An article: its title with what is known of it.
    Article(&'a packet::Article),
    /// Something else with a title.
    Matter,
}

impl<'a> Opens<'a> {
    /// How a part opens.
    pub fn of(kind: &'a PartKind) -> Self {
        match kind {
            PartKind::Article(article) => Self::Article(article),
            PartKind::Cover(_)
            | PartKind::Contents(_)
            | PartKind::Divider
            | PartKind::Matter(_)
            | PartKind::Notes { .. } => Self::Matter,
        }
    }
}

/// Sets an article, or another text with a title, as a galley.
pub(in crate::layout) fn article<'a>(document: &'a Document, opens: Opens<'a>, cx: &mut Setter<'a>) -> Galley {
    let theme = cx.theme;
    cx.language = document.meta.language.clone().unwrap_or_default();
    if !cx.language.has_labels() {
        let message = format!("nothing is known here about the language {}", cx.language.tag());
        cx.tell(Code::UnknownLanguage, message, Span::NONE);
    }
    cx.anchors = Anchors::of(&document.blocks).into();
    cx.notes = Notes::of(document).into();
    cx.capitals = match theme.small_caps {
        SmallCaps::Allowed => Capitals::of(&document.blocks).into(),
        SmallCaps::Never => Arc::default(),
    };
    cx.article = Some(&document.blocks);
    // What the packet adds to its articles has headings of its own, which nobody refers to by number.
    (cx.terms, cx.counters) = match opens {
        Opens::Article(_) => {
            let counts = theme.numbering != Numbering::None && !are_numbered(&document.blocks);
            (Terms::Above, counts.then(Vec::new))
        }
        Opens::Matter => (Terms::Beside, None),
    };
    cx.programs = Programs::of(document, cx);
    let tag = cx.tags.add(Role::Article, TagId::ROOT);
    if let (Some(language), Some(tag)) = (&document.meta.language, cx.tags.get_mut(tag)) {
        tag.language = Some(language.tag().to_owned());
    }
    let measure = theme.page.measure;
    let acronyms = match theme.small_caps {
        SmallCaps::Allowed => Acronyms::Small,
        SmallCaps::Never => Acronyms::Plain,
    };
    // Lists that are looked up are short lines with addresses and numbers in them: even word spaces serve them better
    // than an even edge.
    let looked_up = TextStyle { setting: Setting::Ragged, ..theme.body.clone() };
    let style = match opens {
        Opens::Article(_) => &theme.body,
        Opens::Matter => &looked_up,
    };
    let place = Place { left: Abs::ZERO, measure, style, tag, acronyms, depth: 0, balance: Balance::Fill };
    let mut galley = Galley::default();
    opener(document, opens, place, cx, &mut galley);
    let opens_with_text = matches!(document.blocks.first().map(|block| &block.kind), Some(BlockKind::Paragraph(_)));
    let opening = match theme.opener.words {
        OpeningWords::SmallCaps if opens_with_text => Opening::SmallCaps,
        OpeningWords::DropCap if opens_with_text => Opening::DropCap,
        OpeningWords::SmallCaps | OpeningWords::DropCap | OpeningWords::Plain => Opening::No,
    };
    let begins = matches!(opens, Opens::Article(_)) && !document.meta.title.is_empty();
    shares::stack(&document.blocks, place, if begins { opening } else { Opening::No }, cx, &mut galley);
    if theme.notes == NotePlace::End {
        notes_behind(&mut galley, cx);
    }
    galley
}

/// Takes the notes from the lines of their calls and puts them behind the article, below a short rule.
fn notes_behind(galley: &mut Galley, cx: &Setter) {
    let notes = galley.take_notes();
    if notes.is_empty() {
        return;
    }
    let leading = cx.theme.body.leading;
    galley.items.push(VItem::Snap(leading));
    let item = Item::Rule { size: Size { width: Abs::pt(50.0), height: Abs::pt(0.4) }, ink: Ink::Black };
    let items = vec![Placed { at: Point::new(Abs::ZERO, Abs::ZERO), item, tag: TagId::ARTIFACT }];
    galley.push(VBox { height: leading / 2, items, ..VBox::default() });
    galley.penalty(FORBIDDEN);
    for note in notes {
        for (index, line) in note.lines.iter().enumerate() {
            let alone = index == 1 || index + 1 == note.lines.len();
            galley.penalty(if index > 0 && alone { FORBIDDEN } else { 0 });
            galley.push(line.clone());
        }
    }
}

fn opener<'a>(document: &'a Document, opens: Opens<'a>, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    let meta = &document.meta;
    if meta.title.is_empty() {
        let start = galley.items.len();
        byline(document, opens, place, cx, galley);
        if galley.items.len() > start {
            // White below it, as there is below a title.
            galley.items.push(VItem::Snap(theme.body.leading));
            galley.penalty(FORBIDDEN);
        }
        if let Some(side) = note_column(document, opens, place, cx) {
            galley.items.push(VItem::Side(Box::new(side)));
        }
        return;
    }
    if let Some(title) = meta.title_text() {
        galley.items.push(VItem::Mark(title.into()));
    }
    galley.push(VBox::strut(theme.body.leading * theme.opener.drop as i64));
    galley.penalty(FORBIDDEN);
    number(opens, place, cx, galley);
    let start = galley.items.len();
    let tag = cx.tags.add(Role::Heading(Level::TITLE), place.tag);
    display(&meta.title, &theme.title, place.within(tag), cx, galley);
    anchor_at(start, Some(cx.anchor(TOP)), galley);
    // The column stands level with the title's first line; its own first line shares that baseline's box.
    if let Some(mut side) = note_column(document, opens, place, cx) {
        side.shift(Abs::ZERO, theme.title.leading.times(703, 1000) - theme.margin.leading.times(703, 1000));
        galley.items.insert(start, VItem::Side(Box::new(side)));
    }
    galley.penalty(FORBIDDEN);
    if !meta.standfirst.is_empty() {
        galley.space(Abs::pt(4.0));
        galley.penalty(FORBIDDEN);
        let tag = cx.tags.add(Role::Paragraph, place.tag);
        display(&meta.standfirst, &theme.standfirst, place.within(tag), cx, galley);
        galley.penalty(FORBIDDEN);
    }
    byline(document, opens, place, cx, galley);
    galley.items.push(VItem::Snap(theme.body.leading));
    galley.penalty(FORBIDDEN);
}

/// The article's number in its packet, above the title.
fn number(opens: Opens, place: Place, cx: &mut Setter, galley: &mut Galley) {
    let Opens::Article(packet::Article { number: Some(number), .. }) = opens else { return };
    let theme = cx.theme;
    // Sans semibold, 10 pt where the text has 10.5.
    let size = theme.body.size.times(20, 21).max(theme.folio.size);
    let mut style = TextStyle { size, leading: theme.body.leading, ink: theme.accent, ..theme.folio.clone() };
    style.setting = Setting::Ragged;
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let look = cx.plain_look(&style);
    let mut text = Collected::new();
    text.words(number, look, tag);
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &style, shape, cx);
    keep_lines_into(lines, &[], place, &style, cx, galley);
    galley.penalty(FORBIDDEN);
}

/// What stands between two facts.
const POINT: &str = "\u{a0}· ";

/// Where there is no note column, what would stand in it stands below the title: one fact after the other.
fn byline<'a>(document: &'a Document, opens: Opens, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let theme = cx.theme;
    if theme.page.note_column > Abs::ZERO {
        return;
    }
    let retrieved = cx.language.packet_labels().retrieved;
    let said = |(label, lines): (&'static str, Vec<String>)| {
        // The second of two days does not say what it is.
        let label = (label == retrieved).then(|| whole(&format!("{label} ")));
        lines.into_iter().map(move |line| label.clone().unwrap_or_default() + &line)
    };
    let facts: Vec<_> = facts(document, opens, cx).into_iter().flat_map(said).collect();
    if facts.is_empty() {
        return;
    }
    let style = TextStyle { setting: Setting::Ragged, ..theme.margin.clone() };
    let tag = cx.tags.add(Role::Paragraph, place.tag);
    let look = cx.plain_look(&style);
    let mut text = Collected::new();
    let advance = advances(&style, cx);
    let width = |words: &str| words.chars().map(&advance).sum::<Abs>();
    // Kerning may widen too.
    let room = place.measure.times(49, 50);
    let mut filled = Abs::ZERO;
    // Lines end between facts, and then without the point that would stand there.
    for (index, fact) in facts.iter().enumerate() {
        let (point, own) = (width(POINT), width(fact));
        if index > 0 && filled + point + own <= room {
            text.words(POINT, look, tag);
            filled += point;
        } else if index > 0 {
            text.end_line(look, tag);
            filled = Abs::ZERO;
        }
        text.words(fact, look, tag);
        // What takes more than a line stands alone.
        filled = (filled + own).min(room);
    }
    let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, &style, shape, cx);
    galley.space(style.leading / 2);
    galley.penalty(FORBIDDEN);
    keep_lines_into(lines, &[], place, &style, cx, galley);
    galley.penalty(FORBIDDEN);
}

/// What stands in the note column beside the title: a label in semibold, a fact below, a line of white.
fn note_column<'a>(document: &'a Document, opens: Opens, place: Place, cx: &mut Setter<'a>) -> Option<VBox> {
    let theme = cx.theme;
    if theme.page.note_column == Abs::ZERO {
        return None;
    }
    let facts = facts(document, opens, cx);
    if facts.is_empty() && matches!(opens, Opens::Matter) {
        return None;
    }
    let style = TextStyle { setting: Setting::Ragged, ..theme.margin.clone() };
    let mut bold = style.clone();
    bold.font.weight = theme.label_weight;
    let aside = cx.tags.add(Role::Aside, place.tag);
    let mut out = VBox::default();
    for (label, lines) in facts {
        if out.height > Abs::ZERO {
            out.height += style.leading;
        }
        let tag = cx.tags.add(Role::Paragraph, aside);
        for (words, style) in [(label, &bold)].into_iter().chain(lines.iter().map(|line| (line.as_str(), &style))) {
            side_line(words, style, place.within(tag), &mut out, cx);
        }
    }
    if let Opens::Article(packet::Article { code: Some(code), .. }) = opens {
        out.height += style.leading;
        qr::code(code, theme.page.note_column, &mut out);
    }
    Some(out)
}

fn side_line<'a>(words: &str, style: &TextStyle, place: Place, out: &mut VBox, cx: &mut Setter<'a>) {
    let look = cx.plain_look(style);
    let mut text = Collected::new();
    text.words(words, look, place.tag);
    let shape = Shape { measure: cx.theme.page.note_column, indent: Abs::ZERO, balance: Balance::Fill };
    let lines = set_lines(&text, style, shape, cx);
    let origin = Place { left: Abs::ZERO, ..place };
    for mut vbox in boxes(lines, &[], origin, style, cx) {
        vbox.shift(Abs::ZERO, out.height);
        out.height += vbox.height;
        out.items.append(&mut vbox.items);
    }
}

/// A name or a date, which no line parts if it is short.
pub(in crate::layout) fn whole(name: &str) -> String {
    const SHORT: usize = 24;
    if name.chars().count() > SHORT { name.to_owned() } else { name.replace(' ', "\u{a0}") }
}

/// Labels and facts, in the article's language.
fn facts(document: &Document, opens: Opens, cx: &Setter) -> Vec<(&'static str, Vec<String>)> {
    let Opens::Article(about) = opens else { return Vec::new() };
    let labels = &cx.language.labels();
    let Meta { publication, authors, date, url, .. } = &document.meta;
    let mut facts = Vec::new();
    if let Some(publication) = publication {
        facts.push((labels.source, vec![publication.clone()]));
    }
    if !authors.is_empty() {
        let names = authors.iter().map(|name| whole(name)).collect();
        facts.push((if authors.len() == 1 { labels.author } else { labels.authors }, names));
    }
    if let Some(date) = date {
        facts.push((labels.date, vec![whole(&date.shown(&cx.language))]));
    }
    let words = word_count(document);
    if words > 0 {
        // 238 words a minute: the mean of 190 studies of silent reading (Brysbaert 2019).
        let minutes = about.minutes.unwrap_or(words.div_ceil(238)).max(1);
        let (words, minutes) = (cx.language.words(words), cx.language.minutes(minutes));
        let text = format!("{words}{}{minutes}", cx.language.comma());
        facts.push((labels.length, vec![text]));
    }
    if let Some(retrieved) = &about.retrieved {
        facts.push((cx.language.packet_labels().retrieved, vec![whole(&retrieved.shown(&cx.language))]));
    }
    if let Some(url) = url {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        facts.push(("URL", vec![shown.to_owned()]));
    }
    facts
}
