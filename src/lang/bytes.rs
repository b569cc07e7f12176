//! Runs of ASCII, looked at eight bytes at a time: that takes as long as one.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Where the letters and figures of ASCII end that a text goes on with.
pub(crate) fn behind_letters(bytes: &[u8], at: usize) -> usize {
    behind(bytes, at, others, |byte| byte.is_ascii_alphanumeric())
}

/// The first place from `at` on where there may be a capital: one of ASCII, or any character beyond.
pub(crate) fn before_capital(bytes: &[u8], at: usize) -> usize {
    behind(bytes, at, loud, |byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Where a run ends, by what tells the bytes that are not in it.
#[inline]
fn behind(bytes: &[u8], mut at: usize, ends: fn(u64) -> u64, goes_on: fn(&&u8) -> bool) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let ends = ends(u64::from_le_bytes(*eight));
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(goes_on).count()
}

/// The highest bit of each of eight bytes that is no letter or figure of ASCII.
#[inline]
fn others(eight: u64) -> u64 {
    let plain = eight & !HIGH;
    let small = plain | (0x20 * ONES);
    let letter = from(small, b'a') & !from(small, b'z' + 1);
    let figure = from(plain, b'0') & !from(plain, b'9' + 1);
    !((letter | figure) & !eight) & HIGH
}

/// The highest bit of each of eight bytes that is a capital of ASCII, or not of ASCII.
#[inline]
fn loud(eight: u64) -> u64 {
    let plain = eight & !HIGH;
    ((from(plain, b'A') & !from(plain, b'Z' + 1)) | eight) & HIGH
}

/// The highest bit of each of eight bytes of ASCII that is at least as large: what is added carries it there.
#[inline]
fn from(bytes: u64, least: u8) -> u64 {
    bytes + u64::from(0x80 - least) * ONES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_are_told_as_one_is() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = *b"az09mnx7";
                bytes[place] = byte;
                let eight = u64::from_le_bytes(bytes);
                let bit = |is: bool| if is { 0x80 << (8 * place) } else { 0 };
                assert_eq!(others(eight), bit(!byte.is_ascii_alphanumeric()), "{byte} at {place}");
                assert_eq!(loud(eight), bit(byte.is_ascii_uppercase() || !byte.is_ascii()), "{byte} at {place}");
                let end = |is: bool| if is { 8 } else { place };
                assert_eq!(behind_letters(&bytes, 0), end(byte.is_ascii_alphanumeric()));
                assert_eq!(before_capital(&bytes, 0), end(byte.is_ascii() && !byte.is_ascii_uppercase()));
                // The last bytes of a text, fewer than eight.
                let end = |is: bool| if is { 8 } else { place.max(1) };
                assert_eq!(behind_letters(&bytes, 1), if place == 0 { 8 } else { end(byte.is_ascii_alphanumeric()) });
            }
        }
    }
}
