//! Words, lines and lists that a packet adds to its articles, as blocks.

use crate::lang::{Direction, Language, Letters};
use crate::model::{
    Block, BlockKind, CalledPages, Definition, Document, Inline, InlineKind, Item, Level, List, ListKind, Meta,
    PageRef, Target, plain,
};
use crate::source::Span;

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::NONE }
}

/// Words; none if there are none.
pub(super) fn text(words: &str) -> Vec<Inline> {
    Meta::words(words, Span::NONE)
}

pub(super) fn line_break() -> Inline {
    inline(InlineKind::Break)
}

pub(super) fn strong(words: &str) -> Vec<Inline> {
    let words = text(words);
    if words.is_empty() { words } else { vec![inline(InlineKind::Strong(words))] }
}

pub(super) fn emph(words: &str) -> Vec<Inline> {
    let words = text(words);
    if words.is_empty() { words } else { vec![inline(InlineKind::Emph(words))] }
}

/// Words that run another way than those around them, kept together: a figure behind them would else be drawn into them.
/// The marks are those of the Unicode bidirectional algorithm (UAX #9), U+2066, U+2067 and U+2069.
pub(super) fn apart(words: &str, around: Direction) -> String {
    let letters = Letters::of(words);
    let other = match around {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    };
    let own = if !letters.is_empty() {
        letters.direction(around)
    } else if words.contains(char::is_alphanumeric) {
        // Groups of figures run from left to right too.
        Direction::Ltr
    } else {
        around
    };
    // Words that run as those around them may end in a name that does not.
    match own {
        _ if own == around && !letters.any(other) => words.to_owned(),
        Direction::Rtl => format!("\u{2067}{words}\u{2069}"),
        Direction::Ltr => format!("\u{2066}{words}\u{2069}"),
    }
}

/// A file's name, without its extension, as a person would write it: hyphens and low lines between words are spaces,
/// those between figures stay, and the first letter is a capital.
pub(super) fn readable(stem: &str) -> String {
    let has_spaces = stem.contains(' ');
    let mut out = String::with_capacity(stem.len());
    let mut chars = stem.chars().peekable();
    while let Some(c) = chars.next() {
        let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let within_figures = is_figure(out.chars().next_back()) && is_figure(chars.peek().copied());
        let parts = c == '_' || (c == '-' && !has_spaces && !within_figures);
        let c = if parts || c.is_control() || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    let out = out.trim_end();
    let mut letters = out.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => stem.to_owned(),
    }
}

/// An address that can be followed where there are links, and read where there are none.
pub(super) fn address(url: &str) -> Vec<Inline> {
    match Target::parse(url) {
        Some(target) => vec![inline(InlineKind::Link { target: Box::new(target), content: text(url) })],
        None => text(url),
    }
}

/// The pages of places, called as pages: "p. 12"; nothing if there are none.
pub(super) fn named_pages(places: Vec<PageRef>) -> Vec<Inline> {
    if places.is_empty() { Vec::new() } else { vec![inline(InlineKind::Pages(places.into(), CalledPages::Named))] }
}

/// The pages of places; nothing if there are none.
pub(super) fn pages(places: Vec<PageRef>) -> Vec<Inline> {
    if places.is_empty() { Vec::new() } else { vec![inline(InlineKind::Pages(places.into(), CalledPages::Bare))] }
}

/// Pieces of a line with something between those that are not empty. Text nodes never stand next to each other.
pub(super) fn joined(pieces: impl IntoIterator<Item = Vec<Inline>>, between: &str) -> Vec<Inline> {
    let mut pieces = pieces.into_iter().filter(|piece| !piece.is_empty());
    let mut out = pieces.next().unwrap_or_default();
    for piece in pieces {
        // "Showdown?" needs no full stop behind it.
        let ended = between.starts_with('.') && is_ended(&plain(&out));
        let between = between.strip_prefix('.').filter(|_| ended).unwrap_or(between);
        // A large packet lists tens of thousands of sources: each line as large as what is in it.
        out.reserve_exact(1 + piece.len());
        push(&mut out, inline(InlineKind::Text(between.to_owned())));
        piece.into_iter().for_each(|inline| push(&mut out, inline));
    }
    out
}

