//! Inlines: what stands beside one another in a line.

use super::Block;
use super::width::PictureWidth;
use crate::source::Span;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// An inline and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it came from.
    pub span: Span,
}

/// The kinds of inlines. What is rare or large is boxed: an archive's articles are millions of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Words. White space is single spaces; never empty.
    Text(String),
    /// Emphasis: italics in roman text.
    Emph(Vec<Inline>),
    /// Strong emphasis: bold.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Superscript.
    Raised(Vec<Inline>),
    /// Subscript.
    Lowered(Vec<Inline>),
    /// Words with how they are read, which EPUB sets small beside them and print in brackets behind them.
    Ruby(Vec<Inline>),
    /// In ruby: how the words before it are read, with its brackets.
    Reading(Vec<Inline>),
    /// A program's text.
    Code(String),
    /// A formula.
    Math {
        /// As LaTeX writes it, without the dollars.
        tex: Box<str>,
        /// In the line, or on lines of its own.
        display: Display,
    },
    /// A link.
    Link {
        /// Where it leads.
        target: Box<Target>,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A picture in the line.
    Image(Box<Image>),
    /// The first call to a note, which carries its body.
    Note(Box<Note>),
    /// A further call to the note of that label.
    NoteAgain(String),
    /// A line break that the author made.
    Break,
    /// A place that [`InlineKind::Pages`] can name; nothing is shown. Unique in its document.
    Mark(Mark),
    /// The numbers of the pages of a packet on which places stand. A writer that has no pages says where they are in
    /// its own way.
    Pages(Box<[PageRef]>, CalledPages),
}

/// The one list of the kinds that stand around others, lent in the way that the kind is.
macro_rules! inner {
    ($kind:expr) => {
        match $kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Raised(inner)
            | InlineKind::Lowered(inner)
            | InlineKind::Ruby(inner)
            | InlineKind::Reading(inner)
            | InlineKind::Link { content: inner, .. } => Some(inner),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math { .. }
            | InlineKind::Image(_)
            | InlineKind::Note(_)
            | InlineKind::NoteAgain(_)
            | InlineKind::Break
            | InlineKind::Mark(_)
            | InlineKind::Pages(..) => None,
        }
    };
}

impl InlineKind {
    /// The inlines in it, if it stands around others. The body of a note is blocks, and not among them.
    pub fn inner(&self) -> Option<&[Inline]> {
        inner!(self).map(Vec::as_slice)
    }

    /// As [`InlineKind::inner`], to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        inner!(self)
    }
}

/// How the pages of places stand in their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CalledPages {
    /// Their numbers alone: "12".
    #[default]
    Bare,
    /// As pages: "p. 12", in the language of the text. Where there are no pages, it is as if bare.
    Named,
}

/// What a mark is called: the unit of text that it stands in, by number, and a byte of that. Written `f12.340`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The number of the unit.
    pub unit: u32,
    /// The byte.
    pub offset: u32,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "f{}.{}", self.unit, self.offset)
    }
}

/// What is no mark's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMark;

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(name: &str) -> Result<Self, NoMark> {
        let (unit, offset) = name.strip_prefix('f').and_then(|name| name.split_once('.')).ok_or(NoMark)?;
        Ok(Self { unit: unit.parse().map_err(|_| NoMark)?, offset: offset.parse().map_err(|_| NoMark)? })
    }
}

/// A place in a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageRef {
    /// The index of the part that it is in.
    pub part: usize,
    /// The [`InlineKind::Mark`] there; none is where the part begins.
    pub mark: Option<Mark>,
}

/// How a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// In the line.
    Inline,
    /// Between lines, alone.
    Block,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address, absolute or relative, as written.
    Url(String),
    /// An anchor of this document.
    Anchor(String),
    /// A place in another part of the packet, or in this one.
    Place(PageRef),
}

/// Schemes that lead to pages, files and people elsewhere. Those of programs ("ms-word:", "javascript:") start them, and
/// "file:" and "smb:" read what is the reader's own: no writer may pass them on.
const LEAD_ELSEWHERE: [&str; 18] = [
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "news", "nntp", "irc", "ircs", "xmpp", "geo",
    "doi", "urn", "magnet", "gemini",
];

impl Target {
    /// Reads a link's address. `None`: it is empty, or following it would run a program or read a local file.
    pub fn parse(address: &str) -> Option<Self> {
        let address = without_controls(address.trim());
        if address.is_empty() || !leads_elsewhere(&address) {
            return None;
        }
        Some(match address.strip_prefix('#') {
            Some(anchor) => Self::Anchor(anchor.to_owned()),
            None => Self::Url(address),
        })
    }
}

fn without_controls(address: &str) -> String {
    if address.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return address.to_owned();
    }
    address.chars().filter(|c| !c.is_control()).collect()
}

/// Whether an address has no scheme, or one that is known to do no harm.
fn leads_elsewhere(address: &str) -> bool {
    if address.starts_with("https://") || address.starts_with("http://") {
        return true;
    }
    // Browsers skip white space inside a scheme; so must the check. What has a slash before the colon is a path, and what
    // has a full stop and figures behind it a host with its port; a scheme is no longer than this.
    let start: String = address.chars().take(64).filter(|c| !c.is_whitespace()).collect();
    let Some((scheme, behind)) = start.split_once(':') else { return true };
    let is_host = scheme.contains('.') && behind.starts_with(|c: char| c.is_ascii_digit());
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    !is_scheme || is_host || LEAD_ELSEWHERE.contains(&scheme.to_ascii_lowercase().as_str())
}

/// A note, where it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The name the source gave it.
    pub label: String,
    /// What the note says.
    pub body: Vec<Block>,
}

