//! Lists, task lists and definitions: labels hang before what they label.

use super::super::frame::{Item as PageItem, Placed, Role};
use super::super::galley::{Galley, VBox, VItem};
use super::super::inline::{Acronyms, Balance, Collected, Opening, Shape, set_lines};
use super::super::setter::{Setter, Terms};
use super::paragraph::{baseline, boxes, keep_lines_into, label};
use super::{ALONE, Place, display_space, lines, stack, tag};
use crate::breaking::FORBIDDEN;
use crate::length::Abs;
use crate::model::{BlockKind, Definition, Item, List, ListKind, Task};
use crate::style::TextStyle;

/// A list; white around it only where it is not inside another.
pub(super) fn list<'a>(list: &'a List, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let outer = place.depth == 0;
    if outer {
        galley.space(display_space(cx));
    }
    let tag = tag(Role::List, place, cx);
    let labels: Vec<String> = (0..list.items.len()).map(|index| label_of(list, index, place.depth)).collect();
    let hang = hang(&labels, place, cx);
    let loose = list.items.iter().any(is_loose);
    let start = galley.items.len();
    for (index, (item, label)) in list.items.iter().zip(&labels).enumerate() {
        if loose && index > 0 {
            galley.space(place.style.leading / 2);
        }
        self::item(item, label, hang, place.within(tag), cx, galley);
    }
    if outer {
        keep_ends(start, galley);
        galley.items.push(VItem::Snap(display_space(cx)));
    }
}

/// Neither the first nor the last line of a list alone, in whatever item of an item it is; a list of two is not worth it.
fn keep_ends(start: usize, galley: &mut Galley) {
    if lines(&galley.items[start..]) <= 2 {
        return;
    }
    let is_box = |item: &VItem| matches!(item, VItem::Box(_));
    let is_white = |item: &VItem| matches!(item, VItem::Glue(_) | VItem::Snap(_));
    let lonely = || VItem::Penalty { cost: ALONE, carry: None };
    let last = galley.items.iter().rposition(is_box).filter(|last| last + 1 == galley.items.len());
    let above = last.map(|last| galley.items[..last].iter().rposition(|item| !is_white(item)).map_or(0, |at| at + 1));
    if let Some(above) = above.filter(|above| above.checked_sub(1).is_some_and(|at| is_box(&galley.items[at]))) {
        galley.items.insert(above, lonely());
    }
    let first = galley.items[start..].iter().position(is_box).map(|at| start + at);
    let below = first.and_then(|first| {
        let next = galley.items[first + 1..].iter().position(|item| !is_white(item))?;
        is_box(&galley.items[first + 1 + next]).then_some(first + 1)
    });
    if let Some(below) = below {
        galley.items.insert(below, lonely());
    }
}

/// Whether an item is more than words and inner lists, so that white must tell it from the next.
fn is_loose(item: &Item) -> bool {
    let mut blocks = item.content.iter();
    let first = blocks.next().is_none_or(|block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_)));
    !first || blocks.any(|block| !matches!(block.kind, BlockKind::List(_)))
}

/// Bullets by depth; deeper ones begin anew.
const BULLETS: [&str; 3] = ["•", "–", "·"];

/// What stands before an item: a number, a box, or a bullet.
fn label_of(list: &List, index: usize, depth: usize) -> String {
    match (list.items[index].task, list.kind) {
        (Some(Task::Open), _) => "☐".to_owned(),
        (Some(Task::Done), _) => "☑".to_owned(),
        (None, ListKind::Numbered { start, style }) => style.label(start.saturating_add(index as u64)),
        (None, ListKind::Bulleted) => BULLETS[depth % BULLETS.len()].to_owned(),
    }
}

/// How far the text of items stands in: the theme's indent, or what the widest label needs.
fn hang(labels: &[String], place: Place, cx: &Setter) -> Abs {
    // Figures are about half an em wide; labels are right-aligned, so an estimate serves.
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(1);
    cx.theme.indent.max(place.style.size.scale(0.52 * widest as f64 + 0.4))
}

fn item<'a>(item: &'a Item, label_text: &str, hang: Abs, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let entry = tag(Role::ListItem, place, cx);
    let mut mark = label(label_text, place.style, entry, cx);
    let body = cx.tags.add(Role::ListBody, entry);
    let inner = Place { depth: place.depth + 1, ..place.inset(hang, Abs::ZERO).within(body) };
    let mut content = Galley::default();
    stack(&item.content, inner, Opening::No, cx, &mut content);
    // The gap before the text is half an em less what the label's own white gives.
    let width = width_of(&mark);
    let x = place.left + (hang - width - place.style.size.scale(0.45)).max(Abs::ZERO);
    for placed in &mut mark {
        placed.at.x += x;
    }
    // White above the first block of an item would part it from its label.
    while matches!(content.items.first(), Some(VItem::Glue(_) | VItem::Snap(_))) {
        content.items.remove(0);
    }
    if content.boxes_mut().next().is_none() {
        content.push(VBox::strut(place.style.leading));
    }
    if let Some(first) = content.boxes_mut().next() {
        mark.iter_mut().for_each(|placed| placed.at.y += baseline(place.style) + first.sunk);
        first.items.splice(0..0, mark);
    }
    galley.items.append(&mut content.items);
}

