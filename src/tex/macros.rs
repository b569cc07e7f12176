//! What an author defined: `\newcommand`, `\def` and the like, said in full where it is used.

use super::words::{argument, name_of};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Commands that define others.
const DEFINE: [&str; 9] = [
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "def",
    "gdef",
    "edef",
    "let",
    "DeclareRobustCommand",
];
/// How many bytes may be written and moved until all is said: definitions can double what they stand for at each step.
const MOST: usize = 2_000_000;
/// How many uses of definitions a formula may have, with those in what they stand for, and how long it may become.
const MOST_USES: usize = 500;
const LONGEST: usize = super::LONGEST;

/// What was defined so far.
pub(crate) struct Macros {
    known: FxHashMap<String, Macro>,
    left: usize,
}

#[derive(Clone)]
struct Macro {
    arguments: usize,
    /// What stands for the first argument where none is given in brackets.
    default: Option<String>,
    body: String,
}

impl Default for Macros {
    fn default() -> Self {
        Self { known: FxHashMap::default(), left: MOST }
    }
}

impl Macros {
    /// A formula without definitions, which are kept, and with what they stand for in place of their names.
    pub(crate) fn expanded<'t>(&mut self, tex: &'t str) -> Result<Cow<'t, str>, String> {
        let defines = || DEFINE.iter().any(|name| tex.contains(name));
        if self.known.is_empty() && !defines() || tex.len() > LONGEST {
            return Ok(Cow::Borrowed(tex));
        }
        let mut out = String::with_capacity(tex.len());
        let mut rest = tex.to_owned();
        let mut uses = 0;
        while let Some(at) = rest.find('\\') {
            out.push_str(&rest[..at]);
            let name = name_of(&rest[at + 1..]);
            let behind = &rest[at + 1 + name.len()..];
            self.left = self.left.saturating_sub(1);
            let next = if DEFINE.contains(&name) {
                self.define(name, behind).ok_or_else(|| format!("its \\{name} cannot be read"))?.to_owned()
            } else if let Some(known) = self.known.get(name) {
                uses += 1;
                known.used(behind).ok_or_else(|| format!("\\{name} lacks what it is about"))?
            } else {
                out.push_str(&rest[at..=at + name.len()]);
                rest.drain(..=at + name.len());
                self.left = self.left.saturating_sub(rest.len() / 64);
                continue;
            };
            self.left = self.left.saturating_sub(next.len());
            if uses > MOST_USES || next.len() > LONGEST || self.left == 0 {
                return Err("its definitions stand for too much".to_owned());
            }
            rest = next;
        }
        out.push_str(&rest);
        Ok(Cow::Owned(out.trim().to_owned()))
    }

    /// Keeps a definition; gives back what stands behind it.
    fn define<'t>(&mut self, how: &str, rest: &'t str) -> Option<&'t str> {
        let starred = rest.trim_start().strip_prefix('*');
        let (named, mut rest) = argument(starred.unwrap_or(rest))?;
        let name = named.trim().strip_prefix('\\')?.to_owned();
        let mut made = Macro { arguments: 0, default: None, body: String::new() };
        match how {
            "let" => {
                let (same, behind) = argument(rest.trim_start().strip_prefix('=').unwrap_or(rest))?;
                made.body = same.to_owned();
                rest = behind;
            }
            "def" | "gdef" | "edef" => {
                let (head, _) = rest.split_once('{')?;
                made.arguments = head.matches('#').count();
                // Arguments that other words end are not known here.
                let is_plain = |(at, part): (usize, &str)| part.trim() == format!("{}", at + 1);
                if !head.trim().split('#').skip(1).enumerate().all(is_plain) || made.arguments > 9 {
                    return None;
                }
                let (body, behind) = argument(&rest[head.len()..])?;
                made.body = body.to_owned();
                rest = behind;
            }
            _ => {
                if let Some((count, behind)) = bracketed(rest) {
                    made.arguments = count.trim().parse().ok().filter(|count| *count <= 9)?;
                    rest = behind;
                    if let Some((default, behind)) = bracketed(rest) {
                        made.default = Some(default.to_owned());
                        rest = behind;
                    }
                }
                let (body, behind) = argument(rest)?;
                made.body = match how {
                    "DeclareMathOperator" if starred.is_some() => format!("\\operatorname*{{{body}}}"),
                    "DeclareMathOperator" => format!("\\operatorname{{{body}}}"),
                    _ => body.to_owned(),
                };
                rest = behind;
            }
        }
        if how != "providecommand" || !self.known.contains_key(&name) {
            self.known.insert(name, made);
        }
        Some(rest)
    }
}

impl Macro {
    /// What it stands for, before what is left of the formula behind what it is about.
    fn used(&self, rest: &str) -> Option<String> {
        let mut rest = rest;
        let mut arguments: Vec<&str> = Vec::with_capacity(self.arguments);
        for index in 0..self.arguments {
            let (given, behind) = match (&self.default, index) {
                (Some(default), 0) => bracketed(rest).unwrap_or((default, rest)),
                _ => argument(rest)?,
            };
            arguments.push(given);
            rest = behind;
        }
        let mut out = String::with_capacity(self.body.len() + rest.len());
        let mut body = self.body.as_str();
        while let Some((before, behind)) = body.split_once('#') {
            out.push_str(before);
            let digit = behind.chars().next()?;
            let argument = digit.to_digit(10).and_then(|digit| arguments.get((digit as usize).checked_sub(1)?));
            out.push_str(argument?);
            body = &behind[1..];
        }
        out.push_str(body);
        // The name of a command at its end must not grow.
        if out.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push(' ');
        }
        out.push_str(rest);
        Some(out)
    }
}

/// What stands in the brackets that follow, and what behind them.
fn bracketed(rest: &str) -> Option<(&str, &str)> {
    rest.trim_start().strip_prefix('[')?.split_once(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_defined_is_said_in_full() {
        let mut macros = Macros::default();
        let mut said = |tex: &str| macros.expanded(tex).map(Cow::into_owned);
        assert_eq!(said("x_\\R").as_deref(), Ok("x_\\R"));
        assert_eq!(said("\\newcommand{\\R}{\\mathbb{R}} x\\in\\R").as_deref(), Ok("x\\in\\mathbb{R}"));
        assert_eq!(said("\\def\\norm#1{\\|#1\\|}\\norm{y}+\\norm x").as_deref(), Ok("\\|y\\|+\\|x\\|"));
        assert_eq!(said("\\newcommand\\p[2][n]{#1^{#2}}").as_deref(), Ok(""));
        assert_eq!(said("\\p{a}\\p[m]{\\R}").as_deref(), Ok("n^{a}m^{\\mathbb{R}}"));
        assert_eq!(said("\\DeclareMathOperator*{\\am}{arg}\\am_x").as_deref(), Ok("\\operatorname*{arg}_x"));
        assert_eq!(said("\\let\\e=\\epsilon \\e x").as_deref(), Ok("\\epsilon x"));
        assert_eq!(said("\\Real + \\frac{1}{2}").as_deref(), Ok("\\Real + \\frac{1}{2}"));
    }

    #[test]
    fn definitions_that_never_end_are_refused_and_soon() {
        let mut macros = Macros::default();
        assert!(macros.expanded("\\def\\a{\\a\\a}\\a").is_err());
        for _ in 0..20_000 {
            let _ = macros.expanded("\\a");
        }
        assert!(macros.expanded("\\def\\b#1#2{").is_err());
        assert!(macros.expanded("\\a").is_err());
    }
}
