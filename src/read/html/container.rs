//! What saved pages come wrapped in: gzip, and the `.mhtml` of browsers and mailers.

use flate2::read::MultiGzDecoder;
use std::io::Read;

/// The largest page that is unpacked, in bytes. Of a bomb no more than this is ever held.
const LARGEST: u64 = 64 << 20;

/// How deep parts of a message may lie within one another.
const DEEPEST: usize = 6;

/// A page out of its wrapping.
pub struct Unpacked {
    /// The page.
    pub bytes: Vec<u8>,
    /// The encoding that the wrapping names.
    pub charset: Option<String>,
    /// What is to be told of it.
    pub told: Option<String>,
}

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
        Err(_) => Some("the gzip file is damaged; what could be unpacked was read".to_owned()),
        Ok(_) if head.len() as u64 >= LARGEST => Some(format!("only the first {} MB were unpacked", LARGEST >> 20)),
        Ok(_) => None,
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
    let encoding = headers.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    let told = Some("the page was taken out of its archive; pictures in the archive are not read".to_owned());
    Some(Unpacked { bytes, charset: parameter(&kind, "charset"), told })
}

struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }
}

/// Headers, unfolded, and what is behind the empty line after them.
fn split_headers(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    /// More headers than a mailer writes.
    const LONGEST: usize = 64 << 10;
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && at < LONGEST {
        let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |end| at + end + 1);
        let line = String::from_utf8_lossy(&bytes[at..end]);
        let text = line.trim_end_matches(['\r', '\n']);
        at = end;
        if text.is_empty() {
            return (!headers.is_empty()).then_some((Headers(headers), &bytes[at..]));
        }
        if text.starts_with([' ', '\t']) {
            headers.last_mut()?.1.push_str(text);
        } else {
            let (key, value) = text.split_once(':')?;
            headers.push((key.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    None
}

/// `charset` of `text/html; charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What is between the lines that begin with the boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < body.len() {
        let end = body[at..].iter().position(|b| *b == b'\n').map_or(body.len(), |end| at + end + 1);
        if body[at..end].starts_with(mark.as_bytes()) {
            if let Some(start) = start.replace(end) {
                parts.push(&body[start..at]);
            }
        }
        at = end;
    }
    // A file that was cut off has no last mark.
    parts.extend(start.map(|start| &body[start..]).filter(|rest| !rest.is_empty()));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let digit = |at: usize| body.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut at = 0;
    while at < body.len() {
        if body[at] != b'=' {
            out.push(body[at]);
            at += 1;
        } else if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else if body[at + 1..].starts_with(b"\r\n") {
            at += 3;
        } else if body[at + 1..].starts_with(b"\n") {
            at += 2;
        } else {
            out.push(b'=');
            at += 1;
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for b in body {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings() {
        assert_eq!(quoted_printable(b"a=3Db =\r\nc=E2=80=94 100=%"), "a=b c— 100=%".as_bytes());
        assert_eq!(base64(b"T2Zm\r\ncHJpbnQ="), b"Offprint");
        assert_eq!(base64(b"T2ZmcHI"), b"Offpr");
    }
}
