//! Colours of ink → operators. Black text prints with black ink alone and over what is below it; white knocks out.

use super::separator::Inks;
use crate::style::Ink;
use crate::write::pdf::syntax::{decimal, name};
use lopdf::{Dictionary, Object, dictionary};

/// What colours are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::pdf) enum Palette {
    /// Gray, and red, green, blue.
    Screen,
    /// Black ink alone.
    Black,
    /// Four inks; this colour has one of its own.
    Process { spot: Option<[u8; 4]> },
}

/// Whether what is painted leaves what other inks painted below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::write::pdf) enum Overprint {
    /// It knocks out: the state that a page begins with.
    #[default]
    Off,
    /// It is printed over it. A plate a hair off then shows no white around letters.
    On,
}

/// The names of the graphics states.
const OVER: &str = "GO";
const OUT: &str = "GK";
/// The names of the colour spaces.
const ALL: &str = "All";
const SPOT: &str = "Spot";

/// Colours darker than this on a screen are whole black where there is no other ink: a dark accent stays a type's
/// colour, and a pale ground stays pale.
const DARK: f64 = 0.45;

impl Palette {
    pub(in crate::write::pdf) fn of(inks: Inks, spot: Option<[u8; 4]>) -> Self {
        match inks {
            Inks::Black => Self::Black,
            Inks::Process => Self::Process { spot },
        }
    }

    /// Sets the colour that areas are filled with; says how it prints.
    pub(in crate::write::pdf) fn fill(self, ink: Ink, out: &mut Vec<u8>) -> Overprint {
        match (self, ink) {
            (Self::Screen | Self::Black, Ink::Black) => gray(out, 1000),
            (Self::Screen | Self::Black, Ink::White) => gray(out, 0),
            (Self::Screen | Self::Black, Ink::Gray(percent)) => gray(out, i64::from(percent.min(100)) * 10),
            (Self::Screen, Ink::Process { rgb, .. }) => {
                numbers(out, rgb.map(|part| (i64::from(part) * 2000 + 255) / 510));
                out.extend_from_slice(b"rg\n");
            }
            (Self::Black, Ink::Process { rgb, .. }) => gray(out, coverage(rgb)),
            (Self::Process { spot: Some(spot) }, Ink::Process { cmyk, .. }) if cmyk == spot => {
                out.extend_from_slice(format!("/{SPOT} cs 1 scn\n").as_bytes());
            }
            (Self::Process { .. }, ink) => {
                let cmyk = match ink {
                    Ink::Black => [0, 0, 0, 100],
                    Ink::White => [0; 4],
                    Ink::Gray(percent) => [0, 0, 0, percent.min(100)],
                    Ink::Process { cmyk, .. } => cmyk,
                };
                numbers(out, cmyk.map(|part| i64::from(part.min(100)) * 10));
                out.extend_from_slice(b"k\n");
            }
        }
        if self != Self::Screen && ink == Ink::Black { Overprint::On } else { Overprint::Off }
    }

    /// Sets the colour of marks that are on every plate.
    pub(super) fn registration(self, out: &mut Vec<u8>) {
        match self {
            Self::Screen | Self::Black => out.extend_from_slice(b"0 g 0 G\n"),
            Self::Process { .. } => out.extend_from_slice(format!("/{ALL} cs 1 scn /{ALL} CS 1 SCN\n").as_bytes()),
        }
    }

    /// The patches of a colour bar: each ink whole, overlaid, and in steps.
    pub(super) fn patches(self) -> Vec<Ink> {
        let of = |cmyk| Ink::Process { cmyk, rgb: [0; 3] };
        let steps = [Ink::Black, Ink::Gray(80), Ink::Gray(50), Ink::Gray(25), Ink::Gray(10)];
        match self {
            Self::Screen | Self::Black => steps.to_vec(),
            Self::Process { spot } => {
                let inks = [[100, 0, 0, 0], [0, 100, 0, 0], [0, 0, 100, 0]];
                let overlaid = [[100, 100, 0, 0], [100, 0, 100, 0], [0, 100, 100, 0], [100, 100, 100, 0]];
                spot.into_iter().chain(inks).map(of).chain(steps).chain(overlaid.map(of)).collect()
            }
        }
    }

