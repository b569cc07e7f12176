//! PDF files as the command line asks for them: which standard, which printing condition, which date.

use crate::args::{Convert, Pdf};
use crate::files;
use anyhow::{Context, Result, anyhow, bail};
use offprint::Error;
use offprint::length::Abs;
use offprint::model::Meta;
use offprint::write::pdf::{Attachment, Condition, Moment, Options, Press, Standard};
use std::path::Path;

/// What the article is called and what kind of file it is, for standards that take it along.
pub struct Source<'a> {
    pub name: &'a str,
    pub media_type: &'a str,
    pub bytes: &'a [u8],
}

/// The options of the first file, and of the one for the press if there is to be one besides.
pub fn options(given: &Convert, source: &Source) -> Result<(Options, Option<Options>)> {
    let pdf = &given.pdf;
    let (first, second) = standards(pdf).map_err(|why| anyhow!(why))?;
    let press = if is_press(first) || second.is_some() { press(pdf)? } else { Press::default() };
    let created = files::date_of_build()?.map(Moment);
    let attached = (first == Standard::A3a && !given.scrub).then(|| Attachment {
        name: source.name.to_owned(),
        media_type: source.media_type.to_owned(),
        data: source.bytes.to_vec(),
    });
    let besides = second.map(|standard| Options { created, standard, press: press.clone(), source: None });
    Ok((Options { created, standard: first, press, source: attached }, besides))
}

/// What printing houses ask for, in millimetres: an edge tab that ends at the trim shows white when the knife is off.
const BLEED: f64 = 3.0;

fn press(pdf: &Pdf) -> Result<Press> {
    Ok(Press {
        bleed: pdf.bleed.unwrap_or_else(|| Abs::mm(BLEED)),
        marks: pdf.marks.iter().copied().collect(),
        condition: condition(pdf)?,
        spot: pdf.spot.clone().filter(|name| !name.is_empty()),
        ink_limit: pdf.ink_limit,
    })
}

/// Says what makes no sense before anything is read.
pub fn check(pdf: &Pdf) -> Result<(), String> {
    let (first, second) = standards(pdf)?;
    if is_press(first) || second.is_some() {
        return Ok(());
    }
    let told = [
        ("--bleed", pdf.bleed.is_some()),
        ("--marks", !pdf.marks.is_empty()),
        ("--condition", pdf.condition.is_some()),
        ("--spot", pdf.spot.is_some()),
    ];
    match told.iter().find(|(_, is_told)| *is_told) {
        Some((name, _)) => Err(format!("{name} is for a printing house's file; add --print, or --print-to FILE")),
        None => Ok(()),
    }
}

/// What the first file conforms to, and the one for the press if there is to be one besides.
fn standards(pdf: &Pdf) -> Result<(Standard, Option<Standard>), String> {
    let asked = pdf.pdf_standard;
    Ok(match (pdf.print, &pdf.print_to, asked) {
        (true, _, Some(standard)) if !is_press(standard) => {
            let name = standard.name();
            return Err(format!("--print makes a PDF/X, and {name} is none; leave one of the two out"));
        }
        (true, _, standard) => (standard.unwrap_or(Standard::X4), None),
        (false, Some(_), Some(standard)) if is_press(standard) => (Standard::default(), Some(standard)),
        (false, Some(_), standard) => (standard.unwrap_or_default(), Some(Standard::X4)),
        (false, None, standard) => (standard.unwrap_or_default(), None),
    })
}

fn is_press(standard: Standard) -> bool {
    matches!(standard, Standard::X4 | Standard::X1a)
}

fn condition(pdf: &Pdf) -> Result<Option<Condition>> {
    let Some(name) = &pdf.condition else { return Ok(None) };
    if let Some(path) = &pdf.icc {
        let profile = files::read(path).with_context(|| path.display().to_string())?;
        let given = Condition::given(name, profile);
        return given.map(Some).map_err(|error| match error {
            Error::Profile { why, .. } => anyhow!("{}: the profile {why}", path.display()),
            error => error.into(),
        });
    }
    match name.to_ascii_lowercase().as_str() {
        "gray" | "grey" => Ok(Some(Condition::GRAY)),
        "fogra39" => Ok(Some(Condition::FOGRA39)),
        _ => bail!("the condition {name} needs its profile: --icc FILE; without one there are gray and FOGRA39"),
    }
}

/// Leaves a title and a language: a file must have both.
pub fn scrubbed(meta: &Meta) -> Meta {
    Meta { title: meta.title.clone(), language: meta.language.clone(), ..Meta::default() }
}

/// The media type of an article, by the reader that takes it.
pub fn media_type(format: &str) -> &'static str {
    match format {
        "markdown" => "text/markdown",
        "html" => "text/html",
        _ => "text/plain",
    }
}

/// A file's name without its folder: where it lay is nobody's business.
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| "article.txt".to_owned(), |name| name.to_string_lossy().into_owned())
}
