//! Typewriter punctuation → the marks of the article's language. The one place that decides it for Markdown.

use super::Punctuation;
use crate::lang::{Language, Writing, is_elided};
use crate::model::{Inline, InlineKind};
use crate::read::primes::prime;

/// Repairs punctuation as one language wants it.
#[derive(Debug, Clone)]
pub struct Smart {
    marks: Marks,
    language: Language,
}

#[derive(Debug, Clone, Copy)]
enum Marks {
    /// Nothing is touched.
    AsWritten,
    /// Dashes and dots only: how the language quotes is not known.
    Dashes,
    /// Outer and inner quotation marks too.
    All([&'static str; 4]),
}

impl Smart {
    /// For articles without a language the English marks are used, as every Markdown tool does.
    pub fn new(punctuation: Punctuation, language: Option<&Language>) -> Self {
        let marks = match (punctuation, language) {
            (Punctuation::AsWritten, _) => Marks::AsWritten,
            (Punctuation::Smart, None) => Marks::All(Language::english().data().quotes),
            (Punctuation::Smart, Some(language)) => language.quotes().map_or(Marks::Dashes, Marks::All),
        };
        Self { marks, language: language.cloned().unwrap_or_else(Language::english) }
    }

    /// Adds `text` to `out`, repaired. `before` is the character in front of it; what stands at one of the
    /// (ascending) offsets in `escaped` was written with a backslash and stays.
    pub fn push(&self, out: &mut String, text: &str, before: char, escaped: &[usize]) {
        if matches!(self.marks, Marks::AsWritten) {
            out.push_str(text);
            return;
        }
        let bytes = text.as_bytes();
        let (mut at, mut copied) = (0, 0);
        let mut inner_open = false;
        // Where the last opening mark ended: another may open behind it.
        let mut opened = 0;
        let mut typed = Typed::new(bytes);
        while let Some(start) = typed.next(at) {
            let is_quote = matches!(bytes[start], b'"' | b'\'');
            // Of quotation marks each is looked at for itself.
            let most = if is_quote { 1 } else { usize::MAX };
            let run = bytes[start..].iter().take(most).take_while(|&&b| b == bytes[start]).count();
            at = start + run;
            let lone = !is_quote && run == 1;
            if lone && !(bytes[start] == b'-' && joins_clauses(&text[..start], &text[at..]))
                || (start..at).any(|offset| escaped.binary_search(&offset).is_ok())
            {
                continue;
            }
            let before = text[..start].chars().next_back().unwrap_or(before);
            let typed_before = start > 0 && matches!(before, '"' | '\'');
            let around = Around {
                opens: if typed_before { opened == start } else { opens(before) },
                before,
                after: text[at..].chars().next(),
            };
            let prime = if is_quote { prime(&text[..start], &text[start..]) } else { None };
            let mark = match bytes[start] {
                _ if prime.is_some() => prime,
                b'"' => self.outer(around),
                b'\'' => self.inner(around, &text[at..], &mut inner_open),
                b'-' if lone => Some(self.spaced_dash()),
                b'-' => dash(run, around),
                _ => dots(run),
            };
            if around.opens {
                opened = at;
            }
            if let Some(mark) = mark {
                out.push_str(&text[copied..start]);
                out.push_str(mark);
                copied = at;
            }
        }
        out.push_str(&text[copied..]);
    }

    /// Repairs the words of a title.
    pub fn inlines(&self, inlines: &mut [Inline]) {
        for inline in inlines {
            if let InlineKind::Text(text) = &mut inline.kind {
                let mut out = String::with_capacity(text.len());
                self.push(&mut out, text, '\n', &[]);
                *text = out;
            }
        }
    }

    /// The mark that opens or closes an HTML `<q>`.
    pub fn q(&self) -> [&'static str; 2] {
        match self.marks {
            Marks::All([open, close, ..]) => [open, close],
            Marks::AsWritten | Marks::Dashes => ["\"", "\""],
        }
    }

    /// The brackets around a reading.
    pub fn brackets(&self) -> [&'static str; 2] {
        if self.language.writing() == Writing::Square { ["（", "）"] } else { ["(", ")"] }
    }

    /// The dash that stands between spaces: the language's, or, where that is closed up, the half of it which `--` is.
    fn spaced_dash(&self) -> &'static str {
        let dash = match self.marks {
            Marks::All(_) if self.language.is_known() => self.language.data().dash,
            Marks::All(_) | Marks::Dashes | Marks::AsWritten => "–",
        };
        if dash.starts_with(' ') { dash.trim() } else { "–" }
    }

    fn outer(&self, around: Around) -> Option<&'static str> {
        let Marks::All([open, close, ..]) = self.marks else { return None };
        match (around.opens, around.spaced_after()) {
            (true, true) => None,
            (true, false) => Some(open),
            (false, _) => Some(close),
        }
    }

