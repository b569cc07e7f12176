//! A PDF that is there already → its pages as text, for marking them in an EPUB.
//!
//! A tagged file says what on its pages is furniture. Of others the text is as lopdf finds it: in the order of drawing,
//! running heads and folios included. It need not be good, only recognisable.

mod bookmarks;
mod tagged;

use crate::error::{Error, Result};
use crate::model::Figures;
use crate::pages::{Print, PrintPage, Words};
use crate::pdf::{self, Unreadable};
use lopdf::{Dictionary, Document, Object};

/// The most that one page's content, or a font's table, may inflate to: a page of text has some kilobytes.
const MOST: usize = 32 << 20;
/// The most pages that are read.
const MOST_PAGES: usize = 20_000;

/// The pages of a PDF file, by the numbers that it gives them; `source` is what it is called, for people.
///
/// # Errors
/// [`Error::Unreadable`] if it is damaged or encrypted, or nothing of its text can be read.
pub fn print_edition(bytes: &[u8], source: &str) -> Result<Print> {
    let unreadable = |what: String| Error::Unreadable { name: source.to_owned(), what };
    let document = pdf::load(bytes).map_err(|error| {
        unreadable(match error {
            Unreadable::Damaged(how) => format!("cannot be read as a PDF: {how}"),
            Unreadable::Password => "is encrypted".to_owned(),
            Unreadable::NotPdf => error.to_string(),
        })
    })?;
    let count = document.get_pages().len().min(MOST_PAGES);
    let labels = labels(&document, count);
    let has_words = |pages: &[tagged::Page]| pages.iter().any(|(text, _)| text.contains(char::is_alphanumeric));
    let tagged = tagged::pages(&document, count).filter(|(pages, _)| has_words(pages));
    let (pages, words) = tagged.unwrap_or_else(|| (drawn(&document, count), Words::Page));
    if !has_words(&pages) {
        return Err(unreadable("holds no text that can be read".to_owned()));
    }
    let page = |(label, (text, notes))| PrintPage { label, text, notes };
    let pages = labels.into_iter().zip(pages).map(page).collect();
    let bookmarks = bookmarks::read(&document, MOST_PAGES);
    Ok(Print { source: source.to_owned(), pages, words, places: Vec::new(), bookmarks })
}

/// The words of pages, in the order of drawing, with notes among the text.
fn drawn(document: &Document, count: usize) -> Vec<tagged::Page> {
    let text = |number: u32| {
        let chunks = document.extract_text_chunks_with_limit(&[number], MOST);
        (chunks.into_iter().filter_map(std::result::Result::ok).collect(), String::new())
    };
    (1..).map(text).take(count).collect()
}

/// The printed number of each page: from the page labels, else counted.
fn labels(document: &Document, count: usize) -> Vec<String> {
    let mut ranges = Vec::new();
    if let Ok(tree) = document.catalog().and_then(|catalog| catalog.get_deref(b"PageLabels", document)) {
        collect(document, tree, &mut ranges, 0);
    }
    ranges.sort_by_key(|(from, _)| *from);
    let label = |index: usize| {
        let at = ranges.partition_point(|(from, _)| *from <= index).checked_sub(1);
        let Some((from, style)) = at.map(|at| &ranges[at]) else { return (index + 1).to_string() };
        style.write(index - from)
    };
    (0..count).map(label).collect()
}

/// How the pages from one on are numbered.
struct Style {
    prefix: String,
    figures: Option<u8>,
    start: usize,
}

/// The leaves of a number tree. They nest a few levels at most.
fn collect(document: &Document, node: &Object, ranges: &mut Vec<(usize, Style)>, depth: usize) {
    let Ok(node) = node.as_dict() else { return };
    if depth > 8 || ranges.len() > MOST_PAGES {
        return;
    }
    if let Ok(kids) = node.get_deref(b"Kids", document).and_then(Object::as_array) {
        for kid in kids {
            if let Ok((_, kid)) = document.dereference(kid) {
                collect(document, kid, ranges, depth + 1);
            }
        }
    }
    let Ok(numbers) = node.get_deref(b"Nums", document).and_then(Object::as_array) else { return };
    for pair in numbers.chunks_exact(2) {
        let from = pair[0].as_i64().ok().and_then(|from| usize::try_from(from).ok());
        let style = document.dereference(&pair[1]).ok().and_then(|(_, style)| style.as_dict().ok());
        if let (Some(from), Some(style)) = (from, style) {
            ranges.push((from, Style::of(style, document)));
        }
    }
}

impl Style {
    fn of(style: &Dictionary, document: &Document) -> Self {
        let prefix = style.get_deref(b"P", document).ok().and_then(|prefix| lopdf::decode_text_string(prefix).ok());
        let figures = style.get_deref(b"S", document).and_then(Object::as_name).ok();
        let start = style.get_deref(b"St", document).and_then(Object::as_i64).ok();
        Self {
            prefix: prefix.unwrap_or_default(),
            figures: figures.and_then(|name| name.first().copied()),
            start: start.and_then(|start| usize::try_from(start).ok()).unwrap_or(1).max(1),
        }
    }

    fn write(&self, offset: usize) -> String {
        let number = self.start.saturating_add(offset);
        let letters = || {
            let letter = char::from(b'a' + ((number - 1) % 26) as u8);
            std::iter::repeat_n(letter, ((number - 1) / 26 + 1).min(10)).collect::<String>()
        };
        let figures = match self.figures {
            Some(b'r') => Figures::SmallRoman.write(number as u64),
            Some(b'R') => Figures::CapitalRoman.write(number as u64),
            Some(b'a') => letters(),
            Some(b'A') => letters().to_uppercase(),
            Some(_) => number.to_string(),
            None => String::new(),
        };
        format!("{}{figures}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_as_their_labels_say() {
        let style = |figures, start, prefix: &str| Style { prefix: prefix.to_owned(), figures, start };
        assert_eq!(style(Some(b'r'), 1, "").write(3), "iv");
        assert_eq!(style(Some(b'D'), 12, "B-").write(1), "B-13");
        assert_eq!(style(Some(b'A'), 1, "").write(27), "BB");
        assert_eq!(style(None, 1, "Cover").write(0), "Cover");
    }
}
