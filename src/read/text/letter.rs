//! E-mail: the header lines above a message, and the signature below it.

use super::lines::Line;
use crate::lang::{PageWords, is_page_word, page_words};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a header line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Who wrote it.
    From,
    /// What it is about.
    Subject,
    /// When it was sent.
    Date,
    /// What only a mail program needs.
    Other,
}

/// The names of fields that mail programs write in no language of people.
const OF_PROGRAMS: &[&str] = &[
    "reply-to",
    "message-id",
    "in-reply-to",
    "references",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "list-id",
    "organization",
    "newsgroups",
    "user-agent",
];

/// The names of the fields, in lower case, as mail programs print them in the languages that are known.
fn fields() -> &'static FxHashMap<&'static str, Field> {
    static FIELDS: LazyLock<FxHashMap<&'static str, Field>> = LazyLock::new(|| {
        let all =
            |words: fn(&PageWords) -> &'static [&'static str], field| page_words(words).map(move |word| (word, field));
        // "Re:" stands for the subject where no mail program wrote it.
        let answers = std::iter::once(("re", Field::Subject));
        let of_programs = OF_PROGRAMS.iter().map(|name| (*name, Field::Other));
        of_programs
            .chain(all(|page| page.mail_to, Field::Other))
            .chain(all(|page| page.mail_date, Field::Date))
            .chain(all(|page| page.mail_subject, Field::Subject))
            .chain(all(|page| page.mail_from, Field::From))
            .chain(answers)
            .collect()
    });
    &FIELDS
}

/// The field that a line is, and where its words begin.
pub(super) fn field(text: &str) -> Option<(Field, usize)> {
    const LONGEST_NAME: usize = 60;
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = text[..at].trim_end_matches(['\u{a0}', ' ']);
    if at > LONGEST_NAME {
        return None;
    }
    let small = name.to_lowercase();
    let known = fields().get(small.as_str()).copied();
    // Mail programs add fields of their own: X-Mailer.
    let field = known.or_else(|| small.starts_with("x-").then_some(Field::Other))?;
    let words = text[at + colon.len_utf8()..].trim_start();
    (!words.is_empty()).then(|| (field, text.len() - words.len()))
}

/// Whether a label, in lower case, is a field's that people write as well: "date", "from", "to", "re".
pub(super) fn is_field_of_people(label: &str) -> bool {
    !OF_PROGRAMS.contains(&label) && fields().contains_key(label)
}

/// Whether a line may be a field that no list has: a short name, a colon, words.
fn is_key(text: &str) -> bool {
    const LONGEST: usize = 24;
    text.split_once(": ").is_some_and(|(name, words)| {
        let fits = name.len() <= LONGEST && name.starts_with(|c: char| c.is_ascii_uppercase());
        fits && !words.trim().is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    })
}

/// Whether a line of a header begins a field of its own.
pub(super) fn begins_field(line: &Line<'_>) -> bool {
    line.indent == 0 && (field(line.text).is_some() || is_key(line.text))
}

/// Where the words of a subject begin, behind the marks of an answer: "RE: Re: ", "AW: ".
pub(super) fn subject(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some((mark, words)) = text[at..].split_once([':', '：']) {
        let words = words.trim_start();
        if words.is_empty() || !is_page_word(|page| page.answers, &mark.trim().to_lowercase()) {
            break;
        }
        at = text.len() - words.len();
    }
    at
}

/// "---------- Forwarded message ---------": words between hyphens.
fn is_forwarded(text: &str) -> bool {
    const LONGEST: usize = 60;
    let words = text.trim_matches('-');
    text.len() <= LONGEST && text.starts_with("---") && text.ends_with("---") && words.chars().any(char::is_alphabetic)
}

/// "MEMORANDUM": the label above the fields of a message within a house.
fn is_memo(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST && is_page_word(|page| page.memos, text.trim_end_matches([':', ' ']).to_lowercase().as_str())
}

