//! What the words of a program are, by Sublime Text's grammars. They are read when the first block names a language,
//! and not before.
//!
//! Print is black: keywords are bold and comments gray, and nothing else is told apart.

use std::ops::Range;
use std::str::FromStr;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// What a stretch of a program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Kind {
    Plain,
    Keyword,
    Comment,
}

/// Grammars, and what their scopes mean here.
pub(in crate::layout) struct Highlighter {
    grammars: SyntaxSet,
    comments: Vec<Scope>,
    keywords: Vec<Scope>,
    not_keywords: Vec<Scope>,
}

/// Languages that have no grammar, and one that tells their keywords.
const ALIKE: [(&str, &str); 14] = [
    ("ts", "js"),
    ("tsx", "js"),
    ("jsx", "js"),
    ("typescript", "js"),
    ("mjs", "js"),
    ("jsonc", "json"),
    ("json5", "js"),
    ("kotlin", "scala"),
    ("kt", "scala"),
    ("swift", "scala"),
    ("zsh", "bash"),
    ("shell", "bash"),
    ("golang", "go"),
    ("c#", "cs"),
];

/// Longer blocks are listings that nobody reads word by word, and grammars are slow.
const LONGEST: usize = 64 << 10;
/// Longer lines are data; a grammar may take the square of their length over them.
const LONGEST_LINE: usize = 1_000;

impl Highlighter {
    /// Reads the grammars: some milliseconds.
    pub fn new() -> Self {
        let scopes = |names: &[&str]| names.iter().filter_map(|name| Scope::from_str(name).ok()).collect();
        Self {
            grammars: SyntaxSet::load_defaults_newlines(),
            comments: scopes(&["comment"]),
            keywords: scopes(&["keyword", "storage.type", "storage.modifier", "constant.language"]),
            not_keywords: scopes(&["keyword.operator", "storage.type.numeric", "keyword.other.unit"]),
        }
    }

    /// The stretches of a program that are not plain, in order; nothing for a language that is not known.
    pub fn stretches(&self, language: &str, text: &str) -> Vec<(Range<usize>, Kind)> {
        let Some(grammar) = self.grammar(language).filter(|_| text.len() <= LONGEST) else { return Vec::new() };
        let mut state = ParseState::new(grammar);
        let mut stack = ScopeStack::new();
        let mut found: Vec<(Range<usize>, Kind)> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                return found;
            }
            let Ok(changes) = state.parse_line(line, &self.grammars) else { return found };
            let mut at = 0;
            for (place, change) in changes {
                self.put(&mut found, start + at..start + place, &stack);
                at = place;
                if stack.apply(&change).is_err() {
                    return found;
                }
            }
            self.put(&mut found, start + at..start + line.len(), &stack);
            start += line.len();
        }
        found
    }

    fn grammar(&self, language: &str) -> Option<&SyntaxReference> {
        let name = language.to_lowercase();
        let alike = ALIKE.iter().find(|(known, _)| *known == name).map(|(_, alike)| *alike);
        let found = self.grammars.find_syntax_by_token(alike.unwrap_or(&name))?;
        (found.name != "Plain Text").then_some(found)
    }

    fn put(&self, found: &mut Vec<(Range<usize>, Kind)>, range: Range<usize>, stack: &ScopeStack) {
        let kind = self.kind(stack);
        if range.is_empty() || kind == Kind::Plain {
            return;
        }
        match found.last_mut() {
            Some((last, before)) if *before == kind && last.end == range.start => last.end = range.end,
            _ => found.push((range, kind)),
        }
    }

    fn kind(&self, stack: &ScopeStack) -> Kind {
        let within = |known: &[Scope], scope: Scope| known.iter().any(|known| known.is_prefix_of(scope));
        let scopes = stack.as_slice();
        if scopes.iter().any(|scope| within(&self.comments, *scope)) {
            return Kind::Comment;
        }
        match scopes.iter().rev().find(|scope| within(&self.keywords, **scope)) {
            Some(scope) if !within(&self.not_keywords, *scope) => Kind::Keyword,
            _ => Kind::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_comments_are_found() {
        let text = "fn main() {\n    // a comment\n    let x = 5;\n}\n";
        let found = Highlighter::new().stretches("rust", text);
        let words = |kind: Kind| -> Vec<&str> {
            found.iter().filter(|(_, is)| *is == kind).map(|(at, _)| text[at.clone()].trim()).collect()
        };
        assert_eq!(words(Kind::Keyword), ["fn", "let"]);
        assert_eq!(words(Kind::Comment), ["// a comment"]);
    }

    #[test]
    fn unknown_languages_are_plain() {
        assert!(Highlighter::new().stretches("klingon", "if x then y").is_empty());
    }
}
