//! What stands above the title of a paper: the journal and its issue, the series and its number. "Journal of Mills, Vol. 12,
//! No. 3" is no title, if one stands below it.

use super::blocks::Form;
use super::front::{Front, Role};
use super::head::Head;
use super::things::{self, Thing};
use super::{byline, dates, letter, names};
use crate::lang::{Kind, is_page_word, page_words, roman_value, small};

impl Head<'_, '_> {
    /// The title of a paper below the lines that say where it was published.
    pub(super) fn below_issue(&self, from: usize, front: &mut Front) -> Option<usize> {
        const MOST_LINES: usize = 4;
        const WITHIN: usize = 3;
        let text = |at: usize| self.blocks.get(at).filter(|block| block.form == Form::Words).map(|block| block.text());
        let kind = |at: usize| text(at).and_then(Issue::of);
        let title = from + (from..from + MOST_LINES).take_while(|at| kind(*at).is_some()).count();
        if !(from..title).any(|at| kind(at) == Some(Issue::Sure)) {
            return None;
        }
        let plain = text(title).filter(|text| !letter::is_salutation(text) && !byline::names_somebody(text))?;
        let below = |text: &str| {
            byline::names_somebody(text)
                || are_authors(text)
                || dates::whole_line(text).is_some()
                || dates::below_title(text).is_some()
                || is_abstract(text)
        };
        let is_title =
            self.can_be_title(title) && !is_abstract(plain) && (title + 1..=title + WITHIN).map_while(text).any(below);
        if !is_title {
            return None;
        }
        (from..title).for_each(|at| front.set(at, Role::Publication(0..text(at).map_or(0, str::len))));
        Some(title)
    }
}

/// How a line says where a paper was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Issue {
    /// The name of a journal or of a series, and which of its numbers.
    Sure,
    /// An institution, or a number alone: beside the others.
    Beside,
}

impl Issue {
    fn of(text: &str) -> Option<Self> {
        const WIDEST: usize = 110;
        if super::lines::width(text) > WIDEST || text.ends_with(['?', '!', ':', ';', ',']) {
            return None;
        }
        let numbers = numbers(text);
        let journal = || things::named(text) == Some(Thing::Periodical);
        let lower = small(text);
        // "Working Paper 4521", "WORKING PAPER SERIES".
        let of_series = || {
            page_words(|page| page.papers).any(|paper| {
                lower.find(paper).is_some_and(|at| {
                    let behind = lower[at + paper.len()..].trim_start_matches([' ', ',', '#', ':']);
                    numbers > 0
                        || behind.starts_with(|c: char| c.is_ascii_digit())
                        || (at + paper.len() < lower.len() && journal())
                })
            })
        };
        if numbers > 1 || (numbers > 0 && journal()) || of_series() || (journal() && has_pages(text)) {
            return Some(Self::Sure);
        }
        let alone = |c: char| !Kind::of(c).is_letter();
        let is_body = || things::named_alone(text).is_some_and(|thing| thing != Thing::Occasion);
        let is_number = || numbers > 0 && text.split(alone).filter(|word| !word.is_empty()).count() <= 2;
        (is_body() || is_number() || lower.starts_with("issn")).then_some(Self::Beside)
    }
}

/// How many words for a volume, an issue and the like have their number behind them: "Vol. 12, No. 3".
fn numbers(text: &str) -> usize {
    let mut words = text
        .split([' ', ',', '.', '(', ')', '/', ';', ':', '\u{a0}', '\u{202f}'])
        .filter(|word| !word.is_empty())
        .peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || roman_value(word).is_some();
        // "№3", "n.º 3".
        let sign = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let named = sign.ends_with(['№', '°', 'º']) || is_page_word(|page| page.issues, &small(sign));
        let numbered = sign.len() < word.len() || words.peek().is_some_and(|next| is_number(next));
        count += usize::from(named && numbered);
    }
    count
}

