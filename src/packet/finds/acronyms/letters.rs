//! Whether the letters of a short form are those of a long one, and where that begins.

use super::super::fold;
use super::super::words::words;
use super::laid::lay;
use super::parts::{Part, beginning, parts};

/// Where a window's last words begin that the letters stand for. The window ends where the long form does.
pub(super) fn start(window: &str, short: &str, language: &str) -> Option<usize> {
    let parts = parts(window);
    if parts.is_empty() {
        return None;
    }
    let reversed = matches!(language, "fr" | "es" | "it" | "pt" | "ca" | "ro");
    let all = readings(short);
    let letters = all.first()?;
    let found = all
        .iter()
        .find_map(|letters| initials(&parts, letters))
        .or_else(|| {
            let turned = || turned(&parts, letters, Habit::Reversing).or_else(|| behind_noun(&parts, letters));
            if reversed { turned() } else { None }
        })
        .or_else(|| all.iter().find_map(|letters| inner(&parts, letters, language)))?;
    begins(window, &parts, found, short, letters.len())
}

/// The same where the letters stand for the words in another order.
pub(super) fn start_turned(window: &str, short: &str) -> Option<usize> {
    let parts = parts(window);
    let letters = plain(short);
    let found = if parts.is_empty() { None } else { turned(&parts, &letters, Habit::InOrder) }?;
    begins(window, &parts, found, short, letters.len())
}

/// The same where every letter begins a word.
pub(super) fn start_of_words(window: &str, short: &str) -> Option<usize> {
    start_of_parts(window, &parts(window), short, &readings(short))
}

/// The same of a window that is cut into parts, and of letters as they may be read.
fn start_of_parts(window: &str, parts: &[Part], short: &str, readings: &[Vec<String>]) -> Option<usize> {
    if parts.is_empty() {
        return None;
    }
    let (found, count) = readings.iter().find_map(|letters| Some((initials(parts, letters)?, letters.len())))?;
    begins(window, parts, found, short, count)
}

/// The same where nearly every letter begins a word, each word has one, and all are names.
pub(super) fn start_of_named(window: &str, short: &str) -> Option<usize> {
    let (parts, letters) = (parts(window), plain(short));
    if parts.is_empty() || letters.len() < 4 {
        return None;
    }
    let lay = lay(&parts, &letters)?;
    let named = parts[lay.start..].iter().filter(|part| part.whole()).all(|part| part.capital);
    let fits = named && lay.cost <= 1 && parts.len() - lay.start > 2;
    if fits { begins(window, &parts, lay.start, short, letters.len()) } else { None }
}

/// How far letters are from standing for each word of a window's end; `None`: they do not lie on them.
pub(super) fn distance(window: &str, short: &str) -> Option<usize> {
    let letters = plain(short);
    if letters.len() < 2 { None } else { lay(&parts(window), &letters).map(|lay| lay.cost) }
}

/// Where a long form begins whose first letter a part has, if it says more than its short form.
fn begins(window: &str, parts: &[Part], found: usize, short: &str, letters: usize) -> Option<usize> {
    let start = beginning(parts, found);
    fits(&window[start..], short, letters).then_some(start)
}

/// How much of a text, from its beginning, the letters stand for, where every letter begins a word.
pub(super) fn end_of_words(text: &str, short: &str) -> Option<usize> {
    let parts = parts(text);
    let most = short.chars().count() * 2 + 2;
    let readings = readings(short);
    let mut counts = (1..=parts.len().min(most)).filter(|&count| parts.get(count).is_none_or(|next| !next.joined));
    let starts = |count: &usize| {
        let parts = &parts[..*count];
        start_of_parts(&text[..parts[count - 1].end], parts, short, &readings) == Some(0)
    };
    counts.find(starts).map(|count| parts[count - 1].end)
}