/// The header lines at the very beginning, or below the label of a memorandum, or below the mark of a message that somebody sent on: at least two, one of them
/// a sender or a subject, and nothing else among them but the further lines of a field, which are indented. With both of
/// them among three, other fields may be there.
pub(super) fn header(lines: &[Line<'_>]) -> Range<usize> {
    const NO_HEADER: Range<usize> = 0..0;
    let mut fields = Vec::new();
    let mut unknown = 0;
    let mut end = 0;
    let memo = lines.first().is_some_and(|line| is_memo(line.text));
    for (at, line) in lines.iter().enumerate() {
        // The fields of a memorandum may have room between them.
        let apart = line.blank_before > usize::from(memo && field(line.text).is_some());
        if (at > 0 && apart) || line.quoted > 0 {
            break;
        }
        match field(line.text) {
            Some((field, _)) if line.indent == 0 => fields.push(field),
            None if at == 0 && (memo || is_forwarded(line.text)) => {}
            _ if at > 0 && line.indent > 0 => {}
            None if is_key(line.text) => unknown += 1,
            _ => break,
        }
        end = at + 1;
    }
    let tells = fields.iter().any(|field| matches!(field, Field::From | Field::Subject));
    // What goes on without a blank line is no header.
    let closed = lines.get(end).is_none_or(|line| line.blank_before > 0);
    let has = |one: Field| fields.contains(&one);
    let sure = unknown == 0 || (fields.len() > 2 && has(Field::From) && has(Field::Subject));
    if fields.len() > 1 && tells && closed && sure { 0..end } else { NO_HEADER }
}

/// "Dear Sir,", "Дорогие соседи!": how a letter begins.
pub(super) fn is_salutation(text: &str) -> bool {
    const LONGEST: usize = 60;
    const MOST_WORDS: usize = 8;
    if text.len() > 2 * LONGEST || super::lines::width(text) > LONGEST {
        return false;
    }
    if !text.ends_with([',', ':', '!', '،', '，', '：', '！']) {
        const LONGEST_ALONE: usize = 32;
        let all = || is_page_word(|page| page.salutations, &text.to_lowercase());
        return text.len() <= LONGEST_ALONE && text.contains(' ') && text.starts_with(char::is_uppercase) && all();
    }
    let words = text.split_whitespace().count();
    let small = text.to_lowercase();
    // "Liebe auf dem Land!" cries out, where "Hochverehrter Herr Professor!" and "Дорогие соседи!" begin letters.
    let cries = text.ends_with('!') && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let begins = |word: &str| match word.strip_suffix('*') {
        Some(stem) => small.starts_with(stem),
        None => !cries && small.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ',', ':'])),
    };
    let enough = words > 1 || text.chars().any(super::join::is_ideographic);
    enough && words <= MOST_WORDS && page_words(|page| page.salutations).any(begins)
}

/// "Yours faithfully", "敬具": what stands above the name of who wrote a letter.
pub(super) fn is_valediction(text: &str) -> bool {
    const LONGEST: usize = 64;
    let words = || text.trim_end_matches([',', '.', '!', '，', '。', '！', '、']);
    text.len() <= LONGEST && is_page_word(|page| page.valedictions, &words().to_lowercase())
}

