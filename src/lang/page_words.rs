//! The words by which one knows what stands around an article: above its title, in its head, below its end. A page
//! need not be in its article's language, so the words of all languages are known to every reader.

use super::LANGUAGES;
use super::partly::PARTLY;

/// A language's words of that sort, in lower case.
#[derive(Debug)]
pub struct PageWords {
    /// How pages name their first page: `["home"]`.
    pub home: &'static [&'static str],
    /// What pages say above an article, besides what is [furniture](super::LanguageData::furniture) anywhere.
    pub menu: &'static [&'static str],
    /// The label above a press release: `["press release"]`.
    pub press: &'static [&'static str],
    /// Whom the press may ask: `["press contact"]`.
    pub press_contact: &'static [&'static str],
    /// What stands before the name or the address of a publication, besides the word for a source: `["published in"]`.
    pub publications: &'static [&'static str],
    /// The days of the week, in full and as they are shortened.
    pub weekdays: &'static [&'static str],
    /// What stands before a date: `["published", "updated"]`.
    pub dated: &'static [&'static str],
    /// Minutes behind a number, as they are written in full and shortened.
    pub minutes: &'static [&'static str],
    /// What stands before the minutes that an article takes: `["reading time"]`.
    pub reading_time: &'static [&'static str],
    /// What stands behind them: `["read"]`.
    pub reading: &'static [&'static str],
    /// Places to share a page at, where they are not written in Latin letters.
    pub networks: &'static [&'static str],
    /// What people do for an article, beside writing it: `["editor"]`.
    pub roles: &'static [&'static str],
    /// How a line begins that leads to another page: `["read more"]`.
    pub elsewhere: &'static [&'static str],
    /// What heads the offers below an article: `["related topics"]`.
    pub offers: &'static [&'static str],
    /// What stands before the name of who asked the questions: `["interview by"]`. It introduces names as a byline does.
    pub interview: &'static [&'static str],
    /// Headings that close an article: `["conclusion"]`.
    pub closings: &'static [&'static str],
    /// What heads the parts of a recipe: `["ingredients", "method"]`.
    pub recipes: &'static [&'static str],
    /// How letters begin; with a star, what may go on: `["dear", "estimad*"]`. What has several words may be all of the
    /// line, without a comma behind it: `["dear sirs"]`.
    pub salutations: &'static [&'static str],
    /// How a sentence begins that goes on from the one before, with a comma behind: `["for example", "however"]`.
    pub connectives: &'static [&'static str],
    /// What stands before a colon and says what is below a picture, or in its place: `["map", "proof"]`.
    pub captions: &'static [&'static str],
    /// What those are who write for a newspaper: `["correspondent"]`.
    pub offices: &'static [&'static str],
    /// Those who make a newspaper or a site, taken together, where the word is written small in their name: "La
    /// rédaction du Monde".
    pub newsrooms: &'static [&'static str],
    /// What stands before the number below a picture or a table, besides the labels that this program writes: `["fig"]`.
    pub numbered: &'static [&'static str],
    /// How mail programs name the field that says who wrote: `["from"]`.
    pub mail_from: &'static [&'static str],
    /// How they name what it is about: `["subject"]`.
    pub mail_subject: &'static [&'static str],
    /// How they name when it was sent: `["sent"]`.
    pub mail_date: &'static [&'static str],
    /// How they name who gets it: `["to", "cc"]`.
    pub mail_to: &'static [&'static str],
    /// What they put before the subject of an answer: `["re"]`.
    pub answers: &'static [&'static str],
    /// What stands before the address or number of somebody to ask: `["phone"]`.
    pub contacts: &'static [&'static str],
    /// Small words between names and what those who have them do: "Anna Lee with Ben Roe for the Times".
    pub between: &'static [&'static str],
    /// What ends the name of who gets a letter, where no greeting stands before it: `["様"]`.
    pub honorifics: &'static [&'static str],
    /// How the first sentence of such a letter begins: `["拝啓"]`.
    pub letter_openings: &'static [&'static str],
    /// What stands above the name of who wrote a letter: `["yours faithfully"]`.
    pub valedictions: &'static [&'static str],
    /// What people come together for; with a star before it, what may be the end of a word: `["meeting", "*sitzung"]`.
    pub occasions: &'static [&'static str],
    /// What names an institution, in the same way: `["ministry", "*ministerium"]`.
    pub bodies: &'static [&'static str],
    /// What names a journal or a series: `["review", "*zeitschrift"]`.
    pub periodicals: &'static [&'static str],
    /// What stands beside the time of a day, without a full stop at its end: `["pm", "uhr"]`.
    pub clocks: &'static [&'static str],
    /// What stands before the number of a journal's issue, without a full stop at its end: `["vol", "no"]`.
    pub issues: &'static [&'static str],
    /// What papers are called that institutes number: `["working paper"]`.
    pub papers: &'static [&'static str],
    /// What heads the summary above a paper: `["abstract"]`.
    pub abstracts: &'static [&'static str],
    /// How a line begins that says where and when something was said or held: `["held", "speech"]`.
    pub given: &'static [&'static str],
    /// The label above a message within a house: `["memorandum"]`.
    pub memos: &'static [&'static str],
    /// What a text calls itself that answers such questions: `["frequently asked questions"]`.
    pub asked_often: &'static [&'static str],
}

