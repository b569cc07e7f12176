//! How the words of a line read: its ending, its capitals, the small words in it.

use super::facts::{Opening, Terminal};
use crate::lang::{Kind, behind_letters, heading_number, small};
use memchr::memmem::Finder;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What is counted in the words of a line.
pub(super) struct Counts {
    pub words: usize,
    pub long_words: usize,
    pub long_capitals: usize,
    pub function_words: usize,
    pub characters: usize,
    pub digits: usize,
    pub commas: usize,
    pub sentence_break: bool,
    pub ideographs: bool,
    pub letters: bool,
    pub small: usize,
    pub capitals: usize,
    /// Signs that programs are full of.
    pub code: bool,
    pub brackets: bool,
    pub at: bool,
    pub colon: bool,
    pub last_length: usize,
}

impl Counts {
    pub fn of(text: &str) -> Self {
        let mut counts = Self {
            words: 0,
            long_words: 0,
            long_capitals: 0,
            function_words: 0,
            characters: 0,
            digits: 0,
            commas: 0,
            sentence_break: false,
            ideographs: false,
            letters: false,
            small: 0,
            capitals: 0,
            code: false,
            brackets: false,
            at: false,
            colon: false,
            last_length: text.chars().next_back().map_or(0, char::len_utf8),
        };
        let mut ends_sentence = false;
        for word in text.split_whitespace() {
            counts.words += 1;
            // An initial or an abbreviation is no end: "J. Doe", "U.S. policy".
            counts.sentence_break |= ends_sentence;
            ends_sentence =
                word.len() > 3 && word.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '。']);
            let mut letters = word.chars();
            let first = letters.next().unwrap_or(' ');
            let first = Kind::of(first);
            if first.is_letter() && letters.nth(2).is_some() {
                counts.long_words += 1;
                counts.long_capitals += usize::from(first.is_capital());
            }
            counts.function_words += usize::from(word.len() <= 12 && is_function_word(word));
        }
        for (at, c) in text.char_indices() {
            counts.characters += 1;
            let kind = Kind::of(c);
            counts.letters |= kind.is_letter();
            counts.small += usize::from(kind.is_small());
            counts.capitals += usize::from(kind.is_capital());
            match c {
                '0'..='9' => counts.digits += 1,
                '{' | '}' | '<' | '>' | '=' | ';' | '$' | '\\' | '|' => counts.code = true,
                '(' => counts.brackets = true,
                '@' => counts.at = true,
                ':' => counts.colon = true,
                ',' | '，' | '、' | '،' => counts.commas += 1,
                _ => {}
            }
            if !c.is_ascii() {
                counts.ideographs |= super::join::is_ideographic(c);
                counts.sentence_break |= c == '。' && at + c.len_utf8() < text.len();
            }
        }
        counts
    }

    /// At least two letters, and none of them small.
    pub fn all_capitals(&self) -> bool {
        self.small == 0 && self.capitals > 1
    }

    pub fn share(&self, part: usize, whole: usize) -> f32 {
        part as f32 / whole.max(1) as f32
    }
}

/// "the", "und": a word that stands in any sentence, however it is written.
pub(super) fn is_function_word(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        "the of and to in is that for with are was this be on as at by from it or an have has not \
         der die das und ist nicht mit für von auf eine werden le la les des est et une dans pour que vous sur \
         el los de y en para con por se και το να του την της με σε για και в на не что по с к из это как"
            .split_whitespace()
            .collect()
    });
    let capital = word.chars().next().is_some_and(|c| Kind::of(c).is_capital());
    WORDS.contains(word) || (capital && WORDS.contains(word.to_lowercase().as_str()))
}

/// Whether a line ends where something must follow: with a small word, a comma, a hyphen.
pub(super) fn ends_within(text: &str) -> bool {
    const ALSO: &[&str] =
        &["&", "a", "her", "his", "into", "its", "my", "our", "their", "und", "vom", "zum", "zur", "du"];
    let last = text.rsplit(' ').next().unwrap_or(text);
    let last = last.to_lowercase();
    text.ends_with([',', '-', '–', '—', ':', ';', '(', '/']) || is_function_word(&last) || ALSO.contains(&last.as_str())
}

