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
