//! Documents → [`Packet`]: parts in order. A single document is a packet of one, so that a writer has one signature.

use crate::model::{Document, Meta};

/// What a writer writes: parts in order, and what is known about the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// About the whole; for a packet of one, the article's own.
    pub meta: Meta,
    /// The parts, in order. Never empty.
    pub parts: Vec<Part>,
}

/// One element of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// An article.
    Article(Document),
}

impl Packet {
    /// The articles among the parts, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Document> {
        self.parts.iter().map(|Part::Article(document)| document)
    }
}

impl From<Document> for Packet {
    fn from(document: Document) -> Self {
        Self { meta: document.meta.clone(), parts: vec![Part::Article(document)] }
    }
}
