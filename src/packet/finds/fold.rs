//! The order in which lists are filed.

pub use crate::lang::fold;
use crate::lang::{Script, composed, fold_into};

/// Where an entry is filed: letter by letter, spaces and marks not counted, scripts one after another, figures before
/// letters. The same on every machine. Entries that are filed alike stand in the order of their characters.
pub fn filing(text: &str) -> (Vec<(u8, char)>, String) {
    let letters = filed(text).chars().filter(|c| c.is_alphanumeric()).map(|c| (block(c), c)).collect();
    (letters, text.to_owned())
}

/// The letter under which an entry stands; `#` for figures and marks.
pub fn initial(text: &str) -> char {
    let first = filed(text).chars().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().next().unwrap_or(c),
        _ => '#',
    }
}

/// A text folded, but for letters whose mark makes another letter of them, and for syllables: they are filed as such.
fn filed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in composed(text).chars() {
        match c {
            'й' | 'Й' => out.push('й'),
            '가'..='힣' => out.push(c),
            _ => fold_into(c.encode_utf8(&mut [0; 4]), &mut out),
        }
    }
    out
}

/// The place of a character's script among scripts.
fn block(c: char) -> u8 {
    match Script::of(c) {
        Script::Common | Script::Symbols => 0,
        Script::Latin => 1,
        Script::Greek => 2,
        Script::Cyrillic => 3,
        Script::Armenian | Script::Georgian => 4,
        Script::Hebrew => 5,
        Script::Arabic | Script::Syriac | Script::Thaana => 6,
        Script::Hangul => 8,
        Script::Kana | Script::Bopomofo => 9,
        Script::Han => 10,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_filed_letter_by_letter() {
        let mut entries =
            ["Яна", "new town", "Newark", "Émile", "Ångström", "7 Days", "Ελλάδα", "New York", "Emil", "北京"];
        entries.sort_by_key(|entry| filing(entry));
        assert_eq!(
            entries,
            ["7 Days", "Ångström", "Emil", "Émile", "Newark", "new town", "New York", "Ελλάδα", "Яна", "北京"]
        );
        let mut entries = ["Калинин", "Йемен", "Йод", "Италия", "김", "가나", "각"];
        entries.sort_by_key(|entry| filing(entry));
        assert_eq!(entries, ["Италия", "Йемен", "Йод", "Калинин", "가나", "각", "김"]);
        assert_eq!((initial("И\u{306}од"), initial("émile")), ('Й', 'E'));
        assert_eq!(initial("7 Days"), '#');
    }
}