    /// Changes how what follows prints.
    pub(in crate::write::pdf) fn overprint(self, overprint: Overprint, out: &mut Vec<u8>) {
        let state = if overprint == Overprint::On { OVER } else { OUT };
        out.extend_from_slice(format!("/{state} gs\n").as_bytes());
    }

    /// The graphics states and colour spaces that the operators name.
    pub(in crate::write::pdf) fn resources(self, spot: Option<&str>, entries: &mut Dictionary) {
        if self == Self::Screen {
            return;
        }
        let state = |over: bool| {
            Object::from(dictionary! { "Type" => name("ExtGState"), "OP" => over, "op" => over, "OPM" => 1 })
        };
        entries.set("ExtGState", dictionary! { OVER => state(true), OUT => state(false) });
        if let Self::Process { spot: colour } = self {
            let mut spaces = dictionary! { ALL => separation("All", [100; 4]) };
            if let (Some(colour), Some(ink)) = (colour, spot) {
                spaces.set(SPOT, separation(ink, colour));
            }
            entries.set("ColorSpace", spaces);
        }
    }
}

/// An ink of its own, and what stands for it where it is not there.
fn separation(ink: &str, cmyk: [u8; 4]) -> Object {
    let whole: Vec<Object> = cmyk.iter().map(|&part| Object::Real(f32::from(part) / 100.0)).collect();
    let none = vec![Object::Integer(0); 4];
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "C0" => none, "C1" => whole, "N" => 1,
    };
    vec![name("Separation"), name(ink), name("DeviceCMYK"), tint.into()].into()
}

/// How much black ink stands for a screen's colour, in thousandths.
fn coverage(rgb: [u8; 3]) -> i64 {
    // Luminance as sRGB weighs it, of the coded values: near enough to what the eye sees of a flat colour.
    let light: f64 =
        rgb.iter().zip([0.2126, 0.7152, 0.0722]).map(|(&part, weight)| f64::from(part) / 255.0 * weight).sum();
    if light < DARK { 1000 } else { ((1.0 - light) * 1000.0).round() as i64 }
}

fn gray(out: &mut Vec<u8>, coverage: i64) {
    decimal(out, 1000 - coverage);
    out.extend_from_slice(b" g\n");
}

fn numbers<const N: usize>(out: &mut Vec<u8>, thousandths: [i64; N]) {
    for value in thousandths {
        decimal(out, value);
        out.push(b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(palette: Palette, ink: Ink) -> (String, Overprint) {
        let mut out = Vec::new();
        let overprint = palette.fill(ink, &mut out);
        (String::from_utf8(out).unwrap(), overprint)
    }

    #[test]
    fn black_is_black_ink_alone_and_white_knocks_out() {
        let process = Palette::Process { spot: None };
        assert_eq!(written(process, Ink::Black), ("0 0 0 1 k\n".into(), Overprint::On));
        assert_eq!(written(process, Ink::White), ("0 0 0 0 k\n".into(), Overprint::Off));
        assert_eq!(written(process, Ink::Gray(8)), ("0 0 0 0.08 k\n".into(), Overprint::Off));
        assert_eq!(written(Palette::Black, Ink::Black), ("0 g\n".into(), Overprint::On));
        assert_eq!(written(Palette::Screen, Ink::Black), ("0 g\n".into(), Overprint::Off));
    }

    #[test]
    fn an_accent_is_inks_or_one_ink_or_black() {
        let cmyk = [100, 60, 0, 40];
        let accent = Ink::Process { cmyk, rgb: [0, 50, 110] };
        assert_eq!(written(Palette::Process { spot: None }, accent).0, "1 0.6 0 0.4 k\n");
        assert_eq!(written(Palette::Process { spot: Some(cmyk) }, accent).0, "/Spot cs 1 scn\n");
        assert_eq!(written(Palette::Black, accent).0, "0 g\n");
        let ground = Ink::Process { cmyk: [0, 0, 10, 0], rgb: [255, 252, 230] };
        assert_eq!(written(Palette::Black, ground).0, "0.985 g\n");
    }
}
