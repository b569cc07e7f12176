//! The EPUB writer with what the command line says about it: pages, cover, typefaces.

use crate::args::Convert;
use crate::convert::Before;
use crate::files;
use crate::plan::Job;
use anyhow::{Context, Result};
use offprint::diag::Sink;
use offprint::packet::Packet;
use offprint::pages::Print;
use offprint::resource::Resources;
use offprint::style::Theme;
use offprint::write::epub::{Epub, FontFile, Lines, Options, ReadBy};
use std::path::Path;

/// What a book is made of.
pub struct About<'a> {
    pub job: &'a Job,
    pub packet: &'a Packet,
    pub resources: &'a dyn Resources,
}

/// The writer for one job. Pages that were set for its twin are taken.
pub fn writer(theme: Theme, about: &About, options: &Convert, before: &mut Before, sink: &mut Sink) -> Result<Epub> {
    let (epub, packet) = (&options.epub, about.packet);
    let print = print(about, &theme, options, before)?;
    let cover = match &epub.cover {
        None => None,
        Some(path) if path == Path::new("draw") => drawn(packet, &theme, options, sink)?,
        Some(path) => Some(files::read(path).with_context(|| format!("the cover {}", path.display()))?),
    };
    let fonts = fonts(&theme, options)?;
    let options = Options {
        theme,
        modified: files::date_of_build()?,
        version: epub.epub_version,
        print,
        cover,
        fonts,
        lines: if epub.vertical { Lines::Down } else { Lines::Across },
        series: epub.series.clone(),
        reader: if epub.kindle { ReadBy::Kindle } else { ReadBy::Anything },
    };
    Ok(Epub { options })
}

/// The print edition: a PDF that is there, or the one that is made at the same time. If that one came to nothing, the
/// pages are set for the book alone.
#[cfg(feature = "pdf")]
fn print(about: &About, theme: &Theme, options: &Convert, before: &mut Before) -> Result<Option<Print>> {
    if let Some(path) = &options.epub.pages_from_pdf {
        let bytes = files::read(path).with_context(|| path.display().to_string())?;
        return Ok(Some(offprint::write::pdf::print_edition(&bytes, &crate::pdf::name(path))?));
    }
    let Some(twin) = &about.job.twin else { return Ok(None) };
    if let Some(print) = before.print(&about.job.input) {
        return Ok(Some(print));
    }
    let fonts = crate::convert::fonts(options)?;
    let layout = offprint::layout::lay_out(about.packet, theme, &fonts, about.resources)?;
    // What layout has to tell is told with the PDF.
    Ok(Some(layout.value.print(&crate::pdf::name(twin))))
}

#[cfg(not(feature = "pdf"))]
fn print(_: &About, _: &Theme, _: &Convert, _: &mut Before) -> Result<Option<Print>> {
    Ok(None)
}

#[cfg(feature = "pdf")]
fn drawn(packet: &Packet, theme: &Theme, options: &Convert, sink: &mut Sink) -> Result<Option<Vec<u8>>> {
    Ok(offprint::cover::draw(packet, theme, &crate::convert::fonts(options)?)?.into(sink))
}

#[cfg(not(feature = "pdf"))]
fn drawn(_: &Packet, _: &Theme, _: &Convert, _: &mut Sink) -> Result<Option<Vec<u8>>> {
    anyhow::bail!("a cover cannot be drawn: this offprint was built without PDF; name a picture with --cover FILE")
}

#[cfg(feature = "pdf")]
fn fonts(theme: &Theme, options: &Convert) -> Result<Vec<FontFile>> {
    if !options.epub.embed_fonts {
        return Ok(Vec::new());
    }
    let fonts = crate::convert::fonts(options)?;
    let file = |id| {
        let face = fonts.face(id);
        FontFile { family: face.family.clone(), weight: face.weight, slope: face.slope, bytes: fonts.file(id) }
    };
    Ok(fonts.of_book(theme).into_iter().map(file).collect())
}

#[cfg(not(feature = "pdf"))]
fn fonts(_: &Theme, _: &Convert) -> Result<Vec<FontFile>> {
    Ok(Vec::new())
}
