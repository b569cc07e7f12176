//! Parts → chapters: their files, what the table of contents says of them, and the print edition's pages in them.

use super::align::Aligned;
use super::packed::{Packed, Page, Press};
use super::parts::{Kind, Planned};
use super::pictures::Gathered;
use super::{Options, Version, align, begins, language_among, page, places};
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::Error;
use crate::lang::Language;
use crate::model::{Block, BlockKind, Document, Section, outline, words};
use crate::packet::Packet;
use crate::pages::Print;
use crate::parallel;
use crate::source::Span;
use crate::write::xhtml::{self, Formulas, HasMath, Lane, Letters, MarksAt, Places};
use std::collections::BTreeMap;

/// A part as files of the book.
pub(super) struct Chapter {
    /// What it is.
    pub kind: Kind,
    /// What the table of contents calls it.
    pub name: String,
    /// The language and the direction of its titles, as attributes, where they are not the book's.
    pub language: String,
    /// The index of the section it belongs to.
    pub section: Option<usize>,
    /// Its files, in order.
    pub files: Vec<File>,
    /// What is in it.
    pub sections: Vec<Entry>,
    /// The pages that begin in it.
    pub pages: Vec<PageBreak>,
}

/// A file of a chapter, which is in the archive already.
pub(super) struct File {
    /// Its name.
    pub href: String,
    /// Whether there are formulas in it.
    pub math: HasMath,
}

/// A line of the table of contents.
#[derive(Clone)]
pub(super) struct Entry {
    pub name: String,
    pub href: String,
    pub entries: Vec<Entry>,
}

/// Where a page of the print edition begins.
pub(super) struct PageBreak {
    pub label: String,
    pub href: String,
}

impl Chapter {
    /// The first of its files.
    pub fn href(&self) -> &str {
        self.files.first().map_or(super::book::TITLE_PAGE, |file| &file.href)
    }
}

/// Writes every part into the archive. If there is a print edition, twice: to know the letters, and to mark the pages.
pub(super) fn write(
    packet: &Packet,
    parts: Vec<Planned>,
    options: &Options,
    of_book: &Language,
    pictures: &Gathered,
    packed: &mut Packed<'_>,
    sink: &mut Sink,
) -> Result<Vec<Chapter>, Error> {
    let formulas = match options.version {
        Version::V33 => Formulas::MathMl,
        Version::V2 => Formulas::Source,
    };
    let mut writing = Writing { of_book, formulas, pictures, places: places::of(&parts) };
    let breaks = options.print.as_ref().map(|print| {
        let aligned = writing.aligned(packet, &parts, print);
        // Pages that were made with the book are those of this very text: nobody could do anything about it.
        if let ([first, rest @ ..], []) = (aligned.lost.as_slice(), print.places.as_slice()) {
            let message = match rest.len() {
                0 => format!("page {first} of {} was not found in the text", print.source),
                more => format!("pages {first} and {more} more of {} were not found in the text", print.source),
            };
            let hint = "is it a PDF of this very article?";
            sink.push(Diagnostic::new(Code::PageNotFound, message, Span::NONE).hint(hint));
        }
        aligned.breaks
    });
    let mut chapters = Vec::with_capacity(parts.len());
    // A part that nobody else has is given back when it is written.
    let chapter = |press: &mut Press, index: usize, part: Planned| {
        let marks = breaks.as_ref().and_then(|breaks: &Vec<BTreeMap<Lane, _>>| breaks.get(index));
        let letters = marks.map_or(Letters::Pass, Letters::Mark);
        writing.chapter(&part, letters, press)
    };
    let mut failed = None;
    let mut add = |written: Result<(Written, Vec<Diagnostic>), Error>| -> Result<(), Error> {
        let (written, diagnostics) = written?;
        sink.extend(diagnostics);
        written.pages.into_iter().try_for_each(|page| packed.add(page))?;
        chapters.push(written.chapter);
        Ok(())
    };
    let take = |written| {
        if failed.is_none() {
            failed = add(written).err();
        }
    };
    parallel::each_in_order(in_order_of_work(parts), || Press::new(options.version), chapter, take);
    failed.map_or(Ok(chapters), Err)
}

/// The parts with their places, in the order in which they are begun.
fn in_order_of_work(parts: Vec<Planned>) -> Vec<(usize, Planned)> {
    let lengths: Vec<usize> = parts.iter().map(length).collect();
    let mut parts: Vec<_> = parts.into_iter().map(Some).collect();
    let take = |at: usize| Some((at, parts[at].take()?));
    order(&lengths).into_iter().filter_map(take).collect()
}

/// The order in which parts of those lengths are begun. What takes as long as many others, such as the list of a large
/// packet's sources, comes before the last others that take as long: one core would write it at the end while the others
/// wait. No earlier, since what is written is given back, and such a part needs room.
fn order(lengths: &[usize]) -> Vec<usize> {
    /// The share of the whole from which a part is long.
    const LONG: usize = 8;
    let all: usize = lengths.iter().sum();
    let (long, mut order): (Vec<_>, Vec<_>) = (0..lengths.len()).partition(|at| lengths[*at] * LONG > all);
    let mut left: usize = long.iter().map(|at| lengths[*at]).sum();
    let mut place = order.len();
    while left > 0 && place > 0 {
        place -= 1;
        left = left.saturating_sub(lengths[order[place]]);
    }
    order.splice(place..place, long);
    order
}

/// About how long a part is: its blocks, and the items of lists.
fn length(part: &Planned) -> usize {
    let of = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.len(),
        _ => 1,
    };
    part.document.blocks.iter().map(of).sum()
}

/// A chapter, and its files.
struct Written {
    chapter: Chapter,
    pages: Vec<Page>,
}

