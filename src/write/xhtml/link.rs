//! Addresses that a book may lead to: absolute ones, valid by the URL standard.

use std::fmt::Write;
use std::net::Ipv6Addr;

/// An address as a book can carry it, percent-encoded; `None` if it is relative, of a kind that a reading system
/// does not open, or broken.
pub(in super::super) fn href(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            let authority = authority.to_lowercase();
            is_authority(&authority).then(|| format!("{scheme}://{authority}{}", encoded(path)))
        }
        "mailto" => rest.contains('@').then(|| format!("mailto:{}", encoded(rest))),
        "tel" => rest.contains(|c: char| c.is_ascii_digit()).then(|| format!("tel:{}", encoded(rest))),
        _ => None,
    }
}

/// A host and perhaps a port. Names and passwords are not passed on.
fn is_authority(authority: &str) -> bool {
    if let Some(rest) = authority.strip_prefix('[') {
        let Some((host, port)) = rest.split_once(']') else { return false };
        return host.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    is_port(port) && host.trim_end_matches('.').split('.').all(is_label)
}

fn is_port(port: &str) -> bool {
    port.parse::<u16>().is_ok() && !port.starts_with('+')
}

/// Letters of any script, digits, hyphens inside. The letters a domain may not have are few and not worth a table.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// What stands behind the host, with everything encoded that a URL cannot hold. What is encoded already stays.
fn encoded(rest: &str) -> String {
    let bytes = rest.as_bytes();
    let mut out = String::with_capacity(rest.len());
    let mut in_fragment = false;
    let mut kept = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let hex = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        let keep = match byte {
            b'%' => hex(1) && hex(2),
            // The first begins the fragment, in which there can be no other.
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => PLAIN[usize::from(byte)],
        };
        if !keep {
            out.push_str(rest.get(kept..at).unwrap_or_default());
            let _ = write!(out, "%{byte:02X}");
            kept = at + 1;
        }
    }
    out.push_str(rest.get(kept..).unwrap_or_default());
    out
}

/// What a URL can hold as it is: the unreserved and the reserved characters of RFC 3986 but for `%`, `#` and brackets.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let others = b"-._~!$&'()*+,;=:@/?";
    let mut at = 0;
    while at < 128 {
        plain[at] = (at as u8).is_ascii_alphanumeric();
        at += 1;
    }
    at = 0;
    while at < others.len() {
        plain[others[at] as usize] = true;
        at += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_are_made_valid() {
        for (address, expected) in [
            ("https://example.org", "https://example.org"),
            ("HTTP://Example.ORG:8080/A b?q=ä&r=[1]#x#y", "http://example.org:8080/A%20b?q=%C3%A4&r=%5B1%5D#x%23y"),
            ("https://e.org/100%/%41", "https://e.org/100%25/%41"),
            ("http://[::1]:80/", "http://[::1]:80/"),
            ("https://müller.de/", "https://müller.de/"),
            ("mailto:a b@e.org", "mailto:a%20b@e.org"),
            ("tel:+44 20 7946-0000", "tel:+44%2020%207946-0000"),
        ] {
            assert_eq!(href(address).as_deref(), Some(expected));
        }
    }

    #[test]
    fn others_are_not_passed_on() {
        for address in [
            "other.html",
            "/x",
            "//e.org/",
            "http:/e.org",
            "http://",
            "http://[::1",
            "http://a b/",
            "http://e.org:x/",
            "https://me:secret@e.org/",
            "http://-a.org",
            "ftp://e.org/",
            "javascript:alert(1)",
            "mailto:nobody",
            "tel:",
            "tel:nobody",
            "",
        ] {
            assert_eq!(href(address), None, "{address}");
        }
    }
}
