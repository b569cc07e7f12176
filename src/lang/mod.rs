//! What a language knows: its quotation marks, its hyphenation, its labels. A language is data; adding one is a
//! file and a row.

mod ar;
mod bytes;
mod chars;
mod cs;
mod da;
pub mod dates;
mod de;
mod directions;
mod el;
mod elisions;
mod en;
mod es;
mod fi;
mod fold;
mod fr;
mod he;
#[cfg(feature = "pdf")]
mod hyphenate;
mod it;
mod ja;
mod ko;
#[cfg(any(feature = "epub", feature = "pdf"))]
mod makeup;
mod nb;
mod nl;
mod numbers;
mod others;
mod packets;
mod page_words;
mod partly;
mod pl;
mod pt;
mod ru;
mod script;
mod short_forms;
mod sv;
mod ties;
mod tr;
mod uk;
#[cfg(feature = "html")]
mod web_words;
mod written;
mod zh;

pub(crate) use bytes::{before_capital, behind_letters};
pub(crate) use chars::{Kind, is_mark, is_unseen, letters, small, split_white};
pub(crate) use directions::Letters;
pub(crate) use elisions::is_elided;
pub use fold::fold;
pub(crate) use fold::{composed, first_letter, fold_first, fold_into, is_voicing};
#[cfg(feature = "pdf")]
pub use hyphenate::{Mark, Syllables, hyphenate};
#[cfg(any(feature = "epub", feature = "pdf"))]
pub(crate) use makeup::Makeup;
pub(crate) use numbers::{Number, NumberKind, heading_number, list_number, roman_value};
pub use others::{OTHERS, Other};
pub use packets::PacketLabels;
pub use page_words::PageWords;
pub(crate) use page_words::{byline_words, is_page_word, is_page_word_bare, page_words};
pub use script::{Script, Writing};
pub(crate) use short_forms::{SHORT_FORMS, ShortForms};
pub use ties::is_tied;
#[cfg(feature = "html")]
pub(crate) use web_words::web_words;

use std::fmt;

/// The languages that are known, by their primary subtag. The first is used for the labels of the others.
pub const LANGUAGES: &[&LanguageData] = &[
    &en::DATA,
    &de::DATA,
    &fr::DATA,
    &es::DATA,
    &it::DATA,
    &pt::DATA,
    &nl::DATA,
    &ru::DATA,
    &uk::DATA,
    &pl::DATA,
    &el::DATA,
    &sv::DATA,
    &da::DATA,
    &nb::DATA,
    &fi::DATA,
    &cs::DATA,
    &tr::DATA,
    &ar::DATA,
    &he::DATA,
    &zh::DATA,
    &ja::DATA,
    &ko::DATA,
];

/// What is known about a language.
#[derive(Debug)]
pub struct LanguageData {
    /// The primary subtag of BCP 47: "en".
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Which way its lines run.
    pub direction: Direction,
    /// Outer and inner quotation marks: `["“", "”", "‘", "’"]`, French ones with their spaces.
    pub quotes: [&'static str; 4],
    /// How a dash between words is set: `"—"` closed up, or `" – "` with spaces.
    pub dash: &'static str,
    /// The fewest letters before and after a hyphen.
    pub hyphen_min: [usize; 2],
    /// What stands before names in a byline: `["by", "text by"]`, in lower case.
    pub byline: &'static [&'static str],
    /// What stands between two names: `["and"]`.
    pub and: &'static [&'static str],
    /// The months, in full, lower case, January first; further forms after a `|`: where a day asks for another case
    /// of the name, that comes second.
    pub months: [&'static str; 12],
    /// What a numbered heading begins with: `["chapter", "section"]`, in lower case.
    pub parts: &'static [&'static str],
    /// Departments of a newspaper, which stand above a title: `["politics"]`, in lower case.
    pub sections: &'static [&'static str],
    /// What a web page counts behind a byline: `["views"]`, in lower case.
    pub counters: &'static [&'static str],
    /// Lines of a web page that are not its article's, in lower case: `#` is a number, a final `*` anything, behind a number
    /// a few words. A final `?` marks what an article may well say too: it counts beside other such lines only.
    pub furniture: &'static [&'static str],
    /// Further words around an article.
    pub page: PageWords,
    /// The words that Offprint itself prints.
    pub labels: Labels,
}

