//! Words in capitals: which of them are acronyms, which small capitals suit.

use super::faces::is_mark;
use crate::model::{Block, BlockKind, Inline, InlineKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The words that stand among others in capitals somewhere in an article's text. They are in capitals everywhere, so
/// that no word is now small and now not.
#[derive(Debug, Default)]
pub(in crate::layout) struct Capitals(FxHashSet<Box<str>>);

impl Capitals {
    /// Those of an article's text; its headings and tables have no small ones.
    pub fn of(blocks: &[Block]) -> Self {
        let mut capitals = Self::default();
        capitals.blocks(blocks);
        capitals
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.content)),
                BlockKind::Quote(content) | BlockKind::Alert { content, .. } => self.blocks(content),
                BlockKind::Definitions(definitions) => {
                    let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                    meanings.for_each(|meaning| self.blocks(meaning));
                }
                BlockKind::Heading { .. }
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Code { .. }
                | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let left = words(text).left.into_iter();
                    self.0.extend(left.map(|range| Box::from(&text[range])));
                }
                kind => self.inlines(kind.inner().unwrap_or_default()),
            }
        }
    }
}

/// The acronyms in a text: where small capitals are set, but for the words that are in capitals elsewhere.
pub(super) fn acronyms(text: &str, capitals: &Capitals) -> Vec<Range<usize>> {
    let mut found = words(text).found;
    found.retain(|range| capitals.0.is_empty() || !capitals.0.contains(&text[range.clone()]));
    found
}

/// Words in capitals that are no numbers.
#[derive(Default)]
struct Words {
    found: Vec<Range<usize>>,
    /// Those in a row with others.
    left: Vec<Range<usize>>,
}

/// Words of three or more capitals, which hyphens and strokes may join (CD-ROM, TCP/IP): NATO; G20 is too short, COVID-19
/// keeps its 19. Not two such words in a row: they are a line in capitals, or a name, of which some words are too short
/// to be found. Not numbers in Roman figures, for of these too some are short; not names in programs (MAX_SIZE), nor
/// addresses.
fn words(text: &str) -> Words {
    let mut words = Words::default();
    if !has_capitals_in_a_row(text) {
        return words;
    }
    // The word in capitals before the white that was last, if there was nothing else between.
    let mut before = Row::None;
    let mut at = 0;
    while at < text.len() {
        if let Some(length) = in_small_letters(&text.as_bytes()[at..]) {
            (before, at) = (Row::None, at + length);
            continue;
        }
        let rest = &text[at..];
        let word = rest.find(|c: char| c.is_alphanumeric() || c == '_').map_or(text.len(), |skip| at + skip);
        if !text[at..word].trim_start_matches(['\'', '’']).chars().all(char::is_whitespace) {
            before = Row::None;
        }
        let end = text[word..].find(|c: char| !is_inside(c)).map_or(text.len(), |length| word + length);
        if is_address(&text[word..end], &text[end..]) {
            at = text[end..].find(char::is_whitespace).map_or(text.len(), |length| end + length);
            before = Row::None;
            continue;
        }
        before = match capitals(&text[word..end]) {
            None => {
                parts(word..end, text, &mut words.found);
                Row::None
            }
            // "A" and "I" are words of small letters too.
            Some(length) if text[word..word + length].chars().nth(1).is_none() => before,
            Some(length) => {
                if before == Row::Found {
                    words.left.extend(words.found.pop());
                }
                let acronym = is_acronym(&text[word..word + length]);
                if before == Row::None && acronym {
                    words.found.push(word..word + length);
                    Row::Found
                } else {
                    words.left.extend(acronym.then_some(word..word + length));
                    Row::Left
                }
            }
        };
        at = end.max(word + 1);
    }
    words
}

/// What joins the parts of a word.
const JOINING: [char; 3] = ['-', '‐', '/'];

/// What the word before was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// Not in capitals.
    None,
    /// In capitals, and found.
    Found,
    /// In capitals that are left.
    Left,
}

/// Whether there may be a word in capitals, three of them in a row: most stretches of text have none. Of any three bytes
/// in a row one is at a place that is looked at.
fn has_capitals_in_a_row(text: &str) -> bool {
    let capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii() || matches!(byte, b'-' | b'/');
    let bytes = text.as_bytes();
    (2..bytes.len()).step_by(3).filter(|&at| capital(&bytes[at])).any(|at| {
        let before = bytes[..at].iter().rev().take(2).take_while(|byte| capital(byte)).count();
        let behind = bytes[at + 1..].iter().take(2).take_while(|byte| capital(byte)).count();
        before + behind >= 2
    })
}

