//! Where a line may break: UAX #14, and inside web addresses.

use crate::lang::Script;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::OnceLock;

/// The byte offsets at which a line may break, in order; neither the start nor the end of the text.
pub(super) fn opportunities(text: &str) -> Vec<usize> {
    let mut found = by_rule(text);
    if text.contains(['–', '—']) {
        found.retain(|&at| ![is_before_dash, is_behind_opening, is_within_figures].iter().any(|is| is(text, at)));
    }
    if text.contains('-') {
        found.retain(|&at| !is_behind_first_hyphen(text, at));
    }
    let inside = in_addresses(text);
    if !inside.is_empty() {
        // Between a scheme and its host a break would part what is always read as one.
        found.retain(|&at| !text[..at].ends_with("://"));
        found.extend(inside);
        found.sort_unstable();
        found.dedup();
    }
    found
}

/// Whether hyphens that begin a word stand before this place: "--quiet", "-ing". They belong to it (UAX #14, LB20a).
fn is_behind_first_hyphen(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches('-');
    let opens = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '„')
            || Script::of(c).is_square()
    };
    before.len() < at && before.chars().next_back().is_none_or(opens) && text[at..].starts_with(char::is_alphanumeric)
}

/// Whether a dash that touches what stands before it would begin a line. Between spaces it may: to forbid that too takes
/// so many places from lines that more words are divided than before.
fn is_before_dash(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    // Dashes of two squares, and what is written without spaces, have rules of their own.
    let latin = |c: char| !c.is_whitespace() && (c as u32) < 0x2E80 && !matches!(c, '–' | '—');
    text[at..].starts_with(['–', '—']) && before.is_some_and(latin)
}

/// Whether a dash before this place belongs to what stands behind it: "—antes nuestro—".
fn is_behind_opening(text: &str, at: usize) -> bool {
    let opens = |before: &str| before.is_empty() || before.ends_with(char::is_whitespace);
    text[..at].strip_suffix(['–', '—']).is_some_and(opens) && !text[at..].starts_with(char::is_whitespace)
}

/// Whether a dash before this place joins figures: "1867–1871".
fn is_within_figures(text: &str, at: usize) -> bool {
    let figures = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
    text[..at].strip_suffix('–').is_some_and(figures) && text[at..].starts_with(|c: char| c.is_ascii_digit())
}

/// UAX #14. Between plain words it is plain: a line may break behind the space, and nothing beyond such a word bears on
/// what is found. So the algorithm is asked only about other words, each with its neighbours.
fn by_rule(text: &str) -> Vec<usize> {
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    // Where what the algorithm is asked about begins, and where the word before this one does.
    let mut asked: Option<usize> = None;
    let mut before = None;
    let mut start = 0;
    while start < text.len() {
        let length = text.as_bytes()[start..].iter().position(|byte| *byte == b' ');
        let end = length.map_or(text.len(), |length| start + length);
        let next = end + text.as_bytes()[end..].iter().take_while(|byte| **byte == b' ').count();
        match (is_plain(&text.as_bytes()[start..end]), asked) {
            (true, None) => {
                if start > 0 {
                    found.push(start);
                }
            }
            (true, Some(from)) => {
                ask(text, from, end, &mut found);
                asked = None;
            }
            (false, None) => asked = Some(before.unwrap_or(start)),
            (false, Some(_)) => {}
        }
        before = Some(start);
        start = next;
    }
    // White at the end is not asked about: a line may break behind it if something follows, which it does not.
    if let Some(from) = asked {
        ask(text, from, text.len(), &mut found);
    }
    found
}

/// Asks the algorithm about a part of a text; what was found already is found again.
fn ask(text: &str, from: usize, to: usize, found: &mut Vec<usize>) {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    // The dictionary, not the neural model, for Thai and its neighbours: the same breaks on every machine.
    let segmenter = SEGMENTER.get_or_init(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));
    let last = found.last().copied().unwrap_or(0);
    let part = segmenter.segment_str(&text[from..to]).filter(|&at| at > 0 && at < to - from).map(|at| from + at);
    found.extend(part.filter(|&at| at > last));
}

