//! Text without what comparisons do not care about: capitals, marks on letters, and how a letter happens to be coded.
//!
//! A letter with a mark is one character or two, Korean is written in syllables or in their parts, Latin letters have a
//! wide form and one for formulas: whoever looks for a name means all of them. Each is decomposed as Unicode has it
//! (NFKD), and marks are left out. Vowel signs of India and of South East Asia are no such marks, and neither is what
//! makes another consonant of a kana.

use super::chars::{Kind, is_mark, is_unseen};
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

/// Letters that Unicode does not decompose, in lower case, and what they are compared as.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ƀ' | 'ɓ' => "b",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ǥ' => "g",
        'ħ' => "h",
        'ı' | 'ɨ' => "i",
        'ƙ' => "k",
        'ł' | 'ŀ' | 'ƚ' => "l",
        'ø' | 'ɵ' => "o",
        'ŧ' | 'ⱦ' => "t",
        'ʉ' => "u",
        'ƴ' | 'ɏ' => "y",
        'ƶ' => "z",
        'ς' => "σ",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        // Marks that are alike on paper.
        '’' | '‘' | 'ʼ' | '＇' => "'",
        '‐' | '‑' | '–' | '－' | '﹣' => "-",
        _ => return None,
    })
}

/// The text in lower case, without marks on letters: "Škoda" and "SKODA" are alike. Quotation marks and hyphens are
/// plain ones.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The text with each letter and its marks as one character, where there is one (NFC).
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Puts a folded text behind `out`.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    text.chars().for_each(|c| push(c, out));
}

/// Puts the first character of a text behind `out`, folded, with the marks that make another kana of it: nothing for a
/// mark, or for what nobody sees. How many bytes that took.
pub(crate) fn fold_first(text: &str, out: &mut String) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    push(first, out);
    let mut length = first.len_utf8();
    if is_kana(first) {
        for mark in chars.take_while(|c| is_voicing(*c)) {
            push(mark, out);
            length += mark.len_utf8();
        }
    }
    length
}

/// The letter that a text begins with, folded; of a ligature, the first of its letters. `None`: nothing, a mark, or what
/// nobody sees.
pub(crate) fn first_letter(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    match (first, NEAR.get(first as usize)) {
        ('\0'..='\x7f', _) => Some(first.to_ascii_lowercase()),
        ('\u{3400}'..='\u{9fff}', _) => Some(first),
        (_, Some(Near::Letter(letter))) => Some(*letter),
        _ => {
            let mut folded = String::new();
            fold_first(text, &mut folded);
            folded.chars().next()
        }
    }
}

/// Marks that make another consonant of the kana before them, as characters of their own.
pub(crate) fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Puts a character behind what is folded already.
pub(crate) fn push(c: char, out: &mut String) {
    match c {
        '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
        // Letters that have no marks and need no table: most of what is Chinese or Japanese.
        '\u{3041}'..='\u{3096}' | '\u{309d}' | '\u{309e}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}' => {
            out.push(c)
        }
        _ => push_other(c, out),
    }
}

fn push_other(c: char, out: &mut String) {
    match NEAR.get(c as usize) {
        Some(Near::Letter(letter)) => out.push(*letter),
        Some(Near::Nothing) => {}
        Some(Near::Several) | None => push_asked(c, out),
    }
}

fn push_asked(c: char, out: &mut String) {
    if is_voicing(c) {
        let mark = if matches!(c, '\u{3099}' | '\u{ff9e}') { '\u{3099}' } else { '\u{309a}' };
        return match out.chars().next_back().and_then(|kana| compose(kana, mark)) {
            Some(voiced) => {
                out.pop();
                out.push(voiced);
            }
            None => out.push(mark),
        };
    }
    if is_mark(c) || is_unseen(c) {
        return;
    }
    // What stands for several words is left as it is, and so is a letter that is a word of its own.
    let stays = |part: char| Kind::of(part).is_of_word() == Kind::of(c).is_of_word();
    let mut parts = 0;
    let mut is_like = true;
    decompose_compatible(c, |part| {
        parts += 1;
        is_like &= stays(part);
    });
    if !is_like || (parts > 1 && Kind::of(c).is_unparted()) || !Kind::of(c).is_of_word() {
        push_letter(c, out);
    } else {
        decompose_compatible(c, |part| push_letter(part, out));
    }
}

/// Puts a letter behind what is folded, in lower case and without its marks.
fn push_letter(c: char, out: &mut String) {
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            if !is_mark(part) {
                match plain(part) {
                    Some(plain) => out.push_str(plain),
                    None => out.push(part),
                }
            }
        });
    }
}

/// What a character of the scripts nearby becomes.
#[derive(Clone, Copy)]
enum Near {
    Letter(char),
    Nothing,
    Several,
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
            (None, _) => Near::Nothing,
            (Some(_), Some(_)) => Near::Several,
        }
    })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_on_letters_do_not_count() {
        assert_eq!(fold("Škoda, Łódź – STRASSE/Straße"), "skoda, lodz - strasse/strasse");
        assert_eq!(fold("Ёлка Ο\u{301}ΔΌΣ I\u{307}"), "елка οδοσ i");
        assert_eq!(fold("Ḥasan ǾRSTED Nguyễn ẞ"), "hasan orsted nguyen ss");
        assert_eq!(fold("Ｚｏｒｂ 𝐙𝐨𝐫𝐛 Aﬀaire Ⅳ"), "zorb zorb affaire iv");
        assert_eq!(fold("أحمد ﻣﺤﻤﺪ ﷺ"), "احمد محمد ﷺ");
        assert_eq!((fold("ｶﾞｰﾄﾞ"), fold("ʿAlī")), ("ガード".to_owned(), "ali".to_owned()));
    }

    /// Vowel signs and what parts one kana from another are not marks on letters.
    #[test]
    fn letters_that_need_their_signs_keep_them() {
        for (one, other) in [("かき", "がき"), ("हिन", "हीन"), ("กิน", "กัน"), ("김", "감")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    /// Each character as it stands, composed and decomposed; and what is of a word stays of one word.
    #[test]
    fn a_letter_is_the_same_however_it_is_coded() {
        for c in ('\0'..=char::MAX).filter(|c| !matches!(u32::from(*c), 0x1d15e..=0x1d164 | 0x1d1bb..=0x1d1c0)) {
            let alone = c.to_string();
            let folded = fold(&alone);
            assert_eq!(fold(&alone.nfc().collect::<String>()), folded, "{c:?} {:x}", u32::from(c));
            assert_eq!(fold(&alone.nfd().collect::<String>()), folded, "{c:?} {:x}", u32::from(c));
            let like = |part: char| Kind::of(part).is_of_word() == Kind::of(c).is_of_word();
            assert!(folded.chars().all(like) || plain(c) == Some("'"), "{c:?} {:x} {folded:?}", u32::from(c));
            assert_eq!(fold(&folded), folded, "{c:?} {:x}", u32::from(c));
        }
    }
}
