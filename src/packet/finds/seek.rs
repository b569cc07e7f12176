//! Many strings sought in a text at once, in one pass.

use super::words::{is_border, is_letter, is_mark, is_unseen, words};
use crate::lang::{first_letter, fold, fold_first};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;
use std::ops::Range;

/// Whether capitals, and marks on letters, are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// "Bush" is not "bush".
    Exact,
    /// "Škoda" is "SKODA".
    Any,
    /// The same, and a figure behind a letter ends a word: "Skoda2" is "Škoda" with the call to a note.
    Loose,
}

/// Strings to be sought as whole words. White space stands for any white space, hyphens and quotation marks for each
/// other. A `*` at either end of a string stands for the rest of the word there.
#[derive(Debug, Clone)]
pub struct Seeker {
    case: Case,
    patterns: Vec<Pattern>,
    /// Patterns by the hash of their first word.
    whole: FxHashMap<u64, Vec<usize>>,
    /// Patterns whose first word may go on, by its first letter.
    begun: FxHashMap<char, Vec<usize>>,
    /// Patterns whose first word may have begun before, by their first letter.
    within: FxHashMap<char, Vec<usize>>,
    /// What the first words of `whole` begin with: most words of a text begin otherwise.
    firsts: Firsts,
}

/// What words begin with, and how long they are.
#[derive(Debug, Clone)]
struct Firsts {
    /// The lengths in bytes of those in ASCII, a bit for each, by the first letter.
    plain: [u64; 128],
    /// And by the last.
    ends: [u64; 128],
    /// The first letters of all.
    all: FxHashSet<char>,
}

impl Firsts {
    fn new() -> Self {
        Self { plain: [0; 128], ends: [0; 128], all: FxHashSet::default() }
    }

    fn add(&mut self, word: &str) {
        let Some(first) = word.chars().next() else { return };
        self.all.insert(first);
        if word.is_ascii() {
            let last = word.as_bytes()[word.len() - 1];
            self.plain[first as usize] |= 1 << word.len().min(63);
            self.ends[usize::from(last)] |= 1 << word.len().min(63);
        }
    }

    /// Whether a word in ASCII may be one of them.
    fn may_have(&self, word: &[u8], case: Case) -> bool {
        let letter = |at: usize| {
            let letter = word[at];
            usize::from(if case == Case::Exact { letter } else { letter.to_ascii_lowercase() })
        };
        let of_length = 1 << word.len().min(63);
        self.plain[letter(0)] & of_length != 0 && self.ends[letter(word.len() - 1)] & of_length != 0
    }
}

#[derive(Debug, Clone)]
struct Pattern {
    owner: usize,
    letters: Vec<char>,
    open_start: bool,
    open_end: bool,
}

