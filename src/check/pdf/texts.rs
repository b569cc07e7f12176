//! All that a PDF file says: on its pages, as they are shown and as they are read out, and in its objects.

use crate::pdf::objects::Look;
use crate::pdf::state::{Event, Scope, State};
use crate::pdf::walk::{Visitor, Walker};
use crate::pdf::{self, DEEPEST, filters, text};
use lopdf::{Dictionary, Document, Object};

/// How much of one page is looked at together with the next: what is broken over them is not longer.
const OVER_THE_EDGE: usize = 400;

/// Tells every text in a file, with where it is.
pub(in crate::check) fn texts(bytes: &[u8], tell: &mut dyn FnMut(&str, &str)) -> Result<(), String> {
    let file = pdf::open(bytes).map_err(|unreadable| unreadable.to_string())?;
    let document = &file.document;
    let mut walker = Walker::new(document);
    let mut last = String::new();
    for (index, page) in pdf::pages(document).iter().enumerate() {
        let mut flow = Flow::default();
        walker.page(page, &mut flow);
        let number = index + 1;
        let place = format!("page {number}");
        for text in [&flow.shown, &flow.furniture, &flow.meant] {
            tell(&place, text);
            if text.chars().any(is_right_to_left) {
                // Glyphs of a line may stand as they are seen, the last letter first.
                let turned: Vec<String> = text.lines().rev().map(|line| line.chars().rev().collect()).collect();
                tell(&place, &turned.join("\n"));
            }
        }
        let head: String = flow.meant.chars().take(OVER_THE_EDGE).collect();
        tell(&format!("pages {index} to {number}"), &format!("{last}\n{head}"));
        let skipped = flow.meant.chars().count().saturating_sub(OVER_THE_EDGE);
        last = flow.meant.chars().skip(skipped).collect();
    }
    for object in document.objects.values() {
        strings(document, object, tell, 0);
    }
    Ok(())
}

/// The text of a page.
#[derive(Default)]
struct Flow {
    /// As its glyphs say.
    shown: String,
    /// As it is read out, where that is another thing.
    meant: String,
    /// Heads, folios, markings.
    furniture: String,
}

impl Visitor for Flow {
    fn meet(&mut self, _: &State, scope: Scope, event: Event<'_>) {
        match event {
            Event::Text(shown) => {
                let to = if scope.artifact { &mut self.furniture } else { &mut self.shown };
                to.push_str(&shown.text);
                to.push('\n');
                if !scope.artifact && !scope.replaced {
                    self.meant.push_str(&shown.text);
                    self.meant.push('\n');
                }
            }
            Event::Marked { properties, .. } => {
                if let Ok(Object::String(bytes, _)) = properties.get(b"ActualText") {
                    self.meant.push_str(&text::decode(bytes));
                }
            }
            _ => {}
        }
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The strings and the names in an object: titles, bookmarks, links, descriptions, destinations.
fn strings(document: &Document, object: &Object, tell: &mut dyn FnMut(&str, &str), depth: usize) {
    const PLACE: &str = "a title, bookmark, link or description";
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::String(bytes, _) => tell(PLACE, &text::decode(bytes)),
        Object::Name(name) => tell(PLACE, &String::from_utf8_lossy(name)),
        Object::Array(items) => items.iter().for_each(|item| strings(document, item, tell, depth + 1)),
        Object::Dictionary(dictionary) => entries(document, dictionary, tell, depth),
        Object::Stream(stream) => {
            entries(document, &stream.dict, tell, depth);
            let kind = document.name(&stream.dict, "Type").unwrap_or_default();
            let place = match kind {
                b"Metadata" => "the metadata",
                b"EmbeddedFile" => "an attached file",
                _ => return,
            };
            if let Some(bytes) = filters::plain(document, stream) {
                tell(place, &String::from_utf8_lossy(&bytes));
            }
        }
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_) => {}
    }
}

fn entries(document: &Document, dictionary: &Dictionary, tell: &mut dyn FnMut(&str, &str), depth: usize) {
    for (_, value) in dictionary.iter() {
        strings(document, value, tell, depth + 1);
    }
}
