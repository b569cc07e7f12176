//! Places where a text says what a short form stands for: `long form (SF)` and `SF (long form)`.

use super::super::words::{is_capital, is_letter, is_unparted, words};
use super::apposed::apposed;
use super::inside::{Asks, Inside, first_part, shorts_inside, without_leads};
use super::institutions::{institution, with_head};
use super::letters;
use super::said::{before_called, is_kind, is_small};
use super::shape;
use super::window::{is_quote, most_words, tidy, window};
use std::ops::Range;

/// A short form that is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The short form, as lists show it: without dots, in the singular.
    pub short: String,
    /// The long form, as the text has it.
    pub long: String,
    /// Where the explanation begins: the first of the two.
    pub place: usize,
    /// Where the short form stands.
    pub short_range: Range<usize>,
}

/// How far apart brackets may stand, in bytes.
const LONGEST: usize = 160;

/// The definitions in a text. `language`: its primary subtag.
pub fn definitions(text: &str, language: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, bracket) in brackets(text) {
        if matches!(bracket, '(' | '（' | '[') {
            open.push((at, bracket.len_utf8()));
            continue;
        }
        let Some((start, length)) = open.pop() else { continue };
        let inside = start + length..at;
        if inside.len() <= LONGEST {
            found.extend(short_inside(text, start, &inside, language));
            found.extend(long_inside(text, start, &inside, language));
        }
    }
    apposed(text, &mut found);
    found.sort_by_key(|definition: &Definition| definition.place);
    found
}

/// The brackets of a text, with their places. Most texts have none that opens.
fn brackets(text: &str) -> impl Iterator<Item = (usize, char)> {
    // The wide ones begin with 0xef.
    let bytes = text.as_bytes();
    let first = memchr::memchr3(b'(', b'[', 0xef, bytes).unwrap_or(bytes.len());
    let places = bytes[first..].iter().enumerate().filter(|(_, byte)| matches!(byte, b'(' | b')' | b'[' | b']' | 0xef));
    let places = places.filter_map(move |(at, _)| text[first + at..].chars().next().map(|c| (first + at, c)));
    places.filter(|(_, c)| c.is_ascii() || matches!(c, '（' | '）'))
}

/// `Organization for Security and Co-operation in Europe (OSCE)`.
fn short_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    shorts_inside(text, &text[..open], inside).into_iter().find_map(|Inside { short, range, asks }| {
        let named = named_before(text, open, &short, asks, language)?;
        let place = with_head(text, named.start);
        let long = tidy(&text[place..named.end])?;
        Some(Definition { short, long, place, short_range: range })
    })
}

/// What stands before a bracket that a short form in it stands for.
fn named_before(text: &str, open: usize, short: &str, asks: Asks, language: &str) -> Option<Range<usize>> {
    let window = window(text, open, most_words(short))?;
    let before = &text[window.clone()];
    let from = |start: usize| window.start + start..window.end;
    let in_words = || letters::start_of_words(before, short);
    match asks {
        Asks::Letters => {}
        Asks::Words => return in_words().filter(|_| count(short) > 2).map(from),
        Asks::Small => return in_words().filter(|&start| words(&before[start..]).count() == short.len()).map(from),
        Asks::Number => {
            let joined = |start: &usize| before[*start..].split_whitespace().any(is_small);
            return in_words().filter(joined).map(from);
        }
    }
    if let Some(named) = before_kind(before, short, language) {
        return Some(window.start + named.start..window.start + named.end);
    }
    if let Some(start) = letters::start(before, short, language) {
        return Some(from(start));
    }
    let wider = super::window::window(text, open, most_words(short) + 6)?;
    if let Some(start) = letters::start_of_longer(&text[wider.clone()], short, language) {
        return Some(wider.start + start..wider.end);
    }
    if let Some(start) = letters::start_turned(before, short) {
        return Some(from(start));
    }
    // "Americans with Disabilities Act of 1990 (ADA)"
    if let Some(name) = without_year(before) {
        return named_before(text, window.start + name.len(), short, asks, language);
    }
    institution(before, short).map(from)
}

