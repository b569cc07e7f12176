//! Manifests as files: laid over a preset ([`PRESETS`]), read, and made sense of.

use super::Manifest;
use super::resolve;
use super::schema::ManifestFile;
use crate::error::{Error, Result};
use crate::written::{Fault, merge, near};
use serde::Deserialize;
use toml::de::DeTable;

/// The presets: tables of defaults, by name.
pub const PRESETS: &[(&str, &str)] = &[
    ("court-bundle", include_str!("presets/court-bundle.toml")),
    ("board-pack", include_str!("presets/board-pack.toml")),
    ("press-digest", include_str!("presets/press-digest.toml")),
];

/// What holds for every packet.
const PLAIN: &str = include_str!("presets/plain.toml");

/// A manifest from the text of its file.
pub(super) fn read(name: &str, text: &str) -> Result<Manifest> {
    let manifest = || -> Result<Manifest, Fault> {
        let chain = merge::chain(text, PLAIN, &base)?;
        let merged = merge::merged(&chain, |_, _| {})?;
        let file = ManifestFile::deserialize(toml::de::Deserializer::from(merged))?;
        resolve::manifest(file, text)
    };
    manifest().map_err(|fault| Error::Manifest { name: name.to_owned(), span: fault.span(text), why: fault.why })
}

