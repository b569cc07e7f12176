//! Whether the letters of a short form are those of a long one, and where that begins.

use super::super::fold;
use super::super::words::words;
use super::shape::is_small;

/// Where a window's last words begin that the letters stand for. The window ends where the long form does.
pub(super) fn start(window: &str, short: &str, language: &str) -> Option<usize> {
    let (letters, parts) = (letters(short), parts(window));
    if letters.len() < 2 || parts.is_empty() {
        return None;
    }
    let reversed = matches!(language, "fr" | "es" | "it" | "pt" | "ca" | "ro");
    let compounds = matches!(language, "de" | "nl" | "sv" | "da" | "nb" | "fi");
    let found = initials(&parts, &letters)
        .or_else(|| inner(&parts, &letters, compounds))
        .or_else(|| turned(&parts, &letters, reversed))?;
    let start = parts[found].token;
    let long = window[start..].trim();
    let repeats = words(long).any(|range| long[range] == *short);
    (!repeats && long.chars().count() > letters.len()).then_some(start)
}

/// The same where every letter begins a word.
pub(super) fn start_of_words(window: &str, short: &str) -> Option<usize> {
    let (letters, parts) = (letters(short), parts(window));
    if letters.len() < 2 || parts.is_empty() {
        return None;
    }
    initials(&parts, &letters).map(|start| parts[start].token)
}

fn letters(short: &str) -> Vec<char> {
    fold::fold(short).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A word, or what begins anew within one: behind a hyphen, at a capital.
struct Part {
    /// Where the words joined to it begin.
    token: usize,
    /// Its letters, folded.
    letters: String,
    /// It does not have to be in the short form.
    small: bool,
    /// It goes on from the part before it.
    joined: bool,
    capital: bool,
}

fn parts(window: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut token = 0;
    let mut before = 0;
    let mut elided = false;
    for range in words(window) {
        let gap = &window[before..range.start];
        let apart = parts.is_empty() || elided || gap.contains(char::is_whitespace);
        if apart {
            token = range.start;
        }
        let word = &window[range.clone()];
        before = range.end;
        // The genitive's s.
        if !apart && word == "s" && gap.ends_with(['’', '\'']) {
            continue;
        }
        // An elided article: "l’Organisation".
        if apart && word.chars().count() <= 2 && window[range.end..].starts_with(['’', '\'']) {
            elided = true;
            before = range.end;
            continue;
        }
        if std::mem::take(&mut elided) {
            token = range.start;
        }
        let mut from = 0;
        let mut small_before = false;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && small_before {
                push(&mut parts, token, &word[from..at], !apart || from > 0);
                from = at;
            }
            small_before = c.is_lowercase();
        }
        push(&mut parts, token, &word[from..], !apart || from > 0);
    }
    parts
}

fn push(parts: &mut Vec<Part>, token: usize, word: &str, joined: bool) {
    let letters = fold::fold(word);
    let small = is_small(&word.to_lowercase());
    let capital = word.starts_with(char::is_uppercase);
    if !letters.is_empty() {
        parts.push(Part { token, letters, small, joined, capital });
    }
}

/// Whether a part begins as a letter says.
fn begins(part: &Part, letter: char) -> bool {
    let word = part.letters.as_str();
    let any = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    word.starts_with(letter)
        || match letter {
            'x' => any(&["ex", "cross"]),
            '2' => any(&["two", "second"]) || matches!(word, "to" | "too"),
            '3' => any(&["three", "third", "triple"]),
            '4' => any(&["four"]) || word == "for",
            '5' => any(&["five", "fifth"]),
            _ => false,
        }
}

/// Every letter begins a word; small words and what is joined to a word may be left out.
fn initials(parts: &[Part], letters: &[char]) -> Option<usize> {
    let mut failed = vec![false; parts.len() * letters.len()];
    let mut end = parts.len() - 1;
    while end > 0 && parts[end].joined && !begins(&parts[end], letters[letters.len() - 1]) {
        end -= 1;
    }
    if parts[end].small {
        return None;
    }
    initials_to(parts, letters, end, letters.len() - 1, &mut failed).filter(|&start| !parts[start].small)
}

fn initials_to(parts: &[Part], letters: &[char], part: usize, letter: usize, failed: &mut [bool]) -> Option<usize> {
    let cell = part * letters.len() + letter;
    if failed[cell] {
        return None;
    }
    let begins = begins(&parts[part], letters[letter]);
    let mut found = (begins && letter == 0).then_some(part);
    if begins && letter > 0 && part > 0 {
        found = initials_to(parts, letters, part - 1, letter - 1, failed);
    }
    let last = letter + 1 == letters.len() && !parts[part].joined;
    if found.is_none() && part > 0 && !last && (parts[part].small || parts[part].joined) {
        found = initials_to(parts, letters, part - 1, letter, failed);
    }
    failed[cell] = found.is_none();
    found
}