fn width_of(items: &[Placed]) -> Abs {
    let ends = items.iter().map(|placed| match &placed.item {
        PageItem::Glyphs(run) => placed.at.x + run.width(),
        _ => placed.at.x,
    });
    ends.max().unwrap_or_default()
}

/// Terms in bold on lines of their own, meanings indented below.
pub(super) fn definitions<'a>(definitions: &'a [Definition], place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let outer = place.depth == 0;
    if outer {
        galley.space(display_space(cx));
    }
    let list = tag(Role::List, place, cx);
    let mut bold = place.style.clone();
    bold.font.weight = 600;
    bold.setting = crate::style::Setting::Ragged;
    if cx.terms == Terms::Beside && outer {
        beside(definitions, &bold, place.within(list), cx, galley);
        galley.items.push(VItem::Snap(display_space(cx)));
        return;
    }
    for definition in definitions {
        let entry = cx.tags.add(Role::ListItem, list);
        for term in &definition.terms {
            let label = cx.tags.add(Role::Label, entry);
            let mut text = Collected::new();
            text.add(term, &bold, Acronyms::Plain, label, cx);
            let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
            let lines = set_lines(&text, &bold, shape, cx);
            keep_lines_into(lines, &text.calls, place, &bold, cx, galley);
            galley.penalty(FORBIDDEN);
        }
        for meaning in &definition.meanings {
            let body = cx.tags.add(Role::ListBody, entry);
            let inner = Place { depth: place.depth + 1, ..place.inset(cx.theme.indent, Abs::ZERO).within(body) };
            stack(meaning, inner, Opening::No, cx, galley);
        }
    }
    if outer {
        galley.items.push(VItem::Snap(display_space(cx)));
    }
}

