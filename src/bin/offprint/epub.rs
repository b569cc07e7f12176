//! The EPUB writer with what the command line says about it: pages, cover, typefaces.

use crate::args::Convert;
use crate::convert::Wish;
use crate::files;
use crate::kit::Kit;
use anyhow::{Context, Result};
use offprint::diag::Sink;
use offprint::packet::Packet;
use offprint::pages::Print;
use offprint::resource::Resources;
use offprint::style::Theme;
use offprint::write::epub::{Epub, FontFile, Lines, Options, ReadBy};
use std::path::Path;

/// The writer for one article. `twin` is the PDF that is made of it at the same time.
pub fn writer(
    packet: &Packet,
    wish: &Wish,
    twin: Option<&Path>,
    resources: &dyn Resources,
    sink: &mut Sink,
) -> Result<Epub> {
    let Wish { options, look, kit, .. } = *wish;
    let epub = &options.epub;
    let theme = kit.theme(look, options)?;
    let print = print(packet, &theme, twin, resources, wish)?;
    let cover = match &epub.cover {
        None => None,
        Some(path) if path == Path::new("draw") => drawn(packet, &theme, wish, sink)?,
        Some(path) => Some(chosen(path)?),
    };
    let fonts = fonts(&theme, options, kit)?;
    let options = Options {
        modified: files::date_of_build()?,
        version: epub.epub_version,
        print,
        cover,
        fonts,
        lines: if epub.vertical { Lines::Down } else { Lines::Across },
        series: epub.series.clone(),
        reader: if epub.kindle { ReadBy::Kindle } else { ReadBy::Anything },
    };
    Ok(Epub { options, theme: (*theme).clone() })
}

/// A picture that is to be the cover.
fn chosen(path: &Path) -> Result<Vec<u8>> {
    let bytes = files::read(path).with_context(|| format!("the cover {}", path.display()))?;
    offprint::resource::Picture::open(&bytes)
        .map_err(|why| anyhow::anyhow!("the cover {} {}", path.display(), why.why()))?;
    Ok(bytes)
}

/// The print edition: a PDF that is there, or the one that is made at the same time, laid out again.
#[cfg(feature = "pdf")]
fn print(
    packet: &Packet,
    theme: &Theme,
    twin: Option<&Path>,
    resources: &dyn Resources,
    wish: &Wish,
) -> Result<Option<Print>> {
    let Wish { options, kit, .. } = *wish;
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(path) = &options.epub.pages_from_pdf {
        let bytes = files::read(path).with_context(|| path.display().to_string())?;
        return Ok(Some(offprint::write::pdf::print_edition(&bytes, &name(path))?));
    }
    let Some(twin) = twin else { return Ok(None) };
    let layout = offprint::layout::lay_out(packet, theme, kit.fonts(options)?, resources)?;
    // What layout has to tell is told with the PDF.
    Ok(Some(layout.value.print(&name(twin))))
}

#[cfg(not(feature = "pdf"))]
fn print(_: &Packet, _: &Theme, _: Option<&Path>, _: &dyn Resources, _: &Wish) -> Result<Option<Print>> {
    Ok(None)
}

#[cfg(feature = "pdf")]
fn drawn(packet: &Packet, theme: &Theme, wish: &Wish, sink: &mut Sink) -> Result<Option<Vec<u8>>> {
    Ok(offprint::cover::draw(packet, theme, wish.kit.fonts(wish.options)?)?.into(sink))
}

#[cfg(not(feature = "pdf"))]
fn drawn(_: &Packet, _: &Theme, _: &Wish, _: &mut Sink) -> Result<Option<Vec<u8>>> {
    anyhow::bail!("a cover cannot be drawn: this offprint was built without PDF; name a picture with --cover FILE")
}

#[cfg(feature = "pdf")]
fn fonts(theme: &Theme, options: &Convert, kit: &Kit) -> Result<Vec<FontFile>> {
    if !options.epub.embed_fonts {
        return Ok(Vec::new());
    }
    let fonts = kit.fonts(options)?;
    let file = |id| {
        let face = fonts.face(id);
        FontFile { family: face.family.clone(), weight: face.weight, slope: face.slope, bytes: fonts.file(id) }
    };
    Ok(fonts.of_book(theme).into_iter().map(file).collect())
}

#[cfg(not(feature = "pdf"))]
fn fonts(_: &Theme, _: &Convert, _: &Kit) -> Result<Vec<FontFile>> {
    Ok(Vec::new())
}
