//! The style sheet: the theme's proportions in units that follow the reader's own size.
//!
//! Reading systems have settings for typeface, size, justification and colour, and a night mode; none is fought. Only
//! kinds of typefaces are named, no colour is but the white behind drawings, and rules are drawn in the colour of the text.

use super::{FontFile, Lines, Options, Version, downgrade, vertical};
use crate::lang::Language;
use crate::style::{Emphasis, HeadingStyle, Hyphens, Parting, Slope, TextStyle, Theme};
use std::fmt::Write;

/// The style sheet of a book.
pub(super) fn stylesheet(theme: &Theme, options: &Options, language: &Language) -> String {
    let fonts = options.fonts.as_slice();
    let body = &theme.body;
    let (indent, parting) = match theme.parting {
        Parting::Indent => (em(theme.indent.ratio(body.size)), "0".to_owned()),
        Parting::Space(space) => ("0".to_owned(), em(space.ratio(body.size))),
    };
    let hyphens = if body.hyphens == Hyphens::Allowed { "auto" } else { "manual" };
    let mut css = faces(fonts);
    // Text in squares is indented by whole ones, at every beginning: by two in Chinese, by one in Japanese.
    let squares = |count: u8| if indent == "0" { "0".to_owned() } else { format!("{count}em") };
    let base = BASE.replace("SQUARES", &squares(2)).replace("SQUARE", &squares(1));
    css.push_str(&base.replace("INDENT", &indent).replace("PARTING", &parting).replace("HYPHENS", hyphens));
    let _ = writeln!(css, "body {{ font-family: {}; }}", families(&body.font.family, fonts));
    let mut rule = |selector: &str, style: &TextStyle, around: &TextStyle, more: &str| {
        let _ = writeln!(css, "{selector} {{ {}{more} }}", look(style, around, fonts));
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
    let _ = writeln!(css, "code {{ font-family: \"{}\", monospace; }}", quoted(&theme.code.font.family));
    if theme.emphasis == Emphasis::Semibold {
        css.push_str("em, .standfirst { font-style: normal; font-weight: bold; }\n");
    }
    if options.lines == Lines::Down {
        css = vertical::css(&css);
    }
    match options.version {
        Version::V33 => css,
        Version::V2 => downgrade::css(&css, language.direction()),
    }
}

/// The faces that are in the book.
fn faces(fonts: &[FontFile]) -> String {
    let mut css = String::new();
    for (font, number) in fonts.iter().zip(1..) {
        let style = if font.slope == Slope::Italic { "italic" } else { "normal" };
        // Headings ask for bold; a semibold that stands alone serves.
        let weight = if font.weight >= 600 { "bold" } else { "normal" };
        let _ = writeln!(
            css,
            "@font-face {{ font-family: \"{}\"; font-weight: {weight}; font-style: {style}; src: url({}); }}",
            quoted(&font.family),
            font.href(number)
        );
    }
    css
}

/// A family, by its name if it is in the book, and its kind.
fn families(family: &str, fonts: &[FontFile]) -> String {
    let kind = generic(family);
    if fonts.iter().any(|font| font.family == family) {
        format!("\"{}\", {kind}", quoted(family))
    } else {
        kind.to_owned()
    }
}

/// A name without what would end its quotation.
fn quoted(family: &str) -> String {
    family.replace(['"', '\\', '<', '\n'], "")
}

/// Size against the text around it, line height, weight, slope, and serif or sans: the reader's face of that kind.
fn look(style: &TextStyle, around: &TextStyle, fonts: &[FontFile]) -> String {
    let (size, leading) = (em(style.size.ratio(around.size).max(SMALLEST)), style.leading.ratio(style.size));
    let mut look = format!("font-size: {size}; line-height: {leading:.2};");
    // Reading systems' faces seldom have a semibold. Headings are bold unless they are told not to be.
    look.push_str(if style.font.weight >= 600 { " font-weight: bold;" } else { " font-weight: normal;" });
    if style.font.slope == Slope::Italic {
        look.push_str(" font-style: italic;");
    }
    let family = families(&style.font.family, fonts);
    if family != families(&around.font.family, fonts) {
        let _ = write!(look, " font-family: {family};");
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
