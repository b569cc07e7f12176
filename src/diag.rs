//! Diagnostics: "here is your output; look at this".
//!
//! A stage never prints and never fails over a doubt: it tells a [`Sink`], and the caller decides. Results and
//! what was noticed on the way travel together as [`Warned`].

use crate::source::Span;
use std::fmt;
use std::ops::Range;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A decision the reader may want to know of; shown by `--explain`.
    Note,
    /// Something that the output does not show as the input meant it.
    Warning,
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $meaning:literal;)*) => {
        /// What a diagnostic is about: the vocabulary of `--allow` and `--deny`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order in which `offprint codes` lists them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code's name, as `--deny` takes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much a diagnostic with this code matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One line on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning.trim_ascii(),)* }
            }
        }
    };
}

codes! {
    HeadingGuess = "heading-guess", Note, " A line was taken for a heading; the message gives the reasons.";
    MetadataGuess = "metadata-guess", Note, " A line was taken for the title, the byline, the date or the like.";
    SkippedContent = "skipped-content", Note, " Words that are not the article's (a view counter, a share line) were left out.";
    ArticleGuess = "article-guess", Note, " A part of a web page was taken for its article, and the rest left out.";
    EncodingGuess = "encoding-guess", Note, " The input is not UTF-8; its encoding was guessed.";
    NothingThere = "nothing-there", Warning, " An input has no words and no pictures.";
    Mojibake = "mojibake", Note, " UTF-8 that had been read in another encoding (\"Ã©\" for \"é\") was mended.";
    LanguageGuess = "language-guess", Note, " The language was guessed from the text.";
    InvalidEncoding = "invalid-encoding", Warning, " Bytes that the encoding does not allow became U+FFFD.";
    ControlCharacter = "control-character", Warning, " Control characters, which no page can show, were left out.";
    NoArticle = "no-article", Warning, " No article was found in a web page, and all of its text was taken.";
    FrontMatter = "front-matter", Warning, " Front matter could not be read, or has a key that looks mistyped.";
    RawHtml = "raw-html", Warning, " HTML in Markdown was reduced to its text.";
    NestingTooDeep = "nesting-too-deep", Warning, " Blocks nested deeper than the limit were set at the limit.";
    NoteUndefined = "note-undefined", Warning, " A note is called but not written; the call stays as text.";
    NoteUnused = "note-unused", Warning, " A note is written but never called; it was put at the end.";
    LinkUnresolved = "link-unresolved", Warning, " A link leads to an anchor that is not there; its text is kept.";
    LinkRefused = "link-refused", Warning, " A link that would run a program was dropped; its text is kept.";
    ImageMissing = "image-missing", Warning, " A picture could not be read; its description stands in its place.";
    ImageUndescribed = "image-undescribed", Warning, " A picture has no description: who cannot see it learns nothing of it.";
    DrawingFlattened = "drawing-flattened", Note, " A drawing holds what PDF cannot say in shapes, and was set as pixels.";
    LowResolution = "low-resolution", Warning, " A picture has too few pixels for print at its size.";
    UnknownLanguage = "unknown-language", Warning, " The language is not known here: no hyphenation, English labels.";
    MissingGlyph = "missing-glyph", Warning, " No face has a character; a visible box stands for it.";
    FontFallback = "font-fallback", Note, " Another face than the theme's was used for some characters.";
    OverfullLine = "overfull-line", Warning, " A line is wider than its measure.";
    LooseLine = "loose-line", Note, " A line's word spaces are wider than the theme tolerates.";
    NoteSplit = "note-split", Note, " A note did not fit on the page of its call and continues overleaf.";
    TableTooWide = "table-too-wide", Warning, " A table was wider than the measure and was set smaller.";
    MathUnread = "math-unread", Warning, " A formula could not be read as LaTeX or set, or EPUB 2 has no formulas; its source stands in its place.";
    PageNotFound = "page-not-found", Warning, " Pages of a print edition, or the one that late pages are to follow, were not found.";
    NotOnKindle = "not-on-kindle", Warning, " Something in an EPUB that a Kindle does not show as others do.";
    DuplicateArticle = "duplicate-article", Warning, " Two articles of a packet tell the same story.";
    NoTitle = "no-title", Warning, " An article of a packet has no title; its file's name stands for it.";
    RightsUnknown = "rights-unknown", Note, " Nothing is said of the rights in an article, but of those in others.";
    TooManyPages = "too-many-pages", Warning, " A packet has more pages than it may.";
    BlockTooTall = "block-too-tall", Warning, " Something was taller than the page and was cut or scaled.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing noticed: lower case, no full stop; the hints say what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// What was found.
    pub message: String,
    /// Where, or [`Span::NONE`].
    pub span: Span,
    /// Reasons and remedies, one line each.
    pub hints: Vec<String>,
    /// The character that it is about, if one: it stands somewhere in the span.
    pub sign: Option<char>,
}

impl Diagnostic {
    /// A diagnostic without hints.
    pub fn new(code: Code, message: impl Into<String>, span: Span) -> Self {
        Self { code, message: message.into(), span, hints: Vec::new(), sign: None }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, about a character in its span.
    #[must_use]
    pub fn sign(mut self, sign: char) -> Self {
        self.sign = Some(sign);
        self
    }

    /// Where it is in the text of its source: the character that it is about, else its whole span.
    pub fn place(&self, text: &str) -> Range<usize> {
        let range = self.span.range();
        let found = self.sign.and_then(|sign| {
            let at = range.start + text.get(range.clone())?.find(sign)?;
            Some(at..at + sign.len_utf8())
        });
        found.unwrap_or(range)
    }

    /// A formula that stands as its source. It is told in the same words whatever is written, so that it is told once.
    #[cfg(any(feature = "pdf", feature = "epub"))]
    pub(crate) fn formula_unread(why: &str, span: Span) -> Self {
        let message = format!("the formula cannot be set and stands as its source: {why}");
        Self::new(Code::MathUnread, message, span)
    }

    /// How much it matters: a property of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Collects diagnostics beside a stage; it never changes the result.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds many, as another stage returned them.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// What was collected, sorted by place, each once.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        sort(&mut self.found);
        self.found
    }

    /// Pairs a result with what was collected.
    pub fn warn<T>(self, value: T) -> Warned<T> {
        Warned { value, diagnostics: self.finish() }
    }
}

/// Sorts by place and removes repetitions, so that one fault is told once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    diagnostics.dedup();
}

/// A result, and what was noticed while making it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned<T> {
    /// The result. It is always usable.
    pub value: T,
    /// What was noticed, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A result with nothing to say about it.
    pub fn silent(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Hands the diagnostics to a sink and returns the result.
    pub fn into(self, sink: &mut Sink) -> T {
        sink.extend(self.diagnostics);
        self.value
    }

    /// The same diagnostics around another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: f(self.value), diagnostics: self.diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_names_are_distinct_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn a_fault_is_told_once() {
        let mut sink = Sink::new();
        for _ in 0..3 {
            sink.push(Diagnostic::new(Code::MissingGlyph, "no face has U+4E2D", Span::NONE));
        }
        assert_eq!(sink.finish().len(), 1);
    }
}