impl Seeker {
    /// A seeker of strings, each with a number that is given back when it is found. Strings without a letter or a
    /// figure are never found.
    pub fn new<'a>(strings: impl IntoIterator<Item = (usize, &'a str)>, case: Case) -> Self {
        let mut seeker = Self {
            case,
            patterns: Vec::new(),
            whole: FxHashMap::default(),
            begun: FxHashMap::default(),
            within: FxHashMap::default(),
            firsts: Firsts::new(),
        };
        for (owner, string) in strings {
            let string = string.trim();
            let (open_start, open_end) = (string.starts_with('*'), string.ends_with('*'));
            let mut letters = normal(string.trim_matches('*'), case);
            let start = letters.iter().position(|c| is_letter(*c)).unwrap_or(letters.len());
            letters.drain(..start);
            while letters.last().is_some_and(|c| !is_letter(*c)) {
                letters.pop();
            }
            let Some(&first) = letters.first() else { continue };
            let at = seeker.patterns.len();
            let whole: String = letters.iter().collect();
            let first_word = words(&whole).next().map_or("", |range| &whole[range]);
            let word = first_word.chars().count();
            let goes_on = open_end && word == letters.len();
            if open_start {
                seeker.within.entry(first).or_default().push(at);
            } else if goes_on {
                seeker.begun.entry(first).or_default().push(at);
            } else {
                let hash = hash(letters[..word].iter().copied());
                seeker.whole.entry(hash).or_default().push(at);
                seeker.firsts.add(first_word);
            }
            seeker.patterns.push(Pattern { owner, letters, open_start, open_end });
        }
        seeker
    }

    /// Whether it seeks nothing.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Finds the strings in a text, from left to right, the longest first; none within another. Strings that are alike
    /// are found in the same place, each with its own number.
    pub fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, usize)) {
        if self.is_empty() {
            return;
        }
        let mut from = 0;
        let mut hits: Vec<(Range<usize>, usize)> = Vec::new();
        let may_be_part = !self.begun.is_empty() || !self.within.is_empty() || self.case == Case::Loose;
        for word in words(text) {
            if word.start < from || !(may_be_part || self.may_begin(&text[word.clone()])) {
                continue;
            }
            hits.clear();
            self.at(text, &word, &mut hits);
            // The earliest; of those, the longest.
            let Some(best) =
                hits.iter().map(|(range, _)| range.clone()).min_by_key(|range| (range.start, usize::MAX - range.end))
            else {
                continue;
            };
            let mut owners: Vec<usize> = hits.iter().filter(|(range, _)| *range == best).map(|hit| hit.1).collect();
            owners.sort_unstable();
            owners.dedup();
            owners.into_iter().for_each(|owner| found(best.clone(), owner));
            from = best.end;
        }
    }

    fn at(&self, text: &str, word: &Range<usize>, hits: &mut Vec<(Range<usize>, usize)>) {
        self.whole_at(text, word, hits);
        if self.case == Case::Loose {
            // Its parts, between letters and figures.
            let mut before = None;
            for (at, c) in text[word.clone()].char_indices() {
                let figure = c.is_numeric();
                if before.is_some_and(|before| before != figure) {
                    let at = word.start + at;
                    let rest = at..word.end;
                    let part = part(text, &rest);
                    self.whole_at(text, &part, hits);
                    if hits.is_empty() && part.end < word.end {
                        self.whole_at(text, &rest, hits);
                    }
                } else if before.is_none() {
                    let first = part(text, word);
                    if first.end < word.end {
                        self.whole_at(text, &first, hits);
                    }
                }
                before = Some(figure);
            }
        }
        let mut folded = String::new();
        let mut first = |at: usize| {
            folded.clear();
            push_first(&text[at..], self.case, &mut folded);
            folded.chars().next()
        };
        if !self.begun.is_empty() {
            // What nobody sees may stand before the first letter.
            let first = text[word.clone()].char_indices().find_map(|(at, _)| first(word.start + at));
            for pattern in first.and_then(|first| self.begun.get(&first)).into_iter().flatten() {
                self.try_at(text, word.start, *pattern, hits);
            }
        }
        if !self.within.is_empty() {
            for (at, _) in text[word.clone()].char_indices() {
                let Some(first) = first(word.start + at) else { continue };
                for pattern in self.within.get(&first).into_iter().flatten() {
                    self.try_at(text, word.start + at, *pattern, hits);
                }
            }
        }
    }

    /// The strings whose first word a range is.
    fn whole_at(&self, text: &str, word: &Range<usize>, hits: &mut Vec<(Range<usize>, usize)>) {
        if self.may_begin(&text[word.clone()]) {
            let letters = text[word.clone()].chars();
            let hash = match self.case {
                Case::Exact => hash(letters.filter(|c| !is_unseen(*c))),
                Case::Any | Case::Loose if text[word.clone()].is_ascii() => {
                    hash(letters.map(|c| c.to_ascii_lowercase()))
                }
                Case::Any | Case::Loose => hash(fold(&text[word.clone()]).chars()),
            };
            for pattern in self.whole.get(&hash).into_iter().flatten() {
                self.try_at(text, word.start, *pattern, hits);
            }
        }
    }

    /// Whether a string may begin with a word.
    fn may_begin(&self, word: &str) -> bool {
        if word.is_ascii() {
            return !word.is_empty() && self.firsts.may_have(word.as_bytes(), self.case);
        }
        let Some(first) = word.chars().next() else { return false };
        let folded = match self.case {
            Case::Exact => first,
            Case::Any | Case::Loose => first_letter(word).unwrap_or(first),
        };
        // What nobody sees may stand before the first letter.
        is_unseen(first) || is_mark(first) || self.firsts.all.contains(&folded)
    }

    fn try_at(&self, text: &str, start: usize, pattern: usize, hits: &mut Vec<(Range<usize>, usize)>) {
        let pattern = &self.patterns[pattern];
        let Some(mut end) = match_at(text, start, &pattern.letters, self.case) else { return };
        let mut start = start;
        let border = |at: usize| {
            let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
            let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
            is_border(before, after) || (self.case == Case::Loose && figure(before) != figure(after))
        };
        if pattern.open_end {
            end += text[end..].find(|c: char| !is_letter(c)).unwrap_or(text.len() - end);
        } else if !border(end) {
            return;
        }
        if pattern.open_start {
            start = text[..start]
                .rfind(|c: char| !is_letter(c))
                .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        } else if !border(start) {
            return;
        }
        hits.push((start..end, pattern.owner));
    }
}

/// The letters, or the figures, that a range of a text begins with.
fn part(text: &str, range: &Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let figure = piece.starts_with(char::is_numeric);
    let end = piece.find(|c: char| c.is_numeric() != figure).unwrap_or(piece.len());
    range.start..range.start + end
}

/// The text as it is compared: one space for white space, none at the ends.
fn normal(text: &str, case: Case) -> Vec<char> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        if !c.is_whitespace() {
            rest = &rest[push_first(rest, case, &mut out)..];
            continue;
        }
        if !out.ends_with(' ') {
            out.push(' ');
        }
        rest = &rest[c.len_utf8()..];
    }
    out.chars().collect()
}

