//! Streams decoded, within limits. What pictures are packed in (DCT, JPX, CCITT, JBIG2) is left as it is.

use super::objects::{Look, dict_of, name_of};
use lopdf::{Dictionary, Document, Object, Stream};
use std::io::Read;

/// What became of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The bytes, as far as they could be decoded.
    pub bytes: Vec<u8>,
    /// The filter that was left, and all after it.
    pub left: Option<Vec<u8>>,
}

/// Why a stream could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It decodes to more than the limit.
    TooLarge,
    /// Its data are broken.
    Damaged,
}

/// The names of a stream's filters, in the order of decoding, in full.
pub(crate) fn names(document: &Document, dictionary: &Dictionary) -> Vec<Vec<u8>> {
    let long = |object: &Object| name_of(document.follow(object)).map(|name| full(name).to_vec());
    match document.get(dictionary, "Filter") {
        Some(Object::Array(items)) => items.iter().filter_map(long).collect(),
        Some(name) => long(name).into_iter().collect(),
        None => Vec::new(),
    }
}

fn full(name: &[u8]) -> &[u8] {
    match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        other => other,
    }
}

/// Decodes a stream to at most so many bytes for each of its filters.
pub(crate) fn decode(document: &Document, stream: &Stream, limit: usize) -> Result<Decoded, Failed> {
    let filters = names(document, &stream.dict);
    let mut bytes = stream.content.clone();
    if bytes.len() > limit {
        return Err(Failed::TooLarge);
    }
    // Eight filters are more than anyone stacks; a thousand are an attack.
    if filters.len() > 8 {
        return Err(Failed::Damaged);
    }
    for (number, filter) in filters.into_iter().enumerate() {
        let parameters = parameters(document, &stream.dict, number);
        bytes = match filter.as_slice() {
            b"FlateDecode" => predicted(document, inflate(&bytes, limit)?, parameters)?,
            b"LZWDecode" => predicted(document, lzw(document, bytes, parameters, limit)?, parameters)?,
            b"ASCII85Decode" => ascii85(bytes, limit)?,
            b"ASCIIHexDecode" => ascii_hex(&bytes),
            b"RunLengthDecode" => run_length(&bytes, limit)?,
            _ => return Ok(Decoded { bytes, left: Some(filter) }),
        };
        if bytes.len() > limit {
            return Err(Failed::TooLarge);
        }
    }
    Ok(Decoded { bytes, left: None })
}

/// The whole content of a stream; none if it cannot be had.
pub(crate) fn plain(document: &Document, stream: &Stream) -> Option<Vec<u8>> {
    let decoded = decode(document, stream, super::LARGEST_STREAM).ok()?;
    decoded.left.is_none().then_some(decoded.bytes)
}

fn parameters<'a>(document: &'a Document, dictionary: &'a Dictionary, number: usize) -> Option<&'a Dictionary> {
    match document.get(dictionary, "DecodeParms").or_else(|| document.get(dictionary, "DP"))? {
        Object::Array(items) => dict_of(document.follow(items.get(number)?)),
        other if number == 0 => dict_of(other),
        _ => None,
    }
}

/// Inflates; what comes before damage counts, since every viewer shows it.
fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Failed> {
    let read = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        let end = reader.take(limit as u64 + 1).read_to_end(&mut out);
        (out, end.is_ok())
    };
    let (mut out, whole) = read(&mut flate2::read::ZlibDecoder::new(bytes));
    if !whole && out.is_empty() && bytes.len() > 2 {
        out = read(&mut flate2::read::DeflateDecoder::new(&bytes[2..])).0;
    }
    match (whole, out.is_empty()) {
        (false, true) if !bytes.is_empty() => Err(Failed::Damaged),
        _ if out.len() > limit => Err(Failed::TooLarge),
        _ => Ok(out),
    }
}

fn lzw(document: &Document, bytes: Vec<u8>, parameters: Option<&Dictionary>, limit: usize) -> Result<Vec<u8>, Failed> {
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", "LZWDecode");
    if let Some(early) = parameters.and_then(|parameters| document.integer(parameters, "EarlyChange")) {
        let mut own = Dictionary::new();
        own.set("EarlyChange", early);
        dictionary.set("DecodeParms", own);
    }
    let stream = Stream::new(dictionary, bytes);
    stream.decompressed_content_with_limit(limit).map_err(|_| Failed::Damaged)
}

