//! Colours against the output intent, and how much ink they are.

use super::marks::Inspector;
use super::{Code, Intent, Purpose};
use crate::pdf::Rect;
use crate::pdf::color::Space;
use crate::pdf::state::{Ink, Painting, State};
use lopdf::ObjectId;
use std::collections::BTreeSet;

/// What was met in the file so far, to be told once.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The names of spot colours.
    pub spots: BTreeSet<String>,
    /// The pictures whose ink was summed.
    pub pictures: BTreeSet<ObjectId>,
}

/// Whether a colour is no ink at all.
pub(super) fn is_white(ink: &Ink) -> bool {
    match ink.space.inks(&ink.values) {
        _ if ink.pattern.is_some() => false,
        Some(inks) => inks.sum() < 0.005,
        None => ink.rgb().is_some_and(|rgb| rgb.iter().all(|part| *part > 0.995)),
    }
}

impl Inspector<'_, '_> {
    /// A colour that is painted with.
    pub fn ink(&mut self, ink: &Ink, area: &Rect) {
        self.space(&ink.space, area);
        if ink.pattern.is_none() {
            self.amount(&ink.space, &ink.values, area);
        }
        if let Space::Separation { name, .. } = &*ink.space
            && name == b"All"
            && self.is_inside(area)
            && ink.values.first().is_some_and(|tint| *tint > 0.0)
        {
            self.add(Code::RegistrationColor, area, "the registration colour is used within the page");
        }
    }

    /// A colour space, by what the press is.
    pub fn space(&mut self, space: &Space, area: &Rect) {
        let intent = self.check.intent;
        match space.ground() {
            Space::Rgb if intent != Intent::Rgb => self.add(Code::ColorRgb, area, "DeviceRGB is used"),
            Space::Cmyk if matches!(intent, Intent::Gray | Intent::Rgb) => {
                let job = if intent == Intent::Gray { "gray" } else { "RGB" };
                self.add(Code::ColorCmyk, area, format!("DeviceCMYK is used in a {job} job"));
            }
            Space::CalGray | Space::CalRgb | Space::Lab | Space::Icc { .. } => {
                self.add(Code::ColorProfiled, area, "a colour is given by a profile or by CIE");
            }
            Space::Separation { name, alternate, .. } => {
                self.spot(name);
                self.alternate(alternate, area);
            }
            Space::DeviceN { names, alternate, .. } => {
                names.iter().for_each(|name| self.spot(name));
                self.alternate(alternate, area);
            }
            _ => {}
        }
    }

    fn spot(&mut self, name: &[u8]) {
        if !matches!(name, b"Cyan" | b"Magenta" | b"Yellow" | b"Black" | b"All" | b"None") {
            self.seen.spots.insert(String::from_utf8_lossy(name).into_owned());
        }
    }

    /// What a spot colour is shown by where it is not printed.
    fn alternate(&mut self, space: &Space, area: &Rect) {
        let profiled = matches!(space, Space::CalGray | Space::CalRgb | Space::Lab | Space::Icc { .. });
        if matches!(space, Space::Rgb) && self.check.intent != Intent::Rgb {
            self.add(Code::ColorRgb, area, "a spot colour stands on DeviceRGB");
        } else if profiled && self.check.purpose == Purpose::X1a {
            self.add(Code::ColorProfiled, area, "a spot colour stands on a profile or on CIE");
        }
    }

    /// How much ink a colour is.
    pub fn amount(&mut self, space: &Space, values: &[f64], area: &Rect) {
        let Some(inks) = space.inks(values) else { return };
        let registration = matches!(space, Space::Separation { name, .. } if name == b"All");
        if inks.sum() > self.check.ink_limit + 0.01 && !registration && self.is_inside(area) {
            self.too_much(inks.sum(), area, "a colour");
        }
    }

    pub fn too_much(&mut self, sum: f64, area: &Rect, what: &str) {
        let limit = self.check.ink_limit * 100.0;
        self.add(Code::InkSum, area, format!("{what} is {:.0} % of ink; {limit:.0} % is the most", sum * 100.0));
    }

    /// White that overprints vanishes. In DeviceCMYK that needs the mode in which no ink means no change.
    pub fn overprint(&mut self, state: &State, ink: &Ink, how: Painting, area: &Rect) {
        if !state.overprints(how) || !is_white(ink) || !self.is_inside(area) {
            return;
        }
        let vanishes = match ink.space.ground() {
            Space::Separation { .. } | Space::DeviceN { .. } => true,
            Space::Cmyk | Space::Gray => state.overprint_mode == 1,
            _ => false,
        };
        if vanishes {
            self.add(Code::WhiteOverprint, area, "white overprints what is below it");
        }
    }
}
