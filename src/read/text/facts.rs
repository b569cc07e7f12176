//! What can be said of a block before anything is decided: the facts that the cues in [`cues`](super::cues) ask for.

use super::blocks::{Block, Form};
use super::layout::Layout;
use super::lexicon::lexicon;
use super::marks::{self, MarkKind, Number, NumberKind};
use super::series::{self, Series};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Wider than this nothing is a heading.
pub(super) const WIDEST: usize = 200;

/// A block wider than this is a paragraph to its neighbours.
const SHORT: usize = 110;

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Terminal {
    Open,
    Stop,
    Question,
    Exclamation,
    Colon,
    Comma,
}

/// Whether a text's first letter is a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Capital,
    Small,
    Caseless,
}

/// What the neighbours of a block need to know of it.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub width: usize,
    pub short: bool,
    pub long: bool,
    pub terminal: Terminal,
    pub opening: Opening,
    pub marked: bool,
    pub enclosed_number: bool,
    pub words: bool,
    pub dropped: bool,
    pub number: Option<Number>,
    /// How many other short blocks say the same.
    pub repetitions: usize,
}

impl Look {
    /// The looks of all blocks; `dropped` says which are no part of the body.
    pub fn all(blocks: &[Block<'_>], dropped: impl Fn(usize) -> bool) -> Vec<Self> {
        let mut looks: Vec<Self> = blocks.iter().enumerate().map(|(at, block)| Self::of(block, dropped(at))).collect();
        let mut said: FxHashMap<&str, usize> = FxHashMap::default();
        let in_body = |(_, look): &(&Block<'_>, &Self)| look.short && !look.dropped;
        for (block, _) in blocks.iter().zip(&looks).filter(in_body) {
            *said.entry(block.text()).or_default() += 1;
        }
        for (block, look) in blocks.iter().zip(&mut looks) {
            look.repetitions = said.get(block.text()).map_or(0, |count| count - 1);
        }
        looks
    }

    fn of(block: &Block<'_>, dropped: bool) -> Self {
        let text = block.text();
        let lines = block.lines.len();
        let words = matches!(block.form, Form::Words | Form::Verse);
        let short = words && block.width <= SHORT && lines <= 2;
        Self {
            width: block.width,
            short,
            long: words && !short,
            terminal: terminal(text),
            opening: opening(text),
            marked: block.mark.is_some(),
            enclosed_number: text.starts_with("(1") || text.starts_with("(2"),
            words,
            dropped,
            number: if short { marks::heading_number(text).map(|(number, _)| number) } else { None },
            repetitions: 0,
        }
    }

    fn closed(&self) -> bool {
        matches!(self.terminal, Terminal::Stop | Terminal::Question | Terminal::Exclamation)
    }
}

/// What is true of the whole document.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub layout: Layout,
    pub blocks: usize,
    /// The median width of the longer half of the blocks.
    pub typical: usize,
    /// The number of blank lines that most blocks have before them.
    pub usual_gap: usize,
    /// Most blocks have small letters: capitals mean something.
    pub cased: bool,
    pub short_share: f32,
    pub capitals_share: f32,
    pub numbered_share: f32,
}

impl Profile {
    pub fn of(blocks: &[Block<'_>], looks: &[Look], layout: &Layout) -> Self {
        let count = blocks.len().max(1) as f32;
        let mut widths: Vec<usize> =
            looks.iter().filter(|look| !look.dropped && look.words).map(|look| look.width).collect();
        let typical = if widths.is_empty() {
            1
        } else {
            let at = widths.len() * 3 / 4;
            (*widths.select_nth_unstable(at).1).max(1)
        };
        let mut gaps = [0_usize; 5];
        for block in blocks.iter().skip(1) {
            gaps[block.before.min(4)] += 1;
        }
        let most = gaps.iter().max().copied().unwrap_or(0);
        let with_small = blocks.iter().filter(|block| block.text().chars().take(400).any(char::is_lowercase)).count();
        let cased = with_small * 2 > blocks.len();
        let capitals =
            blocks.iter().zip(looks).filter(|(block, look)| look.short && cased && all_capitals(block.text())).count();
        Self {
            layout: layout.clone(),
            blocks: blocks.len(),
            typical,
            usual_gap: gaps.iter().position(|gap| *gap == most).unwrap_or(0),
            cased,
            short_share: looks.iter().filter(|look| look.short).count() as f32 / count,
            capitals_share: capitals as f32 / count,
            numbered_share: looks.iter().filter(|look| look.number.is_some()).count() as f32 / count,
        }
    }
}

/// Everything that a cue may ask about a block that might be a heading.
#[derive(Debug, Clone)]
pub(super) struct Facts<'a> {
    pub text: &'a str,
    /// Its words without number and ornament.
    pub core: &'a str,
    pub width: usize,
    pub words: usize,
    pub lines: usize,
    pub terminal: Terminal,
    pub opening: Opening,
    /// Its width, as a share of a typical long block's.
    pub relative: f32,
    pub before: usize,
    pub after: usize,
    pub indent: usize,
    pub hang: usize,
    pub underline: Option<char>,
    pub mark: Option<MarkKind>,
    pub number: Option<NumberKind>,
    pub series: Series,
    pub all_capitals: bool,
    /// The share of longer words with a capital.
    pub capitals: f32,
    /// The share of words such as "the" and "of".
    pub function_words: f32,
    pub digits: f32,
    pub commas: usize,
    pub sentence_break: bool,
    pub address: bool,
    pub code: bool,
    pub inner_colon: bool,
    pub brackets: bool,
    /// It names who took a picture.
    pub credit: bool,
    /// How many other short blocks say the same.
    pub repetitions: usize,
    pub letters: bool,
    pub ideographs: bool,
    pub centred: bool,
    pub previous: Option<&'a Look>,
    pub next: Option<&'a Look>,
    /// How many short blocks stand directly before and after, up to eight.
    pub run_before: usize,
    pub run_after: usize,
    /// Where in the document, from 0 to 1.
    pub position: f32,
    pub profile: &'a Profile,
}

impl<'a> Facts<'a> {
    pub fn of(at: usize, blocks: &'a [Block<'a>], looks: &'a [Look], profile: &'a Profile, series: Series) -> Self {
        let (block, look) = (&blocks[at], &looks[at]);
        let text = block.text();
        let counts = Counts::of(text);
        let layout = &profile.layout;
        let margin = layout.measure.saturating_sub(look.width) / 2;
        let run = |range: &mut dyn Iterator<Item = usize>| {
            range.take_while(|i| looks[*i].short && !looks[*i].dropped).take(8).count()
        };
        Self {
            text,
            core: core(text),
            width: look.width,
            words: counts.words,
            lines: block.lines.len() - usize::from(block.underline.is_some()),
            terminal: look.terminal,
            opening: opening(core(text)),
            relative: look.width as f32 / profile.typical as f32,
            before: block.before,
            after: block.after,
            indent: block.indent,
            hang: block.hang,
            underline: block.underline,
            mark: block.mark.map(|mark| mark.kind),
            number: look.number.map(|number| number.kind),
            series,
            all_capitals: profile.cased && all_capitals(text),
            capitals: counts.share(counts.long_capitals, counts.long_words),
            function_words: counts.share(counts.function_words, counts.words),
            digits: counts.share(counts.digits, counts.characters),
            commas: counts.commas,
            sentence_break: counts.sentence_break,
            address: text.contains("http") || text.contains('@') || text.contains("www."),
            code: text.contains(['{', '}', '<', '>', '=', ';', '$', '\\', '|'])
                || text.contains("()")
                || text.contains("::"),
            inner_colon: text[..text.len() - counts.last_length].contains(':'),
            brackets: text.contains('('),
            credit: is_credit(text),
            repetitions: look.repetitions,
            letters: text.chars().any(char::is_alphabetic),
            ideographs: counts.ideographs,
            centred: layout.wrapped && block.indent > 6 && block.lines.len() <= 2 && margin.abs_diff(block.indent) < 5,
            previous: at.checked_sub(1).map(|at| &looks[at]),
            next: looks.get(at + 1),
            run_before: run(&mut (0..at).rev()),
            run_after: run(&mut (at + 1..looks.len())),
            position: at as f32 / profile.blocks as f32,
            profile,
        }
    }

