//! Markings, spelt as those spell them who made the rules.

use super::super::dress::{Marking, Scheme};
use crate::written::near;

/// The Traffic Light Protocol, version 2.0 (FIRST, August 2022): capitals, no space, never translated.
const TLP: &[&str] = &["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];

/// The British government's classifications (Government Security Classifications Policy, June 2023). OFFICIAL needs no
/// marking, and may have one.
const UK: &[&str] = &["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"];

/// What may stand behind a classification: the policy's additional markings of OFFICIAL-SENSITIVE, and caveats on who
/// may see it.
const UK_MORE: &[&str] = &[
    "COMMERCIAL",
    "EMBARGOED",
    "HMG USE ONLY",
    "LEGAL PROFESSIONAL PRIVILEGE",
    "LEGALLY PRIVILEGED",
    "LOCSEN",
    "MARKET SENSITIVE",
    "MEDICAL",
    "ORGANISATIONAL USE ONLY",
    "PERSONAL",
    "PERSONAL DATA",
    "RECIPIENTS ONLY",
    "SANITISED",
    "UK EYES ONLY",
];

/// A marking by its words; else what to write instead.
pub(super) fn read(text: &str) -> Result<Marking, String> {
    let said = text.trim();
    if let Some(&known) = TLP.iter().find(|known| **known == said) {
        return Ok(Marking { text: known.to_owned(), scheme: Scheme::Tlp });
    }
    if let Some(text) = uk(said) {
        return Ok(Marking { text, scheme: Scheme::Uk });
    }
    Err(remedy(said))
}

/// A classification with what stands behind it. One that is shared with other nations has `UK` before it.
fn uk(said: &str) -> Option<String> {
    let (nation, rest) = said.strip_prefix("UK ").map_or(("", said), |rest| ("UK ", rest));
    let level = UK.iter().filter(|level| rest.starts_with(**level)).max_by_key(|level| level.len())?;
    let mut more = rest[level.len()..].trim_start_matches([' ', '-', '–', '/']).trim();
    if !rest[level.len()..].starts_with([' ', '-', '–', '/']) && !more.is_empty() {
        return None;
    }
    let mut text = format!("{nation}{level}");
    while !more.is_empty() {
        let next = UK_MORE.iter().filter(|known| more.starts_with(**known)).max_by_key(|known| known.len())?;
        text.push(' ');
        text.push_str(next);
        more = more[next.len()..].trim_start_matches([' ', '-', '–', '/', ',']);
    }
    Some(text)
}

fn remedy(said: &str) -> String {
    let own = "(or, for words of your own, marking = { words = \"…\" })";
    let squeezed: String = said.to_uppercase().split_whitespace().collect();
    let spelt = squeezed.replace("TLP-", "TLP:");
    let mut known: Vec<&str> = UK.to_vec();
    known.extend(TLP);
    if spelt == "TLP:WHITE" {
        return format!("TLP:WHITE became TLP:CLEAR in TLP 2.0; write \"TLP:CLEAR\" {own}");
    }
    if let Some(known) = TLP.iter().find(|known| **known == spelt) {
        return format!("TLP is written in capitals and without a space: \"{known}\" {own}");
    }
    let spaced = said.to_uppercase().replace(['–', '—'], "-").split_whitespace().collect::<Vec<_>>().join(" ");
    let spaced = spaced.replace(" - ", "-").replace("OFFICIAL SENSITIVE", "OFFICIAL-SENSITIVE");
    if let Some(meant) = uk(&spaced) {
        return format!("a classification is written in capitals: \"{meant}\" {own}");
    }
    format!("{} {own}", near::unknown("there is no marking", said, &known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_read_as_they_are_spelt() {
        for text in [
            "OFFICIAL",
            "OFFICIAL-SENSITIVE",
            "TOP SECRET",
            "UK SECRET",
            "SECRET UK EYES ONLY",
            "OFFICIAL-SENSITIVE PERSONAL DATA",
        ] {
            assert_eq!(read(text), Ok(Marking { text: text.to_owned(), scheme: Scheme::Uk }));
        }
        assert_eq!(read("OFFICIAL-SENSITIVE – COMMERCIAL").unwrap().text, "OFFICIAL-SENSITIVE COMMERCIAL");
        assert_eq!(read("TLP:AMBER+STRICT").unwrap().scheme, Scheme::Tlp);
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        for (said, meant) in [
            ("official-sensitive", "\"OFFICIAL-SENSITIVE\""),
            ("Official – Sensitive", "\"OFFICIAL-SENSITIVE\""),
            ("OFFICIAL SENSITIVE", "\"OFFICIAL-SENSITIVE\""),
            ("TLP: AMBER", "\"TLP:AMBER\""),
            ("tlp:amber+strict", "\"TLP:AMBER+STRICT\""),
            ("TLP:WHITE", "TLP:CLEAR"),
            ("SECRTE", "did you mean \"SECRET\"?"),
            ("TLP:ORANGE", "TLP:AMBER+STRICT"),
            ("SECRETLY", "marking = { words"),
        ] {
            let why = read(said).unwrap_err();
            assert!(why.contains(meant), "{said}: {why}");
        }
    }
}
