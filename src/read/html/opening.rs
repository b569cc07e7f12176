//! What stands at the article's opening and is no text of it: the standfirst, the title again, kickers, bylines, dates,
//! buttons.

use super::left::Left;
use super::lines::{Line, Part, is_byline, is_byline_heading};
use super::metadata::Known;
use super::{SiteName, dom, names};
use crate::lang::{letters, page_words};
use crate::model::Date;
use crate::read::text::lexicon::lexicon;
use crate::read::text::{byline, dates};

/// How many lines before the first words are looked at: a title, a kicker, a byline, a date, buttons.
const MOST_BEFORE: usize = 14;

/// A day and a byline may stand behind so many paragraphs: a standfirst that does not say it is one.
const MOST_PARAGRAPHS: usize = 1;

/// The line before the first words that says it is the standfirst.
pub fn standfirst(lines: &[Line], known: &mut Known, left: &mut Left) {
    let says_so = |line: &&Line| {
        let around = line.node.parent();
        names::is_standfirst(&line.node) || around.is_some_and(|around| names::is_standfirst(&around))
    };
    let first = lines.iter().position(|line| line.is_prose() && !says_so(&line)).unwrap_or(0);
    let mut before = lines[..first.min(MOST_BEFORE)].iter().filter(|line| !left.has(&line.node));
    let found = before.find(says_so).filter(|line| (20..600).contains(&line.letters) && !line.is_loose());
    if let Some(line) = found {
        known.standfirst.clone_from(&line.text);
        line.leave("the standfirst, which stands under the title", left);
    }
}

/// What stands before the first words: the title again, kickers, bylines, dates, buttons.
pub fn before(lines: &[Line], known: &mut Known, left: &mut Left) {
    shown_title(lines, known, left);
    let title = letters(&known.title);
    let mut paragraphs = 0;
    for line in lines.iter().take(MOST_BEFORE) {
        if left.has(&line.node) {
            continue;
        }
        if matches!(line.place.part, Part::Figure | Part::Table) {
            continue;
        }
        let same = |found: &dates::Found| known.meta.date.as_ref().is_none_or(|date| day(date) == day(&found.date));
        let date = published(&line.text).filter(|found| !found.ambiguous && (paragraphs == 0 || same(found)));
        if date.is_some() && is_entry(line, lines) {
            break;
        }
        // Behind a paragraph, which may be the standfirst, a name may be what the text is about.
        let by = match line.rank {
            Some(_) => paragraphs == 0 && is_byline_heading(&line.text, known),
            None if paragraphs == 0 => is_byline(&line.text, known),
            None => says_by(&line.text),
        };
        if by || date.is_some() {
            let is_date = date.is_some();
            tell_of(&line.text, date, known);
            line.leave("the byline and the date, which stand under the title", left);
            if is_date && line.is_loose() {
                line.leave_all("the byline and the date, which stand under the title", left);
            }
            continue;
        }
        if line.is_prose() {
            paragraphs += 1;
        }
        if paragraphs > MOST_PARAGRAPHS {
            break;
        }
        if paragraphs > 0 {
            continue;
        }
        let again = !title.is_empty() && letters(&line.text) == title;
        if again {
            continue;
        }
        let furniture = lexicon().furniture(&line.text).is_some();
        if line.rank.is_none() && (furniture || (line.is_link() && line.letters < 60 && !line.is_ended())) {
            line.leave("links and buttons", left);
            let of_an_item =
                line.node.parent().is_some_and(|around| matches!(&*dom::name(&around), "li" | "dd" | "td"));
            if line.is_link() && line.run.len() == 1 && !of_an_item {
                line.leave_all("links and buttons", left);
            }
        }
    }
}

/// A heading before the first words that says another of the titles which the page's head has: that for readers, where
/// the other one is for machines that search.
fn shown_title(lines: &[Line], known: &mut Known, left: &Left) {
    let title = letters(&known.title);
    let before = lines.iter().take(MOST_BEFORE).take_while(|line| !line.is_prose());
    let headings = before.filter(|line| line.rank.is_some() && !left.has(&line.node));
    let headings: Vec<String> = headings.map(|line| letters(&line.text)).collect();
    if title.is_empty() || known.site_name == SiteName::Kept || headings.contains(&title) {
        return;
    }
    // A heading may have its parts below one another, where the head has a colon.
    let other = known.titles.iter().find(|other| headings.contains(&letters(other)));
    if let Some(other) = other.cloned() {
        known.because.push(("the page's heading was taken for the title, which its head calls", known.title.clone()));
        let said = std::mem::replace(&mut known.title, other);
        known.meta.long_title.get_or_insert(said);
    }
}

/// A date's year, month and day.
fn day(date: &Date) -> &str {
    date.iso.get(..10).unwrap_or(&date.iso)
}

