//! Messages as mail programs save them: the words of fields (RFC 2047), the encodings of bodies (RFC 2045), the text
//! among the parts (RFC 2046), and lines that flow (RFC 3676). Others' text never comes here.

use super::decode_text;
use crate::read::mime::{Headers, Transfer, Unpacked, base64, parameter, parts, quoted_printable, split_headers};
use encoding_rs::Encoding;

/// How deep parts of a message may lie within one another.
const DEEPEST: usize = 6;

/// The message as text: its fields and its body in plain words. Nothing for what is no message, or is plain already.
pub(super) fn message(bytes: &[u8]) -> Option<Unpacked> {
    let (headers, body) = split_headers(bytes)?;
    if !is_message(&headers) {
        return None;
    }
    let above = decode_text(&bytes[..bytes.len() - body.len()], None)?.text.into_owned();
    let fields = fields(&above);
    let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let packed = headers.transfer() != Transfer::Plain
        || ["multipart/", "text/html"].iter().any(|packed| kind.starts_with(packed))
        || is_flowed(&kind);
    if fields == above && !packed {
        return None;
    }
    let mut told = Vec::new();
    let words = text(&headers, body, DEEPEST, &mut told).or_else(|| raw(body))?;
    Some(Unpacked { bytes: format!("{fields}{words}").into_bytes(), charset: Some("utf-8".to_owned()), told })
}

/// Whether these are the fields of a message and no lines with colons in them.
fn is_message(headers: &Headers) -> bool {
    const KNOWN: &[&str] = &["from", "subject", "date", "to", "message-id", "mime-version", "content-type"];
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    let has = |name: &str| headers.names().any(|other| other == name);
    let known = KNOWN.iter().filter(|name| has(name)).count();
    headers.names().all(is_name) && known > 1 && (has("from") || has("subject"))
}

/// The text of a message or a part of one; nothing if it has none.
fn text(headers: &Headers, body: &[u8], deepest: usize, told: &mut Vec<String>) -> Option<String> {
    let kind = headers.get("content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let parts = parts(body, &parameter(&kind, "boundary")?);
        let parts: Vec<(Headers, &[u8])> = parts.into_iter().filter_map(part).collect();
        let deeper = deepest.checked_sub(1)?;
        let is_choice = lower.starts_with("multipart/alternative");
        return if is_choice { choice(&parts, deeper, told) } else { all(&parts, deeper, told) };
    }
    let attached = headers.get("content-disposition").is_some_and(|how| starts(&how, "attachment"));
    if !attached && starts(&lower, "message/rfc822") {
        let (inner, words) = split_headers(body)?;
        let above = raw(&body[..body.len() - words.len()])?;
        let words = text(&inner, words, deepest.checked_sub(1)?, told).or_else(|| raw(words))?;
        return Some(format!("{}{words}", fields(&above)));
    }
    if !attached && starts(&lower, "text/html") {
        let (words, charset) = undone(headers.transfer(), body);
        return words_of_page(&in_words(&words, charset.or(parameter(&kind, "charset")))?, told);
    }
    if attached || (!starts(&lower, "text/") && lower.contains('/')) {
        let named = headers.get("content-disposition").and_then(|how| parameter(&how, "filename"));
        let name = named.or_else(|| parameter(&kind, "name")).map(|name| fields(&name)).unwrap_or_default();
        let what = lower.split(';').next().unwrap_or_default().trim().to_owned();
        told.push(format!("left out what is attached to the message: {}", format!("{name} {what}").trim()));
        return None;
    }
    let (bytes, charset) = undone(headers.transfer(), body);
    let words = in_words(&bytes, charset.or(parameter(&kind, "charset")))?;
    let joined = parameter(&lower, "delsp").is_some_and(|way| way == "yes");
    Some(if is_flowed(&lower) { flowed(&words, if joined { "" } else { " " }) } else { words })
}

/// A part: its fields, which may be none, and what is below them.
fn part(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    split_headers(bytes).or_else(|| {
        let bare = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
        Some((Headers::default(), bare))
    })
}

/// Of parts that say the same, the plain one; what it is in else.
fn choice(parts: &[(Headers, &[u8])], deepest: usize, told: &mut Vec<String>) -> Option<String> {
    let is_plain = |headers: &Headers| headers.get("content-type").is_none_or(|kind| starts(&kind, "text/plain"));
    let (plain, others): (Vec<_>, Vec<_>) = parts.iter().partition(|(headers, _)| is_plain(headers));
    plain.into_iter().chain(others).find_map(|(headers, body)| {
        let words = text(headers, body, deepest, told)?;
        (!words.trim().is_empty()).then_some(words)
    })
}

/// The text of all parts, one below the other.
fn all(parts: &[(Headers, &[u8])], deepest: usize, told: &mut Vec<String>) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for (headers, body) in parts {
        words.extend(text(headers, body, deepest, told).map(|words| words.trim_end().to_owned()));
    }
    (!words.is_empty()).then(|| format!("{}\n", words.join("\n\n")))
}

