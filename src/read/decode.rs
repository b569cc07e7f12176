//! Bytes → text: the encoding is found, damage is told and never fatal, line ends become `\n`.
//!
//! In this order: a byte order mark; valid UTF-8; UTF-16 without a mark, by its NULs; ISO-2022-JP, by its escapes;
//! UTF-8 with damage; and for the rest a statistical guess. What is not text at all is refused.

mod mail;

#[cfg(feature = "html")]
use super::html::container;
use super::mime::Unpacked;
use super::mojibake;
use super::tidy::Tidy;
use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::error::{Error, Result};
use crate::source::{Source, SourceId};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP};
use std::borrow::Cow;

/// Decodes bytes into a source: byte order mark, UTF-8, UTF-16, and a guess for the rest; line ends become `\n`.
///
/// # Errors
/// [`Error::NotText`] for what is not text: a PDF, a ZIP archive, a program; [`Error::Unreadable`] for inputs of
/// 4 GiB and more, whose places no [`Span`](crate::source::Span) can name.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Warned<Source>> {
    decode_with(SourceId::default(), name, bytes, &Tidy::default())
}

/// The same, as one of several inputs and with these repairs: of them, that of mojibake is made here, so that all later stages see what was meant.
///
/// # Errors
/// As [`decode`].
pub fn decode_with(id: SourceId, name: &str, bytes: &[u8], tidy: &Tidy) -> Result<Warned<Source>> {
    if u32::try_from(bytes.len()).is_err() {
        let what = "is larger than 4 GiB; split it first".to_owned();
        return Err(Error::Unreadable { name: name.to_owned(), what });
    }
    let mut sink = Sink::new();
    let unpacked = unpack(name, bytes);
    let (bytes, charset) = match &unpacked {
        Some(unpacked) => (unpacked.bytes.as_slice(), unpacked.charset.as_deref()),
        None => (bytes, None),
    };
    if let Some(what) = known_binary(bytes) {
        return Err(Error::NotText { name: name.to_owned(), what });
    }
    let decoded = decode_text(bytes, declared(name, bytes, charset))
        .ok_or_else(|| Error::NotText { name: name.to_owned(), what: UNKNOWN_BINARY })?;
    let mut text = unify_line_ends(decoded.text);
    let mended = if tidy.mojibake { mojibake::mend(&text) } else { None };
    if let Some(mended) = &mended {
        text.clone_from(&mended.text);
    }
    let source = Source { id, name: name.to_owned(), text };
    if let Some(mended) = mended {
        let line = source.position(mended.first.start).line;
        let places = if mended.places == 1 { "1 place".to_owned() } else { format!("{} places", mended.places) };
        let message =
            format!("UTF-8 that had been read as {} was mended in {places}, the first in line {line}", mended.encoding);
        let hint = "--no-tidy mojibake leaves it as it is";
        sink.push(Diagnostic::new(Code::Mojibake, message, source.span(mended.first)).hint(hint));
    }
    for told in unpacked.iter().flat_map(|unpacked| unpacked.told.clone()) {
        sink.push(Diagnostic::new(Code::SkippedContent, told, source.span(0..0)));
    }
    if decoded.how == How::Guessed {
        let message = format!("this is not UTF-8; read as {}", decoded.encoding);
        let hint = "save it as UTF-8 to be certain";
        sink.push(Diagnostic::new(Code::EncodingGuess, message, source.span(0..0)).hint(hint));
    }
    if let Some(faults) = decoded.faults {
        sink.push(tell(&faults, decoded.encoding, &source));
    }
    Ok(sink.warn(source))
}

/// The name of the encoding that [`decode`] reads the bytes in; nothing if they are not text.
pub fn encoding(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let unpacked = unpack(name, bytes);
    let (bytes, charset) = match &unpacked {
        Some(unpacked) => (unpacked.bytes.as_slice(), unpacked.charset.as_deref()),
        None => (bytes, None),
    };
    decode_text(bytes, declared(name, bytes, charset)).map(|decoded| decoded.encoding)
}

const UNKNOWN_BINARY: &str = "binary data (export it as plain text or UTF-8 first)";

