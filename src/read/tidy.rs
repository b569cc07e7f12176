//! Small repairs of typing: what a typewriter keyboard lacks becomes what a printer would set.
//!
//! Letters and digits never change, so that a word stays the word it was; only the characters of a ligature are
//! taken apart. Nothing here is for program text.

use super::primes::prime;
use crate::lang::{Language, is_elided};
use std::borrow::Cow;

/// Which repairs of typing are made. By default all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tidy {
    /// Straight quotation marks and apostrophes become the language's.
    pub quotes: bool,
    /// `--`, and a hyphen between spaces, become the language's dash.
    pub dashes: bool,
    /// `...` becomes `…`.
    pub ellipses: bool,
    /// Ligature characters such as `ﬁ` become letters; soft hyphens go.
    pub ligatures: bool,
    /// Runs of spaces become one; French marks get their narrow spaces.
    pub spaces: bool,
    /// Words that a hyphen at the end of a hard line cut in two are joined.
    pub hyphens: bool,
    /// UTF-8 that had been read in another encoding becomes what it was. Done by
    /// [`decode_with`](super::decode_with), before anything is read.
    pub mojibake: bool,
}

/// A repair by its name, as the command line takes it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a few words.
    pub meaning: &'static str,
    /// Switches it off.
    pub leave: fn(&mut Tidy),
}

impl Default for Tidy {
    fn default() -> Self {
        Self {
            quotes: true,
            dashes: true,
            ellipses: true,
            ligatures: true,
            spaces: true,
            hyphens: true,
            mojibake: true,
        }
    }
}

impl Tidy {
    /// No repair at all.
    pub const NONE: Self = Self {
        quotes: false,
        dashes: false,
        ellipses: false,
        ligatures: false,
        spaces: false,
        hyphens: false,
        mojibake: false,
    };

    /// Every repair.
    pub const PARTS: &[Part] = &[
        Part { name: "quotes", meaning: "straight quotation marks and apostrophes", leave: |tidy| tidy.quotes = false },
        Part { name: "dashes", meaning: "hyphens for dashes", leave: |tidy| tidy.dashes = false },
        Part { name: "ellipses", meaning: "three full stops", leave: |tidy| tidy.ellipses = false },
        Part { name: "ligatures", meaning: "ligature characters, soft hyphens", leave: |tidy| tidy.ligatures = false },
        Part { name: "spaces", meaning: "double and French spaces", leave: |tidy| tidy.spaces = false },
        Part { name: "hyphens", meaning: "words cut at hard line ends", leave: |tidy| tidy.hyphens = false },
        Part { name: "mojibake", meaning: "UTF-8 read in another encoding", leave: |tidy| tidy.mojibake = false },
        Part { name: "all", meaning: "all of these", leave: |tidy| *tidy = Self::NONE },
    ];

    /// The text as it should be set. `before` and `after` are the characters around it, where it is a part of a
    /// paragraph: whether a quotation mark opens or closes depends on them.
    pub fn tidy<'a>(
        &self,
        text: &'a str,
        language: &Language,
        before: Option<char>,
        after: Option<char>,
    ) -> Cow<'a, str> {
        let spaced = text.contains("  ");
        if !spaced && !text.chars().any(needs_a_look) {
            return Cow::Borrowed(text);
        }
        let french = language.is_known() && language.data().code == "fr";
        let mut pass = Pass {
            tidy: self,
            language,
            french,
            stops: if french || spaced { &STOPS_AND_SPACES } else { &STOPS },
            after,
            out: String::with_capacity(text.len() + 8),
            last: before,
            open: None,
            last_closing: 0,
        };
        pass.run(text);
        Cow::Owned(pass.out)
    }
}

fn needs_a_look(c: char) -> bool {
    matches!(c, '"' | '\'' | '-' | '.' | '\u{ad}' | '\u{fb00}'..='\u{fb06}' | '«' | '»' | '!' | '?' | ':' | ';')
}

const STOPS: [bool; 256] = stops(b"\"'-.\xc2\xef");

const STOPS_AND_SPACES: [bool; 256] = stops(b"\"'-.\xc2\xef ");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut stops = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        stops[bytes[at] as usize] = true;
        at += 1;
    }
    stops
}

struct Pass<'a> {
    tidy: &'a Tidy,
    language: &'a Language,
    french: bool,
    /// The bytes that what may need a repair begins with.
    stops: &'static [bool; 256],
    after: Option<char>,
    out: String,
    /// The source's character before the current one.
    last: Option<char>,
    /// Which straight quotation mark is open.
    open: Option<Open>,
    /// Where the last apostrophe is that may be a closing mark: from there on, none opens.
    last_closing: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Outer,
    Inner,
    InnerInOuter,
}

