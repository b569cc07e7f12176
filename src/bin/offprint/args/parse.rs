//! The command line, from words to options.

use super::{Cli, Convert, Instead};
use crate::said::Said;
use clap::{Args, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Reads the command line.
pub fn parse() -> Result<Cli, clap::Error> {
    if let Some(convert) = conversion(std::env::args_os().collect()) {
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

/// A conversion, if that is what the command line is, and nothing is wrong with it. To set up the other commands
/// would be an eighth of the work of making an article plain text.
fn conversion(words: Vec<OsString>) -> Option<Convert> {
    // No command is called so; and behind an option there is none.
    let first = words.get(1)?.to_str()?;
    if !first.starts_with('-') && !first.contains(['.', '/']) {
        return None;
    }
    let command = Convert::augment_args(clap::Command::new("offprint"));
    let matches = command.try_get_matches_from(words).ok()?;
    Convert::from_arg_matches(&matches).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[test]
    fn clap_finds_no_fault() {
        command().debug_assert();
    }

    #[test]
    fn a_conversion_is_read_alike_whether_or_not_there_are_other_commands() {
        let words = |line: &str| -> Vec<OsString> { line.split(' ').map(OsString::from).collect() };
        for line in [
            "offprint a.txt",
            "offprint ./a b.md -o out/ -t text --lang ru",
            "offprint -q batch",
            "offprint a.md packet --title A --author B --author C -o a.txt --deny warnings",
            "offprint a.txt --no-tidy quotes,dashes --date 2026-11 -- -b.txt",
        ] {
            let whole = Cli::try_parse_from(words(line)).unwrap();
            assert!(whole.instead.is_none(), "{line}");
            assert_eq!(format!("{:?}", conversion(words(line)).unwrap()), format!("{:?}", whole.convert), "{line}");
        }
        for line in
            ["offprint", "offprint batch a.txt -o out/", "offprint --help", "offprint a.txt --no-such", "offprint -V"]
        {
            assert!(conversion(words(line)).is_none(), "{line}");
        }
    }
}
