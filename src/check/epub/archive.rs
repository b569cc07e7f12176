//! The archive: its entries read, within limits.

use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// The most that one entry may hold when unpacked, and all together. Texts are kept, so they have less: the largest file
/// of a book has some megabytes, and reading systems want a third of one.
const LARGEST_TEXT: u64 = 32 << 20;
const LARGEST_TEXTS: u64 = 256 << 20;
const LARGEST_MEDIUM: u64 = 512 << 20;
const LARGEST_ALL: u64 = 2 << 30;
/// What is kept of pictures, fonts and sounds: enough to see what they are.
const HEAD: usize = 64;
/// The ends of their names. What is called so and is a text is looked at no further than that.
const MEDIA: &[&str] = &[
    "aac", "avif", "bmp", "gif", "jpeg", "jpg", "jxl", "m4a", "m4v", "mp3", "mp4", "oga", "ogg", "opus", "otf", "pdf",
    "png", "tif", "tiff", "ttf", "wav", "webm", "webp", "woff", "woff2",
];
/// The most entries that are looked at.
const MOST_ENTRIES: usize = 100_000;

/// The entries of an archive.
pub(super) struct Archive {
    /// By name; empty for what could not be read, and the beginning alone of what is no text.
    pub entries: BTreeMap<String, Vec<u8>>,
    /// Names that are there more than once.
    pub twice: Vec<String>,
    /// Names of what could not be read.
    pub damaged: Vec<String>,
    /// Names of what was not unpacked to its end, since it is larger than anything in a book.
    pub too_large: Vec<String>,
    /// What is wrong with the first entry.
    pub mimetype_fault: Option<&'static str>,
}

impl Archive {
    pub fn open(bytes: &[u8]) -> Result<Self, String> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is damaged: {error}"))?;
        let mut found = Self {
            entries: BTreeMap::new(),
            twice: Vec::new(),
            damaged: Vec::new(),
            too_large: Vec::new(),
            mimetype_fault: None,
        };
        let is_book = zip.file_names().any(|name| name == "META-INF/container.xml" || name == "mimetype");
        if !is_book {
            return Err("is a ZIP archive, but no EPUB file".to_owned());
        }
        found.mimetype_fault = mimetype_fault(&mut zip, bytes);
        found.twice = names_twice(bytes);
        let (mut left, mut left_for_texts) = (LARGEST_ALL, LARGEST_TEXTS);
        for number in 0..zip.len().min(MOST_ENTRIES) {
            let Ok(entry) = zip.by_index_raw(number) else {
                let name = zip.name_for_index(number).unwrap_or("?").to_owned();
                found.damaged.push(name);
                continue;
            };
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().to_owned();
            let (limit, keep) = match is_medium(&name) {
                true => (LARGEST_MEDIUM.min(left), HEAD),
                false => (LARGEST_TEXT.min(left).min(left_for_texts), usize::MAX),
            };
            let mut unpacked = Unpacked { limit, keep, length: 0, data: Vec::new() };
            if let Err(fault) = unpacked.read(entry) {
                unpacked.data = Vec::new();
                let faulty = if fault == Fault::TooLarge { &mut found.too_large } else { &mut found.damaged };
                faulty.push(name.clone());
            }
            left -= unpacked.length;
            left_for_texts -= unpacked.data.len() as u64;
            found.entries.insert(name, unpacked.data);
        }
        Ok(found)
    }

    /// An entry as text: UTF-8, or UTF-16 with a mark, as XML may be.
    pub fn text(&self, name: &str) -> Option<String> {
        let bytes = self.entries.get(name)?;
        let wide = |unit: fn([u8; 2]) -> u16| {
            let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        };
        Some(match bytes.as_slice() {
            [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
            [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
            _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
        })
    }
}

fn is_medium(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| MEDIA.contains(&end.as_str()))
}

/// What an entry holds. It is unpacked here, so that `check` needs no more of the crate `zip` than its directory.
struct Unpacked {
    /// The most it may hold.
    limit: u64,
    /// How much of it is kept.
    keep: usize,
    /// What it held until its end or its limit.
    length: u64,
    data: Vec<u8>,
}

#[derive(PartialEq, Eq)]
enum Fault {
    TooLarge,
    /// Or packed in a way that EPUB does not know.
    Damaged,
}

impl Unpacked {
    fn read(&mut self, mut entry: ZipFile<Cursor<&[u8]>>) -> Result<(), Fault> {
        if entry.encrypted() {
            return Err(Fault::Damaged);
        }
        // What says itself how large it is need not be tried.
        if entry.size() > self.limit {
            return Err(Fault::TooLarge);
        }
        let (method, sum) = (entry.compression(), entry.crc32());
        let read = match method {
            CompressionMethod::Stored => self.take(&mut entry)?,
            _ => self.take(&mut DeflateDecoder::new(entry))?,
        };
        if read == sum { Ok(()) } else { Err(Fault::Damaged) }
    }

    /// Reads to the end; the checksum of all.
    fn take(&mut self, reader: &mut dyn Read) -> Result<u32, Fault> {
        let mut crc = Crc::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            let count = reader.read(&mut piece).map_err(|_| Fault::Damaged)?;
            if count == 0 {
                return Ok(crc.sum());
            }
            if self.length + count as u64 > self.limit {
                return Err(Fault::TooLarge);
            }
            self.length += count as u64;
            crc.update(&piece[..count]);
            let wanted = (self.keep - self.data.len()).min(count);
            self.data.extend_from_slice(&piece[..wanted]);
        }
    }
}

fn mimetype_fault(zip: &mut ZipArchive<Cursor<&[u8]>>, bytes: &[u8]) -> Option<&'static str> {
    // The first local header, not the first of the directory: that is what programs look at.
    if bytes.get(30..38) != Some(b"mimetype") {
        return Some("it is not the first entry");
    }
    let index = zip.index_for_name("mimetype");
    let Some(Ok(entry)) = index.map(|index| zip.by_index_raw(index)) else { return Some("it is not there") };
    if entry.compression() != CompressionMethod::Stored {
        return Some("it is compressed");
    }
    let mut unpacked = Unpacked { limit: 64, keep: 64, length: 0, data: Vec::new() };
    match unpacked.read(entry) {
        Ok(()) if unpacked.data == b"application/epub+zip" => None,
        _ => Some("it does not say application/epub+zip"),
    }
}

/// The names that the directory has twice, which the library keeps once.
fn names_twice(bytes: &[u8]) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let word = |at: usize| bytes.get(at..at + 2).map_or(0, |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])));
    let long = |at: usize| word(at) | word(at + 2) << 16;
    // The end record: at most a comment of 65,535 bytes stands behind it.
    let tail = bytes.len().saturating_sub(65_557);
    let Some(end) = bytes[tail..].windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| at + tail) else {
        return Vec::new();
    };
    let (count, mut at) = (word(end + 10), long(end + 16));
    for _ in 0..count {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            break;
        }
        let length = word(at + 28);
        if let Some(name) = bytes.get(at + 46..at + 46 + length) {
            *seen.entry(String::from_utf8_lossy(name).into_owned()).or_insert(0usize) += 1;
        }
        at += 46 + length + word(at + 30) + word(at + 32);
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect()
}