/// What files begin with that are often handed in by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file (copy its text out first)"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .odt and .epub are (save it as plain text first)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (save it as plain text first)"),
    (b"{\\rtf", "an RTF file (save it as plain text first)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive (unpack it first)"),
    (b"BZh9", "a bzip2 archive (unpack it first)"),
    (b"\xfd7zXZ\0", "an xz archive (unpack it first)"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive (unpack it first)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive (unpack it first)"),
    (b"SQLite format 3\0", "a database"),
    (b"wOF2", "a typeface"),
    (b"OTTO\0", "a typeface"),
    (b"\0\x01\0\0\0", "a typeface"),
];

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some_and(|kind| kind == b"WEBP" || kind == b"WAVE");
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    magic.or(riff.then_some("a picture or sound"))
}

/// How the encoding is known.
#[derive(PartialEq, Eq, Clone, Copy)]
enum How {
    Certain,
    Guessed,
}

struct Decoded<'a> {
    text: Cow<'a, str>,
    encoding: &'static str,
    how: How,
    faults: Option<Faults>,
}

/// Bytes that became U+FFFD: how many places, and how many such characters stood before the first in the text.
struct Faults {
    count: usize,
    /// Which U+FFFD of the text is the first that was not in the input.
    nth: usize,
}

impl Faults {
    fn add(faults: &mut Option<Self>, text: &str) {
        match faults {
            Some(faults) => faults.count += 1,
            None => *faults = Some(Self { count: 1, nth: text.matches('\u{fffd}').count() }),
        }
    }
}

fn tell(faults: &Faults, encoding: &str, source: &Source) -> Diagnostic {
    let at = source.text.match_indices('\u{fffd}').nth(faults.nth).map_or(0, |(at, _)| at);
    let span = if source.text.is_empty() { source.span(0..0) } else { source.span(at..at + '\u{fffd}'.len_utf8()) };
    let places = if faults.count == 1 { "1 place".to_owned() } else { format!("{} places", faults.count) };
    let line = source.position(at).line;
    let message = format!("bytes in {places} are not {encoding}; each became U+FFFD, the first in line {line}");
    Diagnostic::new(Code::InvalidEncoding, message, span).hint("open the file in its own encoding and save it as UTF-8")
}

/// The page in a gzip file or a browser's archive, or the text of a message; nothing if the input is none of them.
fn unpack(name: &str, bytes: &[u8]) -> Option<Unpacked> {
    match super::detect(name).name {
        "text" => packed_page(name, bytes).or_else(|| mail::message(bytes)),
        _ => packed_page(name, bytes),
    }
}

#[cfg(feature = "html")]
fn packed_page(name: &str, bytes: &[u8]) -> Option<Unpacked> {
    let is_page = super::detect(name).name == "html";
    container::gzip(bytes).or_else(|| if is_page { container::mhtml(bytes) } else { None })
}

#[cfg(not(feature = "html"))]
fn packed_page(_name: &str, _bytes: &[u8]) -> Option<Unpacked> {
    None
}

/// The encoding that a page, or what it came in, says it has. UTF-16 is a mistake there: it could not be read.
#[cfg(feature = "html")]
fn declared(name: &str, bytes: &[u8], charset: Option<&str>) -> Option<&'static Encoding> {
    let in_page = || {
        let is_page = super::detect(name).name == "html" || container::looks_like_html(bytes);
        is_page.then(|| container::charset(bytes)).flatten()
    };
    let label = charset.map(str::to_owned).or_else(in_page)?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(not(feature = "html"))]
fn declared(_name: &str, _bytes: &[u8], _charset: Option<&str>) -> Option<&'static Encoding> {
    None
}