impl PageWords {
    /// No words.
    pub(super) const NONE: Self = Self {
        home: &[],
        menu: &[],
        press: &[],
        press_contact: &[],
        publications: &[],
        weekdays: &[],
        dated: &[],
        minutes: &[],
        reading_time: &[],
        reading: &[],
        networks: &[],
        roles: &[],
        elsewhere: &[],
        offers: &[],
        interview: &[],
        closings: &[],
        recipes: &[],
        salutations: &[],
        connectives: &[],
        captions: &[],
        offices: &[],
        newsrooms: &[],
        numbered: &[],
        mail_from: &[],
        mail_subject: &[],
        mail_date: &[],
        mail_to: &[],
        answers: &[],
        contacts: &[],
        between: &[],
        honorifics: &[],
        letter_openings: &[],
        valedictions: &[],
        occasions: &[],
        bodies: &[],
        periodicals: &[],
        clocks: &[],
        issues: &[],
        papers: &[],
        abstracts: &[],
        given: &[],
        memos: &[],
        asked_often: &[],
    };
}

/// One kind of words, of all languages.
pub(crate) fn page_words(kind: fn(&PageWords) -> &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    let known = LANGUAGES.iter().map(|data| &data.page);
    known.chain(PARTLY.iter().map(|data| &data.page)).flat_map(kind).copied()
}

/// What stands before names in bylines of all languages.
pub(crate) fn byline_words() -> impl Iterator<Item = &'static str> {
    let known = LANGUAGES.iter().map(|data| data.byline).chain(PARTLY.iter().map(|data| data.byline));
    known.flatten().copied().chain(page_words(|page| page.interview))
}

/// Whether a word, in lower case, is of a kind. There are few of each, and few are asked for: this needs no table.
pub(crate) fn is_page_word(kind: fn(&PageWords) -> &'static [&'static str], word: &str) -> bool {
    page_words(kind).any(|known| known == word)
}

/// The same for a word in capitals, of any length: those of Greek and French have lost their accents.
pub(crate) fn is_page_word_bare(kind: fn(&PageWords) -> &'static [&'static str], word: &str) -> bool {
    let bare = super::fold(word);
    page_words(kind).any(|known| known.len() >= bare.len() && super::fold(known) == bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_lower_case_and_stand_in_one_place() {
        for data in LANGUAGES {
            let furniture = || data.furniture.iter().map(|word| word.trim_end_matches('?'));
            for word in data.page.menu {
                assert!(furniture().all(|known| known != *word), "{}: {word} is furniture", data.code);
            }
        }
        let kinds: [fn(&PageWords) -> &'static [&'static str]; 43] = [
            |page| page.home,
            |page| page.menu,
            |page| page.press,
            |page| page.press_contact,
            |page| page.publications,
            |page| page.weekdays,
            |page| page.dated,
            |page| page.minutes,
            |page| page.reading_time,
            |page| page.reading,
            |page| page.networks,
            |page| page.roles,
            |page| page.elsewhere,
            |page| page.offers,
            |page| page.interview,
            |page| page.closings,
            |page| page.recipes,
            |page| page.salutations,
            |page| page.connectives,
            |page| page.captions,
            |page| page.offices,
            |page| page.newsrooms,
            |page| page.numbered,
            |page| page.mail_from,
            |page| page.mail_subject,
            |page| page.mail_date,
            |page| page.mail_to,
            |page| page.answers,
            |page| page.contacts,
            |page| page.between,
            |page| page.honorifics,
            |page| page.letter_openings,
            |page| page.valedictions,
            |page| page.occasions,
            |page| page.bodies,
            |page| page.periodicals,
            |page| page.clocks,
            |page| page.issues,
            |page| page.papers,
            |page| page.abstracts,
            |page| page.given,
            |page| page.memos,
            |page| page.asked_often,
        ];
        for kind in kinds {
            for word in page_words(kind) {
                assert!(!word.is_empty() && word.trim() == word && word.to_lowercase() == word, "{word:?}");
            }
        }
    }
}
