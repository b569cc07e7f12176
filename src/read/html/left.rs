//! What the second opinion leaves out of a page, by element and by line, and what is told of it.

use super::dom;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What is left out, and why.
#[derive(Default)]
pub struct Left {
    /// The elements.
    pub out: FxHashSet<NodeId>,
    /// How many words each reason took, and the first of them.
    told: BTreeMap<&'static str, (usize, String)>,
}

impl Left {
    /// Leaves an element out, and says what it is.
    pub fn out(&mut self, node: &NodeRef, what: &'static str) {
        if !self.out.insert(node.id) {
            return;
        }
        let told = self.told.entry(what).or_default();
        let words = dom::words(node);
        if !words.is_empty() {
            told.0 += words.split(' ').count();
            if told.1.is_empty() {
                told.1 = words.chars().take(60).collect();
            }
        }
    }

    /// Leaves out a heading whose words are set as the title.
    pub fn title(&mut self, node: &NodeRef) {
        self.out.insert(node.id);
    }

    /// Whether the element was left out.
    pub fn has(&self, node: &NodeRef) -> bool {
        self.out.contains(&node.id)
    }

    /// Tells of all words that were left out, by reason.
    pub fn tell(&self, sink: &mut Sink) {
        for (what, (words, first)) in self.told.iter().filter(|(_, (words, _))| *words > 0) {
            let s = if *words == 1 { "" } else { "s" };
            let message = format!("left out {what} ({words} word{s}): {first}");
            sink.push(Diagnostic::new(Code::SkippedContent, message, Span::NONE));
        }
    }
}