/// `None`: it is not text.
fn decode_text<'b>(bytes: &'b [u8], declared: Option<&'static Encoding>) -> Option<Decoded<'b>> {
    if let Some(decoded) = by_mark(bytes) {
        return Some(decoded);
    }
    let census = Census::of(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        if census.nuls > 0
            && let Some(wide) = sniff_utf16(bytes)
        {
            return Some(wide);
        }
        if census.nuls * 10 > census.len || census.controls * 10 > census.len * 3 {
            return None;
        }
        if memchr::memchr_iter(0x1b, bytes).any(|at| matches!(bytes[at + 1..], [b'$', b'B' | b'@', ..])) {
            return Some(with_encoding(bytes, ISO_2022_JP));
        }
        return Some(Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", how: How::Certain, faults: None });
    }
    if let Some(encoding) = declared {
        let decoded = with_encoding(bytes, encoding);
        if decoded.faults.is_none() {
            return Some(Decoded { how: How::Certain, ..decoded });
        }
    }
    if let Some(wide) = sniff_utf16(bytes).or_else(|| sniff_ideographic_utf16(bytes)) {
        return Some(wide);
    }
    // Random bytes have 11 % of them; no 8-bit encoding of text has any but line ends, tabs and an odd escape.
    if census.controls * 20 > census.len {
        return None;
    }
    if looks_like_utf8(bytes) {
        return Some(lossy_utf8(bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(with_encoding(bytes, detector.guess(None, Utf8Detection::Deny)))
}

fn by_mark(bytes: &[u8]) -> Option<Decoded<'static>> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(utf32(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(utf32(rest, u32::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes, How::Certain)),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes, How::Certain)),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(lossy_utf8(rest)),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, how: How) -> Decoded<'static> {
    let (units, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut faults = None;
    for c in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        push_or_fault(&mut text, c.ok(), &mut faults);
    }
    if !odd.is_empty() {
        push_or_fault(&mut text, None, &mut faults);
    }
    Decoded { text: Cow::Owned(text), encoding: "UTF-16", how, faults }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Decoded<'static> {
    let (units, odd) = bytes.as_chunks::<4>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut faults = None;
    for four in units {
        push_or_fault(&mut text, char::from_u32(unit(*four)), &mut faults);
    }
    if !odd.is_empty() {
        push_or_fault(&mut text, None, &mut faults);
    }
    Decoded { text: Cow::Owned(text), encoding: "UTF-32", how: How::Certain, faults }
}

fn push_or_fault(text: &mut String, c: Option<char>, faults: &mut Option<Faults>) {
    if c.is_none() {
        Faults::add(faults, text);
    }
    text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
}

fn lossy_utf8(bytes: &[u8]) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len());
    let mut faults = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            push_or_fault(&mut text, None, &mut faults);
        }
    }
    Decoded { text: Cow::Owned(text), encoding: "UTF-8", how: How::Certain, faults }
}

fn with_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut faults = None;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut rest = bytes;
    loop {
        use encoding_rs::DecoderResult::{InputEmpty, Malformed, OutputFull};
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            InputEmpty => break,
            OutputFull => text.reserve(rest.len() + 16),
            Malformed(..) => {
                text.reserve(4);
                push_or_fault(&mut text, None, &mut faults);
            }
        }
    }
    Decoded { text: Cow::Owned(text), encoding: encoding.name(), how: How::Guessed, faults }
}

/// How many control characters the beginning of the input has.
struct Census {
    len: usize,
    nuls: usize,
    controls: usize,
}

impl Census {
    fn of(bytes: &[u8]) -> Self {
        // Sums of at most so many fit into a byte, and processors add sixteen such sums at once.
        const STEP: usize = 255;
        let sample = &bytes[..bytes.len().min(1 << 16)];
        let count = |is: fn(u8) -> bool| -> usize {
            sample.chunks(STEP).map(|step| usize::from(step.iter().map(|byte| u8::from(is(*byte))).sum::<u8>())).sum()
        };
        Self {
            len: sample.len(),
            nuls: count(|byte| byte == 0),
            controls: count(|byte| (byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)),
        }
    }
}

/// UTF-16 without a mark has its NULs on one side only: at the odd bytes, or at the even ones. Even Cyrillic and
/// Greek have one in six, from spaces and line ends.
fn sniff_utf16(bytes: &[u8]) -> Option<Decoded<'static>> {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let (pairs, _) = sample.as_chunks::<2>();
    let [even, odd] = [0, 1].map(|side| pairs.iter().filter(|pair| pair[side] == 0).count());
    let enough = |nuls: usize, others: usize| nuls * 12 > pairs.len() && others * 4 < nuls;
    if pairs.len() < 4 {
        None
    } else if enough(odd, even) {
        Some(utf16(bytes, u16::from_le_bytes, How::Guessed))
    } else if enough(even, odd) {
        Some(utf16(bytes, u16::from_be_bytes, How::Guessed))
    } else {
        None
    }
}

