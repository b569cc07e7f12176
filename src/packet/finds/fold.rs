//! Text without what comparisons do not care about, and the order in which lists are filed.

use super::words::{is_mark, is_unseen};
use crate::lang::Script;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Letters with marks, in lower case, and what they are without.
const FOLDS: &[(&str, &str)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("æǽ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĝğġģǧ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıǐỉị", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏőơǒọỏốồổỗộớờởỡợ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųưǔụủứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("źżž", "z"),
    ("ά", "α"),
    ("έ", "ε"),
    ("ή", "η"),
    ("ίϊΐ", "ι"),
    ("ό", "ο"),
    ("ύϋΰ", "υ"),
    ("ώ", "ω"),
    ("ς", "σ"),
    ("ё", "е"),
    ("أإآٱ", "ا"),
    ("ى", "ي"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬀ", "ff"),
    ("ﬃ", "ffi"),
    ("ﬄ", "ffl"),
    ("’ʼ‘", "'"),
    ("‐‑–", "-"),
];

static TABLE: LazyLock<FxHashMap<char, &'static str>> =
    LazyLock::new(|| FOLDS.iter().flat_map(|(letters, plain)| letters.chars().map(move |c| (c, *plain))).collect());

/// Puts a character in lower case and without its marks behind `out`; nothing for a mark, or for what nobody sees.
pub(super) fn push(c: char, out: &mut String) {
    match c {
        '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
        // Letters that have no marks and need no table: most of what is Russian, Chinese or Japanese.
        'а'..='я' | '\u{3400}'..='\u{9fff}' => out.push(c),
        _ => push_other(c, out),
    }
}

fn push_other(c: char, out: &mut String) {
    match NEAR.get(c as usize) {
        Some(Near::Letter(plain)) => out.push(*plain),
        Some(Near::Other) | None => push_asked(c, out),
    }
}

fn push_asked(c: char, out: &mut String) {
    if !is_mark(c) && !is_unseen(c) {
        for lower in c.to_lowercase().filter(|c| !is_mark(*c)) {
            match TABLE.get(&lower) {
                Some(plain) => out.push_str(plain),
                None => out.push(lower),
            }
        }
    }
}

/// What a character of the scripts nearby becomes.
#[derive(Clone, Copy)]
enum Near {
    /// One letter.
    Letter(char),
    /// Nothing, or several.
    Other,
}

/// The characters up to the Arabic ones: each is asked for once.
static NEAR: LazyLock<[Near; 0x700]> = LazyLock::new(|| {
    let mut folded = String::new();
    std::array::from_fn(|at| {
        folded.clear();
        char::from_u32(at as u32).into_iter().for_each(|c| push_asked(c, &mut folded));
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Near::Letter(letter),
            _ => Near::Other,
        }
    })
});

/// The first letter of what a character becomes; `None` if that is nothing.
pub(super) fn first(c: char) -> Option<char> {
    match NEAR.get(c as usize) {
        Some(Near::Letter(plain)) => Some(*plain),
        Some(Near::Other) | None => {
            let mut folded = String::new();
            push(c, &mut folded);
            folded.chars().next()
        }
    }
}

/// The text in lower case, without marks on letters: "Škoda" and "SKODA" are alike. Quotation marks and hyphens are
/// plain ones.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut out));
    out
}

/// Where an entry is filed: letter by letter, spaces and marks not counted, scripts one after another, figures before
/// letters. The same on every machine. Entries that are filed alike stand in the order of their characters.
pub fn filing(text: &str) -> (Vec<(u8, char)>, String) {
    let letters = fold(text).chars().filter(|c| c.is_alphanumeric()).map(|c| (block(c), c)).collect();
    (letters, text.to_owned())
}

/// The letter under which an entry stands; `#` for figures and marks.
pub fn initial(text: &str) -> char {
    let first = fold(text).chars().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().next().unwrap_or(c),
        _ => '#',
    }
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
    fn marks_on_letters_do_not_count() {
        assert_eq!(fold("Škoda, Łódź – STRASSE/Straße"), "skoda, lodz - strasse/strasse");
        assert_eq!(fold("Ёлка Ο\u{301}ΔΌΣ I\u{307}"), "елка οδοσ i");
        assert_eq!(fold("Zoe\u{308}"), fold("Zoë"));
    }

    #[test]
    fn entries_are_filed_letter_by_letter() {
        let mut entries =
            ["Яна", "new town", "Newark", "Émile", "Ångström", "7 Days", "Ελλάδα", "New York", "Emil", "北京"];
        entries.sort_by_key(|entry| filing(entry));
        assert_eq!(
            entries,
            ["7 Days", "Ångström", "Emil", "Émile", "Newark", "new town", "New York", "Ελλάδα", "Яна", "北京"]
        );
        assert_eq!(initial("émile"), 'E');
        assert_eq!(initial("7 Days"), '#');
    }
}
