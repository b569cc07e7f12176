//! Joins wrapped lines into one: a space between words, none between ideographs, and hyphens at line ends undone
//! where that is safe.

use super::lines::Line;
use crate::lang::Kind;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;

/// The words of some lines as one line, which knows where each part came from.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined<'a> {
    pub text: Cow<'a, str>,
    /// Where lines begin in `text`, and where they lie in the source. Never empty unless `text` is.
    places: Vec<(usize, Range<usize>)>,
}

impl<'a> Joined<'a> {
    pub fn new<'l>(lines: &'l [Line<'a>], hyphens: &mut Hyphens<'a, 'l>) -> Self {
        if let [line] = lines {
            return Self { text: Cow::Borrowed(line.text), places: vec![(0, line.start..line.end())] };
        }
        let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
        let mut places = Vec::with_capacity(lines.len());
        for line in lines {
            if !text.is_empty() {
                match hyphens.between(&text, line.text) {
                    Joint::Space => text.push(' '),
                    Joint::Nothing => {}
                    Joint::WithoutHyphen => {
                        text.pop();
                    }
                }
            }
            places.push((text.len(), line.start..line.end()));
            text.push_str(line.text);
        }
        Self { text: Cow::Owned(text), places }
    }

    /// The bytes of the source that a part of the text came from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start, 0);
        start..if range.is_empty() { start } else { self.place(range.end - 1, 1) }
    }

    /// Where `beyond` bytes behind a byte of the text lie in the source. The space between two lines lies at the end
    /// of the first: what parts them there may be longer than one byte.
    fn place(&self, at: usize, beyond: usize) -> usize {
        let line = self.places.partition_point(|(from, _)| *from <= at).saturating_sub(1);
        self.places.get(line).map_or(0, |(from, source)| {
            let place = source.start + at.saturating_sub(*from) + beyond;
            place.min(source.end)
        })
    }

    /// Where each line begins in the text.
    pub fn line_starts(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|(from, _)| *from)
    }
}

enum Joint {
    Space,
    Nothing,
    WithoutHyphen,
}

/// Whether hyphens at line ends are undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Undone {
    /// Where that is safe.
    WhereSafe,
    /// Never.
    Never,
}

/// Decides about hyphens at line ends, by the other words of the text.
pub(super) struct Hyphens<'a, 'l> {
    lines: &'l [Line<'a>],
    undone: Undone,
    /// Made when the first doubtful hyphen is met.
    words: Option<FxHashSet<&'a str>>,
}

impl<'a, 'l> Hyphens<'a, 'l> {
    pub fn new(lines: &'l [Line<'a>], undone: Undone) -> Self {
        Self { lines, undone, words: None }
    }

    fn between(&mut self, before: &str, after: &str) -> Joint {
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return Joint::Nothing;
        };
        if is_ideographic(last) && is_ideographic(first) {
            return Joint::Nothing;
        }
        if !matches!(last, '-' | '\u{2010}' | '\u{ad}') {
            return Joint::Space;
        }
        let stem = &before[..before.len() - last.len_utf8()];
        if !stem.chars().next_back().is_some_and(char::is_alphabetic) || !first.is_alphabetic() {
            return if last == '-' && stem.ends_with([' ', '-']) { Joint::Space } else { Joint::Nothing };
        }
        if self.undone == Undone::Never {
            return Joint::Nothing;
        }
        if last == '\u{ad}' {
            return Joint::WithoutHyphen;
        }
        let left = &stem[stem.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + char_length(stem, at))..];
        let right = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
        if first.is_uppercase()
            || after[right.len()..].starts_with('-')
            || before[..stem.len() - left.len()].ends_with('-')
        {
            return Joint::Nothing;
        }
        if self.is_one_word(left, right) { Joint::WithoutHyphen } else { Joint::Nothing }
    }

    /// Whether the text elsewhere has the word whole, or at least does not have both its halves.
    fn is_one_word(&mut self, left: &str, right: &str) -> bool {
        let words = self.words.get_or_insert_with(|| words(self.lines));
        if words.contains(format!("{left}-{right}").as_str()) {
            return false;
        }
        words.contains(format!("{left}{right}").as_str()) || !(words.contains(left) || words.contains(right))
    }
}

/// Every word of the text but those that a line end may have cut.
fn words<'a>(lines: &[Line<'a>]) -> FxHashSet<&'a str> {
    let mut words = FxHashSet::default();
    let mut cut = false;
    for line in lines {
        for (at, word) in line.text.split_whitespace().enumerate() {
            if (at > 0 || !cut) && !word.ends_with('-') {
                words.insert(word.trim_matches(|c: char| !Kind::of(c).is_alphanumeric()));
            }
        }
        cut = line.text.ends_with('-');
    }
    words
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether no space stands between this and its like.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0xff01..=0xff60 | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn joined(text: &str, count: usize) -> String {
        let lines = lines(text);
        Joined::new(&lines[..count], &mut Hyphens::new(&lines, Undone::WhereSafe)).text.into_owned()
    }

    #[test]
    fn hyphens_at_line_ends() {
        assert_eq!(joined("it makes a differ-\nence here\n\nno difference", 2), "it makes a difference here");
        assert_eq!(joined("a diffi-\nculty", 2), "a difficulty");
        assert_eq!(joined("a well-\nknown man\n\nwell, it is known", 2), "a well-known man");
        assert_eq!(joined("Franco-\nPrussian", 2), "Franco-Prussian");
        assert_eq!(joined("up-to-\ndate", 2), "up-to-date");
        assert_eq!(joined("1939-\n1945", 2), "1939-1945");
        assert_eq!(joined("so --\nhe said", 2), "so -- he said");
        assert_eq!(joined("soft\u{ad}\nware", 2), "software");
    }

    #[test]
    fn ideographs_touch() {
        assert_eq!(joined("到了春天，\n小麦", 2), "到了春天，小麦");
        assert_eq!(joined("한국어\n문장", 2), "한국어 문장");
    }

    #[test]
    fn places_lead_back() {
        let text = "one two\n  three diffi-\nculty";
        let lines = lines(text);
        let joined = Joined::new(&lines, &mut Hyphens::new(&lines, Undone::WhereSafe));
        let at = joined.text.find("three").unwrap();
        assert_eq!(&text[joined.source(at..at + 5)], "three");
        assert_eq!(&text[joined.source(0..joined.text.len())], text);
    }
}