/// What a manifest is based on: its preset, and that on what holds for every packet.
fn base(file: &DeTable, depth: usize) -> Result<Option<&'static str>, Fault> {
    let Some(said) = file.get("preset").filter(|_| depth == 1) else { return Ok(Some(PLAIN)) };
    let name = said.get_ref().as_str().unwrap_or_default();
    match PRESETS.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Ok(Some(text)),
        None => {
            let known: Vec<_> = PRESETS.iter().map(|(name, _)| *name).collect();
            Err(Fault::new(near::unknown("there is no preset", name, &known), said.span()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::manifest::{Links, Order, PartName, Reading};
    use crate::packet::{Bookmarks, Folios, Matter, Starts};

    #[test]
    fn an_empty_manifest_and_every_preset_read() {
        let plain = Manifest::from_toml("a.toml", "").unwrap();
        assert_eq!((plain.parts[0], plain.words_per_minute), (PartName::Cover, 238));
        for (name, _) in PRESETS {
            let manifest = Manifest::preset(name).unwrap();
            assert!(manifest.parts.contains(&PartName::Articles), "{name}");
        }
        let bundle = Manifest::preset("court-bundle").unwrap();
        assert_eq!(bundle.dress.bookmarks, Bookmarks::WithPages);
        let digest = Manifest::preset("press-digest").unwrap();
        assert_eq!((digest.order, digest.look.links), (Order::Newest, Some(Links::None)));
    }

    #[test]
    fn any_key_overrides_its_preset() {
        let text = "preset = \"board-pack\"\nparts = [\"cover\", \"articles\"]\n[look]\nstarts = \"any\"\n";
        let manifest = Manifest::from_toml("a.toml", text).unwrap();
        assert_eq!(manifest.parts, [PartName::Cover, PartName::Articles]);
        assert_eq!((manifest.dress.starts, manifest.look.theme.as_deref()), (Starts::Any, Some("report")));
        assert_eq!(manifest.dress.numbering.folios, Folios::OfTotal);
    }

    #[test]
    fn articles_are_named_short_or_long() {
        let text = "title = \"Grain\"\ndate = 2026-11-24\narticles = [\"a.txt\", { file = \"b.md\", number = 7 }]\n\
                    [[section]]\ntitle = \"One\"\n[[section.article]]\nfile = \"c.html\"\nauthor = [\"A\", \"B\"]\n\
                    essential = true\nretrieved = \"2026-11\"\n[[section]]\nletter = \"A\"\n[[people]]\nname = \"C\"\n";
        let manifest = Manifest::from_toml("a.toml", text).unwrap();
        let paths: Vec<_> = manifest.articles().map(|article| article.path.to_str().unwrap()).collect();
        assert_eq!(paths, ["a.txt", "b.md", "c.html"]);
        let [first, second, third] = manifest.articles().collect::<Vec<_>>()[..] else { panic!("three") };
        assert_eq!(&text[first.span.unwrap().range()], "\"a.txt\"");
        assert_eq!((&text[second.span.unwrap().range()], second.number.as_deref()), ("\"b.md\"", Some("7")));
        assert_eq!((third.authors.len(), third.reading), (2, Reading::Essential));
        assert_eq!(manifest.date.as_ref().unwrap().iso, "2026-11-24");
        let letters: Vec<_> = manifest.sections.iter().map(|section| section.letter.as_str()).collect();
        assert_eq!((letters, manifest.people[0].name.as_str()), (vec!["", "B", "A"], "C"));
    }

    #[test]
    fn mistakes_point_at_their_line() {
        let cases = [
            ("titel = \"x\"", "titel", "no key \"titel\"; did you mean \"title\"?"),
            ("[[section]]\n[[section.article]]\nfil = \"a\"", "fil", "did you mean \"file\"?"),
            ("preset = \"board-pak\"", "board-pak", "did you mean \"board-pack\"?"),
            ("parts = [\"cover\", \"contnets\"]", "contnets", "did you mean \"contents\"?"),
            ("parts = [\"cover\", \"cover\"]", "cover", "named twice"),
            ("parts = [\"cover\"]\narticle = [\"a.txt\"]", "[\"cover\"]", "add \"articles\""),
            ("marking = \"official-sensitive\"", "official", "\"OFFICIAL-SENSITIVE\""),
            ("date = \"tomorrow\"", "tomorrow", "write it like 2026-11-24"),
            ("language = \"Klingon!\"", "Klingon", "language tag"),
            ("[numbering]\npages = \"bates\"", "bates", "need a prefix"),
            ("[numbering]\nprefix = \"ABC\"", "ABC", "for Bates numbers"),
            ("[numbering]\npages = \"bates\"\nprefix = \"A B\"", "A B", "letters and figures"),
            ("[numbering]\npages = \"by-section\"", "by-section", "no [[section]]"),
            ("words-per-minute = 5", "5", "goes from 60 to 1000"),
            ("redact = [\"x\"]", "x", "two letters"),
            ("article = [\"https://e.org/a\"]", "https", "nothing is fetched"),
            ("article = [\"\"]", "\"\"", "no file name"),
            ("[[agenda]]\ntitle = \"x\"\narticle = \"b.txt\"", "b.txt", "no article of this packet"),
            ("[[section]]\nletter = \"A\"\n[[section]]\nletter = \"A\"", "A", "two sections A"),
            ("[[section]]\nletter = \"1\"", "1", "one to three letters"),
            ("[look]\nstarts = \"rekto\"", "rekto", "did you mean \"recto\"?"),
            ("title = 3", "3", "string"),
            ("[[article]]\ntitle = \"x\"", "[[article]]", "file"),
        ];
        for (text, place, says) in cases {
            let Err(Error::Manifest { span, why, .. }) = Manifest::from_toml("x", text) else { panic!("{text}") };
            assert!(why.contains(says), "{text}: {why}");
            assert!(text[span.range()].contains(place), "{text}: {:?} ({why})", &text[span.range()]);
        }
        for broken in ["[page", "x = ", "= 3", "\u{0}", "preset = 3", "parts = 3", "article = 3", "look = 1"] {
            assert!(Manifest::from_toml("x", broken).is_err(), "{broken}");
        }
    }

    /// What the parser expects in a table, as it says when a key is not known.
    fn keys(text: &str) -> Vec<String> {
        let error = toml::from_str::<ManifestFile>(text).unwrap_err();
        let (_, expected) = error.message().split_once("expected").unwrap();
        expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_key_is_in_the_table_of_keys() {
        let told = include_str!("README.md");
        for table in [
            "zz = 1",
            "[look]\nzz = 1",
            "[numbering]\nzz = 1",
            "[[article]]\nzz = 1",
            "[[section]]\nzz = 1",
            "[[agenda]]\nzz = 1",
            "[[person]]\nzz = 1",
            "[chronology]\nzz = 1",
            "[[chronology.event]]\nzz = 1",
            "[index]\nzz = 1",
            "[acronyms]\nzz = 1",
        ] {
            let keys = keys(table);
            assert!(!keys.is_empty(), "{table}");
            for key in keys {
                let aliases = ["articles", "sections", "people", "glossary", "key-figures", "events"];
                let named = told.contains(&format!("`{key}`"))
                    || told.contains(&format!("[{key}]"))
                    || told.contains(&format!("{key} = "));
                assert!(named || aliases.contains(&key.as_str()), "{table}: {key}");
            }
        }
    }

    #[test]
    fn what_a_preset_says_is_no_place_in_the_file() {
        let text = "preset = \"court-bundle\"\n[numbering]\npages = \"by-section\"\n";
        let Err(Error::Manifest { span, .. }) = Manifest::from_toml("x", text) else { panic!("must fail") };
        assert_eq!(&text[span.range()], "\"by-section\"");
        assert!(Manifest::preset("court-bundle").unwrap().parts.contains(&PartName::Matter(Matter::Sources)));
    }
}