/// Puts the first character of a text, as it is compared, behind `out`. How many bytes that took.
fn push_first(text: &str, case: Case, out: &mut String) -> usize {
    if case != Case::Exact {
        return fold_first(text, out);
    }
    let Some(c) = text.chars().next() else { return 0 };
    match c {
        '’' | '‘' | 'ʼ' => out.push('\''),
        '‐' | '‑' | '–' => out.push('-'),
        c if is_unseen(c) => {}
        c => out.push(c),
    }
    c.len_utf8()
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    letters.for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

/// Where letters end that begin in a text at a place.
fn match_at(text: &str, start: usize, letters: &[char], case: Case) -> Option<usize> {
    let mut at = 0;
    let mut after_space = false;
    let mut folded = String::new();
    let mut rest = &text[start..];
    while at < letters.len() {
        let c = rest.chars().next()?;
        if c.is_whitespace() {
            if !after_space {
                if letters[at] != ' ' {
                    return None;
                }
                at += 1;
            }
            after_space = true;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        folded.clear();
        rest = &rest[push_first(rest, case, &mut folded)..];
        for c in folded.chars() {
            if letters.get(at) != Some(&c) {
                return None;
            }
            at += 1;
        }
        after_space &= folded.is_empty();
    }
    // The marks on the last letter are its own.
    let is_own = |c: char| is_unseen(c) || (case != Case::Exact && is_mark(c));
    Some(text.len() - rest.trim_start_matches(is_own).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(strings: &[&str], case: Case, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        Seeker::new(strings.iter().copied().enumerate(), case).find(text, |range, owner| {
            all.push(format!("{owner} {}", &text[range]));
        });
        all
    }

    #[test]
    fn whole_words_are_found_and_the_longest_wins() {
        assert_eq!(
            found(&["World Bank", "Bank", "bank"], Case::Exact, "The World  Bank, a Bank; embankments bank."),
            ["0 World  Bank", "1 Bank", "2 bank"]
        );
        assert_eq!(found(&["Lavrov", "Sergey Lavrov"], Case::Exact, "Sergey Lavrov's"), ["1 Sergey Lavrov"]);
        assert_eq!(found(&["a", "A"], Case::Any, "a b"), ["0 a", "1 a"]);
    }

    #[test]
    fn case_marks_and_unseen_characters_do_not_hide_a_word() {
        let text = "ŠKODA sko\u{ad}da Skoda\u{301}s S\u{30c}koda-Werke Škodas";
        assert_eq!(found(&["Škoda"], Case::Any, text), ["0 ŠKODA", "0 sko\u{ad}da", "0 S\u{30c}koda"]);
        assert_eq!(found(&["Jean-Luc d'Or"], Case::Any, "JEAN‑LUC\nD’OR"), ["0 JEAN‑LUC\nD’OR"]);
        assert_eq!(found(&["strasse"], Case::Any, "Straße Stra"), ["0 Straße"]);
    }

    /// Composed and decomposed, narrow and wide, with marks and without: whichever of them is sought.
    #[test]
    fn a_name_is_found_however_its_letters_are_coded() {
        let forms = [
            ["Сергей", "Сергеи\u{306}"],
            ["Київ", "Киі\u{308}в"],
            ["김정은", "\u{1100}\u{1175}\u{11b7}\u{110c}\u{1165}\u{11bc}\u{110b}\u{1173}\u{11ab}"],
            ["Hasan", "Ḥasan"],
            ["Zorblax", "Ｚｏｒｂｌａｘ"],
            ["ガード", "カ\u{3099}ート\u{3099}"],
            ["Ｏ'Neil", "O\u{2bc}Neil"],
            ["क़लम", "क\u{93c}लम"],
        ];
        for [one, other] in forms {
            for (sought, text) in [(one, other), (other, one), (one, one), (other, other)] {
                let text = format!("x {text}, y");
                assert_eq!(found(&[sought], Case::Any, &text).len(), 1, "{sought} {text}");
                assert_eq!(found(&[&format!("*{sought}*")], Case::Any, &text).len(), 1, "{sought} {text}");
            }
        }
        assert_eq!(found(&["カ"], Case::Any, "カ\u{3099}ード"), [""; 0]);
    }

    #[test]
    fn a_figure_ends_a_word_where_that_is_asked_for() {
        assert_eq!(found(&["Smith"], Case::Loose, "Smith2 3smith Smith4a smithy2"), ["0 Smith", "0 smith", "0 Smith"]);
        assert_eq!(found(&["Smith"], Case::Any, "Smith2"), [""; 0]);
        assert_eq!(found(&["B2 Smith"], Case::Loose, "B2 Smith2"), ["0 B2 Smith"]);
    }

    #[test]
    fn a_star_stands_for_the_rest_of_a_word() {
        assert_eq!(found(&["Иванов*"], Case::Any, "Ивановым Иванова Иван"), ["0 Ивановым", "0 Иванова"]);
        assert_eq!(found(&["*محمد"], Case::Any, "ومحمد قال"), ["0 ومحمد"]);
        assert_eq!(found(&["John Smi*"], Case::Any, "John Smithson John S"), ["0 John Smithson"]);
    }

    #[test]
    fn where_words_are_not_parted_parts_are_found() {
        assert_eq!(found(&["北京"], Case::Any, "在北京市"), ["0 北京"]);
        assert_eq!(found(&["--", "*", ""], Case::Any, "-- * a"), [""; 0]);
    }
}
