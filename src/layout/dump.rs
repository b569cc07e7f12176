//! Galley and pages as stable text, at the level a person reviews: lines and their heights, tenths of a point, never
//! glyph ids.

use super::frame::{Binding, Item, Layout, LinkTarget, Page, Placed, Side, TagId};
use super::galley::{Galley, VBox, VItem};
use super::inline::LineEnd;
use crate::length::Abs;
use std::fmt::Write;

/// A galley, an item a line.
pub(super) fn galley(galley: &Galley) -> String {
    let mut out = String::from("galley\n");
    for item in &galley.items {
        match item {
            VItem::Box(vbox) => {
                let _ = writeln!(out, "  {}", vbox_line(vbox));
                for note in &vbox.notes {
                    note.lines.iter().for_each(|line| {
                        let _ = writeln!(out, "    note {}  {}", note.number, vbox_line(line));
                    });
                }
                for side in &vbox.beside {
                    let _ = writeln!(out, "    beside  {}", text_of(side.items.iter()));
                }
            }
            VItem::Glue(height) => {
                let _ = writeln!(out, "  space  {height}");
            }
            VItem::Snap(least) => {
                let _ = writeln!(out, "  snap   {least}");
            }
            VItem::Penalty { cost, carry } => {
                let carry =
                    carry.as_ref().map(|carry| format!("  carry {}", text_of(carry.items.iter()))).unwrap_or_default();
                let _ = writeln!(out, "  break  {cost}{carry}");
            }
            VItem::Side(vbox) => {
                let _ = writeln!(out, "  side   {}", text_of(vbox.items.iter()));
            }
            VItem::Options(options) => {
                let lengths = options.ways.iter().map(|way| format!("{} for {:.0}", way.lines.len(), way.cost));
                let _ = writeln!(out, "  or     {} lines", lengths.collect::<Vec<_>>().join(", "));
            }
            VItem::Float(float) if float.covers > 0 => {
                let _ = writeln!(out, "  may move  {}", float.height);
            }
            VItem::Float(_) => {}
            VItem::Mark(mark) => {
                let _ = writeln!(out, "  mark   {mark}");
            }
        }
    }
    out
}

fn vbox_line(vbox: &VBox) -> String {
    let text = text_of(vbox.items.iter());
    match vbox.line {
        Some(facts) => {
            let end = match facts.end {
                LineEnd::Word => "",
                LineEnd::Hyphen => "  hyphen",
                LineEnd::Last => "  last",
            };
            // Negative zero is zero.
            let ratio = facts.quality.fit.ratio;
            let ratio = if ratio.abs() < 0.005 { 0.0 } else { ratio };
            format!("line   {:>5} r {ratio:+.2}  {text}{end}", vbox.height)
        }
        None => format!("box    {:>5}  {text}", vbox.height),
    }
}

/// Pages, a baseline a line.
pub(super) fn pages(layout: &Layout) -> String {
    let mut out = String::new();
    for (index, page) in layout.pages.iter().enumerate() {
        let side = match page.side {
            Side::Recto => "recto",
            Side::Verso => "verso",
        };
        let _ = writeln!(out, "page {}  {side}  folio \"{}\"", index + 1, page.folio);
        page_lines(page, layout.binding, &mut out);
    }
    out
}

fn page_lines(page: &Page, binding: Binding, out: &mut String) {
    let mut rows: Vec<(Abs, Abs, String)> = Vec::new();
    let mut line: Vec<&Placed> = Vec::new();
    // Items of a line follow one another: a row ends where the baseline or the column changes.
    for placed in &page.items {
        match &placed.item {
            Item::Glyphs(_) => {
                let apart = line.last().is_some_and(|last| {
                    (last.at.y - placed.at.y).abs() > Abs::PT * 4
                        || (placed.at.x < last.at.x && binding == Binding::Left)
                        || furniture(last) != furniture(placed)
                });
                if apart {
                    flush(&mut line, &mut rows);
                }
                line.push(placed);
            }
            Item::Rule { size, .. } => {
                rows.push((placed.at.y, placed.at.x, format!("rule {} × {}", size.width, size.height)))
            }
            Item::Dot { width, .. } => rows.push((placed.at.y, placed.at.x, format!("dot {width}"))),
            Item::Picture { size, .. } => {
                rows.push((placed.at.y, placed.at.x, format!("picture {} × {}", size.width, size.height)))
            }
            Item::Link { target, text, .. } => {
                let target = match target {
                    LinkTarget::Url(url) => format!("<{url}>"),
                    LinkTarget::Anchor(anchor) => format!("#{anchor}"),
                };
                rows.push((placed.at.y, placed.at.x, format!("link {target} {text}")));
            }
            Item::Anchor(anchor) => rows.push((placed.at.y, placed.at.x, format!("anchor #{anchor}"))),
        }
    }
    flush(&mut line, &mut rows);
    rows.sort_by_key(|row| row.0);
    for (y, x, text) in rows {
        let _ = writeln!(out, "  {y:>6} {x:>6}  {text}");
    }
}

fn furniture(placed: &Placed) -> bool {
    placed.tag == TagId::ARTIFACT
}

fn flush(line: &mut Vec<&Placed>, rows: &mut Vec<(Abs, Abs, String)>) {
    if let Some(first) = line.first() {
        let kind = if line.iter().all(|placed| furniture(placed)) { "head" } else { "line" };
        rows.push((first.at.y, first.at.x, format!("{kind} {}", text_of(line.iter().copied()))));
    }
    line.clear();
}

/// The words of items that stand side by side; white between them that is no word space shows as two spaces, a hyphen
/// at a line's end as one.
fn text_of<'p>(items: impl Iterator<Item = &'p Placed>) -> String {
    let mut text = String::new();
    let mut last: Option<(Abs, Abs)> = None;
    for placed in items {
        let Some(run) = placed.item.glyphs() else { continue };
        let (start, end) = (placed.at.x, placed.at.x + run.width());
        // Behind the last one, or before it where text runs to the left.
        if last.is_some_and(|last| start > last.1 + Abs::PT || end + Abs::PT < last.0) {
            text.push_str("  ");
        }
        text.push_str(&run.text);
        last = Some((start, end));
    }
    text.replace('\u{ad}', "-")
}
