//! The small change of PDF: numbers, strings, deflated bytes, and a hash that is the same everywhere.

use super::super::deflate;
use crate::error::Error;
use crate::length::Abs;
use lopdf::{Dictionary, Object, Stream, StringFormat};

/// A length in thousandths of a point: what is written. A laser printer's dot is thirty times as large.
pub(super) fn milli(length: Abs) -> i64 {
    match length.0.checked_mul(1000) {
        // A shift rounds down, as it should.
        Some(thousand) => thousand.saturating_add(32_768) >> 16,
        None => (i128::from(length.0) * 1000 + 32_768).div_euclid(65_536) as i64,
    }
}

/// A length as an object.
pub(super) fn real(milli: i64) -> Object {
    if milli % 1000 == 0 { Object::Integer(milli / 1000) } else { Object::Real((milli as f64 / 1000.0) as f32) }
}

/// A rectangle on a page, in thousandths of a point from the bottom left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i64,
    pub(super) bottom: i64,
    pub(super) right: i64,
    pub(super) top: i64,
}

impl Area {
    /// The smallest rectangle around both.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// The rectangle that reaches so much further on each side.
    pub(super) fn grown(self, by: i64) -> Self {
        let (left, bottom) = (self.left - by, self.bottom - by);
        Self { left, bottom, right: self.right + by, top: self.top + by }
    }

    pub(super) fn object(self) -> Object {
        Object::Array([self.left, self.bottom, self.right, self.top].map(real).to_vec())
    }
}

/// Writes a whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    let mut rest = value.unsigned_abs();
    if value < 0 {
        out.push(b'-');
    }
    // Nearly all are steps between glyphs.
    if rest < 10 {
        return out.push(b'0' + rest as u8);
    }
    if rest < 100 {
        return out.extend_from_slice(&[b'0' + (rest / 10) as u8, b'0' + (rest % 10) as u8]);
    }
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Writes thousandths as a decimal number, without needless noughts.
pub(super) fn decimal(out: &mut Vec<u8>, milli: i64) {
    if milli < 0 {
        out.push(b'-');
    }
    let size = milli.unsigned_abs();
    integer(out, (size / 1000) as i64);
    let rest = size % 1000;
    if rest > 0 {
        let digits = [b'0' + (rest / 100) as u8, b'0' + (rest / 10 % 10) as u8, b'0' + (rest % 10) as u8];
        let keep = digits.iter().rposition(|&digit| digit != b'0').map_or(0, |last| last + 1);
        out.push(b'.');
        out.extend_from_slice(&digits[..keep]);
    }
}

/// Text for people: as it is if it is plain ASCII, else in UTF-16 with its mark.
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Literal)
}

/// Bytes that are not text for people.
pub(super) fn bytes(bytes: impl Into<Vec<u8>>) -> Object {
    Object::String(bytes.into(), StringFormat::Literal)
}

/// Writes text as hexadecimal UTF-16, without its mark.
pub(super) fn utf16_hex(out: &mut Vec<u8>, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for unit in text.encode_utf16() {
        out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(unit >> shift & 15)]));
    }
}

/// A name.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Deflates streams, with one set of buffers for all of them.
pub(super) struct Deflater {
    quick: deflate::Deflater,
    /// For pictures; most documents have none.
    thorough: Option<deflate::Deflater>,
}

impl Deflater {
    pub(super) fn new() -> Self {
        Self { quick: deflate::Deflater::new(), thorough: None }
    }

    /// A deflated stream.
    pub(super) fn stream(&mut self, dictionary: Dictionary, content: &[u8]) -> Stream {
        filtered(dictionary, self.quick.zlib(content))
    }

    /// A deflated stream of a picture.
    pub(super) fn picture(&mut self, dictionary: Dictionary, rows: &[u8]) -> Stream {
        let thorough = self.thorough.get_or_insert_with(deflate::Deflater::thorough);
        filtered(dictionary, thorough.zlib(rows))
    }
}

fn filtered(mut dictionary: Dictionary, deflated: Vec<u8>) -> Stream {
    dictionary.set("Filter", name("FlateDecode"));
    Stream::new(dictionary, deflated).with_compression(false)
}

/// A library's complaint as ours.
pub(super) fn failure(why: impl std::fmt::Display) -> Error {
    Error::Write { format: "PDF", why: why.to_string() }
}

/// A hash of 128 bits that depends on nothing but the bytes: for the document's ID and the fonts' tags, which
/// name content and protect nothing.
#[derive(Clone, Copy)]
pub(super) struct Fingerprint(u128);

impl Fingerprint {
    /// FNV's basis for 128 bits.
    pub(super) fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// FNV-1a, eight bytes at a time and the length behind them.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        const PRIME: u128 = (1 << 88) + 0x13b;
        let mut words = bytes.chunks_exact(8);
        let mut mix = |word: u64| {
            self.0 = (self.0 ^ u128::from(word)).wrapping_mul(PRIME);
            self.0 ^= self.0 >> 61;
        };
        for word in &mut words {
            mix(word.iter().fold(0, |sum, &b| sum << 8 | u64::from(b)));
        }
        mix(words.remainder().iter().fold(0, |sum, &b| sum << 8 | u64::from(b)));
        mix(bytes.len() as u64);
    }

    pub(super) fn finish(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Six capitals, as they stand before the name of a subset.
    pub(super) fn letters(self) -> String {
        let mut rest = self.0;
        let mut letter = || {
            let letter = b'A' + (rest % 26) as u8;
            rest /= 26;
            char::from(letter)
        };
        (0..6).map(|_| letter()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let decimal = |value| {
            let mut out = Vec::new();
            decimal(&mut out, value);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(decimal(0), "0");
        assert_eq!(decimal(-1), "-0.001");
        assert_eq!(decimal(10_500), "10.5");
        assert_eq!(decimal(595_276), "595.276");
        assert_eq!(decimal(-12_040), "-12.04");
        assert_eq!(milli(Abs::pt(-0.5)), -500);
    }

    #[test]
    fn deflated_bytes_come_back() {
        let content: Vec<u8> = (0..200_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let mut deflater = Deflater::new();
        for bytes in [&content[..], &content[..7], &[]] {
            let stream = deflater.stream(Dictionary::new(), bytes);
            assert_eq!(stream.decompressed_content().unwrap_or_default(), bytes);
        }
    }
}
