//! What the conversions of a run share: the faces, the themes and the folder of pictures. Each is opened when it is first needed, and once.

use crate::args::Convert;
#[cfg(feature = "pdf")]
use crate::files;
use crate::{Exit, look};
#[cfg(feature = "pdf")]
use anyhow::Context;
#[cfg(any(feature = "epub", feature = "pdf"))]
use anyhow::Result;
use offprint::Converter;
#[cfg(feature = "pdf")]
use offprint::font::Fonts;
use offprint::resource::Folder;
use offprint::style::{self, Theme};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is shared, by all threads that convert.
#[derive(Default)]
#[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(dead_code))] // plain text needs none of it
pub struct Kit {
    converter: OnceLock<Converter>,
    /// The folder that pictures were looked for last: most articles of a run lie side by side.
    folder: Mutex<Option<(PathBuf, Folder)>>,
}

impl Kit {
    /// A kit for the whole run. It is not given back at the end: what was learned of a hundred thousand words is a
    /// million small pieces, and handing them back one by one would be a hundredth of the work of a packet.
    pub fn for_the_run() -> &'static Self {
        Box::leak(Box::default())
    }

    /// A folder of pictures, with what was learned of it before.
    pub fn folder(&self, path: &Path) -> Folder {
        let mut last = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((place, folder)) if place == path => folder.clone(),
            _ => last.insert((path.to_owned(), Folder::new(path))).1.clone(),
        }
    }
}

#[cfg(any(feature = "epub", feature = "pdf"))]
impl Kit {
    /// Faces and themes. The faces are those of the first options that ask: a run has one `--font-dir`.
    #[cfg_attr(not(feature = "pdf"), allow(unused_variables))] // they say which faces there are
    fn converter(&self, options: &Convert) -> Result<&Converter> {
        if let Some(converter) = self.converter.get() {
            return Ok(converter);
        }
        // Of two threads that come here at once, one reads for nothing.
        #[cfg(feature = "pdf")]
        let converter = Converter::with_fonts(fonts(options)?);
        #[cfg(not(feature = "pdf"))]
        let converter = Converter::new();
        Ok(self.converter.get_or_init(|| converter))
    }

    /// The faces: the bundled ones, then those of `--font-dir`.
    #[cfg(feature = "pdf")]
    pub fn fonts(&self, options: &Convert) -> Result<&Fonts> {
        Ok(self.converter(options)?.fonts())
    }

    /// The theme that is asked for, with what else the command line says of the look.
    pub fn theme(&self, look: &Look, options: &Convert) -> Result<Arc<Theme>> {
        let theme = match &look.own {
            Some(theme) => Arc::clone(theme),
            None => self.converter(options)?.theme(options.theme(), options.paper.as_deref())?,
        };
        Ok(match options.links {
            Some(links) if links != theme.links => Arc::new(Theme { links, ..(*theme).clone() }),
            _ => theme,
        })
    }
}

/// The theme file that is asked for, read. A bundled theme is read when it is needed: plain text needs none.
#[derive(Clone)]
#[cfg_attr(not(any(feature = "epub", feature = "pdf")), allow(dead_code))]
pub struct Look {
    own: Option<Arc<Theme>>,
}

impl Look {
    /// No theme file.
    #[cfg(feature = "pdf")]
    pub const BUNDLED: Self = Self { own: None };

    /// Reads the theme file, if it is one. What is wrong with it is told.
    pub fn new(options: &Convert) -> Result<Self, Exit> {
        let bundled = style::THEMES.iter().any(|(name, _)| *name == options.theme());
        let paper = options.paper.as_deref();
        Ok(Self { own: if bundled { None } else { Some(Arc::new(look::theme(options.theme(), paper)?)) } })
    }
}

/// The bundled faces, then those of `--font-dir`, in the order of their files' names.
#[cfg(feature = "pdf")]
fn fonts(options: &Convert) -> Result<Fonts> {
    #[cfg(feature = "bundled-fonts")]
    let mut fonts = Fonts::bundled();
    #[cfg(not(feature = "bundled-fonts"))]
    let mut fonts = Fonts::none();
    for path in options.fonts.as_deref().map(files::faces).transpose()?.unwrap_or_default() {
        let name = path.display().to_string();
        let data = files::read(&path).with_context(|| name.clone())?;
        fonts.add(&name, data)?;
    }
    #[cfg(feature = "system-fonts")]
    if options.system_fonts {
        fonts.use_installed();
    }
    Ok(fonts)
}
