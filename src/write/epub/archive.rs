//! The archive, as PKWARE's APPNOTE 6.3.10 and OCF 3.3 have it: a local header before each file, all headers again at
//! the end, names in UTF-8.
//!
//! The crate `zip` sets up a new compressor for each file, and a compressor is a third of a megabyte to clear: for a
//! small book that took longer than all else. Here one serves for all files.

use super::super::deflate::{Deflater, checksum};
use std::collections::BTreeSet;
use std::io::Write;

/// Whether a file is to be compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// As it is: it holds its content compressed, or must be first and plain.
    Stored,
    /// Deflated.
    Deflated,
}

/// The content of a file, as it is in an archive.
pub(super) struct Content {
    bytes: Vec<u8>,
    packing: Packing,
    /// Its checksum and its length before it was packed.
    sum: u32,
    size: u32,
}

/// What packs: it keeps what a compressor needs.
pub(super) struct Packer(Deflater);

impl Packer {
    /// One for any number of files.
    pub fn new() -> Self {
        Self(Deflater::new())
    }

    /// Packs a file's content.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn pack(&mut self, content: &[u8], packing: Packing) -> Result<Content, Failure> {
        let size = u32::try_from(content.len()).map_err(too_large)?;
        let bytes = match packing {
            Packing::Stored => content.to_vec(),
            Packing::Deflated => self.0.raw(content),
        };
        Ok(Content { bytes, packing, sum: checksum(content), size })
    }
}

/// Where an archive goes.
pub(super) enum Out<'a> {
    /// It is held.
    Held(Vec<u8>),
    /// It is written as it is made.
    Straight(&'a mut (dyn Write + Send)),
}

impl Out<'_> {
    /// Makes room for so many bytes: what is large would be copied as it grows.
    fn reserve(&mut self, bytes: usize) {
        if let Self::Held(held) = self {
            held.reserve(bytes);
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Held(held) => held.extend_from_slice(bytes),
            Self::Straight(out) => out.write_all(bytes).map_err(Failure::Out)?,
        }
        Ok(())
    }
}

/// Why an archive cannot be made.
#[derive(Debug)]
pub(super) enum Failure {
    /// There is no archive of this kind that holds it.
    Format(&'static str),
    /// A file's name is too long for one.
    Name(String),
    /// Where it goes takes no more.
    Out(std::io::Error),
}

/// An archive being written: each file goes behind those that are there, so that nothing is held twice.
pub(super) struct Archive<'a> {
    /// The files, each behind its header.
    out: Out<'a>,
    /// How many bytes they are.
    length: usize,
    /// The headers again, which stand at the end.
    directory: Vec<u8>,
    names: BTreeSet<String>,
    packer: Packer,
}

fn too_large<T>(_: T) -> Failure {
    Failure::Format("the book is larger than an EPUB file can be")
}

/// How long a file's header is, without its name.
const HEADER: usize = 30;

/// Version 2.0 of the format: folders and deflated files.
const VERSION: u16 = 20;
/// Made on Unix, so that the mode of files below means something.
const MADE_ON_UNIX: u16 = 3 << 8;
/// An ordinary file that its owner may write and all may read.
const MODE: u32 = 0o100_644 << 16;
/// Names are in UTF-8.
const UTF8: u16 = 1 << 11;
/// 1980-01-01, 0:00: the first moment a ZIP file can name.
const DATE: [u8; 4] = [0, 0, 0x21, 0];

impl<'a> Archive<'a> {
    /// An empty one.
    pub fn new(out: Out<'a>) -> Self {
        Self { out, length: 0, directory: Vec::new(), names: BTreeSet::new(), packer: Packer::new() }
    }

    /// Makes room for more files: so many bytes at most, their headers not counted.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Adds a file.
    ///
    /// # Errors
    /// An archive of this kind ends at 4 GB and 65,535 files; and where it goes may take no more.
    pub fn add(&mut self, name: &str, content: &[u8], packing: Packing) -> Result<(), Failure> {
        let content = self.packer.pack(content, packing)?;
        self.put(name, &content)
    }

