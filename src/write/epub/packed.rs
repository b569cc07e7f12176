//! The chapters' files: each goes into the archive as soon as it is written, and into the hash that names the book, so
//! that of a long book never more than one is held as text.

use super::archive::{Archive, Content, Out, Packer, Packing};
use super::book::unarchived;
use super::pictures::Gathered;
use super::{Version, downgrade};
use crate::error::Error;
use crate::lang::Language;
use crate::packet::Hash;

/// A chapter's file.
pub(super) struct Page {
    href: String,
    /// The hash of what it says.
    sum: u128,
    content: Content,
}

/// What packs pages for a version of the format.
pub(super) struct Press {
    packer: Packer,
    version: Version,
}

impl Press {
    /// One for any number of pages.
    pub fn new(version: Version) -> Self {
        Self { packer: Packer::new(), version }
    }

    /// Packs a page.
    ///
    /// # Errors
    /// As [`Packer::pack`].
    pub fn page(&mut self, href: String, xhtml: &str) -> Result<Page, Error> {
        let mut pack = |xhtml: &str| self.packer.pack(xhtml.as_bytes(), Packing::Deflated).map_err(unarchived);
        let content = match self.version {
            Version::V33 => pack(xhtml),
            Version::V2 => pack(&downgrade::page(xhtml)),
        }?;
        Ok(Page { href, sum: Hash::of(xhtml.as_bytes()), content })
    }
}

/// The file that says what the archive is: the first, and not compressed (OCF 3.3, 4.3).
pub(super) const MIMETYPE: &str = "mimetype";

/// The files that are in the archive.
pub(super) struct Packed<'a> {
    archive: Archive<'a>,
    hash: Hash,
    version: Version,
}

impl<'a> Packed<'a> {
    /// What the book is, which stands before its pages; of a book of that title in that language, and of so many bytes
    /// of text.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn new(title: &str, language: &Language, version: Version, text: usize, out: Out<'a>) -> Result<Self, Error> {
        let mut hash = Hash::new();
        hash.add(title.as_bytes());
        hash.add(language.tag().as_bytes());
        let mut archive = Archive::new(out);
        archive.reserve(text / 5 * 3);
        archive.add(MIMETYPE, b"application/epub+zip", Packing::Stored).map_err(unarchived)?;
        Ok(Self { archive, hash, version })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// As [`Archive::put`].
    pub fn add(&mut self, page: Page) -> Result<(), Error> {
        self.hash.add(&page.sum.to_le_bytes());
        self.archive.put(&format!("OEBPS/{}", page.href), &page.content).map_err(unarchived)
    }

    /// The archive of them, and the hash of the book with these pictures.
    pub fn finish(mut self, pictures: &Gathered) -> (Archive<'a>, Hash) {
        if self.version == Version::V2 {
            self.hash.add(b"2");
        }
        pictures.files.iter().for_each(|file| self.hash.add(&file.bytes));
        (self.archive, self.hash)
    }
}
