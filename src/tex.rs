//! The source of a formula, LaTeX as articles have it → the parser's events, for whoever makes something of them.
//!
//! What the parser does not know, but means something that it does know, is said in its words first. What would make
//! it, or whoever reads its events, go too deep is refused.

mod chem;
mod infix;
mod linear;
mod macros;
#[cfg(any(feature = "html", feature = "markdown"))]
mod numbers;
mod words;

pub(crate) use linear::linear;
pub(crate) use macros::Macros;
#[cfg(any(feature = "html", feature = "markdown"))]
pub(crate) use numbers::Numbers;

use pulldown_latex::event::Event;
use pulldown_latex::{Parser, Storage};
use words::{in_known_words, name_of};

/// Longer than any formula that is meant to be read; what the parser recurses over stays shallow.
const LONGEST: usize = 10_000;
/// How deep braces, fences and environments may nest. Continued fractions go to twenty.
const DEEPEST: usize = 64;
/// How many commands may follow each other with nothing between: each may be what the one before it is about, as in
/// `\sqrt\sqrt x`, and the parser recurses.
const MOST_COMMANDS: usize = 256;

/// What stands at the head of words, or of a group, that the parser knows no better name for: whoever reads its events
/// finds it there. They are characters for private use, which no formula holds.
pub(crate) mod mark {
    /// The number of an equation.
    pub(crate) const NUMBER: char = '\u{10f0e0}';
    /// Room for what is not drawn: all of it, its width, its height.
    pub(crate) const PHANTOM: char = '\u{10f0e1}';
    pub(crate) const WIDE: char = '\u{10f0e2}';
    pub(crate) const HIGH: char = '\u{10f0e3}';
    /// What is drawn and takes no height.
    pub(crate) const SMASHED: char = '\u{10f0e4}';
    /// A frame.
    pub(crate) const FRAMED: char = '\u{10f0e5}';
    /// All of them.
    pub(crate) const ALL: [char; 6] = [NUMBER, PHANTOM, WIDE, HIGH, SMASHED, FRAMED];
}

/// Reads a formula, and makes something of its events. The error says why it cannot be read.
pub(crate) fn read<T>(tex: &str, make: impl FnOnce(Vec<Event<'_>>) -> Result<T, String>) -> Result<T, String> {
    if tex.len() > LONGEST || is_too_deep(tex) {
        return Err("it is too long or too deep".to_owned());
    }
    if tex.contains(mark::ALL) {
        return Err("it holds characters for private use".to_owned());
    }
    let own = Macros::default().expanded(tex)?;
    let known = in_known_words(&own);
    if is_too_deep(&known) {
        return Err("it is too deep".to_owned());
    }
    let storage = Storage::new();
    match Parser::new(&known, &storage).collect::<Result<Vec<_>, _>>() {
        Ok(events) => make(events),
        Err(error) => {
            let why = error.to_string().lines().next().unwrap_or_default().to_owned();
            // Lines of a formula that stands alone, as many programs take them.
            if !known.contains("\\\\") {
                return Err(why);
            }
            let lines = format!("\\begin{{aligned}}{known}\\end{{aligned}}");
            let storage = Storage::new();
            let events: Vec<_> = Parser::new(&lines, &storage).collect::<Result<_, _>>().map_err(|_| why)?;
            make(events)
        }
    }
}

/// Whether the parser, and whoever reads what it makes, would recurse too far.
fn is_too_deep(tex: &str) -> bool {
    let (mut depth, mut commands) = (0_usize, 0);
    let mut rest = tex;
    while let Some(at) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[at..];
        let length = match rest.strip_prefix('\\') {
            Some(behind) => {
                commands += 1;
                let name = name_of(behind);
                match name {
                    "left" | "begin" => depth += 1,
                    "right" | "end" => depth = depth.saturating_sub(1),
                    _ => {}
                }
                1 + name.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn count(tex: &str) -> Result<usize, String> {
        read(tex, |events| Ok(events.len()))
    }

    #[test]
    fn long_formulas_are_read_and_deep_ones_are_not() {
        let flat = |term: &str| (0..400).map(|_| term).collect::<Vec<_>>().join(" + ");
        for term in ["x_1", "a_{ij}^2", "\\alpha_\\mu\\beta^\\nu", "\\left(x\\right)", "\\{x\\}"] {
            assert!(count(&flat(term)).is_ok(), "{term}");
        }
        let nested = |open: &str, close: &str, depth| open.repeat(depth) + "x" + &close.repeat(depth);
        for (open, close) in [("{", "}"), ("x^{", "}"), ("\\frac{1}{", "}"), ("\\left(", "\\right)")] {
            assert!(count(&nested(open, close, 40)).is_ok(), "{open}");
            assert!(count(&nested(open, close, 400)).is_err(), "{open}");
        }
        assert!(count(&nested("\\sqrt ", "", 40)).is_ok());
        assert!(count(&nested("\\sqrt ", "", 1600)).is_err());
        // Roots within the indices of roots.
        assert!(count(&nested("\\sqrt[{", "}]{x}", 400)).is_err());
    }

    #[test]
    fn what_the_parser_lacks_is_said_in_its_words() {
        let known = |tex: &str| in_known_words(tex);
        assert_eq!(known("\\operatorname*{argmin}_x \\bm{v}"), "\\mathop{argmin}_x \\boldsymbol{v}");
        assert_eq!(known("\\sqrt[n+1]{x}\\label{eq:a}\\\\"), "\\sqrt[{n+1}]{x}\\\\");
        assert_eq!(known("\\begin{array}{@{}l p{3em}|c@{ }}"), "\\begin{array}{ll|c}");
        assert_eq!(known("\\begin{eqnarray}a\\end{eqnarray}"), "\\begin{array}{rcl}a\\end{array}");
        assert_eq!(known("\\boxed{x} c"), "{\\text{\u{10f0e5}}\\displaystyle x} c");
        assert_eq!(known("a \\tag{1} \\tag*{B}"), "a \\qquad\\text{\u{10f0e0}(1)} \\qquad\\text{\u{10f0e0}B}");
        assert_eq!(known("a\\phantom{\\bm b}c"), "a{\\text{\u{10f0e1}}\\boldsymbol b}c");
        assert_eq!(known("1 + {x+1 \\over {y \\choose 2}}"), "1 + {\\frac{x+1}{{\\binom{y}{2}}}}");
        assert_eq!(
            known("\\left( a \\atop b \\right) \\overline{c}"),
            "\\left(\\genfrac{}{}{0pt}{}{a}{b}\\right) \\overline{c}"
        );
        assert_eq!(known("a \\nonumber \\\\ b"), "a  \\\\ b");
        for tex in [
            "{a \\over b}",
            "{n\\choose k}",
            "{a\\brack b}",
            "{a \\brace b}",
            "a &= b \\\\ c &= d",
            "x \\\\ y",
            "\\mbox{if }x",
            "\\mathscr{L}",
        ] {
            assert!(count(tex).is_ok(), "{tex}");
        }
        for bad in ["\\frac{", "\\nosuchthing", "}", "\\def\\a{\\a\\a}\\a", "\\"] {
            assert!(count(bad).is_err(), "{bad}");
        }
    }
}
