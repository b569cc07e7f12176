//! For `tests/fit/fit_cues.py`: which cues hold for which line of a folder of texts.

use super::super::{Reading, front};
use super::*;
use std::fmt::Write;

/// For every `NAME.txt` in `$OFFPRINT_FIT`, writes `NAME.cues`: a line for each candidate, with the cues that hold,
/// those of its company that hold, and its words, between tabs. The company follows from the scores in `NAME.scores`
/// (a number a line) where that file is there, else from the weights in the table.
#[test]
#[ignore = "a tool for fitting weights, not a test"]
fn dump() {
    let Some(folder) = std::env::var_os("OFFPRINT_FIT") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let reading = Reading::of(&text);
        let front = front::front_matter(&reading.blocks);
        let looks = reading.looks(&front);
        let profile = Profile::of(&reading.blocks, &looks, &reading.layout);
        let candidates = Candidate::all(&reading.blocks, &looks, &profile);
        let first: Vec<f32> = match std::fs::read_to_string(path.with_extension("scores")) {
            Ok(scores) => scores.lines().map(|line| line.parse().unwrap()).collect(),
            Err(_) => candidates.iter().map(|candidate| candidate.score).collect(),
        };
        let company = company(&candidates, &first, &reading.blocks, &looks);
        let mut out = String::new();
        for (candidate, company) in candidates.iter().zip(&company) {
            let facts = candidate.facts(&reading.blocks, &looks, &profile);
            let text = reading.blocks[candidate.block].text();
            let _ = writeln!(
                out,
                "{}\t{}\t{text}",
                numbers(own(&facts).map(|cue| cue.name), CUES.iter().map(|cue| cue.name).collect()),
                numbers(shared(company).map(|cue| cue.name), COMPANY.iter().map(|cue| cue.name).collect())
            );
        }
        std::fs::write(path.with_extension("cues"), out).unwrap();
    }
}

fn numbers(names: impl Iterator<Item = &'static str>, all: Vec<&'static str>) -> String {
    let numbers = names.map(|name| all.iter().position(|other| *other == name).unwrap().to_string());
    numbers.collect::<Vec<_>>().join(" ")
}