/// The words that Offprint itself prints.
#[derive(Debug)]
pub struct Labels {
    /// "Contents".
    pub contents: &'static str,
    /// "Notes".
    pub notes: &'static str,
    /// "Source", above a publication.
    pub source: &'static str,
    /// "Author", for one.
    pub author: &'static str,
    /// "Authors", for several.
    pub authors: &'static str,
    /// "Date".
    pub date: &'static str,
    /// "Length".
    pub length: &'static str,
    /// "words", behind a number.
    pub words: &'static str,
    /// "min", behind a number.
    pub minutes: &'static str,
    /// "Table", before a number.
    pub table: &'static str,
    /// "Figure", before a number.
    pub figure: &'static str,
    /// "By", before names.
    pub by: &'static str,
    /// "continued".
    pub continued: &'static str,
    /// Note, Tip, Important, Warning, Caution.
    pub alerts: [&'static str; 5],
}

impl Labels {
    /// Labels in the order of the fields.
    const fn new(words: [&'static str; 13], alerts: [&'static str; 5]) -> Self {
        let [contents, notes, source, author, authors, date, length, words, minutes, table, figure, by, continued] =
            words;
        Self {
            contents,
            notes,
            source,
            author,
            authors,
            date,
            length,
            words,
            minutes,
            table,
            figure,
            by,
            continued,
            alerts,
        }
    }
}

/// A number with thin spaces between thousands: right in every language here.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language: its tag as given, and what is known about it.
#[derive(Clone)]
pub struct Language {
    tag: String,
    data: &'static LanguageData,
    known: Known,
    /// The tag's first group, in lower case.
    code: Box<str>,
    writing: Writing,
    direction: Direction,
}

/// How much is known about a language.
#[derive(Clone, Copy)]
enum Known {
    Data,
    Other(&'static Other),
    Nothing,
}

impl Language {
    /// Reads a BCP 47 tag (`en`, `de-CH`, `zh_Hans`): letters and digits in groups of up to eight. `None`: it is
    /// not such a tag. A tag whose language is not known is kept, with English labels and no hyphenation.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut groups = tag.split('-');
        let primary = groups.next()?.to_ascii_lowercase();
        let fits = |group: &str| (1..=8).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_alphanumeric());
        if !(2..=8).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) || !groups.all(fits) {
            return None;
        }
        let code = modern(&primary);
        let found = LANGUAGES.iter().find(|data| data.code == code);
        let other = || OTHERS.iter().find(|other| other.code == code);
        let known = if found.is_some() { Known::Data } else { other().map_or(Known::Nothing, Known::Other) };
        let script = script(&tag);
        let writing = writing(script.as_deref(), code);
        let direction = direction(script.as_deref(), code);
        Some(Self {
            data: found.unwrap_or(&LANGUAGES[0]),
            known,
            code: primary.as_str().into(),
            writing,
            direction,
            tag,
        })
    }

    /// English.
    pub fn english() -> Self {
        Self {
            tag: "en".to_owned(),
            data: LANGUAGES[0],
            known: Known::Data,
            code: "en".into(),
            writing: Writing::Alphabet,
            direction: Direction::Ltr,
        }
    }

    /// The tag, as given.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The comma between the members of a list, with the white behind it.
    pub fn comma(&self) -> &'static str {
        match self.code() {
            "ar" | "fa" | "ur" => "، ",
            "zh" => "，",
            "ja" => "、",
            _ => ", ",
        }
    }

    /// Its first group, in lower case.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The group that names its script, in lower case: "hant".
    pub fn script(&self) -> Option<String> {
        script(&self.tag)
    }

    /// Whether all is known about it that is known about any: [`data`](Self::data) is its own.
    pub fn is_known(&self) -> bool {
        matches!(self.known, Known::Data)
    }

    /// Whether its labels are its own.
    pub fn has_labels(&self) -> bool {
        !matches!(self.known, Known::Nothing)
    }

    /// What is known about it; English's data if nothing is.
    pub fn data(&self) -> &'static LanguageData {
        self.data
    }

    /// A day as it is written; `None` where that is not known here.
    pub fn day(&self, year: u32, month: u32, day: u32) -> Option<String> {
        packets::day(self.data, &self.tag, year, month, day)
    }

    /// A month as it is written; `None` where that is not known here.
    pub fn month(&self, year: u32, month: u32) -> Option<String> {
        packets::month(self.data, year, month)
    }

    /// The words that Offprint prints in packets.
    pub fn packet_labels(&self) -> &'static PacketLabels {
        packets::of(self.data.code)
    }

    /// The words that Offprint itself prints; English ones if they are not known in it.
    pub fn labels(&self) -> &'static Labels {
        match self.known {
            Known::Data | Known::Nothing => &self.data.labels,
            Known::Other(other) => &other.labels,
        }
    }

    /// Outer and inner quotation marks, if it is known how it quotes.
    pub fn quotes(&self) -> Option<[&'static str; 4]> {
        match self.known {
            Known::Data => Some(self.data.quotes),
            Known::Other(other) => Some(other.quotes),
            Known::Nothing => None,
        }
    }

    /// The fewest letters before and after a hyphen.
    pub fn hyphen_min(&self) -> [usize; 2] {
        match self.known {
            Known::Data => self.data.hyphen_min,
            Known::Other(other) => other.hyphen_min,
            Known::Nothing => [2, 3],
        }
    }

    /// How it is written.
    pub fn writing(&self) -> Writing {
        self.writing
    }

    /// Which way its lines run. Known for every right-to-left language, whether or not the rest is; a script that the
    /// tag names decides.
    pub fn direction(&self) -> Direction {
        self.direction
    }
}

