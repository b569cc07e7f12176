//! What script a character is of: as far as setting and the choice of a face ask.

/// A script, or characters that several share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is the script of that name in ISO 15924, or said beside it
pub enum Script {
    /// Figures, marks and spaces that every script uses.
    Common,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Syriac,
    Thaana,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Myanmar,
    Georgian,
    Ethiopic,
    Khmer,
    Mongolian,
    Hangul,
    /// Hiragana and katakana.
    Kana,
    Bopomofo,
    /// Ideographs, and the full-width marks that stand among them.
    Han,
    /// Emoji, arrows, dingbats, letters of mathematics.
    Symbols,
    /// Any other.
    Other,
}

/// How a language is written, as far as it decides how pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writing {
    /// Latin, Greek, Cyrillic and whatever looks like them on a page.
    Alphabet,
    /// Hebrew: letters of one height.
    Hebrew,
    /// Arabic: letters that join, with tails.
    Arabic,
    /// The scripts of India: letters that hang from a line, with signs above and below.
    Indic,
    /// Thai and its neighbours: signs above signs, and no spaces between words.
    SouthEast,
    /// Chinese and Japanese.
    Square,
    /// Korean: squares with spaces between words.
    Hangul,
}

impl Writing {
    /// Whether it has a slanted hand, as Latin has italics.
    pub fn slants(self) -> bool {
        self == Self::Alphabet
    }

    /// How much more leading it needs than Latin does. Text in squares is set at 1.5 to 2 times its size (JLREQ §2.4),
    /// where Latin has 1.38 here; the others need room for what stands above and below their letters.
    pub fn air(self) -> f64 {
        match self {
            Self::Alphabet | Self::Hebrew => 1.0,
            Self::Arabic | Self::Indic => 1.1,
            Self::SouthEast => 1.15,
            Self::Square | Self::Hangul => 1.2,
        }
    }
}

