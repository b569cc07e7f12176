//! The namespaces of an SVG: pieces that were cut out of a web page do without them, and no program takes those for SVG.

use super::guard::SVG;
use std::borrow::Cow;

/// An SVG whose first element says that it is one.
pub(super) fn declared(text: &str) -> Cow<'_, str> {
    let Some(at) = root(text) else { return Cow::Borrowed(text) };
    let behind = &text[at + 4..];
    let tag = &behind[..behind.find('>').unwrap_or(behind.len())];
    let mut missing = String::new();
    if !tag.contains("xmlns=") {
        missing.push_str(&format!(" xmlns=\"{SVG}\""));
    }
    if !text.contains("xmlns:xlink") && text.contains("xlink:") {
        missing.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    if missing.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned([&text[..at + 4], &missing, behind].concat())
}

/// Where the first element begins, if it is called `svg`.
fn root(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        let end = [("<!--", "-->"), ("<?", "?>"), ("<!", ">")].into_iter().find(|(open, _)| rest.starts_with(open));
        let Some((_, close)) = end else {
            let is_svg =
                rest.starts_with("<svg") && rest[4..].starts_with(|c: char| c.is_whitespace() || ">/".contains(c));
            return is_svg.then_some(at);
        };
        at += rest.find(close)? + close.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let made = declared("<!-- <svg> --><svg width='1'><use xlink:href='#a'/></svg>");
        let names = format!(" xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        assert_eq!(made, format!("<!-- <svg> --><svg{names} width='1'><use xlink:href='#a'/></svg>"));
        for whole in ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html><svg/></html>", "<svg:svg/>", "no tags"] {
            assert_eq!(declared(whole), whole);
        }
    }
}
