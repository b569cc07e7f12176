//! Step 1, lines: where each begins, how deep it is indented, how wide it is. Blank lines are counted, not kept.

use super::diffs;
use super::join::is_ideographic;
use super::marks::{self, Mark};
use unicode_width::UnicodeWidthChar;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The line without the white space around it, and without the `>` of a quotation.
    pub text: &'a str,
    /// Where `text` begins in the source.
    pub start: usize,
    /// The columns before it.
    pub indent: usize,
    /// Its width in columns; an ideograph is two.
    pub width: usize,
    /// How many blank lines stand before it.
    pub blank_before: usize,
    /// How many `>` stood before it.
    pub quoted: u8,
    /// A form feed stands above it: it is the first line of a page.
    pub new_page: bool,
    /// It begins with an `o` that is a bullet, though small letters follow.
    pub round: bool,
    /// It is of the difference between two files, and stays as it is, with the white space before it.
    pub of_diff: bool,
}

impl Line<'_> {
    /// What stands before its words, if it is an item.
    pub fn mark(&self) -> Option<Mark> {
        if self.round { Some(marks::round_bullet(self.text)) } else { marks::mark(self.text) }
    }

    /// Where the line's text ends in the source.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Takes away a mark of quotation.
    fn cut(&mut self, mark: usize) {
        let words = self.text[mark..].trim_start();
        self.start += self.text.len() - words.len();
        self.text = words;
        self.width = width(words);
        self.indent = 0;
        self.quoted = self.quoted.max(1);
    }

    /// The columns up to the line's end.
    pub fn extent(&self) -> usize {
        self.indent + self.width
    }
}

/// What `>` more than this many deep means nothing to a reader.
const DEEPEST_QUOTE: u8 = 8;

/// Tabs move to the next multiple of this.
const TAB: usize = 4;

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 64);
    let mut blank_before = 0;
    let mut start = 0;
    let paged = memchr::memchr(b'\x0c', text.as_bytes()).is_some();
    let mut new_page = false;
    for raw in text.split('\n') {
        new_page |= paged && raw.trim_matches([' ', '\t']).starts_with('\x0c');
        match line(raw, start) {
            Some(line) => {
                lines.push(Line { blank_before, new_page, ..line });
                blank_before = 0;
                new_page = false;
            }
            None => blank_before += 1,
        }
        start += raw.len() + 1;
    }
    diffs::keep(text, &mut lines);
    quotations(&mut lines);
    round_bullets(&mut lines);
    lines
}

/// "o what it costs": an `o` is a bullet also before small letters, if several lines begin so, and more than have the
/// word within them. In some languages it is one: at the margin it stays a word, and what browsers write out is indented.
fn round_bullets(lines: &mut [Line<'_>]) {
    const FEWEST: usize = 3;
    let begins = |line: &Line<'_>| {
        let first = line.text.strip_prefix("o ").and_then(|words| words.trim_start().chars().next());
        first.is_some_and(|c| is_ideographic(c) || line.indent > 0 && c.is_alphabetic() && !c.is_uppercase())
    };
    let count = lines.iter().filter(|line| begins(line)).count();
    if count < FEWEST || lines.iter().filter(|line| line.text.contains(" o ")).count() * 2 > count {
        return;
    }
    lines.iter_mut().filter(|line| begins(line)).for_each(|line| line.round = true);
}

/// `>Words` and `JD> Words` are quotations too, if several lines begin so.
fn quotations(lines: &mut [Line<'_>]) {
    const FEWEST: usize = 2;
    // Mail boxes put a `>` before a line that begins with "From ".
    let is_bare = |line: &Line<'_>| {
        !line.of_diff
            && line
                .text
                .strip_prefix('>')
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && !rest.starts_with("From "))
    };
    if lines.iter().filter(|line| is_bare(line)).take(FEWEST).count() == FEWEST {
        for line in lines.iter_mut().filter(|line| is_bare(line)) {
            line.cut(1);
        }
    }
    let mut above = None;
    for at in 0..lines.len() {
        let mark = initials(lines[at].text);
        let next = lines.get(at + 1).and_then(|line| initials(line.text));
        let goes_on = mark.is_some() && mark == above && lines[at].blank_before == 0;
        above = mark;
        let Some(mark) = mark else { continue };
        if goes_on {
            lines[at].cut(mark.len());
        } else if next == Some(mark) && lines[at + 1].blank_before == 0 {
            // Who is quoted stays at the beginning.
            lines[at].quoted = 1;
        }
    }
}

/// `JD>` before a space.
fn initials(text: &str) -> Option<&str> {
    const LONGEST: usize = 4;
    let length = text.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    let mark = text.get(..length + 1).filter(|mark| (1..=LONGEST).contains(&length) && mark.ends_with('>'))?;
    (text.starts_with(|c: char| c.is_ascii_uppercase()) && text[mark.len()..].starts_with(' ')).then_some(mark)
}