impl Pass<'_> {
    fn run(&mut self, text: &str) {
        let last_closing = text.rmatch_indices('\'').find(|(at, _)| {
            text[..*at].chars().next_back().is_some_and(|c| !c.is_whitespace())
                && !text[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
        });
        self.last_closing = last_closing.map_or(0, |(at, _)| at);
        let mut at = 0;
        loop {
            let stop = self.next_stop(text.as_bytes(), at);
            self.out.push_str(&text[at..stop]);
            self.last = text[..stop].chars().next_back().or(self.last);
            at = stop;
            let Some(c) = text[at..].chars().next() else { break };
            let rest = &text[at..];
            let measures = if self.tidy.quotes { prime(&text[..at], rest) } else { None };
            if let Some(prime) = measures {
                self.out.push_str(prime);
                self.last = Some(c);
                at += c.len_utf8();
                continue;
            }
            at += match c {
                '"' if self.tidy.quotes => self.double(rest),
                '\'' if self.tidy.quotes => self.single(rest, at),
                '-' if self.tidy.dashes => self.dash(rest),
                '.' if self.tidy.ellipses => self.dots(rest),
                ' ' if self.tidy.spaces => self.space(rest),
                '\u{ad}' | '\u{fb00}'..='\u{fb06}' if self.tidy.ligatures => self.ligature(c),
                _ => self.keep(c),
            };
            self.last = text[..at].chars().next_back();
        }
    }

    /// The next place that may need a repair: what lies before it is copied as it is.
    fn next_stop(&self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        while let Some(length) = bytes[at..].iter().position(|byte| self.stops[usize::from(*byte)]) {
            at += length;
            let next = bytes.get(at + 1).copied();
            let stops = match bytes[at] {
                b'.' => next == Some(b'.'),
                b' ' => self.french || next == Some(b' '),
                // The lead bytes of the soft hyphen and of the ligatures.
                0xc2 => next == Some(0xad),
                0xef => next == Some(0xac),
                _ => true,
            };
            if stops {
                return at;
            }
            at += 1;
        }
        bytes.len()
    }

    fn keep(&mut self, c: char) -> usize {
        self.out.push(c);
        c.len_utf8()
    }

    fn next(&self, rest: &str, skip: usize) -> Option<char> {
        rest[skip..].chars().next().or(self.after)
    }

    fn double(&mut self, rest: &str) -> usize {
        let next = self.next(rest, 1);
        let before = self.last;
        let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
        if hebrew(before) && hebrew(next) {
            // Gershayim, the mark of an abbreviation.
            return self.keep('"');
        }
        let [open, close, ..] = self.language.data().quotes;
        let is_open = matches!(self.open, Some(Open::Outer | Open::InnerInOuter));
        if opens_after(before) && !next.is_none_or(char::is_whitespace) {
            self.open = Some(Open::Outer);
            self.out.push_str(open);
        } else if !is_open && before.is_some_and(|c| c.is_ascii_digit()) {
            // Inches or seconds.
            self.out.push('"');
        } else if before.is_none_or(char::is_whitespace) {
            // A mark between spaces: nobody can say.
            self.out.push('"');
        } else if is_open || !next.is_some_and(char::is_alphanumeric) {
            self.open = None;
            self.out.push_str(close);
        } else {
            self.out.push_str(open);
            self.open = Some(Open::Outer);
        }
        1
    }

    /// The apostrophe that a text's rest from a place on begins with.
    fn single(&mut self, rest: &str, at: usize) -> usize {
        let next = self.next(rest, 1);
        let [_, _, open, close] = self.language.data().quotes;
        let in_word = self.last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let is_open = matches!(self.open, Some(Open::Inner | Open::InnerInOuter));
        let elided = is_elided(&rest[1..], self.language);
        let opens = opens_after(self.last) && !next.is_none_or(char::is_whitespace) && !elided;
        if !in_word && opens && at < self.last_closing && !next.is_some_and(|c| c.is_ascii_digit()) {
            self.open = Some(if self.open == Some(Open::Outer) { Open::InnerInOuter } else { Open::Inner });
            self.out.push_str(open);
        } else if !in_word && is_open && !opens_after(self.last) {
            self.open = (self.open == Some(Open::InnerInOuter)).then_some(Open::Outer);
            self.out.push_str(close);
        } else if self.last.is_some_and(char::is_alphabetic) || next.is_some_and(char::is_alphanumeric) {
            self.out.push('’');
        } else {
            self.out.push('\'');
        }
        1
    }

    fn dash(&mut self, rest: &str) -> usize {
        let run = rest.bytes().take_while(|b| *b == b'-').count();
        let next = self.next(rest, run);
        let [space_before, space_after] =
            [self.last, next].map(|c| c.is_none_or(|c| c.is_whitespace() && c != '\u{a0}'));
        let between_words = self.last.is_some() && next.is_some();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let spaced = space_before && space_after && between_words;
        let numbers =
            spaced && digit(self.out.trim_end().chars().next_back()) && digit(rest[run..].trim_start().chars().next());
        let dash = self.language.data().dash;
        if numbers || run > 3 || (run == 1 && !spaced) {
            self.out.push_str(&rest[..run]);
            return run;
        }
        if spaced {
            // The dash brings its own spaces, or has none.
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push_str(dash);
            let spaces = rest[run..].len() - rest[run..].trim_start_matches(' ').len();
            return run + spaces;
        }
        if space_before && space_after {
            // At the beginning or the end: a speaker's dash, or a thought that breaks off.
            self.out.push_str(dash.trim());
        } else if !space_before && !space_after {
            self.out.push_str(dash);
        } else if space_before && next.is_some_and(|c| c.is_ascii_alphabetic()) && self.last.is_some() {
            // Perhaps an option of a program: --help.
            self.out.push_str(&rest[..run]);
        } else {
            self.out.push_str(dash.trim());
        }
        run
    }

    fn dots(&mut self, rest: &str) -> usize {
        let run = rest.bytes().take_while(|b| *b == b'.').count();
        if run == 3 {
            self.out.push('…')
        } else {
            self.out.push_str(&rest[..run])
        }
        run
    }

    /// Runs of spaces become one. In French, marks that stand apart are kept with the word before them.
    fn space(&mut self, rest: &str) -> usize {
        let run = rest.bytes().take_while(|b| *b == b' ').count();
        let next = self.next(rest, run);
        let narrow =
            self.french && self.last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '»' | ')' | '…' | '"'));
        if narrow && matches!(next, Some('!' | '?' | ';' | '»')) || self.french && self.last == Some('«') {
            self.out.push('\u{202f}');
        } else if narrow && next == Some(':') {
            self.out.push('\u{a0}');
        } else {
            self.out.push(' ');
        }
        run
    }

    fn ligature(&mut self, c: char) -> usize {
        self.out.push_str(match c {
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{fb05}' | '\u{fb06}' => "st",
            _ => "",
        });
        c.len_utf8()
    }
}

