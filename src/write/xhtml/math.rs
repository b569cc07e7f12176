//! Formulas: LaTeX → MathML. What cannot be read as LaTeX stands as its source.

use super::escape::{Within, push};
use super::mathml::put_right;
use super::{Formulas, HasMath, InLink, Xhtml};
use crate::diag::{Code, Diagnostic};
use crate::model::Display;
use crate::source::Span;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Dimension, DimensionUnit, Event};
use pulldown_latex::{Parser, Storage, push_mathml};
use std::fmt::Write;

/// Whether formulas of an article stand as their source because nothing else can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sourced {
    None,
    Some,
}

impl Xhtml<'_> {
    /// A formula's element.
    pub(super) fn formula(&mut self, tex: &str, display: Display, span: Span) {
        self.whole(tex, "span");
        if self.around.formulas == Formulas::Source {
            if self.sourced == Sourced::None {
                self.sourced = Sourced::Some;
                let message = "EPUB 2 has no formulas: they stand as their source";
                let diagnostic = Diagnostic::new(Code::MathUnread, message, span);
                self.sink.push(diagnostic.hint("EPUB 3, which is the default, shows them"));
            }
            return self.source(tex, display);
        }
        match mathml(tex, display) {
            Ok(made) => {
                match display {
                    Display::Inline => self.out.push_str(&made),
                    Display::Block => self.scrolling(&made, tex),
                }
                self.math = HasMath::Yes;
            }
            Err(why) => {
                let message = format!("the formula cannot be read as LaTeX and stands as its source: {why}");
                self.sink.push(Diagnostic::new(Code::MathUnread, message, span));
                self.source(tex, display);
            }
        }
    }

    /// A formula that stands alone, in a box that scrolls if the page is narrower. One that is long can be reached by
    /// keyboard, unless it is in a link: nothing else can be reached in one.
    fn scrolling(&mut self, made: &str, tex: &str) {
        let reached = matches!(self.link, InLink::No) && tex.len() > WIDE;
        let reached = if reached { " tabindex=\"0\"" } else { "" };
        let _ = write!(self.out, "<span class=\"display\"{reached}>{made}</span>");
    }

    /// The formula as it was written; one that stood alone stands alone.
    fn source(&mut self, tex: &str, display: Display) {
        let class = if display == Display::Block { " class=\"formula\"" } else { "" };
        let _ = write!(self.out, "<code{class}{}>", self.left_to_right());
        push(&mut self.out, tex, Within::Text);
        self.out.push_str("</code>");
    }
}

/// A source with fewer bytes surely makes a formula that fits on a telephone.
const WIDE: usize = 30;
/// Longer than any formula that is meant to be read; what the parser recurses over stays shallow.
const LONGEST: usize = 10_000;
/// How deep braces, fences and environments may nest. Continued fractions go to twenty.
const DEEPEST: usize = 64;
/// How many commands may follow each other with nothing between: each may be what the one before it is about, as in
/// `\sqrt\sqrt x`, and the parser recurses.
const MOST_COMMANDS: usize = 256;

/// Whether the parser, and whoever reads what it makes, would recurse too far.
fn is_too_deep(tex: &str) -> bool {
    let (mut depth, mut commands) = (0_usize, 0);
    let mut rest = tex;
    while let Some(at) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[at..];
        let length = match rest.strip_prefix('\\') {
            Some(name) => {
                commands += 1;
                let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
                match &name[..letters] {
                    "left" | "begin" => depth += 1,
                    "right" | "end" => depth = depth.saturating_sub(1),
                    _ => {}
                }
                // What is no letter is a name alone: `\{` opens nothing.
                1 + if letters > 0 { letters } else { name.chars().next().map_or(0, char::len_utf8) }
            }
            None => {
                let first = rest.chars().next().unwrap_or_default();
                match first {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                // A script does not part commands: `\sqrt^\sqrt`.
                commands = if matches!(first, '^' | '_') { commands } else { 0 };
                first.len_utf8()
            }
        };
        if depth > DEEPEST || commands > MOST_COMMANDS {
            return true;
        }
        rest = &rest[length..];
    }
    false
}

fn mathml(tex: &str, display: Display) -> Result<String, String> {
    if tex.len() > LONGEST || is_too_deep(tex) {
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
    let events = events.into_iter().map(with_width);
    let config = RenderConfig {
        display_mode: match display {
            Display::Inline => DisplayMode::Inline,
            Display::Block => DisplayMode::Block,
        },
        xml: true,
        ..RenderConfig::default()
    };
    let mut made = String::new();
    let events = events.map(Ok::<_, pulldown_latex::ParserError>);
    push_mathml(&mut made, events, config).map_err(|error| error.to_string())?;
    put_right(&made, tex)
}

/// The crate opens the element of a space only if that has a width.
fn with_width(event: Event) -> Event {
    match event {
        Event::Space { width: None, height, depth } => {
            Event::Space { width: Some(Dimension::new(0.0, DimensionUnit::Em)), height, depth }
        }
        other => other,
    }
}

fn first_line(text: &str) -> String {
    crate::write::xhtml::text(text.lines().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_formulas_are_read_and_deep_ones_are_not() {
        let flat = |term: &str| (0..400).map(|_| term).collect::<Vec<_>>().join(" + ");
        for flat in
            [flat("x_1"), flat("a_{ij}^2"), flat("\\alpha_\\mu\\beta^\\nu"), flat("\\left(x\\right)"), flat("\\{x\\}")]
        {
            let made = mathml(&flat, Display::Block);
            assert!(made.is_ok(), "{made:?}: {flat}");
        }
        let nested = |open: &str, close: &str, depth| open.repeat(depth) + "x" + &close.repeat(depth);
        for (open, close) in [("{", "}"), ("x^{", "}"), ("\\frac{1}{", "}"), ("\\left(", "\\right)")] {
            assert!(mathml(&nested(open, close, 40), Display::Block).is_ok(), "{open}");
            assert!(mathml(&nested(open, close, 400), Display::Block).is_err(), "{open}");
        }
        assert!(mathml(&nested("\\sqrt ", "", 40), Display::Block).is_ok());
        assert!(mathml(&nested("\\sqrt ", "", 1600), Display::Block).is_err());
    }

    #[test]
    fn latex_becomes_mathml_and_what_is_none_is_told() {
        let made = mathml("\\frac{a<b}{2}", Display::Block).expect("MathML");
        assert!(made.starts_with("<math alttext=\"\\frac{a&lt;b}{2}\""), "{made}");
        assert!(made.contains("<mfrac>") && made.contains("&lt;") && made.contains("display=\"block\""), "{made}");
        let made = mathml("\\mathstrut x", Display::Inline).expect("MathML");
        assert!(made.contains("<mspace width=\"0em\" height"), "{made}");
        for bad in ["\\frac{", "\\nosuchthing", "}", "{".repeat(5000).as_str(), "\\def\\a{\\a\\a}\\a"] {
            assert!(mathml(bad, Display::Inline).is_err(), "{bad}");
        }
    }
}