/// The group of a tag that names its script, in lower case.
fn script(tag: &str) -> Option<String> {
    let fits = |group: &&str| group.len() == 4 && group.bytes().all(|b| b.is_ascii_alphabetic());
    tag.split('-').skip(1).find(fits).map(str::to_ascii_lowercase)
}

fn writing(script: Option<&str>, code: &str) -> Writing {
    match script {
        Some("latn" | "cyrl" | "grek") => return Writing::Alphabet,
        Some("arab" | "aran") => return Writing::Arabic,
        Some("hans" | "hant" | "hani" | "jpan") => return Writing::Square,
        Some(_) | None => {}
    }
    written::writing(code)
}

fn direction(script: Option<&str>, code: &str) -> Direction {
    match script {
        Some("arab" | "aran" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg") => return Direction::Rtl,
        Some(_) => return Direction::Ltr,
        None => {}
    }
    match written::writing(code) {
        Writing::Arabic | Writing::Hebrew => Direction::Rtl,
        _ if code == "nqo" => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// Tags that have been replaced, or name what is written alike, by the code that is used here.
fn modern(code: &str) -> &str {
    match code {
        "no" => "nb",
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "mo" => "ro",
        "prs" => "fa",
        "kmr" => "ku",
        "cmn" | "yue" => "zh",
        code => code,
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}
impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(Language::parse("de_CH").unwrap().tag(), "de-CH");
        assert_eq!(Language::parse("de-CH").unwrap().data().code, "de");
        assert!(!Language::parse("sw").unwrap().is_known());
        for bad in ["", "e", "english language", "en-", "12"] {
            assert!(Language::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_script_decides_the_direction_and_old_tags_mean_new_ones() {
        let direction = |tag| Language::parse(tag).unwrap().direction();
        assert_eq!(direction("ku"), Direction::Ltr);
        assert_eq!(direction("ku-Arab-IQ"), Direction::Rtl);
        assert_eq!(direction("az-arab"), Direction::Rtl);
        assert_eq!(direction("iw"), Direction::Rtl);
        assert_eq!(Language::parse("no").unwrap().data().code, "nb");
        assert_eq!(Language::parse("zh-Hant-TW").unwrap().script().as_deref(), Some("hant"));
    }

    #[test]
    fn other_languages_have_labels_of_their_own_and_english_data() {
        assert!(OTHERS.is_sorted_by(|a, b| a.code < b.code));
        for other in OTHERS {
            let language = Language::parse(other.code).unwrap();
            assert!(!language.is_known() && language.has_labels(), "{}", other.code);
            assert_eq!(language.labels().contents, other.labels.contents);
            assert_eq!(language.data().code, "en");
        }
        assert_eq!(Language::parse("sw").unwrap().labels().contents, "Contents");
    }

    #[test]
    fn right_to_left_data_agrees() {
        for data in LANGUAGES {
            assert_eq!(Language::parse(data.code).unwrap().direction(), data.direction, "{}", data.code);
        }
    }
}
