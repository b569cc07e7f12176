//! Words in drawings that are to be redacted: they are drawn as outlines, so nobody finds them in what was made.

use super::Stop;
#[cfg(feature = "epub")]
use crate::files;
#[cfg(feature = "epub")]
use anyhow::Context;
use anyhow::anyhow;
use offprint::model::{Document, Image};
use offprint::packet::finds::redact::Redaction;
use offprint::resource::{self, Resources};
use offprint::source::Source;
use std::borrow::Cow;
#[cfg(feature = "epub")]
use std::path::Path;

/// Refuses a document with a drawing in which one of the words is. Words in photographs nobody can look for. `source`: its
/// text, if somebody is to be told of it.
pub fn look_through<'a>(
    document: &mut Document,
    source: impl Fn() -> Cow<'a, Source>,
    redaction: &Redaction,
    pictures: &dyn Resources,
) -> Result<(), Stop> {
    let mut found = None;
    document.each_image(&mut |image| {
        if found.is_none() && shows(image, redaction, pictures) {
            found = Some(image.reference.clone());
        }
    });
    let Some(reference) = found else { return Ok(()) };
    let which = if is_written_out(&reference) { "that is written out here" } else { &reference };
    let why = format!("a word of the list `redact` is in the drawing {which}; nothing was written. {REMEDY}");
    let source = source();
    let written = reference.rsplit('/').next().unwrap_or(&reference);
    let place = source.text.find(&reference).or_else(|| source.text.find(written));
    let line = place.map(|at| format!(":{}", source.text[..at].matches('\n').count() + 1)).unwrap_or_default();
    // The line itself may have the word, and so may the article's name: it is to go to no log.
    let name = if redaction.is_in_address(&source.name) { "an article" } else { &source.name };
    Err(anyhow!("{name}{line}: {why}").into())
}

/// Refuses a cover in which one of the words is.
#[cfg(feature = "epub")]
pub fn look_at_cover(path: &Path, redaction: &Redaction) -> Result<(), Stop> {
    let bytes = files::read(path).with_context(|| path.display().to_string())?;
    if has(&bytes, redaction) {
        let path = path.display();
        return Err(
            anyhow!("{path}: a word of the list `redact` is in this cover; nothing was written. {REMEDY}").into()
        );
    }
    Ok(())
}

const REMEDY: &str = "Take the word out of the drawing, or leave the drawing out";

fn shows(image: &Image, redaction: &Redaction, pictures: &dyn Resources) -> bool {
    // A picture whose name has one of the words becomes a bar, and its name is not to be told either.
    if !is_written_out(&image.reference) && redaction.is_in_address(&image.reference) {
        return false;
    }
    resource::load(pictures, &image.reference).is_ok_and(|bytes| has(&bytes, redaction))
}

fn has(drawing: &[u8], redaction: &Redaction) -> bool {
    resource::drawing_words(drawing)
        .is_some_and(|readings| readings.iter().any(|words| !redaction.remains(words).is_empty()))
}

fn is_written_out(reference: &str) -> bool {
    reference.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