struct Writing<'a> {
    of_book: &'a Language,
    formulas: Formulas,
    pictures: &'a Gathered,
    places: Places,
}

impl Writing<'_> {
    /// Finds the print edition's pages. Places that the edition does not tell of are known only when its pages have been
    /// found; then the numbers that refer to them are text too, and the pages are found again.
    fn aligned(&mut self, packet: &Packet, parts: &[Planned], print: &Print) -> Aligned {
        let known = places::printed(&mut self.places, print);
        let (letters, marks): (Vec<_>, Vec<_>) = parts.iter().map(|part| self.letters(part)).unzip();
        let begun = begins::of(print, packet, parts);
        let aligned = align::align(print, &letters, &begun);
        if known == places::Known::All {
            return aligned;
        }
        places::found(&mut self.places, parts, &aligned, &marks);
        let letters: Vec<_> = parts.iter().map(|part| self.letters(part).0).collect();
        align::align(print, &letters, &begun)
    }

    fn letters(&self, part: &Planned) -> (BTreeMap<Lane, Vec<char>>, MarksAt) {
        // What is told now will be told again.
        let mut unheard = Sink::new();
        let written = self.part(part, Letters::Collect(BTreeMap::new()), &mut |_| {}, &mut unheard);
        (written.letters, written.marks)
    }

    fn language<'l>(&'l self, document: &'l Document) -> &'l Language {
        document.meta.language.as_ref().unwrap_or(self.of_book)
    }

    fn part(
        &self,
        part: &Planned,
        letters: Letters,
        to: &mut dyn FnMut(xhtml::File),
        sink: &mut Sink,
    ) -> xhtml::Article {
        let around = xhtml::Surroundings {
            pictures: &self.pictures.shown,
            language: self.language(&part.document),
            id: &part.id,
            stem: &part.stem,
            part: part.index,
            places: &self.places,
            formulas: self.formulas,
            section: part.kind.section(),
            above: &part.above,
            below: &part.below,
            contents: &part.contents,
        };
        xhtml::article(&part.document, &around, letters, to, sink)
    }

    fn chapter(
        &self,
        part: &Planned,
        letters: Letters,
        press: &mut Press,
    ) -> Result<(Written, Vec<Diagnostic>), Error> {
        let name = name(&part.document);
        let language = self.language(&part.document);
        let mut sink = Sink::new();
        let (mut files, mut made) = (Vec::new(), Vec::new());
        let mut file = |file: xhtml::File| {
            let xhtml = page(file.title.as_deref().unwrap_or(&name), language, file.body);
            made.push(press.page(file.href.clone(), &xhtml));
            files.push(File { href: file.href, math: file.math });
        };
        let written = self.part(part, letters, &mut file, &mut sink);
        let made = made.into_iter().collect::<Result<_, _>>()?;
        let headings = written.headings;
        let sections = match part.kind {
            Kind::Title | Kind::Contents => Vec::new(),
            Kind::Divider | Kind::Article | Kind::Matter(_) => {
                let href = |block| headings.get(&block).cloned().unwrap_or_default();
                entries(&outline(&part.document.blocks), &href)
            }
        };
        let mut pages = written.pages;
        pages.sort_by_key(|(page, ..)| *page);
        let pages = pages.into_iter().map(|(_, label, href)| PageBreak { label, href }).collect();
        let language = language_among(language, self.of_book);
        let chapter = Chapter {
            kind: part.kind,
            name: numbered(part, &name),
            language,
            section: part.section,
            files,
            sections,
            pages,
        };
        Ok((Written { chapter, pages: made }, sink.finish()))
    }
}

/// What a part is called, behind its number.
fn numbered(part: &Planned, name: &str) -> String {
    part.number.map_or_else(|| name.to_owned(), |number| format!("{number}. {name}"))
}

/// What the first article is called: the title of a book that has none.
pub(super) fn first_article(parts: &[Planned]) -> Option<String> {
    let first = parts.iter().find(|part| part.kind == Kind::Article)?;
    Some(numbered(first, &name(&first.document)))
}

/// What to call a document where something must be said: its title, its first heading, or its first words.
pub(super) fn name(document: &Document) -> String {
    let is_there = |title: &String| !xhtml::is_blank(title);
    let heading = || outline(&document.blocks).into_iter().map(|section| section.title).find(is_there);
    let title = document.meta.title_text().filter(is_there).or_else(heading);
    title.unwrap_or_else(|| match words(document).as_slice() {
        [] => "Untitled".to_owned(),
        few if few.len() <= OPENING => few.join(" "),
        many => format!("{} …", many[..OPENING].join(" ")),
    })
}

/// How many of its first words name a document that has no title.
const OPENING: usize = 8;

fn entries(sections: &[Section], href: &impl Fn(usize) -> String) -> Vec<Entry> {
    let entry = |section: &Section| Entry {
        // The table of contents cannot hold an empty line; a heading may be a picture without words.
        name: if xhtml::is_blank(&section.title) { "…".to_owned() } else { section.title.clone() },
        href: href(section.block),
        entries: entries(&section.sections, href),
    };
    sections.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn a_long_part_is_begun_before_the_last_that_take_as_long() {
        let mut lengths = vec![1; 100];
        lengths.push(40);
        let expected: Vec<usize> = (0..60).chain([100]).chain(60..100).collect();
        assert_eq!(order(&lengths), expected);
        // Two books, and what is about them.
        assert_eq!(order(&[1, 500, 400, 20]), [1, 2, 0, 3]);
        assert_eq!(order(&[1, 1, 1, 1, 1, 1, 1, 1, 1]), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(order(&[0, 0]), [0, 1]);
        assert_eq!(order(&[]), [0; 0]);
    }
}
