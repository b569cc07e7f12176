//! Escaping, and leaving out what XML 1.0 forbids.

use super::super::shared::is_shown;

/// Text between tags.
pub(in super::super) fn text(text: &str) -> String {
    escaped(text, is_shown)
}

/// The value of an attribute in double quotes; line ends and tabs become spaces.
pub(in super::super) fn attribute(value: &str) -> String {
    escaped(&value.replace(['\n', '\t'], " "), is_shown)
}

/// Preformatted text, whose line ends stay.
pub(super) fn preformatted(text: &str) -> String {
    escaped(text, |c| c == '\n' || is_shown(c))
}

/// Whether nothing of a text can be seen.
pub(in super::super) fn is_blank(text: &str) -> bool {
    !text.chars().any(|c| is_shown(c) && !c.is_whitespace())
}

fn escaped(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if keep(c) => out.push(c),
            _ => {}
        }
    }
    out
}