/// Whether a word is letters and figures, with marks among or behind them at which no line breaks.
fn is_plain(word: &[u8]) -> bool {
    let ends = word.iter().rposition(|byte| !matches!(byte, b'!' | b'?')).map_or(0, |last| last + 1);
    word.first().is_some_and(u8::is_ascii_alphanumeric)
        && word[..ends]
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'.' | b',' | b':' | b';'))
}

/// Breaks inside web addresses: after the marks that divide them, where no hyphen may be added: it would seem
/// to be the address's own.
fn in_addresses(text: &str) -> Vec<usize> {
    /// A host of up to so many letters is not divided: it says whose the address is.
    const SHORT_HOST: usize = 24;
    let mut found = Vec::new();
    let (mut scheme, mut host) = (Beginning::of("://"), Beginning::of("www."));
    let mut from = 0;
    while let Some(at) = [scheme.behind(text, from), host.behind(text, from)].into_iter().flatten().min() {
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
        let address = &text[at..end];
        let length = address.find('/').unwrap_or(address.len());
        let whole = if length <= SHORT_HOST { length } else { 0 };
        for (offset, c) in address.char_indices() {
            let after = at + offset + c.len_utf8();
            // Not between two marks, and not so that a lone character is left over.
            let divides =
                matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%' | '+' | ',' | ':' | ';' | '~');
            let divides = divides && (c != '.' || offset >= whole);
            if divides && after + 2 < end && text[after..].starts_with(char::is_alphanumeric) {
                found.push(after);
            }
        }
        from = end;
    }
    found
}

/// What addresses begin with, and where it stands next: it is looked for once, whatever else is found before it.
struct Beginning {
    with: &'static str,
    next: Option<usize>,
    looked: Option<usize>,
}

impl Beginning {
    const fn of(with: &'static str) -> Self {
        Self { with, next: None, looked: None }
    }

    /// The end of the first one that stands at or after a place; places only grow.
    fn behind(&mut self, text: &str, from: usize) -> Option<usize> {
        let known = self.looked.is_some() && self.next.is_none_or(|next| next >= from);
        if !known {
            self.next = memchr::memmem::find(&text.as_bytes()[from..], self.with.as_bytes()).map(|at| from + at);
            self.looked = Some(from);
        }
        self.next.map(|next| next + self.with.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let mut from = 0;
        for at in opportunities(text).into_iter().chain([text.len()]) {
            parts.push(&text[from..at]);
            from = at;
        }
        parts
    }

    proptest! {
        /// What is found word by word is what is found in the whole.
        #[test]
        fn plain_words_are_no_exception(text in "([a-z0-9 '.,:;!?]|[ a-z]{3}|[-—(“”’)/$%@…]|[a-z]{2}|[é中、。\u{a0}\u{300}]){0,40}") {
            let mut whole = Vec::new();
            ask(&text, 0, text.len(), &mut whole);
            prop_assert_eq!(by_rule(&text), whole);
        }
    }

    #[test]
    fn words_dashes_and_ideographs() {
        assert_eq!(parts("a well-known (5\u{a0}%) fact"), ["a ", "well-", "known ", "(5\u{a0}%) ", "fact"]);
        assert_eq!(parts("中文，字"), ["中", "文，", "字"]);
        assert_eq!(parts("10\u{a0}km"), ["10\u{a0}km"]);
        assert_eq!(parts("the mill—once ours—is"), ["the ", "mill—", "once ", "ours—", "is"]);
        assert_eq!(parts("the mill – once ours – is"), ["the ", "mill ", "– ", "once ", "ours ", "– ", "is"]);
        assert_eq!(parts("el molino —antes nuestro— es"), ["el ", "molino ", "—antes ", "nuestro— ", "es"]);
        assert_eq!(parts("in 1867–1871"), ["in ", "1867–1871"]);
        assert_eq!(parts("且无视--paging"), ["且", "无", "视--paging"]);
        assert_eq!(
            parts("run it --quiet (-u) in well-set"),
            ["run ", "it ", "--quiet ", "(-u) ", "in ", "well-", "set"]
        );
    }

    #[test]
    fn addresses_break_after_their_marks() {
        assert_eq!(
            parts("https://example.org/a-long/path?x=1"),
            ["https://example.org/", "a-", "long/", "path?", "x=1"]
        );
    }
}
