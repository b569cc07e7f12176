//! Places where a text says what a short form stands for: `long form (SF)` and `SF (long form)`.

use super::super::words::{is_letter, is_unparted, words};
use super::apposed::apposed;
use super::institutions::{institution, with_head};
use super::letters;
use super::said::{before_tail, is_kind, is_lead, is_small};
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
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' => open.push((at, c)),
            ')' | '）' | ']' => {
                let Some((start, opened)) = open.pop() else { continue };
                let inside = start + opened.len_utf8()..at;
                if inside.len() <= LONGEST {
                    found.extend(short_inside(text, start, &inside, language));
                    found.extend(long_inside(text, start, &inside, language));
                }
            }
            _ => {}
        }
    }
    apposed(text, &mut found);
    found.sort_by_key(|definition: &Definition| definition.place);
    found
}

/// A range of a text without what may stand in brackets before either form.
fn without_leads(mut range: Range<usize>, text: &str) -> Range<usize> {
    loop {
        let content = &text[range.clone()];
        range.start += content.len() - content.trim_start_matches(|c: char| c.is_whitespace() || is_quote(c)).len();
        let content = &text[range.clone()];
        let Some(first) = content.split_whitespace().next() else { return range };
        let lead = first.trim_end_matches([',', ':', '：']);
        if first.len() == content.len() || !is_lead(&lead.to_lowercase()) {
            return range;
        }
        range.start += first.len();
    }
}

/// Where the first part of a bracket's content ends: at a comma, at a dash between spaces.
fn first_part(content: &str) -> usize {
    let ends = |(at, c): &(usize, char)| match c {
        ',' | ';' | ':' | '，' | '；' | '：' | '、' => true,
        '—' | '–' | '-' | '=' => content[..*at].ends_with(' ') && content[*at + c.len_utf8()..].starts_with(' '),
        _ => false,
    };
    content.char_indices().find(ends).map_or(content.len(), |(at, _)| at)
}

/// `Organization for Security and Co-operation in Europe (OSCE)`.
fn short_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    let mut range = without_leads(inside.clone(), text);
    let content = &text[range.clone()];
    range.end = range.start + content[..first_part(content)].trim_end().len();
    let content = &text[range.clone()];
    if let Some(before) = before_tail(content) {
        range.end = range.start + before.trim_end().len();
    }
    let written = &text[range.clone()];
    let small = shape::is_small_short(written);
    let short = if small { written.to_owned() } else { shape::short_of(written)? };
    let window_of = |most: usize| window(text, open, most);
    let window = window_of(most_words(&short))?;
    let before = &text[window.clone()];
    let (place, end) = if small {
        let start = letters::start_of_words(before, &short)?;
        // Small letters are a short form only where each begins a word.
        let words = words(&before[start..]).count();
        (words == short.len()).then_some((window.start + start, window.end))?
    } else if let Some(named) = before_kind(before, &short) {
        (window.start + named.start, window.start + named.end)
    } else if let Some(start) = letters::start(before, &short, language) {
        (window.start + start, window.end)
    } else if let Some(start) = institution(before, &short) {
        (window.start + start, window.end)
    } else {
        let wider = window_of(most_words(&short) + 6)?;
        (wider.start + letters::start_of_longer(&text[wider.clone()], &short)?, wider.end)
    };
    let place = with_head(text, place);
    let long = tidy(&text[place..end])?;
    Some(Definition { short, long, place, short_range: range })
}

/// A name before a word that only says what it names, and has no letter: "Maintainer in Residence program (MiR)",
/// "Customs and Border Protection Agency (CBP)".
fn before_kind(window: &str, short: &str) -> Option<Range<usize>> {
    let (name, kind) = window.trim_end().rsplit_once(' ')?;
    let start = letters::start_of_words(name, short)?;
    let named = |word: &str| word.starts_with(char::is_uppercase) || is_small(word);
    let says_kind = kind.chars().all(char::is_lowercase) || is_kind(&kind.to_lowercase());
    let fits = says_kind && !is_small(kind) && name[start..].split_whitespace().all(named);
    (fits && short.chars().count() > 2).then_some(start..name.len())
}

/// `HDR (high dynamic range)`.
fn long_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    let before = text[..open].trim_end();
    if open > before.len() + 2 {
        return None;
    }
    let before = before.strip_suffix(':').unwrap_or(before);
    let (short, short_range) = short_before(before)?;
    let range = without_leads(inside.clone(), text);
    let content = &text[range.clone()];
    let whole = content.find([';', ':', '(', '（', '=', '/', '；', '：']).unwrap_or(content.len());
    let comma = content.find([',', '，', '、']).unwrap_or(content.len());
    let dash = first_part(content);
    let shorter = content[..whole].trim_end().rfind(' ').unwrap_or(whole);
    for (end, all) in [(comma, comma), (dash, dash), (whole, whole), (shorter, whole)] {
        let long = content.get(..end.min(whole))?.trim_end().trim_end_matches(is_quote);
        if letters::start(long, &short, language) == Some(0) && words(long).count() > 1 {
            let long = tidy(&content[..all.min(whole)])?;
            return Some(Definition { short, long, place: short_range.start, short_range });
        }
    }
    None
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