/// A body's bytes as they were written, and the encoding they are certainly in. A body that is not what its field says
/// stays as it is: somebody has undone it already.
fn undone(transfer: Transfer, body: &[u8]) -> (Vec<u8>, Option<String>) {
    match transfer {
        Transfer::Base64 => {
            let (code, rest) = code_and_rest(body);
            let letters = code.iter().filter(|b| !b.is_ascii_whitespace()).count();
            if letters == 0 || letters % 4 != 0 {
                return (body.to_vec(), None);
            }
            let mut bytes = base64(code);
            if !rest.is_empty() && !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
            bytes.extend(rest);
            (bytes, None)
        }
        Transfer::QuotedPrintable if !body.is_ascii() => {
            (body.to_vec(), std::str::from_utf8(body).ok().map(|_| "utf-8".to_owned()))
        }
        Transfer::QuotedPrintable | Transfer::Plain => (transfer.undone(body), None),
    }
}

/// Lists of mail write their own lines below what is encoded.
fn code_and_rest(body: &[u8]) -> (&[u8], &[u8]) {
    let is_code = |b: &u8| b.is_ascii_alphanumeric() || b"+/=\r\n \t".contains(b);
    let is_line = |line: &[u8]| line.trim_ascii().iter().all(|b| is_code(b) && !b.is_ascii_whitespace());
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        if !is_line(line) {
            break;
        }
        at += line.len();
    }
    body.split_at(at)
}

/// Bytes in the encoding that they say they have, if they do.
fn in_words(bytes: &[u8], charset: Option<String>) -> Option<String> {
    let named = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let sure = named.map(|encoding| encoding.decode(bytes)).filter(|(_, _, faulty)| !faulty);
    sure.map(|(text, ..)| text.into_owned()).or_else(|| raw(bytes))
}

fn raw(bytes: &[u8]) -> Option<String> {
    decode_text(bytes, None).map(|decoded| decoded.text.into_owned())
}

