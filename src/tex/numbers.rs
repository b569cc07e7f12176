//! The numbers of equations, as LaTeX gives them, and what refers to them.

use super::words::{group, name_of};
use rustc_hash::FxHashMap;

/// Environments whose lines are numbered, and those that have one number.
const BY_LINE: [&str; 4] = ["align", "gather", "eqnarray", "alignat"];
const WHOLE: [&str; 2] = ["equation", "multline"];

/// Numbers that were given so far, and the labels of equations that have one.
#[derive(Default)]
pub(crate) struct Numbers {
    last: usize,
    labels: FxHashMap<String, String>,
}

/// What has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    EachLine,
    One,
}

/// The lines of an environment that is numbered, while it is read.
struct Lines {
    of: Number,
    /// How many braces and environments are open in it.
    depth: usize,
    number: Option<String>,
    labels: Vec<String>,
    /// Whether the author wants no number here.
    silent: bool,
    empty: bool,
}

impl Lines {
    fn begin(kind: &str) -> Option<Self> {
        let numbered = [(&BY_LINE[..], Number::EachLine), (&WHOLE[..], Number::One)];
        numbered.into_iter().find(|(kinds, _)| kinds.contains(&kind)).map(|(_, of)| Self::new(of))
    }

    fn new(of: Number) -> Self {
        Self { of, depth: 0, number: None, labels: Vec::new(), silent: false, empty: true }
    }
}

impl Numbers {
    /// Gives the lines of a formula the numbers that they have in LaTeX.
    pub(crate) fn give(&mut self, tex: &str) -> Option<String> {
        if !tex.contains("\\begin") && !tex.contains("\\label") {
            return None;
        }
        let mut out = String::with_capacity(tex.len() + 16);
        let mut lines: Option<Lines> = None;
        // Outside of such environments a label belongs to what is tagged.
        let (mut tag, mut labels) = (None, Vec::new());
        let mut rest = tex;
        while let Some(first) = rest.chars().next() {
            let name = rest.strip_prefix('\\').map(name_of);
            let (token, behind) = rest.split_at(name.map_or(first.len_utf8(), |name| 1 + name.len()));
            rest = behind;
            let named = group(rest).map(|(inside, _)| inside);
            match (token, &mut lines) {
                ("\\begin", None) => lines = named.and_then(Lines::begin),
                ("\\begin" | "{", Some(open)) => open.depth += 1,
                ("\\end" | "}", Some(open)) if open.depth > 0 => open.depth -= 1,
                ("\\end", Some(open)) => {
                    self.number(open, &mut out);
                    lines = None;
                }
                ("\\\\", Some(open)) if open.of == Number::EachLine && open.depth == 0 => {
                    self.number(open, &mut out);
                    *open = Lines::new(Number::EachLine);
                }
                ("\\nonumber" | "\\notag", Some(open)) => open.silent = true,
                ("\\tag", open) => {
                    let number = group(rest.strip_prefix('*').unwrap_or(rest)).map(|(inside, _)| inside.to_owned());
                    match open {
                        Some(open) => (open.number, open.empty) = (number, false),
                        None => tag = number,
                    }
                }
                ("\\label", open) => {
                    let label = named.map(str::to_owned);
                    open.as_mut().map_or(&mut labels, |open| &mut open.labels).extend(label);
                }
                (token, Some(open)) if !token.trim().is_empty() => open.empty = false,
                _ => {}
            }
            out.push_str(token);
        }
        if let Some(tag) = tag {
            self.labels.extend(labels.into_iter().map(|label| (label, tag.clone())));
        }
        (out.len() != tex.len()).then_some(out)
    }

    /// Gives a line its number, if it has none and wants one.
    fn number(&mut self, line: &mut Lines, out: &mut String) {
        if line.number.is_none() && !line.silent && !line.empty {
            self.last += 1;
            let number = self.last.to_string();
            let end = out.trim_end().len();
            out.insert_str(end, &format!("\\tag{{{number}}}"));
            line.number = Some(number);
        }
        if let Some(number) = line.number.take() {
            self.labels.extend(line.labels.drain(..).map(|label| (label, number.clone())));
        }
    }

    /// A formula with the numbers in place of the labels that it refers to.
    pub(crate) fn referred(&self, tex: &str) -> Option<String> {
        if !tex.contains("ref") || self.labels.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(tex.len());
        let mut rest = tex;
        let mut found = false;
        while let Some(at) = rest.find('\\') {
            let name = name_of(&rest[at + 1..]);
            let behind = &rest[at + 1 + name.len()..];
            let known = matches!(name, "ref" | "eqref").then(|| group(behind)).flatten();
            match known.and_then(|(label, behind)| Some((self.labels.get(label)?, behind))) {
                Some((number, behind)) => {
                    let [open, close] = if name == "eqref" { ["(", ")"] } else { ["", ""] };
                    for part in [&rest[..at], "\\text{", open, number, close, "}"] {
                        out.push_str(part);
                    }
                    rest = behind;
                    found = true;
                }
                None => {
                    out.push_str(&rest[..=at + name.len()]);
                    rest = behind;
                }
            }
        }
        out.push_str(rest);
        found.then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_as_latex_numbers_them() {
        let mut numbers = Numbers::default();
        let mut given = |tex: &str| numbers.give(tex).unwrap_or_else(|| tex.to_owned());
        assert_eq!(
            given("\\begin{equation}a\\label{e:a}\\end{equation}"),
            "\\begin{equation}a\\label{e:a}\\tag{1}\\end{equation}"
        );
        assert_eq!(given("\\begin{equation*}a\\end{equation*}"), "\\begin{equation*}a\\end{equation*}");
        assert_eq!(
            given(
                "\\begin{align} a &= \\begin{matrix}1\\\\2\\end{matrix} \\\\ b \\nonumber \\\\ c \\tag{B} \\label{e:c} \\end{align}"
            ),
            "\\begin{align} a &= \\begin{matrix}1\\\\2\\end{matrix}\\tag{2} \\\\ b \\nonumber \\\\ c \\tag{B} \\label{e:c} \\end{align}"
        );
        assert_eq!(given("a + b"), "a + b");
        assert_eq!(given("x \\tag{7} \\label{e:x}"), "x \\tag{7} \\label{e:x}");
        let said = |tex: &str| numbers.referred(tex);
        assert_eq!(said("\\eqref{e:a}, \\ref{e:c}").as_deref(), Some("\\text{(1)}, \\text{B}"));
        assert_eq!(said("\\ref{e:x}").as_deref(), Some("\\text{7}"));
        assert_eq!(said("\\ref{e:q}"), None);
    }
}