/// A picture, by reference: bytes come from [`Resources`](crate::resource::Resources) when a writer needs them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// The path or address as written.
    pub reference: String,
    /// What it shows, in words; empty for decoration.
    pub alt: String,
    /// How wide its author wants it.
    pub width: PictureWidth,
    /// Where it leads, if it stands by itself and the author made it a link.
    pub leads: Option<Box<str>>,
}

impl Image {
    /// The reference as a message shows it: a picture that is written out in it would fill pages.
    pub fn shown(&self) -> Cow<'_, str> {
        const MOST: usize = 200;
        match self.reference.split_once(',') {
            Some((kind, data))
                if kind.len() < MOST && kind.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:")) =>
            {
                Cow::Owned(format!("{kind},… ({} characters)", data.len()))
            }
            // What a packet put before it, to know whose it is, nobody wrote.
            _ => Cow::Borrowed(match self.reference.strip_prefix("./") {
                Some(rest) if rest.starts_with(['.', '/']) => rest,
                _ => &self.reference,
            }),
        }
    }
}

/// The words of inlines without their notes; of a formula, its source.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut |tex, text| text.push_str(tex), &mut text);
    text
}

/// The words of inlines without their notes as they are read, for running heads, bookmarks and names: `E = mc²`.
///
/// A picture that shows what the words beside it say, as a logo does, says nothing more.
pub fn said(inlines: &[Inline]) -> String {
    let of = |inlines: &mut dyn Iterator<Item = &Inline>| {
        let mut text = String::new();
        inlines.for_each(|inline| {
            push_plain(std::slice::from_ref(inline), &mut |tex, text| text.push_str(&in_line(tex)), &mut text);
        });
        text
    };
    let is_picture = |inline: &&Inline| matches!(inline.kind, InlineKind::Image(_));
    if !inlines.iter().any(|inline| is_picture(&inline)) {
        return of(&mut inlines.iter());
    }
    let words = of(&mut inlines.iter().filter(|inline| !is_picture(inline))).trim().to_lowercase();
    let repeats = |inline: &Inline| match &inline.kind {
        InlineKind::Image(image) => !image.alt.is_empty() && words.contains(image.alt.trim().to_lowercase().as_str()),
        _ => false,
    };
    of(&mut inlines.iter().filter(|inline| !repeats(inline))).trim().to_owned()
}

fn push_plain(inlines: &[Inline], formula: &mut dyn FnMut(&str, &mut String), text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Math { tex, .. } => formula(tex, text),
            InlineKind::Image(image) => text.push_str(&image.alt),
            InlineKind::Break => text.push(' '),
            kind => push_plain(kind.inner().unwrap_or_default(), formula, text),
        }
    }
}

/// Whether a paragraph is nothing but a formula, perhaps with the point that ends its sentence.
#[cfg(any(feature = "epub", feature = "pdf"))]
pub(crate) fn is_formula(content: &[Inline]) -> bool {
    let is_math = |inline: &Inline| matches!(inline.kind, InlineKind::Math { display: Display::Block, .. });
    let mut others = content.iter().filter(|inline| !is_math(inline));
    content.iter().any(is_math)
        && others.all(|inline| match &inline.kind {
            InlineKind::Text(words) => !words.contains(char::is_alphanumeric),
            InlineKind::Break => true,
            _ => false,
        })
}

/// A formula as plain text has it, where formulas can be read.
#[cfg(any(feature = "epub", feature = "pdf"))]
fn in_line(tex: &str) -> String {
    crate::tex::linear(tex)
}

#[cfg(not(any(feature = "epub", feature = "pdf")))]
fn in_line(tex: &str) -> &str {
    tex
}

/// Puts more on a new line behind what is there.
pub(super) fn append(inlines: &mut Vec<Inline>, more: Vec<Inline>, span: Span) {
    if !inlines.is_empty() && !more.is_empty() {
        inlines.push(Inline { kind: InlineKind::Break, span });
    }
    inlines.extend(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_is_no_larger_than_its_words_need() {
        // The words, their kind, and where they came from.
        assert_eq!(size_of::<Inline>(), 48);
    }

    #[test]
    fn targets_that_run_something_are_refused() {
        for bad in
            ["javascript:alert(1)", " JAVA script:x", "java\tscript:x", "data:text/html,x", "file:///etc/passwd", ""]
        {
            assert_eq!(Target::parse(bad), None, "{bad}");
        }
        for bad in [
            "ms-msdt:/id",
            "smb://host/share",
            "view-source:file:///etc/passwd",
            "c:\\boot.ini",
            "httpx:y",
            "com.app.id:run",
        ] {
            assert_eq!(Target::parse(bad), None, "{bad}");
        }
        for good in ["example.org:8080/x", "mailto:a@example.org", "notes/a:b", "../b.html?at=10:30", "TEL:112"] {
            assert!(Target::parse(good).is_some(), "{good}");
        }
        assert_eq!(Target::parse("#top"), Some(Target::Anchor("top".into())));
        assert_eq!(Target::parse("https://e.org/?javascript:"), Some(Target::Url("https://e.org/?javascript:".into())));
    }

    #[test]
    fn a_logo_is_not_said_beside_its_name() {
        let text = |words: &str| Inline { kind: InlineKind::Text(words.to_owned()), span: Span::NONE };
        let logo = |alt: &str| {
            let image = Image { reference: "a.png".to_owned(), alt: alt.to_owned(), ..Image::default() };
            Inline { kind: InlineKind::Image(Box::new(image)), span: Span::NONE }
        };
        assert_eq!(said(&[logo("Lockctl"), text(" lockctl")]), "lockctl");
        assert_eq!(said(&[logo("The lock"), text(" by night")]), "The lock by night");
        assert_eq!(said(&[logo("The lock")]), "The lock");
    }
}
