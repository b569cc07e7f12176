//! The source of a formula, LaTeX as articles have it → the parser's events, for whoever makes something of them.
//!
//! What the parser does not know, but means something that it does know, is said in its words first. What would make
//! it, or whoever reads its events, go too deep is refused.

use pulldown_latex::event::Event;
use pulldown_latex::{Parser, Storage};

/// Longer than any formula that is meant to be read; what the parser recurses over stays shallow.
const LONGEST: usize = 10_000;
/// How deep braces, fences and environments may nest. Continued fractions go to twenty.
const DEEPEST: usize = 64;
/// How many commands may follow each other with nothing between: each may be what the one before it is about, as in
/// `\sqrt\sqrt x`, and the parser recurses.
const MOST_COMMANDS: usize = 256;

/// Commands that the parser does not know, and how it is told the same. Some say nothing that is seen.
const SAME: [(&str, &str); 23] = [
    ("AA", "Å"),
    ("Bbb", "\\mathbb"),
    ("bm", "\\boldsymbol"),
    ("bold", "\\mathbf"),
    ("displaylimits", ""),
    ("ensuremath", ""),
    ("hbox", "\\text"),
    ("hfill", ""),
    ("mathds", "\\mathbb"),
    ("mathscr", "\\mathcal"),
    ("mbox", "\\text"),
    ("mod", "\\quad\\bmod"),
    ("nobreak", ""),
    ("nolinebreak", ""),
    ("nonumber", ""),
    ("notag", ""),
    ("pmb", "\\boldsymbol"),
    ("relax", ""),
    ("space", "\\ "),
    ("ss", "ß"),
    ("textnormal", "\\text"),
    ("textup", "\\textrm"),
    ("upmu", "\\mu"),
];

/// Reads a formula, and makes something of its events. The error says why it cannot be read.
pub(crate) fn read<T>(tex: &str, make: impl FnOnce(Vec<Event<'_>>) -> Result<T, String>) -> Result<T, String> {
    if tex.len() > LONGEST || is_too_deep(tex) {
        return Err("it is too long or too deep".to_owned());
    }
    // Definitions can double what they stand for at each step.
    for refused in ["\\def", "\\gdef", "\\let", "\\newcommand", "\\renewcommand", "\\providecommand", "\\futurelet"] {
        if tex.contains(refused) {
            return Err(format!("it holds {refused}"));
        }
    }
    let known = in_known_words(tex);
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

/// The name of the command that stands behind a backslash: letters, or one character that is none. `\{` opens nothing.
fn name_of(behind: &str) -> &str {
    let letters = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
    let first = behind.chars().next().map_or(0, char::len_utf8);
    &behind[..if letters > 0 { letters } else { first }]
}

/// The same formula in the words that the parser knows.
fn in_known_words(tex: &str) -> String {
    let mut known = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        known.push_str(&rest[..at]);
        let name = name_of(&rest[at + 1..]);
        rest = &rest[at + 1 + name.len()..];
        if let Some(behind) = in_other_words(name, rest, &mut known) {
            rest = behind;
        } else if let Some((_, same)) = SAME.iter().find(|(from, _)| *from == name) {
            known.push_str(same);
        } else {
            known.push('\\');
            known.push_str(name);
        }
    }
    known.push_str(rest);
    known
}

/// Says a command and what belongs to it in other words, and returns what stands behind them. `None` if it says nothing.
fn in_other_words<'t>(name: &str, rest: &'t str, known: &mut String) -> Option<&'t str> {
    match name {
        "label" => Some(group(rest)?.1),
        // Its argument is a name, and what stands below it may be set under it.
        "operatorname" => {
            let behind = rest.strip_prefix('*')?;
            known.push_str("\\mathop");
            Some(behind)
        }
        "hspace" => {
            let behind = rest.strip_prefix('*')?;
            known.push_str("\\hspace");
            Some(behind)
        }
        // A frame is a table of one cell.
        "boxed" => {
            let (inside, behind) = braced(rest)?;
            known.push_str("\\begin{array}{|c|}\\hline ");
            known.push_str(&in_known_words(inside));
            known.push_str("\\\\\\hline\\end{array}");
            Some(behind)
        }
        // A number stands behind its formula.
        "tag" => {
            let starred = rest.strip_prefix('*');
            let (number, behind) = group(starred.unwrap_or(rest))?;
            let [open, close] = if starred.is_some() { ["", ""] } else { ["(", ")"] };
            for part in ["\\qquad\\text{", open, number, close, "}"] {
                known.push_str(part);
            }
            Some(behind)
        }
        "begin" => {
            let (kind, behind) = group(rest)?;
            Some(begin(kind, behind, known))
        }
        "end" => {
            let (kind, behind) = group(rest)?;
            if !matches!(kind, "eqnarray" | "eqnarray*") {
                return None;
            }
            known.push_str("\\end{array}");
            Some(behind)
        }
        "sqrt" => {
            known.push_str("\\sqrt");
            Some(index(rest, known))
        }
        _ => None,
    }
}

