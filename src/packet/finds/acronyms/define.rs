//! Places where a text says what a short form stands for: `long form (SF)` and `SF (long form)`.

use super::super::words::words;
use super::letters;
use super::shape;
use std::ops::Range;

/// A short form that is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The short form, as lists show it: without dots, in the singular.
    pub short: String,
    /// The long form, as the text has it.
    pub long: String,
    /// Where the explanation begins: the first of the two.
    pub place: usize,
    /// Where the short form stands.
    pub short_range: Range<usize>,
}

/// How far apart brackets may stand, in bytes.
const LONGEST: usize = 160;

/// How far back a long form may begin, in bytes.
const FURTHEST: usize = 240;

/// The definitions in a text. `language`: its primary subtag.
pub fn definitions(text: &str, language: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                let Some(start) = open.pop() else { continue };
                let inside = start + if text[start..].starts_with('(') { 1 } else { '（'.len_utf8() }..at;
                if inside.len() <= LONGEST {
                    found.extend(short_inside(text, start, &inside, language));
                    found.extend(long_inside(text, start, &inside, language));
                }
            }
            _ => {}
        }
    }
    found.extend(told(text));
    found.sort_by_key(|definition: &Definition| definition.place);
    found
}

/// What tells without brackets that a short form follows a long one, in lower case.
const TELLS: &[&str] = &[
    "also known as",
    "otherwise known as",
    "better known as",
    "abbreviated as",
    "abbreviated to",
    "abbreviated",
    "aka",
    "a.k.a.",
    " or",
    " o",
    " ou",
    " oder",
    " или",
    "также известный как",
    "abgekürzt",
    "también conocido como",
];

/// `Boot to Gecko, also known as B2G`: where every letter begins a word.
fn told(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut next = 0;
    for (at, _) in text.match_indices(' ') {
        let before = &text[..at];
        let start = at + 1;
        if start < next || text[start..].chars().take(3).filter(|c| c.is_uppercase()).nth(1).is_none() {
            continue;
        }
        let Some(tell) = TELLS.iter().find(|tell| before.ends_with(**tell)) else { continue };
        let word = text[start..].split(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ';')).next();
        let word = word.unwrap_or_default().trim_end_matches(['.', ':', '!', '?']);
        next = start + word.len();
        let Some(short) = shape::short_of(word).filter(|short| short.chars().count() >= 3) else { continue };
        let end = before.len() - tell.len();
        let Some(window) = window(text, end, &short) else { continue };
        let Some(from) = letters::start_of_words(&text[window.clone()], &short) else { continue };
        let place = window.start + from;
        let Some(long) = tidy(&text[place..window.end]) else { continue };
        found.push(Definition { short, long, place, short_range: start..next });
    }
    found
}

/// What may stand in brackets before either form, in lower case.
const LEADS: &[&str] = &[
    "the",
    "or",
    "aka",
    "a.k.a.",
    "abbr.",
    "abbreviated",
    "as",
    "known",
    "also",
    "called",
    "formerly",
    "hereafter",
    "hereinafter",
    "short",
    "for",
    "from",
    "kurz",
    "abgekürzt",
    "auch",
    "oder",
    "englisch",
    "engl.",
    "ou",
    "sigle",
    "en",
    "anglais",
    "inglés",
    "por",
    "sus",
    "siglas",
    "o",
    "также",
    "далее",
    "сокращенно",
    "сокращённо",
    "сокр.",
    "или",
    "от",
    "англ.",
    "рус.",
    "—",
    "–",
    "-",
    "=",
    ":",
];

fn without_leads(mut range: Range<usize>, text: &str) -> Range<usize> {
    loop {
        let content = &text[range.clone()];
        range.start += content.len() - content.trim_start_matches(|c: char| c.is_whitespace() || is_quote(c)).len();
        let content = &text[range.clone()];
        let Some(first) = content.split_whitespace().next() else { return range };
        let lead = first.trim_end_matches([',', ':']);
        if first.len() == content.len() || !LEADS.contains(&lead.to_lowercase().as_str()) {
            return range;
        }
        range.start += first.len();
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'')
}

