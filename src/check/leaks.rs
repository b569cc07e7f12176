//! Words that must not be in a file: looked for in all that it holds, whatever it was made from.
//!
//! Black over a name hides nothing: a name is gone when no part of the file says it any more. So the finished file is
//! read again: what its pages show, and its titles, bookmarks, links, descriptions and metadata.

#[cfg(feature = "epub")]
use super::epub;
#[cfg(feature = "pdf")]
use super::pdf;
use crate::error::{Error, Result};
use crate::lang::{Kind, fold_first};

/// A word that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The word, as it was asked for.
    pub word: String,
    /// Where it was found: "page 3", "the metadata".
    pub place: String,
}

/// Looks for words in a PDF, an EPUB or a text file. Capitals and small letters are the same, letters with marks and
/// without, however they are coded, and so are all kinds of spaces, hyphens and line ends; a word within another one is not found, but a `*` at either end of one that is looked
/// for stands for the rest of a word. Pictures are not looked into.
///
/// # Errors
/// [`Error::Unreadable`] if it is a PDF or an EPUB file that cannot be read: then nothing can be promised.
pub fn leaks(name: &str, bytes: &[u8], words: &[String]) -> Result<Vec<Leak>> {
    let mut search = Search::new(words);
    let unreadable = |what: String| Error::Unreadable { name: name.to_owned(), what };
    if bytes.starts_with(b"PK\x03\x04") {
        #[cfg(feature = "epub")]
        epub::texts(bytes, &mut |place, text| search.look(place, text)).map_err(unreadable)?;
        #[cfg(not(feature = "epub"))]
        return Err(unreadable("this offprint was built without EPUB".to_owned()));
    } else if bytes.starts_with(b"%PDF-") {
        #[cfg(feature = "pdf")]
        pdf::texts(bytes, &mut |place, text| search.look(place, text)).map_err(unreadable)?;
        #[cfg(not(feature = "pdf"))]
        return Err(unreadable("this offprint was built without PDF".to_owned()));
    } else {
        let _ = unreadable;
        search.look("the text", &String::from_utf8_lossy(bytes));
    }
    Ok(search.found)
}

/// A word that is looked for.
struct Wanted<'w> {
    word: &'w String,
    letters: Vec<char>,
    /// Whether it may stand within a longer word: behind its beginning, before its end.
    open: [bool; 2],
}

/// Words, squeezed, and where they were found.
struct Search<'w> {
    words: Vec<Wanted<'w>>,
    found: Vec<Leak>,
}

impl<'w> Search<'w> {
    fn new(words: &'w [String]) -> Self {
        let wanted = |word: &'w String| Wanted {
            word,
            letters: squeezed(word).letters,
            open: [word.trim_start().starts_with('*'), word.trim_end().ends_with('*')],
        };
        let words = words.iter().map(wanted).filter(|wanted| !wanted.letters.is_empty()).collect();
        Self { words, found: Vec::new() }
    }

    fn look(&mut self, place: &str, text: &str) {
        if self.words.is_empty() {
            return;
        }
        let text = squeezed(text);
        for wanted in &self.words {
            let known = |leak: &Leak| leak.word == *wanted.word && leak.place == place;
            if text.holds(wanted) && !self.found.iter().any(known) {
                self.found.push(Leak { word: wanted.word.clone(), place: place.to_owned() });
            }
        }
    }
}

/// A text without all that is no letter or figure, in small letters.
struct Squeezed {
    letters: Vec<char>,
    /// Before which letters there was something else; one more for the end.
    edges: Vec<bool>,
    /// Whether the last letter was a word of its own.
    alone: bool,
}

impl Squeezed {
    /// Puts what a character is compared as behind the letters.
    fn push(&mut self, c: char, folded: &str, edge: &mut bool) {
        // Scripts that part no words: each character is one.
        let alone = Kind::of(c).is_unparted();
        *edge |= alone || self.alone;
        for c in folded.chars() {
            if !Kind::of(c).is_of_word() {
                *edge = true;
                continue;
            }
            // The call to a note behind a word.
            *edge |= self.letters.last().is_some_and(|before| before.is_numeric() != c.is_numeric());
            self.letters.push(c);
            self.edges.push(std::mem::take(edge));
        }
        self.alone = alone;
    }

    /// Whether those letters are there, not within a longer word.
    fn holds(&self, wanted: &Wanted) -> bool {
        let length = wanted.letters.len();
        let [before, behind] = wanted.open;
        let ends = |at: usize| (before || self.edges[at]) && (behind || self.edges[at + length]);
        self.letters.windows(length).enumerate().any(|(at, letters)| letters == wanted.letters && ends(at))
    }
}

fn squeezed(text: &str) -> Squeezed {
    let mut out =
        Squeezed { letters: Vec::with_capacity(text.len()), edges: Vec::with_capacity(text.len() + 1), alone: false };
    let mut edge = true;
    let mut folded = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        folded.clear();
        rest = &rest[fold_first(rest, &mut folded)..];
        out.push(c, &folded, &mut edge);
    }
    out.edges.push(true);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, word: &str) -> bool {
        !leaks("a.txt", text.as_bytes(), &[word.to_owned()]).unwrap().is_empty()
    }

    #[test]
    fn words_are_found_however_they_are_broken() {
        for text in
            ["Project Falcon", "project\nfalcon", "PROJECT-FALCON", "Pro\u{ad}ject Fal-\ncon,", "(Project  Falcon)"]
        {
            assert!(found(text, "Project Falcon"), "{text}");
        }
        assert!(found("an o\u{fb03}cer", "officer") && found("Weber’s", "weber"));
        assert!(found("Серге\u{438}\u{306}", "Сергей") && found("Ḥasan said", "hasan") && found("Ｚorb", "Zorb"));
        assert!(found("Smith2", "Smith") && !found("カ\u{3099}ード", "カ"));
        assert!(found("Анны Вебер", "анны вебер") && found("他在北京市说", "北京"));
        assert!(found("Ivanova said", "Ivanov*") && found("non-Ivanov", "*ivanov") && !found("Ivanova", "Ivanov"));
    }

    #[test]
    fn a_word_within_another_is_not_found() {
        for text in ["Project Falconry", "Projects Falcon", "Falcon", ""] {
            assert!(!found(text, "Project Falcon"), "{text}");
        }
        assert!(!found("hit it", "hiti") && !found("anything", "…"));
    }
}
