//! The title, the byline below it, and the levels of the headings.
//!
//! The rules. The title is the front matter's. Without one it is the first heading, if no other has its rank or a
//! higher one, and nothing but pictures and rules stands before it. Where several headings are of level 1, the first is
//! still the title unless it looks like one of a series ("1. …", "Chapter one" … "Chapter two"); a diagnostic tells of
//! that guess. A first heading that repeats the front matter's title is not set twice. What headings are left keep
//! their distances, and the highest of them becomes level 2, that of an article's sections.

use super::dates;
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{Language, letters};
use crate::model::{Block, BlockKind, Inline, InlineKind, Level, Meta, plain};

/// Finds the title among the blocks, and sets the levels.
pub fn settle(meta: &mut Meta, blocks: &mut Vec<Block>, sink: &mut Sink) {
    if let Some(at) = first_heading(blocks) {
        if meta.title.is_empty() {
            take_title(meta, blocks, at, sink);
        } else {
            drop_repeated(meta, blocks, at, sink);
        }
    }
    let highest = highest_level(blocks);
    if let Some(highest) = highest {
        shift(blocks, highest);
    }
}

/// The block that is the first heading, if only pictures and rules stand before it.
fn first_heading(blocks: &[Block]) -> Option<usize> {
    let at = blocks.iter().position(|block| !is_decoration(block))?;
    matches!(blocks[at].kind, BlockKind::Heading { .. }).then_some(at)
}

/// Badges, a picture, a rule.
fn is_decoration(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Figure(_) | BlockKind::Rule => true,
        BlockKind::Paragraph(content) => content.iter().all(is_picture),
        _ => false,
    }
}

fn is_picture(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Image(_) | InlineKind::Break => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Link { content, .. } => content.iter().all(is_picture),
        _ => false,
    }
}

fn heading(block: &Block) -> Option<(Level, &[Inline])> {
    match &block.kind {
        BlockKind::Heading { level, content, .. } => Some((*level, content)),
        _ => None,
    }
}

fn take_title(meta: &mut Meta, blocks: &mut Vec<Block>, at: usize, sink: &mut Sink) {
    let Some((level, content)) = heading(&blocks[at]) else { return };
    let words = plain(content);
    let mut peers = blocks[at + 1..].iter().filter_map(heading).filter(|(other, _)| *other <= level);
    if let Some((_, next)) = peers.next() {
        if level != Level::TITLE || is_series(&words, &plain(next)) {
            return;
        }
        let message = "the first of several headings of level 1 was taken for the title";
        let hint = "give the title in front matter, or make the other headings `##`";
        sink.push(Diagnostic::new(Code::MetadataGuess, message, blocks[at].span).hint(hint));
    } else if level != Level::TITLE {
        let message = format!("the only heading of level {} was taken for the title", level.get());
        let hint = "begin it with one `#` to be certain";
        sink.push(Diagnostic::new(Code::MetadataGuess, message, blocks[at].span).hint(hint));
    }
    if let BlockKind::Heading { content, .. } = blocks.remove(at).kind {
        meta.title = content;
    }
    take_byline(meta, blocks, at, sink);
}

/// "1. Wheat" and "2. Rye", "Chapter one" and "Chapter two": sections, of which none is the title.
fn is_series(first: &str, second: &str) -> bool {
    let begin = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let numbered = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word);
    let (first, second) = (begin(first), begin(second));
    first == second || (numbered(&first) && numbered(&second))
}

fn is_roman(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ':', ')']);
    number.len() < word.len() && !number.is_empty() && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

