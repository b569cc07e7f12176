//! The themes that a command line asks for: by name, or from a file, whose mistakes are told with their line.

use crate::{Exit, files, report};
use offprint::Error;
use offprint::style::{THEMES, Theme};
use std::path::Path;

/// A theme by name or from a file, on a paper or its own. What is wrong with it is told.
pub fn theme(name: &str, paper: Option<&str>) -> Result<Theme, Exit> {
    if THEMES.iter().any(|(known, _)| *known == name) {
        return Theme::named(name, paper).map_err(|error| report::failure(&error.into()));
    }
    let text = files::read(Path::new(name))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("is not text in UTF-8")));
    let text = text.map_err(|error| report::failure(&error.context(format!("theme {name}"))))?;
    Theme::from_toml(name, &text, paper).map_err(|error| match error {
        Error::Theme { why, span, .. } if span.source().is_some() => {
            report::misprint(name, &text, &why, span.range());
            Exit::Failed
        }
        error => report::failure(&error.into()),
    })
}