/// The same for names that go on behind their letters: "United Nations Guiding Principles on Business (UNGPs)". Every
/// letter begins a word with a capital, and what goes on begins with a small word.
pub(super) fn start_of_longer(window: &str, short: &str, language: &str) -> Option<usize> {
    let (parts, letters) = (parts(window), plain(short));
    if letters.len() < 3 || !parts.last()?.capital {
        return None;
    }
    // "Christlich Demokratische Union Deutschlands": whose it is stands behind it, without a word between.
    let owned = matches!(language, "de" | "ru" | "uk" | "pl" | "cs");
    let content: Vec<usize> = (0..parts.len()).filter(|&at| !parts[at].small).collect();
    let found = content.windows(letters.len()).rev().find(|run| {
        // Where names are declined, the first word's capital is often the only one.
        let named = run.iter().all(|&at| parts[at].capital) || (owned && parts[run[0]].capital);
        let named = named && run.iter().zip(&letters).all(|(&at, letter)| parts[at].begins(letter));
        let last = run[run.len() - 1];
        let small = parts.get(last + 1).is_some_and(|next| next.small && !next.joined);
        let goes_on = small || (owned && last + 2 == parts.len() && parts[last + 1].whole());
        named && goes_on && content.iter().filter(|&&at| at > last).all(|&at| parts[at].capital)
    })?;
    begins(window, &parts, found[0], short, letters.len())
}

/// Whether a long form is longer than its short one, and does not say it.
fn fits(long: &str, short: &str, letters: usize) -> bool {
    let long = long.trim();
    let said: String = self::letters(short).into_iter().collect();
    let repeats =
        words(long).any(|range| long[range] == *short) || (letters > 3 && fold::fold(long).starts_with(&said));
    let same = self::letters(long).into_iter().eq(said.chars());
    // "GNU’s Not Unix (GNU)": a word for each letter, the short form among them.
    let repeats = repeats && words(long).count() < letters;
    !repeats && !same && long.chars().count() > letters && !is_formula(long, short)
}

