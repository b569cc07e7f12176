//! `offprint packet`: several articles become one document, with a cover, contents and one numbering.

mod copies;
#[cfg(feature = "svg")]
mod drawings;
mod init;
mod pictures;
mod read;
mod write;

use crate::args::{Convert, mistake};
use crate::{Exit, report};
use clap::{Args, Subcommand};
use offprint::model::Document;
use offprint::packet::finds;
use offprint::packet::manifest::PRESETS;
use std::path::PathBuf;

/// What becomes a packet, and how.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, disable_help_subcommand = true)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(subcommand)]
    instead: Option<Instead>,
    #[command(flatten)]
    making: Making,
}

const EXAMPLES: &str = "\
Examples:
  offprint packet init *.txt *.md                      writes briefing.toml, to be looked through
  offprint packet briefing.toml                        makes briefing.pdf
  offprint packet briefing.toml -o b.pdf -o b.epub     both, with the same pages
  offprint packet *.txt --title \"Grain\" -o grain.pdf   without a manifest, in this order
  offprint packet briefing.toml --copies people.csv    a file for each recipient
  offprint packet new.toml --changes-from old.toml     with a list of what has changed

Exit status: 0 done; 1 something could not be made; 2 bad usage; 3 done, but a
denied diagnostic occurred.";

/// What is done instead of making one.
#[derive(Debug, Subcommand)]
enum Instead {
    /// Writes a manifest for articles: titles, authors and dates as they are found
    Init(init::Init),
}

/// How a packet is made.
#[derive(Debug, Args)]
struct Making {
    #[command(flatten)]
    convert: Convert,

    /// A table of defaults for a packet without a manifest
    #[arg(long, value_name = "NAME", value_parser = presets(), help_heading = "Packet")]
    preset: Option<String>,

    /// A file for each recipient: a table with the columns number, name and watermark
    #[arg(long, value_name = "FILE.csv", help_heading = "Packet")]
    copies: Option<PathBuf>,

    /// The manifest of an earlier edition: a list says what is new, changed and gone
    #[arg(long, value_name = "OLD.toml", help_heading = "Packet")]
    changes_from: Option<PathBuf>,
}

fn presets() -> clap::builder::PossibleValuesParser {
    PRESETS.iter().map(|(name, _)| *name).collect::<Vec<_>>().into()
}

/// Why nothing goes on.
enum Stop {
    /// It has been told.
    Told(Exit),
    /// It is to be told.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Makes a packet, or a manifest for one.
pub fn run(options: Options) -> Exit {
    if let Some(Instead::Init(init)) = &options.instead {
        return init::run(init);
    }
    if let Err(why) = check(&options.making) {
        return report::usage(&mistake(why));
    }
    match write::all(options.making) {
        Ok(exit) | Err(Stop::Told(exit)) => exit,
        Err(Stop::Failed(error)) => report::failure(&error),
    }
}

/// What means something for an article only, or only without a manifest.
fn check(making: &Making) -> Result<(), String> {
    let convert = &making.convert;
    let of_articles = [("--publication", convert.publication.is_some()), ("--url", convert.url.is_some())];
    if let Some((name, _)) = of_articles.iter().find(|(_, said)| *said) {
        return Err(format!("{name} is an article's; write it beside the article in the manifest"));
    }
    let manifest =
        convert.inputs.iter().any(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")));
    if manifest && making.preset.is_some() {
        return Err("a manifest names its preset itself: preset = \"…\" in its first lines".to_owned());
    }
    Ok(())
}

/// Acronyms of articles and what they stand for, to be suggested.
fn acronyms<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<(String, String)> {
    let found = finds::acronyms::find(&finds::Text::all(documents), &[]);
    found.expanded.into_iter().map(|acronym| (acronym.short, acronym.long)).collect()
}
