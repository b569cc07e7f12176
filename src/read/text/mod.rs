//! Plain text.
use super::Reader;
use crate::diag::Warned;
use crate::model::Document;
use crate::source::Source;
/// The plain-text reader.
#[derive(Debug, Clone, Default)]
pub struct PlainText {}
impl Reader for PlainText {
    fn read(&self, _source: &Source) -> Warned<Document> {
        Warned::silent(Document::default())
    }
}
