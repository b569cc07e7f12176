//! Where a word may be hyphenated: Liang's patterns, through `hypher`, the one crate that is named here.

use super::Language;

/// The byte offsets within `word` where a hyphen may stand, first to last.
///
/// `word` is letters only. Nothing for a language without patterns, and for words that a hyphen would make hard to
/// read: shorter than six letters (PACKETS-AND-PRINT §3.3), or longer than any word is.
pub fn hyphenate(word: &str, language: &Language) -> Vec<usize> {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 64;
    let letters = word.chars().count();
    let code = language.code();
    let &[a, b] = code.as_bytes() else { return Vec::new() };
    if !(SHORTEST..=LONGEST).contains(&letters) {
        return Vec::new();
    }
    let Some(patterns) = hypher::Lang::from_iso([a, b]) else { return Vec::new() };
    let [left, right] = if language.is_known() { language.data().hyphen_min } else { [2, 3] };
    let mut offsets = Vec::new();
    let mut at = 0;
    // hypher applies its own bounds; ours are at least as strict. Patterns are in lower case.
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return Vec::new();
    }
    for syllable in hypher::hyphenate(&lower, patterns) {
        at += syllable.len();
        if at < word.len() && word.is_char_boundary(at) {
            let before = word[..at].chars().count();
            if before >= left && letters - before >= right {
                offsets.push(at);
            }
        }
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str, tag: &str) -> String {
        let mut out = word.to_owned();
        for at in hyphenate(word, &Language::parse(tag).unwrap()).into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn patterns_by_language() {
        assert_eq!(parts("hyphenation", "en"), "hy-phen-ation");
        assert_eq!(parts("Silbentrennung", "de"), "Sil-ben-tren-nung");
        assert_eq!(parts("table", "en"), "table");
        assert_eq!(parts("hyphenation", "xx"), "hyphenation");
    }
}
