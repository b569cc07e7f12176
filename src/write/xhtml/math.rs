//! Formulas: LaTeX → MathML. What cannot be read as LaTeX stands as its source.

use super::escape::{Within, push};
use super::mathml::{Made, put_right};
use super::{Formulas, HasMath, InLink, Xhtml};
use crate::diag::{Code, Diagnostic};
use crate::model::Display;
use crate::source::Span;
use crate::tex;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Dimension, DimensionUnit, Event};
use pulldown_latex::push_mathml;
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
                    Display::Inline => self.out.push_str(&made.math),
                    Display::Block => self.scrolling(&made, tex),
                }
                self.math = HasMath::Yes;
            }
            Err(why) => {
                self.sink.push(Diagnostic::formula_unread(&why, span));
                self.source(tex, display);
            }
        }
    }

    /// A formula that stands alone, in a box that scrolls if the page is narrower. One that is long can be reached by
    /// keyboard, unless it is in a link: nothing else can be reached in one.
    fn scrolling(&mut self, made: &Made, tex: &str) {
        let reached = matches!(self.link, InLink::No) && tex.len() > WIDE;
        let reached = if reached { " tabindex=\"0\"" } else { "" };
        let class = if made.number.is_some() { "display numbered" } else { "display" };
        let _ = write!(self.out, "<span class=\"{class}\"{reached}>{}", made.math);
        if let Some(number) = &made.number {
            self.out.push_str("<span>");
            push(&mut self.out, number, Within::Text);
            self.out.push_str("</span>");
        }
        self.out.push_str("</span>");
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

fn mathml(tex: &str, display: Display) -> Result<Made, String> {
    let config = RenderConfig {
        display_mode: match display {
            Display::Inline => DisplayMode::Inline,
            Display::Block => DisplayMode::Block,
        },
        xml: true,
        ..RenderConfig::default()
    };
    let made = tex::read(tex, |events| {
        let mut made = String::new();
        let events = events.into_iter().map(with_width).map(Ok::<_, pulldown_latex::ParserError>);
        push_mathml(&mut made, events, config).map_err(|error| error.to_string())?;
        Ok(made)
    });
    put_right(&made.map_err(|why| super::text(&why))?, tex)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latex_becomes_mathml_and_what_is_none_is_told() {
        let made = mathml("\\frac{a<b}{2}", Display::Block).expect("MathML").math;
        assert!(made.starts_with("<math alttext=\"\\frac{a&lt;b}{2}\""), "{made}");
        assert!(made.contains("<mfrac>") && made.contains("&lt;") && made.contains("display=\"block\""), "{made}");
        let made = mathml("\\mathstrut x", Display::Inline).expect("MathML").math;
        assert!(made.contains("<mspace width=\"0em\" height"), "{made}");
        for bad in ["\\frac{", "\\nosuchthing", "}", "{".repeat(5000).as_str(), "\\def\\a{\\a\\a}\\a"] {
            assert!(mathml(bad, Display::Inline).is_err(), "{bad}");
        }
    }
}
