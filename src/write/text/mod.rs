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
//! Emphasis leaves no mark, but what is struck out stands between `~~`, for it is not said any more. Raised and lowered figures become Unicode's (10⁶, CO₂), since 106 is another number.

mod block;
mod inline;
mod lines;
mod parts;
mod table;
mod wrap;

use super::Writer;
use super::shared::byline;
use crate::diag::Warned;
use crate::error::Error;
use crate::lang::Language;
use crate::model::{Document, Meta, Notes};
use crate::packet::Packet;
use crate::resource::Resources;
use lines::Lines;
use std::rc::Rc;
use wrap::{wrap, wrap_hanging, wrap_words};

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
        Ok(Warned::silent(parts::all(packet, self.options.width).into_bytes()))
    }
}

/// What stands for a break between thoughts, and between articles.
const RULE: &str = "* * *";

/// Sets one article; keeps the notes it has met.
struct Setter {
    notes: Notes,
    /// The notes that were called, by number, set.
    called: Vec<(usize, Lines)>,
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

    /// Block by block, so that of a book no more is held than its text.
    fn article(&mut self, article: &Document, number: Option<&str>, to: &mut Below) {
        to.join(&self.opening(&article.meta, number));
        for block in &article.blocks {
            to.join(&self.block(&block.kind, self.width, 0));
        }
        if !self.called.is_empty() {
            to.join(&underlined(self.language.labels().notes, 2, self.width));
            let mut notes = std::mem::take(&mut self.called);
            notes.sort_by_key(|(number, _)| *number);
            notes.iter().for_each(|(_, note)| to.join(note));
        }
    }

    /// The title, what stands below it, and who wrote it where and when.
    fn opening(&mut self, meta: &Meta, number: Option<&str>) -> Lines {
        let mut lines = Lines::default();
        let title = self.inlines(&meta.title);
        let title = number.map_or(title.clone(), |number| format!("{number}  {title}"));
        if !title.trim().is_empty() {
            lines = underlined(&title, 1, self.width);
        }
        let standfirst = self.inlines(&meta.standfirst);
        lines.join(&wrap_words(&standfirst, self.width, &self.language));
        let mut facts = Lines::default();
        if !meta.authors.is_empty() {
            facts.append(&wrap_hanging(&byline(&self.language, &meta.authors), self.width));
        }
        let language = &self.language;
        let date = meta.date.as_ref().map(|date| date.shown(language));
        let published: Vec<_> = meta.publication.iter().cloned().chain(date).collect();
        facts.append(&wrap_hanging(&published.join(", "), self.width));
        meta.url.iter().for_each(|url| facts.push(&format!("<{url}>")));
        lines.join(&facts);
        lines
    }
}

/// Below this many columns nothing is set: prefixes of nested blocks would leave no room for a word.
const NARROWEST: usize = 20;

/// A heading and the line below it.
fn underlined(words: &str, level: u8, width: Option<usize>) -> Lines {
    let mut lines = wrap(words, width);
    let mark = match level {
        0 | 1 => "=",
        2 => "-",
        3 => "~",
        _ => "^",
    };
    // A heading that is a paragraph on one line would have a line as long below it.
    let longest = lines.widest().clamp(1, width.unwrap_or(78));
    lines.push(&mark.repeat(longest));
    lines
}

/// The text, as it is written.
#[derive(Default)]
struct Below {
    text: String,
}

impl Below {
    /// Puts lines below what there is, an empty one between.
    fn join(&mut self, lines: &Lines) {
        if !self.text.is_empty() && !lines.is_empty() {
            self.text.push('\n');
        }
        lines.finish(&mut self.text);
    }
}
