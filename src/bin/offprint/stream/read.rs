//! Lines, one by one and bounded: of a line that is too long no more is kept than the limit.

use std::io::{self, BufRead};

/// What stands between two line ends.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// A line, without its end.
    Line(Vec<u8>),
    /// A line that is longer than the limit; it was passed over.
    TooLong,
    /// There is no more.
    End,
}

/// The next line, of so many bytes at most.
pub fn line(input: &mut impl BufRead, most: usize) -> io::Result<Read> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(match (too_long, line.is_empty()) {
                (true, _) => Read::TooLong,
                (false, true) => Read::End,
                (false, false) => Read::Line(line),
            });
        }
        let end = chunk.iter().position(|&b| b == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        too_long |= line.len() + part.len() > most;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(if too_long { Read::TooLong } else { Read::Line(line) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_that_are_too_long_are_passed_over() {
        let mut input = BufReader::with_capacity(3, &b"ab\n\n123456789\nlast"[..]);
        let mut next = || line(&mut input, 8).unwrap();
        assert_eq!(next(), Read::Line(b"ab".to_vec()));
        assert_eq!(next(), Read::Line(Vec::new()));
        assert_eq!(next(), Read::TooLong);
        assert_eq!(next(), Read::Line(b"last".to_vec()));
        assert_eq!(next(), Read::End);
    }
}
