//! What a language knows: its quotation marks, its hyphenation, its labels. A language is data; adding one is a
//! file and a row.

mod ar;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod fi;
mod fr;
mod he;
#[cfg(feature = "pdf")]
mod hyphenate;
mod it;
mod ja;
mod ko;
mod nb;
mod nl;
mod pl;
mod pt;
mod ru;
mod sv;
mod tr;
mod uk;
mod zh;

#[cfg(feature = "pdf")]
pub use hyphenate::hyphenate;

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
    /// The months, in full, lower case, January first; further forms after a `|`.
    pub months: [&'static str; 12],
    /// What a numbered heading begins with: `["chapter", "section"]`, in lower case.
    pub parts: &'static [&'static str],
    /// Departments of a newspaper, which stand above a title: `["politics"]`, in lower case.
    pub sections: &'static [&'static str],
    /// What a web page counts behind a byline: `["views"]`, in lower case.
    pub counters: &'static [&'static str],
    /// Lines of a web page that are not its article's, in lower case: `#` is a number, a final `*` anything. A
    /// final `?` marks what an article may well say too: it counts beside other such lines only.
    pub furniture: &'static [&'static str],
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
    known: bool,
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
        let found = LANGUAGES.iter().find(|data| data.code == primary);
        Some(Self { data: found.unwrap_or(&LANGUAGES[0]), known: found.is_some(), tag })
    }

    /// English.
    pub fn english() -> Self {
        Self { tag: "en".to_owned(), data: LANGUAGES[0], known: true }
    }

    /// The tag, as given.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Its first group, in lower case.
    pub fn code(&self) -> String {
        self.tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether more than its tag is known.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// What is known about it; English's data if nothing is.
    pub fn data(&self) -> &'static LanguageData {
        self.data
    }

    /// Which way its lines run. Known for every right-to-left language, whether or not the rest is.
    pub fn direction(&self) -> Direction {
        match self.code().as_str() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi" => Direction::Rtl,
            _ => Direction::Ltr,
        }
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
    fn right_to_left_data_agrees() {
        for data in LANGUAGES {
            assert_eq!(Language::parse(data.code).unwrap().direction(), data.direction, "{}", data.code);
        }
    }
}
