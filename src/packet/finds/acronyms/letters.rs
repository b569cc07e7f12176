//! Whether the letters of a short form are those of a long one, and where that begins.

use super::super::fold;
use super::super::words::words;
use super::parts::{Part, parts};

/// Where a window's last words begin that the letters stand for. The window ends where the long form does.
pub(super) fn start(window: &str, short: &str, language: &str) -> Option<usize> {
    let parts = parts(window);
    if parts.is_empty() {
        return None;
    }
    let reversed = matches!(language, "fr" | "es" | "it" | "pt" | "ca" | "ro");
    let compounds = matches!(language, "de" | "nl" | "sv" | "da" | "nb" | "fi");
    let all = readings(short);
    let letters = all.first()?;
    let found = all
        .iter()
        .find_map(|letters| initials(&parts, letters))
        .or_else(|| {
            if reversed { turned(&parts, letters, reversed).or_else(|| behind_noun(&parts, letters)) } else { None }
        })
        .or_else(|| all.iter().find_map(|letters| inner(&parts, letters, compounds)))
        .or_else(|| skipping(&parts, letters))
        .or_else(|| turned(&parts, letters, reversed))?;
    let start = parts[found].token;
    fits(&window[start..], short, letters.len()).then_some(start)
}

/// The same where every letter begins a word.
pub(super) fn start_of_words(window: &str, short: &str) -> Option<usize> {
    let parts = parts(window);
    if parts.is_empty() {
        return None;
    }
    let (found, count) =
        readings(short).into_iter().find_map(|letters| Some((initials(&parts, &letters)?, letters.len())))?;
    let start = parts[found].token;
    fits(&window[start..], short, count).then_some(start)
}

/// How much of a text, from its beginning, the letters stand for, where every letter begins a word.
pub(super) fn end_of_words(text: &str, short: &str) -> Option<usize> {
    let parts = parts(text);
    let most = short.chars().count() * 2 + 2;
    let ends = (1..=parts.len().min(most)).filter(|&count| parts.get(count).is_none_or(|next| !next.joined));
    ends.map(|count| parts[count - 1].end).find(|&end| start_of_words(&text[..end], short) == Some(0))
}

/// The same for names that go on behind their letters: "United Nations Guiding Principles on Business (UNGPs)". Every
/// letter begins a word with a capital, and what goes on begins with a small word.
pub(super) fn start_of_longer(window: &str, short: &str) -> Option<usize> {
    let (parts, letters) = (parts(window), letters(short));
    if letters.len() < 3 || !parts.last()?.capital {
        return None;
    }
    let content: Vec<usize> = (0..parts.len()).filter(|&at| !parts[at].small).collect();
    let found = content.windows(letters.len()).rev().find(|run| {
        let named = run.iter().zip(&letters).all(|(&at, &letter)| parts[at].capital && parts[at].begins(letter));
        let last = run[run.len() - 1];
        let goes_on = parts.get(last + 1).is_some_and(|next| next.small && !next.joined);
        named && goes_on && content.iter().filter(|&&at| at > last).all(|&at| parts[at].capital)
    })?;
    let start = parts[found[0]].token;
    fits(&window[start..], short, letters.len()).then_some(start)
}

/// Whether a long form is longer than its short one, and does not say it.
fn fits(long: &str, short: &str, letters: usize) -> bool {
    let long = long.trim();
    let said: String = self::letters(short).into_iter().collect();
    let repeats =
        words(long).any(|range| long[range] == *short) || (letters > 3 && fold::fold(long).starts_with(&said));
    let same = self::letters(long).into_iter().eq(said.chars());
    !repeats && !same && long.chars().count() > letters && !is_formula(long, short)
}

