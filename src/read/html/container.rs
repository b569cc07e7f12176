//! What saved pages come wrapped in: gzip, and the `.mhtml` of browsers and mailers.

use crate::read::mime::{Headers, Unpacked, parameter, parts, split_headers};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// The largest page that is unpacked, in bytes. Of a bomb no more than this is ever held.
const LARGEST: u64 = 64 << 20;

/// How deep parts of a message may lie within one another.
const DEEPEST: usize = 6;

/// What is in a gzip file, if it is a page; nothing if it is something else or damaged from its beginning.
pub fn gzip(bytes: &[u8]) -> Option<Unpacked> {
    if !bytes.starts_with(b"\x1f\x8b\x08") {
        return None;
    }
    let mut decoder = MultiGzDecoder::new(bytes);
    let mut head = Vec::new();
    decoder.by_ref().take(1024).read_to_end(&mut head).ok();
    if !looks_like_html(&head) {
        return None;
    }
    let ended = decoder.by_ref().take(LARGEST).read_to_end(&mut head);
    let told = match ended {
        Err(_) => vec!["the gzip file is damaged; what could be unpacked was read".to_owned()],
        Ok(_) if head.len() as u64 >= LARGEST => vec![format!("only the first {} MB were unpacked", LARGEST >> 20)],
        Ok(_) => Vec::new(),
    };
    Some(Unpacked { bytes: head, charset: None, told })
}

/// Whether bytes begin like a page: with its declaration or one of its first tags, possibly behind comments.
pub fn looks_like_html(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let has = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    has(b"<!doctype html") || has(b"<html") || (has(b"<head") && has(b"<meta"))
}

/// The encoding that a page names at its beginning: `<meta charset=…>`, `<meta http-equiv … charset=…>`, or the XML
/// declaration's. The standard looks at 1,024 bytes; real pages have comments before it.
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]).to_ascii_lowercase();
    let value = |text: &str| -> Option<String> {
        let text = text.trim_start().strip_prefix('=')?.trim_start();
        let text = text.strip_prefix(['"', '\'']).unwrap_or(text);
        let label: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        (!label.is_empty()).then_some(label)
    };
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
        && let Some((_, behind)) = declaration.split_once("encoding")
    {
        return value(behind);
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head[at..].split('>').next()?;
        tag.match_indices("charset").find_map(|(at, word)| value(&tag[at + word.len()..]))
    })
}

/// The page in a MIME message (RFC 2557), if there is one.
pub fn mhtml(bytes: &[u8]) -> Option<Unpacked> {
    let (headers, body) = split_headers(bytes)?;
    let kind = headers.get("content-type")?;
    let message = headers.get("mime-version").is_some() && kind.to_ascii_lowercase().starts_with("multipart/");
    if !message {
        return None;
    }
    page(&headers, body, DEEPEST)
}

fn page(headers: &Headers, body: &[u8], deepest: usize) -> Option<Unpacked> {
    let kind = headers.get("content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        if deepest == 0 {
            return None;
        }
        let boundary = parameter(&kind, "boundary")?;
        return parts(body, &boundary).into_iter().find_map(|part| {
            let (headers, body) = split_headers(part)?;
            page(&headers, body, deepest - 1)
        });
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml+xml") {
        return None;
    }
    let bytes = headers.transfer().undone(body);
    let told = vec!["the page was taken out of its archive; pictures in the archive are not read".to_owned()];
    Some(Unpacked { bytes, charset: parameter(&kind, "charset"), told })
}