/// Whether words end as a sentence does. What is a semicolon elsewhere asks in Greek.
pub(super) fn is_ended(words: &str) -> bool {
    let asks_in_greek =
        |before: &str| before.ends_with(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'));
    words.ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '\u{37e}'])
        || words.strip_suffix(';').is_some_and(asks_in_greek)
}

fn push(out: &mut Vec<Inline>, next: Inline) {
    match (out.last_mut(), next.kind) {
        (_, InlineKind::Text(text)) if text.is_empty() => {}
        (Some(Inline { kind: InlineKind::Text(before), .. }), InlineKind::Text(text)) => before.push_str(&text),
        (_, kind) => out.push(Inline { kind, span: next.span }),
    }
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, span: Span::NONE }
}

/// A paragraph, if it says anything.
pub(super) fn paragraph(content: Vec<Inline>) -> Option<Block> {
    (!content.is_empty()).then(|| block(BlockKind::Paragraph(content)))
}

pub(super) fn heading(words: &str) -> Option<Block> {
    let content = text(words);
    (!content.is_empty()).then(|| block(BlockKind::Heading { level: Level::new(2), anchor: None, content }))
}

/// A bulleted list of lines.
pub(super) fn bullets(lines: impl IntoIterator<Item = Vec<Inline>>) -> Option<Block> {
    let lines = lines.into_iter().filter_map(paragraph);
    let mut items: Vec<_> = lines.map(|line| Item { task: None, content: vec![line], span: Span::NONE }).collect();
    // They may stand where what they were made of has stood, and need less room.
    items.shrink_to_fit();
    (!items.is_empty()).then(|| block(BlockKind::List(List { kind: ListKind::Bulleted, items })))
}

/// Terms and what is said of them.
pub(super) fn definitions(entries: impl IntoIterator<Item = (Vec<Inline>, Vec<Inline>)>) -> Option<Block> {
    let entries = entries.into_iter().filter(|(term, _)| !term.is_empty());
    let entries: Vec<_> = entries
        .map(|(term, meaning)| Definition {
            terms: vec![term],
            meanings: paragraph(meaning).into_iter().map(|meaning| vec![meaning]).collect(),
            span: Span::NONE,
        })
        .collect();
    (!entries.is_empty()).then(|| block(BlockKind::Definitions(entries)))
}

/// A text of the packet's own.
pub(super) fn document(title: &str, language: Option<&Language>, blocks: Vec<Block>) -> Document {
    Document { meta: Meta { title: text(title), language: language.cloned(), ..Meta::default() }, blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_run_another_way_are_kept_apart_by_most_of_their_letters() {
        for (words, around, kept) in [
            ("قصة المدينة", Direction::Ltr, "\u{2067}قصة المدينة\u{2069}"),
            // A figure or a mark before them does not hide it.
            ("12 قصة", Direction::Ltr, "\u{2067}12 قصة\u{2069}"),
            ("“שלום”", Direction::Ltr, "\u{2067}“שלום”\u{2069}"),
            ("Peace is שלום", Direction::Ltr, "\u{2066}Peace is שלום\u{2069}"),
            ("Peace", Direction::Ltr, "Peace"),
            ("The River", Direction::Rtl, "\u{2066}The River\u{2069}"),
            ("React של word", Direction::Rtl, "\u{2067}React של word\u{2069}"),
            ("2024/25", Direction::Rtl, "\u{2066}2024/25\u{2069}"),
            ("…", Direction::Rtl, "…"),
        ] {
            assert_eq!(apart(words, around), kept, "{words}");
        }
    }

    #[test]
    fn a_files_name_is_made_readable() {
        for (stem, said) in [
            ("annual_report-2026", "Annual report 2026"),
            ("2026-03-04-minutes", "2026-03-04 minutes"),
            ("Protokoll Nord-Süd", "Protokoll Nord-Süd"),
            ("übersicht", "Übersicht"),
            ("___", "___"),
        ] {
            assert_eq!(readable(stem), said);
        }
    }
}
