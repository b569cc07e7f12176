//! Entries: "Bow: the front of a boat", "Option A – close the bridge", a line each or more; and labels before words.

use super::join;
use super::lines::Line;
use crate::lang::Kind;

/// The sign behind the terms of some lines without a blank line among them, if they are entries: the first line and all
/// others, or two and more of them, begin with a term and the same sign.
pub(super) fn sign_of(lines: &[Line<'_>]) -> Option<char> {
    const FEWEST: usize = 3;
    let first = sign(lines.first()?.text)?;
    let count = lines.iter().filter(|line| sign(line.text) == Some(first)).count();
    // The gaps of justified lines are two spaces wide.
    let wide = || first != ' ' || lines.iter().any(|line| line.text.contains("   "));
    (lines.len() > 1 && count >= FEWEST.min(lines.len()) && wide()).then_some(first)
}

/// The sign behind a term at the beginning of a line: a colon, a dash with no other in the line, or a wide gap, which is a
/// space here.
pub(super) fn sign(text: &str) -> Option<char> {
    const WIDEST: usize = 44;
    const MOST_WORDS: usize = 4;
    if !text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let head = &text[..text.floor_char_boundary(WIDEST)];
    let (at, sign) = head.char_indices().find_map(|(at, c)| {
        let [before, behind] = [&head[..at], &head[at + c.len_utf8()..]];
        let parts = match c {
            ':' => behind.starts_with(' '),
            '-' | '–' | '—' => before.ends_with(' ') && behind.starts_with(' '),
            ' ' => behind.starts_with(' '),
            _ => false,
        };
        parts.then_some((at, c))
    })?;
    let term = &head[..at];
    let plain = !term.contains([',', ';', '.', '!', '?', '"', '“', '”']);
    // "Port Office - where nobody works - did not like": words put in.
    let put_in = || {
        matches!(sign, '-' | '–' | '—') && text[at + sign.len_utf8()..].split(' ').any(|word| word.chars().eq([sign]))
    };
    (plain && term.split_whitespace().count() <= MOST_WORDS && !put_in()).then_some(sign)
}

/// "Q: ", "Interviewer: ", "A. ", "1790: ", "— ", "一、": what stands before a speaker's words, or an entry.
pub(super) fn is_labelled(text: &str) -> bool {
    const WIDEST: usize = 28;
    let Some(first) = text.chars().next() else { return false };
    if matches!(first, '—' | '■' | '◆' | '●' | '【') {
        return true;
    }
    if join::is_ideographic(first) {
        return text.trim_start_matches(|c| "一二三四五六七八九十".contains(c)).starts_with('、');
    }
    if first == '[' || first.is_ascii_digit() {
        let rest = text.trim_start_matches(['[', ' ']).trim_start_matches(|c: char| c.is_ascii_digit());
        return rest.len() < text.len() && rest.starts_with(if first == '[' { "] " } else { ": " });
    }
    if !first.is_uppercase() {
        return false;
    }
    let head = &text[..text.floor_char_boundary(WIDEST)];
    if matches!(head.split_once(". "), Some(("Q" | "A", _))) {
        return true;
    }
    is_named(head)
}

/// "Interviewer: ", "In attendance: ".
pub(super) fn is_named(text: &str) -> bool {
    const WIDEST: usize = 28;
    let head = &text[..text.floor_char_boundary(WIDEST)];
    let is_name = head.starts_with(char::is_uppercase);
    is_name
        && head.split_once(": ").is_some_and(|(name, _)| {
            name.split(' ').count() <= 3
                && name.chars().all(|c| Kind::of(c).is_letter() || matches!(c, ' ' | '.' | '-'))
        })
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn entries_have_one_sign() {
        let signs = |text: &str| sign_of(&lines(text));
        assert_eq!(signs("Bow: the front\nStern: the back\nPort: left, when one\nlooks forward"), Some(':'));
        assert_eq!(signs("Option A - close it\nOption B - mend it"), Some('-'));
        assert_eq!(
            signs("Damp course (DPC) – a layer\nKing’s post – an upright\nwithin a roof\n3 nails – so"),
            Some('–')
        );
        assert_eq!(signs("Monday    open\nSaturday  open late"), Some(' '));
        assert_eq!(signs("Note: the bridge is closed, and\nthe road is too: all of it\nis under water"), None);
        assert_eq!(signs("Bow: the front\nand then it goes on"), None);
        assert_eq!(signs("Bow: the front"), None);
        assert_eq!(
            signs("Port Office - where few work - did\nHarbour Board - as it was - and\nTown Hall - so - too"),
            None
        );
        assert_eq!(signs("Die Mühlen  liefen nur an drei\nTagen  der Woche, und am\nAnfang  sprach niemand"), None);
    }
}
