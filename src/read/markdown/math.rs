//! Formulas between dollars. Dollars are money first: they are looked at only in a text that has a formula beyond
//! doubt, and there each pair is judged by what stands in it and beside it.

use crate::model::Display;

/// Whether dollars may hold formulas in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formulas {
    /// They may.
    Read,
    /// They are dollars.
    NotRead,
}

/// How far apart the dollars of a formula may stand.
const LONGEST: usize = 2_000;

/// Looks for a formula beyond doubt: dollars on one line, or double ones, around a command of LaTeX with its braces
/// (`\frac{1}{2}`), an exponent or index in braces, or one letter with an exponent or index (`$x^2$`, `$a_i$`), or an equation in double ones on a line of its own.
pub fn formulas(text: &str) -> Formulas {
    let mut rest = text;
    let mut fences = Fences { text, at: 0, open: false };
    while let Some(at) = rest.find('$') {
        let double = rest[at..].starts_with("$$");
        let mark = if double { "$$" } else { "$" };
        let inner = &rest[at + mark.len()..];
        let near = &inner[..inner.floor_char_boundary(LONGEST + mark.len())];
        let end = if double { near.len() } else { near.find('\n').unwrap_or(near.len()) };
        let Some(close) = near[..end].find(mark) else {
            rest = inner;
            continue;
        };
        let display = if double { Display::Block } else { Display::Inline };
        let tex = &inner[..close];
        let (before, after) = (&rest[..at], &inner[close + mark.len()..]);
        let place = text.len() - rest.len() + at;
        // What stands in a fence is a program's.
        let alone = double && is_blank_from(before.rsplit('\n').next()) && is_blank_from(after.lines().next());
        let equation = alone && tex.contains(['=', '<', '>']) && !tex.contains('\n') && has_no_words(tex);
        if (equation || is_beyond_doubt(tex, display))
            && stands_free(tex, display, before, after)
            && !fences.open_at(place)
        {
            return Formulas::Read;
        }
        // The second dollar may open what the first did not.
        rest = if double { after } else { inner };
    }
    Formulas::NotRead
}

/// Whether letters stand alone or in names of functions: `F = ma`, `sin x = 0`.
fn has_no_words(tex: &str) -> bool {
    tex.split(|c: char| !c.is_alphabetic()).all(|word| word.chars().count() <= 3)
}

/// Whether a rest of a line says nothing.
fn is_blank_from(rest: Option<&str>) -> bool {
    rest.is_none_or(|rest| rest.trim().is_empty())
}

/// The fences of a text, as far as they were counted.
struct Fences<'a> {
    text: &'a str,
    at: usize,
    open: bool,
}

impl Fences<'_> {
    /// Whether a fence is open at a place, no earlier than the last one asked for.
    fn open_at(&mut self, place: usize) -> bool {
        let fences = self.text[self.at..place].lines().filter(|line| {
            let line = line.trim_start();
            line.starts_with("```") || line.starts_with("~~~")
        });
        self.open ^= fences.count() % 2 == 1;
        self.at = place;
        self.open
    }
}

fn is_beyond_doubt(tex: &str, display: Display) -> bool {
    let double = display == Display::Block;
    // Double dollars on lines of their own.
    let alone = double && tex.starts_with(['\n', '\r']) && tex.trim_end_matches([' ', '\t']).ends_with('\n');
    let tex = tex.trim();
    let letters = tex.chars().filter(|c| c.is_alphabetic()).count();
    let short = letters <= 2 && tex.chars().count() <= 8 && tex.contains(['^', '_']) && !tex.contains(' ');
    (has_command(tex) && (double || !tex.contains("\\$")))
        || tex.contains("^{")
        || tex.contains("_{")
        || short
        || double && has_power(tex)
        || alone && tex.contains(['=', '<', '>'])
}

/// A letter, a figure or a bracket that is raised to another, on one line: `E = mc^2`. No price has two dollars.
fn has_power(tex: &str) -> bool {
    let bytes = tex.as_bytes();
    let is_base = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b')' | b'}' | b']');
    let is_power =
        |at: usize| bytes[..at].last().is_some_and(is_base) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    !tex.contains(['\n', ';', '"']) && tex.match_indices('^').any(|(at, _)| is_power(at))
}

/// A backslash and two letters or more: `\alpha`, `\le`. In a path on Windows it follows a colon.
fn has_command(tex: &str) -> bool {
    let after = |at: usize| tex[at + 1..].chars().take_while(char::is_ascii_alphabetic).count();
    tex.match_indices('\\').any(|(at, _)| after(at) >= 2 && !tex[..at].ends_with(':'))
}

/// Whether what the parser took for a formula is one, in a text that has formulas.
pub fn is_formula(tex: &str, display: Display, before: &str, after: &str) -> bool {
    if !stands_free(tex, display, before, after) {
        return false;
    }
    if display == Display::Block || has_command(tex) || tex.contains(['^', '_', '=', '<', '>', '{']) {
        return true;
    }
    // `$n$`, `$f(x)$`, `$n + 1$`, `$2n$`: letters stand alone or in the names of functions. `$5 and$` does not.
    let words = tex.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let short = |word: &str| {
        let letters = word.chars().count();
        letters == 1
            || letters <= 3 && matches!(word, "sin" | "cos" | "tan" | "log" | "ln" | "exp" | "max" | "min" | "det")
    };
    let mut words = words.peekable();
    words.peek().is_some() && words.all(short)
}

/// Beside a dollar of money stands a letter or a figure, as in `US$5` or `$3$4`; beside one of a formula, never.
fn stands_free(tex: &str, display: Display, before: &str, after: &str) -> bool {
    if display == Display::Block {
        return !tex.trim().is_empty();
    }
    let closed_up = tex.starts_with(char::is_whitespace) || tex.ends_with(char::is_whitespace) || tex.is_empty();
    !closed_up
        && !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '$' || c == '\\')
        && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_no_formula() {
        for text in [
            "It cost $5, then $10 and $20.",
            "From $6M … to $20M, and US$5 or $3.50/$4.",
            "Set $HOME and $PATH; echo $FOO_BAR/$BAZ_QUX.",
            "```sh\necho ${A_{b}} $x^{2}$\n```\nIt costs $5.",
            "A$AP and Ke$ha",
            "kill $$; echo $$",
            "$$ is the process: a = $$",
            "$100_000 to $200_000",
            "see C:\\temp and $5 or D:\\users$",
        ] {
            assert_eq!(formulas(text), Formulas::NotRead, "{text}");
        }
    }

    #[test]
    fn formulas_are_found() {
        for text in [
            "The area is $\\pi r^2$.",
            "Text $$y^2$$ here",
            "- $$E = mc^2$$",
            "$$\nx_1\n$$",
            "$$\na + b = c\n$$",
            "$$\nE = mc^{2}\n$$",
            "So we have\n\n$$a = b$$\n\nwhere",
            "where $x^2$ grows",
            "let $a_i$ be",
            "$\\frac{1}{2}$",
        ] {
            assert_eq!(formulas(text), Formulas::Read, "{text}");
        }
    }

    #[test]
    fn among_formulas_money_stays_money() {
        for (tex, before, after, expected) in [
            ("n", "let ", " be", true),
            ("f(x)", "of ", ".", true),
            ("n + 1", "", "", true),
            ("5 and", "costs ", "10", false),
            ("5 or more, not ", "costs ", "", false),
            ("20 for two", "paid ", " men", false),
            ("5", "US", "", false),
        ] {
            assert_eq!(is_formula(tex, Display::Inline, before, after), expected, "{tex}");
        }
    }
}
