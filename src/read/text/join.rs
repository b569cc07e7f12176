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
    words: Option<Words<'a>>,
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
        if is_and(right) && !self.has(&format!("{left}{right}")) {
            return Joint::Space;
        }
        if self.is_one_word(left, right) { Joint::WithoutHyphen } else { Joint::Nothing }
    }

    fn has(&mut self, word: &str) -> bool {
        self.words().all.contains(word)
    }

    fn words(&mut self) -> &Words<'a> {
        self.words.get_or_insert_with(|| Words::of(self.lines))
    }

    /// Whether the text elsewhere has the word whole. If it has neither that nor the compound, its halves tell, and
    /// whether the text parts words at all.
    fn is_one_word(&mut self, left: &str, right: &str) -> bool {
        let words = self.words();
        if words.all.contains(format!("{left}-{right}").as_str()) {
            return false;
        }
        if words.all.contains(format!("{left}{right}").as_str()) {
            return true;
        }
        if keeps_hyphen(left, right) {
            return false;
        }
        match [left, right].map(|half| words.all.contains(half)) {
            [false, false] => true,
            [true, true] => words.parts && begins_words(left, right),
            [true, false] | [false, true] => words.parts,
        }
    }
}

/// The words of a text.
struct Words<'a> {
    /// Every word but those that a line end may have cut.
    all: FxHashSet<&'a str>,
    /// Whether words are parted at line ends: hyphens stand there more often than compounds would.
    parts: bool,
}

impl<'a> Words<'a> {
    fn of(lines: &[Line<'a>]) -> Self {
        let mut all = FxHashSet::default();
        let mut cut = false;
        let mut cuts = 0;
        for line in lines {
            for (at, word) in line.text.split_whitespace().enumerate() {
                if (at > 0 || !cut) && !word.ends_with('-') {
                    all.insert(word.trim_matches(|c: char| !Kind::of(c).is_alphanumeric()));
                }
            }
            cuts += usize::from(cut && line.text.starts_with(char::is_lowercase));
            cut = line.text.ends_with('-');
        }
        // Compounds end one line of a hundred; where words are parted it is one of ten.
        Self { all, parts: cuts > 1 && cuts * 33 >= lines.len() }
    }
}

/// Whether the hyphen is the word's own: "self-made", but "selfish".
fn keeps_hyphen(left: &str, right: &str) -> bool {
    const FIRST: &[&str] = &["self", "well", "half", "quasi"];
    const ENDINGS: &[&str] = &["ish", "ishly", "ishness", "less", "lessly", "lessness", "ness", "hood", "same"];
    FIRST.iter().any(|word| left.eq_ignore_ascii_case(word)) && !ENDINGS.contains(&right)
}

/// Whether a half that is a word too is more often the beginning of one: "in-come", but "well-known" and "dit-il".
fn begins_words(left: &str, right: &str) -> bool {
    const SHORTEST: usize = 4;
    const COMPOUND: &[&str] = &["so", "no", "go", "by", "ex", "co"];
    const LONGER: &[&str] = &["over", "under", "out", "for", "with", "off"];
    let short = left.chars().count() < 3 && !COMPOUND.contains(&left);
    right.chars().count() >= SHORTEST && (short || LONGER.contains(&left))
}

/// Whether a word joins two halves of compounds: "Haus- und Gartenbau", "pre- and post-war".
fn is_and(word: &str) -> bool {
    matches!(word, "und" | "oder" | "bzw" | "sowie" | "and" | "or" | "eller")
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
    fn where_words_are_parted_halves_may_be_words() {
        let text = "it was in the hall that the in-\nterest was paid and the in-\ncome was to be-\ncome an a-\ngreement for \
                    self-\nmade and selfish well-\nknown men whom they know and have known well and do-\nnot come";
        let whole = "it was in the hall that the interest was paid and the income was to become an agreement for self-made \
                     and selfish well-known men whom they know and have known well and donot come";
        assert_eq!(joined(text, 8), whole);
        // One hyphen in a long text is a compound's.
        assert_eq!(joined("a long-\nterm loan\n\nso long", 2), "a long-term loan");
    }

    #[test]
    fn halves_of_compounds() {
        assert_eq!(joined("der Haus-\nund Gartenbau", 2), "der Haus- und Gartenbau");
        assert_eq!(joined("in pre-\nand post-war days", 2), "in pre- and post-war days");
        assert_eq!(joined("a thous-\nand\n\nthousand men", 2), "a thousand");
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
