//! What a screen reader is led through: the text of a file in the order of its structure.

use super::file::{Child, Element, File};
use std::collections::BTreeMap;

/// What each mark of each page says.
type Marks = BTreeMap<(usize, i64), String>;

fn marks(file: &File) -> Marks {
    let mut marks = Marks::new();
    for page in 0..file.pages.len() {
        for seen in file.seen(page) {
            if let Some(mark) = seen.mark {
                marks.entry((page, mark)).or_default().push_str(&seen.text);
            }
        }
    }
    marks
}

/// Reads elements.
struct Reader<'a> {
    marks: &'a Marks,
    asides: usize,
    out: String,
}

impl Reader<'_> {
    /// The text of an element and those below it. Calls, what is said of the article beside its title, the names of
    /// alerts, and labels that are no words (a defined term is one) are the layout's.
    fn element(&mut self, element: &Element) {
        let mut skipped = 0;
        match element.kind.as_str() {
            "Reference" => return,
            "Aside" => {
                self.asides += 1;
                if self.asides == 1 {
                    return;
                }
                skipped = 1;
            }
            _ => {}
        }
        let start = self.out.len();
        for child in element.children.iter().skip(skipped) {
            match child {
                Child::Element(below) => self.element(below),
                Child::Mark(page, mark) => {
                    self.out.push_str(self.marks.get(&(*page, *mark)).map_or("", String::as_str));
                }
                Child::Annotation(_) => {}
            }
        }
        if element.kind == "Lbl" && self.out[start..].chars().filter(|c| c.is_alphabetic()).count() < 2 {
            self.out.truncate(start);
        }
    }
}

/// What the file of an article says, without white.
pub fn spoken(file: &File) -> String {
    let marks = marks(file);
    let mut reader = Reader { marks: &marks, asides: 0, out: String::new() };
    reader.element(&file.structure());
    letters(&reader.out)
}

/// Letters alone: lines end where words do, and hyphens that end them are not the document's.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '↪' | '[' | ']'))
        .collect()
}
