//! Printing conditions: what a press, its inks and its paper make of the numbers in the file, as an ICC profile says.

use super::separator::{self, Inks};
use crate::error::{Error, Result};
use crate::write::pdf::syntax::{self, Deflater, failure, name};
use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::borrow::Cow;
use std::io::Read;

/// Black ink on white paper with a dot gain of 20 per cent: made from numbers, CC0.
const GRAY: &[u8] = include_bytes!("../../../../fonts/icc/gray-dotgain20-prtr.icc");
/// FOGRA39, coated paper, at most 300 % ink: basICColor's profile (zlib licence), deflated, as it goes into the file.
const FOGRA39: &[u8] = include_bytes!("../../../../fonts/icc/ISOcoated_v2_300_bas.icc.zlib");

/// The registry of characterised printing conditions, and the names in it that are met most.
const REGISTRY: &str = "http://www.color.org";
const REGISTERED: &[&str] = &[
    "CGATS TR 001",
    "CGATS TR 002",
    "CGATS TR 003",
    "CGATS TR 005",
    "CGATS TR 006",
    "CGATS21-2-CRPC1",
    "CGATS21-2-CRPC2",
    "CGATS21-2-CRPC3",
    "CGATS21-2-CRPC4",
    "CGATS21-2-CRPC5",
    "CGATS21-2-CRPC6",
    "CGATS21-2-CRPC7",
    "FOGRA27",
    "FOGRA28",
    "FOGRA29",
    "FOGRA30",
    "FOGRA39",
    "FOGRA40",
    "FOGRA41",
    "FOGRA42",
    "FOGRA43",
    "FOGRA44",
    "FOGRA45",
    "FOGRA46",
    "FOGRA47",
    "FOGRA48",
    "FOGRA49",
    "FOGRA50",
    "FOGRA51",
    "FOGRA52",
    "IFRA26",
    "IFRA30",
    "JC200103",
    "JC200104",
];

/// A printing condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Gray,
    Fogra39,
    Given { name: String, profile: Vec<u8>, inks: Inks },
}

impl Condition {
    /// Black ink alone.
    pub const GRAY: Self = Self(Kind::Gray);
    /// Four inks on coated paper, by ISO 12647-2: FOGRA39.
    pub const FOGRA39: Self = Self(Kind::Fogra39);

    /// One that the printing house names, with its ICC profile.
    ///
    /// # Errors
    /// [`Error::Profile`]: it must be an output profile, for gray or for CMYK.
    pub fn given(name: &str, profile: Vec<u8>) -> Result<Self> {
        let inks = separator::inks(&profile).map_err(|why| Error::Profile { name: name.to_owned(), why })?;
        Ok(Self(Kind::Given { name: name.to_owned(), profile, inks }))
    }

    /// Its name among printers.
    pub fn name(&self) -> &str {
        match &self.0 {
            Kind::Gray => "Gray dot gain 20%",
            Kind::Fogra39 => "FOGRA39",
            Kind::Given { name, .. } => name,
        }
    }

    pub(in crate::write::pdf) fn inks(&self) -> Inks {
        match &self.0 {
            Kind::Gray => Inks::Black,
            Kind::Fogra39 => Inks::Process,
            Kind::Given { inks, .. } => *inks,
        }
    }

    /// The profile's bytes.
    pub(super) fn profile(&self) -> Result<Cow<'_, [u8]>> {
        Ok(match &self.0 {
            Kind::Gray => Cow::Borrowed(GRAY),
            Kind::Given { profile, .. } => Cow::Borrowed(profile),
            Kind::Fogra39 => {
                let mut bytes = Vec::new();
                ZlibDecoder::new(FOGRA39).read_to_end(&mut bytes).map_err(failure)?;
                Cow::Owned(bytes)
            }
        })
    }

    /// The output intent, with its profile in the file.
    pub(in crate::write::pdf) fn intent(&self, document: &mut Document, deflater: &mut Deflater) -> Result<Dictionary> {
        let parts = dictionary! { "N" => if self.inks() == Inks::Black { 1 } else { 4 } };
        let profile = match &self.0 {
            Kind::Fogra39 => {
                let mut parts = parts;
                parts.set("Filter", name("FlateDecode"));
                Stream::new(parts, FOGRA39.to_vec()).with_compression(false)
            }
            Kind::Gray | Kind::Given { .. } => deflater.stream(parts, &self.profile()?),
        };
        let profile = document.add_object(profile);
        let about = match &self.0 {
            Kind::Gray => "Black ink, dot gain 20 %",
            Kind::Fogra39 => "Coated FOGRA39 (ISO 12647-2:2004), ink limit 300 %",
            Kind::Given { name, .. } => name,
        };
        let mut intent = dictionary! {
            "Type" => name("OutputIntent"),
            "S" => name("GTS_PDFX"),
            "OutputConditionIdentifier" => syntax::text(self.identifier()),
            "OutputCondition" => syntax::text(about),
            "Info" => syntax::text(about),
            "DestOutputProfile" => Object::from(profile),
        };
        if REGISTERED.contains(&self.identifier()) {
            intent.set("RegistryName", syntax::text(REGISTRY));
        }
        Ok(intent)
    }

    /// A condition that no registry knows is called Custom, and its profile says all (ISO 15930-7 §6.4).
    fn identifier(&self) -> &str {
        if self.0 == Kind::Gray { "Custom" } else { self.name() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_profiles_are_output_profiles() {
        for (condition, size) in [(Condition::GRAY, 868), (Condition::FOGRA39, 1_052_612)] {
            let profile = condition.profile().unwrap();
            assert_eq!(profile.len(), size);
            assert_eq!(separator::inks(&profile), Ok(condition.inks()));
        }
    }

    #[test]
    fn display_profiles_are_refused() {
        let screen = include_bytes!("../../../../fonts/icc/sRGB-v4.icc");
        assert!(Condition::given("x", screen.to_vec()).unwrap_err().to_string().contains("output profile"));
        assert!(Condition::given("x", b"nothing".to_vec()).is_err());
    }
}