/// As Schwartz and Hearst: letters from the last to the first, the first at the beginning of a word. More strictly
/// than they: half the letters begin words, the last word has one, and hardly a word has none.
fn inner(parts: &[Part], letters: &[char], compounds: bool) -> Option<usize> {
    let all: Vec<(usize, usize, char)> = parts
        .iter()
        .enumerate()
        .flat_map(|(at, part)| part.letters.chars().enumerate().map(move |(n, c)| (at, n, c)))
        .collect();
    let mut used = vec![false; parts.len()];
    let mut end = all.len();
    let mut beginnings = 0;
    let mut start = 0;
    for (n, letter) in letters.iter().enumerate().rev() {
        let found = all[..end].iter().rposition(|(_, inside, c)| c == letter && (n > 0 || *inside == 0))?;
        let (part, inside, _) = all[found];
        used[part] = true;
        beginnings += usize::from(inside == 0);
        (start, end) = (part, found);
    }
    let whole = |at: &usize| !parts[*at].small && !parts[*at].joined;
    let content = (start..parts.len()).filter(whole).count();
    let left_out = (start..parts.len()).filter(whole).filter(|at| !used[*at]).count();
    let last = (start..parts.len()).rev().find(whole)?;
    if !used[last] || parts[start].small {
        return None;
    }
    let single = content == 1;
    let fits = if single {
        let long = parts[start].letters.chars().count();
        let plain = !parts[start].capital && long >= 6;
        plain || (compounds && letters.len() >= 3 && long >= 10)
    } else {
        letters.len() >= 3 && left_out <= usize::from(letters.len() >= 4) && beginnings * 2 >= letters.len()
    };
    fits.then_some(start)
}

/// As many words as letters, in another order: the short form is of another language, or was agreed between two.
fn turned(parts: &[Part], letters: &[char], reversed: bool) -> Option<usize> {
    let all = |joined: bool| (0..parts.len()).filter(move |&at| !parts[at].small && (joined || !parts[at].joined));
    let found = [false, true]
        .into_iter()
        .find_map(|joined| turned_among(parts, &all(joined).collect::<Vec<_>>(), letters, reversed));
    found.map(|start| (0..=start).rev().find(|&at| !parts[at].joined).unwrap_or(start))
}

fn turned_among(parts: &[Part], content: &[usize], letters: &[char], reversed: bool) -> Option<usize> {
    let mine = &content[content.len().checked_sub(letters.len())?..];
    let mut firsts: Vec<char> = mine.iter().filter_map(|&at| parts[at].letters.chars().next()).collect();
    let named = mine.iter().all(|&at| parts[at].capital);
    if letters.len() == 2 {
        firsts.reverse();
        return (reversed && firsts == letters).then_some(mine[0]);
    }
    let mut wanted = letters.to_vec();
    wanted.sort_unstable();
    firsts.sort_unstable();
    (firsts == wanted && (named || reversed)).then_some(mine[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long<'a>(window: &'a str, short: &str) -> Option<&'a str> {
        start(window, short, "en").map(|at| &window[at..])
    }

    #[test]
    fn letters_begin_words() {
        let osce = "Organization for Security and Co-operation in Europe";
        assert_eq!(long(&format!("head of the {osce}"), "OSCE"), Some(osce));
        assert_eq!(long("memorandum of understanding", "MoU"), Some("memorandum of understanding"));
        assert_eq!(long("the Extensible Markup Language", "XML"), Some("Extensible Markup Language"));
        assert_eq!(long("Third-Party Auditing Organizations", "3PAO"), Some("Third-Party Auditing Organizations"));
        assert_eq!(long("a JavaScript Object Notation", "JSON"), Some("JavaScript Object Notation"));
        assert_eq!(
            long("Организация по безопасности и сотрудничеству в Европе", "ОБСЕ"),
            Some("Организация по безопасности и сотрудничеству в Европе")
        );
    }

    #[test]
    fn letters_may_stand_within_words() {
        assert_eq!(long("an ultraviolet", "UV"), Some("ultraviolet"));
        assert_eq!(
            long("child sexual exploitation or abuse material", "CSAM"),
            Some("child sexual exploitation or abuse material")
        );
        assert_eq!(start("Der Bundesnachrichtendienst", "BND", "de"), Some(4));
    }

    #[test]
    fn letters_may_be_turned() {
        assert_eq!(long("the Coordinated Universal Time", "UTC"), Some("Coordinated Universal Time"));
        assert_eq!(start("una interfaz de línea de comandos", "CLI", "es"), Some(4));
        assert_eq!(start("un sistema operativo", "OS", "es"), Some(3));
    }

    #[test]
    fn letters_that_are_elsewhere_are_none() {
        for (window, short) in [
            ("the politician Betico Croes", "MEP"),
            ("the Netherlands", "NL"),
            ("use of the", "UOT"),
            ("with Reuters", "AP"),
            ("the OSCE", "OSCE"),
            ("in San Francisco", "US"),
        ] {
            assert_eq!(long(window, short), None, "{window} ({short})");
        }
    }
}
