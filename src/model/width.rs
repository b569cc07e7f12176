//! How wide pictures are, and what the attributes and styles of web pages say of it.

/// How wide a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureWidth {
    /// As its resolution makes it, and no wider than the text.
    #[default]
    Natural,
    /// So many hundredths of the text's width, from 1 to 100.
    Share(u8),
    /// No more than so many hundredths of the text's width, from 1 to 99; and no wider than its resolution makes it.
    UpTo(u8),
    /// So many tenths of a point, up to the height of any page.
    Points(u16),
    /// So many pixels of a screen, of which an inch of paper has 96; and no wider than its resolution makes it.
    Pixels(u16),
    /// As wide as its shape makes it if it is so many pixels high, by the rules of [`PictureWidth::Pixels`].
    PixelsHigh(u16),
}

impl PictureWidth {
    /// The width that a height makes which an author wrote on a screen's page, "40" or "2em", without a width.
    pub fn of_height(written: &str) -> Option<Self> {
        Self::parse(written)?.high()
    }

    /// The width that it makes if it was said of the height. A share of one says nothing.
    fn high(self) -> Option<Self> {
        match self {
            Self::Pixels(pixels) => Some(Self::PixelsHigh(pixels)),
            Self::Natural | Self::Share(_) | Self::UpTo(_) | Self::Points(_) | Self::PixelsHigh(_) => None,
        }
    }

    /// How many pixels it is where the text is as wide as on most screens.
    fn on_screen(self) -> f64 {
        /// Some 75 letters.
        const TEXT: f64 = 640.0;
        match self {
            Self::Share(share) | Self::UpTo(share) => TEXT * f64::from(share) / 100.0,
            Self::Points(tenths) => f64::from(tenths) / 10.0 / 0.75,
            Self::Pixels(pixels) => f64::from(pixels),
            Self::Natural | Self::PixelsHigh(_) => f64::MAX,
        }
    }

    /// The width that an author wrote as "50%", "3cm", "300px" or "20em"; a number alone is of pixels.
    pub fn parse(written: &str) -> Option<Self> {
        const UNITS: [(&str, f64); 4] = [("cm", 720.0 / 2.54), ("mm", 72.0 / 2.54), ("in", 720.0), ("pt", 10.0)];
        // A browser's letters are 16 pixels high, if nobody has asked for others.
        const SCREEN: [(&str, f64); 4] = [("px", 1.0), ("rem", 16.0), ("em", 16.0), ("", 1.0)];
        let number = |digits: &str| digits.trim().parse::<f64>().ok();
        if let Some(share) = written.trim().strip_suffix('%') {
            return number(share)
                .filter(|share| (1.0..=100.0).contains(share))
                .map(|share| Self::Share(share.round() as u8));
        }
        if let Some((digits, unit)) =
            UNITS.iter().find_map(|(name, unit)| Some((written.trim().strip_suffix(name)?, unit)))
        {
            let points = number(digits)? * unit;
            return (10.0..=20_000.0).contains(&points).then(|| Self::Points(points.round() as u16));
        }
        let (digits, unit) = SCREEN.iter().find_map(|(name, unit)| Some((written.trim().strip_suffix(name)?, unit)))?;
        let pixels = number(digits)? * unit;
        (1.0..=20_000.0).contains(&pixels).then(|| Self::Pixels(pixels.round() as u16))
    }
}

/// What the element of a picture says of its size.
#[derive(Debug, Clone, Copy, Default)]
pub struct SaidOfPicture<'a> {
    /// `width: 50%; border: 0`.
    pub style: &'a str,
    /// An attribute: "300", "50%".
    pub width: Option<&'a str>,
    /// An attribute, too.
    pub height: Option<&'a str>,
    /// What shares in the style are of.
    pub shares: Shares,
}

/// What the shares of a style are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shares {
    /// The text.
    #[default]
    OfText,
    /// The text, or what a style that is not read makes narrower: all of that says nothing.
    OfPart,
    /// A box around the picture that may have any size.
    OfBox,
}

