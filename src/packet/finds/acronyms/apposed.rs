//! Long forms beside short ones without brackets: "Boot to Gecko, also known as B2G", "MSRV: minimum supported Rust
//! version", "laser stands for …". Here every letter has to begin a word.

use super::super::words::{is_capital, words};
use super::define::{Definition, count, short_before};
use super::letters;
use super::said::{before_called, before_tail, behind_tail, each_stands_for, is_filler, is_lead, is_small};
use super::shape;
use super::window::{ends_sentence, is_quote, most_words, tidy, window};
use std::ops::Range;

/// How much of a text is read for a long form, in bytes.
const LONGEST: usize = 160;

/// Adds the definitions without brackets to those that were found.
pub(super) fn apposed(text: &str, found: &mut Vec<Definition>) {
    let taken: Vec<Range<usize>> = found.iter().map(|definition| definition.short_range.clone()).collect();
    let is_taken = |range: &Range<usize>| taken.iter().any(|taken| taken.start < range.end && range.start < taken.end);
    // What a bracket explains is no other's long form: "LDCs, landlocked developing countries (LLDCs)".
    let named: Vec<Range<usize>> = found.iter().map(|found| found.place..found.short_range.end).collect();
    let is_other = |long: &Range<usize>| named.iter().any(|named| named.contains(&long.start));
    for (range, short) in shorts(text).filter(|(range, _)| !is_taken(range)) {
        let long = behind(text, &range, &short).or_else(|| before(text, &range, &short));
        let long = long.filter(|long| !is_other(long));
        found.extend(long.and_then(|long| definition(text, short, range, long)));
    }
    each_stands_for(text, |said| {
        if let Some((short, range)) = said_of(text, said.start)
            && !is_taken(&range)
            && !found.iter().any(|found| found.short_range.start == range.start)
            && let Some(long) = said_to_be(text, said.end, &short)
        {
            found.extend(definition(text, short, range, long));
        }
    });
}

fn definition(text: &str, short: String, short_range: Range<usize>, long: Range<usize>) -> Option<Definition> {
    let place = short_range.start.min(long.start);
    Some(Definition { short, long: tidy(&text[long])?, place, short_range })
}

/// What looks like a short form: a word with two capitals, or several that one mark joins: "O&M", "D.C.".
fn shorts(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    shape::loud(text).flat_map(move |stretch| shorts_in(text, stretch))
}

fn shorts_in(text: &str, stretch: Range<usize>) -> impl Iterator<Item = (Range<usize>, String)> {
    let start = stretch.start;
    let mut words = words(&text[stretch]).map(move |word| word.start + start..word.end + start).peekable();
    std::iter::from_fn(move || {
        loop {
            let mut range = words.next()?;
            if !text[range.clone()].starts_with(|c: char| is_capital(c) || c.is_ascii_digit()) {
                continue;
            }
            while let Some(next) = words.peek() {
                let joins = match &text[range.end..next.start] {
                    "&" | "/" => true,
                    "-" => text[next.clone()].chars().all(|c| is_capital(c) || c.is_ascii_digit()),
                    "." => next.len() == 1,
                    _ => false,
                };
                if !joins {
                    break;
                }
                range.end = next.end;
                words.next();
            }
            if text[range.clone()].contains('.') && text[range.end..].starts_with('.') {
                range.end += 1;
            }
            if shape::capitals(&text[range.clone()]) < 2 {
                continue;
            }
            if let Some(short) = shape::short_of(&text[range.clone()]) {
                return Some((range, short));
            }
        }
    })
}

/// The long form before a short one: "network interface card, or NIC".
fn before(text: &str, range: &Range<usize>, short: &str) -> Option<Range<usize>> {
    if count(short) < 3 {
        return None;
    }
    let ahead = text[..range.start].trim_end_matches(|c: char| c.is_whitespace() || is_quote(c));
    let ahead = [" the", " an", " a"].iter().find_map(|word| ahead.strip_suffix(word)).unwrap_or(ahead);
    let marked = ahead.ends_with([',', '–', '—', '，']) || ahead.ends_with(" -");
    let called = before_called(ahead.trim_end_matches(',')).map(without_words);
    let end = match called {
        Some(rest) => rest,
        None if marked => ahead,
        None => return named_before(text, range, short),
    };
    let end =
        end.trim_end_matches(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, ',' | '–' | '—' | '，' | '-'));
    let window = window(text, end.len(), most_words(short))?;
    let start = window.start + letters::start_of_words(&text[window.clone()], short)?;
    let long = start..window.end;
    // In a list, "a book, a chair, ABC", a comma stands between things.
    (called.is_some() || !text[long.clone()].contains(',')).then_some(long)
}

