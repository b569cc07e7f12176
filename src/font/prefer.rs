//! Which families are asked first for a script that the theme's faces lack: by language, and by whether the text is in
//! a serif or a sans. The names are those of Noto, then of what macOS and Windows bring.

use crate::lang::{Language, Script};

/// Families for text with serifs, and for text without.
type Row = (Script, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    (Script::Armenian, &["Noto Serif Armenian", "Sylfaen"], &["Noto Sans Armenian", "Mshtakan"]),
    (
        Script::Hebrew,
        &["Noto Serif Hebrew", "Frank Ruehl CLM", "David CLM", "New Peninim MT", "David"],
        &["Noto Sans Hebrew", "Arial Hebrew", "Segoe UI"],
    ),
    (
        Script::Arabic,
        &["Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic", "Arabic Typesetting"],
        &["Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI"],
    ),
    (Script::Syriac, &["Noto Sans Syriac", "Estrangelo Edessa"], &["Noto Sans Syriac"]),
    (Script::Thaana, &["Noto Sans Thaana", "MV Boli"], &["Noto Sans Thaana"]),
    (
        Script::Devanagari,
        &["Noto Serif Devanagari", "Kohinoor Devanagari", "Devanagari MT", "Nirmala UI", "Mangal"],
        &["Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI"],
    ),
    (Script::Bengali, &["Noto Serif Bengali", "Bangla MN", "Nirmala UI"], &["Noto Sans Bengali", "Nirmala UI"]),
    (Script::Gurmukhi, &["Noto Serif Gurmukhi", "Gurmukhi MN", "Nirmala UI"], &["Noto Sans Gurmukhi", "Nirmala UI"]),
    (Script::Gujarati, &["Noto Serif Gujarati", "Gujarati MT", "Nirmala UI"], &["Noto Sans Gujarati", "Nirmala UI"]),
    (Script::Oriya, &["Noto Serif Oriya", "Noto Sans Oriya", "Oriya MN", "Nirmala UI"], &["Noto Sans Oriya"]),
    (Script::Tamil, &["Noto Serif Tamil", "Tamil MN", "Nirmala UI"], &["Noto Sans Tamil", "Nirmala UI"]),
    (Script::Telugu, &["Noto Serif Telugu", "Telugu MN", "Nirmala UI"], &["Noto Sans Telugu", "Nirmala UI"]),
    (Script::Kannada, &["Noto Serif Kannada", "Kannada MN", "Nirmala UI"], &["Noto Sans Kannada", "Nirmala UI"]),
    (Script::Malayalam, &["Noto Serif Malayalam", "Malayalam MN", "Nirmala UI"], &["Noto Sans Malayalam"]),
    (Script::Sinhala, &["Noto Serif Sinhala", "Sinhala MN", "Nirmala UI"], &["Noto Sans Sinhala", "Nirmala UI"]),
    (Script::Thai, &["Noto Serif Thai", "Thonburi", "Angsana New"], &["Noto Sans Thai", "Thonburi", "Leelawadee UI"]),
    (Script::Lao, &["Noto Serif Lao", "Lao MN", "Leelawadee UI"], &["Noto Sans Lao", "Leelawadee UI"]),
    (Script::Tibetan, &["Noto Serif Tibetan", "Kailasa", "Microsoft Himalaya"], &["Noto Serif Tibetan"]),
    (Script::Myanmar, &["Noto Serif Myanmar", "Myanmar MN", "Myanmar Text"], &["Noto Sans Myanmar", "Myanmar Text"]),
    (Script::Georgian, &["Noto Serif Georgian", "Sylfaen"], &["Noto Sans Georgian", "Helvetica"]),
    (Script::Ethiopic, &["Noto Serif Ethiopic", "Kefa", "Nyala"], &["Noto Sans Ethiopic", "Ebrima"]),
    (Script::Khmer, &["Noto Serif Khmer", "Khmer MN", "Leelawadee UI"], &["Noto Sans Khmer", "Leelawadee UI"]),
    (Script::Mongolian, &["Noto Sans Mongolian", "Mongolian Baiti"], &["Noto Sans Mongolian"]),
    // One colour before all: faces that paint do not print.
    (
        Script::Symbols,
        &["Symbola", "Noto Emoji", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Apple Symbols"],
        &["Symbola", "Noto Emoji", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Segoe UI Symbol"],
    ),
];

const SIMPLIFIED: Row = (
    Script::Han,
    &["Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun"],
    &["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"],
);
const TAIWAN: Row = (
    Script::Han,
    &["Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC", "Songti TC", "PMingLiU"],
    &["Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"],
);
const HONG_KONG: Row = (
    Script::Han,
    &["Noto Serif CJK HK", "Noto Serif CJK TC", "Noto Serif HK", "Songti TC", "PMingLiU"],
    &["Noto Sans CJK HK", "Noto Sans CJK TC", "Noto Sans HK", "PingFang HK", "Microsoft JhengHei"],
);
const JAPANESE: Row = (
    Script::Kana,
    &["Noto Serif CJK JP", "Source Han Serif", "Noto Serif JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"],
    &["Noto Sans CJK JP", "Source Han Sans", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "MS Gothic"],
);
const KOREAN: Row = (
    Script::Hangul,
    &["Noto Serif CJK KR", "Source Han Serif K", "Noto Serif KR", "AppleMyungjo", "Batang"],
    &["Noto Sans CJK KR", "Source Han Sans K", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"],
);

/// The families for a script in a language, the best first. `like` is the family that lacks it.
pub(super) fn families(script: Script, language: &Language, like: &str) -> &'static [&'static str] {
    let row = match script {
        Script::Kana => Some(&JAPANESE),
        Script::Hangul => Some(&KOREAN),
        Script::Bopomofo => Some(&TAIWAN),
        Script::Han => Some(han(language)),
        script => ROWS.iter().find(|(of, ..)| *of == script),
    };
    let Some((_, serif, sans)) = row else { return &[] };
    let plain = ["Sans", "Code", "Mono", "Gothic", "Grotesk", "Arial", "Helvetica"];
    if plain.iter().any(|word| like.contains(word)) { sans } else { serif }
}

/// Ideographs have different shapes where they are written; a tag's script or region says which.
fn han(language: &Language) -> &'static Row {
    match (language.code(), language.tag().to_ascii_lowercase()) {
        ("ja", _) => &JAPANESE,
        ("ko", _) => &KOREAN,
        (_, tag) if tag.contains("-hk") || tag.contains("-mo") || tag.starts_with("yue") => &HONG_KONG,
        (_, tag) if tag.contains("-hant") || tag.contains("-tw") => &TAIWAN,
        _ => &SIMPLIFIED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ideographs_go_by_language_and_the_rest_by_script() {
        let first = |script, tag, like| families(script, &Language::parse(tag).unwrap(), like)[0];
        assert_eq!(first(Script::Han, "zh-Hant-TW", "Source Serif 4"), "Noto Serif CJK TC");
        assert_eq!(first(Script::Han, "zh", "Source Sans 3"), "Noto Sans CJK SC");
        assert_eq!(first(Script::Han, "ja", "Libertinus Serif"), "Noto Serif CJK JP");
        assert_eq!(first(Script::Kana, "en", "Source Serif 4"), "Noto Serif CJK JP");
        assert_eq!(first(Script::Arabic, "fa", "Source Serif 4"), "Noto Naskh Arabic");
    }
}
