use super::*;

fn read(bytes: &[u8]) -> (String, Vec<String>) {
    let warned = decode("t", bytes).unwrap();
    let told = warned.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    (warned.value.text, told)
}

#[test]
fn line_ends_are_one() {
    let want = "Über\n\nText\nEnd\n";
    for ends in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{c}"] {
        assert_eq!(read(want.replace('\n', ends).as_bytes()), (want.to_owned(), vec![]), "{ends:?}");
    }
    assert_eq!(read("\u{feff}\u{feff}a".as_bytes()).0, "a");
    assert_eq!(read("“quoted” — é".as_bytes()).0, "“quoted” — é");
}

#[test]
fn wide_encodings() {
    let text = "Title\n\nПривет, 😀 world\n";
    let units = || text.encode_utf16();
    let le: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let guessed = vec!["encoding-guess: this is not UTF-8; read as UTF-16".to_owned()];
    assert_eq!(read(&le), (text.to_owned(), guessed.clone()));
    assert_eq!(read(&be), (text.to_owned(), guessed));
    assert_eq!(read(&[&[0xff, 0xfe], &le[..]].concat()), (text.to_owned(), vec![]));
    let chinese = "到了春天，小麦的价格已经翻了一番。\n起初没有人谈论这件事。\n";
    for bytes in [
        chinese.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        chinese.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ] {
        assert_eq!(read(&bytes).0, chinese);
    }
    let four: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    assert_eq!(read(&[&[0, 0, 0xfe, 0xff], &four[..]].concat()), (text.to_owned(), vec![]));
    let lone = read(b"\xff\xfeA\0\x00\xd8B\0\xff");
    assert_eq!(lone.0, "A\u{fffd}B\u{fffd}");
    assert!(lone.1[0].contains("2 places"), "{lone:?}");
}

#[test]
fn damage_is_told_once_with_its_place() {
    let (text, told) = read(
        "Zwölf \u{fffd}\nJahre ".as_bytes().iter().copied().chain(*b"\xe2\x82 x \xff\n").collect::<Vec<_>>().as_slice(),
    );
    assert_eq!(text, "Zwölf \u{fffd}\nJahre \u{fffd} x \u{fffd}\n");
    assert_eq!(told, ["invalid-encoding: bytes in 2 places are not UTF-8; each became U+FFFD, the first in line 2"]);
}

#[test]
fn eight_bit_encodings_are_guessed() {
    let russian = "Лавров и Блинкен встретятся на заседании ОБСЕ, сообщает министерство.\n";
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_U, encoding_rs::IBM866] {
        let (bytes, _, _) = encoding.encode(russian);
        let (text, told) = read(&bytes);
        assert_eq!(text, russian);
        assert_eq!(told, [format!("encoding-guess: this is not UTF-8; read as {}", encoding.name())]);
    }
    let japanese = "日本語のテキストです。\n";
    assert_eq!(read(&ISO_2022_JP.encode(japanese).0).0, japanese);
    assert_eq!(read(&encoding_rs::SHIFT_JIS.encode(japanese).0).0, japanese);
    assert_eq!(read(b"\xdcber die Gr\xf6\xdfe\n").0, "Über die Größe\n");
}

#[test]
fn mojibake_is_mended_and_told() {
    let spoilt = "One\nCâ€™est lâ€™Ã©tÃ©\n".as_bytes();
    let (text, told) = read(spoilt);
    assert_eq!(text, "One\nC’est l’été\n");
    assert_eq!(
        told,
        ["mojibake: UTF-8 that had been read as windows-1252 was mended in 3 places, the first in line 2"]
    );
    let kept = decode_with(SourceId::default(), "t", spoilt, &Tidy::NONE).unwrap();
    assert_eq!(kept.value.text.as_bytes(), spoilt);
}

#[test]
fn what_is_not_text_is_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [b"%PDF-1.7".as_slice(), b"PK\x03\x04..", b"\x7fELF", &[0; 500], &noise] {
        let error = decode("a.txt", bytes).unwrap_err();
        assert!(matches!(error, Error::NotText { .. }), "{error}");
    }
    assert!(decode("a.txt", b"Ti\0tle\n\nText with NUL\n").is_ok());
    assert!(decode("a.txt", b"").is_ok());
}
