//! What codes mean: the map that a font has for copying text out (ISO 32000-1, 9.10.3).

use super::filters;
use lopdf::{Document, Stream};
use std::collections::BTreeMap;

/// Characters by code.
pub(crate) type Map = BTreeMap<u32, String>;

/// The most codes that a range may span: all that two bytes can say.
const WIDEST: u32 = 0xffff;

/// Reads a map; what is damaged in it is passed over.
pub(crate) fn read(document: &Document, stream: &Stream) -> Map {
    filters::plain(document, stream).map(|text| parse(&text)).unwrap_or_default()
}

/// A word of a map.
#[derive(Debug, PartialEq)]
enum Word<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Name(&'a [u8]),
}

fn parse(text: &[u8]) -> Map {
    let mut map = Map::new();
    let mut within = None;
    let mut pending: Vec<Vec<u8>> = Vec::new();
    let mut list: Option<Vec<Vec<u8>>> = None;
    for word in words(text) {
        match word {
            Word::Name(name @ (b"beginbfchar" | b"beginbfrange")) => {
                within = Some(name);
                pending.clear();
            }
            Word::Name(b"endbfchar" | b"endbfrange") => within = None,
            Word::Name(_) => {}
            Word::Open => list = Some(Vec::new()),
            Word::Close => {
                if let (Some(list), [first, _]) = (list.take(), pending.as_slice()) {
                    let first = code(first);
                    for (code, text) in (first..).zip(list) {
                        map.insert(code, characters(&text));
                    }
                }
                pending.clear();
            }
            Word::Hex(bytes) => match (&mut list, within) {
                (Some(list), _) => list.push(bytes),
                (None, Some(b"beginbfchar")) => {
                    pending.push(bytes);
                    if let [from, to] = pending.as_slice() {
                        map.insert(code(from), characters(to));
                        pending.clear();
                    }
                }
                (None, Some(_)) => {
                    pending.push(bytes);
                    if let [first, last, to] = pending.as_slice() {
                        range(&mut map, code(first), code(last), to);
                        pending.clear();
                    }
                }
                (None, None) => {}
            },
        }
    }
    map
}

/// Codes that mean characters one after the other.
fn range(map: &mut Map, first: u32, last: u32, to: &[u8]) {
    let text = characters(to);
    let Some(end) = text.chars().next_back() else { return };
    let stem = &text[..text.len() - end.len_utf8()];
    for code in first..=last.min(first.saturating_add(WIDEST)) {
        let Some(c) = char::from_u32(u32::from(end) + (code - first)) else { continue };
        map.insert(code, format!("{stem}{c}"));
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// UTF-16, high byte first.
fn characters(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn words(text: &[u8]) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while text.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>') {
            at += 1;
        }
        let start = at;
        at += 1;
        match text.get(start)? {
            b'<' => {
                let mut digits = Vec::new();
                while let Some(&byte) = text.get(at).filter(|&&byte| byte != b'>' && byte != b'<') {
                    digits.extend(char::from(byte).to_digit(16).map(|digit| digit as u8));
                    at += 1;
                }
                Some(Word::Hex(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()))
            }
            b'[' => Some(Word::Open),
            b']' => Some(Word::Close),
            _ => {
                let ends = |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'[' | b']');
                while text.get(at).filter(ends).is_some() {
                    at += 1;
                }
                Some(Word::Name(&text[start..at]))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let map = parse(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0001> <0041> <0002> <00660069>\n\
              endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D83DDE00>] endbfrange",
        );
        let said: Vec<_> = map.iter().map(|(code, text)| format!("{code:x}{text}")).collect();
        assert_eq!(said, ["1A", "2fi", "10a", "11b", "12c", "20x", "21😀"]);
    }

    #[test]
    fn damage_is_passed_over() {
        for damaged in [
            &b"beginbfchar <00"[..],
            b"beginbfrange <ffff> <0000> <",
            b"] [ > <zz> endbfchar <",
            b"beginbfrange <0> <1> []",
        ] {
            parse(damaged);
        }
        let wide = parse(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert!(wide.len() <= 0x10001);
    }
}
