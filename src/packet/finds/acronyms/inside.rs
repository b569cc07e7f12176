//! Short forms in brackets: what of a bracket's content may be one.

use super::super::words::words;
use super::said::{before_called, before_tail, is_lead};
use super::shape;
use super::window::is_quote;
use std::ops::Range;

/// What has to stand before a bracket for a short form in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Letters stand for words, however that is done in its language.
    Letters,
    /// Every letter begins a word: the bracket holds more than the short form.
    Words,
    /// The same, with a small word between: "Group of Seven (G7)". Others are numbers: "Annex 1 (A1)".
    Number,
    /// Every letter begins a word, and there is no word more: the short form is in small letters.
    Small,
}

/// A short form in a bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside {
    pub short: String,
    pub range: Range<usize>,
    pub asks: Asks,
}

/// The short forms that a bracket may hold, the likeliest first. `before`: the text before the bracket.
pub(super) fn shorts_inside(text: &str, before: &str, inside: &Range<usize>) -> Vec<Inside> {
    let range = without_leads(inside.clone(), text);
    let content = &text[range.clone()];
    let mut found = Vec::new();
    let mut add = |piece: &str, asks: Asks| {
        let written = piece.trim();
        let at = range.start + (written.as_ptr() as usize - content.as_ptr() as usize);
        let short = match asks {
            Asks::Letters | Asks::Words => shape::short_of(written),
            Asks::Number => shape::numbered(written),
            Asks::Small => shape::is_small_short(written).then(|| written.to_owned()),
        };
        found.extend(short.map(|short| Inside { short, range: at..at + written.len(), asks }));
    };
    let first = &content[..first_part(content)];
    let first = before_tail(first.trim_end()).unwrap_or(first);
    add(first, Asks::Letters);
    add(first, Asks::Small);
    add(first, Asks::Number);
    // (the "GSA" or the "Agency")
    if text[..range.start].ends_with(is_quote)
        && let Some(end) = content.find(is_quote)
    {
        add(&content[..end], Asks::Letters);
    }
    // (TTS/18F)
    if let Some((one, other)) = first.split_once('/') {
        add(one, Asks::Words);
        add(other, Asks::Words);
    }
    // (Relato Privado de Vulnerabilidades ou PVR), (Agile Delivery BPA)
    if let Some((ahead, last)) = content.trim_end().rsplit_once(char::is_whitespace)
        && (ahead.ends_with(',') || before_called(ahead).is_some() || is_said(ahead, before))
    {
        add(last, Asks::Words);
    }
    found
}

/// Whether every word of some is near the end of a text.
fn is_said(some: &str, text: &str) -> bool {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..];
    let said: Vec<&str> = words(near).map(|range| &near[range]).collect();
    words(some).all(|range| said.contains(&&some[range]))
}

/// How far back words are sought that a bracket repeats, in bytes.
const NEAR: usize = 120;

/// A range of a text without what may stand in brackets before either form.
pub(super) fn without_leads(mut range: Range<usize>, text: &str) -> Range<usize> {
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
pub(super) fn first_part(content: &str) -> usize {
    let ends = |(at, c): &(usize, char)| match c {
        ',' | ';' | ':' | '，' | '；' | '：' | '、' => true,
        '—' | '–' | '-' | '=' => content[..*at].ends_with(' ') && content[*at + c.len_utf8()..].starts_with(' '),
        _ => false,
    };
    content.char_indices().find(ends).map_or(content.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shorts(text: &str) -> Vec<(String, Asks)> {
        let open = text.find('(').unwrap();
        let found = shorts_inside(text, &text[..open], &(open + 1..text.len() - 1));
        assert!(found.iter().all(|found| text[found.range.clone()].contains(found.short.trim_end_matches('s'))));
        found.into_iter().map(|found| (found.short, found.asks)).collect()
    }

    #[test]
    fn brackets_hold_more_than_short_forms() {
        let letters = |short: &str| (short.to_owned(), Asks::Letters);
        let words = |short: &str| (short.to_owned(), Asks::Words);
        assert_eq!(shorts("x (GSA; see below)"), [letters("GSA")]);
        assert_eq!(shorts("x (далее — МО)"), [letters("МО")]);
        assert_eq!(shorts("x (the “GSA” or the “Agency”)"), [letters("GSA")]);
        assert_eq!(shorts("x (WIP por sus siglas en inglés)"), [letters("WIP")]);
        assert_eq!(shorts("x (TTS/QAB)"), [letters("TTS/QAB"), words("TTS"), words("QAB")]);
        assert_eq!(shorts("x (Relato Privado ou PVR)"), [words("PVR")]);
        assert_eq!(shorts("Agile Delivery Agreement (Agile DA)"), [words("DA")]);
        assert_eq!(shorts("x (npm)"), [("npm".to_owned(), Asks::Small)]);
        assert_eq!(shorts("x (G7)"), [("G7".to_owned(), Asks::Number)]);
        assert_eq!(shorts("x (see the BBC)"), []);
    }
}
