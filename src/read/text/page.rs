//! Furniture that every page has, whatever its language: how long reading takes, and where to share what was read.

use super::lexicon::Certainty;
use crate::lang::{is_page_word, page_words, small};

/// How sure it is that a line is such furniture.
pub(super) fn of_page(text: &str) -> Option<Certainty> {
    if is_share_row(text) {
        return Some(Certainty::Sure);
    }
    reading_time(text).or_else(|| is_network(text).then_some(Certainty::Likely))
}

/// "5 min read", "6–8 minutes", "5 мин. чтения": how long an article takes to read. Without a word for reading it may be
/// something else.
fn reading_time(text: &str) -> Option<Certainty> {
    const LONGEST: usize = 60;
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '~' | '約' | '约');
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if !text.starts_with(begins) {
        let (label, time) = text.split_at(text.find(begins)?);
        let label = small(label.trim_end_matches([':', '：', ' ', '\u{a0}']));
        let timed = is_page_word(|page| page.reading_time, &label) && reading_time(time) == Some(Certainty::Likely);
        return timed.then_some(Certainty::Sure);
    }
    let rest = text.trim_start_matches(|c: char| begins(c) || matches!(c, '-' | '–' | '—' | '～' | ' ' | '\u{a0}'));
    let small = small(rest);
    let behind = page_words(|page| page.minutes).filter_map(|word| small.strip_prefix(word));
    let of = |words: &str| match words.trim_matches(|c: char| !c.is_alphanumeric()) {
        "" => Some(Certainty::Likely),
        words => is_page_word(|page| page.reading, words).then_some(Certainty::Sure),
    };
    behind.filter_map(of).max()
}

/// The name of a place to share a page at, alone on its line.
fn is_network(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST && !text.contains(' ') && {
        let small = small(text);
        PLACES[..NETWORKS].contains(&small.as_str()) || is_page_word(|page| page.networks, &small)
    }
}

/// The first of [`PLACES`] are nothing else.
const NETWORKS: usize = 19;

#[rustfmt::skip]
const PLACES: &[&str] = &[
    "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "instagram", "threads",
    "bluesky", "mastodon", "tumblr", "flipboard", "vk", "viber", "weibo", "wechat", "微信", "微博", "line", "email",
    "e-mail", "mail", "x", "copy", "link", "print",
];

/// "Facebook Twitter WhatsApp Email": the places to share a page at, and nothing else.
fn is_share_row(text: &str) -> bool {
    const FEWEST: usize = 2;
    let words = || text.split([' ', '|', '·', '•', ',', '/']).filter(|word| !word.is_empty());
    let is_place = |word: &str| PLACES.iter().any(|place| place.eq_ignore_ascii_case(word));
    let networks = |word: &&str| PLACES[..NETWORKS].iter().any(|place| place.eq_ignore_ascii_case(word));
    words().next().is_some_and(is_place)
        && words().count() >= FEWEST
        && words().all(is_place)
        && words().any(|w| networks(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_its_time() {
        for text in
            ["5 min read", "12 minute read", "5 min de lecture", "5 мин. чтения", "5 λεπτά ανάγνωσης", "5 دقائق قراءة"]
        {
            assert_eq!(of_page(text), Some(Certainty::Sure), "{text}");
        }
        for text in ["6-8 minutes", "6～8 分", "Twitter", "ВКонтакте"] {
            assert_eq!(of_page(text), Some(Certainty::Likely), "{text}");
        }
        for text in ["5 minutes to midnight", "12 angry men", "Twitter and its discontents", "Minutes"] {
            assert_eq!(of_page(text), None, "{text}");
        }
    }
}