/// The title of the front matter again, as the first heading: the heading's words are kept, as they may carry
/// emphasis and notes.
fn drop_repeated(meta: &mut Meta, blocks: &mut Vec<Block>, at: usize, sink: &mut Sink) {
    let Some((level, content)) = heading(&blocks[at]) else { return };
    if level > Level::new(2) || letters(&plain(content)) != letters(&plain(&meta.title)) {
        return;
    }
    let span = blocks[at].span;
    if let BlockKind::Heading { content, .. } = blocks.remove(at).kind {
        meta.title = content;
    }
    let message = "the first heading repeats the title of the front matter; it was set once";
    sink.push(Diagnostic::new(Code::SkippedContent, message, span));
    take_byline(meta, blocks, at, sink);
}

/// `By Jane Doe` or `*By Jane Doe, 3 May 2024*` directly below the title, where the front matter names nobody.
/// Anything that is not certainly that stays a paragraph.
fn take_byline(meta: &mut Meta, blocks: &mut Vec<Block>, at: usize, sink: &mut Sink) {
    let Some(block) = blocks.get(at) else { return };
    let BlockKind::Paragraph(content) = &block.kind else { return };
    if !meta.authors.is_empty() || !content.iter().all(is_words) {
        return;
    }
    let text = plain(content);
    let Some(rest) = behind_by(text.trim(), meta.language.as_ref()) else { return };
    let (names, date) = match rest.split_once([',', '|', '·', '—', '–']) {
        Some((names, date)) if dates::read(date).is_some() => (names, dates::read(date)),
        _ => (rest, None),
    };
    let names: Vec<_> =
        names.replace(" and ", ",").replace(" & ", ",").split(',').map(|n| n.trim().to_owned()).collect();
    if text.chars().count() > 120 || !names.iter().all(|name| is_name(name)) {
        return;
    }
    let message = format!("took this line for the byline: {}", names.join(", "));
    sink.push(Diagnostic::new(Code::MetadataGuess, message, block.span));
    meta.authors = names;
    if meta.date.is_none() {
        meta.date = date;
    }
    blocks.remove(at);
}

/// What stands behind "By", in the article's language.
fn behind_by<'a>(text: &'a str, language: Option<&Language>) -> Option<&'a str> {
    let data = language.map_or_else(|| Language::english().data(), Language::data);
    data.byline.iter().find_map(|by| {
        let (head, rest) = text.split_at_checked(by.len())?;
        (head.to_lowercase() == *by).then(|| rest.strip_prefix(' ')).flatten()
    })
}

/// Words and emphasis; a link, a note or a picture is more than a byline.
fn is_words(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(_) => true,
        InlineKind::Emph(inner) | InlineKind::Strong(inner) => inner.iter().all(is_words),
        _ => false,
    }
}

/// Two to five words with capitals, particles (van, de la) allowed between.
fn is_name(name: &str) -> bool {
    let words: Vec<_> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’');
    (2..=5).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(|word| capital(word) && !(word.ends_with('.') && word.chars().count() > 3))
        && words.iter().filter(|word| !capital(word)).all(|word| word.chars().count() <= 3)
        && name.chars().all(|c| c == ' ' || letters(c))
}

/// The highest rank among the headings that make sections; without any, among all.
fn highest_level(blocks: &[Block]) -> Option<u8> {
    blocks.iter().filter_map(heading).map(|(level, _)| level.get()).min()
}

/// Moves all headings so that the highest becomes level 2.
fn shift(blocks: &mut [Block], highest: u8) {
    each_heading(blocks, &mut |level| {
        let rank = usize::from(level.get()) + 2;
        *level = Level::new(rank.saturating_sub(usize::from(highest)).max(2));
    });
}

fn each_heading(blocks: &mut [Block], change: &mut impl FnMut(&mut Level)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => change(level),
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => each_heading(content, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each_heading(&mut item.content, change)),
            BlockKind::Definitions(definitions) => {
                for meaning in definitions.iter_mut().flat_map(|definition| &mut definition.meanings) {
                    each_heading(meaning, change);
                }
            }
            BlockKind::Table(table) => {
                for cell in table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells) {
                    each_heading(&mut cell.content, change);
                }
            }
            BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Figure(_) | BlockKind::Rule => {}
        }
    }
}
