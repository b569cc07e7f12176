//! Where a line may break: UAX #14, and inside web addresses.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::OnceLock;

/// The byte offsets at which a line may break, in order; neither the start nor the end of the text.
pub(super) fn opportunities(text: &str) -> Vec<usize> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    // The dictionary, not the neural model, for Thai and its neighbours: the same breaks on every machine.
    let segmenter = SEGMENTER.get_or_init(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));
    let mut found: Vec<usize> = segmenter.segment_str(text).filter(|&at| at > 0 && at < text.len()).collect();
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

/// Breaks inside web addresses: after the marks that divide them, where no hyphen may be added
/// (PACKETS-AND-PRINT §3.3).
fn in_addresses(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) =
        text[from..].find("://").map(|at| from + at + 3).or_else(|| text[from..].find("www.").map(|at| from + at + 4))
    {
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
        let address = &text[at..end];
        for (offset, c) in address.char_indices() {
            let after = at + offset + c.len_utf8();
            // Not between two marks, and not so that a lone character is left over.
            let divides =
                matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%' | '+' | ',' | ':' | ';' | '~');
            if divides && after + 2 < end && text[after..].starts_with(char::is_alphanumeric) {
                found.push(after);
            }
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let mut from = 0;
        for at in opportunities(text).into_iter().chain([text.len()]) {
            parts.push(&text[from..at]);
            from = at;
        }
        parts
    }

    #[test]
    fn words_dashes_and_ideographs() {
        assert_eq!(parts("a well-known (5\u{a0}%) fact"), ["a ", "well-", "known ", "(5\u{a0}%) ", "fact"]);
        assert_eq!(parts("中文，字"), ["中", "文，", "字"]);
        assert_eq!(parts("10\u{a0}km"), ["10\u{a0}km"]);
    }

    #[test]
    fn addresses_break_after_their_marks() {
        assert_eq!(
            parts("https://example.org/a-long/path?x=1"),
            ["https://example.", "org/", "a-", "long/", "path?", "x=1"]
        );
    }
}
