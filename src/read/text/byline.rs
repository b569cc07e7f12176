//! Bylines: "by SLV Team 59 views", "Von Anna Weiß und Jörg Müller, 8. März 2015", "作者：王小明".

use super::dates;
use super::lexicon::{is_author, lexicon};
use super::names::{are_many, are_names_alone, are_names_introduced, is_office, split_names};
use crate::lang::{Kind, small};
use std::ops::Range;

/// What a byline says.
#[derive(Debug, Clone)]
pub(in crate::read) struct Byline {
    /// The names, one each.
    pub names: Vec<String>,
    /// A date beside them.
    pub date: Option<dates::Found>,
    /// The words that are neither: "by", "59 views".
    pub rest: Vec<String>,
    /// Whether a word such as "by" began it.
    pub introduced: bool,
    /// Whether a page's counter stood in it.
    pub counted: bool,
}

/// Longer lines are no bylines, unless they name many.
const LONGEST: usize = 130;
const LONGEST_OF_MANY: usize = 300;

/// Reads a line as a byline, as far as one can tell from the line alone. Without a word such as "by" the names are
/// only a possibility.
pub(in crate::read) fn read(text: &str) -> Option<Byline> {
    let width = super::lines::width(text);
    if width > LONGEST_OF_MANY {
        return None;
    }
    let introduction = introduction(text);
    if width > LONGEST && introduction.as_ref().is_none_or(|range| !are_many(&text[range.end..])) {
        return None;
    }
    let behind = credited_behind(text);
    let text = behind.map_or(text, |end| &text[..end]);
    // "Das Gespräch führte Anna Weiß."
    let text = if introduction.is_some() && is_said(text) { text.trim_end_matches('.') } else { text };
    let date = dates::find(text);
    let counter = counter(text);
    let mut cuts: Vec<Range<usize>> = Vec::new();
    cuts.extend(introduction.clone());
    cuts.extend(date.as_ref().map(|found| found.range.clone()));
    cuts.extend(counter.clone());
    cuts.sort_by_key(|cut| cut.start);
    let mut pieces = pieces(text, &cuts);
    let mut rest: Vec<String> = Vec::new();
    // The time behind a date.
    for piece in pieces.iter_mut().filter(|_| date.is_some()) {
        let (clock, words) = piece.split_once(',').unwrap_or((piece, ""));
        if dates::is_clock(clock) {
            rest.push(clock.to_owned());
            *piece = words.trim_start();
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    // "来源：本站 作者：李晓明".
    if let Some((at, label)) = pieces.iter().enumerate().find_map(|(at, piece)| Some((at, label_within(piece)?))) {
        let (before, names) = pieces[at].split_at(label);
        rest.push(before.trim().to_owned());
        pieces.remove(at);
        pieces.insert(0, names);
    }
    // "Published on 4 March by Anna Lee": what introduces the date, and then who wrote it.
    if introduction.is_none()
        && pieces.len() > 1
        && dates::introduces(pieces[0])
        && self::introduction(pieces[1]).is_some()
    {
        rest.push(pieces.remove(0).to_owned());
    }
    let who = if pieces.is_empty() { "" } else { pieces.remove(0) };
    // "14 March | By Anna Lee".
    let inner = if introduction.is_none() { self::introduction(who) } else { None };
    let introduced = introduction.is_some() || inner.is_some() || behind.is_some();
    let (by, who) = who.split_at(inner.map_or(0, |range| range.end));
    // "Posted by Anna Lee on 4 March".
    let (who, preposition) = if date.is_some() { without_preposition(who) } else { (who, "") };
    let (who, place) = if introduced { without_place(who) } else { (who, "") };
    let are_names = if introduced { are_names_introduced } else { are_names_alone };
    if !who.is_empty() && !are_names(who) {
        return None;
    }
    rest.extend([by.trim(), place, preposition].into_iter().filter(|words| !words.is_empty()).map(str::to_owned));
    rest.extend(introduction.map(|range| text[range].trim().to_owned()));
    rest.extend(counter.clone().map(|range| text[range].trim().to_owned()));
    rest.extend(pieces.into_iter().map(str::to_owned));
    let (who, roles) = without_roles(who);
    rest.extend((!roles.is_empty()).then(|| roles.to_owned()));
    let (who, office) = without_office(who);
    rest.extend((!office.is_empty()).then(|| office.to_owned()));
    Some(Byline { names: split_names(who), date, rest, introduced, counted: counter.is_some() })
}

/// Whether a text ends with a full stop behind a whole word: "Jr." and "D." have theirs for themselves.
fn is_said(text: &str) -> bool {
    const LONGEST_SHORT_FORM: usize = 3;
    let last = text.rsplit(' ').next().unwrap_or(text);
    last.strip_suffix('.').is_some_and(|word| word.chars().count() > LONGEST_SHORT_FORM && !word.contains('.'))
}

/// "Anna Lee, photos: Ben Roe", "Anna Lee anna@example.org": the names, and who did what else, or an address.
fn without_roles(who: &str) -> (&str, &str) {
    let role = who.match_indices([',', ';', '，']).find(|(at, sign)| {
        let label = who[at + sign.len()..].split_once([':', '：']).map_or("", |(label, _)| label.trim());
        !label.is_empty() && label.split_whitespace().count() <= 2 && !label.contains([',', ';'])
    });
    let address = || who.rsplit_once(' ').filter(|(_, last)| last.contains('@')).map(|(names, _)| names.len());
    let end = role.map(|(at, _)| at).or_else(address).unwrap_or(who.len());
    (who[..end].trim_end(), who[end..].trim_start_matches([',', ';', '，', ' ']))
}

/// Where a word that introduces names stands within other words, with its colon.
fn label_within(piece: &str) -> Option<usize> {
    let spaces = piece.match_indices(' ').map(|(at, _)| at + 1);
    let labelled =
        |at: &usize| introduction(&piece[*at..]).is_some_and(|range| piece[*at..][range].contains([':', '：']));
    spaces.filter(|at| piece[..*at].contains([':', '：'])).find(labelled)
}

/// Names, and the word that leads from them to the date behind.
fn without_preposition(who: &str) -> (&str, &str) {
    const BEFORE_DATES: &[&str] = &["on", "el", "em", "am", "le", "il", "den", "в", "στις"];
    let end = who.rsplit_once(' ').filter(|(_, last)| BEFORE_DATES.contains(last) || dates::is_weekday(last));
    end.map_or((who, ""), |(names, last)| (names.trim_end_matches([',', ' ']), last))
}

/// "Anna Lee in Cairo", "Anna Lee (Reuters)": the names, and where they wrote or for whom.
fn without_place(who: &str) -> (&str, &str) {
    const IN: &[&str] = &[" in ", " à ", " aus ", " в ", " из "];
    if let Some((names, agency)) = who
        .split_once(" (")
        .filter(|(names, agency)| agency.ends_with(')') && names.contains(' ') && !agency.contains([':', '@', '/']))
    {
        return (names, agency.trim_end_matches(')'));
    }
    let place = IN.iter().find_map(|word| {
        let (names, place) = who.split_once(word)?;
        let capitals = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        (names.contains(' ') && capitals && place.split_whitespace().count() <= 3).then_some((names, place))
    });
    place.unwrap_or((who, ""))
}

/// "Anna Lee, Staff Writer", "Anna Lee, Berlin": the names, and an office or one word that is no name by itself. "Doe,
/// Jane" and "Anna Lee, PhD" are names to their ends.
fn without_office(who: &str) -> (&str, &str) {
    let Some((names, last)) = who.rsplit_once([',', '，']) else { return (who, "") };
    let last = last.trim();
    let place = || {
        let one =
            !last.contains([' ', '.']) && last.chars().count() > 3 && last.chars().skip(1).all(char::is_lowercase);
        let before = names.rsplit([',', '，']).next().unwrap_or(names);
        one && last.starts_with(char::is_uppercase) && before.trim().contains(' ')
    };
    if is_office(last) || place() { (names.trim(), last) } else { (who, "") }
}

/// "山本恵子 著", "김철수 기자": the word that follows names instead of one before them; where it begins.
fn credited_behind(text: &str) -> Option<usize> {
    const BEHIND: &[&str] = &[" 著", "　著", " 기자", " 記者", " 文", "（著）"];
    const LONGEST: usize = 24;
    let names = BEHIND.iter().find_map(|word| text.trim_end().strip_suffix(word))?;
    let names = names.trim_end();
    (!names.is_empty() && super::lines::width(names) <= LONGEST).then_some(names.len())
}

/// Whether a line says who wrote, whatever stands before it.
pub(super) fn has_names(text: &str) -> bool {
    read(text).is_some_and(|byline| byline.introduced && !byline.names.is_empty())
}

/// Whether a line is a byline that a word such as "by" begins.
pub(super) fn names_somebody(text: &str) -> bool {
    introduction(text).is_some() && read(text).is_some_and(|byline| !byline.names.is_empty())
}

/// The word that introduces names, with the colon and spaces behind it.
fn introduction(text: &str) -> Option<Range<usize>> {
    let first = text.chars().next()?.to_lowercase().next()?;
    let words = lexicon().byline.get(&first).map_or(&[][..], Vec::as_slice);
    let colon = text.find([':', '：']).filter(|at| *at <= LONGEST_LABEL);
    if words.is_empty() && colon.is_none() && !BEGIN_A_KIND.contains(&first) {
        return None;
    }
    let lower = small_in_place(text)?;
    const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
    for word in words {
        let bare = word.trim_end_matches([':', '：', ' ']);
        let Some(rest) = lower.strip_prefix(bare) else { continue };
        // A colon may stand behind a space. Other words end before a space or a colon; ideographs end anywhere.
        let ends = if bare.len() < word.len() {
            rest.trim_start_matches(SPACES).starts_with([':', '：', '＝'])
        } else {
            word.ends_with(['/', '／', '・', '｜', '＝']) || rest.starts_with([' ', ':', '：', '\u{a0}'])
        };
        let names = rest.trim_start_matches([' ', ':', '：', '＝', '—', '–', '\u{a0}', '\u{202f}']);
        if !ends || names.trim().is_empty() {
            continue;
        }
        // "聞き手・構成＝三浦さゆり": two roles of one.
        let names = if word.ends_with('・') {
            names.split_once(['＝', '：', '／']).map_or(names, |(_, who)| who)
        } else {
            names
        };
        return Some(0..text.len() - names.len());
    }
    let labelled = || {
        let names = text[colon?..].trim_start_matches([':', '：', ' ', '\u{a0}']);
        let is_author = !names.is_empty() && is_author(lower[..colon?].trim_end());
        is_author.then(|| 0..text.len() - names.len())
    };
    labelled().or_else(|| of_a_kind(text, &lower))
}

/// The bytes of the longest word for an author.
const LONGEST_LABEL: usize = 60;

/// What the words of [`of_a_kind`] begin with.
const BEGIN_A_KIND: [char; 4] = ['a', 'e', 'u', 'α'];

/// "An analysis by", "Eine Analyse von": what somebody wrote, and the word before the names.
fn of_a_kind(text: &str, lower: &str) -> Option<Range<usize>> {
    const ARTICLES: &[&str] =
        &["a ", "an ", "ein ", "eine ", "un ", "une ", "una ", "um ", "uma ", "een ", "en ", "ett "];
    const BY: &[&str] = &[" by ", " von ", " par ", " por ", " di ", " door ", " av ", " af "];
    const LONGEST: usize = 40;
    // In Greek "from" is "by", and begins much else.
    if let Some(names) = lower.strip_prefix("από ").map(|rest| &text[text.len() - rest.len()..]) {
        return (are_names_alone(names) && names.split(' ').count() < 5).then(|| 0..text.len() - names.len());
    }
    if !ARTICLES.iter().any(|article| lower.starts_with(article)) {
        return None;
    }
    let (at, by) = BY.iter().find_map(|by| Some((lower.find(by)?, by)))?;
    let kind = &text[..at];
    let names = &text[at + by.len()..];
    let few = at <= LONGEST && (2..=3).contains(&kind.split_whitespace().count());
    (few && are_names_alone(names)).then_some(0..at + by.len())
}

/// A text in small letters, if each of them is as long as the one that it stands for: a place in it is one in the text.
/// "İ" grows, and the sign for ångström shrinks.
fn small_in_place(text: &str) -> Option<String> {
    let keeps = |c: char| c.is_ascii() || c.to_lowercase().map(char::len_utf8).sum::<usize>() == c.len_utf8();
    (text.is_ascii() || text.chars().all(keeps)).then(|| small(text))
}

/// "59 views", "阅读 1204", "просмотров: 12".
fn counter(text: &str) -> Option<Range<usize>> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let lower = small_in_place(text)?;
    for word in &lexicon().counters {
        for (at, _) in lower.match_indices(word) {
            let end = at + word.len();
            let letter_before = lower[..at].chars().next_back().is_some_and(char::is_alphabetic);
            let letter_after = lower[end..].chars().next().is_some_and(char::is_alphabetic);
            if letter_before || letter_after {
                continue;
            }
            let is_figure =
                |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | ':' | '：' | '\u{202f}');
            let head = lower[..at].trim_end_matches(is_figure);
            let tail = lower[end..].trim_start_matches(is_figure);
            let figures = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
            if figures(&lower[head.len()..at]) {
                return Some(head.len()..end);
            }
            let end = text.len() - tail.len();
            if figures(&lower[at..end]) {
                return Some(at..end);
            }
        }
    }
    None
}

