//! Notes: at the foot of the page, or in the note column beside the line that calls them. Their numbers hang.

use super::super::frame::Role;
use super::super::galley::{FootNote, Galley, VBox};
use super::super::inline::{Call, Opening, Stands};
use super::super::setter::Setter;
use super::paragraph::{baseline, label};
use super::{Place, stack};
use crate::length::Abs;
use crate::model::Block;
use crate::style::{Setting, TextStyle};
use std::sync::Arc;

/// What a call calls: notes at the foot of its page, and what stands beside its line.
#[derive(Default)]
pub(super) struct Called {
    pub at_foot: Vec<Arc<FootNote>>,
    pub beside: Vec<VBox>,
}

/// Sets the note of a call from text of a style, and the notes that are called in it.
pub(super) fn called<'a>(call: &Call<'a>, place: Place, style: &TextStyle, cx: &mut Setter<'a>) -> Called {
    let Some(body) = call.body else { return Called::default() };
    let tag = cx.tags.add(Role::Note, place.tag);
    if let Some(call) = cx.tags.get_mut(call.tag) {
        call.refers = Some(tag);
    }
    let place = Place { left: Abs::ZERO, tag, depth: 0, ..place };
    if call.stands == Stands::Beside && cx.theme.page.note_column > Abs::ZERO && !cx.in_note {
        let (mut note, at_foot) = beside(call.number, body, place, cx);
        // The first lines of both share a baseline.
        note.shift(Abs::ZERO, baseline(style) - baseline(&cx.theme.margin));
        return Called { at_foot, beside: vec![note] };
    }
    let mut note = at_foot(call.number, body, place, cx);
    // Notes called in a note stand after it.
    let nested: Vec<_> = note.lines.iter_mut().flat_map(|line| std::mem::take(&mut line.notes)).collect();
    Called { at_foot: std::iter::once(Arc::new(note)).chain(nested).collect(), beside: Vec::new() }
}

/// A note for the foot of a page, line by line.
fn at_foot<'a>(number: usize, body: &'a [Block], place: Place, cx: &mut Setter<'a>) -> FootNote {
    let theme = cx.theme;
    let within = Place { measure: theme.page.measure, style: &theme.note, ..place };
    FootNote { number, lines: lines(number, body, within, cx) }
}

/// A note for the note column, as one box, and the notes that it calls, which stand at the foot.
fn beside<'a>(number: usize, body: &'a [Block], place: Place, cx: &mut Setter<'a>) -> (VBox, Vec<Arc<FootNote>>) {
    let theme = cx.theme;
    let style = TextStyle { setting: Setting::Ragged, ..theme.margin.clone() };
    let within = Place { measure: theme.page.note_column, style: &style, ..place };
    let mut note = VBox::default();
    let mut notes = Vec::new();
    for mut line in lines(number, body, within, cx) {
        line.shift(Abs::ZERO, note.height);
        note.height += line.height;
        note.items.append(&mut line.items);
        notes.append(&mut line.notes);
    }
    (note, notes)
}

/// A note's lines; its number hangs before the first.
fn lines<'a>(number: usize, body: &'a [Block], place: Place, cx: &mut Setter<'a>) -> Vec<VBox> {
    let style = place.style;
    let hang = style.size.scale(1.25).max(style.size.scale(0.5 * number.to_string().len() as f64 + 0.4));
    let mut galley = Galley::default();
    let outer = std::mem::replace(&mut cx.in_note, true);
    stack(body, place.inset(hang, Abs::ZERO), Opening::No, cx, &mut galley);
    cx.in_note = outer;
    let mut label = label(&number.to_string(), style, place.tag, cx);
    let (flat, _) = galley.flatten(Abs(1));
    let mut lines: Vec<VBox> = Vec::with_capacity(flat.len());
    let mut bottom = Abs::ZERO;
    for (y, mut vbox) in flat {
        // White between a note's blocks belongs to the lower one.
        let gap = y - bottom;
        bottom = y + vbox.height;
        vbox.shift(Abs::ZERO, gap);
        vbox.height += gap;
        lines.push(vbox);
    }
    if lines.is_empty() {
        lines.push(VBox::strut(style.leading));
    }
    for placed in &mut label {
        placed.at.y += baseline(style) + lines[0].sunk;
    }
    lines[0].items.splice(0..0, label);
    lines
}
