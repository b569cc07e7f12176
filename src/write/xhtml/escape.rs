//! Escaping, and leaving out what XML 1.0 forbids.

use super::super::shared::is_shown;

/// Text between tags.
pub(in super::super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push(&mut out, text, Within::Text);
    out
}

/// The value of an attribute in double quotes; line ends and tabs become spaces.
pub(in super::super) fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    push(&mut out, value, Within::Attribute);
    out
}

/// Whether nothing of a text can be seen.
pub(in super::super) fn is_blank(text: &str) -> bool {
    !text.chars().any(|c| is_shown(c) && !c.is_whitespace())
}

/// Where text is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Between tags.
    Text,
    /// Between tags, where line ends count.
    Preformatted,
    /// In double quotes.
    Attribute,
}

/// Bytes that begin something to look at; all others are copied as they are, in runs.
const LOOK_AT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // Controls; the first byte of C1 controls; those of U+FDD0 to U+FDEF and U+FFFE; those of all that is longer.
        table[byte] =
            byte < 0x20 || matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xef) || byte >= 0xf0;
        byte += 1;
    }
    table
};

/// Adds text, escaped.
pub(super) fn push(out: &mut String, text: &str, within: Within) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        if !LOOK_AT[usize::from(bytes[at])] {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let length = c.len_utf8();
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if within == Within::Attribute => "&quot;",
            '\n' | '\t' if within == Within::Attribute => " ",
            '\n' if within == Within::Preformatted => "\n",
            '\t' if within == Within::Preformatted => "\t",
            c if is_shown(c) => {
                at += length;
                continue;
            }
            _ => "",
        };
        out.push_str(&text[from..at]);
        out.push_str(instead);
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_marks_are_escaped() {
        assert_eq!(text("a\u{1}b\u{85}c\u{fffe}d\u{1fffe}e\u{fdd0}f"), "abcdef");
        assert_eq!(text("R&D <b> \"x\" ]]> é小😀\u{ffff}"), "R&amp;D &lt;b&gt; \"x\" ]]&gt; é小😀");
        assert_eq!(attribute("a\n\"b\"\t&"), "a &quot;b&quot; &amp;");
        let mut out = String::new();
        push(&mut out, "a\n\tb", Within::Preformatted);
        assert_eq!(out, "a\n\tb");
    }
}
