//! The style sheet: the theme's proportions in units that follow the reader's own size.
//!
//! No typeface and no colour of running text is forced on anyone: reading systems have a setting for both, and a
//! night mode. Rules and boxes are drawn in the colour of the text, thinned.

use crate::style::{HeadingStyle, Slope, TextStyle, Theme};
use std::fmt::Write;

/// The style sheet of a theme.
pub(super) fn stylesheet(theme: &Theme) -> String {
    let mut css = BASE.replace("INDENT", &em(theme.indent.ratio(theme.body.size)));
    let mut rule = |selector: &str, style: &TextStyle, more: &str| {
        let _ = writeln!(css, "{selector} {{ {}{more} }}", look(style, &theme.body));
    };
    rule("h1", &theme.title, " margin: 0 0 0.5em;");
    rule(".standfirst", &theme.standfirst, " margin: 0 0 1em;");
    for (rank, heading) in (2..).zip(&theme.headings) {
        let last = usize::from(rank == theme.headings.len() + 1) * 6;
        let ranks: Vec<_> = (rank..=last.max(rank)).map(|rank| format!("h{rank}")).collect();
        rule(&ranks.join(", "), &heading.text, &white(heading));
    }
    rule("blockquote", &theme.quote, "");
    rule("figcaption, caption", &theme.caption, "");
    rule(".notes", &theme.note, "");
    rule("table", &theme.table, "");
    css
}

/// Size against running text, line height, weight, slope, and serif or sans: the reader's face of that kind.
fn look(style: &TextStyle, body: &TextStyle) -> String {
    let mut look =
        format!("font-size: {}; line-height: {:.2};", em(style.size.ratio(body.size)), style.leading.ratio(style.size));
    if style.font.weight != body.font.weight {
        // Reading systems' faces seldom have a semibold.
        look.push_str(if style.font.weight >= 600 { " font-weight: bold;" } else { " font-weight: normal;" });
    }
    if style.font.slope == Slope::Italic {
        look.push_str(" font-style: italic;");
    }
    if style.font.family != body.font.family && style.font.family.contains("Sans") {
        look.push_str(" font-family: sans-serif;");
    }
    look
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
