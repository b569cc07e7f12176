//! What no heading is, however short it is and however much white stands round it.

use super::lexicon::lexicon;
use super::{above, dates, letter, wording};
use crate::lang::{Kind, is_page_word, small};

/// What no heading is: a salutation, a sentence that goes on, a place and a date, an ornament.
pub(super) fn is_never_heading(text: &str) -> bool {
    text.starts_with('>')
        || letter::is_salutation(text)
        || letter::is_valediction(text)
        || text.ends_with([',', '，', '،'])
        || dates::of_place(text).is_some()
        || above::asks_the_press(text)
        || is_dated_label(text)
        || is_role(text)
        || is_command(text)
        || is_ornament(text)
        || is_aside(text)
        || is_saying(text)
        || is_setting(text)
        || goes_on(text)
        || is_labelled(text)
        || is_numbered_caption(text)
        || is_way_to_reach(text)
        || is_call(text)
        || is_measure(text)
        || is_clause_before_colon(text)
}

/// "Map: Where the fighters came from", "Proof: By definition …": what stands under a picture, or is said in its place.
fn is_labelled(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.split_once([':', '：']).is_some_and(|(label, rest)| {
        let short = label.len() <= LONGEST && !rest.is_empty();
        short && is_page_word(|page| page.captions, &label.trim_end().to_lowercase())
    })
}

/// "Fig. 3", "图 5-19. 多个特性分支", "Tableau 2 : Les ports": what stands below a picture or a table. A sentence may begin
/// so, too, and is no heading either.
fn is_numbered_caption(text: &str) -> bool {
    const LONGEST: usize = 24;
    let Some(number) = text.bytes().take(LONGEST).position(|b| b.is_ascii_digit()) else { return false };
    let label = text[..number].trim_end_matches([' ', '.', '\u{a0}', '\u{202f}']);
    // Where words have spaces between them, one is there as well.
    let parted = label.len() < number || label.chars().next_back().is_some_and(super::join::is_ideographic);
    // "Table 19 opens" may head what happens there.
    let figures = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '–' | ':' | '：');
    let behind = text[number..].trim_start_matches(figures);
    let closed = behind.is_empty()
        || text[..text.len() - behind.len()].ends_with(['.', ':', '：'])
        || behind.trim_start().starts_with([':', '：', '-', '–', '—', '|'])
        || behind.starts_with(super::join::is_ideographic);
    let parted = parted && closed;
    parted && !label.is_empty() && !label.contains(' ') && lexicon().numbered.contains(&small(label))
}

/// "Tel.: 030 18 555-0", "+1 (555) 010-2277", "press@example.org": how to reach somebody.
fn is_way_to_reach(text: &str) -> bool {
    const LONGEST: usize = 60;
    const FEWEST_FIGURES: usize = 7;
    const LONGEST_LABEL: usize = 16;
    if text.len() > LONGEST {
        return false;
    }
    let labelled = text.split_once([':', '：']).filter(|(label, _)| label.len() <= LONGEST_LABEL);
    let value = labelled.map_or(text, |(_, value)| value).trim();
    let address = || {
        let (name, site) = value.split_once('@').unwrap_or_default();
        !name.is_empty() && site.contains('.') && !value.contains(char::is_whitespace)
    };
    let figures = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = || value.chars().all(|c| c.is_ascii_digit() || " +()-/.–‑\u{a0}\u{202f}".contains(c));
    // "1990-1999", "01.02.2024" and sums are written without a space or a sign before them.
    let called = labelled.is_some() || value.starts_with(['+', '(', '0']) || value.matches([' ', '\u{a0}']).count() > 2;
    (figures >= FEWEST_FIGURES && called && plain()) || address()
}

/// `install.packages("tesseract")`, `objects.filter(at=4)`: a name, and in brackets directly behind it what a program
/// is given. "Thread.report()" may be what a section is about.
fn is_call(text: &str) -> bool {
    // "def square(x) = x * x", "require "json"".
    const BEGIN: &[&str] =
        &["def ", "fn ", "function ", "let ", "const ", "var ", "require \"", "import \"", "#include "];
    if BEGIN.iter().any(|start| text.starts_with(start)) {
        let statement = text.contains(" = ") || text.contains("()") || text.ends_with([';', '{', '"']);
        return statement || text.contains("(") && !text.contains(" (");
    }
    let Some((name, given)) = text.split_once('(') else { return false };
    let is_name = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-:$>".contains(&b))
        && name.contains(|c: char| c.is_ascii_alphabetic());
    is_name && text.trim_end_matches(';').ends_with(')') && given.contains(['=', '"', '\''])
}

/// "Assuming that it is there, do this:", "在上面这个例子中，运行：": what leads to something else, in more than one clause.
/// Of 19,000 headings hardly one ends so.
fn is_clause_before_colon(text: &str) -> bool {
    const FEWEST_COLUMNS: usize = 26;
    text.len() >= FEWEST_COLUMNS
        && text.trim_end().ends_with([':', '：'])
        && text.match_indices([',', '，', '、', '،']).any(|(at, _)| !is_between_figures(text, at))
}

