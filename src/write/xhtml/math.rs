//! Formulas: LaTeX → MathML. What cannot be read as LaTeX stands as its source.

use super::escape::{Within, attribute, push};
use super::{HasMath, Xhtml};
use crate::diag::{Code, Diagnostic};
use crate::model::Display;
use crate::source::Span;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

impl Xhtml<'_> {
    /// A formula's element.
    pub(super) fn formula(&mut self, tex: &str, display: Display, span: Span) {
        self.whole(tex, "span");
        match mathml(tex, display) {
            Ok(made) => {
                self.out.push_str(&made);
                self.math = HasMath::Yes;
            }
            Err(why) => {
                let message = format!("the formula cannot be read as LaTeX and stands as its source: {why}");
                self.sink.push(Diagnostic::new(Code::MathUnread, message, span));
                self.out.push_str("<code>");
                push(&mut self.out, tex, Within::Text);
                self.out.push_str("</code>");
            }
        }
    }
}

/// Longer than any formula that is meant to be read; what the parser recurses over stays shallow.
const LONGEST: usize = 10_000;
/// How deep braces and commands may nest: the parser recurses.
const DEEPEST: usize = 64;

fn mathml(tex: &str, display: Display) -> Result<String, String> {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' | b'^' | b'_' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if tex.len() > LONGEST || deepest > DEEPEST + tex.len() / 8 {
        return Err("it is too long or too deep".to_owned());
    }
    // Definitions can double what they stand for at each step.
    for refused in ["\\def", "\\gdef", "\\let", "\\newcommand", "\\renewcommand", "\\providecommand"] {
        if tex.contains(refused) {
            return Err(format!("it holds {refused}"));
        }
    }
    let storage = Storage::new();
    let parser = Parser::new(tex, &storage);
    let events: Vec<_> = parser.collect::<Result<_, _>>().map_err(|error| first_line(&error.to_string()))?;
    let config = RenderConfig {
        display_mode: match display {
            Display::Inline => DisplayMode::Inline,
            Display::Block => DisplayMode::Block,
        },
        xml: true,
        ..RenderConfig::default()
    };
    let mut made = String::new();
    let events = events.into_iter().map(Ok::<_, pulldown_latex::ParserError>);
    push_mathml(&mut made, events, config).map_err(|error| error.to_string())?;
    // The source goes along, for those who read it aloud or copy it.
    let alt = format!(" alttext=\"{}\"", attribute(tex));
    let made = escaped(&made).replacen("<math", &format!("<math{alt}"), 1);
    if is_well_formed(&made) { Ok(made) } else { Err("what it became is not well-formed".to_owned()) }
}

/// The crate writes operators as they are, `<` and `&` among them: what begins no tag and no reference is escaped.
fn escaped(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() + 16);
    for (at, c) in xml.char_indices() {
        let rest = &xml[at + c.len_utf8()..];
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
        match c {
            '<' if !rest.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => out.push_str("&lt;"),
            '&' if name.len() == rest.len() || !name.starts_with(';') => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

fn first_line(text: &str) -> String {
    crate::write::xhtml::text(text.lines().next().unwrap_or_default())
}

/// Whether every tag is closed in order, and no stray marks stand between them.
fn is_well_formed(xml: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or(tag));
        }
    }
    open.is_empty() && rest.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latex_becomes_mathml_and_what_is_none_is_told() {
        let made = mathml("\\frac{a<b}{2}", Display::Block).expect("MathML");
        assert!(made.starts_with("<math alttext=\"\\frac{a&lt;b}{2}\""), "{made}");
        assert!(made.contains("<mfrac>") && made.contains("&lt;") && made.contains("display=\"block\""), "{made}");
        for bad in ["\\frac{", "\\nosuchthing", "}", "{".repeat(5000).as_str(), "\\def\\a{\\a\\a}\\a"] {
            assert!(mathml(bad, Display::Inline).is_err(), "{bad}");
        }
    }
}
