//! `offprint themes --preview`: a specimen set in each theme, one behind the other in one file.

use crate::args::{Themes, mistake};
use crate::{Exit, files, look, report};
use anyhow::{Context, Result};
use offprint::diag::{Sink, Warned};
use offprint::font::Fonts;
use offprint::layout::{Layout, lay_out};
use offprint::model::Meta;
use offprint::packet::Packet;
use offprint::read::{Markdown, Reader};
use offprint::resource::NoResources;
use offprint::source::{Source, Span};
use offprint::style::{THEMES, Theme};
use offprint::write::pdf;
use std::path::Path;

/// The text of the specimen: one of each thing that a theme decides about.
const SPECIMEN: &str = include_str!("specimen.md");

/// Writes the preview.
pub fn write(asked: &Themes) -> Exit {
    let names: Vec<&str> = match asked.themes.is_empty() {
        true => THEMES.iter().map(|(name, _)| *name).collect(),
        false => asked.themes.iter().map(String::as_str).collect(),
    };
    let path = asked.output.as_deref().unwrap_or(Path::new("-"));
    let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    if path.as_os_str() != "-" && !is_pdf {
        return report::usage(&mistake(format!("{} is to be a PDF; end its name in .pdf", path.display())));
    }
    let mut themes = Vec::new();
    for name in names {
        match look::theme(name, asked.paper.as_deref()) {
            Ok(theme) => themes.push(theme),
            Err(exit) => return exit,
        }
    }
    let written = preview(&themes).and_then(|bytes| match path.as_os_str() == "-" {
        true => files::to_stdout(&bytes),
        false => files::write(path, &bytes).with_context(|| path.display().to_string()),
    });
    match written {
        Ok(()) => Exit::Done,
        Err(error) => report::failure(&error),
    }
}

fn preview(themes: &[Theme]) -> Result<Vec<u8>> {
    #[cfg(feature = "bundled-fonts")]
    let fonts = Fonts::bundled();
    #[cfg(not(feature = "bundled-fonts"))]
    let fonts = Fonts::none();
    let mut whole = Layout::default();
    for (index, theme) in themes.iter().enumerate() {
        let source = Source::new("specimen.md", SPECIMEN);
        let mut document = Markdown::default().read(&source).value;
        document.meta.title = Meta::words(&theme.name, Span::NONE);
        document.meta.standfirst = Meta::words(&theme.about, Span::NONE);
        document.meta.date = None;
        document.meta.publication = Some(format!("{}, {} lines to a page", theme.page.paper, theme.page.lines));
        let layout = lay_out(&Packet::from(document), theme, &fonts, &NoResources)?.into(&mut Sink::new());
        whole.append(layout, &format!("t{}-", index + 1));
    }
    let meta = Meta { title: Meta::words("Themes", Span::NONE), ..Meta::default() };
    let Warned { value, .. } = pdf::render(&whole, &fonts, &meta, &pdf::Options::default())?;
    Ok(value)
}
