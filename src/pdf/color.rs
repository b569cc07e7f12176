//! Colour spaces: which there are, how much ink a colour is, and about how it looks.

use super::function::Function;
use super::objects::{Look, dict_of, name_of};
use super::{DEEPEST, filters};
use lopdf::{Dictionary, Document, Object};
use std::rc::Rc;

/// A colour space.
#[derive(Debug, Clone)]
pub(crate) enum Space {
    /// DeviceGray.
    Gray,
    /// DeviceRGB.
    Rgb,
    /// DeviceCMYK.
    Cmyk,
    /// CalGray.
    CalGray,
    /// CalRGB.
    CalRgb,
    /// Lab.
    Lab,
    /// By an ICC profile, of so many components.
    Icc { components: usize },
    /// One ink, or all.
    Separation { name: Vec<u8>, alternate: Rc<Space>, tint: Option<Rc<Function>> },
    /// Several inks.
    DeviceN { names: Vec<Vec<u8>>, alternate: Rc<Space>, tint: Option<Rc<Function>> },
    /// Colours from a table.
    Indexed { base: Rc<Space>, table: Rc<Vec<u8>> },
    /// A pattern, with the space of its colour if it has none of its own.
    Pattern(Option<Rc<Space>>),
    /// Damaged, or not known.
    Unknown,
}

/// How much of each ink: 1 is all of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Inks {
    /// Cyan, magenta, yellow, black.
    pub process: [f64; 4],
    /// All spot inks together.
    pub spots: f64,
}

impl Inks {
    /// All inks together; 4 is 400 %.
    pub fn sum(&self) -> f64 {
        self.process.iter().sum::<f64>() + self.spots
    }

    /// Nothing but black, and some of it.
    pub fn is_black_only(&self) -> bool {
        let [c, m, y, k] = self.process;
        k > 0.0 && c + m + y + self.spots < 0.005
    }
}

impl Space {
    /// Reads a colour space, by its name or in full.
    pub fn read(document: &Document, resources: Option<&Dictionary>, object: &Object, depth: usize) -> Self {
        if depth > DEEPEST {
            return Self::Unknown;
        }
        let spaces = resources.and_then(|resources| document.dict(resources, "ColorSpace"));
        match document.follow(object) {
            Object::Name(name) => {
                let default = |key| {
                    let found = spaces.and_then(|spaces| document.get(spaces, key));
                    found.map(|found| Self::read(document, None, found, depth + 1))
                };
                match name.as_slice() {
                    b"DeviceGray" | b"G" => default("DefaultGray").unwrap_or(Self::Gray),
                    b"DeviceRGB" | b"RGB" => default("DefaultRGB").unwrap_or(Self::Rgb),
                    b"DeviceCMYK" | b"CMYK" => default("DefaultCMYK").unwrap_or(Self::Cmyk),
                    b"Pattern" => Self::Pattern(None),
                    _ => {
                        let key = String::from_utf8_lossy(name);
                        let found = spaces.and_then(|spaces| document.get(spaces, &key));
                        // A name that stands for itself leads nowhere.
                        match found {
                            Some(Object::Name(other)) if other == name => Self::Unknown,
                            Some(found) => Self::read(document, resources, found, depth + 1),
                            None => Self::Unknown,
                        }
                    }
                }
            }
            Object::Array(items) => Self::family(document, resources, items, depth),
            _ => Self::Unknown,
        }
    }

