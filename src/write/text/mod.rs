//! Plain text: clean, for reading in a terminal, for mail, for programs that want the words and nothing else.
//!
//! Every word of the document comes once, and nothing invented but labels. What shows a structure is what our own
//! reader of plain text takes for it:
//!
//! * headings are underlined: the title with `=`, then `-`, `~` and `^` by level;
//! * list items begin with `•` (inner ones with `–`), a number, or a box `[ ]`, `[x]`;
//! * quotations begin with `> `, code is indented by four spaces, meanings of terms too;
//! * a link is its text and `<its address>` where the two differ;
//! * notes are called by `[1]` and stand at the end of their article;
//! * of a packet every part is written, the articles under their numbers: where other editions name a page, this one
//!   names the article, `#3`.
//!
//! Emphasis leaves no mark. Raised and lowered figures become Unicode's (10⁶, CO₂), since 106 is another number.

mod block;
mod inline;
mod parts;
mod table;
mod wrap;

use super::Writer;
use super::shared::{byline, is_shown};
use crate::diag::Warned;
use crate::error::Error;
use crate::lang::Language;
use crate::model::{Document, Meta, Notes};
use crate::packet::Packet;
use crate::resource::Resources;
use std::rc::Rc;
use wrap::{wrap, wrap_hanging};

/// The plain-text writer.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// How to set the text.
    pub options: Options,
}

/// How plain text is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The longest line, in columns; an ideograph takes two. `None`: a paragraph is a line.
    pub width: Option<usize>,
}

impl Default for Options {
    /// 78 columns: what fits an 80-column terminal and a mail that is quoted once.
    fn default() -> Self {
        Self { width: Some(78) }
    }
}

impl Writer for Text {
    fn write(&self, packet: &Packet, _resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        Ok(Warned::silent(finish(&parts::all(packet, self.options.width))))
    }
}

/// What stands for a break between thoughts, and between articles.
const RULE: &str = "* * *";

/// Sets one article; keeps the notes it has met.
struct Setter {
    notes: Notes,
    /// The notes that were called, by number, set.
    called: Vec<(usize, Vec<String>)>,
    language: Language,
    width: Option<usize>,
    /// What the packet's parts are called where they are named, by their index.
    parts: Rc<[String]>,
}

impl Setter {
    fn new(article: &Document, width: Option<usize>, parts: Rc<[String]>) -> Self {
        let language = article.meta.language.clone().unwrap_or_default();
        let width = width.map(|width| width.max(NARROWEST));
        Self { notes: Notes::of(article), called: Vec::new(), language, width, parts }
    }

    fn article(&mut self, article: &Document, number: Option<&str>) -> Vec<String> {
        let mut lines = self.opening(&article.meta, number);
        let body = self.blocks(&article.blocks, self.width, 0);
        join(&mut lines, body);
        if !self.called.is_empty() {
            join(&mut lines, underlined(self.language.labels().notes, 2, self.width));
            let mut notes = std::mem::take(&mut self.called);
            notes.sort_by_key(|(number, _)| *number);
            for (_, note) in notes {
                join(&mut lines, note);
            }
        }
        lines
    }

    /// The title, what stands below it, and who wrote it where and when.
    fn opening(&mut self, meta: &Meta, number: Option<&str>) -> Vec<String> {
        let mut lines = Vec::new();
        let title = self.inlines(&meta.title);
        let title = number.map_or(title.clone(), |number| format!("{number}  {title}"));
        if !title.trim().is_empty() {
            lines = underlined(&title, 1, self.width);
        }
        let standfirst = self.inlines(&meta.standfirst);
        join(&mut lines, wrap(&standfirst, self.width));
        let mut facts = Vec::new();
        if !meta.authors.is_empty() {
            facts.extend(wrap_hanging(&byline(&self.language, &meta.authors), self.width));
        }
        let language = &self.language;
        let date = meta.date.as_ref().map(|date| date.shown(language));
        let published: Vec<_> = meta.publication.iter().cloned().chain(date).collect();
        facts.extend(wrap_hanging(&published.join(", "), self.width));
        facts.extend(meta.url.iter().map(|url| format!("<{url}>")));
        join(&mut lines, facts);
        lines
    }
}

/// Below this many columns nothing is set: prefixes of nested blocks would leave no room for a word.
const NARROWEST: usize = 20;

/// A heading and the line below it.
fn underlined(words: &str, level: u8, width: Option<usize>) -> Vec<String> {
    let mut lines = wrap(words, width);
    let mark = match level {
        0 | 1 => "=",
        2 => "-",
        3 => "~",
        _ => "^",
    };
    let longest = lines.iter().map(|line| wrap::columns(line)).max().unwrap_or(0);
    // A heading that is a paragraph on one line would have a line as long below it.
    let longest = longest.clamp(1, width.unwrap_or(78));
    lines.push(mark.repeat(longest));
    lines
}

/// Puts lines below others, an empty one between.
fn join(lines: &mut Vec<String>, more: Vec<String>) {
    if !lines.is_empty() && !more.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}

/// Lines to bytes: no spaces at their ends, no control characters, one line end at the end.
fn finish(lines: &[String]) -> Vec<u8> {
    let mut text = String::new();
    for line in lines {
        text.extend(line.chars().filter(|c| is_shown(*c)));
        while text.ends_with(' ') {
            text.pop();
        }
        text.push('\n');
    }
    text.into_bytes()
}
