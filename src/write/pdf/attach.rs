//! The article's own file inside the PDF, for who wants to work on it: PDF/A-3's embedded files.

use super::syntax::{self, Deflater, name};
use crate::error::Result;
use lopdf::{Dictionary, Document, dictionary};

/// A file to be put into the PDF. PDF/A-3 alone allows it, and what it is of must be said: here, the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// Its media type: `text/markdown`.
    pub media_type: String,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// Writes the file and names it in the catalog.
pub(super) fn attach(attachment: &Attachment, document: &mut Document, deflater: &mut Deflater) -> Result<Dictionary> {
    let kind = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name(&attachment.media_type),
        "Params" => dictionary! { "Size" => attachment.data.len() as i64 },
    };
    let data = document.add_object(deflater.stream(kind, &attachment.data));
    let file = document.add_object(dictionary! {
        "Type" => name("Filespec"),
        "F" => syntax::text(&attachment.name),
        "UF" => syntax::text(&attachment.name),
        "Desc" => syntax::text("The article that these pages were made from"),
        "AFRelationship" => name("Source"),
        "EF" => dictionary! { "F" => data, "UF" => data },
    });
    Ok(dictionary! {
        "AF" => vec![file.into()],
        "Names" => dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![syntax::text(&attachment.name), file.into()] },
        },
    })
}
