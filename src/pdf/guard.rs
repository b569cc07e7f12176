//! What lopdf takes at its word when it opens a file: how long the rows of packed cross-references are, how wide their
//! columns, how many there are. A file of a kilobyte can ask it for all the memory there is, or for work without end,
//! so the bytes are looked through first. No such numbers lie within streams: only there they could be hidden.

/// The longest row, in parts, that a predictor may work on; the rows of cross-references have some ten.
const MOST_COLUMNS: u64 = 1 << 20;
/// More parts in a colour than PDF's spaces can have (32), and more bits in a part (16).
const MOST_PARTS: u64 = 64;
/// Wider than any number in a table of cross-references. Glyphs' widths, which have the same name, are narrower too.
const WIDEST: u64 = 1 << 20;
/// Twice the objects that ISO 32000-1 lets a file have (Annex C).
const MOST_OBJECTS: u64 = 1 << 24;

/// Why a file must not be opened, if so.
pub(super) fn refused(bytes: &[u8]) -> Option<&'static str> {
    // Entries without width are read from nothing, as many as the file says.
    let (mut without_width, mut objects) = (false, 0_u64);
    for at in memchr::memchr_iter(b'/', bytes) {
        let after = &bytes[at + 1..];
        // The first letter is enough to pass over nearly all names.
        if !matches!(after.first(), Some(b'C' | b'B' | b'W' | b'I' | b'S' | b'#')) {
            continue;
        }
        let (name, after) = name(after);
        match name.as_slice() {
            b"Columns" if first(after) > MOST_COLUMNS => return Some("its rows are too long"),
            b"Colors" | b"BitsPerComponent" if first(after) > MOST_PARTS => return Some("its colours are too large"),
            b"W" => {
                let mut numbers = Numbers::behind(after);
                let widths: Vec<u64> = numbers.by_ref().take(3).collect();
                if widths.iter().any(|&width| width > WIDEST) {
                    return Some("its cross-references are too wide");
                }
                // Arrays within the array are widths of glyphs.
                let read = &after[..after.len() - numbers.rest.len()];
                without_width |= widths == [0; 3] && read.iter().filter(|byte| **byte == b'[').count() == 1;
            }
            b"Index" => objects = Numbers::behind(after).skip(1).step_by(2).fold(objects, u64::saturating_add),
            b"Size" => objects = objects.saturating_add(first(after)),
            _ => {}
        }
    }
    (without_width && objects > MOST_OBJECTS).then_some("its cross-references have no width")
}

fn first(after: &[u8]) -> u64 {
    Numbers::behind(after).next().unwrap_or_default()
}

/// A name, with what its number signs mean, and what comes behind it. Names that matter here are short.
fn name(bytes: &[u8]) -> (Vec<u8>, &[u8]) {
    const LONGEST: usize = 16;
    let (mut name, mut rest) = (Vec::new(), bytes);
    while let [byte, after @ ..] = rest {
        if name.len() > LONGEST || byte.is_ascii_whitespace() || b"\0\x0b()<>[]{}/%".contains(byte) {
            break;
        }
        let coded = || Some((digit(*after.first()?)? * 16 + digit(*after.get(1)?)?, &after[2..]));
        let (byte, after) = if *byte == b'#' { coded().unwrap_or((*byte, after)) } else { (*byte, after) };
        name.push(byte);
        rest = after;
    }
    (name, rest)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Whole numbers, in brackets or not, up to the first other thing. What is less than nothing counts as nothing.
struct Numbers<'a> {
    rest: &'a [u8],
    /// How much may still stand in comments.
    comments: usize,
}

impl<'a> Numbers<'a> {
    /// Nobody comments on a number. Names in comments are looked at for themselves, so what is read again must be short.
    const LONGEST: usize = 4096;

    fn behind(rest: &'a [u8]) -> Self {
        Self { rest, comments: Self::LONGEST }
    }
}

impl Iterator for Numbers<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            match self.rest {
                [b'%', ..] => {
                    let comment = &self.rest[..self.rest.len().min(self.comments)];
                    let Some(end) = memchr::memchr2(b'\n', b'\r', comment) else {
                        self.rest = &[];
                        // Whatever stands behind so much is hidden there.
                        return (comment.len() == self.comments).then_some(u64::MAX);
                    };
                    self.comments -= end;
                    self.rest = &self.rest[end..];
                }
                [byte, rest @ ..] if byte.is_ascii_whitespace() || b"\0\x0b[+".contains(byte) => self.rest = rest,
                _ => break,
            }
        }
        let negative = self.rest.first() == Some(&b'-');
        let digits = &self.rest[usize::from(negative)..];
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        self.rest = &digits[length..];
        let value = digits[..length]
            .iter()
            .fold(0_u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        Some(if negative { 0 } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_no_file_needs_are_refused() {
        for hostile in [
            "/DecodeParms << /Predictor 12 /Columns 8000000000 >>",
            "/DecodeParms << /Predictor 12 /Col#75mns%\n+99999999999999999999999 >>",
            "/DecodeParms << /Columns 5 /Colors 1000000 >>",
            "/DecodeParms << /Columns 5 /BitsPerComponent\n123456789 >>",
            "/W [1 1000000000000 1]",
            "/Size 5 /W[0 0 0]/Index[0 4 7 4000000000]",
            "/Size 4000000000 /W [ 0 0 0 ]",
            &format!("/Columns %{}\n5", "c".repeat(5000)),
        ] {
            assert!(refused(hostile.as_bytes()).is_some(), "{hostile}");
        }
    }

    #[test]
    fn names_in_comments_take_no_time() {
        for comment in ["/Index 1 %", "/Size\n%", "/W%"] {
            assert!(refused(comment.repeat(200_000).as_bytes()).is_none_or(|why| why.contains("wide")), "{comment}");
        }
    }

    #[test]
    fn numbers_of_honest_files_are_not() {
        for honest in [
            "/DecodeParms << /Predictor 15 /Colors 4 /BitsPerComponent 16 /Columns 65536 >>",
            "/W [0 [600 0 500] 3 65535 1000] /BS << /W 0 >>",
            "/Type /XRef /W [1 4 2] /Index [0 3 90 8000000] /Size 8000000",
            "/W [0 0 0] /Params << /Size 9000000 >>",
            "/W [0 [0 0 0] 3 65535 1000] /Params << /Size 40000000 >>",
            "/Params << /Size 4000000000 >> /Columns -5 /W /Index [",
            "/Columns",
            "/Columns % five\n5",
            "/Columns %",
            "/#",
        ] {
            assert_eq!(refused(honest.as_bytes()), None, "{honest}");
        }
    }
}
