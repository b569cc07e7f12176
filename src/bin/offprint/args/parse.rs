//! The command line, from words to options.

use super::{Cli, Convert, Instead};
use crate::said::Said;
use clap::{Args, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Reads the command line.
pub fn parse() -> Result<Cli, clap::Error> {
    if let Some(convert) = conversion() {
        return Ok(Cli { instead: None, convert });
    }
    let matches = command().try_get_matches()?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
    let said = || {
        let (name, matches) = matches.subcommand()?;
        Some(Said::of(command().find_subcommand(name)?, matches))
    };
    match &mut cli.instead {
        Some(Instead::Batch(options)) => options.said = said().unwrap_or_default(),
        Some(Instead::Stream(options)) => options.said = said().unwrap_or_default(),
        _ => {}
    }
    Ok(cli)
}

/// The command with what its derivation cannot say: a packet takes the options of a conversion, and means other inputs.
fn command() -> clap::Command {
    let hidden = ["publication", "url", "pages_from_pdf"];
    Cli::command().mut_subcommand("packet", |mut packet| {
        packet =
            packet.mut_arg("inputs", |inputs| inputs.help("A manifest, NAME.toml; or the articles, in their order"));
        packet = packet.mut_arg("authors", |authors| authors.help("Who prepared it; write it again for each"));
        packet = packet.mut_arg("date", |date| date.help("Its date: 2026-11-24, 2026-11 or 2026"));
        packet = packet.mut_arg("lang", |lang| lang.help("The language of all that is not an article: en, de-CH"));
        packet =
            packet.mut_arg("theme", |theme| theme.help("The look of the pages: a theme, or a theme file, NAME.toml"));
        let known: Vec<_> = packet.get_arguments().map(|arg| arg.get_id().to_string()).collect();
        let unsaid = hidden.into_iter().filter(|name| known.iter().any(|known| known == name));
        unsaid.fold(packet, |packet, name| packet.mut_arg(name, |arg| arg.hide(true)))
    })
}

/// A conversion, if that is what the command line is, and nothing is wrong with it. To set up the other commands, which
/// have two hundred options between them, would be an eighth of the work of making an article plain text.
fn conversion() -> Option<Convert> {
    let words: Vec<OsString> = std::env::args_os().collect();
    // No command is called so; and behind an option there is none.
    let first = words.get(1)?.to_str()?;
    if !first.starts_with('-') && !first.contains(['.', '/']) {
        return None;
    }
    let command = Convert::augment_args(clap::Command::new("offprint"));
    let matches = command.try_get_matches_from(words).ok()?;
    Convert::from_arg_matches(&matches).ok()
}
