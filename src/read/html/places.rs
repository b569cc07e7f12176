//! Where headings stand in the page's source. The parser does not tell; so each heading's words are looked for in the
//! source's own heading tags, in order. One that is not found so has no place.

use crate::lang::letters;
use crate::model::{Block, BlockKind, plain};
use crate::source::Source;
use std::ops::Range;

/// More heading tags are not looked at: a page that has them is a list of links.
const MOST: usize = 5_000;

/// A longer one holds more than a heading, or never ends.
const LONGEST: usize = 4_000;

/// How many tags ahead a heading is looked for: those between are of menus and boxes.
const FARTHEST: usize = 400;

/// Gives headings their places in the source.
pub fn of_headings(source: &Source, blocks: &mut [Block]) {
    let tags = tags(&source.text);
    let mut next = 0;
    headings(blocks, &mut |words, span| {
        let wanted = letters(words);
        let found = tags.iter().enumerate().skip(next).take(FARTHEST).find(|(_, (said, _))| *said == wanted);
        if let Some((at, (_, range))) = found {
            *span = source.span(range.clone());
            next = at + 1;
        }
    });
}

fn headings(blocks: &mut [Block], place: &mut impl FnMut(&str, &mut crate::source::Span)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { content, .. } => place(&plain(content), &mut block.span),
            BlockKind::Quote(inner) => headings(inner, place),
            _ => {}
        }
    }
}

/// The letters of every heading in the source, and where its words are.
fn tags(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MOST
        && let Some(open) = opening(&text[at..])
    {
        let start = at + open.end;
        let end = closing(&text[start..]).map_or(start, |length| start + length);
        let words = &text[start..end];
        if words.len() <= LONGEST && end > start {
            let said = dom_query::Document::fragment(words).text();
            let inset = words.len() - words.trim_start().len();
            found.push((letters(&said), start + inset..start + words.trim_end().len().max(inset)));
        }
        at = start;
    }
    found
}

/// The next `<h1 …>` to `<h6 …>`.
fn opening(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|at| from + at) {
        from = at + 1;
        if let [b'h' | b'H', b'1'..=b'6', behind, ..] = text.as_bytes()[from..]
            && (behind == b'>' || behind.is_ascii_whitespace())
        {
            let end = text[from..].find('>')?;
            return Some(at..from + end + 1);
        }
    }
    None
}

/// How far it is to `</h1`, if that is near; no other heading begins before it.
fn closing(text: &str) -> Option<usize> {
    let bytes = &text.as_bytes()[..text.len().min(LONGEST + 4)];
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at);
    for at in ends {
        match &bytes[at + 1..] {
            [b'/', b'h' | b'H', b'1'..=b'6', ..] => return Some(at),
            [b'h' | b'H', b'1'..=b'6', ..] => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Html, Reader};

    #[test]
    fn headings_know_their_lines() {
        let page = "<title>A Dry Year</title>\n<nav><h2>Menu</h2></nav>\n<article><h1>A Dry Year</h1>\n\
            <p>It was dry.</p>\n<h2 class=x>\n  Rain &amp; <em>Hail</em></h2>\n<p>None fell.</p>\n<h2>Menu</h2><p>Soup.</p></article>";
        let source = Source::new("a.html", page);
        let document = Html::default().read(&source).value;
        let told: Vec<_> = document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
            .map(|block| (source.slice(block.span), source.position(block.span.range().start).line))
            .collect();
        assert_eq!(told, [("Rain &amp; <em>Hail</em>", 6), ("Menu", 8)]);
    }
}