/// `Organization for Security and Co-operation in Europe (OSCE)`.
fn short_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    let mut range = without_leads(inside.clone(), text);
    let content = &text[range.clone()];
    let end = content.find([',', ';', ':']).unwrap_or(content.len());
    range.end = range.start + content[..end].trim_end().len();
    let written = &text[range.clone()];
    let small = shape::is_small_short(written);
    let short = if small { written.to_owned() } else { shape::short_of(written)? };
    let window = window(text, open, &short)?;
    let before = &text[window.clone()];
    let start = if small {
        let start = letters::start(before, &short, "")?;
        // Small letters are a short form only where each begins a word.
        let words = words(&before[start..]).count();
        (words == short.len()).then_some(start)?
    } else {
        letters::start(before, &short, language).or_else(|| institution(before, &short))?
    };
    let place = window.start + start;
    let long = tidy(&text[place..window.end])?;
    Some(Definition { short, long, place, short_range: range })
}

/// `HDR (high dynamic range)`.
fn long_inside(text: &str, open: usize, inside: &Range<usize>, language: &str) -> Option<Definition> {
    let before = text[..open].trim_end();
    let from = before.char_indices().rev().find(|(_, c)| c.is_whitespace() || matches!(c, '(' | '[' | '/'));
    let start = from.map_or(0, |(at, c)| at + c.len_utf8());
    let written = before[start..].trim_start_matches(is_quote);
    let short_range = before.len() - written.len()..before.len();
    let short = shape::short_of(written)?;
    if open > before.len() + 2 {
        return None;
    }
    let range = without_leads(inside.clone(), text);
    let content = &text[range.clone()];
    let whole = content.find([';', ':', '(', '（', '=', '/']).unwrap_or(content.len());
    let comma = content.find(", ").unwrap_or(content.len());
    let shorter = content[..whole].trim_end().rfind(' ').unwrap_or(whole);
    for (end, all) in [(comma, comma), (whole, whole), (shorter, whole)] {
        let long = content.get(..end.min(whole))?.trim_end().trim_end_matches(is_quote);
        if letters::start(long, &short, language) == Some(0) && words(long).count() > 1 {
            let long = tidy(&content[..all.min(whole)])?;
            return Some(Definition { short, long, place: short_range.start, short_range });
        }
    }
    None
}

/// Where a long form before a bracket may stand: some words of one sentence.
fn window(text: &str, open: usize, short: &str) -> Option<Range<usize>> {
    let before = text[..open].trim_end();
    if open > before.len() + 2 || before.is_empty() {
        return None;
    }
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let most = (letters + 5).min(letters * 2).max(4);
    let end = before.trim_end_matches(|c: char| is_quote(c) || c == ',').len();
    let quoted = before[end..].contains(['”', '"', '»', '“']);
    let mut start = end;
    let mut count = 0;
    let floor = text.floor_char_boundary(end.saturating_sub(FURTHEST));
    let mut chars = text[floor..end].char_indices().rev().peekable();
    let mut next = ' ';
    while let Some((at, c)) = chars.next() {
        let at = floor + at;
        let ends = match c {
            '(' | ')' | '[' | ']' | '{' | '}' | ';' | ':' | '!' | '?' | '|' | '•' | '·' | '—' | '…' | '。' | '、'
            | '\u{fffc}' => true,
            '–' | '-' | '*' => next.is_whitespace() && chars.peek().is_none_or(|(_, before)| before.is_whitespace()),
            '.' => next.is_whitespace() && ends_sentence(&text[floor..at]),
            '“' | '„' | '«' | '"' => quoted,
            _ => false,
        };
        if ends {
            break;
        }
        if c.is_whitespace() && !next.is_whitespace() {
            count += 1;
            if count == most {
                break;
            }
        }
        start = at;
        next = c;
    }
    let skipped = text[start..end].find(|c: char| c.is_alphanumeric())?;
    Some(start + skipped..end)
}

/// Whether a full stop behind a text ends its sentence: not behind a capital, or behind a few letters with one.
fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    let length = word.chars().count();
    !(length <= 1 || (length <= 3 && word.starts_with(char::is_uppercase)))
}