/// Terms in a column at the left as wide as most of them need, meanings beside. A longer term has a line of its own.
fn beside<'a>(definitions: &'a [Definition], bold: &TextStyle, place: Place, cx: &mut Setter<'a>, galley: &mut Galley) {
    let white = bold.size;
    let mut set = Vec::with_capacity(definitions.len());
    let mut hang = cx.theme.indent * 2;
    for definition in definitions {
        let entry = cx.tags.add(Role::ListItem, place.tag);
        let label = cx.tags.add(Role::Label, entry);
        let mut lines = Vec::new();
        for term in &definition.terms {
            let mut text = Collected::new();
            text.add(term, bold, Acronyms::Plain, label, cx);
            let shape = Shape { measure: place.measure, indent: Abs::ZERO, balance: Balance::Fill };
            lines.extend(set_lines(&text, bold, shape, cx));
        }
        let width = lines.iter().map(|line| line.width).max().unwrap_or_default() + white;
        // Two fifths of the measure are enough for names; what is longer would leave no room for what is said of it.
        let fits = lines.len() == 1 && width <= place.measure * 2 / 5;
        if fits {
            hang = hang.max(width);
        }
        set.push((definition, entry, lines, fits));
    }
    // Entries of several lines are parted by half a line, unless they stand on one page without it alone.
    let start = galley.items.len();
    let mut gaps = Vec::new();
    for (definition, entry, lines, fits) in set {
        gaps.push(galley.items.len());
        let body = cx.tags.add(Role::ListBody, entry);
        let inner = Place { depth: place.depth + 1, ..place.inset(hang, Abs::ZERO).within(body) };
        let mut content = Galley::default();
        for meaning in &definition.meanings {
            stack(meaning, inner, Opening::No, cx, &mut content);
        }
        let terms = boxes(lines, &[], place, bold, cx);
        match content.boxes_mut().next() {
            Some(first) if fits => {
                let mut label: Vec<Placed> = terms.into_iter().flat_map(|vbox| vbox.items).collect();
                label.iter_mut().for_each(|placed| placed.at.y += first.sunk);
                first.items.splice(0..0, label);
            }
            _ => {
                for term in terms {
                    galley.push(term);
                    galley.penalty(FORBIDDEN);
                }
            }
        }
        galley.items.append(&mut content.items);
        galley.penalty(0);
    }
    let leading = place.style.leading;
    let lines = galley.items[start..].iter().filter(|item| matches!(item, VItem::Box(_))).count();
    let count = gaps.len();
    let room = cx.theme.page.lines.saturating_sub(cx.theme.opener.drop + 6);
    if lines * 4 >= count * 6 && (lines > room || lines + count / 2 <= room) {
        for at in gaps.into_iter().skip(1).rev() {
            galley.items.insert(at, VItem::Glue(leading / 2));
        }
    }
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::*;
    use crate::font::Fonts;
    use crate::layout::frame::TagId;
    use crate::model::{Builder, Container, Document};
    use crate::resource::NoResources;
    use crate::source::Span;
    use crate::style::Theme;

    /// The lines of a list whose terms stand beside their meanings, and between them what breaks cost.
    fn set(entries: &[(String, String)]) -> Vec<String> {
        let mut builder = Builder::new();
        builder.open(Container::Definitions, Span::NONE);
        for (terms, meaning) in entries {
            for term in terms.split('/') {
                builder.open(Container::Term, Span::NONE);
                builder.text(term, Span::NONE);
                builder.close();
            }
            builder.open(Container::Meaning, Span::NONE);
            builder.open(Container::Paragraph, Span::NONE);
            builder.text(meaning, Span::NONE);
            builder.close();
            builder.close();
        }
        builder.close();
        let document = Document { blocks: builder.finish().blocks, ..Document::default() };
        let (fonts, theme) = (Fonts::bundled(), Theme::default());
        let mut cx = Setter::new(&theme, &fonts, &NoResources);
        cx.terms = Terms::Beside;
        let place = Place {
            left: Abs::ZERO,
            measure: theme.page.measure,
            style: &theme.body,
            tag: TagId::ROOT,
            acronyms: Acronyms::Plain,
            depth: 0,
            balance: Balance::Fill,
        };
        let mut galley = Galley::default();
        stack(&document.blocks, place, Opening::No, &mut cx, &mut galley);
        galley.items.iter().filter_map(told).collect()
    }

    fn told(item: &VItem) -> Option<String> {
        let words = |vbox: &VBox| {
            let runs = vbox.items.iter().filter_map(|placed| match &placed.item {
                PageItem::Glyphs(run) => Some(run.text.trim()),
                _ => None,
            });
            runs.collect::<Vec<_>>().join("|")
        };
        match item {
            VItem::Box(vbox) => Some(words(vbox)),
            VItem::Penalty { cost, .. } if *cost >= FORBIDDEN => Some("held".to_owned()),
            VItem::Glue(_) => Some("white".to_owned()),
            _ => None,
        }
    }

    fn entries(terms: &[&str], meaning: &str) -> Vec<(String, String)> {
        terms.iter().map(|term| ((*term).to_owned(), meaning.to_owned())).collect()
    }

    #[test]
    fn a_term_that_is_longer_than_two_fifths_of_the_measure_stands_on_lines_of_its_own() {
        let long = "The Intergovernmental Commission for Grain";
        assert_eq!(set(&entries(&["Weir", "Head race"], "A dam."))[1..], ["Weir|A dam.", "Head race|A dam."]);
        let lines = set(&entries(&["Weir", "Lade", "Race", long], "A dam."));
        assert_eq!(lines[4..], [long, "held", "A dam."]);
        let longest = [long, long].join(" of ");
        let lines = set(&entries(&["Weir", "Lade", "Race", "Sill", &longest], "A dam."));
        let [first, held, second, held_again, meaning] = &lines[5..] else { panic!("{lines:?}") };
        assert_eq!(format!("{first} {second}"), longest);
        assert_eq!([held.as_str(), held_again, meaning], ["held", "held", "A dam."]);
    }

    #[test]
    fn two_terms_for_one_thing_stand_above_it() {
        let lines = set(&entries(&["Weir", "Race/Flume"], "A dam."));
        let lines: Vec<_> = lines.iter().filter(|line| *line != "white").collect();
        assert_eq!(lines, ["Weir|A dam.", "Race", "held", "Flume", "held", "A dam."]);
    }

    #[test]
    fn bullets_of_deeper_lists_begin_anew() {
        let item = Item { task: None, content: Vec::new(), span: crate::source::Span::NONE };
        let list = List { kind: ListKind::Bulleted, items: vec![item] };
        assert_eq!([0, 1, 2, 3, 4].map(|depth| label_of(&list, 0, depth)), ["•", "–", "·", "•", "–"]);
    }

    #[test]
    fn neither_end_of_a_list_of_three_stands_alone() {
        for (count, alone) in [(1, 0), (2, 0), (3, 2), (4, 2)] {
            let mut galley = Galley::default();
            galley.items.extend((0..count).map(|_| VItem::Box(Box::default())));
            keep_ends(0, &mut galley);
            let is_alone = |item: &&VItem| matches!(item, VItem::Penalty { cost: ALONE, .. });
            assert_eq!(galley.items.iter().filter(is_alone).count(), alone, "{count}");
        }
    }

    #[test]
    fn entries_of_several_lines_are_parted_by_white() {
        let meaning = "A dam across a river that raises its water, and leads some of it to a mill that stands there. ";
        let white = |times: usize, count: usize| {
            let lines = set(&entries(&vec!["Weir"; count], &meaning.repeat(times)));
            lines[1..].iter().filter(|line| *line == "white").count()
        };
        assert_eq!((white(1, 3), white(2, 3)), (2, 2));
        assert_eq!(set(&entries(&["Weir"; 3], "A dam."))[1..], ["Weir|A dam."; 3]);
        // Not where they would take a page more for it.
        assert_eq!(white(1, 16), 0);
        assert_eq!(white(1, 30), 29);
    }
}