/// Whether a comma is one of a number.
fn is_between_figures(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// "Prep time: 15 min", "预估烹饪难度：★★★": what a thing measures, with its unit at most.
fn is_measure(text: &str) -> bool {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 4;
    const LONGEST_VALUE: usize = 16;
    if text.len() > LONGEST {
        return false;
    }
    let Some((label, value)) = text.split_once([':', '：']) else { return false };
    let (label, value) = (label.trim(), value.trim());
    let named = label.split_whitespace().count() <= MOST_WORDS
        && label.chars().any(|c| Kind::of(c).is_letter())
        && !label.contains(|c: char| c.is_ascii_digit());
    let figures = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '★' | '☆' | '●' | '○'));
    let mut words = value.split_whitespace();
    let (number, unit) = (words.next().unwrap_or_default(), words.next());
    // "Apollo: 50 years", "Step: 2" may head something: a unit is short, or written without letters.
    let of_letters = |unit: &str| unit.len() <= 3 && unit.bytes().all(|b| b.is_ascii_lowercase());
    let is_sign = |unit: &str| of_letters(unit) || UNITS.contains(&unit);
    let squares = |text: &str| text.chars().any(super::join::is_ideographic);
    let measured = match unit {
        Some(unit) => is_sign(unit) || squares(unit) || is_page_word(|page| page.minutes, &small(unit)),
        None => number.ends_with(['%', '★', '☆', '●', '○']) || squares(number),
    };
    named && figures && measured && words.next().is_none() && value.chars().count() <= LONGEST_VALUE
}

/// Units that have capitals, or more letters.
const UNITS: &[&str] = &[
    "kcal", "A", "V", "W", "kW", "MW", "kWh", "Wh", "Ah", "mAh", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB",
    "TB", "dB", "J", "kJ", "N", "Nm", "Pa", "hPa", "kPa", "°C", "°F", "Вт", "кВт", "В", "Гц", "МБ", "ГБ",
];

/// A pictograph before words in quotation marks, or before "(in a comment)" and such words: what one might say, well or
/// badly.
fn is_saying(text: &str) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];
    let quoted = || text.trim_end().strip_suffix(QUOTES).and_then(|text| text.find(QUOTES).map(|at| &text[..at]));
    wording::is_pictograph(text)
        && quoted().is_some_and(|before| {
            let plain = before.trim_end();
            plain.ends_with(')') || !plain.chars().any(|c| Kind::of(c).is_alphanumeric())
        })
}

/// `target = "host"`, `LANG=C`: a name without a space, and what it is set to.
fn is_setting(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else { return false };
    let spaced = name.ends_with(' ');
    let (name, value) = (name.trim_end(), value.trim_start());
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    let plain = value.starts_with(|c: char| c.is_ascii_digit() || "\"'[{".contains(c))
        || matches!(value, "true" | "false")
        || (!spaced && !value.is_empty() && !value.contains(' '));
    named && plain
}

/// "However, …", "Por ejemplo, …", "但是，…": a sentence that goes on from the one before. Of 18,000 headings none
/// begins so.
fn goes_on(text: &str) -> bool {
    const LONGEST: usize = 40;
    text[..text.floor_char_boundary(LONGEST)]
        .find([',', '，', '、', '،', ':', '：'])
        .is_some_and(|at| is_page_word(|page| page.connectives, &text[..at].to_lowercase()))
}

/// "(Applause)", "[Laughter]": a line in brackets from end to end.
fn is_aside(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix([')', '.']));
    let inner = inner.or_else(|| text.strip_prefix('[').and_then(|text| text.strip_suffix(']')));
    let inner = inner.or_else(|| text.strip_prefix('（').and_then(|text| text.strip_suffix('）')));
    inner.is_some_and(|inner| !inner.trim_end_matches(')').contains(['(', ')', '[', ']', '（', '）']))
}

/// "Closing date: 31 January 2018": what a date is for.
pub(super) fn is_dated_label(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let Some((label, rest)) = text.split_once([':', '：']) else { return false };
    let named = label.split_whitespace().count() <= 4 && label.chars().any(|c| Kind::of(c).is_letter());
    let rest = rest.trim();
    let on = |found: dates::Found| rest[..found.range.start].split_whitespace().all(dates::is_weekday);
    named && dates::whole_line(rest).is_some_and(on)
}

/// "Editor: Jane Doe", "翻译：李晓明", "编辑 | 李晓明": who did what for an article.
pub(super) fn is_role(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    const LONGEST: usize = 60;
    if text.len() > 2 * LONGEST {
        return false;
    }
    let Some((label, names)) = text.split_once([':', '：', '|', '｜']) else { return false };
    let names = names.trim();
    let few = !names.is_empty() && names.len() <= LONGEST && names.split_whitespace().count() <= MOST_WORDS;
    few && label.len() <= LONGEST && is_page_word(|page| page.roles, &label.trim().to_lowercase())
}