    fn family(document: &Document, resources: Option<&Dictionary>, items: &[Object], depth: usize) -> Self {
        let item = |at: usize| items.get(at).map(|item| document.follow(item));
        let inner = |at: usize| match items.get(at) {
            Some(object) => Rc::new(Self::read(document, resources, object, depth + 1)),
            None => Rc::new(Self::Unknown),
        };
        let tint = |at: usize| items.get(at).and_then(|object| Function::read(document, object, 0)).map(Rc::new);
        let Some(family) = item(0).and_then(name_of) else { return Self::Unknown };
        match family {
            b"CalGray" => Self::CalGray,
            b"CalRGB" => Self::CalRgb,
            b"Lab" => Self::Lab,
            b"ICCBased" => {
                let components = item(1).and_then(dict_of).and_then(|profile| document.integer(profile, "N"));
                match components {
                    Some(n @ (1 | 3 | 4)) => Self::Icc { components: n as usize },
                    Some(_) | None => Self::Unknown,
                }
            }
            b"Separation" => match item(1).and_then(name_of) {
                Some(name) => Self::Separation { name: name.to_vec(), alternate: inner(2), tint: tint(3) },
                None => Self::Unknown,
            },
            b"DeviceN" => {
                let names = item(1).and_then(|names| names.as_array().ok());
                let names: Option<Vec<_>> = names.map(|names| {
                    let named = |name| name_of(document.follow(name)).map(<[u8]>::to_vec).unwrap_or_default();
                    names.iter().take(64).map(named).collect()
                });
                match names {
                    Some(names) => Self::DeviceN { names, alternate: inner(2), tint: tint(3) },
                    None => Self::Unknown,
                }
            }
            b"Indexed" | b"I" => {
                let table = match item(3) {
                    Some(Object::String(bytes, _)) => bytes.clone(),
                    Some(Object::Stream(stream)) => filters::plain(document, stream).unwrap_or_default(),
                    _ => Vec::new(),
                };
                Self::Indexed { base: inner(1), table: Rc::new(table) }
            }
            b"Pattern" => Self::Pattern(items.get(1).map(|_| inner(1))),
            // `[/DeviceRGB]` is another way to write `/DeviceRGB`.
            _ if items.len() == 1 => Self::read(document, resources, &items[0], depth + 1),
            _ => Self::Unknown,
        }
    }

    /// How many numbers a colour has.
    pub fn components(&self) -> usize {
        match self {
            Self::Gray | Self::CalGray | Self::Separation { .. } | Self::Indexed { .. } => 1,
            Self::Rgb | Self::CalRgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Icc { components } => *components,
            Self::DeviceN { names, .. } => names.len(),
            Self::Pattern(base) => base.as_ref().map_or(0, |base| base.components()),
            Self::Unknown => 0,
        }
    }

    /// The colour that is set with the space.
    pub fn initial(&self) -> Vec<f64> {
        match self {
            Self::Cmyk | Self::Icc { components: 4 } => vec![0.0, 0.0, 0.0, 1.0],
            Self::Separation { .. } | Self::DeviceN { .. } => vec![1.0; self.components()],
            _ => vec![0.0; self.components()],
        }
    }

    /// How much ink a colour is; none where only a profile knows.
    pub fn inks(&self, values: &[f64]) -> Option<Inks> {
        let value = |at: usize| values.get(at).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Gray | Self::CalGray | Self::Icc { components: 1 } => {
                Some(Inks { process: [0.0, 0.0, 0.0, 1.0 - value(0)], spots: 0.0 })
            }
            Self::Cmyk | Self::Icc { components: 4 } => {
                Some(Inks { process: [value(0), value(1), value(2), value(3)], spots: 0.0 })
            }
            Self::Separation { name, .. } => Some(ink(name, value(0))),
            Self::DeviceN { names, .. } => {
                let mut sum = Inks::default();
                for (at, name) in names.iter().enumerate() {
                    let one = ink(name, value(at));
                    (0..4).for_each(|at| sum.process[at] += one.process[at]);
                    sum.spots += one.spots;
                }
                Some(sum)
            }
            Self::Indexed { base, .. } => base.inks(&self.looked_up(values)?),
            Self::Rgb | Self::CalRgb | Self::Lab | Self::Icc { .. } | Self::Pattern(_) | Self::Unknown => None,
        }
    }

    /// About how a colour looks: red, green and blue, each up to 1. A profile is not asked.
    pub fn rgb(&self, values: &[f64]) -> Option<[f64; 3]> {
        let value = |at: usize| values.get(at).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Gray | Self::CalGray | Self::Icc { components: 1 } => Some([value(0); 3]),
            Self::Rgb | Self::CalRgb | Self::Icc { components: 3 } => Some([value(0), value(1), value(2)]),
            Self::Cmyk | Self::Icc { components: 4 } => Some([0, 1, 2].map(|at| (1.0 - value(at)) * (1.0 - value(3)))),
            Self::Lab => Some(lab(values)),
            Self::Separation { alternate, tint, .. } | Self::DeviceN { alternate, tint, .. } => {
                let inner = tint.as_ref()?.at(values);
                (!inner.is_empty()).then(|| alternate.rgb(&inner))?
            }
            Self::Indexed { base, .. } => base.rgb(&self.looked_up(values)?),
            Self::Icc { .. } | Self::Pattern(_) | Self::Unknown => None,
        }
    }

    /// The base colour at an index.
    fn looked_up(&self, values: &[f64]) -> Option<Vec<f64>> {
        let Self::Indexed { base, table } = self else { return None };
        let count = base.components();
        let at = values.first()?.max(0.0) as usize;
        let bytes = table.get(at.checked_mul(count)?..at.checked_add(1)?.checked_mul(count)?)?;
        Some(bytes.iter().map(|&byte| f64::from(byte) / 255.0).collect())
    }

    /// The space that the colours of a table or the inks stand on: the one that a press has to deal with.
    pub fn ground(&self) -> &Self {
        match self {
            Self::Indexed { base, .. } => base.ground(),
            Self::Pattern(Some(base)) => base.ground(),
            other => other,
        }
    }
}

