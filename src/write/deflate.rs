//! Deflating, with one compressor for many contents. The only place that names `libdeflater`.

#[cfg(feature = "epub")]
use libdeflater::Crc;
use libdeflater::{CompressionLvl, Compressor};

/// libdeflate's quickest. On the page streams of the Rust book it takes 32 ms where zlib-rs takes 74 at its level 5, and
/// they are 8 % larger; on the pages of an EPUB 78 ms against 148 at level 3, 2 % larger. Its level 5 makes both as
/// small as they were, in four fifths of the time.
const QUICK: i32 = 1;

/// For what is large and has no words: rows of pictures.
#[cfg(feature = "pdf")]
const THOROUGH: i32 = 6;

/// What deflates.
pub(in crate::write) struct Deflater {
    compressor: Compressor,
    /// Room for what is deflated: more than it takes.
    room: Vec<u8>,
}

impl Deflater {
    /// One for any number of contents.
    pub fn new() -> Self {
        Self::of_level(QUICK)
    }

    /// One that takes its time.
    #[cfg(feature = "pdf")]
    pub fn thorough() -> Self {
        Self::of_level(THOROUGH)
    }

    fn of_level(level: i32) -> Self {
        let level = CompressionLvl::new(level).unwrap_or_default();
        Self { compressor: Compressor::new(level), room: Vec::new() }
    }

    /// The content between zlib's marks, as PDF has it (RFC 1950).
    #[cfg(feature = "pdf")]
    pub fn zlib(&mut self, content: &[u8]) -> Vec<u8> {
        let most = self.compressor.zlib_compress_bound(content.len());
        self.packed(most, |compressor, room| compressor.zlib_compress(content, room))
    }

    /// The content alone, as archives have it (RFC 1951).
    #[cfg(feature = "epub")]
    pub fn raw(&mut self, content: &[u8]) -> Vec<u8> {
        let most = self.compressor.deflate_compress_bound(content.len());
        self.packed(most, |compressor, room| compressor.deflate_compress(content, room))
    }

    fn packed<E>(
        &mut self,
        most: usize,
        deflate: impl FnOnce(&mut Compressor, &mut [u8]) -> Result<usize, E>,
    ) -> Vec<u8> {
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        // The only error is too little room, and it was asked how much is enough.
        let length = deflate(&mut self.compressor, &mut self.room).unwrap_or_default();
        self.room[..length].to_vec()
    }
}

/// The checksum of an archive's file.
#[cfg(feature = "epub")]
pub(in crate::write) fn checksum(content: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(content);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn another_library_inflates_it() {
        let mut deflater = Deflater::new();
        let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let text = "The mills ran only three days. ".repeat(5_000);
        for content in [text.as_bytes(), b"", &noise, b"x"] {
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&*deflater.zlib(content)).read_to_end(&mut back).unwrap();
            assert!(back == content);
            back.clear();
            flate2::read::DeflateDecoder::new(&*deflater.raw(content)).read_to_end(&mut back).unwrap();
            assert!(back == content);
        }
        assert!(deflater.zlib(text.as_bytes()).len() < text.len() / 20);
    }
}