    /// Adds a file that is packed.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn put(&mut self, name: &str, content: &Content) -> Result<(), Failure> {
        let length = u16::try_from(name.len()).map_err(|_| Failure::Name(name.to_owned()))?;
        let packed = u32::try_from(content.bytes.len()).map_err(too_large)?;
        let at = u32::try_from(self.length).map_err(too_large)?;
        let method: u16 = match content.packing {
            Packing::Stored => 0,
            Packing::Deflated => 8,
        };
        // What both headers say: from the version that is needed to the lengths of the name and of what stands behind.
        let mut facts = [0; 26];
        let flags = if name.is_ascii() { 0 } else { UTF8 };
        facts[..2].copy_from_slice(&VERSION.to_le_bytes());
        facts[2..4].copy_from_slice(&flags.to_le_bytes());
        facts[4..6].copy_from_slice(&method.to_le_bytes());
        facts[6..10].copy_from_slice(&DATE);
        facts[10..14].copy_from_slice(&content.sum.to_le_bytes());
        facts[14..18].copy_from_slice(&packed.to_le_bytes());
        facts[18..22].copy_from_slice(&content.size.to_le_bytes());
        facts[22..24].copy_from_slice(&length.to_le_bytes());
        self.out.reserve(HEADER + name.len() + content.bytes.len());
        for part in [b"PK\x03\x04".as_slice(), &facts, name.as_bytes(), &content.bytes] {
            self.put_bytes(part)?;
        }
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend((VERSION | MADE_ON_UNIX).to_le_bytes());
        self.directory.extend(&facts);
        self.directory.extend([0; 6]); // no comment, first disk, no facts about text
        self.directory.extend(MODE.to_le_bytes());
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.bytes());
        self.names.insert(name.to_owned());
        Ok(())
    }

    /// Whether there is a file of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn put_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.length += bytes.len();
        self.out.put(bytes)
    }

    /// Puts the end behind the files. The whole archive; nothing, if it was not held.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn finish(mut self) -> Result<Vec<u8>, Failure> {
        let count = u16::try_from(self.names.len()).map_err(|_| Failure::Format("the book has too many files"))?;
        let start = u32::try_from(self.length).map_err(too_large)?;
        let size = u32::try_from(self.directory.len()).map_err(too_large)?;
        let mut end = std::mem::take(&mut self.directory);
        end.extend(b"PK\x05\x06\0\0\0\0"); // the first disk of one
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend(size.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend([0; 2]); // no comment
        self.out.reserve(end.len());
        self.out.put(&end)?;
        Ok(match self.out {
            Out::Held(bytes) => bytes,
            Out::Straight(_) => Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_program_reads_what_is_written() {
        let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let text = "The mills ran only three days. ".repeat(5_000);
        let files: [(&str, &[u8], Packing); 5] = [
            ("mimetype", b"application/epub+zip", Packing::Stored),
            ("a/text.xhtml", text.as_bytes(), Packing::Deflated),
            ("a/noise", &noise, Packing::Deflated),
            ("a/Mühle.png", &noise, Packing::Stored),
            ("empty", b"", Packing::Deflated),
        ];
        let archived = |out| {
            let mut archive = Archive::new(out);
            for (name, content, packing) in files {
                archive.add(name, content, packing).unwrap();
            }
            assert!(files.iter().all(|(name, ..)| archive.has(name)) && !archive.has("a"));
            archive.finish().unwrap()
        };
        let bytes = archived(Out::Held(Vec::new()));
        let mut straight = Vec::new();
        assert!(archived(Out::Straight(&mut straight)).is_empty());
        assert!(straight == bytes);
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        let mut read = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(read.len(), files.len());
        for (index, (name, content, packing)) in files.into_iter().enumerate() {
            let mut file = read.by_index(index).unwrap();
            assert_eq!((file.name(), file.size() as usize), (name, content.len()));
            assert_eq!(file.compression() == zip::CompressionMethod::Stored, packing == Packing::Stored);
            let mut back = Vec::new();
            file.read_to_end(&mut back).unwrap(); // which compares the checksums
            assert!(back == content, "{name}");
        }
    }
}
