//! The terminal: its colours, and what may be sent to it. Nothing from an input or a name reaches it as a control
//! character.

use clap::builder::styling::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{IsTerminal, Write};

/// The picture of a control character; itself for all others. Characters that turn the direction of text round, or
/// end a line, would let an input write over what is told about it.
pub fn harmless(c: char) -> char {
    match u32::from(c) {
        control @ 0..=0x1f => char::from_u32(0x2400 + control).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        0x80..=0x9f | 0x61c | 0x200e | 0x200f | 0x2028..=0x202e | 0x2066..=0x2069 | 0xfff9..=0xfffb => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

/// The text with [`harmless`] characters.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| harmless(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(harmless).collect())
    }
}

/// Colours, on a terminal whose owner wants them.
#[derive(Clone, Copy)]
pub enum Paint {
    Colors,
    Plain,
}

impl Paint {
    /// What standard error takes.
    pub fn for_stderr() -> Self {
        Self::for_stream(&std::io::stderr())
    }

    /// What standard output takes.
    #[cfg(any(feature = "epub", feature = "pdf"))]
    pub fn for_stdout() -> Self {
        Self::for_stream(&std::io::stdout())
    }

    fn for_stream(stream: &impl IsTerminal) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if stream.is_terminal() && !set("NO_COLOR") && !dumb { Self::Colors } else { Self::Plain }
    }

    /// What the eye should find.
    pub fn bold(self, text: &str) -> String {
        self.with(text, Style::new().bold())
    }

    /// What it may pass over.
    pub fn dim(self, text: &str) -> String {
        self.with(text, AnsiColor::Blue.on_default().bold())
    }

    /// In a colour.
    pub fn color(self, text: &str, color: AnsiColor) -> String {
        self.with(text, color.on_default().bold())
    }

    fn with(self, text: &str, style: Style) -> String {
        match self {
            Self::Colors => format!("{style}{text}{style:#}"),
            Self::Plain => text.to_owned(),
        }
    }
}

/// Writes to standard error. Nobody may be listening; then there is nobody to tell.
pub fn to_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_or_turns_the_text_round_gets_through() {
        let hostile = "\u{1b}]0;title\u{7}\r\n\u{9b}2J\u{7f}\u{202e}txt\u{2066}\u{2028}";
        assert_eq!(clean(hostile), "␛]0;title␇␍␊\u{fffd}2J␡\u{fffd}txt\u{fffd}\u{fffd}");
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            assert!(!harmless(c).is_control(), "{c:?}");
        }
        assert!(matches!(clean("Übergrößen 中文 עברית"), Cow::Borrowed(_)));
    }
}