/// A name without the year that an act has in it.
fn without_year(name: &str) -> Option<&str> {
    let (rest, year) = name.rsplit_once(' ')?;
    let (name, of) = rest.rsplit_once(' ')?;
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && is_small(of)).then_some(name)
}

/// A name before a word that only says what it names, and has no letter: "Maintainer in Residence program (MiR)",
/// "Customs and Border Protection Agency (CBP)".
fn before_kind(window: &str, short: &str, language: &str) -> Option<Range<usize>> {
    let (name, kind) = window.trim_end().rsplit_once(' ')?;
    let says_kind = kind.chars().all(char::is_lowercase) || is_kind(&kind.to_lowercase());
    // "Atmospheric Administration (NOAA)": its letter may be that of a small word before it, but it is not.
    let last = short.chars().rev().find(|c| c.is_alphanumeric()).map(|c| c.to_lowercase().to_string());
    let has_letter = last.is_some_and(|last| kind.to_lowercase().starts_with(&last));
    if !says_kind || has_letter || is_small(kind) || count(short) < 3 {
        return None;
    }
    // Letters that lie on the name alone leave the kind out, though one may be in it: "Visual C++ toolchain".
    let closer = || {
        let start = letters::start(name, short, language)?;
        let alone = letters::distance(&name[start..], short)?;
        letters::distance(window, short).is_none_or(|with| alone < with).then_some(start)
    };
    let start = letters::start_of_words(name, short).or_else(closer)?;
    let named = |word: &str| word.starts_with(is_capital) || is_small(word) || word == "&";
    name[start..].split_whitespace().all(named).then_some(start..name.len())
}

/// How many letters and figures a short form has.
pub(super) fn count(short: &str) -> usize {
    short.chars().filter(|c| c.is_alphanumeric()).count()
}

/// `HDR (high dynamic range)`.
fn long_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    let before = text[..open].trim_end();
    if open > before.len() + 2 {
        return None;
    }
    let before = before.strip_suffix(':').unwrap_or(before);
    let content = &text[without_leads(inside.clone(), text)];
    let Some((short, short_range)) = short_before(before) else { return small_before(before, content) };
    // "DH or DHE (Diffie–Hellman)"
    let other = || {
        let ahead = before_called(before[..short_range.start].trim_end())?;
        let (short, short_range) = short_before(ahead.trim_end())?;
        let end = first_part(content).min(content.find([';', ':', '(']).unwrap_or(content.len()));
        let fits = letters::start_of_words(&content[..end], &short) == Some(0) && words(&content[..end]).count() > 1;
        fits.then(|| tidy(&content[..end]).map(|long| (short, long, short_range)))?
    };
    let mine = long_of(content, &short, language).map(|long| (short.clone(), long, short_range.clone()));
    let (short, long, short_range) = mine.or_else(other)?;
    Some(Definition { short, long, place: short_range.start, short_range })
}

/// What a bracket's content says that a short form before it stands for.
fn long_of(content: &str, short: &str, language: &str) -> Option<String> {
    let whole = content.find([';', ':', '(', '（', '=', '/', '；', '：']).unwrap_or(content.len());
    let comma = content.find([',', '，', '、']).unwrap_or(content.len());
    let dash = first_part(content);
    let shorter = content[..whole].trim_end().rfind(' ').unwrap_or(whole);
    for (end, all) in [(comma, comma), (dash, dash), (whole, whole), (shorter, whole)] {
        let long = content.get(..end.min(whole))?.trim_end().trim_end_matches(is_quote);
        let start = letters::start(long, short, language)
            .or_else(|| letters::start_of_longer(long, short, language))
            .or_else(|| letters::start_turned(long, short));
        if start == Some(0) && words(long).count() > 1 {
            return tidy(&content[..all.min(whole)]);
        }
    }
    None
}