    /// A bullet, or a box, but no number.
    pub fn bulleted(&self) -> bool {
        matches!(self.mark, Some(MarkKind::Bullet | MarkKind::Box { .. }))
    }

    pub fn next_is(&self, test: impl Fn(&Look) -> bool) -> bool {
        self.next.is_some_and(test)
    }

    pub fn previous_is(&self, test: impl Fn(&Look) -> bool) -> bool {
        self.previous.is_some_and(test)
    }

    pub fn previous_closed(&self) -> bool {
        self.previous_is(Look::closed)
    }

    pub fn next_closed(&self) -> bool {
        self.next_is(|next| next.terminal == Terminal::Stop)
    }

    /// How much wider the next block is.
    pub fn next_ratio(&self) -> f32 {
        self.next.map_or(0.0, |next| next.width as f32 / self.width.max(1) as f32)
    }

    pub fn indented(&self) -> bool {
        self.indent > self.profile.layout.body_indent
    }

    /// "Note", "Hinweis", "Примечание": the words that stand over what is set off from the text.
    pub fn begins_like_an_alert(&self) -> bool {
        let end = self.core.find(|c: char| !c.is_alphabetic()).unwrap_or(self.core.len());
        let rest = self.core[end..].trim_start();
        let alone = rest.is_empty() || rest.starts_with([':', '：', '(', '.', '!', '—', '–', '-']);
        alone && lexicon().alerts.contains(self.core[..end].to_lowercase().as_str())
    }

