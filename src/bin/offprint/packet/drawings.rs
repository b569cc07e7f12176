//! Words in drawings that are to be redacted: they are drawn as outlines, so nobody finds them in what was made.

use super::Stop;
use anyhow::anyhow;
use offprint::model::Document;
use offprint::packet::finds::redact::Redaction;
use offprint::resource::Resources;

/// Refuses a document with a drawing in which one of the words is. Words in photographs nobody can look for.
pub fn look_through(document: &mut Document, redaction: &Redaction, pictures: &dyn Resources) -> Result<(), Stop> {
    let mut found = None;
    document.each_image(&mut |image| {
        if found.is_none() && pictures.load(&image.reference).is_ok_and(|bytes| shows(&bytes, redaction)) {
            found = Some(image.reference.clone());
        }
    });
    match found {
        None => Ok(()),
        Some(name) => Err(Stop::from(anyhow!(
            "a word of the list `redact` is in the drawing {name}; nothing was written. Take the word out of the \
             drawing, or leave the drawing out"
        ))),
    }
}

fn shows(bytes: &[u8], redaction: &Redaction) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    if !text.contains("<svg") {
        return false;
    }
    // A word may be in several elements, and two elements may touch.
    let has = |text: &str| !redaction.remains(text).is_empty();
    has(text) || has(&words(text, "")) || has(&words(text, " "))
}

/// The words between the tags of XML, with something in the place of each tag.
fn words(xml: &str, tag: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push_str(tag);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    decoded(&out)
}

/// A text with the characters that its references stand for.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let stands_for = rest.split_once(';').and_then(|(name, behind)| Some((character(name)?, behind)));
        match stands_for {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_drawings_are_found() {
        let redaction = Redaction::new(&["Falcon".to_owned(), "Red Mill".to_owned()]);
        for drawing in [
            "<svg><text>Project Falcon</text></svg>",
            "<svg><text>Project <tspan>Fal</tspan>con</text></svg>",
            "<svg><text>Red</text><text>Mill</text></svg>",
            "<svg aria-label=\"falcon\"/>",
            "<svg><text>F&#97;lcon</text></svg>",
        ] {
            assert!(shows(drawing.as_bytes(), &redaction), "{drawing}");
        }
        assert!(!shows(b"<svg><text>Falconry &amp; mills</text></svg>", &redaction));
        assert!(!shows(b"Falcon in no drawing", &redaction));
    }
}
