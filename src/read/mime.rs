//! MIME (RFC 2045): the fields above a message and its parts, the parts, and how their bytes travelled.

/// A text out of its wrapping.
pub struct Unpacked {
    /// The page or the message.
    pub bytes: Vec<u8>,
    /// The encoding that the wrapping names.
    pub charset: Option<String>,
    /// What is to be told of it.
    pub told: Vec<String>,
}

/// How bytes were made fit for the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// Not at all.
    Plain,
    /// `=C3=A4`.
    QuotedPrintable,
    /// Six bits a letter.
    Base64,
}

impl Transfer {
    /// The bytes as they were before.
    pub fn undone(self, body: &[u8]) -> Vec<u8> {
        match self {
            Self::Plain => body.to_vec(),
            Self::QuotedPrintable => quoted_printable(body),
            Self::Base64 => base64(body),
        }
    }
}

/// The fields above a message or a part of one.
#[derive(Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// The first field of that name, which is in lower case.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    /// The names of the fields, in lower case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// How the bytes below travelled.
    pub fn transfer(&self) -> Transfer {
        match self.get("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Transfer::QuotedPrintable,
            "base64" => Transfer::Base64,
            _ => Transfer::Plain,
        }
    }
}

/// Headers, unfolded, and what is behind the empty line after them.
pub fn split_headers(bytes: &[u8]) -> Option<(Headers, &[u8])> {
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
pub fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What is between the lines that begin with the boundary.
pub fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < body.len() {
        let end = body[at..].iter().position(|b| *b == b'\n').map_or(body.len(), |end| at + end + 1);
        if body[at..end].starts_with(mark.as_bytes())
            && let Some(start) = start.replace(end)
        {
            parts.push(&body[start..at]);
        }
        at = end;
    }
    // A file that was cut off has no last mark.
    parts.extend(start.map(|start| &body[start..]).filter(|rest| !rest.is_empty()));
    parts
}

/// Undoes `=C3=A4`, and line ends behind `=`. What is neither stays.
pub fn quoted_printable(body: &[u8]) -> Vec<u8> {
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

/// Undoes base64; what is none of its letters is passed over.
pub fn base64(body: &[u8]) -> Vec<u8> {
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
