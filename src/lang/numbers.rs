//! Numbers before the words of a heading or of an item, as authors of all languages write them.

use super::partly::PARTLY;
use super::{Kind, LANGUAGES, small};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A number before a line's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub kind: NumberKind,
    pub value: u32,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NumberKind {
    /// "Chapter 3", "Глава 3", "الفصل 3": which word, as a hash.
    Part(u32),
    /// "§ 3".
    Section,
    /// "第三章", "三、": with what stands behind the number.
    Ideographic(char),
    /// "1.2" and deeper: the depth, and a hash of what stands before the last number.
    Dotted { depth: u8, stem: u32 },
    /// "3."
    Decimal,
    /// "3)"
    Parenthesis,
    /// "(3)"
    Enclosed,
    /// "#3"
    Hash,
    /// "IV." or "IV" alone.
    Roman,
    /// "B."
    Capital,
    /// "b)" or "(b)" or "b.", and "iv)" and the like.
    Letter,
}

/// "chapter", "глава": what numbered headings begin with.
static PARTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let known = LANGUAGES.iter().map(|data| data.parts).chain(PARTLY.iter().map(|data| data.parts));
    known.flatten().copied().collect()
});

/// The number that a heading may begin with, and the bytes of it.
pub(crate) fn heading_number(text: &str) -> Option<(Number, usize)> {
    let first = text.chars().next()?;
    let found = match first {
        '0'..='9' => dotted(text).or_else(|| list_number(text)),
        '（' => in_wide_brackets(text),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => before_comma(text),
        '(' => list_number(text),
        '#' => hash(text),
        '§' => section(text),
        '第' | '제' => ideographic(text),
        _ => part(text).or_else(|| roman(text)).or_else(|| capital(text)),
    };
    let closed = |length: usize| first == '第' || text[..length].ends_with(['、', '）']);
    found.filter(|(_, length)| text[*length..].chars().next().is_none_or(|c| !c.is_alphanumeric() || closed(*length)))
}

/// "三、": a number before the comma of lists.
fn before_comma(text: &str) -> Option<(Number, usize)> {
    let number = &text[..text.find('、')?];
    if !number.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        return None;
    }
    let value = ideographic_value(number)?;
    Some((Number { kind: NumberKind::Ideographic('、'), value }, number.len() + '、'.len_utf8()))
}

/// "（三）".
fn in_wide_brackets(text: &str) -> Option<(Number, usize)> {
    let number = text.strip_prefix('（')?;
    let number = &number[..number.find('）')?];
    if !number.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        return None;
    }
    let value = ideographic_value(number)?;
    Some((Number { kind: NumberKind::Enclosed, value }, number.len() + 2 * '（'.len_utf8()))
}

/// The number that an item of a list may begin with, and the bytes of it: "3.", "3)", "(3)", "b.", "b)", "(b)", "iv.", "A)"; at most three digits.
pub(crate) fn list_number(text: &str) -> Option<(Number, usize)> {
    let enclosed = text.starts_with('(');
    let at = usize::from(enclosed);
    let digits = digits(&text[at..]);
    let letters = letters(&text[at..]);
    let (value, end) = match (digits, letters) {
        (1..=3, _) => (text[at..at + digits].parse().ok()?, at + digits),
        (0, 1) => (u32::from(text.as_bytes()[at].to_ascii_lowercase() - b'a') + 1, at + 1),
        (0, 2..=5) => (roman_value(&text[at..at + letters].to_ascii_uppercase())?, at + letters),
        _ => return None,
    };
    // "A." begins a name more often than an item.
    let capital = letters > 0 && text.as_bytes()[at].is_ascii_uppercase();
    let closing = text[end..].bytes().next()?;
    let kind = match (enclosed, closing, digits > 0) {
        (true, b')', true) => NumberKind::Enclosed,
        (false, b'.', true) => NumberKind::Decimal,
        (false, b')', true) => NumberKind::Parenthesis,
        (_, b')', false) => NumberKind::Letter,
        (false, b'.', false) if !capital => NumberKind::Letter,
        _ => return None,
    };
    Some((Number { kind, value }, end + 1))
}

