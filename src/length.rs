//! Lengths. [`Abs`] counts 65,536ths of a point, as TeX's scaled points do: integers add exactly, compare, hash,
//! have no NaN, and give the same lines on every machine. Floats appear only as ratios inside the breaker and at
//! the last moment in the PDF writer.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// An absolute length in 65,536ths of a PostScript point (1/72 in).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Abs(pub i64);

impl Abs {
    /// No length.
    pub const ZERO: Self = Self(0);
    /// One point.
    pub const PT: Self = Self(65_536);
    /// Longer than anything that is set; far from overflow when a few are added.
    pub const MAX: Self = Self(i64::MAX / 1024);

    /// From points, rounded to the nearest unit.
    pub fn pt(points: f64) -> Self {
        Self((points * 65_536.0).round() as i64)
    }

    /// From millimetres (25.4 mm = 72 pt).
    pub fn mm(millimetres: f64) -> Self {
        Self::pt(millimetres * 72.0 / 25.4)
    }

    /// A length as it is written: `3mm`, `0.125in`, `9pt`, with as many digits as wanted.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number: f64 = text[..text.len() - unit.len()].parse().ok()?;
        // A hundred kilometres are in no trade's notation.
        if number > 1e8 {
            return None;
        }
        match unit.trim() {
            "mm" => Some(Self::mm(number)),
            "cm" => Some(Self::mm(number * 10.0)),
            "in" => Some(Self::pt(number * 72.0)),
            "pt" => Some(Self::pt(number)),
            _ => None,
        }
    }

    /// In points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 65_536.0
    }

    /// This length times a ratio, rounded.
    pub fn scale(self, ratio: f64) -> Self {
        let exact = self.0 as f64 * ratio;
        // As `round`, which is a call where the processor's own instruction is not counted on.
        Self((exact + 0.5_f64.copysign(exact)) as i64)
    }

    /// This length times `numerator / denominator`, exactly rounded down; for per mille and font units.
    pub fn times(self, numerator: i64, denominator: i64) -> Self {
        // Lengths on a page times font units fit 64 bits; only sentinels such as `MAX` need more.
        match self.0.checked_mul(numerator) {
            // A division by what is known here is a multiplication; most faces have a thousand units to the em.
            Some(product) if denominator == 1000 => Self(product.div_euclid(1000)),
            Some(product) => Self(product.div_euclid(denominator)),
            None => Self((i128::from(self.0) * i128::from(numerator)).div_euclid(i128::from(denominator)) as i64),
        }
    }

    /// The ratio of two lengths; zero if the other is zero.
    pub fn ratio(self, other: Self) -> f64 {
        if other.0 == 0 { 0.0 } else { self.0 as f64 / other.0 as f64 }
    }

    /// The least multiple of `grid` that is not less than this length.
    pub fn ceil_to(self, grid: Self) -> Self {
        if grid.0 <= 0 {
            self
        } else {
            Self(self.0.div_euclid(grid.0) * grid.0 + if self.0.rem_euclid(grid.0) > 0 { grid.0 } else { 0 })
        }
    }

    /// The length without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }
}

impl fmt::Debug for Abs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}pt")
    }
}

/// Points with one decimal: what a person reviews.
impl fmt::Display for Abs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 as f64 / 6_553.6).round() / 10.0;
        f.pad(&format!("{tenths:.1}"))
    }
}

impl Add for Abs {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl Sub for Abs {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl Neg for Abs {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Mul<i64> for Abs {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}
impl Div<i64> for Abs {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0.div_euclid(divisor))
    }
}
impl AddAssign for Abs {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}
impl SubAssign for Abs {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}
impl Sum for Abs {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// From left to right.
    pub width: Abs,
    /// From top to bottom.
    pub height: Abs,
}

/// A place: `x` to the right, `y` down from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Point {
    /// To the right.
    pub x: Abs,
    /// Down.
    pub y: Abs,
}

impl Point {
    /// A place from its coordinates.
    pub fn new(x: Abs, y: Abs) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_they_are_written() {
        assert_eq!(Abs::parse("3mm"), Some(Abs::mm(3.0)));
        assert_eq!(Abs::parse("0.125 in"), Some(Abs::pt(9.0)));
        for bad in ["", "3", "mm", "-1mm", "3 ells", "1e9mm", "999999999999mm"] {
            assert_eq!(Abs::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn millimetres_and_grids() {
        assert_eq!(Abs::mm(25.4), Abs::PT * 72);
        assert_eq!(Abs::pt(30.0).ceil_to(Abs::pt(14.5)), Abs::pt(43.5));
        assert_eq!(Abs::pt(29.0).ceil_to(Abs::pt(14.5)), Abs::pt(29.0));
        assert_eq!(format!("{:>6}", Abs::pt(12.34)), "  12.3");
    }
}