/// A short form in small letters before a bracket that holds a name and nothing else: "npm (Node Package Manager)". Of
/// "npm-ről", too.
fn small_before(before: &str, content: &str) -> Option<Definition> {
    let start = before.rfind(char::is_whitespace).map_or(0, |at| before.ceil_char_boundary(at + 1));
    let written = before[start..].split('-').next()?;
    let name = content.trim_end();
    let named = name.split_whitespace().all(|word| word.starts_with(is_capital) || is_small(word));
    let fits = shape::is_small_short(written)
        && named
        && name.split_whitespace().count() == written.len()
        && letters::start_of_words(name, written) == Some(0);
    let short_range = start..start + written.len();
    fits.then(|| Some(Definition { short: written.to_owned(), long: tidy(name)?, place: start, short_range }))?
}

/// The short form that a text ends with, in quotation marks or not; of "TOTP-Standard" and "hash-DoS", the part.
pub(super) fn short_before(before: &str) -> Option<(String, Range<usize>)> {
    let end = before.trim_end_matches(is_quote).len();
    let fits = |c: char| (is_letter(c) && !is_unparted(c)) || matches!(c, '-' | '&' | '/' | '.' | '+' | '®' | '™');
    let start = before[..end].char_indices().rev().take_while(|(_, c)| fits(*c)).last()?.0;
    let written = &before[start..end];
    let of = |piece: &str, at: usize| Some((shape::short_of(piece)?, start + at..start + at + piece.len()));
    let last = |mark: char| written.rfind(mark).map_or((written, 0), |at| (&written[at + 1..], at + 1));
    let first = written.split('-').next().unwrap_or(written);
    let ((behind_slash, slash), (behind_hyphen, hyphen)) = (last('/'), last('-'));
    of(written, 0)
        .or_else(|| of(behind_slash, slash))
        .or_else(|| of(first, 0).filter(|_| written[first.len()..].starts_with('-')))
        .or_else(|| of(behind_hyphen, hyphen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        definitions(text, "en").into_iter().map(|found| format!("{} = {}", found.short, found.long)).collect()
    }

    #[test]
    fn both_forms_are_found() {
        assert_eq!(
            found(
                "The Organization for Security and Co-operation in Europe (OSCE) met; HDR (high dynamic range) is it."
            ),
            ["OSCE = Organization for Security and Co-operation in Europe", "HDR = high dynamic range"]
        );
        assert_eq!(
            found("CVE (Common Vulnerabilities and Exposures (CVE®)) ids"),
            ["CVE = Common Vulnerabilities and Exposures", "CVE = Common Vulnerabilities and Exposures"]
        );
        assert_eq!(found("the Dutch West India Company (“the W.I.C.”, 1621)"), ["WIC = West India Company"]);
        assert_eq!(found("Вооружённые силы Украины (далее — ВСУ)"), ["ВСУ = Вооружённые силы Украины"]);
        assert_eq!(found("project name: Boot to Gecko, also known as B2G."), ["B2G = Boot to Gecko"]);
        assert_eq!(found("a network interface card or NIC, here or BBC"), ["NIC = network interface card"]);
        assert_eq!(found("with Node Package Manager (npm)"), ["npm = Node Package Manager"]);
        assert_eq!(found("the Harbour and Canal Patrol Agency (HCP)"), ["HCP = Harbour and Canal Patrol"]);
        assert_eq!(found("the Harbour Protection Agency (HPA)"), ["HPA = Harbour Protection Agency"]);
    }

    #[test]
    fn an_institution_may_have_letters_of_its_own_language() {
        assert_eq!(
            found("He went to the State Film Institute of Poland (PWSF)."),
            ["PWSF = State Film Institute of Poland"]
        );
        assert_eq!(found("said Betico Croes (MEP) and the Labour Party (UK)"), [""; 0]);
    }

    #[test]
    fn what_is_in_brackets_is_mostly_no_short_form() {
        for text in [
            "the market (see below) and sodium (Na)",
            "It ended. Internal matters (EIM)",
            "a fix (CVE-2018-0739) in v4 (LTS \"Argon\")",
            "in Lusaka (Zambia) and (also) here",
            "((((((((((",
            "))))",
            "(A)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