/// How many letters of one case a text begins with.
fn letters(text: &str) -> usize {
    let small = text.bytes().take_while(u8::is_ascii_lowercase).count();
    if small > 0 { small } else { text.bytes().take_while(u8::is_ascii_uppercase).count() }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// "1.2", "1.2.", "A.1": numbers joined by full stops.
fn dotted(text: &str) -> Option<(Number, usize)> {
    let mut at = 0;
    let mut depth = 0;
    let mut last = 0..0;
    loop {
        let letter = depth == 0 && text.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let length = if letter { 1 } else { digits(&text[at..]) };
        if length == 0 || length > 3 {
            break;
        }
        depth += 1;
        last = at..at + length;
        at += length;
        if text.as_bytes().get(at) != Some(&b'.') {
            break;
        }
        at += 1;
    }
    if depth < 2 {
        return None;
    }
    let value = text[last.clone()].parse().ok()?;
    let stem = hash_of(&text[..last.start]);
    Some((Number { kind: NumberKind::Dotted { depth: depth.min(9), stem }, value }, at.max(last.end)))
}

fn hash(text: &str) -> Option<(Number, usize)> {
    let length = digits(&text[1..]);
    let value = text[1..=length].parse().ok()?;
    (length <= 3).then_some((Number { kind: NumberKind::Hash, value }, 1 + length))
}

fn section(text: &str) -> Option<(Number, usize)> {
    let rest = text.trim_start_matches('§').trim_start();
    let length = digits(rest);
    let value = rest[..length].parse().ok()?;
    Some((Number { kind: NumberKind::Section, value }, text.len() - rest.len() + length))
}

/// "第三章", "第12条", "제3장".
fn ideographic(text: &str) -> Option<(Number, usize)> {
    let rest = &text[text.chars().next()?.len_utf8()..];
    let number: String =
        rest.chars().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(*c)).collect();
    let unit = rest[number.len()..].chars().next().filter(|c| "章节節条條部篇回話话卷課课장절조부".contains(*c))?;
    let value = number.parse().ok().or_else(|| ideographic_value(&number))?;
    let length = text.len() - rest.len() + number.len() + unit.len_utf8();
    Some((Number { kind: NumberKind::Ideographic(unit), value }, length))
}

fn ideographic_value(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut digit = None;
    for c in text.chars() {
        match c {
            '百' => value += 100 * digit.take().unwrap_or(1),
            '十' => value += 10 * digit.take().unwrap_or(1),
            '〇' | '零' => digit = None,
            _ => digit = Some("一二三四五六七八九".chars().position(|d| d == c)? as u32 + 1),
        }
    }
    (!text.is_empty()).then(|| value + digit.unwrap_or(0))
}

/// "Chapter 3", "Teil II", "Приложение А".
fn part(text: &str) -> Option<(Number, usize)> {
    let word_end = text.find(|c: char| !Kind::of(c).is_letter())?;
    if word_end > 40 {
        return None;
    }
    let word = small(&text[..word_end]);
    if !PARTS.contains(word.as_str()) {
        return None;
    }
    let rest = text[word_end..].trim_start_matches([' ', '\u{a0}']);
    let at = text.len() - rest.len();
    let length = digits(rest);
    let kind = NumberKind::Part(hash_of(&word));
    if (1..=4).contains(&length) {
        let behind = of_ordinal(&rest[length..]);
        return Some((Number { kind, value: rest[..length].parse().ok()? }, at + length + behind));
    }
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    // "Titre Ier".
    if matches!(&rest[..end], "Ier" | "Ire" | "Ière" | "IER") {
        return Some((Number { kind, value: 1 }, at + end));
    }
    let value = roman_value(&rest[..end]).or_else(|| single_letter(&rest[..end])).or_else(|| ordinal(&rest[..end]))?;
    Some((Number { kind, value }, at + end))
}

/// The letters that make an ordinal of a number, if nothing else stands there: "1er", "1.º", "2ª".
fn of_ordinal(rest: &str) -> usize {
    const SIGNS: &[&str] = &["er", "ère", "re", "ème", "e", "º", "ª", "°", ".º", ".ª", "ο", "η"];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '°' && c != '.').unwrap_or(rest.len());
    let sign = rest[..end].trim_end_matches('.');
    if SIGNS.contains(&sign) { sign.len() } else { 0 }
}

