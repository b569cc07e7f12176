//! The chapters' files: each goes into the archive as soon as it is written, and into the hash that names the book, so
//! that of a long book never more than one is held as text.

use super::archive::{Archive, Packing};
use super::book::failed;
use super::pictures::Gathered;
use super::{Version, downgrade};
use crate::error::Error;
use crate::lang::Language;
use crate::packet::Hash;

/// The files that are in the archive.
pub(super) struct Packed {
    archive: Archive,
    hash: Hash,
    version: Version,
}

impl Packed {
    /// None yet, of a book of that title in that language.
    pub fn new(title: &str, language: &Language, version: Version) -> Self {
        let mut hash = Hash::new();
        hash.add(title.as_bytes());
        hash.add(language.tag().as_bytes());
        Self { archive: Archive::new(), hash, version }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn add(&mut self, href: &str, xhtml: &str) -> Result<(), Error> {
        self.hash.add(xhtml.as_bytes());
        let name = format!("OEBPS/{href}");
        let mut add = |content: &str| self.archive.add(&name, content.as_bytes(), Packing::Deflated).map_err(failed);
        match self.version {
            Version::V33 => add(xhtml),
            Version::V2 => add(&downgrade::page(xhtml)),
        }
    }

    /// The archive of them, and the hash of the book with these pictures.
    pub fn finish(mut self, pictures: &Gathered) -> (Archive, Hash) {
        if self.version == Version::V2 {
            self.hash.add(b"2");
        }
        pictures.files.iter().for_each(|file| self.hash.add(&file.bytes));
        (self.archive, self.hash)
    }
}