fn line(raw: &str, start: usize) -> Option<Line<'_>> {
    let mut text = raw.trim_end_matches(is_blank);
    let mut indent = 0;
    let mut quoted = 0;
    loop {
        let trimmed = text.trim_start_matches(is_blank);
        indent += columns_of_indent(&text[..text.len() - trimmed.len()]);
        text = trimmed;
        let Some(inner) = text.strip_prefix('>') else { break };
        if quoted == DEEPEST_QUOTE || !(inner.is_empty() || inner.starts_with([' ', '>', '\t'])) {
            break;
        }
        quoted += 1;
        indent = 0;
        text = inner.strip_prefix(' ').unwrap_or(inner);
    }
    if text.is_empty() {
        return None;
    }
    let offset = raw.trim_end_matches(is_blank).len() - text.len();
    Some(Line {
        text,
        start: start + offset,
        indent,
        width: width(text),
        blank_before: 0,
        quoted,
        new_page: false,
        round: false,
        of_diff: false,
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn columns_of_indent(space: &str) -> usize {
    space.chars().fold(0, |column, c| match c {
        '\t' => (column / TAB + 1) * TAB,
        '\u{3000}' => column + 2,
        '\u{feff}' | '\u{200b}' => column,
        _ => column + 1,
    })
}

/// The columns a text takes in a terminal.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    const EIGHT_BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;
    let (mut at, mut columns) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        // Most is ASCII: eight at a time.
        if let Some(eight) = text.as_bytes()[at..].first_chunk::<8>()
            && u64::from_ne_bytes(*eight) & EIGHT_BEYOND_ASCII == 0
        {
            columns += 8;
            at += 8;
            continue;
        }
        match first_byte(*byte) {
            Some(width) => {
                columns += width;
                at += 1;
            }
            None => {
                let Some(c) = text[at..].chars().next() else { break };
                columns += c.width().unwrap_or(0);
                at += c.len_utf8();
            }
        }
    }
    columns
}

/// The columns of the characters that begin with a byte, if they all have as many: letters of Europe, and ideographs.
/// The bytes behind it have none. What begins otherwise is looked up.
#[inline]
fn first_byte(byte: u8) -> Option<usize> {
    match byte {
        0..0x80 | 0xc3..=0xcb | 0xce..=0xd1 => Some(1),
        0x80..0xc0 => Some(0),
        0xe5..=0xe9 => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_o_is_a_bullet_where_it_is_no_word() {
        let marked = |text: &str| lines(text).iter().filter(|line| line.mark().is_some()).count();
        assert_eq!(marked("Whoever comes here needs\n  o a coat,\n  o a stick and\n  o what to eat."), 3);
        assert_eq!(marked("需要：\no 糯米粉\no 白胡椒粉\no 盐"), 3);
        // Portuguese: the word is an article.
        assert_eq!(marked("Toda a gente viu\no moinho e o rio,\no homem e\no cavalo que o homem tinha."), 0);
        assert_eq!(marked("o come, all ye"), 0);
        // At the margin it is a word, whatever stands around it.
        for text in [
            "Compramos:\n\no leite\no pão\no azeite",
            "o psach i kotach\no ludziach\no domu",
            "o what a day\no what a night\no what a year",
        ] {
            assert_eq!(marked(text), 0, "{text}");
        }
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        for c in '\u{80}'..=char::MAX {
            assert_eq!(width(c.encode_utf8(&mut [0; 4])), c.width().unwrap_or(0), "{c:?} {:x}", u32::from(c));
        }
        assert_eq!((width("été 日本 “да”"), width("plain")), (13, 5));
    }

    #[test]
    fn quotations_without_a_space() {
        let told = |text| lines(text).iter().map(|line| (line.quoted, line.text.to_owned())).collect::<Vec<_>>();
        let text = ">some words\n>and more\nGW> one\nGW> two\nan if x\n>0 there";
        let wanted = [(1, "some words"), (1, "and more"), (1, "GW> one"), (1, "two"), (0, "an if x"), (1, "0 there")];
        assert_eq!(told(text), wanted.map(|(quoted, text)| (quoted, text.to_owned())));
        assert_eq!(
            told(">0 if it fails\n>From here"),
            [(0, ">0 if it fails".to_owned()), (0, ">From here".to_owned())]
        );
    }

    #[test]
    fn lines_know_their_place() {
        let text = "\u{feff}Title\n\n \n\tIn\u{3000}\n> > quoted\n>\n日本";
        let lines = lines(text);
        let told: Vec<_> = lines.iter().map(|l| (l.text, l.indent, l.width, l.blank_before, l.quoted)).collect();
        assert_eq!(told, [("Title", 0, 5, 0, 0), ("In", 4, 2, 2, 0), ("quoted", 0, 6, 0, 2), ("日本", 0, 4, 1, 0)]);
        assert!(lines.iter().all(|line| &text[line.start..line.end()] == line.text));
    }
}