    fn inner(&self, around: Around, rest: &str, is_open: &mut bool) -> Option<&'static str> {
        let Marks::All([.., open, close]) = self.marks else { return None };
        let after = around.after.unwrap_or(' ');
        if around.opens {
            if around.spaced_after() {
                return None;
            }
            // ’90s: a year without its century. ’Twas: a word without its beginning.
            if after.is_ascii_digit() || is_elided(rest, &self.language) {
                return Some("’");
            }
            *is_open = true;
            return Some(open);
        }
        if around.before.is_alphanumeric() && (after.is_alphanumeric() || !*is_open) {
            return Some("’");
        }
        *is_open = false;
        Some(close)
    }
}

/// Where typewriter punctuation may be: quotation marks, hyphens, dots.
struct Typed<'a> {
    bytes: &'a [u8],
    /// The next mark or hyphen: dots are many, and behind each it is not sought again.
    mark: Option<usize>,
}

impl<'a> Typed<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, mark: memchr::memchr3(b'"', b'\'', b'-', bytes) }
    }

    fn next(&mut self, at: usize) -> Option<usize> {
        if self.mark.is_some_and(|mark| mark < at) {
            self.mark = memchr::memchr3(b'"', b'\'', b'-', &self.bytes[at..]).map(|next| at + next);
        }
        let end = self.mark.unwrap_or(self.bytes.len());
        memchr::memchr(b'.', &self.bytes[at..end]).map(|next| at + next).or(self.mark)
    }
}

#[derive(Clone, Copy)]
struct Around {
    before: char,
    /// Whether a quotation can begin here.
    opens: bool,
    after: Option<char>,
}

impl Around {
    fn spaced_after(self) -> bool {
        self.after.is_some_and(char::is_whitespace)
    }
}

/// Whether a quotation can begin behind the character.
fn opens(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '“' | '„' | '‘' | '‚' | '"' | '\'')
}

/// Whether a hyphen between these stands for a dash: it is between spaces, among words. Not between figures or single
/// letters, where it takes one from another: 7 - 3, n - 1.
fn joins_clauses(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.strip_suffix(' '), after.strip_prefix(' ')) else { return false };
    let last = before.rsplit(' ').next().unwrap_or_default();
    let next = after.split(' ').next().unwrap_or_default();
    let has_words = |word: &str| word.chars().any(char::is_alphanumeric);
    let term = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().nth(1).is_none() || word.starts_with(|c: char| c.is_ascii_digit())
    };
    // Beside words that look otherwise, such as a program's, there may be none here.
    let fits = |word: &str| word.is_empty() || has_words(word);
    let formula = term(last) && term(next) && has_words(last) && has_words(next);
    fits(last) && fits(next) && !formula
}

fn dash(run: usize, around: Around) -> Option<&'static str> {
    // `--verbose` is an option of a program, and four or more are a drawing.
    let option = around.before.is_whitespace() && around.after.is_some_and(|c| c.is_ascii_alphabetic());
    match run {
        2 if !option => Some("–"),
        3 => Some("—"),
        _ => None,
    }
}

fn dots(run: usize) -> Option<&'static str> {
    match run {
        3 => Some("…"),
        4 => Some("…."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smart(tag: &str, text: &str) -> String {
        let mut out = String::new();
        Smart::new(Punctuation::Smart, Language::parse(tag).as_ref()).push(&mut out, text, '\n', &[]);
        out
    }

    #[test]
    fn english() {
        let cases = [
            (r#""Stop," she said."#, "“Stop,” she said."),
            (r#"He said "it's 'fine'"."#, "He said “it’s ‘fine’”."),
            (r#""'Fine,' he said.""#, "“‘Fine,’ he said.”"),
            ("the '90s -- and the dogs' bowls", "the ’90s – and the dogs’ bowls"),
            ("'Twas 'em, rock 'n' roll; \"'tis\"; 'the end'", "’Twas ’em, rock ’n’ roll; “’tis”; ‘the end’"),
            ("one---two... three....", "one—two… three…."),
            ("run it with --verbose, 5 -- 6", "run it with --verbose, 5 – 6"),
            (r#"6" pipe"#, "6” pipe"),
            ("war - and peace, well-known - 'so' - 1914", "war – and peace, well-known – ‘so’ – 1914"),
            ("7 - 3, n - 1, x - y, use -v or - , - one", "7 - 3, n - 1, x - y, use -v or - , - one"),
            ("Plan A - the best", "Plan A – the best"),
        ];
        for (typed, set) in cases {
            assert_eq!(smart("en", typed), set);
        }
    }

    #[test]
    fn other_languages() {
        assert_eq!(smart("de", r#"Er sagte: "So 'geht' es"."#), "Er sagte: „So ‚geht‘ es“.");
        assert_eq!(smart("de", "Hans' Haus"), "Hans’ Haus");
        assert_eq!(smart("sw", r#""a" -- b"#), r#""a" – b"#);
        assert_eq!(smart("sw", "siku - usiku"), "siku – usiku");
        assert_eq!(smart("ru", "Москва - столица"), "Москва — столица");
        assert_eq!(smart("de", "Er kam - und ging"), "Er kam – und ging");
    }

    #[test]
    fn what_was_escaped_stays() {
        let mut out = String::new();
        Smart::new(Punctuation::Smart, None).push(&mut out, r#"a "b""#, ' ', &[2]);
        assert_eq!(out, "a \"b”");
    }
}