/// One ink by its name.
fn ink(name: &[u8], tint: f64) -> Inks {
    let mut inks = Inks::default();
    match name {
        b"Cyan" => inks.process[0] = tint,
        b"Magenta" => inks.process[1] = tint,
        b"Yellow" => inks.process[2] = tint,
        b"Black" => inks.process[3] = tint,
        b"All" => inks.process = [tint; 4],
        b"None" => {}
        _ => inks.spots = tint,
    }
    inks
}

/// Lab of D50 to RGB, near enough for contrast.
fn lab(values: &[f64]) -> [f64; 3] {
    let value = |at: usize| values.get(at).copied().unwrap_or(0.0);
    let y = (value(0) + 16.0) / 116.0;
    let cube = |t: f64| if t > 6.0 / 29.0 { t * t * t } else { 3.0 * (6.0f64 / 29.0).powi(2) * (t - 4.0 / 29.0) };
    let (x, y, z) = (cube(y + value(1) / 500.0) * 0.9642, cube(y), cube(y - value(2) / 200.0) * 0.8249);
    let linear = [
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    ];
    linear.map(|c| {
        let c = c.clamp(0.0, 1.0);
        if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 }
    })
}

/// The relative luminance of a colour, as WCAG 2 defines it.
pub(crate) fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|c| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast of two colours, 1 to 21, as WCAG 2 defines it.
pub(crate) fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn inks_of_colours() {
        assert_eq!(Space::Gray.inks(&[0.25]).unwrap().process, [0.0, 0.0, 0.0, 0.75]);
        assert!(Space::Cmyk.inks(&[0.0, 0.0, 0.0, 1.0]).unwrap().is_black_only());
        assert_eq!(Space::Cmyk.inks(&[1.0, 1.0, 0.5, 1.0]).unwrap().sum(), 3.5);
        assert!(Space::Rgb.inks(&[0.0; 3]).is_none());
    }

    #[test]
    fn spaces_within_spaces() {
        let document = Document::new();
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
            "C0" => vec![0.into(); 4], "C1" => vec![0.into(), 1.into(), 1.into(), 0.into()],
        };
        let name = |text: &str| Object::Name(text.as_bytes().to_vec());
        let spot = vec![name("Separation"), name("Warm Red"), name("DeviceCMYK"), Object::Dictionary(tint)];
        let space = Space::read(&document, None, &Object::Array(spot), 0);
        assert_eq!(space.inks(&[0.5]).unwrap(), Inks { process: [0.0; 4], spots: 0.5 });
        assert_eq!(space.rgb(&[1.0]), Some([1.0, 0.0, 0.0]));
        let table = Object::string_literal(vec![255, 0, 0, 0, 255, 0]);
        let indexed = Object::Array(vec![name("Indexed"), name("DeviceRGB"), 1.into(), table]);
        let space = Space::read(&document, None, &indexed, 0);
        assert_eq!(space.rgb(&[1.0]), Some([0.0, 1.0, 0.0]));
        assert!(space.rgb(&[7.0]).is_none());
        assert!(matches!(space.ground(), Space::Rgb));
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.01);
        let gray = contrast([119.0 / 255.0; 3], [1.0; 3]);
        assert!((4.47..4.49).contains(&gray), "{gray}"); // #777 on white: 4.48
    }
}
