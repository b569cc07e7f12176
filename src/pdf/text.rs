//! Text strings: UTF-16 with a mark, UTF-8 with a mark, or PDFDocEncoding.

/// What a text string says. Never fails: what has no meaning becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    // A language mark, escape-code-escape, is no text.
    let mut in_mark = false;
    let units = units.filter(|&unit| {
        let mark = unit == 0x1b;
        let keep = !mark && !in_mark;
        in_mark ^= mark;
        keep
    });
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// PDFDocEncoding: Latin-1, but for two rows (ISO 32000-1, annex D.2).
pub(crate) fn pdf_doc(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const MARKS: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    match byte {
        0x18..=0x1f => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0x9e => MARKS[usize::from(byte - 0x80)],
        0xa0 => '€',
        0x7f | 0x9f | 0xad => char::REPLACEMENT_CHARACTER,
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn three_encodings() {
        assert_eq!(decode(b"\xfe\xff\x00A\x20\x14"), "A—");
        assert_eq!(decode(b"\xef\xbb\xbf\xc3\xa9"), "é");
        assert_eq!(decode(b"a\x84\xa0\xe9"), "a—€é");
        assert_eq!(decode(b"\xfe\xff\x00\x1b\x00d\x00e\x00\x1b\x00x"), "x");
    }
}
