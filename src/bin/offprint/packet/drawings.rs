//! Words in drawings that are to be redacted: they are drawn as outlines, so nobody finds them in what was made.

use super::Stop;
use anyhow::anyhow;
use offprint::model::{Document, Image};
use offprint::packet::finds::redact::Redaction;
use offprint::resource::{self, Resources};

/// Refuses a document with a drawing in which one of the words is. Words in photographs nobody can look for.
pub fn look_through(document: &mut Document, redaction: &Redaction, pictures: &dyn Resources) -> Result<(), Stop> {
    let mut found = None;
    document.each_image(&mut |image| {
        if found.is_none() && shows(image, redaction, pictures) {
            found = Some(image.reference.clone());
        }
    });
    let Some(reference) = found else { return Ok(()) };
    let which = if is_written_out(&reference) { "that is written out in an article" } else { &reference };
    Err(Stop::from(anyhow!(
        "a word of the list `redact` is in the drawing {which}; nothing was written. Take the word out of the drawing, \
         or leave the drawing out"
    )))
}

fn shows(image: &Image, redaction: &Redaction, pictures: &dyn Resources) -> bool {
    // A picture whose name has one of the words becomes a bar, and its name is not to be told either.
    if !is_written_out(&image.reference) && redaction.is_in_address(&image.reference) {
        return false;
    }
    let words = resource::load(pictures, &image.reference).ok().and_then(|bytes| resource::drawing_words(&bytes));
    words.is_some_and(|readings| readings.iter().any(|words| !redaction.remains(words).is_empty()))
}

fn is_written_out(reference: &str) -> bool {
    reference.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