/// Whether a short form is made of the signs of elements: "lithium fluoride (LiF)".
fn is_formula(long: &str, short: &str) -> bool {
    let last = long.rsplit(char::is_whitespace).next().unwrap_or_default();
    let salt = ["ide", "ate", "ite", "acid", "ane", "ene"].iter().any(|ending| last.ends_with(ending));
    salt && long.starts_with(char::is_lowercase) && short.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// The letters of a short form, folded, as they may be read: "W3C" is "www c" too.
fn readings(short: &str) -> Vec<Vec<char>> {
    let plain = letters(short);
    if plain.len() < 2 {
        return Vec::new();
    }
    let mut repeated: Vec<char> = Vec::new();
    for &letter in &plain {
        match (letter.to_digit(10), repeated.last().copied()) {
            (Some(times @ 2..=4), Some(before)) if before.is_alphabetic() => {
                repeated.extend(std::iter::repeat_n(before, times as usize - 1));
            }
            _ => repeated.push(letter),
        }
    }
    if repeated == plain { vec![plain] } else { vec![plain, repeated] }
}

fn letters(short: &str) -> Vec<char> {
    fold::fold(short).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every letter begins a word; small words and what is joined to a word may be left out.
fn initials(parts: &[Part], letters: &[char]) -> Option<usize> {
    let mut end = parts.len() - 1;
    while end > 0 && parts[end].joined && !parts[end].begins(letters[letters.len() - 1]) {
        end -= 1;
    }
    if parts[end].small {
        return None;
    }
    let from = |opens: fn(&Part) -> bool| {
        let mut failed = vec![false; parts.len() * letters.len()];
        initials_to(parts, letters, (end, letters.len() - 1), opens, &mut failed)
    };
    // "Do Not Track": a small word may begin a name that has as many words as letters.
    let small = || from(|part| part.capital).filter(|start| letters.len() > 2 && parts.len() - start == letters.len());
    from(|part| !part.small).or_else(small)
}

fn initials_to(
    parts: &[Part],
    letters: &[char],
    (part, letter): (usize, usize),
    opens: fn(&Part) -> bool,
    failed: &mut [bool],
) -> Option<usize> {
    let cell = part * letters.len() + letter;
    if failed[cell] {
        return None;
    }
    let begins = parts[part].begins(letters[letter]);
    let mut found = (begins && letter == 0 && opens(&parts[part])).then_some(part);
    if begins && letter > 0 && part > 0 {
        found = initials_to(parts, letters, (part - 1, letter - 1), opens, failed);
    }
    let last = letter + 1 == letters.len() && !parts[part].joined;
    if found.is_none() && part > 0 && !last && (parts[part].small || parts[part].joined) {
        found = initials_to(parts, letters, (part - 1, letter), opens, failed);
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
    // "Wireless-LAN" (WLAN).
    let every = start + 1 < parts.len()
        && parts[parts.len() - 1].loud
        && (start..parts.len()).all(|at| used[at] && (at == start || parts[at].joined));
    let fits = if single && every && letters.len() >= 3 {
        true
    } else if single {
        let long = parts[start].letters.chars().count();
        let plain = !parts[start].capital && long >= 6;
        plain || (compounds && letters.len() >= 3 && long >= 10)
    } else {
        letters.len() >= 3 && left_out <= usize::from(letters.len() >= 4) && beginnings * 2 >= letters.len()
    };
    fits.then_some(start)
}

/// Every letter begins a word with a capital, and one such word within has none: "Water Resources Mission Area (WMA)".
fn skipping(parts: &[Part], letters: &[char]) -> Option<usize> {
    if letters.len() < 3 {
        return None;
    }
    let within = (1..parts.len() - 1).rev().filter(|&at| !parts[at].small && !parts[at].joined);
    within.filter(|&at| !parts[at + 1].joined).find_map(|at| {
        let mut parts = parts.to_vec();
        parts[at].small = true;
        let start = initials(&parts, letters)?;
        (start < at && parts[start..].iter().all(|part| part.small || part.capital)).then_some(start)
    })
}

/// As many words as letters, in another order: the short form is of another language, or was agreed between two.
fn turned(parts: &[Part], letters: &[char], reversed: bool) -> Option<usize> {
    let all = |joined: bool| (0..parts.len()).filter(move |&at| !parts[at].small && (joined || !parts[at].joined));
    let found = [false, true]
        .into_iter()
        .filter_map(|joined| turned_among(parts, &all(joined).collect::<Vec<_>>(), letters, reversed))
        .max();
    found.map(|start| (0..=start).rev().find(|&at| !parts[at].joined).unwrap_or(start))
}

/// A noun's letter at the end, before it those of the word behind it: "autenticación multifactor (MFA)".
fn behind_noun(parts: &[Part], letters: &[char]) -> Option<usize> {
    let (last, rest) = letters.split_last()?;
    let content: Vec<&Part> = parts.iter().filter(|part| !part.small).collect();
    let [.., noun, word] = content[..] else { return None };
    let mut there = word.letters.chars();
    let fits = rest.len() > 1 && word.begins(rest[0]) && rest.iter().all(|letter| there.any(|c| c == *letter));
    (fits && noun.begins(*last) && !word.joined).then(|| parts.iter().position(|part| std::ptr::eq(part, noun)))?
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
        assert_eq!(start("la autenticación multifactor", "MFA", "es"), Some(3));
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
