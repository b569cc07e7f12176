//! The output intent: what press, or what screen, the colours are for.

use super::{Check, Code, Purpose};
use crate::pdf::objects::dict_of;
use crate::pdf::{Look, filters};
use lopdf::Dictionary;

/// What the colours are for, by the intent's profile or its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    /// Nothing is said.
    None,
    /// Black alone.
    Gray,
    /// A screen.
    Rgb,
    /// Four inks.
    Cmyk,
}

/// Beginnings of the names of registered conditions (color.org's registry of characterization data).
const REGISTERED: &[&str] = &[
    "FOGRA",
    "CGATS TR",
    "CGATS21",
    "IFRA",
    "JC200",
    "JCN200",
    "JCW200",
    "GRACOL",
    "SWOP",
    "SNAP",
    "PSO",
    "PSR",
    "SC",
    "WOFF",
    "JNPA",
    "OFCOM",
    "EUROSB",
    "WEBCOATED",
    "JAPANCOLOR",
];

/// A printing condition, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    Registered,
    Unknown,
}

impl Condition {
    fn of(identifier: &str) -> Self {
        let plain: String =
            identifier.chars().filter(|c| !c.is_whitespace() || identifier.starts_with("CGATS")).collect();
        let plain = plain.to_uppercase();
        if REGISTERED.iter().any(|start| plain.starts_with(start)) { Self::Registered } else { Self::Unknown }
    }
}

impl<'a> Check<'a> {
    /// Looks at what the file says its colours are made for.
    pub(super) fn intent(&mut self) {
        let document = self.document;
        let Some(intent) = self.chosen() else { return };
        let identifier = document.text(intent, "OutputConditionIdentifier").unwrap_or_default();
        let registry = document.text(intent, "RegistryName").unwrap_or_default();
        let condition = Condition::of(&identifier);
        let missing: Vec<_> = ["OutputConditionIdentifier", "Info"]
            .into_iter()
            .filter(|key| document.text(intent, key).is_none_or(|text| text.trim().is_empty()))
            // What is registered needs no more words.
            .filter(|key| *key != "Info" || condition == Condition::Unknown || registry.is_empty())
            .map(str::to_owned)
            .collect();
        if !missing.is_empty() {
            self.add(Code::IntentIncomplete, format!("the output intent has no {}", missing.join(" and no ")));
        }
        self.intent = self.meant(intent, condition, &registry);
        let about_press = matches!(self.intent, Intent::Cmyk | Intent::None);
        if condition == Condition::Unknown && about_press && !identifier.is_empty() {
            self.add(
                Code::IntentUnknown,
                format!("the output condition \"{identifier}\" is not one that is known here"),
            );
        }
    }

    /// The output intent that counts.
    fn chosen(&mut self) -> Option<&'a Dictionary> {
        let document = self.document;
        let catalog = document.catalog().ok()?;
        let intents = document.array(catalog, "OutputIntents").unwrap_or_default();
        let intents: Vec<_> = intents.iter().filter_map(|intent| dict_of(document.follow(intent))).collect();
        let is_x = |intent: &&&Dictionary| document.name(intent, "S") == Some(b"GTS_PDFX");
        let x: Vec<_> = intents.iter().filter(is_x).collect();
        // For print from plain PDF another kind of intent is better than none.
        let chosen = x.first().copied().or_else(|| intents.first().filter(|_| !self.purpose.is_x()));
        if x.len() > 1 {
            self.add(Code::IntentSeveral, format!("there are {} output intents of PDF/X", x.len()));
        }
        if chosen.is_none() {
            self.add(Code::IntentMissing, "the file names no output intent");
        }
        chosen.copied()
    }

    /// Which colours an output intent means, by its profile or by the condition that it names.
    fn meant(&mut self, intent: &Dictionary, condition: Condition, registry: &str) -> Intent {
        let document = self.document;
        if let Some(stream) = document.stream(intent, "DestOutputProfile") {
            let said = document.integer(&stream.dict, "N").unwrap_or(0);
            let Some(bytes) = filters::plain(document, stream) else {
                self.add(Code::IntentProfile, "the output intent's profile cannot be decoded");
                return Intent::None;
            };
            return self.profile(&bytes, said);
        }
        if self.purpose == Purpose::X4 {
            self.add(Code::IntentProfile, "the output intent has no profile, which PDF/X-4 needs");
        } else if condition == Condition::Unknown || !registry.starts_with("http://www.color.org") {
            self.add(Code::IntentProfile, "the output intent has neither a profile nor a registered condition");
        }
        match condition {
            Condition::Registered => Intent::Cmyk,
            Condition::Unknown => Intent::None,
        }
    }

    /// Looks at the profile's head (ICC.1, 7.2): size, class, colour space, signature.
    fn profile(&mut self, bytes: &[u8], said: i64) -> Intent {
        let word = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
        let fault = |check: &mut Self, what: String| check.add(Code::IntentProfile, what);
        let size = word(0).iter().fold(0usize, |size, &byte| size << 8 | usize::from(byte));
        if bytes.len() < 132 || word(36) != b"acsp" || size > bytes.len() {
            fault(self, "the output intent's profile is damaged".to_owned());
            return Intent::None;
        }
        if word(12) != b"prtr" {
            let class = String::from_utf8_lossy(word(12)).into_owned();
            fault(self, format!("the output intent's profile is of class {class}, not of a press (prtr)"));
        }
        let (intent, components) = match word(16) {
            b"GRAY" => (Intent::Gray, 1),
            b"RGB " => (Intent::Rgb, 3),
            b"CMYK" => (Intent::Cmyk, 4),
            other => {
                let space = String::from_utf8_lossy(other).into_owned();
                fault(self, format!("the output intent's profile is for {space}"));
                return Intent::None;
            }
        };
        // What is meant for a screen says nothing of a press.
        let intent = if word(12) == b"prtr" { intent } else { Intent::None };
        if said != components {
            fault(self, format!("the output intent's profile has {components} components, and its N says {said}"));
        }
        intent
    }
}