impl SaidOfPicture<'_> {
    /// How wide the picture is, as browsers have it: what the style says goes before the attribute of the same name, a
    /// width before a height, and a greatest width before both.
    pub fn size(self) -> Option<PictureWidth> {
        let attribute = |value: Option<&str>| value.and_then(PictureWidth::parse);
        let wide = self.styled("width").unwrap_or_else(|| attribute(self.width));
        let high = self.styled("height").unwrap_or_else(|| attribute(self.height)).and_then(PictureWidth::high);
        let most = self.styled("max-width").flatten().and_then(|most| match most {
            // No picture is wider than the text.
            PictureWidth::Share(100..) => None,
            PictureWidth::Share(share) => Some(PictureWidth::UpTo(share)),
            most => Some(most),
        });
        match (wide.or(high), most) {
            (Some(PictureWidth::PixelsHigh(_)), _) => wide.or(high),
            (Some(wide), Some(most)) if most.on_screen() < wide.on_screen() => Some(most),
            (Some(wide), _) => Some(wide),
            (None, Some(most)) => Some(most),
            (None, None) => self.styled("max-height").flatten().and_then(PictureWidth::high),
        }
    }

    /// What the style says of a property: nothing, or that it is as it comes, or a length. What cannot be read is not said.
    fn styled(self, what: &str) -> Option<Option<PictureWidth>> {
        let read = |value: &str| {
            let value = value.trim().to_ascii_lowercase();
            let (value, weight) = match value.strip_suffix("!important") {
                Some(value) => (value.trim(), 1),
                None => (value.as_str(), 0),
            };
            if matches!(value, "auto" | "none") {
                return Some((weight, None));
            }
            let length = PictureWidth::parse(value).filter(|length| match (self.shares, length) {
                (Shares::OfBox, PictureWidth::Share(_)) => false,
                (Shares::OfPart, PictureWidth::Share(share)) => *share < 100,
                _ => true,
            })?;
            Some((weight, Some(length)))
        };
        let rules = self.style.split(';').filter_map(|rule| rule.split_once(':'));
        let said =
            rules.filter(|(name, _)| name.trim().eq_ignore_ascii_case(what)).filter_map(|(_, value)| read(value));
        // Of several the last goes before the others, but not before what is important.
        said.max_by_key(|(weight, _)| *weight).map(|(_, length)| length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_goes_before_attributes_and_a_greatest_width_before_both() {
        use PictureWidth::{Pixels, PixelsHigh, Points, Share, UpTo};
        for (style, width, height, wanted) in [
            ("", Some("300"), Some("200"), Some(Pixels(300))),
            ("width: 50%", Some("300"), None, Some(Share(50))),
            ("WIDTH : 4cm ", Some("300"), None, Some(Points(1134))),
            ("height: 40px", Some("300"), None, Some(Pixels(300))),
            ("height: 40px", None, Some("200"), Some(PixelsHigh(40))),
            ("height: auto", None, Some("200"), None),
            ("width: auto", Some("300"), Some("200"), Some(PixelsHigh(200))),
            ("width: auto", Some("300"), None, None),
            ("", Some("auto"), Some("200"), Some(PixelsHigh(200))),
            // What a browser does not know it does not read, and what is not read here is as if it were not known.
            ("width: large", Some("300"), None, Some(Pixels(300))),
            ("width: calc(100% - 2em)", Some("300"), None, Some(Pixels(300))),
            ("width: 20px; width: 30px", None, None, Some(Pixels(30))),
            ("width: 20px !important; width: 30px", None, None, Some(Pixels(20))),
            ("max-width: 50%", None, None, Some(UpTo(50))),
            ("max-width: 100%; height: auto", None, None, None),
            ("max-width: 100%; height: auto", Some("300"), Some("200"), Some(Pixels(300))),
            ("max-width: 200px", Some("300"), None, Some(Pixels(200))),
            ("max-width: 400px", Some("300"), None, Some(Pixels(300))),
            ("max-width: 400px", None, None, Some(Pixels(400))),
            ("width: 100%; max-width: 320px", None, None, Some(Pixels(320))),
            ("width: 20%; max-width: 320px", None, None, Some(Share(20))),
            ("width: 80%; max-width: 50%", None, None, Some(UpTo(50))),
            ("max-width: none", Some("300"), None, Some(Pixels(300))),
            ("max-height: 2em", None, None, Some(PixelsHigh(32))),
            ("max-height: 2em; width: 90px", None, None, Some(Pixels(90))),
            ("border: 0", None, None, None),
        ] {
            let said = SaidOfPicture { style, width, height, shares: Shares::OfText };
            assert_eq!(said.size(), wanted, "{style}, {width:?}, {height:?}");
        }
    }

    #[test]
    fn shares_of_what_is_not_known_say_nothing() {
        use PictureWidth::{Pixels, Share};
        for (style, shares, wanted) in [
            ("width: 100%", Shares::OfText, Share(100)),
            ("width: 100%", Shares::OfPart, Pixels(300)),
            ("width: 50%", Shares::OfPart, Share(50)),
            ("width: 50%", Shares::OfBox, Pixels(300)),
        ] {
            let said = SaidOfPicture { style, width: Some("300"), height: None, shares };
            assert_eq!(said.size(), Some(wanted), "{style} {shares:?}");
        }
    }
}
