//! The EPUB writer with what the command line says about it: pages, cover, typefaces.

use crate::args::Convert;
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

/// The writer for one job.
pub fn writer(
    theme: Theme,
    packet: &Packet,
    job: &Job,
    resources: &dyn Resources,
    options: &Convert,
    sink: &mut Sink,
) -> Result<Epub> {
    let epub = &options.epub;
    let print = print(packet, &theme, job, resources, options)?;
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

/// The print edition: a PDF that is there, or the one that is made at the same time, laid out again.
#[cfg(feature = "pdf")]
fn print(
    packet: &Packet,
    theme: &Theme,
    job: &Job,
    resources: &dyn Resources,
    options: &Convert,
) -> Result<Option<Print>> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(path) = &options.epub.pages_from_pdf {
        let bytes = files::read(path).with_context(|| path.display().to_string())?;
        return Ok(Some(offprint::write::pdf::print_edition(&bytes, &name(path))?));
    }
    let Some(twin) = &job.twin else { return Ok(None) };
    let layout = offprint::layout::lay_out(packet, theme, &crate::convert::fonts(options)?, resources)?;
    // What layout has to tell is told with the PDF.
    Ok(Some(layout.value.print(&name(twin))))
}

#[cfg(not(feature = "pdf"))]
fn print(_: &Packet, _: &Theme, _: &Job, _: &dyn Resources, _: &Convert) -> Result<Option<Print>> {
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