/// Whether a quotation mark that follows this opens.
fn opens_after(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '„' | '«' | '—' | '–' | '/' | '¿' | '¡' | '（' | '【'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidy(tag: &str, text: &str) -> String {
        Tidy::default().tidy(text, &Language::parse(tag).unwrap(), None, None).into_owned()
    }

    #[test]
    fn english() {
        for (from, to) in [
            (r#""Well," she said, "it's 'fine' -- really...""#, "“Well,” she said, “it’s ‘fine’—really…”"),
            ("the '90s and rock 'n' roll", "the ’90s and rock ’n’ roll"),
            ("'Twas the dogs' night", "’Twas the dogs’ night"),
            ("the dogs' bowl", "the dogs’ bowl"),
            ("a 5\" disk, 6'2\" tall", "a 5\" disk, 6′2″ tall"),
            ("1939-1945, well-known, 7 - 3", "1939-1945, well-known, 7 - 3"),
            ("use --help or -v", "use --help or -v"),
            ("war - and peace", "war—and peace"),
            ("the e\u{fb03}cient co\u{ad}op", "the efficient coop"),
            ("too   many  spaces", "too many spaces"),
            ("wait.... no..", "wait.... no.."),
            ("(\"so\")", "(“so”)"),
            ("-- Jane Doe", "— Jane Doe"),
            ("-----", "-----"),
        ] {
            assert_eq!(tidy("en", from), to);
        }
    }

    #[test]
    fn other_languages() {
        assert_eq!(tidy("de", r#"Er sagte: "Das ist 'gut' -- oder?""#), "Er sagte: „Das ist ‚gut‘ – oder?“");
        assert_eq!(tidy("fr", r#"Il a dit : "C'est bien !""#), "Il a dit\u{a0}: «\u{202f}C’est bien\u{202f}!\u{202f}»");
        assert_eq!(tidy("ru", r#"Газета "Правда" -- орган"#), "Газета «Правда» — орган");
        assert_eq!(tidy("he", "צה\"ל אמר \"כן\""), "צה\"ל אמר ”כן”");
    }

    #[test]
    fn parts_can_be_switched_off() {
        let text = "\"It's\" -- so...  \u{fb01}n";
        assert_eq!(Tidy::NONE.tidy(text, &Language::english(), None, None), text);
        let only = Tidy { dashes: true, ..Tidy::NONE };
        assert_eq!(only.tidy(text, &Language::english(), None, None), "\"It's\"—so...  \u{fb01}n");
    }

    #[test]
    fn the_characters_around_decide() {
        let english = Language::english();
        assert_eq!(Tidy::default().tidy("\"", &english, Some('a'), None), "”");
        assert_eq!(Tidy::default().tidy("\"", &english, Some(' '), Some('a')), "“");
    }
}
