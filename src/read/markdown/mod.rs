//! Markdown.
use super::Reader;
use crate::diag::Warned;
use crate::model::Document;
use crate::source::Source;
/// The Markdown reader.
#[derive(Debug, Clone, Default)]
pub struct Markdown {}
impl Reader for Markdown {
    fn read(&self, _source: &Source) -> Warned<Document> {
        Warned::silent(Document::default())
    }
}
