//! What happened when: explicit dates, each with the sentence that it stands in. Never a date that a reader would have
//! to work out.

use super::fold::fold;
use super::sentences::sentences;
use super::words::words;
use super::{Place, Text, Unit};
use crate::lang::dates::{days, months};
use crate::model::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A date and what an article says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date: a day, or a month if the text says no day; as it is written there. Of a stretch of days the first.
    pub date: Date,
    /// The sentence, as the article has it.
    pub sentence: String,
    /// Where the date stands; several places where several articles say the same.
    pub places: Vec<Place>,
}

/// What an editor leaves out: a sentence that begins so, a date, or an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veto {
    /// Sentences that begin with these words; a date in its ISO 8601 form is read as one.
    Begins(String),
    /// All of an article, by its number.
    Article(usize),
}

/// Dates that stand for themselves in a sentence of fewer words are a page's furniture: "Updated 3 May 2024".
const FEWEST_WORDS: usize = 6;

/// A longer sentence is a list or no sentence: it is left out. In bytes.
const LONGEST: usize = 800;

/// The dates in some articles, sorted; of one day in the order of the articles.
pub fn find(texts: &[Text], vetoes: &[Veto]) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::new();
    let mut by_sentence: FxHashMap<(String, String), usize> = FxHashMap::default();
    for (article, text) in texts.iter().enumerate() {
        if vetoes.contains(&Veto::Article(article)) {
            continue;
        }
        for (number, unit) in text.units.iter().enumerate() {
            if !unit.kind.is_prose() || !has_year(&unit.text) {
                continue;
            }
            for (range, date, sentence) in dated(unit) {
                if vetoes.iter().any(|veto| is_vetoed(veto, &date, &sentence)) {
                    continue;
                }
                let place = Place { article, unit: number, offset: range.start };
                let key = (date.iso.clone(), fold(&sentence));
                let at = *by_sentence.entry(key).or_insert(all.len());
                match all.get_mut(at) {
                    Some(dated) => dated.places.push(place),
                    None => all.push(Dated { date, sentence, places: vec![place] }),
                }
            }
        }
    }
    all.sort_by(|a, b| (&a.date.iso, &a.places).cmp(&(&b.date.iso, &b.places)));
    all
}

fn is_vetoed(veto: &Veto, date: &Date, sentence: &str) -> bool {
    match veto {
        Veto::Begins(words) => sentence.starts_with(words.as_str()) || date.iso == *words,
        Veto::Article(_) => false,
    }
}