/// "12 (2019) 345-367", "115 (March), 205–223": a volume, and pages at the end.
fn has_pages(text: &str) -> bool {
    let is_range = |word: &str| {
        let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        word.split_once(['-', '–']).is_some_and(|(from, to)| figures(from) && figures(to))
    };
    let volume = text.split_once(" (").is_some_and(|(name, _)| name.ends_with(|c: char| c.is_ascii_digit()));
    volume || text.rsplit(' ').next().is_some_and(|last| is_range(last.trim_end_matches('.')))
}

/// "Abstract".
fn is_abstract(text: &str) -> bool {
    is_page_word(|page| page.abstracts, small(text).trim_end_matches([':', '.', ' ']))
}

/// Whether words below the title of a paper are who wrote it.
pub(super) fn are_authors(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let few = |name: &String| (2..=MOST_WORDS).contains(&name.split_whitespace().count());
    let joint = |word: &str| super::wording::is_function_word(word) && !names::is_particle(&word.to_lowercase());
    names::are_names_alone(text) && !text.split_whitespace().any(joint) && names::split_names(text).iter().all(few)
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use crate::source::Source;

    const PROSE: &str = "The paper asks what a village gains when its mill is mended by those who live there, and what it loses \
        when nobody does. We use the accounts of forty mills over a hundred years.";

    fn read(head: &str) -> [String; 3] {
        let text = format!("{head}\n\n{PROSE}\n\n{PROSE}\n");
        let meta = PlainText::default().read(&Source::new("t", text)).value.meta;
        [crate::model::plain(&meta.title), meta.authors.join("; "), meta.publication.unwrap_or_default()]
    }

    #[test]
    fn papers_have_their_title_below_the_journal() {
        for issue in [
            "Journal of Rural History, Vol. 12, No. 3",
            "Journal of Rural History 12 (2019) 345-367",
            "Mills and Millers, Vol. 12, No. 3 (Spring 2011)",
            "The Economic Journal, 115 (March), 205–223",
            "Working Paper Series No 2012",
            "NBER WORKING PAPER SERIES",
            "Policy Research Working Paper 4521",
            "Discussion Paper No. 45",
            "Zeitschrift für Mühlenkunde, Jg. 12, Heft 3",
            "Document de travail n° 2012-45",
            "Documento de trabajo n.º 45",
            "Вестник сельской истории. 2019. № 3",
            "Revista de Historia Rural, vol. 12, núm. 3",
        ] {
            for below in ["Anna Lee\n\nAbstract", "By Anna Lee", "Anna Lee"] {
                let wanted = ["The Mended Mill: Who Pays?", "Anna Lee", issue];
                assert_eq!(
                    read(&format!("{issue}\n\nThe Mended Mill: Who Pays?\n\n{below}")),
                    wanted,
                    "{issue}: {below}"
                );
            }
        }
        let head = "European Central Bank\nWorking Paper Series\nNo 2012 / February 2017\n\nThe mended mill\n\nAnna Lee and Ben Roe";
        let published = "European Central Bank, Working Paper Series, No 2012 / February 2017";
        assert_eq!(read(head), ["The mended mill", "Anna Lee; Ben Roe", published]);
    }

    #[test]
    fn titles_may_name_journals() {
        for (head, title) in [
            ("Why I Read the Journal of Rural History\n\nBy Anna Lee", "Why I Read the Journal of Rural History"),
            ("Newsletter No. 12\n\nDear members,", "Newsletter No. 12"),
            ("The Mill Journal, Vol. 2\n\nMonday", "The Mill Journal, Vol. 2"),
            ("Annual Review 2012\n\nForeword\n\nBy Anna Lee", "Annual Review 2012"),
            ("Volume 12\n\nWho mended the mill\n\nBy Anna Lee", "Volume 12"),
            ("The Captain's Journal\n\nA novel of the sea\n\nBy Anna Lee", "The Captain's Journal"),
            ("Journal of Rural History, Vol. 12, No. 3\n\nBy Anna Lee", "Journal of Rural History, Vol. 12, No. 3"),
        ] {
            assert_eq!(read(head)[0].replace('’', "'"), title, "{head}");
        }
    }
}