/// Whether a short form is made of the signs of elements: "lithium fluoride (LiF)".
fn is_formula(long: &str, short: &str) -> bool {
    let last = long.rsplit(char::is_whitespace).next().unwrap_or_default();
    let salt = ["ide", "ate", "ite", "acid", "ane", "ene"].iter().any(|ending| last.ends_with(ending));
    salt && long.starts_with(char::is_lowercase) && short.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// The letters of a short form, folded, as they may be read: "W3C" is "www c" too, "FedRAMP" is "fed r a m p".
fn readings(short: &str) -> Vec<Vec<String>> {
    let plain = plain(short);
    if plain.len() < 2 {
        return Vec::new();
    }
    let mut repeated: Vec<String> = Vec::new();
    for letter in &plain {
        match (letter.as_str(), repeated.last().filter(|before| before.contains(char::is_alphabetic)).cloned()) {
            (times @ ("2" | "3" | "4"), Some(before)) => {
                let times = usize::from(times.as_bytes()[0] - b'0');
                repeated.extend(std::iter::repeat_n(before, times - 1));
            }
            _ => repeated.push(letter.clone()),
        }
    }
    let mut all = vec![plain];
    for reading in [repeated, syllables(short)] {
        if reading.len() > 1 && !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

/// A short form's letters, folded.
fn plain(short: &str) -> Vec<String> {
    letters(short).into_iter().map(String::from).collect()
}

/// A short form's letters, folded, with what a capital begins and with figures in one piece: "Fed|R|A|M|P", "E|E|21".
fn syllables(short: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in short.chars() {
        let goes_on = (c.is_lowercase() && before.is_alphabetic()) || (c.is_numeric() && before.is_numeric());
        before = c;
        let folded = fold::fold(c.encode_utf8(&mut [0; 4]));
        match pieces.last_mut() {
            Some(piece) if goes_on => piece.push_str(&folded),
            _ if c.is_alphanumeric() => pieces.push(folded),
            _ => {}
        }
    }
    pieces
}

fn letters(short: &str) -> Vec<char> {
    fold::fold(short).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every letter begins a word; small words and what is joined to a word may be left out.
fn initials(parts: &[Part], letters: &[String]) -> Option<usize> {
    let mut end = parts.len() - 1;
    while end > 0 && parts[end].joined && !parts[end].begins(&letters[letters.len() - 1]) {
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
    letters: &[String],
    (part, letter): (usize, usize),
    opens: fn(&Part) -> bool,
    failed: &mut [bool],
) -> Option<usize> {
    let cell = part * letters.len() + letter;
    if failed[cell] {
        return None;
    }
    let begins = parts[part].begins(&letters[letter]);
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

/// Some letters stand within words: half of them begin words, the last word has one, and hardly a word has none. Where
/// every letter begins a word of a name, one or two of its words may have none: "Water Resources Mission Area (WMA)".
/// The bounds are what held in more than nine of ten cases of English, French and Spanish papers of the United Nations.
fn inner(parts: &[Part], letters: &[String], language: &str) -> Option<usize> {
    let lay = lay(parts, letters)?;
    let mine = &parts[lay.start..];
    let content = mine.iter().filter(|part| part.whole()).count();
    let named = mine.iter().all(|part| part.small || part.joined || part.capital);
    // "Wireless-LAN" (WLAN).
    let every = mine.len() > 1 && mine[mine.len() - 1].loud && mine[1..].iter().all(|part| part.joined);
    let fits = if content == 1 && every && letters.len() >= 3 {
        true
    } else if content == 1 {
        let long = mine[0].letters.chars().count();
        let compounds = matches!(language, "de" | "nl" | "sv" | "da" | "nb" | "fi");
        // Two letters of one word are an English habit: "intravenous (IV)".
        let plain = !mine[0].capital && long >= 6 && (letters.len() > 2 || compounds || language == "en");
        lay.cost <= letters.len() && (plain || (compounds && letters.len() >= 3 && long >= 10))
    } else if named && lay.beginnings == letters.len() {
        letters.len() >= 3 && lay.left_out + 2 <= letters.len().min(4)
    } else {
        let near = if letters.len() < 5 { lay.apart == 0 } else { lay.cost <= letters.len() };
        let few = lay.left_out <= usize::from(letters.len() >= 4) && lay.beginnings * 2 >= letters.len();
        letters.len() >= 3 && near && few
    };
    fits.then_some(lay.start)
}

/// How a language orders the letters of its short forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// As the words stand.
    InOrder,
    /// Those of English, beside words in the order of Romance languages: "sistema de información geográfica
    /// (GIS)".
    Reversing,
}

/// As many words as letters, in another order: the short form is of another language, or was agreed between two.
fn turned(parts: &[Part], letters: &[String], habit: Habit) -> Option<usize> {
    let all = |joined: bool| (0..parts.len()).filter(move |&at| !parts[at].small && (joined || !parts[at].joined));
    let found = [false, true]
        .into_iter()
        .filter_map(|joined| turned_among(parts, &all(joined).collect::<Vec<_>>(), letters, habit))
        .max();
    found.map(|start| (0..=start).rev().find(|&at| !parts[at].joined).unwrap_or(start))
}

/// A noun's letter at the end, before it those of the word behind it: "autenticación multifactor (MFA)".
fn behind_noun(parts: &[Part], letters: &[String]) -> Option<usize> {
    let (last, rest) = letters.split_last()?;
    let content: Vec<&Part> = parts.iter().filter(|part| !part.small).collect();
    let [.., noun, word] = content[..] else { return None };
    let mut there = word.letters.chars();
    let fits =
        rest.len() > 1 && word.begins(&rest[0]) && rest.iter().all(|letter| there.any(|c| letter.starts_with(c)));
    (fits && noun.begins(last) && !word.joined).then(|| parts.iter().position(|part| std::ptr::eq(part, noun)))?
}

fn turned_among(parts: &[Part], content: &[usize], letters: &[String], habit: Habit) -> Option<usize> {
    let mine = &content[content.len().checked_sub(letters.len())?..];
    let first = |at: &usize| parts[*at].letters.chars().next().map(String::from);
    let mut firsts: Vec<String> = mine.iter().filter_map(first).collect();
    let named = mine.iter().all(|&at| parts[at].capital);
    let reversed = habit == Habit::Reversing;
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
        start(window, short, "en").or_else(|| start_turned(window, short)).map(|at| &window[at..])
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
