//! Commands that the parser does not know, said in the words that it knows.

use super::mark;
use super::{chem, infix};

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

/// The name of the command that stands behind a backslash: letters, or one character that is none. `\{` opens nothing.
pub(super) fn name_of(behind: &str) -> &str {
    let letters = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
    let first = behind.chars().next().map_or(0, char::len_utf8);
    &behind[..if letters > 0 { letters } else { first }]
}

/// The same formula in the words that the parser knows.
pub(super) fn in_known_words(tex: &str) -> String {
    let tex = &*infix::in_front(tex);
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
        "ce" => matter(rest, known),
        // Its argument is a name, and what stands below it may be set under it.
        "operatorname" => starred("\\mathop", rest, known),
        "hspace" => starred("\\hspace", rest, known),
        "boxed" | "fbox" => marked(mark::FRAMED, rest, known),
        "tag" => number(rest, known),
        "ref" => label(["", ""], rest, known),
        "eqref" => label(["(", ")"], rest, known),
        "phantom" => marked(mark::PHANTOM, rest, known),
        "hphantom" => marked(mark::WIDE, rest, known),
        "vphantom" => marked(mark::HIGH, rest, known),
        "smash" => marked(mark::SMASHED, rest, known),
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

/// What is written in the language of chemists.
fn matter<'t>(rest: &'t str, known: &mut String) -> Option<&'t str> {
    let (matter, behind) = braced(rest)?;
    let said = chem::said(matter)?;
    for part in ["{", &said, "}"] {
        known.push_str(part);
    }
    Some(behind)
}

/// A command whose star the parser does not know, by another.
fn starred<'t>(other: &str, rest: &'t str, known: &mut String) -> Option<&'t str> {
    let behind = rest.strip_prefix('*')?;
    known.push_str(other);
    Some(behind)
}

/// A number stands behind its formula: in brackets, but for one with a star.
fn number<'t>(rest: &'t str, known: &mut String) -> Option<&'t str> {
    let starred = rest.strip_prefix('*');
    let (number, behind) = group(starred.unwrap_or(rest))?;
    let [open, close] = if starred.is_some() { ["", ""] } else { ["(", ")"] };
    known.push_str("\\qquad\\text{");
    known.push(mark::NUMBER);
    for part in [open, number, close, "}"] {
        known.push_str(part);
    }
    Some(behind)
}

/// What no equation is called: the label itself.
fn label<'t>([open, close]: [&str; 2], rest: &'t str, known: &mut String) -> Option<&'t str> {
    let (label, behind) = group(rest)?;
    for part in ["\\text{", open, &label.replace('_', "\\_"), close, "}"] {
        known.push_str(part);
    }
    Some(behind)
}

/// What stands in the braces that follow, if nothing is nested there, and what behind them.
pub(super) fn group(rest: &str) -> Option<(&str, &str)> {
    let (inside, behind) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
    (!inside.contains('{')).then_some((inside, behind))
}

/// What stands in the braces that follow, and what behind them.
pub(super) fn braced(rest: &str) -> Option<(&str, &str)> {
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

/// A group that a mark tells what is done with, and what stands behind it.
fn marked<'t>(mark: char, rest: &'t str, known: &mut String) -> Option<&'t str> {
    let (inside, behind) = argument(rest)?;
    known.push_str("{\\text{");
    known.push(mark);
    known.push('}');
    if mark == mark::FRAMED {
        known.push_str("\\displaystyle ");
    }
    known.push_str(&in_known_words(inside));
    known.push('}');
    Some(behind)
}

/// What a command is about: a group or a sign; and what stands behind it.
pub(super) fn argument(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start();
    if rest.starts_with('{') {
        return braced(rest);
    }
    let length = match rest.strip_prefix('\\') {
        Some(behind) => 1 + name_of(behind).len(),
        None => rest.chars().next()?.len_utf8(),
    };
    Some(rest.split_at(length))
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
