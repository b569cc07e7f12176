//! The marks of feet and inches, of minutes and seconds: straight quotation marks behind figures, where it is clear that
//! they quote nothing. What is not clear is left to what makes quotation marks.

/// What stands for the straight mark that `rest` begins with, if it measures; `head` is what stands before it.
pub fn prime(head: &str, rest: &str) -> Option<&'static str> {
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let after = &rest[mark.len_utf8()..];
    let before = head.trim_end_matches(is_of_number);
    let number = &head[before.len()..];
    if !number.starts_with(is_figure) || !number.ends_with(is_figure) || number.len() > LONGEST {
        return None;
    }
    let measures = match mark {
        '"' => is_second_part(before, number),
        _ => before.trim_end_matches(' ').ends_with('°') || has_second_part(after),
    };
    let by = || is_behind_by(before, mark) || is_before_by(after);
    (measures || by() || is_before_extent(after)).then_some(if mark == '"' { "″" } else { "′" })
}

/// What is longer is no length that anybody measures: in bytes.
const LONGEST: usize = 12;

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾')
}

fn is_of_number(c: char) -> bool {
    is_figure(c) || matches!(c, '.' | ',')
}

/// 2 and 11.5, but not 000: inches and seconds are few.
fn is_few(number: &str) -> bool {
    let whole = number.split(['.', ',']).next().unwrap_or_default();
    whole.chars().filter(char::is_ascii_digit).count() <= 2
}

/// Whether a number counts inches behind feet or seconds behind minutes: the 2 in 6'2", 6' 2" and 6'-2".
fn is_second_part(before: &str, number: &str) -> bool {
    let first = before.strip_suffix([' ', '-']).unwrap_or(before);
    let first = first.strip_suffix(['\'', '′', '’']);
    first.is_some_and(|first| first.ends_with(is_figure)) && is_few(number)
}

/// Whether inches or seconds follow: 2" behind 6'.
fn has_second_part(after: &str) -> bool {
    let after = after.strip_prefix([' ', '-']).unwrap_or(after);
    let behind = after.trim_start_matches(is_of_number);
    let number = &after[..after.len() - behind.len()];
    number.starts_with(is_figure) && behind.starts_with('"') && is_few(number)
}

/// Whether the number is the second of two that are multiplied: 8 in 12" x 8".
fn is_behind_by(before: &str, mark: char) -> bool {
    let by = before.trim_end_matches(' ').strip_suffix(['x', '×']).map(|first| first.trim_end_matches(' '));
    by.is_some_and(|first| first.strip_suffix(mark).unwrap_or(first).ends_with(is_figure))
}

/// Whether the number is the first of two that are multiplied: 12 in 12" x 8".
fn is_before_by(after: &str) -> bool {
    let by = after.trim_start_matches(' ').strip_prefix(['x', '×']);
    by.is_some_and(|second| second.trim_start_matches(' ').starts_with(is_figure))
}

/// Whether a word follows that says which way was measured: 5" wide.
fn is_before_extent(after: &str) -> bool {
    const EXTENTS: [&str; 7] = ["across", "deep", "high", "long", "tall", "thick", "wide"];
    let Some(word) = after.strip_prefix([' ', '-']) else { return false };
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    EXTENTS.contains(&&word[..end])
}

#[cfg(test)]
mod tests {
    use super::prime;

    /// A text with its primes.
    fn primed(text: &str) -> String {
        let of = |(at, c): (usize, char)| prime(&text[..at], &text[at..]).map_or(c.to_string(), str::to_owned);
        text.char_indices().map(of).collect()
    }

    #[test]
    fn measures_have_primes() {
        for (text, expected) in [
            ("He is 6'2\" tall, or 6' 2½\".", "He is 6′2″ tall, or 6′ 2½″."),
            ("12\" x 8\" and 3' × 4'", "12″ x 8″ and 3′ × 4′"),
            ("40°26'46\" N, 79° 58.5' W", "40°26′46″ N, 79° 58.5′ W"),
            ("a 5\"-wide plate, 6' tall", "a 5″-wide plate, 6′ tall"),
        ] {
            assert_eq!(primed(text), expected);
        }
    }

    #[test]
    fn what_may_quote_has_none() {
        for text in [
            "\"Chapter 5\" is",
            "'Apollo 13' and",
            "the '90s",
            "\"Fr. 1'000\"",
            "1'000'000",
            "1990's",
            "a 5\" disk",
            "6'2",
        ] {
            assert_eq!(primed(text), text);
        }
    }
}