/// A name right before its short form, with a capital for each letter: "Business Source License BSL".
fn named_before(text: &str, range: &Range<usize>, short: &str) -> Option<Range<usize>> {
    let ahead = text[..range.start].strip_suffix(' ')?;
    if !short.chars().all(is_capital) || ahead.ends_with(|c: char| !c.is_alphanumeric()) {
        return None;
    }
    let window = window(text, ahead.len(), most_words(short))?;
    let start = window.start + letters::start_of_words(&text[window.clone()], short)?;
    let name = &text[start..window.end];
    let named = |word: &str| word.starts_with(is_capital) || is_small(word);
    (!name.contains(',') && name.split_whitespace().all(named)).then_some(start..window.end)
}

/// A text without small words at its end that only lead to what follows: "also", "better", "simply".
fn without_words(mut text: &str) -> &str {
    loop {
        text = text.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let leads = is_lead(word) || is_filler(word) || matches!(word, "otherwise" | "better");
        if word.is_empty() || word.len() == text.len() || !leads {
            return text;
        }
        text = &text[..text.len() - word.len()];
    }
}

/// What leads from a short form to the long one without a mark between.
const OTHERWISE: &[&str] =
    &[" or ", " aka ", " a.k.a. ", " i.e. ", " oder ", " ou ", " o ", " или ", " або ", " oftewel ", " eller "];

/// The long form behind a short one: "MSRV: minimum supported Rust version", "PR for public relations".
fn behind(text: &str, range: &Range<usize>, short: &str) -> Option<Range<usize>> {
    let rest = text[range.end..].trim_start_matches(is_quote);
    if let Some(rest) = rest.strip_prefix(" for ") {
        let from = text.len() - rest.len();
        let end = from + letters::end_of_words(rest.get(..floor(rest))?, short)?;
        let named = text[from..end].split(' ').filter(|word| word.len() > 3).all(|word| word.starts_with(is_capital));
        return named.then_some(from..end);
    }
    // "a PR or pull request"
    if let Some(other) = OTHERWISE.iter().find_map(|word| rest.strip_prefix(word)) {
        let other = led(other);
        let from = text.len() - other.len();
        if let Some(end) = letters::end_of_words(&other[..floor(other)], short) {
            return Some(from..from + end);
        }
    }
    let rest = behind_tail(rest.trim_start()).unwrap_or(rest);
    let mark = rest.trim_start();
    let spaced = mark.len() < rest.len();
    let sign = mark.chars().next()?;
    let content = &mark[sign.len_utf8()..];
    let parts = match sign {
        ',' | ':' | '，' | '：' => !spaced,
        '—' | '–' => true,
        '-' | '=' => spaced && content.starts_with(' '),
        _ => false,
    };
    if !parts || count(short) < if sign == '=' { 2 } else { 3 } {
        return quoted_behind(text, range, short);
    }
    let from = text.len() - led(content).len();
    let segment = &text[from..text.floor_char_boundary(text.len().min(from + LONGEST))];
    let ends = |&(at, c): &(usize, char)| match c {
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '!' | '?' | '—' | '–' | '|' | '，' | '。' | '；' | '）' | '（' => {
            true
        }
        '.' => segment[at + 1..].starts_with(|c: char| !c.is_alphanumeric()) && ends_sentence(&segment[..at]),
        '-' => segment[..at].ends_with(' '),
        _ => is_quote(c) && !segment[at + c.len_utf8()..].starts_with(char::is_alphanumeric),
    };
    let borders = segment.char_indices().filter(ends).map(|(at, _)| at).chain([segment.len()]);
    let found = borders.take(4).find_map(|end| {
        let long = segment[..end].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
        let long = before_tail(long).unwrap_or(long).trim_end();
        let cut = end == segment.len() && from + end < text.len();
        let all = || letters::start_of_words(long, short).or_else(|| letters::start_of_named(long, short));
        let fits = !cut && words(long).count() > 1 && all() == Some(0);
        fits.then(|| from..from + long.len())
    });
    let listed = || letters::end_of_words(segment, short).filter(|_| sign == '=').map(|end| from..from + end);
    found.or_else(listed).or_else(|| quoted_behind(text, range, short))
}

/// How far behind a short form its long one may be quoted, in bytes.
const QUOTED: usize = 48;

/// The long form in quotation marks, some words behind the short one, whatever they say: `BDFL înseamnă "Benevolent
/// Dictator for Life"`.
fn quoted_behind(text: &str, range: &Range<usize>, short: &str) -> Option<Range<usize>> {
    if count(short) < 3 {
        return None;
    }
    let rest = &text[range.end..text.floor_char_boundary(text.len().min(range.end + QUOTED))];
    let opens = |c: char| matches!(c, '"' | '“' | '„' | '«' | '「' | '『');
    let at = rest
        .find(opens)
        .filter(|&at| !rest[..at].contains(['.', '!', '?', ';', '。', '(', ')']) && !rest[..at].contains(short))?;
    let mark = rest[at..].chars().next()?;
    let from = range.end + at + mark.len_utf8();
    let quoted = &text[from..text.floor_char_boundary(text.len().min(from + LONGEST))];
    let end = quoted.find(['”', '"', '»', '“', '」', '』'])?;
    (letters::start_of_words(&quoted[..end], short) == Some(0)).then_some(from..from + end)
}

