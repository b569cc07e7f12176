//! What a command line said, option by option, as it was typed: for commands that compare one run with another, or say
//! the same again with changes.

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// The values of each option that was said, by its long name; none for one that takes no value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said(pub BTreeMap<String, Vec<OsString>>);

impl Said {
    /// What was said to a command.
    pub fn of(command: &Command, matches: &ArgMatches) -> Self {
        let mut said = BTreeMap::new();
        for argument in command.get_arguments() {
            let (Some(long), id) = (argument.get_long(), argument.get_id().as_str()) else { continue };
            if !matches!(matches.try_contains_id(id), Ok(true))
                || matches.value_source(id) != Some(ValueSource::CommandLine)
            {
                continue;
            }
            let takes_values = argument.get_action().takes_values();
            let values = matches.get_raw(id).filter(|_| takes_values).into_iter().flatten();
            said.insert(long.to_owned(), values.map(ToOwned::to_owned).collect());
        }
        Self(said)
    }

    /// Without options that mean something to one command only.
    #[must_use]
    pub fn without(mut self, longs: &[&str]) -> Self {
        self.0.retain(|long, _| !longs.contains(&long.as_str()));
        self
    }

    /// The same again, as arguments.
    pub fn arguments(&self) -> Vec<OsString> {
        let mut arguments = Vec::new();
        for (long, values) in &self.0 {
            if values.is_empty() {
                arguments.push(format!("--{long}").into());
            }
            for value in values {
                let mut argument = OsString::from(format!("--{long}="));
                argument.push(value);
                arguments.push(argument);
            }
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Cli;
    use clap::CommandFactory;

    fn said(line: &[&str]) -> Said {
        let command = Cli::command();
        let matches = command.clone().try_get_matches_from(line).unwrap();
        Said::of(&command, &matches)
    }

    #[test]
    fn what_was_said_can_be_said_again() {
        let line = [
            "offprint",
            "a.txt",
            "-t",
            "text",
            "--author",
            "A",
            "--author=B, C",
            "--scrub",
            "--no-tidy",
            "quotes,dashes",
        ];
        let first = said(&line);
        assert_eq!(first.0["author"], ["A", "B, C"]);
        assert!(first.0["scrub"].is_empty() && !first.0.contains_key("theme"), "{first:?}");
        let mut again: Vec<OsString> = vec!["offprint".into(), "a.txt".into()];
        again.extend(first.arguments());
        let again: Vec<_> = again.iter().map(|argument| argument.to_str().unwrap()).collect();
        assert_eq!(said(&again), first);
    }
}
