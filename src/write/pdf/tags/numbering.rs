//! What the labels of a list are, told by its first one.

/// How a list is numbered, by ISO 32000's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    None,
    Disc,
    Circle,
    Square,
    Decimal,
    UpperAlpha,
    LowerAlpha,
    UpperRoman,
    LowerRoman,
}

impl Numbering {
    pub(super) fn of(label: &str) -> Self {
        let label = label.trim();
        let letters = label.trim_matches(|c: char| !c.is_alphanumeric());
        match (label.chars().next(), letters.chars().next()) {
            (Some('•' | '‣' | '●'), _) => Self::Disc,
            (Some('◦' | '○'), _) => Self::Circle,
            (Some('▪' | '■' | '▫' | '□'), _) => Self::Square,
            (_, Some(c)) if c.is_numeric() => Self::Decimal,
            (_, Some('I')) => Self::UpperRoman,
            (_, Some('i')) => Self::LowerRoman,
            (_, Some(c)) if c.is_uppercase() && letters.chars().count() == 1 => Self::UpperAlpha,
            (_, Some(c)) if c.is_lowercase() && letters.chars().count() == 1 => Self::LowerAlpha,
            _ => Self::None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Disc => "Disc",
            Self::Circle => "Circle",
            Self::Square => "Square",
            Self::Decimal => "Decimal",
            Self::UpperAlpha => "UpperAlpha",
            Self::LowerAlpha => "LowerAlpha",
            Self::UpperRoman => "UpperRoman",
            Self::LowerRoman => "LowerRoman",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_tells() {
        for (label, numbering) in [
            ("• ", Numbering::Disc),
            ("–", Numbering::None),
            ("☐", Numbering::None),
            ("12.", Numbering::Decimal),
            ("(a)", Numbering::LowerAlpha),
            ("B.", Numbering::UpperAlpha),
            ("i.", Numbering::LowerRoman),
            ("Term", Numbering::None),
            ("", Numbering::None),
        ] {
            assert_eq!(Numbering::of(label), numbering, "{label}");
        }
    }
}
