//! Pictures that are written out in their reference: `data:image/png;base64,…` (RFC 2397). Saved pages carry them.

use super::{LARGEST, Resources};

/// The bytes behind a reference: those that it spells out itself, else what the resources have.
pub fn load(resources: &dyn Resources, reference: &str) -> Result<Vec<u8>, String> {
    match reference.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("data:") => decoded(&reference[5..]),
        _ => resources.load(reference),
    }
}

fn decoded(rest: &str) -> Result<Vec<u8>, String> {
    let (kind, data) = rest.split_once(',').ok_or("is written out in its address, but has no data")?;
    if data.len() as u64 > LARGEST {
        return Err(format!("is larger than {} MB", LARGEST >> 20));
    }
    let data = percent_decoded(data);
    let is_base64 = kind.rsplit(';').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    if is_base64 {
        from_base64(&data).ok_or_else(|| "is written out in its address, but damaged".to_owned())
    } else {
        Ok(data)
    }
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Base64 of RFC 4648, the alphabet for addresses included; white space means nothing, and padding may be missing.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::NoResources;
    use super::*;

    #[test]
    fn what_is_written_out_is_read() {
        let read = |reference: &str| load(&NoResources, reference);
        assert_eq!(read("data:image/png;base64,aGVsbG8=").unwrap(), b"hello");
        assert_eq!(read("DATA:;charset=x;BASE64,aGVs\n bG8").unwrap(), b"hello");
        assert_eq!(read("data:image/svg+xml,%3Csvg/>").unwrap(), b"<svg/>");
        assert_eq!(read("data:,100%").unwrap(), b"100%");
        assert!(read("data:image/png;base64,a*").is_err());
        assert!(read("data:image/png").is_err());
        assert!(read("a.png").is_err());
    }
}
