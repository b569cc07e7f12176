//! How values on the command line are read, and what is said of those that cannot be.

use super::{Denial, Dump, Product, Width};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use offprint::diag::Code;
use offprint::lang::Language;
#[cfg(feature = "pdf")]
use offprint::length::Abs;
use offprint::model::Date;
#[cfg(feature = "epub")]
use offprint::packet;
#[cfg(feature = "pdf")]
use offprint::write::pdf::{MARKS, PrintMark, STANDARDS, Standard};
use offprint::{read, style, write};

#[cfg(feature = "epub")]
pub(super) fn epub_versions() -> impl TypedValueParser<Value = write::epub::Version> {
    one_of(vec![("3", write::epub::Version::V33), ("2", write::epub::Version::V2)])
}

#[cfg(feature = "epub")]
pub(super) fn series(text: &str) -> Result<packet::Series, &'static str> {
    let text = words(text)?;
    let (name, position) = match text.rsplit_once('#') {
        Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
            (name.trim(), Some(number.to_owned()).filter(|number| !number.is_empty()))
        }
        _ => (text.as_str(), None),
    };
    if name.is_empty() {
        return Err("write its name");
    }
    Ok(packet::Series { name: name.to_owned(), position })
}

/// The names of the themes.
#[cfg(feature = "pdf")]
pub fn themes() -> impl TypedValueParser<Value = String> {
    names(style::THEMES)
}

pub(super) fn products() -> impl TypedValueParser<Value = Product> {
    let files = write::FORMATS.iter().map(|format| (format.name, Product::File(format)));
    let dumps = Dump::ALL.into_iter().map(|dump| (dump.name(), Product::Dump(dump)));
    one_of(files.chain(dumps).collect())
}

pub(super) fn readers() -> impl TypedValueParser<Value = &'static read::Format> {
    one_of(read::FORMATS.iter().map(|format| (format.name, format)).collect())
}

pub(super) fn parts() -> impl TypedValueParser<Value = &'static read::TidyPart> {
    one_of(read::Tidy::PARTS.iter().map(|part| (part.name, part)).collect())
}

#[cfg(feature = "pdf")]
pub(super) fn standards() -> impl TypedValueParser<Value = Standard> {
    one_of(STANDARDS.to_vec())
}

#[cfg(feature = "pdf")]
pub(super) fn marks() -> impl TypedValueParser<Value = PrintMark> {
    one_of(MARKS.to_vec())
}

/// No sheet has room for a bleed of an inch.
#[cfg(feature = "pdf")]
pub(super) fn length(text: &str) -> Result<Abs, &'static str> {
    let most = Abs::pt(72.0);
    Abs::parse(text).filter(|&length| length <= most).ok_or("write it as 3mm or 0.125in, an inch at most")
}

pub(super) fn denials() -> impl TypedValueParser<Value = Denial> {
    let codes = Code::ALL.iter().map(|&code| (code.name(), Denial::Code(code)));
    one_of(std::iter::once(("warnings", Denial::Warnings)).chain(codes).collect())
}

pub(super) fn codes() -> impl TypedValueParser<Value = Code> {
    one_of(Code::ALL.iter().map(|&code| (code.name(), code)).collect())
}

pub(super) fn names(table: &'static [(&'static str, &'static str)]) -> impl TypedValueParser<Value = String> {
    one_of(table.iter().map(|&(name, _)| (name, name.to_owned())).collect())
}

/// A theme's name, or the path of a theme file.
pub(super) fn theme() -> NameOr {
    NameOr {
        table: style::THEMES,
        is_own: |text| text.to_ascii_lowercase().ends_with(".toml") || text.contains(std::path::is_separator),
        tip: |_| "a theme of your own is a file, NAME.toml".to_owned(),
    }
}

/// A paper's name, or its size; whether there is room on it is for the theme to say.
pub(super) fn paper() -> NameOr {
    NameOr {
        table: style::PAPERS,
        is_own: |text| text.starts_with(|c: char| c.is_ascii_digit()) && style::is_paper(text),
        tip: size_of_paper,
    }
}