/// What is between the cuts, at signs that part a byline, without what is no word.
fn pieces<'a>(text: &'a str, cuts: &[Range<usize>]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts {
        parts.push(&text[from.min(cut.start)..cut.start]);
        from = from.max(cut.end);
    }
    parts.push(&text[from..]);
    let is_rule = |c: char| matches!(c, '|' | '·' | '•' | '—' | '–' | '｜');
    let split = parts.into_iter().flat_map(|part| part.split(is_rule)).flat_map(|part| part.split(" - "));
    // A wide gap parts a name from a place.
    let split = split.flat_map(|part| part.trim().split("   ")).flat_map(|part| part.split(" / "));
    let trim = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '-' | ';' | ':' | '：' | '/');
    split
        .map(|piece| piece.trim_matches(trim))
        .filter(|piece| piece.chars().any(|c| Kind::of(c).is_alphanumeric()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String, String)> {
        let byline = read(text)?;
        Some((
            byline.names.join("; "),
            byline.date.map(|found| found.date.iso).unwrap_or_default(),
            byline.rest.join("; "),
        ))
    }

    fn some(names: &str, date: &str, rest: &str) -> Option<(String, String, String)> {
        Some((names.to_owned(), date.to_owned(), rest.to_owned()))
    }

    #[test]
    fn bylines() {
        assert_eq!(told("by SLV Team 59 views"), some("SLV Team", "", "by; 59 views"));
        assert_eq!(told("By 18F Team | Jul 26, 2016 | 7 reads"), some("18F Team", "2016-07-26", "By; 7 reads"));
        assert_eq!(
            told("Written by Randy Hart and Jon Geselle, 09/12/2017"),
            some("Randy Hart; Jon Geselle", "2017-09-12", "Written by")
        );
        assert_eq!(
            told("Von Open Source Guides Redaktion 18 Aufrufe"),
            some("Open Source Guides Redaktion", "", "Von; 18 Aufrufe")
        );
        assert_eq!(
            told("作者：Open Source Guides编辑部 · 阅读 1204"),
            some("Open Source Guides编辑部", "", "作者：; 阅读 1204")
        );
        assert_eq!(told("بقلم فريق Node.js 128 مشاهدة"), some("فريق Node.js", "", "بقلم; 128 مشاهدة"));
        assert_eq!(told("Автор: Редакция Debian"), some("Редакция Debian", "", "Автор:"));
        assert_eq!(told("by lcnr"), some("lcnr", "", "by"));
        assert_eq!(told("By Jane Doe, John Roe & Mary Major"), some("Jane Doe; John Roe; Mary Major", "", "By"));
        assert_eq!(told("14 March 2016 | By Anna Lee"), some("Anna Lee", "2016-03-14", "By"));
        assert_eq!(told("Posted by Anna Lee on 14 March 2016"), some("Anna Lee", "2016-03-14", "on; Posted by"));
        assert_eq!(told("Published on 14 March 2016 by Anna Lee"), some("Anna Lee", "2016-03-14", "Published on; by"));
        assert_eq!(told("By Anna Lee in New York"), some("Anna Lee", "", "New York; By"));
        assert_eq!(told("By Anna Lee, Staff Writer"), some("Anna Lee", "", "By; Staff Writer"));
        assert_eq!(told("By Anna Lee, Oslo University"), some("Anna Lee, Oslo University", "", "By"));
        assert_eq!(told("Von Anna Weiß und Jörg Müller, Berlin"), some("Anna Weiß; Jörg Müller", "", "Von; Berlin"));
        assert_eq!(told("By Lee, Anna"), some("Lee, Anna", "", "By"));
        assert_eq!(told("By Anna Lee (Reuters)"), some("Anna Lee", "", "Reuters; By"));
        assert_eq!(told("Eine Analyse von Anna Weiß"), some("Anna Weiß", "", "Eine Analyse von"));
        assert_eq!(told("Texte : Élise Noir"), some("Élise Noir", "", "Texte :"));
        assert_eq!(told("Anna Lee, Thursday, 14 March 2016"), some("Anna Lee", "2016-03-14", "Thursday"));
        assert_eq!(told("2009/05/05 鈴木一郎"), some("鈴木一郎", "2009-05-05", ""));
        assert_eq!(
            told("Опубликовано 30 августа 2010, 15:40, автор Ольга Смирнова"),
            some("Ольга Смирнова", "2010-08-30", "15:40; Опубликовано; автор")
        );
        assert_eq!(told("2016年3月14日 来源：本站 作者：李晓明"), some("李晓明", "2016-03-14", "来源：本站; 作者："));
        assert_eq!(told("山本 恵子 著"), some("山本 恵子", "", ""));
        assert_eq!(told("Outeur: Anna Lee"), some("Anna Lee", "", "Outeur:"));
        assert_eq!(told("Tekst: Anna Lee, zdjęcia: Jan Kos"), some("Anna Lee", "", "Tekst:; zdjęcia: Jan Kos"));
        assert_eq!(told("Das Gespräch führte Anna Weiß."), some("Anna Weiß", "", "Das Gespräch führte"));
        assert_eq!(told("聞き手・構成＝三浦さゆり"), some("三浦さゆり", "", "聞き手・構成＝"));
        assert_eq!(told("By J. Smith Jr."), some("J. Smith Jr.", "", "By"));
        assert_eq!(told("Par Élise Noir et Jean Blanc"), some("Élise Noir; Jean Blanc", "", "Par"));
    }

    /// "İ" grows by a byte in small letters, and the sign for ångström shrinks.
    #[test]
    fn letters_may_change_their_length() {
        assert!(read("İa 59 views· \u{212b}").is_none_or(|byline| !byline.introduced));
        assert!(read("by İa 59 views· \u{212b}").is_none_or(|byline| !byline.counted));
    }

    #[test]
    fn what_is_no_byline() {
        for text in ["By the time the war ended, he was gone.", "By far the largest of them all", "What is a byline?"] {
            assert!(read(text).is_none_or(|byline| !byline.introduced), "{text}");
        }
    }
}