/// Whether four figures stand together.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// The dates of a unit, with their sentences.
fn dated(unit: &Unit) -> Vec<(Range<usize>, Date, String)> {
    let text = &unit.text;
    let mut dates: Vec<(Range<usize>, Date)> = Vec::new();
    for day in days(text) {
        if day.ambiguous || unit.is_code(&day.range) || is_in_address(text, &day.range) {
            continue;
        }
        if let Some(date) = Date::from_iso(&day.iso()) {
            dates.push((day.range.clone(), Date { written: text[day.range].to_owned(), ..date }));
        }
    }
    for (range, year, month) in months(text) {
        let free = dates.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start);
        if free
            && is_introduced(&text[..range.start])
            && !is_in_address(text, &range)
            && let Some(date) = Date::from_iso(&format!("{year:04}-{month:02}"))
        {
            dates.push((range.clone(), Date { written: text[range].to_owned(), ..date }));
        }
    }
    if dates.is_empty() {
        return Vec::new();
    }
    dates.sort_by_key(|(range, _)| range.start);
    let sentences = sentences(text);
    let of = |(range, date): (Range<usize>, Date)| {
        let at = sentences.partition_point(|sentence| sentence.end <= range.start);
        let mut sentence = sentences.get(at)?.clone();
        // A date that a full stop runs through belongs to both parts.
        sentence.end = sentences[at..].iter().map(|sentence| sentence.end).find(|end| *end >= range.end)?;
        let words = words(&text[sentence.clone()]).take(FEWEST_WORDS + 3).count();
        let enough = words >= FEWEST_WORDS + 3 || words >= FEWEST_WORDS && date.iso.len() < 10;
        if !enough || sentence.len() > LONGEST {
            return None;
        }
        let shown = text[sentence].replace(super::text::OBJECT, "");
        Some((range, date, shown.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    dates.into_iter().filter_map(of).collect()
}

/// Whether it is a piece of an address, as where a newspaper files its articles by day: nothing happened then.
fn is_in_address(text: &str, range: &Range<usize>) -> bool {
    // Where words have no white space between them, an address ends where they begin.
    let ends = |c: char| c.is_whitespace() || !c.is_ascii();
    let begins = text[..range.start].rfind(ends).unwrap_or_default();
    let before = &text[begins..range.start];
    before.contains("://") || before.contains("www.")
}

/// What may stand before a month that has no day, in lower case: then something happened in it.
const PREPOSITIONS: &[&str] = &[
    "in", "since", "by", "until", "from", "during", "before", "after", "early", "late", "mid", "im", "seit", "bis",
    "ab", "anfang", "mitte", "ende", "en", "depuis", "dès", "fin", "début", "desde", "hasta", "em", "nel", "dal",
    "sinds", "в", "с", "к", "до", "у", "з", "i", "sedan", "في", "منذ", "τον", "από",
];

fn is_introduced(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    before.ends_with([' ', '\u{a0}', '-']) && PREPOSITIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    fn found(paragraphs: &[&str], vetoes: &[Veto]) -> Vec<(String, String)> {
        let all = find(&[text(paragraphs)], vetoes);
        all.into_iter().map(|dated| (dated.date.iso, dated.sentence)).collect()
    }

    #[test]
    fn dates_come_with_their_sentences_in_order() {
        let paragraphs = [
            "It was cold. The mission opened in Kyiv on 21 March 2014, as agreed. It closed on April 28, 2022, they said there.",
            "Am 18. November 2026 trat der Präsident zurück, sagte er.",
            "Соглашение было подписано 5 сентября 2014 года в городе Минске.",
            "Le traité a été signé le 1er janvier 1994 à Paris, et en mars 1996 il fut ratifié.",
            "El acuerdo se firmó el 3 de marzo de 2015 en la ciudad de Bogotá.",
        ];
        let dates: Vec<_> = found(&paragraphs, &[]).into_iter().map(|(iso, _)| iso).collect();
        assert_eq!(
            dates,
            ["1994-01-01", "1996-03", "2014-03-21", "2014-09-05", "2015-03-03", "2022-04-28", "2026-11-18"]
        );
        assert_eq!(found(&paragraphs[..1], &[])[0].1, "The mission opened in Kyiv on 21 March 2014, as agreed.");
    }

    #[test]
    fn what_is_no_event_is_left_out() {
        for paragraph in [
            "Updated: 18 November 2026",
            "He will come tomorrow, or on Monday, or on 18 November, they say.",
            "It may be 04/05/2016 in the files that were shown to us then.",
            "The May 2016 issue has many more pages than the others had.",
            "All of it can be read there, they say: https://a.org/2016/09/27/the-news-of-the-day.html.",
            "They wrote it all up in their log (www.a.org/log/2016-09-27-and-so-on), as they say.",
            "On 31 February 2016 nothing can have happened at all, it seems.",
        ] {
            assert_eq!(found(&[paragraph], &[]), [], "{paragraph}");
        }
    }

    #[test]
    fn an_address_ends_where_words_without_white_space_begin() {
        let paragraph = "详见https://a.org/news。2016年9月27日，市议会决定关闭大桥。2017年3月4日，大桥重新开放。";
        let dates: Vec<_> = found(&[paragraph], &[]).into_iter().map(|(iso, _)| iso).collect();
        assert_eq!(dates, ["2016-09-27", "2017-03-04"]);
    }

    #[test]
    fn an_editor_leaves_out_sentences_dates_and_articles() {
        let paragraphs = ["They met in the old town hall of Vienna on 18 November 2026."];
        assert_eq!(found(&paragraphs, &[]).len(), 1);
        for veto in [Veto::Begins("They met".into()), Veto::Begins("2026-11-18".into()), Veto::Article(0)] {
            assert_eq!(found(&paragraphs, &[veto]), []);
        }
    }

    #[test]
    fn a_sentence_that_came_twice_is_one() {
        let twice = text(&["They met in the old town hall of Vienna on 18 November 2026."]);
        let all = find(&[twice.clone(), twice], &[]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].places.iter().map(|place| place.article).collect::<Vec<_>>(), [0, 1]);
    }
}
