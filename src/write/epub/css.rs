//! The style sheet: the theme's proportions in units that follow the reader's own size.
//!
//! Reading systems have settings for typeface, size, justification and colour, and a night mode; none is fought. Only
//! kinds of typefaces are named, no colour is, and rules are drawn in the colour of the text.

use crate::style::{HeadingStyle, Slope, TextStyle, Theme};
use std::fmt::Write;

/// The style sheet of a theme.
pub(super) fn stylesheet(theme: &Theme) -> String {
    let body = &theme.body;
    let mut css = BASE.replace("INDENT", &em(theme.indent.ratio(body.size)));
    let _ = writeln!(css, "body {{ font-family: {}; }}", generic(&body.font.family));
    let mut rule = |selector: &str, style: &TextStyle, around: &TextStyle, more: &str| {
        let _ = writeln!(css, "{selector} {{ {}{more} }}", look(style, around));
    };
    rule("h1", &theme.title, body, " margin: 0 0 0.5em;");
    rule(".standfirst", &theme.standfirst, body, " margin: 0 0 1em;");
    for (rank, heading) in (2..).zip(&theme.headings) {
        let last = usize::from(rank == theme.headings.len() + 1) * 6;
        let ranks: Vec<_> = (rank..=last.max(rank)).map(|rank| format!("h{rank}")).collect();
        rule(&ranks.join(", "), &heading.text, body, &white(heading));
    }
    rule("blockquote", &theme.quote, body, "");
    rule("figcaption", &theme.caption, body, "");
    rule("pre", &theme.code, body, "");
    rule(".notes", &theme.note, body, "");
    rule("table", &theme.table, body, "");
    rule("caption", &theme.caption, &theme.table, "");
    // The name before the generic one keeps browsers from setting `monospace` at 13/16 of its size.
    let _ =
        writeln!(css, "code {{ font-family: \"{}\", monospace; }}", theme.code.font.family.replace(['"', '\\'], ""));
    css
}

/// Size against the text around it, line height, weight, slope, and serif or sans: the reader's face of that kind.
fn look(style: &TextStyle, around: &TextStyle) -> String {
    let (size, leading) = (em(style.size.ratio(around.size).max(SMALLEST)), style.leading.ratio(style.size));
    let mut look = format!("font-size: {size}; line-height: {leading:.2};");
    // Reading systems' faces seldom have a semibold. Headings are bold unless they are told not to be.
    look.push_str(if style.font.weight >= 600 { " font-weight: bold;" } else { " font-weight: normal;" });
    if style.font.slope == Slope::Italic {
        look.push_str(" font-style: italic;");
    }
    if generic(&style.font.family) != generic(&around.font.family) {
        let _ = write!(look, " font-family: {};", generic(&style.font.family));
    }
    look
}

/// Paper bears notes of 8 pt in a cut made for that size; a telephone at arm's length does not.
const SMALLEST: f64 = 0.85;

/// The kind of a family, by its name.
fn generic(family: &str) -> &'static str {
    match family {
        sans if sans.contains("Sans") => "sans-serif",
        mono if mono.contains("Code") || mono.contains("Mono") => "monospace",
        _ => "serif",
    }
}

/// The white around a heading, in its own size.
fn white(heading: &HeadingStyle) -> String {
    let size = heading.text.size;
    format!(" margin: {} 0 {};", em(heading.before.ratio(size)), em(heading.after.ratio(size).max(0.25)))
}

fn em(ratio: f64) -> String {
    let text = format!("{ratio:.3}");
    format!("{}em", text.trim_end_matches('0').trim_end_matches('.'))
}

/// What does not depend on the theme.
const BASE: &str = include_str!("base.css");
