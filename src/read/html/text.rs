//! Words of a page, with typing repaired. Which quotation mark is meant depends on what stands before and behind,
//! in other elements too.

use super::dom::{is_block, name};
use crate::lang::Language;
use crate::read::tidy::Tidy;
use dom_query::NodeRef;
use std::borrow::Cow;

/// Repairs one run of words after the other.
#[derive(Clone)]
pub struct Text<'a> {
    tidy: &'a Tidy,
    language: Language,
    last: Option<char>,
}

impl<'a> Text<'a> {
    /// For an article in a language.
    pub fn new(tidy: &'a Tidy, language: Language) -> Self {
        Self { tidy, language, last: None }
    }

    /// A block begins.
    pub fn begin(&mut self) {
        self.last = None;
    }

    /// Something else than words was set, and ends like this.
    pub fn after(&mut self, last: char) {
        self.last = Some(last);
    }

    /// The words of a text node.
    pub fn tidied<'t>(&mut self, text: &'t str, node: &NodeRef) -> Cow<'t, str> {
        let ambiguous = text.trim_end_matches(' ').ends_with(['"', '\'', '-', '.']);
        let next = if ambiguous { next_char(node) } else { None };
        // An address is not prose.
        let tidied = if text.contains("://") {
            Cow::Borrowed(text)
        } else {
            self.tidy.tidy(text, &self.language, self.last, next)
        };
        self.last = text.chars().next_back().or(self.last);
        tidied
    }
}

/// The first character behind a text node within its block.
fn next_char(node: &NodeRef) -> Option<char> {
    /// More elements without words do not stand between two words.
    const FARTHEST: usize = 16;
    let mut at = *node;
    for _ in 0..FARTHEST {
        while at.next_sibling().is_none() {
            at = at.parent()?;
            if is_block(&name(&at)) {
                return None;
            }
        }
        at = at.next_sibling()?;
        loop {
            if at.is_text() {
                match at.text().chars().next() {
                    Some(c) => return Some(c),
                    None => break,
                }
            }
            let name = name(&at);
            if is_block(&name) || name.as_str() == "br" {
                return None;
            }
            match at.first_child() {
                Some(child) => at = child,
                None => break,
            }
        }
    }
    None
}