/// A long form as a list shows it: no article before it, no genitive behind it.
fn tidy(long: &str) -> Option<String> {
    let long = long.trim_matches(|c: char| c.is_whitespace() || is_quote(c) || c == ',' || c == '_' || c == '*');
    let long = long.strip_suffix("’s").or_else(|| long.strip_suffix("'s")).unwrap_or(long);
    let first = long.split_whitespace().next()?;
    let rest = long[first.len()..].trim_start();
    let long = if matches!(first, "the" | "The" | "a" | "A" | "an" | "An") && !rest.is_empty() { rest } else { long };
    (!long.is_empty()).then(|| long.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What institutions are called, in lower case.
const INSTITUTIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "center",
    "centre",
    "chamber",
    "church",
    "coalition",
    "college",
    "command",
    "commission",
    "committee",
    "community",
    "company",
    "confederation",
    "conference",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "directorate",
    "federation",
    "forces",
    "foundation",
    "front",
    "fund",
    "guard",
    "institute",
    "institution",
    "league",
    "ministry",
    "mission",
    "movement",
    "office",
    "organisation",
    "organization",
    "party",
    "railway",
    "railways",
    "secretariat",
    "service",
    "services",
    "society",
    "tribunal",
    "union",
    "university",
];

/// Whether a word, in lower case, says what an institution is.
pub(in crate::packet::finds) fn is_institution_word(word: &str) -> bool {
    INSTITUTIONS.contains(&word)
}

/// What is no institution's name, though in brackets behind one.
const COUNTRIES: &[&str] = &["USA", "UAE", "DRC", "GDR", "FRG", "USSR", "NYSE", "PDF", "AFP", "BBC", "CNN"];

/// An institution whose short form is of its own language: `State Institute of Cinematography (VGIK)`. Its name is
/// what stands in capitals before the bracket, and says what it is.
fn institution(window: &str, short: &str) -> Option<usize> {
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 3 || capitals != short.chars().count() || COUNTRIES.contains(&short) {
        return None;
    }
    let mut start = None;
    let mut names = 0;
    let mut says = None;
    let mut small_behind = false;
    for (n, (at, word)) in backwards(window).enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // Whose it is: "Security’s Customs Agency".
        if n > 0 && (word.ends_with("’s") || word.ends_with("'s")) {
            break;
        }
        if bare.starts_with(char::is_uppercase) && !matches!(bare, "The" | "In" | "At" | "By" | "And") {
            names += 1;
            start = Some(at);
            // The last word, or one that "of" stands behind.
            let lower = bare.to_lowercase();
            if INSTITUTIONS.contains(&lower.as_str()) && (n == 0 || small_behind) {
                says = Some(at);
            }
            small_behind = false;
        } else if matches!(word, "of" | "for" | "on" | "and" | "in") && n > 0 && !small_behind {
            small_behind = true;
        } else {
            break;
        }
        if word.ends_with([',', '.']) && n > 0 {
            return None;
        }
    }
    (names >= 2 && says.is_some()).then_some(start).flatten()
}

/// Words parted by white space, from the last, with where they begin.
fn backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let before = text[..end].trim_end();
        let word = before.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty())?;
        end = before.len() - word.len();
        Some((end, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        definitions(text, "en").into_iter().map(|found| format!("{} = {}", found.short, found.long)).collect()
    }

    #[test]
    fn both_forms_are_found() {
        assert_eq!(
            found(
                "The Organization for Security and Co-operation in Europe (OSCE) met; HDR (high dynamic range) is it."
            ),
            ["OSCE = Organization for Security and Co-operation in Europe", "HDR = high dynamic range"]
        );
        assert_eq!(
            found("CVE (Common Vulnerabilities and Exposures (CVE®)) ids"),
            ["CVE = Common Vulnerabilities and Exposures", "CVE = Common Vulnerabilities and Exposures"]
        );
        assert_eq!(found("the Dutch West India Company (“the W.I.C.”, 1621)"), ["WIC = West India Company"]);
        assert_eq!(found("Вооружённые силы Украины (далее — ВСУ)"), ["ВСУ = Вооружённые силы Украины"]);
        assert_eq!(found("project name: Boot to Gecko, also known as B2G."), ["B2G = Boot to Gecko"]);
        assert_eq!(found("a network interface card or NIC, here or BBC"), ["NIC = network interface card"]);
        assert_eq!(found("with Node Package Manager (npm)"), ["npm = Node Package Manager"]);
    }

    #[test]
    fn an_institution_may_have_letters_of_its_own_language() {
        assert_eq!(
            found("He went to the State Film Institute of Poland (PWSF)."),
            ["PWSF = State Film Institute of Poland"]
        );
        assert_eq!(found("said Betico Croes (MEP) and the Labour Party (UK)"), [""; 0]);
    }

    #[test]
    fn what_is_in_brackets_is_mostly_no_short_form() {
        for text in [
            "the market (see below) and sodium (Na)",
            "It ended. Internal matters (EIM)",
            "a fix (CVE-2018-0739) in v4 (LTS \"Argon\")",
            "in Lusaka (Zambia) and (also) here",
            "((((((((((",
            "))))",
            "(A)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