    pub fn starts_with_any(&self, beginnings: &[&str]) -> bool {
        beginnings.iter().any(|beginning| {
            self.core.strip_prefix(beginning).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// Which blocks might be headings at all.
pub(super) fn candidate(block: &Block<'_>, look: &Look) -> bool {
    block.form == Form::Words
        && !look.dropped
        && block.quoted == 0
        && look.width <= WIDEST
        && block.lines.len() <= 4
        && block.text().chars().any(char::is_alphanumeric)
        && lexicon().furniture(block.text()).is_none()
}

/// The series of every block, by its number.
pub(super) fn series_of(blocks: &[Block<'_>], looks: &[Look]) -> Vec<Series> {
    let numbers: Vec<_> = looks.iter().zip(blocks).map(|(look, _)| look.number.filter(|_| !look.dropped)).collect();
    series::series(&numbers)
}

struct Counts {
    words: usize,
    long_words: usize,
    long_capitals: usize,
    function_words: usize,
    characters: usize,
    digits: usize,
    commas: usize,
    sentence_break: bool,
    ideographs: bool,
    last_length: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
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
            if first.is_alphabetic() && letters.nth(2).is_some() {
                counts.long_words += 1;
                counts.long_capitals += usize::from(first.is_uppercase());
            }
            counts.function_words += usize::from(word.len() <= 12 && is_function_word(word));
        }
        for (at, c) in text.char_indices() {
            counts.characters += 1;
            counts.digits += usize::from(c.is_ascii_digit());
            counts.commas += usize::from(matches!(c, ',' | '，' | '、' | '،'));
            counts.ideographs |= super::join::is_ideographic(c);
            counts.sentence_break |= c == '。' && at + c.len_utf8() < text.len();
        }
        counts
    }

    fn share(&self, part: usize, whole: usize) -> f32 {
        part as f32 / whole.max(1) as f32
    }
}

fn is_function_word(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        "the of and to in is that for with are was this be on as at by from it or an have has not \
         der die das und ist nicht mit für von auf eine werden le la les des est et une dans pour que vous sur \
         el los de y en para con por se και το να του την της με σε για και в на не что по с к из это как"
            .split_whitespace()
            .collect()
    });
    WORDS.contains(word) || WORDS.contains(word.to_lowercase().as_str())
}

/// "Jane Doe/Getty Images", "(Photo: Reuters)": whose picture stood here.
fn is_credit(text: &str) -> bool {
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
        "写真",
        "صورة",
    ];
    let lower = text.to_lowercase();
    let named = AGENCIES.iter().any(|name| text.contains(name));
    let signed = text.contains(['/', '©']) && named;
    let told = WORDS.iter().any(|word| {
        lower.match_indices(word).any(|(at, _)| {
            let rest = lower[at + word.len()..].trim_start_matches('s');
            let begins = !lower[..at].ends_with(char::is_alphabetic);
            begins
                && (rest.trim_start().starts_with([':', '：', '/'])
                    || rest.starts_with(" by ")
                    || rest.starts_with(" courtesy"))
        })
    });
    signed || told
}

/// The words without a number before them and without signs.
fn core(text: &str) -> &str {
    let after = marks::heading_number(text).map_or(text, |(_, length)| &text[length..]);
    let words = after.trim_start_matches(|c: char| !c.is_alphabetic());
    if words.is_empty() { text } else { words }
}

fn terminal(text: &str) -> Terminal {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_', '）', '」', '』']);
    match text.chars().next_back() {
        Some('.' | '。' | '．' | '…' | '۔' | '।') => Terminal::Stop,
        Some('!' | '！') => Terminal::Exclamation,
        Some('?' | '？' | '؟') => Terminal::Question,
        Some(':' | '：') => Terminal::Colon,
        // The Greek question mark looks like a semicolon.
        Some(';' | '\u{37e}') if text.chars().any(|c| ('α'..='ω').contains(&c)) => Terminal::Question,
        Some(';' | '；' | '؛' | ',' | '，' | '、' | '،') => Terminal::Comma,
        _ => Terminal::Open,
    }
}

fn opening(text: &str) -> Opening {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some(c) if c.is_uppercase() => Opening::Capital,
        Some(c) if c.is_lowercase() => Opening::Small,
        _ => Opening::Caseless,
    }
}

/// At least two letters, and none of them small.
pub(super) fn all_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals > 1
}