fn starts(text: &str, with: &str) -> bool {
    text.trim_start().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn is_flowed(kind: &str) -> bool {
    parameter(kind, "format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}

/// A text whose lines go on behind a space as lines of whole paragraphs. Those of quotations are left.
fn flowed(text: &str, between: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let goes_on = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        // A space at the beginning was put there so that the line is not taken for something else.
        let line = line.strip_prefix(' ').unwrap_or(line);
        match lines.peek() {
            Some(next) if goes_on && !next.is_empty() && !next.starts_with('>') && *next != "-- " => {
                out.push_str(line.trim_end_matches(' '));
                out.push_str(between);
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The words of a page, a paragraph each block.
#[cfg(feature = "html")]
fn words_of_page(page: &str, told: &mut Vec<String>) -> Option<String> {
    use crate::diag::Code;
    use crate::model::{Document, Meta, words};
    use crate::read::{Html, Reader};
    let read = Html::default().read(&crate::source::Source::new("", page));
    told.extend(read.diagnostics.into_iter().filter(|one| one.code == Code::SkippedContent).map(|one| one.message));
    let Document { meta, blocks } = read.value;
    let head = words(&Document { meta, blocks: Vec::new() });
    let each = blocks.into_iter().map(|block| words(&Document { meta: Meta::default(), blocks: vec![block] }));
    let paragraphs: Vec<String> =
        std::iter::once(head).chain(each).map(|words| words.join(" ")).filter(|words| !words.is_empty()).collect();
    Some(paragraphs.join("\n\n") + "\n")
}

#[cfg(not(feature = "html"))]
fn words_of_page(page: &str, _told: &mut Vec<String>) -> Option<String> {
    Some(page.to_owned())
}

/// Fields with their encoded words as they were meant: `=?utf-8?Q?Geb=C3=BChren?=`. Space between two of them is none.
fn fields(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut behind_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let Some((words, length)) = encoded_word(word) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            behind_word = false;
            continue;
        };
        if !(behind_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.extend(words.chars().map(|c| if c.is_control() { ' ' } else { c }));
        rest = &word[length..];
        behind_word = true;
    }
    out.push_str(rest);
    out
}

/// An encoded word at the beginning, and its length.
fn encoded_word(text: &str) -> Option<(String, usize)> {
    /// A word has no more than 75 bytes; some programs write longer ones.
    const LONGEST: usize = 1 << 10;
    let mut parts = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, how, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let is_name = charset.len() < 40 && charset.bytes().all(|b| b.is_ascii_graphic());
    let end = memchr::memmem::find(&rest.as_bytes()[..rest.len().min(LONGEST)], b"?=")?;
    let code = &rest[..end];
    if !is_name || code.bytes().any(|b| b.is_ascii_whitespace()) {
        return None;
    }
    let bytes = match how {
        "q" | "Q" => quoted_printable(code.replace('_', " ").as_bytes()),
        "b" | "B" => base64(code.as_bytes()),
        _ => return None,
    };
    // A language may stand behind the encoding: `utf-8*de`.
    let label = charset.split('*').next()?;
    let (words, _) = Encoding::for_label(label.as_bytes())?.decode_without_bom_handling(&bytes);
    Some((words.into_owned(), "=?".len() + charset.len() + how.len() + 2 + end + "?=".len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &str) -> (String, Vec<String>) {
        let unpacked = super::message(message.as_bytes()).unwrap();
        (String::from_utf8(unpacked.bytes).unwrap(), unpacked.told)
    }

    fn body(kind: &str, body: &str) -> String {
        let (text, told) = read(&format!("From: a\nSubject: b\n{kind}\n\n{body}"));
        assert!(told.is_empty(), "{told:?}");
        text.split_once("\n\n").unwrap().1.to_owned()
    }

    #[test]
    fn words_of_fields() {
        for (written, meant) in [
            ("Subject: =?utf-8?Q?Geb=C3=BChren_und?= mehr", "Subject: Gebühren und mehr"),
            ("=?UTF-8?B?R2Viw7w=?=\n =?utf-8?b?aHJlbg==?=", "Gebühren"),
            ("=?iso-8859-1?q?M=FCller?= <m@e.org>", "Müller <m@e.org>"),
            ("is x =?y? z", "is x =?y? z"),
            ("=?utf-8?Q?a b?=", "=?utf-8?Q?a b?="),
            ("=?nonsense?Q?a?= =?utf-8?X?a?= =?utf-8?B?", "=?nonsense?Q?a?= =?utf-8?X?a?= =?utf-8?B?"),
            ("=?utf-8?Q?a=0Ab?=", "a b"),
        ] {
            assert_eq!(fields(written), meant);
        }
    }

    #[test]
    fn bodies_are_decoded() {
        let printable = "Content-Transfer-Encoding: quoted-printable";
        assert_eq!(body(printable, "Geb=C3=BChren, die Bei=\ntr=C3=A4ge, 3=3\n"), "Gebühren, die Beiträge, 3=3\n");
        assert_eq!(body(printable, "schon „so“: a=20\n"), "schon „so“: a=20\n");
        let latin = "Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable";
        assert_eq!(body(latin, "M=FCller\n"), "Müller\n");
        let code = "Content-Transfer-Encoding: base64";
        assert_eq!(body(code, "TGllYmUg\nYWxsZQ==\n"), "Liebe alle");
        assert_eq!(body(code, "TGllYmUg\nYWxsZQ==\n-- \nThe list\n"), "Liebe alle\n-- \nThe list\n");
        assert_eq!(body(code, "Dear all, it is read already.\n"), "Dear all, it is read already.\n");
    }

    #[test]
    fn lines_that_flow() {
        let kind = "Content-Type: text/plain; format=flowed";
        assert_eq!(body(kind, "one \ntwo \nthree\nfour\n-- \nme\n"), "one two three\nfour\n-- \nme\n");
        assert_eq!(body(&format!("{kind}; delsp=yes"), "日 \n本\n"), "日本\n");
    }

    const PARTS: &str = "From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"o\"\n\nfor old programs\n\
        --o\nContent-Type: multipart/alternative; boundary=i\n\n\
        --i\nContent-Type: text/html\n\n<p>Wheat is <b>dear</b></p>\n\
        --i\nContent-Type: text/plain\n\nWheat is dear\n\n--i--\n\
        --o\nContent-Type: application/pdf; name=\"=?utf-8?Q?=C3=BC.pdf?=\"\nContent-Transfer-Encoding: base64\n\nAAAA\n\
        --o\n\nThe list\n--o--\n";

    #[test]
    fn of_parts_the_text_is_taken() {
        let (text, told) = read(PARTS);
        assert!(text.ends_with("\n\nWheat is dear\n\nThe list\n"), "{text}");
        assert_eq!(told, ["left out what is attached to the message: ü.pdf application/pdf"]);
        #[cfg(feature = "html")]
        {
            let only = PARTS.replace("text/plain", "text/html");
            assert!(read(&only).0.contains("\n\nWheat is dear\n"), "{}", read(&only).0);
        }
    }

    #[test]
    fn nothing_is_lost_of_a_broken_message() {
        for cut in 0..PARTS.len() {
            if let Some(read) = super::message(&PARTS.as_bytes()[..cut]) {
                let text = String::from_utf8(read.bytes).unwrap();
                assert!(cut < 250 || text.contains("Wheat") || !PARTS[..cut].contains("dear\n"), "{cut}: {text}");
            }
        }
    }

    #[test]
    fn others_texts_stay() {
        for text in [
            "From: a\nSubject: b\n\nText =3D =?utf-8?Q?a?=",
            "Note: a\nContent-Transfer-Encoding: base64\n\nAAAA",
            "A title\n\nText: so",
        ] {
            assert!(super::message(text.as_bytes()).is_none(), "{text}");
        }
    }
}
