//! Bare addresses in text: `https://…`, `www.…` and e-mail addresses, as GitHub's Markdown takes them.

use std::ops::Range;

/// An address found in text.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What stands before it in the link's target: nothing, `https://` or `mailto:`.
    pub prefix: &'static str,
}

/// Every bare address in the text, in order.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some((start, kind)) = candidate(text, at) {
        let end = found.last().map_or(0, |last| last.range.end);
        let address = match kind {
            Kind::Scheme => web(text, scheme_start(text, start), ""),
            Kind::Www => web(text, start, "http://"),
            Kind::At => email(text, start, end),
        };
        at = start + if kind == Kind::Www { 4 } else { 1 };
        if let Some(address) = address.filter(|address| address.range.start >= end) {
            at = address.range.end.max(at);
            found.push(address);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// At `://`.
    Scheme,
    /// At `www.`.
    Www,
    /// At `@`.
    At,
}

/// The next place that may belong to an address. Most text has none.
fn candidate(text: &str, from: usize) -> Option<(usize, Kind)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = memchr::memchr3(b':', b'.', b'@', &bytes[at..]) {
        at += next;
        match bytes[at] {
            b':' if bytes[at..].starts_with(b"://") => return Some((at, Kind::Scheme)),
            b'.' if at >= from + 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www") => {
                return Some((at - 3, Kind::Www));
            }
            b'@' => return Some((at, Kind::At)),
            _ => at += 1,
        }
    }
    None
}

/// Where the scheme before `://` begins; at the colon itself if it is none that a reader of an article follows.
fn scheme_start(text: &str, colon: usize) -> usize {
    let before = &text.as_bytes()[..colon];
    let scheme = [&b"https"[..], b"http", b"ftp"].into_iter().find(|scheme| {
        before.len() >= scheme.len() && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
    });
    colon - scheme.map_or(0, <[u8]>::len)
}

fn web(text: &str, start: usize, prefix: &'static str) -> Option<Found> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | ':' | '.' | '-' | '=')) {
        return None;
    }
    let rest = &text[start..];
    let host = if prefix.is_empty() { rest.find("://").filter(|&at| at > 0)? + 3 } else { 0 };
    // The domain comes first and is bounded, so that text full of false starts is not read to its end for each.
    let mut domain = head(&rest[host..], |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if prefix.is_empty() && rest[host + domain.len()..].starts_with('@') {
        domain = head(&rest[host + domain.len() + 1..], |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    }
    let domain = domain.trim_end_matches('.');
    if !is_domain(domain) || (!prefix.is_empty() && domain.matches('.').count() < 2) {
        return None;
    }
    let length = rest[host..].find(ends_address).map_or(rest.len(), |at| host + at);
    let length = host + trimmed(&rest[host..length]);
    Some(Found { range: start..start + length, prefix })
}

/// The characters at the start of the text that fit, as many as a domain may have (RFC 1035: 255).
fn head(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(256).find(|&(_, c)| !fits(c)).map(|(at, _)| at);
    &text[..end.unwrap_or_else(|| text.char_indices().nth(256).map_or(text.len(), |(at, _)| at))]
}

/// White space and what no address holds: brackets of other scripts, quotation marks, CJK punctuation.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '…' | '—')
        || matches!(u32::from(c), 0x3000..=0x303f | 0xff01..=0xff60)
}

/// How much of an address is left when the punctuation of the sentence around it is taken off.
fn trimmed(address: &str) -> usize {
    let opening = address.bytes().filter(|&b| b == b'(').count();
    let mut closing = address.bytes().filter(|&b| b == b')').count();
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | ']' | '|' => {}
            ')' if closing > opening => closing -= 1,
            _ => break,
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

/// Letters, digits, hyphens and underscores between dots; no underscore in the last two parts.
fn is_domain(domain: &str) -> bool {
    let parts: Vec<_> = domain.split('.').collect();
    let fits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    parts.iter().all(fits) && !parts.iter().rev().take(2).any(|part| part.contains('_'))
}

/// An e-mail address around the `@`; it begins behind `from`, where the last address ended.
fn email(text: &str, at: usize, from: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    // A mailbox has at most 64 bytes (RFC 5321), which also keeps the search backwards short.
    let local = bytes[from.max(at.saturating_sub(65))..at]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'_' | b'-'))
        .count();
    let length = bytes[at + 1..]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        .take(255)
        .count();
    let domain = text[at + 1..at + 1 + length].trim_end_matches('.');
    let fits = (1..=64).contains(&local)
        && bytes[at - local] != b'.'
        && domain.contains('.')
        && is_domain(domain)
        && !domain.ends_with(['-', '_'])
        && bytes.get(at + 1 + length) != Some(&b'@');
    fits.then(|| Found { range: at - local..at + 1 + domain.len(), prefix: "mailto:" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        find(text).into_iter().map(|found| format!("{}{}", found.prefix, &text[found.range])).collect()
    }

    #[test]
    fn found() {
        let cases = [
            ("see www.example.org.", "http://www.example.org"),
            ("(https://e.org/a_(b))", "https://e.org/a_(b)"),
            ("https://e.org/a--b, then", "https://e.org/a--b"),
            ("at https://e.org/?q=a&b=c!", "https://e.org/?q=a&b=c"),
            ("「https://e.org/日本」です", "https://e.org/日本"),
            ("http://localhost:8080/x", "http://localhost:8080/x"),
            ("write to jane.doe+x@mail.e.org.", "mailto:jane.doe+x@mail.e.org"),
            ("https://user@e.org/x", "https://user@e.org/x"),
        ];
        for (text, address) in cases {
            assert_eq!(addresses(text), [address], "{text}");
        }
        assert_eq!(addresses("https://a.org https://b.org"), ["https://a.org", "https://b.org"]);
    }

    #[test]
    fn not_found() {
        for text in ["://", "http://", "www.", "www.e", "a@b", "@b.c", "x@y.z_", "foo://bar.org", "awww.e.org", "6@ 7"]
        {
            assert_eq!(addresses(text), [""; 0], "{text}");
        }
    }
}