/// Whether a sentence ends with a text.
pub(super) fn is_closed(text: &str) -> bool {
    matches!(terminal(text), Terminal::Stop | Terminal::Question | Terminal::Exclamation)
}

/// "Jane Doe/Getty Images", "(Photo: Reuters)": whose picture stood here.
pub(super) fn is_credit(text: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "Getty",
        "Reuters",
        "AFP",
        "Associated Press",
        "AP Photo",
        "EPA",
        "dpa",
        "iStock",
        "Shutterstock",
        "Alamy",
        "Flickr",
        "Unsplash",
        "Bloomberg",
    ];
    const WORDS: &[&str] = &[
        "photo",
        "photograph",
        "portrait",
        "illustration",
        "foto",
        "image",
        "bild",
        "credit",
        "picture",
        "фото",
        "crédit",
        "φωτογραφία",
        "图",
        "圖",
        "照片",
        "写真",
        "صورة",
    ];
    // The wide colon and the sign of copyright begin with 0xef and 0xc2. Most lines have none of all this.
    let bytes = text.as_bytes();
    let signs = || {
        memchr::memchr2(b':', b'/', bytes).is_some()
            || (memchr::memchr2(0xc2, 0xef, bytes).is_some() && text.contains(['：', '©']))
    };
    static SAID: LazyLock<[Finder; 3]> = LazyLock::new(|| [" by ", " courtesy", "Credit"].map(Finder::new));
    if !signs() && SAID.iter().all(|word| word.find(bytes).is_none()) {
        return false;
    }
    let lower = small(text);
    let named = AGENCIES.iter().any(|name| text.contains(name));
    let signed = named && text.contains(['/', '©']) || is_name_and_agency(text);
    let run_on =
        text.strip_prefix("Credit").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_uppercase));
    static FOUND: LazyLock<Vec<Finder>> = LazyLock::new(|| WORDS.iter().map(Finder::new).collect());
    let told = FOUND.iter().any(|word| {
        word.find_iter(lower.as_bytes()).any(|at| {
            let rest = lower[at + word.needle().len()..].trim_start_matches('s');
            let begins = !lower[..at].ends_with(char::is_alphabetic);
            begins
                && (rest.trim_start().starts_with([':', '：', '/'])
                    || rest.starts_with(" by ")
                    || rest.starts_with(" courtesy"))
        })
    });
    signed || run_on || told
}

/// "Jane Doe/AOL": nothing but capitalised words, and a stroke without spaces.
fn is_name_and_agency(text: &str) -> bool {
    let Some((name, agency)) = text.split_once('/') else { return false };
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.');
    let words = || name.split(' ').chain(agency.split([' ', '/']));
    name.contains(' ') && !name.ends_with(' ') && words().count() < 8 && words().all(capital)
}

/// The words without a number before them and without signs.
pub(super) fn core(text: &str) -> &str {
    let after = heading_number(text).map_or(text, |(_, length)| &text[length..]);
    let words = after.trim_start_matches(|c: char| !Kind::of(c).is_letter());
    if words.is_empty() { text } else { words }
}

/// How a text ends, whatever closes around it.
pub(super) fn terminal(text: &str) -> Terminal {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_', '）', '」', '』']);
    match text.chars().next_back() {
        Some('.' | '。' | '．' | '…' | '۔' | '।') => Terminal::Stop,
        Some('!' | '！') => Terminal::Exclamation,
        Some('?' | '？' | '؟') => Terminal::Question,
        Some(':' | '：') => Terminal::Colon,
        // The Greek question mark looks like a semicolon.
        Some(';' | '\u{37e}') if text.chars().any(|c| ('Α'..='ω').contains(&c)) => Terminal::Question,
        Some(';' | '；' | '؛' | ',' | '，' | '、' | '،') => Terminal::Comma,
        _ => Terminal::Open,
    }
}

