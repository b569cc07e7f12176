//! The words of a content stream: operands and operators, with where they stand. Inline images come as one word.

use lopdf::{Dictionary, Object, Stream, StringFormat};
use std::ops::Range;

/// How deep arrays and dictionaries may nest within operands.
const DEEPEST_OPERAND: usize = 32;

/// The most operands that are kept before an operator; the widest operator that is not damaged, `scn`, has 33.
const MOST_OPERANDS: usize = 64;

/// An operator, with what stands before it.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    /// Its name. `BI` stands for a whole inline image, whose only operand is the image.
    pub operator: &'a [u8],
    /// Its operands.
    pub operands: Vec<Object>,
    /// From the first operand to the end of the operator, in bytes.
    pub span: Range<usize>,
    /// Something that is no PDF syntax stands before it.
    pub damaged: bool,
}

/// Reads operations one after the other.
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

enum Word<'a> {
    Operand(Object),
    Operator(&'a [u8]),
    Damage,
}

impl<'a> Lexer<'a> {
    /// At the beginning of a content stream.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn word(&mut self, depth: usize) -> Option<Word<'a>> {
        self.skip_space();
        let start = self.at;
        let operand = match self.peek()? {
            b'/' => Object::Name(self.name()),
            b'(' => Object::String(self.literal(), StringFormat::Literal),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => match self.dictionary(depth) {
                Some(dictionary) => Object::Dictionary(dictionary),
                None => return Some(Word::Damage),
            },
            b'<' => Object::String(self.hexadecimal(), StringFormat::Hexadecimal),
            b'[' => match self.array(depth) {
                Some(array) => Object::Array(array),
                None => return Some(Word::Damage),
            },
            b')' | b'>' | b']' | b'{' | b'}' => {
                self.at += 1;
                return Some(Word::Damage);
            }
            _ => {
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                let word = &self.bytes[start..self.at];
                match (word, number(word)) {
                    (_, Some(number)) => number,
                    (b"true", _) => Object::Boolean(true),
                    (b"false", _) => Object::Boolean(false),
                    (b"null", _) => Object::Null,
                    _ => return Some(Word::Operator(word)),
                }
            }
        };
        Some(Word::Operand(operand))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| is_regular(byte)) {
            let code = self.bytes.get(self.at + 1..self.at + 3).and_then(|pair| Some((hex(pair[0])?, hex(pair[1])?)));
            match (byte, code) {
                (b'#', Some((high, low))) => {
                    name.push(high << 4 | low);
                    self.at += 3;
                }
                _ => {
                    name.push(byte);
                    self.at += 1;
                }
            }
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open > 1 {
                        out.push(byte);
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    out.push(byte);
                }
                b'\\' => self.escape(&mut out),
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    out.push(b'\n');
                }
                _ => out.push(byte),
            }
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|digit| (b'0'..=b'7').contains(digit)) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push((code & 0xff) as u8);
            }
            _ => out.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(hex(byte));
        }
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Object>> {
        self.at += 1;
        let mut items = Vec::new();
        if depth >= DEEPEST_OPERAND {
            return None;
        }
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(items);
            }
            match self.word(depth + 1)? {
                Word::Operand(object) => items.push(object),
                Word::Operator(_) | Word::Damage => return None,
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        self.at += 2;
        let mut dictionary = Dictionary::new();
        if depth >= DEEPEST_OPERAND {
            return None;
        }
        loop {
            self.skip_space();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                return Some(dictionary);
            }
            let Word::Operand(Object::Name(key)) = self.word(depth + 1)? else { return None };
            let Word::Operand(value) = self.word(depth + 1)? else { return None };
            dictionary.set(key, value);
        }
    }

    /// What stands between `BI` and `EI`.
    fn inline_image(&mut self) -> Option<Stream> {
        let mut dictionary = Dictionary::new();
        loop {
            match self.word(0)? {
                Word::Operand(Object::Name(key)) => match self.word(0)? {
                    Word::Operand(value) => dictionary.set(long_key(&key), long_value(value)),
                    Word::Operator(_) | Word::Damage => return None,
                },
                Word::Operator(b"ID") => break,
                Word::Operand(_) | Word::Operator(_) | Word::Damage => return None,
            }
        }
        // One white-space character, and the data.
        self.at += 1;
        let start = self.at.min(self.bytes.len());
        let from = start.saturating_add(plain_size(&dictionary).unwrap_or(0)).min(self.bytes.len());
        let end = self.end_of_image(from)?;
        let mut data = &self.bytes[start..end];
        if let Some(size) = plain_size(&dictionary) {
            data = &data[..size.min(data.len())];
        }
        Some(Stream::new(dictionary, data.to_vec()))
    }

    /// Finds `EI` between white space, with text and not more data behind it, and passes it.
    fn end_of_image(&mut self, from: usize) -> Option<usize> {
        let rest = &self.bytes[from..];
        let looks_like_text = |at: usize| {
            rest[at..].iter().take(16).all(|&byte| is_space(byte) && byte != 0 || (b' '..0x7f).contains(&byte))
        };
        let found = (0..rest.len().saturating_sub(1)).find(|&at| {
            &rest[at..at + 2] == b"EI"
                && (at == 0 || is_space(rest[at - 1]))
                && rest.get(at + 2).is_none_or(|&byte| is_space(byte))
                && looks_like_text(at + 2)
        })?;
        self.at = from + found + 2;
        Some(from + found)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Operation<'a>> {
        let mut operands = Vec::new();
        let mut damaged = false;
        self.skip_space();
        let start = self.at;
        loop {
            match self.word(0)? {
                Word::Operand(operand) if operands.len() < MOST_OPERANDS => operands.push(operand),
                Word::Operand(_) | Word::Damage => damaged = true,
                Word::Operator(b"BI") => {
                    match self.inline_image() {
                        Some(image) => operands = vec![Object::Stream(image)],
                        None => damaged = true,
                    }
                    return Some(Operation { operator: b"BI", operands, span: start..self.at, damaged });
                }
                Word::Operator(operator) => {
                    return Some(Operation { operator, operands, span: start..self.at, damaged });
                }
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0 | 12)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// A number as PDF writes it. What other programs let pass (`--5`, `1.2.3`) is none.
fn number(word: &[u8]) -> Option<Object> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    if let Ok(value) = text.parse::<i64>() {
        return Some(Object::Integer(value));
    }
    let plain = word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
    plain.then(|| text.parse::<f32>().ok().filter(|value| value.is_finite()).map(Object::Real))?
}

/// The whole name of an inline image's key.
fn long_key(key: &[u8]) -> Vec<u8> {
    let long: &[u8] = match key {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"I" => b"Interpolate",
        b"W" => b"Width",
        other => other,
    };
    long.to_vec()
}

fn long_value(value: Object) -> Object {
    match value {
        Object::Name(name) => Object::Name(match name.as_slice() {
            b"G" => b"DeviceGray".to_vec(),
            b"RGB" => b"DeviceRGB".to_vec(),
            b"CMYK" => b"DeviceCMYK".to_vec(),
            b"I" => b"Indexed".to_vec(),
            b"AHx" => b"ASCIIHexDecode".to_vec(),
            b"A85" => b"ASCII85Decode".to_vec(),
            b"LZW" => b"LZWDecode".to_vec(),
            b"Fl" => b"FlateDecode".to_vec(),
            b"RL" => b"RunLengthDecode".to_vec(),
            b"CCF" => b"CCITTFaxDecode".to_vec(),
            b"DCT" => b"DCTDecode".to_vec(),
            _ => name,
        }),
        Object::Array(items) => Object::Array(items.into_iter().map(long_value).collect()),
        other => other,
    }
}

/// How many bytes an image without filters has, if its colour space says so.
fn plain_size(image: &Dictionary) -> Option<usize> {
    if image.has(b"Filter") {
        return None;
    }
    let size = |key: &[u8]| usize::try_from(image.get(key).ok()?.as_i64().ok()?).ok();
    let mask = image.get(b"ImageMask").is_ok_and(|mask| matches!(mask, Object::Boolean(true)));
    let (components, bits) = match image.get(b"ColorSpace") {
        _ if mask => (1, 1),
        Ok(Object::Name(name)) => {
            let components = match name.as_slice() {
                b"DeviceGray" => 1,
                b"DeviceRGB" => 3,
                b"DeviceCMYK" => 4,
                _ => return None,
            };
            (components, size(b"BitsPerComponent")?)
        }
        Ok(Object::Array(_)) => (1, size(b"BitsPerComponent")?),
        Ok(_) | Err(_) => return None,
    };
    let row = size(b"Width")?.checked_mul(components * bits)?.div_ceil(8);
    row.checked_mul(size(b"Height")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(text: &[u8]) -> Vec<(String, usize, bool)> {
        Lexer::new(text)
            .map(|op| (String::from_utf8_lossy(op.operator).into_owned(), op.operands.len(), op.damaged))
            .collect()
    }

    fn is(rows: &[(&str, usize, bool)]) -> Vec<(String, usize, bool)> {
        rows.iter().map(|&(name, count, damaged)| (name.to_owned(), count, damaged)).collect()
    }

    #[test]
    fn operations_with_their_operands() {
        let text = b"q 1 0 0 -.5 +3 4. cm /F#201 12 Tf [(a\\)(b)) <4142> -3] TJ % Q\n/P <</MCID 3/A[1 2]>>BDC T* Q";
        let want = is(&[("q", 0, false), ("cm", 6, false), ("Tf", 2, false), ("TJ", 1, false)]);
        let found = operators(text);
        assert_eq!(found[..4], want[..]);
        assert_eq!(found[4..], is(&[("BDC", 2, false), ("T*", 0, false), ("Q", 0, false)])[..]);
        let strings: Vec<_> = Lexer::new(text).nth(3).unwrap().operands;
        let array = strings[0].as_array().unwrap();
        assert_eq!(array[0].as_str().unwrap(), b"a)(b)");
        assert_eq!(array[1].as_str().unwrap(), b"AB");
    }

    #[test]
    fn inline_images_are_one_word() {
        let text = b"BI /W 2 /H 1 /BPC 8 /CS /RGB ID \x01 EI\x02\x03\nEI Q BI /W 9 /H 9 /F /Fl ID abc EI q";
        let found: Vec<_> = Lexer::new(text).collect();
        assert_eq!(found.len(), 4, "{found:?}");
        let image = found[0].operands[0].as_stream().unwrap();
        assert_eq!(image.content, b"\x01 EI\x02\x03");
        assert!(image.dict.has(b"ColorSpace"));
        assert_eq!(found[1].operator, b"Q");
        assert_eq!(found[3].operator, b"q");
    }

    #[test]
    fn damage_is_told_and_passed() {
        assert_eq!(operators(b"1 ) 2 w 3 >> w"), is(&[("w", 2, true), ("w", 1, true)]));
        assert_eq!(operators(b"(no end"), is(&[]));
        assert_eq!(operators(&[b'['; 5000]), is(&[]));
        assert_eq!(operators(b"BI /W 1 ID"), is(&[("BI", 0, true)]));
        for end in 0..60 {
            let text = b"BI /W 2 /H 1 /BPC 8 /CS /RGB ID abcdef\nEI <</a[1 (\\12)]>> [<41>] Tj";
            let _ = operators(&text[..end.min(text.len())]);
        }
    }
}