/// What stands in the braces that follow, if nothing is nested there, and what behind them.
fn group(rest: &str) -> Option<(&str, &str)> {
    let (inside, behind) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
    (!inside.contains('{')).then_some((inside, behind))
}

/// What stands in the braces that follow, and what behind them.
fn braced(rest: &str) -> Option<(&str, &str)> {
    let inside = rest.trim_start().strip_prefix('{')?;
    let mut depth = 1_usize;
    let mut escaped = false;
    let end = inside.char_indices().find(|(_, c)| {
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth -= 1,
            _ => {}
        }
        escaped = *c == '\\' && !escaped;
        depth == 0
    });
    let (end, _) = end?;
    Some((&inside[..end], &inside[end + 1..]))
}

/// The beginning of an environment. The parser knows of an array's columns how they are aligned, and rules.
fn begin<'t>(kind: &str, behind: &'t str, known: &mut String) -> &'t str {
    known.push_str("\\begin{");
    if let "eqnarray" | "eqnarray*" = kind {
        known.push_str("array}{rcl}");
        return behind;
    }
    known.push_str(kind);
    known.push('}');
    let Some((columns, cells)) = braced(behind).filter(|_| kind == "array") else { return behind };
    known.push('{');
    let mut rest = columns;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            'l' | 'c' | 'r' | '|' | ':' => known.push(c),
            // Paragraphs of some width, and what stands between columns.
            'p' | 'm' | 'b' | '@' | '!' | '>' | '<' => {
                known.push_str(if c.is_alphabetic() { "l" } else { "" });
                rest = braced(rest).map_or(rest, |(_, behind)| behind);
            }
            c if c.is_whitespace() => {}
            c => known.push(c),
        }
    }
    known.push('}');
    cells
}

/// The index of a root: the parser takes but the first sign of several, unless they are a group.
fn index<'t>(rest: &'t str, known: &mut String) -> &'t str {
    let Some(inside) = rest.trim_start().strip_prefix('[') else { return rest };
    let mut depth = 0_usize;
    let end = inside.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *c == ']'
    });
    let Some((end, _)) = end else { return rest };
    known.push_str("[{");
    known.push_str(&in_known_words(&inside[..end]));
    known.push_str("}]");
    &inside[end + 1..]
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
        assert_eq!(
            known("\\boxed{\\frac{a}{b}} c"),
            "\\begin{array}{|c|}\\hline \\frac{a}{b}\\\\\\hline\\end{array} c"
        );
        assert_eq!(known("a \\tag{1} \\tag*{B}"), "a \\qquad\\text{(1)} \\qquad\\text{B}");
        assert_eq!(known("a \\nonumber \\\\ b"), "a  \\\\ b");
        for tex in ["a &= b \\\\ c &= d", "x \\\\ y", "\\mbox{if }x", "\\mathscr{L}"] {
            assert!(count(tex).is_ok(), "{tex}");
        }
        for bad in ["\\frac{", "\\nosuchthing", "}", "\\def\\a{\\a\\a}\\a", "\\"] {
            assert!(count(bad).is_err(), "{bad}");
        }
    }
}