/// One of a table's names, which help and error messages list, or something of one's own.
#[derive(Clone)]
pub(super) struct NameOr {
    table: &'static [(&'static str, &'static str)],
    is_own: fn(&str) -> bool,
    /// How one's own is written, where this is written instead.
    tip: fn(&str) -> String,
}

impl TypedValueParser for NameOr {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        let text = value.to_string_lossy();
        if (self.is_own)(&text) {
            return Ok(text.into_owned());
        }
        names(self.table).parse_ref(command, argument, value).map_err(|mut mistake| {
            mistake.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![(self.tip)(&text).into()]));
            mistake
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = clap::builder::PossibleValue> + '_>> {
        Some(Box::new(self.table.iter().map(|(name, _)| clap::builder::PossibleValue::new(*name))))
    }
}

/// How a size is written; where only its unit is lacking, that size.
fn size_of_paper(text: &str) -> String {
    let text = text.trim().replace(['×', 'X', ' '], "x");
    // No paper is a finger's breadth wide, and none has two feet.
    let first = text.split('x').next().and_then(|side| side.parse::<f64>().ok()).unwrap_or_default();
    let whole = format!("{text}{}", if first < 25.0 { "in" } else { "mm" });
    match style::is_paper(&whole) {
        true => format!("a size is written with its unit: {whole}"),
        false => "a size is written 150x220mm".to_owned(),
    }
}

/// One of the named values; help and error messages list the names.
fn one_of<T: Clone + Send + Sync + 'static>(values: Vec<(&'static str, T)>) -> impl TypedValueParser<Value = T> {
    let names: Vec<_> = values.iter().map(|(name, _)| *name).collect();
    PossibleValuesParser::new(names).map(move |given| {
        let found = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(&given));
        found.expect("clap has checked it against the same names").1.clone()
    })
}

pub(super) fn links() -> impl TypedValueParser<Value = style::Links> {
    one_of(vec![("notes", style::Links::Notes), ("inline", style::Links::Inline), ("none", style::Links::None)])
}

pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    Date::from_iso(text).ok_or("write it as 2026-11-24, 2026-11 or 2026")
}

pub fn language(text: &str) -> Result<Language, &'static str> {
    Language::parse(text).ok_or("write a language tag such as en, de or pt-BR")
}

/// Somebody's or something's name: words, and some.
pub(super) fn name(text: &str) -> Result<String, &'static str> {
    Some(words(text)?).filter(|name| name.chars().any(char::is_alphanumeric)).ok_or("write a name, or leave it out")
}

/// An address of the web.
pub(super) fn address(text: &str) -> Result<String, &'static str> {
    let text = words(text)?;
    let of_web = ["http://", "https://"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(start)));
    if of_web { Ok(text) } else { Err("write the whole address: https://example.org/article") }
}

/// Text for the metadata. A document holds no control characters, so none may come in here.
pub fn words(text: &str) -> Result<String, &'static str> {
    let noncharacter = |c: char| matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff);
    if text.chars().any(|c| c.is_control() || noncharacter(c)) {
        return Err("it holds a control character; write it on one line, in plain characters");
    }
    Ok(text.trim().to_owned())
}

/// The narrowest width that still leaves room beside a list's marker and a quotation's indent.
const NARROWEST: usize = 20;

pub(super) fn width(text: &str) -> Result<Width, String> {
    match text.parse() {
        Ok(columns) if columns >= NARROWEST => Ok(Width::Columns(columns)),
        Err(_) if text.eq_ignore_ascii_case("none") => Ok(Width::Unlimited),
        _ => Err(format!("write a number of columns, {NARROWEST} or more, or none")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width("72"), Ok(Width::Columns(72)));
        assert_eq!(width("none"), Ok(Width::Unlimited));
        for bad in ["0", "19", "-1", "wide", "99999999999999999999999", ""] {
            assert!(width(bad).is_err(), "{bad}");
        }
    }
}
