//! `offprint inspect`: what was read of an article, and why it was read so; for people, or as JSON for programs.

mod facts;
mod show;

use crate::args::Inspect;
use crate::plan::input;
use crate::{Exit, convert, files, report};
use anyhow::{Context, Result, anyhow};
use facts::Facts;
use offprint::diag::Sink;
use offprint::read;

/// The JSON Schema of what `--json` prints.
const SCHEMA: &str = include_str!("schema.json");

/// Looks at every input; one that cannot be read does not keep the others from being looked at.
pub fn all(options: &Inspect) -> Exit {
    if options.schema {
        return finish(files::to_stdout(SCHEMA.as_bytes()));
    }
    let mut exit = Exit::Done;
    let mut between = "";
    for path in &options.inputs {
        let input = input(path);
        let text = one(&input, options).with_context(|| input.to_string());
        let told = text.and_then(|text| files::to_stdout(format!("{between}{text}").as_bytes()));
        if !options.json {
            between = "\n";
        }
        if finish(told) == Exit::Failed {
            exit = Exit::Failed;
        }
    }
    exit
}

fn finish(told: Result<()>) -> Exit {
    match told {
        Ok(()) => Exit::Done,
        Err(error) => report::failure(&error),
    }
}

fn one(input: &crate::plan::Input, options: &Inspect) -> Result<String> {
    let mut sink = Sink::new();
    let name = input.to_string();
    let bytes = convert::bytes(input, options.from)?;
    let source = read::decode(&name, &bytes).map_err(convert::without_name)?.into(&mut sink);
    let format = convert::format(input, options.from);
    let document = format.reader_for(options.lang.clone(), read::Tidy::default()).read(&source).into(&mut sink);
    let encoding = read::encoding(&name, &bytes).ok_or_else(|| anyhow!("is not text"))?;
    let facts = Facts::of(&source, format.name, encoding, &document, &sink.finish());
    if options.json { Ok(format!("{}\n", serde_json::to_string(&facts)?)) } else { Ok(show::text(&facts)) }
}
