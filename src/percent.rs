//! Addresses write a character that they may not have as its bytes: `%20` is a space.

/// A text without `%20` and the like; what is no such code stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16));
        if bytes[i] == b'%'
            && let (Some(high), Some(low)) = (hex(i + 1), hex(i + 2))
        {
            out.push((high * 16 + low) as u8);
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_code_stays() {
        assert_eq!(percent_decoded("a%20b%C3%A4%2e%2E"), "a bä..");
        assert_eq!(percent_decoded("100% %2 %+1 %zz"), "100% %2 %+1 %zz");
        assert_eq!(percent_decoded("%ff"), "\u{fffd}");
    }
}
