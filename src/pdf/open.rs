//! Opening a file: its bytes, or why not.

use super::guard;
use lopdf::{Document, LoadOptions};

/// An open file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its objects.
    pub document: Document,
    /// The version in its first line: 1.7 is `(1, 7)`.
    pub version: (u8, u8),
    /// It was encrypted, if only with an empty password.
    pub encrypted: bool,
    /// It has objects within streams, or a cross-reference stream: PDF 1.5.
    pub packed: bool,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is no PDF file.
    NotPdf,
    /// It needs a password.
    Password,
    /// It is damaged, and how.
    Damaged(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotPdf => f.write_str("is not a PDF file"),
            Self::Password => f.write_str("needs a password; take it off first, as with `qpdf --decrypt`"),
            Self::Damaged(how) => write!(f, "is damaged: {how}; mend it first, as with `qpdf IN.pdf OUT.pdf`"),
        }
    }
}

/// Opens a file.
pub(crate) fn open(bytes: &[u8]) -> Result<File, Unreadable> {
    // Readers allow some bytes before the first line.
    let head = &bytes[..bytes.len().min(1024)];
    let start = head.windows(5).position(|five| five == b"%PDF-").ok_or(Unreadable::NotPdf)?;
    let version = version(&bytes[start + 5..]).ok_or(Unreadable::NotPdf)?;
    let document = load(bytes)?;
    let encrypted = document.was_encrypted();
    if document.catalog().is_err() {
        return Err(Unreadable::Damaged("it has no catalog".to_owned()));
    }
    // Dictionaries of streams are never packed themselves, so their types can be seen from outside.
    let packed = bytes.windows(7).any(|seven| seven == b"/ObjStm") || document.trailer.has_type(b"XRef");
    Ok(File { document, version, encrypted, packed })
}

/// The most that lopdf may unpack at once when it opens a file: a stream of objects, or of cross-references. Programs
/// put some hundred objects into one; a reader of pages has a limit of its own.
const LARGEST_PACKED: usize = 64 << 20;

/// The objects of a file, or why they cannot be had.
pub(crate) fn load(bytes: &[u8]) -> Result<Document, Unreadable> {
    if let Some(why) = guard::refused(bytes) {
        return Err(Unreadable::Damaged(why.to_owned()));
    }
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_PACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Unreadable::Password,
        error => Unreadable::Damaged(error.to_string()),
    })?;
    if document.is_encrypted() { Err(Unreadable::Password) } else { Ok(document) }
}

fn version(text: &[u8]) -> Option<(u8, u8)> {
    match text {
        [major @ b'1'..=b'2', b'.', minor @ b'0'..=b'9', ..] => Some((major - b'0', minor - b'0')),
        _ => None,
    }
}
