//! How the numbers of a list are written.

/// How the numbers of a list are written: "1." unless its author wrote otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Numbering {
    /// With which figures.
    pub figures: Figures,
    /// What parts them from the words.
    pub closing: Closing,
}

/// What numbers are written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Figures {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c; after z comes aa.
    SmallLetters,
    /// A, B, C.
    CapitalLetters,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    CapitalRoman,
}

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Closing {
    /// 1.
    #[default]
    Period,
    /// 1)
    Parenthesis,
    /// (1)
    Parentheses,
}

impl Numbering {
    /// A number as it stands before its item.
    pub fn label(self, number: u64) -> String {
        let figures = self.figures.write(number);
        match self.closing {
            Closing::Period => format!("{figures}."),
            Closing::Parenthesis => format!("{figures})"),
            Closing::Parentheses => format!("({figures})"),
        }
    }
}

impl Figures {
    /// A number in these figures; in decimal ones where these have none for it.
    pub fn write(self, number: u64) -> String {
        let written = match self {
            Self::Decimal => None,
            Self::SmallLetters | Self::CapitalLetters => letters(number),
            Self::SmallRoman | Self::CapitalRoman => roman(number),
        };
        match (written, self) {
            (None, _) => number.to_string(),
            (Some(small), Self::CapitalLetters | Self::CapitalRoman) => small.to_ascii_uppercase(),
            (Some(small), _) => small,
        }
    }
}

fn letters(mut number: u64) -> Option<String> {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    (!out.is_empty()).then(|| out.into_iter().rev().collect())
}

fn roman(mut number: u64) -> Option<String> {
    const FIGURES: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            out.push_str(figure);
            number -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_their_author_wrote_them() {
        let label = |figures, closing, number| Numbering { figures, closing }.label(number);
        assert_eq!(Numbering::default().label(12), "12.");
        assert_eq!(label(Figures::SmallLetters, Closing::Parenthesis, 1), "a)");
        assert_eq!(label(Figures::CapitalLetters, Closing::Period, 26), "Z.");
        assert_eq!(label(Figures::SmallLetters, Closing::Period, 27), "aa.");
        assert_eq!(label(Figures::SmallLetters, Closing::Period, 703), "aaa.");
        assert_eq!(label(Figures::SmallRoman, Closing::Parentheses, 4), "(iv)");
        assert_eq!(label(Figures::CapitalRoman, Closing::Period, 1994), "MCMXCIV.");
        assert_eq!(label(Figures::CapitalRoman, Closing::Period, 4000), "4000.");
        assert_eq!(label(Figures::SmallLetters, Closing::Period, 0), "0.");
        assert!(label(Figures::SmallLetters, Closing::Period, u64::MAX).len() < 20);
    }
}