fn ascii85(bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Failed> {
    let end = bytes.windows(2).position(|pair| pair == b"~>").map_or(bytes.len(), |at| at + 2);
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", "ASCII85Decode");
    let stream = Stream::new(dictionary, bytes[..end].to_vec());
    stream.decompressed_content_with_limit(limit).map_err(|_| Failed::Damaged)
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|&&byte| byte != b'>');
    let digits: Vec<u8> = digits.filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_length(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Failed> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let [length, after @ ..] = rest {
        rest = match *length {
            128 => break,
            0..=127 => {
                let (literal, rest) = after.split_at((usize::from(*length) + 1).min(after.len()));
                out.extend_from_slice(literal);
                rest
            }
            129..=255 => {
                let Some((&byte, rest)) = after.split_first() else { break };
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(*length)));
                rest
            }
        };
        if out.len() > limit {
            return Err(Failed::TooLarge);
        }
    }
    Ok(out)
}

/// Takes the predictor back: PNG's for rows, TIFF's for whole bytes.
fn predicted(document: &Document, bytes: Vec<u8>, parameters: Option<&Dictionary>) -> Result<Vec<u8>, Failed> {
    let Some(parameters) = parameters else { return Ok(bytes) };
    let predictor = document.integer(parameters, "Predictor").unwrap_or(1);
    if predictor < 2 {
        return Ok(bytes);
    }
    let size = |key, otherwise: usize, most: usize| {
        let value = document.integer(parameters, key).and_then(|value| usize::try_from(value).ok());
        value.unwrap_or(otherwise).clamp(1, most)
    };
    let (colors, bits, columns) = (size("Colors", 1, 64), size("BitsPerComponent", 8, 16), size("Columns", 1, 1 << 24));
    let row = (colors * bits * columns).div_ceil(8);
    let pixel = (colors * bits).div_ceil(8);
    if predictor == 2 {
        return Ok(if bits == 8 { tiff(bytes, row, pixel) } else { bytes });
    }
    png(&bytes, row, pixel)
}

fn tiff(mut bytes: Vec<u8>, row: usize, pixel: usize) -> Vec<u8> {
    for row in bytes.chunks_mut(row) {
        for at in pixel..row.len() {
            row[at] = row[at].wrapping_add(row[at - pixel]);
        }
    }
    bytes
}

fn png(bytes: &[u8], row: usize, pixel: usize) -> Result<Vec<u8>, Failed> {
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let (&kind, line) = line.split_first().ok_or(Failed::Damaged)?;
        let above = out.len().checked_sub(row);
        let start = out.len();
        for (at, &byte) in line.iter().enumerate() {
            let left = if at >= pixel { out[start + at - pixel] } else { 0 };
            let up = above.map_or(0, |above| out[above + at]);
            let corner = if at >= pixel { above.map_or(0, |above| out[above + at - pixel]) } else { 0 };
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => return Err(Failed::Damaged),
            };
            out.push(byte.wrapping_add(guess));
        }
        if line.len() < row {
            break;
        }
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a + b - c;
    let [to_a, to_b, to_c] = [a, b, c].map(|value| (guess - value).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;
    use std::io::Write;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn decoded(dictionary: Dictionary, bytes: Vec<u8>) -> Result<Vec<u8>, Failed> {
        decode(&Document::new(), &Stream::new(dictionary, bytes), 1000).map(|decoded| decoded.bytes)
    }

    #[test]
    fn filters_one_after_another() {
        let hex: String = deflated(b"hello").iter().map(|byte| format!("{byte:02x} ")).collect();
        let filters = vec!["AHx".into(), Object::Name(b"FlateDecode".to_vec())];
        assert_eq!(decoded(dictionary! { "Filter" => filters }, (hex + ">").into_bytes()), Ok(b"hello".to_vec()));
        let packed = vec![2, b'a', b'b', b'c', 254, b'x', 128, 9];
        assert_eq!(decoded(dictionary! { "Filter" => "RunLengthDecode" }, packed), Ok(b"abcxxx".to_vec()));
    }

    #[test]
    fn predictors() {
        let parameters = dictionary! { "Predictor" => 15, "Columns" => 3 };
        let png = dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parameters };
        let rows = [1, 10, 1, 1, 2, 1, 1, 1, 4, 0, 0, 0];
        assert_eq!(decoded(png, deflated(&rows)), Ok(vec![10, 11, 12, 11, 12, 13, 11, 12, 13]));
    }

    #[test]
    fn a_bomb_is_not_set_off() {
        let bomb = deflated(&vec![0; 100_000]);
        assert_eq!(decoded(dictionary! { "Filter" => "FlateDecode" }, bomb), Err(Failed::TooLarge));
        let runs = [129, 0].repeat(400);
        assert_eq!(decoded(dictionary! { "Filter" => "RunLengthDecode" }, runs), Err(Failed::TooLarge));
        assert_eq!(decoded(dictionary! { "Filter" => "FlateDecode" }, vec![1, 2, 3]), Err(Failed::Damaged));
    }
}
