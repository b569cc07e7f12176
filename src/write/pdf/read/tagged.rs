//! The text of a tagged PDF that is there already: its marks say what is furniture, what is a note, and what stands for
//! glyphs that are drawn.

use crate::pages::{PICTURE, Words};
use crate::pdf::objects::Look;
use crate::pdf::state::{Event, Scope, State};
use crate::pdf::walk::{Visitor, Walker};
use crate::pdf::{self, text};
use lopdf::{Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// The most elements of a structure that are looked at: some thousand pages' worth.
const MOST_ELEMENTS: usize = 2_000_000;

/// The words of a page: of its text and of its notes.
pub(super) type Page = (String, String);

/// The words of the first pages, if the file is tagged; and whether furniture was told from them.
pub(super) fn pages(document: &Document, count: usize) -> Option<(Vec<Page>, Words)> {
    let info = document.dict(document.catalog().ok()?, "MarkInfo")?;
    let pages = pdf::pages(document);
    if document.flag(info, "Marked") != Some(true) || pages.len() < count {
        return None;
    }
    let (mut walker, others) = (Walker::new(document), others(document));
    let (mut words, mut ornaments) = (Words::Page, BTreeSet::new());
    let read = pages.iter().take(count).map(|page| {
        let others = others.get(&page.id);
        let ornaments = &mut ornaments;
        let mut flow = Flow { others, ornaments, drawing: None, words: Words::Page, page: Page::default() };
        walker.page(page, &mut flow);
        if flow.words == Words::Text {
            words = Words::Text;
        }
        flow.page
    });
    let read = read.collect();
    Some((read, words))
}

/// What is no text, or not text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Other {
    /// A picture, and what stands below it.
    Figure,
    Note,
    /// The number of an item or of a note, or the name that something goes by.
    Label,
    /// The number that calls a note.
    Call,
}

/// What is such on each page, by the numbers of its marks.
type Others = BTreeMap<ObjectId, BTreeMap<i64, Other>>;

fn others(document: &Document) -> Others {
    let mut found = Others::new();
    let root = document.catalog().ok().and_then(|catalog| document.dict(catalog, "StructTreeRoot"));
    let Some(first) = root.and_then(|root| root.get(b"K").ok()) else { return found };
    // Damaged files may lead in circles, and deep.
    let mut seen = BTreeSet::new();
    let mut next: Vec<(&Object, Option<Other>, Option<ObjectId>)> = vec![(first, None, None)];
    let mut count = 0;
    while let Some((object, other, page)) = next.pop() {
        count += 1;
        if count > MOST_ELEMENTS || object.as_reference().is_ok_and(|id| !seen.insert(id)) {
            continue;
        }
        let mut mark = |page: Option<ObjectId>, number: i64| {
            if let (Some(page), Some(other)) = (page, other) {
                found.entry(page).or_default().insert(number, other);
            }
        };
        match document.follow(object) {
            Object::Integer(number) => mark(page, *number),
            Object::Array(kids) => next.extend(kids.iter().map(|kid| (kid, other, page))),
            Object::Dictionary(element) => {
                let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match document.name(element, "Type") {
                    Some(b"MCR") if !element.has(b"Stm") => {
                        if let Some(number) = document.integer(element, "MCID") {
                            mark(page, number);
                        }
                    }
                    Some(b"MCR" | b"OBJR") => {}
                    _ => {
                        let own = match document.name(element, "S") {
                            Some(b"Lbl") => Some(Other::Label),
                            Some(b"Note" | b"FENote" | b"Footnote" | b"Endnote") => Some(Other::Note),
                            Some(b"Reference") => Some(Other::Call),
                            Some(b"Figure") => Some(Other::Figure),
                            _ => None,
                        };
                        next.extend(element.get(b"K").ok().map(|kids| (kids, own.or(other), page)));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

struct Flow<'a> {
    others: Option<&'a BTreeMap<i64, Other>>,
    /// Pictures that are no part of what is told: without a description, or on every page.
    ornaments: &'a mut BTreeSet<ObjectId>,
    /// The mark of the last drawing: what it is made of are no pictures.
    drawing: Option<i64>,
    words: Words,
    page: Page,
}

impl Flow<'_> {
    fn other(&self, scope: Scope) -> Option<Other> {
        let number = scope.tagged.filter(|_| scope.form.is_none())?;
        self.others?.get(&number).copied()
    }

    fn say(&mut self, words: &str, scope: Scope) {
        let to = match self.other(scope) {
            None | Some(Other::Figure) => &mut self.page.0,
            // A term that is explained is a label, too.
            Some(Other::Label) if !counts(words) => &mut self.page.0,
            Some(Other::Note) => &mut self.page.1,
            Some(Other::Label | Other::Call) => return,
        };
        to.push_str(words);
        to.push('\n');
    }
}

/// Whether a label is a number, in figures or letters, or a bullet.
fn counts(label: &str) -> bool {
    let letters: Vec<char> = label.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() < 2 || letters.len() < 8 && letters.iter().all(|c| "ivxlcdmIVXLCDM".contains(*c))
}

impl Visitor for Flow<'_> {
    fn meet(&mut self, _: &State, scope: Scope, event: Event<'_>) {
        match event {
            Event::Text(shown) if scope.artifact && shown.text.contains(char::is_alphanumeric) => {
                self.words = Words::Text;
            }
            // The text has those that have no description; what is on every page counts once.
            Event::Picture(picture) if scope.artifact && picture.id.is_some_and(|id| self.ornaments.insert(id)) => {
                self.page.0.push(PICTURE);
            }
            _ if scope.artifact => {}
            Event::Text(shown) if !scope.replaced => self.say(&shown.text, scope),
            Event::Marked { properties, .. } => {
                if let Ok(Object::String(bytes, _)) = properties.get(b"ActualText") {
                    self.say(&text::decode(bytes), scope);
                }
            }
            Event::Form(_) if self.other(scope) == Some(Other::Figure) => {
                self.drawing = scope.tagged;
                self.page.0.push(PICTURE);
            }
            Event::Picture(_) if self.drawing.is_none() || self.drawing != scope.tagged => self.page.0.push(PICTURE),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn terms_do_not_count() {
        assert!(["12.", "a)", "xviii.", "•", "☐", "(IV)"].into_iter().all(counts));
        assert!(!["Wheat", "Term 12", "iambic", "小麦"].into_iter().any(counts));
    }
}