/// Whether a line is a byline by its own words.
fn says_by(text: &str) -> bool {
    const LONGEST: usize = 60;
    let ended = text.ends_with(['.', '!', '?', '。']);
    text.chars().count() <= LONGEST
        && !ended
        && byline::read(text).is_some_and(|byline| byline.introduced && !byline.names.is_empty())
}

/// The day in a line that says when the article was put on the web, and no more: "28 May 2013 Last updated at 12:45 GMT".
fn published(text: &str) -> Option<dates::Found> {
    const LONGEST: usize = 100;
    const MOST_DAYS: usize = 2;
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "last", "first", "updated", "update", "published", "posted", "modified", "created", "online", "on", "at", "by",
        "am", "pm", "gmt", "utc", "est", "edt", "pst", "pdt", "cst", "cdt", "et", "pt", "ct", "bst", "cet", "ist",
        "zuletzt", "aktualisiert", "veröffentlicht", "erstellt", "stand", "vom", "um", "uhr",
        "publié", "le", "à", "mis", "mise", "jour", "modifié", "publicado", "actualizado", "el", "a", "las", "h",
    ];
    if text.len() > LONGEST {
        return None;
    }
    dates::whole_line(text).or_else(|| {
        let first = dates::find(text)?;
        let mut rest = text.to_owned();
        // "… updated on 3 June 2013"
        for _ in 0..MOST_DAYS {
            let Some(found) = dates::find(&rest) else { break };
            rest.replace_range(found.range, " ");
        }
        // "15:48 UhrLesedauer: 2 Min.": what stands apart by its style alone.
        let rest = parted(&rest).to_lowercase();
        let of_reading = |word: &str| {
            let said = page_words(|page| page.reading_time).chain(page_words(|page| page.reading));
            let mut known = said.chain(page_words(|page| page.minutes));
            known.any(|known| known.trim_end_matches('.').split(' ').any(|one| one == word))
        };
        let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let clock = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'h');
        words.all(|word| WORDS.contains(&word) || clock(word) || of_reading(word)).then_some(first)
    })
}

/// Words with a space before each capital that stands behind a small letter.
fn parted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether a heading that is a date heads a part of the text, as in a diary or a chronicle: another one of its rank is
/// a date too, or it is of a time when nobody wrote for the web.
fn is_entry(line: &Line, lines: &[Line]) -> bool {
    const FIRST_YEAR: u32 = 1990;
    let Some(rank) = line.rank.filter(|_| !names::is_date(&line.node)) else { return false };
    let day = |line: &Line| dates::whole_line(&line.text).map(|found| found.date.parts().0);
    let others = lines.iter().filter(|other| other.rank == Some(rank) && other.node.id != line.node.id);
    day(line).is_some_and(|year| year < FIRST_YEAR) || others.filter_map(day).next().is_some()
}

/// Takes from a byline what is not known yet.
fn tell_of(text: &str, date: Option<dates::Found>, known: &mut Known) {
    let read = byline::read(text);
    if known.meta.authors.is_empty()
        && let Some(read) = &read
        && read.introduced
    {
        known.meta.authors.clone_from(&read.names);
    }
    if known.meta.date.is_none() {
        let found = date.or_else(|| read.and_then(|read| read.date)).filter(|found| !found.ambiguous);
        known.meta.date = found.map(|found| found.date);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn words(opening: &str) -> String {
        let text: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let page = format!("<body><h1>A Dry Year</h1><div class=story>{opening}{text}</div></body>");
        dumped(page)
    }

    #[test]
    fn days_of_the_page_are_no_text() {
        for line in [
            "28 May 2013 Last updated at 12:45 GMT",
            "Published: May 28, 2013, 4:15 pm",
            "28.05.2013 , 20:24 Uhr",
            "<span>28.05.2013 - 15:48 Uhr</span><span>Lesedauer: 2 Min.</span>",
            "Publié le 28 mai 2013 à 18h04, mis à jour le 28 mai 2013",
        ] {
            let said = words(&format!("<p>{line}</p>"));
            assert!(
                said.contains("date: 2013-05-28") && !said.contains("2013 at") && !said.contains(": Pub"),
                "{said}"
            );
        }
        let said = words("<p>On 28 May 2013 the canal fell dry, and the barges lay in the mud until it rained.</p>");
        assert!(said.contains("paragraph: On 28 May 2013"), "{said}");
    }

    #[test]
    fn a_day_and_a_byline_may_stand_behind_a_standfirst() {
        let said = words(&format!("<p>Standing: {TEXT}</p><p>By Ann Lee</p><p>28 May 2013</p>"));
        assert!(said.contains("Standing: ") && !said.contains("paragraph: By Ann"), "{said}");
        assert!(!said.contains("paragraph: 28 May 2013"), "{said}");
        let other = words(&format!("<p>28 May 2013</p><p>Standing: {TEXT}</p><p>4 July 1876</p>"));
        assert!(other.contains("paragraph: 4 July 1876"), "{other}");
    }
}