/// How long the word is that a text begins with, and the space before it, if it is in small letters and nothing else: most
/// are, and what joins none and begins no address needs no closer look.
fn in_small_letters(text: &[u8]) -> Option<usize> {
    let space = usize::from(text.first() == Some(&b' '));
    let letters = text[space..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let end = space + letters;
    let ends = matches!(text.get(end), None | Some(b' ' | b',' | b';'));
    (letters > 0 && ends).then_some(end)
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || JOINING.contains(&c) || is_mark(c)
}

/// Whether a word begins an address.
fn is_address(word: &str, behind: &str) -> bool {
    behind.starts_with("://") || word == "www" && behind.starts_with('.')
}

/// How much of a word is capitals: all but a figure behind a hyphen, and the "s" of many. `None` if there is more to it.
fn capitals(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(JOINING);
    let mut end = word.len();
    // "COVID-19" keeps its 19.
    let before = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if before.len() < end && before.ends_with(JOINING) {
        end = before.trim_end_matches(JOINING).len();
    }
    // "NGOs" and "MPs" end in one small letter that stays as it is.
    if let Some(one) = word[..end].strip_suffix('s')
        && one.ends_with(char::is_uppercase)
    {
        end = one.len();
    }
    let capital = |c: char| c.is_uppercase() || is_mark(c) || JOINING.contains(&c);
    (end > 0 && word[..end].chars().all(capital)).then_some(end)
}

/// The acronyms that a word is joined of with others: "NATO-led".
fn parts(word: Range<usize>, text: &str, found: &mut Vec<Range<usize>>) {
    let mut start = word.start;
    for part in text[word].split(JOINING) {
        if let Some(length) = capitals(part).filter(|length| is_acronym(&part[..*length])) {
            found.push(start..start + length);
        }
        // What joins, too.
        start += part.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 3 && !is_roman(word)
}

/// Whether all letters are Roman figures: XIV, but not DVD, which is no number.
fn is_roman(word: &str) -> bool {
    const FIGURES: [(&str, usize); 7] = [("M", 4), ("CM", 1), ("D", 1), ("CD", 1), ("C", 3), ("XC", 1), ("L", 1)];
    const UNITS: [(&str, usize); 6] = [("XL", 1), ("X", 3), ("IX", 1), ("V", 1), ("IV", 1), ("I", 3)];
    let mut rest = word;
    for (figure, most) in FIGURES.into_iter().chain(UNITS) {
        for _ in 0..most {
            rest = rest.strip_prefix(figure).unwrap_or(rest);
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Meta;
    use crate::source::Span;

    fn found(text: &str) -> Vec<&str> {
        words(text).found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn three_capitals_in_a_row_are_seen_wherever_they_stand() {
        for before in 0..5 {
            for behind in 0..5 {
                let among = |word: &str| format!("{}{word}{}", "a".repeat(before), "b".repeat(behind));
                assert!(has_capitals_in_a_row(&among("OSC")), "{before} before, {behind} behind");
                assert!(!has_capitals_in_a_row(&among("OS")) && !has_capitals_in_a_row(&among("OSxCE")));
            }
        }
    }

    #[test]
    fn acronyms_are_words_of_capitals() {
        assert_eq!(found("The OSCE and NATO's NGOs, the U.S. and EU"), ["OSCE", "NATO", "NGO"]);
        assert_eq!(found("iPhone XMLHttp ABCd СССР"), ["СССР"]);
        assert_eq!(found("NATO: https://example.org/OSCE/A-NGO, www.example.org/EFTA (OPEC)"), ["NATO", "OPEC"]);
        assert_eq!(found("the CD-ROM, TCP/IP, COVID-19 and ÉNA; UTF-8"), ["CD-ROM", "TCP/IP", "COVID", "ÉNA", "UTF"]);
        assert_eq!(found("NATO, OSCE, ASEAN. UNESCO"), ["NATO", "OSCE", "ASEAN", "UNESCO"]);
        assert_eq!(found("NATO-led, die NATO-Staaten, SARS-CoV-2"), ["NATO", "NATO", "SARS"]);
        assert_eq!(found("A NATO plan that I know, BBC I think"), ["NATO", "BBC"]);
    }

    #[test]
    fn lines_in_capitals_names_in_programs_and_roman_figures_are_left() {
        for none in [
            "ALL RIGHTS RESERVED",
            "Jean DUPONT DE NEMOURS",
            "DO NOT enter",
            "BBC TV",
            "GOD IS A MYTH",
            "the PEOPLE'S REPUBLIC",
            "MAX_SIZE",
            "__INIT__",
            "COVID19",
            "ISO9001",
            "Louis XIV and Louis XV",
            "the MDCCLXXXIV",
            "XVIIIe",
            "U.S.A.",
        ] {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
        // Only what stands in a row.
        assert_eq!(found("UN SECURITY COUNCIL of NATO"), ["NATO"]);
        assert_eq!(found("the DVD"), ["DVD"]);
    }

    #[test]
    fn a_word_is_small_everywhere_or_nowhere() {
        let paragraph =
            |text: &str| Block { kind: BlockKind::Paragraph(Meta::words(text, Span::NONE)), span: Span::NONE };
        let heading = |text: &str| {
            let content = Meta::words(text, Span::NONE);
            Block {
                kind: BlockKind::Heading { level: crate::model::Level::new(2), anchor: None, content },
                span: Span::NONE,
            }
        };
        let capitals = Capitals::of(&[heading("THE OSCE TODAY"), paragraph("NATO HQ and the DEPARTMENT OF STATE")]);
        let text = "NATO, the OSCE and the STATE";
        let found: Vec<_> = acronyms(text, &capitals).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["OSCE"]);
    }
}