/// Whether the first letter is a capital.
pub(super) fn opening(text: &str) -> Opening {
    match text.chars().map(Kind::of).find(|kind| kind.is_letter()) {
        Some(kind) if kind.is_capital() => Opening::Capital,
        Some(kind) if kind.is_small() => Opening::Small,
        _ => Opening::Caseless,
    }
}

/// At least two letters, and none of them small.
pub(super) fn all_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for kind in text.chars().map(Kind::of) {
        if kind.is_small() {
            return false;
        }
        capitals += usize::from(kind.is_capital());
    }
    capitals > 1
}

/// Whether a line begins with a pictograph.
pub(super) fn is_pictograph(text: &str) -> bool {
    let first = text.chars().next().map_or(0, u32::from);
    matches!(first, 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff)
}

/// "Glass cloche terrariums (Lucy Akins)": a name in brackets at the end, as under pictures.
pub(super) fn ends_with_name(text: &str) -> bool {
    let Some(inner) = text.trim_end_matches('.').strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return false;
    };
    let mut words = inner.1.split([' ', '/']).filter(|word| !word.is_empty());
    let named = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let count = inner.1.split([' ', '/']).filter(|word| named(word)).count();
    count > 1 && words.all(|word| named(word) || word.chars().count() < 4)
}

/// How many of a line's longer words come again in what follows. Words are the same if their first letters are:
/// endings differ. Of ideographs, two together count as a word.
pub(super) fn words_again(text: &str, following: &str) -> (usize, usize) {
    const STEM: usize = 5;
    const FEWEST_LETTERS: usize = 4;
    const FAR_ENOUGH: usize = 600;
    let following = small(&following[..following.floor_char_boundary(FAR_ENOUGH)]);
    let (mut again, mut all) = (0, 0);
    let text = small(text);
    let mut stems = Stems::default();
    for word in words(&text) {
        if word.chars().any(super::join::is_ideographic) {
            let letters: Vec<char> = word.chars().collect();
            for pair in letters.windows(2) {
                all += 1;
                again += usize::from(following.contains(&pair.iter().collect::<String>()));
            }
        } else if word.chars().count() >= FEWEST_LETTERS {
            all += 1;
            stems.add(&word[..word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at)]);
        }
    }
    (again + stems.found(&following), all)
}

/// Beginnings of words that are looked for. There are few, and nearly all words differ from all of them in their first
/// byte or the next three.
#[derive(Default)]
struct Stems<'a> {
    all: Vec<(u32, &'a str)>,
    /// A bit for each of their first bytes.
    first: u64,
}

impl<'a> Stems<'a> {
    fn add(&mut self, stem: &'a str) {
        self.first |= Self::bit(stem);
        self.all.push((Self::begins(stem), stem));
    }

    fn bit(word: &str) -> u64 {
        1 << (word.as_bytes().first().unwrap_or(&0) & 63)
    }

    fn begins(word: &str) -> u32 {
        word.bytes().take(4).fold(0, |all, byte| all << 8 | u32::from(byte))
    }

    /// How many of them words begin with.
    fn found(mut self, text: &str) -> usize {
        let before = self.all.len();
        if before == 0 {
            return 0;
        }
        for word in words(text).filter(|word| self.first & Self::bit(word) != 0) {
            let begins = Self::begins(word);
            self.all.retain(|(first, stem)| *first != begins || !word.starts_with(stem));
        }
        before - self.all.len()
    }
}

/// The runs of letters and figures of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match of_word(text, at)? {
                (true, _) => break,
                (false, length) => at += length,
            }
        }
        let start = at;
        loop {
            at = behind_letters(text.as_bytes(), at);
            match of_word(text, at) {
                Some((true, length)) => at += length,
                _ => return Some(&text[start..at]),
            }
        }
    })
}

/// Whether a letter or a figure stands at a place, and how long it is; `None` at the end.
#[inline]
fn of_word(text: &str, at: usize) -> Option<(bool, usize)> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some((byte.is_ascii_alphanumeric(), 1)),
        _ => text[at..].chars().next().map(|c| (Kind::of(c).is_alphanumeric(), c.len_utf8())),
    }
}
