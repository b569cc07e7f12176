//! `offprint packet init`: a manifest to begin with.

use super::read;
use crate::args::{self, Convert, mistake};
use crate::{Exit, files, report};
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use offprint::lang::Language;
use offprint::packet::manifest::{Found, Suggestions, candidates, sketch};
use offprint::source::SourceId;
use std::path::{Component, Path, PathBuf};

/// What a manifest is written for.
#[derive(Debug, Args)]
pub struct Init {
    /// The articles, in their order
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,

    /// Where to write, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "briefing.toml")]
    output: PathBuf,

    /// The packet's title
    #[arg(long, value_name = "TEXT", default_value = "Briefing packet", value_parser = args::words)]
    title: String,

    /// The language that the articles are written in: en, de-CH [default: as each says, or is found to be]
    #[arg(long, value_name = "TAG", value_parser = args::language)]
    lang: Option<Language>,

    /// Writes over a manifest that is there
    #[arg(long)]
    force: bool,
}

/// Writes it.
pub fn run(init: &Init) -> Exit {
    if init.output == Path::new("-") || init.force || !init.output.exists() {
        return write(init).unwrap_or_else(|error| report::failure(&error));
    }
    let path = init.output.display();
    report::usage(&mistake(format!("{path} is there already; choose another with -o, or say --force")))
}

fn write(init: &Init) -> Result<Exit> {
    let stdout = init.output == Path::new("-");
    let folder = if stdout { PathBuf::from(".") } else { files::parent(&init.output) };
    let options = Convert::from_arguments([])?;
    let mut documents = Vec::new();
    for path in &init.inputs {
        if path == Path::new("-") {
            bail!("a manifest names files; save standard input to one");
        }
        let document = read::one(SourceId::default(), path, init.lang.clone(), &options)
            .with_context(|| path.display().to_string())?;
        let seen = relative(path, &folder).with_context(|| path.display().to_string())?;
        documents.push((seen, document.document));
    }
    let found: Vec<_> = documents.iter().map(|(path, document)| Found { path, document }).collect();
    let suggestions = Suggestions {
        acronyms: super::acronyms(documents.iter().map(|(_, document)| document)),
        people: candidates(documents.iter().map(|(_, document)| document)),
    };
    let text = sketch(&init.title, &found, &suggestions);
    if stdout {
        files::to_stdout(text.as_bytes())?;
    } else {
        files::write(&init.output, text.as_bytes()).with_context(|| init.output.display().to_string())?;
        let (count, path) = (found.len(), init.output.display());
        let s = if count == 1 { "" } else { "s" };
        crate::terminal::to_stderr(&format!(
            "{path}: {count} article{s}; look through it, then: offprint packet {path} -o packet.pdf\n"
        ));
    }
    Ok(Exit::Done)
}

/// A path as it is seen from a folder, with slashes, as manifests are written on every machine.
fn relative(path: &Path, folder: &Path) -> Result<String> {
    let full = |path: &Path| std::fs::canonicalize(path).with_context(|| format!("{} cannot be found", path.display()));
    let (path, folder) = (full(&files::parent(path))?.join(path.file_name().unwrap_or_default()), full(folder)?);
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let mut seen: Vec<String> = folder.components().skip(shared).map(|_| "..".to_owned()).collect();
    for part in path.components().skip(shared) {
        let Component::Normal(part) = part else {
            bail!("cannot be named from there; put the manifest on the same disk")
        };
        seen.push(part.to_str().ok_or_else(|| anyhow!("has a name that is no text; give it another"))?.to_owned());
    }
    Ok(seen.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_seen_from_the_manifest() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(relative(&here.join("examples/canal.md"), here).unwrap(), "examples/canal.md");
        assert_eq!(relative(&here.join("README.md"), &here.join("src/bin")).unwrap(), "../../README.md");
    }
}