/// UTF-16 of Chinese or Japanese has hardly a NUL. Read the right way round it has no fault, nearly all of it is
/// ideographs, kana, and their punctuation, and it has full stops or line ends of theirs.
fn sniff_ideographic_utf16(bytes: &[u8]) -> Option<Decoded<'static>> {
    let sample = &bytes[..bytes.len().min(1 << 14) & !1];
    let fits = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = sample.as_chunks::<2>();
        let is_written = |unit: &u16| matches!(*unit, 0x09..=0x7e | 0x2010..=0x2026 | 0x3000..=0x30ff | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xff01..=0xff60);
        let units = || pairs.iter().map(|pair| unit(*pair));
        let ends = units().filter(|unit| matches!(unit, 0x0a | 0x3001 | 0x3002 | 0xff0c)).count();
        pairs.len() >= 16 && ends > 0 && units().filter(is_written).count() * 20 >= pairs.len() * 19
    };
    let [little, big] = [fits(u16::from_le_bytes), fits(u16::from_be_bytes)];
    if !bytes.len().is_multiple_of(2) || little == big {
        return None;
    }
    Some(utf16(bytes, if little { u16::from_le_bytes } else { u16::from_be_bytes }, How::Guessed))
}

/// Whether invalid UTF-8 is UTF-8 with damage rather than another encoding: most of its high bytes form sequences
/// of a lead byte and bytes that continue it.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    let mut good = 0_usize;
    let mut bad = 0_usize;
    let mut i = 0;
    while i < bytes.len() {
        let following = |limit: usize| bytes[i + 1..].iter().take(limit).take_while(|b| **b & 0xc0 == 0x80).count();
        let length = match bytes[i] {
            0..0x80 => 0,
            0xc0..0xe0 => following(1),
            0xe0..0xf0 => following(2),
            0xf0..0xfc => following(4),
            _ => 0,
        };
        if length > 0 {
            good += 1;
        } else if bytes[i] >= 0x80 {
            bad += 1;
        }
        i += 1 + length;
    }
    good > bad * 2
}

/// CRLF, CR, NEL, the line and paragraph separators, vertical tab and form feed all become `\n`; byte order marks
/// at the beginning go. Text that has none of them is not copied again.
fn unify_line_ends(whole: Cow<'_, str>) -> String {
    let text = whole.trim_start_matches('\u{feff}');
    let bytes = text.as_bytes();
    let mut out: Option<String> = None;
    let mut copied = 0;
    let mut i = 0;
    while let Some(next) = next_suspect(bytes, i) {
        i = next;
        let length = match bytes[i] {
            b'\r' => 1 + usize::from(bytes.get(i + 1) == Some(&b'\n')),
            0x0b | 0x0c => 1,
            0xc2 if bytes.get(i + 1) == Some(&0x85) => 2,
            0xe2 if bytes[i + 1..].starts_with(&[0x80, 0xa8]) || bytes[i + 1..].starts_with(&[0x80, 0xa9]) => 3,
            _ => {
                i += 1;
                continue;
            }
        };
        let out = out.get_or_insert_with(|| String::with_capacity(bytes.len()));
        out.push_str(&text[copied..i]);
        out.push('\n');
        i += length;
        copied = i;
    }
    match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            out
        }
        None if text.len() < whole.len() => text.to_owned(),
        None => whole.into_owned(),
    }
}

/// The next byte from `from` on that a line end may begin with. All of them are looked for at once, step by step: texts
/// of one kind have many, of another none.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    const STEP: usize = 1024;
    let rest = bytes.get(from..)?;
    rest.chunks(STEP).enumerate().find_map(|(number, step)| {
        let common = memchr::memchr3(b'\r', 0xc2, 0xe2, step);
        let rare = memchr::memchr2(0x0b, 0x0c, &step[..common.unwrap_or(step.len())]);
        rare.or(common).map(|at| from + number * STEP + at)
    })
}

#[cfg(test)]
mod tests;