/// "$ make install", "PS> Get-Help", "sudo apt-get install": what is typed into a terminal.
fn is_command(text: &str) -> bool {
    const PROMPTS: &[&str] = &["$ ", "% ", "PS>", "PS C:", "C:\\", ">>> ", "~$ "];
    const PROGRAMS: &[&str] = &[
        "apt",
        "apt-cache",
        "apt-get",
        "brew",
        "bundle",
        "cargo",
        "curl",
        "docker",
        "dnf",
        "gem",
        "git",
        "go",
        "gpg",
        "kubectl",
        "make",
        "npm",
        "npx",
        "pacman",
        "pip",
        "pip3",
        "python",
        "python3",
        "rustup",
        "snap",
        "ssh",
        "sudo",
        "systemctl",
        "wget",
        "yarn",
        "yum",
        "zypper",
    ];
    let mut words = text.split_whitespace();
    let program = words.next().is_some_and(|word| PROGRAMS.contains(&word));
    // "make do and mend" is none.
    let typed =
        |word: &str| word.starts_with(['-', '/', '.']) || word.contains(['=', '/', '_', '@']) || VERBS.contains(&word);
    PROMPTS.iter().any(|prompt| text.starts_with(prompt)) || (program && words.next().is_some_and(typed))
}

/// What the programs of [`is_command`] are asked to do.
const VERBS: &[&str] = &[
    "add",
    "apply",
    "apt",
    "apt-get",
    "build",
    "checkout",
    "clone",
    "commit",
    "config",
    "get",
    "init",
    "install",
    "list",
    "pull",
    "push",
    "remove",
    "restart",
    "run",
    "search",
    "show",
    "start",
    "status",
    "stop",
    "test",
    "uninstall",
    "update",
    "upgrade",
];

/// Fewer letters and digits than other signs.
fn is_ornament(text: &str) -> bool {
    let weight = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => -1,
        c if c.is_whitespace() => 0,
        c if Kind::of(c).is_alphanumeric() => -1,
        _ => 1,
    };
    // Half of the bytes are enough to tell it of nearly every line.
    let plain = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    2 * plain < text.len() && text.chars().map(weight).sum::<isize>() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_heading() {
        for text in [
            "However, cargo fix",
            "Por ejemplo, así es como empieza",
            "例如，一个项目",
            "Außerdem:",
            "target = \"host\"",
            "LANG=C",
            "jobs = 4",
            "😢 \"Wie mache ich X?\"",
            "😇 “I looked it up, and found nothing”",
            "😇 (in a comment) \"How shall we go on?\"",
            "Map: Where they went",
            "Closing date: 31 January 2018",
            "For release: Monday, 6 May 2013",
            "Proof: By definition it is so",
            "(Applause)",
            "Editor: Jane Doe",
            "Fig. 3",
            "Bild 1-1. Diagramm: Lokale Versionen",
            "图 5-19. 多个特性分支",
            "图1",
            "敬具",
            "Yours faithfully",
            "在上面这个例子中，运行：",
            "Assuming that it is there, do this:",
            "def square(x) = x * x",
            "require \"json\"",
            "Prep time: 15 min",
            "Leistung: 2000 W",
            "Spannung: 230 V",
            "预估烹饪难度：★★★",
            "预估卡路里：693 大卡",
            "Tableau 2 : Les ports",
            "install.packages(\"tesseract\")",
            "objects.filter(at__lt=4)",
            "$ make install",
            "Tel.: 030 18 555-0",
            "Τηλ.: 210 000 0000",
            "01 40 15 00 00",
            "+1 (555) 010-2277",
            "press@example.org",
            "E-Mail: presse@example.org",
        ] {
            assert!(is_never_heading(text), "{text}");
        }
    }

    #[test]
    fn what_may_be_one() {
        for text in [
            "However far we go",
            "For example",
            "Además de leer",
            "Knowledge = power?",
            "Time = money",
            "Map of the town",
            "Figures of 2019",
            "Let us (all) go",
            "Use cases",
            "The first 1,000 days:",
            "Lesson 3: 5 ways",
            "Rust: 10 things nobody told you",
            "Table talk of 1850",
            "Bildung 2030",
            "Thread.report()",
            "Why (and \"how\")",
            "Proof of concept",
            "E = mc²",
            "😭 No answer",
            "🎉 Why I like \"Emma\"",
            "“Richy?”",
            "Make do and mend",
            "Ukraine: 1000 days",
            "Apollo: 50 years",
            "Chapter: 3",
            "Phase: 2 begins",
            "Table 19 opens",
            "Plate 12 tectonics",
            "const generics (MVP)",
            "let go (finally)",
            "First, the bridge:",
            "1990-1999",
            "1914 – 1918",
            "10 000 000",
            "Mail to a@b and c",
        ] {
            assert!(!is_never_heading(text), "{text}");
        }
    }
}