/// The number words of English, French, German and Spanish chapters, as far as books use them.
fn ordinal(word: &str) -> Option<u32> {
    const WORDS: &[&[&str]] = &[
        &["one", "first", "premier", "première", "primero", "primera", "первая", "первый"],
        &["two", "second", "deuxième", "segundo", "segunda", "вторая", "второй"],
        &["three", "third", "troisième", "tercero", "tercera", "третья", "третий"],
        &["four", "fourth", "quatrième", "cuarto", "cuarta", "четвертая", "четвёртая"],
        &["five", "fifth", "cinquième", "quinto", "quinta", "пятая"],
        &["six", "sixth", "sixième", "sexto", "sexta", "шестая"],
        &["seven", "seventh"],
        &["eight", "eighth"],
        &["nine", "ninth"],
        &["ten", "tenth"],
        &["eleven"],
        &["twelve"],
    ];
    let word = word.to_lowercase();
    WORDS.iter().position(|forms| forms.contains(&word.as_str())).map(|at| at as u32 + 1)
}

fn single_letter(word: &str) -> Option<u32> {
    let mut letters = word.chars();
    let letter = letters.next().filter(|c| c.is_uppercase())?;
    letters.next().is_none().then(|| u32::from(letter))
}

/// "IV.", "IV)", or "IV" with nothing or a space behind it.
fn roman(text: &str) -> Option<(Number, usize)> {
    let length = text.bytes().take_while(|b| b"IVXLC".contains(b)).count();
    let value = (1..=7).contains(&length).then(|| roman_value(&text[..length]))??;
    let rest = &text[length..];
    let closed = rest.starts_with(['.', ')']);
    // "I" and "C" begin sentences; alone on a line, or with a full stop, they are numbers.
    let fits = closed || rest.is_empty() || (length > 1 && rest.starts_with(' '));
    fits.then_some((Number { kind: NumberKind::Roman, value }, length + usize::from(closed)))
}

pub(crate) fn roman_value(text: &str) -> Option<u32> {
    let value = |b: u8| match b {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let mut total: u32 = 0;
    let mut largest = 0;
    for b in text.bytes().rev() {
        let this = value(b)?;
        if this < largest {
            total = total.checked_sub(this)?;
        } else {
            total += this;
            largest = this;
        }
    }
    Some(total)
}

/// "B." or "B)" before words; "A.1." is dotted.
fn capital(text: &str) -> Option<(Number, usize)> {
    let bytes = text.as_bytes();
    let letter = bytes.first().filter(|b| b.is_ascii_uppercase())?;
    if !matches!(bytes.get(1), Some(b'.' | b')')) {
        return None;
    }
    if let Some(found) = dotted(text) {
        return Some(found);
    }
    matches!(bytes.get(2), None | Some(b' '))
        .then(|| (Number { kind: NumberKind::Capital, value: u32::from(letter - b'A') + 1 }, 2))
}

/// FNV-1a: the same on every machine.
fn hash_of(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heading_numbers() {
        for (text, value) in [
            ("1. A", Some(1)),
            ("1.2 A", Some(2)),
            ("A.3.4. A", Some(4)),
            ("§ 12 A", Some(12)),
            ("第十二章 开始", Some(12)),
            ("第3条", Some(3)),
            ("Chapter 7", Some(7)),
            ("Глава 2. Имя", Some(2)),
            ("الفصل 3", Some(3)),
            ("Κεφάλαιο 4", Some(4)),
            ("XIV", Some(14)),
            ("IV. Name", Some(4)),
            ("I went home", None),
            ("Teil II", Some(2)),
            ("B. Name", Some(2)),
            ("Mixed up", None),
            ("Chapters of life", None),
            ("3.5 million", Some(5)),
            ("#12: A", Some(12)),
        ] {
            assert_eq!(heading_number(text).map(|(number, _)| number.value), value, "{text}");
        }
    }
}
