//! Lengths, sizes of type and papers in the trade's notation.

use crate::length::{Abs, Size};
use crate::style::PAPERS;
use serde::{Deserialize, Deserializer, de};

/// A length: `28mm`, `14.5pt`, `1in`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length(pub Abs);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        length(&text).map(Length).ok_or_else(|| {
            de::Error::custom(format!("\"{text}\" is not a length; write it like \"28mm\", \"14.5pt\" or \"1in\""))
        })
    }
}

/// A size of type and its leading: `10.5/14.5`, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypeSize {
    pub size: Abs,
    pub leading: Abs,
}

impl<'de> Deserialize<'de> for TypeSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.split_once('/').and_then(|(size, leading)| Some((points(size)?, points(leading)?)));
        match parts {
            Some((size, leading)) if size.0 > 0 && leading >= size.scale(0.8) => Ok(Self { size, leading }),
            _ => Err(de::Error::custom(format!(
                "\"{text}\" is not a size and leading; write them in points, like \"10.5/14.5\""
            ))),
        }
    }
}

fn points(text: &str) -> Option<Abs> {
    let number: f64 = text.trim().parse().ok()?;
    (number.is_finite() && (0.0..=10_000.0).contains(&number)).then(|| Abs::pt(number))
}

fn length(text: &str) -> Option<Abs> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let points = points(&text[..unit])?;
    match &text[unit..] {
        "pt" => Some(points),
        "mm" => Some(Abs::mm(points.to_pt())),
        "cm" => Some(Abs::mm(points.to_pt() * 10.0)),
        "in" => Some(points * 72),
        _ => None,
    }
}

/// A paper's name and size: by its name, in any case, or by a size, `150x220mm`.
pub(super) fn paper(text: &str) -> Option<(&str, Size)> {
    let known = PAPERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    let (name, size) = known.copied().unwrap_or((text, text));
    let unit = size.find(|c: char| c.is_ascii_alphabetic() && c != 'x')?;
    let (width, height) = size[..unit].split_once('x')?;
    let side = |number: &str| length(&format!("{number}{}", &size[unit..]));
    Some((name, Size { width: side(width)?, height: side(height)? }))
}
