//! A manifest as it is written. What can be wrong only together with other things keeps its place in the file.

use crate::model::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ManifestFile {
    /// Read by the merger.
    #[allow(dead_code)]
    pub preset: Option<String>,
    pub title: Option<Spanned<String>>,
    pub subtitle: Option<String>,
    pub number: Option<String>,
    pub series: Option<Short<SeriesFile>>,
    pub prepared_for: Option<String>,
    pub prepared_by: Option<String>,
    pub date: Option<DateFile>,
    pub embargo: Option<String>,
    pub marking: Option<Spanned<Short<OwnMarking>>>,
    pub handling: Option<String>,
    pub language: Option<Spanned<String>>,
    pub rights: Option<String>,
    #[serde(default)]
    pub distribution: Vec<String>,
    #[serde(default, alias = "key-figures")]
    pub key_figure: Vec<FigureFile>,
    #[serde(default)]
    pub key_points: Vec<String>,
    pub parts: Spanned<Vec<Spanned<PartFile>>>,
    pub order: OrderFile,
    pub notes_pages: Spanned<usize>,
    #[serde(default)]
    pub redact: Vec<Spanned<String>>,
    pub copies: Option<Spanned<String>>,
    pub words_per_minute: Spanned<usize>,
    pub look: LookFile,
    pub numbering: NumberingFile,
    #[serde(default, alias = "articles")]
    pub article: Vec<Spanned<Short<ArticleFile>>>,
    #[serde(default, alias = "sections")]
    pub section: Vec<SectionFile>,
    #[serde(default)]
    pub agenda: Vec<AgendaFile>,
    #[serde(default, alias = "people")]
    pub person: Vec<Spanned<Short<EntryFile>>>,
    #[serde(default, alias = "glossary")]
    pub term: Vec<Spanned<Short<EntryFile>>>,
    #[serde(default)]
    pub chronology: ChronologyFile,
    #[serde(default)]
    pub index: IndexFile,
    #[serde(default)]
    pub acronyms: AcronymsFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesFile {
    pub name: String,
    pub position: Option<Short<Never>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LookFile {
    pub theme: Option<Spanned<String>>,
    pub paper: Option<Spanned<String>>,
    pub links: Option<LinksFile>,
    pub starts: StartsFile,
    pub blank_pages: BlanksFile,
    pub note_margin: NoteMarginFile,
    pub line_numbers: usize,
    pub codes: bool,
    pub zoom: ZoomFile,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct NumberingFile {
    pub pages: Spanned<PagesFile>,
    pub prefix: Option<Spanned<String>>,
    pub first: Option<Spanned<usize>>,
    pub front: FrontFile,
    pub cover: CoverFolioFile,
    pub bookmarks: BookmarksFile,
    pub most_pages: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct SectionFile {
    pub title: Option<String>,
    pub letter: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    #[serde(default, alias = "articles")]
    pub article: Vec<Spanned<Short<ArticleFile>>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ArticleFile {
    pub file: Spanned<String>,
    pub title: Option<String>,
    pub number: Option<Short<Never>>,
    pub author: Option<OneOrMore>,
    pub source: Option<String>,
    pub date: Option<DateFile>,
    pub url: Option<String>,
    pub retrieved: Option<DateFile>,
    pub language: Option<Spanned<String>>,
    pub rights: Option<String>,
    #[serde(default)]
    pub essential: bool,
    #[serde(default)]
    pub key_points: Vec<String>,
    pub after_page: Option<Short<Never>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FigureFile {
    pub figure: String,
    pub what: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct AgendaFile {
    #[serde(default)]
    pub time: String,
    pub title: String,
    #[serde(default)]
    pub ask: String,
    #[serde(default)]
    pub text: String,
    pub article: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct EntryFile {
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ChronologyFile {
    #[serde(default)]
    pub leave_out: Vec<String>,
    #[serde(default, alias = "events")]
    pub event: Vec<EventFile>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct EventFile {
    pub date: DateFile,
    pub text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct IndexFile {
    #[serde(default)]
    pub terms: Vec<Spanned<Short<EntryFile>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct AcronymsFile {
    #[serde(default)]
    pub leave_out: Vec<String>,
}

/// A marking that follows nobody's rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnMarking {
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartFile {
    Cover,
    Contents,
    KeyPoints,
    Agenda,
    ReadingPlan,
    Articles,
    Acronyms,
    People,
    Glossary,
    Chronology,
    Index,
    Sources,
    Changes,
    Notes,
    Colophon,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OrderFile {
    Given,
    Newest,
    Oldest,
    Source,
    Title,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LinksFile {
    None,
    Inline,
    Notes,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StartsFile {
    Any,
    Recto,
    RunOn,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BlanksFile {
    Silent,
    Said,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CoverFolioFile {
    Silent,
    Printed,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NoteMarginFile {
    AsTheme,
    Ruled,
    Wide,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ZoomFile {
    AsReader,
    ActualSize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PagesFile {
    Plain,
    OfTotal,
    BySection,
    Bates,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FrontFile {
    Counted,
    Roman,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BookmarksFile {
    Titles,
    WithPages,
}

/// A thing that is mostly only named: `"a.txt"` for `{ file = "a.txt" }`. A number is its own name.
#[derive(Debug)]
pub(super) enum Short<T> {
    Name(String),
    Table(T),
}

/// There is no long form.
#[derive(Debug)]
pub(super) enum Never {}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("write it in quotes"))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Short<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("words in quotes, or a table in braces")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Short::Name(text.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Short::Name(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Short::Table)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A name, or several in brackets.
#[derive(Debug)]
pub(super) struct OneOrMore(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = OneOrMore;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a name in quotes, or several in brackets")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OneOrMore(vec![text.to_owned()]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut names: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(name) = names.next_element()? {
                    all.push(name);
                }
                Ok(OneOrMore(all))
            }
        }
        deserializer.deserialize_any(Names)
    }
}

/// A date, in quotes or bare as TOML has it: `2026-11-24`, `"2026-11"`, `"2026"`.
#[derive(Debug)]
pub(super) struct DateFile(pub Date);

impl<'de> Deserialize<'de> for DateFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Dates;
        fn read<E: de::Error>(text: &str) -> Result<DateFile, E> {
            Date::from_iso(text).map(DateFile).ok_or_else(|| {
                E::custom(format!("\"{text}\" is not a date; write it like 2026-11-24, \"2026-11\" or \"2026\""))
            })
        }
        impl<'de> Visitor<'de> for Dates {
            type Value = DateFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a date, like 2026-11-24")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                read(text)
            }

            fn visit_i64<E: de::Error>(self, year: i64) -> Result<Self::Value, E> {
                read(&year.to_string())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let date = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?;
                read(&date.to_string())
            }
        }
        deserializer.deserialize_any(Dates)
    }
}