/// "14 Quay Street", "Hauptstraße 12", "Northport NP1 4AA", "10115 Berlin": a few words, the first or the last of them
/// with figures, and no date.
pub(super) fn is_address(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_number = |word: &str| {
        let word = word.trim_end_matches(',');
        let figures = word.bytes().filter(u8::is_ascii_digit).count();
        (1..=6).contains(&figures) && word.len() <= 8 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let named = words.len() <= MOST_WORDS && words.iter().filter(|word| is_name(word)).count() * 2 >= words.len() - 1;
    let numbered = (is_number(first) && words.get(1).is_some_and(is_name)) || (is_name(first) && is_number(last));
    // "Newsletter 2024" and "Chapter 3" are no addresses: a year or one figure behind one word.
    let sure = words.len() > 2 || first.len() > 4;
    numbered && named && sure && super::dates::find(text).is_none()
}

/// Whether a line parts a message from its signature: two hyphens alone.
pub(super) fn is_signature_mark(line: &Line<'_>) -> bool {
    line.text == "--" && line.indent == 0
}

/// The sender's name: `Jane Doe <jane@example.org>`, `jane@example.org (Jane Doe)`, or the address.
pub(super) fn sender(text: &str) -> &str {
    let name = match (text.find('<'), text.find('(')) {
        (Some(at), _) if !text[..at].trim().is_empty() => &text[..at],
        (None, Some(at)) if text[..at].contains('@') => text[at + 1..].trim_end_matches(')'),
        _ => text,
    };
    name.trim().trim_matches(['"', '\'', '<', '>']).trim()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn headers_of_messages() {
        let count = |text: &str| header(&lines(text)).len();
        assert_eq!(count("From: Jane <j@e.org>\nSubject: Wheat\n  and rye\nX-Mailer: m\n\nText"), 4);
        assert_eq!(count("Von: Jane\nBetreff: Weizen\n\nText"), 2);
        assert_eq!(count("To: All\nFrom: Jane\nDate: 3 May 2011\nRe: Wheat\n\nText"), 4);
        assert_eq!(count("From: a\nSubject: b\nDate: c\nLines: 209\n\nText"), 4);
        assert_eq!(count("From: a\nSubject: b\nLines: 209\n\nText"), 0);
        assert_eq!(count("---------- Forwarded message ---------\nFrom: Jane\nSubject: Fwd: Wheat\n\nText"), 3);
        assert_eq!(count("MEMORANDUM\n\nTO: All\nFROM: Jane\nDATE: 3 May 2011\nSUBJECT: Wheat\n\nText"), 5);
        assert_eq!(count("Aktennotiz\n\nAn: Alle\n\nVon: Jane\n\nBetreff: Weizen\n\nText"), 4);
        assert_eq!(count("Wheat\n\nTo: All\nFrom: Jane\n\nText"), 0);
        assert_eq!(count("To: you\nCc: them\n\nText"), 0);
        assert_eq!(count("Subject: alone\n\nText"), 0);
        assert_eq!(count("From: a\nto: b\nand then it went on\n\nText"), 0);
    }

    #[test]
    fn salutations() {
        for text in [
            "Dear Mr Hale,",
            "Madame, Monsieur,",
            "Estimado señor:",
            "De mi mayor consideración:",
            "Дорогие соседи!",
            "Egregio Dottore,",
            "Hochverehrter Herr Professor!",
            "尊敬的王先生：",
            "Dear Sirs",
        ] {
            assert!(is_salutation(text), "{text}");
        }
        for text in
            ["Dear", "Dear oil is here to stay", "Дороги закрыты!", "A dear friend,", "Dear me!", "Care and repair:"]
        {
            assert!(!is_salutation(text), "{text}");
        }
    }

    #[test]
    fn addresses_of_letters() {
        for text in ["14 Quay Street", "Hauptstraße 12", "Northport NP1 4AA", "10115 Berlin"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["12 March 2026", "An open letter", "3 ways to save the town", "Rule 3", "In 1804 the bridge fell"]
        {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn marks_of_answers() {
        for (text, words) in [("RE: Re: Wheat", "Wheat"), ("AW: Weizen: so", "Weizen: so"), ("Re:", "Re:")] {
            assert_eq!(&text[subject(text, 0)..], words);
        }
    }

    #[test]
    fn names_of_senders() {
        assert_eq!(sender("Jane Doe <jane@example.org>"), "Jane Doe");
        assert_eq!(sender("\"Doe, Jane\" <jane@example.org>"), "Doe, Jane");
        assert_eq!(sender("jane@example.org (Jane Doe)"), "Jane Doe");
        assert_eq!(sender("<jane@example.org>"), "jane@example.org");
    }
}