/// Where what is read for a long form ends.
fn floor(rest: &str) -> usize {
    rest.floor_char_boundary(rest.len().min(LONGEST))
}

/// A text without quotation marks, articles and the like before a long form.
fn led(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, ':' | '：' | '「'));
        let Some(word) = text.split_whitespace().next() else { return text };
        let lower = word.trim_end_matches(',').to_lowercase();
        if word.len() == text.len() || !(is_lead(&lower) || matches!(lower.as_str(), "a" | "an")) {
            return text;
        }
        text = &text[word.len()..];
    }
}

/// The short form of which a text says at a place that it stands for something. Here it may be in small letters.
fn said_of(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let skipped =
        |c: char| c.is_whitespace() || is_quote(c) || matches!(c, ',' | '(' | '—' | '–' | ':' | '，' | '」' | '（');
    let mut ahead = text[..at].trim_end_matches(skipped);
    for _ in 0..4 {
        let word = ahead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if word.is_empty() || !is_filler(&word.to_lowercase()) || shape::capitals(word) > 1 {
            break;
        }
        ahead = ahead[..ahead.len() - word.len()].trim_end_matches(skipped);
    }
    if let Some(found) = short_before(ahead) {
        return Some(found);
    }
    let start = ahead.rfind(|c: char| !c.is_ascii_lowercase()).map_or(0, |at| ahead.ceil_char_boundary(at + 1));
    let word = &ahead[start..];
    let begins = !ahead[..start].ends_with(char::is_alphanumeric);
    (begins && shape::is_small_short(word)).then(|| (word.to_owned(), start..ahead.len()))
}

/// What stands behind the words that say what a short form stands for.
fn said_to_be(text: &str, at: usize, short: &str) -> Option<Range<usize>> {
    let rest = led(&text[at..]);
    let from = text.len() - rest.len();
    let rest = &rest[..floor(rest)];
    if text[..from].ends_with(|c| is_quote(c) || c == '「')
        && let Some(end) = rest.find(['”', '"', '»', '“', '」', '’'])
        && letters::start(&rest[..end], short, "") == Some(0)
    {
        return Some(from..from + end);
    }
    Some(from..from + letters::end_of_words(rest, short)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        apposed(text, &mut found);
        found.into_iter().map(|found| format!("{} = {}", found.short, found.long)).collect()
    }

    #[test]
    fn long_forms_stand_beside_short_ones() {
        for (text, expected) in [
            ("project name: Boot to Gecko, also known as B2G.", "B2G = Boot to Gecko"),
            ("a network interface card or NIC, here or BBC", "NIC = network interface card"),
            ("crashes (ICEs — internal compiler errors). They", "ICE = internal compiler errors"),
            ("MSRV: Minimum Supported Rust Version. It", "MSRV = Minimum Supported Rust Version"),
            (
                "as Operations & Maintenance and Repair, or by its acronym, OMR. Then",
                "OMR = Operations & Maintenance and Repair",
            ),
            ("or D.C. for District of Columbia. Acronyms", "DC = District of Columbia"),
            ("en proceso (WIP, work in progress por sus siglas en inglés). De", "WIP = work in progress"),
            ("en proceso\" (WIP por sus siglas en inglés, work in progress) en", "WIP = work in progress"),
            ("BDFL : BDFL, \"Benevolent Dictator for Life\", signifie", "BDFL = Benevolent Dictator for Life"),
            ("said the World Trade Organization, WTO, today", "WTO = World Trade Organization"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_say_what_a_short_form_stands_for() {
        for (text, expected) in [
            (
                "that laser stands for light amplification by stimulated emission of radiation?",
                "laser = light amplification by stimulated emission of radiation",
            ),
            ("BDFL steht für \"Benevolent Dictator for Life\" (gut)", "BDFL = Benevolent Dictator for Life"),
            ("TLS, which is short for Transport Layer Security and more", "TLS = Transport Layer Security"),
            ("API是Application Programming Interface的缩写", "API = Application Programming Interface"),
            ("GNU是“GNU's Not Unix”的缩写", "GNU = GNU's Not Unix"),
            (
                "ОБСЕ расшифровывается как Организация по безопасности и сотрудничеству в Европе.",
                "ОБСЕ = Организация по безопасности и сотрудничеству в Европе",
            ),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_stands_near_is_no_long_form() {
        for text in [
            "an apple, a banana, a cherry, ABC and so on",
            "NATO, which met in Brussels, said no",
            "flags stand for freedom; the BBC for its part",
            "the USA, France and the UK",
            "EU: the new rules",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
