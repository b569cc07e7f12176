//! The archive: its entries read, within limits.

use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// The most that one entry may hold when unpacked, and all together.
const LARGEST_ENTRY: u64 = 256 << 20;
const LARGEST_ALL: u64 = 2 << 30;
/// The most entries that are looked at.
const MOST_ENTRIES: usize = 100_000;

/// The entries of an archive.
pub(super) struct Archive {
    /// By name; empty for what could not be read.
    pub entries: BTreeMap<String, Vec<u8>>,
    /// Names that are there more than once.
    pub twice: Vec<String>,
    /// Names of what could not be read.
    pub damaged: Vec<String>,
    /// What is wrong with the first entry.
    pub mimetype_fault: Option<&'static str>,
}

impl Archive {
    pub fn open(bytes: &[u8]) -> Result<Self, String> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is damaged: {error}"))?;
        let mut found = Self { entries: BTreeMap::new(), twice: Vec::new(), damaged: Vec::new(), mimetype_fault: None };
        let is_book = zip.file_names().any(|name| name == "META-INF/container.xml" || name == "mimetype");
        if !is_book {
            return Err("is a ZIP archive, but no EPUB file".to_owned());
        }
        found.mimetype_fault = mimetype_fault(&mut zip, bytes);
        found.twice = names_twice(bytes);
        let mut left = LARGEST_ALL;
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
            let data = unpacked(entry, LARGEST_ENTRY.min(left)).unwrap_or_else(|| {
                found.damaged.push(name.clone());
                Vec::new()
            });
            left -= data.len() as u64;
            found.entries.insert(name, data);
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

/// What an entry holds, up to a limit; `None` if it is damaged, larger, or packed in a way that EPUB does not know.
/// It is unpacked here, so that `check` needs no more of the crate `zip` than its directory.
fn unpacked(mut entry: ZipFile<Cursor<&[u8]>>, limit: u64) -> Option<Vec<u8>> {
    if entry.encrypted() {
        return None;
    }
    let (method, sum) = (entry.compression(), entry.crc32());
    let mut data = Vec::new();
    let read = match method {
        CompressionMethod::Stored => entry.by_ref().take(limit + 1).read_to_end(&mut data),
        _ => DeflateDecoder::new(entry).take(limit + 1).read_to_end(&mut data),
    };
    read.ok().filter(|&length| length as u64 <= limit)?;
    let mut crc = Crc::new();
    crc.update(&data);
    (crc.sum() == sum).then_some(data)
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
    match unpacked(entry, 64).as_deref() {
        Some(b"application/epub+zip") => None,
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