/// First character and script of each stretch of Unicode's blocks, in order.
const BLOCKS: &[(u32, Script)] = &[
    (0x0000, Script::Common),
    (0x0041, Script::Latin),
    (0x005b, Script::Common),
    (0x0061, Script::Latin),
    (0x007b, Script::Common),
    (0x00c0, Script::Latin),
    (0x02b0, Script::Common),
    (0x0370, Script::Greek),
    (0x0400, Script::Cyrillic),
    (0x0530, Script::Armenian),
    (0x0590, Script::Hebrew),
    (0x0600, Script::Arabic),
    (0x0700, Script::Syriac),
    (0x0750, Script::Arabic),
    (0x0780, Script::Thaana),
    (0x07c0, Script::Other),
    (0x0860, Script::Syriac),
    (0x0870, Script::Arabic),
    (0x0900, Script::Devanagari),
    (0x0980, Script::Bengali),
    (0x0a00, Script::Gurmukhi),
    (0x0a80, Script::Gujarati),
    (0x0b00, Script::Oriya),
    (0x0b80, Script::Tamil),
    (0x0c00, Script::Telugu),
    (0x0c80, Script::Kannada),
    (0x0d00, Script::Malayalam),
    (0x0d80, Script::Sinhala),
    (0x0e00, Script::Thai),
    (0x0e80, Script::Lao),
    (0x0f00, Script::Tibetan),
    (0x1000, Script::Myanmar),
    (0x10a0, Script::Georgian),
    (0x1100, Script::Hangul),
    (0x1200, Script::Ethiopic),
    (0x13a0, Script::Other),
    (0x1780, Script::Khmer),
    (0x1800, Script::Mongolian),
    (0x18b0, Script::Other),
    (0x19e0, Script::Khmer),
    (0x1a00, Script::Other),
    (0x1c80, Script::Cyrillic),
    (0x1c90, Script::Georgian),
    (0x1cc0, Script::Other),
    (0x1d00, Script::Latin),
    (0x1dc0, Script::Common),
    (0x1e00, Script::Latin),
    (0x1f00, Script::Greek),
    (0x2000, Script::Common),
    (0x2190, Script::Symbols),
    (0x2460, Script::Symbols),
    (0x2c00, Script::Other),
    (0x2c60, Script::Latin),
    (0x2c80, Script::Other),
    (0x2d00, Script::Georgian),
    (0x2d30, Script::Other),
    (0x2d80, Script::Ethiopic),
    (0x2de0, Script::Cyrillic),
    (0x2e00, Script::Common),
    (0x2e80, Script::Han),
    (0x3040, Script::Kana),
    (0x3100, Script::Bopomofo),
    (0x3130, Script::Hangul),
    (0x3190, Script::Han),
    (0x31a0, Script::Bopomofo),
    (0x31c0, Script::Han),
    (0x31f0, Script::Kana),
    (0x3200, Script::Han),
    (0xa000, Script::Other),
    (0xa640, Script::Cyrillic),
    (0xa6a0, Script::Other),
    (0xa700, Script::Latin),
    (0xa800, Script::Other),
    (0xa8e0, Script::Devanagari),
    (0xa900, Script::Other),
    (0xa960, Script::Hangul),
    (0xa980, Script::Other),
    (0xab00, Script::Ethiopic),
    (0xab30, Script::Latin),
    (0xab70, Script::Other),
    (0xac00, Script::Hangul),
    (0xd800, Script::Other),
    (0xf900, Script::Han),
    (0xfb00, Script::Latin),
    (0xfb13, Script::Armenian),
    (0xfb1d, Script::Hebrew),
    (0xfb50, Script::Arabic),
    (0xfe00, Script::Common),
    (0xfe30, Script::Han),
    (0xfe70, Script::Arabic),
    (0xfeff, Script::Han),
    (0xff66, Script::Kana),
    (0xffa0, Script::Hangul),
    (0xffe0, Script::Han),
    (0xfff0, Script::Common),
    (0x10000, Script::Other),
    (0x1b000, Script::Kana),
    (0x1b170, Script::Other),
    (0x1d000, Script::Symbols),
    (0x1d800, Script::Other),
    (0x1ee00, Script::Arabic),
    (0x1ef00, Script::Symbols),
    (0x20000, Script::Han),
    (0x32000, Script::Other),
];

impl Script {
    /// The script of a character.
    pub fn of(c: char) -> Self {
        if c.is_ascii() {
            return if c.is_ascii_alphabetic() { Self::Latin } else { Self::Common };
        }
        let next = BLOCKS.partition_point(|(first, _)| *first <= u32::from(c));
        BLOCKS[next.saturating_sub(1)].1
    }

    /// Whether its letters join: white between them would tear words apart.
    pub fn joins(self) -> bool {
        matches!(
            self,
            Self::Arabic | Self::Syriac | Self::Mongolian | Self::Devanagari | Self::Bengali | Self::Gurmukhi
        )
    }

    /// Whether it is written in squares, with no spaces between words.
    pub fn is_square(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Bopomofo)
    }

    /// Whether its words are not parted by spaces.
    pub fn is_unparted(self) -> bool {
        self.is_square() || matches!(self, Self::Thai | Self::Lao | Self::Khmer | Self::Myanmar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_order_and_name_their_scripts() {
        assert!(BLOCKS.is_sorted_by(|a, b| a.0 < b.0));
        for (text, script) in [
            ("aé\u{fb01}", Script::Latin),
            ("ω", Script::Greek),
            ("жє", Script::Cyrillic),
            ("אְ", Script::Hebrew),
            ("ب؟", Script::Arabic),
            ("हि", Script::Devanagari),
            ("กำ", Script::Thai),
            ("中、「，", Script::Han),
            ("かー", Script::Kana),
            ("한", Script::Hangul),
            ("1.“ ", Script::Common),
            ("😀→", Script::Symbols),
        ] {
            for c in text.chars() {
                assert_eq!(Script::of(c), script, "{c}");
            }
        }
    }
}
